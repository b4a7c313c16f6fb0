"""Files of this program's own: made anew, never through somebody else's link, for this user alone (7.7); put in place whole."""

from __future__ import annotations

import os
from pathlib import Path

PRIVATE = 0o600


def create(path: Path, mode: int = PRIVATE) -> int:
    """Make the file *path* and return it open for reading and writing, with *mode* whatever the umask.

    Raises FileExistsError where there is one already, a link that leads nowhere included (open(2), O_EXCL).
    """
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    os.fchmod(file, mode)
    return file


def create_anew(path: Path, mode: int = PRIVATE) -> int:
    """`create` in the place of what a process before left there under that name."""
    path.unlink(missing_ok=True)
    return create(path, mode)


def size_of(path: Path) -> int:
    """How many bytes *path* has; 0 where there is none, and where another program takes it away at this moment."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def make(path: Path) -> None:
    """Make *path* an empty private file, where there is none."""
    try:
        os.close(create(path))
    except FileExistsError:
        return


def put(path: Path, data: bytes, mode: int = PRIVATE) -> None:
    """Put *data* in the place of *path*, with *mode* whatever the umask: a crash leaves the old file or the new one."""
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with os.fdopen(create_anew(new, mode), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    keep_name(path)


def keep_name(path: Path) -> None:
    """Have the new name of *path* last through a power cut: a rename is on the disk only when its folder is (fsync(2))."""
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
