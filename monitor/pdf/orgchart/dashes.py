"""Dashes that a program drew one by one -> the strokes that they are: browsers and office programs write no dash pattern."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from monitor.pdf.orgchart.drawing import Segment

_LONGEST = 14.0  # points: a dash
_WIDEST = 9.0  # points: the white between two
_LEAST = 3  # dashes in a row: fewer are pieces of something else
_ASIDE = 0.6


def with_dashes_joined(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """*segments* with rows of at least three even dashes made one dashed segment each; all others as they are, in their order."""
    short = [s for s in segments if s.length <= _LONGEST and (s.level or s.upright)]
    taken: set[Segment] = set()
    joined: list[Segment] = []
    for row in (*_rows([s for s in short if s.level], _along_level), *_rows([s for s in short if s.upright], _along_upright)):
        taken.update(row)
        joined.append(_one(row))
    return (*(s for s in segments if s not in taken), *joined) if joined else tuple(segments)


def _along_level(s: Segment) -> tuple[float, float, float]:
    """Across, from, to."""
    return (s.y0 + s.y1) / 2, min(s.x0, s.x1), max(s.x0, s.x1)


def _along_upright(s: Segment) -> tuple[float, float, float]:
    return (s.x0 + s.x1) / 2, min(s.y0, s.y1), max(s.y0, s.y1)


def _rows(segments: list[Segment], along: Callable[[Segment], tuple[float, float, float]]) -> Iterable[list[Segment]]:
    """Dashes of one stroke, each row from its beginning to its end."""
    row: list[Segment] = []
    for segment in sorted(segments, key=lambda s: (round(along(s)[0]), along(s)[1])):
        if row and not _follows(along(row[-1]), along(segment)):
            if _is_dashed(row, along):
                yield row
            row = []
        row.append(segment)
    if _is_dashed(row, along):
        yield row


def _follows(last: tuple[float, float, float], this: tuple[float, float, float]) -> bool:
    return abs(last[0] - this[0]) <= _ASIDE and 0.3 <= this[1] - last[2] <= _WIDEST


def _is_dashed(row: list[Segment], along: Callable[[Segment], tuple[float, float, float]]) -> bool:
    """Whether the whites between are even, as they are in a dashed stroke and not between the borders of boxes in a row."""
    if len(row) < _LEAST:
        return False
    whites = [along(b)[1] - along(a)[2] for a, b in pairwise(row)]
    return max(whites) <= 1.6 * min(whites) + 0.8


def _white(row: list[Segment]) -> float:
    """The white between its first two dashes."""
    one, two = row[0].box, row[1].box
    return max(two.x0 - one.x1, two.top - one.bottom)


def _one(row: list[Segment]) -> Segment:
    first = row[0]
    xs, ys = [x for s in row for x in (s.x0, s.x1)], [y for s in row for y in (s.y0, s.y1)]
    level = first.level
    white = _white(row)  # a dashed stroke may end, or turn a corner, with the white after its last dash
    x0, x1 = (min(xs) - white, max(xs) + white) if level else (first.x0, first.x0)
    y0, y1 = (first.y0, first.y0) if level else (min(ys) - white, max(ys) + white)
    return Segment(x0, y0, x1, y1, first.width, True, first.path)
