"""11.2: Ctrl-C ends any command within two seconds, whatever a stranger's server, page or file does meanwhile.

The seconds are a processor's: the same on a machine that has much else to do. A server, which is waited for without one, is silent
for longer than these tests have patience.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.town import started, until
from tests.configs import write_config
from tests.hostile import Hostile
from tests.pdf import pdfs
from tests.site import Page, Site

AT_MOST_S = 2.0
PATIENCE_S = 60.0
WELL_UNDER_WAY_S = 0.5
SLOW_PATTERN = '\n[watch.documents.chart]\nlink = "/(a|aa)+!/"\n'
PAGE = "<html><body><main><h1>Mutualisation</h1>" + "<p>mot <b>x</b></p>" * 150_000
TOO_MUCH_WORK = pdfs.with_content(b"0 0 m 600 800 l 0 800 l 600 0 l f\n" * 280_000)


@pytest.mark.few("drip-check")
@pytest.mark.parametrize("command", ["check", "outline", "run"])
@pytest.mark.parametrize("behaviour", ["silent", "drip"])
def test_while_a_server_hangs(tmp_path: Path, command: str, behaviour: str) -> None:
    with Hostile() as hostile:
        url = hostile.url(behaviour)
        write_config(tmp_path, url, read_timeout="100s", visit_timeout="110s")
        config = tmp_path / "config.toml"
        config.write_text(config.read_text().replace('schedule = "0 7 * * *"', 'every = "1s"'))
        arguments = [command, url] if command == "outline" else [command]
        with started(*arguments, cwd=tmp_path, cold=True) as process:
            until(lambda: hostile.asked != [])
            ends(process)


@pytest.mark.few("check")
@pytest.mark.parametrize("command", ["check", "outline"])
def test_while_a_page_is_read(tmp_path: Path, town: Site, command: str) -> None:
    town.pages["/"] = Page(PAGE.encode())
    write_config(tmp_path, town.url())
    with started(command, *([town.url()] if command == "outline" else []), cwd=tmp_path, cold=True) as process:
        until(lambda: any(a.path == "/" for a in town.asked))
        busy(process)
        ends(process)


def test_while_a_pattern_is_tried(tmp_path: Path, town: Site) -> None:
    town.pages["/"] = Page(b'<html><body><main><h1>Valmont</h1><a href="/x.pdf">' + b"a" * 200_000)
    write_config(tmp_path, town.url(), items=SLOW_PATTERN)
    with started("check", cwd=tmp_path, cold=True) as process:
        until(lambda: any(a.path == "/" for a in town.asked))
        ends(process)


@pytest.mark.few("orgchart a.pdf")
@pytest.mark.parametrize("command", ["orgchart a.pdf", "compare a.pdf b.pdf", "compare a.html b.html --heading Mutualisation"])
def test_while_a_file_is_read(tmp_path: Path, command: str) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.pdf").write_bytes(TOO_MUCH_WORK + name.encode())
        (tmp_path / f"{name}.html").write_text(PAGE + name)
    with started(*command.split(), cwd=tmp_path, cold=True) as process:
        until(lambda: family(process.pid)[1:] != [])
        busy(process)
        ends(process)


def test_while_captures_are_taken(tmp_path: Path, town: Site) -> None:
    """What was taken is kept; started again, it goes on."""
    write_config(tmp_path, town.url())
    (tmp_path / "page.html").write_text(PAGE)
    captures = [{"time": f"2024-01-{day:02}T00:00:00Z", "page": {"file": "page.html"}} for day in range(1, 20)]
    (tmp_path / "manifest.jsonl").write_text("\n".join(map(json.dumps, captures)))
    with started("import", "valmont", "manifest.jsonl", cwd=tmp_path, cold=True) as process:
        until(lambda: (tmp_path / "monitor.db").exists())
        busy(process)
        ends(process)


def family(pid: int) -> list[int]:
    """A process, and those that it started and did not outlive."""
    try:
        children = [child for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [pid, *(one for child in children for one in family(int(child)))]


def work(process: subprocess.Popen[str]) -> float:
    """CPU seconds that a command and its children have used so far."""
    used = 0
    for pid in family(process.pid):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            used += sum(map(int, fields[11:15]))
    return used / os.sysconf("SC_CLK_TCK")


def busy(process: subprocess.Popen[str]) -> None:
    """Wait until what was begun is well under way."""
    before = work(process)
    until(lambda: process.poll() is not None or work(process) > before + WELL_UNDER_WAY_S)


def ends(process: subprocess.Popen[str]) -> None:
    """Send what a terminal sends at Ctrl-C to the command alone: its children end with it."""
    assert process.poll() is None, process.communicate()
    before, ended_before = work(process), resource.getrusage(resource.RUSAGE_CHILDREN)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=PATIENCE_S)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert ended.ru_utime + ended.ru_stime - ended_before.ru_utime - ended_before.ru_stime - before < AT_MOST_S
    assert "Traceback" not in err
    assert process.returncode in (0, 130)
