"""Titles over headings, as tabs are over the services of a pole, are headings; which titles are called otherwise (5.3). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from monitor.compare.text.cards import rank_of
from monitor.compare.text.pieces import Piece, Run
from monitor.compare.text.titles import heads_over, titles_of
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


def renamed_titles(old: Run, new: Run, placed: Mapping[int, int], moved: Mapping[int, int]) -> dict[int, int]:
    """By their places, titles that went with the one, of their rank, that came over half of what stood under each and stays.

    « Cultural Services » may be somebody's name or a unit's: that what stood under it stays says that it is one title.
    *placed*, *moved*: what has a counterpart, by its places. In the order of both texts, crossing nothing that is *placed*.
    """
    became = {**placed, **moved}
    free = [
        {piece.at: piece for piece in run if piece.at in titles and piece.at not in taken}
        for run, titles, taken in ((old, titles_of(old), became.keys()), (new, titles_of(new), {*became.values()}))
    ]
    if not all(free):
        return {}
    was, now = heads_over(old), heads_over(new)
    # What is said below several titles, « Voir la fiche », says of none that it is the same
    times = [Counter(piece.whole for piece in run) for run in (old, new)]
    once = {piece.at for piece in old if times[0][piece.whole] == 1 >= times[1][piece.whole]}
    pairs = Counter((was[o].at, now[n].at) for o, n in became.items() if o in was and n in now and o in once)
    many = Counter(was[o].at for o in became if o in was)
    found = dict[int, int]()
    for (o, n), stay in pairs.items():
        if o in free[0] and n in free[1] and o not in found and n not in found.values() and 2 * stay >= many[o]:
            is_of_rank = rank_of(free[0][o]) == rank_of(free[1][n])
            if is_of_rank and all((a < o) == (b < n) for a, b in (*placed.items(), *found.items())):
                found[o] = n
    return found
