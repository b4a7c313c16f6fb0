"""`monitor coverage`: the negative proven, per watch and period."""

from __future__ import annotations

from pathlib import Path

import click

from monitor.cli.options import config_option, described, json_option, moment_of, option, watches_argument
from monitor.errors import NothingFound
from monitor.records import now, read_config, reading, recorded
from monitor.report.history import coverage_json, coverage_text
from monitor.terminal.output import json_line, localized, screen


@described("coverage")
@watches_argument
@option("--since", metavar="date", help="help.coverage.since")
@option("--until", metavar="date", help="help.coverage.until")
@config_option
@json_option
def command(names: tuple[str, ...], since: str | None, until: str | None, config_path: Path, as_json: bool) -> int:
    """Print the coverage of the watches named, or of all that were ever visited."""
    config = read_config(config_path, may_be_empty=True)
    with reading(config, *names) as store:
        for name in names:
            recorded(store, config, name)
        begun = {w.name: w.first_at for w in store.watches()}
        covered = []
        for name in names or [w.name for w in config.watches if w.name in begun]:
            start = moment_of(since, config.timezone, end=False) if since else begun[name]
            end = moment_of(until, config.timezone, end=True) if until else now()
            if since and min(end, now()) <= start:
                raise click.UsageError(localized("cli.coverage.no_time"))
            covered.append(store.coverage(name, start, end))
        configured = {watch.name: watch for watch in config.watches}
        called = {one.watch: store.called(one.watch, configured.get(one.watch)) for one in covered}
    if not covered:
        raise NothingFound(localized("cli.coverage.no_visit"), remedy="monitor check")
    if as_json:
        for one in covered:
            print(json_line(coverage_json(one)))
    else:
        to = screen(config)
        print("\n\n".join(coverage_text(one, to, called[one.watch]) for one in covered))
    return 0
