"""Notices that the clock was set, or that the machine slept: waits are counted in seconds awake, schedules by the clock.

timerfd(2) on Linux: a timer of CLOCK_REALTIME with TFD_TIMER_CANCEL_ON_SET is cancelled by either. Python has it from 3.13 on;
before that the C library is asked. Where there is no such thing, the next alarm comes late by as long as the machine slept.
"""

from __future__ import annotations

import ctypes
import os
import time
from contextlib import suppress

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
