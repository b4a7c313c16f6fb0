"""New databases for tests that are about something else: made once, then copied. `tests/store/test_opening.py` has them made."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from pathlib import Path

from monitor.store import Store
from monitor.store.migrating import create
from monitor.store.row_digests import row_digest


def put_new(path: Path) -> None:
    """Put at *path* what a store finds when it has just been made there."""
    path.write_bytes(_new())
    path.chmod(0o600)


@cache
def _new() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "monitor.db"
        Store.open(path).close()
        return path.read_bytes()


def create_known(raw: sqlite3.Connection, of: str, migrations: Sequence[str]) -> None:
    """What `monitor.store.migrating.create` makes, by what it left the first time: no table is altered twenty times."""
    statements, rows = _left(of, tuple(migrations))
    for statement in statements:
        raw.execute(statement)
    for into, values in rows:
        raw.executemany(into, values)


@cache
def _left(of: str, migrations: tuple[str, ...]) -> tuple[list[str], list[tuple[str, list[tuple[object, ...]]]]]:
    """The statements that make each table, index, view and trigger, and those that fill the tables that are not empty."""
    with closing(sqlite3.connect(":memory:")) as raw:
        raw.create_function("row_digest", -1, row_digest, deterministic=True)
        create(raw, of, migrations)
        made = raw.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid").fetchall()
        virtual = tuple(f"{name}_" for _, name, sql in made if sql.startswith("CREATE VIRTUAL"))  # has tables of its own
        own = [(kind, name, sql) for kind, name, sql in made if not name.startswith(("sqlite_", *virtual))]
        filled = {name: raw.execute(f'SELECT * FROM "{name}"').fetchall() for kind, name, sql in own if kind == "table"}
    rows = [(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(held[0]))})', held) for name, held in filled.items() if held]
    return [sql for _, _, sql in own], rows
