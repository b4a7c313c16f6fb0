"""`monitor prune --before DATE`: old versions go, with their texts, files and changes; visits and hashes stay (DESIGN 5.17)."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from monitor.cli.erasing import old_copies, other_databases, pruned_text
from monitor.cli.exclusive import alone
from monitor.cli.options import config_option, described, json_option, moment_of, option, yes_option
from monitor.errors import NothingFound
from monitor.model import Config
from monitor.records import now, read_config, reading
from monitor.store import Store
from monitor.store.pruning import Pruned
from monitor.terminal.output import json_line, localized, note, terminal, terminal_language


@described("prune")
@option("--before", required=True, metavar="date", help="help.prune.before")
@option("--dry-run", is_flag=True, help="help.prune.dry_run")
@yes_option
@config_option
@json_option
def command(before: str, dry_run: bool, yes: bool, config_path: Path, as_json: bool) -> int:
    """Show what would go; where somebody sits at a terminal, ask; then take it out, whole or not at all."""
    config = read_config(config_path)
    until = moment_of(before, config.timezone, end=False)
    if until > now():
        raise click.BadParameter(localized("erasing.future", text=before))
    with reading(config):
        pass
    asks = not dry_run and not yes and sys.stdin.isatty()
    if dry_run or asks:
        with Store.open(config.database, create=False, now=now) as store:
            found = store.prune(until, dry_run=True)
        _print_found(found, config, before, as_json, dry_run=True)
        if dry_run:
            return 0
        if not click.confirm(localized("erasing.prune_sure"), default=False, err=True):
            note(localized("erasing.left"))
            return 1
    with alone(config), Store.open(config.database, create=False, now=now) as store:
        found = store.prune(until)
        for path in old_copies(config) if found else ():
            path.unlink(missing_ok=True)
        store.finish_erasures()
    _print_found(found, config, before, as_json and not asks, dry_run=False)
    return 0


def _print_found(found: Pruned, config: Config, before: str, as_json: bool, *, dry_run: bool) -> None:
    """Print it; nothing older than the date is NothingFound."""
    if not found:
        raise NothingFound(localized("erasing.nothing_old", before=before), remedy="monitor history")
    if not as_json:
        print(
            pruned_text(found, other_databases(config), terminal(sys.stdout, terminal_language(), config.timezone), dry_run=dry_run)
        )
        return
    watches = [{"watch": w.watch, "versions": list(w.versions), "kept": list(w.kept), "oldest": w.oldest} for w in found.watches]
    counts = {"files": found.files, "bytes": found.bytes, "changes": found.changes, "alerts": found.alerts}
    backups = [str(path) for path in other_databases(config)]
    print(json_line({"dry_run": dry_run, "watches": watches, **counts, "backups": backups}))
