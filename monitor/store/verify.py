"""Whether the database still says what was written: hash chain, bytes, texts, counts, sightings, structure (DESIGN 7.5)."""

from __future__ import annotations

import hashlib
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Literal, TypeAlias

from monitor.errors import Damaged, MonitorError
from monitor.i18n.locale import Foreign, Text
from monitor.i18n.typography import shortened
from monitor.model.frozen import dataclass
from monitor.store.blobs import Blobs
from monitor.store.checks import counted
from monitor.store.connection import Connection, Row
from monitor.store.outbox import Outbox
from monitor.store.row_digests import COLUMNS, sound
from monitor.store.rows import canonical, dumps, moment
from monitor.store.schema import EACH_OF_STRETCHES
from monitor.store.seal import CALLED, RUBBISH, digests, hash_of, lost, redaction, rest_of, sealed, snapshot_hash
from monitor.store.search_index import is_whole
from monitor.store.stamps import stamps
from monitor.store.states import ask_state
from monitor.store.stops import unfinished
from monitor.store.texts import as_searched, short_digest, texts_of, unrolled
from monitor.store.timeline import visit_of

ProblemKind: TypeAlias = Literal[
    "erased", "structure", "blob", "text", "count", "chain", "digest", "tail", "alert", "row", "stamp", "unfinished"
]
_TALLIED: Mapping[str, tuple[ProblemKind, str]] = {
    "erasures": ("count", "errors.verify.erasures_missing"),
    "outbox": ("alert", "errors.verify.alerts_missing"),
    "stamps": ("stamp", "errors.verify.stamps_missing"),
}
Check: TypeAlias = Callable[[], Iterator["Problem"]]


_MOST_SHOWN = 60  # characters of a column
MOST_PLACES = 200  # versions among which the place of one is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something `verify` found. kind "erased" is no damage: it was taken out on purpose and says so."""

    kind: ProblemKind
    said: Text  # one line of evidence
    watch: str | None = None
    snapshot: int | None = None
    at: datetime | None = None  # of what was taken out: when

    @property
    def detail(self) -> str:
        """The evidence in English, as programs get it."""
        return str(self.said)

    @property
    def broken(self) -> bool:
        """Whether the evidence is damaged."""
        return self.kind != "erased"


_NEWEST = """
SELECT s.*, w.name, b.hash AS before FROM watches w JOIN snapshots s ON s.watch_id = w.id
    AND s.number = (SELECT max(number) FROM snapshots x WHERE x.watch_id = w.id)
LEFT JOIN snapshots b ON b.watch_id = w.id AND b.number = s.number - 1
"""


_OF_ANY = ("structure", "blob", "unfinished")  # what is wrong with no watch, and yet with what was asked about
_SHOWN_BLOBS = """
WITH asked AS (SELECT id FROM watches WHERE name IN (SELECT value FROM json_each(?)))
SELECT page FROM snapshots WHERE watch_id IN asked UNION SELECT page FROM state WHERE watch_id IN asked
UNION SELECT i.blob FROM items i JOIN snapshots s ON s.id = i.snapshot_id WHERE s.watch_id IN asked
UNION SELECT e.blob FROM exchanges e JOIN snapshots s ON s.id = e.snapshot_id WHERE s.watch_id IN asked
"""


class Verify:
    """All examinations of one database, or of the watches *names* in it. Reads only."""

    def __init__(self, db: Connection, blobs: Blobs, newest: Mapping[str, str], names: Collection[str] = ()) -> None:
        self._db = db
        self._blobs = blobs
        self._newest = newest
        self._names = {*names, *newest} if names else set[str]()  # of which all is examined; none: of every watch

    def problems(self) -> list[Problem]:
        """Everything found, the file's structure first; one damaged thing hides no other.

        Of some watches: their files, rows, chains and alerts. Texts that watches share are covered by the digests of the versions
        that show them.
        """
        self._blobs.forget()
        checks: tuple[Check, ...] = (
            partial(self._structure, "integrity_check"),
            self._bytes,
            self._texts,
            self._search,
            self._headers,
            self._counts,
            self._rows,
            self._tallies,
            self._unsealed,
            self._chains,
            self._alerts,
            self._stamps,
            self._erasures,
        )
        if self._names:
            whole = (self._texts, self._headers, self._tallies)
            checks = tuple(check for check in checks if check not in whole)
        found = [problem for check in checks for problem in _guarded(check)]
        if not self._names:
            return found
        return [one for one in found if one.watch in self._names or (one.watch is None and one.kind in _OF_ANY)]

    def structure(self) -> list[Problem]:
        """What is wrong with the file's structure, its indexes and references included, and with the newest snapshots."""
        return [problem for check in (partial(self._structure, "integrity_check"), self._tails) for problem in _guarded(check)]

    def newest(self) -> list[Problem]:
        """What a quick look finds: the file's structure, and the newest snapshot of each watch."""
        return [problem for check in (partial(self._structure, "quick_check"), self._tails) for problem in _guarded(check)]

    def _asked(self) -> tuple[str, ...]:
        """What a statement that asks for the watches in question is given."""
        return (dumps(sorted(self._names)),) if self._names else ()

    def _watches(self) -> list[tuple[int, str]]:
        """The id and name of each watch in question."""
        named = " WHERE name IN (SELECT value FROM json_each(?))" if self._names else ""
        return list(self._db.tuples(f"SELECT id, name FROM watches{named}", self._asked()))

    def _tails(self) -> Iterator[Problem]:
        for row in self._db.rows(_NEWEST):
            yield from self._snapshot(row, row["name"], row["before"] or "")

    def _structure(self, pragma: str) -> Iterator[Problem]:
        for (line,) in self._db.rows(f"PRAGMA {pragma}(20)"):
            if line != "ok":
                yield Problem(kind="structure", said=Text("errors.verify.sqlite", line=Foreign(line)))
        for row in self._db.rows("PRAGMA foreign_key_check"):
            yield Problem(kind="structure", said=Text("errors.verify.reference", table=row[0], row=row[1], other=row[2]))

    def _bytes(self) -> Iterator[Problem]:
        shown = f" WHERE id IN ({_SHOWN_BLOBS})" if self._names else ""
        for blob, sha256 in self._db.rows(f"SELECT id, sha256 FROM blobs{shown} ORDER BY id", self._asked()):
            crc, data = self._db.tuples("SELECT crc, data FROM blobs WHERE id = ?", (blob,))[0]
            try:
                self._blobs.read(blob)
            except (MonitorError, *RUBBISH) as error:
                yield Problem(kind="blob", said=Text("errors.verify.bytes_unreadable", sha256=sha256, error=_error(error)))
                continue
            if zlib.crc32(data) != crc:
                yield Problem(kind="blob", said=Text("errors.verify.bytes_altered", sha256=sha256))

    def _texts(self) -> Iterator[Problem]:
        for block, kind, text, digest in self._db.rows("SELECT id, kind, text, digest FROM blocks"):
            if short_digest(f"{kind}\n{text}") != digest:
                yield Problem(kind="text", said=Text("errors.verify.block", block=block, text=repr(text[:60])))
        for text, digest in self._db.rows("SELECT id, digest FROM texts"):
            try:
                blocks = [[block.kind, block.text] for block in texts_of(self._db, [text])[text]]
            except RUBBISH:
                blocks = None
            if blocks is None or short_digest(canonical(blocks)) != digest:
                yield Problem(kind="text", said=Text("errors.verify.text", text=text))
        for facts, stored, digest in self._db.rows("SELECT id, facts, digest FROM block_facts"):
            if short_digest(stored) != digest:
                yield Problem(kind="text", said=Text("errors.verify.facts", facts=facts, text=repr(stored[:60])))

    def _search(self) -> Iterator[Problem]:
        """What a search would not find: words that the index lacks, and what a snapshot shows and no sighting tells of."""
        if not is_whole(self._db):
            yield Problem(kind="structure", said=Text("errors.verify.index"))
        for watch_id, name in self._watches():
            for item, number in unseen(self._db, watch_id):
                yield Problem(kind="row", watch=name, snapshot=number, said=Text("errors.verify.sighting", item=item))

    def _headers(self) -> Iterator[Problem]:
        for header, name, value, digest in self._db.rows("SELECT id, name, value, digest FROM headers"):
            if short_digest(f"{name}\n{value}") != digest:
                yield Problem(kind="text", said=Text("errors.verify.header", header=header, name=name))

    def _counts(self) -> Iterator[Problem]:
        rows = self._db.rows(
            "SELECT w.name, st.visits, (SELECT ifnull(sum(count), 0) FROM checks k WHERE k.watch_id = w.id) AS counted, s.number,"
            " (SELECT max(number) FROM snapshots x WHERE x.watch_id = w.id) AS highest,"
            " (SELECT max(snapshot) FROM checks k WHERE k.watch_id = w.id) AS visited, st.snapshot_id"
            " FROM watches w LEFT JOIN state st ON st.watch_id = w.id LEFT JOIN snapshots s ON s.id = st.snapshot_id"
        )
        for row in rows:
            if row["visits"] != row["counted"]:
                said = Text("errors.verify.visits", counted=row["counted"], made=row["visits"])
                yield Problem(kind="count", watch=row["name"], said=said)
            last = row["visited"] if row["number"] is None and row["snapshot_id"] is not None else row["number"]
            if last != row["highest"]:
                said = Text("errors.verify.last", highest=row["highest"] or 0, number=last or 0)
                yield Problem(kind="count", watch=row["name"], said=said)

    def _rows(self) -> Iterator[Problem]:
        """Rows that no snapshot's hash covers, or not yet, and that are not what was written."""
        names = dict(self._db.tuples("SELECT id, name FROM watches"))
        for table, columns in COLUMNS.items():
            for row in self._db.rows(f"SELECT * FROM {table} WHERE NOT {sound(table)}"):
                shown = [c for c in columns if row[c] is not None and c != "response"]  # that is base64
                said = ", ".join(f"{column} {shortened(str(row[column]), _MOST_SHOWN)}" for column in shown)
                yield Problem(
                    kind="row",
                    watch=names.get(row["watch_id"]) if "watch_id" in columns else None,
                    said=Text("errors.verify.row", table=table, row=" ".join(said.split())),
                )

    def _tallies(self) -> Iterator[Problem]:
        """Rows that went from tables that only grow: no other row would miss them."""
        written = dict(self._db.tuples("SELECT name, written FROM tallies"))
        for table, (kind, key) in _TALLIED.items():
            found, ought = self._db.value(f"SELECT count(*) FROM {table}"), written.get(table, 0)
            if found != ought:
                yield Problem(kind=kind, said=Text(key, n=ought, found=found))

    def _unsealed(self) -> Iterator[Problem]:
        """Rows that no hash covers yet, or ever: at least they must be what such rows are."""
        for watch_id, name in self._watches():
            try:
                if not counted(self._db, watch_id):
                    yield Problem(kind="count", watch=name, said=Text("errors.verify.counted"))
                for row in self._db.rows("SELECT *, 1 AS sound FROM checks WHERE watch_id = ? AND sealed_by IS NULL", (watch_id,)):
                    visit_of(name, row)
                ask_state(self._db, name)
            except (Damaged, *RUBBISH) as error:
                yield Problem(kind="structure", watch=name, said=Text("errors.verify.unreadable", error=_error(error)))
        for number in () if self._names else Outbox(self._db).damaged(-1):
            yield Problem(kind="structure", said=Text("errors.verify.alert_unreadable", number=number))

    # --------------------------------------------------------------------------------------------------------- the chain

    def _chains(self) -> Iterator[Problem]:
        watches = self._watches()
        for watch_id, name in watches:
            before, expected = "", 1
            hashes = set()
            for row in self._db.rows("SELECT * FROM snapshots WHERE watch_id = ? ORDER BY number", (watch_id,)):
                if row["number"] != expected:
                    yield Problem(kind="chain", watch=name, snapshot=expected, said=Text("errors.verify.missing"))
                yield from self._snapshot(row, name, before)
                before, expected = row["hash"], row["number"] + 1
                hashes.add(before)
            if name in self._newest and self._newest[name] not in hashes:
                yield Problem(kind="tail", watch=name, said=Text("errors.verify.tail", hash=self._newest[name]))
        for name in sorted(self._newest.keys() - {name for _, name in watches}):
            yield Problem(kind="tail", watch=name, said=Text("errors.verify.watch_gone"))

    def _snapshot(self, row: Row, name: str, before: str) -> Iterator[Problem]:
        number = row["number"]
        try:
            erased = redaction(self._db, row["id"])
            chained = bool(erased and erased["facts"]) or snapshot_hash(self._db, row, before=before) == row["hash"]
        except (Damaged, *RUBBISH) as error:
            yield Problem(kind="chain", watch=name, snapshot=number, said=Text("errors.verify.unreadable", error=_error(error)))
            erased, chained = None, True
        if not chained:
            yield Problem(kind="chain", watch=name, snapshot=number, said=self._why_not_chained(row))
        if row["salt"] is None and row["erased_at"] is not None:
            said = Text("errors.verify.pruned", at=row["erased_at"])
            yield Problem(kind="erased", watch=name, snapshot=number, said=said, at=moment(row["erased_at"]))
            return
        if row["salt"] is None and erased is not None:
            said = Text("errors.verify.erased_facts" if erased["facts"] else "errors.verify.erased", at=erased["at"])
            yield Problem(kind="erased", watch=name, snapshot=number, said=said, at=moment(erased["at"]))
            try:
                left = rest_of(self._db, row["id"], erased["salt"])
                for kind, place in lost(self._db, row):
                    said = Text("errors.verify.digest", thing=CALLED[kind], number=place + 1)
                    yield Problem(kind="digest", watch=name, snapshot=number, said=said)
            except (Damaged, *RUBBISH) as error:
                left = str(error)
            if left != erased["rest"]:
                yield Problem(kind="digest", watch=name, snapshot=number, said=Text("errors.verify.left"))
            return
        if row["salt"] is None or row["erased_at"] is not None:
            yield Problem(kind="digest", watch=name, snapshot=number, said=Text("errors.verify.half_erased"))
            return
        yield from self._digests(row, name)

    def _why_not_chained(self, row: Row) -> Text:
        """What was done to the chain at *row*: a version that is itself as it was sealed tells where it stood."""
        rows = self._db.tuples("SELECT number, hash FROM snapshots WHERE watch_id = ? ORDER BY number", (row["watch_id"],))
        facts = sealed(self._db, row, before="")
        numbers = [row["number"], *(number for number, _ in rows if len(rows) <= MOST_PLACES)]
        for number in numbers:
            for before in ("", *(value for _, value in rows)):
                if hash_of({**facts, "number": number, "before": before}) != row["hash"]:
                    continue
                if number != row["number"]:
                    return Text("errors.verify.other_number", number=number)
                return Text("errors.verify.other_before")
        return Text("errors.verify.chain")

    def _digests(self, row: Row, name: str) -> Iterator[Problem]:
        sql = "SELECT kind, position, digest FROM digests WHERE snapshot_id = ?"
        stored = {(kind, position): digest for kind, position, digest in self._db.rows(sql, (row["id"],))}
        try:
            found = {(str(kind), position): digest for (kind, position), digest in digests(self._db, row).items()}
        except (Damaged, *RUBBISH) as error:
            said = Text("errors.verify.unreadable", error=_error(error))
            yield Problem(kind="digest", watch=name, snapshot=row["number"], said=said)
            return
        for kind, position in sorted(stored.keys() | found.keys()):
            if stored.get((kind, position)) != found.get((kind, position)):
                said = Text("errors.verify.digest", thing=CALLED[kind], number=position + 1)
                yield Problem(kind="digest", watch=name, snapshot=row["number"], said=said)

    def _stamps(self) -> Iterator[Problem]:
        """Each stamp is one of what it stands beside, and each version that it names is still there."""
        known = dict(self._db.tuples("SELECT hash, number FROM snapshots"))
        for kept in stamps(self._db):
            if hashlib.sha256(kept.heads.encode()).digest() not in kept.response:
                yield Problem(kind="stamp", said=Text("errors.verify.stamp_other", day=kept.at.date(), tsa=kept.tsa))
            for line in kept.heads.splitlines():
                name, number, value = line.rsplit(" ", 2)
                if known.get(value) != int(number):
                    said = Text("errors.verify.stamp_gone", day=kept.at.date(), hash=value)
                    yield Problem(kind="stamp", watch=name, snapshot=int(number), said=said)

    def _erasures(self) -> Iterator[Problem]:
        if unfinished(self._db):
            yield Problem(kind="unfinished", said=Text("errors.verify.unfinished"))

    def _alerts(self) -> Iterator[Problem]:
        rows = self._db.rows(
            "SELECT w.name, o.key FROM outbox o LEFT JOIN watches w ON w.id = o.watch_id"
            " WHERE o.hash IS NOT NULL AND NOT EXISTS (SELECT 1 FROM snapshots s WHERE s.hash = o.hash AND s.watch_id = o.watch_id)"
        )
        for name, key in rows:
            yield Problem(kind="alert", watch=name, said=Text("errors.verify.alert_of", key=key))


def _guarded(check: Check) -> Iterator[Problem]:
    """The problems of *check*, and the error that ended it, if one did."""
    try:
        yield from check()
    except (MonitorError, *RUBBISH) as error:
        yield Problem(kind="structure", said=Text("errors.verify.unreadable", error=_error(error)))


def _error(error: BaseException) -> Text | Foreign | str:
    """What *error* says, in whichever language it is read."""
    return error.message if isinstance(error, MonitorError) else Foreign(f"{type(error).__name__}: {error}"[:200])


_SHOWN = """
SELECT i.item, s.number, t.blocks, CASE WHEN i.kind = 'section' THEN i.heading ELSE i.label END AS title
FROM snapshots s JOIN items i ON i.snapshot_id = s.id LEFT JOIN contents c ON c.id = i.content_id
LEFT JOIN texts t ON t.id = coalesce(i.text_id, c.text_id)
WHERE s.watch_id = ? AND s.erased_at IS NULL ORDER BY i.item, s.number
"""


def unseen(db: Connection, watch_id: int) -> Iterator[tuple[str, int]]:
    """(item, number of a snapshot) where a text stood that no sighting tells of; of each item the first."""
    sightings: defaultdict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for item, block, first, last in db.each(
        "SELECT item, block_id, first_snapshot, last_snapshot FROM sightings WHERE watch_id = ?", (watch_id,)
    ):
        sightings[item, block].append((first, sys.maxsize if last is None else last))
    for item, block, first in db.each(
        f"SELECT t.item, b.id, t.snapshot FROM {EACH_OF_STRETCHES} WHERE t.watch_id = ?", (watch_id,)
    ):
        sightings[item, block].append((first, sys.maxsize))
    for item, rows in groupby(db.each(_SHOWN, (watch_id,)), itemgetter(0)):
        known = _Known(db, {block: spans for (of, block), spans in sightings.items() if of == item})
        shown = ((number, frozenset((row[2], row[3]) for row in same)) for number, same in groupby(rows, itemgetter(1)))
        # While an item says the same it is looked at once. What went and came back the same was not there in between.
        stays = groupby(enumerate(shown), lambda at: (at[1][1], at[1][0] - at[0]))
        for (said, _), stay in stays:
            numbers = [number for _, (number, _) in stay]
            shown_blocks = [block for blocks, _ in said if blocks for block in unrolled(blocks)]
            digests = [short_digest(f"title\n{title}") for _, title in said if title]
            shown_blocks += [db.value("SELECT id FROM blocks WHERE digest = ?", (digest,)) for digest in digests]
            if not all(known.covers(block, numbers[0], numbers[-1]) for block in shown_blocks):
                yield item, numbers[0]
                break


class _Known:
    """The sightings of one item. One whose text changed in its typography alone goes on under the new text."""

    def __init__(self, db: Connection, by_block: dict[int, list[tuple[int, int]]]) -> None:
        self._db = db
        self._by_block = by_block
        self._by_words: dict[str, list[tuple[int, int]]] | None = None

    def covers(self, block: int | None, first: int, last: int) -> bool:
        """Whether *block* was seen in all snapshots from *first* to *last*; None is a block that was never stored."""
        if block is None:
            return False
        if _cover(self._by_block.get(block, ()), first, last):
            return True
        if self._by_words is None:
            self._by_words = defaultdict(list)
            for known, spans in self._by_block.items():
                self._by_words[self._words(known)] += spans
        return _cover(self._by_words.get(self._words(block), ()), first, last)

    def _words(self, block: int) -> str:
        return as_searched(self._db.value("SELECT text FROM blocks WHERE id = ?", (block,)) or "")


def _cover(spans: Iterable[tuple[int, int]], first: int, last: int) -> bool:
    """Whether *spans*, each with both its ends, leave no number out from *first* to *last*."""
    for start, end in sorted(spans):
        if start <= first:
            first = max(first, end + 1)
    return first > last
