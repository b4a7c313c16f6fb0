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
     └─ NothingFound             exit 1: no such snapshot or item

What a server or a network does is no error here but a value (`model.FetchFailed`, `model.Failure`).
"""

from __future__ import annotations

import errno
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """One thing in both languages, where it is not known who will read it: the command line picks, a log takes the English.

    The French is typed with ordinary spaces; who shows it sets them right.
    """

    fr: str
    en: str

    def __str__(self) -> str:
        return self.en


DAMAGED = Said(
    fr="remettez une sauvegarde ; monitor verify dit ce qui est abîmé", en="put back a backup; monitor verify tells what is damaged"
)


_SYSTEM = {
    errno.ENOENT: Said(fr="ce fichier ou ce dossier n’existe pas", en="no such file or directory"),
    errno.EISDIR: Said(fr="c’est un dossier, pas un fichier", en="this is a directory, not a file"),
    errno.ENOTDIR: Said(fr="un fichier tient la place d’un dossier", en="a file stands where the path has a directory"),
    errno.EACCES: Said(fr="droits insuffisants", en="permission denied"),
    errno.EPERM: Said(fr="opération interdite", en="operation not permitted"),
    errno.EROFS: Said(fr="le disque est en lecture seule", en="the disk is read-only"),
    errno.ENOSPC: Said(fr="le disque est plein", en="the disk is full"),
    errno.ENAMETOOLONG: Said(fr="le nom est trop long", en="the name is too long"),
}


def refused(path: object, error: OSError) -> Said:
    """What the system would not do with *path*, and why: in its own words where we have none."""
    own = str(error.strerror or error)
    why = _SYSTEM.get(error.errno or 0, Said(fr=own, en=own))
    return Said(fr=f"{path} : {why.fr}", en=f"{path}: {why.en}")


class MonitorError(Exception):
    """Says what, where, and what to do. Users see these two lines and never a traceback."""

    exit_status = 2

    def __init__(self, message: str | Said, *, remedy: str | Said = "") -> None:
        super().__init__(str(message))
        self.message = message
        self.remedy = remedy


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

    def __init__(self, message: str | Said) -> None:
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
