"""The visits of a watch in time: as rows, as a line with marks, and as a proof that nothing was missed (DESIGN 3.26, 5.10, 7.4).

What a line asks costs the same however many visits there were: the stretches are found in leaps, and where more changed than it can
show, one is taken for each place on it. How many there were is counted by indexes alone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, Literal, TypeAlias

from monitor.model import Change, CheckResult, CheckSource, Cosmetic, Coverage, Failure, Section
from monitor.model.frozen import dataclass, replace
from monitor.store.checks import LAST, NEWEST_GOOD, VISITS, ask_sound, counted, of_watch
from monitor.store.connection import Connection, Row
from monitor.store.reading import Archive
from monitor.store.row_digests import sound
from monitor.store.rows import dumps, failure_from, flapping_of, moment, stamp
from monitor.store.states import Revisions


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRow:
    """One visit, or a run of unchanged ones."""

    result: CheckResult  # `at` is the first visit's
    until: datetime  # the last visit's
    count: int
    source: CheckSource
    pruned_at: datetime | None = None  # when what the version it made showed was pruned


def visits(
    db: Connection,
    evidence: Archive,
    name: str,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int | None = None,
) -> tuple[VisitRow, ...]:
    """At most *limit* visits of *name* that overlap *since* to *until*, newest first as they were made. Raises NothingFound."""
    watch_id = evidence.watch_id(name)
    condition, values = of_watch(watch_id, since)
    most = -1 if limit is None else limit
    if until is None:
        rows = db.rows(f"{VISITS} WHERE {condition} ORDER BY k.id DESC LIMIT ?", (*values, most))
    else:  # found by the index of their times: those since are not gone through
        found = f"SELECT k.id FROM checks k WHERE {condition} AND k.first_at <= ? ORDER BY +k.id DESC LIMIT ?"
        rows = db.rows(f"{VISITS} WHERE k.id IN ({found}) ORDER BY k.id DESC", (*values, stamp(until), most))
    ask_sound(rows, name)
    if not counted(db, watch_id):
        raise LookupError("the visits are not those that were counted")
    # The versions that *rows* tell of, and those whose hashes cover *rows*, are to be what was written
    named = [(row["watch_id"], row["snapshot"]) for row in rows if row["outcome"] in ("first", "changed")]
    sql = (
        "SELECT s.id FROM json_each(?) j JOIN snapshots s"
        " ON s.watch_id = json_extract(j.value, '$[0]') AND s.number = json_extract(j.value, '$[1]')"
    )
    versions = [number for (number,) in db.rows(sql, (dumps(named),))]
    if len(versions) != len(set(named)):
        raise LookupError("a version that visits tell of is missing")
    evidence.ask_intact(versions, "change")
    evidence.ask_intact({row["sealed_by"] for row in rows if row["sealed_by"] is not None})
    # The changes of every snapshot that one of *rows* made.
    changes: dict[int, tuple[Change, ...]] = {}
    for stored in evidence.changes_of(name, [row["snapshot"] for row in rows if row["outcome"] == "changed"]):
        changes[stored.snapshot] = (*changes.get(stored.snapshot, ()), replace(stored.change, id=stored.id))
    pruned = dict(db.tuples("SELECT number, erased_at FROM snapshots WHERE watch_id = ? AND erased_at IS NOT NULL", (watch_id,)))
    told = (visit_of(name, row, changes.get(row["snapshot"], ()) if row["outcome"] == "changed" else ()) for row in rows)
    return tuple(
        replace(visit, pruned_at=moment(pruned[visit.result.snapshot]))
        if visit.result.outcome in ("first", "changed") and visit.result.snapshot in pruned
        else visit
        for visit in told
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietVisits:
    """A run of visits at which nothing changed, or one at which the page could not be read."""

    first_at: datetime
    last_at: datetime
    count: int
    failure: Failure | None  # why the page could not be read


def quiet_visits(
    db: Connection, watch_id: int, name: str, after: datetime | None, before: datetime | None, limit: int
) -> tuple[QuietVisits, ...]:
    """The visits between the two times at which nothing changed, newest first, at most *limit* rows. Raises Damaged."""
    rows = db.rows(
        f"{VISITS} WHERE k.watch_id = ? AND k.first_at > ? AND k.first_at < ? AND k.outcome IN ('unchanged', 'failed')"
        " ORDER BY k.first_at DESC, k.id DESC LIMIT ?",
        (watch_id, stamp(after) if after else "", stamp(before) if before else LAST, limit),
    )
    ask_sound(rows, name)
    return tuple(
        QuietVisits(
            first_at=moment(row["first_at"]),
            last_at=moment(row["last_at"]),
            count=row["count"],
            failure=failure_from(json.loads(row["failures"])[0]).failure if row["outcome"] == "failed" else None,
        )
        for row in rows
    )


def last_good_before(db: Connection, watch_id: int, name: str, at: datetime) -> datetime | None:
    """The newest visit before *at* at which the page could be read; None: there was none. Raises Damaged."""
    rows = db.rows(f"{VISITS} WHERE k.id = ({NEWEST_GOOD})", (watch_id, stamp(at)))
    ask_sound(rows, name)
    return moment(rows[0]["last_at"]) if rows else None


def visit_of(name: str, row: Row, changes: tuple[Change, ...] = ()) -> VisitRow:
    """The visit that a row of `checks` records."""
    result = CheckResult(
        watch=name,
        at=moment(row["first_at"]),
        outcome=row["outcome"],
        snapshot=row["snapshot"],
        changes=changes,
        failures=tuple(failure_from(f) for f in _met(row)),
        cosmetic=tuple(Cosmetic(item=item, rule=rule) for item, rules in json.loads(row["cosmetic"]).items() for rule in rules),
        flapping=flapping_of(row["flapping"]),
    )
    return VisitRow(result=result, until=moment(row["last_at"]), count=row["count"], source=row["source"])


def coverage(db: Connection, watch_id: int, name: str, since: datetime, until: datetime) -> Coverage:
    """The visits of a watch from *since* to *until*, both included."""
    condition, values = of_watch(watch_id, since)
    rows = db.rows(f"{VISITS} WHERE {condition} AND k.first_at <= ? ORDER BY k.first_at, k.id", (*values, stamp(until)))
    ask_sound(rows, name)
    if not counted(db, watch_id):
        raise LookupError(f"{name}: the visits are not those that were counted")
    counts = [(row, _inside(row, since, until)) for row in rows]
    hidden: dict[str, dict[str, int]] = {}
    for row in rows:
        for item, rules in json.loads(row["cosmetic"]).items():
            by_rule = hidden.setdefault(item, {})
            for rule, count in rules.items():
                by_rule[rule] = by_rule.get(rule, 0) + count
    good = [row for row in rows if row["outcome"] != "failed"]
    # The longest time in the period without a good visit.
    held = [(max(since, moment(row["first_at"])), min(until, moment(row["last_at"]))) for row in good]
    edges = [since, *(t for span in sorted(held) for t in span), until]
    between = [b - a for a, b in pairwise(edges)][::2]  # since-first, last-first..., last-until
    inside = [min(timedelta(seconds=row["longest_gap_s"]), b - a) for row, (a, b) in zip(good, held, strict=True)]
    return Coverage(
        watch=name,
        since=since,
        until=until,
        checks=sum(n for _, n in counts),
        failed=sum(n for row, n in counts if row["outcome"] == "failed"),
        partly=sum(n for row, n in counts if row["outcome"] != "failed" and row["failures"] != "[]"),
        failures=sum((Counter(dict.fromkeys({f["kind"] for f in _met(row)}, n)) for row, n in counts), Counter()),
        changes=sum(n for row, n in counts if row["outcome"] == "changed"),
        hidden=hidden,
        first_at=max(since, moment(rows[0]["first_at"])) if rows else None,
        last_at=min(until, max(moment(row["last_at"]) for row in rows)) if rows else None,
        longest_gap=max([*between, *inside]),
        exact=all(_whole(row, since, until) for row in rows),
    )


def _met(row: Row) -> Sequence[dict[str, Any]]:
    """The failures that the visits of a row met, as `Plan.met`: the documents of a page that was not read were not asked for."""
    failures: list[dict[str, Any]] = json.loads(row["failures"])
    return failures[:1] if row["outcome"] == "failed" and failures and failures[0].get("item") is None else failures


def _whole(row: Row, since: datetime, until: datetime) -> bool:
    return since <= moment(row["first_at"]) and moment(row["last_at"]) <= until


def _inside(row: Row, since: datetime, until: datetime) -> int:
    """How many of a row's visits lie in the period, taken as evenly spread where it reaches over an end."""
    if _whole(row, since, until):
        return int(row["count"])
    first, last = moment(row["first_at"]), moment(row["last_at"])
    if row["count"] < 2 or first == last:
        return int(row["count"])
    step = (last - first) / (row["count"] - 1)
    before = max(0, -((first - since) // step)) if first < since else 0
    after = max(0, -((until - last) // step)) if last > until else 0
    return max(0, int(row["count"] - before - after))


# ------------------------------------------------------------------------------------------ one item through its versions (3.26)


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
    # The stretches in the time, cut at its ends; from one visit on, the last one that is not a gap away is looked for.
    covered, gap = list[tuple[datetime, datetime]](), max(GAP, 3 * _usual(db, watch_id, start, end))
    row = _one(db, _AT, watch_id, start, name) or _one(db, _AFTER, watch_id, start, name)
    while row is not None and row[0] < end:
        first, last = row
        while last < end and (further := _one(db, _AT, watch_id, last + gap, name)) is not None and further[1] > last:
            last = further[1]
        if last >= start:
            covered.append((max(first, start), min(last, end)))
        row = _one(db, _AFTER, watch_id, last, name) if last < end else None
    return LineOfTime(
        start=start,
        end=end,
        covered=tuple(covered),
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
