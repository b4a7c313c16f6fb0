"""`monitor resume NAME`: a page that rested is visited again."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import click

from monitor.cli.options import config_option
from monitor.config.editing import resumed
from monitor.config.saving import edit
from monitor.terminal.say import note, pick
from monitor.wiring import known_watch, read_config


@click.command(
    "resume",
    help=pick(
        fr="""\b
        monitor resume dijon-organigramme

        Reprend une page mise en pause : elle est de nouveau visitée à son heure.""",
        en="""\b
        monitor resume dijon-organigramme

        Takes up again a page that was paused: it is visited by its schedule.""",
    ),
)
@click.argument("name", metavar=pick(fr="PAGE", en="WATCH"))
@config_option
def command(name: str, config_path: Path) -> int:
    """Take `paused_until` out, and `enabled = false`, which is older and means the same."""
    watch = known_watch(read_config(config_path), name)
    title = watch.title_of()
    if edit(config_path, partial(resumed, name=watch.name), os.environ):
        note(pick(fr=f"« {title} » est de nouveau visitée à son heure.", en=f"“{title}” is visited by its schedule again."))
    else:
        note(pick(fr=f"« {title} » n’était pas en pause.", en=f"“{title}” was not paused."))
    return 0
