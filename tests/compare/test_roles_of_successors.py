"""What was printed of somebody is not said of who follows (3.23, 3.27)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.compare.charts.edits import compare_charts
from monitor.compare.documents.contents import compare_contents
from monitor.model import Block, DocumentContent, Edit, OrgChart, Person
from tests.compare.test_orgchart import chart


def held(name: str, role: str | None, *, vacant: bool = False) -> OrgChart:
    """A chart of which one service is held by *name*, in *role*."""
    town = chart({"Direction générale": {"Direction technique": {}, "Direction des finances": {}}})
    person = Person(name=name, role=role, vacant=vacant)
    units = (replace(unit, people=(person,)) if unit.title == "Direction technique" else unit for unit in town.units)
    return replace(town, units=tuple(units))


def replaced(before: OrgChart, after: OrgChart) -> Edit:
    (edit,) = compare_charts(before, after)
    assert edit.op == "person_replaced"
    return edit


@pytest.mark.parametrize("role", ["par intérim", "élu CFDT", "en congé"])
def test_who_follows_does_not_inherit_a_role(role: str) -> None:
    assert "role" not in replaced(held("Bruno Morel", role), held("Karim Sadi", None)).facts


def test_who_follows_has_the_role_that_the_new_line_bears() -> None:
    assert replaced(held("Bruno Morel", None), held("Karim Sadi", "par intérim")).facts["role"] == "par intérim"
    assert replaced(held("Bruno Morel", "élu CFDT"), held("Karim Sadi", "élu FO")).facts["role"] == "élu FO"


def test_a_post_that_falls_vacant_keeps_the_role_of_who_left() -> None:
    edit = replaced(held("Bruno Morel", "directeur"), held("", None, vacant=True))
    assert edit.facts["role"] == "directeur"


@pytest.mark.parametrize(
    ("role", "told"),
    [("à compter du 1er juin", ["person_replaced"]), ("directrice au 01 02 03 04 05", ["person_replaced", "insert"])],
    ids=["a term", "a telephone"],
)
def test_a_term_that_is_told_with_a_name_is_no_line_besides(role: str, told: list[str]) -> None:
    """« Nina Costa (à compter du 1er juin) remplace Lise Roux », « + Nina Costa (à compter du 1er juin) » (3.12)."""
    sides = []
    for name, beside in (("Lise Roux", None), ("Nina Costa", role)):
        lines = [unit.title for unit in held(name, beside).units] + [name + (f" ({beside})" if beside else "")]
        text = tuple(Block("paragraph", line) for line in lines)
        sides.append(
            DocumentContent(sha256=name, size=1, media_type="application/pdf", text=text, orgchart=held(name, beside), pages=1)
        )
    assert [edit.op for edit in compare_contents("orgchart", *sides).edits] == told
