"""Whether a page that nobody watches yet is one to watch (DESIGN 4.5, 3.13, 3.14)."""

from __future__ import annotations

import pytest

from monitor.extract.page import Page
from monitor.quality.verdict import is_there
from tests.quality.judging import answer

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
