"""The confined side of monitor.confine: answers questions from stdin, one after the other, on stdout.

A question is a line of JSON, {"size", "cpu_s", …}, and so many bytes; an answer is a line with its length and as much JSON.
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
from collections.abc import Callable
from typing import Any, BinaryIO

_OPEN_FILES = 16  # stdin, stdout, stderr and what the interpreter holds; a parser opens nothing


def serve(memory: int, answer: Callable[[dict[str, Any], bytes], dict[str, Any]]) -> None:
    """Answer until stdin ends. *memory*: bytes of address space. What needs files is loaded before."""
    answers = _own_stdout()
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
        # So many more CPU seconds than were used by the documents before; beyond them the kernel ends us. By SIGPROF, to the tick;
        # a library that would handle that meets SIGXCPU, whole seconds later.
        seconds = about["cpu_s"]
        signal.setitimer(signal.ITIMER_PROF, seconds)
        used = resource.getrusage(resource.RUSAGE_SELF)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        soft = math.ceil(used.ru_utime + used.ru_stime + seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
        body = json.dumps(answer(about, data), ensure_ascii=True, separators=(",", ":")).encode("ascii")
        answers.write(b"%d\n" % len(body))
        answers.write(body)
        answers.flush()
        signal.setitimer(signal.ITIMER_PROF, 0)
        gc.collect()


def _own_stdout() -> BinaryIO:
    """The pipe to the parent; what a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    return io.BufferedWriter(answers)


def _limit(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (least, least))


def _listen(requests: BinaryIO, to: queue.SimpleQueue[tuple[dict[str, Any], bytes]]) -> None:
    while line := requests.readline():
        about = json.loads(line)
        data = requests.read(about["size"])
        if len(data) < about["size"]:
            break
        to.put((about, data))
    os._exit(0)
