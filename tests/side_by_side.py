"""Tests side by side: all are collected once, and each of the processes then forked runs one file after another.

A process begins with all that collecting has loaded, which takes longer than the tests of most rooms. Its next file is the next
number that any of them reads from the pipe they share. What comes of its tests goes through a pipe of its own, and is reported as
if they had run here. One that dies takes with it the test that it was in, which has failed; another one goes on after it.
"""

from __future__ import annotations

import atexit
import ctypes
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, pairwise
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path
from typing import Any

import pytest
from _pytest.tmpdir import TempPathFactory

from tests.warm import KEEPS_MEMORY

_WIDTH = 4  # bytes of a number in the pipe they share
_MALLOPT = {-3: "MALLOC_MMAP_THRESHOLD_", -1: "MALLOC_TRIM_THRESHOLD_"}  # in malloc.h, and in the environment of who is started


def keep_memory() -> None:
    """Of this process, of those forked off it, and of whom they start."""
    os.environ.update(KEEPS_MEMORY)
    with suppress(AttributeError, OSError):  # another C library
        for parameter, name in _MALLOPT.items():
            ctypes.CDLL(None).mallopt(parameter, int(KEEPS_MEMORY[name]))


def run(session: pytest.Session, processes: int, part: Callable[[str], str]) -> None:
    """Run what was collected. *part*: of the name of a file, what is the same for files that one process runs."""
    parts = dict[str, list[int]]()
    for n, item in enumerate(session.items):
        parts.setdefault(part(item.nodeid.partition("::")[0]), []).append(n)
    side = _Side(session, list(parts.values()))
    try:
        for _ in range(min(processes, len(parts))):
            side.begin()
        while side.processes:
            side.hear()
            if session.shouldfail:
                raise session.Failed(session.shouldfail)
            if session.shouldstop:
                raise session.Interrupted(session.shouldstop)
    finally:
        side.end()


class _Side:
    """The processes that are at work, and what each has taken and not done: the numbers of tests."""

    def __init__(self, session: pytest.Session, parts: Sequence[Sequence[int]]) -> None:
        self._session, self._parts = session, parts
        self._folder = session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]
        self._begun = 0
        self.processes = dict[Connection, tuple[int, list[int]]]()
        self._next, writing = os.pipe()
        os.write(writing, b"".join(n.to_bytes(_WIDTH, "big") for n in range(len(parts))))
        os.close(writing)

    def begin(self, left: Sequence[int] = ()) -> None:
        """Fork one; *left*: what another one has left."""
        here, there = Pipe(duplex=False)
        self._begun += 1
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        if (pid := os.fork()) == 0:
            status = 1
            try:
                _Process(self._session, there, self._folder / f"process-{self._begun}").run(self._tests(there, left))
                status = 0
            except KeyboardInterrupt:
                self._session._setupstate.teardown_exact(None)
            except BaseException:
                traceback.print_exc()
            finally:
                _leave(status)
        there.close()
        self.processes[here] = (pid, list(left))

    def _tests(self, told: Connection, left: Sequence[int]) -> Iterator[tuple[int, pytest.Item]]:
        """What a process runs: it says what it takes."""
        for n in left:
            yield n, self._session.items[n]
        while number := os.read(self._next, _WIDTH):
            numbers = self._parts[int.from_bytes(number, "big")]
            told.send(("takes", numbers))
            for n in numbers:
                yield n, self._session.items[n]

    def hear(self) -> None:
        """Report what processes say, once one says something."""
        config, hook = self._session.config, self._session.config.hook
        for told in wait(list(self.processes)):
            assert isinstance(told, Connection)
            left = self.processes[told][1]
            what: str = "ended"
            said: Any = None
            with suppress(EOFError):
                what, said = told.recv()
            match what:
                case "takes":
                    left += said
                case "begins":
                    item = self._session.items[said]
                    hook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
                case "report":
                    hook.pytest_runtest_logreport(report=hook.pytest_report_from_serializable(config=config, data=said))
                case "ends":
                    item = self._session.items[said]
                    left.remove(said)
                    hook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
                case _:
                    self._ended(told)

    def _ended(self, told: Connection) -> None:
        pid, left = self.processes.pop(told)
        told.close()
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        if left:
            item = self._session.items[left[0]]
            said = f"the process that ran it ended meanwhile ({status})"
            report = pytest.TestReport(item.nodeid, item.location, {}, "failed", said, "call")
            self._session.config.hook.pytest_runtest_logreport(report=report)
            self.begin(left[1:])

    def end(self) -> None:
        os.close(self._next)
        for told, (pid, _) in self.processes.items():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGINT)
            told.close()
            os.waitpid(pid, 0)


class _Process:
    """A forked one: it has files, captured output and a folder of its own, and writes nothing on the terminal."""

    def __init__(self, session: pytest.Session, told: Connection, folder: Path) -> None:
        atexit._clear()
        self._session, self._told = session, told
        config = session.config
        capture = config.pluginmanager.getplugin("capturemanager")
        capture.stop_global_capturing()
        capture.start_global_capturing()
        capture.suspend_global_capture()
        config.pluginmanager.unregister(name="terminalreporter")
        config.option.basetemp = folder
        config._tmp_path_factory = TempPathFactory.from_config(config, _ispytest=True)  # type: ignore[attr-defined]
        config.pluginmanager.register(self, "side_by_side")

    def run(self, tests: Iterator[tuple[int, pytest.Item]]) -> None:
        for (n, item), (_, following) in pairwise(chain(tests, [(-1, None)])):
            assert item is not None
            self._told.send(("begins", n))
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            self._told.send(("ends", n))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        config = self._session.config
        self._told.send(("report", config.hook.pytest_report_to_serializable(config=config, report=report)))


def _leave(status: int) -> None:
    """End, after all that is done as a process ends, but for what was begun before it was forked."""
    try:
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()
        if "coverage" in sys.modules and (measured := sys.modules["coverage"].Coverage.current()):
            measured.stop()
            measured.save()
    finally:
        os._exit(status)
