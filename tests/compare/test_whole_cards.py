"""DESIGN 3.24, 5.3, 10.8: a card is told of by its own title, and as one line where it comes or goes."""

from __future__ import annotations

import pytest

from tests.compare.test_holders import said

PEOPLE = [
    ("Conseiller délégué", "Marie Roux", "Voirie", "03 80 11 11 11"),
    ("Conseiller délégué", "Paul Faure", "Sports", "03 80 22 22 22"),
    ("Adjointe à la culture", "Inès Petit", "Musées", "03 80 33 33 33"),
    ("Conseiller délégué", "Luc Rey", "Habitat", "03 80 44 44 44"),
]


def cards(*people: tuple[str, ...], bold: int | None = 1, beside: str = "", box: str = "div") -> str:
    lines = [[f"<strong>{line}</strong>" if n == bold else line for n, line in enumerate(one)] for one in people]
    return "".join(f"<{box}>{beside}{''.join(f'<p>{line}</p>' for line in one)}</{box}>" for one in lines).join(("<div>", "</div>"))


@pytest.mark.parametrize("bold", [1, None])
@pytest.mark.parametrize("at", range(4))
def test_a_card_that_goes_is_one_line_of_its_own(at: int, bold: int | None) -> None:
    """« Paul Faure : Conseiller délégué » was told as gone where somebody else of that post went."""
    left = [one for n, one in enumerate(PEOPLE) if n != at]
    assert said(cards(*PEOPLE, bold=bold), cards(*left, bold=bold)) == [" · ".join(PEOPLE[at])]
    assert said(cards(*left, bold=bold), cards(*PEOPLE, bold=bold)) == [" · ".join(PEOPLE[at])]


@pytest.mark.parametrize("at", range(4))
def test_a_post_above_a_name_is_told_of_the_name_below_it(at: int) -> None:
    """It was told of the card above."""
    new = [("Médiateur", *one[1:]) if n == at else one for n, one in enumerate(PEOPLE)]
    assert said(cards(*PEOPLE), cards(*new)) == [f"{PEOPLE[at][1]} : [{PEOPLE[at][0]} → Médiateur]"]


def test_under_headings_the_card_is_told_with_its_own() -> None:
    halves = [f"<h3>Les élus</h3>{cards(*PEOPLE[:2])}<h3>Les délégués</h3>{cards(*rest)}" for rest in (PEOPLE[2:], PEOPLE[2:3])]
    assert said(*halves) == ["Les délégués : Conseiller délégué · Luc Rey · Habitat · 03 80 44 44 44"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            [("Ouvert le matin", "Contact", f"{n} agents") for n in (1, 2, 3)],
            [
                ("Ouvert le matin", "Contact", "1 agents"),
                ("Ouvert le soir", "Contact", "2 agents"),
                ("Ouvert le matin", "Contact", "3 agents"),
            ],
            "Contact",
            id="a-title-of-each-card",
        ),
        pytest.param(
            [("Le service commun reçoit le matin.", name, "bureau 4") for name in ("Marie Roux", "Paul Faure")],
            [
                ("Le service commun reçoit le matin.", "Marie Roux", "bureau 4"),
                ("Le service commun reçoit le soir.", "Paul Faure", "bureau 4"),
            ],
            "Paul",
            id="a-sentence-above",
        ),
    ],
)
def test_what_no_card_is_called_by_is_over_nothing(old: list[tuple[str, ...]], new: list[tuple[str, ...]], expected: str) -> None:
    assert not any(line.startswith(expected) for line in said(cards(*old), cards(*new)))


def test_a_box_around_two_cards_is_two_lines() -> None:
    two = [cards(*PEOPLE[n : n + 2], bold=None) for n in (0, 2)]
    assert said("".join(two), two[0]) == [" · ".join(one) for one in PEOPLE[2:]]
