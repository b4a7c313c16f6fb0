"""Where the boxes of two charts stand: a sheet that was edited, made larger, or drawn by another hand (DESIGN 3.27). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from monitor.compare.orgchart_match import Side, matched
from monitor.model import OrgChart, Unit

SAME_PLACE = 2.0  # points
STILL = 0.5  # share of the units kept that stand where they stood: the page was edited, not laid out anew
_FEWEST_BOXES = 8  # that tell of the hand that drew a sheet
_ONE_MEASURE = 0.06  # how far from the usual the sizes of boxes are that were made larger or smaller together
_SLACK = 15.0  # points that a box stands from where it would, had the sheet only been made larger or smaller
_FAR_DOWN = 3  # heights of a box: more than one that came above it takes
_ONE_LAYOUT = 0.75  # of the units that kept the one above, those that hang on the same side of it


def is_there(old: Unit, new: Unit) -> bool:
    """Whether two boxes begin at the same spot, or have it for their middle: the same box, with other words in it."""
    spots = ((box[0], box[1], (box[0] + box[2]) / 2) for box in (old.bbox, new.bbox))
    (left, top, middle), (x0, y0, centre) = spots
    across = min(abs(left - x0), abs(middle - centre))
    return old.page == new.page and across <= SAME_PLACE and abs(top - y0) <= SAME_PLACE


def taken_elsewhere(old: Unit, new: Unit) -> bool:
    """Whether somebody took the box to another place, and it did not just make room for a neighbour."""
    wide, high = (max(u.bbox[side + 2] - u.bbox[side] for u in (old, new)) for side in (0, 1))
    across, down = (abs(old.bbox[side] - new.bbox[side]) for side in (0, 1))
    return old.page != new.page or across > wide / 2 or down > _FAR_DOWN * high


def is_of_one_layout(before: Side, after: Side, pairs: Mapping[str, str]) -> bool:
    """Whether most units that kept the one above hang on the same side of it: below, beside, in its row."""
    kept = [(before.by_id[one], after.by_id[other]) for one, other in pairs.items()]
    heads = [(old, new, before.parent(old), after.parent(new)) for old, new in kept]
    sides = [(_side(old, was), _side(new, now)) for old, new, was, now in heads if was and now and pairs.get(was.id) == now.id]
    return sum(one == other for one, other in sides) >= _ONE_LAYOUT * len(sides)


def _side(unit: Unit, head: Unit) -> tuple[bool, bool, bool, bool]:
    (left, top, right, bottom), (x0, y0, x1, y1) = unit.bbox, head.bbox
    edge = SAME_PLACE
    return top >= y1 - edge, bottom <= y0 + edge, left >= x1 - edge, right <= x0 + edge


def are_drawn_anew(kept: Sequence[tuple[Unit, Unit]]) -> bool:
    """Whether the boxes of the same units have other sizes, and the sheet was not just made larger or smaller as a whole."""
    if len(kept) < _FEWEST_BOXES:
        return False
    grown, measure = _grown(kept), _growth(kept)
    alike = [all(abs(side / usual - 1) <= _ONE_MEASURE for side, usual in zip(sides, measure, strict=True)) for sides in grown]
    if sum(alike) < STILL * len(kept):
        return True
    if all(abs(usual - 1) <= _ONE_MEASURE for usual in measure):
        return False
    return sum(_stay(kept, measure)) < STILL * len(kept)


def _grown(kept: Sequence[tuple[Unit, Unit]]) -> list[list[float]]:
    return [[(new.bbox[n + 2] - new.bbox[n]) / max(1, old.bbox[n + 2] - old.bbox[n]) for n in (0, 1)] for old, new in kept]


def _growth(kept: Sequence[tuple[Unit, Unit]]) -> list[float]:
    """By how much a box grew, across and down, as most did."""
    return [median(sides) for sides in zip(*_grown(kept), strict=True)]


def is_rearranged(old: OrgChart, new: OrgChart) -> bool:
    """Whether a box went to another place among the others, of two charts with the same units.

    A sheet that was shifted as a whole, or made larger or smaller, is not rearranged.
    """
    before, after = Side(old), Side(new)
    kept = [(before.by_id[one], after.by_id[other]) for one, other in matched(before, after).items()]
    if not kept or any(one.page != other.page for one, other in kept):
        return bool(kept)
    # by how much the room grew that all boxes take, across and down
    rooms = [[max(u.bbox[n] for u in units) - min(u.bbox[n] for u in units) for n in (0, 1)] for units in zip(*kept, strict=True)]
    spread = [after / before if before > 0 else 1.0 for before, after in zip(*rooms, strict=True)]
    return not any(all(_stay(kept, measure)) for measure in ((1.0, 1.0), _growth(kept), spread))


def _stay(kept: Sequence[tuple[Unit, Unit]], measure: Sequence[float]) -> list[bool]:
    """Of each box whether it is where it would be, had the sheet only been made larger or smaller by *measure*, and shifted."""
    shifts = [[new.bbox[n] - measure[n] * old.bbox[n] for n in (0, 1)] for old, new in kept]
    middle = [median(sides) for sides in zip(*shifts, strict=True)]
    return [all(abs(side - usual) <= _SLACK for side, usual in zip(sides, middle, strict=True)) for sides in shifts]
