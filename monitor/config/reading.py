"""The bytes of a config.toml as a parsed file, or the mistake that stops them from being one (TOML 1.0).

`${NAME}` in it is taken from the environment or from the file of `env_file`, and never shows (DESIGN §6).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

from monitor.config.plain_words import with_straight_quotes
from monitor.expressions import expression
from monitor.model.frozen import dataclass, field

Where: TypeAlias = tuple[str | int, ...]  # ("watch", 0, "sections", "mutualisation", "heading")

# Values that never stand in a message, wherever they come from.
SECRET_KEYS = frozenset({"password", "secret", "user", "proxy", "to", "headers", "ping"})


@dataclass(frozen=True, slots=True)
class Mistake:
    """`code` names a sentence of `loading`; the value itself is looked up at `where`, as written, when the sentence is made."""

    where: Where
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


def at(tree: Any, where: Where) -> Any:
    """Return what stands at *where* in a parsed TOML file; None where there is nothing."""
    for step in where:
        if not isinstance(tree, dict | list):
            return None
        try:
            tree = tree[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            return None
    return tree


def is_secret(where: Where) -> bool:
    """Whether the value at *where* must never be printed."""
    return any(step in SECRET_KEYS for step in where)


# The beginnings of tomllib's messages and our sentences for them; any other gets "syntax".
TROUBLES = (
    ("Invalid value", "syntax_value"), ("Expected '='", "syntax_equals"), ("Invalid initial character for a key", "syntax_key"),
    ("Invalid statement", "syntax_key"), ("Expected ']", "syntax_key"), ("Cannot ", "syntax_twice"), ("Duplicate", "syntax_twice"),
    ("Unescaped '\\'", "syntax_backslash"), ("Unterminated", "syntax_open"), ("Expected \"'''\"", "syntax_open"),
    ("Unclosed", "syntax_open"), ("Illegal character '\\n'", "syntax_open"),
)  # fmt: skip
LONGEST_SHOWN = 80
_PLACE = expression(r"\(at line (\d+), column (\d+)\)")


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


_OF_WORD_PROCESSORS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")  # how docx and odt, doc, and rtf begin


def text_of(data: bytes) -> str:
    """The text of a file, without its byte order mark, its lines ending with "\\n"; raises `UnreadableConfig`."""
    if data.startswith(_OF_WORD_PROCESSORS):
        raise UnreadableConfig(Mistake((), "word_processor"))
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


def key_shown(row: str) -> str:
    """What *row* gives a value to, whatever stands between the two: « = », a colon, nothing."""
    key = re.split("[=:]", row, maxsplit=1)[0].strip()
    return first if (first := key.split(" ")[0]) in SECRET_KEYS else key


def shown_row(rows: list[str], line: int) -> str:
    """The line, without a value that may be a secret: the key alone tells where to look."""
    row = rows[min(line, len(rows)) - 1].strip()
    tables = [r.strip() for r in rows[:line] if r.strip().startswith("[")]
    key = key_shown(row)
    secret = any(name in (key, key.rpartition(".")[2]) or key.startswith(f"{name}.") for name in SECRET_KEYS)
    if secret or "@" in row or (tables and "headers" in tables[-1]):
        return f"{key} = …"
    return row if len(row) <= LONGEST_SHOWN else row[:LONGEST_SHOWN] + "…"


ADDRESSES = frozenset({"to", "url", "proxy", "contact", "ping"})
_MARK = expression(r"\$\$|\$\{([A-Za-z_][A-Za-z0-9_]*)\}|\$\{[^}\n]*\}?")


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


WHERE = ("monitor", "env_file")
_LINE = expression(r"(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*=[ \t]*(.*)")
_QUOTED = expression(r"\"((?:[^\"\\]|\\.)*)\"[ \t]*(?:#.*)?|'([^']*)'[ \t]*(?:#.*)?")
_PLAIN = expression(r"[A-Za-z0-9_@%+=:,./-]+")


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
