"""When a watch is due: crontab(5) and intervals (DESIGN §6, 4.4)."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from monitor.model import Schedule


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
