"""Paths of a page -> closed shapes (boxes to be), straight pieces (borders and links to be), arrowheads."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import NamedTuple, TypeAlias

from monitor.model.frozen import dataclass
from monitor.pdf.ink import Box, Colour, Grid, Letter, PageInk, Path, PathStep, bounds

Point: TypeAlias = tuple[float, float]

_THIN = 3.2  # points: a filled rectangle no thicker is a line
_FILLS = 0.72  # share of its bounding box that a shape covers at least to count as a box, round corners included
_MARK = 13.0  # points: a filled shape no larger is an arrowhead or a dot where links meet
_DASHES, _DOTS = 12, 6  # the fewest of which a box's border consists, and one side of it
_DOT = 2.2  # points: a dot of a dotted line is no larger
_ROUNDING = 5.0  # points: no further inside a dash of a border lies, where that goes round a corner
_PALE = 250  # of 255: a colour whose parts are all this bright is white
_WHITE: Colour = (255, 255, 255)
_SAME_POINT = 0.5  # points
_STRAIGHT = 0.6  # points off the axis that a line may run
_THIRDS = tuple(((1 - t) ** 3, 3 * (1 - t) * (1 - t) * t, 3 * (1 - t) * t * t, t**3) for t in (1 / 3, 2 / 3))  # of a curve
_FEWEST_STEPS = 5  # fills: fewer may be boxes in a box
_RIBBON, _MOST_POINTS = 7.0, 60  # points: how thick the branch of a mind map is at most, and of how many points
_ROUNDABOUT = 3.2  # times its diagonal, the way around it
_STEP = 24  # of 255: how far the colours of two neighbours are apart at most
_LINE = 10.0  # points: strips of one colour side by side, as wide and as high, have room for words each: cells
_WORDS_EM = 0.4  # between two letters of one line
_SLACK = 0.8  # points
_HALO = 8.0  # points that the picture of a shadow sticks out of its box


class Shape(NamedTuple):
    """A closed shape that nearly fills its bounding box."""

    box: Box
    fill: Colour | None
    stroke: Colour | None
    dashed: bool
    order: int
    width: float = 0.0  # of the outline, points
    path: int = 0  # as of a segment: what has a higher one was painted over it


class Segment(NamedTuple):
    """A straight piece of a stroke. Pieces of one stroke share `path`."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    dashed: bool
    path: int

    @property
    def length(self) -> float:
        return float(((self.x1 - self.x0) ** 2 + (self.y1 - self.y0) ** 2) ** 0.5)

    @property
    def level(self) -> bool:
        """Whether it runs along the page's width."""
        return abs(self.y1 - self.y0) <= _STRAIGHT < abs(self.x1 - self.x0)

    @property
    def upright(self) -> bool:
        """Whether it runs along the page's height."""
        return abs(self.x1 - self.x0) <= _STRAIGHT < abs(self.y1 - self.y0)

    @property
    def box(self) -> Box:
        x0, y0, x1, y1, _, _, _ = self
        if x0 > x1:
            x0, x1 = x1, x0
        return tuple.__new__(Box, (x0, y0, x1, y1) if y0 <= y1 else (x0, y1, x1, y0))


class Mark(NamedTuple):
    """A small filled shape: an arrowhead (`arrow`) or a dot."""

    box: Box
    arrow: bool
    fill: Colour | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    shapes: tuple[Shape, ...]
    segments: tuple[Segment, ...]
    marks: tuple[Mark, ...]


def drawing_of(page: PageInk) -> Drawing:
    """All of *page* that is drawn, taken apart.

    White fills without outline are left out, backgrounds of text; but not where a picture around one is its shadow.
    """
    shapes: list[Shape] = []
    segments: list[Segment] = []
    marks: list[Mark] = []
    number = 0
    # Of a path that a clip shows a part of, this part, unless words stand in the whole: that is their box
    clipped = any(path.seen is not None for path in page.paths)
    letters = Grid((Box(o.x0, o.base, o.x1, o.base), o) for o in page.letters if clipped and not o.text.isspace())
    shown = [
        path
        if path.seen is None or any(path.box.holds((o.x0 + o.x1) / 2, o.base) for o in letters.near(path.box))
        else path._replace(box=path.seen, steps=())
        for path in page.paths
    ]
    for path in with_gradients_joined(with_dots_joined(shown), page.letters):
        parts = list(_parts(path))
        thin = path.fill is not None and len(parts) >= _DOTS and min(path.box.width, path.box.height) <= _THIN
        if thin and all(max(part.box.width, part.box.height) <= _MARK for part in parts):
            number += 1
            segments.append(_bar(path.box, number, dashed=True))  # one side of a border of dots or dashes (browsers)
            continue
        if path.fill is not None and len(parts) >= _DASHES and min(path.box.width, path.box.height) >= 2 * _MARK:
            inner = path.box.grown(-_ROUNDING)  # filled parts around a box are the dashes of its border: browsers draw them so
            if all(max(p.box.width, p.box.height) <= _MARK and not inner.holds(p.box.cx, p.box.cy) for p in parts):
                number += 1
                shapes.append(Shape(path.box, None, path.fill, True, path.order, _THIN / 2, number))
                continue
        for part in parts:
            number += 1
            _sort(path, part, number, shapes, segments, marks)
    coloured = Grid((s.box, s) for s in shapes if s.fill is not None and min(s.fill) < _PALE)
    pictures = Grid((picture.box, picture.box) for picture in page.pictures)
    kept = [
        s
        for s in shapes
        if s.stroke is not None
        or s.fill != _WHITE  # white that stands out from something coloured around it is a box, too
        or any(o.box.area > 1.3 * s.box.area and o.box.encloses(s.box, 1.0) for o in coloured.near(s.box))
        or any(is_halo(picture, s.box) for picture in pictures.near(s.box))
    ]
    # Without strokes drawn again where the same one lies already, from either end, as outlines and layers repeat them. One that
    # shares a part with another is its own; of a dashed and a solid one the solid one is kept
    seen, once = set[frozenset[tuple[float, ...]]](), list[Segment]()
    strokes = [list(pieces) for _, pieces in groupby(segments, key=lambda segment: segment.path)]
    for pieces in sorted(strokes, key=lambda pieces: pieces[0].dashed):
        places = [(round(one.x0, 1), round(one.y0, 1), round(one.x1, 1), round(one.y1, 1)) for one in pieces]
        way = frozenset((*place[:2], *place[2:]) if place[:2] <= place[2:] else (*place[2:], *place[:2]) for place in places)
        if way not in seen:
            seen.add(way)
            once += pieces
    return Drawing(tuple(kept), tuple(once), tuple(marks))


def is_halo(shadow: Box, box: Box) -> bool:
    """Whether *shadow*, a picture, sticks out around *box* by a few points: office programs export soft shadows so."""
    return shadow.encloses(box) and all(abs(a - b) <= _HALO for a, b in zip(shadow, box, strict=True)) and shadow.area > box.area


class _Part(NamedTuple):
    """One run of a path without a pen lifted."""

    points: tuple[Point, ...]
    closed: bool
    curved: bool
    box: Box


def _parts(path: Path) -> Iterator[_Part]:
    if not path.steps:
        yield _Part((), True, False, path.box)
        return
    ops, xs, ys = zip(*path.steps, strict=True)
    starts = [place for place, op in enumerate(ops) if op == "m" and place] if "m" in ops[1:] else []
    for start, end in pairwise((0, *starts, len(ops))):
        kinds = ops[start:end]
        curved, is_closed = "c" in kinds, "z" in kinds
        if curved or (is_closed and kinds.index("z") < len(kinds) - 1):
            points = tuple(_points(path.steps[start:end]))
            across, down = zip(*points, strict=True) if points else ((), ())
        else:  # as of most: nothing but straight strokes, closed at the end or not
            across, down = xs[start : end - is_closed], ys[start : end - is_closed]
            points = tuple(zip(across, down, strict=True))
        if len(points) < 2:
            continue
        if not is_closed and len(points) > 3:
            (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points[0], points[1], points[-2], points[-1]
            # of a frame whose level side is interrupted for its title both ends run toward each other
            parted = max(y0, y1, y2, y3) - min(y0, y1, y2, y3) <= _STRAIGHT and (x1 < x0 < x3 < x2 or x2 < x3 < x0 < x1)
            is_closed = parted or _near(points[0], points[-1])
        yield _Part(points, is_closed, curved, Box(min(across), min(down), max(across), max(down)))


def _points(run: Sequence[PathStep]) -> list[Point]:
    """The points that *run* goes through; of each Bézier curve those at a third, two thirds and its end."""
    (a, b, c, d), (e, f, g, h) = _THIRDS
    points: list[Point] = []
    curve: list[Point] = []
    for op, x, y in run:
        if op == "c":
            curve.append((x, y))
            if len(curve) == 3:  # two control points and the end
                (x1, y1), (x2, y2), end = curve
                x0, y0 = points[-1] if points else curve[0]
                third = a * x0 + b * x1 + c * x2 + d * x, a * y0 + b * y1 + c * y2 + d * y
                points += third, (e * x0 + f * x1 + g * x2 + h * x, e * y0 + f * y1 + g * y2 + h * y), end
                curve = []
        elif op != "z":
            points.append((x, y))
    return points


def _near(a: Point, b: Point) -> bool:
    return abs(a[0] - b[0]) < _SAME_POINT and abs(a[1] - b[1]) < _SAME_POINT


def _sort(path: Path, part: _Part, number: int, shapes: list[Shape], segments: list[Segment], marks: list[Mark]) -> None:
    box = part.box
    if path.fill is None and path.stroke is None:
        return
    wide, high = box.x1 - box.x0, box.bottom - box.top
    thin, long = (wide, high) if wide < high else (high, wide)
    if path.fill is not None and thin <= _THIN and (long >= 4 or (long >= 1.5 and long >= 1.8 * thin)):
        segments.append(_bar(box, number, dashed=path.dashed))  # a filled rectangle that is a stroke, or one dash of it
    elif path.fill is not None and path.fill != _WHITE and long <= _MARK:
        marks.append(Mark(box, _cover(part) < _FILLS and 3 <= len(_corners(part, most=4)) <= 4, path.fill))
    elif (part.closed or path.fill is not None) and thin > _THIN and _cover(part) >= _FILLS:
        shapes.append(Shape(box, path.fill, path.stroke, path.dashed, path.order, path.width if path.stroke else 0.0, number))
    elif path.fill is None and part.closed and part.curved and high > 0.8 * wide > 0.6 * high and long <= _THIN:
        marks.append(Mark(box, arrow=False))  # a small ring: browsers draw one before the entries of a list within a list
    elif path.fill is not None and path.stroke is None:
        segments.extend(_strokes_of(part, number))
    else:
        points = (*part.points, part.points[0]) if part.closed else part.points
        segments.extend(Segment(*a, *b, path.width, path.dashed, number) for a, b in pairwise(points) if not _near(a, b))


def _bar(box: Box, number: int, *, dashed: bool) -> Segment:
    """A thin box as the stroke along its middle."""
    if box.width >= box.height:
        return Segment(box.x0, box.cy, box.x1, box.cy, box.height, dashed, number)
    return Segment(box.cx, box.top, box.cx, box.bottom, box.width, dashed, number)


def _strokes_of(part: _Part, number: int) -> list[Segment]:
    """The strokes that a filled shape is meant for; [] where it is none.

    That between the two ends of a dash around a corner; of a thin shape of four corners that runs aslant (Word draws its arrows so)
    the one along it; and those along the middle of a curved ribbon.
    """
    b = part.box
    corners = [(b.x0, b.top), (b.x1, b.top), (b.x1, b.bottom), (b.x0, b.bottom)]
    small = max(b.width, b.height) <= _MARK
    missing = [i for i, corner in enumerate(corners) if small and not any(_near(corner, point) for point in part.points)]
    if len(missing) == 1 and len(_corners(part, most=6)) == 6:
        one, other = corners[missing[0] - 1], corners[(missing[0] + 1) % 4]
        return [Segment(*one, *other, 1.0, True, number)]
    if not part.curved and 4 <= len(part.points) <= 6:
        one, other = max(((a, b) for a in part.points for b in part.points), key=lambda ends: _apart(*ends))
        length = _apart(one, other) ** 0.5
        thick = _enclosed(part) / max(length, 0.1)
        if thick <= _THIN and length > 8 * _THIN:
            return [Segment(*one, *other, thick, False, number)]
    return [Segment(*start, *end, _THIN, False, number) for start, end in pairwise(_along_ribbon(part))]


def _along_ribbon(part: _Part) -> list[Point]:
    """The way along the middle of a curved filled shape much longer than thick, as mind maps draw branches; [] where it is none."""
    points = part.points[:-1] if _near(part.points[0], part.points[-1]) else part.points
    count = len(points)
    if not part.curved or not 8 <= count <= _MOST_POINTS:
        return []
    around = sum(_apart(a, b) ** 0.5 for a, b in pairwise((*points, points[0])))
    whole = _apart((part.box.x0, part.box.top), (part.box.x1, part.box.bottom)) ** 0.5
    if whole < _MARK or around > _ROUNDABOUT * whole:
        return []  # a glyph, a drawing
    places = [(a, b) for a in range(count) for b in range(a + 2, count)]
    start, end = max(places, key=lambda at: _apart(points[at[0]], points[at[1]]))
    one, other = points[start : end + 1], (*points[end:], *points[: start + 1])[::-1]
    way = [((x0 + x1) / 2, (y0 + y1) / 2) for (x0, y0), (x1, y1) in zip(_evenly(one), _evenly(other), strict=True)]
    way[0], way[-1] = _tip(points, start), _tip(points, end)
    length = sum(_apart(a, b) ** 0.5 for a, b in pairwise(way))
    return way if _enclosed(part) <= length * min(_RIBBON, length / 5) else []


def _tip(points: Sequence[Point], at: int) -> Point:
    """Where a ribbon ends that has a corner *at* its end: in the middle of its edge there, if it is blunt."""
    (x, y), beside = points[at], [points[at - 1], points[(at + 1) % len(points)]]
    edge, side = sorted(beside, key=lambda point: _apart(point, points[at]))
    blunt = _apart(edge, points[at]) <= min(0.5 * _apart(side, points[at]), _RIBBON**2)
    return ((x + edge[0]) / 2, (y + edge[1]) / 2) if blunt else (x, y)


def _evenly(points: Sequence[Point]) -> list[Point]:
    """Points at a start, at each quarter of the way along *points*, and at its end."""
    steps = [_apart(a, b) ** 0.5 for a, b in pairwise(points)]
    found, gone, place = [points[0]], 0.0, 0
    for quarter in (0.25, 0.5, 0.75):
        while place < len(steps) - 1 and gone + steps[place] < quarter * sum(steps):
            gone += steps[place]
            place += 1
        part = (quarter * sum(steps) - gone) / max(steps[place], 0.01)
        (x0, y0), (x1, y1) = points[place], points[place + 1]
        found.append((x0 + part * (x1 - x0), y0 + part * (y1 - y0)))
    return [*found, points[-1]]


def _apart(a: Point, b: Point) -> float:
    """The square of the distance between two points."""
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def _corners(part: _Part, *, most: int) -> list[Point]:
    """The points of an outline that stand apart, one more than *most* at most."""
    corners: list[Point] = []
    for x, y in part.points:
        for other_x, other_y in corners:
            if abs(x - other_x) < _SAME_POINT and abs(y - other_y) < _SAME_POINT:
                break
        else:
            corners.append((x, y))
            if len(corners) > most:
                break
    return corners


def _cover(part: _Part) -> float:
    """The share of its bounding box that the outline encloses (shoelace formula); bounds alone cover all."""
    if not part.points:
        return 1.0
    return _enclosed(part) / part.box.area if part.box.area else 0.0


def _enclosed(part: _Part) -> float:
    twice, (x, y) = 0.0, part.points[0]
    for next_x, next_y in (*part.points[1:], part.points[0]):
        twice += x * next_y - next_x * y
        x, y = next_x, next_y
    return abs(twice) / 2


def with_dots_joined(paths: Iterable[Path]) -> Iterator[Path]:
    """*paths* with every row of dots, each a path of its own, made one thin dashed box (borders that browsers draw)."""
    row: list[Path] = []
    for path in paths:
        dot = path.fill is not None and path.box.x1 - path.box.x0 <= _DOT and path.box.bottom - path.box.top <= _DOT
        goes_on = False
        if row and dot:  # as far from the last one, and to the same side, as those before are from each other
            dx, dy = path.box.cx - row[-1].box.cx, path.box.cy - row[-1].box.cy
            first, second = row[:2] if len(row) > 1 else (row[-1], path)
            straight = min(abs(dx), abs(dy)) <= _STRAIGHT and 0 < max(abs(dx), abs(dy)) <= 3 * _DOT
            evenly = abs(dx - second.box.cx + first.box.cx) <= 1 and abs(dy - second.box.cy + first.box.cy) <= 1
            goes_on = straight and evenly and path.fill == row[-1].fill
        if row and not goes_on:
            yield from _dotted(row)
            row = []
        if dot:
            row.append(path)
        else:
            yield path
    yield from _dotted(row)


def _dotted(row: Sequence[Path]) -> Iterator[Path]:
    if len(row) < _DOTS:
        yield from row
        return
    one, two, around = row[0].box, row[1].box, bounds([path.box for path in row])
    white = max(two.x0 - one.x1, one.x0 - two.x1, two.top - one.bottom, one.top - two.bottom, 0.0)  # may come before a corner
    if around.width > around.height:
        around = around._replace(x0=around.x0 - white, x1=around.x1 + white)
    else:
        around = around._replace(top=around.top - white, bottom=around.bottom + white)
    yield row[0]._replace(box=around, steps=(), dashed=True)


def with_gradients_joined(paths: Iterable[Path], letters: Sequence[Letter] = ()) -> Iterator[Path]:
    """*paths* with every run of fills that shrink or go on by steps of colour made one; *letters*: of the page."""

    @cache  # few pages have what asks for it
    def rows() -> list[Letter]:
        return sorted((o for o in letters if o.angle == 0 and not o.text.isspace()), key=lambda o: (o.base, o.x0))

    run: list[Path] = []
    for path in paths:
        filled = path.fill is not None and path.stroke is None
        goes_on, last = False, run[-1] if run else path
        if run and filled and path.fill is not None and last.fill is not None:
            by_a_step = max(abs(a - b) for a, b in zip(path.fill, last.fill, strict=True)) <= _STEP
            if len(run) == 1:
                goes_on = by_a_step and (_shrinks(last, path) or _shrinks(path, last) or _follows(last, path))
            else:
                goes_on = by_a_step and (_follows if _follows(run[-2], last) else _shrinks)(last, path)
        if run and not goes_on:
            yield from _joined(run, rows)
            run = []
        if filled:
            run.append(path)
        else:
            yield path
    yield from _joined(run, rows)


def _shrinks(outer: Path, inner: Path) -> bool:
    """Whether *inner* lies in *outer* and reaches no further on one side at least."""
    return outer.box.encloses(inner.box, _SLACK) and inner.box.area < outer.box.area - 0.1


def _follows(one: Path, next_one: Path) -> bool:
    """Whether the second is a strip that goes on beside or beneath the first, as long as it."""
    a, b = one.box, next_one.box
    if abs(a.x0 - b.x0) + abs(a.x1 - b.x1) <= _SLACK:
        return abs(b.top - a.bottom) <= _SLACK or abs(a.top - b.bottom) <= _SLACK
    if abs(a.top - b.top) + abs(a.bottom - b.bottom) <= _SLACK:
        return abs(b.x0 - a.x1) <= _SLACK or abs(a.x0 - b.x1) <= _SLACK
    return False


def _joined(run: Sequence[Path], rows: Callable[[], Sequence[Letter]]) -> Iterator[Path]:
    """One fill for a run: the whole of its strips; else the first, which its steps lie in, though they may stick out of it."""
    strips = len(run) > 1 and _follows(run[0], run[1])
    beside = strips and abs(run[0].box.top - run[1].box.top) <= _SLACK and len({path.fill for path in run}) == 1
    cells = len(run) >= _FEWEST_STEPS and beside and all(min(path.box.width, path.box.height) >= _LINE for path in run)
    apart = len(run) < _FEWEST_STEPS
    if cells:  # a spreadsheet's, unless words run over most edges between those that they stand in, as a title centred across them
        edges, level = sorted(path.box for path in run), rows()
        words = level[slice(*(bisect_left(level, y, key=lambda o: o.base) for y in (edges[0].top, edges[0].bottom)))]
        spans = [(a.x0, b.x1) for a, b in pairwise(words) if a.base == b.base and b.x0 - a.x1 <= _WORDS_EM * a.size]
        over = sum(any(x0 < cell.x1 < x1 for x0, x1 in spans) for cell in edges[:-1])
        held = sum(any(cell.x0 <= (o.x0 + o.x1) / 2 <= cell.x1 for o in words) for cell in edges)
        apart = not 2 * over > held - 1 > 0
    if apart:
        yield from run
        return
    first, middle = run[0], run[len(run) // 2]
    box = first.box
    if strips:
        box = bounds([box, run[-1].box])
        yield middle._replace(box=box, steps=(), order=first.order)
    else:
        yield first._replace(fill=middle.fill)
