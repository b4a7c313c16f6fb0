"""The pages on which a change of a document is seen, before and after, as pictures: for reports and for mails (13.7)."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from monitor.compare.documents.contents import is_drawn
from monitor.compare.documents.of_one_name import contents_of
from monitor.compare.documents.pictures import DPI as COMPARED_AT
from monitor.compare.documents.pictures import PagePlaces, changed_regions, is_flat, page_pairs, whole_words
from monitor.compare.places import edit_place, region_places, regions_json
from monitor.confine import Confined
from monitor.model import (
    NOT_KEPT,
    Box,
    Change,
    ChangePictures,
    CheckResult,
    DocumentCaps,
    DocumentContent,
    DocumentKind,
    Edit,
    MarkedPage,
    PageMark,
    PagePair,
    Place,
    Revision,
    Side,
    Unreadable,
)
from monitor.model.frozen import replace
from monitor.pipeline.doors import PdfReader
from monitor.pipeline.looks import MOST_PAGES as MOST_COMPARED
from monitor.pipeline.looks import look, look_regions
from monitor.report.change_picture import LIGHT, around, marked_page, worth_showing
from monitor.report.chart_edits import names_summed_up
from monitor.report.chart_statements import numbers_of
from monitor.report.page_pictures import within
from monitor.store import Store

if TYPE_CHECKING:
    from PIL.Image import Image

log = logging.getLogger(__name__)

DPI, FINEST = 120, 200
_CUT_WIDE = 1200  # pixels: how wide a part of a page is drawn, where FINEST allows it
_MAIL_BYTES = 2_000_000
_SEVERAL_BYTES = 6_000_000  # of a message about several visits; servers take 10 MB and more, a third of it goes to base64
_MAIL_PATIENCE = timedelta(seconds=5)  # for one page
MOST_PAGES = 6
_PLACES_OF_ONE = 3  # of a page that differ for one edit of its words: the title, the footer, a line that was wrapped
_ROOM = 4.0  # points
_SIDES: tuple[Side, Side] = ("before", "after")


def has_pictures(change: Change) -> bool:
    """Whether there is something to be shown on pages: boxes, regions, words, or a chart drawn anew."""
    return _is_redrawn(change) or any(map(_is_placeless, change.edits)) or any(marks_of(change, {}, side) for side in _SIDES)


def change_pictures(
    change: Change,
    before: bytes | None,
    after: bytes | None,
    *,
    pages: PagePlaces,
    pdf: PdfReader,
    most_pages: int = MOST_PAGES,
    boxes: Mapping[Side, Mapping[int, Sequence[Box]]] = MappingProxyType({}),
    most_bytes: int = LIGHT,
) -> ChangePictures:
    """Return the pages where *change* is seen, in order; those without any are left out, those above *most_pages* counted.

    *pages*: which page is which (`page_pairs`). *boxes*: of the units on each page, which no picture cuts through. Marks are
    numbered like the list of statements. What has no place (words, a title) is seen where the pages differ: outlined, without a
    number; a title or a date, which pages repeat, where a page bears a mark, else on the first that differs, and in no unit.

    Bytes that are no longer kept (None), or a page that can't be drawn, end it with its reason: a change is told with or without
    pictures.
    """
    marks = {side: marks_of(change, numbers_of(change), side) for side in _SIDES}
    wanted = marked = _marked_pages(change, pages)
    placeless = 0 if _is_redrawn(change) else sum(map(_is_placeless, change.edits))
    of_title = _tells_of_title(change)
    if before is None or after is None:
        return ChangePictures(problem=NOT_KEPT if wanted or placeless else None)
    found, drawer = list[PagePair](), _Drawer((before, after), pdf)
    try:
        if placeless:
            looked_at, units = (marked or pages, boxes) if of_title else (pages, {})
            wanted = _with_differences(drawer, looked_at, marked, marks, told=placeless, boxes=units)
            wanted = wanted[:1] if of_title and not marked else wanted
        for places in wanted[:most_pages]:
            sides = _sides(drawer, places, marks, boxes, most_bytes)
            found.append(PagePair(page=places[1] or places[0] or 1, before=sides.get("before"), after=sides.get("after")))
    except _NotDrawn as why:
        return ChangePictures(pages=tuple(found), problem=str(why))
    return ChangePictures(pages=tuple(found), more=len(wanted) - len(found))


def _sides(
    drawer: _Drawer,
    places: tuple[int | None, int | None],
    marks: Mapping[Side, Mapping[int, tuple[PageMark, ...]]],
    boxes: Mapping[Side, Mapping[int, Sequence[Box]]],
    most: int,
) -> dict[Side, MarkedPage]:
    """One page before and after, of both the same part; of pages of two sizes each its own; of at most about *most* bytes each."""
    units = {side: boxes.get(side, {}).get(page, ()) for side, page in zip(_SIDES, places, strict=True) if page}
    marked = {side: marks[side].get(page, ()) for side, page in zip(_SIDES, places, strict=True) if page}
    wanted = around([mark for each in marked.values() for mark in each])
    dpi = min(FINEST, max(DPI, _CUT_WIDE * 72 / (wanted[2] - wanted[0]))) if wanted else DPI
    drawn = {side: (page, *drawer.image(side, page, dpi)) for side, page in zip(_SIDES, places, strict=True) if page}
    if len({(round(image.width / scale), round(image.height / scale)) for _, image, scale in drawn.values()}) == 1:
        every = [box for of_side in units.values() for box in of_side]
        parts = dict.fromkeys(drawn, worth_showing([(image, scale) for _, image, scale in drawn.values()], wanted, every))
    else:
        parts = {
            side: worth_showing([(image, scale)], around(marked[side]), units[side]) for side, (_, image, scale) in drawn.items()
        }
    return {
        side: marked_page(image, marked[side], scale=scale, number=page, side=side, most=most, part=parts[side], finest=dpi / 72)
        for side, (page, image, scale) in drawn.items()
    }


class _NotDrawn(Exception):
    """Why a page can't be drawn."""


class _Drawer:
    """Pages of both files as pixels; the two that were compared last are not drawn anew for being shown."""

    def __init__(self, both: tuple[bytes, bytes], pdf: PdfReader) -> None:
        self._files = dict(zip(_SIDES, both, strict=True))
        self._pdf = pdf
        self._compared: dict[Side, tuple[int, Image, float]] = {}

    def compared(self, side: Side, page: int) -> tuple[Image, float]:
        """The page as it is compared, and its pixels a point."""
        self._compared.pop(side, None)  # a large page has fifty million bytes
        image, scale = self._drawn(side, page, COMPARED_AT)
        self._compared[side] = page, image, scale
        return image, scale

    def image(self, side: Side, page: int, dpi: float) -> tuple[Image, float]:
        """The page with *dpi*, or finer where it is at hand so, and its pixels a point."""
        kept = self._compared.get(side)
        return kept[1:] if kept and kept[0] == page and dpi <= COMPARED_AT else self._drawn(side, page, dpi)

    def _drawn(self, side: Side, page: int, dpi: float) -> tuple[Image, float]:
        drawn = self._pdf.picture(self._files[side], page=page, dpi=dpi)
        if isinstance(drawn, Unreadable):
            raise _NotDrawn(drawn.detail)
        return drawn.image(), drawn.scale


def _with_differences(
    drawer: _Drawer,
    pages: PagePlaces,
    wanted: PagePlaces,
    marks: dict[Side, dict[int, tuple[PageMark, ...]]],
    *,
    told: int,
    boxes: Mapping[Side, Mapping[int, Sequence[Box]]],
) -> PagePlaces:
    """Those of *pages* that are *wanted*, or look different, whose differences outside all *marks* and *boxes* are outlined too.

    What came or went is outlined where it stands, and not in the empty place that it took or left. Where more of a page differs
    than is told it was laid out anew, and nothing is outlined; where none is seen to differ, the first page stands for all; a book
    is not looked through.
    """
    chosen, most = set(wanted), _PLACES_OF_ONE * told
    for old, new in pages[:MOST_COMPARED]:
        if old is None or new is None:
            continue
        (before, _), (after, scale) = drawer.compared("before", old), drawer.compared("after", new)
        regions = changed_regions(before, after, scale=scale)
        if not regions:
            continue
        chosen.add((old, new))
        known = list[Box]()
        for side, page in zip(_SIDES, (old, new), strict=True):
            known += [*(mark.bbox for mark in marks[side].get(page, ())), *boxes.get(side, {}).get(page, ())]
        alone = [r for r in regions if not any(r[0] < b[2] and b[0] < r[2] and r[1] < b[3] and b[1] < r[3] for b in known)]
        if len(alone) <= most:
            # Letters that two words have in common are no difference, and belong to it.
            wide = [(left - _ROOM, top, right + _ROOM, bottom) for left, top, right, bottom in alone]
            outlined = [PageMark(whole_words(region, (before, after), scale=scale), ()) for region in wide]
            bare = [[is_flat(image, mark.bbox, scale=scale) for mark in outlined] for image in (before, after)]
            for side, page, here, there in zip(_SIDES, (old, new), bare, bare[::-1], strict=True):
                seen = [mark for mark, empty, other in zip(outlined, here, there, strict=True) if other or not empty]
                marks[side][page] = (*marks[side].get(page, ()), *seen)
    return tuple(places for places in pages if places in chosen) or pages[:1]


def _is_placeless(edit: Edit) -> bool:
    """Whether *edit* tells of words of a document that no box holds: a note, its title or date."""
    of_words = edit.op == "title_changed" or edit.facts.get("field") == "text"
    return of_words and not any(edit_place(edit, side) for side in _SIDES)


def _tells_of_title(change: Change) -> bool:
    """Whether all that *change* tells and no box holds is the document's title or date; where a box holds all nothing is asked."""
    return all(edit.op == "title_changed" for edit in change.edits if _is_placeless(edit))


def marks_of(change: Change, numbers: Mapping[int, int], side: Side) -> dict[int, tuple[PageMark, ...]]:
    """What is outlined on each page of one side: a box has the numbers of all that became of it; regions alone count from 1."""
    regions = region_places(change)
    if regions and not change.edits:
        return _by_page({place: [number] for number, place in enumerate(regions, 1)})
    named: dict[Place, list[int]] = {}
    as_one = names_summed_up(change)
    for n, edit in enumerate(change.edits):
        place = edit_place(edit, side)
        if place is not None and n not in as_one:
            named.setdefault(place, []).extend([numbers[n]] if n in numbers else [])
    for place in regions if side == "after" else ():  # boxes in another colour: where they stand now
        named.setdefault(place, [])
    return _by_page(named)


def _by_page(named: Mapping[Place, list[int]]) -> dict[int, tuple[PageMark, ...]]:
    pages: dict[int, tuple[PageMark, ...]] = {}
    for place, numbers in named.items():
        pages[place.page] = (*pages.get(place.page, ()), PageMark(place.bbox, tuple(dict.fromkeys(numbers))))
    return pages


def _is_redrawn(change: Change) -> bool:
    return any(edit.op == "redrawn" for edit in change.edits)


def _pictured(change: Change, old: Revision, new: Revision) -> tuple[DocumentContent, DocumentContent] | None:
    """What is to be seen on pages: both contents of the document; None where the change is seen on none."""
    contents = contents_of(change, old, new) if has_pictures(change) else None
    if contents is None or not all(map(is_drawn, contents)):
        return None
    if not (any(c.orgchart for c in contents) or any(marks_of(change, {}, side) for side in _SIDES)):
        return None  # of a report its words tell more than the pictures of its pages
    return contents


def pages_between(store: Store, change: Change, old: Revision, new: Revision) -> PagePlaces | None:
    """The pages that `pictures_between` draws, none where bytes are no longer kept; None: only drawing them tells."""
    contents = _pictured(change, old, new)
    if contents is None or not all(store.is_kept(content.sha256) for content in contents):
        return ()
    pages = page_pairs(*contents)
    marked = _marked_pages(change, pages)
    if not _is_redrawn(change) and any(map(_is_placeless, change.edits)) and not (marked and _tells_of_title(change)):
        return pages if len(pages) == 1 else None
    return marked[:MOST_PAGES]


def _marked_pages(change: Change, pages: PagePlaces) -> PagePlaces:
    before, after = (marks_of(change, {}, side) for side in _SIDES)
    return tuple((old, new) for old, new in pages if _is_redrawn(change) or old in before or new in after)


def pictures_between(
    store: Store, change: Change, old: Revision, new: Revision, pdf: Confined, *, most_bytes: int = LIGHT
) -> ChangePictures | None:
    """The pages where *change* between two revisions is seen, from the bytes kept; None where it is seen on none."""
    contents = _pictured(change, old, new)
    if contents is None:
        return None
    before, after = (store.kept(content.sha256) for content in contents)
    if before is not None and after is not None:
        pdf.expect_picture()
        from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont  # noqa: F401  # meanwhile, as drawing them will (§9)
    boxes = {side: defaultdict[int, list[Box]](list) for side in _SIDES}
    for side, content in zip(_SIDES, contents, strict=True):
        for unit in content.orgchart.units if content.orgchart else ():
            boxes[side][unit.page].append(unit.bbox)
    return change_pictures(change, before, after, pages=page_pairs(*contents), pdf=pdf, boxes=boxes, most_bytes=most_bytes)


Drawn = tuple[tuple[Change, ChangePictures], ...]


class PicturesOf(AbstractContextManager["PicturesOf"]):
    """The pictures that go with alerts: made once for each result, whoever it is told to. They never hold up an alert."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pdf = Confined(caps=DocumentCaps(timeout=_MAIL_PATIENCE))
        self._made: dict[tuple[str, int], Drawn] = {}

    def __exit__(self, *error: object) -> None:
        self._pdf.close()

    def several(self) -> SeveralPictures:
        """For a message about several visits."""
        return SeveralPictures(self)

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
        new = self._store.revision(watch, number)
        left, made = _MAIL_BYTES, list[tuple[Change, ChangePictures]]()
        for change in wanted:
            old = self._store.revision(watch, change.version_before(number))
            pictures = pictures_between(self._store, change, old, new, self._pdf)
            if pictures:
                made.append((change, within(pictures, left)))
                left -= sum(len(page.png) for pair in made[-1][1].pages for page in pair.sides)
        return tuple(made)


class SeveralPictures:
    """The pictures of one message about several visits: in their order, until _SEVERAL_BYTES are used up."""

    def __init__(self, pictures: PicturesOf) -> None:
        self._pictures = pictures
        self._left = _SEVERAL_BYTES

    def of(self, watch: str, result: CheckResult) -> Drawn:
        """As `PicturesOf.of`; of what finds no room the pages are counted."""
        if self._left <= 0:
            return ()
        made = list[tuple[Change, ChangePictures]]()
        for change, shown in self._pictures.of(watch, result):
            made.append((change, within(shown, self._left)))
            self._left -= sum(len(page.png) for pair in made[-1][1].pages for page in pair.sides)
        return tuple(made)


def with_regions(
    store: Store, change: Change, contents: tuple[DocumentContent, DocumentContent], pdf: Confined, *, kind: DocumentKind = "file"
) -> Change:
    """*change*, of a document without text or a chart in other colours, with where its pictures differ if they are kept (5.5)."""
    before, after = (store.kept(content.sha256) for content in contents)
    seen = look(kind, *contents, before, after) if before is not None and after is not None else None
    found = regions_json(look_regions(seen, pdf), contents[1].orgchart if seen.painted else None) if seen else []
    shown = {"shown": "drawn"} if seen and seen.painted else {}
    return replace(change, facts={**change.facts, **shown, "regions": found}) if found else change
