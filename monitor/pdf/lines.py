"""Letters -> lines of text. A line ends where a gap is too wide for a space: neighbouring columns never run together."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from monitor.pdf.ink import Box, Colour, Letter
from monitor.pdf.letters import GUESSED_SPACE

_SPACE_EM = 0.2  # a gap wider than this between two letters is a space
_SPACE_EM_BESIDE_SPACES = 0.33  # where the file has spaces of its own, a gap is mostly a letter narrower than its box
_GUESSED_EM = 0.08  # a gap that PDFium takes for a space, kerned before or after
_SAME_BASE_EM = 0.3
_RAISED_EM = 0.55  # a superscript or subscript stands off the line by no more
_BACK_EM = 1.1  # how far a letter may start before the end of the one before: kerning, ligatures split in two


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. `frame` and `base` are in the text's own frame (see Letter.angle), `box` is on the page."""

    text: str
    frame: Box
    base: float
    size: float
    bold: bool
    italic: bool
    angle: int
    colour: Colour
    order: int

    @property
    def box(self) -> Box:
        """Where the line stands on the page as displayed."""
        return turned_back(self.frame, self.angle)


def turned_back(frame: Box, angle: int) -> Box:
    """The upright box on the page around a box of text turned by *angle* degrees clockwise."""
    if angle == 0:
        return frame
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    corners = [(x * cos - y * sin, x * sin + y * cos) for x in (frame.x0, frame.x1) for y in (frame.top, frame.bottom)]
    xs, ys = [c[0] for c in corners], [c[1] for c in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))


def lines_of(letters: Sequence[Letter], *, gap_em: float = 1.6) -> list[Line]:
    """The lines that *letters* form, from top to bottom, then left to right; each without empty ends."""
    runs = _merged(_runs(letters, gap_em), gap_em)
    lines = [line for run in runs if (line := _line(run)).text]
    return sorted(lines, key=lambda line: (line.angle, round(line.base, 1), line.frame.x0))


class _Run:
    """Letters that follow each other on one baseline; spaces are in it but never at its measure."""

    __slots__ = ("angle", "base", "letters", "size", "x0", "x1")

    def __init__(self, letter: Letter) -> None:
        self.letters = [letter]
        self.angle, self.base, self.size = letter.angle, letter.base, letter.size
        self.x0, self.x1 = letter.x0, letter.x1

    def continued_by(self, letter: Letter, gap_em: float) -> bool:
        size = max(self.size, letter.size)
        off = abs(letter.base - self.base)
        level = off <= _SAME_BASE_EM * size or (off <= _RAISED_EM * size and min(letter.size, self.size) < 0.8 * size)
        return self.angle == letter.angle and level and -_BACK_EM * size <= letter.x0 - self.x1 <= gap_em * size

    def take(self, letter: Letter) -> None:
        self.letters.append(letter)
        if letter.text.isspace():
            return
        if letter.size > 1.2 * self.size:  # what came before was a superscript
            self.base, self.size = letter.base, letter.size
        self.x1 = max(self.x1, letter.x1)


def _runs(letters: Iterable[Letter], gap_em: float) -> list[_Run]:
    runs: list[_Run] = []
    for letter in letters:
        if runs and runs[-1].continued_by(letter, gap_em):
            runs[-1].take(letter)
        elif not letter.text.isspace():
            runs.append(_Run(letter))
    return runs


def _merged(runs: list[_Run], gap_em: float) -> list[_Run]:
    """Runs of one baseline joined, whatever order the file has them in."""
    done: list[_Run] = []
    for run in sorted(runs, key=lambda r: (r.angle, r.base)):
        row = _row_above(done, run)
        ahead = next((r for r in row if _touch(r, run, gap_em)), None)
        if ahead is None:
            done.append(run)
        else:
            _join(ahead, run)
            _close_up(done, ahead, row, gap_em)
    return done


def _close_up(done: list[_Run], grown: _Run, row: list[_Run], gap_em: float) -> None:
    """A run that grew may now reach the next one of its row."""
    for other in row:
        if other is not grown and _touch(grown, other, gap_em):
            _join(grown, other)
            done.remove(other)


def _row_above(done: list[_Run], run: _Run) -> list[_Run]:
    row = []
    for other in reversed(done):
        if other.angle != run.angle or run.base - other.base > 2 * max(run.size, 12.0):
            break
        row.append(other)
    return row


def _touch(a: _Run, b: _Run, gap_em: float) -> bool:
    size, small = max(a.size, b.size), min(a.size, b.size)
    off = abs(a.base - b.base)
    if off > _SAME_BASE_EM * small and not (
        off <= _RAISED_EM * size and small < 0.8 * size and min(len(a.letters), len(b.letters)) <= 3
    ):
        return False
    gap = max(a.x0, b.x0) - min(a.x1, b.x1)
    return -0.3 * size <= gap <= gap_em * small


def _join(into: _Run, other: _Run) -> None:
    into.letters.extend(other.letters)
    if other.size > into.size:
        into.base, into.size = other.base, other.size
    into.x0, into.x1 = min(into.x0, other.x0), max(into.x1, other.x1)


def _line(run: _Run) -> Line:
    letters = sorted(run.letters, key=lambda c: c.x0)
    inked = [c for c in letters if not c.text.isspace()]
    frame = Box(min(c.x0 for c in inked), min(c.top for c in inked), max(c.x1 for c in inked), max(c.bottom for c in inked))
    return Line(
        text=_spelled(letters, inked),
        frame=frame,
        base=run.base,
        size=Counter(round(c.size, 1) for c in inked).most_common(1)[0][0],
        bold=2 * sum(c.bold for c in inked) > len(inked),
        italic=2 * sum(c.italic for c in inked) > len(inked),
        angle=run.angle,
        colour=Counter(c.colour for c in inked).most_common(1)[0][0],
        order=min(c.order for c in inked),
    )


def _spelled(letters: list[Letter], inked: list[Letter]) -> str:
    tracking = _tracking(inked)
    wide = tracking + (_SPACE_EM_BESIDE_SPACES if any(c.text == " " for c in letters) else _SPACE_EM)
    parts: list[str] = []
    last: Letter | None = None
    guessed = False
    for letter in letters:
        if letter.text == GUESSED_SPACE:
            guessed = True
            continue
        if letter.text.isspace():
            parts.append(" ")
            continue
        least = min(wide, tracking + _GUESSED_EM) if guessed else wide
        if last is not None and letter.x0 - last.x1 > least * max(letter.size, 1.0):
            parts.append(" ")
        guessed = False
        parts.append(letter.text)
        last = letter
    return _without_soft_hyphens(" ".join("".join(parts).split()))


def _without_soft_hyphens(text: str) -> str:
    """A soft hyphen is seen only where a line ends (Unicode 16, 6.2)."""
    return text[:-1].replace("\u00ad", "") + text[-1:].replace("\u00ad", "-")


def _tracking(inked: list[Letter]) -> float:
    """Letter-spaced titles: the usual gap between two letters, in em; 0 where letters stand close."""
    if len(inked) < 6:
        return 0.0
    gaps = [(b.x0 - a.x1) / max(b.size, 1.0) for a, b in pairwise(inked)]
    return max(0.0, median(gaps) - 0.05)
