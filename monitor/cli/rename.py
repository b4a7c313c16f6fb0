"""`monitor rename OLD NEW`: a watch gets another name, in config.toml and in the database; its history goes with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from monitor.cli.options import argument, config_option, described
from monitor.config import values
from monitor.config.editing import renamed
from monitor.config.saving import edit
from monitor.errors import MonitorError, StoreError
from monitor.model import Config
from monitor.records import known_watch, read_config, recorded
from monitor.store import InstanceLock, Store
from monitor.terminal.output import localized, note


@described("rename")
@argument("old", metavar="old")
@argument("new", metavar="new")
@config_option
def command(old: str, new: str, config_path: Path) -> int:
    """Rename where it stands: in both, or in one of them."""
    config = read_config(config_path)
    configured = any(w.name == old for w in config.watches)
    # Refuse a name that is no name, or another watch's.
    try:
        values.name(new)
    except values.BadValue:
        raise click.BadParameter(localized("cli.rename.no_name", new=new)) from None
    if any(w.name.casefold() == new.casefold() != old.casefold() for w in config.watches):
        raise MonitorError.of("cli.rename.watch_exists", file=config.path, new=new)
    with in_the_database(config, old, new) as kept:
        if configured:
            edit(config_path, partial(renamed, old=old, new=new), os.environ)
        elif not kept:
            known_watch(config, old)
    note(localized("cli.rename.renamed", old=old, new=new))
    return 0


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
                raise StoreError.of("cli.rename.history_exists", new=new)
            yield False
            return
        store.rename(old, new)
        try:
            yield True
        except BaseException:
            store.rename(new, old)
            raise
