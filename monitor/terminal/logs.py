"""Logging, set up once, to stderr: one line an event, for people and grep or as JSON; never a secret (12.6).

Calls look like `log.info("checked watch=%s outcome=%s", …)`: the event first, then key=value. Both forms keep that order.
"""

from __future__ import annotations

import io
import json
import logging
import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, TypeAlias

from monitor.errors import wrap_os_errors
from monitor.expressions import expression
from monitor.files import size_of
from monitor.i18n.typography import clean
from monitor.model.shapes import machine_time
from monitor.terminal.hiding import SECRETS

Form: TypeAlias = Literal["lines", "json"]
FORM = "MONITOR_LOG_FORMAT"  # how a service tells its workers
FORMS: tuple[Form, ...] = ("lines", "json")
QUIET = ("httpx", "httpcore", "apscheduler", "apprise")  # httpx logs whole addresses at INFO, and those of webhooks are secrets
_FACT = expression(r" (\w+)=%[-\d.]*[sdfr]")


def set_up(level: int = logging.WARNING, form: Form = "lines") -> None:
    """Lines of *level* and above, in *form*; called again it changes both."""
    root = logging.getLogger()
    handler = next((h for h in root.handlers if isinstance(h.formatter, _Formatter)), None)
    if handler is None:
        handler = logging.StreamHandler(sys.stderr)
        root.addHandler(handler)
    handler.setFormatter(_Json() if form == "json" else _Lines())
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
    logging.getLogger("apprise").propagate = False  # its warnings may hold an address; `deliver.chat` reads them, and hides it


MOST_BYTES, KEPT = 1_000_000, 3  # of a log file; older ones beside it: FILE.1, FILE.2 …


def into_file(path: Path) -> None:
    """Let all that is printed and logged from now on go to the end of *path*, a private file that is begun anew where it is large.

    Who else has it open goes on in the old one. Raises MonitorError where it can't be written.
    """
    with wrap_os_errors(path):
        if size_of(path) > MOST_BYTES:
            names = [path, *(path.with_name(f"{path.name}.{n}") for n in range(1, KEPT + 1))]
            for older, newer in zip(reversed(names[1:]), reversed(names[:-1]), strict=True):
                if newer.exists():
                    newer.replace(older)
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        stream.flush()
        try:
            os.dup2(file, stream.fileno())
        except io.UnsupportedOperation:  # who called us in this process has put something else there
            setattr(sys, name, os.fdopen(os.dup(file), "a", encoding="utf-8"))
    os.close(file)


def noted(text: str, level: int | None) -> bool:
    """Whether the log is JSON: then *text*, for a person, is a line of it, whatever the level set; else nothing is done."""
    handler = next((h for h in logging.getLogger().handlers if isinstance(h.formatter, _Json)), None)
    if handler is not None:
        text = re.sub(r"\s*\n\s*", " ", text.strip())
        handler.handle(logging.LogRecord("monitor", level or logging.INFO, __file__, 0, "note text=%s", (text,), None))
    return handler is not None


class _Formatter(logging.Formatter):
    def facts(self, record: logging.LogRecord) -> tuple[str, dict[str, Any]]:
        """Event and facts of *record*, the secrets left out; a message of another shape (a library's) is one fact."""
        template, args = str(record.msg), record.args
        keys, event = _FACT.findall(template), _FACT.sub("", template)
        if not record.name.startswith("monitor"):
            return "message", {"logger": record.name, "text": _shown(record.getMessage())}
        if not isinstance(args, tuple) or len(keys) != len(args):
            return _shown(record.getMessage()), {}
        return _shown(event), {
            key: (value if value is None or isinstance(value, bool | int | float) else _shown(str(value)))
            for key, value in zip(keys, args, strict=True)
        }

    def trace(self, record: logging.LogRecord) -> str | None:
        return SECRETS.left_out(self.formatException(record.exc_info)) if record.exc_info and record.exc_info[0] else None


class _Lines(_Formatter):
    def format(self, record: logging.LogRecord) -> str:
        event, facts = self.facts(record)
        words = [_time(record), record.levelname, event]
        for key, value in facts.items():  # in quotes where a value would not be one word; "-" for nothing
            text = "" if value is None else str(value)
            plain = text and text != "-" and not re.search(r"[\s\"=]", text)
            words.append(f"{key}={'-' if value is None else text if plain else json.dumps(text, ensure_ascii=False)}")
        said = " ".join(words)
        trace = self.trace(record)  # set off, so that no line of it looks like an event
        return "\n".join([said, *("    " + clean(line) for line in trace.splitlines())]) if trace else said


class _Json(_Formatter):
    def format(self, record: logging.LogRecord) -> str:
        event, facts = self.facts(record)
        trace = self.trace(record)
        line = {"time": _time(record), "level": record.levelname.lower(), "event": event, **facts}
        return json.dumps(line | ({"trace": trace} if trace else {}), ensure_ascii=False)


def _time(record: logging.LogRecord) -> str:
    return machine_time(datetime.fromtimestamp(record.created, UTC))


def _shown(text: str) -> str:
    """What the world says on one line, without power over a terminal, and without secrets."""
    return clean(SECRETS.left_out(text))
