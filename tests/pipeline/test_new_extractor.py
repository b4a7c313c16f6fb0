"""A new version of our own reading re-reads what is stored: what it sees otherwise is no change of the page (DESIGN 3.19, 7.7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from monitor.extract.items import extract
from monitor.model import EXTRACTOR, Block, Extraction, Flapping, PastState, Revision, Watch, WatchState
from monitor.pipeline.reread import past_read_anew
from tests.decide.make import T0, WATCH
from tests.pipeline.house import PDF, READER, House, html
from tests.site import Site

EDIT = ("efficacité", "efficience")
OTHER = ("efficacité", "rapidité")
Upgrade = Callable[[], None]
_READ_BY = ("monitor.store.states", "monitor.decide.judgement", "monitor.pipeline.reread")


def otherwise(extraction: Extraction) -> Extraction:
    """As an older version read: without the last paragraph, and with a line that nobody sees."""
    sections = (replace(s, blocks=(Block("paragraph", "Partager"), *s.blocks[:-1])) for s in extraction.sections)
    return replace(extraction, sections=tuple(sections))


@pytest.fixture
def upgrade() -> Iterator[Upgrade]:
    """Until it is called, pages are read by version 1, `otherwise`."""
    with_older = pytest.MonkeyPatch()
    for module in _READ_BY:
        with_older.setattr(f"{module}.EXTRACTOR", 1)

    def older(*arguments: Any, **options: Any) -> Extraction:
        return otherwise(extract(*arguments, **options))

    with_older.setattr("monitor.pipeline.page.extract", older)
    yield with_older.undo
    with_older.undo()


def told(line: dict[str, Any]) -> list[tuple[str, str, str, int | None]]:
    return [(c["item"], c["change"], c["summary"], c.get("returns_to")) for c in line["changes"]]


def facts(house: House) -> tuple[int, int, int]:
    """The last snapshot's number, the version it was made with, the version by which it is known to be so."""
    with house.store() as store:
        assert store.verify() == []
        (row,) = store._db.rows(
            "SELECT s.number, s.extractor, st.extractor FROM state st JOIN snapshots s ON s.id = st.snapshot_id"
        )
    return tuple(row)


def test_what_we_now_read_otherwise_is_no_change(house: House, upgrade: Upgrade) -> None:
    """3.19: it is kept under a number of its own, so that the next change is set against what is shown; then all is as ever."""
    house.check()
    upgrade()
    line = house.check()
    assert (line["outcome"], line["changes"], house.outbox()) == ("unchanged", [], [])
    assert "Partager" not in str(house.show()["mutualisation"]["blocks"])
    assert facts(house) == (2, EXTRACTOR, EXTRACTOR)
    house.asked()
    assert (house.outcome(), facts(house)) == ("unchanged", (2, EXTRACTOR, EXTRACTOR))
    assert house.asked()[0]["if-none-match"] == '"p1"'


def test_where_we_read_the_same_no_snapshot_is_made(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """3.19: nothing that is shown differs; the stored validators vouch for the new reading too."""
    house.check()
    for module in _READ_BY:
        monkeypatch.setattr(f"{module}.EXTRACTOR", EXTRACTOR + 1)
    house.asked()
    house.asked(PDF)
    assert house.outcome() == "unchanged"
    assert facts(house) == (1, EXTRACTOR, EXTRACTOR + 1)
    assert house.asked()[0]["if-none-match"] == '"p1"'
    assert house.asked(PDF)[0]["if-none-match"] == '"d1"'


def test_a_change_of_the_page_together_with_ours_is_told_alone(house: House, site: Site, upgrade: Upgrade) -> None:
    """3.19, 7.7: exactly its edits."""
    house.check()
    upgrade()
    site.pages["/"] = html(None, EDIT, etag='"p2"')
    line = house.check()
    assert told(line) == [("mutualisation", "edited", "1 phrase modifiée", None)]
    assert facts(house) == (2, EXTRACTOR, EXTRACTOR)


def test_a_text_of_before_is_recognised_when_it_comes_back(house: House, site: Site, upgrade: Upgrade) -> None:
    """3.17, 3.19: the digests of older snapshots are made anew from their bytes, once, and verify stays clean."""
    house.check()
    site.pages["/"] = html(None, EDIT, etag='"p2"')
    house.check()
    upgrade()
    site.pages["/"] = html(etag='"p1"')
    assert told(house.check()) == [("mutualisation", "edited", "1 phrase modifiée, retour à la version 1", 1)]
    with house.store() as store:
        kept = store._db.rows("SELECT snapshot_id, extractor FROM states_anew ORDER BY 1")
        state = store.state(house.config.watches[0])
    assert [tuple(row) for row in kept] == [(1, EXTRACTOR), (2, EXTRACTOR)]
    assert not any(p.outdated for p in state.history)
    assert facts(house) == (3, EXTRACTOR, EXTRACTOR)


@pytest.mark.parametrize("shown", [EDIT, None], ids=["the-last-snapshots-text", "the-other-one"])
def test_flapping_goes_on(house: House, site: Site, upgrade: Upgrade, shown: tuple[str, str] | None) -> None:
    """3.17, 3.19: whichever of its texts is shown; a new text is told as one."""
    swaps = [() if shown is None else (shown,), ()]
    for n, text in enumerate(((), (EDIT,), (), (EDIT,), ())):
        site.pages["/"] = html(None, *text, etag=f'"p{n}"')
        house.check()
        house.later(days=1)
    upgrade()
    for n, text in enumerate((*swaps, (EDIT,))):
        site.pages["/"] = html(None, *text, etag=f'"q{n}"')
        line = house.check()
        assert (line["outcome"], line["changes"], "flapping" in line) == ("unchanged", [], True)
        house.later(days=1)
    site.pages["/"] = html(None, OTHER, etag='"r"')
    assert [t[:3] for t in told(house.check())] == [("mutualisation", "edited", "1 phrase modifiée")]
    assert house.outbox() == []


def test_a_page_that_is_down_is_read_anew_when_it_is_back(house: House, site: Site, upgrade: Upgrade) -> None:
    """3.16, 3.19."""
    house.check()
    upgrade()
    good = site.pages.pop("/")
    assert (house.outcome(), facts(house)) == ("failed", (1, 1, 1))
    site.pages["/"] = good
    assert (house.outcome(), facts(house)) == ("unchanged", (2, EXTRACTOR, EXTRACTOR))


def test_since_when_goes_on_and_what_is_newly_read_is_dated_at_the_latest(house: House, site: Site, upgrade: Upgrade) -> None:
    """3.19: a text that both readings see keeps its first version; what the page itself adds with the upgrade is dated as ever."""
    house.check()
    upgrade()
    site.pages["/"] = html(None, EDIT, etag='"p2"')
    house.check()
    with house.store() as store:
        rows = store._db.rows(
            "SELECT b.text, g.first_snapshot, g.last_snapshot, g.at_latest FROM sightings g JOIN blocks b ON b.id = g.block_id"
            " WHERE g.item = 'mutualisation' ORDER BY g.first_snapshot, g.at_latest"
        )
        assert store.verify() == []
    seen = [tuple(row) for row in rows]
    last = house.show()["mutualisation"]["blocks"][-1]["text"]
    assert [row[1:] for row in seen if row[0] == last] == [(2, None, 1)]
    assert [row[1:] for row in seen if row[0] == "Partager"] == [(1, 1, 0)]
    assert {row[1:] for row in seen if EDIT[1] in row[0]} == {(2, None, 0)}
    assert {row[1:] for row in seen if EDIT[0] not in row[0] and row[0] not in ("Partager", last) and EDIT[1] not in row[0]} == {
        (1, None, 0)
    }


class Shelf:
    """A book without pages, which notes what was asked of it."""

    kept: Mapping[int, Mapping[str, str]] = {}

    def revision(self, watch: str, number: int) -> Revision:
        return Revision(snapshot=number, taken_at=T0, url=WATCH.url, sections=(), documents=(), recipe_hash=WATCH.recipe.hash)

    def page_of(self, watch: str, number: int) -> None:
        return None

    def keep_states(self, watch: Watch, states: Mapping[int, Mapping[str, str]]) -> None:
        self.kept = states


@pytest.mark.parametrize(
    ("days_apart", "expected"),
    [pytest.param(1, {3, *range(31, 81)}, id="at-most-fifty"), pytest.param(9, {3, *range(70, 81)}, id="ninety-days")],
)
def test_only_the_near_past_is_read_anew_and_the_texts_in_turn(days_apart: int, expected: set[int]) -> None:
    """3.19: an update holds no visit up for minutes, however long the history is."""
    history = tuple(
        PastState(snapshot=n, taken_at=T0 + timedelta(days=days_apart * n), digests={}, outdated=True) for n in range(80, 0, -1)
    )
    state = WatchState(
        watch=WATCH.name, newest_at=history[0].taken_at, history=history, flapping=Flapping(since=T0, between=(79, 3, 80))
    )
    shelf: Any = Shelf()
    after = past_read_anew(WATCH, state, shelf, READER)
    assert set(shelf.kept) == {p.snapshot for p in after.history if not p.outdated} == expected
