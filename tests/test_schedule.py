"""crontab(5) as people mean it, and the clock changes (DESIGN §6, 4.4)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.model import Recipe, Schedule, Watch
from monitor.schedule import due, next_run, next_visit

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
        pytest.param("@daily", "2026-11-24T08:00", "2026-11-24T23:00", id="alias"),
        pytest.param("0 7 29 2 *", "2026-11-24T08:00", "2028-02-29T06:00", id="leap day"),
        pytest.param("30 2 * * *", "2026-10-24T12:00", "2026-10-25T00:30", id="autumn: the first 02:30"),
        pytest.param("30 2 * * *", "2026-10-25T00:30", "2026-10-26T01:30", id="autumn: not the second"),
        pytest.param("30 2 * * *", "2026-03-28T12:00", "2026-03-29T01:30", id="spring: 02:30 never comes, run all the same"),
        pytest.param("30 2 * * *", "2026-03-29T01:30", "2026-03-30T00:30", id="spring: once"),
    ],
)
def test_a_crontab_line_means_what_crontab_says(cron: str, after: str, expected: str) -> None:
    """DESIGN §6: crontab(5), 0 and 7 are Sunday."""
    assert next_run(Schedule(cron=cron), at(after), PARIS) == at(expected)


def test_a_day_that_never_comes_is_no_run() -> None:
    assert next_run(Schedule(cron="0 0 31 2 *"), at("2026-11-24T08:00"), PARIS) is None


def test_every_hour_of_a_year_runs_once_a_wall_hour() -> None:
    """Clock changes neither lose nor double a daily run."""
    moment, runs = at("2026-01-01T00:00"), 0
    while (found := next_run(Schedule(cron="30 2 * * *"), moment, PARIS)) is not None and found < at("2027-01-01T00:00"):
        assert found > moment
        moment, runs = found, runs + 1
    assert runs == 365


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
    watch = Watch(name="w", url="https://example.org/", schedule=schedule, recipe=Recipe())
    assert due(watch, at(newest) if newest else None, at(now), PARIS) is expected


def test_a_watch_whose_server_wants_peace_is_not_due() -> None:
    """3.18, 4.4: not before the time it asked for; a Retry-After that is over delays nothing."""
    watch = Watch(name="w", url="https://example.org/", schedule=Schedule(every=timedelta(hours=6)), recipe=Recipe())
    newest, held = at("2026-11-24T00:00"), at("2026-11-24T08:00")
    assert next_visit(watch, newest, at("2026-11-24T07:00"), PARIS, held) == held
    assert [due(watch, newest, at(f"2026-11-24T0{hour}:00"), PARIS, held) for hour in (7, 8)] == [False, True]
    assert next_visit(watch, newest, at("2026-11-24T07:00"), PARIS, at("2026-11-24T01:00")) == at("2026-11-24T06:00")
