"""Rows that say what they said, a cell in another column: a mark that went from « Ville » to « Métropole » (DESIGN 3.24). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from monitor.compare.alignment import Alignment, Piece
from monitor.compare.words import Sign
from monitor.model import Edit
from monitor.normalize import canonical, visible

Column: TypeAlias = tuple[str, int]  # its head, and how many before it are headed so; "" and its number where it has no head
_LONG_NAME = 80  # characters: a longer first cell does not name its row


class _Cell(NamedTuple):
    """A cell that says something."""

    column: Column
    at: int  # its number
    said: str  # as shown


def is_row(piece: Piece) -> bool:
    """Whether *piece* is a row: of several cells, or of one under the heads of several."""
    return "\t" in piece.raw or (piece.block is not None and len(piece.block.columns) > 1)


def _cells_of(row: Piece) -> list[_Cell]:
    cells = row.raw.split("\t") if is_row(row) and not row.ignored else []
    heads = row.block.columns if row.block else ()
    columns = _columns((*heads, *[""] * (len(cells) - len(heads))))
    return [_Cell(columns[n], n, said) for n, cell in enumerate(cells) if (said := visible(cell))]


def _columns(heads: Iterable[str]) -> list[Column]:
    """Those that *heads* stand over, one that reaches over several as one."""
    found, times = list[Column](), Counter[str]()
    for n, head in enumerate(said := [canonical(head) for head in heads]):
        times[head] += n == 0 or said[n - 1] != head
        found.append((head, times[head] - 1) if head else ("", n))
    return found


def columns_key(row: Piece) -> str:
    """In which columns *row* says something, to be hashed; "" where it does in all of them, or is no row."""
    cells = _cells_of(row)
    most = max(len(row.block.columns) if row.block else 0, row.raw.count("\t") + 1)
    return " ".join(f"{head} {number}" for (head, number), _, _ in cells) if 0 < len(cells) < most else ""


def moved_cells(alignment: Alignment) -> Iterator[tuple[int, Edit]]:
    """For each row of the same words in which cells changed their columns, its place in the new text and the edit that tells it.

    Which column is which say their heads; where these don't, the rows around: an empty one that comes to keep a distance moves all
    that stands behind it, which is no change of any row.
    """
    olds, news = {p.at: p for p in alignment.old}, {p.at: p for p in alignment.new}
    became = {n: (olds[o], news[n]) for o, n in (*alignment.placed.items(), *alignment.moved.items()) if is_row(news[n])}
    if all(old.raw == new.raw and old.block == new.block for old, new in became.values()):
        return
    for of_table, table in groupby(alignment.new, is_row):
        rows = [became[piece.at] for piece in table if piece.at in became] if of_table else []
        went = [_went(old, new) for old, new in rows]
        stood = [[_placed(*pair) for pair in pairs] for pairs in went]
        votes = Counter(place for places in stood for place in places)
        stay = _heads(old for old, _ in rows) & _heads(new for _, new in rows)
        stay |= {one for one, other in next(iter(stood), ()) if one == other}  # the first row heads the others
        for (old, new), pairs, places in zip(rows, went, stood, strict=True):
            moved = [one != other and _is_another(one, other, votes, stay) for one, other in places]
            if any(moved):
                yield new.at, _told(old, new, pairs, moved)


def _went(old: Piece, new: Piece) -> list[tuple[_Cell, _Cell]]:
    """Each cell with what it is now; [] where the two rows differ in more than where these stand, or say the same in each."""
    gone, come = _cells_of(old), _cells_of(new)
    under, over = ([(cell.column, canonical(cell.said)) for cell in cells] for cells in (gone, come))
    if [said for _, said in under] != [said for _, said in over] or (under != over and sorted(under) == sorted(over)):
        return []  # two columns that were exchanged with their heads
    return list(zip(gone, come, strict=True))


def _placed(gone: _Cell, come: _Cell) -> tuple[Column, Column]:
    """The columns of one cell then and now: by their heads where both have one, else by their numbers.

    What stays the first cell names the row, over however many columns.
    """
    if gone.at == come.at == 0:
        return ("", 0), ("", 0)
    return (gone.column, come.column) if gone.column[0] and come.column[0] else (("", gone.at), ("", come.at))


def _heads(rows: Iterable[Piece]) -> set[Column]:
    """The columns that *rows* stand under, and those that one under no heads may be the heads of."""
    heads = {row.block.columns if row.block and row.block.columns else tuple(row.raw.split("\t")) for row in rows}
    return {column for cells in heads for column in _columns(cells) if column[0]}


def _is_another(old: Column, new: Column, votes: Counter[tuple[Column, Column]], stay: set[Column]) -> bool:
    """Whether *new* is another column than *old*, and not what that became in the whole table."""
    others = [number for (one, other), number in votes.items() if (one == old) != (other == new)]
    return (
        old in stay
        or new in stay
        or max(votes[old, old], votes[new, new]) >= votes[old, new]
        or votes[old, new] < max(others, default=0)
    )


def _told(old: Piece, new: Piece, pairs: list[tuple[_Cell, _Cell]], moved: list[bool]) -> Edit:
    """The row as one edit, with what left a column and what came into one as its parts: of two marks only the one that moved."""
    words, parts = list[tuple[Sign, str]](), list[dict[str, Any]]()
    went, came = ([pair[side] for pair, is_moved in zip(pairs, moved, strict=True) if is_moved] for side in (0, 1))
    stay = {(cell.column, cell.said) for cell in went} & {(cell.column, cell.said) for cell in came}
    above = new.block.above if new.block else ()
    first = "" if above and moved[0] else visible(new.raw.split("\t")[0])  # one that moved names no row that another cell names
    named = visible(", ".join(filter(None, (*above, first if len(first) <= _LONG_NAME else ""))))
    for n, ((gone, come), is_moved) in enumerate(zip(pairs, moved, strict=True)):
        said = come.said + " " * (n + 1 < len(pairs))
        words += [("-", said), ("+", said)] if is_moved else [("=", said)]
        for side, sign, cell, piece in (("before", "-", gone, old), ("after", "+", come, new)) if is_moved else ():
            if (cell.column, cell.said) in stay:
                continue
            row = {"row": named} if named and (cell.at or above) else {}
            heads = piece.block.columns if piece.block else ()
            alone = cell.column[0] and (cell.column[0], 1) not in _columns(heads)  # headed so; else by its number
            column = visible(heads[cell.at]) if alone else str(cell.at + 1)
            parts.append({"column": column, **row, side: come.said, "words": [[sign, come.said]]})
    shown = tuple((sign, "".join(said for _, said in run)) for sign, run in groupby(words, key=itemgetter(0)))
    place = [[piece.at, piece.at + 1] for piece in (old, new)]
    return Edit(op="replace", before=visible(new.raw), after=visible(new.raw), words=shown, facts={"parts": parts, "at": place})
