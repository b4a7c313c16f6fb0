"""What a visit that finds nothing new needs to know of the past, and no text: for many watches in two queries (DESIGN §9)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence

from monitor.model import (
    CHART_READER,
    EXTRACTOR,
    Document,
    DocumentContent,
    DocumentLink,
    Revision,
    Section,
    Validators,
    Watch,
    WatchState,
)
from monitor.store.connection import Connection, Row
from monitor.store.row_digests import sound
from monitor.store.rows import dumps, known_of, moment, optional_moment

_OUTLINES = f"""
SELECT w.name, w.url AS asked_url, st.*, s.number, s.taken_at, s.url AS snapshot_url, s.extractor AS read_by,
    rc.hash AS recipe_hash, b.sha256 AS page_sha256
FROM json_each(?1) j JOIN watches w ON w.name = j.value JOIN state st ON st.watch_id = w.id
JOIN snapshots s ON s.id = st.snapshot_id JOIN recipes rc ON rc.id = s.recipe JOIN blobs b ON b.id = st.page
WHERE st.flapping IS NULL AND st.extractor = ?2 AND {sound("state", "st.")}
    AND NOT EXISTS (SELECT 1 FROM removed r WHERE r.watch_id = w.id)
    AND NOT EXISTS (SELECT 1 FROM episodes e WHERE e.watch_id = w.id AND e.ended_at IS NULL)
"""
# A document of an older reader's chart may say something else by now (7.6): then all that is known is asked for.
_ITEMS = """
SELECT i.*, c.sha256, c.size, c.media_type, c.pages, c.geometry, i.content_id IS NOT NULL AND i.chart_reader < ?2
    AND (c.orgchart IS NOT NULL OR EXISTS (SELECT 1 FROM readings n WHERE n.snapshot_id = i.snapshot_id)) AS may_say_else
FROM json_each(?1) j JOIN items i ON i.snapshot_id = j.value LEFT JOIN contents c ON c.id = i.content_id
ORDER BY i.snapshot_id, i.position
"""


def outlines(db: Connection, watches: Sequence[Watch]) -> dict[str, WatchState]:
    """By name the state of those of *watches* on which nothing is open: no failure, no flapping, no removed item, no new recipe.

    What their sections and documents say is left out; see `WatchState.outlined`.
    """
    of = {w.name: w for w in watches if w.placeholders is None}
    listed = db.rows(_OUTLINES, (dumps(list(of)), EXTRACTOR))
    rows = [row for row in listed if (row["asked_url"], row["recipe_hash"]) == (of[row["name"]].url, of[row["name"]].recipe.hash)]
    items: dict[int, list[Row]] = defaultdict(list)
    for item in db.rows(_ITEMS, (dumps([row["snapshot_id"] for row in rows]), CHART_READER)):
        items[item["snapshot_id"]].append(item)
    whole = (row for row in rows if not any(item["may_say_else"] for item in items[row["snapshot_id"]]))
    return {row["name"]: _outline(row, items[row["snapshot_id"]]) for row in whole}


def _outline(row: Row, items: Sequence[Row]) -> WatchState:
    last = Revision(
        snapshot=row["number"],
        taken_at=moment(row["taken_at"]),
        url=row["snapshot_url"],
        sections=tuple(_section(item) for item in items if item["kind"] == "section"),
        documents=tuple(_document(item) for item in items if item["kind"] == "document"),
        recipe_hash=row["recipe_hash"],
        extractor=row["read_by"],
    )
    return WatchState(
        watch=row["name"],
        last=last,
        outlined=True,
        extractor=row["extractor"],
        page_sha256=row["page_sha256"],
        page_validators=Validators(etag=row["etag"], last_modified=row["last_modified"]),
        page_closed=None if row["page_closed"] is None else bool(row["page_closed"]),
        page_glance=row["glance"],
        known=known_of(row["known"]),
        newest_at=moment(row["newest_at"]),
        newest_live_at=optional_moment(row["newest_live_at"]),
    )


def _section(item: Row) -> Section:
    return Section(
        item=item["item"],
        heading=item["heading"],
        blocks=(),
        found_by=item["found_by"],
        ignored=tuple(json.loads(item["ignored"])),
        facts_known=item["facts"] is not None,
    )


def _document(item: Row) -> Document:
    link = DocumentLink(item=item["item"], label=item["label"], format=item["format"], size_text=item["size_text"], url=item["url"])
    if item["content_id"] is None:
        return Document(link=link, content=None)
    facts = {name: item[name] for name in ("sha256", "size", "media_type", "pages", "geometry")}
    return Document(link=link, content=DocumentContent(**facts))
