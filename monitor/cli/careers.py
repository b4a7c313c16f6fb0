"""`monitor careers`: who held which post when, over all versions of a chart."""

from __future__ import annotations

import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from monitor.cli.options import argument, config_option, described, json_option, moment_of, option, shown_in_utf8
from monitor.errors import NothingFound
from monitor.normalize import key
from monitor.records import read_config, reading, recorded
from monitor.report.careers import career_rows, careers_csv, careers_text
from monitor.terminal.output import json_line, localized, note, screen


@described("careers")
@argument("name", metavar="watch_optional", required=False)
@option("--unit", metavar="text", help="help.careers.unit")
@option("--person", metavar="text", help="help.careers.person")
@option("--at", metavar="date", help="help.careers.at")
@option("--csv", "as_csv", is_flag=True, callback=shown_in_utf8, help="help.careers.csv")
@config_option
@json_option
def command(
    name: str | None, unit: str | None, person: str | None, at: str | None, as_csv: bool, config_path: Path, as_json: bool
) -> int:
    """Print a row for each unit, person and spell."""
    if as_csv and as_json:
        raise click.UsageError(localized("cli.careers.json_or_csv"))
    config = read_config(config_path, may_be_empty=True)
    when = moment_of(at, config.timezone, end=True) if at else None
    with reading(config, *([name] if name else [])) as store:
        if name:
            recorded(store, config, name)
        found = list(store.spells("people", name))
        if person is not None:  # every word of a form of it, or words that begin so: « dup » finds « Dupont »
            wants, forms = key(person).split(), store.forms(name)

            def is_called_so(printed: str) -> bool:
                own = printed.split()
                return bool(own) and all(any(o.startswith(w) for o in own) for w in wants)

            found = [
                s
                for s in found
                if s.person_key and any(map(is_called_so, (key(s.person or ""), *forms.get((s.watch, s.person_key), ()))))
            ]
        if when is not None:
            found = [s for s in found if s.first_seen <= when and (s.absent_after is None or s.absent_after > when)]
        if unit is not None:  # any unit of which some title holds it
            wanted = {(s.watch, s.item, s.unit_key) for s in store.spells("units", name) if key(unit) in key(s.unit)}
            found = [s for s in found if (s.watch, s.item, s.unit_key) in wanted]
        printed = None if when is None else store.as_printed(found, when)
        whole, on_sheets = store.is_followed(name), store.sheets(found)
        called = {page: store.called(page, config.watch(page)) for page in {s.watch for s in found}}
        pruned = [until for one in ([name] if name else [w.name for w in store.watches()]) if (until := store.pruned_until(one))]
    if pruned:
        day = min(until.oldest_at for until in pruned).astimezone(ZoneInfo(config.timezone)).date()
        note(localized("cli.careers.pruned", day=day))
    if not whole:
        note(localized("cli.careers.not_all_read"))
    if as_csv:
        sys.stdout.write(careers_csv(found, printed, on_sheets))
    elif as_json:
        for row in career_rows(found, printed, on_sheets):
            print(json_line(row))
    elif found:
        shown = printed or found
        there = {now: on_sheets[spell] for now, spell in zip(shown, found, strict=True) if spell in on_sheets}
        print(careers_text(shown, screen(config), called, there))
    if not found:
        asked = [word for word, wanted in (("person", person), ("unit", unit), ("at", at)) if wanted]
        raise NothingFound(
            localized(f"cli.careers.no_{asked[0] if len(asked) == 1 else 'post' if asked else 'tree'}"),
            remedy="monitor careers" if unit or person or at else "monitor check",
        )
    return 0
