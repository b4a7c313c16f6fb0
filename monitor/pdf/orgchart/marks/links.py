"""Strokes between boxes -> nets: which boxes hang together, and by which of their sides."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from math import copysign, hypot

from monitor.model.frozen import dataclass, field
from monitor.pdf.ink import Box, Grid, bounds
from monitor.pdf.orgchart.marks.drawing import Drawing, Mark, Point, Segment
from monitor.pdf.orgchart.marks.sides import Borders, Side, cut, from_border, inside, is_between, is_on, meet, runs_through, side_of
from monitor.pdf.orgchart.marks.trunks import parted_by

# Lengths are in points on a sheet whose letters are of the usual size.
_TOUCH = 1.6  # between strokes that meet
_REACH = 4.0  # points between the free end of a stroke and the border it means
_STUB = 2.5  # points: a shorter piece aims at nothing
_INSIDE = 2.0  # points from the corner of a border that a stroke would meet it at
_ASIDE = 0.02  # of its length that a stroke may lead aside from another one
_FANS = 0.1  # the same at the least of each of those that fan out from one place: a short stroke drawn by hand is askew
_CLOSE = 2.0  # the same where strokes go on at it
_AT_TURN = 0.8  # the same where all of them only turn: the rail of another box may stand close beside this one
_BESIDE = 8.0  # points from the only words near to the free end of a stroke that slants and aims at nothing
_PORTRAIT = 3.0  # times as wide or high as its box: a box with a picture on one side of it
_FACE = 16.0  # points: no portrait is narrower
_PAGE = 20_000.0  # points: no page is larger
_ARROW_REACH = 3.0
_AHEAD = 15.0  # points before a border that a stroke may end which runs straight at it (graphviz, margins of shapes)
_POINTS = 30.0  # the same of an arrow, measured from where its stroke ends


@dataclass(slots=True)
class Attachment:
    """Where a net meets box number *box*."""

    box: int
    side: Side
    arrow: bool = False
    passing: bool = False  # the stroke runs through behind the box
    at: Point = (0.0, 0.0)
    beside: bool = False  # strokes meet close beside the box, and none of them ends at it


@dataclass(slots=True)
class Net:
    """Strokes that hang together, and the boxes they join."""

    attachments: list[Attachment] = field(default_factory=list)
    dashed: bool = False
    loose: list[tuple[Point, Point]] = field(default_factory=list)  # free ends that met no box: the end, and where it comes from
    corners: set[Point] = field(default_factory=set)  # of them, those where a level stroke only turns into an upright one


class _Piece:
    """A stroke outside the boxes. `hidden`: an end of it that a box covers, where it meets another stroke and not that box."""

    __slots__ = ("attached", "dashed", "hidden", "path", "segment")

    def __init__(self, segment: Segment, hidden: Point | None = None) -> None:
        self.segment = segment
        self.hidden = hidden
        self.path = segment.path
        self.dashed = segment.dashed
        self.attached: list[Attachment] = []

    @property
    def ends(self) -> tuple[Point, Point]:
        s = self.segment
        return (s.x0, s.y0), (s.x1, s.y1)

    def other_end(self, end: Point) -> Point:
        """The end that *end* is not."""
        a, b = self.ends
        return b if end == a else a


def nets_of(
    drawing: Drawing, boxes: Sequence[Box], frames: frozenset[int], *, empty: Sequence[Box] = (), bare: frozenset[int] = frozenset()
) -> list[Net]:
    """The nets that the strokes of *drawing* make of *boxes*; *frames* are those that hold others and may be crossed.

    *empty*: boxes whose borders are no links either; *bare*: those of *boxes* that are words without a border.
    """
    return _Netting(drawing, boxes, frames, empty, bare).nets()


def with_pictures(boxes: Sequence[Box], frames: frozenset[int], pictures: Sequence[Box]) -> list[Box]:
    """Where strokes lead to each of *boxes*: those with a portrait on one side of them as far as it reaches.

    So far do those of their size level with them reach that have none: who is to come has no picture yet. What several boxes touch
    is no portrait: a background, a strip of logos; nor is what is narrow or long: the shadow of a stroke.
    """
    reached = list(boxes)
    grid = Grid((box, number) for number, box in enumerate(boxes) if number not in frames)
    grown: list[tuple[Box, Box]] = []
    for picture in pictures:
        short, long = sorted((picture.width, picture.height))
        near = grid.near(picture, _TOUCH) if short >= _FACE and long <= 2 * short else []
        if len(near) != 1:
            continue
        box, whole = boxes[near[0]], bounds([picture, boxes[near[0]]])
        out = [abs(a - b) for a, b in zip(box, whole, strict=True)]  # on each side; a shadow looks out on several
        if sum(o > _TOUCH for o in out) == 1 and max(whole.width / box.width, whole.height / box.height) < _PORTRAIT:
            reached[near[0]] = whole
            grown.append((box, whole))
    for box, whole in grown:
        level = Box(0.0, box.top, _PAGE, box.bottom) if whole.height > box.height else Box(box.x0, 0.0, box.x1, _PAGE)
        for number in grid.near(level):
            other = boxes[number]
            dx, dy = other.x0 - box.x0, other.top - box.top
            same = (
                abs(other.width - box.width) <= _TOUCH
                and abs(other.height - box.height) <= _TOUCH
                and min(abs(dx), abs(dy)) <= _TOUCH
            )
            room = Box(whole.x0 + dx, whole.top + dy, whole.x1 + dx, whole.bottom + dy)
            if same and reached[number] is other and grid.near(room) == [number]:
                reached[number] = room
    return reached


class _Netting:
    def __init__(
        self, drawing: Drawing, boxes: Sequence[Box], frames: frozenset[int], empty: Sequence[Box], bare: frozenset[int]
    ) -> None:
        self._boxes = boxes
        self._frames = frames
        self._bare = bare
        self._grid = Grid((box, index) for index, box in enumerate(boxes))
        borders = Borders((*boxes, *empty))
        self._marks: Grid[Mark] = Grid((mark.box, mark) for mark in drawing.marks)
        self._parts = [part for segment in drawing.segments for part in borders.rest_of(segment)]
        self._strokes: Grid[Segment] | None = None
        self._buses: dict[int, list[Segment]] = defaultdict(list)  # of each box, the level strokes that run through behind it
        tops, bottoms = sorted(box.top for box in boxes), sorted(box.bottom for box in boxes)
        touched: list[list[int]] = []  # the boxes that each touches, frames apart
        for part in self._parts:  # many strokes run between two rows of boxes: then nobody is asked
            between = bisect_right(tops, part.box.bottom) == bisect_left(bottoms, part.box.top)
            touched.append([] if between else [index for index in self._grid.near(part.box) if index not in frames])
        for part, near in zip(self._parts, touched, strict=True):
            for index in near if part.level else ():
                if runs_through(part, inside(boxes[index])):
                    self._buses[index].append(part)
        self._pieces = [piece for part, near in zip(self._parts, touched, strict=True) for piece in self._outside(part, near)]
        self._piece_grid = Grid((piece.segment.box, index) for index, piece in enumerate(self._pieces))
        self._there: dict[Point, list[_Piece]] = {}  # at each end, the pieces that it lies on: hundreds may leave a box there
        self._met_at: dict[Point, tuple[Counter[int], bool]] = {}
        self._aims: dict[Point, Point | None] = {}
        self._turned: dict[Point, bool] = {}
        self._parent = list(range(len(self._pieces)))

    def nets(self) -> list[Net]:
        # The ends where a stroke stops or only meets the ends of others: something may be meant there.
        tips = [[end for end in piece.ends if not self._carries_on(i, end)] for i, piece in enumerate(self._pieces)]
        for piece, ends in zip(self._pieces, tips, strict=True):
            self._attach(piece, ends)
        met: dict[int, dict[int, Side]] = defaultdict(dict)
        for piece in self._pieces:
            met[piece.path].update((a.box, a.side) for a in piece.attached if not a.passing)
        # Strokes that lead from one box to another by themselves: where two of them cross, they don't meet. One that meets all its
        # boxes from one side joins brothers, and their parent meets it somewhere.
        complete = frozenset(path for path, sides in met.items() if len(sides) >= 2 and len(set(sides.values())) > 1)
        self._join(complete)
        for number, ends in enumerate(tips):
            for end in ends if self._pieces[number].path not in complete else ():
                self._reach(number, end)
        nets: dict[int, Net] = {}
        joined: dict[int, dict[int, Attachment]] = defaultdict(dict)
        solid: set[int] = set()
        for index, piece in enumerate(self._pieces):
            root = self._root(index)
            net = nets.setdefault(root, Net())
            for new in piece.attached:  # one a box; an end counts more than a stroke that passes behind
                old = joined[root].setdefault(new.box, new)
                if (old.passing or old.beside) and not (new.passing or new.beside):
                    joined[root][new.box] = new
                elif new.arrow:
                    old.arrow = True
            if not piece.dashed:
                solid.add(root)
            ended = [a.at for a in piece.attached]
            free = [end for end in tips[index] if end not in ended]
            net.loose.extend((end, piece.other_end(end)) for end in free)
            net.corners.update(filter(self._is_corner, free))
        for root, net in nets.items():
            # Strokes close beside one box may hang on it; close beside several, they run in the white between two columns.
            several = sum(a.beside for a in joined[root].values()) > 1
            net.attachments.extend(a for a in joined[root].values() if not (several and a.beside))
            net.dashed = root not in solid
        return list(nets.values())

    # ---- strokes without borders and without what lies inside boxes

    def _outside(self, segment: Segment, touched: Iterable[int]) -> Iterable[_Piece]:
        """The piece of *segment* outside the boxes it ends in; none if it lies within one box (an underline, a divider)."""
        passed: list[Attachment] = []
        hidden: Point | None = None
        for index in touched:
            box = self._boxes[index]
            inner = inside(box)
            starts, ends = inner.holds(segment.x0, segment.y0), inner.holds(segment.x1, segment.y1)
            if starts and ends:
                return []
            if starts or ends:
                end = (segment.x0, segment.y0) if starts else (segment.x1, segment.y1)
                if self._leaves_a_bus(segment, end, self._buses.get(index, ())):
                    hidden = end
                else:
                    segment = cut(segment, box, start=starts)
            elif runs_through(segment, inner):
                left = segment.box.x1 - box.x1 < box.x0 - segment.box.x0
                side: Side = "t" if segment.upright else "l" if left else "r"
                passed.append(Attachment(index, side, passing=True, at=(box.cx, box.cy)))
        if len(passed) == 1 and segment.upright:
            self._strokes = self._strokes or Grid((part.box, part) for part in self._parts)
            x, top = segment.x0, segment.box.top
            over = [self._boxes[index] for index in self._grid.near(Box(x, top, x, top), _TOUCH) if index not in self._frames]
            if parts := parted_by(segment, self._boxes[passed[0].box], over, self._strokes):
                return [_Piece(part) for part in parts]
        piece = _Piece(segment, hidden)
        piece.attached.extend(passed)
        return [piece] if segment.length > 0.5 else []

    def _leaves_a_bus(self, stroke: Segment, end: Point, buses: Iterable[Segment]) -> bool:
        """Whether *stroke* begins at one of *buses*, behind a box, as others do in the open and to the same side."""
        if not stroke.upright:
            return False
        down = stroke.box.cy > end[1]
        for bus in buses:
            ends = [(o.x0, o.box.top if down else o.box.bottom) for o in self._parts if o.upright] if is_on(bus, end) else []
            open_ends = (e for e in ends if bus.box.holds(*e, slack=_TOUCH))
            if any(not any(self._boxes[index].holds(*e) for index in self._grid.at(*e)) for e in open_ends):
                return True
        return False

    # ---- ends

    def _carries_on(self, index: int, end: Point) -> bool:
        """Whether another stroke goes on through *end*, or another piece of the same one."""
        if end not in self._met_at:
            ending, passed = Counter[int](), False
            for mate in self._on(end):
                passed = all(abs(x - end[0]) + abs(y - end[1]) > _TOUCH + 0.5 for x, y in mate.ends)
                if passed:
                    break
                ending[mate.path] += 1
            self._met_at[end] = ending, passed
        ending, passed = self._met_at[end]
        return passed or ending[self._pieces[index].path] > 1

    def _turns(self, end: Point) -> bool:
        """Whether level strokes turn into upright ones at *end*, and nothing else meets there."""
        if end not in self._turned:
            if self._met_at[end][1]:
                return False
            ways = set[tuple[bool, bool]]()
            for piece in self._at(end):
                near, far = sorted(piece.ends, key=lambda p: abs(p[0] - end[0]) + abs(p[1] - end[1]))
                level = piece.segment.level
                if abs(near[0] - end[0]) + abs(near[1] - end[1]) > _TOUCH or level == piece.segment.upright:
                    ways.clear()
                    break
                ways.add((level, far[0] > end[0] if level else far[1] > end[1]))
            self._turned[end] = len(ways) == 2 and len({level for level, _ in ways}) == 2
        return self._turned[end]

    def _is_corner(self, end: Point) -> bool:
        """Whether a level stroke turns into an upright one at *end*: a rail's corner beside words means none of them."""
        met = [piece.segment for piece in islice(self._on(end), 3)]  # three are no corner
        return (
            len(met) == 2
            and min(one.length for one in met) > _STUB
            and met[0].level + met[1].level == 1 == met[0].upright + met[1].upright
        )

    def _at(self, end: Point) -> list[_Piece]:
        if end not in self._there:
            self._there[end] = [*self._on(end)]
        return self._there[end]

    def _on(self, end: Point) -> Iterator[_Piece]:
        """The same one by one, for who stops at the first that goes on: of a bus there may be hundreds, one for each box."""
        for other in self._piece_grid.touching(Box(*end, *end), _TOUCH + 1.0):
            if is_on(self._pieces[other].segment, end):
                yield self._pieces[other]

    def _attach(self, piece: _Piece, tips: list[Point]) -> None:
        for end in piece.ends:
            if end == piece.hidden:
                continue
            mark = next(iter(self._marks.touching(Box(*end, *end), _ARROW_REACH)), None)
            tip = _tip(mark, end, piece.other_end(end)) if mark is not None else None
            if tip is None and mark is not None and mark.arrow and (end not in tips or self._turns(end)):
                mark = None  # of the stroke that branches off here
            reach = _AT_TURN if self._turns(end) else _REACH if end in tips else _CLOSE
            if mark is not None:
                reach = max(reach, max(mark.box.width, mark.box.height) + _ARROW_REACH)
            best: tuple[bool, float, float, int] | None = None  # the box nearest to it
            for index in self._grid.near(Box(*end, *end), reach):
                box, framed = self._boxes[index], index in self._frames
                away = from_border(box, end, frame=framed)
                # A stroke that comes from within a frame ends at its border from inside and means something inside.
                if away <= reach and (not framed or not box.holds(*piece.other_end(end), slack=-2.0)):
                    # The shaft of a short arrow is no longer than its tip: it leads away from the box that its other end meets.
                    leaves = away > _TOUCH and from_border(box, piece.other_end(end), frame=framed) <= _TOUCH
                    key = (leaves, round(from_border(box, tip, frame=framed) if tip else away), box.area, index)
                    best = min(best, key) if best else key
            found = best[3] if best else None
            if found is None and end in tips:
                found = self._ahead(end, piece.other_end(end), _POINTS if mark is not None and mark.arrow else _AHEAD)
                slants = found is None and not (piece.segment.level or piece.segment.upright)
                around = self._grid.near(Box(*end, *end), _BESIDE) if slants else ()
                near = [n for n in around if n in self._bare and not self._boxes[n].holds(*piece.other_end(end), slack=_BESIDE)]
                found = near[0] if len(near) == 1 else found
            if found is not None:
                side = side_of(self._boxes[found], end, piece.segment)
                passes = end not in tips and tip is None
                beside = best is not None and passes and from_border(self._boxes[found], end, frame=False) > _AT_TURN
                piece.attached.append(Attachment(found, side, arrow=mark is not None and mark.arrow, at=end, beside=beside))

    def _ahead(self, end: Point, origin: Point, most: float) -> int | None:
        """The first box that the stroke from *origin* would meet if it went on a little, square to its border.

        Each child may have its own, drawn over those of its brothers; strokes that fan out from here all point back at their head.
        None where strokes come to this end from elsewhere.
        """
        if abs(end[0] - origin[0]) + abs(end[1] - origin[1]) < _STUB:
            return None
        if end not in self._aims:  # hundreds of strokes may leave a box at one place
            self._aims[end] = self._aim(end)
        if (aim := self._aims[end]) is None:
            return None
        dx, dy = aim
        tip = (end[0] + dx * most, end[1] + dy * most)
        ray = Box(min(end[0], tip[0]), min(end[1], tip[1]), max(end[0], tip[0]), max(end[1], tip[1]))
        met = [i for i in self._grid.near(ray) if i not in self._frames and not self._boxes[i].holds(*end)]
        if ray.width < 0.5:
            met = [i for i in met if self._boxes[i].x0 + _INSIDE <= ray.cx <= self._boxes[i].x1 - _INSIDE]
        elif ray.height < 0.5:
            met = [i for i in met if self._boxes[i].top + _INSIDE <= ray.cy <= self._boxes[i].bottom - _INSIDE]
        else:
            met = [i for i in met if self._boxes[i].overlap(ray) > 0]
        return min(met, key=lambda i: from_border(self._boxes[i], end, frame=False), default=None)

    def _aim(self, end: Point) -> Point | None:
        """Which way, one point long, the strokes that stop at *end* point on; level or upright, where they fan out from there."""
        ways: list[Point] = []
        for piece in self._at(end):
            near, far = sorted(piece.ends, key=lambda p: abs(p[0] - end[0]) + abs(p[1] - end[1]))
            if abs(near[0] - end[0]) + abs(near[1] - end[1]) > _TOUCH:
                return None
            away = hypot(end[0] - far[0], end[1] - far[1]) or 1.0
            ways.append(((end[0] - far[0]) / away, (end[1] - far[1]) / away))
        dx, dy = ways[0]
        if any(abs(x * dy - y * dx) > _ASIDE for x, y in ways):
            dx, dy = sum(x for x, _ in ways), sum(y for _, y in ways)
            dx, dy = (copysign(1.0, dx), 0.0) if abs(dx) > abs(dy) else (0.0, copysign(1.0, dy))
        return (dx, dy) if all(x * dx + y * dy > _FANS for x, y in ways) else None  # a corner points nowhere

    # ---- nets

    def _join(self, complete: frozenset[int]) -> None:
        """Join the pieces that meet. Two *complete* paths never do; of a stroke drawn over a longer one only the ends may."""
        lines: dict[tuple[bool, float, float], list[tuple[float, float, int]]] = defaultdict(list)
        for index, piece in enumerate(self._pieces):
            s = piece.segment
            if piece.path in complete:
                continue
            if s.y0 == s.y1:
                lines[True, s.y0, s.width].append((min(s.x0, s.x1), -max(s.x0, s.x1), index))
            elif s.x0 == s.x1:
                lines[False, s.x0, s.width].append((min(s.y0, s.y1), -max(s.y0, s.y1), index))
        covered: dict[int, int] = {}  # the pieces that lie on a longer one, and that one: strokes of many children share the trunk
        for pieces in lines.values():
            pieces.sort()
            _, end, longest = pieces[0]
            for _, other_end, index in pieces[1:]:
                if other_end >= end:
                    covered[index] = longest
                else:
                    end, longest = other_end, index
        joinable = Grid[int]()
        alone: dict[int, Grid[int]] = defaultdict(Grid)  # of each complete path, its own pieces
        for index, piece in enumerate(self._pieces):
            if piece.path in complete:
                alone[piece.path].add(piece.segment.box, index)
            elif index not in covered:
                joinable.add(piece.segment.box, index)
        for index, piece in enumerate(self._pieces):
            box = piece.segment.box
            if index in covered:
                self._union(index, covered[index])
                near = [other for x, y in piece.ends for other in joinable.near(Box(x, y, x, y), _TOUCH + 1.0)]
            else:
                near = joinable.near(box, _TOUCH + 1.0)
            if piece.path in complete:
                near += alone[piece.path].near(box, _TOUCH + 1.0)
            for other in near:
                mate = self._pieces[other]
                apart = piece.dashed != mate.dashed and not (self._ends_on(piece, mate) or self._ends_on(mate, piece))
                if self._root(index) != self._root(other) and not apart and meet(piece.segment, mate.segment):
                    self._union(index, other)

    def _ends_on(self, piece: _Piece, mate: _Piece) -> bool:
        """Whether *piece* stops on *mate*, none like it going on: a dashed stroke crosses solid ones, and is no part of them."""
        for end in (end for end in piece.ends if is_on(mate.segment, end)):
            if sum(one.dashed == piece.dashed for one in self._at(end)) < 2:
                return True
        return False

    def _reach(self, number: int, end: Point) -> None:
        """Join a piece, a free *end* of which meets no box, to the strokes square to it that it stops just short of."""
        piece = self._pieces[number]
        segment, (x, y) = piece.segment, end
        ending, passed = self._met_at[end]
        if passed or ending.total() > 1 or any(a.at == end for a in piece.attached) or segment.length < _STUB:
            return
        for other in self._piece_grid.touching(Box(x, y, x, y), _REACH):
            bus = self._pieces[other].segment
            across = (bus.level and segment.upright) or (bus.upright and segment.level)
            if across and bus.length > _STUB and from_border(bus.box, end, frame=False) <= _REACH and not is_between(bus, segment):
                self._union(number, other)

    def _union(self, a: int, b: int) -> None:
        self._parent[self._root(a)] = self._root(b)

    def _root(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index


def _tip(mark: Mark, end: Point, origin: Point) -> Point | None:
    """Where *mark* points, the head of an arrow that goes on from *end* as the stroke from *origin* leads; None if it is none."""
    ahead, way = (mark.box.cx - end[0], mark.box.cy - end[1]), (end[0] - origin[0], end[1] - origin[1])
    on = ahead[0] * way[0] + ahead[1] * way[1]
    straight = mark.arrow and on > 0.9 * hypot(*ahead) * hypot(*way)
    return (end[0] + 2 * ahead[0], end[1] + 2 * ahead[1]) if straight else None
