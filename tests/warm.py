"""Processes that begin warm: `python -m monitor` forked off one that has loaded the libraries, for tests that start hundreds.

The command line itself is loaded anew by each, under its own environment and arguments; what they share are libraries, and rooms
that ask nothing of either. The confined readers that such a command starts are forked off the same process, and limit themselves
as ever (`monitor.serving`). How long loading takes, and that no more is loaded than is needed, is tested with cold processes; so
is what readers do, in tests/test_confine.py and wherever a test calls the rooms itself.
"""

from __future__ import annotations

import array
import atexit
import contextlib
import io
import json
import os
import re
import runpy
import select
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import termios
import threading
import time
import traceback
from collections.abc import Mapping, Sequence
from fcntl import ioctl
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, Any, TextIO, cast, get_args

LIBRARIES = (
    *("apprise", "bs4", "certifi", "click", "cronsim", "httpcore", "httpx", "jinja2", "lxml.etree", "PIL.Image", "PIL.ImageChops"),
    *(
        "protego",
        "pydantic",
        "pypdfium2",
        "rapidfuzz",
        "regex",
        "rich.console",
        "rich.table",
        "soupsieve",
        "sqlite3",
        "sqlite_utils",
        "stringprep",
        "tomlkit",
    ),
    *("starlette.applications", "starlette.requests", "xml.etree.ElementTree", "zstandard"),
)
# Rooms of the program that ask nothing of the environment: what words a command uses is settled when `monitor.cli` is loaded.
# `config.schema` has pydantic build its models: twice the time of all else that a command does which reads a new file.
ROOMS = (
    *("model", "config", "config.schema", "extract", "quality", "compare", "decide", "store", "fetch"),
    *("pipeline.batch", "pipeline.page", "pipeline.looks", "deliver.mail", "observe.standing"),
    *("report.alert", "report.diffs", "report.digest", "report.history", "report.notices", "report.outbox", "report.status"),
    *("confine", "documents.child", "config.editing", "config.template", "erasure", "extract.outline", "extract.tree"),
    *("report.careers", "report.change_picture", "store.erasing", "config.saving", "extract.offers", "pipeline.preview"),
)
# A selector with a part of each kind: soupsieve compiles what it reads them by at the first one, which takes longer than a command.
SELECTOR = "a|b#c.d[e='f' i]:not(.g):nth-child(2n+1 of h):lang(fr):dir(ltr):-soup-contains('i'):is(j), k > l ~ m"


class Forked:
    """A process that the warm one forked, as `subprocess.Popen` has its own: the warm one says how it ended."""

    def __init__(self, address: str, question: Mapping[str, object], fds: Sequence[int]) -> None:
        self._asking = socket.socket(socket.AF_UNIX)
        self._asking.connect(address)
        asked = json.dumps(question).encode()
        passed = (socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", fds))
        self._asking.sendmsg([len(asked).to_bytes(4, "big")], [passed])
        self._asking.sendall(asked)
        self._said = self._asking.makefile("r")
        self.pid = int(self._said.readline())
        self._status: int | None = None

    def poll(self) -> int | None:
        if self._status is None and select.select([self._asking], [], [], 0)[0]:
            self.wait()
        return self._status

    def wait(self, timeout: float | None = None) -> int:
        """Its status. Raises TimeoutError, and the process is dead."""
        if self._status is None:
            if not select.select([self._asking], [], [], timeout)[0]:
                self.kill()
                raise TimeoutError
            self._status = int(self._said.readline())
            self._said.close()
            self._asking.close()
        return self._status

    def kill(self) -> None:
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)


def command(env: Mapping[str, str]) -> str:
    """What a script is to call instead of `python -m monitor`, under *env*; it is there while this process is."""
    script = Path(__file__).with_name("warm_command.py")
    return shlex.join([sys.executable, "-I", "-S", str(script), _warm_under(env)])


def begun(arguments: Sequence[str], *, cwd: Path, env: Mapping[str, str], fds: Sequence[int], terminal: bool = False) -> Forked:
    """`python -m monitor ARGUMENTS` under way, whose outputs are the two *fds*, or whose *terminal* is the only one."""
    address = _warm_under(env)
    asked = {"arguments": list(arguments), "cwd": str(cwd), "env": dict(env), "umask": _umask(), "terminal": terminal}
    return Forked(address, asked, fds)


def run(arguments: Sequence[str], *, cwd: Path, env: Mapping[str, str], timeout: float) -> tuple[int, str, str]:
    """What `python -m monitor ARGUMENTS` ends with and prints. Raises subprocess.TimeoutExpired, and the process is dead."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        try:
            status = begun(arguments, cwd=cwd, env=env, fds=(out.fileno(), err.fileno())).wait(timeout)
        except TimeoutError:
            raise subprocess.TimeoutExpired(["monitor", *arguments], timeout) from None
        return status, _all(out), _all(err)


def _all(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode().replace("\r\n", "\n")


def _umask() -> int:
    umask = os.umask(0o077)
    os.umask(umask)
    return umask


def _warm_under(env: Mapping[str, str]) -> str:
    return _warm(tuple(sorted((k, v) for k, v in env.items() if k.startswith("PYTHON"))))


@cache
def _warm(python: tuple[tuple[str, str], ...]) -> str:
    """The address of a process that has loaded the libraries, under these settings of Python's; it ends with this one."""
    folder = tempfile.TemporaryDirectory()
    address = f"{folder.name}/warm"
    command = [sys.executable, __file__, address]
    env = {**dict(python), "PATH": os.environ.get("PATH", "")}
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    atexit.register(folder.cleanup)
    atexit.register(process.kill)
    until = time.monotonic() + 120
    while not Path(address).exists():
        assert process.poll() is None, "the warm process ended"
        assert time.monotonic() < until, "the warm process does not listen"
        time.sleep(0.02)
    return address


def serve(address: str) -> None:
    """Listen until stdin ends; each question is answered by a process of its own."""
    from monitor.confine import ChildProcess
    from monitor.pdf.library import load_library

    for name in LIBRARIES:
        with contextlib.suppress(ImportError):
            import_module(name)
    for name in ROOMS:
        import_module(f"monitor.{name}")
    assert "monitor.terminal.say" not in sys.modules
    load_library()
    _use_once()
    ChildProcess._new_child = lambda self: cast(Any, Reader(address, self._start, self._memory))  # type: ignore[method-assign]
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"{address}.soon")
        listening.listen(64)
        Path(f"{address}.soon").rename(address)
        while True:
            ready, _, _ = select.select([listening.fileno(), 0], [], [])
            if 0 in ready:
                return
            asked, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                os._exit(_answered(asked))
            asked.close()


def _use_once() -> None:
    """What the first use compiles, done: selectors, texts."""
    from monitor.config.values import selector
    from monitor.i18n.catalogue import patterns, subjects, texts
    from monitor.model.terms import Language

    selector(SELECTOR)
    for language in get_args(Language):
        patterns(language)
        for subject in subjects(language):
            texts(language, subject)


def _answered(asked: socket.socket) -> int:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    head, control, _, _ = asked.recvmsg(4, socket.CMSG_SPACE(2 * array.array("i").itemsize))
    fds = array.array("i")
    fds.frombytes(control[0][2])
    with asked.makefile("rb") as said:
        question = json.loads(said.read(int.from_bytes(head, "big")))
    if (pid := os.fork()) == 0:
        asked.close()
        if "reader" in question:
            _read(question["reader"], question["memory"], list(fds))
        os._exit(_run(question["arguments"], question["cwd"], question["env"], question["umask"], list(fds), question["terminal"]))
    for fd in fds:  # the pipes of a reader end with it
        os.close(fd)
    asked.sendall(f"{pid}\n".encode())
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    with contextlib.suppress(BrokenPipeError):  # who asked waited for too long
        asked.sendall(f"{status}\n".encode())
    return 0


class Reader(Forked):
    """Stands in for the Popen of a confined reader, in a command that was forked: the warm process forks the reader, too."""

    def __init__(self, address: str, start: str, memory: int) -> None:
        (module,) = re.findall(r"from (\S+) import main", start)
        (questions, to), (answers, said) = os.pipe(), os.pipe()
        super().__init__(address, {"reader": module, "memory": memory}, (questions, said))
        os.close(questions)
        os.close(said)
        os.set_blocking(to, False)
        os.set_blocking(answers, False)
        self.stdin, self.stdout = os.fdopen(to, "wb"), os.fdopen(answers, "rb")


def _read(module: str, memory: int, pipes: list[int]) -> None:
    """As `monitor.confine` has a reader started: its two pipes, no other file, no environment, the root folder."""
    null = os.open(os.devnull, os.O_WRONLY)
    for target, fd in enumerate((*pipes, null)):
        os.dup2(fd, target)
    os.closerange(3, 256)
    os.chdir("/")
    os.environ.clear()
    sys.stdin = io.TextIOWrapper(os.fdopen(0, "rb"))
    status = 1
    try:
        import_module(module).main(memory)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0
    finally:
        os._exit(status)


def _stream(fd: int, like: TextIO, *, by_line: bool) -> TextIO:
    return os.fdopen(fd, "w", encoding=like.encoding, errors=like.errors, buffering=1 if by_line else -1, closefd=False)


def _run(arguments: list[str], cwd: str, env: dict[str, str], umask: int, streams: list[int], terminal: bool) -> int:
    """As `python -m monitor` would; returns its status."""
    if terminal:
        os.setsid()
        ioctl(streams[0], termios.TIOCSCTTY, 0)
        streams = streams * 3
    else:
        streams = [os.open(os.devnull, os.O_RDONLY), *streams]
    for target, fd in enumerate(streams):
        os.dup2(fd, target)
    for fd in set(streams):
        if fd > 2:
            os.close(fd)
    # What is open on the null device believes that it can seek, and breaks no lines.
    sys.stdin = os.fdopen(0, encoding=sys.stdin.encoding, closefd=False)
    sys.stdout = _stream(1, sys.stdout, by_line=terminal)
    sys.stderr = _stream(2, sys.stderr, by_line=True)
    os.chdir(cwd)
    os.umask(umask)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    sys.argv = ["monitor", *arguments]
    status: object = 0
    try:
        runpy.run_module("monitor", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        status = end.code
    except BaseException:
        traceback.print_exc()
        status = 1
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    if isinstance(status, str):
        os.write(2, f"{status}\n".encode())
        return 1
    return int(status) if isinstance(status, int) else 0


if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    serve(sys.argv[1])
