"""`monitor serve`: the history in a browser."""

from __future__ import annotations

from pathlib import Path

import click

from monitor.cli.options import config_option
from monitor.cli.page_options import page_options, say_address
from monitor.errors import MonitorError
from monitor.model import Config
from monitor.records import read_config
from monitor.service.edits import Edits
from monitor.service.pages import PageOptions, listening
from monitor.terminal.say import localized


@click.command("serve", help=localized("help.serve.command"))
@page_options
@config_option
def command(pages: PageOptions, config_path: Path) -> int:
    """Serve until told to stop."""
    from monitor.web.serving import PageService
    from monitor.web.site import Site

    known = _Current(read_config(config_path))
    listener = listening(pages)
    say_address(pages, listener.getsockname()[1])
    PageService(
        Site(known, prefix=pages.prefix, names=pages.known_as, index=pages.index, without_names=pages.without_names), listener
    ).run()
    return 0


class _Current:
    """The configuration as it is now: read again when its file was edited; one with mistakes leaves the one before in force."""

    def __init__(self, config: Config) -> None:
        def judged(path: Path) -> Config | None:
            try:
                return read_config(path)
            except MonitorError:
                return None

        self._config = config
        self._edits = Edits(config.path, judged)

    def __call__(self) -> Config:
        if self._edits.edited():
            self._config = self._edits.judged() or self._config
        return self._config
