"""DESIGN §9: a page whose front is as it was has the glance that it had: the shortest cut says what the short one does."""

from __future__ import annotations

import gzip
import random
import re
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from bench.pages import SELECTOR, body
from monitor.extract.front import known_again, taken_in
from monitor.extract.glance import glance, parsed, parsed_source
from monitor.extract.independent_regions import stand_alone
from monitor.extract.page import Page
from monitor.fetch.charset import decode, is_sound
from monitor.model import Recipe, SectionRecipe
from monitor.pipeline.glanced import at_a_glance
from monitor.quality.answer import is_closed
from tests import sweeps
from tests.pipeline.test_glance import INSERTED, known, pages
from tests.pipeline.test_regions import AROUND, selectors
from tests.quality.judging import URL, answer
from tests.shared import shared

SEEDS = sweeps.times(2, 60)
HTML = "text/html; charset=utf-8"
HEAD = (
    '<meta name="csrf" content="a1"><link rel="stylesheet" href="/x.css?v=1"><script nonce="n1">t=1;"a<b"</script>'
    '<!-- 0.1 s --><form><input type="hidden" name="f" value="v1"></form><script src="/s.js?1"></script>'
)
FOOT = "<div><h2>Plus loin</h2>" + "<p>Un autre texte de la ville.</p>" * 30 + "</div><footer><div>Pied</div></footer>"
# What may mean something else than it says, in front of the regions or behind them.
HOSTILE = """
<!-- <script> --><p>dehors</p><!-- </script> -->
<p title="<!-- ">dedans</p><p title=" -->">fin</p>
<p data-x='<script>"y"</script>'>z</p>
<textarea><script>a</script></textarea>
<title>Autre</title>
<svg><title>icône</title><script>1</script></svg>
<script>document.write("<!-- <script>")</script>
<script>var a = "</b>"</script>
<SCRIPT>b</SCRIPT>
<script/>
<script><!-- a --></script>
<link rel="canonical" href="/b">
<script id="{css}" src="/x"></script>
<meta role="heading" content="1">
<input type="text" value="a type=hidden b">
<p id={css}>x</p><p class='a {css}'>y</p>
<link rel="c&#97;nonical" href="/c">
<meta property="og:url" content="/d">
<meta property="og&#58;url" content="/e">
<meta http-equiv="refresh" content="9">
<input type="HIDDEN" value="q">
<input type="text" class="hidden" value="q">
<h1>Dernier</h1>
<div role="heading">Rôle</div>
<div role="he&#x61;ding">Rôle</div>
<body class="b"><html lang="de">
<style nonce="x">.texte{display:none}</style>
<base href="https://autre.example/">
<table><tr><td>
<select><option>
<plaintext>
<noscript>
</div></div></div></section></main>
""".strip().split("\n")
TOKENS = (
    re.compile(r'(?<=nonce=")[^"]*'),
    re.compile(r'(?<=content=")[^"]*'),
    re.compile(r'(?<=value=")[^"]*'),
    re.compile(r"(?<=<!--)[^<>]*(?=-->)"),
    re.compile(r"(?<=<script>)[^<]*"),
    re.compile(r"(?<=[?]v=)\w+|(?<=js[?])\w+"),
)
SAID = ("", "x9", "12 & 3", "--", "-->", '"', "</b>", "<!--", "é", "Ã©", "\0", "&quot;", "<script>", "canonical", "&#97;")


def _tokens(html: str, chance: random.Random) -> str:
    """Tokens are made anew, and some say what no token does."""
    for token in chance.sample(TOKENS, 3):
        html = token.sub(lambda _: chance.choice(SAID) if chance.random() < 0.1 else f"t{chance.randrange(999)}", html)
    return html


def _behind(html: str, chance: random.Random) -> str:
    """Something, hostile perhaps, in the last third of the page, where most fronts have ended."""
    tags = [tag.end() for tag in re.finditer(r">", html)]
    at = tags[chance.randrange(2 * len(tags) // 3, len(tags))]
    return html[:at] + chance.choice(HOSTILE + INSERTED) + html[at:]


def _anywhere(html: str, chance: random.Random) -> str:
    """Something hostile."""
    at = chance.choice([tag.end() for tag in re.finditer(r">", html)])
    return html[:at] + chance.choice(HOSTILE) + html[at:]


MUTATIONS = (*AROUND, *(_tokens, _behind) * 8, _anywhere, _anywhere)


def _front(html: str, recipe: Recipe) -> tuple[str, str] | None:
    """The front of a page as a visit takes it in, with its digest."""
    body = html.encode()
    if not is_sound(body, HTML) or not stand_alone(Page.parse(html, URL), recipe):
        return None
    if (taken := taken_in(body, HTML, URL, recipe)) is None:
        return None
    front, signed, marks = taken
    assert front is not None and signed is not None
    assert known_again(front, body, HTML, URL, recipe) is not None
    plain, digest = parsed(html), glance(signed, URL, recipe, (), (), alone=True, marks=marks)
    assert plain is not None and digest is not None
    assert glance(plain, URL, recipe, (), (), alone=True) == digest
    return front, digest


def _agrees(front: str, digest: str, other: bytes, recipe: Recipe) -> bool:
    """Whether the *front* is known again; where it is, decoding and glance say the same."""
    end = known_again(front, other, HTML, URL, recipe)
    if end is None or not is_sound(other, HTML, known=end):
        return False
    decoded = decode(other, HTML)
    tree = parsed(decoded.text)
    assert tree is not None
    assert (decoded.text, decoded.problem, is_closed(decoded.text)) == (other.decode(), None, True)
    assert glance(tree, URL, recipe, (), (), alone=True) == digest
    return True


@pytest.mark.parametrize("name", sorted(pages()))
def test_a_front_that_is_as_it_was_says_what_a_glance_says(name: str) -> None:
    """Pages pulled about at random, in front of the regions, in them and behind."""
    chance, html = random.Random(name), pages()[name].replace("</head>", f"{HEAD}</head>", 1).replace("</body>", f"{FOOT}</body>")
    for _ in range(SEEDS):
        base = html
        for _ in range(chance.randrange(3)):
            base = chance.choice((_anywhere, *AROUND))(base, chance)
        for css in selectors(base, chance):
            recipe = Recipe(sections=(SectionRecipe(item="s", css=(css,)),))
            if (held := _front(base, recipe)) is None:
                continue
            for _ in range(16):
                other = chance.choice(MUTATIONS)(base, chance)
                for more in chance.choices(MUTATIONS, k=chance.choice([0, 0, 1, 2])):
                    other = more(other, chance)
                other = other.replace("{css}", re.split(r"[ .#]", css)[-1])
                _agrees(*held, other.encode(errors="surrogatepass"), recipe)


PAIRS = (
    ('<input value="">', '<input value="a type=hidden b">'),
    ('<input type="hidden" value="">', '<input type="hidden" value="b">'),
    ('<link rel="c&#97;nonical" href="/a">', '<link rel="c&#97;nonical" href="/b">'),
    ('<link rel="x" href="/a">', '<link rel="c&#97;nonical" href="/a">'),
    ('<script id="a"></script>', '<script id="mutualisation"></script>'),
    ('<meta role="a" content="1">', '<meta role="heading" content="1">'),
    ('<meta content="1">', '<meta property="og:url" content="1">'),
    ("<!-- <script> --><p>a</p><!-- </script> -->", "<!-- <script> --><p>b</p><!-- </script> -->"),
    ("<!-- <script>a</script> -->", "<!-- <script>--><h1>b</h1></script> -->"),
    ("<i title='<script>a</script>'>x</i>", "<i title='<script>&apos;'><h1>b</h1></script>'>x</i>"),
    ('<i title="<!-- a -->">x</i>', '<i title="<!-- b -->">x</i>'),
    ("<title><!-- a --></title>", "<title><!-- b --></title>"),
    ("<style><!-- a --></style>", "<style><!-- b --></style>"),
    ("<textarea><!-- a --></textarea>", "<textarea><!-- b --></textarea>"),
    ("<style nonce='n' media='print'>a</style>", "<style nonce='n' media='screen'>a</style>"),
    ("<!---->", "<!-->"),
    ("<!-- a -->", "<!-- a --!><h1>b</h1><!-- -->"),
    ("<script>a</script>", "<script>a</SCRIPT><h1>b</h1></script>"),
    ("<script>a</script>", "<script>a<!--<script></script>"),
    ("<script src='/a'/><p>a</p><script></script>", "<script src='/a'/><p>b</p><script></script>"),
    ("<p>a</p>", "<p>b</p>"),
    ("<p>une page</p>", "<p>Cette page n'est plus à jour.</p>"),
    ("<div id=a>x</div>", "<div id=mutualisation>x</div>"),
    ("<div class='a'>x</div>", "<div class='&fjlig; mutualisation'>x</div>"),
    ("<b>é</b>", "<b>Ã©</b>"),
    ("<!-- a -->", "<!-- é -->"),
    ("<!-- a -->", "<!-- \0 -->"),
)


PLACES = ("</head>", "<h1>", '<h3 class="titre">', "<h2>Contacts", "</aside>", "</body>")


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_what_is_left_out_is_what_it_looks_like(before: str, after: str) -> None:
    """A mark that is none, or that takes the parser elsewhere: in the head, in front of the region, in it, behind it."""
    recipe = Recipe(sections=(SectionRecipe(item="s", css=(SELECTOR,)),))
    html = body(3).decode()
    for at in PLACES[PAIRS.index((before, after)) % sweeps.times(len(PLACES), 1) :: sweeps.times(len(PLACES), 1)]:
        for one, another in ((before, after), (after, before)):
            held = _front(html.replace(at, one + at, 1), recipe)
            if held is not None:
                _agrees(*held, html.replace(at, another + at, 1).encode(), recipe)


@pytest.mark.parametrize("number", range(sweeps.times(4, 16)))
def test_news_and_tokens_are_not_even_parsed(number: int) -> None:
    """The everyday case: news, clock, tokens; a word of the region, or a mark behind it that has a say, is seen."""
    recipe = Recipe(sections=(SectionRecipe(item="s", css=(SELECTOR,)),))
    held = _front(body(number).decode(), recipe)
    assert held is not None
    assert _agrees(*held, body(number, "noise", 5), recipe)
    assert not _agrees(*held, body(number).replace(b"quarante agents", b"cinquante agents"), recipe)
    for said in (*HOSTILE, f'<p id="{SELECTOR[1:]}">Encore</p>', "<p id=mutualis&#97;tion>Encore</p>", "<b>" * 300, "\0"):
        _agrees(*held, body(number, "noise", 6).replace(b"</aside>", f"</aside>{said}".encode()), recipe)
    for said in (f"<p id='{SELECTOR[1:]}'>", "<p id=mutualis&#97;tion>", "<h1>", "<b>" * 300, '<b role="heading">', "<style>"):
        other = body(number, "noise", 6).replace(b"</aside>", f"</aside>{said}".encode())
        assert known_again(held[0], other, HTML, URL, recipe) is None, said


@pytest.mark.parametrize("endless", ["<" + "b" * 200_000, "<b" + '"' * 200_000, "<b '" * 50_000, "<b \"'" * 50_000])
def test_what_is_behind_is_looked_through_once(endless: str) -> None:
    """§9: however a page writes tags that do not end."""
    recipe = Recipe(sections=(SectionRecipe(item="m", css=(SELECTOR,)),))
    held = _front(body(1, "noise").decode(), recipe)
    assert held is not None
    other = body(1, "noise", 6).replace(b"</aside>", f"{'<b>x' * 300}{endless}<i></aside>".encode())
    began = time.process_time()
    assert known_again(held[0], other, HTML, URL, recipe) is None
    assert time.process_time() - began < 2.0, "in its square it took minutes"


@pytest.mark.filterwarnings("ignore::bs4.XMLParsedAsHTMLWarning")  # some captures say that they are XHTML
def test_fronts_of_real_pages() -> None:
    """Each capture against the next one, and pulled about."""
    for folder in filter(Path.is_dir, sorted(shared("replay").iterdir())):
        chance = random.Random(folder.name)
        captures = [gzip.decompress(path.read_bytes()).decode(errors="replace") for path in sorted(folder.glob("*.html.gz"))]
        for html, after in list(pairwise(captures))[: None if sweeps.WHOLE else 2]:
            for css in selectors(html, chance)[: None if sweeps.WHOLE else 1]:
                recipe = Recipe(sections=(SectionRecipe(item="s", css=(css,)),))
                if (held := _front(html, recipe)) is None:
                    continue
                for other in (after, *(chance.choice(MUTATIONS)(html, chance) for _ in range(3))):
                    _agrees(*held, other.encode(errors="surrogatepass"), recipe)


def test_a_page_that_begins_otherwise_each_time_is_soon_taken_in_no_more() -> None:
    """What is known of it is the glance then, as ever."""
    html = pages()["demo"]
    recipe = Recipe(sections=(SectionRecipe(item="m", css=("main",)),))
    first, state = known(html, recipe)
    kept = {first.glance}
    for n in range(6):
        found = at_a_glance(recipe, state, answer(html.replace("<body>", f"<body><i>{n}</i>").encode()))
        assert found is not None and found.extraction == first.extraction
        state = replace(state, page_glance=found.glance)
        kept.add(found.glance)
    assert len(kept) <= 5


TAGS = re.split(
    " ", "<p> </p> <embed <EMBED <em\0bed <source <ſource <wbr> <W BR <track <br> <b > /> src=x é ſ » _ \0 <?xml ?> \ufeff <!-- -->"
)


@given(st.lists(st.sampled_from([*TAGS, " ", "\u00a0", "<script>", "</script>"]), max_size=20).map("".join))
@example("<embed> a <embedé> b <source src='x'>c")
@example("<?xml version='1.0'?><p>a<wbr>b")
@example("\ufeff <?xml")
@example("<ſource> a <source\u00a0x> b")
def test_a_source_is_parsed_as_its_text_is(html: str) -> None:
    """§9: the tree with which a page is taken in is that of the page, though its bytes are never decoded for it."""
    tree, other = parsed(html), parsed_source(html.encode())
    assert (tree is None) == (other is None)
    if tree is not None and other is not None:
        assert etree.tostring(tree.getroottree(), encoding="utf-8") == etree.tostring(other.getroottree(), encoding="utf-8")
