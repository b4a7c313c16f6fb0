"""What sqlite3 reports, as an error of ours that says what to do, in both languages. Pure."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from monitor.errors import DAMAGED, DiskFull, MonitorError, NotADatabase, Said, StoreError, Unstorable

ANOTHER_FILE = Said(
    fr='indiquez un autre fichier : database = "snapshots/monitor.db" dans config.toml',
    en='name another file: database = "snapshots/monitor.db" in config.toml',
)
BY_HAND = Said(
    fr="créez-le vous-même, ou indiquez un autre endroit : database = … dans config.toml",
    en="make it by hand, or name another place: database = … in config.toml",
)


def trouble(error: sqlite3.Error, path: Path) -> MonitorError:
    """The error of sqlite3 as one that says what to do."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if code is not None else None
    if primary == sqlite3.SQLITE_FULL:
        return DiskFull(
            Said(
                fr=f"{path} : plus de place pour écrire ; la base est comme avant",
                en=f"{path}: no room left to write; the database is as it was before",
            ),
            remedy=Said(fr="libérez de la place sur ce disque, puis relancez", en="free some disk space and run again"),
        )
    if primary == sqlite3.SQLITE_NOTADB:
        return NotADatabase(Said(fr=f"{path} n'est pas une base SQLite", en=f"{path} is no SQLite database"), remedy=ANOTHER_FILE)
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return StoreError(
            Said(fr=f"{path} ne peut pas être écrit ({error})", en=f"{path} cannot be written ({error})"),
            remedy=Said(
                fr="donnez à cet utilisateur le droit d'écrire le fichier et son dossier",
                en="make the file and its folder writable for this user",
            ),
        )
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreError(
            Said(fr=f"{path} : un autre programme y écrit ({error})", en=f"{path}: another program is writing to it ({error})"),
            remedy=Said(fr="fermez ce programme, puis relancez", en="close that program and run again"),
        )
    if primary in (sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH):
        return Unstorable(f"{path}: {error}")
    if primary == sqlite3.SQLITE_CORRUPT:
        return StoreError(
            Said(fr=f"{path} est abîmé ({error})", en=f"{path} is damaged ({error})"),
            remedy=DAMAGED,
        )
    return StoreError(
        f"{path}: {error}", remedy=Said(fr="monitor verify cherche ce qui est abîmé", en="monitor verify looks for what is damaged")
    )
