"""Ruled tables of a page: which words stand in which row and column (DESIGN 3.12). Pure.

Plain grids alone: each rule goes from side to side, or from the first row to the last. Where cells are merged, or words stand in
boxes that strokes join, nothing tells rows, and the words are read as other words are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from monitor.model.frozen import dataclass
from monitor.pdf.ink import Box, Letter, PageInk, bounds, median
from monitor.pdf.letters import GUESSED_SPACE
from monitor.pdf.lines import joined, lines_of
from monitor.pdf.orgchart.drawing import Drawing, Segment

_TOUCH = 2.0  # points between the ends of rules that meet; of one rule in two pieces, or drawn twice
_WHOLE = 0.95  # of a table's width, or height, how far each of its rules goes
_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 2
_MOST_RULES = 5000  # of a page: a plan, a hatched drawing
_LEVEL, _KERNED = 0.3, 0.15  # of the size: between the baselines of one line; from one letter of a text to the next
_MOST_WORDS = 80  # in a cell: with more the grid is how a page is laid out


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledTable:
    """Where a table stands; its rows, each of as many cells between tabs, empty ones included; the letters in a grid, by id."""

    box: Box
    rows: tuple[str, ...]
    size: float  # of most letters, points
    letters: frozenset[int]


def ruled_tables(page: PageInk, drawing: Drawing | None) -> Iterator[RuledTable]:
    """The tables of *page*, in no order; *drawing*: what is drawn on it, None for nothing."""
    rules = [s for s in (drawing.segments if drawing else ()) if min(abs(s.x1 - s.x0), abs(s.y1 - s.y0)) <= 1]
    if len(rules) <= _MOST_RULES:
        for group in _joined(rules):
            if table := _table_of(group, page.letters):
                yield table


def _joined(rules: Sequence[Segment]) -> list[list[Segment]]:
    """*rules* by what they touch, over others or not: those of one table together."""
    done, groups = list[list[Segment]](), list[tuple[Box, list[Segment]]]()
    for rule in sorted(rules, key=lambda rule: rule.box.top):
        box, members = rule.box, [rule]
        apart = list[tuple[Box, list[Segment]]]()
        for other, theirs in groups:
            if other.bottom + _TOUCH < rule.box.top:
                done.append(theirs)
            elif other.x0 - _TOUCH <= box.x1 and box.x0 <= other.x1 + _TOUCH:
                box, members = bounds([box, other]), theirs + members
            else:
                apart.append((other, theirs))
        groups = [*apart, (box, members)]
    return [*done, *(members for _, members in groups)]


def _table_of(rules: Sequence[Segment], letters: Sequence[Letter]) -> RuledTable | None:
    box = bounds([rule.box for rule in rules])
    tops = _places(((o.box.cy, o.box.x0, o.box.x1) for o in rules if o.level), box.width)
    sides = _places(((o.box.cx, o.box.top, o.box.bottom) for o in rules if not o.level), box.height)
    if len(tops) <= _FEWEST_ROWS or len(sides) <= _FEWEST_COLUMNS:
        return None
    inside = [o for o in letters if tops[0] < (o.top + o.bottom) / 2 < tops[-1] and sides[0] < (o.x0 + o.x1) / 2 < sides[-1]]
    if any(letter.angle for letter in inside):
        return None
    cells = defaultdict[tuple[int, int], list[Letter]](list)
    at, last = (0, 0), None
    for letter in inside:  # a text that reaches over a rule is of the cell in which it begins
        # Not where it is set right behind the last one, a letter or a space of the file: within a word, or between two of a text
        if last is None or abs(letter.base - last.base) >= _LEVEL * last.size or abs(letter.x0 - last.x1) >= _KERNED * last.size:
            middle = (letter.top + letter.bottom) / 2
            at = bisect_right(tops, middle) - 1, bisect_right(sides, (letter.x0 + letter.x1) / 2) - 1
        cells[at].append(letter)
        last = last if letter.text == GUESSED_SPACE else letter
    said = {at: joined(lines_of(own)).strip() for at, own in cells.items()}
    rows = [[said.get((row, column), "") for column in range(len(sides) - 1)] for row in range(len(tops) - 1)]
    rows = [row for row in rows if any(row)]
    often = sum(sum(map(bool, column)) > 1 for column in zip(*rows, strict=True))
    if len(rows) < _FEWEST_ROWS or often < _FEWEST_COLUMNS or max(len(text.split()) for text in said.values()) > _MOST_WORDS:
        return None
    return RuledTable(
        box=box, rows=tuple(map("\t".join, rows)), size=median(o.size for o in inside), letters=frozenset(map(id, inside))
    )


def _places(rules: Iterable[tuple[float, float, float]], length: float) -> list[float]:
    """Where *rules* of one direction stand, each given with its ends; [] where one, in pieces or not, is shorter than *length*."""
    found: list[tuple[float, list[tuple[float, float]]]] = []
    for at, start, end in sorted(rules):
        if not found or at - found[-1][0] > _TOUCH:
            found.append((at, []))
        found[-1][1].append((start, end))
    for _, pieces in found:
        covered, reached = 0.0, float("-inf")
        for start, end in sorted(pieces):
            covered += max(0.0, end - max(start, reached))
            reached = max(reached, end)
        if covered < _WHOLE * length:
            return []
    return [at for at, _ in found]
