"""The keys of units and people, drawn at random and kept beside the charts (DESIGN 5.14): a hash of a name would give it away."""

from __future__ import annotations

import json
import logging
import secrets

from monitor.compare.chart_keys import Posts, person_keys, unit_keys
from monitor.model import CHART_READER
from monitor.store.connection import Connection
from monitor.store.row_digests import inserted, sound
from monitor.store.rows import dumps
from monitor.store.texts import contents_of

log = logging.getLogger(__name__)

_NEAR = 5  # charts of the past that are asked who is who: a unit may be away for a version or two

_NEAREST = f"""
SELECT content_id, keys FROM chart_keys WHERE watch_id = ?1 AND item = ?2 AND content_id <> ?3 AND {sound("chart_keys")}
ORDER BY abs(number - ?4), number DESC, content_id DESC LIMIT ?5
"""
_BESIDE = """
SELECT DISTINCT coalesce(n.content_id, i.content_id) FROM items i JOIN snapshots s ON s.id = i.snapshot_id
LEFT JOIN readings n ON n.snapshot_id = i.snapshot_id AND n.position = i.position AND n.extractor = ?4
JOIN contents c ON c.id = i.content_id JOIN contents own ON own.id = ?3
WHERE s.watch_id = ?1 AND s.number = ?2 AND c.sha256 <> own.sha256
"""
_UNKEYED = """
SELECT s.watch_id, i.item, coalesce(n.content_id, i.content_id) AS content, min(s.number) AS number
FROM items i JOIN snapshots s ON s.id = i.snapshot_id AND s.erased_at IS NULL
LEFT JOIN readings n ON n.snapshot_id = i.snapshot_id AND n.position = i.position AND n.extractor = ?1
JOIN contents c ON c.id = coalesce(n.content_id, i.content_id) AND c.orgchart IS NOT NULL
LEFT JOIN chart_keys k ON k.watch_id = s.watch_id AND k.item = i.item AND k.content_id = c.id
WHERE k.watch_id IS NULL GROUP BY 1, 2, 3 ORDER BY s.watch_id, i.item, number
"""


def key_snapshot(db: Connection, watch_id: int, snapshot: int, number: int) -> None:
    """Give keys to the charts that snapshot *number* shows. What goes wrong here is logged: it must not cost the change itself."""
    sql = (
        "SELECT i.item, i.content_id FROM items i JOIN contents c ON c.id = i.content_id AND c.orgchart IS NOT NULL"
        " WHERE i.snapshot_id = ? ORDER BY i.position"
    )
    for item, content in db.tuples(sql, (snapshot,)):
        try:
            with db.savepoint():
                key_chart(db, watch_id, item, content, number)
        except (LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError):
            log.exception("bug step=%s snapshot=%d", "keys", snapshot)


def key_all(db: Connection) -> None:
    """Give keys to every chart that has none: those of versions that kept none, and what went wrong then."""
    for watch_id, item, content, number in db.tuples(_UNKEYED, (CHART_READER,)):
        key_chart(db, watch_id, item, content, number)


def key_chart(db: Connection, watch_id: int, item: str, content: int, number: int) -> None:
    """Give keys to the units and people of *content*, as *item* shows it from snapshot *number* on; once."""
    sql = "SELECT 1 FROM chart_keys WHERE watch_id = ? AND item = ? AND content_id = ?"
    chart = contents_of(db, [content])[content].orgchart
    if chart is None or not chart.units or db.value(sql, (watch_id, item, content)):
        return
    near = {row[0]: _units(row[1]) for row in db.tuples(_NEAREST, (watch_id, item, content, number, _NEAR))}
    beside = [row[0] for row in db.tuples(_BESIDE, (watch_id, number, content, CHART_READER))]
    taken = {key for row in beside for key in near.pop(row, {}).values()}
    charts = contents_of(db, near)
    others = [(found, units) for row, units in near.items() if (found := charts[row].orgchart) is not None]
    units = unit_keys(chart, others, taken, _fresh)
    people, posts = person_keys(chart, units, _posts(db, watch_id), _fresh)
    keys = {unit: [key, people[unit]] for unit, key in units.items()}
    db.run(
        inserted("chart_keys", "watch_id", "item", "content_id", "number", "keys"), (watch_id, item, content, number, dumps(keys))
    )
    _keep_posts(db, watch_id, posts)


def _units(keys: str) -> dict[str, str]:
    return {unit: key for unit, (key, _) in json.loads(keys).items()}


def _posts(db: Connection, watch_id: int) -> Posts:
    rows = db.tuples(f"SELECT name, unit_key, key FROM person_keys WHERE watch_id = ? AND {sound('person_keys')}", (watch_id,))
    return {(name, unit): key for name, unit, key in rows}


def _keep_posts(db: Connection, watch_id: int, posts: Posts) -> None:
    db.run_many("DELETE FROM person_keys WHERE watch_id = ? AND name = ? AND unit_key = ?", [(watch_id, *post) for post in posts])
    db.run_many(
        inserted("person_keys", "watch_id", "name", "unit_key", "key"), [(watch_id, *post, key) for post, key in posts.items()]
    )


def _fresh() -> str:
    return secrets.token_hex(8)
