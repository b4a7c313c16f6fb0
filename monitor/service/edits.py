"""Whether config.toml was edited: asked at every look, answered once per edit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from monitor.model import Config

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
