"""What was erased and must not come back: kept as keyed digests of its forms (DESIGN 5.17)."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import datetime

from monitor.errors import Damaged
from monitor.i18n.locale import Text
from monitor.model import StopList
from monitor.model.frozen import dataclass, value_of
from monitor.store.connection import Connection
from monitor.store.row_digests import COLUMNS, altered, inserted, sound
from monitor.store.rows import dumps, stamp

_INSERT = inserted("erasures", *COLUMNS["erasures"])
_ROWS = f"SELECT *, {sound('erasures')} AS sound FROM erasures"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptErasure:
    """An erasure as it is kept, and can be handed on to another database."""

    at: str
    kind: str
    key: str  # hex
    forms: tuple[str, ...]  # hex
    hints: tuple[int, ...]
    longest: int


def stop_lists(db: Connection) -> tuple[StopList, ...]:
    """What no visit may store; () where nothing was ever erased. Raises Damaged."""
    by_key: defaultdict[str, list[KeptErasure]] = defaultdict(list)
    for kept in kept_erasures(db):
        by_key[kept.key].append(kept)
    if not by_key:
        return ()
    withheld = frozenset(sha256 for (sha256,) in db.tuples("SELECT DISTINCT sha256 FROM tombstones"))
    return tuple(
        StopList(
            key=bytes.fromhex(key),
            digests=frozenset(bytes.fromhex(form) for one in kept for form in one.forms),
            hints=frozenset(hint for one in kept for hint in one.hints),
            longest=max(one.longest for one in kept),
            withheld=withheld,
        )
        for key, kept in by_key.items()
    )


def kept_erasures(db: Connection) -> tuple[KeptErasure, ...]:
    """All erasures, the oldest first. Raises Damaged."""
    rows = db.rows(f"{_ROWS} ORDER BY id")
    if not all(row["sound"] for row in rows):
        raise Damaged(Text("errors.store.stop_list_damaged", path=db.path))
    return tuple(
        value_of(KeptErasure, row, forms=tuple(json.loads(row["forms"])), hints=tuple(json.loads(row["hints"]))) for row in rows
    )


def keep_erasure(db: Connection, kept: KeptErasure) -> bool:
    """Keep *kept*, which is not finished until `finish_erasures`; False: all its forms are on the list already."""
    known = {(one.key, form) for one in kept_erasures(db) for form in one.forms}
    if all((kept.key, form) in known for form in kept.forms):
        return False
    forms, hints = dumps(list(kept.forms)), dumps(list(kept.hints))
    db.run(_INSERT, (kept.at, kept.kind, kept.key, forms, hints, kept.longest, None))
    return True


def list_key(db: Connection, fresh: bytes) -> bytes:
    """The key under which the next erasure is kept: that of the list, or a *fresh* one."""
    known = kept_erasures(db)
    return bytes.fromhex(known[0].key) if known else fresh


def unfinished(db: Connection) -> bool:
    """Whether an erasure was interrupted before the file held nothing of it any more."""
    return db.value("SELECT 1 FROM erasures WHERE finished_at IS NULL") is not None


def finish_erasures(db: Connection, at: datetime) -> None:
    """Remember that the file holds nothing any more of what is on the list."""
    db.run(f"UPDATE erasures SET {altered('erasures', finished_at='?1')} WHERE finished_at IS NULL", (stamp(at),))
