"""Cards that came or went as a whole, told of by what each is called (DESIGN 3.24). Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from monitor.compare.people import name_of
from monitor.compare.text.alignment import Alignment
from monitor.compare.text.cards import cards_of, rank_of
from monitor.compare.text.pieces import Piece, Run, Step
from monitor.compare.text.titles import headings, titles_of
from monitor.model.frozen import replace
from monitor.normalize import canonical, visible

_MOST = 6  # lines: a card of more is told line by line
_LONG = 120  # characters: a longer line is no line of a card


def whole_cards(steps: list[Step], alignment: Alignment, over: tuple[Mapping[int, Piece], Mapping[int, Piece]]) -> list[Step]:
    """*steps*, the lines of a card that came or went with all it holds told under its title, else its first name or line.

    That is told with what stands over it: *over*, on both sides, by the places (`heads_over`).
    """
    found = list(steps)
    for op, side, run in (("delete", 0, alignment.old), ("insert", 1, alignment.new)):
        told = {edit.facts["at"][side][0]: n for n, (_, edit) in enumerate(steps) if edit.op == op and "cells" not in edit.facts}
        titles = titles_of(run) if told else set[int]()
        for card in _cards(run) if told else ():
            if not all(line.at in told for line in card):
                continue
            own = [line for line in card if line.at in titles]
            if len(own) > 1:
                continue
            title = next(iter(own or [line for line in card if name_of(line.text)] or card))
            texts, place = [canonical(line.raw) for line in card], found[told[card[0].at]][0]
            called = (steps[told[line.at]][1].facts.get("under", "") for line in card)
            heading = next((said for said in called if said and not any(text in canonical(said) for text in texts)), "")
            heading = heading or _heading_over(title, run, over[side])
            for n, line in enumerate(card):
                edit = found[told[line.at]][1]
                under = heading if line is title else visible(title.raw)
                if line is not title and (said := edit.facts.get("under", "")).endswith(f", {under}"):
                    under = said  # « Direction de l’eau, Contact »
                rest = {name: fact for name, fact in edit.facts.items() if name != "under"}
                at = (*place[:2], line.at) if op == "delete" else (place[0], place[1], place[2] + n)
                found[told[line.at]] = at, replace(edit, facts={"under": under, **rest} if under else rest)
    return found


def _heading_over(title: Piece, run: Run, over: Mapping[int, Piece]) -> str:
    """The heading over the card of *title*, in no other card, of which the text has several of that rank; "" where none is."""
    head, cards = over.get(title.at), cards_of(run)
    if (
        head is None
        or head.block is None
        or head.block.kind != "heading"
        or cards[title.at][: len(cards[head.at])] != cards[head.at]
    ):
        return ""
    ranks = (rank_of(run[n]) for n in headings(run))
    return visible(head.raw) if cards[title.at] != cards[head.at] and sum(rank == rank_of(head) for rank in ranks) > 1 else ""


def _cards(run: Run) -> Iterator[Run]:
    """The widest cards of *run* that hold two lines or more, all of them short, and no two such cards."""
    held = defaultdict[int, list[Piece]](list)
    cards = cards_of(run)
    for piece in run:
        for card in cards[piece.at]:
            held[card].append(piece)
    taken = set[int]()
    for card, lines in held.items():  # the widest first
        if len(lines) < 2 or lines[0].at in taken:
            continue
        within = {one for line in lines for one in cards[line.at][cards[line.at].index(card) + 1 :]}
        several = len({tuple(line.at for line in held[one]) for one in within if 1 < len(held[one]) < len(lines)}) > 1
        are_lines = all("\t" not in line.raw and len(line.raw) <= _LONG for line in lines)
        if len(lines) <= _MOST and are_lines and not several:
            taken |= {line.at for line in lines}
            yield lines
