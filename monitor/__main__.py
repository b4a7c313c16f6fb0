"""`monitor` and `python -m monitor`: runs the command line; what went wrong is two lines and an exit status (DESIGN 4.3)."""

from __future__ import annotations

import errno
import gc
import io
import os
import re
import sys
from contextlib import suppress
from types import SimpleNamespace
from typing import Any, NoReturn

INTERRUPTED, WRONG_USAGE, FAILED = 130, 2, 1
OUT_OF_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE)


def main() -> None:
    """Run the command that the arguments name and exit with its status."""
    if sys.platform == "win32":
        from monitor.terminal.output import localized

        print(localized("cli.program.windows"), file=sys.stderr)
        sys.exit(WRONG_USAGE)
    status = _run()
    gc.freeze()  # what the process held need not be looked through for garbage as it ends
    sys.exit(status)


def begin_lean() -> None:
    """Load what holds values without what it asks for in vain; garbage is looked for by who says so. For the start of a process."""
    gc.disable()  # what is imported stays: looking through it for garbage costs a start a twentieth of its time
    if sys.modules.keys().isdisjoint(("msgspec", "typing_extensions")):
        # msgspec asks there for what it else takes from `typing`, which has it since Python 3.11, in no time (record 23)
        known: dict[str, Any] = {"typing_extensions": None}
        if "platform" not in sys.modules and "uuid" not in sys.modules:
            # What `uuid`, which msgspec loads, asks of `platform` is the name of the system, for which that need not be loaded.
            known["platform"] = SimpleNamespace(system=lambda: os.uname().sysname)
        sys.modules.update(known)  # no other thread is there yet
        try:
            import msgspec  # noqa: F401
        finally:
            for name in known:
                del sys.modules[name]


def _run() -> int:
    begin_lean()
    from monitor.errors import MonitorError
    from monitor.terminal.output import settle_language, translate_click

    settle_language(sys.argv[1:])
    translate_click()
    from monitor.cli import command

    # A stream closed by who called us (`>&-`) is None in Python: what goes there is for nobody.
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without « é » or → is no reason to fail
    try:
        status = command.main(prog_name="monitor", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except MonitorError as error:
        import logging

        from monitor.terminal.output import error_text, note

        note(error_text(error), logging.ERROR)
        full = isinstance(error.__cause__, OSError) and error.__cause__.errno in OUT_OF_ROOM
        return FAILED if full else error.exit_status
    except KeyboardInterrupt:
        _end_at_once()
    except (BrokenPipeError, SystemExit):  # the reader of a pipe has seen enough; click makes a SystemExit of it
        _stop_writing()
        return 0
    except OSError as error:
        if error.errno not in OUT_OF_ROOM:
            raise
        _stop_writing()
        print(f"monitor: {error.strerror}", file=sys.stderr)
        return FAILED
    except Exception as error:
        return _usage(error)


def _end_at_once() -> NoReturn:
    """End without waiting for threads: whose page takes its time to be read has nothing to write; all that must be closed is."""
    import logging

    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # a pipe whose reader is gone, a stream closed by who called us
            stream.flush()
    os._exit(INTERRUPTED)


def _stop_writing() -> None:
    """Let what stdout still holds go nowhere, or writing it at the end would fail once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _usage(error: Exception) -> int:
    """Click's own errors in its own words; anything else is a bug and keeps its trace for the report."""
    import click

    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.Abort):
        _end_at_once()
    if isinstance(error, click.NoSuchOption) and error.possibilities:
        # Click counts the hyphens that all options begin with, and finds each short name like another.
        from difflib import get_close_matches

        name = error.option_name.lstrip("-")
        known = {one.lstrip("-"): one for one in error.possibilities}
        close = [one for one in known if one.startswith(name)] or get_close_matches(name, known, cutoff=0.65)
        error.possibilities = [known[one] for one in close]  # type: ignore[misc]
    if isinstance(error, click.ClickException):
        # Click's 'PAGE' within the quotation marks of the reader's language, and its « 1<=x<=9 » in words.
        from monitor.terminal.output import terminal_locale

        locale, said = terminal_locale(), error.format_message()
        said = re.sub(r"(\d+)<=x<=(\d+)", lambda found: locale.text("cli.program.between", least=found[1], most=found[2]), said)
        said = re.sub(r"x>=(\d+)", lambda found: locale.text("cli.program.at_least", least=found[1]), said)
        said = re.sub(r"'([^\s'][^'\n]{0,60})'", lambda found: locale.quoted(found[1]), said)
        error.format_message = lambda: said  # type: ignore[method-assign]
        error.show()
        return error.exit_code or WRONG_USAGE
    raise error


if __name__ == "__main__":
    main()
