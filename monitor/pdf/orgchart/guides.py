"""Lines across a sheet that only mark its levels or parts: they cross the links and lead nowhere themselves."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.pdf.ink import Box
from monitor.pdf.orgchart.drawing import Segment, Shape
from monitor.pdf.orgchart.grid import Grid

_TOUCH = 2.0  # points between strokes that meet, and around a crossing that may be a joint
_FREE = 15.0  # points before and behind the end of a guide at which no box stands
_MOSTLY = 4  # crossings for each joint: a link may happen to end at a guide
_LEAST = 60.0  # points


def without_guides(segments: Sequence[Segment], shapes: Sequence[Shape]) -> tuple[Segment, ...]:
    """*segments* without those whose ends meet nothing and that others cross without ending there.

    A line from which boxes hang is met by the ends of their strokes; one that joins two boxes ends at them.
    """
    grid = Grid((segment.box, segment) for segment in segments)
    boxes = Grid((shape.box, shape) for shape in shapes)
    return tuple(s for s in segments if not _is_guide(s, grid, boxes))


def _is_guide(segment: Segment, grid: Grid[Segment], boxes: Grid[Shape]) -> bool:
    if segment.length < _LEAST or not (segment.level or segment.upright):
        return False
    if any(_is_met(x, y, segment, grid, boxes) for x, y in ((segment.x0, segment.y0), (segment.x1, segment.y1))):
        return False
    others = [o for o in grid.near(segment.box, _TOUCH) if o is not segment and o.level != segment.level]
    crossings = sum(_crosses(o, segment) for o in others)
    return crossings > 0 and (len(others) - crossings) * _MOSTLY <= crossings


def _crosses(other: Segment, segment: Segment) -> bool:
    """Whether *other* goes on at both sides of *segment*, and that at both sides of it."""
    a, b = other.box, segment.box
    if segment.level:
        return a.top < b.cy - _TOUCH and a.bottom > b.cy + _TOUCH and b.x0 < a.cx - _TOUCH and b.x1 > a.cx + _TOUCH
    return a.x0 < b.cx - _TOUCH and a.x1 > b.cx + _TOUCH and b.top < a.cy - _TOUCH and b.bottom > a.cy + _TOUCH


def _is_met(x: float, y: float, segment: Segment, grid: Grid[Segment], boxes: Grid[Shape]) -> bool:
    """Whether another stroke or a box is at this end."""
    along, across = (_FREE, _TOUCH) if segment.level else (_TOUCH, _FREE)
    ahead = Box(x - along, y - across, x + along, y + across)
    return any(o is not segment for o in grid.near(Box(x, y, x, y), _TOUCH)) or bool(boxes.near(ahead))
