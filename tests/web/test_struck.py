"""3.28: words that a page strikes out are said to be struck out wherever the text of a version is read."""

from __future__ import annotations

import html as entities
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from monitor.report.spans import MarkedLine, Span
from monitor.web.data import _cell
from monitor.web.words import with_capital
from tests.command import monitor
from tests.pipeline.house import House, html, stand
from tests.site import Page, Site
from tests.web.conftest import Visitor, served

STRUCK = "Les conventions sont publiées au recueil des actes."
ROW = "<table><tr><td>Achats</td><td>M. Martin</td></tr></table>"
SAID = f"[barré : {STRUCK}]"


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A town that strikes out a paragraph, and words of a row; then another paragraph changes."""
    with Site() as site:
        house = stand(tmp_path_factory.mktemp("struck"), site)
        house.configure(items=ITEM)
        page = html(etag=None).body.decode()
        before = "<p>Quatorze communes"
        with_both = page.replace(before, f"<p>{STRUCK} Elles y restent.</p>{ROW}{before}")
        assert with_both != page
        struck = with_both.replace(STRUCK, f"<s>{STRUCK}</s>").replace("M. Martin", "<del>M. Martin</del>")
        for text in (with_both, struck, struck.replace("efficacité", "qualité")):
            site.pages["/"] = Page(text.encode())
            house.check()
            house.later(days=1)
        yield house


ITEM = """
[watch.sections.mutualisation]
heading = "La mutualisation des services"
"""


@pytest.fixture(scope="module")
def visitor(house: House) -> Iterator[Visitor]:
    yield from served(house)


def test_pages_of_a_version_say_it(visitor: Visitor) -> None:
    """By words and by a stroke, once it is; not in the version before."""
    struck = BeautifulSoup(visitor.get("/watch/valmont/2").text, "lxml")
    assert SAID in plain(struck.get_text()) and "[barré : M. Martin]" in plain(struck.get_text())
    assert [plain(one.get_text()) for one in struck.find_all("s")] == [STRUCK, "M. Martin"]
    assert "barré" not in visitor.get("/watch/valmont/1").text


def test_text_around_a_change_says_it(visitor: Visitor) -> None:
    for path in ("/change/2", "/watch/valmont/3/compare?with=2"):
        assert SAID in plain(BeautifulSoup(visitor.get(path).text, "lxml").get_text()), path


def test_the_tables_mark_it(visitor: Visitor) -> None:
    """3.28: an edit that says so has the stroke, and nothing else of it; what the page said stays text."""
    pytest.importorskip("datasette")
    page = BeautifulSoup(visitor.get("/data/monitor/edits").text, "lxml")
    assert STRUCK in [plain(one.get_text()).strip('"') for one in page.find_all("s")]
    assert {one.find_parent("td")["class"][0] for one in page.find_all("s")} == {"col-edit"}  # type: ignore[index]
    assert visitor.get("/data/monitor/edits.json").text.count("<s>") == 0


def test_a_search_says_it(visitor: Visitor, house: House) -> None:
    found = BeautifulSoup(visitor.get("/search?q=recueil").text, "lxml")
    assert "barré en partie" in plain(found.get_text())
    told = monitor("search", "recueil", "--config", str(house.folder / "config.toml"), cwd=house.folder)
    assert "barré en partie" in plain(told.out)


def test_exports_and_diffs_say_it(house: House, tmp_path: Path) -> None:
    config = ("--config", str(house.folder / "config.toml"))
    monitor("export", "--format", "git", "-o", str(tmp_path / "git"), *config, cwd=house.folder)
    assert SAID in plain((tmp_path / "git" / "valmont" / "mutualisation.txt").read_text("utf-8"))
    for form in ("unified", "html"):
        assert SAID in plain(monitor("diff", "valmont", "2", "3", "--format", form, *config, cwd=house.folder).out), form


def test_a_cell_that_is_no_whole_edit_is_shown_as_it_is() -> None:
    """3.28, 11.7: a damaged row; and the words are struck where they are the edit's, not where they are its heading's."""
    assert _cell('{"op":"struck"', "edit") is None
    assert _cell('{"op":"struck","text" : "a"}', "edit") is None
    said = _cell('{"op":"struck","heading":"a","text":"a","at":1}', "edit")
    assert said is not None
    assert entities.unescape(said) == '{"op":"struck","heading":"a","text":<s>"a"</s>,"at":1}'


def test_a_line_that_begins_with_words_of_ours_has_a_capital() -> None:
    """5.11: what the page says is left as it is."""
    note, page = MarkedLine("*", (Span("note", "un passage est barré"),)), MarkedLine("*", (Span("=", "un passage"),))
    assert [with_capital(line).spans[0].text for line in (note, page)] == ["Un passage est barré", "un passage"]
