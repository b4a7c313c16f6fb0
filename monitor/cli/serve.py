"""`monitor serve`: the history in a browser."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from monitor.cli.options import config_option, described, option
from monitor.errors import MonitorError
from monitor.model import Config
from monitor.records import read_config
from monitor.service.edits import Edits
from monitor.service.pages import HOST, PORT, PageOptions, listening
from monitor.terminal.output import localized, note

_NAMES = ("host", "port", "root_path", "names", "index", "without_names")


def page_options(function: Callable[..., int]) -> Callable[..., int]:
    """Give *function* these options, and their values as `pages`."""

    @functools.wraps(function)
    def called(
        *, host: str, port: int, root_path: str, names: tuple[str, ...], index: bool, without_names: bool, **rest: Any
    ) -> int:
        prefix = "/" + root_path.strip("/") if root_path.strip("/") else ""
        pages = PageOptions(host=host, port=port, prefix=prefix, names=names, index=index, without_names=without_names)
        return function(pages=pages, **rest)

    options = [
        option("--host", default=HOST, show_default=True, help="help.serve.host"),
        option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="help.serve.port"),
        option("--root-path", default="", metavar="prefix", help="help.serve.root_path"),
        option("--name", "names", multiple=True, metavar="name", help="help.serve.name"),
        option("--index", is_flag=True, help="help.serve.index"),
        option("--without-names", is_flag=True, help="help.serve.without_names"),
    ]
    decorated: Callable[..., int] = called
    for one in reversed(options):
        decorated = one(decorated)
    return decorated


def serve_option(function: Callable[..., int]) -> Callable[..., int]:
    """--serve: the pages, too; the options of `page_options` go with it alone, and `pages` is None without it."""

    @functools.wraps(function)
    def called(*, serve: bool, pages: PageOptions, **rest: Any) -> int:
        context = click.get_current_context()
        given = any(context.get_parameter_source(name) == ParameterSource.COMMANDLINE for name in _NAMES)
        if given and not serve:
            raise click.UsageError(localized("cli.serve.with_serve"))
        return function(pages=pages if serve else None, **rest)

    return option("--serve", is_flag=True, help="help.options.serve")(page_options(called))


def print_address(pages: PageOptions, port: int) -> None:
    """The address, for whoever started this, and a word where others may come."""
    print(pages.address(port), flush=True)
    if sys.stderr.isatty():
        note(localized("cli.serve.to_open"))
    if pages.is_open():
        note(localized("cli.serve.open_to_all", host=pages.host))


@described("serve")
@page_options
@config_option
def command(pages: PageOptions, config_path: Path) -> int:
    """Serve until told to stop."""
    from monitor.web.serving import PageService
    from monitor.web.site import Site

    known = _Current(read_config(config_path))
    listener = listening(pages)
    print_address(pages, listener.getsockname()[1])
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
