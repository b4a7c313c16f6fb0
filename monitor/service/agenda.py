"""Which watch is due when: reckoned from the database once, then only for those visited since."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from monitor.model import Config, Past, Watch
from monitor.schedule import next_visit


class Agenda:
    """The next visit of every enabled watch of one configuration. Right as long as this process holds the instance lock."""

    def __init__(self, config: Config) -> None:
        self._timezone = config.timezone
        self._watches = {w.name: w for w in config.watches if w.enabled}
        self._at: dict[str, datetime] = {}
        self._heap: list[tuple[datetime, str]] = []  # entries that `_at` no longer bears out are skipped
        self._seen: dict[str, datetime] = {}

    @property
    def watches(self) -> Mapping[str, Watch]:
        return self._watches

    def seen(self, name: str, at: datetime) -> None:
        """*name* was visited at *at*, by this clock: it counts where the database tells of a later visit, by a clock gone wrong."""
        self._seen[name] = at

    def reckon(self, pasts: Mapping[str, Past], now: datetime) -> None:
        """Find the next visit of each watch in *pasts* anew; what is no longer watched is left out."""
        for name, past in pasts.items():
            if name in self._watches:
                self._set(name, self._next(self._watches[name], past, now))

    def put_off(self, names: Iterable[str], until: datetime) -> None:
        """Leave *names* alone until *until*."""
        for name in names:
            if name in self._watches:
                self._set(name, until)

    def due(self, now: datetime) -> list[str]:
        """Those whose time has come, the longest overdue first."""
        return [name for _, name in sorted((at, name) for at, name in self._upto(now))]

    def next_at(self) -> datetime | None:
        """When the next watch is due, or was; None: none ever will be."""
        while self._heap and self._at.get(self._heap[0][1]) != self._heap[0][0]:
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def _next(self, watch: Watch, past: Past, now: datetime) -> datetime | None:
        if past.newest_at is not None and past.newest_at > now and watch.name in self._seen:
            past = replace(past, newest_at=self._seen[watch.name])
        found = next_visit(watch, past, now, self._timezone)
        return None if found is None else found.at

    def _set(self, name: str, at: datetime | None) -> None:
        if at is None:
            self._at.pop(name, None)
        elif self._at.get(name) != at:
            self._at[name] = at
            heapq.heappush(self._heap, (at, name))

    def _upto(self, now: datetime) -> list[tuple[datetime, str]]:
        """The entries until *now*; they stay on the heap until a new time is set."""
        found = []
        while (at := self.next_at()) is not None and at <= now:
            found.append(heapq.heappop(self._heap))
        for entry in found:
            heapq.heappush(self._heap, entry)
        return found
