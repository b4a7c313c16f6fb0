"""DESIGN 3.14: an error over a text that nobody sees any more is none of it; what a script will show is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.extract.page import Page
from monitor.extract.unseen import unseen_boxes
from monitor.model import LastPage, OpenFailure, PageFindings, SectionRecipe, WatchState
from monitor.model.frozen import replace
from monitor.pipeline.page import FetchedPage
from tests.quality.judging import NOW, answer, revision, watch

TEXT = (
    "<p>La maison prête des barnums, des bancs et une sono aux associations de la vallée.</p>"
    "<p>Léa Monin remplit la fiche de prêt, Ivo Rambert charge la remorque devant le lavoir.</p>"
    "<ul><li>Bancs : 24 pièces</li><li>Barnums : 6 pièces</li></ul>"
)
MAIN = (
    f"<h1>La maison</h1><h2>Ce que prête la maison</h2><div id=aide>{TEXT}</div><h2>Venir</h2><p>Le bus s’arrête à la fontaine.</p>"
)
ERROR = "<h1>Aïe</h1><p>Quelque chose a déraillé de notre côté.</p><p><a href='/'>Accueil</a></p>"
WAYS = (SectionRecipe(item="aide", heading="Ce que prête la maison"), SectionRecipe(item="aide", css=("#aide",)))
HTML = "text/html; charset=utf-8"


def _page(main: str, *, rule: str = "", body: str = "<body>") -> str:
    frame = "<header><nav><a href='/'>Accueil</a> <a href='/loisirs'>Loisirs</a></nav></header>"
    aside = "<aside><h2>Actualités</h2><p><a href='/marche'>Le marché de Noël s’installe place Haute</a></p></aside>"
    head = f"<!DOCTYPE html><html lang=fr><head><title>La maison – Valmont</title><style>{rule}</style></head>"
    return f"{head}{body}{frame}<main>{main}</main>{aside}<footer><p>Mairie de Valmont</p></footer></body></html>"


def _found(html: str, way: SectionRecipe) -> PageFindings:
    asked, old = watch(way, documents=()), _page(MAIN)
    state, kept = WatchState(watch="w", last=revision(old, asked)), LastPage(body=old.encode(), content_type=HTML)
    first = FetchedPage(watch=asked, state=state, answer=answer(html.encode()), last_page=None).findings()
    if not first.undecided:
        return first
    return FetchedPage(watch=asked, state=state, answer=answer(html.encode()), last_page=kept).findings()


def _says(html: str) -> list[str]:
    return [found.failure.kind if found.failure else "well" for found in (_found(html, way) for way in WAYS)]


@pytest.mark.parametrize(
    ("opened", "rule", "body"),
    [
        ("<div style='display: none'>", "", "<body>"),
        ("<section hidden>", "", "<body>"),
        ("<noscript>", "", "<body>"),
        ("<div class=off>", ".off{display:none}", "<body>"),
        ("<div class='part off'>", ".part{display:block} .part.off{visibility:hidden}", "<body>"),
        ("<div id=old>", "#old{display:none}", "<body>"),
        ("<div data-state=off>", '[data-state="off"]{display:none}', "<body>"),
        ("<div class=part>", "body.is-error .part, .x{display:none}", "<body class='p is-error'>"),
        ("<div class=part>", "main > .part{display:none !important} .part{display:block}", "<body>"),
        ("<div class=part>", ":is(.part, .x){display:none}", "<body>"),
        ("<div class=off>", ".off{position:absolute;left:-9999px}", "<body>"),
        ("<div class=off>", ".off { top: -10000px !important; position: fixed !important }", "<body>"),
        ("<div id=old>", "#old{position:absolute;width:1px;height:1px;clip:rect(0, 0, 0, 0)}", "<body>"),
        ("<div class='part off'>", ".part{display:flow;position:relative} .part.off{position:absolute;left:-999em}", "<body>"),
        ("<div class=off>", ".off{max-height:0;overflow:hidden}", "<body>"),
        ("<div id=old>", "#old{height:0px !important;overflow-y:clip}", "<body>"),
        ("<div class='part off'>", ".part{opacity:1;max-height:none} div.part.off{opacity:0}", "<body>"),
        ("<div data-off>", "[data-off]{font-size:0}", "<body>"),
        ("<div class=part>", "main > .part{transform:rotate(9deg) scale(0)}", "<body>"),
        ("<div class=off>", ".off{text-indent:-9999px}", "<body>"),
        ("<div class=off>", ".off{transform:translateX(-9999px)}", "<body>"),
        ("<div style='max-height:0;overflow:hidden'>", "", "<body>"),
        ("<div style='position:absolute;left:-9999px'>", "", "<body>"),
        ("<div class=d-none>", "", "<body>"),
        ("<div class='part is-hidden'>", "", "<body>"),
    ],
)
def test_an_error_over_a_text_that_is_hidden_is_no_text(opened: str, rule: str, body: str) -> None:
    """However the page says so, above the text and below it."""
    closed = f"</{opened[1:].split()[0].split('>')[0]}>"
    for main in (f"{ERROR}{opened}{MAIN}{closed}", f"{opened}{MAIN}{closed}{ERROR}"):
        assert "well" not in _says(_page(main, rule=rule, body=body)), (opened, rule)


@pytest.mark.parametrize(
    ("opened", "rule", "body"),
    [
        ("<div class=off>", "@media print{.off{display:none}}", "<body>"),
        ("<div class='part on'>", ".part{display:none} .part.on{display:block}", "<body>"),
        ("<div class=part style='display:block'>", ".part{display:none}", "<body>"),
        ("<div data-state=on>", '[data-state="off"]{display:none}', "<body>"),
        ("<div class=part>", "body.is-error .part{display:none}", "<body class=p>"),
        ("<div><div class=part>", "main > .part{display:none}", "<body>"),
        ("<div class='part open'>", ".part:not(.open){display:none} .part:hover, .part::before{display:none}", "<body>"),
        ("<div class='part on'>", ".part{position:absolute;left:-9999px} .part.on{position:static}", "<body>"),
        ("<div class='part on'>", ".part{position:absolute;left:-9999px} .part.on{left:0}", "<body>"),
        ("<div class=part>", ".part{position:absolute;left:-20px;top:40px} .skip{position:absolute;left:-9999px}", "<body>"),
        ("<div class=part>", ".part{position:relative;margin-left:-9999px;left:9999px}", "<body>"),
        ("<div class=part style='position:static'>", ".part{position:absolute;left:-9999px}", "<body>"),
        ("<div class=part>", ".part{max-height:0;overflow:hidden;transition:max-height .2s}", "<body>"),
        ("<div class=part>", ".part{opacity:0} .part.seen{opacity:1}", "<body>"),
        ("<div class='part on'>", ".part{max-height:0;overflow:hidden} .on{max-height:none}", "<body>"),
        ("<div class=part>", ".part{min-height:0;line-height:0;overflow:hidden;opacity:0.5;font-size:0.9em}", "<body>"),
        ("<div class=part>", ".part{max-height:0} .part{height:0.5em;overflow:hidden;transform:scale(0.98)}", "<body>"),
        ("<div class=part style='max-height:none'>", ".part{max-height:0;overflow:hidden}", "<body>"),
        ("<div class='d-none d-md-block'>", "", "<body>"),
        ("<div class='overflow-hidden unhidden d-print-none'>", "", "<body>"),
        ("<div class='invisible fade-in'>", "", "<body>"),
    ],
)
def test_what_no_rule_hides_is_seen(opened: str, rule: str, body: str) -> None:
    """A rule for printers, for another state or another place hides nothing."""
    main = f"{opened}{MAIN}{'</div>' * opened.count('<div')}<p>Les barnums sont rentrés.</p>"
    html = _page(main, rule=rule, body=body)
    assert _says(html) == ["well", "well"]
    assert not rule or not unseen_boxes(Page.parse(html, "https://valmont.example/"), len(TEXT) // 3)


@pytest.mark.parametrize("rule", [".wait{display:none}", ".wait{position:absolute;left:-9999px}", ".wait{opacity:0}"])
@pytest.mark.parametrize(
    "over",
    [
        "",
        "<div class=loading>Chargement en cours…</div>",
        "<div>Activez JavaScript pour voir cette page.</div>",
        "<div><p>Nous utilisons des cookies pour mesurer l’audience.</p><button>Tout accepter</button></div>",
        "<p>Voici ce que la maison prête à ses associations.</p><button>Voir tout</button>",
        "<p>Choisissez un onglet pour lire.</p><ul><li><a href='#'>Présentation</a></li><li><a href='#'>Prêts</a></li></ul>",
        "<h2>Lettre d’information</h2><form><label>Recevez-la chaque mois. <input name=e></label><button>OK</button></form>",
        "<p>La mairie sera fermée le 24 décembre.</p>",
        "<h2>Actualités</h2><p>La patinoire rouvre samedi à dix heures.</p>",
    ],
)
def test_what_a_script_will_show_is_a_text_whatever_is_asked_first(over: str, rule: str) -> None:
    """Nothing is said in its place, or that it is to come, or there is something to press; or the town says something else."""
    for main in (f"{over}<div class=wait>{MAIN}</div>", f"<div class=wait>{MAIN}</div>{over}"):
        assert _says(_page(main, rule=rule)) == ["well", "well"], main


@pytest.mark.parametrize(
    ("inner", "rule"),
    [
        ("<div class=slide>Un</div><div class=slide>{}</div>", ".slide + .slide{{display:none}}"),
        ("<div class=txt>{}</div>", "html:not(.loaded) .txt{{display:none}}"),
        ("<h3 class=acc>Matériel</h3><div class=body>{}</div>", ".body{{display:none}} .acc.open + .body{{display:block}}"),
        ("<p><a href='?onglet=2'>Matériel</a></p><div class=pane>{}</div>", ".pane{{display:none}} .pane:target{{display:block}}"),
        ("<div class=uk-hidden>{}</div><span uk-toggle='target: .uk-hidden'>Plus</span>", ""),
    ],
)
@pytest.mark.parametrize(
    "said",
    [
        "<p>La maison prête son matériel toute l’année, sur réservation.</p>",
        "<h3>Comment réserver</h3><p>Il suffit d’écrire à la maison dix jours avant.</p>",
    ],
)
def test_what_is_said_under_the_text_s_own_heading_lies_over_nothing(inner: str, rule: str, said: str) -> None:
    """A redesign says it of the subject, and its slides, its addresses or its script open the text; an error names itself."""
    text = inner.format(f"<div id=aide>{TEXT}</div>")
    for body in (f"{said}{text}", f"{text}{said}"):
        main = f"<h1>La maison</h1><h2>Ce que prête la maison</h2>{body}<h2>Venir</h2><p>Le bus s’arrête à la fontaine.</p>"
        assert _says(_page(main, rule=rule.format())) == ["well", "well"], body


@pytest.mark.parametrize("said", ["<p>Erreur 503 : service indisponible.</p>", "<h3>Erreur 503</h3><p>Service indisponible.</p>"])
def test_an_error_under_the_text_s_own_heading_is_one_in_words_of_errors(said: str) -> None:
    body = f"<h1>La maison</h1><h2>Ce que prête la maison</h2>{said}<div class=uk-hidden><div id=aide>{TEXT}</div></div>"
    assert _says(_page(body))[0] == "maintenance"


@pytest.mark.parametrize(("days", "visits", "holds"), [(2, 2, False), (0, 2, True), (2, 1, True)])
def test_what_stands_over_a_text_for_a_day_and_two_visits_is_what_is_there(days: int, visits: int, holds: bool) -> None:
    """Whoever takes a text off for good, and leaves a sentence in its place, is heard: what went is told then."""
    over = "<p>La maison de Sorville a été inondée. Nous vous accueillons à la salle des fêtes.</p>"
    asked, old, new = watch(WAYS[0], documents=()), _page(MAIN), _page(f"{over}<div hidden>{MAIN}</div>")
    state, kept = WatchState(watch="w", last=revision(old, asked)), LastPage(body=old.encode(), content_type=HTML)
    first = FetchedPage(watch=asked, state=state, answer=answer(new.encode()), last_page=kept).findings().failure
    assert first is not None
    met = OpenFailure(failure=first, since=NOW - timedelta(days=days), consecutive=visits)
    found = FetchedPage(watch=asked, state=replace(state, failures=(met,)), answer=answer(new.encode()), last_page=kept).findings()
    assert (found.failure == first) is holds
