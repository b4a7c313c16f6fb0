"""Which watch is due when, and who is visited together. Bookkeeping only: no process, no clock, no database.

What is due is reckoned from the database once, then only for those visited since. A worker visits one round after the other and
says of each watch when its visit begins and ends. Where it dies or hangs, those under way are suspects: each of them is tried
again alone, between the rounds of the others. One that brings the worker down alone, too, is the culprit: that visit is recorded
as failed, and the others never wait for it.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from monitor.model import Config, Past, Watch
from monitor.model.frozen import replace
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
                if past.newest_at is not None and past.newest_at > now and name in self._seen:
                    past = replace(past, newest_at=self._seen[name])
                found = next_visit(self._watches[name], past, now, self._timezone)
                self._set(name, found.at if found else None)

    def put_off(self, names: Iterable[str], until: datetime) -> None:
        """Leave *names* alone until *until*."""
        for name in names:
            if name in self._watches:
                self._set(name, until)

    def due(self, now: datetime) -> list[str]:
        """Those whose time has come, the longest overdue first."""
        found = []
        while (at := self.next_at()) is not None and at <= now:
            found.append(heapq.heappop(self._heap))
        for entry in found:  # they stay until a new time is set
            heapq.heappush(self._heap, entry)
        return [name for _, name in sorted(found)]

    def next_at(self) -> datetime | None:
        """When the next watch is due, or was; None: none ever will be."""
        while self._heap and self._at.get(self._heap[0][1]) != self._heap[0][0]:
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def _set(self, name: str, at: datetime | None) -> None:
        if at is None:
            self._at.pop(name, None)
        elif self._at.get(name) != at:
            self._at[name] = at
            heapq.heappush(self._heap, (at, name))


LONGEST = 500  # watches in a round: what becomes due meanwhile waits for its end


class Rounds:
    """The rounds of one worker after another. *deadline*: the longest visit of a watch, from its beginning."""

    def __init__(self, deadline: Callable[[str], timedelta]) -> None:
        self._deadline = deadline
        self._left: set[str] = set()
        self._under_way: dict[str, datetime] = {}  # name -> when it must have ended
        self._suspects: set[str] = set()
        self._alone = self._suspects_turn = False

    def pick(self, due: Sequence[str]) -> tuple[str, ...]:
        """Begin the next round, of names among *due*: by turns one suspect alone, and all the others."""
        suspects = [name for name in due if name in self._suspects]
        others = [name for name in due if name not in self._suspects]
        self._alone = bool(suspects) and (self._suspects_turn or not others)
        self._suspects_turn = not self._alone
        names = suspects[:1] if self._alone else others[:LONGEST]
        self._left, self._under_way = set(names), {}
        return tuple(names)

    def begun(self, name: str, now: datetime) -> None:
        """The visit of *name* began."""
        self._under_way[name] = now + self._deadline(name)

    def clock_jumped(self, now: datetime) -> None:
        """The visits under way get their time anew, or one that hangs would be waited for until the clock is there again."""
        for name in self._under_way:
            self.begun(name, now)

    def resting(self, name: str) -> None:
        """The visit of *name* waits to be confirmed: nothing is under way."""
        self._under_way.pop(name, None)

    def done(self, name: str) -> None:
        """The visit of *name* was written: whatever happened when it was a suspect, it was not its doing."""
        self._under_way.pop(name, None)
        self._left.discard(name)
        self._suspects.discard(name)

    def left(self) -> frozenset[str]:
        """Those of the round whose visits were not written."""
        return frozenset(self._left)

    def hangs_at(self) -> datetime | None:
        """When the first visit under way must have ended."""
        return min(self._under_way.values(), default=None)

    def abandon(self) -> None:
        """The round is over, and nobody is to blame for what is left of it."""
        self._left, self._under_way = set(), {}

    def died(self) -> tuple[set[str], set[str]]:
        """The worker is gone: those that were under way, and those among them that are to blame."""
        under_way = set(self._under_way)
        culprits = under_way & self._suspects if self._alone else set[str]()
        self._suspects |= under_way
        self._suspects_turn = False  # the others first: a visit that hangs takes minutes
        self.abandon()
        return under_way, culprits
