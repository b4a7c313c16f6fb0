"""What is said of a place in words that sites use of themselves, on a page that else stands, is told (DESIGN 3.14, 3.15)."""

from __future__ import annotations

import pytest

from monitor.model import SectionRecipe, Watch
from monitor.quality.news import is_told_of_town
from tests.quality import pages
from tests.quality.judging import BOTH, SECTION_ONLY, revision, verdict, watch
from tests.quality.test_stand_ins import HEAD, HEADING, OTHERS

MONEY = "<h2>Le budget</h2><p>Le budget de la commune, voté chaque année au printemps, est affiché sous le porche de la mairie.</p>"
SECTIONS = [
    SectionRecipe(item=n, heading=h) for n, h in (("mutualisation", "La mutualisation des services"), ("budget", "Le budget"))
]
TWO = watch(*SECTIONS, documents=())
SAID = [
    "Passerelle fermée pour travaux de maintenance.",
    "Fermé pour maintenance.",
    "Le bac est en maintenance jusqu’au 12 avril.",
    "Guichet indisponible les lundis.",
    "Accès interdit aux poids lourds.",
    "The ferry is closed for maintenance.",
    "Das Hallenbad ist wegen Wartung geschlossen.",
]
FAILS = [
    "Site fermé pour maintenance.",
    "Service fermé pour maintenance.",
    "Le portail est en maintenance jusqu’au 12 avril.",
    "Maintenance jusqu’au 12 avril.",
    "Le serveur est indisponible les lundis.",
    "Accès interdit aux utilisateurs non identifiés.",
    "Guichet fermé pour maintenance, veuillez réessayer.",
    "Connection closed.",
]


@pytest.mark.parametrize("of", [BOTH, SECTION_ONLY], ids=["both", "section"])
@pytest.mark.parametrize("said", SAID)
def test_a_place_that_is_shut_or_repaired_is_told(said: str, of: Watch) -> None:
    """3.14, 3.15: it has a subject that no site has, or doors; the rest of the page stands."""
    before = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{pages.SECTION}{OTHERS}")
    now = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{HEADING}<p>{said}</p>{OTHERS}")
    found = verdict(now, of, revision(before, of), before=before)
    assert (found.failure, found.covered, [item for item, _ in found.odd]) == (None, (), ["mutualisation"])
    assert not any("program text" in reason for _, reason in found.odd)


@pytest.mark.parametrize("said", FAILS)
def test_what_sites_say_of_themselves_fails(said: str) -> None:
    """3.14: it names what sites have, or nothing, or speaks to the reader."""
    before = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{pages.SECTION}{OTHERS}")
    now = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{HEADING}<p>{said}</p>{OTHERS}")
    found = verdict(now, BOTH, revision(before, BOTH), before=before)
    assert [one.item for one in found.covered] == ["mutualisation"]
    assert not is_told_of_town([said], [])


def test_another_watched_text_that_stands_bears_it_out() -> None:
    """3.14: of a short page whose texts are all watched, the other one stands; where it went too, both fail."""
    before = pages.semantic(pages.TITLE, f"<h1>{pages.TITLE}</h1>{pages.SECTION}{MONEY}")
    said = "<p>La piscine est fermée pour maintenance.</p>"
    one, both = (
        verdict(
            pages.semantic(pages.TITLE, f"<h1>{pages.TITLE}</h1>{HEADING}{said}{rest}"), TWO, revision(before, TWO), before=before
        )
        for rest in (MONEY, f"<h2>Le budget</h2>{said}")
    )
    assert (one.failure, one.covered, [item for item, _ in one.odd]) == (None, (), ["mutualisation"])
    assert both.failure is not None


def test_the_same_words_where_a_program_speaks_fail() -> None:
    """3.14: in a box that by its role is a program's."""
    before = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{pages.SECTION}{OTHERS}")
    said = '<div role="alert">Fermé pour maintenance.</div>'
    now = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{HEADING}{said}{OTHERS}")
    found = verdict(now, BOTH, revision(before, BOTH), before=before)
    assert [one.item for one in found.covered] == ["mutualisation"]
