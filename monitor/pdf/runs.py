"""Letters -> runs on one baseline, and those of them that stand in one row: what lines are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from operator import attrgetter

from monitor.pdf.ink import Letter

_SAME_BASE_EM = 0.3
_RAISED_EM = 0.55  # a superscript or subscript stands off the line by no more
_BACK_EM = 1.25  # how far a letter may start before the end of the one before: kerning, ligatures split in two or three
_FOLLOWING = 4  # places in the file between two parts of one line: spaces and line ends
_MANY = 200  # runs: so many are looked through in strips of the page
_STRIP, _LAST = 300.0, 200  # points, how wide these are; the number of the last one, which goes on for ever as the first does


class LetterRun:
    """Letters that follow each other on one baseline; spaces are in it but never at its measure.

    `place` is its number among those of its page, `gone` whether another one took it in: see `RunsInRows`.
    """

    __slots__ = ("angle", "base", "gone", "letters", "place", "size", "x0", "x1")

    def __init__(self, letter: Letter) -> None:
        self.letters = [letter]
        self.angle, self.base, self.size = letter.angle, letter.base, letter.size
        self.x0, self.x1 = letter.x0, letter.x1
        self.place, self.gone = 0, False

    def continued_by(self, letter: Letter, gap_em: float) -> bool:
        size = max(self.size, letter.size)
        off = abs(letter.base - self.base)
        level = off <= _SAME_BASE_EM * size or (off <= _RAISED_EM * size and min(letter.size, self.size) < 0.8 * size)
        return self.angle == letter.angle and level and -_BACK_EM * size <= letter.x0 - self.x1 <= gap_em * size

    def take(self, letter: Letter) -> None:
        """Add a letter that is no space."""
        self.letters.append(letter)
        if letter.size > 1.2 * self.size:  # what came before was a superscript
            self.base, self.size = letter.base, letter.size
        self.x1 = max(self.x1, letter.x1)


def runs_in(letters: Iterable[Letter], gap_em: float) -> list[LetterRun]:
    """The runs of *letters* in their order. What holds for nearly all letters, the look of the one before, is tried first."""
    runs: list[LetterRun] = []
    run: LetterRun | None = None
    for letter in letters:
        text, x0, _, x1, _, base, size, _, _, angle, _, _ = letter
        if run is not None and base == run.base and size == run.size and angle == run.angle:
            goes_on = -_BACK_EM * size <= x0 - run.x1 <= gap_em * size
        else:
            goes_on = run is not None and run.continued_by(letter, gap_em)
        if run is None or not goes_on:
            if not text.isspace():
                run = LetterRun(letter)
                runs.append(run)
        elif text.isspace():
            run.letters.append(letter)
        elif size == run.size:
            run.letters.append(letter)
            if x1 > run.x1:
                run.x1 = x1
        else:
            run.take(letter)
    return runs


def touch(a: LetterRun, b: LetterRun, gap_em: float, columns_em: float) -> bool:
    """Whether two runs are parts of one line; *gap_em*, *columns_em*: see `lines_of`."""
    size, small = max(a.size, b.size), min(a.size, b.size)
    off = abs(a.base - b.base)
    if off > _SAME_BASE_EM * small and not (
        off <= _RAISED_EM * size and small < 0.8 * size and min(len(a.letters), len(b.letters)) <= 3
    ):
        return False
    gap = max(a.x0, b.x0) - min(a.x1, b.x1)
    if gap > columns_em * small:  # then one must be written right after the other in the file
        first, second = (a, b) if a.letters[0].order <= b.letters[0].order else (b, a)
        if second.letters[0].order - max(letter.order for letter in first.letters[-3:]) > _FOLLOWING:
            return False
    return -0.3 * size <= gap <= gap_em * small


class RunsInRows:
    """The runs of a page, added row by row from the top, and found again by where they stand, however wide the page."""

    def __init__(self, gap_em: float) -> None:
        self._gap_em = gap_em
        self._all: list[LetterRun] = []
        # Once they are many: of each strip, the runs that reach into it
        self._strips: dict[int, list[LetterRun]] = defaultdict(list)
        self._placed = 0  # so many of them are in strips

    def add(self, run: LetterRun) -> None:
        run.place = len(self._all)
        self._all.append(run)

    def join(self, into: LetterRun, other: LetterRun) -> None:
        """Let *into*, one of the runs, take in *other*, which may be one of them and then is so no more."""
        into.letters.extend(other.letters)
        if other.size > into.size:
            into.base, into.size = other.base, other.size
        known = _strips(into.x0, into.x1)
        into.x0, into.x1 = min(into.x0, other.x0), max(into.x1, other.x1)
        other.gone = True
        if into.place < self._placed:
            for strip in _strips(into.x0, into.x1):
                if strip not in known:
                    self._strips[strip].append(into)

    def above(self, run: LetterRun) -> list[LetterRun]:
        """The runs of the row of *run*, or a little above it, that are not too far aside, the latest first."""
        reach = self._gap_em * run.size
        left, right, top = run.x0 - reach, run.x1 + reach, run.base - 2 * max(run.size, 12.0)
        row: list[LetterRun] = []
        near = [self._all] if len(self._all) < _MANY else self._reaching(left, right)
        for runs in near:
            for other in reversed(runs):
                if other.base < top or other.angle != run.angle:
                    break
                if other.x0 <= right and other.x1 >= left and not other.gone:
                    row.append(other)
        return row if len(near) == 1 else sorted(dict.fromkeys(row), key=attrgetter("place"), reverse=True)

    def _reaching(self, left: float, right: float) -> list[list[LetterRun]]:
        for new in self._all[self._placed :]:
            for strip in _strips(new.x0, new.x1):
                self._strips[strip].append(new)
        self._placed = len(self._all)
        return [self._strips[strip] for strip in _strips(left, right)]

    def runs(self) -> list[LetterRun]:
        """All of them, in the order in which they were added."""
        return [run for run in self._all if not run.gone]


def _strips(left: float, right: float) -> range:
    first, last = (int(max(0.0, min(x / _STRIP, _LAST))) for x in (left, right))
    return range(first, last + 1)
