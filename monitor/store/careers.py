"""The spells of units and people as they are asked for (DESIGN 5.14); what follows them is `following`."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from contextlib import suppress
from datetime import datetime
from typing import Any

from monitor.errors import Damaged
from monitor.i18n.locale import Text
from monitor.model import CHART_READER, Spell
from monitor.model.frozen import replace
from monitor.store.connection import Connection, Row
from monitor.store.row_digests import COLUMNS, digested, sound
from monitor.store.rows import dumps, moment

STALE = """
SELECT DISTINCT k.watch_id, k.item FROM chart_keys k LEFT JOIN careers c ON c.watch_id = k.watch_id AND c.item = k.item
WHERE c.number IS NULL OR c.number < (SELECT max(s.number) FROM snapshots s WHERE s.watch_id = k.watch_id)
"""
_RENAMED = f"""
SELECT watch, item, unit_key, unit, first_snapshot, last_snapshot, last_seen FROM units WHERE unit_key IN (
    SELECT unit_key FROM unit_spells GROUP BY watch_id, item, unit_key
    HAVING count(DISTINCT title) > 1 AND min({sound("unit_spells")}))
ORDER BY first_snapshot, last_snapshot
"""


def is_followed(db: Connection, watch_id: int | None) -> bool:
    """Whether the spells of a watch (None: of all) tell of its newest version."""
    return not any(watch_id in (None, found) for found, _ in db.tuples(STALE))


def spells(db: Connection, view: str, watch_id: int | None, wanted: Mapping[str, Set[str]]) -> tuple[Spell, ...]:
    """The rows of the view `people` or `units` that have one of the values *wanted*, in the order of the chart. Raises Damaged."""
    table = {"people": "post_spells", "units": "unit_spells"}[view]
    for name in (table, "careers"):
        columns = COLUMNS[name]  # which are told together: asked of each row, `sound` takes three times as long
        asked = f"SELECT {', '.join(columns)}, digest FROM {name} WHERE (?1 IS NULL OR watch_id = ?1) AND digest IS NOT NULL"
        kept, told = db.tuples(asked, (watch_id,)), list[tuple[Any, ...]]()
        with suppress(TypeError):  # bytes stand where text was
            told = digested(name, columns, [row[:-1] for row in kept])
        if kept != told:
            raise Damaged(Text("errors.store.damaged", path=db.path, why=name))
    conditions = "".join(f" AND {column} IN (SELECT value FROM json_each(?{n}))" for n, column in enumerate(wanted, 2))
    own = ("person", "role", "person_key") if view == "people" else ("parent", "parent_key")
    plain = ("watch", "item", "unit", "first_snapshot", "last_snapshot", "unit_key", *own)
    rows = db.tuples(
        f"SELECT path, first_seen, last_seen, absent_before, absent_after, current, certain, {', '.join(plain)} FROM {view}"
        f" WHERE (?1 IS NULL OR watch = (SELECT name FROM watches WHERE id = ?1)){conditions}",
        (watch_id, *(dumps(sorted(values)) for values in wanted.values())),
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
    if not titles:
        return [*posts]
    from monitor.compare.title_words import letters_key  # late: few ask of posts (DESIGN §9)

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


def named(db: Connection) -> list[tuple[str, str, str, str, str]]:
    """(watch, "person" or "unit", key, name, item) of everybody and every unit that was ever shown, each form of a name once.

    Of each the newest first. People are the same on all charts of a watch: their item is "".
    """
    sql = (
        "WITH forms (watch, kind, key, name, item, since) AS ("
        "SELECT w.name, 'person', t.person_key, t.name, '', max(t.first) FROM post_spells t JOIN watches w ON w.id = t.watch_id"
        " WHERE t.person_key IS NOT NULL AND t.name IS NOT NULL GROUP BY 1, 3, 4"
        " UNION ALL SELECT w.name, 'unit', t.unit_key, t.title, t.item, max(t.first) FROM unit_spells t"
        " JOIN watches w ON w.id = t.watch_id GROUP BY 1, 3, 4, 5)"
        " SELECT watch, kind, key, name, item FROM forms ORDER BY kind, watch, key, since DESC, name, item"
    )
    return list(db.tuples(sql))


def has_several(db: Connection, watch_id: int, item: str, number: int) -> bool:
    """Whether *item* is several documents in a version of a watch."""
    there = "FROM items i JOIN snapshots s ON s.id = i.snapshot_id WHERE s.watch_id = ? AND s.number = ? AND i.item = ?"
    return bool(db.value(f"SELECT count(*) {there}", (watch_id, number, item)) > 1)


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
