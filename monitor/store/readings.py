"""What a later version of our reading makes of documents kept: beside what is sealed, never instead of it (DESIGN 7.6).

And the keys of units and people, drawn at random and kept beside the charts (5.14): a hash of a name would give it away.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from monitor.model import CHART_READER, DocumentContent, OldChart, OrgChart, Section
from monitor.model.frozen import replace
from monitor.store.connection import Connection, Row
from monitor.store.row_digests import inserted, signed, sound
from monitor.store.rows import dumps, stamp
from monitor.store.texts import contents_of, is_content, keep_content, with_facts

_NEAR = 5  # charts of the past that are asked who is who: a unit may be away for a version or two

_NEAREST = f"""
SELECT content_id, keys FROM (
    SELECT * FROM (SELECT * FROM chart_keys WHERE watch_id = ?1 AND item = ?2 AND number <= ?4 ORDER BY number DESC LIMIT 2 * ?5)
    UNION ALL
    SELECT * FROM (SELECT * FROM chart_keys WHERE watch_id = ?1 AND item = ?2 AND number > ?4 ORDER BY number LIMIT 2 * ?5))
WHERE content_id <> ?3 AND {sound("chart_keys")} ORDER BY abs(number - ?4), number DESC, content_id DESC LIMIT ?5
"""
_SHOWN = """
SELECT coalesce(n.content_id, i.content_id), i.item, coalesce(i.label, ''), c.sha256 = own.sha256
FROM items i JOIN snapshots s ON s.id = i.snapshot_id
LEFT JOIN readings n ON n.snapshot_id = i.snapshot_id AND n.position = i.position AND n.extractor = ?4
JOIN contents c ON c.id = i.content_id JOIN contents own ON own.id = ?3
WHERE s.watch_id = ?1 AND s.number = ?2
"""
_UNKEYED = """
SELECT s.watch_id, i.item, coalesce(n.content_id, i.content_id) AS content, min(s.number) AS number
FROM items i JOIN snapshots s ON s.id = i.snapshot_id AND s.erased_at IS NULL
LEFT JOIN readings n ON n.snapshot_id = i.snapshot_id AND n.position = i.position AND (n.extractor = ?1 OR i.kind = 'section')
JOIN contents c ON c.id = coalesce(n.content_id, i.content_id) AND c.orgchart IS NOT NULL
LEFT JOIN chart_keys k ON k.watch_id = s.watch_id AND k.item = i.item AND k.content_id = c.id
WHERE k.watch_id IS NULL GROUP BY 1, 2, 3 ORDER BY s.watch_id, i.item, number
"""


def key_snapshot(db: Connection, watch_id: int, snapshot: int, number: int) -> None:
    """Give keys to the charts that snapshot *number* shows. What goes wrong here is logged: it must not cost the change itself."""
    sql = (
        "SELECT i.item, c.id FROM items i LEFT JOIN readings n ON n.snapshot_id = i.snapshot_id AND n.position = i.position"
        " JOIN contents c ON c.id = coalesce(n.content_id, i.content_id) AND c.orgchart IS NOT NULL"
        " LEFT JOIN chart_keys k ON k.watch_id = ?1 AND k.item = i.item AND k.content_id = c.id"
        " WHERE i.snapshot_id = ?2 AND k.watch_id IS NULL ORDER BY i.item, i.position"
    )
    for item, group in groupby(db.tuples(sql, (watch_id, snapshot)), key=itemgetter(0)):
        try:
            with db.savepoint():
                _key_charts(db, watch_id, item, [*dict.fromkeys(content for _, content in group)], number)
        except (LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError):
            import logging  # as in `seal`

            logging.getLogger(__name__).exception("bug step=%s snapshot=%d", "keys", snapshot)


def key_all(db: Connection) -> None:
    """Give keys to every chart that has none: those of versions that kept none, and what went wrong then."""
    for (watch_id, item, number), group in groupby(db.tuples(_UNKEYED, (CHART_READER,)), key=itemgetter(0, 1, 3)):
        _key_charts(db, watch_id, item, [content for _, _, content, _ in group], number)


def _key_charts(db: Connection, watch_id: int, item: str, contents: Sequence[int], number: int) -> None:
    """Give keys to the charts that *item* shows first in snapshot *number*: those that go on with one that was there, first."""
    if len(contents) > 1:
        from monitor.compare.charts.keys import in_turn  # late: as in `key_chart`

        near = [row for row, _ in db.tuples(_NEAREST, (watch_id, item, 0, number, _NEAR))]
        charts = {row: found.orgchart for row, found in contents_of(db, [*contents, *near]).items() if found.orgchart}
        contents = [content for content in contents if content in charts]
        turns = in_turn([charts[content] for content in contents], [charts[row] for row in near if row in charts])
        contents = [contents[n] for n in turns]
    for content in contents:
        key_chart(db, watch_id, item, content, number)


def key_chart(db: Connection, watch_id: int, item: str, content: int, number: int, *, anew: bool = False) -> None:
    """Give keys to the units and people of *content*, as *item* shows it from snapshot *number* on; once.

    *anew*: it was read again. Its units keep their keys; of its people those get another one whom an earlier version took for
    somebody else of like name.
    """
    sql = f"SELECT keys FROM chart_keys WHERE watch_id = ? AND item = ? AND content_id = ? AND (NOT ? OR {sound('chart_keys')})"
    known = db.value(sql, (watch_id, item, content, anew))
    if known and not anew:  # as at every change of the page beside it: the chart itself need not be read (DESIGN §9)
        return
    chart = contents_of(db, [content])[content].orgchart
    if chart is None or not chart.units:
        return
    from monitor.compare.charts.keys import person_keys, unit_keys  # late: with all that compares charts (DESIGN §9)
    from monitor.compare.documents.editions import are_editions

    if known:
        units = _units(known)
    else:  # those that the units had before, over renames and moves; fresh ones for the others
        near = {row[0]: _units(row[1]) for row in db.tuples(_NEAREST, (watch_id, item, content, number, _NEAR))}
        shown = db.tuples(_SHOWN, (watch_id, number, content, CHART_READER))
        labels = [label for _, of, label, own in shown if own and of == item]
        beside = {
            row
            for row, of, label, own in shown
            if not own and not (of == item and any(are_editions(label, one) for one in labels))  # an edition has its keys
        }
        taken = {key for row in beside for key in near.pop(row, {}).values()}
        charts = contents_of(db, near)
        others = [(found, keys) for row, keys in near.items() if (found := charts[row].orgchart) is not None]
        units = unit_keys(chart, others, taken, _fresh)
    rows = db.tuples(f"SELECT name, unit_key, key FROM person_keys WHERE watch_id = ? AND {sound('person_keys')}", (watch_id,))
    people, posts = person_keys(chart, units, {(name, unit): key for name, unit, key in rows}, _fresh)
    keys = dumps({unit: [key, people[unit]] for unit, key in units.items()})
    if keys == known:
        return
    columns = ("watch_id", "item", "content_id", "number", "keys")
    db.run("DELETE FROM chart_keys WHERE watch_id = ? AND item = ? AND content_id = ?", (watch_id, item, content))
    db.run(inserted("chart_keys", *columns), (watch_id, item, content, number, keys))
    db.run_many("DELETE FROM person_keys WHERE watch_id = ? AND name = ? AND unit_key = ?", [(watch_id, *post) for post in posts])
    db.run_many(
        inserted("person_keys", "watch_id", "name", "unit_key", "key"), [(watch_id, *post, key) for post, key in posts.items()]
    )


def _units(keys: str) -> dict[str, str]:
    return {unit: key for unit, (key, _) in json.loads(keys).items()}


def _fresh() -> str:
    return os.urandom(8).hex()


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


def old_charts(db: Connection, names: Sequence[str] | None = None, most: int | None = None) -> tuple[OldChart, ...]:
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
        key_chart(db, watch_id, old.item, number or old.content, first, anew=True)


NO_BYTES = ""  # instead of a digest: a section's chart has no bytes of its own, and a hash of what it says would give names away


def keep_section_chart(db: Connection, snapshot: int, position: int, section: Section) -> None:
    """Keep the chart of a section among those of documents too, outside the hash, so that careers follow it (DESIGN 5.14).

    It stands whatever version of our reading comes later: there are no bytes that could be read anew.
    """
    if section.tree is None:
        return
    content = DocumentContent(sha256=NO_BYTES, size=0, media_type="text/html", orgchart=section.tree)
    values = (snapshot, position, section.item, CHART_READER, keep_content(db, content), None)
    db.run(inserted("readings", "snapshot_id", "position", "item", "extractor", "content_id", "problem"), values)


class Contents:
    """What the documents of some snapshots say: as sealed, or by the *newest* reading of each. *rows* of items, sections too.

    *facts*: those that the rows name, by id. They hold for the text that was sealed, and for a newer reading that has the same.
    """

    def __init__(self, db: Connection, rows: Sequence[Row], facts: Mapping[int, Mapping[str, Any]], *, newest: bool) -> None:
        self._facts = facts
        told = [row for row in rows if row["content_id"] is not None]
        old = [row for row in told if newest and row["chart_reader"] < CHART_READER]
        self._newest = newest
        # By snapshot and position the content that this version reads; None where it could not, or where it is damaged.
        self._anew: dict[tuple[int, int], int | None] = {}
        if old:
            sql = (
                "SELECT snapshot_id, position, content_id FROM readings"
                f" WHERE snapshot_id IN (SELECT value FROM json_each(?)) AND extractor = ? AND {sound('readings')}"
            )
            read = db.rows(sql, (dumps(sorted({row["snapshot_id"] for row in old})), CHART_READER))
            whole = {number for number in {row["content_id"] for row in read} if number is not None and is_content(db, number)}
            for row in read:
                self._anew[row["snapshot_id"], row["position"]] = row["content_id"] if row["content_id"] in whole else None
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
        sealed = self._contents[row["content_id"]]
        content = self._with_facts(row, sealed)
        if not self._newest or row["chart_reader"] >= CHART_READER:
            return content
        number = self._anew.get((row["snapshot_id"], row["position"]))
        if number is not None:
            anew = self._contents[number]
            return self._with_facts(row, anew) if anew.text == sealed.text else replace(anew, facts_known=False)
        return content if content.orgchart is None else replace(content, orgchart=doubted(content.orgchart))

    def _with_facts(self, row: Row, content: DocumentContent) -> DocumentContent:
        if row["facts"] is None or content.text is None:
            return replace(content, facts_known=row["facts"] is not None)
        return replace(content, text=with_facts(content.text, row["facts"], self._facts))


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
