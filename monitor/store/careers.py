"""The spells of units and people beside the charts (DESIGN 5.14): followed with each new version, made anew after a new reading.

What an older version of our reading made of a chart, and ours cannot read again, stands, in doubt (7.6).
"""

from __future__ import annotations

import json
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import groupby, islice
from typing import Any, TypeAlias, TypeVar

from monitor.compare.orgchart_names import same_person
from monitor.compare.orgchart_words import letters_key
from monitor.compare.spells import Careers, KeyedChart, PostSpell, Sheets, UnitSpell, Version
from monitor.errors import Damaged
from monitor.i18n.locale import Text
from monitor.model import CHART_READER, Spell
from monitor.model.frozen import dataclass, field_names, replace
from monitor.store.connection import Connection, Row
from monitor.store.readings import doubted
from monitor.store.row_digests import COLUMNS, altered, digested, inserted, sound
from monitor.store.rows import dumps, moment
from monitor.store.seal import RUBBISH
from monitor.store.texts import contents_of

log = logging.getLogger(__name__)

_OF_ITEM = f"""
SELECT s.number, i.id AS item_id, coalesce(n.content_id, i.content_id) AS content, k.keys,
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
_FURTHEST, _AT_ONCE = 200, 20  # versions looked back through
_REPUBLISHED = 40  # of them, those of which a file that was published again is one: this is asked at every change
_STALE = """
SELECT DISTINCT k.watch_id, k.item FROM chart_keys k LEFT JOIN careers c ON c.watch_id = k.watch_id AND c.item = k.item
WHERE c.number IS NULL OR c.number < (SELECT max(s.number) FROM snapshots s WHERE s.watch_id = k.watch_id)
"""
_RENAMED = f"""
SELECT watch, item, unit_key, unit, first_snapshot, last_snapshot, last_seen FROM units WHERE unit_key IN (
    SELECT unit_key FROM unit_spells GROUP BY watch_id, item, unit_key
    HAVING count(DISTINCT title) > 1 AND min({sound("unit_spells")}))
ORDER BY first_snapshot, last_snapshot
"""

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
        from monitor.compare.careers import follow  # with all that compares charts, which few visits bring (DESIGN §9)

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


def follow_snapshot(db: Connection, watch_id: int, number: int) -> None:
    """Follow the charts of a watch to snapshot *number*. What goes wrong is logged: it must not cost the change itself."""
    for (item,) in db.tuples("SELECT DISTINCT item FROM chart_keys WHERE watch_id = ?", (watch_id,)):
        try:
            with db.savepoint():
                _Followed(db, watch_id, item).follow()
        except (*RUBBISH, Damaged):
            log.exception("bug step=%s snapshot=%d", "careers", number)


def follow_all(db: Connection) -> None:
    """Follow every chart that is not followed to its newest version: those of versions that kept no spells, and those read anew."""
    for watch_id, item in db.tuples(_STALE):
        _Followed(db, watch_id, item).follow()


def read_anew(db: Connection, watch: str, item: str) -> None:
    """Mark a chart one of whose versions was read anew: its spells stand until `follow_all` makes them again."""
    which = "watch_id = (SELECT id FROM watches WHERE name = ?) AND item = ?"
    db.run(f"UPDATE careers SET {altered('careers', number='-1')} WHERE {which}", (watch, item))


def _spell(kind: type[AnySpell], row: Row) -> AnySpell:
    values: dict[str, Any] = {name: row[name] for name in field_names(kind)}
    flags = {name: bool(values[name]) for name in ("certain", "named") if name in values}
    return kind(**{**values, **flags, "path": tuple(json.loads(row["path"]))})


# ------------------------------------------------------------------------------------------------------------------------ reading


def is_followed(db: Connection, watch_id: int | None) -> bool:
    """Whether the spells of a watch (None: of all) tell of its newest version."""
    return not any(watch_id in (None, found) for found, _ in db.tuples(_STALE))


def spells(db: Connection, view: str, watch_id: int | None, wanted: Mapping[str, str]) -> tuple[Spell, ...]:
    """The rows of the view `people` or `units` whose columns are as *wanted*, in the order of the chart. Raises Damaged."""
    table = {"people": "post_spells", "units": "unit_spells"}[view]
    for name in (table, "careers"):
        columns = COLUMNS[name]  # which are told together: asked of each row, `sound` takes three times as long
        asked = f"SELECT {', '.join(columns)}, digest FROM {name} WHERE (?1 IS NULL OR watch_id = ?1) AND digest IS NOT NULL"
        kept, told = db.tuples(asked, (watch_id,)), list[tuple[Any, ...]]()
        with suppress(TypeError):  # bytes stand where text was
            told = digested(name, columns, [row[:-1] for row in kept])
        if kept != told:
            raise Damaged(Text("errors.store.damaged", path=db.path, why=name))
    conditions = "".join(f" AND {column} = ?{n}" for n, column in enumerate(wanted, 2))
    own = ("person", "role", "person_key") if view == "people" else ("parent", "parent_key")
    plain = ("watch", "item", "unit", "first_snapshot", "last_snapshot", "unit_key", *own)
    rows = db.tuples(
        f"SELECT path, first_seen, last_seen, absent_before, absent_after, current, certain, {', '.join(plain)} FROM {view}"
        f" WHERE (?1 IS NULL OR watch = (SELECT name FROM watches WHERE id = ?1)){conditions}",
        (watch_id, *wanted.values()),
    )
    paths = {path: tuple(json.loads(path)) for path in {row[0] for row in rows}}  # a thousand posts hang in few places
    days = {said: moment(said) for said in {said for row in rows for said in row[1:5]} - {None}}  # one goes as another comes
    found = [
        Spell(
            **dict(zip(plain, values, strict=True)),
            path=paths[path],
            first_seen=days[first],
            last_seen=days[last],
            absent_before=days.get(before),
            absent_after=days.get(after),
            current=bool(current),
            certain=bool(certain),
        )
        for path, first, last, before, after, current, certain, *values in rows
    ]
    found = _with_former(db, found) if view == "people" else found
    return tuple(sorted(found, key=lambda s: (s.watch, s.item, s.path, s.unit, s.first_snapshot)))


def _with_former(db: Connection, posts: Sequence[Spell]) -> list[Spell]:
    """*posts* with the titles that the unit of each had while it lasted, before the one that it has in the post."""
    titles = defaultdict[tuple[str, str, str], list[Row]](list)
    for row in db.rows(_RENAMED) if posts else ():
        titles[row["watch"], row["item"], row["unit_key"]].append(row)
    found = []
    for post in posts:
        borne: dict[str, tuple[str, datetime]] = {}  # in the order in which each was borne last
        for row in titles[post.watch, post.item, post.unit_key]:
            if row["first_snapshot"] <= post.last_snapshot and post.first_snapshot <= row["last_snapshot"]:
                said = letters_key(row["unit"])
                borne.pop(said, None)
                borne[said] = row["unit"], min(moment(row["last_seen"]), post.last_seen)
        known = bool(borne) and next(reversed(borne)) == letters_key(post.unit)
        found.append(replace(post, former=tuple(borne.values())[:-1]) if known else post)
    return found


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
            charts = chart.charts([row for row in group if row["item_id"] is not None])
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


def named(db: Connection) -> list[tuple[str, str, str, str, str]]:
    """(watch, "person" or "unit", key, name, item) of everybody and every unit that was ever shown, each form of a name once.

    People are the same on all charts of a watch: their item is "".
    """
    sql = (
        "SELECT DISTINCT w.name, 'person', t.person_key, t.name, '' FROM post_spells t JOIN watches w ON w.id = t.watch_id"
        " WHERE t.person_key IS NOT NULL AND t.name IS NOT NULL"
        " UNION SELECT DISTINCT w.name, 'unit', t.unit_key, t.title, t.item FROM unit_spells t"
        " JOIN watches w ON w.id = t.watch_id ORDER BY 2, 4, 1, 5"
    )
    return list(db.tuples(sql))


def forms(db: Connection, watch_id: int | None) -> dict[tuple[str, str], set[str]]:
    """Under which names, folded, anybody was ever printed, by watch and key of the person; of one watch or of all."""
    found: dict[tuple[str, str], set[str]] = {}
    for watch, key, name in db.tuples(
        "SELECT w.name, p.key, p.name FROM person_keys p JOIN watches w ON w.id = p.watch_id"
        f" WHERE (?1 IS NULL OR p.watch_id = ?1) AND {sound('person_keys', 'p.')}",
        (watch_id,),
    ):
        found.setdefault((watch, key), set()).add(name)
    return found


def changes_at(db: Connection, watch_id: int, item: str, numbers: Iterable[int]) -> dict[int, int]:
    """The ids of the changes of *item* that the snapshots *numbers* recorded, by number."""
    sql = (
        "SELECT s.number, c.id FROM snapshots s JOIN changes c ON c.snapshot_id = s.id AND c.item = ?2"
        " WHERE s.watch_id = ?1 AND s.number IN (SELECT value FROM json_each(?3))"
    )
    return dict(db.tuples(sql, (watch_id, item, dumps(sorted(set(numbers))))))


def keys_at(db: Connection, watch_id: int, item: str, number: int) -> dict[str, dict[str, tuple[str, Sequence[str | None]]]]:
    """The keys of the charts that *item* shows in a snapshot: by the SHA-256 of the file, "" for a section's; by unit, its own and
    its people's, None for whom no post is followed.
    """
    sql = (
        "SELECT c.sha256, k.keys FROM snapshots s JOIN items i ON i.snapshot_id = s.id AND i.item = ?2"
        " LEFT JOIN readings n ON n.snapshot_id = i.snapshot_id AND n.position = i.position"
        " AND (n.extractor = ?4 OR i.kind = 'section') JOIN contents c ON c.id = coalesce(n.content_id, i.content_id)"
        f" JOIN chart_keys k ON k.watch_id = s.watch_id AND k.item = i.item AND k.content_id = c.id AND {sound('chart_keys', 'k.')}"
        " WHERE s.watch_id = ?1 AND s.number = ?3"
    )
    rows = db.tuples(sql, (watch_id, item, number, CHART_READER))
    asked = "SELECT DISTINCT person_key FROM post_spells WHERE watch_id = ? AND item = ?"
    followed = {person for (person,) in db.tuples(asked, (watch_id, item))}
    return {
        sha256: {
            unit: (key, [one if one in followed else None for one in people]) for unit, (key, people) in json.loads(keys).items()
        }
        for sha256, keys in rows
    }
