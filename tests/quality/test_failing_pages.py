"""Bad answers of status 200 are failures of their kind, on a first visit and later, however the items are found (DESIGN 3.14)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from monitor.model import SectionRecipe, Watch
from monitor.quality.phrases import sentence_in, spoken_kind
from monitor.quality.why import sent_home
from tests import sweeps
from tests.quality import pages
from tests.quality.judging import BOTH, CHART_ONLY, SECTION_ONLY, URL, kind, read, revision, verdict, watch

SHAPES = {**pages.FRAMES, "bare": pages.bare}
WIDE = {"semantic": "main", "divs": "#content", "grid": ".col-lg-8"}
WATCHES = [pytest.param(BOTH, id="both"), pytest.param(SECTION_ONLY, id="section"), pytest.param(CHART_ONLY, id="document")]


@sweeps.over({"case": pages.UNWELL, "shape": SHAPES})
def test_an_error_page_is_a_failure_of_its_kind(case: pages.Case, shape: str) -> None:
    """3.14, with the site's frame and without it, whatever is watched."""
    page, before = SHAPES[shape](case.title, case.content), pages.base("semantic" if shape == "bare" else shape)
    assert [kind(verdict(page, of, revision(before, of))) for of in (BOTH, SECTION_ONLY, CHART_ONLY)] == [case.kind] * 3


@sweeps.over({"case": pages.UNWELL, "shape": SHAPES})
def test_an_error_page_on_the_first_visit_is_no_baseline(case: pages.Case, shape: str) -> None:
    """3.20: a failed visit before the first good one stores nothing to compare with."""
    assert kind(verdict(SHAPES[shape](case.title, case.content), BOTH, None)) == case.kind


@sweeps.over({"case": pages.UNWELL, "shape": WIDE})
def test_a_wide_selector_does_not_take_an_error_page_for_the_text(case: pages.Case, shape: str) -> None:
    """3.14: an item left with under a third of its words makes the page suspect; on a first visit, one with few words does."""
    of = watch(SectionRecipe(item="texte", css=(WIDE[shape],)), documents=())
    page = SHAPES[shape](case.title, case.content)
    last = revision(pages.base(shape), of)
    assert (kind(verdict(page, of, last)), kind(verdict(page, of, None))) == (case.kind, case.kind)


@pytest.mark.parametrize("of", WATCHES)
@pytest.mark.parametrize("case", pages.WALLS, ids=lambda case: case.name)
def test_the_usual_walls_are_known(case: pages.Case, of: Watch) -> None:
    """3.14: captcha and bot walls."""
    page = pages.bare(case.title, case.content)
    assert (kind(verdict(page, of, revision(pages.base("semantic"), of))), kind(verdict(page, of, None))) == (
        "bot_wall",
        "bot_wall",
    )


@pytest.mark.parametrize("of", WATCHES)
@pytest.mark.parametrize("case", pages.SHELLS, ids=lambda case: case.name)
def test_a_page_that_only_scripts_would_fill_is_a_shell(case: pages.Case, of: Watch) -> None:
    """3.14."""
    page = pages.bare(case.title, case.content)
    assert (kind(verdict(page, of, revision(pages.base("semantic"), of))), kind(verdict(page, of, None))) == (
        "js_shell",
        "js_shell",
    )


@pytest.mark.parametrize("of", WATCHES)
@pytest.mark.parametrize("content", ["", f"<h1>{pages.TITLE}</h1>", f"<h1>{pages.TITLE}</h1><p>Mise à jour le 12 mai 2026</p>"])
@pytest.mark.parametrize("shape", list(pages.FRAMES))
def test_a_frame_without_its_text_is_empty(shape: str, content: str, of: Watch) -> None:
    """3.14: main content gone or under 60 characters, whatever stands around it."""
    page = SHAPES[shape](pages.TITLE, content)
    assert kind(verdict(page, of, revision(pages.base(shape), of))) == "empty"


HOME = "<h1>Bienvenue à Valmont</h1><h2>À la une</h2>" + "".join(
    f"<p>Le conseil municipal a voté le budget de la commune pour l’année {year}, avec trois priorités pour les quartiers.</p>"
    for year in range(2020, 2026)
)


@pytest.mark.parametrize(
    ("url", "content", "expected"),
    [
        pytest.param("https://valmont.example/", HOME, "redirected", id="home"),
        pytest.param("https://valmont.example/accueil", HOME, "redirected", id="accueil"),
        pytest.param("https://www.valmont.example/fr/", HOME, "redirected", id="home of a language"),
        pytest.param("https://valmont.example/mairie/", HOME, "redirected", id="the page above"),
        pytest.param("https://ource.example/", HOME, "redirected", id="another site"),
        pytest.param("https://valmont.example/404", HOME, "soft_404", id="an address for what is not there"),
        pytest.param(
            "https://valmont.example/user/login?next=/mairie",
            "<h1>Bienvenue</h1><p>Adresse électronique</p>",
            "login_redirect",
            id="login",
        ),
        pytest.param(
            "https://sso.ource.example/cas/login",
            "<p>Service d’identité de la métropole</p>",
            "login_redirect",
            id="single sign-on",
        ),
        pytest.param("http://www.valmont.example/mairie/organigramme?a=1", HOME, "lost", id="the same place, otherwise written"),
    ],
)
def test_a_visit_that_ended_elsewhere_without_the_items_is_no_visit(url: str, content: str, expected: str) -> None:
    """3.14: redirect to the home page, to a login."""
    last = revision(pages.base("semantic"), BOTH)
    assert kind(verdict(pages.semantic("Valmont", content), BOTH, last, url=url)) == expected


@pytest.mark.parametrize(
    "url", ["https://valmont.example/", "https://valmont.example/fr/index.php", "https://valmont.example/de/start"]
)
@pytest.mark.parametrize("shape", list(WIDE))
@pytest.mark.parametrize(
    "recipe",
    [
        pytest.param({"css": ("h2 + p",)}, id="a box of which the first page has one, too"),
        pytest.param({"css": ("#content, main, .col-lg-8",)}, id="all of the content"),
        pytest.param({"heading": "À la une"}, id="a heading of both"),
    ],
)
def test_the_first_page_in_its_place_is_no_change(recipe: dict[str, Any], shape: str, url: str) -> None:
    """3.14: under the same selector or heading it has other words, which were told as the text's."""
    of = watch(SectionRecipe(item="texte", **recipe), documents=())
    text = "<h1>Services</h1><h2>À la une</h2><p>La ville et la métropole partagent sept services depuis le pacte de 2019.</p>"
    last = revision(SHAPES[shape]("Valmont", text), of)
    home = SHAPES[shape]("Valmont", HOME)
    assert kind(verdict(home, of, last, url=url)) == "redirected"
    assert kind(verdict(home, of, last)) != "redirected", "at its own address it is the page's text"
    assert kind(verdict(home.replace("<h1>Bienvenue", f"{text}<h1>Bienvenue"), of, last, url=url)) == "well", "it moved there"


def test_the_first_page_is_no_failure_of_what_was_watched_there() -> None:
    """3.14: of a page that is the site's first one, or was found there at the last good visit."""
    of = watch(SectionRecipe(item="texte", heading="À la une"), documents=())
    home = "https://valmont.example/fr/"
    last = revision(SHAPES["semantic"]("Valmont", "<h1>Services</h1><h2>À la une</h2><p>Sept services partagés.</p>"), of)
    page, extraction = read(SHAPES["semantic"]("Valmont", HOME), of, last, url=home)
    for asked, known in ((URL, home), ("https://valmont.example/", URL)):
        assert sent_home(page, extraction, replace(last, url=known), asked) is None
    assert sent_home(page, extraction, replace(last, url=URL), URL) is not None


def test_a_document_that_the_first_page_offers_is_there() -> None:
    """3.14"""
    last = revision(pages.base("semantic"), CHART_ONLY)
    assert kind(verdict(pages.base("semantic"), CHART_ONLY, last, url="https://valmont.example/")) == "well"


def test_a_page_that_moved_and_kept_its_items_is_well() -> None:
    """3.14: the items are the health check; where they stand now does not matter."""
    last = revision(pages.base("semantic"), BOTH)
    assert kind(verdict(pages.base("semantic"), BOTH, last, url="https://valmont.example/ville/services/")) == "well"


def test_a_page_that_sends_its_reader_on_is_redirected() -> None:
    """3.14, by words and by meta refresh."""
    last = revision(pages.base("semantic"), BOTH)
    words = pages.bare(
        "You should be redirected quickly", f'<p>You should be redirected quickly, if not <a href="{URL}">click here</a>.</p>'
    )
    meta = '<html><head><meta http-equiv="refresh" content="0; url=/autre/"></head><body></body></html>'
    assert [kind(verdict(page, BOTH, last)) for page in (words, meta)] == ["redirected", "redirected"]


def test_the_evidence_is_quoted() -> None:
    """The detail of a failure names what was seen, so that a reader can judge it."""
    failure = verdict(pages.semantic("Oups", "<h1>Page introuvable</h1>"), BOTH, revision(pages.base("semantic"), BOTH)).failure
    assert failure is not None
    assert failure.detail == "«\u202fPage introuvable\u202f»"


def test_a_database_that_refuses_a_program_refuses_no_reader() -> None:
    """3.14: the site is down; what is quoted is the notice, not the page's title."""
    said = "Warning: mysql_connect(): Access denied for user in /home/www/inc.php on line 12"
    failure = verdict(pages.bare("Valmont", f"<p>{said}</p>"), BOTH, revision(pages.base("semantic"), BOTH)).failure
    assert failure is not None
    assert (failure.kind, failure.detail[2:20]) == ("maintenance", said[:18])


def test_a_notice_without_a_heading_is_quoted_and_not_the_title() -> None:
    """3.14"""
    page = pages.bare("Valmont", "<p>Unsere Seite wird gerade überarbeitet.</p>")
    failure = verdict(page, BOTH, revision(pages.base("semantic"), BOTH)).failure
    assert failure is not None
    assert "überarbeitet" in failure.detail


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param("<h1>Rien par ici</h1><p>Cette page s’est envolée. Retournez à l’accueil.</p>", "soft_404", id="lost, fr"),
        pytest.param("<h1>Nothing here</h1><p>That page has wandered off. Try the home page.</p>", "soft_404", id="lost, en"),
        pytest.param("<h1>Hier ist nichts</h1><p>Zur Startseite.</p>", "soft_404", id="lost, de"),
        pytest.param("<h1>Fausse route</h1><p>Vérifiez le lien ou revenez à l’accueil.</p>", "soft_404", id="no wall: a link"),
        pytest.param("<h1>Petite pause</h1><p>On bichonne tout, revenez demain.</p>", "maintenance", id="closed, fr"),
        pytest.param("<h1>Langue</h1><p>Dieser Inhalt ist in Ihrer Sprache nicht verfügbar.</p>", "empty", id="another language"),
        pytest.param("<h1>It works!</h1>", "empty", id="a server's own page"),
        pytest.param("<h1>Recherche</h1><p>Dernière mise à jour du site : 12 mars 2024</p>", "empty", id="a page's own date"),
        pytest.param("<h1>valmont.example</h1><p>This domain is for sale.</p>", "empty", id="for sale"),
        pytest.param("<h1>Account suspended</h1><p>Contact your provider.</p>", "empty", id="suspended"),
        pytest.param("<h1>Page</h1><p>{{ page.content }}</p>", "empty", id="a template's tag"),
        pytest.param("<h1>Page</h1><p><b>Warning</b>: Undefined variable $t in /srv/p.php on line 9</p>", "empty", id="a program"),
    ],
)
def test_a_notice_is_told_as_no_more_than_it_says(said: str, expected: str) -> None:
    """3.29, 3.26: maintenance or soft_404 by what it says, `empty` where it says neither."""
    last, before = revision(pages.base("semantic"), BOTH), pages.base("semantic")
    assert kind(verdict(pages.semantic("Valmont", said), BOTH, last, before=before)) == expected


def test_a_sum_to_prove_that_one_is_no_program_is_a_wall() -> None:
    """3.14: « Combien font 3 + 4 ? » in the place of the text, in any words."""
    last, before = revision(pages.base("semantic"), BOTH), pages.base("semantic")
    form = f"<h1>{pages.TITLE}</h1><form><p>Combien font 3 + 4 ?</p><input name='a'><button>Valider</button></form>"
    assert kind(verdict(pages.semantic(pages.TITLE, form), BOTH, last, before=before)) == "bot_wall"


@pytest.mark.parametrize("heading", [f"<h1>{pages.TITLE}</h1>", ""])
@pytest.mark.parametrize(
    "beside", ["", "<form role='search'><p>Chercher</p><input name='q'></form>", "<input type='hidden' name='n'>"]
)
def test_a_sum_without_a_field_for_its_answer_is_somebodys_text(heading: str, beside: str) -> None:
    """3.14: « Effectif : 3 + 2 » is a staff, in the place of a longer text too."""
    last, before = revision(pages.base("semantic"), BOTH), pages.base("semantic")
    now = pages.semantic(pages.TITLE, f"{heading}<p>Effectif : 3 + 2</p><aside>{beside}</aside>")
    assert kind(verdict(now, BOTH, last, before=before)) != "bot_wall"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('{"status": "error", "message": "upstream request timeout"}', "wrong_type"),
        ("[]", "wrong_type"),
        ('<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>', "wrong_type"),
        ("no healthy upstream", "maintenance"),
        ("File not found.", "soft_404"),
        ("Access denied.", "bot_wall"),
        ("OK", "empty"),
    ],
)
def test_what_has_no_tag_has_no_end_to_lack(body: str, expected: str) -> None:
    """3.13: not `truncated`, though the last good page had its closing tags; sent as text/html all the same."""
    assert kind(verdict(body, BOTH, revision(pages.base("semantic"), BOTH), closed=True)) == expected


def test_words_of_two_lines_are_no_clause_and_two_kinds_as_much_are_none() -> None:
    """3.14, 3.29: a failure claims no more than the page says."""
    assert not sentence_in("La mutualisation des services\nActuellement fermé", "maintenance")
    assert sentence_in("Services actuellement fermés", "maintenance")
    assert spoken_kind("Page introuvable pour cause de travaux") is None
    assert (spoken_kind("Page introuvable"), spoken_kind("Travaux")) == ("soft_404", "maintenance")
