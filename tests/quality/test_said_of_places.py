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


ALONE = f"<h1>{pages.TITLE}</h1>"
ANEW = [
    "Cette page est en cours de mise à jour.",
    "La rubrique est en cours de rédaction.",
    "This section is being rewritten.",
    "Dieser Abschnitt wird derzeit überarbeitet.",
    "Dit onderdeel wordt momenteel herwerkt.",
    "La sezione è in fase di revisione.",
    "Este apartado está en revisión.",
    "L’annuaire est en cours d’actualisation.",
    "Nous retravaillons cette page.",
    "We are rewriting this page.",
    "Wir überarbeiten diese Seite.",
    "Stiamo aggiornando questa pagina.",
    "Estamos actualizando esta página.",
    "Page en refonte.",
    "Texte à venir.",
    "Contenu à compléter.",
    "Le texte suivra.",
    "Contenu en préparation.",
    "Cette page sera complétée prochainement.",
    "Text folgt.",
    "La page 12 du rapport a été retirée par le conseil.",
    "La convention du 3 mars est échue.",
    "Der Vertrag mit der Gemeinde ist abgelaufen.",
]
STAYS_OFF = [
    "Le site est en cours de mise à jour.",
    "La page est en cours de chargement.",
    "Cette page est en cours de maintenance.",
    "The website is being updated.",
    "This page is being reloaded.",
    "Deze pagina wordt herladen.",
    "Diese Website wird gerade aktualisiert.",
    "Dit onderdeel is tijdelijk niet beschikbaar.",
    "Este apartado no está disponible.",
    "Diese Seite wird automatisch aktualisiert.",
    "Deze pagina wordt automatisch bijgewerkt.",
    "This list is being updated. Please wait.",
    "Die Liste wird aktualisiert, bitte warten.",
    "Die Liste konnte nicht aktualisiert werden.",
    "La lista está en proceso de actualización, espere por favor.",
    "La page demandée est en cours de construction ou n’existe plus.",
    "La page n’a pas pu être mise à jour.",
    "Site en refonte.",
    "Page en construction, revenez bientôt.",
    "Contenu à venir, veuillez patienter.",
    "Cette session a expiré.",
    "Ce lien a expiré.",
    "La licence du module a expiré.",
    "La page a été retirée.",
    "La page 404 n’existe plus.",
    "La page 3 n’a pas été trouvée.",
    "L’accord de confidentialité des cookies a expiré.",
]


def _in_its_place(said: str) -> list[tuple[str, str]]:
    """(before, now): in the place of a section, also in a box with a role, and of all below the title."""
    around = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{pages.SECTION}{OTHERS}")
    boxes = (f"<p>{said}</p>", f'<div role="alert"><p>{said}</p></div>')
    alone = pages.semantic(pages.TITLE, f"{ALONE}{pages.SECTION}")
    found = [(around, pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{HEADING}{box}{OTHERS}")) for box in boxes]
    return [*found, (alone, pages.semantic(pages.TITLE, f"{ALONE}{HEADING}<p>{said}</p>"))]


@pytest.mark.parametrize("said", ANEW)
def test_that_a_text_is_written_anew_is_told_in_any_language_and_box(said: str) -> None:
    """3.14, 3.15: nobody but its owner writes a text; to be checked, wherever it stands. So in French alone, and in no box."""
    for before, now in _in_its_place(said):
        found = verdict(now, SECTION_ONLY, revision(before, SECTION_ONLY), before=before)
        assert (found.failure, found.covered, [item for item, _ in found.odd]) == (None, (), ["mutualisation"])


@pytest.mark.parametrize("said", STAYS_OFF)
def test_that_a_site_is_kept_up_or_its_text_off_fails_all_the_same(said: str) -> None:
    """3.14: a site is updated by who runs it; a page that loads, or asks to be loaded again, is written by nobody."""
    for before, now in _in_its_place(said):
        found = verdict(now, SECTION_ONLY, revision(before, SECTION_ONLY), before=before)
        assert found.failure or found.covered
    before, now = _in_its_place("Cette page est en cours de mise à jour, rechargez-la.")[-1]
    assert verdict(now, SECTION_ONLY, revision(before, SECTION_ONLY), before=before).failure


PLAIN = [
    "Details to follow.",
    "Gli orari saranno resi noti a breve.",
    "L’organigramma è in corso di revisione.",
    "La liste est close.",
]


@pytest.mark.parametrize("said", PLAIN)
def test_a_role_alone_makes_no_program_of_plain_words(said: str) -> None:
    """3.14: owners set notices in boxes with a role; two words of no sentence, or what programs say, fail there as before."""
    for before, now in _in_its_place(said)[:2]:
        found = verdict(now, SECTION_ONLY, revision(before, SECTION_ONLY), before=before)
        assert (found.failure, found.covered) == (None, ())
    for other in (
        "Mémoire insuffisante",
        "Unbekannter Parameter",
        "Das Limit wurde überschritten, bitte warten.",
        "Nie udało się wczytać treści.",
    ):
        before, now = _in_its_place(other)[1]
        found = verdict(now, SECTION_ONLY, revision(before, SECTION_ONLY), before=before)
        assert found.failure or found.covered, other


def test_what_stopped_or_is_off_in_a_town_is_told_and_a_program_s_pause_is_none() -> None:
    """3.14: « suspendu » is said of a bus as of a site; a whole sentence without a word of the web, alone on the page, is told."""
    told = [
        "Le service est suspendu jusqu’à nouvel ordre.",
        "Les informations de cette rubrique ne sont plus valables depuis la fusion des deux communes.",
        "La navette est interrompue entre les deux hameaux.",
    ]
    fails = [
        "Le site est suspendu jusqu’à nouvel ordre.",
        "Suspendu.",
        "Le service est suspendu, réessayez.",
        "Le site ne peut être atteint.",
        "Les informations de cette rubrique ne sont plus disponibles.",
    ]
    for said in told:
        for before, now in _in_its_place(said):
            found = verdict(now, SECTION_ONLY, revision(before, SECTION_ONLY), before=before)
            assert (found.failure, found.covered) == (None, ()), said
    for said in fails:
        before, now = _in_its_place(said)[-1]
        found = verdict(now, SECTION_ONLY, revision(before, SECTION_ONLY), before=before)
        assert found.failure or found.covered, said


def _odd(old: str, new: str) -> list[str]:
    """Why the section is odd in which the line *old* gave way to *new*; [""] for a failure."""
    around = f"{HEAD}{pages.DOCUMENT}{HEADING}<p>Finances : Luc Petit</p>", f"<p>Voirie : Zoé Marin</p>{OTHERS}"
    one, other = (pages.semantic(pages.TITLE, f"{around[0]}<p>{line}</p>{around[1]}") for line in (old, new))
    found = verdict(other, SECTION_ONLY, revision(one, SECTION_ONLY), before=one)
    return [""] if found.failure or found.covered else [reason for _, reason in found.odd]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Paie : Marie Roy", "Ressources humaines : Hugo Blanc"),
        ("Paie : Marie Roy", "Direction du développement humain : Hugo Blanc"),
        ("Payroll: Marie Roy", "Human resources: Hugo Blanc"),
        ("Paie – Marie Roy", "Ressources humaines – Hugo Blanc"),
        ("Paie (Marie Roy)", "Ressources humaines (Hugo Blanc)"),
        ("Pagos: Marie Roy", "Recursos humanos: Hugo Blanc"),
        ("Version du 12 mars 2025", "Version du 14 avril 2026"),
        ("Version applicable au 1er mars 2025", "Version applicable au 1er avril 2026"),
    ],
)
def test_an_office_or_another_day_is_the_owner_s(old: str, new: str) -> None:
    """3.15: who is « humain » is asked of visitors, nobody's office; a line whose day alone is another stood there before."""
    assert not any("program" in reason for reason in _odd(old, new))


@pytest.mark.parametrize(
    "said",
    [
        "Vérifiez que vous êtes humain.",
        "Prouvez que vous êtes humains pour voir cette liste.",
        "Erreur : Bad Gateway",
        "Human verification required.",
        "Version 4.2.1 du serveur",
    ],
)
def test_what_asks_who_one_is_stays_a_program_s(said: str) -> None:
    found = _odd("Paie : Marie Roy", said)
    assert any(not reason or "program" in reason for reason in found)


def _came(said: str, box: str = "<p>{}</p>") -> list[str]:
    """Why a section is odd that stands whole, below which *said* came in a *box*."""
    base, page = (
        pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{pages.SECTION}{more}{OTHERS}") for more in ("", box.format(said))
    )
    return [reason for _, reason in verdict(page, SECTION_ONLY, revision(base, SECTION_ONLY), before=base).odd]


@pytest.mark.parametrize(
    ("said", "box"),
    [
        ("Pour cause de maintenance du réseau d’eau, le lavoir est condamné jusqu’au 15 mars.", "<p>{}</p>"),
        ("Pour cause de maintenance, le lavoir est condamné jusqu’au 15 mars.", "<p>{}</p>"),
        ("Service indisponible le 24 décembre après-midi.", "<p>{}</p>"),
        ("Veuillez patienter dans le hall : l’appel se fait par numéro.", "<p>{}</p>"),
        ("Compter deux semaines ; s’adresser à Mme Orsolya Bréhat, poste 314", "<div class='error-info'>{}</div>"),
        ("Fermeture exceptionnelle le vendredi 27 novembre : l’équipe est en formation.", "<div class='fr-alert--error'>{}</div>"),
        ("Consultez le compte rendu en ligne.", "<p>{}</p>"),
        ("La page Facebook de la ville a changé d’adresse.", "<p>{}</p>"),
        ("La demande n’a pas pu être examinée par le conseil.", "<p>{}</p>"),
        ("Une erreur s’est glissée dans le bulletin de mars.", "<p>{}</p>"),
    ],
)
def test_what_its_owner_fairly_surely_says_beside_a_text_is_no_program_s(said: str, box: str) -> None:
    """3.5, 3.15: neither a rule's words nor the name of a box make a program of who names a washhouse, a day or somebody."""
    assert _came(said, box) == []


@pytest.mark.parametrize(
    ("said", "box"),
    [
        ("Pour cause de maintenance des serveurs, le service est indisponible jusqu’à 18 h.", "<p>{}</p>"),
        ("Service momentanément indisponible.", "<p>{}</p>"),
        ("La liste n’a pas pu être chargée.", "<p>{}</p>"),
        ("Carte interactive du réseau", "<div class='map-error'>{}</div>"),
        ("Lecture du contenu refusée par le serveur.", "<div role=alert>{}</div>"),
        ("Exception inattendue dans le bloc « paragraphe ».", "<p>{}</p>"),
    ],
)
def test_what_a_program_says_beside_a_text_stays_its_own(said: str, box: str) -> None:
    """3.15: to be confirmed and marked."""
    assert [reason.partition(":")[0] for reason in _came(said, box)] == ["program text"]


LIST = "<ul><li>Direction des finances</li><li>Service juridique</li><li>Archives communales</li></ul>"


def _in_place_of_list(box: str) -> list[str]:
    """Why a section is odd, or failed, in which a *box* stands where a list did, all else as it was."""
    base, page = (
        pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{pages.SECTION}<p>Y sont réunis :</p>{one}{OTHERS}")
        for one in (LIST, box)
    )
    found = verdict(page, SECTION_ONLY, revision(base, SECTION_ONLY), before=base)
    return [*(one.kind for one in (found.failure, *found.covered) if one), *(reason for _, reason in found.odd)]


@pytest.mark.parametrize(
    "box",
    [
        '<div role="status">Chargement du contenu en cours, 0 %</div>',
        '<div role="status">Chargement…</div>',
        '<div class="list-loading" aria-busy="true">Un instant</div>',
        '<div><p>Pour continuer, ouvrez une session avec votre compte citoyen.</p><a href="/auth">Ouvrir un compte</a></div>',
    ],
)
def test_a_list_that_waits_or_asks_for_a_login_is_to_be_checked(box: str) -> None:
    """3.15: « 4 lignes supprimées », no word of doubt, where a program had not brought them yet or asked who reads."""
    assert _in_place_of_list(box)


_BY_LINES = "<h3>Pôle {0}</h3><p>{0} : Ana Ruy<br>Archives {0} : Ida Moss</p>"
_WAITS = '<div class="spinner" role="status">Un moment…</div>'


@pytest.mark.parametrize(
    ("put", "there", "foot", "doubted"),
    [
        pytest.param(_WAITS, "", "", True, id="in-its-place"),
        pytest.param("", "", "<div role=status>0 résultat</div>", False, id="at-the-foot"),
        pytest.param(f"<p>Les pôles sont au bulletin de mars.</p>{_WAITS}", "", "", False, id="below-what-somebody-wrote"),
        pytest.param(f"{_WAITS}<p>Les pôles sont au bulletin de mars.</p>", "", "", False, id="above-what-somebody-wrote"),
        pytest.param("", _WAITS, "", False, id="that-stood-there"),
    ],
)
def test_lines_of_any_kind_in_whose_place_a_box_waits_are_to_be_checked(put: str, there: str, foot: str, doubted: bool) -> None:
    """3.15: of lines parted by breaks, cards and columns « 4 lignes supprimées » was told, and not that the page was loading."""
    lines = "".join(map(_BY_LINES.format, ("Budget", "Voirie", "Paie")))
    base, page = (
        pages.semantic(pages.TITLE, f"{HEAD}{pages.SECTION}<p>Y sont réunis :</p>{one}{OTHERS}{below}")
        for one, below in ((lines + there, ""), (put + there, foot))
    )
    found = verdict(page, SECTION_ONLY, revision(base, SECTION_ONLY), before=base)
    assert bool(found.odd) is doubted, found


@pytest.mark.parametrize(
    "box",
    [
        pytest.param("", id="taken-off"),
        pytest.param(
            "<p>Les services sont désormais présentés au bulletin de <a href='/bulletin'>mars</a>.</p>", id="written-instead"
        ),
        pytest.param(LIST.replace("<li>Archives communales</li>", '<li role="status">Archives</li>'), id="a-line-of-it-stands"),
    ],
)
def test_a_list_that_somebody_took_off_is_told(box: str) -> None:
    """3.15: nothing waits, and nobody is asked who he is."""
    assert _in_place_of_list(box) == []
