"""`monitor run` with its workers killed, crashed and hung, its disk full, its configuration edited: real processes (12.2-12.5)."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from monitor.store import InstanceLock
from tests.cli.test_check import intact
from tests.cli.test_run import every, visits
from tests.cli.town import EDIT, serve, started, until
from tests.command import ROOT, environment, monitor
from tests.configs import write_config
from tests.hostile import HANG_S, Hostile
from tests.pipeline.house import html
from tests.site import Page, Site

# Loaded by every Python process that has it on its path: a page that kills or stops who reads it, and shorter waits.
POISON = """
import os, sys, time
if "-m monitor.service" in " ".join(sys.orig_argv):
    from monitor.extract.page import Page
    def parse(text, url, parse=Page.parse):
        if "POISON" in text:
            os.abort()
        if "TREACLE" in text:
            time.sleep(3600)
        return parse(text, url)
    Page.parse = staticmethod(parse)
else:
    from datetime import timedelta
    from monitor.service import supervisors
    supervisors.MARGIN, supervisors.FIRST_BACKOFF = timedelta(seconds=0.5), timedelta(seconds=1)
"""


class Log:
    """What a process says on standard error, read as it comes."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._lines: list[str] = []
        assert process.stderr is not None
        own = os.dup(process.stderr.fileno())  # what ends the process reads and closes the other
        threading.Thread(target=self._read, args=(own,), daemon=True).start()

    def _read(self, stream: int) -> None:
        with os.fdopen(stream, encoding="utf-8", errors="replace") as lines:
            self._lines.extend(iter(lines.readline, ""))

    def says(self, words: str) -> bool:
        return any(words in line for line in self._lines)

    def count(self, words: str) -> int:
        return sum(words in line for line in self._lines)


def workers(process: subprocess.Popen[str]) -> list[int]:
    """The processes that it started: its children, and what was forked for it, which works in its folder; readers have none."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    folder, found = Path(f"/proc/{process.pid}/cwd").readlink(), {int(pid) for pid in children}
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (entry / "cwd").readlink() == folder and int(entry.name) != process.pid:
                found.add(int(entry.name))
    return sorted(found)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def poison(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path_factory.mktemp("poison")
    (folder / "sitecustomize.py").write_text(POISON)
    path = os.pathsep.join([str(folder), str(ROOT)])
    monkeypatch.setattr("tests.cli.town.environment", lambda: environment({"PYTHONPATH": path}))


def history(folder: Path, name: str) -> list[dict[str, Any]]:
    return monitor("history", name, "--json", cwd=folder).lines


def test_a_killed_resident_takes_its_workers_with_it(tmp_path: Path) -> None:
    """Items 2 and 3: within seconds nothing works on the database, and the lock is free."""
    with Hostile() as hostile:
        write_config(tmp_path, hostile.url("silent"), read_timeout="100s", visit_timeout="110s")
        with started("run", cwd=tmp_path) as process:
            log = Log(process)
            until(lambda: log.says("started") and hostile.asked != [])
            working = workers(process)
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            with InstanceLock(tmp_path / "monitor.db"):
                assert working
                until(lambda: not any(alive(worker) for worker in working))  # its files are closed a moment before it is gone
    intact(tmp_path)


def test_a_killed_worker_is_nobodys_fault(tmp_path: Path, town: Site) -> None:
    """Item 2: the service goes on, and the visit is made again."""
    with Hostile() as hostile:
        write_config(tmp_path, town.url(), hostile.url("silent"), read_timeout="100s")
        with started("run", cwd=tmp_path) as process:
            log = Log(process)
            until(lambda: log.says("watch=valmont outcome=first") and hostile.asked != [])
            for worker in workers(process):
                with contextlib.suppress(ProcessLookupError):  # the one that sends, which found nothing to send
                    os.kill(worker, signal.SIGKILL)
            died = 'how="the worker died: SIGKILL" under_way='
            # the first page is logged a moment before the service hears that it is done: killed in between, it is visited again
            until(lambda: log.says(f"{died}valmont-2 to_blame=-") or log.says(f"{died}valmont,valmont-2 to_blame=-"))
            until(lambda: len(workers(process)) == 1)
            process.send_signal(signal.SIGTERM)
            assert process.wait(HANG_S / 2) == 0
    done = monitor("history", "--json", cwd=tmp_path)
    outcomes = [h["outcome"] for h in done.lines]
    assert (done.status, done.err, outcomes.count("first")) == (0, "", 1) and set(outcomes) <= {"first", "unchanged"}
    intact(tmp_path)


QUICK = 'page_timeout = "1s"\ndocument_timeout = "1s"'


@pytest.mark.usefixtures("poison")
def test_pages_that_crash_or_hang_their_reader_fail_and_the_others_go_on(tmp_path: Path, town: Site) -> None:
    """Item 2: each is tried again alone, then recorded as failed with its reason; the others are visited all the while."""
    serve(town, "/", "/2", "/3", "/4")
    town.pages["/2"], town.pages["/3"] = (
        Page(b"<html><body><h1>" + word + b"</h1></body></html>") for word in (b"POISON", b"TREACLE")
    )
    write_config(tmp_path, *(town.url(path) for path in ("/", "/2", "/3", "/4")), visit_timeout="5s", more=QUICK)
    with started("run", cwd=tmp_path) as process:
        log = Log(process)
        until(lambda: log.count("outcome=failed") == 2)
        until(lambda: log.count("outcome=first") == 2)
        process.send_signal(signal.SIGTERM)
        assert process.wait(HANG_S / 2) == 0
    failures = [history(tmp_path, f"valmont-{n}")[0]["failure"] for n in (2, 3)]
    assert [(f["kind"], f["detail"], f["consecutive"]) for f in failures] == [
        ("internal_error", "the worker died: SIGABRT", 1),
        ("timeout", "no end: the visit was stopped", 1),
    ]
    intact(tmp_path)


def test_a_channel_that_hangs_holds_up_no_visit(tmp_path: Path, town: Site) -> None:
    """12.2: alerts have a worker of their own."""
    with Hostile() as hostile:
        write_config(tmp_path, town.url())
        monitor("check", cwd=tmp_path)  # nobody to wait for yet
        write_config(tmp_path, town.url(), after=f'\n[[alert]]\nto = "{hostile.url("silent")}"\n')
        every(tmp_path, "1s")
        town.pages["/"] = html(None, EDIT)
        with started("run", cwd=tmp_path) as process:
            log = Log(process)
            until(lambda: log.says("outcome=changed"))
            tries = before = 0

            def visited_twice_while_one_hangs() -> bool:
                nonlocal tries, before
                if len(hostile.asked) > tries or len(workers(process)) != 2:  # on a busy machine it may be given up in between
                    tries, before = len(hostile.asked), visits(town)
                return tries > 0 and visits(town) >= before + 2

            until(visited_twice_while_one_hangs)
            process.send_signal(signal.SIGTERM)
            assert process.wait(HANG_S / 2) == 0
    assert {row["state"] for row in monitor("alerts", "--json", cwd=tmp_path).lines} == {"pending"}


def test_an_edited_configuration_is_taken_a_bad_one_refused(tmp_path: Path, town: Site) -> None:
    """Item 4: read at once on SIGHUP; a mistake is said once, and the watches go on; a removed one keeps its history."""
    serve(town, "/", "/2")
    config = write_config(tmp_path, town.url())
    with started("run", cwd=tmp_path) as process:
        log = Log(process)
        until(lambda: log.says("watch=valmont outcome=first"))
        good = config.read_text()
        config.write_text(good.replace("timezone =", "timezon ="))
        process.send_signal(signal.SIGHUP)
        until(lambda: log.says("la configuration précédente reste en vigueur"))
        assert log.says("timezon")
        config.write_text(good.replace("/monitor.db", "/autre.db").replace('"monitor.db"', '"autre.db"'))
        process.send_signal(signal.SIGHUP)
        until(lambda: log.says("la base de données ne peut changer"))
        config.write_text(good.replace('name = "valmont"', 'name = "nouvelle"').replace(town.url(), town.url("/2")))
        process.send_signal(signal.SIGHUP)
        until(lambda: log.says("watch=nouvelle outcome=first"))
        process.send_signal(signal.SIGINT)
        assert process.wait(HANG_S / 2) == 0
    assert not (tmp_path / "autre.db").exists()
    assert {h["watch"] for h in monitor("history", "--all", "--json", cwd=tmp_path).lines} == {"valmont", "nouvelle"}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[list[str]]:
    """The beginning of a command that runs in a file system of its own of 3 MB, mounted at tmp_path/"disk"."""
    (tmp_path / "disk").mkdir()
    prefix = [
        "unshare",
        "--mount",
        "--map-root-user",
        "sh",
        "-c",
        f'mount -t tmpfs -o size=3m none "{tmp_path}/disk" && exec "$@"',
        "sh",
    ]
    if subprocess.run([*prefix, "true"], check=False, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    yield prefix


@pytest.mark.usefixtures("poison")
def test_a_full_disk_is_waited_out(tmp_path: Path, town: Site, small_disk: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Item 5: it stops writing and visiting, says so once, and continues by itself when there is room."""
    config = write_config(tmp_path, town.url())
    config.write_text(config.read_text().replace('"monitor.db"', '"disk/monitor.db"'))
    every(tmp_path, "1s")
    monkeypatch.setattr("tests.cli.town.PYTHON", [*small_disk, sys.executable])
    with started("run", cwd=tmp_path) as process:
        log = Log(process)
        until(lambda: log.says("outcome=unchanged"))
        disk = Path(f"/proc/{process.pid}/root{tmp_path}/disk")
        with (disk / "filler").open("wb", buffering=0) as filler:
            fill(filler)
        town.pages["/"] = Page(html(None, ("efficacité", "efficience")).body + b"<!--" + os.urandom(60_000).hex().encode() + b"-->")
        until(lambda: log.says("plus de place pour"))
        before = visits(town)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(2.5)  # nothing but time passes: two visits would be due, and a look for room is taken
        assert visits(town) == before
        (disk / "filler").unlink()
        until(lambda: log.says("outcome=changed"))
        process.send_signal(signal.SIGTERM)
        assert process.wait(HANG_S / 2) == 0
    assert log.count("monitor: plus de place pour") == 1


def fill(file: Any) -> None:
    try:
        while file.write(bytes(4096)):
            pass
    except OSError:
        return
