"""`monitor serve`: the address is printed, another program's port is said, Ctrl-C ends it (4.2, 5.11)."""

from __future__ import annotations

import signal
import socket
from pathlib import Path
from statistics import median

import httpx

from tests.cli.town import ended, started
from tests.command import monitor
from tests.configs import write_config
from tests.site import Site


def test_it_prints_its_address_serves_and_ends(tmp_path: Path, town: Site) -> None:
    write_config(tmp_path, town.url())
    monitor("check", cwd=tmp_path)
    with started("serve", "--port", "0", "--root-path", "veille", cwd=tmp_path) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:") and address.endswith("/veille/")
        assert httpx.get(address, timeout=60).status_code == 200
        assert httpx.get(f"{address}watch/valmont", timeout=60).status_code == 200
        assert _usual_s(f"{address}robots.txt") < 0.03
        status, _, err = ended(process, signal.SIGINT)
    assert status in (0, 130, -signal.SIGINT) and "Traceback" not in err


def _usual_s(address: str) -> float:
    """What an answer over a connection that stays open takes: no body waits until its headers are acknowledged (§9)."""
    with httpx.Client(timeout=60) as client:
        return median(client.get(address).elapsed.total_seconds() for _ in range(25))


def test_a_port_that_another_program_has_is_said(tmp_path: Path, town: Site) -> None:
    write_config(tmp_path, town.url())
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = monitor("serve", "--port", str(other.getsockname()[1]), cwd=tmp_path)
    assert (done.status, done.out) == (2, "")
    assert "écoute impossible" in done.err and "--port 0" in done.err


def test_an_address_of_another_machine_is_no_matter_of_the_port(tmp_path: Path, town: Site) -> None:
    """3.26: the remedy helps with what is wrong. The address is one of those for documentation (RFC 5737)."""
    write_config(tmp_path, town.url())
    done = monitor("serve", "--host", "192.0.2.1", "--without-names", cwd=tmp_path)
    assert (done.status, done.out) == (2, "")
    assert "192.0.2.1" in done.err and "--host 127.0.0.1" in done.err and "--port" not in done.err
