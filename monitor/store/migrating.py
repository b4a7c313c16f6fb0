"""How a database comes to have its tables: a new one all at once, an older one by `sqlite_utils.Migrations` (DESIGN 7.1)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

# As sqlite_utils makes it, character by character: a test holds them together.
_APPLIED = (
    'CREATE TABLE "_sqlite_migrations" (\n   "id" INTEGER PRIMARY KEY,\n   "migration_set" TEXT,\n   "name" TEXT,\n'
    '   "applied_at" TEXT\n)',
    'CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"\n    ON "_sqlite_migrations" ("migration_set", "name")',
)


def create(raw: sqlite3.Connection, of: str, migrations: Sequence[tuple[str, str]]) -> None:
    """Make in an empty database, inside a transaction, what applying *migrations*, a set called *of*, makes of it.

    Nothing is there that might have been applied before, so that none is asked for, and sqlite_utils, 100 ms, is not imported: it
    and what it asks before each one were a fifth of the start of a first visit (§9).
    """
    for statement in _APPLIED:
        raw.execute(statement)
    for name, sql in migrations:
        for statement in statements(sql):
            raw.execute(statement)
        row = (of, name, str(datetime.now(UTC)))
        raw.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)", row)


def migrate(raw: sqlite3.Connection, of: str, migrations: Sequence[tuple[str, str]]) -> None:
    """Apply those of *migrations* that are missing in a database, inside a transaction."""
    from sqlite_utils import Database, Migrations  # late: 100 ms

    known = Migrations(of)
    for name, sql in migrations:
        known(name=name)(_runs(sql))
    known.apply(Database(raw, recursive_triggers=False, execute_plugins=False))  # its own atomic blocks become savepoints


def _runs(sql: str) -> Callable[[Any], None]:
    def migration(database: Any) -> None:
        for statement in statements(sql):
            database.execute(statement)

    return migration


def statements(sql: str) -> Iterator[str]:
    """The statements of *sql* one by one: `executescript` would commit the transaction around it."""
    pending = ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""
