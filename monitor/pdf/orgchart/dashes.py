"""Dashes that a program drew one by one -> the strokes that they are: browsers and office programs write no dash pattern."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from monitor.pdf.orgchart.drawing import Segment

_LONGEST = 14.0  # points: a dash
_WIDEST = 9.0  # points: the white between two
_LEAST = 3  # dashes in a row: fewer are pieces of something else
_ASIDE = 0.6
_BEYOND = 1.6  # whites that a stroke may go on after its last dash, a part of one around a corner included


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
    """Dashes of one stroke, each row from its beginning to its end. Dashes drawn twice in one place are one."""
    row: list[Segment] = []
    white = 0.0
    for segment in sorted(segments, key=lambda s: (round(along(s)[0]), along(s)[1])):
        gap = along(segment)[1] - along(row[-1])[2] if row else 0.0
        if row and _same_place(along(row[-1]), along(segment)):
            row.append(segment)
        elif row and _follows(along(row[-1]), along(segment)) and (not white or _even(gap, white)):
            row.append(segment)
            white = white or gap
        else:
            yield from _if_dashed(row, along)
            row, white = [segment], 0.0
    yield from _if_dashed(row, along)


def _same_place(last: tuple[float, float, float], this: tuple[float, float, float]) -> bool:
    return all(abs(a - b) <= _ASIDE for a, b in zip(last, this, strict=True))


def _follows(last: tuple[float, float, float], this: tuple[float, float, float]) -> bool:
    return abs(last[0] - this[0]) <= _ASIDE and 0.3 <= this[1] - last[2] <= _WIDEST


def _even(gap: float, white: float) -> bool:
    """Whether the white is as wide as the one before, as in a dashed stroke and not between borders of boxes in a row."""
    return max(gap, white) <= 1.6 * min(gap, white) + 0.8


def _if_dashed(row: list[Segment], along: Callable[[Segment], tuple[float, float, float]]) -> Iterable[list[Segment]]:
    if sum(not _same_place(along(a), along(b)) for a, b in pairwise(row)) + 1 >= _LEAST:
        yield row


def _white(row: list[Segment]) -> float:
    """The white between two dashes."""
    return max(max(two.box.x0 - one.box.x1, two.box.top - one.box.bottom) for one, two in pairwise(row))


def _one(row: list[Segment]) -> Segment:
    first = row[0]
    xs, ys = [x for s in row for x in (s.x0, s.x1)], [y for s in row for y in (s.y0, s.y1)]
    level = first.level
    white = _BEYOND * _white(row)  # a dashed stroke may end, or turn a corner, with the white after its last dash
    x0, x1 = (min(xs) - white, max(xs) + white) if level else (first.x0, first.x0)
    y0, y1 = (first.y0, first.y0) if level else (min(ys) - white, max(ys) + white)
    return Segment(x0, y0, x1, y1, first.width, True, first.path)
