"""DESIGN §9: a region that stands alone is told by a digest of itself: whatever happens around it, reading says the same."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from monitor.extract.glance import is_of_regions
from monitor.model import PageFindings, Recipe, SectionRecipe
from tests import sweeps
from tests.pipeline.test_glance import MUTATIONS, both_ways, known, pages

SEEDS = sweeps.times(1, 40)
Mutation = Callable[[str, random.Random], str]
NAMES = re.compile(r"[a-zA-Z_][\w-]*", re.ASCII)

STRANGERS = [
    *"""
<button>Accepter</button>
<div style="position:fixed"><p>Cookies</p><button>OK</button></div>
<div class="footer"><a href="/m">Mentions légales</a> <a href="/p">Plan du site</a></div>
<style>.texte{display:none} p{color:red}</style>
<style>.content{text-decoration:line-through}</style>
<p>© Ville de Valmont</p>
<a href="#top">Haut de page</a>
<div role="dialog">Un message</div>
<h1>Un autre titre</h1>
<div hidden id="q">caché</div><button aria-controls="q">ouvrir</button>
<a href="https://ailleurs.example/?u=https://valmont.example/page">a</a>
<base href="https://autre.example/">
<p>Partager</p>
<main><p>autre</p></main>
<a href="/">Accueil</a>
<table><tr><td>
</table>
</p>
</ul>
<b>
<del>
<svg>
</div></div></div>
<select>
<a>
<script>
<!--
<noscript>
<form>
<p>Cette page n'est plus à jour.</p>
<p>Cette rubrique est <b>en cours</b> de révision. Nos cookies mesurent l'audience.</p>
<div role="alert"><p>Page archivée</p></div>
<style>.cette{page:archivee}</style>
""".strip().split("\n"),
    "<p>" + "Une phrase de la ville qui est longue. " * 40 + "</p>",
    "<ul>" + "<li><a href='/x'>lien</a></li>" * 40 + "</ul>",
    "</body></html><html><body>",
]
BOXES = (
    *("div", "section", "nav", "aside", "footer", "b", "main", "article", "form", "ul", "li", "table", "details", "header"),
    *("div hidden", 'div class="footer"', 'div class="cookie banner"'),
)
CLASSES = (
    "footer",
    "cookie-consent banner",
    "breadcrumb",
    "nav menu",
    "hidden",
    "share",
    "pub",
    "content",
    "texte",
    "tools",
    "main",
)


def _ends(html: str) -> list[int]:
    return [tag.end() for tag in re.finditer(r">", html)]


def _stranger(html: str, chance: random.Random) -> str:
    """Something that a page may say of itself, somewhere."""
    at = chance.choice(_ends(html))
    return html[:at] + chance.choice(STRANGERS) + html[at:]


def _of_another(html: str, chance: random.Random) -> str:
    """A piece of another page, somewhere."""
    other, at = pages()[chance.choice(sorted(pages()))], chance.choice(_ends(html))
    start = chance.choice([tag.start() for tag in re.finditer(r"<", other)])
    return html[:at] + other[start : start + chance.randrange(50, 3000)] + html[at:]


def _wrapped(html: str, chance: random.Random) -> str:
    """A box around something."""
    start, end = sorted(chance.sample(_ends(html), 2))
    tag = chance.choice(BOXES)
    return f"{html[:start]}<{tag}>{html[start:end]}</{tag.split()[0]}>{html[end:]}"


def _without(html: str, chance: random.Random) -> str:
    """A piece is gone."""
    tags = [tag.start() for tag in re.finditer(r"<", html)]
    first = chance.randrange(len(tags) - 1)
    return html[: tags[first]] + html[tags[min(len(tags) - 1, first + chance.choice([1, 2, 5, 20, 80]))] :]


def _moved(html: str, chance: random.Random) -> str:
    """A piece stands elsewhere."""
    tags = [tag.start() for tag in re.finditer(r"<", html)]
    first = chance.randrange(len(tags) - 2)
    start, end = tags[first], tags[min(len(tags) - 1, first + chance.choice([2, 6, 20, 60]))]
    piece, rest = html[start:end], html[:start] + html[end:]
    at = min(chance.choice(tags), len(rest))
    return rest[:at] + piece + rest[at:]


def _named(html: str, chance: random.Random) -> str:
    """An element has another class, id or role."""
    found = list(re.finditer(r'(class|id|role)="[^"]*"', html))
    if not found:
        return html
    one = chance.choice(found)
    return f'{html[: one.start()]}{one[1]}="{chance.choice(CLASSES)}"{html[one.end() :]}'


AROUND: tuple[Mutation, ...] = (
    *(_stranger, _stranger, _stranger, _of_another, _of_another, _wrapped, _wrapped, _without, _without, _moved, _named, _named),
    *MUTATIONS,
)


def selectors(html: str, chance: random.Random) -> list[str]:
    """Selectors of some elements that hold a text."""
    found = []
    for el in BeautifulSoup(html, "lxml").find_all(True):
        names = [f"#{el['id']}"] if el.get("id") else []
        names += ["." + ".".join(el["class"])] if el.get("class") else []
        names += [el.name] if el.name in ("main", "article", "section") else []
        if names and len(el.get_text(" ").split()) > 15 and all(map(NAMES.fullmatch, re.split(r"[#.]", names[0])[1:])):
            around = f"{el.parent.name}{chance.choice([' ', ' > '])}" if el.parent and chance.random() < 0.2 else ""
            found.append(around + chance.choice(names))
    return chance.sample(found, min(4, len(found)))


def taken(short: PageFindings, glance: str | None) -> bool:
    """Whether *short* was found without reading."""
    return short.glance == glance and short.title is None


@pytest.mark.few(5)
@pytest.mark.parametrize("name", sorted(pages()))
def test_what_happens_around_a_region_is_read_as_nothing(name: str) -> None:
    """Pages pulled about at random: where the region's digest is the same, so is all that reading finds."""
    chance, html = random.Random(name), pages()[name]
    for _ in range(SEEDS):
        base = html
        for _ in range(chance.randrange(3)):
            base = chance.choice(AROUND)(base, chance)
        for css in selectors(base, chance):
            recipe = Recipe(sections=(SectionRecipe(item="s", css=(css,), exclude=chance.choice([(), (".partage",)])),))
            first, state = known(base, recipe)
            if first.glance is None or not is_of_regions(first.glance):
                continue
            for mutate in (*AROUND, *chance.choices(AROUND, k=4)):
                other = mutate(base, chance)
                for more in chance.choices(AROUND, k=chance.choice([0, 0, 1, 2])):
                    other = more(other, chance)
                short, long = both_ways(other, recipe, state)
                if taken(short, first.glance):
                    assert replace(short, title=long.title, glance=None) == replace(long, glance=None), (mutate.__name__, css)
                    assert long.title == first.title


PAGE = """<!DOCTYPE html><html><head><title>Valmont</title><style>.x{{display:none}}</style></head><body>
<header><nav><ul><li><a href="/a">Mairie</a></li><li><a href="/b">Vie</a></li></ul></nav></header>
<main><h1>Les services</h1><div id="region" class="texte"><h2>La mutualisation</h2><p>Les services sont communs : 380 agents.</p>
<ul><li>la paie</li><li><a href="/voirie">la voirie</a></li></ul></div><p>Une autre ligne.</p></main>
{around}</body></html>"""
RECIPE = Recipe(sections=(SectionRecipe(item="s", css=("#region",)),))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<aside><h2>Actualités</h2><p>Le marché</p></aside>", "<aside><h2>Actualités</h2><p>Les vœux</p><p>Budget</p></aside>"),
        ("<p>Il est midi.</p>", "<p>Il est une heure et quart.</p><img src='/pixel.gif?4'>"),
        ('<form><input type="hidden" value="a1"></form>', '<form><input type="hidden" value="b2"><b>nouveau</b></form>'),
        ("<footer>12 visites</footer>", '<footer class="f2">1 200 visites</footer><script>var t=1</script>'),
    ],
)
def test_what_is_new_beside_the_region_is_not_read(before: str, after: str) -> None:
    """News, counters, forms: what town pages change at each visit, in words and in number."""
    _, state = known(PAGE.format(around=before), RECIPE)
    assert state.page_glance and is_of_regions(state.page_glance)
    short, long = both_ways(PAGE.format(around=after), RECIPE, state)
    assert taken(short, state.page_glance)
    assert short.extraction == long.extraction


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("380 agents", "381 agents"),
        ("<li>la paie</li>", ""),
        ('href="/voirie"', 'href="/routes"'),
        ("{around}", '<div id="region">Encore</div>'),
        ("{around}", "<style>.texte{display:none}</style>"),
        ("<title>Valmont", '<base href="https://x.example/"><title>Valmont'),
        ("<title>Valmont", "<title>Page introuvable"),
        ('id="region"', 'id="autre"'),
        ("<main>", '<main class="y">'),
    ],
)
def test_what_may_be_of_the_region_is_read(before: str, after: str) -> None:
    """3.23, 3.4: whatever the digest is not sure of takes the long way."""
    first, state = known(PAGE.format(around="{around}"), RECIPE)
    short, long = both_ways(PAGE.format(around="{around}").replace(before, after), RECIPE, state)
    assert not taken(short, first.glance)
    assert replace(short, glance=None) == replace(long, glance=None)


@pytest.mark.parametrize(
    "region",
    [
        '<p>Texte</p><div class="footer"><a href="/m">Mentions légales</a> <a href="/p">Plan du site</a></div>',
        '<p>Texte</p><ul class="ariane"><li><a href="/">Accueil</a></li><li>Ici</li></ul>',
        '<p>Texte</p><div id="more" hidden>La suite</div>',
        '<p>Texte</p><div class="x">Une règle cache ces mots</div>',
        '<p>Texte</p><ul><li><a href="?u=http://a.example/b">a</a></li></ul>',
        '<p>Texte</p><div class="cookie-banner">Des cookies mesurent l’audience du site, rien de plus <a href="/c">ici</a></div>',
    ],
)
def test_what_leans_on_the_page_is_told_by_the_whole_page(region: str) -> None:
    """A foot, a breadcrumb, a panel, a hidden class, a link shared twice: the rest of the page says whether they are text."""
    first, _ = known(PAGE.format(around="").replace("<li>la paie</li>", f"<li>la paie</li></ul>{region}<ul>"), RECIPE)
    assert first.glance is not None
    assert not is_of_regions(first.glance)
