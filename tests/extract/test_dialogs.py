"""A dialog that stands open amid a text and holds nothing but words is text; all others lie over the page (DESIGN 3.5).

One that its button can only shut is text where it states something.
"""

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


POOL = "<p>La piscine est fermée jusqu’au 3 mai.</p>"


@pytest.mark.parametrize(
    "button",
    [
        "<button>OK</button>",
        "<button type=button>Fermer</button>",
        "<button autofocus>Close</button>",
        "<button class=btn-close aria-label=Fermer></button>",
        "<button>×</button>",
        "<form method=dialog><button>Szoraidh</button></form>",
        "<button>×</button><form method=dialog class=pied><button value=vu>J’ai compris</button></form>",
        "<button onclick='this.parentElement.close()'>Verstanden</button>",
        "<button onclick=\"this.closest('dialog').remove()\">Vu</button>",
        "<button command=close commandfor=d>Vu</button>",
        "<button data-bs-dismiss=modal>Vu</button>",
    ],
)
def test_what_a_button_can_only_shut_is_text_where_it_states_something(button: str) -> None:
    """Promise 1: a date there changed, and all was « inchangé »."""
    assert shown(f"<dialog open class=avis>{POOL}{button}</dialog>") == ["La piscine est fermée jusqu’au 3 mai."]
    assert shown(f"<dialog open>{WELCOME}{button}</dialog>") == []


def test_a_form_around_all_of_a_dialog_is_none_to_fill_in() -> None:
    assert shown(f"<dialog open><form method=dialog><h3>Piscine</h3>{POOL}<button>OK</button></form></dialog>") == [
        "Piscine",
        "La piscine est fermée jusqu’au 3 mai.",
    ]


@pytest.mark.parametrize(
    ("inside", "is_text"),
    [
        ("<p>La médiathèque de Valmont est ouverte à tous les habitants.</p>", True),
        ("<p>Fermé :</p><ul><li>lundi</li><li>mardi</li></ul>", True),
        ("<table><tr><td>Accueil</td><td>rez-de-chaussée</td></tr></table>", True),
        ("<p>Écrire à <a href=mailto:a@v.example>l’accueil</a></p>", True),
        ("<p>Bonjour et bienvenue sur le nouveau site de la ville de Valmont !</p>", False),
        ("<h2>Bienvenue</h2><p>Bonjour</p>", False),
        ("<p>Ce site utilise des cookies, conservés 13 mois.</p>", False),
        ("<p>Que pensez-vous du site de la ville, refait en 2026 ?</p>", False),
        ("<p>Recevez la lettre, 12 fois par an.</p><input type=email>", False),
        ("<p>La lettre de la ville paraît 12 fois par an.</p><a href=/lettre>S’abonner</a>", False),
    ],
)
def test_what_greets_asks_or_has_more_to_press_is_none(inside: str, is_text: bool) -> None:
    assert bool(shown(f"<dialog open>{inside}<button>Fermer</button></dialog>")) is is_text


@pytest.mark.parametrize(
    "buttons",
    [
        "<button>Plus tard</button>",
        "<button>J’accepte</button>",
        "<button>No, thanks</button>",
        "<form method=dialog><button>Alle akzeptieren</button></form>",
        "<form method=dialog><button>Non merci</button></form>",
        "<button>OK</button><button>Fermer</button>",
        "<button>S’inscrire</button>",
        "<button onclick='location=\"/lettre\"'>OK</button>",
        "<button onclick='f()'>Fermer</button>",
        "<form action=/lettre><button>OK</button></form>",
        "<button data-track=1>Fermer</button>",
        "<button name=avis>Fermer</button>",
    ],
)
def test_who_can_answer_was_asked(buttons: str) -> None:
    """Promise 2"""
    assert shown(f"<dialog open>{POOL}{buttons}</dialog>") == []
