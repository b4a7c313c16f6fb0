"""The warm process (`tests.warm`): it has loaded the libraries and visited a page, and each command is forked off it.

A process in which a command left all as it was stays for the next one of the same environment.
"""

from __future__ import annotations

import array
import atexit
import contextlib
import gc
import io
import json
import logging
import os
import pkgutil
import re
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
import termios
import threading
import time
import traceback
from datetime import UTC, datetime
from fcntl import F_DUPFD, fcntl, ioctl
from functools import cache, partial
from importlib import import_module
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TextIO, cast, get_args

from monitor.config.loading import load
from monitor.config.values import selector
from monitor.confine import ChildProcess
from monitor.demo.server import page, site_file
from monitor.documents import read as reading
from monitor.documents.read import read
from monitor.extract.offers import offers
from monitor.extract.page import Page as Parsed
from monitor.fetch import Fetcher
from monitor.i18n.catalogue import patterns, subjects, texts
from monitor.model import DocumentContent, DocumentKind, Unreadable
from monitor.model.terms import Language
from monitor.pdf.library import load_library
from monitor.pdf.pdfium import Limits
from monitor.pipeline.batch import check
from monitor.pipeline.doors import Doors, Network
from monitor.report.alert import alert_message
from monitor.report.as_json import result_json
from monitor.report.layout import Terminal
from monitor.report.terminal import check_report
from monitor.store import Store, connection
from monitor.web import pages
from tests.configs import write_config
from tests.databases import create_known
from tests.site import Page, Site
from tests.warm import Forked, Popen

LIBRARIES = (
    *("anyio._backends._asyncio", "apprise", "bs4", "certifi", "click", "cronsim", "httpcore", "httpx", "jinja2", "lxml.etree"),
    *("markdown_it", "PIL.Image", "PIL.ImageChops", "protego", "pydantic", "pypdfium2_raw", "rapidfuzz", "regex", "rich.console"),
    *("rich.table", "soupsieve", "sqlite3", "sqlite_utils", "starlette.applications", "starlette.requests", "stringprep"),
    *("tomlkit", "uvicorn", "xml.etree.ElementTree", "zstandard"),
)
# Rooms of the program that ask nothing of the environment: what words a command uses is settled when `monitor.cli` is loaded.
# `config.schema` has pydantic build its models: twice the time of all else that a command does which reads a new file.
ROOMS = (
    *("model", "config", "config.schema", "extract", "quality", "compare", "decide", "store", "fetch"),
    *("pipeline.batch", "pipeline.page", "pipeline.looks", "deliver.mail", "observe.standing"),
    *("report.alert", "report.diffs", "report.digest", "report.history", "report.notices", "report.outbox", "report.status"),
    *("confine", "documents.child", "config.editing", "config.template", "erasure", "extract.outline", "extract.elements.tree"),
    *("alerts.outbox", "alerts.pictures", "alerts.rounds", "alerts.sending", "alerts.service", "deliver.feed"),
    *(
        "erasure.doubts",
        "pipeline.two_files",
        "pipeline.two_pages",
        "report.chart_evidence",
        "report.snapshot_text",
        "service.installing",
    ),
    *("store.looking_over", "store.pruning", "schedule", "service.workers", "observe.server", "web.site"),
    *("report.careers", "report.change_picture", "store.erasing", "config.saving", "extract.offers", "pipeline.preview"),
    *("export.repository", "export.site", "web.card", "web.serving"),
)
# A selector with a part of each kind: soupsieve compiles what it reads them by at the first one, which takes longer than a command.
SELECTOR = "a|b#c.d[e='f' i]:not(.g):nth-child(2n+1 of h):lang(fr):dir(ltr):-soup-contains('i'):is(j), k > l ~ m"


_MOST_FILES = 8  # that come with a question
_ASIDE = 200  # where files are put that are to have other numbers


def warm_up(address: str) -> None:
    """Load and use what commands are to find loaded and used."""
    for name in LIBRARIES:
        with contextlib.suppress(ImportError):
            import_module(name)
    for name in ROOMS:
        import_module(f"monitor.{name}")
    load_library()
    cast(Any, connection).create = create_known
    _use_once()
    _know_the_town()
    _know_the_command_line()
    assert "monitor.terminal.output" not in sys.modules  # it settles the language
    ChildProcess._new_child = lambda self, *_: cast(Any, Reader(address, self._start, self._memory))  # type: ignore[method-assign]
    Popen.own_address = address
    subprocess.Popen = Popen  # type: ignore[misc]


def serve(address: str) -> None:
    """Listen until stdin ends; each question is answered by a process of its own."""
    ended, wakes = os.pipe()
    os.set_blocking(wakes, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
    gc.collect()
    gc.set_threshold(50_000, 20, 20)  # as in a process of tests
    gc.freeze()  # or each process would copy what it looks through for garbage
    asking: dict[int, socket.socket] = {}
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"{address}.soon")
        listening.listen(64)
        Path(f"{address}.soon").rename(address)
        while True:
            ready, _, _ = select.select([listening.fileno(), ended, 0], [], [])
            if 0 in ready:
                return
            if ended in ready:
                os.read(ended, 4096)
                while asking and (gone := os.waitpid(-1, os.WNOHANG))[0]:
                    _say(asking[gone[0]], os.waitstatus_to_exitcode(gone[1]))
                    asking.pop(gone[0]).close()
            if listening.fileno() in ready:
                asked, _ = listening.accept()
                asked.settimeout(30)
                with contextlib.suppress(OSError, ValueError, IndexError):  # who asked was killed meanwhile
                    asking[_forked(asked)] = asked


def _use_once() -> None:
    """What the first use compiles, done: what the invented town offers is listed, it is visited, and again when it changed.

    Patterns, selectors, texts and templates are compiled where they are first asked for, which takes longer than a visit. An alert
    is worded, too.
    """
    re._MAXCACHE = 10_000  # type: ignore[attr-defined]
    reader: Any = SimpleNamespace(read=lambda data, kind, caps=None: read(data, kind=kind))
    selector(SELECTOR)
    with tempfile.TemporaryDirectory() as folder, Site() as site:
        config = load(write_config(Path(folder), site.url()), {})
        for name in ("organigramme-2025.pdf", "organigramme-2026.pdf"):
            site.pages[f"/media/{name}"] = Page(site_file(name), content_type="application/pdf")
        now = partial(datetime.now, UTC)
        with Store.open(config.database) as store, Fetcher(contact=config.contact, now=now, sleep=time.sleep) as web:
            doors = Doors(web=Network(web), pdf=reader, book=store, channels=(), now=now, sleep=time.sleep)
            for after in (False, True):
                site.pages["/"] = Page(page(noise=False, after=after))
                offers(Parsed.parse(site.pages["/"].body.decode(), site.url()))
                (result,) = check(config.watches, doors, named=True)
    for language in get_args(Language):
        patterns(language)
        for subject in subjects(language):
            texts(language, subject)
        check_report(result, Terminal(language=language))
        result_json(result, language)
        alert_message(result, kind="change", watch="valmont", url=site.url(), language=language, timezone="UTC")
    for template in (pages.STATIC.parent / "templates").glob("*.j2"):
        pages._environment().get_template(template.name)


def _know_the_town() -> None:
    """What its two org charts say: readers are asked that by half of the commands, and to read them took a third of their time."""
    sheets = [site_file(name) for name in ("organigramme-2025.pdf", "organigramme-2026.pdf")]
    known = {(sheet, kind): read(sheet, kind=kind) for sheet in sheets for kind in get_args(DocumentKind)}

    def known_or_read(data: bytes, *, kind: DocumentKind, limits: Limits | None = None) -> DocumentContent | Unreadable:
        found = known.get((data, kind)) if limits is None or limits.pages > 1 else None
        return found if found is not None else read(data, kind=kind, limits=limits)

    cast(Any, reading).read = known_or_read  # as `documents.child` gets it when it is asked


def _know_the_command_line() -> None:
    """The code and the patterns of its modules, none of which stays loaded: it settles at its loading what it is told there."""
    SourceFileLoader.get_code = cache(SourceFileLoader.get_code)  # type: ignore[method-assign]
    before = set(sys.modules)
    for module in pkgutil.iter_modules(import_module("monitor.cli").__path__, "monitor.cli."):
        import_module(module.name)
    for name in sorted(set(sys.modules) - before):
        if name.startswith("monitor."):
            package, _, own = name.rpartition(".")
            sys.modules.pop(name)
            delattr(sys.modules.get(package, SimpleNamespace(**{own: None})), own)


def _say(asked: socket.socket, number: int) -> None:
    with contextlib.suppress(OSError):  # who asked waited for too long
        asked.sendall(f"{number}\n".encode())


def _forked(asked: socket.socket) -> int:
    """The process that does what is asked; a process that only waits for it would cost as much as many a command."""
    question, fds = _question(asked)
    if (pid := os.fork()) == 0:
        _say(asked, os.getpid())  # before all else: one that stays says by itself how its command ended, which may be at once
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        if "reader" in question:
            _read(question["reader"], question["memory"], fds)
        if "stays" in question:
            os._exit(_ended(_stay(asked, question, fds)))
        os._exit(_ended(_run(question, fds)))
    for fd in fds:  # the pipes of a reader end with it
        os.close(fd)
    return pid


def _question(asked: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """What is asked, and the files that come with it. Raises IndexError where nobody asks any more."""
    head, control, _, _ = asked.recvmsg(4, socket.CMSG_SPACE(_MOST_FILES * array.array("i").itemsize))
    fds = array.array("i")
    fds.frombytes(control[0][2])
    with asked.makefile("rb") as said:
        return json.loads(said.read(int.from_bytes(head, "big"))), list(fds)


def _stay(asked: socket.socket, question: dict[str, Any], fds: list[int]) -> object:
    """Run a command, and others after it while each leaves all as it was; returns the status of the last, for which this ends."""
    asking = socket.socket(fileno=fcntl(asked.detach(), F_DUPFD, 2 * _ASIDE))
    asking.settimeout(None)
    root, before = logging.getLogger(), _hooks()
    while True:
        status = _run(question, fds)
        os.chdir("/")  # who looks for the processes at work in a folder is not to meet this one there
        root.handlers.clear()  # each command sets this up
        root.setLevel(logging.WARNING)
        told = getattr(sys.modules.get("monitor.terminal.output"), "_LOG_LANGUAGE", ["not yet settled"])
        if _hooks() != before or told or not isinstance(status, int) or any(map(_is_open, range(3, 2 * _ASIDE))):
            break
        with contextlib.suppress(OSError):  # who asked has gone, as is seen next
            asking.sendall(f"{status} stays\n".encode())
        try:
            question, fds = _question(asking)
        except (OSError, IndexError):
            break
    asking.detach()  # closed by the end of this process, without a word
    return status


def _hooks() -> tuple[object, ...]:
    """What this process does when it ends or gets a signal, and how many threads it has."""
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE, signal.SIGALRM)
    return (threading.active_count(), atexit._ncallbacks(), *map(signal.getsignal, signals))


def _is_open(fd: int) -> bool:
    try:
        os.fstat(fd)
    except OSError:
        return False
    return True


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


def _stream(fd: int, like: TextIO, *, encoding: str, by_line: bool) -> TextIO:
    errors = "strict" if encoding and fd == 1 else like.errors
    return os.fdopen(fd, "w", encoding=encoding or like.encoding, errors=errors, buffering=1 if by_line else -1, closefd=False)


def _run(question: dict[str, Any], fds: list[int]) -> object:
    """As `python -m MODULE` would, *fds* under the numbers of `targets`; returns what it exits with."""
    if question["session"]:
        os.setsid()
    if question["terminal"]:
        ioctl(fds[0], termios.TIOCSCTTY, 0)
    targets, null = [0, *question["targets"]], os.open(os.devnull, os.O_RDONLY)
    aside = [fcntl(fd, F_DUPFD, _ASIDE) for fd in (null, *fds)]
    for fd, target in zip(aside, targets, strict=True):
        os.dup2(fd, target)
    for fd in set(range(3, _ASIDE + len(aside))) - set(targets):
        with contextlib.suppress(OSError):
            os.close(fd)
    # What is open on the null device believes that it can seek, and breaks no lines.
    encoding = question["env"].get("PYTHONIOENCODING", "")
    sys.stdin = os.fdopen(0, encoding=encoding or sys.stdin.encoding, closefd=False)
    sys.stdout = _stream(1, sys.stdout, encoding=encoding, by_line=question["terminal"])
    sys.stderr = _stream(2, sys.stderr, encoding=encoding, by_line=True)
    os.chdir(question["cwd"])
    os.umask(question["umask"])
    os.environ.clear()
    os.environ.update(question["env"])
    time.tzset()
    sys.argv = [question["module"], *question["arguments"]]
    status: object = 0
    try:
        runpy.run_module(question["module"], run_name="__main__", alter_sys=True)
    except SystemExit as end:
        status = end.code
    except BaseException:
        traceback.print_exc()
        status = 1
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    return 0 if status is None else status


def _ended(status: object) -> int:
    """What a process ends with that exits with *status*, after all that is done as one ends."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # the end of a worker's orders, which ends it already
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
    try:
        warm_up(sys.argv[1])
    except BaseException:
        Path(sys.argv[1]).parent.rmdir()  # who waits for the socket there sees that none will come
        raise
    serve(sys.argv[1])
