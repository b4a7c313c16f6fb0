"""Gutters between columns of prose that stand so close that a line might go on over them (DESIGN 3.12). Pure.

Justified text has spaces as wide as a narrow gutter; but they lie elsewhere in each line, and a gutter at one place in all.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from monitor.model.frozen import dataclass
from monitor.pdf.ink import Letter, median
from monitor.pdf.lines import LEVEL_EM, Line

_FEWEST_LINES = 4  # below each other, on both sides of a gutter
_FEWEST_WORDS = 4  # of most lines on either side: prose, no numbers of a list
_LEAST_WIDE = 2.0  # points that all gaps have in common
_MOST_APART = 3.0  # times the letters, from one line to the next


@dataclass(slots=True)
class Gutter:
    """White of `x0` to `x1`, between words from `top` to `bottom`; its lines left of it and right of it."""

    x0: float
    x1: float
    top: float
    bottom: float
    left: list[Line]
    right: list[Line]

    @property
    def is_one(self) -> bool:
        """Whether it parts columns of prose."""
        sides = (self.left, self.right)
        return len(self.left) >= _FEWEST_LINES and all(
            median(len(line.text.split()) for line in side) >= _FEWEST_WORDS for side in sides
        )


class LevelKey:
    """A key that is the same for lines level with the one before, given from top to bottom."""

    def __init__(self) -> None:
        self._base, self._size = float("-inf"), 0.0

    def __call__(self, line: Line | Letter) -> float:
        if line.base - self._base > LEVEL_EM * max(line.size, self._size):
            self._base, self._size = line.base, line.size
        return self._base


def gutters(close: Sequence[Line]) -> list[Gutter]:
    """The gutters of a page, given its lines, *close* ones parted wherever white is wider than nearly all spaces.

    Where one is, there is another one above or below it, of however few lines.
    """
    open_ones, found = list[Gutter](), list[Gutter]()
    level = sorted((line for line in close if line.angle == 0), key=lambda line: (line.base, line.frame.x0))
    for _, same in groupby(level, key=LevelKey()):
        row = sorted(same, key=lambda line: line.frame.x0)
        gaps = [(a, b) for a, b in pairwise(row) if b.frame.x0 - a.frame.x1 >= _LEAST_WIDE]
        still = list[Gutter]()
        for gutter in open_ones:
            if row[0].base - gutter.bottom > _MOST_APART * row[0].size or any(_crosses(line, gutter) for line in row):
                found.append(gutter)
                continue
            still.append(gutter)
            for a, b in gaps:
                x0, x1 = max(gutter.x0, a.frame.x1), min(gutter.x1, b.frame.x0)
                if x1 - x0 >= _LEAST_WIDE:
                    gutter.x0, gutter.x1, gutter.bottom = x0, x1, max(a.base, b.base)
                    gutter.left.append(a)
                    gutter.right.append(b)
                    gaps.remove((a, b))
                    break
            else:
                gutter.bottom = row[0].base
        open_ones = [
            *still,
            *(Gutter(a.frame.x1, b.frame.x0, min(a.box.top, b.box.top), max(a.base, b.base), [a], [b]) for a, b in gaps),
        ]
    found += open_ones
    sure = [gutter for gutter in found if gutter.is_one]
    return [one for one in found if any(min(one.x1, o.x1) - max(one.x0, o.x0) >= _LEAST_WIDE for o in sure)]


def _crosses(line: Line, gutter: Gutter) -> bool:
    """Whether *line* leaves less than a gutter's width of white there."""
    x0, x1 = line.frame.x0, line.frame.x1
    return x0 < gutter.x1 and gutter.x0 < x1 and max(gutter.x1 - x1, x0 - gutter.x0) < _LEAST_WIDE


def by_columns(letters: Sequence[Letter], among: Sequence[Gutter]) -> list[list[Letter]]:
    """*letters* by the columns that gutters part; what stands beside none first."""
    groups: dict[tuple[int, ...], list[Letter]] = {}
    for letter in letters:
        middle = (letter.x0 + letter.x1) / 2
        sides = tuple(
            (middle > (gutter.x0 + gutter.x1) / 2) + 1 if gutter.top <= letter.base <= gutter.bottom + 1 else 0 for gutter in among
        )
        groups.setdefault(sides, []).append(letter)
    return list(groups.values())
