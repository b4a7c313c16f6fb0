"""`${NAME}` in config.toml: what comes from the environment, and the promise that it never shows (DESIGN §6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from monitor.config.mistakes import Mistake, Where

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
