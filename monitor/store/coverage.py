"""The negative proven: how often a watch was looked at in a period, and for how long it was not."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from monitor.model import FailureKind
from monitor.model.frozen import dataclass
from monitor.store.checks import VISITS, ask_sound, counted
from monitor.store.connection import Connection, Row
from monitor.store.rows import moment, stamp


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
    rows = db.rows(
        f"{VISITS} WHERE watch_id = ? AND last_at >= ? AND first_at <= ? ORDER BY first_at, id",
        (watch_id, stamp(since), stamp(until)),
    )
    ask_sound(rows, name)
    if not counted(db, watch_id):
        raise LookupError(f"{name}: the visits are not those that were counted")
    counts = [(row, _inside(row, since, until)) for row in rows]
    good = [row for row in rows if row["outcome"] != "failed"]
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
        longest_gap=_longest_gap(good, since, until),
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


def _longest_gap(good: Sequence[Row], since: datetime, until: datetime) -> timedelta:
    """The longest time in the period without a good visit."""
    spans = sorted((max(since, moment(row["first_at"])), min(until, moment(row["last_at"]))) for row in good)
    edges = [since, *(t for span in spans for t in span), until]
    between = [b - a for a, b in pairwise(edges)][::2]  # since-first, last-first..., last-until
    inside = [min(timedelta(seconds=row["longest_gap_s"]), until - since) for row in good]
    return max([*between, *inside])
