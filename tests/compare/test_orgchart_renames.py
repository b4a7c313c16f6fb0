"""A new title is told though its words are another unit's elsewhere (3.23)."""

from __future__ import annotations

import pytest

from monitor.compare.charts.edits import compare_charts
from monitor.compare.charts.sheet import Sheet
from monitor.model import Block, OrgChart
from tests.compare.test_orgchart import Branch, chart


def printed(read: OrgChart) -> Sheet:
    """The sheet of *read*: its titles and names, a line each."""
    return Sheet(read, [Block("paragraph", text) for unit in read.units for text in (unit.title, *(p.name for p in unit.people))])


def town(*services: str) -> OrgChart:
    return chart(
        {"Direction générale | Hélène Caradec": {**{service: {} for service in services}, "Conservatoire | Yves Morvan": {}}}
    )


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        pytest.param(
            ["Service des marchés publics | Paul Oswald"],
            ["Service des marchés | Paul Oswald", "Service des achats publics | Léa Fontaine"],
            {"unit_renamed", "unit_added"},
            id="a word that a new unit has",
        ),
        pytest.param(
            ["Bureau d’études | Loïc Tanguy", "Régie espaces verts | Samia Benali"],
            ["Bureau d’études espaces verts | Loïc Tanguy"],
            {"unit_renamed", "unit_removed"},
            id="a word that a unit had that went",
        ),
    ],
)
def test_words_of_a_unit_that_is_told_hide_no_new_title(before: list[str], after: list[str], told: set[str]) -> None:
    old, new = town(*before), town(*after)
    edits = compare_charts(old, new, (printed(old), printed(new)))
    assert {edit.op for edit in edits} == told and not any("uncertain" in edit.facts for edit in edits)


@pytest.mark.parametrize(
    ("was", "now", "doubted"),
    [
        ("Directrice générale des services | Claire Aubert", "Directeur général des services | Luc Petit", False),
        ("Directeur général des services | Luc Petit", "Directrice générale des services | Claire Aubert", False),
        ("Directeur général des services | Luc Petit", "Directeur des services | Claire Aubert", True),
    ],
    ids=["a man", "a woman", "a word less"],
)
def test_the_head_of_the_house_is_another_one_in_the_other_gender(was: str, now: str, *, doubted: bool) -> None:
    """5.5: the new director general, the most reported change of all, was to be checked, as « générale » may be said of anybody."""
    services: Branch = {f"Service {name}": {} for name in ("paie", "voirie", "sports")}
    old, new = chart({was: services}), chart({now: services})
    edits = compare_charts(old, new, (printed(old), printed(new)))
    assert {edit.op for edit in edits} >= {"person_replaced"}
    assert any("uncertain" in edit.facts for edit in edits) == doubted
