"""Who hangs under whom: by links, by stacks, by frames, by rows; the rule that spoke is kept with its confidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

from monitor.pdf.ink import Box
from monitor.pdf.orgchart.grid import Grid
from monitor.pdf.orgchart.links import Attachment, Net
from monitor.pdf.orgchart.nodes import Node, PageNodes
from monitor.pdf.orgchart.ranks import hang_by_titles, is_apex_by_title

Look: TypeAlias = tuple[tuple[int, ...] | None, bool, float, bool]

LAYOUT = 0.4  # confidence of what only the arrangement suggests: « à vérifier »
_CLEAR, _DOUBTFUL = 0.95, 0.6
_TOUCHING = 2.0
_STEPPED = 0.6  # of a head's width: a box narrower than that is a cell under it rather than set in from its left
_MOST = 0.5  # of a page's boxes: staff at the sides of a head alone make no chart that grows sideways
_ORIGIN = (0.0, 0.0)
_SAME_SIZE = 0.09  # letters shrunk to fit are still those of the same rank


def set_parents(found: PageNodes, nets: Sequence[Net]) -> None:
    """Give every node of a page the parent that the first rule that applies says; some stay roots."""
    boxes = list(dict.fromkeys(found.by_box.values()))
    _by_links(found, nets)
    columns = _Columns(boxes)
    columns.hang_stacks()
    _from_stack_ends(boxes)
    _by_groups(found, nets)
    _by_frames(boxes)
    columns.hang_siblings()
    _by_rows(boxes)
    columns.hang_siblings()
    columns.hang_titled()
    _under_apex(boxes)
    _with_same_box(found.nodes)


# ---------------------------------------------------------------------------------------------------------------- links


def _by_links(found: PageNodes, nets: Sequence[Net]) -> None:
    """Clear nets first; then those whose direction only the ranks that came of the clear ones can tell; dashed ones last."""
    flow = _flow(nets, found)
    readings = [reading for net in nets if (reading := _Reading(net, found, flow)).usable]
    for reading in sorted(readings, key=lambda r: (r.net.dashed, -r.certainty)):
        reading.hang()


def _flow(nets: Sequence[Net], found: PageNodes) -> str:
    """ "rl" where the chart grows from left to right, "lr" from right to left, "" downwards."""
    votes: Counter[str] = Counter()
    pairs: list[tuple[Node, Node]] = []
    for net in nets:
        ends = _ends(net, found)
        sides = Counter(a.side for _, a in ends)
        if len(sides) == 2 and sides["r"] + sides["l"] == sides.total() >= 3 and min(sides.values()) == 1:
            votes["rl" if sides["r"] == 1 else "lr"] += 1
        elif len(ends) == 2:
            left, right = sorted((node for node, _ in ends), key=lambda node: node.box.x0)
            apart = right.box.x0 >= left.box.x1
            stacked = max(left.box.top, right.box.top) >= min(left.box.bottom, right.box.bottom)
            brothers = max(sides["t"], sides["b"]) == 2  # met from one side: by what joins them to their head
            pairs += [(left, right)] if apart and not brothers else []
            votes["either" if brothers or apart == stacked else "pair" if apart else "down"] += 1
        elif sides["b"]:
            votes["down"] += 1
    flow = "rl" if votes["rl"] >= votes["lr"] else "lr"
    if votes[flow] > votes["down"]:
        return flow
    return "rl" if votes["pair"] > 2 * votes["down"] and _are_branches(pairs, len(found.by_box)) else ""


def _are_branches(pairs: Sequence[tuple[Node, Node]], boxes: int) -> bool:
    """Whether these links from a box to one on its right make trees of most *boxes*: none has two boxes linked on its left.

    In a chart that grows downwards a head has staff at both sides, or services to its left.
    """
    branches = {(id(left), id(right)) for left, right in pairs}  # two strokes between the same boxes are one branch
    rights = Counter(right for _, right in branches)
    joined = {node for branch in branches for node in branch}
    return len(branches) >= 3 and len(joined) > _MOST * boxes and max(rights.values()) == 1


class _Reading:
    """A net with its most likely parent."""

    def __init__(self, net: Net, found: PageNodes, flow: str) -> None:
        self.net = net
        self._flow = flow
        self._ends = _ends(net, found)
        self.usable = len({id(node) for node, _ in self._ends}) >= 2 and not _only_brothers(net, self._ends)
        self.certainty = 0.0
        if self.usable:
            self._scores = [self._score(i) for i in range(len(self._ends))]
            scored = sorted(((score, -i) for i, score in enumerate(self._scores)), reverse=True)
            self.certainty = scored[0][0] - scored[1][0] if len(scored) > 1 else 0.0
            self._best, self._place = scored[0][0], -scored[0][1]

    def hang(self) -> None:
        place, certainty = self._place, self.certainty
        if certainty < 0.12:
            near = [i for i, score in enumerate(self._scores) if score >= self._best - 0.12]
            place = max(near, key=lambda i: _standing(self._ends[i][0]))
        parent, at_parent = self._ends[place]
        for number, (child, at_child) in enumerate(self._ends):
            if number == place or child is parent:
                continue
            likely = _relation(parent, at_parent, child, at_child, self._flow)
            confidence = _CLEAR if likely >= 0.6 and (certainty >= 0.1 or len(self._ends) == 2) else _DOUBTFUL
            if self.net.dashed and not child.dashed:
                confidence -= 0.1
            if child.parent is None or (child.how == "line" and child.confidence < confidence - 0.2):
                child.hang(parent, "line", confidence)

    def _score(self, place: int) -> float:
        parent, at = self._ends[place]
        others = [end for number, end in enumerate(self._ends) if number != place and end[0] is not parent]
        if not others or at.passing:
            return -1.0
        mean = sum(_relation(parent, at, child, a, self._flow) for child, a in others) / len(others)
        sides = Counter(a.side for _, a in self._ends)
        alone = 0.25 if len(self._ends) >= 3 and sides[at.side] == 1 else 0.0
        return mean + alone + self._by_arrows(place)

    def _by_arrows(self, place: int) -> float:
        """Arrowheads stand at the children; a single one among many, at the parent."""
        arrows = [a.arrow for _, a in self._ends]
        if not any(arrows) or all(arrows):
            return 0.0
        if sum(arrows) == 1 and len(arrows) > 2:
            return 0.6 if arrows[place] else 0.0
        return -0.6 if arrows[place] else 0.3 if sum(not a for a in arrows) == 1 else 0.1


def _only_brothers(net: Net, ends: Sequence[tuple[Node, Attachment]]) -> bool:
    """Whether a net joins boxes to a head that it doesn't reach: it meets one row from above, or comes to one column from above it.

    The second is how a tree goes on that was broken between two pages.
    """
    if any(at.passing for _, at in ends) or len({at.side for _, at in ends}) > 1:
        return False
    tops, lefts = [node.box.top for node, _ in ends], [node.box.x0 for node, _ in ends]
    side = ends[0][1].side if ends else "b"
    row = side == "t" and max(tops) - min(tops) <= _TOUCHING
    return row or (side == "l" and max(lefts) - min(lefts) <= _TOUCHING and any(end[1] < min(tops) - 3 for end, _ in net.loose))


def _ends(net: Net, found: PageNodes) -> list[tuple[Node, Attachment]]:
    ends: list[tuple[Node, Attachment]] = []
    for attachment in net.attachments:
        node = found.by_box.get(attachment.box)
        if node is not None and not any(node is other for other, _ in ends):
            ends.append((node, attachment))
    return ends


def _relation(parent: Node, at_parent: Attachment, child: Node, at_child: Attachment, flow: str) -> float:
    """How natural it is that a link leaves the parent there and reaches the child there, 0 to 1."""
    p, c = parent.box, child.box
    if at_child.passing:
        at_child = Attachment(at_child.box, "t" if c.top > p.bottom - 2 else at_child.side)
    above = p.bottom <= c.top + 3
    sides = at_parent.side + at_child.side
    if flow and sides not in ("tt", "bb"):
        ahead = p.x1 <= c.x0 + 3 if flow == "rl" else c.x1 <= p.x0 + 3
        behind = c.x1 <= p.x0 + 3 if flow == "rl" else p.x1 <= c.x0 + 3
        if ahead:
            return 0.95 if flow[1] == at_child.side else 0.7
        if behind or flow[0] == at_child.side or flow[1] == at_parent.side:
            return 0.05
    if sides == "bt":
        return 1.0 if above else 0.1
    if sides in ("bl", "br"):
        return 0.95 if p.top < c.top else 0.15
    if sides in ("lt", "rt"):
        return 0.9 if above else 0.3
    if sides in ("ll", "rr"):
        indented = (c.x0 - p.x0 if sides == "ll" else p.x1 - c.x1) > 3
        return (0.7 if p.top < c.top - 2 else 0.1) + (0.1 if indented else 0.0)
    if sides == flow:
        return 0.95
    if sides in ("rl", "lr") and _slants(at_parent, at_child) and (above or c.bottom <= p.top + 3):
        return 0.75 if above else 0.2
    if sides == "rl":
        return 0.6 if p.x1 <= c.x0 + 3 else 0.1
    if sides == "lr":
        return 0.5 if c.x1 <= p.x0 + 3 else 0.1
    return {"bb": 0.2, "tt": 0.2, "tb": 0.05}.get(sides, 0.1)


def _slants(a: Attachment, b: Attachment) -> bool:
    """Whether a link from side to side runs straight to a box above or below."""
    return _ORIGIN not in (a.at, b.at) and abs(a.at[1] - b.at[1]) > 3


def _standing(node: Node) -> tuple[float, float, bool, float]:
    """How much a node looks like the head of its neighbours: large letters, linked upwards, a head already, a large box."""
    return (node.size, float(node.parent is not None and node.confidence >= 0.9), node.is_head, node.box.area)


# --------------------------------------------------------------------------------------------------------------- stacks


def look(node: Node) -> Look:
    fill = None if node.fill is None or min(node.fill) >= 250 else tuple(part // 32 for part in node.fill)
    return fill, node.dashed, round(node.size * 2) / 2, node.bold


def alike(a: Node, b: Node) -> bool:
    """Whether two boxes are set the same way: fill, border, letters, alignment."""
    aligned = a.centred is None or b.centred is None or a.centred == b.centred
    return look(a)[:2] == look(b)[:2] and abs(a.size - b.size) <= _SAME_SIZE * max(a.size, b.size) and a.bold == b.bold and aligned


class _Columns:
    """Boxes above one another: no line is drawn from a head to the stack below it."""

    def __init__(self, boxes: list[Node]) -> None:
        self._boxes = sorted(boxes, key=lambda n: (n.box.top, n.box.x0))
        self._grid = Grid((node.box, node) for node in self._boxes)
        self._above = {id(node): self._next_above(node) for node in self._boxes}
        self._tally: Counter[tuple[Look, Look]] = Counter()
        for node in self._boxes:
            above = self._above[id(node)]
            while above is not None and above.listed and not node.listed:
                above = self._above[id(above)]
            if above is not None and not alike(above, node) and not above.listed:
                self._tally[look(above), look(node)] += 1

    def _next_above(self, node: Node) -> Node | None:
        """The nearest box right above in the same column, near enough to be of one stack."""
        reach = max(2.8 * node.size, 0.6 * node.box.height)
        strip = Box(node.box.x0, node.box.top - reach, node.box.x1, node.box.top)
        over = [o for o in self._grid.near(strip, 3.0) if o is not node and self._stands_over(o, node, reach)]
        return max(over, key=lambda o: (round(o.box.bottom), _shared_width(o.box, node.box)), default=None)

    def _stands_over(self, upper: Node, lower: Node, reach: float) -> bool:
        gap = lower.box.top - upper.box.bottom
        near = -3 <= gap <= min(reach, max(2.8 * upper.size, 0.6 * upper.box.height))
        return near and upper.outer is lower.outer and not upper.frame and _shared_width(upper.box, lower.box) >= 0.6

    def hang_stacks(self) -> None:
        """Boxes under a head of higher rank."""
        for node in self._boxes:
            if node.parent is None and not node.frame:
                head = self._head(node)
                if head is not None:
                    node.hang(head, "stack", self._sureness(head, node))

    def _sureness(self, head: Node, node: Node) -> float:
        """A head that only its width sets apart heads the box right under it; of those further down it may be the head's head."""
        above = self._above[id(node)]
        if above is head:
            return 0.8
        stepped = _indented(node.box, head.box) and node.box.width > _STEPPED * head.box.width
        if above is not None and alike(head, node) and not stepped:
            return LAYOUT
        return 0.8 if alike(above or head, node) else 0.7

    def _head(self, node: Node) -> Node | None:
        at = self._above[id(node)]
        for _ in range(200):
            if at is None:
                return None
            if alike(at, node) and at.parent is not None and not _indented(node.box, at.box):
                return at.parent if at.how == "stack" else None  # what is known of a brother by a link may still change
            if self._outranks(at, node) and not self._peers_elsewhere(at, node):
                return at
            at = self._above[id(at)]
        return None

    def _peers_elsewhere(self, upper: Node, lower: Node) -> bool:
        """Whether boxes like *lower* also stand right under the heads of boxes like *upper*: then both are of one rank."""
        head = self._above[id(upper)]
        while head is not None and not self._outranks(head, upper):
            head = self._above[id(head)]
        if head is None or look(head) == look(upper):
            return False
        return self._tally[look(head), look(lower)] >= max(1, self._tally[look(upper), look(lower)] / 2)

    def _outranks(self, upper: Node, lower: Node) -> bool:
        if upper.listed:
            return False
        if alike(upper, lower):
            return _indented(lower.box, upper.box) or upper.box.width > 1.3 * lower.box.width
        down, up = self._tally[look(upper), look(lower)], self._tally[look(lower), look(upper)]
        if down != up and (max(down, up) >= 2 or self._above[id(upper)] is None or upper.size > lower.size * (1 + _SAME_SIZE)):
            return down > up
        if abs(upper.size - lower.size) > _SAME_SIZE * max(upper.size, lower.size):
            return upper.size > lower.size
        if upper.bold != lower.bold:
            return upper.bold or lower.listed
        return self._above[id(upper)] is None and look(lower)[0] is None

    def hang_siblings(self) -> None:
        """A box that goes on a stack has the parent of the box above it."""
        for node in self._boxes:
            above = self._above[id(node)]
            if node.parent is None and above is not None and above.parent is not None and alike(above, node) and not node.frame:
                node.hang(above.parent, "stack", min(0.75, above.confidence))

    def hang_titled(self) -> None:
        """Where all boxes look the same, by the words of their titles."""
        hang_by_titles(self._boxes, lambda node: self._above[id(node)], sureness=LAYOUT)


def _shared_width(a: Box, b: Box) -> float:
    return (min(a.x1, b.x1) - max(a.x0, b.x0)) / max(1.0, min(a.width, b.width))


def _indented(inner: Box, outer: Box) -> bool:
    return inner.x0 > outer.x0 + 4 and inner.width < 0.96 * outer.width


def _from_stack_ends(boxes: Sequence[Node]) -> None:
    """A link that leaves the last box of a closed stack speaks for the stack: its child hangs under the stack's head."""
    for node in boxes:
        parent = node.parent
        if node.how != "line" or parent is None or parent.how != "stack" or parent.parent is None or alike(parent, node):
            continue
        mates = [o for o in boxes if o is not parent and abs(o.box.bottom - parent.box.top) <= _TOUCHING]
        if any(_shared_width(o.box, parent.box) > 0.9 for o in mates):
            node.hang(parent.parent, "line", 0.7)


# ----------------------------------------------------------------------------------------------------- frames, rows, apex


def _by_groups(found: PageNodes, nets: Sequence[Net]) -> None:
    """A link to a frame without a title is one to everybody in it that has no head there."""
    for net in nets:
        ends = _ends(net, found)
        for attachment in net.attachments:
            inside = found.groups.get(attachment.box, [])
            parent = max(ends, key=lambda end: -end[0].box.top, default=None)
            if inside and parent is not None:
                for node in inside:
                    if node.parent is None:
                        node.hang(parent[0], "line", 0.8)


def _by_frames(boxes: Sequence[Node]) -> None:
    """Who stands in a frame with a title, and has no head in there, hangs under it."""
    for node in boxes:
        if node.outer is None or node.outer.frame is False:
            continue
        inside = node.parent is not None and (node.parent is node.outer or node.parent.outer is node.outer)
        if node.parent is None or (not inside and node.how != "line"):
            node.hang(node.outer, "inside", _CLEAR)


def _by_rows(boxes: Sequence[Node]) -> None:
    """Boxes of one row and one look have one parent."""
    grid = Grid((node.box, node) for node in boxes)
    for node in boxes:
        if node.parent is not None:
            continue
        row = Box(node.box.x0 - 40 * node.size, node.box.top, node.box.x1 + 40 * node.size, node.box.top + 1)
        peers = [o for o in grid.near(row, 3.0) if _peers(o, node)]
        linked = [o for o in peers if o.parent is not None and o.how in ("line", "inside") and o.parent.box.top < node.box.top]
        if linked:
            nearest = min(linked, key=lambda o: abs(o.box.cx - node.box.cx))
            if nearest.parent is not None:
                node.hang(nearest.parent, "row", _DOUBTFUL)


def _peers(a: Node, b: Node) -> bool:
    same_row = abs(a.box.top - b.box.top) <= 3 or abs(a.box.cy - b.box.cy) <= 2
    return a is not b and a.outer is b.outer and same_row and alike(a, b) and 0.6 <= a.box.width / b.box.width <= 1.7


def _under_apex(boxes: Sequence[Node]) -> None:
    """Heads in a row under one box that stands above them all: said with little confidence."""
    roots = [node for node in boxes if node.parent is None]
    if len(roots) < 2:
        return
    apex = min(roots, key=lambda n: (round(n.box.top), n.box.x0))
    rest = [node for node in roots if node is not apex]
    alone = all(node.box.top >= apex.box.bottom - 2 for node in rest)
    if not alone or (any(alike(node, apex) for node in rest) and not is_apex_by_title(apex, rest)):
        return
    for node in rest:
        node.hang(apex, "layout", LAYOUT)


def _with_same_box(nodes: Sequence[Node]) -> None:
    """Further units of one box hang where the first of them does."""
    for node in nodes:
        if node.how == "same box":
            first = node.outer
            node.how, node.outer = None, None
            if first is not None and first.parent is not None:
                node.hang(first.parent, first.how or "layout", min(0.75, first.confidence))
