"""Servers that asked us to wait, and their robots.txt: known to every thread, written by one (DESIGN 3.18, RFC 9309).

Fetch threads call `until`, `hold`, `get` and `put`; what they add is known to all at once and reaches the file with the next commit
of the thread that owns the store (`flush`).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from threading import Lock
from typing import Literal, TypeAlias
from urllib.parse import urldefrag, urlsplit, urlunsplit

from monitor.model.frozen import dataclass
from monitor.store.connection import Connection
from monitor.store.row_digests import COLUMNS, inserted, sound
from monitor.store.rows import moment, stamp

Scope: TypeAlias = Literal["host", "address"]
_PORTS = {"http": 80, "https": 443}


class Holds:
    """Until when a host or an address is left alone."""

    def __init__(self, db: Connection) -> None:
        rows = db.rows(f"SELECT scope, target, until FROM holds WHERE {sound('holds')}")  # what is damaged holds nobody up
        self._until: dict[tuple[str, str], datetime] = {}
        for scope, target, until in rows:
            with suppress(ValueError, TypeError):  # of a page of the file that another one stands in, anything
                self._until[scope, target] = moment(until)
        self._new: dict[tuple[str, str], datetime] = {}
        self._lock = Lock()

    @property
    def waiting(self) -> bool:
        """Whether something is not in the file yet."""
        return bool(self._new)

    def any_after(self, now: datetime) -> bool:
        """Whether anybody is to be left alone at *now*."""
        with self._lock:
            return any(until > now for until in self._until.values())

    def until(self, url: str) -> datetime | None:
        """Until when *url* is held, for its host or for itself; None: never was. May lie in the past."""
        with self._lock:
            if not self._until:  # as mostly
                return None
            times = [self._until.get(_key("host", url)), self._until.get(_key("address", url))]
        return max((t for t in times if t is not None), default=None)

    def hold(self, scope: Scope, url: str, until: datetime) -> None:
        """Leave the host of *url*, or *url* itself, alone until *until*; a longer hold stays."""
        name = _key(scope, url)
        with self._lock:
            if name not in self._until or self._until[name] < until:
                self._until[name] = self._new[name] = until

    def lift(self, url: str, at: datetime) -> None:
        """End the hold of *url* itself, which has answered well at *at*; its host's stays."""
        name = _key("address", url)
        with self._lock:
            if name in self._until and self._until[name] > at:
                self._until[name] = self._new[name] = at

    def flush(self, db: Connection, now: datetime) -> Callable[[], None]:
        """Write what is new and drop what is over; call what it returns after the commit. Only for the thread that owns *db*."""
        with self._lock:
            taken = dict(self._new)
        if taken:
            db.run("DELETE FROM holds WHERE until < ?", (stamp(now),))
            sql = " ON CONFLICT DO UPDATE SET until = excluded.until, digest = excluded.digest"
            db.run_many(
                inserted("holds", *COLUMNS["holds"]) + sql, [(*name, stamp(until)) for name, until in sorted(taken.items())]
            )
        return lambda: self._flushed(taken)

    def _flushed(self, taken: dict[tuple[str, str], datetime]) -> None:
        with self._lock:
            self._new = {name: until for name, until in self._new.items() if taken.get(name) != until}


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsFile:
    """A robots.txt as it was answered; `text` is "" where there was none to read."""

    fetched_at: datetime
    status: int
    text: str


class RobotsFiles:
    """The robots.txt of each origin ("https://example.org"), however old."""

    def __init__(self, connect: Callable[[], Connection]) -> None:
        self._connect = connect  # a reader that any thread may use: fetch threads have no share in the store's own connection
        self._db: Connection | None = None
        self._known: dict[str, RobotsFile | None] = {}
        self._new: dict[str, RobotsFile] = {}
        self._lock = Lock()

    @property
    def waiting(self) -> bool:
        """Whether something is not in the file yet."""
        return bool(self._new)

    def get(self, origin: str) -> RobotsFile | None:
        """What *origin* answered last, or None."""
        with self._lock:
            if origin not in self._known:
                if self._db is None:
                    self._db = self._connect()
                sql = f"SELECT fetched_at, status, body FROM robots WHERE origin = ? AND {sound('robots')}"
                self._known[origin] = None
                with suppress(ValueError, TypeError):
                    for at, status, text in self._db.tuples(sql, (origin,)):
                        self._known[origin] = RobotsFile(fetched_at=moment(at), status=status, text=text)
            return self._known[origin]

    def put(self, origin: str, fetched_at: datetime, status: int, text: str) -> None:
        """Remember an answer."""
        with self._lock:
            self._known[origin] = self._new[origin] = RobotsFile(fetched_at=fetched_at, status=status, text=text)

    def flush(self, db: Connection) -> Callable[[], None]:
        """Write what is new; call what it returns after the commit. Only for the thread that owns *db*."""
        with self._lock:
            taken = dict(self._new)
        sql = (
            " ON CONFLICT DO UPDATE"
            " SET fetched_at = excluded.fetched_at, status = excluded.status, body = excluded.body, digest = excluded.digest"
        )
        if taken:
            db.run_many(
                inserted("robots", *COLUMNS["robots"]) + sql,
                [(origin, stamp(r.fetched_at), r.status, r.text) for origin, r in taken.items()],
            )
        return lambda: self._flushed(taken)

    def _flushed(self, taken: dict[str, RobotsFile]) -> None:
        with self._lock:
            self._new = {origin: robots for origin, robots in self._new.items() if taken.get(origin) is not robots}

    def close(self) -> None:
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = None


def _key(scope: Scope, url: str) -> tuple[str, str]:
    """What a hold is kept under: the host with its port, or the address; no user, no password."""
    parts = urlsplit(urldefrag(url).url)
    host = f"{parts.hostname or ''}:{parts.port or _PORTS.get(parts.scheme, 0)}"
    return (scope, host if scope == "host" else urlunsplit(parts._replace(netloc=host)))
