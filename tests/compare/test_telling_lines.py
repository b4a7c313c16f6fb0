"""DESIGN 3.24, 3.25: what several cards say says not of which, and what one of them alone says does."""

from __future__ import annotations

import pytest

from tests.compare.test_holders import said

CARDS = [
    ("Marie Roux", "Adjointe", "Voirie", "03 80 11 11 11"),
    ("Paul Faure", "Adjointe", "Sports", "03 80 22 22 22"),
    ("Inès Petit", "Maire", "Musées", "03 80 33 33 33"),
    ("Luc Rey", "Adjointe", "Habitat", "03 80 44 44 44"),
]


def page(*cards: tuple[str, ...]) -> str:
    return "".join(f"<div>{''.join(f'<p>{line}</p>' for line in card)}</div>" for card in cards)


def changed(at: int, line: int, to: str) -> str:
    new = [tuple(to if (n, m) == (at, line) else one for m, one in enumerate(card)) for n, card in enumerate(CARDS)]
    return page(*new)


@pytest.mark.parametrize(("at", "unit"), [(0, "Voirie"), (1, "Sports"), (3, "Habitat")])
def test_who_came_for_whom_is_told_with_what_no_other_card_says(at: int, unit: str) -> None:
    """« [Marie Roux → Zoé Sol] », or « Adjointe : … », where three hold that post."""
    lines = said(page(*CARDS), changed(at, 0, "Zoé Sol"))
    assert lines and all(unit in line for line in lines)


def test_what_a_card_is_called_by_needs_no_line_of_it() -> None:
    """« Missions : [Paie → Sports] »: the link is another one, and its words below it are not whose it is."""
    cards = [("Paie", "Missions"), ("Voirie", "Horaires"), ("Eau", "Tarifs")]
    assert said(page(*cards), page(("Sports", "Missions"), *cards[1:])) == ["[Paie → Sports]"]


def test_a_card_that_comes_is_told_with_no_line_of_another() -> None:
    new = ("Zoé Sol", "Adjointe", "Eau", "03 80 55 55 55")
    assert said(page(*CARDS), page(*CARDS, new)) == [" · ".join(new)]


def test_of_a_list_in_a_box_no_entry_is_over_another() -> None:
    boxes = [
        f"<div><ul>{''.join(f'<li>{one}</li>' for one in of.split())}</ul></div>" for of in ("Paie Achats Eau", "Sports Musées")
    ]
    assert said("".join(boxes), "".join((boxes[0].replace("Eau", "Voirie"), boxes[1]))) in (["[Eau → Voirie]"], ["Eau", "Voirie"])
