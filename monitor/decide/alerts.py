"""Which channels are told of what and when: an outbox row each, under a key that a repeat would have too; what shares a message.

Also of what no check says: a channel's first message, and once a month that we are still there (10.3).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from monitor.decide.case import Case
from monitor.decide.episodes import Episodes
from monitor.decide.flapping import Watched
from monitor.model import Alert, AlertKind, Change, Channel, Digest, OpenFailure


def change_alerts(case: Case, changes: Sequence[Change], snapshot: int, at: datetime) -> tuple[Alert, ...]:
    """One row a channel: `change` where something substantive is told of, else `minor`; it tells of what the channel asked for."""
    rows = (_change_row(case, channel, changes, snapshot, at) for channel in _listening(case))
    return tuple(row for row in rows if row)


def _change_row(case: Case, channel: Channel, changes: Sequence[Change], snapshot: int, at: datetime) -> Alert | None:
    wanted = [c for c in changes if ("minor" if c.significance == "minor" else "change") in channel.on]
    if not wanted:
        return None
    kind: AlertKind = "change" if any(c.significance == "substantive" for c in wanted) else "minor"
    row = _row(case, channel, kind, str(snapshot), tuple(dict.fromkeys(c.item for c in wanted)))
    return replace(row, due_at=told_at(channel, kind, at))


def episode_alerts(case: Case, episodes: Episodes) -> tuple[Alert, ...]:
    """Failures that are due and recoveries from what was told; the page's and the items' apart."""
    return (*_episode_rows(case, "failure", episodes.failing), *_episode_rows(case, "recovery", episodes.recovered))


def _episode_rows(case: Case, kind: AlertKind, episodes: Sequence[OpenFailure]) -> Iterator[Alert]:
    page, items = [e for e in episodes if e.failure.item is None], [e for e in episodes if e.failure.item is not None]
    for group in filter(None, (page, items)):
        names = tuple(e.failure.item for e in group if e.failure.item is not None)
        for channel in _listening(case):
            if kind in channel.on:
                yield _row(case, channel, kind, _moment(min(e.since for e in group)), names)


def flapping_ended_alerts(case: Case, watched: Watched) -> tuple[Alert, ...]:
    """Said by an alert of kind `change` that comes with no change (DESIGN 3.17)."""
    if not watched.ended:
        return ()
    ref, items = f"flapping {_moment(min(one.since for one in watched.ended))}", tuple(one.item for one in watched.ended)
    return tuple(_row(case, channel, "change", ref, items) for channel in _listening(case) if "change" in channel.on)


def _listening(case: Case) -> Sequence[Channel]:
    """The channels that want to hear of this watch; none in an import (DESIGN 5.8)."""
    return listening(case.channels, case.watch.name) if case.source == "live" else ()


def listening(channels: Iterable[Channel], watch: str) -> tuple[Channel, ...]:
    """The channels that hear of *watch*, one for each address, however many [[alert]]s name it.

    The first of them speaks for the others: in its language, of all that any of them asks for.
    """
    found: dict[str, Channel] = {}
    for channel in channels:
        if any(fnmatchcase(watch, pattern) for pattern in channel.watches):
            first = found.setdefault(channel.to, channel)
            found[channel.to] = replace(first, on=tuple(dict.fromkeys((*first.on, *channel.on))))
    return tuple(found.values())


def _row(case: Case, channel: Channel, kind: AlertKind, ref: str, items: tuple[str, ...]) -> Alert:
    identity = "\n".join((case.watch.name, channel.key, kind, ref, *items))
    return Alert(channel=channel.key, kind=kind, key=hashlib.sha256(identity.encode()).hexdigest()[:32], items=items)


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")


DIGESTED: tuple[AlertKind, ...] = ("change", "minor")  # failures and recoveries go at once


class Written(Protocol):
    """An alert, as far as it matters here."""

    @property
    def kind(self) -> AlertKind: ...
    @property
    def created_at(self) -> datetime: ...


Row = TypeVar("Row", bound=Written)


def told_at(channel: Channel, kind: AlertKind, at: datetime) -> datetime | None:
    """When *channel* is told of what happened at *at*; None: at once."""
    return next_digest(channel.digest, at) if channel.digest and kind in DIGESTED else None


def next_digest(digest: Digest, after: datetime) -> datetime:
    """The first time later than *after* at which a digest goes out, in UTC: by the wall clock, whatever summer time does."""
    zone = ZoneInfo(digest.timezone)
    day = after.astimezone(zone).date()
    for days in range(3):
        wall = datetime.combine(day + timedelta(days=days), digest.at, zone)
        if wall.astimezone(UTC) > after:
            break
    return wall.astimezone(UTC)


def batches(rows: Sequence[Row], channel: Channel) -> list[tuple[Row, ...]]:
    """Which of *rows*, all to *channel*, go in one message, in order: what was written between two digests.

    That never changes, so that a repeat has the same rows, and with them the same key.
    """
    together: dict[object, list[Row]] = {}
    for n, row in enumerate(rows):
        digest = channel.digest if row.kind in DIGESTED else None
        together.setdefault(next_digest(digest, row.created_at) if digest else n, []).append(row)
    return [tuple(group) for group in together.values()]


# A month, less half a day: what is due at the hour of a visit must not wait for the next one over a few seconds.
HEARTBEAT_EVERY = timedelta(days=30, hours=-12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """What a channel was told so far; None: never."""

    welcomed_at: datetime | None = None
    heartbeat_at: datetime | None = None


def spoken_for(channels: Sequence[Channel], watches: Iterable[str]) -> list[tuple[Channel, tuple[str, ...]]]:
    """Each channel with the watches that it hears of; each address hears of each watch from one channel only."""
    names: dict[str, list[str]] = {}
    for watch in watches:
        for channel in listening(channels, watch):
            names.setdefault(channel.key, []).append(watch)
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
