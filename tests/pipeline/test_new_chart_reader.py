"""A new version of the reader of org charts reads what is kept again: no change of the town's (DESIGN 3.19, 7.6, 7.7)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from monitor.compare.documents.contents import compare_contents
from monitor.compare.person_names import person_key
from monitor.demo.server import site_file
from monitor.model import CHART_READER, DocumentCaps, DocumentContent, DocumentKind, OrgChart, Unreadable
from monitor.pdf.picture import PagePicture
from monitor.pipeline.doors import Doors
from monitor.pipeline.reread import Reread, reread_some
from monitor.report.as_json import edit_json
from monitor.store import Store
from monitor.wiring import working
from tests.command import environment
from tests.pdf.orgchart.charts import Box, Style, tree
from tests.pipeline import house as rooms
from tests.pipeline.house import PDF, READER, House, html, pdf
from tests.site import Page, Site

CHART = """
[watch.sections.mutualisation]
heading = "La mutualisation des services"

[watch.documents.organigramme]
link = "Organigramme"
kind = "orgchart"
"""
Upgrade = Callable[[], None]


def otherwise(chart: OrgChart) -> OrgChart:
    """As an older version read: one title longer, one person nobody, the last unit not at all."""
    first, second, *rest = chart.units
    units = (replace(first, title=f"{first.title} Standard"), replace(second, people=()), *rest[:-1])
    return replace(chart, units=units)


@dataclass(slots=True)
class Reader:
    """The reader of today, or of before while `older` is set; notes what it was asked for."""

    older: bool = True
    asked: list[DocumentKind] = field(default_factory=list)

    def read(self, data: bytes, kind: DocumentKind, caps: DocumentCaps | None = None) -> DocumentContent | Unreadable:
        self.asked.append(kind)
        found = READER.read(data, kind, caps)
        if not self.older or isinstance(found, Unreadable) or found.orgchart is None:
            return found
        return replace(found, orgchart=otherwise(found.orgchart))

    def picture(self, data: bytes, *, page: int, dpi: float, within: bool = False) -> PagePicture | Unreadable:
        return READER.picture(data, page=page, dpi=dpi, within=within)

    def page(self, *question: Any, **options: Any) -> Any:
        return READER.page(*question, **options)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    reader = Reader()
    monkeypatch.setattr(rooms, "READER", reader)
    return reader


@pytest.fixture
def upgrade(reader: Reader) -> Iterator[Upgrade]:
    """Until it is called, charts are read by version 1."""
    before = pytest.MonkeyPatch()
    for module in ("readings", "snapshots"):
        before.setattr(f"monitor.store.{module}.CHART_READER", 1)

    def upgraded() -> None:
        before.undo()
        reader.older = False
        reader.asked.clear()

    yield upgraded
    before.undo()


@pytest.fixture
def town(house: House) -> House:
    house.configure(items=CHART)
    return house


@contextmanager
def at_work(house: House, reader: Reader) -> Iterator[tuple[Doors, Store]]:
    with working(house.config, wait=timedelta(0), clock=house.now) as (doors, store):
        yield replace(doors, pdf=reader), store


def reread(house: House, reader: Reader, most: int | None = None) -> Reread:
    with at_work(house, reader) as (doors, _):
        return reread_some(house.config.watches, doors, most=most)


def charts(house: House, *, newest: bool) -> list[OrgChart]:
    """The chart of every version, oldest first; verify is clean."""
    with house.store() as store:
        assert store.verify() == []
        numbers = range(1, store.snapshot("valmont").number + 1)
        documents = [store.revision("valmont", n, newest=newest).documents[0] for n in numbers]
    return [d.content.orgchart for d in documents if d.content and d.content.orgchart]


def erase_bytes(house: House) -> None:
    """As if the bytes of all documents had been pruned."""
    with Store.open(house.config.database) as store, store._db.transaction():
        store._db.run("UPDATE items SET blob = NULL")
        store._db.run("UPDATE exchanges SET blob = NULL WHERE item IS NOT NULL")
        store._db.run("DELETE FROM blobs WHERE id NOT IN (SELECT page FROM snapshots UNION SELECT page FROM state)")


def hashes(house: House) -> list[tuple[str, str]]:
    with house.store() as store:
        rows = store._db.rows("SELECT s.hash, r.hash FROM snapshots s JOIN recipes r ON r.id = s.recipe ORDER BY s.id")
    return [tuple(row) for row in rows]


def test_the_first_visit_after_an_upgrade_finds_nothing_new(town: House, upgrade: Upgrade) -> None:
    """7.6, 7.7: the chart is read otherwise; no change, no alert, no snapshot, the same hashes, and what was sealed stands."""
    town.check()
    sealed, before = charts(town, newest=False), hashes(town)
    upgrade()
    line = town.check()
    assert (line["outcome"], line["snapshot"], line["changes"], town.outbox()) == ("unchanged", 1, [], [])
    assert (charts(town, newest=False), hashes(town)) == (sealed, before)
    assert charts(town, newest=True) != sealed


@pytest.mark.parametrize("days_between", [0, 1], ids=["at-once", "after-a-quiet-visit"])
def test_a_change_with_the_upgrade_is_told_by_one_reader(town: House, site: Site, upgrade: Upgrade, days_between: int) -> None:
    """3.19, 7.7: exactly the edits that today's reader finds between the two files, none of what it reads better."""
    town.check()
    upgrade()
    for _ in range(days_between):
        town.check()
    site.pages[PDF] = pdf("organigramme-2026.pdf", etag='"d2"')
    (change,) = town.check()["changes"]
    old, new = (site_file(f"organigramme-{year}.pdf") for year in (2025, 2026))
    both = [READER.read(data, "orgchart") for data in (old, new)]
    assert all(isinstance(one, DocumentContent) for one in both)
    expected = [edit_json(edit) for edit in compare_contents("orgchart", both[0], both[1]).edits]  # type: ignore[arg-type]
    assert [edit for edit in change["edits"] if edit.get("field") is None] == [e for e in expected if e.get("field") is None]
    assert not any(edit.get("uncertain") for edit in change["edits"])
    assert len(charts(town, newest=False)) == 2


def test_where_the_bytes_are_gone_the_old_reading_stands_in_doubt(town: House, site: Site, upgrade: Upgrade) -> None:
    """7.6: nothing is sure that leans on it, and it is not tried again."""
    town.check()
    erase_bytes(town)
    upgrade()
    site.pages[PDF] = pdf("organigramme-2026.pdf", etag='"d2"')
    (change,) = town.check()["changes"]
    of_chart = [edit for edit in change["edits"] if edit["op"].startswith(("unit_", "person_"))]
    assert of_chart and all(edit.get("uncertain") for edit in of_chart)
    with town.store() as store:
        assert store.old_charts() == ()
        (row,) = store._db.rows("SELECT item, extractor, content_id, problem FROM readings")
    assert tuple(row) == ("organigramme", CHART_READER, None, "not kept")


def test_older_versions_are_read_anew_a_few_a_round(town: House, site: Site, reader: Reader, upgrade: Upgrade) -> None:
    """7.6: each once, however many versions show it; then nothing is left, and the next rounds do not look."""
    town.check()
    site.pages["/"] = html(None, ("efficacité", "efficience"), etag='"p2"')
    town.check()  # the same chart in another version
    site.pages[PDF] = pdf("organigramme-2026.pdf", etag='"d2"')
    town.check()
    upgrade()
    rounds = [reread(town, reader, most=1) for _ in range(3)]
    assert [(r.read, r.left) for r in rounds] == [(1, True), (1, False), (0, False)]
    assert reader.asked == ["orgchart"] * 2
    sealed, anew = charts(town, newest=False), charts(town, newest=True)
    assert [otherwise(chart) for chart in anew] == sealed
    with town.store() as store:
        assert [tuple(r) for r in store._db.rows("SELECT extractor FROM rereadings")] == [(CHART_READER,)]


def test_what_was_read_before_a_kill_is_not_read_again(town: House, site: Site, reader: Reader, upgrade: Upgrade) -> None:
    """7.6: each document is committed by itself; a process killed within the second one leaves the first, and the rest to do."""
    town.check()
    site.pages[PDF] = pdf("organigramme-2026.pdf", etag='"d2"')
    town.check()
    upgrade()
    killed = """
import os, signal, sys
from datetime import timedelta
from pathlib import Path
from monitor.records import read_config
from monitor.wiring import working
from monitor.pipeline import reread
read, calls = reread._read_anew, []
def once(*arguments):
    calls.append(1)
    if len(calls) > 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return read(*arguments)
reread._read_anew = once
config = read_config(Path(sys.argv[1]))
with working(config, wait=timedelta(0)) as (doors, store):
    reread.reread_some(config.watches, doors, most=None)
"""
    done = subprocess.run(
        [sys.executable, "-c", killed, str(town.folder / "config.toml")], env={**os.environ, **environment()}, check=False
    )
    assert done.returncode == -signal.SIGKILL
    with town.store() as store:
        assert len(store.old_charts()) == 1
    assert reread(town, reader).read == 1
    assert len(charts(town, newest=True)) == 2


def test_a_reading_that_was_damaged_is_not_shown(town: House, reader: Reader, upgrade: Upgrade) -> None:
    """7.5, 7.6: it is outside the hash, so its own digest vouches for it; what was sealed stands, in doubt."""
    town.check()
    upgrade()
    reread(town, reader)
    with Store.open(town.config.database) as store, store._db.transaction():
        store._db.run(
            "UPDATE contents SET orgchart = replace(orgchart, 'Direction', 'Mission') WHERE id IN (SELECT content_id FROM readings)"
        )
    (sealed,), (shown,) = (charts(town, newest=newest) for newest in (False, True))
    assert [unit.title for unit in shown.units] == [unit.title for unit in sealed.units]
    assert max(unit.confidence for unit in shown.units) < 0.9


def test_the_users_corrections_hold_for_what_is_read_anew(town: House, reader: Reader, upgrade: Upgrade) -> None:
    """7.6: as for what is read on a visit."""
    town.check()
    upgrade()
    (first,) = [unit.title for unit in charts(town, newest=False)[0].units][2:3]
    town.configure(items=f'{CHART}\n[[watch.documents.organigramme.correct]]\nunit = "{first}"\nignore = true\n')
    reread(town, reader)
    assert first not in [unit.title for unit in charts(town, newest=True)[0].units]


def keys(house: House) -> dict[int, dict[str, str]]:
    """By version the key of each unit, by title, as anybody reads them in the database."""
    found: dict[int, dict[str, str]] = {}
    with house.store() as store:
        assert {problem.kind for problem in store.verify()} <= {"digest"}  # of bytes that `erase_bytes` took
        for number, title, key in store._db.tuples("SELECT snapshot, title, unit_key FROM chart_units"):
            found.setdefault(number, {})[title] = key
    return found


def test_units_and_people_keep_their_keys_over_changes_and_readings(
    town: House, site: Site, reader: Reader, upgrade: Upgrade
) -> None:
    """5.14, 7.6: Direction des achats moves and has a new head; then all is read otherwise; its key is the same throughout."""
    town.check()
    site.pages[PDF] = pdf("organigramme-2026.pdf", etag='"d2"')
    town.check()
    before = keys(town)
    upgrade()
    reread(town, reader)
    after = keys(town)
    moved = "Direction des achats"
    assert before[1][moved] == before[2][moved] == after[1][moved] == after[2][moved]
    same = {title: key for title, key in before[2].items() if title in after[2]}
    assert len(same) > 5 and same.items() <= after[2].items()
    with town.store() as store:
        rows = store._db.tuples("SELECT name, count(DISTINCT key) FROM person_keys GROUP BY name")
        assert rows and {number for _, number in rows} == {1}


def test_two_people_who_were_taken_for_one_are_parted_by_the_next_reading(
    town: House, site: Site, reader: Reader, upgrade: Upgrade, monkeypatch: pytest.MonkeyPatch
) -> None:
    """5.14, 7.6: « Paul MARTIN » and « Martin PAUL », whom versions before had under one key; the newer one keeps it."""
    for voirie, police in (("Paul MARTIN", "Eva ROUX"), ("Luc PETIT", "Martin PAUL")):
        posts = {"des sports": "Léa VERT", "de la voirie": voirie, "de la police": police, "des musées": "Zoé BRUN"}
        head = Box("Direction générale des services", "Anne NOIR", [Box(f"Direction {of}", name) for of, name in posts.items()])
        site.pages[PDF] = Page(tree(head, Style(civility=False)), content_type="application/pdf", etag=f'"{voirie}"')
        with monkeypatch.context() as before:
            before.setattr("monitor.compare.charts.keys.person_sign", lambda name: " ".join(person_key(name)))
            town.check()

    def people(house: House) -> dict[str | None, str | None]:
        with house.store() as store:
            return {spell.person: spell.person_key for spell in store.spells("people")}

    taken = people(town)
    assert taken["Paul MARTIN"] == taken["Martin PAUL"]
    upgrade()
    reread(town, reader)
    parted = people(town)
    assert parted["Paul MARTIN"] != parted["Martin PAUL"] == taken["Martin PAUL"]
    others = {"Eva ROUX", "Luc PETIT", "Anne NOIR"}
    assert {name: parted[name] for name in others} == {name: taken[name] for name in others}


def test_charts_of_versions_without_keys_get_them(town: House, reader: Reader, upgrade: Upgrade) -> None:
    """5.14, 7.7: also where the bytes are gone, and where nothing was left to read."""
    town.check()
    erase_bytes(town)
    with Store.open(town.config.database) as store, store._db.transaction():
        store._db.run("DELETE FROM chart_keys")
        store._db.run("DELETE FROM person_keys")
    upgrade()
    assert keys(town) == {}
    reread(town, reader)
    assert len(keys(town)[1]) > 5


def test_what_goes_wrong_with_keys_costs_no_change(town: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Promise 1: a version is recorded whatever its keys are."""

    def broken(*arguments: object) -> None:
        raise ValueError("a bug")

    monkeypatch.setattr("monitor.compare.charts.keys.unit_keys", broken)
    assert town.check()["outcome"] == "first"
    assert keys(town) == {}
