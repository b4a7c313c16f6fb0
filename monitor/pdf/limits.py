"""How much of a foreign file is looked at before it is called too large."""

from __future__ import annotations

from monitor.model.frozen import dataclass

OUT_OF_MEMORY = "out of memory"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Counts of one page, which lies in memory whole, and of a document's pages.

    More is `Unreadable`, never a half-read document that looks like a changed one.
    """

    pages: int = 2000
    objects: int = 300_000  # paths, pictures and groups of a page, those inside groups included
    characters: int = 300_000  # of a page
    picture_bytes: int = 200_000_000  # decoded; a larger picture is told by its packed bytes
