"""What can go wrong in a way the user can mend.

    MonitorError                 exit 2: wrong usage or configuration
     ├─ ConfigError              one or many mistakes in config.toml
     ├─ StoreError               the database cannot be opened or written
     │   ├─ NewerSchema          made by a newer version of this program
     │   ├─ OlderSchema          made by an older one, and opened for reading only
     │   ├─ NotADatabase         the file is something else
     │   ├─ Damaged              exit 1: something in it is no longer as it was written
     │   ├─ DatabaseBusy         exit 3: another program has it locked
     │   └─ DiskFull             exit 1: no room to write
     ├─ Unstorable               exit 2: one value that the database takes no more of; the database itself is well
     ├─ Locked                   exit 3: another instance holds the database
     ├─ Exhausted                exit 1: this machine has no more open files or memory to give
     ├─ UnknownWatch             exit 2: a name that config.toml has not
     ├─ Unfinished               exit 1: ended from outside; to be begun again
     ├─ NothingFound             exit 1: no such snapshot or item
     ├─ Unproven                 exit 1: a proof that cannot be made
     └─ NotStamped               exit 1: no time stamp was to be had

What a server or a network does is no error here but a value (`model.FetchFailed`, `model.Failure`).
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from monitor.i18n.locale import Foreign, Text

DAMAGED = Text("errors.system.damaged_do")


_SYSTEM = {
    errno.ENOENT: Text("errors.system.enoent"),
    errno.EISDIR: Text("errors.system.eisdir"),
    errno.ENOTDIR: Text("errors.system.enotdir"),
    errno.EACCES: Text("errors.system.eacces"),
    errno.EPERM: Text("errors.system.eperm"),
    errno.EROFS: Text("errors.system.erofs"),
    errno.ENOSPC: Text("errors.system.enospc"),
    errno.EFBIG: Text("errors.system.efbig"),
    errno.ENAMETOOLONG: Text("errors.system.enametoolong"),
}


def refused(path: object, error: OSError) -> Text:
    """What the system would not do with *path*, and why: in its own words where we have none."""
    return Text("errors.system.refused", path=path, why=_SYSTEM.get(error.errno or 0) or Foreign(error.strerror or error))


@contextmanager
def wrap_os_errors(path: object, *, remedy: str | Text = "") -> Iterator[None]:
    """What the system refuses while *path* is read or written is said of it, by a MonitorError with that *remedy*."""
    try:
        yield
    except OSError as error:
        raise MonitorError(refused(path, error), remedy=remedy) from error


class MonitorError(Exception):
    """Says what, where, and what to do. Users see these two lines and never a traceback."""

    exit_status = 2

    def __init__(self, message: str | Text, *, remedy: str | Text = "") -> None:
        super().__init__(message)  # put into words when it is shown: where descriptors have run out, no table can be loaded
        self.message = message
        self.remedy = remedy

    @classmethod
    def of(cls, key: str, /, *, do: str | Text | None = None, **facts: object) -> Self:
        """What the text *key* says, with the remedy *do*; None: the one that the text behind it says, "…_do"."""
        return cls(Text(key, **facts), remedy=Text(f"{key}_do", **facts) if do is None else do)


class ConfigError(MonitorError):
    """Every mistake of a config.toml at once: (message, remedy) each."""

    def __init__(self, mistakes: list[tuple[str, str]]) -> None:
        super().__init__("\n".join(m for m, _ in mistakes), remedy=mistakes[0][1] if len(mistakes) == 1 else "")
        self.mistakes = mistakes


class StoreError(MonitorError):
    """The database cannot be opened, read or written."""


class NewerSchema(StoreError):
    """The database was made by a newer version; nothing was touched."""


class OlderSchema(StoreError):
    """The database was made by an older version, and who reads it may not bring it up to date."""


class NotADatabase(StoreError):
    """The file is not a database of this program."""


class Damaged(StoreError):
    """What was asked for is no longer as it was written: said instead of shown. The rest of the database may be well."""

    exit_status = 1

    def __init__(self, message: str | Text) -> None:
        super().__init__(message, remedy=DAMAGED)


class DiskFull(StoreError):
    """Writing failed for want of room; the database is as it was before. Nobody's mistake: to be tried again when there is room."""

    exit_status = 1


class DatabaseBusy(StoreError):
    """Another program has the database locked; nobody's mistake, and over when that program lets go."""

    exit_status = 3


class Exhausted(MonitorError):
    """The machine has no more open files, or no memory: no page is to blame, and none is recorded as failed for it."""

    exit_status = 1


_LACKING = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ENOBUFS})


def innermost(error: BaseException) -> BaseException:
    """The cause of the cause of *error*, as far as they go; *error* itself where it has none."""
    cause = error
    while inner := cause.__cause__ or cause.__context__:
        cause = inner
    return cause


def check_machine(error: BaseException) -> None:
    """Raise Exhausted where no server and no page is to blame for *error*: this machine has no more open files or memory."""
    cause = innermost(error)
    if isinstance(cause, OSError) and cause.errno in _LACKING:
        lack = cause.strerror or str(cause)
        raise Exhausted.of("errors.fetch.exhausted", lack=lack) from error


class Unstorable(MonitorError):
    """A value too big for SQLite, or against a rule of its table: a fault of what was read, or a bug, never of the file."""


class Locked(MonitorError):
    """Another instance holds the database."""

    exit_status = 3


class Unfinished(MonitorError):
    """Work was ended from outside before it was done; nothing is half-written, and it may be begun again."""

    exit_status = 1


class UnknownWatch(MonitorError):
    """A watch that is not in the configuration: wrong usage (DESIGN 4.3)."""


class NothingFound(MonitorError):
    """No such snapshot, item or document."""

    exit_status = 1


class Unproven(MonitorError):
    """What a proof was asked for did not happen so, or cannot be shown to have: no proof is made (DESIGN 5.21)."""

    exit_status = 1


class NotStamped(MonitorError):
    """The time-stamping authority gave no stamp; nothing was kept, and it may be asked again (DESIGN 5.20)."""

    exit_status = 1
