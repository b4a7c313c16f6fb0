"""The rows of a table whose cells are not drawn: between its rules, or by how far apart its words stand.

Where columns have no rules between them, each free line between two level rules and two gaps of white is a cell (`open_cells`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from monitor.pdf.ink import SIDE, Box
from monitor.pdf.lines import Line, had_room, parted_by_white
from monitor.pdf.orgchart.marks.drawing import Segment
from monitor.pdf.orgchart.marks.strokes import Rule, level_rules
from monitor.pdf.orgchart.units.column_heads import is_figure
from monitor.pdf.orgchart.units.legends import are_column_names
from monitor.pdf.orgchart.units.text_boxes import TableColumn, TextBox
from monitor.pdf.orgchart.vocabulary import KINDS, folded, starts_like_unit
from monitor.pdf.orgchart.words.people import named_in
from monitor.pdf.orgchart.words.wording import is_contact, is_cut_off

Span: TypeAlias = tuple[float, float]
Placed: TypeAlias = tuple[list[Line], int, int]  # the lines of a cell, its first row and the one after its last

_LEVEL_EM = 0.4  # between the bases of words of one row
_ON_LINE_EM = 0.2  # the same, where what stands between two rules may be one title
_LEAST_RULES = 4  # of one column at least
_SHARED = 0.5  # of the rules of a column, those that go on through the one beside it
_RULED = 0.6  # of the rows of a table with rules, those that stand between two
_LEADING_EM = 1.4  # lines of one cell stand no further apart
_WIDER, _FEWEST_STEPS = 1.12, 3  # times the distance of two lines of a cell: rows stand further apart, at least so many
_FOLLOWED, _UNLIKE, _TORN = 0.9, 0.8, 0.5  # how sure it is that the title last printed heads a row


def ruled_rows(
    lines: Sequence[Line], zones: Sequence[Span], rules: Sequence[Rule], box: Box, ends: Sequence[float] = ()
) -> list[Placed] | None:
    """The lines between two rules of their column, with the first of their rows and the one after the last; None without rules.

    *ends*: where fills end; above the first rule a row does so, too, the heading of the table.
    """
    near = [rule for rule in rules if box.top - 30 <= rule.at <= box.bottom + 30]
    over = [[rule for rule in near if rule.lo - SIDE <= (x0 + x1) / 2 <= rule.hi + SIDE] for x0, x1 in zones]
    of_zone = [[rule.at for rule in rules] for rules in over]
    if min(map(len, of_zone)) < 2 or max(map(len, of_zone)) < _LEAST_RULES:
        return None
    if any(sum(rule in b for rule in a) < _SHARED * min(len(a), len(b)) for a, b in pairwise(over)):
        return None  # the rules of one column end before the next: cards side by side
    of_zone = [[*(at for at in ends if box.top < at < min(ats)), *ats] for ats in of_zone]
    first = min(line.base for line in lines)
    head = [line for line in lines if line.base - first <= _LEVEL_EM * line.size]
    if len(head) > 2 and are_column_names([line.text for line in head]):  # no rule may part the columns' names from the first row
        under = max(line.frame.bottom for line in head)
        of_zone = [ats if any(first < at < under + head[0].size for at in ats) else sorted([*ats, under]) for ats in of_zone]
    levels = edges_of([box.top - 4, box.bottom + 4, *(at for ats in of_zone for at in ats)])
    cells: list[Placed] = []
    for (x0, x1), ats in zip(zones, of_zone, strict=True):
        places = sorted({place_of(at, levels) for at in (*ats, levels[0], levels[-1])})
        for top, end in pairwise(places):
            own = [line for line in lines if x0 <= line.frame.cx <= x1 and levels[top] < line.base - 0.3 * line.size <= levels[end]]
            if own:
                cells.append((sorted(own, key=lambda line: (line.base, line.frame.x0)), top, end))
    whole = sum(len({round(line.base) for line in own}) <= 3 for own, _, _ in cells)
    several = [own for own, _, _ in cells if len(own) > 1 and not any(map(_is_whole, own))]
    of_rows = 0  # of these, titles, none the end of another, that are level with somebody each
    for own in several:
        beside = [[o for o in lines if o.frame.x0 > a.frame.x1 and abs(o.base - a.base) <= _ON_LINE_EM * a.size] for a in own]
        of_rows += sum(any(map(_is_whole, some)) for some in beside) > 1 and not _may_be_one(own)
    if 2 * of_rows > len(several):
        return None
    return cells if whole >= _RULED * len(cells) else None


def _may_be_one(lines: Sequence[Line]) -> bool:
    """Whether *lines* may be one title: one ends open or goes on small, or « Pôle », or a unit's begin, stands over them alone."""
    first, *others = [line.text for line in lines]
    alone = starts_like_unit(first) and not any(map(starts_like_unit, others))
    begun = folded(first) in KINDS or (len(others) == 1 and " " in first)
    return (alone and begun) or read_on(lines)


def read_on(lines: Sequence[Line]) -> bool:
    """Whether one of *lines* surely goes on in the next."""
    return any(is_cut_off(above.text, below.text) for above, below in pairwise(lines))


def joined_bands(bands: Sequence[list[Line]], zones: Sequence[Span], size: float, ends: Sequence[float] = ()) -> list[list[Line]]:
    """The rows: bands set closer than rows make one, but across one of *ends*, or where both have a name or figure in a column."""
    steps = [max(o.base for o in b) - max(o.base for o in a) for a, b in pairwise(bands)]
    close = min(steps, default=0.0)
    apart = sum(step > _WIDER * close for step in steps)
    rows: list[list[Line]] = []
    for band, step in zip(bands, [float("inf"), *steps], strict=True):
        near = apart >= _FEWEST_STEPS and step <= min(_LEADING_EM * size, (1 + _WIDER) / 2 * close)
        if not near and step <= _LEADING_EM * size:  # what stands over it can't end there, or it begins in lower case
            over = [(line, [o for o in rows[-1] if _same_zone(o, line, zones)]) for line in band]
            near = any(upper and is_cut_off(upper[-1].text, line.text) for line, upper in over)
        near = near and not any(max(o.base for o in rows[-1]) < at < min(o.base for o in band) for at in ends)
        if near and not any(_is_whole(o) and any(_is_whole(p) for p in rows[-1] if _same_zone(o, p, zones)) for o in band):
            rows[-1] = [*rows[-1], *band]
        else:
            rows.append(list(band))
    return rows


def _same_zone(a: Line, b: Line, zones: Sequence[Span]) -> bool:
    return any(x0 <= a.frame.cx <= x1 and x0 <= b.frame.cx <= x1 for x0, x1 in zones)


def edges_of(values: Sequence[float]) -> list[float]:
    """Where the sides of cells lie, those next to each other as one."""
    edges: list[float] = []
    last = float("-inf")
    for value in sorted(values):
        if value - last > SIDE:
            edges.append(value)
        last = value
    return edges


def place_of(value: float, edges: Sequence[float]) -> int:
    """Which of *edges* is meant by *value*."""
    return max(0, bisect_right(edges, value + SIDE / 2) - 1)


def _is_whole(line: Line) -> bool:
    return is_contact(line.text) or is_figure(line.text) or named_in(line.text) is not None


def sure_by_last(of_column: Sequence[Collection[int]]) -> float:
    """How sure it is that the title last printed heads a row of a table, by the rows in which each level has one.

    Less where the first row has none of the highest level: titles may stand in the middle of the rows that they head, or at the
    foot. Hardly where most of a level stand where the next one is blank, though the last one is not.
    """
    first = min(row for rows in of_column for row in rows)
    for rows, below in pairwise(of_column[:-1]):
        torn = [row for row in rows if row not in below and row in of_column[-1]]
        if first not in rows and 2 * len(torn) >= len(rows):
            return _TORN
    return _FOLLOWED if first in of_column[0] else _UNLIKE


_MOVED = 4.0  # points between the sides of one column on two pages
_FEWEST = 3  # cells in a column of a table
_MOSTLY = 0.6
_LEAST_RULE, _MOST_RULES, _LOOK_BACK = 40.0, 600, 12  # points; how many, and how many of them are looked at again
_LEAST_ROW, _HIGHEST_ROW = 7.0, 90.0  # points
_USUAL_ROW = 30.0  # points, of one line
_WIDEST_COLUMN = 260.0  # points between two pieces of one rule, where a column has none
_OVER_EM = 4.0  # how far words stick out of a table whose last side is not drawn
_WHITE_EM = 0.5  # between two columns, at least


def open_cells(
    segments: Sequence[Segment], free: Sequence[Line], cells: Sequence[TextBox], before: Sequence[TableColumn]
) -> list[TextBox]:
    """Cells for *free* lines between level rules of *segments*, beside drawn *cells*; *before*: the page before's columns."""
    regions = list(_regions(segments, [cell.box for cell in cells if cell.fill is not None and len(cell.lines) > 1]))
    found: list[TextBox] = []
    for region in regions:
        lo, hi = min(rule.lo for rule in region), max(rule.hi for rule in region)
        aside = [rule for other in regions for rule in other if rule.hi <= lo + SIDE or rule.lo >= hi - SIDE]
        own = [
            line
            for line in free
            if line.angle == 0 and not any(o.lo <= line.frame.cx <= o.hi and 0 <= o.at - line.box.cy <= _USUAL_ROW for o in aside)
        ]
        found += _open_cells(region, own, cells, before)
    return found


def _regions(segments: Sequence[Segment], bars: Sequence[Box]) -> Iterator[list[Rule]]:
    """Level rules, at least four, one under another or side by side, that may part the rows of a table.

    Stacks side by side that share hardly a level are two tables: panels of a sheet, each with rows of its own. So are those that
    have *bars* from side to side between their rules, each with a title and who heads it.
    """
    rules = sorted((rule for rule in level_rules(segments) if rule.hi - rule.lo >= _LEAST_RULE), key=lambda rule: rule.at)
    regions: list[list[Rule]] = []
    for rule in rules[:_MOST_RULES]:
        near: list[list[Rule]] = []
        for one in regions:
            for above in reversed(one[-_LOOK_BACK:]):
                shared, apart = min(above.hi, rule.hi) - max(above.lo, rule.lo), rule.at - above.at
                beside = apart <= SIDE and -shared <= _WIDEST_COLUMN
                if beside or (SIDE < apart <= _HIGHEST_ROW and shared >= _MOSTLY * min(above.hi - above.lo, rule.hi - rule.lo)):
                    near.append(one)
                    break
        of_one = (region for region in near if any(_as_wide(above, rule) for above in reversed(region[-_LOOK_BACK:])))
        if (region := next(of_one, near[0] if near else None)) is not None:
            region.append(rule)
        else:
            regions.append([rule])
    for region in regions:
        stacks: list[list[Rule]] = []
        for rule in region:
            own = next((stack for stack in stacks if _as_wide(stack[0], rule)), None)
            stacks.append([rule]) if own is None else own.append(rule)
        first, *others = sorted((stack for stack in stacks if len(stack) > _FEWEST), key=len) or [region]
        alone = [stack for stack in others if stack[0].lo >= first[0].hi or stack[0].hi <= first[0].lo]
        level = [sum(any(abs(a.at - b.at) <= SIDE for b in stack) for a in first) for stack in alone]
        barred = [
            any(_as_wide(at[0], Rule(b.top, b.x0, b.x1)) and at[0].at < b.top < at[-1].at for b in bars) for at in [first, *alone]
        ]
        apart = bool(alone) and (max(level) < _MOSTLY * len(first) or all(barred))
        yield from (stack for stack in ([first, *others] if apart else [region]) if len(stack) > _FEWEST)


def _as_wide(one: Rule, other: Rule) -> bool:
    return abs(one.lo - other.lo) <= SIDE and abs(one.hi - other.hi) <= SIDE


def _open_cells(
    region: Sequence[Rule], free: Sequence[Line], cells: Sequence[TextBox], last: Sequence[TableColumn]
) -> list[TextBox]:
    """Cells for the *free* lines between the rules of a region: a row from rule to rule, a column where no line is crossed.

    What stands side by side has its own rules; boxes over a column part its rows, too. *last*: columns of the page before.
    """
    levels = [region[0].at]
    levels += [rule.at for above, rule in pairwise(region) if rule.at - levels[-1] > _LEAST_ROW]
    rows = list(pairwise(levels))
    if len(rows) < _FEWEST:
        return []
    x0, x1 = min(rule.lo for rule in region), max(rule.hi for rule in region)
    drawn = [cell.box for cell in cells if levels[0] - SIDE <= cell.box.top and cell.box.bottom <= levels[-1] + SIDE]
    first = [box for box in drawn if box.top <= levels[0] + SIDE]
    x0, x1 = min([x0, *(box.x0 for box in first)]), max([x1, *(box.x1 for box in first)])
    over = [
        box.bottom for box in (o.box for o in cells) if 0 <= levels[0] - box.bottom <= _HIGHEST_ROW and box.x0 < x1 and x0 < box.x1
    ]
    upper = max(over, default=levels[0])  # the first row may have no rule above it but the lower side of a box
    lines = [line for line in free if upper <= line.box.cy <= levels[-1]]
    in_row = {id(line): bisect_right(levels, line.box.cy) - 1 for line in lines}
    before = [line for line in lines if line.frame.x1 <= x0 + SIDE and x0 - line.frame.x0 <= _WIDEST_COLUMN]
    known = [column.x0 for column in last if abs(column.x1 - x0) <= _MOVED]
    if known or len({in_row[id(line)] for line in before}) >= _MOSTLY * len(rows):
        x0 = min([*known, *(line.frame.x0 for line in before)])  # the first column has no side and no rules between its rows
    lines = [line for line in lines if x0 - line.size <= line.frame.x0 and line.frame.x1 <= x1 + _OVER_EM * line.size]
    if len(lines) < _FEWEST or len({row for row in in_row.values() if row < len(rows)}) < _FEWEST:
        return []
    made: list[TextBox] = []
    sides = sorted({side for box in drawn for side in (box.x0, box.x1)})
    spans = [(own[0].frame.x0, max(line.frame.x1 for line in own)) for own in parted_by_white(lines, _WHITE_EM)]
    for place, (begin, end) in enumerate(spans):
        last_end = spans[place - 1][1] if place else None
        next_begin = spans[place + 1][0] if place + 1 < len(spans) else None
        lefts = [side for side in sides if side <= begin + SIDE and (last_end is None or side >= last_end - SIDE)]
        rights = [side for side in sides if side >= end - SIDE and (next_begin is None or side <= next_begin + SIDE)]
        left = max(lefts) if lefts else x0 if last_end is None else (last_end + begin) / 2
        right = min(rights) if rights else max(x1, end) if next_begin is None else (end + next_begin) / 2
        ends = {rule.at for rule in region if min(rule.hi, right) - max(rule.lo, left) >= _MOSTLY * (right - left)}
        wide = [box for box in (o.box for o in cells) if box.x0 <= left + SIDE and right - SIDE <= box.x1]
        ends |= {side for box in wide for side in (box.top, box.bottom) if upper <= side <= levels[-1]}
        own = [line for line in lines if left <= line.frame.cx <= right]
        for top, bottom in pairwise(sorted(ends) if wide else levels):
            said = [line for line in own if top <= line.box.cy < bottom]
            if said:
                made.append(TextBox(Box(left, top, right, bottom), None, (0, 0, 0), lines=said))
    return list(parted_in_rows(made))


def parted_in_rows(cells: Sequence[TextBox], *, surely: bool = False) -> Iterator[TextBox]:
    """The *cells* of a table, but for those between whose rules stand several rows, of a group: each of these one for itself.

    Of cells side by side each has a line in each of these rows, and those of one right of the titles name somebody. Some of these
    groups have three rows, or most cells are of such, though not *surely*: else two lines may be one title, of two who share it.
    """
    level: dict[float, list[tuple[TextBox, list[Line]]]] = {}
    for cell in cells:
        if len(cell.lines) > 1:
            level.setdefault(cell.box.top, []).append((cell, sorted(cell.lines, key=lambda line: line.base)))
    of_rows: dict[int, list[Line]] = {}  # the lines of such cells, from top to bottom
    for row in level.values():
        people = {id(cell) for cell, lines in row if all(named_in(line.text) for line in lines)}
        for place, (left, titles) in enumerate(row if people else ()):
            like = [
                (cell, lines)
                for cell, lines in row[place + 1 :]
                if len(lines) == len(titles)
                and all(abs(a.base - b.base) <= _ON_LINE_EM * a.size for a, b in zip(titles, lines, strict=True))
            ]
            whole = not _may_be_one(titles)
            room = left.box.width - 2 * titles[0].size  # else a line may be broken for want of it
            whole = whole and any(had_room(above, line, room, 0) for above, line in pairwise(titles))
            named = any(id(cell) in people for cell, _ in like)
            if whole and named and not any(map(_is_whole, titles)):
                of_rows |= {id(cell): lines for cell, lines in ((left, titles), *like)}
    parted = any(len(lines) > 2 for lines in of_rows.values()) or (2 * len(of_rows) > len(cells) and not surely)
    for cell in cells:
        lines = of_rows.get(id(cell), []) if parted else []
        tops = [cell.box.top, *((a.frame.bottom + b.frame.top) / 2 for a, b in pairwise(lines)), cell.box.bottom]
        for (top, bottom), line in zip(pairwise(tops), lines, strict=False):
            yield TextBox(Box(cell.box.x0, top, cell.box.x1, bottom), cell.fill, cell.stroke, lines=[line])
        if not lines:
            yield cell
