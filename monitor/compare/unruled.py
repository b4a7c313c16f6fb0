"""Tables that one of two files shows as rows and the other, whose rules are drawn otherwise, as lines (DESIGN 3.12). Pure.

A page is read column by column where no rule says what a row is. Where each column of a known table stands so among the lines of
the other file, its rows are put together again; else the cells that stand there as lines say nothing, and all other lines stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from monitor.model import Block, DocumentContent
from monitor.model.frozen import replace
from monitor.normalize import canonical

_ALIKE = 0.6  # of the cells that are put together, those that the known table has in that column
_MORE_ROWS = 0.25  # of the known table's rows: no more came at once


def tables_alike(old: DocumentContent, new: DocumentContent) -> tuple[DocumentContent, DocumentContent]:
    """Both as they are compared, every table as rows in both or as lines in both."""
    sides = [list(old.text or ()), list(new.text or ())]
    for known, other in ((0, 1), (1, 0)):
        for table in [[*rows] for is_row, rows in groupby(sides[known], _cells_of_row) if is_row]:
            cells = [[canonical(cell) for cell in row.text.split("\t")] for row in table]
            if not _stands_as_lines(cells, sides[other]):
                continue
            lines = [canonical(block.text) if block.kind != "table_row" else "" for block in sides[other]]
            if starts := _columns(cells, lines):
                columns, length = starts
                used = {start + n for start in columns for n in range(length)}
                rows = [[sides[other][start + n].text for start in columns] for n in range(length)]
                again = [replace(table[0], text="\t".join(row)) for row in rows]
                before = [block for n, block in enumerate(sides[other][: columns[0]]) if n not in used]
                after = [block for n, block in enumerate(sides[other]) if n >= columns[0] and n not in used]
                sides[other] = [*before, *again, *after]
                continue
            taken = dict(_taken(cells, lines))
            left = Counter(taken.values())
            sides[other] = [block for n, block in enumerate(sides[other]) if n not in taken]
            whole = {id(row) for row in table}
            sides[known] = [part for b in sides[known] for part in (_parts(b, left) if id(b) in whole else [b])]
    if sides == [list(old.text or ()), list(new.text or ())]:
        return old, new
    return replace(old, text=tuple(sides[0])), replace(new, text=tuple(sides[1]))


def _cells_of_row(block: Block) -> int:
    """How many cells *block* has; 0 where it is no row of a table."""
    return block.text.count("\t") + 1 if block.kind == "table_row" else 0


def _stands_as_lines(cells: Sequence[Sequence[str]], other: Sequence[Block]) -> bool:
    """Whether most of *cells* are lines of *other*, and fewer are cells of its rows."""
    said = [cell for row in cells for cell in row if cell]
    lines = {canonical(block.text) for block in other if block.kind != "table_row"}
    rows = {canonical(cell) for block in other if block.kind == "table_row" for cell in block.text.split("\t")}
    stand = sum(cell in lines for cell in said)
    return 2 * stand >= len(said) and stand > sum(cell in rows for cell in said)


def _columns(cells: Sequence[Sequence[str]], lines: Sequence[str]) -> tuple[list[int], int] | None:
    """Where each column of a table stands among *lines*, from its head on, and how many lines it has; None where nothing tells."""
    heads, columns = cells[0], [{*column} for column in zip(*cells, strict=False)]
    if not all(heads) or len(heads) < 2:
        return None
    starts = list[int]()
    for head, column in zip(heads, columns, strict=True):
        first = starts[-1] + 1 if starts else 0
        at = next((n for n in range(first, len(lines) - 1) if lines[n] == head and lines[n + 1] in column), None)
        if at is None:
            return None
        starts.append(at)
    length = min(b - a for a, b in pairwise([*starts, len(lines)]))
    length = length if length <= len(cells) + max(1, round(_MORE_ROWS * len(cells))) else len(cells)
    known = sum(lines[start + n] in column for start, column in zip(starts, columns, strict=True) for n in range(length))
    return (starts, length) if length > 1 and known >= _ALIKE * length * len(starts) else None


def _taken(cells: Sequence[Sequence[str]], lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The places of *lines* that are cells of a table, each as often as there: those first that stand among others of them."""
    left = Counter(cell for row in cells for cell in row if cell)
    places = [n for n, line in enumerate(lines) if line and line in left]
    beside = {n: sum(m in (n - 1, n + 1) for m in places) for n in places}
    for n in sorted(places, key=lambda n: (-beside[n], n)):
        if left[lines[n]] > 0:
            left[lines[n]] -= 1
            yield n, lines[n]


def _parts(row: Block, taken: Counter[str]) -> Iterator[Block]:
    """The cells of *row*, a line each, but those *taken*, each once."""
    for cell in row.text.split("\t"):
        if said := canonical(cell):
            taken[said] -= 1
            if taken[said] < 0:
                yield replace(row, kind="paragraph", text=cell)
