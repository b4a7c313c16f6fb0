"""Who has locked a database file, as far as the kernel tells: /proc/locks (proc_locks(5)). Elsewhere nobody is known."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

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
    found = {pid for line in lines if (pid := _holder(line.split(), inodes)) is not None and pid != os.getpid()}
    return tuple((pid, _name(pid)) for pid in sorted(found))


def _holder(fields: list[str], inodes: set[int]) -> int | None:
    """The process of "1: POSIX  ADVISORY  WRITE 1234 08:01:131089 0 EOF"; None where it waits, or for another file."""
    if len(fields) < 6 or fields[1] != "POSIX" or not fields[4].isdigit() or fields[4] == "0":
        return None
    inode = fields[5].rpartition(":")[2]
    return int(fields[4]) if inode.isdigit() and int(inode) in inodes else None


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return "?"
