"""Whether a page that nobody watches yet is one to watch (DESIGN 4.5, 3.13, 3.14)."""

from __future__ import annotations

import pytest

from monitor.extract.page import Page
from monitor.model import DocumentRecipe
from monitor.quality.why import is_there
from tests.quality.judging import answer, kind, verdict, watch

ASKED = "https://www.valmont.example/mairie/services"
TEXT = "<p>La direction générale des services coordonne les pôles de la collectivité et prépare les décisions du conseil.</p>" * 3
PAGE = f"<html><title>Services</title><main><h1>Les services</h1>{TEXT}</main></html>"


@pytest.mark.parametrize(
    ("body", "final", "status", "expected"),
    [
        pytest.param(PAGE, ASKED, 200, None, id="a page"),
        pytest.param(PAGE, "https://www.valmont.example/la-mairie/les-services", 200, None, id="moved on the site"),
        pytest.param(PAGE, "https://www.valmont.example/", 200, "redirected", id="sent to the front page"),
        pytest.param(
            PAGE, "https://www.valmont.example/page-introuvable", 200, "soft_404", id="sent to a page for what is not there"
        ),
        pytest.param(PAGE, ASKED, 503, "http_error", id="an error's status"),
        pytest.param("<main><h1>Page introuvable</h1><p>Elle n’existe pas.</p></main>", ASKED, 200, "soft_404", id="a notice"),
        pytest.param("<main><h1>Site en maintenance</h1><p>De retour bientôt.</p></main>", ASKED, 200, "maintenance", id="closed"),
    ],
)
def test_a_page_is_judged_by_its_own_words_and_where_it_stands(body: str, final: str, status: int, expected: str | None) -> None:
    fetched = answer(body.encode(), status=status, url=final)
    found = is_there(Page.parse(body, final), fetched, text=body, decode_problem=None, asked=ASKED, offers=1)
    assert (found and found.kind) == expected


def test_a_page_that_offers_nothing_says_why() -> None:
    body = "<title>App</title><div id=root></div><script src=app.js></script>"
    found = is_there(Page.parse(body, ASKED), answer(body.encode()), text=body, decode_problem=None, asked=ASKED, offers=0)
    assert found is not None and found.kind == "js_shell"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("<h1>Votre vie privée</h1><p>Acceptez les cookies pour continuer.</p>", "bot_wall", id="a wall"),
        pytest.param(
            "<h1>We value your privacy</h1><p>We and our partners use cookies. Accept all or reject.</p>",
            "bot_wall",
            id="in English",
        ),
        pytest.param(
            "<h1>Cookies</h1><p>Ce site n’utilise ni cookies ni traceurs, et n’a pas de partenaires.</p>", None, id="about them"
        ),
        pytest.param(
            f"<h1>Vie privée</h1>{TEXT}<p>Vous pouvez accepter ou refuser les cookies.</p>", None, id="a page that asks, too"
        ),
        pytest.param(
            "<h1>Mairie</h1><p>Ouverte le lundi.</p></main><div><p>Acceptez ou refusez les cookies de nos partenaires.</p></div>",
            None,
            id="a banner beside a short page",
        ),
    ],
)
def test_a_request_for_consent_is_no_page(body: str, expected: str | None) -> None:
    """3.14: where hardly anything but the request is there."""
    page = f"<title>Mairie</title><main>{body}</main>"
    found = is_there(Page.parse(page, ASKED), answer(page.encode()), text=page, decode_problem=None, asked=ASKED, offers=1)
    assert (found and found.kind) == expected
    assert found is None or str(found.detail).startswith("consent ")


@pytest.mark.parametrize(
    ("body", "failure"),
    [
        pytest.param('<h2>Organigramme de la Ville</h2><a class="btn" href="/f/v.pdf">Télécharger</a>', None, id="a button"),
        pytest.param('<object data="/f/v.pdf" type="application/pdf"></object>', None, id="a file shown"),
        pytest.param("", "empty", id="nothing"),
        pytest.param("<p>Incident en cours.</p>", "empty", id="a few words"),
        pytest.param('<h2>Page introuvable</h2><a href="/f/plan.pdf">Plan du site (PDF)</a>', "soft_404", id="an error, too"),
    ],
)
def test_a_page_of_nothing_but_a_file_is_not_empty_where_that_is_called_otherwise(body: str, failure: str | None) -> None:
    """3.14, 3.30: a first visit says what the file is called there, not that the page has no text."""
    recipe = watch(documents=(DocumentRecipe(item="org", link="Organigramme municipal"),))
    page = f"<html><title>Mairie</title><body><main><h1>Mairie</h1>{body}</main></body></html>"
    assert kind(verdict(page, recipe, None)) == (failure or "lost")
