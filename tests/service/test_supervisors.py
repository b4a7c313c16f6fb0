"""What rests, and for how long (12.2 and 12.5)."""

from __future__ import annotations

import select
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.config import load_cached
from monitor.service.edits import Edits
from monitor.service.resident import ClockJumps
from monitor.service.supervisors import Backoff
from monitor.service.workers import SharedConfig, exit_text, shared_config
from tests.configs import write_config

T0 = datetime(2026, 11, 24, 6, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_a_rest_doubles_to_a_quarter_of_an_hour_until_something_works() -> None:
    rest, found = Backoff(), []
    for _ in range(6):
        rest.begin(T0)
        found.append((rest.over(T0) - T0) / MINUTE)
    assert found == [1, 2, 4, 8, 15, 15]
    assert (rest.lasts(T0 + 14 * MINUTE), rest.lasts(T0 + 15 * MINUTE)) == (True, False)
    rest.end()
    assert rest.over(T0) == T0


def test_an_edit_is_judged_once(tmp_path: Path) -> None:
    """12.4: whatever an editor does to the file; a file that is gone for a moment is no edit."""
    path = write_config(tmp_path, "https://example.org/")
    edits = Edits(path, lambda file: load_cached(file, {}))
    assert not edits.edited()
    path.write_text(path.read_text() + "\n")
    assert edits.edited()
    assert (edits.judged() or load_cached(path, {})).path == path
    assert not edits.edited()
    path.rename(tmp_path / "old.toml")
    assert not edits.edited()
    (tmp_path / "new.toml").write_text((tmp_path / "old.toml").read_text())
    (tmp_path / "new.toml").rename(path)
    assert edits.edited()
    edits.judged()
    edits.forget()
    assert edits.edited()


def test_a_configuration_travels_whole(tmp_path: Path) -> None:
    config = load_cached(write_config(tmp_path, "https://example.org/a", "https://example.org/b"), {})
    handed = SharedConfig(config)
    assert [shared_config(handed.fd), shared_config(handed.fd)] == [config, config]
    handed.close()


def test_how_a_process_ended_is_said() -> None:
    assert [exit_text(1), exit_text(-11), exit_text(-99)] == ["exit status 1", "SIGSEGV", "signal 99"]


def test_a_clock_that_goes_on_as_it_did_is_no_jump() -> None:
    """What waits on it is woken by a jump only: no wake-up beyond the schedule."""
    with ClockJumps() as jumps:
        assert select.select(jumps.files(), [], [], 0)[0] == []
        if jumps.files():
            jumps.received()
            assert select.select(jumps.files(), [], [], 0)[0] == []
