"""crontab(5) as people mean it, the clock changes, and what else decides when a watch is visited (DESIGN §6, 3.18, 4.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import Past, Recipe, Schedule, Visiting, Watch
from monitor.schedule import NextVisit, due, next_run, next_visit, rests, upcoming

PARIS = "Europe/Paris"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("cron", "after", "expected"),
    [
        pytest.param("0 7 * * *", "2026-11-24T06:00", "2026-11-25T06:00", id="daily: strictly later"),
        pytest.param("0 7 * * *", "2026-11-24T05:59", "2026-11-24T06:00", id="daily: same day"),
        pytest.param("0 7 * * 1", "2026-11-24T08:00", "2026-11-30T06:00", id="1 is Monday"),
        pytest.param("0 7 * * 0", "2026-11-24T08:00", "2026-11-29T06:00", id="0 is Sunday"),
        pytest.param("0 7 * * 7", "2026-11-24T08:00", "2026-11-29T06:00", id="7 is Sunday"),
        pytest.param("0 7 * * 5-7", "2026-11-27T08:00", "2026-11-28T06:00", id="a range up to 7"),
        pytest.param("0 7 * * sun-tue", "2026-11-29T08:00", "2026-11-30T06:00", id="a range of names from Sunday"),
        pytest.param("0 7 * * mon-fri", "2026-11-27T08:00", "2026-11-30T06:00", id="working days"),
        pytest.param("0 7 1 * 1", "2026-11-24T08:00", "2026-11-30T06:00", id="day or weekday: the weekday first"),
        pytest.param("0 7 1 * 1", "2026-11-30T08:00", "2026-12-01T06:00", id="day or weekday: then the day"),
        pytest.param("*/20 * * * *", "2026-11-24T08:05", "2026-11-24T08:20", id="steps"),
        pytest.param("0 7 1 jan,jul *", "2026-11-24T08:00", "2027-01-01T06:00", id="month names"),
        pytest.param("0 7 29 2 *", "2026-11-24T08:00", "2028-02-29T06:00", id="leap day"),
        pytest.param("30 2 * * *", "2026-10-24T12:00", "2026-10-25T00:30", id="autumn: the first 02:30"),
        pytest.param("30 2 * * *", "2026-10-25T00:30", "2026-10-26T01:30", id="autumn: not the second"),
        pytest.param("30 2 * * *", "2026-03-28T12:00", "2026-03-29T01:00", id="spring: 02:30 never comes, run at the change"),
        pytest.param("30 2 * * *", "2026-03-29T01:00", "2026-03-30T00:30", id="spring: once"),
        pytest.param("*/20 2 * * *", "2026-03-28T12:00", "2026-03-30T00:00", id="spring: a star goes by what the clock shows"),
        pytest.param("0 2,3 * * *", "2026-03-29T01:00", "2026-03-30T00:00", id="spring: two runs at one moment are one"),
    ],
)
def test_a_crontab_line_means_what_crontab_says(cron: str, after: str, expected: str) -> None:
    """DESIGN §6: crontab(5), 0 and 7 are Sunday."""
    assert next_run(Schedule(cron=cron), at(after), PARIS) == at(expected)


def test_a_day_that_never_comes_is_no_run() -> None:
    assert next_run(Schedule(cron="0 0 31 2 *"), at("2026-11-24T08:00"), PARIS) is None


def runs(cron: str, zone: str, start: datetime, end: datetime) -> Iterator[datetime]:
    moment = start
    while (found := next_run(Schedule(cron=cron), moment, zone)) is not None and found <= end:
        assert found > moment
        yield found
        moment = found


# Three days around each clock change of 2026: an hour in Paris and New York, half an hour on Lord Howe Island, none in Kathmandu.
CHANGES = [
    (PARIS, "2026-03-29"),
    (PARIS, "2026-10-25"),
    ("America/New_York", "2026-03-08"),
    ("America/New_York", "2026-11-01"),
    ("Australia/Lord_Howe", "2026-04-05"),
    ("Australia/Lord_Howe", "2026-10-04"),
    ("Asia/Kathmandu", "2026-10-04"),
]
changes = pytest.mark.parametrize(("zone", "day"), CHANGES, ids=[f"{zone} {day}" for zone, day in CHANGES])


def span(zone: str, day: str) -> tuple[datetime, datetime]:
    """From noon the day before to noon the day after, as the clock shows it."""
    noon = datetime.combine(datetime.fromisoformat(day), time(12), ZoneInfo(zone))
    return (noon - timedelta(days=1)).astimezone(UTC), (noon + timedelta(days=1)).astimezone(UTC)


@changes
@given(hour=st.integers(0, 23), minute=st.integers(0, 59))
def test_a_daily_run_is_neither_lost_nor_doubled_at_a_clock_change(zone: str, day: str, hour: int, minute: int) -> None:
    """12.1: once a day, whatever the clocks do that night."""
    assert len(list(runs(f"{minute} {hour} * * *", zone, *span(zone, day)))) == 2


@changes
@given(minute=st.integers(0, 59))
def test_an_hourly_run_comes_every_hour_at_a_clock_change(zone: str, day: str, minute: int) -> None:
    """12.1, cron(8): what runs every hour goes by elapsed time, and by the minute that the clock shows."""
    start, end = span(zone, day)
    found = list(runs(f"{minute} * * * *", zone, start, end))
    assert {moment.astimezone(ZoneInfo(zone)).minute for moment in found} == {minute}
    shift = timedelta(minutes=30) if "Lord_Howe" in zone else timedelta(0)
    gaps = Counter(b - a for a, b in pairwise(found))
    assert min(gaps) >= timedelta(hours=1) - shift
    assert max(gaps) <= timedelta(hours=1) + shift
    assert abs(len(found) * timedelta(hours=1) - (end - start)) <= timedelta(hours=1)


@changes
@given(step=st.sampled_from([5, 6, 10, 15, 30]))  # parts of every shift: the clock's minutes go on as they were
def test_what_runs_every_few_minutes_never_pauses_for_a_clock_change(zone: str, day: str, step: int) -> None:
    """12.1."""
    found = list(runs(f"*/{step} * * * *", zone, *span(zone, day)))
    assert {b - a for a, b in pairwise(found)} == {timedelta(minutes=step)}


@changes
@given(minutes=st.integers(1, 600))
def test_an_interval_knows_no_clock_change(zone: str, day: str, minutes: int) -> None:
    start, _ = span(zone, day)
    assert next_run(Schedule(every=timedelta(minutes=minutes)), start, zone) == start + timedelta(minutes=minutes)


def test_a_run_of_an_hour_that_comes_twice_comes_once() -> None:
    """cron(8): from within the second hour the next run is tomorrow's, however many runs of the first are behind it."""
    assert next_run(Schedule(cron="5,10,30,55 2 * * *"), at("2026-10-25T01:20"), PARIS) == at("2026-10-26T01:05")


def test_a_star_in_an_hour_that_comes_twice_runs_twice() -> None:
    """cron(8): what goes by the clock's face is shown both hours."""
    assert next_run(Schedule(cron="* 2 * * *"), at("2026-10-25T01:30"), PARIS) == at("2026-10-25T01:31")


def test_a_line_that_nobody_can_read_is_no_run() -> None:
    assert next_run(Schedule(cron="@reboot"), at("2026-11-24T08:00"), PARIS) is None


def test_a_daily_run_comes_on_every_day_of_a_year() -> None:
    """Clock changes neither lose nor double it."""
    assert len(list(runs("30 2 * * *", PARIS, at("2026-01-01T00:00"), at("2026-12-31T23:00")))) == 365


@pytest.mark.parametrize(
    ("schedule", "newest", "now", "expected"),
    [
        pytest.param(Schedule(every=timedelta(hours=6)), None, "2026-11-24T08:00", True, id="never visited"),
        pytest.param(Schedule(every=timedelta(hours=6)), "2026-11-24T02:00", "2026-11-24T08:00", True, id="six hours later"),
        pytest.param(Schedule(every=timedelta(hours=6)), "2026-11-24T02:01", "2026-11-24T08:00", False, id="a minute early"),
        pytest.param(Schedule(cron="0 7 * * *"), "2026-11-20T06:00", "2026-11-24T05:00", True, id="slept for days"),
        pytest.param(Schedule(cron="0 7 * * *"), "2026-11-24T06:00", "2026-11-24T20:00", False, id="visited today"),
        pytest.param(Schedule(cron="0 7 * * *"), "2099-01-01T06:00", "2026-11-24T20:00", True, id="the clock was wrong then"),
    ],
)
def test_due_is_decided_from_the_newest_visit(schedule: Schedule, newest: str | None, now: str, expected: bool) -> None:
    """4.4: `check --due` visits only those whose time has come."""
    past = Past(newest_at=at(newest) if newest else None)
    assert due(watch(schedule), past, at(now), PARIS) is expected


def test_a_visit_dated_later_than_now_is_no_reason_to_say_never() -> None:
    """3.26: it is made at once, and `schedule` says that the clock was set back."""
    ahead = next_visit(watch(Schedule(cron="0 7 * * *")), Past(newest_at=at("2099-01-01T06:00")), at("2026-11-24T20:00"), PARIS)
    assert ahead and (ahead.at, ahead.why) == (at("2026-11-24T20:00"), "clock")


def watch(schedule: Schedule, *, name: str = "w", **visiting: object) -> Watch:
    return Watch(
        name=name,
        url="https://example.org/",
        schedule=schedule,
        recipe=Recipe(),
        visiting=Visiting(**visiting),  # type: ignore[arg-type]
    )


SIX_HOURLY, HOURLY, DAILY = Schedule(every=timedelta(hours=6)), Schedule(cron="0 * * * *"), Schedule(cron="0 7 * * *")


def test_a_watch_whose_server_wants_peace_is_not_due() -> None:
    """3.18, 4.4: not before the time it asked for; a Retry-After that is over delays nothing."""
    held = Past(newest_at=at("2026-11-24T00:00"), held_until=at("2026-11-24T08:00"))
    assert next_visit(watch(SIX_HOURLY), held, at("2026-11-24T07:00"), PARIS) == NextVisit(at=at("2026-11-24T08:00"), why="held")
    assert [due(watch(SIX_HOURLY), held, at(f"2026-11-24T0{hour}:00"), PARIS) for hour in (7, 8)] == [False, True]
    over = Past(newest_at=at("2026-11-24T00:00"), held_until=at("2026-11-24T01:00"))
    found = next_visit(watch(SIX_HOURLY), over, at("2026-11-24T07:00"), PARIS)
    assert found == NextVisit(at=at("2026-11-24T06:00"), why="schedule")


@pytest.mark.parametrize(
    ("schedule", "failing", "expected", "why"),
    [
        pytest.param(HOURLY, 2, "2026-11-24T08:00", "schedule", id="two failures may pass"),
        pytest.param(HOURLY, 3, "2026-11-24T09:00", "slowed", id="alerted: every second hour"),
        pytest.param(HOURLY, 4, "2026-11-24T11:00", "slowed", id="then every fourth"),
        pytest.param(HOURLY, 400, "2026-11-25T07:00", "slowed", id="once a day at most"),
        pytest.param(DAILY, 400, "2026-11-25T06:00", "schedule", id="a daily one stays daily"),
        pytest.param(Schedule(cron="0 7 * * 1"), 400, "2026-11-30T06:00", "schedule", id="a weekly one stays weekly"),
        pytest.param(SIX_HOURLY, 3, "2026-11-24T19:00:37", "slowed", id="an interval doubles"),
        pytest.param(SIX_HOURLY, 9, "2026-11-25T07:00:37", "slowed", id="to a day"),
    ],
)
def test_a_failing_watch_slows_down(schedule: Schedule, failing: int, expected: str, why: str) -> None:
    """12.5: the wait doubles from the alert on, to a day at most; the first good visit makes `failing` 0."""
    past = Past(newest_at=at("2026-11-24T07:00:37"), failing=failing)
    found = next_visit(watch(schedule), past, at("2026-11-24T07:10"), PARIS, spread=False)
    assert found == NextVisit(at=at(expected), why=why)  # type: ignore[arg-type]


def test_a_hundred_watches_do_not_strike_at_once() -> None:
    """12.1: within a minute of the line, each at a time of its own; `check --due` waits for none of it."""
    past, now = Past(newest_at=at("2026-11-24T06:00")), at("2026-11-24T12:00")
    found = [next_visit(watch(DAILY, name=f"w{n}"), past, now, PARIS) for n in range(100)]
    waits = [visit.at - at("2026-11-25T06:00") for visit in found if visit]
    assert len(waits) == 100
    assert timedelta(0) <= min(waits) < max(waits) < timedelta(minutes=1)
    assert max(Counter(wait // timedelta(seconds=1) for wait in waits).values()) <= 8
    assert all(due(watch(DAILY, name=f"w{n}"), past, at("2026-11-25T06:00"), PARIS) for n in range(100))


crons = st.sampled_from(["* * * * *", "*/5 * * * *", "0 * * * *", "0 7 * * *", "0,1 7 * * *", "0 7 1 * 1", "30 2 * * sun"])


@given(
    cron=crons,
    name=st.text(min_size=1, max_size=8),
    jitter=st.timedeltas(timedelta(0), timedelta(days=2)),
    start=st.timedeltas(timedelta(0), timedelta(days=365)).map(lambda since: at("2026-01-01T00:00") + since),
    zone=st.sampled_from([zone for zone, _ in CHANGES]),
)
def test_a_spread_run_comes_after_its_own_time_and_before_the_next(
    cron: str, name: str, jitter: timedelta, start: datetime, zone: str
) -> None:
    """Whatever `jitter` says, none of the runs is lost, doubled or early: the n-th visit belongs to the n-th run."""
    one = watch(Schedule(cron=cron), name=name, jitter=jitter)
    visits = list(islice(upcoming(one, Past(newest_at=start), start, zone), 5))
    planned = list(islice(runs(cron, zone, start, at("2100-01-01T00:00")), 6))
    assert all(run <= visit.at < following for visit, (run, following) in zip(visits, pairwise(planned), strict=True))


def test_the_visits_to_come_of_a_failing_watch_grow_further_apart() -> None:
    """What `monitor schedule` shows."""
    past = Past(newest_at=at("2026-11-24T07:00"), failing=3)
    found = islice(upcoming(watch(HOURLY, jitter=timedelta(0)), past, at("2026-11-24T07:10"), PARIS), 3)
    assert [visit.at for visit in found] == [at("2026-11-24T09:00"), at("2026-11-24T13:00"), at("2026-11-24T21:00")]


SEVEN = watch(Schedule(cron="0 7 * * *"), jitter=timedelta(0))


@pytest.mark.parametrize(
    ("paused", "newest", "expected"),
    [
        pytest.param(replace(SEVEN, paused_until=True), "2026-11-20T06:00", None, id="until further notice"),
        pytest.param(
            replace(SEVEN, paused_until=date(2026, 12, 1)), "2026-11-20T06:00", ("2026-12-01T06:00", "paused"), id="until a day"
        ),
        pytest.param(
            replace(watch(Schedule(every=timedelta(hours=6))), paused_until=date(2026, 12, 1)),
            "2026-11-20T06:00",
            ("2026-11-30T23:00", "paused"),
            id="an interval: as the day begins in Paris",
        ),
        pytest.param(
            replace(SEVEN, paused_until=date(2026, 12, 1)),
            None,
            ("2026-11-30T23:00", "paused"),
            id="never visited: no sooner either",
        ),
        pytest.param(
            replace(SEVEN, paused_until=date(2026, 11, 24)),
            "2026-11-23T06:00",
            ("2026-11-24T06:00", "schedule"),
            id="over since today",
        ),
        pytest.param(
            replace(SEVEN, paused_until=date(2026, 11, 25)),
            "2026-11-24T06:00",
            ("2026-11-25T06:00", "schedule"),
            id="nothing is skipped",
        ),
    ],
)
def test_a_pause_puts_off_what_would_be_due(paused: Watch, newest: str | None, expected: tuple[str, str] | None) -> None:
    """DESIGN 4.5, §6: `paused_until` is true or a day, which begins in the configured time zone."""
    past = Past(newest_at=at(newest) if newest else None)
    found = next_visit(paused, past, at("2026-11-24T08:00"), PARIS)
    assert found == (NextVisit(at=at(expected[0]), why=expected[1]) if expected else None)  # type: ignore[arg-type]


def test_what_rests_is_visited_only_when_named() -> None:
    """4.5: until its day begins, or somebody resumes it; `enabled = false` is older and means the same."""
    now = at("2026-11-30T22:59")
    resting = [replace(SEVEN, paused_until=True), replace(SEVEN, enabled=False), replace(SEVEN, paused_until=date(2026, 12, 1))]
    assert [rests(w, now, PARIS) for w in [*resting, SEVEN, replace(SEVEN, paused_until=date(2026, 11, 30))]] == [
        True, True, True, False, False,
    ]  # fmt: skip
    assert not rests(resting[2], now + timedelta(minutes=1), PARIS)
