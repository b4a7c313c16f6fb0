"""Delegations that go from one adjoint to another, who keep name and rank (DESIGN 3.25)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.compare.sections import compare_sections
from monitor.extract.page import Page
from monitor.model import Edit, Section

Elected = tuple[str, str, str]  # rank, name, delegations
BEFORE: tuple[Elected, ...] = (
    ("Maire", "Guy Lenoir", "Personnel"),
    ("1re adjointe", "Ana Silva", "Écoles, culture"),
    ("2e adjoint", "Hugo Blanc", "Voirie"),
    ("3e adjointe", "Nina Costa", "Sports"),
)
FORMS: dict[str, Callable[[Elected], str]] = {
    "rows": lambda one: f"<tr><td>{one[0]}</td><td>{one[1]}</td><td>{one[2]}</td></tr>",
    "rank first": lambda one: f"<p>{one[0]} : {one[1]}, {one[2]}</p>",
    "name first": lambda one: f"<p>{one[1]} – {one[0]}<br>{one[2]}</p>",
    "terms": lambda one: f"<dt>{one[0]}</dt><dd>{one[1]}, {one[2]}</dd>",
}
AROUND = {"rows": ("<table><tr><th>Fonction</th><th>Nom</th><th>Délégation</th></tr>", "</table>"), "terms": ("<dl>", "</dl>")}


def edits(form: str, *sides: tuple[Elected, ...]) -> tuple[Edit, ...]:
    before, after = (
        Section(item="s", heading="Élus", blocks=page.blocks_of(page.main), found_by="heading")
        for side in sides
        for html in ["".join(map(FORMS[form], side)).join(AROUND.get(form, ("", "")))]
        for page in [Page.parse(f"<main><p>Le conseil municipal.</p>{html}</main>", "https://valmont.example/")]
    )
    change = compare_sections(before, after)
    return change.edits if change else ()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("resigns", [False, True], ids=["all stay", "another one goes"])
def test_who_keeps_name_and_rank_keeps_the_line(form: str, *, resigns: bool) -> None:
    """« culture » alone stands on both lines: she was told as new, and her line as his."""
    later = ("3e adjoint", "Jo Blin", "Sports") if resigns else BEFORE[3]
    after = (BEFORE[0], ("1re adjointe", "Ana Silva", "Écoles"), ("2e adjoint", "Hugo Blanc", "Voirie, culture"), later)
    told = edits(form, BEFORE, after)
    assert {edit.op for edit in told} == {"replace"}
    pairs = [(edit.before, edit.after) for edit in told]
    for name in ("Ana Silva", "Hugo Blanc"):
        assert [(name in str(old), name in str(new)) for old, new in pairs].count((True, True)) == 1


@pytest.mark.parametrize("form", ["rows", "rank first"])
def test_a_post_that_two_exchange_still_passes_from_one_to_the_other(form: str) -> None:
    """Nobody keeps the post here: it is the post's line, under another name."""
    before = (("Directeur des finances", "Luc Petit", "bureau 12"), ("Directrice des sports", "Anne Morel", "bureau 14"))
    after = (("Directrice des finances", "Anne Morel", "bureau 12"), ("Directeur des sports", "Luc Petit", "bureau 14"))
    told = edits(form, before, after)
    assert [edit.op for edit in told] == ["replace", "replace"]
    assert all("finances" in str(edit.after) for edit in told if "finances" in str(edit.before))
