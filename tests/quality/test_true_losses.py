"""A page with its items is well whatever it says; one with main text of its own has truly lost what it lacks (DESIGN 3.14)."""

from __future__ import annotations

import pytest

from monitor.model import SectionRecipe, Watch
from tests.quality import pages
from tests.quality.judging import BOTH, CHART_ONLY, SECTION_ONLY, kind, revision, verdict, watch

ARTICLE = (
    "<h2>Maintenance du réseau de chaleur</h2><p>Le site de production sera en maintenance du 3 au 5 juin. Le service est "
    "momentanément "
    "indisponible pour les abonnés de la rue Haute. Merci de patienter et de réessayer plus tard.</p><h2>Captcha et "
    "accessibilité</h2>"
    "<p>Le formulaire demande désormais de prouver que vous n’êtes pas un robot ; une page introuvable peut être signalée.</p>"
    '<form><input type="password" name="p"></form><script src="https://www.google.com/recaptcha/api.js"></script>'
)


@pytest.mark.parametrize("shape", list(pages.FRAMES))
def test_all_items_there_is_well_whatever_the_page_says(shape: str) -> None:
    """3.14: the items are the page's health check."""
    last = revision(pages.base(shape), BOTH)
    page = pages.FRAMES[shape]("Maintenance : page introuvable", f"<h1>Accès refusé</h1>{ARTICLE}{pages.DOCUMENT}{pages.SECTION}")
    assert (kind(verdict(page, BOTH, last)), kind(verdict(page, BOTH, None))) == ("well", "well")


OTHER_TEXT = (
    "<h2>Le conseil municipal</h2><p>Le conseil municipal de Valmont-sur-Ource compte trente-neuf membres, élus pour six "
    "ans. Il se réunit "
    "au moins une fois par trimestre, en séance publique, dans la salle des mariages.</p>"
)


@pytest.mark.parametrize("shape", list(pages.FRAMES))
@pytest.mark.parametrize(
    ("of", "content", "lost"),
    [
        pytest.param(BOTH, pages.DOCUMENT, ("mutualisation",), id="section gone, document there"),
        pytest.param(BOTH, pages.SECTION, ("organigramme",), id="document gone, section there"),
        pytest.param(
            BOTH,
            f"{pages.DOCUMENT}<h2>Services</h2><p>Cette rubrique est en cours de mise à jour.</p>",
            ("mutualisation",),
            id="a note instead",
        ),
        pytest.param(SECTION_ONLY, pages.DOCUMENT, ("mutualisation",), id="the only item gone, a document left"),
        pytest.param(CHART_ONLY, pages.SECTION, ("organigramme",), id="the only document gone, its text left"),
        pytest.param(BOTH, OTHER_TEXT, ("mutualisation", "organigramme"), id="both gone, another text"),
        pytest.param(BOTH, 3 * OTHER_TEXT + ARTICLE, ("mutualisation", "organigramme"), id="both gone, a text about failures"),
    ],
)
def test_a_page_with_a_text_of_its_own_has_lost_the_item(of: Watch, content: str, lost: tuple[str, ...], shape: str) -> None:
    """3.14: lost, to be confirmed; never a failure."""
    found = verdict(pages.FRAMES[shape](pages.TITLE, f"<h1>{pages.TITLE}</h1>{content}"), of, revision(pages.base(shape), of))
    assert (found.failure, found.lost) == (None, lost)


def test_an_item_under_a_third_of_its_words_on_a_page_that_is_well_is_odd() -> None:
    """3.15: confirmed by a second visit, then recorded with its reason."""
    of = watch(SectionRecipe(item="mutualisation", heading="La mutualisation des services"))
    section = "<h2>La mutualisation des services</h2><p>Une convention fixe la part de chacune.</p>"
    short = f"<h1>{pages.TITLE}</h1>{pages.DOCUMENT}{section}{OTHER_TEXT}"
    found = verdict(pages.semantic(pages.TITLE, short), of, revision(pages.base("semantic"), of))
    assert (found.failure, found.lost, found.odd) == (None, (), (("mutualisation", "97 → 7 words"),))


ITALIAN = (
    "Valmont-sur-Ource e Ource Métropole condividono i propri servizi dal 2011. La direzione degli acquisti, la direzione "
    "del digitale e la "
    "direzione delle finanze lavorano per le due comunità, sotto l’autorità di un solo direttore generale. Una convenzione "
    "fissa la parte di "
    "ciascuna nelle spese per il personale e viene rivista ogni anno dalle due assemblee, che ne discutono durante il voto "
    "del bilancio."
)


def test_a_section_in_another_language_is_odd() -> None:
    """3.15: "the document is now in Italian", not a wall of edits."""
    page = pages.base("semantic").replace("".join(f"<p>{p}</p>" for p in pages.PROSE), f"<p>{ITALIAN}</p>")
    assert verdict(page, BOTH, revision(pages.base("semantic"), BOTH)).odd == (("mutualisation", "fr → it"),)


NOTICE = "Warning: Undefined key in /home/x.php on line 9"
TRACE = "\n".join(f"#{n} /srv/www/Kernel.php({101 + n}): handle(Object(Request))" for n in range(3))
FRAME = "at fr.valmont.Fiche.lire(Fiche.java:88)"
FATAL = "Fatal error: Uncaught TypeError in /home/x.php on line 9"


@pytest.mark.parametrize(
    ("now", "said"),
    [
        pytest.param(NOTICE, NOTICE, id="a notice in the place of a line"),
        pytest.param(f"Il a instruit 312 dossiers.</p><p>{NOTICE}", None, id="a notice beside what stood there (3.6)"),
        pytest.param(f"Il a instruit 312 dossiers.</p><p>{FATAL}", FATAL, id="an error after which nothing comes"),
        pytest.param(
            f"Il a instruit 312 dossiers.</p><pre>{TRACE}</pre><p>", "Kernel.php(101)", id="a trace beside what stood there"
        ),
        pytest.param(f"Il a instruit 312 dossiers.</p><p>{FRAME}", "Fiche.java:88", id="a frame of one"),
        pytest.param("Il a instruit 312 dossiers (lire le fichier liste.js, page 8).", None, id="a file's name"),
        pytest.param("Il a instruit 312 dossiers ; guichet.valmont.example:8443 reste ouvert.", None, id="a host and its port"),
        pytest.param("Il a instruit {{ dossiers }} dossiers.", "{{ dossiers }}", id="a template's tag"),
        pytest.param("Il a instruit NaN dossiers.", "NaN", id="no number"),
        pytest.param("Il a instruit undefined² dossiers.", "undefined", id="no value"),
        pytest.param("Il a instruit 312 dossiers de la mÃ©tropole.", "mÃ©tropole", id="a word decoded wrongly"),
        pytest.param("Il a instruit 321 dossiers.", None, id="another figure"),
    ],
)
def test_a_programs_text_amid_a_section_is_odd(now: str, said: str | None) -> None:
    """3.13, 3.15: to be confirmed and marked; what stood there before, and what is merely new, is not."""
    base = pages.base("semantic")
    base, page = (base.replace(pages.PROSE[0], f"{pages.PROSE[0]}</p><p>{text}") for text in ("Il a instruit 312 dossiers.", now))
    assert verdict(page, BOTH, revision(base, BOTH)).odd == ((("mutualisation", f"program text: {said}"),) if said else ())
    assert verdict(page, BOTH, revision(page, BOTH)).odd == ()


FAILED = "<div class=plan><div id={}>{}</div></div>"


@pytest.mark.parametrize(
    ("box", "line", "is_told"),
    [
        pytest.param("x", "Erreur lors du chargement de la carte. Clé API invalide.", False, id="fr"),
        pytest.param("x", "Le flux n’est pas disponible actuellement.", False, id="fr, of a feed"),
        pytest.param("x", "Could not load the map", False, id="en"),
        pytest.param("x", "Fehler beim Laden", False, id="de"),
        pytest.param("x", "Oups, une erreur est survenue.", False, id="of anything"),
        pytest.param("map-2", "Pas de tuiles, voyez l’administrateur.", False, id="words nobody listed, where a map was to be"),
        pytest.param("x", "Les inscriptions ouvrent lundi.", True, id="news"),
        pytest.param("map-2", "La direction des finanances est ici.", True, id="news where a map was to be"),
        pytest.param("x", "Le service n’est pas disponible le samedi.", True, id="news of a service"),
        pytest.param("x", "La carte de bus est gratuite.", True, id="news of a card"),
        pytest.param("x", "Veuillez patienter au rez-de-chaussée : un agent viendra vous chercher.", True, id="where to wait"),
        pytest.param("x", "Veuillez patienter…", False, id="wait"),
    ],
)
def test_the_line_of_a_widget_that_did_not_come_is_odd(box: str, line: str, is_told: bool) -> None:
    """3.15: to be confirmed and marked, as it comes and, where its words are known, as it goes."""
    base = pages.base("semantic")
    base, page = (base.replace(pages.PROSE[0], f"{pages.PROSE[0]}</p>{FAILED.format(box, said)}<p>") for said in ("", line))
    assert verdict(page, BOTH, revision(base, BOTH)).odd == (() if is_told else (("mutualisation", f"program text: {line}"),))
    gone = () if is_told or box != "x" else (("mutualisation", f"program text gone: {line}"),)
    assert verdict(base, BOTH, revision(page, BOTH)).odd == gone


@pytest.mark.parametrize(("around", "is_odd"), [("widget", False), ("bloc", True)])
def test_a_builder_that_calls_every_box_a_widget_tells_nothing_by_it(around: str, is_odd: bool) -> None:
    """3.15: each paragraph that came on such a site was told as a program's text, to be checked."""
    first = f"<p>{pages.PROSE[0]}</p>"
    base = pages.base("semantic").replace(first, f"<div class='{around} texte'>{first}</div>")
    page = base.replace(first, f"{first}</div><div class=widget><p>Carte interactive des quartiers</p>")
    assert bool(verdict(page, BOTH, revision(base, BOTH)).odd) is is_odd


@pytest.mark.parametrize("box", ["widget textwidget", "so-panel widget", "bloc-error-margin"])
@pytest.mark.parametrize(
    ("line", "is_odd"),
    [
        ("Prix : 4 €", False),
        ("Participation des familles : 4 € par séance", False),
        ("Tarif réduit pour les familles nombreuses", False),
        ("Pas de tuiles, voyez l’administrateur.", True),
        ("La carte n’a pas pu être chargée.", True),
    ],
)
def test_what_an_owner_writes_in_a_box_called_a_widget_is_his(box: str, line: str, is_odd: bool) -> None:
    """3.15: builders call boxes so in which owners write; a price is the town's."""
    base = pages.base("semantic")
    page = base.replace(pages.PROSE[0], f"{pages.PROSE[0]}</p><div class='{box}'><p>{line}</p></div><p>")
    assert bool(verdict(page, BOTH, revision(base, BOTH)).odd) is is_odd


def test_a_section_written_anew_is_no_odd_one() -> None:
    """3.4, 3.15: three sentences, hardly one of which sites say of themselves, and two of the town's, are no text that was cut."""
    anew = (
        "<p>Les agents travaillent désormais par quartier, sous l’autorité d’un chef de secteur.</p><p>Le plan des secteurs "
        "figure au bulletin de mai, que chaque foyer reçoit.</p>"
        "<p>Un vélo électrique est prêté à qui en demande un.</p>"
        "<ul><li>Secteur nord : Ida Moss</li><li>Secteur sud : Jo Nash</li></ul>"
    )
    notice = "<p>Ce module attend ses données. La connexion est refusée, une erreur est survenue.</p>" * 2
    links = "".join(f'<p><a href="/{n}">Nouvelle numéro {n} du bulletin de la commune</a></p>' for n in range(9))
    once = "<p>Le conseil a voté une autre organisation, avec des pôles.</p>" * 6
    prose, old = "".join(f"<p>{p}</p>" for p in pages.PROSE), pages.base("semantic")
    now = [old.replace(prose, text) for text in (anew, once, links, notice)]
    found = [kind(verdict(one, SECTION_ONLY, revision(old, SECTION_ONLY), before=old)) for one in now]
    assert found == ["well", "odd", "odd", "maintenance"]


def test_a_first_visit_that_finds_some_items_names_the_others() -> None:
    """3.20: `first` with a failure that names them; the page itself is well."""
    page = pages.semantic(pages.TITLE, f"<h1>{pages.TITLE}</h1>{pages.SECTION}")
    assert (verdict(page, BOTH, None).failure, verdict(page, BOTH, None).lost) == (None, ("organigramme",))


def test_a_short_section_is_a_good_first_visit() -> None:
    """3.14: few words alone make no failure."""
    of = watch(SectionRecipe(item="accueil", css=("main p",)), documents=())
    assert (
        kind(
            verdict(
                pages.semantic("Mairie", "<h1>Mairie</h1><p>La mairie est ouverte de 9 h à 17 h, sauf le mercredi.</p>"), of, None
            )
        )
        == "well"
    )


def test_the_same_page_in_another_language_is_no_other_page() -> None:
    """3.15, 3.29: it stands where it stood, under the selector that was named: its reader is told, every word of it new."""
    french = "Le service numéro {} de la mairie est dirigé par une personne que le conseil a nommée, et il est dans la même maison."
    english = "The service number {} of the town hall is headed by a person whom the council has named, and it is in this house."
    of = watch(SectionRecipe(item="texte", css=("main",)), documents=())
    before, after = (
        f"<html><title>{title}</title><main><h1>{title}</h1>{''.join(f'<p>{said.format(n)}</p>' for n in range(10))}</main></html>"
        for title, said in (("Qui fait quoi", french), ("Who is who", english))
    )
    found = verdict(after, of, revision(before, of), before=before)
    assert (found.failure, found.odd) == (None, (("texte", "fr → en"),))


NOTICES = (  # sentences of a section, each of another length
    "Le service commun des finances compte 61 agents et intervient aussi pour seize communes voisines de la vallée.",
    "Le schéma adopté en 2020 fixe trois priorités : la petite enfance, les archives et la formation des personnels.",
    "Les agents transférés conservent leur régime indemnitaire, comme le conseil l’a voté au printemps dernier.",
    "Un comité de suivi se réunit deux fois par an et rend compte au conseil de ce que chaque commune a demandé.",
)


def _beside_its_headline(*lines: str, heading: str = "La mutualisation des services") -> str:
    """A page as builders of pages lay it out: its first heading in a box of its own, no text but the section's in the next."""
    menu = "".join(f'<li><a href="/{n}">{label}</a></li>' for n, label in enumerate(("Accueil", "Sport", "Enfance", "Économie")))
    headline = "<section><div><div><h1>Les services municipaux</h1></div></div></section>"
    text = "".join(f"<div><p>{line}</p></div>" for line in lines)
    boxes = f"{headline}<section><div><div><h2>{heading}</h2></div>{text}</div></section>"
    boxes += '<section><div><h2>Nos documents</h2></div><div><a href="/media/mai.pdf">Organigramme des services</a></div></section>'
    body = f"<header><nav><ul>{menu}</ul></nav></header><div><div>{boxes}</div></div><footer><p>Mairie de Valmont</p></footer>"
    return f"<!doctype html><html lang=fr><head><title>Les services municipaux - Valmont</title></head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("lines", "failed"),
    [
        pytest.param(NOTICES[:1], False, id="half and more is gone"),
        pytest.param(["La convention est dénoncée. Les services communs sont dissous."], False, id="dissolved"),
        pytest.param(["Un peu de patience…"], True, id="a notice"),
    ],
)
def test_under_its_title_and_heading_a_short_text_is_one(lines: list[str], failed: bool) -> None:
    """3.14, 3.29: the page is itself where its title and the section's heading stand, whosever the h1 is."""
    before = _beside_its_headline(*NOTICES)
    found = verdict(_beside_its_headline(*lines), SECTION_ONLY, revision(before, SECTION_ONLY), before=before)
    assert bool(found.failure or found.covered) == failed
    other = _beside_its_headline("On change les ampoules.", heading="Pause")
    assert verdict(other, SECTION_ONLY, revision(before, SECTION_ONLY), before=before).failure is not None
