"""The machine and its files: versions, letters, time zone; secrets that others may read, what is writable, room on the disk."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from monitor import __version__
from monitor.cli.examine.finding import Finding, warning, well, wrong
from monitor.i18n.locale import locale_of
from monitor.model import Config
from monitor.terminal.say import localized, terminal_language
from monitor.terminal.secrets import secrets

LEAST_BYTES = 100_000_000  # beside twice the database: its copy before an update
LEAST_INODES = 1_000
_SECRET_HEADER = re.compile(r"(?i)auth|cookie|key|token|secret|pass")


def files(config: Config) -> Iterator[Finding]:
    """Permissions of config.toml and of the database, and room for it to grow."""
    yield _readable_by_others(config)
    if config.env_file is not None and config.env_file.stat().st_mode & 0o077:
        mode = stat.S_IMODE(config.env_file.stat().st_mode)
        yield warning(
            "permissions",
            localized("doctor.secrets_readable", file=config.env_file, mode=mode),
            localized("doctor.secrets_readable_do", file=config.env_file),
        )
    yield from _writable(config.database)
    folder = _existing(config.database.parent)
    if folder is not None:
        yield from _room(folder, config)


def _readable_by_others(config: Config) -> Finding:
    """A file with passwords in it is for its owner alone."""
    mode = stat.S_IMODE(config.path.stat().st_mode)
    said = localized("doctor.mode", file=config.path, mode=mode)
    if not mode & 0o077 or not _literal(config):
        return well("permissions", said)
    return warning(
        "permissions",
        localized("doctor.secrets_readable", file=config.path, mode=mode),
        localized("doctor.secrets_readable_do", file=config.path),
    )


def _literal(config: Config) -> bool:
    """Whether a secret stands in the file itself."""
    text = config.path.read_text("utf-8", "replace")
    plain = {v for w in config.watches for name, v in w.headers.items() if not _SECRET_HEADER.search(name)}
    plain |= {part for value in plain for part in value.split()} | set(config.hidden)
    return any(secret and secret not in plain and secret in text for secret in secrets(config))


def _writable(database: Path) -> Iterator[Finding]:
    """What this user could not write; the folder must be, too: SQLite keeps its log there."""
    folder = _existing(database.parent)
    if folder is None:
        yield wrong(
            "writable",
            localized("doctor.no_folder", folder=database.parent.parent),
            localized("doctor.no_folder_do"),
        )
        return
    beside = (database.with_name(database.name + suffix) for suffix in ("", "-wal", "-shm", ".lock"))
    shut = [path for path in (folder, *beside) if path.exists() and not os.access(path, os.W_OK)]
    for path in shut:
        yield wrong(
            "writable",
            localized("doctor.not_writable", path=path),
            f"chown {_user()} {path}",
        )
    if not shut:
        yield well("writable", str(folder))


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def _existing(folder: Path) -> Path | None:
    """*folder*, or the one it will be made in; None where more than that is missing (store makes one level only)."""
    return next((f for f in (folder, folder.parent) if f.is_dir()), None)


def _room(folder: Path, config: Config) -> Iterator[Finding]:
    say = locale_of(terminal_language())
    size = config.database.stat().st_size if config.database.exists() else 0
    free, needed = shutil.disk_usage(folder).free, LEAST_BYTES + 2 * size
    left = localized("doctor.free", free=say.size(free), folder=folder)
    if free < needed:
        remedy = localized("doctor.free_do", needed=say.size(needed))
        yield (wrong if free < LEAST_BYTES // 5 else warning)("disk", left, remedy)
    else:
        yield well("disk", left)
    inodes = os.statvfs(folder)
    if inodes.f_files and inodes.f_favail < LEAST_INODES:
        yield warning(
            "inodes",
            localized("doctor.inodes", n=inodes.f_favail, folder=folder),
            localized("doctor.inodes_do"),
        )


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
