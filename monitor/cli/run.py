"""`monitor run`: keep watching by the schedules until told to stop."""

from __future__ import annotations

import logging
import signal
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import FrameType

import click

from monitor.cli.logs import set_up
from monitor.cli.options import config_option
from monitor.cli.say import note, pick
from monitor.cli.sending import send_due
from monitor.cli.wiring import chosen, now, read_config, working
from monitor.clockwork import Clockwork
from monitor.model import Config, Watch
from monitor.pipeline import Doors, check
from monitor.schedule import NextVisit, next_visit
from monitor.store import Store

log = logging.getLogger(__name__)


BREATH = timedelta(seconds=1)  # between two ticks at least, whatever the database says


class Stop(BaseException):
    """SIGTERM or Ctrl-C arrived. No Exception: what libraries catch wholesale must not catch this."""


@click.command(
    "run",
    help=pick(
        fr="""\b
        monitor run --config config.toml

        Surveille en continu : visite chaque page à son heure et envoie les alertes. S’arrête avec Ctrl-C ou SIGTERM.""",
        en="""\b
        monitor run --config config.toml

        Keeps watching: visits each page at its time and sends the alerts. Stops with Ctrl-C or SIGTERM.""",
    ),
)
@config_option
def command(config_path: Path) -> int:
    """Hold the database, check what is due at once, then at every tick of the schedules."""
    set_up(logging.INFO)
    config = read_config(config_path)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, _stop)
    try:
        _run(config)
    except Stop:
        log.info("stopped")
    return 0


def _stop(number: int, frame: FrameType | None) -> None:
    """Once is enough: whatever is under way is abandoned, nothing half-written remains (one savepoint per check)."""
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, signal.SIG_IGN)
    raise Stop


def _run(config: Config) -> None:
    with working(config, wait=timedelta(0)) as (doors, store), Clockwork() as clockwork:
        note(_greeting(config))
        log.info("started watches=%d database=%s", len(config.watches), config.database)
        seen: dict[str, datetime] = {}
        while True:
            _tick(doors, store, config, seen)
            clockwork.sleep_until(_next(store, config, seen))


def _tick(doors: Doors, store: Store, config: Config, seen: dict[str, datetime]) -> None:
    """Visit what is due, noting in *seen* when, then send what is due."""
    at = now()
    for result in check(tuple(w for w, visit in _visits(store, config, at, seen) if visit.at <= at), doors):
        seen[result.watch] = result.at
    send_due(store, config)


def _visits(store: Store, config: Config, at: datetime, seen: dict[str, datetime]) -> list[tuple[Watch, NextVisit]]:
    """The next visit of each watch that has one; where a past one is later than *at*, what this process has *seen* counts."""
    watches = chosen(config, ())
    pasts = store.pasts(watches)
    for name, past in pasts.items():
        if past.newest_at is not None and past.newest_at > at and name in seen:
            pasts[name] = replace(past, newest_at=seen[name])
    visits = ((w, next_visit(w, pasts[w.name], at, config.timezone)) for w in watches)
    return [(w, visit) for w, visit in visits if visit is not None]


def _next(store: Store, config: Config, seen: dict[str, datetime]) -> datetime | None:
    """When the next watch or alert is due."""
    at = now()
    times = [visit.at for _, visit in _visits(store, config, at, seen)]
    next_at = min((t for t in (*times, store.outbox.next_at()) if t is not None), default=None)
    return None if next_at is None else max(next_at, at + BREATH)


def _greeting(config: Config) -> str:
    pages = sum(w.enabled for w in config.watches)
    return pick(
        fr=f"{pages} page{'s' if pages > 1 else ''} sous surveillance. Arrêter\u00a0: Ctrl-C.",
        en=f"Watching {pages} page{'s' if pages != 1 else ''}. Stop with Ctrl-C.",
    )
