"""Time stamps of the newest hashes, by others: they fix since when a chain has stood as it stands (DESIGN 5.20, 7.5)."""

from __future__ import annotations

import base64
from datetime import datetime

from monitor.errors import Damaged
from monitor.i18n.locale import Text
from monitor.model.frozen import dataclass
from monitor.store.connection import Connection
from monitor.store.row_digests import COLUMNS, inserted, sound
from monitor.store.rows import moment, stamp

_INSERT = inserted("stamps", *COLUMNS["stamps"])
_HEADS = (
    "SELECT w.name, s.number, s.hash FROM watches w JOIN snapshots s ON s.watch_id = w.id"
    " WHERE s.number = (SELECT max(number) FROM snapshots x WHERE x.watch_id = w.id)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """One answer of a time-stamping authority."""

    at: datetime  # when it was asked for
    tsa: str
    heads: str  # what is stamped, as `heads` gave it
    response: bytes


def heads(db: Connection) -> str:
    """The newest version of every watch, a line "watch number hash" each, sorted; "" where there is none."""
    return "".join(sorted(f"{name} {number} {value}\n" for name, number, value in db.tuples(_HEADS)))


def keep_stamp(db: Connection, kept: Stamp) -> None:
    """Keep *kept*."""
    db.run(_INSERT, (stamp(kept.at), kept.tsa, kept.heads, base64.b64encode(kept.response).decode()))


def stamps(db: Connection) -> tuple[Stamp, ...]:
    """All that are kept, the oldest first. Raises Damaged."""
    rows = db.rows(f"SELECT *, {sound('stamps')} AS sound FROM stamps ORDER BY id")
    if not all(row["sound"] for row in rows):
        raise Damaged(Text("errors.store.stamp_damaged", path=db.path))
    return tuple(
        Stamp(at=moment(row["at"]), tsa=row["tsa"], heads=row["heads"], response=base64.b64decode(row["response"])) for row in rows
    )
