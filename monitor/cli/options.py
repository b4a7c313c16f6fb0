"""Options that several commands share."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

import click

from monitor.errors import MonitorError
from monitor.expressions import expression
from monitor.i18n.locale import Foreign
from monitor.terminal.output import localized

if TYPE_CHECKING:
    from monitor.model import Config
    from monitor.store import Store

LARGEST = 2**31  # more snapshots than any watch will have, and a number that SQLite takes
_AT_TIME = expression(r"(.+?)[\s,]+(?:(?:à|at|vers)\s+)?(\d{1,2})\s*(?:h|:)\s*(\d{2})?")  # « 12/03/2026 à 14h30 »
F = TypeVar("F", bound=Callable[..., Any])
FILE = click.Path(path_type=Path, dir_okay=False)


def described(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """The command *name*, which `help.NAME.command` describes."""
    return click.command(name, help=localized(f"help.{name}.command"))


def option(*names: str, help: str, metavar: str | None = None, **how: Any) -> Callable[[F], F]:
    """An option of a command; *help* is the key of its text, *metavar* that of a word of `metavars`."""
    return click.option(*names, help=localized(help), metavar=metavar and localized(f"metavars.{metavar}"), **how)


def argument(name: str, *, metavar: str, **how: Any) -> Callable[[F], F]:
    """An argument of a command; *metavar* as of `option`."""
    return click.argument(name, metavar=localized(f"metavars.{metavar}"), **how)


def config_option(function: F) -> F:
    """--config FILE, else $MONITOR_CONFIG, else config.toml in the current folder (DESIGN 4.1)."""
    return option(
        "--config",
        "config_path",
        type=FILE,
        default=lambda: before_command() or Path(os.environ.get("MONITOR_CONFIG") or "config.toml"),
        metavar="file",
        help="help.options.config",
    )(function)


def watches_argument(function: F) -> F:
    """[WATCH…]: the named pages; none means all."""
    return argument("names", metavar="watch_many", nargs=-1)(function)


def watch_argument(function: F) -> F:
    """WATCH: the page to work on."""
    return argument("name", metavar="watch")(function)


def yes_option(function: F) -> F:
    """--yes: what takes something away does not ask."""
    return option("--yes", is_flag=True, help="help.erase.yes")(function)


def before_command() -> Path | None:
    """The file of a `--config` that stands before the command's name."""
    found: Path | None = click.get_current_context().find_root().params.get("config_path")
    return found


def page_or_only(name: str | None, config: Config) -> str:
    """*name*, else that of the only page there is; UsageError names the pages among which to choose."""
    if name:
        return name
    known = [watch.name for watch in config.watches]
    if len(known) == 1:
        return known[0]
    if not known:
        raise click.UsageError(localized("cli.program.no_page_named"))
    raise click.UsageError(localized("cli.program.which_page", names=", ".join(known)))


def log_option(function: F) -> F:
    """--log-format lines|json: what is logged, one line an event, on stderr."""
    from monitor.terminal.logs import FORMS

    return option("--log-format", "log_format", type=click.Choice(FORMS), help="help.options.log_format")(function)


def json_option(function: F) -> F:
    """--json: data for programs on stdout."""
    return option("--json", "as_json", is_flag=True, callback=shown_in_utf8, help="help.options.json")(function)


def shown_in_utf8(context: click.Context, parameter: click.Parameter, value: Any) -> bool:
    """`in_utf8`, as a callback of click."""
    return in_utf8(bool(value))


def in_utf8(wanted: bool) -> bool:
    """Return *wanted*; where it is so, stdout is UTF-8 whatever the locale: JSON is (RFC 8259 §8.1), and our HTML says it is."""
    if wanted and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    return wanted


def duration_of(context: click.Context, parameter: click.Parameter, value: str) -> timedelta:
    """A duration as config.toml has it ("90s", "2 min"), or a bare number of seconds; a callback of click."""
    from monitor.config import values

    try:
        return values.duration(f"{value}s" if value.replace(".", "", 1).isdecimal() else value)
    except values.BadValue:
        raise click.BadParameter(localized("cli.options.no_duration", value=value)) from None


def moment_of(text: str, timezone: str, *, end: bool) -> datetime:
    """A date, or date and time, as a person writes it, in the configured time zone; *end*: a bare date means its last instant."""
    from monitor.config.plain_words import date_of

    try:
        if day := date_of(text):
            found = datetime.combine(day, time())
            if end:
                found += timedelta(days=1, microseconds=-1)
        elif (clock := _AT_TIME.fullmatch(text.strip())) and (day := date_of(clock[1])):
            found = datetime.combine(day, time(int(clock[2]), int(clock[3] or 0)))
        else:
            found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=ZoneInfo(timezone))).astimezone(UTC)
    except (ValueError, OverflowError):
        raise click.BadParameter(localized("cli.options.no_date", text=text)) from None


def version_of(store: Store, name: str, text: str, timezone: str) -> int:
    """The snapshot number that *text* means: a number, or the last one at a date."""
    if text.isascii() and text.isdigit():
        return min(int(text[:18]), LARGEST)
    try:
        return store.number_at(name, moment_of(text, timezone, end=True))
    except click.BadParameter:
        raise click.BadParameter(localized("cli.options.no_version", text=text)) from None


def from_here(path: Path) -> str:
    """*path* as a person would write it from the current folder."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def png_option(help: str) -> Callable[[F], F]:
    """--png: where pictures go; another ending is refused, for one in .pdf is most likely the chart itself."""

    def named(context: click.Context, parameter: click.Parameter, path: Path | None) -> Path | None:
        if path and path.suffix.lower() != ".png":
            raise click.BadParameter(localized("cli.pictures.not_png", path=path))
        return path

    return option("--png", type=FILE, callback=named, metavar="png", help=help)


def write_png(path: Path, png: bytes) -> None:
    """Write a picture. Raises MonitorError where that can't be done."""
    try:
        path.write_bytes(png)
    except OSError as error:
        raise MonitorError.of("cli.pictures.not_writable", path=path, reason=Foreign(error.strerror)) from error
