"""One plan into the database: every row that it leads to, in the order in which they depend on each other (DESIGN 7.1)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from monitor.errors import Damaged, StoreError
from monitor.i18n.locale import Text
from monitor.model import CheckResult, Fetched, Known, Plan, Validators, Watch
from monitor.model.frozen import dataclass, replace
from monitor.store.blobs import Blobs
from monitor.store.checks import count_check, follow_episodes, later
from monitor.store.connection import Connection, Row
from monitor.store.outbox import put_alerts
from monitor.store.row_digests import altered, altered_sound, inserted, numbered, sound
from monitor.store.rows import flapping_state, known_of, known_row, stamp
from monitor.store.seal import ask_intact, fresh_salt, seal
from monitor.store.snapshots import recorded, write_snapshot
from monitor.store.states import state_damaged

_STATE = f"""
SELECT w.id AS watch_id, w.url, w.name, st.watch_id IS NULL AS fresh, coalesce(st.visits, 0) AS visits, st.open_check, st.newest_at,
    st.newest_live_at, st.snapshot_id, st.page,
    st.watch_id IS NOT NULL AND {sound("state", "st.")} AS sound, {sound("checks", "k.")} AS check_sound,
    coalesce(st.page_type, '') AS page_type, st.page_closed, st.glance, st.etag, st.last_modified,
    coalesce(st.known, '[]') AS known, st.flapping, st.flapping_seen_at,
    coalesce(st.timed, 0) AS timed, coalesce(st.seconds, 0.0) AS seconds, st.last_seconds, s.number, s.hash,
    s.page AS snapshot_page,
    b.sha256 AS page_sha256, k.source AS check_source, kr.hash AS check_recipe, k.flapping AS check_flapping,
    k.last_at AS check_last_at, k.cosmetic AS check_cosmetic,
    EXISTS (SELECT 1 FROM episodes e WHERE e.watch_id = w.id AND e.ended_at IS NULL) AS failing
FROM watches w LEFT JOIN state st ON st.watch_id = w.id LEFT JOIN snapshots s ON s.id = st.snapshot_id
LEFT JOIN checks k ON k.id = st.open_check LEFT JOIN recipes kr ON kr.id = k.recipe
LEFT JOIN blobs b ON b.id = st.page WHERE w.name = ?
"""


@dataclass(frozen=True, slots=True)
class _Page:
    """The newest well-read page after the visit."""

    blob: int | None
    media: str
    closed: bool | int | None  # whether it ends with its closing tag; None: not known
    glance: str | None
    validators: Validators


class Writing:
    """Writes plans through one connection. Calls belong inside a transaction."""

    def __init__(self, db: Connection, blobs: Blobs, now: Callable[[], datetime]) -> None:
        self._db = db
        self._blobs = blobs
        self._now = now
        self._all_found = False  # a watch that is not found is a new one: asked once, and true of what is written here since

    def write(self, plan: Plan, watch: Watch) -> CheckResult:
        """Write *plan*.

        1. the watch; 2. episodes of failures; 3. the newest well-read page; 4. the snapshot; 5. the check; 6. the seal, which
        covers the check; 7. where the watch stands now, and what its page calls itself; 8. alerts, which carry the seal's hash.
        """
        state = self._state(plan, watch)
        followed = plan.failures or state["failing"]
        new = plan.revision
        here = {s.item for s in new.sections} | {d.item for d in new.documents} if new else watch.recipe.items
        recovered = follow_episodes(self._db, plan, state["watch_id"], here) if followed else ()
        page = self._page(plan, state)
        said: dict[int, bytes] = {}
        snapshot = self._snapshot(plan, watch, state, page, said)
        number = plan.revision.snapshot if plan.revision else state["number"]
        check = count_check(self._db, plan, watch, watch_id=state["watch_id"], state=state, snapshot=number)
        if snapshot is not None and state["snapshot_id"] is not None:  # what it was compared with must be what was written
            ask_intact(self._db, [state["snapshot_id"]], ("item", "states"))
        newest_hash = seal(self._db, snapshot, before=state["hash"] or "", said=said) if snapshot is not None else state["hash"]
        self._stand(plan, state, page=page, open_check=check, snapshot=snapshot)
        title = plan.reading.title if plan.reading and _well(plan) else None
        if title is not None:
            self._db.run(_CALL, (state["watch_id"], title))
        first = plan.revision.documents if plan.outcome == "first" and plan.revision is not None else ()
        result = CheckResult(
            watch=plan.watch,
            at=plan.at,
            outcome=plan.outcome,
            snapshot=number,
            changes=plan.changes,
            failures=plan.met,
            cosmetic=plan.cosmetic,
            relocated=plan.relocated,
            headings=plan.headings,
            hidden_sheets=tuple((d.item, d.content.hidden_sheets) for d in first if d.content and d.content.hidden_sheets),
            flapping=plan.flapping,
            recovered=recovered,
        )
        if snapshot is not None and plan.changes:
            result = replace(result, changes=recorded(self._db, snapshot, plan.changes))
        if plan.alerts:
            put_alerts(self._db, plan.alerts, result=result, watch_id=state["watch_id"], newest_hash=newest_hash, now=self._now())
        return result

    def _state(self, plan: Plan, watch: Watch) -> Row:
        state = self._db.row(_STATE, (watch.name,))
        if state is None:
            # Raise Damaged where watches are no longer found by their names: this one may be there, and must not begin anew
            found = "ok" if self._all_found else self._db.value("PRAGMA integrity_check(watches)")
            if found == "ok" and not self._all_found and self._db.row("PRAGMA foreign_key_check(state)") is not None:
                found = "a watch is missing"
            if found != "ok":
                raise Damaged(Text("errors.store.damaged_found", path=self._db.path, found=found))
            self._all_found = True
            self._db.run(_NEW_WATCH, (watch.name, watch.url, stamp(plan.at)))
            state = self._db.row(_STATE, (watch.name,))
            assert state is not None
            return state
        if state["url"] != watch.url:
            self._db.run(f"UPDATE watches SET {altered('watches', url='?1')} WHERE id = ?2", (watch.url, state["watch_id"]))
        if not state["sound"]:
            # No longer what was written: once a failed visit has said so the row is made again, of the visits and the last version
            if plan.outcome != "failed":
                raise Damaged(state_damaged(watch.name))
            if state["fresh"]:
                columns = ("watch_id", "visits", "newest_at", "page_type", "known")
                self._db.run(inserted("state", *columns), (state["watch_id"], 0, "", "", "[]"))
            self._db.run(_STAND_ANEW, (state["watch_id"],))
            state = self._db.row(_STATE, (watch.name,))
            assert state is not None
        return state

    def _page(self, plan: Plan, state: Row) -> _Page:
        held = _Page(
            state["page"],
            state["page_type"],
            state["page_closed"],
            state["glance"],
            Validators(etag=state["etag"], last_modified=state["last_modified"]),
        )
        answer = plan.reading.page if plan.reading else None
        if answer is None or not _well(plan):
            return held
        glance = held.glance if plan.revision is None else None  # it vouched for the revision before this one
        if not isinstance(answer, Fetched):
            return replace(held, validators=answer.validators, glance=glance)
        if answer.sha256 == state["page_sha256"]:
            return replace(held, media=answer.content_type, validators=answer.validators, glance=glance)
        if answer.withheld:
            return _Page(None, answer.content_type, reading.closed if (reading := plan.reading) else None, None, answer.validators)
        passing = plan.revision is None
        blob = self._blobs.keep(answer.body, answer.sha256, before=state["snapshot_page"], passing=passing)
        reading = plan.reading
        assert reading is not None
        return _Page(blob, answer.content_type, reading.closed, reading.glance, answer.validators)

    def _snapshot(self, plan: Plan, watch: Watch, state: Row, page: _Page, said: dict[int, bytes]) -> int | None:
        revision = plan.revision
        if revision is None:
            return None
        if revision.snapshot != (state["number"] or 0) + 1:
            raise StoreError.of("errors.store.not_next", watch=watch.name, snapshot=revision.snapshot, before=state["number"] or 0)
        answer, blob = plan.reading.page if plan.reading else None, page.blob
        if isinstance(answer, Fetched):  # else (304) the revision was read from the newest bytes held
            before = state["snapshot_page"]
            blob = None if answer.withheld else self._blobs.keep(answer.body, answer.sha256, before=before)
        return write_snapshot(
            self._db,
            self._blobs,
            plan,
            revision=revision,
            watch=watch,
            state=state,
            page=blob,
            now=self._now(),
            salt=fresh_salt(),
            said=said,
        )

    def _stand(self, plan: Plan, state: Row, *, page: _Page, open_check: int | None, snapshot: int | None) -> None:
        live_at = later(state["newest_live_at"], plan.at) if plan.source == "live" else state["newest_live_at"]
        flapping, seen_at = state["flapping"], state["flapping_seen_at"]
        if plan.outcome != "failed" or plan.flapping is not None:  # a failed visit says nothing about flapping
            flapping = flapping_state(plan.flapping)
            seen_at = None if plan.flapping_seen_at is None else stamp(plan.flapping_seen_at)
        # How many visits were measured, how long they took together, and the newest of them.
        timed, seconds, last_seconds = state["timed"], state["seconds"], state["last_seconds"]
        if plan.reading is not None and plan.reading.seconds is not None:
            last_seconds = float(plan.reading.seconds)
            timed, seconds = timed + 1, float(seconds + last_seconds)
        values: tuple[Any, ...] = (
            state["visits"] + 1,
            open_check,
            later(state["newest_at"], plan.at),
            live_at,
            snapshot or state["snapshot_id"],
            page.blob,
            page.media,
            page.closed,
            page.glance,
            page.validators.etag,
            page.validators.last_modified,
            known_row(_known(plan, known_of(state["known"]))),
            flapping,
            seen_at,
            plan.extractor,
            timed,
            seconds,
            last_seconds,
        )
        self._db.run(_INSERT if state["fresh"] else _UPDATE, (*values, state["watch_id"]))
        if page.blob != state["page"]:
            self._blobs.drop_unused(state["page"])


_COLUMNS = (
    "visits", "open_check", "newest_at", "newest_live_at", "snapshot_id", "page", "page_type", "page_closed", "glance",
    "etag", "last_modified", "known", "flapping", "flapping_seen_at", "extractor", "timed", "seconds", "last_seconds",
)  # fmt: skip
_INSERT = inserted("state", *_COLUMNS, "watch_id")
_UPDATE = f"UPDATE state SET {altered_sound('state', **numbered(_COLUMNS))} WHERE watch_id = ?{len(_COLUMNS) + 1}"
_CALL = (
    inserted("page_titles", "watch_id", "title")
    + " ON CONFLICT (watch_id) DO UPDATE SET title = excluded.title, digest = excluded.digest WHERE title <> excluded.title"
)
_NEW_WATCH = inserted("watches", "name", "url", "first_at")
_SOUND_VISITS = f"FROM checks k WHERE k.watch_id = ?1 AND {sound('checks', 'k.')}"
_STAND_ANEW = f"""
UPDATE state SET digest = NULL, visits = (SELECT ifnull(sum(count), 0) FROM checks WHERE watch_id = ?1), open_check = NULL,
    newest_at = coalesce((SELECT max(k.last_at) {_SOUND_VISITS}), (SELECT first_at FROM watches WHERE id = ?1)),
    newest_live_at = (SELECT max(k.last_at) {_SOUND_VISITS} AND k.source = 'live'),
    snapshot_id = last.id, page = last.page, page_type = last.page_type, extractor = ifnull(last.extractor, 1), page_closed = NULL,
    glance = NULL, etag = NULL, last_modified = NULL, known = '[]', flapping = NULL, flapping_seen_at = NULL,
    timed = 0, seconds = 0.0, last_seconds = NULL
FROM (SELECT w.id AS watch_id, s.id, s.page, s.extractor, ifnull(e.content_type, '') AS page_type
    FROM watches w LEFT JOIN snapshots s ON s.watch_id = w.id
    LEFT JOIN exchanges e ON e.snapshot_id = s.id AND e.position = 0 AND e.blob = s.page
    WHERE w.id = ?1 ORDER BY s.number DESC LIMIT 1) last
WHERE state.watch_id = last.watch_id
"""


def _well(plan: Plan) -> bool:
    """Whether the page of this visit may stand for the watch: it made a snapshot, or all that it should show was on it."""
    if plan.outcome == "failed":
        return False
    return plan.revision is not None or all(f.failure.kind != "item_missing" for f in plan.failures)


def _known(plan: Plan, held: tuple[Known, ...]) -> tuple[Known, ...]:
    """What is known of the documents' addresses after the visit; an address that failed keeps what was known."""
    if plan.reading is None or not _well(plan) or plan.reading.extraction is None:
        return held
    before = {known.url: known for known in held}
    after: dict[str, Known] = {}
    for reading in plan.reading.documents:
        url = reading.link.url
        if url is not None and reading.content is not None:
            # The bytes last seen there: a re-saved copy may stand for other bytes that the revision was read from.
            seen = reading.fetched or before.get(url) or reading.content
            after[url] = Known(url=url, sha256=seen.sha256, validators=reading.validators)
        elif url in before:
            after[url] = before[url]
    return tuple(after.values())
