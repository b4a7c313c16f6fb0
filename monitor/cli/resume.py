"""`monitor resume NAME`: a page that rested is visited again."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from monitor.cli.options import config_option, described, watch_argument
from monitor.config.editing import resumed
from monitor.config.saving import edit
from monitor.records import known_watch, read_config
from monitor.terminal.output import localized, note


@described("resume")
@watch_argument
@config_option
def command(name: str, config_path: Path) -> int:
    """Take `paused_until` out, and `enabled = false`, which is older and means the same."""
    watch = known_watch(read_config(config_path), name)
    title = watch.title_of()
    if edit(config_path, partial(resumed, name=watch.name), os.environ):
        note(localized("cli.resume.resumed", title=title))
    else:
        note(localized("cli.resume.not_paused", title=title))
    return 0
