"""The bytes of a config.toml as a parsed file, or the place where they stop being one (TOML 1.0).

And `${NAME}` in it: what comes from the environment, and the promise that it never shows (DESIGN §6).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from monitor.config.mistakes import SECRET_KEYS, Mistake, Where
from monitor.config.spoken import with_straight_quotes
from monitor.model.frozen import dataclass

# The beginnings of tomllib's messages and our sentences for them; any other gets "syntax".
TROUBLES = (
    ("Invalid value", "syntax_value"), ("Expected '='", "syntax_equals"), ("Invalid initial character for a key", "syntax_key"),
    ("Invalid statement", "syntax_key"), ("Expected ']", "syntax_key"), ("Cannot ", "syntax_twice"), ("Duplicate", "syntax_twice"),
    ("Unescaped '\\'", "syntax_backslash"), ("Unterminated", "syntax_open"), ("Expected \"'''\"", "syntax_open"),
    ("Unclosed", "syntax_open"), ("Illegal character '\\n'", "syntax_open"),
)  # fmt: skip
LONGEST_SHOWN = 80
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


class UnreadableConfig(Exception):
    """The file cannot be parsed; holds the one mistake that says why."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(mistake.code)
        self.mistake = mistake


@dataclass(frozen=True, slots=True)
class Source:
    """A configuration as it stands in its file: bytes, text, and the tree before `${NAME}` is replaced."""

    path: Path
    data: bytes
    text: str
    tree: dict[str, Any]


def read(path: Path) -> Source:
    """Read and parse *path*; raises `UnreadableConfig`."""
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UnreadableConfig(Mistake((), "missing_file")) from error
    except IsADirectoryError as error:
        raise UnreadableConfig(Mistake((), "folder")) from error
    except OSError as error:
        raise UnreadableConfig(Mistake((), "unreadable", {"detail": error.strerror or type(error).__name__})) from error
    return parsed(path, data)


def text_of(data: bytes) -> str:
    """The text of a file, without its byte order mark, its lines ending with "\\n"; raises `UnreadableConfig`."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise UnreadableConfig(Mistake((), "not_utf8", {"line": data.count(b"\n", 0, error.start) + 1})) from error


def parsed(path: Path, data: bytes) -> Source:
    """Parse *data*, which *path* holds or is to hold; raises `UnreadableConfig`."""
    text = text_of(data)
    try:
        return Source(path, data, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise UnreadableConfig(_trouble(str(error), text)) from error
    except RecursionError as error:
        raise UnreadableConfig(_trouble("Unclosed", text)) from error


def _trouble(message: str, text: str) -> Mistake:
    place = _PLACE.search(message)
    rows = text.splitlines() or [""]
    line = int(place[1]) if place else len(rows)
    column = int(place[2]) if place else len(rows[-1]) + 1
    code = next((ours for theirs, ours in TROUBLES if message.startswith(theirs)), "syntax") if place else "syntax_open"
    row = rows[min(line, len(rows)) - 1] if rows else ""
    straight = with_straight_quotes(row)
    if straight is not None:
        shown = shown_row([*rows[: line - 1], straight], line)
        return Mistake((), "syntax_quotes", {"line": line, "column": column, "shown": shown})
    column -= 2 if code == "syntax_backslash" else 0  # tomllib has read the two characters that make no sense
    return Mistake((), code, {"line": line, "column": column, "shown": shown_row(rows, line)})


def shown_row(rows: list[str], line: int) -> str:
    """The line, without a value that may be a secret: the key alone tells where to look."""
    row = rows[min(line, len(rows)) - 1].strip()
    tables = [r.strip() for r in rows[:line] if r.strip().startswith("[")]
    key = row.partition("=")[0].strip()
    secret = any(name in (key, key.rpartition(".")[2]) or key.startswith(f"{name}.") for name in SECRET_KEYS)
    if secret or "@" in row or (tables and "headers" in tables[-1]):
        return f"{key} = …"
    return row if len(row) <= LONGEST_SHOWN else row[:LONGEST_SHOWN] + "…"


ADDRESSES = frozenset({"to", "url", "proxy", "contact", "ping"})
_MARK = re.compile(r"\$\$|\$\{([A-Za-z_][A-Za-z0-9_]*)\}|\$\{[^}\n]*\}?")


def resolve(written: Any, environ: Mapping[str, str], where: Where = ()) -> tuple[Any, list[Mistake]]:
    """Return *written* with every `${NAME}` in its texts replaced and `$$` made `$`, and what is unset or badly written.

    Inside an address a value is percent-encoded; a value that is the whole address is taken as it is. Keys are never touched.
    """
    if isinstance(written, str):
        return _text(written, environ, where)
    if isinstance(written, dict):
        return _joined(dict, ((k, resolve(v, environ, (*where, k))) for k, v in written.items()))
    if isinstance(written, list):
        values, mistakes = _joined(dict, ((i, resolve(v, environ, (*where, i))) for i, v in enumerate(written)))
        return list(values.values()), mistakes
    return written, []


def names(written: Any) -> Iterator[str]:
    """The names of the environment that *written* asks for, in its order."""
    if isinstance(written, str):
        yield from (m[1] for m in _MARK.finditer(written) if m[1])
    elif isinstance(written, dict | list):
        for value in written.values() if isinstance(written, dict) else written:
            yield from names(value)


def as_shown(written: str) -> str:
    """*written* as it is kept and shown: `${NAME}` as it stands, `$$` made `$`."""
    return _MARK.sub(lambda found: "$" if found[0] == "$$" else found[0], written)


def _joined(kind: type[dict[Any, Any]], parts: Iterator[tuple[Any, tuple[Any, list[Mistake]]]]) -> tuple[Any, list[Mistake]]:
    values, mistakes = kind(), []
    for key, (value, wrong) in parts:
        values[key] = value
        mistakes += wrong
    return values, mistakes


def _text(written: str, environ: Mapping[str, str], where: Where) -> tuple[str, list[Mistake]]:
    if "$" not in written:
        return written, []
    mistakes: list[Mistake] = []
    encode = bool(where) and where[-1] in ADDRESSES

    def value(match: re.Match[str]) -> str:
        if match[0] == "$$":
            return "$"
        if match[1] is None:
            mistakes.append(Mistake(where, "env_form"))
        elif match[1] not in environ:
            mistakes.append(Mistake(where, "env_unset", {"name": match[1]}))
        else:
            whole = match[0] == written.strip()
            return quote(environ[match[1]], safe="") if encode and not whole else environ[match[1]]
        return match[0]

    return _MARK.sub(value, written), mistakes
