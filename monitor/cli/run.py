"""`monitor run`: keep watching by the schedules until told to stop."""

from __future__ import annotations

import functools
import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from monitor.cli.options import config_option, described, log_option, option
from monitor.cli.serve import print_address, serve_option
from monitor.config import load_cached, load_known
from monitor.errors import Unfinished
from monitor.model import Config, Figures
from monitor.observe.standing import Standing, standings
from monitor.schedule import rests
from monitor.service.edits import Edits, child, judged
from monitor.service.pages import PageOptions
from monitor.service.resident import Resident, ServiceNotices
from monitor.service.workers import exit_text
from monitor.store import InstanceLock, Store
from monitor.terminal.hiding import hide
from monitor.terminal.logs import FORM, Form, set_up
from monitor.terminal.output import localized, note

log = logging.getLogger(__name__)


HOST = "127.0.0.1"


class Address(click.ParamType):  # type: ignore[type-arg]  # generic only for the type checker
    """HOST:PORT, [IPv6]:PORT, or a port alone, which means loopback."""

    name = "address"

    def convert(self, value: str | tuple[str, int], param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, int]:
        if isinstance(value, tuple):
            return value
        host, _, port = value.rpartition(":")
        host = host[1:-1] if host.startswith("[") and host.endswith("]") else host
        if not (port.isascii() and port.isdigit() and int(port[:6]) < 65536) or (":" in value and not host):
            self.fail(localized("cli.listening.no_address", value=value, host=HOST), param, ctx)
        return host or HOST, int(port)


@contextmanager
def listening(
    address: tuple[str, int] | None, config: Callable[[], Config], scheduler: Callable[[], str | None]
) -> Iterator[tuple[str, int] | None]:
    """Answer /healthz and /metrics meanwhile, by today's *config* and what is wrong with *scheduler*; without *address* nothing."""
    if address is None:
        yield None
        return
    from monitor.observe.server import Sources, serve  # late, alone of our own: a service that is not asked stays small

    since = datetime.now(UTC)

    def look() -> tuple[Figures, Sequence[Standing]]:
        with Store.open(config().database, create=False, readonly=True) as store:
            figures = store.figures()
            return figures, standings(config(), figures, held=store.holds.until, since=since)

    with serve(address, Sources(look=look, scheduler=scheduler, since=since)) as server:
        yield server.address


@described("run")
@option("--listen", type=Address(), metavar="host_port_optional", help="help.run.listen")
@serve_option
@log_option
@config_option
def command(listen: tuple[str, int] | None, pages: PageOptions | None, log_format: Form | None, config_path: Path) -> int:
    """Hold the database and have what is due done by workers; this process itself stays small (12.2)."""
    set_up(logging.INFO, log_format or "lines")
    os.environ[FORM] = log_format or "lines"  # the workers' too
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))  # until the resident listens
    edits = Edits(config_path, judged)
    status = child("prepare", config_path)  # however long it takes: a large database is copied before it is brought up to date
    if status < 0:
        raise Unfinished.of("cli.run.interrupted", how=exit_text(status))
    if status:
        return status
    config = load_known(config_path, os.environ) or load_cached(config_path, os.environ)
    hide(config)
    with InstanceLock(config.database) as lock:
        at = datetime.now(UTC)
        note(localized("cli.run.watching", n=sum(not rests(w, at, config.timezone) for w in config.watches)))
        shown = (pages, functools.partial(print_address, pages)) if pages else None
        resident = Resident(config, lock=lock.fileno(), edits=edits, notices=ServiceNotices(), pages=shown)
        with listening(listen, lambda: resident.config, resident.trouble):
            resident.run()
    return 0
