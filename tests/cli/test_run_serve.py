"""`monitor run --serve`: watch and pages in one service, which is small while nobody visits (5.11, 12.2)."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests import sweeps
from tests.cli.test_check import intact
from tests.cli.test_run import every
from tests.cli.test_run_faults import Log, workers
from tests.cli.town import EDIT, ended, started, until
from tests.command import ROOT, environment, monitor
from tests.configs import write_config
from tests.pipeline.house import html
from tests.site import Site

# Loaded by the resident: the process that answers is hardly kept, and shorter waits.
HASTE = """
import sys
if "monitor.service" not in " ".join(sys.orig_argv):
    from datetime import timedelta
    from monitor.service import pages, supervisors
    pages.KEPT, supervisors.FIRST_BACKOFF = timedelta(seconds=0.3), timedelta(seconds=1)
"""
SMALL_MB = 60


@pytest.fixture
def haste(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path_factory.mktemp("haste")
    (folder / "sitecustomize.py").write_text(HASTE)
    monkeypatch.setattr(
        "tests.cli.town.environment", lambda: environment({"PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])})
    )


@pytest.fixture
def taken() -> Iterator[socket.socket]:
    """A port that another program has."""
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other


def address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def memory(process: subprocess.Popen[str]) -> float:
    """The resident's own share of memory and its children's, MB."""
    pids = [process.pid, *workers(process)]
    rollups = [Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines() for pid in pids]
    return sum(int(line.split()[1]) for lines in rollups for line in lines if line.startswith("Pss:")) / 1024


def who_answers(process: subprocess.Popen[str], url: str) -> set[int]:
    """The processes that were at work while a page was asked for: in haste, they may be gone as soon as it is there."""
    seen = set[int]()
    with ThreadPoolExecutor(1) as visitor:
        answer = visitor.submit(httpx.get, url, timeout=60)

        def answered() -> bool:
            seen.update(workers(process))
            return answer.done()

        until(answered)
        assert answer.result().status_code == 200
    return seen


def test_one_service_watches_and_shows(tmp_path: Path, town: Site) -> None:
    """The address is the first line of stdout; a change found meanwhile is on the pages; SIGTERM ends all of it with 0."""
    write_config(tmp_path, town.url())
    every(tmp_path, "1s")
    with started("run", "--serve", "--port", "0", "--root-path", "veille", cwd=tmp_path) as process:
        log, url = Log(process), address(process)
        assert url.startswith("http://127.0.0.1:") and url.endswith("/veille/")
        until(lambda: log.says("outcome=first"))
        assert "La mutualisation" in httpx.get(f"{url}watch/valmont", timeout=60).text
        town.pages["/"] = html(None, EDIT)
        until(lambda: log.says("outcome=changed"))
        home = httpx.get(url, timeout=60, headers={"Accept-Language": "fr"}).text
        assert all(word in home for word in EDIT)  # an edit that stands alone is told by its words
        children = workers(process)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
        assert children
        until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children))
    assert not log.says("Traceback") and not log.says("died")
    intact(tmp_path)


@pytest.mark.usefixtures("haste")
def test_nobody_visits_and_it_is_small(tmp_path: Path, town: Site) -> None:
    """12.2: at most 60 MB with all its processes while nobody has come in the last minutes; who comes then is answered."""
    write_config(tmp_path, town.url())
    with started("run", "--serve", "--port", "0", cwd=tmp_path) as process:
        log, url = Log(process), address(process)
        until(lambda: log.says("outcome=first") and workers(process) == [])
        never_visited = memory(process)
        for _ in range(sweeps.times(1, 2)):
            (answering,) = who_answers(process, url)
            until(lambda: workers(process) == [])
            assert not Path(f"/proc/{answering}").exists()
        assert max(never_visited, memory(process)) <= SMALL_MB
        assert ended(process, signal.SIGINT)[0] == 0


@pytest.mark.few(0)
@pytest.mark.usefixtures("haste")
def test_nobody_who_comes_is_turned_away(tmp_path: Path, town: Site) -> None:
    """Between the end of one process and the start of the next a visitor waits in the queue, and is answered."""
    write_config(tmp_path, town.url())
    with started("run", "--serve", "--port", "0", cwd=tmp_path) as process:
        log, url = Log(process), address(process)
        until(lambda: log.says("outcome=first"))
        for pause in (0.9, 1.5, 1.9, 2.1)[:: sweeps.times(2, 1)]:
            assert httpx.get(f"{url}about", timeout=60).status_code == 200
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(pause)  # nothing but time passes


@pytest.mark.usefixtures("haste")
def test_a_port_that_is_taken_does_not_stop_the_watch(tmp_path: Path, town: Site, taken: socket.socket) -> None:
    """The reason is said once, pages are visited, and the pages come by themselves when the port is free."""
    write_config(tmp_path, town.url())
    with started("run", "--serve", "--port", str(taken.getsockname()[1]), cwd=tmp_path) as process:
        log = Log(process)
        until(lambda: log.says("outcome=first"))
        until(lambda: log.says("la surveillance continue"))  # the line after the reason
        assert log.says("écoute impossible")
        taken.close()
        assert httpx.get(address(process), timeout=60).status_code == 200
        assert log.count("écoute impossible") == 1
        assert ended(process, signal.SIGTERM)[0] == 0


def test_what_answers_may_die_and_comes_back(tmp_path: Path, town: Site) -> None:
    """The watch is not touched; the next visitor gets a new process, under the configuration as it is then."""
    config = write_config(tmp_path, town.url())
    with started("run", "--serve", "--port", "0", cwd=tmp_path) as process:
        log, url = Log(process), address(process)
        until(lambda: log.says("outcome=first") and workers(process) == [])
        assert httpx.get(url, timeout=60).status_code == 200
        (before,) = workers(process)
        titled = config.read_text("utf-8").replace('name = "valmont"', 'name = "valmont"\ntitle = "Valmont, les services"')
        config.write_text(titled, "utf-8")
        process.send_signal(signal.SIGHUP)
        until(lambda: log.says("configuration taken") and before not in workers(process))
        assert "Valmont, les services" in httpx.get(f"{url}watches", timeout=60).text
        until(lambda: len(workers(process)) == 1)  # the one that sends looks whether there is a new channel, and ends
        os.kill(workers(process)[0], signal.SIGKILL)
        until(lambda: log.says("pages died"))
        assert monitor("status", cwd=tmp_path).status == 0
        assert ended(process, signal.SIGTERM)[0] == 0


def test_a_killed_service_takes_the_pages_with_it(tmp_path: Path, town: Site) -> None:
    write_config(tmp_path, town.url())
    with started("run", "--serve", "--port", "0", cwd=tmp_path) as process:
        url = address(process)
        assert httpx.get(url, timeout=60).status_code == 200
        left = workers(process)
        process.kill()
        process.wait()
        until(lambda: not any(Path(f"/proc/{pid}/stat").exists() for pid in left))
        with pytest.raises(httpx.ConnectError):
            httpx.get(url, timeout=60)


def test_options_of_the_pages_want_the_pages(tmp_path: Path) -> None:
    done = monitor("run", "--port", "8002", cwd=tmp_path)
    assert done.status == 2 and "--serve" in done.err
