"""The whole installation, counted in a handful of queries: what `monitor status`, /metrics and /healthz show."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from pathlib import Path

from monitor.errors import Damaged, Said
from monitor.model import Figures, Gone, OutboxFigures, WatchFigures
from monitor.store.checks import OPEN_EPISODES, ask_sound, episode_of
from monitor.store.connection import Connection, Row
from monitor.store.gone import gone
from monitor.store.row_digests import sound
from monitor.store.rows import moment, optional_moment
from monitor.store.states import state_damaged

_WATCHES = f"""
SELECT w.id, w.name, st.watch_id IS NOT NULL AND {sound("state", "st.")} AS sound, st.visits, st.newest_at,
    st.newest_live_at, st.timed, st.seconds, st.last_seconds, s.number
FROM watches w LEFT JOIN state st ON st.watch_id = w.id LEFT JOIN snapshots s ON s.id = st.snapshot_id
"""
# Of the bare columns beside max() SQLite takes those of the row that has the maximum (https://sqlite.org/lang_select.html).
_VISITS = f"""
SELECT v.*, k.first_at, {sound("checks", "k.")} AS sound FROM (
    SELECT id, watch_id, outcome, sum(count) AS visits, max(last_at) AS last_at, snapshot FROM checks GROUP BY watch_id, outcome) v
JOIN checks k ON k.id = v.id
"""
# The newest row of live visits of each watch, and when the one before it ended.
_NEWEST = f"""
SELECT {sound("checks", "k.")} AS sound, k.watch_id, k.first_at, k.last_at, k.count, k.longest_gap_s,
    (SELECT max(b.last_at) FROM checks b
        WHERE b.watch_id = k.watch_id AND b.source = 'live' AND b.id <> k.id AND b.last_at <= k.first_at) AS before
FROM state st JOIN checks k ON k.id = (
    SELECT n.id FROM checks n WHERE n.watch_id = st.watch_id AND n.source = 'live' ORDER BY n.first_at DESC, n.id DESC LIMIT 1)
"""
_OPEN = "delivered_at IS NULL AND failed_at IS NULL"  # as the index outbox_pending has it: payloads are not read


def figures(db: Connection, now: datetime) -> Figures:
    """Everything that can be counted, as of *now*."""
    visits, episodes = _by_watch(db, _VISITS), _by_watch(db, f"{OPEN_EPISODES} ORDER BY e.item, e.id")
    missing, newest = gone(db), {row["watch_id"]: row for row in db.rows(_NEWEST)}
    watches = db.rows(_WATCHES)
    for row in watches:
        _ask_sound(row, visits[row["id"]], newest.get(row["id"]))
    gaps = {watch: _gap(row) for watch, row in newest.items()}
    return Figures(
        at=now,
        watches={
            row["name"]: _watch(row, visits[row["id"]], episodes[row["id"]], missing[row["id"]], gaps.get(row["id"]))
            for row in watches
        },
        outbox=_outbox(db),
        database_bytes=_size(db.path),
    )


def _ask_sound(watch: Row, visits: list[Row], newest: Row | None) -> None:
    """Raise Damaged where what is counted of a watch is no longer what was written.

    Of its visits only those rows are asked that times are taken from; that the others are as many as were made is seen in the sum.
    """
    if not watch["sound"]:
        raise Damaged(state_damaged(watch["name"]))
    ask_sound((*visits, *([newest] if newest else [])), watch["name"])
    if sum(row["visits"] for row in visits) != watch["visits"]:
        name = watch["name"]
        raise Damaged(
            Said(
                fr=f"{name} : les visites ne sont plus celles qui ont été comptées", en=f"{name}: the visits are not those counted"
            )
        )


def _by_watch(db: Connection, sql: str) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in db.rows(sql):
        found[row["watch_id"]].append(row)
    return found


def _gap(row: Row) -> timedelta | None:
    """The time between the two newest visits; where many share a row, their usual time, the longest left out: that was a pause."""
    if row["count"] > 1:
        span = moment(row["last_at"]) - moment(row["first_at"])
        return (span - timedelta(seconds=row["longest_gap_s"])) / (row["count"] - 2) if row["count"] > 2 else span
    before = optional_moment(row["before"])
    return moment(row["first_at"]) - before if before else None


def _watch(row: Row, visits: list[Row], episodes: list[Row], missing: list[Gone], gap: timedelta | None) -> WatchFigures:
    changed = next((v for v in visits if v["outcome"] == "changed"), None)
    return WatchFigures(
        watch=row["name"],
        snapshot=row["number"],
        newest_at=moment(row["newest_at"]),
        last_live_at=optional_moment(row["newest_live_at"]),
        last_good_at=max((moment(v["last_at"]) for v in visits if v["outcome"] != "failed"), default=None),
        changed_at=moment(changed["last_at"]) if changed else None,
        changed_snapshot=changed["snapshot"] if changed else None,
        visits={v["outcome"]: v["visits"] for v in visits},
        failures=tuple(episode_of(e) for e in episodes),
        gone=tuple(missing),
        gap=gap,
        timed=row["timed"],
        seconds=row["seconds"],
        last_seconds=row["last_seconds"],
    )


def _outbox(db: Connection) -> OutboxFigures:
    all_ = db.value("SELECT count(*) FROM outbox")
    pending, oldest = db.tuples(f"SELECT count(*), min(id) FROM outbox WHERE {_OPEN}")[0]
    failed = db.value("SELECT count(*) FROM outbox WHERE failed_at IS NOT NULL")
    oldest_at = db.value("SELECT created_at FROM outbox WHERE id = ?", (oldest,)) if oldest is not None else None
    return OutboxFigures(
        pending=pending, delivered=all_ - pending - failed, failed=failed, oldest_pending_at=optional_moment(oldest_at)
    )


def _size(path: Path) -> int:
    """Bytes of the database on the disk, its write-ahead log included."""
    return sum(p.stat().st_size for p in (path, path.with_name(path.name + "-wal")) if p.exists())
