"""APScheduler around the pipeline: it rings when the next watch or alert is due; the thread that works asks the database which."""

from __future__ import annotations

import threading
from datetime import datetime

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.date import DateTrigger


class Clockwork:
    """One job at a time: the next ring. What is due is decided from the database, so a ring that comes late loses nothing."""

    def __init__(self) -> None:
        self._rung = threading.Event()
        self._scheduler = BackgroundScheduler(timezone="UTC")

    def __enter__(self) -> Clockwork:
        self._scheduler.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._scheduler.shutdown(wait=False)

    def sleep_until(self, at: datetime | None) -> None:
        """Sleep until *at* (for good where there is nothing to wait for: only a signal ends it)."""
        self._rung.clear()
        if at is not None:
            # The default grace of one second would drop a ring that comes late, after sleep or under load.
            self._scheduler.add_job(
                self._rung.set,
                DateTrigger(at),
                id="ring",
                replace_existing=True,
                misfire_grace_time=None,
                coalesce=True,
                max_instances=1,
            )
        self._rung.wait()
