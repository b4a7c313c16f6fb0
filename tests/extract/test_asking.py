"""What asks the readers of a page for their opinion is none of its text, in whatever words (DESIGN 3.5)."""

from __future__ import annotations

import pytest

from monitor.extract.page import Page

TEXT = "<h2>Services communs</h2><p>Sept services travaillent pour la ville et pour l’agglomération depuis 2019.</p>"


def shown(beside: str) -> list[str]:
    page = Page.parse(f"<title>V</title><main><h1>Mairie</h1>{TEXT}{beside}<p>Fin.</p></main>", "https://v.example/")
    return [block.text for block in page.blocks_of(page.main)]


PLAIN = shown("")


@pytest.mark.parametrize(
    "asking",
    [
        pytest.param("<div><p>War diese Seite hilfreich?</p><button>Ja</button> <button>Nein</button></div>", id="two buttons"),
        pytest.param("<p>Utile ?</p><button>Oui</button><button>Non</button>", id="without a box"),
        pytest.param(
            "<section><h2>Votre avis</h2><p>Avez-vous trouvé ?</p><form><label>Oui <input type=radio></label>"
            "<label>Non <input type=radio></label><textarea></textarea><input type=submit></form></section>",
            id="a form to tick",
        ),
        pytest.param(
            "<form><p>Recevez la lettre de la ville chaque vendredi</p><input type=email><button>OK</button></form>",
            id="a form to write in",
        ),
        pytest.param(
            '<div><p>Emportez la mairie partout</p><a href="https://apps.apple.com/x">App Store</a></div>',
            id="an application to get",
        ),
        pytest.param('<div><a href="https://app-eu.readspeaker.com/x">Écouter ce texte</a></div>', id="a voice that reads it"),
    ],
)
def test_a_question_with_answers_to_press_is_no_text(asking: str) -> None:
    """3.5: its title goes with it."""
    assert shown(asking) == PLAIN


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(
            "<div><button>Qui paie ?</button><p>La ville.</p></div><div><button>Qui décide ?</button><p>Le conseil.</p></div>",
            ["La ville.", "Le conseil."],
            id="questions that open their answers",
        ),
        pytest.param("<div><p>Qui décide ?</p><p>Le conseil.</p></div>", ["Qui décide ?", "Le conseil."], id="no buttons"),
        pytest.param(
            "<div><p>Que fait le service ?</p><p>"
            + "Il conseille les communes. " * 12
            + "</p><button>Oui</button><button>Non</button></div>",
            ["Que fait le service ?"],
            id="a text with buttons under it",
        ),
    ],
)
def test_a_text_that_asks_and_answers_is_text(content: str, said: list[str]) -> None:
    """3.5: told by what it holds."""
    assert set(said) <= set(shown(content))


@pytest.mark.parametrize("title", ["À lire aussi", "Das könnte Sie auch interessieren", "Related content"])
def test_pages_announced_with_a_line_each_are_no_text(title: str) -> None:
    """3.5: in a box that a selector picks out, too."""
    cards = "".join(f'<div><h4><a href="/{n}">La page {n}</a></h4><p>Le plan numéro {n} est en ligne.</p></div>' for n in range(3))
    assert shown(f"<div><h3>{title}</h3>{cards}</div>") == PLAIN
    kept = shown(f'<div><h3>{title}</h3><a href="/f.pdf">Le plan (PDF)</a></div>')
    assert kept != PLAIN
