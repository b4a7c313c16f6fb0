"""Which lines or cells of a reworded block differ, so that they are said and not the whole block (DESIGN 3.24). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from monitor.compare.alignment import Piece
from monitor.compare.words import diff, text_of, word_diff
from monitor.model import Words
from monitor.normalize import canonical, visible

_ENDS = re.compile("[\n\t]")
_LONG_NAME = 80  # characters: a longer first cell does not name its row


def differing_parts(old: Piece, new: Piece) -> list[dict[str, Any]]:
    """Return the lines or cells in which *old* and *new* differ, in order; [] where neither has any, or all of them do.

    Of each: `before`, `after` (only where it is there), `words`; in a row `column` (the head of its column) and `row` (its first
    cell), where it has them and they are not what changed. Rows of the same columns are compared column by column: what two cells
    exchanged has changed in both.
    """
    if old.ignored or new.ignored or not (_ENDS.search(old.raw) or _ENDS.search(new.raw)):
        return []
    if _of_same_columns(old, new):
        return _by_column(old, new)
    before, after = _ENDS.split(old.raw), _ENDS.split(new.raw)
    hunks = diff([canonical(part) for part in before], [canonical(part) for part in after])
    if not any(hunk.same for hunk in hunks):
        return []
    found: list[dict[str, Any]] = []
    for hunk in hunks:
        if not hunk.same:
            for a, b in zip_longest(range(hunk.a0, hunk.a1), range(hunk.b0, hunk.b1)):
                sides = before[a] if a is not None else "", after[b] if b is not None else ""
                where = _where(new, b) if b is not None else _where(old, a or 0)
                found += [{**where, **said} for said in _said(*sides)]
    return found


def _of_same_columns(old: Piece, new: Piece) -> bool:
    """Whether both are rows with as many cells, more than one, under the same heads or none."""
    heads = [[canonical(head) for head in piece.block.columns] if piece.block else [] for piece in (old, new)]
    return heads[0] == heads[1] and 0 < old.raw.count("\t") == new.raw.count("\t")


def _by_column(old: Piece, new: Piece) -> list[dict[str, Any]]:
    """Each cell that differs beside the one that stood in its column; [] where all do and they were not merely exchanged."""
    before, after = old.raw.split("\t"), new.raw.split("\t")
    was, now = ([canonical(cell) for cell in cells] for cells in (before, after))
    if not any(a == b for a, b in zip(was, now, strict=True)) and sorted(was) != sorted(now):
        return []
    found: list[dict[str, Any]] = []
    part = 0
    for n, cell in enumerate(after):
        where = _where(new, part)
        if was[0] != now[0]:
            where.pop("row", None)
        part += len(_ENDS.split(cell))
        if was[n] != now[n]:
            found += [{**where, **said} for said in _lines_said(before[n], cell)]
    return found


def _lines_said(old: str, new: str) -> Iterator[dict[str, Any]]:
    """What differs in one cell: the lines that do, where some stay; else the cell."""
    before, after = old.split("\n"), new.split("\n")
    hunks = diff([canonical(line) for line in before], [canonical(line) for line in after])
    if not any(hunk.same for hunk in hunks):
        yield from _said(old, new)
        return
    for hunk in hunks:
        if not hunk.same:
            yield from (
                said
                for a, b in zip_longest(before[hunk.a0 : hunk.a1], after[hunk.b0 : hunk.b1], fillvalue="")
                for said in _said(a, b)
            )


def _where(piece: Piece, part: int) -> dict[str, str]:
    """Column and row of the *part*-th line or cell of *piece*."""
    cells = piece.raw.split("\t")
    if len(cells) < 2:
        return {}
    ends = [len(_ENDS.split("\t".join(cells[: n + 1]))) for n in range(len(cells))]
    cell = next(n for n, end in enumerate(ends) if part < end)
    columns = piece.block.columns if piece.block and len(piece.block.columns) == len(cells) else ()
    row = visible(cells[0]) if cell and len(cells[0]) <= _LONG_NAME else ""
    named = {"column": visible(columns[cell]) if columns else "", "row": row}
    return {name: text for name, text in named.items() if text}


def _said(old: str, new: str) -> Iterator[dict[str, Any]]:
    old, new = visible(old), visible(new)
    if not (old or new):
        return
    words: Words
    if old and new:
        before, after, words = word_diff(text_of(old), text_of(new))
        yield {"before": before, "after": after, "words": [list(word) for word in words]}
    elif new:
        yield {"after": new, "words": [["+", new]]}
    else:
        yield {"before": old, "words": [["-", old]]}
