"""What readers see of a page and of its items, where the configuration gives them no title (DESIGN §6)."""

from __future__ import annotations

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
