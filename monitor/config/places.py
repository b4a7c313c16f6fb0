"""Where in a config.toml a key stands: its line, and its name as the reader of the file would say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from monitor.config.mistakes import Where, at
from monitor.config.statements import statements


def lines(text: str) -> dict[Where, int]:
    """Return the line (from 1) of every table header and key of a TOML file that parses.

    Keys inside a value that is itself a table or a list are not in it: their line is that of the key before them.
    """
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
