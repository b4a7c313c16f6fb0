"""What a nav, a menu, a status and a button hold decides whether they are text, not what their tag or role says (DESIGN 3.5)."""

# ruff: noqa: E501 - markup is easier to check where it stands in one line

from __future__ import annotations

import pytest

from monitor.extract.glance import parsed
from monitor.extract.independent_regions import regional, stand_alone
from monitor.extract.items import extract
from monitor.extract.page import Page
from monitor.model import Recipe
from tests.extract.valmont import found, lines, recipe

ABOUT = "La bibliothèque de Corvol-les-Prés prête livres, disques et jeux à tous les habitants du canton, sans frais."
AFTER = "Elle est portée par une association de lecteurs, que la commune aide chaque année depuis sa création en 1987."
SHAPES = {
    "main": "<main><h1>Culture</h1><h2>Bibliothèque</h2><div id=b>{}</div><h2>Cinéma</h2><p>Le jeudi.</p></main>",
    "plain": "<div class=page><h1>Culture</h1><div class=bloc><h3>Bibliothèque</h3><div id=b>{}</div></div><h3>Cinéma</h3></div>",
    "card": "<div><h1>Culture</h1><section id=b><h2>Bibliothèque</h2>{}</section><section><h2>Cinéma</h2><p>Jeudi.</p></section></div>",
}
PLACES = (f"{{}}<p>{ABOUT}</p><p>{AFTER}</p>", f"<p>{ABOUT}</p>{{}}<p>{AFTER}</p>", f"<p>{ABOUT}</p><p>{AFTER}</p>{{}}")


def said(inside: str) -> set[str]:
    """What is read beside the prose, in each shape, at each place, by heading and by selector, and without the rest of the page."""
    answers = set[str]()
    for shape in SHAPES.values():
        for place in PLACES:
            html = f"<html><head><title>Corvol</title></head><body>{shape.format(place.format(inside))}</body></html>"
            for wanted in (recipe("Bibliothèque"), recipe(None, "#b")):
                read = [line for line in lines(found(html, wanted)) or [] if line not in (ABOUT, AFTER, "Bibliothèque")]
                answers.add(" / ".join(read))
                one = Recipe(sections=(wanted,), documents=())
                tree = parsed(html)
                page = None if tree is None else regional(tree, html, "https://corvol.example/culture", one)
                if page is not None and stand_alone(page, one):
                    whole = Page.parse(html, "https://corvol.example/culture")
                    assert extract(page, recipe=one, last=None) == extract(whole, recipe=one, last=None)
    return answers


@pytest.mark.parametrize(
    ("inside", "read"),
    [
        pytest.param("<div class=message role=status>Fermée du 3 au 9 août.</div>", "Fermée du 3 au 9 août.", id="notice"),
        pytest.param(
            "<div role=status><p>Réserve inondée.</p><p>Prêts suspendus.</p></div>", "Réserve inondée. / Prêts suspendus.", id="two"
        ),
        pytest.param("<p>Ludothèque <span class=tag role=status>complet</span></p>", "Ludothèque complet", id="badge"),
        pytest.param(
            "<table><tr><th>Atelier</th><th>Places</th></tr><tr><td>Conte</td><td><span role=status>Complet</span></td></tr></table>",
            "Atelier\tPlaces / Conte\tComplet",
            id="badge in a cell",
        ),
        pytest.param(
            "<div role=status>Un chat a été trouvé dans la réserve.</div>", "Un chat a été trouvé dans la réserve.", id="found"
        ),
        pytest.param("<p role=status>Aucun résultat avant le 12 mai.</p>", "Aucun résultat avant le 12 mai.", id="news of results"),
        pytest.param("<div role=status class=spinner-border><span>Loading</span></div>", "", id="spinner"),
        pytest.param("<p role=status>Recherche en cours…</p>", "", id="it comes"),
        pytest.param("<p role=status>3 résultats</p>", "", id="hits"),
        pytest.param("<p role=status>Aucune fiche trouvée pour « jeu »</p>", "", id="no hits"),
        pytest.param("<div role=status>Showing 1 to 10 of 57 entries</div>", "", id="which hits"),
        pytest.param("<div role=status class=sr-only>Diapositive 2</div>", "", id="read out"),
        pytest.param("<div role=status class='toast show'>Lien copié</div>", "", id="toast"),
        pytest.param("<div role=status class=mini-cart>Panier : 1 jeu</div>", "", id="cart"),
    ],
)
def test_a_status_is_text_unless_it_says_something_of_the_visit(inside: str, read: str) -> None:
    """3.5: an owner's notice is content, whatever its role; what waits, a search found, a cart holds, or is only read out, is none."""
    assert said(inside) == {read}


@pytest.mark.parametrize(
    ("inside", "read"),
    [
        pytest.param(
            "<nav><ol><li>Remplir la fiche</li><li>Verser la caution de 30 €</li></ol></nav>",
            "Remplir la fiche / Verser la caution de 30 €",
            id="steps",
        ),
        pytest.param(
            "<nav aria-label=Sites><ul><li>Dépôt nord, 4 rue Basse</li><li>Dépôt sud, 8 quai Vert</li></ul></nav>",
            "Dépôt nord, 4 rue Basse / Dépôt sud, 8 quai Vert",
            id="addresses",
        ),
        pytest.param("<nav><ul><li>Accueil : <a href=tel:0380>03 80</a></li></ul></nav>", "Accueil : 03 80", id="who is called"),
        pytest.param(
            "<nav><a href=/b/2025.pdf>Comptes 2025 (PDF)</a><br><a href=/b/2024.pdf>Comptes 2024 (PDF)</a></nav>",
            "Comptes 2025 (PDF)\nComptes 2024 (PDF)",
            id="files",
        ),
        pytest.param(
            "<nav><ul><li><a href=https://jeux.example>Ludothèque</a></li><li><a href=https://film.example>Ciné-club</a></li></ul></nav>",
            "Ludothèque / Ciné-club",
            id="other sites",
        ),
        pytest.param("<menu><li>Lundi : conte</li><li>Jeudi : jeux</li></menu>", "Lundi : conte / Jeudi : jeux", id="a week"),
        pytest.param("<menu><li>Conte</li><li>Jeux</li></menu>", "Conte / Jeux", id="a list"),
        pytest.param("<nav><ul><li><a href=/a>Adultes</a></li><li><a href=/j>Jeunesse</a></li></ul></nav>", "", id="a menu"),
        pytest.param("<nav><a href=#x>Les livres du mois en détail</a> <a href=#y>Les jeux</a></nav>", "", id="contents"),
        pytest.param("<nav><a href=/>Accueil</a> > Les livres, les disques et les jeux de société</nav>", "", id="crumbs"),
        pytest.param("<nav>Accueil > Les loisirs et la culture pour tous > Prêts</nav>", "", id="crumbs without links"),
        pytest.param("<nav><span>Page 2 sur 14</span></nav>", "", id="pages"),
        pytest.param("<nav><ul><li>Adultes</li><li>Jeunesse</li></ul></nav>", "", id="labels"),
        pytest.param("<nav><button>Voir la liste de tous les livres</button></nav>", "", id="to press"),
        pytest.param(
            "<nav><a href=https://facebook.com/corvol>Facebook</a> <a href=https://instagram.com/corvol>Instagram</a></nav>",
            "",
            id="social",
        ),
        pytest.param("<menu><li><button>Copier</button></li><li><button>Imprimer</button></li></menu>", "", id="tools"),
    ],
)
def test_what_a_nav_or_menu_holds_decides(inside: str, read: str) -> None:
    """3.5: menus are told by what they hold: what leads nowhere on this site, with words, files, people, other sites, is none."""
    assert said(inside) == {read}


def test_a_nav_outside_of_the_text_is_a_menu_whatever_it_says() -> None:
    """3.5: above the title, with nothing but itself around."""
    html = f"<body><div><nav><p>Ouverte le mardi et le samedi.</p></nav></div><div id=b><h1>Prêts</h1><p>{ABOUT}</p></div></body>"
    assert lines(found(html, recipe(None, "body"))) == [ABOUT]


@pytest.mark.parametrize(
    ("inside", "read"),
    [
        pytest.param("<button>Carte famille <b>25 €</b></button>", "Carte famille 25 €", id="priced"),
        pytest.param("<div><button role=radio>Solo – CHF 12</button></div>", "Solo – CHF 12", id="to choose"),
        pytest.param(
            "<button><p>Carte jeu</p><p>Trois jeux par mois.</p></button>", "Carte jeu / Trois jeux par mois.", id="a text"
        ),
        pytest.param("<button>Demander une carte</button>", "", id="label"),
        pytest.param("<button>J'aime 12</button>", "", id="count"),
        pytest.param("<button>Panier vert à 12 €</button>", "Panier vert à 12 €", id="a basket"),
        pytest.param("<button>Panier (0,00 €)</button>", "", id="cart"),
        pytest.param("<button>Ajouter au panier – 25 €</button>", "", id="to the cart"),
        pytest.param("<button>Trier par prix : 0 € – 50 €</button>", "", id="sort"),
        pytest.param("<nav><p>Consulté 1 204 fois cette semaine</p></nav>", "", id="how often read"),
    ],
)
def test_a_button_that_says_a_price_is_text(inside: str, read: str) -> None:
    """3.5: offers to choose from are content; what a button does is none."""
    assert said(inside) == {read}


SAYS = "Compter huit jours ; demander Mme Oriane Tassin, bureau 7."


@pytest.mark.parametrize(
    "box",
    [
        f'<div class="cookie-info"><p>{SAYS}</p></div>',
        f'<div id="consent-container">{SAYS}</div>',
        f'<div class="footer"><p>{SAYS}</p></div>',
        f'<div role="menu"><p>{SAYS}</p></div>',
        f'<div role="toolbar">{SAYS}</div>',
        f'<div role="search"><p>{SAYS}</p></div>',
        f'<div role="contentinfo"><p>{SAYS}</p></div>',
    ],
)
def test_a_paragraph_is_text_whatever_its_box_is_called_or_says_to_be(box: str) -> None:
    """3.5: another person in such a line was « unchanged », as a name or a role alone left it out."""
    assert said(box) == {SAYS}


@pytest.mark.parametrize(
    "box",
    [
        '<div class="cookie-info"><p>Nous mesurons l’audience par des traceurs.</p></div>',
        '<div class="consent-container"><p>Votre choix est gardé six mois.</p><button>OK</button></div>',
        '<div class="cookie-bar"><p>Sie entscheiden.</p><a href="#">Akzeptieren</a> <a href="#">Ablehnen</a></div>',
        '<div class="footer"><a href="/plan">Plan</a> <a href="/mentions">Mentions légales</a></div>',
        '<div role="menu"><a role="menuitem" href="#">Ouvrir une session de travail</a></div>',
        '<div role="menu"><div role="menuitem">Agrandir la taille du texte</div></div>',
        '<div role="toolbar"><button>Plus grand</button><button>Plus petit</button></div>',
        '<div role="search"><label>Chercher dans le site de la ville</label><input type=search></div>',
        '<div role="contentinfo"><p>Valmont</p><p>Tous droits réservés</p></div>',
        '<div class="cookie-banner"><p>Des outils améliorent votre visite.</p><span class="btn">OK</span></div>',
        '<div id="cookie-notice"><p>Des outils améliorent votre visite.</p><input type=submit value=OK></div>',
        '<div class="cookie-bar"><p>À vous de choisir.</p><a href="/accept?x=1">J’accepte</a> <a href="/refuse">Je refuse</a></div>',
        '<div role="search">Rechercher sur le site</div>',
        '<div role="toolbar">Taille du texte : A A A</div>',
        '<div role="contentinfo">Propulsé par CMS 4.1</div>',
    ],
)
def test_what_such_a_box_is_for_stays_out(box: str) -> None:
    """3.5: what speaks of consent or wants an answer, leads on the site, or is to be pressed, is none of a text."""
    assert not any(SAYS in one or "choix" in one or "Agrandir" in one or "Chercher" in one for one in said(box)), said(box)
    assert said(box) <= {"", "Plan Mentions légales"}, said(box)
