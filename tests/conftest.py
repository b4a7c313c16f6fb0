"""What all tests share: property tests that give one answer on a given tree wherever CI runs them, and wander elsewhere.

And where their files lie: in memory where there is room, for a database is settled on the disk at each of its commits, which
takes most of a test's time. No test cuts the power; `TMPDIR` chooses another place.
"""

from __future__ import annotations

import gc
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Generator
from functools import cache
from pathlib import Path

import pytest

# To rewrite the asserts of all tests takes ten seconds; it is kept. It stands first, for pytest rewrites hypothesis, too.
sys.dont_write_bytecode = False

from hypothesis import HealthCheck, settings  # noqa: E402
from hypothesis.internal.conjecture import providers  # noqa: E402
from hypothesis.internal.constants_ast import Constants  # noqa: E402

from tests import side_by_side, sweeps, warm  # noqa: E402
from tests.command import environment  # noqa: E402
from tests.tables import joined  # noqa: E402

# What `make test` measures is what runs in the tests' own processes: whom they start is asked what it loads, writes and says, and
# measuring does all three. `make coverage` measures those, too.
if os.environ.get("COVERAGE_CORE") == "sysmon":
    os.environ.pop("COVERAGE_PROCESS_CONFIG", None)

# A rule that has a counterexample mostly shows it in a few tens of examples; `make soak` looks at many times as many. How long it
# takes to make them says how busy the machine is.
_UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("everywhere", _UNHURRIED, max_examples=20)
settings.register_profile("ci", settings.get_profile("everywhere"), derandomize=True)
settings.register_profile("soak", _UNHURRIED, max_examples=500)
settings.load_profile(os.environ.get("EXAMPLES") or ("ci" if os.environ.get("CI") else "everywhere"))

# Else what it draws depends on which modules a process happens to have loaded, and each process parses them all for that.
if not sweeps.WHOLE:
    providers._get_local_constants = Constants

# A shell starts what it puts in the background with SIGINT ignored, and programs pass that on: tests of Ctrl-C want a real one.
if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

IN_MEMORY = Path("/dev/shm")
ROOM = 2_000_000_000  # bytes; what passed is removed at once, so that a run needs a tenth of it
# With few and long tests first, the processes end together; those below wait for clocks, kills and children.
LONG = (
    "tests/test_quality_gate.py",
    "tests/cli/test_run_faults.py",
    "tests/upgrade/test_first_edition.py",
    "tests/web/test_in_a_browser.py",
    "tests/test_soak_damages.py",
    "tests/test_soak_week.py",
    "tests/cli/test_machine_faults.py",
    "tests/training/",
    "tests/test_confine.py",
    "tests/pipeline/test_heavy_pages.py",
    "tests/pipeline/test_slow_patterns.py",
    "tests/cli/",
    "tests/web/",
    "tests/demo/",
)

# One town, browser or parsed program serves all of their files.
AS_A_WHOLE = (("tests/web/",), ("tests/proof/",), ("tests/i18n/", "tests/test_architecture.py"))

if "TMPDIR" not in os.environ and IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > ROOM:
    mine = IN_MEMORY / f"monitor-tests-{os.getuid()}"
    mine.mkdir(mode=0o700, exist_ok=True)
    if mine.lstat().st_uid == os.getuid():
        os.environ["TMPDIR"] = str(mine)
        tempfile.tempdir = None


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Set when a confined reader was asked: one that ends before that is replaced, and the new one answers."""
    from monitor.confine import _Exchange

    out, answer = threading.Event(), _Exchange.answer

    def told(exchange: _Exchange, most: int) -> bytes:
        out.set()
        return answer(exchange, most)

    monkeypatch.setattr(_Exchange, "answer", told)
    return out


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--processes", type=int, default=0, help="run in so many processes side by side (tests/side_by_side.py)")


def pytest_configure(config: pytest.Config) -> None:
    """Processes side by side keep their memory; where it is the whole suite, one warms up for all while tests are collected."""
    if config.option.processes:
        side_by_side.keep_memory()
        if config.args_source is pytest.Config.ArgsSource.TESTPATHS:
            warm.share(environment())


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Nothing of ten thousand tests is garbage before they were run, and Python would look for some, again and again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(50_000, 20, 20)  # what a test makes goes with it: to look after each 700 objects takes a tenth of its time
        gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_pycollect_makeitem(collector: pytest.Collector) -> Generator[None, object, object]:
    """A table of values is one test where the whole suite runs (`tests.tables`)."""
    return joined(collector, (yield))


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """By files, but those that share what takes long to make go to one process as a whole."""

    def part(file: str) -> str:
        return next((files[0] for files in AS_A_WHOLE if file.startswith(files)), file)

    if not session.config.option.processes or session.config.option.collectonly or session.testsfailed:
        return None
    side_by_side.run(session, session.config.option.processes, part)
    return True


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    @cache
    def place(file: str) -> int:
        return next((n for n, name in enumerate(LONG) if file.startswith(name)), len(LONG))

    for item in items:
        if isinstance(item, pytest.Function) and ("sweeps" in vars(item.module) or len(sweeps.tables(item)) > 1):
            item.add_marker("sweep")
    if not sweeps.WHOLE and not any("::" in argument for argument in config.args):
        later = {id(item) for item in sweeps.waiting(items)}
        config.hook.pytest_deselected(items=[item for item in items if id(item) in later])
        items[:] = [item for item in items if id(item) not in later]
    items.sort(key=lambda item: place(item.nodeid.partition("::")[0]))
