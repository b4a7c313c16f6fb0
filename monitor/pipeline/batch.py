"""Many watches checked side by side: visits in threads, decisions and writing in this one, results in the order asked for."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from monitor.decide import decide
from monitor.errors import Damaged, Exhausted, StoreError
from monitor.model import Channel, CheckResult, CheckSource, Confirm, Failure, OpenFailure, Plan, Reading, Watch, WatchState
from monitor.pipeline.doors import Doors
from monitor.pipeline.reread import under_recipe, with_past
from monitor.pipeline.visit import Visit, of_bug, read, read_again

if TYPE_CHECKING:
    from monitor.pipeline.looks import Look

log = logging.getLogger(__name__)


TICK_S = 0.5  # the longest a finished check waits for its commit, and an interrupted one for its end


@dataclass(slots=True)
class _Check:
    """One watch on its way through a run."""

    watch: Watch
    state: WatchState
    visiting: Future[Reading] | None = None
    first: Reading | None = None  # set while a second visit is awaited or under way
    again_at: datetime | None = None
    looked_at: bool = False  # the visit under way is its second half: its documents' pictures are being seen
    result: CheckResult | None = None
    bug: Exception | None = None  # its past could not be read: it is not visited


@dataclass(slots=True)
class _Run:
    doors: Doors
    pool: ThreadPoolExecutor
    named: bool
    checks: list[_Check] = field(default_factory=list)

    def visit(self, check: _Check) -> None:
        check.visiting, check.again_at = self.pool.submit(_read, check, self), None

    def start_due(self) -> None:
        """Start the second visits whose time has come."""
        now = self.doors.now()
        for check in self.checks:
            if check.again_at is not None and check.again_at <= now:
                self.visit(check)

    def finished(self) -> list[tuple[_Check, Plan]]:
        """Wait for visits and return what they lead to; a visit to be confirmed leads to nothing yet."""
        under_way = {c.visiting: c for c in self.checks if c.visiting}
        if not under_way:
            next_at = min((c.again_at for c in self.checks if c.again_at), default=None)
            if next_at is not None:
                self.doors.sleep(max(0.0, min(TICK_S, (next_at - self.doors.now()).total_seconds())))
            return []
        done, _ = wait(under_way, timeout=TICK_S, return_when=FIRST_COMPLETED)
        planned = [(check, self._next(check)) for check in (under_way[f] for f in done)]
        return [(check, plan) for check, plan in planned if isinstance(plan, Plan)]

    def _next(self, check: _Check) -> Plan | Confirm | None:
        """What a finished visit leads to; None: its page or pictures must be set beside the last ones, which takes a thread."""
        assert check.visiting is not None
        reading, check.visiting = check.visiting.result(), None
        try:
            return self._judged(check, reading)
        except Exception as bug:
            if isinstance(bug, StoreError) and not isinstance(bug, Damaged):
                raise
            return self._failed(check, reading.at, bug)

    def _judged(self, check: _Check, reading: Reading) -> Plan | Confirm | None:
        if reading.undecided:
            kept = _kept_page(check.watch.name, self.doors)
            check.visiting = self.pool.submit(_read_again, check, self, reading, kept)
            return None
        wanted = {} if check.looked_at else _looks_wanted(check, reading, self.doors)
        check.looked_at = bool(wanted)
        if wanted:
            check.visiting = self.pool.submit(_looked, check.watch, reading, wanted, self.doors)
            return None
        plan = self._plan(check, reading)
        if isinstance(plan, Confirm):
            check.first, check.again_at = reading, plan.at
            self.doors.tell("resting", check.watch.name)
            self.doors.confirming(check.watch, plan)
            log.info("confirming watch=%s at=%s reason=%s", check.watch.name, plan.at.isoformat(), plan.reason)
        return plan

    def recorded(self, check: _Check, plan: Plan) -> tuple[Plan, CheckResult]:
        """Write *plan*; what the database can't hold is the failure of that watch alone. A database in trouble ends the run."""
        try:
            return plan, self.doors.book.write(plan, check.watch)
        except Exception as bug:
            if isinstance(bug, StoreError) and not isinstance(bug, Damaged):
                raise
            failed = self._failed(check, plan.at, bug)
            return failed, self._recorded_failure(check, failed)

    def _failed(self, check: _Check, at: datetime, bug: Exception) -> Plan:
        """What a visit at *at* leads to that met *bug*, wherever on its way."""
        check.first, check.visiting, check.again_at = None, None, None
        reading, channels = of_bug(check.watch, at, bug), tuple(self.doors.channels)
        return failed_plan(check.state, reading, watch=check.watch, channels=channels, source="live", now=self.doors.now())

    def _recorded_failure(self, check: _Check, failed: Plan) -> CheckResult:
        """Write *failed*; where the watch's own rows are so damaged that they take none, it is only told."""
        try:
            return self.doors.book.write(failed, check.watch)
        except Exception as bug:
            if isinstance(bug, StoreError) and not isinstance(bug, Damaged):
                raise
            log.error("not recorded watch=%s error=%s", check.watch.name, str(bug))
            return CheckResult(
                watch=failed.watch, at=failed.at, outcome="failed", snapshot=None, changes=(), failures=failed.failures, cosmetic=()
            )

    def _plan(self, check: _Check, reading: Reading) -> Plan | Confirm:
        first, second = (reading, None) if check.first is None else (check.first, reading)

        def planned(state: WatchState) -> Plan | Confirm:
            channels, now = tuple(self.doors.channels), self.doors.now()
            return decide(state, first, watch=check.watch, channels=channels, source="live", now=now, second=second)

        check.state, plan = with_past(check.watch, check.state, planned, self.doors.book, self.doors.pdf)
        return plan


def check(
    watches: Sequence[Watch], doors: Doors, *, named: bool = False, progress: Callable[[int, int], None] = lambda done, of: None
) -> Iterator[CheckResult]:
    """Visit *watches* now and yield what each led to, in their order, each after its commit (DESIGN 4.4, 7.1).

    1. read every state; 2. visit, as many at once as allowed; 3. decide; a loss is looked at again after `confirm_after`, all
    at once; 4. write what is ready as one group; 5. yield. A store error ends the run: what cannot be saved must not be told.
    *named*: the watches were asked for by name, so a stored Retry-After does not hold.
    """
    workers = max((w.visiting.concurrency for w in watches), default=1)
    pool = ThreadPoolExecutor(max_workers=min(workers, max(1, len(watches))), thread_name_prefix="visit")
    run = _Run(doors=doors, pool=pool, named=named)
    try:
        run.checks = [_known(w, doors) for w in watches]
        for one in run.checks:
            run.visit(one)
        yield from _results(run, progress)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _known(watch: Watch, doors: Doors) -> _Check:
    """A check with all that is known of the past; a new recipe reads the stored page and its documents for it (DESIGN 3.19)."""
    doors.tell("begun", watch.name)
    state, bug = WatchState(watch=watch.name), None
    try:
        state = under_recipe(watch, doors.book.state(watch), doors.book, doors.pdf)
    except Exception as error:
        if isinstance(error, StoreError) and not isinstance(error, Damaged):
            raise
        bug = error
        with suppress(Damaged):
            state = doors.book.failing(watch)  # so that failures are counted on
    doors.tell("resting", watch.name)
    return _Check(watch=watch, state=state, bug=bug)


def _kept_page(name: str, doors: Doors) -> tuple[bytes, str] | None:
    """The newest well-read page; None, and the visit is judged without it, where its bytes are damaged."""
    try:
        return doors.book.newest_page(name)
    except Damaged as error:
        log.error("damaged watch=%s error=%s", name, str(error))
        return None


def _results(run: _Run, progress: Callable[[int, int], None]) -> Iterator[CheckResult]:
    told = done = 0
    while told < len(run.checks):
        run.start_due()
        planned = run.finished()
        _write(run, planned)
        done += len(planned)
        progress(done, len(run.checks))
        while told < len(run.checks) and (result := run.checks[told].result) is not None:
            yield result
            told += 1


def _write(run: _Run, planned: list[tuple[_Check, Plan]]) -> None:
    if not planned:
        return
    written = []
    with run.doors.book.group():
        for check, plan in planned:
            written.append((check, *run.recorded(check, plan)))
    for check, plan, result in written:  # only now: the commit is behind us
        check.result, check.first = result, None
        run.doors.tell("done", plan.watch)
        _log(plan, result)


def _log(plan: Plan, result: CheckResult) -> None:
    """The one line of a check."""
    failure = plan.failures[0].failure if plan.failures else None
    log.info(
        "checked watch=%s outcome=%s snapshot=%s changes=%d failure=%s item=%s seconds=%s reason=%s",
        plan.watch,
        plan.outcome,
        result.snapshot,
        len(plan.changes),
        failure and failure.kind,
        failure and failure.item,
        plan.reading and plan.reading.seconds,
        plan.reason,
    )


def _read(check: _Check, run: _Run) -> Reading:
    """`read`, begun now that a thread is free; a bug is kept to its own watch: logged, recorded, the others go on."""
    doors, at = run.doors, run.doors.now()
    doors.tell("begun", check.watch.name)
    if check.bug is not None:
        return of_bug(check.watch, at, check.bug)
    try:
        reading = read(_visit(check, run, at))
    except Exhausted:
        raise
    except Exception as bug:
        reading = of_bug(check.watch, at, bug)
    return replace(reading, seconds=round(max(0.0, (doors.now() - at).total_seconds()), 3))


def _visit(check: _Check, run: _Run, at: datetime) -> Visit:
    named = run.named or check.first is not None
    return Visit(watch=check.watch, state=check.state, web=run.doors.web, pdf=run.doors.pdf, at=at, now=run.doors.now, named=named)


def _read_again(check: _Check, run: _Run, reading: Reading, kept: tuple[bytes, str] | None) -> Reading:
    try:
        return read_again(_visit(check, run, reading.at), reading, kept)
    except Exhausted:
        raise
    except Exception as bug:
        return of_bug(check.watch, reading.at, bug)


def _looks_wanted(check: _Check, reading: Reading, doors: Doors) -> dict[int, Look]:
    """Documents to be looked at. Old bytes that can't be read leave their change as it was read: it must not get lost."""
    last = check.state.last.documents if check.state.last else ()
    held = {(d.item, d.link.label, d.content.sha256) for d in last if d.content}
    came = [d for d in reading.documents if d.fetched and d.content]
    if all((d.link.item, d.link.label, d.content.sha256) in held for d in came if d.content):
        return {}
    from monitor.pipeline.looks import looks_wanted

    try:
        return looks_wanted(check.watch, check.state, reading, doors.book.kept)
    except Exception:
        log.exception("bug watch=%s step=%s", check.watch.name, "look")
        return {}


def _looked(watch: Watch, reading: Reading, wanted: dict[int, Look], doors: Doors) -> Reading:
    from monitor.pipeline.looks import looked

    try:
        return looked(reading, wanted, doors.pdf)
    except Exception:
        log.exception("bug watch=%s step=%s", watch.name, "look")
        return reading


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
