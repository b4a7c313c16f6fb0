"""`monitor pause NAME`: a page rests, until a day or until further notice."""

from __future__ import annotations

import os
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from monitor.cli.options import config_option
from monitor.config.editing import paused
from monitor.config.saving import edit
from monitor.i18n.locale import locale_of
from monitor.terminal.say import note, pick, tongue
from monitor.wiring import known_watch, now, read_config


@click.command(
    "pause",
    help=pick(
        fr="""\b
        monitor pause dijon-organigramme
        monitor pause dijon-organigramme --until 2026-12-31

        Met une page en pause dans config.toml : elle n’est plus visitée que si on la nomme. Son historique reste.""",
        en="""\b
        monitor pause dijon-organigramme
        monitor pause dijon-organigramme --until 2026-12-31

        Lets a page rest, in config.toml: it is visited only when named. Its history stays.""",
    ),
)
@click.argument("name", metavar=pick(fr="PAGE", en="WATCH"))
@click.option(
    "--until",
    metavar=pick(fr="JOUR", en="DAY"),
    help=pick(fr="Le jour où les visites reprennent, 2026-12-31.", en="The day on which visits begin again, 2026-12-31."),
)
@config_option
def command(name: str, until: str | None, config_path: Path) -> int:
    """Write `paused_until` and say until when."""
    config = read_config(config_path)
    watch = known_watch(config, name)
    day = _day_of(until, now().astimezone(ZoneInfo(config.timezone)).date()) if until else None
    edit(config_path, partial(paused, name=watch.name, until=day), os.environ)
    title = watch.title_of()
    if day:
        back = locale_of(tongue()).day(datetime.combine(day, time(12), ZoneInfo(config.timezone)), config.timezone)
        note(pick(fr=f"« {title} » est en pause jusqu’au {back}.", en=f"“{title}” is paused until {back}."))
    else:
        again = f"monitor resume {watch.name}"
        note(pick(fr=f"« {title} » est en pause. La reprendre : {again}", en=f"“{title}” is paused. To take it up again: {again}"))
    return 0


def _day_of(text: str, today: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(
            pick(fr=f"« {text} » n’est pas un jour ; écrivez 2026-12-31.", en=f"“{text}” is no day; write 2026-12-31.")
        ) from None
    if day <= today:
        raise click.BadParameter(pick(fr=f"le {text} n’est pas à venir.", en=f"{text} is not to come."))
    return day
