"""Reading the evidence: watches, history, snapshots, revisions, bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from monitor.errors import Damaged, NothingFound
from monitor.i18n.locale import Text
from monitor.model import Change, CheckSource, HttpFacts, Outcome, Revision
from monitor.model.frozen import dataclass, value_of
from monitor.store.blobs import Blobs
from monitor.store.connection import Connection, Row
from monitor.store.row_digests import sound
from monitor.store.rows import change_from, dumps, moment, optional_moment, stamp
from monitor.store.seal import KINDS, DigestKind, ask_intact, headers, reads, redaction
from monitor.store.states import Revisions, state_damaged

_DAY_END = time(23, 59, 59, 999000, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSummary:
    """A watch that the database knows, in config.toml or not."""

    name: str
    url: str
    first_at: datetime
    newest_at: datetime
    newest_live_at: datetime | None
    visits: int
    snapshot: int | None  # number of the last one
    outcome: Outcome  # of the newest visit
    failing: int  # open episodes


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """The HTTP facts of one answer of a snapshot."""

    item: str | None  # None: the page
    http: HttpFacts
    content_type: str  # as received
    sha256: str | None  # of the body; None: none (304), or erased


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotFacts:
    """What is known of a snapshot besides its items."""

    watch: str
    number: int
    taken_at: datetime
    recorded_at: datetime
    source: CheckSource
    url: str
    recipe_hash: str
    page_sha256: str | None  # None: not kept, or erased
    hash: str
    erased_at: datetime | None  # when all that it showed was pruned
    redacted_at: datetime | None  # when somebody's name was erased from it: the rest of it stands, and proves nothing
    exchanges: tuple[Exchange, ...]  # the page's first


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredChange:
    """A change with its place in history."""

    id: int
    watch: str
    snapshot: int
    taken_at: datetime
    source: CheckSource
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """A snapshot and what changed with it; the first has no changes."""

    watch: str
    snapshot: int
    taken_at: datetime
    source: CheckSource
    url: str
    hash: str
    erased: bool
    changes: tuple[StoredChange, ...]


# The newest snapshot of that time, or the last made after it under a clock that was set back: as a rule the next one is too late.
_NUMBER_AT = """SELECT ifnull((SELECT min(number) FROM snapshots WHERE watch_id = ?1 AND number > f.number AND +taken_at > ?2) - 1,
    (SELECT max(number) FROM snapshots WHERE watch_id = ?1))
FROM (SELECT number FROM snapshots WHERE watch_id = ?1 AND taken_at <= ?2 ORDER BY taken_at DESC, number DESC LIMIT 1) f"""


class Archive:
    """What the database holds, read only. *name* of a watch that it does not know raises NothingFound everywhere.

    A version is looked over when it is read: what is not what was hashed is Damaged, never an answer (DESIGN 7.5).
    """

    def __init__(self, db: Connection, blobs: Blobs) -> None:
        self._db = db
        self._blobs = blobs
        self._asked: set[tuple[int, DigestKind | None]] = set()  # found intact through this connection
        self.timezone = "UTC"  # the reader's: of the days that errors name

    def ask_intact(self, snapshots: Iterable[int], *kinds: DigestKind) -> None:
        """Raise Damaged unless *snapshots*, row ids, are what was hashed: their facts, and their things of *kinds*."""
        parts = (None, *kinds)
        new = [one for one in dict.fromkeys(snapshots) if any((one, part) not in self._asked for part in parts)]
        if new:
            ask_intact(self._db, new, kinds)
            self._asked |= {(one, part) for one in new for part in parts}

    @reads
    def watches(self, name: str | None = None) -> tuple[WatchSummary, ...]:
        """Every watch ever visited, by name; *name*: only that one."""
        rows = self._db.rows(
            f"SELECT w.*, {sound('watches', 'w.')} AND st.watch_id IS NOT NULL AND {sound('state', 'st.')} AS sound,"
            " st.newest_at, st.newest_live_at, st.visits, s.number,"
            " (SELECT outcome FROM checks k WHERE k.watch_id = w.id ORDER BY k.id DESC LIMIT 1) AS outcome,"
            " (SELECT count(*) FROM episodes e WHERE e.watch_id = w.id AND e.ended_at IS NULL) AS failing"
            " FROM watches w LEFT JOIN state st ON st.watch_id = w.id LEFT JOIN snapshots s ON s.id = st.snapshot_id"
            f" {'' if name is None else 'WHERE w.name = ?'} ORDER BY w.name",
            () if name is None else (name,),
        )
        for row in rows:
            if not row["sound"]:
                raise Damaged(state_damaged(row["name"]))
        return tuple(
            value_of(
                WatchSummary,
                row,
                first_at=moment(row["first_at"]),
                newest_at=moment(row["newest_at"]),
                newest_live_at=optional_moment(row["newest_live_at"]),
                snapshot=row["number"],
            )
            for row in rows
        )

    @reads
    def watch_id(self, name: str) -> int:
        """The row of the watch *name*."""
        found = self._db.value("SELECT id FROM watches WHERE name = ?", (name,))
        if found is None:
            raise NothingFound.of("errors.store.no_visit", name=name, path=self._db.path, do=f"monitor check {name}")
        return int(found)

    # --------------------------------------------------------------------------------------------------------- snapshots

    @reads
    def snapshot(self, name: str, number: int | None = None) -> SnapshotFacts:
        """The facts of one snapshot; *number* None: the last."""
        row = self._snapshot_row(name, number)
        self.ask_intact([row["id"]], "blob")
        exchanges = self._db.rows(
            "SELECT e.*, b.sha256 FROM exchanges e LEFT JOIN blobs b ON b.id = e.blob WHERE snapshot_id = ? ORDER BY position",
            (row["id"],),
        )
        return value_of(
            SnapshotFacts,
            row,
            watch=name,
            taken_at=moment(row["taken_at"]),
            recorded_at=moment(row["recorded_at"]),
            page_sha256=self._db.value("SELECT sha256 FROM blobs WHERE id = ?", (row["page"],)),
            erased_at=optional_moment(row["erased_at"]),
            redacted_at=None if (erased := redaction(self._db, row["id"])) is None else moment(erased["at"]),
            exchanges=tuple(
                Exchange(
                    item=e["item"],
                    http=value_of(
                        HttpFacts,
                        e,
                        final_url=e["final_url"] or e["url"],
                        request_headers=_pairs(headers(self._db, e["request_headers"])),
                        response_headers=_pairs(headers(self._db, e["response_headers"])),
                        redirects=tuple((status, url) for status, url in json.loads(e["redirects"])),
                        started_at=moment(e["started_at"]),
                        finished_at=moment(e["finished_at"]),
                    ),
                    content_type=e["content_type"],
                    sha256=e["sha256"],
                )
                for e in exchanges
            ),
        )

    @reads
    def revision(self, name: str, number: int | None = None, *, newest: bool = False) -> Revision:
        """The items of one snapshot; *number* None: the last. Raises NothingFound for an erased one too.

        As they were read and sealed then; *newest*: documents as the newest version of our reading reads them (DESIGN 7.6).
        """
        row = self._snapshot_row(name, number)
        if row["erased_at"] is not None:
            day = moment(row["erased_at"]).astimezone(ZoneInfo(self.timezone)).date()
            raise NothingFound(Text("errors.store.erased", number=row["number"], name=name, day=day))
        self.ask_intact([row["id"]], *KINDS)
        return Revisions(self._db, [row["id"]], newest=newest).of(row["id"], row)

    @reads
    def number_at(self, name: str, when: datetime | date) -> int:
        """The number of the snapshot that was the last one at *when* (an instant, or the end of a day in UTC)."""
        at = stamp(when if isinstance(when, datetime) else datetime.combine(when, _DAY_END))
        found: int | None = self._db.value(_NUMBER_AT, (self.watch_id(name), at))
        if found is None:
            raise NothingFound(Text("errors.store.no_version_so_old", name=name, day=when), remedy=f"monitor history {name}")
        return found

    @reads
    def kept_number(self, name: str, number: int) -> int:
        """The newest snapshot up to *number* of which something is left; *number* itself where nothing is."""
        sql = "SELECT max(number) FROM snapshots WHERE watch_id = ? AND number <= ? AND erased_at IS NULL"
        found: int | None = self._db.value(sql, (self.watch_id(name), number))
        return number if found is None else found

    @reads
    def newest_hash(self, name: str) -> str | None:
        """The hash of the last snapshot: who keeps it elsewhere can tell later that nothing was cut off. None: no snapshot."""
        sql = "SELECT s.hash FROM state st JOIN snapshots s ON s.id = st.snapshot_id WHERE st.watch_id = ?"
        found: str | None = self._db.value(sql, (self.watch_id(name),))
        return found

    def _snapshot_row(self, name: str, number: int | None) -> Row:
        watch = self.watch_id(name)
        condition, values = ("number = ?", (watch, number)) if number is not None else ("1 ORDER BY number DESC LIMIT 1", (watch,))
        row = self._db.row(
            f"SELECT s.*, s.url AS snapshot_url, s.extractor AS read_by, r.hash AS recipe_hash"
            f" FROM snapshots s JOIN recipes r ON r.id = s.recipe"
            f" WHERE watch_id = ? AND {condition}",
            values,
        )
        if row is None:
            which = "" if number is None else f" {number}"
            raise NothingFound(Text("errors.store.no_version", name=name, which=which), remedy=f"monitor history {name}")
        newest = "SELECT s.number FROM state st JOIN snapshots s ON s.id = st.snapshot_id WHERE st.watch_id = ?"
        if number is None and row["number"] != self._db.value(newest, (watch,)):
            raise Damaged(Text("errors.store.newest_altered", name=name))
        return row

    # ------------------------------------------------------------------------------------------------------------- bytes

    @reads
    def blob(self, sha256: str) -> bytes:
        """The bytes with that hex digest."""
        found = self._blobs.id_of(sha256)
        if found is None:
            raise NothingFound(Text("errors.store.no_bytes", path=self._db.path, sha256=sha256))
        return self._blobs.read(found)

    @reads
    def kept(self, sha256: str) -> bytes | None:
        """The bytes with that hex digest; None where they are not kept."""
        found = self._blobs.id_of(sha256)
        return None if found is None else self._blobs.read(found)

    def is_kept(self, sha256: str) -> bool:
        """Whether the bytes with that hex digest are kept."""
        return self._blobs.id_of(sha256) is not None

    @reads
    def kept_size(self, sha256: str) -> int | None:
        """How many bytes with that hex digest are kept; None: they are not. Cheaper than reading them, which may lean on many."""
        found: int | None = self._db.value("SELECT size FROM blobs WHERE sha256 = ?", (sha256,))
        return found

    @reads
    def newest_page(self, name: str) -> tuple[bytes, str] | None:
        """The newest well-read page and its content type as received; None: none yet."""
        sql = "SELECT st.page, st.page_type FROM watches w JOIN state st ON st.watch_id = w.id WHERE w.name = ?"
        row = self._db.row(sql, (name,))
        return None if row is None or row["page"] is None else (self._blobs.read(row["page"]), row["page_type"])

    @reads
    def page_of(self, name: str, number: int) -> tuple[bytes, str] | None:
        """The page that snapshot was read from and its content type as received; None: not kept."""
        row = self._snapshot_row(name, number)
        self.ask_intact([row["id"]], "blob")
        sql = "SELECT content_type FROM exchanges WHERE snapshot_id = ? AND position = 0 AND blob = ?"
        media = self._db.value(sql, (row["id"], row["page"])) or "text/html"  # a 304 has none
        return None if row["page"] is None else (self._blobs.read(row["page"]), media)

    # ----------------------------------------------------------------------------------------------------------- history

    @reads
    def history(
        self,
        name: str,
        *,
        item: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        before: int | None = None,
        limit: int | None = None,
    ) -> tuple[HistoryEntry, ...]:
        """The snapshots of a watch with their changes, newest first.

        *item*: only snapshots at which that item changed, or the first; *since*, *until*: taken then, both included; *before*: only
        smaller numbers; *limit*: at most so many.
        """
        there = "s.number = 1 OR EXISTS (SELECT 1 FROM changes c WHERE c.snapshot_id = s.id AND c.item = ?)"
        asked = {"s.watch_id = ?": self.watch_id(name), **_between(since, until), "s.number < ?": before, f"({there})": item}
        conditions, values = _given(asked)
        rows = self._db.rows(
            f"SELECT s.* FROM snapshots s WHERE {conditions} ORDER BY s.number DESC LIMIT ?",
            (*values, -1 if limit is None else limit),
        )
        self.ask_intact([row["id"] for row in rows], "change")
        sql = f"{_CHANGES} WHERE c.snapshot_id IN (SELECT value FROM json_each(?1)) AND (?2 IS NULL OR c.item = ?2) ORDER BY c.id"
        found = self._db.rows(sql, (dumps([row["id"] for row in rows]), item))
        changes: dict[int, list[StoredChange]] = {}
        for row, change in zip(found, self._stored(found), strict=True):
            changes.setdefault(row["snapshot_id"], []).append(change)
        return tuple(
            HistoryEntry(
                watch=name,
                snapshot=row["number"],
                taken_at=moment(row["taken_at"]),
                source=row["source"],
                url=row["url"],
                hash=row["hash"],
                erased=row["erased_at"] is not None,
                changes=tuple(changes.get(row["id"], [])),
            )
            for row in rows
        )

    @reads
    def changes(
        self,
        name: str | None = None,
        *,
        item: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        before_id: int | None = None,
        limit: int | None = None,
    ) -> tuple[StoredChange, ...]:
        """Changes of one watch, or of all by time, as a past may be imported; newest first; *before_id*: older ones alone."""
        asked: dict[str, Any] = {**_between(since, until), "c.item = ?": item}
        of = "(SELECT {} FROM snapshots x JOIN changes y ON y.snapshot_id = x.id WHERE y.id = ?)".format
        if name is None:
            asked |= {f"s.taken_at <= {of('taken_at')}": before_id, f"(s.taken_at, c.id) < {of('taken_at, y.id')}": before_id}
            order, rows = "s.taken_at DESC, c.id", _IN_TIME
        else:  # by the versions of the watch: those of others may be many
            asked |= {"s.watch_id = ?": self.watch_id(name), f"s.number <= {of('number')}": before_id, "c.id < ?": before_id}
            order, rows = "s.number DESC, c.position", _CHANGES
        conditions, values = _given(asked)
        sql = f"{rows} WHERE {conditions} ORDER BY {order} DESC LIMIT ?"
        return self._stored(self._db.rows(sql, (*values, -1 if limit is None else limit)))

    @reads
    def changes_of(self, name: str, numbers: Iterable[int]) -> tuple[StoredChange, ...]:
        """The changes that the snapshots *numbers* of a watch recorded, oldest first."""
        sql = f"{_CHANGES} WHERE s.watch_id = ? AND s.number IN (SELECT value FROM json_each(?)) ORDER BY c.id"
        return self._stored(self._db.rows(sql, (self.watch_id(name), dumps(sorted(set(numbers))))))

    @reads
    def change_counts(self, name: str, newest: int) -> tuple[Mapping[str, int], bool]:
        """How many changes of each item the *newest* versions of a watch recorded, and whether some are minor."""
        sql = (
            "SELECT c.item, count(*), max(c.significance = 'minor') FROM (SELECT id FROM snapshots WHERE watch_id = ?"
            " ORDER BY number DESC LIMIT ?) s JOIN changes c ON c.snapshot_id = s.id GROUP BY c.item ORDER BY max(c.id) DESC"
        )
        rows = self._db.tuples(sql, (self.watch_id(name), newest))
        return {item: number for item, number, _ in rows}, any(minor for _, _, minor in rows)

    @reads
    def change(self, change_id: int) -> StoredChange:
        """One change by its id."""
        rows = self._db.rows(f"{_CHANGES} WHERE c.id = ?", (change_id,))
        if not rows:
            raise NothingFound(Text("errors.store.no_change", change_id=change_id))
        return self._stored(rows)[0]

    @reads
    def change_after(self, change_id: int, *, item: str | None = None) -> StoredChange | None:
        """The next change of the same watch, or of one *item* of it; None: it is the newest."""
        sql = (
            f"{_CHANGES} JOIN (SELECT x.watch_id, x.number FROM changes y JOIN snapshots x ON x.id = y.snapshot_id"
            " WHERE y.id = ?1) own"
            " WHERE c.id > ?1 AND s.watch_id = own.watch_id AND s.number >= own.number AND (?2 IS NULL OR c.item = ?2)"
            " ORDER BY s.number, c.position LIMIT 1"
        )
        found = self._stored(self._db.rows(sql, (change_id, item)))
        return found[0] if found else None

    def _stored(self, rows: Sequence[Row]) -> tuple[StoredChange, ...]:
        self.ask_intact([row["snapshot_id"] for row in rows], "change")
        sql = "SELECT change_id, edit FROM edits WHERE change_id IN (SELECT value FROM json_each(?)) ORDER BY change_id, position"
        edits: dict[int, list[dict[str, Any]]] = {row["id"]: [] for row in rows}
        for change_id, edit in self._db.rows(sql, (dumps(list(edits)),)):
            edits[change_id].append(json.loads(edit))
        plain = ("item", "item_kind", "change", "significance", "label", "suspect", "returns_to")
        return tuple(
            StoredChange(
                id=row["id"],
                watch=row["watch"],
                snapshot=row["number"],
                taken_at=moment(row["taken_at"]),
                source=row["source"],
                change=change_from({**json.loads(row["facts"]), **{key: row[key] for key in plain}, "edits": edits[row["id"]]}),
            )
            for row in rows
        )


_SELECT = "SELECT c.*, w.name AS watch, s.number, s.taken_at, s.source FROM"
_CHANGES = f"{_SELECT} changes c JOIN snapshots s ON s.id = c.snapshot_id JOIN watches w ON w.id = s.watch_id"
# Versions first, by the index of their times (https://sqlite.org/optoverview.html#crossjoin).
_IN_TIME = f"{_SELECT} snapshots s CROSS JOIN changes c ON c.snapshot_id = s.id JOIN watches w ON w.id = s.watch_id"


def _between(since: datetime | None, until: datetime | None) -> dict[str, str | None]:
    """Conditions on when a snapshot was taken, each with its value; None: not asked for."""
    return {"s.taken_at >= ?": None if since is None else stamp(since), "s.taken_at <= ?": None if until is None else stamp(until)}


def _given(asked: Mapping[str, Any]) -> tuple[str, tuple[Any, ...]]:
    """Those conditions of *asked* that have a value, joined, and the values: an index serves what is not hidden in an OR."""
    given = {condition: value for condition, value in asked.items() if value is not None}
    return " AND ".join(given) or "true", tuple(given.values())


def _pairs(headers: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in headers)
