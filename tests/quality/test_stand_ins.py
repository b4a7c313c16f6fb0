"""What stands below a kept head in place of the text is no text of the page's: a failure, never a loss (DESIGN 3.14)."""

from __future__ import annotations

import pytest

from monitor.model import SectionRecipe, Watch
from monitor.quality.news import is_news, is_told_alone, orders, speaks_to_reader
from monitor.quality.phrases import after_cry
from monitor.quality.stand_ins import asks_sum
from monitor.quality.verdict import Verdict
from monitor.report.failures import failure_title
from tests import sweeps
from tests.quality import pages
from tests.quality.judging import BOTH, SECTION_ONLY, kind, revision, verdict, watch

INTRO = "<p>Vous trouverez ici qui dirige quoi à la mairie, et comment joindre chaque direction pendant les heures d’ouverture.</p>"
HEAD = f"<h1>{pages.TITLE}</h1>{INTRO}"
OTHERS = "<h2>Les élus</h2>" + "<p>Le conseil compte trente-neuf membres, qui se réunissent une fois par trimestre.</p>" * 3
LOGIN = '<form method="post"><label>Nom <input name="n"></label><label>Clé <input type="password" name="k"></label></form>'
HEADING = "<h2>La mutualisation des services</h2>"
WHOLE = watch(SectionRecipe(item="tout", heading=pages.TITLE), documents=())


@sweeps.over(
    {
        "shape": pages.FRAMES,
        "instead, kinds": [
            pytest.param(LOGIN, {"login_redirect"}, id="a form to log in"),
            pytest.param("<p>Nos tuyaux sont bouchés, repassez dans un quart d’heure.</p>", {"empty"}, id="words nobody listed"),
            pytest.param("<p>SQLSTATE[HY000] [2002] Connection refused</p>", {"maintenance"}, id="what a program wrote"),
            pytest.param('<div class="roue">Wird geladen …</div>', {"js_shell", "empty"}, id="a text to come"),
            pytest.param("<p>Le contenu est momentanément indisponible.</p>", {"maintenance"}, id="usual words"),
            pytest.param("<div><h2>On répare, revenez demain.</h2></div>", {"empty", "maintenance"}, id="set as a heading"),
        ],
    }
)
def test_what_stands_below_a_kept_head_is_a_failure(instead: str, kinds: set[str], shape: str) -> None:
    """3.14: the heading and the first lines stand, and all below them gave way to something short that is about nothing there."""
    before = pages.FRAMES[shape](pages.TITLE, f"{HEAD}{pages.DOCUMENT}{pages.SECTION}{OTHERS}")
    now = pages.FRAMES[shape](pages.TITLE, f"{HEAD}{instead}")
    assert {kind(verdict(now, of, revision(before, of), before=before)) for of in (BOTH, SECTION_ONLY, WHOLE)} <= kinds


@pytest.mark.parametrize(
    ("instead", "kinds"),
    [
        pytest.param(LOGIN, ["login_redirect"], id="a form to log in"),
        pytest.param("<form><input type=password></form>", ["login_redirect"], id="a form without a word"),
        pytest.param("<p>TypeError: x is undefined</p>", ["empty"], id="what a program wrote"),
        pytest.param("<div><h2>Erreur</h2>TypeError: x is undefined</div>", ["empty"], id="the same under a heading"),
        pytest.param("<p>Chargement…</p>", ["js_shell"], id="a text to come"),
        pytest.param("<p>Service momentanément indisponible.</p>", ["maintenance"], id="usual words"),
    ],
)
def test_what_stands_under_the_heading_is_a_failure_of_the_section_alone(instead: str, kinds: list[str]) -> None:
    """3.14, 3.16: the rest of the page is read."""
    before = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{pages.SECTION}{OTHERS}")
    now = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{HEADING}{instead}{OTHERS}")
    found = verdict(now, BOTH, revision(before, BOTH), before=before)
    assert (found.failure, found.lost, found.odd) == (None, (), ())
    assert [(one.item, one.kind) for one in found.covered] == [("mutualisation", k) for k in kinds]


@pytest.mark.parametrize(
    "instead",
    [
        pytest.param("<p>La mutualisation a pris fin en mars et n’est pas reconduite.</p>", id="news of it"),
        pytest.param("<p>Cette page est en cours de mise à jour.</p>", id="somebody is at work"),
    ],
)
def test_a_line_about_the_text_is_told(instead: str) -> None:
    """3.15: under a third of the old words, to be confirmed; on a page of its own, the loss is told."""
    before = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{pages.SECTION}{OTHERS}")
    now = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{HEADING}{instead}{OTHERS}")
    found = verdict(now, BOTH, revision(before, BOTH), before=before)
    assert (found.failure, found.covered, {item for item, _ in found.odd} - {"mutualisation"}) == (None, (), set())


def test_a_page_that_always_had_a_form_to_log_in_has_lost_its_section() -> None:
    """3.14: only a form that was not there stands in the place of anything."""
    before = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{pages.SECTION}{OTHERS}{LOGIN}")
    now = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{OTHERS}{LOGIN}")
    found = verdict(now, BOTH, revision(before, BOTH), before=before)
    assert (found.failure, found.covered, found.lost) == (None, (), ("mutualisation",))


def test_a_part_of_a_long_text_that_a_program_failed_to_write_is_a_failure() -> None:
    """3.14: where a third of the text gave way to what is none; words that somebody may have written are told."""
    before = pages.semantic(pages.TITLE, f"{HEAD}{pages.SECTION}{OTHERS}")
    last = revision(before, WHOLE)
    broken, said = (
        verdict(pages.semantic(pages.TITLE, f"{HEAD}{HEADING}{instead}{OTHERS}"), WHOLE, last, before=before)
        for instead in ("<p>Object reference not set to an instance of an object.</p>", "<p>Service indisponible.</p>")
    )
    assert (kind(broken), said.covered) == ("empty", ())  # nothing else is watched: the page could not be read


@pytest.mark.parametrize(
    ("title", "said", "refused"),
    [
        ("Accès refusé", "Vous n’êtes pas autorisé à accéder à cette page.", True),
        ("Access denied", "Please verify that you are human.", False),
    ],
)
def test_a_page_that_is_refused_asks_for_no_proof_of_being_human(title: str, said: str, refused: bool) -> None:
    """3.14: the same kind, told as what it is."""
    before = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{pages.SECTION}")
    now = pages.semantic(title, f"<h1>{title}</h1><p>{said}</p>")
    found = verdict(now, BOTH, revision(before, BOTH), before=before)
    assert found.failure is not None
    assert (found.failure.kind, found.failure.detail.startswith("refused")) == ("bot_wall", refused)


def _instead(text: str, of: Watch = BOTH, document: str = pages.DOCUMENT, others: str = OTHERS) -> Verdict:
    before = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{pages.SECTION}{others}")
    now = pages.semantic(pages.TITLE, f"{HEAD}{document}{HEADING}{text}{others}")
    return verdict(now, of, revision(before, of), before=before)


def _failing(found: Verdict) -> str | None:
    return found.failure.kind if found.failure else found.covered[0].kind if found.covered else None


@pytest.mark.parametrize("of", [BOTH, SECTION_ONLY], ids=["both", "section"])
@pytest.mark.parametrize(
    "said",
    [
        "Le service commun est dissous.",
        "Le dispositif a pris fin le 30 juin 2026.",
        "La convention a été dénoncée.",
        "Chaque commune gère seule ses achats.",
        "Voulaines a quitté la communauté.",
        "En attente de la nouvelle convention.",
        "Les directions relèvent de la métropole.",
        "Der Verbund mit Ource Métropole ruht.",
    ],
)
def test_news_of_a_text_that_went_is_told(said: str, of: Watch) -> None:
    """3.14, 3.15: it shares its words or names, or tells a day; confirmed by a second visit."""
    found = _instead(f"<p>{said}</p>", of)
    assert (_failing(found), {item for item, _ in found.odd} - {"mutualisation"}) == (None, set())


@pytest.mark.parametrize("of", [BOTH, SECTION_ONLY], ids=["both", "section"])
@pytest.mark.parametrize(
    "said",
    [
        "La requête n° 1205 sur la table article_revision n’aboutit pas.",
        "Ce bloc n’a pas pu s’afficher. Nos excuses !",
        "Un peu de patience, on arrive…",
        "On change les ampoules, repassez à 14 h.",
        "Combien font 3 + 4 ?",
        "Vous avez lu vos trois textes gratuits du mois.",
        "Pas de données",
        "Dieser Baustein lässt sich gerade nicht darstellen.",
        "This part is having a rest.",
    ],
)
def test_words_nobody_listed_that_are_about_nothing_there_are_a_failure(said: str, of: Watch) -> None:
    """3.14: under its own heading, in the place of the whole text."""
    assert _failing(_instead(f"<p>{said}</p>", of)) is not None


def test_a_text_that_breaks_off_amid_a_sentence_is_truncated() -> None:
    """3.13, 3.14: nobody ends a text there; one that ends with a sentence was shortened, and is told."""
    first, second, third = pages.PROSE
    for end in (second[:60], second[:66].rstrip("e")):
        assert _failing(_instead(f"<p>{first}</p><p>{end}</p>")) == "truncated", end
    for cut in ("…", " ..."):  # as a program ends what it shortened
        assert _failing(_instead(f"<p>{first}</p><p>{second[:60].rstrip()}{cut}</p>")) == "truncated", cut
    assert _failing(_instead(f"<p>{first}</p><p>{second.split('. ')[0]}.</p>")) is None
    assert _failing(_instead(f"<p>{first}</p>")) is None
    assert _failing(_instead(f"<p>{first}</p><p>{first.split(' depuis')[0]}</p>")) is None
    assert _failing(_instead(f"<p>{first}</p><p>{second[:60]}</p><p>{third}</p>")) is None
    anew = "Les deux communes ont dissous leur service commun le 1er mars, et chacune instruit de nouveau ses propres dossiers :"
    assert _failing(_instead(f"<p>{anew}</p><p>{second[:60]}</p>")) is None  # of a text written anew a line may begin as one did


@pytest.mark.parametrize("of", [BOTH, SECTION_ONLY], ids=["both", "section"])
@pytest.mark.parametrize(
    ("was", "now"),
    [
        pytest.param(
            "<ul><li>Urbanisme : 4 agents.</li><li>Voirie : 12 agents.</li><li>Écoles : 30 agents.</li></ul>",
            "<ul><li>Urbanisme : 4 agents</li><li>Voirie : 11 agents</li><li>Écoles : 30 agents</li></ul>",
            id="a list lost its stops",
        ),
        pytest.param("<ul><li>Voirie.</li><li>Écoles.</li></ul>", "<ul><li>Voirie</li></ul>", id="and its last line"),
        pytest.param(
            "<p>Luc Amar, directeur des écoles.</p><p>Nadia Petit, directrice de l’eau.</p>",
            "<p>Luc Amar</p><p>Nadia Petit</p>",
            id="posts are no longer said",
        ),
        pytest.param(
            "<table><tr><th>Service</th><th>Chef</th><th>Tél.</th></tr><tr><td>Eau</td><td>Amar</td><td>12.</td></tr></table>",
            "<table><tr><th>Service</th><th>Chef</th></tr><tr><td>Eau</td><td>Amar</td></tr></table>",
            id="a column went",
        ),
    ],
)
def test_lines_that_lost_their_ends_break_nothing_off(was: str, now: str, of: Watch) -> None:
    """3.13, 3.14: a text is cut where it is the beginning of the old one and nothing follows; else somebody wrote it."""
    intro, end = f"<p>{pages.PROSE[0]}</p>", f"<p>{pages.PROSE[2]}</p>"
    for first, last in (("", ""), (intro, ""), (intro, end)):
        before, after = (
            pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{HEADING}{first}{text}{last}{OTHERS}") for text in (was, now)
        )
        found = verdict(after, of, revision(before, of), before=before)
        assert (_failing(found), found.lost) == (None, ())


def test_boxes_that_wait_for_their_text_are_a_failure() -> None:
    """3.14: by state, role or name; those that were always there say nothing."""
    waiting = '<div aria-busy="true"></div><div class="skeleton"><span></span></div>'
    assert _failing(_instead(f"<p>{pages.PROSE[0][:80]}.</p>{waiting}")) == "js_shell"
    assert _failing(_instead(waiting)) == "js_shell"
    before = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{pages.SECTION}{waiting}")
    now = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{HEADING}<p>Une convention le dit.</p>{waiting}")
    assert _failing(verdict(now, BOTH, revision(before, BOTH), before=before)) is None


def test_what_is_left_of_a_page_that_said_little_else_is_told() -> None:
    """3.14, 3.15: a page whose only text was the section, of which a paragraph stands, has lost the rest."""
    before, now = (pages.semantic(pages.TITLE, f"{HEADING}{text}") for text in (pages.SECTION[40:], f"<p>{pages.PROSE[0]}</p>"))
    found = verdict(now, SECTION_ONLY, revision(before, SECTION_ONLY), before=before)
    assert (_failing(found), found.lost) == (None, ())


_CARDS = "".join(f"<p>Direction n° {n}</p><p>M. Klein {n}</p>" for n in range(4))


@pytest.mark.parametrize(
    ("instead", "fails"),
    [
        ("Nous n’avons pas réussi à charger ces fiches.", True),
        ('Contenu réservé. <a href="/login">Connectez-vous</a>', True),
        ('Retrouvez vos interlocuteurs dans <a href="/annuaire/">l’annuaire</a>.', False),
        ("Les fiches sont retirées.", False),
        ("Die Daten konnten nicht geladen werden (Code 8f21).", True),
        ("This component could not be rendered (ref 8f21).", True),
        ("La liste sera bientôt publiée.", False),
    ],
)
def test_one_line_to_the_reader_in_the_place_of_several_is_a_failure(instead: str, fails: bool) -> None:
    """3.14: though the rest of the text stands; one that leads on to another page was written."""
    before, now = (
        pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{HEADING}{cards}<p>{pages.PROSE[0][:60]}.</p>{OTHERS}")
        for cards in (_CARDS, f"<p>{instead}</p>")
    )
    assert (_failing(verdict(now, BOTH, revision(before, BOTH), before=before)) is not None) is fails


_TOLD_ALONE = [
    "Le tribunal administratif a annulé l’accord.",
    "Plus rien n’est mutualisé.",
    "Tout a fermé le 30 avril.",
    "Depuis le 2 juin, Mme Roche assure l’intérim.",
    "The High Court has quashed it.",
    "Der Kreistag hat anders entschieden.",
    "Les équipes ont déménagé rue des Tanneurs. L’entrée se fait par la cour.",
    "La commission rend un avis tous les trois mois. Elle compte neuf membres élus par leurs pairs.",
    "Le poste est vacant. Adressez vos courriers au maire.",
    "Un nouvel organigramme paraîtra après le vote. Les nominations sont en cours.",
    "Le personnel a rejoint un autre pôle, rue Basse. Il reçoit maintenant sans rendez-vous.",
    "Il personale lavora ora in via Bassa. Il responsabile dipende da un altro settore.",
    "Le bureau a fermé.",
    "M. Vidal remplace Mme Joly.",
    "The scheme was dropped.",
    "Requests for records are answered within twenty days. A panel of three reviews any refusal and its decision is final.",
    "Der Fuhrpark wurde verkauft. Die Fahrzeuge werden nun für fünf Jahre gemietet.",
    "La basura la recoge una empresa de la capital. Pasa tres noches por semana y cobra según el peso.",
    "Het kantoor is gesloten.",
    "The borough took it all back.",
    "La crèche Les Lutins a fermé.",
    "Un prestataire privé s’en charge.",
    "À pourvoir.",
    "Néant.",
    "Unbesetzt.",
    "Posto vacante.",
    "Une direction de la recherche est créée en lien avec l’université.",
    "Un poste de chargé de médiation est ouvert.",
]
_NO_NEWS = [
    "Le site du conseil est en panne.",
    "Consultez le préfet.",
    "Retour prévu le 3 mai.",
    "Tout recommence le 3 mai à 14 h.",
    "Notre équipe municipale répare.",
    "Les données de la direction arrivent bientôt.",
    "Council data source timed out.",
    "Die Technik der Gemeinde streikt.",
    "Petite pause, nos équipes s’affairent. Elles font vite.",
    "Contenu en cours de chargement. Il arrive.",
    "Ouille ! La liste s’est perdue en chemin.",
    "Einen Augenblick, die Karten werden gesucht.",
    "Vaya, la lista se ha perdido por el camino.",
    "La synchronisation a raté.",
    "La mairie fait une petite pause. Repassez nous voir.",
    "Le fournisseur Nuage Ouest ne répond pas. Le lien se rétablit seul.",
    "Hier wird noch gebaut. Der Bau dauert bis Montag.",
    "Le composant partenaire ne répond plus.",
    "The feed stopped half way.",
    "Impossible de joindre le service distant.",
    "Die Verbindung ist abgerissen.",
    "Se perdió la conexión.",
    "De module start niet op.",
    "Données absentes.",
    "Rechargez, cela suffit souvent.",
    "Bitte versuchen Sie es morgen noch einmal.",
    "Ci stiamo spostando altrove.",
    "Regrese otro día, por favor.",
    "Nos mudamos a otra casa.",
]


PLAIN = "Chaque village fait désormais sans les autres."
STAMP = '<meta property="article:modified_time" content="2026-0{month}-02T08:00:00Z">'


@pytest.mark.parametrize(
    ("box", "before", "after", "fails"),
    [
        ("<p>{}</p>", 4, 5, False),
        ("<p>{}</p>", 0, 0, False),
        ("<p>{}</p>", 4, 4, True),
        ('<div class="bloc-error"><p>{}</p></div>', 0, 0, True),
        ('<div role="alert">{}</div>', 0, 0, False),
        ('<div aria-live="polite"><p>{}</p></div>', 0, 0, False),
        ("<p>{}</p><h2>Horaires</h2><p>{}</p>", 0, 0, True),
    ],
)
def test_a_plain_sentence_is_doubted_where_more_than_its_words_speaks_against_it(
    box: str, before: int, after: int, fails: bool
) -> None:
    """3.14: a program's box, one sentence in the place of two texts, a page that its site has not noted as saved."""
    others = OTHERS.replace("Le conseil compte trente-neuf membres", "Ils sont trente-neuf")
    hours = "<h2>Horaires</h2><p>Le lundi et le jeudi, de neuf heures à midi.</p>"
    stamps = [STAMP.format(month=month) if month else "" for month in (before, after)]
    old = pages.semantic(pages.TITLE, f"{HEAD}{pages.SECTION}{hours}{others}").replace("<head>", f"<head>{stamps[0]}")
    new = pages.semantic(pages.TITLE, f"{HEAD}{HEADING}{box.format(PLAIN, PLAIN)}{others}").replace("<head>", f"<head>{stamps[1]}")
    found = verdict(new, SECTION_ONLY, revision(old, SECTION_ONLY), before=old)
    assert (_failing(found) is not None) == fails


@sweeps.over(
    {
        "said, fails": [
            *(pytest.param(one, False, id=one) for one in _TOLD_ALONE),
            *(pytest.param(one, True, id=one) for one in _NO_NEWS),
        ],
        "of": [pytest.param(BOTH, id="both"), pytest.param(SECTION_ONLY, id="section")],
    }
)
def test_a_sentence_about_offices_is_told_where_the_page_is_else_as_it_was(said: str, fails: bool, of: Watch) -> None:
    """3.14, 3.15: it need not share a word with the text; what is said to the reader, or of pages and programs, tells nothing."""
    others = OTHERS.replace("Le conseil compte trente-neuf membres", "Ils sont trente-neuf")
    found = _instead(f"<p>{said}</p>", of, others=others)
    assert (_failing(found) is not None, found.lost) == (fails, ())
    assert {item for item, _ in found.odd} <= ({"mutualisation"} - {"mutualisation" if fails else ""})
    before = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{pages.SECTION}{others}")
    rest_gone = pages.semantic(pages.TITLE, f"{HEAD}{HEADING}<p>{said}</p>")
    if fails:
        assert _failing(verdict(rest_gone, SECTION_ONLY, revision(before, SECTION_ONLY), before=before)) is not None


@pytest.mark.parametrize("said", ["Mise à jour en cours.", "Le nouveau schéma est voté."])
def test_a_text_that_moved_under_another_heading_is_a_change_of_its_section(said: str) -> None:
    """3.4, 3.14: the page has all of the old text, so nothing stands in its place."""
    archive = pages.SECTION.replace("La mutualisation des services", "Archives")
    found = _instead(f"<p>{said}</p>{archive}")
    assert (_failing(found), [item for item, _ in found.odd]) == (None, ["mutualisation"])


def test_a_form_in_the_place_of_a_text_is_a_failure_where_its_last_lines_stand() -> None:
    """3.14: what a form asks is no line of the section, which then only seems to be shorter."""
    before = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{pages.SECTION}{OTHERS}")
    form = '<form action="/v"><label>Combien font 3 + 4 ?<input name="a"></label><button>Valider</button></form>'
    now = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{HEADING}<p>{pages.PROSE[-1]}</p>{form}{OTHERS}")
    found = verdict(now, BOTH, revision(before, BOTH), before=before)
    assert [(one.item, one.kind) for one in found.covered] == [("mutualisation", "bot_wall")]


@pytest.mark.parametrize("said", ["Chaque village a repris son secrétaire.", "Le chasse-neige seul reste à tous."])
def test_a_text_written_anew_within_one_selector_is_told(said: str) -> None:
    """3.14, 3.15: headings and lines of the page stand above and below it, in the same box."""
    whole = watch(SectionRecipe(item="tout", css=("main",)), documents=())
    before, now = (
        pages.semantic(
            pages.TITLE, f"<h1>{pages.TITLE}</h1>{HEADING}{text}<h2>Nous écrire</h2><p>Mairie, place de la Fontaine.</p>"
        )
        for text in (pages.SECTION.split("</h2>")[1], f"<p>{said}</p>")
    )
    found = verdict(now, whole, revision(before, whole), before=before)
    assert (_failing(found), [item for item, _ in found.odd]) == (None, ["tout"])


@pytest.mark.parametrize("box", ['<div class="texte">{}</div>', '<div id="corps">{}</div>', '<div itemprop="articleBody">{}</div>'])
@pytest.mark.parametrize(("taken", "fails"), [(False, True), (True, False)], ids=["the box stands empty", "the box went too"])
def test_a_box_that_stands_empty_waits_for_its_text(box: str, taken: bool, fails: bool) -> None:
    """3.14: nothing came in the place of most of the page; who takes a text off a page takes its box, or writes why."""
    before = pages.semantic(pages.TITLE, f"{HEAD}{box.format(pages.DOCUMENT + pages.SECTION)}")
    now = pages.semantic(pages.TITLE, f"{HEAD}{'' if taken else box.format('')}")
    found = verdict(now, BOTH, revision(before, BOTH), before=before)
    assert (_failing(found), bool(found.lost)) == ("empty" if fails else None, not fails)


@pytest.mark.parametrize(
    ("title", "said", "kind", "title_said"),
    [
        ("Cookies", "Avant de poursuivre, choisissez ce que nous pouvons mémoriser.", "bot_wall", "demande de consentement"),
        ("Datenschutz", "Bitte wählen Sie, welche Cookies Sie zulassen.", "bot_wall", "demande de consentement"),
        (
            "Bienvenue",
            "Des traceurs sont placés sur votre navigateur : êtes-vous d’accord ?",
            "bot_wall",
            "demande de consentement",
        ),
        (
            "Votre choix",
            "Nous lisons des informations sur votre appareil. Acceptez, ou payez.",
            "bot_wall",
            "demande de consentement",
        ),
        ("Comune", "La pagina che cercavi non è stata trovata.", "soft_404", "page introuvable"),
        ("Gemeente", "De pagina die u zoekt bestaat niet.", "soft_404", "page introuvable"),
        ("Gemeente", "De website krijgt onderhoud.", "maintenance", "site en maintenance"),
        ("Cookies", "Enable cookies to prove that you are not a robot.", "bot_wall", "contrôle anti-robot"),
        ("Valmont", "Ups! Da ist bei uns etwas schiefgelaufen. Bitte laden Sie die Seite neu.", "empty", "erreur du site"),
        ("Valmont", "Sorry, something went wrong on our side. Our team has been told.", "maintenance", "erreur du site"),
        ("Valmont", "Une erreur technique est survenue.", "maintenance", "erreur du site"),
        ("Valmont", "Oups, la page que vous cherchez est introuvable : une erreur ?", "soft_404", "page introuvable"),
        ("Valmont", "Le site est en maintenance après un incident.", "maintenance", "site en maintenance"),
    ],
)
def test_a_notice_is_called_what_it_says(title: str, said: str, kind: str, title_said: str) -> None:
    """3.26: consent is no proof of being human, an error is neither maintenance nor a page that is not found."""
    before = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{pages.SECTION}")
    found = verdict(pages.semantic(title, f"<p>{said}</p>"), BOTH, revision(before, BOTH), before=before).failure
    assert found is not None
    assert (found.kind, failure_title(found, "fr")) == (kind, title_said)


def test_a_question_in_a_box_without_a_main_content_is_one_for_consent() -> None:
    """3.26: it was called a robots' wall where the page has nothing but that box."""
    before = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{pages.SECTION}")
    asks = (
        "<div class=w><h2>Privatsphäre</h2><p>Wir verwenden Cookies. Alle akzeptieren oder ablehnen.</p><button>OK</button></div>"
    )
    now = f"<!doctype html><html><head><title>{pages.TITLE}</title></head><body>{asks}</body></html>"
    found = verdict(now, BOTH, revision(before, BOTH), before=before).failure
    assert found is not None
    assert failure_title(found, "fr") == "demande de consentement"


def test_what_is_quoted_stands_where_the_text_stood() -> None:
    """3.23: the heading of a column beside it proves nothing."""
    before = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{pages.SECTION}")
    now = before.replace(f"{HEAD}{pages.DOCUMENT}{pages.SECTION}", "<p>Er ging iets mis bij het ophalen van deze inhoud.</p>")
    found = verdict(now, BOTH, revision(before, BOTH), before=before).failure
    assert found is not None and "Er ging iets mis" in found.detail


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Ce nom de domaine est à vendre !", "domaine à vendre"),
        ("Diese Domain steht zum Verkauf.", "domaine à vendre"),
        ("Buy this domain", "domaine à vendre"),
        ("Plus rien n’est servi par cette machine.", "page sans son texte"),
    ],
)
def test_a_domain_for_sale_is_called_one(said: str, told: str) -> None:
    """3.26: the place is somebody else's now, and no visit will bring the page back."""
    before = pages.semantic(pages.TITLE, f"{HEAD}{pages.SECTION}{OTHERS}")
    now = f"<html><head><title>valmont.example</title></head><body><p>{said}</p></body></html>"
    failure = verdict(now, SECTION_ONLY, revision(before, SECTION_ONLY), before=before).failure
    assert failure is not None
    assert (failure.kind, failure_title(failure, "fr")) == ("empty", told)


def test_a_page_whose_pool_is_open_again_is_no_notice() -> None:
    """3.14, 3.20: on a first visit nothing speaks against it."""
    now = pages.semantic("Piscine", f"{HEADING}<p>Le grand bassin est de nouveau accessible à tous.</p>")
    assert kind(verdict(now, SECTION_ONLY, None)) == "well"


def test_a_shortcode_that_was_not_filled_in_is_a_program_s_text() -> None:
    """3.15: « [bloc_organisation] » is told as such; « [à confirmer] » and a mark amid a sentence are what somebody wrote."""
    before = pages.semantic(pages.TITLE, f"{HEAD}{pages.SECTION}{OTHERS}")
    found = {}
    for said in ("[bloc_organisation]", "[à confirmer]", "[organigramme_2024]", "Voir [arrete_du_maire] en mairie."):
        now = before.replace(OTHERS, f"<p>{said}</p>{OTHERS}")
        found[said] = verdict(now, SECTION_ONLY, revision(before, SECTION_ONLY), before=before).odd
    assert found.pop("[bloc_organisation]") == (("mutualisation", "program text: [bloc_organisation]"),)
    assert set(found.values()) == {()}


@pytest.mark.parametrize("of", [BOTH, SECTION_ONLY], ids=["both", "section"])
@pytest.mark.parametrize(
    ("said", "fails"),
    [
        ("Hélas, M. Jean Dupont, directeur du service, est décédé le 3 mars 2026.", False),
        ("Oups, M. Jean Dupont, directeur du service, est décédé le 3 mars 2026.", False),
        ("Oups, tout a fermé le 3 mars.", False),
        ("Oh non, le tribunal a annulé l’accord.", False),
        ("Oups, le site de la direction est en panne depuis le 3 mars.", True),
        ("Oups, la liste s’est perdue en chemin.", True),
    ],
)
def test_a_cry_rules_out_no_line_that_tells_of_a_day_a_name_or_an_office(said: str, fails: bool, of: Watch) -> None:
    """3.14, 3.15: « Oups, … » only tells where nothing else does; a change is never held back for a word of regret."""
    others = OTHERS.replace("Le conseil compte trente-neuf membres", "Ils sont trente-neuf")
    assert (_failing(_instead(f"<p>{said}</p>", of, others=others)) is not None) is fails


@pytest.mark.parametrize(
    ("said", "fails"),
    [
        ("Sorry to see her go: Ann Pole has retired.", False),
        ("Oops, we said Ann Pole by mistake; Lena Marsh leads the office.", False),
        ("Oops, the page of Ann Pole is down.", True),
        ("Sorry, nothing came of Lena Marsh.", True),
    ],
)
def test_a_person_of_the_text_is_news_of_it_though_the_name_be_short(said: str, fails: bool) -> None:
    """3.14, 3.15: two words in a row with a capital that the text had, after whatever cry or colon."""
    text = (
        "<h2>Contacts</h2><p>The contacts office is led by Ann Pole with a staff of six people.</p>"
        "<p>They answer questions on housing, roads and water for all residents.</p>"
    )
    before, now = (pages.semantic(pages.TITLE, f"{HEAD}{part}{OTHERS}") for part in (text, f"<h2>Contacts</h2><p>{said}</p>"))
    of = watch(SectionRecipe(item="contacts", heading="Contacts"), documents=())
    assert (_failing(verdict(now, of, revision(before, of), before=before)) is not None) is fails


def test_a_cry_is_looked_for_in_the_first_characters_of_a_line_alone() -> None:
    """3.14: so a line of a million dashes, or one without an end, costs no more than any other."""
    assert after_cry("— Oups, rien.") == " rien."
    assert after_cry("-" * 9 + "Oups, rien.") is None
    assert after_cry("Oups" + " " * 42 + ", rien.") is None


@pytest.mark.parametrize(
    ("box", "said", "fails"),
    [
        ("<p>{}</p>", "[mutualisation id=&quot;4&quot; view=&quot;list&quot;]", True),
        ("<p>{}</p>", "[mutualisation id=“4” view=“list”]", True),
        ("<p>{}</p>", "Lorem ipsum dolor sit amet.", True),
        ('<div role="alert">{}</div>', "Mutualisation could not be shown.", True),
        ('<div role="alert">{}</div>', "La mutualisation prend fin.", False),
    ],
)
def test_what_a_program_left_is_none_though_it_names_the_section(box: str, said: str, fails: bool) -> None:
    """3.14: a shortcode with its settings, filler, an alert that something was not shown; what it says of the section is told."""
    assert (_failing(_instead(box.format(said), SECTION_ONLY)) is not None) is fails


@pytest.mark.parametrize("of", [BOTH, SECTION_ONLY], ids=["both", "section"])
def test_a_line_that_prints_code_beside_edits_gives_no_text_s_place_away(of: Watch) -> None:
    """3.14, 3.26: the old text stands in other words, so the edits are told; an error in its place is one, and alone is quoted."""
    first, second, third = (f"<p>{text}</p>" for text in _HOURS)
    edits = first.replace("9 h", "8 h 30") + second.replace("Odile Perrin", "Karim Obadia") + third.replace("trois", "quatre")
    before = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{HEADING}{first}{second}{third}{OTHERS}")
    code = "<p>Le service des archives ferme le 3 mai. &lt;script&gt;alert(1)&lt;/script&gt; fin</p>"
    for now, failing in ((edits + code, None), (first + code.replace("Le service des archives ferme le 3 mai. ", ""), "empty")):
        found = verdict(
            pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{HEADING}{now}{OTHERS}"), of, revision(before, of), before=before
        )
        assert (_failing(found), found.lost) == (failing, ())


_HOURS = (
    "L’accueil est ouvert de 9 h à 12 h.",
    "Mme Odile Perrin, directrice des finances.",
    "Le service compte trois agents.",
)


@pytest.mark.parametrize(
    ("said", "fails"),
    [
        ("A divisão foi integrada no Departamento de Infraestruturas.", False),
        ("As competências passaram para a comunidade intermunicipal.", False),
        ("The office was merged into the Department of Works.", False),
        ("Não foi possível carregar o conteúdo.", True),
        ("Este módulo não responde.", True),
    ],
)
def test_a_page_of_bold_lines_is_itself_where_the_section_s_own_line_stands(said: str, fails: bool) -> None:
    """3.14, 3.29: no heading is marked as one, so the line that the section is named by is as good as one."""

    def page(text: str) -> str:
        rest = "<p><strong>Outras</strong></p><p>O museu tem entrada livre ao domingo.</p>"
        body = f'<div id="content"><p><strong>Contactos</strong></p>{text}{rest}</div>'
        return f'<!doctype html><html lang="pt"><head><title>Obras</title></head><body>{body}</body></html>'

    before, now = map(
        page,
        (
            "<p>A divisão de obras trata de estradas, água e habitação de todos os moradores.</p>" * 2,
            f"<p>{said}</p>",
        ),
    )
    of = watch(SectionRecipe(item="contactos", heading="Contactos"), documents=())
    found = verdict(now, of, revision(before, of), before=before)
    assert (_failing(found) is not None, [item for item, _ in found.odd]) == (fails, [] if fails else ["contactos"])


@pytest.mark.parametrize(
    ("said", "fails"),
    [
        ("Please write to the clerk.", False),
        ("Bitte schreiben Sie dem Archiv.", True),
        ("We work on this website. Come back later.", True),
    ],
)
def test_who_begs_shares_no_word_by_begging_and_pages_are_no_subject(said: str, fails: bool) -> None:
    """3.14: what a line to the reader is about is told by its other words; a site's name for itself is in many a text."""
    others = "<h2>Work</h2><p>Vacancies are listed on the website of the county.</p>"
    text = (
        "<p>The clerk is in on Mondays.</p><p>Grants are paid in May, and in a second part in November.</p><p>Plots cost £40.</p>"
    )
    old, new = (
        pages.semantic("Staff", f"<h1>Staff</h1>{OTHERS}<h2>Who does what</h2>{x}{others}") for x in (text, f"<p>{said}</p>")
    )
    of = watch(SectionRecipe(item="texte", heading="Who does what"), documents=())
    assert (_failing(verdict(new, of, revision(old, of), before=old)) is not None) is fails


_HEADS = "<tr><th>Service</th><th>Qui</th><th>Poste</th></tr>"
_ROWS = "".join(
    f"<tr><td>{what}</td><td>{who}</td><td>{n}</td></tr>"
    for n, (what, who) in enumerate((("Eau", "Ana Ruy"), ("Bois", "Luc Roth"), ("Neige", "Ida Moss"), ("Halles", "Jo Nash")), 101)
)


@pytest.mark.parametrize(
    ("instead", "fails"),
    [
        pytest.param(f"<table>{_HEADS}</table>", True, id="heads alone"),
        pytest.param(f"<table>{_HEADS}<tr><td colspan=3>Aucune ligne</td></tr></table>", True, id="a row that says so"),
        pytest.param(
            f"<table>{_HEADS}</table><p>La liste s’est égarée.</p><p>Référence 88f2.</p><p>Repassez un peu plus tard.</p>",
            True,
            id="three lines",
        ),
        pytest.param(f"<table>{_HEADS}{_ROWS[: len(_ROWS) // 4]}</table>", False, id="a row is left"),
        pytest.param("<p>Depuis le 2 juin, Mme Roche fait tout elle-même.</p>", False, id="what somebody wrote"),
        pytest.param("", False, id="heads went too"),
    ],
)
def test_a_table_of_which_only_the_heads_stand_did_not_come(instead: str, fails: bool) -> None:
    """3.14: who takes all the rows off takes their heads; what came stands in the place of the rows, whatever its length."""
    intro = "<p>Tous travaillent à la mairie ou au dépôt.</p>"
    old, new = (
        pages.semantic(pages.TITLE, f"{HEAD}<h2>Les équipes</h2>{intro}{x}{OTHERS}")
        for x in (f"<table>{_HEADS}{_ROWS}</table>", instead)
    )
    of = watch(SectionRecipe(item="texte", heading="Les équipes"), documents=())
    assert (_failing(verdict(new, of, revision(old, of), before=old)) is not None) is fails


# In each language a text, and lines that stand in its place: told as news of it, or held as a notice.
_LANGUAGES = {
    "es": (
        "El servicio de urbanismo tramita las licencias de obra. La oficina abre cada mañana. Las tasas salen cada año.",
        "El pleno tiene treinta y nueve miembros, que se reúnen una vez al trimestre en la sala grande.",
    ),
    "pt": (
        "O serviço de urbanismo trata das licenças de obras. A secção abre de manhã e recebe os moradores. As taxas saem cada ano.",
        "A assembleia conta trinta e nove membros, que reúnem uma vez por trimestre na sala grande.",
    ),
    "it": (
        "L’ufficio urbanistica rilascia i permessi di costruire. Lo sportello apre ogni mattina. L’architetto esamina le pratiche.",
        "Il consiglio conta trentanove membri, che si riuniscono una volta per trimestre nella sala grande.",
    ),
    "de": (
        "Das Bauamt bearbeitet Anträge der Gemeinde. Sie haben es leicht, Sie klingeln. Der Leiter prüft die Akten.",
        "Der Rat zählt neununddreißig Mitglieder, die einmal im Quartal im großen Saal zusammenkommen.",
    ),
    "en": (
        "The planning office handles building permits. It opens each day for residents. The planner checks the files.",
        "The council has thirty-nine members who meet once a quarter in the great hall.",
    ),
    "fr": (
        "Le service de l’urbanisme instruit les permis. Il reçoit les habitants. L’architecte voit les chantiers.",
        "Le conseil compte trente-neuf membres, qui se réunissent une fois par trimestre.",
    ),
}
_LINES_TOLD = {
    "es": [
        "Los últimos cargos fueron suprimidos.",
        "El servicio pasa a la diputación en los próximos meses.",
        "Los nuevos extremos del acuerdo constan en acta.",
        "El área de reclamos pasa a la diputación.",
        "Las licencias las tramita ahora la diputación, por favor acuda allí.",
        "La oficina de Ramos se une a la de Lemos.",
    ],
    "pt": [
        "Os próximos cargos serão extintos.",
        "Os casos extremos vão para o distrito.",
        "Os pedidos anónimos são arquivados.",
    ],
    "it": ["Il richiamo del sindaco chiude lo sportello.", "I permessi li rilascia la provincia, per favore rivolgersi là."],
    "de": [
        "Ab sofort übernimmt der Kreis, Sie erreichen ihn in der Burgstraße.",
        "Das Bauamt gehört nun zum Kreis, bitte dort klingeln.",
    ],
    "en": [
        "The county now handles all permits, please write there.",
        "Building permits are issued by the borough; please apply there.",
    ],
    "fr": [
        "Les permis sont désormais instruits par la métropole, svp écrire là-bas.",
        "Les habitants sont reçus en mairie, s’il vous plaît frapper avant d’entrer.",
        "L’architecte reçoit sans rendez-vous.",
    ],
}
_LINES_HELD = {
    "es": [
        "Estamos de limpieza, lo dejamos todo como nuevo.",
        "Les esperamos otro día.",
        "Ahora mismo no podemos con todo.",
        "Estábamos en obras.",
    ],
    "pt": ["Pedimos um pouco de calma.", "Estamos a arrumar a casa.", "Tivemos um percalço, por favor regresse amanhã."],
    "it": ["Ci scusiamo per il disagio.", "Lavoriamo per migliorare, per cortesia tornate domani."],
    "de": ["Bitte kommen Sie morgen wieder.", "Hier klemmt etwas, bitte morgen wiederkommen."],
    "en": ["Please come back tomorrow.", "A gremlin sits in the wires, please wait."],
    "fr": ["S’il vous plaît, repassez demain.", "Un grain de sable, svp repassez demain."],
}
_SAID = [(of, said, held) for held, lines in ((False, _LINES_TOLD), (True, _LINES_HELD)) for of in lines for said in lines[of]]


@pytest.mark.parametrize(("of", "said", "held"), _SAID)
def test_what_is_told_before_its_reader_is_called_is_news(of: str, said: str, held: bool) -> None:
    """3.14, 3.15: « últimos » and « reclamos » say no « we »; a clause about the office comes first and « please » after it."""
    text, others = _LANGUAGES[of]
    rest = f"<h2>Info</h2>{f'<p>{others}</p>' * 3}"
    was = text.replace(". ", ".</p><p>")
    old, new = (pages.semantic("Valmont", f"<h1>Valmont</h1><h2>Urbanismus</h2><p>{x}</p>{rest}") for x in (was, said))
    section = watch(SectionRecipe(item="texte", heading="Urbanismus"), documents=())
    assert (_failing(verdict(new, section, revision(old, section), before=old)) is not None) is held


def test_who_called_its_reader_before_is_no_notice_for_doing_so_again() -> None:
    """3.14: each way to call him counts as one the text never had."""
    for line in ("Hier sehen Sie nichts.", "Por favor, otro día.", "Mañana volvemos."):
        assert (speaks_to_reader([line], []), speaks_to_reader([line], [line])) == (True, False)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Le chœur prend la salle de l’assoc. étudiante.", True),  # one sentence: a small letter begins none
        ("Chór bierze salę po starej szk. ławkowej.", True),
        ("Chaque village fait désormais sans les autres.", True),
        ("échange rompu avec ce qui suit.", False),  # no more a whole sentence than « change rompu … »
        ("źródło nagle wyschło tej nocy.", False),
        ("хор поёт без рояля каждый день.", False),
        ("Хор поёт без рояля каждый день.", True),
    ],
)
def test_a_small_letter_of_any_alphabet_begins_no_sentence(line: str, told: bool) -> None:
    """3.14: only what is written as a whole sentence is told alone."""
    assert is_told_alone([line], ["Odile Perrin"]) is told


def test_a_small_letter_of_any_alphabet_begins_no_name() -> None:
    """3.14: « żaglówki » amid a notice are boats, and nobody's name; « Żaglówki » may be one."""
    for boats, named in (("żaglówki", False), ("Żaglówki", True), ("лодочник", False), ("Лодочник", True)):
        said = f"Proszę czekać na {boats} w wielkim porcie przy nowej rzece"
        assert is_news([said], [f"{boats.title()} stoi."], to_reader=True) is named


def test_of_boxes_known_by_itemprop_each_is_its_own() -> None:
    """3.14: the one that stands empty is told from its neighbours, which have no other mark either."""
    author = '<div itemprop="author">Mairie</div><div itemprop="keywords">Conseil</div>'
    box = '<div itemprop="articleBody">{}</div>'
    before, now = (pages.semantic(pages.TITLE, f"{HEAD}{author}{box.format(x)}") for x in (pages.DOCUMENT + pages.SECTION, ""))
    assert _failing(verdict(now, BOTH, revision(before, BOTH), before=before)) == "empty"


def test_a_small_letter_with_an_accent_begins_no_name() -> None:
    """3.14: « équipes » in a notice was taken for the name of somebody of the text."""
    text = "<p>L’équipe technique entretient vingt kilomètres de chemins et deux cimetières.</p><p>La cantine sert cent repas.</p>"
    said = "<p>Nos équipes installent une nouvelle version du site. Revenez dans une heure.</p>"
    old, new = (pages.semantic(pages.TITLE, f"<h1>{pages.TITLE}</h1><h2>Qui fait quoi</h2>{x}") for x in (text, said))
    new = new.replace("<h2>Qui fait quoi</h2>", "")
    of = watch(SectionRecipe(item="texte", heading="Qui fait quoi"), documents=())
    assert verdict(new, of, revision(old, of), before=old).failure is not None


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        *((line, True) for line in ("Captcha : 3 + 4", "7 - 2 = ?", "Calculez 9 – 4 :", "3 x 4", "7 − 2", "Anti-robot : 3 × 4")),
        *((line, True) for line in ("Combien font 8 - 3 ?", "Calcul 6 x 7 :", "Combien font 3 + 4 ?")),
        *((line, False) for line in ("Bauen, Telefon 06372 9-38", "Montags 9–12", "Œuvres des 6-11 ?", "Horaires des 9-12 :")),
        *((line, False) for line in ("9 – 12", "Nuit 22–6", "Tél. 06 38-12 :", "Toiles au format 40 × 60", "Studio 4 x 4")),
    ],
)
def test_hours_ages_telephones_and_sizes_are_no_sum_to_tell_people_from_programs(line: str, asks: bool) -> None:
    """3.14: a text that came back after a line had its place was held as a wall, as « 9-38 » ends with two figures."""
    assert asks_sum(line) is asks


@pytest.mark.parametrize(
    ("line", "text", "speaks"),
    [
        ("Atiende quejas y reclamos.", "", False),
        ("Cierra sin reclamos.", "", False),
        ("La casa Paramos abre.", "", False),  # a name
        ("Het huis is te koop.", "", False),
        ("Os bombeiros ajudam as equipas nos meses de verão.", "", False),
        ("Je te rappelle.", "", True),
        ("Perdemos nos documentos.", "", True),
        ("Estábamos fuera.", "", True),
        ("Der Landkreis ist nun zuständig, bitte dort klingeln.", "", False),
        ("Das Bauamt ist im Moment fort, bitte warten.", "Das Bauamt prüft.", True),  # of a while to wait
        ("Bauamt macht Pause, bitte warten.", "Das Bauamt prüft.", True),  # no whole clause
    ],
)
def test_a_line_calls_its_reader_by_a_verb_of_we_or_by_begging_first(line: str, text: str, speaks: bool) -> None:
    """3.14: nouns after « y », « sin » and names end like such verbs; who tells of an office first has told it to anybody. What
    is « you » or « our » in one language is a preposition in another; « juez » orders nothing as « réessayez » does.
    """
    assert speaks_to_reader([line], [text]) is speaks
    assert orders([line], [text]) is speaks
    said = ("El acta la tiene el juez.", "Toca Inés Pérez a las diez.", "Réessayez.")
    assert [orders([one], ()) for one in said] == [False, False, True]


IMPRINT = (
    "<table><caption>Métrique de la page</caption><tr><th>Publiée par</th><td>Administrateur général du site</td></tr>"
    "<tr><th>Dernière modification</th><td>12/03/2026</td></tr><tr><th>Nombre de consultations</th><td>1834</td></tr></table>"
)


@pytest.mark.parametrize(
    "imprint", [IMPRINT, "<h2>Dernière mise à jour</h2><p>12 mars 2026</p>", "<p>Relue et corrigée le : 2026-03-12</p>"]
)
@pytest.mark.parametrize("instead", ["", "<p>La rubrique visée n’est plus en ligne.</p>"])
def test_what_a_program_writes_below_every_text_is_no_sign_that_the_items_alone_went(imprint: str, instead: str) -> None:
    """3.14, 3.15: a table with who saved the page, and when, stood for « items removed » where the whole text had given way."""
    before = pages.semantic(pages.TITLE, f"{HEAD}{pages.SECTION}{OTHERS}{imprint}")
    now = pages.semantic(pages.TITLE, f"<h1>{pages.TITLE}</h1>{instead}{imprint}")
    assert kind(verdict(now, SECTION_ONLY, revision(before, SECTION_ONLY), before=before)) in ("empty", "soft_404")
    cut = pages.semantic(pages.TITLE, f"{HEAD}{OTHERS}{imprint}")
    assert kind(verdict(cut, SECTION_ONLY, revision(before, SECTION_ONLY), before=before)) == "lost"


@pytest.mark.parametrize("days", [1, 2, 3, 4])
def test_a_table_of_days_to_come_is_a_text_that_stands(days: int) -> None:
    """3.14, 3.15: when the council sits was taken for who saved the page, so that a section that went was a failure."""
    rows = "".join(
        f"<tr><td>{day}/03/2026</td><td>Conseil municipal</td><td>Salle des fêtes</td></tr>" for day in range(3, 3 + days)
    )
    text = f"<h1>{pages.TITLE}</h1>{{}}<h2>Prochains conseils</h2><table>{rows}</table>"
    before, now = (pages.semantic(pages.TITLE, text.format(section)) for section in (pages.SECTION, ""))
    assert kind(verdict(now, SECTION_ONLY, revision(before, SECTION_ONLY), before=before)) == "lost"


def _is_unread(now: str, old: str) -> bool:
    found = verdict(now, SECTION_ONLY, revision(old, SECTION_ONLY), before=old)
    return found.failure is not None or bool(found.covered)


def test_the_way_to_a_page_above_its_heading_is_nothing_left_of_its_text() -> None:
    """3.14: on a site that lives in a folder of another one, the trail of crumbs begins at no home and was text."""
    way = f"<div>Vous êtes ici : <a href='/valmont/a/'>La mairie de Valmont</a> » {pages.TITLE}</div>"
    old = pages.semantic(pages.TITLE, f"{way}{HEAD}{pages.SECTION}{OTHERS}{IMPRINT}")
    now = pages.semantic(pages.TITLE, f"{way}<h1>{pages.TITLE}</h1>{IMPRINT}")
    assert _is_unread(now, old)


@pytest.mark.parametrize("button", ["<button>Oui</button>", "<form><input type=submit></form>"])
def test_a_line_with_nothing_but_a_button_in_its_box_is_no_text(button: str) -> None:
    """3.14: a wall of a site's own making, in words that nobody listed, in the place of a text or of the page."""
    said = "La lecture suppose un abonnement mensuel."
    old = pages.semantic(pages.TITLE, f"{HEAD}{pages.SECTION}{OTHERS}")
    part, whole = (pages.semantic(pages.TITLE, f"{HEAD}{x}") for x in (f"{HEADING}<div><p>{said}</p>{button}</div>{OTHERS}", ""))
    whole = whole.replace(HEAD, f"<h1>{pages.TITLE}</h1><div><h2>Votre choix</h2><p>{said}</p>{button}</div>")
    assert _is_unread(part, old)
    assert _is_unread(whole, old)
    assert not _is_unread(part.replace(button, ""), old)


@pytest.mark.parametrize(
    "around",
    [
        HEADING + "<div><button aria-label='Écouter'>Écouter le texte</button>{}</div>",
        "<div><h2><button aria-expanded=true aria-controls=p>La mutualisation des services</button></h2><div id=p>{}</div></div>",
        HEADING + "<div>{}<form><input type=submit value='Imprimer'></form></div>",
    ],
    ids=["to listen", "title of a panel", "to print"],
)
def test_a_button_that_always_stood_beside_a_text_says_nothing_of_what_stands_there_now(around: str) -> None:
    """3.14, 3.15: one line in the place of a text, beside the button by which it is heard, was a failure for good."""
    text = pages.SECTION.removeprefix(HEADING)
    old, now = (
        pages.semantic(pages.TITLE, f"{HEAD}{around.format(inside)}{OTHERS}")
        for inside in (text, "<p>Le pôle a quitté la rue Verte.</p>")
    )
    assert not _is_unread(now, old)


def test_a_box_that_always_asked_beside_the_text_hides_none_of_it() -> None:
    """3.14, 3.15: the text under a heading was taken off, and a map's question stands on; that was a wall."""
    asks = (
        "<div><p>La carte vient d’un autre site, qui pose des cookies.</p><button>Accepter</button> <button>Refuser</button></div>"
    )
    old = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{pages.SECTION.replace(HEADING, HEADING + asks)}{OTHERS}")
    now = old.replace(pages.SECTION.removeprefix(HEADING), "")
    for of in (BOTH, SECTION_ONLY):
        found = verdict(now, of, revision(old, of), before=old)
        assert (found.covered, kind(found)) == ((), "lost")


@pytest.mark.parametrize(
    "of", [SECTION_ONLY, BOTH, watch(SectionRecipe(item="mutualisation", css=(".texte",)))], ids=["heading", "both", "css"]
)
def test_a_new_empty_box_where_the_text_stood_waits_for_it(of: Watch) -> None:
    """3.15: who takes a text off a page leaves no ring that turns there; its old box left empty, or one elsewhere, says nothing."""
    text = pages.SECTION.removeprefix(HEADING)
    old = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{HEADING}<div class=texte>{text}</div>{OTHERS}")

    def told(inside: str, after: str = "") -> str:
        now = old.replace(text, inside).replace(OTHERS, OTHERS + after)
        found = verdict(now, of, revision(old, of), before=old)
        return found.covered[0].kind if found.covered else kind(found)

    ring = "<div class=anneau><div></div><div></div></div>"
    assert (told(ring), told(""), told("", ring)) == ("js_shell", "lost", "lost")


def test_an_empty_box_above_a_new_text_waits_for_nothing() -> None:
    """3.15: what an editor puts there for its height made a page fail of which one text was shortened."""
    old = pages.semantic(pages.TITLE, f"{HEAD}{pages.SECTION}{OTHERS}")
    now = old.replace(pages.SECTION, f"{HEADING}<div class=hauteur></div><p>Le pôle a quitté la rue Verte.</p>")
    assert not _is_unread(now, old)


def test_what_asks_for_consent_under_the_heading_hides_the_text_and_does_not_take_it_away() -> None:
    """3.14, 3.5: such a box is no text and its heading stands over nothing, so that the section was told as removed."""
    asks = "<div><p>La mesure d’audience est à accepter.</p><button>Accepter</button> <button>Refuser</button></div>"
    old = pages.semantic(pages.TITLE, f"{HEAD}{pages.DOCUMENT}{pages.SECTION}{OTHERS}")
    now = old.replace(pages.SECTION, f"{HEADING}{asks}")
    for of in (BOTH, SECTION_ONLY):
        found = verdict(now, of, revision(old, of), before=old)
        assert [one.kind for one in (*found.covered, *filter(None, [found.failure]))] == ["bot_wall"]


def test_a_cry_in_the_place_of_a_list_is_a_programs_where_all_else_stands() -> None:
    """3.14, 3.15: the paragraphs below the list are as they were, so its length tells nothing."""
    people = "".join(
        f"<li>{name}, {post}</li>" for name, post in [("Ida Roy", "voirie"), ("Luc Ney", "eau"), ("Ali Mons", "écoles")]
    )
    rest = "".join(f"<p>{part}</p>" for part in pages.PROSE)
    old = pages.semantic(pages.TITLE, f"{HEAD}{HEADING}<ul>{people}</ul>{rest}{OTHERS}")
    assert _is_unread(old.replace(f"<ul>{people}</ul>", "<p>Hoppla, da ging etwas daneben.</p>"), old)
    assert not _is_unread(old.replace(f"<ul>{people}</ul>", "<p>Le pôle a quitté la rue Verte.</p>"), old)


@pytest.mark.parametrize(
    "line",
    [
        "Keine Einträge passen zur Auswahl.",
        "Nie ma tu jeszcze wpisów.",
        "No team members match.",
        "Det finns inga poster här.",
        "Hier gibt es nichts anzuzeigen.",
        "Er is niets om te tonen.",
    ],
)
def test_that_there_is_nothing_in_the_place_of_a_list_was_written_by_a_program(line: str) -> None:
    """3.14, 3.15: told by how such a sentence begins; beside it each name of the list would have been told as one who left."""
    people = "".join(
        f"<li>{name}, {post}</li>" for name, post in [("Ida Roy", "voirie"), ("Luc Ney", "eau"), ("Ali Mons", "écoles")]
    )
    rest = "".join(f"<p>{part}</p>" for part in pages.PROSE)
    old = pages.semantic(pages.TITLE, f"{HEAD}{HEADING}<ul>{people}</ul>{rest}{OTHERS}")
    listed = old.replace(f"<ul>{people}</ul>", f"<p>{line}</p>")
    alone = listed.replace(rest, "")
    for now in (listed, alone):
        assert _is_unread(now, old)
    for told in (
        "Aucun agent ne dirige plus la voirie, ni les achats.",
        "Rien ne change pour les usagers.",
        "Aucun accueil sans rendez-vous.",
        "No walk-in hours until autumn.",
    ):
        assert not _is_unread(old.replace(f"<ul>{people}</ul>", f"<p>{told}</p>"), old), told


@pytest.mark.parametrize("line", ["Aucune inscription n’est prise au guichet.", "No forms are taken on paper."])
def test_a_sentence_of_nothing_in_the_place_of_sentences_was_written_by_somebody(line: str) -> None:
    """3.14: a program says so in the place of entries; a text of which three sentences gave way to one was a failure for good."""
    went = "<p>Le dossier se retire au guichet.</p><p>Il se paie en espèces.</p><p>Il se rend le mardi.</p>"
    old = pages.semantic(pages.TITLE, f"{HEAD}{HEADING}{went}{''.join(f'<p>{part}</p>' for part in pages.PROSE)}{OTHERS}")
    assert not _is_unread(old.replace(went, f"<p>{line}</p>"), old)


def test_a_sum_that_a_form_asked_before_is_no_wall() -> None:
    """3.14, 3.15: what went beside the form is told."""
    form = "<form><p>Dites-nous ce qui manque ici, nous lisons tout.</p><div><span>Combien font {} ?</span><input></div></form>"
    more = "<p>La régie des eaux a rejoint le service commun, qui gère aussi le parc de véhicules.</p>" * 2
    frame = pages.FRAMES["semantic"]
    before = frame(pages.TITLE, f"{HEAD}{HEADING}{more}{form.format('3 + 4')}{OTHERS}")
    after = frame(pages.TITLE, f"{HEAD}{HEADING}{form.format('9 + 2')}{OTHERS}")
    now = verdict(after, SECTION_ONLY, revision(before, SECTION_ONLY), before=before)
    assert (now.failure, now.covered) == (None, ())
