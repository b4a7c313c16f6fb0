"""The visits of a watch, newest first, each with what it found: one row for a run of unchanged ones (DESIGN 5.10, 7.4)."""

from __future__ import annotations

import json
from datetime import datetime

from monitor.model import Change, CheckResult, CheckSource, Cosmetic
from monitor.model.frozen import dataclass
from monitor.store.checks import VISITS, ask_sound, counted
from monitor.store.connection import Connection, Row
from monitor.store.reading import Evidence
from monitor.store.rows import dumps, failure_from, flapping_of, moment, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRow:
    """One visit, or a run of unchanged ones."""

    result: CheckResult  # `at` is the first visit's
    until: datetime  # the last visit's
    count: int
    source: CheckSource


def visits(
    db: Connection,
    evidence: Evidence,
    name: str,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int | None = None,
) -> tuple[VisitRow, ...]:
    """The visits of *name* that overlap *since* to *until*, newest first, at most *limit* rows. Raises NothingFound."""
    rows = db.rows(
        f"{VISITS} WHERE watch_id = ?1 AND (?2 IS NULL OR last_at >= ?2) AND (?3 IS NULL OR first_at <= ?3)"
        " ORDER BY first_at DESC, id DESC LIMIT ?4",
        (evidence.watch_id(name), stamp(since) if since else None, stamp(until) if until else None, -1 if limit is None else limit),
    )
    ask_sound(rows, name)
    _ask_intact(db, evidence, rows)
    changes = _changes(evidence, name, rows)
    return tuple(visit_of(name, row, changes.get(row["snapshot"], ()) if row["outcome"] == "changed" else ()) for row in rows)


def _ask_intact(db: Connection, evidence: Evidence, rows: list[Row]) -> None:
    """Raise Damaged unless the versions that *rows* tell of, and those whose hashes cover *rows*, are what was written."""
    for watch in {row["watch_id"] for row in rows}:
        if not counted(db, watch):
            raise LookupError("the visits are not those that were counted")
    told = [(row["watch_id"], row["snapshot"]) for row in rows if row["outcome"] in ("first", "changed")]
    sql = (
        "SELECT s.id FROM json_each(?) j JOIN snapshots s"
        " ON s.watch_id = json_extract(j.value, '$[0]') AND s.number = json_extract(j.value, '$[1]')"
    )
    found = [number for (number,) in db.rows(sql, (dumps(told),))]
    if len(found) != len(set(told)):
        raise LookupError("a version that visits tell of is missing")
    evidence.ask_intact(found, "change")
    evidence.ask_intact({row["sealed_by"] for row in rows if row["sealed_by"] is not None})


def _changes(evidence: Evidence, name: str, rows: list[Row]) -> dict[int, tuple[Change, ...]]:
    """The changes of every snapshot that one of *rows* made."""
    found: dict[int, tuple[Change, ...]] = {}
    changed = [row["first_at"] for row in rows if row["outcome"] == "changed"]
    if changed:
        for stored in evidence.changes(name, since=moment(min(changed)), until=moment(max(changed))):
            found[stored.snapshot] = (stored.change, *found.get(stored.snapshot, ()))
    return found


def visit_of(name: str, row: Row, changes: tuple[Change, ...] = ()) -> VisitRow:
    """The visit that a row of `checks` records."""
    result = CheckResult(
        watch=name,
        at=moment(row["first_at"]),
        outcome=row["outcome"],
        snapshot=row["snapshot"],
        changes=changes,
        failures=tuple(failure_from(f) for f in json.loads(row["failures"])),
        cosmetic=tuple(Cosmetic(item=item, rule=rule) for item, rules in json.loads(row["cosmetic"]).items() for rule in rules),
        flapping=flapping_of(row["flapping"]),
    )
    return VisitRow(result=result, until=moment(row["last_at"]), count=row["count"], source=row["source"])
