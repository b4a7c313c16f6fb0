"""Sheets that a word processor makes: a title, « Direction des ressources – Mme Roy », over a table of its services, then the next.

Each table has a column of titles and one of who heads these, wherever its columns stand; what else it says of a row, telephones,
tasks, is put aside. The line right over a table heads its rows, one that looks otherwise and came before heads that line.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import chain, pairwise
from operator import attrgetter
from typing import NamedTuple

from monitor.model import Person
from monitor.model.frozen import dataclass, field, replace
from monitor.pdf.ink import SIDE, Box, Colour, Grid, Letter, bounds, median, runs_of
from monitor.pdf.letters import GUESSED_SPACE
from monitor.pdf.lines import LEVEL_EM, KnownLines, Line, joined, lines_of
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.tables.tree import FOLLOWED, OVER
from monitor.pdf.orgchart.units.column_heads import heading_holds, is_figure
from monitor.pdf.orgchart.units.entries import entry_parts
from monitor.pdf.orgchart.units.legends import are_column_names, is_foot
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from monitor.pdf.orgchart.vocabulary import begins_with_kind, folded, is_role, is_vacant, level, starts_like_unit
from monitor.pdf.orgchart.words.rows import names_somebody
from monitor.pdf.orgchart.words.sheet_words import words_of
from monitor.pdf.orgchart.words.titles import names_body, titles_sheet
from monitor.pdf.orgchart.words.wording import is_contact, open_ended, people_in, unbulleted

_APART_EM, _LEADING_EM, _FLUSH_EM = 0.5, 1.3, 0.5  # between cells; from one line of a cell to the next; where cells begin
_BESIDE_EM, _CUT_EM = (
    0.85,
    0.12,
)  # lines of one row, broken or not, stand no further below each other; white in which no space stands
_WIDER = 1.3  # times the white between words, that between cells
_CLOSE, _NEAR = 0.85, 1.25  # times as far as rows of a table stand apart: lines of one row; a row without a name
_FEWEST_ROWS, _MOSTLY, _HARDLY = 4, 0.6, 0.15  # of all tables; of a column, the names in it, and in one of titles
_COLUMNS = 8  # of a table, at most
_WORDS, _HEADS = 14, 3  # of a line over a table; such lines over each but the first
_TOP, _LOW = 2, 9  # how high by its words the one head of an administration is; lower than any
_SURE = 0.95  # that a row hangs under the line right over its table


@dataclass(slots=True)
class _Row:
    """Words level with each other: of each cell the lines; `ground`: the numbers of the boxes that these stand in."""

    cells: list[list[Line]]
    ground: set[int] = field(default_factory=set)

    @property
    def first(self) -> Line:
        return self.cells[0][0]

    @property
    def last(self) -> Line:
        return max((line for cell in self.cells for line in cell), key=lambda line: line.base)


class _Look(NamedTuple):
    """How a title is set; `size` in half points."""

    size: int
    bold: bool
    capitals: bool
    colour: Colour


class _Part(NamedTuple):
    """The lines over a table, and its rows."""

    heads: list[_Row]
    rows: list[_Row]


class _Columns(NamedTuple):
    """Where columns end at the right, and which has titles, names and posts."""

    ends: list[float]
    title: int
    name: int | None
    post: int | None


def tables_under_titles(text: PageText, letters: Sequence[Letter], page: int, known: KnownLines) -> list[Node]:
    """The units of a page that is such a sheet, from top to bottom, whose words are taken from *text*; [] where it is none."""
    lines = lines_of(letters, gap_em=_APART_EM, columns_em=_APART_EM, known=known)
    level = runs_of(sorted(lines, key=lambda o: (o.base, o.frame.x0)), lambda a, b: b.base - a.base <= LEVEL_EM * b.size)
    if max(map(len, level), default=0) not in range(2, _COLUMNS + 1):
        return []
    lines = _cut_at_columns(lines, level, letters)
    kept = [line for line in lines if not (is_foot(line.text) or titles_sheet(line.text))]
    if len(kept) < 2 * _FEWEST_ROWS or any(line.angle for line in kept):
        return []
    rows = _rows_of(kept, text)
    if any(not _goes_on(a, b) for row in rows for cell in row.cells for a, b in pairwise(cell)):
        return []
    parts = _parts_of(rows, text.boxes)
    parts = [_Part([row for row in part.heads if not _names_column(row)], part.rows) for part in parts]
    tables = [part for part in parts if part.rows]
    if sum(len(part.rows) for part in tables) < _FEWEST_ROWS or not all(part.heads for part in tables) or len(parts) > len(tables):
        return []
    if len(tables) < 2 and not _is_heading(tables[0].rows[0]):
        return []
    heads = [row for part in tables for row in part.heads]
    if any(len(part.heads) > _HEADS for part in tables[1:]) or any(len(joined(o.cells[0]).split()) > _WORDS for o in heads):
        return []
    sheet = _Sheet(page)
    if any(_is_parted(part, text.boxes) for part in tables) or not all(sheet.take(part) for part in tables):
        return []
    beside = {id(line) for line in sheet.beside}
    taken = Grid((line.box, None) for line in kept if id(line) not in beside)
    text.tabled = [
        line for line in (*text.free, *(line for box in text.boxes for line in box.lines)) if taken.at(line.box.cx, line.box.cy)
    ]
    text.free = [line for line in text.free if not taken.at(line.box.cx, line.box.cy)]
    text.boxes, text.columns = [], []
    return sheet.nodes


def _cut_at_columns(lines: Sequence[Line], rows: Sequence[Sequence[Line]], letters: Sequence[Letter]) -> list[Line]:
    """*lines*, each in two where a column begins within it behind white in which no space is typed: a title that fills its cell."""
    starts = sorted(line.frame.x0 for row in rows for line in sorted(row, key=lambda o: o.frame.x0)[1:])
    found, level = list[Line](), defaultdict[int, list[Letter]](list)
    for letter in letters:
        level[round(letter.base)].append(letter)
    for line in lines:
        crossed = starts[bisect_right(starts, line.frame.x0 + line.size) : bisect_left(starts, line.frame.x1 - line.size)]
        if line.angle or not crossed or entry_parts(line.text)[1]:
            found.append(line)
            continue
        x0, top, x1, bottom = line.frame.grown(1)
        near = chain.from_iterable(level.get(round(line.base) + base, ()) for base in range(-1, 2))
        own = sorted([o for o in near if x0 <= o.x0 <= x1 and top <= o.base <= bottom and o.angle == 0], key=attrgetter("x0"))
        inked = [o for o in own if o.text != GUESSED_SPACE]
        gaps = [b.x0 - a.x1 for a, b in pairwise(inked) if b.x0 - a.x1 > _CUT_EM * line.size]  # where no space is typed
        typed = any(o.text.isspace() for o in inked)
        parts: list[list[Letter]] = [inked[:1]]
        for before, letter in pairwise(inked):
            white = letter.x0 - before.x1
            wide = white > _CUT_EM * line.size and (typed or len(gaps) == 1 or white > _WIDER * min(gaps))
            if wide and not letter.text.isspace() and any(abs(letter.x0 - x) <= 1 for x in crossed):
                parts.append([])
            parts[-1].append(letter)
        found += [one for part in parts for one in lines_of(part)] if len(parts) > 1 else [line]
    return found


def _rows_of(lines: Sequence[Line], text: PageText) -> list[_Row]:
    """*lines* in rows: those at one height, those that a box holds together, and those that go on a cell."""
    grid = Grid((box.box, n) for n, box in enumerate(text.boxes) if box.lines)
    rows = list[_Row]()
    for line in sorted(lines, key=lambda o: (o.base, o.frame.x0)):
        own = grid.at(line.box.cx, line.box.cy)
        ground = {min(own, key=lambda n: text.boxes[n].box.area)} if own else set[int]()
        if rows and (line.base - rows[-1].last.base <= _BESIDE_EM * line.size or ground & rows[-1].ground):
            rows[-1].ground |= ground
            _put(rows[-1], line)
        else:
            rows.append(_Row([[line]], ground))
    steps = [below.first.base - above.first.base for above, below in pairwise(rows) if len(above.cells) > 1 < len(below.cells)]
    pitch = median(steps) if steps else 0.0
    whole = rows[:1]
    for row in rows[1:]:
        step, above = row.first.base - whole[-1].last.base, whole[-1]
        goes_on = (
            len(above.cells) > 1 and not (row.ground or above.ground) and step <= min(_LEADING_EM * row.first.size, _CLOSE * pitch)
        )
        if goes_on and all(any(_share(cell[0].box, other[0].box) for other in above.cells) for cell in row.cells):
            for cell in row.cells:
                _put(above, cell[0])
        else:
            whole.append(row)
    for row in whole:
        row.cells.sort(key=lambda cell: cell[0].frame.x0)
    return whole


def _goes_on(above: Line, below: Line) -> bool:
    """Whether two lines are of one cell, where a box, or what stands beside, holds both."""
    return above.look == below.look and below.base - above.base <= _LEADING_EM * below.size


def _put(row: _Row, line: Line) -> None:
    over = next((cell for cell in row.cells if _share(cell[0].box, line.box)), None)
    if over is None:
        row.cells.append([line])
    else:
        over.append(line)


def _share(a: Box, b: Box) -> bool:
    return min(a.x1, b.x1) > max(a.x0, b.x0)


def _parts_of(rows: Sequence[_Row], boxes: Sequence[TextBox]) -> list[_Part]:
    """*rows* of several cells under those of one; one like the titles right above it, and as near, is a row without a name."""
    parts = [_Part([], [])]
    pitch = 0.0
    for above, row, below in zip([None, *rows], rows, [*rows[1:], None], strict=False):
        step = row.first.base - above.first.base if above else 0.0
        alone = len(row.cells) == 1
        if alone and above and parts[-1].rows and pitch:
            flush = abs(row.first.frame.x0 - above.first.frame.x0) <= _FLUSH_EM * row.first.size
            near = row.first.base - above.last.base <= _NEAR * pitch
            alike = row.first.style == above.first.style and bool(row.ground) == bool(above.ground)
            titled = bool(entry_parts(joined(row.cells[0]))[1]) or (
                below is not None and len(below.cells) > 1 and _is_heading(below)
            )
            alone = titled or not (flush and near and alike)
        if alone and above and parts[-1].rows and _is_cell_below(row, above, below, boxes):
            alone = False
        if alone and parts[-1].rows:
            parts.append(_Part([], []))
        (parts[-1].heads if alone else parts[-1].rows).append(row)
        pitch = step if above and len(above.cells) > 1 < len(row.cells) else pitch
    return parts


def _is_cell_below(row: _Row, above: _Row, below: _Row | None, boxes: Sequence[TextBox]) -> bool:
    """Whether *row* is the first cell of a row whose others are blank: right below that of the row *above*, as wide, and set so.

    In other letters or on another ground than the rows about it, farther out, or with who heads it, it is a title over rows.
    """
    about = [other.first for other in (above, below) if other and not _is_heading(other)]
    set_so = any(row.first.style == line.style for line in about) and not entry_parts(joined(row.cells[0]))[1]
    if not set_so or any(row.first.frame.x0 < line.frame.x0 - _FLUSH_EM * row.first.size for line in about):
        return False
    cells = [boxes[n] for n in row.ground]
    over = [boxes[n] for n in above.ground if boxes[n].box.holds(above.first.box.cx, above.first.box.cy)]
    return any(
        cell.box.is_flush_with(other.box, SIDE)
        and abs(cell.box.top - other.box.bottom) <= SIDE
        and (cell.fill == other.fill or _is_heading(above))
        for cell in cells
        for other in over
    )


def _is_parted(part: _Part, boxes: Sequence[TextBox]) -> bool:
    """Whether levels are told within a table: by bars across it, by fills that take no turns, by how titles are set or set in."""
    body = part.rows[1:] if _is_heading(part.rows[0]) else part.rows
    bars = [boxes[n].box for row in part.heads for n in row.ground]
    cells = [boxes[n].box for row in part.rows for n in row.ground]
    if any(abs(bar.bottom - cell.top) <= SIDE and _share(bar, cell) for bar in bars for cell in cells):
        return True
    fills = [next((boxes[n].fill for n in sorted(row.ground)), None) for row in body]
    if len(set(fills)) > 2 or (len(set(fills)) == 2 and any(a == b for a, b in pairwise(fills))):
        return True
    firsts = [row.first for row in body if len(row.cells) > 1]
    slack = _FLUSH_EM * max((line.size for line in firsts), default=0.0)
    places = [[side(line.frame) for line in firsts] for side in (attrgetter("x0"), attrgetter("cx"), attrgetter("x1"))]
    return len({line.style for line in firsts}) > 1 or (bool(firsts) and all(max(of) - min(of) > slack for of in places))


class _Sheet:
    """What the parts say that were taken so far."""

    def __init__(self, page: int) -> None:
        self.nodes: list[Node] = []
        self.beside: list[Line] = []  # of the sheet's title
        self._page = page
        self._over: list[tuple[_Look, Node]] = []  # the last titles, each over the next, with their looks
        self._known: _Columns | None = None
        self._sure = _SURE
        self._served: set[int] = set()  # the ids of those over tables

    def take(self, part: _Part) -> bool:
        """Read *part*; whether it could be."""
        heads = _headed(part.heads)
        if not heads:
            return False
        for n, (row, label, people) in enumerate(heads):
            told = bool(people) or starts_like_unit(label) or names_body(label, above=True) or level(label) is not None
            if n < len(heads) - 1 and not told:
                self.beside += row.cells[0]
                continue
            self._hang_head(self._node(row.cells[0], label, people), row.first)
            self._sure = _SURE if told else OVER  # « Contacts utiles » may head services, too
        head = self._over[-1][1]
        heading, body = (part.rows[0], part.rows[1:]) if _is_heading(part.rows[0]) else (None, part.rows)
        columns = _columns_of(body, heading, self._known)
        if columns is None:
            return False
        self._known = columns
        return self._rows(head, body, columns)

    def _rows(self, head: Node, body: Sequence[_Row], columns: _Columns) -> bool:
        said = [{bisect_left(columns.ends, cell[0].box.x0): cell for cell in row.cells} for row in body]
        self._served.add(id(head))
        titles = [folded(joined(row[columns.title])) for row in said if columns.title in row]
        if len(set(titles)) < len(titles):
            return False  # a row for each who works there
        words = words_of([[line] for row in said if columns.name in row for line in row[columns.name or 0]])
        for row, cells in zip(said, body, strict=True):
            if columns.title not in row or len(row) < len(cells.cells):
                return False
            label, name = joined(row[columns.title]), joined(row.get(columns.name, [])) if columns.name is not None else ""
            named = words.named_in(name) if name else None
            people = list(named.people) if named is not None else people_in(name)
            if (name and not people) or names_somebody(label):
                return False
            post = joined(row.get(columns.post, [])) if columns.post is not None else ""
            people = [replace(people[0], role=people[0].role or post or None)] if len(people) == 1 else people
            self._node(row[columns.title], unbulleted(label) or label, people).hang(head, "table", self._sure)
        return True

    def _node(self, lines: Sequence[Line], label: str, people: list[Person]) -> Node:
        box, first = bounds([line.box for line in lines]), lines[0]
        node = Node(label, people, box, self._page, drawn=False, tabled=True, size=first.size, bold=first.bold)
        self.nodes.append(node)
        return node

    def _hang_head(self, node: Node, line: Line) -> None:
        """Hang a title under the last one of the look that came before its own, or that is set larger than any since."""
        look = _Look(round(2 * line.size), line.bold, line.text.isupper(), line.colour)
        places = [n for n, (known, _) in enumerate(self._over) if known == look]
        if places:
            alone = len(self.nodes) == 2 and len(self._over) == 1  # the first title of the sheet, over no table
            top = self._over[0][1].label
            kept = 1 if alone and ((level(top) or _LOW) <= _TOP or names_body(top, above=True)) else places[-1]
        else:
            kept = next((n for n, (known, _) in enumerate(self._over) if known.size < look.size), len(self._over))
        self._over[kept:] = [(look, node)]
        if kept:
            head = self._over[kept - 1][1]  # one that has services of its own may have no part beside
            told = id(head) not in self._served and not (places and self._over[0][0] == look)
            node.hang(head, "table", FOLLOWED if told else OVER)


def _headed(rows: Sequence[_Row]) -> list[tuple[_Row, str, list[Person]]]:
    """What the lines over a table name, title by title; [] where that can't be told."""
    found: list[tuple[_Row, str, list[Person]]] = []
    for row in rows:
        said = joined(row.cells[0])
        before = found[-1] if found and not found[-1][2] else None
        if before is not None and row.first.look == before[0].first.look and (open_ended(before[1]) or said[:1].islower()):
            before[0].cells[0].extend(row.cells[0])
            found[-1] = (before[0], *entry_parts(f"{before[1]} {said}"))
            continue
        label, people = entry_parts(said)
        if people and not is_role(label):
            found.append((row, label, people))
            continue
        who = [replace(one, role=one.role or label) for one in people] if people else people_in(said)
        if who and found and not found[-1][2]:
            found[-1] = (*found[-1][:2], who)
        elif who or names_somebody(said):
            return []
        else:
            found.append((row, label, []))
    return found


def _names_column(row: _Row) -> bool:
    """Whether a line over a table names one of its columns: « Responsable »."""
    return heading_holds(folded(joined(row.cells[0]))) is not None


def _is_heading(row: _Row) -> bool:
    """Whether *row* says what the columns hold."""
    texts = [joined(cell) for cell in row.cells]
    return are_column_names(texts) or all(heading_holds(folded(text)) is not None for text in texts)


def _columns_of(body: Sequence[_Row], heading: _Row | None, known: _Columns | None) -> _Columns | None:
    """The columns of a table, by what most of its rows have in them, or by those of the one before it; None where nothing tells."""
    spans = list[list[float]]()
    for box in sorted(o.box for row in (*body, *([heading] if heading else [])) for cell in row.cells for o in cell):
        if spans and box.x0 < spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], box.x1)
        else:
            spans.append([box.x0, box.x1])
    ends = [end for _, end in spans]
    if not body or len(spans) < 2:
        return None
    texts = [
        [joined(cell) for row in body for cell in row.cells if bisect_left(ends, cell[0].box.x0) == n] for n in range(len(ends))
    ]
    over = {bisect_left(ends, cell[0].box.x0): heading_holds(folded(joined(cell))) for cell in heading.cells} if heading else {}

    def share(n: int, kind: Callable[[str], bool]) -> float:
        return sum(map(kind, texts[n])) / max(1, len(texts[n]))

    named = [share(n, lambda text: names_somebody(text) or is_vacant(text)) for n in range(len(ends))]
    aside = [
        over.get(n) == "aside" or share(n, lambda text: is_figure(text) or is_contact(text)) > _MOSTLY for n in range(len(ends))
    ]
    posts = [over.get(n) == "post" or share(n, is_role) > _MOSTLY for n in range(len(ends))]
    name = next(
        (n for n in range(len(ends)) if not aside[n] and (named[n] >= _MOSTLY if texts[n] else over.get(n) == "name")), None
    )
    title = next((n for n in range(len(ends)) if named[n] <= _HARDLY and not aside[n] and not posts[n] and texts[n]), None)
    if name is None and len(ends) == (len(known.ends) if known else 0) and known and known.title == title:
        name = known.name
    if title is None or (name is None and over.get(title) != "unit"):
        return None
    post = next((n for n in range(len(ends)) if posts[n] and n != name), None)
    for n in range(len(ends)):
        behind = name is not None and n > max(name, title) and share(n, begins_with_kind) < _HARDLY
        if n not in (title, name, post) and not aside[n] and not (behind and not over.get(n)):
            return None
    return _Columns(ends, title, name, post)
