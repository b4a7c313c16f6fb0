"""What stands on a page by place: who is near is found without asking everybody; what follows each other makes runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import merge
from itertools import product
from operator import itemgetter
from typing import Generic, TypeAlias, TypeVar

from monitor.pdf.ink import Box

T = TypeVar("T")
_Entry: TypeAlias = tuple[int, float, float, float, float, T]  # its number, its box, the thing

_FEW, _FEW_AT = 80, 24  # things that are looked through one by one, for a point: sooner done than finding them by their cells
_MOST_CELLS = 400  # a thing that covers more is kept apart and always asked
_FEW_CELLS = 16  # that are looked up even where fewer are in use


def runs_of(things: Iterable[T], goes_on: Callable[[T, T], bool]) -> list[list[T]]:
    """*things* in their order, cut before each that the one before it does not go on with."""
    runs: list[list[T]] = []
    for thing in things:
        if runs and goes_on(runs[-1][-1], thing):
            runs[-1].append(thing)
        else:
            runs.append([thing])
    return runs


class Grid(Generic[T]):
    """Things with a box each, found again by place. Few are looked through as they are; cells are made at the first question."""

    def __init__(self, things: Iterable[tuple[Box, T]] = (), *, cell: float = 160.0) -> None:
        self._per_point = 1 / cell  # cells; only to find what may be near: the boxes themselves say whether it is
        self._all: list[tuple[Box, T]] = list(things)
        self._placed: list[_Entry[T]] = []  # of all things, those that are in cells
        self._large: list[_Entry[T]] = []
        self._cells: dict[tuple[int, int], list[_Entry[T]]] = {}

    def add(self, box: Box, thing: T) -> None:
        self._all.append((box, thing))

    def near(self, box: Box, slack: float = 0.0) -> list[T]:
        """What touches *box* or comes within *slack* of it, in the order in which it was added."""
        x0, y0, x1, y1 = box
        x0, y0, x1, y1 = x0 - slack, y0 - slack, x1 + slack, y1 + slack
        if len(self._all) <= _FEW:
            return [e for (left, upper, right, lower), e in self._all if left <= x1 and x0 <= right and upper <= y1 and y0 <= lower]
        parts = self._within(x0, y0, x1, y1)
        if len(parts) == 1:
            return [e for _, left, upper, right, lower, e in parts[0] if left <= x1 and x0 <= right and upper <= y1 and y0 <= lower]
        found = {
            number: thing
            for part in parts
            for number, left, upper, right, lower, thing in part
            if left <= x1 and x0 <= right and upper <= y1 and y0 <= lower
        }
        return [found[number] for number in sorted(found)] if len(found) > 1 else [*found.values()]

    def at(self, x: float, y: float) -> list[T]:
        """What the point lies in or at the edge of, in the order in which it was added."""
        if len(self._all) <= _FEW_AT:
            return [it for (left, upper, right, lower), it in self._all if left <= x <= right and upper <= y <= lower]
        parts = self._within(x, y, x, y)
        if len(parts) == 1:
            return [it for _, left, upper, right, lower, it in parts[0] if left <= x <= right and upper <= y <= lower]
        return self.near(Box(x, y, x, y)) if parts else []

    def touching(self, box: Box, slack: float = 0.0) -> Iterator[T]:
        """The same one by one, for who stops at the first that will do."""
        x0, y0, x1, y1 = box
        x0, y0, x1, y1 = x0 - slack, y0 - slack, x1 + slack, y1 + slack
        if len(self._all) <= _FEW:
            for (left, upper, right, lower), thing in self._all:
                if left <= x1 and x0 <= right and upper <= y1 and y0 <= lower:
                    yield thing
            return
        parts = self._within(x0, y0, x1, y1)
        last = -1  # what stands in several of the parts, which are in one order, comes several times on end
        for number, left, upper, right, lower, thing in parts[0] if len(parts) == 1 else merge(*parts, key=itemgetter(0)):
            if left <= x1 and x0 <= right and upper <= y1 and y0 <= lower and number != last:
                last = number
                yield thing

    def _within(self, x0: float, y0: float, x1: float, y1: float) -> Sequence[Sequence[_Entry[T]]]:
        """What has a part in each of the cells that the rectangle touches, and the large things; each part in the order added."""
        c, cells = self._per_point, self._cells
        placed = self._placed
        # What was added since the last question
        for (its_x0, its_y0, its_x1, its_y1), thing in self._all[len(placed) :] if len(placed) < len(self._all) else ():
            entry = len(placed), its_x0, its_y0, its_x1, its_y1, thing
            placed.append(entry)
            left, top, right, bottom = int(its_x0 * c), int(its_y0 * c), int(its_x1 * c), int(its_y1 * c)
            if left == right and top == bottom:
                if (left, top) in cells:
                    cells[left, top].append(entry)
                else:
                    cells[left, top] = [entry]
                continue
            if (right - left + 1) * (bottom - top + 1) > _MOST_CELLS:
                self._large.append(entry)
                continue
            for place in product(range(left, right + 1), range(top, bottom + 1)):
                if place in cells:
                    cells[place].append(entry)
                else:
                    cells[place] = [entry]
        left, top, right, bottom = int(x0 * c), int(y0 * c), int(x1 * c), int(y1 * c)
        if left == right and top == bottom:
            found = [cells[left, top]] if (left, top) in cells else []
        elif (right - left + 1) * (bottom - top + 1) > max(_FEW_CELLS, len(cells)):
            return [placed]
        else:
            rows = range(top, bottom + 1)
            found = [cells[place] for x in range(left, right + 1) for y in rows if (place := (x, y)) in cells]
        if self._large:
            found.append(self._large)
        return found
