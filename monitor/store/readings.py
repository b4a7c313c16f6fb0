"""What a later version of our reading makes of documents kept: beside what is sealed, never instead of it (DESIGN 7.6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.model import CHART_READER, DocumentContent, OldChart, OrgChart
from monitor.store.chart_keys import key_chart
from monitor.store.connection import Connection, Row
from monitor.store.row_digests import signed, sound
from monitor.store.rows import dumps, stamp
from monitor.store.texts import contents_of, is_content, keep_content

UNSURE = 0.89  # below what a statement must lean on (DESIGN 3.27): an older reader's probabilities were not ours

_OF_ITEM = {
    "snapshot_id": "i.snapshot_id", "position": "i.position", "item": "i.item", "extractor": "?1", "content_id": "?2",
    "problem": "?3",
}  # fmt: skip
_WAITING = """
SELECT w.name AS watch, i.item, i.content_id, c.sha256, max(s.number) AS newest
FROM items i JOIN contents c ON c.id = i.content_id AND c.orgchart IS NOT NULL
JOIN snapshots s ON s.id = i.snapshot_id AND s.erased_at IS NULL JOIN watches w ON w.id = s.watch_id
LEFT JOIN readings n ON n.snapshot_id = i.snapshot_id AND n.position = i.position AND n.extractor >= ?1
WHERE i.chart_reader < ?1 AND i.content_id IS NOT NULL AND n.snapshot_id IS NULL
    AND (?2 IS NULL OR w.name IN (SELECT value FROM json_each(?2)))
GROUP BY s.watch_id, i.item, i.content_id ORDER BY newest DESC, w.name, i.item LIMIT ?3
"""


def old_charts(db: Connection, names: Sequence[str] | None, most: int | None = None) -> tuple[OldChart, ...]:
    """What is to be read anew of the watches *names* (None: of all), newest first, at most *most*."""
    if db.value("SELECT 1 FROM rereadings WHERE extractor = ?", (CHART_READER,)):
        return ()
    rows = db.rows(_WAITING, (CHART_READER, None if names is None else dumps(list(names)), -1 if most is None else most))
    return tuple(OldChart(watch=r["watch"], item=r["item"], content=r["content_id"], sha256=r["sha256"]) for r in rows)


def all_read(db: Connection, now: datetime) -> None:
    """Remember that nothing is left to be read anew by this version: the next rounds need not look."""
    db.run("INSERT OR IGNORE INTO rereadings (extractor, finished_at) VALUES (?, ?)", (CHART_READER, stamp(now)))


def keep_reading(db: Connection, old: OldChart, content: DocumentContent | None, problem: str | None) -> None:
    """Keep what *old* says today, for each snapshot that shows it. None: it could not be read, for *problem*."""
    number = None if content is None else keep_content(db, content)
    db.run(
        "INSERT OR REPLACE INTO readings (snapshot_id, position, item, extractor, content_id, problem, digest)"
        f" SELECT i.snapshot_id, i.position, i.item, ?1, ?2, ?3, {signed('readings', **_OF_ITEM)} FROM items i"
        " JOIN snapshots s ON s.id = i.snapshot_id JOIN watches w ON w.id = s.watch_id"
        " WHERE i.content_id = ?4 AND i.item = ?5 AND w.name = ?6 AND i.chart_reader < ?1",
        (CHART_READER, number, problem, old.content, old.item, old.watch),
    )
    sql = (
        "SELECT s.watch_id, min(s.number) FROM items i JOIN snapshots s ON s.id = i.snapshot_id JOIN watches w ON w.id = s.watch_id"
        " WHERE i.content_id = ? AND i.item = ? AND w.name = ? GROUP BY 1"
    )
    for watch_id, first in db.tuples(sql, (old.content, old.item, old.watch)):
        key_chart(db, watch_id, old.item, number or old.content, first)


class Contents:
    """What the documents of some snapshots say: as sealed, or by the *newest* reading of each. *rows* of items, sections too."""

    def __init__(self, db: Connection, rows: Sequence[Row], *, newest: bool) -> None:
        told = [row for row in rows if row["content_id"] is not None]
        old = [row for row in told if newest and row["chart_reader"] < CHART_READER]
        self._newest = newest
        self._anew = _readings(db, {row["snapshot_id"] for row in old}) if old else {}
        ids = {row["content_id"] for row in told} | {number for number in self._anew.values() if number is not None}
        self._contents: Mapping[int, DocumentContent] = contents_of(db, ids)
        waiting: dict[int, set[str]] = {}
        for row in old:
            content = self._contents[row["content_id"]]
            if content.orgchart is not None and (row["snapshot_id"], row["position"]) not in self._anew:
                waiting.setdefault(row["snapshot_id"], set()).add(content.sha256)
        # By snapshot the SHA-256 of the documents whose chart an older version read, and none has tried since.
        self.old = {snapshot: frozenset(found) for snapshot, found in waiting.items()}

    def of(self, row: Row) -> DocumentContent | None:
        """What the document of *row* says; where only an older reader could tell, by the newest, with probabilities below 0.9."""
        if row["content_id"] is None:
            return None
        if not self._newest or row["chart_reader"] >= CHART_READER:
            return self._contents[row["content_id"]]
        number = self._anew.get((row["snapshot_id"], row["position"]))
        if number is not None:
            return self._contents[number]
        content = self._contents[row["content_id"]]
        return content if content.orgchart is None else replace(content, orgchart=doubted(content.orgchart))


def _readings(db: Connection, snapshots: Iterable[int]) -> dict[tuple[int, int], int | None]:
    """By snapshot and position the content that this version reads; None where it could not, or where it is damaged."""
    sql = (
        "SELECT snapshot_id, position, content_id FROM readings"
        f" WHERE snapshot_id IN (SELECT value FROM json_each(?)) AND extractor = ? AND {sound('readings')}"
    )
    rows = db.rows(sql, (dumps(sorted(snapshots)), CHART_READER))
    whole = {number for number in {row["content_id"] for row in rows} if number is not None and is_content(db, number)}
    return {(row["snapshot_id"], row["position"]): row["content_id"] if row["content_id"] in whole else None for row in rows}


def doubted(chart: OrgChart) -> OrgChart:
    """*chart* with no probability that a sure statement could lean on."""
    units = (
        replace(
            unit,
            confidence_title=min(unit.confidence_title, UNSURE),
            confidence_parent=min(unit.confidence_parent, UNSURE),
            people=tuple(replace(person, confidence=min(person.confidence, UNSURE)) for person in unit.people),
        )
        for unit in chart.units
    )
    return replace(chart, units=tuple(units))
