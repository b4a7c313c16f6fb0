"""What others see of a change when its address is passed on: card, feeds by tag, paper (5.15)."""

from __future__ import annotations

import codecs
import csv
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from monitor.web import watch
from monitor.web.card import SIZE, card
from tests.pipeline.house import House
from tests.site import Site
from tests.web.conftest import Visitor, served

ATOM = "{http://www.w3.org/2005/Atom}"


def changes(town: House) -> dict[str, int]:
    with town.store() as store:
        return {stored.change.item: stored.id for stored in store.changes("valmont")}


def test_each_change_has_a_card(visitor: Visitor, town: House) -> None:
    """5.15: 1200 by 630; the page names it for whoever passes its address on."""
    for number in changes(town).values():
        answer = visitor.get(f"/change/{number}/card.png")
        with Image.open(io.BytesIO(answer.content)) as picture:
            assert (answer.headers["content-type"], picture.format, picture.size) == ("image/png", "PNG", SIZE)
            assert len(picture.convert("RGB").getcolors() or ()) > 3
        page = visitor.get(f"/change/{number}").text
        assert f'property="og:image" content="http://127.0.0.1:{visitor.port}/change/{number}/card.png"' in page
    assert visitor.get("/change/999/card.png").status_code == 404


@pytest.mark.parametrize("sentence", ["Un mot.", "x" * 2000, "mot " * 600, "", "<b>&amp;</b> \u202f« É »"])
def test_a_card_takes_any_sentence(sentence: str) -> None:
    """5.15: however long, in words or in one; it is never wider or higher."""
    with Image.open(io.BytesIO(card("Page", sentence, "Vu sans le 3 mars, vu avec le 4 mars.", "Veille"))) as picture:
        shown = picture.convert("L")
        assert shown.size == SIZE
        edges = [shown.crop(box) for box in ((0, 0, 60, 630), (1140, 0, 1200, 630), (0, 600, 1200, 630))]
        assert all(edge.getextrema()[0] > 200 for edge in edges)  # type: ignore[operator]


@pytest.fixture
def tagged(town: House, tmp_path: Path) -> Iterator[Visitor]:
    """The same history under a configuration that gives its page a tag."""
    shutil.copytree(town.folder, tmp_path / "house")
    with Site() as site:
        house = House(tmp_path / "house", site)
        config = house.folder / "config.toml"
        config.write_text(config.read_text("utf-8").replace("[[watch]]", '[[watch]]\ntags = ["côte-d-or"]', 1), "utf-8")
        house.offset = town.offset
        yield from served(house)


def test_a_tag_has_a_feed(tagged: Visitor, town: House) -> None:
    """5.15: the changes of its pages, with self and alternate; asked again it is not sent again; the list of pages leads there."""
    page = tagged.get("/watches").text
    (link,) = set(re.findall(r'href="(/tag/[^"]+/feed.xml)"', page))
    answer = tagged.get(link)
    feed = ET.fromstring(answer.text)
    links = {one.get("rel"): one.get("href") for one in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"http://127.0.0.1:{tagged.port}{link}", "alternate": f"http://127.0.0.1:{tagged.port}/watches"}
    assert len(feed.findall(f"{ATOM}entry")) == len(changes(town))
    assert tagged.get(link, If_None_Match=answer.headers["etag"]).status_code == 304
    assert tagged.get("/tag/autre/feed.xml").status_code == 404


def test_an_entry_of_a_feed_keeps_its_id_whoever_asks(town: House, tmp_path: Path) -> None:
    """RFC 4287 §4.2.6, §6: by the address that others know, whatever name the reader reached this process by."""
    shutil.copytree(town.folder, tmp_path / "house")
    with Site() as site:
        house = House(tmp_path / "house", site, town.offset)
        config = house.folder / "config.toml"
        public = 'public_url = "https://veille.example/p/"'
        config.write_text(config.read_text("utf-8").replace("[monitor]", f"[monitor]\n{public}", 1), "utf-8")
        for visitor in served(house, prefix="/p", names={"veille.example"}):
            found = [
                ET.fromstring(visitor.get("/p/feed.xml", Host=host).text) for host in ("localhost", "127.0.0.1", "veille.example")
            ]
    ids = [[one.text or "" for one in feed.iter(f"{ATOM}id")] for feed in found]
    assert ids[0] == ids[1] == ids[2] and len(ids[0]) == len(changes(town)) + 1
    assert all(one.startswith("https://veille.example/p/") and "/p/p/" not in one for one in ids[0])
    links = {one.get("href") or "" for feed in found for one in feed.iter(f"{ATOM}link")}
    assert all(one.startswith("https://veille.example/p/") and "/p/p/" not in one for one in links)


def test_the_first_pictures_do_not_wait_to_be_scrolled_to(visitor: Visitor, town: House) -> None:
    """5.11, 5.15: a page that is printed at once has them; those of further pages are asked for when they are come to."""
    page = visitor.get(f"/change/{changes(town)['organigramme']}").text
    (sheets,) = re.findall(r'<div class="sheets wide">(.*?)</div>', page, flags=re.DOTALL)
    pictures = re.findall(r"<img [^>]*>", sheets)
    assert len(pictures) == 2 and not any("lazy" in one for one in pictures)


def test_browsers_find_an_icon(visitor: Visitor) -> None:
    """No console message: a browser asks for one by itself."""
    for path in ("/favicon.ico", "/icon.svg"):
        assert visitor.get(path).headers["content-type"] == "image/svg+xml"


def test_the_changes_of_a_page_are_a_table_to_take_along(visitor: Visitor) -> None:
    """5.11, 5.16: as `export --format csv` writes them, in the visitor's language, with accents that a spreadsheet reads."""
    assert 'href="/watch/valmont/changes.csv" download' in visitor.get("/watch/valmont").text
    file = visitor.get("/watch/valmont/changes.csv", Accept_Language="en")
    assert file.content.startswith(codecs.BOM_UTF8) and file.headers["content-disposition"].endswith("valmont.csv")
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"), newline="")))
    assert {row["item"] for row in rows} == {"mutualisation", "organigramme"} and {row["watch"] for row in rows} == {"valmont"}
    assert any("moved" in row["summary"] for row in rows)
    assert visitor.get("/watch/nowhere/changes.csv").status_code == 404


def test_a_table_of_the_newest_versions_says_that_it_is_no_more(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """5.11, 3.26: who takes it along learns on the page, before the file is opened elsewhere, that older changes are not in it."""
    assert ">Les changements, en tableau" in visitor.get("/watch/valmont").text
    monkeypatch.setattr(watch, "IN_TABLE", 1)
    said = [" ".join(visitor.get("/watch/valmont", Accept_Language=one).text.split()) for one in ("fr", "en")]
    assert 'changes.csv" download>Les changements de la dernière version, en' in said[0] and "of the newest version as" in said[1]
    numbers = {row["snapshot"] for row in csv.DictReader(io.StringIO(visitor.get("/watch/valmont/changes.csv").text, newline=""))}
    assert numbers == {"2"}
