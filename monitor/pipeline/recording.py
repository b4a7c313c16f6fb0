"""A visit whose process died before it could say so, recorded by another."""

from __future__ import annotations

import logging

from monitor.decide import decide
from monitor.errors import Damaged
from monitor.model import CheckResult, Failure, Plan, Reading, Watch
from monitor.pipeline.doors import Doors

log = logging.getLogger(__name__)


def record_failure(watch: Watch, failure: Failure, doors: Doors) -> CheckResult:
    """Write that the visit of *watch* failed just now, with all that follows from it: episode, alert, next visit."""
    at = doors.now()
    reading = Reading(at=at, page=None, extraction=None, failure=failure)
    try:
        state = doors.book.state(watch)
    except Damaged:
        state = doors.book.failing(watch)
    plan = decide(state, reading, watch=watch, channels=tuple(doors.channels), source="live", now=at)
    assert isinstance(plan, Plan)  # a page that could not be read is never to be confirmed
    with doors.book.group():
        result = doors.book.write(plan, watch)
    log.info("checked watch=%s outcome=%s snapshot=%s reason=%s", plan.watch, plan.outcome, result.snapshot, plan.reason)
    return result
