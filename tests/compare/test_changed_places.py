"""Whose places are exchanged on a sheet that another hand drew with the same letters (DESIGN 5.5)."""

from __future__ import annotations

import pytest

from monitor.compare.charts.people import exchanges
from monitor.model import Edit

A, B, C = "Mme Anne Roy", "M. Luc Faure", "M. Guy Morel"


def edit(op: str, unit: str, before: str | None, after: str | None) -> Edit:
    return Edit(op=f"person_{op}", before=before, after=after, facts={"unit": unit})


SWAP = [edit("replaced", "Paie", A, B), edit("replaced", "Voirie", B, A)]
ROLES = [edit("removed", "Paie", A, None), edit("added", "Paie", None, B), edit("replaced", "Voirie", B, A)]
PROMOTED = [edit("replaced", "Paie", A, None), edit("replaced", "Voirie", None, A)]
RING = [edit("replaced", "Paie", A, B), edit("replaced", "Voirie", B, C), edit("replaced", "Sports", C, A)]
READ_BESIDE = [edit("removed", "Paie", A, None), edit("added", "Voirie", None, A)]
DOWN_A_COLUMN = [edit("removed", "Paie", A, None), edit("replaced", "Voirie", B, A), edit("added", "Sports", None, B)]


@pytest.mark.parametrize("edits", [SWAP, ROLES, PROMOTED, RING])
def test_who_changes_places_is_told(edits: list[Edit]) -> None:
    """5.5: a promotion into a vacant post, and two heads of whom one has a role, were « the same content »."""
    assert [*exchanges(edits)] == [*range(len(edits))]


@pytest.mark.parametrize("edits", [READ_BESIDE, DOWN_A_COLUMN, [edit("replaced", "Paie", A, B)]])
def test_who_is_read_at_another_title_has_changed_no_place(edits: list[Edit]) -> None:
    """(3.27)"""
    assert not [*exchanges(edits)]
    assert [*exchanges([*edits, *(edit("replaced", u, a, b) for u, a, b in (("Culture", C, "X Y"), ("Eau", "X Y", C)))])] == [
        len(edits),
        len(edits) + 1,
    ]
