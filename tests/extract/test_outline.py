"""What `monitor outline` shows of a page can be pasted into config.toml, all of it, and finds what it says."""

from __future__ import annotations

import gzip
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.cli.outline import as_toml
from monitor.config import load
from monitor.extract.items import extract
from monitor.extract.links.documents import find_documents
from monitor.extract.outline import Names, Outline, as_json, outline
from monitor.extract.page import Page
from monitor.fetch.charset import decode
from monitor.model import DocumentRecipe, Recipe
from tests.shared import shared

URL = "https://valmont.example/mairie/"
PAGE = """<html><head><title>L’organigramme - Valmont-sur-Ource</title></head><body>
<nav><h2>Menu</h2><ul><li><a href="/">Accueil</a></li></ul></nav>
<main><h1>L’organigramme</h1><p>Cinq mots pour la ville.</p>
<div class="doc"><h3>Organigramme des services - Juin 2026</h3><p>PDF, 12 ko</p><a href="/d/o.pdf">télécharger</a></div>
<h2>Les « pôles » de l’administration</h2><p>Un texte de sept mots en tout.</p>
<h2>Contacts</h2><p>Un.</p><h2>Contacts</h2><p>Deux.</p></main></body></html>"""

ROWS = "".join(
    f'<tr><td>Séance du {n % 28 + 1} mars {2015 + n // 12}</td><td><a href="/m/{n}.pdf">{{}}</a></td></tr>' for n in range(30)
)
MINUTES = (
    "<main><h1>Les assemblées</h1><h2>Conseil municipal</h2><p>Il se réunit le lundi.</p><table>"
    + ROWS.format(*["Compte rendu"] * 30)
    + "</table><h2>Conseil de quartier</h2><p>Il se réunit à l’école.</p><table>"
    + ROWS.replace("/m/", "/q/").format(*["Compte rendu"] * 30)
    + "</table></main>"
)
NEWS = "".join(f'<li><h3><a href="/actus/{n}">Une nouvelle de la ville</a></h3><time>{n} mars 2026</time></li>' for n in (3, 4, 5))
SHAPES = {
    "page": PAGE,
    "minutes": MINUTES,
    "files, one name within another": "<main><h1>Budget</h1><p>Voté en mars.</p><ul>"
    + "".join(
        f'<li><a href="/b/{n}.pdf">{name} (PDF, {n} ko)</a></li>'
        for n, name in enumerate(("Budget", "Budget primitif", "Budget 2026", "Annexe", "Annexe"), 1)
    )
    + "</ul></main>",
    "accordion": "<main><h1>Archives</h1>"
    + "".join(
        f'<h2><button aria-expanded="false" aria-controls="p{n}">Année {n}</button></h2><div id="p{n}" hidden>'
        f'<p>Trois séances.</p><a href="/{n}/pv.pdf">Procès-verbal</a> <a href="/{n}/a.pdf">PDF</a></div>'
        for n in (2024, 2025, 2026)
    )
    + "</main>",
    "news beside the text": f"<main><h1>Services</h1><p>Ils sont neuf.</p></main><div><h2>À la une</h2><ul>{NEWS}</ul></div>",
    "calls alone": '<main><h1>Dossiers</h1><h2>Voirie</h2><p><a href="/v.pdf">Télécharger</a></p><h2>Eau</h2><p>'
    '<a href="/e.pdf">Télécharger</a></p></main>',
}


@pytest.fixture(scope="module")
def town() -> Outline:
    return outline(Page.parse(PAGE, URL))


def test_headings_come_with_their_level_words_and_whether_they_stand_once(town: Outline) -> None:
    """Menus are left out; equal headings are one entry, for they are one section (3.4)."""
    assert [(h.level, h.text, h.unique, h.count, h.not_offered) for h in town.headings] == [
        (1, "L’organigramme", True, 1, "outer"),
        (3, "Organigramme des services - Juin 2026", True, 1, "document"),
        (2, "Les « pôles » de l’administration", True, 1, ""),
        (2, "Contacts", False, 2, ""),
    ]
    assert next(h.words for h in town.headings if "pôles" in h.text) == 7


def test_a_document_is_looked_for_without_its_date(town: Outline) -> None:
    """The next version has another date and must be found by the same words (3.7)."""
    (document,) = town.documents
    assert (document.link, document.kind, document.size_text) == ("Organigramme des services", "orgchart", "12 ko")
    recipe = Recipe(documents=(DocumentRecipe(item="o", link=document.link),))
    assert len(find_documents(Page.parse(PAGE.replace("Juin", "Mars"), URL), recipe)) == 1


def test_the_outline_is_valid_toml_with_names_that_are_all_different(town: Outline) -> None:
    """DESIGN §6: names are keys, texts are strings."""
    (watch,) = tomllib.loads(as_toml(town))["watch"]
    assert watch["url"] == URL
    assert {s["heading"] for s in watch["sections"].values()} == {"Les « pôles » de l’administration", "Contacts"}
    assert [d["link"] for d in watch["documents"].values()] == ["Organigramme des services"]
    assert not set(watch["sections"]) & set(watch["documents"])


def test_one_name_of_many_links_is_one_entry_completed_by_what_they_stand_under() -> None:
    """15.4: sixty « Compte rendu » of two assemblies are two entries of thirty, neither of which has the other's."""
    found = outline(Page.parse(MINUTES, URL))
    assert [(d.link, d.count) for d in found.documents] == [
        ("Conseil municipal – Compte rendu", 30),
        ("Conseil de quartier – Compte rendu", 30),
    ]
    recipe = Recipe(documents=(DocumentRecipe(item="d", link="Conseil municipal"),))
    assert find_documents(Page.parse(MINUTES, URL), recipe) == ()  # what stands above alone names none of them


def test_links_of_one_text_are_told_apart_by_the_title_lines_of_their_blocks() -> None:
    """3.7, 3.8: « Télécharger » in any language is a name like others; what stands above it says which one it is."""
    form = '<div class="bloc"><p class="tit">{}</p><a href="/{}.pdf">Pellgargañ</a></div>'
    blocks = form.format("Steuñv an aozadur (organigramme)", "a") + form.format("Kuzul-kêr", "b")
    page = f"<main><h1>Servijoù</h1><p>La ville présente ici ses services.</p><h2>Teulioù</h2>{blocks}</main>"
    found = outline(Page.parse(page, URL))
    assert [(d.link, d.count) for d in found.documents] == [
        ("Steuñv an aozadur (organigramme) – Pellgargañ", 1),
        ("Kuzul-kêr – Pellgargañ", 1),
    ]
    for document, name in zip(found.documents, "ab", strict=True):
        recipe = Recipe(documents=(DocumentRecipe(item="d", link=document.link),))
        assert [link.url for link in find_documents(Page.parse(page, URL), recipe)] == [f"https://valmont.example/{name}.pdf"]


def test_news_feeds_and_their_headings_are_not_proposed() -> None:
    """15.4: no menus, breadcrumbs or feeds."""
    page = SHAPES["news beside the text"].replace("</main>", '<a type="application/rss+xml" href="/flux.xml">RSS</a></main>')
    found = outline(Page.parse(page, URL))
    assert ([h.text for h in found.headings], found.documents) == (["Services"], ())


def test_what_a_section_leaves_out_is_said_in_both_languages() -> None:
    """3.28: fields, hidden words, share bars."""
    page = (
        "<main><h2>Écrire au maire</h2><p>Il répond.</p><p hidden>Deux mots</p><form><p><input name=n> <textarea></textarea></p>"
        "<p>Merci.</p></form></main>"
    )
    found = outline(Page.parse(page, URL))
    assert "# non compris\u00a0: 2 mots cachés" in as_toml(found, "fr")
    assert "# left out: 2 hidden words" in as_toml(found, "en")
    assert found.headings[0].left_out == {"hidden": 2, "fields": 2}


@pytest.mark.parametrize("length", range(36, 44))
def test_names_of_any_length_are_different(length: int) -> None:
    """15.4: two headings of 39 or 40 letters ended in a traceback."""
    names = Names()
    for text in ("a" * length, "mot " * (length // 4) + "x" * (length % 4)):
        given = [names.of(text) for _ in range(12)]
        assert len(set(given)) == 12
        assert max(map(len, given)) <= 40


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_all_of_it_pasted_finds_what_it_says(shape: str, language: str, tmp_path: Path) -> None:
    finds_what_it_says(Page.parse(SHAPES[shape], URL), language, tmp_path)


def test_all_of_it_pasted_finds_what_it_says_on_real_pages(tmp_path: Path) -> None:
    """The pages beside the checkout."""
    for page in real_pages():
        finds_what_it_says(page, "fr", tmp_path)


def real_pages() -> Iterator[Page]:
    """A page of each folder of the sets."""
    folders = sorted(
        {f.parent for f in shared("replay").glob("**/*.html.gz")} | {f.parent for f in shared("pages").glob("**/*.html")}
    )
    for folder in folders:
        path = min(folder.glob("*.html*"))
        body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        yield Page.parse(decode(body, "text/html").text, URL)


def finds_what_it_says(page: Page, language: str, folder: Path) -> None:
    """Pasted as a whole it loads, each item is on the page as often as said, and no two are the same."""
    found = outline(page)
    shown = as_toml(found, "fr" if language == "fr" else "en")
    (folder / "config.toml").write_text(shown, "utf-8")
    (watch,) = load(folder / "config.toml", {}).watches
    read = extract(page, recipe=watch.recipe, last=None)
    assert read.missing == ()
    assert len({s.text for s in read.sections}) == len(read.sections)
    said = dict(read.headings)
    offered = [h for h in found.headings if not h.not_offered]
    assert [(h.name, h.count) for h in offered] == [(s.item, said.get(s.item, 1)) for s in read.sections]
    for document in found.documents:
        assert sum(d.item == document.name for d in read.documents) == document.count, document
    sets = [frozenset((d.label, d.url) for d in read.documents if d.item == document.name) for document in found.documents]
    assert len(set(sets)) == len(sets)
    assert max(len(line) for line in shown.splitlines() if line.startswith("# ") and "http" not in line and "=" not in line) <= 80


def test_the_outline_as_json(town: Outline) -> None:
    """4.1: every command that prints data has --json."""
    assert json.loads(json.dumps(as_json(town)))["documents"][0]["url"] == "https://valmont.example/d/o.pdf"


TREE = (
    "<ul><li>Direction générale<ul><li>Direction des achats<ul><li>Service marchés</li></ul></li>"
    "<li>Direction des finances<ul><li>Service budget</li><li>Service paie</li></ul></li></ul></li></ul>"
)


@pytest.mark.parametrize(
    ("below", "kind"),
    [
        pytest.param(TREE, "orgchart", id="services under each other"),
        pytest.param(TREE.replace("Direction", "Rue").replace("Service", "Place"), "text", id="another tree"),
        pytest.param("<ul>" + "".join(f"<li>Service {n}</li>" for n in range(9)) + "</ul>", "text", id="nothing under another"),
    ],
)
def test_lists_that_read_as_a_tree_of_services_are_offered_as_a_chart(below: str, kind: str) -> None:
    """3.31: whatever their heading is called."""
    page = f"<title>Valmont</title><main><h1>La mairie</h1><p>Bienvenue à la mairie.</p><h2>Qui fait quoi</h2>{below}</main>"
    found = outline(Page.parse(page, url="https://www.valmont.example/"))
    assert next(h.kind for h in found.headings if h.text == "Qui fait quoi") == kind


@pytest.mark.parametrize(
    ("title", "shown", "count"),
    [
        pytest.param("Organigramme", '<img src="/a.png" width="900">', 1, id="the page is about it"),
        pytest.param("Organigramme", '<img data-src="/a.png" src="data:image/gif;base64,R0" alt="Vue">', 1, id="loaded later"),
        pytest.param("Valmont", '<img src="/a.png" width="900">', 0, id="any picture"),
        pytest.param(
            "Organigramme", "".join(f'<img src="/{n}.png" width="900" alt="Vue {n}">' for n in range(9)), 0, id="an album"
        ),
        pytest.param("Valmont", '<object data="/plan.svg" type="image/svg+xml"></object>', 1, id="object"),
        pytest.param("Valmont", '<embed src="/plan.png">', 1, id="embed"),
    ],
)
def test_pictures_that_may_be_the_chart_are_offered_without_a_name(title: str, shown: str, count: int) -> None:
    """3.30: on a page about an org chart its few pictures; what stands in a page as a file of its own, on any."""
    page = f"<title>{title}</title><main><h1>La mairie</h1><p>Bienvenue à la mairie.</p><h2>Les services</h2>{shown}</main>"
    assert len(outline(Page.parse(page, url="https://www.valmont.example/")).documents) == count


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Mutualisation des services", "mutualisation-des-services"),
        ("L’organigramme des services à Saint-Étienne-du-Rouvray", "l-organigramme-des-services"),
        ("Organigramme de la ville et de la métropole", "organigramme-de-la-ville"),
        ("Saint-Germain-de-la-Grange-aux-Belles-sur-Orge, mairie", "saint-germain-de-la-grange-aux-belles"),
    ],
)
def test_a_name_ends_with_a_whole_word(title: str, name: str) -> None:
    """4.5: a town's name stands in it whole or not at all, and no « de la » at its end."""
    assert Names().of(title) == name


@pytest.mark.parametrize(
    ("title", "end", "name"),
    [
        ("Tarifs et horaires | Communauté de communes du Val d’Orge", "Communauté de communes du Val d’Orge",
         "tarifs-communes-du-val-d-orge"),
        ("Les élus et l’organisation des services – Saint-Amand-les-Bois", "Saint-Amand-les-Bois", "les-elus-saint-amand-les-bois"),
        ("Senior management team - Thornbury District Council", "Thornbury District Council", "senior-thornbury-district-council"),
        ("Nos services - Valmont", "Valmont", "nos-services-valmont"),
        ("Infrastructures-et-aménagements-du-territoire | Saint-Amand", "Saint-Amand", "infrastructures-et-amenagements-du"),
    ],
)  # fmt: skip
def test_the_town_stays_in_a_name_that_is_cut(title: str, end: str, name: str) -> None:
    """4.5: « tarifs-et-horaires-communaute » told of no town; two towns' pages were one name with a number."""
    names = Names()
    assert names.of(title, end) == name
    assert len(again := names.of(title, end)) <= 40 and again != name
