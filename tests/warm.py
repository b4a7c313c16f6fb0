"""Processes that begin warm: `python -m monitor` forked off one that has loaded the libraries, for tests that start hundreds.

The command line itself is loaded anew by each, under its own environment and arguments; what they share are libraries, rooms that
ask nothing of either, and what these keep of a visit that was made once (`tests.warm_process`). The confined readers that such a
command starts are forked off the same process, and limit themselves as ever (`monitor.serving`). How long loading takes, and that
no more is loaded than is needed, is tested with cold processes; so is what readers do, in tests/test_confine.py and wherever a
test calls the rooms itself.
"""

from __future__ import annotations

import array
import atexit
import contextlib
import inspect
import json
import os
import select
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = "MONITOR_TESTS_WARM"  # side by side, where the one process of all is: its address
TEMPORARY = tempfile.gettempdir()  # as it is before a test asks for another: the name of a socket there may have 107 letters
# In bytes: glibc gives large pieces of memory back at once, and asks for them anew; to get their pages is a twentieth of all work.
KEEPS_MEMORY = {"MALLOC_MMAP_THRESHOLD_": str(2**28), "MALLOC_TRIM_THRESHOLD_": str(2**30)}
_staying: dict[object, Forked] = {}  # what waits for another command, by its environment; the one asked last at the end
_begun = list[object]()  # warm processes; kept by who is forked off this one, too (`tests.side_by_side`): there they are no garbage
_MOST_STAYING = 4
_GIVEN = inspect.signature(subprocess.Popen._execute_child)  # type: ignore[attr-defined]


class Forked:
    """A process that the warm one forked, as `subprocess.Popen` has its own: the warm one says how it ended."""

    def __init__(self, address: str, question: Mapping[str, object], fds: Sequence[int]) -> None:
        self._asking = socket.socket(socket.AF_UNIX)
        self._asking.connect(address)
        self.ask(question, fds)
        self._said = self._asking.makefile("r")
        self.pid = int(self._said.readline())

    def ask(self, question: Mapping[str, object], fds: Sequence[int]) -> None:
        """Ask, or ask one that stays once more."""
        asked = json.dumps(question).encode()
        passed = (socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", fds))
        self._asking.sendmsg([len(asked).to_bytes(4, "big")], [passed])
        self._asking.sendall(asked)
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
            status, *stays = self._said.readline().split()
            self._status, self.stays = int(status), bool(stays)
            if not stays:
                self.leave()
        return self._status

    def leave(self) -> None:
        """Let one that stays end."""
        self._said.close()
        self._asking.close()

    def ended(self, timeout: float | None) -> int | None:
        """Its status; None: it goes on after so many seconds."""
        if self._status is None and not select.select([self._asking], [], [], timeout)[0]:
            return None
        return self.wait()

    def kill(self) -> None:
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)


class Popen(subprocess.Popen[Any]):
    """`subprocess.Popen`, by which a call of `python -m monitor…` is forked off the warm process."""

    own_address: str | None = None  # in what the warm process forked: its address
    forked: Forked | None = None

    def _execute_child(self, *given: Any) -> None:
        named = _GIVEN.bind(self, *given).arguments
        args = named["args"]
        if isinstance(args, (str, os.PathLike)) or list(args[:2]) != [sys.executable, "-m"] or not args[2].startswith("monitor"):
            super()._execute_child(*given)  # type: ignore[misc]
            return
        env = dict(os.environ if named["env"] is None else named["env"])
        streams = [number if named[name] == -1 else named[name] for number, name in enumerate(("p2cread", "c2pwrite", "errwrite"))]
        asked = _question(
            args[3:],
            module=args[2],
            cwd=named["cwd"] or Path.cwd(),
            env=env,
            session=named["start_new_session"],
            targets=[0, 1, 2, *named["pass_fds"]],
        )
        self.forked = Forked(self.own_address or _warm_under(env), asked, [*streams, *named["pass_fds"]])
        self.pid = self.forked.pid
        self._child_created = True
        pipes = [named[name] for name in ("p2cread", "p2cwrite", "c2pread", "c2pwrite", "errread", "errwrite")]
        self._close_pipe_fds(*pipes)  # type: ignore[attr-defined]

    def _internal_poll(self, *given: Any, **more: Any) -> int | None:
        if self.forked is None:
            return super()._internal_poll(*given, **more)  # type: ignore[misc,no-any-return]
        if self.returncode is None:
            self.returncode = self.forked.poll()
        return self.returncode

    def _wait(self, timeout: float | None) -> int:
        if self.forked is None:
            return super()._wait(timeout)  # type: ignore[misc,no-any-return]
        if self.returncode is None:
            status = self.forked.ended(timeout)
            if status is None:
                raise subprocess.TimeoutExpired(self.args, timeout or 0)
            self.returncode = status
        return self.returncode


def command(env: Mapping[str, str]) -> str:
    """What a script is to call instead of `python -m monitor`, under *env*; it is there while this process is."""
    script = Path(__file__).with_name("warm_command.py")
    return shlex.join([sys.executable, "-I", "-S", str(script), _warm_under(env)])


def begun(arguments: Sequence[str], *, cwd: Path, env: Mapping[str, str], fds: Sequence[int], terminal: bool = False) -> Forked:
    """`python -m monitor ARGUMENTS` under way, whose outputs are the two *fds*, or whose *terminal* is the only one."""
    address = _warm_under(env)
    targets = [0, 1, 2] if terminal else [1, 2]
    asked = _question(arguments, module="monitor", cwd=cwd, env=env, session=terminal, targets=targets)
    asked["terminal"] = terminal
    return Forked(address, asked, [*fds] * 3 if terminal else fds)


def _question(arguments: Sequence[str], *, cwd: str | Path, env: Mapping[str, str], **more: object) -> dict[str, object]:
    return {"arguments": list(arguments), "cwd": str(cwd), "env": dict(env), "umask": _umask(), "terminal": False, **more}


def run(arguments: Sequence[str], *, cwd: Path, env: Mapping[str, str], timeout: float) -> tuple[int, str, str]:
    """What `python -m monitor ARGUMENTS` ends with and prints. Raises subprocess.TimeoutExpired, and the process is dead.

    A process that has left nothing behind which only its end would clear up stays for the next command in this environment, in
    whatever folder: to fork, to load the command line and to end takes longer than most commands do.
    """
    of = tuple(sorted(env.items()))
    process = _staying.pop(of, None)
    while len(_staying) >= _MOST_STAYING:
        _staying.pop(next(iter(_staying))).leave()
    question = {**_question(arguments, module="monitor", cwd=cwd, env=env, session=False, targets=[1, 2]), "stays": True}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        fds = (out.fileno(), err.fileno())
        if process is None:
            process = Forked(_warm_under(env), question, fds)
        else:
            process.ask(question, fds)
        try:
            status = process.wait(timeout)
        except TimeoutError:
            raise subprocess.TimeoutExpired(["monitor", *arguments], timeout) from None
        if process.stays:
            _staying[of] = process
        return status, _all(out), _all(err)


@atexit.register
def _leave_who_stays() -> None:
    for process in _staying.values():
        process.leave()


def _all(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode().replace("\r\n", "\n")


def _umask() -> int:
    umask = os.umask(0o077)
    os.umask(umask)
    return umask


def _settings(env: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((k, v) for k, v in env.items() if k.startswith("PYTHON") and k != "PYTHONIOENCODING"))


def share(env: Mapping[str, str]) -> None:
    """Start a warm process for all processes that this one starts: what warms it is done once, and not in each of them."""
    os.environ[SHARED] = json.dumps([_started(_settings(env)), _settings(env)])


def _warm_under(env: Mapping[str, str]) -> str:
    address, settings = json.loads(os.environ.get(SHARED, '["", []]'))
    own = _settings(env)
    return _listening(address) if own == tuple(map(tuple, settings)) else _warm(own)


@cache
def _warm(python: tuple[tuple[str, str], ...]) -> str:
    return _listening(_started(python))


@cache
def _listening(address: str) -> str:
    until = time.monotonic() + 120
    while not Path(address).exists():
        assert Path(address).parent.exists(), "the warm process ended"
        assert time.monotonic() < until, "the warm process does not listen"
        time.sleep(0.02)
    return address


def _started(python: Sequence[tuple[str, str]]) -> str:
    """The address of a process that loads the libraries, under these settings of Python's; it ends with this one."""
    folder = tempfile.mkdtemp(dir=TEMPORARY)
    address = f"{folder}/warm"
    command = [sys.executable, "-m", "tests.warm_process", address]
    null = subprocess.DEVNULL
    # The memory that threads are given each stays with a process, and the readers forked off it have little.
    env = {**dict(python), "PATH": os.environ.get("PATH", ""), "MALLOC_ARENA_MAX": "1", **KEEPS_MEMORY}
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=null, stderr=null, cwd=ROOT, env=env)
    _begun.append(process)
    atexit.register(_end, process, folder)
    return address


def _end(process: subprocess.Popen[bytes], folder: str) -> None:
    with process:
        process.kill()
    shutil.rmtree(folder, ignore_errors=True)
