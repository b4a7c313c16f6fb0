"""The rows and columns of a table: from its cells where they are drawn, else from its rules and from how its words stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from monitor.model import Person
from monitor.model.frozen import dataclass, field, replace
from monitor.pdf.ink import SIDE, Box, Colour, Grid, Letter, bounds, median, runs_of
from monitor.pdf.lines import Line, joined, lines_of
from monitor.pdf.orgchart.marks.drawing import Segment
from monitor.pdf.orgchart.marks.strokes import Rule, level_rules
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.tables.rows import Span, edges_of, joined_bands, parted_in_rows, place_of, ruled_rows
from monitor.pdf.orgchart.units.legends import are_column_names, is_foot
from monitor.pdf.orgchart.units.text_boxes import PageText, TableColumn, TextBox
from monitor.pdf.orgchart.vocabulary import KINDS, folded, is_vacant, starts_like_unit
from monitor.pdf.orgchart.words.people import is_name
from monitor.pdf.orgchart.words.titles import names_chart
from monitor.pdf.orgchart.words.wording import LEADERS

DARK = 500  # of 765: the most of a dark ground
_LEAST_ROWS, _LEAST_COLUMNS = 4, 2
_COVERED = 0.6  # of a table's rows and columns, those that cells fill
_OF_PAGE = 0.6  # of a page's letters, those of its table
_HEADING = 1.6  # times the usual size: the page's title
_WHITE_EM = 0.6  # between two columns, at least
_LEVEL_EM = 0.2  # between words that begin at one place
_ALIGNED = 0.75  # of a column's cells, those that begin, end or stand in the middle where others do
_STEPPED = 0.9  # the same, of one in which words are set in by level
_BESIDE_EM = 0.85  # lines of one row, broken or not, stand no further below each other
_FEWEST_STEPS = 3  # words at each place of a column in which they are set in by level
_WORD_EM, _BETWEEN_EM = 0.15, 0.4  # between words, and between columns where several lines begin
_FEW = 0.06  # of the rows of a table, those over several columns that are none of it
_OF_FIGURES = 0.8  # of the cells of a column of figures, those without a letter, at least
_OFTEN = 0.3  # of all rows, those with words that begin at a place which parts them from those before, however near
_FLUSH_EM = 0.05
_ROW_BETWEEN = 0.5  # times the height of the lowest fill: a row without one stands between two of them
_SET_IN = 0.3  # of the width of bars, how far others stand further in at most
_BOXED = 0.5  # of a page's letters, those in boxes: with more, no table without cells is looked for
_LED = 0.3  # of the rows of words, those with dots that lead from a title to a name: lines, which join what a table parts
_SIDE_BY_SIDE = 0.5  # of the rows of a table without cells, those with words in several columns


@dataclass(slots=True, eq=False)
class Cell:
    """Words of a table, in rows `top` to before `end`, and the columns from `column` to before `until`."""

    lines: list[Line]
    top: int
    end: int
    column: int
    until: int
    box: Box
    fill: Colour | None = None
    listed: int = 0  # 1: an entry of a list in a cell of the table, 2: under a title in it
    text: str = ""  # of its lines

    def __post_init__(self) -> None:
        self.text = joined(self.lines)

    def unit(self, page: int, label: str, people: list[Person]) -> Node:
        """The unit that the cell is of, set as its first line is."""
        line = self.lines[0]
        return Node(label, people, self.box, page, self.fill, drawn=False, tabled=True, size=line.size, bold=line.bold)


@dataclass(slots=True)
class TableGrid:
    """A table: `columns` from side to side; `ruled`: whether its rows are drawn."""

    cells: list[Cell]
    rows: int
    columns: list[Span]
    box: Box
    ruled: bool = True
    zones: list[int] = field(default_factory=list)  # for each column the first of those that share its width, one for each level

    def zone(self, cell: Cell) -> int:
        """The first of the columns that share a cell's width with its own."""
        return self.zones[cell.column] if self.zones else cell.column


def grid_in(text: PageText, letters: Sequence[Letter], rules: Sequence[Rule], before: Sequence[TableColumn]) -> TableGrid | None:
    """The table that most words of a page stand in; None where there is none.

    *letters*: all of the page; *rules*: those that run along its width; *before*: the columns of the table that may go on here.
    """
    bars = [box for box in text.boxes if box.lines and box.fill is not None and not box.inner]
    left, right = min((o.box.x0 for o in bars), default=0.0), max((o.box.x1 for o in bars), default=0.0)
    bars = [box for box in bars if abs(box.box.x1 - right) <= SIDE]
    if 2 * sum(left + o.lines[0].size < o.box.x0 < left + _SET_IN * (right - left) for o in bars) > len(bars) and not before:
        return None  # set in under others: no rows of a table, whose cells begin where its columns do
    boxed = sum(len(line.text) for box in text.boxes for line in box.lines)
    printed = boxed + sum(len(line.text) for line in text.free)
    striped = striped_rows(text, before)
    banded = sum(len(line.text) for box in striped for line in box.lines)
    sides = [
        Segment(x0, at, x1, at, 0.0, dashed=False, path=0)
        for x0, top, x1, bottom in (box.box for box in text.boxes if box.fill is not None)
        for at in (top, bottom)
    ]
    for found in (
        _of_cells(text, before),
        _of_words(_parted(letters), rules, before, level_rules(sides)) if boxed - banded <= _BOXED * printed else None,
    ):
        starts = [x0 for x0, _ in found.columns] if found is not None else []
        goes_on = len(starts) == len(before) and all(abs(x - o.x0) <= SIDE for x, o in zip(starts, before, strict=True))
        if found is not None and ((goes_on and found.ruled) or sum(len(cell.text) for cell in found.cells) >= _OF_PAGE * printed):
            found.box = bounds([found.box, *(box.box for box in striped)])
            found.cells.sort(key=lambda cell: (cell.top, cell.column))  # filled ones may be drawn before all others
            dark = Grid((box.box, box.fill) for box in text.boxes if box.fill is not None and sum(box.fill) < DARK)
            for cell in found.cells:  # what is light may lead the eye from row to row
                cell.fill = cell.fill or next(iter(dark.at(cell.box.cx, cell.box.cy)), None)
            return found
    return None


def striped_rows(text: PageText, before: Sequence[TableColumn] = (), *, apart: bool = False) -> list[TextBox]:
    """The fills behind rows of a page, of one width, with words side by side; [] where these are few.

    Each cell of a row may have one of its own. *before*: see `grid_in`; *apart*: if behind every other row only.
    """
    of_row: dict[tuple[int, int], list[TextBox]] = defaultdict(list)
    for number, box in enumerate(text.boxes):
        if box.lines:
            one_of_several = box.fill is not None and box.stroke is None and not box.inner
            of_row[(round(box.box.top), round(box.box.bottom)) if one_of_several else (-1, number)].append(box)
    of_sides: dict[tuple[int, int], list[list[TextBox]]] = defaultdict(list)
    for row in of_row.values():
        over = bounds([box.box for box in row])
        whole = sum(box.box.width for box in row) >= over.width - SIDE * len(row)
        if whole and len({round(line.frame.x0) for box in row for line in box.lines}) > 1:
            of_sides[round(over.x0), round(over.x1)].append(row)
    most = max(of_sides.values(), key=len, default=[])
    rows = sorted(most, key=lambda row: row[0].box.top)
    least = _ROW_BETWEEN * min((row[0].box.height for row in rows), default=0.0)
    if apart and any(below[0].box.top - above[0].box.bottom < least for above, below in pairwise(rows)):
        return []
    bases = [[round(line.base) for box in row for line in box.lines] for row in rows]
    level_with = [len(set(at)) < len(at) for at in bases]
    few = sum(level_with) < (1 if before else _LEAST_ROWS)
    return [] if few else [box for row, level in zip(rows, level_with, strict=True) if level for box in row]


def grids_in(text: PageText, letters: Sequence[Letter], rules: Sequence[Rule]) -> list[TableGrid]:
    """The tables of words one under another that begin with the same headings, each with columns of its own; [] without."""
    bands: dict[tuple[str, ...], list[list[Line]]] = defaultdict(list)
    for band in _bands([line for line in text.free if line.angle == 0]) if not any(box.lines for box in text.boxes) else ():
        if len(band) > _LEAST_COLUMNS:
            bands[tuple(line.text for line in band)].append(band)
    heads = max(bands.values(), key=len, default=[])
    if len({tuple(round(line.frame.x0 / line.size) for line in band) for band in heads}) < 2:
        return []  # none comes again, or all of its columns go on below
    lines = _parted(letters)
    tops = [min(line.box.top for line in band) for band in heads]
    parts = [[line for line in lines if top <= line.box.cy < end] for top, end in pairwise([*tops, float("inf")])]
    found = [grid for part in parts if (grid := _of_words(part, rules)) is not None]
    covered = sum(len(cell.text) for grid in found for cell in grid.cells)
    return found if len(found) == len(parts) and covered >= _OF_PAGE * sum(len(line.text) for line in lines) else []


# ------------------------------------------------------------------------------------------------------------------ drawn cells


def _of_cells(text: PageText, before: Sequence[TableColumn]) -> TableGrid | None:
    """The largest group of drawn cells that stand side by side and over each other without a gap."""
    whole = [box for box in text.boxes if box.lines and not box.inner and (box.lines[0].angle == 0 or _says_a_unit(box.lines))]
    drawn = list(parted_in_rows(whole, surely=True))
    known = {id(box): box for box in drawn}
    pieces: list[tuple[Box, int]] = [(box.box, id(box)) for box in drawn] + [(box, 0) for box in text.empty]
    groups = _glued([box for box, _ in pieces])
    if not groups:
        return None
    said = [sum(len(line.text) for line in known[of].lines) if of else 0 for _, of in pieces]
    group = max(groups, key=lambda group: sum(said[n] for n in group))
    boxes = [pieces[n] for n in group]
    across = edges_of([x for box, _ in boxes for x in (box.x0, box.x1)])
    down = edges_of([y for box, _ in boxes for y in (box.top, box.bottom)])
    rows, columns = len(down) - 1, len(across) - 1
    least = 1 if before else _LEAST_ROWS
    if rows < least or columns < _LEAST_COLUMNS:
        return None
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for box, of in boxes:
        top, end, left, until = (
            place_of(box.top, down),
            place_of(box.bottom, down),
            place_of(box.x0, across),
            place_of(box.x1, across),
        )
        places = {(row, column) for row in range(top, end) for column in range(left, until)}
        if not places or places & taken:
            continue
        taken |= places
        if of:
            cells.append(Cell(known[of].lines, top, end, left, until, box, known[of].fill))
    if len(taken) < _COVERED * rows * columns or len(cells) < least:
        return None
    first = [cell for cell in cells if cell.top == 0]
    if any(len(cell.lines) > 1 for cell in first) and are_column_names([cell.lines[0].text for cell in first]):
        for cell in cells:  # no rule parts the columns' names from the first row
            cell.top, cell.end, rows = cell.top + (cell not in first), cell.end + 1, len(down)
        below = [replace(cell, lines=cell.lines[1:], top=1) for cell in first if len(cell.lines) > 1]
        heads = [replace(cell, lines=cell.lines[:1], end=1) for cell in first]
        cells = [*heads, *below, *(cell for cell in cells if cell not in first)]
    return TableGrid(cells, rows, list(pairwise(across)), bounds([box for box, _ in boxes]))


def _says_a_unit(lines: Sequence[Line]) -> bool:
    """Whether words written upwards are of a unit, by their first ones or by who is named beneath: no year, floor or date."""
    first, named = lines[0].text, any(is_name(line.text) or is_vacant(line.text) for line in lines[1:])
    return (named and not is_name(first)) or (starts_like_unit(first) and folded(joined(lines)) not in KINDS)


def _glued(boxes: Sequence[Box]) -> list[list[int]]:
    """Numbers of *boxes* that hang together by their sides."""
    grid = Grid((box, number) for number, box in enumerate(boxes))
    group = list(range(len(boxes)))

    def root(number: int) -> int:
        while group[number] != number:
            group[number] = group[group[number]]
            number = group[number]
        return number

    for number, a in enumerate(boxes):
        for other in grid.near(a, SIDE):
            b = boxes[other]
            beside = min(abs(a.x1 - b.x0), abs(a.x0 - b.x1)) <= SIDE and min(a.bottom, b.bottom) - max(a.top, b.top) > SIDE
            over = min(abs(a.bottom - b.top), abs(a.top - b.bottom)) <= SIDE and min(a.x1, b.x1) - max(a.x0, b.x0) > SIDE
            if other != number and (beside or over):
                group[root(number)] = root(other)
    found: dict[int, list[int]] = defaultdict(list)
    for number in range(len(boxes)):
        found[root(number)].append(number)
    return list(found.values())


# ------------------------------------------------------------------------------------------------------------- words in columns


def _parted(letters: Sequence[Letter]) -> list[Line]:
    """The lines that *letters* form where columns stand close: parted by less white than words of a heading may have between them.

    Where words of several lines begin, still less parts them; a place where nothing but whole lines begin is a level of one column.
    """
    upright = [letter for letter in letters if letter.angle == 0 and not letter.text.isspace()]
    rows: list[list[list[Letter]]] = []
    base = float("-inf")
    for letter in sorted(upright, key=lambda o: (round(o.base, 1), o.x0)):
        word = rows[-1][-1] if rows and abs(letter.base - base) <= 0.1 * letter.size else None
        if word is None:
            rows.append([[letter]])
        elif letter.x0 - word[-1].x1 > _WORD_EM * letter.size:
            rows[-1].append([letter])
        else:
            word.append(letter)
        base = letter.base
    starts: dict[int, list[float]] = defaultdict(list)
    within: set[int] = set()
    for row in rows:
        for before, word in zip([None, *row], row, strict=False):
            if before is None or word[0].x0 - before[-1].x1 > _WHITE_EM * word[0].size:
                place = round(word[0].x0 / (_LEVEL_EM * word[0].size))
                starts[place].append(word[0].x0)
                within.update(() if before is None else (place,))
    often = [median(places) for place, places in starts.items() if place in within and len(places) >= _OFTEN * len(rows)]
    lines: list[Line] = []
    for row in rows:
        parts: list[list[list[Letter]]] = []
        for word, cut in ((part, place > 0) for whole in row for place, part in enumerate(_cut(whole, often))):
            gap = word[0].x0 - parts[-1][-1][-1].x1 if parts else float("inf")
            place = round(word[0].x0 / (_LEVEL_EM * word[0].size))
            others = starts.get(place, [])
            flush = (
                place in within
                and len(others) >= _OFTEN * len(rows)
                and abs(word[0].x0 - median(others)) <= _FLUSH_EM * word[0].size
            )
            least = _WORD_EM if flush else _BETWEEN_EM if len(others) >= _LEAST_ROWS else _WHITE_EM
            if cut or gap > least * word[0].size:
                parts.append([])
            parts[-1].append(word)
        for part in parts:
            lines += lines_of([letter for word in part for letter in word], gap_em=_WHITE_EM)
    return lines


def _cut(word: Sequence[Letter], starts: Sequence[float]) -> list[list[Letter]]:
    """*word* in two where a column begins at one of its capitals behind a small letter: a title that fills its cell, and a name."""
    for at, (before, letter) in enumerate(pairwise(word), 1):
        begins = before.text.islower() and letter.text.isupper()
        if begins and any(abs(letter.x0 - start) <= _FLUSH_EM * letter.size for start in starts):
            return [list(word[:at]), list(word[at:])]
    return [list(word)]


def _of_words(
    lines: Sequence[Line], rules: Sequence[Rule], before: Sequence[TableColumn] = (), sides: Sequence[Rule] = ()
) -> TableGrid | None:
    """The table that words make which stand in rows and columns, most of whose cells are not drawn.

    *sides*: the upper and lower ones of what is filled; where such a one runs over all columns, a row ends.
    """
    least = 1 if before else _LEAST_ROWS
    if len(lines) < least:
        return None
    usual = median(line.size for line in lines)
    bands = _bands([line for line in lines if line.size <= _HEADING * usual and not names_chart(line.text)])
    if sum(any(LEADERS.search(line.text) for line in band) for band in bands) > _LED * len(bands):
        return None
    several = [place for place, band in enumerate(bands) if len(band) > 1 or before]
    if len(several) < least:
        return None
    last_rule = max((rule.at for rule in rules), default=0.0)
    ruled_on = sum(band[0].base < last_rule for band in bands[several[-1] + 1 :])
    bands = bands[several[0] : several[-1] + 1 + max(_after(bands, several), ruled_on)]
    zones = _zones([line for band in bands if len(band) > 1 for line in band], usual)
    if before:
        last = max([before[-1].x1, *(x1 for _, x1 in zones)])
        zones = [*((a.x0, b.x0 - SIDE) for a, b in pairwise(before)), (before[-1].x0, last)]
    if len(zones) < _LEAST_COLUMNS:
        return None
    while len(bands) > 1 and len(bands[0]) == 1:
        alone = bands[0][0]
        if any(abs(o.frame.x0 - alone.frame.x0) <= _LEVEL_EM * alone.size for band in bands[1:] for o in band):
            break
        bands = bands[1:]  # nothing else begins where it does
    found = [o for band in bands for o in band if zones[0][0] - usual <= o.frame.x0 and o.frame.x1 <= zones[-1][1] + usual]
    if not found:  # all of it stands beside the columns
        return None
    starts = [[x0] if before else _levels([o for o in found if x0 <= o.frame.cx <= x1], usual) for x0, x1 in zones]
    for place, (x0, x1) in enumerate(zones):
        figures = [not any(map(str.isalpha, o.text)) for o in found if x0 <= o.frame.cx <= x1] if not starts[place] else []
        if sum(figures) > _OF_FIGURES * len(figures):  # two columns of figures close to each other tell nothing of units
            starts[place] = [x0]
    if any(not of_zone for of_zone in starts):
        return None
    columns = [side for (_, x1), of_zone in zip(zones, starts, strict=True) for side in pairwise([*of_zone, x1])]
    first = [sum(map(len, starts[:place])) for place, of_zone in enumerate(starts) for _ in of_zone]
    box = bounds([line.box for line in found])
    ends = [side.at for side in sides if side.lo <= sum(zones[0]) / 2 and sum(zones[-1]) / 2 <= side.hi]
    ruled = ruled_rows(found, zones, rules, box, ends)
    if ruled is None and len(several) < _SIDE_BY_SIDE * len(bands):
        return None
    rows = joined_bands(_bands(found), zones, usual, ends) if ruled is None else []
    cells: list[Cell] = []
    for own, top, end in ruled or [(band, row, row + 1) for row, band in enumerate(rows)]:
        of_column: dict[int, list[Line]] = defaultdict(list)
        for line in own:
            # in its zone, the last column that begins no further right
            zone = next((n for n, (x0, x1) in enumerate(zones) if x0 <= line.frame.cx <= x1), len(zones) - 1)
            begin = sorted(set(first))[zone]
            level = [n for n, start in enumerate(first) if start == begin]
            of_column[max((n for n in level if columns[n][0] <= line.frame.x0 + _LEVEL_EM * line.size), default=begin)].append(line)
        cells += [Cell(part, top, end, c, c + 1, bounds([o.box for o in part])) for c, part in of_column.items()]
    count = max((cell.end for cell in cells), default=0)
    return TableGrid(cells, count, columns, box, ruled is not None, first) if count >= least else None


def _bands(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of which each stands beside another one of the same band, from top to bottom: lines of two rows are further apart."""
    ordered = sorted(lines, key=lambda line: (line.base, line.frame.x0))
    bands = runs_of(ordered, lambda upper, lower: lower.base - upper.base <= _BESIDE_EM * lower.size)
    return [sorted(band, key=lambda line: line.frame.x0) for band in bands]


def _after(bands: Sequence[Sequence[Line]], several: Sequence[int]) -> int:
    """How many bands of one line below the last row with several are rows of the table, too: set as near, and in a column."""
    last = several[-1]
    gaps = [bands[b][0].base - bands[a][0].base for a, b in pairwise(several)]
    usual = median(gaps) if gaps else 0.0
    count = 0
    for above, band in pairwise(bands[last:]):
        if is_foot(band[0].text) or band[0].base - above[0].base > 1.2 * usual:
            break
        starts = [line.frame.x0 for place in several for line in bands[place]]
        if sum(abs(start - band[0].frame.x0) <= _LEVEL_EM * band[0].size for start in starts) < 2:
            break
        count += 1
    return count


def _zones(lines: Sequence[Line], size: float) -> list[Span]:
    """From where to where words reach, with white between them from the first row to the last, or where many rows have words begin.

    Lines over several columns, as of a title, have no say where they are few.
    """
    starts = Counter(round(line.frame.x0 / (_LEVEL_EM * size)) for line in lines)
    rows = len({round(line.base) for line in lines})
    often = [place * _LEVEL_EM * size for place, count in starts.items() if count >= max(_LEAST_ROWS, _OFTEN * rows)]

    def crossing(x: float) -> list[Line]:
        return [line for line in lines if line.frame.x0 < x - size and x + size < line.frame.x1]

    first: dict[int, float] = {}
    for line in lines:
        first[round(line.base)] = min(line.frame.x0, first.get(round(line.base), line.frame.x0))
    steps = Counter(round(x0 / (_LEVEL_EM * size)) for x0 in first.values())  # where rows begin, set in by level
    sides = [x for x in often if 2 * steps[round(x / (_LEVEL_EM * size))] < starts[round(x / (_LEVEL_EM * size))]]
    over = {id(line) for x in sides if len(found := crossing(x)) <= max(1, _FEW * rows) for line in found}
    lines = [line for line in lines if id(line) not in over]
    cuts = [x for x in often if not any(o.frame.x0 < x - _LEVEL_EM * size and x + _LEVEL_EM * size < o.frame.x1 for o in lines)]
    zones: list[Span] = []
    for line in sorted(lines, key=lambda line: line.frame.x0):
        apart = not zones or line.frame.x0 > zones[-1][1] + _WHITE_EM * size
        if apart or any(
            zones[-1][0] + size < x <= line.frame.x0 + _LEVEL_EM * size and x >= zones[-1][1] - _LEVEL_EM * size for x in cuts
        ):
            zones.append((line.frame.x0, line.frame.x1))
        else:
            zones[-1] = zones[-1][0], max(zones[-1][1], line.frame.x1)
    return zones


def _levels(lines: Sequence[Line], size: float) -> list[float]:
    """Where the words of a zone begin: at one place, or at several where they are set in by level; [] where they begin anywhere."""
    groups = runs_of(sorted(line.frame.x0 for line in lines), lambda a, b: b - a <= _LEVEL_EM * size)
    shared = [group for number, group in enumerate(groups) if len(group) > 1 or number == 0]
    steps = [b[0] - a[0] for a, b in pairwise(shared)]
    stepped = sum(map(len, shared)) >= _STEPPED * len(lines)
    many = len(shared) > 1 and all(len(group) >= _FEWEST_STEPS for group in shared) and min(steps) >= size
    aligned = 0  # how many have one left side, or right side, or middle, at most
    sides = zip(*((line.frame.x0, line.frame.x1, line.frame.cx) for line in lines), strict=True)
    for ordered in map(sorted, () if stepped and many else sides):
        start = 0
        for end, value in enumerate(ordered):
            while value - ordered[start] > _LEVEL_EM * size:
                start += 1
            aligned = max(aligned, end - start + 1)
    if aligned >= _ALIGNED * len(lines):
        return [min(line.frame.x0 for line in lines)]
    return [group[0] for group in shared] if stepped and all(step >= 2 * _LEVEL_EM * size for step in steps) else []
