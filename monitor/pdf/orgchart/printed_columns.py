"""Titles in columns of running text, as a journal prints them: what goes on at the top of a column is of the one before (3.27).

No box, stroke or rule tells it: what is set larger heads what follows it, to the foot of its column and on in the next one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from monitor.pdf.orgchart.heads import NetReading
from monitor.pdf.orgchart.nodes import CLEAR, LAYOUT, Node, PageNodes
from monitor.pdf.orgchart.parents import outweighs
from monitor.pdf.orgchart.stacks import columns_by_white, is_staff
from monitor.pdf.orgchart.strands import is_above
from monitor.pdf.orgchart.vocabulary import level, steps_down

_FEWEST, _SEVERAL = 6, 2  # titles, and columns of them
_EDGE = 2.0  # points between the left sides of titles in one column
_LARGER = 1.15  # so much larger letters are those of a heading, whether bold or not
_MOST_LOOKS, _MOST_BESIDE = 3, 4  # of titles; so many titles for each box beside them, « Bon à savoir », at least
_TALLER_EM = 2.0  # a rule and white may stand over a heading
_LIKELY, _GUESSED = 0.85, 0.7  # how sure it is that a column goes on, where nothing larger stands in it, or where there was room


def hang_in_flow(found: PageNodes, readings: Sequence[NetReading]) -> bool:
    """Hang the nodes of *found* in the order of reading where columns go on in the next one; whether they do.

    Columns begin level, each flush left, and in one of them something larger stands under something smaller; what goes on at the
    top of the next one had no room below. Where each heading has a row of its own over all columns, nothing goes on. *readings*:
    of the strokes that join some to others; then these tell who heads whom.
    """
    nodes = sorted((node for node in found.open if not is_staff(node.label)), key=lambda node: (node.box.top, node.box.x0))
    drawn = [node for node in dict.fromkeys(found.by_box.values()) if node.drawn]
    if any(reading.usable for reading in readings) or any(node.indent is not None or node.turned for node in nodes):
        return False
    over = [node for node in drawn if nodes and node.box.bottom <= nodes[0].box.top + _EDGE]
    boxes = len(over)
    while len(nodes) > 1 and all(nodes[0].box.bottom <= node.box.top + _EDGE for node in nodes[1:]):
        if not (_looks_alone(nodes[0], nodes[1:]) or is_above(level(nodes[0].label), [level(node.label) for node in nodes[1:]])):
            break
        over.append(nodes.pop(0))  # in another look, or of a rank above all: in none of the columns
    if nodes and _looks_alone(nodes[-1], nodes[:-1]) and all(o.box.bottom <= nodes[-1].box.top + _EDGE for o in nodes[:-1]):
        nodes.pop()  # « Au service de tous », across the foot
    columns = [sorted(own, key=lambda node: node.box.top) for own in columns_by_white(nodes)]
    looks = {(round(2 * node.size), node.bold) for node in nodes}
    if (
        len(nodes) < _FEWEST
        or len(columns) < _SEVERAL
        or any(max(node.box.x0 for node in own) - min(node.box.x0 for node in own) > _EDGE for own in columns)
        or not 1 < len(looks) <= _MOST_LOOKS
        or _MOST_BESIDE * (len(drawn) - boxes) > len(nodes)
    ):
        return False
    first = columns[0][0]
    height = first.box.top - _TALLER_EM * first.size, first.box.bottom - 2 * _EDGE  # beside the first heading, not beneath it
    again = [any(_heads(lower, upper) for upper, lower in pairwise(own)) for own in columns]
    heads = _outline([node for own in columns for node in own])
    pairs = [(node, head) for node in nodes if (head := heads[id(node)]) is not None]
    headings = {id(head) for _, head in pairs}
    over_all = first if any(head is first and id(node) in headings for node, head in pairs) else None
    goes_on = [(head := heads[id(own[0])]) is not None and head is not over_all for own in columns]
    against = sum((step := steps_down(head.label, node.label)) is not None and step < 1 for node, head in pairs)
    begin_level = all(height[0] <= own[0].box.top < height[1] for own in columns)
    if not (begin_level and any(again) and any(goes_on)) or 2 * against > len(pairs):
        return False
    said = Counter(id(node.parent) for node in nodes if heads[id(node)] is None)
    apex = max(over, key=lambda node: said[id(node)], default=None)
    depth = max(node.box.bottom for node in nodes)
    gap = median([lower.box.top - upper.box.bottom for own in columns for upper, lower in pairwise(own)])
    told = any(more and on for more, on in zip(again, goes_on, strict=True))
    for node in (*nodes, *(o for o in over if len(over) == 1 or o.parent in nodes)):
        node.unhang(CLEAR)
        node.is_head = False
    for place, own in enumerate(columns):
        room = place > 0 and columns[place - 1][-1].box.bottom + gap + own[0].box.height <= depth
        # « Instances », « Direction générale »: of another rank by its words than what is set so elsewhere
        alike = Counter(level(o.label) for o in nodes if (o.size, o.bold) == (own[0].size, own[0].bold) and o not in own)
        strange = place > 0 and bool(alike) and level(own[0].label) != alike.most_common(1)[0][0]
        sure = _GUESSED if room or strange else CLEAR if told else _LIKELY
        for node in own:
            head = heads[id(node)]
            if head is not None:
                node.hang(head, "column", CLEAR if head is over_all or head in own else sure)
            elif apex is not None:
                node.hang(apex, "column", CLEAR if len(over) == 1 else LAYOUT)
    return True


def _looks_alone(node: Node, others: Sequence[Node]) -> bool:
    return not any(round(2 * other.size) == round(2 * node.size) and other.bold == node.bold for other in others)


def _outline(nodes: Sequence[Node]) -> dict[int, Node | None]:
    """Of each of *nodes*, by its id, the last one before it that is set as a heading of its look is; None where there is none."""
    heads: dict[int, Node | None] = {}
    line: list[Node] = []
    for node in nodes:
        while line and not _heads(line[-1], node):
            line.pop()
        heads[id(node)] = line[-1] if line else None
        line.append(node)
    return heads


def _heads(upper: Node, lower: Node) -> bool:
    return upper.size > _LARGER * lower.size or outweighs(upper, lower)
