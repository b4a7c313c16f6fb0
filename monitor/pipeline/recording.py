"""A visit whose process died before it could say so, recorded by another."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from monitor.decide import decide
from monitor.errors import Damaged
from monitor.model import Channel, CheckResult, CheckSource, Failure, OpenFailure, Plan, Reading, Watch, WatchState
from monitor.pipeline.doors import Doors

log = logging.getLogger(__name__)


def failed_plan(
    state: WatchState, reading: Reading, *, watch: Watch, channels: Sequence[Channel], source: CheckSource, now: datetime
) -> Plan:
    """What *reading*, of a visit that failed, leads to. Where even that cannot be decided the watch fails all the same, untold."""
    assert reading.failure is not None
    try:
        plan = decide(state, reading, watch=watch, channels=tuple(channels), source=source, now=now)
        assert isinstance(plan, Plan)  # a page that could not be read is never to be confirmed
        return plan
    except Exception:
        log.exception("bug watch=%s step=%s", watch.name, "decide")
    before = next((f for f in state.failures if f.failure.item is None), None)
    since, so_far = (before.since, before.consecutive) if before else (reading.at, 0)
    failure = OpenFailure(failure=reading.failure, since=since, consecutive=so_far + 1)
    return Plan(
        watch=watch.name,
        at=reading.at,
        source=source,
        outcome="failed",
        reason="could not be decided",
        extractor=state.extractor,
        failures=(failure, *(f for f in state.failures if f.failure.item is not None)),
        alerted=state.alerted,
        reading=reading,
    )


def record_failure(watch: Watch, failure: Failure, doors: Doors) -> CheckResult:
    """Write that the visit of *watch* failed just now, with all that follows from it: episode, alert, next visit."""
    at = doors.now()
    reading = Reading(at=at, page=None, extraction=None, failure=failure)
    try:
        state = doors.book.state(watch)
    except Damaged:
        state = doors.book.failing(watch)
    plan = failed_plan(state, reading, watch=watch, channels=doors.channels, source="live", now=at)
    with doors.book.group():
        result = doors.book.write(plan, watch)
    log.info("checked watch=%s outcome=%s snapshot=%s reason=%s", plan.watch, plan.outcome, result.snapshot, plan.reason)
    return result
