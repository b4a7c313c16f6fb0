"""`monitor check` as a process: exit status, streams, signals, pipes, one instance at a time (DESIGN §4)."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.cli import check
from monitor.records import read_config
from monitor.store import Store
from tests import warm
from tests.cli.dialogue import dialogue
from tests.cli.town import EDIT, changed, ended, serve, started, until
from tests.command import environment, monitor
from tests.configs import write_config
from tests.hostile import Hostile
from tests.pipeline.house import House, html
from tests.site import Page, Site


def intact(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "monitor.db")) as db, db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    db.close()


def test_exit_status_says_what_came_of_it(tmp_path: Path, town: Site) -> None:
    """4.3: 0 done, with or without changes; 10 changed, where asked for; 1 where a watch failed."""
    write_config(tmp_path, town.url())
    assert monitor("check", "--exit-code", cwd=tmp_path).status == 0
    town.pages["/"] = html(None, EDIT)
    assert monitor("check", "--exit-code", cwd=tmp_path).status == 10
    town.pages["/"] = changed()
    assert monitor("check", cwd=tmp_path).status == 0
    town.pages["/"] = Page(b"", 503)
    assert monitor("check", "--exit-code", cwd=tmp_path).status == 1


def test_data_goes_to_stdout_and_everything_else_to_stderr(tmp_path: Path, town: Site) -> None:
    """4.2: no colour and no progress where nobody looks at a terminal."""
    serve(town, "/", "/b")
    write_config(tmp_path, town.url(), town.url("/b"))
    done = monitor("check", "--json", cwd=tmp_path, env={"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1"})
    assert [line["watch"] for line in done.lines] == ["valmont", "valmont-2"]
    assert done.err == ""
    town.pages["/"] = changed()
    done = monitor("check", cwd=tmp_path)
    assert "\x1b" not in done.out + done.err
    assert "efficience" in done.out
    assert done.err == ""


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_colour_is_for_terminals_and_no_color_is_obeyed(tmp_path: Path, town: Site, no_color: str, coloured: bool) -> None:
    """4.2, https://no-color.org."""
    write_config(tmp_path, town.url())
    ours, theirs = os.openpty()
    env = environment({"TERM": "xterm-256color", "NO_COLOR": no_color})
    process = warm.Popen([sys.executable, "-m", "monitor", "check"], cwd=tmp_path, env=env, stdout=theirs, stderr=theirs)
    os.close(theirs)
    seen = b""
    try:
        while chunk := os.read(ours, 65536):
            seen += chunk
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(ours)
    assert process.wait() == 0
    assert (re.search(rb"\x1b\[[0-9;]*m", seen) is not None) == coloured, seen


@pytest.mark.few("check --json")
@pytest.mark.parametrize("arguments", ["check --json", "history --json"])
def test_a_pipe_closed_early_is_no_error(tmp_path: Path, town: Site, arguments: str) -> None:
    """4.2: the reader has seen enough."""
    serve(town, "/", "/b", "/c")
    write_config(tmp_path, *(town.url(p) for p in ("/", "/b", "/c")))
    monitor("check", cwd=tmp_path)
    command = f"{warm.command(environment())} {arguments} | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("0", "")


def test_a_terminal_of_few_letters_gets_what_it_can_show(tmp_path: Path, town: Site) -> None:
    """4.2: no traceback because of an « é »."""
    write_config(tmp_path, town.url())
    env, pipe = environment({"PYTHONIOENCODING": "ascii"}), subprocess.PIPE
    with warm.Popen([sys.executable, "-m", "monitor", "check"], cwd=tmp_path, env=env, stdout=pipe, stderr=pipe) as process:
        out, err = process.communicate()
    assert (process.returncode, out.isascii(), b"Traceback" in err) == (0, True, False)


def test_a_disabled_watch_is_visited_only_by_name(tmp_path: Path, town: Site) -> None:
    """§6, 4.4."""
    serve(town, "/", "/b")
    config = write_config(tmp_path, town.url(), town.url("/b"))
    config.write_text(config.read_text().replace('name = "valmont-2"', 'name = "valmont-2"\nenabled = false'))
    assert [line["watch"] for line in monitor("check", "--json", cwd=tmp_path).lines] == ["valmont"]
    assert [line["watch"] for line in monitor("check", "valmont-2", "--json", cwd=tmp_path).lines] == ["valmont-2"]


def test_due_visits_only_those_whose_time_has_come(tmp_path: Path, town: Site) -> None:
    """4.4."""
    serve(town, "/", "/b")
    config = write_config(tmp_path, town.url(), town.url("/b"))
    hourly = config.read_text().replace('schedule = "0 7 * * *"', 'every = "1h"', 1)
    config.write_text(hourly.replace('schedule = "0 7 * * *"', 'every = "1s"'))
    assert len(monitor("check", "--due", "--json", cwd=tmp_path).lines) == 2
    until(lambda: monitor("check", "--due", "--json", cwd=tmp_path).out != "")
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as db, db:
        visits = dict(db.execute("SELECT name, visits FROM watches JOIN state ON watch_id = id").fetchall())
    db.close()
    assert visits == {"valmont": 1, "valmont-2": 2}


def test_ctrl_c_ends_a_wait_for_a_slow_server_at_once(tmp_path: Path) -> None:
    """4.3: 130, the database whole."""
    with Hostile() as hostile:
        write_config(tmp_path, hostile.url("silent"), hostile.url("drip"), read_timeout="100s", visit_timeout="110s")
        with started("check", cwd=tmp_path) as process:
            until(lambda: (tmp_path / "monitor.db").exists())
            until(lambda: (tmp_path / "monitor.db.lock").read_text() != "")
            until(lambda: hostile.asked != [])
            status, out, _ = ended(process, signal.SIGINT)
    assert (status, out) == (130, "")
    intact(tmp_path)


def test_a_second_instance_waits_is_refused_and_readers_are_not(tmp_path: Path, town: Site) -> None:
    """4.3: 3, and who holds it; reading goes on meanwhile."""
    with Hostile() as hostile:
        write_config(tmp_path, town.url(), hostile.url("silent"), read_timeout="100s", visit_timeout="110s")
        monitor("check", "valmont", cwd=tmp_path)
        with started("check", "valmont-2", cwd=tmp_path) as process:
            until(lambda: str(process.pid) in (tmp_path / "monitor.db.lock").read_text())
            done = monitor("check", "--wait", "200ms", "valmont", cwd=tmp_path)
            assert done.status == 3
            waiting, *refused = done.err.splitlines()
            assert "attend la fin de" in waiting
            assert "monitor check valmont-2" in waiting
            assert f"(processus {process.pid}, depuis le " in refused[0]
            assert "→" in refused[1]
            (tmp_path / "past.jsonl").write_text("")
            others = [monitor(*command, cwd=tmp_path) for command in (["run"], ["import", "valmont", "past.jsonl"])]
            assert [other.status for other in others] == [3, 3]
            assert all(f"(processus {process.pid}, depuis" in other.err for other in others)
            for reader in (["history"], ["show", "valmont"], ["alerts"]):
                assert monitor(*reader, cwd=tmp_path).status == 0
            process.kill()
            process.wait()
        assert monitor("check", "--wait", "0", "valmont", cwd=tmp_path).status == 0  # the lock died with its process


@pytest.mark.parametrize(
    ("arguments", "status", "word"),
    [
        pytest.param(["chekc"], 2, "check", id="a mistyped command"),
        pytest.param(["check", "--jsno"], 2, "--json", id="a mistyped option"),
        pytest.param(["check", "--wait", "-1"], 2, "--wait", id="a wait below zero"),
        pytest.param(["check", "--wait", "inf"], 2, "--wait", id="a wait for ever"),
        pytest.param(["check", "--config", "ailleurs.toml"], 2, "ailleurs.toml", id="no configuration"),
        pytest.param(["show", "valmont"], 1, "monitor check", id="no database yet"),
        pytest.param(["history"], 1, "monitor check", id="no history yet"),
    ],
)
def test_wrong_usage_is_said_in_a_line_with_its_remedy(
    tmp_path: Path, town: Site, arguments: list[str], status: int, word: str
) -> None:
    """4.3: 2 wrong usage, 1 nothing found."""
    write_config(tmp_path, town.url())
    done = monitor(*arguments, cwd=tmp_path)
    assert (done.status, done.out) == (status, "")
    assert word in done.err


def test_the_configuration_may_come_from_the_environment(tmp_path: Path, town: Site) -> None:
    """4.1: --config, else $MONITOR_CONFIG, else config.toml; the database lies beside the file."""
    (tmp_path / "a").mkdir()
    path = write_config(tmp_path / "a", town.url())
    (tmp_path / "b").mkdir()
    assert monitor("check", cwd=tmp_path / "b", env={"MONITOR_CONFIG": str(path)}).status == 0
    assert monitor("check", "--config", path, cwd=tmp_path / "b").status == 0
    assert (tmp_path / "a" / "monitor.db").exists()
    assert list((tmp_path / "b").iterdir()) == []


@pytest.mark.parametrize(("command", "language"), [("", "fr_FR.UTF-8"), ("check", "en_GB.UTF-8"), ("outline", "C.UTF-8")])
def test_help_begins_with_an_example(tmp_path: Path, command: str, language: str) -> None:
    """4.1: and needs no configuration."""
    done = monitor(*command.split(), "--help", cwd=tmp_path, env={"LANG": language})
    assert done.status == 0
    assert done.out.split("\n\n")[1].strip().startswith("monitor ")


def test_a_confirming_visit_says_why_one_waits(tmp_path: Path, town: Site) -> None:
    """3.15, 4.2: on a terminal, the reason at once, and after a second what goes on; a pipe gets none of it."""
    config = write_config(tmp_path, town.url())
    config.write_text(config.read_text("utf-8").replace('confirm_after = "0s"', 'confirm_after = "2s"'), "utf-8")
    assert monitor("check", cwd=tmp_path).status == 0
    before, section, rest = html(None).body.partition(b'<section class="bloc-texte">')
    assert section
    town.pages["/"] = Page(before + rest.partition(b"</section>")[2])
    done = dialogue("check", cwd=tmp_path, answers=[], transient=True)
    shown = done.out.replace("\u00a0", " ").replace("\u202f", " ")
    assert "« valmont » : à confirmer dans 2 s : la section « mutualisation » manque" in shown
    assert re.search(r"… visite de « valmont » \(\d s\)", shown)


@pytest.mark.parametrize(("back", "is_said"), [(timedelta(days=2000), True), (timedelta(minutes=1), False)])
def test_a_clock_that_was_set_back_is_said(
    tmp_path: Path, town: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], back: timedelta, is_said: bool
) -> None:
    """3.26: a version would be dated before older ones; nothing is said on a first visit, nor of a clock put right."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    config = read_config(write_config(tmp_path, town.url()))
    monkeypatch.setattr(check, "now", lambda: datetime.now(UTC) - back)
    with Store.open(config.database) as store:
        check._say_clock(store, config.watches, config)
    assert not capsys.readouterr().err
    assert "monitor doctor" not in monitor("check", cwd=tmp_path, env={"LC_ALL": "C.UTF-8"}).err
    with Store.open(config.database) as store:
        check._say_clock(store, config.watches, config)
    assert ("monitor doctor" in capsys.readouterr().err) == is_said


def test_what_was_seen_under_a_clock_set_back_has_a_date_to_be_checked(tmp_path: Path, town: Site) -> None:
    """3.26: a version that is dated before older ones says so wherever it is told, and names the one that contradicts it."""
    house = House(tmp_path, town)
    house.configure()
    house.check()
    house.later(days=1)
    town.pages["/"] = html(None, ("efficacité", "qualité"))
    assert "dated_later" not in house.check()["changes"][0]
    house.offset -= timedelta(days=700)
    town.pages["/"] = html(None, ("efficacité", "vertu"))
    assert [change["dated_later"]["snapshot"] for change in house.check()["changes"]] == [2]
    for command, said in (
        (["history"], "(date à vérifier)"),
        (["show"], "date à vérifier : la version 2, plus ancienne, est datée du"),
    ):
        assert monitor(*command, cwd=tmp_path).says(said), command
    assert monitor("export", "--format", "site", "-o", "site", cwd=tmp_path).status == 0
    shown = "".join(path.read_text("utf-8") for path in (tmp_path / "site/change").rglob("*.html"))
    assert "la date de cette visite. La version 2, plus ancienne, est datée du" in shown
