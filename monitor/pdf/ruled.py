"""Ruled tables of a page: which words stand in which row and column (DESIGN 3.12). Pure.

Grids alone: a cell, merged or not, is a rectangle with a rule on each side, and each row has one that is as high as the row. What a
merged cell says each of its rows says. Where words stand in boxes that strokes join, nothing tells rows: they are read as other
words are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, pairwise, product, zip_longest
from operator import itemgetter
from typing import TypeAlias

from monitor.model.frozen import dataclass
from monitor.pdf.ink import Box, Letter, PageInk, bounds, median
from monitor.pdf.letters import GUESSED_SPACE
from monitor.pdf.lines import Line, joined, lines_of
from monitor.pdf.orgchart.marks.drawing import Drawing, Segment

_TOUCH = 2.0  # points between the ends of rules that meet; of one rule in two pieces, or drawn twice
_WHOLE = 0.95  # of a table's width, or height, how far each of its rules goes
_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 2
_FEWEST_RULES = 2  # of one row under its heads, as a table goes on on the next page
_MOST_RULES = 5000  # of a page: a plan, a hatched drawing
_MOST_PLACES = 20_000  # rows times columns of a grid with merged cells
_LEVEL, _KERNED = 0.3, 0.15  # of the size: between the baselines of one line; from one letter of a text to the next
_CLOSE_EM = 0.8  # between two texts of a row, each in a column of its own
_MOST_WORDS = 80  # in a cell: with more the grid is how a page is laid out

Place: TypeAlias = tuple[int, int]  # row and column
_Span: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledTable:
    """Where a table stands; its rows, of cells between tabs, empty ones included; the letters in a grid, by id.

    A row that is a title over all columns is one cell.
    """

    box: Box
    rows: tuple[str, ...]
    size: float  # of most letters, points
    letters: frozenset[int]
    cells: tuple[tuple[tuple[Line, ...], ...], ...]  # row by row the lines of each of its cells; those of a merged one in its first


def ruled_tables(
    page: PageInk, drawing: Drawing | None, going_on: str | None = None, *, merged: bool = True
) -> Iterator[RuledTable]:
    """The tables of *page*, in no order; *drawing*: what is drawn on it, None for nothing.

    *going_on*: the first row of a table that may go on from the page before, under the same heads, with a row alone. *merged*:
    whether cells may be merged; boxes that strokes join may enclose such rectangles, too.
    """
    rules = [s for s in (drawing.segments if drawing else ()) if min(abs(s.x1 - s.x0), abs(s.y1 - s.y0)) <= 1]
    if len(rules) <= _MOST_RULES:
        for group in _joined(rules):
            if table := _table_of(group, page.letters, going_on, merged):
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


def _table_of(rules: Sequence[Segment], letters: Sequence[Letter], going_on: str | None, merged: bool) -> RuledTable | None:
    grid = _grid_of(rules, merged)
    if grid is None:
        return None
    tops, sides, cell_at = grid
    inside = [o for o in letters if tops[0] < (o.top + o.bottom) / 2 < tops[-1] and sides[0] < (o.x0 + o.x1) / 2 < sides[-1]]
    if any(letter.angle for letter in inside):
        return None
    cells = defaultdict[Place, list[Letter]](list)
    at, last = (0, 0), None
    for letter in inside:  # a text that reaches over a rule is of the cell in which it begins
        # Not where it is set right behind the last one, a letter or a space of the file: within a word, or between two of a text
        if last is None or abs(letter.base - last.base) >= _LEVEL * last.size or abs(letter.x0 - last.x1) >= _KERNED * last.size:
            middle = (letter.top + letter.bottom) / 2
            at = cell_at[bisect_right(tops, middle) - 1, bisect_right(sides, (letter.x0 + letter.x1) / 2) - 1]
        cells[at].append(letter)
        last = last if letter.text == GUESSED_SPACE else letter
    set_in = _set_apart(cells, sides, cell_at)
    said = {at: joined(lines).strip() for at, lines in set_in.items()}
    cells_of_rows = said_by_rows(said, cell_at, len(tops) - 1, len(sides) - 1)
    rows = tuple(map("\t".join, cells_of_rows))
    often = sum(sum(map(bool, column)) > 1 for column in zip_longest(*cells_of_rows, fillvalue=""))
    goes_on = len(rows) > 1 and rows[0] == going_on
    if not goes_on and (len(rows) < _FEWEST_ROWS or often < _FEWEST_COLUMNS):
        return None
    if max(len(text.split()) for text in said.values()) > _MOST_WORDS:
        return None
    box = Box(sides[0], tops[0], sides[-1], tops[-1])
    size = median(o.size for o in inside)
    return RuledTable(box=box, rows=rows, size=size, letters=frozenset(map(id, inside)), cells=cells_by_rows(set_in))


def _set_apart(
    cells: Mapping[Place, Sequence[Letter]], sides: Sequence[float], cell_at: dict[Place, Place]
) -> dict[Place, list[Line]]:
    """The lines of each cell; of one over several columns, each line of which is in one, those of each column.

    So are rows that have rules above and below alone, between others whose cells are all ruled; they are parted in *cell_at*.
    """
    set_in = dict[Place, list[Line]]()
    wide = {cell for (_, column), cell in cell_at.items() if column != cell[1]}
    for at, own in cells.items():
        lines = lines_of(own, gap_em=_CLOSE_EM) if at in wide else []
        ends = [{bisect_right(sides, x) - 1 for x in (line.frame.x0, line.frame.x1)} for line in lines]
        if len({*chain(*ends)}) < 2 or any(len(both) > 1 for both in ends):
            set_in[at] = lines_of(own)
            continue
        for place in [place for place, cell in cell_at.items() if cell == at]:
            cell_at[place] = (at[0], place[1])
        for line, (column,) in zip(lines, ends, strict=True):
            set_in.setdefault((at[0], column), []).append(line)
    return set_in


def cells_by_rows(set_in: Mapping[Place, Sequence[Line]]) -> tuple[tuple[tuple[Line, ...], ...], ...]:
    """The lines of cells, given by the places of these, row by row."""
    return tuple(tuple(tuple(set_in[place]) for place in sorted(row)) for _, row in groupby(sorted(set_in), key=itemgetter(0)))


def said_by_rows(said: Mapping[Place, str], cell_at: Mapping[Place, Place], deep: int, wide: int) -> list[list[str]]:
    """The cells of each row that says something itself; of one that is a title over all columns that alone."""
    rows = list[list[str]]()
    for row in range(deep):
        at = [cell_at[row, column] for column in range(wide)]
        if any(said.get(cell) and cell[0] == row for cell in at):
            whole = len({*at}) == 1
            rows.append([said[at[0]]] if whole else [said.get(o, "") if n == o[1] else "" for n, o in enumerate(at)])
    return rows


def _grid_of(rules: Sequence[Segment], merged: bool) -> tuple[list[float], list[float], dict[Place, Place]] | None:
    """Where the rows and the columns that *rules* part begin, with their end; by row and column the first place of the cell there.

    None where there are few of them, where a rule ends within a cell, where the outer rules leave a gap, or where cells are no
    rectangles or of several rows or columns only.
    """
    box = bounds([rule.box for rule in rules])
    level = _places((o.box.cy, o.box.x0, o.box.x1) for o in rules if o.level)
    upright = _places((o.box.cx, o.box.top, o.box.bottom) for o in rules if not o.level)
    if len(level) <= _FEWEST_RULES or len(upright) <= _FEWEST_COLUMNS:
        return None
    tops, sides = [at for at, _ in level], [at for at, _ in upright]
    if all(_reach(own, box.x0, box.x1) for _, own in level) and all(_reach(own, box.top, box.bottom) for _, own in upright):
        return tops, sides, {place: place for place in product(range(len(tops) - 1), range(len(sides) - 1))}
    if not merged or len(level) * len(upright) > _MOST_PLACES:
        return None
    below = [[_reach(own, *span) for span in pairwise(sides)] for _, own in level]
    beside = [[_reach(own, *span) for span in pairwise(tops)] for _, own in upright]
    if None in chain(*below, *beside) or not all(chain(below[0], below[-1], beside[0], beside[-1])):
        return None
    cell_at = cells_between(below, beside)
    return (tops, sides, cell_at) if cell_at else None


def cells_between(below: Sequence[Sequence[bool | None]], beside: Sequence[Sequence[bool | None]]) -> dict[Place, Place] | None:
    """By row and column the first place of the cell there, as `_grid_of` has it.

    *below*: whether a rule stands over each row, and below the last one, column by column; *beside*: left of each column and right
    of the last one, row by row.
    """
    cell_at = dict[Place, Place]()
    plain_rows, plain_columns = set[int](), set[int]()
    rows, columns = len(below) - 1, len(beside) - 1
    for row, column in product(range(rows), range(columns)):
        if (row, column) in cell_at:
            continue
        right = next((n for n in range(column + 1, columns + 1) if beside[n][row]), columns)
        bottom = next((n for n in range(row + 1, rows + 1) if below[n][column]), rows)  # whose edge is none: then it is no table
        within = [below[n][c] for n in range(row + 1, bottom) for c in range(column, right)]
        within += [beside[n][r] for n in range(column + 1, right) for r in range(row, bottom)]
        edges = [below[n][c] for n in (row, bottom) for c in range(column, right)]
        edges += [beside[n][r] for n in (column, right) for r in range(row, bottom)]
        if any(within) or not all(edges):
            return None
        cell_at.update(dict.fromkeys(product(range(row, bottom), range(column, right)), (row, column)))
        if bottom == row + 1:
            plain_rows.add(row)
        if right == column + 1:
            plain_columns.add(column)
    return cell_at if len(plain_rows) == rows and len(plain_columns) == columns else None


def _places(rules: Iterable[tuple[float, float, float]]) -> list[tuple[float, list[_Span]]]:
    """Where *rules* of one direction stand, each given with its ends: those of one place together."""
    found: list[tuple[float, list[_Span]]] = []
    for at, start, end in sorted(rules):
        if not found or at - found[-1][0] > _TOUCH:
            found.append((at, []))
        found[-1][1].append((start, end))
    return found


def _reach(pieces: Sequence[_Span], start: float, end: float) -> bool | None:
    """Whether *pieces* of a rule go from *start* to *end*; None where they do part of the way."""
    covered, reached = 0.0, start
    for left, right in sorted(pieces):
        covered += max(0.0, min(right, end) - max(left, reached))
        reached = max(reached, right)
    share = covered / max(end - start, _TOUCH)
    return True if share >= _WHOLE else None if share > 1 - _WHOLE and covered > 2 * _TOUCH else False
