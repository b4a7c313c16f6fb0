"""Which end of a net is its head: how naturally a link leaves one box there and reaches the others there, arrowheads, ranks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from monitor.model.frozen import replace
from monitor.pdf.ink import bounds
from monitor.pdf.orgchart.arrangement.stacks import alike, is_staff, look, peers
from monitor.pdf.orgchart.marks.drawing import Point
from monitor.pdf.orgchart.marks.links import Attachment, Net
from monitor.pdf.orgchart.marks.sides import Side
from monitor.pdf.orgchart.nodes import CLEAR, DOUBTFUL, Node, PageNodes, Votes
from monitor.pdf.orgchart.vocabulary import level

_TOUCHING = 2.0
_ROW = 5.0  # points between the tops of boxes in one row
_RAGGED_EM = 1.5  # between the beginnings of words that a bracket joins
_ASKED = 40  # ends of a net that are asked for each that may be its head: a bus of a thousand boxes has a million pairs
_MOST = 0.5  # of a page's boxes: staff at the sides of a head alone make no chart that grows sideways
_ORIGIN = (0.0, 0.0)
_TURNED: dict[Side, Side] = {"t": "b", "b": "t", "l": "l", "r": "r"}
_HEADS = 3  # what stands higher than this by its title heads an administration
_NO_MORE = 5  # boxes of a chart that grows upwards with its head and beside or below it: its staff, and whom it is itself of
_SEVERAL = 2  # strokes that lead up, where no title tells
_PERHAPS = 0.85  # how sure is then what hangs where


def flow_of(nets: Sequence[Net], found: PageNodes) -> str:
    """ "rl" where the chart grows from left to right, "lr" from right to left, "" downwards or to both sides."""
    votes: Counter[str] = Counter()
    heads: dict[str, Counter[int]] = {"rl": Counter(), "lr": Counter()}  # of each way, the boxes that it grows from
    led: dict[tuple[str, int], list[Node]] = defaultdict(list)  # and those that it grows to from each
    pairs: list[tuple[Node, Node]] = []
    beside: dict[tuple[str, int], list[tuple[Node, Node]]] = defaultdict(list)  # of each box, those that strokes of two join aside
    for net in nets:
        ends = ends_of(net, found)
        sides = Counter(a.side for _, a in ends)
        if len(sides) == 2 and sides["r"] + sides["l"] == sides.total() >= 3 and min(sides.values()) == 1:
            way = "rl" if sides["r"] == 1 else "lr"
            first = next(id(node) for node, at in ends if at.side == way[0])
            heads[way][first] += 1
            led[way, first] += [node for node, _ in ends if id(node) != first]
        elif len(ends) == 2:
            (left, leaves), (right, reaches) = sorted(ends, key=lambda end: end[0].box.x0)
            if leaves.side + reaches.side == "rl":
                beside["rl", id(left)].append((left, right))
                beside["lr", id(right)].append((right, left))
            apart = right.box.x0 >= left.box.x1
            stacked = max(left.box.top, right.box.top) >= min(left.box.bottom, right.box.bottom)
            brothers = max(sides["t"], sides["b"]) == 2  # met from one side: by what joins them to their head
            pairs += [(left, right)] if apart and not brothers else []
            votes["either" if brothers or apart == stacked else "pair" if apart else "down"] += 1
        elif sides["b"]:
            votes["down"] += 1
    for (way, _), links in beside.items():
        # Strokes lead from one box to others beside it both above and below its own height, as they never do downwards
        up = any(other.box.bottom <= head.box.cy for head, other in links)
        if up and any(other.box.top >= head.box.cy for head, other in links):
            heads[way][id(links[0][0])] += len(links)
            led[way, id(links[0][0])] += [other for _, other in links]
    flow = "rl" if heads["rl"].total() >= heads["lr"].total() else "lr"
    often, back, against = Counter(id(node) for net in nets for node, _ in ends_of(net, found)), flow[::-1], 0
    for head, weight in heads[
        back
    ].items():  # staff at the other side of a box is set otherwise, or what hangs at this one grows on
        ahead = led[flow, head]
        same = all(alike(a, b) and abs(a.box.width - b.box.width) <= _ROW for a in led[back, head] for b in ahead)
        against += weight if not ahead or (same and all(often[id(node)] == 1 for node in ahead)) else 0
    if 2 * against >= heads[flow].total() > 0:
        return ""  # it grows to both sides
    if heads[flow].total() > votes["down"]:
        return flow
    # Links from a box to one on its right must make trees of most boxes, in which none has two boxes linked on its left: in a chart
    # that grows downwards a head has staff at both sides, or services to its left. Two strokes between the same boxes count once.
    branches = {(id(left), id(right)) for left, right in pairs}
    rights = Counter(right for _, right in branches)
    joined = {node for branch in branches for node in branch}
    trees = len(branches) >= 3 and len(joined) > _MOST * len(found.by_box) and max(rights.values()) == 1
    return "rl" if votes["pair"] > 2 * votes["down"] and trees else ""


def upturned(nets: list[Net], found: PageNodes) -> list[Net]:
    """*nets* turned over, and the nodes of *found* with them, where the head of the chart stands at its foot; else *nets*.

    Strokes join several boxes from below to one under them, and none leads so from a box to several under it. The lowest such box
    is by its title the highest of all, or nothing is known of it and it is doubted; beside and under it stand few.
    """
    below: list[Node] = []
    for net in nets:
        ends = sorted(ends_of(net, found), key=lambda end: end[0].box.top)
        sides = [at.side for _, at in ends]
        if len(ends) < 2 or len(ends) == 2 == sides.count("t") + sides.count("b"):
            continue
        (first, _), (last, at) = ends[0], ends[-1]
        if sides[0] == "b" and all(node.box.top >= first.box.bottom - _TOUCHING for node, _ in ends[1:]):
            return nets
        if sides[-1] == "t" and not at.arrow and all(node.box.bottom <= last.box.top + _TOUCHING for node, _ in ends[:-1]):
            below.append(last)
    head = max(below, key=lambda node: node.box.top, default=None)
    others = [node for node in found.nodes if head is not None and node.box.bottom <= head.box.top + _TOUCHING]
    if head is None or len(found.nodes) - len(others) > min(_NO_MORE, len(others)):
        return nets
    own, ranks = level(head.label), [rank for node in others if (rank := level(node.label)) is not None]
    told = own is not None and own < min(ranks, default=_HEADS)
    if not told and (own is not None or len(below) < _SEVERAL):
        return nets
    found.upturned = 1.0 if told else _PERHAPS
    height = turn_over(found)
    return [
        Net(
            [replace(met, side=_TURNED[met.side], at=_over(met.at, height)) for met in net.attachments],
            net.dashed,
            [(_over(end, height), _over(origin, height)) for end, origin in net.loose],
            {_over(corner, height) for corner in net.corners},
        )
        for net in nets
    ]


def turn_over(found: PageNodes) -> float:
    """Turn the nodes of *found* over, so that the lowest stands at the top; what heights of points are then told from.

    Turned over again they stand where they stood, no surer of their heads than it is that the sheet is to be read so.
    """
    height = sum(bounds([node.box for node in found.nodes])[1::2])
    for node in found.nodes:
        node.box = node.box._replace(top=height - node.box.bottom, bottom=height - node.box.top)
        node.confidence = min(node.confidence, found.upturned)
    return height


def _over(point: Point, height: float) -> Point:
    return (point[0], height - point[1]) if point != _ORIGIN else point


class NetReading:
    """A net with its most likely head. `ends`: each node once; `scores`: of each as the head of the others.

    *others*: how many other nets join each node to something.
    """

    def __init__(self, net: Net, found: PageNodes, flow: str, others: Mapping[int, int]) -> None:
        self.net = net
        self._flow = flow
        self.ends = ends_of(net, found)
        self.usable = len(self.ends) >= 2 and not _only_brothers(net, self.ends, others, flow)
        self.certainty = 0.0
        self.scores: list[float] = []
        self._ranked: list[int] = []
        self.place = -1
        self._places = {id(node): place for place, (node, _) in enumerate(self.ends)}
        if self.usable:
            self._sides = Counter(a.side for _, a in self.ends)
            self._arrows = sum(a.arrow for _, a in self.ends)
            self._sample = range(0, len(self.ends), 1 + len(self.ends) // _ASKED)
            for place, (_, at) in enumerate(self.ends):
                relations = [] if at.passing else [self.natural(place, number) for number in self._sample if number != place]
                mean = sum(relations) / len(relations) if relations else 0.0
                self.scores.append(-1.0 if at.passing else mean + 0.25 * self.stands_apart(place) + self.by_arrows(place))
            best = max(range(len(self.ends)), key=lambda i: self.scores[i])
            self._best, self.place = self.scores[best], best
            self.certainty = self._best - max(score for i, score in enumerate(self.scores) if i != best)

    def vote(self, votes: Votes) -> None:
        """Say that all others hang under the head, and hang those there that have nothing better."""

        def standing(place: int) -> tuple[float, float, bool, float]:
            """How much it looks like a head: large letters, linked upwards, a head already, a large box."""
            node = self.ends[place][0]
            return node.size, float(node.parent is not None and node.confidence >= 0.9), node.is_head, node.box.area

        place, certainty = self.place, self.certainty
        if certainty < 0.12:
            near = [i for i, score in enumerate(self.scores) if score >= self._best - 0.12]
            place = max(near, key=standing)
        parent = self.ends[place][0]
        for number, (child, _) in enumerate(self.ends):
            if number == place:
                continue
            likely = self.natural(place, number)
            confidence = CLEAR if likely >= 0.6 and (certainty >= 0.1 or len(self.ends) == 2) else DOUBTFUL
            if self.net.dashed and not child.dashed:
                confidence -= 0.1
            votes.cast(child, parent, "line", confidence)
            if child.parent is None or (child.how == "line" and child.confidence < confidence - 0.2):
                child.hang(parent, "line", confidence)

    def place_of(self, node: Node) -> int | None:
        """The number of the end at *node*, None where the net doesn't meet it."""
        return self._places.get(id(node))

    def likely(self, most: int) -> list[int]:
        """The ends most likely to be the head, the likeliest first."""
        if not self._ranked:
            self._ranked = sorted(range(len(self.scores)), key=self.scores.__getitem__, reverse=True)
        return self._ranked[:most]

    def natural(self, parent: int, child: int) -> float:
        """How natural it is that the net leads from end number *parent* to end number *child*, 0 to 1."""
        (head, leaves), (node, reaches), flow = self.ends[parent], self.ends[child], self._flow
        p, c = head.box, node.box
        if reaches.passing:
            reaches = Attachment(reaches.box, "t" if c.top > p.bottom - 2 else reaches.side)
        above = p.bottom <= c.top + 3
        sides = leaves.side + reaches.side
        if flow and sides not in ("tt", "bb"):
            ahead = p.x1 <= c.x0 + 3 if flow == "rl" else c.x1 <= p.x0 + 3
            behind = c.x1 <= p.x0 + 3 if flow == "rl" else p.x1 <= c.x0 + 3
            if ahead:
                return 0.95 if flow[1] == reaches.side else 0.7
            if behind or flow[0] == reaches.side or flow[1] == leaves.side:
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
        known = _ORIGIN not in (leaves.at, reaches.at)
        bus = self.stands_apart(parent) or self.stands_apart(child)  # which leads to boxes above and below alike
        slants = known and not bus and abs(leaves.at[1] - reaches.at[1]) > 3  # straight to a box above or below
        if sides in ("rl", "lr") and slants and (above or c.bottom <= p.top + 3):
            return 0.75 if above else 0.2
        if sides == "rl":
            return 0.6 if p.x1 <= c.x0 + 3 else 0.1
        if sides == "lr":
            return 0.5 if c.x1 <= p.x0 + 3 else 0.1
        return {"bb": 0.2, "tt": 0.2, "tb": 0.05}.get(sides, 0.1)

    def by_arrows(self, place: int) -> float:
        """Arrowheads stand at the children; a single one among many, at the parent. 0 where they tell nothing, -0.6 against."""
        if not 0 < self._arrows < len(self.ends):
            return 0.0
        arrow = self.ends[place][1].arrow
        if self._arrows == 1 and len(self.ends) > 2:
            return 0.6 if arrow else 0.0
        return -0.6 if arrow else 0.3 if len(self.ends) - self._arrows == 1 else 0.1

    def stands_apart(self, place: int) -> bool:
        """Whether it alone of three or more is met from its side."""
        return len(self.ends) >= 3 and self._sides[self.ends[place][1].side] == 1


def _only_brothers(net: Net, ends: Sequence[tuple[Node, Attachment]], others: Mapping[int, int], flow: str) -> bool:
    """Whether a net joins boxes to a head that it doesn't reach: it meets one row from above or below, or one column from its side.

    Or its highest box from above and others, further down, from the side. Or two side by side that nothing tells apart, where the
    chart has no *flow* from side to side: two heads of it, or a row of likes.

    In a column that is how a tree goes on that was broken between two pages, where the stroke comes from above it; or a bracket
    beside boxes that all look alike, the highest of which hangs on nothing else.
    """
    if any(at.passing for _, at in ends):
        return False
    nodes = [node for node, _ in ends]
    if len({at.side for _, at in ends}) > 1:
        if len(ends) == 2:
            (left, at), (right, to) = ends
            by_words = level(left.label) != level(right.label) or is_staff(left.label) != is_staff(right.label)
            beside = {at.side, to.side} == {"l", "r"} and not (flow or at.arrow or to.arrow)
            return beside and look(left) == look(right) and peers(left, right) and not by_words
        first, reached = min(ends, key=lambda end: end[0].box.top)
        from_above = reached.side == "t" and not any(at.side == "b" or at.arrow for _, at in ends)
        return from_above and all(node.box.top >= first.box.bottom for node in nodes if node is not first)
    tops = [node.box.top for node in nodes]
    side = ends[0][1].side if ends else "b"
    if side in ("t", "b"):
        return max(tops) - min(tops) <= _ROW
    edges = [node.box.x0 if side == "l" else -node.box.x1 for node in nodes]
    highest = min(nodes, key=lambda node: node.box.top)
    written = all(not node.drawn for node in nodes)  # words without a border: they begin where they like
    teeth = [at.at[0] for _, at in ends]
    if written and max(teeth) - min(teeth) <= _TOUCHING:
        edges = teeth  # strokes of one length that end before words
    sticks_out = max(edges) - edges[nodes.index(highest)] > _TOUCHING
    if side not in ("l", "r") or sticks_out or max(edges) - min(edges) > (_RAGGED_EM * highest.size if written else _TOUCHING):
        return False
    comes_from_above = side == "l" and any(end[1] < min(tops) - 3 for end, _ in net.loose)
    if comes_from_above:
        return True
    own, ranks = level(highest.label), [level(node.label) for node in nodes]
    outranks = own is not None and any(rank is not None and own < rank for rank in ranks)
    return not others.get(id(highest)) and all(alike(highest, node) for node in nodes) and not outranks


def ends_of(net: Net, found: PageNodes) -> list[tuple[Node, Attachment]]:
    """The nodes that *net* meets, each once, and where."""
    ends: dict[int, tuple[Node, Attachment]] = {}
    for attachment in net.attachments:
        node = found.by_box.get(attachment.box)
        alone = found.groups.get(attachment.box, ()) if node is None else ()
        if len(alone) == 1:
            node = alone[0]  # a card drawn around the box of its words
        if node is not None:
            ends.setdefault(id(node), (node, attachment))
    return list(ends.values())
