"""Which channels are told of what: one outbox row each, under a key that a repeat would have too."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from fnmatch import fnmatchcase

from monitor.decide.case import Case
from monitor.decide.digests import told_at
from monitor.decide.episodes import Episodes
from monitor.decide.flapping import Watched
from monitor.model import Alert, AlertKind, Change, Channel, OpenFailure


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
