"""A country's sites on loopback addresses: a first pass, a quiet one and one with a hundredth changed; what a visit costs.

`make bench ONLY=country N=35000` chooses how many sites. `python -m bench.country serve` answers for all of them,
notes when each host is asked, and judges whether that is polite.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from bench import pages
from bench.measure import ROOT, Cost, how_many
from bench.peers import MONITOR, Installed, Target, installed

SITES, HOSTS = 3000, 40
COUNTRY = 35_000  # communes
PAUSE_S = 0.2
LATENCY_S = 0.01  # a server takes its time: who asks twice at once is seen
CLOCKS_S = 0.001  # by so much the clocks of two processes may differ
AIMS = {"cpu_ms": 4.0, "bytes": 2000.0, "peak_mb": 300.0}  # a quiet visit
KINDS: tuple[pages.Pass, ...] = ("304", "same", "noise")  # of quiet sites, in turn

Pass = Literal["first", "quiet", "again", "change"]
PASSES: tuple[Pass, ...] = ("first", "quiet", "again", "change")  # the first quiet pass is the first with validators


def address(host: int) -> str:
    """The loopback address of a host."""
    return f"127.0.{1 + host // 200}.{1 + host % 200}"


def body(number: int, at: Pass, visit: int) -> tuple[bytes, bool]:
    """What site *number* sends, and whether it knows validators."""
    kind = KINDS[number % len(KINDS)]
    if at == "change" and pages.is_changed(number):
        return pages.body(number, "change", visit), kind == "304"
    return pages.body(number, "noise", visit) if kind == "noise" else pages.body(number), kind == "304"


@dataclass(frozen=True, slots=True)
class Measured:
    """One pass over all sites."""

    name: Pass
    sites: int
    cost: Cost
    seconds: float
    grown: int  # bytes of the database
    missed: int  # changes
    false: int  # changes told that there were none
    failed: int  # visits
    rude: int  # requests that came too soon, or beside another one of that host

    @property
    def cpu_ms(self) -> float:
        return self.cost.cpu_s * 1000 / self.sites

    def told(self) -> str:
        return (
            f"{self.name:6} {self.cpu_ms:6.2f} ms CPU and {self.grown / self.sites:7.0f} bytes a site, {self.cost.peak_mb:3.0f} MB,"
            f" {self.seconds:4.0f} s; missed {self.missed}, false {self.false}, failed {self.failed}, impolite {self.rude}"
        )


def measured(folder: Path, sites: int = SITES) -> list[Measured]:
    """The passes, one after the other."""
    with country() as (port, ask):
        targets = [Target(f"http://{address(n % HOSTS)}:{port}/{n}", pages.SELECTOR) for n in range(sites)]
        ready = installed(replace(MONITOR, write=_write), folder / "monitor", targets)
        return [_pass(ready, name, visit, sites, ask) for visit, name in enumerate(PASSES)]


def _write(folder: Path, targets: Sequence[Target]) -> list[str]:
    arguments = MONITOR.write(folder, targets)
    file = folder / "config.toml"
    text = file.read_text(encoding="utf-8").replace('pause = "0s"', f'pause = "{PAUSE_S}s"')
    file.write_text(
        text.replace("per_host = 8\n", "").replace("robots = false\n", "").replace("[monitor]", "[monitor]\nconcurrency = 16")
    )
    return arguments


def _pass(ready: Installed, name: Pass, visit: int, sites: int, ask: Any) -> Measured:
    ask(f"/-/{name}/{visit}")
    before, start = _size(ready.folder), time.monotonic()
    cost = ready.run()
    seconds = time.monotonic() - start
    results = [json.loads(line) for line in ready.said().splitlines() if line.startswith("{")]
    told = {int(r["watch"].removeprefix("page-")) for r in results if r["outcome"] == "changed"}
    real = {n for n in range(sites) if name == "change" and pages.is_changed(n)}
    if len(results) != sites:
        raise SystemExit(f"country: {len(results)} results of {sites} sites\n{ready.said()[-2000:]}")
    return Measured(
        name=name,
        sites=sites,
        cost=cost,
        seconds=seconds,
        grown=_size(ready.folder) - before,
        missed=len(real - told),
        false=len(told - real),
        failed=sum(r["outcome"] == "failed" for r in results),
        rude=int(ask("/-/rude")),
    )


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.glob("monitor.db*"))


def table(rows: Sequence[Measured]) -> str:
    """*rows* as text, and what a country would cost by the quiet one."""
    quiet = next(row for row in rows if row.name == "again")
    first = next(row for row in rows if row.name == "first")
    lines = [f"{rows[0].sites} sites on {HOSTS} hosts, a third of them answering 304, the same bytes, other bytes"]
    lines += [row.told() for row in rows]
    hours = quiet.cpu_ms * COUNTRY / 3_600_000
    lines.append(
        f"a country of {COUNTRY} sites: {60 * hours:.1f} min CPU a round, {first.cpu_ms * COUNTRY / 60_000:.0f} min the first one, "
        f"a database of {first.grown / first.sites * COUNTRY / 1e9:.1f} GB that grows by "
        f"{quiet.grown / quiet.sites * COUNTRY / 1e6:.0f} MB a quiet round; one processor keeps up with "
        f"{3_600_000 / quiet.cpu_ms:,.0f} quiet visits an hour"
    )
    lines.append(f"aims, a quiet visit: ≤ {AIMS['cpu_ms']:.0f} ms CPU, ≤ {AIMS['bytes'] / 1000:.0f} kB; ≤ {AIMS['peak_mb']:.0f} MB")
    return "\n".join(lines)


def run(folder: Path, *, quick: bool = False) -> list[dict[str, Any]]:
    """Print all of it; *quick*: of fewer sites."""
    rows = measured(folder, how_many(SITES // 20 if quick else SITES))
    print(table(rows))
    return [asdict(row) for row in rows]


# ------------------------------------------------------------------------------------------------------------------- the server


@contextmanager
def country() -> Iterator[tuple[int, Any]]:
    """A server for all hosts; its port, and how to ask what is not of a site."""
    server = subprocess.Popen([sys.executable, "-m", "bench.country", "serve"], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        port = int(server.stdout.readline())

        def ask(path: str) -> str:
            with urllib.request.urlopen(f"http://{address(0)}:{port}{path}", timeout=60) as answer:
                return str(answer.read().decode())

        yield port, ask
    finally:
        server.terminate()
        server.wait(10)


@dataclass(slots=True)
class _Host:
    """What became of the requests to one host."""

    under_way: int = 0
    asked_at: float = 0.0
    rude: int = 0

    def begin(self) -> None:
        now = time.monotonic()
        self.rude += self.under_way > 0 or now - self.asked_at < PAUSE_S - CLOCKS_S
        self.under_way, self.asked_at = self.under_way + 1, now


@dataclass(slots=True)
class _Country:
    at: Pass = "first"
    visit: int = 0
    hosts: dict[str, _Host] = field(default_factory=dict)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        while head := await _head(reader):
            path, etag = head
            writer.write(self.ours(path) if path.startswith("/-/") else await self.answered(host, path, etag))
            await writer.drain()
        writer.close()

    def ours(self, path: str) -> bytes:
        """What the bench asks: the next pass, or how many requests were impolite."""
        if path == "/-/rude":
            return _response(200, str(sum(host.rude for host in self.hosts.values())).encode())
        _, _, at, visit = path.split("/")
        self.at, self.visit, self.hosts = at, int(visit), {}  # type: ignore[assignment]
        return _response(200, b"")

    async def answered(self, name: str, path: str, etag: str) -> bytes:
        host = self.hosts.setdefault(name, _Host())
        host.begin()
        try:
            await asyncio.sleep(LATENCY_S)
            return self.page(path, etag)
        finally:
            host.under_way -= 1

    def page(self, path: str, etag: str) -> bytes:
        if not path[1:].isdecimal():
            return _response(404, b"")
        data, validated = body(int(path[1:]), self.at, self.visit)
        mine = f'"{hashlib.sha256(data).hexdigest()[:20]}"'
        if validated and etag == mine:
            return _response(304, b"", mine)
        return _response(200, data, mine if validated else "")


async def _head(reader: asyncio.StreamReader) -> tuple[str, str] | None:
    """The path that is asked for, and If-None-Match; None: the connection was closed."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    first, *lines = head.split("\r\n")
    fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return first.split()[1], fields.get("if-none-match", "")


def _response(status: int, data: bytes, etag: str = "") -> bytes:
    fields = f"ETag: {etag}\r\n" if etag else ""
    if status != 304:
        fields += f"Content-Type: text/html; charset=utf-8\r\nContent-Length: {len(data)}\r\n"
    return f"HTTP/1.1 {status} .\r\n{fields}\r\n".encode() + data


async def _serve() -> None:
    country = _Country()
    first = await asyncio.start_server(country.serve, address(0), 0)
    port = first.sockets[0].getsockname()[1]
    servers = [first, *[await asyncio.start_server(country.serve, address(host), port) for host in range(1, HOSTS)]]
    print(port, flush=True)
    await asyncio.gather(*(server.serve_forever() for server in servers))


if __name__ == "__main__":
    asyncio.run(_serve())
