"""`monitor restore BACKUP`: a backup in the place of the database, whose file is kept aside (DESIGN 7.5, 5.17)."""

from __future__ import annotations

import logging
import sys
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from monitor.cli.erasing import Reads, versions
from monitor.cli.exclusive import alone
from monitor.cli.options import FILE, argument, config_option, described, yes_option
from monitor.confine import Confined
from monitor.errors import MonitorError
from monitor.records import now, read_config
from monitor.store.restoring import restore
from monitor.terminal.output import localized, note


@described("restore")
@argument("backup", type=FILE, metavar="file")
@yes_option
@config_option
def command(backup: Path, yes: bool, config_path: Path) -> int:
    """Where somebody sits at a terminal, ask. Nobody may write meanwhile; the backup itself is only read."""
    config = read_config(config_path)
    if backup.exists() and config.database.exists() and backup.samefile(config.database):
        raise MonitorError.of("erasing.restore_same", path=backup)
    asks = not yes and sys.stdin.isatty()
    if asks and not click.confirm(
        localized("erasing.restore_sure", backup=backup, database=config.database), default=False, err=True
    ):
        note(localized("erasing.restore_left", database=config.database))
        return 1
    with alone(config), Confined() as reader:
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
    if done.pruned_before is not None:
        known = done.pruned_before.astimezone(ZoneInfo(config.timezone)).date()
        said = ", ".join(versions(done.pruned))
        note(localized("erasing.restore_pruned", versions=said, day=(known + timedelta(days=1)).isoformat()), logging.WARNING)
    if done.aside is None:
        note(localized("erasing.restore_unknown"))
    if done.pending:
        note(localized("erasing.restore_pending", n=done.pending))
    if done.list_unread:
        note(localized("erasing.restore_unread"), logging.WARNING)
    return 0
