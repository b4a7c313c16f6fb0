"""robots.txt as RFC 9309 wants it read, kept for a day (§2.4)."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol
from urllib.parse import urlsplit

from monitor.fetch.address import origin
from monitor.fetch.trouble import Trouble
from monitor.model.frozen import dataclass

log = logging.getLogger(__name__)
TOKEN = "city-page-monitor"  # the product token that a robots.txt can name (§2.2.1)
FRESH = timedelta(hours=24)
AGAIN = timedelta(hours=1)  # how long an old copy serves before a robots.txt that cannot be had is asked for again
OLDEST = timedelta(days=30)  # §2.3.1.4: after that a copy says nothing about an unreachable file
MAX_BYTES = 512_000  # §2.5: at least 500 KiB are read, the rest is ignored
MAX_REDIRECTS = 5  # §2.3.1.2
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


class Robots:
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

        *fetch* gets the robots.txt at an address. Raises `Trouble`: `robots` where *url* is disallowed, else whatever *fetch*
        raises where there is no older copy to go by.
        """
        site = origin(url)
        with self._lock:
            lock = self._locks.setdefault(site, threading.Lock())
        with lock:
            rules = self._rules(site, self._copy(site, fetch))
        if rules is None:
            return timedelta(0)
        if not rules.can_fetch(url, TOKEN):
            raise Trouble("robots", f"robots.txt: Disallow {urlsplit(url).path or '/'}")
        return min(timedelta(seconds=rules.crawl_delay(TOKEN) or 0), LONGEST_DELAY)

    def _copy(self, site: str, fetch: Callable[[str], RobotsCopy]) -> RobotsCopy:
        kept, now = self._cache.kept(site), self._now()
        if kept and (_within(FRESH, kept.fetched_at, now) or _within(AGAIN, self._tried_at.get(site, kept.fetched_at), now)):
            return kept
        self._tried_at[site] = now
        try:
            copy = fetch(f"{site}/robots.txt")
        except Trouble as trouble:
            if kept is None or now - kept.fetched_at > OLDEST:
                raise
            log.info("robots.txt kept site=%s fetched_at=%s reason=%s", site, kept.fetched_at.isoformat(), trouble.detail)
            return kept
        self._cache.keep(site, copy)
        return copy

    def _rules(self, site: str, copy: RobotsCopy) -> Any:
        """The parsed copy, once per copy: protego takes milliseconds on a long one. None: nothing to obey."""
        if not copy.text:
            return None
        held = self._read.get(site)
        if held is None or held[0] != copy:
            from protego import Protego

            held = self._read[site] = (copy, Protego.parse(copy.text))
        return held[1]


def _within(span: timedelta, then: datetime, now: datetime) -> bool:
    """Whether *then* is less than *span* ago; a copy from the future is as old as the clock was wrong: nobody knows."""
    return timedelta(0) <= now - then < span
