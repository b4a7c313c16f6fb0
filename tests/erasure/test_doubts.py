"""Namesakes stay; who may be meant is shown (5.17)."""

from __future__ import annotations

import pytest

from monitor.erasure.doubts import Doubts, StoredText, doubts
from monitor.erasure.forms import initial_forms, name_of, whole_forms


def of(name: str, *texts: str) -> Doubts:
    known = name_of(name)
    assert known is not None
    return doubts(known, [StoredText(text, "ville", "organigramme", 1) for text in texts])


def test_a_namesake_with_the_same_initial_keeps_the_initials() -> None:
    found = of("Anne Dupont", "Mme Anne Dupont", "M. Alain Dupont", "A. Dupont")
    name = name_of("Anne Dupont")
    assert name is not None
    assert found.forms == whole_forms(name)
    assert [(d.why, d.text) for d in found.uncertain] == [("initial", "A. Dupont")]
    assert found.namesakes == 1


def test_without_such_a_namesake_the_initials_go() -> None:
    found = of("Anne Dupont", "Mme Anne Dupont", "M. Paul DUPONT", "A. Dupont")
    name = name_of("Anne Dupont")
    assert name is not None
    assert found.forms == whole_forms(name) | initial_forms(name)
    assert (found.uncertain, found.namesakes) == ((), 1)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Mme Dupont-Moreau a quitté la ville", "family"),
        ("Le service de Dupont-Moreau", "family"),
        ("Anne Marie Dupont-Moreau", "between"),
        ("Mme Anne Dupont, directrice", "part"),
        ("Marie-Anne Dupont-Moreau", "joined"),
        ("Anne DUPONT-MOREAU-PETIT", "joined"),
        ("DUPONT-MOREAU Anne-Laure", "joined"),
    ],
)
def test_who_may_be_meant_is_shown(text: str, why: str) -> None:
    assert [doubt.why for doubt in of("Anne Dupont-Moreau", text).uncertain] == [why]


def test_a_further_given_name_is_a_doubt_and_a_list_of_two_people_is_none() -> None:
    assert [doubt.why for doubt in of("Paul Martin", "Jean Paul MARTIN", "J.P. Martin").uncertain] == ["beside", "beside"]
    assert of("Paul Martin", "Claire MARTIN, Paul DURAND").uncertain == ()


@pytest.mark.parametrize("text", ["Paul Dupont-Moreau", "DUPONT-MOREAU Paul", "P. Dupont-Moreau", "Anne Martin", "Marie Dupont"])
def test_somebody_else_is_not_asked_about(text: str) -> None:
    assert of("Anne Dupont-Moreau", text).uncertain == ()
