"""What cards without a title are called by, and what figures beside words say (DESIGN 3.24). Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection

from monitor.compare.people import is_somebody, name_of, people_in, reaches
from monitor.compare.text.cards import cards_of, is_plain
from monitor.compare.text.pieces import Piece, Run
from monitor.compare.text.titles import LABEL, ends_sentence, tells_head, titles_of
from monitor.expressions import expression
from monitor.normalize import visible

_FEW = 3  # lines of a card, in which none is a list
_UNIT = 3  # letters beside a figure: « M€ », « ETP »
_YEAR = expression(r"(?:19|20)\d\d")


def captions_of(run: Run) -> dict[int, str]:
    """By their places, the lines that are a figure or a year alone, with the line beside each that says what of.

    Where two or more follow each other by turns with such lines: the first and the last of all tell on which side these stand.
    """
    kinds = list[tuple[str, ...]]()  # whether each is a figure or words, one short line, and set as what; () of any other
    for one in run:
        is_long = one.is_row or "\n" in one.raw or len(one.raw) > LABEL or ends_sentence(one.raw)
        sort = "figure" if is_figure(one.text) else "words"
        kinds.append(() if one.block is None or is_long else (sort, one.block.kind, str(one.block.title)))
    found, start = dict[int, str](), 0
    for end in range(1, len(run) + 1):
        goes_on = end < len(run) and all(kinds[end - 1 : end + 1]) and kinds[end][0] != kinds[end - 1][0]
        if goes_on and (end - start < 2 or kinds[end] == kinds[end - 2]):
            continue
        figures = [n for n in range(start, end) if kinds[n][:1] == ("figure",)]
        side = {(start, end - 2): 1, (start + 1, end - 1): -1}.get((figures[0], figures[-1]), 0) if len(figures) > 1 else 0
        if side < 0 and end < len(run) and is_plain(run[end]) and kinds[start][1] == "paragraph":
            side = 0  # a longer line that comes then may be the last one's
        found |= {run[n].at: run[n + side].text for n in figures if side}
        start = end - 1 if goes_on else end
    return found


def called_by_card(run: Run) -> dict[int, str]:
    """By their places, the lines of cards without a title with the first of their card, as « Paie » over « ville », « 12 agents ».

    Of two or more that each begin with a line of their own; a name is over what names nobody, as its bearer's post, and the first
    entry of a list is over none of the others.
    """
    cards, titles = cards_of(run), titles_of(run)
    held = defaultdict[int, list[Piece]](list)
    for piece in run:
        for card in cards[piece.at]:
            held[card].append(piece)
    firsts = {
        card: lines[0]
        for card, lines in held.items()
        if titles.isdisjoint(line.at for line in lines if cards[line.at][-1] == card) and not tells_head(lines[0].raw)
    }
    of_inner = {
        card for card, first in firsts.items() if 1 < len(held[cards[first.at][-1]]) < len(held[card])
    }  # over that card alone
    firsts = {
        card: first
        for card, first in firsts.items()
        if card not in of_inner and not any(_is_beside(first, line) for line in held[card][1:])
    }
    below = {card: held[card][1:] for card in firsts if any(people_in(p.raw) or re.search(r"\d", p.raw) for p in held[card][2:])}
    seconds = {card: second for card, (second, *_) in below.items() if is_plain(second)}
    if len({first.raw for first in firsts.values()}) < len(firsts) == len({second.raw for second in seconds.values()}):
        firsts = seconds  # a badge, « Ville », is on several, over a name and who or how many
    times = Counter(first.raw for first in firsts.values())
    called, units = dict[int, str](), units_among({first.raw for first in firsts.values()})
    for card, first in firsts.items() if len(firsts) > 1 else ():
        name, parted, _ = re.split(r"( [–—-] |(?=:)|$)", visible(first.raw), maxsplit=1)  # « Pôle social – Directrice : Marie Roy »
        name = name if parted else first.raw
        is_short = len(name) <= LABEL // 2 and not (ends_sentence(name.rstrip(" ?")) or {*"\n\t:"} & {*name})
        beside = [line for line in held[card] if line is not first and cards[line.at][-1] == card]  # and in no card of their own
        names_others = first.raw not in units and name_of(first.text) and any(people_in(line.raw) for line in beside)
        if (
            is_short
            and times[first.raw] == 1
            and not (names_others or reaches(first.raw) or (is_figure(first.raw) and not _YEAR.fullmatch(first.raw)))
        ):
            called |= {line.at: first.text if ":" not in first.raw else name for line in held[card] if line is not first}
    return called


def firsts_of_cards(run: Run) -> dict[int, Piece]:
    """By their places, the few lines of cards without a title with the first of their card, where no other block says that."""
    cards, titles = cards_of(run), titles_of(run)
    held = defaultdict[int, list[Piece]](list)
    for piece in run:
        if cards[piece.at]:
            held[cards[piece.at][-1]].append(piece)
    times = Counter(piece.raw for piece in run) if held else Counter[str]()
    return {
        line.at: first
        for first, *lines in held.values()
        if times[first.raw] == 1 and titles.isdisjoint(piece.at for piece in (first, *lines))
        if len(lines) <= _FEW and all(map(is_plain, (first, *lines))) and not ends_sentence(first.raw)
        for line in lines
    }


def units_among(titles: Collection[str]) -> set[str]:
    """Those of *titles* that may look like names and are none: « Cellule Budget », where others are cells, too."""
    firsts = Counter(title.partition(" ")[0] for title in titles)
    return {title for title in titles if firsts[title.partition(" ")[0]] > 1 and not is_somebody(title)}


def _is_beside(first: Piece, line: Piece) -> bool:
    """Whether both are entries of one list."""
    one, other = first.block, line.block
    return bool(one and other and one.kind == other.kind == "list_item" and one.depth == other.depth and not other.goes_on)


def is_figure(line: str) -> bool:
    """« 24 », « 1 200 € », « 12 % », « 2018 »: nobody knows of what."""
    return any(map(str.isdigit, line)) and sum(map(str.isalpha, line)) <= _UNIT
