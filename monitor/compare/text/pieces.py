"""The blocks of a text as they are compared, the rows of its tables knowing what names them (DESIGN 3.24, 5.3). Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import dropwhile, groupby
from typing import TypeAlias

from monitor.compare.people import name_of, people_in, reaches
from monitor.compare.words import ComparedText, compared, text_of
from monitor.expressions import expression
from monitor.model import Block, Edit
from monitor.model.frozen import cached_property, dataclass, replace
from monitor.normalize import canonical, visible

_WORD = 3  # letters: what has fewer is a mark
_NAMES = range(1, 4)  # cells of a row: more are no name
_APART = expression(r"[ \t\u00a0\u202f\u2009]-")
# « Paie : 40 % », « Paie – à l’étude », « Paie (à l’étude) »
_CALLED = expression(r"(?P<name>[^:\n\t\d]{3,80}?)(?:\s*:\s|\s[–—-]\s|\s(?=\([^()\n]+\)\W*$))(?P<said>[^\n]*\S[^\n]*)$")


@dataclass(frozen=True)
class Piece:
    """One block: its place among the blocks of show, its text, the spans of it (offsets in `text`) that are not compared."""

    at: int
    raw: str
    ignored: tuple[tuple[int, int], ...] = ()
    block: Block | None = None  # with its facts; None: it has none, as a heading
    reach: int = 0  # of a row: how many of its first cells name the rows below, too
    over: tuple[str, ...] = ()  # of a row: the heads of what reaches down into it; () where that is not known
    names: int = 1  # of a row: how many of its first cells name it, the last of them it alone in its table
    first: int = -1  # of a row into which something reaches, or which begins that: the place of the row that begins it

    @cached_property
    def text(self) -> str:
        """The block as a reader sees it."""
        return visible(self.raw)

    @cached_property
    def is_row(self) -> bool:
        """Whether it is a row of a table of several columns, all but one of which may be empty."""
        return "\t" in self.raw or (self.block is not None and len(self.block.columns) > 1)

    @property
    def above(self) -> tuple[str, ...]:
        """What reaches down into the row."""
        return self.block.above if self.block is not None else ()

    @property
    def lead(self) -> tuple[str, ...]:
        """Of a row what stands over it, and over others: what reaches down into it, or from it into those below."""
        return (*self.above, *self.raw.split("\t")[: self.reach]) if self.above or self.reach else ()

    @property
    def row(self) -> str:
        """The block with what reaches down into it from rows above: one name in two offices holds two posts."""
        return "\t".join((*self.above, self.raw)) if self.above else self.raw

    @property
    def holder(self) -> str:
        """The block as a reader sees it; of a name with nothing below it but where and how to reach its bearer, the name.

        "" of other lines that together may be taken for a name: « Voirie », « Eau », « Parcs ».
        """
        first, *below = self.raw.split("\n")
        if below and name_of(visible(first)) and all(map(reaches, below)):
            return visible(first)
        return "" if below and people_in(self.text) else self.text

    @cached_property
    def cut(self) -> ComparedText:
        return text_of(self.raw, self.ignored) if self.ignored else self.plain

    @cached_property
    def plain(self) -> ComparedText:
        """The same with what is not compared."""
        return compared(self.text)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return self.cut.keys if self.ignored else self.plain.keys

    @cached_property
    def whole(self) -> str:
        """The block as one word, to be looked for unchanged; of a row without what names those below it, too."""
        return self.folded if self.ignored else self.raw.split("\t", self.reach)[-1]

    @cached_property
    def folded(self) -> str:
        """The block as one word, typography aside."""
        return " ".join(self.keys)


Run = Sequence[Piece]
Step: TypeAlias = tuple[tuple[int, int, int], Edit]  # where in the new text, for the order


def called(line: str) -> tuple[str, str]:
    """What *line* is called, before a colon, a dash or words in brackets, and what it says of that, in canonical spelling.

    ("", "") of any other line. What has a number, « Article 2 », « 9 h – 12 h », only says where it stands, or when.
    """
    # One by one, as the most there is to do where a text has none of them
    if not (":" in line or "–" in line or "—" in line or "(" in line or ("-" in line and _APART.search(line))):
        return "", ""
    found = _CALLED.match(line.strip())
    return (canonical(found["name"]), canonical(found["said"])) if found else ("", "")


def named_by(piece: Piece) -> str:
    """What *piece* is about, as a reader sees it: the first cell of a row, what a line is called (`called`); "" of any other."""
    cell, tab, _ = piece.raw.partition("\t")
    found = None if tab else _CALLED.match(piece.raw.strip())
    return visible(cell if tab else found["name"] if found else "")


def called_once(lines: Iterable[str]) -> dict[str, int]:
    """What *lines* are called (`called`), of which each name is that of one alone, with its place among them."""
    found = defaultdict[str, list[int]](list)
    for n, line in enumerate(lines):
        if name := called(line)[0]:
            found[name].append(n)
    return {name: places[0] for name, places in found.items() if len(places) == 1}


_Table: TypeAlias = tuple[tuple[str, ...], list[Piece], list[bool]]  # its heads; its rows; of each whether its first cell is empty


def _tables(pieces: Run) -> Iterator[_Table]:
    """*pieces*, those of a table of columns together; in another, or in none, no cell counts as empty."""
    for is_row, group in groupby(pieces, lambda piece: piece.is_row and not piece.ignored):
        rows = list(group)
        cells = [row.raw.split("\t") for row in rows]
        columns = max(map(len, cells))
        named = is_row and columns > 1 and all(any(said[1:2]) for said in cells)
        heads = next((row.block.columns for row in reversed(rows) if row.block and row.block.columns), ("",) * columns)
        yield heads, rows, [named and not said[0] for said in cells]


def _named_above(pieces: Run) -> set[tuple[str, ...]]:
    """The heads of tables in which a row whose first cell is empty is called by that above it.

    Of lists side by side one is longer, too, or has holes: so the first column has to begin again behind it, the second to go on,
    and of the rows but the heads half have no name.
    """
    found = set[tuple[str, ...]]()
    for heads, _, empty in _tables(pieces):
        begun = [*dropwhile(True.__eq__, reversed(empty))]
        if any(begun[:-1]) and 2 * sum(empty) >= len(empty) - 1:
            found.add(heads)
    return found


def _marked(pieces: Run) -> set[tuple[str, ...]]:
    """The heads of tables whose first cells are a mark or empty, « X » or nothing: none names the rows below it."""
    found = set[tuple[str, ...]]()
    for heads, rows, empty in _tables(pieces):
        said = [row.raw.partition("\t")[0] for row, is_empty in zip(rows, empty, strict=True) if not is_empty]
        said = said[1:] if said and said[0] == heads[0] else said
        is_one = len({*said}) == 1 and not any(map(str.isdigit, said[0]))  # « A » and « B », « 12/03 » head their rows
        if any(empty) and is_one and (len(said) > 1 or sum(map(str.isalpha, said[0])) < _WORD):
            found.add(heads)
    return found


def _with_names_above(pieces: Run, tables: Collection[tuple[str, ...]]) -> list[Piece]:
    """*pieces*, in *tables* with what the first cell of a row says reaching down into the rows below that leave it empty."""
    found: list[Piece] = []
    for heads, rows, empty in _tables(pieces):
        name = ""
        for row, is_empty in zip(rows, empty, strict=True):
            first, _, rest = row.raw.partition("\t")
            name = first or name
            if is_empty and name and heads in tables:
                row = replace(row, raw=rest, block=row.block and replace(row.block, above=(name,), columns=row.block.columns[1:]))
            found.append(row)
    return found


def rows_named(old: Run, new: Run) -> tuple[Run, Run]:
    """Both, each row knowing what names it: cells that reach down into it, that stand above empty ones, or its own first (3.24)."""
    if tables := (_named_above(old) | _named_above(new)) - _marked(old) - _marked(new):
        old, new = _with_names_above(old, tables), _with_names_above(new, tables)
    return _reaching(old), _reaching(new)


def _reaching(pieces: Run) -> Run:
    """*pieces*, those of the rows of a table knowing what of them names the rows below, and how that is headed (3.24)."""
    found = list(pieces)
    for n, piece in enumerate(pieces):
        above = tuple(map(canonical, piece.above))
        for m in range(n - 1, -1 if above else n, -1):
            over = found[m]
            cells = (*over.above, *over.raw.split("\t"))
            if not (over.is_row or over.above) or tuple(map(canonical, cells[: len(above)])) != above:
                break
            if len(over.above) < len(above):
                heads = (*over.over, *(over.block.columns if over.block else ()))
                reach = max(over.reach, len(above) - len(over.above))
                found[m] = replace(over, reach=reach, first=over.at if over.first < 0 else over.first)
                found[n] = replace(piece, over=heads[: len(above)] if len(heads) >= len(cells) else (), first=over.at)
                break
    reached = {row.block.columns: row.reach for row in found if row.reach and row.block and row.block.columns and not row.above}
    for n, row in enumerate(found) if reached else ():  # a name over a single row of such a table is its name alone
        heads = row.block.columns if row.block else ()
        if row.first < 0 and not row.ignored and (reach := reached.get(heads, 0)) and all(row.raw.split("\t")[: reach + 1]):
            found[n] = replace(row, reach=reach, first=row.at) if row.raw.count("\t") + 1 == len(heads) else row
    return _told_apart(found)


def _told_apart(pieces: Run) -> Run:
    """*pieces*, each row of a table with as many of its first cells for a name as tell it from the others.

    A pole may stand before each of its services, in cells of their own.
    """
    found: list[Piece] = []
    for is_row, group in groupby(pieces, lambda piece: piece.is_row and not piece.ignored):
        rows = list(group)
        if not is_row:  # as nearly all there is of most texts: none of it has cells (§9)
            found += [replace(row, names=row.reach + 1) if row.reach else row for row in rows]
            continue
        cells = [[*map(canonical, (*row.above, *row.raw.split("\t")))] for row in rows]
        begun = Counter(tuple(said[:n]) for said in cells for n in _NAMES)
        alone = [next((n for n in _NAMES if any(said[n - 1 : n]) and begun[tuple(said[:n])] == 1), 0) for said in cells]
        # Where a pole stands over many of them, one that has a single row is no row's name either
        corner = 0 if cells[0][0] else 1  # of a row of heads, empty over what names the rows
        deep = 2 if 3 * sum(n > 1 for n in alone[corner:]) >= len(rows) else 0
        for row, said, n in zip(rows, cells, alone, strict=True):
            names = max(1, row.reach + 1, min(max(n, deep), len(said) - 1) - len(row.above))
            found.append(replace(row, names=names) if names > 1 else row)
    return found
