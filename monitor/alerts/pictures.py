"""The pages on which a change of a document is seen, before and after, as pictures: for reports and for mails (13.7)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from monitor.compare import pair_documents
from monitor.compare.places import edit_place, region_places, regions_json
from monitor.confine import Confined
from monitor.model import (
    NOT_KEPT,
    Change,
    ChangePictures,
    CheckResult,
    DocumentCaps,
    DocumentContent,
    Mark,
    MarkedPage,
    PagePair,
    Place,
    Revision,
    Side,
    Unreadable,
)
from monitor.pipeline.doors import PdfReader
from monitor.pipeline.looks import look, look_regions
from monitor.report.change_picture import marked_page
from monitor.report.numbering import numbers_of
from monitor.report.page_pictures import within
from monitor.store import Store

log = logging.getLogger(__name__)

DPI = 120
_MAIL_BYTES = 2_000_000
_MAIL_PATIENCE = timedelta(seconds=5)  # for one page
MOST_PAGES = 6
_SIDES: tuple[Side, Side] = ("before", "after")


def has_pictures(change: Change) -> bool:
    """Whether there is something to be shown on pages: boxes, regions, or a chart drawn anew."""
    return _is_redrawn(change) or any(marks_of(change, {}, side) for side in _SIDES)


def change_pictures(
    change: Change,
    before: bytes | None,
    after: bytes | None,
    *,
    pages: tuple[int, int],
    pdf: PdfReader,
    most_pages: int = MOST_PAGES,
) -> ChangePictures:
    """Return the pages where *change* is seen, in order; those without any are left out, those above *most_pages* counted.

    *pages*: how many the old and the new document have. Marks are numbered like the list of statements. Bytes that are no longer
    kept (None), or a page that can't be drawn, end it with its reason: a change is told with or without pictures.
    """
    marks = {side: marks_of(change, numbers_of(change), side) for side in _SIDES}
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
            seen = marks[side].get(page, ())
            sides[side] = marked_page(drawn.image(), seen, scale=drawn.scale, number=page, side=side) if drawn else None
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


def pictures_between(store: Store, change: Change, old: Revision, new: Revision, pdf: Confined) -> ChangePictures | None:
    """The pages where *change* between two revisions is seen, from the bytes kept; None where it is seen on none."""
    contents = contents_of(change, old, new) if has_pictures(change) else None
    if contents is None:
        return None
    before, after = (store.kept(content.sha256) for content in contents)
    pages = contents[0].pages or 0, contents[1].pages or 0
    return change_pictures(change, before, after, pages=pages, pdf=pdf)


Drawn = tuple[tuple[Change, ChangePictures], ...]


class PicturesOf:
    """The pictures that go with alerts: made once for each result, whoever it is told to. They never hold up an alert."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pdf = Confined(caps=DocumentCaps(timeout=_MAIL_PATIENCE))
        self._made: dict[tuple[str, int], Drawn] = {}

    def __enter__(self) -> PicturesOf:
        return self

    def __exit__(self, *error: object) -> None:
        self._pdf.close()

    def of(self, watch: str, result: CheckResult) -> Drawn:
        """Changes of *result* with the pages where they are seen, at most _MAIL_BYTES; none where that goes wrong."""
        number = result.snapshot or 0
        if (watch, number) not in self._made:
            try:
                self._made[watch, number] = self._make(watch, number, result) if number > 1 else ()
            except Exception:  # erased, broken, or a bug of ours: the words say it all
                log.exception("no pictures watch=%s snapshot=%d", watch, number)
                self._made[watch, number] = ()
        drawn = self._made[watch, number]
        return tuple((change, shown) for change in result.changes for other, shown in drawn if change == other)

    def _make(self, watch: str, number: int, result: CheckResult) -> Drawn:
        wanted = [change for change in result.changes if has_pictures(change)]
        if not wanted:
            return ()
        old, new = (self._store.revision(watch, n) for n in (number - 1, number))
        left, made = _MAIL_BYTES, list[tuple[Change, ChangePictures]]()
        for change in wanted:
            pictures = pictures_between(self._store, change, old, new, self._pdf)
            if pictures:
                made.append((change, within(pictures, left)))
                left -= sum(len(page.png) for pair in made[-1][1].pages for page in pair.sides)
        return tuple(made)


def with_regions(store: Store, change: Change, old: Revision, new: Revision, pdf: Confined) -> Change:
    """*change* with where the pictures differ, if it is of a document without any text and they are kept (DESIGN 5.5)."""
    contents = contents_of(change, old, new)
    if contents is None or contents[0].text or contents[1].text or change.facts.get("regions"):
        return change
    before, after = (store.kept(content.sha256) for content in contents)
    seen = look("file", *contents, before, after) if before is not None and after is not None else None
    found = regions_json(look_regions(seen, pdf)) if seen else []
    return replace(change, facts={**change.facts, "regions": found}) if found else change
