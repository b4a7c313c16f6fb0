"""First messages, signs of life, digests: when, for whom, under which key (10.3)."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.decide.alerts import (
    LONGEST_ROUND,
    Noticed,
    batches,
    due_at,
    heartbeat_alert,
    next_digest,
    of_network,
    outages,
    spoken_for,
    welcome_alert,
)
from monitor.model import (
    AlertKind,
    Channel,
    CheckResult,
    Digest,
    Failure,
    FailureKind,
    OpenFailure,
    OutboxRow,
    Recipe,
    Schedule,
    Try,
    Watch,
)

T0 = datetime(2026, 11, 24, 7, tzinfo=UTC)
VALMONT, DIJON = (
    Watch(name=name, url="https://www.ville.example/", schedule=Schedule(), recipe=Recipe()) for name in ("valmont", "dijon")
)
A = Channel(key="mail-1", kind="mail", to="mailto:a@valmont.example")
PARIS = Digest(timezone="Europe/Paris")


def test_a_watch_is_told_of_by_one_channel_of_an_address() -> None:
    again = replace(A, key="mail-1-2", watches=("val*",))
    other = replace(A, key="mail-2", to="mailto:b@valmont.example", watches=("val*",))
    some = replace(A, watches=("dijon",))
    assert [(c.key, names) for c, names in spoken_for((A, again, other), [VALMONT, DIJON])] == [
        ("mail-1", ("valmont", "dijon")),
        ("mail-2", ("valmont",)),
    ]
    assert [(c.key, names) for c, names in spoken_for((some, again), [VALMONT, DIJON])] == [
        ("mail-1", ("dijon",)),
        ("mail-1-2", ("valmont",)),
    ]


def test_a_channel_is_welcomed_under_one_key() -> None:
    assert welcome_alert(A) == welcome_alert(replace(A, language="en"))
    assert welcome_alert(A).key != welcome_alert(replace(A, key="mail-2")).key


@pytest.mark.parametrize(
    ("noticed", "days", "due"),
    [
        (Noticed(), 400, False),
        (Noticed(welcomed_at=T0), 29, False),
        (Noticed(welcomed_at=T0), 30, True),
        (Noticed(welcomed_at=T0, heartbeat_at=T0 + timedelta(days=30)), 59, False),
        (Noticed(welcomed_at=T0, heartbeat_at=T0 + timedelta(days=30)), 60, True),
    ],
)
def test_a_sign_of_life_comes_once_a_month(noticed: Noticed, days: int, due: bool) -> None:
    """A visit a few seconds early in the day does not put it off by a day."""
    now = T0 + timedelta(days=days, seconds=-5)
    assert (heartbeat_alert(A, noticed, now) is not None) == due
    assert heartbeat_alert(replace(A, on=("change",)), noticed, now) is None


def test_a_sign_of_life_has_the_same_key_however_often_it_is_decided() -> None:
    noticed = Noticed(welcomed_at=T0)
    first, second = (heartbeat_alert(A, noticed, T0 + timedelta(days=d)) for d in (30, 31))
    assert first == second
    assert first != heartbeat_alert(A, replace(noticed, heartbeat_at=T0 + timedelta(days=30)), T0 + timedelta(days=60))


@pytest.mark.parametrize(
    ("after", "at"),
    [
        (datetime(2026, 11, 24, 6, 59, tzinfo=UTC), datetime(2026, 11, 24, 7, tzinfo=UTC)),
        (datetime(2026, 11, 24, 7, tzinfo=UTC), datetime(2026, 11, 25, 7, tzinfo=UTC)),
        (datetime(2026, 3, 28, 7, tzinfo=UTC), datetime(2026, 3, 29, 6, tzinfo=UTC)),  # summer time begins
        (datetime(2026, 10, 24, 6, tzinfo=UTC), datetime(2026, 10, 25, 7, tzinfo=UTC)),  # and ends
    ],
)
def test_a_digest_goes_out_at_eight_on_the_wall_clock(after: datetime, at: datetime) -> None:
    assert next_digest(PARIS, after) == at


@given(
    st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: T0 + timedelta(minutes=minutes)),
    st.sampled_from(["Europe/Paris", "America/Cayenne", "Pacific/Noumea"]),
    st.times(),
)
def test_a_digest_is_never_further_than_a_day_and_a_clock_change(after: datetime, timezone: str, at: time) -> None:
    due = next_digest(Digest(at=at.replace(fold=0), timezone=timezone), after)
    assert timedelta(0) < due - after <= timedelta(hours=25)


@pytest.mark.parametrize("day", range(1, 9))
def test_a_weekly_digest_goes_out_on_mondays(day: int) -> None:
    """§6: the next Monday at 08:00 in Paris, whenever in the week something happened."""
    after = datetime(2026, 11, 22 + day, 6, 59, tzinfo=UTC)
    due = next_digest(replace(PARIS, every="weekly"), after)
    assert due == datetime(2026, 11, 23, 7, tzinfo=UTC) + (timedelta(0) if day == 1 else timedelta(days=7))


def _row(kind: AlertKind, created_at: datetime, round: str | None = None) -> OutboxRow:
    unsaid: dict[str, Any] = dict.fromkeys((f.name for f in fields(OutboxRow)), None)
    return OutboxRow(**{**unsaid, "kind": kind, "created_at": created_at, "round": round})


def test_all_that_a_round_found_waits_for_its_end_and_no_longer() -> None:
    """§6: failures and recoveries too; a round that never ends is told of after half an hour."""
    rounds = replace(A, digest=replace(PARIS, every="round"))
    kinds: tuple[AlertKind, ...] = ("change", "minor", "failure", "recovery")
    assert {due_at(rounds, kind, T0) for kind in kinds} == {T0 + LONGEST_ROUND}
    assert due_at(rounds, "welcome", T0) is None
    rows = [_row("change", T0, "a"), _row("failure", T0, "a"), _row("change", T0, "b"), _row("change", T0)]
    assert batches(rows, rounds) == [(rows[0], rows[1]), (rows[2],), (rows[3],)]


def test_only_changes_are_digested() -> None:
    """Failures and recoveries go at once."""
    daily = replace(A, digest=PARIS)
    kinds: tuple[AlertKind, ...] = ("change", "minor", "failure", "recovery", "heartbeat", "welcome")
    assert [due_at(daily, kind, T0) is not None for kind in kinds] == [True, True, False, False, False, False]
    assert due_at(A, "change", T0) is None


def test_what_was_written_between_two_digests_goes_in_one_message() -> None:
    """However late it is sent: the same rows, and with them the same key."""
    rows = [
        _row("change", T0 - timedelta(minutes=5)),
        _row("failure", T0),
        _row("minor", T0 + timedelta(hours=1)),
        _row("change", T0 + timedelta(hours=2)),
    ]
    assert batches(rows, replace(A, digest=PARIS)) == [(rows[0],), (rows[1],), (rows[2], rows[3])]
    assert batches(rows, A) == [(row,) for row in rows]


HOSTS = {"a": "ville.example", "b": "ville.example", "c": "metropole.example"}
HELD = T0 + LONGEST_ROUND


@pytest.mark.parametrize(
    ("at", "over", "coming", "told"),
    [
        pytest.param(T0, False, {}, [], id="a round goes on"),
        pytest.param(T0, True, {}, ["ab", "c", "gone", "a"], id="it is over"),
        pytest.param(T0, True, {"b": HELD, "d": HELD}, ["ab", "c", "gone"], id="one comes that may end, too"),
        pytest.param(T0, True, {"e": HELD}, ["c", "gone"], id="another of the host comes"),
        pytest.param(T0, True, {"e": HELD + timedelta(seconds=1)}, ["ab", "c", "gone", "a"], id="another comes too late"),
        pytest.param(HELD, False, {"e": HELD}, ["ab", "c", "gone", "a"], id="it lasts too long"),
    ],
)
def test_the_pages_of_a_host_share_what_is_told_of_an_outage(
    at: datetime, over: bool, coming: dict[str, datetime], told: list[str]
) -> None:
    """10.3: failures apart from their ends; nothing waits longer than half an hour, nothing is left out."""
    failing = [replace(_row("failure", T0), id=n, watch=name, due_at=HELD) for n, name in enumerate(("a", "c", "b", "gone"))]
    rows = [*failing, replace(_row("recovery", T0), id=9, watch="a", due_at=HELD)]
    found = outages(rows, {**HOSTS, "e": "ville.example"}, at, over=over, coming=coming)
    assert ["".join(row.watch or "" for row in one.rows) for one in found if one.until is None] == told


TOWNS = {name: f"{name}.example" for name in "abcd"}


def _unread(name: str, since: int, at: int, kind: FailureKind = "dns", detail: str = "") -> OutboxRow:
    """That *name* could not be read, from minute *since* to minute *at*."""
    began, told = (T0 + timedelta(minutes=n) for n in (since, at))
    episode = OpenFailure(failure=Failure(kind=kind, detail=detail), since=began, consecutive=3)
    result = CheckResult(watch=name, at=told, outcome="failed", snapshot=1, failures=(episode,))
    return replace(_row("failure", told), watch=name, result=result)


def _tried(name: str, first: int, last: int | None = None, *, answered: bool = False) -> Try:
    began, ended = (T0 + timedelta(minutes=n) for n in (first, first if last is None else last))
    return Try(watch=name, first=began, last=ended, answered=answered)


LONG = [_unread(name, n, 300 + n) for n, name in enumerate("abc")]
ASKED = [_tried(name, n) for name in "abc" for n in (0, 150, 300)]


@pytest.mark.parametrize(
    ("rows", "tries", "told"),
    [
        pytest.param(LONG, ASKED, "abc", id="nobody answers"),
        pytest.param(LONG, [*ASKED, _tried("d", 200, answered=True)], "", id="another answers"),
        pytest.param(LONG, [*ASKED, _tried("d", -9, 400, answered=True)], "", id="another may have answered"),
        pytest.param(LONG, [*ASKED, _tried("d", -60, -9, answered=True)], "abc", id="it answered before"),
        pytest.param(LONG, [*ASKED, _tried("d", 310, answered=True)], "abc", id="it answers again"),
        pytest.param(LONG, [*ASKED, _tried("a", 200, answered=True)], "", id="one of them answered"),
        pytest.param(LONG[:1], ASKED, "a", id="the others are yet to be told of"),
        pytest.param(LONG[:2], [one for one in ASKED if one.watch != "c"], "", id="two hosts"),
        pytest.param([_unread("a", 0, 300, "http_error"), *LONG[1:]], ASKED, "bc", id="an error is told apart"),
        pytest.param([_unread("a", 0, 300, "timeout", "20 s (page_timeout)"), *LONG[1:]], ASKED, "bc", id="a page hard to read"),
        pytest.param(
            [_unread("a", 0, 0), _unread("b", 120, 120)],
            [*(_tried(name, n) for name in "abc" for n in (0, 120)), _tried("d", 60, answered=True)],
            "",
            id="two short outages",
        ),
    ],
)
def test_an_outage_is_the_networks_only_where_no_server_answered(rows: list[OutboxRow], tries: list[Try], told: str) -> None:
    """10.3, 3.26"""
    assert "".join(row.watch or "" for row in of_network(rows, TOWNS, tries)) == told
