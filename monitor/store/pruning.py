"""Old versions taken out: their texts, files, changes and spells; visits and hashes stay: the chain holds (DESIGN 5.17, 7.5).

Of each watch everything goes that came before the version that stood at the date: that one stays, and with it what the next change
was compared with. So do versions whose texts take turns, and those that hold the last text of what left the page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from monitor.model.frozen import dataclass
from monitor.store.blobs import Blobs, drop_blobs
from monitor.store.connection import Connection
from monitor.store.row_digests import altered
from monitor.store.rows import dumps, flapping_of, moment, stamp
from monitor.store.schema import EACH_OF_STRETCHES
from monitor.store.texts import unrolled

TURNS = timedelta(days=30)  # for how long texts that come back are recognised (DESIGN 3.17): so long states stay
_OLD = """
SELECT s.id, s.watch_id, s.number FROM snapshots s WHERE s.erased_at IS NULL AND s.number < (
    SELECT max(x.number) FROM snapshots x WHERE x.watch_id = s.watch_id AND x.taken_at < ?1)
AND NOT EXISTS (SELECT 1 FROM removed r JOIN items i ON i.id = r.item_id WHERE i.snapshot_id = s.id)
"""
_LEFT = "SELECT number FROM snapshots WHERE watch_id = ? AND erased_at IS NULL"
_SHOWN = """
SELECT content_id FROM items WHERE content_id IS NOT NULL UNION SELECT content_id FROM readings WHERE content_id IS NOT NULL
"""
_TOLD = """
SELECT id, payload FROM outbox WHERE watch_id IS NOT NULL AND created_at < ? AND (delivered_at IS NOT NULL OR failed_at IS NOT NULL)
"""
_IN = "IN (SELECT value FROM json_each(?1))"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrunedWatch:
    """What goes of one watch, or would."""

    watch: str
    versions: tuple[int, ...]  # their numbers
    kept: tuple[int, ...]  # older than the date, and kept all the same
    oldest: int  # the first version that stays


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """What went, or would: nothing is False."""

    watches: tuple[PrunedWatch, ...]
    files: int  # distinct bytes
    bytes: int  # unpacked
    changes: int
    alerts: int  # delivered ones that no longer say what they told of

    def __bool__(self) -> bool:
        return bool(self.watches)


def prune(db: Connection, blobs: Blobs, before: datetime, now: datetime) -> Pruned:
    """Prune what came before *before*. Belongs inside a transaction; afterwards the file is to be written anew."""
    # Versions whose texts take turns stay (DESIGN 3.17).
    rows = db.tuples("SELECT watch_id, flapping FROM state WHERE flapping IS NOT NULL")
    turning = {(watch, number) for watch, text in rows if (turns := flapping_of(text)) for number in turns.between}
    old = [(n, watch, number) for n, watch, number in db.tuples(_OLD, (stamp(before),)) if (watch, number) not in turning]
    gone = dumps([snapshot for snapshot, _, _ in old])
    db.run(f"DELETE FROM edits WHERE change_id IN (SELECT id FROM changes WHERE snapshot_id {_IN})", (gone,))
    changes = db.run(f"DELETE FROM changes WHERE snapshot_id {_IN}", (gone,))
    for table in ("readings", "states_anew", "tombstones", "salts", "items"):
        db.run(f"DELETE FROM {table} WHERE snapshot_id {_IN}", (gone,))
    recent = stamp(now - TURNS)
    db.run(
        "UPDATE snapshots SET page = NULL, salt = NULL, erased_at = ?2, states = iif(taken_at < ?3, '{}', states)"
        f" WHERE id {_IN}",
        (gone, stamp(now), recent),
    )
    db.run(f"UPDATE redactions SET {altered('redactions', rest='NULL')} WHERE facts = 1 AND snapshot_id {_IN}", (gone,))
    db.run(f"DELETE FROM redactions WHERE facts = 0 AND snapshot_id {_IN}", (gone,))
    db.run(f"UPDATE exchanges SET blob = NULL WHERE snapshot_id {_IN}", (gone,))
    if old:
        _forget_unused(db, {watch for _, watch, _ in old})
    shown = (
        "SELECT page FROM snapshots WHERE page IS NOT NULL UNION SELECT blob FROM items WHERE blob IS NOT NULL"
        " UNION SELECT blob FROM exchanges WHERE blob IS NOT NULL UNION SELECT page FROM state WHERE page IS NOT NULL"
    )
    files = db.tuples(f"SELECT id, size FROM blobs WHERE id NOT IN ({shown})")
    drop_blobs(db, blobs, {number for number, _ in files})
    alerts = 0  # those that were told before say no more what they told of: they hold the texts that go
    for number, payload in db.tuples(_TOLD, (stamp(before),)) if old else ():
        told = json.loads(payload)
        if told["changes"]:
            quiet = dumps({**told, "changes": []})
            alerts += db.run(f"UPDATE outbox SET {altered('outbox', payload='?1')} WHERE id = ?2", (quiet, number))
    by_watch: dict[int, list[int]] = {}
    for _, watch, number in old:
        by_watch.setdefault(watch, []).append(number)
    watches = list[PrunedWatch]()
    for watch, numbers in sorted(by_watch.items()):
        name = db.value("SELECT name FROM watches WHERE id = ?", (watch,))
        left = "SELECT number FROM snapshots WHERE watch_id = ? AND erased_at IS NULL ORDER BY 1"
        standing = db.value("SELECT max(number) FROM snapshots WHERE watch_id = ? AND taken_at < ?", (watch, stamp(before)))
        kept = tuple(number for (number,) in db.tuples(left, (watch,)) if number < standing)
        watches.append(PrunedWatch(watch=name, versions=tuple(sorted(numbers)), kept=kept, oldest=standing))
    return Pruned(watches=tuple(watches), files=len(files), bytes=sum(size for _, size in files), changes=changes, alerts=alerts)


def _forget_unused(db: Connection, watches: Iterable[int]) -> None:
    """What no version shows any more: sightings and spells of the *watches*; charts' keys, contents, texts, blocks, facts."""
    reaches = "NOT EXISTS (SELECT 1 FROM json_each(?2) j WHERE j.value BETWEEN {first} AND ifnull({last}, j.value))"
    seen, held = reaches.format(first="first_snapshot", last="last_snapshot"), reaches.format(first="first", last="last")
    for watch in watches:
        left = dumps([n for (n,) in db.tuples(_LEFT, (watch,))])
        db.run(f"DELETE FROM sightings WHERE watch_id = ?1 AND last_snapshot IS NOT NULL AND {seen}", (watch, left))
        for table in ("post_spells", "unit_spells"):
            db.run(f"DELETE FROM {table} WHERE watch_id = ?1 AND last IS NOT NULL AND {held}", (watch, left))
    db.run(f"DELETE FROM chart_keys WHERE content_id NOT IN ({_SHOWN})")
    known = {key for (keys,) in db.each("SELECT keys FROM chart_keys") for _, people in json.loads(keys).values() for key in people}
    known |= {key for (key,) in db.each("SELECT person_key FROM post_spells")}
    gone = [row[:3] for row in db.tuples("SELECT watch_id, name, unit_key, key FROM person_keys") if row[3] not in known]
    db.run_many("DELETE FROM person_keys WHERE watch_id = ? AND name = ? AND unit_key = ?", gone)
    db.run(f"DELETE FROM contents WHERE id NOT IN ({_SHOWN})")
    db.run(
        "DELETE FROM texts WHERE id NOT IN (SELECT text_id FROM items WHERE text_id IS NOT NULL"
        " UNION SELECT text_id FROM contents WHERE text_id IS NOT NULL)"
    )
    used = {number for (listed,) in db.each("SELECT blocks FROM texts") for number in unrolled(listed)}
    used |= {number for (number,) in db.each("SELECT DISTINCT block_id FROM sightings")}
    used |= {number for (number,) in db.each(f"SELECT b.id FROM {EACH_OF_STRETCHES}")}
    unused = [(number,) for (number,) in db.tuples("SELECT id FROM blocks") if number not in used]
    db.run_many("DELETE FROM blocks WHERE id = ?", unused)
    facts = {n for (listed,) in db.each("SELECT facts FROM items WHERE facts <> '[]'") for _, n in json.loads(listed)}
    db.run_many(
        "DELETE FROM block_facts WHERE id = ?", [(n,) for (n,) in db.tuples("SELECT id FROM block_facts") if n not in facts]
    )
    db.run("INSERT INTO search (search) VALUES ('rebuild')")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrunedUntil:
    """Up to which version a watch was pruned, when that was, and when the first version that is left was seen."""

    number: int
    pruned_at: datetime
    oldest_at: datetime


def pruned_until(db: Connection, watch_id: int) -> PrunedUntil | None:
    """How far a watch was pruned; None: never."""
    row = db.row(
        "SELECT max(number) AS number, max(erased_at) AS at FROM snapshots WHERE watch_id = ? AND erased_at IS NOT NULL",
        (watch_id,),
    )
    if row is None or row["number"] is None:
        return None
    sql = "SELECT min(taken_at) FROM snapshots WHERE watch_id = ? AND number > ?"
    oldest = db.value(sql, (watch_id, row["number"]))
    return PrunedUntil(number=row["number"], pruned_at=moment(row["at"]), oldest_at=moment(oldest or row["at"]))
