"""What `monitor doctor` looks at on this machine: every examination yields findings, things it looked at, and writes nothing."""

from __future__ import annotations

import getpass
import os
import platform
import re
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from importlib.metadata import Distribution
from pathlib import Path
from shlex import quote
from typing import Literal, TypeAlias

from monitor import __version__
from monitor.cli.exclusive import resting
from monitor.errors import ConfigError, MonitorError, OlderSchema
from monitor.i18n.typography import clean
from monitor.model import Config, Figures, OutboxFigures
from monitor.model.frozen import dataclass
from monitor.observe.standing import Standing, standings
from monitor.placeholders import traces
from monitor.report.config_hints import ignore_line, link_lines
from monitor.store import Store, running_service
from monitor.terminal.hiding import secrets
from monitor.terminal.output import localized, rendered, terminal_language, terminal_locale

Level: TypeAlias = Literal["ok", "warning", "error"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`check` is the same in every language; `said` and `remedy` are in the reader's."""

    level: Level
    check: str
    said: str
    remedy: str = ""  # what to do; "" where nothing is to be done


def well(check: str, said: str) -> Finding:
    return Finding(level="ok", check=check, said=said)


def warning(check: str, said: str, remedy: str) -> Finding:
    return Finding(level="warning", check=check, said=said, remedy=remedy)


def wrong(check: str, said: str, remedy: str) -> Finding:
    return Finding(level="error", check=check, said=said, remedy=remedy)


def finding_of(
    level: Callable[[str, str, str], Finding], check: str, key: str, /, *, do: str | None = None, **facts: object
) -> Finding:
    """What the text *key* says, with the remedy *do*; None: the one that the text behind it says, "…_do"."""
    return level(check, localized(key, **facts), localized(f"{key}_do", **facts) if do is None else do)


def of_error(check: str, error: MonitorError) -> list[Finding]:
    """What an error of ours says, a finding each."""
    if isinstance(error, ConfigError):
        return [wrong(check, message, remedy) for message, remedy in error.mistakes]
    return [wrong(check, rendered(error.message), rendered(error.remedy))]


LEAST_BYTES = 100_000_000  # beside twice the database: its copy before an update
LEAST_INODES = 1_000
_SECRET_HEADER = re.compile(r"(?i)auth|cookie|key|token|secret|pass")


def files(config: Config) -> Iterator[Finding]:
    """Permissions of config.toml and of the database, and room for it to grow."""
    # A file with passwords in it is for its owner alone.
    mode = stat.S_IMODE(config.path.stat().st_mode)
    text = config.path.read_text("utf-8", "replace")
    plain = {v for w in config.watches for name, v in w.headers.items() if not _SECRET_HEADER.search(name)}
    plain |= {part for value in plain for part in value.split()} | set(config.hidden)
    if mode & 0o077 and any(secret and secret not in plain and secret in text for secret in secrets(config)):
        yield finding_of(warning, "permissions", "doctor.secrets_readable", file=config.path, mode=mode)
    else:
        yield well("permissions", localized("doctor.mode", file=config.path, mode=mode))
    if config.env_file is not None and config.env_file.stat().st_mode & 0o077:
        mode = stat.S_IMODE(config.env_file.stat().st_mode)
        yield finding_of(warning, "permissions", "doctor.secrets_readable", file=config.env_file, mode=mode)
    yield from _writable(config.database)
    folder = _existing(config.database.parent)
    if folder is not None:
        say = terminal_locale()
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
            yield finding_of(warning, "inodes", "doctor.inodes", n=inodes.f_favail, folder=folder)


def _writable(database: Path) -> Iterator[Finding]:
    """What this user could not write; the folder must be, too: SQLite keeps its log there."""
    folder = _existing(database.parent)
    if folder is None:
        yield finding_of(wrong, "writable", "doctor.no_folder", folder=database.parent.parent)
        return
    beside = (database.with_name(database.name + suffix) for suffix in ("", "-wal", "-shm", ".lock"))
    shut = [path for path in (folder, *beside) if path.exists() and not os.access(path, os.W_OK)]
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # in a container nobody need have a name
        user = str(os.getuid())
    for path in shut:
        yield wrong("writable", localized("doctor.not_writable", path=path), f"chown {user} {path}")
    if not shut:
        yield well("writable", str(folder))


def _existing(folder: Path) -> Path | None:
    """*folder*, or the one it will be made in; None where more than that is missing (store makes one level only)."""
    return next((f for f in (folder, folder.parent) if f.is_dir()), None)


OLDEST_SQLITE = (3, 37, 0)  # STRICT tables
LIBRARIES = ("httpx", "beautifulsoup4", "lxml", "apscheduler", "sqlite-utils", "pypdfium2", "apprise", "prometheus-client")


def machine() -> Iterator[Finding]:
    """Versions of what runs, and whether the terminal shows our letters."""
    python = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.system()} {platform.machine()}"
    yield well("versions", f"monitor {__version__}, {python}")
    found = {name: next((one.version for one in Distribution.discover(name=name)), "—") for name in LIBRARIES}
    yield well("libraries", ", ".join(f"{name} {version}" for name, version in found.items()))
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        yield finding_of(wrong, "versions", "doctor.old_sqlite", version=sqlite3.sqlite_version)
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "").replace("_", "")
    where = next((f"{name}={os.environ[name]}" for name in ("LC_ALL", "LC_CTYPE", "LANG") if os.environ.get(name)), "LANG")
    if encoding == "utf8":
        yield well("locale", f"UTF-8 ({where})")
    else:
        yield warning(
            "locale",
            localized("doctor.no_utf8", where=where),
            "export LANG=fr_FR.UTF-8" if terminal_language() == "fr" else "export LANG=C.UTF-8",
        )


UNSTAMPED = timedelta(hours=36)  # a daily stamp comes within four hours after midnight, or with the first check of the day
STUCK = timedelta(hours=6)  # the longest wait between two attempts: what waits longer has failed more than once


def database(config: Config, now: datetime) -> Iterator[Finding]:
    """Its structure and newest snapshots, then what it says about the service and the alerts."""
    if not config.database.exists():
        if service := running_service(config.database):
            yield finding_of(wrong, "database", "doctor.gone", database=config.database, pid=service.pid)
            return
        yield finding_of(warning, "database", "doctor.no_database", database=config.database, do="monitor check")
        return
    # Files made by an earlier version keep the mode that the umask gave them (7.7).
    open_ = list[Path]()
    for path in sorted(config.database.parent.glob(f"{config.database.name}*")):
        with suppress(FileNotFoundError):  # a database's side files come and go while a service writes
            mode = path.stat().st_mode
            open_ += [path] if stat.S_ISREG(mode) and mode & 0o077 else []
    if open_:
        names = " ".join(quote(str(path)) for path in open_[:5])
        yield finding_of(warning, "permissions", "doctor.readable_by_others", n=len(open_), do=f"chmod 600 {names}")
    try:
        with Store.open(config.database, create=False, readonly=True, now=lambda: now) as store:
            problems = [p for p in store.verify_newest() if p.broken]
            for problem in problems:
                where = "" if problem.watch is None else f"{problem.watch}@{problem.snapshot}: "
                yield wrong("integrity", f"{where}{rendered(problem.said)}", localized("doctor.damaged_do"))
            if not problems:
                count = sum(1 for watch in store.watches() if watch.snapshot is not None)
                yield well("integrity", localized("doctor.intact", n=count))
            # Rows of before `${NAME}` was kept as a name (7.7). They are sealed evidence, and stay; what they open can be changed.
            known = [watch.placeholders for watch in config.watches if watch.placeholders and "${" in watch.url]
            if found := store.rows_holding([text for one in known for text in traces(one)]):
                tables = ", ".join(f"{table} {count}" for table, count in found.items())
                yield finding_of(warning, "secrets", "doctor.old_secrets", tables=tables)
            figures = store.figures()
            yield from _service(config, store, figures)
            yield from _messages(config, store, figures.outbox, now)
    except OlderSchema:
        yield finding_of(warning, "database", "doctor.old_schema")
    except MonitorError as error:
        yield from of_error("database", error)


def _service(config: Config, store: Store, figures: Figures) -> Iterator[Finding]:
    """A service, or something that calls `check --due`: either shows in visits that come in time."""
    service = running_service(config.database)
    if service:
        yield well("service", localized("doctor.service", pid=service.pid))
    elif unit := resting(config):
        yield wrong("service", localized("erasing.left_resting", unit=unit), f"systemctl --user start {unit}")
    found = standings(config, figures, held=store.holds.until, renamed=store.renamed(), moving=store.moving())
    late = [s for s in found if s.overdue]
    if late:
        names = ", ".join(s.watch for s in late[:5]) + ("…" if len(late) > 5 else "")
        yield finding_of(warning, "schedule", "doctor.overdue", names=names)
    elif service:
        pass
    elif any(s.in_time for s in found):
        yield well("schedule", localized("doctor.in_time"))
    else:
        yield well("schedule", localized("doctor.not_overdue"))
    for one in found:
        if one.watched:
            yield from _to_mend(one)


def _to_mend(one: Standing) -> Iterator[Finding]:
    """What is no longer on its page, and what is to be written in config.toml."""
    locale = terminal_locale()
    for gone in one.gone:
        yield finding_of(warning, "page", "doctor.item_gone", watch=one.watch, item=gone.item)
    for renamed in one.renamed:
        table = f"[watch.documents.{renamed.item}]"
        toml = link_lines(renamed.item, renamed.find_by or renamed.label, renamed.beside)
        yield warning(
            "page",
            localized(
                "doctor.item_beside" if renamed.beside else "doctor.item_renamed",
                watch=one.watch,
                wanted=", ".join(renamed.wanted),
                label=renamed.label,
            ),
            "\n".join((localized("doctor.item_beside_do" if renamed.beside else "doctor.item_renamed_do", table=table), *toml)),
        )
    for moving in one.moving:
        yield warning(
            "page",
            localized(
                "doctor.line_moves",
                n=len(moving.lines),
                watch=one.watch,
                lines=locale.listed([locale.quoted(clean(line)) for line in moving.lines]),
                times=moving.times,
            ),
            f"{localized('doctor.item_renamed_do', table=f'[watch.sections.{moving.item}]')}\n{ignore_line(moving.ignore)}",
        )


def _messages(config: Config, store: Store, outbox: OutboxFigures, now: datetime) -> Iterator[Finding]:
    """What leaves this machine: alerts, and the daily time stamps where they are asked for (5.20)."""
    locale = terminal_locale()
    if outbox.failed:
        yield finding_of(wrong, "alerts", "doctor.refused", n=outbox.failed)
    waited = now - outbox.oldest_pending_at if outbox.oldest_pending_at else timedelta(0)
    if waited > STUCK:
        stuck = localized("doctor.stuck", n=outbox.pending, span=locale.duration(waited))
        yield warning("alerts", stuck, localized("doctor.stuck_do"))
    if not outbox.failed and waited <= STUCK:
        yield well("alerts", localized("doctor.pending", n=outbox.pending))
    last = store.stamped_until()
    if config.timestamp is None or last is None:
        return
    at, failing = locale.moment(last, config.timezone), store.stamp_failing()
    if failing is not None:
        said = localized("doctor.stamp_fails", n=failing.count, tsa=config.timestamp, at=at, error=failing.error)
        yield warning("stamps", said, localized("doctor.stamp_do"))
    elif now - last > UNSTAMPED:
        yield warning(
            "stamps", localized("doctor.unstamped", span=locale.duration(now - last), at=at), localized("doctor.stamp_do")
        )
    else:
        yield well("stamps", localized("doctor.stamped", at=at))
