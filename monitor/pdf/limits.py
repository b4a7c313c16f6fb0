"""How much of a foreign file is looked at before it is called too large."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Counts over a whole document. More is `Unreadable`, never a half-read document that looks like a changed one."""

    pages: int = 1000
    objects: int = 300_000  # paths, pictures and groups, those inside groups included
    characters: int = 1_500_000
    picture_bytes: int = 200_000_000  # decoded; a larger picture is told by its packed bytes
