"""A web server on loopback that says byte for byte what a test wrote down, and remembers what it was asked."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import TypeAlias

Act: TypeAlias = Callable[[socket.socket], None]
Reply: TypeAlias = "bytes | Act"


@dataclass(frozen=True)
class Asked:
    """One request as it came in."""

    path: str
    headers: dict[str, str]  # names in lower case
    at: float = field(compare=False)


def reply(status: int = 200, body: bytes = b"", *headers: str, length: int | None = None) -> bytes:
    """A whole answer; *length* is announced instead of the true one where given."""
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body) if length is None else length}", *headers]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def reset(before: bytes = b"") -> Act:
    """Send *before*, then break the connection with an RST."""

    def act(connection: socket.socket) -> None:
        connection.sendall(before)
        time.sleep(0.05)  # or the RST overtakes what was sent
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return act


def drip(before: bytes, every_s: float) -> Act:
    """Send *before*, then a byte now and then for ever."""

    def act(connection: socket.socket) -> None:
        connection.sendall(before)
        with contextlib.suppress(OSError):
            while True:
                time.sleep(every_s)
                connection.sendall(b"x")

    return act


def close(connection: socket.socket) -> None:
    """Say nothing and hang up."""


class Server:
    """`says` maps a path to its answers: the first request gets the first, the last one stays. Bytes keep the connection open."""

    def __init__(self, says: dict[str, list[Reply]] | None = None, *, tls: ssl.SSLContext | None = None) -> None:
        self.says: dict[str, list[Reply]] = {"/robots.txt": [reply(404)], **(says or {})}
        self.asked: list[Asked] = []
        self.connections = 0
        self._tls = tls
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._open: list[socket.socket] = []

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order, robots.txt left out."""
        return [a.path for a in self.asked if a.path != "/robots.txt"]

    def __enter__(self) -> Server:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self.connections += 1
                self._open.append(connection)
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            with connection:
                while self._answer(connection):
                    pass

    def _answer(self, connection: socket.socket) -> bool:
        head = b""
        while b"\r\n\r\n" not in head:
            data = connection.recv(65536)
            if not data:
                return False
            head += data
        said = self._next(head)
        if callable(said):
            said(connection)
            return False
        connection.sendall(said)
        return True

    def _next(self, head: bytes) -> Reply:
        first, *lines = head.decode("latin-1").strip().split("\r\n")
        path = first.split(" ")[1]
        headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
        with self._lock:
            self.asked.append(Asked(path, headers, time.monotonic()))
            answers = self.says.get(path, [reply(404)])
            return answers.pop(0) if len(answers) > 1 else answers[0]
