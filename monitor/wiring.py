"""The doors of a check: lock, database, network, the confined reader, the clock."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Literal

from monitor.confine import Confined
from monitor.fetch import Fetcher
from monitor.fetch.politeness import RobotsCopy
from monitor.i18n.locale import Text
from monitor.model import Config
from monitor.model.frozen import dataclass
from monitor.pipeline.doors import Doors, Network
from monitor.placeholders import address_with_names
from monitor.records import now, read_config
from monitor.store import Holds, InstanceLock, RobotsFiles, Store
from monitor.store.connection import PATIENCE
from monitor.terminal.output import localized, note

__all__ = ["WAIT", "at_work", "network", "print_waiting", "read_config", "working"]  # `read_config`: whoever works begins with it

WAIT = timedelta(seconds=60)  # how long `check` waits for another instance
GARBAGE = (50_000, 5, 5)  # objects between two searches for it: a page's tree is thousands, and all of it is in use till its end


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


@contextmanager
def working(config: Config, *, wait: timedelta = WAIT, clock: Callable[[], datetime] = now) -> Iterator[tuple[Doors, Store]]:
    """Everything a check needs, for one instance at a time: the lock first, then database, network, reader; all on *clock*."""
    lock = InstanceLock(config.database, wait=wait, waiting=print_waiting)
    with lock, at_work(config, clock=clock, patience=wait) as doors_and_store:
        yield doors_and_store


def print_waiting(holder: Text) -> None:
    """Tell whoever waits for whom."""
    note(localized("cli.wiring.waiting", holder=holder))


@contextmanager
def at_work(
    config: Config, *, clock: Callable[[], datetime] = now, create: bool = True, patience: timedelta = PATIENCE
) -> Iterator[tuple[Doors, Store]]:
    """The same where the lock is held already; *create*: a database that is missing; *patience*: with one locked by others."""
    known = [w.placeholders for w in config.watches if w.placeholders]

    def shown(url: str) -> str:
        """What an address that is asked for is kept as, whichever watch asks."""
        return next((named for one in known if (named := address_with_names(one, url)) != url), url)

    gc.set_threshold(*GARBAGE)
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
