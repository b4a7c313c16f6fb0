"""Tables that one of two files shows as rows and the other, whose rules are drawn otherwise, as lines (DESIGN 3.12). Pure.

A page is read column by column where no rule says what a row is. Where each column of a known table stands so among the lines of
the other file, its rows are put together again; else the cells that stand there as lines say nothing, and all other lines stay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from itertools import groupby

from monitor.model import Block, DocumentContent
from monitor.model.frozen import dataclass, replace
from monitor.normalize import canonical

_ALIKE = 0.6  # of the cells that are put together, those that the known table has in that column
_MORE_ROWS = 0.25  # of the known table's rows: no more came at once


def tables_alike(old: DocumentContent, new: DocumentContent) -> tuple[DocumentContent, DocumentContent]:
    """Both as they are compared, every table as rows in both or as lines in both."""
    sides = [list(old.text or ()), list(new.text or ())]
    for known, other in ((0, 1), (1, 0)):
        by_cells = groupby(sides[known], lambda block: block.kind == "table_row" and 1 + block.text.count("\t"))
        for table in [[*rows] for is_row, rows in by_cells if is_row]:
            cells = [[canonical(cell) for cell in row.text.split("\t")] for row in table]
            if not _stands_as_lines(cells, sides[other]):
                continue
            whole = {id(row): n for n, row in enumerate(table)}
            beside = {canonical(block.text) for block in sides[known] if id(block) not in whole}
            if found := _columns(cells, _lines(sides[other]), beside):
                sides[other] = _with_rows(sides[other], found, table[0])
                sides[known] = [_grouped(b, found.groups) if id(b) in whole else b for b in sides[known]]
                continue
            taken, left = _taken(cells, _lines(sides[other]))
            sides[other] = [block for n, block in enumerate(sides[other]) if n not in taken]
            lines = list[Block]()  # of the known table what is left, a line for each cell
            for block in sides[known]:
                stays = left[whole[id(block)]] if id(block) in whole else ()
                cut = (replace(block, kind="paragraph", text=cell) for n, cell in enumerate(block.text.split("\t")) if n in stays)
                lines += cut if id(block) in whole else [block]
            sides[known] = lines
    if sides == [list(old.text or ()), list(new.text or ())]:
        return old, new
    return replace(old, text=tuple(sides[0])), replace(new, text=tuple(sides[1]))


def _lines(blocks: Sequence[Block]) -> list[str]:
    """What each of *blocks* says; "" of a row of a table."""
    return [canonical(block.text) if block.kind != "table_row" else "" for block in blocks]


def _runs(row: Sequence[str]) -> Iterator[tuple[str, range]]:
    """What neighbours of *row* say together, « 11,5 Marie Roy », as columns that stand close are read; the longest first."""
    for size in range(len(row), 0, -1):
        for at in range(len(row) - size + 1):
            if all(row[at : at + size]):
                yield " ".join(row[at : at + size]), range(at, at + size)


def _stands_as_lines(cells: Sequence[Sequence[str]], other: Sequence[Block]) -> bool:
    """Whether most of *cells* are lines of *other*, alone or with their neighbours, and fewer are cells of its rows."""
    lines = {*_lines(other)}
    rows = {canonical(cell) for block in other if block.kind == "table_row" for cell in block.text.split("\t")}
    said = sum(bool(cell) for row in cells for cell in row)
    stand = sum(len({n for text, run in _runs(row) if text in lines for n in run}) for row in cells)
    return 2 * stand >= said and stand > sum(cell in rows for row in cells for cell in row if cell)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of a table, or groups of them that stand close, begin among lines; how many lines each has."""

    starts: tuple[int, ...]
    groups: tuple[range, ...]
    length: int


def _columns(cells: Sequence[Sequence[str]], lines: Sequence[str], beside: Container[str]) -> _Columns | None:
    """The columns of *cells* among *lines*, from their heads on. None where one is not as long as all, as an empty cell makes it.

    Each ends where the next one begins, at the end, or at a line that stands *beside* the known table, too.
    """
    if not all(cells[0]):
        return None
    starts, groups = list[int](), list[range]()
    while not groups or groups[-1].stop < len(cells[0]):
        first, column = (starts[-1] + 1, groups[-1].stop) if groups else (0, 0)
        heads = {text: run for text, run in _runs(cells[0]) if run.start == column}
        below = {text: {" ".join(row[run.start : run.stop]) for row in cells[1:]} for text, run in heads.items()}
        found = (n for n in range(first, len(lines) - 1) if lines[n] in heads and lines[n + 1] in below[lines[n]])
        if (at := next(found, None)) is None:
            return None
        starts.append(at)
        groups.append(heads[lines[at]])
    ends = [next((n for n in range(at + 1, len(lines)) if n in starts or lines[n] in beside), len(lines)) for at in starts]
    lengths = {end - start for start, end in zip(starts, ends, strict=True)}
    length = min(lengths)
    if len(lengths) > 1 or len(starts) < 2 or abs(length - len(cells)) > max(1, round(_MORE_ROWS * len(cells))):
        return None
    columns = [{" ".join(row[run.start : run.stop]) for row in cells} for run in groups]
    known = sum(lines[start + n] in said for start, said in zip(starts, columns, strict=True) for n in range(length))
    return _Columns(tuple(starts), tuple(groups), length) if known >= _ALIKE * length * len(starts) else None


def _with_rows(blocks: Sequence[Block], found: _Columns, row: Block) -> list[Block]:
    """*blocks* with the lines that are *found* to be columns as rows, where the first of these stands."""
    used = {start + n for start in found.starts for n in range(found.length)}
    rows = ("\t".join(blocks[start + n].text for start in found.starts) for n in range(found.length))
    again = [replace(row, text=text) for text in rows]
    before = [block for n, block in enumerate(blocks) if n not in used and n < found.starts[0]]
    return [*before, *again, *(block for n, block in enumerate(blocks) if n not in used and n > found.starts[0])]


def _grouped(row: Block, groups: Sequence[range]) -> Block:
    """*row* with the cells of each of *groups* as one."""
    cells = row.text.split("\t")
    return replace(row, text="\t".join(" ".join(filter(None, cells[run.start : run.stop])) for run in groups))


def _taken(cells: Sequence[Sequence[str]], lines: Sequence[str]) -> tuple[set[int], list[set[int]]]:
    """The places of *lines* that are cells of a table, or neighbours together, each once; and of each row the cells that are left.

    Those first that stand among others of them: what a list beside the table says, too, stands by itself.
    """
    where = defaultdict[str, list[tuple[int, range]]](list)
    for n, row in enumerate(cells):
        for text, run in _runs(row):
            where[text].append((n, run))
    left = [{n for n, cell in enumerate(row) if cell} for row in cells]
    places = {n for n, line in enumerate(lines) if line in where}
    taken = set[int]()
    for n in sorted(places, key=lambda n: (-len(places & {n - 1, n + 1}), n)):
        for of, run in where[lines[n]]:
            if left[of] >= {*run}:
                left[of] -= {*run}
                taken.add(n)
                break
    return taken, left
