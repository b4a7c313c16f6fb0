"""Lists that stand level beside each other in a PDF, and are no rows: how two versions differ says so (DESIGN 3.12). Pure.

Of « Nos services | Vos élus » the one has an entry more, and all below it stand a line further, each beside another of the other
list. In a table what stands in a row goes on with it, or changes places; but of « Créneau | Qui » somebody leaves, and all go up:
only heads or bullets say that they are lists. Each list is then compared by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise, zip_longest

from monitor.compare.title_words import is_generic, tells_function
from monitor.expressions import expression
from monitor.model import Block, DocumentContent
from monitor.model.frozen import dataclass, replace
from monitor.normalize import MONTHS, canonical, key

_STAY = 0.6  # of the cells of the longer side, those that stand in their column on both
_PARTED = 2  # rows whose cells stand in several now: of one alone somebody may have taken a vacant post
_FEW = 3  # cells
_MOST, _AGAIN = 0.5, 0.5  # of the cells of a column; different texts where a few come again
# A telephone, an amount, an address; a rank; a number
_OF_ITS_ROW = expression(
    r"(?:\D*\d){5}.*|.*[€%@].*|\d{1,2}\s?(?:ers?|[eè]re|re|e|[eè]me|n?de|st|nd|rd|th|[.)])(?:\s.*)?|\W*\d+(?:[.,]\d+)?\W*"
)
_WEEK = """lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday
montag dienstag mittwoch donnerstag freitag samstag sonntag"""
_DAYS = frozenset(_WEEK.split())
_ONE_OF = expression(r"(?:[^\W\d_]+\.? (?:n[o°] ?)?)?(?:\d{1,4} ?[A-Za-z]?|[A-Z]{1,3}\d?)")  # « Lot 3 », « Bureau 101 B », « CM2 »
_MONTH = expression(rf"(?:{MONTHS})\b.*")
# How heads of lists begin, « Nos services », “Our members”; a column is headed « Service », « Qui »
_OF_LISTS = expression(
    r"(?:nos|vos|les|leurs|mes|our|your|unsere|ihre|nuestr[oa]s|vuestr[oa]s|sus|los|las|i|gli|nostr[ie]|vostr[ie])\W.*"
)
_BULLET = expression(r"[•●▪‣◦*–-]\s.*")

_Columns = list[list[str]]


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows of a text that follow each other, and what stands right below: the end of a list that is longer than the others."""

    columns: tuple[tuple[str, ...], ...]  # of cells; "" where one is empty, or where the list ended
    below: tuple[str, ...] = ()
    start: int = 0  # among the blocks of the text, with what is below
    stop: int = 0
    in_rows: bool = True


def lists_apart(old: DocumentContent, new: DocumentContent) -> tuple[DocumentContent, DocumentContent]:
    """Both as they are compared: lists that are read as rows, and are none, as one list after the other."""
    sides = [list(old.text or ()), list(new.text or ())]
    tables = [[*_tables(side)] for side in sides]
    if not any(tables):
        return old, new
    for n in (0, 1):
        if len(tables[n]) == 1 and not tables[1 - n] and (columns := _columns_among(sides[1 - n], tables[n][0].columns)):
            tables[1 - n] = [columns]
    left = tables[0]
    for table in reversed(tables[1]):
        shared = [_shared(other, table) for other in left]
        if not max(shared, default=0):
            continue
        other = left[shared.index(max(shared))]
        lists = _lists(other, table)
        for side, of, said in zip(sides, (other, table), lists or (), strict=False):
            row = replace(side[of.start], kind="paragraph")
            side[of.start : of.stop] = [replace(row, text=text) for text in said]
        left = left[: left.index(other)] if lists else left
    if sides == [list(old.text or ()), list(new.text or ())]:
        return old, new
    return replace(old, text=tuple(sides[0])), replace(new, text=tuple(sides[1]))


def are_of_lists(old: DocumentContent, new: DocumentContent) -> bool:
    """Whether units that hang under no other, in texts without rows, and those who stand beside them are two lists."""
    charts = [side.orgchart for side in (old, new) if not any(block.kind == "table_row" for block in side.text or ())]
    if len(charts) < 2 or any(not o or o.structured or any(unit.parent for unit in o.units) for o in charts):
        return False
    tables = list[_Table]()
    for units in (chart.units for chart in charts if chart):
        people = [[person.name or "" for person in unit.people] for unit in units]
        if any(len(them) > 1 for them in people[:-1]) or not any(people):
            return False
        columns = tuple(unit.title for unit in units), tuple(them[0] if them else "" for them in people)
        tables.append(_Table(columns, tuple(people[-1][1:])))
    return _lists(*tables) is not None


def _tables(blocks: Sequence[Block]) -> Iterator[_Table]:
    at = 0
    groups = [[*same] for _, same in groupby(blocks, lambda b: b.kind == "table_row" and b.text.count("\t"))]
    for rows, follow in pairwise([*groups, []]):
        if rows[0].kind == "table_row" and "\t" in rows[0].text:
            columns = tuple(zip(*(row.text.split("\t") for row in rows), strict=True))
            lines = [block.text for block in follow] if all(block.kind in ("paragraph", "list_item") for block in follow) else []
            yield _Table(columns, tuple(lines), at, at + len(rows) + len(lines))
        at += len(rows)


def _shared(one: _Table, other: _Table) -> int:
    """How many cells two tables have in common, column by column."""
    alike = zip(one.columns, other.columns, strict=True) if len(one.columns) == len(other.columns) else ()
    return sum((Counter(a) & Counter(b)).total() for a, b in alike)


def _lists(old: _Table, new: _Table) -> list[list[str]] | None:
    """What stands in the columns of either, one after the other, with what is below; None where they are rows."""
    said: list[_Columns] = [[[*map(canonical, column)] for column in table.columns] for table in (old, new)]
    below = [[*map(canonical, table.below)] for table in (old, new)]
    if any(_has_holes(column) or _is_of_rows(column) for side in said for column in side):
        return None
    uneven = any(not column[-1] for side in said for column in side)
    known = [[{*column} for column in side] for side in said]
    for own, rest, others in zip(said, below, reversed(known), strict=True):
        for column, other in zip(own, others, strict=True):
            while column[-1] and rest and (cell := _first_of(rest[0], other.difference(column))):
                column.append(cell)
                rest[:1] = filter(None, [rest[0][len(cell) :].strip()])
                uneven = True
    stay = [_stay(*columns) for columns in zip(*said, strict=True)]
    cells = [sum(bool(cell) for column in side for cell in column) for side in said]
    in_order = all(a < b for column in stay for (_, a), (_, b) in pairwise(sorted(column.items())))
    proven = not (old.in_rows and new.in_rows) or (uneven and _parted(stay) >= _PARTED and _says_lists(old) and _says_lists(new))
    if proven and in_order and sum(map(len, stay)) >= _STAY * max(cells):
        return [[*(cell for column in own for cell in column if cell), *rest] for own, rest in zip(said, below, strict=True)]
    return None


def _columns_among(blocks: Sequence[Block], columns: Sequence[Sequence[str]]) -> _Table | None:
    """The *columns* of a table that stand among *blocks* as lines that read on, « Achats Voirie Paie », one after the other."""
    known = [{canonical(cell) for cell in column if cell} for column in columns]
    found: list[list[str]] = []
    places = list[int]()
    for n, block in enumerate(blocks):
        for column in range(max(len(found) - 1, 0), min(len(found) + 1, len(known))):
            left = known[column].difference(*found[column:])
            cut = _cut(canonical(block.text), left)
            if 2 * sum(len(cell) for cell in cut if cell in left) > len(block.text):
                found += [[]] if column == len(found) else []
                found[column] += cut
                places.append(n)
                break
    if len(found) < len(known) or len(places) != places[-1] - places[0] + 1 or len(places) >= sum(map(len, found)):
        return None
    return _Table(tuple(zip(*zip_longest(*found, fillvalue=""), strict=True)), (), places[0], places[-1] + 1, in_rows=False)


def _cut(text: str, cells: set[str]) -> list[str]:
    """*text* parted into those of *cells* that are in it, and what stands between them."""
    parts = [""]
    while text:
        if cell := _first_of(text, cells):
            parts += [cell, ""]
            text = text[len(cell) :].strip()
        else:
            word, _, text = text.partition(" ")
            parts[-1] = f"{parts[-1]} {word}".strip()
    return [part for part in parts if part]


def _first_of(text: str, cells: set[str]) -> str | None:
    """Which of *cells* the *text* of lines below each other begins with."""
    return max((cell for cell in cells if cell and f"{text} ".startswith(f"{cell} ")), key=len, default=None)


def _has_holes(column: Sequence[str]) -> bool:
    """Whether a cell is empty over one that is not."""
    return any(not a and b for a, b in pairwise(column))


def _says_lists(table: _Table) -> bool:
    """Whether the heads of the columns, or bullets, say that they are lists: of rows alone, too, somebody leaves and all go up."""
    if all(_OF_LISTS.match(key(column[0])) for column in table.columns):
        return True
    return all(sum(bool(_BULLET.match(cell)) for cell in column if cell) > _MOST * len(column) for column in table.columns)


def _is_of_rows(column: Sequence[str]) -> bool:
    """Whether a column says something of its rows: most cells are figures, posts or days, or called alike, or few come again."""
    said = [cell for cell in column if cell]
    again = len({*said}) <= _AGAIN * len(said)
    first = Counter(words[0] for cell in said if (words := key(cell).split()))
    alike = [often for word, often in first.items() if not is_generic([word])]  # « Commission des sports », « Canton de Lans »
    if len(said) >= _FEW and max(alike, default=0) > _MOST * len(said):
        return True
    return again or sum(map(_is_of_its_row, said)) > _MOST * len(said)


def _is_of_its_row(cell: str) -> bool:
    said = _OF_ITS_ROW.fullmatch(cell) or _ONE_OF.fullmatch(cell) or _MONTH.fullmatch(key(cell))
    return bool(said) or tells_function(cell) or not _DAYS.isdisjoint(key(cell).split()[:1])


def _stay(old: Sequence[str], new: Sequence[str]) -> Mapping[int, int]:
    """The rows, old and new, of the cells that stand once in a column on both sides."""
    once = [{cell: n for n, cell in enumerate(column) if cell and column.count(cell) == 1} for column in (old, new)]
    return {n: once[1][cell] for cell, n in once[0].items() if cell in once[1]}


def _parted(stay: Sequence[Mapping[int, int]]) -> int:
    """How many rows have cells that stand in several rows now."""
    rows = {row for column in stay for row in column}
    return sum(len({column[row] for column in stay if row in column}) > 1 for row in rows)
