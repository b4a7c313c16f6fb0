"""What speaks for and against each parent that a box may have: candidates near it and along its strokes, named features of each.

A feature is a figure, mostly 0 to 1, that is left out where it is 0; `monitor.pdf.orgchart.choice.weighing` weighs them.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

from monitor.pdf.ink import Box, Grid, median
from monitor.pdf.orgchart.arrangement.heads import NetReading
from monitor.pdf.orgchart.arrangement.stacks import alike, is_staff, kinds_of, only_assists, ragged_columns, rows_of, stacks_of
from monitor.pdf.orgchart.arrangement.stacks import look as look_of
from monitor.pdf.orgchart.choice.parents import PageVotes
from monitor.pdf.orgchart.nodes import DOUBTFUL, Node, PageNodes
from monitor.pdf.orgchart.vocabulary import code, level, starts_like_unit

Features: TypeAlias = dict[str, float]

_NEAREST = 12  # boxes that are asked for each; 19 of 20 true parents are among them and what strokes and rules name
_ENDS = 4  # of a net, those most likely its head that are asked for each of its boxes
_FIRST_REACH = 12.0  # letters' heights around a box in which its neighbours are looked for first
_STEP = 5.0  # letters' heights that a list or a staircase steps to the right at most
_LOOSE = 3.0  # letters' heights between the free end of a stroke and the box that it may mean
_CLEARLY = 0.6  # how much likelier than any other the head of a net is, and how natural a link, that leaves no doubt
_UNRANKED = 5  # how far down a title stands that does not say it: no higher than a service
_TOLD_APART = ("stroke leads here", "contains", "rule table", "rule steps", "rule item")  # features by which a list is none
_OVER = 14.0  # letters' heights between a row of boxes joined from above and the head that no stroke reaches


class Candidate:
    """One parent that a box may have; None: it stands at the top. `chance` is the probability once weighed.

    `out`: the first weighing left it next to none, and the second one leaves it out.
    """

    __slots__ = ("chance", "features", "out", "parent", "score")

    def __init__(self, parent: Node | None, features: Features) -> None:
        self.parent = parent
        self.features = features
        self.score = 0.0
        self.chance = 0.0
        self.out = False


class Ballot(NamedTuple):
    """A box and its candidates. `row`, `stack`, `nets`: numbers of its groups; `headless`: the nets that tell only brothers."""

    node: Node
    candidates: list[Candidate]
    row: int
    stack: int
    nets: tuple[int, ...]
    headless: frozenset[int] = frozenset()
    ruled: float = 0.0  # how sure the rules were of the parent that they gave it


class _Seen:
    """What is asked of a node again and again."""

    __slots__ = ("box", "code", "cx", "cy", "filled", "height", "level", "look", "node", "size", "staff", "told", "width")

    def __init__(self, node: Node, look: int) -> None:
        self.node = node
        self.box = node.box
        self.level = level(node.label)
        self.code = code(node.label)
        self.staff = is_staff(node.label)
        self.look = look  # the number of its kind
        self.filled = look_of(node)[0] is not None
        self.told = _is_sure(node)
        self.cx, self.cy = node.box.cx, node.box.cy
        self.width, self.height, self.size = max(1.0, node.box.width), max(1.0, node.box.height), max(1.0, node.size)


class _End(NamedTuple):
    """Where a box hangs on a net."""

    reading: NetReading
    place: int  # among the net's ends
    number: int  # of the net


def ballots(found: PageNodes, said: PageVotes) -> list[Ballot]:
    """Every node of a page with its candidates and what speaks for each."""
    page = _Page(found, said)
    return [page.ballot(node) for node in found.nodes]


class _Page:
    def __init__(self, found: PageNodes, said: PageVotes) -> None:
        self._said = said

        kinds = kinds_of(found.nodes)
        self._seen = {id(node): _Seen(node, kinds[id(node)]) for node in found.nodes}
        self._em = median([node.size for node in found.nodes] or [9.0])
        heads = [node for node in found.nodes if not node.listed] or found.nodes
        self._heads = heads
        self._grid = Grid((node.box, node) for node in heads)
        self._top = min((node.box.top for node in heads), default=0.0)
        self._height = max(1.0, max((node.box.bottom for node in heads), default=1.0) - self._top)
        self._largest = max((node.size for node in heads), default=9.0)
        self._apex = min(heads, key=lambda n: (round(n.box.top / self._em), -n.box.area), default=None)
        if (apex := self._apex) is not None and not only_assists(apex.label):  # « Secrétariat général » over all others
            self._seen[id(apex)].staff &= any(node.box.top < apex.box.bottom for node in heads if node is not apex)
        self._ends: dict[int, list[_End]] = defaultdict(list)
        self._nearby: list[dict[int, float]] = []  # of each net: boxes that it doesn't meet and may mean, and how near they are
        for number, reading in enumerate(said.readings):
            for place, (node, _) in enumerate(reading.ends):
                self._ends[id(node)].append(_End(reading, place, number))
            self._nearby.append(self._meant(reading))
        self._rows = rows_of(heads)
        self._stacks = stacks_of(heads, said.columns)
        self._row_heads: dict[int, Node] = {}  # of each row, a parent that a rule gives one of its boxes
        for node in heads:
            if node.parent is not None and node.confidence >= DOUBTFUL and id(node) in self._rows:
                self._row_heads.setdefault(self._rows[id(node)], node.parent)
        self._titled = self._titled_over() | ragged_columns(heads)
        self._children = Counter(id(n.parent) for n in found.nodes if n.parent is not None)
        self._hung = Counter((self._seen[id(n)].look, self._seen[id(n.parent)].look) for n in heads if _is_sure(n))
        self._told = Counter(self._seen[id(n)].look for n in heads if _is_sure(n))

    def ballot(self, node: Node) -> Ballot:
        parents = self._parents(node)
        child = self._seen[id(node)]
        upwards = self._linked_up(node)
        candidates = [Candidate(None, self._of_none(child, upwards))]
        votes: dict[int, Features] = defaultdict(dict)
        for vote in self._said.votes.of(node):
            spoken = votes[id(vote.parent)]
            spoken[f"rule {vote.rule}"] = max(vote.strength, spoken.get(f"rule {vote.rule}", 0.0))
        upper = self._said.columns.above(node)
        nearest = self._nearest_over(child, parents)
        titled = self._titled.get(id(node))
        for parent in parents:
            features = votes.get(id(parent), {})
            seen = self._seen[id(parent)]
            self._add_place(features, seen, child, upper is parent)
            for name in nearest.get(id(parent), ()):
                features[name] = 1.0
            self._add_looks(features, seen, child)

            self._add_links(features, parent, node, upwards)
            if titled is not None and features.keys().isdisjoint(_TOLD_APART):
                features["titled above, alike" if parent is titled else "a title between, alike"] = 1.0
            candidates.append(Candidate(parent, features))
        ends = self._ends.get(id(node), ())
        headless = frozenset(end.number for end in ends if not end.reading.usable)
        nets = tuple(end.number for end in ends)
        return Ballot(
            node, candidates, self._rows.get(id(node), -1), self._stacks.get(id(node), -1), nets, headless, node.confidence
        )

    # ---- who may be a parent

    def _parents(self, node: Node) -> list[Node]:
        """Whom rules and strokes name, whose frame it stands in, the nearest boxes, the apex."""
        named = [vote.parent for vote in self._said.votes.of(node)]
        if node.outer is not None:
            named.append(node.outer)
        if node.how == "item" and node.parent is not None:
            return _others([*named, *self._neighbours(node.box, 3)], node)
        for end in self._ends.get(id(node), ()):
            named += [end.reading.ends[place][0] for place in end.reading.likely(_ENDS)]
            named += [self._seen[key].node for key in self._nearby[end.number]]
        head = self._row_heads.get(self._rows.get(id(node), -1))
        if head is not None:
            named.append(head)
        if self._apex is not None:
            named.append(self._apex)
        others = _others([*named, *self._neighbours(node.box, _NEAREST)], node)
        return [other for other in others if not self._said.depths.forbid(node, other)]

    def _neighbours(self, box: Box, most: int) -> list[Node]:
        """The boxes nearest to *box*; those above count as half as far."""
        reach = _FIRST_REACH * self._em
        near = self._grid.near(box, reach)
        while len(near) <= most and len(near) < len(self._heads) and reach < 4000:
            reach *= 2.5
            near = self._grid.near(box, reach)
        left, top, right, bottom = box
        away: list[float] = []
        for node in near:
            x0, upper, x1, lower = node.box
            aside = x0 - right if x0 > right else left - x1 if left > x1 else 0.0
            over, under = top - lower if top > lower else 0.0, upper - bottom if upper > bottom else 0.0
            away.append(aside + 0.5 * over + 2 * under)
        return [near[place] for place in sorted(range(len(near)), key=away.__getitem__)[: most + 1]]

    def _meant(self, reading: NetReading) -> dict[int, float]:
        """Boxes that a net doesn't meet and yet may mean: near one of its free ends, or over a row that it joins from above."""
        met = {id(node) for node, _ in reading.ends}
        meant: dict[int, float] = {}
        for (x, y), _ in reading.net.loose[:8]:
            reach = _LOOSE * self._em
            for node in self._grid.near(Box(x, y, x, y), reach):
                if id(node) not in met and not node.frame:
                    box = node.box
                    apart = max(0.0, box.x0 - x, x - box.x1) + max(0.0, box.top - y, y - box.bottom)
                    meant[id(node)] = max(meant.get(id(node), 0.0), 1 - apart / reach)
        if not reading.usable and reading.ends:  # the boxes over the middle of the row, lowest first
            boxes = [node.box for node, _ in reading.ends]
            x0, x1, top = min(b.x0 for b in boxes), max(b.x1 for b in boxes), min(b.top for b in boxes)
            strip = Box(x0, top - _OVER * self._em, x1, top)
            over = [n for n in self._grid.near(strip) if id(n) not in met and n.box.bottom <= top + 2 and not n.frame]
            over.sort(key=lambda n: (-round(n.box.bottom / self._em), abs(n.box.cx - (x0 + x1) / 2)))
            meant.update((id(node), 0.5 / (1 + rank)) for rank, node in enumerate(over[:3]))
        return meant

    # ---- what speaks for and against each

    def _of_none(self, child: _Seen, upwards: float) -> Features:
        """What speaks for standing at the top. *upwards*: what `_linked_up` says of it."""
        node, ends = child.node, self._ends.get(id(child.node), ())
        depth = (child.box.top - self._top) / self._height
        signs = (
            ("at the foot", depth > 0.8),
            ("highest", node is self._apex),
            ("linked", upwards),
            ("no stroke", not ends),
            ("head of a net", any(end.reading.usable and end.reading.place == end.place for end in ends)),
            ("by rules", node.parent is None),
            ("largest letters", node.size >= self._largest * 0.95),
            ("title of a head", child.level is not None and child.level <= 1),
            ("heads others", id(node) in self._children),
            ("in a frame", node.outer is not None),
            ("entry of a list", node.listed),
        )
        return {"none": 1.0, "none: height on the page": 1 - depth} | {f"none: {name}": float(sign) for name, sign in signs if sign}

    def _nearest_over(self, child: _Seen, parents: Iterable[Node]) -> dict[int, list[str]]:
        """Of the boxes above in the same column, which is the nearest one that stands out as a head does, and by what."""
        x0, top, x1, _ = child.box
        above = [self._seen[id(parent)] for parent in parents if parent.box.bottom <= top + 3]
        over = [p for p in above if p.box.x0 < x1 and x0 < p.box.x1 and p.box.x0 < p.box.x1 and x0 < x1]
        over.sort(key=lambda p: -p.box.bottom)
        left = x0 - 0.3 * self._em
        tests: tuple[tuple[str, Callable[[_Seen], bool]], ...] = (
            ("nearest above", lambda p: True),
            ("nearest above of a higher rank", lambda p: p.level is not None and child.level is not None and p.level < child.level),
            ("nearest above in larger letters", lambda p: p.node.size > 1.06 * child.node.size),
            ("nearest above of another look", lambda p: p.look != child.look),
            ("nearest above further left", lambda p: left - _STEP * self._em < p.box.x0 < left),
            ("nearest above, wider", lambda p: p.box.width > 1.1 * child.box.width),
            ("nearest above, filled", lambda p: p.filled and not child.filled),
        )
        found: dict[int, list[str]] = {}
        for name, test in tests if over else ():
            one = next((p for p in over if test(p)), None)
            if one is not None:
                found.setdefault(id(one.node), []).append(name)
        return found

    def _titled_over(self) -> dict[int, Node]:
        """Of boxes under each other, alike and with one left side: of those that are not titled so, the direction printed above.

        Where such titles come back, « Direction … », two services, « Direction … », a list may have been set in boxes of one look.
        """
        columns: dict[tuple[int, int], list[_Seen]] = defaultdict(list)
        for node in self._heads:
            seen = self._seen[id(node)]
            columns[seen.look, round(node.box.x0 / self._em)].append(seen)
        found: dict[int, Node] = {}
        for column in columns.values():
            titled: Node | None = None
            under: dict[int, Node] = {}
            for seen in sorted(column, key=lambda one: one.box.top):
                if seen.level is not None and seen.level < _UNRANKED and starts_like_unit(seen.node.label):
                    titled = seen.node
                elif titled is not None and not seen.staff:
                    under[id(seen.node)] = titled
            if len({id(head) for head in under.values()}) > 1:
                found |= under
        return found

    def _linked_up(self, node: Node) -> float:
        """How naturally a stroke leads to *node* from the head of a net, another box."""
        ends = [end for end in self._ends.get(id(node), ()) if end.reading.usable and end.reading.place != end.place]
        return max((end.reading.natural(end.reading.place, end.place) for end in ends), default=0.0)

    def _add_place(self, features: Features, parent: _Seen, child: _Seen, upper: bool) -> None:
        em, node, head = self._em, child.node, parent.node
        p_x0, p_top, p_x1, p_bottom = parent.box
        c_x0, c_top, c_x1, c_bottom = child.box
        gap = c_top - p_bottom
        if gap >= -3:
            features["above"] = 1.0
            features["distance down"] = math.log1p(max(0.0, gap) / em)
        elif p_top >= c_bottom - 3:
            features["below"] = 1.0
        elif abs(parent.cy - child.cy) <= 0.4 * em or abs(p_top - c_top) <= 0.3 * em:
            features["same row"] = 1.0
        aside = max(p_x0 - c_x1, c_x0 - p_x1)
        if aside > 0:
            features["distance aside"] = math.log1p(aside / em)
        else:
            features["overlap across"] = min(1.0, -aside / min(parent.width, child.width))
        if upper:
            features["next above, alike" if alike(head, node) else "next above, another look"] = 1.0
        if node.outer is head:
            features["contains"] = 1.0
        elif node.outer is not None and node.outer.outer is head:
            features["contains from outside"] = 1.0
        elif head.frame:
            features["frame elsewhere"] = 1.0
        elif node.outer is not head.outer:
            features["other frame"] = 1.0
        if gap >= -3:
            if 0.3 * em < c_x0 - p_x0 < _STEP * em and c_x0 < p_x1:
                features["indented"] = 1.0
            if abs(parent.cx - child.cx) < 0.3 * em:
                features["same place across" if abs(p_x1 - p_x0 - (c_x1 - c_x0)) < 0.6 * em else "centred over"] = 1.0
            elif abs(p_x0 - c_x0) < 0.2 * em:
                features["same left edge"] = 1.0
        features["wider"] = _bounded(math.log(parent.width / child.width))
        features["taller"] = _bounded(math.log(parent.height / child.height))

    def _add_looks(self, features: Features, parent: _Seen, child: _Seen) -> None:
        head, node = parent.node, child.node
        features["larger letters"] = _bounded(3 * math.log(parent.size / child.size))
        if parent.look == child.look:
            features["same look"] = 1.0
        elif parent.filled and not child.filled:
            features["only the parent filled"] = 1.0
        elif child.filled and not parent.filled:
            features["only the child filled"] = 1.0
        if head.bold != node.bold:
            features["only the parent bold" if head.bold else "only the child bold"] = 1.0
        if head.listed:
            features["parent is an entry of a list"] = 1.0
        if head.turned and node.turned:
            features["both turned"] = 1.0
        if node.dashed != head.dashed:
            features["another border"] = 1.0
        own = node.parent is head and child.told
        told = self._told.get(child.look, 0) - child.told
        if told > 0:
            features["look hangs under look"] = (self._hung.get((child.look, parent.look), 0) - own) / told
        if node.parent is head:
            features["by rules"] = node.confidence
        elif id(head) in self._children:
            features["heads others"] = 1.0

        if parent.level is not None and child.level is not None:
            step = child.level - parent.level
            if step == 1:
                features["one rank up"] = 1.0
            elif step > 1:
                features["ranks up"] = 1.0
            elif step == 0:
                features["same rank"] = 1.0
            else:
                features["lower rank"] = 1.0
        if parent.staff:
            features["parent is staff"] = 1.0
        if child.code and parent.code:
            starts = child.code[: len(parent.code)] == parent.code
            if starts and len(child.code) == len(parent.code) + 1:
                features["code one longer"] = 1.0
            elif not (starts and len(child.code) > len(parent.code)):
                features["other code"] = 1.0

    def _add_links(self, features: Features, head: Node, node: Node, upwards: float) -> None:
        """*upwards*: what `_linked_up` says of *node*."""
        ends, pair = self._ends.get(id(node), ()), (id(node), id(head))
        shared = pair in self._said.between
        if shared:
            features["strung as brothers"] = 1.0
        past = pair in self._said.past
        if past:
            features["stroke leads past another"] = 1.0
        for end in ends if not shared else ():
            reading = end.reading
            place = reading.place_of(head)
            if place is None:
                near = self._nearby[end.number].get(id(head))
                if near:
                    features["stroke ends near"] = max(near, features.get("stroke ends near", 0.0))
                continue
            shared = True
            if not reading.usable:
                features["joined as brothers"] = 1.0
                continue
            natural = reading.natural(place, end.place)
            features["stroke leads here"] = max(natural, features.get("stroke leads here", 0.0))
            if reading.place == place:
                features["head of its net"] = max(min(1.0, 0.3 + reading.certainty), features.get("head of its net", 0.0))
                if reading.certainty >= _CLEARLY and natural >= _CLEARLY and not past:
                    features["clear link"] = 1.0
            elif reading.place == end.place:
                features["child heads that net"] = 1.0
            else:
                features["another heads that net"] = min(1.0, 0.3 + reading.certainty)
            if len(reading.ends) == 2:
                features["stroke of two"] = 1.0
            if reading.net.dashed:
                features["dashed stroke"] = 1.0
            arrows = reading.by_arrows(place)
            if arrows:
                features["arrows" if arrows > 0 else "arrow at the parent"] = abs(arrows)
            if reading.ends[place][1].passing:
                features["stroke passes behind"] = 1.0
        if shared:
            return
        if upwards:
            features["linked elsewhere"] = upwards
        elif not ends and self._ends.get(id(head)):
            features["only the parent linked"] = 1.0


def _others(named: Iterable[Node], node: Node) -> list[Node]:
    return [other for other in dict.fromkeys(named) if other is not node]


def _is_sure(node: Node) -> bool:
    return node.parent is not None and node.confidence >= 0.9


def _bounded(value: float) -> float:
    return -1.0 if value < -1.0 else 1.0 if value > 1.0 else value
