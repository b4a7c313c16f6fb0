"""A command on a pseudo terminal, as a person sees it."""

from __future__ import annotations

import os
import pty
import re
import select
import struct
import termios
import time
from fcntl import ioctl
from pathlib import Path

from tests import warm
from tests.command import Done, environment
from tests.hostile import HANG_S


def dialogue(
    *arguments: str, cwd: Path, answers: list[str], columns: int = 80, env: dict[str, str] | None = None, transient: bool = False
) -> Done:
    """Run the command on a terminal of its own and answer each prompt; `out` is all that the terminal showed, without colours.

    *transient*: with what was shown for a moment and taken away again.
    """
    terminal, inner = pty.openpty()
    ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    child = warm.begun(arguments, cwd=cwd, env=environment({"TERM": "xterm", **(env or {})}), fds=(inner,), terminal=True)
    os.close(inner)
    shown, left, deadline = b"", list(answers), time.monotonic() + HANG_S
    while time.monotonic() < deadline:
        if select.select([terminal], [], [], 0.05)[0]:
            try:
                shown += os.read(terminal, 65536)
            except OSError:
                break
        elif left and shown.endswith(b"> "):
            os.write(terminal, left.pop(0).encode() + b"\n")
            shown += b"\n"
    else:
        child.kill()
    status = child.wait()
    os.close(terminal)
    text = shown.decode("utf-8", "replace").replace("\r\n", "\n")
    if not transient:
        text = re.sub(r"[^\n]*\r\x1b\[K", "", text)
    assert "Traceback" not in text, text
    return Done(status, text if env and "COLOUR" in env else re.sub(r"\x1b\[[0-9;]*m", "", text), "")
