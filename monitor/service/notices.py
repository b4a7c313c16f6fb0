"""What the administrator is told of the service itself: in the log, and over the channels without the outbox (10.4)."""

from __future__ import annotations

import logging
import subprocess
import threading
from datetime import UTC, datetime, timedelta

from monitor.errors import Said
from monitor.model import Config
from monitor.service.workers import Work, command_of, environment
from monitor.terminal.say import heard, note, pick

log = logging.getLogger(__name__)

QUIET = timedelta(hours=1)  # between two notices of one kind about the service itself


class ServiceNotices:
    """What the administrator is told of the service itself, at most once an hour for each kind (10.4)."""

    def __init__(self) -> None:
        self._said: dict[str, datetime] = {}

    def refused(self, config: Config) -> None:
        note(
            pick(
                fr=f"monitor: {config.path} : modification refusée\n"
                "  → corrigez le fichier ; jusque-là, la configuration précédente reste en vigueur",
                en=f"monitor: {config.path}: the edit is refused\n"
                "  → mend the file; until then the configuration before it stays in force",
            ),
            logging.ERROR,
        )

    def moved(self, config: Config) -> None:
        note(
            pick(
                fr=f"monitor: {config.path} : la base de données ne peut changer pendant la marche\n"
                "  → arrêtez monitor run et relancez-le",
                en=f"monitor: {config.path}: the database cannot change while running\n  → stop monitor run and start it again",
            ),
            logging.ERROR,
        )

    def cannot_write(self, config: Config, kind: str, detail: str | Said) -> None:
        full = Said(
            fr=f"plus de place pour {config.database} : rien n’est écrit, rien n’est perdu",
            en=f"no room left for {config.database}: nothing is written, nothing is lost",
        )
        self._tell(
            config,
            kind,
            full if kind == "disk_full" else detail,
            pick(
                fr="libérez de la place ; la surveillance reprendra d’elle-même",
                en="free some disk space; the watch goes on by itself",
            )
            if kind == "disk_full"
            else pick(fr="nouvel essai dans quelques minutes", en="it is tried again in a few minutes"),
        )

    def crashed(self, config: Config, work: Work, detail: str) -> None:
        self._tell(
            config,
            f"crashed_{work}",
            Said(fr=f"un processus de travail s’est arrêté ({work}, {detail})", en=f"a worker process died ({work}, {detail})"),
            pick(fr="nouvel essai dans quelques minutes ; voyez le journal", en="it is tried again in a few minutes; see the log"),
        )

    def _tell(self, config: Config, kind: str, what: str | Said, remedy: str) -> None:
        at = datetime.now(UTC)
        if kind in self._said and timedelta(0) <= at - self._said[kind] < QUIET:  # not where the clock was set back
            return
        self._said[kind] = at
        note(f"monitor: {heard(what).removeprefix('monitor: ')}\n  → {remedy}", logging.ERROR)
        tell_service(config, kind, what, at)


def tell_service(config: Config, kind: str, detail: str | Said, at: datetime) -> None:
    """Send a notice about the service itself over the channels, without the outbox (10.4).

    A process of its own does it: what that needs is never loaded here, and a channel that hangs does not keep us.
    """
    log.error("notice kind=%s at=%s detail=%s", kind, at.isoformat(), detail)
    words = [detail.fr, detail.en] if isinstance(detail, Said) else [detail]
    command = command_of("notify", str(config.path), kind, *words)
    sending = {"env": environment(), "stdin": subprocess.DEVNULL, "check": False}
    threading.Thread(target=subprocess.run, args=(command,), kwargs=sending, daemon=True).start()
