"""`monitor run` with `digest = "round"`: what the pages due at one time show goes in one message, when all were visited (§6)."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests import warm
from tests.cli.town import until
from tests.command import environment, monitor
from tests.configs import ITEMS, write_config
from tests.deliver.receivers import Hook
from tests.deliver.sending import EDIT, alert
from tests.pipeline.house import PDF, html, pdf
from tests.site import Site


def told(folder: Path) -> int:
    """How many of the changes its channel has taken, in whatever messages."""
    with closing(sqlite3.connect(folder / "monitor.db")) as db:
        (number,) = db.execute("SELECT count(*) FROM outbox WHERE kind = 'change' AND delivered_at IS NOT NULL").fetchone()
    return int(number)


@pytest.mark.few(0)
def test_the_service_tells_of_a_round_once_it_is_over(tmp_path: Path) -> None:
    """Three pages due at once, politely one after the other: one message, seconds after the last visit."""
    paths = ("/", "/deux", "/trois")
    with Site() as site, closing(Hook()) as hook:
        site.pages |= {PDF: pdf(), **{path: html() for path in paths}}
        after = alert(hook.url, 'digest = "round"')
        config = write_config(tmp_path, *map(site.url, paths), items=ITEMS, after=after)
        config.write_text(config.read_text("utf-8").replace('schedule = "0 7 * * *"', 'every = "12h"'), "utf-8")
        monitor("check", cwd=tmp_path)
        hook.posted.clear()
        site.pages |= {path: html(None, EDIT) for path in paths}
        with closing(sqlite3.connect(tmp_path / "monitor.db")) as db, db:  # yesterday's visits: all are due
            db.execute("UPDATE state SET newest_at = '2026-01-01T00:00:00.000Z', newest_live_at = newest_at, digest = NULL")
        run = warm.Popen([sys.executable, "-m", "monitor", "run"], cwd=tmp_path, env=environment(), stderr=subprocess.PIPE)
        try:
            until(lambda: told(tmp_path) == 3)  # whichever way: one message for each would be three by then
        finally:
            os.kill(run.pid, signal.SIGTERM)
            run.communicate(timeout=60)
    (posted,) = hook.posted
    assert [c["watch"] for c in json.loads(posted.body)["checks"]] == ["valmont", "valmont-2", "valmont-3"]
