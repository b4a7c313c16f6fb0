"""One check decided: is it a failure, in doubt, the first, nothing new, or a change (DESIGN 3.14-3.21)?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.compare import digests
from monitor.decide.alerts import change_alerts, episode_alerts, flapping_ended_alerts
from monitor.decide.case import Case
from monitor.decide.episodes import episodes_after
from monitor.decide.findings import compared, silent_reason, told
from monitor.decide.flapping import flapping_after, watched
from monitor.decide.items import Doubt, Items, View, doubt, items_of, missing_item, never_found
from monitor.model import (
    EXTRACTOR,
    Change,
    Channel,
    CheckSource,
    Confirm,
    Cosmetic,
    Failure,
    Flapping,
    Plan,
    Reading,
    Revision,
    Watch,
    WatchState,
)


def decide(
    state: WatchState,
    reading: Reading,
    *,
    watch: Watch,
    channels: tuple[Channel, ...],
    source: CheckSource,
    now: datetime,
    second: Reading | None = None,
) -> Plan | Confirm:
    """Return what *reading* leads to: a plan, or that it must be confirmed by a *second* visit. With *second*, always a plan.

    1. A page that could not be read fails. 2. Lost items and odd texts are looked at again (3.15). 3. What was found is set against
    the last revision. Live, the second visit is the one that counts; in an import it only confirms, as it has its own line to come,
    and an odd text is believed at once (5.8).
    """
    case = Case(state=state, watch=watch, channels=channels, source=source)
    if reading.failure:
        return _failed(case, reading, (reading.failure,))
    doubtful = _doubt(case, reading)
    if not (doubtful.lost if source == "import" else doubtful.items):
        gone = frozenset(doubtful.turned)
        return _judged(case, View(reading=reading, lost=gone, unread=never_found(case, reading), suspect=doubtful.odd))
    if second is None:
        return Confirm(at=now + watch.visiting.confirm_after, reason=str(doubtful), lost=doubtful.lost, odd=tuple(doubtful.odd))
    if source == "import":
        return _confirmed_by_next(case, reading, doubtful, second)
    if second.failure:
        return _failed(case, second, (second.failure,))
    return _judged(case, _settled(case, doubtful, second, _doubt(case, second)))


def unconfirmed(
    state: WatchState, reading: Reading, *, watch: Watch, channels: tuple[Channel, ...], source: CheckSource, now: datetime
) -> Plan:
    """Return the plan of a *reading* with a loss that no second visit could confirm: `failed`, `item_missing` (DESIGN 5.8)."""
    case = Case(state=state, watch=watch, channels=channels, source=source)
    return _failed(case, reading, _missing(_doubt(case, reading).lost))


def _doubt(case: Case, reading: Reading) -> Doubt:
    """What must be looked at again; what is known to come and go is neither lost nor odd (DESIGN 3.17)."""
    doubtful = doubt(case, reading)
    if case.state.flapping is None or not doubtful.items:
        return doubtful
    shown = digests(_revision(case, items_of(case, View(reading=reading, lost=frozenset(doubtful.lost))), reading))
    known = frozenset(watched(case.state, shown, reading.at).quiet)
    return Doubt(
        lost=tuple(item for item in doubtful.lost if item not in known),
        turned=tuple(item for item in doubtful.lost if item in known),
        odd={item: reason for item, reason in doubtful.odd.items() if item not in known},
    )


def _missing(items: Iterable[str]) -> tuple[Failure, ...]:
    return tuple(Failure(kind="item_missing", detail=item, item=item) for item in items)


def _settled(case: Case, first: Doubt, second: Reading, again: Doubt) -> View:
    """Two live visits: what both lost is gone, what both found odd is so; what one of them lost is a failure (DESIGN 3.15)."""
    lost = (frozenset(first.lost) & frozenset(again.lost)) | frozenset(again.turned)
    suspect = {item: reason for item, reason in again.odd.items() if item in first.items}
    return View(
        reading=second,
        lost=lost,
        unread=(frozenset(again.lost) - lost) | never_found(case, second),
        back=frozenset(first.lost) - lost - again.odd.keys(),
        held=frozenset(again.odd) - suspect.keys(),
        suspect=suspect,
    )


def _confirmed_by_next(case: Case, reading: Reading, doubtful: Doubt, following: Reading) -> Plan:
    """In an import: still missing in the next capture, it is a change; back, or that capture unreadable, a failure (DESIGN 5.8)."""
    still = frozenset() if following.failure else frozenset(doubt(case, following).lost)
    back = [item for item in doubtful.lost if item not in still]
    if back:
        return _failed(case, reading, _missing(back))
    unread = never_found(case, reading)
    lost = frozenset((*doubtful.lost, *doubtful.turned))
    return _judged(case, View(reading=reading, lost=lost, unread=unread, suspect=doubtful.odd))


def _failed(case: Case, reading: Reading, failures: tuple[Failure, ...]) -> Plan:
    """A failed visit changes no revision, ever (DESIGN 3.16)."""
    episodes = episodes_after(case, failures, reading.at, items_seen=False)
    return Plan(
        watch=case.watch.name,
        at=reading.at,
        source=case.source,
        outcome="failed",
        reason="; ".join(f"{f.kind}: {f.detail}" for f in failures),
        failures=episodes.open,
        alerted=episodes.alerted,
        flapping=case.state.flapping,
        flapping_seen_at=case.state.flapping_seen_at,
        reading=reading,
        alerts=episode_alerts(case, episodes),
        extractor=case.state.extractor,
    )


def _judged(case: Case, view: View) -> Plan:
    """A page that is well, set against the last revision; before the first good visit there is none (DESIGN 3.20)."""
    items = items_of(case, view)
    if case.last is None:
        return _first(case, view.reading, items)
    revision = _revision(case, items, view.reading)
    found = compared(case, items)
    new = case.new_recipe or case.state.reread or items.learned or any(c.significance != "cosmetic" for c in found)
    now = digests(revision) if new or case.state.flapping else {}  # most checks find nothing new: then no text need be cut
    flaps = watched(case.state, now, view.reading.at)
    real = [c for c in found if c.significance != "cosmetic"]
    changes = tuple(told(case, c, view, now) for c in real if c.item not in flaps.quiet)
    if not changes and (view.unread or view.back):
        return _failed(case, view.reading, items.failures)
    flapping = flapping_after(case.state, flaps, changes, now, view.reading.at, revision.snapshot)
    extraction = view.reading.extraction
    relocated = tuple(item for item in extraction.relocated if item not in view.held) if extraction else ()
    silent = silent_reason(case, items, now, flaps)
    episodes = episodes_after(case, items.failures, view.reading.at, items_seen=True)
    alerts = (*change_alerts(case, changes, revision.snapshot, view.reading.at), *flapping_ended_alerts(case, flaps))
    return Plan(
        watch=case.watch.name,
        at=view.reading.at,
        source=case.source,
        outcome="changed" if changes else "unchanged",
        reason=_reason(changes, items.failures, silent, flapping, view),
        revision=revision if changes or silent else None,
        reread=case.last if case.state.reread else None,
        changes=changes,
        unsaid=tuple(c for c in real if c.item in flaps.quiet),
        failures=episodes.open,
        alerted=episodes.alerted,
        cosmetic=_hidden(found, relocated),
        relocated=relocated,
        flapping=flapping,
        flapping_seen_at=max(one.turned_at for one in flapping.items) if flapping else None,
        reading=view.reading,
        alerts=(*alerts, *episode_alerts(case, episodes)),
        digests=now if changes or silent else {},
        extractor=_extractor(case, view.reading),
    )


def _hidden(found: Iterable[Change], relocated: Iterable[str]) -> tuple[Cosmetic, ...]:
    """What is counted, not told: by which rule, and what stands elsewhere on the page or was found in another way (DESIGN 3.11)."""
    told = {c.item for c in found if c.significance != "cosmetic"}
    rules = [Cosmetic(item=c.item, rule=c.rule or "") for c in found if c.significance == "cosmetic"]
    rules += [Cosmetic(item=item, rule="3.11 relocated") for item in relocated if item not in told]
    return tuple(dict.fromkeys(rules))


def _first(case: Case, reading: Reading, items: Items) -> Plan:
    """The first good visit: no changes, no alert; what was not found is named; nothing found at all is a failure (DESIGN 3.20)."""
    if not items.sections and not items.documents:
        return _failed(case, reading, (_nothing_found(case, reading),))
    revision = _revision(case, items, reading)
    episodes = episodes_after(case, items.failures, reading.at, items_seen=True)
    return Plan(
        watch=case.watch.name,
        at=reading.at,
        source=case.source,
        outcome="first",
        reason="; ".join(["first good visit", *(f"{f.kind}: {f.item}" for f in items.failures)]),
        revision=revision,
        failures=episodes.open,
        alerted=episodes.alerted,
        relocated=reading.extraction.relocated if reading.extraction else (),
        headings=reading.extraction.headings if reading.extraction else (),
        reading=reading,
        alerts=episode_alerts(case, episodes),
        digests=digests(revision),
        extractor=revision.extractor,
    )


def _nothing_found(case: Case, reading: Reading) -> Failure:
    """The failure of a page on which no visit has found anything yet: one for all its items (DESIGN 3.22)."""
    each = [missing_item(item, reading, never=True) for item in case.watch.recipe.items]
    if len(each) == 1:
        return replace(each[0], item=None)
    nearest = dict.fromkeys(name for one in each for name in one.facts.get("nearest", ()))
    detail = " ; ".join(one.detail for one in each)
    return Failure(kind="item_missing", detail=detail, facts={"never": True, "nearest": list(nearest)})


def _revision(case: Case, items: Items, reading: Reading) -> Revision:
    url = reading.page.http.final_url if reading.page else case.watch.url
    return Revision(
        snapshot=case.next_snapshot,
        taken_at=reading.at,
        url=url,
        sections=items.sections,
        documents=items.kept,
        recipe_hash=case.last.recipe_hash if case.last and never_found(case, reading) else case.watch.recipe.hash,
        extractor=_extractor(case, reading),
    )


def _extractor(case: Case, reading: Reading) -> int:
    """The version of our reading that the last revision stands for after a good visit; not ours where it finds less."""
    return case.state.extractor if case.last and never_found(case, reading) else EXTRACTOR


def _reason(
    changes: Sequence[Change], failures: Sequence[Failure], silent: str | None, flapping: Flapping | None, view: View
) -> str:
    parts = [f"{c.item} {c.change} ({c.suspect or c.significance})" for c in changes] or ["nothing new"]
    parts += [silent] if silent else []
    parts += [f"flapping between {', '.join(map(str, flapping.between))}"] if flapping else []
    parts += [f"{item} back on the second visit" for item in sorted(view.back)]
    return "; ".join([*parts, *(f"{f.kind}: {f.item}" for f in failures)])
