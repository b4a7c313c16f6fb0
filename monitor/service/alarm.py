"""APScheduler as an alarm: it calls when the next watch, alert or deadline comes; who is called asks what is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.date import DateTrigger


class Alarm:
    """One job at a time: the next call. What is due is decided from the database, so a call that comes late loses nothing."""

    def __init__(self, call: Callable[[], None]) -> None:
        self._call = call
        self._scheduler = BackgroundScheduler(timezone="UTC")
        self._at: datetime | None = None

    def __enter__(self) -> Alarm:
        self._scheduler.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._scheduler.shutdown(wait=False)

    def set(self, at: datetime | None) -> None:
        """Call at *at* and not before; None: not at all."""
        if at == self._at:
            return
        self._at = at
        if at is None:
            self._scheduler.remove_all_jobs()
            return
        # The default grace of one second would drop a call that comes late, after sleep or under load.
        self._scheduler.add_job(
            self._due,
            DateTrigger(at),
            id="alarm",
            replace_existing=True,
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )

    def reset(self) -> None:
        """The clock has jumped: how long to wait is to be reckoned anew."""
        self._at = None

    def _due(self) -> None:
        self._at = None
        self._call()
