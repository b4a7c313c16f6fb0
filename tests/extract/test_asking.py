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


TABLE = "<table><tr><th>Service</th><th>Agent</th></tr>{}</table>".format(
    "".join(f"<tr><td>{office}</td><td>{name}</td></tr>" for office, name in (("Eau", "Ada Colin"), ("École", "Ivo Brun")))
)


@pytest.mark.parametrize(
    ("around", "is_text"),
    [
        pytest.param(
            "<div class=lg><label>Afficher <select><option>10<option>25<option>Tous</select> lignes</label></div>{}",
            False,
            id="how many",
        ),
        pytest.param(
            "<div class=h><span>Lignes par page</span><select><option>10<option>20</select></div>{}",
            False,
            id="how many, without a label",
        ),
        pytest.param(
            "<div><select><option>10</select><label for=n> entries per page</label></div>{}", False, id="how many, beside its label"
        ),
        pytest.param("<div><label>Zoeken: <input type=search></label></div>{}", False, id="a search"),
        pytest.param("<div><label for=q>Suche</label><input id=q type=search></div>{}", False, id="a search beside its label"),
        pytest.param(
            "<form><label><input type=checkbox> Voirie (12)</label><label><input type=radio> Eau (3)</label></form>{}",
            False,
            id="kinds",
        ),
        pytest.param(
            "{}<div class='dt_paginate'><a class=pb>Précédent</a><span><a class=pb>1</a></span><a class=pb>Suivant</a></div>",
            False,
            id="pages",
        ),
        pytest.param("<p>Équipe <select><option>Nord<option>Sud</select></p>{}", True, id="a choice of names"),
        pytest.param(
            "<p>Le service eau emploie cinq agents dans la ville et trois autres <select><option>4</select></p>{}",
            True,
            id="a sentence",
        ),
        pytest.param("<label><input type=checkbox> Dossier complet</label>{}", True, id="a box to tick"),
        pytest.param("<ul><li>Voirie (12)</li><li>Eau (3)</li></ul>{}", True, id="a list with figures"),
    ],
)
def test_what_serves_to_search_a_list_or_to_turn_its_pages_is_no_text(around: str, is_text: bool) -> None:
    """3.5: a table that got them was told as so many lines added, and each count as an edit."""
    assert (shown(around.format(TABLE)) != shown(TABLE)) is is_text


@pytest.mark.parametrize(
    ("box", "is_text"),
    [
        pytest.param(
            "<div class=nl><p>Recevez notre lettre</p><form><input type=email><button>OK</button></form></div>", False, id="a line"
        ),
        pytest.param(
            "<div><h3>Newsletter</h3><p>Chaque mois.</p><form><input type=email><button>OK</button></form></div>",
            False,
            id="a title",
        ),
        pytest.param(
            "<div class=abonnement><div><p>Jeden Freitag.</p></div><form><input type=email><button>OK</button></form></div>",
            False,
            id="by class",
        ),
        pytest.param(
            "<div><p>Ada Colin rappelle sous deux jours.</p><form><input type=email><button>OK</button></form></div>",
            True,
            id="who calls back",
        ),
        pytest.param(
            "<div><p>Ada Colin.</p><div><p>Newsletter</p><form><input type=email><button>OK</button></form></div></div>",
            True,
            id="a line above",
        ),
        pytest.param(
            "<div><p>Inscription</p><ul><li>Ada Colin</li></ul><form><input type=email><button>OK</button></form></div>",
            True,
            id="a list",
        ),
        pytest.param("<div><p>Inscrivez-vous.</p><form><input type=text><button>OK</button></form></div>", True, id="no address"),
    ],
)
def test_what_asks_for_an_address_goes_with_its_form(box: str, is_text: bool) -> None:
    """3.5: « Recevez notre lettre d’information » was told as a line added to the section above."""
    assert (shown(box) != PLAIN) is is_text


@pytest.mark.parametrize(
    ("plain", "signed"),
    [
        ("<h3>Eau</h3>", "<h3>Eau<button title='copier'>🔗</button></h3>"),
        ("<h3><button aria-expanded=false>Eau</button></h3>", "<h3><button aria-expanded=true>Eau <span>−</span></button></h3>"),
        (
            "<details open><summary>Eau</summary><p>A.</p></details>",
            "<details open><summary>Eau <i>▼</i></summary><p>A.</p></details>",
        ),
        (TABLE, TABLE.replace("Agent", "<button>Agent<span class='sr-only'> trier</span></button>")),
    ],
    ids=["a link to copy", "a panel's sign", "a summary's sign", "what sorts"],
)
def test_a_sign_to_press_is_no_word_of_a_title(plain: str, signed: str) -> None:
    """3.5, 3.6: opening a panel told its title as renamed."""
    assert shown(signed) == shown(plain)
    assert "C + D" in shown("<h3><button aria-expanded=false>C <span>+ D</span></button></h3>")
