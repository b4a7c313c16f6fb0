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
    free: list[_Span] = []
    for strip in strips:
        common = _both(free, _free(strip, boxes))
        if groups and any(_parts(groups[-1] + strip, span, boxes) for span in common) and _columns_met(groups[-1], strip, boxes):
            groups[-1].extend(strip)
            free = common
        else:
            groups.append(list(strip))
            free = _free(strip, boxes)
    return groups


def _columns_met(above: list[int], strip: list[int], boxes: Sequence[Box]) -> bool:
    """Only strips that are themselves parted make columns; a lone paragraph under another is simply the next one."""
    return len(_columns(above, boxes)) > 1 or len(_columns(strip, boxes)) > 1


def _free(strip: list[int], boxes: Sequence[Box]) -> list[_Span]:
    spans, at = [], float("-inf")
    for index in sorted(strip, key=lambda i: boxes[i].x0):
        if boxes[index].x0 - at >= _GUTTER:
            spans.append((at, boxes[index].x0))
        at = max(at, boxes[index].x1)
    return [*spans, (at, float("inf"))]


def _both(a: list[_Span], b: list[_Span]) -> list[_Span]:
    met = [(max(p[0], q[0]), min(p[1], q[1])) for p in a for q in b]
    return [span for span in met if span[1] - span[0] >= _GUTTER]


def _parts(indices: list[int], span: _Span, boxes: Sequence[Box]) -> bool:
    return any(boxes[i].x1 <= span[0] for i in indices) and any(boxes[i].x0 >= span[1] for i in indices)


def _columns(indices: list[int], boxes: Sequence[Box]) -> list[list[int]]:
    columns: list[list[int]] = []
    right = float("-inf")
    for index in sorted(indices, key=lambda i: boxes[i].x0):
        if not columns or boxes[index].x0 - right >= _GUTTER:
            columns.append([])
        columns[-1].append(index)
        right = max(right, boxes[index].x1)
    return columns
