"""A watch's chain as it is handed on: what each hash is made of, as text, so that a stranger can make it anew (5.21, 7.5)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from monitor.model.frozen import dataclass
from monitor.store.checks import VISITS, ask_sound
from monitor.store.connection import Connection
from monitor.store.rows import canonical
from monitor.store.seal import DigestKind, sealed, things, visit_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A snapshot in the chain. `hash` is SHA-256 over `sealed`."""

    number: int
    hash: str
    sealed: str  # canonical JSON of facts, visits, digests and the hash before
    salt: str | None  # None: erased
    erased_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What one digest of a snapshot vouches for: SHA-256 over the salt, a line feed and `text`."""

    kind: DigestKind
    position: int
    text: str  # canonical JSON


def links(db: Connection, watch_id: int) -> tuple[Link, ...]:
    """All snapshots of a watch, the first one first, each chained to the hash before it as that is stored."""
    found, before = [], ""
    for row in db.rows("SELECT * FROM snapshots WHERE watch_id = ? ORDER BY number", (watch_id,)):
        text = canonical(sealed(db, row["id"], before=before))
        found.append(Link(number=row["number"], hash=row["hash"], sealed=text, salt=row["salt"], erased_at=row["erased_at"]))
        before = row["hash"]
    return tuple(found)


def things_of(db: Connection, watch_id: int, number: int, kinds: Collection[DigestKind]) -> tuple[Thing, ...]:
    """What the digests of a snapshot, of *kinds*, vouch for; nothing of one that was erased."""
    row = db.row("SELECT * FROM snapshots WHERE watch_id = ? AND number = ? AND salt IS NOT NULL", (watch_id, number))
    if row is None:
        return ()
    return tuple(Thing(kind=kind, position=place, text=canonical(thing)) for kind, place, thing in things(db, row, kinds))


def loose_visits(db: Connection, watch_id: int, name: str) -> list[dict[str, Any]]:
    """The newest visits, which no snapshot's hash covers yet, in the form in which one will."""
    rows = db.rows(f"{VISITS} WHERE k.watch_id = ? AND k.sealed_by IS NULL ORDER BY k.id", (watch_id,))
    ask_sound(rows, name)
    return [visit_facts(db, row) for row in rows]
