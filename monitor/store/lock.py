"""One instance at a time: a lock that dies with its process (DESIGN 4.3). Readers are never locked out.

The lock is flock(2) on a file of its own beside the database: a killed process leaves no lock behind, whatever stands in the file.
The holder signs it, signs off when it gives it back, and keeps what the file says of a service that ended before.
`monitor run` hands its lock to its workers, which end with it: where the holder named in the file is dead, they are given a moment.
The file stays when the lock is given back: removing it would let two processes hold two files of one name.
"""

from __future__ import annotations

import fcntl
import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

from monitor.errors import Locked, StoreError
from monitor.files import PRIVATE
from monitor.i18n.locale import Foreign, Text
from monitor.model import Ended, Holder
from monitor.store.connection import make_folder
from monitor.store.migrating import forget_unfinished
from monitor.store.rows import moment, stamp

_POLL_S = 0.1
_ORPHANS_S = 10.0  # how long the workers of a killed process may take to notice
_held: set[int] = set()  # file descriptors of locks of this process


class InstanceLock:
    """Held from `acquire` (or `with`) to `release`; a fork of the process does not inherit it.

    *database*: the lock file is that name plus ".lock". *wait*: how long to wait for another instance to end. *waiting*: told once
    whom it waits for, where it does wait: the holder's command, process and since when.
    """

    def __init__(
        self,
        database: Path,
        *,
        wait: timedelta = timedelta(0),
        command: str | None = None,
        sleep: Callable[[float], None] = time.sleep,
        waiting: Callable[[Text], None] = lambda holder: None,
    ) -> None:
        self.path = database.with_name(database.name + ".lock")
        self._wait = wait
        self._command = command if command is not None else " ".join(["monitor", *sys.argv[1:]])
        self._sleep = sleep
        self._waiting = waiting
        self._file: int | None = None

    def acquire(self) -> None:
        """Take the lock. Raises Locked, which says who holds it; StoreError where there can be no lock file."""
        began, told = time.monotonic(), False
        while not self._try():
            waited = time.monotonic() - began
            if waited >= self._wait.total_seconds() and (waited >= _ORPHANS_S or not self._holder_is_dead()):
                holder, database = self._holder(), self.path.name.removesuffix(".lock")
                do = Text("errors.store.locked_do_service") if signed(self._signed()).is_service else None
                raise Locked.of("errors.store.locked", holder=holder, database=database, do=do)
            if self._wait and not told:
                self._waiting(self._holder())
                told = True
            self._sleep(_POLL_S)
        # Say who holds it, for whoever waits; on a full disk that is left out: the lock holds without it
        who = {"pid": os.getpid(), "since": stamp(datetime.now(UTC)), "command": self._command}
        forget_unfinished(self.path.with_name(self.path.name.removesuffix(".lock")))
        before = ended(self._signed(), killed_by=datetime.now(UTC))
        if before and not Holder(pid=None, since=None, command=self._command).is_service:
            who["service"] = {"since": stamp(before.since), "until": stamp(before.until) if before.until else None}
        self._write(who)

    def fileno(self) -> int:
        """The locked file, for a child process to inherit; whoever has it shares the lock."""
        assert self._file is not None
        return self._file

    def release(self) -> None:
        """Give the lock back; does nothing without it."""
        if self._file is not None:
            self._write({**self._signed(), "until": stamp(datetime.now(UTC))})
            _held.discard(self._file)
            fcntl.flock(self._file, fcntl.LOCK_UN)  # closing is not enough: a fork may not have closed its copy yet
            os.close(self._file)
            self._file = None

    def __enter__(self) -> InstanceLock:
        self.acquire()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.release()

    def _try(self) -> bool:
        make_folder(self.path.parent)
        try:
            file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, PRIVATE)
        except OSError as error:
            raise StoreError.of("errors.store.lock_unmade", path=self.path, reason=Foreign(error.strerror)) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            moved_away = not os.path.samestat(os.fstat(file), self.path.stat())
        except (BlockingIOError, FileNotFoundError):  # somebody holds it, or took the file away between opening and locking
            os.close(file)
            return False
        except OSError as error:
            os.close(file)
            raise StoreError.of("errors.store.lock_refused", path=self.path, reason=Foreign(error.strerror)) from error
        if moved_away:  # and another file is there
            os.close(file)
            return False
        self._file = file
        _held.add(file)
        return True

    def _write(self, who: Mapping[str, Any]) -> None:
        assert self._file is not None
        with suppress(OSError):
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, json.dumps(who, ensure_ascii=False).encode() + b"\n", 0)

    def _holder(self) -> Text:
        who = signed(self._signed())
        if who.pid is None or who.since is None:
            return Text("errors.store.another_instance")
        return Text("errors.store.holder", command=who.command, pid=who.pid, since=who.since)

    def _holder_is_dead(self) -> bool:
        pid = signed(self._signed()).pid
        try:
            os.kill(pid or os.getpid(), 0)
        except ProcessLookupError:
            return True
        except (OSError, OverflowError):
            return False
        return False

    def _signed(self) -> dict[str, Any]:
        try:
            return written(self.path.read_bytes())
        except OSError:
            return {}


def inherit_lock(file: int) -> None:
    """Hold the lock that a parent process handed over as *file*, as long as this process lives; its own children do not."""
    os.set_inheritable(file, False)
    _held.add(file)


def _let_go_in_child() -> None:
    """A fork shares the lock with its parent and would hold it after the parent's death."""
    while _held:
        os.close(_held.pop())


os.register_at_fork(after_in_child=_let_go_in_child)


def holder(database: Path) -> Holder | None:
    """The process that works with *database* now; None: nobody does.

    The lock is tried for an instant, and only where somebody signed and did not sign off: a process that was killed. So nobody who
    wants the lock meanwhile is turned away by the question.
    """
    who, held = _asked(database)
    return signed(who) if held else None


def running_service(database: Path) -> Holder | None:
    """The `monitor run` that works with *database* now; None: there is none."""
    found = holder(database)
    return found if found is not None and found.is_service else None


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
        if not text or "until" in who:
            return who, False
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return who, True
        fcntl.flock(file, fcntl.LOCK_UN)
        return who, False
    finally:
        os.close(file)


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
