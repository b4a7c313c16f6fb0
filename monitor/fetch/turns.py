"""Politeness: requests to one host one after the other, a pause between their starts, first come first served."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor.fetch.trouble import Trouble, stopped


@dataclass(slots=True)
class _Lane:
    """One host: who waits, how many are being served, when the last one started."""

    changed: threading.Condition = field(default_factory=threading.Condition)
    waiting: deque[object] = field(default_factory=deque)
    under_way: int = 0
    started_at: datetime | None = None


class Turns:
    """Shared by all threads that visit. Watches with different patience on one host each keep their own."""

    def __init__(self, *, now: Callable[[], datetime], sleep: Callable[[float], None]) -> None:
        self._now = now
        self._sleep = sleep
        self._lanes: dict[str, _Lane] = {}
        self._lock = threading.Lock()
        self._closed = False

    def close(self) -> None:
        """Give no more turns; whoever waits for one gets `Trouble` now."""
        with self._lock:
            self._closed = True
            lanes = list(self._lanes.values())
        for lane in lanes:
            with lane.changed:
                lane.changed.notify_all()

    @contextmanager
    def turn(self, host: str, *, per_host: int, pause: timedelta, deadline: datetime) -> Iterator[None]:
        """Wait for a turn at *host* and hold it for one request.

        At most *per_host* are under way, and each starts at least *pause* after the one before. Raises `Trouble` (`timeout`) where
        the turn would come after *deadline*.
        """
        with self._lock:
            lane = self._lanes.setdefault(host, _Lane())
        start = self._enter(lane, host, per_host, pause, deadline)
        try:
            if (wait := (start - self._now()).total_seconds()) > 0:
                self._sleep(wait)
            yield
        finally:
            with lane.changed:
                lane.under_way -= 1
                lane.changed.notify_all()

    def _enter(self, lane: _Lane, host: str, per_host: int, pause: timedelta, deadline: datetime) -> datetime:
        ticket = object()
        with lane.changed:
            lane.waiting.append(ticket)
            try:
                while lane.waiting[0] is not ticket or lane.under_way >= per_host:
                    lane.changed.wait(self._left(deadline, host))
                start = max(self._now(), lane.started_at + pause) if lane.started_at else self._now()
                if start >= deadline:
                    raise _no_turn(host)
                lane.under_way, lane.started_at = lane.under_way + 1, start
                return start
            finally:
                lane.waiting.remove(ticket)
                lane.changed.notify_all()

    def _left(self, deadline: datetime, host: str) -> float:
        left = (deadline - self._now()).total_seconds()
        if self._closed:
            raise stopped()
        if left <= 0:
            raise _no_turn(host)
        return left


def _no_turn(host: str) -> Trouble:
    return Trouble("timeout", f"{host}: no turn in time (pause, per_host)")
