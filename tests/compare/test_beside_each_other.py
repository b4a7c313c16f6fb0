"""A change that is told alone is told beside any other, also where the one frees words that the other takes (3.12, 3.23)."""

from __future__ import annotations

from itertools import combinations

import pytest

from monitor.compare.documents.contents import compare_contents
from tests.compare.test_document_words import document
from tests.compare.test_orgchart import TOWN, with_text

CHANGES = {
    "married, as another one was called": ("M. Bruno Martin", "M. Bruno Martin-Vasseur"),
    "another head whose surname that was": ("M. Paul Vasseur", "Mme Zoé Lambert"),
    "another head of a like name": ("Mme Claire Aubert", "Mme Claire Fontaine"),
    "vacant": ("M. Hugo Perrin", "VACANT"),
    "an accent": ("Mme Inès Caron", "Mme Ines Caron"),
    "a hyphen": ("M. Yann Le Goff", "M. Yann Le-Goff"),
    "capitals": ("Direction des sports", "Direction des Sports"),
    "renamed, by words of another": ("Direction du numérique", "Direction du numérique et des marchés"),
    "those words gone there": ("Service des marchés", "Service des contrats"),
    "the family name first": ("M. Denis Royer", "M. Royer Denis"),
}


def told(*names: str) -> set[tuple[str, str | None, str | None]]:
    """What is said of the changes *names* together: op, and both sides."""
    branch = with_text(TOWN, *(CHANGES[name] for name in names))
    edits = compare_contents("orgchart", document(), document(branch)).edits
    return {(edit.op, edit.before, edit.after) for edit in edits}


@pytest.mark.few("2")
@pytest.mark.parametrize("number", [2, 3])
def test_a_change_that_is_told_alone_is_told_beside_others(number: int) -> None:
    alone = {name: told(name) for name in CHANGES}
    assert all(alone.values())
    for names in combinations(CHANGES, number):
        expected = set[tuple[str, str | None, str | None]]().union(*(alone[name] for name in names))
        assert told(*names) == expected, names
