"""No channel waits for another (10.2): real rows in a real database, channels that answer when a test lets them."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.alerts.outbox import Sending, deliver_due, next_attempt_at
from monitor.model import Accepted, Alert, Channel, Delivery, Later, Message, Refused
from monitor.store import Store

T0 = datetime(2026, 11, 24, 7, tzinfo=UTC)
SHORT = timedelta(seconds=0.8)
HANG_S = 90.0  # how long a wire that is not open keeps its sender


@dataclass(slots=True)
class Wire:
    """A channel's far end: what was sent, what it answers, and, while `open` is not set, nothing."""

    answers: list[Delivery] = field(default_factory=lambda: [Accepted()])
    keys: list[str] = field(default_factory=list)
    open: threading.Event = field(default_factory=threading.Event)
    closed: int = 0
    busy: int = 0
    most: int = 0

    def __post_init__(self) -> None:
        self.open.set()

    def send(self, message: Message, *, key: str) -> Delivery:
        self.busy += 1
        self.most = max(self.most, self.busy)
        self.open.wait(HANG_S)
        self.keys.append(key)
        self.busy -= 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def close(self) -> None:
        self.closed += 1


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "monitor.db", now=lambda: T0) as opened:
        yield opened


def put(store: Store, channel: str, count: int = 1) -> None:
    with store.group():
        for n in range(count):
            store.enqueue(Alert(channel=channel, kind="heartbeat", key=f"{channel}-{n}"), {})


def deliver(store: Store, wires: dict[str, Wire], **how: object) -> dict[str, list[Delivery]]:
    channels = tuple(Channel(key=key, kind="webhook", to=key) for key in wires)
    sending = Sending(
        channels=channels,
        word=lambda rows, channel: Message(subject=rows[0].key, text=""),
        transport=lambda channel: wires[channel.key],
        now=lambda: T0,
        jitter=lambda: 0.0,
        grace=timedelta(seconds=0.1),
    )
    found: dict[str, list[Delivery]] = {}
    for row, verdict in deliver_due(store.outbox.due(T0), store.outbox, replace(sending, **how)):  # type: ignore[arg-type]
        found.setdefault(row.channel, []).append(verdict)
    return found


def told(store: Store, channel: str) -> bool:
    """Whether nothing waits for *channel*: a test lets time begin, or end, by that, and no machine is too slow for it."""
    return channel not in {row.channel for row in store.outbox.pending()}


def test_two_thousand_alerts_to_a_slow_channel_hold_up_no_other(store: Store) -> None:
    """10.2: nor the checks, which go on when the time for sending is used up; what was not sent is still there, and free."""
    slow, quick = Wire(), Wire()
    slow.open.clear()
    put(store, "slow", 2000)
    put(store, "quick", 3)
    before = time.monotonic()
    how = {"budget": SHORT, "elapsed": lambda: time.monotonic() if quick.keys[2:] and told(store, "quick") else 0.0}
    assert deliver(store, {"slow": slow, "quick": quick}, **how)["quick"] == [Accepted()] * 3
    assert time.monotonic() - before < HANG_S / 2
    assert quick.keys == ["quick-0", "quick-1", "quick-2"]
    pending = store.outbox.pending()
    assert len(pending) == 2000
    assert [row for row in pending if row.claimed_until] == []
    slow.open.set()


def test_dead_channels_by_the_dozen_hold_up_no_other(store: Store) -> None:
    """Those that hang are not among the eight that may be under way at once."""
    wires = {f"dead-{n}": Wire() for n in range(12)}
    for key, wire in wires.items():
        wire.open.clear()
        put(store, key)
    put(store, "well")
    wires["well"] = Wire()
    before = time.monotonic()
    done = deliver(store, wires, stop=lambda: told(store, "well"), slow=timedelta(seconds=0.05), most=20)
    assert done["well"] == [Accepted()]
    assert time.monotonic() - before < HANG_S / 2
    for wire in wires.values():
        wire.open.set()


def test_a_queue_keeps_its_order_and_one_connection(store: Store) -> None:
    wire = Wire()
    put(store, "a", 5)
    assert deliver(store, {"a": wire}) == {"a": [Accepted()] * 5}
    assert wire.keys == [f"a-{n}" for n in range(5)]
    assert (wire.most, wire.closed) == (1, 1)


def test_no_more_than_so_many_are_under_way_at_once(store: Store) -> None:
    both = Wire()  # the same far end for all queues
    wires = {f"c-{n}": both for n in range(9)}
    for key in wires:
        put(store, key, 4)
    deliver(store, wires, width=3)
    assert both.most <= 3
    assert len(both.keys) == 36


def test_a_stop_ends_it_within_a_moment(store: Store) -> None:
    """12.4: SIGTERM; what was under way waits for another time and is nobody's meanwhile."""
    hanging, told = Wire(), Wire()
    hanging.open.clear()
    put(store, "hanging", 2)
    put(store, "told", 500)
    before = time.monotonic()
    done = deliver(store, {"hanging": hanging, "told": told}, stop=lambda: len(told.keys) >= 3)
    assert time.monotonic() - before < HANG_S / 2
    assert 3 <= len(done["told"]) < 20
    pending = store.outbox.pending()
    assert len(pending) == 502 - len(done["told"])
    assert [row.claimed_until for row in pending] == [None] * len(pending)
    hanging.open.set()


def test_what_takes_too_long_is_tried_again_and_marked_if_it_had_only_been_slow(store: Store) -> None:
    """Time is counted in messages of the other channel: the slow one has the patience for twenty, and answers after fifty."""
    slow, other = Wire(), Wire()
    slow.open.clear()
    put(store, "slow")
    put(store, "other", 100)

    def lets_go(rows: object, channel: Channel) -> Message:
        if len(other.keys) > 50:
            slow.open.set()
        time.sleep(0.002)
        return Message(subject="", text="")

    how = {"elapsed": lambda: float(len(other.keys)), "patience": timedelta(seconds=20), "word": lets_go}
    verdicts = deliver(store, {"slow": slow, "other": other}, **how)["slow"]
    assert verdicts == [Later("no answer in time", cause="silent"), Accepted()]
    assert store.outbox.pending() == ()


def test_a_channel_that_says_later_is_asked_once_and_the_rest_stays_behind(store: Store) -> None:
    """Until when it asked for; the first is the first again."""
    asked = T0 + timedelta(hours=3)
    wire = Wire([Accepted(), Later("HTTP 429", asked, "busy")])
    put(store, "a", 4)
    assert deliver(store, {"a": wire}) == {"a": [Accepted(), *[Later("HTTP 429", asked, "busy")] * 3]}
    assert wire.keys == ["a-0", "a-1"]
    assert [(row.key, row.due_at, row.attempts) for row in store.outbox.pending()] == [
        ("a-1", asked, 1),
        ("a-2", asked, 0),
        ("a-3", asked, 0),
    ]


@pytest.mark.parametrize(("whole", "sent"), [(True, 1), (False, 3)])
def test_a_channel_that_refuses_everything_is_asked_once(store: Store, whole: bool, sent: int) -> None:
    """Item 2: permanent errors stop at once; a message that is refused for itself is no reason to hold back the next."""
    wire = Wire([Refused("HTTP 404", "gone", whole)])
    put(store, "a", 3)
    assert len(deliver(store, {"a": wire})["a"]) == 3
    assert len(wire.keys) == sent
    assert {(row.state, row.error) for row in store.outbox.recent(9)} == {("failed", "gone: HTTP 404")}


def test_a_channel_that_is_no_longer_configured_is_said(store: Store) -> None:
    put(store, "gone", 2)
    deliver(store, {"other": Wire()})
    assert {row.error for row in store.outbox.recent(9)} == {"removed: "}


def test_a_channel_that_breaks_in_an_unknown_way_holds_up_nothing(store: Store) -> None:
    class Broken(Wire):
        def send(self, message: Message, *, key: str) -> Delivery:
            raise ZeroDivisionError

    put(store, "broken", 2)
    put(store, "well")
    done = deliver(store, {"broken": Broken(), "well": Wire()})
    assert done == {"broken": [Later("ZeroDivisionError", cause="internal_error")] * 2, "well": [Accepted()]}


def test_the_wait_grows_and_spreads() -> None:
    """Item 2: exponential, with jitter."""

    def waits(jitter: float) -> list[float]:
        return [(next_attempt_at(T0, n, jitter) - T0).total_seconds() / 60 for n in range(11)]

    assert waits(0) == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]
    assert waits(1) == [w * 1.5 for w in waits(0)]
