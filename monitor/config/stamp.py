"""Remembers that a configuration was found good, so that the next start need not judge it again (DESIGN §9).

Judging loads pydantic and the CSS parser, 0.1 s and more; building the values from a good file takes a millisecond. One line
beside the database holds a digest of the file's bytes, the program's version and, cut to two bytes that betray nothing, of the
values that come from the environment.
A stamp that is missing, old or cannot be written only means that the configuration is judged.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from monitor import __version__
from monitor.files import create_anew

SUFFIX = ".config-ok"


def digest(data: bytes, names: Iterable[str], environ: Mapping[str, str]) -> str:
    """Return what stands for a configuration of these bytes under these variables."""
    values = "\0".join(f"{name}={environ.get(name, '')}" for name in sorted(set(names)))
    return f"{hashlib.sha256(__version__.encode() + b'|' + data).hexdigest()}-{hashlib.sha256(values.encode()).hexdigest()[:4]}"


def is_stamped(database: Path, digest: str) -> bool:
    """Whether the configuration was found good before."""
    try:
        return _file(database).read_text("ascii") == digest
    except (OSError, UnicodeDecodeError):
        return False


def stamp(database: Path, digest: str) -> None:
    """Write that it is good, for this user only; nothing where there is no database yet, or no permission."""
    if not database.exists():
        return
    new = _file(database).with_name(f"{_file(database).name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        try:
            with os.fdopen(create_anew(new), "w", encoding="ascii") as file:
                file.write(digest)
            new.replace(_file(database))
        finally:
            new.unlink(missing_ok=True)


def _file(database: Path) -> Path:
    return database.with_name(database.name + SUFFIX)
