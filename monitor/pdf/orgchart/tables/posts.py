"""Tables with a row for each post, in which a column says under whom: « Poste | Titulaire | Rattachement | Grade », in any order.

That column is found by its form, in whatever language: its cells repeat those of another one, over and over, and never in a ring.
So do those of deputies: it is believed where it is headed in words that are known, or where no list of these has its form.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from monitor.expressions import expression
from monitor.model import Person
from monitor.model.frozen import dataclass, replace
from monitor.pdf.ink import bounds
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.tables.columns import (
    LONGEST_CODE,
    is_aside,
    is_code,
    is_like_name,
    is_like_unit,
    is_somebody,
    look_of_cell,
    share,
)
from monitor.pdf.orgchart.tables.grid import Cell, TableGrid
from monitor.pdf.orgchart.tables.tree import TableUnits, go_on, people_beside
from monitor.pdf.orgchart.units.column_heads import heading_holds, heads_rows, is_figure
from monitor.pdf.orgchart.units.text_boxes import Holds, TableColumn
from monitor.pdf.orgchart.vocabulary import folded, is_bare_post, is_role, is_vacant, starts_like_unit, word_pattern
from monitor.pdf.orgchart.words.name_forms import is_civility
from monitor.pdf.orgchart.words.sheet_words import words_of

_FEWEST_ROWS, _FEWEST_COLUMNS = 4, 3
_FEWEST, _REFER = 3, 0.6  # cells that repeat one of the other column; of those that are filled
_DISTINCT = 0.9  # of the cells that others refer to, those that are different
_FILLED = 0.8  # of the rows, those with what others refer to
_OF_COLUMNS = 0.75  # of a table's columns, those that its heading names
_MOSTLY, _SOME = 0.6, 0.3  # of a column's cells, those that tell what it holds
_SURE, _PART = 0.97, 0.8  # how sure a parent is: named as it is printed in its own row, by a part of it, or maybe
_UPWARDS = 0.9  # of the rows that name a head, those below it
_OF_EACH = 2  # rows for each head, of a tree that no words say to be one
_HEADS_ONE = expression(word_pattern("heads of one unit"))
_GENDER = expression(r"(?:(?<=direct)(?:rice|eur|ora?)|(?<=chef)fe|(?<=jef)[ea]|(?<=leiter)in)\b")
# Folded: what somebody is paid as, « Attaché principal », « Ingénieure en chef hors classe », which heads nothing
_GRADE = expression(word_pattern("grades"))
_BEHIND = expression(r"(.+?)\s*[(\[]([^()\[\]]+)[)\]]")

Row = Mapping[int, Cell]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column holds what; -1: none does."""

    title: int
    under: int = -1  # says under what each row stands
    sure: float = 0.0  # how sure it is that it does
    names: int = -1
    firsts: int = -1
    codes: int = -1  # numbers of posts, by which `under` names them
    roles: int = -1  # what who is named in the row of a unit is there

    def kinds(self) -> dict[int, Holds]:
        return {
            self.under: "under",
            self.names: "name",
            self.firsts: "first name",
            self.codes: "code",
            self.roles: "post",
            self.title: "unit",
        }


def key_of(text: str) -> tuple[str, ...]:
    """*text* as one cell repeats another one: its words in any order, without civilities."""
    words = [word.strip(".,;:()") for word in folded(text).split()]
    return tuple(sorted(word for word in words if any(map(str.isalnum, word)) and not is_civility(word)))


def keys_of(text: str) -> list[tuple[str, ...]]:
    """The same of a title as others may name it: whole, and, of « Direction des achats (DACH) », either part."""
    bracket = _BEHIND.fullmatch(text)
    return [key for part in (text, *(bracket.groups() if bracket else ())) if (key := key_of(part))]


def posts_in(grid: TableGrid, page: int, before: Sequence[TableColumn] = ()) -> TableUnits | None:
    """The units of *grid*, a row each, hung where its column says; None where none of its columns refers to the others.

    *before*: the columns of the page before, where such a table may go on here.
    """
    of_row: dict[int, dict[int, Cell]] = defaultdict(dict)
    continued = any(column.holds == "under" for column in before)
    if continued and not go_on(grid, before):
        return None
    for cell in grid.cells:
        for row in range(cell.top, cell.end):
            of_row[row].setdefault(grid.zone(cell), cell)
    rows: list[Row] = [cells for _, cells in sorted(of_row.items()) if len(cells) > 1]
    if continued:
        of: dict[Holds, int] = {column.holds: number for number, column in enumerate(before)}
        told = _Columns(of["unit"], of["under"], 0.0, of.get("name", -1), of.get("first name", -1), of.get("code", -1))
        told = replace(told, roles=of.get("post", -1))
        heads = {number: column.head for number, column in enumerate(before)}
        told = replace(told, sure=_SURE if heads_rows(folded(heads[told.under])) else _PART)
        return _units(grid, [cells for cells in rows if not _is_heading(cells, heads)], told, page, heads)
    used = {column for cells in rows for column in cells}
    if len(rows) < _FEWEST_ROWS or len(used) < _FEWEST_COLUMNS:
        return None
    found = _columns_of(rows, used) or _of_posts_alone(rows, used)
    if found is None:
        return None
    told, heads = found
    return _units(grid, [cells for cells in rows if not _is_heading(cells, heads)], told, page, heads)


def _is_heading(cells: Row, heads: Mapping[int, str]) -> bool:
    """Whether *cells* are the row that names the columns, or this row printed again."""
    return bool(heads) and all(heads.get(column) == cell.text for column, cell in cells.items())


# ---------------------------------------------------------------------------------------------------------- what columns hold


def _columns_of(rows: Sequence[Row], used: set[int]) -> tuple[_Columns, dict[int, str]] | None:
    """What the columns hold, and what is printed over each, where a row names them."""
    found = [(own, a, b) for a in used for b in used if a != b and len(own := _referred(rows, a, b)) >= _FEWEST]
    likely = [(_trust(rows, own, a, b, used), _share(rows, own, a), a, b) for own, a, b in found if _share(rows, own, a) >= _REFER]
    if not likely:
        return None
    sure, _, under, target = max(likely)
    heading = _heading(rows, under, target, used)
    texts = {column: [row[column].text for row in rows if column in row and row is not heading] for column in used}
    said = {column: cell.text for column, cell in heading.items()}
    heads = {column: heading_holds(folded(text)) for column, text in said.items()}
    free = [column for column in used if column not in (under, target)]
    firsts = next((column for column in free if heads.get(column) == "first name"), -1)
    free = [column for column in free if column != firsts]
    coded = share(texts[target], lambda text: is_aside(text) or is_code(text)) >= _MOSTLY
    titled = share(texts[target], lambda text: is_like_unit(text) or is_role(text))
    if coded or share(texts[target], is_like_name) >= _MOSTLY > titled:
        names = _names_of(free, texts, heads) if coded else target
        # the column of titles: the one headed so, else of those with words the one that says most, different in most rows
        columns = [column for column in free if column != names]
        open_ones = [c for c in columns if texts[c] and share(texts[c], is_aside) < _SOME and heads.get(c) != "aside"]
        headed = [c for c in open_ones if heads.get(c) in ("post", "unit")]
        # « Directrice », « Adjointe », « Chef de service » are what people are in the unit that another column names
        headed = [c for c in headed if heads[c] == "unit" or share(texts[c], is_bare_post) < _MOSTLY] or headed
        spread = {c: len({folded(text) for text in texts[c]}) for c in open_ones}
        title = max(headed or open_ones, key=lambda c: (spread[c], sum(map(len, texts[c]))), default=-1)
    else:
        title, names = target, _names_of(free, texts, heads)
    if title < 0:
        return None
    # What is printed beside who heads a unit, though of few rows: « Adjointe », « par intérim »; a grade is no post
    posts = [c for c in free if c not in (title, names) and heads.get(c) == "post" and "grade" not in folded(said[c])]
    posts = [c for c in posts if names >= 0 and share(texts[c], lambda text: is_aside(text) or is_code(text)) < _SOME]
    posts = [c for c in posts if share(texts[c], lambda text: _GRADE.fullmatch(folded(text)) is not None) < _MOSTLY]
    roles = max(posts, key=lambda c: (not folded(said[c]).startswith("emploi"), share(texts[c], is_role)), default=-1)
    return _Columns(title, under if sure else -1, sure, names, firsts, target if coded else -1, roles), said


def _of_posts_alone(rows: Sequence[Row], used: set[int]) -> tuple[_Columns, dict[int, str]] | None:
    """The same of a table whose head tells posts with who holds them, and of which all else are grades, hours and numbers."""
    heading = rows[0]
    heads = {column: heading_holds(folded(cell.text)) for column, cell in heading.items()}
    texts = {column: [row[column].text for row in rows[1:] if column in row] for column in used}
    named = [column for column, own in texts.items() if share(own, lambda text: is_like_name(text) or is_vacant(text)) >= _FILLED]
    names = [c for c in named if heads.get(c) == "name" or (heads.get(c) is None and share(texts[c], is_somebody) >= _SOME)]
    titles = [column for column, head in heads.items() if head == "post" and column not in names]
    titles = [c for c in titles if len(set(texts[c])) >= _DISTINCT * len(texts[c]) and share(texts[c], is_code) < _SOME]
    if len(heading) < len(used) or len(titles) != 1 or len(names) != 1 or titles[0] > names[0]:
        return None
    others = [texts[column] for column in used if column not in (titles[0], names[0])]
    if any(share(own, lambda text: is_aside(text) or len(text) <= LONGEST_CODE) < _FILLED for own in others):
        return None
    return _Columns(titles[0], names=names[0]), {column: cell.text for column, cell in heading.items()}


def _share(rows: Sequence[Row], heads: Mapping[int, int], under: int) -> float:
    return len(heads) / max(1, sum(bool(keys_of(row[under].text)) for row in rows if under in row))


def _trust(rows: Sequence[Row], heads: Mapping[int, int], under: int, target: int, used: set[int]) -> float:
    """How sure it is that the references *heads* of a column say under what rows stand; 0 where they may be to deputies.

    Its heading says it; or there is none, and all name rows above, several the same, and the top one nobody.
    """
    top = rows[0]
    said = [heads_rows(folded(top[column].text)) for column in (under, target) if column in top]
    if False in said:
        return 0.0
    heading = _heading(rows, under, target, used)
    if heading and said[0]:
        return _SURE
    first = rows[1] if heading else top
    upwards = sum(head < row for row, head in heads.items()) >= _UPWARDS * len(heads)
    is_tree = upwards and not (under in first and keys_of(first[under].text))
    if is_tree and not heading and _OF_EACH * len(set(heads.values())) <= len(heads):
        return _SURE
    people = share([row[target].text for row in rows if target in row and row is not heading], is_somebody) >= _SOME
    return _PART if is_tree or not people else 0.0


def _referred(rows: Sequence[Row], under: int, target: int) -> dict[int, int]:
    """By row, the row whose cell of one column that of another one repeats; {} where these are no references.

    These come again, as several stand under one; what they refer to is different in each row; and nothing comes under itself.
    """
    of_key: dict[tuple[str, ...], int] = {}
    told = [(number, row[target].text) for number, row in enumerate(rows) if target in row and not is_vacant(row[target].text)]
    for number, text in told:
        for key in keys_of(text):
            of_key.setdefault(key, number)
    named = [(n, keys) for n, row in enumerate(rows) if under in row and (keys := keys_of(row[under].text))]
    heads = {number: of_key[key] for number, keys in named for key in keys[:1] if key in of_key}
    different = len({key_of(text) for _, text in told})
    said = {(key_of(text), key_of(rows[n][under].text) if under in rows[n] else ()) for n, text in told}  # of each unit one row
    # « Secteur » in each of several services: where the head of the column says what it refers to, titles may come again
    worded = under in rows[0] and heads_rows(folded(rows[0][under].text))
    if len(told) < _FILLED * len(rows) or different < (_MOSTLY if worded else _DISTINCT) * len(said):
        return {}
    if len(heads) < _FEWEST or len(set(heads.values())) == len(heads):
        return {}
    if share([rows[number][under].text for number, _ in named], is_figure) >= _MOSTLY:
        return {}  # counts, beside numbers of rows
    for start in heads:
        at, steps = start, 0
        while at in heads and steps <= len(heads):
            at, steps = heads[at], steps + 1
        if at in heads:
            return {}
    return heads


def _heading(rows: Sequence[Row], under: int, target: int, used: set[int]) -> Row:
    """The first row, where it names the columns: nothing refers to it, it refers to nothing, and is worded or set otherwise."""
    first = rows[0]
    if len(first) < _OF_COLUMNS * len(used) or under not in first or target not in first:
        return {}
    keys = {key_of(row[target].text) for row in rows[1:] if target in row}
    named = {key_of(row[under].text) for row in rows[1:] if under in row}
    if key_of(first[target].text) in named or key_of(first[under].text) in keys or not key_of(first[under].text):
        return {}
    known = sum(heading_holds(folded(cell.text)) is not None for cell in first.values())
    looks = {look_of_cell(cell) for cell in first.values()}
    apart = not looks & {look_of_cell(cell) for row in rows[1:] for cell in row.values()}
    return first if apart or 2 * known >= len(first) or not any(is_somebody(cell.text) for cell in first.values()) else {}


def _names_of(columns: Sequence[int], texts: Mapping[int, Sequence[str]], heads: Mapping[int, Holds | None]) -> int:
    """The column of those who hold the posts: headed so, else where most are names or vacant; -1 without one."""

    def named(column: int) -> float:
        return share(texts[column], lambda text: is_like_name(text) or is_vacant(text))

    likely = [column for column in columns if named(column) >= (_SOME if heads.get(column) == "name" else _MOSTLY)]
    sure = [column for column in likely if heads.get(column) == "name" or share(texts[column], is_somebody) >= _SOME]
    return max(sure or likely, key=lambda column: (heads.get(column) == "name", named(column)), default=-1)


# ------------------------------------------------------------------------------------------------------------ units and people


def _units(grid: TableGrid, rows: Sequence[Row], told: _Columns, page: int, heads: Mapping[int, str]) -> TableUnits:
    named = [row[told.names] for row in rows if told.names in row]
    words = words_of([[line] for cell in named for line in cell.lines])
    vacancies = {text for text, often in Counter(folded(cell.text) for cell in named).items() if often > 1}
    found = TableUnits([], [])
    known: dict[tuple[object, ...], Node] = {}
    of_units = heading_holds(folded(heads.get(told.title, ""))) == "unit"
    for row in rows:
        if told.title not in row:
            continue
        cell = row[told.title]
        people: list[Person] = []
        if told.names in row:
            firsts = [row[told.firsts]] if told.firsts in row else []
            roles = [row[told.roles]] if told.roles in row else []
            people = people_beside(row[told.names], firsts, roles, words, vacancies)
        node = cell.unit(page, cell.text, people)
        node.code = row[told.codes].text if told.codes in row else ""
        if told.under >= 0:
            node.under, node.under_sure = row[told.under].text if told.under in row else "", told.sure
        first = known.get((key_of(node.label), node.under))
        if first and first.people and people and not _head_alike(first.people[0], people[0]):
            if first is found.nodes[-1]:
                first.box = bounds([first.box, node.box])
            first.people = [*first.people, *people]  # who else is in the unit, in a row of their own, wherever that stands
            continue
        found.nodes.append(node)
        if (of_units or starts_like_unit(cell.text)) and not is_role(cell.text):
            known[key_of(node.label), node.under] = node
    hang_as_named(found.nodes)
    found.nodes[:] = _without_staff(found.nodes, of_units=of_units)
    kinds = told.kinds()
    found.columns = [
        TableColumn(*sides, kinds.get(number, "aside"), head=heads.get(number, "")) for number, sides in enumerate(grid.columns)
    ]
    return found


def _without_staff(nodes: Sequence[Node], *, of_units: bool) -> list[Node]:
    """*nodes* without those who stand in the unit of somebody above; *of_units*: the column has units, else words must tell it."""
    into: dict[int, Node] = {}
    for node in nodes:
        over = node.parent
        while over is not None and over.parent is not None and key_of(over.parent.label) == key_of(over.label):
            over = over.parent
        if over is None or key_of(over.label) != key_of(node.label) or is_role(node.label):
            continue
        if not (of_units or starts_like_unit(node.label)):
            continue
        if node.people and over.people and not _head_alike(over.people[0], node.people[0]):
            into[id(node)] = over
            over.people = [*over.people, *node.people]
    for node in nodes:
        if node.parent is not None and id(node) not in into:
            node.parent = into.get(id(node.parent), node.parent)
    return [node for node in nodes if id(node) not in into]


def _head_alike(one: Person, other: Person) -> bool:
    """Whether both head a unit, by the same post: two « Crèche municipale », each with its « Directrice »."""
    one_post, other_post = (_GENDER.sub("", folded(person.role or "")) for person in (one, other))
    return one_post == other_post and _HEADS_ONE.match(one_post) is not None


def hang_as_named(nodes: Sequence[Node]) -> None:
    """Hang each of *nodes* whose row names what it stands under, by title, number or who heads it, and that one is among them."""
    by_key: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in nodes if any(node.under is not None for node in nodes) else ():
        for text in (node.label, node.code, *(person.name for person in node.people)):
            for key in keys_of(text):
                by_key[key].append(node)
    for node in nodes:
        if node.under is None or node.parent is not None:
            continue
        keys = keys_of(node.under)
        if not keys:
            node.confidence = node.under_sure
            continue
        same = next((by_key[key] for key in keys if key in by_key), [])
        words = set(keys[0])
        parts = [] if same else [o for known, own in by_key.items() if words < set(known) or words > set(known) for o in own]
        heads = {id(other): other for other in same or parts if other is not node}
        if len(heads) == 1:
            node.hang(next(iter(heads.values())), "table", node.under_sure if same else _PART)
