"""Trees that grow away from a root (mind maps, collapsible trees), from side to side, or around a hub: by all strokes at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import pairwise
from math import atan2, hypot, radians, tau
from typing import Literal, NamedTuple, TypeAlias

from monitor.pdf.ink import Box, Grid
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.arrangement.heads import NetReading
from monitor.pdf.orgchart.arrangement.stacks import alike, is_apex_by_title, look
from monitor.pdf.orgchart.arrangement.strands import outwards_from
from monitor.pdf.orgchart.marks.drawing import Segment
from monitor.pdf.orgchart.marks.links import Attachment
from monitor.pdf.orgchart.nodes import CLEAR, DOUBTFUL, Node, PageNodes
from monitor.pdf.orgchart.vocabulary import is_role, level, steps_down

_Way: TypeAlias = Literal["sideways", "around", "down"]

_FEWEST = 5
_BELOW_EM = 9.0  # how far words stand below the line that they are on
_MOST = 0.8  # of a page's nodes, those that the strokes of one tree join
_BOXED = 0.4  # of these, those in boxes: mind maps put their root in one, and perhaps what hangs under it
_OUTWARDS = 0.9  # of its links, those that lead away from the root
_SIDEWAYS: tuple[_Way, ...] = ("sideways", "around")
_BESIDE, _SLACK = 12.0, 2.0  # points from words to where a stroke ends beside them, and above or below them
_LED_TO = 0.5  # of the lines on a sheet, those that a stroke ends beside where they make a tree
_JOINS, _BRANCHES = 2, 2  # boxes that a stroke joins; heads of several, at least
_LARGEST = 400  # nodes: many of a tree are tried as its root


class _Grown(NamedTuple):
    """A tree from one of its nodes outwards: of each other node its head, and the links that lead on away from the root."""

    root: Node
    way: _Way
    heads: dict[int, Node]
    outwards: set[int]


def is_tree_of_words(lines: Sequence[Line], segments: Sequence[Segment]) -> bool:
    """Whether most free *lines* have a stroke's end beside them, no leader of a row: what stands in columns there is no table."""
    grid = Grid((line.frame, number) for number, line in enumerate(lines))
    met: set[int] = set()
    for segment in segments if lines else ():
        if segment.upright:
            continue
        ends = ((segment.x0, segment.y0, segment.x1), (segment.x1, segment.y1, segment.x0))
        beside = [
            {
                number
                for number in grid.near(Box(x, y, x, y), _BESIDE)
                if lines[number].frame.top - _SLACK <= y <= lines[number].frame.bottom + _SLACK
                and (max(x, other) <= lines[number].frame.x0 or min(x, other) >= lines[number].frame.x1)
            }
            for x, y, other in ends
        ]
        if not (segment.level and all(beside)):
            met |= beside[0] | beside[1]
    return len(met) >= max(_FEWEST, _LED_TO * len(lines))


def hang_outwards(found: PageNodes, readings: Sequence[NetReading]) -> bool:
    """Hang the nodes of *found* along their strokes; whether these make one tree of nearly all that grows so, few of them in boxes.

    Whatever has been chosen gives way: one stroke tells little of who heads whom, all together tell which end is nearer the root.
    """
    nets = [[node for node, _ in reading.ends] for reading in readings if len(reading.ends) > 1]
    nodes = {id(node): node for ends in nets for node in ends}
    drawn = sum(node.drawn for node in nodes.values())
    if not max(_FEWEST, _MOST * len(found.nodes)) <= len(nodes) <= _LARGEST or drawn > _BOXED * len(nodes):
        return False
    if sum(len(ends) for ends in nets) - len(nets) != len(nodes) - 1:
        return False
    met: dict[int, list[int]] = defaultdict(list)
    for number, joined in enumerate(nets):
        for node in joined:
            met[id(node)].append(number)
    outer = [min(nodes.values(), key=lambda o: o.box.x0), max(nodes.values(), key=lambda o: o.box.x1)]
    inner = [node for key, node in nodes.items() if len(met[key]) > 1]
    grown = [_grown(root, nets, met, way) for root in dict.fromkeys((*outer, *inner)) for way in _SIDEWAYS]
    grown.append(_grown(min(nodes.values(), key=lambda o: o.box.top), nets, met, "down"))
    most = max(len(one.outwards) for one in grown)
    if most < _OUTWARDS * (len(nodes) - 1) or len(grown[0].heads) < len(nodes) - 1:
        return False
    alike = [one for one in grown if len(one.outwards) == most]
    best = min(alike, key=lambda one: _standing(one, nodes.values()))
    others: list[_Grown] = []  # those whose root may as well be the root: titled no lower, and set no smaller
    over = level(best.root.label)
    for one in (one for one in alike if one.way == best.way):
        under = level(one.root.label)
        outranked = over is not None and (under is None or over < under)
        if not outranked and best.root.size <= one.root.size + 0.5:
            others.append(one)
    for node in nodes.values():
        node.unhang(CLEAR if len(others) == 1 else DOUBTFUL)
    for key, head in best.heads.items():
        plain = key in best.outwards and all(one.heads.get(key) is head for one in others)
        nodes[key].hang(head, "line", CLEAR if plain else DOUBTFUL)
    return True


def hang_sideways(found: PageNodes, readings: Sequence[NetReading]) -> None:
    """Hang boxes along their strokes where these make trees that grow to one side, whatever else speaks for another head.

    So where each stroke leaves one box on one side and meets all others on the other, none is met by two, and they join most boxes.
    """
    for out, to in ("rl", "lr"):
        heads: dict[int, tuple[Node, Node]] = {}
        joined, fits = set[int](), True
        for reading in readings:
            leaves = [node for node, at in reading.ends if at.side == out and not at.passing]
            reached = [node for node, at in reading.ends if at.side == to and not at.passing]
            alone = reading.usable and len(leaves) == 1 and len(reached) == len(reading.ends) - 1 and not reading.net.dashed
            ahead = alone and all((a.box.x1 - _SLACK <= b.box.x0) == (out == "r") for a in leaves for b in reached)
            fits = fits and (len(reading.ends) < _JOINS or (ahead and not any(id(node) in heads for node in reached)))
            heads |= {id(node): (node, leaves[0]) for node in reached} if ahead else {}
            joined |= {id(node) for node in (*leaves, *reached)} if ahead else set()
        branches = sum(several > 1 for several in Counter(id(head) for _, head in heads.values()).values())
        if not fits or branches < _BRANCHES or len(heads) < _FEWEST or len(joined) < _MOST * len(found.by_box):
            continue
        for node, _ in heads.values():
            node.unhang(CLEAR)
        for node, head in heads.values():
            node.hang(head, "line", CLEAR)
        return


def hang_on_lines(found: PageNodes, readings: Sequence[NetReading]) -> None:
    """Hang words without boxes under the box whose line they stand below: one that runs behind it and ends in the open.

    So where several boxes have such lines and nearly all words without a box stand below one; whatever else has been chosen.
    """
    lines: list[tuple[Node, Box]] = []
    for reading in readings:
        heads = [node for node, at in reading.ends if at.passing]
        alone = len(heads) == 1 and all(node is heads[0] or (at.side == "t" and not node.drawn) for node, at in reading.ends)
        ends = Counter(float(round(y)) for (_, y), _ in reading.net.loose)
        for y in [y for y, count in ends.items() if count > 1] if alone and heads[0].drawn and len(ends) == 1 else ():
            xs = [x for (x, _), _ in reading.net.loose]
            lines.append((heads[0], Box(min(xs), y, max(xs), y)))
    words = [node for node in found.nodes if not node.drawn and not any(node is head for head, _ in lines)]
    hung: list[tuple[Node, Node]] = []
    for node in words:
        over = [
            (line.top, head)
            for head, line in lines
            if line.x0 <= node.box.cx <= line.x1 + node.size and line.top <= node.box.top + _SLACK
        ]
        y, head = max(over, key=lambda one: one[0], default=(0.0, None))
        if head is not None and node.box.top - y <= _BELOW_EM * node.size:
            hung.append((node, head))
    if len(lines) < _BRANCHES or len(hung) < max(_FEWEST, _OUTWARDS * len(words)):
        return
    for node, _ in hung:
        node.unhang(CLEAR)
    for node, head in hung:
        if any(head.parent is o for o, _ in hung):
            head.unhang(DOUBTFUL)
        node.hang(head, "line", CLEAR)


class _Row(NamedTuple):
    """Boxes that a level stroke joins to one at its beginning. `over`: what the bus that it begins at comes from, if it does."""

    head: Node
    rest: list[Node]
    over: Node | None
    linked: bool  # the head has other links, from above or from its other side, and the others have none but downwards


def hang_along_rows(readings: Sequence[NetReading], around: Container[int] = ()) -> None:
    """Hang boxes that a line joins in a row under the one that it begins at, whatever else has been chosen.

    So where that one is set otherwise than they, who are alike, and either it alone has other links or several rows begin so.
    *around*: the ids of those that hang from a hub outwards, left of it, too.
    """
    readings = [reading for reading in readings if not any(id(node) in around for node, _ in reading.ends)]
    met: dict[int, list[tuple[int, str]]] = defaultdict(list)  # of each node the nets that join it to others, and its side there
    for number, reading in enumerate(readings):
        (first, leaves), (last, reaches) = reading.ends[0], reading.ends[-1]
        brothers = len(reading.ends) == 2 and {leaves.side, reaches.side} == {"l", "r"} and alike(first, last)
        for node, at in reading.ends if len(reading.ends) > 1 and not brothers else ():
            met[id(node)].append((number, at.side))
    rows = [row for number, reading in enumerate(readings) for row in _rows_in(reading, number, met)]
    for head, rest, over, linked in rows:
        set_so = (head.size, head.bold, look(head)[0] is None)
        alike_rows = [o.head.box for o in rows if o.rest and (o.head.size, o.head.bold, look(o.head)[0] is None) == set_so]
        repeated = sum(box.is_flush_with(head.box, _SLACK) for box in alike_rows)
        larger = look(head)[0] is not None and all(head.box.area >= node.box.area for node in rest)
        if not (linked or (larger and repeated >= _JOINS and head.box.x0 < rest[0].box.x0 if rest else repeated >= _JOINS)):
            continue
        if any(head.parent is node for node in rest):
            head.unhang(DOUBTFUL)
            heads = (o.ends[o.place][0] for number, _ in met[id(head)] if (o := readings[number]).usable)
            other = next((node for node in heads if node is not head and node not in rest), None)
            if over is None and other is not None:
                head.hang(other, "line", DOUBTFUL)
        for node, its in ((head, over), *((node, head) for node in rest)):
            if its is not None and its is not node and node.parent is not its and its not in rest:
                node.parent = None
                node.hang(its, "line", CLEAR)
            elif its is not None and node.parent is its:
                node.confidence = max(node.confidence, CLEAR)


def _rows_in(reading: NetReading, number: int, met: Mapping[int, Sequence[tuple[int, str]]]) -> list[_Row]:
    """The rows that net *number* is, else []; none begins with a box like the others; *met*: where nodes meet which nets."""
    ends = sorted(reading.ends, key=lambda end: end[0].box.x0)
    rows = _on_levels(ends)
    over: Node | None = None
    bus = len(rows) != 1
    if bus and ends and not (rows and all(len(row) > 1 for row in rows) and ends[0][0].box.x1 > ends[1][0].box.x0):
        over, at = next((end for end in ends if end[1].side == "b"), ends[0])
        rows = [] if at.passing or at.side not in ("b", "r") else _on_levels([end for end in ends if end[0] is not over])
    if not rows or sum(len(row) > 1 for row in rows) < (_JOINS if bus else 1):
        return []
    found: list[_Row] = []
    for row in rows:
        nodes = [node for node, _ in row]
        turned = not bus and row[-1][1].side == "l" and not row[-1][1].passing and not alike(nodes[-1], nodes[0])
        for head, rest, out in ((nodes[0], nodes[1:], "r"), (nodes[-1], nodes[:-1], "l"))[: 2 if turned else 1]:
            at = next(at for node, at in row if node is head)
            begins = at.passing or at.side != out or not rest if bus else at.side == out and not at.passing
            above = all((steps_down(head.label, node.label) or 0) >= 0 for node in rest)
            if begins and above and not any(alike(head, node) or not alike(rest[0], node) for node in rest):
                sides = {side for other, side in met[id(head)] if other != number}
                others = {side for node in rest for other, side in met[id(node)] if other != number}
                found.append(_Row(head, rest, over, bool(sides - {"b"}) and out not in sides and not others - {"b"}))
    return found if not bus or len(found) == len(rows) else []


def _on_levels(ends: Iterable[tuple[Node, Attachment]]) -> list[list[tuple[Node, Attachment]]]:
    """*ends*, which are met at their sides, row by row; [] where others are met otherwise or a row hangs together with the next."""
    rows: list[list[tuple[Node, Attachment]]] = []
    for node, at in sorted(ends, key=lambda end: (end[0].box.cy, end[0].box.x0)):
        if at.side not in ("l", "r") or at.arrow:
            return []
        if rows and node.box.top < rows[-1][0][0].box.cy < node.box.bottom:
            rows[-1].append((node, at))
        else:
            rows.append([(node, at)])
    return [sorted(row, key=lambda end: end[0].box.x0) for row in rows]


def _standing(grown: _Grown, nodes: Iterable[Node]) -> tuple[bool, float, int, float, float]:
    """The less, the more the root of a tree looks like one: by its title, its place in the middle of all, its letters, its side."""
    root = grown.root
    rank = level(root.label)
    middles = [node.box.cx for node in nodes]
    amid = grown.way == "around" or (grown.way == "sideways" and min(middles) < root.box.x0 and root.box.x1 < max(middles))
    reach = max(_apart(root, node) for node in nodes) if amid else 0.0
    return not is_apex_by_title(root, ()), reach, 9 if rank is None else rank, -root.size, root.box.x0


def _apart(one: Node, other: Node) -> float:
    return hypot(one.box.cx - other.box.cx, one.box.cy - other.box.cy)


def _grown(root: Node, nets: Sequence[Sequence[Node]], met: dict[int, list[int]], way: _Way) -> _Grown:
    heads: dict[int, Node] = {}
    outwards: set[int] = set()
    order, gone = [root], set[int]()
    for head in order:
        for number in met[id(head)]:
            if number in gone:
                continue
            gone.add(number)
            new = [node for node in nets[number] if node is not head and node is not root and id(node) not in heads]
            heads |= {id(node): head for node in new}
            order += new
            # strokes lead on past words, under them perhaps, where some begin behind others on the same side
            first = min((node.box.x1 for node in new), default=0.0)
            behind = any(node.box.x0 > first for node in new if node.box.cx > new[0].box.x0)
            through = way == "sideways" and len(new) > 1 and behind
            outwards |= {id(node) for node in new if not through and _leads_on(root, head, node, way)}
    return _Grown(root, way, heads, outwards)


def _leads_on(root: Node, head: Node, node: Node, way: _Way) -> bool:
    """Whether *node* stands further from *root* than its *head*: to the same side of it, below it, or in whatever direction."""
    if way == "down":
        return node.box.top >= head.box.bottom - 1
    if way == "around":
        return _apart(root, node) > _apart(root, head) + node.size
    if node.box.cx > root.box.cx:
        return head.box.cx >= root.box.cx and node.box.x0 >= head.box.x1 - 1
    return head.box.cx <= root.box.cx and node.box.x1 <= head.box.x0 + 1


_AROUND, _SPOKES = 5, 3  # boxes joined in a wheel at least, and those that its hub is joined to
_BETTER = 1.0  # how much more must speak for the hub than for a box that nothing stands over
_SET_LARGER = 1.06
_SIZE, _EDGE = 0.5, 2.0  # points: between letters of one size; less is no height
_LIKELY = 0.8  # how sure it is who is the hub, where no titles tell
_NEAR, _FAR = 0.6, 1.5  # of half a wheel's width and height: how far from its hub a box stands
_LEVEL = 0.6  # of half its height: how far up or down one beside the hub
_TURN = radians(100)  # between one box and the next


def hang_from_hub(found: Sequence[Node], readings: Sequence[NetReading]) -> set[int]:
    """Hang boxes that strokes join all around a hub from it outwards, whatever stands above it; without strokes, all around it.

    So where strokes make one tree that can't grow downwards, several boxes having nothing above them, and by ranks, letters and
    fills it grows best from a box that others stand over. Returns the ids of those that strokes join so.
    """
    around = set[int]()
    boxes = [node for node in found if node.drawn and not node.listed]
    apart = not any(len(reading.ends) > 1 for reading in readings) and not any(node.frame or node.outer for node in boxes)
    if apart and len(boxes) > _AROUND:
        _hang_around(boxes)
    joined: dict[int, list[Node]] = defaultdict(list)
    nodes: dict[int, Node] = {}
    nets: dict[int, list[list[Node]]] = defaultdict(list)  # of each node, all that each of its nets joins
    led: set[int] = set()  # those that a stroke leads to from above, as it is read
    for reading in readings:
        head, ends = reading.ends[reading.place][0], list[Node]()
        for node, at in reading.ends if reading.usable and not reading.net.dashed else ():
            if node is head or not at.passing:
                ends.append(node)
                nets[id(node)].append(ends)
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
        above = [node for node in joined[id(hub)] if node.box.bottom <= hub.box.top]
        if len(above) == 1 and is_role(hub.label) and is_role(above[0].label):
            continue  # « Directrice déléguée » below « Directeur », with staff at her sides
        strung = {id(node): (node.parent, node.how or "line", node.confidence) for node in members}
        for node in members:
            node.unhang(CLEAR)
        outside = {id(node) for node in members} - {id(hub)}
        reached = [(hub, list[Node]())]
        for over, past in reached:  # which grows: of each net the first reached from the hub heads the others, wherever they stand
            for node in (node for ends in nets[id(over)] for node in ends if id(node) in outside):
                outside.discard(id(node))
                before, how, sure = strung[id(node)]
                # Brothers on one stroke stay so
                node.hang(*(before, how, sure) if before is not None and before in past else (over, "line", CLEAR))
                reached.append((node, [*past, node]))
        around |= {id(node) for node in members}
    return around


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
