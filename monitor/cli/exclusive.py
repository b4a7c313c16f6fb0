"""The database to oneself: a visit under way is waited for, the service that `monitor install` made rests meanwhile (4.3, 5.17)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from monitor.errors import Locked, MonitorError
from monitor.files import make
from monitor.model import Config
from monitor.service.installing import Installation, runs_as, start, stop
from monitor.store import InstanceLock, holder, running_service
from monitor.terminal.output import localized, note, rendered

_ENDING = timedelta(minutes=2)  # a round of visits takes longer only where servers are slow
_STOPPED = timedelta(seconds=20)  # for the workers of a service that was stopped


@contextmanager
def alone(config: Config, *, command: str | None = None) -> Iterator[None]:
    """Hold the lock of the database. Raises Locked where a service that was started otherwise has it, and says how to stop that.

    *command*: what the lock file calls us, which must not hold a name that is to be erased.
    """
    installation = Installation(config.path.absolute())
    service = running_service(config.database)
    stopped = service is not None and runs_as(installation, service.pid)
    lock = InstanceLock(
        config.database,
        command=command,
        wait=_STOPPED if stopped else timedelta(0) if service else _ENDING,
        waiting=lambda who: note(localized("cli.wiring.waiting", holder=who)),
    )
    if stopped:
        note(localized("erasing.rests", unit=installation.unit))
        make(_mark(config))  # before it stops: whoever is killed after that has left it so
        stop(installation)
    try:
        try:
            lock.acquire()
        except Locked as error:
            found = running_service(config.database)
            if found is None:
                raise
            raise Locked(error.message, remedy=localized("erasing.service_do", pid=found.pid)) from error
        yield
    finally:
        lock.release()
        wake(config)


def resting(config: Config) -> str | None:
    """The unit that a killed command left stopped; None where there is none, or it was started since."""
    if not _mark(config).exists():
        return None
    held = holder(config.database)
    return None if held is not None else Installation(config.path.absolute()).unit


def wake(config: Config) -> None:
    """Start the unit that was stopped by this command, or by one that was killed; called by whoever no longer holds the lock."""
    if not _mark(config).exists():
        return
    installation = Installation(config.path.absolute())
    if running_service(config.database) is None:
        try:
            start(installation)
            note(localized("erasing.goes_on", unit=installation.unit))
        except MonitorError as error:
            note(localized("erasing.rests_still", unit=installation.unit, why=rendered(error.message)), logging.ERROR)
    _mark(config).unlink(missing_ok=True)


def _mark(config: Config) -> Path:
    """The file that is there as long as the unit rests."""
    return config.database.with_name(f"{config.database.name}.resting")
