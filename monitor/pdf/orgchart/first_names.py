"""The first names that tell a person (`first_names.txt`, with its source). Pure but for reading them."""

from __future__ import annotations

from pathlib import Path

_LINES = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
FIRST_NAMES = frozenset(name for line in _LINES if not line.startswith("#") for name in line.split())
