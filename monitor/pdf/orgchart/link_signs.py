"""What is to be seen of a finished tree that tells which of its links may be wrong, however sure the reading is (3.27). Pure.

A rule for a layout that it was not made for is wrong of many links at once, and sure of each: a dozen units under one head, heads
of their own rank and look, much else in doubt. Where most boxes look alike, or most titles tell no rank, that tells nothing.
The weights are learned from sheets read at first sight (training.doubts).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from monitor.model import SURE
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.vocabulary import is_chart_word, level

_LEVELS = {"not quite sure": 0.995, "less than sure": 0.98}
_MANY, _VERY_MANY = 7, 13  # under one head beside the one looked at
_MUCH, _USUAL = 0.15, 0.4  # of the other units: those hung in doubt; those of which something is so that tells nothing then
_OF_SHEETS = ("no word of a chart", "ranks unknown", "set like its head")  # what whole sheets may have


def link_signs(nodes: Sequence[Node]) -> list[list[str]]:
    """Of each of *nodes*, those of a document, what speaks against its link."""
    others = max(1, len(nodes) - 1)
    ranks = {id(node): level(node.label) for node in nodes}
    looks = {id(node): (node.fill, round(2 * node.size), node.bold, round(node.border, 1), node.drawn) for node in nodes}
    under: dict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        under[id(node.parent)].append(node)
    ways = {head: Counter(node.how for node in below) for head, below in under.items()}
    doubted = sum(node.confidence < SURE for node in nodes)

    def of(node: Node) -> Iterator[str]:
        if doubted - (node.confidence < SURE) > _MUCH * others:
            yield "much is doubted"
        yield from (sign for sign, most in _LEVELS.items() if node.confidence < most)
        if not any(map(is_chart_word, node.label.split())):
            yield "no word of a chart"
        below, head = len(under[id(node.parent)]) - 1, node.parent
        if below > _MANY:
            yield "one of many"
        if below > _VERY_MANY:
            yield "one of very many"
        if below and 2 * (below + 1 - ways[id(head)][node.how]) > below:
            yield "others hang otherwise"
        if head is None:
            return
        rank, above = ranks[id(node)], ranks.get(id(head))
        if rank is None or above is None:
            yield "ranks unknown"
        elif rank == above:
            yield "a head of its rank"
        shown = node.how == "indented" or (rank is not None and above is not None and rank > above)  # whatever the look
        if looks[id(node)] == looks.get(id(head)) and not shown:
            yield "set like its head"

    seen = [list(of(node)) for node in nodes]
    often = Counter(sign for signs in seen for sign in signs)
    usual = {sign for sign in _OF_SHEETS if often[sign] - 1 > _USUAL * others}
    return [[sign for sign in signs if sign not in usual] for signs in seen]
