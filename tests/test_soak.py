"""The soak's year, shorter: every planned run accounted for, every change once (16.3)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from monitor.store import Store
from soak.year import Story, expected, faults, live, planned, story


def judged(told: Story, database: Path) -> list[str]:
    with Store.open(database, readonly=True) as store:
        return faults(told, store)


@pytest.mark.few(0)
@pytest.mark.parametrize(
    ("start", "days", "watches"), [(date(2026, 3, 14), 28, 6), (date(2026, 10, 15), 25, 4)], ids=["spring", "autumn"]
)
def test_weeks_around_a_clock_change(tmp_path: Path, start: date, days: int, watches: int) -> None:
    """Changes, faults, restarts, batches broken off; nothing lost, nothing doubled, no descriptor left open."""
    told = story(watches=watches, start=start, days=days, seed=days)
    measured = live(told, tmp_path / "monitor.db")
    assert judged(told, tmp_path / "monitor.db") == []
    outcomes = [outcome for watch in told.watches for outcome in expected(told, watch).outcomes]
    assert {"first", "unchanged", "changed", "failed"} == set(outcomes) and len(outcomes) > 0.8 * days * watches
    assert measured.restarts >= len(told.up) > 1
    first, last = measured.descriptor_thirds()
    assert last <= first


def test_the_verdict_notices_what_is_not_as_it_should_be(tmp_path: Path) -> None:
    """A judge that never says no proves nothing."""
    told, path = story(watches=2, start=date(2026, 5, 1), days=6, seed=1), tmp_path / "monitor.db"
    live(told, path)
    assert judged(told, path) == []
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE checks SET count = count + 1, digest = NULL WHERE id = (SELECT max(id) FROM checks)")
        newest = "(SELECT watch_id FROM checks ORDER BY id DESC LIMIT 1)"
        db.execute(f"UPDATE state SET visits = visits + 1, digest = NULL WHERE watch_id = {newest}")
    assert any("in coverage" in fault for fault in judged(told, path))
    truths = {name: replace(truth, texts=(told.start + timedelta(hours=1), *truth.texts)) for name, truth in told.truths.items()}
    assert any("versions recorded" in fault for fault in judged(replace(told, truths=truths), path))


def test_a_day_has_one_time_of_day_even_where_the_clock_changes() -> None:
    """The reckoning that the program is held to: 02:30 on 29 March does not come, on 25 October it comes twice."""
    told = story(watches=1, start=date(2026, 3, 28), days=1, seed=1)
    spring = list(planned(2, 30, told.start, told.start + timedelta(days=2)))
    assert [f"{at:%d %H:%M}" for at in spring] == ["28 01:30", "29 01:30", "30 00:30"]
    autumn = story(watches=1, start=date(2026, 10, 24), days=1, seed=1).start
    assert [f"{at:%d %H:%M}" for at in planned(2, 30, autumn, autumn + timedelta(days=2))] == ["24 00:30", "25 00:30", "26 01:30"]
