"""`monitor backup FILE`: a copy of the database, whoever is writing to it meanwhile, checked before it is called one."""

from __future__ import annotations

from pathlib import Path

import click

from monitor.cli.options import config_option
from monitor.errors import MonitorError
from monitor.i18n.locale import locale_of
from monitor.store import Store
from monitor.terminal.say import note, pick, tongue
from monitor.wiring import read_config, reading


@click.command(
    "backup",
    help=pick(
        fr="""\b
        monitor backup /sauvegardes/monitor-2026-11-24.db

        Copie la base, même pendant une visite, et vérifie la copie. N’écrase jamais un fichier.""",
        en="""\b
        monitor backup /backups/monitor-2026-11-24.db

        Copies the database, even during a visit, and verifies the copy. Never overwrites a file.""",
    ),
)
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False), metavar=pick(fr="FICHIER", en="FILE"))
@config_option
def command(target: Path, config_path: Path) -> int:
    """Copy, then read the copy whole."""
    config = read_config(config_path)
    if target.exists():
        raise MonitorError(
            pick(fr=f"{target} existe déjà ; rien n’a été écrit", en=f"{target} exists already; nothing was written"),
            remedy=pick(fr="indiquez un autre nom, avec la date par exemple", en="give another name, with the date for example"),
        )
    with reading(config) as store:
        store.backup(target)
    with Store.open(target, create=False, readonly=True) as copy:
        broken = [p for p in copy.verify() if p.broken]
    if broken:
        raise MonitorError(f"{target}: {broken[0].detail}", remedy="monitor verify")
    size = locale_of(tongue()).size(target.stat().st_size)
    note(pick(fr=f"{target} : copie vérifiée, {size}", en=f"{target}: copy verified, {size}"))
    return 0
