"""What the columns of a table hold, and which row names them: told by what most of its other rows have there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Mapping, Sequence
from itertools import pairwise

from monitor.expressions import expression
from monitor.pdf.ink import Colour, bounds
from monitor.pdf.orgchart.boxes import Holds, TextBox
from monitor.pdf.orgchart.name_forms import has_capital_surname, is_civility, is_first_name, may_be_name
from monitor.pdf.orgchart.people import is_name, named_in
from monitor.pdf.orgchart.stacks import only_assists, unshrunk
from monitor.pdf.orgchart.table_grid import DARK, Cell, TableGrid
from monitor.pdf.orgchart.table_heads import column_holds, columns_of_facts, heading_holds, is_figure, is_of_elected
from monitor.pdf.orgchart.vocabulary import folded, is_chart_word, is_role, is_vacant, level, starts_like_unit, steps_down
from monitor.pdf.orgchart.wording import is_contact, unbulleted
from monitor.pdf.orgchart.written import written_in

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


def ranks_by_words(titles: Sequence[Cell]) -> list[int]:
    """How deep *titles* that begin at one place stand by their words, where looks or the white over them say the same; or []."""
    known = [level(cell.text) for cell in titles]
    ranks_in: dict[object, set[int]] = defaultdict(set)
    for cell, rank in zip(titles, known, strict=True):
        ranks_in[look_of_cell(cell)] |= {rank} if rank is not None else set()
    of_look = [ranks_in[look_of_cell(cell)] for cell in titles]
    told = [min(ranks, default=-1) if rank is None else rank for rank, ranks in zip(known, of_look, strict=True)]
    vague = any(rank is None and len(ranks) != 1 for rank, ranks in zip(known, of_look, strict=True))
    ranks = sorted(set(told))
    if vague or len(ranks) < _FEWEST_RANKS or told[0] != ranks[0] or told.count(ranks[0]) > 1:
        return []
    steps = [below.box.top - above.box.top for above, below in pairwise(titles)]
    by_white = all((step > _WHITER * min(steps)) == (rank != ranks[-1]) for step, rank in zip(steps, told[1:], strict=True))
    by_look = sum(map(len, ranks_in.values())) == len(ranks) and len(ranks_in) >= len(ranks) - 1
    return [ranks.index(rank) for rank in told] if by_white or by_look else []


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


def ranks_by_weight(titles: Sequence[Cell], places: Sequence[int]) -> list[int]:
    """How deep *titles*, row by row, stand by the *places* of their columns, and those of one column by how heavy they are set.

    Larger, then bold and those on dark ground stand higher. [] where these do not step down, one at a time, with mates but one.
    """
    said = [(place, cell.lines[0], cell.fill) for place, cell in zip(places, titles, strict=True)]
    kinds = [(place, -round(2 * o.size), not o.bold, fill is None or sum(fill) >= DARK) for place, o, fill in said]
    order = sorted(set(kinds))
    ranks = [order.index(kind) for kind in kinds]
    stepped = all(below <= above + 1 for above, below in pairwise(ranks))
    return ranks if stepped and all(ranks.count(rank) > 1 for rank in range(1, len(order))) else []


def ranks_by_look(bands: Sequence[Cell], rows: Container[int]) -> list[int]:
    """How deep rows over the whole table stand by their looks, the first look being the highest; [] where these do not tell.

    Most of each look that heads another have one of that right below them, with none of the table's other *rows* between: else
    looks are those of departments side by side. None is set in larger letters than one that heads it.
    """
    looks = [look_of_cell(cell) for cell in bands]
    order = list(dict.fromkeys(looks))
    ranks = [order.index(look) for look in looks]
    sizes = [max(cell.lines[0].size for cell, rank in zip(bands, ranks, strict=True) if rank == own) for own in range(len(order))]
    if len(order) == len(bands) or any(lower > upper + 0.5 for upper, lower in pairwise(sizes)):
        return []
    for own in range(len(order) - 1):
        heading = sum(
            (ranks[place], ranks[place + 1]) == (own, own + 1) and not any(row in rows for row in range(above.end, below.top))
            for place, (above, below) in enumerate(pairwise(bands))
        )
        if 2 * heading <= ranks.count(own):
            return []
    return ranks


def ranks_of_rows(titles: Sequence[Cell]) -> list[int]:
    """How deep *titles* in one column stand by their looks, where rows that stand out, in a look for each rank, head plain ones.

    [] where looks do not tell: every second row may be filled, or all of a pole, to lead the eye; or, pale, those that are vacant,
    shared or new, unless words put what stands below them lower. Plain ones may stand over the first, and it over the rest.
    """
    lines = [cell.lines[0] for cell in titles]
    own_looks = [(line.bold, line.colour, cell.fill) for cell, line in zip(titles, lines, strict=True)]
    sizes = unshrunk(zip(own_looks, (line.size for line in lines), (cell.text for cell in titles), strict=True))
    looks: list[object] = [(look, round(2 * size)) for look, size in zip(own_looks, sizes, strict=True)]
    # white letters stand on what is dark, be it a light orange
    grounds = [0 if fill in (None, _WHITE) else 2 if sum(fill) < DARK or ink == _WHITE else 1 for _, ink, fill in own_looks]
    weights = [(bold, ground, round(2 * size)) for (bold, _, _), ground, size in zip(own_looks, grounds, sizes, strict=True)]
    letters = {(line.bold, line.colour, size) for line, size in zip(lines, sizes, strict=True)}
    pale = len(letters) == 1 and 2 not in grounds
    # by what is dark, pale or bold where each pole, and what it heads, has a colour of its own
    for styles in (looks, [*weights]):
        ranks = _ranks_of(titles, styles, [weight > min(weights) for weight in weights], pale=pale)
        if ranks:
            return ranks
    return []


def _ranks_of(titles: Sequence[Cell], styles: Sequence[object], heavy: Sequence[bool], *, pale: bool) -> list[int]:
    """How deep *titles* stand where those that are *heavy* have a rank for each of their *styles*; [] where these do not tell."""
    order = list(dict.fromkeys(style for style, stands_out in zip(styles, heavy, strict=True) if stands_out))
    ranks = [order.index(style) if stands_out else len(order) for style, stands_out in zip(styles, heavy, strict=True)]
    own = ranks[1:] if ranks[:2] == [0, 0] else ranks
    steps = list(pairwise(own))
    if not order or any(2 * steps.count((rank, rank + 1)) <= own.count(rank) for rank in range(len(order))):
        return []
    pairs = zip(pairwise(titles), pairwise(ranks), strict=True)
    falls = [steps_down(upper.text, lower.text) for (upper, lower), (a, b) in pairs if a < b]
    upwards = sum(step is not None and step < 0 for step in falls)
    striped = all((a == 0) != (b == 0) for a, b in pairwise(ranks)) and not any(cell.lines[0].bold for cell in titles)
    marked = pale and 2 * sum(step is not None and step > 0 for step in falls) < len(falls)
    if striped or marked or 2 * upwards > len(falls) or ranks.count(len(order)) < 2 or 1 in map(own.count, range(1, len(order))):
        return []
    return [] if _speak_against(titles, ranks) else ranks


def _speak_against(titles: Sequence[Cell], ranks: Sequence[int]) -> bool:
    """Whether one of *titles* that heads others only assists, or words put some of them below their heads, and one in five not."""
    path: list[tuple[str, int]] = []
    steps: list[int] = []
    for cell, rank in zip(titles, ranks, strict=True):
        while path and path[-1][1] >= rank:
            path.pop()
        if path and only_assists(path[-1][0]):
            return True
        step = steps_down(path[-1][0], cell.text) if path else None
        steps += [] if step is None else [step]
        path.append((cell.text, rank))
    return 0 < sum(step >= 1 for step in steps) < 0.8 * len(steps)  # « Conseil municipal des jeunes » is under a service


def start_of(cell: Cell) -> float:
    return cell.lines[0].frame.x0


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
        elif not texts or share(texts, is_aside) >= _MOSTLY or (headed == "aside" and share(texts, is_like_unit) < _LIKE_UNITS):
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
