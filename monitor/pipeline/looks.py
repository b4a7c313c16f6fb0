"""What the pictures of a document's pages have to say of its change: nothing differs after all, or where (DESIGN 3.12, 5.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from monitor.compare.charts.places import moved_lines
from monitor.compare.charts.recolouring import comparable_units, recoloured
from monitor.compare.documents.contents import (
    PDF,
    are_drawings,
    compare_contents,
    has_lost_letters,
    if_alike,
    is_image,
    is_picture,
    may_be_repainted,
    repainted,
    same_letters,
    stand_alike,
)
from monitor.compare.documents.of_one_name import editions_of, pair_documents
from monitor.compare.documents.office_looks import have_other_pictures, of_one_program, with_pictures_of
from monitor.compare.documents.picture_likeness import LONGEST, loss, shown_regions, shows_the_same
from monitor.compare.documents.pictures import (
    DPI,
    FINE_DPI,
    MARKED,
    REPAINTED,
    changed_regions,
    looks_alike,
    repainted_regions,
    same_beside,
    same_ink,
)
from monitor.compare.verdicts import ContentVerdict
from monitor.model import Document, DocumentContent, DocumentKind, Place, Reading, Unit, Watch, WatchState
from monitor.model.frozen import dataclass, replace
from monitor.normalize import key
from monitor.pdf.picture import NO_PICTURE, PagePicture

if TYPE_CHECKING:
    from PIL.Image import Image

    from monitor.pipeline.doors import PdfReader

MOST_PAGES = 20  # compared by their look, up to two seconds each; of a longer document the change stays as it was read
IMAGE_DPI = LONGEST * 72 / 842  # a picture is drawn as it is up to so many pixels, on a sheet whose longer side is that of A4
MOST_WITHIN = 20  # pictures within an office file that are looked at: up to a second each
_MOST_MARKED = 12  # places that somebody marked in a file; more: it was written anew
_ROOM_FOR_WORDS = 8.0  # points: a title has as much
_FINE_ENOUGH = 250 / 72  # pixels a point: a page above A3 is drawn coarser, and small print could change without a trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A document whose pictures must be seen: both contents with their bytes."""

    old: DocumentContent
    new: DocumentContent
    before: bytes
    after: bytes
    held: DocumentContent | None  # what the new one says if its pages look the same; None: the picture can't tell so
    pictured: bool  # no word tells what differs: the places in the picture do
    within: bool = False  # the pictures within an office file are not the same bytes
    marked: bool = False  # one of the same words was changed by somebody all the same: a ground, a frame, a signature
    said: bool = False  # of one that may be marked: words tell what differs, unless the pictures veto it
    is_tree: bool = False  # watched as a chart, with units: how its sheet is set is no mark
    painted: bool = False  # a chart's boxes may have another colour: no word tells it
    units: tuple[tuple[Unit, Unit], ...] = ()  # of two charts with places: those that both have, each with its box
    placed: bool = True  # words and lines of a chart stand at the same places

    @property
    def pages(self) -> int:
        return max(self.old.pages or 0, self.new.pages or 0)


def look(
    kind: DocumentKind,
    old: DocumentContent,
    new: DocumentContent,
    before: bytes,
    after: bytes,
    *,
    verdict: ContentVerdict | None = None,
) -> Look | None:
    """Return what is to be looked at where the picture has a say in what differs; else None. *verdict*: of both, if known."""
    held = if_alike(kind, old, new, verdict)
    pictured = is_picture(old, new) or (are_drawings(old, new) and not (verdict or compare_contents(kind, old, new)).edits)
    within = have_other_pictures(old, new)
    units: Sequence[tuple[Unit, Unit]] = ()
    placed = held is None and not (pictured or within) and may_be_repainted(kind, old, new)
    is_tree = kind == "orgchart" and any(one.orgchart and one.orgchart.units for one in (old, new))
    # The words of a chart stand at the same places, or are what a picture may veto
    marked = (placed or held is not None or not is_tree) and _may_be_marked(kind, old, new)
    said = marked and bool((verdict or compare_contents(kind, old, new)).edits)
    marked = marked and (held is not None or not said)
    rows = [sum(block.kind == "table_row" for block in side.text or ()) for side in (old, new)]
    striped = rows[0] != rows[1] and all(rows)  # of a table that has a row more every second one below has another colour
    if kind == "orgchart" and old.media_type == new.media_type == PDF and old.orgchart and new.orgchart and not striped:
        units = comparable_units(old.orgchart, new.orgchart)
    if not (held is not None or pictured or within or placed or units or marked):
        return None
    return Look(
        old=old,
        new=new,
        before=before,
        after=after,
        held=held,
        pictured=pictured,
        within=within,
        marked=marked,
        said=said,
        is_tree=is_tree,
        painted=placed or bool(units),
        units=tuple(units),
        placed=placed and stand_alike(old, new),
    )


def _may_be_marked(kind: DocumentKind, old: DocumentContent, new: DocumentContent) -> bool:
    """Whether two PDFs, none of them watched for its text alone, have the same letters in other bytes (3.12)."""
    alike = kind in ("file", "orgchart") and old.media_type == new.media_type == PDF and old.pages == new.pages and new.has_words
    return alike and old.sha256 != new.sha256 and same_letters(old, new)


def looks_wanted(watch: Watch, state: WatchState, reading: Reading, kept: Callable[[str], bytes | None]) -> dict[int, Look]:
    """Return which documents of *reading* must be looked at, by their place in it; none on most visits. Old bytes are *kept*."""
    before = state.last_documents
    wanted: dict[int, Look] = {}
    for item in dict.fromkeys(one.link.item for one in reading.documents if one.fetched and one.content):
        places = [n for n, one in enumerate(reading.documents) if one.link.item == item]
        now = [Document(link=reading.documents[n].link, content=reading.documents[n].content) for n in places]
        if _bytes_of(now) == _bytes_of(d for d in before if d.item == item):
            continue
        recipe = watch.recipe.document(item)
        pairs = pair_documents([d for d in before if d.item == item], now)
        partners = {id(new): old for old, new in pairs if old and new}
        partners |= editions_of(recipe.kind, pairs) if recipe else {}
        for n, new in zip(places, now, strict=True):
            old, fetched = partners.get(id(new)), reading.documents[n].fetched
            if not (recipe and fetched and old and old.content and new.content) or old.content.sha256 == new.content.sha256:
                continue
            found = look(recipe.kind, old.content, new.content, b"", fetched.body)
            held = kept(old.content.sha256) if found else None
            if found and held is not None:
                wanted[n] = replace(found, before=held)
    return wanted


def looked(reading: Reading, wanted: dict[int, Look], pdf: PdfReader) -> Reading:
    """Return *reading* with what the pictures say: a document that is the same says what it said; of a scan, where it differs."""
    documents = list(reading.documents)
    for n, look in wanted.items():
        held = settled(look, pdf)  # the edges of its boxes are the same: their colours may be others all the same
        look, regions = placed_differences(look, held, pdf)
        content = documents[n].content if held is None else held
        content = repainted(content) if content and look.painted and regions else content
        documents[n] = replace(documents[n], content=content, regions=regions, loss=look_loss(look, pdf) if held is None else None)
    return replace(reading, documents=tuple(documents))


def seen(watch: Watch, state: WatchState, reading: Reading, kept: Callable[[str], bytes | None], pdf: PdfReader) -> Reading:
    """Return *reading* after both steps in one."""
    wanted = looks_wanted(watch, state, reading, kept)
    return looked(reading, wanted, pdf) if wanted else reading


def settled(look: Look, pdf: PdfReader) -> DocumentContent | None:
    """What the new document says where the pictures show that it is the old one; None where they don't, or have no say.

    Of an office file, what it says where each picture within shows what one of the other file does: these are then no difference.
    Where that can't be told another program may have packed them otherwise; the same one had a reason to.
    """
    if look.within:
        before, after = (_within(data, pdf) for data in (look.before, look.after))
        if before is None or after is None:
            return with_pictures_of(look.old, look.new) if not of_one_program(look.old, look.new) else None
        sides = [[one.image() for one in side] for side in (before, after)]
        same = all(any(shows_the_same(other, one) for other in others) for side, others in (sides, sides[::-1]) for one in side)
        return with_pictures_of(look.old, look.new) if same else None
    if look.held is None or not 0 < look.pages <= MOST_PAGES:
        return None
    for page in range(1, look.pages + 1):
        of_image, of_print = _is_of_image(look), not is_picture(look.old, look.new)
        pair = _drawn(look, page, IMAGE_DPI if of_image else FINE_DPI if of_print else DPI, pdf)
        if len(pair) < 2 or (of_print and not of_image and any(drawn.scale < _FINE_ENOUGH for drawn in pair)):
            return None
        pages = [drawn.image() for drawn in pair]
        if of_image:
            same = shows_the_same(*pages)
        elif not of_print or moved_lines(look.old, look.new):  # of figures in small print that change places edges leave no trace
            same = same_ink(*pages)
        else:  # a word that no print lost may be as pale as its box
            lost = has_lost_letters(look.old, look.new) or has_lost_letters(look.new, look.old)
            same = looks_alike(*pages, faint=lost)
        if not same:
            return None
    return look.held


def placed_differences(look: Look, held: DocumentContent | None, pdf: PdfReader) -> tuple[Look, tuple[Place, ...]]:
    """Where two documents differ of which no word tells it; and how they were looked at: *held*, by their colours alone.

    Of one that another program wrote all pages differ a little: these are no places. So they do of a chart that is set
    in another look; of one that is the same beside these places somebody marked them.
    """
    boxes = look_regions(look, pdf) if held is None or look.painted else ()
    if not look.marked or boxes or (look.said and held is None):
        return look, boxes
    by_edges, by_colours = replace(look, painted=False, pictured=True), replace(look, painted=True, units=())
    are_alike = held is not None or stand_alike(look.old, look.new)
    places = (() if are_alike else look_regions(by_edges, pdf)) or look_regions(by_colours, pdf)
    told = len(places) <= _MOST_MARKED and (not look.is_tree or _is_same_beside(look, places, pdf))
    return by_colours, places if told else ()


def _is_same_beside(look: Look, places: Sequence[Place], pdf: PdfReader) -> bool:
    """Whether the pages of two charts look the same but for *places*: somebody marked those, it is not set in another look."""
    for page in range(1, look.pages + 1):
        pair = _drawn(look, page, DPI, pdf)
        marked = [place.bbox for place in places if place.page == page]
        if len(pair) < 2:
            return False
        old, new = pair
        if not same_beside(old.image(), new.image(), marked, scale=new.scale):
            return False
    return True


def look_regions(look: Look, pdf: PdfReader) -> tuple[Place, ...]:
    """Where two documents differ of which no word tells it; none of others, of a book, of a page that can't be drawn."""
    if not (look.pictured or look.painted) or look.pages > MOST_PAGES:
        return ()
    if look.units and not look.pictured:
        return _recoloured_units(look, pdf)
    found = list[Place]()
    for page in range(1, (look.new.pages or 0) + 1):
        pair = _drawn(look, page, IMAGE_DPI if _is_of_image(look) else DPI, pdf)
        if len(pair) == 2:
            old, new = pair
            if look.painted:
                least = MARKED if look.marked and not look.is_tree else REPAINTED
                boxes = repainted_regions(old.image(), new.image(), scale=new.scale, least=least)
            elif _is_of_image(look):
                boxes = shown_regions(old.image(), new.image(), sheet=max(new.width, new.height) / new.scale)
            else:
                boxes = changed_regions(old.image(), new.image(), scale=new.scale)
            found += (Place(page, bbox) for bbox in boxes)
        elif pair and page > (look.old.pages or 0):  # a page that is new, as a whole
            found.append(Place(page, (0.0, 0.0, round(pair[0].width / pair[0].scale, 1), round(pair[0].height / pair[0].scale, 1))))
    return tuple(found)


def _recoloured_units(look: Look, pdf: PdfReader) -> tuple[Place, ...]:
    """The boxes of units that have another colour; where words and lines stand as they stood, what else has, too."""
    sides = [_boxes_of([pair[side] for pair in look.units], data, pdf) for side, data in enumerate((look.before, look.after))]
    drawn = [(unit, pair) for (_, unit), *pair in zip(look.units, *sides, strict=True) if None not in pair]
    had, has = (
        {pair[1].id: (key(pair[side].title), *((p.name, p.role) for p in pair[side].people)) for pair in look.units}
        for side in (0, 1)
    )
    reworded = {n for n, (unit, _) in enumerate(drawn) if had[unit.id] != has[unit.id]}
    vacant = [{pair[1].id for pair in look.units if any(p.vacant for p in pair[side].people)} for side in (0, 1)]
    vacated = {n for n, (unit, _) in enumerate(drawn) if unit.id in vacant[0] ^ vacant[1]}
    pictures = ((before, after) for _, (before, after) in drawn if before and after)
    which, as_it_was = recoloured(pictures, reworded=reworded, vacated=vacated)
    labelled = {unit.id for old, unit in look.units if old.category != unit.category}  # that is told in words
    found = [Place(unit.page, unit.bbox) for unit, _ in (drawn[n] for n in which) if unit.id not in labelled]
    if look.placed and as_it_was:
        boxes = [(unit.page, unit.bbox) for unit, _ in (drawn[n] for n in which)]
        for place in look_regions(replace(look, units=()), pdf):
            x0, top, x1, bottom = place.bbox
            beside = [box for page, box in boxes if page == place.page and min(x1, box[2]) > max(x0, box[0])]
            if not any(min(bottom, box[3]) > max(top, box[1]) for box in beside):
                found.append(place)
    return tuple(found)


def _boxes_of(units: Sequence[Unit], data: bytes, pdf: PdfReader) -> list[Image | None]:
    """The picture of the box of each of *units*; None where its page can't be drawn or does not hold it.

    Of one around others, of what is above them: their share of it changes with the paper.
    """
    heads = {unit.id: unit.bbox for unit in units}
    for unit in units:
        x0, top, x1, bottom = unit.bbox
        held = [o.bbox for o in units if o.page == unit.page and x0 <= o.bbox[0] and o.bbox[2] <= x1 and o.bbox[3] <= bottom]
        first = min((inner[1] for inner in held if inner[1] > top), default=bottom)
        if first < bottom and first - top >= _ROOM_FOR_WORDS:
            heads[unit.id] = (x0, top, x1, first)
    drawn = {page: pdf.picture(data, page=page, dpi=DPI) for page in sorted({unit.page for unit in units})}
    pages = {page: (one.image(), one.scale) for page, one in drawn.items() if isinstance(one, PagePicture)}
    found: list[Image | None] = []
    for unit in units:
        image, scale = pages.get(unit.page, (None, 1.0))
        left, upper, right, lower = (max(round(side * scale), 0) for side in heads[unit.id])
        box = (left, upper, min(right, image.width), min(lower, image.height)) if image else (0, 0, 0, 0)
        found.append(image.crop(box) if image and box[0] < box[2] and box[1] < box[3] else None)
    return found


def look_loss(look: Look, pdf: PdfReader) -> str | None:
    """Why a picture in the place of another is hardly what stands for it now: it is blank, or a speck (3.15); None of documents."""
    if not (is_image(look.old) and is_image(look.new)):
        return None
    pair = _drawn(look, 1, IMAGE_DPI, pdf)
    return loss(pair[0].image(), pair[1].image()) if len(pair) == 2 else None


def _bytes_of(documents: Iterable[Document]) -> list[str | None]:
    return [one.content.sha256 if one.content else None for one in documents]


def _within(data: bytes, pdf: PdfReader) -> list[PagePicture] | None:
    """The pictures within *data*; None where one can't be drawn, or there are too many."""
    found: list[PagePicture] = []
    for number in range(1, MOST_WITHIN + 2):
        drawn = pdf.picture(data, page=number, dpi=DPI, within=True)
        if isinstance(drawn, PagePicture):
            found.append(drawn)
        else:
            return found if drawn.detail.startswith(NO_PICTURE) else None
    return None


def _is_of_image(look: Look) -> bool:
    return is_image(look.old) or is_image(look.new)


def _drawn(look: Look, page: int, dpi: float, pdf: PdfReader) -> Sequence[PagePicture]:
    """Both pictures of a page; fewer where one can't be drawn."""
    drawn = (pdf.picture(data, page=page, dpi=dpi) for data in (look.before, look.after))
    return [picture for picture in drawn if isinstance(picture, PagePicture)]
