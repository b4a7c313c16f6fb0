"""`monitor import`: past captures through the same pipeline, with their own dates (DESIGN 5.8)."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from pathlib import Path

import click

from monitor.cli.options import config_option, json_option
from monitor.errors import MonitorError, NothingFound, Said
from monitor.fetch.captures import Capture, read_manifest
from monitor.fetch.git_history import git_history
from monitor.model import Watch, WatchState
from monitor.pipeline.importing import import_captures
from monitor.report.as_json import result_json
from monitor.terminal.logs import set_up
from monitor.terminal.say import Progress, heard, json_line, note, pick, print_result
from monitor.wiring import known_watch, read_config, working

NOT_ALL = 1


@click.command(
    "import",
    help=pick(
        fr="""\b
        monitor import dijon-organigramme captures/manifest.jsonl
        monitor import dijon-organigramme --git ../archives --path pages/organigramme.html

        Reprend des captures passées, comme si la page avait été visitée alors. Sans réseau, sans alerte ;
        ce qui est déjà repris est sauté, un import interrompu peut donc être relancé.""",
        en="""\b
        monitor import dijon-organigramme captures/manifest.jsonl
        monitor import dijon-organigramme --git ../archives --path pages/organigramme.html

        Takes past captures as if the page had been visited then. No network, no alerts;
        what was taken before is skipped, so an interrupted import can be started again.""",
    ),
)
@click.argument("name", metavar=pick(fr="PAGE", en="WATCH"))
@click.argument("manifest", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option(
    "--git",
    "repository",
    type=click.Path(path_type=Path),
    help=pick(fr="Dépôt git où un robot a rangé la page.", en="A git repository where a scraper kept the page."),
)
@click.option("--path", "file", help=pick(fr="Fichier de la page dans ce dépôt.", en="The page's file in it."))
@config_option
@json_option
def command(name: str, manifest: Path | None, repository: Path | None, file: str | None, config_path: Path, as_json: bool) -> int:
    """Read the captures, leave out what is known, take the rest in order."""
    set_up()
    config = read_config(config_path)
    watch = known_watch(config, name)
    with _captures(manifest, repository, file) as lines:
        captures, faulty = _sorted_out(lines)
        if repository and not captures:
            raise NothingFound(
                pick(fr=f"{repository} : aucune version de {file}", en=f"{repository}: no version of {file}"),
                remedy=f"git -C {repository} ls-tree -r --name-only HEAD",
            )
        with working(config, wait=timedelta(0)) as (doors, store):
            fresh = _fresh(captures, store.state(watch), watch)
            with Progress(len(fresh), pick(fr="captures lues", en="captures read")) as progress:
                for done, result in enumerate(import_captures(watch, fresh, book=doors.book, pdf=doors.pdf), 1):
                    progress.clear()
                    if as_json:
                        print(json_line(result_json(result, config.language)))
                    else:
                        print_result(result, config)
                    progress.show(done, len(fresh))
    _closing(len(fresh), len(captures) - len(fresh), faulty)
    return NOT_ALL if faulty else 0


def _captures(
    manifest: Path | None, repository: Path | None, file: str | None
) -> AbstractContextManager[Iterable[Capture | tuple[int, str | Said]]]:
    if manifest and not repository:
        return nullcontext(read_manifest(manifest))
    if repository and file and not manifest:
        return git_history(repository, file)
    raise click.UsageError(
        pick(
            fr="indiquez MANIFEST.jsonl, ou --git DÉPÔT et --path FICHIER.",
            en="give MANIFEST.jsonl, or --git REPOSITORY and --path FILE.",
        )
    )


def _sorted_out(lines: Iterable[Capture | tuple[int, str | Said]]) -> tuple[list[Capture], int]:
    """The captures, oldest first, and how many lines were none; each of those is said."""
    captures, faulty = [], 0
    for line in lines:
        if isinstance(line, Capture):
            captures.append(line)
        else:
            faulty += 1
            why = heard(line[1])
            note(pick(fr=f"monitor: ligne {line[0]} sautée : {why}", en=f"monitor: line {line[0]} skipped: {why}"))
    return sorted(captures, key=lambda c: c.at), faulty


def _fresh(captures: list[Capture], state: WatchState, watch: Watch) -> list[Capture]:
    """Those later than the newest visit and than each other."""
    live = state.newest_live_at
    if live is not None and any(c.at <= live for c in captures):
        raise MonitorError(
            pick(
                fr=f"« {watch.name} » a déjà été visitée en direct : des captures plus anciennes se mêleraient à son histoire",
                en=f"“{watch.name}” has been visited live: older captures would mix with its history",
            ),
            remedy=pick(
                fr="importez-les sous un autre nom de page, avec la même adresse, puis comparez les deux histoires",
                en="import them under another watch name in config.toml, with the same address, and compare the two histories",
            ),
        )
    fresh, newest = [], state.newest_at
    for capture in captures:
        if newest is None or capture.at > newest:
            fresh.append(capture)
            newest = capture.at
    return fresh


def _closing(taken: int, skipped: int, faulty: int) -> None:
    note(
        pick(
            fr=f"{taken} capture{'s' if taken > 1 else ''} reprise{'s' if taken > 1 else ''}"
            f", {skipped} déjà connue{'s' if skipped > 1 else ''}, {faulty} illisible{'s' if faulty > 1 else ''}",
            en=f"{taken} capture{'s' if taken != 1 else ''} taken, {skipped} known already, {faulty} unreadable",
        )
    )
