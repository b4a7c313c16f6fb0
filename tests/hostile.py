"""A server of raw bytes, for answers that no well-behaved server gives."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
import time
from types import TracebackType

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
HANG_S = 120.0  # how long a silent server keeps its visitors waiting
BODY = b"<html><body><main><h1>Mutualisation</h1><p>" + b"Un texte assez long pour compter. " * 40


class Hostile:
    """`url("reset")` answers as the name says; the first requests of `flaky` are cut, the third is whole."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._closing = threading.Event()
        self.asked: list[str] = []

    def url(self, behaviour: str) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}/{behaviour}"

    def __enter__(self) -> Hostile:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._closing.set()
        self._listener.close()

    def _accept(self) -> None:
        while not self._closing.is_set():
            with contextlib.suppress(OSError):
                connection, _ = self._listener.accept()
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError, IndexError), connection:  # killed before it asked: no path
            path = connection.recv(65536).split(b" ")[1].decode().strip("/")
            if path == "robots.txt":
                connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            else:
                self.asked.append(path)
                getattr(self, f"_{path}")(connection)

    def _reset_before(self, connection: socket.socket) -> None:
        _reset(connection)

    def _reset_mid(self, connection: socket.socket) -> None:
        connection.sendall(HEAD + b"Content-Length: 90000\r\n\r\n" + BODY)
        time.sleep(0.05)
        _reset(connection)

    def _short(self, connection: socket.socket) -> None:
        connection.sendall(HEAD + b"Content-Length: 90000\r\nConnection: close\r\n\r\n" + BODY)

    def _drip(self, connection: socket.socket) -> None:
        connection.sendall(HEAD + b"Content-Length: 90000\r\n\r\n")
        while not self._closing.is_set():
            connection.sendall(b"<")
            time.sleep(0.1)

    def _silent(self, connection: socket.socket) -> None:
        self._closing.wait(HANG_S)

    def _loop(self, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /loop\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    def _elsewhere(self, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: ftp://127.0.0.1/x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    def _broken_gzip(self, connection: socket.socket) -> None:
        connection.sendall(HEAD + b"Content-Encoding: gzip\r\nContent-Length: 12\r\nConnection: close\r\n\r\nnot gzip at a")

    def _nonsense(self, connection: socket.socket) -> None:
        connection.sendall(b"\x16\x03\x01 hello, this is no HTTP\r\n\r\n")


def _reset(connection: socket.socket) -> None:
    """Close with RST instead of FIN."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
