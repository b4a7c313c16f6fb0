"""The door to the processes that read foreign files and large pages: readers crash, loop and swell, and must do so elsewhere.

Each reading keeps within its caps. A child has limits on memory, CPU seconds, open files and written files (monitor.serving); here
are the limits on how long it is waited for and on the length of its answer. Its answers are JSON, never pickles.
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
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, TypeVar

from monitor.model import DocumentCaps, DocumentContent, DocumentKind, Explanation, Failure, PageCaps, Unreadable
from monitor.model.settings import SHARED
from monitor.pdf.picture import PagePicture
from monitor.pdf.wire import DRAWS, OUT_OF_MEMORY, explained_from_wire, from_wire, picture_from_wire

if TYPE_CHECKING:
    from subprocess import Popen

_AnswerT = TypeVar("_AnswerT")

_CAPS = DocumentCaps()
_MAX_ANSWER = 64_000_000  # bytes of JSON
_FRESH_AFTER = 200  # documents
_FRESH_AFTER_PAGES = 5  # what a page of a million tags took is not all given back


class Confined(AbstractContextManager["Confined"]):
    """Reads documents in one child process and large pages in another; thread-safe, one of a kind at a time.

    A time-out, a crash or an answer too long is `Unreadable`, for a page a `Failure`, with its reason; the next one gets a fresh
    child. Over a cap, the reason names the setting that raises it.
    """

    def __init__(self, *, caps: DocumentCaps = _CAPS, max_answer: int = _MAX_ANSWER) -> None:
        self._caps = caps  # where a call names none
        self._documents = ChildProcess("monitor.documents.child", fresh_after=_FRESH_AFTER, max_answer=max_answer)
        self._pages = ChildProcess("monitor.pipeline.page", fresh_after=_FRESH_AFTER_PAGES, max_answer=max_answer)

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End the children, if there are any. Reading again starts new ones."""
        self._documents.close()
        self._pages.close()

    @property
    def pid(self) -> int | None:
        """The process id of the child that reads documents, while there is one."""
        return self._documents.pid

    def read(self, data: bytes, kind: DocumentKind, caps: DocumentCaps | None = None) -> DocumentContent | Unreadable:
        """What `monitor.documents.read` says of *data*, or why it could not say it within *caps*."""
        caps = caps or self._caps
        return self._read(data, {"kind": kind, "pages": caps.pages}, caps, partial(from_wire, **_facts(data)))

    def explained(self, data: bytes) -> tuple[DocumentContent, dict[str, Explanation]] | Unreadable:
        """What `monitor.pdf.read.explained` says of the org chart *data*."""
        about = {"kind": "orgchart", "pages": self._caps.pages, "explain": True}
        return self._read(data, about, self._caps, partial(explained_from_wire, **_facts(data)))

    def expect_picture(self) -> None:
        """Start the child that draws, unless there is one: it loads what it needs while its first question is put together."""
        self._documents.start(DRAWS, memory=self._caps.memory)

    def picture(self, data: bytes, *, page: int, dpi: float = 150, within: bool = False) -> PagePicture | Unreadable:
        """Page *page*, from 1, of *data* as pixels, or the picture of that number *within*; or why it could not be drawn."""
        return self._answered(data, {"page": page, "dpi": dpi, "within": within}, self._caps, picture_from_wire)

    def page(self, question: bytes, understood: Callable[[dict[str, Any]], _AnswerT], caps: PageCaps) -> _AnswerT | Failure:
        """What *understood* makes of the answer of `monitor.pipeline.page` to *question*, or why there is none."""
        try:
            return self._pages.answered(question, {}, understood, allowed=_time(caps), memory=caps.memory)
        except Overdue as overdue:
            return Failure(kind="timeout", detail=str(overdue))
        except TooLong as long:
            return Failure(kind="too_large", detail=f"{long} (max_page)")
        except Lost as lost:
            if str(lost) == OUT_OF_MEMORY:
                return Failure(kind="too_large", detail=f"{OUT_OF_MEMORY}: {caps.memory / 1e6:g} MB allowed (max_page)")
            return Failure(kind="internal_error", detail=str(lost))

    def _read(
        self, data: bytes, about: dict[str, Any], caps: DocumentCaps, understood: Callable[[dict[str, Any]], _AnswerT | Unreadable]
    ) -> _AnswerT | Unreadable:
        said = self._answered(data, about, caps, understood)
        if isinstance(said, Unreadable) and said.detail == OUT_OF_MEMORY:
            return Unreadable(detail=f"{OUT_OF_MEMORY}: {caps.memory / 1e6:g} MB allowed (max_document_memory)")
        return said

    def _answered(
        self, data: bytes, about: dict[str, Any], caps: DocumentCaps, understood: Callable[[dict[str, Any]], _AnswerT]
    ) -> _AnswerT | Unreadable:
        try:
            return self._documents.answered(data, about, understood, allowed=_time(caps), memory=caps.memory)
        except Lost as lost:
            return Unreadable(detail=str(lost))


def _time(caps: DocumentCaps | PageCaps) -> Time:
    waited = caps.waited
    return Time(
        work=caps.timeout.total_seconds(),
        page=caps.a_page.total_seconds(),
        waited=waited.total_seconds(),
        ends_visit=waited == caps.left,
        overdue=caps.overdue,
    )


def _facts(data: bytes) -> dict[str, Any]:
    return {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}


_CHUNK = 1 << 16
_ROOT = str(Path(__file__).resolve().parent.parent)
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from monitor.__main__ import begin_lean; begin_lean(); "
    "from {} import main; main(int(sys.argv[2]), *sys.argv[3:])"
)


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

    def start(self, *first: str, memory: int) -> None:
        """Have a child before it is asked, where there is none; *first*: what it is told of the question to come."""
        with self._lock:
            if self._child is None:
                self._new(memory, *first)

    def answered(
        self, data: bytes, about: dict[str, Any], understood: Callable[[dict[str, Any]], _AnswerT], *, allowed: Time, memory: int
    ) -> _AnswerT:
        """What *understood* makes of the answer. Raises Lost where that is none; the next question gets a fresh child."""
        with self._lock:
            try:
                worn = self._served >= self._fresh_after or memory != self._memory
                if self._child and (worn or self._child.poll() is not None):
                    self._end_child()
                first = DRAWS if "page" in about else about.get("kind")
                child = self._child or self._new(memory, *[first] if first else [])
                question = {**about, "size": len(data), "cpu_s": allowed.work, "page_s": allowed.page}
                exchange = _Exchange(child, allowed)
                exchange.send(json.dumps(question).encode("ascii") + b"\n")
                exchange.send(data)
                said = json.loads(exchange.answer(self._max_answer))
                if not isinstance(said, dict):
                    raise ValueError("not an object")
                self._served += 1
                return understood(said)
            except ValueError:
                self._end_child()
                raise Lost("reader answered nonsense") from None
            except BaseException:  # Ctrl-C between question and answer too: what comes next must not get this one's answer
                self._end_child()
                raise

    def _new(self, memory: int, *first: str) -> Popen[bytes]:
        self._memory, self._served = memory, 0
        self._child = self._new_child(*first)
        return self._child

    def _new_child(self, *first: str) -> Popen[bytes]:
        """*first*: what it is told of the first question, by which it knows what it need not load."""
        from subprocess import DEVNULL, PIPE, Popen

        command = [sys.executable, "-I", "-X", "utf8", "-c", self._start, _ROOT, str(self._memory), *first]
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
        head = b""
        while not head:  # an empty line for each page that was read
            while (end := self._received.find(b"\n")) < 0:
                self._receive()
            head = bytes(self._received[:end])
            del self._received[: end + 1]
            if not head:
                self._pages += 1
                self._deadline = min(self._last, self._deadline + SHARED * self._allowed.page)
        length = int(head)
        if length > most:
            raise TooLong(f"answer of {length} bytes (limit {most})")
        while len(self._received) < length:
            self._receive()
        return bytes(self._received[:length])

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
