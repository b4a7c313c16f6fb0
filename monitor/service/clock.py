"""APScheduler as an alarm for the next watch, alert or deadline; and notices that the clock was set, or that the machine slept.

timerfd(2) on Linux: a timer of CLOCK_REALTIME with TFD_TIMER_CANCEL_ON_SET is cancelled by either. Python has it from 3.13 on;
before that the C library is asked. Where there is no such thing, the next alarm comes late by as long as the machine slept.
"""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.date import DateTrigger

_CANCEL_ON_SET, _ABSOLUTE = 2, 1
_FAR = 1 << 40  # seconds: never


class _Spec(ctypes.Structure):
    """struct itimerspec: interval and first expiry, seconds and nanoseconds each."""

    _fields_ = [("interval", ctypes.c_long * 2), ("value", ctypes.c_long * 2)]


class ClockJumps:
    """A file that becomes readable when the clock jumps."""

    def __init__(self) -> None:
        self._fd: int | None = None

    def __enter__(self) -> ClockJumps:
        with suppress(AttributeError, OSError):  # another system
            self._libc = ctypes.CDLL(None, use_errno=True)
            fd = self._libc.timerfd_create(time.CLOCK_REALTIME, os.O_NONBLOCK | os.O_CLOEXEC)
            self._fd = fd if fd >= 0 else None
        self._arm()
        return self

    def __exit__(self, *error: object) -> None:
        if self._fd is not None:
            os.close(self._fd)

    def files(self) -> list[int]:
        """What to wait on: one file, or none."""
        return [] if self._fd is None else [self._fd]

    def heard(self) -> None:
        """Wait for the next jump."""
        assert self._fd is not None
        with suppress(OSError):  # ECANCELED: that it jumped
            os.read(self._fd, 8)
        self._arm()

    def _arm(self) -> None:
        if self._fd is not None:
            spec = _Spec(value=(ctypes.c_long * 2)(_FAR, 0))
            self._libc.timerfd_settime(self._fd, _ABSOLUTE | _CANCEL_ON_SET, ctypes.byref(spec), None)


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
