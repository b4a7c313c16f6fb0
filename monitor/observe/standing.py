"""How each watch stands now: when its next visit is, whether that is overdue, whether it fails; what /healthz answers. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Literal

from monitor.model import Config, Figures, Gone, Moving, OpenFailure, Past, Renamed, Watch, WatchFigures
from monitor.model.frozen import dataclass
from monitor.schedule import next_visit, rests

GRACE = timedelta(minutes=30)  # a visit that comes later than this and its own time limits is overdue


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One watch of the configuration; `figures` is None where it was never visited."""

    watch: str
    url: str
    enabled: bool
    figures: WatchFigures | None
    next_at: datetime | None  # None: disabled, paused until further notice, or its schedule never comes
    overdue: timedelta | None  # how long it has been due, where that is more than its grace
    gone: tuple[Gone, ...] = ()  # items that were removed and are not back: nothing is watched there (DESIGN 3.29)
    renamed: tuple[Renamed, ...] = ()  # documents for which the configuration should look by another name (DESIGN 3.9)
    moving: tuple[Moving, ...] = ()  # lines that move at every visit, which the configuration does not ignore (DESIGN 3.6)
    in_time: bool = False  # its newest visit came when it was due; who made it is not recorded
    paused_until: date | Literal[True] | None = None  # None: it is not paused now
    title: str | None = None  # None: nobody gave it one

    @property
    def failures(self) -> tuple[OpenFailure, ...]:
        """The open episodes."""
        return self.figures.failures if self.figures else ()

    @property
    def watched(self) -> bool:
        """Whether it is visited without being named."""
        return self.enabled and self.paused_until is None

    @property
    def troubled(self) -> bool:
        """Whether somebody may have to act."""
        return self.watched and (bool(self.failures or self.gone) or self.overdue is not None)


def standings(
    config: Config,
    figures: Figures,
    *,
    held: Callable[[str], datetime | None],
    since: datetime | None = None,
    renamed: Sequence[Renamed] = (),
    moving: Sequence[Moving] = (),
) -> tuple[Standing, ...]:
    """The watches of *config* in its order, at `figures.at`.

    *held*: until when an address is to be left alone, or None. *since*: nobody could visit anything before that time, as a service
    that has just been started, so nothing is overdue for longer. *renamed*, *moving*: what the store knows of; what the
    configuration has taken up since is left out.
    """
    wanted = {(w.name, d.item): (d.link,) if d.link else d.css for w in config.watches for d in w.recipe.documents}
    still = [one for one in renamed if wanted.get((one.watch, one.item)) == one.wanted]
    ignored = {(w.name, s.item): frozenset(s.ignore) for w in config.watches for s in w.recipe.sections}
    moving = [one for one in moving if not ignored.get((one.watch, one.item), frozenset(one.ignore)) >= frozenset(one.ignore)]
    found, now = [], figures.at
    for watch in config.watches:
        known = figures.watches.get(watch.name)
        failing = next((f.consecutive for f in known.failures if f.failure.item is None), 0) if known else 0
        past = Past(newest_at=known.newest_at if known else None, failing=failing, held_until=held(watch.url))
        planned = next_visit(watch, past, now, config.timezone) if watch.enabled else None
        next_at = planned.at if planned else None
        resting = rests(watch, now, config.timezone)
        standing = Standing(
            watch=watch.name,
            url=watch.url,
            enabled=watch.enabled,
            paused_until=watch.paused_until if resting else None,
            title=watch.title,
            figures=known,
            next_at=next_at,
            overdue=_overdue(watch, next_at, known, now, since),
            gone=tuple(g for g in known.gone if g.item in watch.recipe.items) if known else (),
            in_time=known is not None and not resting and _in_time(watch, known, config.timezone),
            renamed=tuple(one for one in still if one.watch == watch.name),
            moving=tuple(one for one in moving if one.watch == watch.name),
        )
        found.append(standing)
    return tuple(found)


def _in_time(watch: Watch, known: WatchFigures, timezone: str) -> bool:
    """Whether the newest visit came when it was due, a second one at least: by a service, alive or ended, or by cron."""
    if known.gap is None:
        return False
    if (every := watch.schedule.every) is not None:
        return every * 0.9 <= known.gap <= every + _grace(watch)
    due = next_visit(watch, Past(newest_at=known.newest_at - _grace(watch)), known.newest_at, timezone, spread=False)
    return due is not None and due.at <= known.newest_at


def _grace(watch: Watch) -> timedelta:
    return GRACE + watch.visiting.visit_timeout + watch.visiting.confirm_after


def _overdue(
    watch: Watch, next_at: datetime | None, known: WatchFigures | None, now: datetime, since: datetime | None
) -> timedelta | None:
    """How long the watch has been due; one never visited live, only since somebody could have."""
    visited = known is not None and known.last_live_at is not None
    if next_at is None or (not visited and since is None):
        return None
    due_at = since if not visited else next_at if since is None else max(next_at, since)
    assert due_at is not None
    late = now - due_at
    return late if late > _grace(watch) else None


Reason = dict[str, Any]


def reasons(standings: Sequence[Standing], *, database: str | None, scheduler: str | None) -> list[Reason]:
    """Why all is not well; [] where it is. *database*, *scheduler*: what is wrong with them, None where nothing is."""
    return [
        *([{"reason": "scheduler", "detail": scheduler}] if scheduler else []),
        *([{"reason": "database", "detail": database}] if database else []),
        *({"reason": "overdue", "watch": s.watch, "overdue_s": s.overdue.total_seconds()} for s in standings if s.overdue),
    ]
