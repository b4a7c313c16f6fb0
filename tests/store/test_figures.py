"""The installation counted, and who holds its lock (12.6)."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.model import Alert, OutboxFigures, Plan
from monitor.store import InstanceLock, Store, holder, last_service
from tests.command import environment
from tests.store.town import HOUR, T0, edited, failed, seen, unchanged, watch

ROOT = Path(__file__).resolve().parent.parent.parent


def timed(plan: Plan, seconds: float) -> Plan:
    assert plan.reading is not None
    return replace(plan, reading=replace(plan.reading, seconds=seconds))


def test_a_watch_is_counted_by_what_came_of_its_visits(store: Store) -> None:
    store.write(seen(1, T0, "La ville permet"), watch())
    store.write(timed(unchanged(T0 + HOUR), 0.5), watch())
    store.write(timed(seen(2, T0 + 2 * HOUR, "La ville permettra", changes=(edited("permet", "permettra"),)), 1.25), watch())
    store.write(unchanged(T0 + 3 * HOUR, source="import"), watch())
    for n in range(2):
        store.write(timed(failed(T0 + (4 + n) * HOUR, T0 + 4 * HOUR, n + 1), 0.25), watch())
    found = store.figures().watches["valmont"]
    assert (found.snapshot, found.newest_at, found.last_good_at) == (2, T0 + 5 * HOUR, T0 + 3 * HOUR)
    assert (found.changed_at, found.changed_snapshot) == (T0 + 2 * HOUR, 2)
    assert found.visits == {"first": 1, "unchanged": 2, "changed": 1, "failed": 2}
    assert [(f.failure.kind, f.consecutive, f.since) for f in found.failures] == [("http_error", 2, T0 + 4 * HOUR)]
    assert (found.timed, found.seconds, found.last_seconds) == (4, 2.25, 0.25)


@pytest.mark.parametrize(
    ("hours", "gap"),
    [
        pytest.param([], None, id="one visit"),
        pytest.param([6], 6.0, id="two"),
        pytest.param([6, 12, 18], 6.0, id="a row of four"),
        pytest.param([6, 12, 100, 106, 112], 6.0, id="a pause within the row counts for nothing"),
    ],
)
def test_the_time_between_the_newest_visits_tells_of_a_service_or_cron(store: Store, hours: list[int], gap: float | None) -> None:
    """3.26: imported captures are nobody's visits."""
    store.write(unchanged(T0 - HOUR, source="import"), watch())
    store.write(seen(1, T0, "La ville permet"), watch())
    for hour in hours:
        store.write(unchanged(T0 + hour * HOUR), watch())
    found = store.figures().watches["valmont"].gap
    assert (found and found / HOUR) == gap


def test_the_outbox_is_counted_by_state_with_the_age_of_what_waits(tmp_path: Path) -> None:
    clock = [T0]
    with Store.open(tmp_path / "monitor.db", now=lambda: clock[0]) as store:
        assert store.figures().outbox == OutboxFigures()
        for n in range(4):
            clock[0] = T0 + n * HOUR
            alert = Alert(channel="mail-1", kind="change", key=f"k{n}", items=())
            store.write(unchanged(clock[0], alerts=(alert,)) if n else seen(1, T0, "texte", alerts=(alert,)), watch())
        store.outbox.delivered(1, T0)
        store.outbox.failed(2, "550 no such user", T0)
        found = store.figures()
        assert found.outbox == OutboxFigures(pending=2, delivered=1, failed=1, oldest_pending_at=T0 + 2 * HOUR)
        assert found.at == clock[0]
        assert found.database_bytes >= store.path.stat().st_size


def test_who_holds_the_lock_can_be_asked_without_taking_it(tmp_path: Path) -> None:
    """4.3: it says who, and since when; a question disturbs nobody."""
    database = tmp_path / "monitor.db"
    assert holder(database) is None
    with InstanceLock(database, command="monitor run"):
        found = holder(database)
        assert found is not None and found.is_service and found.pid is not None and found.since is not None
    assert holder(database) is None
    with InstanceLock(database, command="monitor check --due"):
        found = holder(database)
        assert found is not None and not found.is_service


def test_a_service_that_ended_is_remembered_until_another_starts(tmp_path: Path) -> None:
    """3.26: whoever asks later learns that nothing visits any more, also after a command at work in between."""
    database = tmp_path / "monitor.db"
    assert last_service(database) is None
    with InstanceLock(database, command="monitor run"):
        assert last_service(database) is None
    end = last_service(database)
    assert end is not None and end.until is not None and end.since <= end.until
    with InstanceLock(database, command="monitor check"):
        assert last_service(database) == end
    assert last_service(database) == end
    while datetime.now(UTC) < end.since + timedelta(milliseconds=1):  # times are kept in milliseconds
        pass
    with InstanceLock(database, command="monitor run"):
        pass
    later = last_service(database)
    assert later is not None and later.since > end.since


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"pid": "x"}', '{"pid": 1, "since": "2026", "service": {"since": 3}}', "\x00\xff"]
)
def test_a_lock_file_that_says_nothing_tells_nothing(tmp_path: Path, text: str) -> None:
    database = tmp_path / "monitor.db"
    database.with_name("monitor.db.lock").write_bytes(text.encode("latin-1"))
    assert (holder(database), last_service(database)) == (None, None)
    with InstanceLock(database, command="monitor check"):
        assert holder(database) is not None


def test_a_killed_process_holds_nothing(tmp_path: Path) -> None:
    """What it signed is still there; the lock died with it."""
    database = tmp_path / "monitor.db"
    code = f"from pathlib import Path; from monitor.store import InstanceLock; import os, signal\n\
InstanceLock(Path({str(database)!r}), command='monitor run').acquire(); os.kill(os.getpid(), signal.SIGKILL)"
    subprocess.run([sys.executable, "-c", code], env=environment(), cwd=ROOT, check=False)
    assert "monitor run" in database.with_name("monitor.db.lock").read_text("utf-8")
    assert holder(database) is None
    killed = last_service(database)
    assert killed is not None and killed.until is None
    InstanceLock(database, wait=timedelta(0)).acquire()
    noticed = last_service(database)
    assert noticed is not None and noticed.until is not None
