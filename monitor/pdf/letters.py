"""The letters of one page, as PDFium tells them, made even: ligatures apart, hyphens plain, doubled (fake bold) letters once."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from dataclasses import dataclass
from typing import Any

from monitor.pdf.ink import Box, Colour, Letter
from monitor.pdf.plane import Plane

GUESSED_SPACE = "\u2009"
_HYPHENS = {0x02, 0xFFFE}  # what PDFium makes of a hyphen at the end of a line
_BOLD_NAMES = ("bold", "black", "heavy", "demi", "semib", "extrab", "-bd", "gras")
_CELL = 8.0  # points
_LIGATURES = range(0xFB00, 0xFB07)
_FORCE_BOLD = 1 << 18  # font descriptor flag, ISO 32000-1, table 123
_ITALIC = 1 << 6


@dataclass(frozen=True, slots=True)
class _Look:
    """What all letters of one text object share."""

    size: float
    bold: bool
    italic: bool
    angle: int
    colour: Colour


def page_letters(pdfium: Any, page: Any, plane: Plane, *, max_characters: int) -> list[Letter] | None:
    """Every letter and space that stands on the page, in the file's order; None where there are more than *max_characters*."""
    text = pdfium.FPDFText_LoadPage(page)
    try:
        count = pdfium.FPDFText_CountChars(text)
        if count > max_characters:
            return None
        return _once(_Letters(pdfium, text, plane).read(max(0, count)))
    finally:
        pdfium.FPDFText_ClosePage(text)


class _Letters:
    def __init__(self, pdfium: Any, text: Any, plane: Plane) -> None:
        self._pdfium = pdfium
        self._text = text
        self._plane = plane
        self._looks: dict[int, _Look] = {}
        self._box, self._x, self._y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()

    def read(self, count: int) -> list[Letter]:
        letters: list[Letter] = []
        text, code_of, thing_of = self._text, self._pdfium.FPDFText_GetUnicode, self._pdfium.FPDFText_GetTextObject
        for index in range(count):
            code, thing = code_of(text, index), thing_of(text, index)
            if thing and code not in (0, 10, 13):
                letters.extend(self._letter(index, code, self._look(index, thing)))
            elif code == ord(" ") and letters:  # without an object: PDFium's own guess at a space
                letters.append(letters[-1]._replace(text=GUESSED_SPACE, x0=letters[-1].x1, order=index))
        return letters

    def _letter(self, index: int, code: int, look: _Look) -> list[Letter]:
        box, plane = self._box, self._plane
        self._pdfium.FPDFText_GetLooseCharBox(self._text, index, box)
        self._pdfium.FPDFText_GetCharOrigin(self._text, index, self._x, self._y)
        x0, top, x1, bottom = placed = plane.box(box.left, box.bottom, box.right, box.top)
        if x1 < 0 or bottom < 0 or x0 > plane.width or top > plane.height:
            return []
        _, base = plane.point(self._x.value, self._y.value)
        if look.angle:
            (x0, top, x1, bottom), base = _in_own_frame(placed, plane.point(self._x.value, self._y.value), look.angle)
        shared = (x0, top, x1, bottom, base, look.size, look.bold, look.italic, look.angle, look.colour, index)
        if code in _LIGATURES:
            return [Letter(c, *shared) for c in unicodedata.normalize("NFKC", chr(code))]
        return [Letter("-" if code in _HYPHENS else chr(code), *shared)]

    def _look(self, index: int, thing: Any) -> _Look:
        address = ctypes.addressof(thing.contents)
        if address not in self._looks:
            self._looks[address] = self._new_look(index, thing)
        return self._looks[address]

    def _new_look(self, index: int, thing: Any) -> _Look:
        m = self._pdfium.FS_MATRIX()
        self._pdfium.FPDFText_GetMatrix(self._text, index, m)
        turned = self._plane.after(m.a, m.b, m.c, m.d, 0, 0)
        size = self._pdfium.FPDFText_GetFontSize(self._text, index) * math.hypot(turned.c, turned.d)
        # The page's y grows downwards: an upright baseline runs to the right, (1, 0).
        angle = round(math.degrees(math.atan2(turned.b, turned.a)) / 5) * 5 % 360
        bold, italic = self._weight(thing)
        return _Look(size, bold, italic, angle, self._colour(index))

    def _weight(self, thing: Any) -> tuple[bool, bool]:
        font = self._pdfium.FPDFTextObj_GetFont(thing)
        if not font:
            return False, False
        buffer = ctypes.create_string_buffer(200)
        self._pdfium.FPDFFont_GetBaseFontName(font, buffer, 200)
        name = buffer.value.decode("latin-1").partition("+")[2].lower() or buffer.value.decode("latin-1").lower()
        flags = self._pdfium.FPDFFont_GetFlags(font)
        stroked = self._pdfium.FPDFTextObj_GetTextRenderMode(thing) == 2  # filled and stroked: how Word fakes bold
        bold = stroked or any(word in name for word in _BOLD_NAMES) or flags & _FORCE_BOLD != 0
        return bold, flags & _ITALIC != 0 or "italic" in name or "oblique" in name

    def _colour(self, index: int) -> Colour:
        parts = [ctypes.c_uint() for _ in range(4)]
        self._pdfium.FPDFText_GetFillColor(self._text, index, *parts)
        return parts[0].value, parts[1].value, parts[2].value


def _in_own_frame(box: Box, origin: tuple[float, float], angle: int) -> tuple[Box, float]:
    """The letter turned so that its text runs to the right; with its baseline."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    corners = [(x * cos + y * sin, y * cos - x * sin) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
    xs, ys = [c[0] for c in corners], [c[1] for c in corners]
    return Box(min(xs), min(ys), max(xs), max(ys)), origin[1] * cos - origin[0] * sin


def _once(letters: list[Letter]) -> list[Letter]:
    """Letters printed twice in one place (fake bold, shadow) once. Neighbours stay: PDFium splits a ligature into two like that."""
    kept: list[Letter] = []
    seen: dict[tuple[str, int, int], int] = {}
    for place, letter in enumerate(letters):
        if letter.text != " ":
            near = [seen[cell] for cell in _cells(letter) if cell in seen]
            if any(place - before > 1 and _same_place(letters[before], letter) for before in near):
                continue
            seen[letter.text, int(letter.x0 // _CELL), int(letter.base // _CELL)] = place
        kept.append(letter)
    return kept


def _cells(letter: Letter) -> set[tuple[str, int, int]]:
    """Where the same letter may have been noted before: mostly one cell, four at most."""
    text, reach, x, y = letter.text, _reach(letter), letter.x0, letter.base
    left, right, over, under = (
        int((x - reach) // _CELL),
        int((x + reach) // _CELL),
        int((y - reach) // _CELL),
        int((y + reach) // _CELL),
    )
    return {(text, left, over), (text, right, over), (text, left, under), (text, right, under)}


def _reach(letter: Letter) -> float:
    return min(0.12 * max(letter.size, 1.0), 0.5 * _CELL)


def _same_place(a: Letter, b: Letter) -> bool:
    reach = _reach(a)
    return a.angle == b.angle and abs(a.x0 - b.x0) <= reach and abs(a.base - b.base) <= reach
