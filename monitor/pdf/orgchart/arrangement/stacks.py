"""Boxes that belong together by looks and places, in rows and stacks, and which of them heads the rest, though no line says so."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import groupby, pairwise, zip_longest
from typing import TypeAlias

from monitor.expressions import remembered
from monitor.model.frozen import replace
from monitor.pdf.ink import SIDE, Box, Grid
from monitor.pdf.orgchart.nodes import LAYOUT, Node, Votes
from monitor.pdf.orgchart.vocabulary import folded, level, word_pattern

Ground: TypeAlias = tuple[tuple[int, ...] | None, bool, int]
Look: TypeAlias = tuple[tuple[int, ...] | None, bool, int, float, bool]

_STEPPED = 0.6  # of a head's width: a box narrower than that is a cell under it rather than set in from its left
_SAME_SIZE = 0.09  # letters shrunk to fit are still those of the same rank
_ASSISTANTS = 6  # their level by words
Kind: TypeAlias = tuple[Look, int, bool]
HEAD, DEPUTY = 0, 1

_STAFF = re.compile(word_pattern("staff"))
_DEPUTIES = re.compile(word_pattern("deputies"))
_HEADS = re.compile(r"(?:dgs|dir(?:ection|ect(?:eur|rice)|\.)? (?:generale?|gal\.?)|secretaire generale?)\b")
_SAME_ROW = 3.0  # points
_MUCH_WIDER = 2.0
_LITTLE = 0.3  # of a box's width
_EVEN, _FLUSH = 0.04, 2.0  # of a width; points: how far equal ones differ
_OVERLAP = 6.0  # points that the first cells of columns reach under the box over them, or stand below it
_STACKED = ("stack", "steps", "line", "run")  # how a box may be known to hang under another one of its column
_FILLED_EM, _WIDTHS = 1.3, 3  # left of words that fill their box; the widths that levels of one look have
_LITTLE_NARROWER = 0.85  # times as wide
_BORDERS = (1.25, 2.5)  # points: how wide the outline of a box is at least that is drawn thick, or very thick


def look(node: Node) -> Look:
    return *ground(node), round(node.size * 2) / 2, node.bold


def ground(node: Node) -> Ground:
    fill = None if node.fill is None or min(node.fill) >= 250 else tuple([part // 32 for part in node.fill])
    return fill, node.dashed, bisect(_BORDERS, node.border)


def alike(a: Node, b: Node) -> bool:
    """Whether two boxes are set the same way: fill, border, letters, alignment."""
    return set_alike(a, b) and ground(a) == ground(b)


def set_alike(a: Node, b: Node) -> bool:
    """Whether the words of two boxes are set the same way."""
    aligned = a.centred is None or b.centred is None or a.centred == b.centred
    return a.bold == b.bold and abs(a.size - b.size) <= _SAME_SIZE * max(a.size, b.size) and aligned


def alike_but_for_colour(a: Node, b: Node) -> bool:
    """Whether two boxes are set the same way, both filled or neither, in whatever colour."""
    return (look(a)[0] is None) == (look(b)[0] is None) and alike(replace(a, fill=b.fill), b)


def peers(a: Node, b: Node) -> bool:
    """Whether two boxes stand in one row and look the same."""
    same_row = abs(a.box.top - b.box.top) <= 3 or abs(a.box.cy - b.box.cy) <= 2
    return a is not b and a.outer is b.outer and same_row and alike(a, b) and 0.6 <= a.box.width / b.box.width <= 1.7


def columns_by_white(nodes: Iterable[Node]) -> list[list[Node]]:
    """*nodes* by the columns in which they begin, from left to right, where white parts these; else all are one."""
    columns, right = list[list[Node]](), 0.0
    for node in sorted(nodes, key=lambda node: node.box.x0):
        if not columns or node.box.x0 >= right:
            columns.append([])
            right = node.box.x1
        columns[-1].append(node)
        right = max(right, node.box.x1)
    return columns


class Columns:
    """Boxes above one another: no line is drawn from a head to the stack below it."""

    def __init__(self, boxes: list[Node], votes: Votes) -> None:
        self._votes = votes
        self._boxes = sorted(boxes, key=lambda n: (n.box.top, n.box.x0))
        self._grid = Grid((node.box, node) for node in self._boxes)
        # Of each look the widths of its boxes, and of those that are as wide as their words
        self._widths: dict[Look, set[int]] = defaultdict(set)
        self._filled: dict[Look, set[int]] = defaultdict(set)
        for node in self._boxes:
            width = round(node.box.width / _FLUSH)
            self._widths[look(node)].add(width)
            if node.inset <= _FILLED_EM * node.size:
                self._filled[look(node)].add(width)
        offices = {id(node) for node in offices_beside(self._boxes)}
        self._above: dict[int, Node | None] = {}  # of each the nearest box above in its column, near enough to be of one stack
        for node in self._boxes:
            box, outer = node.box, node.outer
            reach = max(2.8 * node.size, 0.6 * box.height)
            over: list[Node] = []
            for upper in self._grid.near(Box(box.x0, box.top - reach, box.x1, box.top), 3.0):
                if upper is node or upper.outer is not outer or shared_width(upper.box, box) < 0.6:
                    continue
                if upper.frame and not (node.frame and alike(upper, node)):
                    continue  # it heads what stands inside of it
                centred = abs(upper.box.cx - box.cx) <= SIDE and upper.size >= node.size
                if node.frame and not (centred or upper.box.width >= box.width - _FLUSH):
                    continue  # a small box over it
                if id(upper) in offices and self._goes_on_across(node, upper):
                    continue
                if -3 <= box.top - upper.box.bottom <= min(reach, max(2.8 * upper.size, 0.6 * upper.box.height)):
                    over.append(upper)
            nearest = max(over, key=lambda o: (round(o.box.bottom), shared_width(o.box, box)), default=None)
            self._above[id(node)] = nearest
        self._tops: dict[Look, dict[int, float]] = defaultdict(dict)  # how wide those are that stand over a stack of likes
        self._tally: Counter[tuple[Look, Look]] = Counter()
        self._begin: dict[Look, list[Node]] = defaultdict(list)  # of each look the boxes that begin a column over others
        for node in self._boxes:
            above = self._above[id(node)]
            over_it = self._above[id(above)] if above is not None else None
            if above is not None and alike(above, node) and (over_it is None or not alike(over_it, above)):
                self._tops[look(node)][id(above)] = above.box.width
            while above is not None and above.listed and not node.listed:
                above = self._above[id(above)]
            if above is not None and not alike(above, node) and not above.listed:
                self._tally[look(above), look(node)] += 1
                if self._above[id(above)] is None:
                    self._begin[look(above)].append(above)

    def _goes_on_across(self, node: Node, upper: Node) -> bool:
        """Whether *node* stands in a row of likes that are not each under one of the boxes in one row with *upper*."""
        over = [o.box for o in self._boxes if o.box.top < upper.box.cy < o.box.bottom]
        row = [o.box for o in self._boxes if o is node or peers(o, node)]
        return any(not any(o.x0 - _FLUSH <= box.x0 and box.x1 <= o.x1 + _FLUSH for o in over) for box in row)

    def above(self, node: Node) -> Node | None:
        """The box right above *node* in its column, near enough to be of one stack."""
        return self._above.get(id(node))

    def hang_stacks(self) -> None:
        """Boxes under a head of higher rank; said of those too that have a parent. What a link joins to the end of one, likewise.

        A head that only its width sets apart heads the box right under it; of those further down it may be the head's head.
        """
        for node in self._boxes:
            head = self._head(node)
            if head is None:
                continue
            above = self._above[id(node)]
            stepped = self._stepped(node, head) and node.box.width > _STEPPED * head.box.width
            if above is not None and above is not head and alike(head, node) and not stepped:
                strength = LAYOUT
            else:
                strength = 0.8 if above is head or alike(above or head, node) else 0.7
            self._votes.say(node, head, "stack", strength)
        for node in self._boxes:  # a link that leaves the last box of a closed stack speaks for the stack: for its head
            last = node.parent
            if node.how != "line" or last is None or last.how != "stack" or last.parent is None or alike(last, node):
                continue
            mates = [o for o in self._boxes if o is not last and abs(o.box.bottom - last.box.top) <= SIDE]
            if any(shared_width(o.box, last.box) > 0.9 for o in mates):
                self._votes.hang(node, last.parent, "line", 0.7)

    def _head(self, node: Node) -> Node | None:
        at = self._above[id(node)]
        for _ in range(200):
            if at is None:
                return None
            steps = alike(at, node) and self._stepped(node, at)
            if alike(at, node) and at.parent is not None and not (steps or _led_without_border(at, node)):
                return at.parent if at.how == "stack" else None  # what is known of a brother by a link may still change
            if self._outranks(at, node) and (steps or set_in(node.box, at.box) or not self._peers_elsewhere(at, node)):
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
        if upper.listed or (upper.turned and lower.turned):
            return False
        if one_of_a_kind(upper.label, lower.label) and not self._stepped(lower, upper):
            return False
        if upper.size * (1 + _SAME_SIZE) < lower.size and upper.box.width <= _MUCH_WIDER * lower.box.width:
            return False  # offices in small letters that happen to stand over larger boxes
        if _led_without_border(upper, lower):
            return True
        if alike(upper, lower):
            wider = upper.box.width > 1.3 * lower.box.width and not self._happens_to_be_narrower(lower, upper)
            return wider or self._stepped(lower, upper)
        down, up = self._tally[look(upper), look(lower)], self._tally[look(lower), look(upper)]
        begins = self._above[id(upper)] is None or any(peers(o, upper) for o in self._begin.get(look(upper), ()))
        if down != up and (max(down, up) >= 2 or begins or upper.size > lower.size * (1 + _SAME_SIZE)):
            return down > up
        if abs(upper.size - lower.size) > _SAME_SIZE * max(upper.size, lower.size):
            return upper.size > lower.size
        if upper.bold != lower.bold:
            return upper.bold or lower.listed
        return self._above[id(upper)] is None and look(lower)[0] is None

    def _stepped(self, lower: Node, upper: Node) -> bool:
        """Whether *lower* is set in from *upper*, and not only narrower for nothing."""
        return indented(lower.box, upper.box) and not self._happens_to_be_narrower(lower, upper)

    def _happens_to_be_narrower(self, lower: Node, upper: Node) -> bool:
        """Whether *lower* is as wide as its words, or drawn a little narrower by hand, in the middle of *upper*, like many boxes.

        Levels of one look have two or three widths. Not where *upper* is titled higher, or alone as a unit is, « Service … », nor
        where it is as wide as all others that stand over such stacks: that is the width of heads.
        """
        tops = self._tops[look(lower)]
        if len(tops) > 1 and id(upper) in tops and max(tops.values()) - min(tops.values()) <= _FLUSH:
            return False
        if not alike(upper, lower) or abs(lower.box.cx - upper.box.cx) > _FLUSH:
            return False
        over, rank = level(upper.label), level(lower.label)
        if over is not None and (rank is None or over < rank):
            return False
        fitted = lower.inset <= _FILLED_EM * lower.size and len(self._filled[look(lower)]) >= _WIDTHS
        return fitted or (len(self._widths[look(lower)]) > _WIDTHS and lower.box.width > _LITTLE_NARROWER * upper.box.width)

    def hang_siblings(self) -> None:
        """A box that goes on a stack has the parent of the box above it; or, further left, of the head above that looks like it."""
        for node in self._boxes:
            brother = None if node.parent is not None else self._above[id(node)]
            while brother is not None and not alike(brother, node):
                head = brother.parent if brother.how in _STACKED else None
                set_out = brother.box.x0 > node.box.x0 + _FLUSH
                brother = head if set_out and head is not None and head.box.x0 >= node.box.x0 - _FLUSH else None
            if brother is not None and brother.parent is not None:
                self._votes.hang(node, brother.parent, "stack", min(0.75, brother.confidence))

    def hang_titled(self) -> None:
        """Where all boxes look the same, by the words of their titles."""
        hang_by_titles(self._boxes, lambda node: self._above[id(node)], self._votes)


def _led_without_border(upper: Node, lower: Node) -> bool:
    """Whether *upper* is words without a border that a stroke leads to, and *lower* a box that none leads to."""
    return lower.drawn and lower.how != "line" and not upper.drawn and upper.how == "line" and not upper.listed


def one_of_a_kind(one: str, other: str) -> bool:
    """« DGA Culture », « DGA Solidarités »: whatever their looks, titles that begin with the same word for a rank."""
    rank = level(one)
    return rank is not None and rank == level(other) and folded(one).split()[:1] == folded(other).split()[:1]


def shared_width(a: Box, b: Box) -> float:
    return (min(a.x1, b.x1) - max(a.x0, b.x0)) / max(1.0, min(a.width, b.width))


def indented(inner: Box, outer: Box) -> bool:
    """Whether a box is set in from another one: narrower, moved as a whole, or up to the same right side however wide both are."""
    moved = inner.x1 > outer.x1 + 4 and inner.width < 1.04 * outer.width
    flush = abs(inner.x1 - outer.x1) <= _FLUSH
    return inner.x0 > outer.x0 + 4 and (inner.width < 0.96 * outer.width or moved or flush)


def set_in(inner: Box, outer: Box) -> bool:
    """Whether a box is indented a little, as a whole or up to the other's right side; not merely narrower, nor a cell under it."""
    moved = abs(inner.width - outer.width) <= _EVEN * outer.width
    little = inner.x0 - outer.x0 < _LITTLE * outer.width
    return indented(inner, outer) and little and (moved or abs(inner.x1 - outer.x1) <= _FLUSH)


def kind(node: Node) -> Kind:
    """How a box is drawn and its title set: boxes of one kind are mostly of one rank."""
    return look(node), round(2 * node.border), node.listed


def kinds_of(nodes: Sequence[Node]) -> dict[int, int]:
    """A number for the kind of each node, by its id, the same for the same kind: these are compared again and again."""
    numbers: dict[Kind, int] = {}
    return {id(node): numbers.setdefault(kind(node), len(numbers)) for node in nodes}


def rows_of(nodes: Sequence[Node]) -> dict[int, int]:
    """The number of the row of like boxes that each node is in; nodes alone in theirs are left out."""
    rows: dict[int, int] = {}
    kinds: dict[tuple[Kind, int], list[Node]] = defaultdict(list)
    for node in nodes:
        kinds[kind(node), id(node.outer)].append(node)
    runs: list[list[Node]] = []
    for members in kinds.values():
        members.sort(key=lambda n: n.box.top)
        run: list[Node] = []
        for node in members:
            if run and node.box.top - run[-1].box.top > 3:
                runs.append(run)
                run = []
            run.append(node)
        runs.append(run)
    for number, run in enumerate(run for run in runs if len(run) > 1):
        rows.update((id(node), number) for node in run)
    return rows


def stacks_of(nodes: Sequence[Node], columns: Columns) -> dict[int, int]:
    """The number of the stack of like boxes that each node is in."""
    stacks: dict[int, int] = {}
    number = 0
    for node in sorted(nodes, key=lambda n: n.box.top):
        above = columns.above(node)
        if above is not None and alike(above, node) and shared_width(above.box, node.box) > 0.6:
            if id(above) not in stacks:
                stacks[id(above)] = number
                number += 1
            stacks[id(node)] = stacks[id(above)]
    return stacks


def ragged_columns(nodes: Sequence[Node]) -> dict[int, Node]:
    """Of cells glued under each other, in columns side by side under one wide box: who may head them, the first of their column.

    Only where the columns' cells are of other heights from the second on: a grid of cells says that all are of one rank.
    """
    drawn = sorted((node for node in nodes if node.drawn and not node.frame), key=lambda node: node.box.top)
    grid = Grid((node.box, node) for node in drawn)
    under: dict[int, list[list[Node]]] = defaultdict(list)  # of each wide box, the columns under it
    for first in drawn:
        over = [
            o for o in grid.near(first.box, _FLUSH) if o.box.top < first.box.top and abs(first.box.top - o.box.bottom) <= _OVERLAP
        ]
        wide = [o for o in over if o.box.width > _MUCH_WIDER * 0.9 * first.box.width and shared_width(o.box, first.box) > 0.9]
        column = [first]
        below = [first]
        while below:  # those glued to the lower edge of the last one, as wide as it
            x0, _, x1, bottom = column[-1].box
            near = grid.near(column[-1].box, _FLUSH)
            below = [o for o in near if max(abs(o.box.x0 - x0), abs(o.box.x1 - x1), abs(o.box.top - bottom)) <= _FLUSH]
            column += below[:1]
        if wide and all(alike(node, first) for node in column):
            under[id(wide[0])].append(column)
    found: dict[int, Node] = {}
    for columns in under.values():
        rows = [[node.box for node in row if node is not None] for row in zip_longest(*columns)]
        edges = [ends for row in rows for ends in ([box.top for box in row], [box.bottom for box in row])]
        if any(max(ends) - min(ends) > _SAME_ROW for ends in edges[1:]):  # the box over them all may reach over their upper ends
            found |= {id(node): column[0] for column in columns for node in column[1:]}
    return found


def rank(label: str) -> int | None:
    """0 for the head of an administration, 1 for its deputies and poles, None for what hangs anywhere below."""
    title = folded(label)
    return DEPUTY if _DEPUTIES.match(title) else HEAD if _HEADS.match(title) else None


def offices_beside(boxes: Sequence[Node]) -> list[Node]:
    """What stands in one row with the head of an administration: « Cabinet », « CCAS »; it heads nothing of what is under both."""
    heads = [node for node in boxes if rank(node.label) == HEAD]
    beside = [o for o in boxes if any(o.outer is n.outer and n.box.top < o.box.cy < n.box.bottom for n in heads)]
    return [node for node in beside if rank(node.label) is None]


@remembered
def is_staff(label: str) -> bool:
    """Whether a title begins like that of a staff office: it stands beside the line of command."""
    return bool(_STAFF.match(folded(label)))


def only_assists(label: str) -> bool:
    """Whether *label* is of staff that heads nobody: « Assistante », « Cabinet du maire »; not « Secrétariat général »."""
    return is_staff(label) and (level(label) or _ASSISTANTS) >= _ASSISTANTS


def unshrunk(titles: Iterable[tuple[Hashable, float, str]]) -> list[float]:
    """The sizes of *titles*, each a frame, a size and a text, as they would be had none been shrunk to fit.

    In frames that are alike smaller letters are shrunk ones where each text in them is longer than all in larger ones.
    """
    listed = list(titles)
    frames: dict[Hashable, list[int]] = defaultdict(list)
    for n, (frame, _, _) in enumerate(listed):
        frames[frame].append(n)
    sizes = [size for _, size, _ in listed]
    for alike in frames.values():
        by_size = [list(group) for _, group in groupby(sorted(alike, key=lambda n: -sizes[n]), key=lambda n: round(2 * sizes[n]))]
        for larger, smaller in pairwise(by_size):
            if max(len(listed[n][2]) for n in larger) < min(len(listed[n][2]) for n in smaller):
                for n in smaller:
                    sizes[n] = sizes[larger[0]]
    return sizes


def hang_by_titles(boxes: Sequence[Node], above: Callable[[Node], Node | None], votes: Votes) -> None:
    """Put boxes under the deputy at the top of their column, where a row of nothing but deputies heads the columns.

    Only those are moved that had no parent, or were taken for brothers of the box above them because they look like it; not what is
    set in under the parent that it has.
    """
    ranks = {id(node): rank(node.label) for node in boxes}
    heads: set[int] = set()
    for node in boxes:
        if ranks[id(node)] == DEPUTY:
            row = [o for o in boxes if abs(o.box.top - node.box.top) <= _SAME_ROW and o.outer is node.outer]
            if len(row) > 1 and all(ranks[id(other)] == DEPUTY for other in row):
                heads.add(id(node))
    for node in boxes:
        over = above(node)
        if over is None or ranks[id(node)] is not None or node.frame:
            continue
        stands_in = node.parent is not None and set_in(node.box, node.parent.box)
        by_looks = node.how in ("stack", "row") and id(node.parent) not in heads and not stands_in
        brothers = by_looks and (node.parent is over.parent or over.how == "title")
        if node.parent is not None and node.how != "layout" and not brothers:
            continue
        head: Node | None = over
        while head is not None and id(head) not in heads and ranks[id(head)] is None:
            led = head is node.parent and head.how == "line"  # « Groupement technique » under its pole heads the stack there
            head = None if led else above(head)
        if head is not None and id(head) in heads:
            votes.hang(node, head, "title", LAYOUT)


def is_apex_by_title(apex: Node, rest: Sequence[Node]) -> bool:
    """Whether *apex* is titled as the head of an administration, and all of *rest* as its deputies."""
    return rank(apex.label) == HEAD and all(rank(node.label) == DEPUTY for node in rest)


def staff_of_heads(by_box: Mapping[int, Node]) -> set[int]:
    """The numbers of boxes that name officers with their posts left and right of a trunk, a little below a box that names nobody.

    « Cheffe de cabinet : Mme Roy »: each is a unit, and is nobody of the one above. What is glued there may be.
    """
    heads = Grid((node.box, node.box) for node in by_box.values() if node.label and not (node.people or node.frame))
    others = Grid((node.box, node.box) for node in by_box.values() if not node.frame)
    staff = set[int]()
    for number, node in by_box.items():
        box = node.box
        posted = bool(node.people) and node.label != node.people[0].name and not node.frame
        over = [o for o in heads.near(box, 3 * SIDE) if box.top - o.bottom > 0.5 * SIDE] if posted else []
        for head in over if len(over) == 1 else ():
            row = [o for o in others.near(Box(head.x0, box.top, head.x1, box.bottom)) if abs(o.top - box.top) <= SIDE]
            left, right = [o for o in row if o.x1 < head.cx], [o for o in row if o.x0 > head.cx]
            if len(left) == len(right) == 1 and len(row) == 2 and box in row:
                staff.add(number)
    return staff
