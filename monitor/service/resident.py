"""The process that stays: it sleeps until something is due, has it done by a worker, and outlives whatever happens there.

It asks the database read-only for what is due, and writes nothing. Visits and alerts have a worker each, so that two thousand
alerts to a slow channel never hold up a visit. Only what is due, a worker's line or a signal wakes it.
"""

from __future__ import annotations

import logging
import os
import select
import signal
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from types import FrameType

from monitor.clockwork import Clockwork
from monitor.errors import StoreError
from monitor.model import Config
from monitor.service.clock_jumps import ClockJumps
from monitor.service.desks import BREATH, Alerts, Desk, Notices, Visits
from monitor.service.edits import Edits
from monitor.service.workers import Handed, Work, Worker
from monitor.store import Store

log = logging.getLogger(__name__)

FAREWELL_S = 8.0  # for workers to end in, once told; within the ten seconds that a stop may take


def now() -> datetime:
    """The time, aware and UTC."""
    return datetime.now(UTC)


class Resident:
    """One `monitor run`, as long as it holds the lock. *lock*: its file descriptor, which the workers inherit."""

    def __init__(self, config: Config, *, lock: int, edits: Edits, notices: Notices) -> None:
        self._config = config
        self._lock = lock
        self._edits = edits
        self._notices = notices
        self._handed = Handed(config)
        self._visits = Visits(config, hire=self._hire, notices=notices)
        self._alerts = Alerts(config, hire=self._hire, notices=notices)
        self._desks: tuple[Desk, ...] = (self._visits, self._alerts)
        self._stopping = False
        self._looked_at = now()

    @property
    def config(self) -> Config:
        """The configuration in force; may be asked from other threads."""
        return self._config

    def trouble(self) -> str | None:
        """What keeps it from visiting or sending; None: nothing does. May be asked from other threads."""
        return next((desk.trouble for desk in self._desks if desk.trouble), None)

    def run(self) -> None:
        """Work until SIGTERM or SIGINT; then every worker is gone within ten seconds. For the main thread only."""
        with Bell() as bell, Clockwork(bell.ring) as clockwork, ClockJumps() as jumps, Signals(bell, self._signals()):
            log.info("started watches=%d database=%s", len(self._config.watches), self._config.database)
            try:
                while not self._stopping:
                    self._look(now())
                    self._listen(bell, clockwork, jumps)
            finally:
                self._dismiss_all()
        log.info("stopped")

    def _signals(self) -> Mapping[signal.Signals, Callable[[], None]]:
        return {signal.SIGTERM: self._stop, signal.SIGINT: self._stop, signal.SIGHUP: self._edits.forget}

    def _stop(self) -> None:
        self._stopping = True

    def _listen(self, bell: Bell, clockwork: Clockwork, jumps: ClockJumps) -> None:
        """Sleep until there is something to look at: a ring, a signal, a jump of the clock, the end of a round or of a worker."""
        look = False
        while not look:
            clockwork.ring_at(self._wake_at())
            at_work = {desk.worker.fileno(): desk for desk in self._desks if desk.worker is not None}
            ready, _, _ = select.select([bell.fileno(), *jumps.files(), *at_work], [], [])
            for file in ready:
                if file in at_work:
                    look = self._hear(at_work[file]) or look
                    continue
                look = True
                if file == bell.fileno():
                    bell.quiet()
                else:
                    jumps.heard()
                    clockwork.forget()
                    for desk in self._desks:
                        desk.clock_jumped(now())

    def _wake_at(self) -> datetime | None:
        """When to look again: when something is due, but a breath after the last look at least, whatever the database says."""
        times = [t for t in (desk.wake_at(self._looked_at) for desk in self._desks) if t is not None]
        return max(min(times), self._looked_at + BREATH) if times else None

    def _hear(self, desk: Desk) -> bool:
        at = now()
        if desk is self._visits:
            self._alerts.may_be_new(at)
        return desk.listen(at)

    def _look(self, at: datetime) -> None:
        """Start what is due, under the configuration as it is now."""
        self._looked_at = at
        if self._edits.edited():
            self._adopt(self._edits.judged())
        try:
            with Store.open(self._config.database, readonly=True) as store:
                for desk in self._desks:
                    self._look_at(desk, store, at)
        except StoreError as error:
            for desk in self._desks:
                desk.watch_over(None, at)
                desk.blocked("database", error.message, at)

    def _look_at(self, desk: Desk, store: Store, at: datetime) -> None:
        try:
            desk.watch_over(store, at)
            desk.look(store, at)
        except OSError as error:  # no process to be had: too many, or no memory
            desk.broken(str(error), at)

    def _adopt(self, config: Config | None) -> None:
        if config is None:
            log.error("configuration refused file=%s", self._config.path)
            self._notices.refused(self._config)
        elif config.database != self._config.database:
            log.error("configuration refused file=%s reason=%s", self._config.path, "another database")
            self._notices.moved(self._config)
        else:
            log.info("configuration taken file=%s watches=%d", config.path, len(config.watches))
            self._handed.close()
            self._config, self._handed = config, Handed(config)
            for desk in self._desks:
                desk.adopt(config)

    def _hire(self, work: Work) -> Worker:
        return Worker(work, config=self._handed, lock=self._lock)

    def _dismiss_all(self) -> None:
        """Tell all, then wait for all."""
        until = time.monotonic() + FAREWELL_S
        for desk in self._desks:
            desk.dismiss()
        for desk in self._desks:
            if desk.worker is not None:
                desk.worker.ended(within=max(0.0, until - time.monotonic()))
        self._handed.close()


class Bell:
    """Rung from any thread or by a signal, heard by `select`."""

    def __enter__(self) -> Bell:
        self._read, self.write = os.pipe()
        os.set_blocking(self._read, False)
        os.set_blocking(self.write, False)
        return self

    def __exit__(self, *error: object) -> None:
        os.close(self._read)
        os.close(self.write)

    def fileno(self) -> int:
        return self._read

    def ring(self) -> None:
        """Ring it; one that rings already needs no more."""
        with suppress(OSError):  # full; or closed: the end has come meanwhile
            os.write(self.write, b".")

    def quiet(self) -> None:
        """Stop it."""
        with suppress(BlockingIOError):
            os.read(self._read, 1 << 16)


class Signals:
    """Within it, each of these signals calls its function and rings the bell."""

    def __init__(self, bell: Bell, calls: Mapping[signal.Signals, Callable[[], None]]) -> None:
        self._bell = bell
        self._calls = calls

    def __enter__(self) -> Signals:
        self._before = {number: signal.signal(number, self._arrived) for number in self._calls}
        self._wakeup = signal.set_wakeup_fd(self._bell.write, warn_on_full_buffer=False)
        return self

    def __exit__(self, *error: object) -> None:
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _arrived(self, number: int, frame: FrameType | None) -> None:
        self._calls[signal.Signals(number)]()
