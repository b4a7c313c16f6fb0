"""PDFium's library as its letters and drawings are asked for: functions called without checks, coordinates of the page displayed.

Ctypes checks nothing here, which is twice as fast: each call wants its handle as a ctypes pointer, numbers as plain ints and
`byref` of what it fills in; anything else crashes the process.
"""

from __future__ import annotations

import ctypes
import math
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from struct import Struct
from types import ModuleType
from typing import Any, NamedTuple, TypeAlias

from monitor.pdf.ink import Box

_Ask: TypeAlias = Callable[..., Any]


class _Handle(ctypes.c_void_p):
    """A pointer that stays one: ctypes turns results of its own types into ints."""


class LetterCalls(NamedTuple):
    """Asked of a text page and the place of a letter on it, or of a text object (`font_of`, `mode_of`); these by addresses.

    `object_at`: the address of its text object, `font_of`: of its font; None where it has none.
    """

    code_at: _Ask
    object_at: _Ask
    loose_box_at: _Ask
    origin_at: _Ask
    matrix_at: _Ask
    size_at: _Ask
    colour_at: _Ask
    font_of: _Ask
    mode_of: _Ask


class PathCalls(NamedTuple):
    """Asked of a page or a group and the place of an object in it (`on_page`, `in_group`), of an object, of a path, or of one of
    its segments (`point_of`, `kind_of`, `closes`).
    """

    on_page: _Ask
    in_group: _Ask
    type_of: _Ask
    count: _Ask
    segment_at: _Ask
    point_of: _Ask
    kind_of: _Ask
    closes: _Ask
    draw_mode_of: _Ask
    fill_of: _Ask
    stroke_of: _Ask
    width_of: _Ask
    dashes_of: _Ask
    matrix_of: _Ask
    clip_of: _Ask
    clips_in: _Ask  # of a clip, how many paths it is the common part of; -1 where there is none
    clip_count: _Ask  # of a clip and the number of one of its paths
    clip_segment_at: _Ask
    is_transparent: _Ask
    text_mode_of: _Ask


@cache
def load_library() -> Any:
    """PDFium's functions, loaded once a process: those that `pypdfium2.raw` has, without the helpers that come with it there.

    No other thread is there yet, or none that loads what looks for libraries.
    """
    with _looked_for_later():
        import pypdfium2_raw as library

    library.FPDF_InitLibrary()
    return library


@contextmanager
def _looked_for_later() -> Iterator[None]:
    """Inside, `ctypes.util` is loaded where a library is looked for, which is done where a package comes without its own.

    It takes subprocess, shutil and what they need with it, a twentieth of what reading a letter costs (DESIGN §9).
    """
    name = "ctypes.util"
    if name in sys.modules:
        yield
        return

    def find_library(library: str) -> str | None:
        sys.modules.pop(name, None)
        found: str | None = import_module(name).find_library(library)
        return found

    later = ModuleType(name)
    vars(later)["find_library"] = find_library
    sys.modules[name] = vars(ctypes)["util"] = later
    try:
        yield
    finally:
        if sys.modules.get(name) is later:
            del sys.modules[name], vars(ctypes)["util"]


@cache
def letter_calls(pdfium: Any) -> LetterCalls:
    """Those functions of the loaded library *pdfium*."""
    return LetterCalls(
        code_at=_unchecked(pdfium.FPDFText_GetUnicode, ctypes.c_uint),
        object_at=_unchecked(pdfium.FPDFText_GetTextObject, ctypes.c_void_p),
        loose_box_at=_unchecked(pdfium.FPDFText_GetLooseCharBox),
        origin_at=_unchecked(pdfium.FPDFText_GetCharOrigin),
        matrix_at=_unchecked(pdfium.FPDFText_GetMatrix),
        size_at=_unchecked(pdfium.FPDFText_GetFontSize, ctypes.c_double),
        colour_at=_unchecked(pdfium.FPDFText_GetFillColor),
        font_of=_unchecked(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p),
        mode_of=_unchecked(pdfium.FPDFTextObj_GetTextRenderMode),
    )


@cache
def path_calls(pdfium: Any) -> PathCalls:
    """Those functions of the loaded library *pdfium*."""
    return PathCalls(
        on_page=_unchecked(pdfium.FPDFPage_GetObject, pdfium.FPDFPage_GetObject.restype),
        in_group=_unchecked(pdfium.FPDFFormObj_GetObject, pdfium.FPDFFormObj_GetObject.restype),
        type_of=_unchecked(pdfium.FPDFPageObj_GetType),
        count=_unchecked(pdfium.FPDFPath_CountSegments),
        segment_at=_unchecked(pdfium.FPDFPath_GetPathSegment, _Handle),
        point_of=_unchecked(pdfium.FPDFPathSegment_GetPoint),
        kind_of=_unchecked(pdfium.FPDFPathSegment_GetType),
        closes=_unchecked(pdfium.FPDFPathSegment_GetClose),
        draw_mode_of=_unchecked(pdfium.FPDFPath_GetDrawMode),
        fill_of=_unchecked(pdfium.FPDFPageObj_GetFillColor),
        stroke_of=_unchecked(pdfium.FPDFPageObj_GetStrokeColor),
        width_of=_unchecked(pdfium.FPDFPageObj_GetStrokeWidth),
        dashes_of=_unchecked(pdfium.FPDFPageObj_GetDashCount),
        matrix_of=_unchecked(pdfium.FPDFPageObj_GetMatrix),
        clip_of=_unchecked(pdfium.FPDFPageObj_GetClipPath, _Handle),
        clips_in=_unchecked(pdfium.FPDFClipPath_CountPaths),
        clip_count=_unchecked(pdfium.FPDFClipPath_CountPathSegments),
        clip_segment_at=_unchecked(pdfium.FPDFClipPath_GetPathSegment, _Handle),
        is_transparent=_unchecked(pdfium.FPDFPageObj_HasTransparency),
        text_mode_of=_unchecked(pdfium.FPDFTextObj_GetTextRenderMode),
    )


def _unchecked(function: Any, result: Any = ctypes.c_int) -> _Ask:
    where = ctypes.cast(function, ctypes.c_void_p).value
    assert where is not None
    return ctypes.CFUNCTYPE(result)(where)


SEGMENT = Struct("2f2B2x")  # x, y, kind (FPDF_SEGMENT_*), whether it closes: CFX_Path::Point, which a segment's handle points to


@cache
def segments_lie_in_a_row(pdfium: Any) -> bool:
    """Whether the loaded library *pdfium* keeps the segments of a path one behind the other, each as `SEGMENT`.

    Then they are read at once, a quarter of the time of three questions for each. Seen on a path of all kinds of segments; where
    another release keeps them otherwise, they are asked for.
    """
    calls, path = path_calls(pdfium), pdfium.FPDFPageObj_CreateNewPath(1.5, 2.5)
    pdfium.FPDFPath_LineTo(path, 3.5, 4.5)
    pdfium.FPDFPath_BezierTo(path, 5.5, 6.5, 7.5, 8.5, 9.5, 10.5)
    pdfium.FPDFPath_Close(path)
    drawn = [(1.5, 2.5, 2, 0), (3.5, 4.5, 0, 0), (5.5, 6.5, 1, 0), (7.5, 8.5, 1, 0), (9.5, 10.5, 1, 1)]
    places = [calls.segment_at(path, number).value for number in range(len(drawn))]
    even = places == list(range(places[0], places[0] + len(drawn) * SEGMENT.size, SEGMENT.size))
    held = even and list(SEGMENT.iter_unpack(ctypes.string_at(places[0], len(drawn) * SEGMENT.size))) == drawn
    pdfium.FPDFPageObj_Destroy(path)
    return held


class Plane(NamedTuple):
    """x' = a·x + c·y + e, y' = b·x + d·y + f. `width` and `height` are those of the page as displayed, points."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    width: float
    height: float

    @classmethod
    def of_page(cls, left: float, bottom: float, right: float, top: float, *, turns: int) -> Plane:
        """The map for a crop box and /Rotate given in quarter turns clockwise."""
        width, height = right - left, top - bottom
        if turns == 1:
            return cls(0, 1, 1, 0, -bottom, -left, height, width)
        if turns == 2:
            return cls(-1, 0, 0, 1, right, -bottom, width, height)
        if turns == 3:
            return cls(0, -1, -1, 0, top, right, height, width)
        return cls(1, 0, 0, -1, -left, top, width, height)

    @property
    def scale(self) -> float:
        """How much longer a length becomes, on the mean of both axes."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c))

    @property
    def is_upright(self) -> bool:
        """Whether it only moves, and turns the y axis over: the page is displayed as it was written."""
        return self[:4] == (1, 0, 0, -1)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where (x, y) stands on the page as displayed."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The upright box around a rectangle of PDF coordinates."""
        a, b, c, d, e, f, _, _ = self
        x0, x1 = a * left + c * bottom + e, a * right + c * top + e
        y0, y1 = b * left + d * bottom + f, b * right + d * top + f
        return Box(x0 if x0 < x1 else x1, y0 if y0 < y1 else y1, x1 if x0 < x1 else x0, y1 if y0 < y1 else y0)

    def after(self, a: float, b: float, c: float, d: float, e: float, f: float) -> Plane:
        """The map that first applies the matrix [a b c d e f], then this one."""
        return Plane(
            self.a * a + self.c * b,
            self.b * a + self.d * b,
            self.a * c + self.c * d,
            self.b * c + self.d * d,
            self.a * e + self.c * f + self.e,
            self.b * e + self.d * f + self.f,
            self.width,
            self.height,
        )
