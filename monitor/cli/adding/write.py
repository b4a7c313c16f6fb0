"""A chosen watch tried out on what was fetched, written into config.toml, and visited for the first time (DESIGN 4.5)."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monitor.alerts.sending import send_due
from monitor.alerts.summary import say_damaged, say_sent
from monitor.cli.adding.look import LookedAt, unreadable
from monitor.config import load_any
from monitor.config.editing import block, with_watch
from monitor.config.loading import judged
from monitor.config.saving import edit, edited
from monitor.config.template import template_with
from monitor.decide.case import missing_item
from monitor.errors import MonitorError, NothingFound, refused
from monitor.i18n.typography import clean
from monitor.model import CheckResult, Config, LastPage, Reading, Watch, WatchState
from monitor.pipeline import Doors, check
from monitor.pipeline.doors import Each, PdfReader
from monitor.pipeline.visit import Visit, read
from monitor.records import now
from monitor.report.words import failure_seen
from monitor.store import InstanceLock, Store, holder
from monitor.terminal.logs import hide
from monitor.terminal.say import terminal_language
from monitor.wiring import WAIT, say_waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A watch that finds on its page all that it names."""

    seen: LookedAt
    table: dict[str, Any]
    watch: Watch
    reading: Reading


def known_config(path: Path) -> Config:
    """The configuration that a watch is added to, be it without one; where there is no file, the one that `init` would write."""
    if path.exists():
        config = load_any(path, os.environ)
    else:
        config = judged(path, template_with(terminal_language(), "").encode(), os.environ)
    hide(config)
    return config


def kept_names(config: Config) -> dict[str, str]:
    """The watches that left the configuration and have a history, with their addresses."""
    if not config.database.exists():
        return {}
    configured = {w.name for w in config.watches}
    with Store.open(config.database, readonly=True) as store:
        return {w.name: w.url for w in store.watches() if w.name not in configured}


def tried(seen: LookedAt, table: dict[str, Any], path: Path, pdf: PdfReader) -> Ready:
    """The watch that *table* is, after a reading of its page; raises NothingFound where that lacks something, ConfigError …

    … where the configuration would not be valid with it. Nothing is written.
    """
    data = path.read_bytes() if path.exists() else template_with(terminal_language(), "").encode()
    config = judged(path, edited(data, lambda text: with_watch(text, table)), os.environ)
    watch = config.watches[-1]
    reading = read(
        Visit(watch=watch, state=WatchState(watch=watch.name), web=seen.once, pdf=pdf, at=now(), last_page=LastPage(), named=True)
    )
    if reading.failure:
        raise unreadable(watch.url, reading.failure)
    if reading.extraction is None or reading.extraction.missing:
        # That something asked for by name is not on the page, with what is (3.22).
        missing = reading.extraction.missing if reading.extraction else ()
        said = [failure_seen(missing_item(item, reading, never=True), terminal_language()) for item in missing]
        raise NothingFound(f"{clean(watch.url)}: " + " ".join(said), remedy=f"monitor outline {watch.url}")
    return Ready(seen=seen, table=table, watch=watch, reading=reading)


def write(path: Path, tables: Sequence[Mapping[str, Any]]) -> None:
    """Put *tables* into config.toml, made where there is none."""

    def change(text: str) -> str:
        for table in tables:
            text = with_watch(text, table)
        return text

    if path.exists():
        edit(path, change, os.environ)
        return
    first, *rest = tables
    text = template_with(terminal_language(), block(first))
    for table in rest:
        text = with_watch(text, table)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise MonitorError(refused(path, error)) from error


@contextmanager
def at_work(config: Config) -> Iterator[Store | None]:
    """The database, for this process alone; None where a service has it, which visits what is new by itself."""
    held = holder(config.database)
    if held is not None and held.is_service:
        yield None
        return
    with (
        InstanceLock(config.database, wait=WAIT, waiting=say_waiting),
        Store.open(config.database, now=now, patience=WAIT) as store,
    ):
        yield store


def first_visits(ready: Sequence[Ready], config: Config, store: Store, pdf: PdfReader) -> Iterator[CheckResult]:
    """The first visit of each, made of what was fetched already; yields each after its commit."""
    for one in ready:
        one.seen.once.spend()
    web = Each({one.watch.name: one.seen.once for one in ready})
    doors = Doors(web=web, pdf=pdf, book=store, channels=config.channels, now=now, sleep=time.sleep)
    yield from check([one.watch for one in ready], doors, named=True)


def send(store: Store, config: Config) -> None:
    """Send what is due, as a check does: a channel whose pages were all visited is welcomed."""
    say_sent(send_due(store, config, damaged=say_damaged), config)
