"""Where output goes: other locales, closed and full streams; JSON is JSON everywhere (DESIGN 4.2, RFC 8259)."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote

import pytest

from monitor import __main__ as program
from tests import warm
from tests.cli.town import changed, serve
from tests.command import environment, monitor
from tests.configs import write_config
from tests.site import Page, Site

LOCALES = [
    pytest.param({"PYTHONIOENCODING": "ascii"}, id="ascii"),
    pytest.param({"PYTHONIOENCODING": "iso-8859-1"}, id="Latin-1"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A town with two versions, for tests that leave them as they are."""
    folder = tmp_path_factory.mktemp("streams")
    with Site() as town:
        serve(town)
        write_config(folder, town.url())
        monitor("check", cwd=folder)
        town.pages["/"] = changed()
        assert monitor("check", cwd=folder).status == 0
        yield folder


def said(folder: Path, *arguments: str, env: dict[str, str]) -> bytes:
    command = [sys.executable, "-m", "monitor", *arguments]
    with warm.Popen(command, cwd=folder, env=environment(env), stdout=subprocess.PIPE) as process:
        out: bytes = process.communicate()[0]
    assert process.returncode == 0
    return out


@pytest.mark.few("check --json-ascii", "show valmont --json-Latin-1")
@pytest.mark.parametrize("env", LOCALES)
@pytest.mark.parametrize(
    "arguments",
    [("check", "--json"), ("history", "--json"), ("show", "valmont", "--json"), ("diff", "valmont", "--format", "json")],
    ids=" ".join,
)
def test_json_is_utf_8_whatever_the_locale(folder: Path, env: dict[str, str], arguments: Sequence[str]) -> None:
    """4.2, RFC 8259 §8.1: not \\xe9, which no parser takes."""
    lines = [json.loads(line) for line in said(folder, *arguments, env=env).decode().splitlines()]
    assert all(line["watch"] == "valmont" for line in lines)
    assert lines


@pytest.mark.few("Latin-1")
@pytest.mark.parametrize("env", LOCALES)
def test_html_is_in_the_encoding_that_it_names(folder: Path, env: dict[str, str]) -> None:
    """15.5: a self-contained file."""
    assert "efficience" in said(folder, "diff", "valmont", "--format", "html", env=env).decode()


@pytest.mark.few(">&- 2>&-")
@pytest.mark.parametrize("redirection", [">&-", "2>&-", ">&- 2>&-"])
def test_a_closed_stream_stops_no_check(tmp_path: Path, town: Site, redirection: str) -> None:
    """4.2: a cron job may close what nobody reads."""
    write_config(tmp_path, town.url())
    command = f"{quote(sys.executable)} -m monitor check {redirection}"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=environment(), capture_output=True, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert len(monitor("history", "--json", cwd=tmp_path).lines) == 1


def test_a_full_disk_behind_stdout_is_said_without_a_traceback(folder: Path) -> None:
    """4.3: one line, exit 1."""
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "monitor", "history"]
        with warm.Popen(command, cwd=folder, env=environment(), stdout=full, stderr=subprocess.PIPE, text=True) as process:
            _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (1, "monitor: No space left on device\n")


def test_check_due_leaves_a_server_alone_that_asked_for_it(tmp_path: Path, town: Site) -> None:
    """3.18, 4.4: `check --due` neither asks nor counts a failure; named, it asks, and what answers well is held no more."""
    write_config(tmp_path, town.url())
    well, town.pages["/"] = town.pages["/"], Page(b"", status=503, headers={"Retry-After": "3600"})
    assert monitor("check", cwd=tmp_path).status == 1
    with contextlib.closing(sqlite3.connect(tmp_path / "monitor.db")) as database, database:
        # its time has come, but for the server
        database.execute("update state set newest_at = '2026-01-01T00:00:00.000Z', digest = NULL")
    assert monitor("check", "--due", "--json", cwd=tmp_path).lines == []
    town.pages["/"] = well
    assert [monitor("check", *names, cwd=tmp_path).status for names in (["valmont"], [])] == [0, 0]


EXPORT = ("export", "--format", "csv", "-o")


def test_an_export_goes_into_a_pipe_and_through_a_link(folder: Path, tmp_path: Path) -> None:
    """4.2: what is no file is written to and never replaced; of a link the file that it leads to is, made where there is none."""
    expected = said(folder, *EXPORT, "-", env={})
    pipe, target, link = tmp_path / "pipe", tmp_path / "target.csv", tmp_path / "link.csv"
    os.mkfifo(pipe)
    link.symlink_to(target.name)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        try:
            assert monitor(*EXPORT, str(pipe), cwd=folder).status == 0
            assert reader.communicate(timeout=60)[0] == expected
        finally:
            reader.kill()
    assert pipe.is_fifo()
    for before in (None, b"of before"):
        target.unlink(missing_ok=True) if before is None else target.write_bytes(before)
        assert monitor(*EXPORT, str(link), cwd=folder).status == 0
        assert link.is_symlink()
        assert target.read_bytes() == expected
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.csv", "pipe", "target.csv"]


def test_an_export_into_a_device_leaves_the_device(folder: Path, tmp_path: Path) -> None:
    """4.2: « -o /dev/null » of a cron job that runs as root; here a device of our own, in a folder of our own."""
    device = tmp_path / "null"
    try:
        os.mknod(device, 0o666 | stat.S_IFCHR, os.makedev(1, 3))
        device.write_bytes(b"")
    except OSError:
        pytest.skip("no device can be made here")
    assert monitor(*EXPORT, str(device), cwd=folder).status == 0
    assert device.is_char_device()


def test_a_process_that_ends_is_not_looked_through_for_garbage(monkeypatch: pytest.MonkeyPatch) -> None:
    """§9: what a command imported and read is three milliseconds' work to look through, and gone in a moment."""
    monkeypatch.setattr(program, "_run", lambda: 3)
    gc.unfreeze()
    try:
        with pytest.raises(SystemExit) as ended:
            program.main()
        assert (ended.value.code, gc.get_freeze_count() > 1000) == (3, True)
    finally:
        gc.unfreeze()
