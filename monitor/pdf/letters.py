"""The letters of one page, as PDFium tells them, made even: ligatures apart, hyphens plain, doubled (fake bold) letters once."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from itertools import pairwise
from struct import Struct
from typing import Any, NamedTuple

from monitor.normalize import storable
from monitor.pdf.ink import Box, Colour, Letter
from monitor.pdf.library import Plane, letter_calls
from monitor.pdf.overprint import once, without_shadows

GUESSED_SPACE = "\u2009"
_NO_LETTERS = frozenset({0, 10, 13})
_HYPHENS = frozenset({0x02, 0xFFFE})  # what PDFium makes of a hyphen at the end of a line
_BOLD_NAMES = ("bold", "black", "heavy", "demi", "semib", "extrab", "-bd", "gras")
_LIGATURES = frozenset(range(0xFB00, 0xFB07))
_HIGH, _LOW = frozenset(range(0xD800, 0xDC00)), frozenset(range(0xDC00, 0xE000))  # halves of a character (UTF-16)
_ODD = _HYPHENS | _LIGATURES | _LOW
_FORCE_BOLD = 1 << 18  # font descriptor flag, ISO 32000-1, table 123
_ITALIC = 1 << 6
_FILLED_AND_STROKED = 2  # render mode, ISO 32000-1, 9.3.6: how Word fakes bold
_SIDES = Struct("4f")  # FS_RECTF: left, top, right, bottom


class _Look(NamedTuple):
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
        return without_shadows(once(_Letters(pdfium, text, plane).read(max(0, count))))
    finally:
        pdfium.FPDFText_ClosePage(text)


class _Letters:
    def __init__(self, pdfium: Any, text: Any, plane: Plane) -> None:
        self._pdfium = pdfium
        self._text = text
        self._plane = plane
        self._calls = letter_calls(pdfium)
        self._looks: dict[int, _Look] = {}
        self._weights: dict[tuple[int, int], tuple[bool, bool]] = {}
        self._rectangle, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._parts = [ctypes.c_uint() for _ in range(4)]
        self._to_parts = [ctypes.byref(part) for part in self._parts]
        self.letters: list[Letter] = []

    def read(self, count: int) -> list[Letter]:
        object_at, text = self._calls.object_at, self._text
        objects = [object_at(text, index) for index in range(count)]
        starts = [index for index, thing in enumerate(objects) if not index or thing != objects[index - 1]]
        for start, stop in pairwise((*starts, count)):
            thing = objects[start]
            if thing is None:  # PDFium's own guess at a space
                guesses = [index for index in range(start, stop) if self._calls.code_at(text, index) == ord(" ")]
                for index in guesses if self.letters else ():
                    last = self.letters[-1]
                    self.letters.append(last._replace(text=GUESSED_SPACE, x0=last.x1, order=index))
            else:
                if thing not in self._looks:
                    self._looks[thing] = self._new_look(start)
                look = self._looks[thing]
                take = self._take_turned if look.angle or not self._plane.is_upright else self._take_upright
                take(range(start, stop), look)
        return self.letters

    def _take_upright(self, places: range, look: _Look) -> None:
        """The letters of one object at *places*. Those of equal height stand on one line: only its first is asked for its baseline.

        What is done for each letter is written out, since there are tens of thousands.
        """
        code_at, loose_box_at = self._calls.code_at, self._calls.loose_box_at
        text, take, new, sides_of = self._text, self.letters.append, tuple.__new__, _SIDES.unpack_from
        rectangle, filled = self._rectangle, ctypes.byref(self._rectangle)
        size, bold, italic, angle, colour = look
        (_, _, _, _, beside, above, width, height), line = self._plane, None
        over = under = base = 0.0
        for index in places:
            code = code_at(text, index)
            if code in _NO_LETTERS:
                continue
            loose_box_at(text, index, filled)
            left, top, right, bottom = sides_of(rectangle)
            if (bottom, top) != line:
                line = bottom, top
                over, under = sorted((above - bottom, above - top))
                base = self._origin(index)[1]
            x0, x1 = left + beside, right + beside
            if x1 < x0:
                x0, x1 = x1, x0
            if x1 >= 0 and x0 <= width and under >= 0 and over <= height:
                take(new(Letter, (chr(code), x0, over, x1, under, base, size, bold, italic, angle, colour, index)))
                if code in _ODD:
                    self._spell(code)

    def _take_turned(self, places: range, look: _Look) -> None:
        """The same for text, or a page, that is turned: each letter in its text's own frame."""
        code_at, loose_box_at = self._calls.code_at, self._calls.loose_box_at
        box, plane = self._rectangle, self._plane
        for index in places:
            code = code_at(self._text, index)
            if code in _NO_LETTERS:
                continue
            loose_box_at(self._text, index, ctypes.byref(box))
            placed = plane.box(box.left, box.bottom, box.right, box.top)
            if placed.x1 < 0 or placed.bottom < 0 or placed.x0 > plane.width or placed.top > plane.height:
                continue
            size, bold, italic, angle, colour = look
            x, base = self._origin(index)
            if angle:  # as if the text ran to the right
                cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
                corners = [(left, up) for left in (placed.x0, placed.x1) for up in (placed.top, placed.bottom)]
                xs, ys = [u * cos + v * sin for u, v in corners], [v * cos - u * sin for u, v in corners]
                placed, base = Box(min(xs), min(ys), max(xs), max(ys)), base * cos - x * sin
            self.letters.append(Letter(chr(code), *placed, base, size, bold, italic, angle, colour, index))
            if code in _ODD:
                self._spell(code)

    def _origin(self, index: int) -> tuple[float, float]:
        """Where on the page the letter's baseline begins."""
        self._calls.origin_at(self._text, index, ctypes.byref(self._x), ctypes.byref(self._y))
        return self._plane.point(self._x.value, self._y.value)

    def _spell(self, code: int) -> None:
        """Write the last letter as it is meant: a plain hyphen, the letters of a ligature, one character for its two halves."""
        last = self.letters.pop()
        if code in _LOW and self.letters and ord(self.letters[-1].text) in _HIGH:
            first = self.letters.pop()
            self.letters.append(first._replace(text=storable(first.text + last.text), x1=last.x1))
            return
        meant = "-" if code in _HYPHENS else unicodedata.normalize("NFKC", storable(last.text))
        self.letters.extend(last._replace(text=letter) for letter in meant)

    def _new_look(self, index: int) -> _Look:
        m = self._matrix
        self._calls.matrix_at(self._text, index, ctypes.byref(m))
        turned = self._plane.after(m.a, m.b, m.c, m.d, 0, 0)
        size = self._calls.size_at(self._text, index) * math.hypot(turned.c, turned.d)
        # The page's y grows downwards: an upright baseline runs to the right, (1, 0).
        angle = round(math.degrees(math.atan2(turned.b, turned.a)) / 5) * 5 % 360
        thing = self._pdfium.FPDFText_GetTextObject(self._text, index)
        bold = italic = False
        if font := self._pdfium.FPDFTextObj_GetFont(thing):
            key = ctypes.addressof(font.contents), self._pdfium.FPDFTextObj_GetTextRenderMode(thing)
            if key not in self._weights:
                buffer = ctypes.create_string_buffer(200)
                self._pdfium.FPDFFont_GetBaseFontName(font, buffer, 200)
                whole = buffer.value.decode("latin-1").lower()
                name, flags = whole.partition("+")[2] or whole, self._pdfium.FPDFFont_GetFlags(font)
                heavy = any(word in name for word in _BOLD_NAMES) or flags & _FORCE_BOLD != 0
                slanted = flags & _ITALIC != 0 or "italic" in name or "oblique" in name
                self._weights[key] = heavy or key[1] == _FILLED_AND_STROKED, slanted
            bold, italic = self._weights[key]
        self._calls.colour_at(self._text, index, *self._to_parts)
        red, green, blue, _ = self._parts
        return _Look(size, bold, italic, angle, (red.value, green.value, blue.value))
