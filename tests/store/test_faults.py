"""Killed, full, locked, read while written: nothing lost, nothing half written (DESIGN 7.1, promise 1)."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.errors import DiskFull, StoreError
from monitor.i18n.locale import locale_of
from monitor.store import Store, connection
from tests.store.town import HOUR, T0, edited, page_bytes, seen, unchanged, watch

ROOT = Path(__file__).resolve().parent.parent.parent
WRITER = f"""
import sys; sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from monitor.store import Store, connection
from tests.store.town import *
with Store.open(Path(sys.argv[1])) as store:
    number = store.snapshot("valmont").number
    for group in range(1000):
        with store.group():
            for _ in range(5):
                number += 1
                store.write(seen(number, T0 + number * HOUR, f"Texte {{number}}", changes=(edited("a", "b"),)), watch())
                if _ == 2: print(number - 3, flush=True)  # inside the group: so many are committed
"""


def test_killed_in_the_middle_of_a_group(tmp_path: Path) -> None:
    """kill -9: every group whole or not at all, and the database verifies."""
    path = tmp_path / "monitor.db"
    with Store.open(path) as store:
        store.write(seen(1, T0, "Texte 1"), watch())
    for kill_after in (1, 4):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        committed = [int(writer.stdout.readline()) for _ in range(kill_after)][-1]
        os.kill(writer.pid, signal.SIGKILL)
        writer.stdout.close()
        writer.wait(30)
        with Store.open(path) as store:
            number = store.snapshot("valmont").number
            assert number >= committed and number % 5 == 1
            assert store.verify() == []
            assert store.revision("valmont").sections[0].blocks[0].text == f"Texte {number}"


def test_a_full_disk_leaves_everything_as_before(store: Store) -> None:
    """DiskFull: the group is not written, the database goes on when there is room."""
    store.write(seen(1, T0, "Un"), watch())
    before = store.state(watch())
    pages = store._db.value("PRAGMA page_count")
    store._db.value(f"PRAGMA max_page_count = {pages + 3}")
    noise = os.urandom(100_000)
    with pytest.raises(DiskFull, match="no room") as caught, store.group():
        store.write(unchanged(T0 + HOUR), watch())
        store.write(seen(2, T0 + 2 * HOUR, "Deux", body=noise, changes=(edited("a", "b"),)), watch())
    assert caught.value.remedy
    assert (store.state(watch()), store.verify()) == (before, [])
    store._db.value("PRAGMA max_page_count = 100000")
    store.write(seen(2, T0 + 2 * HOUR, "Deux", body=noise, changes=(edited("a", "b"),)), watch())
    assert (page_bytes(store, "valmont", 2), store.verify()) == (noise, [])


def test_an_error_in_a_group_undoes_the_group(store: Store) -> None:
    """7.1: one commit per group of checks."""
    with pytest.raises(ZeroDivisionError), store.group():
        store.write(seen(1, T0, "Un"), watch())
        raise ZeroDivisionError
    assert store.watches() == ()


def test_a_check_that_fails_leaves_the_others_of_its_group(store: Store) -> None:
    """7.1: one savepoint per check."""
    with store.group():
        store.write(seen(1, T0, "Un"), watch())
        with pytest.raises(StoreError):
            store.write(seen(9, T0, "Neuf", name="autre"), watch("autre"))
        store.write(unchanged(T0 + HOUR), watch())
    assert [(w.name, w.visits) for w in store.watches()] == [("valmont", 2)]
    assert store.verify() == []


def test_groups_do_not_nest(store: Store) -> None:
    """A line is printed only after its commit: an inner group could not promise that."""
    with store.group(), pytest.raises(RuntimeError, match="open already"), store.group():
        pass


def test_a_reader_sees_whole_groups_while_another_writes(tmp_path: Path) -> None:
    """7.1: WAL; a reader neither waits nor sees half a check."""
    path = tmp_path / "monitor.db"
    with Store.open(path) as writer, Store.open(path, readonly=True) as reader:
        writer.write(seen(1, T0, "Un"), watch())
        with writer.group():
            writer.write(seen(2, T0 + HOUR, "Deux", changes=(edited("a", "b"),)), watch())
            assert (reader.snapshot("valmont").number, reader.verify()) == (1, [])
        assert reader.snapshot("valmont").number == 2


def test_another_program_that_writes_is_waited_for_then_named(tmp_path: Path) -> None:
    """busy_timeout, then a clear error."""
    path = tmp_path / "monitor.db"
    with Store.open(path, patience=timedelta(seconds=0.2)) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        store._db.value("PRAGMA busy_timeout = 50")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program"):
            store.write(seen(1, T0, "Un"), watch())
        other.execute("ROLLBACK")
        store.write(seen(1, T0, "Un"), watch())


def test_a_database_that_is_moved_away_while_it_is_opened_is_not_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """12.5: an empty one in its place would be served as if nothing had ever been seen."""
    path = tmp_path / "monitor.db"
    Store.open(path).close()
    look = connection._look_before

    def moved_after(looked_for: Path, *, create: bool) -> None:
        look(looked_for, create=create)
        looked_for.rename(tmp_path / "away.db")

    monkeypatch.setattr(connection, "_look_before", moved_after)
    with pytest.raises(StoreError, match="there is no database"):
        Store.open(path, create=False)
    assert not path.exists()


def test_what_keeps_the_database_from_us_is_said_in_both_languages(tmp_path: Path) -> None:
    """12.4 and 12.5: `monitor run` and its notices repeat it."""
    with pytest.raises(StoreError, match="there is no database") as caught:
        Store.open(tmp_path / "absent.db", readonly=True)
    assert locale_of("fr").render(caught.value.message).startswith("il n’y a pas de base de données")
