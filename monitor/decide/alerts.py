"""Which channels are told of what and when: an outbox row each, under a key that a repeat would have too; what shares a message.

Also of what no check says: a channel's first message, and once a month that we are still there (10.3). And failures in a row: when
they began, when they are told, when they end (3.18).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase
from zoneinfo import ZoneInfo

from monitor.decide.case import Case
from monitor.decide.flapping import Watched
from monitor.model import (
    OUR_OWN,
    UNANSWERED,
    Alert,
    AlertKind,
    Change,
    Channel,
    ChannelKind,
    Digest,
    DigestEvery,
    Failure,
    OpenFailure,
    OutboxRow,
    Try,
    Watch,
)
from monitor.model.frozen import dataclass, replace
from monitor.model.shapes import machine_time
from monitor.normalize import key


def change_alerts(case: Case, changes: Sequence[Change], snapshot: int, at: datetime) -> tuple[Alert, ...]:
    """One row a channel: `change` where something substantive is told of, else `minor`; it tells of what the channel asked for."""
    rows: list[Alert] = []
    for channel in _listening(case):
        wanted = [c for c in changes if ("minor" if c.significance == "minor" else "change") in channel.on]
        if wanted:
            kind: AlertKind = "change" if any(c.significance == "substantive" for c in wanted) else "minor"
            row = _row(case, channel, kind, str(snapshot), tuple(dict.fromkeys(c.item for c in wanted)))
            rows.append(replace(row, due_at=due_at(channel, kind, at)))
    return tuple(rows)


def episode_alerts(case: Case, episodes: Episodes, at: datetime) -> tuple[Alert, ...]:
    """Failures that are due and recoveries from what was told; the page's and the items' apart."""
    return (*_episode_rows(case, "failure", episodes.failing, at), *_episode_rows(case, "recovery", episodes.recovered, at))


def _episode_rows(case: Case, kind: AlertKind, episodes: Sequence[OpenFailure], at: datetime) -> Iterator[Alert]:
    page, items = [e for e in episodes if e.failure.item is None], [e for e in episodes if e.failure.item is not None]
    for group in filter(None, (page, items)):
        names = tuple(e.failure.item for e in group if e.failure.item is not None)
        for channel in _listening(case):
            if kind in channel.on:
                row = _row(case, channel, kind, _moment(min(e.since for e in group)), names)
                # Held for as long as other pages of the same host may turn out to fail, too: they share a mail (`outages`).
                held = at + LONGEST_ROUND if channel.kind in SHARING else None
                yield replace(row, due_at=due_at(channel, kind, at) or held)


def flapping_ended_alerts(case: Case, watched: Watched, at: datetime) -> tuple[Alert, ...]:
    """Said by an alert of kind `change` that comes with no change (DESIGN 3.17)."""
    if not watched.ended:
        return ()
    ref, items = f"flapping {_moment(min(one.since for one in watched.ended))}", tuple(one.item for one in watched.ended)
    rows = ((channel, _row(case, channel, "change", ref, items)) for channel in _listening(case) if "change" in channel.on)
    return tuple(replace(row, due_at=due_at(channel, "change", at)) for channel, row in rows)


def _listening(case: Case) -> Sequence[Channel]:
    """The channels that want to hear of this watch; none in an import (DESIGN 5.8)."""
    return listening(case.channels, case.watch) if case.source == "live" else ()


def listening(channels: Iterable[Channel], watch: Watch) -> tuple[Channel, ...]:
    """The channels that hear of *watch*, the first [[alert]] of each address speaking for its others, of all that they ask."""
    found: dict[str, Channel] = {}
    for channel in channels:
        # Whether a tag or a name leads to *watch*; beside tags "*" names nothing, or they would be no choice.
        named = [pattern for pattern in channel.watches if not (channel.tags and pattern == "*")]
        by_tag = not {tag.casefold() for tag in channel.tags}.isdisjoint(tag.casefold() for tag in watch.tags)
        if by_tag or any(fnmatchcase(watch.name, pattern) for pattern in named):
            first = found.setdefault(channel.to, channel)
            found[channel.to] = replace(first, on=tuple(dict.fromkeys((*first.on, *channel.on))))
    return tuple(found.values())


def unborne_tags(channels: Iterable[Channel], watches: Sequence[Watch]) -> tuple[tuple[Channel, str, str | None], ...]:
    """Each tag of an [[alert]] that no page bears, which so leads nowhere, with the one it was likely meant for, else None."""
    borne = {tag.casefold(): tag for watch in watches for tag in watch.tags}
    found = [(channel, tag) for channel in channels for tag in channel.tags if tag.casefold() not in borne]
    if not found:
        return ()
    import difflib

    bare = {key(tag): tag for tag in borne.values()}
    near = {tag: difflib.get_close_matches(key(tag), bare, n=1, cutoff=0.6) for _, tag in found}
    return tuple((channel, tag, bare[near[tag][0]] if near[tag] else None) for channel, tag in found)


def _row(case: Case, channel: Channel, kind: AlertKind, ref: str, items: tuple[str, ...]) -> Alert:
    identity = "\n".join((case.watch.name, channel.key, kind, ref, *items))
    return Alert(channel=channel.key, kind=kind, key=hashlib.sha256(identity.encode()).hexdigest()[:32], items=items)


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")


DIGESTED: dict[DigestEvery, tuple[AlertKind, ...]] = {
    "daily": ("change", "minor"),  # failures and recoveries go at once
    "weekly": ("change", "minor"),
    "round": ("change", "minor", "failure", "recovery"),
}
LONGEST_ROUND = timedelta(minutes=30)  # then what a round has found so far is told
OUTAGE: tuple[AlertKind, ...] = ("failure", "recovery")
SHARING: tuple[ChannelKind, ...] = ("mail", "apprise")  # what people read; programs get a message for each page, as ever
HOSTS = 3  # of so many at least it is this machine's network that is out, and not theirs
LONGEST_OUTAGE = timedelta(
    hours=3
)  # then what is known of such an outage is told: pages are visited within two hours of each other


def due_at(channel: Channel, kind: AlertKind, at: datetime) -> datetime | None:
    """When *channel* is told of what happened at *at*; None: at once. Of a round at the latest then, and as soon as it is over."""
    digest = channel.digest
    if digest is None or kind not in DIGESTED[digest.every]:
        return None
    return at + LONGEST_ROUND if digest.every == "round" else next_digest(digest, at)


def next_digest(digest: Digest, after: datetime) -> datetime:
    """The first time later than *after* at which a digest goes out, in UTC: by the wall clock, whatever summer time does."""
    zone = ZoneInfo(digest.timezone)
    day = after.astimezone(zone).date()
    for days in range(9):
        on = day + timedelta(days=days)
        wall = datetime.combine(on, digest.at, zone)
        if wall.astimezone(UTC) > after and (digest.every != "weekly" or on.weekday() == 0):
            break
    return wall.astimezone(UTC)


def batches(rows: Sequence[OutboxRow], channel: Channel) -> list[tuple[OutboxRow, ...]]:
    """Which of *rows* to *channel* go in one message, in order, by round or digest; a repeat has the same rows, and its key."""
    together: dict[object, list[OutboxRow]] = {}
    for n, row in enumerate(rows):
        digest = channel.digest if channel.digest and row.kind in DIGESTED[channel.digest.every] else None
        alone: object = n
        if digest and digest.every != "round":
            alone = next_digest(digest, row.created_at)
        together.setdefault(row.round or alone, []).append(row)
    return [tuple(group) for group in together.values()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """Rows of one channel that go in one message. `until`: not told yet, but by then at the latest; None: now."""

    rows: tuple[OutboxRow, ...]
    network: bool = False  # no server answered at all
    until: datetime | None = None


def outages(
    rows: Sequence[OutboxRow],
    hosts: Mapping[str, str],
    at: datetime,
    *,
    over: bool,
    coming: Mapping[str, datetime],
    apart: Collection[OutboxRow] = (),
) -> list[Outage]:
    """Which of *rows*, failures or their ends that no channel was told yet, go together, in a mail for each host (10.3).

    *hosts*: of each watch. *over*: the round is. *coming*: when watches are visited next; what others of the same host find before
    the first of *rows* is due belongs to it, too. A page that has left the configuration is told of by itself. *apart*: rows of an
    outage of this machine's own network, or of its end: those of a channel are one message whatever their hosts.
    """
    together: dict[object, list[OutboxRow]] = {}
    for row in rows:
        host = None if row in apart else hosts.get(row.watch or "")
        together.setdefault((row.channel, row.kind, host) if host or row in apart else row.id, []).append(row)

    def outage(group: Sequence[OutboxRow]) -> Outage:
        network = group[0] in apart
        told, host, due = {row.watch for row in group}, hosts.get(group[0].watch or ""), min(row.due_at for row in group)
        if network:
            due = min(row.created_at for row in group) + LONGEST_OUTAGE
        soon = (name for name, next_at in coming.items() if next_at <= due and host and (network or hosts.get(name) == host))
        now = due <= at or (over and told.issuperset(soon))
        return Outage(rows=tuple(group), network=network, until=None if now else due)

    return [outage(group) for group in together.values()]


def unanswered(row: OutboxRow) -> OpenFailure | None:
    """The failure of the page of which *row* tells, or its end, where no server had answered; None: it tells of something else."""
    if row.result is None or row.items:
        return None
    told = row.result.failures if row.kind == "failure" else row.result.recovered
    page = next((f for f in told if f.failure.item is None and f.failure.kind in UNANSWERED), None)
    return None if page is None or page.failure.detail.endswith(OUR_OWN) else page


def of_network(rows: Sequence[OutboxRow], hosts: Mapping[str, str], tries: Sequence[Try]) -> list[OutboxRow]:
    """Those of *rows*, failures, while which no server answered any of *tries*, and so many were asked that it is no chance."""

    def answered(since: datetime, until: datetime) -> bool:
        return any(one.answered and one.first < until and since <= one.last for one in tries)

    found, times = [], []
    for row in rows:
        if row.result is None or (failure := unanswered(row)) is None:
            continue
        since, at = failure.since, row.result.at
        around = LONGEST_ROUND if at - since < LONGEST_ROUND else timedelta(0)  # what failed once is judged with its round
        within = (since - around, at + around)
        asked = {hosts.get(one.watch) for one in tries if one.first <= within[1] and within[0] <= one.last} - {None}
        if len(asked) >= HOSTS and not answered(*within):
            found.append(row)
            times += [since, at]
    # One message says it of all of them: of two outages with an answer between them it would be false (3.26).
    return found if found and not answered(min(times), max(times)) else []


# A month, less half a day: what is due at the hour of a visit must not wait for the next one over a few seconds.
HEARTBEAT_EVERY = timedelta(days=30, hours=-12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """What a channel was told so far; None: never."""

    welcomed_at: datetime | None = None
    heartbeat_at: datetime | None = None


def spoken_for(channels: Sequence[Channel], watches: Iterable[Watch]) -> list[tuple[Channel, tuple[str, ...]]]:
    """Each channel with the watches that it hears of; each address hears of each watch from one channel only."""
    names: dict[str, list[str]] = {}
    for watch in watches:
        for channel in listening(channels, watch):
            names.setdefault(channel.key, []).append(watch.name)
    return [(c, tuple(names[c.key])) for c in channels if c.key in names]


def welcome_alert(channel: Channel) -> Alert:
    """The first message to *channel*, under a key that is the same for ever."""
    return Alert(channel=channel.key, kind="welcome", key=_key("welcome", channel.key))


def heartbeat_alert(channel: Channel, noticed: Noticed, now: datetime) -> Alert | None:
    """The sign of life that is due, under a key that follows from the one before; None where none is due."""
    last = max((t for t in (noticed.welcomed_at, noticed.heartbeat_at) if t is not None), default=None)
    if last is None or "heartbeat" not in channel.on or now - last < HEARTBEAT_EVERY:
        return None
    return Alert(channel=channel.key, kind="heartbeat", key=_key("heartbeat", channel.key, last.isoformat()))


def _key(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


# ---------------------------------------------------------------------------------------------------------------- failures in a row


PAGE = ""  # how `alerted` names the page's own episode


@dataclass(frozen=True, slots=True, kw_only=True)
class Episodes:
    """The episodes after a check: what is open, what of it has been told, what is told now."""

    open: tuple[OpenFailure, ...] = ()
    alerted: tuple[str, ...] = ()
    failing: tuple[OpenFailure, ...] = ()  # to be told now
    recovered: tuple[OpenFailure, ...] = ()  # had been told; their end is told now


def episodes_after(
    case: Case, failing: Sequence[Failure], at: datetime, *, items_seen: bool, gone: Collection[str] = ()
) -> Episodes:
    """Return the episodes after a check at *at* on which *failing* failed, at most one of them for an item.

    *items_seen*: the visit spoke of every item; else their episodes stay open as they were. An episode is told once, at the
    `failure_alert_after`th failure in a row, and its end only if it was told; imports tell nothing. Items no longer watched are
    dropped; what is *gone* from the page ends its episode by that, and is not said to be readable again.
    """
    items, told = case.watch.recipe.items, case.state.alerted
    before = {f.failure.item: f for f in case.state.failures if f.failure.item is None or f.failure.item in items}
    found: dict[str | None, OpenFailure] = {}
    for failure in failing:
        old = before.get(failure.item)
        since, so_far = (old.since, old.consecutive) if old else (at, 0)
        if which := failure.facts.get("documents"):  # each of several since its own first failure, not the first one's of all
            so_long = old.failure.facts.get("documents", ()) if old else ()
            told_since = {**dict.fromkeys(so_long, machine_time(since)), **(old.failure.facts.get("since_of", {}) if old else {})}
            dates = {label: told_since.get(label, machine_time(at)) for label in which}
            failure = replace(failure, facts={**failure.facts, "since_of": dates})
        found[failure.item] = OpenFailure(failure=failure, since=since, consecutive=so_far + 1)
    if not items_seen:
        found |= {item: f for item, f in before.items() if item is not None and item not in found}
    # The page first, then the items in the order of the configuration.
    order = {item: n for n, item in enumerate((None, *items))}
    now_open = tuple(sorted(found.values(), key=lambda f: order[f.failure.item]))
    names = {_name(f) for f in now_open}
    still = tuple(name for name in told if name in names)
    if case.source == "import":
        return Episodes(open=now_open, alerted=still)
    after = case.watch.visiting.failure_alert_after
    telling = tuple(f for f in now_open if f.consecutive >= after and _name(f) not in told)
    recovered = tuple(f for f in before.values() if _name(f) in told and _name(f) not in names and f.failure.item not in gone)
    return Episodes(open=now_open, alerted=(*still, *map(_name, telling)), failing=telling, recovered=recovered)


def _name(episode: OpenFailure) -> str:
    return episode.failure.item or PAGE
