"""§9: what is asked of the database, and what a visit writes, costs the same however old the database is.

But for the visits of a watch, which are counted whenever some of them are told of, by indexes alone. Measured are the instructions
of SQLite's virtual machine: they are the same in every run, whatever else the machine does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from monitor.store import Store
from monitor.store.blobs import CHAIN_LINKS, STEPS, Blobs
from monitor.store.connection import open_connection
from tests import sweeps
from tests.store.town import HOUR, T0, document, edited, seen, unchanged, watch

YOUNG, OLD = 60, sweeps.times(200, 600)  # versions
CHART_EVERY = 20
STEP = 10  # instructions between two counts
NAMES = ("Anne Aubépine", "Bruno Lemoine", "Claire Perrin", "Denis Roche")
ALMOST = 1.25  # times: a few rows more or less are not growth
COUNTED = 40  # instructions for each row of visits: whether all are there is seen in their number (7.5)
MERGED = 16 * 50  # instructions: at most so many parts has the index of texts before they are made one, however old it is (FTS5)
APART = timedelta(days=2)  # more than 50 versions in 90 days would all be asked for (3.17)


def _text(number: int) -> str:
    once = " Dont la lutherie." if number == 2 else ""
    return f"La version {number} porte sur {number + 3} services communs.{once}"


def _grown(path: Path, versions: int) -> datetime:
    """A watch of so many versions, its chart another one at some; returns when the last was seen."""
    with Store.open(path) as store, store.group():
        for number in range(1, versions + 1):
            turn = number // CHART_EVERY
            data = b"%PDF " + bytes(str(turn), "ascii") * 300
            changes = () if number == 1 else (edited(_text(number - 1), _text(number)),)
            shown = ((document(data, director=NAMES[turn % len(NAMES)]), data),)
            store.write(seen(number, T0 + number * APART, "Un", _text(number), changes=changes, documents=shown), watch())
            if number % 3 == 0:
                store.write(unchanged(T0 + number * APART + HOUR), watch())
    return T0 + versions * APART


def _instructions(path: Path, action: Callable[[Store], object]) -> int:
    """How many instructions *action* takes, to within `STEP`."""
    counts = [0]

    def count() -> int:
        counts[0] += 1
        return 0

    with closing(open_connection(path, create=False, readonly=False)) as db:
        store = Store(db, now=lambda: T0)
        db.raw.set_progress_handler(count, STEP)
        action(store)
        db.raw.set_progress_handler(None, 0)
    return counts[0] * STEP


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> dict[int, tuple[Path, datetime]]:
    folder = tmp_path_factory.mktemp("grown")
    return {versions: (path := folder / f"{versions}.db", _grown(path, versions)) for versions in (YOUNG, OLD)}


ACTIONS: dict[str, Callable[[Store, int, datetime], object]] = {
    "what a visit needs to know": lambda store, last, at: store.state(watch()),
    "when a watch is due": lambda store, last, at: store.pasts([watch()]),
    "a visit that finds nothing": lambda store, last, at: store.write(unchanged(at + 2 * HOUR), watch()),
    "a visit that finds a change": lambda store, last, at: store.write(
        seen(last + 1, at + 3 * HOUR, "Un", "Rien que cela.", changes=(edited("a", "b"),)), watch()
    ),
    "how far it was pruned": lambda store, last, at: store.pruned_until("valmont"),
    "the watch": lambda store, last, at: store.watches("valmont"),
    "a version": lambda store, last, at: store.revision("valmont", last // 2),
    "the version of a day": lambda store, last, at: store.number_at("valmont", T0 + 9 * APART),
    "its page": lambda store, last, at: store.page_of("valmont", last // 2),
    "the newest versions": lambda store, last, at: store.history("valmont", limit=10),
    "versions long ago": lambda store, last, at: store.history("valmont", before=12, limit=10),
    "versions of a day long ago": lambda store, last, at: store.history("valmont", until=T0 + 9 * APART, limit=10),
    "the newest changes": lambda store, last, at: store.changes("valmont", limit=10),
    "changes long ago": lambda store, last, at: store.changes("valmont", before_id=12, limit=10),
    "the change before": lambda store, last, at: store.change_after(12),
    "the last good visit before a day": lambda store, last, at: store.last_good_before("valmont", T0 + 9 * APART),
    "the newest visits": lambda store, last, at: store.visits("valmont", since=at - 9 * APART),
    "visits long ago": lambda store, last, at: store.visits("valmont", until=T0 + 9 * APART, limit=10),
    "the newest changes of all": lambda store, last, at: store.changes(limit=10),
    "changes of all long ago": lambda store, last, at: store.changes(before_id=12, limit=10),
    "a line of time": lambda store, last, at: store.line_of_time("valmont", T0, T0 + 60 * APART),
    "visits without a change": lambda store, last, at: store.quiet_visits("valmont", after=at - 9 * APART, limit=100),
    "what is found once": lambda store, last, at: store.search("lutherie", limit=1),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_nothing_costs_more_in_an_old_database(grown: dict[int, tuple[Path, datetime]], name: str) -> None:
    young, old = (
        _instructions(path, lambda store, last=versions, at=at: ACTIONS[name](store, last, at))  # type: ignore[misc]
        for versions, (path, at) in grown.items()
    )
    counted = COUNTED * (OLD - YOUNG) if "visits" in name else MERGED if "found once" in name else 0
    assert old <= ALMOST * young + 10 * STEP + counted, f"{young} instructions, then {old}"


_LINKS = """
WITH RECURSIVE way(id, links) AS (SELECT id, 1 FROM blobs WHERE base IS NULL
    UNION ALL SELECT b.id, way.links + 1 FROM way JOIN blobs b ON b.base = way.id)
SELECT max(links) FROM way
"""


def test_a_small_page_is_read_by_few_links_after_any_number_of_versions(tmp_path: Path) -> None:
    """7.3: each link costs a look-up, however short; where the bytes alone were counted, there were hundreds."""
    filler = " ".join(hashlib.sha256(bytes([n])).hexdigest() for n in range(30))
    with closing(open_connection(tmp_path / "monitor.db", create=True, readonly=False)) as db, db.transaction():
        blobs, last = Blobs(db), None
        for version in range(3 * CHAIN_LINKS * STEPS // 2):
            data = f"{filler} {version}".encode()
            last = blobs.keep(data, hashlib.sha256(data).hexdigest(), before=last)
        assert STEPS < db.value(_LINKS) <= CHAIN_LINKS
        assert db.value("SELECT count(*) FROM blobs WHERE base IS NULL") == 2


def test_a_page_among_many_is_named_as_fast_as_among_few(tmp_path: Path) -> None:
    """§9, §6: whether another page calls itself the same is looked up, not searched: a list asks it of each of its pages."""
    counts = []
    for pages in (20, 200):
        with Store.open(tmp_path / f"{pages}.db") as store, store.group():
            for number in range(pages):
                plan = seen(1, T0, "Un", f"Le texte {number}.", name=f"page-{number}")
                assert plan.reading
                titled = replace(plan, reading=replace(plan.reading, title="Organigramme"))
                store.write(titled, watch(f"page-{number}", f"https://commune-{number}.example/organigramme"))
        counts.append(_instructions(tmp_path / f"{pages}.db", lambda store: store.called("page-7", watch("page-7"))))
    with Store.open(tmp_path / "200.db", readonly=True) as store:
        assert store.called("page-7", watch("page-7")).page == "Organigramme (commune-7.example)"
    assert counts[1] <= ALMOST * counts[0] + 10 * STEP, f"{counts[0]} instructions, then {counts[1]}"


def test_a_chart_that_stays_is_not_read_where_the_page_beside_it_changes(tmp_path: Path) -> None:
    """§9, 5.14: its units and people have their keys; a chart that is another one is read to be given them."""
    asked: list[str] = []
    with Store.open(tmp_path / "monitor.db") as store:
        for number, name in enumerate((NAMES[0], NAMES[0], NAMES[1]), start=1):
            data = f"%PDF {name}".encode()
            store._db.raw.set_trace_callback(asked.append)
            shown = ((document(data, director=name), data),)
            store.write(seen(number, T0 + number * HOUR, f"Le {number}.", documents=shown), watch())
            store._db.raw.set_trace_callback(None)
            assert any("* FROM contents WHERE id IN" in sql for sql in asked) is (number != 2), number
            asked.clear()
        assert {spell.person for spell in store.spells("people", "valmont")} >= {*NAMES[:2]}
