"""The units of a spreadsheet that was printed.

With its grid (`cells_in`): blocks of merged or filled cells over columns of services, and no strokes. The grid is paper: fill and
merged cells tell what is a box, the column tells the parent, and the widest block heads all.

Columns under merged cells (`units_in_spans`): each pole's cell reaches over « service » and « holder », and heads what is under it.
What is merged over the same columns further down, shaded or bold, is a direction: it heads the rows down to the next one. Rows over
the whole width above are the head of all and its staff. Cells side by side in one row are no heads of each other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import chain, pairwise
from math import inf

from monitor.model import Person
from monitor.model.frozen import dataclass, field
from monitor.pdf.ink import SIDE, Box, bounds, runs_of
from monitor.pdf.lines import joined
from monitor.pdf.orgchart.arrangement.stacks import is_staff
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.tables.columns import is_aside, is_like_unit, is_somebody
from monitor.pdf.orgchart.tables.grid import Cell, TableGrid
from monitor.pdf.orgchart.tables.tree import TableUnits, people_beside
from monitor.pdf.orgchart.units.column_heads import heading_holds
from monitor.pdf.orgchart.units.entries import entry_parts
from monitor.pdf.orgchart.units.legends import is_foot
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from monitor.pdf.orgchart.units.written import written_in
from monitor.pdf.orgchart.vocabulary import folded, is_role, level
from monitor.pdf.orgchart.words.name_forms import may_be_name
from monitor.pdf.orgchart.words.people import doubted
from monitor.pdf.orgchart.words.sheet_words import SheetWords, words_of
from monitor.pdf.orgchart.words.titles import names_chart
from monitor.pdf.orgchart.words.wording import unbulleted

_EMPTY = 0.45  # of a sheet's cells, those with nothing in them
_FEWEST = 6  # titles
_ASTRAY = 0.1  # of the titles, those that may be names
_LARGEST_GAP = 1  # rows between a block and what stands under it
_IN_COLUMN, _UNDER_TOP, _UNDER_OTHER = 0.95, 0.93, 0.6  # how sure a parent is: right above, the only one above, any other


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
        if (block.cell.fill is not None or block.cell.until - block.cell.column > 1) and not _is_name_cell(block.cell):
            of_row[block.cell.top, block.look].append(block)
    side_by_side = any(  # of one look, filled or merged, apart in one row, over others
        len(row) > 1
        and all(a.cell.until < b.cell.column or a.cell.until - a.cell.column > 1 for a, b in pairwise(row))
        and 2 * sum(any(_is_under(other, block) for other in blocks) for block in row) >= len(row)
        for row in of_row.values()
    )
    if len(blocks) < _FEWEST or not side_by_side:
        return None
    if sum(_is_name_cell(block.cell) and not block.node.people for block in blocks) > _ASTRAY * len(blocks):
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
            block.node.hang(head.node, "table", _IN_COLUMN if near else _UNDER_OTHER)
        elif top.cell.top <= block.cell.top:
            block.node.hang(top.node, "table", _UNDER_TOP if alone and top.last <= block.cell.top else _UNDER_OTHER)
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
        written, node = written_in(cell.lines), cell.unit(page, cell.text, [])
        if len(cell.lines) > 1 and written.label and written.people and not (written.items or written.more):
            node.label, node.people = written.label, list(written.people)
        last = cell.end
        right = beside.get((cell.top, cell.until))
        if right is not None and right.end == cell.end and _is_name_cell(right) and not _is_name_cell(cell):
            node.people += _people(right, words)
            names.add(id(right))
        while (
            (under := below.get((last, cell.column, cell.until))) is not None and under.fill == cell.fill and _is_name_cell(under)
        ):
            node.people += _people(under, words)
            names.add(id(under))
            last = under.end
        blocks.append(_Block(cell, node, last))
    return blocks


def _is_name_cell(cell: Cell) -> bool:
    return is_somebody(cell.text) or (may_be_name(cell.text) and not is_like_unit(cell.text))


def _people(cell: Cell, words: SheetWords) -> list[Person]:
    people = people_beside(cell, [], [], words, frozenset())
    return people if is_somebody(cell.text) else doubted(people)


def _is_under(low: _Block, high: _Block) -> bool:
    """Whether a title stands below another block, within its columns."""
    return high.last <= low.cell.top and high.cell.column <= low.cell.column and low.cell.until <= high.cell.until


_NEAR_EM = 3.0  # between columns
_GLUED_EM = 0.6  # between the cells of a column: cards stand further apart
_MOSTLY = 0.6  # of the columns, those with rows of several cells
_FEWEST_ROWS, _FEW_COLUMNS = 4, 2  # rows of several cells, in all columns; how few may be those of a table of another kind
_NAMED = 0.5  # of the cells in one place of such rows, those that name somebody, where they say who heads what is beside them
_LEADER, _DEPUTY = 2, 3  # how high an administration's head stands by words, and what may stand between it and the poles
_SURE, _LIKELY, _FAR = 0.95, 0.8, 0.6  # how sure a parent is


@dataclass(slots=True)
class _Column:
    """A merged cell, its `head`, and the rows under it from top to bottom, each from left to right."""

    head: TextBox
    rows: list[list[TextBox]] = field(default_factory=list)

    def is_merged(self, row: Sequence[TextBox]) -> bool:
        return len(row) == 1 and max(abs(row[0].box.x0 - self.head.box.x0), abs(row[0].box.x1 - self.head.box.x1)) <= SIDE


def units_in_spans(text: PageText, page: int) -> tuple[TableUnits, Box] | None:
    """The units of a sheet of such columns, and where it stands; None where the page is none."""
    boxes = sorted((box for box in text.boxes if box.lines and not box.inner), key=lambda box: (box.box.top, box.box.x0))
    if any(line.angle for box in boxes for line in box.lines):
        return None
    if any(sum(unbulleted(line.text) is not None for line in box.lines) > 1 for box in boxes):
        return None  # cells that hold lists
    tops = [box.box.top for box in boxes]
    for row in _rows(boxes):
        gaps = [b.box.x0 - a.box.x1 for a, b in pairwise(row)]
        if len(row) < 2 or max(gaps) > _NEAR_EM * row[0].lines[0].size or not all(map(_is_marked, row)):
            continue
        columns = [_column(head, boxes[bisect_left(tops, head.box.bottom - SIDE) :]) for head in row]
        if _are_of_units(columns):
            placed = {id(box) for column in columns for box in chain([column.head], *column.rows)}
            over = [box for box in boxes if box.box.bottom <= row[0].box.top + SIDE and id(box) not in placed]
            left = [box for box in boxes if id(box) not in placed and box not in over and not is_foot(joined(box.lines))]
            whole = bounds([box.box for box in row])
            within = all(box.box.x1 > whole.x0 and box.box.x0 < whole.x1 for box in over)
            return _Sheet(columns, over, page).read() if within and not left else None
    return None


def _rows(boxes: Sequence[TextBox]) -> list[list[TextBox]]:
    """*boxes*, from top to bottom, by their rows, each from left to right: those of one row overlap in height."""
    rows = runs_of(sorted(boxes, key=lambda box: (round(box.box.top), box.box.x0)), lambda a, b: abs(a.box.top - b.box.top) <= SIDE)
    return [sorted(row, key=lambda box: box.box.x0) for row in rows]


def _column(head: TextBox, below: Sequence[TextBox]) -> _Column:
    """*head* with those cells *below* it that stand within its width, each near the one above."""
    left, right = head.box.x0 - SIDE, head.box.x1 + SIDE
    own = [box for box in below if left <= box.box.x0 and box.box.x1 <= right]
    column, bottom = _Column(head), head.box.bottom
    for row in _rows(own):
        white = max([row[0].box.top - bottom, *(right.box.x0 - left.box.x1 for left, right in pairwise(row))])
        if white > _GLUED_EM * head.lines[0].size:
            break
        column.rows.append(row)
        bottom = max(bottom, *(box.box.bottom for box in row))
    return column


def _are_of_units(columns: Sequence[_Column]) -> bool:
    """Whether the heads are titles of one rank and look over rows of several cells, and none of a table's columns."""
    split = [sum(len(row) > 1 for row in column.rows) for column in columns]
    heads = [column.head for column in columns]
    said = [joined(head.lines) for head in heads]
    if sum(split) < _FEWEST_ROWS or sum(map(bool, split)) < max(2, _MOSTLY * len(columns)):
        return False
    if len(set(map(folded, said))) < len(said) or len({(head.lines[0].bold, round(2 * head.lines[0].size)) for head in heads}) > 1:
        return False
    ranks = [level(text) for text in said]
    merged = any(column.is_merged(row) and _is_marked(row[0]) and not _is_name(row[0]) for column in columns for row in column.rows)
    if len(set(ranks) - {None}) > 1 or not (merged or len(columns) > _FEW_COLUMNS or None not in ranks):
        return False
    named = (is_like_unit(text) or written_in(head.lines).people for text, head in zip(said, heads, strict=True))
    return all(named) and not any(_is_name(head) or heading_holds(folded(text)) for text, head in zip(said, heads, strict=True))


def _is_marked(box: TextBox) -> bool:
    return (box.fill is not None and min(box.fill) < 245) or box.lines[0].bold


def _look(box: TextBox) -> tuple[object, ...]:
    return box.fill if box.fill is not None and min(box.fill) < 245 else None, box.lines[0].bold


def _is_name(box: TextBox) -> bool:
    text = joined(box.lines)
    return _is_somebody(text) or (may_be_name(text) and not is_like_unit(text))


def _is_somebody(text: str) -> bool:
    """Whether *text* names somebody, or nobody, and no unit before: « Directrice : Mme Roy » is no « Direction : Mme Roy »."""
    label, people = entry_parts(text)
    return is_somebody(text) and (not people or is_role(label))


class _Sheet:
    def __init__(self, columns: Sequence[_Column], over: Sequence[TextBox], page: int) -> None:
        self.columns, self.over, self.page = columns, over, page
        split = [(self._places(column), row) for column in columns for row in column.rows if not column.is_merged(row)]
        said: dict[int, list[bool]] = defaultdict(list)
        for places, row in split:
            for box in row:
                said[places[id(box)]].append(_is_somebody(joined(box.lines)))
        self.names = {place for place, named in said.items() if sum(named) >= _NAMED * len(named)}
        # Bold titles in such rows, over plain ones, are of directions, too
        bold = [[row[0].lines[0].bold for row in column.rows if not column.is_merged(row)] for column in columns]
        mixed = len({one for some in bold for one in some}) > 1
        self.leaves = {_look(row[0]) for _, row in split if not (mixed and row[0].lines[0].bold)}
        self.sure = _FAR if mixed and any(a and b for some in bold for a, b in pairwise(some)) else _SURE
        self.words: SheetWords = words_of(
            [[line] for places, row in split for box in row if places[id(box)] in self.names for line in box.lines]
        )
        self.found = TableUnits([], [])

    def read(self) -> tuple[TableUnits, Box] | None:
        top, sure = self._read_over()
        for column in self.columns:
            pole = self._unit(column.head)
            if top is None:
                self.found.tops.append(pole)
            else:
                pole.hang(top, "table", sure)
            self._read_column(column, pole)
        boxes = [*self.over, *(box for column in self.columns for box in chain([column.head], *column.rows))]
        return self.found, bounds([box.box for box in boxes])

    def _read_over(self) -> tuple[Node | None, float]:
        """Read the rows over the columns: the first is of the head; what the poles hang under, and how sure that is.

        Staff hangs at the head; what may come between this and the poles leaves it open, and so does a first row of titles of
        which nothing tells one from the others.
        """
        top: Node | None = None
        sure, last = _SURE, Node("", [], Box(0, 0, 0, 0))
        for row in _rows(self.over):
            said = [box for box in row if not (is_aside(joined(box.lines)) or names_chart(joined(box.lines)))]
            if top is None and said:
                said, told = self._head_first(said)
                sure = sure if told else _FAR
            for box in said:
                own = len(box.lines) > 1 and (last.people or box.box.x0 - last.box.x1 > SIDE)  # « Büro des Rates », « Frau Nolte »
                if top is not None and _is_name(box) and not own:
                    last.people += self._people(box)
                    continue
                last = unit = self._unit(box)
                rank = level(unit.label)
                if top is None:
                    top = unit
                    self.found.tops.append(top)
                elif (
                    len(row) == 1 and rank is not None and rank <= _LEADER and (level(top.label) or 0) < rank and top.parent is None
                ):
                    unit.hang(top, "table", _LIKELY)
                    top = unit
                else:
                    unit.hang(top, "table", _SURE if is_staff(unit.label) else _LIKELY)
                    poles = {level(joined(column.head.lines)) for column in self.columns}
                    if len(row) == 1 and rank is not None and not is_staff(unit.label) and not poles <= {rank, None}:
                        sure = _FAR if rank <= _DEPUTY else min(sure, _LIKELY)
        return top, sure

    def _head_first(self, row: Sequence[TextBox]) -> tuple[list[TextBox], bool]:
        """The first *row* with its head, and who is named right of it, before its staff; whether something tells which is the head.

        It is the one in larger letters, of the highest rank by its words, or the only one with the look of the heads of columns.
        """
        parts = runs_of(row, lambda a, b: _is_name(b))
        titles = [part[0] for part in parts if not _is_name(part[0])]
        looks = {_look(column.head) for column in self.columns}
        tests: tuple[Callable[[TextBox], float], ...] = (
            lambda box: -round(2 * box.lines[0].size),
            lambda box: inf if is_staff(text := joined(box.lines)) or (rank := level(text)) is None else rank,
            lambda box: _look(box) not in looks,
        )
        for test in tests:
            least = min(map(test, titles), default=0.0)
            first = [box for box in titles if test(box) == least]
            if len(first) == 1:
                own = next(part for part in parts if part[0] is first[0])
                return [*own, *(box for part in parts if part is not own for box in part)], True
        return list(row), len(titles) < 2

    def _read_column(self, column: _Column, pole: Node) -> None:
        """Hang what stands in *column*: merged cells of a look of their own under its head, the rows under these.

        Of titles of such a look side by side each heads what is below it alone.
        """
        places, looks = self._places(column), [_look(column.head)]
        path, last = [pole], pole
        own: dict[int, list[Node]] = {}  # the path of a place, where such a title stands in it
        for row in column.rows:
            texts = [joined(box.lines) for box in row]
            if len(row) > 1 and all(heading_holds(folded(text)) for text in texts):
                continue
            merged, begun = column.is_merged(row), False
            heads = [box for box in row if not (merged or places[id(box)] in self.names or _look(box) in self.leaves)]
            if merged or len(heads) > 1:
                own = {places[id(box)]: path for box in heads}
            titles_first = sorted(zip(row, texts, strict=True), key=lambda one: places.get(id(one[0])) in self.names)
            for box, text in titles_first:
                if _is_name(box) if merged else places[id(box)] in self.names:
                    people = self._people(box)
                    last.people += people if begun or merged else doubted(people)
                    continue
                if is_aside(text):
                    continue
                second, begun, last, look = begun, True, self._unit(box), _look(box)
                place = places.get(id(box), -1)
                over = own.get(place, path)
                if look in self.leaves:  # beside another unit it may be of that one, or where that one is
                    last.hang(over[-1], "table", _LIKELY if merged or (second and place not in own) else self.sure)
                    continue
                looks = looks if look in looks[1:] else [*looks, look]
                depth = min(looks.index(look, 1), len(over))
                rank = level(last.label)  # of one rank by words: each in a colour of its own
                alike = (at for at, above in enumerate(over[1:], 1) if rank is not None and level(above.label) == rank)
                depth = next(alike, depth)
                last.hang(over[depth - 1], "table", self.sure if len(looks) == 2 else _LIKELY)
                if place in own:
                    own[place] = [*over[:depth], last]
                else:
                    path = [*over[:depth], last]

    def _places(self, column: _Column) -> dict[int, int]:
        """Which of the columns under a merged cell each cell of its rows stands in, by the id of the cell."""
        cells = sorted((box for row in column.rows if not column.is_merged(row) for box in row), key=lambda box: box.box.x0)
        runs = runs_of(cells, lambda a, b: b.box.x0 - a.box.x0 <= SIDE)
        return {id(box): place for place, run in enumerate(runs) for box in run}

    def _people(self, box: TextBox) -> list[Person]:
        return people_beside(Cell(box.lines, 0, 0, 0, 0, box.box), [], [], self.words, frozenset())

    def _unit(self, box: TextBox) -> Node:
        written, line = written_in(box.lines), box.lines[0]
        label, people = entry_parts(joined(box.lines))
        if written.label and written.people and not (written.items or written.more):
            label, people = written.label, list(written.people)
        node = Node(label, people, box.box, self.page, box.fill, drawn=False, tabled=True, size=line.size, bold=line.bold)
        self.found.nodes.append(node)
        return node
