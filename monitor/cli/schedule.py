"""`monitor schedule`: when each page is visited next, and why then."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from itertools import islice
from pathlib import Path

import click

from monitor.cli.options import config_option, described, json_option, option, watches_argument
from monitor.model import Past
from monitor.records import known_watch, now, read_config, reading
from monitor.report.status import Planned, schedule_json, schedule_text
from monitor.schedule import rests, upcoming
from monitor.terminal.output import json_line, screen


@described("schedule")
@watches_argument
@option("--count", type=click.IntRange(1, 1000), default=1, show_default=True, help="help.schedule.count")
@config_option
@json_option
def command(names: Sequence[str], count: int, config_path: Path, as_json: bool) -> int:
    """Print the next visits of the watches named, or of all."""
    config = read_config(config_path)
    watches = [known_watch(config, name) for name in names] if names else list(config.watches)
    with reading(config) if config.database.exists() else nullcontext() as store:  # without one every page is visited at once
        pasts = store.pasts(watches) if store else {}
    at = now()
    planned = [
        Planned(
            watch=w.name,
            visits=tuple(islice(upcoming(w, pasts.get(w.name, Past()), at, config.timezone), count)) if w.enabled else (),
            failing=pasts.get(w.name, Past()).failing,
            enabled=w.enabled,
            paused_until=w.paused_until if rests(w, at, config.timezone) else None,
            title=w.title,
        )
        for w in watches
    ]
    # Those that are never visited last, else by time; the order of the configuration where that is the same.
    planned.sort(key=lambda one: (not one.visits, one.visits[0].at.timestamp() if one.visits else 0))
    if as_json:
        for one in planned:
            for line in schedule_json(one):
                print(json_line(line))
    else:
        to = screen(config)
        print("\n".join(schedule_text(one, at, to) for one in planned))
    return 0
