"""Delegations that go from one adjoint to another, who keep name and rank (DESIGN 3.25)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.compare.sections import compare_sections
from monitor.extract.page import Page
from monitor.model import Block, Edit, Section

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


def test_who_has_another_rank_and_other_tasks_neither_went_nor_came() -> None:
    """In a list by names: « − Nina Costa – 1re adjointe », « + Nina Costa – 3e adjointe »."""
    before = (BEFORE[0], ("1re adjointe", "Nina Costa", "Finances"), BEFORE[2], ("3e adjointe", *BEFORE[1][1:]))
    after = (*BEFORE[:3], ("3e adjointe", "Nina Costa", "Sports"))
    told = edits("name first", before, after)
    assert [edit.op for edit in told] == ["replace", "replace"]
    assert all(sum(name in str(edit.before) and name in str(edit.after) for name in ("Ana", "Nina")) == 1 for edit in told)


@pytest.mark.parametrize("form", ["rows", "rank first"])
def test_ranks_that_two_exchange_are_told_once_each(form: str) -> None:
    """Both lines stand elsewhere for their ranks: « déplacé » said the same again; in a table with whose rank it is."""
    before = (BEFORE[0], ("1re adjointe", "Nina Costa", "Finances"), BEFORE[2], ("3e adjointe", *BEFORE[1][1:]))
    after = (("Maire", "Guy Lenoir", "Personnel, finances"), BEFORE[1], BEFORE[2], ("3e adjointe", "Nina Costa", "Sports"))
    mayor, *told = edits(form, before, after)
    assert [edit.op for edit in (mayor, *told)] == ["replace"] * 3
    assert all(sum(name in str(edit.before) and name in str(edit.after) for name in ("Ana", "Nina")) == 1 for edit in told)
    if form == "rows":
        assert [part["row"] for edit in told for part in edit.facts["parts"]] == ["Ana Silva", "Nina Costa", "Nina Costa"]


def test_a_new_holder_is_told_with_the_rank_whatever_its_gender() -> None:
    """« 3e adjointe », « 3e adjoint » is one post: « Nom : Nina Costa → Jo Blin » was told of no row."""
    (told,) = edits("rows", BEFORE, (*BEFORE[:3], ("3e adjoint", "Jo Blin", "Sports")))
    assert [(part["column"], part.get("row")) for part in told.facts["parts"]] == [("Nom", "3e adjoint")]


def test_a_name_that_goes_on_with_a_hyphen_names_its_row() -> None:
    """« Bressey », now « Bressey-Ourches », and its inhabitants."""
    rows = (
        f"<tr><th>Commune</th><th>Habitants</th><th>Maire</th></tr><tr><td>{name}</td><td>{many}</td><td>Jo Tran</td></tr>"
        "<tr><td>Valmont</td><td>8 210</td><td>Eva Morin</td></tr>"
        for name, many in (("Bressey", "1 245"), ("Bressey-Ourches", "2 057"))
    )
    before, after = (Page.parse(f"<main><table>{table}</table></main>", "https://valmont.example/") for table in rows)
    old, new = (
        Section(item="s", heading="Communes", blocks=page.blocks_of(page.main), found_by="heading") for page in (before, after)
    )
    change = compare_sections(old, new)
    assert change is not None
    parts = [part for edit in change.edits for part in edit.facts["parts"]]
    assert [(part["column"], part.get("row")) for part in parts] == [("Commune", None), ("Habitants", "Bressey-Ourches")]


@pytest.mark.parametrize("form", ["{0} – {1}", "{1} : {0}", "{0}, {1}"])
def test_who_gets_the_task_of_one_who_leaves_stays(form: str) -> None:
    """« Jo Tran – écoles » becomes « Jo Tran – écoles et sports », Ida Moss leaves: he was told as gone, her line as his."""
    before, after = (
        Section(item="s", heading="Équipe", blocks=tuple(Block("list_item", form.format(*one)) for one in side))
        for side in (
            (("Zoé Lund", "voirie"), ("Jo Tran", "écoles"), ("Ida Moss", "sports")),
            (("Zoé Lund", "voirie"), ("Jo Tran", "écoles et sports")),
        )
    )
    change = compare_sections(before, after)
    assert change is not None
    told = [(edit.op, edit.before) for edit in change.edits]
    assert told == [("replace", form.format("Jo Tran", "écoles")), ("delete", form.format("Ida Moss", "sports"))]
