"""Pages say of which document and since when they speak, and as one says it (3.9, 3.26, 5.11)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup, Tag
from reportlab.pdfgen.canvas import Canvas

from monitor.model import Change, Edit, OrgChart, Spell, Unit
from monitor.model.frozen import replace
from monitor.report.alert import alert_message
from monitor.report.display_names import as_called
from monitor.report.failures import failure_title
from monitor.store.reading import StoredChange
from monitor.store.timeline import LineOfTime
from monitor.web import context
from monitor.web.careers import _held, _perhaps
from monitor.web.change import _BetweenVersions
from monitor.web.strip import strip
from monitor.web.words import Words
from tests.command import monitor
from tests.pdf import pdfs
from tests.pipeline.house import House, stand
from tests.pipeline.lookalikes import chart
from tests.report import examples as ex
from tests.site import Page, Site
from tests.web.conftest import Visitor, served

ITEMS = '\n[watch.documents.budget]\nlink = "/budget|compte/"\nkind = "text"\n'
T0 = datetime(2026, 3, 2, 7, tzinfo=UTC)
NAMES = ("Budget 2025", "Compte 2024", "Budget 2026")


def _words(language: str = "fr") -> Words:
    return Words(language=language, timezone="Europe/Paris", now=T0)  # type: ignore[arg-type]


def _written(text: str, canvas: Canvas) -> None:
    canvas.drawString(72, 500, text)


def plain(of: Tag) -> str:
    return " ".join(of.get_text(" ").split())


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """Two documents answer to one name; then there is a third, then the first is gone and the second shows another size."""
    with Site() as site:
        house: House = stand(tmp_path_factory.mktemp("documents"), site)
        house.configure(items=ITEMS)
        for name in NAMES:
            text = pdfs.drawn(partial(_written, f"{name} : 1 200 euros"), size=(595.0, 842.0))
            site.pages[f"/{name[-4:]}.pdf"] = Page(text, content_type="application/pdf")
        for names, size in ((NAMES[:2], "840 ko"), (NAMES, "840 ko"), (NAMES[1:], "862 ko")):
            links = "".join(
                f"<li><a href='/{one[-4:]}.pdf'>{one}</a> (PDF, {size if one == NAMES[1] else '1 Mo'})</li>" for one in names
            )
            site.pages["/"] = Page(f"<title>Comptes</title><main><h1>Finances</h1><ul>{links}</ul></main>".encode())
            house.check()
            house.later(days=1)
        yield from served(house)


def test_each_entry_names_the_document_it_is_about(visitor: Visitor) -> None:
    """3.9: not the one that is now the first of that name; what came or went is named in the sentence itself."""
    told = {}
    for entry in BeautifulSoup(visitor.get("/").text, "lxml").find_all("article"):
        kicker, heading = entry.select_one(".kicker"), entry.find("h3")
        assert isinstance(kicker, Tag) and isinstance(heading, Tag)
        told[plain(heading)] = plain(kicker).rpartition(" · ")[2]
    assert told["Document ajouté : « Budget 2026 »."] == "Budget 2026"
    assert told["Document retiré : « Budget 2025 »."] == "Budget 2025"
    assert [kicker for said, kicker in told.items() if said.startswith("Taille")] == ["Compte 2024"]
    assert "Document retiré : « Budget 2025 »." in plain(BeautifulSoup(visitor.get("/feed.xml").text, "xml"))


def test_the_page_of_a_watch_lists_every_document_once(visitor: Visitor) -> None:
    lede = BeautifulSoup(visitor.get("/watch/valmont").text, "lxml").select_one(".lede .window")
    assert lede is not None
    assert [lede.get_text().count(name) for name in NAMES] == [0, 1, 1]


def _spell(person: str, first: int, *, role: str | None = None, after: int | None = None) -> Spell:
    seen, gone = T0 + timedelta(days=first), None if after is None else T0 + timedelta(days=after)
    return Spell(
        watch="valmont", item="chart", unit="Achats", unit_key="u", path=("Achats",), person=person, person_key=person, role=role,
        first_seen=seen, last_seen=seen, absent_before=None, absent_after=gone, first_snapshot=1, last_snapshot=2,
        current=gone is None, certain=True,
    )  # fmt: skip


def test_since_when_is_said_of_each_who_is_there_and_goes_on_under_another_title() -> None:
    """3.26: nobody is said to be there since the newest came; who got another title was there before."""
    spells = [_spell("A", 0, role="adjointe", after=20), _spell("B", 0), _spell("A", 20, role="directrice"), _spell("C", 31)]
    held = [one for one in spells if one.current]
    assert _held(held, spells, lambda s: str(s.person), _words("en")) == (
        "B and A, since 2\u00a0March\u00a02026; C, since 2\u00a0April\u00a02026"
    )


def test_a_namesake_who_came_back_is_there_since_then() -> None:
    """3.26: what lies between two spells belongs to somebody else; what goes on in another function is one."""
    spells = [_spell("A", 0, after=20), _spell("A", 40, role="adjointe", after=50), _spell("A", 50, role="directrice")]
    (one,) = _perhaps(_words(), spells, replace(spells[0], person_key="other"))
    assert one["when"] == "depuis le 11\u00a0avril\u00a02026"


def test_an_entry_told_before_is_told_again_only_of_the_same_change() -> None:
    """5.13, §9: a list's entry is made once; what was erased since, another title, another year make it anew."""
    change = ex.section(Edit(op="replace", before="Ouvert le lundi.", after="Ouvert le mardi."))
    stored = StoredChange(id=7, watch="valmont", snapshot=2, taken_at=T0, source="live", change=change)
    today = _words()

    def told(stored: StoredChange, words: Words = today, title: str = "Valmont") -> context.Entry:
        seen = SimpleNamespace(words=words, item=lambda *_: "Horaires", title=lambda _: title)
        return context.entry(seen, stored)  # type: ignore[arg-type]

    first = told(stored)
    assert told(replace(stored), replace(today, now=T0 + timedelta(minutes=1))) is first
    other = replace(stored, change=ex.section(Edit(op="replace", before="Ouvert le lundi.", after="Ouvert le jeudi.")))
    assert ("mardi" in str(first.marked), "jeudi" in str(told(other).marked)) == (True, True)
    assert told(stored, title="Valmont (77)").page == "Valmont (77)"
    assert str(T0.year) in told(stored, replace(today, now=T0 + timedelta(days=400))).when
    assert str(T0.year) not in first.when


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 5, 22), date(2026, 5, 28), ("22", "28\u00a0mai")),
        (date(2025, 5, 30), date(2025, 6, 2), ("30\u00a0mai", "2\u00a0juin\u00a02025")),
        (date(2025, 6, 17), date(2026, 2, 21), ("17\u00a0juin\u00a02025", "21\u00a0février\u00a02026")),
        (date(2026, 5, 2), date(2026, 5, 2), ("2\u00a0mai", "2\u00a0mai")),
    ],
)
def test_what_two_dates_have_in_common_is_said_once(first: date, last: date, said: tuple[str, str]) -> None:
    """3.26: of two years both are said: « du 17 juin 2025 au 21 février » may end in either."""
    noon = time(12, tzinfo=UTC)
    assert _words().stretch(datetime.combine(first, noon), datetime.combine(last, noon)) == said


@pytest.mark.parametrize(
    ("days", "bars"),
    [
        pytest.param((*range(14),), 1, id="a fortnight of daily failures has no hole"),
        pytest.param((0, 1, 2, 5, 6, 7), 2, id="three days well between are seen"),
    ],
)
def test_failures_that_follow_each_other_are_one_bar(days: tuple[int, ...], bars: int) -> None:
    """3.26: a hole in the hatching would say that the page could be read."""
    failed = tuple(T0 + timedelta(days=n) for n in days)
    line = LineOfTime(start=T0, end=T0 + timedelta(days=365), covered=(), changed=(), failed=failed)
    assert [bar.kind for bar in strip(line).bars] == ["f"] * bars


def test_where_a_change_stands_alone_its_item_is_named(visitor: Visitor) -> None:
    """3.9, 5.11: in the title of a feed's entry and beside a neighbour in time, unless the sentence says it."""
    feed = BeautifulSoup(visitor.get("/watch/valmont/feed.xml").text, "xml")
    titles = [plain(one.find("title")) for one in feed.find_all("entry")]  # type: ignore[arg-type]
    assert all(any(name in title for name in NAMES) for title in titles), titles
    assert sum("— Compte 2024 —" in title for title in titles) == 1
    assert not any(title.count("Budget 2026") > 1 for title in titles)
    asides = [plain(BeautifulSoup(visitor.get(f"/change/{n}").text, "lxml").select_one("aside.context")) for n in (1, 2, 3)]  # type: ignore[arg-type]
    assert any("Compte 2024 · " in one for one in asides), asides


def test_a_feed_says_once_what_page_and_item_are_both_called(tmp_path: Path) -> None:
    """10.8: what `add` writes calls the page and its main text alike."""
    with Site() as site:
        house: House = stand(tmp_path, site)
        house.configure(items='\n[watch.sections.finances]\ntitle = "Finances"\nheading = "Finances"\n')
        for sum_ in ("1 200", "1 300"):
            shown = f"<title>Finances - Valmont</title><main><h1>Finances</h1><p>Le budget est de {sum_} euros.</p></main>"
            site.pages["/"] = Page(shown.encode())
            house.check()
        for visitor in served(house):
            (entry,) = BeautifulSoup(visitor.get("/feed.xml").text, "xml").find_all("entry")
            title = plain(entry.find("title"))  # type: ignore[arg-type]
            assert title.startswith("Finances - Valmont — « Le budget est de [1 200 → 1 300] euros"), title


def test_who_took_over_the_post_of_another_is_not_shown_there_from_the_first(tmp_path: Path) -> None:
    """5.11: both names stood on the page since the first reading, each at the other's post."""
    with Site() as site:
        house: House = stand(tmp_path, site)
        house.configure(items='\n[watch.sections.elus]\nheading = "Les adjoints"\n')
        for names in (("Tom Rivière", "Aïcha Benali"), ("Aïcha Benali", "Tom Rivière")):
            cards = "".join(
                f"<article><h3>{name}</h3><p>{post}</p></article>"
                for name, post in zip(names, ("Voirie et propreté", "Culture et fêtes"), strict=True)
            )
            site.pages["/"] = Page(f"<title>Valmont</title><main><h1>Les adjoints</h1>{cards}</main>".encode())
            house.check()
            house.offset += timedelta(days=14)
        for visitor in served(house):
            blocks = BeautifulSoup(visitor.get("/watch/valmont/2").text, "lxml").select(".dated > .blk")
            assert [("depuis le" in plain(one)) for one in blocks if "Benali" in plain(one) or "Rivière" in plain(one)] == [
                True,
                True,
            ]
            assert not any("depuis le" in plain(one) for one in blocks if "Voirie" in plain(one) or "Culture" in plain(one))


SHEETS = '\n[watch.documents.organigrammes]\nlink = "/organigramme/"\nkind = "orgchart"\n'
HEADS = ("M. Bruno Martin", "Mme Lise Duval", "Mme Anaïs Roy")


@pytest.fixture(scope="module", params=["two labels", "one label"])
def sheets(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """Two sheets of the same units answer to one name; another head on the second, the first is only exported anew."""
    with Site() as site:
        house: House = stand(tmp_path_factory.mktemp("sheets"), site)
        house.configure(items=SHEETS)
        of_office = "Organigramme du CCAS" if request.param == "two labels" else "Organigramme de la ville"
        named = (("Organigramme de la ville", "ville"), (of_office, "ccas"))
        links = "".join(f"<h2>{name}</h2><p><a href=/{name}.pdf>{label}</a></p>" for label, name in named)
        site.pages["/"] = Page(
            f"<title>Services</title><main><h1>Services</h1><p>Les services municipaux.</p>{links}</main>".encode()
        )
        for paper, head in (("#ffffff", HEADS[1]), ("#fffffe", HEADS[2])):
            for name, who in (("ville", HEADS[0]), ("ccas", head)):
                site.pages[f"/{name}.pdf"] = Page(chart(head=who, paper=paper), content_type="application/pdf")
            house.check()
            house.later(days=1)
        yield from served(house)


def test_a_change_is_marked_in_the_chart_of_its_own_document(sheets: Visitor) -> None:
    """3.9, 5.11: of two sheets of one name the tree, the files and the marks are those of the one that changed."""
    page = BeautifulSoup(sheets.get("/change/1").text, "lxml")
    (marked,) = [li for li in page.select(".tree li") if li.find(class_="mark", recursive=False)]
    assert HEADS[2] in plain(marked)
    assert HEADS[0] not in plain(page.main or page)
    files = [link["href"] for link in page.select(".facts a") if "/file/" in str(link["href"])]
    assert files == ["/watch/valmont/1/file/1", "/watch/valmont/2/file/1"]


def test_every_chart_of_a_page_is_shown_with_since_when_it_is_so(sheets: Visitor) -> None:
    """5.11, 3.26: one below the other, and each version of a document leads to its own, as it was in that version."""
    page = BeautifulSoup(sheets.get("/watch/valmont/orgchart").text, "lxml")
    assert [HEADS[n] in plain(one) for one in page.select(".columns") for n in (0, 2)] == [True, False, False, True]
    first, second = (plain(one) for one in page.select("main h2 + .note"))
    if len({plain(one) for one in page.select("main h2")}) == 2:
        assert "depuis la version 1," in first
    assert "depuis la version 2," in second
    old = BeautifulSoup(sheets.get("/watch/valmont/1").text, "lxml")
    link = [str(a["href"]) for a in old.select("a") if "/orgchart" in str(a["href"])][1]
    where, _, anchor = link.partition("#")
    then = BeautifulSoup(sheets.get(where).text, "lxml")
    heading = then.select_one(f"#{anchor}")
    assert heading is not None and HEADS[1] in plain(heading.find_next_sibling("section"))  # type: ignore[arg-type]


def test_of_several_documents_the_one_that_fails_is_named(tmp_path: Path) -> None:
    """3.9, 3.26, 5.2: by its own label, on every page and in every message; of several that fail their name."""
    with Site() as site:
        house = stand(tmp_path, site)
        house.configure(items=ITEMS)
        links = "".join(f"<li><a href='/{one[-4:]}.csv'>{one}</a> (CSV)</li>" for one in NAMES)
        site.pages["/"] = Page(f"<title>Comptes</title><main><h1>Finances</h1><ul>{links}</ul></main>".encode())
        for name in NAMES:
            site.pages[f"/{name[-4:]}.csv"] = Page(f"Poste;{name}\nVoirie;12\n".encode(), content_type="text/csv")
        assert house.check()["failure"] is None
        site.pages["/2024.csv"] = Page(b"gone", 404)
        assert house.check()["failure"]["documents"] == ["Compte 2024"]
        (result,) = house.results()
        with house.store() as store:
            called = store.called("valmont", house.config.watches[0])
        (failure,) = as_called(result, called).failures
        assert failure_title(failure.failure, "fr").startswith("Compte 2024")
        for visitor in served(house):
            assert "« Compte 2024 » n’est pas lisible" in plain(BeautifulSoup(visitor.get("/watch/valmont").text, "lxml"))
        status = monitor("status", cwd=tmp_path).out.replace("\u00a0", " ")
        assert "Compte 2024 : document indisponible" in status and "budget :" not in status
        site.pages["/2025.csv"] = Page(b"gone", 404)
        assert house.check()["failure"]["documents"] == ["Budget 2025", "Compte 2024"]


def test_a_branch_bears_what_became_of_its_unit() -> None:
    """5.5, 5.11: a merger is no new name alone, and who was called otherwise is still the same person."""
    facts: dict[str, dict[str, object]] = {
        "unit_renamed": {"unit": "Eaux et voirie", "ids": ["u2", "u2"], "merged": ["Eaux", "Voirie"]},
        "unit_moved": {"unit": "Sports", "ids": ["u3", "u3"]},
        "role_changed": {"unit": "Écoles", "ids": ["u4", "u4"]},
        "unit_added": {"unit": "Quais", "ids": [None, "u5"], "split_from": "Ports"},
        "person_removed": {"unit": "Direction", "ids": ["u1", "u1"]},  # told with the twelve that the chart names no longer
    }
    told = [Edit(op=op, facts=of_unit) for op, of_unit in facts.items()]
    titles = ("Direction", "Eaux et voirie", "Sports", "Écoles", "Quais")
    units = tuple(
        Unit(id=f"u{n}", title=one, people=(), parent="u1" if n > 1 else None, confidence_parent=1.0, page=1, bbox=(0, n, 1, n + 1))
        for n, one in enumerate(titles, 1)
    )
    chart = OrgChart(title=None, date=None, pages=1, structured=True, reason=None, units=units)
    change = ex.document(*told, named=[12, 0])
    stored = StoredChange(id=1, watch="valmont", snapshot=2, taken_at=T0, source="live", change=change)
    new = ex.revision(2, chart=chart)
    found = _BetweenVersions(None, stored, None, new).tree()  # type: ignore[arg-type]
    assert found is not None
    assert {unit: [kind for kind, _ in marks] for unit, marks in found[1].items()} == {
        "u2": ["mer"], "u3": ["mov"], "u4": ["rol"], "u5": ["spl"],
    }  # fmt: skip


def with_two_charts(tmp_path: Path, site: Site) -> House:
    """A page with the charts of a town and of its CCAS, read once."""
    house = stand(tmp_path, site)
    house.configure(items=SHEETS)
    house.now = lambda: T0 + house.offset
    named = (("ville", "Organigramme de la ville"), ("ccas", "Organigramme du CCAS"))
    links = "<p>Les services municipaux.</p>" + "".join(f"<p><a href=/{name}.pdf>{label}</a></p>" for name, label in named)
    site.pages["/"] = Page(f"<title>Services</title><main><h1>Services</h1>{links}</main>".encode())
    for name, _ in named:
        site.pages[f"/{name}.pdf"] = Page(chart(head=f"M. Bruno {name.capitalize()}"), content_type="application/pdf")
    house.check()
    return house


def test_a_chart_is_dated_by_the_last_visit_that_could_read_it(tmp_path: Path) -> None:
    """3.26: not by one that read the page alone; it says since when, of each. 7.6: what an older reader read is not called hard to
    read."""
    since = ("vus le 5 mars 2026", ["2 mars", ""]), ("vus le 5 mars 2026", ["2 mars", "5 mars"])
    with Site() as site:
        house = with_two_charts(tmp_path, site)
        for name, said in zip(("ville", "ccas"), since, strict=True):
            site.pages[f"/{name}.pdf"] = Page(b"gone", 404)
            house.later(days=3)
            house.check()
            for visitor in served(house):
                page = BeautifulSoup(visitor.get("/watch/valmont/orgchart").text, "lxml")
                notes = [
                    plain(one).partition("n’a pas pu être lu depuis le ")[2].partition(" 2026")[0]
                    for one in page.select("main h2 + .note")
                ]
                assert said[0] in plain(page) and notes == said[1]
                assert "version plus ancienne" not in plain(page)
        with closing(sqlite3.connect(house.folder / "monitor.db")) as db, db:
            db.execute("UPDATE items SET chart_reader = 1")
        for visitor in served(house):
            told = plain(BeautifulSoup(visitor.get("/watch/valmont/orgchart").text, "lxml"))
            assert "Une version plus ancienne du programme a lu cette feuille" in told and "se lit mal" not in told


def test_a_chart_that_fails_is_dated_by_its_own_last_reading(tmp_path: Path) -> None:
    """3.26: not by that of another document of the item, which changed since."""
    with Site() as site:
        house = with_two_charts(tmp_path, site)
        site.pages["/ville.pdf"] = Page(b"gone", 404)
        house.later(days=3)
        house.check()
        site.pages["/ccas.pdf"] = Page(chart(head="Mme Odile Prat"), content_type="application/pdf")
        house.later(days=3)
        house.check()
        for visitor in served(house):
            page = BeautifulSoup(visitor.get("/watch/valmont/orgchart").text, "lxml")
            notes = [plain(one) for one in page.select("main h2 + .note") if "pas pu" in plain(one)]
            assert len(notes) == 1 and "n’a pas pu être lu depuis le 2 mars 2026" in notes[0]


def test_a_chart_that_is_back_says_what_is_new_and_a_name_in_two_posts_why_it_is_apart(tmp_path: Path) -> None:
    """3.16, 10.8: mail and page begin with the head who is another; 5.14: one name on one sheet twice is no other form of it."""
    with Site() as site:
        house = stand(tmp_path, site)
        house.configure(items=SHEETS)
        text = "<title>Services</title><main><h1>Services</h1><p>Les services municipaux reçoivent sans rendez-vous.</p>{}</main>"
        link = "<p><a href=/ville.pdf>Organigramme de la ville</a></p>"
        for body, head in ((text.format(link), HEADS[0]), (text.format(""), HEADS[0]), (text.format(link), "Mme Hélène Morel")):
            site.pages["/"] = Page(body.encode())
            site.pages["/ville.pdf"] = Page(chart(head=head), content_type="application/pdf")
            (result,) = house.results()
            house.later(days=1)
        assert result.changes[0].change == "restored"
        told = alert_message(result, kind="change", watch="valmont", url="", language="fr", timezone="Europe/Paris").text
        said = "à la Direction des achats, Mme Hélène Morel remplace M. Bruno Martin"
        assert f" ; {said}." in " ".join(told.replace("\u202f", " ").replace("\u00a0", " ").split())
        with house.store() as store:
            key = next(s.person_key for s in store.spells("people") if s.person == "Mme Hélène Morel")
        for visitor in served(house):
            page = BeautifulSoup(visitor.get(f"/change/{result.changes[0].id}").text, "lxml")
            assert plain(page.h1) == f"Document de retour ; {said}."  # type: ignore[arg-type]
            shown = BeautifulSoup(visitor.get(f"/watch/valmont/person/{key}").text, "lxml")
            assert plain(shown.select("section[aria-labelledby=doute] .note")[0]).startswith("depuis le")  # she is there still
            person = plain(shown)
            assert "Une feuille a porté ce nom à deux postes" in person and "sous une autre forme" not in person


def test_a_headline_and_the_list_below_it_come_to_the_same_number() -> None:
    """10.8: a date of its own is no change for the headline, nor one more for the list: one said, two listed, two more are five."""
    names = ["Jean Duval", "Rita Sol", "Luc Petit", "Jo Blin", "Eva Roux"]
    came = [Edit(op="person_replaced", before=f"{one} A", after=f"{one} B", facts={"unit": f"Service {one}"}) for one in names]
    dated = Edit(op="title_changed", before="Septembre 2024", after="Janvier 2025", facts={"ids": [None, None]})
    change = Change(item="o", item_kind="document", change="replaced", significance="substantive", edits=(dated, *came))
    stored = StoredChange(id=8, watch="valmont", snapshot=2, taken_at=T0, source="live", change=change)
    seen = SimpleNamespace(words=_words("en"), item=lambda *_: "Chart", title=lambda _: "Valmont")
    told = context.entry(seen, stored)  # type: ignore[arg-type]
    assert "4\u00a0other changes" in told.sentence + told.others
    assert (len(told.lines), told.more) == (2, "and 2\u00a0more")
