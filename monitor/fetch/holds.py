"""Who asked not to be asked for a while: a 429 speaks for its host, a 503 for its address (DESIGN 3.18)."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import datetime
from typing import Literal, Protocol, TypeAlias

from monitor.fetch.address import host, without_user

Scope: TypeAlias = Literal["host", "address"]
HoldKey: TypeAlias = tuple[Scope, str]


class Holds(Protocol):
    """Where a Retry-After is kept. Called from every thread that visits."""

    def until(self, url: str) -> datetime | None:
        """Until when *url* must not be asked; None, or a time that has passed: it may be."""

    def hold(self, scope: Scope, url: str, until: datetime) -> None:
        """Keep that the host of *url*, or that address alone, asked for peace until then."""

    def lift(self, url: str, at: datetime) -> None:
        """Forget what *url* asked for itself: it has answered well at *at*. What its host asked for stays."""


def hold_key(scope: Scope, url: str) -> HoldKey:
    """Under which key *url* is held: its host, or the address without user and fragment."""
    return (scope, host(url)) if scope == "host" else (scope, without_user(url).partition("#")[0])


class MemoryHolds:
    """Holds of one run. *known* are those that an earlier run stored; `made` collects the new ones to be stored after it."""

    def __init__(self, known: Mapping[HoldKey, datetime] | None = None) -> None:
        self._known = dict(known or {})
        self._lock = threading.Lock()
        self.made: dict[HoldKey, datetime] = {}

    def until(self, url: str) -> datetime | None:
        with self._lock:
            times = [t for scope in ("host", "address") if (t := self._known.get(hold_key(scope, url)))]
        return max(times, default=None)

    def hold(self, scope: Scope, url: str, until: datetime) -> None:
        with self._lock:
            self._known[hold_key(scope, url)] = self.made[hold_key(scope, url)] = until

    def lift(self, url: str, at: datetime) -> None:
        key = hold_key("address", url)
        with self._lock:
            if key in self._known:
                self._known[key] = self.made[key] = min(self._known[key], at)
