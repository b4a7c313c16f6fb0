"""Bytes taken out of the database on purpose; what leaned on them is stored anew (DESIGN 7.3, 7.5)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from monitor.model.frozen import dataclass
from monitor.store.blobs import Blobs
from monitor.store.connection import Connection
from monitor.store.row_digests import altered
from monitor.store.rows import dumps


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Bytes of a version. `item` None: the page; `snapshot` None: the newest page, which no version shows."""

    watch: str
    snapshot: int | None
    item: str | None
    sha256: str
    size: int


_SHOWN = """
SELECT w.name, s.number, NULL, b.sha256, b.size FROM snapshots s JOIN blobs b ON b.id = s.page
JOIN json_each(?1) j ON j.value = b.id JOIN watches w ON w.id = s.watch_id
UNION SELECT w.name, s.number, i.item, b.sha256, b.size FROM items i JOIN blobs b ON b.id = i.blob
JOIN json_each(?1) j ON j.value = b.id JOIN snapshots s ON s.id = i.snapshot_id JOIN watches w ON w.id = s.watch_id
UNION SELECT w.name, NULL, NULL, b.sha256, b.size FROM state st JOIN blobs b ON b.id = st.page
JOIN json_each(?1) j ON j.value = b.id JOIN watches w ON w.id = st.watch_id
WHERE NOT EXISTS (SELECT 1 FROM snapshots x WHERE x.page = b.id) ORDER BY 1, 2, 3
"""


def shown_by(db: Connection, blobs: Collection[int]) -> Iterator[Dropped]:
    """What *blobs* are bytes of, version by version."""
    for watch, snapshot, item, sha256, size in db.tuples(_SHOWN, (dumps(sorted(blobs)),)):
        yield Dropped(watch=watch, snapshot=snapshot, item=item, sha256=sha256, size=size)


def drop_blobs(db: Connection, blobs: Blobs, gone: Collection[int]) -> None:
    """Delete the blobs with the ids *gone*, whatever shows them; those that lean on them are stored alone first."""
    if not gone:
        return
    listed = dumps(sorted(gone))
    for (blob,) in db.tuples("SELECT id FROM blobs WHERE base IN (SELECT value FROM json_each(?)) ORDER BY id", (listed,)):
        if blob not in gone:
            blobs.store_alone(blob)
    chosen = "IN (SELECT value FROM json_each(?1))"
    db.run(f"UPDATE snapshots SET page = NULL WHERE page {chosen}", (listed,))
    db.run(f"UPDATE exchanges SET blob = NULL WHERE blob {chosen}", (listed,))
    db.run(f"UPDATE items SET blob = NULL WHERE blob {chosen}", (listed,))
    db.run(f"UPDATE state SET {altered('state', page='NULL')} WHERE page {chosen}", (listed,))
    db.run(f"UPDATE blobs SET base = NULL WHERE id {chosen}", (listed,))
    db.run(f"DELETE FROM blobs WHERE id {chosen}", (listed,))
    blobs.forget()
