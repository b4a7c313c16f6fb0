"""What all tests share: property tests that give one answer on a given tree wherever CI runs them, and wander elsewhere."""

from __future__ import annotations

import os
import signal
import threading

from hypothesis import settings

settings.register_profile("everywhere", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "everywhere")

# A shell starts what it puts in the background with SIGINT ignored, and programs pass that on: tests of Ctrl-C want a real one.
if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
