"""An edited config.toml put in the place of the old one: whole or not at all, and only where the program would take it."""

from __future__ import annotations

import fcntl
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from difflib import SequenceMatcher
from pathlib import Path
from typing import BinaryIO

from monitor.config.loading import judged
from monitor.config.reading import text_of, with_lines
from monitor.errors import wrap_os_errors
from monitor.files import create_anew, keep_name, put
from monitor.i18n.locale import Text

BOM = b"\xef\xbb\xbf"


def edit(path: Path, change: Callable[[str], str], environ: Mapping[str, str]) -> bool:
    """Replace the text of *path* by what *change* makes of it; False, and nothing was written, where that is the same.

    *change* sees lines that end with "\\n"; the file keeps its own line endings, byte order mark, permissions and owner, and a link
    to it stays one. Raises `ConfigError` where the new text has mistakes (that no page is watched is none), `MonitorError` where it
    can't be written. Edits by several processes come one after the other.
    """
    real = Path(os.path.realpath(path))
    with wrap_os_errors(path, remedy=Text("errors.config.not_saved_do")), _locked(real) as file:
        data = file.read()
        new = edited(data, change)
        if new == data:
            return False
        judged(path, new, environ)
        anew = real.with_name(f".{real.name}.{os.getpid()}-{threading.get_ident()}.new")  # locked from `replace` on
        now = real.stat()
        try:
            with os.fdopen(create_anew(anew), "wb") as written:
                written.write(new)
                written.flush()
                if (os.geteuid(), os.getegid()) != (now.st_uid, now.st_gid):
                    os.fchown(written.fileno(), now.st_uid, now.st_gid)
                shutil.copystat(real, anew)  # permissions, access lists
                os.utime(anew)
                os.fsync(written.fileno())
            anew.replace(real)  # a crash leaves the old or the new one
        finally:
            with suppress(OSError):
                anew.unlink()
        keep_name(real)
    return True


def keep_secrets(path: Path, secrets: Mapping[str, str]) -> None:
    """Put *secrets* into the file of `env_file`, in place of what they were; it is its owner's alone from now on."""
    with wrap_os_errors(path):
        old = path.read_text("utf-8-sig") if path.exists() else ""
        put(Path(os.path.realpath(path)), with_lines(old, secrets).encode())


@contextmanager
def _locked(path: Path) -> Iterator[BinaryIO]:
    """The file that stands at *path*, locked: who was waited for has put another one there, which is then waited for."""
    while True:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                yield file
                return


def edited(data: bytes, change: Callable[[str], str]) -> bytes:
    """The bytes of a file after *change*; each line that stays keeps its own ending, new ones get that of most."""
    text, mark = text_of(data), BOM if data.startswith(BOM) else b""
    new = change(text)
    if b"\r\n" not in data:
        return mark + new.encode()
    old_lines = data.removeprefix(BOM).decode().split("\n")
    endings = [line[len(line.removesuffix("\r")) :] for line in old_lines[:-1]]
    if all(endings):
        return mark + new.replace("\n", "\r\n").encode()
    usual = "\r" if sum(map(bool, endings)) * 2 >= len(endings) else ""
    *wanted, last = new.split("\n")
    made = [usual] * len(wanted)
    matcher = SequenceMatcher(None, [line.removesuffix("\r") for line in old_lines[:-1]], wanted, autojunk=False)
    for op, i, i2, j, j2 in matcher.get_opcodes():
        if op == "equal" or (op == "replace" and i2 - i == j2 - j):
            made[j:j2] = endings[i:i2]
    return mark + "\n".join([*(line + ending for line, ending in zip(wanted, made, strict=True)), last]).encode()
