"""Visits as rows: consecutive unchanged ones share one; episodes of failures (DESIGN 7.4, 3.18)."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from monitor.model import Cosmetic, Failure, OpenFailure, Plan
from monitor.store.connection import Connection, Row
from monitor.store.rows import dumps, failure_from, failure_json, flapping_row, moment, stamp
from monitor.store.texts import keep_recipe

OPEN_EPISODES = (
    "SELECT e.*, (SELECT k.failures FROM checks k WHERE k.watch_id = e.watch_id ORDER BY k.id DESC LIMIT 1) AS told"
    " FROM episodes e WHERE e.ended_at IS NULL"
)


def count_check(db: Connection, plan: Plan, *, watch_id: int, state: Row, snapshot: int | None, recipe: str) -> int | None:
    """Record the visit; returns the row that the next unchanged one may count in, or None."""
    if _shares(plan, state, recipe):
        _count_in(db, plan, state)
        return int(state["open_check"])
    at = stamp(plan.at)
    check = db.insert(
        "INSERT INTO checks (watch_id, source, outcome, first_at, last_at, count, longest_gap_s, snapshot, recipe, cosmetic,"
        " failures, flapping) VALUES (?, ?, ?, ?, ?, 1, 0, ?, ?, ?, ?, ?)",
        (
            watch_id,
            plan.source,
            plan.outcome,
            at,
            at,
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


def _shares(plan: Plan, state: Row, recipe: str) -> bool:
    """Whether the visit counts in the open row: same kind of visit, same recipe, later, the same words about flapping."""
    return (
        state["open_check"] is not None
        and _plain(plan)
        and state["check_source"] == plan.source
        and state["check_recipe"] == recipe
        and state["check_flapping"] == flapping_row(plan.flapping)
        and state["check_last_at"] <= stamp(plan.at)
    )


def _count_in(db: Connection, plan: Plan, state: Row) -> None:
    at = stamp(plan.at)
    gap = (moment(at) - moment(state["check_last_at"])).total_seconds()
    sets, values = "last_at = ?, count = count + 1, longest_gap_s = max(longest_gap_s, ?)", [at, gap]
    if plan.cosmetic:
        sets += ", cosmetic = ?"
        values.append(dumps(_counted(json.loads(state["check_cosmetic"]), plan.cosmetic)))
    db.run(f"UPDATE checks SET {sets} WHERE id = ?", (*values, state["open_check"]))


def _counted(seen: dict[str, dict[str, int]], cosmetic: tuple[Cosmetic, ...]) -> dict[str, dict[str, int]]:
    for one in dict.fromkeys(cosmetic):
        rules = seen.setdefault(one.item, {})
        rules[one.rule] = rules.get(one.rule, 0) + 1
    return seen


# --------------------------------------------------------------------------------------------------------------------- episodes


def follow_episodes(db: Connection, plan: Plan, watch_id: int) -> tuple[OpenFailure, ...]:
    """Open, continue and close the watch's episodes as *plan* says; returns those that ended, oldest first."""
    rows = db.rows(f"{OPEN_EPISODES} AND e.watch_id = ? ORDER BY e.id", (watch_id,))
    going = {row["item"]: row for row in rows}
    failing = {f.failure.item or "": f for f in plan.failures}
    for item, failure in failing.items():
        _keep_episode(db, failure, watch_id=watch_id, row=going.get(item), alerted=item in plan.alerted)
    ended = [row for item, row in going.items() if item not in failing]
    db.run_many("UPDATE episodes SET ended_at = ? WHERE id = ?", [(stamp(plan.at), row["id"]) for row in ended])
    return tuple(episode_of(row) for row in ended)


def _keep_episode(db: Connection, failure: OpenFailure, *, watch_id: int, row: Row | None, alerted: bool) -> None:
    facts: tuple[Any, ...] = (failure.failure.kind, failure.failure.detail, stamp(failure.since), failure.consecutive, int(alerted))
    if row is not None:
        sql = "UPDATE episodes SET kind = ?, detail = ?, since = ?, consecutive = ?, alerted = ? WHERE id = ?"
        db.run(sql, (*facts, row["id"]))
        return
    sql = "INSERT INTO episodes (kind, detail, since, consecutive, alerted, watch_id, item) VALUES (?, ?, ?, ?, ?, ?, ?)"
    db.run(sql, (*facts, watch_id, failure.failure.item or ""))


def episode_of(row: Row) -> OpenFailure:
    """The open failure that a row of `OPEN_EPISODES` keeps; its facts are those that the newest visit told."""
    item = row["item"] or None
    told = (failure_from(shape).failure for shape in json.loads(row["told"] or "[]"))
    facts = next((f.facts for f in told if (f.item, f.kind) == (item, row["kind"])), {})
    failure = Failure(kind=row["kind"], detail=row["detail"], item=item, facts=facts)
    return OpenFailure(failure=failure, since=moment(row["since"]), consecutive=row["consecutive"])


def later(a: str | None, b: datetime) -> str:
    """The later of a stored time and an instant, as stored."""
    return max(a or "", stamp(b))
