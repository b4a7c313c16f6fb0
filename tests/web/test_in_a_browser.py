"""The pages in a real Chromium, narrow and wide, light and dark, scripts off: whole, quiet, open to everybody (5.11, 16.4).

axe-core judges accessibility: WCAG 2.0 to 2.2, A and AA, and its best practices. Playwright drives the browser of this machine.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

import pypdfium2
import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from monitor.web.withholding import KnownNames
from tests import sweeps
from tests.pipeline.house import House
from tests.web.conftest import CHROMIUM, Visitor, served

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no browser here")
WIDTHS = (390, 1440)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LANGUAGES = ("fr", "en")  # each asked in a width and a scheme of its own; in all of them, and all pages in both, by `make soak`
PAGES = {
    "home": "/",
    "watches": "/watches",
    "watch": "/watch/valmont",
    "a day before": "/watch/valmont/at?day=2001-01-01",
    "filtered": "/watch/valmont?item=mutualisation",
    "version": "/watch/valmont/2",
    "compared": "/watch/valmont/2/compare?with=1",
    "compared-pairs": "/watch/valmont/2/compare?with=1&view=pairs",
    "chart": "/watch/valmont/orgchart",
    "unit": "/watch/valmont/unit/{unit}",
    "person": "/watch/valmont/person/{person}",
    "text": "/change/{text}",
    "pairs": "/change/{text}?view=pairs",
    "pictures": "/change/{pictures}",
    "search": "/search",
    "found": "/search?q=services",
    "nothing": "/search?q=zzz",
    "nothing together": "/search?q=zzz+services",
    "about": "/about",
    "rights": "/about/rights",
    "data": "/data/monitor",
    "data, a question": "/data/monitor/post?unit=d",
    "data, a table": "/data/monitor/people?watch__exact=valmont",
    "data, a row": "/data/monitor/snapshots/1",
    "data, refused": "/data/monitor/outbox",
    "nowhere": "/nothing-here",
}


# Each made as another one of them is: `make soak` looks at these, too.
OF_ONE_KIND = (
    *("a day before", "filtered", "compared-pairs", "person", "search", "nothing", "nothing together", "rights"),
    *("data", "data, a question", "data, a row", "data, refused"),
)

# What reaches beyond the window, where the page itself can be scrolled sideways.
_WIDE = """document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.outerHTML.slice(0, 200))"""


_JUDGED = "(options) => axe.run(document, options)"
_FIRST_STOP = "[document.activeElement.getAttribute('href'), document.activeElement.getBoundingClientRect().top >= 0]"
_STOPS = """document.querySelectorAll("a[href], input, select, button, summary, [tabindex='0']").length"""
# What is reached from then on, and whether it can be seen that it is.
_NOTE_STOPS = """window.stops = [], addEventListener("focusin", ({target}) => {
    const style = getComputedStyle(target);
    stops.push([target, style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2]);
})"""
_NOTED = "[new Set(stops.map(([one]) => one)).size, stops.filter(([, seen]) => !seen).map(([one]) => one.outerHTML.slice(0, 200))]"


@pytest.fixture(scope="module")
def addresses(town: House) -> dict[str, str]:
    """Each kind of page, by its name."""
    with town.store() as store:
        changes = {stored.change.item: stored.id for stored in store.changes("valmont")}
        unit = store.spells("units")[0].unit_key
        person = next(spell.person_key for spell in store.spells("people") if spell.person_key)
    given = {"unit": unit, "person": person, "text": changes["mutualisation"], "pictures": changes["organigramme"]}
    return {name: path.format(**given) for name, path in PAGES.items()}


@dataclass
class Heard:
    """What a page let be heard while it was read."""

    origin: str
    said: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> Page:
        page = context.new_page()
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self._asked(request.url))
        return page

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme != "data" and f"{parts.scheme}://{parts.netloc}" != self.origin:
            self.elsewhere.append(url)


def visit(browser: Browser, visitor: Visitor, path: str, *, scripts: bool, **options: object) -> tuple[BrowserContext, Page, Heard]:
    """A page opened by somebody who reads French."""
    origin = f"http://127.0.0.1:{visitor.port}"
    context = browser.new_context(locale="fr-FR", java_script_enabled=scripts, **options)  # type: ignore[arg-type]
    heard = Heard(origin)
    page = heard.listen(context)
    page.goto(origin + path, wait_until="load")
    return context, page, heard


@pytest.fixture(scope="module")
def looking(browser: Browser, visitor: Visitor) -> Iterator[tuple[Page, Heard]]:
    """A window that goes from page to page."""
    context, page, heard = visit(browser, visitor, "/about", scripts=True)
    yield page, heard
    context.close()


@pytest.mark.few(*(name for name in PAGES if name not in OF_ONE_KIND))
@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_use_it(looking: tuple[Page, Heard], addresses: dict[str, str], name: str) -> None:
    """In each language axe-core finds nothing, nothing is wider than the window, nothing told in the console or asked of others.

    WCAG 2.1.1, 2.4.1, 2.4.7: the first Tab shows the way to the content, each stop can be seen, none is a trap. 1.4.4 and 1.4.10:
    on a phone that shows letters twice as large nothing has to be scrolled sideways.
    """
    page, heard = looking
    number = list(PAGES).index(name)
    cases = sweeps.mixed(WIDTHS[:: 1 if number % 2 else -1], SCHEMES, LANGUAGES)
    languages = LANGUAGES if sweeps.WHOLE or name == "home" else LANGUAGES[number // 2 % 2 :][:1]
    found = {}
    for language in languages:
        heard.said.clear()
        heard.elsewhere.clear()
        page.context.add_cookies([{"name": "lang", "value": language, "url": heard.origin}])
        page.goto(heard.origin + addresses[name], wait_until="load")
        assert page.locator("html").get_attribute("lang") == language
        page.evaluate(_NOTE_STOPS)
        page.keyboard.press("Tab")
        assert page.evaluate(_FIRST_STOP) == ["#contenu", True]
        if language == languages[0]:  # the order of what is stopped at is the same in all
            if name != "home":  # what stands above the content is the same on all
                page.keyboard.press("Enter")
            for _ in range(min(page.evaluate(_STOPS), 40 if name == "home" else sweeps.times(7, 12))):
                page.keyboard.press("Tab")
            reached, unseen = page.evaluate(_NOTED)
            assert unseen == []
            assert reached >= 5
        page.evaluate("document.activeElement.blur(), scrollTo(0, 0)")
        page.evaluate(Axe().axe_script)
        for width, scheme in ((width, scheme) for width, scheme, read in cases if read == language):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            page.evaluate("Promise.all([...document.images].map((one) => (one.loading = 'eager', one.decode())))")
            judged = AxeResults(page.evaluate(_JUDGED, {"resultTypes": ["violations"]}))
            found[language, width, scheme] = judged.generate_report() if judged.violations_count else ""
        for width in sorted(WIDTHS, reverse=True):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(_WIDE) == [], (language, width)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(_WIDE) == [], (language, "letters twice as large")
        refused = {"nowhere": "404", "a day before": "404", "data, refused": "403"}.get(name, "\0")
        assert ([one for one in heard.said if refused not in one], heard.elsewhere) == ([], []), language
    assert {key: report for key, report in found.items() if report} == {}


def test_many_changes_fit_in_few_windows(browser: Browser, busy: Visitor) -> None:
    """5.11: the first page of many is looked over at a glance: a change in brief takes three lines or so on a telephone, and is
    open to everybody; on paper each stays whole.
    """
    context, page, heard = visit(browser, busy, "/", scripts=True)
    page.evaluate(Axe().axe_script)
    tallest = {}
    for width, scheme in ((1280, "light"), (768, "dark"), (390, "dark"), (320, "light")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        judged = AxeResults(page.evaluate(_JUDGED, {"resultTypes": ["violations"]}))
        assert (judged.violations_count, page.evaluate(_WIDE)) == (0, []), judged.generate_report()
        tallest[width] = page.evaluate("Math.max(...[...document.querySelectorAll('.day li')].map((one) => one.offsetHeight))")
    assert tallest[1280] < 90 and tallest[320] < 200, tallest
    page.emulate_media(media="print")
    assert (
        page.evaluate("new Set([...document.querySelectorAll('.day li')].map((one) => getComputedStyle(one).breakInside)).size")
        == 1
    )
    context.close()
    assert (heard.said, heard.elsewhere) == ([], [])


def test_it_is_clicked_through_without_a_script(browser: Browser, visitor: Visitor) -> None:
    """5.11: home, a change, its version, two versions compared, a search; then the same in English."""
    context, page, heard = visit(browser, visitor, "/", scripts=False, viewport={"width": 1440, "height": 900})
    page.locator("article h3 a").first.click()
    assert "/change/" in page.url
    page.locator(".facts").get_by_role("link", name=re.compile("^version 2,")).click()
    page.get_by_role("button", name="Comparer").click()
    assert "compare?with=1" in page.url and page.locator("ins, del").count() > 0
    page.goto(heard.origin + "/search")
    page.get_by_role("main").get_by_role("searchbox").fill("services")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=services")
    assert page.locator("mark").count() > 0
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert "q=services" in page.url
    context.close()
    assert (heard.said, heard.elsewhere) == ([], [])


@pytest.mark.few(0)
def test_who_comes_while_names_are_learnt_waits_without_a_script(
    browser: Browser, town: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """5.17: the page that asks for patience is whole and open to everybody; the one that was wanted comes by itself."""
    monkeypatch.setattr("monitor.web.site.LEARNING_S", 0.05)
    go_on, of = threading.Event(), KnownNames.of
    monkeypatch.setattr(KnownNames, "of", lambda known, store: go_on.wait(60) and of(known, store))
    for visitor in served(town, without_names=True):
        visitor.pages.start()
        context, page, heard = visit(browser, visitor, "/watch/valmont", scripts=True, viewport={"width": 390, "height": 900})
        assert page.locator("h1").inner_text() == "Ces pages se préparent"
        page.evaluate(Axe().axe_script)
        judged = AxeResults(page.evaluate(_JUDGED, {"resultTypes": ["violations"]}))
        assert (judged.violations_count, page.evaluate(_WIDE)) == (0, []), judged.generate_report()
        context.close()
        context, page, heard = visit(browser, visitor, "/watch/valmont", scripts=False, viewport={"width": 390, "height": 900})
        assert page.get_by_role("link", name="Réessayer maintenant").get_attribute("href") == "/watch/valmont"
        go_on.set()
        page.get_by_role("heading", name="Toutes les visites").wait_for(timeout=30_000)
        context.close()
        assert heard.elsewhere == []


def test_printed_a_change_is_one_page(browser: Browser, visitor: Visitor, town: House, addresses: dict[str, str]) -> None:
    """5.15: A4, with the list, both pictures or the text, between which visits, the address it was read at, its hash and its own
    address, without what only a screen can do.
    """
    context, page, heard = visit(browser, visitor, "/about", scripts=True)
    for name in ("text", "pairs", "pictures"):
        page.goto(heard.origin + addresses[name], wait_until="load")
        page.evaluate("Promise.all([...document.images].map((one) => (one.loading = 'eager', one.decode())))")
        sheets = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
        width, height = sheets[0].get_size()
        said = " ".join(sheets[0].get_textpage().get_text_range().split())
        drawn = sum(one.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE for one in sheets[0].get_objects())
        assert (len(sheets), round(width), round(height)) == (1, 595, 842), name
        assert drawn >= (2 if name == "pictures" else 0), name
        page.emulate_media(media="print")  # what did not change takes two lines, so that the seal is on the sheet
        clamped = page.evaluate("[...document.querySelectorAll('.blk.same p')].map((one) => getComputedStyle(one).webkitLineClamp)")
        assert set(clamped) == ({"2"} if name == "text" else set()), name
        for words in ("Vu sans", "vu avec", "SHA-256", "Adresse stable", addresses[name].partition("?")[0], town.site.url()):
            assert words in said, (name, words)
        for words in ("Voir de près", "Télécharger la preuve", "Recherche"):
            assert words not in said, (name, words)
    context.close()
