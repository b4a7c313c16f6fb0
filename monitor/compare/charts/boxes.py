"""Where the boxes of two charts stand: a sheet that was edited, made larger, or drawn by another hand (DESIGN 3.27). Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from monitor.compare.charts.match import Side, twins_of
from monitor.model import SURE, OrgChart, Unit

SAME_PLACE = 2.0  # points
STILL = 0.5  # share of the units kept that stand where they stood: the page was edited, not laid out anew
_FEWEST_BOXES = 8  # that tell of the hand that drew a sheet
_ONE_MEASURE = 0.06  # how far from the usual the sizes of boxes are that were made larger or smaller together
_AS_WIDE = 0.01  # how far from its old width a box is that one hand drew twice
_SLACK = 15.0  # points that a box stands from where it would, had the sheet only been made larger or smaller
_FAR_DOWN = 3  # heights of a box: more than one that came above it takes
_ONE_LAYOUT = 0.75  # of the units that kept the one above, those that hang on the same side of it
_BAND = 1.3  # times as wide as a row under it
_LINES = 1.5  # times as high as the lowest: boxes of one line
_IN_COLUMNS = 0.75  # of the units kept, those whose column is where it was among the others
_FEW_ON_LINE = 2  # units that begin at one line, at least, on average: else it is none


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
    """Below, above, right or left of *head*; beside it at whatever height: a tree that grows sideways makes room up and down."""
    (left, top, right, bottom), (x0, y0, x1, y1) = unit.bbox, head.bbox
    edge = SAME_PLACE
    beside = left >= x1 - edge, right <= x0 + edge
    return (not any(beside) and top >= y1 - edge, not any(beside) and bottom <= y0 + edge, *beside)


def are_drawn_anew(kept: Sequence[tuple[Unit, Unit]]) -> bool:
    """Whether the boxes of the same units have other sizes, and the sheet was not just made larger or smaller as a whole.

    Nor where its columns alone are wider or narrower: programs that lay out tables by their words do that at each edit. Nor where
    boxes are as wide, or as high, as they were and stand in their rows, which grow as a cell needs a line more, or with a column
    less, whatever columns they are in. Lines of a list are as wide as their words in another font: where boxes stand around them,
    these tell.
    """
    if len(kept) < _FEWEST_BOXES or _keep_columns(kept):
        return False
    low = _LINES * min(old.bbox[3] - old.bbox[1] for old, _ in kept)
    boxes = [pair for pair in kept if pair[0].bbox[3] - pair[0].bbox[1] > low]
    kept = boxes if len(boxes) >= _FEWEST_BOXES else kept
    grown, measure = _grown(kept), _growth(kept)
    kept_size = [sum(abs(side - 1) <= _AS_WIDE for side in sides) for sides in zip(*grown, strict=True)]
    # Lines are as high in whatever font of that size; what is as wide as others on both sheets is a box
    widths = [Counter(round(unit.bbox[2] - unit.bbox[0]) for unit in side) for side in zip(*kept, strict=True)]
    framed = all(sum(n for n in side.values() if n > _FEW_ON_LINE) >= _IN_COLUMNS * len(kept) for side in widths)
    if max(kept_size if framed else kept_size[:1]) >= _IN_COLUMNS * len(kept):
        # Each where it was, or one further as others came or went over it: no other hand has the same rows
        tops = [[round(unit.bbox[1] / SAME_PLACE) for unit in side] for side in zip(*kept, strict=True)]
        rows = {*tops[0]}
        on_rows = len(rows) * _FEW_ON_LINE <= len(kept) and sum(top in rows for top in tops[1]) >= _IN_COLUMNS * len(kept)
        if on_rows or _keep_lines(kept, 1):
            return False
    alike = [all(abs(side / usual - 1) <= _ONE_MEASURE for side, usual in zip(sides, measure, strict=True)) for sides in grown]
    if sum(alike) < STILL * len(kept):
        return True
    if all(abs(usual - 1) <= _ONE_MEASURE for usual in measure):
        return False
    return sum(_stay(kept, measure)) < STILL * len(kept)


def are_of_one_tree(old: OrgChart, new: OrgChart) -> bool:
    """Whether one of two charts has a tree, and the other is unsure of its own though one hand drew both in the same columns.

    One row more or less may be all that makes it so: what was read of the rows is worth the same on both sides.
    """
    if {old.reason, new.reason} != {None, "unsure"}:
        return False
    kept = twins_of(old, new)
    return len(kept) >= _FEWEST_BOXES and _keep_columns(kept)


def _keep_columns(kept: Sequence[tuple[Unit, Unit]]) -> bool:
    """Whether boxes stand in the columns in which they stood, and are as high there as by one measure or stand in the same rows.

    A column to which boxes came has lower ones; what heads it is as high as it was.
    """
    if not _keep_lines(kept, 0):
        return False
    heights = defaultdict[int, list[float]](list)
    for (old, _), (_, high) in zip(kept, _grown(kept), strict=True):
        heights[round(old.bbox[0] / SAME_PLACE)].append(high)
    usual = _middle(high for column in heights.values() for high in column)
    measures = {line: _middle(column) if len(column) > _FEW_ON_LINE else usual for line, column in heights.items()}
    alike = sum(abs(high / measures[line] - 1) <= _ONE_MEASURE for line, column in heights.items() for high in column)
    return alike >= _IN_COLUMNS * len(kept) or _keep_lines(kept, 1)


def _keep_lines(kept: Sequence[tuple[Unit, Unit]], side: int) -> bool:
    """Whether boxes that began at one line, across (0) or down (1), do so still, and the lines have their order."""
    places = defaultdict[int, Counter[int]](Counter)
    for old, new in kept:
        places[round(old.bbox[side] / SAME_PLACE)][round(new.bbox[side] / SAME_PLACE)] += 1
    stayed = dict[int, int]()  # of each line of the new sheet, on how many boxes it and those before it are where they were
    for line in sorted(places):
        now, times = places[line].most_common(1)[0]
        before = max((boxes for other, boxes in stayed.items() if other < now), default=0)
        stayed[now] = max(stayed.get(now, 0), before + times)
    return len(places) * _FEW_ON_LINE <= len(kept) and max(stayed.values()) >= _IN_COLUMNS * len(kept)


def _grown(kept: Sequence[tuple[Unit, Unit]]) -> list[list[float]]:
    return [[(new.bbox[n + 2] - new.bbox[n]) / max(1, old.bbox[n + 2] - old.bbox[n]) for n in (0, 1)] for old, new in kept]


def _middle(values: Iterable[float]) -> float:
    """The median, without `statistics`, which takes longer to load than all that it is asked here (§9)."""
    ordered = sorted(values)
    half, odd = divmod(len(ordered), 2)
    return ordered[half] if odd else (ordered[half - 1] + ordered[half]) / 2


def _growth(kept: Sequence[tuple[Unit, Unit]]) -> list[float]:
    """By how much a box grew, across and down, as most did."""
    return [_middle(sides) for sides in zip(*_grown(kept), strict=True)]


def bands_above(units: Sequence[Unit]) -> dict[str, Unit]:
    """Of a table whose rows were read without a head, which row across all columns each of the others stands under, by its id.

    {} where no such rows part it: several, each wider than what stands under it and beginning where that does.
    """
    rows = sorted((unit for unit in units if unit.parent is None), key=lambda unit: (unit.page, unit.bbox[1]))
    wide = max((unit.bbox[2] - unit.bbox[0] for unit in rows), default=0.0)
    bands = [unit for unit in rows if unit.bbox[2] - unit.bbox[0] >= wide - SAME_PLACE]
    lefts = [unit.bbox[0] for unit in rows]
    narrow = [unit for unit in rows if _BAND * (unit.bbox[2] - unit.bbox[0]) <= wide]
    one_column = max(lefts, default=0.0) - min(lefts, default=0.0) <= SAME_PLACE
    below = all(one.page < other.page or one.bbox[3] <= other.bbox[1] + SAME_PLACE for one, other in pairwise(rows))
    if len(bands) < _FEW_ON_LINE or len(bands) + len(narrow) != len(rows) or not (one_column and below):
        return {}
    found, band = dict[str, Unit](), None
    for unit in rows:
        band = unit if unit in bands else band
        if band is not None and band is not unit:
            found[unit.id] = band
    return found


def in_other_groups(old: OrgChart, new: OrgChart) -> Iterator[tuple[Unit, Unit, Unit, Unit]]:
    """Units that stand among those of another head, where but one of two readings has heads: old, new, the head left, the one now.

    Of a column in which the units of one head stand closer than those of two. What stands so close on the other side is one
    head's, of whom most of them were, and as many groups are there as heads.
    """
    led, pairs = (old if old.structured else new), twins_of(old, new)
    heads, columns = led.by_id(), defaultdict[tuple[int, int], list[tuple[Unit, Unit]]](list)
    for unit, twin in pairs if led is old else [(now, was) for was, now in pairs]:
        if unit.parent is not None and unit.confidence_parent >= SURE:
            columns[twin.page, round(twin.bbox[0] / SAME_PLACE)].append((unit, twin))
    for column in columns.values():
        for unit, twin, head in _regrouped(column):
            own, other = heads[unit.parent or ""], heads[head]
            yield (unit, twin, own, other) if led is old else (twin, unit, other, own)


def _regrouped(column: Sequence[tuple[Unit, Unit]]) -> Iterator[tuple[Unit, Unit, str]]:
    """The units of *column*, each with its twin on a sheet without heads, that stand there among those of a head, by its id."""
    rows = sorted((unit for unit, _ in column), key=lambda unit: unit.bbox[1])
    within, between = ([b.bbox[1] - a.bbox[3] for a, b in pairwise(rows) if (a.parent == b.parent) is one] for one in (True, False))
    if not within or not between or max(within) + SAME_PLACE > min(between):
        return
    groups = list[list[tuple[Unit, Unit]]]()
    for unit, twin in sorted(column, key=lambda pair: pair[1].bbox[1]):
        if groups and twin.bbox[1] - groups[-1][-1][1].bbox[3] < (max(within) + min(between)) / 2:
            groups[-1].append((unit, twin))
        else:
            groups.append([(unit, twin)])
    often = [Counter(unit.parent or "" for unit, _ in group) for group in groups]
    owners = [next((head for head, times in count.items() if 2 * times > count.total()), "") for count in often]
    if not all(owners) or len({*owners}) < len(groups) or len(groups) < len({unit.parent for unit in rows}):
        return
    for group, head in zip(groups, owners, strict=True):
        yield from ((unit, twin, head) for unit, twin in group if unit.parent != head)


def is_rearranged(old: OrgChart, new: OrgChart) -> bool:
    """Whether a box of two charts with the same units changed its place among the others; not by shift or size alone."""
    kept = twins_of(old, new)
    if not kept or any(one.page != other.page for one, other in kept):
        return bool(kept)
    # by how much the room grew that all boxes take, across and down
    rooms = [[max(u.bbox[n] for u in units) - min(u.bbox[n] for u in units) for n in (0, 1)] for units in zip(*kept, strict=True)]
    spread = [after / before if before > 0 else 1.0 for before, after in zip(*rooms, strict=True)]
    return not any(all(_stay(kept, measure)) for measure in ((1.0, 1.0), _growth(kept), spread))


def _stay(kept: Sequence[tuple[Unit, Unit]], measure: Sequence[float]) -> list[bool]:
    """Of each box whether it is where it would be, had the sheet only been made larger or smaller by *measure*, and shifted."""
    shifts = [[new.bbox[n] - measure[n] * old.bbox[n] for n in (0, 1)] for old, new in kept]
    middle = [_middle(sides) for sides in zip(*shifts, strict=True)]
    return [all(abs(side - usual) <= _SLACK for side, usual in zip(sides, middle, strict=True)) for sides in shifts]
