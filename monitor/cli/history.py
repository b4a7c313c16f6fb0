"""`monitor history`: what each visit found."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from monitor.cli.options import config_option, described, json_option, moment_of, option, watches_argument
from monitor.errors import NothingFound
from monitor.model import Watch
from monitor.records import read_config, reading, recorded
from monitor.report.as_json import VisitRun, history_json
from monitor.report.history import history_table
from monitor.report.layout import Terminal
from monitor.store import Store
from monitor.terminal.output import json_line, localized, note, screen

NEWEST = 50  # lines a watch for a person who asks for no more


@described("history")
@watches_argument
@option("--since", metavar="date", help="help.history.since")
@option("--until", metavar="date", help="help.history.until")
@option("--limit", type=click.IntRange(min=1), help="help.history.limit")
@option("--all", "every", is_flag=True, help="help.history.all")
@config_option
@json_option
def command(
    names: tuple[str, ...], since: str | None, until: str | None, limit: int | None, every: bool, config_path: Path, as_json: bool
) -> int:
    """Print the visits of the watches named, or of all."""
    config = read_config(config_path, may_be_empty=True)
    first = moment_of(since, config.timezone, end=False) if since else None
    last = moment_of(until, config.timezone, end=True) if until else None
    newest = None if as_json or limit or first or last else NEWEST
    most, configured = limit or (newest + 1 if newest else None), {watch.name: watch for watch in config.watches}
    with reading(config, *names) as store:
        for name in names:
            recorded(store, config, name)
        wanted = list(names)
        if not names:
            known = [w.name for w in store.watches()]
            others = [n for n in known if n not in configured] if every or not configured else []
            wanted = [*(n for n in configured if n in known), *others]
        found = [
            (store.called(name, configured.get(name), proven=True), name, _visits(store, name, first, last, most))
            for name in wanted
        ]
    if not found:
        raise NothingFound(localized("cli.history.no_visit"), remedy="monitor check")
    if as_json:
        for *_, visits in found:
            for visit in visits:
                print(json_line(history_json(visit, config.language)))
    else:
        to = screen(config)
        print(
            "\n\n".join(
                history_table(name, visits[:newest], to, called, within=bool(first or last)) for called, name, visits in found
            )
        )
    if newest and any(len(visits) > newest for *_, visits in found):
        note(localized("cli.history.older", n=newest))
    return 0


def _visits(store: Store, name: str, since: datetime | None, until: datetime | None, limit: int | None) -> list[VisitRun]:
    rows = store.visits(name, since=since, until=until, limit=limit)
    return [VisitRun(result=v.result, until=v.until, count=v.count, source=v.source, pruned_at=v.pruned_at) for v in rows]


def history_lines(store: Store, watch: Watch, to: Terminal) -> str:
    """The history of one watch, as the demo shows it."""
    return history_table(watch.name, _visits(store, watch.name, None, None, None), to, store.called(watch.name, watch, proven=True))
