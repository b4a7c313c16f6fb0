"""Lines that stand over headings, as tabs and lines in bold do over the services of a pole, are headings too (DESIGN 5.3). Pure."""

from __future__ import annotations

from monitor.compare.pieces import Piece, Run
from monitor.model.frozen import replace
from monitor.normalize import canonical


def titles_over_headings(old: Run, new: Run) -> tuple[Run, Run]:
    """Both, the titles that stand over headings as headings, and those below them a level deeper.

    Where a heading follows each of two or more, the first before any of its level: a line in bold at the end of each card has one
    before it. A single one on the other side is one of these.
    """
    runs = old, new
    titles = [[n for n, piece in enumerate(run) if _is_title(piece)] for run in runs]
    if not all(titles):
        return runs
    levels = [_level_below(run, at) for run, at in zip(runs, titles, strict=True)]
    known = {canonical(run[n].raw) for run, at in zip(runs, titles, strict=True) if len(at) > 1 for n in at}
    if (
        levels[0] != levels[1]
        or levels[0] is None
        or any(canonical(r[n].raw) not in known for r, at in zip(runs, titles, strict=True) for n in at)
    ):
        return runs
    return _deeper(old, levels[0]), _deeper(new, levels[0])


def _is_title(piece: Piece) -> bool:
    return piece.block is not None and piece.block.title and piece.block.kind != "heading" and not piece.is_row


def _level_below(run: Run, titles: list[int]) -> int | None:
    """The one level of the headings that follow *titles*, indices of *run*; None where they stand over none, or over others too."""
    below = [run[n + 1].block if n + 1 < len(run) else None for n in titles]
    levels = {block.depth if block is not None and block.kind == "heading" else None for block in below}
    level = levels.pop() if len(levels) == 1 else None
    first = next(
        (n for n, p in enumerate(run) if level is not None and p.block and p.block.kind == "heading" and p.block.depth >= level), 0
    )
    return level if titles[0] < first else None


def _deeper(run: Run, level: int) -> Run:
    found = list[Piece]()
    for piece in run:
        block = piece.block
        if block is not None and _is_title(piece):
            block = replace(block, kind="heading", title=False, depth=level)
        elif block is not None and block.kind == "heading" and block.depth >= level:
            block = replace(block, depth=block.depth + 1)
        found.append(piece if block is piece.block else replace(piece, block=block))
    return found
