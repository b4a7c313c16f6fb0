"""The spells of units and people beside the charts (DESIGN 5.14): followed with each new version, made anew after a new reading.

What an older version of our reading made of a chart, and ours cannot read again, stands, in doubt (7.6). It is loaded where a chart
is followed, with all that compares charts: most visits and questions need none of it (§9).
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby, islice
from typing import Any, TypeAlias, TypeVar

from monitor.compare.charts.careers import follow
from monitor.compare.charts.spells import Careers, KeyedChart, PostSpell, Sheets, UnitSpell, Version
from monitor.compare.documents.editions import is_followed
from monitor.compare.person_names import same_person
from monitor.errors import Damaged
from monitor.model import CHART_READER, Spell
from monitor.model.frozen import dataclass, field_names, replace
from monitor.store.careers import STALE
from monitor.store.connection import Connection, Row
from monitor.store.readings import doubted
from monitor.store.row_digests import altered, inserted, sound
from monitor.store.rows import dumps
from monitor.store.seal import RUBBISH
from monitor.store.texts import contents_of

log = logging.getLogger(__name__)

_OF_ITEM = f"""
SELECT s.number, i.id AS item_id, i.label, coalesce(n.content_id, i.content_id) AS content, k.keys,
    i.kind = 'document' AND i.chart_reader < ?4 AND n.content_id IS NULL AS old
FROM snapshots s
LEFT JOIN items i ON i.snapshot_id = s.id AND i.item = ?2
LEFT JOIN readings n ON n.snapshot_id = i.snapshot_id AND n.position = i.position AND (n.extractor = ?4 OR i.kind = 'section')
LEFT JOIN chart_keys k ON k.watch_id = s.watch_id AND k.item = i.item AND k.content_id = coalesce(n.content_id, i.content_id)
    AND {sound("chart_keys", "k.")}
"""
_VERSIONS = f"""{_OF_ITEM}
WHERE s.watch_id = ?1 AND s.number >= min(?3 + 1, ifnull(?5, ?3 + 1)) AND (s.number > ?3 OR s.number = ?5)
    AND s.erased_at IS NULL ORDER BY s.number, i.position
"""
_BACKWARDS = f"""{_OF_ITEM}
WHERE s.watch_id = ?1 AND s.number <= ?3 AND s.number > ?3 - {{0}} AND s.erased_at IS NULL ORDER BY s.number DESC, i.position
"""
_SHOWN = f"{_OF_ITEM} WHERE s.watch_id = ?1 AND s.number = ?3 AND s.erased_at IS NULL ORDER BY i.position"
_FURTHEST, _AT_ONCE = 200, 20  # versions looked back through
_REPUBLISHED = 40  # of them, those of which a file that was published again is one: this is asked at every change

AnySpell = TypeVar("AnySpell", PostSpell, UnitSpell)
_TABLES = ("post_spells", "unit_spells")
_OPEN = "FROM {0} WHERE watch_id = ? AND item = ? AND after IS NULL"
_Rows: TypeAlias = Sequence[tuple[PostSpell | UnitSpell, int]]  # open spells, each with its row


@dataclass(frozen=True, slots=True)
class _Followed:
    """The chart of one item of a watch, whose spells are kept."""

    db: Connection
    watch_id: int
    item: str

    @property
    def at(self) -> tuple[int, str]:
        return self.watch_id, self.item

    def follow(self) -> None:
        """Follow a chart from where it was followed to; where it stands as it did, only that is noted."""
        row = self.so_far()
        start, read, gone = (0, None, None) if row is None else (row["number"], row["read"], row["gone"])
        careers, rows = (Careers(), dict[str, _Rows]()) if row is None else (None, {})
        number = start
        for number, version in self.versions(start, read):
            if version is None:
                read, gone = number, None
                continue
            if careers is None:
                careers, rows = self.kept(row)
            careers = follow(replace(careers, read=read, gone=gone), version)
            read, gone = careers.read, careers.gone
        if careers is None:
            sets = altered("careers", number="?1", read="?2", gone="?3")
            self.db.run(f"UPDATE careers SET {sets} WHERE watch_id = ?4 AND item = ?5", (number, read, gone, *self.at))
            return
        columns = ("watch_id", "item", "number", "read", "charts", "old", "gone")
        self.db.run("DELETE FROM careers WHERE watch_id = ? AND item = ?", self.at)
        self.db.run(inserted("careers", *columns), (*self.at, number, read, careers.charts, int(careers.old), gone))
        for table, spells in (("post_spells", careers.posts), ("unit_spells", careers.units)):
            self.keep(table, rows.get(table, ()), spells)

    def so_far(self) -> Row | None:
        """How far it is followed; where that, or an open spell, is damaged, or a version was read anew: None, spells dropped."""
        row = self.db.row(f"SELECT * FROM careers WHERE watch_id = ? AND item = ? AND number >= 0 AND {sound('careers')}", self.at)
        if row is not None and not any(self.db.value(f"SELECT 1 {_OPEN.format(t)} AND NOT {sound(t)}", self.at) for t in _TABLES):
            return row
        for table in _TABLES:
            self.db.run(f"DELETE FROM {table} WHERE watch_id = ? AND item = ?", self.at)
        return None

    def kept(self, row: Row | None) -> tuple[Careers, dict[str, _Rows]]:
        """The spells that are open, and those that ended with what was read last, each with its row."""
        assert row is not None
        since = self.since(row["read"])
        found: dict[str, list[Row]] = {}
        for table in _TABLES:
            which = f"SELECT * FROM {table} WHERE watch_id = ?1 AND item = ?2 AND {sound(table)} AND after"
            found[table] = self.db.rows(f"{which} IS NULL UNION ALL {which} = ?3 ORDER BY id", (*self.at, since))
        posts = [(_spell(PostSpell, one), one["id"]) for one in found["post_spells"]]
        units = [(_spell(UnitSpell, one), one["id"]) for one in found["unit_spells"]]
        careers = Careers(
            posts=tuple(spell for spell, _ in posts),
            units=tuple(spell for spell, _ in units),
            since=since,
            charts=row["charts"],
            old=bool(row["old"]),
            again=since is not None and self.is_again(since),
        )
        return careers, {"post_spells": posts, "unit_spells": units}

    def since(self, read: int | None) -> int | None:
        """The first snapshot that showed what snapshot *read* does, over those between that could not be read; of the last 200."""
        since, shown = read, None
        for number, group in groupby(self.backwards(read) if read is not None else (), key=lambda row: row["number"]):
            documents = [row for row in group if row["item_id"] is not None]
            contents = [(row["content"], row["old"]) for row in documents]
            if shown is None or contents == shown:
                since, shown = number, contents
            elif self.charts(documents):
                break
        return since

    def is_again(self, number: int) -> bool:
        """Whether snapshot *number* shows what one before it did, and the one right before it did not; of the last 40."""
        shown = [
            [(row["content"], row["old"]) for row in group if row["item_id"] is not None]
            for _, group in islice(groupby(self.backwards(number), key=lambda row: row["number"]), _REPUBLISHED)
        ]
        return bool(shown) and shown[0] in shown[1:]

    def backwards(self, read: int) -> Iterator[Row]:
        """What versions showed of a chart, from version *read* back, a few at once: mostly they are enough."""
        for number in range(read, max(0, read - _FURTHEST), -_AT_ONCE):
            yield from self.db.rows(_BACKWARDS.format(_AT_ONCE), (*self.at, number, CHART_READER))

    def keep(self, table: str, rows: _Rows, spells: Iterable[PostSpell | UnitSpell]) -> None:
        """Write those of *spells* that are new, or are not as their *rows* have them."""
        left = list(rows)
        for spell in spells:
            same = next((row for row in left if row[0] == spell), None)
            if same is not None:
                left.remove(same)
                continue
            values = {name: getattr(spell, name) for name in field_names(spell)}
            flags = {name: int(value) for name, value in values.items() if isinstance(value, bool)}
            row = {"watch_id": self.at[0], "item": self.at[1], **values, **flags, "path": dumps(list(spell.path))}
            self.db.run(inserted(table, *row), tuple(row.values()))
        self.db.run_many(f"DELETE FROM {table} WHERE id = ?", [(number,) for _, number in left])

    def versions(self, after: int, read: int | None) -> Iterator[tuple[int, Version | None]]:
        """What each snapshot later than *after* shows of *item*, in order, by number; None: the same as the last one *read*."""
        rows = self.db.rows(_VERSIONS, (self.watch_id, self.item, after, CHART_READER, read))
        shown: list[tuple[Any, ...]] = []  # by the last version that was read
        seen = set[tuple[Any, ...]]()  # by any from here on
        for number, group in groupby(rows, key=lambda row: row["number"]):
            documents = [row for row in group if row["item_id"] is not None]
            contents_now = [(row["content"], row["old"]) for row in documents]
            if number == read:
                shown = contents_now
            elif contents_now and contents_now == shown:
                yield number, None
            else:
                documents = _not_followed(documents)
                charts = self.charts(documents)
                shown = contents_now if charts else shown
                again = (*contents_now,) in seen or (after > 0 and self.is_again(number))
                seen.add((*contents_now,))
                yield (
                    number,
                    Version(
                        number=number,
                        charts=charts,
                        unread=len(documents) - len(charts),
                        gone=not documents,
                        old=any(row["old"] for row in documents),
                        again=again,
                    ),
                )

    def charts(self, documents: Sequence[Row]) -> tuple[KeyedChart, ...]:
        """The charts that could be read of *documents*, with their keys."""
        contents = contents_of(self.db, [row["content"] for row in documents if row["content"] is not None])
        charts = []
        for row in documents:
            content = contents.get(row["content"])
            chart = content.orgchart if content else None
            if content is None or chart is None or not chart.units or row["keys"] is None:
                continue
            keys = json.loads(row["keys"])
            charts.append(
                KeyedChart(
                    chart=doubted(chart) if row["old"] else chart,
                    units={unit: key for unit, (key, _) in keys.items()},
                    people={unit: people for unit, (_, people) in keys.items()},
                    text=content.text or (),
                )
            )
        return tuple(charts)


def follow_snapshot(db: Connection, watch_id: int, items: Iterable[str], number: int) -> None:
    """Follow charts of a watch to snapshot *number*. What goes wrong is logged: it must not cost the change itself."""
    for item in items:
        try:
            with db.savepoint():
                _Followed(db, watch_id, item).follow()
        except (*RUBBISH, Damaged):
            log.exception("bug step=%s snapshot=%d", "careers", number)


def follow_all(db: Connection) -> None:
    """Follow every chart that is not followed to its newest version: those of versions that kept no spells, and those read anew."""
    for watch_id, item in db.tuples(STALE):
        _Followed(db, watch_id, item).follow()


def read_anew(db: Connection, watch: str, item: str) -> None:
    """Mark a chart one of whose versions was read anew: its spells stand until `follow_all` makes them again."""
    which = "watch_id = (SELECT id FROM watches WHERE name = ?) AND item = ?"
    db.run(f"UPDATE careers SET {altered('careers', number='-1')} WHERE {which}", (watch, item))


def _not_followed(documents: Sequence[Row]) -> list[Row]:
    """*documents* without those that another one of the version follows as its newer edition: a town keeps them for the record.

    An edition has most of the keys of the one before; where it has not, both are charts of their own.
    """
    if len(documents) < 2:
        return [*documents]
    keys = [{key for key, _ in json.loads(row["keys"] or "{}").values()} for row in documents]
    labels = [row["label"] or "" for row in documents]
    return [
        row
        for n, row in enumerate(documents)
        if not is_followed(
            labels[n],
            (labels[m] for m, other in enumerate(keys) if m != n and 2 * len(other & keys[n]) >= max(len(other), len(keys[n])) > 0),
        )
    ]


def _spell(kind: type[AnySpell], row: Row) -> AnySpell:
    values: dict[str, Any] = {name: row[name] for name in field_names(kind)}
    flags = {name: bool(values[name]) for name in ("certain", "named") if name in values}
    return kind(**{**values, **flags, "path": tuple(json.loads(row["path"]))})


def as_printed(db: Connection, posts: Sequence[Spell], shown_in: Mapping[str, tuple[int, int]]) -> tuple[Spell, ...]:
    """*posts* with unit, path, person and role as a snapshot prints them, or the newest before it that was read to show them.

    *shown_in*: the id of each watch, and the number of the snapshot. What none was read to show stays as its newest version has it.
    """
    found = list(posts)
    for watch, item in {(spell.watch, spell.item) for spell in posts}:
        watch_id, number = shown_in[watch]
        chart = _Followed(db, watch_id, item)
        left = {n for n, spell in enumerate(posts) if (spell.watch, spell.item) == (watch, item)}
        for version, group in groupby(chart.backwards(number), key=lambda row: row["number"]):
            left = {n for n in left if found[n].first_snapshot <= version}
            if not left:
                break
            charts = chart.charts(_not_followed([row for row in group if row["item_id"] is not None]))
            shown = list(Sheets(Version(number=version, charts=charts)).people())
            for n, spell in [(n, found[n]) for n in sorted(left)]:
                there = [one for one in shown if one.unit_key == spell.unit_key and one.person.vacant == (spell.person is None)]
                own = [one for one in there if one.key == spell.person_key]
                own = own or [one for one in there if same_person(one.person.name, spell.person or "")]
                if own:
                    name, role = own[0].person.name or None, own[0].person.role or None
                    found[n] = replace(spell, unit=own[0].unit.title, path=own[0].path, person=name, role=role, former=())
                    left.discard(n)
    return tuple(found)


def sheets(
    db: Connection, spells: Iterable[Spell], several: Mapping[tuple[str, str], int], newest: Mapping[str, int]
) -> dict[Spell, str]:
    """On which chart each of *spells* stood last, by its label, where the newest version has several of its item.

    *several*: the id of the watch, for each watch and item that is several documents; *newest*: the number of its newest version.
    """
    labels: dict[Spell, str] = {}
    asked = sorted((spell for spell in spells if (spell.watch, spell.item) in several), key=_place)
    for (watch, item), group in groupby(asked, key=lambda spell: (spell.watch, spell.item)):
        told_at = partial(_labels_at, db, several[watch, item], item)
        if len(told_at(newest[watch])) > 1:
            for number, there in groupby(group, key=lambda spell: spell.last_snapshot):
                told = told_at(number)
                labels |= {spell: label for spell in there for label, keys in told if len(told) > 1 and spell.unit_key in keys}
    return labels


def _place(spell: Spell) -> tuple[str, str, int]:
    return spell.watch, spell.item, spell.last_snapshot


def _labels_at(db: Connection, watch_id: int, item: str, number: int) -> list[tuple[str, set[str]]]:
    """The charts of an item in a version: what each is called there, and the keys of its units."""
    rows = [row for row in db.rows(_SHOWN, (watch_id, item, number, CHART_READER)) if row["keys"] is not None]
    return [(row["label"] or "", {key for key, _ in json.loads(row["keys"]).values()}) for row in _not_followed(rows)]
