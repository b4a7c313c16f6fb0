"""A backup put in the place of the database: copied, brought up to date, verified first; the old file is set aside (7.5)."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from shutil import copymode

from monitor.errors import MonitorError, NotADatabase, StoreError, refused
from monitor.files import create_anew, keep_name, size_of
from monitor.i18n.locale import Text
from monitor.model.frozen import dataclass
from monitor.store.erasing import ReadsBytes
from monitor.store.errors import trouble
from monitor.store.migrating import copies
from monitor.store.pruning import PrunedUntil
from monitor.store.stops import KeptErasure
from monitor.store.store import Store

_BESIDE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came of it."""

    aside: Path | None  # where the database that was there lies now; None: there was none
    erased_again: int  # versions of the backup that held what was erased since
    list_unread: bool  # what was erased since could not be read: it comes back
    behind: tuple[tuple[str, int, int], ...]  # (watch, version of the backup, version of the database that was there)
    pruned: tuple[tuple[str, int], ...]  # versions that are back though the database that was there had pruned them
    pruned_before: datetime | None  # when the versions were first seen that were the oldest left there; None: nothing is back
    pending: int  # alerts of the backup that wait to be sent, and were not known to be sent since


def restore(database: Path, backup: Path, read: ReadsBytes, now: Callable[[], datetime]) -> Restored:
    """Put what is in *backup* in the place of *database*, for who holds its lock. Raises MonitorError; then all is as before."""
    part = database.with_name(f"{database.name}.restoring")
    try:
        _copy(backup, part)
        with Store.open(part, create=False, now=now) as copy:
            broken = [problem for problem in copy.verify() if problem.broken]
            if broken:
                where = "" if broken[0].watch is None else f"{broken[0].watch}@{broken[0].snapshot}: "
                why = broken[0].said
                raise StoreError.of("errors.store.backup_damaged", path=backup, n=len(broken), where=where, why=why)
            known = _known(database)
            erased = copy.erase_again(known.erasures, read).versions if known.erasures else ()
            copy.outbox.take_over(known.done, now())
            behind = tuple(
                (name, number, known.newest[name]) for name, number in copy.numbers().items() if known.newest.get(name, 0) > number
            )
            pruned = tuple(
                (name, number)
                for name in copy.numbers()
                if name in known.pruned
                for number in copy.unpruned(name)
                if number <= known.pruned[name].number
            )
            pending = len(copy.outbox.pending())
            copy.finish_erasures()
        aside = _swapped(part, database, now())
    finally:
        for left in (part, *_others(part), *copies(part)):
            left.unlink(missing_ok=True)
    return Restored(
        aside=aside,
        erased_again=len(erased),
        list_unread=known.unread,
        behind=behind,
        pruned=pruned,
        pruned_before=max(until.oldest_at for until in known.pruned.values()) if pruned else None,
        pending=pending,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the database that is replaced knows, and its backup may not."""

    erasures: Sequence[KeptErasure] = ()
    newest: dict[str, int]
    pruned: Mapping[str, PrunedUntil]
    done: dict[str, tuple[str | None, str | None]]  # alerts by their keys: when they were delivered, given up
    unread: bool = False


def _known(database: Path) -> _Known:
    """As far as it can be read: it may be damaged, which is why somebody restores."""
    if not database.exists():
        return _Known(newest={}, pruned={}, done={})
    try:
        with Store.open(database, create=False) as store:
            newest = store.numbers()
            pruned = {name: until for name in newest if (until := store.pruned_until(name)) is not None}
            return _Known(erasures=store.erasures(), newest=newest, pruned=pruned, done=store.outbox.done())
    except (MonitorError, sqlite3.Error):
        return _Known(newest={}, pruned={}, done={}, unread=True)


def _copy(backup: Path, part: Path) -> None:
    """SQLite's own way to copy: a log that lies beside the backup is in it."""
    if not backup.is_file():
        raise StoreError.of("errors.store.no_backup_there", path=backup)
    still = not any(map(size_of, _others(backup)))  # to be read in such a folder, too
    address = f"{backup.absolute().as_uri()}?{'immutable=1' if still else 'mode=ro'}"
    try:
        os.close(create_anew(part))
        with closing(sqlite3.connect(address, uri=True)) as source, closing(sqlite3.connect(part)) as copy:
            if source.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'snapshots'").fetchone() is None:
                raise StoreError(Text("errors.store.backup_empty", path=backup), remedy=Text("errors.store.no_backup_there_do"))
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        found = trouble(error, backup)
        if isinstance(found, NotADatabase):  # its own remedy speaks of the database in use, which nothing is wrong with
            found.remedy = Text("errors.store.no_backup_there_do")
        raise found from error
    except OSError as error:
        raise StoreError(refused(part, error)) from error


def _others(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in _BESIDE]


def _swapped(part: Path, database: Path, at: datetime) -> Path | None:
    """Put *part* in the place of *database*, which gets another name; whoever is killed meanwhile leaves one of them there."""
    if not database.exists():
        part.replace(database)
        return None
    wanted = aside = database.with_name(f"{database.name}.replaced-{at:%Y%m%d-%H%M%S}")
    n = 1
    while aside.exists():  # nothing is overwritten
        n += 1
        aside = wanted.with_name(f"{wanted.name}-{n}")
    copymode(database, part)
    with suppress(sqlite3.Error), closing(sqlite3.connect(database)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    try:
        os.link(database, aside)
        for other, beside in zip(_others(database), _others(aside), strict=True):
            if other.exists():  # of a database too damaged to take its log in; left there it would be taken for the new one's
                other.replace(beside)
        part.replace(database)
    except OSError as error:
        raise StoreError(refused(database, error)) from error
    keep_name(database)
    return aside
