"""What a frame says in its own tag (`srcdoc`) is text where it stands amid that, as browsers show it (DESIGN 3.28, 3.5)."""

from __future__ import annotations

from html import escape

import pytest

from monitor.extract.independent_regions import stand_alone
from monitor.extract.page import Page
from monitor.model import Block, Recipe, SectionRecipe
from tests.extract.valmont import found, lines, recipe

SITE = "https://v.example/mairie/"
A, B = "<p>Le service instruit les demandes.</p>", "<p>Il répond en trois jours.</p>"
TEXT = ["Le service instruit les demandes.", "Il répond en trois jours."]
ACCUEIL = "<p>Accueil : 03 80 44 55 66</p>"


def frame(document: str, attributes: str = "") -> str:
    return f'<iframe srcdoc="{escape(document)}" {attributes}></iframe>'


def blocks(html: str, column: str = "main") -> list[Block]:
    """The text of a page but for its own lines."""
    page = Page.parse(f"<title>V</title><{column}><h1>V</h1>{A}{html}{B}</{column}>", SITE)
    return [block for block in page.blocks_of(page.main) if block.text not in ("V", *TEXT)]


@pytest.mark.parametrize("column", ["main", "div", "article"])
@pytest.mark.parametrize(
    ("document", "read"),
    [
        (ACCUEIL, [("paragraph", "Accueil : 03 80 44 55 66")]),
        ("Accueil", [("paragraph", "Accueil")]),
        ("<!DOCTYPE html><html><head><title>T</title><meta charset=utf-8></head><body class=x><p>B<br>C", [("paragraph", "B\nC")]),
        ("<main><h1>B</h1><p>C</p></main>", [("paragraph", "B"), ("paragraph", "C")]),
        ("<ul><li>B</li><li>C</li></ul><p>D</p>", [("list_item", "B"), ("list_item", "C"), ("paragraph", "D")]),
        (
            "<table><tr><td>B</td><td>C</td></tr><tr><td>D</td><td>E</td></tr></table>",
            [("table_row", "B\tC"), ("table_row", "D\tE")],
        ),
        ("<style>.h{display:none}</style><p class=h>B</p><p>C</p>", [("paragraph", "C")]),
        ("<style>.h{display:none}</style><p class=h>B</p>", []),
        ("<p hidden>B</p>", []),
        (" ", []),
    ],
)
def test_the_document_of_a_frame_is_read_as_browsers_show_it(document: str, read: list[tuple[str, str]], column: str) -> None:
    """Another number there was « inchangé ». Its titles are none of the page's."""
    assert [(block.kind, block.text) for block in blocks(frame(document), column)] == read


def test_where_its_links_lead_and_what_its_pictures_show_is_told() -> None:
    """3.28"""
    document = "<p>Voir <a href=/a>la page</a> ou <a href=mailto:b@v.example>écrire</a> <img src=/c.png alt=Plan></p>"
    (block,) = blocks(frame(document))
    assert block.text == "Voir la page ou écrire"
    assert [(link.text, link.url) for link in block.links] == [("la page", "https://v.example/a"), ("écrire", "mailto:b@v.example")]
    assert [(image.alt, image.url) for image in block.pictures] == [("Plan", "https://v.example/c.png")]


@pytest.mark.parametrize(
    "document",
    [
        *(
            "<h2>Accueil</h2><p>B</p>",
            "<h1>Accueil</h1>",
            "<div role=heading aria-level=1>Accueil</div>",
            "<h2>Services</h2><p>B</p>",
        ),
        *("</div></main><h2>B</h2>", "<main><h1>B</h1><p>C</p></main>", "<div><p>B", "<base href=https://x.example/><p id=m>B</p>"),
    ],
)
def test_nothing_of_it_bounds_or_names_what_stands_beside(document: str) -> None:
    """3.1, promise 1: the text below a frame with a title was missed."""
    html = f"<main><h1>V</h1><h2>Services</h2>{A}{frame(document)}{B}<h2>Autre</h2>{A}</main>"
    assert [text for text in lines(found(html, recipe("Services"))) or () if text in TEXT] == TEXT
    page = Page.parse(html, SITE)
    assert [text for _, text in page.headings] == ["V", "Services", "Autre"] and (page.base, page.anchors) == (SITE, set())


@pytest.mark.parametrize(
    "attributes",
    [
        *(
            "width=1",
            "height=0",
            "hidden",
            "aria-hidden=true",
            "tabindex=-1",
            "class=sr-only",
            "class=d-none",
            "class=tracking-pixel",
        ),
        *(
            "style='width:0;height:0'",
            "style='height:1px'",
            "style='display:none'",
            "style='visibility: hidden'",
            "style='opacity:0'",
        ),
        *("style='position:absolute;left:-9999px'", "style='position:fixed'", "style='clip:rect(0,0,0,0)'", "style='max-height:0'"),
        *(
            "class=ads",
            "id=google_ads_iframe_1",
            "name=aswift_1",
            "title=Publicité",
            "title='3rd party ad content'",
            "aria-label=Anzeige",
        ),
        *("data-ad-slot=1", "data-google-container-id=2", "src=https://film.example/x"),
    ],
)
def test_frames_that_nobody_sees_or_that_sell_are_no_text(attributes: str) -> None:
    """Promise 2."""
    assert not [block.text for block in blocks(frame(ACCUEIL, attributes))]
    assert blocks(frame(ACCUEIL, "width=600 style='border:0;width:100%;min-height:0;opacity:0.9' title=Contact"))


@pytest.mark.parametrize(
    "document",
    [
        *(
            "<script>x()</script>",
            "<form><input></form>",
            "<button>Voir</button>",
            "<select><option>a</select>",
            "<video src=a></video>",
        ),
        *("<meta http-equiv=refresh content=1>", "<p onclick='f()'>Voir</p>", "<i role=button>Voir</i>", "<p role=alert>Crue</p>"),
        *("<p>Publicité</p>", "<span>Advertisement</span>", "<p data-ad=1>Pneus</p>", "<p>Des cookies ?</p>"),
        *(
            "<a href='https://ad.doubleclick.net/x'>ici</a>",
            "<a href='/p?utm_source=v'>ici</a>",
            "<a rel=sponsored href=/p>ici</a>",
        ),
    ],
)
def test_documents_that_live_ask_or_sell_are_no_text(document: str) -> None:
    """Promise 2."""
    assert blocks(frame(ACCUEIL + document)) == []


def test_a_document_that_is_all_a_link_is_a_player() -> None:
    assert blocks(frame("<a href=https://film.example/x><img src=t.jpg alt=Film>Voir le film</a>")) == []


@pytest.mark.parametrize(
    ("html", "is_text"),
    [
        ("<body><h1>V</h1>{0}{2}{1}</body>", True),
        ("<body><h1>V</h1>{0}{1}{2}</body>", False),
        ("<body>{2}<h1>V</h1>{0}{1}</body>", False),
        ("<body>{0}{1}{2}</body>", False),
        ("<body><div><h1>V</h1>{0}{1}</div><footer>Mairie</footer>{2}</body>", False),
        ("<body><div><h1>V</h1>{0}{1}{2}</div></body>", False),
        ("<body><div><h1>V</h1>{0}<div>{1}{2}</div></div></body>", True),
        ("<body><h1>V</h1>{0}{1}<footer>Mairie</footer>{2}<p>B</p></body>", False),
        ("<main><h1>V</h1>{0}{1}{2}</main>", True),
        ("<main><h1>V</h1>{0}<figure><div>{2}</div></figure>{1}</main>", True),
        ("<main><h1>V</h1>{0}<div class=publicite><div>{2}</div></div>{1}</main>", False),
        ("<main><h1>V</h1>{0}{1}</main><div>{2}</div>", False),
        ("<main><h1>V</h1>{0}<div style='display:none'>{2}</div>{1}</main>", False),
    ],
)
def test_a_frame_is_text_amid_the_lines_of_one(html: str, is_text: bool) -> None:
    page = Page.parse(f"<title>V</title>{html.format(A, B, frame(ACCUEIL))}", SITE)
    assert ("Accueil : 03 80 44 55 66" in [block.text for block in page.blocks_of(page.body)]) is is_text


def test_a_frame_in_a_frame_stays_one() -> None:
    """11.2: however many there are within one another."""
    (block,) = blocks(frame(f"<main>{ACCUEIL}{frame('<p>Dedans</p>')}</main>"))
    assert block.text == "Accueil : 03 80 44 55 66"


def test_a_page_with_such_frames_is_taken_in_whole() -> None:
    """§9: what is set in their place is none of its tags."""
    html = f"<html><head><title>V</title></head><body><div id=m>{A}{frame(ACCUEIL)}{B}</div></body></html>"
    page = Page.parse(html, SITE)
    assert not stand_alone(page, Recipe(sections=(SectionRecipe(item="texte", css=("#m",)),)))
    held = page.main.find_all("p")
    page.close()
    assert [el.parent for el in held] == [None] * len(held)


def test_selectors_count_the_boxes_that_the_page_has() -> None:
    """3.3"""
    html = f"<main><h1>V</h1>{A}{frame(ACCUEIL)}{B}<div>Un</div><div>Deux</div></main>"
    assert lines(found(html, recipe(None, "main > div:nth-of-type(2)"))) == ["Deux"]
