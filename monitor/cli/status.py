"""`monitor status`: how everything stands, on one screen."""

from __future__ import annotations

from pathlib import Path

from monitor.cli.exclusive import resting
from monitor.cli.options import config_option, described, from_here, json_option, option, watches_argument
from monitor.model import Change, Figures, OpenFailure
from monitor.model.frozen import replace
from monitor.observe.standing import Standing, standings
from monitor.records import known_watch, now, read_config
from monitor.report.display_names import changes_as_called, episode_as_called
from monitor.report.status import Status, status_json, status_text, to_show
from monitor.store import Store, holder, last_service
from monitor.terminal.output import json_line, localized, note, screen


@described("status")
@watches_argument
@option("--all", "everything", is_flag=True, help="help.status.all")
@config_option
@json_option
def command(names: tuple[str, ...], everything: bool, config_path: Path, as_json: bool) -> int:
    """Read everything once, then print it."""
    config = read_config(config_path)
    for name in names:
        known_watch(config, name)
    everything = everything or bool(names)
    changes: dict[str, tuple[Change, ...]] = {}  # the newest of each page
    failing: dict[str, tuple[OpenFailure, ...]] = {}  # under the names that readers know
    if not config.database.exists():  # no error: nothing was visited yet
        figures = Figures(at=now())
        found = _wanted(standings(config, figures, held=lambda url: None), names)
    else:
        with Store.open(config.database, readonly=True) as store:
            figures = store.figures()
            found = _wanted(
                standings(config, figures, held=store.holds.until, renamed=store.renamed(), moving=store.moving()), names
            )
            # Under the titles that readers see: where the configuration has none, what the page calls itself (§6).
            called = {one.watch: store.called(one.watch, known_watch(config, one.watch), items=False).page for one in found}
            found = tuple(replace(one, title=called[one.watch]) if called[one.watch] != one.watch else one for one in found)
            for one in () if as_json else to_show(found, everything=everything):
                titles = store.called(one.watch, known_watch(config, one.watch))
                failing[one.watch] = tuple(episode_as_called(failure, titles) for failure in one.failures)
                number = one.figures.changed_snapshot if one.figures else None
                for entry in store.history(one.watch, before=number + 1, limit=1) if number else ():
                    changes[one.watch] = changes_as_called((stored.change for stored in entry.changes), titles)
            found = tuple(
                replace(one, figures=replace(one.figures, failures=failing.get(one.watch, one.failures))) if one.figures else one
                for one in found
            )
    status = Status(
        figures=figures,
        standings=found,
        holder=holder(config.database),
        ended=last_service(config.database),
        database=from_here(config.database),
        changes=changes,
        has_alerts=bool(config.channels),
    )
    if as_json:
        print(json_line(status_json(status)))
    else:
        to = screen(config)
        print(status_text(status, to, everything=everything))
    if unit := resting(config):
        note(localized("erasing.left_resting", unit=unit))
    return 0


def _wanted(found: tuple[Standing, ...], names: tuple[str, ...]) -> tuple[Standing, ...]:
    return tuple(one for one in found if not names or one.watch in names)
