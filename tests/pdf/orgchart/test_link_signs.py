"""What a finished tree says against its own links (3.27): seen, weighed, told; learned from sheets read at first sight."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from monitor.model import SURE
from monitor.pdf.ink import Box
from monitor.pdf.orgchart.arrangement.tree_signs import link_signs
from monitor.pdf.orgchart.choice import sureness
from monitor.pdf.orgchart.choice.sureness import doubt_links
from monitor.pdf.orgchart.nodes import Node
from training.doubts import NAMES, against, first_sight, learned
from training.judging import FACTS, Fact
from training.sureness import FILE, Sample

TITLES = ("Service de l'état civil", "Service des sports", "Service de la voirie", "Service du budget", "Service des archives")


def tree(*titles: str, head: str = "Direction générale des services", size: float = 9.0) -> list[Node]:
    """A head, and rows of five units under it that strokes lead to."""
    top = Node(label=head, people=[], box=Box(100, 50, 200, 70), confidence=1.0, bold=True, size=12.0)
    below = [
        Node(label=title, people=[], box=Box(60 * x, 90 + 30 * y, 60 * x + 50, 110 + 30 * y), confidence=1.0, size=size)
        for y, x, title in ((*divmod(n, 5), title) for n, title in enumerate(titles))
    ]
    for node in below:
        node.parent, node.how = top, "line"
    return [top, *below]


def seen(nodes: Sequence[Node]) -> set[str]:
    """What speaks against the link of the last of *nodes*."""
    return set(link_signs(nodes)[-1])


def test_nothing_speaks_against_a_plain_chart() -> None:
    assert all(not signs for signs in link_signs(tree(*TITLES)))
    nodes = tree(*(f"Service {n} de la voirie" for n in range(12)))
    doubt_links(nodes)
    assert {node.confidence for node in nodes} == {1.0}  # a dozen services under one head are no fault by themselves


def _like_its_head(nodes: list[Node]) -> None:
    nodes[0].bold, nodes[0].size, nodes[-1].label = False, nodes[-1].size, "Piscine"


def _by_place(nodes: list[Node]) -> None:
    nodes[-1].how = "layout"


def _doubted(nodes: list[Node]) -> None:
    for node in nodes[1:3]:
        node.confidence = 0.6


def _same_rank(nodes: list[Node]) -> None:
    nodes[0].label = "Service des moyens généraux"


def _unranked(nodes: list[Node]) -> None:
    nodes[-1].label = "Piscine"


def _strange(nodes: list[Node]) -> None:
    nodes[-1].label = "Zorglub"


def _hardly(nodes: list[Node]) -> None:
    nodes[-1].confidence = 0.92


@pytest.mark.parametrize(
    ("change", "signs"),
    [
        (_like_its_head, {"set like its head"}),
        (_by_place, {"others hang otherwise"}),
        (_doubted, {"much is doubted"}),
        (_same_rank, {"a head of its rank"}),
        (_unranked, {"ranks unknown"}),
        (_strange, {"ranks unknown", "no word of a chart"}),
        (_hardly, {"not quite sure", "less than sure"}),
    ],
)
def test_each_sign_is_seen_where_it_is(change: object, signs: set[str]) -> None:
    nodes = tree(*TITLES)
    assert callable(change)
    change(nodes)
    assert signs <= seen(nodes) and not signs & seen(tree(*TITLES))


def test_many_under_one_head_are_seen() -> None:
    many = [f"Service {n} de la voirie" for n in range(15)]
    assert seen(tree(*many[:8])) == set() and seen(tree(*many[:9])) == {"one of many"}
    assert seen(tree(*many)) == {"one of many", "one of very many"}


def test_a_sure_link_that_much_speaks_against_is_doubted_and_says_why() -> None:
    """3.27 and 5.6: less than 0.9, never so little that the chart counts as unread; what was in doubt before stays as it was."""
    nodes = tree(*(f"Service {n} de la voirie" for n in range(16)))
    for node in nodes[1:]:
        node.confidence = 0.95
    nodes[1].confidence = 0.4
    doubt_links(nodes)
    assert [nodes[0].confidence, nodes[1].confidence, nodes[1].against] == [1.0, 0.4, ()]
    assert all(0.72 <= node.confidence < 0.9 for node in nodes[2:]) and "one of many" in nodes[-1].against


def test_what_is_so_of_most_units_of_a_sheet_speaks_against_none() -> None:
    """Real charts draw all boxes alike, and many name posts that tell no rank: a fifth of their right links was doubted."""
    alike = tree(*(f"Zorglub {n}" for n in range(6)))
    alike[0].bold, alike[0].size = False, alike[-1].size
    assert not any(link_signs(alike))
    one = tree(*TITLES, "Zorglub")
    one[0].bold, one[0].size = False, one[-1].size
    for node in one[1:-1]:
        node.fill = (200, 200, 200)
    assert seen(one) >= {"no word of a chart", "ranks unknown", "set like its head"}


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    """The 48,000 facts of the sheets read at first sight."""
    return list(first_sight())


def test_the_weights_are_those_that_the_sheets_read_at_first_sight_teach(samples: list[Sample]) -> None:
    """`python -m training.doubts` gives them again; none speaks for a fact."""
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    for fact in FACTS:
        weights = kept[NAMES[fact]]
        assert learned(samples, fact) == weights
        assert all(weight <= 0 for sign, weight in weights.items() if sign != "always")


@pytest.mark.parametrize(("fact", "caught", "lost"), [("parent", 0.25, 0.02), ("title", 0.2, 0.005), ("person", 0.1, 0.005)])
def test_a_lot_that_nothing_was_learned_from_loses_more_errors_than_right_facts(
    samples: list[Sample], fact: Fact, caught: float, lost: float
) -> None:
    """Of the two read worst, by weights of the other four: of the wrong facts so many at least, of the right ones at most."""
    weights = against([sample for sample in samples if sample.chart not in ("lot 4", "lot 5")], fact)
    left = [s for s in samples if s.chart in ("lot 4", "lot 5") and s.fact == fact]
    sure = [sureness.likelihood(s.signs, weights) >= SURE for s in left]
    wrong, right = ([one for one, s in zip(sure, left, strict=True) if s.right is is_right] for is_right in (False, True))
    assert sum(wrong) <= (1 - caught) * len(wrong) and sum(right) >= (1 - lost) * len(right)


def test_of_lots_seen_later_more_errors_than_right_facts_lose_their_certainty() -> None:
    """3.27: seven lots that neither signs nor weights had seen: of the wrong facts five times the share, and few right ones."""
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    later = list(first_sight(later=True))
    assert len({sample.chart for sample in later}) == 7
    for fact in FACTS:
        sure = {right: [s for s in later if s.fact == fact and s.right is right] for right in (True, False)}
        left = {
            right: sum(sureness.likelihood(s.signs, kept[NAMES[fact]]) >= SURE for s in some) / len(some)
            for right, some in sure.items()
        }
        assert 1 - left[False] >= 5 * (1 - left[True]) and left[True] >= 0.99
