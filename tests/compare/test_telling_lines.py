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


PEOPLE = [
    ("Odile Vasseur", "Directrice", "Finances publiques", "03 84 21 10 11"),
    ("Nadia Ferrand", "Responsable", "Bains et plages", "03 84 21 10 12"),
    ("Hugo Pelletier", "Coordinateur", "Petite enfance", "03 84 21 10 13"),
]


@pytest.mark.parametrize(
    "card",
    [
        pytest.param("<div><h4>{0}</h4><p>{1}</p><p>{2}</p><p>{3}</p></div>", id="a post of one word"),
        pytest.param("<div><h4>{0}</h4><p>{1}</p><ul><li>{2}</li></ul><p>{3}</p></div>", id="a badge"),
        pytest.param("<ul><li><img src=p.jpg alt=''><h4>{0}</h4><p>{1}</p><p>{2}</p><p>{3}</p></li></ul>", id="an entry"),
        pytest.param("<div><h4>{0}</h4><h5>{1}</h5><p>{2}</p><p>{3}</p></div>", id="two titles"),
        pytest.param("<div><p>{0} {1} de service</p><p>{2}</p><p>{3}</p></div>", id="a post behind the name"),
    ],
)
def test_a_new_name_is_told_with_its_unit(card: str) -> None:
    """3.25: « Responsable » says not of what."""
    old = "".join(card.format(*one) for one in PEOPLE)
    line = "".join(said(old, old.replace("Nadia Ferrand", "Zélie Marchand")))
    assert [unit in line for _, _, unit, _ in PEOPLE] == [False, True, False]


def test_a_post_of_one_word_in_any_language_says_not_of_what() -> None:
    """3.25: « Amtsleiter »; one that is the card's title does."""
    posts = ("Leiterin", "Amtsleiter", "Koordinator")
    old = "".join(f"<div><h4>{n}</h4><p>{p}</p><p>{u}</p></div>" for (n, _, u, _), p in zip(PEOPLE, posts, strict=True))
    assert said(old, old.replace("Nadia Ferrand", "Zélie Marchand")) == [
        "« Amtsleiter, Bains et plages » passe de Nadia Ferrand à Zélie Marchand"
    ]


def test_of_two_people_in_one_box_none_is_told_with_the_line_of_the_other() -> None:
    """3.25: their lines are no card."""
    boxes = [("Voirie", "Odile Vasseur", "03 84 10", "Hugo Pelletier"), ("Musée", "Inès Caron", "03 84 12", "Nadia Ferrand")]
    old = "".join("<div><p>{}</p><h4>{}</h4><p>{}</p><h4>{}</h4></div>".format(*one) for one in boxes)
    assert said(old, old.replace("84 10", "77 90")) == ["03 [84 10 → 77 90]"]


def test_a_row_in_a_card_is_no_line_of_it() -> None:
    """3.24: « lundi | 8 h » says of nobody who came."""
    row = "<table><tr><td>{}</td><td>8 h</td></tr></table>"
    old = "".join(f"<div><h4>{n}</h4><p>{p}</p>{row.format(u)}</div>" for n, p, u, _ in PEOPLE)
    assert said(old, old.replace("Nadia Ferrand", "Zélie Marchand")) == ["« Responsable » passe de Nadia Ferrand à Zélie Marchand"]


def test_units_right_over_names_are_no_cards_without_lines() -> None:
    """3.24: what is below a name is told with it."""
    card = "<div><div><h5>{2}</h5><h6>{0}</h6><p>{1}</p></div><p>{3}</p></div>"
    old = "<h3>Équipe</h3>" + "".join(card.format(*one) for one in PEOPLE) + "<h3>Horaires</h3><p>Le lundi</p>"
    assert said(old, old.replace("Responsable", "Directrice adj.")) == ["Nadia Ferrand : [Responsable → Directrice adj.]"]
