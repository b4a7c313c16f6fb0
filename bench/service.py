"""`monitor run` as an administrator pays for it: memory and wake-ups while nothing is due, and ten thousand watches (12.2)."""

from __future__ import annotations

import http.server
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.config import load_cached
from monitor.model import Past
from monitor.service.agenda import Agenda

ROOT = Path(__file__).resolve().parent.parent
FEW, MANY = 10, 10_000
IDLE_S = 30.0
TEXT = "Les services de la ville. " * 200
PAGE = f"<html><body><main><h1>Ville</h1><h2>Services</h2><p>{TEXT}</p></main></body></html>".encode()
HEAD = """[monitor]
database = "monitor.db"
allow_private_addresses = true
robots = false
pause = "0s"
per_host = 8
"""
WATCH = """
[[watch]]
name = "page-{n}"
url = "{url}/{n}"
[watch.sections.services]
heading = "Services"
"""


class Town(http.server.BaseHTTPRequestHandler):
    """One page at every address."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)


@contextmanager
def town() -> Iterator[str]:
    """The address of a server with that one page."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Town)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class Running:
    """`monitor run` in *folder*, and what it has logged."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "monitor", "run", *options],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "LANG": "en_GB.UTF-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.lines: list[str] = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        self.lines.extend(self.process.stderr)

    def wait(self, words: str, times: int = 1) -> float:
        """Seconds from the start until *words* were logged so often."""
        while sum(words in line for line in self.lines) < times:
            if self.process.poll() is not None:
                raise SystemExit("".join(self.lines[-5:]))
            time.sleep(0.01)
        return time.monotonic() - self.began

    def alone(self) -> None:
        """Wait until its workers have ended."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        while children.read_text().strip():
            time.sleep(0.1)

    def status(self, key: str) -> int:
        """The sum of a number over all threads, as /proc has it."""
        threads = Path(f"/proc/{self.process.pid}/task").iterdir()
        lines = [line for thread in threads for line in (thread / "status").read_text().splitlines()]
        return sum(int(line.split()[1]) for line in lines if line.startswith(key + ":"))

    def memory(self) -> float:
        """Resident set, MB."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024

    def end(self) -> float:
        """Seconds that SIGTERM takes."""
        before = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(15)
        return time.monotonic() - before


def write(folder: Path, url: str, number: int) -> Path:
    """A config.toml of so many watches."""
    path = folder / "config.toml"
    path.write_text(HEAD + "".join(WATCH.format(n=n, url=url) for n in range(number)))
    return path


def idle(folder: Path) -> None:
    """Ten watches, nothing due."""
    with town() as url:
        write(folder, url, FEW)
        running = Running(folder, "--serve", "--port", "0")
        running.wait("outcome=first", FEW)
        running.alone()
        time.sleep(1)
        switches = running.status("voluntary_ctxt_switches")
        time.sleep(IDLE_S)
        switches = running.status("voluntary_ctxt_switches") - switches
        idles = f"{running.memory():.0f} MB (aim ≤ 60), {switches} wake-ups in {IDLE_S:.0f} s (aim 0)"
        print(f"service and pages, idle, {FEW} watches: {idles}")
        assert running.process.stdout is not None
        url = running.process.stdout.readline().strip()
        taken = [_answered(url) for _ in range(2)]
        print(f"service and pages, a visitor: answered after {taken[0]:.2f} s, then {taken[1]:.3f} s")
        print(f"service, idle: SIGTERM to end {running.end():.2f} s (aim ≤ 10)")


def _answered(url: str) -> float:
    before = time.monotonic()
    with urllib.request.urlopen(url) as answer:
        answer.read()
    return time.monotonic() - before


def many(folder: Path) -> None:
    """Ten thousand watches: the start, the first pass, and deciding what comes next."""
    with town() as url:
        path = write(folder, url, MANY)
        running = Running(folder)
        start = running.wait(" started ")
        first = running.wait("outcome=first")
        done = running.wait("outcome=first", MANY)
        running.alone()
        memory = running.memory()
        running.end()
        running = Running(folder)
        again = running.wait(" started ")
        running.end()
    print(f"service, {MANY} watches: started in {start:.1f} s (again {again:.1f} s), first check after {first:.1f} s")
    print(f"service, {MANY} watches: {MANY / (done - first) * 60:.0f} first checks a minute, then idle at {memory:.0f} MB")
    _decisions(path)


def _decisions(path: Path) -> None:
    """What the resident does after its start, and after each visit."""
    config, at = load_cached(path, {}), datetime.now(UTC)
    agenda = Agenda(config)
    pasts = {w.name: Past(newest_at=at - timedelta(seconds=n % 3600)) for n, w in enumerate(config.watches)}
    before = time.perf_counter()
    agenda.reckon(pasts, at)
    everything = time.perf_counter() - before
    before = time.perf_counter()
    for name in list(pasts)[:1000]:
        agenda.reckon({name: Past(newest_at=at)}, at)
        agenda.due(at)
        agenda.next_at()
    each = (time.perf_counter() - before) / 1000
    print(f"service, {MANY} watches: all next visits in {everything * 1000:.0f} ms, one after its visit in {each * 1e6:.0f} µs")


def run(folder: Path, *, quick: bool = False) -> None:
    """Print all of it."""
    for name, part in (("few", idle), ("many", many)):
        (folder / name).mkdir()
        part(folder / name)


def main() -> None:
    """`python -m bench.service`."""
    with tempfile.TemporaryDirectory(prefix="monitor-bench-") as folder:
        run(Path(folder))


if __name__ == "__main__":
    main()
