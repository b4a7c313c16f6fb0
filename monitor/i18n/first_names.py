"""First names that are known, once for all who tell people from units (DESIGN 3.25, 3.27, 5.17). Pure but for reading our words."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("first_names.txt")  # with their source


@cache
def first_names() -> frozenset[str]:
    """The first names, folded, each part of a compound by itself."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())
