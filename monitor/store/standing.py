"""Where each watch stands and the figures of all, from the few rows that say so: what was found, since when, what fails.

And what readers see of a page and its items where nobody gave a title (DESIGN §6); the names that documents print (5.17).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from json import loads
from urllib.parse import urlsplit

from monitor.errors import Damaged
from monitor.files import size_of
from monitor.i18n.locale import Text
from monitor.model import Block, Called, Figures, Gone, ItemKind, Moving, OpenFailure, OutboxFigures, Renamed, Watch, WatchFigures
from monitor.model.frozen import dataclass
from monitor.store.checks import OPEN_EPISODES, TALLY, ask_sound, episode_of
from monitor.store.connection import Connection, Row
from monitor.store.row_digests import sound
from monitor.store.rows import dumps, moment, optional_moment
from monitor.store.schema import SITE
from monitor.store.states import state_damaged
from monitor.store.texts import texts_of, unrolled

_STANDING = f"""
SELECT st.watch_id IS NOT NULL AND {sound("state", "st.")} AND {sound("watches", "w.")} AS sound,
    w.id, w.name, w.url, st.newest_at, st.snapshot_id, st.flapping, s.number, s.taken_at,
    (SELECT x.taken_at FROM snapshots x
        WHERE x.watch_id = w.id AND EXISTS (SELECT 1 FROM changes c WHERE c.snapshot_id = x.id)
        ORDER BY x.number DESC LIMIT 1) AS changed_at
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
class SeenWatch:
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


def standings(db: Connection, names: Sequence[str]) -> tuple[SeenWatch, ...]:
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
        SeenWatch(
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


_LATEST = """
SELECT s.taken_at FROM snapshots s JOIN watches w ON w.id = s.watch_id
WHERE w.name = ? AND julianday(s.taken_at) IS NOT NULL ORDER BY s.taken_at DESC LIMIT 1
"""


def latest(db: Connection, names: Sequence[str]) -> datetime | None:
    """The latest time that a version of one of *names* bears: not the newest one's where the clock was set back."""
    return max((moment(row["taken_at"]) for name in names for row in db.rows(_LATEST, (name,))), default=None)


# Of several documents of one name one may go: the name is still watched in the others (DESIGN 3.9).
_GONE = """
SELECT r.watch_id, i.item, i.kind,
    (SELECT s.taken_at FROM snapshots s JOIN changes c ON c.snapshot_id = s.id
        WHERE s.watch_id = r.watch_id AND c.item = i.item AND c.change = 'removed' ORDER BY s.number DESC LIMIT 1) AS seen_at
FROM removed r JOIN items i ON i.id = r.item_id JOIN state st ON st.watch_id = r.watch_id
WHERE NOT EXISTS (SELECT 1 FROM items x WHERE x.snapshot_id = st.snapshot_id AND x.item = i.item)
GROUP BY r.watch_id, i.item ORDER BY i.item
"""


def gone(db: Connection) -> dict[int, list[Gone]]:
    """By watch id, in the order of names; one query."""
    found: dict[int, list[Gone]] = defaultdict(list)
    for row in db.rows(_GONE):
        found[row["watch_id"]].append(Gone(item=row["item"], item_kind=row["kind"], seen_at=optional_moment(row["seen_at"])))
    return found


# Of each document of the newest versions its newest change, where that says that its recipe's words no longer find it.
_RENAMED = """
SELECT w.name, c.item, c.label, c.facts FROM watches w JOIN state st ON st.watch_id = w.id
JOIN items i ON i.snapshot_id = st.snapshot_id AND i.kind = 'document'
JOIN changes c ON c.id = (
    SELECT n.id FROM snapshots s JOIN changes n ON n.snapshot_id = s.id WHERE s.watch_id = w.id AND n.item = i.item
    ORDER BY s.number DESC, n.position DESC LIMIT 1)
WHERE instr(c.facts, '"wanted"') > 0 GROUP BY w.id, c.item ORDER BY w.id, c.item
"""


def renamed(db: Connection) -> tuple[Renamed, ...]:
    """The documents that are followed under another label than the one they are looked for by; walks through the versions."""
    return tuple(
        Renamed(
            watch=row["name"],
            item=row["item"],
            label=row["label"] or "",
            wanted=tuple(wanted),
            beside=facts.get("beside"),
            find_by=facts.get("find_by"),
        )
        for row in db.rows(_RENAMED)
        if (wanted := (facts := loads(row["facts"])).get("wanted"))
    )


# Of each watch's newest version, where a section's lines moved at every visit.
_MOVING = """
SELECT w.name, c.item, c.facts FROM watches w JOIN state st ON st.watch_id = w.id JOIN changes c ON c.snapshot_id = st.snapshot_id
WHERE instr(c.facts, '"moves"') > 0 ORDER BY w.id, c.item
"""


def moving(db: Connection) -> tuple[Moving, ...]:
    """The lines that moved alone at each of the last visits (DESIGN 3.6)."""
    from monitor.compare.restless import moving_of  # a check asks for none of it (DESIGN §9)

    found = (moving_of(loads(row["facts"]), item=row["item"], watch=row["name"]) for row in db.rows(_MOVING))
    return tuple(one for one in found if one)


_WATCHES = f"""
SELECT w.id, w.name, st.watch_id IS NOT NULL AND {sound("state", "st.")} AS sound, st.visits, st.newest_at,
    st.newest_live_at, st.timed, st.seconds, st.last_seconds, s.number
FROM watches w LEFT JOIN state st ON st.watch_id = w.id LEFT JOIN snapshots s ON s.id = st.snapshot_id
"""
_LINES = "SELECT count(*) FROM checks INDEXED BY checks_watch WHERE watch_id = ?"  # as its visits are listed
_VISITS = f"""
SELECT v.*, k.first_at, {sound("checks", "k.")} AS sound FROM ({TALLY}) v JOIN checks k ON k.id = v.id
"""
# The visit of each watch that found the newest change. Which is the newest no clock says, that may have been set back: rows are
# numbered as they are made. What found a change is sealed by the version that it made.
_CHANGED = f"""
SELECT k.watch_id, k.last_at, k.snapshot, {sound("checks", "k.")} AS sound FROM watches w JOIN checks k ON k.id = (
    SELECT n.id FROM snapshots s JOIN checks n INDEXED BY checks_sealed ON n.sealed_by = s.id AND n.watch_id = w.id
    WHERE s.watch_id = w.id AND n.outcome = 'changed' ORDER BY s.number DESC, n.id DESC LIMIT 1)
WHERE {{only}}
"""
# The newest row of live visits of each watch, and when the one before it ended.
_NEWEST = f"""
SELECT {sound("checks", "k.")} AS sound, k.watch_id, k.first_at, k.last_at, k.count, k.longest_gap_s,
    (SELECT b.last_at FROM checks b
        WHERE b.watch_id = k.watch_id AND b.source = 'live' AND b.id <> k.id
            AND b.first_at <= k.first_at AND b.last_at <= k.first_at
        ORDER BY b.first_at DESC, b.id DESC LIMIT 1) AS before
FROM state st JOIN checks k ON k.id = (
    SELECT n.id FROM checks n WHERE n.watch_id = st.watch_id AND n.source = 'live' ORDER BY n.first_at DESC, n.id DESC LIMIT 1)
"""
_OPEN = "delivered_at IS NULL AND failed_at IS NULL"  # as the index outbox_pending has it: payloads are not read


def figures(db: Connection, now: datetime, only: int | None = None) -> Figures:
    """Everything that can be counted *now*, of the watch with the id *only* or of all. Raises Damaged, as at all reading."""
    of, values = ("{} = ?1", (only,)) if only is not None else ("true", ())
    visits = _by_watch(db, _VISITS.format(only=of.format("watch_id")), values)
    episodes = _by_watch(db, f"{OPEN_EPISODES} AND {of.format('e.watch_id')} ORDER BY e.item, e.id", values)
    missing = gone(db)
    newest = {row["watch_id"]: row for row in db.rows(f"{_NEWEST} WHERE {of.format('st.watch_id')}", values)}
    changed = {row["watch_id"]: row for row in db.rows(_CHANGED.format(only=of.format("w.id")), values)}
    watches = db.rows(f"{_WATCHES} WHERE {of.format('w.id')}", values)
    for row in watches:
        if not row["sound"]:
            raise Damaged(state_damaged(row["name"]))
        # Only those rows are asked that times are taken from; that the others are as many as were made is seen in the sum.
        own = visits[row["id"]]
        ask_sound((*own, *(found[row["id"]] for found in (newest, changed) if row["id"] in found)), row["name"])
        lines = sum(visit["lines"] for visit in own)
        if sum(visit["visits"] for visit in own) != row["visits"] or (only is not None and lines != db.value(_LINES, values)):
            raise Damaged(Text("errors.store.visits_miscounted", name=row["name"]))
    gaps = {watch: _gap(row) for watch, row in newest.items()}
    all_ = db.value("SELECT count(*) FROM outbox")
    pending, oldest = db.tuples(f"SELECT count(*), min(id) FROM outbox WHERE {_OPEN}")[0]
    failed = db.value("SELECT count(*) FROM outbox WHERE failed_at IS NOT NULL")
    oldest_at = db.value("SELECT created_at FROM outbox WHERE id = ?", (oldest,)) if oldest is not None else None
    files = (db.path, db.path.with_name(db.path.name + "-wal"))
    return Figures(
        at=now,
        watches={
            row["name"]: _watch(
                row, visits[row["id"]], changed.get(row["id"]), episodes[row["id"]], missing[row["id"]], gaps.get(row["id"])
            )
            for row in watches
        },
        outbox=OutboxFigures(
            pending=pending, delivered=all_ - pending - failed, failed=failed, oldest_pending_at=optional_moment(oldest_at)
        ),
        database_bytes=sum(map(size_of, files)),
    )


def _by_watch(db: Connection, sql: str, values: Sequence[object]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in db.rows(sql, values):
        found[row["watch_id"]].append(row)
    return found


def _gap(row: Row) -> timedelta | None:
    """The time between the two newest visits; where many share a row, their usual time, the longest left out: that was a pause."""
    if row["count"] > 1:
        span = moment(row["last_at"]) - moment(row["first_at"])
        return (span - timedelta(seconds=row["longest_gap_s"])) / (row["count"] - 2) if row["count"] > 2 else span
    before = optional_moment(row["before"])
    return moment(row["first_at"]) - before if before else None


def _watch(
    row: Row, visits: list[Row], changed: Row | None, episodes: list[Row], missing: list[Gone], gap: timedelta | None
) -> WatchFigures:
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


# -------------------------------------------------------------------------- what readers see, and the names that documents print

_PAGE = f"""
SELECT t.title, w.url FROM watches w JOIN page_titles t ON t.watch_id = w.id AND {sound("page_titles", "t.")} WHERE w.name = ?
"""
# Whether another page has the title ?1, and one of the site ?2 has it: two are enough to know. By `+` the site's index is taken.
_OF_ONE_TITLE = f"""
SELECT (SELECT count(*) FROM (SELECT 1 FROM page_titles WHERE title = ?1 LIMIT 2)), (SELECT count(*) FROM (
    SELECT 1 FROM watches w JOIN page_titles t ON t.watch_id = w.id AND +t.title = ?1 WHERE {SITE} = ?2 LIMIT 2))
"""
# As last read, of what was removed too; of several documents of one name the first.
_ITEMS = """
SELECT i.item, i.heading, i.label, i.snapshot_id
FROM watches w JOIN state st ON st.watch_id = w.id JOIN items i ON i.snapshot_id = st.snapshot_id
WHERE w.name = ?1
UNION ALL
SELECT i.item, i.heading, i.label, i.snapshot_id
FROM watches w JOIN removed r ON r.watch_id = w.id JOIN items i ON i.id = r.item_id
WHERE w.name = ?1
"""


def called(db: Connection, name: str, watch: Watch | None, *, items: bool = True) -> Called:
    """How readers know the page *name* and its items: by the titles of *watch* in the configuration, else by what was read.

    *watch* None: it has left the configuration. Without *items*: of the page alone. Of pages that call themselves the same each has
    its site beside it, or its name where that site has several. An item of several documents is called as in the configuration: the
    label of the first would say of that one what is true of another (3.9).
    """
    row = db.row(_PAGE, (name,)) if watch is None or watch.title is None else None
    page = watch.title if watch and watch.title else row["title"] if row else name
    if row:
        at = urlsplit(row["url"])
        of_title, of_site = db.tuples(_OF_ONE_TITLE, (page, at.netloc.lower()))[0]
        if of_title > 1:
            page = f"{page} ({at.hostname if of_site == 1 and '$' not in at.netloc else name})"
    found: dict[str, str] = {}
    several = set[str]()
    if items:
        for item in db.rows(_ITEMS, (name,)):
            if shown := item["heading"] or item["label"]:
                words = " ".join(shown.split())
                several |= {item["item"]} if found.setdefault(item["item"], words) != words else set()
    found = {item: words for item, words in found.items() if item not in several}
    given = watch.titles if watch else {}
    return Called(page=page, items={**found, **given}, given=frozenset(given))


def snapshots_called_by(db: Connection, name: str) -> list[int]:
    """The snapshots, row ids, whose headings and labels `called` takes."""
    return [snapshot for (snapshot,) in db.tuples(f"SELECT DISTINCT snapshot_id FROM ({_ITEMS})", (name,))]


_PRINTED = """
SELECT DISTINCT json_extract(p.value, '$.name')
FROM contents c, json_each(c.orgchart, '$.units') u, json_each(u.value, '$.people') p
WHERE c.id > ?1 AND c.orgchart IS NOT NULL AND json_extract(p.value, '$.name') <> ''
"""


def printed_names(db: Connection, after: int = 0) -> tuple[set[str], int]:
    """Every name that a chart printed as somebody's, of contents later than the row *after*; and the newest row."""
    newest = db.value("SELECT max(id) FROM contents")
    return {name for (name,) in db.each(_PRINTED, (after,))}, newest or 0


_TITLED = """
SELECT DISTINCT json_extract(u.value, '$.title') FROM contents c, json_each(c.orgchart, '$.units') u
WHERE c.id > ?1 AND c.orgchart IS NOT NULL AND json_extract(u.value, '$.title') <> ''
"""


def printed_titles(db: Connection, after: int = 0) -> set[str]:
    """Every title that a chart printed as a unit's, of contents later than the row *after*, and what pages call themselves."""
    pages = {title for (title,) in db.each("SELECT title FROM page_titles WHERE title <> ''")}
    return pages | {title for (title,) in db.each(_TITLED, (after,))}


def facts_beside(db: Connection, after: int) -> Iterator[tuple[int, str]]:
    """The rows later than *after* of what stands beside texts, as JSON: links, pictures, frames."""
    yield from db.each("SELECT id, facts FROM block_facts WHERE id > ? ORDER BY id", (after,))


def texts_with(db: Connection, after: int = 0) -> tuple[tuple[Block, ...], ...]:
    """The texts, in their order, that hold a block later than the row *after* which none before them holds."""
    found, seen = list[tuple[Block, ...]](), set[int]()
    for number, listed in db.tuples("SELECT id, blocks FROM texts ORDER BY id"):
        fresh = {block for block in unrolled(listed) if block > after} - seen
        if fresh:
            seen |= fresh
            found.append(texts_of(db, [number])[number])
    return tuple(found)


def texts_holding(db: Connection, wanted: Collection[int]) -> tuple[tuple[Block, ...], ...]:
    """All texts, in their order, in which one of the blocks *wanted* stands."""
    listed = db.tuples("SELECT id, blocks FROM texts ORDER BY id") if wanted else ()
    numbers = [number for number, blocks in listed if not set(unrolled(blocks)).isdisjoint(wanted)]
    return tuple(texts_of(db, [number])[number] for number in numbers)


def block_texts(db: Connection, after: int) -> Iterator[tuple[int, str]]:
    """The rows and texts of blocks later than the row *after*."""
    yield from db.each("SELECT id, text FROM blocks WHERE id > ? ORDER BY id", (after,))
