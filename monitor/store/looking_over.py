"""Old versions looked over a few a day, so that damage is found though nobody asks for them (DESIGN 7.5).

Whoever reads a version finds out whether it is what was written; but most are read by nobody for years, and a backup that could
mend one is gone by then. So all of them are looked over within a month, and then again: the hash of each, the digests of its things
and the bytes of its files as they are stored.
"""

from __future__ import annotations

import math
import time
import zlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice

from monitor.i18n.locale import Text
from monitor.store.connection import Connection
from monitor.store.rows import moment, stamp
from monitor.store.seal import differing

DAYS = 30  # in which all are looked over
LEAST = 50  # a day, of versions and of files
BUDGET_S = 5.0  # a day; a database for which that is not enough takes longer than the month
EACH = timedelta(days=1)
_VERSIONS = """
SELECT s.*, w.name, b.hash AS before FROM snapshots s JOIN watches w ON w.id = s.watch_id
LEFT JOIN snapshots b ON b.watch_id = s.watch_id AND b.number = s.number - 1 WHERE s.id > ? ORDER BY s.id LIMIT ?
"""
_FILES = "SELECT id, sha256, crc, data FROM blobs WHERE id > ? ORDER BY id LIMIT ?"
_LOOKED_AT = ("snapshots", "blobs")
_KEEP = "INSERT OR REPLACE INTO looked_over (id, at, snapshot, blob) VALUES (1, ?, ?, ?)"


def look_over(db: Connection, now: datetime, *, budget_s: float = BUDGET_S) -> Sequence[Text]:
    """What of the next few is no longer as written, once a day; () where that is done, as on the first day of a database."""
    row = db.row("SELECT at, snapshot, blob FROM looked_over")
    if row is None:
        with db.transaction():
            db.run(_KEEP, (stamp(now), 0, 0))
        return ()
    if timedelta(0) <= now - moment(row["at"]) < EACH:
        return ()
    until = time.monotonic() + budget_s
    most_versions, most_files = (max(LEAST, math.ceil((db.value(f"SELECT count(*) FROM {of}") or 0) / DAYS)) for of in _LOOKED_AT)
    versions = (
        (
            version["id"],
            [
                Text("errors.store.version_damaged", name=version["name"], number=version["number"], what=what)
                for what in islice(differing(db, version, version["before"] or ""), 1)
            ],
        )
        for version in db.rows(_VERSIONS, (row["snapshot"], most_versions))
    )
    files = (
        (number, [Text("errors.verify.bytes_altered", sha256=sha256)] if zlib.crc32(data) != crc else [])
        for number, sha256, crc, data in db.each(_FILES, (row["blob"], most_files))
    )
    found, snapshot = _looked_at(versions, most_versions, until)
    more, blob = _looked_at(files, most_files, until)
    with db.transaction():
        db.run(_KEEP, (stamp(now), snapshot, blob))
    return (*found, *more)


def _looked_at(rows: Iterable[tuple[int, list[Text]]], most: int, until: float) -> tuple[list[Text], int]:
    """What is wrong with *rows*, each by its number, and the last one looked at; 0: that was the newest."""
    found, seen, last = list[Text](), 0, 0
    for last, wrong in rows:
        found, seen = [*found, *wrong], seen + 1
        if time.monotonic() > until:
            return found, last
    return found, last if seen == most else 0
