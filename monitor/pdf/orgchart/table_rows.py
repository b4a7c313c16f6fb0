"""The rows of a table whose cells are not drawn: between its rules, or by how far apart its words stand.

Rules may part groups of rows, not rows: a title over its head's name, with a title and a name in each row beside.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import TypeAlias

from monitor.pdf.ink import Box
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.legends import are_column_names
from monitor.pdf.orgchart.people import named_in
from monitor.pdf.orgchart.strokes import Rule
from monitor.pdf.orgchart.table_heads import is_figure
from monitor.pdf.orgchart.wording import is_contact, open_ended

Span: TypeAlias = tuple[float, float]
Placed: TypeAlias = tuple[list[Line], int, int]  # the lines of a cell, its first row and the one after its last

_FEWEST = 3  # groups
_LEVEL_EM = 0.4  # between the bases of words of one row
_ON_LINE_EM = 0.2  # the same, where what stands between two rules may be one title
_SIDE = 2.0  # points between rules that are the same
_LEAST_RULES = 4  # of one column at least
_SHARED = 0.5  # of the rules of a column, those that go on through the one beside it
_RULED = 0.6  # of the rows of a table with rules, those that stand between two
_LEADING_EM = 1.4  # lines of one cell stand no further apart
_WIDER, _FEWEST_STEPS = 1.12, 3  # times the distance of two lines of a cell: rows stand further apart, at least so many
_FOLLOWED, _UNLIKE, _TORN = 0.9, 0.8, 0.5  # how sure it is that the title last printed heads a row
_WHITER = 1.3  # times the distance of two rows: so much white parts groups of them


def ruled_rows(
    lines: Sequence[Line], zones: Sequence[Span], rules: Sequence[Rule], box: Box, ends: Sequence[float] = ()
) -> list[Placed] | None:
    """The lines between two rules of their column, with the first of their rows and the one after the last; None without rules.

    *ends*: where fills end; above the first rule a row does so, too, the heading of the table.
    """
    near = [rule for rule in rules if box.top - 30 <= rule.at <= box.bottom + 30]
    over = [[rule for rule in near if rule.lo - _SIDE <= (x0 + x1) / 2 <= rule.hi + _SIDE] for x0, x1 in zones]
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
    if 2 * sum(_is_of_rows(own, lines) for own in several) > len(several):
        return None
    return _groups_parted(cells) or (cells if whole >= _RULED * len(cells) else None)


def _is_of_rows(own: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Whether what stands between two rules is several rows: titles, none the end of another, level with somebody each."""
    named = sum(
        any(_is_whole(o) and o.frame.x0 > line.frame.x1 and abs(o.base - line.base) <= _ON_LINE_EM * line.size for o in lines)
        for line in own
    )
    return named > 1 and not any(open_ended(above.text) or below.text[:1].islower() for above, below in pairwise(own))


def _groups_parted(cells: Sequence[Placed]) -> list[Placed]:
    """*cells* with a row for each name, where rules part groups of rows; [] where they part rows.

    In most groups several names stand in a column, each level with a line of another one. White from side to side parts them, too.
    """
    groups: dict[tuple[int, int], list[list[Line]]] = defaultdict(list)
    for own, top, end in cells:
        groups[top, end].append(own)
    if 2 * sum(map(bool, map(_names_beside, groups.values()))) < len(groups) or len(groups) < _FEWEST:
        return []
    parted: list[Placed] = []
    last = 0
    for _, group in sorted(groups.items()):
        # Parted where more white than between their rows goes from side to side
        names, bases = _names_beside(group), sorted(line.base for own in group for line in own)
        step = min((b.base - a.base for a, b in pairwise(names)), default=float("inf"))
        sides = [bases[0], *(b for a, b in pairwise(bases) if b - a > _WHITER * step), float("inf")]
        parts = [[[line for line in own if a <= line.base < b] for own in group] for a, b in pairwise(sides)]
        for columns in ([own for own in part if own] for part in parts):
            rows = [line.base for line in _names_beside(columns)] or [columns[0][0].base]
            for own in columns:
                mixed = len(set(map(_is_whole, own))) > 1
                places = [next((n for n, base in enumerate(rows) if abs(base - o.base) <= _LEVEL_EM * o.size), -1) for o in own]
                if mixed or -1 in places or len(set(places)) < len(places):
                    parted.append((own, last, last + len(rows)))
                else:
                    parted += [([line], last + n, last + n + 1) for n, line in zip(places, own, strict=True)]
            last += len(rows)
    return parted


def _names_beside(columns: Sequence[list[Line]]) -> list[Line]:
    """The names in one of *columns* that each stand level with a line of another one which is nothing but titles."""
    titles = [line for own in columns if not any(map(_is_whole, own)) for line in own]
    named = (own for own in columns if len(own) > 1 and all(map(_is_whole, own)))
    level = (sum(any(abs(a.base - b.base) <= _LEVEL_EM * a.size for b in titles) for a in own) for own in named)
    named = (own for own in columns if len(own) > 1 and all(map(_is_whole, own)))
    return next((own for own, many in zip(named, level, strict=True) if many >= max(2, len(own) - 1)), [])


def joined_bands(bands: Sequence[list[Line]], zones: Sequence[Span], size: float, ends: Sequence[float] = ()) -> list[list[Line]]:
    """The rows: bands set closer than rows are make one, of broken cells, but where two in one column have a name or a figure.

    Nor where one of *ends*, the sides of what is filled over all columns, lies between.
    """
    steps = [max(o.base for o in b) - max(o.base for o in a) for a, b in pairwise(bands)]
    close = min(steps, default=0.0)
    apart = sum(step > _WIDER * close for step in steps)
    rows: list[list[Line]] = []
    for band, step in zip(bands, [float("inf"), *steps], strict=True):
        near = apart >= _FEWEST_STEPS and step <= min(_LEADING_EM * size, (1 + _WIDER) / 2 * close)
        if not near and step <= _LEADING_EM * size:  # what stands over it can't end there, or it begins in lower case
            over = [(line, [o for o in rows[-1] if _same_zone(o, line, zones)]) for line in band]
            near = any(upper and (open_ended(upper[-1].text) or line.text[:1].islower()) for line, upper in over)
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
        if value - last > _SIDE:
            edges.append(value)
        last = value
    return edges


def place_of(value: float, edges: Sequence[float]) -> int:
    """Which of *edges* is meant by *value*."""
    return max(0, bisect_right(edges, value + _SIDE / 2) - 1)


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
