"""Notices on the page itself, above its title or right below it (3.6)."""

from __future__ import annotations

import pytest

from monitor.extract.items import extract
from monitor.extract.page import Page
from monitor.model import Recipe, SectionRecipe

TEXT = "<p>Les services de la ville et de la métropole travaillent ensemble depuis plus de dix ans.</p>" * 2
MENU = (
    '<header><a href="/">Valmont</a><nav><ul><li><a href="/a">Mairie</a><li><a href="/b">Cette page en allemand</a>'
    "</ul></nav></header>"
)


def said(above: str = "", below: str = "", exclude: tuple[str, ...] = (), css: tuple[str, ...] = ()) -> list[str]:
    """What the section has before its own text."""
    html = f"{MENU}<main>{above}<h1>Organisation</h1>{below}<h2>Services</h2><div id=s>{TEXT}</div><h2>Autre</h2>{TEXT}</main>"
    page = Page.parse(f"<html><head><title>Organisation</title></head><body>{html}</body></html>", "https://valmont.example/")
    recipe = Recipe(sections=(SectionRecipe(item="s", heading=None if css else "Services", css=css, exclude=exclude),))
    (section,) = extract(page, recipe=recipe, last=None).sections
    return [block.text for block in section.blocks[:-2]]


@pytest.mark.parametrize(
    "notice",
    [
        "This page was withdrawn on 3 March 2026",
        "Cette page n'est <b>plus à jour</b>.",
        "Attention : cette page a été reprise par la métropole et ne fait plus foi.",
        "Page archivée le 3 mars 2026",
        "Diese Seite wird seit dem 1. März nicht mehr gepflegt.",
        "Ces informations sont obsolètes.",
        "This guidance has been superseded.",
        "La page est archivée.",
        "Les informations de cette page ne sont plus à jour.",
        "Les informations ci-dessous ne sont plus à jour.",
        "Attention, page obsolète.",
        "La page que vous lisez n’est plus à jour.",
        "Der Inhalt dieser Seite ist nicht mehr aktuell.",
        "Deze pagina wordt niet meer bijgewerkt.",
        "Let op: deze informatie is verouderd.",
        "Esta página ya no se actualiza.",
        "Questa pagina non è più aggiornata.",
    ],
)
@pytest.mark.parametrize(
    "box", ["<div class='alert alert-warning' role=alert><p>{}</p></div>", "<section><h3>{}</h3></section>", "<p>{}</p>"]
)
def test_a_notice_above_the_title_is_read(notice: str, box: str) -> None:
    """3.6: whatever box it stands in; by its selector, too."""
    plain = notice.replace("<b>", "").replace("</b>", "")
    assert said(above=box.format(notice)) == [plain]
    assert said(above=box.format(notice), css=("#s",)) == [plain]


@pytest.mark.parametrize(
    "notice", ["Cette page n'est plus à jour.", "Page archivée", "This content has been withdrawn.", "Contenuto non più aggiornato"]
)
def test_below_the_title_only_what_gives_the_page_up_is_read(notice: str) -> None:
    """3.6: an introduction is none of the section."""
    assert said(below=f"<p>{notice}</p>") == [notice]
    assert said(below="<p>Cette page présente l'organisation des services de la ville.</p>") == []


@pytest.mark.parametrize(
    "banner",
    [
        "<div role=alert>Alerte canicule : buvez de l'eau, pensez à vos voisins.</div>",
        "<div class=info>La mairie est fermée le lundi 2 novembre.</div>",
        "<p>Cette page utilise des cookies pour mesurer son audience.</p>",
        "<p>Cette page a été mise à jour le 12 mars 2026</p>",
        "<p>Cette page vous a-t-elle été utile ?</p>",
        "<p><a href='/de'>Cette page est disponible en allemand</a></p>",
        "<button>Imprimer cette page</button>",
        "<p>Partager cette page</p>",
        "<p>Dans cette rubrique</p>",
        "<div class=site-alert><p>Les pages jaunes ne sont plus distribuées.</p></div>",
        "<p>Travaux : la page des inscriptions n'est plus ouverte jusqu'à lundi.</p>",
        "<p>La page Facebook n'est plus suivie.</p>",
        "<p>L’article a été supprimé de l’ordre du jour.</p>",
        "<p>Textes abrogés</p>",
        "<p>The post was removed.</p>",
        "<p>Le document est remplacé tous les ans.</p>",
        "<p>Attention, la page Facebook n'est plus suivie.</p>",
        "<p>Les informations voyageurs ne sont plus à jour.</p>",
        "<p>Travaux sur la fibre : nos pages ne sont plus consultables jusqu'à vendredi.</p>",
        "<div role=dialog><p>Cette page n'est plus à jour.</p><button>OK</button></div>",
        "<p style='display:none'>Cette page n'est plus à jour.</p>",
        "<nav><p>Cette page n'est plus à jour.</p></nav>",
    ],
)
def test_what_speaks_of_something_else_is_none(banner: str) -> None:
    """3.5, 3.6: banners of the whole site, tools, when it was saved, what is hidden."""
    assert said(above=banner) == []


def test_what_the_user_takes_out_is_out() -> None:
    """3.3."""
    assert said(above="<div class=hint><p>Cette page n'est plus à jour.</p></div>", exclude=(".hint",)) == []
