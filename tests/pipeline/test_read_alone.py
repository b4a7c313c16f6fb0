"""DESIGN §9: at a first visit a page is read as if it held the watched regions alone, where nothing else of it has a say."""

from __future__ import annotations

import random

import pytest

from bench.pages import SELECTOR, body
from monitor.extract.front import taken_in
from monitor.extract.glance import parsed
from monitor.extract.independent_regions import regional, stand_alone
from monitor.extract.items import extract
from monitor.extract.page import Page
from monitor.model import PageFindings, Recipe, Schedule, SectionRecipe, Watch, WatchState
from monitor.pipeline.page import FetchedPage
from tests import sweeps
from tests.pipeline.test_fronts import FOOT, HOSTILE
from tests.pipeline.test_glance import pages
from tests.pipeline.test_regions import AROUND, selectors
from tests.quality.judging import URL, answer

SEEDS = sweeps.times(2, 60)
HTML = "text/html; charset=utf-8"
TEXT = "<p>Les services de la ville et de la métropole sont communs.</p>" * 12
PAGE = (
    '<!DOCTYPE html><html lang="fr"><head><title>Valmont</title></head><body><nav><a href="/a">Mairie</a></nav>{before}<main>'
    f'<h1>Les services</h1><div id="region">{TEXT}{{inside}}</div></main>{FOOT}</body></html>'
)
RECIPE = Recipe(sections=(SectionRecipe(item="s", css=("#region",)),))


def found_on(html: str, recipe: Recipe = RECIPE) -> PageFindings:
    """What a first visit finds."""
    watch = Watch(name="w", url=URL, schedule=Schedule(), recipe=recipe)
    return FetchedPage(watch=watch, state=WatchState(watch="w"), answer=answer(html.encode()), last_page=None).findings()


def whole(html: str, recipe: Recipe, monkeypatch: pytest.MonkeyPatch) -> PageFindings:
    """The same of a page that is read as a whole."""
    with monkeypatch.context() as patch:
        patch.setattr("monitor.pipeline.page.regional", lambda *_: None)
        return found_on(html, recipe)


@pytest.mark.parametrize("name", sorted(pages()))
def test_regions_that_stand_alone_read_as_on_the_whole_page(name: str) -> None:
    """Pages pulled about at random: without the rest the same is found, and the regions stand alone beside it, too."""
    chance = random.Random(name)
    for _ in range(SEEDS):
        html = pages()[name]
        for _ in range(chance.randrange(4)):
            html = chance.choice(AROUND)(html, chance)
        at = html.find(">", chance.randrange(len(html))) + 1
        html = html[:at] + chance.choice(["", *HOSTILE]) + html[at:]
        for css in selectors(html, chance):
            excluded = chance.choice([(), (".partage",)])
            recipe = Recipe(sections=(SectionRecipe(item="s", css=(css,), exclude=excluded),))
            taken = taken_in(html.encode(), HTML, URL, recipe)
            tree, marks = (taken.tree, taken.marks) if taken else (parsed(html), None)
            page = None if tree is None else regional(tree, html, URL, recipe, marks)
            if page is None or not stand_alone(page, recipe):
                continue
            full = Page.parse(html, URL)
            assert extract(page, recipe=recipe, last=None) == extract(full, recipe=recipe, last=None), css
            assert page.own_name == full.own_name and stand_alone(full, recipe)


def test_the_rest_of_a_page_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Menus, news, foot of the bench's pages: what is found, and by what the page is known again, is the same without them."""
    recipe = Recipe(sections=(SectionRecipe(item="text", css=(SELECTOR,)),))
    for number in range(4):
        html = body(number).decode()
        long = whole(html, recipe, monkeypatch)
        assert long.extraction and long.glance
        with monkeypatch.context() as patch:
            patch.setattr(Page, "parse", lambda *_: pytest.fail("the whole page was read"))
            assert found_on(html, recipe) == long


@pytest.mark.parametrize(
    ("before", "inside"),
    [
        ("", "<p>Suite</p>"),
        ("<p>Cette page n’est plus à jour.</p>", "<p>Suite</p>"),
        ("", "<!DOCTYPE html><p>Avant<!DOCTYPE html>après</p>"),
        ('<div {{vide}} {{b}}="c">', '<p {{css}} {{a:b}}="d" xml:lang="de">Gabarit</p>'),
        ("", "<p>Avant<?php echo 1 ?>après</p>"),
        ("", "<p>Avant<!-- remarque -->après <!-- fin --> fin</p>"),
        ("", "<input type=checkbox checked><label>Oui</label>"),
        ("", '<a class="__cf_email__" data-cfemail="543931142c7a2d" href="/cdn-cgi/l/email-protection">[email protected]</a>'),
        ("", '<a href="/cdn-cgi/l/email-protection#543931142c7a2d">Écrire</a>'),
        ("", '<div><template shadowrootmode="open"><p>Dedans</p><slot></slot></template><p>Dehors</p></div>'),
        ("", "<p hidden='until-found'>Suite</p>"),
        ("", "<p>Avant</p><iframe srcdoc='<p>Dedans</p>'></iframe><p>Après</p>"),
        ("<iframe srcdoc='<h1>Cette rubrique</h1>'></iframe>", "<p>Suite</p>"),
        ("", "<p>Avant</p><dialog open>Dedans</dialog><p>Après</p>"),
        ("<dialog open>", "<p>Suite</p>"),
        (
            "<style>.x{display:none}</style>",
            '<p class="x">caché</p><style>.y{text-decoration:line-through}</style><p class="y">barré</p>',
        ),
        ("", '<p>Suite</p></div><div id="region"><p>Autre</p>'),
        ("", '<div id="region"><p>Dedans</p></div>'),
        ("", "<h1>Titre de la région</h1><p>Suite</p>"),
        ("", "<table><tr><th>a</th><td>1</td></tr></table>"),
        ("<h1>Cette rubrique</h1>", "<pre>  a\n   b</pre><textarea> x </textarea><ruby>漢<rp>(</rp><rt>kan</rt></ruby>"),
        ("<base href='/autre/'>", '<p><a href="la-paie">La paie</a> <del>ancien</del> <img src="x.png" alt="Plan"></p>'),
        (
            '<link rel="canonical" href="https://valmont.example/b">',
            '<p><a href="/b#voirie">Voirie</a></p><p id="voirie">Voirie</p>',
        ),
        ('<a class="card" href="/fiche"><h2>La métropole</h2>', "<p>Suite</p>"),
        ("", '<style>p.x{display:block}</style><p class="x">Dit</p></div><style>p.x{display:none}</style><div>'),
        ('<div><template shadowrootmode="open"><h2>Dans l’ombre</h2></template>', "<p>Suite</p>"),
        ("", '<p>Suite</p><title>Autre</title><meta itemprop="name" content="x"><p>Fin</p>'),
    ],
)
def test_what_is_found_is_the_same_either_way(before: str, inside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """3.1-3.6: notices, what parts a text, values, addresses, copies of a region, tables, what is set as it is written."""
    html = PAGE.format(before=before, inside=inside)
    assert found_on(html) == whole(html, RECIPE, monkeypatch)


@pytest.mark.parametrize("around", ["main", "div"])
@pytest.mark.parametrize("foot", ["footer", "div class=card-footer", "div class=pied-footer", "footer class=card-footer"])
@pytest.mark.parametrize("outside", [0, 1])
def test_the_foot_of_a_card_is_the_same_either_way(foot: str, outside: int, around: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """3.5: whether others like it stand elsewhere on the page."""
    card = f"<div class=card><p>Voirie</p><{foot}><a href=/p/1>Luc Petit</a> 03 80</{foot.split()[0]}></div>"
    html = PAGE.format(before=card * outside, inside=card).replace("main>", f"{around}>")
    assert found_on(html) == whole(html, RECIPE, monkeypatch)


@pytest.mark.parametrize("around", ["main", "div"])
@pytest.mark.parametrize(
    "foot", ["<tr class=footer><td>Standard<td>03 84</tr>", "<tfoot class=table-footer><tr><td>Total<td>2</tfoot>"]
)
@pytest.mark.parametrize("rows", ["", "<tr><td>Mme Roy<td>Voirie</tr>", "<tr><td><h3>Voirie</h3><td>Mme Roy</tr>"])
def test_the_foot_of_a_table_is_the_same_either_way(rows: str, foot: str, around: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """3.5"""
    html = PAGE.format(before="", inside=f"<table>{rows}{foot}</table>").replace("main>", f"{around}>")
    assert found_on(html) == whole(html, RECIPE, monkeypatch)


@pytest.mark.parametrize("inside", ["<p>Avant<?php echo 1 ?>après</p>", "<p>Avant</p><?echo 1?>amid<p>après</p>"])
def test_an_instruction_to_a_program_parts_no_words(inside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a page that names no type: what stands behind it is read."""
    html = PAGE.format(before="", inside=inside).removeprefix("<!DOCTYPE html>")
    found = found_on(html)
    assert found == whole(html, RECIPE, monkeypatch)
    assert found.extraction and any("après" in block.text for block in found.extraction.sections[0].blocks)


def test_a_short_text_is_judged_beside_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """3.14: a few words may be those of an error, which the rest of the page tells."""
    html = PAGE.replace(TEXT, "<p>Page introuvable</p>").format(before="<h1>Erreur 404</h1>", inside="")
    found = found_on(html)
    assert found.failure is not None and found == whole(html, RECIPE, monkeypatch)
