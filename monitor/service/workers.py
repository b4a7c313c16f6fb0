"""The processes that do the work: started with the configuration and the lock, ended by closing their standard input.

A worker hears orders, one a line, on standard input and answers, one a line, on standard output; its log goes where ours does. It
ends when its standard input does, so that it never outlives us; it holds the lock as long as it lives (flock(2) is inherited).
The configuration travels in memory, pickled by us and read by nobody else: what was accepted is what the worker works by, even if
the file was edited since, and no secret touches the disk.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal, TypeAlias

from monitor.model import Config

Work: TypeAlias = Literal["visits", "alerts"]
ROOT = str(Path(__file__).resolve().parent.parent.parent)
_CHUNK = 1 << 16
PATIENCE_S = 5.0  # for a worker that was told to end


class SharedConfig:
    """A configuration as workers are handed it: a file without a name, in memory where there is such a thing."""

    def __init__(self, config: Config) -> None:
        if hasattr(os, "memfd_create"):
            self.fd = os.memfd_create("config", os.MFD_CLOEXEC)
        else:
            with tempfile.TemporaryFile() as file:
                self.fd = os.dup(file.fileno())
        with os.fdopen(os.dup(self.fd), "wb") as file:
            pickle.dump(config, file)

    def close(self) -> None:
        os.close(self.fd)


def end_in_time() -> None:
    """End the process before long, whatever it is doing then: a thread that hangs does not keep us."""
    last_resort = threading.Timer(PATIENCE_S, os._exit, args=(0,))
    last_resort.daemon = True
    last_resort.start()


def shared_config(fd: int) -> Config:
    """The configuration that was handed over as *fd*."""
    config = pickle.loads(os.pread(fd, os.fstat(fd).st_size, 0))
    assert isinstance(config, Config)
    return config


class Worker:
    """One process at work."""

    def __init__(self, command: Sequence[str], *, files: Sequence[int]) -> None:
        """*files*: descriptors of ours that it inherits under the same numbers."""
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(),
            pass_fds=files,
            start_new_session=True,  # Ctrl-C is for us; we tell them
        )
        self._heard = b""

    def fileno(self) -> int:
        """What to wait on for lines."""
        assert self.process.stdout is not None
        return self.process.stdout.fileno()

    def order(self, line: str) -> None:
        """Send an order; one that is gone already is noticed when its output ends."""
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):
            self.process.stdin.write(line.encode() + b"\n")
            self.process.stdin.flush()

    def stop(self) -> None:
        """Nothing more to do, or stop what you do: it ends within seconds."""
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):
            self.process.stdin.close()

    def kill(self) -> None:
        """End it at once; SQLite rolls back what it had not committed."""
        self.process.kill()

    def received(self) -> Iterator[str | None]:
        """The lines that have come; None: it has ended. Only where `fileno` is readable, else it waits."""
        chunk = os.read(self.fileno(), _CHUNK)
        *lines, self._heard = (self._heard + chunk).split(b"\n")
        yield from (line.decode() for line in lines)
        if not chunk:
            yield None

    def ended(self, *, within: float) -> int:
        """Its exit status, negative for a signal; killed if it does not end within so many seconds."""
        try:
            status = self.process.wait(within)
        except subprocess.TimeoutExpired:
            self.kill()
            status = self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()
        return status


def command_of(work: str, *arguments: str) -> list[str]:
    """The command line of a worker."""
    return [sys.executable, "-m", str(__package__), work, *arguments]


def python(module: str, *arguments: str) -> list[str]:
    """The command line of a module of this room that is a process of its own."""
    return [sys.executable, "-m", f"{__package__}.{module}", *arguments]


def environment() -> dict[str, str]:
    """Ours, and this very package wherever it was started from."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (ROOT, os.environ.get("PYTHONPATH"))))}


def exit_text(status: int) -> str:
    """How a process ended, for a person."""
    if status >= 0:
        return f"exit status {status}"
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"signal {-status}"
