"""Titles of a rank with what stands below each, and what may be the foot of them all (DESIGN 3.24, 5.3). Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from monitor.compare.people import is_number, reaches
from monitor.compare.text.cards import cards_of, has_own_card, rank_of
from monitor.compare.text.pieces import Piece, Run, called
from monitor.compare.text.titles import titles_of, unboxed


def headed_by(pieces: Run, over: Mapping[int, Piece]) -> dict[int, str]:
    """By their places, the blocks that stand under one of several titles, as an answer does under its question, with that title.

    *over*: what they stand under, by their places (`heads_over`). Not what stands further below the last title than something does
    below each other one: it may be the foot of them all.
    """
    return {piece.at: title.raw for title, *lines in parts_of(pieces, over) for piece in lines}


def parts_of(pieces: Run, over: Mapping[int, Piece]) -> Iterator[Run]:
    """Each of several titles of a rank with the blocks below it; as `headed_by`."""
    parts = list(_parted(pieces, over))
    for part, after in pairwise([*parts, None]):
        if part and part.of_several:
            is_last = after is None or rank_of(part.title) != rank_of(after.title)
            yield part.title, *part.own, *(() if is_last else part.further)


def feet_of(pieces: Run, over: Mapping[int, Piece]) -> dict[int, int]:
    """By their places, the blocks further below one of several titles than anything below the others, with the title that follows.

    -1 where none does. What stands so may be the foot of those above it.
    """
    parts = list(_parted(pieces, over))
    return {p.at: b.title.at if b else -1 for a, b in pairwise([*parts, None]) if a and a.of_several for p in a.further}


class _Part(NamedTuple):
    """A title with what stands below it: as something does below each other title of its rank, and further down."""

    title: Piece
    own: Run
    further: Run
    of_several: bool  # titles of its rank


def _parted(pieces: Run, over: Mapping[int, Piece]) -> Iterator[_Part]:
    """Each title that something stands below, in order; a line that may be the next title's is in none."""
    titles, unsure = titles_of(pieces), unboxed(pieces)
    heads = {piece.at: piece for piece in pieces if piece.at in titles}
    under = dict[int, list[Piece]]()
    for piece in pieces:
        head = over.get(piece.at)
        while head is not None and head.at not in titles:
            head = over.get(head.at)
        if head is not None and piece.at not in titles and piece.at not in unsure:
            under.setdefault(head.at, []).append(piece)
    alike = defaultdict[tuple[int, int], list[list[Piece]]](list)
    for at, lines in under.items():
        alike[rank_of(heads[at])].append(lines)
    cards = cards_of(pieces)
    for at, lines in under.items():
        others = [other for other in alike[rank_of(heads[at])] if other is not lines]
        peers = [heads[peer] for peer in under if rank_of(heads[peer]) == rank_of(heads[at])]
        own = len(lines) if has_own_card(heads[at], lines, peers, cards) else own_lines(lines, others)
        yield _Part(heads[at], lines[:own], lines[own:], bool(others))


def own_lines(last: Sequence[Piece], others: Sequence[Sequence[Piece]]) -> int:
    """How many of the lines below the last of several titles are its own: what follows may be the foot of them all.

    As far as lines and lists take turns as they do below *others*, and of lines as many as below each of them where they do; then
    each that says, as the first here, what a line below another one says, by its label or of how to reach somebody.
    """
    turns, patterns = (
        [[(kind, len([*lines])) for kind, lines in groupby(side, lambda p: p.block.kind if p.block else None)] for side in sides]
        for sides in ([last], others)
    )
    own = 0
    for n, (kind, many) in enumerate(turns[0]):
        as_many = [pattern[n][1] for pattern in patterns if len(pattern) > n and pattern[n][0] == kind]
        if not as_many:
            break
        own += many if kind in ("list_item", "table_row") else min(many, *as_many)
        if kind == "paragraph" and many > min(as_many):
            break
    known, mine = {_form(line) for other in others for line in other} - {""}, set(map(_form, last[:own]))
    while own < len(last) and (form := _form(last[own])) in known - mine:  # its telephone, as others have one
        mine.add(form)
        own += 1
    return own


def _form(line: Piece) -> str:
    """What the label of *line* is, or which way to reach somebody it says; "" of other lines."""
    if is_number(line.text):
        return "@" if "@" in line.text else "+"
    return called(line.raw)[0] or ("#" if reaches(line.text) else "")
