"""`monitor doctor`: everything an administrator would look at, and how to mend what is wrong. Writes nothing, sends nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from monitor.cli.examine import Finding, Level, of_error, well
from monitor.cli.examine.installation import database, files, machine
from monitor.cli.examine.network import channels, pages, tags
from monitor.cli.options import config_option, json_option
from monitor.config import load
from monitor.errors import MonitorError
from monitor.i18n.typography import clean
from monitor.records import now, visited
from monitor.report.layout import Run, Style, painted
from monitor.report.terminal import Terminal
from monitor.terminal.logs import hide, set_up
from monitor.terminal.say import json_line, localized, terminal, terminal_language

FAILED = 1
MARGIN = 16  # cells before what is said
MARKS: dict[Level, tuple[str, Style]] = {"ok": ("✓", "good"), "warning": ("!", "new"), "error": ("✗", "bad")}


@click.command(
    "doctor",
    help=localized("help.doctor.command"),
)
@click.option(
    "--offline",
    is_flag=True,
    help=localized("help.doctor.offline"),
)
@config_option
@json_option
def command(offline: bool, config_path: Path, as_json: bool) -> int:
    """Print each finding as soon as it is known, then how many there are."""
    set_up()
    to = terminal(sys.stdout, terminal_language(), "UTC")
    found: list[Finding] = []
    for finding in findings(config_path, offline=offline):
        found.append(finding)
        print(json_line(asdict(finding)) if as_json else _text(finding, to), flush=True)
    errors, warnings = (sum(f.level == level for f in found) for level in ("error", "warning"))
    if not as_json:
        count = localized(
            "doctor.found", errors=localized("doctor.errors", n=errors), warnings=localized("doctor.warnings", n=warnings)
        )
        print("\n" + to.put(Run(count if errors or warnings else localized("doctor.nothing_wrong"), "strong")))
    return FAILED if errors else 0


def findings(path: Path, *, offline: bool) -> Iterator[Finding]:
    """What needs no configuration first; without one there is nothing more to look at."""
    yield from machine()
    try:
        config = load(path, os.environ)
    except MonitorError as error:
        yield from of_error("config", error)
        return
    hide(config)
    watched = localized("doctor.watched", n=len(visited(config)))
    told = localized("doctor.told", n=len(config.channels))
    yield well("config", localized("doctor.configured", file=config.path, watched=watched, told=told, timezone=config.timezone))
    yield from files(config)
    yield from database(config, now())
    yield from tags(config)
    if not offline:
        yield from pages(config, now)
        yield from channels(config)


def _text(finding: Finding, to: Terminal) -> str:
    mark, style = MARKS[finding.level]
    name = localized(f"doctor.names.{finding.check}")
    room = " " * MARGIN
    said: Style = "plain" if finding.level == "ok" else style
    lines = to.put(Run(clean(finding.said), said), first=room)
    head = painted([Run(mark, style), Run(f" {name:<{MARGIN - 2}}", "quiet")], colour=to.colour)
    remedy = to.put(Run(clean(finding.remedy)), first=f"{room}→ ", rest=f"{room}  ")
    return f"{head}{lines.removeprefix(room)}" + (f"\n{remedy}" if finding.remedy else "")
