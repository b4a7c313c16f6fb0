"""Writing pictures of pages, as several commands do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from monitor.cli.options import F
from monitor.errors import MonitorError
from monitor.i18n.locale import Foreign
from monitor.terminal.say import localized


def png_option(help_text: str) -> Callable[[F], F]:
    """--png: where pictures go; another ending is refused, for one in .pdf is most likely the chart itself."""

    def named(context: click.Context, parameter: click.Parameter, path: Path | None) -> Path | None:
        if path and path.suffix.lower() != ".png":
            raise click.BadParameter(localized("cli.pictures.not_png", path=path))
        return path

    return click.option(
        "--png",
        type=click.Path(path_type=Path, dir_okay=False),
        callback=named,
        metavar=localized("metavars.png"),
        help=help_text,
    )


def write_png(path: Path, png: bytes) -> None:
    """Write a picture. Raises MonitorError where that can't be done."""
    try:
        path.write_bytes(png)
    except OSError as error:
        raise MonitorError(
            localized("cli.pictures.not_writable", path=path, reason=Foreign(error.strerror)),
            remedy=localized("cli.pictures.not_writable_do"),
        ) from error
