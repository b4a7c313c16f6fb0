"""The pages on which a change of a document is seen, before and after, as pictures (13.7)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from monitor.compare import pair_documents
from monitor.compare.places import edit_place, region_places
from monitor.model import (
    NOT_KEPT,
    Change,
    ChangePictures,
    DocumentContent,
    Mark,
    MarkedPage,
    PagePair,
    Place,
    Revision,
    Side,
    Unreadable,
)
from monitor.pdf.picture import PagePicture
from monitor.pipeline.doors import PdfReader

DPI = 120
MOST_PAGES = 6
_SIDES: tuple[Side, Side] = ("before", "after")


class Draw(Protocol):
    """Draws marks over a page."""

    def __call__(self, picture: PagePicture, marks: tuple[Mark, ...], *, number: int, side: Side) -> MarkedPage: ...


def has_pictures(change: Change) -> bool:
    """Whether there is something to be shown on pages: boxes, regions, or a chart drawn anew."""
    return _is_redrawn(change) or any(marks_of(change, {}, side) for side in _SIDES)


def change_pictures(
    change: Change,
    before: bytes | None,
    after: bytes | None,
    *,
    pages: tuple[int, int],
    numbers: Mapping[int, int],
    pdf: PdfReader,
    draw: Draw,
    most_pages: int = MOST_PAGES,
) -> ChangePictures:
    """Return the pages where *change* is seen, in order; those without any are left out, those above *most_pages* counted.

    *pages*: how many the old and the new document have. *numbers*: what each edit, by its place in the change, is called in the
    list of statements. Bytes that are no longer kept (None), or a page that can't be drawn, end it with its reason: a change is
    told with or without pictures.
    """
    marks = {side: marks_of(change, numbers, side) for side in _SIDES}
    wanted = range(1, max(pages) + 1) if _is_redrawn(change) else sorted({*marks["before"], *marks["after"]})
    found: list[PagePair] = []
    if before is None or after is None:
        return ChangePictures(problem=NOT_KEPT if wanted else None)
    for page in wanted[:most_pages]:
        sides: dict[Side, MarkedPage | None] = {}
        for side, data, there in zip(_SIDES, (before, after), pages, strict=True):
            drawn = pdf.picture(data, page=page, dpi=DPI) if page <= there else None
            if isinstance(drawn, Unreadable):
                return ChangePictures(pages=tuple(found), problem=drawn.detail)
            sides[side] = draw(drawn, marks[side].get(page, ()), number=page, side=side) if drawn else None
        found.append(PagePair(page=page, before=sides["before"], after=sides["after"]))
    return ChangePictures(pages=tuple(found), more=len(wanted) - len(found))


def contents_of(change: Change, old: Revision, new: Revision) -> tuple[DocumentContent, DocumentContent] | None:
    """What *change* is between: both contents of the document; None where it is no replaced document, or one was never read."""
    if change.item_kind != "document" or change.change != "replaced":
        return None
    before, after = ([d for d in side.documents if d.item == change.item] for side in (old, new))
    pairs = [(a.content, b.content) for a, b in pair_documents(before, after) if a and b and b.link.label == change.label]
    read = [(a, b) for a, b in pairs if a and b and a.sha256 != b.sha256]
    return read[0] if read else None


def marks_of(change: Change, numbers: Mapping[int, int], side: Side) -> dict[int, tuple[Mark, ...]]:
    """What is outlined on each page of one side: a box has the numbers of all that became of it; regions count from 1."""
    regions = region_places(change)
    if regions:
        return _by_page({place: [number] for number, place in enumerate(regions, 1)})
    named: dict[Place, list[int]] = {}
    for n, edit in enumerate(change.edits):
        place = edit_place(edit, side)
        if place is not None:
            named.setdefault(place, []).extend([numbers[n]] if n in numbers else [])
    return _by_page(named)


def _by_page(named: Mapping[Place, list[int]]) -> dict[int, tuple[Mark, ...]]:
    pages: dict[int, tuple[Mark, ...]] = {}
    for place, numbers in named.items():
        pages[place.page] = (*pages.get(place.page, ()), Mark(place.bbox, tuple(dict.fromkeys(numbers))))
    return pages


def _is_redrawn(change: Change) -> bool:
    return any(edit.op == "redrawn" for edit in change.edits)
