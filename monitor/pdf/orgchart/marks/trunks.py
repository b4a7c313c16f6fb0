"""Strokes that run through behind a box, where one sees two: what leads to the box, and what leads on from it."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.pdf.ink import Box, Grid
from monitor.pdf.orgchart.marks.drawing import Segment
from monitor.pdf.orgchart.marks.sides import meet

_TOUCH = 1.6  # points
_AS_LARGE = 0.9  # times as wide and high as the box above, at least


def parted_by(trunk: Segment, box: Box, over: Sequence[Box], strokes: Grid[Segment]) -> list[Segment]:
    """*trunk*, upright, above and below *box*, where one sees two strokes; [] where it is one.

    From a box *over* it to one no smaller, where nothing branches off before it leads on to what hangs under that, not to brothers
    of it. Or from a bus to a bus, aside from what leads to the upper one; or to a box, too, where others beside it lead from bus
    to bus.
    """
    top, bottom, x = trunk.box.top, trunk.box.bottom, trunk.x0
    if len(over) > 1 or any(box.width < _AS_LARGE * o.width or box.height < _AS_LARGE * o.height for o in over):
        return []
    others = [part for part in strokes.near(trunk.box, _TOUCH + 1.0) if part is not trunk and meet(part, trunk)]
    met = [(o.y0 if abs(o.x0 - x) < abs(o.x1 - x) else o.y1, o) for o in others]
    branches = min((y for y, _ in met if not _touch(y, top)), default=0.0)
    if over:
        branches = min((y for y, _ in met), default=0.0)
    else:
        buses = [o for y, o in met if o.level and _touch(y, top)]
        beside = [o for bus in buses for o in strokes.near(bus.box, _TOUCH) if o.upright and abs(o.x0 - x) > _TOUCH]
        several = any(_touch(o.box.top, top) and o.box.bottom > box.bottom and _ends_at_a_bus(o, strokes) for o in beside)
        aside = not any(o.upright and _touch(y, top) for y, o in met) and _ends_at_a_bus(trunk, strokes)
        if not (buses and (several or aside)):
            return []
    if branches < box.bottom:
        return []
    return [trunk._replace(y0=top, y1=box.top), trunk._replace(y0=box.bottom, y1=bottom, path=-1 - trunk.path)]


def _ends_at_a_bus(stroke: Segment, strokes: Grid[Segment]) -> bool:
    x, bottom = stroke.x0, stroke.box.bottom
    return any(o.level and _touch(o.y0, bottom) for o in strokes.near(Box(x, bottom, x, bottom), _TOUCH))


def _touch(a: float, b: float) -> bool:
    return abs(a - b) <= _TOUCH
