"""A dialog that stands open amid a text and holds nothing but words is text; all others lie over the page (DESIGN 3.5)."""

from __future__ import annotations

import pytest

from monitor.extract.page import Page
from tests.extract.valmont import found, lines, recipe

A, B = "<p>Le service instruit les demandes.</p>", "<p>Il répond en trois jours.</p>"
TEXT = ["Le service instruit les demandes.", "Il répond en trois jours."]
WELCOME = "<p>Bienvenue à Valmont.</p>"


def shown(dialog: str, column: str = "main") -> list[str]:
    """What is text of a page beside its own lines."""
    page = Page.parse(f"<title>V</title><{column}><h1>V</h1>{A}{dialog}{B}</{column}>", "https://v.example/")
    return [block.text for block in page.blocks_of(page.main) if block.text not in ("V", *TEXT)]


@pytest.mark.parametrize("column", ["main", "div", "article"])
@pytest.mark.parametrize(
    ("inside", "texts"),
    [
        ("<p>Accueil : 03 80 44 55 66</p>", ["Accueil : 03 80 44 55 66"]),
        ("Accueil : <b>guichet</b> 3", ["Accueil : guichet 3"]),
        ("<h2>Accueil</h2><ul><li>Guichet 3</li></ul>", ["Accueil", "Guichet 3"]),
        ("<p>Selon la <a href=https://loi.example/5>loi du 5 mars</a></p>", ["Selon la loi du 5 mars"]),
        ("<p>Écrire</p><a href=mailto:a@v.example>a@v.example</a>", ["Écrire", "a@v.example"]),
        ("<p>Règlement</p><a href=/r.pdf>Le règlement</a>", ["Règlement", "Le règlement"]),
        ("<table><tr><td>Guichet</td><td>3</td></tr></table>", ["Guichet\t3"]),
    ],
)
def test_a_dialog_of_words_amid_the_lines_of_a_text_is_text(inside: str, texts: list[str], column: str) -> None:
    """Another number there was « inchangé »."""
    assert shown(f"<dialog open class=encart>{inside}</dialog>", column) == texts


@pytest.mark.parametrize(
    "inside",
    [
        *("<button>OK</button>", "<form method=dialog><input type=submit></form>", "<span>×</span>", "<span>X</span>", "<i></i>"),
        *(
            "<svg><path d='M0 0'/></svg>",
            "<img src=a.jpg alt=Affiche>",
            "<span role=button>Aller</span>",
            "<span tabindex=0>Aller</span>",
        ),
        *("<p onclick='f()'>Suite</p>", "<p data-close>Suite</p>", "<p class=close>Suite</p>", "<p style='color:red'>Suite</p>"),
        *(
            "<span>Fermer</span>",
            "<span>Schließen</span>",
            "<span>Más tarde</span>",
            "<p>Puis-je vous aider ?</p>",
            "<h1>Bonjour</h1>",
        ),
        *("<p>Nous utilisons des cookies.</p>", "<p>Diese Seite nutzt Cookies.</p>", "<p>Vos données personnelles</p>"),
        *(
            "<a href=/lettre>S’abonner</a>",
            "<p><a href=/vote>Je vote</a></p>",
            "<p>Plus loin <a href='#'>ici</a></p>",
            "<span>⨯</span>",
        ),
        *(
            "<p>Plus loin <a href='javascript:f()'>ici</a></p>",
            "<p>Plus loin <a>ici</a></p>",
            "<p>Plus loin <a href=''>ici</a></p>",
        ),
    ],
)
def test_what_can_be_pressed_or_shut_lies_over_the_page(inside: str) -> None:
    """Promise 2: who greets, asks or sells comes and goes."""
    assert shown(f"<dialog open>{WELCOME}{inside}</dialog>") == []


@pytest.mark.parametrize(
    "attributes",
    [
        *(
            "",
            "open role=dialog",
            "open aria-modal=true",
            "open onclick='f()'",
            "open data-x=1",
            "open popover",
            "open tabindex=-1",
        ),
        *(
            "open class=popup",
            "open id=welcomeModal",
            "open class=cookie-info",
            "open style='position:fixed'",
            "open style='z-index:9'",
        ),
        *("open style='position: absolute'", "open style='top:0'", "open hidden"),
    ],
)
def test_what_its_tag_says_to_scripts_or_styles_lies_over_the_page(attributes: str) -> None:
    assert shown(f"<dialog {attributes}>{WELCOME}</dialog>") == []
    assert Page.parse(f"<main>{A}<dialog {attributes}>{WELCOME}</dialog>{B}</main>", "https://v.example/").over
    assert shown(f"<dialog open style='position:static; border-top: 1px'>{WELCOME}</dialog>") == ["Bienvenue à Valmont."]


@pytest.mark.parametrize(
    ("html", "is_text"),
    [
        (f"<main><dialog open>{WELCOME}</dialog><h1>V</h1>{A}{B}</main>", False),
        (f"<main><h1>V</h1>{A}{B}<dialog open>{WELCOME}</dialog></main>", False),
        (f"<h1>V</h1><main>{A}{B}<dialog open>{WELCOME}</dialog></main>", False),
        (f"<div><h1>V</h1>{A}{B}<dialog open>{WELCOME}</dialog></div>", False),
        (f"<main><h1>V</h1><div>{A}</div><dialog open>{WELCOME}</dialog><div>{B}</div></main>", False),
        (f"<main><h1>V</h1><div>{A}{B}<dialog open>{WELCOME}</dialog></div></main>", True),
    ],
)
def test_a_dialog_is_text_where_an_editor_put_it(html: str, is_text: bool) -> None:
    """What a site lays over its pages stands before or behind all of the text."""
    page = Page.parse(f"<title>V</title>{html}", "https://v.example/")
    assert ("Bienvenue à Valmont." in [block.text for block in page.blocks_of(page.main)]) is is_text


def test_its_heading_ends_no_section() -> None:
    """3.1: nor do those of two."""
    one, two = (f"<dialog open><h2>{title}</h2>{WELCOME}</dialog>" for title in ("Un", "Deux"))
    html = f"<main><h1>V</h1><h2>Services</h2>{A}{one}{two}{B}<h2>Autre</h2>{A}</main>"
    welcome = "Bienvenue à Valmont."
    assert lines(found(html, recipe("Services"))) == [TEXT[0], "Un", welcome, "Deux", welcome, TEXT[1]]
