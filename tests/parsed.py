"""The modules of the program as trees of their syntax: to parse them all takes seconds, and several tests look at all of them."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """All of its tree: to walk through them takes as long."""
    return tuple(ast.walk(parsed(path)))
