"""`monitor show WATCH[@N] [ITEM]`: one version as it was read."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from monitor.cli.options import config_option, json_option, version_of
from monitor.errors import NothingFound
from monitor.model import Revision
from monitor.placeholders import with_names
from monitor.records import known_or_default, read_config, reading, recorded
from monitor.report.as_json import show_json
from monitor.report.snapshot_text import show_text
from monitor.terminal.say import json_line, localized, terminal


@click.command(
    "show",
    help=localized("help.show.command"),
)
@click.argument("version", metavar=localized("metavars.watch_n_optional"))
@click.argument("item", metavar=localized("metavars.item_optional"), required=False)
@config_option
@json_option
def command(version: str, item: str | None, config_path: Path, as_json: bool) -> int:
    """Print the items of one snapshot."""
    config = read_config(config_path)
    name, _, which = version.partition("@")
    with reading(config, name) as store:
        recorded(store, config, name)
        number = version_of(store, name, which, config.timezone) if which else None
        revision = with_names(known_or_default(config, name).placeholders, store.revision(name, number), kept=True)
        configured = next((watch for watch in config.watches if watch.name == name), None)
        page = store.called(name, configured, items=False).page
    items = _items(revision, name, item)
    if as_json:
        print(json_line(show_json(name, revision, items)))
    else:
        print(show_text(page, revision, terminal(sys.stdout, config.language, config.timezone), items))
    return 0


def _items(revision: Revision, name: str, item: str | None) -> list[str] | None:
    """The item asked for, if the snapshot has it; None: all."""
    if item is None:
        return None
    held = dict.fromkeys([*(s.item for s in revision.sections), *(d.item for d in revision.documents)])
    if item in held:
        return [item]
    raise NothingFound(
        localized("cli.show.no_item", name=name, snapshot=revision.snapshot, item=item),
        remedy=localized("cli.show.items") + ", ".join(held),
    )
