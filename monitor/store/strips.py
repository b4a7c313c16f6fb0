"""A watch's visits as a line of time shows them: where somebody looked, what changed, what could not be read (DESIGN 3.26).

What is asked costs the same however many visits there were: the stretches are found in leaps, and where more changed than a line
can show, one is taken for each place on it. How many there were is counted by indexes alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal, TypeAlias

from monitor.model.frozen import dataclass
from monitor.store.checks import ask_sound
from monitor.store.connection import Connection, Row
from monitor.store.row_digests import sound
from monitor.store.rows import dumps, moment, stamp

GAP = timedelta(days=3)  # between two visits, and at least three times what is usual: nobody looked
PLACES = 300  # on a line, where a mark is as wide as a place: two changes of one place are one
MOST = 450  # changes, or failures, of a line that are read one by one
_SAMPLE = 30  # visits that tell what is usual

Point: TypeAlias = Literal["changed", "failed"]  # what has a row of its own

_FIELDS = f"k.first_at, k.last_at, k.count, {sound('checks', 'k.')} AS sound"
_AT = f"SELECT {_FIELDS} FROM checks k INDEXED BY checks_watch WHERE watch_id = ? AND first_at <= ? ORDER BY first_at DESC, id DESC"
_AFTER = f"SELECT {_FIELDS} FROM checks k INDEXED BY checks_watch WHERE watch_id = ? AND first_at > ? ORDER BY first_at, id"
_SEALED = "checks INDEXED BY checks_counted WHERE sealed_by IS NOT NULL AND watch_id = ?1 AND outcome = ?2"
_LOOSE = "checks INDEXED BY checks_sealed WHERE sealed_by IS NULL AND watch_id = ?1 AND outcome = ?2"
_WITHIN = "last_at >= ?3 AND last_at < ?4"
_EACH = f"SELECT id FROM {{}} AND {_WITHIN} LIMIT ?5"
_OF_PLACE = "json_extract(j.value, '$[0]') AND {0} < json_extract(j.value, '$[1]')"
# For each place the newest there of the many under a seal, and any of the few that are not.
_SPREAD_SEALED = (
    f"SELECT (SELECT id FROM {_SEALED} AND last_at >= {_OF_PLACE.format('last_at')} ORDER BY last_at DESC LIMIT 1)"
    " FROM json_each(?3) j"
)
_SPREAD_LOOSE = (
    "SELECT (SELECT id FROM checks INDEXED BY checks_watch WHERE sealed_by IS NULL AND watch_id = ?1 AND outcome = ?2"
    f" AND first_at >= {_OF_PLACE.format('first_at')} LIMIT 1) FROM json_each(?3) j"
)
_READ = (
    f"SELECT {_FIELDS}, k.outcome,"
    " (SELECT count(*) FROM changes c JOIN edits e ON e.change_id = c.id WHERE c.snapshot_id = s.id) AS edits,"
    " EXISTS (SELECT 1 FROM changes c WHERE c.snapshot_id = s.id AND c.significance = 'substantive') AS substantive"
    " FROM json_each(?) j JOIN checks k ON k.id = j.value"
    " LEFT JOIN snapshots s ON k.outcome = 'changed' AND s.watch_id = k.watch_id AND s.number = k.snapshot"
    " ORDER BY k.first_at, k.id"
)
_COUNT = f"SELECT ifnull(sum(count), 0) FROM {{}} AND last_at >= {_OF_PLACE.format('last_at')}"
_COUNTS = f"SELECT ({_COUNT.format(_SEALED)}), ({_COUNT.format(_LOOSE)}) FROM json_each(?3) j ORDER BY j.key"
_QUIET = (
    "SELECT ifnull(sum((SELECT ifnull(sum(count), 0) FROM checks INDEXED BY checks_counted WHERE sealed_by IS NOT NULL"
    " AND watch_id = w.id AND outcome = 'unchanged' AND last_at > j.value)"
    " + (SELECT ifnull(sum(count), 0) FROM checks INDEXED BY checks_sealed WHERE sealed_by IS NULL AND watch_id = w.id"
    " AND outcome = 'unchanged' AND last_at > j.value)), 0) FROM json_each(?) j JOIN watches w ON w.name = j.key"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMark:
    """A change on a line of time."""

    at: datetime
    edits: int
    substantive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LineOfTime:
    """The visits of one watch from *start* to *end*."""

    start: datetime
    end: datetime
    covered: tuple[tuple[datetime, datetime], ...]  # the stretches in which somebody looked at least as often as usual
    changed: tuple[ChangeMark, ...]  # oldest first
    failed: tuple[datetime, ...]  # when the page could not be read, oldest first


def line_of_time(db: Connection, watch_id: int, name: str, start: datetime, end: datetime) -> LineOfTime:
    """What a line from *start* to *end* shows. Raises Damaged where a row that it is made of is no longer what was written."""
    return LineOfTime(
        start=start,
        end=end,
        covered=tuple(_covered(db, watch_id, name, start, end)),
        changed=tuple(
            ChangeMark(at=moment(row["first_at"]), edits=row["edits"], substantive=bool(row["substantive"]))
            for row in _points(db, watch_id, name, "changed", start, end)
        ),
        failed=tuple(moment(row["first_at"]) for row in _points(db, watch_id, name, "failed", start, end)),
    )


def counts(db: Connection, watch_id: int, outcome: Point, spans: Iterable[tuple[datetime, datetime]]) -> list[int]:
    """How many visits of that outcome there were in each of *spans*, its end left out."""
    bounds = dumps([[stamp(first), stamp(last)] for first, last in spans])
    return [sealed + loose for sealed, loose in db.tuples(_COUNTS, (watch_id, outcome, bounds))]


def quiet_since(db: Connection, times: Mapping[str, datetime | None]) -> int:
    """The visits without a change, of the watches of these names, each since a time; None: since the first."""
    return int(db.value(_QUIET, (dumps({name: stamp(at) if at else "" for name, at in times.items()}),)))


def _points(db: Connection, watch_id: int, name: str, outcome: Point, start: datetime, end: datetime) -> Sequence[Row]:
    """The visits of that outcome in the time, all of them, or one for each place on the line."""
    within = (watch_id, outcome, stamp(start), stamp(end), MOST + 1)
    found: list[int] = []
    for table, spread in ((_SEALED, _SPREAD_SEALED), (_LOOSE, _SPREAD_LOOSE)):
        every = [number for (number,) in db.tuples(_EACH.format(table), within)]
        if len(every) > MOST:
            step = (end - start) / PLACES
            edges = [stamp(start + n * step) for n in range(PLACES + 1)]
            places = dumps(list(pairwise(edges)))
            every = [number for (number,) in db.tuples(spread, (watch_id, outcome, places)) if number is not None]
        found += every
    rows = db.rows(_READ, (dumps(found),))
    ask_sound(rows, name)
    return rows


def _covered(db: Connection, watch_id: int, name: str, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The stretches in the time, cut at its ends; from one visit on, the last one that is not a gap away is looked for."""
    gap = max(GAP, 3 * _usual(db, watch_id, start, end))
    row = _one(db, _AT, watch_id, start, name) or _one(db, _AFTER, watch_id, start, name)
    while row is not None and row[0] < end:
        first, last = row
        while last < end and (further := _one(db, _AT, watch_id, last + gap, name)) is not None and further[1] > last:
            last = further[1]
        if last >= start:
            yield max(first, start), min(last, end)
        row = _one(db, _AFTER, watch_id, last, name) if last < end else None


def _one(db: Connection, sql: str, watch_id: int, at: datetime, name: str) -> tuple[datetime, datetime] | None:
    """When the run of visits that *sql* finds by *at* began and ended."""
    row = db.row(f"{sql} LIMIT 1", (watch_id, stamp(at)))
    if row is None:
        return None
    ask_sound([row], name)
    return moment(row["first_at"]), moment(row["last_at"])


def _usual(db: Connection, watch_id: int, start: datetime, end: datetime) -> timedelta:
    """The usual time between two visits then, by the newest of them."""
    rows = db.rows(f"{_AT} LIMIT {_SAMPLE}", (watch_id, stamp(end)))
    spans = [(moment(row["first_at"]), moment(row["last_at"]), row["count"]) for row in rows if row["last_at"] >= stamp(start)]
    within = sorted((last - first) / (count - 1) for first, last, count in spans if count > 1)
    known = within or sorted(max(later[0] - earlier[1], timedelta(0)) for later, earlier in pairwise(spans))
    return known[len(known) // 2] if known else timedelta(0)
