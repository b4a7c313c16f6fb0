"""How a server is treated: robots.txt (RFC 9309), one request at a time, Retry-After, few repeats after growing waits."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, Protocol, TypeAlias
from urllib.parse import urlsplit

from monitor.fetch.address import host, origin, without_user
from monitor.fetch.errors import FetchError, stopped
from monitor.model import Fetched, FetchFailed, FetchOutcome
from monitor.model.frozen import dataclass, field

log = logging.getLogger(__name__)


TOKEN = "city-page-monitor"  # the product token that a robots.txt can name (§2.2.1)
FRESH = timedelta(hours=24)
AGAIN = timedelta(hours=1)  # how long an old copy serves before a robots.txt that cannot be had is asked for again
OLDEST = timedelta(days=30)  # §2.3.1.4: after that a copy says nothing about an unreachable file
MAX_BYTES = 512_000  # §2.5: at least 500 KiB are read, the rest is ignored
ROBOTS_REDIRECTS = 5  # §2.3.1.2
LONGEST_DELAY = timedelta(seconds=10)  # Crawl-delay is no part of the RFC; longer ones would eat the visit


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsCopy:
    """What an origin's robots.txt said. `text` is "" where there is none (4xx: everything is allowed, §2.3.1.3)."""

    fetched_at: datetime
    status: int
    text: str = ""


class RobotsCache(Protocol):
    """Where copies are kept, by origin ("https://www.example.org"). Called from every thread that visits."""

    def kept(self, site: str) -> RobotsCopy | None:
        """The newest copy, however old."""

    def keep(self, site: str, copy: RobotsCopy) -> None:
        """Replace the copy of *site*."""


class MemoryRobots:
    """Copies of one run. *known* are those that an earlier run stored; `made` collects the new ones to be stored after it."""

    def __init__(self, known: Mapping[str, RobotsCopy] | None = None) -> None:
        self._known = dict(known or {})
        self.made: dict[str, RobotsCopy] = {}

    def kept(self, site: str) -> RobotsCopy | None:
        return self._known.get(site)

    def keep(self, site: str, copy: RobotsCopy) -> None:
        self._known[site] = self.made[site] = copy


class RobotsRules:
    """Asks each origin once, whoever comes first; the others wait for the answer."""

    def __init__(self, cache: RobotsCache, *, now: Callable[[], datetime]) -> None:
        self._cache = cache
        self._now = now
        self._lock = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._tried_at: dict[str, datetime] = {}
        self._read: dict[str, tuple[RobotsCopy, Any]] = {}

    def delay(self, url: str, fetch: Callable[[str], RobotsCopy]) -> timedelta:
        """Return the Crawl-delay that holds for *url*, zero where there is none.

        *fetch* gets the robots.txt at an address. Raises `FetchError`: `robots` where *url* is disallowed, else whatever *fetch*
        raises where there is no older copy to go by.
        """
        site = origin(url)
        with self._lock:
            lock = self._locks.setdefault(site, threading.Lock())
        with lock:
            copy = self._copy(site, fetch)
            if not copy.text:  # nothing to obey
                return timedelta(0)
            held = self._read.get(site)
            if held is None or held[0] != copy:  # once per copy: protego takes milliseconds on a long one
                from protego import Protego

                held = self._read[site] = (copy, Protego.parse(copy.text))
            rules = held[1]
        if not rules.can_fetch(url, TOKEN):
            raise FetchError("robots", f"robots.txt: Disallow {urlsplit(url).path or '/'}")
        return min(timedelta(seconds=rules.crawl_delay(TOKEN) or 0), LONGEST_DELAY)

    def _copy(self, site: str, fetch: Callable[[str], RobotsCopy]) -> RobotsCopy:
        kept, now = self._cache.kept(site), self._now()
        if kept and (_within(FRESH, kept.fetched_at, now) or _within(AGAIN, self._tried_at.get(site, kept.fetched_at), now)):
            return kept
        self._tried_at[site] = now
        try:
            copy = fetch(f"{site}/robots.txt")
        except FetchError as error:
            if kept is None or now - kept.fetched_at > OLDEST:
                raise
            log.info("robots.txt kept site=%s fetched_at=%s reason=%s", site, kept.fetched_at.isoformat(), error.detail)
            return kept
        self._cache.keep(site, copy)
        return copy


def _within(span: timedelta, then: datetime, now: datetime) -> bool:
    """Whether *then* is less than *span* ago; a copy from the future is as old as the clock was wrong: nobody knows."""
    return timedelta(0) <= now - then < span


@dataclass(slots=True)
class _HostQueue:
    """One host: who waits, how many are being served, and the newest one: when it started or, once it is over, ended."""

    changed: threading.Condition = field(default_factory=threading.Condition)
    waiting: deque[object] = field(default_factory=deque)
    under_way: int = 0
    newest: object = None
    newest_at: datetime | None = None


class HostThrottle:
    """Shared by all threads that visit. Watches with different patience on one host each keep their own."""

    def __init__(self, *, now: Callable[[], datetime], sleep: Callable[[float], None]) -> None:
        self._now = now
        self._sleep = sleep
        self._queues: dict[str, _HostQueue] = {}
        self._lock = threading.Lock()
        self._closed = False

    def close(self) -> None:
        """Give no more turns; whoever waits for one gets `FetchError` now."""
        with self._lock:
            self._closed = True
            queues = list(self._queues.values())
        for queue in queues:
            with queue.changed:
                queue.changed.notify_all()

    @contextmanager
    def turn(self, host: str, *, per_host: int, pause: timedelta, deadline: datetime) -> Iterator[None]:
        """Wait for a turn at *host* and hold it for one request.

        At most *per_host* are under way. Each starts at least *pause* after the end of the one before or, where several may be
        under way and that one still is, after its start: counted from the end, a request that was held up on its way cannot have
        the next one at its heels. `FetchError` (`timeout`) where the turn would come after *deadline*.
        """
        with self._lock:
            queue = self._queues.setdefault(host, _HostQueue())
        ticket = object()
        start = self._enter(queue, ticket, host, per_host, pause, deadline)
        try:
            if (wait := (start - self._now()).total_seconds()) > 0:
                self._sleep(wait)
                self._note(queue, ticket)
            yield
        finally:
            with queue.changed:
                self._note(queue, ticket)
                queue.under_way -= 1
                queue.changed.notify_all()

    def _note(self, queue: _HostQueue, ticket: object) -> None:
        """Let the pause count from now, unless another one has started since."""
        with queue.changed:
            if queue.newest is ticket:
                queue.newest_at = self._now()

    def _enter(self, queue: _HostQueue, ticket: object, host: str, per_host: int, pause: timedelta, deadline: datetime) -> datetime:
        with queue.changed:
            queue.waiting.append(ticket)
            try:
                while queue.waiting[0] is not ticket or queue.under_way >= per_host:
                    left = (deadline - self._now()).total_seconds()
                    if self._closed:
                        raise stopped()
                    if left <= 0:
                        raise _no_turn(host)
                    queue.changed.wait(left)
                start = max(self._now(), queue.newest_at + pause) if queue.newest_at else self._now()
                if start >= deadline:
                    raise _no_turn(host)
                queue.under_way, queue.newest, queue.newest_at = queue.under_way + 1, ticket, start
                return start
            finally:
                queue.waiting.remove(ticket)
                queue.changed.notify_all()


def _no_turn(host: str) -> FetchError:
    return FetchError("timeout", f"{host}: no turn in time (pause, per_host)")


Scope: TypeAlias = Literal["host", "address"]
HoldKey: TypeAlias = tuple[Scope, str]


class RetryAfterStore(Protocol):
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


class MemoryRetryAfter:
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


LONGEST = timedelta(days=31)  # whatever it asks: a page is never given up because of one wrong header


def retry_at(value: str | None, now: datetime) -> datetime | None:
    """The time that a Retry-After names, in seconds from *now* or as a date, at most `LONGEST` away; None: there is no sense."""
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return now + min(timedelta(seconds=int(value[:12])), LONGEST)
    asked = http_date(value)
    return min(max(asked, now), now + LONGEST) if asked is not None else None


def http_date(value: str) -> datetime | None:
    """The time that *value*, a date of HTTP (RFC 9110 §5.6.7), names; None where it is none."""
    from email.utils import parsedate_to_datetime

    try:
        named = parsedate_to_datetime(value)
        return named.replace(tzinfo=UTC) if named.tzinfo is None else named.astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None


ATTEMPTS = 3
FIRST_WAIT_S = 0.5
# 408 and 425 invite a repeat (RFC 9110 §15.5.9, RFC 8470); 52x are Cloudflare's for an origin that did not answer it.
PASSING = frozenset({408, 425, 500, 502, 503, 504, 520, 521, 522, 523, 524})


def is_transient(outcome: FetchOutcome) -> bool:
    """Whether the same request may work in a moment. What names a time to come back, or a decision (4xx, tls, robots), does not."""
    if isinstance(outcome, Fetched):
        return outcome.cut is not None
    if not isinstance(outcome, FetchFailed) or outcome.retry_after is not None:
        return False
    if outcome.kind == "http_error":
        return outcome.http is not None and outcome.http.status in PASSING
    return outcome.kind in ("dns", "connect", "timeout", "truncated")


def wait_before(attempt: int, chance: float) -> float:
    """Seconds before *attempt* (2 is the first repeat): doubling, spread by *chance* (0 to 1) over half of it up to all of it."""
    return float(FIRST_WAIT_S * 2 ** (attempt - 2) * (1 + chance))


def better(before: FetchOutcome, after: FetchOutcome) -> FetchOutcome:
    """Return the outcome that tells more: the newer, unless it failed or was cut sooner while a cut body is at hand."""
    if not isinstance(before, Fetched):
        return after
    if isinstance(after, FetchFailed) or (isinstance(after, Fetched) and after.cut and len(after.body) < len(before.body)):
        return before
    return after
