"""A daily digest: when a change is told, and which go in one message (10.3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from monitor.model import AlertKind, Channel, Digest

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
