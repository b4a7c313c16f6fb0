"""The pages of units and people, on the history of an invented town (5.14, 5.15)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from pathlib import Path
from sqlite3 import connect
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from reportlab.pdfgen.canvas import Canvas

from monitor.model import Spell
from monitor.model.frozen import replace
from monitor.store import Store
from monitor.web.careers import Bar, _alike, _Axis, _perhaps, beside_each_other
from monitor.web.words import Words
from tests import sweeps
from tests.command import monitor
from tests.configs import write_config
from tests.histories import History, captured, history
from tests.pdf import pdfs
from tests.pipeline.house import House
from tests.site import Site
from tests.store.town import T0
from tests.web.conftest import Visitor, served


@dataclass(frozen=True)
class Ten:
    """Ten versions of a town's chart, and a visitor."""

    visitor: Visitor
    posts: tuple[Spell, ...]
    units: tuple[Spell, ...]
    database: Path

    def read(self, path: str, **headers: str) -> str:
        answer = self.visitor.get(path, **headers)
        assert answer.status_code == 200, path
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


@pytest.fixture(scope="module")
def ten(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ten]:
    folder = tmp_path_factory.mktemp("ten")
    captured(folder, history(0))
    monitor("import", "valmont", "manifest.jsonl", cwd=folder, timeout=300)
    with Site() as site:
        house = House(Path(folder), site)
        with Store.open(house.config.database, readonly=True) as store:
            posts, units = store.spells("people"), store.spells("units")
        for visitor in served(house):
            yield Ten(visitor, posts, units, house.config.database)


def test_every_unit_and_everybody_has_a_page(ten: Ten) -> None:
    """5.15: with the name, who was there and since when, and in both languages."""
    for spell in ten.posts[:: sweeps.times(8, 1)]:
        said = ten.read(f"/watch/valmont/unit/{spell.unit_key}")
        assert spell.unit in said and (spell.person or "poste affiché vacant") in said
        if spell.person_key:
            shown = ten.read(f"/watch/valmont/person/{spell.person_key}", accept_language="en")
            assert (spell.person or "") in shown and spell.unit in shown
    assert ten.visitor.get("/watch/valmont/person/0123456789abcdef").status_code == 404
    assert ten.visitor.get("/watch/valmont/unit/0123456789abcdef").status_code == 404
    assert ten.visitor.get(f"/watch/nowhere/unit/{ten.units[0].unit_key}").status_code == 404


def test_the_page_of_a_unit_tells_its_titles_and_places(ten: Ten) -> None:
    """5.14: a rename and a move in both versions, the units below it, and that dates are those of visits (3.26)."""
    by_unit: dict[str, set[str]] = {}
    for spell in ten.units:
        by_unit.setdefault(spell.unit_key, set()).add(spell.unit)
    key, titles = next((key, found) for key, found in by_unit.items() if len(found) > 1)
    said = ten.read(f"/watch/valmont/unit/{key}")
    assert all(title in said for title in titles)
    assert f"A porté {len(titles)} noms" in said and "non celui d’une nomination" in said
    top = next(s for s in ten.units if s.parent_key is None and any(o.parent_key == s.unit_key for o in ten.units))
    assert "Ce qui en relève" in ten.read(f"/watch/valmont/unit/{top.unit_key}")


def test_of_a_page_not_read_for_days_nothing_is_said_of_today(ten: Ten) -> None:
    """3.26: the captures are years old; the sentence and the line of time end with the last of them."""
    held = next(s for s in ten.posts if s.current and s.person_key)
    for path in (f"unit/{held.unit_key}", f"person/{held.person_key}"):
        french, english = (ten.read(f"/watch/valmont/{path}", accept_language=code) for code in ("fr", "en"))
        assert "ernière lecture" in french and "Aujourd’hui" not in french
        assert re.search(rf"ast read on \d+ \w+ {held.last_seen.year}", english) and "oday" not in english
        shown = ten.visitor.get(f"/watch/valmont/{path}", accept_language="en").text
        (axis,) = re.findall(r'class="axis[^"]*"[^>]*>(.*?)</', shown.replace("</span><span>", " "), re.DOTALL)
        assert axis.split()[-1] == str(held.last_seen.year)


def test_who_was_away_is_said_to_have_been_nowhere(ten: Ten) -> None:
    """5.14: between two spells, only from what visits saw."""
    keys = [s.person_key for s in ten.posts if s.person_key]
    twice = [key for key in keys if keys.count(key) > 1]
    assert any("N’apparaît dans aucun poste" in ten.read(f"/watch/valmont/person/{key}") for key in set(twice))


def test_of_others_those_are_asked_for_who_may_be_called_so(ten: Ten) -> None:
    """§9: what is told of them is what the posts of all would tell, each asked for by its key alone."""
    words, told = Words(language="fr", timezone="Europe/Paris", now=T0), 0
    with Store.open(ten.database, readonly=True) as store:
        seen = SimpleNamespace(store=store)
        for spell in (s for s in ten.posts if s.person_key):
            for name in (spell.person or "", f"M. {(spell.person or '').split()[-1]}"):
                own = replace(spell, person=name)
                perhaps = list(_perhaps(words, ten.posts, own))
                assert list(_perhaps(words, _alike(seen, "valmont", own), own)) == perhaps  # type: ignore[arg-type]
                told += len(perhaps)
        few = {s.unit_key for s in ten.units[::3]}
        assert store.spells("units", "valmont", {"unit_key": few}) == tuple(s for s in ten.units if s.unit_key in few)
    assert told


def test_the_chart_leads_to_its_units_and_people(ten: Ten) -> None:
    """5.15."""
    page = ten.visitor.get("/watch/valmont/orgchart?at=2024-10-10").text
    then = [s for s in ten.posts if s.first_snapshot == 1]
    assert {s.person_key for s in then if s.person_key} <= set(re.findall(r"/watch/valmont/person/(\w+)", page))
    assert {s.unit_key for s in then} <= set(re.findall(r"/watch/valmont/unit/(\w+)", page))


def test_people_and_units_are_found_by_the_search(ten: Ten) -> None:
    """5.15: by the beginning of a word, past titles too."""
    spell = next(s for s in ten.posts if s.person_key)
    found = ten.visitor.get(f"/search?q={(spell.person or '').split()[-1][:4]}").text
    assert f"/watch/valmont/person/{spell.person_key}" in found
    assert f"/watch/valmont/unit/{spell.unit_key}" in ten.visitor.get(f"/search?q={spell.unit.split()[-1]}").text


def test_letters_of_bars_that_begin_together_are_one_word() -> None:
    """5.15: two posts from one day on; each keeps its letter in the list."""
    bars = [
        Bar(x=x, width="1%", hollow=False, letter=letter, label_x=x)
        for x, letter in (("0.00%", "a"), ("0.50%", "b"), ("50.00%", "c"))
    ]
    shown = beside_each_other(bars)
    assert [bar.drawn for bar in shown] == ["ab", "", "c"] and [bar.letter for bar in shown] == ["a", "b", "c"]


def test_each_letter_on_a_line_of_time_stands_in_the_list_below(ten: Ten) -> None:
    """5.15: those of a unit's names and places led to nothing."""
    for key in sorted({spell.unit_key for spell in ten.units}):
        page = BeautifulSoup(ten.visitor.get(f"/watch/valmont/unit/{key}").text, "lxml")
        drawn = "".join(str(next(one.strings)) for one in page.select(".tracks text.key"))
        listed = {*"".join(one.get_text() for one in page.select(".spells .letter"))}
        assert len(drawn) == len({*drawn}) and {*drawn} == listed, (drawn, listed)
        tracks = page.select(".tracks > div:has(svg)")
        for track, row in zip(tracks[:2], (0, 1), strict=True):  # the newest name, and the newest place
            letters = "".join(str(next(one.strings)) for one in track.select("text.key"))
            newest = page.select('[aria-labelledby="noms"] .spells > li')[0].select_one(".letter")
            assert newest is not None and newest.get_text()[row] == letters[-1]


def test_a_name_stands_on_its_bar_where_there_is_room_until_the_next(ten: Ten) -> None:
    """5.15: a short bar before a time of which nothing is known bears it; one before a neighbour does not."""
    seen = SimpleNamespace(
        words=SimpleNamespace(now=T0 + timedelta(days=100)),
        store=SimpleNamespace(watches=lambda: [SimpleNamespace(name="valmont", first_at=T0, newest_at=T0 + timedelta(days=100))]),
    )

    def bars(*days: tuple[int, int]) -> list[str]:
        spells = [replace(ten.posts[0], first_seen=T0 + timedelta(days=a), last_seen=T0 + timedelta(days=b)) for a, b in days]
        axis = _Axis(seen, "valmont", spells)  # type: ignore[arg-type]
        return [bar.label for bar in axis.bars(spells, iter("abc"), lambda spell: "Mme Ida Pons")]

    assert bars((0, 5), (40, 41)) == ["Mme Ida Pons", "Mme Ida Pons"]
    assert bars((0, 5), (12, 95), (95, 100)) == ["", "Mme Ida Pons", ""]
    assert bars((0, 5), (90, 95)) == ["Mme Ida Pons", ""]


def _sheet(head: str, title: str = "Direction de l'eau") -> bytes:
    """The town hall of Sourdun and its three directions, one of them, *title*, headed by *head*."""
    boxes = [
        ("Direction générale des services", "M. Jean Abadie"),
        (title, head),
        ("Direction de la voirie", "M. Luc Cros"),
        ("Direction des sports", "Mme Ida Pons"),
    ]

    def draw(canvas: Canvas) -> None:
        for n, lines in enumerate(boxes):
            x, y = (200, 700) if n == 0 else (20 + 190 * (n - 1), 560)
            canvas.rect(x, y, 175, 50)
            for at, line in enumerate(lines):
                canvas.setFont("Helvetica" if at else "Helvetica-Bold", 9)
                canvas.drawCentredString(x + 87, y + 32 - 16 * at, line)
            if n:
                canvas.lines([(x + 87, 610, x + 87, 650), (x + 87, 650, 287, 650), (287, 650, 287, 700)])

    return pdfs.drawn(draw)


def test_somebody_under_another_name_is_found_by_both_and_shown_as_printed(tmp_path: Path) -> None:
    """5.14, 5.15: one career under the newest name; the page says what the sheet of that day printed."""
    names = ("Mme Rose Lefort", "Mme Rose Garnier (née Lefort)", "Mme Rose Garnier")
    captured(tmp_path, History(files=[_sheet(name) for name in names], truths=[None] * len(names), away=0))
    monitor("import", "valmont", "manifest.jsonl", cwd=tmp_path, timeout=300)
    rows = monitor("careers", "--person", "rose", "--json", cwd=tmp_path).lines
    assert len({row["person_key"] for row in rows}) == 1
    for name in ("lefort", "Rose Garnier"):
        assert monitor("careers", "--person", name, "--json", cwd=tmp_path).lines == rows
    assert monitor("careers", "--person", "Lefort Cros", cwd=tmp_path).status == 1, "words of one name only"
    with Site() as site:
        for visitor in served(House(tmp_path, site)):
            page = unescape(visitor.get(f"/watch/valmont/person/{rows[0]['person_key']}").text)
            assert re.search("imprimé « Mme Rose Lefort »", page.replace("\u202f", " ").replace("\u00a0", " ")), page
            for asked, told in (("lefort", "auparavant « Mme Rose Lefort »"), ("garnier", "")):
                found = BeautifulSoup(visitor.get(f"/search?q={asked}").text, "lxml").select('a[href*="/person/"]')
                (link,) = found
                assert link.get_text() == "Mme Rose Garnier"
                beside = (link.parent or link).get_text().replace("\u202f", " ")
                assert told in beside and ("auparavant" in beside) == bool(told), beside
            assert not BeautifulSoup(visitor.get("/search?q=Lefort Cros").text, "lxml").select('a[href*="/person/"]')


def test_a_unit_found_by_a_former_title_is_called_by_the_newest(tmp_path: Path) -> None:
    """5.14: by an old title alone it reads as if it still bore it; among others it stands by its newest."""
    titles = ("Direction de l'eau", "Direction de l'eau et des réseaux", "Direction des réseaux")
    captured(tmp_path, History(files=[_sheet("Mme Ida Roy", one) for one in titles], truths=[None] * len(titles), away=0))
    monitor("import", "valmont", "manifest.jsonl", cwd=tmp_path, timeout=300)
    with Site() as site:
        for visitor in served(House(tmp_path, site)):
            shown = {}
            for asked in ("direction", "eau"):
                links = BeautifulSoup(visitor.get(f"/search?q={asked}").text, "lxml").select('a[href*="/unit/"]')
                shown[asked] = [
                    (one.get_text(), (one.parent or one).get_text().partition("auparavant «\u202f")[2]) for one in links
                ]
            others = [(one, "") for one in ("Direction des sports", "Direction générale des services")]
            assert shown["direction"] == [("Direction de la voirie", ""), ("Direction des réseaux", ""), *others]
            (found,) = shown["eau"]
            assert found[0] == "Direction des réseaux" and found[1].startswith("Direction de l'eau et des réseaux\u202f» · "), found


def test_a_post_printed_as_nobodys_is_no_person_to_be_found(tmp_path: Path) -> None:
    """5.14: « N.N. » stands where nobody is: it had a key, and whoever searched then was told of a fault."""
    captured(tmp_path, History(files=[_sheet(name) for name in ("N.N.", "Mme Rose Garnier")], truths=[None] * 2, away=0))
    monitor("import", "valmont", "manifest.jsonl", cwd=tmp_path, timeout=300)
    rows = monitor("careers", "--json", cwd=tmp_path).lines
    assert [row["person_key"] for row in rows if row["person"] is None] == [None]
    with closing(connect(tmp_path / "monitor.db", isolation_level=None)) as db:  # as such rows were kept before
        db.execute("UPDATE post_spells SET person_key = 'b046028ecd936ca3' WHERE name IS NULL")
    with Site() as site:
        for visitor in served(House(tmp_path, site)):
            page = visitor.get("/search?q=garnier")
            assert page.status_code == 200 and "Rose Garnier" in page.text


def test_spells_that_are_not_what_was_written_are_told_as_damaged(tmp_path: Path) -> None:
    """7.5: other words than were written are nobody's role."""
    captured(tmp_path, History(files=[_sheet("Mme Rose Garnier")], truths=[None], away=0))
    monitor("import", "valmont", "manifest.jsonl", cwd=tmp_path, timeout=300)
    with closing(connect(tmp_path / "monitor.db", isolation_level=None)) as db:
        db.execute("UPDATE post_spells SET role = 'Directrice'")
    done = monitor("careers", cwd=tmp_path)
    assert (done.status, done.out) == (1, "") and "post_spells" in done.err, done


def test_nobody_whose_posts_are_not_followed_has_a_link(tmp_path: Path) -> None:
    """5.14, 5.15: a name that was hardly read begins no post, and so has no page: the chart names it without a link."""
    captured(tmp_path, History(files=[_sheet("Mme Rose Garnier")], truths=[None], away=0))
    monitor("import", "valmont", "manifest.jsonl", cwd=tmp_path, timeout=300)
    for followed in (True, False):
        with Site() as site:
            for visitor in served(House(tmp_path, site)):
                page = visitor.get("/watch/valmont/orgchart").text
                assert "Rose Garnier" in page and ("/watch/valmont/person/" in page) is followed
        with closing(connect(tmp_path / "monitor.db", isolation_level=None)) as db:
            db.execute("DELETE FROM post_spells")


def test_a_unit_has_the_title_of_the_time_in_every_post(tmp_path: Path) -> None:
    """5.14, 3.26: nobody was at « Eaux et forages » before it was called so, if they stayed, left or got another role."""
    chart = (
        "<!doctype html><html lang=fr><title>Corval</title><main><h1>Corval</h1><h2>Organigramme</h2><ul><li>Direction"
        " générale — Mme Hélène Blanc<ul><li>Service {eau} — {rose}</li><li>Service paie — M. Luc Cros</li></ul></li></ul></main>"
    )
    write_config(tmp_path, "https://corval.example/", items='[watch.sections.chart]\nheading = "Organigramme"\nkind = "orgchart"\n')
    lines = []
    for month, (eau, rose) in enumerate(
        [
            ("eaux", "Mme Ana Blot"),
            ("eaux", "Mme Rose Lefort"),
            ("eaux et forages", "Mme Rose Lefort"),
            ("eaux et forages", "Mme Rose Lefort, cheffe par intérim"),
        ],
        1,
    ):
        (tmp_path / f"{month}.html").write_text(chart.format(eau=eau, rose=rose), encoding="utf-8")
        lines.append(json.dumps({"time": f"2025-{month:02}-01T08:00:00Z", "page": {"file": f"{month}.html"}}))
    (tmp_path / "manifest.jsonl").write_text("\n".join(lines), encoding="utf-8")
    monitor("import", "valmont", "manifest.jsonl", cwd=tmp_path)
    said = " ".join(monitor("careers", cwd=tmp_path).out.split())
    assert "Rose Lefort du 1er février 2025 au 1er mars 2025 (unité nommée « Service eaux » jusqu’au 1er février 2025)" in said, (
        said
    )
    assert re.search("Ana Blot [^(]* \\(unité alors nommée « Service eaux »\\)", said), said
    assert said.count("unité") == 2
    assert "unité" not in monitor("careers", "--at", "2025-02-10", cwd=tmp_path).out, "these are the titles of that day"
    assert "Rose Lefort, cheffe par intérim depuis le 1er avril 2025 " in f"{said} ", said
    rows = {row["person"]: row for row in monitor("careers", "--json", cwd=tmp_path).lines}
    keys = rows["Mme Rose Lefort"]
    with Site() as site:
        for visitor in served(House(tmp_path, site)):
            for path in (f"person/{keys['person_key']}", f"unit/{keys['unit_key']}"):
                french, english = (
                    " ".join(
                        unescape(re.sub("<[^>]+>", " ", visitor.get(f"/watch/valmont/{path}", accept_language=code).text)).split()
                    )
                    for code in ("fr", "en")
                )
                assert "unité nommée « Service eaux » jusqu’au 1er février 2025" in french, french
                assert "unit called “Service eaux” until 1 February 2025" in english, english
                if path.startswith("person"):
                    assert "Service eaux et forages (unité nommée « Service eaux » jusqu’au 1er février 2025), depuis" in french, (
                        french
                    )
                else:
                    assert "unité alors nommée « Service eaux »" in french and "unit then called “Service eaux”" in english


def test_a_sheet_that_withholds_its_names_worded_nobody_otherwise(tmp_path: Path) -> None:
    """3.26, 5.14: a sheet without names says of nobody that they were printed otherwise, be it between two that do."""
    chart = (
        "<!doctype html><html lang=fr><title>Corval</title><main><h1>Corval</h1><h2>Organigramme</h2><ul><li>Direction"
        " générale{}<ul><li>Service eau{}</li><li>Service paie{}</li><li>Service sports{}</li></ul></li></ul></main>"
    )
    names = (" — Mme Hélène Blanc", " — Mme Rose Lefort, par intérim", " — M. Luc Cros", " — M. Ali Roy")
    write_config(tmp_path, "https://corval.example/", items='[watch.sections.chart]\nheading = "Organigramme"\nkind = "orgchart"\n')
    for month, told in enumerate([names, ("",) * 4, [name.removesuffix(", par intérim") for name in names]], 1):
        (tmp_path / f"{month}.html").write_text(chart.format(*told), encoding="utf-8")
    lines = [{"time": f"2025-{month:02}-01T08:00:00Z", "page": {"file": f"{month}.html"}} for month in (1, 2, 3)]
    (tmp_path / "manifest.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    monitor("import", "valmont", "manifest.jsonl", cwd=tmp_path)
    rows = {row["role"]: row for row in monitor("careers", "--person", "Rose Lefort", "--json", cwd=tmp_path).lines}
    assert rows["par intérim"]["absent_after"][:7] == rows[None]["first_seen"][:7] == "2025-03"
    with Site() as site:
        for visitor in served(House(tmp_path, site)):
            page = unescape(visitor.get(f"/watch/valmont/person/{rows[None]['person_key']}", accept_language="en").text)
            said = " ".join(page.replace("\u00a0", " ").split())
            assert "not seen on 1 February 2025" in said and "worded differently on 1 February" not in said
