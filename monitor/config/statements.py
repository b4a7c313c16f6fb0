"""A TOML file as its statements: where each stands in the text, and what it is about. For a file that parses; nothing is judged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from monitor.config.mistakes import Where
from monitor.model.frozen import dataclass

_HEADER = re.compile(r"\s*(\[\[?)(.*?)\]\]?\s*(?:#.*)?$")
_KEY_PART = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*""")
_TOKENS = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|' + r"'''.*?'''|" + r'"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'|#[^\n]*|[\[\]{}]|\n", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Statement:
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


def statements(text: str) -> Iterator[Statement]:
    """Yield the statements of *text*, whose lines end with "\\n", in their order; together they are all of it."""
    counts: dict[Where, int] = {}
    table: Where = ()
    position = 0
    while position < len(text):
        end = _end_of_statement(text, position)
        statement = text[position:end]
        first = statement.lstrip()[:1]
        header = _HEADER.match(statement.strip("\n")) if first == "[" else None
        if header:
            table = _table(header, counts)
            yield Statement("header", position, end, table, table, statement)
        elif first in ("", "#"):
            yield Statement("comment" if first else "blank", position, end, table, (), statement)
        else:
            yield Statement("key", position, end, table, (*table, *key_of(statement)), statement)
        position = end


def _end_of_statement(text: str, start: int) -> int:
    """The position after the line break that ends the statement: not one within a string, a list or a table."""
    depth = 0
    for token in _TOKENS.finditer(text, start):
        if token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth -= 1
        elif token[0] == "\n" and depth <= 0:
            return token.end()
    return len(text)


def _table(header: re.Match[str], counts: dict[Where, int]) -> Where:
    """The path of a header, with the number of its element after each name of a list of tables."""
    *before, last = key_of(header[2]) or ("",)
    path: Where = ()
    for name in before:
        path = (*path, name)
        if path in counts:
            path = (*path, counts[path])
    path = (*path, last)
    if header[1] == "[[":
        counts[path] = counts.get(path, -1) + 1
        path = (*path, counts[path])
    return path


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
