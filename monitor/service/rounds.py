"""Who is visited together, who alone, and who brought a worker down. Bookkeeping only: no process, no clock, no database.

A worker visits one round after the other and says of each watch when its visit begins and ends. Where it dies or hangs, those
under way are suspects: each of them is tried again alone, between the rounds of the others. One that brings the worker down alone,
too, is the culprit: that visit is recorded as failed, and the others never wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

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
