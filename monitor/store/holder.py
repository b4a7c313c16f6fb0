"""What stands in the lock file: who holds the instance lock, and which service held it last. Asked by who does not want it."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from monitor.model import Ended, Holder
from monitor.store.rows import moment


def holder(database: Path) -> Holder | None:
    """The process that works with *database* now; None: nobody does.

    The lock is tried for an instant, and only where somebody signed and did not sign off: a process that was killed. So nobody who
    wants the lock meanwhile is turned away by the question.
    """
    who, held = _asked(database)
    return signed(who) if held else None


def last_service(database: Path) -> Ended | None:
    """The `monitor run` that worked with *database* and ended; None: it works still, or there was none."""
    who, held = _asked(database)
    return None if held and signed(who).is_service else ended(who)


def _asked(database: Path) -> tuple[dict[str, Any], bool]:
    """What the lock file says, and whether somebody holds the lock."""
    path = database.with_name(database.name + ".lock")
    try:
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return {}, False
    try:
        text = os.pread(file, 4096, 0)
        who = written(text)
        return who, bool(text) and "until" not in who and _is_locked(file)
    finally:
        os.close(file)


def _is_locked(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    fcntl.flock(file, fcntl.LOCK_UN)
    return False


def written(text: bytes) -> dict[str, Any]:
    """What the lock file says; {} where it holds nothing that can be read."""
    try:
        who = json.loads(text)
    except ValueError:
        return {}
    return who if isinstance(who, dict) else {}


def signed(who: Mapping[str, Any]) -> Holder:
    """Who signed."""
    try:
        return Holder(pid=int(who["pid"]), since=_moment(who["since"]), command=str(who["command"]))
    except (ValueError, KeyError, TypeError):
        return Holder(pid=None, since=None, command="")


def ended(who: Mapping[str, Any], *, killed_by: datetime | None = None) -> Ended | None:
    """The newest service that *who*, which nobody holds any more, tells of; one that did not sign off ended before *killed_by*."""
    own = signed(who)
    if own.is_service and own.since:
        return Ended(own.since, _moment(who.get("until")) or killed_by)
    past = who.get("service")
    if not isinstance(past, dict) or (since := _moment(past.get("since"))) is None:
        return None
    return Ended(since, _moment(past.get("until")))


def _moment(text: Any) -> datetime | None:
    try:
        at = moment(text)
    except (ValueError, TypeError):
        return None
    return at if at.tzinfo else None
