"""Dots that lead from one text of a line to the next, in directories and tables of contents: white between columns. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from monitor.model.frozen import replace
from monitor.pdf.gutters import LevelKey
from monitor.pdf.ink import Letter
from monitor.pdf.lines import LEVEL_EM, Line, lines_of

_DOTS = {".": 1, "_": 1, "·": 1, "…": 3}
_FEWEST, _SHORT = 5, 2  # dots of a leader; of another one on its line, whose text nearly ends where the next begins
_FEWEST_LINES = 3  # of a page, with leaders


def lines_between_leaders(letters: Sequence[Letter], gap_em: float, white: float) -> tuple[list[Line], frozenset[float]]:
    """The upright lines of *letters* parted at leaders, of *white* points at least, and the baselines of these; none of few."""
    if sum(_DOTS.get(letter.text, 0) for letter in letters) < _FEWEST * _FEWEST_LINES:
        return [], frozenset()
    rows = [sorted(level, key=attrgetter("x0")) for level in _levels([o for o in letters if not o.angle])]
    leaders = [[*_leaders(row)] if sum([_DOTS.get(o.text, 0) for o in row]) >= _FEWEST else [] for row in rows]
    if sum(map(bool, leaders)) < _FEWEST_LINES:
        return [], frozenset()
    parts, bases = defaultdict[int, list[Letter]](list), set[float]()
    for row, own in zip(rows, leaders, strict=True):
        starts = [start for start, _ in own]
        dots = {n for start, end in own for n in range(start, end)}
        for n, letter in enumerate(row):
            if n not in dots:
                parts[bisect_right(starts, n)].append(letter)
        if own:
            bases.update(letter.base for letter in row)
    found = list[Line]()
    lines = sorted((line for part in parts.values() for line in lines_of(part, gap_em=gap_em)), key=attrgetter("base", "frame.x0"))
    for _, level_lines in groupby(lines, key=LevelKey()):
        beside = sorted(level_lines, key=attrgetter("frame.x0"))
        for line, after in pairwise(beside):
            end = min(line.frame.x1, after.frame.x0 - white) if line.base in bases else line.frame.x1
            found.append(replace(line, frame=line.frame._replace(x1=max(end, line.frame.x0))))
        found.append(beside[-1])
    return found, frozenset(bases)


def _levels(letters: Sequence[Letter]) -> list[list[Letter]]:
    """*letters* that stand level, from top to bottom: as `LevelKey` has it, written out, since there are thousands."""
    levels = list[list[Letter]]()
    base, size = float("-inf"), 0.0
    for letter in sorted(letters, key=attrgetter("base", "x0")):
        if (step := letter.base - base) > 0 and step > LEVEL_EM * max(letter.size, size):
            base, size = letter.base, letter.size
            levels.append([])
        levels[-1].append(letter)
    return levels


def _leaders(row: Sequence[Letter]) -> Iterator[tuple[int, int]]:
    """Where in *row*, from left to right, dots lead from one text to another."""
    runs = [
        (is_dots, [*own]) for is_dots, own in groupby(range(len(row)), key=lambda n: row[n].text in _DOTS or row[n].text.isspace())
    ]
    counts = [sum(_DOTS.get(row[n].text, 0) for n in own) if is_dots else 0 for is_dots, own in runs]
    between = range(1, len(runs) - 1)
    if any(counts[n] >= _FEWEST for n in between):
        yield from ((runs[n][1][0], runs[n][1][-1] + 1) for n in between if counts[n] >= _SHORT)
