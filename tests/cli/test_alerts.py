"""Alerts as a user meets them: sent by `check`, listed, sent again, and not lost by a crash (DESIGN §2, 5.12)."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.town import EDIT
from tests.command import environment, monitor
from tests.configs import write_config
from tests.deliver.receivers import Hook
from tests.pipeline.house import html
from tests.site import Site

# `check`, killed as by a power cut when the first alert is to be worded or, later, marked as sent.
KILLED = """
import os, signal, sys
from monitor.pipeline import outbox
def cut(*anything):
    os.kill(os.getpid(), signal.SIGKILL)
setattr(outbox, sys.argv[1], cut)
sys.argv = ["monitor", "check"]
from monitor.__main__ import main
main()
"""


@pytest.fixture
def hook() -> Iterator[Hook]:
    hook = Hook()
    yield hook
    hook.close()


def channel(to: str, more: str = "") -> str:
    return f'\n[[alert]]\nto = "{to}"\n{more}\n'


def listed(folder: Path) -> list[tuple[str, str]]:
    return [(row["state"], row["kind"]) for row in monitor("alerts", "--json", cwd=folder).lines]


def test_check_sends_what_it_found_and_alerts_lists_it(tmp_path: Path, town: Site, hook: Hook) -> None:
    """3.20: the first visit alerts nobody; 4.2: what was sent is said on stderr."""
    write_config(tmp_path, town.url(), after=channel(hook.url))
    monitor("check", cwd=tmp_path)
    assert hook.posted == []
    town.pages["/"] = html(None, EDIT)
    done = monitor("check", "--json", cwd=tmp_path)
    assert (len(done.lines), len(hook.posted)) == (1, 1)
    assert "1 alerte envoyée" in done.err
    assert listed(tmp_path) == [("delivered", "change")]
    assert "127.0.0.1" in monitor("alerts", cwd=tmp_path).out


@pytest.mark.parametrize("when", ["_send", "_mark"])
def test_a_crash_between_commit_and_mark_repeats_the_same_key(tmp_path: Path, town: Site, hook: Hook, when: str) -> None:
    """§2: the outbox row is in the transaction of the change; `alerts send` waits for no dead process's claim."""
    write_config(tmp_path, town.url(), after=channel(hook.url))
    monitor("check", cwd=tmp_path)
    town.pages["/"] = html(None, EDIT)
    done = subprocess.run([sys.executable, "-c", KILLED, when], cwd=tmp_path, env=environment(), check=False, capture_output=True)
    assert done.returncode == -9
    assert len(hook.posted) == (when == "_mark")
    with sqlite3.connect(tmp_path / "monitor.db") as db:
        ((key, snapshot),) = db.execute("SELECT key, (SELECT max(number) FROM snapshots) FROM outbox").fetchall()
    db.close()
    assert snapshot == 2
    assert monitor("alerts", "send", cwd=tmp_path).status == 0
    assert {posted.headers["idempotency-key"] for posted in hook.posted} == {key}
    assert listed(tmp_path) == [("delivered", "change")]
    assert monitor("check", cwd=tmp_path).status == 0
    assert len(hook.posted) == 1 + (when == "_mark")


def test_what_was_refused_is_said_kept_and_sent_once_mended(tmp_path: Path, town: Site, hook: Hook) -> None:
    """Promise 1; 4.1: --config may stand before or after the subcommand."""
    path = write_config(tmp_path, town.url(), after=channel(hook.url))
    monitor("check", cwd=tmp_path)
    town.pages["/"] = html(None, EDIT)
    hook.status = 404
    done = monitor("check", cwd=tmp_path)
    assert (done.status, "monitor alerts retry" in done.err) == (0, True)
    assert listed(tmp_path) == [("failed", "change")]
    hook.status = 204
    (tmp_path / "ailleurs").mkdir()
    assert monitor("alerts", "--config", path, "send", cwd=tmp_path / "ailleurs").status == 0
    assert len(hook.posted) == 1
    assert monitor("alerts", "retry", "--config", path, cwd=tmp_path / "ailleurs").status == 0
    assert json.loads(hook.posted[1].body)["snapshot"] == 2
    assert listed(tmp_path) == [("delivered", "change")]


def test_an_alert_that_cannot_be_sent_now_is_status_1_of_send_only(tmp_path: Path, town: Site, hook: Hook) -> None:
    """4.3: the pages were read, so `check` is 0; who asks for sending is told."""
    write_config(tmp_path, town.url(), after=channel("http://127.0.0.1:9/hook"))
    monitor("check", cwd=tmp_path)
    town.pages["/"] = html(None, EDIT)
    assert monitor("check", cwd=tmp_path).status == 0
    done = monitor("alerts", "send", cwd=tmp_path)
    assert (done.status, "127.0.0.1:9" in done.err) == (1, True)
    assert listed(tmp_path) == [("pending", "change")]


def test_channels_hear_of_the_watches_and_kinds_they_asked_for(tmp_path: Path, town: Site, hook: Hook) -> None:
    """§6: watches and on."""
    after = channel(hook.url + "/a", 'watches = ["valmont-2"]') + channel(hook.url + "/b", 'on = ["minor"]')
    write_config(tmp_path, town.url(), town.url("/rien"), after=after + channel(hook.url + "/c", 'watches = ["val*"]'))
    monitor("check", cwd=tmp_path)
    town.pages["/"] = html(None, EDIT, ("3,4 ko", "3,5 ko"))
    monitor("check", cwd=tmp_path)
    said = {posted.path: [c["item"] for c in json.loads(posted.body)["changes"]] for posted in hook.posted}
    assert said == {"/hook/b": ["organigramme"], "/hook/c": ["mutualisation", "organigramme"]}
