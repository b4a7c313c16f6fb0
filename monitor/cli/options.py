"""Options that several commands share."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from monitor.config import values
from monitor.store import Store
from monitor.terminal.logs import FORMS
from monitor.terminal.say import pick

LARGEST = 2**31  # more snapshots than any watch will have, and a number that SQLite takes
F = TypeVar("F", bound=Callable[..., Any])


def config_option(function: F) -> F:
    """--config FILE, else $MONITOR_CONFIG, else config.toml in the current folder (DESIGN 4.1)."""
    return click.option(
        "--config",
        "config_path",
        type=click.Path(path_type=Path, dir_okay=False),
        default=lambda: Path(os.environ.get("MONITOR_CONFIG") or "config.toml"),
        metavar="FILE",
        help=pick(fr="Configuration [config.toml, ou $MONITOR_CONFIG].", en="Configuration [config.toml, or $MONITOR_CONFIG]."),
    )(function)


def log_option(function: F) -> F:
    """--log-format lines|json: what is logged, one line an event, on stderr."""
    return click.option(
        "--log-format",
        "log_format",
        type=click.Choice(FORMS),
        help=pick(fr="Journal sur la sortie d’erreur : lignes ou JSON.", en="Log on standard error: lines or JSON."),
    )(function)


def json_option(function: F) -> F:
    """--json: data for programs on stdout."""
    return click.option(
        "--json",
        "as_json",
        is_flag=True,
        callback=lambda context, parameter, value: in_utf8(bool(value)),
        help=pick(fr="Sortie JSON, pour un programme.", en="JSON output, for programs."),
    )(function)


def in_utf8(wanted: bool) -> bool:
    """Return *wanted*; where it is so, stdout is UTF-8 whatever the locale: JSON is (RFC 8259 §8.1), and our HTML says it is."""
    if wanted and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    return wanted


def duration_of(context: click.Context, parameter: click.Parameter, value: str) -> timedelta:
    """A duration as config.toml has it ("90s", "2 min"), or a bare number of seconds; a callback of click."""
    try:
        return values.duration(f"{value}s" if value.replace(".", "", 1).isdecimal() else value)
    except values.Wrong:
        fr, en = f"« {value} » n’est pas une durée ; écrivez 60s ou 2min.", f"“{value}” is no duration; write 60s or 2min."
        raise click.BadParameter(pick(fr=fr, en=en)) from None


def moment_of(text: str, timezone: str, *, end: bool) -> datetime:
    """A date, or date and time, as a person writes it, in the configured time zone; *end*: a bare date means its last instant."""
    try:
        found = datetime.fromisoformat(text)
        if len(text) <= 10 and end:
            found += timedelta(days=1, microseconds=-1)
        return (found if found.tzinfo else found.replace(tzinfo=ZoneInfo(timezone))).astimezone(UTC)
    except (ValueError, OverflowError):
        raise click.BadParameter(
            pick(fr=f"« {text} » n’est pas une date ; écrivez 2026-03-12.", en=f"“{text}” is no date; write 2026-03-12.")
        ) from None


def version_of(store: Store, name: str, text: str, timezone: str) -> int:
    """The snapshot number that *text* means: a number, or the last one at a date."""
    if text.isascii() and text.isdigit():
        return min(int(text[:18]), LARGEST)
    try:
        return store.number_at(name, moment_of(text, timezone, end=True))
    except click.BadParameter:
        raise click.BadParameter(
            pick(
                fr=f"« {text} » n’est ni un numéro de version ni une date ; écrivez 2, ou 2026-03-12.",
                en=f"“{text}” is neither a version's number nor a date; write 2, or 2026-03-12.",
            )
        ) from None
