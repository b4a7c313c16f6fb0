"""Visits and alerts: each has a supervisor, a worker while there is something to do, and a backoff after what it could not do.

Neither waits: a look at the database starts what is due, a worker's line says how it goes, its end what is to be made of it.
"""

from __future__ import annotations

import logging
import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from zlib import crc32

from monitor.files import create_anew
from monitor.i18n.locale import Text
from monitor.model import Config
from monitor.service.agenda import Agenda, Rounds
from monitor.service.workers import Work, Worker, exit_text
from monitor.store import Store

log = logging.getLogger(__name__)

LEAST_INTERVAL = timedelta(seconds=1)  # between two looks at the database at least, whatever it says
MARGIN = timedelta(minutes=1)  # beyond its limits for asking and reading; a visit that takes longer hangs
STALLED = timedelta(minutes=2)  # for a worker to answer an order; between two looks at one that sends
KEPT_IDLE = timedelta(seconds=5)  # how long a worker with nothing to do is kept for what is due so soon
SWEEP = timedelta(days=1)  # at most, between two runs of the worker that sends: what is due by the calendar it finds itself
STAMPS_SPREAD = timedelta(hours=4)  # after midnight, in which installations ask for their daily stamp: not all at once
NEVER = datetime.max.replace(tzinfo=UTC)
FIRST_BACKOFF, LONGEST_BACKOFF = timedelta(minutes=1), timedelta(minutes=15)
DISK_FULL = "disk_full"
ENOUGH_ROOM = 1 << 20  # bytes: a commit of some visits
EXIT_WITHIN_S = 5.0  # for a worker to end in that has closed its output


class Notices(Protocol):
    """What the administrator is told of the service itself, in their language."""

    def refused(self, config: Config) -> None:
        """The edited configuration is not taken (its mistakes are said already); *config* stays."""

    def moved(self, config: Config) -> None:
        """The edited configuration names another database, which needs a new start; *config* stays."""

    def cannot_write(self, config: Config, kind: str, detail: str | Text) -> None:
        """The database takes nothing; *kind*: DISK_FULL or "database". The work goes on by itself when it does."""

    def crashed(self, config: Config, work: Work, detail: str) -> None:
        """A worker died before it did anything."""


class Backoff:
    """A wait that doubles each time it is needed again: 1, 2, 4 … 15 minutes."""

    def __init__(self) -> None:
        self._until: datetime | None = None
        self._next = FIRST_BACKOFF

    def begin(self, at: datetime) -> None:
        self._until, self._next = at + self._next, min(2 * self._next, LONGEST_BACKOFF)

    def renew(self, at: datetime) -> None:
        """Wait again, no longer than the first time."""
        self._until = at + FIRST_BACKOFF

    def cap(self, at: datetime) -> None:
        """Wait no longer than the longest backoff from *at* on: the clock may have been set back since it began."""
        if self._until is not None:
            self._until = min(self._until, at + LONGEST_BACKOFF)

    def end(self) -> None:
        self._until, self._next = None, FIRST_BACKOFF

    def lasts(self, at: datetime) -> bool:
        return self._until is not None and at < self._until

    def over(self, at: datetime) -> datetime:
        """*at*, or the end of the wait where that is later."""
        return at if self._until is None else max(at, self._until)


class Supervisor(ABC):
    """One kind of work and, while there is some, its worker."""

    work: Work

    def __init__(self, config: Config, *, start_worker: Callable[[Work], Worker], notices: Notices) -> None:
        self.config = config
        self.worker: Worker | None = None
        self._start_worker = start_worker
        self._notices = notices
        self._backoff = Backoff()
        self._leaving = False
        self._stopped: tuple[str, str] | None = None  # why the worker says it stopped: kind, detail
        self._full = False
        self.trouble: str | None = None  # what keeps it from its work, until something works again

    @abstractmethod
    def look(self, store: Store, at: datetime) -> None:
        """Start what is due."""

    @abstractmethod
    def wake_at(self, at: datetime) -> datetime | None:
        """When to look again, as far as is known now."""

    @abstractmethod
    def watch_over(self, store: Store | None, at: datetime) -> None:
        """Kill a worker that hangs; *store* is None where the database cannot be read."""

    @abstractmethod
    def _received(self, verb: str, rest: str, at: datetime) -> bool:
        """Take note of a line; whether that calls for a look."""

    @abstractmethod
    def _died(self, how: str, at: datetime) -> None:
        """The worker ended in a way that nobody asked for."""

    def configure(self, config: Config) -> None:
        """Go on under another configuration."""
        self.config = config

    def clock_jumped(self, at: datetime) -> None:
        """It is *at* now, whatever it was: the clock was set, or the machine slept. No wait may hang on the time before."""
        self._backoff.cap(at)

    def listen(self, at: datetime) -> bool:
        """Read what the worker says; whether that calls for a look."""
        assert self.worker is not None
        look = False
        for line in self.worker.received():
            if line is None:
                status = self.worker.ended(within=EXIT_WITHIN_S)
                self.worker = None
                if self._stopped is None and status != 0 and not self._leaving:
                    self._died(exit_text(status), at)
                    return True
                self._lost()
                if self._stopped is not None:
                    self.blocked(*self._stopped, at)
                else:
                    self._well()
                return True
            verb, _, rest = line.partition(" ")
            if verb == "stopped":
                kind, _, detail = rest.partition(" ")
                self._stopped = (kind, detail)
            else:
                look = self._received(verb, rest, at) or look
        return look

    def blocked(self, kind: str, detail: str | Text, at: datetime) -> None:
        """The database cannot be used: say so, and back off. Said again meanwhile, it is no news."""
        if self._backoff.lasts(at) and self.trouble == str(detail):
            return
        log.error("blocked work=%s kind=%s detail=%s", self.work, kind, detail)
        self._notices.cannot_write(self.config, kind, detail)
        self._full, self.trouble = kind == DISK_FULL, str(detail)
        self._backoff.begin(at)

    def stop(self) -> None:
        """Let the worker go: it ends by itself, and says so by closing its output."""
        if self.worker is not None and not self._leaving:
            self._leaving = True
            self.worker.stop()

    def _backs_off(self, at: datetime) -> bool:
        """Whether to leave it for now; a full disk is asked for room first, or every page would be visited for nothing."""
        if self._full and not self._backoff.lasts(at):
            self._full = not has_room(self.config.database)
            if self._full:
                self._backoff.renew(at)
        return self._backoff.lasts(at)

    def _at_work(self) -> Worker:
        """The worker, started if there is none."""
        if self.worker is None:
            self._leaving, self._stopped = False, None
            self.worker = self._start_worker(self.work)
        return self.worker

    def _lost(self) -> None:
        """The worker is gone: whatever it had left to do is to be begun again."""
        self._leaving = False

    def broken(self, how: str, at: datetime) -> None:
        """No worker can be had, or it died and nothing that it did is to blame: say so, and back off."""
        log.error("worker died work=%s how=%s", self.work, how)
        self._notices.crashed(self.config, self.work, how)
        self.trouble = f"{self.work}: the worker died: {how}"
        self._backoff.begin(at)

    def _well(self) -> None:
        self._backoff.end()
        self.trouble = None


class VisitSupervisor(Supervisor):
    """The visits: round after round, as long as somebody is due."""

    work: Work = "visits"

    def __init__(self, config: Config, *, start_worker: Callable[[Work], Worker], notices: Notices) -> None:
        super().__init__(config, start_worker=start_worker, notices=notices)
        self._agenda = Agenda(config)
        self._unreckoned: set[str] = set(self._agenda.watches)
        self._rounds = Rounds(self._deadline)
        self._failures: dict[str, str] = {}  # name -> the order to record what a dead worker could not
        self._recording: set[str] = set()
        self._outdated = False  # the worker knows an older configuration
        self._hung = False
        self._answers_by: datetime | None = None  # the first line after an order, the last one of a round
        self._in_round = False  # the worker has not said « over »: all pages may be done, and the ping and the digests not

    def configure(self, config: Config) -> None:
        super().configure(config)
        self._agenda = Agenda(config)
        self._unreckoned = set(self._agenda.watches)
        self._outdated = self.worker is not None

    def clock_jumped(self, at: datetime) -> None:
        super().clock_jumped(at)
        self._unreckoned = set(self._agenda.watches)
        self._rounds.clock_jumped(at)
        if self._answers_by is not None:
            self._answers_by = at + STALLED

    def look(self, store: Store, at: datetime) -> None:
        """Begin a round where none is under way and somebody is due; a worker with nothing to do may go."""
        self._reckon(store, self._unreckoned, at)
        if self._has_work() or self._backs_off(at):
            return
        if self._outdated:
            self.stop()
            return
        for name, order in self._failures.items():
            self._order(order, at)
            self._recording.add(name)
        self._failures = {}
        # The next round; whether a server wants peace is asked anew: another watch of that host may have learnt it.
        self._reckon(store, self._agenda.due(at), at)
        if names := self._rounds.pick(self._agenda.due(at)):
            self._order(" ".join(("check", *names)), at)
            self._in_round = True
        elif not self._recording and ((soon := self._agenda.next_at()) is None or soon > at + KEPT_IDLE):
            self.stop()

    def wake_at(self, at: datetime) -> datetime | None:
        if self._has_work():
            return self._hangs_at()
        next_at = at if self._unreckoned else self._agenda.next_at()
        return None if next_at is None else self._backoff.over(next_at)

    def _has_work(self) -> bool:
        return bool(self._in_round or self._rounds.left() or self._recording or self._leaving)

    def watch_over(self, store: Store | None, at: datetime) -> None:
        hangs_at = self._hangs_at()
        if self.worker is not None and hangs_at is not None and hangs_at <= at:
            self._hung = True
            self.worker.kill()

    def _hangs_at(self) -> datetime | None:
        return min((t for t in (self._rounds.hangs_at(), self._answers_by) if t is not None), default=None)

    def _order(self, order: str, at: datetime) -> None:
        self._at_work().order(order)
        self._answers_by = at + STALLED

    def _reckon(self, store: Store, names: Iterable[str], at: datetime) -> None:
        watches = [self._agenda.watches[name] for name in names if name in self._agenda.watches]
        self._unreckoned = set()
        if watches:
            self._agenda.reckon(store.pasts(watches), at)

    def _received(self, verb: str, rest: str, at: datetime) -> bool:
        self._answers_by = None
        match verb:
            case "begun":
                self._rounds.begun(rest, at)
            case "resting":
                self._rounds.resting(rest)
            case "done" | "recorded":
                if verb == "done":
                    self._rounds.done(rest)
                    if self._in_round and not self._rounds.left():
                        self._answers_by = at + STALLED
                self._recording.discard(rest)
                self._agenda.seen(rest, at)
                self._unreckoned.add(rest)
                self._well()
            case "over":
                # The round is over. What was not visited all the same waits a little, or it would be begun again at once, for ever.
                if left := self._rounds.left():
                    log.error("not visited watches=%s", ",".join(sorted(left)))
                    self._agenda.put_off(left, at + FIRST_BACKOFF)
                self._rounds.abandon()
                self._in_round = False
        return verb in ("over", "recorded")

    def _lost(self) -> None:
        super()._lost()
        self._rounds.abandon()
        self._recording, self._answers_by = set(), None
        self._outdated = self._in_round = False

    def _died(self, how: str, at: datetime) -> None:
        """Those under way are tried again; one that did it again, alone, is recorded as failed, and waits for its next time."""
        kind, detail = ("timeout", "no end: the visit was stopped") if self._hung else ("internal_error", f"the worker died: {how}")
        self._hung = False
        under_way, culprits = self._rounds.died()
        self._lost()
        if not under_way:
            self.broken(how, at)
            return
        named = ",".join(sorted(under_way))
        log.error("worker died work=%s how=%s under_way=%s to_blame=%s", self.work, detail, named, ",".join(culprits) or None)
        for name in culprits:
            self._failures[name] = f"record {kind} {name} {detail}"
            self._agenda.put_off([name], at + LONGEST_BACKOFF)  # until the failure is written and its next visit reckoned

    def _deadline(self, name: str) -> timedelta:
        watch = self._agenda.watches.get(name)
        visiting = watch.visiting if watch else self.config.visiting
        documents = len(watch.recipe.documents) if watch else 0
        reading = min(visiting.document_caps.waited, visiting.visit_timeout)
        return MARGIN + visiting.visit_timeout + visiting.page_timeout + documents * reading


class AlertSupervisor(Supervisor):
    """The alerts: a worker sends what waits in the outbox, for a minute at most, then ends; while there is more, another follows.

    So what is new for one channel never waits for all that goes to a slow one.
    """

    work: Work = "alerts"

    def __init__(self, config: Config, *, start_worker: Callable[[Work], Worker], notices: Notices) -> None:
        super().__init__(config, start_worker=start_worker, notices=notices)
        self._next_at: datetime | None = None
        self._began_at: datetime | None = None
        self._looks_at: datetime | None = None
        # When the worker is sent for whatever waits. At the start: what was claimed then was claimed by the dead; it frees that.
        self._sweep_at: datetime | None = None

    def configure(self, config: Config) -> None:
        super().configure(config)
        self._sweep_at = None  # a new channel has a first message coming

    def clock_jumped(self, at: datetime) -> None:
        super().clock_jumped(at)
        self._sweep_at = self._looks_at = None
        self._began_at = None if self.worker is None else at

    def may_be_new(self, at: datetime) -> None:
        """A visit was written: it may have left an alert."""
        self._looks_at = self._looks_at or at + LEAST_INTERVAL

    def look(self, store: Store, at: datetime) -> None:
        self._looks_at = None
        if self.worker is not None:
            return
        # When the next alert may be sent, or the newest hashes are to be stamped (DESIGN 5.20).
        after_midnight = STAMPS_SPREAD * (crc32(str(self.config.database).encode()) / 2**32)
        stamp = store.next_stamp_at(self.config.timezone, after_midnight) if self.config.timestamp else None
        self._next_at = min((t for t in (store.outbox.next_at(), stamp) if t is not None), default=None)
        if self._sweep_at is None or self._sweep_at <= at:
            self._next_at = at
        if self._next_at is None or self._next_at > at or self._backs_off(at):
            return
        if self._began_at is not None and self._next_at <= self._began_at:  # the last worker left it as it was
            self._began_at = None
            self._backoff.begin(at)
            return
        self._began_at, self._sweep_at = at, at + SWEEP
        self._at_work()

    def wake_at(self, at: datetime) -> datetime | None:
        if self.worker is not None:
            return at + STALLED
        next_at = min(t for t in (self._next_at, self._sweep_at or at) if t is not None)
        return self._backoff.over(min(next_at, self._looks_at or NEVER))

    def watch_over(self, store: Store | None, at: datetime) -> None:
        """A claim outlives its lease only where its sender hangs: the channels have time limits of their own."""
        long_enough = self._began_at is not None and self._began_at + STALLED <= at  # to free what the one before had claimed
        if self.worker is not None and long_enough and store is not None and store.outbox.stale_claim(at):
            log.error("sender hangs: killed, its alert will be sent again")
            self.worker.kill()

    def _received(self, verb: str, rest: str, at: datetime) -> bool:
        if verb == "more":
            self._began_at = None  # what it leaves is no sign that nothing can be sent
        return False

    def blocked(self, kind: str, detail: str | Text, at: datetime) -> None:
        super().blocked(kind, detail, at)
        self._began_at = None

    def _died(self, how: str, at: datetime) -> None:
        self.broken(how, at)
        self._began_at = None


def has_room(database: Path) -> bool:
    """Whether ENOUGH_ROOM bytes can be written beside *database*, tried as quotas show only so, before a disk costs a round."""
    probe = database.with_name(f"{database.name}.room-{os.getpid()}")
    try:
        with os.fdopen(create_anew(probe), "wb") as file:
            file.write(bytes(ENOUGH_ROOM))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        return False
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)
    return True
