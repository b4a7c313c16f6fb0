"""What was recorded as removed and is not back: there nothing is watched (DESIGN 3.29)."""

from __future__ import annotations

from collections import defaultdict

from monitor.model import Gone
from monitor.store.connection import Connection
from monitor.store.rows import optional_moment

# Of several documents of one name one may go: the name is still watched in the others (DESIGN 3.9).
_GONE = """
SELECT r.watch_id, i.item, i.kind,
    (SELECT max(s.taken_at) FROM snapshots s JOIN changes c ON c.snapshot_id = s.id
        WHERE s.watch_id = r.watch_id AND c.item = i.item AND c.change = 'removed') AS seen_at
FROM removed r JOIN items i ON i.id = r.item_id JOIN state st ON st.watch_id = r.watch_id
WHERE NOT EXISTS (SELECT 1 FROM items x WHERE x.snapshot_id = st.snapshot_id AND x.item = i.item)
GROUP BY r.watch_id, i.item ORDER BY i.item
"""


def gone(db: Connection) -> dict[int, list[Gone]]:
    """By watch id, in the order of names; one query."""
    found: dict[int, list[Gone]] = defaultdict(list)
    for row in db.rows(_GONE):
        found[row["watch_id"]].append(Gone(item=row["item"], item_kind=row["kind"], seen_at=optional_moment(row["seen_at"])))
    return found
