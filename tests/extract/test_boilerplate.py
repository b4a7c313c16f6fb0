"""What stands around the text is told by what it holds and where, whatever its tags and class names (DESIGN 3.1, 3.5).

Pages of an invented town in twelve shapes, each with every share bar, foot, consent box and news column in it by turns.
"""

# ruff: noqa: E501 - markup is easier to check where it stands in one line

from __future__ import annotations

import itertools
import re
import time
from itertools import product

import pytest

from monitor.extract.items import extract
from monitor.extract.links.candidates import candidates
from monitor.extract.page import Page
from monitor.model import Recipe, SectionRecipe
from tests import sweeps
from tests.extract.valmont import found, lines, parse, recipe

HEADING = "Services communs"
TEXT = [
    "La ville de Valmont et la communauté de l'Ource partagent depuis 2016 une partie de leurs services, par une convention votée.",
    "Le service commun des finances réunit quarante et un agents ; il tient les comptes des deux collectivités et de leurs budgets.",
    "Liste des services communs :",
    "archives",
    "commande publique",
    "Contact : direction générale, 12 rue Haute, 03 80 00 00 00",
]
BODY = "<p>{}</p><p>{}</p><p>{}</p><ul><li>{}</li><li>{}</li></ul><p>{}</p>".format(*TEXT)
HERE = "https%3A%2F%2Fvalmont.example%2Fmairie%2Forganigramme"
SHARE = [
    f"<div class=zz1><p>Partager</p><a href='https://www.facebook.com/sharer/sharer.php?u={HERE}'>Facebook</a> "
    f"<a href='https://x.com/intent/tweet?url={HERE}'>X</a> <button onclick='print()'>Imprimer</button></div>",
    f"<ul><li><a href='https://www.facebook.com/sharer.php?u={HERE}'>Sur Facebook</a></li><li><a href='mailto:?body={HERE}'>Par courriel"
    "</a></li><li><a href=# onclick='window.print()'>Version papier</a></li></ul>",
    "<div><span>Diffuser cette page :</span> <a href=#>Facebook</a> <a href=#>X</a> <a href=#>LinkedIn</a> <a href=#>Courriel</a></div>",
    f"<p><a href='https://teilen.example/neu?adresse={HERE}'>Faire suivre</a> <a href='https://b.example/x?lien={HERE}'>Relayer</a></p>",
    "",
]
FOOT = [
    "<div class=_a1f><div><strong>Mairie de Valmont</strong><br>1 place du Puits<br>Lundi 4 mars 2024</div><ul><li><a href=/m>Mentions "
    "légales</a></li><li><a href=/plan>Plan du site</a></li></ul></div>",
    "<div class=qz9><h3>Nous trouver</h3><p>Mairie, 1 place du Puits</p><h3>Suivez-nous</h3><a href='https://facebook.com/valmont'>Facebook"
    "</a><p>© 2024 Valmont</p></div>",
    "<table><tr><td>Mairie de Valmont, 1 place du Puits</td><td><a href=/m>Mentions légales</a> | <a href=/c>Contact</a></td></tr></table>",
    "",
]
OVER = [
    "<div class=_kk><p>Un témoin, un seul, pour compter les visites. Le voulez-vous ?</p><button>Oui</button><button>Non</button></div>",
    "<div class=zork><p>Nous utilisons des cookies pour mesurer l'audience de ce site et vous proposer des contenus adaptés à vos "
    "centres d'intérêt.</p><a href=#>Tout accepter</a> <a href=#>Tout refuser</a> <a href=/c>En savoir plus</a></div>",
    "<div><div><h2>Alerte crue</h2><p>La route des berges est coupée.</p><button aria-label=Fermer>×</button></div></div>",
    "",
]
NEWS = [
    "<div><h4>Actualités</h4><div><a href=/a1>Marché de printemps</a><span>12 mars 2024</span></div><div><a href=/a2>Travaux</a>"
    "<span>4 mars 2024</span></div></div>",
    "<div><h4>Dans la même rubrique</h4><ul><li><a href=/mairie/elus>Les élus</a></li><li><a href=/mairie/organigramme/>Services communs"
    "</a></li><li><a href=/mairie/budget>Le budget</a></li></ul></div>",
    "<div><h4>À lire aussi</h4><p><a href=/x>Le budget 2024</a></p><p><a href=/y>Le conseil municipal</a></p></div>",
    "",
]
TOP = [
    "<p><a href='#top'>Remonter</a></p>",
    "<div><a href='#'>↑ Haut de page</a></div>",
    "<div><a href='#'>Torna su</a></div>",
    "<p><a href='#'>Zum Seitenanfang</a></p>",
    "<div><a href='#'>Naar boven</a></div>",
    "<div><a href='#'>Voltar ao topo</a></div>",
    "<p><a href='#haut'>Retour en haut</a></p>",
]
MENU = "<div class=_h><div><a href=/>Valmont</a></div><ul><li><a href=/m>Mairie</a></li><li><a href=/v>Vie</a></li></ul></div>"
TRAIL = "<div><a href=/>Accueil</a> › <a href=/mairie>Mairie</a> › Services communs</div>"
H2, H1 = f"<h2>{HEADING}</h2>", f"<h1>{HEADING}</h1>"
SHAPES = {
    "everything in the body": "{over}" + MENU + TRAIL + f"<h1>La mairie</h1><p>Chapeau.</p>{H2}{BODY}" + "{share}{top}{news}{foot}",
    "boxes in boxes": f"<div>{MENU}<div><div>{TRAIL}<h1>Mairie</h1>{H2}<div>{BODY}</div>"
    + "{share}{top}</div></div>{foot}</div>{over}",
    "news in the text's box": f"<div>{MENU}<div>{TRAIL}<h1>Mairie</h1>{H2}{BODY}" + "{share}{top}{news}</div>{foot}</div>{over}",
    "h1 in a header": f"<header>{MENU}{H1}<p>Slogan</p></header><div><div>{BODY}" + "{share}{top}</div></div>{foot}{over}",
    "h1 above main": f"<header><nav><a href=/>A</a></nav><div>{H1}</div></header><main>{BODY}"
    + "{share}{top}</main>{news}{foot}{over}",
    "h1 in a banner of div": f"<div>{MENU}<div><div>{TRAIL}{H1}</div></div></div><div>{BODY}" + "{share}{top}</div>{foot}{over}",
    "tables": f"<table><tr><td colspan=2>{MENU}</td></tr><tr><td>{{news}}</td><td>{H2}{BODY}"
    + "{share}{top}</td></tr><tr><td colspan=2>{foot}</td></tr></table>{over}",
    "rows of a page builder": f"<div>{MENU}<div><h1>Mairie</h1></div><div>{H2}</div><div>{BODY}</div>"
    + "<div>{share}</div><div>{news}</div>{foot}</div>{over}",
    "several articles": f"<main><article><h2>A</h2><p>{TEXT[0]}</p></article><article>{H2}{BODY}"
    + "{share}</article><article><h2>B</h2><p>C</p></article></main>{foot}{over}",
    "main around all": f"<div>{{over}}<main>{MENU}{TRAIL}<h1>Mairie</h1><section>{H2}{BODY}"
    + "{share}{top}</section><section>{news}</section>{foot}</main></div>",
    "the last heading": f"{MENU}<div><div><h1>Mairie</h1><p>{TEXT[1]}</p><h3>{HEADING}</h3><div>{BODY}</div>"
    + "{share}{top}</div><div>{news}</div></div>{foot}{over}",
    "a heading in a box of its own": f"<div>{MENU}</div><div><h1>T</h1></div><div><div>{H2}</div><div>{BODY}"
    + "{share}</div>{top}</div><div>{foot}</div>{over}",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_only_the_text_is_read(shape: str) -> None:
    """3.5"""
    wrong = {}
    for n in range(0, len(SHARE) * len(FOOT) * len(OVER), sweeps.times(2, 1)):
        parts = {
            "share": SHARE[n % 5],
            "foot": FOOT[n // 5 % 4],
            "over": OVER[n // 20],
            "news": NEWS[(n + n // 5) % 4],
            "top": TOP[n % len(TOP)],
        }
        read = lines(found(f"<body>{SHAPES[shape].format(**parts)}</body>", recipe(HEADING)))
        if read != TEXT:
            wrong[n] = read
    assert wrong == {}


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param("<div class=menu><p>Lundi : carottes</p><p>Mardi : poireaux</p></div>", id="the canteen's menu"),
        pytest.param("<div class=partage><h3>Partage de services</h3><p>Deux agents.</p></div>", id="sharing of services"),
        pytest.param("<p>Partager un agent entre deux communes, c'est possible.</p>", id="a sentence about sharing"),
        pytest.param("<ul><li><a href=/s1>Séance du 12 mars 2024</a></li><li><a href=/s2>Séance du 4 avril 2024</a></li></ul>", id="a list"),
        pytest.param("<h3>Actualités</h3><p>Le service commun des archives a déménagé rue Basse.</p>", id="news in words"),
        pytest.param("<h3>Agenda</h3><ul><li><a href=/a.pdf>Ordre du jour</a> 12 mars 2024</li></ul>", id="files under a news title"),
        pytest.param("<p>Écrire à <a href='mailto:a@b.example'>Email</a></p>", id="an address"),
        pytest.param("<p>Les cookies de la cantine sont maison.</p>", id="cookies to eat"),
        pytest.param("<p>© Photo : J. Martin, archives</p><p>Fin.</p>", id="a credit amid the text"),
        pytest.param("<p>© 2026 Directrice de la publication : Ana Ruy</p><p>Fin.</p>", id="who answers for the text"),
        pytest.param("<p>Voir <a href='#p'>le haut de la liste</a> et la suite.</p>", id="a link in a sentence"),
        pytest.param("<p><a href=#>télécharger</a></p>", id="a file without an address"),
        pytest.param("<ul><li><a href='https://facebook.com/valmont'>Facebook</a></li><li>Instagram</li></ul>", id="the town's accounts"),
        pytest.param("<blockquote><p>Nous payons ensemble.</p><footer>Anne Roux, maire</footer></blockquote>", id="who is quoted"),
        pytest.param("<figure><p>Le puits</p><footer>Fonds Martin, 1911</footer></figure>", id="whose picture it is"),
        pytest.param("<p>Un.</p><footer>Source : <a href='https://insee.example/r'>recensement 2022</a></footer>", id="a source"),
        pytest.param("<p>Un.</p><aside><p>Bon à savoir</p><p>La caution est de 100 €.</p></aside>", id="a note"),
        pytest.param("<p>Un.</p><aside>Réserver : <a href='tel:+33380110011'>03 80 11 00 11</a></aside><p>Deux.</p>", id="a number"),
        pytest.param("<div class=card><p>Archives</p><div class=card-footer>Chef : Luc Petit</div></div>", id="the foot of a card"),
        pytest.param("<div class=publicites><p>Publicité des actes</p><a href=/actes/12>Acte 12</a></div>", id="acts made public"),
        pytest.param("<div class=menu><a href=/m3.pdf>Menus de mars</a> <a href=/m4.pdf>Menus d'avril</a></div>", id="menus to fetch"),
        pytest.param("<div class=ariane><p>La salle Ariane est louée aux associations.</p></div>", id="a hall called Ariane"),
        pytest.param(
            "<ul>" + "<li class=menu-list-item><a href=/v1>Assemblées</a><p>Contacts et permanences</p></li>" * 1
            + "<li class=menu-list-item><a href=/v2>Gestion des déchets</a><p>Horaires, tarifs et inscriptions</p></li></ul>",
            id="a list of what the town does, entries called a menu's",
        ),
        pytest.param("<div class=didomi><p>La rue Didomi est fermée.</p></div>", id="a vendor's name and nothing to press"),
    ],
)  # fmt: skip
def test_text_that_looks_like_boilerplate_is_read(inside: str) -> None:
    """3.5: never by a class name or a word alone."""
    bare = lines(found(f"<body><div>{H2}{inside}</div></body>", recipe(HEADING)))
    full = lines(found(f"<body><main><h1>M</h1>{H2}{BODY}{inside}<p>La fin de la page.</p></main></body>", recipe(HEADING)))
    wanted = [b.text for b in parse(f"<body>{inside}</body>").layout.gathered(list(range(len(parse(inside).layout.texts))))]
    assert (bare, full) == (wanted, [*TEXT, *wanted, "La fin de la page."])


SITE_FOOT = "<p>Mairie, 1 rue Haute, 21000 Valmont</p><p>Ouvert le lundi</p><a href=/acces>Nous trouver</a>"


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "<div role=main>{}</div>",
        "<div class=page><a href=/>Accueil</a>{}<div class=page-footer>" + SITE_FOOT + "</div></div>",
    ],
)
@pytest.mark.parametrize(
    ("foot", "many"),
    [
        *product(["div class=card-footer", "div class=card__footer", "footer class='card-footer small'"], [1, 2, 4]),
        *product(["div class=footer", "footer"], [2, 4]),  # of one alone nothing says of what it is the foot
    ],
)
def test_the_foot_of_a_card_is_read_where_nothing_marks_the_content(foot: str, many: int, around: str) -> None:
    """3.5, 3.1: of a card's telephone, under « card-footer », another number went untold on pages without `main`."""
    cards = "".join(
        f"<div class=col><div class='card h-100'><div><h5>Service {n}</h5></div><{foot}><a href=tel:0{n}>03 80 {n}</a></{foot.split()[0]}></div></div>"
        for n in range(many)
    )
    inside = f"<div class=text><h1>M</h1>{H2}{BODY}{cards}</div>"
    read = lines(found(f"<body>{around.format(inside)}</body>", recipe(HEADING)))
    assert read == [*TEXT, *(line for n in range(many) for line in (f"Service {n}", f"03 80 {n}"))]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            "<div class=page><a href=/>Accueil</a>{}<div class=page-footer>{}</div></div>", id="called like what leads home"
        ),
        pytest.param(
            "<div class=wrap>{}</div><div class=bottom><div class=footer-top>{}</div><div class=footer-base>© 2026</div></div>",
            id="two",
        ),
        pytest.param(
            "{}<div class=row><div class=footer-col>{}</div><div class=footer-col><p>Suivez-nous</p></div></div>", id="columns"
        ),
        pytest.param("{}<div><footer>{}</footer></div>", id="its own"),
        pytest.param("{}<div class=town-footer>{}</div>", id="called like the body"),
        pytest.param("<main>{}</main><div class=end><p>Ville</p><div class=end-footer>{}</div></div>", id="behind what is marked"),
        pytest.param(
            "{0}<div class=c><p>Eau</p><footer>03 80</footer></div><div><p>Ville</p><footer>{1}</footer></div>", id="a card has one"
        ),
    ],
)
def test_the_foot_of_a_page_is_left_out_where_nothing_marks_the_content(page: str) -> None:
    """3.5: whatever stands around it."""
    text = f"<h1>M</h1><p>{'Le conseil se réunit chaque mois. ' * 20}</p>{H2}{BODY}"
    read = lines(found(f"<body class=town>{page.format(text, SITE_FOOT)}</body>", recipe(HEADING))) or []
    assert [line for line in read if line not in ("Eau", "03 80", "Ville", "Suivez-nous")] == TEXT


@pytest.mark.parametrize("foot", ["p", "div"])
def test_a_foot_beside_no_line_of_a_text_is_none_of_it(foot: str) -> None:
    """3.5: nor is it for the page's other foot."""
    page = f"<div id=t><div><h1>M</h1>{H2}{BODY}</div><{foot} class=footer>{STANDARD}</{foot}></div><footer>Mairie</footer>"
    assert STANDARD not in (lines(found(f"<body>{MENU}{page}</body>", recipe(None, "#t"))) or [])


STANDARD = "Standard : 03 84 21 10 10"


@pytest.mark.parametrize("foot", ["p class=footer", "div class=text-footer", "footer", "aside"])
@pytest.mark.parametrize(
    "around",
    [
        "<div>{}{}</div><footer><p>Mairie, 1 rue Haute</p></footer>",
        "<div>{}{}</div><div role=contentinfo>Mairie, 1 rue Haute</div>",
        "<div>{}{}</div><p class=pied>Mairie, 1 rue Haute</p>",
    ],
)
def test_what_ends_a_text_is_read_where_the_foot_of_the_page_comes_after(around: str, foot: str) -> None:
    """3.5, 3.1: another number went untold in the last line of a text, called a footer, on pages without `main`."""
    last = f"<{foot}>{STANDARD}</{foot.split()[0]}>"
    read = lines(found(f"<body>{MENU}{around.format(f'<h1>M</h1>{H2}{BODY}', last)}</body>", recipe(HEADING)))
    assert read == [*TEXT, STANDARD]


def test_an_aside_of_a_text_beside_the_foot_of_the_page_is_read() -> None:
    """3.5: it is none of several boxes of that foot."""
    page = f"<body>{MENU}<h1>M</h1>{H2}{BODY}<aside>{STANDARD}</aside><footer><p>Mairie, 1 rue Haute</p></footer></body>"
    assert lines(found(page, recipe(HEADING))) == [*TEXT, STANDARD]


@pytest.mark.parametrize("aside", ["<aside><h3>Accueil</h3>{}</aside>", "<aside>{}</aside><aside>Archives : au sous-sol</aside>"])
def test_columns_beside_the_text_are_no_last_line_of_it(aside: str) -> None:
    """3.5: one with a title of its own, or one of several."""
    page = f"<body>{MENU}<h1>M</h1>{H2}{BODY}{aside.format(STANDARD)}<footer><p>Mairie, 1 rue Haute</p></footer></body>"
    assert lines(found(page, recipe(HEADING))) == TEXT


@pytest.mark.parametrize("foot", ["p class=footer", "footer", "aside"])
@pytest.mark.parametrize(
    "said",
    [
        *(
            "Site réalisé par Inovagora – version 3.2.1",
            "Propulsé par WordPress 6.5",
            "Conception du site : Agence Bleue",
            "v3.2.1",
        ),
        *(
            "Version du site : 3.2",
            "Website erstellt von Agentur Blau",
            "Site built by Bluesky",
            "Website door Blauw BV",
            "Build 20261203",
        ),
        *("TYPO3 CMS 12.4", "Portail citoyen version 5.12.0", "jeudi 3 décembre 2026", "Créé avec ♥ par Pixel"),
    ],
)
def test_what_a_last_line_says_of_the_site_is_no_text(said: str, foot: str) -> None:
    """3.5, promise 2: who made it, by which version of what, what day it is."""
    last = f"<{foot}>{said}</{foot.split()[0]}>"
    page = f"<body>{MENU}<div><h1>M</h1>{H2}{BODY}{last}</div><footer><p>Mairie, 1 rue Haute</p></footer></body>"
    assert lines(found(page, recipe(HEADING))) == TEXT


@pytest.mark.parametrize("foot", ["p", "div"])
def test_nor_is_it_in_the_main_content(foot: str) -> None:
    """3.5"""
    last = f"<{foot} class=footer>Portail citoyen version 5.12.0</{foot}>"
    assert lines(found(f"<body>{MENU}<main><h1>M</h1>{H2}{BODY}{last}</main></body>", recipe(HEADING))) == TEXT


@pytest.mark.parametrize(
    "said",
    [
        *("Site réalisé par les agents du service : 12 jardins", "Règlement intérieur, version 2.1", "Version 2.1.3 du règlement"),
        *(
            "Le site de la rue Haute accueille 12 agents",
            "Logiciel Arpège, version 9 : 12 agents",
            "Article 2.3.1",
            "Le 3.12.2026 à 18 h",
        ),
        *("Conception du site funéraire : Mme Roy", "Création du portail famille : Mme Roy", "Standard : 03.80.44.55.66"),
    ],
)
def test_what_a_last_line_says_of_a_place_or_a_text_is_read(said: str) -> None:
    """3.5, promise 1: « site » is also a place, and a text has versions."""
    page = (
        f"<body>{MENU}<div><h1>M</h1>{H2}{BODY}<p class=footer>{said}</p></div><footer><p>Mairie, 1 rue Haute</p></footer></body>"
    )
    assert lines(found(page, recipe(HEADING))) == [*TEXT, said]


def test_a_line_called_a_foot_in_a_box_of_its_own_is_read_as_before() -> None:
    """3.5: it is the line of that box."""
    page = f"<body>{MENU}<div><h1>M</h1>{H2}{BODY}<div class=bas><p class=footer>{STANDARD}</p></div></div><footer><p>Mairie</p></footer>"
    assert lines(found(f"{page}</body>", recipe(HEADING))) == [*TEXT, STANDARD]


@pytest.mark.parametrize(
    "around",
    [
        pytest.param("<div>{}<p class=footer>{}</p></div>", id="the one foot"),
        pytest.param("<div>{}<p class=footer>{}</p></div><footer></footer>", id="nothing in the other"),
        pytest.param("<div>{}<p class=footer>{}</p><div class=footer-base>© 2026</div></div>", id="one of two boxes"),
        pytest.param("<div>{}<p class=footer>{} <a href=/plan>Plan</a></p></div><footer>Mairie</footer>", id="it leads on"),
    ],
)
def test_the_foot_of_a_page_is_no_last_line_of_its_text(around: str) -> None:
    """3.5"""
    read = lines(found(f"<body>{MENU}{around.format(f'<h1>M</h1>{H2}{BODY}', STANDARD)}</body>", recipe(HEADING)))
    assert [line for line in read or () if line in TEXT or STANDARD in line] == TEXT


ROWS = "<tr><td>Mme Roy<td>Finances</tr>"
ROW = "<tr class=table-footer><td>Standard<td>03 84 21 10 10</tr>"


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param(f"<table>{ROWS}{ROW}</table>", id="a row"),
        pytest.param(f"<table>{ROWS}<tfoot class=TableFooter-root>{ROW}</tfoot></table>", id="the foot of a table"),
        pytest.param(f"<table><tr><td colspan=2>Qui appeler</tr>{ROWS}{ROW}</table>", id="of one cell, another row"),
        pytest.param("<ul><li>Mme Roy<li class=footer>Standard : 03 84 21 10 10</ul>", id="an item"),
        pytest.param(
            "<div class=fr-card><div class=fr-card__body><div class=in><h3>Voirie</h3></div>"
            "<div class=fr-card__footer><p>03 84 21 10 10</p></div></div></div>",
            id="the foot of the one card, in its body",
        ),
    ],
)
def test_an_entry_that_is_called_a_footer_is_read_where_nothing_marks_the_content(inside: str) -> None:
    """3.5, 3.1: of « Standard : 03 84 21 10 10 » another number went untold on pages without `main`."""
    read = lines(found(f"<body>{MENU}<div><h1>M</h1>{H2}{BODY}{inside}</div></body>", recipe(HEADING))) or []
    assert read[: len(TEXT)] == TEXT and "03 84 21 10 10" in read[-1]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            "{}{}<table><tr><td>a<td><h3>Voirie</h3></tr><tr class=footer><td>Valmont<td>03 84</table>",
            id="a page laid out as a table",
        ),
        pytest.param("{}{}<table><tr><td>Valmont<tr class=footer><td>03 84</table>", id="one column"),
        pytest.param("{}{}<table><tr><td>Valmont<tr class=footer><td>Mairie<td>03 84</table>", id="two cells under one column"),
        pytest.param("{}{}<table><tr><td><td>Valmont<tr class=footer><td>03 84</table>", id="one column and a margin"),
        pytest.param("{}{}<table><tr class=footer><td>Valmont<td>03 84</table>", id="one row"),
        pytest.param("{}{}<ul><li class=footer>Valmont, 03 84</ul>", id="one item"),
        pytest.param("{}{}<ul><li class=footer>Valmont, 03 84<li><a href=/plan>Plan</a></ul>", id="a list that leads on the site"),
        pytest.param("{}{}<table><tr><td>a<td><ul><li>b</ul><tr class=footer><td>03 84</table>", id="a table of more than words"),
        pytest.param(
            "{}{}<table><tr><td>Les bureaux de la voirie<td>rue Haute<tr class=footer><td>03 84<td><a href=/p>Les permanences</a></table>",
            id="links",
        ),
        pytest.param(
            "<div class=town>{}{}<div><b>Valmont</b><div class=town-footer>03 84</div></div></div>", id="called like the page"
        ),
        pytest.param(
            "<div>{}<div class=site><a href=/>Accueil</a>{}<div><b>Valmont</b><div class=site-footer>03 84</div></div></div></div>",
            id="called like what leads home",
        ),
    ],
)
def test_an_entry_that_ends_the_page_is_left_out(page: str) -> None:
    """3.5: by its name; the same under another is read."""
    whole = f"<body>{MENU}<div>{page.format(f'<h1>M</h1>{H2}', BODY)}</div></body>"
    read, as_text = (lines(found(html, recipe(HEADING))) or [] for html in (whole, whole.replace("footer", "text")))
    assert [line for line in read if line in TEXT] == TEXT and not any("03 84" in line for line in read)
    assert any("03 84" in line for line in as_text)


@pytest.mark.parametrize("around", ["main", "article"])
def test_ways_on_at_the_feet_of_cards_in_the_main_content_are_left_out(around: str) -> None:
    """3.5"""
    cards = "<div class=c><p>Carte</p><footer><a href=/suite>La suite</a></footer></div>" * 2
    assert lines(found(f"<body><{around}><h1>M</h1>{H2}{BODY}{cards}</{around}></body>", recipe(HEADING))) == [
        *TEXT,
        "Carte",
        "Carte",
    ]


@pytest.mark.parametrize("around", ["main", "article"])
@pytest.mark.parametrize("foot", ["footer", "div class=card-footer"])
@pytest.mark.parametrize(
    "who", ["<a href=/p/1>Luc Petit</a>", "Contact : <a href=/p/2>Mme Roy</a>", "<a href=/s>Service des sports</a>"]
)
def test_who_stands_at_the_foot_of_a_card_in_the_main_content_is_text(who: str, foot: str, around: str) -> None:
    """3.5, 3.1: another name there went untold."""
    card = f"<div class=c><p>Carte</p><{foot}>{who}</{foot.split()[0]}></div>"
    page = f"<body>{{}}<{around}><h1>M</h1>{H2}{BODY}{card}</{around}></body>"
    read = [lines(found(page.format(outside), recipe(HEADING))) or [] for outside in ("", card)]
    assert read == [[*TEXT, "Carte", re.sub("<.*?>", "", who)]] * 2
    for other in ("<a href=/p/1>Luc Petit</a> <a href=/suite>La suite</a>", "<a href=/suite>La suite</a>"):
        assert lines(found(page.format("").replace(who, other), recipe(HEADING))) == [*TEXT, "Carte"]


def test_a_stamp_at_the_foot_of_a_card_is_none_of_its_text() -> None:
    """3.5, 3.6: in a `footer` no link says who."""
    card = "<div class=c><p>Carte</p><footer>Mis à jour le 3 mai 2026</footer></div>"
    assert lines(found(f"<body><main><h1>M</h1>{H2}{BODY}{card}</main></body>", recipe(HEADING))) == [*TEXT, "Carte"]


def test_who_stands_at_the_foot_of_a_page_is_none_of_its_text() -> None:
    """3.5: no main content tells it from the text."""
    foot = "<footer><a href=/p/1>Luc Petit</a></footer>"
    assert lines(found(f"<body><div><h1>M</h1>{H2}{BODY}{foot}</div></body>", recipe(HEADING))) == TEXT


def test_links_that_say_what_is_there_are_no_menu() -> None:
    """3.5: services as a framework's list for navigation were none of the text, and what changed of them untold."""
    named = [("Archives", "Consulter, verser"), ("Voirie", "Signaler un trou"), ("Paie", "Questions et réponses")]
    for name in ("mat-nav-list", "menu-services", "navigation"):
        links = "".join(f"<a href='/{n}'><div>{label}</div><div>{said}</div></a>" for n, (label, said) in enumerate(named))
        bare = "".join(f"<a href='/{n}'><div>{label}</div></a>" for n, (label, _) in enumerate(named))
        page = f"<body><main><h1>M</h1>{H2}{BODY}<div class='{name}'>{{}}</div></main></body>"
        read = lines(found(page.format(links), recipe(HEADING)))
        assert read is not None
        assert [line for block in read for line in block.split("\n")] == [*TEXT, *(line for pair in named for line in pair)]
        assert lines(found(page.format(bare), recipe(HEADING))) == TEXT, "labels alone are one"
        outside = f"<body><div class='{name}'>{links}</div><main><h1>M</h1>{H2}{BODY}</main></body>"
        assert not parse(outside).boilerplate_in.count(-1) > parse(outside.replace(links, "")).boilerplate_in.count(-1), (
            "nor in a head"
        )


@pytest.mark.parametrize(
    "beside",
    [
        pytest.param("<footer>Mis à jour le 3 mars 2026</footer>", id="a stamp"),
        pytest.param(
            "<aside><p>En bref</p><a href='https://www.facebook.com/sharer/sharer.php?u=x'>Facebook</a></aside>", id="a share"
        ),
        pytest.param("<aside><p>Donner son avis</p><button>Bien</button> <button>Mal</button></aside>", id="buttons"),
        pytest.param("<footer><h3>À votre service</h3><p>La mairie reçoit sans rendez-vous.</p></footer>", id="a title"),
        pytest.param("<aside><p>Bon à savoir, avec <a href='/marches'>nos marchés</a></p></aside>", id="a link to the site"),
    ],
)
def test_what_leads_on_or_stamps_among_the_lines_of_a_text_is_none_of_it(beside: str) -> None:
    """3.5: a short note or a source alone is read there."""
    page = f"<body>{MENU}<div>{H2}<p>Un.</p>{beside}<p>Deux.</p></div></body>"
    assert lines(found(page, recipe(HEADING))) == lines(found(page.replace(beside, ""), recipe(HEADING)))


def test_a_line_over_links_to_share_by_is_a_text_s_last_one() -> None:
    """3.5: icons need no label; « Complet », « Bassin fermé » over them are what a reader came for, and so is who answers (loops)."""
    icons = "".join(
        f"<a href='https://{at}{HERE}'><img src=/i.svg alt=''></a>" for at in ("www.facebook.com/sharer.php?u=", "x.com/share?url=")
    )
    page = f"<body><main><h1>M</h1>{H2}{BODY}{{}}<h2>Autre</h2><p>La fin de la page.</p></main></body>"
    boxes = ("<div><p>{}</p>{}</div>", "<p>{}<br>{}</p>", "<section><p>{}</p><p>{}</p></section>")
    said = (
        "Complet",
        "Bassin fermé",
        "Entrée gratuite",
        "Sur rendez-vous",
        "Service des sports",
        "Salle 4",
        "Directrice : Ana Ruy",
    )
    for text, box in itertools.product(said, boxes):
        assert text in (lines(found(page.format(box.format(text, icons)), recipe(HEADING))) or ()), box
    known = (
        "Diesen Artikel teilen",
        "Teilen Sie diesen Beitrag",
        "Deel dit artikel",
        "Condividi questo articolo",
        "Comparte este artículo",
    )
    for text, box in itertools.product((*known, "Partilhe este artigo", "Partager sur les réseaux sociaux"), boxes):
        assert text not in (lines(found(page.format(box.format(text, icons)), recipe(HEADING))) or ()), text
    for text, box in itertools.product(("Deel 2", "Artikel 2", "Teile der Stadt", "Deel van de wijk"), boxes):
        assert text in (lines(found(page.format(box.format(text, icons)), recipe(HEADING))) or ()), text


@pytest.mark.parametrize(
    "around",
    [
        "<div>{}<div><h1>Mairie</h1>{}</div>{}</div>",
        "{}<h1>Mairie</h1>{}{}",
        "<div>{}<h1>Mairie</h1>{}{}</div>",
        "<header>{}<h1>Mairie</h1></header><section>{}</section>{}",
    ],
)
def test_a_foot_without_a_link_is_the_pages_own_where_its_box_has_the_title(around: str) -> None:
    """3.5: a footer among the lines of a text is the text's (above)."""
    read = lines(
        found(
            f"<body>{around.format(MENU, H2 + BODY, '<footer><p>Mairie de Valmont, 1 place du Puits</p></footer>')}</body>",
            recipe(HEADING),
        )
    )
    assert [line for line in read or () if line.startswith("Mairie")] == []


@pytest.mark.parametrize(
    "box",
    [
        "<div class=pager><a href='?page=0'>Première</a> <a href='?page=1'>Précédente</a> <a href='?page=3'>Suivante</a> <a href='?page=9'>Fin</a></div>",
        "<ul class=pagination><li><a href=/l/page/1>1</a></li><li><a href=/l/page/2>2</a></li><li><a href=/l/page/2>Page suivante</a></li></ul>",
        "<div class=pager>" + " ".join(f"<a href=/annuaire/{letter}>{letter}</a>" for letter in "ABCDEF") + "</div>",
        "<div class=pagination><a href=#>Première</a> <a href=#>Précédente</a> <a href=#>Suivante</a></div>",
        "<div class=post-pager><a href=/a>La fête du pain</a> <a href=/b>Le marché de la place</a></div>",
        "<div class=pager>Page 2 sur 14</div>",
        "<div class=pagination>Affichage des résultats 1 à 10 sur 45</div>",
        "<div class=pager><a href=#>Page Précédente</a> <a href=#>1</a> <a href=#>2</a> <a href=#>Page Suivante</a></div>",
    ],
)
def test_what_turns_the_pages_of_a_list_is_no_text(box: str) -> None:
    """3.5: told by what its links say and where they lead; other links in a box of that name are text (above)."""
    full = lines(found(f"<body><main><h1>M</h1>{H2}{BODY}{box}<p>La fin de la page.</p></main></body>", recipe(HEADING)))
    assert full == [*TEXT, "La fin de la page."]


@pytest.mark.parametrize(
    ("box", "kept"),
    [
        pytest.param("<div><p>Partager</p><p>Directrice : Ana Ruy</p></div>", ["Directrice : Ana Ruy"], id="a post"),
        pytest.param("<div><h3>Partager</h3><p>Le médiateur : Ana Ruy</p></div>", ["Le médiateur : Ana Ruy"], id="under a title"),
        pytest.param("<p>Partager</p><p>Bureau : <a href=/ana>Ana Ruy</a></p>", ["Bureau : Ana Ruy"], id="a link to a person"),
        pytest.param("<div><p>Partagez</p><p>Salle 4</p></div>", ["Salle 4"], id="a room"),
        pytest.param(
            "<div><p>Partager</p><a href=#>Facebook</a> <button>Copier le lien</button> 12</div>", [], id="links and a count"
        ),
        pytest.param(f"<p>Partager</p><div><a href='https://x.com/intent/tweet?url={HERE}'>X</a></div>", [], id="links beside it"),
    ],
)
def test_what_is_no_sharing_under_partager_is_read(box: str, kept: list[str]) -> None:
    """3.5: a box is left out where it holds links or buttons to share by, and nothing else."""
    full = lines(found(f"<body><main><h1>M</h1>{H2}{BODY}{box}<p>La fin de la page.</p></main></body>", recipe(HEADING)))
    assert [line for line in full or () if line not in TEXT] == [*kept, "La fin de la page."]


@pytest.mark.parametrize(
    ("box", "kept"),
    [
        pytest.param("<p>Imprimer : 0,20 € la page</p>", ["Imprimer : 0,20 € la page"], id="a price"),
        pytest.param("<p>Copy: £0.20 a page<br>Print: 10 %</p>", ["Copy: £0.20 a page\nPrint: 10 %"], id="prices in lines"),
        pytest.param(
            "<table><tr><td>Imprimer<td>0,20 €<tr><td>Relier<td>2 €</table>", ["Imprimer\t0,20 €", "Relier\t2 €"], id="rows"
        ),
        pytest.param("<table><tr><td>Copier<td>gratuit</table>", ["Copier\tgratuit"], id="a row"),
        pytest.param("<ul><li>Scanner<li>Imprimer</ul>", ["Scanner", "Imprimer"], id="items among others"),
        pytest.param("<ul><li>Imprimer<li>Copier</ul>", ["Imprimer", "Copier"], id="items with nothing to press"),
        pytest.param("<ul><li>Partager :<li><a href=#>Facebook</a></ul>", [], id="a title among links"),
        pytest.param("<table><tr><td>Partager<td><a href=#>Facebook</a></table>", [], id="a row of links"),
        pytest.param("<p>Partager 12</p>", [], id="a count"),
    ],
)
def test_a_tools_word_in_a_price_a_list_or_a_row_is_read(box: str, kept: list[str]) -> None:
    """3.5: never by a word alone."""
    full = lines(found(f"<body><main><h1>M</h1>{H2}{BODY}{box}<p>La fin de la page.</p></main></body>", recipe(HEADING)))
    assert full == [*TEXT, *kept, "La fin de la page."]


NAMED = "<p>Voirie : Albin Forestier</p>"
CREDITED = "<div class=card><figure><img src=/{0}.jpg alt=''><figcaption>© Ville de Valmont</figcaption></figure><h3>{0}</h3><p>Voirie</p></div>"


@pytest.mark.parametrize(
    ("box", "kept"),
    [
        pytest.param(f"<div>{NAMED}<a href='javascript:window.print()'>Imprimer</a></div>", "Voirie : Albin Forestier", id="a link to print"),
        pytest.param(f"<div>{NAMED}<a href='https://x.com/intent/tweet?url={HERE}'>X</a></div>", "Voirie : Albin Forestier", id="a link to share"),
        pytest.param("<ul><li>Règlement <a href='mailto:?subject=x'>Envoyer</a></li></ul>", "Règlement Envoyer", id="a line with one"),
        pytest.param("<table><tr><td>Ana Ruy</td><td><a href='mailto:?body=x'>Envoyer</a></td></tr></table>", "Ana Ruy", id="a row with one"),
        pytest.param(f"<div>{NAMED}<a href=/>Accueil</a></div>", "Voirie : Albin Forestier", id="the way home behind"),
        pytest.param("<div><a href=/>Mairie de Valmont</a><p>Ana Ruy</p></div>", "Mairie de Valmont", id="the way home, and who is there"),
        pytest.param(f"<div>{NAMED}<p>Est-ce utile ?</p><button>Oui</button><button>Non</button></div>", "Voirie : Albin Forestier", id="a question"),
        pytest.param(CREDITED.format("Ana Ruy") + CREDITED.format("Luc Petit"), "Ana Ruy", id="whose pictures they are"),
        pytest.param(f"<div>{NAMED}<p>© Ville de Valmont</p></div>", "Voirie : Albin Forestier", id="whose text it is"),
        pytest.param("<div class=card><h3>Ana Ruy</h3><div class=card-footer><a href=tel:0380>03 80</a></div></div>", "03 80", id="a card's foot"),
        pytest.param("<div class=pole-social><h3>Pôle social</h3><a href=mailto:a@b.example>Ana Ruy</a></div>", "Ana Ruy", id="a social service"),
        pytest.param("<div class=arborescence><ul><li>Voirie : Ana Ruy</li></ul></div>", "Voirie : Ana Ruy", id="a tree of services"),
        pytest.param("<div class=search-result><h3><a href=/a>Ana Ruy</a></h3><p>Voirie</p></div>", "Ana Ruy", id="a hit of a search"),
        pytest.param(f"<div class='no-print'>{NAMED}</div>", "Voirie : Albin Forestier", id="not for paper"),
        pytest.param("<ul class=tags><li>Voirie</li><li>Eau</li></ul>", "Voirie", id="tags that lead nowhere"),
        pytest.param("<div class=nav-item><p>Ana Ruy <a href=tel:0380>03 80</a></p></div>", "Ana Ruy 03 80", id="who is called"),
        pytest.param("<ul class=pager-list><li><a href=/a>Voirie</a></li><li><a href=/b>Eau</a></li><li><a href=/c>Écoles</a></li></ul>", "Écoles", id="links"),
        pytest.param("<ul class=pagination><li><a href=/a.pdf>Plan des rues</a></li></ul>", "Plan des rues", id="a file under such a name"),
        pytest.param("<ul class=pager><li><a href=#>Ida Brun</a></li><li><a href=#>Luc d’Arc Petit</a></li></ul>", "Ida Brun", id="names"),
        pytest.param("<ul class=pager><li><a href='?from=1'>Ida Brun</a></li><li><a href='?from=2'>LUC Petit</a></li></ul>", "LUC Petit", id="names that count"),
        pytest.param(f"<div class=pager>{''.join(f'<p><a href=#>{t}</a></p>' for t in ('Voirie', 'Eau', 'Paie', 'Sports', 'Halle'))}</div>", "Paie", id="more than four ways"),
        pytest.param("<ul class=pager><li>Voirie</li><li>Eau</li></ul>", "Voirie", id="lines that lead nowhere"),
        *(
            pytest.param(f"<div class='{name}'><p>{said}</p></div>", said, id=f"{name}: {said[:8]}")
            for name in ("breadcrumb", "pager", "etapes pagination")
            for said in ("18 dossiers suivis par Mme Pradines, bureau 207", "Permanence le 12 mai au bureau 3", "Étape 2 le conseil délibère en mars")
        ),
        pytest.param("<div class=view-with-pager><p><a href=/u/1>Ida Brun : paie</a></p></div>", "Ida Brun : paie", id="who does what, in a view"),
        pytest.param("<div class=pager><a href='#l'>Lundi : Ida Brun</a> <a href='#m'>Mardi : Luc Petit</a></div>", "Lundi : Ida Brun Mardi : Luc Petit", id="on which day"),
        pytest.param("<div class=slider-pagination><a href=#>Entrée : 4 €</a></div>", "Entrée : 4 €", id="what it costs"),
        pytest.param(
            "<div class=pager>" + "".join(f"<p><a href='/i?page_id={n}'>{t}</a></p>" for n, t in enumerate(("Voirie", "Eau", "Écoles"))) + "</div>",
            "Voirie", id="texts by their numbers"),
        pytest.param("<div class=sidebar><p>Ana Ruy</p><a href=tel:0380>03 80</a></div>", "Ana Ruy", id="who is called, at the side"),
        pytest.param("<table><tr><th><button>Agent</button></th></tr><tr><td>Ana Ruy</td></tr></table>", "Agent", id="a column to sort by"),
        pytest.param("<div class=accordion-header><button>Ana Ruy</button></div><div>Voirie</div>", "Ana Ruy", id="a button over a panel"),
    ],
)  # fmt: skip
def test_what_stands_beside_boilerplate_is_read(box: str, kept: str) -> None:
    """3.5: whom a page names is no boilerplate for a link, a credit or a class name beside him; so nobody comes or goes unseen."""
    for html in (
        f"<main><h1>M</h1>{H2}<p>Le service.</p>{box}<p>La fin.</p></main>",
        f"<main><h1>M</h1>{H2}<p>Le service.</p>{box}</main>",
    ):
        assert kept in (lines(found(f"<body>{html}</body>", recipe(HEADING))) or ())


PANEL = "<div>Le texte.</div>"


@pytest.mark.parametrize(
    "box",
    [
        "<div class=faq-vote><button>Utile (12)</button></div>",
        "<div class=faq-header-votes><button>Utile (12)</button></div>",
        "<button class=faq-vote>Utile (12)</button>",
        "<div class=notable><button>Ajouter aux favoris (3)</button></div>",
        "<button class=favorite-toggle>Ajouter aux favoris (3)</button>",
        "<div class=panel-footer><button>Afficher plus</button></div>",
        "<p class=tabular><button>Afficher moins</button></p>",
        "<button class='showmore collapsed'>Afficher plus</button>",
        "<div class=panel-body><p>Le texte.</p><button>Réserver</button></div>",
        "<div class=table-tools><button class=reconstable>Exporter en CSV</button></div>",
    ],
)
def test_a_button_to_press_is_no_text_for_a_class_name_near_it(box: str) -> None:
    """3.5: « Utile (12) » → « Utile (13) » was a substantive change where a class of its box has « faq » or « tab » in it."""
    got = lines(found(f"<body><main><h1>M</h1>{H2}<p>Le service.</p>{box}<p>La fin.</p></main></body>", recipe(HEADING)))
    assert [line for line in got or () if line != "Le texte."] == ["Le service.", "La fin."]


@pytest.mark.parametrize(
    "box",
    [
        "<button class=accordion-button>Ana Ruy</button>",
        "<button class='btn js-toggle'>Ana Ruy</button>",
        "<button class=tabTitle>Ana Ruy</button>",
        "<button aria-expanded=false class=faq-vote>Ana Ruy</button>",
        "<div class=panel-heading><button>Ana Ruy</button></div>",
        "<div class=accordionHeader><button>Ana Ruy</button></div>",
        "<p class=faq__question><button>Ana Ruy</button></p>",
    ],
)
def test_a_button_that_is_a_panel_s_title_is_text(box: str) -> None:
    """3.5: by a word of its own class, or of what holds it where that is called a title, too."""
    html = f"<body><main><h1>M</h1>{H2}<p>Le service.</p>{box}{PANEL}<p>La fin.</p></main></body>"
    assert "Ana Ruy" in (lines(found(html, recipe(HEADING))) or ())


@pytest.mark.parametrize("name", ["partage", "social", "footer", "menu", "pied", "arbo", "reseaux"])
def test_a_box_is_no_candidate_s_boilerplate_by_its_name_alone(name: str) -> None:
    """3.5, 3.7: « pôle social » has its chart too."""
    box = f"<div class={name}><p>Organigramme du pôle, mis à jour chaque année par la direction.</p><a href=/pole.pdf>Le consulter</a></div>"
    page = parse(f"<body><main><h1>M</h1>{box}{H2}{BODY}{BODY}</main></body>")
    assert [c.url for c in candidates(page)] == ["https://valmont.example/pole.pdf"]


def test_overlays_are_known_on_an_empty_shell() -> None:
    """3.5, 3.14: by role and by shape."""
    page = parse(
        "<body><div id=app></div><dialog>A</dialog><div aria-modal=true>B</div><div><p>Fermé lundi.</p><button>Fermer</button></div></body>"
    )
    assert [el.get_text() for el in page.overlays] == ["A", "B", "Fermé lundi.Fermer"]


@pytest.mark.few("wide")
@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<div>" * 3000 + "<p>x</p><a href=/m>Mentions légales</a>" + "</div>" * 3000, id="deep"),
        pytest.param(
            "<div><button aria-expanded=false>A</button><div hidden>b</div><a href=#>Partager</a><h3>N</h3></div>" * 8000, id="wide"
        ),
    ],
)
def test_judging_is_linear(html: str) -> None:
    """§9: a page of megabytes is judged in seconds of CPU."""
    page = Page.parse(f"<body>{html}</body>", "https://valmont.example/")
    assert page.layout
    began = time.process_time()
    assert page.main_box
    assert time.process_time() - began < 20


def test_a_document_in_the_foot_or_in_a_dialog_is_none_of_the_text() -> None:
    """3.7: told by what they hold; one behind a control is."""
    link = "<p><a href=/{0}.pdf>Organigramme {0} (PDF)</a></p>"
    foot = (
        "<div class=_x>"
        + link.format("pied")
        + "<ul><li><a href=/m>Mentions légales</a></li><li><a href=/p>Plan du site</a></li></ul></div>"
    )
    panel = "<button aria-controls=p1>Voir</button><div id=p1 hidden>" + link.format("panneau") + "</div>"
    page = parse(f"<body><div>{H2}{BODY}{panel}</div>{foot}<div aria-modal=true>{link.format('fenetre')}</div></body>")
    assert [c.url for c in candidates(page)] == ["https://valmont.example/panneau.pdf"]


@pytest.mark.parametrize(
    ("box", "is_text"),
    [
        ("<ul class='l'><li><a href='/fr'>Français</a></li><li><a href='/br'>Brezhoneg</a></li></ul>", False),
        ("<p><a href='/fr'>FR</a> | EN | <a href='/de'>DE</a></p>", False),
        ("<p><a href='/plan-fr.pdf'>Français</a> | <a href='/plan-en.pdf'>English</a></p>", True),
        ("<p><a href='/fr'>Français</a>, <a href='/maths'>mathématiques</a></p>", True),
        ("<p><a href='//de.v.example/'>Deutsch</a> · <a href='/accueil?lang=it'>Italiano</a></p>", False),
        ("<p><a href='/english-version' hreflang=en>English</a> · <a href='/auf-deutsch' lang=de>Deutsch</a></p>", False),
        (
            "<p><a href='/cours-de-breton'>Breton</a> · <a href='/cours-de-basque'>Basque</a> · <a href='/alsacien'>Alsacien</a></p>",
            True,
        ),
        ("<ul><li><a href='https://cours.example.fr/41'>Deutsch</a></li><li><a href='/c/42'>Italiano</a></li></ul>", True),
        ("<p>Traduire : <a href='?tl=fr'>Français</a>, <a href='?tl=en'>English</a>, <a href='?tl=uk'>Українська</a></p>", False),
        ("<ul><li><a href=# data-lang=fr>Français</a></li><li><a href=# data-lang=uk>Українська</a></li></ul>", False),
        ("<p>Guide : <a href='/fr/g'>Français</a>, <a href='/en/g'>English</a>, <a href='/uk/g'>Українська</a></p>", True),
        ("<p>Cours de <a href='#c-fr'>Français</a>, <a href='#c-en'>English</a>, <a href='#c-uk'>Українська</a></p>", True),
        ("<p>Lire en <a href='?l=fr'>Français</a>, <a href='?l=en'>English</a>, <a href='?l=x'>la version courte</a></p>", True),
        ("<div class='weather-widget'><span>Valmont</span> <span>21°</span></div>", False),
        ("<div class='meteo'>Abri en cas d’orage : la salle des fêtes.</div>", True),
        ("<p><i class='fa fa-eye'></i> 1 204</p>", False),
        ("<div><i class=material-icons>visibility</i> 1204 <svg><use href='/i.svg#icon-heart'></use></svg> 12</div>", False),
        ("<span><img src='/i/eye.svg' alt=''> <b>1.204</b></span>", False),
        ("<h3>Mariages célébrés</h3><p><img src='/heart.svg' alt=''> 31</p>", True),
        ("<p>Donneurs inscrits cette année</p><p><i class='fa fa-heart'></i> 120</p>", True),
        ("<p>Caméras de la ville :</p><div><i class='fa fa-eye'></i> 12</div>", True),
        ("<p>Merci à ceux qui sont venus.</p><p><i class='fa fa-heart'></i> 148</p>", True),  # and the text goes on
        ("<div><div><img src='/i/thumb.svg' alt=''> 148</div></div>", True),
        ("<p><i class='fa fa-phone'></i> 3237</p>", True),
        ("<p><i class='fa fa-heart-pulse'></i> 15</p>", True),
        ("<p><i class='fa fa-eye'></i> 4 <i class='fa fa-bed'></i> 2</p>", True),
        ("<ul><li><i class='fa fa-eye'></i> 4</li><li>Vue sur mer</li></ul>", True),
        ("<p>Zie ook</p><ul><li><a href=/a>Vuilnis</a></li></ul>", False),
        ("<p>Pagine collegate</p><ul><li><a href=/a>Rifiuti</a></li></ul>", False),
        ("<p>También le puede interesar</p><ul><li><a href=/a>Agua</a></li></ul>", False),
        ("<p>Scopri anche</p><ul><li><a href=/a.pdf>Orari</a></li></ul>", True),
    ],
)
def test_languages_the_weather_and_who_saw_the_page_are_around_the_text(box: str, is_text: bool) -> None:
    """3.5: told by what they hold."""
    text = "<p>La commune emploie quatre-vingt-quatre agents, sous l’autorité de la directrice générale.</p>"
    page = Page.parse(f"<main><h1>Services</h1>{text}{box}{text}</main>", "https://v.example/")
    assert (len(page.blocks_of(page.main)) > 3) is is_text


def test_who_liked_or_saw_a_text_is_counted_at_its_end_behind_a_sentence_or_a_file() -> None:
    """3.5, 3.6: amid a text a heart's figure is of blood donors, of votes; behind a label it is of that."""
    for text, box, counted in (
        ("<p>La piscine ouvre à midi.</p>", "<div><i class='fa fa-heart'></i> 148</div>", True),
        ("<p><a href=/b.pdf>Budget</a> (PDF, 530 Ko)</p>", "<p><i class='fa fa-eye'></i> 1 204</p>", True),
        ("<p><a href=/b.pdf>Budget</a></p>", "<p><i class='fa fa-eye'></i> 1 204</p>", False),
    ):
        page = Page.parse(
            f"<main><h1>Services</h1><div>{text}{box}</div><h2>Venir</h2><p>Par la rue.</p></main>", "https://v.example/"
        )
        said = {block.text for block in page.blocks_of(page.main)}
        assert said.isdisjoint(("148", "1 204")) is counted, box


@pytest.mark.parametrize("wrapped", [False, True], ids=["a heading", "a heading in a box of its own"])
def test_dated_news_under_a_title_in_a_column_beside_the_text_are_none_of_it(wrapped: bool) -> None:
    """3.5: builders of pages give each part a box, its title too; an excerpt of each page stands below its day."""
    title = "<div class=module><div class=inner><h3>Actualités</h3></div></div>" if wrapped else "<h3>Actualités</h3>"
    excerpt = "<p>La rue sera fermée deux semaines aux véhicules, une déviation est mise en place par la route de Longecourt.</p>"
    cards = "".join(
        f'<article><h3><a href="/n{n}">Travaux {n}</a></h3><p>{n} novembre 2026</p>{excerpt}</article>' for n in range(3, 6)
    )
    columns = (
        f"<div class=part><p>Le service compte cinq agents.</p></div><div class=other>{title}<div class=blog>{cards}</div></div>"
    )
    page = f"<main><h1>Mairie</h1><div><h2>Les finances</h2></div><div class=row>{columns}</div></main>"
    assert lines(found(page, recipe("Les finances"))) == ["Le service compte cinq agents."]


@pytest.mark.parametrize(
    "bar",
    [
        "<nav><a href=/a>Accueil</a> <a href=/b>Plan</a></nav>",
        "<div class=share><a href='https://www.facebook.com/sharer.php?u=1'>F</a></div>",
    ],
)
def test_a_title_in_a_box_of_its_own_is_no_boilerplate_for_the_bar_below_it(bar: str) -> None:
    """3.5: what stands beside that box tells of news, not whether the title is the bar's own."""
    text = f"<p>Il tient les comptes.</p><div class=head><h3>Nos missions : les comptes</h3></div>{bar}"
    page = f"<main><h1>Mairie</h1><h2>Les finances</h2><p>Le service compte cinq agents.</p><div class=row>{text}</div></main>"
    read = lines(found(page, recipe("Les finances")))
    assert read == ["Le service compte cinq agents.", "Il tient les comptes.", "Nos missions : les comptes"]


@pytest.mark.parametrize(
    ("text", "is_all"),
    [
        pytest.param("<p>Cinq agents.</p><p>Contact</p>", True, id="a sentence that is not the last line"),
        pytest.param("<h3>Ouvert !</h3>", False, id="a heading that ends as one"),
        pytest.param("<p>Lire la suite</p>", False, id="no sentence"),
    ],
)
def test_a_sentence_is_the_text_however_many_news_stand_beside_it(text: str, is_all: bool) -> None:
    """3.5: a line that is none, or a heading, may be a lid that opens them."""
    news = "".join(f'<li><a href="/n{n}">La fête du village, {n} juin 2026</a></li>' for n in range(1, 25))
    page = f"<main><h1>Mairie</h1><h2>Les finances</h2>{text}<div class=side><h3>Actualités</h3><ul>{news}</ul></div></main>"
    assert ("Actualités" not in (lines(found(page, recipe("Les finances"))) or ())) is is_all


_BRACKETS = "<span class=mw-editsection><span>[</span>{}<span>]</span></span>"
_TO_EDIT = '<a href="/index.php?title=Mairie&amp;action=edit&amp;section=1">edytuj</a>'
_BOTH = (
    '<a href="/w/a?veaction=edit&amp;section=1">edit</a><span> | </span><a href="/w/a?action=edit&amp;section=1">edit source</a>'
)


@pytest.mark.parametrize(
    "title",
    [
        f"<h2>Services communs{_BRACKETS.format(_TO_EDIT)}</h2>",
        f"<h2><span class=mw-headline>Services communs</span> {_BRACKETS.format(_BOTH)}</h2>",
        f"<h2>Services communs {_BRACKETS.format('<a href=/e>modifier</a> | <a href=/f>modifier le code</a>')}</h2>",
        f"<h2>Services communs <span>[{_TO_EDIT}]</span></h2>",
        '<h2>Services communs <a href="?do=edit&amp;id=mairie">Bearbeiten</a></h2>',
        '<h2>Services communs <a class="modif" href="/modifier">✎</a></h2>',
        '<h2>Services communs</h2><a href="/modifier">✏️</a>',
        f"<div class=mw-heading><h2>Services communs</h2>{_BRACKETS.format(_BOTH)}</div>",
    ],
)
def test_links_to_edit_are_no_words_of_a_title(title: str) -> None:
    """3.1, 3.5, 3.22: a wiki sets them in the title, or right behind it; their address says it, or brackets and a class."""
    page = f"<main><h1>Mairie</h1>{title}<p>Sept services.</p><h2>Horaires</h2><p>Ouvert.</p></main>"
    section = found(page, recipe("Services communs"))
    assert section is not None
    assert (section.heading, lines(section)) == ("Services communs", ["Sept services."])


@pytest.mark.parametrize(
    "title",
    [
        "Services [<a href=/regie>régie</a>]",
        "Services <span>[<a href=/regie>régie</a>]</span>",
        "Services <span class=edited>[<a href=/f.pdf>PDF</a>]</span>",
        "Services <span class=mw-editsection>[ville et <a href=/m>métropole</a>]</span>",
    ],
)
def test_a_titles_own_words_stay_in_brackets_too(title: str) -> None:
    """3.1, 3.6: another word of it is a change."""
    page = parse(f"<main><h1>Mairie</h1><h2>{title}</h2><p>Sept services.</p></main>")
    assert [text for _, text in page.headings][1] == re.sub("<[^>]*>", "", title)


@pytest.mark.parametrize("role", ["role=main", ""])
@pytest.mark.parametrize("title", ["<div role=heading aria-level=1>Services</div>", "<h2>Services</h2>"])
def test_a_page_of_short_sentences_is_not_its_own_foot(role: str, title: str) -> None:
    """3.5: without a long sentence nothing stopped the foot at the page's text, and its documents were never found (3.7)."""
    text = (
        "<h2>Équipes</h2><p>Dix agents.</p><ul><li>Voirie : Lise Orban</li><li>Écoles : Paul Attal</li></ul><p>Salle fermée le lundi.</p>"
        * 2
    )
    files = "<div><a href=/f/plan.pdf>Plan des équipes</a> <span>1,2 Mo</span></div>"
    foot = "<div class=bas><p>Mairie de Valmont</p><a href=/ml>Mentions légales</a> <a href=/plan>Plan du site</a></div>"
    page = parse(f"<body><div><div {role}>{title}{text}{files}</div>{foot}</div></body>")
    files_link, mentions = page.tree.find("a", href="/f/plan.pdf"), page.tree.find("a", href="/ml")
    assert files_link is not None and mentions is not None
    assert (page.is_boilerplate(files_link), page.is_boilerplate(mentions)) == (False, True)


@pytest.mark.parametrize(
    ("listed", "stays"),
    [
        ('<ul><li><a href="?id=3">Mme Ida Brun</a>, maire</li><li><a href="?id=4">Paul Serres</a></li></ul>', True),
        ('<div><a href="/?p=12">Paul Serres</a>, adjoint aux écoles</div>', True),
        ('<div><a href="/">Valmont</a> › <a href="/mairie">Mairie</a></div>', False),
        ('<div><a href="/?lang=fr">Accueil</a> › Mairie</div>', False),
        ('<ul><li><a href="/services/accueil">Accueil</a></li><li><a href="/services/paie">Paie</a></li></ul>', True),
        ('<ul><li><a href="/a">Accueil</a></li><li><a href="/b">Paie</a></li></ul>', True),
        ('<ul><li><a href="/fr/accueil.html">Accueil</a></li><li><a href="/fr/mairie">Mairie</a></li></ul>', False),
    ],
)
def test_a_link_with_a_query_leads_to_no_first_page(listed: str, stays: bool) -> None:
    """3.5: a list of people whose pages are `?id=3`, and of services of which the first is « Accueil », was never read.

    « Accueil » is the way home where it leads to a page that may be the site's first one.
    """
    text = "<p>Le conseil compte vingt-trois membres, qui se réunissent une fois par mois.</p>"
    page = Page.parse(f"<main><h1>Mairie</h1><h2>Les élus</h2>{listed}{text}</main>", "https://valmont.example/mairie/elus")
    of = Recipe(sections=(SectionRecipe(item="elus", heading="Les élus"),), documents=())
    (elected,) = extract(page, recipe=of, last=None).sections
    assert (len(elected.blocks) > 1) is stays


def test_dated_teasers_that_end_a_watched_box_are_none_of_its_text() -> None:
    """3.5: the latest news below a text, within the box that a selector names, was told as edited whenever there was some."""
    card = "<div><h4><a href=/n/{0}>Titre {0}</a></h4><time>0{0}/03/2026</time> <a href=/n/{0}>Lire la suite</a></div>"
    cards = card.format(1) + card.format(2)
    news = "<div class=k><h3>{}</h3>{}</div>"
    share = "<div><a href='https://www.facebook.com/sharer.php?u=a'>Facebook</a> <a href='mailto:?subject=a'>E-mail</a></div>"
    for title in ("Actualités", "Laatste nieuws", "Actualidad", "Neuigkeiten", "Latest"):
        html = f"<main><div id=z>{BODY}{news.format(title, cards)}</div></main>"
        assert lines(found(html, recipe(None, "#z"))) == TEXT, title
        shared = f"<main><div id=z>{BODY}{news.format(title, cards)}{share}</div></main>"
        assert lines(found(shared, recipe(None, "#z"))) == TEXT, f"{title}, above links to share by"
        watched = lines(found(html, recipe(None, ".k")))
        assert watched is not None and "Titre 1" in " ".join(watched), "who points at the news reads it"
    dated = card.replace("<time>", "<p>").replace("</time>", "</p>")
    files = cards.replace("/n/1", "/n/1.pdf")
    told = {
        "what is to come": BODY + news.format("Agenda", cards),
        "files": BODY + news.format("Actualités", files),
        "text behind": BODY + news.format("Actualités", cards) + "<p>La salle est louée aux habitants.</p>",
        "more than the text": "<p>Ce que fait la ville.</p>" + news.format("Actualités", cards),
        "no days": BODY + news.format("Actualités", cards.replace("<time>", "<i>").replace("0", "x")),
        "acts": BODY + news.format("Actualités", cards.replace("Titre 2</a>", "Titre 2 : délibération n° 7</a>")),
        "an organisation": BODY + news.format("Latest", cards.replace("Titre 2</a>", "Titre 2 : le nouvel organigramme</a>")),
    }
    for what, inside in told.items():
        assert "Titre" in " ".join(lines(found(f"<main><div id=z>{inside}</div></main>", recipe(None, "#z"))) or []), what
    inside = BODY + news.format("Actualités", dated.format(1) + dated.format(2))
    assert lines(found(f"<main><div id=z>{inside}</div></main>", recipe(None, "#z"))) == TEXT, (
        "days without an element of their own"
    )
