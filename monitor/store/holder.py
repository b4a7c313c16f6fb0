"""Who holds the instance lock, asked by who does not want it."""

from __future__ import annotations

import fcntl
import json
import os
from pathlib import Path

from monitor.model import Holder
from monitor.store.rows import moment


def holder(database: Path) -> Holder | None:
    """The process that works with *database* now; None: nobody does.

    The lock is tried for an instant, and only where somebody signed and did not sign off: a process that was killed. So nobody who
    wants the lock meanwhile is turned away by the question.
    """
    path = database.with_name(database.name + ".lock")
    try:
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        signed = os.pread(file, 4096, 0)
        return _signed(signed) if signed and _is_locked(file) else None
    finally:
        os.close(file)


def _is_locked(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    fcntl.flock(file, fcntl.LOCK_UN)
    return False


def _signed(text: bytes) -> Holder:
    try:
        who = json.loads(text)
        return Holder(pid=int(who["pid"]), since=moment(who["since"]), command=str(who["command"]))
    except (ValueError, KeyError, TypeError):
        return Holder(pid=None, since=None, command="")
