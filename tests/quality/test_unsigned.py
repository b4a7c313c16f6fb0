"""A few words in the place of a whole text that nobody signed: an error's or the town's, weighed by what was learned (3.14)."""

from __future__ import annotations

import pytest

from monitor.model import SectionRecipe
from monitor.model.suspects import MAY_BE_PROGRAM
from monitor.quality.news import names_somebody
from monitor.quality.phrases import is_code
from monitor.quality.unsigned import DOUBTED, FAILS
from monitor.quality.verdict import Verdict
from monitor.quality.weight import weight
from tests.quality import pages
from tests.quality.judging import kind, revision, verdict, watch

BY_HEADING = watch(SectionRecipe(item="aide", heading="Ce que fait la maison"), documents=())
TEXT = (
    "<p>La maison reçoit les habitants chaque matin dans la grande salle.</p>" + "<p>Léa Monin prépare les repas du soir.</p>" * 4
)
ERRORS = [
    "L’aiguillage est bloqué, la suite n’arrive pas jusqu’à votre écran.",
    "Le rayonnage numérique ne livre rien. Retentez votre chance.",
    "Our little engine fell asleep. Please try again later.",
    "Unser Server träumt noch. Bitte wecken Sie ihn später.",
    "El motor de esta página se quedó sin aire. Inténtelo luego.",
    "La macchina delle pagine è svenuta. Riprovate fra poco.",
]
TOWNS = [
    "La base de loisirs est fermée.",
    "Le serveur vocal est remplacé par un accueil en personne.",
    "Le prêt des tentes est arrêté, elles prennent l’eau.",
    "Die Datenbank der Vereine führt jetzt der Landkreis.",
    "The ferry service is no more.",
    "Actes de naissance : demande en ligne uniquement.",
    "Impossible de prêter les tentes, elles sont déchirées.",
    "Este servicio ya no existe.",
    "La web del pueblo cierra a finales de junio.",
]


def _page(text: str) -> str:
    section = f"<section id=aide><h2>Ce que fait la maison</h2>{text}</section>"
    return pages.semantic(
        "La maison", f"<h1>La maison</h1><p>Elle date de 1820.</p>{section}<h2>Venir</h2><p>Le bus s’arrête là.</p>"
    )


@pytest.mark.parametrize("said", ERRORS)
def test_an_error_in_words_that_nobody_listed_is_no_news(said: str) -> None:
    """3.14: « 2 of 60 words are left » and the old lines as removed was what its readers got."""
    assert weight([said]) > FAILS
    old = _page(TEXT)
    found = verdict(_page(f"<p>{said}</p>"), BY_HEADING, revision(old, BY_HEADING), before=old)
    assert found.failure is not None


@pytest.mark.parametrize("said", TOWNS)
def test_what_a_town_says_in_as_few_words_is_told(said: str) -> None:
    """3.14, promise 1: of a camp, a server that speaks, a database, its own web site."""
    old = _page(TEXT)
    now = verdict(_page(f"<p>{said}</p>"), BY_HEADING, revision(old, BY_HEADING), before=old)
    assert kind(now) in ("odd", "well", "lost")


def test_what_stands_around_doubtful_words_tells_whose_they_are() -> None:
    """3.14: a box of an error, and none of information, in which sites set a town's own notices."""
    said, old = "L’annuaire garde le lit.", _page(TEXT)
    told = {
        box: verdict(_page(f'<div class="{box}"><p>{said}</p></div>'), BY_HEADING, revision(old, BY_HEADING), before=old).failure
        for box in ("alert alert-danger", "alert alert-info")
    }
    assert 1 < weight([said]) < FAILS
    assert told["alert alert-danger"] is not None
    assert told["alert alert-info"] is None


def test_addresses_arrows_and_footnotes_are_no_code() -> None:
    """3.14: where to book, when it is open, what « null » is in German were what a program says, in a short text's place."""
    told = (
        "Les barnums se réservent sur www.vallee.example/prets.php ou en mairie.",
        "Agenda : agenda.vallee.example/salles/index.aspx",
        "Ouvert lundi->vendredi, 9h->12h.",
        "Gratuit[12] pour les habitants.",
        "Die Ausleihe kostet null Euro.",
        "Location de la salle(dite « Europe »).",
        "Barnums : <tables>, <bancs>",
        "Voir « docs/guide.html » sur la borne.",
        "Atelier Node.js, complet.",
    )
    said = (
        "null",
        "index.php",
        "Call to a member function name() on null",
        "SQLSTATE[42S02]",
        "/var/www/html/prets.php",
        "prets.php on line 3",
        "$row->name",
        "</div>",
        'File "views.py", line 12',
    )
    assert [one for one in told if is_code(one)] == []
    assert [one for one in said if not is_code(one)] == []


def _told(text: str, before: str = TEXT) -> Verdict:
    old = _page(before)
    return verdict(_page(text), BY_HEADING, revision(old, BY_HEADING), before=old)


def test_words_of_which_nobody_knows_whose_they_are_are_told_as_perhaps_a_program_s() -> None:
    """3.14, 3.15: « 2 of 60 words are left » told as surely what stood there instead."""
    said = "L’annuaire garde le lit."
    assert DOUBTED < weight([said]) < FAILS
    assert _told(f"<p>{said}</p>").odd == (("aide", f"{MAY_BE_PROGRAM}: {said}"),)


def test_nouns_of_german_are_nobody_s_name() -> None:
    """3.14: « Unsere Leitung » had a first and a last name, and what names somebody is news."""
    said = "Unser Rechner schläft noch."
    assert names_somebody(said)
    assert _told(f"<p>{said}</p>").failure is not None
    assert _told("<p>Unsere Leitung hat Frieda Leitner.</p>").failure is None


def test_what_a_site_notes_under_a_title_keeps_no_error_from_failing() -> None:
    """3.14, 3.6: the day it was saved on and how often it was read stand above the error as they stood above the text."""
    noted, left = "<p>Mis à jour le 4 mai 2026</p><p>3916 visites</p>", "<p>La maison reçoit les habitants chaque matin.</p>"
    of = watch(SectionRecipe(item="aide", heading="La maison"), documents=())
    for above, fails in ((noted, True), (left, False)):
        old, new = (
            pages.semantic("La maison", f"<h1>La maison</h1>{above}{text}") for text in (TEXT, "<p>Unser Rechner schläft noch.</p>")
        )
        assert (verdict(new, of, revision(old, of), before=old).failure is not None) is fails, above


def test_an_error_of_nearly_half_the_words_may_be_one() -> None:
    """3.14: a title, a sentence and what to do next are more than a third of a short text."""
    before = "<p>La maison reçoit les habitants chaque matin.</p><p>Léa Monin prépare tous les repas du soir pour les familles.</p>"
    before += "<p>Ivo Rambert tient la caisse, range les bancs, ferme la grille et garde les clés de la cave.</p>"
    said = "<p>Unser Rechner schläft noch.</p><p>Er hat sich gestern verschluckt und holt nun erst einmal Luft.</p>"
    assert [reason.split(":")[0] for _, reason in _told(said, before).odd] == [MAY_BE_PROGRAM]


def test_errors_set_in_a_list_fail_where_the_list_is_an_error_s() -> None:
    """3.14: themes write messages as a list; what the town lists is its own."""
    for box, fails in (("alert alert-danger", True), ("services", False)):
        found = _told(f'<ul class="{box}"><li>L’annuaire garde le lit.</li></ul>')
        assert (found.failure is not None) is fails, box


def test_what_weighs_like_a_town_s_words_is_told_where_no_rule_knew_whose_they_are() -> None:
    """3.14, promise 1: « Plus d’inscription : venez. » failed for a day; what stands in a program's box does."""
    said = "Plus d’inscription : venez."
    assert _told(f"<p>{said}</p>").odd == (("aide", "0 / 39 old words"),)
    assert _told(f"<div class=empty-state><p>{said}</p></div>").failure is not None
