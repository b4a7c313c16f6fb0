"""`monitor init`: a commented config.toml to begin with."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from monitor.config.template import template
from monitor.errors import MonitorError, refused
from monitor.model import Language
from monitor.terminal.output import localized, note, terminal_language


@click.command("init", help=localized("help.init.command"))
@click.argument(
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("config.toml"),
    metavar=localized("metavars.file_optional"),
)
@click.option("--url", help=localized("help.init.url"))
@click.option("--language", type=click.Choice(["fr", "en"]), default=terminal_language, help=localized("help.init.language"))
def command(path: Path, url: str | None, language: Language) -> int:
    """Write the template where no file is yet."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(template(language, url))
    except FileExistsError:
        raise MonitorError.of("cli.init.exists", path=path, stem=path.stem) from None
    except OSError as error:
        raise MonitorError(refused(path, error), remedy=localized("cli.init.no_folder_do")) from error
    elsewhere = "" if path == Path("config.toml") else f" --config {shlex.quote(str(path))}"
    if url is None:
        note(localized("cli.init.written_example", path=path, where=elsewhere))
    else:
        note(localized("cli.init.written", path=path, where=elsewhere))
    return 0
