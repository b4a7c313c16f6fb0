"""Tables with a row for each unit or person: which columns hold titles, names, posts and telephones, and who belongs to whom.

« Service | Nom | Fonction | Téléphone » are units and the people in them, whatever order the columns have and whether a title is
printed once over several rows, in each, or in the first one only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import Literal

from monitor.model import Person
from monitor.model.frozen import dataclass, field, replace
from monitor.pdf.ink import SIDE, Box
from monitor.pdf.lines import joined
from monitor.pdf.orgchart.marks.drawing import Segment
from monitor.pdf.orgchart.tables.columns import are_one_name, look_of_cell
from monitor.pdf.orgchart.tables.rows import open_cells
from monitor.pdf.orgchart.units.column_heads import heading_holds, is_figure, may_head
from monitor.pdf.orgchart.units.numbering import note_depths
from monitor.pdf.orgchart.units.posts import with_post
from monitor.pdf.orgchart.units.records import heads_list
from monitor.pdf.orgchart.units.text_boxes import Holds, PageText, TableColumn, TextBox
from monitor.pdf.orgchart.units.written import written_in
from monitor.pdf.orgchart.vocabulary import folded, is_bare_post, is_post_of_rank, is_role, is_vacant, level, starts_like_unit
from monitor.pdf.orgchart.words.broken_names import unbroken
from monitor.pdf.orgchart.words.name_forms import may_be_name
from monitor.pdf.orgchart.words.people import is_name, named_in, writes_surname_first
from monitor.pdf.orgchart.words.sheet_words import SheetWords, words_of
from monitor.pdf.orgchart.words.wording import is_contact

_MOVED = 4.0  # points between the sides of one column on two pages
_FEWEST = 3  # cells in a column of a table
_MOSTLY = 0.6  # of a column's cells, those that tell what it holds
_SET_SO = 0.8  # how sure it is that what stands where names do is one
_HEADED = 0.5  # the same, where its heading says so
_HIGHEST_ROW = 90.0  # points
_PAIRS = 2  # of columns, titles and names in turns


@dataclass(slots=True, eq=False)
class _Column:
    """The cells between two upright rules, those with text from top to bottom."""

    x0: float
    x1: float
    cells: list[TextBox]
    kind: Holds = "unit"


@dataclass(slots=True, eq=False)
class _Table:
    columns: list[_Column]
    aside: list[TextBox] = field(default_factory=list)  # headings, telephones, head counts: neither titles nor people
    order: Literal["names first", "tiers"] | None = None  # of pairs that begin with names; "tiers": one title may be under another

    def of(self, *kinds: Holds) -> list[_Column]:
        return [column for column in self.columns if column.kind in kinds]


def join_rows(text: PageText, segments: Sequence[Segment], before: Sequence[TableColumn] = ()) -> None:
    """Give names and posts that stand in columns of their own to the titles in their rows; put headings and telephones aside.

    *before*: the columns of the page before, whose tables may go on here without headings; those found are noted in *text*.

    A title printed in each of several rows is one, as high as all of them. Where a column has no rules at its sides or between its
    rows, the rules of the others tell its cells. A table whose columns do not tell stays as it is.
    """
    cells = [box for box in text.boxes if box.lines and not box.inner and all(line.angle == 0 for line in box.lines)]
    opened = open_cells(segments, text.free, cells, before)
    words: SheetWords | None = None
    for table in _tables(cells, opened, text.empty, before):
        _set_holdings(table, before)
        titles = [cell for column in table.of("unit", "other") for cell in column.cells]
        numbered = any(note_depths(column.cells, titles) for column in table.of("aside"))
        for column in table.of("other") if numbered else ():
            column.kind = "unit"
        units = table.of("unit")
        if not units or not (numbered or table.of("name", "post")):
            continue
        gone: list[TextBox] = []
        for column in units if len(table.columns) > len(units) else ():
            kept: list[TextBox] = []
            for cell in column.cells:
                last = kept[-1] if kept else None
                if last and abs(cell.box.top - last.box.bottom) <= SIDE and _title(cell) == _title(last):
                    last.box = last.box._replace(bottom=cell.box.bottom)  # it repeats the title above, which is as high as both
                    gone.append(cell)
                else:
                    kept.append(cell)
            column.cells = kept
        words = words or words_of([cell.lines for cell in cells])
        gone += _joined(table, words)
        _over_blanks(units, [cell.box for cell in cells], [*(cell.box for cell in (*cells, *opened)), *text.empty])
        text.aside += [line for cell in table.aside for line in cell.lines]
        removed = {id(cell) for cell in (*gone, *table.aside)}
        found = [cell for cell in opened if any(cell in column.cells for column in table.columns) or id(cell) in removed]
        read = {id(line) for cell in found for line in cell.lines}
        text.free = [line for line in text.free if id(line) not in read]
        text.boxes += found
        text.empty += [cell.box for cell in text.boxes if id(cell) in removed]
        text.boxes = [box for box in text.boxes if id(box) not in removed]
        text.columns += [TableColumn(column.x0, column.x1, column.kind) for column in table.columns]
        known = removed | {id(cell) for column in table.columns for cell in column.cells}
        # What is filled behind several cells in one row is no frame around them
        for fill in [o for o in text.boxes if len(o.inner) > 1 and not o.lines and known.issuperset(map(id, o.inner))]:
            if all(cell.box.is_level_with(fill.box, SIDE) for cell in fill.inner):
                for cell in fill.inner:
                    cell.outer = fill.outer
                text.boxes.remove(fill)


def _tables(
    drawn: Sequence[TextBox], opened: Sequence[TextBox], none: Sequence[Box], before: Sequence[TableColumn]
) -> Iterator[_Table]:
    """Columns of cells glued side by side, at least two, of any length where they go on from the page *before*.

    *opened*: cells without rules of their own, between which some may be missing; *none*: those with nothing in them.
    """
    cells = [*drawn, *opened]
    # sides no further apart than those of neighbouring cells are one
    values = [x for box in (*(cell.box for cell in cells), *none) for x in (box.x0, box.x1)]
    first: dict[float, float] = {}
    last = start = float("-inf")
    for value in sorted(values):
        start = value if value - last > SIDE / 2 else start
        first[value], last = start, value
    snap = first.__getitem__
    loose = {id(cell) for cell in opened}
    columns: dict[tuple[float, float], list[TextBox]] = defaultdict(list)
    empty: dict[tuple[float, float], int] = defaultdict(int)
    for cell in cells:
        columns[snap(cell.box.x0), snap(cell.box.x1)].append(cell)
    for box in none:
        empty[snap(box.x0), snap(box.x1)] += 1
    found: list[_Column] = []
    for sides in dict.fromkeys([*columns, *empty]):
        own = sorted(columns[sides], key=lambda cell: cell.box.top)
        glued = empty[sides] + sum(abs(lower.box.top - upper.box.bottom) <= SIDE for upper, lower in pairwise(own))
        # Most follow each other without a gap: boxes under each other are no column of a table
        close = any(id(cell) in loose for cell in own) or glued >= _MOSTLY * (len(own) - 1)
        if (close and len(own) + empty[sides] >= _FEWEST) or any(_same_place(sides, column) for column in before):
            found.append(_Column(*sides, own))
    run: list[_Column] = []
    for column in sorted(found, key=lambda column: (column.x0, column.x1)):
        if run and abs(column.x0 - run[-1].x1) > SIDE:
            if len(run) > 1:
                yield _Table(run)
            run = []
        run.append(column)
    if len(run) > 1:
        yield _Table(run)


def _same_place(sides: tuple[float, float], column: TableColumn) -> bool:
    return abs(sides[0] - column.x0) <= _MOVED and abs(sides[1] - column.x1) <= _MOVED


# ---------------------------------------------------------------------------------------------------------- what columns hold


def _set_holdings(table: _Table, before: Sequence[TableColumn]) -> None:
    """Set what each column holds: by its heading, else by that of the page *before*, and by what most of its cells are."""
    headings = _headings(table)
    said: list[Holds | None] = []
    headed: list[str] = []
    for column in table.columns:
        heads = [cell for cell in column.cells if cell in headings]
        headed.append(_title(heads[0]) if heads else "")
        column.cells = [cell for cell in column.cells if cell not in headings]
        same = (other.holds for other in before if _same_place((column.x0, column.x1), other))
        said.append(heading_holds(headed[-1]) if heads else next(same, None))
    for column, kind in zip(table.columns, said, strict=True):
        column.kind = "name" if kind == "name" and "first name" in said else _kind(column, kind)
        if column.kind == "aside":
            table.aside += column.cells
    for place, column in enumerate(table.columns):
        others = [other for other in table.columns if other.kind in ("unit", "other")]
        between = any(other.x0 >= column.x1 - SIDE or len(other.cells) < len(column.cells) for other in others)
        if column.kind in ("name", "post") and said[place] is None and between:
            titles = 0  # with who heads them, « Directrice des sports – Mme Roy »; « Mme Roy, directrice des sports » is somebody
            for cell in column.cells:
                text, label = joined(cell.lines), written_in(cell.lines).label
                says = bool(label) and not is_post_of_rank(label) and not is_bare_post(label)
                titles += says and (starts_like_unit(label) or (is_role(label) and folded(text).startswith(folded(label)[:12])))
            column.kind = "unit" if titles >= _MOSTLY * len(column.cells) else column.kind
    _set_order(table, headed)
    left = table.of("other")
    spanned = all(len(column.cells) < len(left[0].cells) for column in table.of("unit")) if left else False
    if len(left) == 1 and spanned and any(not table.of("unit") or abs(o.x0 - left[0].x1) <= SIDE for o in table.of("name")):
        left[0].kind = "unit"  # what people are named beside, in rows of a group, « Pôle », or without one
    posts = table.of("post")
    if len(posts) == 1 and table.of("name") and not table.of("unit", "other"):
        posts[0].kind = "unit"  # « Nom | Fonction »: a post is what somebody's row is called
    table.aside += headings


def _set_order(table: _Table, headed: Sequence[str]) -> None:
    """Note which comes first where titles and names stand in turns, in two pairs of columns or more, and that all these are titles.

    *headed*: by what each column is, or "". In « Mme Roy | Direction | M. Petit | Service » he may head either, where a direction
    stands over several rows, or the names are headed « Nom » and « Responsable ».
    """
    pairs = [(column, heading) for column, heading in zip(table.columns, headed, strict=True) if column.kind != "aside"]
    kinds = [column.kind for column, _ in pairs]
    in_turns = all((a == "name") != (b == "name") and {a, b} <= {"name", "unit", "other"} for a, b in pairwise(kinds))
    if len(pairs) < 2 * _PAIRS or len(pairs) % 2 or not in_turns:
        return
    names, titles = ([c for c, _ in pairs if (c.kind == "name") == named] for named in (True, False))
    if kinds[0] == "name":
        unlike = len({heading for column, heading in pairs if column in names}) > 1
        if unlike and any(column.kind == "other" for column in titles):
            return
        rows = [[cell.box.cy for cell in column.cells] for column in names]
        over = [sum(cell.box.top <= at <= cell.box.bottom for at in some) for c in titles for cell in c.cells for some in rows]
        again = any(len({*map(_title, column.cells)}) < len(column.cells) for column in titles)
        fewer = min(len(column.cells) for column in titles) < _MOSTLY * max(map(len, rows))
        table.order = "tiers" if unlike or again or fewer or max(over, default=0) > 1 else "names first"
    for column in titles:
        column.kind = "unit"  # « Finances | Mme Roy | Urbanisme | M. Petit »


def _headings(table: _Table) -> list[TextBox]:
    """The cells of rows that say what stands under them: « Service », « Nom », « Fonction »; they come back on each page."""
    rows: dict[int, list[TextBox]] = defaultdict(list)
    for column in table.columns:
        for cell in column.cells:
            rows[round(cell.box.top / SIDE)].append(cell)
    found: list[TextBox] = []
    for row in rows.values():
        kinds = [heading_holds(folded(joined(cell.lines))) for cell in row]
        if len(row) > 1 and all(kinds) and any(kind != "unit" for kind in kinds):
            found += row
    first = rows[min(rows)] if rows else []
    if not found and len(first) == len(table.columns) and may_head(first, [column.cells for column in table.columns]):
        below = (cell for column in table.columns for cell in column.cells if cell not in first)
        if set(map(look_of_cell, first)).isdisjoint(map(look_of_cell, below)):
            return first
        for cell in first:
            cell.doubted = True
    return found


def _kind(column: _Column, said: Holds | None) -> Holds:
    """What a column holds; *said*: what its heading says."""
    if not column.cells:
        return said or "other"
    if 2 * sum(heads_list(cell.lines) for cell in column.cells) > len(column.cells):
        return "other"
    texts = [joined(cell.lines) for cell in column.cells]
    least = (_HEADED if said else _MOSTLY) * max(1, len(texts))
    if said in ("aside", "first name") or sum(is_contact(text) or is_figure(text) for text in texts) >= least:
        return said if said == "first name" else "aside"
    words = SheetWords(surname_first=writes_surname_first(texts))
    named = [words.named_in(text) for text in texts]
    sure = [one is not None and (one.sure or said == "name") for one in named]
    posts = _posts_under_names(column.cells)
    if sum(one or bool(_with_posts(cell, posts)) for one, cell in zip(sure, column.cells, strict=True)) >= least:
        return "name"
    if said == "post" or (said != "unit" and sum(is_role(text) for text in texts) >= least):
        return "post"
    return "unit" if said in ("unit", "name") or sum(level(text) is not None for text in texts) >= least else "other"


# ---------------------------------------------------------------------------------------------------------- what is of whom


def _title(cell: TextBox) -> str:
    return folded(joined(cell.lines))


def _over_blanks(units: Sequence[_Column], cells: Sequence[Box], rows: Sequence[Box]) -> None:
    """Make each title as high as the rows under it in which none is printed: they are its own.

    Where titles stand in several columns, up to the next one in its own or in a column left of it; never over one of *cells*, nor
    over white between two tables, where none of *rows*, cells with or without words, stands.
    """
    last = max((cell.box.bottom for column in units for cell in column.cells), default=0.0)
    for place, column in enumerate(units):
        if len(units) > 1 and place + 1 == len(units):
            break
        tops = [cell.box.top for other in units[: place + 1] for cell in other.cells]
        tops += [cell.top for cell in cells if cell.x0 < column.x1 - SIDE and column.x0 + SIDE < cell.x1]
        for cell in column.cells:
            ends = [top for top in tops if top > cell.box.bottom - SIDE]
            end = min(ends) if ends else last if len(units) > 1 else cell.box.bottom
            drawn = any(cell.box.bottom < row.cy < end for row in rows)
            if drawn and cell.box.bottom < end <= cell.box.bottom + _HIGHEST_ROW * _FEWEST:
                cell.box = cell.box._replace(bottom=end)


def _joined(table: _Table, words: SheetWords) -> list[TextBox]:
    """The cells whose people, posts and telephones now belong to a title. *words*: of the sheet."""
    units = [cell for column in table.of("unit") for cell in column.cells]
    names, firsts, posts = ([cell for column in table.of(kind) for cell in column.cells] for kind in ("name", "first name", "post"))
    gone: list[TextBox] = []
    told = _posts_under_names(names)
    for name in names:
        owner = _owner(name.box, [unit for unit in units if unit.box.x0 >= name.box.x1 - SIDE] if table.order else units)
        first = next((cell for cell in firsts if _same_row(cell.box, name.box)), None)
        beside = [cell for cell in posts if _same_row(cell.box, name.box)]
        lines = [line.text for line in unbroken(name.lines, within=name.box.width, words=words, people=True)]
        lines = lines if first is None else [f"{joined(first.lines)} {joined(name.lines)}"]
        named = [named_in(text) for text in lines]
        posted = _with_posts(name, told) if any(one is None for one in named) and first is None else []
        if any(one is None for one in named):
            named = [named_in(" ".join(lines))]
        people = posted or [person for one in named if one is not None for person in one.people]
        given, surname = joined(first.lines) if first else "", joined(name.lines)
        if not people and (are_one_name(given, surname) if first else not beside and may_be_name(surname)):
            people = [Person(name=" ".join(lines), confidence=_SET_SO)]  # as most of its column are
        said = [line.text for post in beside for line in post.lines]
        roles = said if len(said) == len(people) else [" ".join(said)] * len(people)
        posts_of = zip(people, roles, strict=True)
        people = [with_post(p, role, joined(name.lines)) if role and not is_vacant(role) else p for p, role in posts_of]
        if owner is None or not people:
            continue
        if table.order == "tiers" and any(_same_row(unit.box, name.box) and unit.box.x0 < name.box.x0 for unit in units):
            people = [replace(person, confidence=min(person.confidence, _SET_SO)) for person in people]
        owner.people += people
        if any(abs(unit.box.x0 - name.box.x1) <= SIDE for unit in units) and abs(owner.box.x1 - name.box.x0) <= SIDE:
            owner.box = owner.box._replace(x1=name.box.x1)  # it reaches the titles right of the names
        gone += [name, *beside, *([first] if first else [])]
    for post in posts:
        if post not in gone and not any(_same_row(post.box, name.box) for name in names) and _owner(post.box, units):
            gone.append(post)  # a post that nobody is named for
    return gone


def _owner(row: Box, units: Sequence[TextBox]) -> TextBox | None:
    """The title in that row, of several the next one to the left; else the last one above: it is not printed again in each row."""
    level_with = [unit for unit in units if unit.box.top - SIDE <= row.cy <= unit.box.bottom + SIDE]
    if level_with:
        left = [unit for unit in level_with if unit.box.x1 <= row.x0 + SIDE]
        return max(left or level_with, key=lambda unit: unit.box.x0 if left else -unit.box.x0)
    above = [unit for unit in units if unit.box.bottom <= row.cy]
    return max(above, key=lambda unit: (round(unit.box.bottom / SIDE), unit.box.x0), default=None)


def _same_row(a: Box, b: Box) -> bool:
    return min(a.bottom, b.bottom) - max(a.top, b.top) > 0.5 * min(a.height, b.height)


def _posts_under_names(cells: Sequence[TextBox]) -> frozenset[str]:
    """What stands word for word under the names in several *cells*: posts, in whatever language."""
    named = [cell.lines for cell in cells if is_name(cell.lines[0].text)]
    often = Counter(folded(line.text) for lines in named for line in lines[1:])
    return frozenset(text for text, number in often.items() if number >= _FEWEST)


def _with_posts(cell: TextBox, posts: Container[str]) -> list[Person]:
    """Who is named in a cell beside a post (words that are known, and *posts*, folded), a room, a telephone; [] with a title."""
    written = written_in(cell.lines)
    if written.items or written.more or (written.label and not is_role(written.label) and folded(written.label) not in posts):
        return []
    return [replace(person, role=person.role or written.label or None) for person in written.people]
