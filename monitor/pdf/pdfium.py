"""The door to PDFium: a document's bytes -> pages of ink. Not thread-safe, since PDFium is not.

PDFium's coordinates are those of the page before /Rotate, y growing upwards; they leave here as displayed, from the top left of the
crop box.
"""

from __future__ import annotations

import ctypes
import hashlib
import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from struct import Struct
from typing import Any

from monitor.model import Unreadable
from monitor.model.frozen import dataclass
from monitor.pdf.covers import Covers
from monitor.pdf.ink import Box, Colour, PageImage, PageInk, Path, PathOp, PathStep
from monitor.pdf.letters import page_letters
from monitor.pdf.library import SEGMENT, Plane, load_library, path_calls, segments_lie_in_a_row
from monitor.pdf.picture import PagePicture, render

_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5  # FPDF_PAGEOBJ_*
_STEPS: dict[int, PathOp] = {0: "l", 1: "c", 2: "m"}  # FPDF_SEGMENT_*
_MOVE = 2
NO_STRUCTURE = "broken: no PDF structure"
_ERRORS = {3: NO_STRUCTURE, 4: "encrypted", 5: "encrypted: unknown method", 6: "broken: page"}
_MAX_FORM_DEPTH = 20
_SIX = Struct("6f")  # FS_MATRIX
_UNMOVED = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_PATTERNS = (128, 128, 128), (191, 191, 191)  # the colours of what has none of its own: ours, PDFium's
_INVISIBLE = 3  # text render mode, ISO 32000-1, 9.3.6: what a scan's letters are
_ROOM = 8_000_000  # bytes of a decoded picture that are kept free for it unasked
_SIDE, _EVEN = 3.2, 0.3  # points: a side of a border is no thicker; between places that are the same
_MAX_CLIP, _MOST_CLIPPED = 100, 200_000  # paths of a clip, and points of each; points of all clips that are looked at on a page
_MAX_STEPS = 1000  # a path of more is a drawing, no box and no connector


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Counts of one page, which lies in memory whole, and of a document's pages.

    More is `Unreadable`, never a half-read document that looks like a changed one.
    """

    pages: int = 2000
    objects: int = 300_000  # paths, pictures and groups of a page, those inside groups included
    characters: int = 300_000  # of a page
    picture_bytes: int = 200_000_000  # decoded; a larger picture is told by its packed bytes
    page_read: Callable[[], None] | None = None  # called after each page: who limits time has to know


class Broken(Exception):
    """The document can't be read; the message is the short, neutral evidence."""


class OpenDocument:
    """An open PDF: its pages, one at a time. Raises `Broken` on anything over *limits*."""

    def __init__(self, handle: Any, limits: Limits) -> None:
        self._pdfium = load_library()
        self._handle = handle
        self._limits = limits
        self.pages: int = self._pdfium.FPDF_GetPageCount(handle)

    @property
    def rebuilt(self) -> bool:
        """Whether the cross-reference table was missing or wrong and had to be guessed (ISO 32000-1, 7.5.4)."""
        return not self._pdfium.FPDF_DocumentHasValidCrossReferenceTable(self._handle)

    @property
    def title(self) -> str:
        """The document's /Title, "" where there is none."""
        size = self._pdfium.FPDF_GetMetaText(self._handle, b"Title", None, 0)
        buffer = ctypes.create_string_buffer(min(size, 2000))
        self._pdfium.FPDF_GetMetaText(self._handle, b"Title", buffer, len(buffer))
        return buffer.raw.decode("utf-16-le", "replace").partition("\0")[0].strip()

    def page(self, number: int) -> PageInk:
        """What stands on page *number*, from 1, with what is written into form fields and notes upon it."""
        library = self._pdfium
        written = (library.FPDF_ANNOT_WIDGET, library.FPDF_ANNOT_FREETEXT, library.FPDF_ANNOT_STAMP)
        with self._loaded(number) as page:
            kinds = set[int]()
            for place in range(min(library.FPDFPage_GetAnnotCount(page), self._limits.objects)):  # as many as a page has objects
                annotation = library.FPDFPage_GetAnnot(page, place)
                kinds.add(library.FPDFAnnot_GetSubtype(annotation))
                library.FPDFPage_CloseAnnot(annotation)
            if kinds.isdisjoint(written):
                return self._ink(page, number)
            # Drawing it first makes PDFium draw up fields of which the file says only what is in them
            bitmap = library.FPDFBitmap_Create(1, 1, 0)
            library.FPDF_RenderPageBitmap(bitmap, page, 0, 0, 1, 1, 0, library.FPDF_ANNOT)
            library.FPDFBitmap_Destroy(bitmap)
            # Pressed into the page it is told when the page is loaded again
            if library.FPDFPage_Flatten(page, library.FLAT_NORMALDISPLAY) != library.FLATTEN_SUCCESS:
                return self._ink(page, number)
        with self._loaded(number) as page:
            return self._ink(page, number)

    def picture(self, number: int, *, dpi: float) -> PagePicture:
        """Page *number*, from 1, as pixels; smaller than *dpi* says where that would be too many."""
        with self._loaded(number) as page:
            picture = render(self._pdfium, page, dpi=dpi)
        if picture is None:
            raise Broken(f"broken: page {number}")
        return picture

    @contextmanager
    def _loaded(self, number: int) -> Iterator[Any]:
        page = self._pdfium.FPDF_LoadPage(self._handle, number - 1)
        if not page:
            raise Broken(f"broken: page {number}")
        try:
            yield page
        finally:
            self._pdfium.FPDF_ClosePage(page)

    def _ink(self, page: Any, number: int) -> PageInk:
        box = self._pdfium.FS_RECTF()
        self._pdfium.FPDF_GetPageBoundingBox(page, box)
        plane = Plane.of_page(box.left, box.bottom, box.right, box.top, turns=self._pdfium.FPDFPage_GetRotation(page))
        drawing = _Drawing(self._pdfium, page, number, self._limits)
        drawing.walk_page(plane)
        most = self._limits.characters
        covers = Covers(drawing.fills, drawing.is_opaque, drawing.painted, drawing.text_bounds)
        letters = page_letters(self._pdfium, page, plane, max_characters=most, covers=covers)
        if letters is None:
            raise Broken(f"page {number}: more than {most} characters")
        return PageInk(
            number=number,
            width=plane.width,
            height=plane.height,
            letters=tuple(letters),
            paths=tuple(drawing.paths),
            pictures=tuple(drawing.pictures),
        )


@contextmanager
def opened(data: bytes, limits: Limits) -> Iterator[OpenDocument]:
    """Open *data* and close it again. Raises `Broken`."""
    library = load_library()
    handle = library.FPDF_LoadMemDocument64(data, len(data), None)
    if not handle:
        raise Broken(_ERRORS.get(library.FPDF_GetLastError(), "broken"))
    try:
        yield OpenDocument(handle, limits)
    finally:
        library.FPDF_CloseDocument(handle)


class _Drawing:
    """Walks the drawn objects of a page, groups (form objects) included."""

    def __init__(self, pdfium: Any, page: Any, number: int, limits: Limits) -> None:
        self._pdfium = pdfium
        self._number = number
        self._page = page
        self._limits = limits
        self._calls = path_calls(pdfium)
        self._in_a_row = segments_lie_in_a_row(pdfium)
        self._matrix = pdfium.FS_MATRIX()
        self._parts = [ctypes.c_uint() for _ in range(4)]
        self._to_parts = [ctypes.byref(part) for part in self._parts]
        self._filled, self._stroked = ctypes.c_int(), ctypes.c_int()
        self._last_moved: tuple[Plane, tuple[float, ...], Plane] | None = None
        self._point = (ctypes.c_float * 2)()
        self._to_x, self._to_y = ctypes.byref(self._point), ctypes.byref(self._point, ctypes.sizeof(ctypes.c_float))
        self.objects = self._clipped = 0
        self.paths: list[Path] = []
        self.pictures: list[PageImage] = []
        self.fills: list[Path] = []  # of the paths those that may let nothing through
        self._filling: dict[int, Any] = {}  # what these are, by their places
        self.painted: dict[int, int] = {}  # how many paths come before a text object, by its address
        self._texts: dict[int, tuple[Any, Plane]] = {}  # by address
        self._veiled = 0  # inside how many groups that let something through

    def walk_page(self, plane: Plane) -> None:
        count = self._pdfium.FPDFPage_CountObjects(self._page)
        self._count(count)
        for index in range(count):
            self._take(self._calls.on_page(self._page, index), plane, 0)

    def _count(self, more: int) -> None:
        self.objects += max(0, more)
        if self.objects > self._limits.objects:
            raise Broken(f"page {self._number}: more than {self._limits.objects} objects")

    def _take(self, thing: Any, plane: Plane, depth: int) -> None:
        kind = self._calls.type_of(thing)
        if kind == _PATH:
            self.paths.append(path := self._path(thing, plane))
            if path.fill not in (None, *_PATTERNS) and path.seen is None and not self._veiled:
                self.fills.append(path)
                self._filling[path.order] = thing
        elif kind == _TEXT and self._calls.text_mode_of(thing) != _INVISIBLE:  # who reads a scan sees its picture
            address = ctypes.addressof(thing.contents)
            self.painted[address] = len(self.paths)
            self._texts[address] = thing, plane
        elif kind == _IMAGE:
            # Of the decoded pixels where that is no bomb, so that packing them again changes nothing; of a JPEG's own bytes
            about = self._pdfium.FPDF_IMAGEOBJ_METADATA()
            known = self._pdfium.FPDFImageObj_GetImageMetadata(thing, self._page, about)
            pixels = about.width * about.height * max(1, about.bits_per_pixel) // 8 if known else 0
            decoded = pixels <= self._limits.picture_bytes
            ask = self._pdfium.FPDFImageObj_GetImageDataDecoded if decoded else self._pdfium.FPDFImageObj_GetImageDataRaw
            # PDFium decodes a picture anew to say how large it is, and fills only room of that size: mostly it is known before
            row = (about.width * max(1, about.bits_per_pixel) + 7) // 8 if known and decoded else 0
            room = row * about.height if row * about.height <= _ROOM else 0
            buffer = ctypes.create_string_buffer(room)
            size = ask(thing, buffer if room else None, room)
            if size != room:
                buffer = ctypes.create_string_buffer(size)
                ask(thing, buffer, size)
            self.pictures.append(PageImage(self._bounds(thing, plane), hashlib.sha256(buffer).hexdigest()))
        elif kind == _SHADING:
            self.paths.append(Path(self._bounds(thing, plane), (), (128, 128, 128), None, 0.0, False, len(self.paths)))
        elif kind == _FORM and depth < _MAX_FORM_DEPTH:
            inner = self._moved(thing, plane)
            count = self._pdfium.FPDFFormObj_CountObjects(thing)
            self._count(count)
            veils = self._lets_through(thing)
            self._veiled += veils
            for index in range(count):
                self._take(self._calls.in_group(thing, index), inner, depth + 1)
            self._veiled -= veils

    def is_opaque(self, order: int) -> bool:
        """Whether nothing is seen through the fill of the path at that place."""
        return not self._lets_through(self._filling[order])

    def text_bounds(self, address: int) -> Box:
        """Where the text object at *address* stands."""
        return self._bounds(*self._texts[address])

    def _lets_through(self, thing: Any) -> bool:
        """Whether *thing* is transparent, or on a layer (optional content, ISO 32000-1, 8.11), which may be switched off."""
        if self._calls.is_transparent(thing):
            return True
        name, size = ctypes.create_string_buffer(16), ctypes.c_ulong()
        for number in range(self._pdfium.FPDFPageObj_CountMarks(thing)):
            mark = self._pdfium.FPDFPageObj_GetMark(thing, number)
            self._pdfium.FPDFPageObjMark_GetName(mark, ctypes.cast(name, ctypes.POINTER(ctypes.c_ushort)), len(name), size)
            if name.raw[: size.value].decode("utf-16-le", "replace").strip("\0") == "OC":
                return True
        return False

    def _moved(self, thing: Any, plane: Plane) -> Plane:
        if not self._calls.matrix_of(thing, ctypes.byref(self._matrix)):
            return plane
        matrix = _SIX.unpack_from(self._matrix)
        if matrix == _UNMOVED:
            return plane
        if (last := self._last_moved) is not None and last[1] == matrix and last[0] == plane:
            return last[2]  # what is drawn one after the other is mostly moved alike
        moved = plane.after(*matrix)
        self._last_moved = plane, matrix, moved
        return moved

    def _bounds(self, thing: Any, plane: Plane) -> Box:
        sides = [ctypes.c_float() for _ in range(4)]
        self._pdfium.FPDFPageObj_GetBounds(thing, *sides)
        left, bottom, right, top = (side.value for side in sides)
        return plane.box(left, bottom, right, top)

    def _colour(self, ask: Any, thing: Any) -> Colour | None:
        """Red, green, blue; None where nothing can be seen (fully transparent). A pattern has no colour of its own: grey."""
        if not ask(thing, *self._to_parts):
            return _PATTERNS[0]
        red, green, blue, alpha = self._parts
        return (red.value, green.value, blue.value) if alpha.value > 8 else None

    def _path(self, thing: Any, plane: Plane) -> Path:
        calls, filled, stroked = self._calls, self._filled, self._stroked
        calls.draw_mode_of(thing, ctypes.byref(filled), ctypes.byref(stroked))
        fill = self._colour(calls.fill_of, thing) if filled.value else None
        stroke = self._colour(calls.stroke_of, thing) if stroked.value else None
        inner = self._moved(thing, plane)
        width, dashed = 0.0, False
        if stroke is not None:
            calls.width_of(thing, self._to_x)
            width, dashed = self._point[0] * inner.scale, calls.dashes_of(thing) > 0
        steps = self._steps(thing, inner)
        if steps:
            _, xs, ys = zip(*steps, strict=True)
            box = Box(min(xs), min(ys), max(xs), max(ys))
        else:
            box = self._bounds(thing, plane)
        thick = fill is not None and stroke is None and min(box.width, box.height) > _SIDE
        seen = self._seen(thing, plane, box) if thick else None
        return Path(box, steps, fill, stroke, width, dashed, len(self.paths), seen)

    def _seen(self, thing: Any, plane: Plane, box: Box) -> Box | None:
        """The part of *box* that the clip of *thing* lets through, about; None for nearly all of it.

        Browsers draw one side of a border with round corners as the whole box, clipped to a strip, and to the ring of all sides:
        what is seen then ends at the first edge of the ring that runs along the strip.
        """
        clip = self._calls.clip_of(thing)
        corners: list[list[tuple[float, float]]] = []
        for number in range(self._calls.clips_in(clip) if clip else 0):
            count = self._calls.clip_count(clip, number)
            self._clipped += count
            if not 0 < count <= _MAX_CLIP or number >= _MAX_CLIP or self._clipped > _MOST_CLIPPED:
                return None
            corners.append([])
            for place in range(count):
                corners[-1].append(plane.point(*self._ends_at(self._calls.clip_segment_at(clip, number, place))))
        x0, top, x1, bottom = box
        for points in corners:
            xs, ys = zip(*points, strict=True)
            x0, top, x1, bottom = max(x0, min(xs)), max(top, min(ys)), min(x1, max(xs)), min(bottom, max(ys))
        if max(x0 - box.x0, top - box.top, box.x1 - x1, box.bottom - bottom) < _SIDE:
            return None
        along = int(x1 - x0 < bottom - top)
        across = 1 - along
        seen = [x0, top, max(x0, x1), max(top, bottom)]
        length, (low, high) = seen[along + 2] - seen[along], seen[across::2]
        edges = [
            b[across]
            for points in corners
            for a, b in pairwise(points)
            if abs(a[across] - b[across]) < _EVEN and abs(a[along] - b[along]) > length / 2
        ]
        if low - box[across] < _EVEN:
            seen[across + 2] = min((edge for edge in edges if edge > low + _EVEN), default=high)
        elif box[across + 2] - high < _EVEN:
            seen[across] = max((edge for edge in edges if edge < high - _EVEN), default=low)
        return Box(*seen)

    def _steps(self, thing: Any, plane: Plane) -> tuple[PathStep, ...]:
        count = self._calls.count(thing)
        if not 0 < count <= _MAX_STEPS:
            return ()
        a, b, c, d, e, f, _, _ = plane
        steps: list[PathStep] = []
        start_left = start_up = math.nan
        # Of each segment where it ends, in the file's coordinates, its kind, and whether it closes
        segments: Iterable[tuple[float, float, int, int]]
        if self._in_a_row:
            segments = SEGMENT.iter_unpack(ctypes.string_at(self._calls.segment_at(thing, 0), count * SEGMENT.size))
        else:
            ones = [self._calls.segment_at(thing, number) for number in range(count)]
            segments = [(*self._ends_at(one), self._calls.kind_of(one), self._calls.closes(one)) for one in ones]
        for left, up, kind, closes in segments:
            x, y = a * left + c * up + e, b * left + d * up + f
            steps.append((_STEPS[kind], x, y))
            if kind == _MOVE:
                start_left, start_up = left, up
            if closes and left == start_left and up == start_up:  # it closes where it began
                steps.append(("z", x, y))
        return tuple(steps)

    def _ends_at(self, segment: Any) -> tuple[float, float]:
        self._calls.point_of(segment, self._to_x, self._to_y)
        left, up = self._point
        return left, up


def picture(data: bytes, *, page: int, dpi: float) -> PagePicture | Unreadable:
    """Return page *page*, from 1, of a PDF as pixels; `Unreadable` with its evidence."""
    try:
        with opened(data, Limits()) as document:
            return document.picture(page, dpi=dpi)
    except Broken as broken:
        return Unreadable(detail=str(broken))
