"""The web of a bench, in a process of its own whose cost is nobody's: `python -m bench.server MAKER` prints its port and serves.

Page n is at /n. What is sent is set by asking for /-/PASS/VISIT; with "304" pages have an ETag and are answered by it.
"""

from __future__ import annotations

import asyncio
import hashlib
import importlib
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from bench.measure import ROOT
from bench.pages import Pass


class Maker(Protocol):
    """A module that makes pages."""

    def body(self, number: int, kind: Pass, visit: int) -> bytes: ...


class Web:
    """A server that runs, and how to tell it what to send."""

    def __init__(self, port: int) -> None:
        self.port = port

    def url(self, number: int) -> str:
        """The address of page *number*."""
        return f"http://127.0.0.1:{self.port}/{number}"

    def show(self, kind: Pass, visit: int) -> None:
        """Send from now on what belongs to the *visit*th visit of that *kind*."""
        self._ask(f"/-/{kind}/{visit}")

    def asked(self) -> tuple[int, int]:
        """How many pages were asked for since `show`, and how many of these answered by 304."""
        asked, unmodified = self._ask("/-/count").split()
        return int(asked), int(unmodified)

    def _ask(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}") as answer:
            return str(answer.read().decode())


@contextmanager
def web(maker: str = "bench.pages") -> Iterator[Web]:
    """Serve what the module *maker* makes."""
    server = subprocess.Popen([sys.executable, "-m", "bench.server", maker], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        yield Web(int(server.stdout.readline()))
    finally:
        server.terminate()
        server.wait(10)


class _Answers(asyncio.Protocol):
    """One connection, kept open; GET without a body is all it knows."""

    def __init__(self, shown: _Shown) -> None:
        self.shown, self.pending = shown, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.pending += data
        while b"\r\n\r\n" in self.pending:
            head, _, self.pending = self.pending.partition(b"\r\n\r\n")
            first, *fields = head.decode("latin-1").split("\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (field.partition(":") for field in fields)}
            assert isinstance(self.transport, asyncio.Transport)
            self.transport.write(self.shown.answer(first.split()[1], headers))


class _Shown:
    def __init__(self, maker: Maker) -> None:
        self.maker = maker
        self.kind: Pass = "first"
        self.visit = self.asked = self.unmodified = 0

    def answer(self, path: str, headers: dict[str, str]) -> bytes:
        if path == "/-/count":
            return _response(200, f"{self.asked} {self.unmodified}".encode())
        if path.startswith("/-/"):
            kind, visit = path[3:].split("/")
            self.kind, self.visit, self.asked, self.unmodified = kind, int(visit), 0, 0  # type: ignore[assignment]
            return _response(200, b"")
        if not path[1:].isdecimal():
            return _response(404, b"")
        self.asked += 1
        data = self.maker.body(int(path[1:]), self.kind, self.visit)
        if self.kind != "304":
            return _response(200, data)
        etag = f'"{hashlib.sha256(data).hexdigest()[:20]}"'
        if headers.get("if-none-match") == etag:
            self.unmodified += 1
            return _response(304, b"", f"ETag: {etag}\r\n")
        return _response(200, data, f"ETag: {etag}\r\n")


def _response(status: int, data: bytes, more: str = "") -> bytes:
    length = "" if status == 304 else f"Content-Type: text/html; charset=utf-8\r\nContent-Length: {len(data)}\r\n"
    return f"HTTP/1.1 {status} .\r\n{length}{more}\r\n".encode() + data


async def _serve(maker: str) -> None:
    shown = _Shown(importlib.import_module(maker))
    server = await asyncio.get_running_loop().create_server(lambda: _Answers(shown), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1]))
