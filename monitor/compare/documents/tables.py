"""Two versions of a table -> rows that came and went, cells that changed (DESIGN 3.31). Pure.

Rows are told apart by a key: the column, or the two, that names them. A table sorted anew, or with its columns in another order,
is the same table. What stands above the heads of the columns is compared as text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import combinations
from operator import eq

from monitor.compare.documents.words import text_edits
from monitor.compare.people import is_same_post
from monitor.compare.text.table_keys import (
    ASIDE,
    GIVEN,
    HELD,
    HOLDERS,
    NAMED,
    NAMES,
    POSTED,
    POSTS,
    UNITS,
    WORDED,
    columns_called,
    count_alike,
    head_of,
    holds_the_same,
    is_pair,
    key_rank,
)
from monitor.compare.words import like, uncrossed
from monitor.model import Block, DocumentContent, Edit
from monitor.model.frozen import dataclass, field
from monitor.normalize import canonical, key

_HEAD_WITHIN = 10  # rows: the heads of the columns stand among the first
_HEAD_FULL = 0.6  # of the cells that the rows below fill
_DISTINCT = 0.8  # of the rows, those that a key tells from all others
_MOST_IN_KEY = 6  # columns that are tried in pairs
TEXTS = (".wordprocessingml.document", ".opendocument.text")
SHEETS = (".spreadsheetml.sheet", ".opendocument.spreadsheet", ".ms-excel", "text/csv")
_SAME_NAME = 0.8  # likeness of two keys of rows that agree in all else: one was respelt


@dataclass(slots=True)
class Table:
    """One sheet: its name ("" where there is only one), heads of columns, rows as wide as them, and the blocks that are no rows."""

    name: str
    columns: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = field(default_factory=list)
    struck: list[tuple[str, ...]] = field(default_factory=list)  # of each row, what of its cells is struck out
    beside: list[Block] = field(default_factory=list)
    headed: bool = False  # the columns have heads of their own


@dataclass(frozen=True, slots=True)
class _Column:
    """One that two tables have, by its places in them."""

    old: int
    new: int
    head: str  # in the new table, folded
    rank: int  # how likely people go by it there: see `key_rank`


def has_rows(content: DocumentContent) -> bool:
    """Whether *content* holds a table."""
    return any(block.kind == "table_row" for block in content.text or ())


def is_table(content: DocumentContent) -> bool:
    """Whether *content* is a sheet, or rows and nothing but rows under their headings."""
    of_sheets = content.media_type.endswith(SHEETS)
    return has_rows(content) and (of_sheets or all(block.kind in ("table_row", "heading") for block in content.text or ()))


def table_edits(old: DocumentContent, new: DocumentContent) -> list[Edit]:
    """Return what differs between two documents that hold tables: the words beside them, then sheet by sheet columns and rows."""
    known = old.facts_known and new.facts_known
    before, after = (tables_of(side.text or (), with_facts=known) for side in (old, new))
    heads = {head_of(table.columns) for table in (*before, *after) if table.headed}
    if heads and not all(table.headed for table in (*before, *after)):
        before, after = (tables_of(side.text or (), with_facts=known, heads=heads) for side in (old, new))
    # Which sheet became which: by name, then by rows or heads in common; two that are alone are one, whatever is in them
    left = list(before)
    partners: dict[int, Table] = {}
    for alike in (lambda one, other: key(one.name) == key(other.name), _share_rows, _share_heads):
        for n, table in enumerate(after):
            twin = next((one for one in left if alike(one, table)), None) if n not in partners else None
            if twin is not None:
                partners[n] = twin
                left.remove(twin)
    if len(before) == len(after) == 1 and left:
        partners[0] = left.pop()
    pairs = [*((partners.get(n), table) for n, table in enumerate(after)), *((one, None) for one in left)]
    of_words = any(side.media_type.endswith(TEXTS) for side in (old, new))
    edits = text_edits(_beside(old, before, of_words), _beside(new, after, of_words))
    # Sheets that came, went, changed names or places; a name that is there for other sheets alone says nothing
    for one, other in pairs if not of_words else ():
        if one is None and other is not None and other.name:
            edits.append(Edit(op="sheet_added", facts={"sheet": other.name}))
        elif other is None and one is not None and one.name:
            edits.append(Edit(op="sheet_removed", facts={"sheet": one.name}))
        elif one and other and one.name and other.name and canonical(one.name) != canonical(other.name):
            edits.append(Edit(op="sheet_renamed", before=one.name, after=other.name, facts={"sheet": other.name}))
    places = {id(table): n for n, table in enumerate(before)}
    kept = [(places[id(one)], other) for one, other in pairs if one and other] if not of_words else []
    stay = uncrossed([(n, at) for n, (at, _) in enumerate(kept)])
    edits += (Edit(op="sheet_moved", facts={"sheet": other.name}) for n, (_, other) in enumerate(kept) if n not in stay)
    several = len(before) > 1 or len(after) > 1
    for one, other in pairs:
        found = _between(one, other)
        named = {"sheet": next((t.name for t in (other, one) if t and t.name), "")} if several else {}
        edits += [Edit(op=e.op, before=e.before, after=e.after, words=e.words, facts={**named, **e.facts}) for e in found]
    return edits


def _beside(content: DocumentContent, tables: Iterable[Table], headings: bool) -> DocumentContent:
    """What stands beside the *tables* of *content*; *headings* too, where they are no names of sheets."""
    blocks = tuple(block for table in tables for block in table.beside if headings or block.kind != "heading")
    return DocumentContent(sha256=content.sha256, size=content.size, media_type=content.media_type, text=blocks)


# -------------------------------------------------------------------------------------------------------------- blocks as tables


def tables_of(blocks: Sequence[Block], *, with_facts: bool = True, heads: Container[frozenset[str]] = ()) -> list[Table]:
    """The tables that *blocks* hold: a heading begins another one where rows stood before it. *with_facts*: what is struck, too.

    *heads*: those of the other version, which are heads here as well where no row stands below them any more.
    """
    tables = [Table("")]
    for block in blocks:
        table = tables[-1]
        if block.kind == "table_row":
            cells, at, struck = tuple(block.text.split("\t")), 0, list[str]()
            for cell in cells if with_facts and block.struck else ():
                spans = ((max(at, start), min(at + len(cell), end)) for start, end in block.struck)
                struck.append(" ".join(block.text[start:end] for start, end in spans if start < end))
                at += len(cell) + 1
            table.rows.append(cells)
            table.struck.append(tuple(struck))
        elif block.kind == "heading" and table.rows:
            tables.append(Table(block.text, beside=[block]))
        else:
            table.name = block.text if block.kind == "heading" else table.name
            table.beside.append(block)
    for table in tables:
        rows, head = table.rows, _head_at(table.rows)
        if head is None and heads:
            head = next((n for n, row in enumerate(rows[:_HEAD_WITHIN]) if head_of(row) in heads), None)
        table.beside += [Block("paragraph", "\n".join(filter(None, row))) for row in rows[: head or 0]]
        width, first = max(map(len, rows), default=0), 0 if head is None else head + 1
        filled = [(*row, *[""] * (width - len(row))) for row in rows]
        table.columns = columns_called(filled[head] if head is not None else (), width)
        table.headed = head is not None
        table.rows = filled[first:]
        table.struck = [(*cells, *[""] * (width - len(cells))) for cells in table.struck[first:]]
    return tables


def _head_at(rows: Sequence[tuple[str, ...]]) -> int | None:
    """Which row has the heads of the columns: the first full one whose cells are all words, and none like another."""
    widest = max((sum(map(bool, row)) for row in rows[: 5 * _HEAD_WITHIN]), default=0)
    for at, row in enumerate(rows[:_HEAD_WITHIN]):
        heads = [head for head in row if head]
        if len(heads) < 2 or len(heads) < _HEAD_FULL * widest:
            continue
        if any(head and head == below for head, below in zip(row, rows[at + 1] if rows[at + 1 :] else (), strict=False)):
            continue  # merged with the next row, which has the heads of all columns
        worded = all(any(letter.isalpha() for letter in head) for head in heads)
        below = {cell for other in rows[at + 1 :] for cell in other}
        return at if worded and len(set(heads)) == len(heads) and len(rows) > at + 1 and not below & set(heads) else None
    return None


def _share_rows(old: Table, new: Table) -> bool:
    """Whether half of the rows of the shorter one stand in the other."""
    one, other = (Counter(tuple(canonical(cell) for cell in row if cell) for row in table.rows) for table in (old, new))
    return 2 * (one & other).total() >= min(one.total(), other.total()) > 0


def _share_heads(old: Table, new: Table) -> bool:
    one, other = ({key(head) for head in table.columns} for table in (old, new))
    return len(one & other) * 2 > max(len(one), len(other))


# ------------------------------------------------------------------------------------------------------------------ what differs


def _between(old: Table | None, new: Table | None) -> Iterator[Edit]:
    if old is None or new is None:
        table = old or new or Table("")
        chosen = [column.new for column in _chosen_key(table, table, _same_columns(table, table))]
        for row in table.rows:
            yield _whole("row_removed" if old else "row_added", table, row, chosen)
        return
    columns = _same_columns(old, new)
    for a in (n for n in range(len(old.columns)) if n not in {column.old for column in columns}):
        yield Edit(op="column_removed", facts={"column": old.columns[a]})
    for b in (n for n in range(len(new.columns)) if n not in {column.new for column in columns}):
        yield Edit(op="column_added", facts={"column": new.columns[b]})
    for column in columns:
        before, after = old.columns[column.old], new.columns[column.new]
        if canonical(before) != canonical(after):
            yield Edit(op="column_renamed", before=before, after=after)
    compared = [column for column in columns if not count_alike(_cells(old, column.old), _cells(new, column.new))]
    yield from _row_edits(old, new, compared, columns)


def _cells(table: Table, column: int) -> list[str]:
    return [row[column] for row in table.rows]


def _same_columns(old: Table, new: Table) -> list[_Column]:
    """Which column became which: by its head, then by what stands in it."""
    pairs: list[tuple[int, int]] = []
    left = list(range(len(old.columns)))
    for b, head in enumerate(new.columns):
        a = next((n for n in left if key(old.columns[n]) == key(head)), None)
        if a is not None:
            left.remove(a)
            pairs.append((a, b))
    for b in (n for n in range(len(new.columns)) if n not in {b for _, b in pairs}):
        a = next((n for n in left if holds_the_same(_cells(old, n), _cells(new, b))), None)
        if a is not None:
            left.remove(a)
            pairs.append((a, b))
    heads = new.columns
    return [_Column(a, b, key(heads[b]), key_rank(heads[b], _cells(new, b))) for a, b in sorted(pairs, key=lambda pair: pair[1])]


def _row_edits(old: Table, new: Table, columns: Sequence[_Column], printed: Sequence[_Column]) -> Iterator[Edit]:
    """Cells that changed and rows that came, in the order of the new table, then rows that went. *printed*: those of counts too."""
    chosen = _chosen_key(old, new, columns)
    partners, by_another = _matched(old, new, columns, chosen)
    name_old, name_new = [column.old for column in chosen], [column.new for column in chosen]
    named_old, named_new = _names(old, name_old), _names(new, name_new)
    for n, row in enumerate(new.rows):
        if n not in partners:
            yield _whole("row_added", new, row, name_new)
            if text := " ".join(filter(None, (new.struck[n][column.new] for column in printed))):
                yield Edit(op="struck", facts={"text": text, "came": True, "key": named_new(n, -1)})
            continue
        before = old.rows[partners[n]]
        kept = [column.new for column in by_another.get(n, ())]
        for a, b in ((column.old, column.new) for column in columns):
            if canonical(before[a]) != canonical(row[b]):
                called = named_old(partners[n], a) if b in name_new else named_new(n, b)
                facts = {"key": _named(row, kept) if kept else called}
                yield Edit(op="cell_changed", before=before[a], after=row[b], facts={**facts, "column": new.columns[b]})
        struck = [(old.struck[partners[n]][column.old], new.struck[n][column.new], row[column.new]) for column in printed]
        come = [now for was, now, _ in struck if now and canonical(now) != canonical(was)]
        gone = [was for was, now, cell in struck if was and not now and cell]
        for op, words in (("struck", come), ("unstruck", gone)):
            if words:
                yield Edit(op=op, facts={"text": " ".join(words), "key": named_new(n, -1)})
    for n in sorted(set(range(len(old.rows))) - set(partners.values())):
        yield _whole("row_removed", old, old.rows[n], name_old)


def _whole(op: str, table: Table, row: tuple[str, ...], chosen: Sequence[int]) -> Edit:
    return Edit(op=op, facts={"key": _named(row, chosen), "row": list(row), "columns": list(table.columns)})


def _names(table: Table, chosen: Sequence[int]) -> Callable[[int, int], str]:
    """What row number … is called where the cell in column … is told of: of those that share a name with what tells them apart."""
    called = [_named(row, chosen) for row in table.rows]
    shared = {name for name, count in Counter(called).items() if count > 1}
    ranks = {n: key_rank(table.columns[n], _cells(table, n)) for n in range(len(table.columns))} if shared else {}
    others = sorted((n for n in ranks if n not in chosen and ranks[n] < ASIDE), key=lambda n: (ranks[n], n))

    def named(number: int, told: int) -> str:
        name, row = called[number], table.rows[number]
        beside = next((row[n] for n in others if n != told and row[n]), "") if name in shared else ""
        return f"{name}, {' '.join(beside.split())}" if beside else name

    return named


def _named(row: tuple[str, ...], chosen: Sequence[int]) -> str:
    """What a row is called: its key; where that is empty its first cell that says something."""
    said = " ".join(" ".join(row[n].split()) for n in chosen if row[n])
    return said or next((" ".join(cell.split()) for cell in row if cell), "")


# ---------------------------------------------------------------------------------------------------------- the key, and who is who


def _chosen_key(old: Table, new: Table, columns: Sequence[_Column]) -> list[_Column]:
    """The columns that name a row: the one, else two of a kind, that people would go by and that tell all rows apart.

    Where none tell all of them, the one that tells most; rows that share it are told apart by the rest of their cells. A list that
    says who holds which post, or begins with units of which none comes twice, is one of posts (3.25). Figures beside words name a
    row only where none of them became another one.
    """
    ranked = sorted(columns, key=lambda column: (column.rank, column.new))
    pairs = [
        list(two)
        for two in combinations(ranked[:_MOST_IN_KEY], 2)
        if is_pair([new.columns[column.new] for column in two], [column.rank for column in two])
    ]
    figures = [column for column in ranked if WORDED < column.rank < ASIDE and ranked[0].rank <= WORDED]
    # Where of a column some went and others came, what it says of a row is no name of it
    sides = {n: [{key(cell) for cell in _cells(table, at) if cell} for table, at in ((old, n.old), (new, n.new))] for n in figures}
    turning = [column for column, (one, other) in sides.items() if one - other and other - one]
    alone = [[column] for column in ranked if column.rank < ASIDE and column not in turning]
    tried = sorted(alone + pairs, key=lambda some: (some[0].rank, len(some)))
    people = [some for some in tried if some[0].rank == NAMED]  # who bears a name stays who it is, though another bears it too
    of_posts = any(
        (column.rank == NAMED and HOLDERS.fullmatch(column.head))
        or (column.rank == POSTED and column.new == 0 and UNITS.fullmatch(column.head))
        for column in columns
    )
    for least, among in (
        (1.0, [some for some in tried if some[0].rank < NAMED]),
        (1.0, [some for some in tried if some[0].rank == POSTED] if of_posts else []),
        (_DISTINCT, people),
        (1.0, tried),
        (_DISTINCT, tried),
    ):
        for some in sorted(among, key=lambda some: -len(some)) if among is people else among:
            for table, places in ((old, [column.old for column in some]), (new, [column.new for column in some])):
                # Of the rows that these columns name the share that have a name of their own; where many have none it is no key
                filled = [name for name in _folded_rows(table, places) if any(name)]
                if len(filled) < _DISTINCT * len(table.rows) or len({*filled}) < least * len(filled):
                    break
            else:
                return sorted(some, key=lambda column: column.new)
    return ranked[:1]


def _matched(
    old: Table, new: Table, columns: Sequence[_Column], chosen: Sequence[_Column]
) -> tuple[dict[int, int], dict[int, Sequence[_Column]]]:
    """Which row of *old* each row of *new* was: the same cells, then the same key and most alike, then by other keys; by which."""
    pairs: dict[int, int] = {}
    left = dict.fromkeys(range(len(old.rows)))
    cells_old = [tuple(canonical(row[column.old]) for column in columns) for row in old.rows]
    cells_new = [tuple(canonical(row[column.new]) for column in columns) for row in new.rows]
    same: dict[tuple[str, ...], list[int]] = {}
    for n, cells in enumerate(cells_old if columns else ()):  # tables without a column in common have no row in common
        same.setdefault(cells, []).append(n)
    _taken(((same[cells].pop(0), n) for n, cells in enumerate(cells_new) if same.get(cells)), pairs, left)
    by_key: dict[tuple[str, ...], list[int]] = {}
    for n in left:
        by_key.setdefault(tuple(key(old.rows[n][column.old]) for column in chosen), []).append(n)
    for n in (n for n in range(len(new.rows)) if n not in pairs):
        alike = by_key.get(tuple(key(new.rows[n][column.new]) for column in chosen), [])
        if alike and any(new.rows[n][column.new] for column in chosen):
            pairs[n] = max(alike, key=lambda o: sum(map(eq, cells_old[o], cells_new[n])))
            alike.remove(pairs[n])
            del left[pairs[n]]
    return pairs, _matched_by_another(old, new, columns, chosen, pairs, left)


def _matched_by_another(
    old: Table, new: Table, columns: Sequence[_Column], chosen: Sequence[_Column], pairs: dict[int, int], left: dict[int, None]
) -> dict[int, Sequence[_Column]]:
    """Pair rows whose key is another one: the one person whose post is (3.25), one respelt that has all else, the one post whose
    holder is; of posts and people by which columns. A number that is given to one row goes before both.
    """
    others = [] if any(column.rank < NAMED for column in chosen) else columns
    held, units = ([one for one in others if one.rank == POSTED and is_.fullmatch(one.head)] for is_ in (HELD, UNITS))
    person = [one for one in others if one.rank == NAMED or GIVEN.fullmatch(one.head)]
    post = [] if {*(held or units)} & {*chosen} else held or units
    person = [] if {*person} & {*chosen} or all(one.rank != NAMED for one in person) else person
    by_another: dict[int, Sequence[_Column]] = dict.fromkeys(_taken(_only_ones(old, new, person), pairs, left), person)
    respelt = [n for n in range(len(new.rows)) if n not in pairs]
    _taken(
        (
            (o, n)
            for n in (respelt if len(respelt) * len(left) <= 250_000 else ())
            for o in [*left]
            if _is_respelt(old.rows[o], new.rows[n], columns, chosen)
        ),
        pairs,
        left,
    )
    # More than a rank, and of one service where the table says which
    titles = [one for one in columns if POSTS.fullmatch(one.head) and not NAMES.fullmatch(one.head)]
    one_post = (
        (o, n)
        for o, n in _only_ones(old, new, post)
        if all(key(old.rows[o][one.old]) == key(new.rows[n][one.new]) for one in titles)
        and all(is_same_post(old.rows[o][one.old], new.rows[n][one.new]) for one in post)
    )
    return by_another | dict.fromkeys(_taken(one_post, pairs, left), post)


def _taken(found: Iterable[tuple[int, int]], pairs: dict[int, int], left: dict[int, None]) -> list[int]:
    """Pair what is *found*, of the old rows those that are *left*, and return which of the new rows that were."""
    taken = []
    for o, n in found:
        if o in left and n not in pairs:
            pairs[n] = o
            del left[o]
            taken.append(n)
    return taken


def _only_ones(old: Table, new: Table, some: Sequence[_Column]) -> Iterator[tuple[int, int]]:
    """The rows of both that have the same words in the columns *some*, which no other row of either has."""
    sides = []
    for table, places in ((old, [column.old for column in some]), (new, [column.new for column in some])):
        said = _folded_rows(table, places)
        counts = Counter(said)
        sides.append({words: n for n, words in enumerate(said) if counts[words] == 1 and any(words)})
    yield from ((sides[0][words], n) for words, n in sides[1].items() if words in sides[0])


def _folded_rows(table: Table, columns: Sequence[int]) -> list[tuple[str, ...]]:
    """What each row says in *columns*, folded."""
    return [tuple(key(row[n]) for n in columns) for row in table.rows]


def _is_respelt(old: tuple[str, ...], new: tuple[str, ...], columns: Sequence[_Column], chosen: Sequence[_Column]) -> bool:
    """Whether two rows agree in all but their key, and that reads almost the same."""
    others = [(old[column.old], new[column.new]) for column in columns if column not in chosen]
    agree = sum(canonical(a) == canonical(b) for a, b in others)
    names = " ".join(old[column.old] for column in chosen), " ".join(new[column.new] for column in chosen)
    alike = like(*(key(name) for name in names)) >= _SAME_NAME or names[0].lstrip("0") == names[1].lstrip("0")
    return agree == len(others) > 0 and any(a for a, _ in others) and alike
