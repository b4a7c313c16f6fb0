"""The first page with many pages watched: what changed is not pushed away, months with little share a heading (5.11)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from monitor.web.home import in_order
from tests.pipeline.house import House, html, stand
from tests.site import Page, Site
from tests.web.conftest import Visitor, served

ITEMS = '\n[watch.sections.mutualisation]\nheading = "La mutualisation des services"\n'
AWAY = Page(b"<title>503</title><h1>Maintenance</h1>", status=503)
NEW_YEAR = datetime(2027, 1, 15, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Five pages over a turn of the year; four months with a change or two, one with three; then four pages are away."""
    with Site() as site:
        house = stand(tmp_path_factory.mktemp("many"), site)
        paths = [f"/c{n}" for n in range(5)]
        house.configure(*(site.url(path) for path in paths), items=ITEMS)
        at = NEW_YEAR
        house.now = lambda: at
        for days, changed in ((-330, ()), (-310, (0,)), (-280, (1,)), (-40, (2,)), (-39, (0,)), (-3, (1, 2)), (-2, (3,)), (-1, ())):
            at = NEW_YEAR + timedelta(days=days)
            for n, path in enumerate(paths):
                if n in changed or path not in site.pages:
                    site.pages[path] = html(None, ("efficacité", f"efficience {n} {days}"))
            if days == -1:
                site.pages |= dict.fromkeys(paths[:4], AWAY)
            house.results()
        at = NEW_YEAR - timedelta(hours=3)  # before the next visits are due: the fifth page is well
        yield house


@pytest.fixture(scope="module")
def visitor(many: House) -> Iterator[Visitor]:
    yield from served(many)


def test_a_month_with_little_in_it_has_no_heading_of_its_own(visitor: Visitor) -> None:
    """Three changes of a month stand under its name, what is fewer under the year."""
    for language, expected in (("fr", ["Janvier 2027", "2026"]), ("en", ["January 2027", "2026"])):
        page = BeautifulSoup(visitor.get("/", Accept_Language=language).text, "lxml")
        headings = [one.get_text().replace("\u00a0", " ") for one in page.select("h2.month:not([id])")]
        assert headings == expected
        assert len(page.find_all("article")) == 7


def test_much_trouble_is_one_line_that_opens(visitor: Visitor) -> None:
    """Each page is still told, with since when and why, one keypress away; 3.26: that nothing visits them is said before that."""
    page = BeautifulSoup(visitor.get("/").text, "lxml")
    first, trouble = page.select(".trouble")
    assert first.get_text().startswith("Aucun programme ne visite ces pages aux heures prévues")
    said = trouble.get_text().replace("\u00a0", " ")
    assert trouble.find("summary").get_text().replace("\u00a0", " ") == (  # type: ignore[union-attr]
        "Tout n’est pas lu comme il faut : « L’organigramme ville et métropole – Valmont-sur-Ource (valmont) »,"
        " « L’organigramme ville et métropole – Valmont-sur-Ource (valmont-2) » et 2 autres pages."
    )
    assert said.count("est illisible depuis le 14 janvier 2027 : erreur du site (HTTP 503).") == 4
    assert [a["href"] for a in trouble.select("a")] == ["/watch/valmont", *(f"/watch/valmont-{n}" for n in (2, 3, 4))]


def test_what_is_not_well_is_said_on_the_page_itself_and_in_the_list_of_all(visitor: Visitor) -> None:
    """3.26: who comes by a link to one page learns that it is unreadable, too."""
    told = "est illisible depuis le 14 janvier 2027 : erreur du site (HTTP 503)."
    pages = {path: visitor.get(path).text.replace("\u00a0", " ") for path in ("/watch/valmont", "/watch/valmont-5", "/watches")}
    assert [page.count(told) for page in pages.values()] == [1, 0, 4]


def test_many_pages_that_are_late_are_one_line(tmp_path: Path) -> None:
    """3.26: where nothing visits any more, five lines would say the same; the page itself says its own delay."""
    with Site() as site:
        house = stand(tmp_path, site)
        paths = [f"/c{n}" for n in range(5)]
        site.pages |= {path: html(None) for path in paths}
        house.configure(*(site.url(path) for path in paths), items=ITEMS)
        # Far from the hour at which visits are due: all five have the same delay. And far from the time of day of this machine.
        house.now = lambda: NEW_YEAR.replace(hour=11) + house.offset
        house.later(days=-9)
        house.checks()
        house.later(days=9)
        for visitor in served(house):
            home, one = (visitor.get(path).text.replace("\u00a0", " ") for path in ("/", "/watch/valmont-2"))
    lines = [one.get_text() for one in BeautifulSoup(home, "lxml").select(".trouble p")]
    assert lines[0].startswith("Aucun programme ne visite ces pages aux heures prévues")
    assert lines[1:] == ["5 pages n’ont pas été visitées aux heures prévues ; le plus grand retard est de 8 jours."]
    assert "Cette page n’a pas été visitée à l’heure prévue : retard de 8 jours." in one


def test_many_changes_are_told_in_a_few_lines_each(busy: Visitor) -> None:
    """5.11: the newest whole, the others by day and visit; each stands there once, and none is cut but for words that stayed."""
    page = BeautifulSoup(busy.get("/").text.replace("\u00a0", " "), "lxml")
    whole, brief = page.select("article.entry"), page.select(".day li .told")
    assert (len(whole), len(brief)) == (4, 14)
    told = [one.select_one("h3 a")["href"] for one in whole] + [one.select_one("a")["href"] for one in brief]  # type: ignore[index]
    assert len(set(told)) == 18
    assert [one.get_text() for one in page.select(".day > h3")] == ["14 janvier"]
    assert {str(one.select_one("del, ins")) for one in brief} & {"None"} == set()
    assert all("efficacité" in one.get_text() and "efficience" in one.get_text() for one in brief)
    assert max(len(one.get_text()) for one in brief) < 200
    assert len({one.get_text() for one in page.select(".day li .kicker a")}) == 14
    assert all("La mutualisation des services" in one.get_text() for one in page.select(".day li"))


def test_what_one_visit_found_stands_together_on_the_first_page(busy: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """5.11: a visit is not told half whole and half in brief, and headings follow each other in order."""
    monkeypatch.setattr("monitor.web.home.NEWEST", 3)  # of visits that found two each
    page = BeautifulSoup(busy.get("/", Accept_Language="en").text, "lxml")
    levels = [int(one.name[1]) for one in page.select("main :is(h1, h2, h3, h4)")]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))
    whole = [str(one["href"]).rpartition("/")[2] for one in page.select("article.entry .kicker a")]
    assert sorted(whole) == ["valmont", "valmont", "valmont-2", "valmont-2"]


def test_older_changes_are_all_told_in_brief(busy: Visitor) -> None:
    """5.11: who pages back looks something up."""
    newest = int(BeautifulSoup(busy.get("/").text, "lxml").select("article.entry h3 a")[0]["href"].split("/")[-1])  # type: ignore[union-attr]
    page = BeautifulSoup(busy.get(f"/?before={newest}").text, "lxml")
    assert page.select("article.entry") == [] and len(page.select(".day .told")) > 10


def test_the_figures_of_one_page_are_those_that_it_has_among_all(many: House) -> None:
    """§9: a page of three thousand is not shown by counting the others."""
    with many.store() as store:
        all_ = store.figures().watches
        assert len(all_) == 5
        for name, found in all_.items():
            assert store.figures(name).watches == {name: found}


def test_a_page_that_is_away_is_unchanged_until_it_was_last_read(tmp_path: Path) -> None:
    """3.26: what nobody has seen for days is not said to be the same."""
    with Site() as site:
        house = stand(tmp_path, site)
        house.configure(site.url("/c"), items=ITEMS)
        at = NEW_YEAR
        house.now = lambda: at
        for days, page in ((-4, html(None, ("efficacité", "efficience"))), (-3, None), (-1, AWAY)):
            at = NEW_YEAR + timedelta(days=days)
            if page is not None:
                site.pages["/c"] = page
            house.results()
        for visitor in served(house):
            (name,) = [one.name for one in house.config.watches]
            for language, expected in (
                ("fr", "Lue pour la dernière fois le 12 janvier 2027"),
                ("en", "Last read on 12 January 2027"),
            ):
                assert expected in visitor.get(f"/watch/{name}", Accept_Language=language).text.replace("\u00a0", " ")


def test_a_page_that_rests_or_is_watched_no_more_is_said_to(tmp_path: Path) -> None:
    """3.26, 4.5: nobody is to wait for news of it, on its own page, in the list of all or beside the news."""
    with Site() as site:
        house = stand(tmp_path, site)
        site.pages |= {"/c": html(None), "/d": html(None)}
        house.configure(site.url("/c"), site.url("/d"), items=ITEMS)
        house.results()
        written = (tmp_path / "config.toml").read_text("utf-8")
        kept, left = written.split('[[watch]]\nname = "valmont-2"')
        told = {}
        for key in ("paused_until = 2031-03-01", "paused_until = true", "enabled = false"):
            (tmp_path / "config.toml").write_text(kept.replace("schedule", f"{key}\nschedule"), "utf-8")
            for visitor in served(house):
                paths = ("/watch/valmont", "/watches", "/", "/watch/valmont-2")
                told[key] = [visitor.get(path).text.replace("\u00a0", " ").replace("\u202f", " ") for path in paths]
    assert left
    for key, said in zip(told, ("En pause jusqu’au 1er mars 2031.", "En pause.", "N’est pas visitée d’elle-même."), strict=True):
        assert [page.count(said) for page in told[key]] == [1, 1, 1, 0], key
        assert "N’est plus suivie ; ce qui en a été vu reste." in told[key][3]


def test_pages_stand_in_the_order_that_readers_look_them_up() -> None:
    """5.11: as in a directory: no accent and no figure more sends a town to the end."""
    titles = ["Évreux – Conseil", "évry", "Nantes 10", "Nantes 2", "nantes", "Zuydcoote", "2 rivières", "12 villages"]
    expected = ["2 rivières", "12 villages", "Évreux – Conseil", "évry", "nantes", "Nantes 2", "Nantes 10", "Zuydcoote"]
    assert sorted(titles, key=in_order) == expected
