"""Where strokes run beside boxes and meet each other: what of them are borders, which side they meet, where they enter."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

from monitor.pdf.ink import Box, Grid
from monitor.pdf.orgchart.marks.drawing import Point, Segment

Side: TypeAlias = Literal["l", "r", "t", "b"]

_TOUCH = 1.6  # points between strokes that meet, and between a stroke and the side of a box that it is on
_CLOSE = 2.0  # points: shorter rests between borders are none
_PAST = 6.0  # points that a stroke goes on beyond both ends of a box's side which it passes close by
_MOSTLY = 0.5  # of a stroke
_FRAME = 5.0  # points inside a border that further rules of it run
_MANY_SIDES = 60  # of boxes that run at one height: those near a stroke are fewer


class Borders:
    """The sides of boxes, found by where they run: a stroke along hundreds of boxes is the border of none or of a few."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self._boxes = boxes
        self._grid = Grid((box, box) for box in boxes)
        self._level = sorted((side, number) for number, box in enumerate(boxes) for side in (box.top, box.bottom))
        self._upright = sorted((side, number) for number, box in enumerate(boxes) for side in (box.x0, box.x1))

    def rest_of(self, segment: Segment) -> list[Segment]:
        """The parts of *segment* that are no border, nor one of the rules of a frame a little inside.

        Rules of a table run over several cells: all borders count together.
        """
        level = segment.level
        if not (level or segment.upright):
            return [segment] if segment.length > _TOUCH else []
        x0, y0, x1, y1 = where = segment.box
        reach = 1.2 + segment.width / 2
        lo, hi, at, sides = (x0, x1, segment.y0, self._level) if level else (y0, y1, segment.x0, self._upright)
        most = max(reach, _FRAME)
        first, last = bisect_left(sides, (at - most, -1)), bisect_right(sides, (at + most, len(self._boxes)))
        near: Iterable[Box] = (self._boxes[number] for number in sorted({number for _, number in sides[first:last]}))
        if last - first > _MANY_SIDES:
            near = self._grid.near(where, reach)
        spans: list[tuple[float, float]] = []
        for left, top, right, bottom in near:
            if left > x1 + reach or x0 - reach > right or top > y1 + reach or y0 - reach > bottom:
                continue
            start, end, one, other = (left, right, top, bottom) if level else (top, bottom, left, right)
            inner = min(at - one, other - at)
            within = 0 <= inner <= _FRAME and min(hi, end) - max(lo, start) > 0.8 * (end - start)
            if within or abs(one - at) <= reach or abs(other - at) <= reach:
                spans.append((start, end))
        # A stroke may only run past boxes, close beside, on at both ends of them. A rule of a table does so as well, but most of
        # it are borders
        past = all(start > lo + _PAST and end < hi - _PAST for start, end in spans)
        if past and sum(end - start for start, end in spans) <= _MOSTLY * (hi - lo):
            spans = []
        rest = [(lo, hi)]
        for start, end in spans:
            rest = [part for p, q in rest for part in ((p, min(q, start)), (max(p, end), q)) if part[1] - part[0] > _CLOSE]
        return [segment._replace(x0=p, x1=q) if level else segment._replace(y0=p, y1=q) for p, q in rest]


def cut(segment: Segment, box: Box, *, start: bool) -> Segment:
    """The stroke up to the border it enters by."""
    x_in, y_in, x_out, y_out = (
        (segment.x0, segment.y0, segment.x1, segment.y1) if start else (segment.x1, segment.y1, segment.x0, segment.y0)
    )
    best = 1.0
    for side, inside, outside in ((box.x0, x_in, x_out), (box.x1, x_in, x_out), (box.top, y_in, y_out), (box.bottom, y_in, y_out)):
        if outside != inside and 0 <= (t := (side - inside) / (outside - inside)) < best:
            best = t
    x, y = x_in + best * (x_out - x_in), y_in + best * (y_out - y_in)
    return segment._replace(x0=x, y0=y) if start else segment._replace(x1=x, y1=y)


def inside(box: Box) -> Box:
    return Box(box.x0 + 1.5, box.top + 1.5, box.x1 - 1.5, box.bottom - 1.5)


def runs_through(segment: Segment, inner: Box) -> bool:
    if inner.width <= 0 or inner.height <= 0:
        return False
    if segment.level:
        return inner.top <= segment.y0 <= inner.bottom and segment.box.x0 < inner.x0 and segment.box.x1 > inner.x1
    if segment.upright:
        return inner.x0 <= segment.x0 <= inner.x1 and segment.box.top < inner.top and segment.box.bottom > inner.bottom
    return False


def from_border(box: Box, point: Point, *, frame: bool) -> float:
    x, y = point
    outside = max(box.x0 - x, 0.0, x - box.x1) + max(box.top - y, 0.0, y - box.bottom)
    if outside > 0:
        return outside
    inside = min(x - box.x0, box.x1 - x, y - box.top, box.bottom - y)
    return inside if frame else min(inside, 1.0)


def side_of(box: Box, point: Point, segment: Segment) -> Side:
    x, y = point
    if segment.level and not box.x0 - _TOUCH <= x <= box.x1 + _TOUCH and box.top <= y <= box.bottom:
        return "l" if x < box.x0 else "r"
    if segment.upright and not box.top - _TOUCH <= y <= box.bottom + _TOUCH and box.x0 <= x <= box.x1:
        return "t" if y < box.top else "b"
    if not (segment.level or segment.upright):
        beside, over = max(box.x0 - x, x - box.x1), max(box.top - y, y - box.bottom)
        if beside > _TOUCH and over <= 0:
            return "l" if x < box.x0 else "r"
        if over > _TOUCH and beside <= 0:
            return "t" if y < box.top else "b"
    away: dict[Side, float] = {"l": abs(x - box.x0), "r": abs(x - box.x1), "t": abs(y - box.top), "b": abs(y - box.bottom)}
    if segment.upright:
        away["l"] += 3
        away["r"] += 3
    elif segment.level:
        away["t"] += 3
        away["b"] += 3
    return min(away, key=lambda side: away[side])


def is_between(bus: Segment, stroke: Segment) -> bool:
    """Whether *stroke* runs on at both sides of *bus*: it does not end there."""
    a, b, at = (stroke.y0, stroke.y1, bus.y0) if stroke.upright else (stroke.x0, stroke.x1, bus.x0)
    return min(a, b) < at < max(a, b)


def is_on(segment: Segment, point: Point) -> bool:
    """Whether *point* lies on a stroke, or so near that it is meant to."""
    x, y, dx, dy = segment.x0, segment.y0, segment.x1 - segment.x0, segment.y1 - segment.y0
    square = dx * dx + dy * dy
    t = ((point[0] - x) * dx + (point[1] - y) * dy) / square if square else 0.0
    t = t if 0.0 < t < 1.0 else 1.0 if t >= 1.0 else 0.0
    distance = ((point[0] - x - t * dx) ** 2 + (point[1] - y - t * dy) ** 2) ** 0.5
    return bool(distance <= _TOUCH + segment.width / 2)


def meet(a: Segment, b: Segment) -> bool:
    """Whether one ends on the other, or they cross."""

    def turn(px: float, py: float, s: Segment) -> float:
        return (s.x1 - s.x0) * (py - s.y0) - (s.y1 - s.y0) * (px - s.x0)

    if is_on(b, (a.x0, a.y0)) or is_on(b, (a.x1, a.y1)) or is_on(a, (b.x0, b.y0)) or is_on(a, (b.x1, b.y1)):
        return True
    return turn(b.x0, b.y0, a) * turn(b.x1, b.y1, a) < 0 and turn(a.x0, a.y0, b) * turn(a.x1, a.y1, b) < 0
