"""`monitor install`: keep the watch going on this machine, by what the machine has for that; shown first."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from monitor.cli.options import config_option, described, option
from monitor.cli.serve import serve_option
from monitor.records import read_config
from monitor.service.installing import WAYS, Installation, Way, linger, lingers, put, ways
from monitor.service.pages import PageOptions
from monitor.store import running_service
from monitor.terminal.output import localized, note


@described("install")
@option("--with", "way", type=click.Choice(WAYS), help="help.install.with")
@option("--dry-run", is_flag=True, help="help.install.dry_run")
@option("--yes", is_flag=True, help="help.install.yes")
@serve_option
@config_option
def command(way: Way | None, dry_run: bool, yes: bool, pages: PageOptions | None, config_path: Path) -> int:
    """Show what would be written, ask, write and start it."""
    config = read_config(config_path)
    installation = Installation(config.path.absolute(), pages)
    way = way or next(iter(ways()), None)
    if pages and way in ("cron", None):
        raise click.UsageError(localized("cli.install.cron_shows_nothing"))
    if way is None:
        note(localized("cli.install.nothing_here"))
        print(installation.lines("cron"), end="")
        return 1
    note(localized(f"cli.install.shown.{way}", file=installation.unit_file))
    print(installation.lines(way), end="")
    if way in ("launchd", "windows"):
        note(localized("cli.install.by_hand"))
        return 0
    if dry_run:
        note(localized("cli.install.dry_run"))
        return 0
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError(localized("cli.install.say_yes"))
        if not click.confirm(localized("cli.install.ask"), default=True, err=True):
            return 1
    service = running_service(config.database)
    if service and way == "systemd" and not installation.unit_file.exists():
        note(localized("cli.install.runs_already", pid=service.pid))
        return 1
    put(installation, way)
    note(localized(f"cli.install.done.{way}", unit=installation.unit, log=installation.log))
    if pages and pages.port:
        note(localized("cli.install.pages_at", address=pages.address(pages.port)))
    if way == "systemd" and not lingers():
        # Ask whether the service is to run while nobody is logged in, too: without that it ends with the session
        if yes or click.confirm(localized("cli.install.ask_linger"), default=True, err=True):
            note(localized("cli.install.lingers" if linger() else "cli.install.no_linger"))
        else:
            note(localized("cli.install.ends_with_session"))
    return 0
