"""Days in links are those of the configured timezone, and what is not there costs no site (5.11, 5.14, 5.16, 5.17)."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from monitor.alerts.pictures import pictures_between
from monitor.export.site import write_site
from monitor.model import Change, ChangePictures
from monitor.model.frozen import replace
from monitor.report.change_picture import ON_A_SCREEN
from monitor.store import Store
from monitor.store.seal import ask_intact
from tests.command import monitor
from tests.pipeline.house import PDF, House, stand
from tests.pipeline.lookalikes import chart
from tests.site import Page, Site
from tests.web.conftest import ITEMS, Visitor, served

LATE = datetime(2026, 9, 20, 22, 30, tzinfo=UTC)  # the 21st in Paris, 0 h 30
HEADS = ("M. Alain Premier", "Mme Bérénice Seconde", "M. Cyril Tiers")


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A chart read at 0 h 30 and at 9 h of one day in Paris, and at 0 h 30 of the next: three heads."""
    with Site() as site:
        house = stand(tmp_path_factory.mktemp("night"), site)
        house.configure(items=ITEMS)
        for head, at in zip(HEADS, (LATE, LATE + timedelta(hours=8, minutes=30), LATE + timedelta(days=1)), strict=True):
            house.now = lambda at=at: at  # type: ignore[misc]
            site.pages[PDF] = Page(chart(head=head), content_type="application/pdf")
            house.check()
        yield house


@pytest.fixture(scope="module")
def visitor(night: House) -> Iterator[Visitor]:
    yield from served(night)


def test_each_link_shows_the_version_that_it_names(visitor: Visitor) -> None:
    """5.11: by the local day; of several versions of a day the earlier ones by their number, with the time of day."""
    page = visitor.get("/watch/valmont/orgchart").text
    links = re.findall(r'<a href="(/watch/valmont/orgchart\?[^"]+)"[^>]*>([^<]+)</a>', page)
    assert [link.partition("?")[2] for link, _ in links] == ["version=1", "at=2026-09-21", "at=2026-09-22"]
    assert ["30" in text or "00" in text for _, text in links] == [True, True, False]
    for (link, _), head in zip(links, HEADS, strict=True):
        shown = visitor.get(link)
        assert shown.status_code == 200
        assert [one in shown.text for one in HEADS] == [one == head for one in HEADS], link
        assert shown.text.count('aria-current="true">') == page.count('aria-current="true">')
    for wrong in ("version=0", "version=9", "version=x", "version=1&at=2026-09-21", "at=2026-09-20"):
        assert visitor.get(f"/watch/valmont/orgchart?{wrong}").status_code == 404, wrong


def test_of_a_day_whose_last_version_is_pruned_the_one_before_is_shown_and_said(night: House, tmp_path: Path) -> None:
    """5.11, 3.26: it is dated by itself, not by the day that was asked for; where nothing is left there is no page."""
    house = House(copied(night, tmp_path), night.site)
    house.now = night.now
    with closing(sqlite3.connect(house.folder / "monitor.db")) as db, db:
        db.execute("UPDATE snapshots SET erased_at = '2026-10-01T00:00:00.000Z' WHERE number = 2")
    for visitor in served(house):
        shown = visitor.get("/watch/valmont/orgchart?at=2026-09-21")
        said = shown.text.replace("\u00a0", " ")
        assert HEADS[0] in shown.text and HEADS[1] not in shown.text
        assert "La dernière version de ce jour est élaguée : voici celle du 21 septembre 2026" in said
        assert "est élaguée" not in visitor.get("/watch/valmont/orgchart?at=2026-09-22").text
    with closing(sqlite3.connect(house.folder / "monitor.db")) as db, db:
        db.execute("UPDATE snapshots SET erased_at = '2026-10-01T00:00:00.000Z' WHERE number = 1")
    for visitor in served(house):
        assert visitor.get("/watch/valmont/orgchart?at=2026-09-21").status_code == 404


def test_seen_and_not_seen_on_one_day_is_told_with_the_hour(night: House, visitor: Visitor) -> None:
    """5.14."""
    with night.store() as store:
        keys = {spell.person: spell.person_key for spell in store.spells("people")}
    first, second, third = (words_of(visitor, keys, name) for name in ("Alain Premier", "Bérénice Seconde", "Cyril Tiers"))
    assert "plus vu le 21 septembre 2026 à 9 h 00" in first
    assert "21 septembre 2026 à 9 h 00" in second and "pas vu le 21 septembre 2026 à 0 h 30" in second
    assert "pas vu le 21 septembre 2026" in third and "pas vu le 21 septembre 2026 à" not in third


def words_of(visitor: Visitor, keys: dict[str | None, str | None], name: str) -> str:
    key = next(key for person, key in keys.items() if person and name in person)
    text = visitor.get(f"/watch/valmont/person/{key}").text
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_a_change_is_cited_with_the_day_here(visitor: Visitor) -> None:
    """5.11."""
    days = {re.search(r'citation_publication_date" content="([^"]+)', visitor.get(f"/change/{n}").text)[1] for n in (1, 2)}  # type: ignore[index]
    assert days == {"2026/09/21", "2026/09/22"}


@pytest.mark.few(1)
@pytest.mark.parametrize("public", [None, "https://veille.example/p"])
def test_a_change_is_cited_by_an_address_that_lasts(night: House, tmp_path: Path, public: str | None) -> None:
    """5.11, 5.16, §6: where others reach the pages, not where this process answers; of the site as files, its own file."""
    config = replace(night.config, public_url=public)
    write_site(config, tmp_path / "site", names=None, without_names=False)
    for file in ("change/2.html", "en/change/2.html"):
        page = BeautifulSoup((tmp_path / "site" / file).read_text("utf-8"), "lxml")
        expected = f"{public}/change/2" if public else file
        cited = [one.get_text() for one in page.select(".cite")]
        assert len(cited) == 2 and all(expected in one and "(/" not in one for one in cited), cited
        assert ("(2026, September 22)." if file.startswith("en") else "(2026, 22 septembre).") in cited[1]
        assert page.find("meta", attrs={"name": "citation_fulltext_html_url"})["content"] == expected  # type: ignore[index]


def test_the_site_has_each_version_of_a_day(night: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """5.16: a first version after midnight here, and before it in UTC, costs no site; each is looked over once for all pages."""
    from monitor.store import reading

    looked_over = Counter[tuple[Any, ...]]()

    def counted(db: Any, snapshots: Any, kinds: Any = ()) -> None:
        looked_over.update((number, *kinds) for number in snapshots)
        ask_intact(db, snapshots, kinds)

    monkeypatch.setattr(reading, "ask_intact", counted)
    _, missing = write_site(night.config, tmp_path / "site", names=None, without_names=False)
    charts = tmp_path / "site" / "watch" / "valmont" / "orgchart"
    assert missing == ()
    for name, head in zip(("version-1", "2026-09-21", "2026-09-22"), HEADS, strict=True):
        assert head in (charts / f"{name}.html").read_text("utf-8")
    assert looked_over and set(looked_over.values()) == {1}


def test_what_is_seen_of_a_change_is_drawn_once_for_the_site(night: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """5.16: its page in both languages and its pictures are asked for one behind the other, as long as they are kept.

    §9: a large sheet is packed once, not again for a mail's sake.
    """
    import monitor.web.site as web

    drawn = Counter[str]()

    def counted(store: Store, change: Change, *rest: Any, most_bytes: int) -> ChangePictures | None:
        drawn[f"{change.item}, {change.edits}"] += most_bytes == ON_A_SCREEN
        return pictures_between(store, change, *rest, most_bytes=most_bytes)

    monkeypatch.setattr(web, "pictures_between", counted)
    monkeypatch.setattr(web, "MOST_DRAWN", 1)
    write_site(night.config, tmp_path / "site", names=None, without_names=False)
    assert drawn and set(drawn.values()) == {1}


@pytest.mark.few(0)
def test_after_an_erase_no_picture_is_linked_that_cannot_be_made(night: House, tmp_path: Path) -> None:
    """5.16, 5.17: whether a picture is there is decided once, for the link and for the address."""
    folder = copied(night, tmp_path)
    (change,) = changes(folder, 2)
    assert "before-1.png" in page_of(folder, change)
    assert monitor("erase", "--person", "Alain Premier", cwd=folder).status == 0
    assert ".png" not in page_of(folder, change).replace("card.png", "")
    done = monitor("export", "--format", "site", "-o", "out", cwd=folder, timeout=300)
    assert done.status == 0 and not done.says("n'y est pas") and not done.says("n'y sont pas"), done.err


def test_a_picture_drawn_before_an_erase_is_served_no_more(night: House, tmp_path: Path) -> None:
    """5.17: by pages that go on answering, and no browser may show it without asking."""
    folder = copied(night, tmp_path)
    (change,) = changes(folder, 2)
    house = House(folder, night.site)
    house.now = night.now
    for visitor in served(house):
        drawn = visitor.get(f"/change/{change}/before-1.png")
        assert drawn.status_code == 200 and drawn.headers["cache-control"] == "private, no-cache"
        assert monitor("erase", "--person", "Alain Premier", "--yes", cwd=folder).status == 0
        assert visitor.get(f"/change/{change}/before-1.png").status_code == 404


def test_what_answers_404_is_left_out_and_said(night: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """5.16: one address costs no site; nothing in it leads there."""
    import monitor.web.site as web

    monkeypatch.setattr(web, "pictures_between", lambda *_, **__: None)
    out = tmp_path / "site"
    _, missing = write_site(night.config, out, names=None, without_names=False)
    assert missing and all(path.endswith(".png") for path in missing)
    for page in out.rglob("*.html"):
        for link in re.findall(r'(?:href|src)="([^"#]+)"', page.read_text("utf-8")):
            assert re.match("https?://", link) or (page.parent / link).is_file(), (page, link)


def copied(house: House, folder: Path) -> Path:
    import shutil

    return Path(shutil.copytree(house.folder, folder / "here"))


def changes(folder: Path, snapshot: int) -> list[int]:
    history = monitor("history", "--json", cwd=folder).lines
    return [c["id"] for line in history if line["snapshot"] == snapshot for c in line["changes"]]


def page_of(folder: Path, change: int) -> str:
    out = folder / "site-before"
    assert monitor("export", "--format", "site", "-o", out, cwd=folder, timeout=300).status == 0
    return (out / "change" / f"{change}.html").read_text("utf-8")


def test_what_was_received_stands_with_its_own_hash(night: House, visitor: Visitor) -> None:
    """5.11, 5.15: the files before and after, each beside the hash of its bytes; the page is another file."""
    (change,) = changes(night.folder, 2)
    page = visitor.get(f"/change/{change}").text
    found = re.findall(r'<dd><a href="([^"]+)">[^<]*</a>[^<]*<code>SHA-256 (\w+)</code>', page)
    assert [link.rpartition("/valmont/")[2] for link, _ in found] == ["2/page", "1/file/0", "2/file/0"]
    for link, digest in found:
        assert hashlib.sha256(visitor.get(link).content).hexdigest() == digest


def test_a_page_is_known_by_its_own_title(night: House, visitor: Visitor) -> None:
    """6: on every page, in citations and in `status`, where the configuration gives it no other."""
    with Store.open(night.config.database, readonly=True) as store:
        title = store.called("valmont", night.config.watches[0], items=False).page
    assert title != "valmont"
    (change,) = changes(night.folder, 2)
    for path in ("/", "/watches", "/watch/valmont", "/watch/valmont/2", f"/change/{change}", "/feed.xml"):
        assert title in unescape(visitor.get(path).text), path
    assert title in monitor("status", cwd=night.folder).out
