"""What a command costs as a whole process."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Sequence
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent


def output(command: Sequence[str], folder: Path) -> str:
    """What *command* prints, run in *folder* with this source tree. Raises CalledProcessError where it fails."""
    environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
    return subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True).stdout


def cpu_seconds(command: Sequence[str], folder: Path) -> float:
    """User and system time of *command*."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    output(command, folder)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
