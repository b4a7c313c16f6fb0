"""One item through its versions: when it changed, and what it said (DESIGN 3.26)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from monitor.model import Section
from monitor.store.connection import Connection
from monitor.store.reading import Archive
from monitor.store.rows import dumps, moment
from monitor.store.states import Revisions


def changed_at(db: Connection, watch_id: int, item: str, before: int, limit: int) -> Sequence[tuple[int, datetime]]:
    """The versions with smaller numbers at which the item changed, and when they were taken, newest first."""
    sql = (
        "SELECT s.number, s.taken_at FROM snapshots s WHERE s.watch_id = ? AND s.number < ?"
        " AND EXISTS (SELECT 1 FROM changes c WHERE c.snapshot_id = s.id AND c.item = ?) ORDER BY s.number DESC LIMIT ?"
    )
    return [(number, moment(taken_at)) for number, taken_at in db.tuples(sql, (watch_id, before, item, limit))]


def sections_at(
    db: Connection, evidence: Archive, watch_id: int, item: str, numbers: Iterable[int]
) -> Mapping[int, Section | None]:
    """What the section said in those versions; None: it was not there. A version that was erased is left out. Raises Damaged."""
    sql = "SELECT id, number FROM snapshots WHERE watch_id = ? AND erased_at IS NULL AND number IN (SELECT value FROM json_each(?))"
    rows = db.tuples(sql, (watch_id, dumps(list(numbers))))
    evidence.ask_intact([number for number, _ in rows], "item")
    read = Revisions(db, [number for number, _ in rows], newest=False)
    return {
        number: next((one for one in read.items_of(snapshot) if isinstance(one, Section) and one.item == item), None)
        for snapshot, number in rows
    }


def taken_at(db: Connection, evidence: Archive, watch_id: int, numbers: Iterable[int]) -> Mapping[int, datetime]:
    """When those versions were taken; one that is not there is left out. Raises Damaged."""
    sql = "SELECT id, number, taken_at FROM snapshots WHERE watch_id = ? AND number IN (SELECT value FROM json_each(?))"
    rows = db.tuples(sql, (watch_id, dumps(sorted(set(numbers)))))
    evidence.ask_intact([snapshot for snapshot, _, _ in rows])
    return {number: moment(at) for _, number, at in rows}
