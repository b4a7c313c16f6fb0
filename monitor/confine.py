"""The door to the process that reads foreign files: PDF parsers crash, loop and swell, and must do so elsewhere.

One warm child serves one document after the other. It has limits on memory, CPU seconds, open files and written files; here are the
limits on time and on the length of its answer. Its answers are JSON, never pickles, and are checked (monitor.pdf.wire).
"""

from __future__ import annotations

import hashlib
import json
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from monitor.model import DocumentCaps, DocumentContent, DocumentKind, Unreadable
from monitor.pdf.limits import OUT_OF_MEMORY
from monitor.pdf.picture import PagePicture
from monitor.pdf.wire import from_wire, picture_from_wire

if TYPE_CHECKING:
    from subprocess import Popen

_Said = TypeVar("_Said")

_CAPS = DocumentCaps()
_MAX_ANSWER = 64_000_000  # bytes of JSON
_FRESH_AFTER = 200  # documents: a leak in a parser stays small
_CHUNK = 1 << 16
_ROOT = str(Path(__file__).resolve().parent.parent)
_START = "import sys; sys.path.insert(0, sys.argv[1]); from monitor.pdf.child import main; main(int(sys.argv[2]))"


class Confined:
    """Reads documents in a child process. Nothing is started before the first one; thread-safe, one document at a time.

    A time-out, a crash or an answer too long is `Unreadable` with its reason, and the next document gets a fresh child. Over a cap,
    the reason names the setting that raises it.
    """

    def __init__(self, *, caps: DocumentCaps = _CAPS, max_answer: int = _MAX_ANSWER) -> None:
        self._caps = caps  # where a call names none
        self._max_answer = max_answer
        self._memory = 0  # that the child may take
        self._lock = threading.Lock()
        self._child: Popen[bytes] | None = None
        self._served = 0

    def __enter__(self) -> Confined:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the child, if there is one. Reading again starts a new one."""
        if (child := self._child) is not None:
            child.kill()  # a thread that waits for its answer holds the lock: without the child it lets go at once
        with self._lock:
            self._end_child()

    @property
    def pid(self) -> int | None:
        """The child's process id while there is one."""
        return self._child.pid if self._child else None

    def read(self, data: bytes, kind: DocumentKind, caps: DocumentCaps | None = None) -> DocumentContent | Unreadable:
        """What `monitor.pdf.read` says of *data*, or why it could not say it within *caps*."""
        caps = caps or self._caps
        said = self._answered(data, {"kind": kind, "pages": caps.pages}, caps, lambda said: _content(said, data))
        if isinstance(said, Unreadable) and said.detail == OUT_OF_MEMORY:
            return Unreadable(detail=f"{OUT_OF_MEMORY}: {caps.memory / 1e6:g} MB allowed (max_document_memory)")
        return said

    def picture(self, data: bytes, *, page: int, dpi: float = 150) -> PagePicture | Unreadable:
        """Page *page*, from 1, of *data* as pixels, or why it could not be drawn."""
        return self._answered(data, {"page": page, "dpi": dpi}, self._caps, picture_from_wire)

    def _answered(
        self, data: bytes, about: dict[str, Any], caps: DocumentCaps, understood: Callable[[dict[str, Any]], _Said]
    ) -> _Said | Unreadable:
        with self._lock:
            try:
                return understood(self._ask(data, about, caps))
            except _Lost as lost:
                self._end_child()
                return Unreadable(detail=str(lost))
            except ValueError:
                self._end_child()
                return Unreadable(detail="reader answered nonsense")
            except BaseException:  # Ctrl-C between question and answer: what comes next must not get this one's answer
                self._end_child()
                raise

    def _ask(self, data: bytes, question: dict[str, Any], caps: DocumentCaps) -> dict[str, Any]:
        child = self._ready_child(caps.memory)
        seconds = caps.timeout.total_seconds()
        about = {**question, "size": len(data), "cpu_s": max(1, round(seconds))}
        exchange = _Exchange(child, time.monotonic() + seconds, f"{seconds:g} s allowed (document_timeout)")
        exchange.send(json.dumps(about).encode("ascii") + b"\n")
        exchange.send(data)
        said = json.loads(exchange.answer(self._max_answer))
        if not isinstance(said, dict):
            raise ValueError("not an object")
        self._served += 1
        return said

    def _ready_child(self, memory: int) -> Popen[bytes]:
        if self._child and (self._child.poll() is not None or self._served >= _FRESH_AFTER or memory != self._memory):
            self._end_child()
        if self._child is None:
            self._memory = memory
            self._child = self._new_child()
            self._served = 0
        return self._child

    def _new_child(self) -> Popen[bytes]:
        from subprocess import DEVNULL, PIPE, Popen

        command = [sys.executable, "-I", "-X", "utf8", "-c", _START, _ROOT, str(self._memory)]
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
            _close_quietly(_open(pipe))


def _content(said: dict[str, Any], data: bytes) -> DocumentContent | Unreadable:
    return from_wire(said, sha256=hashlib.sha256(data).hexdigest(), size=len(data))


class _Lost(Exception):
    """No answer came; the message says why."""


class _Exchange:
    """One question and its answer, until a deadline on the monotonic clock."""

    def __init__(self, child: Popen[bytes], deadline: float, overdue: str) -> None:
        self._child = child
        self._deadline = deadline
        self._overdue = overdue
        self._to, self._from = _open(child.stdin).fileno(), _open(child.stdout).fileno()
        self._received = bytearray()

    def send(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            self._wait_for(self._to, select.POLLOUT)
            try:
                view = view[os.write(self._to, view[:_CHUNK]) :]
            except BrokenPipeError:
                raise _Lost(self._end()) from None

    def answer(self, most: int) -> bytes:
        while b"\n" not in self._received:
            self._receive()
        head, _, rest = bytes(self._received).partition(b"\n")
        length = int(head)
        if length > most:
            raise _Lost(f"answer of {length} bytes (limit {most})")
        self._received = bytearray(rest)
        while len(self._received) < length:
            self._receive()
        return bytes(self._received[:length])

    def _receive(self) -> None:
        self._wait_for(self._from, select.POLLIN)
        more = os.read(self._from, _CHUNK)
        if not more:
            raise _Lost(self._end())
        self._received += more

    def _wait_for(self, pipe: int, event: int) -> None:
        left = self._deadline - time.monotonic()
        poll = select.poll()
        poll.register(pipe, event)
        if left <= 0 or not poll.poll(left * 1000):
            raise _Lost(self._overdue)

    def _end(self) -> str:
        """How the child ended by itself."""
        status = self._child.wait()
        if status == -signal.SIGXCPU:
            return self._overdue
        if status == -signal.SIGABRT:  # how C++ ends where it gets no memory (std::bad_alloc)
            return OUT_OF_MEMORY
        return f"crash: {signal.Signals(-status).name}" if status < 0 else f"crash: status {status}"


def _open(pipe: object) -> BinaryIO:
    assert pipe is not None  # both are PIPE
    return pipe  # type: ignore[return-value]


def _close_quietly(pipe: BinaryIO) -> None:
    """Closing flushes, and a dead child's pipe can't be flushed; nothing of it is wanted any more."""
    try:
        pipe.close()
    except BrokenPipeError:
        return
