"""Two versions of a nested list that is a page's org chart (DESIGN 3.31, 5.13)."""

from __future__ import annotations

import pytest

from monitor.compare.sections import compare_sections
from monitor.extract.items import extract
from monitor.extract.page import Page
from monitor.model import Edit, Recipe, Section, SectionRecipe
from monitor.pipeline.section_charts import with_charts

Entry = tuple[str, str]  # a unit and who heads it
ROADS, GREEN, HALLS = ("Voirie", "Hugo Blanc"), ("Espaces verts", "Yves Lambert"), ("Bâtiments", "Zoé Lund")
RECIPE = Recipe(sections=(SectionRecipe(item="chart", heading="Organigramme", kind="orgchart"),))


def section(*services: Entry) -> Section:
    entries = "".join(f"<li>{unit}<br>{head}</li>" for unit, head in services)
    html = (
        "<main><h1>Organigramme</h1><ul><li>Direction générale<br>Claire Aubert<ul><li>Pôle ressources<br>Luc Petit</li>"
        f"<li>Pôle technique<br>Paul Noël<ul>{entries}</ul></li></ul></li></ul></main>"
    )
    (found,) = with_charts(extract(Page.parse(html, "https://valmont.example/"), recipe=RECIPE, last=None)).sections
    return found


def edits(old: Section, new: Section) -> tuple[Edit, ...]:
    change = compare_sections(old, new)
    return change.edits if change else ()


@pytest.mark.parametrize(
    "after",
    [
        pytest.param((ROADS, ("Espaces verts", "Poste vacant"), ("Propreté", "Yves Lambert"), HALLS), id="to a new unit below"),
        pytest.param((ROADS, ("Propreté", "Yves Lambert"), ("Espaces verts", "Poste vacant"), HALLS), id="to a new unit above"),
    ],
)
def test_a_vacancy_is_told_once_where_the_head_goes_to_a_new_unit(after: tuple[Entry, ...]) -> None:
    """« ~ Propreté : [+Poste vacant Propreté] Yves Lambert » stood beside two sentences that say it."""
    told = edits(section(ROADS, GREEN, HALLS), section(*after))
    assert sorted(edit.op for edit in told) == ["person_replaced", "unit_added"]


def test_a_line_that_no_sentence_tells_stays_beside_a_vacancy() -> None:
    """Only the words in the place of the name are told by it."""
    after = (ROADS, ("Espaces verts", "Poste vacant<br>Serres fermées"), ("Propreté", "Yves Lambert"), HALLS)
    told = edits(section(ROADS, GREEN, HALLS), section(*after))
    assert any("Serres fermées" in str(edit.after) for edit in told)


VACANT = "Poste vacant"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((("Voirie", VACANT), GREEN, HALLS), (("Voirie", "Luc Moss"), ("Espaces verts", f"{VACANT}<br>Sur rendez-vous"), HALLS)),
        ((("Voirie", VACANT), GREEN, HALLS), (("Voirie", "Yves Lambert"), ("Espaces verts", f"{VACANT}<br>Fermés"), HALLS)),
        ((("Voirie", VACANT), GREEN, HALLS), (("Voirie", "Yves Lambert"), ("Espaces verts", f"Fermés<br>{VACANT}"), HALLS)),
        ((ROADS, ("Espaces verts", f"{VACANT}<br>Sans visite"), HALLS), (ROADS, GREEN, ("Bâtiments", VACANT))),
    ],
)
def test_where_one_post_is_filled_and_another_becomes_vacant_a_line_beside_is_told(
    before: tuple[Entry, ...], after: tuple[Entry, ...]
) -> None:
    """3.12: « Poste vacant » stands on both sides, and whatever short line of the box came was taken away in its place."""
    told = edits(section(*before), section(*after))
    words = {text.strip() for edit in told for sign, text in edit.words if sign != "="}
    words |= {edit.before or edit.after or "" for edit in told if edit.op in ("insert", "delete")}
    assert not words.isdisjoint(("Sur rendez-vous", "Fermés", "Sans visite"))
    assert VACANT not in words
