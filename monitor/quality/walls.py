"""Bot walls, by the marks that their vendors leave in a page's source. Pure but for reading our words."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path


def wall(source: str) -> str | None:
    """The vendor whose mark *source* bears; None for none. Only to be asked of a page without text of its own."""
    return next((vendor for vendor, mark in _marks().items() if mark.search(source)), None)


@cache
def _marks() -> dict[str, re.Pattern[str]]:
    said = tomllib.loads((Path(__file__).with_name("data") / "walls.toml").read_text(encoding="utf-8"))
    return {vendor: re.compile(mark, re.I) for vendor, mark in said.items()}
