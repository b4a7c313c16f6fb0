"""Which watch is due when, kept between the visits (12.1)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.model import Config, Past, Recipe, Schedule, Visiting, Watch
from monitor.service.agenda import Agenda

T0 = datetime(2026, 11, 24, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)


def config(**periods: timedelta) -> Config:
    watches = tuple(
        Watch(name=name, url="https://example.org/", schedule=Schedule(every=every), recipe=Recipe())
        for name, every in periods.items()
    )
    return Config(
        path=Path("/c.toml"),
        database=Path("/m.db"),
        timezone="Europe/Paris",
        language="fr",
        contact=None,
        visiting=Visiting(),
        watches=watches,
    )


def test_the_longest_overdue_comes_first_and_stays_due_until_it_is_visited() -> None:
    agenda = Agenda(config(a=HOUR, b=2 * HOUR, c=9 * HOUR))
    agenda.reckon({"a": Past(newest_at=T0), "b": Past(newest_at=T0 - 3 * HOUR), "c": Past(newest_at=T0), "gone": Past()}, T0)
    assert agenda.next_at() == T0 - HOUR
    assert [agenda.due(T0 + HOUR), agenda.due(T0 + HOUR)] == [["b", "a"], ["b", "a"]]
    agenda.reckon({"b": Past(newest_at=T0 + HOUR)}, T0 + HOUR)
    assert (agenda.due(T0 + HOUR), agenda.next_at()) == (["a"], T0 + HOUR)


def test_what_is_put_off_waits() -> None:
    agenda = Agenda(config(a=HOUR))
    agenda.reckon({"a": Past()}, T0)
    agenda.put_off(["a", "gone"], T0 + HOUR)
    assert (agenda.due(T0), agenda.next_at()) == ([], T0 + HOUR)


def test_a_visit_by_a_clock_that_was_ahead_counts_from_when_we_saw_it() -> None:
    """Else a watch would be visited without end until that day."""
    agenda = Agenda(config(a=HOUR))
    ahead = {"a": Past(newest_at=T0 + 99 * HOUR)}
    agenda.reckon(ahead, T0)
    assert agenda.due(T0) == ["a"]
    agenda.seen("a", T0)
    agenda.reckon(ahead, T0)
    assert (agenda.due(T0), agenda.next_at()) == ([], T0 + HOUR)
