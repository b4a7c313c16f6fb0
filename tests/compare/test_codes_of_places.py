"""Codes before titles tell where units stand: one that moves takes another (13.5, 3.27)."""

from __future__ import annotations

import pytest

from monitor.compare.charts.edits import compare_charts
from monitor.compare.documents.contents import compare_contents
from tests.compare.test_document_words import document
from tests.compare.test_orgchart import Branch, chart

HEAD = "D Direction générale"
OLD: Branch = {
    "A Pôle ressources": {"A1 Finances": {}, "A2 Géomatique | M. Luc Roy": {}, "A3 Secrétariat": {}},
    "B Pôle technique": {"B1 Voirie": {}, "B2 Bâtiments": {}, "B3 Secrétariat": {}},
}


def edits(new: Branch, old: Branch = OLD) -> list[tuple[str, object, bool]]:
    told = compare_charts(chart({HEAD: old}), chart({HEAD: new}))
    return [(edit.op, edit.facts.get("unit"), bool(edit.facts.get("uncertain"))) for edit in told]


@pytest.mark.parametrize(("head", "uncertain"), [(" | M. Luc Roy", False), ("", False), (" | Mme Eva Colin", True)])
def test_a_unit_that_moved_took_another_code(head: str, *, uncertain: bool) -> None:
    """13.5: it had gone, and another one come, for certain; under another head it is perhaps a new one of that title."""
    new: Branch = {
        "A Pôle ressources": {"A1 Finances": {}, "A3 Secrétariat": {}},
        "B Pôle technique": {"B1 Voirie": {}, "B2 Bâtiments": {}, "B3 Secrétariat": {}, f"B4 Géomatique{head}": {}},
    }
    assert ("unit_moved", "B4 Géomatique", uncertain) in edits(new)
    assert not {op for op, _, _ in edits(new)} & {"unit_added", "unit_removed", "unit_renamed"}


def test_units_of_one_title_or_of_no_code_are_told_as_they_came_and_went() -> None:
    """3.27: a secretariat closed in one pole and opened in another is none that moved, nor is one of two of a title."""
    before: Branch = {**OLD, "C Pôle social": {"C1 Aînés": {}}}
    after: Branch = {
        "A Pôle ressources": {"A1 Finances": {}, "A2 Géomatique | M. Luc Roy": {}},
        "B Pôle technique": {"B1 Voirie": {}, "B2 Bâtiments": {}, "B3 Secrétariat": {}},
        "C Pôle social": {"C1 Aînés": {}, "C2 Secrétariat": {}},
    }
    assert {op for op, _, _ in edits(after, before)} == {"unit_removed", "unit_added"}
    alone: Branch = {"A Pôle ressources": {"A1 Finances": {}, "A3 Secrétariat": {}}, "B Pôle technique": {"B1 Voirie": {}}}
    moved: Branch = {"A Pôle ressources": {"A1 Finances": {}}, "B Pôle technique": {"B1 Voirie": {}, "B2 Secrétariat": {}}}
    assert {op for op, _, _ in edits(moved, alone)} == {"unit_removed", "unit_added"}


def test_the_code_that_a_unit_had_where_it_moved_from_is_no_line_that_went() -> None:
    """13.5: « − A2 Géomatique » beside « B3 Géomatique moves to B »; what else was printed of it is told."""
    new: Branch = {"A Pôle ressources": OLD["A Pôle ressources"] | {}, "B Pôle technique": OLD["B Pôle technique"] | {}}
    del new["A Pôle ressources"]["A2 Géomatique | M. Luc Roy"]
    new["B Pôle technique"]["B4 Géomatique | M. Luc Roy"] = {}
    note = "A2 Géomatique est au deuxième étage"
    for beside, ops in ((("Légende",), ["unit_moved"]), (("Légende", note), ["unit_moved", "delete"])):
        told = compare_contents("orgchart", document({HEAD: OLD}, beside), document({HEAD: new}, ("Légende",))).edits
        assert [edit.op for edit in told] == ops
