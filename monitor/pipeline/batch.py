"""Many watches checked side by side: visits in threads, decisions and writing in this one, results in the order asked for."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, suppress
from datetime import datetime
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from monitor.decide import decide
from monitor.errors import Damaged, Exhausted, StoreError
from monitor.model import Channel, CheckResult, CheckSource, Confirm, Failure, OpenFailure, Plan, Reading, Watch, WatchState
from monitor.model.frozen import dataclass, field, replace
from monitor.pipeline.doors import ONE_AT_A_TIME, Doors, Once
from monitor.pipeline.reread import under_recipe, with_past
from monitor.pipeline.visit import Visit, of_bug, read, read_again, read_outlined

if TYPE_CHECKING:
    from monitor.pipeline.looks import Look

log = logging.getLogger(__name__)


TICK_S = 0.5  # the longest a finished check waits for its commit, and an interrupted one for its end
GATHERED_S = 0.5  # how long a finished check waits for others, those under way, to be committed with it
AHEAD = 64  # watches whose outlines are read at once
_AHEAD_OF_EACH = 4  # visits begun or waiting, for each that may be under way


@dataclass(slots=True)
class _Check:
    """One watch on its way through a run. Its past is forgotten when it is done: memory is not to grow with their number."""

    watch: Watch
    state: WatchState | None = None  # None before its turn and after it
    visiting: Future[Reading | None] | None = None
    at: datetime | None = None  # when the visit under way began
    asked: Once | None = None  # the answers that a visit got which must be read all the same
    first: Reading | None = None  # set while a second visit is awaited or under way
    again_at: datetime | None = None
    looked_at: bool = False  # the visit under way is its second half: its documents' pictures are being seen
    result: CheckResult | None = None
    bug: Exception | None = None  # its past could not be read: it is not visited

    @property
    def known(self) -> WatchState:
        """All that is known of its past."""
        assert self.state is not None
        return self.state


@dataclass(slots=True)
class _Run:
    doors: Doors
    pool: ThreadPoolExecutor
    named: bool
    ahead: int
    waiting: deque[_Check]  # not begun
    live: list[_Check] = field(default_factory=list)  # begun and not done, in order
    outlines: Mapping[str, WatchState] = field(default_factory=dict)
    covered: int = 0  # how many of those waiting were asked for with `outlines`

    def start_due(self) -> None:
        """Start the second visits whose time has come and as many first ones as may begin, by their outlines where that may do."""
        now = self.doors.now()
        for check in self.live:
            if check.again_at is not None and check.again_at <= now:
                check.visiting, check.again_at = self.pool.submit(_read, check, self), None
        under_way = sum(check.visiting is not None for check in self.live)
        while self.waiting and under_way < self.ahead:
            check, under_way = self.waiting.popleft(), under_way + 1
            self.live.append(check)
            if not self.covered:
                # of none where one is damaged: reading all that is known tells whose
                following = [check.watch, *(one.watch for one in islice(self.waiting, AHEAD - 1))]
                self.outlines, self.covered = {}, len(following)
                with suppress(Damaged):
                    self.outlines = self.doors.book.outlines(following)
            self.covered -= 1
            outline = self.outlines.get(check.watch.name)
            if outline is None:
                self._know(check)
                check.visiting = self.pool.submit(_read, check, self)
            else:
                check.state, check.asked = outline, Once(self.doors.web)
                check.visiting = self.pool.submit(_read_outlined, check, self)

    def _know(self, check: _Check) -> None:
        """Read all that is known of the past of *check*; a new recipe reads the stored page and its documents for it (3.19)."""
        watch, doors = check.watch, self.doors
        doors.tell("begun", watch.name)
        check.state = WatchState(watch=watch.name)
        try:
            check.state = under_recipe(watch, doors.book.state(watch), doors.book, doors.pdf)
        except Exception as error:
            _ask_of_one_watch(error)
            check.bug = error
            with suppress(Damaged):
                check.state = doors.book.failing(watch)  # so that failures are counted on
        doors.tell("resting", watch.name)

    def finished(self) -> list[tuple[_Check, Plan]]:
        """Wait for visits and return what they lead to; a visit to be confirmed leads to nothing yet."""
        under_way = {c.visiting: c for c in self.live if c.visiting}
        if not under_way:
            next_at = min((c.again_at for c in self.live if c.again_at), default=None)
            if next_at is not None:
                self.doors.sleep(max(0.0, min(TICK_S, (next_at - self.doors.now()).total_seconds())))
            return []
        done, rest = wait(under_way, timeout=TICK_S, return_when=FIRST_COMPLETED)
        if done and rest:
            done |= wait(rest, timeout=GATHERED_S).done
        planned = [(check, self._next(check)) for check in self.live if check.visiting in done]
        return [(check, plan) for check, plan in planned if isinstance(plan, Plan)]

    def _next(self, check: _Check) -> Plan | Confirm | None:
        """What a finished visit leads to; None: it goes on in a thread, to be read in full or looked at."""
        assert check.visiting is not None
        reading, check.visiting = check.visiting.result(), None
        try:
            plan = self._judged(check, reading) if reading is not None else None
            if check.known.outlined and not (isinstance(plan, Plan) and _is_quiet(plan)):
                self._know(check)
                assert check.asked is not None
                check.asked.spend()
                check.visiting = self.pool.submit(_read, check, self)
                return None
            return plan
        except Exception as bug:
            _ask_of_one_watch(bug)
            return self._failed(check, self.doors.now() if reading is None else reading.at, bug)

    def _judged(self, check: _Check, reading: Reading) -> Plan | Confirm | None:
        if reading.undecided:
            kept = None
            try:
                kept = self.doors.book.newest_page(check.watch.name)
            except Damaged as error:  # then the visit is judged without it
                log.error("damaged watch=%s error=%s", check.watch.name, str(error))
            again = partial(read_again, _visit(check, self, reading.at), reading, kept)
            check.visiting = self.pool.submit(_or_bug, check.watch, reading.at, again)
            return None
        wanted = {} if check.looked_at else _looks_wanted(check, reading, self.doors)
        check.looked_at = bool(wanted)
        if wanted:
            check.visiting = self.pool.submit(_looked, check.watch, reading, wanted, self.doors)
            return None
        first, second = (reading, None) if check.first is None else (check.first, reading)

        def planned(state: WatchState) -> Plan | Confirm:
            channels, now = tuple(self.doors.channels), self.doors.now()
            return decide(state, first, watch=check.watch, channels=channels, source="live", now=now, second=second)

        check.state, plan = with_past(check.watch, check.known, planned, self.doors.book, self.doors.pdf)
        if isinstance(plan, Confirm) and not check.known.outlined:
            check.first, check.again_at, check.asked = reading, plan.at, None
            self.doors.tell("resting", check.watch.name)
            self.doors.confirming(check.watch, plan)
            log.info("confirming watch=%s at=%s reason=%s", check.watch.name, plan.at.isoformat(), plan.reason)
        return plan

    def recorded(self, check: _Check, plan: Plan) -> tuple[Plan, CheckResult]:
        """Write *plan*; what the database can't hold is the failure of that watch alone. A database in trouble ends the run.

        Where the watch's own rows are so damaged that they take not even that, it is only told.
        """
        try:
            return plan, self.doors.book.write(plan, check.watch)
        except Exception as bug:
            _ask_of_one_watch(bug)
            plan = self._failed(check, plan.at, bug)
        try:
            return plan, self.doors.book.write(plan, check.watch)
        except Exception as bug:
            _ask_of_one_watch(bug)
            log.error("not recorded watch=%s error=%s", check.watch.name, str(bug))
            return plan, CheckResult(
                watch=plan.watch, at=plan.at, outcome="failed", snapshot=None, changes=(), failures=plan.met, cosmetic=()
            )

    def _failed(self, check: _Check, at: datetime, bug: Exception) -> Plan:
        """What a visit at *at* leads to that met *bug*, wherever on its way."""
        check.first, check.visiting, check.again_at = None, None, None
        reading, channels = of_bug(check.watch, at, bug), tuple(self.doors.channels)
        return failed_plan(check.known, reading, watch=check.watch, channels=channels, source="live", now=self.doors.now())


def check(
    watches: Sequence[Watch], doors: Doors, *, named: bool = False, progress: Callable[[int, int], None] = lambda done, of: None
) -> Iterator[CheckResult]:
    """Visit *watches* now and yield what each led to, in their order, each after its commit (DESIGN 4.4, 7.1).

    1. read every state; 2. visit, as many at once as allowed; 3. decide; a loss is looked at again after `confirm_after`, all
    at once; 4. write what is ready as one group; 5. yield. A store error ends the run: what cannot be saved must not be told.
    *named*: the watches were asked for by name, so a stored Retry-After does not hold.
    """
    workers = min(max((w.visiting.concurrency for w in watches), default=1), max(1, len(watches)))
    pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="visit")
    checks = deque(_Check(watch=w) for w in watches)
    run = _Run(doors=doors, pool=pool, named=named, ahead=_AHEAD_OF_EACH * workers, waiting=checks.copy())
    try:
        done, of = 0, len(checks)
        while checks:
            run.start_due()
            planned = run.finished()
            _write(run, planned)
            done += len(planned)
            progress(done, of)
            while checks and (result := checks[0].result) is not None:
                checks.popleft()
                yield result
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _ask_of_one_watch(bug: Exception) -> None:
    """Raise *bug* where it is the whole database's: that ends the run. Damage, or a bug of ours, is of the one watch."""
    if isinstance(bug, StoreError) and not isinstance(bug, Damaged):
        raise bug


def _is_quiet(plan: Plan) -> bool:
    """Whether *plan* says nothing but that all is as it was."""
    said = (plan.revision, plan.changes, plan.unsaid, plan.failures, plan.cosmetic, plan.relocated, plan.flapping, plan.alerts)
    return plan.outcome == "unchanged" and not any(said)


def _write(run: _Run, planned: list[tuple[_Check, Plan]]) -> None:
    if not planned:
        return
    written = []
    with ExitStack() as turn:
        turn.enter_context(ONE_AT_A_TIME)  # first: no other program waits for the database while we wait for our turn
        with run.doors.book.group():
            for check, plan in planned:
                written.append((check, *run.recorded(check, plan)))
            turn.close()  # pages are read while this is committed
    over = {id(check) for check, _ in planned}
    run.live = [check for check in run.live if id(check) not in over]
    for check, plan, result in written:  # only now: the commit is behind us
        check.result, check.first, check.asked, check.state = result, None, None, None
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
        run.doors.tell("done", plan.watch)  # last: who hears it may send us away


def _read_outlined(check: _Check, run: _Run) -> Reading | None:
    """`read_outlined`, begun now that a thread is free; None: it must be read by who knows all, in whom a bug shows again."""
    doors, check.at = run.doors, run.doors.now()
    doors.tell("begun", check.watch.name)
    try:
        reading = read_outlined(_visit(check, run, check.at))
    except Exhausted:
        raise
    except Exception:
        return None
    return None if reading is None else _timed(reading, check.at, doors)


def _read(check: _Check, run: _Run) -> Reading:
    """`read`, begun now that a thread is free."""
    doors, at = run.doors, run.doors.now()
    doors.tell("begun", check.watch.name)
    if check.bug is not None:
        return of_bug(check.watch, at, check.bug)
    if check.asked is not None and check.at is not None:
        at = check.at  # the visit whose answers were not enough goes on
    return _timed(_or_bug(check.watch, at, lambda: read(_visit(check, run, at))), at, doors)


def _or_bug(watch: Watch, at: datetime, read_: Callable[[], Reading]) -> Reading:
    """What *read_* brings home; a bug that it meets is kept to its own *watch*: logged, recorded, the others go on."""
    try:
        return read_()
    except Exhausted:
        raise
    except Exception as bug:
        return of_bug(watch, at, bug)


def _timed(reading: Reading, at: datetime, doors: Doors) -> Reading:
    return replace(reading, seconds=round(max(0.0, (doors.now() - at).total_seconds()), 3))


def _visit(check: _Check, run: _Run, at: datetime) -> Visit:
    named, web = run.named or check.first is not None, check.asked or run.doors.web
    return Visit(watch=check.watch, state=check.known, web=web, pdf=run.doors.pdf, at=at, now=run.doors.now, named=named)


def _looks_wanted(check: _Check, reading: Reading, doors: Doors) -> dict[int, Look]:
    """Documents to be looked at. Old bytes that can't be read leave their change as it was read: it must not get lost."""
    held = {(d.item, d.link.label, d.content.sha256) for d in check.known.last_documents if d.content}
    came = [d for d in reading.documents if d.fetched and d.content]
    if all((d.link.item, d.link.label, d.content.sha256) in held for d in came if d.content):
        return {}
    from monitor.pipeline.looks import looks_wanted

    try:
        return looks_wanted(check.watch, check.known, reading, doors.book.kept)
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
