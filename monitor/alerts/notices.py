"""What channels are told besides what checks find: a first message, and a sign of life once a month (10.3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from monitor.decide.alerts import Noticed, heartbeat_alert, spoken_for, welcome_alert
from monitor.model import Called, Channel, Config, OpenFailure, Watch
from monitor.model.shapes import machine_time
from monitor.schedule import next_visit, rests
from monitor.store import Store
from monitor.store.standing import SeenWatch

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
            _welcome(store, config, channel, [watches[n] for n in names], at)
        elif alert := heartbeat_alert(channel, noticed, at):
            since = max(t for t in (noticed.welcomed_at, noticed.heartbeat_at) if t is not None)
            store.enqueue(alert, _heartbeat(store, config, [watches[n] for n in names], since, at))


def _welcome(store: Store, config: Config, channel: Channel, watches: Sequence[Watch], at: datetime) -> None:
    seen = store.standings([w.name for w in watches])
    if len(seen) == len(watches):
        named = {w.name: w for w in watches}
        facts = [
            {
                **_facts(s, _next_at(store, config, watches, s, at), c := store.called(s.watch, named[s.watch])),
                **_holes(s, named[s.watch], c),
            }
            for s in seen
        ]
        store.enqueue(welcome_alert(channel), {"at": machine_time(at), "watches": facts})


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
        facts.append({**_facts(standing, next_at, called), **_holes(standing, watch, called), **counts})
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
        "taken_at": _time(standing.taken_at),
        "changed_at": _time(standing.changed_at),
        "visited_at": _time(standing.visited_at),
        "next_at": _time(next_at),
        "items": [
            {"item": i.item, "item_kind": i.item_kind, "title": i.title, "called": called.item(i.item)} for i in standing.items
        ],
        "failure": _episode(failing) if failing else None,
    }


def _holes(standing: SeenWatch, watch: Watch, called: Called) -> dict[str, Any]:
    """What of the page is not followed: what fails, what was removed and is still looked for, what turns among known texts."""
    return {
        "failures": [
            {"item": f.failure.item, **({"called": called.item(f.failure.item)} if f.failure.item else {}), **_episode(f)}
            for f in standing.failures
        ],
        "gone": [
            {"item": g.item, "item_kind": g.item_kind, "called": called.item(g.item), "since": _time(g.seen_at)}
            for g in standing.gone
            if g.item in watch.recipe.items
        ],
        "flapping": standing.flapping,
    }


def _time(at: datetime | None) -> str | None:
    return machine_time(at) if at else None


def _episode(failing: OpenFailure) -> dict[str, Any]:
    """A failure with what its words need: its facts too (DESIGN 3.22, 3.29)."""
    failure = failing.failure
    facts = {"facts": dict(failure.facts)} if failure.facts else {}
    return {"kind": failure.kind, "detail": failure.detail, "since": machine_time(failing.since), **facts}
