"""What the resident makes of its workers' lines and ends, without a process (12.2, 12.4 and 12.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from monitor.config import load_cached
from monitor.i18n.locale import Text
from monitor.model import Alert, Config
from monitor.service.supervisors import MARGIN, STALLED, AlertSupervisor, VisitSupervisor
from monitor.service.workers import Work, Worker
from monitor.store import Store
from tests.configs import write_config
from tests.store.town import seen

T0 = datetime(2026, 11, 24, 6, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LIMITS = timedelta(seconds=10 + 20 + 10)  # visit_timeout, page_timeout, what its one document is waited for within a visit


class FakeWorker:
    """Hears orders, says what a test lets it say, and ends with a status."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.orders: list[str] = []
        self.says: list[str | None] = []
        self.status = 0
        self.stopped = self.killed = False

    def order(self, line: str) -> None:
        self.orders.append(line)

    def stop(self) -> None:
        self.stopped = True

    def kill(self) -> None:
        self.killed, self.status = True, -9

    def received(self) -> Iterator[str | None]:
        said, self.says = self.says, []
        yield from said

    def ended(self, *, within: float) -> int:
        return self.status


class Told:
    """The notices that were given."""

    def __init__(self) -> None:
        self.kinds: list[str] = []

    def refused(self, config: Config) -> None:
        self.kinds.append("refused")

    def moved(self, config: Config) -> None:
        self.kinds.append("moved")

    def cannot_write(self, config: Config, kind: str, detail: str | Text) -> None:
        self.kinds.append(kind)

    def crashed(self, config: Config, work: Work, detail: str) -> None:
        self.kinds.append(f"crashed {work}: {detail}")


class Bench:
    """A supervisor of two never visited watches, its workers, its notices, its database."""

    def __init__(self, folder: Path, kind: type[VisitSupervisor] | type[AlertSupervisor]) -> None:
        self.config = load_cached(write_config(folder, "https://example.org/1", "https://example.org/2", visit_timeout="10s"), {})
        self.store = Store.open(self.config.database, now=lambda: T0)
        self.started: list[FakeWorker] = []
        self.told = Told()
        self.supervisor = kind(self.config, start_worker=self._start_worker, notices=self.told)

    def _start_worker(self, work: Work) -> Worker:
        self.started.append(FakeWorker(work))
        return cast(Worker, self.started[-1])

    def hear(self, *lines: str | None, status: int = 0, at: datetime = T0) -> bool:
        self.started[-1].says, self.started[-1].status = list(lines), status
        return self.supervisor.listen(at)

    def look(self, at: datetime = T0) -> int:
        """How many workers there were until now."""
        self.supervisor.watch_over(self.store, at)
        self.supervisor.look(self.store, at)
        return len(self.started)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Callable[[Any], Bench]]:
    opened: list[Bench] = []

    def open_one(kind: type[VisitSupervisor] | type[AlertSupervisor]) -> Bench:
        opened.append(Bench(tmp_path, kind))
        return opened[-1]

    yield open_one
    for one in opened:
        one.store.close()


def test_a_round_is_ordered_once_and_its_worker_leaves_when_nobody_is_due(bench: Callable[[Any], Bench]) -> None:
    """No overlap of a watch with itself: nothing is ordered while a round is under way, which its worker says is over (12.2)."""
    visits = bench(VisitSupervisor)
    visits.look()
    visits.look()
    assert visits.started[0].orders == ["check valmont valmont-2"]
    assert not visits.hear("begun valmont", "begun valmont-2", "done valmont", "done valmont-2")
    with visits.store.group():
        for watch in visits.config.watches:
            visits.store.write(seen(1, T0, "Un", name=watch.name), watch)
    visits.look()  # as when alerts have been sent meanwhile: the ping and the digests of the round are still to come
    assert not visits.started[0].stopped and visits.supervisor.wake_at(T0) == T0 + STALLED
    assert visits.hear("over ")
    visits.look()
    assert (len(visits.started), visits.started[0].stopped) == (1, True)
    assert visits.started[0].orders == ["check valmont valmont-2"]


def test_a_worker_that_dies_before_it_begins_is_not_started_over_and_over(bench: Callable[[Any], Bench]) -> None:
    visits = bench(VisitSupervisor)
    visits.look()
    assert visits.hear(None, status=1)
    assert visits.told.kinds == ["crashed visits: exit status 1"]
    assert [visits.look(T0 + wait * MINUTE) for wait in (0, 0.9, 1)] == [1, 1, 2]
    visits.hear(None, status=1, at=T0 + MINUTE)
    assert visits.supervisor.wake_at(T0 + MINUTE) == T0 + 3 * MINUTE


def test_a_visit_without_end_is_killed_then_tried_alone_then_recorded(bench: Callable[[Any], Bench]) -> None:
    """Item 2: a hard deadline per check; the others come first."""
    visits = bench(VisitSupervisor)
    visits.look()
    visits.hear("begun valmont", "done valmont", "begun valmont-2")
    late = T0 + MARGIN + LIMITS
    assert visits.supervisor.wake_at(T0) == late
    visits.look(late)
    assert visits.started[0].killed
    visits.hear(None, status=-9, at=late)
    visits.look(late)
    assert visits.started[1].orders == ["check valmont"]  # the fake wrote nothing: it is due as before
    visits.hear("begun valmont", "done valmont", "over ", at=late)
    visits.look(late)
    assert visits.started[1].orders[1:] == ["check valmont-2"]
    visits.hear("begun valmont-2", at=late)
    visits.look(late + 3 * MINUTE)
    visits.hear(None, status=-9, at=late + 3 * MINUTE)
    visits.look(late + 3 * MINUTE)
    assert visits.started[2].orders[0] == "record timeout valmont-2 no end: the visit was stopped"


def test_a_worker_that_never_answers_is_killed(bench: Callable[[Any], Bench]) -> None:
    visits = bench(VisitSupervisor)
    visits.look()
    wake_at = visits.supervisor.wake_at(T0)
    assert wake_at is not None
    visits.look(wake_at)
    assert visits.started[0].killed


def test_a_full_disk_is_asked_for_room_before_anything_is_visited(
    bench: Callable[[Any], Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Item 5: no page is fetched for nothing, and nobody is blamed."""
    room: list[bool] = [False, False, True]
    monkeypatch.setattr("monitor.service.supervisors.has_room", lambda database: room.pop(0))
    visits = bench(VisitSupervisor)
    visits.look()
    visits.hear("begun valmont", "stopped disk_full no room", None)
    assert (visits.told.kinds, visits.supervisor.trouble) == (["disk_full"], "no room")
    assert [visits.look(T0 + minutes * MINUTE) for minutes in (0, 1, 2, 3)] == [1, 1, 1, 2]
    assert visits.started[1].orders == ["check valmont valmont-2"]
    visits.hear("begun valmont", "done valmont")
    assert visits.supervisor.trouble is None


def test_a_new_configuration_gets_a_new_worker_after_the_round(bench: Callable[[Any], Bench], tmp_path: Path) -> None:
    """Item 4."""
    visits = bench(VisitSupervisor)
    visits.look()
    visits.hear("begun valmont")
    visits.supervisor.configure(load_cached(write_config(tmp_path, "https://example.org/1"), {}))
    visits.look()
    assert not visits.started[0].stopped
    visits.hear("done valmont", "done valmont-2", "over ")
    visits.look()
    assert visits.started[0].stopped
    visits.hear(None)
    visits.look()
    assert visits.started[1].orders == ["check valmont"]


def test_alerts_are_sent_for_at_the_start_and_then_when_one_waits(bench: Callable[[Any], Bench]) -> None:
    """What was claimed when the last process died is freed at once; a day is the longest without a look."""
    alerts = bench(AlertSupervisor)
    assert alerts.look() == 1
    alerts.hear(None)
    assert alerts.look(T0 + MINUTE) == 1
    assert alerts.supervisor.wake_at(T0 + MINUTE) == T0 + timedelta(days=1)
    assert isinstance(alerts.supervisor, AlertSupervisor)
    alerts.supervisor.may_be_new(T0 + MINUTE)
    assert alerts.supervisor.wake_at(T0 + MINUTE) == T0 + MINUTE + timedelta(seconds=1)


@pytest.mark.parametrize(("said", "workers"), [(["more "], 2), ([], 1)])
def test_what_found_no_time_goes_on_at_once_and_what_cannot_go_rests(
    said: list[str], workers: int, bench: Callable[[Any], Bench]
) -> None:
    """10.2: two thousand alerts to a slow channel are sent a minute at a time, without a rest in which others would wait."""
    alerts = bench(AlertSupervisor)
    assert alerts.store.enqueue(Alert(channel="c", kind="welcome", key="k", items=()), {})
    assert alerts.look() == 1
    alerts.hear(*said, None)
    assert alerts.look(T0 + MINUTE / 2) == workers


def test_one_that_stalls_after_its_last_page_is_ended(bench: Callable[[Any], Bench]) -> None:
    """12.2: what comes after it, the ping and the digests, has a limit too."""
    visits = bench(VisitSupervisor)
    visits.look()
    visits.hear(*(f"{verb} {name}" for name in visits.started[0].orders[0].split()[1:] for verb in ("begun", "done")))
    visits.look(T0 + STALLED)
    assert visits.started[0].killed


def test_a_clock_set_back_holds_nothing_up(bench: Callable[[Any], Bench]) -> None:
    """12.1: a machine that believed to be a year later rests, waits and kills by the time that it is now."""
    year = timedelta(days=365)
    visits = bench(VisitSupervisor)
    visits.look(T0 + year)
    visits.hear(None, status=1, at=T0 + year)
    visits.supervisor.clock_jumped(T0)
    assert visits.look(T0 + 15 * MINUTE) == 2
    visits.supervisor.clock_jumped(T0)
    assert visits.supervisor.wake_at(T0) == T0 + STALLED
    visits.hear("begun valmont", at=T0 + year)
    visits.supervisor.clock_jumped(T0)
    assert visits.supervisor.wake_at(T0) == T0 + MARGIN + LIMITS


def test_the_calendar_of_alerts_goes_by_the_clock_as_it_was_set(bench: Callable[[Any], Bench]) -> None:
    """12.1: heartbeats and digests are found by an errand a day; it must not wait for a year that is not yet."""
    alerts = bench(AlertSupervisor)
    alerts.look(T0 + timedelta(days=365))
    alerts.hear(None, at=T0 + timedelta(days=365))
    alerts.supervisor.clock_jumped(T0)
    assert alerts.look(T0) == 2
    alerts.hear(None)
    assert alerts.look(T0) == 2
    assert alerts.supervisor.wake_at(T0) == T0 + timedelta(days=1)


@pytest.mark.parametrize("kind", [VisitSupervisor, AlertSupervisor])
def test_a_database_that_is_gone_is_said_once_and_wakes_nobody(
    bench: Callable[[Any], Bench], kind: type[VisitSupervisor] | type[AlertSupervisor]
) -> None:
    """12.2 and 12.5: looked for again after a minute, then after two, whatever else calls for a look meanwhile."""
    one = bench(kind)
    if isinstance(one.supervisor, AlertSupervisor):
        one.supervisor.may_be_new(T0)
    for seconds in (0, 1, 2):
        one.supervisor.blocked("database", "there is no database", T0 + timedelta(seconds=seconds))
    assert one.told.kinds == ["database"]
    assert one.supervisor.wake_at(T0) == T0 + MINUTE
    one.supervisor.blocked("database", "there is no database", T0 + MINUTE)
    assert one.supervisor.wake_at(T0 + MINUTE) == T0 + 3 * MINUTE


def test_a_visit_that_hangs_is_killed_though_the_database_is_gone(bench: Callable[[Any], Bench]) -> None:
    """12.2."""
    visits = bench(VisitSupervisor)
    visits.look()
    visits.hear("begun valmont")
    visits.supervisor.watch_over(None, T0 + MARGIN + LIMITS)
    assert visits.started[0].killed
