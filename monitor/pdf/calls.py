"""The functions of PDFium that are called for every letter and stroke, twice as fast as by the usual way: ctypes checks nothing.

Each wants its handle as a ctypes pointer, numbers as plain ints and `byref` of what it fills in; anything else crashes the process.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple, TypeAlias

_Ask: TypeAlias = Callable[..., Any]


class _Handle(ctypes.c_void_p):
    """A pointer that stays one: ctypes turns results of its own types into ints."""


class LetterCalls(NamedTuple):
    """Asked of a text page and the place of a letter on it. `object_at`: the address of its text object, None where it has none."""

    code_at: _Ask
    object_at: _Ask
    loose_box_at: _Ask
    origin_at: _Ask
    matrix_at: _Ask
    size_at: _Ask
    colour_at: _Ask


class PathCalls(NamedTuple):
    """Asked of a path, or of one of its segments (`point_of`, `kind_of`, `closes`)."""

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
    )


@cache
def path_calls(pdfium: Any) -> PathCalls:
    """Those functions of the loaded library *pdfium*."""
    return PathCalls(
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
    )


def _unchecked(function: Any, result: Any = ctypes.c_int) -> _Ask:
    where = ctypes.cast(function, ctypes.c_void_p).value
    assert where is not None
    return ctypes.CFUNCTYPE(result)(where)
