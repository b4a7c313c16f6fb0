"""What needs the database to itself waits for visits, lets the installed service rest, says how to stop another (4.3, 5.17)."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from monitor.service.installing import Installation
from monitor.store import InstanceLock, holder
from tests.cli.test_erase import NAME, NEEDLES, watched
from tests.cli.test_run_faults import Log
from tests.cli.town import started, until
from tests.command import monitor
from tests.erasure.seeking import held
from tests.site import Site

__all__ = ["watched"]

SYSTEMCTL = """#!/bin/sh
echo "$*" >> "$CALLS"
case "$2" in
    show) cat "$PID" ;;
    stop) kill "$(cat "$PID")" ;;
    start) [ ! -e "$REFUSES" ] || { echo "Failed to start" >&2; exit 1; } ;;
esac
"""


@pytest.fixture
def folder(watched: tuple[Site, Path], tmp_path: Path) -> Path:
    shutil.copytree(watched[1], tmp_path / "here")
    return tmp_path / "here"


def installed(folder: Path) -> tuple[dict[str, str], str]:
    """A machine on which `monitor install` made a unit of *folder*'s configuration: its environment, and the unit's name."""
    place = folder.parent
    (place / "bin").mkdir()
    (place / "bin" / "systemctl").write_text(SYSTEMCTL, "utf-8")
    (place / "bin" / "systemctl").chmod(0o755)
    unit = Installation((folder / "config.toml").absolute()).unit
    (place / "config/systemd/user").mkdir(parents=True)
    (place / "config/systemd/user" / f"{unit}.service").touch()
    told = {"CALLS": str(place / "calls"), "PID": str(place / "pid"), "REFUSES": str(place / "refuses")}
    return {"PATH": f"{place / 'bin'}:{os.environ['PATH']}", "XDG_CONFIG_HOME": str(place / "config"), **told}, unit


@contextmanager
def at_work(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """The service, once it is itself that holds the database: before, a child of its brings that up to date."""

    def holds(pid: int) -> bool:
        found = holder(folder / "monitor.db")
        return found is not None and found.is_service and found.pid == pid

    with started("run", cwd=folder) as service:
        until(lambda: holds(service.pid))
        (folder.parent / "pid").write_text(f"{service.pid}\n", "ascii")
        yield service


def test_the_installed_service_rests_meanwhile_and_goes_on(folder: Path) -> None:
    env, unit = installed(folder)
    with at_work(folder):
        done = monitor("erase", "--person", NAME, cwd=folder, env=env)
    assert done.status == 0, done.err
    assert done.says(f"Le service {unit} s’arrête") and done.says(f"Le service {unit} a repris")
    calls = (folder.parent / "calls").read_text("utf-8").splitlines()
    assert [call.split()[1] for call in calls] == ["show", "stop", "start"]
    assert held(folder, NEEDLES) == []


def test_a_service_that_does_not_start_again_is_told_with_the_command(folder: Path) -> None:
    env, unit = installed(folder)
    (folder.parent / "refuses").touch()
    with at_work(folder):
        done = monitor("erase", "--person", NAME, cwd=folder, env=env)
    assert done.says(f"systemctl --user start {unit}")
    assert done.says("rien n’est visité")
    assert held(folder, NEEDLES) == []


@pytest.mark.few("erase")
@pytest.mark.parametrize("mends", [("check",), ("erase", "--person", NAME)], ids=["check", "erase"])
def test_a_command_killed_meanwhile_is_told_of_and_the_next_one_starts_the_service(folder: Path, mends: tuple[str, ...]) -> None:
    """5.17: kill -9 between stopping the unit and starting it leaves a mark, and no page unvisited without a word."""
    env, unit = installed(folder)
    (folder.parent / "bin" / "systemctl").write_text(
        SYSTEMCTL.replace('stop) kill "$(cat "$PID")"', "stop) kill -9 $PPID"), "utf-8"
    )
    with at_work(folder) as service:
        killed = monitor("erase", "--person", NAME, cwd=folder, env=env)
        service.terminate()
        service.wait(60)
    assert killed.status not in (0, 1)
    for asked in ("status", "doctor"):
        assert monitor(asked, cwd=folder, env=env).says(f"le service {unit} est arrêté"), asked
    calls = (folder.parent / "calls").read_text("utf-8").splitlines()
    done = monitor(*mends, cwd=folder, env=env)
    assert done.says(f"Le service {unit} a repris"), done.err
    assert f"--user start {unit}" in (folder.parent / "calls").read_text("utf-8").splitlines()[len(calls) :]
    assert not monitor("status", cwd=folder, env=env).says("est arrêté")


def test_a_service_started_otherwise_is_left_alone_and_how_to_stop_it_is_said(folder: Path) -> None:
    env, _ = installed(folder)
    (folder.parent / "pid").write_text("1\n", "ascii")
    with InstanceLock(folder / "monitor.db", command="monitor run"):
        for asked in (("erase", "--person", NAME), ("prune", "--before", "2020-01-01"), ("restore", folder / "config.toml")):
            done = monitor(*asked, cwd=folder, env=env)
            assert done.status == 3
            assert done.says(f"kill {os.getpid()}")
    assert "stop" not in (folder.parent / "calls").read_text("utf-8")


def test_a_visit_under_way_is_waited_for(folder: Path) -> None:
    lock = InstanceLock(folder / "monitor.db", command="monitor check")
    lock.acquire()
    with started("erase", "--person", NAME, cwd=folder) as process:
        log = Log(process)
        until(lambda: log.says("attend la fin de"))
        lock.release()
        assert process.wait(60) == 0
    assert held(folder, NEEDLES) == []
