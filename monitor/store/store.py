"""The database, as the rest of the program sees it: one plan in, one transaction; one question, one answer (DESIGN §7)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from monitor.errors import Damaged, StoreError
from monitor.i18n.locale import Text
from monitor.model import (
    Alert,
    Called,
    CheckResult,
    Coverage,
    DocumentContent,
    Figures,
    OldChart,
    Past,
    Plan,
    Section,
    Spell,
    Watch,
    WatchState,
)
from monitor.model.frozen import replace
from monitor.store.blobs import Blobs
from monitor.store.careers import changes_at, forms, has_several, is_followed, keys_at, named, spells
from monitor.store.checks import tries
from monitor.store.connection import PATIENCE, Connection, open_connection
from monitor.store.holds import Holds, RobotsFiles
from monitor.store.outbox import Outbox, put_notice
from monitor.store.readings import all_read, keep_reading, key_all, old_charts
from monitor.store.removing import Removing
from monitor.store.row_digests import altered
from monitor.store.seal import DigestKind, Thing, asked, asked_of_watch, links, loose_visits, reads, things_of
from monitor.store.stamps import Failing, Stamp, heads, keep_stamp, note_failed, stamped_until, stamps
from monitor.store.stamps import failing as stamp_failing
from monitor.store.stamps import next_at as next_stamp_at
from monitor.store.standing import called, figures, latest, moving, renamed, snapshots_called_by, standings
from monitor.store.states import failing, keep_states, outlines, pasts, states
from monitor.store.texts import Hit, rows_holding, search
from monitor.store.timeline import (
    LineOfTime,
    QuietVisits,
    VisitRow,
    changed_at,
    counts,
    coverage,
    last_good_before,
    line_of_time,
    quiet_since,
    quiet_visits,
    sections_at,
    taken_at,
    visits,
)

if TYPE_CHECKING:
    from monitor.store.verify import Problem, Verify
    from monitor.store.writing import Writing


class Store(Removing, AbstractContextManager["Store"]):
    """One open database.

    Belongs to the thread that opened it; only `holds` and `robots` may be used from others. Several processes may read while one
    writes; that only one instance writes is the work of `InstanceLock`. Every method may raise StoreError or one of its kinds.
    """

    def __init__(self, db: Connection, *, now: Callable[[], datetime]) -> None:
        self._blobs = Blobs(db)
        super().__init__(db, self._blobs)
        self._now = now
        self.path = db.path
        self.outbox = Outbox(db)
        self.holds = Holds(db)
        self.robots = RobotsFiles(lambda: open_connection(db.path, create=False, readonly=True, check_same_thread=False))

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = True,
        readonly: bool = False,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        patience: timedelta = PATIENCE,
        one_thread: bool = True,
    ) -> Store:
        """Open the database at *path*; *now* stamps `recorded_at` and outbox rows.

        *create*: make file and folder where they are missing; else that is a StoreError. *readonly*: nothing is written, not even a
        newer schema. Not *one_thread*: for several, one after the other. Raises NotADatabase, NewerSchema, StoreError; DatabaseBusy
        where another program has it locked for longer than *patience*.
        """
        db = open_connection(Path(path), create=create, readonly=readonly, patience=patience, check_same_thread=one_thread)
        return cls(db, now=now)

    def close(self) -> None:
        """Write what threads left in `holds` and `robots`, then close."""
        try:
            if not self._db.readonly and (self.holds.waiting or self.robots.waiting):
                with self.group():
                    pass
        finally:
            self.robots.close()
            self._db.close()

    def __exit__(self, *error: object) -> None:
        self.close()

    # ---------------------------------------------------------------------------------------------------------------- writing

    @contextmanager
    def group(self) -> Iterator[None]:
        """One commit for the checks written inside (DESIGN 7.1); after an error none of them is written. Groups do not nest."""
        if self._db.in_transaction:
            raise RuntimeError("a group is open already")
        with self._db.transaction(small=True):
            yield
            written = (self.holds.flush(self._db, self._now()), self.robots.flush(self._db))
        for committed in written:
            committed()

    def write(self, plan: Plan, watch: Watch) -> CheckResult:
        """Write all that *plan* says, whole or not at all; returns what `check` prints. Outside a group it is its own group."""
        if not self._db.in_transaction:
            with self.group():
                return self.write(plan, watch)
        # What the server asked of us: a 429 for its host, else for the address (DESIGN 3.18)
        if (reading := plan.reading) is not None and reading.retry_after is not None and reading.http is not None:
            self.holds.hold("host" if reading.http.status == 429 else "address", reading.http.url, reading.retry_after)
        with self._db.savepoint():
            return self._writing.write(plan, watch)

    @cached_property
    def _writing(self) -> Writing:
        from monitor.store.writing import Writing  # late: who asks what was seen writes nothing (DESIGN §9)

        return Writing(self._db, self._blobs, self._now)

    def backup(self, target: Path) -> None:
        """Copy the database as it stands into the new file *target*. Raises StoreError where that cannot be written."""
        self._db.copy_to(target)

    def rename(self, old: str, new: str) -> None:
        """Give a watch another name; its history goes with it."""
        watch_id = self.watch_id(old)
        if self._db.value("SELECT 1 FROM watches WHERE name = ?", (new,)):
            raise StoreError.of("errors.store.watch_exists", new=new)
        with self._db.transaction():
            self._db.run(f"UPDATE watches SET {altered('watches', name='?1')} WHERE id = ?2", (new, watch_id))

    def enqueue(self, alert: Alert, payload: Mapping[str, Any], *, due_at: datetime | None = None) -> bool:
        """Save an alert of no check, as a heartbeat is; False: its key is there already."""
        now = self._now()
        with self._db.transaction():
            return put_notice(self._db, alert, payload=dict(payload), now=now, due_at=due_at or now)

    def keep_stamp(self, stamp: Stamp) -> None:
        """Keep what a time-stamping authority answered."""
        with self._db.transaction():
            keep_stamp(self._db, stamp)

    def stamp_failed(self, at: datetime, error: str) -> Failing:
        """Remember that the daily stamp could not be had; returns how often that was so."""
        with self._db.transaction():
            note_failed(self._db, at, error)
        found = stamp_failing(self._db)
        assert found is not None
        return found

    @reads
    def look_over(self, at: datetime) -> Sequence[Text]:
        """What of a few old versions is no longer what was written; () where that was asked within a day."""
        from monitor.store.looking_over import look_over

        return look_over(self._db, at)

    # ---------------------------------------------------------------------------------------------------------------- states

    @reads
    def state(self, watch: Watch) -> WatchState:
        """All that a check of *watch* needs to know; an empty state where it was never visited."""
        return self.states([watch])[watch.name]

    @reads
    def outlines(self, watches: Sequence[Watch]) -> dict[str, WatchState]:
        """By name what a visit that finds nothing new needs to know; nothing of those on which anything is open."""
        return {} if self.stops() else outlines(self._db, watches)  # what must not be kept is looked for in all that comes

    @reads
    def failing(self, watch: Watch) -> WatchState:
        """What fails at *watch*; see `states.failing`."""
        return failing(self._db, watch.name)

    states = asked(states)

    def keep_states(self, watch: Watch, states: Mapping[int, Mapping[str, str]]) -> None:
        """Keep the digests of older snapshots, by number, as today's recipe and reading make them."""
        with self._db.savepoint() if self._db.in_transaction else self._db.transaction():
            keep_states(self._db, watch, states)

    old_charts = asked(old_charts)

    def keep_reading(self, old: OldChart, content: DocumentContent | None, problem: str | None = None) -> None:
        """Keep what *old* says as it is read today, beside what is sealed; None: it could not be read, for *problem*."""
        with self._db.savepoint() if self._db.in_transaction else self._db.transaction():
            from monitor.store.following import read_anew  # late, as in `all_read`

            keep_reading(self._db, old, content, problem)
            read_anew(self._db, old.watch, old.item)

    def all_read(self, *, whole: bool = True) -> None:
        """Follow units and people through what was read anew; *whole*: remember that nothing is left of any watch."""
        with self._db.transaction():
            key_all(self._db)
            if not is_followed(self._db, None):
                from monitor.store.following import follow_all  # late: with all that compares charts (DESIGN §9)

                follow_all(self._db)
            if whole:
                all_read(self._db, self._now())

    @reads
    def called(self, name: str, watch: Watch | None, *, items: bool = True, proven: bool = False) -> Called:
        """How readers know the page *name* and its items; see `standing.called`.

        *proven*: Damaged is raised where the headings and labels are no longer those that were read (7.5).
        """
        if proven and items:
            self.ask_intact(snapshots_called_by(self._db, name), "item")
        return called(self._db, name, watch, items=items)

    standings = asked(standings)
    latest = asked(latest)
    renamed = asked(renamed)
    moving = asked(moving)

    @reads
    def pasts(self, watches: Sequence[Watch]) -> dict[str, Past]:
        """What decides when each of *watches* is visited next, by name, in one query; holds that are over are left out."""
        known = pasts(self._db, [watch.name for watch in watches])
        found = {watch.name: known.get(watch.name) or Past() for watch in watches}
        held = {w.name: until for w in watches if (until := self.holds.until(w.url))} if self.holds.any_after(self._now()) else {}
        return {**found, **{name: replace(found[name], held_until=until) for name, until in held.items()}}

    # --------------------------------------------------------------------------------------------------------------- questions

    @reads
    def rows_holding(self, texts: Sequence[str]) -> dict[str, int]:
        """How many rows of each table hold one of *texts*; see `holding`."""
        return rows_holding(self._db, texts) if texts else {}

    @reads
    def visits(
        self, name: str, *, since: datetime | None = None, until: datetime | None = None, limit: int | None = None
    ) -> tuple[VisitRow, ...]:
        """The visits of a watch, newest first; see `timeline.visits`."""
        return visits(self._db, self, name, since=since, until=until, limit=limit)

    @reads
    def line_of_time(self, name: str, start: datetime, end: datetime) -> LineOfTime:
        """The visits of a watch from *start* to *end*, as a line of time shows them."""
        return line_of_time(self._db, self.watch_id(name), name, start, end)

    changed_at = asked_of_watch(changed_at)

    @reads
    def taken_at(self, name: str, numbers: Iterable[int]) -> Mapping[int, datetime]:
        """When those versions of a watch were taken; one that is not there is left out."""
        return taken_at(self._db, self, self.watch_id(name), numbers)

    @reads
    def sections_at(self, name: str, item: str, numbers: Iterable[int]) -> Mapping[int, Section | None]:
        """What a section said in those versions; None: it was not there; an erased version is left out."""
        return sections_at(self._db, self, self.watch_id(name), item, numbers)

    counts = asked_of_watch(counts)
    quiet_since = asked(quiet_since)
    tries = asked(tries)

    @reads
    def quiet_visits(
        self, name: str, *, after: datetime | None = None, before: datetime | None = None, limit: int
    ) -> tuple[QuietVisits, ...]:
        """The visits of a watch between two times at which nothing changed, newest first."""
        return quiet_visits(self._db, self.watch_id(name), name, after, before, limit)

    @reads
    def last_good_before(self, name: str, at: datetime) -> datetime | None:
        """The newest visit before *at* at which the page could be read; None: there was none."""
        return last_good_before(self._db, self.watch_id(name), name, at)

    @reads
    def search(self, query: str, *, watch: str | None = None, limit: int = 100, offset: int = 0) -> tuple[Hit, ...]:
        """Blocks, headings and labels, of today and of the past, that hold every word of *query*; see `search.search`."""
        return search(self._db, query, watch=None if watch is None else self.watch_id(watch), limit=limit, offset=offset)

    @reads
    def spells(
        self, view: Literal["people", "units"], name: str | None = None, wanted: Mapping[str, Set[str]] = MappingProxyType({})
    ) -> tuple[Spell, ...]:
        """Who held which post when, or what became of each unit; of one watch or of all; see `careers.spells`."""
        return spells(self._db, view, None if name is None else self.watch_id(name), wanted)

    @reads
    def as_printed(self, posts: Sequence[Spell], when: datetime) -> tuple[Spell, ...]:
        """*posts* in their order, each as it was printed at *when*, at which it was shown; see `following.as_printed`."""
        from monitor.store.following import as_printed  # late, as in `all_read`

        return as_printed(self._db, posts, {p.watch: (self.watch_id(p.watch), self.number_at(p.watch, when)) for p in posts})

    @reads
    def sheets(self, found: Sequence[Spell]) -> Mapping[Spell, str]:
        """On which of several charts of an item each spell stood last, by its label; see `following.sheets`."""
        places, newest = {(s.watch, s.item) for s in found}, self.numbers()
        several = {(w, item): i for w, item in places if has_several(self._db, i := self.watch_id(w), item, newest.get(w, 0))}
        if not several:
            return {}
        from monitor.store.following import sheets  # late, as in `all_read`

        return sheets(self._db, found, several, newest)

    named = asked(named)

    @reads
    def forms(self, name: str | None = None) -> Mapping[tuple[str, str], Set[str]]:
        """The names, folded, under which anybody was ever printed, by watch and key of the person."""
        return forms(self._db, None if name is None else self.watch_id(name))

    changes_at = asked_of_watch(changes_at)
    keys_at = asked_of_watch(keys_at)

    @reads
    def is_followed(self, name: str | None = None) -> bool:
        """Whether `spells` tell of the newest version; False while charts are being read anew, or were not yet followed."""
        return is_followed(self._db, None if name is None else self.watch_id(name))

    @reads
    def coverage(self, name: str, since: datetime, until: datetime) -> Coverage:
        """How often the watch was visited from *since* to *until*, what failed, and the longest gap."""
        return coverage(self._db, self.watch_id(name), name, since, until)

    chain = asked_of_watch(links)

    @reads
    def things(self, name: str, number: int, *kinds: DigestKind) -> tuple[Thing, ...]:
        """What the digests of that snapshot, of *kinds*, vouch for; nothing of one that was pruned."""
        return things_of(self._db, self.watch_id(name), number, kinds)

    @reads
    def numbers(self) -> dict[str, int]:
        """The number of the newest version of every watch that has one."""
        sql = "SELECT w.name, max(s.number) FROM watches w JOIN snapshots s ON s.watch_id = w.id GROUP BY w.id ORDER BY w.name"
        return dict(self._db.tuples(sql))

    heads = asked(heads)
    stamps = asked(stamps)
    next_stamp_at = asked(next_stamp_at)
    stamped_until = asked(stamped_until)
    stamp_failing = asked(stamp_failing)

    @reads
    def loose_visits(self, name: str) -> list[dict[str, Any]]:
        """The newest visits of a watch, which no snapshot's hash covers yet."""
        return loose_visits(self._db, self.watch_id(name), name)

    @reads
    def figures(self, name: str | None = None) -> Figures:
        """The whole installation counted, or of its watches *name* alone; cheap enough to be asked every few seconds."""
        return figures(self._db, self._now(), None if name is None else self.watch_id(name))

    def verify(self, newest: Mapping[str, str] | None = None, names: Collection[str] = ()) -> list[Problem]:
        """All that is not as it was written; of the watches *names* alone, and of the file's structure, where there are any.

        *newest*: hashes known from alerts or exports, by watch: they show a cut tail.
        """
        with self._db.one_moment():
            return self._verifying(newest or {}, names).problems()

    def _verifying(self, newest: Mapping[str, str], names: Collection[str] = ()) -> Verify:
        from monitor.store.verify import Verify  # late, as `_writing`

        return Verify(self._db, self._blobs, newest, names)

    def newest_hashes(self) -> dict[str, str | None]:
        """The newest hash of each watch as it stands in the rows, damaged or not."""
        newest = "watches w LEFT JOIN state st ON st.watch_id = w.id LEFT JOIN snapshots s ON s.id = st.snapshot_id"
        return dict(self._db.tuples(f"SELECT w.name, s.hash FROM {newest} ORDER BY w.id"))

    def verify_newest(self) -> list[Problem]:
        """The same for the file's structure and each watch's newest snapshot only: seconds where the whole takes minutes."""
        return self._verifying({}).newest()

    def ask_whole(self) -> None:
        """Raise Damaged where the file's structure is: then what was not found may be there all the same."""
        if (found := next((p for p in self._verifying({}).structure() if p.broken), None)) is not None:
            raise Damaged(Text("errors.store.damaged_detail", path=self.path, detail=found.said))
