"""DESIGN §9: the tree that is built fast is the one that bs4's own builder makes of a page, object by object, link by link."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from monitor.demo.server import page
from monitor.extract.glance import as_parsed
from monitor.extract.tree import parsed

FIXTURES = Path(__file__).resolve().parent / "fixtures"
LINKS = ("parent", "next_element", "previous_element", "next_sibling", "previous_sibling")
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


def facts(soup: BeautifulSoup) -> list[Any]:
    """All that bs4 keeps of each object, in the order of the page."""
    found: list[Any] = [soup]
    for el in found:  # grows
        found += el.contents if isinstance(el, Tag) else ()
    place = {id(el): n for n, el in enumerate(found)}

    def told(el: Any) -> list[Any]:
        links = [place.get(id(getattr(el, name))) for name in LINKS]
        if not isinstance(el, Tag):
            return [type(el), str(el), el.hidden, el.known_xml, *links]
        attrs = [(type(name), name, type(value), value) for name, value in el.attrs.items()]
        kept = (
            el.name,
            el.namespace,
            el.prefix,
            el._namespaces,
            el.parser_class,
            el.known_xml,
            el.hidden,
            el.sourceline,
            el.sourcepos,
        )
        of_name = (el.can_be_empty_element, el.cdata_list_attributes, el.preserve_whitespace_tags, el.interesting_string_types)
        return [*kept, *of_name, el.attribute_value_list_class, type(el.attrs), attrs, [place[id(c)] for c in el.contents], *links]

    return [told(el) for el in found]


def is_same(html: str) -> bool:
    text = as_parsed(html) + "\n"
    return facts(parsed(text)) == facts(BeautifulSoup(text, "lxml"))


@pytest.mark.parametrize("html", ODD)
def test_odd_markup_makes_the_same_tree(html: str) -> None:
    """What bs4 has rules of its own for: white space, comments, templates, lists of words, names in braces."""
    assert is_same(html)


@pytest.mark.parametrize("path", [*sorted(FIXTURES.rglob("*.html")), None], ids=lambda path: path.stem if path else "demo")
def test_pages_make_the_same_tree(path: Path | None) -> None:
    """Whole, and torn to pieces that are put together anyhow."""
    html = path.read_text(encoding="utf-8") if path else page(noise=True, after=False).decode()
    chance = random.Random(html)
    assert is_same(html)
    for _ in range(6):
        cuts = sorted(chance.sample(range(len(html)), min(len(html), 9)))
        pieces = [html[a:b] for a, b in zip([0, *cuts], [*cuts, len(html)], strict=True)]
        chance.shuffle(pieces)
        assert is_same(chance.choice(ODD).join(pieces))


def test_a_tree_can_be_asked_and_changed() -> None:
    """It is bs4's: it is searched, printed, and elements move in it."""
    soup = parsed('<main><p class="a b">un <b>deux</b></p><p>trois</p></main>')
    assert [el.name for el in soup.select("p.b > b, p:last-of-type")] == ["b", "p"]
    first = soup.p
    assert first is not None and soup.main is not None
    soup.main.append(first.extract())
    assert str(soup.main) == '<main><p>trois</p><p class="a b">un <b>deux</b></p></main>'
    assert soup.get_text(" ") == "trois un  deux"
