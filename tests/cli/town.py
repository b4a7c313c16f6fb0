"""A watched town for tests of the command line: pages, configuration, and processes to talk to."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from monitor.demo.server import page
from tests import command, warm
from tests.command import environment
from tests.hostile import HANG_S
from tests.pipeline.house import NEW_PDF, PDF, html, pdf
from tests.site import Page, Site

PYTHON = [sys.executable]
EDIT = ("efficacité", "efficience")
PATIENCE_S = 120.0


def serve(site: Site, *paths: str) -> None:
    """The town's page at *paths*, "/" where none is named, and its org charts."""
    for path in paths or ("/",):
        site.pages[path] = html(etag='"p1"')
    site.pages[PDF], site.pages[NEW_PDF] = pdf(etag='"d1"'), pdf("organigramme-2026.pdf")


def changed() -> Page:
    """The page after the town's silent replacement of text and PDF."""
    return Page(page(noise=True, after=True))


@contextlib.contextmanager
def started(*arguments: str, cwd: Path, cold: bool = False) -> Iterator[subprocess.Popen[str]]:
    """A command that runs while the test does something else; killed at the end if it still runs.

    *cold*: it and the processes that it starts begin as those of a user do, not forked off one that has loaded what they need. So
    does one whose environment or Python is another.
    """
    usual = environment is command.environment and [sys.executable] == PYTHON
    process: subprocess.Popen[str] = (warm.Popen if usual and not cold else subprocess.Popen)(
        [*PYTHON, "-m", "monitor", *arguments],
        cwd=cwd,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
        process.communicate()


def ended(process: subprocess.Popen[str], number: int) -> tuple[int, str, str]:
    """Send a signal; status, stdout and stderr of the process, which must end long before a silent server would let it go."""
    process.send_signal(number)
    out, err = process.communicate(timeout=HANG_S / 2)
    assert "Traceback" not in err, err
    return process.returncode, out, err


def until(happened: Callable[[], bool]) -> None:
    """Wait for something that another process does; the limit catches what never comes, not a machine with much else to do."""
    deadline = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)  # what is looked at may be all processes of the machine
