"""In which order the blocks of a page are read: strips from top to bottom, columns within those that share a gutter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from monitor.pdf.ink import Box

_Span: TypeAlias = tuple[float, float]
_GUTTER = 8.0  # points of white between two columns
_MAX_DEPTH = 12


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """The indices of *boxes* as read, each once."""
    return _ordered(list(range(len(boxes))), boxes, 0)


def _ordered(indices: list[int], boxes: Sequence[Box], depth: int) -> list[int]:
    if len(indices) < 2 or depth > _MAX_DEPTH:
        return sorted(indices, key=lambda i: (round(boxes[i].top), boxes[i].x0))
    order: list[int] = []
    for strips in _shared_gutters(_strips(indices, boxes), boxes):
        columns = _columns(strips, boxes)
        if len(columns) > 1:
            order.extend(i for column in columns for i in _ordered(column, boxes, depth + 1))
        else:
            order.extend(sorted(strips, key=lambda i: (round(boxes[i].top), boxes[i].x0)))
    return order


def _strips(indices: list[int], boxes: Sequence[Box]) -> list[list[int]]:
    """Blocks cut apart wherever white runs across from side to side."""
    strips: list[list[int]] = []
    bottom = float("-inf")
    for index in sorted(indices, key=lambda i: boxes[i].top):
        if not strips or boxes[index].top >= bottom:
            strips.append([])
        strips[-1].append(index)
        bottom = max(bottom, boxes[index].bottom)
    return strips


def _shared_gutters(strips: list[list[int]], boxes: Sequence[Box]) -> list[list[int]]:
    """Strips below each other that leave a common gutter free, taken together."""
    groups: list[list[int]] = []
    free: list[_Span] = []  # of the last group, with `left` the first end of a box in it, `right` the last beginning
    left = right = 0.0
    for strip in strips:
        own, first_end, last_start = _free(strip, boxes), min(boxes[i].x1 for i in strip), max(boxes[i].x0 for i in strip)
        common, ends, starts = _both(free, own), min(left, first_end), max(right, last_start)
        if groups and _in_columns(free, own) and any(ends <= lo and hi <= starts for lo, hi in common):
            groups[-1].extend(strip)
            free, left, right = common, ends, starts
        else:
            groups.append(list(strip))
            free, left, right = own, first_end, last_start
    return groups


def _in_columns(above: list[_Span], below: list[_Span]) -> bool:
    """Only strips that are themselves parted make columns; a lone paragraph under another is simply the next one.

    The first free span lies left of all boxes and the last one right of them.
    """
    return len(above) > 2 or len(below) > 2


def _free(strip: list[int], boxes: Sequence[Box]) -> list[_Span]:
    spans, at = [], float("-inf")
    for index in sorted(strip, key=lambda i: boxes[i].x0):
        if boxes[index].x0 - at >= _GUTTER:
            spans.append((at, boxes[index].x0))
        at = max(at, boxes[index].x1)
    return [*spans, (at, float("inf"))]


def _both(a: list[_Span], b: list[_Span]) -> list[_Span]:
    """What of *a* and of *b* they have in common, as far as it is wide enough; all from left to right."""
    met, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        start, end = max(a[i][0], b[j][0]), min(a[i][1], b[j][1])
        if end - start >= _GUTTER:
            met.append((start, end))
        if a[i][1] < b[j][1]:
            i += 1
        else:
            j += 1
    return met


def _columns(indices: list[int], boxes: Sequence[Box]) -> list[list[int]]:
    columns: list[list[int]] = []
    right = float("-inf")
    for index in sorted(indices, key=lambda i: boxes[i].x0):
        if not columns or boxes[index].x0 - right >= _GUTTER:
            columns.append([])
        columns[-1].append(index)
        right = max(right, boxes[index].x1)
    return columns
