"""Alerts claimed, worded, sent, and only then marked delivered: at least once, the same key on a repeat (DESIGN §2).

Each channel has a queue, in order within it and side by side with the others, so that none waits for another (10.2). The database
and the wording stay with the thread that calls; only the waiting for channels is done in others, one message each. These are
daemons: a channel that hangs holds up neither the call nor the end of the process.
"""

from __future__ import annotations

import hashlib
import logging
import random
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from datetime import datetime, timedelta
from itertools import groupby
from queue import Empty, SimpleQueue
from typing import Protocol

from monitor.deliver import Transport
from monitor.errors import Damaged
from monitor.model import Accepted, Channel, Delivery, Later, Message, OutboxRow, Refused
from monitor.model.frozen import dataclass, field

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)  # a claim by a process that died is free again after this
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
GIVE_UP_AFTER = timedelta(days=5)  # RFC 5321 §4.5.4.1; and
LEAST_ATTEMPTS = 10  # half a day of them: for what was taken up again, and for who sends once a day


class OutboxLike(Protocol):
    """The rows to be sent, as the store keeps them. Each call is a transaction of its own, or part of a `group`."""

    def group(self) -> AbstractContextManager[object]: ...
    def claim(self, row_id: int, now: datetime, lease: timedelta) -> bool: ...
    def delivered(self, row_id: int, at: datetime) -> bool: ...
    def postponed(self, row_id: int, until: datetime, error: str) -> bool: ...
    def failed(self, row_id: int, error: str, at: datetime) -> bool: ...


def each_alone(rows: Sequence[OutboxRow], channel: Channel) -> list[tuple[OutboxRow, ...]]:
    """Every alert as a message of its own."""
    return [(row,) for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What sending needs: the channels, how alerts are worded and sent, the clocks, and how long it may take."""

    channels: Sequence[Channel]
    word: Callable[[Sequence[OutboxRow], Channel], Message]
    transport: Callable[[Channel], Transport]
    now: Callable[[], datetime]
    batches: Callable[[Sequence[OutboxRow], Channel], list[tuple[OutboxRow, ...]]] = each_alone  # which alerts go in one message
    jitter: Callable[[], float] = random.random
    elapsed: Callable[[], float] = time.monotonic
    stop: Callable[[], bool] = lambda: False  # asked several times a second
    budget: timedelta | None = None  # no message is begun after this; None: all are sent
    patience: timedelta = timedelta(minutes=2)  # the longest that one message may take; less than LEASE
    grace: timedelta = timedelta(seconds=5)  # for what is under way once time is over
    width: int = 8  # messages under way at once, to as many channels; those that take longer than `slow` are not counted
    slow: timedelta = timedelta(seconds=3)
    most: int = 64  # threads, slow ones included


def key_of(batch: Sequence[OutboxRow]) -> str:
    """The idempotency key of one message: its alert's, or one that follows from those of all its alerts."""
    if len(batch) == 1:
        return batch[0].key
    return hashlib.sha256("\n".join(row.key for row in batch).encode()).hexdigest()[:32]


def claimed(batch: Iterable[OutboxRow], outbox: OutboxLike, now: datetime) -> tuple[OutboxRow, ...]:
    """The alerts of *batch* that are ours to send now."""
    with outbox.group():
        return tuple(row for row in batch if outbox.claim(row.id, now, LEASE))


def mark(
    rows: Sequence[OutboxRow], verdict: Delivery, outbox: OutboxLike, sending: Sending, *, until: datetime | None = None
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


def _give_up(rows: Sequence[OutboxRow], verdict: Later | Refused, outbox: OutboxLike, now: datetime) -> None:
    for row in rows:
        outbox.failed(row.id, verdict.reason, now)
    if rows:
        log.error("undeliverable alert=%d count=%d channel=%s reason=%s", rows[0].id, len(rows), rows[0].channel, verdict.reason)


def resting_until(row: OutboxRow, verdict: Later, sending: Sending) -> datetime:
    """When a channel that said *verdict* to *row* is asked again: by our own waits, and not before it wants to be."""
    now = sending.now()
    return max(next_attempt_at(now, row.attempts, sending.jitter()), verdict.not_before or now)


def next_attempt_at(now: datetime, attempts: int, jitter: float) -> datetime:
    """When to try again after *attempts* tries: 1, 2, 4 … minutes, 6 hours at most, and up to half more by *jitter* (0-1)."""
    wait: timedelta = min(FIRST_WAIT * 2 ** min(attempts, 12), LONGEST_WAIT)
    return now + wait * (1 + jitter / 2)


POLL_S = 0.2  # the longest until `stop` is asked again
CLOSING_S = 1.0  # for transports to be closed at the end


@dataclass(slots=True)
class _Queue:
    """What is to go to one channel, and its transport once it is open."""

    key: str
    channel: Channel | None  # None: no longer in the configuration
    batches: deque[tuple[OutboxRow, ...]]
    transport: Transport | None = None


@dataclass(slots=True)
class _Attempt:
    """One message under way."""

    queue: _Queue
    batch: tuple[OutboxRow, ...]
    since: float
    given_up: bool = False  # it took too long: the row waits already


@dataclass(slots=True)
class _Run:
    outbox: OutboxLike
    sending: Sending
    waiting: deque[_Queue]
    started: float
    in_flight: list[_Attempt] = field(default_factory=list)
    answered: SimpleQueue[tuple[_Attempt, Delivery]] = field(default_factory=SimpleQueue)
    done: list[tuple[OutboxRow, Delivery]] = field(default_factory=list)
    closing: list[threading.Thread] = field(default_factory=list)

    # -------------------------------------------------------------------------------------------------------------- starting

    def is_over(self) -> bool:
        """Whether no further message is to be begun."""
        budget = self.sending.budget
        return self.sending.stop() or (budget is not None and self.sending.elapsed() - self.started >= budget.total_seconds())

    def start(self) -> None:
        """Begin as many messages as may be under way at once; every queue has its turn before one has a second."""
        while self.waiting and self.has_room() and not self.is_over():
            queue = self.waiting.popleft()
            batch = claimed(queue.batches.popleft(), self.outbox, self.sending.now())
            if not batch:
                self.next_batch(queue)
            elif queue.channel is None:
                self.refuse(queue, batch, Refused("", "removed", whole=True))
            else:
                self.begin(queue, queue.channel, batch)

    def has_room(self) -> bool:
        """Whether one more message may be under way: channels that hang are no reason for the others to wait."""
        recent = self.sending.elapsed() - self.sending.slow.total_seconds()
        return sum(f.since > recent for f in self.in_flight) < self.sending.width and len(self.in_flight) < self.sending.most

    def begin(self, queue: _Queue, channel: Channel, batch: tuple[OutboxRow, ...]) -> None:
        """Word *batch* and send it in a thread. What can't be worded waits and holds up nobody."""
        try:
            message = self.sending.word(batch, channel)
            queue.transport = queue.transport or self.sending.transport(channel)
        except Exception as bug:
            self.settle(batch, _of_bug(batch, bug))
            self.next_batch(queue)
            return
        attempt = _Attempt(queue, batch, self.sending.elapsed())
        self.in_flight.append(attempt)
        self.in_thread(_send, attempt, queue.transport, message, self.answered)

    def in_thread(self, function: object, *arguments: object) -> threading.Thread:
        thread = threading.Thread(target=function, args=arguments, daemon=True, name="send")  # type: ignore[arg-type]
        thread.start()
        return thread

    # ---------------------------------------------------------------------------------------------------------------- answers

    def collect(self, wait_s: float) -> None:
        """Take in what has been answered, after at most *wait_s*, and give up what takes too long."""
        with suppress(Empty):
            attempt, verdict = self.answered.get(timeout=wait_s)
            while True:
                self.take(attempt, verdict)
                attempt, verdict = self.answered.get_nowait()
        late = self.sending.elapsed() - self.sending.patience.total_seconds()
        self.give_up([f for f in self.in_flight if f.since <= late])

    def take(self, attempt: _Attempt, verdict: Delivery) -> None:
        if attempt.given_up:
            if isinstance(verdict, Accepted):  # it had only been slow: no repeat is needed
                self.settle(attempt.batch, verdict)
            return
        self.in_flight.remove(attempt)
        match verdict:
            case Later(cause=cause) if cause != "internal_error":
                self.rest(attempt.queue, attempt.batch, verdict)
            case Refused(whole=True):
                self.refuse(attempt.queue, attempt.batch, verdict)
            case _:
                self.settle(attempt.batch, verdict)
                self.next_batch(attempt.queue)

    def give_up(self, attempts: Iterable[_Attempt]) -> None:
        """No longer wait for *attempts*: their alerts are tried again later, over a transport of their own."""
        for attempt in list(attempts):
            attempt.given_up = True
            attempt.queue.transport = None  # the thread that hangs in it keeps it
            self.in_flight.remove(attempt)
            self.rest(attempt.queue, attempt.batch, Later("no answer in time", cause="silent"))

    # ---------------------------------------------------------------------------------------------------------------- what then

    def settle(self, batch: tuple[OutboxRow, ...], verdict: Delivery) -> None:
        until = resting_until(batch[0], verdict, self.sending) if isinstance(verdict, Later) else None
        mark(batch, verdict, self.outbox, self.sending, until=until)
        self.done += [(row, verdict) for row in batch]

    def next_batch(self, queue: _Queue) -> None:
        if queue.batches:
            self.waiting.append(queue)
        else:
            self.close(queue)

    def rest(self, queue: _Queue, batch: tuple[OutboxRow, ...], verdict: Later) -> None:
        """Ask the channel no more in this call: what else is for it waits as long as *batch*, and stays behind it."""
        until = resting_until(batch[0], verdict, self.sending)
        mark(self.clear(queue, batch, verdict), verdict, self.outbox, self.sending, until=until)

    def refuse(self, queue: _Queue, batch: tuple[OutboxRow, ...], verdict: Refused) -> None:
        """The channel would refuse all that is for it, for the same reason."""
        mark(self.clear(queue, batch, verdict), verdict, self.outbox, self.sending)

    def clear(self, queue: _Queue, batch: tuple[OutboxRow, ...], verdict: Delivery) -> list[OutboxRow]:
        """Nothing more goes to the channel of *queue*; returns all that *verdict* holds for."""
        rows = [*batch, *(row for behind in queue.batches for row in behind)]
        queue.batches.clear()
        self.done += [(row, verdict) for row in rows]
        self.close(queue)
        return rows

    def close(self, queue: _Queue) -> None:
        transport, queue.transport = queue.transport, None
        if transport is not None:
            self.closing.append(self.in_thread(transport.close))

    # ------------------------------------------------------------------------------------------------------------------ the end

    def finish(self) -> None:
        """Wait a moment for what is in flight, give up the rest, close the transports."""
        over = self.sending.elapsed() + self.sending.grace.total_seconds()
        while self.in_flight and self.sending.elapsed() < over:
            self.collect(POLL_S)
        self.give_up(self.in_flight)
        for queue in self.waiting:
            self.close(queue)
        over = self.sending.elapsed() + CLOSING_S
        for thread in self.closing:
            thread.join(max(0.0, over - self.sending.elapsed()))


def deliver_due(rows: Iterable[OutboxRow], outbox: OutboxLike, sending: Sending) -> list[tuple[OutboxRow, Delivery]]:
    """Send *rows* and mark each by what its channel said, as soon as it said it; returns what became of them, in their order.

    1. claim an alert, so that no other process sends it; 2. word it; 3. send it; 4. mark it. A crash between 3 and 4 repeats it
    with the same key. A channel that answers "later" is left alone for the rest of this call: its other alerts wait with it. What
    is not begun when `sending.budget` is used up, or when `sending.stop` says so, stays as it is and is not among the results.
    """
    # A queue for each channel; those that worked last time first, so that dead ones are not what all others wait for
    channels = {c.key: c for c in sending.channels}
    ordered = sorted(rows, key=lambda row: (row.channel, row.kind != "welcome", row.id))
    queues = []
    for key, group in groupby(ordered, key=lambda row: row.channel):
        own, channel = list(group), channels.get(key)
        batches = [(row,) for row in own] if channel is None else sending.batches(own, channel)
        queues.append((own[0].attempts, own[0].id, _Queue(key, channel, deque(batches))))
    run = _Run(outbox, sending, deque(queue for _, _, queue in sorted(queues, key=lambda found: found[:2])), sending.elapsed())
    run.start()
    while run.in_flight and not run.is_over():
        run.collect(POLL_S)
        run.start()
    run.finish()
    return sorted(run.done, key=lambda row_and_verdict: row_and_verdict[0].id)


def _send(attempt: _Attempt, transport: Transport, message: Message, answered: SimpleQueue[tuple[_Attempt, Delivery]]) -> None:
    try:
        verdict = transport.send(message, key=key_of(attempt.batch))
    except Exception as bug:  # a channel that fails in a way we do not know must not end the thread in silence
        verdict = _of_bug(attempt.batch, bug)
    answered.put((attempt, verdict))


def _of_bug(batch: tuple[OutboxRow, ...], bug: Exception) -> Later:
    if isinstance(bug, Damaged):
        log.error("damaged alert=%d error=%s", batch[0].id, str(bug))
        return Later(str(bug)[:200], cause="damaged")
    log.error("bug alert=%d channel=%s", batch[0].id, batch[0].channel, exc_info=bug)
    return Later(type(bug).__name__, cause="internal_error")
