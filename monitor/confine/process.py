"""One warm child process, asked one question after the other: what crashes, loops or swells does so elsewhere.

The child has limits on memory, CPU seconds, open files and written files (monitor.serving); here are the limits on how long it is
waited for and on the length of its answer. Its answers are JSON, never pickles.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, TypeVar

from monitor.model.settings import SHARED
from monitor.pdf.wire import OUT_OF_MEMORY

if TYPE_CHECKING:
    from subprocess import Popen

_Said = TypeVar("_Said")

_CHUNK = 1 << 16
_ROOT = str(Path(__file__).resolve().parent.parent.parent)
_START = "import sys; sys.path.insert(0, sys.argv[1]); from {} import main; main(int(sys.argv[2]))"


class Time(NamedTuple):
    """What an answer may cost, in seconds: of the child's own work, with so much more for each page that it has read (`page`).

    `waited`: until it is there, at most; `ends_visit`: because the visit ends then. `overdue`: what is said of too much work, by
    how many pages were read.
    """

    work: float
    page: float
    waited: float
    ends_visit: bool
    overdue: Callable[[int], str]


class ChildProcess:
    """A child that runs `main` of *module*. Nothing is started before the first question; thread-safe, one question at a time."""

    def __init__(self, module: str, *, fresh_after: int, max_answer: int) -> None:
        self._start = _START.format(module)
        self._fresh_after = fresh_after  # questions: a leak stays small
        self._max_answer = max_answer  # bytes of JSON
        self._memory = 0  # that the child may take
        self._lock = threading.Lock()
        self._child: Popen[bytes] | None = None
        self._served = 0

    @property
    def pid(self) -> int | None:
        """The child's process id while there is one."""
        return self._child.pid if self._child else None

    def close(self) -> None:
        """End the child, if there is one. Asking again starts a new one."""
        if (child := self._child) is not None:
            child.kill()  # a thread that waits for its answer holds the lock: without the child it lets go at once
        with self._lock:
            self._end_child()

    def answered(
        self,
        data: bytes,
        about: dict[str, Any],
        understood: Callable[[dict[str, Any]], _Said],
        *,
        allowed: Time,
        memory: int,
    ) -> _Said:
        """What *understood* makes of the answer.

        Raises Lost where none came, or none that can be understood (ValueError); the next question gets a fresh child.
        """
        with self._lock:
            try:
                return understood(self._ask(data, about, allowed, memory))
            except ValueError:
                self._end_child()
                raise Lost("reader answered nonsense") from None
            except BaseException:  # Ctrl-C between question and answer too: what comes next must not get this one's answer
                self._end_child()
                raise

    def _ask(self, data: bytes, question: dict[str, Any], allowed: Time, memory: int) -> dict[str, Any]:
        if self._child and (self._child.poll() is not None or self._served >= self._fresh_after or memory != self._memory):
            self._end_child()
        if self._child is None:
            self._memory = memory
            self._child = self._new_child()
            self._served = 0
        child = self._child
        about = {**question, "size": len(data), "cpu_s": allowed.work, "page_s": allowed.page}
        exchange = _Exchange(child, allowed)
        exchange.send(json.dumps(about).encode("ascii") + b"\n")
        exchange.send(data)
        said = json.loads(exchange.answer(self._max_answer))
        if not isinstance(said, dict):
            raise ValueError("not an object")
        self._served += 1
        return said

    def _new_child(self) -> Popen[bytes]:
        from subprocess import DEVNULL, PIPE, Popen

        command = [sys.executable, "-I", "-X", "utf8", "-c", self._start, _ROOT, str(self._memory)]
        child = Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, close_fds=True, cwd="/", env={})
        for pipe in (child.stdin, child.stdout):
            os.set_blocking(_open(pipe).fileno(), False)
        return child

    def _end_child(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            try:
                _open(pipe).close()
            except BrokenPipeError:  # closing flushes, and a dead child's pipe can't be flushed; nothing of it is wanted any more
                continue


class Lost(Exception):
    """No answer came; the message says why."""


class Overdue(Lost):
    """It worked for too long, or was waited for too long."""


class TooLong(Lost):
    """The answer has more bytes than are taken."""


class _Exchange:
    """One question and its answer, until a deadline on the monotonic clock, which every page that was read puts off."""

    def __init__(self, child: Popen[bytes], allowed: Time) -> None:
        self._child = child
        self._allowed = allowed
        now = time.monotonic()
        self._last = now + allowed.waited
        self._deadline = min(self._last, now + SHARED * allowed.work)
        self._pages = 0  # that were read
        self._to, self._from = _open(child.stdin).fileno(), _open(child.stdout).fileno()
        self._received = bytearray()

    def send(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            self._wait_for(self._to, select.POLLOUT)
            try:
                view = view[os.write(self._to, view[:_CHUNK]) :]
            except BrokenPipeError:
                raise self._end() from None

    def answer(self, most: int) -> bytes:
        while not (head := self._line()):
            self._pages += 1
            self._deadline = min(self._last, self._deadline + SHARED * self._allowed.page)
        length = int(head)
        if length > most:
            raise TooLong(f"answer of {length} bytes (limit {most})")
        while len(self._received) < length:
            self._receive()
        return bytes(self._received[:length])

    def _line(self) -> bytes:
        while (end := self._received.find(b"\n")) < 0:
            self._receive()
        line = bytes(self._received[:end])
        del self._received[: end + 1]
        return line

    def _receive(self) -> None:
        self._wait_for(self._from, select.POLLIN)
        more = os.read(self._from, _CHUNK)
        if not more:
            raise self._end()
        self._received += more

    def _wait_for(self, pipe: int, event: int) -> None:
        left = self._deadline - time.monotonic()
        poll = select.poll()
        poll.register(pipe, event)
        if left <= 0 or not poll.poll(left * 1000):
            ended = self._allowed.ends_visit and self._deadline == self._last
            raise Overdue("visit_timeout" if ended else self._allowed.overdue(self._pages))

    def _end(self) -> Lost:
        """How the child ended by itself."""
        status = self._child.wait()
        if status in (-signal.SIGPROF, -signal.SIGXCPU):
            return Overdue(self._allowed.overdue(self._pages))
        if status == -signal.SIGABRT:  # how C++ ends where it gets no memory (std::bad_alloc)
            return Lost(OUT_OF_MEMORY)
        return Lost(f"crash: {signal.Signals(-status).name}" if status < 0 else f"crash: status {status}")


def _open(pipe: object) -> BinaryIO:
    assert pipe is not None  # both are PIPE
    return pipe  # type: ignore[return-value]
