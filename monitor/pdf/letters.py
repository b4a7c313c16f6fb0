"""The letters of one page, as PDFium tells them, made even: ligatures apart (monitor.pdf.unmapped), hyphens plain, what is printed
twice, as fake bold and shadows are, once.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, islice, pairwise
from operator import attrgetter, ne
from struct import Struct
from typing import Any, NamedTuple, TypeAlias

from monitor.normalize import storable
from monitor.pdf.covers import Covers, without_covered
from monitor.pdf.ink import Box, Colour, Letter
from monitor.pdf.library import Plane, letter_calls
from monitor.pdf.unmapped import NO_TEXT, spelt, tells_words

GUESSED_SPACE = "\u2009"
_UNMAPPED = 0.9  # of the letters of a page, those without a text in their fonts
_NO_LETTERS = frozenset({10, 13})
_HYPHENS = frozenset({0x02, 0xFFFE, 0x2010, 0x2011})  # the first two: what PDFium makes of a hyphen at the end of a line
_SOFT_HYPHEN = 0xAD  # where it is drawn, a plain one (ISO 32000-1, annex D.2, note 6)
_BOLD_NAMES = ("bold", "black", "heavy", "demi", "semib", "extrab", "-bd", "gras")
_HIGH, _LOW = frozenset(range(0xD800, 0xDC00)), frozenset(range(0xDC00, 0xE000))  # halves of a character (UTF-16)
_ODD = _HYPHENS | _LOW | {_SOFT_HYPHEN}
_FORCE_BOLD = 1 << 18  # font descriptor flag, ISO 32000-1, table 123
_ITALIC = 1 << 6
_THIN = frozenset("lIi")  # letters of one upright stem, where a font has no serifs
_TALL = frozenset("ldIHMN")  # letters with a stem at their end that is as high as any
_STEMMED = _THIN | _TALL | frozenset("hu")  # the low stems of others end in a tail where they lean, which stays within their room
_STEM_EM, _STEM = 0.11, 0.75  # how wide the ink of thin ones is at least where the font is bold, and at most: times their room
_LEAN_EM = 0.15  # how much wider it is where they lean
_FULL, _FULL_TALL = 0.02, 0.01  # of its room, what a leaning letter leaves free at most, and a tall one
_FILLED_AND_STROKED = 2  # render mode, ISO 32000-1, 9.3.6: how Word fakes bold
_SAME = 0.01  # points
_SIX = Struct("6f")  # FS_MATRIX
_SIDES = Struct("4f")  # FS_RECTF: left, top, right, bottom


class _Look(NamedTuple):
    """What all letters of one text object share."""

    size: float
    bold: bool
    italic: bool
    angle: int
    colour: Colour


def page_letters(pdfium: Any, page: Any, plane: Plane, *, max_characters: int, covers: Covers) -> list[Letter] | None:
    """Every letter and space that is seen on the page, in the file's order; None where there are more than *max_characters*.

    *covers*: what may be painted over them.
    """
    text = pdfium.FPDFText_LoadPage(page)
    try:
        count = pdfium.FPDFText_CountChars(text)
        if count > max_characters:
            return None
        reading = _Letters(pdfium, text, plane)
        letters = reading.read(max(0, count))
        if covers.last >= min(covers.painted.values(), default=covers.last + 1):
            letters = without_covered(letters, reading.objects, covers)
        return without_shadows(once(letters))
    finally:
        pdfium.FPDFText_ClosePage(text)


class _Letters:
    def __init__(self, pdfium: Any, text: Any, plane: Plane) -> None:
        self._pdfium = pdfium
        self._text = text
        self._plane = plane
        self._calls = letter_calls(pdfium)
        self._looks: dict[int, _Look] = {}
        self._astray: dict[int, Plane] = {}  # of the text objects whose letters are not where they stand on the page
        self._weights: dict[tuple[int, int], tuple[bool, bool]] = {}
        self._fonts: dict[int, int] = {}  # of text objects, by their addresses
        self._runs: list[tuple[int, int]] = []  # from which letter on which font
        self._nameless: set[int] = set()  # fonts that tell no name
        self._beyond: list[int] = []  # places of letters that are no ASCII characters
        self._turned: dict[tuple[float, float, float, float], tuple[float, int]] = {}  # scale and angle, by the letters' matrix
        self._rectangle, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._to_matrix = ctypes.byref(self._matrix)
        self._point = (ctypes.c_double * 2)()
        self._to_x, self._to_y = ctypes.byref(self._point), ctypes.byref(self._point, ctypes.sizeof(ctypes.c_double))
        self._parts = [ctypes.c_uint() for _ in range(4)]
        self._to_parts = [ctypes.byref(part) for part in self._parts]
        self.letters: list[Letter] = []
        self.objects: list[int | None] = []  # the address of the text object of each character, by its order

    def read(self, count: int) -> list[Letter]:
        object_at, text = self._calls.object_at, self._text
        objects = self.objects = [object_at(text, index) for index in range(count)]
        starts = [*islice((0,), count), *compress(range(1, count), map(ne, objects, objects[1:]))]
        for start, stop in pairwise((*starts, count)):
            thing = objects[start]
            if thing is None:  # PDFium's own guess at a space
                guesses = [index for index in range(start, stop) if self._calls.code_at(text, index) == ord(" ")]
                for index in guesses if self.letters else ():
                    last = self.letters[-1]
                    self.letters.append(last._replace(text=GUESSED_SPACE, x0=last.x1, order=index))
            else:
                if thing not in self._looks:
                    self._looks[thing] = self._new_look(start, thing)
                self._runs.append((len(self.letters), self._fonts.get(thing, 0)))
                look, plane = self._looks[thing], self._astray.get(thing, self._plane)
                if look.angle or not plane.is_upright:
                    self._take_turned(range(start, stop), look, plane)
                else:
                    self._take_upright(range(start, stop), look)
        if self._nameless:
            self._style_nameless()
        if not self._beyond:
            return self.letters
        has_no_text = self._pdfium.FPDFText_HasUnicodeMapError
        unsure = [at for at in self._beyond if self.letters[at].text == NO_TEXT or has_no_text(text, self.letters[at].order) == 1]
        if 2 * len(unsure) > len(self._beyond):
            seen = [letter for letter in self.letters if not letter.text.isspace()]
            lost = sum(has_no_text(text, letter.order) for letter in seen)
            if lost > _UNMAPPED * len(seen) and not tells_words("".join(letter.text for letter in self.letters)):
                return []  # « 6HUYLFH$FKDWV »: numbers of glyphs, no text; its picture is all there is
        return spelt(self.letters, self._runs, self._beyond, unsure)

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
        shown = False  # whether anything of the line is on the page
        for index in places:
            code = code_at(text, index)
            if code < 32 and code in _NO_LETTERS:
                continue
            loose_box_at(text, index, filled)
            left, top, right, bottom = sides_of(rectangle)
            if (bottom, top) != line:
                line = bottom, top
                over, under = sorted((above - bottom, above - top))
                base = self._plane.point(*self._start(index))[1]
                shown = under >= 0 and over <= height
            x0, x1 = left + beside, right + beside
            if x1 < x0:
                x0, x1 = x1, x0
            if shown and x1 >= 0 and x0 <= width:
                take(new(Letter, (chr(code), x0, over, x1, under, base, size, bold, italic, angle, colour, index)))
                if not 31 < code < 127:
                    self._spell(code)

    def _take_turned(self, places: range, look: _Look, plane: Plane) -> None:
        """The same for text, or a page, that is turned: each letter in its text's own frame. *plane*: of the object's letters."""
        code_at, loose_box_at = self._calls.code_at, self._calls.loose_box_at
        box = self._rectangle
        for index in places:
            code = code_at(self._text, index)
            if code in _NO_LETTERS:
                continue
            loose_box_at(self._text, index, ctypes.byref(box))
            placed = plane.box(box.left, box.bottom, box.right, box.top)
            if placed.x1 < 0 or placed.bottom < 0 or placed.x0 > plane.width or placed.top > plane.height:
                continue
            size, bold, italic, angle, colour = look
            x, base = plane.point(*self._start(index))
            if angle:  # as if the text ran to the right
                cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
                corners = [(left, up) for left in (placed.x0, placed.x1) for up in (placed.top, placed.bottom)]
                xs, ys = [u * cos + v * sin for u, v in corners], [v * cos - u * sin for u, v in corners]
                placed, base = Box(min(xs), min(ys), max(xs), max(ys)), base * cos - x * sin
            self.letters.append(Letter(chr(code), *placed, base, size, bold, italic, angle, colour, index))
            if not 31 < code < 127:
                self._spell(code)

    def _start(self, index: int) -> tuple[float, float]:
        """Where the letter's baseline begins, in the file's coordinates."""
        self._calls.origin_at(self._text, index, self._to_x, self._to_y)
        x, y = self._point
        return x, y

    def _own_plane(self, index: int, thing: Any) -> Plane | None:
        """The plane of the letters of a text object, *thing*, where PDFium leaves them in the space of the form they are drawn in.

        It does so with /ActualText, by which Chromium writes ligatures (CPDF_TextPage::ProcessMarkedContent takes the object's own
        position). `_matrix` is where the object stands on the page, its own matrix where in the form: the form's is between them.
        """
        placed, start = self._matrix, self._start(index)
        if abs(start[0] - placed.e) + abs(start[1] - placed.f) < _SAME:
            return None
        own = self._pdfium.FS_MATRIX()
        if not self._pdfium.FPDFPageObj_GetMatrix(ctypes.cast(thing, self._pdfium.FPDF_PAGEOBJECT), own):
            return None
        area = own.a * own.d - own.b * own.c
        if abs(start[0] - own.e) + abs(start[1] - own.f) >= _SAME or not area:
            return None
        a, b, c, d = own.d / area, -own.b / area, -own.c / area, own.a / area
        e, f = -(own.e * a + own.f * c), -(own.e * b + own.f * d)
        return self._plane.after(placed.a, placed.b, placed.c, placed.d, placed.e, placed.f).after(a, b, c, d, e, f)

    def _spell(self, code: int) -> None:
        """Write the last letter, no ASCII character, as it is meant: a plain hyphen, two halves of a character as one."""
        if code not in _ODD:
            self._beyond.append(len(self.letters) - 1)
            return
        last = self.letters.pop()
        if code in _LOW and self.letters and ord(self.letters[-1].text) in _HIGH:
            first = self.letters.pop()
            self.letters.append(first._replace(text=storable(first.text + last.text), x1=last.x1))
            return
        if code == _SOFT_HYPHEN:
            left, right, bottom, top = (ctypes.c_double() for _ in range(4))
            self._pdfium.FPDFText_GetCharBox(self._text, last.order, *map(ctypes.byref, (left, right, bottom, top)))
            # wider than high; as high as a letter, it is within a ligature that the file spells with one
            drawn = right.value - left.value > top.value - bottom.value > 0
            self.letters.append(last._replace(text="-") if drawn else last)
            return
        self.letters.append(last._replace(text="-" if code in _HYPHENS else storable(last.text)))

    def _new_look(self, index: int, address: int) -> _Look:
        """The look of the text object at *address*, of which the letter at *index* is one."""
        thing = ctypes.c_void_p(address)
        self._calls.matrix_at(self._text, index, self._to_matrix)
        a, b, c, d, _, _ = _SIX.unpack_from(self._matrix)
        if (turned := self._turned.get((a, b, c, d))) is None:
            plane = self._plane.after(a, b, c, d, 0, 0)
            # The page's y grows downwards: an upright baseline runs to the right, (1, 0).
            angle = round(math.degrees(math.atan2(plane.b, plane.a)) / 5) * 5 % 360
            turned = self._turned[a, b, c, d] = math.hypot(plane.c, plane.d), angle
        if (plane_of_form := self._own_plane(index, thing)) is not None:
            self._astray[address] = plane_of_form
        bold = italic = False
        if font := self._calls.font_of(thing):
            self._fonts[address] = font
            key = font, self._calls.mode_of(thing)
            if key not in self._weights:
                buffer, known = ctypes.create_string_buffer(200), ctypes.cast(font, self._pdfium.FPDF_FONT)
                self._pdfium.FPDFFont_GetBaseFontName(known, buffer, 200)
                whole = buffer.value.decode("latin-1").lower()
                name, flags = whole.partition("+")[2] or whole, self._pdfium.FPDFFont_GetFlags(known)
                if not name:
                    self._nameless.add(font)
                heavy = any(word in name for word in _BOLD_NAMES) or flags & _FORCE_BOLD != 0
                slanted = flags & _ITALIC != 0 or "italic" in name or "oblique" in name
                self._weights[key] = heavy or key[1] == _FILLED_AND_STROKED, slanted
            bold, italic = self._weights[key]
        self._calls.colour_at(self._text, index, *self._to_parts)
        red, green, blue, _ = self._parts
        size = self._calls.size_at(self._text, index) * turned[0]
        return _Look(size, bold, italic, turned[1], (red.value, green.value, blue.value))

    def _style_nameless(self) -> None:
        """Make letters of fonts that tell no name, as those that Chromium draws itself (Type 3), bold and slanted as drawn.

        Bold have thick stems; the ink of slanted ones reaches the end of their room, or further, where upright stems end before.
        """
        runs = [
            (font, range(start, stop))
            for (start, font), (stop, _) in zip(self._runs, [*self._runs[1:], (len(self.letters), 0)], strict=True)
            if font in self._nameless
        ]
        stems: dict[tuple[int, str], tuple[float, float]] = {}  # of each thin letter how wide its ink is, in em and of its room
        free: dict[tuple[int, bool], list[float]] = defaultdict(list)  # of the room of each letter, by whether it is tall
        for font, places in runs:
            for letter in (self.letters[place] for place in places):
                if letter.text in _STEMMED and letter.angle == 0 and letter.size > 0 and (font, letter.text) not in stems:
                    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
                    self._pdfium.FPDFText_GetCharBox(self._text, letter.order, *map(ctypes.byref, (left, right, bottom, top)))
                    self._calls.loose_box_at(self._text, letter.order, ctypes.byref(self._rectangle))
                    room = max(_SAME, abs(self._rectangle.right - self._rectangle.left))
                    share = (right.value - left.value) / room
                    stems[font, letter.text] = share * (letter.x1 - letter.x0) / letter.size, share
                    free[font, letter.text in _TALL].append((self._rectangle.right - right.value) / room)
        for font in {font: None for font, _ in free}:
            tall, low = free.get((font, True), ()), free.get((font, False), ())
            leaning = max(tall) <= _FULL_TALL if tall else max(low) <= _FULL
            em, share = min((stem for (of, text), stem in stems.items() if of == font and text in _THIN), default=(0.0, 1.0))
            bold = em >= _STEM_EM + _LEAN_EM if leaning else em >= _STEM_EM and share <= _STEM
            for place in (place for of, places in runs if of == font and (bold or leaning) for place in places):
                self.letters[place] = self.letters[place]._replace(bold=bold, italic=leaning)


_REACH_EM = 0.2  # two of the same letter no further apart are one
_MOST_REACH = 4.0  # points
_CLEAR_EM = 0.12  # letters of a stretch begin further behind each other
_CELL = 2 * _MOST_REACH
_HEAP = 40  # stretches over each other: more than any page that is meant to be read
_RECENT = 16  # of one letter in one cell, those that a new one is compared with

_Cell: TypeAlias = tuple[str, int, int]
_FURTHEST_EM = 0.5  # how far aside a shadow falls; lines of a text stand further apart
_FURTHEST = 6.0  # points
_NEAREST = 0.2  # points: nearer letters are doubles of one colour, told by `once`
_STEP = 0.25  # points between steps that count as the same
_FEWEST = 6  # letters with one step: a chance meeting of a few is no shadow

_Step: TypeAlias = tuple[int, int]
_Places: TypeAlias = dict[tuple[str, int, int], list[int]]


class _Stretch(NamedTuple):
    """Letters that follow each other on one baseline, each clearly right of the last: none of them is another's double."""

    x0: float  # where its first letter begins
    x1: float  # where its last letter begins
    base: float
    reach: float
    places: range


def once(letters: list[Letter]) -> list[Letter]:
    """*letters* without doubles. Neighbours stay: PDFium splits a ligature into two letters of one place.

    Only where two stretches of text lie over each other are their letters looked at one by one.
    """
    doubtful = _overlapping(letters)
    if not doubtful:
        return letters
    seen: dict[_Cell, list[int]] = defaultdict(list)
    doubles: set[int] = set()  # those that repeat a letter that stands there already
    for place in sorted({place for stretch in doubtful for place in stretch.places}):
        letter = letters[place]
        if letter.text == " ":
            continue
        text, reach, left, base = letter.text, _reach(letter), letter.x0, letter.base
        across = {int((left - reach) // _CELL), int((left + reach) // _CELL)}  # mostly one cell, four at most
        down = {int((base - reach) // _CELL), int((base + reach) // _CELL)}
        near = [before for column in across for row in down for before in seen[text, column, row][-_RECENT:]]
        for before in near:
            first, others = letters[before], letters[before + 1 : place + 1]
            reach = _reach(first)
            same_place = first.angle == letter.angle and abs(first.x0 - left) <= reach and abs(first.base - base) <= reach
            # of a ligature two letters have one place and colour, three in « Schifffahrt »; a halo has another colour
            ligature = len(others) < 2 or (len(others) == 2 and all(o[:4] == ("f", *first[1:4]) for o in (first, *others)))
            ligature = ligature and first.colour == letter.colour
            if same_place and not ligature:
                doubles.add(place)
                break
        else:
            seen[text, int(left // _CELL), int(base // _CELL)].append(place)
    return [letter for place, letter in enumerate(letters) if place not in doubles]


def _overlapping(letters: Sequence[Letter]) -> set[_Stretch]:
    """The stretches that have a part of their line in common with another one, as far as doubles may stand apart."""
    stretches: list[_Stretch] = []
    start, first, last, base, size, reach = 0, 0.0, float("-inf"), 0.0, 0.0, 0.0
    spaced = False
    least = _CLEAR_EM  # points between it and the next
    for place, letter in enumerate(letters):
        if letter.text == " ":
            spaced = True
            continue
        x0 = letter.x0
        clear = x0 - last > (2 * least if spaced else least)  # what stands behind a space is no neighbour
        spaced = False
        if not clear or letter.base != base or letter.size != size:
            stretches.append(_Stretch(first, last, base, reach, range(start, place)))
            start, first, base, size, reach = place, x0, letter.base, letter.size, _reach(letter)
            least = _CLEAR_EM * max(size, 1.0)
        last = x0
    stretches.append(_Stretch(first, last, base, reach, range(start, len(letters))))
    bands: dict[int, list[_Stretch]] = defaultdict(list)
    for stretch in stretches:
        for band in {int((stretch.base - _MOST_REACH) // _CELL), int((stretch.base + _MOST_REACH) // _CELL)}:
            bands[band].append(stretch)
    found: set[_Stretch] = set()
    for row in bands.values():
        before: list[_Stretch] = []
        for stretch in sorted(row, key=attrgetter("x0")):
            before = [other for other in before if stretch.x0 - other.x1 <= _MOST_REACH]
            if len(before) > _HEAP:
                found.update(row)
                break
            for other in before:
                reach = max(stretch.reach, other.reach)
                if abs(stretch.base - other.base) <= reach and stretch.x0 - other.x1 <= reach:
                    found.update((stretch, other))
            before.append(stretch)
    return found


def _reach(letter: Letter) -> float:
    return min(_REACH_EM * max(letter.size, 1.0), _MOST_REACH)


def without_shadows(letters: list[Letter]) -> list[Letter]:
    """*letters* without the second of two texts that are one over the other's shadow.

    Which of both goes makes no difference to what is read. PDFium by itself drops the later of most of them, not of all.
    """
    if len({letter.colour for letter in letters}) < 2:
        return letters
    starts = [0]
    for place, (last, letter) in enumerate(pairwise(letters), 1):  # another colour or line begins at few letters of a page
        if (letter.base != last.base or letter.colour != last.colour) and letter.text != " ":
            starts.append(place)
    steps = {step for _, step, _ in _shifted(letters, starts)}
    if not steps:
        return letters
    pairs = list(_shifted(letters, [place for place, letter in enumerate(letters) if letter.text.strip()]))
    # Between two colours it is the step that most letters take: by another one, two letters of a kind in a word stand apart.
    taken: dict[frozenset[Colour], Counter[_Step]] = defaultdict(Counter)
    for place, step, before in pairs:
        taken[frozenset((letters[place].colour, letters[before].colour))][step] += 1
    cast: set[_Step] = set()
    for counts in taken.values():
        best = max(counts, key=lambda step: (_taken(counts, step), counts[step]))
        if best in steps and _taken(counts, best) >= _FEWEST:
            cast.add(best)
    dropped = {place for place, step, _ in pairs if any(abs(step[0] - x) <= 1 and abs(step[1] - y) <= 1 for x, y in cast)}
    return [letter for place, letter in enumerate(letters) if place not in dropped]


def _shifted(letters: Sequence[Letter], places: Iterable[int]) -> Iterator[tuple[int, _Step, int]]:
    """Those of *places* where a letter stands that stood before in another colour, a small step aside; the step; where it stood.

    The step is that from the lesser colour to the other one: PDFium gives some texts before their shadows, others after them.
    """
    seen: _Places = defaultdict(list)
    for place in places:
        letter = letters[place]
        column, row = int(letter.x0 // _FURTHEST), int(letter.base // _FURTHEST)
        for x in (column - 1, column, column + 1):
            for y in (row - 1, row, row + 1):
                for before in seen.get((letter.text, x, y), ()):
                    first = letters[before]
                    across, down = letter.x0 - first.x0, letter.base - first.base
                    far = min(_FURTHEST, _FURTHEST_EM * first.size)
                    alike = first.angle == letter.angle and abs(first.size - letter.size) < 0.1
                    if alike and first.colour != letter.colour and _NEAREST <= max(abs(across), abs(down)) <= far:
                        way = 1 if first.colour < letter.colour else -1
                        yield place, (round(way * across / _STEP), round(way * down / _STEP)), before
        seen[letter.text, column, row].append(place)


def _taken(steps: Counter[_Step], step: _Step) -> int:
    """How many letters take *step*, those rounded to one beside it with them."""
    return sum(steps.get((step[0] + x, step[1] + y), 0) for x in (-1, 0, 1) for y in (-1, 0, 1))
