"""What stands in which frame of a sheet, or in which group of a column, whatever its tree was read to say (DESIGN 3.27). Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from monitor.compare.charts.boxes import SAME_PLACE, in_other_groups, is_there
from monitor.compare.charts.match import Side, places_of, twins_of
from monitor.compare.charts.sheet import LIKELY
from monitor.compare.title_words import letters_key
from monitor.model import Edit, OrgChart, Unit

_FAR = 1e6  # points


def regrouped(old: OrgChart, new: OrgChart) -> Iterator[Edit]:
    """Units that stand among those of another head, of two sheets with the same words of which one has no tree, to be checked."""
    for was, now, left, under in in_other_groups(old, new):
        yield _move(new, was, now, left, under)


def by_frames(old: OrgChart, new: OrgChart, edits: Iterable[Edit]) -> Iterator[Edit]:
    """*edits*, and which units stand in another unit's frame, or among another's, than before, to be checked, where none tells it.

    A frame is drawn, whatever was read of heads: a move out of it is none where the unit stands in the frame where it stood.
    """
    pairs = [(was, now) for was, now in twins_of(old, new) if min(was.confidence_title, now.confidence_title) >= LIKELY]
    twins = {was.id: now.id for was, now in pairs}
    each = [_frames(chart.units) for chart in (old, new)]
    parents = [Counter({frame.id: frame.parent for frame in found.values()}.values()) for found in each]
    one, other = ({at for at, boxes in side.items() if boxes > 1} for side in parents)
    back = {now: was for was, now in twins.items()}
    one, other = one | {back.get(at or "") for at in other}, other | {twins.get(at or "") for at in one}
    left, entered = _of_heads(old.units, each[0], one), _of_heads(new.units, each[1], other)
    framed = {now.id: (was, now, left[was.id], entered[now.id]) for was, now in pairs if was.id in left and now.id in entered}
    framed = {at: one for at, one in framed.items() if one[2].id in twins and one[3].id in twins.values()}
    sides, told = (Side(old), Side(new)), set[str]()
    for edit in edits:
        at = str(edit.facts["ids"][1]) if edit.op == "unit_moved" else ""
        heads = [side.parent(unit) for side, unit in zip(sides, framed[at], strict=False)] if at in framed else []
        inside = zip(heads, (left, entered), framed.get(at, ())[2:], strict=False)
        if all(head is not None and frame in (head, stand.get(head.id)) for head, stand, frame in inside):
            told.add(at)
            yield edit
    moved = {at: one for at, one in framed.items() if twins[one[2].id] != one[3].id and not _framed_above(sides, twins, *one)}
    moved |= {one[1].id: one for one in _went_over(sides, pairs) if one[1].id not in framed}
    yield from (_move(new, *one) for at, one in moved.items() if at not in told)


def _framed_above(sides: tuple[Side, Side], twins: Mapping[str, str], was: Unit, now: Unit, left: Unit, under: Unit) -> bool:
    """Whether a unit hangs under one head on both sheets, of which one draws a frame about that head's own frame, or in its place.

    « Direction » with a frame of its services here, glued over them in the frame of its pole there: nothing moved.
    """
    if now.parent is None or twins.get(was.parent or "") != now.parent:
        return False
    frames = zip(sides, (was, now), (left, under), strict=True)
    return all(letters_key(frame.title) in side.path(unit)[:-1] for side, unit, frame in frames)


def _went_over(sides: tuple[Side, Side], pairs: Sequence[tuple[Unit, Unit]]) -> Iterator[tuple[Unit, Unit, Unit, Unit]]:
    """Of *pairs* those that stood by the head of one and stand by the head of the other, which keep their sides of each other.

    However many they are, and however sure the links: old, new, the head left, the one now.
    """
    twins = [{pair[side].id: pair for pair in pairs} for side in (0, 1)]
    groups = defaultdict[tuple[int, str | None], list[Unit]](list)
    for was, now in pairs:
        if was.parent in twins[0] and twins[0][was.parent][1].id == now.parent:  # who stayed tells where the room of a head is
            groups[0, was.parent].append(was)
            groups[1, now.parent].append(now)
    for pair in pairs:
        left, under = (side.parent(unit) for side, unit in zip(sides, pair, strict=True))
        if left is None or under is None or left.id not in twins[0] or under.id not in twins[1] or is_there(*pair):
            continue
        heads = [(twins[0][left.id][n], twins[1][under.id][n]) for n in (0, 1)]
        one_over_other = any(a.id == b.parent or b.id == a.parent for a, b in heads)  # what comes below a pole stands by it, too
        one_column = any(_begin_alike(*heads[n]) and _begin_alike(unit, heads[n][n]) for n, unit in enumerate(pair))
        if heads[0][0].id == heads[0][1].id or one_over_other or one_column or _bearing(*heads[0]) != _bearing(*heads[1]):
            continue
        apart = [[_apart(unit, head, groups[n, head.id]) for head in heads[n]] for n, unit in enumerate(pair)]
        if apart[0][0] < apart[0][1] and apart[1][1] < apart[1][0]:
            yield (*pair, left, under)


def _begin_alike(unit: Unit, other: Unit) -> bool:
    """Whether two boxes are as wide and right under each other: nothing shows which of a column of such is a head."""
    return all(abs(unit.bbox[side] - other.bbox[side]) <= SAME_PLACE for side in (0, 2))


def _bearing(unit: Unit, other: Unit) -> list[tuple[bool, bool]]:
    """Whether *unit* begins further on than *other*, and further back: across, and down."""
    apart = [a - b for a, b in zip(unit.bbox[:2], other.bbox[:2], strict=True)]
    return [(gap > SAME_PLACE, gap < -SAME_PLACE) for gap in apart]


def _apart(unit: Unit, head: Unit, group: Sequence[Unit]) -> tuple[float, float]:
    """How far *unit* stands from *head* and the units of that one, across, then down; _FAR from a head that it stands over."""
    boxes = [one.bbox for one in (head, *group) if one.page == unit.page]
    x0, top, x1, bottom = unit.bbox
    if head.page != unit.page or bottom <= head.bbox[1] + SAME_PLACE:
        return _FAR, _FAR
    left, upper, right, lower = (pick(box[n] for box in boxes) for n, pick in enumerate((min, min, max, max)))
    return max(left - x1, x0 - right, 0.0), max(upper - bottom, top - lower, 0.0)


def _frames(units: Sequence[Unit]) -> dict[str, Unit]:
    """The unit in whose box each of *units* stands wholly, by its id: the smallest of several."""
    found = dict[str, Unit]()
    downwards = sorted(units, key=lambda unit: unit.bbox[1])
    tops = [unit.bbox[1] for unit in downwards]
    for frame in sorted(units, key=lambda unit: (unit.bbox[0] - unit.bbox[2]) * (unit.bbox[3] - unit.bbox[1])):
        x0, top, x1, bottom = frame.bbox
        for unit in downwards[bisect_right(tops, top + SAME_PLACE) : bisect_left(tops, bottom)]:
            if x0 < unit.bbox[0] and unit.bbox[2] < x1 and unit.bbox[3] < bottom and unit.page == frame.page:
                found[unit.id] = frame
    return found


def _of_heads(units: Sequence[Unit], found: Mapping[str, Unit], several: Container[str | None]) -> dict[str, Unit]:
    """*found*, but where a box is of a list below its own title: its first entry was given it, the others are its parent’s, too.

    One parent has one such box; where it has *several* on either sheet, as the top of one whose services were all read under it,
    each is a head's.
    """
    named, heads = {unit.id: unit for unit in units}, dict(found)
    for unit in units:
        frame = found.get(unit.id, unit)
        if frame is not unit and frame.parent in named and frame.parent == unit.parent and frame.parent not in several:
            heads[unit.id] = named[frame.parent]
    return heads


def _move(new: OrgChart, was: Unit, now: Unit, left: Unit, under: Unit) -> Edit:
    facts = {"unit": now.title, **places_of(Side(new), now, was, now), "uncertain": True}
    return Edit(op="unit_moved", before=left.title, after=under.title, facts=facts)
