"""The machine: versions, the terminal's letters, the time zone."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from monitor import __version__
from monitor.cli.examine.finding import Finding, warning, well, wrong
from monitor.terminal.say import localized, terminal_language

OLDEST_SQLITE = (3, 37, 0)  # STRICT tables
LIBRARIES = ("httpx", "beautifulsoup4", "lxml", "apscheduler", "sqlite-utils", "pypdfium2", "apprise", "prometheus-client")


def machine() -> Iterator[Finding]:
    """Versions of what runs, and whether the terminal shows our letters."""
    python = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.system()} {platform.machine()}"
    yield well("versions", f"monitor {__version__}, {python}")
    yield well("libraries", ", ".join(f"{name} {_version(name)}" for name in LIBRARIES))
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        yield wrong(
            "versions",
            localized("doctor.old_sqlite", version=sqlite3.sqlite_version),
            localized("doctor.old_sqlite_do"),
        )
    yield _letters()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "—"


def _letters() -> Finding:
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "").replace("_", "")
    where = next((f"{name}={os.environ[name]}" for name in ("LC_ALL", "LC_CTYPE", "LANG") if os.environ.get(name)), "LANG")
    if encoding == "utf8":
        return well("locale", f"UTF-8 ({where})")
    return warning(
        "locale",
        localized("doctor.no_utf8", where=where),
        "export LANG=fr_FR.UTF-8" if terminal_language() == "fr" else "export LANG=C.UTF-8",
    )
