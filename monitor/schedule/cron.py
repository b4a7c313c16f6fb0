"""When a watch is due: crontab(5) and intervals as people mean them, on APScheduler's triggers (DESIGN §6, 4.4).

APScheduler 3 counts weekdays from Monday = 0, refuses 7, and wants day of month AND day of week where cron takes either;
what is written here turns a crontab line into triggers that mean the same.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from monitor.model import Schedule

if TYPE_CHECKING:
    from apscheduler.triggers.base import BaseTrigger

DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ALIASES = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
}
EVERY_HOUR = ("*", "*/1", "0-23")


def next_run(schedule: Schedule, after: datetime, timezone: str) -> datetime | None:
    """The first time later than *after* at which *schedule* is due, in UTC; None where that day never comes.

    At the clock changes it does as cron(8) of Debian: what runs every hour goes by elapsed time; what has hours of its own runs
    once where that hour comes twice, and when it would have been where the hour never comes.
    """
    if schedule.every is not None:
        return after + schedule.every
    assert schedule.cron is not None
    # Runs fall on whole minutes: whatever the second of *after*, the answer is the same, and a thousand watches share it.
    return _next_cron(schedule.cron, after.replace(second=0, microsecond=0), timezone)


@lru_cache(maxsize=4096)
def _next_cron(cron: str, after: datetime, timezone: str) -> datetime | None:
    zone = ZoneInfo(timezone)
    if ALIASES.get(cron, cron).split()[1] in EVERY_HOUR:
        return _by_elapsed_time(cron, after, after.astimezone(zone).replace(tzinfo=None), zone)
    return _by_wall_clock(cron, after, zone)


def _by_wall_clock(cron: str, after: datetime, zone: ZoneInfo) -> datetime | None:
    """The wall clock is asked without its fold, so that 02:30 is one moment a day.

    It is asked from where it would stand had it not been put forward within the last hours: 02:20 and 02:40 of an hour that never
    came are runs of their own, at 03:20 and 03:40.
    """
    from datetime import UTC, timedelta

    offset = (after - timedelta(hours=3)).astimezone(zone).utcoffset() or timedelta(0)
    wall = min(after.astimezone(zone).replace(tzinfo=None), after.astimezone(UTC).replace(tzinfo=None) + offset)
    while (found := _next_wall(cron, wall)) is not None:
        moment = found.replace(tzinfo=zone, fold=0).astimezone(UTC)
        if moment > after:
            return moment
        wall = found  # in the hour that comes a second time: its runs are over
    return None


def _by_elapsed_time(cron: str, start: datetime, wall: datetime, zone: ZoneInfo) -> datetime | None:
    """The first run later than *wall*, which the clock shows at *start*; a clock change on the way sets the wall clock anew."""
    from datetime import UTC, timedelta

    found = _next_wall(cron, wall)
    if found is None:
        return None
    moment = (start + (found - wall)).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == found:
        return moment
    change = _clock_change(start, moment, zone)
    instant = timedelta(microseconds=1)  # a run may fall on the very moment of the change
    return _by_elapsed_time(cron, change - instant, change.astimezone(zone).replace(tzinfo=None) - instant, zone)


def _clock_change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The first second, in UTC, of another offset than that of *before*; one of them, where there are several until *after*."""
    from datetime import UTC, timedelta

    low, high = before.astimezone(UTC), after.astimezone(UTC)
    offset = (low + timedelta(microseconds=2)).astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        low, high = (middle, high) if middle.astimezone(zone).utcoffset() == offset else (low, middle)
    return high.replace(microsecond=0)


def _next_wall(cron: str, wall: datetime) -> datetime | None:
    """The next time on the wall clock strictly later than *wall* (naive, as the clock shows it)."""
    from datetime import UTC, timedelta

    asked = wall.replace(tzinfo=UTC) + timedelta(microseconds=1)
    times = [t.get_next_fire_time(None, asked) for t in _triggers(cron)]
    found = min((t for t in times if t is not None), default=None)
    return None if found is None else found.replace(tzinfo=None)


@lru_cache(maxsize=1024)
def _triggers(cron: str) -> tuple[BaseTrigger, ...]:
    """One trigger, or two where day of month and day of week are both restricted: cron takes either (crontab(5))."""
    from datetime import UTC

    from apscheduler.triggers.cron import CronTrigger

    minute, hour, day, month, weekday = ALIASES.get(cron, cron).lower().split()
    common = {"minute": minute, "hour": hour, "month": _months(month), "timezone": UTC}
    if day.startswith("*") or weekday.startswith("*"):
        return (CronTrigger(day=day, day_of_week=_weekdays(weekday), **common),)
    return CronTrigger(day=day, **common), CronTrigger(day_of_week=_weekdays(weekday), **common)


def _months(field: str) -> str:
    return ",".join(str(m + 1) for m in _numbers(field, MONTHS, 1, 12)) if any(c.isalpha() for c in field) else field


def _weekdays(field: str) -> str:
    """APScheduler's names for crontab's days: 0 and 7 are Sunday, ranges may run over the week's end."""
    if field == "*":
        return field
    return ",".join(DAYS[d] for d in sorted(_numbers(field, DAYS, 0, 6)))


def _numbers(field: str, names: tuple[str, ...], low: int, high: int) -> set[int]:
    """The values of one field, from 0 for the first name: lists, ranges, steps, names."""
    found: set[int] = set()
    for part in field.split(","):
        span, _, step = part.partition("/")
        first, last = _span(span, names, low, high, bool(step))
        found.update((v - low) % len(names) for v in range(first, last + 1, int(step or 1)))
    return found


def _span(span: str, names: tuple[str, ...], low: int, high: int, stepped: bool) -> tuple[int, int]:
    if span == "*":
        return low, low + len(names) - 1
    start, _, end = span.partition("-")
    first = _number(start, names, low)
    last = _number(end, names, low) if end else (high if stepped else first)
    return first, last if last >= first else last + len(names)


def _number(text: str, names: tuple[str, ...], low: int) -> int:
    return names.index(text[:3]) + low if text[:3] in names else int(text)
