"""`monitor remove NAME`: a page is no longer watched; what was seen of it stays."""

from __future__ import annotations

import os
from pathlib import Path

import click

from monitor.cli.options import config_option
from monitor.config.addresses import shown
from monitor.config.editing import without_watch
from monitor.config.saving import edit
from monitor.terminal.say import note, pick
from monitor.wiring import known_watch, read_config


@click.command(
    "remove",
    help=pick(
        fr="""\b
        monitor remove dijon-organigramme

        Retire une page de config.toml : elle n’est plus visitée. Son historique reste dans la base ;
        ajoutée de nouveau sous ce nom et à cette adresse, elle le continue.""",
        en="""\b
        monitor remove dijon-organigramme

        Takes a page out of config.toml: it is no longer visited. Its history stays in the database;
        added again under that name and at that address, it goes on from there.""",
    ),
)
@click.argument("name", metavar=pick(fr="PAGE", en="WATCH"))
@config_option
def command(name: str, config_path: Path) -> int:
    """Take the watch out, and say what went with it."""
    config = read_config(config_path)
    watch, alone = known_watch(config, name), len(config.watches) == 1
    gone: list[str] = []

    def change(text: str) -> str:
        text, alerts = without_watch(text, watch.name)
        gone[:] = [shown(str(alert["to"])) for alert in alerts]
        return text

    edit(config_path, change, os.environ)
    title = watch.title_of()
    note(
        pick(
            fr=f"« {title} » n’est plus surveillée. Son historique reste : monitor history {watch.name}",
            en=f"“{title}” is no longer watched. Its history stays: monitor history {watch.name}",
        )
    )
    for to in gone:
        note(
            pick(
                fr=f"L’alerte à {to} ne portait que sur cette page : retirée aussi.",
                en=f"The alert to {to} was about this page alone: taken out too.",
            )
        )
    if alone:
        note(
            pick(
                fr="Aucune page n’est plus surveillée. En ajouter une : monitor add ADRESSE",
                en="No page is watched any more. To add one: monitor add URL",
            )
        )
    return 0
