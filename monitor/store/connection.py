"""One connection to the database file: opened with its guarantees, errors turned into ours (DESIGN 7.1).

Plain sqlite3: a check that finds nothing new imports no more. sqlite_utils comes in when a database is older than the program.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import chain
from pathlib import Path
from shlex import quote as quoted
from typing import Any, TypeAlias, TypeVar
from urllib.parse import quote

from monitor.errors import DatabaseBusy, NewerSchema, NotADatabase, OlderSchema, StoreError, refused
from monitor.files import make, size_of
from monitor.i18n.locale import Foreign, Text
from monitor.store.errors import ANOTHER_FILE, BY_HAND, trouble
from monitor.store.migrating import create, forget_older, keep_before, migrate, way_back
from monitor.store.row_digests import row_digest
from monitor.store.schema import NAMES, SET

PATIENCE = timedelta(seconds=10)  # how long it is waited for another program's lock
BUSY_MS = 500  # of which so long at once inside SQLite, where Ctrl-C is not heard
AT_ONCE = 64  # rows in one statement
CACHE_KB = 8000  # of pages of the file, of whoever writes: a new text is put into the search's index in many places
_AGAIN_S = 0.1
_INDEXED = "SELECT (SELECT ifnull(max(id), 0) FROM search_docsize), (SELECT ifnull(max(id), 0) FROM blocks)"
_INDEX = "INSERT INTO search (rowid, text) SELECT id, text FROM blocks WHERE id > ?"
# Each commit's words are a segment of the index: sixteen are merged at once, not four, so that half as much is written again.
_SEGMENTS = "INSERT INTO search (search, rank) VALUES ('automerge', 16)"
Row: TypeAlias = sqlite3.Row
_Done = TypeVar("_Done")


def open_connection(
    path: Path, *, create: bool, readonly: bool, check_same_thread: bool = True, patience: timedelta = PATIENCE
) -> Connection:
    """Open *path* with its schema up to date. Raises NotADatabase, NewerSchema, StoreError; DatabaseBusy after *patience*."""
    if not readonly and create:
        make_folder(path.parent)
    _look_before(path, create=create and not readonly)
    raw = patiently(lambda: _connect(path, readonly=readonly, check_same_thread=check_same_thread), patience)
    connection = Connection(path, raw, readonly=readonly, patience=patience)
    try:
        patiently(connection.prepare, patience)
    except BaseException:
        connection.close()
        raise
    return connection


def patiently(action: Callable[[], _Done], patience: timedelta) -> _Done:
    """Return what *action* does once no other program has the database locked. Raises DatabaseBusy after *patience*."""
    until = time.monotonic() + patience.total_seconds()
    while True:
        try:
            return action()
        except DatabaseBusy:
            if time.monotonic() >= until:
                raise
            time.sleep(_AGAIN_S)


class Connection:
    """sqlite3 with our errors. Transactions are begun and ended here and nowhere else."""

    def __init__(self, path: Path, raw: sqlite3.Connection, *, readonly: bool, patience: timedelta = PATIENCE) -> None:
        self.path = path
        self.raw = raw
        self.readonly = readonly
        self.patience = patience
        self._indexing = False  # it has put texts into the search's index

    def prepare(self) -> None:
        """Set what SQLite forgets between connections; bring the schema up to date or refuse it."""
        with self.translated():
            self.raw.row_factory = sqlite3.Row
            self.raw.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
            self.raw.execute("PRAGMA foreign_keys = ON")
            self.raw.create_function("row_digest", -1, row_digest, deterministic=True)
            older = len(self._applied()) < len(NAMES)
            if self.readonly:
                if older:
                    raise OlderSchema.of("errors.store.older_schema", path=self.path)
                return
            self.raw.execute("PRAGMA synchronous = FULL")
            self.raw.execute(f"PRAGMA cache_size = -{CACHE_KB}")
            if self.raw.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                self.raw.execute("PRAGMA journal_mode = WAL")  # kept in the file; not possible inside a transaction
            if not older:
                return
            self.raw.execute("BEGIN IMMEDIATE")  # what is missing, all or nothing; two processes at once do it once
            try:
                applied = self._applied()
                missing = [name for name in NAMES if name not in applied]
                if applied and missing:  # a new database has nothing to lose
                    keep_before(self.path, missing[0], datetime.now(UTC).date(), applied)
                is_new = self.raw.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
                (create if is_new else migrate)(self.raw, SET, NAMES)
            except BaseException:
                self.rollback()
                raise
            self.raw.execute("COMMIT")
            forget_older(self.path)

    def _applied(self) -> list[str]:
        """The names of our applied migrations; refuses a newer schema and a file of another program."""
        tables = {name for (name,) in self.raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "_sqlite_migrations" not in tables:
            if tables:
                raise NotADatabase.of(
                    "errors.store.other_program", path=self.path, tables=", ".join(sorted(tables)[:3]), do=ANOTHER_FILE
                )
            return []
        rows = self.raw.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", (SET,))
        applied = [name for (name,) in rows]
        if unknown := [name for name in applied if name not in NAMES]:
            # Forward again, or back to the copy that was made before, where it still lies there; what came later is then missing.
            remedy = Text("errors.store.newer_schema_do")
            if copy := way_back(self.path, unknown):
                path = self.path
                file, newer, wal, shm, kept = (quoted(str(p)) for p in (path, f"{path}.newer", f"{path}-wal", f"{path}-shm", copy))
                back = f"mv {file} {newer}; rm -f {wal} {shm}; cp {kept} {file}"
                remedy = Text("errors.store.newer_schema_back", back=back)
            raise NewerSchema(Text("errors.store.newer_schema", path=self.path, newer=", ".join(unknown)), remedy=remedy)
        return applied

    # ---------------------------------------------------------------------------------------------------------- statements

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """All rows."""
        try:
            return self.raw.execute(sql, parameters).fetchall()
        except sqlite3.Error as error:
            raise trouble(error, self.path) from error

    def each(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """One row after the other, without names: for many."""
        try:
            cursor = self.raw.cursor()
            cursor.row_factory = None
            # Not by `yield from`: left before its end, that closes the cursor, of a database too that is closed already.
            for row in cursor.execute(sql, parameters):  # noqa: UP028
                yield row
        except sqlite3.Error as error:
            raise trouble(error, self.path) from error

    def tuples(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows, without names."""
        return list(self.each(sql, parameters))

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> Row | None:
        """The first row, or None."""
        try:
            first: Row | None = self.raw.execute(sql, parameters).fetchone()
        except sqlite3.Error as error:
            raise trouble(error, self.path) from error
        return first

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or None."""
        row = self.row(sql, parameters)
        return None if row is None else row[0]

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Execute a write; the cursor knows how many rows it touched and the id of a new one."""
        try:
            return self.raw.execute(sql, parameters)
        except sqlite3.Error as error:
            raise trouble(error, self.path) from error

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Execute a write; returns how many rows it touched."""
        return self.execute(sql, parameters).rowcount

    def insert(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Execute an INSERT; returns the new row's id."""
        return self.execute(sql, parameters).lastrowid or 0

    def run_many(self, sql: str, parameters: Iterable[Sequence[Any]]) -> int:
        """Execute a write once for each of *parameters*; returns how many rows it touched."""
        if parameters == []:
            return 0
        try:
            return max(0, self.raw.executemany(sql, parameters).rowcount)
        except sqlite3.Error as error:
            raise trouble(error, self.path) from error

    def insert_many(
        self, table: str, columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]], *, once: bool = False
    ) -> list[tuple[Any, ...]]:
        """Insert *rows* of *columns*, many in one statement, and one by one what is left.

        *once*: not those that are there already; returns the statements' rows among which there were such.
        Between two statements another thread may take the interpreter. OR FAIL: after an error the savepoint or transaction around
        is taken back, so SQLite need not keep pages aside to take back a part of the statement, a third of its time.
        """
        whole, way, some = len(rows) - len(rows) % AT_ONCE, "IGNORE" if once else "FAIL", list[tuple[Any, ...]]()
        for at in range(0, whole, AT_ONCE):
            few = rows[at : at + AT_ONCE]
            if self.run(_inserting(way, table, columns, AT_ONCE), [*chain.from_iterable(few)]) < AT_ONCE:
                some += few
        if (rest := rows[whole:]) and self.run_many(_inserting(way, table, columns, 1), rest) < len(rest):
            some += rest
        return some

    # -------------------------------------------------------------------------------------------------------- transactions

    def copy_to(self, target: Path) -> None:
        """Write a copy of the whole database; writers go on meanwhile (SQLite's online backup)."""
        try:
            make(target)
            copy = sqlite3.connect(target)
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                refused(target, error)
                if isinstance(error, OSError)
                else Text("errors.store.backup_unwritable", target=target, error=Foreign(str(error))),
                remedy=Text("errors.store.backup_unwritable_do"),
            ) from error
        try:
            with self.translated():
                try:
                    self.raw.backup(copy)
                    copy.execute("PRAGMA journal_mode = DELETE")  # one file: a reader of it leaves no log beside it
                except sqlite3.OperationalError:
                    try:  # SQLite calls a file that may not grow so large an error of reading or writing, of whatever file
                        os.truncate(target, self.path.stat().st_size)
                    except OSError as error:
                        raise StoreError(refused(target, error), remedy=Text("errors.store.backup_too_large_do")) from error
                    raise
        finally:
            copy.close()

    def compact(self, *, log_only: bool = False) -> None:
        """Write the file anew without what was deleted, and empty its log. Raises DatabaseBusy while somebody reads."""
        if not log_only:
            patiently(lambda: self.run("VACUUM"), self.patience)

        def emptied() -> None:
            if self.tuples("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]:
                raise DatabaseBusy.of("errors.store.busy", path=self.path)

        patiently(emptied, self.patience)

    @property
    def in_transaction(self) -> bool:
        return self.raw.in_transaction

    @contextmanager
    def transaction(self, *, small: bool = False) -> Iterator[None]:
        """One commit for what is inside; on any error everything is as before. Inside another one: part of that.

        *small*: what its savepoints may have to take back is a few pages each and kept in memory, not in a file of its own.

        Texts that are new are put into the search's index before the commit, all at once: at each savepoint FTS5 would write down
        what it gathered (§9). So are those that a process of an earlier edition left out, since it relies on a trigger.
        """
        if self.raw.in_transaction:
            yield
            return
        if small:
            self.run("PRAGMA temp_store = MEMORY")  # asked for where a transaction begins
        patiently(lambda: self.run("BEGIN IMMEDIATE"), self.patience)
        if small:
            self.run("PRAGMA temp_store = DEFAULT")
        try:
            yield
            indexed, newest = self.tuples(_INDEXED)[0]
            if newest > indexed:
                if not self._indexing:
                    self.run(_SEGMENTS)
                    self._indexing = True
                self.run(_INDEX, (indexed,))
            self.run("COMMIT")
        except BaseException:
            self.rollback()
            raise

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """All that is read inside is of one moment, whoever writes meanwhile (12.3); a writer's own connection needs none."""
        if not self.readonly or self.raw.in_transaction:
            yield
            return
        self.run("BEGIN")
        try:
            yield
        finally:
            self.rollback()

    def next_moment(self) -> None:
        """Inside `one_moment`: what is read from here on is as it is now."""
        if self.readonly and self.raw.in_transaction:
            self.rollback()
            self.run("BEGIN")

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What is inside happens whole or not at all; the transaction around it goes on (DESIGN 7.1)."""
        self.run("SAVEPOINT one_check")
        try:
            yield
        except BaseException:
            if self.raw.in_transaction:  # SQLite itself rolls back everything when the disk is full
                self.raw.execute("ROLLBACK TO one_check")
                self.raw.execute("RELEASE one_check")
            raise
        self.run("RELEASE one_check")

    def rollback(self) -> None:
        if self.raw.in_transaction:
            self.raw.execute("ROLLBACK")

    def close(self) -> None:
        self.raw.close()

    # -------------------------------------------------------------------------------------------------------------- errors

    @contextmanager
    def translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise trouble(error, self.path) from error


@cache
def _inserting(way: str, table: str, columns: tuple[str, ...], many: int) -> str:
    rows = ", ".join([f"({', '.join('?' * len(columns))})"] * many)
    return f"INSERT OR {way} INTO {table} ({', '.join(columns)}) VALUES {rows}"


def _connect(path: Path, *, readonly: bool, check_same_thread: bool) -> sqlite3.Connection:
    """A connection in autocommit mode: transactions are ours. A read-only one works in a folder that can't be written, too.

    None makes the file: it may have been moved away since it was looked for, and an empty one in its place would pass for well.
    """
    file = "file:" + quote(str(path.absolute()))
    addresses = [file + ("?mode=ro" if readonly else "?mode=rw")]
    wal = path.with_name(path.name + "-wal")
    if readonly and not size_of(wal):  # nobody has written what is not yet in the file itself
        addresses.append(file + "?immutable=1")
    for address in addresses:
        try:
            raw = sqlite3.connect(
                address,
                uri=True,
                isolation_level=None,
                check_same_thread=check_same_thread,
                cached_statements=256,
                timeout=BUSY_MS / 1000,
            )
        except sqlite3.Error as error:
            failed = error
            continue
        try:
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return raw
        except sqlite3.Error as error:
            failed = error
            raw.close()
    raise (trouble(failed, path) if path.exists() else _no_database(path)) from failed


def make_folder(folder: Path) -> None:
    """Make the last folder only: a path that is missing further up is more likely a typing error, or a disk that is not mounted."""
    try:
        folder.mkdir(exist_ok=True)
    except FileNotFoundError:
        raise StoreError(Text("errors.store.no_parent_folder", folder=folder.parent), remedy=BY_HAND) from None
    except OSError as error:
        raise StoreError.of("errors.store.folder_unmade", folder=folder, reason=Foreign(error.strerror), do=BY_HAND) from error


def _look_before(path: Path, *, create: bool) -> None:
    """Refuse what sqlite3 would only report in riddles.

    Without opening the file: closing it would drop the locks of every connection that this process has to it (fcntl(2)), and
    another process that closes its own would take itself for the last one and remove the log that ours still write to
    (https://sqlite.org/howtocorrupt.html, 2.2.1).
    """
    if not path.exists():
        if create:
            # An empty file for this user alone: what SQLite makes itself, the umask decides on; its log files follow this one.
            try:
                make(path)
            except OSError as error:
                raise trouble(sqlite3.OperationalError(error.strerror or str(error)), path) from error
            return
        raise _no_database(path)
    if path.is_dir():
        raise StoreError.of("errors.store.is_folder", path=path)
    if not os.access(path, os.R_OK):
        reason = Foreign(os.strerror(errno.EACCES))
        raise StoreError.of("errors.store.no_database_unread", path=path, reason=reason, do=Text("errors.store.unread_do"))


def _no_database(path: Path) -> StoreError:
    return StoreError.of("errors.store.no_database", path=path)
