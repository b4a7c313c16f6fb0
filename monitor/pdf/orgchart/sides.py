"""Where strokes run beside boxes: which side they meet, what of them lies within, and where they enter."""

from __future__ import annotations

from typing import Literal, TypeAlias

from monitor.pdf.ink import Box
from monitor.pdf.orgchart.drawing import Point, Segment

Side: TypeAlias = Literal["l", "r", "t", "b"]

_TOUCH = 1.6  # points between a stroke and the side of a box that it is on


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
