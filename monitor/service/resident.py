"""The process that stays: it sleeps until something is due, has it done by a worker, and outlives whatever happens there.

It asks the database read-only for what is due, and writes nothing. Visits and alerts have a worker each, so that two thousand
alerts to a slow channel never hold up a visit. Only what is due, a worker's line or a signal wakes it.
"""

from __future__ import annotations

import ctypes
import logging
import os
import select
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.date import DateTrigger

from monitor.errors import StoreError
from monitor.i18n.locale import Text, locale_of
from monitor.model import Config
from monitor.service.edits import Edits
from monitor.service.pages import PageOptions, PageServer
from monitor.service.supervisors import LEAST_INTERVAL, AlertSupervisor, Notices, Supervisor, VisitSupervisor
from monitor.service.workers import SharedConfig, Work, Worker, command_of, environment
from monitor.store import Store
from monitor.terminal.output import localized, note, rendered

log = logging.getLogger(__name__)

STOP_WITHIN_S = 8.0  # for workers to end in, once told; within the ten seconds that a stop may take


def now() -> datetime:
    """The time, aware and UTC."""
    return datetime.now(UTC)


class Resident:
    """One `monitor run` while it holds *lock* (a descriptor for its workers); *pages*: to show, and who is told their port."""

    def __init__(
        self,
        config: Config,
        *,
        lock: int,
        edits: Edits,
        notices: Notices,
        pages: tuple[PageOptions, Callable[[int], None]] | None = None,
    ) -> None:
        self._config = config
        self._lock = lock
        self._edits = edits
        self._notices = notices
        self._shared = SharedConfig(config)
        self._visits = VisitSupervisor(config, start_worker=self._start_worker, notices=notices)
        self._alerts = AlertSupervisor(config, start_worker=self._start_worker, notices=notices)
        self._supervisors: tuple[Supervisor, ...] = (self._visits, self._alerts)
        self._pages = PageServer(pages[0], self._shared, opened=pages[1]) if pages else None
        self._stopping = False
        self._looked_at = now()

    @property
    def config(self) -> Config:
        """The configuration in force; may be asked from other threads."""
        return self._config

    def trouble(self) -> str | None:
        """What keeps it from visiting or sending; None: nothing does. May be asked from other threads."""
        return next((supervisor.trouble for supervisor in self._supervisors if supervisor.trouble), None)

    def run(self) -> None:
        """Work until SIGTERM or SIGINT; then every worker is gone within ten seconds. For the main thread only."""
        with (
            Waker() as waker,
            Alarm(waker.wake) as alarm,
            ClockJumps() as jumps,
            Signals(waker, {signal.SIGTERM: self._stop, signal.SIGINT: self._stop, signal.SIGHUP: self._edits.forget}),
        ):
            log.info("started watches=%d database=%s", len(self._config.watches), self._config.database)
            try:
                while not self._stopping:
                    self._look(now())
                    self._listen(waker, alarm, jumps)
            finally:  # tell all, then wait for all
                until = time.monotonic() + STOP_WITHIN_S
                for supervisor in self._supervisors:
                    supervisor.stop()
                if self._pages:
                    self._pages.stop()
                for supervisor in self._supervisors:
                    if supervisor.worker is not None:
                        supervisor.worker.ended(within=max(0.0, until - time.monotonic()))
                if self._pages:
                    self._pages.close(within_s=max(0.0, until - time.monotonic()))
                self._shared.close()
        log.info("stopped")

    def _stop(self) -> None:
        self._stopping = True

    def _listen(self, waker: Waker, alarm: Alarm, jumps: ClockJumps) -> None:
        """Sleep until there is something to look at: the alarm, a signal, a jump of the clock, the end of a round or a worker."""
        look = False
        while not look:
            # When something is due, but LEAST_INTERVAL after the last look, whatever the database says.
            times = [t for t in (one.wake_at(self._looked_at) for one in self._sleepers()) if t is not None]
            alarm.set(max(min(times), self._looked_at + LEAST_INTERVAL) if times else None)
            at_work = {supervisor.worker.fileno(): supervisor for supervisor in self._supervisors if supervisor.worker is not None}
            visitor = self._pages.file(now()) if self._pages else None
            waiting = [waker.fileno(), *jumps.files(), *at_work, *([] if visitor is None else [visitor])]
            ready, _, _ = select.select(waiting, [], [])
            for file in ready:
                if file in at_work:
                    at, supervisor = now(), at_work[file]
                    if supervisor is self._visits:
                        self._alerts.may_be_new(at)
                    look = supervisor.listen(at) or look
                    continue
                if file == visitor:
                    assert self._pages is not None
                    self._pages.ready(now())
                    continue
                look = True
                if file == waker.fileno():
                    waker.clear()
                else:
                    jumps.received()
                    alarm.reset()
                    for one in self._sleepers():
                        one.clock_jumped(now())

    def _sleepers(self) -> list[Supervisor | PageServer]:
        return [*self._supervisors, *([self._pages] if self._pages else [])]

    def _look(self, at: datetime) -> None:
        """Start what is due, under the configuration as it is now: an edit with mistakes, or to another database, is refused."""
        self._looked_at = at
        if self._edits.edited():
            config = self._edits.judged()
            if config is None:
                log.error("configuration refused file=%s", self._config.path)
                self._notices.refused(self._config)
            elif config.database != self._config.database:
                log.error("configuration refused file=%s reason=%s", self._config.path, "another database")
                self._notices.moved(self._config)
            else:
                log.info("configuration taken file=%s watches=%d", config.path, len(config.watches))
                self._shared.close()
                self._config, self._shared = config, SharedConfig(config)
                for supervisor in self._supervisors:
                    supervisor.configure(config)
                if self._pages:
                    self._pages.configure(self._shared)
        if self._pages:
            self._pages.look(at)
        try:
            with Store.open(self._config.database, readonly=True) as store:
                for supervisor in self._supervisors:
                    try:
                        supervisor.watch_over(store, at)
                        supervisor.look(store, at)
                    except OSError as error:  # no process to be had: too many, or no memory
                        supervisor.broken(str(error), at)
        except StoreError as error:
            for supervisor in self._supervisors:
                supervisor.watch_over(None, at)
                supervisor.blocked("database", error.message, at)

    def _start_worker(self, work: Work) -> Worker:
        files = (self._shared.fd, self._lock)
        return Worker(command_of(work, "--config-fd", str(files[0]), "--lock-fd", str(files[1])), files=files)


class Waker:
    """Wakes a `select` from any thread or signal handler: a pipe (the self-pipe trick)."""

    def __enter__(self) -> Waker:
        self._read, self.write = os.pipe()
        os.set_blocking(self._read, False)
        os.set_blocking(self.write, False)
        return self

    def __exit__(self, *error: object) -> None:
        os.close(self._read)
        os.close(self.write)

    def fileno(self) -> int:
        return self._read

    def wake(self) -> None:
        """Make it readable; where it is already, nothing is added."""
        with suppress(OSError):  # full; or closed: the end has come meanwhile
            os.write(self.write, b".")

    def clear(self) -> None:
        """Take what was written."""
        with suppress(BlockingIOError):
            os.read(self._read, 1 << 16)


class Signals:
    """Within it, each of these signals calls its function and wakes the waiting loop."""

    def __init__(self, waker: Waker, calls: Mapping[signal.Signals, Callable[[], None]]) -> None:
        self._waker = waker
        self._calls = calls

    def __enter__(self) -> Signals:
        self._before = {
            number: signal.signal(number, lambda sent, _: self._calls[signal.Signals(sent)]()) for number in self._calls
        }
        self._wakeup = signal.set_wakeup_fd(self._waker.write, warn_on_full_buffer=False)
        return self

    def __exit__(self, *error: object) -> None:
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._before.items():
            signal.signal(number, handler)


# --------------------------------------------------------------------------------------------------------------- alarm and clock

_CANCEL_ON_SET, _ABSOLUTE = 2, 1
_FAR = 1 << 40  # seconds: never


class _Spec(ctypes.Structure):
    """struct itimerspec: interval and first expiry, seconds and nanoseconds each."""

    _fields_ = [("interval", ctypes.c_long * 2), ("value", ctypes.c_long * 2)]


class ClockJumps:
    """A file that becomes readable when the clock was set, or when the machine slept.

    timerfd(2) on Linux: a timer of CLOCK_REALTIME with TFD_TIMER_CANCEL_ON_SET is cancelled by either. Python has it from 3.13 on;
    before that the C library is asked. Where there is no such thing, the next alarm comes late by as long as the machine slept.
    """

    def __init__(self) -> None:
        self._fd: int | None = None

    def __enter__(self) -> ClockJumps:
        with suppress(AttributeError, OSError):  # another system
            self._libc = ctypes.CDLL(None, use_errno=True)
            fd = self._libc.timerfd_create(time.CLOCK_REALTIME, os.O_NONBLOCK | os.O_CLOEXEC)
            self._fd = fd if fd >= 0 else None
        self._arm()
        return self

    def __exit__(self, *error: object) -> None:
        if self._fd is not None:
            os.close(self._fd)

    def files(self) -> list[int]:
        """What to wait on: one file, or none."""
        return [] if self._fd is None else [self._fd]

    def received(self) -> None:
        """Wait for the next jump."""
        assert self._fd is not None
        with suppress(OSError):  # ECANCELED: that it jumped
            os.read(self._fd, 8)
        self._arm()

    def _arm(self) -> None:
        if self._fd is not None:
            spec = _Spec(value=(ctypes.c_long * 2)(_FAR, 0))
            self._libc.timerfd_settime(self._fd, _ABSOLUTE | _CANCEL_ON_SET, ctypes.byref(spec), None)


class Alarm:
    """APScheduler as an alarm for the next call, one job at a time: late, it loses nothing, for the database decides."""

    def __init__(self, call: Callable[[], None]) -> None:
        self._call = call
        self._scheduler = BackgroundScheduler(timezone="UTC")
        self._at: datetime | None = None

    def __enter__(self) -> Alarm:
        self._scheduler.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._scheduler.shutdown(wait=False)

    def set(self, at: datetime | None) -> None:
        """Call at *at* and not before; None: not at all."""
        if at == self._at:
            return
        self._at = at
        if at is None:
            self._scheduler.remove_all_jobs()
            return
        # The default grace of one second would drop a call that comes late, after sleep or under load.
        self._scheduler.add_job(
            self._due, DateTrigger(at), id="alarm", replace_existing=True, misfire_grace_time=None, coalesce=True, max_instances=1
        )

    def reset(self) -> None:
        """The clock has jumped: how long to wait is to be reckoned anew."""
        self._at = None

    def _due(self) -> None:
        self._at = None
        self._call()


QUIET = timedelta(hours=1)  # between two notices of one kind about the service itself


class ServiceNotices:
    """What the administrator is told of the service itself, at most once an hour for each kind (10.4)."""

    def __init__(self) -> None:
        self._said: dict[str, datetime] = {}

    def refused(self, config: Config) -> None:
        note(localized("cli.run.edit_refused", file=config.path), logging.ERROR)

    def moved(self, config: Config) -> None:
        note(localized("cli.run.database_edited", file=config.path), logging.ERROR)

    def cannot_write(self, config: Config, kind: str, detail: str | Text) -> None:
        full = Text("cli.run.no_room", database=config.database)
        self._notify(
            config,
            kind,
            full if kind == "disk_full" else detail,
            localized("cli.run.no_room_do") if kind == "disk_full" else localized("cli.run.unwritable_do"),
        )

    def crashed(self, config: Config, work: Work, detail: str) -> None:
        self._notify(
            config, f"crashed_{work}", Text("cli.run.worker_died", work=work, detail=detail), localized("cli.run.worker_died_do")
        )

    def _notify(self, config: Config, kind: str, what: str | Text, remedy: str) -> None:
        at = datetime.now(UTC)
        if kind in self._said and timedelta(0) <= at - self._said[kind] < QUIET:  # not where the clock was set back
            return
        self._said[kind] = at
        note(f"monitor: {rendered(what).removeprefix('monitor: ')}\n  → {remedy}", logging.ERROR)
        notify_of_service(config, kind, what, at)


def notify_of_service(config: Config, kind: str, detail: str | Text, at: datetime) -> None:
    """Send a notice about the service itself without the outbox (10.4), by a process of its own: no hanging channel keeps us."""
    log.error("notice kind=%s at=%s detail=%s", kind, at.isoformat(), detail)
    words = [locale_of(language).render(detail) for language in ("fr", "en")] if isinstance(detail, Text) else [detail]
    command = command_of("notify", str(config.path), kind, *words)
    sending = {"env": environment(), "stdin": subprocess.DEVNULL, "check": False}
    threading.Thread(target=subprocess.run, args=(command,), kwargs=sending, daemon=True).start()
