"""Whose each block of a text is: who alone is named in its card, its row, or below its title with it (DESIGN 3.25). Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from monitor.compare.people import is_rank, people_in, reaches
from monitor.compare.text.cards import cards_of
from monitor.compare.text.pieces import Piece, Run
from monitor.compare.text.roll import acts_in
from monitor.compare.text.titled_parts import parts_of
from monitor.compare.text.titles import heads_over, titles_of
from monitor.normalize import visible

_LINES = 6  # of a card: what has more tells of more than somebody
_LINE = 80  # characters of a line that names somebody


class Bearer(NamedTuple):
    """Who is named, as shown, and the place of the block that says so."""

    name: str
    at: int


def bearers(run: Run, over: Mapping[int, Piece]) -> dict[int, Bearer]:
    """By their places, the blocks of *run* that are of one person alone, with that person.

    *over*: what they stand under (`heads_over`).
    """
    named = {piece.at: names for piece in run if (names := [Bearer(name, piece.at) for name in _names_in(piece)])}
    found = {at: names[0] for at, names in named.items() if len(names) == 1}
    for group in _groups(run, over) if found else ():
        own = [name for piece in group for name in named.get(piece.at, ())]
        if len(own) == 1 and 1 < len(group) <= _LINES:
            found |= {piece.at: own[0] for piece in group if piece.at not in found}
    return found


def ranks_of(run: Run) -> dict[int, list[int]]:
    """By the places of the lines that name people, those of the lines that are their ranks."""
    ranks = [piece.at for piece in run if len(piece.raw) <= _LINE and is_rank(piece.raw)]
    whose, found = bearers(run, heads_over(run)) if ranks else {}, defaultdict[int, list[int]](list)
    for at in ranks:
        if at in whose:
            found[whose[at].at].append(at)
    return found


def people_named(line: str) -> list[str]:
    """Whom *line* names; « Erster Beigeordneter » is nobody."""
    return [name for start, end in people_in(line) if not is_rank(name := line[start:end])]


def _names_in(piece: Piece) -> list[str]:
    lines = (
        visible(line) for line in re.split(r"[\t\n]", piece.raw) if not acts_in(line)
    )  # « 2026-012 – Nomination de Luc Petit »
    return [name for line in lines if len(line) <= _LINE and not reaches(line) for name in people_named(line)]


def _groups(run: Run, over: Mapping[int, Piece]) -> Iterator[Run]:
    """The cards of *run*, then each title with what is its own below it, then what stands below a line that is none."""
    cards, held = cards_of(run), defaultdict[int, list[Piece]](list)
    for piece in run:
        for card in cards[piece.at]:
            held[card].append(piece)
    yield from reversed(held.values())  # the inner ones before those around
    yield from parts_of(run, over)
    below, titles = defaultdict[int, list[Piece]](list), titles_of(run)
    for piece in run:
        if piece.at in over:
            below[over[piece.at].at].append(piece)
    yield from ((piece, *below[piece.at]) for piece in run if piece.at not in titles)
