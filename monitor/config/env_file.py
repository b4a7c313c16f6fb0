"""The file of `env_file`: values for `${NAME}`, a line each, as systemd's EnvironmentFile and a shell take them, too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from monitor.config.mistakes import Mistake
from monitor.config.reading import UnreadableConfig

WHERE = ("monitor", "env_file")
_LINE = re.compile(r"(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*=[ \t]*(.*)")
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*)\"[ \t]*(?:#.*)?|'([^']*)'[ \t]*(?:#.*)?")
_PLAIN = re.compile(r"[A-Za-z0-9_@%+=:,./-]+")


def env_path(path: Path, tree: Mapping[str, Any]) -> Path | None:
    """Where the file lies that the configuration *tree* in *path* names, relative to it; None where it names none."""
    table = tree.get("monitor")
    named = table.get("env_file") if isinstance(table, dict) else None
    return path.absolute().parent / Path(named).expanduser() if isinstance(named, str) and named.strip() else None


def with_env_file(path: Path, tree: Mapping[str, Any], environ: Mapping[str, str]) -> Mapping[str, str]:
    """*environ* with what the file of `env_file` has beside it: what is set already wins, so that one run may have its own.

    Raises `UnreadableConfig` where that file is missing, cannot be read, or has a line that is no NAME=value.
    """
    file = env_path(path, tree)
    if file is None:
        return environ
    try:
        text = file.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise UnreadableConfig(Mistake(WHERE, "env_file_missing")) from error
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or type(error).__name__
        raise UnreadableConfig(Mistake(WHERE, "env_file_unreadable", {"detail": detail})) from error
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if (bare := line.strip()) and not bare.startswith(("#", ";")):
            match = _LINE.fullmatch(bare)
            if match is None:
                raise UnreadableConfig(Mistake(WHERE, "env_file_line", {"number": number}))
            quoted = _QUOTED.fullmatch(match[2])
            if quoted is None:  # it is all there is up to « # » behind a space
                found[match[1]] = re.split(r"[ \t]#", match[2], maxsplit=1)[0].rstrip()
            else:
                found[match[1]] = re.sub(r"\\(.)", r"\1", quoted[1]) if quoted[1] is not None else quoted[2]
    return {**found, **environ}


def line_of(name: str, value: str) -> str:
    """The line that gives *name* the *value*, for this program, systemd and a shell alike."""
    if not _PLAIN.fullmatch(value):
        value = f"'{value}'" if "'" not in value else '"' + re.sub(r'([\\"$`])', r"\\\1", value) + '"'
    return f"{name}={value}\n"


def with_lines(text: str, values: Mapping[str, str]) -> str:
    """*text* of such a file with *values*: in place of the lines that set them, else at its end."""
    left = dict(values)
    lines = []
    for line in text.splitlines(keepends=True):
        match = _LINE.fullmatch(line.strip())
        lines.append(line_of(match[1], left.pop(match[1])) if match and match[1] in left else line)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return "".join([*lines, *(line_of(name, value) for name, value in left.items())])
