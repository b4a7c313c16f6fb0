"""`monitor run`: keep watching by the schedules until told to stop."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType

import click

from monitor.cli.listening import Address, listening
from monitor.cli.logs import FORM, Form, hide, set_up
from monitor.cli.options import config_option, log_option
from monitor.cli.say import error_text, heard, note, pick
from monitor.config import load_cached, load_known
from monitor.errors import MonitorError, Said, Unfinished
from monitor.model import Config
from monitor.schedule import rests
from monitor.service.edits import Edits
from monitor.service.resident import Resident
from monitor.service.workers import Work, command_of, environment, said
from monitor.store import InstanceLock

log = logging.getLogger(__name__)

JUDGED_WITHIN_S = 60.0
QUIET = timedelta(hours=1)  # between two notices of one kind about the service itself


@click.command(
    "run",
    help=pick(
        fr="""\b
        monitor run --config config.toml

        Surveille en continu : visite chaque page à son heure et envoie les alertes. S’arrête avec Ctrl-C ou SIGTERM ;
        une modification de config.toml est prise en compte au passage suivant, ou aussitôt avec SIGHUP.""",
        en="""\b
        monitor run --config config.toml

        Keeps watching: visits each page at its time and sends the alerts. Stops with Ctrl-C or SIGTERM;
        an edited config.toml is read at the next tick, or at once with SIGHUP.""",
    ),
)
@click.option(
    "--listen",
    type=Address(),
    metavar=pick(fr="[HÔTE:]PORT", en="[HOST:]PORT"),
    help=pick(
        fr="Répond à /healthz et /metrics (Prometheus), par exemple sur 127.0.0.1:9464.",
        en="Answers /healthz and /metrics (Prometheus), for example at 127.0.0.1:9464.",
    ),
)
@log_option
@config_option
def command(listen: tuple[str, int] | None, log_format: Form | None, config_path: Path) -> int:
    """Hold the database and have what is due done by workers; this process itself stays small (12.2)."""
    set_up(logging.INFO, log_format or "lines")
    os.environ[FORM] = log_format or "lines"  # the workers' too
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)  # until the resident listens
    edits = Edits(config_path, _judged)
    status = _child("prepare", config_path)  # however long it takes: a large database is copied before it is brought up to date
    if status < 0:
        raise Unfinished(
            Said(
                fr=f"la préparation de la base a été interrompue ({said(status)})",
                en=f"preparing the database was interrupted ({said(status)})",
            ),
            remedy=Said(fr="relancez ; rien n’a été écrit à moitié", en="run it again; nothing is half-written"),
        )
    if status:
        return status
    config = load_known(config_path, os.environ) or load_cached(config_path, os.environ)
    hide(config)
    with InstanceLock(config.database) as lock:
        note(_greeting(config))
        resident = Resident(config, lock=lock.fileno(), edits=edits, notices=Notices())
        with listening(listen, lambda: resident.config, resident.trouble):
            resident.run()
    return 0


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(0)


def _child(work: str, config_path: Path, *, within_s: float | None = None) -> int:
    """Have a child look at the configuration, which needs what we never load; what is wrong with it, the child has said."""
    return subprocess.run(command_of(work, str(config_path)), env=environment(), check=False, timeout=within_s).returncode


def _judged(path: Path) -> Config | None:
    """The configuration in *path*; None where it has mistakes, which are said."""
    try:
        config = load_known(path, os.environ) or (
            None if _child("judge", path, within_s=JUDGED_WITHIN_S) else load_cached(path, os.environ)
        )
        if config is not None:
            hide(config)
        return config
    except MonitorError as error:
        note(error_text(error), logging.ERROR)
    except (OSError, subprocess.TimeoutExpired) as error:
        log.error("configuration not judged file=%s reason=%s", path, error)
    return None


class Notices:
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
    command = [sys.executable, "-m", "monitor.alerts.service", str(config.path), kind, *words]
    sending = {"env": environment(), "stdin": subprocess.DEVNULL, "check": False}
    threading.Thread(target=subprocess.run, args=(command,), kwargs=sending, daemon=True).start()


def _greeting(config: Config) -> str:
    at = datetime.now(UTC)
    pages = sum(not rests(w, at, config.timezone) for w in config.watches)
    return pick(
        fr=f"{pages} page{'s' if pages > 1 else ''} sous surveillance. Arrêter\u00a0: Ctrl-C.",
        en=f"Watching {pages} page{'s' if pages != 1 else ''}. Stop with Ctrl-C.",
    )
