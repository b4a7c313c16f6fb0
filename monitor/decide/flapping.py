"""A text that goes to and fro: said once, then quiet until it rests or becomes another (DESIGN 3.17).

`Flapping.between` names two snapshots, the second being the one whose text the newest visit showed: so the next visit knows
whether it flipped, while nothing is written but the check.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from monitor.model import Flapping, PastState, WatchState
from monitor.model.frozen import dataclass

WINDOW = timedelta(days=30)
ABSENT = ""  # the digest of an item that is not there

Digests = Mapping[str, str]  # item -> digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What a visit makes of the flapping that was under way."""

    flapping: Flapping | None = None  # still under way
    seen_at: datetime | None = None  # the last visit that flipped
    items: tuple[str, ...] = ()  # those that flap, or did until now
    ended: Flapping | None = None  # came to rest, on what is shown now


NONE = Watched()


@dataclass(frozen=True, slots=True)
class _Stay:
    """A text of an item and the snapshot that brought it."""

    digest: str
    snapshot: int
    since: datetime


def watched(state: WatchState, shown: Digests, at: datetime) -> Watched:
    """Return what becomes of `state.flapping`: with *shown* it goes on, rests after 30 days, or ends with a third text."""
    flapping = state.flapping
    sides = _sides(state, flapping) if flapping else None
    if flapping is None or not sides:
        return NONE
    if any(shown.get(item, ABSENT) not in pair for item, pair in sides.items()):
        return NONE
    seen_at = state.flapping_seen_at or flapping.since
    flipped = any(shown.get(item, ABSENT) != pair[1] for item, pair in sides.items())
    if at - seen_at >= WINDOW:
        return NONE if flipped else Watched(items=tuple(sides), ended=flapping)
    between = (flapping.between[1], flapping.between[0]) if flipped else flapping.between
    return Watched(flapping=Flapping(since=flapping.since, between=between), seen_at=at if flipped else seen_at, items=tuple(sides))


def _sides(state: WatchState, flapping: Flapping) -> dict[str, tuple[str, str]]:
    """The items that went to and fro, each with its two digests: not those that merely changed once meanwhile."""
    past = {p.snapshot: p.digests for p in state.history}
    if not all(snapshot in past for snapshot in flapping.between):
        return {}
    first, second = (past[snapshot] for snapshot in flapping.between)
    pairs = {item: (first.get(item, ABSENT), second.get(item, ABSENT)) for item in {**first, **second}}
    return {item: pair for item, pair in pairs.items() if pair[0] != pair[1] and _went_to_and_fro(state.history, item, pair)}


def _went_to_and_fro(history: Sequence[PastState], item: str, pair: tuple[str, str]) -> bool:
    stays = [stay.digest for stay in _stays(history, item)]
    a, b = pair
    return any(stays[n : n + 4] in ([a, b, a, b], [b, a, b, a]) for n in range(len(stays)))


def _stays(history: Sequence[PastState], item: str) -> list[_Stay]:
    """The texts of *item*, oldest first, each as long as it stayed."""
    stays: list[_Stay] = []
    for past in sorted(history, key=lambda p: p.snapshot):
        digest = past.digests.get(item, ABSENT)
        if not stays or stays[-1].digest != digest:
            stays.append(_Stay(digest, past.snapshot, past.taken_at))
    return stays


def started(state: WatchState, item: str, digest: str, at: datetime) -> Flapping | None:
    """Return the flapping that a change of *item* to *digest* begins: a second return within 30 days, A B A B; or None."""
    stays = _stays(state.history, item)
    if len(stays) < 3:
        return None
    first, second, third = stays[-3:]
    if first.digest != third.digest or second.digest != digest or at - third.since > WINDOW:
        return None
    return Flapping(since=second.since, between=(first.snapshot, second.snapshot))


def returned_to(state: WatchState, item: str, digest: str) -> int | None:
    """Return the newest snapshot whose text of *item* was this one, or None; the text it has now is no return."""
    stays = _stays(state.history, item)
    if not stays or stays[-1].digest == digest:
        return None
    newest_first = sorted(state.history, key=lambda p: p.snapshot, reverse=True)
    return next((p.snapshot for p in newest_first if p.digests.get(item) == digest), None)
