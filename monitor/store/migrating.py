"""How a database comes to have its tables: a new one all at once, an older one by `sqlite_utils.Migrations` (DESIGN 7.1).

Before its schema changes a verified copy is made beside it (12.7), `monitor.db.before-m0004_seconds-20261124.db`: the way back
where an update turns out wrong. The three newest are kept.
"""

from __future__ import annotations

import errno
import os
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from monitor.errors import DiskFull, StoreError
from monitor.files import create_anew, keep_name, size_of
from monitor.i18n.locale import Foreign
from monitor.store.schema import SET, sql_of

KEPT = 3
ROOM = 1_000_000  # bytes beyond the copy itself that must be free: the migration wants some, too
_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}


def keep_before(database: Path, migration: str, today: date, applied: Sequence[str]) -> Path:
    """Copy *database*, whose *applied* migrations end before *migration*, and verify the copy; returns where it is.

    For who holds its write lock: nobody writes meanwhile. Where there is no room, or the copy is not whole, it raises StoreError
    and leaves everything as it was.
    """
    from shutil import copymode, disk_usage  # with all that archives are packed in: to open a database takes none of it (§9)

    target = database.with_name(f"{_stem(database)}{migration}-{today:%Y%m%d}.db")
    part = target.with_name(target.name + ".part")
    # Better refused at once than found out in the middle, when others have no room to write either
    wal = database.with_name(database.name + "-wal")
    needed = ROOM + size_of(database) + size_of(wal)
    if disk_usage(database.parent).free < needed:
        raise _full(database, needed)
    try:
        _copy(database, part)
        # The copy must be whole, and the one that was wanted.
        with closing(sqlite3.connect(f"{part.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            said = [line for (line,) in copy.execute("PRAGMA quick_check(1)")]
            names = [n for (n,) in copy.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", (SET,))]
        if said != ["ok"] or names != list(applied):
            raise sqlite3.DatabaseError(f"the copy is not whole: {said[0] if said != ['ok'] else names}")
        copymode(database, part)
        part.replace(target)
        keep_name(target)
    except (sqlite3.Error, OSError) as error:
        code, number = getattr(error, "sqlite_errorcode", None), getattr(error, "errno", None)
        if (code is not None and code & 0xFF in _FULL) or number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise _full(database, ROOM + database.stat().st_size) from error
        raise StoreError.of("errors.store.no_backup", database=database, error=Foreign(str(error))) from error
    finally:
        for left in (part, *(part.with_name(part.name + suffix) for suffix in ("-journal", "-wal", "-shm"))):
            with suppress(OSError):
                left.unlink()
    return target


def forget_older(database: Path) -> None:
    """Remove all but the newest copies; one that cannot be removed stays."""
    for old in copies(database)[KEPT:]:
        with suppress(OSError):
            old.unlink()


def forget_unfinished(database: Path) -> None:
    """Remove what a copy or a restoring that was killed left beside *database*; for who holds its lock: none is under way."""
    beside = re.compile(rf"{re.escape(database.name)}\.(?:restoring|before-.*\.db\.part)")
    with suppress(OSError), os.scandir(database.parent) as files:
        for file in files:
            if beside.match(file.name):
                with suppress(OSError):
                    Path(file).unlink()


def copies(database: Path) -> list[Path]:
    """The copies beside *database*, newest first."""
    found = [p for p in database.parent.glob("*.db") if p.name.startswith(_stem(database))]
    return sorted(found, key=lambda p: (p.stat().st_mtime_ns, p.name), reverse=True)


def way_back(database: Path, unknown: Sequence[str]) -> Path | None:
    """The copy that was made before the first of the migrations that this program does not know; None: it is not here."""
    wanted = _stem(database) + unknown[0]
    return next((p for p in copies(database) if p.name.startswith(f"{wanted}-")), None)


def _stem(database: Path) -> str:
    return f"{database.name}.before-"


def _full(database: Path, needed: int) -> DiskFull:
    size = f"{needed / 1e6:.0f}"
    return DiskFull.of("errors.store.no_room_for_backup", database=database, size=size)


def _copy(database: Path, part: Path) -> None:
    """SQLite's online backup, through a connection of its own; one file that needs no other beside it."""
    os.close(create_anew(part))
    with (
        closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(part)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    with part.open("rb+") as file:
        os.fsync(file.fileno())


# As sqlite_utils makes it, character by character: a test holds them together.
_APPLIED = (
    'CREATE TABLE "_sqlite_migrations" (\n   "id" INTEGER PRIMARY KEY,\n   "migration_set" TEXT,\n   "name" TEXT,\n'
    '   "applied_at" TEXT\n)',
    'CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"\n    ON "_sqlite_migrations" ("migration_set", "name")',
)


def create(raw: sqlite3.Connection, of: str, migrations: Sequence[str]) -> None:
    """Make in an empty database, inside a transaction, what applying *migrations*, a set called *of*, makes of it.

    Nothing is there that might have been applied before, so that none is asked for, and sqlite_utils, 100 ms, is not imported: it
    and what it asks before each one were a fifth of the start of a first visit (§9).
    """
    for statement in _APPLIED:
        raw.execute(statement)
    for name in migrations:
        for statement in statements(sql_of(name)):
            raw.execute(statement)
        row = (of, name, str(datetime.now(UTC)))
        raw.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)", row)


def migrate(raw: sqlite3.Connection, of: str, migrations: Sequence[str]) -> None:
    """Apply those of *migrations* that are missing in a database, inside a transaction."""
    from sqlite_utils import Database, Migrations  # late: 100 ms

    known = Migrations(of)
    for name in migrations:

        def migration(database: Any, name: str = name) -> None:
            for statement in statements(sql_of(name)):
                database.execute(statement)

        known(name=name)(migration)
    known.apply(Database(raw, recursive_triggers=False, execute_plugins=False))  # its own atomic blocks become savepoints


def statements(sql: str) -> Iterator[str]:
    """The statements of *sql* one by one: `executescript` would commit the transaction around it."""
    pending = ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""
