"""`monitor run --listen`: the address as people write it, and what the answers are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

import click

from monitor.model import Config, Figures
from monitor.observe.standing import Standing, standings
from monitor.store import Store
from monitor.terminal.say import localized

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
            self.fail(
                localized("cli.listening.no_address", value=value, host=HOST),
                param,
                ctx,
            )
        return host or HOST, int(port)


@contextmanager
def listening(
    address: tuple[str, int] | None, config: Callable[[], Config], scheduler: Callable[[], str | None]
) -> Iterator[tuple[str, int] | None]:
    """Answer /healthz and /metrics while the block lasts; nothing is even imported where *address* is None.

    *config*: the one of this moment. *scheduler*: what is wrong with it, None where it is alive.
    """
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
