"""Lines « Chef de service : … » of records that begin with a line or stand in cards: whose they are (DESIGN 5.3)."""

from __future__ import annotations

import pytest

from tests.compare.test_said_of_whom import told

ONES = (
    ("Eau potable", "Ouvert le matin", "Chef de service : Zoé Moss"),
    ("Espaces verts", "Accueil au rez-de-chaussée", "Chef de service : Eva Orr"),
    ("Sports", "Gestion des contrats", "Chef de service : Guy Petit"),
)
FORMS = {"cards": "<div><div>{}</div><div>{}</div><div>{}</div></div>", "boxes": "<div><p>{}</p><p>{}</p><p>{}</p></div>"}
FORMS |= {"lines": "<p>{}</p><p>{}</p><p>{}</p>", "headed": "<h3>{}</h3><p>{}</p><p>{}</p>"}


def page(form: str, *ones: tuple[str, ...]) -> str:
    return f"<p>Nos services sont ouverts à tous.</p><div>{''.join(FORMS[form].format(*one) for one in ones)}</div>"


def exchanged(line: int) -> list[tuple[str, ...]]:
    """The first two services with one line of each other."""
    first, second = list(ONES[0]), list(ONES[1])
    first[line], second[line] = second[line], first[line]
    return [tuple(first), tuple(second), *ONES[2:]]


@pytest.mark.parametrize("form", FORMS)
def test_two_services_that_exchange_a_line_keep_their_heads(form: str) -> None:
    """5.3: « Eau potable : Chef de service : [Eva Orr → Zoé Moss] » was said where the opening hours changed places."""
    said = told(page(form, *ONES), page(form, *exchanged(1)))
    assert said
    assert not any("Chef" in line for line in said)


@pytest.mark.parametrize("form", FORMS)
def test_two_heads_who_change_places_are_told_with_their_services(form: str) -> None:
    """3.25: the service is what the record begins with, not the line above its head's."""
    assert told(page(form, *ONES), page(form, *exchanged(2))) == [
        "Eau potable : Chef de service : [Zoé Moss → Eva Orr]",
        "Espaces verts : Chef de service : [Eva Orr → Zoé Moss]",
    ]


def test_a_title_over_all_records_is_none_of_theirs() -> None:
    """5.3: « Nos services » above the first record of two lines says nothing of whose the third one is."""
    old = "<h3>Nos services</h3>" + "".join(f"<p>{name}</p><p>{head}</p>" for name, _, head in ONES)
    assert told(old, old.replace("Guy Petit", "Jo Blin")) == ["Sports : Chef de service : [Guy Petit → Jo Blin]"]


def test_a_card_with_a_line_more_begins_with_its_service_as_the_others_do() -> None:
    """5.3: « Espaces verts : − Chef de service : Eva Orr », « + Chef de service : Zoé Moss » of two who exchanged their posts."""

    def cards(first: str, second: str) -> str:
        heads = (first, second, "Guy Petit")
        lines = ("Eau potable",), ("Espaces verts", "Service commun"), ("Sports",)
        ones = ((*said, f"Chef de service : {head}") for said, head in zip(lines, heads, strict=True))
        boxes = ("".join(f"<div>{line}</div>" for line in one) for one in ones)
        return f"<div>{''.join(f'<div>{box}</div>' for box in boxes)}</div>"

    assert told(cards("Zoé Moss", "Eva Orr"), cards("Eva Orr", "Zoé Moss")) == [
        "Eau potable : Chef de service : [Zoé Moss → Eva Orr]",
        "Espaces verts : Chef de service : [Eva Orr → Zoé Moss]",
    ]
