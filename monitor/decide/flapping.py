"""Texts that take turns: said once, then quiet until one of them rests (DESIGN 3.17).

Each item has its own turn. A text in turn is named by the first snapshot that shows it, so that a new version of our reading, which
makes the digests of old snapshots anew (3.19), changes nothing here. While a known text is shown only the check is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from monitor.model import Change, Flapping, ItemKind, PastState, Turning, WatchState
from monitor.model.frozen import dataclass, replace

WINDOW = timedelta(days=30)
ABSENT = ""  # the digest of an item that is not there
LOOKED_AT = 6  # stays, the new one among them
RETURNS = 4  # so many of them in states seen before

Digests = Mapping[str, str]  # item -> digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What a visit makes of the texts that were taking turns."""

    turning: tuple[Turning, ...] = ()  # still under way
    quiet: tuple[str, ...] = ()  # items that show a text of theirs: no change
    new: tuple[Turning, ...] = ()  # show a text outside theirs: where that is told as a change, it joins them
    ended: tuple[Turning, ...] = ()  # came to rest, on what is shown now


NONE = Watched()


@dataclass(frozen=True, slots=True)
class _Stay:
    """A text of an item and the snapshot that brought it."""

    digest: str
    snapshot: int
    since: datetime


def watched(state: WatchState, shown: Digests, at: datetime) -> Watched:
    """Return what becomes of `state.flapping` where the page shows *shown*.

    A known text goes on, or rests where it has not turned for 30 days. One that turns only after 30 days is a change like others.
    """
    if state.flapping is None:
        return NONE
    past = {p.snapshot: p.digests for p in state.history}
    turning, new, ended, quiet = list[Turning](), list[Turning](), list[Turning](), list[str]()
    for one in _turning(state, state.flapping, past):
        known = {past[n].get(one.item, ABSENT): n for n in reversed(one.between) if n in past}
        now, over = shown.get(one.item, ABSENT), at - one.turned_at >= WINDOW
        if now not in known:
            new += [] if over else [one]
        elif known[now] == one.shown:
            quiet.append(one.item)
            (ended if over else turning).append(one)
        elif not over:
            quiet.append(one.item)
            turning.append(replace(one, shown=known[now], turned_at=at))
        elif (stays := _stays(state.history, one.item)) and now == stays[-1].digest:
            ended.append(one)  # it turned to the text that the next visit is compared with anyway
    return Watched(turning=tuple(turning), quiet=tuple(quiet), new=tuple(new), ended=tuple(ended))


def flapping_after(
    state: WatchState, flaps: Watched, changes: Sequence[Change], now: Digests, at: datetime, snapshot: int
) -> Flapping | None:
    """Return the flapping after a visit that tells *changes* in the version *snapshot*: what goes on, what joins, what begins."""
    told = {change.item: change.item_kind for change in reversed(changes)}
    joining = {one.item: one for one in flaps.new}
    turning = list(flaps.turning)
    for one in flaps.new:
        joins = one.item in told
        turning.append(replace(one, between=(*one.between, snapshot), shown=snapshot, turned_at=at) if joins else one)
    for item, kind in told.items():
        begun = None if item in joining else _started(state, item, kind, now.get(item, ABSENT), at)
        turning += [begun] if begun else []
    return flapping_of_items(turning)


def flapping_of_items(turning: Sequence[Turning]) -> Flapping | None:
    """Return what is said of *turning* together, or None where nothing turns; what is shown now comes last in `between`."""
    if not turning:
        return None
    shown = {one.shown for one in turning}
    others = {snapshot for one in turning for snapshot in one.between} - shown
    return Flapping(since=min(one.since for one in turning), between=(*sorted(others), *sorted(shown)), items=tuple(turning))


def _turning(state: WatchState, flapping: Flapping, past: Mapping[int, Digests]) -> Sequence[Turning]:
    """Each item that takes turns. The first edition kept no items: those that went to and fro between the two snapshots."""
    if flapping.items or not all(snapshot in past for snapshot in flapping.between):
        return flapping.items
    first, second = (past[snapshot] for snapshot in flapping.between[-2:])
    documents = {d.item for d in (*state.last_documents, *state.removed_documents)}
    found: list[Turning] = []
    for item in {**first, **second}:
        a, b = first.get(item, ABSENT), second.get(item, ABSENT)
        stays = [stay.digest for stay in _stays(state.history, item)]
        if a != b and any(stays[n : n + 4] in ([a, b, a, b], [b, a, b, a]) for n in range(len(stays))):
            found.append(
                Turning(
                    item=item,
                    item_kind="document" if item in documents else "section",
                    since=flapping.since,
                    between=flapping.between,
                    shown=flapping.between[-1],
                    turned_at=state.flapping_seen_at or flapping.since,
                )
            )
    return found


def _stays(history: Sequence[PastState], item: str) -> list[_Stay]:
    """The texts of *item*, oldest first, each as long as it stayed."""
    stays: list[_Stay] = []
    for past in sorted(history, key=lambda p: p.snapshot):
        digest = past.digests.get(item, ABSENT)
        if not stays or stays[-1].digest != digest:
            stays.append(_Stay(digest, past.snapshot, past.taken_at))
    return stays


def _started(state: WatchState, item: str, kind: ItemKind, digest: str, at: datetime) -> Turning | None:
    """Return the turn that a change of *item* to *digest* completes, or None.

    Two or three texts that come a second time in the same order, A B A B or A B C A B C, or four of the last six stays in states
    seen before; the returns within 30 days.
    """
    stays = [*_stays(state.history, item), _Stay(digest, 0, at)]
    run: Sequence[_Stay] | None = None
    for count in (3, 2):  # two before three
        last = stays[-2 * count :]
        once, again = ([stay.digest for stay in part] for part in (last[:count], last[count:]))
        if len(last) == 2 * count and once == again and len(set(once)) == count and at - last[count].since <= WINDOW:
            run = last
    if run is None:
        # The stays from the first one of a text that is among the last six, where four of these are returns.
        before = len(stays) - LOOKED_AT
        returns = [n for n in range(max(before, 0), len(stays)) if any(s.digest == stays[n].digest for s in stays[:n])]
        if len(returns) < RETURNS or at - stays[returns[-RETURNS]].since > WINDOW:
            return None
        texts = {stay.digest for stay in stays[-LOOKED_AT:]}
        run = [stay for n, stay in enumerate(stays) if stay.digest in texts and (n >= before or at - stay.since <= WINDOW)]
        if not any(stay.digest == digest for stay in run[:-1]):
            return None
    first = {stay.digest: stay.snapshot for stay in reversed(run[:-1])}
    return Turning(
        item=item, item_kind=kind, since=run[1].since, between=tuple(sorted(first.values())), shown=first[digest], turned_at=at
    )


def returned_to(state: WatchState, item: str, digest: str) -> int | None:
    """Return the newest snapshot whose text of *item* was this one, or None; the text it has now is no return."""
    stays = _stays(state.history, item)
    if not stays or stays[-1].digest == digest:
        return None
    newest_first = sorted(state.history, key=lambda p: p.snapshot, reverse=True)
    return next((p.snapshot for p in newest_first if p.digests.get(item) == digest), None)


def was_believed(state: WatchState, item: str, digest: str) -> bool:
    """Whether each time that *item* had this text, the text was told without a doubt, or was there from the first version on."""
    first = {stay.snapshot for stay in _stays(state.history, item) if stay.digest == digest}
    oldest = min((past.snapshot for past in state.history), default=1)  # what it brought is known of the first version alone
    brought = [past for past in state.history if past.snapshot in first]
    return bool(brought) and not any(item in p.doubted or (p.snapshot == oldest != 1) for p in brought)
