"""Terms that are rows with their texts in one version and titles over them in the other: titles in both (DESIGN 3.24). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from monitor.compare.pieces import Piece, Run
from monitor.model import Block, Edit
from monitor.model.frozen import replace
from monitor.normalize import canonical

_ROOM = 64  # places for each block, of its cells
_MOST_CELLS = 8


def terms_apart(old: Run, new: Run) -> tuple[Run, Run, bool]:
    """Both, each row « Paie | Marie Roy » whose term is a title on the other side as that title and entries, and whether any is.

    A list of which most terms got a second text is titles now. All places are `_ROOM` times what they were then (`in_place`).
    """
    terms = [{canonical(piece.raw) for piece in run if piece.block is not None and piece.block.title} for run in (old, new)]
    apart = [_rows_of(run, titles) if titles else set[int]() for run, titles in zip((old, new), reversed(terms), strict=True)]
    if not any(apart):
        return old, new, False
    sides = [[one for p in run for one in _cells(p, is_apart=p.at in at)] for run, at in zip((old, new), apart, strict=True)]
    return sides[0], sides[1], True


def in_place(edits: Sequence[Edit]) -> list[Edit]:
    """*edits* of what `terms_apart` took apart, about the blocks that these stand in."""
    found = list[Edit]()
    for edit in edits:
        facts = {name: said // _ROOM if name in ("from", "to") else said for name, said in edit.facts.items()}
        if "at" in facts:
            facts["at"] = [side and [side[0] // _ROOM, (side[1] - 1) // _ROOM + 1] for side in facts["at"]]
        found.append(replace(edit, facts=facts))
    return found


def _rows_of(run: Run, titles: set[str]) -> set[int]:
    """The places of rows without heads, one after the other, half of which begin with one of *titles*."""
    found = set[int]()
    for is_plain, group in groupby(run, _is_plain_row):
        rows = list(group) if is_plain else []
        if 0 < len(rows) <= 2 * sum(canonical(row.raw.partition("\t")[0]) in titles for row in rows):
            found |= {row.at for row in rows}
    return found


def _is_plain_row(piece: Piece) -> bool:
    block = piece.block
    if block is None or block.kind != "table_row" or not 0 < piece.raw.count("\t") < _MOST_CELLS or piece.ignored:
        return False
    return not (block.columns or block.above or block.struck or block.pictures or block.frames or block.looks)


def _cells(piece: Piece, *, is_apart: bool) -> list[Piece]:
    if not is_apart or piece.block is None:
        return [replace(piece, at=piece.at * _ROOM)]
    cells = [cell for cell in piece.raw.split("\t") if cell.strip()]
    links = [tuple(link for link in piece.block.links if link.text in cell) for cell in cells]
    blocks = [Block("list_item", cell, links=own, title=not n) for n, (cell, own) in enumerate(zip(cells, links, strict=True))]
    return [Piece(piece.at * _ROOM + n, block.text, block=block) for n, block in enumerate(blocks)]
