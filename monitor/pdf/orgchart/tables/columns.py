"""What the columns of a table hold, and which row names them: told by what most of its other rows have there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from monitor.expressions import expression
from monitor.pdf.ink import Colour, bounds
from monitor.pdf.orgchart.tables.grid import Cell, TableGrid
from monitor.pdf.orgchart.units.column_heads import column_holds, columns_of_facts, heading_holds, is_figure, is_of_elected
from monitor.pdf.orgchart.units.numbering import depths_of_codes
from monitor.pdf.orgchart.units.text_boxes import Holds, TextBox
from monitor.pdf.orgchart.units.written import written_in
from monitor.pdf.orgchart.vocabulary import folded, is_chart_word, is_role, is_vacant, level, starts_like_unit
from monitor.pdf.orgchart.words.name_forms import has_capital_surname, is_civility, is_first_name, may_be_name
from monitor.pdf.orgchart.words.people import is_name, named_in
from monitor.pdf.orgchart.words.wording import is_contact, unbulleted

_CUT_EM = 0.1  # from the end of words to the next ones at most where these cut them off
_MOSTLY = 0.6  # of a column's cells, those that tell what it holds
_WHITE: Colour = (255, 255, 255)
_LIKE_NAMES, _LIKE_UNITS = 0.75, 0.3
_RECURRING = 0.5  # of the words under « Fonction », those that are different where they are no units
LONGEST_CODE = 8  # letters of a room, a grade or the number of a post
_GRADE = expression(r"(?i:cat(?:\.|[ée]gorie)? ?)?[A-D]\+?(?: ?[/–-] ?[A-D]\+?)?")
_FEWEST_ROWS = 3
_HIGHEST_HEAD = 6  # rows: what heads columns stands in these
_NAMED = 0.4  # of the rows of a table without rules, those that name somebody
_FEWER = 0.75  # titles that go over several rows, of these, at most
_MIXED = 0.1  # of its titles, those that are something else
_RANKED = 0.95  # of the pairs of titles in two columns, those of which the left one outranks the right one
_FEWEST_RANKS, _WHITER = 3, 1.2  # ranks that words tell; how much further below a row one of a higher rank stands
_HEADED = 0.8  # of the words of a heading, those that name what is under them
_OF_COLUMNS = 0.75  # of a table's columns, those that its heading names: a word may stand aside of its figures


def heading_of(grid: TableGrid) -> int:
    """The row that names the columns, the last one of a heading in two; -1 where there is none.

    It has words for nearly all columns, in a cell of one row for each, and they are of another kind than what stands under them:
    where these are names, telephones or counts, they are none; where the rows below leave columns blank, they do not; or all are
    set in a look that nothing below has. Over it a row may say what several columns are of, in the same look or over words that
    are known; or one of its cells goes over several columns, of titles.
    """
    over: list[Cell] = []
    used = {grid.zone(cell) for cell in grid.cells if cell.until - cell.column == 1}
    for row in range(min(_HIGHEST_HEAD, grid.rows - 1)):
        cells = [cell for cell in grid.cells if cell.top == row or (cell in over and cell.end > row)]
        if len(cells) == 1 and len(used) > 1 and cells[0].until - cells[0].column > 1:
            continue  # the table's title
        again = {(cell.column, cell.text) for cell in cells}  # over each of several parts
        below = [cell for cell in grid.cells if cell.top > row and (cell.column, cell.text) not in again]
        within = all(cell.end == row + 1 for cell in cells)
        held = [heading_holds(folded(cell.text)) for cell in cells]
        looks = {look_of_cell(cell) for cell in (*over, *cells)}
        alike = len(looks) == 1 and not looks & {look_of_cell(cell) for cell in below}
        if within and len({grid.zone(cell) for cell in cells}) >= max(2, _OF_COLUMNS * len(used)):
            known = not over or alike or held.count(None) <= (1 - _HEADED) * len(held)
            return row if known and _names_columns(grid, cells, below) else -1
        if over or len(cells) < 2 or any(cell.end > row + 2 or is_somebody(cell.text) for cell in cells):
            return -1
        named = any(is_somebody(cell.text) for cell in below if cell.top == row + 1)
        across = sum(cell.until - cell.column for cell in cells) >= _OF_COLUMNS * len(grid.columns)
        alike = alike and across and not any(level(cell.text) is not None or is_aside(cell.text) for cell in cells)
        if within and named and (alike or (None not in held and len(set(held)) > 1)):
            return row
        over = cells
    return -1


def _names_columns(grid: TableGrid, cells: Sequence[Cell], below: Sequence[Cell]) -> bool:
    by_column: dict[int, list[Cell]] = defaultdict(list)
    for cell in below:
        by_column[grid.zone(cell)].append(cell)
    other = [cell.text for cell in cells if heading_holds(folded(cell.text)) != "aside"]
    if any(is_somebody(text) or is_figure(text) or (is_contact(text) and re.search(r"[@\d]", text)) for text in other):
        return False
    begun = sum(_begins_titles(cell.text, by_column[grid.zone(cell)]) for cell in cells)
    known = sum(column_holds(folded(cell.text)) is not None for cell in cells)
    if known >= _HEADED * len(cells):
        return True
    if begun > 1 and begun + sum(heading_holds(folded(cell.text)) not in (None, "unit") for cell in cells) >= _HEADED * len(cells):
        return True
    for cell in cells:
        texts = [other.text for other in by_column[grid.zone(cell)]]
        if len(texts) >= _FEWEST_ROWS and share(texts, is_aside) >= _MOSTLY:
            return True
        if len(texts) >= _FEWEST_ROWS and " " not in cell.text and share(texts, is_somebody) >= _MOSTLY:
            return True
    full = Counter(cell.top for cell in below)
    if len(cells) > 2 and max(full.values(), default=0) < len(cells):
        return True  # every row below leaves a column blank
    looks = {look_of_cell(cell) for cell in cells}
    return len(looks) == 1 and not looks & {look_of_cell(cell) for cell in below}


def _begins_titles(heading: str, cells: Sequence[Cell]) -> bool:
    """Whether titles begin with *heading*, « Direction » over « Direction du sport »."""
    return any(folded(cell.text).startswith(f"{folded(heading)} ") for cell in cells)


def names_kinds(cells: Sequence[Cell], said: dict[int, str]) -> bool:
    """Whether most headings say what kind of unit stands under them: the word is known, or titles there begin with it."""
    kinds = 0
    for column, heading in said.items():
        word = folded(heading)
        begun = _begins_titles(heading, [cell for cell in cells if cell.column == column])
        kinds += begun or heading_holds(word) == "unit"
    return kinds >= max(2, _MOSTLY * len(said))


def falls_in_rank(cells: Sequence[Cell], held: Sequence[Holds]) -> bool:
    """Whether the titles of each column outrank by their words those of the next one, of which there are more."""
    columns = [[level(cell.text) for cell in cells if cell.column == column] for column, kind in enumerate(held) if kind == "unit"]
    for before, after in pairwise(columns):
        pairs = [(upper, lower) for upper in before for lower in after if upper is not None and lower is not None]
        if len(after) <= len(before) or not pairs or sum(upper < lower for upper, lower in pairs) < _RANKED * len(pairs):
            return False
    return len(columns) > 1


def look_of_cell(cell: Cell | TextBox) -> tuple[object, ...]:
    line = cell.lines[0]
    return line.bold, round(2 * line.size), line.colour, cell.fill


def with_heads_joined(bands: Sequence[Cell]) -> list[Cell]:
    """*bands*, rows over the whole table, each as one with the row right below that says nothing but who heads it."""
    kept: list[Cell] = []
    for cell in sorted(bands, key=lambda cell: cell.top):
        said, last = written_in(cell.lines), kept[-1] if kept else None
        named = bool(said.people) and not (said.label or said.items or said.more)
        if last is not None and named and last.end == cell.top and not written_in(last.lines).people:
            kept.pop()
            box = bounds([last.box, cell.box])
            cell = Cell([*last.lines, *cell.lines], last.top, cell.end, last.column, last.until, box, last.fill)
        kept.append(cell)
    return kept


def start_of(cell: Cell) -> float:
    return cell.lines[0].frame.x0


def is_cut(cell: Cell, row: Sequence[Cell]) -> bool:
    """Whether the words of the next cell of a *row* begin where those of *cell* end: spreadsheets cut off what does not fit."""
    end, size = cell.lines[-1].frame.x1, cell.lines[-1].size
    return any(start_of(cell) < start_of(other) <= end + _CUT_EM * size for other in row if other.column > cell.column)


def is_wide(cell: Cell, grid: TableGrid, body: Sequence[Cell]) -> bool:
    """Whether a cell stands over most columns, alone in its row: a band that heads the rows under it."""
    alone = not any(other is not cell and other.top <= cell.top < other.end for other in body)
    return alone and cell.until - cell.column > max(1, len(grid.columns) // 2) and cell.end - cell.top == 1


def share(texts: Sequence[str], test: Callable[[str], bool]) -> float:
    """The share of *texts* that pass *test*; 0 of none."""
    return sum(map(test, texts)) / max(1, len(texts))


def is_aside(text: str) -> bool:
    """Whether *text* is neither a title nor a name, by its figures or signs, or is a mark or a grade: « X », « A+ », « Cat. B »."""
    return len(text) == 1 or is_contact(text) or is_figure(text) or _GRADE.fullmatch(text) is not None


def is_code(text: str) -> bool:
    return len(text) <= LONGEST_CODE and any(letter.isdigit() for letter in text)


def is_somebody(text: str) -> bool:
    return is_vacant(text) or is_name(text)


def are_one_name(given: str, surname: str) -> bool:
    """Whether cells « Prénom », « Nom » of a row name somebody, though either may mean a thing: « Oksana », « CAMARA »."""
    shown = is_first_name(given) or has_capital_surname([given, *surname.split()])
    vacant = is_vacant(f"{surname} {given}") or is_vacant(f"{given} {surname}")
    return shown and given[:1].isupper() and not (vacant or any(map(str.isdigit, surname)))


def is_like_name(text: str) -> bool:
    return is_somebody(text) or ((named_in(text) is not None or may_be_name(text)) and not starts_like_unit(text))


def is_like_unit(text: str) -> bool:
    named = named_in(text) is not None
    return starts_like_unit(text) or level(text) is not None or (not named and any(map(is_chart_word, text.split())))


def held_by(cells: Sequence[Cell], said: dict[int, str], zones: Sequence[int]) -> list[Holds] | None:
    """What each column holds; None where that is not told. *zones*: see `TableGrid`."""
    columns = len(zones)
    by_column: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        by_column[cell.column].append(cell)
    held: list[Holds | None] = [None] * columns
    maybe: list[int] = []

    for column in range(columns):
        texts = [text for text in map(_telling, by_column[column]) if any(map(str.isalnum, text))]  # « – » tells nothing
        headed = column_holds(folded(said.get(column, "")))
        recurring = len(set(texts)) <= _RECURRING * len(texts)
        posts = share(texts, is_role) >= _MOSTLY and headed != "unit"  # « Segretario Generale » under « Struttura »
        titled = share(texts, lambda text: is_like_unit(text) and not is_role(text))
        heads = [c for c in by_column[column] if c.end - c.top > 1 and any(is_somebody(line.text) for line in c.lines[1:])]
        if headed == "first name" or (texts and share(texts, is_civility) >= _MOSTLY):
            held[column] = "first name"
        elif (
            not texts
            or depths_of_codes(texts)
            or share(texts, is_aside) >= _MOSTLY
            or (headed == "aside" and share(texts, is_like_unit) < _LIKE_UNITS)
        ):
            held[column] = "aside"
        elif is_of_elected(folded(said.get(column, ""))) and share(texts, is_like_unit) < _LIKE_UNITS:
            held[column] = "name"  # with what each is: « 2e adjoint »
        elif 2 * len(heads) > len(by_column[column]) and not any(is_somebody(cell.lines[0].text) for cell in heads):
            held[column] = "unit"  # « Chief Finance Officer », « Jane Doyle » over several rows: no post of who is named beside
        elif share(texts, is_somebody) >= (_LIKE_UNITS if headed == "name" else _MOSTLY):
            held[column] = "name"
        elif zones.count(zones[column]) > 1 and share(texts, is_somebody) < _MOSTLY:
            held[column] = "unit"
        elif posts or (headed == "post" and (recurring or titled < _LIKE_UNITS)):
            held[column] = "post"
        elif share(texts, is_like_name) >= _LIKE_NAMES and (headed == "name" or share(texts, is_like_unit) <= _LIKE_UNITS):
            maybe.append(column)
    _pair_given_names(held, by_column, said)
    named = [column for column in range(columns) if held[column] == "name"]
    if "first name" in held and not named:
        return None
    sure = [column for column in maybe if held[column] is None and column_holds(folded(said.get(column, ""))) == "name"]
    if not named:
        full = [column for column in maybe if len(by_column[column]) >= _MOSTLY * len({cell.top for cell in cells})]
        begun = {column: Counter(folded(cell.text).split()[0] for cell in by_column[column]) for column in full}
        # hardly any two begin with the same word, as titles do
        full = [column for column in full if max(begun[column].values()) <= max(2, _LIKE_UNITS * begun[column].total())]
        sure = sure or ([full[-1]] if full and full[-1] > 0 and len(full) == 1 else [])
    for column in sure:
        held[column] = "name"
    rows_of = {column: {row: o.text for o in own for row in range(o.top, o.end)} for column, own in by_column.items()}
    for column in (*_over_several(held, by_column, said), *columns_of_facts(held, rows_of, said)):
        held[column] = "aside"
    kinds: list[Holds] = [kind or "unit" for kind in held]
    if "unit" not in kinds or ("name" not in kinds and kinds.count("unit") < 2):
        return None
    return kinds


def _pair_given_names(held: list[Holds | None], by_column: Mapping[int, Sequence[Cell]], said: Mapping[int, str]) -> None:
    """Say in *held* which columns hold given names and, beside them, surnames: « Nom », or what makes names with these."""
    for first in range(len(held)):
        given = {cell.top: cell.text for cell in by_column[first]}
        if held[first] not in (None, "first name") or share([*given.values()], is_first_name) < _MOSTLY:
            continue
        shares = {
            column: sum(is_name(f"{given[o.top]} {o.text}") for o in by_column[column] if o.top in given) / len(by_column[column])
            for column in (first - 1, first + 1)
            if 0 <= column < len(held) and held[column] is None and by_column[column]
        }
        headed = [column for column in shares if column_holds(folded(said.get(column, ""))) == "name"]
        if beside := headed or [column for column in shares if shares[column] >= _MOSTLY]:  # titles stand left of both
            held[first], held[beside[-1]] = "first name", "name"
        elif first > 0 and "name" not in held:
            held[first] = "name"  # a team on first-name terms


def _over_several(held: Sequence[Holds | None], by_column: Mapping[int, Sequence[Cell]], said: dict[int, str]) -> list[int]:
    """The columns of names that are nobody's of the units in their rows: of the elected, each for a pole and all its services.

    Their heads say so, or most cells go over several rows or repeat the one above, as none left of them does; another names all.
    """
    named = [column for column, kind in enumerate(held) if kind == "name"]
    levels = [column for column, kind in enumerate(held) if kind in (None, "unit") and by_column[column]]
    titles = {(cell.top, cell.end) for column in levels for cell in by_column[column]}
    found: list[int] = []
    for column in named:
        cells = sorted((c for c in by_column[column] if any(map(str.isalnum, c.text))), key=lambda cell: cell.top)
        over = sum(cell.end - cell.top > 1 and (cell.top, cell.end) not in titles for cell in cells)
        left = max((level for level in levels if level < column), default=-1)
        said_at = {cell.top: cell.text for cell in by_column.get(left, ())}  # « Pôle social | Mme Roy | … » in each of its rows
        own = {b.top for a, b in pairwise(cells) if a.top in said_at and said_at[a.top] == said_at.get(b.top)}
        again = sum(a.text == b.text and not is_vacant(a.text) and b.top not in own for a, b in pairwise(cells))
        if is_of_elected(folded(said.get(column, ""))) or 2 * max(over, again) > len(cells):
            found.append(column)
    return found if len(found) < len(named) else []


def scattered_head(cells: Sequence[Cell], held: Sequence[Holds]) -> bool:
    """Whether words left of the names come again after others, while more titles stand right of them: posts, which head nothing."""
    levels = [column for column, kind in enumerate(held) if kind == "unit"]
    if "name" not in held or len(levels) != 2 or not levels[0] < held.index("name") < levels[1]:
        return False
    first, last = ([folded(cell.text) for cell in cells if cell.column == column] for column in levels)
    runs = first[:1] + [below for above, below in pairwise(first) if above != below]
    return len(runs) > len(set(runs)) and len(set(last)) > len(set(first))


def stands_in_columns(grid: TableGrid, cells: Sequence[Cell], held: Sequence[Holds]) -> bool:
    """Whether words that no rules part make a table: all names, and nothing else, stand in columns of their own, in most rows."""
    names = [cell for cell in cells if held[cell.column] == "name"]
    others = [cell for cell in cells if held[cell.column] == "unit"]
    rows = {cell.top for cell in names}
    listed = [cell for cell in others if any(unbulleted(line.text) is not None for line in cell.lines)]
    beside = rows | {cell.top for cell in cells if held[cell.column] == "aside"}
    headed = 2 * sum(cell.top in beside for cell in listed) >= len(listed)  # « • Service paie » beside « Mme Roy » is a title
    mixed = sum(is_somebody(cell.text) or (not headed and cell in listed) for cell in others)
    columns = range(len(held))
    units = [(grid.zones[c] if grid.zones else c, c) for c in columns if held[c] == "unit"]
    own = not any(zone == grid.zone(cell) and column > cell.column for cell in names for zone, column in units)
    over = _over_rows(cells, held)
    kinds = [kind for column, kind in enumerate(held) if kind in ("unit", "name") and column not in over]
    own = own and sum(a != b for a, b in pairwise(kinds)) <= 1  # else sheets of titles and names side by side
    return own and len(names) >= _NAMED * len({cell.top for cell in cells}) and mixed <= _MIXED * len(others)


def _over_rows(cells: Sequence[Cell], held: Sequence[Holds]) -> set[int]:
    """The columns of titles that go over several rows, printed in the first or again in each, and of who is named with them.

    Nobody else is named in a row of theirs, and beside each another title stands: else lists of titles and names side by side.
    """
    by_column: dict[int, dict[int, str]] = defaultdict(dict)
    for cell in cells:
        by_column[cell.column][cell.top] = cell.text
    levels = [column for column, kind in enumerate(held) if kind == "unit" and by_column[column]]
    found: set[int] = set()
    for level_of, below in pairwise(levels):
        titles = by_column[level_of]
        order = sorted(titles)
        begun = {row for last, row in zip([-1, *order], order, strict=False) if titles[row] != titles.get(last)}
        right = {row for column in range(below, len(held)) for row in by_column[column] if order[0] <= row <= order[-1]}
        names = [column for column in range(level_of + 1, below) if held[column] == "name"]
        anew = 0
        for at in (by_column[column] for column in names):
            last = ""
            for row in sorted(right):
                last = at.get(row, "") if row in begun else last
                anew += at.get(row, last) != last
        beside = sum(row in right for row in begun) >= _RANKED * len(begun)
        if beside and 2 * anew < len(right) - len(begun) and len(begun) <= _FEWER * len(right):
            found.update((level_of, *names))
    return found


def _telling(cell: Cell) -> str:
    """What tells what a cell holds: the title, where somebody is named on a line of its own."""
    texts = [line.text for line in cell.lines]
    titles = [text for text in texts if not (is_somebody(text) or is_role(text) or is_aside(text))]
    broken = is_somebody(cell.text)  # « Dr. Luísa », « Almeida »
    return titles[0] if titles and any(map(is_somebody, texts)) and not broken else cell.text
