"""What a change is called in lists, feeds and above itself: the news first, then how many others (10.8, 5.11)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from monitor.erasure.withheld import PEOPLE
from monitor.model import Change, Edit
from monitor.web.context import people_lines
from monitor.web.words import Words
from tests.pipeline.house import House, stand
from tests.site import Page, Site
from tests.web.conftest import Visitor, served

ITEMS = '\n[watch.sections.mutualisation]\nheading = "La mutualisation des services"\n'
TEXTS = (
    ("Le service est ouvert le lundi.", "Le directeur est M. Luc Amar.", "Il compte douze agents."),
    ("Le service est ouvert le mardi.", "Le directeur est M. Paul Kerbrat.", "Il compte treize agents."),
    (
        "Le service est ouvert le mardi.",
        "Le directeur est M. Paul Kerbrat.",
        "Il compte treize agents.",
        "Il est payant.",
        "Ou non.",
    ),
)


def _page(lines: tuple[str, ...]) -> Page:
    text = "".join(f"<p>{line}</p>" for line in lines)
    return Page(f"<title>Valmont</title><main><h1>Services</h1><h2>La mutualisation des services</h2>{text}</main>".encode())


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """Three edits, among them a head replaced; a fortnight later two lines more."""
    with Site() as site:
        house: House = stand(tmp_path_factory.mktemp("headlines"), site)
        house.configure(items=ITEMS)
        for lines in TEXTS:
            site.pages["/"] = _page(lines)
            house.check()
            house.offset += timedelta(days=14)
        yield from served(house)


@pytest.mark.parametrize("path", ["/", "/watch/valmont"])
def test_who_was_replaced_is_the_headline_and_the_rest_is_listed(visitor: Visitor, path: str) -> None:
    """10.8: as the mail of the same change begins; the line is not said twice, and what is listed whole not counted besides."""
    page = BeautifulSoup(visitor.get(path).text, "lxml")
    entry = page.find_all("article")[1]
    heading = entry.select_one("h3.words, h4.words")
    assert heading is not None and "Luc Amar" in heading.find("del").get_text()  # type: ignore[union-attr]
    assert entry.select_one(".counts") is None
    lines = [one.get_text() for one in entry.select(".more li")]
    assert len(lines) == 2 and not any("Amar" in line for line in lines)


@pytest.mark.parametrize("path", ["/", "/watch/valmont"])
def test_a_line_that_moved_is_said_to_have_moved(tmp_path: Path, path: str) -> None:
    """10.8: its words alone say of no change."""
    with Site() as site:
        house: House = stand(tmp_path, site)
        house.configure(items=ITEMS)
        first, second, third = TEXTS[0]
        for lines in (TEXTS[0], (first, third, second)):
            site.pages["/"] = _page(lines)
            house.check()
        for visitor in served(house):
            heading = BeautifulSoup(visitor.get(path).text, "lxml").select_one("article .words")
            assert heading is not None
            assert heading.get_text().startswith("Déplacé\u00a0: Il compte"), heading
            text = BeautifulSoup(visitor.get("/change/1").text, "lxml").select(".blk.moved .text p")
            assert text
            assert not any("éplacé" in one.get_text() for one in text), "said over it, once"


def test_lines_that_only_came_are_counted(visitor: Visitor) -> None:
    """A line that is new says little by itself."""
    entry = BeautifulSoup(visitor.get("/").text, "lxml").find_all("article")[0]
    assert entry.find("h3").get_text() == "2\u00a0phrases ajoutées."  # type: ignore[union-attr]
    assert entry.select_one(".counts") is None
    assert [one.find("ins").get_text() for one in entry.select(".more li")] != []  # type: ignore[union-attr]


def test_a_feed_and_what_others_show_of_the_address_begin_with_the_news(visitor: Visitor) -> None:
    """5.15: the title tells who; the summary counts."""
    feed, page = visitor.get("/feed.xml").text, BeautifulSoup(visitor.get("/change/1").text, "lxml")
    for title in (feed, page.find("meta", property="og:title")["content"]):  # type: ignore[index]
        assert "Paul Kerbrat" in title and "et 2\u00a0autres changements." in title
    assert "3\u00a0phrases modifiées." in feed
    assert "Il compte [douze → treize] agents." in feed.replace("\u00a0", " "), "3.23: no word that neither version has"
    assert "Paul Kerbrat" in page.find("h1").get_text()  # type: ignore[union-attr]
    assert page.select_one(".counts").get_text() == "3\u00a0phrases modifiées."  # type: ignore[union-attr]


def test_the_page_as_seen_on_a_day(visitor: Visitor) -> None:
    """5.11: a day leads to the version that stood then; before the first reading that is said; no day is nowhere."""
    home = BeautifulSoup(visitor.get("/watch/valmont").text, "lxml")
    field = home.find("input", type="date")
    assert field is not None
    first, today = str(field["min"]), str(field["max"])
    for day, number in ((first, 1), (today, 3)):
        answer = visitor.get(f"/watch/valmont/at?day={day}")
        assert (answer.status_code, answer.headers["location"]) == (303, f"/watch/valmont/{number}")
    early = visitor.get("/watch/valmont/at?day=2001-01-01")
    assert early.status_code == 404 and "n’était pas encore suivie" in early.text
    for path in ("at?day=hier", "at?day=2024-02-30", "orgchart?at=abc"):
        none = visitor.get(f"/watch/valmont/{path}")
        assert none.status_code == 404 and "Cette date n’existe pas" in none.text and "2024-03-12" in none.text
    early = visitor.get("/watch/valmont/orgchart?at=1999-01-01")
    assert early.status_code == 404 and "n’était pas encore suivie" in early.text
    assert visitor.get("/watch/nowhere/at?day=hier").status_code == 404
    assert visitor.get("/watch/nowhere/at?day=2001-01-01").status_code == 404
    assert home.find("a", href="/watch/valmont/3") is not None


@pytest.mark.parametrize(("times", "cut"), [(1, False), (4, False), (12, True)])
@pytest.mark.parametrize("alone", [True, False])
def test_who_came_is_the_headline_however_long_the_sentence(times: int, cut: bool, alone: bool) -> None:
    """10.8, 5.11: a name is the news and never counted away; what a headline cuts, the list says whole."""
    unit = "Direction générale adjointe du patrimoine bâti, des quais et des chemins de halage"
    went, came = f"{'Anne-Marie ' * times}Quillivic", f"Joël Tosser{'-Le Guilvinec' * times}"
    replaced = Edit(op="person_replaced", before=went, after=came, facts={"unit": unit})
    titled = Edit(op="title_changed", before="Services", after="Services et CCAS", facts={"ids": [None, None]})
    edits = (replaced,) if alone else (replaced, titled)
    change = Change(item="o", item_kind="document", change="replaced", significance="substantive", edits=edits)
    told = Words(language="fr", timezone="Europe/Paris", now=datetime(2026, 11, 28, tzinfo=UTC))
    headline = told.headline(change).replace("\u00a0", " ")
    assert headline.startswith("À la Direction générale adjointe") and "Joël Tosser" in headline
    assert told.is_cut(change) is cut
    assert headline.endswith("et un autre changement." if not alone else "…" if cut else "Quillivic.")


def test_heads_that_are_not_named_are_the_headline_before_a_date() -> None:
    """5.17, 10.8: that two posts have somebody else is the news, and not the date or the label of the sheet; it is said once."""
    dated = Edit(op="title_changed", before="Services, mai 2026", after="Services, juin 2026", facts={"ids": [None, None]})
    sized = Edit(op="replace", before="96 Ko", after="97 Ko", facts={"field": "size_text"})
    moved = Edit(op="unit_moved", before="Culture", after="Sports", facts={"unit": "Piscine"})
    told = Words(language="fr", timezone="Europe/Paris", now=datetime(2026, 11, 28, tzinfo=UTC))
    heads = []
    for edits in ((), (dated, sized), (moved, dated)):
        facts = {PEOPLE: 2}
        change = Change(item="o", item_kind="document", change="replaced", significance="substantive", edits=edits, facts=facts)
        lines = ["".join(span.text for span in line.spans) for line in people_lines(change, told)]
        heads.append((told.headline(change), lines))
    changed = "2\u00a0responsables ont changé."
    assert heads[:2] == [(changed, []), (changed, [])]
    assert "Piscine" in heads[2][0] and heads[2][1] == [changed]


@pytest.mark.parametrize("order", [("Équipe", "Horaires"), ("Horaires", "Équipe")], ids=["team-first", "team-last"])
def test_of_one_visit_the_most_telling_comes_first(tmp_path: Path, order: tuple[str, str]) -> None:
    """10.8: on the first page and on the watch's own alike, whatever stands first in the configuration."""
    with Site() as site:
        house: House = stand(tmp_path, site)
        house.configure(
            items="".join(f'\n[watch.sections.{n}]\nheading = "{heading}"\n' for n, heading in zip("ab", order, strict=True))
        )
        for who, day in (("Mme Anne Durand", "lundi"), ("M. Paul Martin", "mardi")):
            team, hours = f"Finances : {who}", f"Le service est ouvert le {day}."
            body = f"<main><h1>Services</h1><h2>Équipe</h2><p>{team}</p><h2>Horaires</h2><p>{hours}</p></main>"
            site.pages["/"] = Page(f"<title>Valmont</title>{body}".encode())
            house.check()
            house.offset += timedelta(days=1)
        for visitor in served(house):
            for path in ("/", "/watch/valmont"):
                told = [one.get_text() for one in BeautifulSoup(visitor.get(path).text, "lxml").find_all("article")]
                assert ["Paul Martin" in one for one in told[:2]] == [True, False]
