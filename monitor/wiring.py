"""Where the doors are hung: configuration, database, network, the confined reader, the clock."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from monitor.config import load_cached
from monitor.confine import Confined
from monitor.errors import NothingFound, UnknownWatch
from monitor.fetch import Fetcher
from monitor.fetch.politeness import RobotsCopy
from monitor.i18n.locale import Text
from monitor.model import Config, Recipe, Schedule, Watch
from monitor.model.frozen import dataclass
from monitor.pipeline.doors import Doors, Network
from monitor.placeholders import address_with_names
from monitor.schedule import due, rests
from monitor.store import Holds, InstanceLock, RobotsFiles, Store
from monitor.store.connection import PATIENCE
from monitor.terminal.logs import hide
from monitor.terminal.say import is_language_asked_for, localized, note, speak

WAIT = timedelta(seconds=60)  # how long `check` waits for another instance


def now() -> datetime:
    """The time, aware and UTC."""
    return datetime.now(UTC)


def read_config(path: Path) -> Config:
    """Read *path*, its ${NAME}s from the environment; its secrets stay out of the log, which is in its language (4.2)."""
    config = load_cached(path, os.environ)
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
    found = next((w for w in config.watches if w.name == name), None)
    if found:
        return found
    import difflib

    names = [w.name for w in config.watches]
    close = difflib.get_close_matches(name, names, n=1)
    raise UnknownWatch(
        localized("cli.wiring.no_watch", file=config.path, name=name),
        remedy=localized("cli.wiring.did_you_mean", guess=close[0])
        if close
        else localized("cli.wiring.watches") + ", ".join(names),
    )


def due_watches(store: Store, watches: Sequence[Watch], config: Config) -> tuple[Watch, ...]:
    """Those of *watches* whose time has come and whose server does not want to be left alone (DESIGN 3.18, 4.4)."""
    at, pasts = now(), store.pasts(watches)
    return tuple(w for w in watches if due(w, pasts[w.name], at, config.timezone))


def recorded(store: Store, config: Config, name: str) -> None:
    """NothingFound where no visit of *name* was ever recorded; UnknownWatch where the configuration has not got it either."""
    if not store.watches(name):
        known_watch(config, name)
        raise NothingFound(
            localized("cli.wiring.not_visited", name=name),
            remedy=f"monitor check {name}",
        )


def known_or_default(config: Config, name: str) -> Watch:
    """The watch of that name, or, where config.toml no longer has it, one with its name only."""
    default = Watch(name=name, url="", schedule=Schedule(), recipe=Recipe())
    return next((w for w in config.watches if w.name == name), default)


@contextmanager
def reading(config: Config, *names: str) -> Iterator[Store]:
    """The database, to read only: no lock is asked for, whoever works goes on. What is not found in a damaged one is Damaged.

    *names*: of the watches asked for; before there is a database, one that config.toml has not is wrong usage all the same (4.3).
    """
    if not config.database.exists():
        for name in names:
            known_watch(config, name)
        raise NothingFound(
            localized("cli.wiring.no_database", database=config.database),
            remedy="monitor check",
        )
    with Store.open(config.database, readonly=True) as store:
        try:
            yield store
        except NothingFound:
            store.ask_whole()  # a damaged index hides what is there
            raise


@dataclass(frozen=True, slots=True)
class KeptRobots:
    """The database's robots.txt files as the fetcher asks for them; *shown*: an address with `${NAME}`s."""

    files: RobotsFiles
    shown: Callable[[str], str]

    def kept(self, site: str) -> RobotsCopy | None:
        file = self.files.get(self.shown(site))
        return RobotsCopy(fetched_at=file.fetched_at, status=file.status, text=file.text) if file else None

    def keep(self, site: str, copy: RobotsCopy) -> None:
        self.files.put(self.shown(site), copy.fetched_at, copy.status, copy.text)


@dataclass(frozen=True, slots=True)
class KeptHolds:
    """The database's holds as the fetcher asks for them; *shown*: an address with `${NAME}`s."""

    holds: Holds
    shown: Callable[[str], str]

    def until(self, url: str) -> datetime | None:
        return self.holds.until(self.shown(url))

    def hold(self, scope: Literal["host", "address"], url: str, until: datetime) -> None:
        self.holds.hold(scope, self.shown(url), until)

    def lift(self, url: str, at: datetime) -> None:
        self.holds.lift(self.shown(url), at)


def _address_shown(config: Config) -> Callable[[str], str]:
    """What an address that is asked for is kept as, whichever watch asks."""
    known = [w.placeholders for w in config.watches if w.placeholders]

    def shown(url: str) -> str:
        return next((named for one in known if (named := address_with_names(one, url)) != url), url)

    return shown


@contextmanager
def working(config: Config, *, wait: timedelta = WAIT, clock: Callable[[], datetime] = now) -> Iterator[tuple[Doors, Store]]:
    """Everything a check needs, for one instance at a time: the lock first, then database, network, reader; all on *clock*."""
    lock = InstanceLock(config.database, wait=wait, waiting=say_waiting)
    with lock, at_work(config, clock=clock, patience=wait) as doors_and_store:
        yield doors_and_store


def say_waiting(holder: Text) -> None:
    """Tell whoever waits for whom."""
    note(localized("cli.wiring.waiting", holder=holder))


@contextmanager
def at_work(
    config: Config, *, clock: Callable[[], datetime] = now, create: bool = True, patience: timedelta = PATIENCE
) -> Iterator[tuple[Doors, Store]]:
    """The same for a process that holds the lock already, or whose parent does. *create*: make a database that is missing.

    *patience*: for a program that is none of ours and has the database locked.
    """
    shown = _address_shown(config)
    with (
        Store.open(config.database, create=create, now=clock, patience=patience) as store,
        Fetcher(
            contact=config.contact,
            now=clock,
            sleep=time.sleep,
            holds=KeptHolds(store.holds, shown),
            robots=KeptRobots(store.robots, shown),
        ) as web,
        Confined() as pdf,
    ):
        doors = Doors(web=network(web, config), pdf=pdf, book=store, channels=config.channels, now=clock, sleep=time.sleep)
        yield doors, store


def network(web: Fetcher, config: Config) -> Network:
    """*web* as the pipeline asks it."""
    contact = (config.contact, config.contact_shown) if config.contact and config.contact_shown else None
    return Network(web, contact)
