"""The history pages beside the watch: a socket that waits here, and a process that answers while somebody visits.

The resident only listens. The first connection starts `monitor.service.page_worker`, which inherits the socket, and ends when
nobody has asked for anything in KEPT; whoever comes then starts it anew. No connection is lost between the two: it waits in the
socket's queue. So the service is as small as without pages while nobody looks at them. Whatever happens here, the watch goes on.
"""

from __future__ import annotations

import errno
import logging
import os
import socket
from collections.abc import Callable
from datetime import datetime, timedelta

from monitor.config.addresses import is_loopback
from monitor.errors import MonitorError
from monitor.i18n.locale import Foreign, Text
from monitor.model.frozen import dataclass
from monitor.service.supervisors import EXIT_WITHIN_S, Backoff
from monitor.service.workers import SharedConfig, Worker, exit_text, python
from monitor.terminal.output import error_text, localized, note

log = logging.getLogger(__name__)

KEPT = timedelta(minutes=5)  # how long the process that answers is kept after the last request
SETTLED = timedelta(minutes=1)  # one that dies sooner is not started again at once
HOST, PORT = "127.0.0.1", 8001


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """Where the history pages are, and what they show."""

    host: str = HOST
    port: int = PORT  # 0: any free one
    prefix: str = ""  # of their addresses behind a proxy, "/watch"
    names: tuple[str, ...] = ()  # under which they may be asked for, besides those of this machine
    index: bool = False  # search engines may come
    without_names: bool = False  # people are withheld (DESIGN 5.17)

    def arguments(self) -> list[str]:
        """As options of a command line; what is as by default is left out."""
        found = ["--host", self.host] if self.host != HOST else []
        found += ["--port", str(self.port)] if self.port != PORT else []
        found += ["--root-path", self.prefix] if self.prefix else []
        found += [part for name in self.names for part in ("--name", name)]
        found += ["--index"] if self.index else []
        return [*found, "--without-names"] if self.without_names else found

    @property
    def known_as(self) -> set[str]:
        """The names under which a request may come."""
        return {self.host, socket.gethostname(), *self.names}

    def address(self, port: int) -> str:
        """What to type into a browser; *port*: the one that is listened on."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{port}{self.prefix}/"

    def is_open(self) -> bool:
        """Whether other machines may reach pages that name people."""
        return not self.without_names and not is_loopback(self.host)


_OF_PORT = (errno.EADDRINUSE, errno.EACCES)  # else it is the address that is not to be had


def listening(pages: PageOptions) -> socket.socket:
    """A socket at that address. Raises MonitorError where another program has it, or it is not ours."""
    family = socket.AF_INET6 if ":" in pages.host else socket.AF_INET
    # Named TCP, or asyncio does not know it for that: a page's body would wait 40 ms for the visitor to acknowledge its headers.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((pages.host, pages.port))
        listener.listen(128)  # who reads the address may come at once
    except (OSError, UnicodeError) as error:
        listener.close()
        code = (isinstance(error, OSError) and error.errno) or 0
        reason = os.strerror(code) if code > 0 else str(error)
        raise MonitorError(
            Text("cli.serve.cannot_listen", host=pages.host, port=pages.port, reason=Foreign(reason)),
            remedy=Text(f"cli.serve.{'cannot_listen' if code in _OF_PORT else 'no_such_host'}_do"),
        ) from error
    return listener


class PageServer:
    """The socket, and the process that answers while there is one. *opened* is told the port, as soon as there is one."""

    def __init__(self, pages: PageOptions, config: SharedConfig, *, opened: Callable[[int], None]) -> None:
        self._pages = pages
        self._config = config
        self._opened = opened
        self._listener: socket.socket | None = None
        self._worker: Worker | None = None
        self._started_at: datetime | None = None
        self._leaving = False
        self._backoff = Backoff()
        self._refused: str | None = None  # why the address cannot be had, as it was said

    def look(self, at: datetime) -> None:
        """Listen, if that is still to be done and it is time to try."""
        if self._listener is not None or self._backoff.lasts(at):
            return
        try:
            self._listener = listening(self._pages)
        except MonitorError as error:
            self._backoff.begin(at)
            if self._refused != (reason := error_text(error)):  # else it is said already
                note(f"{reason}\n  {localized('cli.run.goes_on_without_pages')}", logging.ERROR)
                self._refused = reason
            return
        self._backoff.end()
        self._opened(self._listener.getsockname()[1])

    def wake_at(self, at: datetime) -> datetime | None:
        """When to try again; None: nothing is to be tried."""
        waits = self._backoff.lasts(at) or self._listener is None
        return self._backoff.over(at) if waits else None

    def file(self, at: datetime) -> int | None:
        """What to wait on: somebody who comes, or the end of the process that answers."""
        if self._worker is not None:
            return self._worker.fileno()
        return None if self._listener is None or self._backoff.lasts(at) else self._listener.fileno()

    def ready(self, at: datetime) -> None:
        """What `file` named is readable: start the process, or see it off."""
        if self._worker is not None:
            if None in self._worker.received():
                assert self._started_at is not None
                status = self._worker.ended(within=EXIT_WITHIN_S)
                self._worker = None
                if status == 0 or self._leaving:
                    self._backoff.end()
                    return
                log.error("pages died how=%s", exit_text(status))
                if at - self._started_at < SETTLED:
                    self._backoff.begin(at)
            return
        assert self._listener is not None
        fds = (self._config.fd, self._listener.fileno())
        files = ["--config-fd", str(fds[0]), "--listen-fd", str(fds[1])]
        command = python("page_worker", *files, "--kept", str(KEPT.total_seconds()), *self._pages.arguments())
        self._leaving, self._started_at = False, at
        try:
            self._worker = Worker(command, files=fds)
        except OSError as error:  # no process to be had: too many, or no memory
            log.error("pages not answered reason=%s", error)
            self._backoff.begin(at)

    def configure(self, config: SharedConfig) -> None:
        """Answer under another configuration: who comes next gets a new process."""
        self._config = config
        self.stop()

    def clock_jumped(self, at: datetime) -> None:
        self._backoff.cap(at)

    def stop(self) -> None:
        """Tell the process to end; requests under way are answered."""
        if self._worker is not None and not self._leaving:
            self._leaving = True
            self._worker.stop()

    def close(self, *, within_s: float) -> None:
        """Wait for the process, once told, and close the socket."""
        if self._worker is not None:
            self._worker.ended(within=within_s)
            self._worker = None
        if self._listener is not None:
            self._listener.close()
            self._listener = None
