"""Whether there is room to write beside the database: asked before a full disk is tried again, at the cost of no visit."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from monitor.files import create_anew

ENOUGH = 1 << 20  # bytes: a commit of some visits


def has_room(database: Path) -> bool:
    """Whether ENOUGH bytes can be written where *database* lies; written and taken away again, for quotas show up only so."""
    probe = database.with_name(f"{database.name}.room-{os.getpid()}")
    try:
        with os.fdopen(create_anew(probe), "wb") as file:
            file.write(bytes(ENOUGH))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        return False
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)
    return True
