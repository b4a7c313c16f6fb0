"""A TOML file as its statements: where each stands in the text, its line, and what it is about, as its reader would say it.

For a file that parses; nothing is judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from monitor.config.reading import Where, at
from monitor.expressions import expression
from monitor.model.frozen import dataclass

_HEADER = expression(r"\s*(\[\[?)(.*?)\]\]?\s*(?:#.*)?$")
_KEY_PART = expression(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*""")
_TOKENS = expression(
    r'"""(?:[^\\]|\\.)*?"""|' + r"'''.*?'''|" + r'"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'|#[^\n]*|[\[\]{}]|\n", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class TomlStatement:
    """One header, key, comment or blank line: `text`, from `start` to `end` of the file, its line break included.

    `table` is where it stands, the number of its element after each name of a list of tables. `where`: what a header begins and a
    key gives a value to; () of comments and blank lines.
    """

    kind: Literal["header", "key", "comment", "blank"]
    start: int
    end: int
    table: Where
    where: Where
    text: str


def statements(text: str) -> Iterator[TomlStatement]:
    """Yield the statements of *text*, whose lines end with "\\n", in their order; together they are all of it."""
    counts: dict[Where, int] = {}
    table: Where = ()
    position = 0
    while position < len(text):
        depth, end = 0, len(text)
        for token in _TOKENS.finditer(text, position):  # to the line break that ends it: not one within a string, a list or a table
            depth += (token[0] in "[{") - (token[0] in "]}")
            if token[0] == "\n" and depth <= 0:
                end = token.end()
                break
        statement = text[position:end]
        first = statement.lstrip()[:1]
        header = _HEADER.match(statement.strip("\n")) if first == "[" else None
        if header:
            *before, last = key_of(header[2]) or ("",)
            table = ()
            for name in before:  # after each name of a list of tables the number of its element
                table = (*table, name)
                if table in counts:
                    table = (*table, counts[table])
            table = (*table, last)
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            yield TomlStatement("header", position, end, table, table, statement)
        elif first in ("", "#"):
            yield TomlStatement("comment" if first else "blank", position, end, table, (), statement)
        else:
            yield TomlStatement("key", position, end, table, (*table, *key_of(statement)), statement)
        position = end


def key_of(statement: str) -> tuple[str, ...]:
    """The dotted key at the start of a statement, or the whole of a header."""
    parts: list[str] = []
    position = 0
    while match := _KEY_PART.match(statement, position):
        parts.append(next(group for group in match.groups() if group is not None))
        position = match.end()
        if statement[position : position + 1] != ".":
            break
        position += 1
    return tuple(parts)


def lines(text: str) -> dict[Where, int]:
    """The line (from 1) of every header and key of a TOML file that parses, but for keys inside an inline table or list."""
    found: dict[Where, int] = {}
    for statement in statements(text):
        line = text.count("\n", 0, statement.start) + 1
        first = 1 if statement.kind == "header" else len(statement.table) + 1
        for depth in range(first, len(statement.where) + 1):
            found.setdefault(statement.where[:depth], line)
    return found


def line_of(where: Where, known: Mapping[Where, int]) -> int | None:
    """Return the line of *where*, else of the nearest thing that holds it."""
    for length in range(len(where), 0, -1):
        if where[:length] in known:
            return known[where[:length]]
    return None


def called(where: Where, tree: Any, colon: str = ": ") -> str:
    """Return *where* as the reader says it: `watch "dijon": sections.mutualisation.heading`, `[smtp] port`, `alert 2: to`."""
    if not where:
        return ""
    head, rest = where[0], where[1:]
    if head in ("watch", "alert") and rest and isinstance(rest[0], int):
        own = at(tree, (head, rest[0], "name"))
        title = f'{head} "{own}"' if head == "watch" and isinstance(own, str) and own else f"{head} {rest[0] + 1}"
        return f"{title}{colon}{_dotted(rest[1:])}" if rest[1:] else title
    if head in ("monitor", "smtp"):
        return f"[{head}] {_dotted(rest)}".rstrip()
    return _dotted(where)


def _dotted(where: Where) -> str:
    """`css[2]`, `documents.organigramme.link`: elements are counted from 1."""
    said = ""
    for step in where:
        said += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if said else step
    return said
