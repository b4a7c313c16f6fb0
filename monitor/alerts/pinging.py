"""A round of visits, with a ping before and after it (`ping` in [monitor]): somebody elsewhere notices a silence of ours.

https://healthchecks.io/docs/http_api/ says how others do it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal, TypeAlias
from urllib.parse import urlsplit, urlunsplit

from monitor.deliver import AGENT
from monitor.model import CheckResult, Config

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Pinger:
    """Sends pings; that they fail is logged once until one arrives, and is never a reason for anything else to fail."""

    failing: bool = False

    def send(self, address: str, signal: Signal, body: str = "") -> None:
        why = ping(address, signal, body)
        if why and not self.failing:
            log.warning("ping failed signal=%s reason=%s", signal, why)
        self.failing = why is not None


@dataclass(slots=True)
class Round:
    """What is told of a round when it is over."""

    results: list[CheckResult] = field(default_factory=list)

    def told(self, results: Sequence[CheckResult]) -> None:
        self.results += results

    @property
    def body(self) -> str:
        """Counts only: the names of pages are nobody's business elsewhere."""
        changed = sum(r.outcome == "changed" for r in self.results)
        failed = sum(r.outcome == "failed" or bool(r.failures) for r in self.results)
        return f"pages={len(self.results)} changed={changed} failed={failed}"


_PINGER = Pinger()  # of this process


@contextmanager
def pinged(config: Config, *, is_round: bool = True, pinger: Pinger = _PINGER) -> Iterator[Round]:
    """Ping at the start of what is inside, and at its end: success, or fail where it broke off with an error.

    Pages that cannot be read are no failure here: they have alerts of their own. A signal or Ctrl-C is neither. *is_round*: False
    for visits of named pages, which say nothing of the watch as a whole.
    """
    this = Round()
    address = config.ping
    if address is None or not is_round:
        yield this
        return
    prepare()
    start = threading.Thread(target=pinger.send, args=(address, "start"), daemon=True, name="ping")
    start.start()
    try:
        yield this
    except Exception as error:
        _after(start, pinger, address, "fail", type(error).__name__)
        raise
    _after(start, pinger, address, "success", this.body)


def _after(start: threading.Thread, pinger: Pinger, address: str, signal: Signal, body: str) -> None:
    """The start first: they must arrive in order."""
    start.join(TIMEOUT_S)
    pinger.send(address, signal, body)


# --------------------------------------------------------------------------------------------------------------- the ping itself

TIMEOUT_S = 10.0
Signal: TypeAlias = Literal["start", "success", "fail"]


def ping(address: str, signal: Signal, body: str = "") -> str | None:
    """Send *signal*, with *body* for who reads there; None where it was taken, else why not, without the address: it is a secret.

    Success goes to the address itself, the others to /start and /fail below it. Never raises for what the world did.
    """
    import httpx

    try:
        answer = httpx.post(
            signal_address(address, signal),
            content=body.encode(),
            headers={"User-Agent": AGENT, "Content-Type": "text/plain; charset=utf-8"},
            timeout=TIMEOUT_S,
        )
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return type(error).__name__
    return None if answer.is_success else f"HTTP {answer.status_code}"


def prepare() -> None:
    """Load what a ping needs; to be called before threads send any: two that import at once see half a module."""
    import httpx  # noqa: F401


def signal_address(address: str, signal: Signal) -> str:
    """Where *signal* goes; a query stays at the end."""
    if signal == "success":
        return address
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{signal}"))
