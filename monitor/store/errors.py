"""What sqlite3 reports, as an error of ours that says what to do, in both languages; who has the file locked.

That is known as far as the kernel tells: /proc/locks (proc_locks(5)). Elsewhere nobody is known.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from monitor.errors import Damaged, DatabaseBusy, DiskFull, MonitorError, NotADatabase, StoreError, Unstorable
from monitor.i18n.locale import Foreign, Text

ANOTHER_FILE = Text("errors.store.folder_for_database")
BY_HAND = Text("errors.store.no_folder_do")


# sqlite3's own words for a column that holds no text, or no JSON; the only function that we add to SQL fails at no text
_RUBBISH = ("Could not decode to UTF-8", "malformed JSON", "user-defined function raised exception")
_FOR_WANT_OF_ROOM = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
_LEAST_ROOM = 1 << 16  # bytes: the -shm file is made of pieces of 32 KB


def _is_full(path: Path, code: int | None) -> bool:
    """Whether an input error or a file that can't be opened means a full disk: SQLite keeps the system's errno to itself."""
    if code == sqlite3.SQLITE_IOERR_SHMSIZE:
        return True
    try:
        room = os.statvfs(path.parent)
    except OSError:
        return False
    return room.f_bavail * room.f_frsize < _LEAST_ROOM or (room.f_files > 0 and room.f_favail == 0)


def trouble(error: sqlite3.Error, path: Path) -> MonitorError:
    """The error of sqlite3 as one that says what to do."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if code is not None else None
    if primary == sqlite3.SQLITE_FULL or (primary in _FOR_WANT_OF_ROOM and _is_full(path, code)):
        return DiskFull.of("errors.store.no_room", path=path)
    if primary == sqlite3.SQLITE_NOTADB:
        return NotADatabase(Text("errors.store.not_sqlite", path=path), remedy=ANOTHER_FILE)
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return StoreError.of("errors.store.unwritable", path=path, error=Foreign(str(error)))
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        who = ", ".join(f"{name} ({pid})" for pid, name in lockers(path))
        return DatabaseBusy(
            Text("errors.store.busy_by", path=path, who=who) if who else Text("errors.store.busy", path=path),
            remedy=Text("errors.store.busy_do"),
        )
    if primary in (sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH):
        return Unstorable(Text("errors.system.refused", path=path, why=Foreign(error)))
    if primary == sqlite3.SQLITE_CORRUPT or any(words in str(error) for words in _RUBBISH):
        return Damaged(Text("errors.store.damaged_by", path=path, error=Foreign(error)))
    return StoreError(Text("errors.system.refused", path=path, why=Foreign(error)), remedy=Text("errors.store.damaged_by_do"))


_SIDE_FILES = ("", "-shm", "-wal")  # in WAL mode the locks are on the shared memory


def lockers(database: Path) -> tuple[tuple[int, str], ...]:
    """Process id and command name of each other process that holds a lock on *database*, ascending."""
    inodes = set()
    for ending in _SIDE_FILES:
        with suppress(OSError):
            inodes.add(database.with_name(database.name + ending).stat().st_ino)
    try:
        lines = Path("/proc/locks").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return ()
    found: dict[int, str] = {}
    for fields in map(str.split, lines):
        # "1: POSIX  ADVISORY  WRITE 1234 08:01:131089 0 EOF"; one that waits has an arrow in the second place.
        if len(fields) < 6 or fields[1] != "POSIX" or not fields[4].isdigit():
            continue
        pid, inode = int(fields[4]), fields[5].rpartition(":")[2]
        if pid not in (0, os.getpid()) and inode.isdigit() and int(inode) in inodes:
            found[pid] = "?"
            with suppress(OSError):
                found[pid] = Path(f"/proc/{pid}/comm").read_text(encoding="utf-8", errors="replace").strip()
    return tuple(sorted(found.items()))
