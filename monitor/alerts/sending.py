"""Sending what is due: which rows, how they are worded, in which messages; and what channels are told besides what
checks find, a first message, and a sign of life once a month (10.3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from monitor.alerts.outbox import GIVE_UP_AFTER, Sending, deliver_due
from monitor.alerts.service import notify_service
from monitor.decide.alerts import (
    DIGESTED,
    LONGEST_ROUND,
    OUTAGE,
    SHARING,
    Noticed,
    batches,
    heartbeat_alert,
    of_network,
    outages,
    spoken_for,
    unanswered,
    welcome_alert,
)
from monitor.deliver import transport
from monitor.errors import Damaged
from monitor.i18n.locale import locale_of
from monitor.i18n.typography import clean, shortened
from monitor.model import (
    Called,
    Change,
    Channel,
    CheckAlertKind,
    CheckResult,
    Config,
    Delivery,
    Document,
    Edit,
    Gone,
    Language,
    Message,
    OpenFailure,
    OutboxRow,
    Watch,
)
from monitor.model.frozen import replace
from monitor.model.shapes import machine_time, optional_time
from monitor.placeholders import with_names
from monitor.report.alert import alert_message
from monitor.report.digest import DigestEntry, alone_in_round, digest_message
from monitor.report.display_names import failing_as_called
from monitor.report.failures import failure_title
from monitor.report.notices import heartbeat_message, welcome_message
from monitor.report.outbox import trouble
from monitor.schedule import longest_interval, next_visit, rests
from monitor.store import Store
from monitor.store.outbox import NETWORK, alert_damaged
from monitor.store.standing import SeenWatch

if TYPE_CHECKING:
    from monitor.alerts.pictures import PicturesOf

STUCK_AFTER = timedelta(days=1)
_FIRST_WORDS = 240  # characters of a text that is to be checked
BUDGET = timedelta(seconds=60)  # of one `check`, so that a cron job ends however slow a channel is


def now() -> datetime:
    """The time, aware and UTC."""
    return datetime.now(UTC)


def send_due(
    store: Store,
    config: Config,
    *,
    budget: timedelta | None = BUDGET,
    stop: Callable[[], bool] = lambda: False,
    clock: Callable[[], datetime] = now,
    damaged: Callable[[Damaged], None] = lambda error: None,
    round_over: bool = False,
) -> list[tuple[OutboxRow, Delivery]]:
    """Send every alert whose time has come, first messages and signs of life among them.

    Only for who holds the instance lock: a claim found there is a dead process's.
    No message is begun after *budget*, nor once *stop* says so (it is asked several times a second, and the call returns within
    seconds): what was not sent stays pending. *damaged* is told of what is no longer as it was written; the channels are, too.
    *round_over*: all visits of this round were made; what they found is told.
    """

    def notify(error: Damaged) -> None:
        damaged(error)
        notify_service(config, "damaged", error.message, clock())

    _make_ready(store, config, clock(), notify)
    close_rounds(store, config, clock(), over=round_over)
    try:
        put_notices(store, config, clock())
    except Damaged as error:  # nothing is said of a past that is not what was written; what waits is sent all the same
        notify(error)
    done = send_rows(store.outbox.due(clock()), store, config, budget=budget, stop=stop, clock=clock)
    # The other channels are told of those that have taken nothing for a day: their people do not know.
    at = clock()
    stuck = store.outbox.stuck(at - STUCK_AFTER)
    shown = {c.key: c.shown for c in config.channels}

    def seen(language: Language) -> str:
        told = ((shown.get(row.channel, row.channel), trouble(row.error or "", language).what) for row in stuck)
        return "\n".join(locale_of(language).text("report.about", item=channel, summary=why) for channel, why in told)

    if stuck and shown.keys() - {row.channel for row in stuck}:
        notify_service(config, "outbox_stuck", seen, at, but=[row.channel for row in stuck])
    return done


def close_rounds(store: Store, config: Config, at: datetime, *, over: bool, coming: Mapping[str, datetime] | None = None) -> None:
    """Let each channel that hears of a round in one message be told of what it found: once it is *over*, or lasts too long.

    The others that people read are told of an outage then, in one message for the pages of a host. *coming*: when each watch is
    visited next: what is visited within minutes may belong to it.
    """
    channels = [c.key for c in config.channels if c.digest is not None and c.digest.every == "round"]
    sharing = [c.key for c in config.channels if c.kind in SHARING]
    rows = store.outbox.untold(sharing, OUTAGE) if sharing else ()
    hosts = {w.name: host for w in config.watches if (host := urlsplit(w.url).hostname)}
    network = _of_network(store, rows, hosts)
    if channels:
        begun_by = None if over else at - LONGEST_ROUND
        store.outbox.close_rounds(channels, DIGESTED["round"], at, begun_by=begun_by, but=[row.id for row in network])
    told = [row for row in rows if row.channel not in channels or row in network]
    for one in outages(told, hosts, at, over=over, coming=coming or {}, apart=network):
        if one.until is None:
            store.outbox.join(one.rows, at, network=one.network)
        elif one.network and (early := [row for row in one.rows if row.due_at < one.until]):
            store.outbox.hold(early, one.until)


def _of_network(store: Store, rows: Sequence[OutboxRow], hosts: Mapping[str, str]) -> list[OutboxRow]:
    """Those of *rows* that tell of an outage of this machine's own network, or of its end."""
    silent = [row for row in rows if unanswered(row)]
    failing = [row for row in silent if row.kind == "failure"]
    since = min((f.since for row in failing if (f := unanswered(row))), default=None)
    found = of_network(failing, hosts, store.tries(since - LONGEST_ROUND)) if since else []
    if len(silent) > len(failing):
        told = store.outbox.told_of_network([*{row.channel for row in silent}]) | {(row.channel, row.watch) for row in found}
        found += [row for row in silent if row.kind == "recovery" and (row.channel, row.watch) in told]
    return found


def send_pending(
    store: Store, config: Config, ids: Sequence[int] = (), *, damaged: Callable[[Damaged], None] = lambda error: None
) -> list[tuple[OutboxRow, Delivery]]:
    """Send all that is pending, or those of *ids*, whatever its wait (DESIGN 5.12). Only for who holds the instance lock."""
    _make_ready(store, config, now(), damaged)
    close_rounds(store, config, now(), over=True)
    rows = store.outbox.pending()
    return send_rows([row for row in rows if row.id in ids] if ids else rows, store, config)


def send_rows(
    rows: Iterable[OutboxRow],
    store: Store,
    config: Config,
    *,
    budget: timedelta | None = None,
    stop: Callable[[], bool] = lambda: False,
    clock: Callable[[], datetime] = now,
) -> list[tuple[OutboxRow, Delivery]]:
    """Send *rows*, all that are due or more, now; returns what became of each."""
    rows = tuple(rows)
    if not rows:
        return []
    from monitor.alerts.pictures import PicturesOf

    with PicturesOf(store) as pictures:
        sending = Sending(
            channels=config.channels,
            word=partial(worded, store, config, pictures),
            transport=partial(transport, config=config),
            batches=batches,
            now=clock,
            stop=stop,
            budget=budget,
        )
        return deliver_due(rows, store.outbox, sending)


def notify_of_damage(results: Iterable[CheckResult], config: Config, at: datetime) -> None:
    """Tell the channels, at once, of visits that failed because the watch's own past is no longer what was written."""
    found = [f.failure.detail for r in results for f in r.failures if f.failure.kind == "database_damaged"]
    if found:
        notify_service(config, "damaged", lambda language: "\n".join(map(locale_of(language).evidence, found)), at)


def _make_ready(store: Store, config: Config, at: datetime, damaged: Callable[[Damaged], None]) -> None:
    """Give up what is damaged, and say so; free what dead processes claimed; take up what a channel lost that was gone and is
    back, unless it is old news by now; let each recipient have its own row of what waits for several.
    """
    for number in store.outbox.give_up_damaged(at):
        damaged(Damaged(alert_damaged(number)))
    store.outbox.release()
    store.outbox.take_back([channel.key for channel in config.channels], at, at - GIVE_UP_AFTER)
    former: dict[str, list[str]] = {}
    for channel in config.channels:
        if channel.formerly:
            former.setdefault(channel.formerly, []).append(channel.key)
    for old, new in former.items():
        store.outbox.readdress(old, new)


def worded(store: Store, config: Config, pictures: PicturesOf, rows: Sequence[OutboxRow], channel: Channel) -> Message:
    """What *channel* is told of *rows*, which go in one message."""
    language, timezone, mends = channel.language, config.timezone, config.mends(channel)
    row = rows[0]
    if row.kind == "welcome":
        every = channel.digest.every if channel.digest else None
        return welcome_message(row.payload, on=channel.on, every=every, language=language, timezone=timezone)
    if row.kind == "heartbeat":
        return heartbeat_message(row.payload, language=language, timezone=timezone)
    in_round = row.round is not None
    if len(rows) == 1:
        message = _message(store, config, pictures, row, channel, mends=mends)
        return alone_in_round(message) if in_round else message
    with_pictures = pictures.several() if channel.kind == "mail" else None
    order = {watch.name: n for n, watch in enumerate(config.watches)} if in_round else {}  # a round has no order but the file's
    ordered = sorted(rows, key=lambda row: order.get(row.watch or "", len(order)))
    entries = list[DigestEntry]()
    for row in ordered:
        result, name, watch = _of_check(config, row)
        result = _with_words(store, name, watch, result) if with_pictures else result
        entries.append(
            DigestEntry(
                result=result,
                kind=_kind(row),
                watch=name,
                url=watch.url if watch else "",
                items=row.items,
                hash=row.hash,
                called=store.called(name, watch),
                gone=_gone(store, watch, name),
                pictures=with_pictures.of(name, result) if with_pictures and row.kind in ("change", "minor") else (),
                links=tuple(_links(_documents(store, name, result), result)),
            )
        )
    every = "round" if in_round else channel.digest.every if channel.digest else "daily"
    network: tuple[str, ...] | None = None
    if row.round and row.round.startswith(NETWORK):
        network = _still_unread(store, config, rows, channel) if row.kind == "recovery" else ()
    pages = config.public_url
    return digest_message(entries, every=every, language=language, timezone=timezone, mends=mends, pages=pages, network=network)


def _still_unread(store: Store, config: Config, rows: Sequence[OutboxRow], channel: Channel) -> tuple[str, ...]:
    """A line for each page that can't be read though it was told of with those of *rows*, which can: since when, and why."""
    back, locale = {row.watch for row in rows}, locale_of(channel.language)
    names = sorted(name for _, name in store.outbox.told_of_network([channel.key]) if name not in back and config.watch(name))
    lines = []
    for one in store.standings(names):
        for open_ in (f for f in one.failures if f.failure.item is None):
            page = locale.quoted(clean(store.called(one.watch, config.watch(one.watch)).page))
            since, why = locale.moment(open_.since, config.timezone), failure_title(open_.failure, channel.language)
            lines.append(locale.text("notices.digest.network.still_page", page=page, since=since, why=why))
    return tuple(lines)


def _gone(store: Store, watch: Watch | None, name: str) -> tuple[Gone, ...]:
    """What of the page is still looked for, and was removed: nothing is watched there (DESIGN 3.29)."""
    wanted = set(watch.recipe.items if watch else ())
    return tuple(g for s in store.standings([name]) for g in s.gone if g.item in wanted)


def _kind(row: OutboxRow) -> CheckAlertKind:
    assert row.kind != "welcome" and row.kind != "heartbeat"  # those are no check's
    return row.kind


def _of_check(config: Config, row: OutboxRow) -> tuple[CheckResult, str, Watch | None]:
    """What *row* tells of, its page's name today, and the watch; None: it has left the configuration."""
    assert row.result is not None and row.watch is not None  # only checks write alerts
    return row.result, row.watch, config.watch(row.watch)


def _message(store: Store, config: Config, pictures: PicturesOf, row: OutboxRow, channel: Channel, *, mends: bool) -> Message:
    result, name, watch = _of_check(config, row)
    result = _with_words(store, name, watch, result) if channel.kind == "mail" else result
    documents = _documents(store, name, result)
    return alert_message(
        result,
        kind=_kind(row),
        watch=name,
        url=watch.url if watch else "",
        language=channel.language,
        timezone=config.timezone,
        previous_snapshot=result.snapshot - 1 if result.snapshot and result.changes else None,
        page_sha256=store.snapshot(name, result.snapshot).page_sha256 if result.snapshot else None,  # None: none, or erased since
        documents=[(d.link.label, d.content.sha256) for d in documents if d.content],
        newest_hash=row.hash,
        items=row.items,
        gone=_gone(store, watch, name),
        pictures=pictures.of(name, result) if channel.kind == "mail" and row.kind in ("change", "minor") else (),
        links=_links(documents, result),
        called=store.called(name, watch),
        mends=mends,
        pages=config.public_url,
    )


def _with_words(store: Store, name: str, watch: Watch | None, result: CheckResult) -> CheckResult:
    """*result* for a mail: of a text that is to be checked and of which no edit is told, the first words that are new (3.21)."""
    number = result.snapshot or 0
    bare = [c for c in result.changes if c.suspect and c.change == "edited" and c.item_kind == "section" and not c.edits]
    sides = {n for c in bare for n in (number, c.version_before(number))}
    if not bare or watch is None or any(store.snapshot(name, n).erased_at for n in sides):
        return result
    versions = {n: with_names(watch.placeholders, store.revision(name, n), kept=True) for n in sides}

    def with_first_words(change: Change) -> Change:
        old, new = (
            [b.text for s in versions[n].sections if s.item == change.item for b in s.blocks]
            for n in (change.version_before(number), number)
        )
        first = next((text for text in new if text not in old), None)
        edits = (Edit(op="insert", after=shortened(clean(first.replace("\t", " · ")), _FIRST_WORDS)),) if first else ()
        return replace(change, edits=edits)

    return replace(result, changes=tuple(with_first_words(c) if c in bare else c for c in result.changes))


def _documents(store: Store, name: str, result: CheckResult) -> list[Document]:
    """The documents that are told of, as kept. *name*: the watch's today; *result* may have an older."""
    changed = {c.item for c in result.changes}
    if result.snapshot is None or not changed or store.snapshot(name, result.snapshot).erased_at:
        return []
    return [d for d in store.revision(name, result.snapshot).documents if d.item in changed]


def _links(documents: Sequence[Document], result: CheckResult) -> list[tuple[Change, str]]:
    """Where the documents of the changes are to be read now."""
    urls = {(d.item, d.link.label): d.link.url for d in documents if d.link.url}
    return [(c, url) for c in result.changes if c.item_kind == "document" and (url := urls.get((c.item, c.label or "")))]


_NEVER = ("snapshot", "taken_at", "changed_at", "visited_at", "next_at", "failure")
_UNVISITED: dict[str, Any] = {**dict.fromkeys(_NEVER), "items": [], "checks": 0, "failed": 0, "partly": 0}


def put_notices(store: Store, config: Config, at: datetime) -> None:
    """Write what is due at *at* into the outbox; done twice it changes nothing.

    A new channel is welcomed once all its pages were visited: then there is something to tell. A feed is news for whoever reads
    it, and is neither welcomed nor told that there are none.
    """
    watches = {w.name: w for w in config.watches if not rests(w, at, config.timezone)}
    if not config.channels:
        return
    written = store.outbox.noticed()
    for channel, names in spoken_for(config.channels, watches.values()):
        if channel.kind == "feed":
            continue
        noticed = Noticed(welcomed_at=written.get((channel.key, "welcome")), heartbeat_at=written.get((channel.key, "heartbeat")))
        if noticed.welcomed_at is None:
            own = [watches[n] for n in names]
            seen = store.standings(names)
            if len(seen) == len(own):
                facts = []
                for one in seen:
                    called = store.called(one.watch, watches[one.watch])
                    of_visits = _facts(one, _next_at(store, config, own, one, at), called)
                    facts.append({**of_visits, **_holes(one, watches[one.watch], called)})
                store.enqueue(welcome_alert(channel), {"at": machine_time(at), "watches": facts})
        elif alert := heartbeat_alert(channel, noticed, at):
            since = max(t for t in (noticed.welcomed_at, noticed.heartbeat_at) if t is not None)
            store.enqueue(alert, _heartbeat(store, config, [watches[n] for n in names], since, at))


def _heartbeat(store: Store, config: Config, watches: Sequence[Watch], since: datetime, at: datetime) -> dict[str, Any]:
    """Every page that *watches* names, those never visited too: of them nothing can be said."""
    known, facts = {s.watch: s for s in store.standings([w.name for w in watches])}, []
    for watch in watches:
        standing = known.get(watch.name)
        if standing is None:
            facts.append({"watch": watch.name, "title": watch.title_of(), "url": watch.url, **_UNVISITED})
            continue
        called = store.called(watch.name, watch)
        looked = store.coverage(watch.name, since, at)
        counts = {"checks": looked.checks, "failed": looked.failed, "partly": looked.partly}
        next_at = _next_at(store, config, watches, standing, at)
        fact = {**_facts(standing, next_at, called), **_holes(standing, watch, called), **counts}
        if begun := since if store.last_good_before(watch.name, since) else looked.first_at:
            # The longest time without a good visit, where the schedule names visits that none was made for
            gap = store.coverage(watch.name, begun, at).longest_gap
            planned = max(timedelta(hours=12), longest_interval(watch.schedule, begun, at, config.timezone))
            fact |= {"gap_s": gap.total_seconds()} if gap > 2 * planned + timedelta(hours=1) else {}
        facts.append(fact)
    return {"at": machine_time(at), "since": machine_time(since), "watches": facts}


def _next_at(store: Store, config: Config, watches: Sequence[Watch], standing: SeenWatch, at: datetime) -> datetime | None:
    watch = next(w for w in watches if w.name == standing.watch)
    found = next_visit(watch, store.pasts([watch])[watch.name], at, config.timezone)
    return found.at if found else None


def _facts(standing: SeenWatch, next_at: datetime | None, called: Called) -> dict[str, Any]:
    """Where a watch stands, in no language, as the outbox keeps it; `failure`: the page's own, where it fails as a whole."""
    failing = next((f for f in standing.failures if f.failure.item is None), None)
    return {
        "watch": standing.watch,
        "title": called.page,
        "url": standing.url,
        "snapshot": standing.snapshot,
        "taken_at": optional_time(standing.taken_at),
        "changed_at": optional_time(standing.changed_at),
        "visited_at": optional_time(standing.visited_at),
        "next_at": optional_time(next_at),
        "items": [
            {"item": i.item, "item_kind": i.item_kind, "title": i.title, "called": called.item(i.item)} for i in standing.items
        ],
        "failure": _episode(failing) if failing else None,
    }


def _holes(standing: SeenWatch, watch: Watch, called: Called) -> dict[str, Any]:
    """What of the page is not followed: what fails, what was removed and is still looked for, what turns among known texts."""
    return {
        "failures": [
            {"item": f.failure.item, **({"called": failing_as_called(f.failure, called)} if f.failure.item else {}), **_episode(f)}
            for f in standing.failures
        ],
        "gone": [
            {"item": g.item, "item_kind": g.item_kind, "called": called.item(g.item), "since": optional_time(g.seen_at)}
            for g in standing.gone
            if g.item in watch.recipe.items
        ],
        "flapping": standing.flapping,
    }


def _episode(failing: OpenFailure) -> dict[str, Any]:
    """A failure with what its words need: its facts too (DESIGN 3.22, 3.29)."""
    failure = failing.failure
    facts = {"facts": dict(failure.facts)} if failure.facts else {}
    return {"kind": failure.kind, "detail": failure.detail, "since": machine_time(failing.since), **facts}
