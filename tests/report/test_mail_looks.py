"""How a mail looks: in a real browser on a narrow phone, and its colours by day and by night (10.5)."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import escape
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from monitor.model import Change, Edit
from monitor.report import page
from monitor.report.alert import alert_message
from tests.report import examples as ex

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
PROBE = """<!doctype html><iframe style="border:0;width:320px;height:900px" srcdoc="{mail}"></iframe><script>
addEventListener("load", () => {{
  const inside = document.querySelector("iframe").contentDocument, style = e => getComputedStyle(inside.querySelector(e));
  const hidden = style("body > div").display, marked = style("del").textDecorationLine + " " + style("ins").textDecorationLine;
  document.title = [inside.documentElement.scrollWidth, hidden, marked, inside.querySelectorAll("li").length].join("|");
}});
</script>"""


@pytest.mark.skipif(BROWSER is None, reason="no browser here")
def test_the_longest_word_fits_the_narrowest_phone(tmp_path: Path) -> None:
    """320 CSS pixels, the narrowest in use: nothing to be scrolled sideways; the preview is hidden; marks are not colour alone."""
    word, url = "Donaudampfschifffahrt" * 30, "https://www.valmont-sur-ource.example/" + "a" * 300
    changes = (ex.section(Edit(op="replace", before="x", after=word, words=(("-", "x"), ("+", word)))), ex.document(ex.LABEL))
    mail = alert_message(
        ex.result("changed", *changes),
        kind="change",
        watch="valmont",
        url=url,
        language="fr",
        timezone=ex.PARIS,
        newest_hash="9c" * 32,
    )
    (tmp_path / "probe.html").write_text(PROBE.format(mail=escape(mail.html or "")), "utf-8")
    done = subprocess.run(
        [str(BROWSER), "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--hide-scrollbars",
         f"--user-data-dir={tmp_path / 'browser'}", "--dump-dom", (tmp_path / "probe.html").as_uri()],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    (title,) = re.findall(r"<title>(.*?)</title>", done.stdout.partition("<body>")[0])
    assert title == "320|none|line-through underline|2"


@pytest.mark.parametrize(
    ("change", "light", "news"),
    [
        (ex.section(ex.REWORDED, ex.DELETED), "Sur la page « valmont », « mutualisation » a changé : ", "« "),
        (ex.section(ex.MOVED, ex.INSERTED), "Sur la page « valmont », « mutualisation » a changé. ", "Ajouté : «"),
        (ex.document(change="removed"), None, "Un document n’est plus"),
    ],
    ids=["in-its-words", "apart", "an-item-as-a-whole"],
)
def test_the_news_stand_out_in_the_headline(change: Change, light: str | None, news: str) -> None:
    """10.5: the first two lines of « Sur la page …, … a changé » are not what a reader is to see first."""
    mail = alert_message(ex.result("changed", change), kind="change", watch="valmont", url="", language="fr", timezone=ex.PARIS)
    assert mail.html is not None
    headline = BeautifulSoup(mail.html, "lxml").h1
    assert headline is not None
    context = headline.find("span", style="font-weight:400;")
    assert (re.sub(r"[\u00a0\u202f]", " ", context.get_text()) if context else None) == light
    assert re.sub(r"[\u00a0\u202f]", " ", headline.get_text()).removeprefix(light or "").startswith(news)


def test_every_colour_can_be_read_by_day_and_by_night() -> None:
    """WCAG 2.2 §1.4.3: 4.5 to 1 for text, on the sheet and on a card; each colour of the day has one of the night."""
    source = (Path(page.__file__).parent / "templates" / "mail.html.j2").read_text("utf-8")
    night = source[source.index("prefers-color-scheme") : source.index("</style>")]
    day = source[source.index("<body") :] + source[: source.index("<!doctype")]
    for said, grounds in ((day, ("#f6f5f1", "#ffffff")), (night, ("#17191d", "#1f2228"))):
        inks = set(re.findall(r"[;{\"\s]color: ?(#\w{6})", said))
        assert len(inks) >= 5
        assert all(ground in said for ground in grounds)
        assert {(ink, ground) for ink in inks for ground in grounds if _contrast(ink, ground) < 4.5} == set()


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
