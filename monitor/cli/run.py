"""`monitor run`: keep watching by the schedules until told to stop."""

from __future__ import annotations

import logging
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

import click

from monitor.cli.listening import Address, listening
from monitor.cli.options import config_option, log_option
from monitor.config import load_cached, load_known
from monitor.errors import Said, Unfinished
from monitor.model import Config
from monitor.schedule import rests
from monitor.service.edits import Edits, child, judged
from monitor.service.notices import ServiceNotices
from monitor.service.resident import Resident
from monitor.service.workers import said
from monitor.store import InstanceLock
from monitor.terminal.logs import FORM, Form, hide, set_up
from monitor.terminal.say import note, pick

log = logging.getLogger(__name__)


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
    edits = Edits(config_path, judged)
    status = child("prepare", config_path)  # however long it takes: a large database is copied before it is brought up to date
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
        resident = Resident(config, lock=lock.fileno(), edits=edits, notices=ServiceNotices())
        with listening(listen, lambda: resident.config, resident.trouble):
            resident.run()
    return 0


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(0)


def _greeting(config: Config) -> str:
    at = datetime.now(UTC)
    pages = sum(not rests(w, at, config.timezone) for w in config.watches)
    return pick(
        fr=f"{pages} page{'s' if pages > 1 else ''} sous surveillance. Arrêter\u00a0: Ctrl-C.",
        en=f"Watching {pages} page{'s' if pages != 1 else ''}. Stop with Ctrl-C.",
    )
