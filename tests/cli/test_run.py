"""`monitor run`: visits by the schedules, alerts, one instance, a clean end (DESIGN §4, 12.4)."""

from __future__ import annotations

import http.client
import signal
from contextlib import closing
from pathlib import Path

import pytest

from monitor.cli import run
from monitor.errors import DiskFull, Unfinished
from monitor.service import edits
from monitor.terminal.logs import FORM
from tests.cli.test_check import intact
from tests.cli.town import EDIT, ended, started, until
from tests.command import monitor
from tests.configs import write_config
from tests.deliver.receivers import Hook
from tests.hostile import Hostile
from tests.pipeline.house import html
from tests.site import Site


def every(folder: Path, period: str) -> None:
    config = folder / "config.toml"
    config.write_text(config.read_text().replace('schedule = "0 7 * * *"', f'every = "{period}"'))


def visits(site: Site) -> int:
    return sum(asked.path == "/" for asked in site.asked)


def test_run_visits_at_start_again_and_again_and_tells(tmp_path: Path, town: Site) -> None:
    """12.4: what is due at the start, then by the schedule; a second `run` is told who works; SIGTERM ends it with 0."""
    hook = Hook()
    write_config(tmp_path, town.url(), after=f'\n[[alert]]\nto = "{hook.url}"\n')
    every(tmp_path, "1s")
    with started("run", cwd=tmp_path) as process:
        until(lambda: visits(town) >= 2)
        second = monitor("run", cwd=tmp_path)
        assert second.status == 3
        assert str(process.pid) in second.err
        town.pages["/"] = html(None, EDIT)
        until(lambda: len(hook.posted) == 2)  # the first message, and the change
        status, out, err = ended(process, signal.SIGTERM)
    hook.close()
    assert (status, out) == (0, "")
    assert "checked watch=valmont outcome=changed" in err
    assert "1 page sous surveillance" in err
    intact(tmp_path)
    assert {h["outcome"] for h in monitor("history", "--json", cwd=tmp_path).lines} == {"first", "unchanged", "changed"}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_in_the_middle_of_a_visit(tmp_path: Path, number: int) -> None:
    """12.4: within seconds, whatever a server is doing; nothing half-written."""
    with Hostile() as hostile:
        write_config(tmp_path, hostile.url("silent"), read_timeout="100s", visit_timeout="110s")
        with started("run", cwd=tmp_path) as process:
            assert process.stderr is not None
            next(line for line in process.stderr if "started" in line)
            status, _, _ = ended(process, number)
    assert status == 0
    intact(tmp_path)


def test_run_sleeps_until_something_is_due(tmp_path: Path, town: Site) -> None:
    """4.4: a watch visited today is not visited again because `run` starts."""
    write_config(tmp_path, town.url())
    monitor("check", cwd=tmp_path)
    before = visits(town)
    with started("run", cwd=tmp_path) as process:
        assert process.stderr is not None
        next(line for line in process.stderr if "started" in line)
        status, _, _ = ended(process, signal.SIGINT)
    assert (status, visits(town)) == (0, before)


def test_it_answers_where_it_is_asked_to_listen(tmp_path: Path, town: Site) -> None:
    """12.6: /healthz and /metrics, on loopback, when asked for."""
    write_config(tmp_path, town.url())
    with started("run", "--listen", "0", cwd=tmp_path) as process:
        assert process.stderr is not None
        line = next(line for line in process.stderr if "listening" in line)
        port = int(line.rpartition("port=")[2])
        assert any("checked" in line for line in process.stderr)
        assert b'monitor_checks_total{outcome="first",watch="valmont"} 1.0' in _asked(port, "/metrics")
        assert _asked(port, "/healthz") == b'{"status": "ok", "reasons": []}'
        assert ended(process, signal.SIGTERM)[0] == 0


def _asked(port: int, path: str) -> bytes:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", path)
        return connection.getresponse().read()


@pytest.mark.parametrize("address", ["9464x", "127.0.0.1:", "127.0.0.1:70000", ":9464"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, address: str) -> None:
    done = monitor("run", "--listen", address, cwd=tmp_path)
    assert done.status == 2 and "127.0.0.1:9464" in done.err


def test_bringing_a_database_up_to_date_may_take_its_time(tmp_path: Path, town: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """12.7: a copy of many gigabytes comes before a migration; only an edit is judged within a minute."""
    config = write_config(tmp_path, town.url())
    monkeypatch.setattr(edits, "JUDGED_WITHIN_S", 0.001)
    assert edits.child("prepare", config) == 0
    config.write_text(config.read_text() + "# edited\n")
    assert edits.judged(config) is None


def test_a_start_that_is_interrupted_may_be_made_again(tmp_path: Path, town: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """12.7: status 1, so that systemd tries again; 2 and 3 it takes as final."""
    write_config(tmp_path, town.url())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(edits, "command_of", lambda *arguments: ["sh", "-c", "kill -9 $$"])
    monkeypatch.setattr(signal, "signal", lambda *arguments: None)
    monkeypatch.setattr(run, "set_up", lambda *arguments: None)
    monkeypatch.setenv(FORM, "lines")
    with pytest.raises(Unfinished, match="SIGKILL") as caught:
        run.command.main([], standalone_mode=False)
    assert caught.value.exit_status == 1 == DiskFull("x").exit_status
