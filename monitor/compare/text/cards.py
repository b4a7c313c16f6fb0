"""In which card of a text each of its blocks stands, and what stands outside of a title's (DESIGN 3.24, 5.3). Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from itertools import pairwise

from monitor.compare.people import name_of
from monitor.compare.text.pieces import Piece, Run


def cards_of(run: Run) -> dict[int, tuple[int, ...]]:
    """By the places of the blocks, the cards that each stands in, the widest first, each by a number."""
    found, cards, number = dict[int, tuple[int, ...]](), tuple[int, ...](), 0
    if not any(piece.block is not None and piece.block.opens for piece in run):
        return dict.fromkeys((piece.at for piece in run), cards)
    for piece in run:
        opens, closes = (piece.block.opens, piece.block.closes) if piece.block is not None else (0, 0)
        found[piece.at] = cards = (*cards, *range(number, number + opens))
        number += opens
        cards = cards[: max(0, len(cards) - closes)]
    return found


def outside_cards(run: Run, titles: Collection[int]) -> dict[int, int]:
    """By their places, the lines below a title that stand outside of its card, with the place of that title.

    Where of several cards under one heading, in one box, or in the others where this has but one, most are right above another; or
    of one alone, where its title is somebody's name. Below others stands what is theirs, a list say.
    """
    cards = cards_of(run)
    # By the heading and the cards around: the title of a card, and what is behind that
    groups = defaultdict[tuple[int, ...], list[tuple[Piece, list[Piece]]]](list)
    starts = [n for n, piece in enumerate(run) if piece.at in titles]
    heading = -1
    for n, end in pairwise([*starts, len(run)]):
        card = cards[run[n].at]
        behind = [piece for piece in run[n + 1 : end] if cards[piece.at][: len(card)] != card]
        if card and len(behind) < end - n - 1:
            groups[(heading if is_plain(run[n]) else -1, *card[:-1])].append((run[n], behind))
        heading = heading if is_plain(run[n]) else run[n].at
    found = dict[int, int]()
    for of, group in groups.items():
        among = group[:-1]
        if len(group) == 1 and not is_plain(group[0][0]):  # in a row of its own, as the last of an odd number
            others = (title for one, other in groups.items() if one[0] == of[0] for title in other if other is not group)
            among = [title for title in others if rank_of(title[0]) == rank_of(group[0][0])]
        closed = sum(-1 if behind else 1 for _, behind in among)
        alone = len(group) == 1 and is_plain(group[0][0]) and name_of(group[0][0].text)
        found |= {line.at: title.at for title, behind in group for line in behind if closed > 0 or alone}
    return found


def has_own_card(title: Piece, lines: Sequence[Piece], others: Sequence[Piece], cards: Mapping[int, tuple[int, ...]]) -> bool:
    """Whether *title* stands in a card with its *lines*, and no one of *others* does."""
    card = cards[title.at]
    alone = not any(cards[other.at][: len(card)] == card for other in others if other is not title)
    return bool(card) and alone and all(cards[line.at][: len(card)] == card for line in lines)


def is_plain(piece: Piece) -> bool:
    return piece.block is not None and piece.block.kind == "paragraph"


def depth_of(piece: Piece) -> int:
    """Of an entry in how many lists its list stands, of a heading under how many others of the text it does."""
    return piece.block.depth if piece.block is not None else 0


def rank_of(head: Piece) -> tuple[int, int]:
    """How far down *head* stands among what heads something: headings by their depth, a label, entries by that of their list."""
    if head.block is None or head.block.kind == "heading":
        return 0, depth_of(head)
    return (1, 0) if head.block.title else (2, 0) if head.block.kind != "list_item" else (3, head.block.depth)


def closed_cards(run: Run, titles: Set[int], cards: Mapping[int, tuple[int, ...]]) -> set[tuple[int, ...]]:
    """The cards of titles of which several follow each other in one box, and none but the last is over a title outside of its own.

    That last one is over none there either: cards of another kind, links, stand behind them all.
    """
    heads = [piece for piece in run if piece.at in titles]
    alike = defaultdict[tuple[object, ...], list[int]](list)
    for n, head in enumerate(heads):
        if card := cards[head.at]:
            alike[(*rank_of(head), *card[:-1])].append(n)
    found = set[tuple[int, ...]]()
    for places in alike.values():
        own = [cards[heads[n].at] for n in places]
        beyond = (
            head for n, m in pairwise(places) for head in heads[n + 1 : m] if cards[head.at][: len(own[0])] != cards[heads[n].at]
        )
        if len({*own}) == len(own) > 1 and not any(rank_of(head) > rank_of(heads[places[0]]) for head in beyond):
            found |= {*own}
    return found


def is_past(card: tuple[int, ...], place: tuple[int, ...], boxed: Set[tuple[int, ...]]) -> bool:
    """Whether what stands in that *place* is behind the *card* of a title, as `closed_cards`."""
    return card in boxed and place[: len(card)] != card
