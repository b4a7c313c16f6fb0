"""`monitor remove NAME`: a page is no longer watched; what was seen of it stays."""

from __future__ import annotations

import os
from pathlib import Path
from shlex import quote

from monitor.cli.options import config_option, described, watch_argument
from monitor.config.addresses import shown
from monitor.config.editing import watch_block, without_watch
from monitor.config.saving import edit
from monitor.records import known_watch, read_config
from monitor.terminal.output import localized, note


@described("remove")
@watch_argument
@config_option
def command(name: str, config_path: Path) -> int:
    """Take the watch out, say what went with it and how it comes back; the lines themselves are printed, they are the way back."""
    config = read_config(config_path)
    watch, alone = known_watch(config, name), len(config.watches) == 1
    gone, block = list[str](), list[str]()

    def change(text: str) -> str:
        left, alerts = without_watch(text, watch.name)
        gone[:] = [shown(str(alert["to"])) for alert in alerts]
        block[:] = [watch_block(text, watch.name)]
        return left

    edit(config_path, change, os.environ)
    title = watch.title_of()
    note(localized("cli.remove.removed", title=title, watch=watch.name))
    for to in gone:
        note(localized("cli.remove.alert_removed", to=to))
    if alone:
        note(localized("cli.remove.none_left"))
    if watch.headers:  # they may hold what nobody should read over a shoulder
        note(localized("cli.remove.again", again=f"monitor add {quote(watch.url)} --name {quote(watch.name)}"))
    else:
        note(localized("cli.remove.back", file=config_path))
        print(*block)
    return 0
