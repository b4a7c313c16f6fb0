"""Wheels: boxes around a hub, which strokes join to them or nothing does; the hub heads them, though others stand above it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from math import atan2, hypot, radians, tau

from monitor.pdf.orgchart.heads import NetReading
from monitor.pdf.orgchart.nodes import CLEAR, Node
from monitor.pdf.orgchart.stacks import look
from monitor.pdf.orgchart.strands import outwards_from
from monitor.pdf.orgchart.vocabulary import level, steps_down

_AROUND, _SPOKES = 5, 3  # boxes joined in a wheel at least, and those that its hub is joined to
_BETTER = 1.0  # how much more must speak for the hub than for a box that nothing stands over
_SET_LARGER = 1.06
_SIZE, _EDGE = 0.5, 2.0  # points: between letters of one size; less is no height
_LIKELY = 0.8  # how sure it is who is the hub, where no titles tell
_NEAR, _FAR = 0.6, 1.5  # of half a wheel's width and height: how far from its hub a box stands
_LEVEL = 0.6  # of half its height: how far up or down one beside the hub
_TURN = radians(100)  # between one box and the next


def hang_from_hub(found: Sequence[Node], readings: Sequence[NetReading]) -> None:
    """Hang boxes that strokes join all around a hub from it outwards, whatever stands above it; without strokes, all around it.

    So where strokes from box to box make one tree that can't grow downwards, several boxes having nothing above them, and by ranks,
    letters and fills it grows best from a box that others stand over.
    """
    boxes = [node for node in found if node.drawn and not node.listed]
    apart = not any(len(reading.ends) > 1 for reading in readings) and not any(node.frame or node.outer for node in boxes)
    if apart and len(boxes) > _AROUND:
        _hang_around(boxes)
    joined: dict[int, list[Node]] = defaultdict(list)
    nodes: dict[int, Node] = {}
    led: set[int] = set()  # those that a stroke leads to from above, as it is read
    for reading in readings:
        head = reading.ends[reading.place][0]
        for node, at in reading.ends if reading.usable and not reading.net.dashed else ():
            if node is not head and not at.passing and node not in joined[id(head)]:
                joined[id(head)].append(node)
                joined[id(node)].append(head)
                nodes |= {id(head): head, id(node): node}
                led.add(id(node))
    while nodes:
        members = [node for node, _ in outwards_from(next(iter(nodes.values())), joined)]
        for node in members:
            del nodes[id(node)]
        tops = [node for node in members if id(node) not in led]
        if len(members) < _AROUND or len(tops) < 2 or sum(len(joined[id(node)]) for node in members) != 2 * len(members) - 2:
            continue
        outwards = outwards_from(members[0], joined)[1:]
        merits = {id(members[0]): sum(_merit(head, node) for node, head in outwards)}
        for node, head in outwards:  # from it the stroke between them is all that is the other way round
            merits[id(node)] = merits[id(head)] - 2 * _merit(head, node)
        hub = max(members, key=lambda node: (merits[id(node)], len(joined[id(node)])))
        if (
            id(hub) not in led
            or len(joined[id(hub)]) < _SPOKES
            or merits[id(hub)] < max(merits[id(node)] for node in tops) + _BETTER
        ):
            continue
        for node in members:
            node.unhang(CLEAR)
        for node, over in outwards_from(hub, joined)[1:]:
            node.hang(over, "line", CLEAR)


def _hang_around(boxes: Sequence[Node]) -> None:
    """Hang *boxes*, which no strokes join, under the one that the others stand around, at all its sides and as far away: a wheel.

    It is larger than they, or has another fill, and no lower rank; they are set alike, whatever their colours.
    """
    x0, x1 = min(node.box.cx for node in boxes), max(node.box.cx for node in boxes)
    y0, y1 = min(node.box.cy for node in boxes), max(node.box.cy for node in boxes)
    wide, high = (x1 - x0) / 2, (y1 - y0) / 2
    if min(wide, high) <= _EDGE:
        return
    places = {id(node): ((node.box.cx - x0) / wide - 1, (node.box.cy - y0) / high - 1) for node in boxes}
    hub, first, *rest = sorted(boxes, key=lambda node: hypot(*places[id(node)]))
    around = [first, *rest]
    ranks = [rank for node in around if (rank := level(node.label)) is not None]
    own, highest = level(hub.label), min(ranks, default=None)
    larger = hub.size > _SET_LARGER * first.size or all(hub.box.area > _SET_LARGER * node.box.area for node in around)
    stands_out = larger or all(look(hub)[0] != look(node)[0] for node in around)
    one_look = all(node.bold == first.bold and abs(node.size - first.size) <= _SIZE for node in around)
    as_far = all(_NEAR <= hypot(*places[id(node)]) <= _FAR for node in around)
    lower = own is not None and highest is not None and own > highest
    turns = sorted(atan2(node.box.cy - hub.box.cy, node.box.cx - hub.box.cx) for node in around)
    closed = all(b - a <= _TURN for a, b in pairwise([*turns, turns[0] + tau]))
    beside = {node.box.cx < hub.box.cx for node in around if abs(places[id(node)][1]) <= _LEVEL}
    if not (stands_out and one_look and as_far and closed and len(beside) == 2) or lower:
        return
    sure = CLEAR if own is not None and len(ranks) == len(around) and own < min(ranks) else _LIKELY
    for node in boxes:
        node.unhang(sure)
    for node in around:
        node.hang(hub, "layout", sure)


def _merit(head: Node, node: Node) -> float:
    """How well *head* stands over *node* by rank, letters and fill; the other way round it is as much below 0."""
    step = steps_down(head.label, node.label) or 0
    larger = (head.size > _SET_LARGER * node.size) - (node.size > _SET_LARGER * head.size)
    return (step > 0) - (step < 0) + 0.5 * (larger + (look(head)[0] is not None) - (look(node)[0] is not None))
