"""DESIGN 3.5: links to share by are no text; what stands over or beside them is, but where it speaks of sharing."""

from __future__ import annotations

import pytest

from monitor.extract.page import Page

LINKS = (
    '<a href="https://www.facebook.com/sharer/sharer.php?u=x">Facebook</a> <a href="https://twitter.com/intent/tweet?u=x">X</a> '
    '<a href="mailto:?subject=x">Courriel</a>'
)


def lines(html: str) -> list[str]:
    page = Page.parse(
        f"<main><h1>Actualités</h1><p>La Ville et la Métropole partagent leurs services.</p>{html}</main>", "https://v.example/"
    )
    return [block.text for block in page.blocks_of(page.main)][2:]


@pytest.mark.parametrize(
    "said", ["Piscine fermée", "Le service des finances n’est plus mutualisé", "Convention signée le 5 mars", "Complet"]
)
@pytest.mark.parametrize(
    "form",
    [
        pytest.param("<div class=card><h3>{}</h3>{}</div>", id="a-card"),
        pytest.param("<section><h2>{}</h2>{}</section>", id="a-section"),
        pytest.param("<article><h3><a href=/x>{}</a></h3>{}</article>", id="a-title-that-leads-on"),
        pytest.param("<ul><li><a href=/x>{}</a> {}</li></ul>", id="an-entry-that-leads-on"),
        pytest.param("<p>{}<br>{}</p>", id="a-line-above"),
        pytest.param("<p>{} {}</p>", id="a-line"),
        pytest.param("<div><strong>{}</strong> {}</div>", id="bold"),
    ],
)
def test_what_stands_over_links_to_share_by_is_text(form: str, said: str) -> None:
    """Each news of a list has its icons; nobody was told what it says."""
    assert lines(form.format(said, LINKS)) == [said]


@pytest.mark.parametrize(
    "said", ["Partager cette page", "Teilen Sie diese Seite", "Condividi su:", "142 partages", "Suivez-nous", "Réseaux sociaux", ""]
)
@pytest.mark.parametrize("form", ["<div><h3>{}</h3>{}</div>", "<p>{}<br>{}</p>", "<p>{} {}</p>", "<div>{}<ul><li>{}</ul></div>"])
def test_what_speaks_of_sharing_is_none(form: str, said: str) -> None:
    """Nor do their counts move a text."""
    assert lines(form.format(said, LINKS)) == []


def test_a_link_to_share_by_in_a_sentence_is_of_the_sentence() -> None:
    """Two that stand side by side are a row of them; one that a sentence speaks of is a word of it."""
    link = '<a href="https://www.facebook.com/sharer/sharer.php?u=x">par Facebook</a>'
    assert lines(f'<p>Le plan se diffuse {link} et <a href="/x">ici</a>.</p>') == ["Le plan se diffuse par Facebook et ici."]
