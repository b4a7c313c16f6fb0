"""DESIGN §9: a page that need not be read says what it would have said: the short cut is the long way."""

from __future__ import annotations

import gc
import random
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from bs4.element import PageElement

from monitor.demo.server import page
from monitor.extract.page import Page
from monitor.model import (
    Document,
    DocumentRecipe,
    HttpFacts,
    PageFindings,
    Recipe,
    Revision,
    Schedule,
    SectionRecipe,
    Watch,
    WatchState,
)
from monitor.pipeline.page import FetchedPage
from tests import sweeps
from tests.quality.judging import NOW, URL, answer

FIXTURES = Path(__file__).resolve().parent.parent / "extract" / "fixtures"
SEEDS = sweeps.times(1, 20)
Mutation = Callable[[str, random.Random], str]


@cache
def pages() -> dict[str, str]:
    """Pages of many builds, those of the demonstration too."""
    found = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FIXTURES.glob("*.html"))}
    return found | {"demo": page(noise=False, after=False).decode(), "noisy": page(noise=True, after=False).decode()}


def recipes(html: str) -> list[Recipe]:
    """A section by each of some headings, the main text by selector, and both with the documents."""
    headings = [text for _, text in Page.parse(html, URL).headings]
    sections = [SectionRecipe(item="s", heading=text) for text in headings[1::3][:3]]
    sections += [SectionRecipe(item="m", css=("main", "article", "#content", "body"), exclude=(".partage",))]
    plan = DocumentRecipe(item="d", link="a")
    return [Recipe(sections=(one,), documents=()) for one in sections] + [Recipe(sections=(sections[-1],), documents=(plan,))]


def known(html: str, recipe: Recipe) -> tuple[PageFindings, WatchState]:
    """What the first visit finds, and the state after it."""
    first = _question(html, recipe, WatchState(watch="w")).findings()
    if first.extraction is None:
        return first, WatchState(watch="w")
    last = Revision(
        snapshot=1,
        taken_at=NOW,
        url=URL,
        sections=first.extraction.sections,
        documents=tuple(Document(link=link, content=None) for link in first.extraction.documents),
        recipe_hash=recipe.hash,
    )
    return first, WatchState(watch="w", last=last, page_glance=first.glance, page_closed=first.closed)


def _question(html: str, recipe: Recipe, state: WatchState) -> FetchedPage:
    watch = Watch(name="w", url=URL, schedule=Schedule(), recipe=recipe)
    return FetchedPage(watch=watch, state=state, answer=answer(html.encode()), last_page=None)


def both_ways(html: str, recipe: Recipe, state: WatchState) -> tuple[PageFindings, PageFindings]:
    """What is found on *html* at a glance, if it may be, and by reading it."""
    short = _question(html, recipe, state).findings()
    return short, _question(html, recipe, replace(state, page_glance=None)).findings()


def _figures(html: str, chance: random.Random) -> str:
    """Some of the figures, anywhere, are others of the same length."""
    return re.sub(r"\d", lambda d: str(chance.randrange(10)) if chance.random() < 0.3 else d[0], html)


def _words(html: str, chance: random.Random) -> str:
    """One word, anywhere, is another one."""
    found = list(re.finditer(r"\w{4,}", html))
    one = chance.choice(found)
    return html[: one.start()] + chance.choice(["autre", "Organigramme", "2031", "partager", "", "12 Mo"]) + html[one.end() :]


def _one_figure(html: str, chance: random.Random) -> str:
    """One run of figures is another one, perhaps longer."""
    found = list(re.finditer(r"\d+", html))
    if not found:
        return html
    one = chance.choice(found)
    return html[: one.start()] + str(chance.randrange(10 ** len(one[0]))) + html[one.end() :]


INSERTED = """
<!-- made in 0.{n} s -->
<script>var t={n}</script>
<script nonce="a{n}b" src="/x.js?{n}"></script>
<p>Il est {n} h.</p>
<input type="hidden" name="token" value="{n}">
<meta name='csrf' content='{n}'>
<footer>{n} visites</footer>
<b>{n}</b>
<div class="js-dom-id-0123456789abcdef{n}">{n}</div>
<a href="/f{n}.pdf">Plan {n}</a>
<h2>Titre {n}</h2>
</div>
<div>
<div hidden id="z{n}">
<style>.c{n}{display:none}</style>
<br>
<td>{n}</td>
<nav><a href='/p{n}'>{n}</a></nav>
""".strip().split("\n")


def _inserted(html: str, chance: random.Random) -> str:
    """Something between two tags."""
    at = chance.choice([m.end() for m in re.finditer(r">", html)])
    return html[:at] + chance.choice(INSERTED).replace("{n}", str(chance.randrange(10, 99))) + html[at:]


def _cut_out(html: str, chance: random.Random) -> str:
    """A tag is gone."""
    one = chance.choice(list(re.finditer(r"<[^>]*>", html)))
    return html[: one.start()] + html[one.end() :]


def _script(html: str, chance: random.Random) -> str:
    """What a script says is made anew."""
    return html.replace(SCRIPT, f"<script>made={chance.random()}</script>")


def _hrefs(html: str, chance: random.Random) -> str:
    """The numbers in the addresses of links are others."""
    return re.sub(r'(?<=href=")[^"]*', lambda a: re.sub(r"\d", lambda d: str(chance.randrange(10)), a[0]), html)


def _ordered(html: str, chance: random.Random) -> str:
    """Two attributes change places."""
    return re.sub(
        r'<(\w+) ([\w-]+="[^"]*") ([\w-]+="[^"]*")', lambda t: f"<{t[1]} {t[3]} {t[2]}" if chance.random() < 0.5 else t[0], html
    )


SCRIPT = "<script>made=0.1</script>"
MUTATIONS: tuple[Mutation, ...] = (
    _script,
    _hrefs,
    _ordered,
    _figures,
    _figures,
    _words,
    _one_figure,
    _one_figure,
    _inserted,
    _inserted,
    _cut_out,
)


@pytest.mark.few(5)
@pytest.mark.parametrize("name", sorted(pages()))
def test_a_glance_says_what_reading_says(name: str) -> None:
    """Two states of a page that differ at random: where their glances are the same, so is all that is found."""
    chance, html = random.Random(name), pages()[name]
    taken = known_again = 0
    for recipe in recipes(html):
        for _ in range(SEEDS):
            base = html.replace("</body>", f"{SCRIPT}</body>")
            for _ in range(chance.randrange(3)):  # what is there before
                base = _inserted(base, chance)
            first, state = known(base, recipe)
            if first.glance is None:
                continue
            known_again += 1
            for mutate in MUTATIONS:
                other = mutate(base, chance)
                short, long = both_ways(other, recipe, state)
                if short.glance == first.glance and short.title is None:
                    taken += 1
                    assert replace(short, title=long.title, glance=None) == replace(long, glance=None), (mutate.__name__, recipe)
                    assert long.title == first.title
    assert taken >= known_again  # what a script says never makes a page be read


NOISE = (
    ('<a href="/actualites/0-77331">Le conseil</a>', '<a href="/actualites/0-99887">Le conseil</a>'),
    ("<main></main>", "<main><!-- wp:paragraph 942055 --><script type='application/ld+json'>{}</script></main>"),
    ('<p class="a" lang="fr">x</p>', '<p lang="fr" class="a">x</p>'),
    ("<!-- 0,1 s -->", "<!-- 2,7 s -->"),
    ("<script nonce=a1>t=1</script>", "<script nonce=f77>t=22;u()</script>"),
    ('<input type="hidden" value="abc">', '<input type="hidden" value="xyz123">'),
    ("<meta name=csrf content=a1>", "<meta name=csrf content=b2>"),
    ('<div class="js-view-dom-id-0a1b2c3d4e5f6a7b8c9d">x</div>', '<div class="js-view-dom-id-ffffb2c3d4e5f6a7b8c9d0">x</div>'),
    ("<footer>51 563 visites, page du 2026-01-05</footer>", "<footer>51 780 visites, page du 2026-02-17</footer>"),
)


@pytest.mark.parametrize(("before", "after"), NOISE, ids=[before[:14] for before, _ in NOISE])
def test_noise_is_seen_at_a_glance(before: str, after: str) -> None:
    """What pages make anew at each visit and no reading looks at."""
    html = pages()["demo"]
    recipe = Recipe(sections=(SectionRecipe(item="m", css=("main",)),), documents=())
    _, state = known(html.replace("</body>", f"{before}</body>"), recipe)
    short, long = both_ways(html.replace("</body>", f"{after}</body>"), recipe, state)
    assert short.glance == state.page_glance
    assert short.title is None, "it was read"
    assert short.extraction == long.extraction


@pytest.mark.parametrize(
    ("before", "after"),
    [("380 agents", "381 agents"), ("<sup>2</sup>", "<sup>3</sup>"), ("<b>12</b>34", "<b>12</b>35"), ("en 2025", "en 2026")],
)
def test_a_figure_of_the_watched_text_is_never_overlooked(before: str, after: str) -> None:
    """3.23: a change of one figure is a change."""
    html = pages()["demo"].replace("<p>", f"<p>{before} ", 3)
    for recipe in recipes(html):
        _, state = known(html, recipe)
        short, long = both_ways(html.replace(before, after), recipe, state)
        assert short.extraction == long.extraction


def test_nothing_of_a_failure_is_taken_at_a_glance() -> None:
    """3.13: the same bytes as an error's answer, cut short, or after a failure are judged."""
    html = pages()["demo"]
    recipe = recipes(html)[-2]
    _, state = known(html, recipe)
    question = _question(html, recipe, state)
    http: HttpFacts = replace(question.answer.http, status=503)
    assert replace(question, answer=replace(question.answer, http=http)).findings().failure is not None
    assert replace(question, answer=replace(question.answer, cut="9 of 10")).findings().title is not None


def test_characters_that_xml_has_not_are_no_bug() -> None:
    """11.1: such a page is read, as it cannot be taken in at a glance."""
    html = pages()["demo"].replace("</body>", "<p>\x01\x0c 12 <b>13</b> \ufffe 14 visites</p></body>")
    for recipe in recipes(html):
        _, state = known(html, recipe)
        short, long = both_ways(html.replace("14 visites", "15 visites"), recipe, state)
        assert short.extraction == long.extraction


@pytest.mark.few("300", "3000")
@pytest.mark.parametrize("depth", [100, 250, 300, 3000])
def test_what_stands_deep_is_never_overlooked(depth: int) -> None:
    """1, 11.2: lxml builds 256 elements within each other and no more; tags that nobody closed are as many on old pages."""
    html = pages()["demo"].replace("<h1>", "<font>" * depth + "<h1>")
    for recipe in recipes(html):
        _, state = known(html, recipe)
        short, long = both_ways(html.replace("2 000 habitants", "3 000 habitants"), recipe, state)
        assert short.extraction == long.extraction


def test_a_page_that_was_read_leaves_no_tree_behind() -> None:
    """§9: elements hold each other; were they not let go of, memory would grow until they are looked for."""
    html = pages()["demo"]
    recipe = recipes(html)[-1]
    _, state = known(html, recipe)
    other = html.replace("2 000 habitants", "3 000 habitants")
    both_ways(other, recipe, state)
    gc.collect()
    gc.disable()
    try:
        before = sum(isinstance(one, PageElement) for one in gc.get_objects())
        both_ways(other, recipe, state)
        assert sum(isinstance(one, PageElement) for one in gc.get_objects()) <= before + 2  # the two documents themselves
    finally:
        gc.enable()
