"""Alerts claimed, worded, sent, and only then marked delivered: at least once, the same key on a repeat (DESIGN §2).

What is decided and written about a row is here, and done by one thread; `queues` has the threads that wait for the channels.
"""

from __future__ import annotations

import hashlib
import logging
import random
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any, Protocol

from monitor.deliver import Transport
from monitor.model import Accepted, AlertKind, Channel, CheckResult, Delivery, Later, Message, Refused
from monitor.model.frozen import dataclass

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)  # a claim by a process that died is free again after this
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
GIVE_UP_AFTER = timedelta(days=5)  # RFC 5321 §4.5.4.1; and
LEAST_ATTEMPTS = 10  # half a day of them: for what was taken up again, and for who sends once a day


class AlertRow(Protocol):
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
    def payload(self) -> Mapping[str, Any]: ...
    @property
    def hash(self) -> str | None: ...
    @property
    def created_at(self) -> datetime: ...
    @property
    def attempts(self) -> int: ...
    @property
    def round(self) -> str | None: ...


class OutboxLike(Protocol):
    """The rows to be sent, as the store keeps them. Each call is a transaction of its own, or part of a `group`."""

    def group(self) -> AbstractContextManager[object]: ...
    def claim(self, row_id: int, now: datetime, lease: timedelta) -> bool: ...
    def delivered(self, row_id: int, at: datetime) -> bool: ...
    def postponed(self, row_id: int, until: datetime, error: str) -> bool: ...
    def failed(self, row_id: int, error: str, at: datetime) -> bool: ...


def each_alone(rows: Sequence[AlertRow], channel: Channel) -> list[tuple[AlertRow, ...]]:
    """Every alert as a message of its own."""
    return [(row,) for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What sending needs: the channels, how alerts are worded and sent, the clocks, and how long it may take."""

    channels: Sequence[Channel]
    word: Callable[[Sequence[AlertRow], Channel], Message]
    transport: Callable[[Channel], Transport]
    now: Callable[[], datetime]
    batches: Callable[[Sequence[AlertRow], Channel], list[tuple[AlertRow, ...]]] = each_alone  # which alerts go in one message
    jitter: Callable[[], float] = random.random
    elapsed: Callable[[], float] = time.monotonic
    stop: Callable[[], bool] = lambda: False  # asked several times a second
    budget: timedelta | None = None  # no message is begun after this; None: all are sent
    patience: timedelta = timedelta(minutes=2)  # the longest that one message may take; less than LEASE
    grace: timedelta = timedelta(seconds=5)  # for what is under way once time is over
    width: int = 8  # messages under way at once, to as many channels; those that take longer than `slow` are not counted
    slow: timedelta = timedelta(seconds=3)
    most: int = 64  # threads, slow ones included


def key_of(batch: Sequence[AlertRow]) -> str:
    """The idempotency key of one message: its alert's, or one that follows from those of all its alerts."""
    if len(batch) == 1:
        return batch[0].key
    return hashlib.sha256("\n".join(row.key for row in batch).encode()).hexdigest()[:32]


def claimed(batch: Iterable[AlertRow], outbox: OutboxLike, now: datetime) -> tuple[AlertRow, ...]:
    """The alerts of *batch* that are ours to send now."""
    with outbox.group():
        return tuple(row for row in batch if outbox.claim(row.id, now, LEASE))


def mark(
    rows: Sequence[AlertRow], verdict: Delivery, outbox: OutboxLike, sending: Sending, *, until: datetime | None = None
) -> None:
    """Write what became of *rows*, all of one channel. *until*: when those that have to wait are tried again."""
    now = sending.now()
    first, channel = rows[0].id, rows[0].channel
    with outbox.group():
        match verdict:
            case Accepted():
                for row in rows:
                    outbox.delivered(row.id, now)
                log.info("delivered alert=%d count=%d channel=%s key=%s", first, len(rows), channel, key_of(rows))
            case Refused():
                _give_up(rows, verdict, outbox, now)
            case Later():
                at = until or now + FIRST_WAIT
                worn = rows[0].attempts + 1 >= LEAST_ATTEMPTS  # the others only waited behind it
                too_old = [row for row in rows if worn and now - row.created_at >= GIVE_UP_AFTER]
                for row in rows:
                    outbox.postponed(row.id, at, verdict.reason)
                _give_up(too_old, verdict, outbox, now)
                said = (first, len(rows) - len(too_old), channel, at.isoformat(), verdict.reason)
                log.info("postponed alert=%d count=%d channel=%s until=%s reason=%s", *said)


def _give_up(rows: Sequence[AlertRow], verdict: Later | Refused, outbox: OutboxLike, now: datetime) -> None:
    for row in rows:
        outbox.failed(row.id, verdict.reason, now)
    if rows:
        log.error("undeliverable alert=%d count=%d channel=%s reason=%s", rows[0].id, len(rows), rows[0].channel, verdict.reason)


def resting_until(row: AlertRow, verdict: Later, sending: Sending) -> datetime:
    """When a channel that said *verdict* to *row* is asked again: by our own waits, and not before it wants to be."""
    now = sending.now()
    return max(next_attempt_at(now, row.attempts, sending.jitter()), verdict.not_before or now)


def next_attempt_at(now: datetime, attempts: int, jitter: float) -> datetime:
    """When to try again after *attempts* tries: 1, 2, 4 … minutes, 6 hours at most, and up to half more by *jitter* (0-1)."""
    wait: timedelta = min(FIRST_WAIT * 2 ** min(attempts, 12), LONGEST_WAIT)
    return now + wait * (1 + jitter / 2)
