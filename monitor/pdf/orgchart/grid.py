"""Boxes of a page by place: who is near is found without asking everybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from monitor.pdf.ink import Box

T = TypeVar("T")

_MOST_CELLS = 400  # a thing that covers more is kept apart and always asked


class Grid(Generic[T]):
    """Things with a box each, found again by place."""

    def __init__(self, things: Iterable[tuple[Box, T]] = (), *, cell: float = 40.0) -> None:
        self._cell = cell
        self._cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._all: list[tuple[Box, T]] = []
        self._large: list[int] = []
        for box, thing in things:
            self.add(box, thing)

    def add(self, box: Box, thing: T) -> None:
        index = len(self._all)
        self._all.append((box, thing))
        left, top, right, bottom = self._span(box)
        if (right - left + 1) * (bottom - top + 1) > _MOST_CELLS:
            self._large.append(index)
            return
        for x in range(left, right + 1):
            for y in range(top, bottom + 1):
                self._cells[x, y].append(index)

    def near(self, box: Box, slack: float = 0.0) -> list[T]:
        """What touches *box* or comes within *slack* of it, in the order in which it was added."""
        wide = Box(box.x0 - slack, box.top - slack, box.x1 + slack, box.bottom + slack)
        left, top, right, bottom = self._span(wide)
        found: set[int] = set(self._large)
        if (right - left + 1) * (bottom - top + 1) > 4 * _MOST_CELLS:
            found.update(range(len(self._all)))
        else:
            for x in range(left, right + 1):
                for y in range(top, bottom + 1):
                    found.update(self._cells.get((x, y), ()))
        return [self._all[i][1] for i in sorted(found) if _meet(self._all[i][0], wide)]

    def _span(self, box: Box) -> tuple[int, int, int, int]:
        c = self._cell
        return int(box.x0 // c), int(box.top // c), int(box.x1 // c), int(box.bottom // c)


def _meet(a: Box, b: Box) -> bool:
    return a.x0 <= b.x1 and b.x0 <= a.x1 and a.top <= b.bottom and b.top <= a.bottom
