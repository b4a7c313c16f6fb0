"""11.6: what is looked at first, so that a hundred thousand links are read in time, changes nothing of what is read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.extract import labels
from monitor.extract.cards import Surroundings
from monitor.extract.documents import all_documents
from monitor.extract.labels import EDGE, read
from monitor.extract.layout import words
from monitor.extract.page import Page
from tests.quality.judging import URL

PARTS = sorted(
    words(
        "Plan PDF pdf .pdf zip 7z mp3 203 1 000 203,05 ko Ko KB o octets bytes méga mega- Mégaoctets 12 p. pages page fichier "
        "nouvelle fenêtre onglet dans une lien externe de téléchargement external link new window tab opens in Télécharger "
        "voir consultez format accéder à aux au lire download ( ) : – - · | . , / « » publié K ſ ı İ \u0307 \u200b"
    )
)
LINES = st.lists(st.sampled_from([*PARTS, EDGE, EDGE, " ", " ", " ", "\u00a0"]), max_size=12).map("".join)


@given(LINES)
def test_a_line_that_may_end_with_no_token_has_none(line: str) -> None:
    """3.8: label, format and size are those that the expressions find."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(labels, "_may_end_with_token", lambda text: True)
        patched.setattr(labels, "_SIZED", labels._compiled(""))
        read.cache_clear()
        long = read(line)
    read.cache_clear()
    assert read(line) == long


TAGS = """<li> </li> <p> </p> <div> </div> <br> <b> </b> <span\xa0hidden> </span> <noscript> </noscript> <svg><text> <h3>Plan</h3>
    <a\xa0href="/page">Plan</a> <a\xa0href="/voir">Voir</a> <a\xa0href="/f.pdf">Rapport</a> <img\xa0alt="12\xa0Ko">
    (PDF,\xa0203\xa0ko) 1,2\xa0Mo 20\xa0k<b>o</b> \xa0203\xa0 octets texte\xa0de\xa0la\xa0page Budget."""
HTML = st.lists(st.sampled_from([tag.replace("\xa0", " ") for tag in re.split(" |\n *", TAGS)]), max_size=14)


@given(HTML)
def test_a_link_without_a_size_near_it_has_none_in_its_card(parts: list[str]) -> None:
    """3.7: a page's link is a file's where a size stands beside it."""
    html = f"<main>{''.join(parts)}</main>"
    found = all_documents(Page.parse(html, URL))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Surroundings, "may_say_size", lambda self, el: True)
        assert all_documents(Page.parse(html, URL)) == found
