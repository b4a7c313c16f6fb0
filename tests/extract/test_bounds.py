"""11.2: what a page holds is read in a time that grows with its length, whatever shape a stranger gives it.

Work is counted in calls of functions, not in seconds: four times as much page is about four times as many calls, in every run. What
happens inside one call (a regular expression) is measured in processor time beside that of plain words, read on the same
busy machine, at a length that a quadratic one needs minutes for.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from itertools import count

import pytest

from monitor.cli.outline import as_toml
from monitor.extract.elements import addresses
from monitor.extract.elements.addresses import leads_to_file, split
from monitor.extract.elements.styles import read_styles
from monitor.extract.items import extract
from monitor.extract.outline import outline
from monitor.extract.page import Page
from monitor.model import DocumentRecipe, Recipe, SectionRecipe
from tests import sweeps
from tests.calls import calls_of
from tests.quality.judging import URL

RECIPE = Recipe(
    sections=(
        SectionRecipe(item="budget", heading="Budget"),
        SectionRecipe(item="main", css=("main",), exclude=(".partage",), ignore=(r"\d+ vues",)),
        SectionRecipe(item="never", heading="Jamais vu"),
    ),
    documents=(DocumentRecipe(item="plan", link="Plan"), DocumentRecipe(item="report", link="/rapport.*annuel/")),
)
# At most MOST times as many calls for GROWTH times the page; a quadratic reading takes up to 16, and more than that as soon as a
# seventh of the work on FEW is of that kind.
FEW, GROWTH, MOST = sweeps.times(60, 200), 4, 5.8

SHAPES: dict[str, Callable[[int], str]] = {
    "depth": lambda n: "<div>" * n + "fond" + "</div>" * n,
    "depth hidden": lambda n: '<div style="display:none">x' * n,
    "depth of a link": lambda n: "<div>" * n + '<a href="/f.pdf">Plan</a>' + "</div>" * n,
    "depth of svg": lambda n: "<svg><g>" * n + "<text>a</text>",
    "depth of drawings": lambda n: '<svg viewBox="0 0 400 300"><path d="M0 0l9 9"/>' * n,
    "drawings": lambda n: ('<svg viewBox="0 0 400 300">' + '<path d="M0 0l9 9"/>' * 5 + "</svg>") * n,
    "depth of tables": lambda n: "<table><tr><td>a</td><td>" * n,
    "depth of panels": lambda n: "".join(f'<div id="p{i}" hidden><button aria-controls="p{i + 1}">x</button>' for i in range(n)),
    "headings of dialogs": lambda n: "<h2>Budget</h2>" + "".join(f"<p>a {i}</p><dialog><h2>t</h2></dialog>" for i in range(n)),
    "open dialogs": lambda n: "<h2>Budget</h2>" + "<p>a</p><dialog open><h2>t</h2><p>b</p></dialog>" * n,
    "open dialogs amid others": lambda n: "<div>" + ("<p>a</p><dialog open>b</dialog>" + "<i>c</i>" * 12) * n + "</div>",
    "frames of documents": lambda n: "<main><p>a</p>" + "<iframe srcdoc='<h2>b</h2><p>c</p>'></iframe>" * n + "</main>",
    "frames amid others": lambda n: "<div>" + ("<p>a</p><iframe srcdoc='<p>b</p>'></iframe>" + "<i>c</i>" * 12) * n + "</div>",
    "open dialogs alone": lambda n: "<div><p>a</p>" + "<dialog open>b</dialog>" * n + "</div>",
    "headings hidden": lambda n: "<h2>Budget</h2>" + "<div hidden><h2>t</h2><p>b</p></div>" * n + "<p>a</p>",
    "headings": lambda n: "".join(f"<h2>Titre {i}</h2><p>texte {i}</p>" for i in range(n)),
    "headings of one text": lambda n: "<h2>Budget</h2><p>texte</p>" * n,
    "headings without text": lambda n: "".join(f"<h2>Titre {i}</h2>" for i in range(n)),
    "headings in menus": lambda n: "".join(f"<nav><h2>Titre {i}</h2></nav>" for i in range(n)),
    "headings ever lower": lambda n: "".join(f'<div role="heading" aria-level="{i + 3}">T {i}</div><p>t</p>' for i in range(n)),
    "headings with fields": lambda n: "".join(f"<h3>T{i}</h3><p>x <input name=a></p>" for i in range(n)),
    "lines like a heading": lambda n: '<p class="t">Budget</p><p>texte</p>' * n,
    "files": lambda n: "".join(f'<a href="/f{i}.pdf">Plan {i}</a> ' for i in range(n)),
    "files of one name": lambda n: "".join(f'<li><a href="/f{i}.pdf">Plan</a> (PDF, 20 ko)</li>' for i in range(n)),
    "files under headings": lambda n: "".join(f'<h3>Séance {i}</h3><p><a href="/f{i}.pdf">Compte rendu</a></p>' for i in range(n)),
    "links in one paragraph": lambda n: "<p>" + "".join(f'mot <a href="/p{i}">lien</a> ' for i in range(n)),
    "links between words": lambda n: 'mot <a href="/f.pdf">ici</a> ' * n,
    "links without address": lambda n: "<p>" + '<a href="#">télécharger PDF</a> ' * n,
    "links into the page": lambda n: "".join(f'<li><a href="#t{i}">T{i}</a></li><h2 id="t{i}">T{i}</h2><p>x</p>' for i in range(n)),
    "links in a form": lambda n: '<form action="/f.pdf">' + '<input type="hidden" name="a"><button>Plan PDF</button>' * n,
    "links that say one thing": lambda n: "<div>" * 30 + "".join(f'<div><a href="/x{i}">PDF</a></div>' for i in range(n)),
    "announcements": lambda n: '<div class="news"><a href="/x">Titre</a><time>12 mars 2024</time></div>' * n,
    "words struck out": lambda n: "<p>" + "a <del>b</del> " * n,
    "pictures before a text": lambda n: "<div>" + '<div></div><img src="/a.png" alt="x">' * n + "fin</div>",
    "rows": lambda n: "<table>" + "".join(f"<tr><td>a{i}</td><td>b</td></tr>" for i in range(n)) + "</table>",
    "definitions": lambda n: "<dl>" + "<dt>a</dt><dd>b</dd>" * n + "</dl>",
    "line breaks": lambda n: "<p>" + "mot<br>" * n,
    "rules of one class": lambda n: "<style>" + ".a.b{display:none}" * n + "</style>" + '<p class="a">x</p>' * n,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_reading_grows_with_the_page(shape: str) -> None:
    """11.2, 11.6: sections, documents and what is proposed."""
    few, many = (SHAPES[shape](number) for number in (FEW, FEW * GROWTH))
    _read(few)  # loads and compiles what is used for the first time, as expressions for days
    assert calls_of(lambda: _read(many)) < MOST * calls_of(lambda: _read(few))


@pytest.mark.few(3)
@pytest.mark.parametrize(
    "text",
    ["( " * 30_000, "PDF 20 ko " * 20_000, "111 " * 60_000, "- : " * 60_000, "<span>" * 2_000, "télécharger : " * 20_000],
    ids=lambda text: text[:12],
)
def test_no_label_keeps_the_reader_busy(text: str) -> None:
    """11.2: a link may say anything, at any length."""
    said = f'<p><a href="/f.pdf">{text}</a></p><p><a href="/g">télécharger</a>{text}</p>'
    assert _takes_at_most(100, lambda: _read(said))


@pytest.mark.parametrize(
    "sheet",
    ["@media " * 40_000, "@media screen{" * 20_000, f".{'a' * 250_000}!{{display:none}}", ".a{y{z}" + "x" * 250_000 + "}"],
    ids=lambda sheet: sheet[:10],
)
def test_no_style_sheet_keeps_the_reader_busy(sheet: str) -> None:
    """11.2: rules are read to find what is hidden (3.5); broken ones say nothing."""
    others = count()  # what was read is kept, so that each sheet is another one
    assert _takes_at_most(50, lambda: read_styles([("", f".z{next(others)}{{display:none}}{sheet}")]))


def test_no_span_of_cells_keeps_the_reader_busy() -> None:
    """11.2, 3.24: 50 cells that say they are 1,000 columns wide and as many rows deep, over a hundred rows."""
    deep = "".join(f"<td colspan=1000 rowspan=1000>Pôle {n}" for n in range(50))
    assert _takes_at_most(50, lambda: _read(f"<table><tr>{deep}{'<tr><td>x<td>y' * 100}</table>"))


@pytest.mark.parametrize("span", ["²", "9" * 5_000, "0", "-1", "٣"], ids=lambda span: span[:3])
def test_a_span_that_is_none_stops_nothing(span: str) -> None:
    """3.24: the row says what it says."""
    rows = f"<tr><th>Service<th>Nom<tr><td rowspan={span}>Voirie<td colspan={span}>Mme Petit"
    page = Page.parse(f"<main><h2>Budget</h2><table>{rows}</table></main>", URL)
    assert extract(page, recipe=RECIPE, last=None).sections[0].blocks[-1].text == "Voirie\tMme Petit"


@pytest.mark.parametrize("address", ["http://[x", "//[", "http://a\uff0fb", "http://" + "a/" * 9_000], ids=lambda a: a[:10])
def test_an_address_that_is_none_stops_nothing(address: str) -> None:
    """3.8: it leads nowhere; the page around it is read."""
    page = Page.parse(f'<base href="{address}"><main><h2>Budget</h2><p>Voté. <a href="{address}">Plan</a></p></main>', URL)
    assert [b.text for b in extract(page, recipe=RECIPE, last=None).sections[0].blocks] == ["Voté. Plan"]


@pytest.mark.parametrize("level", ["²", "9" * 5_000, "0", "-1", "٣"], ids=lambda level: level[:3])
def test_a_level_that_is_none_stops_nothing(level: str) -> None:
    """3.1: a heading is one whatever its aria-level says."""
    page = Page.parse(f'<main><div role="heading" aria-level="{level}">Budget</div><p>Voté.</p></main>', URL)
    assert extract(page, recipe=RECIPE, last=None).sections[0].heading == "Budget"


def _read(inner: str) -> None:
    text = f"<html><body><main><h1>Ville</h1><h2>Budget</h2><p>Le budget est voté.</p>{inner}</main></body></html>"
    page = Page.parse(text, URL)
    extract(page, recipe=RECIPE, last=None)
    as_toml(outline(page))


def _takes_at_most(times: int, work: Callable[[], object]) -> bool:
    """Whether *work* takes at most *times* as much of the processor as plain words; asked twice where the machine held it up."""
    return any(_seconds(work) < times * _plain() for _ in range(2))


@cache
def _plain() -> float:
    return min(_seconds(lambda: _read(f"<p>{'mot ' * 60_000}</p>")) for _ in range(2))


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def test_no_page_fills_the_memory_with_its_addresses() -> None:
    """11.2, §9: what an address is, is kept for the next page of the site, but not of one that is longer than a menu's."""
    kept = [asked.cache_info().currsize for asked in (addresses._split, addresses._leads_to_file)]
    assert leads_to_file("/" + "a" * 400_000 + ".pdf") and split("/" + "b" * 400_000) is not None
    assert [asked.cache_info().currsize for asked in (addresses._split, addresses._leads_to_file)] == kept
