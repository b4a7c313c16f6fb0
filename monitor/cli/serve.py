"""`monitor serve`: the history in a browser."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from urllib.parse import urlsplit

import click

from monitor.cli.options import config_option
from monitor.errors import MonitorError
from monitor.model import Config
from monitor.service.edits import Edits
from monitor.terminal.say import localized, note
from monitor.wiring import read_config


@click.command(
    "serve",
    help=localized("help.serve.command"),
)
@click.option("--host", default="127.0.0.1", show_default=True, help=localized("help.serve.host"))
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8001,
    show_default=True,
    help=localized("help.serve.port"),
)
@click.option(
    "--root-path",
    default="",
    metavar=localized("help.metavar.prefix"),
    help=localized("help.serve.root_path"),
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar=localized("help.metavar.name"),
    help=localized("help.serve.name"),
)
@click.option("--index", is_flag=True, help=localized("help.serve.index"))
@click.option(
    "--without-names",
    is_flag=True,
    help=localized("help.serve.without_names"),
)
@config_option
def command(
    host: str, port: int, root_path: str, names: tuple[str, ...], index: bool, without_names: bool, config_path: Path
) -> int:
    """Serve until told to stop."""
    import uvicorn

    from monitor.web.site import Site

    config = read_config(config_path)
    prefix = "/" + root_path.strip("/") if root_path.strip("/") else ""
    listener = _listening(host, port)
    known = _Current(config)
    site = Site(known, prefix=prefix, names={host, socket.gethostname(), *names}, index=index, without_names=without_names)
    shown = f"[{host}]" if ":" in host else host
    print(f"http://{shown}:{listener.getsockname()[1]}{prefix}/", flush=True)
    if not _is_loopback(host) and not without_names:
        note(localized("cli.serve.open_to_all", host=host))
    server = uvicorn.Server(
        uvicorn.Config(
            site.app(), log_level="warning", access_log=False, server_header=False, lifespan="off", timeout_graceful_shutdown=1
        )
    )
    try:
        server.run(sockets=[listener])
    finally:
        site.close()
    return 0


class _Current:
    """The configuration as it is now: read again when its file was edited; one with mistakes leaves the one before in force."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._edits = Edits(config.path, _judged)

    def __call__(self) -> Config:
        if self._edits.edited():
            self._config = self._edits.judged() or self._config
        return self._config


def _judged(path: Path) -> Config | None:
    try:
        return read_config(path)
    except MonitorError:
        return None


def _listening(host: str, port: int) -> socket.socket:
    """A socket at that address. Raises MonitorError where another program has it, or it is not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)  # who reads the address may come at once
    except (OSError, UnicodeError) as error:
        listener.close()
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno and error.errno > 0 else str(error)
        raise MonitorError(
            localized("cli.serve.cannot_listen", host=host, port=port, reason=reason),
            remedy=localized("cli.serve.cannot_listen_do"),
        ) from error
    return listener


def _is_loopback(host: str) -> bool:
    import ipaddress

    try:
        return ipaddress.ip_address(urlsplit(f"//[{host}]" if ":" in host else f"//{host}").hostname or "").is_loopback
    except ValueError:
        return host == "localhost"
