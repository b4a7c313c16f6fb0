"""`monitor demo`: the whole product on loopback, from an empty folder, in both languages (15.2)."""

from __future__ import annotations

import re
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tests import warm
from tests.command import environment, monitor

# Any connection that leaves this machine ends the demo.
LOOPBACK_ONLY = """
import socket, sys
connect = socket.socket.connect
def guarded(self, address):
    assert not isinstance(address, tuple) or address[0] in ("127.0.0.1", "::1"), address
    return connect(self, address)
socket.socket.connect = guarded
sys.argv = ["monitor", "demo"]
from monitor.__main__ import main
main()
"""


@pytest.mark.few(1)
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ["Première visite", "maintenance", "La base de données", "efficience"]),
        ("en", ["First visit", "maintenance", "The database", "efficience"]),
    ],
)
def test_the_demo_tells_its_story_and_leaves_a_database(tmp_path: Path, language: str, words: list[str]) -> None:
    """15.2: six visits, history, diff, where the database lies and what to try next; no Traceback, no configuration."""
    done = monitor("demo", "--language", language, cwd=tmp_path, env={"TMPDIR": str(tmp_path)})
    assert done.status == 0, done
    assert [word for word in words if word not in done.out] == []
    found = re.search(r"\S+monitor\.db", done.out)
    assert found
    with closing(sqlite3.connect(found[0])) as db, db:
        counts = db.execute("SELECT (SELECT count(*) FROM snapshots), (SELECT sum(count) FROM checks)").fetchone()
    db.close()
    assert counts == (2, 6)
    command = re.search(r"monitor (show .*)", done.out)
    assert command
    assert monitor(*command[1].split(), cwd=Path(found[0]).parent).status == 0


@pytest.mark.few(1)
@pytest.mark.parametrize(("language", "menu"), [("fr", "Pages suivies"), ("en", "Watched pages")])
def test_the_demo_ends_by_offering_its_pages(tmp_path: Path, language: str, menu: str) -> None:
    """15.2, 5.15: the last line is a command that shows the demo's own history, from any folder and with no variable set."""
    temporary, elsewhere = tmp_path / "a folder", tmp_path / "elsewhere"
    temporary.mkdir()
    elsewhere.mkdir()
    done = monitor("demo", "--language", language, cwd=tmp_path, env={"TMPDIR": str(temporary)})
    command = shlex.split(done.out.splitlines()[-1])
    words = command[command.index("serve") :]
    arguments = [sys.executable, "-m", "monitor", *words, "--port", "0"]
    with warm.Popen(arguments, cwd=elsewhere, env=environment({}), stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            asked = Request(server.stdout.readline().strip(), headers={"Accept-Language": language})
            with urlopen(asked, timeout=60) as home:
                read = home.read().decode()
        finally:
            server.terminate()
    assert menu in read and "Valmont-sur-Ource" in read and "/change/" in read
    assert 'class="trouble"' not in read  # the story plays months ago, nothing is late


def test_the_demo_needs_no_network(tmp_path: Path) -> None:
    """15.2: served from loopback, nothing else is asked."""
    env = environment({"TMPDIR": str(tmp_path)})
    done = subprocess.run([sys.executable, "-c", LOOPBACK_ONLY], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
