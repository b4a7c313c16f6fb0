"""What readers see of a page and its items where nobody gave a title (DESIGN §6); the names that documents print (5.17)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.model import Called, Watch
from monitor.store.connection import Connection
from monitor.store.row_digests import sound

_PAGE = f"""
SELECT t.title FROM watches w JOIN page_titles t ON t.watch_id = w.id AND {sound("page_titles", "t.")} WHERE w.name = ?
"""
# As last read, of what was removed too; of several documents of one name the first.
_ITEMS = """
SELECT i.item, i.heading, i.label FROM watches w JOIN state st ON st.watch_id = w.id JOIN items i ON i.snapshot_id = st.snapshot_id
WHERE w.name = ?1
UNION ALL
SELECT i.item, i.heading, i.label FROM watches w JOIN removed r ON r.watch_id = w.id JOIN items i ON i.id = r.item_id
WHERE w.name = ?1
"""


def called(db: Connection, name: str, watch: Watch | None, *, items: bool = True) -> Called:
    """How readers know the page *name* and its items: by the titles of *watch* in the configuration, else by what was read.

    *watch* None: it has left the configuration. Without *items*: of the page alone.
    """
    row = db.row(_PAGE, (name,)) if watch is None or watch.title is None else None
    page = watch.title if watch and watch.title else row["title"] if row else name
    found: dict[str, str] = {}
    if items:
        for item in db.rows(_ITEMS, (name,)):
            if shown := item["heading"] or item["label"]:
                found.setdefault(item["item"], " ".join(shown.split()))
    given = watch.titles if watch else {}
    return Called(page=page, items={**found, **given}, given=frozenset(given))


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
