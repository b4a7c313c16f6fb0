"""`monitor rename OLD NEW`: a watch gets another name, in config.toml and in the database; its history goes with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from monitor.cli.options import config_option
from monitor.config import values
from monitor.config.editing import renamed
from monitor.config.saving import edit
from monitor.errors import MonitorError, StoreError
from monitor.model import Config
from monitor.store import InstanceLock, Store
from monitor.terminal.say import note, pick
from monitor.wiring import known_watch, read_config, recorded


@click.command(
    "rename",
    help=pick(
        fr="""\b
        monitor rename ancien-nom nouveau-nom

        Donne un autre nom à une page, dans config.toml et dans la base ; son historique la suit.""",
        en="""\b
        monitor rename old-name new-name

        Gives a watch another name, in config.toml and in the database; its history goes with it.""",
    ),
)
@click.argument("old", metavar=pick(fr="ANCIEN", en="OLD"))
@click.argument("new", metavar=pick(fr="NOUVEAU", en="NEW"))
@config_option
def command(old: str, new: str, config_path: Path) -> int:
    """Rename where it stands: in both, or in one of them."""
    config = read_config(config_path)
    configured = any(w.name == old for w in config.watches)
    _free(config, old, new)
    with in_the_database(config, old, new) as kept:
        if configured:
            edit(config_path, partial(renamed, old=old, new=new), os.environ)
        elif not kept:
            known_watch(config, old)
    note(pick(fr=f"« {old} » s’appelle maintenant « {new} ».", en=f"“{old}” is now called “{new}”."))
    return 0


def _free(config: Config, old: str, new: str) -> None:
    """Refuse a name that is no name, or another watch's."""
    try:
        values.name(new)
    except values.Wrong:
        fr = f"« {new} » n’est pas un nom : lettres, chiffres, - _ . seulement, 80 au plus, une lettre ou un chiffre d’abord."
        en = f"“{new}” is no name: letters, digits, - _ . only, at most 80, a letter or digit first."
        raise click.BadParameter(pick(fr=fr, en=en)) from None
    if any(w.name.casefold() == new.casefold() != old.casefold() for w in config.watches):
        raise MonitorError(
            pick(fr=f"{config.path} : il y a déjà une page « {new} »", en=f"{config.path}: there is a watch “{new}” already"),
            remedy=pick(fr="choisissez un autre nom", en="choose another name"),
        )


@contextmanager
def in_the_database(config: Config, old: str, new: str) -> Iterator[bool]:
    """Rename there, and back again where what follows fails; yields whether there is a history to rename."""
    if not config.database.exists():
        yield False
        return
    with InstanceLock(config.database), Store.open(config.database, create=False) as store:
        if not any(w.name == old for w in store.watches()):
            if not any(w.name == old for w in config.watches):
                recorded(store, config, old)
            if any(w.name == new for w in store.watches()):
                raise StoreError(
                    pick(fr=f"« {new} » a déjà un historique", en=f"“{new}” has a history already"),
                    remedy=pick(fr="choisissez un nom qu’aucune page n’a jamais eu", en="choose a name that no watch ever had"),
                )
            yield False
            return
        store.rename(old, new)
        try:
            yield True
        except BaseException:
            store.rename(new, old)
            raise
