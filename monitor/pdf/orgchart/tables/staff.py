"""Tables with a row for each person, in which a column says of which unit: « Nom | Fonction | Entité », in any order.

What a column holds is said by its heading, else by what most of its cells are, else by which values come again or head a block.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from monitor.model import Person
from monitor.model.frozen import dataclass, field, replace
from monitor.pdf.ink import bounds, median
from monitor.pdf.lines import joined
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.tables.columns import heading_of, is_aside, is_code, is_like_name, is_like_unit, is_somebody, share
from monitor.pdf.orgchart.tables.grid import Cell, TableGrid
from monitor.pdf.orgchart.tables.tree import TableUnits, go_on, people_beside
from monitor.pdf.orgchart.units.column_heads import heading_holds
from monitor.pdf.orgchart.units.text_boxes import Holds, TableColumn
from monitor.pdf.orgchart.vocabulary import folded, is_role
from monitor.pdf.orgchart.words.name_forms import is_civility, is_particle
from monitor.pdf.orgchart.words.people import OPEN, doubted
from monitor.pdf.orgchart.words.sheet_words import SheetWords, words_of
from monitor.pdf.orgchart.words.wording import unbulleted

_FEWEST_ROWS, _FEWEST_SECTIONS = 4, 2
_MOSTLY, _SOME = 0.6, 0.3  # of a column's cells, those that tell what it holds
_ALL = 0.9  # the same, where hardly one may be missing or another one
_CLOSER = 0.93  # times the distance of two rows: lines of one cell stand no further apart
_ABOVE = 0.9  # how sure a unit's head is: by the other column of its row
_LONGEST_NAME, _SET_SO = 5, 0.8  # words; how sure it is that what stands where names do is one


@dataclass(slots=True)
class _Row:
    """The cells of a person's row by their columns."""

    cells: dict[int, Cell]

    def take(self, below: _Row) -> None:
        """Let the cells of the row *below* be the ends of its own."""
        for column, cell in below.cells.items():
            whole = self.cells[column]
            lines = [*whole.lines, *cell.lines]
            box = bounds([line.box for line in lines])
            self.cells[column] = Cell(lines, whole.top, whole.end, whole.column, whole.until, box, whole.fill)


@dataclass(slots=True)
class _Columns:
    """What the columns of a table hold. `sure`: whether it is told which one says of which unit somebody is."""

    name: int
    units: list[int]  # from the coarsest to the finest
    posts: list[int] = field(default_factory=list)
    before: list[int] = field(default_factory=list)  # civilities or first names
    sure: bool = True


def staff_in(grid: TableGrid, page: int, before: Sequence[TableColumn] = ()) -> TableUnits | None:
    """The units of *grid* with the people in whose rows they are; None where it is no such table or its columns do not tell.

    *before*: the columns of the page before, where such a table may go on here.
    """
    continued = go_on(grid, before)
    heading = heading_of(grid)
    said = {grid.zone(cell): cell.text for cell in grid.cells if cell.top <= heading < cell.end}
    said = said or {number: column.head for number, column in enumerate(before) if continued and column.head}
    of_row: dict[int, dict[int, Cell]] = defaultdict(dict)  # a cell over several rows is in each
    for cell in grid.cells:
        for row in range(cell.top, cell.end):
            if row > heading and cell.until - cell.column == 1:
                of_row[row].setdefault(grid.zone(cell), cell)
    sections = _sections(of_row, grid, heading)
    for section, below in sections:
        for row in below:
            of_row[row][len(grid.columns)] = section
    again = [said[column] for column in sorted(said)]  # the heading's words may come again
    rows = [_Row(cells) for _, cells in sorted(of_row.items()) if len(cells) < 2 or [cells[c].text for c in sorted(cells)] != again]
    rows = rows if grid.ruled else list(_whole(rows))
    if continued:
        held: dict[Holds, list[int]] = defaultdict(list)
        for number, known in enumerate(before):
            held[known.holds].append(number)
        told: _Columns | None = _Columns(held["name"][0], held["unit"], held["post"], held["other"])
    else:
        told = _columns_of(rows, said, grid)
    if told is None or (not (grid.zones or continued or sections) and max(told.units) < told.name):
        return None  # `join_rows` reads drawn cells with titles first
    rows = rows if grid.ruled else list(_joined_below(rows, told))
    named = [row.cells[told.name] for row in rows if told.name in row.cells]
    if len(named) < (1 if continued else _FEWEST_ROWS) or len(named) < _MOSTLY * len(rows):
        return None
    several = [cell for cell in named if len(cell.lines) > 1 and is_somebody(cell.lines[-1].text) and not is_somebody(cell.text)]
    if 2 * sum(not is_role(cell.lines[0].text) for cell in several) > len(named):
        return None  # titles, each over who heads it: columns of units side by side
    found = TableUnits(_units(rows, told, page, words_of([[line] for cell in named for line in cell.lines])), [])
    of: tuple[tuple[Holds, list[int]], ...] = (
        ("name", [told.name]),
        ("unit", told.units),
        ("post", told.posts),
        ("other", told.before),
    )
    kinds = {column: kind for kind, columns in of for column in columns}
    found.columns = [
        TableColumn(*sides, kinds.get(column, "aside"), of_staff=True, head=said.get(column, ""))
        for column, sides in enumerate(grid.columns)
    ]
    found.columns = [] if sections else found.columns
    return found


def _sections(of_row: dict[int, dict[int, Cell]], grid: TableGrid, heading: int) -> list[tuple[Cell, list[int]]]:
    """The cells alone in their rows that say of which unit those below are, with these; their own rows are taken from *of_row*.

    Several stand so, from the first row on, each over at least one of several cells.
    """
    alone = Counter(row for cell in grid.cells for row in range(cell.top, cell.end) if row > heading)
    heads = [cell for cell in grid.cells if alone[cell.top] == 1 and cell.end - cell.top == 1 and not is_like_name(cell.text)]
    heads.sort(key=lambda cell: cell.top)
    rows = sorted(row for row, count in alone.items() if count > 1)
    ends = [*(cell.top for cell in heads), grid.rows][1:]
    parts = [(cell, [row for row in rows if cell.top < row < end]) for cell, end in zip(heads, ends, strict=True)]
    if len(parts) < _FEWEST_SECTIONS or not rows or rows[0] < heads[0].top or not all(below for _, below in parts):
        return []
    for cell in heads:
        of_row.pop(cell.top, None)
    return parts


def staff_of(grids: Sequence[TableGrid], page: int) -> TableUnits | None:
    """The units of several tables, those of one title once; None where one of them is no table of staff."""
    found: list[TableUnits] = []
    for grid in grids:
        table = staff_in(grid, page)
        if table is None:
            return None
        found.append(table)
    first: dict[tuple[int, str], Node] = {}
    same: dict[int, Node] = {}
    for node in (node for table in found for node in table.nodes):
        node.parent = same[id(node.parent)] if node.parent is not None else None
        same[id(node)] = twin = first.setdefault((id(node.parent), folded(node.label)), node)
        if twin is not node:
            twin.people += node.people
    return TableUnits(list(first.values()), found[-1].columns)


def _whole(rows: Sequence[_Row]) -> Iterator[_Row]:
    """*rows*, those that are the next line of broken cells joined to the one above: nearer than rows are, in its columns."""
    most = max((len(row.cells) for row in rows), default=0)
    gaps = [_gap(above, below) for above, below in pairwise(rows) if len(below.cells) >= _MOSTLY * most]
    usual = median(gaps) if gaps else 0.0

    def goes_on(above: _Row, below: _Row) -> bool:
        return _gap(above, below) <= _CLOSER * usual and not any(
            is_somebody(above.cells[column].text) and is_somebody(below.cells[column].text)
            for column in above.cells.keys() & below.cells.keys()
        )

    return _joined(rows, goes_on)


def _gap(above: _Row, below: _Row) -> float:
    """How far the lines of two rows are apart, in a column that both have; any distance without one."""
    shared = above.cells.keys() & below.cells.keys()
    return min((below.cells[c].lines[0].base - above.cells[c].lines[-1].base for c in shared), default=float("inf"))


def _joined_below(rows: Sequence[_Row], told: _Columns) -> Iterator[_Row]:
    """*rows*, those without what nearly all have, a title or a post and a name, joined to the one above."""
    full = {column for column in (told.name, *told.units, *told.posts) if _filled(rows, column) >= _MOSTLY}

    def goes_on(_above: _Row, below: _Row) -> bool:
        lacking = full - below.cells.keys()
        name = below.cells.get(told.name)  # in a column that few rows fill, none
        return len(lacking) > 1 if told.name in lacking else bool(lacking) and not (name and is_like_name(name.text))

    return _joined(rows, goes_on)


def _joined(rows: Sequence[_Row], goes_on: Callable[[_Row, _Row], bool]) -> Iterator[_Row]:
    """*rows*, each that *goes_on* from the one above, and has cells in columns of that one only, joined to it."""
    last: _Row | None = None
    for row in rows:
        if last is not None and row.cells.keys() <= last.cells.keys() and goes_on(last, row):
            last.take(row)
            continue
        if last is not None:
            yield last
        last = row
    if last is not None:
        yield last


# ---------------------------------------------------------------------------------------------------------- what columns hold


def _filled(rows: Sequence[_Row], column: int) -> float:
    return sum(column in row.cells for row in rows) / max(1, len(rows))


def _columns_of(rows: Sequence[_Row], said: Mapping[int, str], grid: TableGrid) -> _Columns | None:
    """What the columns hold; None where no column names somebody in most rows, or none says of which unit."""
    rows = [row for row in rows if len(row.cells) > 1]
    texts = {
        column: [row.cells[column].text for row in rows if column in row.cells]
        for column in sorted({c for row in rows for c in row.cells})
    }
    heads = {column: heading_holds(folded(said.get(column, ""))) for column in texts}
    if len(rows) < _FEWEST_ROWS:
        return None
    before = [column for column, own in texts.items() if share(own, is_civility) >= _MOSTLY or heads[column] == "first name"]
    aside = {column for column, own in texts.items() if share(own, lambda text: is_aside(text) or is_code(text)) >= _MOSTLY}
    aside |= {column for column, head in heads.items() if head == "aside" and share(texts[column], is_like_unit) < _SOME}
    open_ones = [column for column in texts if column not in before and column not in aside]
    headed = [column for column in open_ones if heads[column] == "name"]
    if not (before and len(headed) == 1):
        headed = [column for column in headed if share(texts[column], is_like_name) >= _MOSTLY]
    # The column that names people: the one headed so, else the one with the most that are certain
    free = [column for column in open_ones if heads[column] in (None, "name") and share(texts[column], is_like_name) >= _MOSTLY]
    likely = [column for column in free if len(set(texts[column])) >= _ALL * len(texts[column])]
    certain = [column for column in likely if share(texts[column], is_somebody) >= _SOME]
    most = max(certain or likely, key=lambda column: share(texts[column], is_somebody), default=None)
    name = headed[0] if len(headed) == 1 else most
    if name is None or _filled(rows, name) < _MOSTLY or (grid.zones and grid.zones.count(name) > 1):
        return None
    left = [column for column in open_ones if column != name]
    for own in (texts[column] for column in left):
        if share(own, is_somebody) > _SOME or any(unbulleted(text) is not None for text in own):
            return None  # sheets of units and people side by side
    told = _Columns(name, [], before=before)
    doubtful: list[int] = []
    for column in left:
        roles, units = share(texts[column], is_role), share(texts[column], is_like_unit)
        if heads[column] == "post" or (heads[column] != "unit" and roles >= _MOSTLY):
            told.posts.append(column)
        elif heads[column] == "unit" or (units >= _MOSTLY and not _is_scattered(rows, column)):
            told.units.append(column)
        else:
            doubtful.append(column)
    _settle(told, doubtful, rows, heads)
    if not told.units and len(told.posts) == 1 and any(heads.values()) and not doubtful:
        told.units, told.posts = told.posts, []  # « Nom | Fonction »: a post is what somebody's row is called
    if not told.units or (not any(heads.values()) and not told.sure and len(texts) < len(said)):
        return None
    told.sure = told.sure and (heads[name] == "name" or share(texts[name], is_somebody) >= _MOSTLY)
    return told if told.sure or any(heads.values()) or len(texts) > 2 else None


def _settle(told: _Columns, doubtful: Sequence[int], rows: Sequence[_Row], heads: Mapping[int, Holds | None]) -> None:
    """Say what columns hold whose cells did not tell: by the others, and by their values, which units have in blocks of rows."""
    doubtful = [column for column in doubtful if _filled(rows, column) >= _SOME or _heads_blocks(rows, column)]
    if not told.units and doubtful:
        blocks = [column for column in doubtful if _in_blocks(rows, column)]
        unit = (blocks or [column for column in doubtful if not _is_scattered(rows, column)] or doubtful)[-1]
        doubtful = [column for column in doubtful if column != unit]
        posts = all(_is_scattered(rows, column) and share(_texts(rows, column), is_role) >= _SOME for column in doubtful)
        told.units = [unit]
        told.sure = posts if doubtful else bool(told.posts) or unit in blocks
    if len(told.units) > 1:
        told.units.sort(key=lambda column: len(set(_texts(rows, column))))
        finest = told.units[-1]
        told.units = [
            column
            for column in told.units
            if column == finest or (_nests(rows, column, finest) and (heads[column] == "unit" or not _is_scattered(rows, column)))
        ]
    for column in doubtful:
        if _nests(rows, column, told.units[-1]) and _in_blocks(rows, column):
            told.units.insert(0, column)
            told.sure = False
        elif not told.posts:
            told.posts.append(column)


def _texts(rows: Sequence[_Row], column: int) -> list[str]:
    return [row.cells[column].text for row in rows if column in row.cells]


def _runs(rows: Sequence[_Row], column: int) -> list[str]:
    """The values of a column from top to bottom, those that come again in the next rows once."""
    values = [folded(text) for text in _texts(rows, column)]
    return values[:1] + [below for above, below in pairwise(values) if above != below]


def _in_blocks(rows: Sequence[_Row], column: int) -> bool:
    """Whether each value of a column is that of rows that follow each other, some of several ones."""
    runs = _runs(rows, column)
    return len(runs) < len(rows) and len(runs) == len(set(runs))


def _is_scattered(rows: Sequence[_Row], column: int) -> bool:
    """Whether values come again after others."""
    runs = _runs(rows, column)
    return len(runs) > len(set(runs))


def _heads_blocks(rows: Sequence[_Row], column: int) -> bool:
    """Whether a column is blank in rows that go on with what the row above says."""
    given = [row for row in rows if column in row.cells]
    return len(given) < _ALL * len(rows) and len(_runs(rows, column)) == len({id(row.cells[column]) for row in given})


def _nests(rows: Sequence[_Row], coarse: int, fine: int) -> bool:
    """Whether each value of *fine* stands beside one of *coarse* alone, which has fewer."""
    of: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if coarse in row.cells and fine in row.cells:
            of[folded(row.cells[fine].text)].add(folded(row.cells[coarse].text))
    return bool(of) and all(len(heads) == 1 for heads in of.values()) and len(set(_texts(rows, coarse))) < len(of)


# ------------------------------------------------------------------------------------------------------------ units and people


def _units(rows: Sequence[_Row], told: _Columns, page: int, words: SheetWords) -> list[Node]:
    """The units of *rows*, each once, with the people in whose rows they are; the first without a title where that is above."""
    carried = {column for column in told.units if _heads_blocks(rows, column)}
    found: dict[tuple[str, ...], Node] = {}
    path: list[Cell | None] = [None] * len(told.units)
    for row in rows:
        for depth, column in enumerate(told.units):
            cell = row.cells.get(column)
            if cell is not None and (path[depth] is None or folded(cell.text) != folded(path[depth].text)):  # type: ignore[union-attr]
                path[depth + 1 :] = [None] * (len(path) - depth - 1)
            if cell is not None or column not in carried:
                path[depth] = cell or (path[depth] if depth + 1 < len(path) else None)
        node = _node(found, [cell for cell in path if cell is not None], page, row, sure=told.sure)
        if told.name not in row.cells:
            continue
        name = row.cells[told.name]
        posts = [row.cells[column] for column in told.posts if column in row.cells]
        firsts = [row.cells[column] for column in told.before if column in row.cells]
        whole = name  # its lines are one name, but where each has a civility of its own
        if len(name.lines) > 1 and not all(is_civility(line.text.split()[0]) for line in name.lines):
            line = replace(name.lines[0], text=name.text)
            whole = Cell([line], name.top, name.end, name.column, name.until, name.box, name.fill)
        people = people_beside(whole, firsts, posts, words, frozenset()) or people_beside(whole, [], posts, words, frozenset())
        parts = name.text.split()
        if not people and 1 < len(parts) <= _LONGEST_NAME and all(part[0].isupper() or is_particle(part) for part in parts):
            role = joined([line for cell in posts for line in cell.lines])
            people = [Person(name=name.text, role=role or None, confidence=_SET_SO)]  # as most of its column are
        node.people += people if told.sure and node.label else doubted(people)
    blank = found.pop((), None)
    return [*([blank] if blank and blank.people else []), *found.values()]


def _node(found: dict[tuple[str, ...], Node], path: Sequence[Cell], page: int, row: _Row, *, sure: bool) -> Node:
    """The unit at the end of a *path* of titles, made where it is not yet among those *found*, and those above it."""
    head: Node | None = None
    for depth in range(1 if path else 0, len(path) + 1):
        key = tuple(folded(cell.text) for cell in path[:depth])
        node = found.get(key)
        if node is None:
            cell = path[depth - 1] if depth else next(iter(row.cells.values()))
            node = cell.unit(page, cell.text if depth else "", [])
            node.of_staff, node.title_confidence = True, 1.0 if sure else OPEN
            if head is not None:
                node.hang(head, "table", _ABOVE if sure else OPEN)
            found[key] = node
        head = node
    assert head is not None
    return head
