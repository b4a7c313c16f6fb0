"""Names and addresses taken out of everything that the database holds, in one transaction (DESIGN 5.17, 7.5).

What a name stood in stays, with « [effacé] » in its place; bytes that hold it go, a tombstone with their hash stays. What it stood
in loses its salt: what the version's hash vouched for there can be neither shown nor guessed, and the chain holds. The other things
of the version keep theirs, and can be proven. What is left of it all has a digest of its own, so that damage is still found.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import permutations
from typing import Any, Protocol

from monitor.compare.charts.keys import NOBODY_IN_PARTICULAR
from monitor.compare.revisions import digests as state_digests
from monitor.compare.words import text_of, word_diff
from monitor.erasure.forms import form_digest, hints, longest
from monitor.erasure.matching import blocks_without, may_be_part, spans
from monitor.erasure.values import names_in
from monitor.errors import Damaged
from monitor.i18n.locale import Text
from monitor.model import StopList
from monitor.model.frozen import dataclass
from monitor.store.blobs import Blobs, Dropped, drop_blobs, shown_by
from monitor.store.connection import Connection
from monitor.store.erasing_texts import TextEraser, Wording
from monitor.store.row_digests import COLUMNS, altered, inserted
from monitor.store.rows import dumps, edit_from, edit_row, stamp
from monitor.store.seal import rest_of, salts_of, under
from monitor.store.states import Revisions
from monitor.store.stops import KeptErasure, keep_erasure, list_key, stop_lists
from monitor.store.texts import TEXT_COLUMNS, short_digest

# Columns that hold words of the world: plain, or as JSON. Those of the tables with a * are what a snapshot's hash was made of.
_PLAIN = {
    "snapshots": ("url", "recorded_as"),
    "exchanges": ("item", "url", "final_url", "content_type"),
    "items": ("item", "heading", "label", "format", "size_text", "url"),
    "changes": ("item", "label", "suspect"),
    "episodes": ("item", "detail"),
    "state": ("etag", "last_modified", "page_type"),
    "outbox": ("error",),
    "readings": ("item", "problem"),
    "page_titles": ("title",),
    "post_spells": ("item", "name", "role", "unit"),
    "unit_spells": ("item", "title", "parent"),
    "sightings": ("item",),
    "stretches": ("item",),
    "careers": ("item",),
    "chart_keys": ("item",),
    "watches": ("url",),
}
_JSON = {
    "snapshots": ("states",),
    "exchanges": ("redirects",),
    "items": ("ignored",),
    "changes": ("facts",),
    "checks": ("failures", "cosmetic"),
    "state": ("known",),
    "outbox": ("payload", "items"),
    "post_spells": ("path",),
    "unit_spells": ("path",),
}
_ROW = {  # what tells a row of a table that has no id of its own
    "exchanges": ("snapshot_id", "position"),
    "state": ("watch_id",),
    "readings": ("snapshot_id", "position"),
    "page_titles": ("watch_id",),
    "sightings": ("block_id", "watch_id", "item", "first_snapshot"),
    "stretches": ("first_block",),
    "careers": ("watch_id", "item"),
    "chart_keys": ("watch_id", "item", "content_id"),
}
_GONE = {  # rows that go as a whole: what tells them, and what is asked
    "holds": (("scope", "target"), ("target",)),
    "robots": (("origin",), ("origin", "body")),
    "stamps": (("id",), ("heads", "tsa")),
}
_MOST_WORDS = 6  # of a name; more are in too many orders
_SHOWING = """
SELECT s.id FROM snapshots s JOIN json_each(?1) j ON j.value = s.page
UNION SELECT i.snapshot_id FROM items i JOIN json_each(?1) j ON j.value = i.blob
UNION SELECT e.snapshot_id FROM exchanges e JOIN json_each(?1) j ON j.value = e.blob
"""
_TOMBSTONES = """
SELECT s.id, -1, b.sha256, b.size FROM snapshots s JOIN blobs b ON b.id = s.page JOIN json_each(?1) j ON j.value = b.id
UNION ALL SELECT i.snapshot_id, i.position, b.sha256, b.size FROM items i JOIN blobs b ON b.id = i.blob
JOIN json_each(?1) j ON j.value = b.id
"""
_SEALED = {"snapshots": ("url", "recorded_as"), "exchanges": ("item", "url", "final_url", "content_type", "redirects")}


class ReadsBytes(Protocol):
    """Reads what only a reader of documents can: the words of a PDF whose letters are its own fonts'."""

    def __call__(self, data: bytes) -> Sequence[str] | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was taken out, or would be."""

    versions: tuple[tuple[str, int], ...]  # (watch, number) from which something went
    unproven: tuple[tuple[str, int], ...]  # those of them whose hash can't be made again: it was made of what went
    unprovable: tuple[tuple[str, int], ...]  # those of which nothing can be proven any more
    forms: tuple[tuple[str, int, tuple[str, ...]], ...]  # as written, in how many distinct texts, with what around; commonest first
    bytes: tuple[Dropped, ...]
    unread: tuple[Dropped, ...]  # bytes that stay and that nobody can look into: pictures, scans
    alerts: int  # of those that wait to be sent

    def __bool__(self) -> bool:
        return bool(self.versions or self.forms or self.bytes)


def erased(
    db: Connection,
    blobs: Blobs,
    read: ReadsBytes,
    now: datetime,
    *,
    forms: tuple[str, Iterable[str]] | None = None,
    known: Sequence[KeptErasure] = (),
    keep: bool = False,
) -> tuple[Erased, bool]:
    """Take out *forms*, or what is *known* of another database, in a transaction; returns that, and whether it is to *keep*."""
    wanted = [*known, *([erasure_of(*forms, list_key(db, secrets.token_bytes(32)), now)] if forms else [])]
    for one in wanted:
        keep_erasure(db, one)
    found = Eraser(db, blobs, stop_lists(db), read, now).erase()
    return found, bool(found) or keep


def is_erased(db: Connection, forms: Iterable[str]) -> bool:
    """Whether all *forms* are on the list of what was erased."""
    stops = stop_lists(db)
    return all(any(form_digest(stop.key, form) in stop.digests for stop in stops) for form in forms)


def erasure_of(kind: str, forms: Iterable[str], key: bytes, at: datetime) -> KeptErasure:
    """What is kept of *forms*, folded."""
    wanted = sorted(set(forms))
    return KeptErasure(
        at=stamp(at),
        kind=kind,
        key=key.hex(),
        forms=tuple(sorted(form_digest(key, form).hex() for form in wanted)),
        hints=tuple(sorted(hints(wanted, key))),
        longest=longest(wanted),
    )


class Eraser:
    """One erasure. Calls belong inside a transaction."""

    def __init__(self, db: Connection, blobs: Blobs, stops: Sequence[StopList], read: ReadsBytes, now: datetime) -> None:
        self._db, self._blobs, self._stops, self._read, self._now = db, blobs, tuple(stops), read, now
        self._words = Wording(stops)
        self._touched: set[int] = set()  # ids of snapshots
        self._unproven: set[int] = set()
        self._unprovable: set[int] = set()
        self._alerts = 0

    def erase(self) -> Erased:
        """Take everything out; raises Damaged where something would be left."""
        texts = TextEraser(self._db, self._words)
        texts.erase()
        self._touched |= texts.touched
        self._headers()
        for table in dict.fromkeys((*_PLAIN, *_JSON)):
            self._rows(table)
        sql = "SELECT e.change_id, e.position, e.edit, c.snapshot_id FROM edits e JOIN changes c ON c.id = e.change_id"
        for change, position, stored, snapshot in self._db.tuples(sql):
            anew = self._edit(json.loads(stored))
            if anew != stored:
                self._db.run("UPDATE edits SET edit = ? WHERE change_id = ? AND position = ?", (anew, change, position))
                self._touched.add(snapshot)
        for table, (key, columns) in _GONE.items():  # rows that are nothing without what is erased
            rows = self._db.rows(f"SELECT * FROM {table}")
            gone = [tuple(row[c] for c in key) for row in rows if any(self._words.text(row[c]) != row[c] for c in columns)]
            self._db.run_many(f"DELETE FROM {table} WHERE {' AND '.join(f'{c} = ?' for c in key)}", gone)
            self._db.run("UPDATE tallies SET written = written - ? WHERE name = ?", (len(gone), table))
        posts = inserted("person_keys", "watch_id", "name", "unit_key", "key").replace("INSERT", "INSERT OR REPLACE", 1)
        for watch, name in self._db.tuples("SELECT DISTINCT watch_id, name FROM person_keys"):
            if self._is_key_of_erased(name):
                held = self._db.tuples("SELECT unit_key, key FROM person_keys WHERE watch_id = ? AND name = ?", (watch, name))
                self._db.run_many(posts, [(watch, NOBODY_IN_PARTICULAR, unit, key) for unit, key in held if unit])
                self._db.run("DELETE FROM person_keys WHERE watch_id = ? AND name = ?", (watch, name))
        dropped, unread = self._bytes(texts.named)
        self._redact()
        self._db.run("INSERT INTO search (search) VALUES ('rebuild')")
        # Nothing is done where a column of text still holds what was to go
        for table, column in self._db.tuples(TEXT_COLUMNS):
            for (value,) in self._db.each(f'SELECT DISTINCT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL'):
                is_key = (table, column) == ("person_keys", "name")
                if self._is_key_of_erased(value) if is_key else spans(self._stops, value):
                    raise Damaged(Text("errors.store.not_erased", table=table, column=column))
        return Erased(
            versions=self._versions(self._touched | self._unproven),
            unproven=self._versions(self._unproven),
            unprovable=self._versions(self._unprovable),
            forms=tuple((form, count, tuple(self._words.around[form])) for form, count in self._words.seen.most_common()),
            bytes=dropped,
            unread=unread,
            alerts=self._alerts,
        )

    # -------------------------------------------------------------------------------------------------------------------- rows

    def _headers(self) -> None:
        db, anew = self._db, dict[int, int]()
        for number, name, value in db.tuples("SELECT id, name, value FROM headers"):
            if (self._words.text(name), self._words.text(value)) != (name, value):
                name, value = self._words.text(name), self._words.text(value)
                digest = short_digest(f"{name}\n{value}")
                known = db.value("SELECT id FROM headers WHERE digest = ?", (digest,))
                sql = "INSERT INTO headers (name, value, digest) VALUES (?, ?, ?)"
                anew[number] = known or db.insert(sql, (name, value, digest))
        if not anew:
            return
        columns = ("request_headers", "response_headers")
        for row in db.rows("SELECT snapshot_id, position, request_headers, response_headers FROM exchanges"):
            new = [dumps([anew.get(n, n) for n in json.loads(row[column])]) for column in columns]
            if new != [row[column] for column in columns]:
                sql = "UPDATE exchanges SET request_headers = ?, response_headers = ? WHERE snapshot_id = ? AND position = ?"
                db.run(sql, (*new, row["snapshot_id"], row["position"]))
                self._unproven.add(row["snapshot_id"])
        db.run_many("DELETE FROM headers WHERE id = ?", [(old,) for old in anew])

    def _rows(self, table: str) -> None:
        """The words of a table's rows; which snapshots that touches is noted."""
        key = _ROW.get(table, ("id",))
        columns = (*_PLAIN.get(table, ()), *_JSON.get(table, ()))
        for row in self._db.rows(f"SELECT * FROM {table}"):
            new: dict[str, Any] = {}
            for column in columns:
                text = row[column]
                if text is None:
                    continue
                is_json = column in _JSON.get(table, ())
                after = dumps(self._words.value(json.loads(text))) if is_json else self._words.text(text)
                if after != (dumps(json.loads(text)) if is_json else text):
                    new[column] = None if column in ("etag", "last_modified") else after
            if not new:
                continue
            numbered = {column: f"?{n}" for n, column in enumerate(new, 1)}
            sets = altered(table, **numbered) if table in COLUMNS else ", ".join(f"{c} = {v}" for c, v in numbered.items())
            where = " AND ".join(f"{column} = ?{n}" for n, column in enumerate(key, len(new) + 1))
            self._db.run(f"UPDATE OR REPLACE {table} SET {sets} WHERE {where}", (*new.values(), *(row[column] for column in key)))
            if table == "checks" and row["sealed_by"] is not None:
                self._unproven.add(row["sealed_by"])
            if table == "outbox" and row["delivered_at"] is None and row["failed_at"] is None:
                self._alerts += 1
            if table in ("snapshots", "exchanges", "items", "changes"):
                snapshot = row["id" if table == "snapshots" else "snapshot_id"]
                sealed = any(column in _SEALED.get(table, ()) for column in new)
                (self._unproven if sealed else self._touched).add(snapshot)

    def _edit(self, shape: dict[str, Any]) -> str:
        """An edit as stored, its words cut anew where what is erased stood in them."""
        edit = edit_from(shape)
        if edit.words and edit.before is not None and edit.after is not None:
            before, after = self._words.text(edit.before), self._words.text(edit.after)
            if (before, after) != (edit.before, edit.after):
                words = word_diff(text_of(before), text_of(after))[2] if before != after else (("=", before),)
                plain = {key: value for key, value in shape.items() if key not in ("before", "after", "words")}
                anew = {**self._words.value(plain), "before": before, "after": after, "words": [list(word) for word in words]}
                return edit_row(edit_from(anew))
        return dumps(self._words.value(shape))

    def _is_key_of_erased(self, name: str) -> bool:
        """Whether *name*, the words of a key in the order of the alphabet, is one that is erased, and no longer one."""
        apart = name.split()
        if len(apart) > _MOST_WORDS or not may_be_part(self._stops, name):
            return False
        for words in map(" ".join, permutations(apart)):
            rest, places = words, spans(self._stops, words)
            for start, end in places[::-1]:
                rest = rest[:start] + rest[end:]
            if places and not rest.strip():
                return True
        return False

    # ------------------------------------------------------------------------------------------------------- bytes, what is left

    def _bytes(self, named: Collection[str]) -> tuple[tuple[Dropped, ...], tuple[Dropped, ...]]:
        """Drop the bytes that hold what is erased; returns them, and those that nobody can look into."""
        db, gone, blind = self._db, set[int](), set[int]()
        readable = {
            s for (s,) in db.each("SELECT c.sha256 FROM contents c JOIN texts t ON t.id = c.text_id WHERE t.blocks <> '[]'")
        }
        for blob, sha256 in db.tuples("SELECT id, sha256 FROM blobs ORDER BY id"):
            data = self._blobs.read(blob)
            if sha256 in named or names_in(self._stops, data):
                gone.add(blob)
                continue
            said = () if sha256 in readable else self._read(data)
            if said is None:
                blind.add(blob)
            elif said and blocks_without(self._stops, said) != list(said):
                gone.add(blob)
        dropped = tuple(shown_by(db, gone))
        self._touched |= {n for (n,) in db.each(_SHOWING, (dumps(sorted(gone)),))}
        columns = ("snapshot_id", "position", "sha256", "size", "at")
        rows = [(*row, stamp(self._now)) for row in db.tuples(_TOMBSTONES, (dumps(sorted(gone)),))]
        db.run_many(inserted("tombstones", *columns).replace("INSERT", "INSERT OR REPLACE", 1), rows)
        drop_blobs(db, self._blobs, gone)
        return dropped, tuple(shown_by(db, blind))

    def _redact(self) -> None:
        """Take the salt of every version that was touched: what its digests vouched for is gone. What is left gets a digest."""
        db = self._db
        for number in sorted(self._touched | self._unproven):
            row = db.row(
                "SELECT s.*, s.url AS snapshot_url, s.extractor AS read_by, '' AS recipe_hash FROM snapshots s WHERE id = ?",
                (number,),
            )
            assert row is not None
            salts = salts_of(db, row)
            if row["erased_at"] is None:
                states = state_digests(Revisions(db, [number], newest=False).of(number, row))
                db.run("UPDATE snapshots SET states = ?, salt = NULL WHERE id = ?", (dumps(dict(states)), number))
            db.run("DELETE FROM states_anew WHERE snapshot_id = ?", (number,))
            known = db.row("SELECT at, facts FROM redactions WHERE snapshot_id = ?", (number,))
            facts = number in self._unproven or bool(known and known["facts"])
            if facts:  # else the digests would tell whether a guess is right
                db.run("DELETE FROM digests WHERE snapshot_id = ?", (number,))
            # Those whose things still are what was sealed stay: that can be proven though a name went elsewhere.
            left = db.row("SELECT * FROM snapshots WHERE id = ?", (number,))
            assert left is not None
            proving = under(db, left, {} if facts or row["erased_at"] else salts)
            kept = [(number, kind, place, own) for kind, place, _, own in proving if own is not None]
            db.run("DELETE FROM salts WHERE snapshot_id = ?", (number,))
            db.run_many("INSERT INTO salts (snapshot_id, kind, position, salt) VALUES (?, ?, ?, ?)", kept)
            if not any(kind == "item" for _, kind, _, _ in kept):
                self._unprovable.add(number)
            salt = secrets.token_hex(16)
            rest = None if row["erased_at"] else rest_of(db, number, salt)
            sql = inserted("redactions", "snapshot_id", "at", "facts", "salt", "rest").replace("INSERT", "INSERT OR REPLACE", 1)
            db.run(sql, (number, stamp(self._now), int(facts), salt, rest))
        touched = dumps(sorted(self._touched | self._unproven))
        beside = "SELECT watch_id FROM snapshots WHERE id IN (SELECT value FROM json_each(?))"
        db.run(f"UPDATE snapshots SET states = '{{}}' WHERE erased_at IS NOT NULL AND watch_id IN ({beside})", (touched,))
        db.run(
            f"UPDATE state SET {altered('state', page_closed='page_closed')}, glance = NULL WHERE watch_id IN"
            " (SELECT watch_id FROM snapshots WHERE id IN (SELECT value FROM json_each(?)))",
            (touched,),
        )

    def _versions(self, snapshots: Iterable[int]) -> tuple[tuple[str, int], ...]:
        sql = (
            "SELECT w.name, s.number FROM json_each(?) j JOIN snapshots s ON s.id = j.value JOIN watches w ON w.id = s.watch_id"
            " ORDER BY w.name, s.number"
        )
        return tuple((name, number) for name, number in self._db.tuples(sql, (dumps(sorted(snapshots)),)))
