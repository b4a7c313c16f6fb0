"""The history pages over a real server: what each shows, in both languages, without a script (5.11, 5.15)."""

from __future__ import annotations

import io
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup, Tag
from PIL import Image

from monitor.compare.words import compared, word_diff
from monitor.model import Edit, OrgChart, Person, Unit
from monitor.proof import verify
from monitor.report.passages import Passage
from monitor.report.spans import MarkedLine, marked_words
from monitor.web.change import _pairs
from monitor.web.charts import all_unsure, tree
from monitor.web.words import Words
from tests.command import monitor
from tests.documents.drawn import packed, picture
from tests.documents.office import fixture
from tests.pipeline.house import PDF, House, html, pdf, stand
from tests.pipeline.lookalikes import chart
from tests.site import Page, Site
from tests.web.conftest import ITEMS, Visitor, served

PAGES = [
    "/", "/watches", "/watch/valmont", "/watch/valmont?item=mutualisation", "/watch/valmont?major=1", "/watch/valmont/1",
    "/watch/valmont/2", "/watch/valmont/2/compare?with=1", "/watch/valmont/orgchart", "/change/1", "/change/2",
    "/search", "/search?q=services", "/search?q=zzz", "/about",
]  # fmt: skip
ATOM = "{http://www.w3.org/2005/Atom}"


def soup(visitor: Visitor, path: str, language: str = "fr") -> BeautifulSoup:
    answer = visitor.get(path, Accept_Language=language)
    assert answer.status_code == 200, path
    return BeautifulSoup(answer.text, "lxml")


def words(page: Tag) -> str:
    return " ".join(page.get_text(" ").replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_one_document_without_a_script(visitor: Visitor, path: str, language: str) -> None:
    """WCAG 2.2: a language, a title, one h1, a way to the content, names for pictures and fields; nothing from elsewhere."""
    answer = visitor.get(path, Accept_Language=language)
    page = BeautifulSoup(answer.text, "lxml")
    assert answer.status_code == 200
    assert page.html is not None and page.html["lang"] == language
    assert page.title is not None and page.title.text.strip()
    assert len(page.find_all("h1")) == 1
    assert page.find_all("script") == [] and page.find_all(style=True) == []
    assert all(image.get("alt") for image in page.find_all("img"))
    labelled = {label["for"] for label in page.find_all("label", attrs={"for": True})}
    assert {field["id"] for field in page.find_all(["input", "select"])} <= labelled
    assert [i for i, n in _counted(str(one["id"]) for one in page.find_all(id=True)) if n > 1] == []
    loaded = [one.get("src") or one.get("href") for one in page.find_all(["img", "link"])]
    assert all(urlsplit(str(url)).netloc == "" for url in loaded)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert answer.headers["x-robots-tag"] == "noindex, nofollow" and answer.headers["x-content-type-options"] == "nosniff"
    levels = [int(h.name[1]) for h in page.find_all(re.compile("^h[1-6]$"))]
    assert all(b <= a + 1 for a, b in pairwise(levels)), levels


def _counted(names: Iterator[str]) -> list[tuple[str, int]]:
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
    return list(seen.items())


def _shape(path: str) -> str:
    """What a page has in common with others that are made alike, of which one stands for all.

    Of Datasette's: each table, query and row, whole and by each filter, as a page and as files; each table sorted up and down as a
    page, and any one as a file, as Datasette writes all of them in one way. Ways to another language differ in where they lead back
    to.
    """
    parts = urlsplit(path)
    if not parts.path.startswith(("/data/", "/lang/")):
        return path  # a page of our own is a shape by itself
    names = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)} - {"_size", "_labels"}
    if sorted_by := names & {"_sort", "_sort_desc"}:
        ending = parts.path.rpartition(".")[2]
        of_datasette = parts.path.startswith("/data/") and ending in ("csv", "json")
        return f"{ending if of_datasette else parts.path}?{min(sorted_by)}"
    return f"{parts.path}?{'&'.join(sorted(names))}"


def test_every_link_leads_to_something_that_is_there(visitor: Visitor) -> None:
    """5.11: each page has a stable address; pictures and downloads too."""
    waiting, seen, shapes, broken = ["/"], set[str](), set[str](), list[str]()
    while waiting:
        path = waiting.pop()
        if path in seen or _shape(path) in shapes:
            continue
        seen.add(path)
        shapes.add(_shape(path))
        answer = visitor.get(path)
        if answer.status_code not in (200, 303):
            broken.append(f"{path} {answer.status_code}")
        if answer.headers.get("content-type", "").startswith("text/html"):
            page = BeautifulSoup(answer.text, "lxml")
            here = [str(one.get("href") or one.get("src")) for one in page.find_all(["a", "link", "img"])]
            for url in here:
                whole = urlsplit(urljoin(f"http://here{path}", url))
                if whole.netloc == "here":
                    if whole.fragment and whole._replace(fragment="").geturl() == f"http://here{path}":
                        assert page.find(id=whole.fragment), f"{path} {url}"
                    waiting.append(whole._replace(scheme="", netloc="", fragment="").geturl())
    assert broken == [] and len(seen) > 150


def test_home_answers_what_changed_lately_in_sentences(visitor: Visitor, town: House) -> None:
    """The newest first, each with its own sentence; the pages watched beside it."""
    page = soup(visitor, "/")
    assert [article.find(["h3"]).get_text() for article in page.find_all("article")] != []  # type: ignore[union-attr]
    said = words(page)
    assert "Ce qui a changé" in said and "1 page publique suivie depuis le" in said
    assert "figure désormais sous" in said
    (told,) = [article.find(["h3"]) for article in page.find_all("article") if article.find("del")]
    assert told is not None and "[supprimé : efficacité ] [ajouté : qualité ]" in words(told)
    newest = page.find("article")
    assert newest is not None
    changed_last = max(_changes(town).items(), key=lambda change: change[1])[0]
    assert (newest.find("img") is not None) == (changed_last == "organigramme")


def test_a_watch_shows_every_visit_and_counts_the_quiet_ones(visitor: Visitor) -> None:
    """3.26: 2 quiet visits are one line, the visit without a reading another; nothing is left out."""
    page = soup(visitor, "/watch/valmont")
    said = words(page)
    assert "5 visites, 1 en échec" in said
    assert "2 visites sans changement" in said and "1 visite sans lecture : erreur du site (HTTP 503)" in said
    assert "Première lecture" in said
    assert len(page.select("svg.strip .f")) >= 1 and len(page.select("svg.strip .c2, svg.strip .c3")) >= 1
    filtered = soup(visitor, "/watch/valmont?item=mutualisation")
    assert len(filtered.select("article.entry")) == 2 and "désormais sous" not in words(filtered)


def test_a_mark_holds_nothing_but_the_words_that_it_marks(visitor: Visitor, town: House) -> None:
    """5.11: what only a screen reader hears, at their end, made a browser draw an empty box on the line below."""
    with town.store() as store:
        text = next(stored.id for stored in store.changes("valmont") if stored.change.item == "mutualisation")
    marks = BeautifulSoup(visitor.get(f"/change/{text}").text, "lxml").select("ins, del")
    assert marks and all(isinstance(mark.contents[-1], str) and mark.next_sibling.get_text() == "]" for mark in marks)  # type: ignore[union-attr]


def test_a_text_can_be_read_side_by_side(visitor: Visitor, town: House) -> None:
    """5.11: by a link, without a script; each side has its own words only, and says which version it is."""
    change = _changes(town)["mutualisation"]
    inline, pairs = (soup(visitor, f"/change/{change}{query}") for query in ("", "?view=pairs"))
    assert inline.find(class_="pairs") is None and pairs.find(class_="blk") is None
    for page, here in ((inline, "Dans le texte"), (pairs, "Côte à côte")):
        (link,) = page.select('nav.filters a[aria-current="true"]')
        assert link.get_text() == here
        assert [a["href"] for a in page.select("nav.filters a")] == [
            f"/change/{change}#texte",
            f"/change/{change}?view=pairs#texte",
        ]
    (before,), (after,) = (pairs.select(f".row.edited .{side}") for side in ("before", "after"))
    assert "efficacité" in before.get_text() and "qualité" not in before.get_text()
    assert "qualité" in after.get_text() and "efficacité" not in after.get_text()
    assert [side.find("b").get_text() for side in (before, after)] == ["version 1", "version 2"]  # type: ignore[union-attr]
    for one in (inline, pairs):  # 10.8: the sentence as on home, then counted
        assert [mark.find(string=True, recursive=False) for mark in one.select("h1 del, h1 ins")] == ["efficacité", "qualité"]
        assert "[efficacité → qualité]" in one.find("title").get_text().replace("\u00a0", " ")  # type: ignore[union-attr]
        assert one.select_one(".counts").get_text() == "1\u00a0phrase modifiée."  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("La charte est votée, révisée.", "La charte est votée."),
        ("La charte est votée.", "La charte est enfin votée."),
        ("Trois agents, un chef.", "Trois agents et un chef."),
        ("Un service (commun) de la ville.", "Un service de la ville."),
        ("Un service de la ville", "Un service de la ville, et de la métropole"),
        ("Ouvert le lundi 9 h", "Ouvert le mardi 10 h"),
    ],
)
def test_each_side_has_its_text_to_the_letter(old: str, new: str) -> None:
    """3.23, 5.11: no space before a full stop that the page does not have, left by what stood between."""
    before, after, told = word_diff(compared(old), compared(new))
    edit = Edit(op="replace", before=before, after=after, words=told)
    (pair,) = _pairs([Passage(line=MarkedLine("~", marked_words(edit)))])
    assert pair.before and pair.after
    assert ["".join(span.text for span in side.spans) for side in (pair.before, pair.after)] == [old, new]


def test_any_two_versions_can_be_read_side_by_side(visitor: Visitor) -> None:
    """5.11: as a change can, by a link that keeps the versions."""
    here = "/watch/valmont/2/compare?with=1"
    inline, pairs = soup(visitor, here), soup(visitor, f"{here}&view=pairs")
    for page in (inline, pairs):
        assert [a["href"] for a in page.select("nav.filters a")] == [here, f"{here}&view=pairs"]
    assert inline.find(class_="pairs") is None and pairs.find(class_="blk") is None
    (before,), (after,) = (pairs.select(f".row.edited .{side}") for side in ("before", "after"))
    assert "efficacité" in before.get_text() and "qualité" not in before.get_text()
    assert "qualité" in after.get_text() and "efficacité" not in after.get_text()
    assert [b.get_text() for b in pairs.select(".row.heads b")][:2] == ["version 1", "version 2"]


def test_a_change_says_between_which_visits_it_happened(visitor: Visitor, town: House) -> None:
    """3.26: seen without it, seen with it; the failed visit between is told, not counted as a look."""
    change = _changes(town)
    said = words(soup(visitor, f"/change/{change['mutualisation']}"))
    assert re.search(r"Vu sans le .+ à .+, vu avec le .+ à .+ \(heure de Paris\)", said)
    assert "1 visite sans lecture ; le moment exact n’est pas connu" in said
    assert "efficacité" in said and "qualité" in said
    assert re.search(r"[0-9a-f]{64}", said)
    english = words(soup(visitor, f"/change/{change['mutualisation']}", "en"))
    assert "Seen without it on" in english and "1 sentence reworded." in english


def test_a_change_in_time_is_among_those_of_its_own_part(visitor: Visitor, town: House) -> None:
    """3.26: what changed beside it at the same visit is no change before or after it."""
    for change in _changes(town).values():
        page = soup(visitor, f"/change/{change}")
        aside, steps = page.find("aside"), page.find("nav", class_="steps")
        assert aside is not None and steps is not None
        assert "C’est le premier changement constaté de cette partie." in words(aside)
        assert "C’est le changement le plus récent de cette partie." in words(aside)
        assert ("Aucun changement plus ancien de cette page." in words(steps)) == (change == min(_changes(town).values()))


def test_a_chart_is_shown_before_and_after_with_its_changed_branches(visitor: Visitor, town: House) -> None:
    page = soup(visitor, f"/change/{_changes(town)['organigramme']}")
    pictures = [str(image["src"]) for image in page.select(".sheets img")]
    assert len(pictures) == 2
    for url in pictures:
        answer = visitor.get(url)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
        assert answer.content.startswith(b"\x89PNG")
    assert page.select(".tree .mark.mov")
    (line,) = page.select(".facts-list > li")
    assert line.get_text(" ").split()[:3] == ["1", "Voir", "de"], "what the headline says whole is not said below it again"
    assert visitor.get(pictures[0].replace("-1.png", "-9.png")).status_code == 404


def test_where_nothing_is_read_surely_that_is_said_once() -> None:
    """3.27: a mark beside each of sixty units tells nothing; one that is unsure among others is marked."""
    words = Words(language="fr", timezone="Europe/Paris", now=datetime(2026, 11, 28, tzinfo=UTC))
    for sure, marked in ((0.5, 0), (0.95, 2)):
        units = tuple(
            Unit(
                id=str(n),
                title=f"Direction {n}",
                parent=None,
                people=(),
                page=1,
                bbox=(0, 0, 1, 1),
                confidence_parent=0.5 if n else sure,
            )
            for n in range(3)
        )
        chart = OrgChart(title=None, date=None, pages=1, structured=True, reason=None, units=units)
        assert all_unsure(chart) is (not marked)
        assert sum(bool(one.unsure) for one in tree(chart, {}, words)) == marked


@pytest.mark.parametrize(
    ("doubt", "said"),
    [
        ({"confidence_title": 0.8}, "à vérifier : l’intitulé"),
        ({"confidence_parent": 0.8}, "à vérifier : la place au sommet"),
        ({"confidence_parent": 0.8, "parent": "0"}, "à vérifier : le rattachement"),
        ({"people": (Person(name="Mme Ysé Roy", confidence=0.8),)}, "à vérifier : un nom"),
    ],
    ids=["title", "top", "place", "name"],
)
def test_what_of_a_unit_is_to_be_checked_is_said_beside_it(doubt: dict[str, Any], said: str) -> None:
    """3.27: the mark « à vérifier » alone did not say what to look for."""
    words = Words(language="fr", timezone="Europe/Paris", now=datetime(2031, 3, 1, tzinfo=UTC))
    whole = [
        Unit(id=str(n), title=f"Direction {n}", parent=None, people=(), page=1, bbox=(0, 0, 1, 1), confidence_parent=0.95)
        for n in range(2)
    ]
    chart = OrgChart(title=None, date=None, pages=1, structured=True, reason=None, units=(whole[0], replace(whole[1], **doubt)))
    nodes = [one for top in tree(chart, {}, words) for one in (top, *top.below)]
    assert [words.phrase(one.unsure).replace("\u00a0", " ") for one in nodes if one.unsure] == [said]


def test_each_number_of_the_list_can_be_seen_up_close(visitor: Visitor, town: House) -> None:
    """5.11: below its sentence, folded, smaller than the page; what no number is at is nowhere."""
    page = soup(visitor, f"/change/{_changes(town)['organigramme']}")
    (near,) = page.select(".facts-list > li details.near")
    urls = [str(image["src"]) for image in near.select("img")]
    assert [url.rpartition("/")[2] for url in urls] == ["before-1-1.png", "after-1-1.png"]
    whole = [Image.open(io.BytesIO(visitor.get(str(one["src"])).content)) for one in page.select(".sheets img")]
    for url, shown in zip(urls, whole, strict=True):
        part = Image.open(io.BytesIO(visitor.get(url).content))
        assert part.width < shown.width and part.height < shown.height
    for wrong in ("-7.png", "-0.png"):
        assert visitor.get(urls[0].replace("-1.png", wrong)).status_code == 404


def test_a_version_says_since_when_each_sentence_stands(visitor: Visitor) -> None:
    """3.26: once for all that was there first, beside it for what came later."""
    first, second = (words(soup(visitor, f"/watch/valmont/{number}")) for number in (1, 2))
    assert re.search(r"Déjà là à la première lecture, le [^,]+ 2026\.", first)
    assert "sauf ce qui est daté à côté" in second and re.search(r"qualité .* depuis le .+ 2026", second)
    page = soup(visitor, "/watch/valmont/2")
    newer = [one.get_text() for one in page.select(".newer")] or [one.get_text() for one in page.select(".blk:has(.since) p")]
    assert any("qualité" in text for text in newer) and not any("efficacité" in text for text in newer)


def test_the_chart_can_be_asked_for_at_a_date(visitor: Visitor, town: House) -> None:
    """5.11: `?at=`; a day before there was a version is nothing we know."""
    newest = words(soup(visitor, "/watch/valmont/orgchart"))
    day = f"{town.now().astimezone(ZoneInfo('Europe/Paris')):%Y-%m-%d}"
    assert words(soup(visitor, f"/watch/valmont/orgchart?at={day}")) == newest
    assert [visitor.get(f"/watch/valmont/orgchart?at={at}").status_code for at in ("2001-01-01", "demain", "9998-12-31")] == [
        404,
        404,
        200,
    ]


def test_search_finds_what_stands_there_and_what_is_gone(visitor: Visitor) -> None:
    page = soup(visitor, "/search?q=efficacité")
    assert re.search(r"(du \S+ \S+ \d{4} au|le) \S+ \S+ \d{4} version 1\b", words(page))  # between two visits, and in which version
    assert [mark.get_text() for mark in page.find_all("mark")] == ["efficacité"]
    assert "Aucun texte gardé" in words(soup(visitor, "/search?q=zzz"))
    assert visitor.get('/search?q="*:^-(').status_code == 200


def test_a_search_that_finds_nothing_says_which_words_are_there(visitor: Visitor) -> None:
    """5.11: one word at a time, each leading to what it finds; a single word has no parts."""
    page = BeautifulSoup(visitor.get("/search?q=zzz+services+<zzy>").text, "lxml").find("main")
    assert page is not None and "Aucun texte gardé ne contient" in page.get_text()
    assert [a["href"] for a in page.select("ul a")] == ["/search?q=services"]
    single = BeautifulSoup(visitor.get("/search?q=zzz").text, "lxml").find("main")
    assert single is not None and "Aucun texte" in single.get_text() and single.select("ul a") == []


def test_what_a_page_said_is_never_executed(visitor: Visitor, town: House) -> None:
    """Stored XSS: escaped in every page; the bytes received are a download with a policy of their own."""
    for path in (*PAGES, f"/change/{_changes(town)['mutualisation']}", "/search?q=<script>alert(1)</script>"):
        answer = visitor.get(path)
        assert "<script" not in answer.text
    received = visitor.get("/watch/valmont/2/page")
    assert b"<script>" in received.content
    assert received.headers["content-disposition"].startswith("attachment")
    assert received.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert received.headers["content-type"] == "application/octet-stream"
    assert visitor.get("/watch/valmont/2/file/0").content.startswith(b"%PDF")


def test_a_change_offers_its_proof(visitor: Visitor, town: House) -> None:
    """5.21: a .zip, as a download, which its own verifier finds whole; where people are withheld there is none (5.17)."""
    change_id = _changes(town)["mutualisation"]
    assert f'href="/change/{change_id}/proof"' in visitor.get(f"/change/{change_id}").text
    received = visitor.get(f"/change/{change_id}/proof")
    assert received.headers["content-disposition"] == "attachment; filename*=UTF-8''valmont-2-preuve.zip"
    with zipfile.ZipFile(io.BytesIO(received.content)) as packed:
        files = {name.removeprefix("valmont-2-preuve/"): packed.read(name) for name in packed.namelist()}
    assert verify.examine(files).problems == []
    assert visitor.get("/change/4711/proof").status_code == 404


def test_of_what_is_erased_there_is_no_proof_and_that_is_said(town: House, tmp_path: Path) -> None:
    """5.17, 5.21: it is gone; the database can be read."""
    copy = House(tmp_path, town.site, town.offset)
    shutil.copy(town.folder / "config.toml", tmp_path / "config.toml")
    with town.store() as store:
        store.backup(copy.config.database)
    assert monitor("erase", "--address", "Les agents restent employés", "--yes", cwd=tmp_path).status == 0
    for visitor in served(copy):
        for language, said in (("fr", "quelque chose a été effacé"), ("en", "something was erased from")):
            answer = visitor.get(f"/change/{_changes(town)['mutualisation']}/proof", Accept_Language=language)
            assert answer.status_code == 410
            assert said in answer.text


@pytest.mark.parametrize(
    "path",
    ["/watch/nobody", "/watch/valmont/99", "/watch/valmont/0", "/change/99", "/change/x", "/nothing", "/watch/valmont/2/file/9",
     "/watch/valmont/2/compare?with=x", "/watch/valmont/2/compare?with=77", "/../etc/passwd", "/style-x.css",
     "/change/99999999999999999999"],
)  # fmt: skip
def test_what_is_not_there_is_said_to_be_nowhere(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


def test_the_language_is_the_browsers_until_the_visitor_chooses(visitor: Visitor) -> None:
    assert 'lang="en"' in visitor.get("/", Accept_Language="de, en;q=0.8, fr;q=0.5").text
    assert 'lang="fr"' in visitor.get("/", Accept_Language="de").text  # the configuration's
    chosen = visitor.get("/lang/en?to=/watch/valmont%3Fitem%3Dmutualisation")
    assert (chosen.status_code, chosen.headers["location"]) == (303, "/watch/valmont?item=mutualisation")
    assert "lang=en" in chosen.headers["set-cookie"]
    assert 'lang="en"' in visitor.get("/", Cookie="lang=en").text
    for elsewhere in ("//evil.example", "https://evil.example", "/\\evil.example", "/%0d%0aX: y"):
        to = visitor.get(f"/lang/en?to={elsewhere}").headers["location"]
        assert to.startswith("/") and "evil" not in to.split("?")[0][:2] and not to.startswith(("//", "/\\"))


def test_a_name_that_is_not_ours_is_refused(visitor: Visitor) -> None:
    """5.15: the Host header is checked: a page in the visitor's browser cannot read us under a name of its own (rebinding)."""
    assert visitor.get("/", Host="evil.example").status_code == 421
    assert [visitor.get("/", Host=host).status_code for host in ("localhost:1", "127.0.0.1", "[::1]:8001")] == [200] * 3


def test_behind_a_proxy_every_address_has_the_prefix(town: House) -> None:
    """5.11: whether the proxy takes the prefix off or not."""
    for visitor in served(town, prefix="/veille", names={"Veille.example"}, index=True):
        for path in ("/veille/watch/valmont", "/watch/valmont"):
            answer = visitor.get(path, Host="veille.example")
            page = BeautifulSoup(answer.text, "lxml")
            own = [str(a["href"]) for a in page.find_all("a") if str(a["href"]).startswith("/")]
            assert answer.status_code == 200 and own and all(url.startswith("/veille/") for url in own)
            assert "x-robots-tag" not in answer.headers and page.find("meta", attrs={"name": "robots"}) is None
        assert visitor.get("/robots.txt", Host="veille.example").text == "User-agent: *\nDisallow:\n"


@pytest.mark.parametrize("path", ["/feed.xml", "/watch/valmont/feed.xml"])
def test_feeds_are_atom_and_conditional(visitor: Visitor, path: str) -> None:
    """RFC 4287: ids, times, self and alternate; RFC 9110 §13: unchanged is 304."""
    answer = visitor.get(path)
    feed = ET.fromstring(answer.content)
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == f"http://127.0.0.1:{visitor.port}{path}"
    assert visitor.get(str(links["alternate"])).status_code == 200
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 2 and len({e.findtext(f"{ATOM}id") for e in entries}) == 2
    for entry in entries:
        link = entry.find(f"{ATOM}link")
        assert link is not None and visitor.get(str(link.get("href"))).status_code == 200
    for known in (answer.headers["etag"], f'"0-fr", W/{answer.headers["etag"]}', "*"):  # a proxy that packs makes it weak
        assert visitor.get(path, If_None_Match=known).status_code == 304
    assert visitor.get(path, If_None_Match='"0-fr"').status_code == 200


def test_nothing_damaged_is_shown(town: House, tmp_path: Path) -> None:
    """7.5: what is not what was hashed is said to be damaged, with nothing of it."""
    copy = House(tmp_path, town.site, town.offset)
    copy.configure(items="")
    shutil.copy(town.folder / "config.toml", tmp_path / "config.toml")
    with town.store() as store:
        store.backup(copy.config.database)
    with closing(sqlite3.connect(copy.config.database)) as db, db:
        db.execute("UPDATE blocks SET text = replace(text, 'services', 'sévices')")
    for visitor in served(copy):
        for path in ("/watch/valmont/2", "/watch/valmont/1"):
            answer = visitor.get(path)
            assert answer.status_code == 500 and "abîmée" in answer.text and "sévices" not in answer.text


@pytest.mark.parametrize("path", ["/", "/watch/valmont", "/change/1"])
def test_no_time_of_a_damaged_visit_is_shown(town: House, tmp_path: Path, path: str) -> None:
    """7.5: neither on the line of time nor as the window in which something happened."""
    copy = House(tmp_path, town.site, town.offset)
    shutil.copy(town.folder / "config.toml", tmp_path / "config.toml")
    with town.store() as store:
        store.backup(copy.config.database)
    copy.later(days=1)
    assert copy.outcome() == "unchanged"
    with closing(sqlite3.connect(copy.config.database)) as db, db:
        # the visit after the newest version: no hash covers it
        assert db.execute("UPDATE checks SET first_at = '2001' || substr(first_at, 5) WHERE sealed_by IS NULL").rowcount == 1
    for visitor in served(copy):
        answer = visitor.get(path)
        assert answer.status_code == 500 and "abîmée" in answer.text and "2001" not in answer.text


def test_before_the_first_visit_the_pages_say_what_will_be_watched(town: House, tmp_path: Path) -> None:
    """5.11: every page of the navigation answers, names the pages of the configuration, and makes no file beside it."""
    house = House(tmp_path, town.site, town.offset)
    shutil.copy(town.folder / "config.toml", tmp_path / "config.toml")
    for visitor in served(house):
        home = soup(visitor, "/")
        assert "Aucune visite jusqu’ici" in words(home) and "valmont" in words(home) and "Jamais lue jusqu’ici." in words(home)
        assert [code.get_text() for code in home.select(".lede code")] == ["monitor check", "monitor run"]
        for path in ("/watches", "/search?q=services", "/about", "/about/rights", "/feed.xml"):
            assert visitor.get(path).status_code == 200, path
        assert visitor.get("/watch/valmont").status_code == visitor.get("/change/1").status_code == 404
        waits = visitor.get("/watch/valmont").text
        assert "aucune visite n’en a encore été faite" in waits and 'href="/watch/valmont"' not in waits
    assert [one.name for one in tmp_path.iterdir()] == ["config.toml"]


def test_a_workbook_is_shown_by_rows_and_what_it_hides_is_said(tmp_path: Path) -> None:
    """3.31: cells stay apart in a version, and nobody takes what is hidden for read."""
    with Site() as site:
        house = House(tmp_path, site)
        house.configure(items='\n[watch.documents.staff]\nlink = "Liste"\nkind = "table"\n')
        prose = "<p>Les services de la ville et de la métropole travaillent ensemble depuis plusieurs années déjà.</p>"
        link = '<p><a href="/liste.xlsx">Liste du personnel</a></p>'
        site.pages["/"] = Page(f"<html><title>Valmont</title><main><h1>Services</h1>{prose}{link}</main></html>".encode())
        site.pages["/liste.xlsx"] = Page(fixture("staff-1.xlsx"))
        assert house.outcome() == "first"
        for visitor in served(house):
            shown = words(soup(visitor, "/watch/valmont/1"))
            assert "Les feuilles, lignes et colonnes que le classeur masque ne sont pas lues." in shown
            assert "Civilité · Nom" in shown


def test_of_a_database_before_an_update_the_pages_say_so(town: House, tmp_path: Path) -> None:
    """12.7: nothing is written for a reader; the next visit brings it up to date."""
    copy = House(tmp_path, town.site, town.offset)
    shutil.copy(town.folder / "config.toml", tmp_path / "config.toml")
    with town.store() as store:
        store.backup(copy.config.database)
    with closing(sqlite3.connect(copy.config.database)) as db, db:
        db.execute(
            "DELETE FROM _sqlite_migrations WHERE id = (SELECT max(id) FROM _sqlite_migrations WHERE migration_set = 'monitor')"
        )
    for visitor in served(copy):
        answer = visitor.get("/")
        assert answer.status_code == 503 and "monitor check" in answer.text


def test_before_the_first_visit_the_pages_say_what_will_visit(tmp_path: Path, town: House) -> None:
    empty = House(tmp_path, town.site)
    empty.configure()
    for visitor in served(empty):
        answer = visitor.get("/")
        assert answer.status_code == 200 and "Aucune visite" in answer.text


def _changes(town: House) -> dict[str, int]:
    """The id of each item's change."""
    with town.store() as store:
        return {stored.change.item: stored.id for stored in store.changes("valmont")}


def test_a_chart_that_cannot_be_drawn_is_told_without_pictures(tmp_path: Path) -> None:
    """13.7: slides are read, not drawn; nothing is called broken, and no picture is asked for that cannot be made."""
    with Site() as site:
        house = stand(tmp_path, site)
        house.configure(items='\n[watch.documents.chart]\nlink = "Organigramme"\nkind = "orgchart"\n')
        for number in (1, 2):
            site.pages[PDF] = Page(fixture(f"chart-{number}.pptx"))
            line = house.check()
        assert line["outcome"] == "changed" and line["changes"][0]["edits"]
        html = monitor("diff", "valmont", "--format", "html", cwd=house.folder).out
        assert "<img" not in html and "dessinées" not in html
        for visitor in served(house):
            for path in ("/", "/change/1"):
                assert soup(visitor, path).find_all("img") == [], path


def test_a_deletion_stands_where_the_text_was_and_a_note_is_a_sentence(tmp_path: Path) -> None:
    """5.11, 3.30: what is kept of an edit has its place in the text; what we remark by itself has a capital and a full stop."""
    with Site() as site:
        house = stand(tmp_path, site)
        house.configure(
            items='\n[watch.sections.s]\nheading = "Services"\n[watch.documents.c]\nlink = "Organigramme"\nkind = "orgchart"\n'
        )
        prose = [f"{word} paragraphe de cette page, assez long pour en être un." for word in ("Premier", "Second", "Dernier")]
        for shown, names in ((prose, ()), (prose[::2], ("M. Hugo Blanc",))):
            text = "".join(f"<p>{one}</p>" for one in shown)
            chart = '<h2>Cabinet</h2><p><img src="/c.png" alt="Organigramme" width="900" height="500"></p>'
            site.pages["/"] = Page(f"<main><h1>Valmont</h1><h2>Services</h2>{text}{chart}</main>".encode())
            site.pages["/c.png"] = Page(packed(picture(*names)), content_type="image/png")
            assert house.check()["outcome"] in ("first", "changed")
        ids = _changes(house)
        for visitor in served(house):
            told = words(soup(visitor, f"/change/{ids['s']}").select_one("section") or Tag(name="p"))
            assert told.index("Premier paragraphe") < told.index("Second paragraphe") < told.index("Dernier paragraphe")
            image = soup(visitor, f"/change/{ids['c']}")
            (note,) = (words(li) for li in image.select(".facts-list .plain"))
            assert note[0].isupper() and note.endswith(".")
            assert len(image.select(".sheets .wait + img")) == 2


def test_a_search_with_many_units_has_its_texts_in_sight(tmp_path: Path) -> None:
    """5.15: the first units are listed, the others folded; twins on two charts of a page are told apart by their chart."""
    names = ("sport", "culture")
    with Site() as site:
        house = stand(tmp_path, site)
        house.configure(items="".join(f'\n[watch.documents.{n}]\nlink = "{n}"\nkind = "orgchart"\n' for n in names))
        links = "".join(f'<h2>{n}</h2><p><a href="/{n}.svg">Organigramme {n} (SVG)</a></p>' for n in names)
        site.pages["/"] = Page(f"<main><h1>Valmont</h1><p>Les services tiennent ces documents à jour.</p>{links}</main>".encode())
        for n in names:
            site.pages[f"/{n}.svg"] = Page(fixture("chart-1.svg"))
        house.check()
        for visitor in served(house):
            page = soup(visitor, "/search?q=direction")
            listed, folded = page.select("ul.plain-list")
            assert len(listed.find_all("li")) == 8 and page.select_one("details:not([open])") is not None
            assert words(page.select("details summary")[0]) == f"et {len(folded.find_all('li'))} autres"
            told = [words(li) for li in (*listed.find_all("li"), *folded.find_all("li"))]
            assert len(set(told)) == len(told) and any("Organigramme sport" in one for one in told)


def test_of_two_charts_of_one_item_it_is_said_which(tmp_path: Path) -> None:
    """5.14, 5.15: a town's chart and its union's are one item; a unit, a person and a search say on which they stand."""
    with Site() as site:
        house = stand(tmp_path, site)
        house.configure(items='\n[watch.documents.plans]\nlink = "Organigramme"\nkind = "orgchart"\n')
        labels = ("Organigramme de la ville", "Organigramme de la communauté")
        links = "".join(f'<li><a href="/{n}.pdf">{label}</a></li>' for n, label in enumerate(labels))
        site.pages["/"] = Page(f"<main><h1>Valmont</h1><p>Deux organigrammes sont ici.</p><ul>{links}</ul></main>".encode())
        site.pages["/0.pdf"] = Page(chart("plain"), content_type="application/pdf")
        house.check()
        told = monitor("careers", "valmont", cwd=tmp_path).out
        assert not any(label in told for label in labels)
        assert all("document" not in row for row in monitor("careers", "valmont", "--json", cwd=tmp_path).lines)
        site.pages["/1.pdf"] = pdf()
        house.check()
        rows = monitor("careers", "valmont", "--json", cwd=tmp_path).lines
        assert {row["document"] for row in rows} == set(labels)
        assert monitor("careers", "valmont", "--csv", cwd=tmp_path).out.partition("\n")[0].rstrip().endswith(",document")
        told = monitor("careers", "valmont", cwd=tmp_path).out
        assert all(told.count(f" — {label}\n") == 1 for label in labels)
        row = next(row for row in rows if row["person_key"])
        for visitor in served(house):
            of_unit, of_person = (soup(visitor, f"/watch/valmont/{kind}/{row[f'{kind}_key']}") for kind in ("unit", "person"))
            assert row["document"] in words(of_unit.select(".kicker")[0])
            assert row["document"] in words(of_person.select("main")[0])


def test_two_versions_set_against_each_other_say_nothing_twice(visitor: Visitor) -> None:
    """5.11: one statement stands in the list alone, and a text that is shown with its marks is counted, not quoted above itself.

    Who has to compare charts that were drawn anew is led to both versions, with their documents.
    """
    page = soup(visitor, "/watch/valmont/2/compare?with=1")
    assert [one["href"] for one in page.select(".window a")] == ["/watch/valmont/1", "/watch/valmont/2"]
    sections = page.select("main section")
    assert len(sections) == 2
    for section in sections:
        said = [words(one).removeprefix("1 ") for one in section.select("p, li")]
        assert len(said) == len(set(said)) and not any("→" in one for one in said), said


def test_what_was_written_beside_a_document_is_no_text_of_it(tmp_path: Path) -> None:
    """5.11: between any two versions its label stands in the list, as on the page of a change, and not among its lines."""
    with Site() as site:
        house = stand(tmp_path, site)
        house.configure(items=ITEMS)
        house.check()
        site.pages["/"] = html(None, ("juin 2025", "mars 2026"))
        house.check()
        for visitor in served(house):
            page = soup(visitor, "/watch/valmont/2/compare?with=1")
    assert [one.get_text(" ").split()[0] for one in page.select(".facts-list > li")] == ["Intitulé"]
    assert not page.select(".blk, .filters")
