"""Alerts claimed, worded, sent, and only then marked delivered: at least once, the same key on a repeat (DESIGN §2)."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from monitor.model import Accepted, AlertKind, Channel, CheckResult, Delivery, Later, Message, Refused

log = logging.getLogger(__name__)

BUG = "internal_error"
LEASE = timedelta(minutes=10)  # a claim by a process that died is free again after this
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
GIVE_UP_AFTER = timedelta(days=5)  # RFC 5321 §4.5.4.1


class Row(Protocol):
    """One alert to one channel, as the store keeps it."""

    @property
    def id(self) -> int: ...
    @property
    def key(self) -> str: ...
    @property
    def channel(self) -> str: ...
    @property
    def kind(self) -> AlertKind: ...
    @property
    def watch(self) -> str | None: ...
    @property
    def items(self) -> tuple[str, ...]: ...
    @property
    def result(self) -> CheckResult | None: ...
    @property
    def hash(self) -> str | None: ...
    @property
    def created_at(self) -> datetime: ...
    @property
    def attempts(self) -> int: ...


class Outbox(Protocol):
    """The rows to be sent, as the store keeps them. Each call is a transaction of its own."""

    def claim(self, row_id: int, now: datetime, lease: timedelta) -> bool: ...
    def delivered(self, row_id: int, at: datetime) -> bool: ...
    def postponed(self, row_id: int, until: datetime, error: str) -> bool: ...
    def failed(self, row_id: int, error: str, at: datetime) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What sending needs: the channels, how an alert is worded, how it is sent, the clock."""

    channels: Sequence[Channel]
    word: Callable[[Row, Channel], Message]
    send: Callable[[Channel, Message, str], Delivery]
    now: Callable[[], datetime]
    jitter: Callable[[], float] = random.random


def deliver_due(rows: Iterable[Row], outbox: Outbox, sending: Sending) -> list[tuple[Row, Delivery]]:
    """Send *rows* in order and mark each by what its channel said.

    1. claim the row, so that no other process sends it; 2. word it; 3. send it; 4. mark it. A crash between 3 and 4 repeats it with
    the same key. A channel that answers "later" is left alone for the rest of this call: its other rows wait with it.
    """
    channels = {c.key: c for c in sending.channels}
    resting: dict[str, Later] = {}
    done: list[tuple[Row, Delivery]] = []
    for row in rows:
        if not outbox.claim(row.id, sending.now(), LEASE):
            continue
        verdict = resting.get(row.channel) or _send(row, channels.get(row.channel), sending)
        if isinstance(verdict, Later) and not verdict.detail.startswith(BUG):
            resting.setdefault(row.channel, verdict)
        _mark(row, verdict, outbox, sending)
        done.append((row, verdict))
    return done


def _send(row: Row, channel: Channel | None, sending: Sending) -> Delivery:
    if channel is None:
        return Refused("config.toml: this channel is no longer among [[alert]]")
    try:
        return sending.send(channel, sending.word(row, channel), row.key)
    except Exception as bug:  # a row that can't be worded must not hold up those behind it
        log.exception("bug alert=%d channel=%s", row.id, row.channel)
        return Later(f"{BUG}: {type(bug).__name__}")


def _mark(row: Row, verdict: Delivery, outbox: Outbox, sending: Sending) -> None:
    now = sending.now()
    match verdict:
        case Accepted():
            outbox.delivered(row.id, now)
            log.info("delivered alert=%d channel=%s key=%s", row.id, row.channel, row.key)
        case Later(detail) if now - row.created_at < GIVE_UP_AFTER:
            until = max(next_attempt_at(now, row.attempts, sending.jitter()), verdict.not_before or now)
            outbox.postponed(row.id, until, detail)
            log.warning("postponed alert=%d channel=%s until=%s reason=%s", row.id, row.channel, until.isoformat(), detail)
        case Later(detail) | Refused(detail):
            outbox.failed(row.id, detail, now)
            log.error("undeliverable alert=%d channel=%s reason=%s", row.id, row.channel, detail)


def next_attempt_at(now: datetime, attempts: int, jitter: float) -> datetime:
    """When to try again after *attempts* tries: 1, 2, 4 … minutes, 6 hours at most, and up to half more by *jitter* (0-1)."""
    wait: timedelta = min(FIRST_WAIT * 2 ** min(attempts, 12), LONGEST_WAIT)
    return now + wait * (1 + jitter / 2)
