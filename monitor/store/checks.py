"""Visits as rows: consecutive unchanged ones share one; episodes of failures (DESIGN 7.4, 3.18)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from monitor.errors import Damaged
from monitor.i18n.locale import Text
from monitor.model import OUR_OWN, UNANSWERED, Cosmetic, Failure, OpenFailure, Plan, Try, Watch
from monitor.model.shapes import failure_json
from monitor.schedule import longest_interval
from monitor.store.connection import Connection, Row
from monitor.store.row_digests import COLUMNS, altered, altered_sound, inserted, numbered, sound
from monitor.store.rows import dumps, failure_from, flapping_row, moment, stamp
from monitor.store.texts import keep_recipe

OPEN_EPISODES = (
    f"SELECT e.*, {sound('episodes', 'e.')} AS sound,"
    f" (SELECT iif({sound('checks', 'k.')}, k.failures, '[]') FROM checks k"
    " WHERE k.watch_id = e.watch_id ORDER BY k.id DESC LIMIT 1) AS told FROM episodes e WHERE e.ended_at IS NULL"
)
VISITS = f"SELECT k.*, {sound('checks', 'k.')} AS sound FROM checks k"
_HOUR = timedelta(hours=1)
_FACTS = ("kind", "detail", "since", "consecutive", "alerted")
_INSERT_CHECK = inserted("checks", *COLUMNS["checks"])
_COUNT_IN = {"last_at": "?1", "count": "count + 1", "longest_gap_s": "max(longest_gap_s, ?2)"}
_UPDATE_CHECK = f"UPDATE checks SET {altered_sound('checks', **_COUNT_IN)} WHERE id = ?3"
_UPDATE_COSMETIC = f"UPDATE checks SET {altered_sound('checks', **_COUNT_IN, cosmetic='?4')} WHERE id = ?3"


_REACHING = """k.id IN (
    SELECT id FROM checks INDEXED BY checks_counted WHERE sealed_by IS NOT NULL AND watch_id = ?
        AND outcome IN ('first', 'unchanged', 'changed', 'failed') AND last_at >= ?
    UNION ALL SELECT id FROM checks INDEXED BY checks_sealed WHERE sealed_by IS NULL AND watch_id = ? AND last_at >= ?)
"""
LAST = "\U0010ffff"  # after every text: a time that is no longer one is met, and found damaged (7.5)

_GOOD = ("first", "unchanged", "changed")
# Of the visits of watch ?1 at which the page could be read and that ended before ?2, the newest.
NEWEST_GOOD = "SELECT id FROM ({}) ORDER BY last_at DESC LIMIT 1".format(
    " UNION ALL ".join(
        f"SELECT * FROM (SELECT id, last_at FROM checks INDEXED BY {index} WHERE sealed_by IS {null} AND watch_id = ?1"
        f" AND outcome = '{outcome}' AND last_at < ?2 ORDER BY last_at DESC LIMIT 1)"
        for index, null in (("checks_counted", "NOT NULL"), ("checks_sealed", "NULL"))
        for outcome in _GOOD
    )
)


def of_watch(watch_id: int, since: datetime | None) -> tuple[str, tuple[Any, ...]]:
    """The condition on `checks k`, with its parameters, for the visits of a watch; *since*: for those that reach so far."""
    if since is None:
        return "k.watch_id = ?", (watch_id,)
    return _REACHING, (watch_id, stamp(since)) * 2


def count_check(db: Connection, plan: Plan, watch: Watch, *, watch_id: int, state: Row, snapshot: int | None) -> int | None:
    """Record the visit; returns the row that the next unchanged one may count in, or None."""
    at, recipe = stamp(plan.at), watch.recipe.hash
    # It counts in the open row where it is the same kind of visit, with the same recipe, later, and the same is said of flapping.
    # A row that is no longer what was written stays as it is, to be found by who reads it.
    shares = (
        state["open_check"] is not None
        and bool(state["check_sound"])
        and _plain(plan)
        and state["check_source"] == plan.source
        and state["check_recipe"] == recipe
        and state["check_flapping"] == flapping_row(plan.flapping)
        and state["check_last_at"] <= at
    )
    last = moment(state["check_last_at"]) if shares else None
    # Where in a row its longest gap lies, the row does not say: after more than an hour and twice the schedule a new one begins.
    if last and not plan.at - last > max(_HOUR, 2 * longest_interval(watch.schedule, last, plan.at, "UTC")):
        gap = (moment(at) - last).total_seconds()
        if plan.cosmetic:
            cosmetic = dumps(_counted(json.loads(state["check_cosmetic"]), plan.cosmetic))
            db.run(_UPDATE_COSMETIC, (at, gap, state["open_check"], cosmetic))
        else:
            db.run(_UPDATE_CHECK, (at, gap, state["open_check"]))
        return int(state["open_check"])
    check = db.insert(
        _INSERT_CHECK,
        (
            watch_id,
            plan.source,
            plan.outcome,
            at,
            at,
            1,
            0.0,
            snapshot,
            keep_recipe(db, recipe),
            dumps(_counted({}, plan.cosmetic)),
            dumps([failure_json(f) for f in plan.failures]),
            flapping_row(plan.flapping),
        ),
    )
    return check if _plain(plan) else None


def _plain(plan: Plan) -> bool:
    """Whether the visit found nothing: only such ones share a row."""
    return plan.outcome == "unchanged" and not plan.failures and plan.revision is None


def _counted(seen: dict[str, dict[str, int]], cosmetic: tuple[Cosmetic, ...]) -> dict[str, dict[str, int]]:
    for one in dict.fromkeys(cosmetic):
        rules = seen.setdefault(one.item, {})
        rules[one.rule] = rules.get(one.rule, 0) + 1
    return seen


_TRIES = """SELECT w.name, k.first_at, k.last_at, NOT (k.outcome = 'failed'
    AND json_extract(k.failures, '$[0].kind') IN (SELECT value FROM json_each(?2))
    AND json_extract(k.failures, '$[0].detail') NOT LIKE '%' || ?3)
FROM checks k JOIN watches w ON w.id = k.watch_id WHERE k.source = 'live' AND k.last_at >= ?1"""


def tries(db: Connection, since: datetime) -> list[Try]:
    """The visits since *since*, and which of them a server answered, whatever it said."""
    found = db.tuples(_TRIES, (stamp(since), dumps(UNANSWERED), OUR_OWN))
    return [
        Try(watch=name, first=moment(first), last=moment(last), answered=bool(answered)) for name, first, last, answered in found
    ]


# The visits of each watch by outcome, from indexes alone: those under a seal, and the few since the newest one.
# Of the bare columns beside max() SQLite takes those of the row that has the maximum (https://sqlite.org/lang_select.html).
TALLY = """
SELECT id, watch_id, outcome, sum(visits) AS visits, sum(lines) AS lines, max(last_at) AS last_at, snapshot FROM (
    SELECT n.id, n.watch_id, n.outcome, t.visits, t.lines, n.last_at, n.snapshot FROM (
        SELECT watch_id, outcome, sum(count) AS visits, count(*) AS lines
        FROM checks INDEXED BY checks_counted WHERE sealed_by IS NOT NULL AND {only} GROUP BY watch_id, outcome) t
    JOIN checks n ON n.id = (
        SELECT id FROM checks INDEXED BY checks_counted
        WHERE sealed_by IS NOT NULL AND watch_id = t.watch_id AND outcome = t.outcome ORDER BY last_at DESC LIMIT 1)
    UNION ALL
    SELECT id, watch_id, outcome, sum(count), count(*), max(last_at), snapshot
    FROM checks INDEXED BY checks_sealed WHERE sealed_by IS NULL AND {only} GROUP BY watch_id, outcome)
GROUP BY watch_id, outcome
"""
_COUNTED = f"""
SELECT ifnull(sum(t.visits), 0) = st.visits AND max(t.last_at) = st.newest_at
    AND sum(t.lines) = (SELECT count(*) FROM checks INDEXED BY checks_watch WHERE watch_id = ?1)
    AND sum(t.lines) = (SELECT count(*) FROM checks INDEXED BY checks_newest WHERE watch_id = ?1)
FROM state st JOIN ({TALLY.format(only="watch_id = ?1")}) t ON t.watch_id = st.watch_id WHERE st.watch_id = ?1
"""


def counted(db: Connection, watch_id: int) -> bool:
    """Whether the visits recorded of a watch are as many as were made, and the newest is the one that was made last.

    So many have the two indexes by which they are listed, too, each of which can be damaged by itself.
    """
    row = db.row(_COUNTED, (watch_id,))
    return row is not None and bool(row[0])


def ask_sound(rows: Iterable[Row], name: str) -> None:
    """Raise Damaged where a row of `VISITS`, all of the watch *name*, is no longer what was written."""
    for row in rows:
        if not row["sound"]:
            at = str(row["first_at"])[:16]
            raise Damaged(Text("errors.store.visit_damaged", name=name, at=at))


# --------------------------------------------------------------------------------------------------------------------- episodes


def follow_episodes(db: Connection, plan: Plan, watch_id: int, watched: Collection[str]) -> tuple[OpenFailure, ...]:
    """Open, continue and close the watch's episodes as *plan* says; returns those that ended, oldest first.

    One of an item that is not *watched* any more, or left the page, is closed and not told of: nobody has read it. Nor is one whose
    row is no longer what was written; what fails then begins anew.
    """
    rows = db.rows(f"{OPEN_EPISODES} AND e.watch_id = ? ORDER BY e.id", (watch_id,))
    going = {row["item"]: row for row in rows if row["sound"]}
    failing = {f.failure.item or "": f for f in plan.failures}
    for item, failure in failing.items():
        told = (failure.failure.kind, failure.failure.detail)
        facts = (*told, stamp(failure.since), failure.consecutive, int(item in plan.alerted))
        if row := going.get(item):
            db.run(f"UPDATE episodes SET {altered('episodes', **numbered(_FACTS))} WHERE id = ?6", (*facts, row["id"]))
        else:
            db.run(inserted("episodes", *_FACTS, "watch_id", "item"), (*facts, watch_id, item))
    ended = [row for item, row in going.items() if item not in failing]
    over = [(stamp(plan.at), row["id"]) for row in (*ended, *(row for row in rows if not row["sound"]))]
    db.run_many(f"UPDATE episodes SET {altered('episodes', ended_at='?1')} WHERE id = ?2", over)
    return tuple(episode_of(row) for row in ended if not row["item"] or row["item"] in watched)


def episode_of(row: Row) -> OpenFailure:
    """The open failure that a row of `OPEN_EPISODES` keeps; its facts are those that the newest visit told. Raises Damaged."""
    if not row["sound"]:
        raise Damaged(Text("errors.store.failure_damaged", number=row["id"]))
    item = row["item"] or None
    told = (failure_from(shape).failure for shape in json.loads(row["told"] or "[]"))
    facts = next((f.facts for f in told if (f.item, f.kind) == (item, row["kind"])), {})
    failure = Failure(kind=row["kind"], detail=row["detail"], item=item, facts=facts)
    return OpenFailure(failure=failure, since=moment(row["since"]), consecutive=row["consecutive"])


def later(a: str | None, b: datetime) -> str:
    """The later of a stored time and an instant, as stored."""
    return max(a or "", stamp(b))
