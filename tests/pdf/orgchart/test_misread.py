"""DESIGN 3.27: in a document most of whose titles are read with doubts, nothing is sure; a few doubted ones change nothing."""

from __future__ import annotations

import pytest

from monitor.model import Person
from monitor.pdf.ink import Box
from monitor.pdf.orgchart.choice.sureness import MISREAD, doubt_misread
from monitor.pdf.orgchart.nodes import Node


def nodes(sure: int, doubted: int) -> list[Node]:
    found = []
    for n in range(sure + doubted):
        node = Node(label=f"Service {n}", people=[Person(name="Zoé Marin", confidence=0.99)], box=Box(0, 20 * n, 100, 20 * n + 10))
        node.title_confidence, node.confidence = (0.99 if n < sure else 0.8), 0.97
        found.append(node)
    return found


def given(found: list[Node]) -> set[float]:
    people = [person.confidence for node in found for person in node.people]
    return {*people, *(one for node in found for one in (node.title_confidence, node.confidence))}


@pytest.mark.parametrize(("sure", "doubted"), [(11, 4), (20, 20), (3, 40)])
def test_nothing_is_sure_where_few_titles_are(sure: int, doubted: int) -> None:
    """A layout of no known form is misread with confidence: there one of nine facts given as sure was wrong."""
    found = nodes(sure, doubted)
    doubt_misread(found)
    assert max(given(found)) < 0.9
    assert all(node.title_against == (MISREAD,) for node in found[:sure]) and not any(n.title_against for n in found[sure:])


@pytest.mark.parametrize(("sure", "doubted"), [(12, 3), (40, 10), (1, 13), (30, 0)])
def test_a_document_that_is_understood_stays_as_sure_as_it_was(sure: int, doubted: int) -> None:
    """And one of few units: of these the share tells little; nor do abbreviations, which say little of any sheet."""
    found = nodes(sure, doubted)
    for code in ("RH", "DSI", "Eau", "CTM", "Com", "SIG", "CCAS", "PMI", "Paie"):
        node = Node(label=code, people=[], box=Box(0, 0, 10, 10))
        node.title_confidence, node.confidence = 0.85, 0.97
        found.append(node)
    before = given(found)
    doubt_misread(found)
    assert given(found) == before


@pytest.mark.parametrize(
    ("post", "confidence", "times", "misread"),
    [
        ("Direction des finances", 0.6, 10, True),
        ("Directeur des finances", 0.6, 10, False),
        ("Direction des finances", 0.99, 10, False),
        ("Direction des finances", 0.6, 4, False),
    ],
    ids=["units for posts", "posts", "certain: a list of members", "few"],
)
def test_nothing_is_sure_where_units_are_told_for_posts(post: str, confidence: float, times: int, misread: bool) -> None:
    """A column of directions with their heads at the right was read as staff of other services, sure of their place."""
    found = nodes(30, 0)
    for node in found[:times]:
        node.people.append(Person(name="Luc Petit", role=post, confidence=confidence))
    doubt_misread(found)
    assert (max(given(found)) < 0.9) is misread
