"""Words that a page, a chart or a configuration may hold, on every page in a real browser: nothing runs, nothing breaks (11.6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests import sweeps
from tests.pipeline.house import PDF, House, html, stand
from tests.pipeline.lookalikes import chart as sheet
from tests.site import Page, Site
from tests.web.conftest import CHROMIUM, Visitor, served
from tests.web.test_in_a_browser import _WIDE, WIDTHS

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no browser here")
MARKUP = "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'><svg onload='window.ran = 3'>"
ATTRIBUTE = "\"'><b id=ran onmouseover=window.ran=4 autofocus onfocus=window.ran=5>"
TEMPLATE = "{{ 7 * 7 }} {% raw %} ${7*7} <!-- --> ]]> &amp;lt; \\u003cscript\\u003e"
LONG = "Direction" + "interminable" * 850  # 10,000 letters without a break
RTL = "\u202eتخطيط المدينة\u202c \u2067שירותים\u2069 \u061c"
EMOJI = "👩\u200d👩\u200d👧\u200d👦" * 200 + "🏳️\u200d🌈"
INVISIBLE = "a\u200b\u200c\u200d\u2060\ufeff\u00ad" * 400
TALL = "Z" + "\u0337\u0322\u0353\u0316" * 300  # marks above and below one letter
WORDS = (MARKUP, ATTRIBUTE, TEMPLATE, LONG, RTL, EMOJI, INVISIBLE, TALL)
HEADS = ("Mme Zo\u00eb \"'><script>window.ran=7</script>", "M. " + "Interminable" * 30, "M. Jean <img src=x onerror=window.ran=6>")
TURNS = sweeps.times(2, 3)  # versions of the page, each of which is set against the one before
ITEMS = """
[watch.sections.texte]
heading = "Le texte"
[watch.sections.organigramme]
heading = "Les services"
kind = "orgchart"
[watch.documents.fichier]
link = "/fichier/"
[watch.documents.sheet]
link = "Feuille"
kind = "orgchart"
"""


def listed(turn: int) -> str:
    """Nested lists: a head, and a service for each of the words, led by somebody of that name."""
    units = "".join(
        f"<li><b>Service {n} {escape(word[:3000])}</b><br>M. Jean{turn} {escape(word[:300])}</li>" for n, word in enumerate(WORDS)
    )
    return f"<ul><li><b>Direction générale</b><br>Mme Anne Aubépine<ul>{units}</ul></li></ul>"


def page(turn: int) -> Page:
    texts = "".join(f"<p>{turn} {escape(word)}</p>" for word in WORDS)
    rows = "".join(f"<tr><td>{escape(word[:500])}</td><td>{turn}</td></tr>" for word in WORDS)
    label = escape(f"Fichier fichier {turn} {MARKUP} {LONG[:2000]}")
    return html(
        f"<!doctype html><html lang='fr'><head><title>{escape(MARKUP)}</title></head><body><main><h1>Ville</h1><h2>Le texte</h2>"
        f"{texts}<table><tr><th>{escape(ATTRIBUTE)}</th><th>n</th></tr>{rows}</table><h2>Les services</h2>{listed(turn)}"
        f"<h2>Documents</h2><p><a href='/fichier.txt'>{label}</a> (TXT)</p>"
        f"<p><a href='{PDF}'>Feuille</a> (PDF)</p></main></body></html>".encode()
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Visitor, list[str]]]:
    """A town all of whose words are hostile, and the addresses of its pages."""
    with Site() as site:
        house = stand(tmp_path_factory.mktemp("hostile"), site)
        house.configure(items=ITEMS)
        config = house.folder / "config.toml"
        titled = config.read_text("utf-8").replace("[[watch]]", "[[watch]]\ntitle = '''Ville " + MARKUP.replace("'", "") + "'''", 1)
        config.write_text(titled, "utf-8")
        for turn in range(1, TURNS + 1):
            site.pages[PDF] = Page(sheet("plain", head=HEADS[turn - 1]), content_type="application/pdf")
            site.pages["/"] = page(turn)
            site.pages["/fichier.txt"] = Page("\n".join((*WORDS, str(turn))).encode(), content_type="text/plain; charset=utf-8")
            house.check()
            house.later(days=1)
        site.pages["/"] = Page(f"<title>{escape(MARKUP)}</title><h1>{escape(LONG)}</h1>".encode(), status=503)
        house.check()
        for visitor in served(house):
            yield visitor, addresses(house)


def addresses(house: House) -> list[str]:
    with house.store() as store:
        changes = [stored.id for stored in store.changes()]
        units = [spell.unit_key for spell in store.spells("units")]
        people = [spell.person_key for spell in store.spells("people") if spell.person_key]
    watch = "/watch/valmont"
    found = [
        "/",
        "/watches",
        watch,
        f"{watch}?item=texte",
        f"{watch}/1",
        f"{watch}/{TURNS}",
        f"{watch}/{TURNS}/compare?with=1",
        f"{watch}/orgchart",
    ]
    found += [f"/change/{change}" for change in changes]
    found += [f"{watch}/unit/{key}" for key in dict.fromkeys(units)][:9]
    found += [f"{watch}/person/{key}" for key in dict.fromkeys(people)][:9]
    return [*found, *(f"/search?q={quote(word[:250])}" for word in WORDS), "/search?q=Service", f"/{quote(MARKUP)}", "/about"]


def of_each_kind(paths: list[str]) -> list[str]:
    """All by `make soak`; here, of kinds that have many pages, some: the newest change of each item, searches for what may run."""
    seen, few = Counter[str](), {"/change/": 4, "/unit/": 2, "/person/": 2, "/search": 3}

    def wanted(path: str) -> bool:
        kind = next((kind for kind in few if kind in path), path)
        seen[kind] += 1
        return sweeps.WHOLE or seen[kind] <= few.get(kind, 1)

    return [path for path in paths if wanted(path)]


def test_hostile_words_are_words_on_every_page(hostile: tuple[Visitor, list[str]], browser: Browser) -> None:
    """Stored and reflected: no script, no handler, no request elsewhere, no dialog; no page wider than its window."""
    visitor, paths = hostile
    origin = f"http://127.0.0.1:{visitor.port}"
    assert all(any(kind in path for path in paths) for kind in ("/change/", "/unit/", "/person/", "/orgchart"))
    opened = browser.new_page(locale="fr-FR")
    said, dialogs = list[str](), list[str]()
    opened.on("console", lambda message: said.append(message.text))
    opened.on("dialog", lambda dialog: dialogs.append(dialog.message))
    opened.on("request", lambda request: said.append(request.url) if not request.url.startswith((origin, "data:")) else None)
    for number, path in enumerate(of_each_kind(paths)):
        answer = opened.goto(origin + path)
        assert answer is not None and (answer.status == 200 or path.startswith("/%3C")), path
        assert opened.evaluate("[window.ran, document.getElementById('ran'), document.scripts.length]") == [None, None, 0], path
        for width in WIDTHS if sweeps.WHOLE else WIDTHS[number % 2 :][:1]:
            opened.set_viewport_size({"width": width, "height": 900})
            assert opened.evaluate(_WIDE) == [], (path, width)
    opened.close()
    assert [one for one in said if "404" not in one] == [] and dialogs == []


def test_hostile_words_are_words_in_files_too(hostile: tuple[Visitor, list[str]], tmp_path: Path) -> None:
    """Feeds and cards of such changes are whole."""
    visitor, paths = hostile
    assert b"<script" not in visitor.get("/feed.xml").content
    for path in (path for path in of_each_kind(paths) if path.startswith("/change/")):
        assert visitor.get(f"{path}/card.png").content.startswith(b"\x89PNG")
