"""The units that the rows of a table are of, with who heads each and what it hangs under, by what its columns hold.

Titles stand in a column for each level (printed once over their rows, in the first of them, or again in each), or in one column and
set in. Which columns these are, and which row names the columns, is told by what the other rows have in them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from itertools import accumulate, pairwise

from monitor.model import Person
from monitor.model.frozen import dataclass, field, replace
from monitor.pdf.ink import bounds, runs_of
from monitor.pdf.lines import joined
from monitor.pdf.orgchart.arrangement.stacks import is_staff
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.tables.columned import hang_under_first
from monitor.pdf.orgchart.tables.columns import (
    are_one_name,
    falls_in_rank,
    heading_of,
    held_by,
    is_aside,
    is_cut,
    is_like_unit,
    is_somebody,
    is_wide,
    look_of_cell,
    names_kinds,
    scattered_head,
    stands_in_columns,
    start_of,
    with_heads_joined,
)
from monitor.pdf.orgchart.tables.grid import Cell, TableGrid
from monitor.pdf.orgchart.tables.order import depths_of_columns, none_heads_next, put_heads_first
from monitor.pdf.orgchart.tables.ranks import depths_by_words, ranks_by_look, ranks_by_weight, ranks_of_rows
from monitor.pdf.orgchart.tables.rows import read_on, sure_by_last
from monitor.pdf.orgchart.units.column_heads import column_holds, is_of_others
from monitor.pdf.orgchart.units.entries import entry_parts
from monitor.pdf.orgchart.units.legends import is_foot
from monitor.pdf.orgchart.units.numbering import after_mark, depths_of, depths_of_codes
from monitor.pdf.orgchart.units.posts import with_post
from monitor.pdf.orgchart.units.text_boxes import Holds, TableColumn
from monitor.pdf.orgchart.units.written import written_in
from monitor.pdf.orgchart.vocabulary import UNIT_WORDS, folded, is_vacant, level
from monitor.pdf.orgchart.words.broken_names import unbroken
from monitor.pdf.orgchart.words.name_forms import is_first_name, may_be_name
from monitor.pdf.orgchart.words.people import OPEN, doubted
from monitor.pdf.orgchart.words.run_on import begun_at, listed_apart, room_between, run_on_apart
from monitor.pdf.orgchart.words.sheet_words import SheetWords, words_of
from monitor.pdf.orgchart.words.titles import titles_sheet
from monitor.pdf.orgchart.words.wording import unbulleted

_FEWEST_ROWS = 3
_REGULAR = 0.9  # of the rows, those that have a title where the table's order wants one
_FEWEST_NAMED, _NAMED_LAST = 3, 0.5  # cells whose last line names somebody; of those of several lines, where others may, too
_SURE, FOLLOWED, _WORDED = 0.97, 0.9, 0.8  # how sure a parent is: by a cell that spans the row, the title last printed, words
_NEAR, _LEVEL_EM = 4.0, 0.25  # how far apart a column may begin on the next page, points; words that begin at one place
LOW = 9  # below all titles that words tell the rank of
TORN, OVER = 0.5, 0.8  # how sure it is that what stands over a table heads a row of it: a cell of which is blank, any


@dataclass(slots=True)
class TableUnits:
    """What a table says: its units in the order of its rows, and what its columns are, for the table's next page."""

    nodes: list[Node]
    columns: list[TableColumn]
    tops: list[Node] = field(default_factory=list)  # those that hang under nothing in the table
    torn: set[int] = field(default_factory=set)  # of them, those beside a cell whose words stand on another page


def units_in(grid: TableGrid, page: int, before: Sequence[TableColumn] = ()) -> TableUnits | None:
    """The units of *grid*; None where its columns do not tell. *before*: the columns of the page before, where it may go on."""
    continued = go_on(grid, before)
    heading = heading_of(grid)
    cells_of = Counter(cell.top for cell in grid.cells)  # a row with several cells over the heading is a part of it
    over = [cell for cell in grid.cells if cell.top < heading and cells_of[cell.top] == 1]
    over = [cell for cell in over if not (titles_sheet(cell.text) or is_foot(cell.text))]
    heads = {(cell.column, cell.text) for cell in grid.cells if cell.top == heading}
    apart = Counter(cell.top for cell in grid.cells if (cell.column, cell.text) not in heads)
    again = {row for row, count in cells_of.items() if count > 1 and not apart[row]}  # heads printed over each part of the table
    body = [*over, *(cell for cell in grid.cells if cell.top > heading and cell.top not in again)]
    if len({cell.top for cell in body}) < (1 if continued else _FEWEST_ROWS):
        return None
    wide = [cell for cell in body if is_wide(cell, grid, body)]
    narrow = [cell for cell in body if cell not in wide]
    wide = with_heads_joined(wide)
    said = {cell.column: cell.text for cell in grid.cells if cell.top <= heading < cell.end}
    parted = [part for cell in narrow for part in entries_apart(cell)]
    held = [column.holds for column in before] if continued else held_by(parted, said, grid.zones or list(range(len(grid.columns))))
    if held is None or (continued and any(held[cell.column] == "unit" and is_aside(cell.text) for cell in narrow)):
        return None
    held = put_heads_first(grid, narrow, held, said, any(column.turned for column in before) if continued else None)
    said = {cell.column: cell.text for cell in grid.cells if cell.top <= heading < cell.end}
    spanned = grid.ruled and not wide and any(cell.end - cell.top > 1 for cell in narrow)
    tells = continued or spanned or names_kinds(narrow, said) or (grid.ruled and falls_in_rank(narrow, held))
    if held.index("unit") > held.index("name") if "name" in held else not tells:
        # A table of people, but where its heads say which column is of units, each of them once, and no post is beside a name
        told = [(kind, column_holds(folded(said.get(column, "")))) for column, kind in enumerate(held) if kind in ("unit", "name")]
        titles = [folded(cell.text) for cell in narrow if held[cell.column] == "unit"]
        once = held.count("unit") == 1 and "post" not in held and len(set(titles)) == len(titles)
        if not once or "name" not in held or any(kind != head for kind, head in told):
            return None
    if not continued and scattered_head(narrow, held):
        return None
    loose = none_heads_next(grid, narrow, held, said)
    if not (grid.ruled or continued or loose or stands_in_columns(grid, narrow, held)):
        return None
    listed = max(column for column, kind in enumerate(held) if kind == "unit") if held.count("unit") > 1 else -1
    rooms = {id(cell): _room_in(cell, grid) for cell in narrow if cell.column == listed}
    lists = sum(len(entries_apart(cell, rooms[id(cell)])) > 1 for cell in narrow if id(cell) in rooms) > 1
    narrow = [
        part
        for cell in narrow
        for part in (entries_apart(cell, rooms.get(id(cell), 0.0), lists=lists) if held[cell.column] == "unit" else [cell])
    ]
    table = _Table(grid, page, held, narrow, wide, [cell for cell in grid.cells if cell.top == heading])
    table.continued = continued
    table.looks = dict(next((column.looks for column in before if column.holds == "unit"), ())) if continued else {}
    found = table.read()
    if found is not None and loose:
        for node in found.nodes:
            node.confidence = min(node.confidence, TORN)
    return found


def _room_in(cell: Cell, grid: TableGrid) -> float:
    return room_between(cell.lines, grid.columns[cell.column][0], grid.columns[cell.until - 1][1])


def entries_apart(cell: Cell, room: float = 0.0, *, lists: bool = False) -> list[Cell]:
    """*cell* without the list in it, if it has other words, and a cell for each entry of that, without its bullet.

    *room*: how wide a line may be, where entries may have no bullets; *lists*: whether others of its column are such lists.
    """
    lines = run_on_apart(cell.lines, least=(2 if lists else _FEWEST_ROWS) if room else 0)
    begun = [place for place, line in enumerate(lines) if unbulleted(line.text) is not None]
    if not begun and (listed := listed_apart(lines, room, known=lists)):
        begun = [0, *accumulate(len(part) for part in listed[:-1])]
    if not begun:
        return [cell]
    said = [replace(line, text=unbulleted(line.text) or line.text) for line in lines]
    starts = [*([0] if begun[0] else []), *begun, len(said)]
    parts = [Cell(said[a:b], cell.top, cell.end, cell.column, cell.until, cell.box, cell.fill) for a, b in pairwise(starts)]
    for part in parts[-len(begun) :]:
        part.listed = 1 + bool(begun[0])
        part.box = bounds([line.box for line in part.lines])
    return parts


def go_on(grid: TableGrid, before: Sequence[TableColumn]) -> bool:
    """Whether each column of *grid* is one of those *before*; then note in *grid* which, and those that are blank on this page."""

    def place(x0: float, x1: float) -> int:
        near = (abs(column.x0 - x0) <= _NEAR and (not grid.ruled or abs(column.x1 - x1) <= _NEAR) for column in before)
        return next((n for n, fits in enumerate(near) if fits), -1)

    places = [place(*sides) for sides in grid.columns]
    if not before or -1 in places or places != sorted(set(places)):
        return False
    for cell in grid.cells:
        cell.column, cell.until = places[cell.column], places[cell.until - 1] + 1
    grid.columns = [(column.x0, column.x1) for column in before]
    grid.zones = []
    return True


# ------------------------------------------------------------------------------------------------------------ rows and units


@dataclass(slots=True)
class _Placed:
    """A unit with the cell that it was read from and the depth of its column."""

    node: Node
    cell: Cell
    key: str


class _Table:
    def __init__(
        self, grid: TableGrid, page: int, held: Sequence[Holds], cells: Sequence[Cell], wide: list[Cell], heading: list[Cell]
    ) -> None:
        self.grid, self.page, self.held, self.wide, self.cells, self.heading = grid, page, held, wide, cells, heading
        self.levels = [column for column, kind in enumerate(held) if kind == "unit"]
        self.names = [column for column, kind in enumerate(held) if kind == "name"]
        named = [cell for cell in cells if held[cell.column] == "name"]
        # Rows in which each of several lines is somebody: a title of as many lines there may be as many titles
        self.several = {
            (o.top, len(o.lines)) for o in named if len(o.lines) > 1 and all(is_somebody(line.text) for line in o.lines)
        }
        self.words: SheetWords = words_of([[line] for cell in named for line in cell.lines])
        self.vacancies = {key for key, often in Counter(folded(cell.text) for cell in named).items() if often > 1}
        self.indents = sorted(x0 for x0, _ in grid.columns)
        # Of columns with titles right of them: one over two rows in the last may only have two people
        self.spanned = {cell.column for cell in cells if cell.end - cell.top > 1 and cell.column < self.levels[-1]}
        self.heads = {cell.column: cell.text for cell in heading if cell.until - cell.column == 1}
        self.of_others = {head for head in self.heads.values() if is_of_others(folded(head))}
        # Right of all names, under words that are no kind of unit's: « Ce que nous faisons », what units do
        self.untold = {
            column
            for column in self.levels
            if self.names and self.levels[0] < self.names[-1] < column and column in self.heads
            if UNIT_WORDS.isdisjoint(folded(self.heads[column]).split())
        }
        self.path: dict[float, _Placed] = {}
        self.found = TableUnits([], [])
        self.last: Node | None = None
        self.begun = False  # below the rows over all columns that the table begins with
        self.continued = False
        self.worded = False  # words tell how deep titles stand
        self.looks: dict[object, int] = {}  # of rows, each with how deep these stand
        self.sure_under_first = FOLLOWED
        self.marked = False  # the numbers before titles tell how deep these stand, as in a list
        lasts = [cell.lines[-1].text for cell in cells if held[cell.column] == "unit" and len(cell.lines) > 1]
        self.named_last = sum(map(is_somebody, lasts)) >= max(_FEWEST_NAMED, _NAMED_LAST * len(lasts))  # under their titles

    def read(self) -> TableUnits | None:
        depths = self._depths()
        if depths is None:
            return None
        of_level = [{cell.top for cell in self.cells if cell.column == column} for column in self.levels]
        self.followed = FOLLOWED if self.continued else sure_by_last([rows for rows in of_level if rows])
        starting: dict[int, list[Cell]] = defaultdict(list)
        for cell in (*self.cells, *self.wide):
            starting[cell.top].append(cell)
        without = titled = 0
        for row in sorted(starting):
            cells = sorted(starting[row], key=lambda cell: cell.column)
            units = [cell for cell in cells if cell in self.wide or self.held[cell.column] == "unit"]
            begun = [(cell, self._unit(cell, depths[id(cell)] + (cell.listed == 2) / 2)) for cell in units]
            for cell, node in begun:
                node.doubted = node.doubted or is_cut(cell, cells)
            titled += bool(begun)
            # A ruled row that only names somebody tells who else is in the unit above: « | | Mme Roy | Adjointe »
            right = self.held[cells[0].column] == "post" and cells[0].column > self.levels[0]
            named = cells[0].column in self.names or (right and any(cell.column in self.names for cell in cells))
            without += not (begun or (self.grid.ruled and len(self.heading) > 1 and named))
            self._take_people(cells, [one for one in begun if not one[0].listed] or begun)
        if without > (1 - _REGULAR) * (titled + without) and without > 1:
            return None
        if not (self.continued or any(node.parent is not None for node in self.found.nodes)) and len(self.levels) > 1:
            return None
        if not (self.continued and self.looks):
            hang_under_first(self.found.tops, OVER)
        self.found.tops = [node for node in self.found.tops if node.parent is None]
        columns = sorted(zip(self.grid.columns, self.held, strict=True))
        turned, of_kind = self.indents != [x0 for x0, _ in self.grid.columns], {"unit": tuple(self.looks.items())}
        self.found.columns = [TableColumn(*at, kind, looks=of_kind.get(kind, ()), turned=turned) for at, kind in columns]
        return self.found

    def _depths(self) -> dict[int, int] | None:
        """How deep each title stands: by its column and look, or by how far it is set in or its number where there is one column.

        Rows over the whole table by their words, if all tell and the first is of the highest; else by looks.
        """
        wide = sorted(self.wide, key=lambda cell: cell.top)
        told = [level(self._written(cell)[0]) for cell in wide]
        of_rows = sorted({rank for rank in told if rank is not None})
        if None in told or not told or told[0] != of_rows[0]:
            looks = ranks_by_look(wide, {cell.top for cell in self.cells}) or [0] * len(wide)
            over = {id(cell): depth - max(looks) - 1 for cell, depth in zip(wide, looks, strict=True)}
        else:
            over = {id(cell): of_rows.index(rank) - len(of_rows) for cell, rank in zip(wide, told, strict=True) if rank is not None}
        if len(self.levels) > 1:
            titles = sorted((cell for cell in self.cells if cell.column in self.levels), key=lambda o: (o.top, o.column))
            depth_of_column = depths_of_columns(titles, self.levels, self.heads)
            at = [depth_of_column[cell.column] for cell in titles]
            return {id(cell): depth for cell, depth in zip(titles, ranks_by_weight(titles, at) or at, strict=True)} | over
        titles = sorted((cell for cell in self.cells if cell.column == self.levels[0]), key=lambda cell: cell.top)
        self.marked = bool(own := depths_of([cell.text for cell in titles]))
        beside = [{c.top: c.text for c in self.cells if c.column == n} for n, kind in enumerate(self.held) if kind == "aside"]
        counted = (depths_of_codes([by_row.get(cell.top, "") for cell in titles]) for by_row in beside)
        if numbers := own or next(filter(None, counted), []):  # or by the numbers in another column of their rows
            return {id(cell): -1 if depth is None else depth for cell, depth in zip(titles, numbers, strict=True)} | over
        groups = runs_of(sorted(titles, key=start_of), lambda a, b: start_of(b) - start_of(a) <= _LEVEL_EM * b.lines[0].size)
        depth_of = {id(cell): depth for depth, group in enumerate(groups) for cell in group}
        steps = all(depth_of[id(below)] <= depth_of[id(above)] + 1 for above, below in pairwise(titles))
        if len(groups) > 1 and steps and all(len(group) > 1 for group in groups[1:]):
            return {**depth_of, **over}
        by_look = self._depths_by_look(titles) if len(groups) == 1 else {}
        ranks, sure = depths_by_words(titles, looked=bool(by_look)) if len(groups) == 1 and not self.wide else ([], False)
        if by_look and ranks in ([], [*by_look.values()]):
            return by_look | over
        if ranks:
            of_look: dict[object, int] = dict(zip(map(look_of_cell, titles), ranks, strict=True))
            one_each = all(of_look[look_of_cell(cell)] == rank for cell, rank in zip(titles, ranks, strict=True))
            self.looks, self.worded = of_look if one_each else {}, not sure
            return dict(zip(map(id, titles), ranks, strict=True))
        alike = len({look_of_cell(cell) for cell in titles}) == 1
        if self.names and self.heads:  # fills alone may lead the eye
            alike = len({look_of_cell(cell)[:-1] for cell in titles}) == 1
        # whoever stands beside a title is of it, though nothing heads anything
        by_rows = bool(self.names) and bool(self.heads or not self.grid.ruled)
        return {**depth_of, **over} if (self.wide or by_rows) and len(groups) == 1 and alike else None

    def _depths_by_look(self, titles: Sequence[Cell]) -> dict[int, int]:
        """How deep *titles* stand by what sets their rows off, {} where that does not tell; as on the page before, if any.

        The first row that stands out heads the others, where its words say so, or those of the others, which are all of one kind.
        """
        ranks = [self.looks.get(look_of_cell(cell), -1) for cell in titles] if self.looks else ranks_of_rows(titles)
        if not ranks or -1 in ranks:
            return {}
        if not any(level(cell.text) is not None for cell in titles):
            # below a plain one, or of people with the posts of those below, rows that stand out may only be new or vacant
            rank_of = {cell.top: rank for cell, rank in zip(titles, ranks, strict=True)}
            posts = {(cell.text, rank_of.get(cell.top) == 0) for cell in self.cells if self.held[cell.column] == "post"}
            shared = len({text for text, _ in posts}) < len(posts)
            self.sure_under_first = OVER if shared or ranks[0] == max(ranks) else FOLLOWED
        if ranks[:2] == [0, 0] and not (self.looks or self.wide):
            first, *others = [cell.text for cell, rank in zip(titles, ranks, strict=True) if rank == 0]
            kinds = [{level(text) or folded(text).split()[0] for text in some} for some in ([first], others)]
            odd = len(kinds[1]) == 1 and kinds[0] != kinds[1] and len(others) > 1 and not is_staff(first)
            if odd or _may_head(first, others[0]):
                known = level(first) is not None
                self.sure_under_first = FOLLOWED if known else OVER if _may_head(first, others[0]) else TORN
                ranks = [0, *(rank + 1 for rank in ranks[1:])]
        self.looks = {look_of_cell(cell): rank for cell, rank in zip(titles, ranks, strict=True)}
        return {id(cell): rank for cell, rank in zip(titles, ranks, strict=True)}

    def _unit(self, cell: Cell, depth: float) -> Node:
        """The unit that a cell is of: that of the row above, where its title is printed again; else a new one, in its place."""
        key = folded(cell.text)
        known = self.path.get(depth)
        if known is not None and known.key == key:
            self.last = known.node
            return known.node
        label, people = self._written(cell)
        line = cell.lines[0]
        node = cell.unit(self.page, label, people)
        node.tabled, node.indent = bool(self.names), self.indents[cell.column] if len(self.levels) > 1 else line.frame.x0
        several = (cell.top, len(cell.lines)) in self.several and not (read_on(cell.lines) or is_somebody(cell.lines[-1].text))
        last = cell.column == self.levels[-1] > self.levels[0]
        begun = last and begun_at(cell.lines, _room_in(cell, self.grid))
        node.doubted = bool(cell.column in self.untold or several or begun)
        if depth < 0:
            node.indent = self.grid.box.x0 - 2 * line.size
        elif self.looks:  # a row in a look of less depth heads those on the next page, too
            node.indent = self.indents[cell.column] + depth * line.size
        # a title to the left is that of the rows which it spans, else of those up to the next one
        spanning = self.spanned if self.grid.ruled else set()
        higher = [(at, placed.cell) for at, placed in sorted(self.path.items()) if at < depth]
        over = [at for at, head in higher if at < 0 or head.column not in spanning or head.end > cell.top]
        self.begun = self.begun or depth >= 0
        if known is not None and not self.begun and _may_head(known.node.label, label):
            node.hang(known.node, "table", OVER)
        elif over:
            head = self.path[over[-1]]
            spans = head.cell.end > cell.top and head.cell.end - head.cell.top > 1
            followed = self.sure_under_first if over[-1] == 0 else self.followed
            node.hang(head.node, "table", _SURE if spans else _WORDED if self.worded else min(followed, self.followed))
        else:
            self.found.tops.append(node)
            if depth > 0 and self.spanned:
                self.found.torn.add(id(node))
        self.path = {at: placed for at, placed in self.path.items() if at < depth} | {depth: _Placed(node, cell, key)}
        self.found.nodes.append(node)
        self.last = node
        return node

    def _written(self, cell: Cell) -> tuple[str, list[Person]]:
        label, people = entry_parts(after_mark(cell.text) or cell.text if self.marked else cell.text)
        written, last = written_in(cell.lines), cell.lines[-1].text
        if people:  # « Kulturamt », « Leitung: Frau Roy » on a line of its own: a post, no words of the title
            whole = len(cell.lines) > 1 and written.label and written.people and not (written.items or written.more)
            return (written.label, list(written.people)) if whole and not self.marked else (label, people)
        if self.named_last and not written.people and len(cell.lines) > 1 and may_be_name(last) and not is_like_unit(last):
            return joined(cell.lines[:-1]), [Person(name=last, confidence=OPEN)]
        if written.items or written.more or not written.label or (self.marked and not written.people):
            return label, []
        return written.label, list(written.people)

    # ------------------------------------------------------------------------------------------------------------ people

    def _take_people(self, cells: Sequence[Cell], begun: Sequence[tuple[Cell, Node]]) -> None:
        left = last = -1
        firsts = [cell for cell in cells if self.held[cell.column] == "first name"]
        posts = [cell for cell in cells if self.held[cell.column] == "post" and cell not in self.wide]
        for column in self.names:
            name = next((cell for cell in cells if cell.column == column and cell not in self.wide), None)
            left = last if any(last < unit < column for unit in self.levels) else left  # « Responsable | Adjoint » are of one unit
            between = [one for one in begun if left < one[0].column < column]
            between = between or ([*begun] if 1 in (len(self.names), len(self.levels)) else [])
            last = column
            if name is None:
                continue
            own = [first for first in firsts if min(self.names, key=lambda n: abs(n - first.column)) == column]
            people = people_beside(name, own, posts, self.words, self.vacancies)
            head = self.heads.get(column, "")
            if len(self.names) > 1 and head in self.of_others:
                # « Adjoint(e) »: who is named there is no head, nor is that post vacant
                people = [replace(person, role=person.role or head) for person in people if not person.vacant]
            # Of whom a row is: of the title that spans the same rows, else of the last one that begins in it
            if not between:  # one more of the last unit, surely where rules show that its cell is beside this one, too
                owner = self.last
                beside = [placed.cell for placed in self.path.values() if placed.node is owner]
                sure = self.grid.ruled and any(cell.top <= name.top and name.end <= cell.end for cell in beside)
            else:
                same = [node for cell, node in between if (cell.top, cell.end) == (name.top, name.end)]
                owner = same[-1] if same else between[-1][1]
                sure = not (owner.doubted and (name.top, len(name.lines)) in self.several)
            if owner is None:
                continue
            new = [person for person in (people if sure else doubted(people)) if person not in owner.people]
            deputies = [] if head in self.of_others else [person for person in owner.people if person.role in self.of_others]
            owner.people = [*(person for person in owner.people if person not in deputies), *new, *deputies]


def _may_head(over: str, label: str) -> bool:
    """Whether of two rows over a whole table the upper one heads the other: « Le maire », « Direction générale »."""
    upper, lower = level(over), level(label)
    if upper is None and lower is None:
        return not is_staff(over) and folded(over).split()[0] != folded(label).split()[0]
    return upper is not None and upper < (lower if lower is not None else LOW)


def people_beside(
    name: Cell, firsts: Sequence[Cell], posts: Sequence[Cell], words: SheetWords, vacancies: Container[str]
) -> list[Person]:
    """Who is named in a cell, with the post in the cell beside; *vacancies*: what tells, folded, that nobody is."""
    lines = [line.text for line in unbroken(name.lines, within=name.box.width, words=words, people=True)]
    if not any(map(str.isalnum, name.text)):
        return []  # « – »
    if firsts:
        lines = [f"{firsts[0].text} {name.text}"]
    for said in (lines, [name.text]):
        named = [words.named_in(text) for text in said]
        if all(one is not None for one in named):
            break
    people = [person for one in named if one is not None for person in one.people] if None not in named else []
    if not people:
        written = written_in(name.lines)
        people = [replace(p, role=p.role or written.label or None) for p in written.people]
    given = firsts[0].text if firsts else ""
    vacant = any(map(is_vacant, (name.text, f"{name.text} {given}", f"{given} {name.text}")))
    if not people and (vacant or folded(name.text) in vacancies):
        people = [Person(name="", vacant=True, confidence=1.0 if vacant else OPEN)]
    if not people and (are_one_name(given, name.text) if given else may_be_name(name.text)):
        people = [Person(name=lines[0] if given else name.text)]
    if not (people or given) and is_first_name(name.text):
        people = [Person(name=name.text, confidence=OPEN)]
    role = joined([line for cell in posts for line in cell.lines]) if posts else ""
    if role and not is_vacant(role):
        people = [with_post(person, role, name.text) for person in people]
    return people
