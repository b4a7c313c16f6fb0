"""Where watches stand, for who is told of them all: what was found, since when it is so, what fails."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.errors import Damaged
from monitor.model import Gone, ItemKind, OpenFailure
from monitor.store.checks import OPEN_EPISODES, episode_of
from monitor.store.connection import Connection
from monitor.store.gone import gone
from monitor.store.row_digests import sound
from monitor.store.rows import dumps, moment, optional_moment
from monitor.store.states import state_damaged

_STANDING = f"""
SELECT st.watch_id IS NOT NULL AND {sound("state", "st.")} AND {sound("watches", "w.")} AS sound,
    w.id, w.name, w.url, st.newest_at, st.snapshot_id, st.flapping, s.number, s.taken_at,
    (SELECT max(x.taken_at) FROM snapshots x
        WHERE x.watch_id = w.id AND EXISTS (SELECT 1 FROM changes c WHERE c.snapshot_id = x.id)) AS changed_at
FROM json_each(?) j JOIN watches w ON w.name = j.value LEFT JOIN state st ON st.watch_id = w.id
LEFT JOIN snapshots s ON s.id = st.snapshot_id ORDER BY j.key
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenItem:
    """An item as last read."""

    item: str
    item_kind: ItemKind
    title: str | None  # the heading or the label, as on the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one watch stands."""

    watch: str
    url: str
    visited_at: datetime
    snapshot: int | None  # number of the newest version; None: never read well
    taken_at: datetime | None  # of that version
    changed_at: datetime | None  # of the newest version with changes; None: it has not changed yet
    items: tuple[SeenItem, ...]
    failures: tuple[OpenFailure, ...]
    gone: tuple[Gone, ...]  # removed and not back since, whatever the configuration names today
    flapping: bool  # its text turns among known ones, and that is no longer told (DESIGN 3.17)


def standings(db: Connection, names: Sequence[str]) -> tuple[Standing, ...]:
    """Where each of *names* stands that was ever visited, in their order; four queries."""
    rows = db.rows(_STANDING, (dumps(list(names)),))
    for row in rows:
        if not row["sound"]:
            raise Damaged(state_damaged(row["name"]))
    items: dict[int, list[SeenItem]] = defaultdict(list)
    ids = dumps([row["snapshot_id"] for row in rows if row["snapshot_id"] is not None])
    sql = "SELECT i.* FROM json_each(?) j JOIN items i ON i.snapshot_id = j.value ORDER BY i.position"
    for row in db.rows(sql, (ids,)):
        items[row["snapshot_id"]].append(SeenItem(item=row["item"], item_kind=row["kind"], title=row["heading"] or row["label"]))
    failures: dict[int, list[OpenFailure]] = defaultdict(list)
    for row in db.rows(f"{OPEN_EPISODES} ORDER BY e.id"):
        failures[row["watch_id"]].append(episode_of(row))
    missing = gone(db)
    return tuple(
        Standing(
            watch=row["name"],
            url=row["url"],
            visited_at=moment(row["newest_at"]),
            snapshot=row["number"],
            taken_at=optional_moment(row["taken_at"]),
            changed_at=optional_moment(row["changed_at"]),
            items=tuple(items[row["snapshot_id"]]) if row["snapshot_id"] is not None else (),
            failures=tuple(failures[row["id"]]),
            gone=tuple(missing[row["id"]]),
            flapping=row["flapping"] is not None,
        )
        for row in rows
    )
