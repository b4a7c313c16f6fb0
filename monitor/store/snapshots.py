"""Writing a snapshot: bytes, HTTP facts, items, changes, and what stood where (DESIGN 7.2, 7.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from monitor.model import CHART_READER, Change, Fetched, HttpFacts, NotModified, Plan, Reading, Revision, Watch
from monitor.model.frozen import replace
from monitor.store.blobs import Blobs
from monitor.store.connection import Connection, Row
from monitor.store.readings import keep_section_chart, key_snapshot
from monitor.store.row_digests import inserted, signed
from monitor.store.rows import change_json, dumps, edit_row, stamp
from monitor.store.sightings import follow_sightings, newest_block, unfold
from monitor.store.texts import keep_content, keep_facts, keep_recipe, keep_text, short_digest

# Header values that let somebody in are no evidence; what a user adds in config.toml may come from ${NAME} and is kept out too.
_SECRET = frozenset({"authorization", "proxy-authorization", "cookie", "x-api-key", "x-auth-token"})
_OPEN = frozenset({"accept", "accept-encoding", "accept-language", "cache-control", "user-agent", "referer"})
HIDDEN = "…"


def write_snapshot(
    db: Connection,
    blobs: Blobs,
    plan: Plan,
    *,
    revision: Revision,
    watch: Watch,
    state: Row,
    page: int | None,
    now: datetime,
    salt: str,
    said: dict[int, bytes],
) -> int:
    """Write *revision* with its proofs, unsealed; returns the row's id. *page*: a blob; *said* takes texts' JSON for the seal."""
    unfold(db, state["watch_id"])
    snapshot = db.insert(
        "INSERT INTO snapshots (watch_id, number, recorded_as, source, taken_at, recorded_at, url, recipe, extractor, page, states,"
        " salt, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')",
        (
            state["watch_id"],
            revision.snapshot,
            watch.name,
            plan.source,
            stamp(revision.taken_at),
            stamp(now),
            revision.url,
            keep_recipe(db, revision.recipe_hash),
            revision.extractor,
            page,
            dumps(dict(plan.digests)),
            salt,
        ),
    )
    if plan.reading is not None:
        documents = _keep_documents(db, blobs, plan.reading, state["watch_id"])
        private = _SECRET | ({name.lower() for name in watch.headers} - _OPEN)
        _write_exchanges(db, plan.reading, snapshot=snapshot, page=page, blobs=documents, private=private)
    newest = newest_block(db)
    _write_items(db, blobs, revision, snapshot, said)
    if plan.reading is not None:
        _write_tombstones(db, plan.reading, revision, snapshot=snapshot, now=now)
    key_snapshot(db, state["watch_id"], snapshot, revision.snapshot)
    charted = [item for (item,) in db.tuples("SELECT DISTINCT item FROM chart_keys WHERE watch_id = ?", (state["watch_id"],))]
    if charted:
        from monitor.store.following import follow_snapshot  # late: with all that compares charts (DESIGN §9)

        follow_snapshot(db, state["watch_id"], charted, revision.snapshot)
    _write_changes(db, plan, snapshot)
    _follow_removed(db, plan, watch_id=state["watch_id"], before=state["snapshot_id"], snapshot=snapshot)
    follow_sightings(db, state["watch_id"], plan, revision, snapshot, newest)
    return snapshot


# ------------------------------------------------------------------------------------------------------------ bytes, HTTP facts


def _keep_documents(db: Connection, blobs: Blobs, reading: Reading, watch_id: int) -> dict[str, int]:
    """Keep the bytes of every document fetched, each after those of its item's newest document so far; returns sha256 -> blob."""
    kept: dict[str, int] = {}
    for document in reading.documents:
        fetched = document.fetched
        if fetched is None or fetched.withheld:
            continue
        before = db.value(
            "SELECT i.blob FROM snapshots s JOIN items i ON i.snapshot_id = s.id"
            " WHERE s.watch_id = ? AND i.item = ? AND i.blob IS NOT NULL ORDER BY s.number DESC LIMIT 1",
            (watch_id, document.link.item),
        )
        kept[fetched.sha256] = blobs.keep(fetched.body, fetched.sha256, before=before)
    return kept


def _write_exchanges(
    db: Connection, reading: Reading, *, snapshot: int, page: int | None, blobs: Mapping[str, int], private: frozenset[str]
) -> None:
    answer = reading.page
    http = answer.http if isinstance(answer, Fetched | NotModified) else reading.http
    if http is not None:
        body = page if isinstance(answer, Fetched) else None  # None too where its bytes are withheld
        kind = answer.content_type if isinstance(answer, Fetched) else ""
        _write_exchange(db, http, snapshot=snapshot, position=0, item=None, content_type=kind, blob=body, private=private)
    fetched = [(d.link.item, d.fetched) for d in reading.documents if d.fetched and d.fetched is not answer]
    for position, (item, one) in enumerate(fetched, start=1):
        _write_exchange(
            db,
            one.http,
            snapshot=snapshot,
            position=position,
            item=item,
            content_type=one.content_type,
            blob=blobs.get(one.sha256),
            private=private,
        )


def _write_exchange(
    db: Connection,
    http: HttpFacts,
    *,
    snapshot: int,
    position: int,
    item: str | None,
    content_type: str,
    blob: int | None,
    private: frozenset[str],
) -> None:
    sent = tuple((name, HIDDEN if name.lower() in private else value) for name, value in http.request_headers)
    db.run(
        "INSERT INTO exchanges (snapshot_id, position, item, url, final_url, status, request_headers, response_headers, redirects,"
        " started_at, finished_at, content_type, blob) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            snapshot,
            position,
            item,
            http.url,
            None if http.final_url == http.url else http.final_url,
            http.status,
            _header_ids(db, sent),
            _header_ids(db, http.response_headers),
            dumps([list(step) for step in http.redirects]),
            stamp(http.started_at),
            stamp(http.finished_at),
            content_type,
            blob,
        ),
    )


def _header_ids(db: Connection, headers: tuple[tuple[str, str], ...]) -> str:
    """The ids of *headers*, each kept once however often it comes."""
    ids: list[int] = []
    for name, value in headers:
        digest = short_digest(f"{name}\n{value}")
        known: int | None = db.value("SELECT id FROM headers WHERE digest = ?", (digest,))
        ids.append(known or db.insert("INSERT INTO headers (name, value, digest) VALUES (?, ?, ?)", (name, value, digest)))
    return dumps(ids)


# ------------------------------------------------------------------------------------------------------------------------ items


def _write_items(db: Connection, blobs: Blobs, revision: Revision, snapshot: int, said: dict[int, bytes]) -> None:
    for position, section in enumerate(revision.sections):
        db.run(
            "INSERT INTO items (snapshot_id, position, kind, item, heading, text_id, found_by, ignored, facts)"
            " VALUES (?, ?, 'section', ?, ?, ?, ?, ?, ?)",
            (
                snapshot,
                position,
                section.item,
                section.heading,
                keep_text(db, section.blocks, title=section.heading, said=said),
                section.found_by,
                dumps(list(section.ignored)),
                keep_facts(db, section.blocks, section.orgchart) if section.facts_known else None,
            ),
        )
        keep_section_chart(db, snapshot, position, section)
    for position, document in enumerate(revision.documents, start=len(revision.sections)):
        link, content = document.link, document.content
        db.run(
            "INSERT INTO items (snapshot_id, position, kind, item, label, format, size_text, url, content_id, blob, chart_reader,"
            " facts) VALUES (?, ?, 'document', ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                snapshot,
                position,
                link.item,
                link.label,
                link.format,
                link.size_text,
                link.url,
                None if content is None else keep_content(db, content),
                None if content is None else blobs.id_of(content.sha256),
                CHART_READER,
                keep_facts(db, content.text or ()) if content is not None and content.facts_known else None,
            ),
        )


def _write_tombstones(db: Connection, reading: Reading, revision: Revision, *, snapshot: int, now: datetime) -> None:
    """Remember of which bytes only the hash is kept, since they hold what was erased (DESIGN 5.17)."""
    withheld = {d.fetched.sha256: len(d.fetched.body) for d in reading.documents if d.fetched and d.fetched.withheld}
    places = {n: d.content.sha256 for n, d in enumerate(revision.documents, start=len(revision.sections)) if d.content}
    rows = [(place, sha256, withheld[sha256]) for place, sha256 in places.items() if sha256 in withheld]
    if isinstance(reading.page, Fetched) and reading.page.withheld:
        rows.append((-1, reading.page.sha256, len(reading.page.body)))
    columns = ("snapshot_id", "position", "sha256", "size", "at")
    db.run_many(inserted("tombstones", *columns), [(snapshot, *row, stamp(now)) for row in rows])


def recorded(db: Connection, snapshot: int, changes: Iterable[Change]) -> tuple[Change, ...]:
    """*changes* of a snapshot, a row, with the ids under which they are recorded."""
    ids = [number for (number,) in db.tuples("SELECT id FROM changes WHERE snapshot_id = ? ORDER BY position", (snapshot,))]
    return tuple(replace(change, id=number) for change, number in zip(changes, ids, strict=True))


def _write_changes(db: Connection, plan: Plan, snapshot: int) -> None:
    for position, change in enumerate(plan.changes):
        shape = change_json(change)
        row = db.insert(
            "INSERT INTO changes (snapshot_id, position, item, item_kind, change, significance, label, suspect, returns_to, facts)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                snapshot,
                position,
                *(shape[k] for k in ("item", "item_kind", "change", "significance")),
                change.label,
                change.suspect,
                change.returns_to,
                dumps(dict(change.facts)),
            ),
        )
        edits = [(row, number, edit.op, edit_row(edit)) for number, edit in enumerate(change.edits)]
        db.run_many("INSERT INTO edits (change_id, position, op, edit) VALUES (?, ?, ?, ?)", edits)


# ---------------------------------------------------------------------------------------------------------------------- what went


def _follow_removed(db: Connection, plan: Plan, *, watch_id: int, before: int | None, snapshot: int) -> None:
    """Remember the last text of what is recorded as removed, until it is back."""
    for change in (*plan.changes, *plan.unsaid):
        if change.change == "removed":
            db.run(
                "INSERT OR IGNORE INTO removed (watch_id, item_id, digest)"
                f" SELECT ?1, id, {signed('removed', watch_id='?1', item_id='id')}"
                " FROM items old WHERE snapshot_id = ?2 AND item = ?3"
                " AND (kind = 'section' OR NOT EXISTS (SELECT 1 FROM items new WHERE new.snapshot_id = ?4 AND new.item = old.item"
                " AND new.label IS old.label AND new.url IS old.url))",
                (watch_id, before, change.item, snapshot),
            )
    restored = dumps([change.item for change in (*plan.changes, *plan.unsaid) if change.change == "restored"])
    db.run(
        "DELETE FROM removed WHERE watch_id = ? AND item_id IN (SELECT old.id FROM items old JOIN removed r ON r.item_id = old.id"
        " WHERE r.watch_id = ? AND (old.item IN (SELECT value FROM json_each(?)) OR EXISTS (SELECT 1 FROM items new"
        " WHERE new.snapshot_id = ? AND new.item = old.item"
        " AND (new.kind = 'section' OR new.url = old.url OR new.label = old.label))))",
        (watch_id, watch_id, restored, snapshot),
    )
