"""New databases for tests that are about something else: made once, then copied. `tests/store/test_opening.py` has them made."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from monitor.store import Store


def put_new(path: Path) -> None:
    """Put at *path* what a store finds when it has just been made there."""
    path.write_bytes(_new())
    path.chmod(0o600)


@cache
def _new() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "monitor.db"
        Store.open(path).close()
        return path.read_bytes()
