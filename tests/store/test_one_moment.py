"""Who reads while another process writes is told of one moment, never of a damage that is none (12.3, 7.5)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.store import Store
from monitor.store.connection import open_connection
from tests.command import ROOT, monitor
from tests.configs import write_config
from tests.pipeline.house import html
from tests.site import Site

WRITES = """
import sys
from pathlib import Path
from monitor.pipeline.batch import check
from monitor.records import read_config
from monitor.wiring import working
from datetime import timedelta
config = read_config(Path("config.toml"))
print("ready", flush=True)
with working(config, wait=timedelta(0)) as (doors, store):
    for _ in range(25):
        list(check(config.watches, doors))
"""


def test_figures_and_verify_find_no_damage_in_what_is_being_written(tmp_path: Path) -> None:
    """Visits are counted against the state of each watch: both are read as they were at one moment."""
    with Site() as site:
        site.pages["/"] = html()
        write_config(
            tmp_path, *[site.url()] * 8, items='[watch.sections.mutualisation]\nheading = "La mutualisation des services"\n'
        )
        assert monitor("check", cwd=tmp_path).status == 0
        command = [sys.executable, "-c", WRITES]
        with subprocess.Popen(command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None and writer.stdout.readline() == "ready\n"
            asked = 0
            while writer.poll() is None:
                with Store.open(tmp_path / "monitor.db", readonly=True) as store:
                    for _ in range(20):
                        store.figures()
                        asked += 1
                    assert store.verify() == []
        assert (writer.returncode, asked >= 20) == (0, True)


def test_a_log_that_its_writer_takes_away_meanwhile_stops_no_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """12.3: the last writer to close removes SQLite's log, at any moment of a reader's opening."""
    path = tmp_path / "monitor.db"
    Store.open(path).close()
    wal = path.with_name(path.name + "-wal")
    real = Path.stat

    def taken_away(self: Path, **options: bool) -> os.stat_result:
        """The log is there when it is looked for, and gone for who looks again."""
        found = real(path if self == wal and not seen else self, **options)
        seen.extend([self] if self == wal else [])
        return found

    seen: list[Path] = []
    monkeypatch.setattr(Path, "stat", taken_away)
    with Store.open(path, create=False, readonly=True) as reader:
        del seen[:]
        assert reader.figures().database_bytes >= real(path).st_size
    assert seen


def test_rows_that_nobody_reads_to_the_end_say_nothing_of_a_database_that_is_closed(tmp_path: Path) -> None:
    """12.4: a service that ends in the midst of a question leaves no trace of that in its log."""
    connection = open_connection(tmp_path / "monitor.db", create=True, readonly=False)
    rows = connection.each("SELECT 1 UNION SELECT 2")
    assert next(rows) == (1,)
    connection.close()
    rows.close()  # type: ignore[attr-defined]
