"""What is painted over letters, so that nobody sees them: how free editors « white out » a name or a box. Pure.

The letters stay in the file. Who opens the sheet reads what the town wrote over them, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import groupby

from monitor.pdf.ink import Box, Grid, Letter, Path, runs_of

_EVEN = 0.2  # points: corners of a rectangle that are one
_MOST = 0.6  # of a letter's height and width that a cover hides: what is lower is a rule, or strikes the letter out
_APART = 0.25  # of the size: letters of one word are no further apart


class Covers:
    """The filled rectangles of a page, each with its place among the paths.

    *is_opaque*: whether that one lets nothing through. *painted*: by the address of a text object how many paths are before it;
    *bounds_of*: where it stands.
    """

    def __init__(
        self, filled: Iterable[Path], is_opaque: Callable[[int], bool], painted: Mapping[int, int], bounds_of: Callable[[int], Box]
    ) -> None:
        found = [path for path in filled if _is_rectangle(path)]
        self.last = max((path.order for path in found), default=-1)  # place of the last of them
        self.painted = painted
        self._grid = Grid((path.box, path) for path in found)
        self._is_opaque, self._bounds_of = is_opaque, bounds_of

    def left_out(self, told: Collection[int | None]) -> list[tuple[int, Box]]:
        """The text objects that are none of those *told*: how many paths are painted before each, and where it stands."""
        return [(place, self._bounds_of(thing)) for thing, place in self.painted.items() if thing not in told]

    def over(self, box: Box, after: int) -> list[Path]:
        """The rectangles that touch *box*, are painted when *after* paths are, and let nothing through."""
        return [path for path in self._grid.near(box) if path.order >= after and self._is_opaque(path.order)]


def without_covered(letters: list[Letter], objects: Sequence[int | None], covers: Covers) -> list[Letter]:
    """*letters* without the words that *covers* hide as a whole.

    *objects*: the address of the text object of each letter, by its order. Where a cover ends within a word it is the ground of the
    next cell, into which a text that is too long for its own ran. PDFium leaves out an object that says the same at the same place
    as one before it: where that was covered in between, its words are seen.
    """
    by = dict[int, int]()  # the latest cover of each letter, by its place
    stop = 0
    for thing, run in groupby([objects[letter.order] for letter in letters]):
        start, stop = stop, stop + len(list(run))
        after = covers.painted.get(thing, covers.last + 1) if thing is not None else covers.last + 1
        upright = [letter for letter in letters[start:stop] if not letter.angle] if after <= covers.last else []
        over: Sequence[Path] = ()
        if upright:
            _, x0, top, x1, bottom, *_ = zip(*upright, strict=True)
            over = covers.over(Box(min(x0), min(top), max(x1), max(bottom)), after)
        for n in range(start, stop) if over else ():
            letter = letters[n]
            wide, high = _MOST * (letter.x1 - letter.x0), _MOST * (letter.bottom - letter.top)
            across = [o for o in over if not letter.angle and min(o.box.x1, letter.x1) - max(o.box.x0, letter.x0) >= wide]
            orders = [o.order for o in across if min(o.box.bottom, letter.bottom) - max(o.box.top, letter.top) >= high]
            by |= {n: max(orders)} if orders else {}
    if not by:
        return letters
    hidden = [n in by for n in range(len(letters))]
    again = covers.left_out({*objects})
    for n, order in by.items() if again else ():
        letter = letters[n]
        x, y = (letter.x0 + letter.x1) / 2, (letter.top + letter.bottom) / 2
        hidden[n] = not any(place > order and box.holds(x, y) for place, box in again)
    gone = set[int]()
    for word in runs_of(range(len(letters)), lambda a, b: _is_one_word(letters[a], letters[b])):
        if all(hidden[n] for n in word):
            gone.update(word)
    return [letter for n, letter in enumerate(letters) if n not in gone]


def _is_one_word(before: Letter, after: Letter) -> bool:
    near = abs(after.x0 - before.x1) <= _APART * after.size and abs(after.base - before.base) < 0.5
    return near and before.text.isspace() == after.text.isspace()


def _is_rectangle(path: Path) -> bool:
    """Whether the bounds of *path* are filled as a whole: four straight sides along those of the page."""
    box = path.box
    if not 4 <= len(path.steps) <= 6 or any(op == "c" for op, _, _ in path.steps):
        return False
    corners = set[tuple[bool, bool]]()
    for _, x, y in path.steps:
        left, right, top, bottom = (abs(a - b) < _EVEN for a, b in ((x, box.x0), (x, box.x1), (y, box.top), (y, box.bottom)))
        if not ((left or right) and (top or bottom)):
            return False
        corners.add((left, top))
    return len(corners) == 4
