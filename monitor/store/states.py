"""What a check needs to know of the past, for one watch or a thousand: the same few queries (DESIGN §2)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from monitor.errors import Damaged
from monitor.i18n.locale import Text
from monitor.model import (
    CHART_READER,
    EXTRACTOR,
    Block,
    Document,
    DocumentContent,
    DocumentLink,
    LastRead,
    OrgChart,
    Past,
    PastState,
    Revision,
    Section,
    Validators,
    Watch,
    WatchState,
)
from monitor.model.frozen import replace, value_of
from monitor.store.checks import NEWEST_GOOD, OPEN_EPISODES, episode_of
from monitor.store.connection import Connection, Row
from monitor.store.readings import Contents
from monitor.store.row_digests import signed, sound
from monitor.store.rows import dumps, flapping_of, known_of, moment, optional_moment, stamp
from monitor.store.stops import stop_lists
from monitor.store.texts import chart_in, facts_of, keep_recipe, texts_of, with_facts

HISTORY_SPAN = timedelta(days=90)  # of `WatchState.history`: twice the 30 days of flapping, and room
HISTORY_LEAST = 50

_STATES = f"""
SELECT w.id AS watch_id, w.name, w.url AS asked_url, st.*, st.watch_id IS NOT NULL AND {sound("state", "st.")} AS sound,
    s.number, s.taken_at, s.url AS snapshot_url,
    s.extractor AS read_by, rc.hash AS recipe_hash, b.sha256 AS page_sha256
FROM json_each(?) j JOIN watches w ON w.name = j.value LEFT JOIN state st ON st.watch_id = w.id
LEFT JOIN snapshots s ON s.id = st.snapshot_id LEFT JOIN recipes rc ON rc.id = s.recipe LEFT JOIN blobs b ON b.id = st.page
"""


_PASTS = f"""
SELECT w.name, st.newest_at, coalesce(e.consecutive, 0) FROM json_each(?) j JOIN watches w ON w.name = j.value
JOIN state st ON st.watch_id = w.id AND {sound("state", "st.")}
LEFT JOIN episodes e ON e.watch_id = w.id AND e.item = '' AND e.ended_at IS NULL AND {sound("episodes", "e.")}
"""


def state_damaged(name: str) -> Text:
    """What is said where the row of where a watch stands is no longer what was written."""
    return Text("errors.store.state_damaged", name=name)


def _sound_states(db: Connection, names: Sequence[str]) -> list[Row]:
    """The state of each of *names* that was ever visited. Raises Damaged where one is not what was written."""
    rows = db.rows(_STATES, (dumps(list(names)),))
    for row in rows:
        if not row["sound"]:
            raise Damaged(state_damaged(row["name"]))
    return rows


def ask_state(db: Connection, name: str) -> None:
    """Raise where the state of *name* and what fails of it make no sense."""
    rows = _sound_states(db, [name])
    for row in rows:
        moment(row["newest_at"])
        optional_moment(row["newest_live_at"])
        known_of(row["known"])
        flapping_of(row["flapping"])
        for episode in _open_episodes(db, rows)[row["watch_id"]]:
            episode_of(episode)


def pasts(db: Connection, names: Sequence[str]) -> dict[str, Past]:
    """What decides when each of *names* is visited next, holds left out; one query, and nothing for a watch never visited.

    Nor for one whose state is no longer what was written: its next visit, now, says so and mends it.
    """
    rows = db.tuples(_PASTS, (dumps(list(names)),))
    return {name: Past(newest_at=moment(newest_at), failing=failing) for name, newest_at, failing in rows}


def failing(db: Connection, name: str) -> WatchState:
    """What fails at the watch, and of what somebody was told; nothing else of its past, and nothing of what is damaged."""
    rows = db.rows(f"{OPEN_EPISODES} AND e.watch_id = (SELECT id FROM watches WHERE name = ?) ORDER BY e.item, e.id", (name,))
    sound_rows = [row for row in rows if row["sound"]]
    return WatchState(
        watch=name,
        failures=tuple(episode_of(row) for row in sound_rows),
        alerted=tuple(row["item"] for row in sound_rows if row["alerted"]),
    )


# ---------------------------------------------------------------------------------------------------------------- whole states


def states(db: Connection, watches: Sequence[Watch]) -> dict[str, WatchState]:
    """The state of each of *watches*, by name; ten queries however many there are, and some for each unreadable document."""
    rows = _sound_states(db, [w.name for w in watches])
    if not rows:  # as at their first visits: there is nothing else to ask for
        return {w.name: WatchState(watch=w.name, stops=stop_lists(db)) for w in watches}
    recipes = {w.name: w.recipe for w in watches}
    urls = {w.name: (w.url, w.placeholders.asked if w.placeholders else w.url) for w in watches}  # the latter: before 7.7
    gone: dict[int, list[int]] = defaultdict(list)
    sql = "SELECT watch_id, item_id FROM removed WHERE watch_id IN (SELECT value FROM json_each(?)) ORDER BY watch_id, item_id"
    for watch, item in db.rows(sql, (_ids(rows),)):
        gone[watch].append(item)
    revisions = Revisions(
        db,
        [row["snapshot_id"] for row in rows if row["snapshot_id"] is not None],
        [i for ids in gone.values() for i in ids],
        newest=True,
    )
    episodes, history = _open_episodes(db, rows), _history(db, rows, {name: recipe.hash for name, recipe in recipes.items()})
    moves: dict[int, dict[str, Any]] = defaultdict(dict)  # by watch and item, the lines that alone were others last (3.6)
    for watch, item, facts in db.tuples(_MOVES, (_ids(rows),)):
        if lines := json.loads(facts).get("moves"):  # the word may be in another fact
            moves[watch][item] = lines
    found = {
        row["name"]: _state(
            row,
            revisions=revisions,
            removed=[revisions.items[i] for i in gone[row["watch_id"]] if revisions.items[i].item in recipes[row["name"]].items],
            episodes=episodes[row["watch_id"]],
            history=history[row["watch_id"]],
            moves=moves[row["watch_id"]],
            same_url=row["asked_url"] in urls[row["name"]],
        )
        for row in rows
    }
    ids, stops = {row["name"]: row["watch_id"] for row in rows}, stop_lists(db)
    return {
        w.name: replace(state, stops=stops, last_read=_last_read(db, ids[w.name], state, w) if state.last else ())
        for w in watches
        for state in [found.get(w.name) or WatchState(watch=w.name)]
    }


def _state(
    row: Row,
    *,
    revisions: Revisions,
    removed: list[Section | Document],
    episodes: list[Row],
    history: list[PastState],
    moves: Mapping[str, Any],
    same_url: bool,
) -> WatchState:
    """*same_url*: else validators and bytes are another address's, and vouch for nothing that is asked for now."""
    return WatchState(
        watch=row["name"],
        last=None if row["snapshot_id"] is None else revisions.of(row["snapshot_id"], row),
        old_charts=frozenset() if row["snapshot_id"] is None else revisions.old_charts(row["snapshot_id"]),
        extractor=row["extractor"],
        removed_sections=tuple(one for one in removed if isinstance(one, Section)),
        removed_documents=tuple(one for one in removed if isinstance(one, Document)),
        page_sha256=row["page_sha256"] if same_url else None,
        page_validators=Validators(etag=row["etag"], last_modified=row["last_modified"]) if same_url else Validators(),
        page_closed=None if row["page_closed"] is None or not same_url else bool(row["page_closed"]),
        page_glance=row["glance"] if same_url else None,
        known=known_of(row["known"]),
        failures=tuple(episode_of(e) for e in episodes),
        alerted=tuple(e["item"] for e in episodes if e["alerted"]),
        newest_at=moment(row["newest_at"]),
        newest_live_at=optional_moment(row["newest_live_at"]),
        history=tuple(history),
        moves=moves,
        flapping=flapping_of(row["flapping"]),
        flapping_seen_at=optional_moment(row["flapping_seen_at"]),
    )


_READ_BEFORE = """
SELECT i.id, s.number, (SELECT taken_at FROM snapshots WHERE watch_id = s.watch_id AND number = s.number + 1)
FROM snapshots s JOIN items i ON i.snapshot_id = s.id AND i.kind = 'document' AND i.item = ?2
JOIN contents c ON c.id = i.content_id AND c.text_id IS NOT NULL AND (NOT ?5 OR c.orgchart IS NOT NULL)
WHERE s.watch_id = ?1 AND s.number < ?6 AND s.erased_at IS NULL
    AND (i.url IS ?3 OR i.label = ?4 OR 1 = (SELECT count(*) FROM items WHERE snapshot_id = s.id AND item = ?2))
ORDER BY s.number DESC, i.url IS ?3 DESC, i.label = ?4 DESC LIMIT 5
"""


def _last_read(db: Connection, watch_id: int, state: WatchState, watch: Watch) -> tuple[LastRead, ...]:
    """When something could be read last of each document of *state* of which nothing can be, or no chart where one is wanted."""
    assert state.last is not None
    kinds, found = {one.item: one.kind for one in watch.recipe.documents}, list[LastRead]()
    for document in (*state.last.documents, *state.removed_documents):
        charted = kinds.get(document.item) == "orgchart"
        if document.content is None or document.item not in kinds or _is_readable(document.content, charted=charted):
            continue
        link = document.link
        rows = db.tuples(_READ_BEFORE, (watch_id, link.item, link.url, link.label, charted, state.last.snapshot))
        before = Revisions(db, [], [row[0] for row in rows], newest=True).items
        for item, number, left_at in rows:
            was = before[item]
            content = was.content if isinstance(was, Document) else None
            if content is not None and _is_readable(content, charted=charted):
                seen = db.value(f"SELECT last_at FROM checks WHERE id = ({NEWEST_GOOD})", (watch_id, left_at))
                if seen is not None:
                    found.append(LastRead(link=link, snapshot=number, seen_at=moment(seen), content=content))
                break
    return tuple(found)


def _is_readable(content: DocumentContent, *, charted: bool) -> bool:
    return content.has_words and not (charted and (content.orgchart is None or not content.orgchart.units))


class Revisions:
    """The items of many snapshots, read at once: equal texts are one value in memory. *newest*: see `Archive.revision`."""

    def __init__(self, db: Connection, snapshots: Sequence[int], items: Sequence[int] = (), *, newest: bool) -> None:
        rows = db.rows(
            "SELECT * FROM items WHERE snapshot_id IN (SELECT value FROM json_each(?)) OR id IN (SELECT value FROM json_each(?))"
            " ORDER BY snapshot_id, position",
            (dumps(list(snapshots)), dumps(list(items))),
        )
        texts = texts_of(db, [row["text_id"] for row in rows if row["text_id"] is not None])
        facts = facts_of(db, (row["facts"] for row in rows))
        contents = Contents(db, rows, facts, newest=newest)
        self.items = {
            row["id"]: _section(row, with_facts(texts[row["text_id"]], row["facts"], facts), chart_in(row["facts"], facts))
            if row["kind"] == "section"
            else Document(
                link=value_of(DocumentLink, row),
                content=contents.of(row),
            )
            for row in rows
        }
        self._of: dict[int, list[int]] = defaultdict(list)
        for row in rows:
            self._of[row["snapshot_id"]].append(row["id"])
        self._old = contents.old

    def old_charts(self, snapshot: int) -> frozenset[str]:
        """SHA-256 of the documents of the snapshot with that id whose chart is still to be read anew (DESIGN 7.6)."""
        return self._old.get(snapshot, frozenset())

    def items_of(self, snapshot: int) -> list[Section | Document]:
        """The items of the snapshot with that id, in order."""
        return [self.items[i] for i in self._of[snapshot]]

    def of(self, snapshot: int, facts: Row) -> Revision:
        """The revision of the snapshot with that id; *facts*: its number, taken_at, snapshot_url, recipe_hash, read_by."""
        items = self.items_of(snapshot)
        return Revision(
            snapshot=facts["number"],
            taken_at=moment(facts["taken_at"]),
            url=facts["snapshot_url"],
            sections=tuple(one for one in items if isinstance(one, Section)),
            documents=tuple(one for one in items if isinstance(one, Document)),
            recipe_hash=facts["recipe_hash"],
            extractor=facts["read_by"],
        )


def _section(row: Row, blocks: tuple[Block, ...], chart: OrgChart | None) -> Section:
    ignored, facts_known = tuple(json.loads(row["ignored"])), row["facts"] is not None
    return value_of(Section, row, blocks=blocks, ignored=ignored, facts_known=facts_known, orgchart=chart)


_MOVES = """
SELECT st.watch_id, c.item, c.facts FROM state st JOIN changes c ON c.snapshot_id = st.snapshot_id
WHERE st.watch_id IN (SELECT value FROM json_each(?)) AND instr(c.facts, '"moves"') > 0
"""


def _ids(rows: Sequence[Row]) -> str:
    return dumps([row["watch_id"] for row in rows])


def _open_episodes(db: Connection, rows: Sequence[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    sql = f"{OPEN_EPISODES} AND e.watch_id IN (SELECT value FROM json_each(?)) ORDER BY e.item, e.id"
    for row in db.rows(sql, (_ids(rows),)):
        found[row["watch_id"]].append(row)
    return found


_PAST_STATES = f"""
WITH wanted AS (
    SELECT json_extract(value, '$[0]') AS watch, json_extract(value, '$[1]') AS since, json_extract(value, '$[2]') AS least,
        rc.id AS recipe, json_extract(value, '$[4]') AS turning
    FROM json_each(?1) LEFT JOIN recipes rc ON rc.hash = json_extract(value, '$[3]')),
numbers AS (
    SELECT w.watch, s.number FROM wanted w JOIN snapshots s ON s.watch_id = w.watch AND s.number > min(w.least, ifnull(
        (SELECT number - 1 FROM snapshots WHERE watch_id = w.watch AND taken_at >= w.since ORDER BY taken_at LIMIT 1), w.least))
    UNION SELECT w.watch, t.value FROM wanted w JOIN json_each(w.turning) t)
SELECT s.watch_id, s.number, s.taken_at, ifnull(a.states, s.states),
    a.states IS NULL AND s.erased_at IS NULL AND (s.extractor <> ?2 OR s.recipe IS NOT w.recipe),
    CASE WHEN s.erased_at IS NULL
        THEN (SELECT json_group_array(c.item) FROM changes c WHERE c.snapshot_id = s.id AND c.suspect IS NOT NULL)
        ELSE (SELECT json_group_array(i.key) FROM json_each(s.states) i) END
FROM wanted w JOIN numbers n ON n.watch = w.watch JOIN snapshots s ON s.watch_id = n.watch AND s.number = n.number
LEFT JOIN states_anew a ON a.snapshot_id = s.id AND a.extractor = ?2 AND a.recipe = w.recipe AND {sound("states_anew", "a.")}
WHERE s.erased_at IS NULL OR s.states <> '{{}}' ORDER BY s.watch_id, s.number DESC
"""


def _history(db: Connection, rows: Sequence[Row], hashes: Mapping[str, str]) -> dict[int, list[PastState]]:
    """The states of 90 days before each watch's newest visit, at least the newest 50, and the texts in turn; newest first.

    *hashes*: of today's recipes by watch. Where a state was read anew under that one, as pages are read today, it is that reading.
    """
    wanted = []
    for row in rows:
        if row["number"] is not None:
            # Versions whose texts take turns, however long ago they came, must be recognised (DESIGN 3.17).
            flapping = flapping_of(row["flapping"])
            since, least = stamp(moment(row["newest_at"]) - HISTORY_SPAN), row["number"] - HISTORY_LEAST
            wanted.append([row["watch_id"], since, least, hashes[row["name"]], flapping.between if flapping else ()])
    found: dict[int, list[PastState]] = defaultdict(list)
    for watch, number, taken_at, digests, outdated, doubted in db.rows(_PAST_STATES, (dumps(wanted), EXTRACTOR)):
        state = PastState(snapshot=number, taken_at=moment(taken_at), digests=json.loads(digests), outdated=bool(outdated))
        found[watch].append(state if doubted == "[]" else replace(state, doubted=frozenset(json.loads(doubted))))
    return found


def keep_states(db: Connection, watch: Watch, states: Mapping[int, Mapping[str, str]]) -> None:
    """Keep what older snapshots, by number, show under today's recipe and reading; the sealed states stay as they are."""
    recipe = keep_recipe(db, watch.recipe.hash)
    db.run_many(
        "INSERT OR REPLACE INTO states_anew (snapshot_id, recipe, extractor, states, digest) SELECT s.id, ?1, ?2, ?3,"
        f" {signed('states_anew', snapshot_id='s.id', recipe='?1', extractor='?2', states='?3')}"
        " FROM snapshots s JOIN watches w ON w.id = s.watch_id WHERE w.name = ?4 AND s.number = ?5",
        [(recipe, EXTRACTOR, dumps(dict(digests)), watch.name, number) for number, digests in states.items()],
    )


# -------------------------------------------------------------------------------------------------------------- without any text

_OUTLINES = f"""
SELECT w.name, w.url AS asked_url, st.*, s.number, s.taken_at, s.url AS snapshot_url, s.extractor AS read_by,
    rc.hash AS recipe_hash, b.sha256 AS page_sha256
FROM json_each(?1) j JOIN watches w ON w.name = j.value JOIN state st ON st.watch_id = w.id
JOIN snapshots s ON s.id = st.snapshot_id JOIN recipes rc ON rc.id = s.recipe JOIN blobs b ON b.id = st.page
WHERE st.flapping IS NULL AND st.extractor = ?2 AND {sound("state", "st.")}
    AND NOT EXISTS (SELECT 1 FROM removed r WHERE r.watch_id = w.id)
    AND NOT EXISTS (SELECT 1 FROM episodes e WHERE e.watch_id = w.id AND e.ended_at IS NULL)
"""
# A document of an older reader's chart may say something else by now (7.6): then all that is known is asked for.
_OUTLINED_ITEMS = """
SELECT i.*, c.sha256, c.size, c.media_type, c.pages, c.geometry, i.content_id IS NOT NULL AND i.chart_reader < ?2
    AND (c.orgchart IS NOT NULL OR EXISTS (SELECT 1 FROM readings n WHERE n.snapshot_id = i.snapshot_id)) AS may_say_else
FROM json_each(?1) j JOIN items i ON i.snapshot_id = j.value LEFT JOIN contents c ON c.id = i.content_id
ORDER BY i.snapshot_id, i.position
"""


def outlines(db: Connection, watches: Sequence[Watch]) -> dict[str, WatchState]:
    """By name the state of those of *watches* on which nothing is open: no failure, no flapping, no removed item, no new recipe.

    What their sections and documents say is left out; see `WatchState.outlined`.
    """
    of = {w.name: w for w in watches if w.placeholders is None}
    listed = db.rows(_OUTLINES, (dumps(list(of)), EXTRACTOR))
    rows = [row for row in listed if (row["asked_url"], row["recipe_hash"]) == (of[row["name"]].url, of[row["name"]].recipe.hash)]
    items: dict[int, list[Row]] = defaultdict(list)
    for item in db.rows(_OUTLINED_ITEMS, (dumps([row["snapshot_id"] for row in rows]), CHART_READER)):
        items[item["snapshot_id"]].append(item)
    whole = (row for row in rows if not any(item["may_say_else"] for item in items[row["snapshot_id"]]))
    return {row["name"]: _outline(row, items[row["snapshot_id"]]) for row in whole}


def _outline(row: Row, items: Sequence[Row]) -> WatchState:
    documents = []
    for item in items:
        if item["kind"] == "document":
            content = None if item["content_id"] is None else value_of(DocumentContent, item)
            documents.append(Document(link=value_of(DocumentLink, item), content=content))
    last = Revision(
        snapshot=row["number"],
        taken_at=moment(row["taken_at"]),
        url=row["snapshot_url"],
        sections=tuple(_section(item, (), None) for item in items if item["kind"] == "section"),
        documents=tuple(documents),
        recipe_hash=row["recipe_hash"],
        extractor=row["read_by"],
    )
    return WatchState(
        watch=row["name"],
        last=last,
        outlined=True,
        extractor=row["extractor"],
        page_sha256=row["page_sha256"],
        page_validators=Validators(etag=row["etag"], last_modified=row["last_modified"]),
        page_closed=None if row["page_closed"] is None else bool(row["page_closed"]),
        page_glance=row["glance"],
        known=known_of(row["known"]),
        newest_at=moment(row["newest_at"]),
        newest_live_at=optional_moment(row["newest_live_at"]),
    )
