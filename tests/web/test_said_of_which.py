"""Pages say of which document and since when they speak, and as one says it (3.9, 3.26, 5.11)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from bs4 import BeautifulSoup, Tag
from reportlab.pdfgen.canvas import Canvas

from monitor.model import Spell
from monitor.store.timeline import LineOfTime
from monitor.web.careers import _held
from monitor.web.strip import strip
from monitor.web.words import Words
from tests.pdf import pdfs
from tests.pipeline.house import House, stand
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


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("22\u00a0mai", "28\u00a0mai", ("22", "28\u00a0mai")),
        ("30\u00a0mai\u00a02025", "2\u00a0juin\u00a02025", ("30\u00a0mai", "2\u00a0juin\u00a02025")),
        ("30\u00a0mai\u00a02025", "2\u00a0mai", ("30\u00a0mai\u00a02025", "2\u00a0mai")),
        ("2\u00a0mai", "2\u00a0mai", ("2\u00a0mai", "2\u00a0mai")),
    ],
)
def test_what_two_dates_have_in_common_is_said_once(first: str, last: str, said: tuple[str, str]) -> None:
    assert _words().stretch(first, last) == said


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
