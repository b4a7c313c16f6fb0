"""Trees of words that strokes join and no box holds (mind maps, collapsible trees): they grow away from a root."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import hypot
from typing import Literal, NamedTuple, TypeAlias

from monitor.pdf.ink import Box
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.drawing import Segment
from monitor.pdf.orgchart.grid import Grid
from monitor.pdf.orgchart.heads import NetReading
from monitor.pdf.orgchart.nodes import CLEAR, DOUBTFUL, Node, PageNodes
from monitor.pdf.orgchart.stacks import is_apex_by_title
from monitor.pdf.orgchart.vocabulary import level

_Way: TypeAlias = Literal["sideways", "around", "down"]

_FEWEST = 5
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
    """Whether most *lines* that stand in no box have the end of a stroke beside them: what stands in columns there is no table.

    A stroke from words to words at one height may be the leader of a row.
    """
    grid = Grid((line.frame, number) for number, line in enumerate(lines))
    met: set[int] = set()
    for segment in segments if lines else ():
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
        if not segment.upright and not (segment.level and all(beside)):
            met |= beside[0] | beside[1]
    return len(met) >= max(_FEWEST, _LED_TO * len(lines))


def hang_outwards(found: PageNodes, readings: Sequence[NetReading]) -> bool:
    """Hang the nodes of *found* along their strokes; whether these make one tree of nearly all that grows so, few of them in boxes.

    Whatever has been chosen gives way: one stroke tells little of who heads whom, all strokes together tell which end of each is
    nearer to the root.
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
        node.parent, node.how, node.confidence = None, None, CLEAR if len(others) == 1 else DOUBTFUL
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
            node.parent, node.how, node.confidence = None, None, CLEAR
        for node, head in heads.values():
            node.hang(head, "line", CLEAR)
        return


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
