"""What the program says about itself: in the language of the terminal's user, on stderr (DESIGN 4.2)."""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TextIO

from monitor.errors import ConfigError, MonitorError
from monitor.i18n.locale import Locale, Text, language_of, locale_of
from monitor.model import Config, Language
from monitor.report.layout import Terminal

_LOG_LANGUAGE: list[Language] = []
# `language` in the [monitor] table of a configuration, which need not be a right one for its reader to be spoken to.
_WRITTEN = re.compile(r"""^\s*\[monitor\][^\n]*\n(?:(?!\s*\[)[^\n]*\n)*?\s*language\s*=\s*["'](fr|en)["']""", re.MULTILINE)
_LONGEST_HEAD = 20_000  # characters of a configuration in which that is looked for


def speak(language: Language) -> None:
    """Say all from now on in *language*, that of config.toml: what nobody sees now, as cron's log, is read by who wrote that."""
    _LOG_LANGUAGE[:] = [language]


def is_language_asked_for() -> bool:
    """Whether the environment says anything of a language; that of cron and systemd says nothing."""
    return any(os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"))


def speak_as_written(language: Language) -> None:
    """Say all in *language*, that of config.toml, where the environment names none: « C.UTF-8 », as containers have it, is none."""
    if not _names_a_language():
        speak(language)


def _names_a_language() -> bool:
    said = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((one for one in said if one), "C").partition(".")[0] not in ("C", "POSIX")


def settle_language(arguments: Sequence[str]) -> None:
    """Where the environment names no language, speak that of the configuration from the first word on: that of a help, of wrong
    usage, of a mistake in this very file. *arguments*: of the program, `--config` among them.
    """
    if _names_a_language():
        return
    told = [after for one, after in pairwise(arguments) if one == "--config"]
    told += [one.partition("=")[2] for one in arguments if one.startswith("--config=")]
    try:
        with Path([os.environ.get("MONITOR_CONFIG") or "config.toml", *told][-1]).open(encoding="utf-8-sig") as file:
            found = _WRITTEN.search(file.read(_LONGEST_HEAD))
    except (OSError, ValueError):
        return  # what reads it will say so
    if found:
        speak("fr" if found[1] == "fr" else "en")


def terminal_language() -> Language:
    """The language of the person at the terminal, or who reads the log."""
    return _LOG_LANGUAGE[0] if _LOG_LANGUAGE else language_of(os.environ)


def terminal_locale() -> Locale:
    """How the person at the terminal is spoken to."""
    return locale_of(terminal_language())


def localized(key: str, /, **values: object) -> str:
    """The text *key* in the language of the person at the terminal."""
    return terminal_locale().text(key, **values)


def rendered(said: str | Text) -> str:
    """*said* in the language of the person at the terminal."""
    return terminal_locale().render(said)


def translate_click() -> None:
    """Let click, which asks gettext, speak the language of the terminal; to be called before click is imported."""
    if terminal_language() == "fr":
        import gettext

        os.environ["LANGUAGE"] = "fr"  # gettext's own way to name a language
        gettext.bindtextdomain("messages", Path(__file__).with_name("locale"))


def error_text(error: MonitorError) -> str:
    """What, where, and what to do: two lines, or two for each mistake of a configuration."""
    if isinstance(error, ConfigError):
        return "\n".join(_two_lines(message, remedy) for message, remedy in error.mistakes)
    return _two_lines(rendered(error.message), rendered(error.remedy))


def _two_lines(message: str, remedy: str) -> str:
    return f"monitor: {message}" + (f"\n  → {remedy}" if remedy else "")


def program() -> str:
    """How the person may call this program again: its name where it is installed, else as it was called now."""
    from shutil import which  # with every format that archives are packed in: what tells nobody how to call it does without (§9)

    if which("monitor"):
        return "monitor"
    executable = Path(sys.executable)
    here = executable.relative_to(Path.cwd()) if executable.is_relative_to(Path.cwd()) else executable
    return f"{here} -m monitor"


_CONTROLS = re.compile("[\x7f-\x9f]")  # what json leaves as it is; a terminal may obey them


def json_line(value: object) -> str:
    """*value* as one line of JSON, letters as they are, every control character escaped."""
    return _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def note(text: str, level: int | None = None) -> None:
    """One line for the person, never for a program; a JSON log has it as a line of *level*, for whoever reads that reads JSON."""
    logs = sys.modules.get("monitor.terminal.logs")  # what asks what was seen writes no log, and starts without (§9)
    if logs is None or not logs.noted(text, level):
        print(text, file=sys.stderr, flush=True)


def use_colour(stream_is_tty: bool) -> bool:
    """Colour only on a terminal and not against the user's wish (https://no-color.org)."""
    return stream_is_tty and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _columns(unknown: int) -> int:
    """How wide the terminal is, as `COLUMNS` or the terminal itself says; *unknown* where neither does."""
    from shutil import get_terminal_size

    return get_terminal_size((unknown, 24)).columns


def terminal(stream: TextIO, language: Language, timezone: str) -> Terminal:
    """Where *stream* is read: a terminal of some width, in the language of who sits there; or a pipe, which gets 100 columns,
    no colour, and *language*."""
    is_tty = stream.isatty()
    language = terminal_language() if is_tty else language
    width = _columns(100) if is_tty else 100
    return Terminal(width=max(40, min(width, 120)), colour=use_colour(is_tty), language=language, timezone=timezone)


def screen(config: Config) -> Terminal:
    """Where standard output is read, in the language and at the hours of *config*."""
    return terminal(sys.stdout, config.language, config.timezone)


class Progress:
    """One line on stderr that says how many *things* are done; on a terminal only."""

    def __init__(self, of: int, things: str = "") -> None:
        self._of = of
        self._things = things or localized("cli.say.pages_visited")
        self._is_shown = sys.stderr.isatty()

    def __enter__(self) -> Progress:
        self.show(0, self._of)
        return self

    def __exit__(self, *error: object) -> None:
        self.clear()

    def show(self, done: int, of: int) -> None:
        """Draw the line anew."""
        if not self._is_shown:
            return
        bar = "█" * (24 * done // max(1, of))
        sys.stderr.write(f"\r\x1b[K  {bar:░<24}  {done}/{of} {self._things}")
        sys.stderr.flush()

    def clear(self) -> None:
        """Make room for a result."""
        if self._is_shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


class Waiting:
    """One line on stderr that says what is being waited for, from a second on; on a terminal only, and gone at the end."""

    AFTER_S = 1.0

    def __init__(self, said: str) -> None:
        self._said = said
        from threading import Event, Thread  # what asks what was seen has nothing to wait for (§9)

        self._over = Event()
        self._shown = False
        self._thread = Thread(target=self._run, daemon=True, name="waiting") if sys.stderr.isatty() else None

    def __enter__(self) -> Waiting:
        if self._thread:
            self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        if self._thread:
            self._thread.join()
            self.clear()

    def show(self, done: int, of: int) -> None:
        """As `Progress` does: there is one thing to wait for, and it is not done."""

    def clear(self) -> None:
        """Make room for a result."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def _run(self) -> None:
        began = time.monotonic()
        while not self._over.wait(self.AFTER_S):
            self._shown = True
            line = f"  … {self._said} ({time.monotonic() - began:.0f} s)"
            sys.stderr.write(f"\r\x1b[K{line[: _columns(80) - 1]}")
            sys.stderr.flush()
