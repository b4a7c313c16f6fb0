"""When a watch is to be visited next, and why then (3.18, 4.4): by crontab(5) or interval, from its last visit, never a plan."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from monitor.model import Past, Schedule, Watch
from monitor.model.frozen import dataclass, replace

Why: TypeAlias = Literal["new", "clock", "schedule", "slowed", "held", "paused"]

DAY = timedelta(days=1)  # a failing watch is looked at this often at least
MOST_RUNS = 5000  # of a crontab line looked at for its longest interval
SHARE = 10  # of the time between two runs, the part that `jitter` may take: a spread run never meets the next one


@dataclass(frozen=True, slots=True, kw_only=True)
class NextVisit:
    """The next visit of a watch. `at` may be past: then it is due.

    why: `new` (never visited), `clock` (last visited by a clock that was ahead), `schedule`, `slowed` (it fails: its visits are
    further apart), `held` (its server asked for peace until then), `paused` (its owner let it rest until that day).
    """

    at: datetime
    why: Why


def next_visit(watch: Watch, past: Past, now: datetime, timezone: str, *, spread: bool = True) -> NextVisit | None:
    """When to visit *watch* next; None where its schedule never comes, or it rests until further notice.

    Late runs count once. A visit later than *now* tells of a clock that was wrong then: it counts for nothing, or a watch would
    rest until that day. *spread*: with the watch's `jitter`; who runs `check --due` has chosen the moment already.
    """
    if watch.paused_until is True:
        return None
    found = _by_schedule(watch, past, now, timezone, spread=spread)
    back = _back_at(watch.paused_until, timezone) if watch.paused_until else None
    if found is not None and back is not None and found.at < back and now < back:
        # The first visit from *back* on, by the schedule; an interval that ended meanwhile, or a first visit, waits for no more.
        if watch.schedule.every is not None or past.newest_at is None:
            found = NextVisit(at=back, why="paused")
        else:
            just_before = replace(past, newest_at=back - timedelta(seconds=1), failing=0)
            found = _by_schedule(watch, just_before, back, timezone, spread=spread)
            found = replace(found, why="paused") if found else None
    if found is not None and past.held_until is not None and past.held_until > found.at:
        return NextVisit(at=past.held_until, why="held")
    return found


def rests(watch: Watch, now: datetime, timezone: str) -> bool:
    """Whether *watch* is visited only when named: switched off, or paused still."""
    if not watch.enabled or watch.paused_until is True:
        return True
    return watch.paused_until is not None and now < _back_at(watch.paused_until, timezone)


def _back_at(day: date, timezone: str) -> datetime:
    """The moment from which a watch that is paused until *day* is visited again: that day's first, on the wall clock."""
    return datetime.combine(day, time(), ZoneInfo(timezone)).astimezone(UTC)


def due(watch: Watch, past: Past, now: datetime, timezone: str, *, spread: bool = False) -> bool:
    """Whether *watch* is to be visited by *now* (DESIGN 4.4)."""
    found = next_visit(watch, past, now, timezone, spread=spread)
    return found is not None and found.at <= now


def upcoming(watch: Watch, past: Past, now: datetime, timezone: str) -> Iterator[NextVisit]:
    """The next visits of *watch*, each as if the one before had been made in time and had found what the last one found."""
    found = next_visit(watch, past, now, timezone)
    while found is not None:
        yield found
        at = max(found.at, now)
        past = replace(past, newest_at=at, failing=past.failing + 1 if past.failing else 0, held_until=None)
        found = next_visit(watch, past, at, timezone)


def _by_schedule(watch: Watch, past: Past, now: datetime, timezone: str, *, spread: bool) -> NextVisit | None:
    if past.newest_at is None or past.newest_at > now:
        return NextVisit(at=now, why="clock" if past.newest_at else "new")
    run = next_run(watch.schedule, past.newest_at, timezone)
    if run is None:
        return None
    following = None if watch.schedule.every else next_run(watch.schedule, run, timezone)
    gap = watch.schedule.every or (following - run if following else DAY)
    wait = slowed(gap, past.failing, watch.visiting.failure_alert_after)
    if wait > gap:
        run = next_run(watch.schedule, past.newest_at + wait - gap, timezone) or run
    # How much later than its crontab line says: its own, always the same, so that many do not strike at once. Intervals need none:
    # they count from the last visit, and those drift apart by themselves.
    offset = timedelta(0)
    if spread and watch.schedule.cron is not None:
        drawn = int.from_bytes(hashlib.blake2s(watch.name.encode(), digest_size=4).digest(), "big")
        most = min(watch.visiting.jitter, gap / SHARE) / timedelta(milliseconds=1)
        offset = timedelta(milliseconds=round(most * drawn / 2**32))
    return NextVisit(at=run + offset, why="slowed" if wait > gap else "schedule")


def slowed(gap: timedelta, failing: int, alert_after: int) -> timedelta:
    """The time between two visits of a watch that failed *failing* times in a row: doubled from the alert on, to a day at most."""
    if failing < alert_after:
        return gap
    longer: timedelta = gap * 2 ** min(failing - alert_after + 1, 16)
    return max(gap, min(longer, DAY))


def next_run(schedule: Schedule, after: datetime, timezone: str) -> datetime | None:
    """The first time later than *after* at which *schedule* is due, in UTC; None where that day never comes.

    At the clock changes it does as cron(8) of Debian. A line whose minute or hour begins with a star goes by what the clock shows:
    hours that never come have no runs, those that come twice have theirs twice. Any other runs once where its hour comes twice,
    and at the change where its hour never comes.
    """
    if schedule.every is not None:
        return after + schedule.every
    assert schedule.cron is not None
    # Runs fall on whole minutes: whatever the second of *after*, the answer is the same, and a thousand watches share it.
    return _next_cron(schedule.cron, after.replace(second=0, microsecond=0), timezone)


def longest_interval(schedule: Schedule, since: datetime, until: datetime, timezone: str) -> timedelta:
    """The longest time between two runs of *schedule* from *since* until one comes after *until*; a day where none come."""
    if schedule.every is not None:
        return schedule.every
    run, longest = next_run(schedule, since, timezone), timedelta(0)
    for _ in range(MOST_RUNS):
        following = None if run is None else next_run(schedule, run, timezone)
        if run is None or following is None:
            break
        longest = max(longest, following - run)
        if following > until:
            break
        run = following
    return longest or DAY


@lru_cache(maxsize=4096)
def _next_cron(cron: str, after: datetime, timezone: str) -> datetime | None:
    from cronsim import CronSim, CronSimError

    try:
        runs = CronSim(cron, after.astimezone(ZoneInfo(timezone)))
    except CronSimError:  # the configuration refuses such a line; an old database may still name one
        return None
    for run in runs:
        moment = run.astimezone(UTC)
        if moment > after:  # from within an hour that comes a second time: its runs are over
            return moment
    return None
