"""One lane for each channel: in order within it, side by side otherwise, so that no channel waits for another (10.2).

The database and the wording stay with the thread that calls; only the waiting for channels is done in others, one message each.
These are daemons: a channel that hangs holds up neither the call nor the end of the process.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby
from queue import Empty, SimpleQueue

from monitor.alerts.outbox import Line, Outbox, Row, Sending, claimed, key_of, mark, resting_until
from monitor.model import Accepted, Channel, Delivery, Later, Message, Refused

log = logging.getLogger(__name__)

TICK_S = 0.2  # the longest until `stop` is asked again
GOODBYE_S = 1.0  # for lines to be closed at the end


@dataclass(slots=True)
class _Lane:
    """What is to go to one channel, and the way there."""

    key: str
    channel: Channel | None  # None: no longer in the configuration
    parcels: deque[tuple[Row, ...]]
    line: Line | None = None


@dataclass(slots=True)
class _Flight:
    """One message under way."""

    lane: _Lane
    parcel: tuple[Row, ...]
    since: float
    given_up: bool = False  # it took too long: the row waits already


@dataclass(slots=True)
class _Run:
    outbox: Outbox
    sending: Sending
    waiting: deque[_Lane]
    started: float
    flying: list[_Flight] = field(default_factory=list)
    landed: SimpleQueue[tuple[_Flight, Delivery]] = field(default_factory=SimpleQueue)
    done: list[tuple[Row, Delivery]] = field(default_factory=list)
    closing: list[threading.Thread] = field(default_factory=list)

    # -------------------------------------------------------------------------------------------------------------- departures

    def is_over(self) -> bool:
        """Whether no further message is to be begun."""
        budget = self.sending.budget
        return self.sending.stop() or (budget is not None and self.sending.elapsed() - self.started >= budget.total_seconds())

    def depart(self) -> None:
        """Begin as many messages as may be under way at once; every lane has its turn before one has a second."""
        while self.waiting and self.has_room() and not self.is_over():
            lane = self.waiting.popleft()
            parcel = claimed(lane.parcels.popleft(), self.outbox, self.sending.now())
            if not parcel:
                self.go_on(lane)
            elif lane.channel is None:
                self.refuse(lane, parcel, Refused("", "removed", whole=True))
            else:
                self.take_off(lane, lane.channel, parcel)

    def has_room(self) -> bool:
        """Whether one more message may be under way: channels that hang are no reason for the others to wait."""
        recent = self.sending.elapsed() - self.sending.slow.total_seconds()
        return sum(f.since > recent for f in self.flying) < self.sending.width and len(self.flying) < self.sending.most

    def take_off(self, lane: _Lane, channel: Channel, parcel: tuple[Row, ...]) -> None:
        """Word *parcel* and send it in a thread. What can't be worded waits and holds up nobody."""
        try:
            message = self.sending.word(parcel, channel)
            lane.line = lane.line or self.sending.line(channel)
        except Exception as bug:
            self.settle(parcel, _of_bug(parcel, bug))
            self.go_on(lane)
            return
        flight = _Flight(lane, parcel, self.sending.elapsed())
        self.flying.append(flight)
        self.in_thread(_fly, flight, lane.line, message, self.landed)

    def in_thread(self, function: object, *arguments: object) -> threading.Thread:
        thread = threading.Thread(target=function, args=arguments, daemon=True, name="send")  # type: ignore[arg-type]
        thread.start()
        return thread

    # ---------------------------------------------------------------------------------------------------------------- arrivals

    def land(self, wait_s: float) -> None:
        """Take in what has been answered, after at most *wait_s*, and give up what takes too long."""
        with suppress(Empty):
            flight, verdict = self.landed.get(timeout=wait_s)
            while True:
                self.arrive(flight, verdict)
                flight, verdict = self.landed.get_nowait()
        late = self.sending.elapsed() - self.sending.patience.total_seconds()
        self.give_up([f for f in self.flying if f.since <= late])

    def arrive(self, flight: _Flight, verdict: Delivery) -> None:
        if flight.given_up:
            if isinstance(verdict, Accepted):  # it had only been slow: no repeat is needed
                self.settle(flight.parcel, verdict)
            return
        self.flying.remove(flight)
        match verdict:
            case Later(cause=cause) if cause != "internal_error":
                self.rest(flight.lane, flight.parcel, verdict)
            case Refused(whole=True):
                self.refuse(flight.lane, flight.parcel, verdict)
            case _:
                self.settle(flight.parcel, verdict)
                self.go_on(flight.lane)

    def give_up(self, flights: Iterable[_Flight]) -> None:
        """No longer wait for *flights*: their alerts are tried again later, over a line of their own."""
        for flight in list(flights):
            flight.given_up = True
            flight.lane.line = None  # whoever hangs in it keeps it
            self.flying.remove(flight)
            self.rest(flight.lane, flight.parcel, Later("no answer in time", cause="silent"))

    # ---------------------------------------------------------------------------------------------------------------- what then

    def settle(self, parcel: tuple[Row, ...], verdict: Delivery) -> None:
        until = resting_until(parcel[0], verdict, self.sending) if isinstance(verdict, Later) else None
        mark(parcel, verdict, self.outbox, self.sending, until=until)
        self.done += [(row, verdict) for row in parcel]

    def go_on(self, lane: _Lane) -> None:
        if lane.parcels:
            self.waiting.append(lane)
        else:
            self.hang_up(lane)

    def rest(self, lane: _Lane, parcel: tuple[Row, ...], verdict: Later) -> None:
        """Ask the channel no more in this call: what else is for it waits as long as *parcel*, and stays behind it."""
        until = resting_until(parcel[0], verdict, self.sending)
        mark(self.clear(lane, parcel, verdict), verdict, self.outbox, self.sending, until=until)

    def refuse(self, lane: _Lane, parcel: tuple[Row, ...], verdict: Refused) -> None:
        """The channel would refuse all that is for it, for the same reason."""
        mark(self.clear(lane, parcel, verdict), verdict, self.outbox, self.sending)

    def clear(self, lane: _Lane, parcel: tuple[Row, ...], verdict: Delivery) -> list[Row]:
        """Nothing more goes to *lane*; returns all that *verdict* holds for."""
        rows = [*parcel, *(row for behind in lane.parcels for row in behind)]
        lane.parcels.clear()
        self.done += [(row, verdict) for row in rows]
        self.hang_up(lane)
        return rows

    def hang_up(self, lane: _Lane) -> None:
        line, lane.line = lane.line, None
        if line is not None:
            self.closing.append(self.in_thread(line.close))

    # ------------------------------------------------------------------------------------------------------------------ the end

    def finish(self) -> None:
        """Let what is under way arrive for a moment, give up the rest, close the lines."""
        over = self.sending.elapsed() + self.sending.grace.total_seconds()
        while self.flying and self.sending.elapsed() < over:
            self.land(TICK_S)
        self.give_up(self.flying)
        for lane in self.waiting:
            self.hang_up(lane)
        over = self.sending.elapsed() + GOODBYE_S
        for thread in self.closing:
            thread.join(max(0.0, over - self.sending.elapsed()))


def deliver_due(rows: Iterable[Row], outbox: Outbox, sending: Sending) -> list[tuple[Row, Delivery]]:
    """Send *rows* and mark each by what its channel said, as soon as it said it; returns what became of them, in their order.

    1. claim an alert, so that no other process sends it; 2. word it; 3. send it; 4. mark it. A crash between 3 and 4 repeats it
    with the same key. A channel that answers "later" is left alone for the rest of this call: its other alerts wait with it. What
    is not begun when `sending.budget` is used up, or when `sending.stop` says so, stays as it is and is not among the results.
    """
    run = _Run(outbox, sending, _lanes(rows, sending), sending.elapsed())
    run.depart()
    while run.flying and not run.is_over():
        run.land(TICK_S)
        run.depart()
    run.finish()
    return sorted(run.done, key=lambda row_and_verdict: row_and_verdict[0].id)


def _lanes(rows: Iterable[Row], sending: Sending) -> deque[_Lane]:
    """A lane for each channel; those that worked last time first, so that dead ones are not what all others wait for."""
    channels = {c.key: c for c in sending.channels}
    ordered = sorted(rows, key=lambda row: (row.channel, row.kind != "welcome", row.id))
    lanes = []
    for key, group in groupby(ordered, key=lambda row: row.channel):
        own, channel = list(group), channels.get(key)
        parcels = [(row,) for row in own] if channel is None else sending.parcels(own, channel)
        lanes.append((own[0].attempts, own[0].id, _Lane(key, channel, deque(parcels))))
    return deque(lane for _, _, lane in sorted(lanes, key=lambda found: found[:2]))


def _fly(flight: _Flight, line: Line, message: Message, landed: SimpleQueue[tuple[_Flight, Delivery]]) -> None:
    try:
        verdict = line.send(message, key=key_of(flight.parcel))
    except Exception as bug:  # a channel that fails in a way we do not know must not end the thread in silence
        verdict = _of_bug(flight.parcel, bug)
    landed.put((flight, verdict))


def _of_bug(parcel: tuple[Row, ...], bug: Exception) -> Later:
    log.error("bug alert=%d channel=%s", parcel[0].id, parcel[0].channel, exc_info=bug)
    return Later(type(bug).__name__, cause="internal_error")
