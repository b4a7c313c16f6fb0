"""`monitor restore BACKUP`: a backup in the place of the database, whose file is kept aside (DESIGN 7.5, 5.17)."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from monitor.cli.erasing.beside import Reads
from monitor.cli.options import config_option
from monitor.confine import Confined
from monitor.errors import MonitorError
from monitor.records import now, read_config
from monitor.store import InstanceLock
from monitor.store.restoring import restore
from monitor.terminal.say import localized, note


@click.command("restore", help=localized("help.restore.command"))
@click.argument("backup", type=click.Path(path_type=Path, dir_okay=False), metavar=localized("metavars.file"))
@config_option
def command(backup: Path, config_path: Path) -> int:
    """Nobody may write meanwhile; the backup itself is only read."""
    config = read_config(config_path)
    if backup.exists() and config.database.exists() and backup.samefile(config.database):
        raise MonitorError(localized("erasing.restore_same", path=backup), remedy=localized("erasing.restore_same_do"))
    with InstanceLock(config.database), Confined() as reader:
        done = restore(config.database, backup, Reads(reader), now)
    note(localized("erasing.restored", backup=backup, database=config.database))
    if done.aside is not None:
        note(localized("erasing.restore_aside", path=done.aside))
    for watch, number, newest in done.behind:
        note(localized("erasing.restore_behind", watch=watch, number=number, newest=newest))
    if done.behind:
        note(localized("erasing.restore_again"))
    if done.erased_again:
        note(localized("erasing.restore_erased", n=done.erased_again, backup=backup))
    if done.pending:
        note(localized("erasing.restore_pending", n=done.pending))
    if done.list_unread:
        note(localized("erasing.restore_unread"), logging.WARNING)
    return 0
