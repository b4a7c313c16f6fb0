"""Names that documents print and words that texts use, for whoever must not show names (DESIGN 5.17)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.store.connection import Connection

_PRINTED = """
SELECT DISTINCT json_extract(p.value, '$.name')
FROM contents c, json_each(c.orgchart, '$.units') u, json_each(u.value, '$.people') p
WHERE c.id > ?1 AND c.orgchart IS NOT NULL AND json_extract(p.value, '$.name') <> ''
"""


def printed_names(db: Connection, after: int) -> tuple[set[str], int]:
    """Every name that a chart printed as somebody's, of contents later than the row *after*; and the newest row."""
    newest = db.value("SELECT max(id) FROM contents")
    return {name for (name,) in db.each(_PRINTED, (after,))}, newest or 0


def block_texts(db: Connection, after: int) -> Iterator[tuple[int, str]]:
    """The rows and texts of blocks later than the row *after*."""
    yield from db.each("SELECT id, text FROM blocks WHERE id > ? ORDER BY id", (after,))
