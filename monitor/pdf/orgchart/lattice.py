"""Boxes drawn as four lines, tables of Excel and Word: the smallest cells between level and upright strokes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict

from monitor.pdf.ink import Box
from monitor.pdf.orgchart.drawing import Segment

_JOIN = 1.6  # points between two pieces of one rule, or between a rule and the one it ends on
_LEAST = 6.0  # points: shorter pieces are no rules
_MOST_RULES = 4000
_LOOK_AHEAD = 60  # crossings looked at to the right and below


class _Rule:
    """Collinear pieces of one stroke direction, as one. `at` across, `lo` to `hi` along."""

    __slots__ = ("at", "hi", "lo")

    def __init__(self, at: float, lo: float, hi: float) -> None:
        self.at, self.lo, self.hi = at, lo, hi


def cells(segments: tuple[Segment, ...]) -> list[Box]:
    """The smallest rectangles whose four sides are drawn by *segments*."""
    rows = _rules([(s.y0 / 2 + s.y1 / 2, min(s.x0, s.x1), max(s.x0, s.x1)) for s in segments if s.level])
    columns = _rules([(s.x0 / 2 + s.x1 / 2, min(s.y0, s.y1), max(s.y0, s.y1)) for s in segments if s.upright])
    if len(rows) * len(columns) > _MOST_RULES**2 // 4:
        return []
    on_row, on_column = _crossings(rows, columns)
    found = [
        cell
        for r, crossing in on_row.items()
        for place, c in enumerate(crossing)
        if (cell := _cell(r, c, place, on_row, on_column, rows, columns))
    ]
    return sorted(set(found), key=lambda b: (b.top, b.x0))


def _rules(pieces: list[tuple[float, float, float]]) -> list[_Rule]:
    """Pieces on one line that touch or overlap, joined; then only those long enough to be a side."""
    rules: list[_Rule] = []
    tails: list[_Rule] = []
    for at, lo, hi in sorted(pieces, key=lambda p: (round(p[0]), p[1])):
        tails = [rule for rule in tails if abs(rule.at - at) <= 2.5]
        joined = next(
            (rule for rule in tails if abs(rule.at - at) <= 1.0 and lo - rule.hi <= _JOIN and rule.lo - hi <= _JOIN), None
        )
        if joined:
            joined.lo, joined.hi = min(joined.lo, lo), max(joined.hi, hi)
        else:
            rule = _Rule(at, lo, hi)
            rules.append(rule)
            tails.append(rule)
    return [rule for rule in rules if rule.hi - rule.lo >= _LEAST]


def _crossings(rows: list[_Rule], columns: list[_Rule]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Which columns each row meets, from left to right, and which rows each column, from top to bottom."""
    order = sorted(range(len(columns)), key=lambda c: columns[c].at)
    places = [columns[c].at for c in order]
    on_row: dict[int, list[int]] = {}
    on_column: dict[int, list[int]] = defaultdict(list)
    for r in sorted(range(len(rows)), key=lambda r: rows[r].at):
        row = rows[r]
        within = order[bisect_left(places, row.lo - _JOIN) : bisect_right(places, row.hi + _JOIN)]
        on_row[r] = [c for c in within if columns[c].lo - _JOIN <= row.at <= columns[c].hi + _JOIN]
        for c in on_row[r]:
            on_column[c].append(r)
    return on_row, on_column


def _cell(
    r: int,
    c: int,
    place: int,
    on_row: dict[int, list[int]],
    on_column: dict[int, list[int]],
    rows: list[_Rule],
    columns: list[_Rule],
) -> Box | None:
    """The smallest cell with its top left corner where row *r* and column *c* cross."""
    below = on_column[c]
    first = below.index(r) + 1
    for r2 in below[first : first + _LOOK_AHEAD]:
        if rows[r2].at - rows[r].at < 5:
            continue
        for c2 in on_row[r][place + 1 : place + 1 + _LOOK_AHEAD]:
            if columns[c2].at - columns[c].at < 5:
                continue
            if columns[c2].lo - _JOIN <= rows[r].at and rows[r2].at <= columns[c2].hi + _JOIN and c2 in on_row[r2]:
                return Box(columns[c].at, rows[r].at, columns[c2].at, rows[r2].at)
    return None
