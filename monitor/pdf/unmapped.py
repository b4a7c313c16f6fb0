"""Letters whose text a file does not tell, or PDFium tells wrong, spelt as they are seen.

Word writes « ti » of Calibri as one glyph, and programs that make a PDF smaller, or print it again, lose its text: what is left is
a control character, or the number of the glyph taken for a letter (« DirecƟon », `FPDFText_HasUnicodeMapError`). How wide it is and
the words that it stands in tell the letters. Where a TrueType font has Apple's table alone, PDFium takes WinAnsi's bytes for those
of MacRoman (« PÙle dÈchets »); other readers do not.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from monitor.expressions import expression
from monitor.i18n.first_names import FILE
from monitor.pdf.ink import Letter

NO_TEXT = "\0"  # what PDFium has for a glyph that a font maps to nothing
_LIGATURES = ("ti", "tt", "ff", "fi", "fl", "ft", "tti", "ffi", "ffl", "fff", "fft", "fti", "tf", "fb", "fh", "fj", "fk", "Th")
_SPELT_OUT = frozenset(map(chr, range(0xFB00, 0xFB07)))  # those that are characters
_SHARED = frozenset((NO_TEXT, "\ufffd"))  # what glyphs of any number have in place of a text
_ACCENTED = "éèêëàâçïôùûäöüßñóáúã"  # a glyph without a text may be one of them: then it is no ligature
_TYPICAL = dict(  # widths in em
    zip(
        "ftilbhjkTaceonrs",
        (0.3, 0.33, 0.24, 0.24, 0.53, 0.53, 0.25, 0.48, 0.52, 0.5, 0.45, 0.51, 0.53, 0.53, 0.35, 0.42),
        strict=True,
    )
)
_OF_ACCENTED = 0.5  # em
_CLOSER = 0.035  # em by which a ligature draws two letters closer than they stand alone
_SPREAD = 0.04  # em: of that difference
_FIT = 0.12  # em: what differs more is no ligature of these letters
_LONGEST = 30  # letters of a word on either side: of a longer one, no more tell
_TOUCH = 0.15  # em between two letters of a word
_SURE = 2.0  # by how much the likeliest spelling leads, in the logarithm of its words' chance
_ALONE = 3  # times more, where one word alone tells
_UNSEEN = 10.0  # the weight of what one letter less tells
_OFFICE = 20  # the weight of a word of offices beside a name
_LEAST = -2.6  # the chance of a letter behind three others, in the same measure: less likely, no spelling makes words
_KNOWN = 6.0  # what a word that is known adds to its chance
_BEGINS = 6  # letters of a word of offices: what begins so is known
_MOST = 0.2  # of a font's letters, without a text: of more, the font tells nothing
_WESTERN = frozenset("àâäáãåæçèéêëíìîïñóòôöõøœßúùûüýÀÂÄÁÃÅÆÇÈÉÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜÝ’‘“”«»–—…•·°©€£\xa0¡¿")
_NEVER_WITHIN = frozenset("”«»⁄¡¬‡‰¸„‹›ˆ˘˙˚√∆≈◊")  # a word; other marks are typed for an apostrophe, or for a dash
_DOTS, _NEXT_DOTS = "…", (-3, -2, 2, 3)  # « G…N…RALE »: further apart, or alone in its word, they may be dots
_WORD = expression(r"[^\W\d_]{4,}")
_BY_CHANCE = 0.02  # of words without a meaning, those that are known
_FEW = 2  # marks and letters where none can stand: of one alone no font is read otherwise, unless another one of the page is


class _Found(NamedTuple):
    """A glyph without a text: where, how wide in letters of usual width, and what stands before it and behind within its word."""

    place: int
    font: int
    width: float  # em
    before: str
    behind: str
    widths: Mapping[str, float]  # em, of its font's letters

    @property
    def is_known(self) -> bool:
        """Whether its word is known in one spelling alone."""
        return sum(_is_known(self, text) for text in _LIGATURES) == 1

    @property
    def is_plain_word(self) -> bool:
        """Whether its word is no name: written small, or known."""
        return (self.before or self.behind)[:1].islower() or self.is_known

    def off(self, text: str) -> float:
        """By how much it is wider than *text* is as a ligature, in em."""
        return self.width - sum(self.widths.get(letter, _OF_ACCENTED) for letter in text) + _CLOSER * (len(text) - 1)


def spelt(letters: list[Letter], runs: Sequence[tuple[int, int]], beyond: Sequence[int], unsure: Sequence[int]) -> list[Letter]:
    """*letters* of a page with the text that is seen, without those that have none.

    *runs*: from which place in *letters* on which font, by any number; *beyond*: the places of what is no ASCII character;
    *unsure*: of those that PDFium has no text for.
    """
    fonts = _Fonts(letters, runs)
    meant = {place: normalize("NFKC", letters[place].text) for place in beyond if letters[place].text in _SPELT_OUT}
    by_font: dict[int, list[int]] = defaultdict(list)
    for place in sorted({*beyond}.difference(unsure)):
        by_font[fonts.at(place)].append(place)
    otherwise = {font: found for font, places in by_font.items() if (found := _in_other_bytes(letters, places, _FEW))}
    for font, places in by_font.items() if otherwise else ():
        meant.update(otherwise.get(font) or _in_other_bytes(letters, places, 1))
    meant.update(_ligatures(letters, fonts, unsure))
    nothing = {place: "" for place in unsure if letters[place].text == NO_TEXT}
    if not meant and not nothing:
        return letters
    told = nothing | meant
    return [letter._replace(text=one) for place, letter in enumerate(letters) for one in told.get(place, letter.text)]


def tells_words(said: str) -> bool:
    """Whether some word of *said* is one of offices: what a font without a map of its letters gives is none."""
    words = [word.lower() for word in _WORD.findall(said)]
    return sum(word in _offices() for word in words) > _BY_CHANCE * len(words)


class _Fonts:
    """Which font each letter has, and how wide the letters of a font are."""

    def __init__(self, letters: list[Letter], runs: Sequence[tuple[int, int]]) -> None:
        self._starts, self._fonts = [start for start, _ in runs], [font for _, font in runs]
        self.sizes = Counter[int]()
        self._seen: dict[int, dict[str, float]] = defaultdict(dict)
        self._letters = letters

    def at(self, place: int) -> int:
        """The font of the letter at *place*."""
        return self._fonts[bisect_right(self._starts, place) - 1]

    def measure(self) -> None:
        """Count the letters of each font, and see how wide they are."""
        for start, stop, font in zip(self._starts, (*self._starts[1:], len(self._letters)), self._fonts, strict=True):
            self.sizes[font] += stop - start
            for letter in self._letters[start:stop]:
                if letter.text in _TYPICAL and letter.size > 0:
                    self._seen[font][letter.text] = (letter.x1 - letter.x0) / letter.size

    def widths(self, font: int) -> Mapping[str, float]:
        """By letter, in em; of letters that the page does not have in this font, as wide as its others let expect."""
        seen = self._seen[font]
        scale = sum(seen.values()) / sum(_TYPICAL[text] for text in seen) if seen else 1.0
        return {text: scale * width for text, width in _TYPICAL.items()} | seen


def _in_other_bytes(letters: list[Letter], places: Sequence[int], fewest: int) -> dict[int, str]:
    """By place what is meant by a font's letters beyond ASCII, where *fewest* of them are none that can stand there."""
    if _count_odd(letters, {place: letters[place].text for place in places}) < fewest:
        return {}
    try:
        meant = {place: letters[place].text.encode("mac_roman").decode("cp1252") for place in places}
    except UnicodeError:
        return {}
    return meant if _WESTERN.issuperset(meant.values()) and not _count_odd(letters, meant) else {}


def _count_odd(letters: list[Letter], texts: Mapping[int, str]) -> int:
    """How many of *texts*, by place, can't stand there: a capital behind a small letter, a mark between two letters."""
    odd = 0
    for place, text in texts.items():
        before, behind = (letters[near].text if _touches(letters, place, near) else " " for near in (place - 1, place + 1))
        within = before.isascii() and before.isalpha() and behind.isascii() and behind.isalpha()
        odd += text.isupper() and before.isascii() and before.islower() and not behind.isupper()  # « dÈchets », « PropretÈ »
        odd += within and text in _NEVER_WITHIN
        odd += within and text == _DOTS and any(texts.get(place + step) == _DOTS for step in _NEXT_DOTS)
    return odd


def _touches(letters: list[Letter], place: int, near: int) -> bool:
    if not 0 <= near < len(letters):
        return False
    first, second = (letters[at] for at in sorted((place, near)))
    return abs(first.base - second.base) < 1 and abs(second.x0 - first.x1) < _TOUCH * first.size


def _ligatures(letters: list[Letter], fonts: _Fonts, unsure: Sequence[int]) -> Iterator[tuple[int, str]]:
    """By place what is meant by glyphs without a text, those of one number together, where words and widths tell.

    Of fonts that number their glyphs alike, as the bold and the plain one of a family do, one lends the other what it told; a
    control character is each font's own.
    """
    if unsure:
        fonts.measure()
    lost = Counter(map(fonts.at, unsure))
    glyphs: dict[str, dict[int, list[_Found]]] = defaultdict(lambda: defaultdict(list))
    for place in unsure:
        letter, font = letters[place], fonts.at(place)
        if letter.size > 0 and lost[font] <= _MOST * fonts.sizes[font]:
            before, behind, first, last = "", "", place, place  # in the same word
            while len(behind) < _LONGEST and last + 1 < len(letters) and letters[last + 1].text.isalpha():
                near = letters[last + 1]
                # its own box may be as wide as anything: the next letter begins within three letters' width
                joins = _touches(letters, last, last + 1) if behind else 0 < near.x0 - letter.x0 < 1.2 * near.size
                if not joins or abs(near.base - letter.base) >= 1:
                    break
                last += 1
                behind += near.text
            while len(before) < _LONGEST and _touches(letters, first, first - 1) and letters[first - 1].text.isalpha():
                first -= 1
                before = letters[first].text + before
            width = (letters[place + 1].x0 if behind else letter.x1) - (letters[place - 1].x1 if before else letter.x0)
            glyph = _Found(place, font, width / letter.size, before, behind, fonts.widths(font))
            # nothing says that glyphs which have nothing in common but that are one
            glyphs[letter.text][-place - 1 if letter.text in _SHARED else font].append(glyph)
    for number, by_font in glyphs.items():
        within = {font for font, found in by_font.items() if any(one.behind and (one.before or one.is_known) for one in found)}
        told = {font: _likeliest(by_font[font]) for font in within}  # else it may be a bullet
        known = {*told.values()} - {""}
        for font, found in by_font.items():
            text = told.get(font, "")
            if not text and font in told and number.isprintable() and number not in _SHARED and len(known) == 1:
                text = _likeliest(found, *known)
            yield from ((one.place, text) for one in found if text)


def _likeliest(found: Sequence[_Found], lent: str = "") -> str:
    """The letters that make words where *found* stand, and are as wide; "" where two are as likely, or names alone would tell.

    *lent*: what another font tells of this glyph, enough where nothing speaks against it.
    """
    telling = [one for one in found if one.is_plain_word] or (found if lent else [])
    words = {(one.before, one.behind): one for one in telling}
    chances = list[tuple[float, str]]()
    for text in (*_LIGATURES, *_ACCENTED):
        off = sum(one.off(text) for one in found) / len(found)
        if abs(off) <= _FIT and not (text == "Th" and any(one.before for one in found)):
            chances.append((sum(_chance(one, text) for one in words.values()) - (off / _SPREAD) ** 2 / 2, text))
    if not chances or not words:
        return ""
    (best, text), *others = sorted(chances, reverse=True)
    second = others[0][0] if others else -math.inf
    if text in _ACCENTED or (lent and text != lent):
        return ""
    if any(_chance(one, text) + _SURE < max(_chance(one, other) for _, other in chances) for one in words.values()):
        return ""  # in one of the words another spelling is meant
    lead = 0.0 if lent else _SURE if len(words) > 1 else _ALONE * _SURE
    likely = lent or any(_is_known(one, text) for one in telling) or best >= _LEAST * (len(text) + 3) * len(words)
    return text if likely and best - second >= lead else ""


def _is_known(one: _Found, text: str) -> bool:
    """Whether with *text* the word is one of offices, or begins with one that reaches over it; names are like each other."""
    word = f"{one.before}{text}{one.behind}".lower()
    reach = len(one.before) + len(text)
    offices = _offices()
    return word in offices or any(word[:n] in offices for n in range(max(_BEGINS, reach), len(word)))


def _chance(one: _Found, within: str) -> float:
    """The logarithm of the chance of a word with *within*, by four letters at a time, for each of them that it has a part in."""
    word = f"^^^{one.before}{within}{one.behind}".lower()
    first = 3 + len(one.before)
    seen = _seen()
    chance = 0.0
    for at in range(first, min(len(word), first + len(within) + 3)):
        share = (seen[word[at]] + 1) / (seen[""] + 50)
        for start in (at - 1, at - 2, at - 3):  # of what comes behind one letter, two, three: as far as they were seen
            share = (seen[word[start : at + 1]] + _UNSEEN * share) / (seen[word[start:at] + "*"] + _UNSEEN)
        chance += math.log(share)
    return chance + _KNOWN * _is_known(one, within)


@cache
def _offices() -> frozenset[str]:
    return frozenset(Path(__file__).with_name("offices.txt").read_text(encoding="utf-8").split())


@cache
def _seen() -> Counter[str]:
    """How often one to four letters follow each other in words of offices and in first names; « ab* »: whatever comes behind."""
    names = FILE.read_text(encoding="utf-8").split()
    seen = Counter[str]()
    for word, weight in (*((word, _OFFICE) for word in _offices()), *((name, 1) for name in names)):
        whole = f"^^^{word}"
        for at in range(3, len(whole)):
            for start in range(at - 3, at + 1):
                seen[whole[start : at + 1]] += weight
                seen[whole[start:at] + "*" if start < at else ""] += weight
    return seen
