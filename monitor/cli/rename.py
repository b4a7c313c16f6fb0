"""`monitor rename OLD NEW`: a watch gets another name, its history goes with it."""

from __future__ import annotations

from pathlib import Path

import click

from monitor.cli.options import config_option
from monitor.cli.say import note, pick
from monitor.cli.wiring import known_watch, read_config, recorded
from monitor.store import InstanceLock, Store


@click.command(
    "rename",
    help=pick(
        fr="""\b
        monitor rename ancien-nom nouveau-nom

        Donne un autre nom à une page ; son historique la suit. Changez ensuite le nom dans config.toml.""",
        en="""\b
        monitor rename old-name new-name

        Gives a watch another name; its history goes with it. Change the name in config.toml as well.""",
    ),
)
@click.argument("old", metavar=pick(fr="ANCIEN", en="OLD"))
@click.argument("new", metavar=pick(fr="NOUVEAU", en="NEW"))
@config_option
def command(old: str, new: str, config_path: Path) -> int:
    """Rename in the database and say what is left to do."""
    config = read_config(config_path)
    if not config.database.exists():
        known_watch(config, old)
    with InstanceLock(config.database), Store.open(config.database, create=False) as store:
        recorded(store, config, old)
        store.rename(old, new)
    if any(w.name == old for w in config.watches):
        note(pick(fr=f'Reste à écrire name = "{new}" dans {config.path}.', en=f'Still to do: name = "{new}" in {config.path}.'))
    return 0
