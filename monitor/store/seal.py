"""The hash chain: what a snapshot's hash is made of (DESIGN 7.5). Written and verified by the same functions, from the rows alone.

snapshots/README.md gives the recipe to strangers; a test runs the one against the other. Whether a version still is what was
written is asked when it is read: nothing damaged is shown as true. A chain is handed on as text, so that a stranger can make each
hash anew (5.21).
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any, Concatenate, Literal, ParamSpec, Protocol, TypeAlias, TypeVar, get_args

from monitor.errors import Damaged
from monitor.i18n.locale import Text
from monitor.model.frozen import dataclass
from monitor.store.checks import VISITS, ask_sound
from monitor.store.connection import Connection, Row
from monitor.store.row_digests import sound
from monitor.store.rows import canonical, canonical_words, dumps
from monitor.store.texts import facts_of, words_of

DigestKind: TypeAlias = Literal["blob", "change", "item", "states"]
Digests: TypeAlias = dict[tuple[DigestKind, int], bytes]
Salts: TypeAlias = dict[tuple[DigestKind, int], str]
KINDS: tuple[DigestKind, ...] = get_args(DigestKind)
_EACH = "each:"  # what a salt begins with of which one for each thing is made


def seal(db: Connection, snapshot: int, *, before: str, said: Mapping[int, bytes]) -> str:
    """Close the check rows under *snapshot*, digest its things, chain it to *before*; returns its hash. *said*: JSON just kept."""
    row = db.row("SELECT * FROM snapshots WHERE id = ?", (snapshot,))
    assert row is not None
    db.run("UPDATE checks SET sealed_by = ? WHERE sealed_by IS NULL AND watch_id = ?", (snapshot, row["watch_id"]))
    rows = [(snapshot, kind, position, digest) for (kind, position), digest in sorted(digests(db, row, said=said).items())]
    db.run_many("INSERT INTO digests (snapshot_id, kind, position, digest) VALUES (?, ?, ?, ?)", rows)
    value = snapshot_hash(db, row, before=before)
    db.run("UPDATE snapshots SET hash = ? WHERE id = ?", (value, snapshot))
    return value


def snapshot_hash(db: Connection, row: Row, *, before: str) -> str:
    """The hash that the *row* of a snapshot and those beside it lead to: SHA-256 over the canonical JSON of `sealed`, hex."""
    return hash_of(sealed(db, row, before=before))


def hash_of(facts: dict[str, Any]) -> str:
    """The hash of what `sealed` returned."""
    return hashlib.sha256(canonical(facts).encode()).hexdigest()


def sealed(db: Connection, row: Row, *, before: str) -> dict[str, Any]:
    """What the hash of the snapshot of *row* vouches for: its facts, the visits before it, and the digests of its things."""
    snapshot = row["id"]
    digest_rows = db.rows("SELECT kind, position, digest FROM digests WHERE snapshot_id = ? ORDER BY kind, position", (snapshot,))
    exchanges: list[dict[str, Any]] = []
    for e in db.rows("SELECT * FROM exchanges WHERE snapshot_id = ? ORDER BY position", (snapshot,)):
        plain = ("item", "url", "status", "started_at", "finished_at", "content_type")
        exchanges.append(
            {
                **{key: e[key] for key in plain},
                "final_url": e["final_url"] or e["url"],
                "request_headers": headers(db, e["request_headers"]),
                "response_headers": headers(db, e["response_headers"]),
                "redirects": json.loads(e["redirects"]),
            }
        )
    return {
        "before": before,
        "recipe": _recipe(db, row),
        **({"extractor": row["extractor"]} if row["extractor"] != 1 else {}),  # older hashes hold (DESIGN 7.5)
        "watch": row["recorded_as"],
        **{key: row[key] for key in ("number", "source", "taken_at", "recorded_at", "url")},
        "exchanges": exchanges,
        "checks": [visit_facts(db, c) for c in db.rows("SELECT * FROM checks WHERE sealed_by = ? ORDER BY id", (snapshot,))],
        "digests": [[kind, position, digest.hex()] for kind, position, digest in digest_rows],
    }


def rest_of(db: Connection, snapshot: int, salt: str) -> str:
    """SHA-256, hex, over *salt* and all that is left of a snapshot from which something was erased: its facts and its things."""
    row = db.row("SELECT * FROM snapshots WHERE id = ?", (snapshot,))
    assert row is not None
    left: list[Any] = [sealed(db, row, before=""), [[kind, place, thing] for kind, place, thing in things(db, row)]]
    if kept := kept_salts(db, snapshot):  # older ones hold
        left.append([[kind, place, one] for (kind, place), one in kept.items()])
    return hashlib.sha256(f"{salt}\n{canonical(left)}".encode()).hexdigest()


def redaction(db: Connection, snapshot: int) -> Row | None:
    """What was noted when something was erased from a snapshot; None: nothing was. Raises Damaged."""
    row = db.row(f"SELECT *, {sound('redactions')} AS sound FROM redactions WHERE snapshot_id = ?", (snapshot,))
    if row is not None and not row["sound"]:
        raise Damaged(Text("errors.store.erasure_damaged", path=db.path))
    return row


def headers(db: Connection, ids: str) -> list[list[str]]:
    """The [name, value] pairs that a JSON list of header ids stands for, in its order."""
    rows = db.rows("SELECT h.name, h.value FROM json_each(?) j JOIN headers h ON h.id = j.value ORDER BY j.key", (ids,))
    return [[name, value] for name, value in rows]


def _recipe(db: Connection, row: Row) -> str:
    return str(db.value("SELECT hash FROM recipes WHERE id = ?", (row["recipe"],)))


def visit_facts(db: Connection, row: Row) -> dict[str, Any]:
    """A row of visits as a snapshot's hash covers it."""
    plain = ("source", "outcome", "first_at", "last_at", "count", "longest_gap_s", "snapshot")
    flapping = None if row["flapping"] is None else json.loads(row["flapping"])
    return {
        **{key: row[key] for key in plain},
        "recipe": _recipe(db, row),
        "cosmetic": json.loads(row["cosmetic"]),
        "failures": json.loads(row["failures"]),
        "flapping": flapping,
    }


# ---------------------------------------------------------------------------------------------------------------------- digests


def digests(db: Connection, snapshot: Row, kinds: Collection[DigestKind] = KINDS, said: Mapping[int, bytes] = {}) -> Digests:
    """The salted digest of every item, change and blob of *snapshot*, as the tables now have them; only those of *kinds*."""
    salt = snapshot["salt"]
    return {(kind, place): salted(salt_of(salt, kind, place), thing) for kind, place, thing in things(db, snapshot, kinds, said)}


# The page's bytes, then those of the documents by position; what is not kept is not in it.
_BLOBS = """
SELECT b.sha256 FROM (SELECT -1 AS position, ? AS blob UNION ALL SELECT position, blob FROM items WHERE snapshot_id = ?) x
JOIN blobs b ON b.id = x.blob ORDER BY x.position
"""


def things(
    db: Connection, snapshot: Row, kinds: Collection[DigestKind] = KINDS, said: Mapping[int, bytes] = {}
) -> Iterator[tuple[DigestKind, int, Any]]:
    """(kind, position, what it says) of all of *kinds* that *snapshot* has digests of; *said*: blocks by ids, as JSON."""
    found: dict[DigestKind, Callable[[], Iterable[tuple[int, Any]]]] = {
        "states": lambda: [(0, json.loads(snapshot["states"]))],
        "item": lambda: _items(db, snapshot["id"], said),
        "change": lambda: _changes(db, snapshot["id"]),
        "blob": lambda: enumerate(sha256 for (sha256,) in db.tuples(_BLOBS, (snapshot["page"], snapshot["id"]))),
    }
    return ((kind, place, thing) for kind in kinds for place, thing in found[kind]())


def salted(salt: str, thing: Any) -> bytes:
    """The digest of *thing* under its *salt*."""
    if not (isinstance(thing, dict) and thing.get("blocks") and len(thing) > 1 and min(thing) == "blocks"):
        return hashlib.sha256(f"{salt}\n{canonical(thing)}".encode()).digest()
    rest = canonical({key: value for key, value in thing.items() if key != "blocks"})  # a text, and its words are most of it
    words = thing["blocks"] if isinstance(thing["blocks"], bytes) else canonical_words(thing["blocks"])
    return hashlib.sha256(b'%s\n{"blocks":%s,%s' % (salt.encode(), words, rest[1:].encode())).digest()


def fresh_salt() -> str:
    """A salt for a new snapshot, of which one for each of its things is made: so one can go and the others stay (DESIGN 7.5)."""
    return f"{_EACH}{os.urandom(16).hex()}"


def salt_of(salt: str, kind: DigestKind, place: int) -> str:
    """The salt of one thing of a snapshot; those of snapshots sealed by earlier versions share theirs."""
    return hmac.new(salt.encode(), f"{kind} {place}".encode(), "sha256").hexdigest() if salt.startswith(_EACH) else salt


Vouched: TypeAlias = tuple[DigestKind, int, Any, str | None]


def vouched(db: Connection, row: Row, kinds: Collection[DigestKind] = KINDS) -> Iterator[Vouched]:
    """(kind, position, what it says, its salt) of everything of a snapshot; salt None: it no longer is what was sealed."""
    if row["salt"] is None:
        return under(db, row, kept_salts(db, row["id"]), kinds)
    return ((kind, place, thing, salt_of(row["salt"], kind, place)) for kind, place, thing in things(db, row, kinds))


def under(db: Connection, row: Row, salts: Salts, kinds: Collection[DigestKind] = KINDS) -> Iterator[Vouched]:
    """The same of a snapshot from which something was erased, under the *salts* that there are or were."""
    sealed_as, taken = _stored(db, row["id"]), set[int]()  # `taken`: two files of one page may be the same bytes
    for kind, place, thing in things(db, row, kinds):
        # where bytes went, those that are left no longer stand where they stood among them
        places = [at for of, at in salts if of == kind and at not in taken] if kind == "blob" else [place]
        same = (at for at in places if (kind, at) in salts and salted(salts[kind, at], thing) == sealed_as.get((kind, at)))
        found = next(same, None)
        taken |= {found} if kind == "blob" and found is not None else set()
        yield (kind, place, thing, None) if found is None else (kind, found, thing, salts[kind, found])


def salts_of(db: Connection, row: Row) -> Salts:
    """The salts of a snapshot's things that can stay where another's goes; none of one that was sealed with one for all."""
    if row["salt"] is None:
        return kept_salts(db, row["id"])
    if not row["salt"].startswith(_EACH):
        return {}
    return {(kind, place): salt_of(row["salt"], kind, place) for kind, place in _stored(db, row["id"])}


def lost(db: Connection, row: Row) -> Iterator[tuple[DigestKind, int]]:
    """What of a snapshot from which something was erased has a salt still, and no longer is what was sealed."""
    known = {(kind, place) for kind, place, _, salt in vouched(db, row) if salt is not None}
    return (one for one in kept_salts(db, row["id"]) if one not in known)


def kept_salts(db: Connection, snapshot: int) -> Salts:
    """The salts that were kept of a snapshot from which something was erased."""
    rows = db.tuples("SELECT kind, position, salt FROM salts WHERE snapshot_id = ? ORDER BY kind, position", (snapshot,))
    return {(kind, place): salt for kind, place, salt in rows}


def _stored(db: Connection, snapshot: int) -> Digests:
    rows = db.tuples("SELECT kind, position, digest FROM digests WHERE snapshot_id = ?", (snapshot,))
    return {(kind, place): digest for kind, place, digest in rows}


def _items(db: Connection, snapshot: int, said: Mapping[int, bytes]) -> list[tuple[int, dict[str, Any]]]:
    rows = db.rows(
        "SELECT i.*, c.sha256, c.size, c.media_type, c.pages, c.geometry, c.text_id AS content_text, c.orgchart"
        " FROM items i LEFT JOIN contents c ON c.id = i.content_id WHERE i.snapshot_id = ? ORDER BY i.position",
        (snapshot,),
    )
    of_sections, of_documents = ({row[key] for row in rows} - {None} for key in ("text_id", "content_text"))
    blocks: dict[int, Any] = words_of(db, (of_sections - said.keys()) | of_documents)
    facts = facts_of(db, (row["facts"] for row in rows))
    plain = ("kind", "item", "heading", "found_by", "label", "format", "size_text", "url")
    of_content = ("sha256", "size", "media_type", "pages", "geometry")
    found = []
    for row in rows:
        content = {
            **{key: row[key] for key in of_content},
            "blocks": None if row["content_text"] is None else blocks[row["content_text"]],
            "orgchart": None if row["orgchart"] is None else json.loads(row["orgchart"]),
        }
        beside = [[place, facts[number]] for place, number in json.loads(row["facts"] or "[]")]
        item = {
            **{key: row[key] for key in plain},
            "blocks": None if row["text_id"] is None else said.get(row["text_id"]) or blocks[row["text_id"]],
            "ignored": None if row["ignored"] is None else json.loads(row["ignored"]),
            "content": None if row["content_id"] is None else content,
            **({"facts": beside} if beside else {}),  # not said where there are none, so that the hashes of earlier versions hold
        }
        found.append((row["position"], item))
    return found


def _changes(db: Connection, snapshot: int) -> list[tuple[int, dict[str, Any]]]:
    plain = ("item", "item_kind", "change", "significance", "label", "suspect", "returns_to")
    return [
        (
            row["position"],
            {
                **{key: row[key] for key in plain},
                "facts": json.loads(row["facts"]),
                "edits": [
                    json.loads(e[0]) for e in db.rows("SELECT edit FROM edits WHERE change_id = ? ORDER BY position", (row["id"],))
                ],
            },
        )
        for row in db.rows("SELECT * FROM changes WHERE snapshot_id = ? ORDER BY position", (snapshot,))
    ]


RUBBISH = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, RecursionError)
CALLED: dict[str, Text] = {
    "item": Text("errors.store.item"),
    "change": Text("errors.store.change"),
    "blob": Text("errors.store.bytes"),
    "states": Text("errors.store.state_parts"),
}
_CHAIN = Text("errors.store.version_parts")
_ROWS = """
SELECT s.*, w.name, b.hash AS before FROM json_each(?) j JOIN snapshots s ON s.id = j.value JOIN watches w ON w.id = s.watch_id
LEFT JOIN snapshots b ON b.watch_id = s.watch_id AND b.number = s.number - 1 ORDER BY s.number
"""

_P = ParamSpec("_P")
_T = TypeVar("_T")


class _OfDatabase(Protocol):
    _db: Connection


class _OfWatches(_OfDatabase, Protocol):
    def watch_id(self, name: str) -> int: ...


_S = TypeVar("_S", bound=_OfDatabase)
_W = TypeVar("_W", bound=_OfWatches)


def reads(question: Callable[Concatenate[_S, _P], _T]) -> Callable[Concatenate[_S, _P], _T]:
    """*question* of a database as it is at one moment; rubbish where JSON, times and references were written is Damaged."""

    @wraps(question)
    def whole(self: _S, /, *args: _P.args, **named: _P.kwargs) -> _T:
        try:
            with self._db.one_moment():
                return question(self, *args, **named)
        except RUBBISH as error:
            import logging  # what asks what was seen starts without (§9)

            logging.getLogger(__name__).debug("unreadable question=%s", question.__name__, exc_info=error)
            raise Damaged(unreadable(self._db, error)) from error

    return whole


def asked(question: Callable[Concatenate[Connection, _P], _T]) -> Callable[Concatenate[_S, _P], _T]:
    """The method that asks *question*, where its words stand, of a database, as `reads` does."""

    @wraps(question)
    def of_it(self: _S, /, *args: _P.args, **named: _P.kwargs) -> _T:
        return question(self._db, *args, **named)

    return reads(of_it)


def asked_of_watch(question: Callable[Concatenate[Connection, int, _P], _T]) -> Callable[Concatenate[_W, str, _P], _T]:
    """The same of a *question* about one watch: of the method it is the name, of *question* the row."""

    @wraps(question)
    def of_watch(self: _W, name: str, /, *args: _P.args, **named: _P.kwargs) -> _T:
        return question(self._db, self.watch_id(name), *args, **named)

    return reads(of_watch)


def unreadable(db: Connection, error: BaseException) -> Text:
    """What is said of rows that make no sense."""
    why = f"{type(error).__name__}: {error}"[:200]
    return Text("errors.store.damaged", path=db.path, why=why)


def ask_intact(db: Connection, snapshots: Iterable[int], kinds: Collection[DigestKind] = KINDS) -> None:
    """Raise Damaged, which names the first that is not what was hashed, unless all of *snapshots* (their ids) are.

    Asked are the hash of each, which vouches for its facts and the visits before it, and the digests of its things of *kinds*.
    """
    wanted = sorted(set(snapshots))
    rows = db.rows(_ROWS, (dumps(wanted),))
    for row in rows:
        found = next(differing(db, row, row["before"] or "", kinds), None)
        if found is not None:
            raise Damaged(Text("errors.store.version_damaged", name=row["name"], number=row["number"], what=found))
    if len(rows) != len(wanted):
        raise Damaged(Text("errors.store.version_missing", path=db.path))


def differing(db: Connection, row: Row, before: str, kinds: Collection[DigestKind] = KINDS) -> Iterator[Text]:
    """What of the snapshot *row* is no longer what was hashed. *before*: the hash of the one before it, "" for the first."""
    try:
        erased = redaction(db, row["id"])
        if not (erased and erased["facts"]) and snapshot_hash(db, row, before=before) != row["hash"]:
            yield _CHAIN
        if row["salt"] is None:  # erased on purpose: what is left has a digest of its own
            if erased and erased["rest"] is not None and rest_of(db, row["id"], erased["salt"]) != erased["rest"]:
                yield _CHAIN
            else:
                yield from (_numbered(kind, place) for kind, place in lost(db, row) if kind in kinds)
            return
        kept = _stored(db, row["id"]) if kinds else {}
        stored = {(kind, place): digest for (kind, place), digest in kept.items() if kind in kinds}
        made = digests(db, row, kinds)
    except (Damaged, *RUBBISH) as error:
        yield Text("errors.store.unreadable", error=type(error).__name__)
        return
    for kind, place in sorted(stored.keys() | made.keys()):
        if stored.get((kind, place)) != made.get((kind, place)):
            yield _numbered(kind, place)


def _numbered(kind: DigestKind, place: int) -> Text:
    return Text("errors.store.numbered", what=CALLED[kind], number=place + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLink:
    """A snapshot in the chain. `hash` is SHA-256 over `sealed`."""

    number: int
    hash: str
    sealed: str  # canonical JSON of facts, visits, digests and the hash before
    erased_at: str | None  # when something was erased from the version, or all of it pruned
    unproven: bool  # something was erased from `sealed` too: it is no longer what the hash was made of


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What one digest of a snapshot vouches for: SHA-256 over the salt, a line feed and `text`."""

    kind: DigestKind
    position: int
    text: str  # canonical JSON
    salt: str | None  # None: something was erased from it, it no longer is what was sealed


def links(db: Connection, watch_id: int) -> tuple[ChainLink, ...]:
    """All snapshots of a watch, the first one first, each chained to the hash before it as that is stored."""
    found, before = [], ""
    for row in db.rows("SELECT * FROM snapshots WHERE watch_id = ? ORDER BY number", (watch_id,)):
        erased = redaction(db, row["id"])
        link = ChainLink(
            number=row["number"],
            hash=row["hash"],
            sealed=canonical(sealed(db, row, before=before)),
            erased_at=row["erased_at"] or (erased["at"] if erased else None),
            unproven=bool(erased and erased["facts"]),
        )
        found.append(link)
        before = row["hash"]
    return tuple(found)


def things_of(db: Connection, watch_id: int, number: int, kinds: Collection[DigestKind]) -> tuple[Thing, ...]:
    """What the digests of a snapshot, of *kinds*, vouch for; nothing of one that was pruned."""
    row = db.row("SELECT * FROM snapshots WHERE watch_id = ? AND number = ? AND erased_at IS NULL", (watch_id, number))
    if row is None:
        return ()
    return tuple(
        Thing(kind=kind, position=place, text=canonical(thing), salt=salt) for kind, place, thing, salt in vouched(db, row, kinds)
    )


def loose_visits(db: Connection, watch_id: int, name: str) -> list[dict[str, Any]]:
    """The newest visits, which no snapshot's hash covers yet, in the form in which one will."""
    rows = db.rows(f"{VISITS} WHERE k.watch_id = ? AND k.sealed_by IS NULL ORDER BY k.id", (watch_id,))
    ask_sound(rows, name)
    return [visit_facts(db, row) for row in rows]
