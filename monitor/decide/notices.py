"""When a channel hears of what no check says: its first message, and once a month that we are still there (10.3)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.decide.alerts import listening
from monitor.model import Alert, Channel

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
