"""Pages of an invented town in several frames, well and unwell: what a server sends with status 200."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

PROSE = (
    "Valmont-sur-Ource et Ource Métropole partagent leurs services depuis 2011. La direction des achats, la direction du "
    "numérique et "
    "la direction des finances travaillent pour les deux collectivités, sous l’autorité d’un seul directeur général.",
    "Une convention fixe la part de chacune dans les dépenses de personnel. Elle est revue chaque année par les deux "
    "assemblées, qui "
    "en débattent lors du vote du budget primitif.",
    "Les communes de Brémur, de Saint-Marc et de Voulaines peuvent demander l’appui des services communs pour leurs "
    "marchés publics, "
    "leurs archives et l’instruction des permis de construire.",
)
SECTION = "<h2>La mutualisation des services</h2>" + "".join(f"<p>{p}</p>" for p in PROSE)
DOCUMENT = (
    '<div class="telechargement"><h3>Organigramme des services - Mai 2026</h3><p>Format : PDF Poids : 184,20 ko</p>'
    '<a class="btn" href="/media/organigramme-mai-2026.pdf">télécharger</a></div>'
)
TITLE = "L’organigramme ville et métropole"
_MENU = "".join(
    f'<li><a href="/{slug}/">{name}</a></li>'
    for slug, name in [
        ("mairie", "Votre mairie"),
        ("demarches", "Vos démarches"),
        ("sortir", "Sortir, bouger"),
        ("metropole", "Ource Métropole"),
    ]
)
_NEWS = "".join(
    f'<article class="card-actu"><a href="/actualites/{i}"><h3>{title}</h3></a><time>{date}</time></article>'
    for i, title, date in [
        (1, "La piscine rouvre après maintenance de la chaufferie", "12 mai 2026"),
        (2, "Le marché de printemps revient place des Tilleuls", "3 mai 2026"),
    ]
)


def semantic(title: str, content: str) -> str:
    """A frame of landmarks: header, nav, main, aside, footer."""
    return (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{title} - Valmont-sur-Ource</title></head><body>'
        '<a class="skip-link" href="#contenu">Aller au contenu</a><header><a '
        f'href="/">Valmont-sur-Ource</a><nav><ul>{_MENU}</ul></nav></header>'
        f'<nav class="breadcrumb"><ol><li><a href="/">Accueil</a></li><li>Votre mairie</li></ol></nav><main id="contenu">{content}'
        '<div class="partage"><h2>Partager</h2><a href="#">Facebook (12)</a></div></main>'
        f"<aside><h2>Dans l’actualité</h2>{_NEWS}</aside><footer><p>Hôtel de ville, 1 place des Tilleuls, 21999 "
        f"Valmont-sur-Ource.</p>"
        '<p>Ouvert du lundi au vendredi de 9 h à 17 h.</p><a href="/mentions/">Mentions légales</a></footer></body></html>'
    )


def plain_divs(title: str, content: str) -> str:
    """A frame without a landmark: only the names of its boxes speak."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title} | Ville de Valmont-sur-Ource</title></head><body '
        f'id="top">'
        '<div id="header"><div class="logo"><a href="/">Valmont-sur-Ource</a></div><div id="menu"><ul '
        f'class="menu">{_MENU}</ul></div></div>'
        '<div class="fil-ariane"><a href="/">Accueil</a> &gt; Votre mairie</div><div id="page"><div id="content" '
        f'class="col-9">{content}'
        '<div class="social-share"><a href="#">Partager</a></div></div><div id="sidebar" '
        f'class="col-3"><h2>Actualités</h2>{_NEWS}</div></div>'
        '<div id="footer"><p>Mairie de Valmont-sur-Ource, 1 place des Tilleuls</p><ul><li><a href="/plan/">Plan du '
        "site</a></li></ul></div></body></html>"
    )


def news_inside(title: str, content: str) -> str:
    """A frame whose main element holds the news column as well, as grids often have it."""
    return (
        f'<!doctype html><html lang="fr"><head><title>{title}</title></head><body><nav class="navbar"><ul>{_MENU}</ul></nav>'
        '<main class="container"><ol class="breadcrumb"><li>Accueil</li></ol><div class="row"><div '
        f'class="col-lg-8">{content}</div>'
        f'<div class="col-lg-4"><h2>Actualités</h2>{_NEWS}</div></div></main><footer class="bg-dark"><h2>Valmont sur le web</h2>'
        "<p>mardi 12 mai 2026</p></footer></body></html>"
    )


def bare(title: str, content: str) -> str:
    """No frame at all."""
    return f"<!doctype html><html><head><title>{title}</title></head><body>{content}</body></html>"


FRAMES = {"semantic": semantic, "divs": plain_divs, "grid": news_inside}


def base(frame: str) -> str:
    """The page as first seen, well."""
    return FRAMES[frame](TITLE, f"<h1>{TITLE}</h1>{DOCUMENT}{SECTION}")


class Case(NamedTuple):
    """A bad answer: what it is to be called, and the title and content that go into a frame."""

    name: str
    kind: str
    title: str
    content: str


def cases(file: str) -> list[Case]:
    """The cases of fixtures/*file*."""
    text = (Path(__file__).parent / "fixtures" / file).read_text(encoding="utf-8")
    found = re.findall(r"<!-- case: (.*?) \| (.*?) \| (.*?) -->\n(.*?)\n(?=\n<!-- case|\Z)", text, re.DOTALL)
    return [Case(*case) for case in found]


UNWELL = cases("unwell.html")
WALLS = cases("walls.html")
SHELLS = cases("shells.html")
