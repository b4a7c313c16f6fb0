"""`ping` in [monitor]: somebody notices when the watch itself dies (10.4)."""

from __future__ import annotations

import logging
import re
import signal
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.alerts.rounds import Pinger, pinged, signal_address
from monitor.config import load
from monitor.errors import DiskFull
from monitor.model import Config
from tests.cli.town import ended, started, until
from tests.command import monitor
from tests.configs import write_config
from tests.deliver.receivers import Hook
from tests.site import Site


@pytest.fixture
def hook() -> Iterator[Hook]:
    hook = Hook()
    yield hook
    hook.close()


def configured(folder: Path, url: str, address: str) -> Path:
    return write_config(folder, url, more=f'ping = "{address}"')


def config(folder: Path, hook: Hook) -> Config:
    return replace(load(write_config(folder, "http://127.0.0.1:9/"), {}), ping=f"{hook.url}/k3y")


def test_a_round_is_told_at_its_start_and_end(tmp_path: Path, town: Site, hook: Hook) -> None:
    """Of all pages and of those that are due; a named page says nothing of the whole; no name of a page leaves the house."""
    configured(tmp_path, town.url(), f"{hook.url}/k3y?create=1")
    assert monitor("check", cwd=tmp_path).status == 0
    assert [p.path for p in hook.posted] == ["/hook/k3y/start?create=1", "/hook/k3y?create=1"]
    assert [p.body for p in hook.posted] == [b"", b"pages=1 changed=0 failed=0"]
    monitor("check", "--due", cwd=tmp_path)
    assert [p.body for p in hook.posted[2:]] == [b"", b"pages=0 changed=0 failed=0"]
    monitor("check", "valmont", cwd=tmp_path)
    assert len(hook.posted) == 4


def test_run_tells_of_its_rounds_too(tmp_path: Path, town: Site, hook: Hook) -> None:
    configured(tmp_path, town.url(), hook.url)
    with started("run", cwd=tmp_path) as process:
        until(lambda: len(hook.posted) >= 2)
        ended(process, signal.SIGTERM)
    assert [(p.path, p.body) for p in hook.posted] == [("/hook/start", b""), ("/hook", b"pages=1 changed=0 failed=0")]


def test_a_page_that_fails_is_no_failure_of_the_watch(tmp_path: Path, town: Site, hook: Hook) -> None:
    configured(tmp_path, town.url("/rien"), hook.url)
    assert monitor("check", cwd=tmp_path).status == 1
    assert [(p.path, p.body) for p in hook.posted] == [("/hook/start", b""), ("/hook", b"pages=1 changed=0 failed=1")]


def test_a_round_that_breaks_off_is_a_failure(tmp_path: Path, hook: Hook) -> None:
    with pytest.raises(DiskFull), pinged(config(tmp_path, hook)):
        raise DiskFull("valmont.db: no room left")
    assert [(p.path, p.body) for p in hook.posted] == [("/hook/k3y/start", b""), ("/hook/k3y/fail", b"DiskFull")]


def test_ctrl_c_is_neither(tmp_path: Path, hook: Hook) -> None:
    with pytest.raises(KeyboardInterrupt), pinged(config(tmp_path, hook)):
        raise KeyboardInterrupt
    for thread in threading.enumerate():
        if thread.name == "ping":
            thread.join()
    assert [p.path for p in hook.posted] == ["/hook/k3y/start"]


def test_a_ping_that_fails_is_logged_once_and_without_its_address(
    tmp_path: Path, hook: Hook, caplog: pytest.LogCaptureFixture
) -> None:
    """§6: a secret; until one arrives again."""
    settings, pinger = config(tmp_path, hook), Pinger()
    caplog.set_level(logging.DEBUG, "monitor")
    for hook.status in (500, 500, 204, 500):
        with pinged(settings, pinger=pinger):
            pass
    assert [r.levelname for r in caplog.records] == ["WARNING", "WARNING"]
    assert "k3y" not in caplog.text
    assert "k3y" not in repr(settings)


def test_nobody_there_fails_no_check(tmp_path: Path, town: Site) -> None:
    configured(tmp_path, town.url(), "http://127.0.0.1:9/k3y")
    done = monitor("check", cwd=tmp_path)
    assert (done.status, len(re.findall("ping failed", done.err))) == (0, 1)
    assert "k3y" not in done.out + done.err


def test_a_wrong_address_is_said_without_it(tmp_path: Path) -> None:
    write_config(tmp_path, "http://127.0.0.1:9/", more='ping = "hc-ping.com/k3y"')
    done = monitor("check", cwd=tmp_path)
    assert done.status == 2
    assert "[monitor] ping" in done.err and "k3y" not in done.err


@pytest.mark.parametrize(
    ("address", "start"),
    [
        ("https://hc-ping.com/k3y", "https://hc-ping.com/k3y/start"),
        ("https://hc-ping.com/k3y/", "https://hc-ping.com/k3y/start"),
        ("https://hc-ping.com/k3y/valmont?create=1", "https://hc-ping.com/k3y/valmont/start?create=1"),
    ],
)
def test_start_and_fail_are_below_the_address(address: str, start: str) -> None:
    assert signal_address(address, "start") == start
    assert signal_address(address, "success") == address
