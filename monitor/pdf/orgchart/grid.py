"""Boxes of a page by place: who is near is found without asking everybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from monitor.pdf.ink import Box

T = TypeVar("T")

_MOST_CELLS = 400  # a thing that covers more is kept apart and always asked
_FEW_CELLS = 16  # that are looked up even where fewer are in use


class Grid(Generic[T]):
    """Things with a box each, found again by place."""

    def __init__(self, things: Iterable[tuple[Box, T]] = (), *, cell: float = 160.0) -> None:
        self._cell = cell
        self._cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._all: list[tuple[Box, T]] = []
        self._large: list[int] = []
        for box, thing in things:
            self.add(box, thing)

    def add(self, box: Box, thing: T) -> None:
        index, c = len(self._all), self._cell
        self._all.append((box, thing))
        x0, y0, x1, y1 = box
        left, top, right, bottom = int(x0 // c), int(y0 // c), int(x1 // c), int(y1 // c)
        if left == right and top == bottom:
            self._cells[left, top].append(index)
        elif (right - left + 1) * (bottom - top + 1) > _MOST_CELLS:
            self._large.append(index)
        else:
            for x in range(left, right + 1):
                for y in range(top, bottom + 1):
                    self._cells[x, y].append(index)

    def near(self, box: Box, slack: float = 0.0) -> list[T]:
        """What touches *box* or comes within *slack* of it, in the order in which it was added."""
        x0, y0, x1, y1 = box
        x0, y0, x1, y1 = x0 - slack, y0 - slack, x1 + slack, y1 + slack
        everything, found = self._all, []
        for index in self._within(x0, y0, x1, y1):
            left, upper, right, lower = everything[index][0]
            if left <= x1 and x0 <= right and upper <= y1 and y0 <= lower:
                found.append(index)
        found.sort()
        return [everything[index][1] for index in found]

    def touching(self, box: Box, slack: float = 0.0) -> Iterator[T]:
        """The same one by one, for who stops at the first that will do."""
        x0, y0, x1, y1 = box
        x0, y0, x1, y1 = x0 - slack, y0 - slack, x1 + slack, y1 + slack
        for index in sorted(self._within(x0, y0, x1, y1)):
            (left, upper, right, lower), thing = self._all[index]
            if left <= x1 and x0 <= right and upper <= y1 and y0 <= lower:
                yield thing

    def _within(self, x0: float, y0: float, x1: float, y1: float) -> Iterable[int]:
        """The numbers of what has a part in the cells that the rectangle touches, and of the large things, each once."""
        if not self._all:
            return ()
        c, cells = self._cell, self._cells
        left, top, right, bottom = int(x0 // c), int(y0 // c), int(x1 // c), int(y1 // c)
        if left == right and top == bottom:
            found = [cells[left, top]] if (left, top) in cells else []
        elif (right - left + 1) * (bottom - top + 1) > max(_FEW_CELLS, len(cells)):
            return range(len(self._all))
        else:
            rows = range(top, bottom + 1)
            found = [cells[place] for x in range(left, right + 1) for y in rows if (place := (x, y)) in cells]
        if self._large:
            found.append(self._large)
        if len(found) < 2:
            return found[0] if found else ()
        return set().union(*found)
