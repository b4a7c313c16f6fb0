"""`monitor export`: the history as files for others, and proofs to hand on (DESIGN 5.16, 5.21)."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal, TypeAlias

import click

from monitor.cli.options import config_option, described, in_utf8, moment_of, option, watches_argument
from monitor.errors import NothingFound, wrap_os_errors
from monitor.export.repository import write_repository
from monitor.export.site import write_site
from monitor.model import Config
from monitor.model.frozen import dataclass
from monitor.proof.bundle import Period, proof_of_change, proof_unchanged, write
from monitor.proof.rhythm import limit
from monitor.records import known_watch, now, read_config, reading, recorded
from monitor.schedule import longest_interval
from monitor.terminal.output import json_line, localized, note, terminal_language, terminal_locale
from monitor.web.context import Seen
from monitor.web.rows import csv_text, json_rows
from monitor.web.withholding import KnownNames, withholding
from monitor.web.words import Words

Format: TypeAlias = Literal["json", "csv", "git", "site", "bundle"]
FORMATS = ("json", "csv", "git", "site", "bundle")
LEFT_OUT = 5  # addresses that are named
NAMED = ("git", "bundle")  # they keep the files as received, and so the names


@described("export")
@watches_argument
@option("--format", "form", type=click.Choice(FORMATS), required=True, help="help.export.format")
@option("-o", "target", type=click.Path(path_type=Path, allow_dash=True), required=True, metavar="path", help="help.export.output")
@option("--without-names", is_flag=True, help="help.export.without_names")
@option("--change", "change_id", type=int, metavar="id", help="help.export.change")
@option("--unchanged", is_flag=True, help="help.export.unchanged")
@option("--from", "since", metavar="date", help="help.export.since")
@option("--to", "until", metavar="date", help="help.export.until")
@option("--item", help="help.export.item")
@option("--unit", metavar="text", help="help.export.unit")
@config_option
def command(
    names: tuple[str, ...],
    form: Format,
    target: Path,
    without_names: bool,
    change_id: int | None,
    unchanged: bool,
    since: str | None,
    until: str | None,
    item: str | None,
    unit: str | None,
    config_path: Path,
) -> int:
    """Write the history of the watches named, or of all that were ever visited; or a proof of what it says."""
    if without_names and form in NAMED:
        raise click.UsageError(localized("cli.export.has_names", form=form))
    if form != "bundle" and (change_id is not None or unchanged or since or until or item or unit):
        raise click.UsageError(localized("cli.export.of_bundle"))
    config = read_config(config_path, may_be_empty=True)
    if form == "bundle":
        return _prove(config, names, target, _Asked(change_id, unchanged, since, until, item, unit))
    with reading(config, *names) as store:
        for name in names:
            recorded(store, config, name)
        wanted = list(names) or [watch.name for watch in store.watches()]
        if not wanted:
            raise NothingFound(localized("cli.export.nothing"), remedy="monitor check")
        if form == "site":
            with _into(target):
                made, missing = write_site(config, target, names=frozenset(names) if names else None, without_names=without_names)
            note(localized("cli.export.site_done", target=target / "index.html", n=made))
            if missing:
                shown = ", ".join(missing[:LEFT_OUT]) + (" …" if len(missing) > LEFT_OUT else "")
                note(localized("cli.export.site_left_out", n=len(missing), paths=shown))
            return 0
        words = Words(language=config.language, timezone=config.timezone, now=now())
        seen = Seen(store=store, config=config, words=words)
        if without_names:
            seen = withholding(seen, KnownNames())
        if form == "git":
            with _into(target):
                added = write_repository(seen, wanted, target)
            note(localized("cli.export.git_done", target=target, n=added))
            return 0
        if form == "csv":
            note(localized("cli.export.changes_done", target=target, n=_write(target, csv_text(seen, wanted)) - 1))
        else:
            rows = (json_line(row) + "\n" for row in json_rows(seen, wanted))
            note(localized("cli.export.versions_done", target=target, n=_write(target, rows)))
    return 0


def _write(target: Path, pieces: Iterable[str]) -> int:
    """Write *pieces* to *target*, a file whole or not at all, a device or a pipe as they come; "-": to stdout. Returns how many
    they are."""
    number = 0

    def counted() -> Iterator[str]:
        nonlocal number
        for piece in pieces:
            number += 1
            yield piece

    if str(target) == "-":
        in_utf8(True)
        sys.stdout.writelines(counted())
        return number
    with _into(target):
        if target.exists() and not target.is_file():  # /dev/null, a pipe: nothing may stand in its place
            with target.open("w", encoding="utf-8", newline="") as stream:
                stream.writelines(counted())
            return number
        file = Path(os.path.realpath(target))  # through a link: it is what leads there that somebody made
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as part:
                part.writelines(counted())
            Path(name).replace(file)
        except BaseException:
            Path(name).unlink()
            raise
    return number


def _into(target: Path) -> AbstractContextManager[None]:
    """What the system refuses while *target* is written is said of it, with what to do."""
    return wrap_os_errors(target, remedy=localized("cli.export.other_place"))


# ------------------------------------------------------------------------------------------------------------------------ proofs


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be proven: a change, or that nothing changed in a period."""

    change: int | None
    unchanged: bool
    since: str | None
    until: str | None
    item: str | None
    unit: str | None


def _prove(config: Config, names: Sequence[str], target: Path, asked: _Asked) -> int:
    """Make the files of the proof, then write them; where there is no proof nothing is written."""
    if (asked.change is None) == (not asked.unchanged):
        raise click.UsageError(localized("cli.export.one_of"))
    if asked.change is not None and (asked.since or asked.until or asked.item or asked.unit):
        raise click.UsageError(localized("cli.export.of_unchanged"))
    if asked.unchanged and len(names) != 1 and not (not names and len(config.watches) == 1):
        raise click.UsageError(localized("cli.export.which_watch"))
    with reading(config, *names) as store:
        if asked.change is not None:
            change = store.change(asked.change)
            files = proof_of_change(store, change, made_at=now(), timezone=config.timezone, language=terminal_language())
        else:
            # The proof of a period; without its beginning from the first version on, and up to now at most
            name = names[0] if names else config.watches[0].name
            watch = known_watch(config, name)
            recorded(store, config, name)
            first: datetime = store.snapshot(name, 1).taken_at
            start = moment_of(asked.since, config.timezone, end=False) if asked.since else first
            if start < first and asked.since and moment_of(asked.since, config.timezone, end=True) > first:
                start = first  # the day of the first visit is named: the period begins with it
            end = min(now(), moment_of(asked.until, config.timezone, end=True)) if asked.until else now()
            if end <= start:
                raise click.UsageError(localized("cli.export.no_time"))
            planned = longest_interval(watch.schedule, start, end, config.timezone)
            allowed = timedelta(milliseconds=limit(planned // timedelta(milliseconds=1)))
            period = Period(watch=name, since=start, until=end, allowed_gap=allowed, item=asked.item, unit=asked.unit)
            files = proof_unchanged(store, period, made_at=now(), language=terminal_language())
    write(files, target)
    size = terminal_locale().size(sum(len(data) for data in files.values()))
    note(localized("cli.export.proof_done", target=target, files=len(files), size=size))
    return 0
