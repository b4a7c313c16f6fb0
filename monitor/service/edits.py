"""Whether config.toml was edited, asked at every look and answered once per edit; the child that judges it."""

from __future__ import annotations

import logging
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from monitor.config import load_cached, load_known
from monitor.errors import MonitorError
from monitor.model import Config
from monitor.service.workers import command_of, environment
from monitor.terminal.hiding import hide
from monitor.terminal.output import error_text, note

log = logging.getLogger(__name__)

JUDGED_WITHIN_S = 60.0

Signature: TypeAlias = tuple[int, int, int]


class Edits:
    """The edits of one file. *judge* returns the configuration in it, or None where it has mistakes, which it has said."""

    def __init__(self, path: Path, judge: Callable[[Path], Config | None]) -> None:
        self._path = path
        self._judge = judge
        self._known = signature(path)

    def forget(self) -> None:
        """Take the file for edited, whatever it looks like."""
        self._known = None

    def edited(self) -> bool:
        """Whether the file is another than the last one judged. A file that is missing is on its way (editors replace files)."""
        now = signature(self._path)
        return now is not None and now != self._known

    def judged(self) -> Config | None:
        """The configuration that the file holds now; None: it has mistakes, or is gone again."""
        self._known = signature(self._path)
        return self._judge(self._path)


def signature(path: Path) -> Signature | None:
    """What changes whenever a file is written or replaced; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def child(work: str, config_path: Path, *, within_s: float | None = None) -> int:
    """Have a child look at the configuration, which needs what we never load; what is wrong with it, the child has said."""
    return subprocess.run(command_of(work, str(config_path)), env=environment(), check=False, timeout=within_s).returncode


def judged(path: Path) -> Config | None:
    """The configuration in *path*; None where it has mistakes, which are said."""
    try:
        config = load_known(path, os.environ) or (
            None if child("judge", path, within_s=JUDGED_WITHIN_S) else load_cached(path, os.environ)
        )
        if config is not None:
            hide(config)
        return config
    except MonitorError as error:
        note(error_text(error), logging.ERROR)
    except (OSError, subprocess.TimeoutExpired) as error:
        log.error("configuration not judged file=%s reason=%s", path, error)
    return None
