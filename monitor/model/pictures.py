"""Pages of a document as pictures, with what changed on them outlined."""

from __future__ import annotations

from typing import Literal, TypeAlias

from monitor.model.frozen import dataclass
from monitor.model.items import Box

NOT_KEPT = "not kept"  # why there are no pictures: bytes were erased, or never kept
Side: TypeAlias = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Mark:
    """An outlined place of a page and the numbers that the list of statements has for it."""

    bbox: Box
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedPage:
    """A page as a PNG of *width* × *height* pixels, its `marks` drawn in."""

    side: Side
    page: int  # from 1
    png: bytes
    width: int
    height: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePair:
    """One page before and after; None: no such page on that side."""

    page: int  # from 1
    before: MarkedPage | None
    after: MarkedPage | None

    @property
    def sides(self) -> tuple[MarkedPage, ...]:
        return tuple(side for side in (self.before, self.after) if side)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePictures:
    """The pages on which a change is seen."""

    pages: tuple[PagePair, ...] = ()
    more: int = 0  # changed pages that are not shown
    problem: str | None = None  # why pages are wanting: "not kept", or what the reader of PDFs said, short and neutral
