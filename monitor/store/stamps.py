"""Time stamps of the newest hashes, by others: they fix since when a chain has stood as it stands (DESIGN 5.20, 7.5)."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

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
    """Keep *kept*; whatever failed before it is over."""
    db.run("DELETE FROM stamping")
    db.run(_INSERT, (stamp(kept.at), kept.tsa, kept.heads, base64.b64encode(kept.response).decode()))


def stamps(db: Connection) -> tuple[Stamp, ...]:
    """All that are kept, the oldest first. Raises Damaged."""
    rows = db.rows(f"SELECT *, {sound('stamps')} AS sound FROM stamps ORDER BY id")
    if not all(row["sound"] for row in rows):
        raise Damaged(Text("errors.store.stamp_damaged", path=db.path))
    return tuple(
        Stamp(at=moment(row["at"]), tsa=row["tsa"], heads=row["heads"], response=base64.b64decode(row["response"])) for row in rows
    )


# ------------------------------------------------------------------------------------------------------------------------- daily

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=15), timedelta(hours=6)  # after an attempt that failed; it doubles each time


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """Attempts at the daily stamp, all of which failed."""

    since: datetime
    last_at: datetime
    count: int
    error: str


def stamped_until(db: Connection) -> datetime | None:
    """Since when there is no newer stamp: the newest one's time, else that of the first version; None: nothing to be stamped."""
    at = db.value("SELECT coalesce((SELECT max(at) FROM stamps), (SELECT min(recorded_at) FROM snapshots))")
    return None if at is None else moment(at)


def failing(db: Connection) -> Failing | None:
    """What came of the newest attempts; None: the last one succeeded, or there was none."""
    row = db.row("SELECT * FROM stamping")
    if row is None:
        return None
    return Failing(since=moment(row["since"]), last_at=moment(row["last_at"]), count=row["count"], error=row["error"])


def note_failed(db: Connection, at: datetime, error: str) -> None:
    """Remember an attempt that failed."""
    db.run(
        "INSERT INTO stamping (id, since, last_at, count, error) VALUES (1, ?1, ?1, 1, ?2)"
        " ON CONFLICT (id) DO UPDATE SET last_at = ?1, count = count + 1, error = ?2",
        (stamp(at), error),
    )


def next_at(db: Connection, timezone: str, after_midnight: timedelta = timedelta(0)) -> datetime | None:
    """When the next daily stamp is due in *timezone*, at once where there is none, after a wait where one failed; None: never."""
    if db.value("SELECT 1 FROM snapshots") is None:
        return None
    last = db.value("SELECT max(at) FROM stamps")
    due = datetime(1970, 1, 1, tzinfo=UTC)
    if last is not None:
        zone = ZoneInfo(timezone)
        tomorrow = moment(last).astimezone(zone).date() + timedelta(days=1)
        due = datetime.combine(tomorrow, time(), zone).astimezone(UTC) + after_midnight
    tried = failing(db)
    return due if tried is None else max(due, tried.last_at + min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(tried.count - 1, 10)))
