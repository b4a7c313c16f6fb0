"""The configuration and the database, to read: all that a command needs which asks what was seen. Nothing of it visits a page."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from monitor.config import load_cached
from monitor.errors import NothingFound, UnknownWatch
from monitor.model import Config, Watch
from monitor.schedule import due, rests
from monitor.store import Store
from monitor.terminal.hiding import hide
from monitor.terminal.output import is_language_asked_for, localized, speak


def now() -> datetime:
    """The time, aware and UTC."""
    return datetime.now(UTC)


def read_config(path: Path, *, may_be_empty: bool = False) -> Config:
    """Read *path*, its ${NAME}s from the environment; its secrets stay out of the log, which is in its language (4.2).

    *may_be_empty*: for what asks about the past, which the last page leaves behind when it is removed.
    """
    config = load_cached(path, os.environ, may_be_empty=may_be_empty)
    hide(config)
    if not sys.stderr.isatty() and not is_language_asked_for():
        speak(config.language)
    return config


def chosen(config: Config, names: Sequence[str]) -> tuple[Watch, ...]:
    """The watches named, in the order of the configuration; where none is named all but those that rest."""
    if not names:
        return visited(config)
    for name in names:
        known_watch(config, name)
    return tuple(w for w in config.watches if w.name in names)


def visited(config: Config) -> tuple[Watch, ...]:
    """The watches that are visited without being named: neither switched off nor paused now."""
    at = now()
    return tuple(w for w in config.watches if not rests(w, at, config.timezone))


def known_watch(config: Config, name: str) -> Watch:
    """The watch of that name; UnknownWatch, with what it may have been, where there is none."""
    found = config.watch(name)
    if found:
        return found
    import difflib

    names = [w.name for w in config.watches]
    close = difflib.get_close_matches(name, names, n=1)
    remedy = localized("mistakes.no_watch.to_do")
    if names:
        remedy = (
            localized("cli.wiring.did_you_mean", guess=close[0]) if close else localized("cli.wiring.watches") + ", ".join(names)
        )
    raise UnknownWatch(localized("cli.wiring.no_watch", file=config.path, name=name), remedy=remedy)


def due_watches(store: Store, watches: Sequence[Watch], config: Config) -> tuple[Watch, ...]:
    """Those of *watches* whose time has come and whose server does not want to be left alone (DESIGN 3.18, 4.4)."""
    at, pasts = now(), store.pasts(watches)
    return tuple(w for w in watches if due(w, pasts[w.name], at, config.timezone))


def recorded(store: Store, config: Config, name: str) -> None:
    """NothingFound where no visit of *name* was ever recorded; UnknownWatch where the configuration has not got it either."""
    if not store.watches(name):
        known_watch(config, name)
        raise NothingFound.of("cli.wiring.not_visited", name=name, do=f"monitor check {name}")


@contextmanager
def reading(config: Config, *names: str) -> Iterator[Store]:
    """The database, to read only: no lock is asked for, whoever works goes on. What is not found in a damaged one is Damaged.

    *names*: of the watches asked for; before there is a database, one that config.toml has not is wrong usage all the same (4.3).
    """
    if not config.database.exists():
        for name in names:
            known_watch(config, name)
        raise NothingFound.of("cli.wiring.no_database", database=config.database, do="monitor check")
    with Store.open(config.database, readonly=True) as store:
        store.timezone = config.timezone
        try:
            yield store
        except NothingFound:
            store.ask_whole()  # a damaged index hides what is there
            raise
