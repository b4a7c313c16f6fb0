"""A schema that changes leaves a verified copy behind; a downgrade is told the way back (12.7)."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from monitor.errors import DiskFull, NewerSchema, StoreError
from monitor.store import Store, connection, migrating
from monitor.store.migrating import KEPT, copies
from monitor.store.schema import NAMES
from tests.command import environment

ROOT = Path(__file__).resolve().parent.parent.parent
EDITION = "INSERT INTO watches (name, url, first_at) VALUES ('valmont', 'https://www.valmont.example/', '2026-01-01T00:00:00.000Z')"


def older(path: Path, monkeypatch: pytest.MonkeyPatch, applied: int = len(NAMES) - 1) -> bytes:
    """A database of an older version with a row in it, whole in its one file."""
    with monkeypatch.context() as old:
        old.setattr(connection, "NAMES", NAMES[:applied])
        connection.open_connection(path, create=True, readonly=False).close()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(EDITION)
        at = "2026-01-01T00:00:00.000Z"
        db.execute("INSERT INTO state (watch_id, visits, newest_at, page_type, known) VALUES (1, 0, ?, '', '[]')", (at,))
    path.chmod(0o640)
    return path.read_bytes()


def names(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return [name for (name,) in db.execute("SELECT name FROM _sqlite_migrations ORDER BY id")]


def test_a_copy_is_made_before_the_schema_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole, in one file, with the rows, the old schema and the permissions of the database."""
    path = tmp_path / "monitor.db"
    older(path, monkeypatch)
    Store.open(path).close()
    (copy,) = copies(path)
    assert copy.name == f"monitor.db.before-{NAMES[-1]}-{datetime.now(UTC):%Y%m%d}.db"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o640
    assert (names(copy), names(path)) == (list(NAMES[:-1]), list(NAMES))
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("SELECT name FROM watches").fetchall() == [("valmont",)]
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert sorted(p.name for p in tmp_path.iterdir() if not p.name.startswith(copy.name)) == ["monitor.db"]


def test_the_copy_can_be_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is brought up to date again like any older database."""
    path = tmp_path / "monitor.db"
    older(path, monkeypatch, applied=1)
    Store.open(path).close()
    shutil.copy(copies(path)[0], path)
    with Store.open(path) as store:
        assert [p for p in store.verify() if p.kind == "structure"] == [] and names(path) == list(NAMES)


def test_a_new_database_and_one_that_is_up_to_date_leave_none(tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    for _ in range(2):
        Store.open(path).close()
    assert copies(path) == []


def test_only_the_newest_copies_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "monitor.db"
    for n in range(5):
        old = tmp_path / f"monitor.db.before-m000{n}-2025010{n}.db"
        old.write_bytes(b"")
        os.utime(old, (n, n))
    other = tmp_path / "another.db.before-m0001-20250101.db"
    other.write_bytes(b"")
    older(path, monkeypatch)
    Store.open(path).close()
    assert [p.name[:23] for p in copies(path)] == [
        f"monitor.db.before-{NAMES[-1]}"[:23],
        "monitor.db.before-m0004",
        "monitor.db.before-m0003",
    ]
    assert len(copies(path)) == KEPT and other.exists()


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def no_room(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**9, 10**9, 4096))


def spoilt(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """The copy comes out with a byte missing in its middle."""
    whole = migrating._copy

    def copy(database: Path, part: Path) -> None:
        whole(database, part)
        data = bytearray(part.read_bytes())
        data[4096:8192] = os.urandom(4096)
        part.write_bytes(data)

    monkeypatch.setattr(migrating, "_copy", copy)


@pytest.mark.parametrize(
    ("trouble", "error", "says"),
    [
        pytest.param(no_room, DiskFull, "no room for the backup", id="no room"),
        pytest.param(spoilt, StoreError, "could not be made", id="spoilt"),
    ],
)
def test_without_a_good_copy_nothing_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: Callable[..., None], error: type[StoreError], says: str
) -> None:
    path = tmp_path / "monitor.db"
    was = older(path, monkeypatch)
    with monkeypatch.context() as during:
        trouble(during, path)
        with pytest.raises(error, match=says) as caught:
            Store.open(path)
    assert caught.value.remedy
    assert (path.read_bytes(), names(path)) == (was, list(NAMES[:-1]))
    assert [p.name for p in tmp_path.iterdir() if ".before-" in p.name] == []
    Store.open(path).close()
    assert names(path) == list(NAMES)


FULL = """
import sys; sys.path.insert(0, sys.argv[2])
from pathlib import Path
from monitor.store import Store
try:
    Store.open(Path(sys.argv[1]))
except Exception as error:
    print(type(error).__name__, "|", error, "|", error.remedy)
"""


def test_a_disk_that_is_really_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system of a megabyte, where the machine lets us make one."""
    path, small = tmp_path / "monitor.db", tmp_path / "small"
    was = older(path, monkeypatch)
    small.mkdir()
    script = (
        f'mount -t tmpfs -o size={len(was) + 300_000} none "$1" && cp "$2" "$1/" && "$3" -c "$4" "$1/monitor.db" "$5"'
        ' && cat "$1/monitor.db" >"$6"'
    )
    after = tmp_path / "after.db"
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh", small, path, sys.executable, FULL, ROOT, after],
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )
    if done.returncode:
        pytest.skip(f"no file system of our own here: {done.stderr.strip()[:80]}")
    assert done.stdout.startswith("DiskFull |") and "nothing was changed" in done.stdout, done
    assert after.read_bytes() == was


def test_a_crash_in_the_middle_leaves_nothing_that_hinders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a copy of a killed process is made anew."""
    path = tmp_path / "monitor.db"
    older(path, monkeypatch)
    part = tmp_path / f"monitor.db.before-{NAMES[-1]}-{datetime.now(UTC):%Y%m%d}.db.part"
    part.write_bytes(b"SQLite format 3\x00half")
    Store.open(path).close()
    assert not part.exists() and names(copies(path)[0]) == list(NAMES[:-1])


@pytest.mark.parametrize("kept", [True, False], ids=["the copy is there", "it is gone"])
def test_a_downgrade_is_refused_with_the_way_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: bool) -> None:
    """The words are a command that works."""
    path = tmp_path / "monitor.db"
    older(path, monkeypatch)
    Store.open(path).close()
    (copy,) = copies(path)
    if not kept:
        copy.unlink()

    def downgraded(old: Any) -> None:
        old.setattr(connection, "NAMES", NAMES[:-1])

    with monkeypatch.context() as old:
        downgraded(old)
        with pytest.raises(NewerSchema, match=NAMES[-1]) as caught:
            Store.open(path)
        remedy = str(caught.value.remedy)
        assert (copy.name in remedy) == kept and "backup" in remedy
        if kept:
            subprocess.run(["sh", "-c", remedy.partition("since: ")[2]], check=True)
            back = connection.open_connection(path, create=False, readonly=False)
            assert back.value("SELECT name FROM watches") == "valmont"
            back.close()
            assert path.with_name("monitor.db.newer").exists()
