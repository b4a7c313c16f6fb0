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

    def __init__(self, things: Iterable[tuple[Box, T]] = (), *, cell: float = 80.0) -> None:
        self._cell = cell
        self._cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._all: list[tuple[Box, T]] = []
        self._large: list[int] = []
        for box, thing in things:
            self.add(box, thing)

    def add(self, box: Box, thing: T) -> None:
        index = len(self._all)
        self._all.append((box, thing))
        left, top, right, bottom = self._span(*box)
        if (right - left + 1) * (bottom - top + 1) > _MOST_CELLS:
            self._large.append(index)
            return
        for x in range(left, right + 1):
            for y in range(top, bottom + 1):
                self._cells[x, y].append(index)

    def near(self, box: Box, slack: float = 0.0) -> list[T]:
        """What touches *box* or comes within *slack* of it, in the order in which it was added."""
        x0, top, x1, bottom = box.x0 - slack, box.top - slack, box.x1 + slack, box.bottom + slack
        met = []
        for index in self._within(self._span(x0, top, x1, bottom)):
            (left, upper, right, lower), thing = self._all[index]
            if left <= x1 and x0 <= right and upper <= bottom and top <= lower:
                met.append(thing)
        return met

    def _within(self, span: tuple[int, int, int, int]) -> Iterable[int]:
        """What has a part in the cells of *span*, and the large things."""
        left, top, right, bottom = span
        if left == right and top == bottom and not self._large:
            return self._cells.get((left, top), ())
        if (right - left + 1) * (bottom - top + 1) > 4 * _MOST_CELLS:
            return range(len(self._all))
        found = set(self._large)
        for x in range(left, right + 1):
            for y in range(top, bottom + 1):
                found.update(self._cells.get((x, y), ()))
        return sorted(found)

    def _span(self, x0: float, top: float, x1: float, bottom: float) -> tuple[int, int, int, int]:
        c = self._cell
        return int(x0 // c), int(top // c), int(x1 // c), int(bottom // c)
