"""`monitor init`: a commented config.toml to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from monitor.config.template import template
from monitor.errors import MonitorError, refused
from monitor.model import Language
from monitor.terminal.say import note, pick, tongue


@click.command(
    "init",
    help=pick(
        fr="""\b
        monitor init
        monitor init --url https://www.example.org/organigramme

        Écrit un config.toml commenté dans le dossier courant ; n’écrase jamais un fichier.
        Pour choisir quoi suivre sur une page, plutôt : monitor add ADRESSE.""",
        en="""\b
        monitor init
        monitor init --url https://www.example.org/organisation

        Writes a commented config.toml into the current folder; never overwrites a file.
        To choose what of a page to follow, rather: monitor add URL.""",
    ),
)
@click.argument(
    "path", type=click.Path(path_type=Path, dir_okay=False), default=Path("config.toml"), metavar=pick(fr="[FICHIER]", en="[FILE]")
)
@click.option("--url", help=pick(fr="Adresse de la première page.", en="Address of the first page."))
@click.option(
    "--language",
    type=click.Choice(["fr", "en"]),
    default=tongue,
    help=pick(fr="Langue des commentaires.", en="Language of the comments."),
)
def command(path: Path, url: str | None, language: Language) -> int:
    """Write the template where no file is yet."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(template(language, url))
    except FileExistsError:
        raise MonitorError(
            pick(fr=f"{path} existe déjà ; rien n’a été écrit", en=f"{path} exists already; nothing was written"),
            remedy=pick(
                fr=f"indiquez un autre nom : monitor init {path.stem}-2.toml",
                en=f"give another name: monitor init {path.stem}-2.toml",
            ),
        ) from None
    except OSError as error:
        raise MonitorError(
            refused(path, error), remedy=pick(fr="choisissez un autre dossier", en="choose another folder")
        ) from error
    if url is None:
        note(
            pick(
                fr=f"{path} est écrit, avec une adresse d’exemple à remplacer. Pour une page à vous : monitor add ADRESSE",
                en=f"{path} is written, with an example address to be replaced. For a page of yours: monitor add URL",
            )
        )
    else:
        note(pick(fr=f"{path} est écrit. Ensuite : monitor check", en=f"{path} is written. Next: monitor check"))
    return 0
