"""`monitor export --format bundle`: a proof to hand on, of a change or that nothing changed (DESIGN 5.21)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from monitor.cli.options import config_option, moment_of
from monitor.i18n.locale import locale_of
from monitor.model import Config
from monitor.proof.bundle import Period, proof_of_change, proof_unchanged
from monitor.proof.verify import Files
from monitor.proof.writing import write
from monitor.schedule import longest_interval
from monitor.store import Store
from monitor.terminal.say import localized, note, terminal_language
from monitor.wiring import known_watch, now, read_config, reading, recorded


@click.command("export", help=localized("help.export.command"))
@click.argument("names", metavar=localized("help.metavar.watch_many"), nargs=-1)
@click.option("--format", "form", type=click.Choice(["bundle"]), required=True, help=localized("help.export.format"))
@click.option(
    "-o",
    "target",
    type=click.Path(path_type=Path),
    required=True,
    metavar=localized("help.metavar.folder_zip"),
    help=localized("help.export.output"),
)
@click.option("--change", "change_id", type=int, metavar=localized("help.metavar.id"), help=localized("help.export.change"))
@click.option("--unchanged", is_flag=True, help=localized("help.export.unchanged"))
@click.option("--from", "since", metavar="DATE", help=localized("help.export.since"))
@click.option("--to", "until", metavar="DATE", help=localized("help.export.until"))
@click.option("--item", help=localized("help.export.item"))
@click.option("--unit", metavar=localized("help.metavar.text"), help=localized("help.export.unit"))
@config_option
def command(
    names: tuple[str, ...],
    form: str,
    target: Path,
    change_id: int | None,
    unchanged: bool,
    since: str | None,
    until: str | None,
    item: str | None,
    unit: str | None,
    config_path: Path,
) -> int:
    """Make the files of the proof, then write them; where there is no proof nothing is written."""
    if (change_id is None) == (not unchanged):
        raise click.UsageError(localized("cli.export.one_of"))
    if change_id is not None and (since or until or item or unit):
        raise click.UsageError(localized("cli.export.of_unchanged"))
    config = read_config(config_path)
    if unchanged and len(names) != 1 and not (not names and len(config.watches) == 1):
        raise click.UsageError(localized("cli.export.which_watch"))
    with reading(config, *names) as store:
        if change_id is not None:
            change = store.change(change_id)
            files = proof_of_change(store, change, made_at=now(), timezone=config.timezone, language=terminal_language())
        else:
            files = _unchanged(store, config, names[0] if names else config.watches[0].name, since, until, item, unit)
    write(files, target)
    size = locale_of(terminal_language()).size(sum(len(data) for data in files.values()))
    note(localized("cli.export.proof_done", target=target, files=len(files), size=size))
    return 0


def _unchanged(
    store: Store, config: Config, name: str, since: str | None, until: str | None, item: str | None, unit: str | None
) -> Files:
    """The proof of a period; without its beginning from the first version on, and up to now at most."""
    watch = known_watch(config, name)
    recorded(store, config, name)
    first: datetime = store.snapshot(name, 1).taken_at
    start = moment_of(since, config.timezone, end=False) if since else first
    end = min(now(), moment_of(until, config.timezone, end=True)) if until else now()
    if end <= start:
        raise click.UsageError(localized("cli.export.no_time"))
    allowed = 2 * longest_interval(watch.schedule, start, end, config.timezone)
    period = Period(watch=name, since=start, until=end, allowed_gap=allowed, item=item, unit=unit)
    return proof_unchanged(store, period, made_at=now(), language=terminal_language())
