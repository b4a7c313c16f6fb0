"""A control that says but that it shows more, or less, of a box it names is no text; the title of a panel is (DESIGN 3.5)."""

from __future__ import annotations

import pytest

from monitor.extract.page import Page
from tests.extract.valmont import found, lines, recipe

FIRST = "<p>Sept services travaillent pour la ville et pour l’agglomération depuis 2019.</p>"
PANEL = "<div id=plus {}><p>Les marchés publics sont suivis par trois agents.</p></div>"
READ = [
    "Sept services travaillent pour la ville et pour l’agglomération depuis 2019.",
    "Les marchés publics sont suivis par trois agents.",
]


def shown(inside: str) -> list[str]:
    page = Page.parse(f"<title>V</title><main><h1>Mairie</h1>{FIRST}{inside}</main>", "https://v.example/")
    return [block.text for block in page.blocks_of(page.main)][1:]


BUTTON = "<button aria-controls=plus aria-expanded={}>{}</button>"
LINK = '<a role=button href="#plus" aria-expanded={}>{}</a>'
COLLAPSED = "<button data-bs-toggle=collapse data-bs-target='#plus' aria-expanded={}>{}</button>"


@pytest.mark.parametrize("control", [BUTTON, LINK, COLLAPSED, f"<p>{LINK}</p>"], ids=["button", "link", "collapse", "in a line"])
@pytest.mark.parametrize(
    ("shut", "opened"),
    [
        ("Lire la suite", "Réduire"),
        ("En savoir plus", "Fermer"),
        ("Afficher les détails", "Masquer les détails"),
        ("Read more", "Show less"),
        ("Mehr lesen", "Weniger anzeigen"),
        ("Lees meer", "Minder tonen"),
        ("Leer más", "Mostrar menos"),
        ("Leggi tutto", "Mostra meno"),
        ("Ler mais", "Ler menos"),
        ("Lire la suite ▾", "Réduire ▴"),
        ("+", "−"),
    ],
)
def test_what_a_control_says_of_its_panel_is_no_text(shut: str, opened: str, control: str) -> None:
    """3.5: before its panel or behind it, open or closed."""
    closed, open_ = PANEL.format("hidden"), PANEL.format("")
    shut, opened = control.format("false", shut), control.format("true", opened)
    assert [shown(one) for one in (closed + shut, open_ + opened, shut + closed, opened + open_)] == [READ] * 4


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        pytest.param(BUTTON.format("false", "Budget"), "Budget", id="a title"),
        pytest.param(BUTTON.format("false", "Lire"), "Lire", id="a word that is a title as well"),
        pytest.param(BUTTON.format("false", "Afficher les missions"), "Afficher les missions", id="of what"),
        pytest.param(
            BUTTON.format("false", "Plus d’informations sur le budget"), "Plus d’informations sur le budget", id="on what"
        ),
        pytest.param(f"<h3>{BUTTON.format('false', 'Plus')}</h3>", "Plus", id="in a heading"),
        pytest.param(f"<dl><dt>{BUTTON.format('false', 'Plus')}</dt><dd>3</dd></dl>", "Plus", id="a term"),
        pytest.param(f"<div>{BUTTON.format('false', 'Plus')} de 12 places</div>", "Plus de 12 places", id="with words behind it"),
        pytest.param("<p>Pour <a href='#plus'>en savoir plus</a></p>", "Pour en savoir plus", id="a link at a sentence’s end"),
        pytest.param("<p><a href='#plus'>+</a></p>", "+", id="a link that is a sign"),
        pytest.param("<p><a href=/suite>Lire la suite</a></p>", "Lire la suite", id="another page"),
        pytest.param("<p>Réduire</p>", "Réduire", id="no control"),
        pytest.param("<details><summary>En savoir plus</summary><p>Trois.</p></details>", "En savoir plus", id="a summary"),
        pytest.param("<div><button role=tab aria-controls=plus>Plus</button></div>", "Plus", id="a tab"),
        pytest.param(
            "<div><button data-bs-toggle=tab data-bs-target='#plus'>Plus</button></div>", "Plus", id="a tab by its attribute"
        ),
    ],
)
def test_a_title_or_a_word_of_a_sentence_is_text(inside: str, said: str) -> None:
    """3.5: what else is built like such a control, or says its words."""
    assert said in shown(inside + PANEL.format("hidden"))


def test_a_panel_watched_by_what_its_button_says_is_found() -> None:
    """3.2, 3.5: the button is a heading by itself, of its panel."""
    page = f"<main><h2>Services</h2>{FIRST}{BUTTON.format('false', 'En savoir plus')}{PANEL.format('hidden')}</main>"
    assert lines(found(page, recipe("En savoir plus"))) == READ[1:]
