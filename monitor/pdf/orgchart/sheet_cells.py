"""The units of a spreadsheet printed with its grid: blocks of merged or filled cells over columns of services, and no strokes.

The grid is paper: fill and merged cells tell what is a box, the column tells the parent, and the widest block heads all.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from monitor.model import Person
from monitor.model.frozen import dataclass
from monitor.pdf.orgchart.name_forms import may_be_name
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.people import doubted
from monitor.pdf.orgchart.sheet_words import SheetWords, words_of
from monitor.pdf.orgchart.table_columns import is_aside, is_like_unit, is_somebody
from monitor.pdf.orgchart.table_grid import Cell, TableGrid
from monitor.pdf.orgchart.table_tree import TableUnits, people_beside
from monitor.pdf.orgchart.written import written_in

_EMPTY = 0.45  # of a sheet's cells, those with nothing in them
_FEWEST = 6  # titles
_ASTRAY = 0.1  # of the titles, those that may be names
_LARGEST_GAP = 1  # rows between a block and what stands under it
_IN_COLUMN, _UNDER_TOP, _FAR = 0.95, 0.93, 0.6  # how sure a parent is: right above, the only one above, any other


@dataclass(slots=True)
class _Block:
    """A title with the cells of who heads it: `last` is the row after them."""

    cell: Cell
    node: Node
    last: int

    @property
    def look(self) -> tuple[object, ...]:
        line = self.cell.lines[0]
        return self.cell.fill, line.bold, round(2 * line.size) if self.cell.fill is None else 0


def cells_in(grid: TableGrid, page: int) -> TableUnits | None:
    """The units of *grid* where it is a sheet with blocks in it; None where it is a table, or nothing heads its columns."""
    filled = sum((cell.end - cell.top) * (cell.until - cell.column) for cell in grid.cells)
    if not grid.ruled or filled > (1 - _EMPTY) * grid.rows * len(grid.columns):
        return None
    blocks = _blocks(grid, page)
    of_row: dict[tuple[int, tuple[object, ...]], list[_Block]] = defaultdict(list)
    for block in blocks:
        if (block.cell.fill is not None or block.cell.until - block.cell.column > 1) and not _is_name(block.cell):
            of_row[block.cell.top, block.look].append(block)
    side_by_side = any(  # of one look, filled or merged, apart in one row, over others
        len(row) > 1
        and all(a.cell.until < b.cell.column or a.cell.until - a.cell.column > 1 for a, b in pairwise(row))
        and 2 * sum(any(_is_under(other, block) for other in blocks) for block in row) >= len(row)
        for row in of_row.values()
    )
    if len(blocks) < _FEWEST or not side_by_side:
        return None
    if sum(_is_name(block.cell) and not block.node.people for block in blocks) > _ASTRAY * len(blocks):
        return None  # names stand elsewhere than beside or below their titles
    # each hangs under the last one of another look over it in its columns, else under the widest; a row as one of it does
    top = max(blocks, key=lambda block: (block.cell.fill is not None, block.cell.until - block.cell.column, -block.cell.top))
    width = top.cell.until - top.cell.column
    alone = not any(o is not top and (o.look == top.look or o.cell.until - o.cell.column >= width) for o in blocks)
    over = {id(block): [o for o in blocks if _is_under(block, o) and o.look != block.look] for block in blocks}
    open_rows = {(block.cell.top, block.look) for block in blocks if not over[id(block)]}
    for block in blocks:
        if block is top:
            block.node.confidence = _UNDER_TOP if alone else 0.0
        elif (block.cell.top, block.look) not in open_rows:
            head = max(over[id(block)], key=lambda o: o.last)
            over_it = [o for o in blocks if o.cell.column < block.cell.until and block.cell.column < o.cell.until]
            own = [o.last for o in over_it if _is_under(o, head) and o.cell.top < block.cell.top]
            near = block.cell.top - max([head.last, *own]) <= _LARGEST_GAP
            block.node.hang(head.node, "table", _IN_COLUMN if near else _FAR)
        elif top.cell.top <= block.cell.top:
            block.node.hang(top.node, "table", _UNDER_TOP if alone and top.last <= block.cell.top else _FAR)
    return TableUnits([block.node for block in blocks], [])


def _blocks(grid: TableGrid, page: int) -> list[_Block]:
    """The titles of *grid* in the order of rows, each with who is named right below, alike, or right of it."""
    words = words_of([[line] for cell in grid.cells for line in cell.lines])
    below = {(cell.top, cell.column, cell.until): cell for cell in grid.cells}
    beside = {(cell.top, cell.column): cell for cell in grid.cells}
    names: set[int] = set()
    blocks: list[_Block] = []
    for cell in sorted(grid.cells, key=lambda cell: (cell.top, cell.column)):
        if id(cell) in names or is_aside(cell.text):
            continue
        written = written_in(cell.lines)
        line = cell.lines[0]
        node = Node(cell.text, [], cell.box, page, cell.fill, drawn=False, tabled=True, size=line.size, bold=line.bold)
        if len(cell.lines) > 1 and written.label and written.people and not (written.items or written.more):
            node.label, node.people = written.label, list(written.people)
        last = cell.end
        right = beside.get((cell.top, cell.until))
        if right is not None and right.end == cell.end and _is_name(right) and not _is_name(cell):
            node.people += _people(right, words)
            names.add(id(right))
        while (under := below.get((last, cell.column, cell.until))) is not None and under.fill == cell.fill and _is_name(under):
            node.people += _people(under, words)
            names.add(id(under))
            last = under.end
        blocks.append(_Block(cell, node, last))
    return blocks


def _is_name(cell: Cell) -> bool:
    return is_somebody(cell.text) or (may_be_name(cell.text) and not is_like_unit(cell.text))


def _people(cell: Cell, words: SheetWords) -> list[Person]:
    people = people_beside(cell, [], [], words, frozenset())
    return people if is_somebody(cell.text) else doubted(people)


def _is_under(low: _Block, high: _Block) -> bool:
    """Whether a title stands below another block, within its columns."""
    return high.last <= low.cell.top and high.cell.column <= low.cell.column and low.cell.until <= high.cell.until
