"""What the administrator is told of the service itself: in the log, and over the channels without the outbox (10.4)."""

from __future__ import annotations

import logging
import subprocess
import threading
from datetime import UTC, datetime, timedelta

from monitor.i18n.locale import Text, locale_of
from monitor.model import Config
from monitor.service.workers import Work, command_of, environment
from monitor.terminal.say import localized, note, rendered

log = logging.getLogger(__name__)

QUIET = timedelta(hours=1)  # between two notices of one kind about the service itself


class ServiceNotices:
    """What the administrator is told of the service itself, at most once an hour for each kind (10.4)."""

    def __init__(self) -> None:
        self._said: dict[str, datetime] = {}

    def refused(self, config: Config) -> None:
        note(
            localized("cli.run.edit_refused", file=config.path),
            logging.ERROR,
        )

    def moved(self, config: Config) -> None:
        note(
            localized("cli.run.database_edited", file=config.path),
            logging.ERROR,
        )

    def cannot_write(self, config: Config, kind: str, detail: str | Text) -> None:
        full = Text("cli.run.no_room", database=config.database)
        self._tell(
            config,
            kind,
            full if kind == "disk_full" else detail,
            localized("cli.run.no_room_do") if kind == "disk_full" else localized("cli.run.unwritable_do"),
        )

    def crashed(self, config: Config, work: Work, detail: str) -> None:
        self._tell(
            config,
            f"crashed_{work}",
            Text("cli.run.worker_died", work=work, detail=detail),
            localized("cli.run.worker_died_do"),
        )

    def _tell(self, config: Config, kind: str, what: str | Text, remedy: str) -> None:
        at = datetime.now(UTC)
        if kind in self._said and timedelta(0) <= at - self._said[kind] < QUIET:  # not where the clock was set back
            return
        self._said[kind] = at
        note(f"monitor: {rendered(what).removeprefix('monitor: ')}\n  → {remedy}", logging.ERROR)
        tell_service(config, kind, what, at)


def tell_service(config: Config, kind: str, detail: str | Text, at: datetime) -> None:
    """Send a notice about the service itself over the channels, without the outbox (10.4).

    A process of its own does it: what that needs is never loaded here, and a channel that hangs does not keep us.
    """
    log.error("notice kind=%s at=%s detail=%s", kind, at.isoformat(), detail)
    words = [locale_of(language).render(detail) for language in ("fr", "en")] if isinstance(detail, Text) else [detail]
    command = command_of("notify", str(config.path), kind, *words)
    sending = {"env": environment(), "stdin": subprocess.DEVNULL, "check": False}
    threading.Thread(target=subprocess.run, args=(command,), kwargs=sending, daemon=True).start()
