"""`monitor reread`: the org charts kept, read again by today's reader."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from monitor.cli.options import config_option, described, json_option, watches_argument
from monitor.model import CHART_READER, NOT_KEPT
from monitor.pipeline.reread import reread_some
from monitor.records import read_config, recorded
from monitor.terminal.output import json_line, localized
from monitor.wiring import working

LEFT = 1


@described("reread")
@watches_argument
@config_option
@json_option
def command(names: Sequence[str], config_path: Path, as_json: bool) -> int:
    """Read all that is left, and say what could not be."""
    config = read_config(config_path)
    with working(config) as (doors, store):
        for name in names:
            recorded(store, config, name)
        done = reread_some(config.watches, doors, names=names or None, most=None)
    if as_json:
        unread = [{"watch": old.watch, "item": old.item, "sha256": old.sha256, "reason": why} for old, why in done.unread]
        print(json_line({"reader": CHART_READER, "read": done.read, "unread": unread}))
    elif not (done.read or done.unread):
        print(localized("cli.reread.nothing"))
    else:
        print(localized("cli.reread.done", n=done.read))
        for old, reason in done.unread:
            why = localized("cli.reread.not_kept") if reason == NOT_KEPT else reason
            print(localized("cli.reread.document", watch=old.watch, item=old.item, why=why))
    return LEFT if done.unread else 0
