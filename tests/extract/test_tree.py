"""DESIGN §9: a page's tree is the one that BeautifulSoup makes of it with lxml, and answers as that one does."""

from __future__ import annotations

import gc
import random
import re
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, element
from bs4 import Tag as Theirs

from monitor.demo.server import page
from monitor.extract.elements.soup import Soup
from monitor.extract.elements.tree import Code, Element, Remark, RubyParenthesis, RubyText, TemplateText, parsed
from monitor.extract.glance import as_parsed
from monitor.extract.page import Page
from monitor.extract.sections.by_css import selected
from tests import sweeps

FIXTURES = Path(__file__).resolve().parent / "fixtures"
KINDS: dict[type, type] = {
    element.NavigableString: str,
    element.Comment: Remark,
    element.Doctype: Remark,
    element.ProcessingInstruction: Remark,
    element.Script: Code,
    element.Stylesheet: Code,
    element.TemplateString: TemplateText,
    element.RubyTextString: RubyText,
    element.RubyParenthesisString: RubyParenthesis,
}
ODD = """
<?x>
<?php echo 1 ?><p>a
<!-- --><p>
<!----><p>x<!-- b -->c
<pre> </pre> <p> </p> <textarea> \n</textarea>
<template> <p> a</p> <template> </template> </template> x
<script> </script><style>a</style x><title> </title>
<ruby>a<rt>b<rp>c</ruby>
<!DOCTYPE html PUBLIC "a" "b"><html>
<!DOCTYPE html SYSTEM "about:legacy-compat"><p>
<o:p>x</o:p><Ä><x-y z>
<a {foo}=1 {b}x=2 {b}class="a b" class=c REL="x y" rel>
<a {http://www.w3.org/XML/1998/namespace}lang=x {a class=d {{ link }}>
<svg xlink:href="x" xmlns:y="z"><![CDATA[ab]]><y:g/></svg>
<meta charset=utf8><meta http-equiv=content-type content="a; charset=x"><td headers="a b"><output for="a b">
</p><html><body></body></html><p>x</p> y
<table><p>x<tr><td>y<form><tr></table></form>
<iframe><p>x</iframe><noscript><p>x</noscript><plaintext><p>
<frameset><frame><noframes>a
a\fb <p>\x1c</p> <p class="a\x1cb\u00a0c"> \u2003 </p>
<b><p><i>x</b>y</i><a>1<a>2
""".strip().split("\n")
PATHS = pytest.mark.parametrize("path", [*sorted(FIXTURES.rglob("*.html")), None], ids=lambda path: path.stem if path else "demo")


def all_of(root: Any, kind: type[Any]) -> list[Any]:
    """What stands in a tree, in the order of the page."""
    found = [root]
    for one in found:  # grows
        found += one.contents if isinstance(one, kind) else ()
    return found


def our_facts(html: str) -> list[Any]:
    """Of each element its name, attributes and what it holds, of each text its kind and words; where each stands."""
    nodes = all_of(parsed(html), Element)
    place = {id(node): n for n, node in enumerate(nodes)}

    def told(node: Element | str) -> Any:
        if isinstance(node, str):
            return type(node), str(node)
        assert node.parent is None or node.parent.contents[node.at] is node
        return node.name, list(node.attrs.items()), len(node.contents), node.parent and place[id(node.parent)]

    return [told(node) for node in nodes]


def their_facts(html: str) -> list[Any]:
    """The same of bs4's."""
    nodes = all_of(BeautifulSoup(html, "lxml"), Theirs)
    place = {id(node): n for n, node in enumerate(nodes)}

    def told(node: Any) -> Any:
        if not isinstance(node, Theirs):
            words = str(node) if not isinstance(node, element.Doctype) else str(node).split()[0]
            return KINDS[type(node)], words
        attrs = [(str(name), list(value) if isinstance(value, list) else str(value)) for name, value in node.attrs.items()]
        return node.name, attrs, len(node.contents), node.parent and place[id(node.parent)]

    return [told(node) for node in nodes]


def is_same(html: str) -> bool:
    text = as_parsed(html) + "\n"
    return our_facts(text) == their_facts(text)


def torn(html: str) -> Iterable[str]:
    """*html* whole, and torn to pieces that are put together anyhow."""
    chance = random.Random(html)
    yield html
    for _ in range(sweeps.times(2, 6)):
        cuts = sorted(chance.sample(range(len(html)), min(len(html), 9)))
        pieces = [html[a:b] for a, b in zip([0, *cuts], [*cuts, len(html)], strict=True)]
        chance.shuffle(pieces)
        yield chance.choice(ODD).join(pieces)


def html_of(path: Path | None) -> str:
    return path.read_text(encoding="utf-8") if path else page(noise=True, after=False).decode()


@pytest.mark.parametrize("html", ODD)
def test_odd_markup_makes_the_same_tree(html: str) -> None:
    """What bs4 has rules of its own for: white space, comments, templates, lists of words, names in braces."""
    assert is_same(html)


@PATHS
def test_pages_make_the_same_tree(path: Path | None) -> None:
    """Of every shape, and of none."""
    assert all(map(is_same, torn(html_of(path))))


QUESTIONS: list[Callable[[Any], Any]] = [
    lambda el: el.find_all("a"),
    lambda el: el.find_all(["p", "li", "h2"], limit=3),
    lambda el: el.find_all(True, recursive=False),
    lambda el: el.find_all(class_=["btn", "content", "menu"]),
    lambda el: el.find_all(id=True),
    lambda el: el.find_all("a", attrs={"href": re.compile("^https?:"), "class": True}),
    lambda el: el.find_all(lambda one: "-" in one.name or "href" in one.attrs),
    lambda el: el.find(re.compile("^h[1-6]$")),
    lambda el: el.find("li", recursive=False),
    lambda el: el.find_parent(["ul", "main", "div"]),
    lambda el: el.find_parent(class_="content"),
    lambda el: el.find_next_sibling(["p", "li", "div"]),
    lambda el: el.find_previous_sibling("li"),
    lambda el: list(el.next_siblings),
    lambda el: list(el.previous_siblings),
    lambda el: el.next_sibling,
    lambda el: list(el.parents),
    lambda el: el.get_text(),
    lambda el: el.get_text(" ", strip=True),
    lambda el: el.string,
]
SELECTORS = (
    "p > b",
    "li:first-child a[href]",
    "main ~ *",
    "div:not([class])",
    "ul li:nth-of-type(2)",
    ":root > body",
    "p:empty",
    "td + td",
)


@pytest.mark.few(5)
@PATHS
def test_an_element_answers_as_bs4_does(path: Path | None) -> None:
    """And what a selector picks out is what soupsieve does."""
    for html in torn(html_of(path)):
        text = as_parsed(html) + "\n"
        ours, theirs = all_of(parsed(text), Element), all_of(BeautifulSoup(text, "lxml"), Theirs)
        place = {id(node): n for nodes in (ours, theirs) for n, node in enumerate(nodes) if not isinstance(node, str)}

        def told(answer: Any, place: dict[int, int] = place) -> Any:
            if isinstance(answer, list | tuple):
                return [told(one) for one in answer]
            said = str(answer).split()[0] if isinstance(answer, element.Doctype) else str(answer)
            return place.get(id(answer), answer if answer is None else said)

        for n in range(0, len(ours), max(1, len(ours) // 25)):
            if isinstance(ours[n], Element):
                assert [told(ask(ours[n])) for ask in QUESTIONS] == [told(ask(theirs[n])) for ask in QUESTIONS]
        for selector in SELECTORS:
            assert told(list(Soup(ours[0]).select(selector))) == told(list(theirs[0].select(selector))), selector


def test_elements_move_in_a_tree() -> None:
    """Each knows its place afterwards."""
    root = parsed("<main>a<p>un <b>deux</b></p>b<p>trois</p></main>")
    main, first = root.find("main"), root.find("p")
    assert main is not None and first is not None
    main.put([first, "c"])
    assert main.get_text() == "abtroisun deuxc" and first.next_sibling == "c"
    main.put(main.cut_from(2), at=0)
    assert main.get_text() == "troisun deuxcab" and list(first.previous_siblings) == [main.find("p")]
    assert [main.contents[el.at] for el in main.children] == list(main.children)
    assert first.extract().parent is None and main.get_text() == "troiscab"


@pytest.mark.parametrize("selector", [None, "main", "main > p"])
def test_a_page_that_is_closed_leaves_nothing(selector: str | None) -> None:
    """§9: no search for garbage is needed to have its memory back."""

    def read_one() -> None:
        with closing(Page.parse("<main>" + "<p class=a>x <b>y</b>" * 200, "https://valmont.example/")) as page:
            assert len(selected(page, [selector] if selector else [])) == {None: 0, "main": 1, "main > p": 200}[selector]

    read_one()  # loads what is used for the first time
    gc.collect()
    gc.disable()
    try:
        before = len(gc.get_objects())
        for _ in range(5):
            read_one()
        assert len(gc.get_objects()) - before < 600  # each page has 800 elements, texts not counted
    finally:
        gc.enable()
