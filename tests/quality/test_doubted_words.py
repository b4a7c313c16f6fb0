"""What came where lines went, and who may have written it (DESIGN 3.15)."""

from __future__ import annotations

import pytest

from monitor.model import Block, Section
from monitor.quality.gives_way import doubted_words

STAFF = "Ils emploient 312 agents de la Ville et de la Métropole."


def section(sentence: str, *entries: str) -> Section:
    return Section(item="s", heading=None, blocks=(Block("paragraph", sentence), *(Block("list_item", entry) for entry in entries)))


@pytest.mark.parametrize(
    ("sentence", "entries", "doubted"),
    [
        pytest.param(STAFF.replace("312", "318"), ("Finances", "Paie", "Achats", "Archives"), "", id="reworded, an entry more"),
        pytest.param(STAFF.replace("Ils emploient", "Ce sont"), ("Paie", "Achats", "Courrier"), "", id="reworded, other entries"),
        pytest.param(
            "Un incident est survenu, réessayez plus tard.",
            ("Finances", "Paie", "Achats"),
            "Un incident est survenu, réessayez plus tard.",
            id="a message in its place",
        ),
        pytest.param(
            STAFF.replace("312", "318"),
            ("Un incident est survenu, réessayez plus tard.",),
            "Un incident est survenu, réessayez plus tard.",
            id="reworded, a message in the place of the list",
        ),
    ],
)
def test_a_line_that_was_reworded_is_its_owner_s(sentence: str, entries: tuple[str, ...], doubted: str) -> None:
    """3.15: what came beside it is looked at by itself."""
    old = section(STAFF, "Finances", "Paie", "Achats")
    assert doubted_words(old, section(sentence, *entries), document=False) == doubted


PEOPLE = ("Finances : Luc Petit (ville)", "Paie : Marie Roy (commun)", "Achats : Jean Duval (commun)")
MESSAGE = "Un incident est survenu, réessayez plus tard."


def lines(*entries: str) -> Section:
    blocks = (Block("paragraph", line) for entry in entries for line in entry.rstrip(")").replace(" (", " : ").split(" : "))
    return Section(item="s", heading=None, blocks=(Block("paragraph", "Qui s’occupe de quoi."), *blocks))


@pytest.mark.parametrize(
    ("now", "doubted"),
    [
        pytest.param((*PEOPLE, "Archives : Rita Sol (ville)"), "", id="an entry more"),
        pytest.param((*PEOPLE[1:], "Archives : Rita Sol (ville)"), "", id="another entry"),
        pytest.param((MESSAGE,), MESSAGE, id="a message in their place"),
        pytest.param((PEOPLE[0], MESSAGE), MESSAGE, id="a message in the place of most"),
    ],
)
def test_entries_that_are_drawn_otherwise_gave_way_to_nothing(now: tuple[str, ...], doubted: str) -> None:
    """3.15: « peut-être le message d’un programme : Archives Rita Sol » was said of a list that became cards with one more."""
    assert doubted_words(section("Qui s’occupe de quoi.", *PEOPLE), lines(*now), document=False) == doubted


def test_a_message_with_a_word_of_each_line_is_in_their_place_all_the_same() -> None:
    """Counter-example: « Service des sports », « Service des eaux », and what says « service » once."""
    old = section("Qui s’occupe de quoi.", *(f"Service des {name}" for name in ("sports", "eaux", "parcs", "écoles")))
    said = "Service des données indisponible, réessayez plus tard."
    assert doubted_words(old, section("Qui s’occupe de quoi.", said), document=False) == said


@pytest.mark.parametrize(
    ("was", "said", "doubted"),
    [
        ("Direction Familles", "Direction Ville numérique", False),
        ("Extension 0228 659 531", "Extension 0295 532 966", False),
        ("Geschäftsbereich Jugend", "Geschäftsbereich Digitale Bürgerdienste", False),
        ("Service Finances", "Service indisponible pour Maintenance", True),
        ("Service Finances", "Service Données introuvable", True),
        ("Direction Familles", "Chargement des données de la Ville…", True),
    ],
)
def test_one_line_that_is_called_otherwise_is_its_owner_s(was: str, said: str, doubted: bool) -> None:
    """3.15: it begins as it did and goes on with a name or a number; « peut-être le message d’un programme » was said of a unit."""
    others = (
        "Les services de la Ville et de la Métropole se partagent l’accueil du public et la paie.",
        "Paie",
        "Archives",
        "Écoles",
    )
    old, new = (section(STAFF, *others, line) for line in (was, said))
    assert bool(doubted_words(old, new, document=False)) is doubted
