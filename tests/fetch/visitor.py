"""A fetcher as a watch uses it, with a clock that jumps where it is told to sleep."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from monitor.fetch import Fetcher, MemoryRetryAfter, MemoryRobots
from monitor.model import FetchOutcome, Validators, Visiting
from tests.fetch.server import Reply, Server

T0 = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


class Clock:
    """Real time from T0 on, plus every sleep, which takes none."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self._began = time.monotonic()
        self._lock = threading.Lock()

    def now(self) -> datetime:
        return T0 + timedelta(seconds=time.monotonic() - self._began + sum(self.slept))

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(seconds)


@dataclass
class Visitor:
    """Asks with a watch's patience, short enough for a test."""

    clock: Clock = field(default_factory=Clock)
    holds: MemoryRetryAfter = field(default_factory=MemoryRetryAfter)
    robots: MemoryRobots = field(default_factory=MemoryRobots)
    visiting: Visiting = field(
        default_factory=lambda: Visiting(
            pause=timedelta(0),
            read_timeout=timedelta(seconds=2),
            connect_timeout=timedelta(seconds=2),
            allow_private_addresses=True,
        )
    )

    def __post_init__(self) -> None:
        self.fetcher = Fetcher(
            contact="mailto:veille@valmont.example",
            holds=self.holds,
            robots=self.robots,
            now=self.clock.now,
            sleep=self.clock.sleep,
            chance=lambda: 0.0,
        )

    def get(
        self,
        url: str,
        *,
        validators: Validators = Validators(),
        headers: Mapping[str, str] | None = None,
        max_bytes: int = 1_000_000,
        within_s: float = 90,
        visiting: Visiting | None = None,
        ignore_holds: bool = False,
    ) -> FetchOutcome:
        return self.fetcher.get(
            url,
            visiting=visiting or self.visiting,
            validators=validators,
            headers=headers or {},
            max_bytes=max_bytes,
            deadline=self.clock.now() + timedelta(seconds=within_s),
            accept="page",
            ignore_holds=ignore_holds,
        )


def says(server: Server, *replies: Reply, path: str = "/") -> str:
    """Let *server* say *replies* at *path*, one a request, and return the address."""
    server.says[path] = list(replies)
    return server.url(path)
