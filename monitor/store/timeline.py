"""The visits of a watch in time, newest first: one row for a run of unchanged ones (DESIGN 5.10, 7.4).

And the negative proven: how often a watch was looked at in a period, and for how long it was not.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from monitor.model import Change, CheckResult, CheckSource, Cosmetic, Failure, FailureKind, Section
from monitor.model.frozen import dataclass
from monitor.store.checks import LAST, NEWEST_GOOD, VISITS, ask_sound, counted, of_watch
from monitor.store.connection import Connection, Row
from monitor.store.reading import Archive
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
    """The visits of *name* that overlap *since* to *until*, newest first, at most *limit* rows. Raises NothingFound.

    In the order in which they were made: a clock that was set back turns nothing round.
    """
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
    _ask_intact(db, evidence, rows)
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


def _ask_intact(db: Connection, evidence: Archive, rows: list[Row]) -> None:
    """Raise Damaged unless the versions that *rows* tell of, and those whose hashes cover *rows*, are what was written."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Visits of one watch in a period. `longest_gap` counts from and to good visits, and to the ends of the period."""

    watch: str
    since: datetime
    until: datetime
    checks: int
    failed: int  # of `checks`: the page could not be read
    partly: int  # of `checks`: the page was read, an item was not
    failures: Mapping[FailureKind, int]  # by kind, those of items included
    changes: int  # of `checks`: something changed
    hidden: Mapping[str, Mapping[str, int]]  # item -> rule -> visits at which the rule hid a difference
    first_at: datetime | None  # of the visits; None: there were none
    last_at: datetime | None
    longest_gap: timedelta
    exact: bool  # False: a row that counts many visits reaches over an end of the period, its visits are taken as evenly spread


def coverage(db: Connection, watch_id: int, name: str, since: datetime, until: datetime) -> Coverage:
    """The visits of a watch from *since* to *until*, both included."""
    condition, values = of_watch(watch_id, since)
    rows = db.rows(f"{VISITS} WHERE {condition} AND k.first_at <= ? ORDER BY k.first_at, k.id", (*values, stamp(until)))
    ask_sound(rows, name)
    if not counted(db, watch_id):
        raise LookupError(f"{name}: the visits are not those that were counted")
    counts = [(row, _inside(row, since, until)) for row in rows]
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
        failures=Counter(f["kind"] for row in rows for f in json.loads(row["failures"])),
        changes=sum(n for row, n in counts if row["outcome"] == "changed"),
        hidden=_hidden(rows),
        first_at=max(since, moment(rows[0]["first_at"])) if rows else None,
        last_at=min(until, max(moment(row["last_at"]) for row in rows)) if rows else None,
        longest_gap=max([*between, *inside]),
        exact=all(_whole(row, since, until) for row in rows),
    )


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


def _hidden(rows: Iterable[Row]) -> dict[str, dict[str, int]]:
    hidden: dict[str, dict[str, int]] = {}
    for row in rows:
        for item, rules in json.loads(row["cosmetic"]).items():
            counts = hidden.setdefault(item, {})
            for rule, count in rules.items():
                counts[rule] = counts.get(rule, 0) + count
    return hidden


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
