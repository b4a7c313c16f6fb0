"""What goes with a round of visits: a ping before and after it (`ping` in [monitor]), and the work of the day (5.20, 7.5, 10.4).

A ping lets somebody elsewhere notice a silence of ours; https://healthchecks.io/docs/http_api/ says how others do it. The work of
the day, a time stamp and old versions looked over, is in nobody's way: it raises nothing for what the world does, and who mends is
told.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Literal, TypeAlias
from urllib.parse import urlsplit, urlunsplit

from monitor.alerts.service import notify_service
from monitor.deliver import AGENT
from monitor.errors import MonitorError, NotStamped, StoreError
from monitor.i18n.locale import locale_of
from monitor.model import CheckResult, Config
from monitor.model.frozen import dataclass, field
from monitor.store import Stamp, Store

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

    def add(self, results: Sequence[CheckResult]) -> None:
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


PATIENCE_S = 10.0  # for the authority to answer in: who asks daily can ask again
TOLD_AFTER = 3  # attempts that failed, or a day: one that is away for an hour is no news


def daily_work(store: Store, config: Config, now: datetime) -> None:
    """Do what of it is due now; asked for after each round, it mostly finds that it is done."""
    _stamp(store, config, now)
    try:
        found = store.look_over(now)  # a few versions a day
    except MonitorError as error:
        log.warning("not looked over error=%s", str(error.message))
        return
    except Exception:
        log.exception("bug step=%s", "looking over")
        return
    for one in found:
        log.error("damaged %s", one)
    if found:
        notify_service(config, "damaged", lambda language: "\n".join(map(locale_of(language).render, found[:10])), now)


def _stamp(store: Store, config: Config, now: datetime) -> None:
    """Ask the authority of the configuration, retried with growing waits, and keep what it answers."""
    if config.timestamp is None:
        return
    due = store.next_stamp_at(config.timezone)
    if due is None or due > now:
        return
    from monitor.proof.stamping import ask  # once a day (DESIGN §9)

    heads = store.heads()
    try:
        try:
            response = ask(heads.encode(), config.timestamp, within_s=PATIENCE_S)
            store.keep_stamp(Stamp(at=now, tsa=config.timestamp, heads=heads, response=response))
            log.info("stamped tsa=%s watches=%d", config.timestamp, heads.count("\n"))
        except NotStamped as error:
            log.warning("not stamped tsa=%s error=%s", config.timestamp, str(error))
            failing = store.stamp_failed(now, str(error)[:500])
            if failing.count >= TOLD_AFTER or now - failing.since >= timedelta(days=1):
                notify_service(config, "not_stamped", error.message, now)
    except StoreError as error:
        log.warning("not stamped tsa=%s error=%s", config.timestamp, str(error.message))
