"""Alerts saved with what they tell of, claimed, sent later, marked delivered only then (DESIGN §2)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

from monitor.errors import Damaged
from monitor.i18n.locale import Text
from monitor.model import Alert, AlertKind, CheckResult, OutboxRow
from monitor.model.frozen import value_of
from monitor.store.connection import Connection, Row
from monitor.store.row_digests import altered, inserted, signed, sound
from monitor.store.rows import dumps, moment, optional_moment, result_from, result_json, stamp
from monitor.store.seal import RUBBISH, reads

# A damaged name is not told, nor that there is none: it had one then.
_NAME = f"iif(w.id IS NOT NULL AND {sound('watches', 'w.')}, w.name, json_extract(o.payload, '$.watch'))"
_ROWS = f"SELECT o.*, {sound('outbox', 'o.')} AS sound, {_NAME} AS watch FROM outbox o LEFT JOIN watches w ON w.id = o.watch_id"
LONGEST_WAIT = timedelta(days=31)  # a heartbeat's; what is due later was written by a clock that ran ahead
_OPEN = "o.delivered_at IS NULL AND o.failed_at IS NULL"
_SOUND = sound("outbox", "o.")


def put_alerts(
    db: Connection, alerts: Sequence[Alert], *, result: CheckResult, watch_id: int, newest_hash: str | None, now: datetime
) -> None:
    """Save *alerts* of one check; one whose key is there already stays as it is."""
    payload = dumps(result_json(result))
    for alert in alerts:
        _put(db, alert, payload=payload, watch_id=watch_id, newest_hash=newest_hash, now=now, due_at=alert.due_at or now)


def put_notice(db: Connection, alert: Alert, *, payload: dict[str, Any], now: datetime, due_at: datetime) -> bool:
    """Save an alert of no check (a heartbeat); whether it is new."""
    return _put(db, alert, payload=dumps(payload), watch_id=None, newest_hash=None, now=now, due_at=due_at)


def _put(
    db: Connection, alert: Alert, *, payload: str, watch_id: int | None, newest_hash: str | None, now: datetime, due_at: datetime
) -> bool:
    items = dumps(list(alert.items))
    values = (alert.key, alert.channel, alert.kind, watch_id, items, payload, newest_hash, stamp(now), stamp(due_at), 0)
    return db.run(_NEW, values) == 1


_TOLD = ("key", "channel", "kind", "watch_id", "items", "payload", "hash", "created_at")
_NEW = inserted("outbox", *_TOLD, "due_at", "attempts") + " ON CONFLICT (key) DO NOTHING"
_COUNTED = "SELECT coalesce((SELECT written FROM tallies WHERE name = 'outbox'), 0), (SELECT count(*) FROM outbox)"
NETWORK = "network "  # begins the name of a round that tells of this machine's own network
DAMAGED = "damaged: "  # in `error`: given up, since what was to be told is no longer what was written


class Outbox:
    """The alerts of one connection. Each change is a transaction of its own, or part of the one around it."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def group(self) -> AbstractContextManager[None]:
        """One commit for the changes made inside."""
        return self._db.transaction()

    @reads
    def due(self, now: datetime) -> tuple[OutboxRow, ...]:
        """What may be sent now and nobody is sending, oldest first; what would wait longer than any wait met a wrong clock."""
        at, never = stamp(now), stamp(now + LONGEST_WAIT)
        sql = (
            f"{_ROWS} WHERE {_OPEN} AND (o.due_at <= ? OR o.due_at > ?)"
            " AND (o.claimed_until IS NULL OR o.claimed_until <= ?) ORDER BY o.id"
        )
        return tuple(_of(row) for row in self._db.rows(sql, (at, never, at)))

    @reads
    def next_at(self) -> datetime | None:
        """When the next waiting alert may be sent, a claim by somebody else respected; None: none waits."""
        return optional_moment(
            self._db.value(f"SELECT min(max(o.due_at, coalesce(o.claimed_until, ''))) FROM outbox o WHERE {_OPEN}")
        )

    def stale_claim(self, now: datetime) -> bool:
        """Whether somebody has claimed an alert and let the lease run out: it hangs, or is dead."""
        return self._db.value(f"SELECT 1 FROM outbox o WHERE {_OPEN} AND o.claimed_until <= ? LIMIT 1", (stamp(now),)) is not None

    @reads
    def pending(self) -> tuple[OutboxRow, ...]:
        """All that is neither delivered nor given up, oldest first."""
        return tuple(_of(row) for row in self._db.rows(f"{_ROWS} WHERE {_OPEN} ORDER BY o.id"))

    @reads
    def find(self, row_id: int) -> OutboxRow | None:
        """The alert of that number, whatever came of it."""
        row = self._db.row(f"{_ROWS} WHERE o.id = ?", (row_id,))
        return _of(row) if row else None

    @reads
    def stuck(self, before: datetime) -> tuple[OutboxRow, ...]:
        """The oldest alert of each channel that was written before *before*, tried, and is still pending."""
        sql = f"SELECT min(o.id) FROM outbox o WHERE {_OPEN} AND o.attempts > 0 AND o.created_at < ? GROUP BY o.channel"
        return tuple(_of(row) for row in self._db.rows(f"{_ROWS} WHERE o.id IN ({sql}) ORDER BY o.id", (stamp(before),)))

    @reads
    def noticed(self) -> dict[tuple[str, AlertKind], datetime]:
        """When each channel was last written a welcome, a heartbeat."""
        told = "kind IN ('welcome', 'heartbeat')"
        sql = f"SELECT channel, kind, max(created_at) AS at FROM outbox WHERE {told} GROUP BY channel, kind"
        return {(row["channel"], row["kind"]): moment(row["at"]) for row in self._db.rows(sql)}

    def recent(self, limit: int) -> tuple[OutboxRow, ...]:
        """The newest alerts, whatever came of them, newest first, without those that are `damaged`."""
        return tuple(_of(row) for row in self._newest(limit) if _reads(row))

    def damaged(self, limit: int) -> tuple[int, ...]:
        """The numbers of those of the newest alerts that are no longer what was written, or are gone: none is ever deleted."""
        rows = self._newest(limit)
        known = {row["id"] for row in rows}
        first = 1 if limit < 0 or len(rows) < limit else min(known, default=1)
        gone = (number for number in range(first, max(known, default=0)) if number not in known)
        return tuple(sorted((*gone, *(row["id"] for row in rows if not _reads(row))), reverse=True))

    def missing(self) -> Text | None:
        """How many were written and how many there are, if that is fewer: the newest leave no gap in the numbers when they go."""
        written, found = self._db.tuples(_COUNTED)[0]
        return Text("errors.verify.alerts_missing", n=written, found=found) if found < written else None

    def _newest(self, limit: int) -> list[Row]:
        return self._db.rows(f"{_ROWS} ORDER BY o.id DESC LIMIT ?", (limit,))

    def claim(self, row_id: int, now: datetime, lease: timedelta) -> bool:
        """Take one alert for as long as *lease*; False: somebody else has it, or it is done."""
        return self._change(
            "claimed_until = ?1, attempts = attempts + 1",
            "(o.claimed_until IS NULL OR o.claimed_until <= ?3)",
            (stamp(now + lease), row_id, stamp(now)),
        )

    def delivered(self, row_id: int, at: datetime) -> bool:
        """Mark as sent; False: it was done already."""
        sets = altered("outbox", delivered_at="?1", claimed_until="NULL", error="NULL")
        return self._change(sets, "1", (stamp(at), row_id))

    def postponed(self, row_id: int, until: datetime, error: str) -> bool:
        """Let it wait until *until* after an attempt that failed with *error*."""
        return self._change("due_at = ?1, claimed_until = NULL, error = ?3", "1", (stamp(until), row_id, error))

    def failed(self, row_id: int, error: str, at: datetime) -> bool:
        """Give it up: no attempt will ever succeed."""
        sets = altered("outbox", failed_at="?1", claimed_until="NULL", error="?3")
        return self._change(sets, "1", (stamp(at), row_id, error))

    def give_up_damaged(self, at: datetime) -> tuple[int, ...]:
        """Give up what waits and is no longer what was written: it must not be told. Returns the numbers of these alerts."""
        found = tuple(row["id"] for row in self._db.rows(f"{_ROWS} WHERE {_OPEN}") if not _reads(row))
        if found:
            sql = "UPDATE outbox SET failed_at = ?, error = ? WHERE id IN (SELECT value FROM json_each(?))"
            with self._db.transaction():
                self._db.run(sql, (stamp(at), DAMAGED, dumps(found)))
        return found

    def readdress(self, old: str, new: Sequence[str]) -> int:
        """Let what waits for the channel *old* wait for each of *new* instead; returns how many rows that were.

        The first takes over the row with its key; the others get copies, under keys that follow from it.
        """
        columns = "kind, watch_id, items, payload, hash, created_at, due_at, attempts, error, round"
        copy = (
            f"INSERT INTO outbox (key, channel, {columns}, digest)"
            f" SELECT ?1, ?2, {columns}, {signed('outbox', key='?1', channel='?2')} FROM outbox WHERE id = ?3"
            " ON CONFLICT (key) DO NOTHING"
        )
        with self._db.transaction():
            rows = self._db.rows(f"SELECT o.id, o.key FROM outbox o WHERE o.channel = ? AND {_OPEN} AND {_SOUND}", (old,))
            for row in rows:
                for channel in new[1:]:
                    key = hashlib.sha256(f"{row['key']}\n{channel}".encode()).hexdigest()[:32]
                    self._db.run(copy, (key, channel, row["id"]))
                self._db.run(f"UPDATE outbox SET {altered('outbox', channel='?1')} WHERE id = ?2", (new[0], row["id"]))
        return len(rows)

    def close_rounds(
        self,
        channels: Sequence[str],
        kinds: Sequence[AlertKind],
        now: datetime,
        *,
        begun_by: datetime | None,
        but: Sequence[int] = (),
    ) -> int:
        """Let what waits for each of *channels*, of *kinds*, go in one message, now; returns how many messages that makes.

        Only where the oldest of them was written by *begun_by*; None: whenever that was. *but*: rows that wait for
        another. What is told together is told together for good: a repeat has the same rows, and with them the same key (10.1).
        """
        kept = (
            f"{_OPEN} AND o.round IS NULL AND o.channel = ?1 AND o.kind IN (SELECT value FROM json_each(?2))"
            f" AND o.id NOT IN (SELECT value FROM json_each('{dumps(list(but))}'))"
        )
        closed = 0
        with self._db.transaction():
            for channel in channels:
                rows = self._db.rows(
                    f"SELECT o.key, o.created_at FROM outbox o WHERE {kept} ORDER BY o.id", (channel, dumps(list(kinds)))
                )
                if rows and (begun_by is None or min(row["created_at"] for row in rows) <= stamp(begun_by)):
                    name = hashlib.sha256("\n".join(row["key"] for row in rows).encode()).hexdigest()[:32]
                    self._db.run(
                        f"UPDATE outbox AS o SET round = ?3, due_at = ?4 WHERE {kept}",
                        (channel, dumps(list(kinds)), name, stamp(now)),
                    )
                    closed += 1
        return closed

    @reads
    def untold(self, channels: Sequence[str], kinds: Sequence[AlertKind]) -> tuple[OutboxRow, ...]:
        """What waits for *channels*, of *kinds*, that nobody has tried to send and that shares no message yet, oldest first."""
        fresh = f"{_OPEN} AND o.round IS NULL AND o.attempts = 0 AND o.due_at > o.created_at"
        among = "o.channel IN (SELECT value FROM json_each(?)) AND o.kind IN (SELECT value FROM json_each(?))"
        rows = self._db.rows(f"{_ROWS} WHERE {fresh} AND {among} ORDER BY o.id", (dumps(list(channels)), dumps(list(kinds))))
        return tuple(_of(row) for row in rows)

    def join(self, rows: Sequence[OutboxRow], now: datetime, *, network: bool = False) -> None:
        """Let *rows*, all of one channel, go in one message, now, for good: a repeat has the same rows, and their key (10.1).

        *network*: they tell of an outage of this machine's own network, or of its end.
        """
        name = hashlib.sha256("\n".join(row.key for row in rows).encode()).hexdigest()[:32] if len(rows) > 1 else None
        if name and network:
            name = f"{NETWORK}{name}"
        with self._db.transaction():
            self._db.run(
                f"UPDATE outbox AS o SET round = ?1, due_at = ?2 WHERE {_OPEN} AND o.id IN (SELECT value FROM json_each(?3))",
                (name, stamp(now), dumps([row.id for row in rows])),
            )

    def hold(self, rows: Sequence[OutboxRow], until: datetime) -> None:
        """Let *rows* wait until *until*: others may come that belong to the same message."""
        sql = f"UPDATE outbox AS o SET due_at = ?1 WHERE {_OPEN} AND o.id IN (SELECT value FROM json_each(?2))"
        with self._db.transaction():
            self._db.run(sql, (stamp(until), dumps([row.id for row in rows])))

    def told_of_network(self, channels: Sequence[str]) -> frozenset[tuple[str, str]]:
        """Channel and watch of each page whose newest failure was told as one of this machine's own network."""
        newest = (
            "max(o.id) FROM outbox o WHERE o.kind = 'failure' AND o.items = '[]' AND o.channel IN (SELECT value FROM json_each(?))"
        )
        sql = (
            "SELECT o.channel, w.name FROM outbox o JOIN watches w ON w.id = o.watch_id"
            f" WHERE o.id IN (SELECT {newest} GROUP BY o.channel, o.watch_id) AND o.round LIKE '{NETWORK}%'"
        )
        return frozenset(self._db.tuples(sql, (dumps(list(channels)),)))

    def done(self) -> dict[str, tuple[str | None, str | None]]:
        """When each alert that is done was delivered, or given up, by its key."""
        rows = self._db.tuples(
            "SELECT key, delivered_at, failed_at FROM outbox WHERE delivered_at IS NOT NULL OR failed_at IS NOT NULL"
        )
        return {key: (delivered, failed) for key, delivered, failed in rows}

    def take_over(self, done: Mapping[str, tuple[str | None, str | None]], now: datetime) -> int:
        """Mark what waits here and is *done* by what another copy of the database says; returns how many."""
        count = 0
        with self._db.transaction():
            for row in self._db.rows(f"SELECT o.id, o.key FROM outbox o WHERE {_OPEN}"):
                delivered, failed = done.get(row["key"], (None, None))
                if delivered or failed:
                    sets = altered("outbox", delivered_at="?1", failed_at="?2", claimed_until="NULL")
                    count += self._db.run(f"UPDATE outbox SET {sets} WHERE id = ?3", (delivered, failed, row["id"]))
        return count

    def release(self) -> int:
        """Free every claim; for the one instance that holds the lock: whoever claimed is dead. Returns how many."""
        with self._db.transaction():
            return self._db.run(f"UPDATE outbox AS o SET claimed_until = NULL WHERE o.claimed_until IS NOT NULL AND {_OPEN}")

    def reopen(self, now: datetime, ids: Sequence[int] = ()) -> int:
        """Let what was given up, or those of *ids*, wait again, due *now*, attempts counted anew; returns how many."""
        sets = altered("outbox", failed_at="NULL", due_at="?1", attempts="0")
        sql = f"UPDATE outbox AS o SET {sets} WHERE failed_at IS NOT NULL AND delivered_at IS NULL AND {_SOUND}"
        if ids:
            sql += " AND id IN (SELECT value FROM json_each(?2))"
        with self._db.transaction():
            return self._db.run(sql, (stamp(now), *([dumps(list(ids))] if ids else [])))

    def take_back(self, channels: Sequence[str], now: datetime, since: datetime) -> int:
        """Let wait again, due at *now*, what was given up since *since* only because one of *channels* was not configured."""
        sql = (
            f"UPDATE outbox AS o SET {altered('outbox', failed_at='NULL', due_at='?1', attempts='0', error='NULL')}"
            f" WHERE failed_at >= ?2 AND delivered_at IS NULL AND error LIKE 'removed: %' AND {_SOUND}"
            " AND channel IN (SELECT value FROM json_each(?3))"
        )
        with self._db.transaction():
            return self._db.run(sql, (stamp(now), stamp(since), dumps(list(channels))))

    def _change(self, sets: str, condition: str, values: tuple[Any, ...]) -> bool:
        """*values*: ?1 of *sets*, the row's number, and what else they name."""
        with self._db.transaction():
            return self._db.run(f"UPDATE outbox AS o SET {sets} WHERE o.id = ?2 AND {_OPEN} AND {condition}", values) == 1


def alert_damaged(number: int) -> Text:
    """What is said of an alert that is no longer what was written."""
    return Text("errors.store.alert_damaged", number=number)


def _reads(row: Row) -> bool:
    """Whether the row says what it said when it was written."""
    try:
        return bool(_of(row))
    except (Damaged, *RUBBISH):
        return False


def _of(row: Row) -> OutboxRow:
    if not row["sound"]:
        raise Damaged(alert_damaged(row["id"]))
    payload = json.loads(row["payload"])
    return value_of(
        OutboxRow,
        row,
        items=tuple(json.loads(row["items"])),
        result=result_from(payload) if row["watch_id"] is not None else None,
        payload=payload,
        created_at=moment(row["created_at"]),
        due_at=moment(row["due_at"]),
        claimed_until=optional_moment(row["claimed_until"]),
        delivered_at=optional_moment(row["delivered_at"]),
        state="delivered" if row["delivered_at"] else "failed" if row["failed_at"] else "pending",
    )
