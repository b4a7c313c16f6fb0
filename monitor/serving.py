"""The confined side of monitor.confine: answers questions from stdin, one after the other, on stdout.

A question is a line of JSON, {"size", "cpu_s", "page_s", …}, and so many bytes; an answer is an empty line for each page that was
read, then a line with its length and as much JSON.
Ends with its parent: the end of stdin, even in the midst of a reading, ends the process.
"""

from __future__ import annotations

import gc
import io
import json
import math
import os
import queue
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, BinaryIO

_OPEN_FILES = 16  # stdin, stdout, stderr and what the interpreter holds; a parser opens nothing


def serve(memory: int, answer: Callable[[dict[str, Any], bytes, Callable[[], None]], dict[str, Any]]) -> None:
    """Answer until stdin ends. *memory*: bytes of address space. What needs files is loaded before.

    *answer* gets the question, its bytes and what it is to call after each page: each allows more work and more patience.
    """
    pipe = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what a library prints goes nowhere
    answers = io.BufferedWriter(pipe)
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_NOFILE, _OPEN_FILES)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)  # the parent may ignore it
    gc.freeze()
    gc.disable()  # nothing is to be found in the midst of a reading; what it leaves behind is collected after the answer
    requests: queue.SimpleQueue[tuple[dict[str, Any], bytes]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, requests), daemon=True).start()
    while True:
        about, data = requests.get()
        work = _Allowed(about["cpu_s"], about["page_s"], answers)
        try:
            body = json.dumps(answer(about, data, work.page_read), ensure_ascii=True, separators=(",", ":")).encode("ascii")
        except MemoryError:
            os.abort()  # as C++ ends where it gets no memory
        except Exception as fault:  # of the reader's: left to end the interpreter beside its thread it would abort, as that does
            sys.excepthook(type(fault), fault, fault.__traceback__)
            os._exit(1)
        answers.write(b"%d\n" % len(body))
        answers.write(body)
        answers.flush()
        signal.setitimer(signal.ITIMER_PROF, 0)
        gc.collect()
        gc.freeze()  # what stays, modules loaded for this question and what they keep, is not looked through after each later one


class _Allowed:
    """The work on one answer: so many CPU seconds from now, and more for each page; beyond them the kernel ends us.

    By SIGPROF, to the tick; a library that would handle that meets SIGXCPU, whole seconds later.
    """

    def __init__(self, seconds: float, a_page: float, answers: BinaryIO) -> None:
        self._until = time.process_time()
        self._a_page = a_page
        self._answers = answers
        self._allow(seconds)

    def page_read(self) -> None:
        """Allow more, and tell the parent."""
        self._allow(self._a_page)
        self._answers.write(b"\n")
        self._answers.flush()

    def _allow(self, seconds: float) -> None:
        self._until += seconds
        if (left := self._until - time.process_time()) <= 0:  # a timer set anew for each page would wait a tick for each
            signal.raise_signal(signal.SIGPROF)
        signal.setitimer(signal.ITIMER_PROF, max(1e-6, left))  # soon, where the signal is handled
        _limit(resource.RLIMIT_CPU, math.ceil(self._until) + 1, for_good=False)


def _limit(what: int, most: int, *, for_good: bool = True) -> None:
    hard = resource.getrlimit(what)[1]
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (least, least if for_good else hard))


def _listen(requests: BinaryIO, to: queue.SimpleQueue[tuple[dict[str, Any], bytes]]) -> None:
    while line := requests.readline():
        about = json.loads(line)
        data = requests.read(about["size"])
        if len(data) < about["size"]:
            break
        to.put((about, data))
    os._exit(0)
