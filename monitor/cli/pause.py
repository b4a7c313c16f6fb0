"""`monitor pause NAME`: a page rests, until a day or until further notice."""

from __future__ import annotations

import os
from datetime import datetime, time
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from monitor.cli.options import config_option, described, option, watch_argument
from monitor.config.editing import paused
from monitor.config.plain_words import date_of
from monitor.config.saving import edit
from monitor.records import known_watch, now, read_config
from monitor.terminal.output import localized, note, terminal_locale


@described("pause")
@watch_argument
@option("--until", metavar="day", help="help.pause.until")
@config_option
def command(name: str, until: str | None, config_path: Path) -> int:
    """Write `paused_until` and say until when."""
    config = read_config(config_path)
    watch = known_watch(config, name)
    day = date_of(until) if until else None
    if until and day is None:
        raise click.BadParameter(localized("cli.pause.no_day", text=until))
    if day and day <= now().astimezone(ZoneInfo(config.timezone)).date():
        raise click.BadParameter(localized("cli.pause.not_to_come", text=until))
    edit(config_path, partial(paused, name=watch.name, until=day), os.environ)
    title = watch.title_of()
    if day:
        back = terminal_locale().day(datetime.combine(day, time(12), ZoneInfo(config.timezone)), config.timezone)
        note(localized("cli.pause.until", title=title, back=back))
    else:
        again = f"monitor resume {watch.name}"
        note(localized("cli.pause.paused", title=title, again=again))
    return 0
