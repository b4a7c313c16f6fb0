"""A text cut into its words, each with its place and folded: what names are made of, in whatever they are written. Pure.

« Zo%C3%A9 », « Zo&eacute; », « Zo\\u00e9 », « ZoÃ© » and « Zoé » with a Cyrillic о all say Zoé to somebody, and « xn--zo-bja »
to a browser: what a text is written in is undone first (DESIGN 5.17). A letter that was lost on the way, « Zo? » or « Zo\ufffd
», is `LOST`.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from html import unescape
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from monitor.expressions import remembered
from monitor.normalize import DASHES, key

# Letters with what may stand unseen between them (marks of their own, soft hyphens, joiners); figures apart from letters.
UNSEEN = "\u0300-\u036f\u00ad\u034f\u200b-\u200f\u2060-\u2064\ufeff"
RUN = re.compile(rf"[^\W\d_](?:[{UNSEEN}]*[^\W\d_])*[{UNSEEN}]*|\d+")
_HUMP = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])|(?<=[A-ZÀ-ÖØ-Þ])(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ])")  # AnneDupont, DUPONTAnne
_AROUND = 40  # characters shown on either side
BROKEN = re.compile(rf"[{re.escape(DASHES)}\u00ad]\s+")


class Word(NamedTuple):
    """A word where it stands, folded."""

    folded: str
    start: int
    end: int


def cut(text: str) -> list[Word]:
    """The words of *text* in their order."""
    found: list[Word] = []
    for run in RUN.finditer(text):
        start, written = run.start(), run[0]
        for first, last in _humps(written):
            folded = as_one(written[first:last])
            if folded:
                found.append(Word(folded, start + first, start + last))
    return found


def _humps(written: str) -> list[tuple[int, int]]:
    if written.islower() or written.isupper() or not written[1:] or written[1:].islower():
        return [(0, len(written))]
    edges = [0, *(edge.start() for edge in _HUMP.finditer(written)), len(written)]
    return list(pairwise(edges))


@lru_cache(maxsize=65536)  # texts repeat their words, and versions of a page its text
def parts(run: str) -> tuple[str, ...]:
    """The words of a match of `RUN`, folded."""
    return tuple(folded for first, last in _humps(run) if (folded := as_one(run[first:last])))


@remembered
def as_one(word: str) -> str:
    """`key` of a word, which texts repeat, without the spaces in it."""
    return key(word).replace(" ", "")


def around(text: str, start: int, end: int) -> str:
    """What stands in *text* from *start* to *end*, with some words on either side, on one line."""
    first, last = max(0, start - _AROUND), end + _AROUND
    said = " ".join(text[first:last].split())
    return ("…" if first else "") + said + ("…" if last < len(text) else "")


def words_of(text: str) -> list[str]:
    """The words of *text*, folded."""
    return [folded for run in RUN.findall(text) for folded in parts(run)]


def is_broken(text: str, end: int, start: int) -> bool:
    """Whether a hyphen parts one word of which a piece ends at *end* and the next begins at *start*."""
    return BROKEN.fullmatch(text, end - (text[end - 1] == "\u00ad"), start) is not None


def mended(text: str, words: list[Word]) -> list[Word]:
    """*words* of *text* with those made whole that a hyphen parts at the end of a line; the same list where there are none."""
    if not BROKEN.search(text):
        return words
    whole: list[Word] = []
    for word in words:
        last = whole[-1] if whole else None
        if last and text[word.start].islower() and is_broken(text, last.end, word.start):
            whole[-1] = Word(last.folded + word.folded, last.start, word.end)
        else:
            whole.append(word)
    return whole if len(whole) < len(words) else words


LOST = "ʔ"  # stands for a letter that cannot be read; a letter itself, so that words stay whole
_ROUNDS = 3  # « &amp;eacute; », « %25C3%25A9 »
_MOST_PACKED = 4000  # characters of Base64 in a text

Piece: TypeAlias = tuple[int, int, str]  # where it begins and ends, and what it says

_CODES = re.compile(
    r"(?P<percent>(?:%[0-9A-Fa-f]{2})+)|(?P<entity>&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});)"
    r"|\\(?:u\{(?P<wide>[0-9A-Fa-f]{1,6})\}|u(?P<four>[0-9A-Fa-f]{4})|x(?P<two>[0-9A-Fa-f]{2}))"
    r"|\bxn--(?P<puny>[a-z0-9-]{1,59})",
    re.I,
)
_PACKED = re.compile(r"(?<![\w+/=])(?:[A-Za-z0-9+/]{4}){2,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?(?![\w+/=])")
_SIGN_OF = {
    **{chr(code): code for code in range(0x80, 0x100)},
    **{bytes([code]).decode("cp1252"): code for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)},
}
_TRAILING = "".join(sign for sign, code in _SIGN_OF.items() if code < 0xC0)
_WRONG = re.compile(f"[\u00c2-\u00f4][{re.escape(_TRAILING)}]{{1,3}}")  # UTF-8 that was read as a code page of one byte a letter
_ALIKE_PAIRS = (
    "АAВBЕEКKМMНHОOРPСCТTУYХXІIЈJЅSаaеeоoрpсcуyхxіiјjѕsһhԁdԛqԝwкkтt"  # Cyrillic
    "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXαaιiκkνvοoρpτtυu"  # Greek
    "ɑaɡgℓl"
)
_ALIKE = dict(zip(_ALIKE_PAIRS[::2], _ALIKE_PAIRS[1::2], strict=True))
_LOOKS_LATIN = re.compile(f"[{''.join(_ALIKE)}]")
_UNREAD = re.compile(r"(?<=[^\W\d_])[?\ufffd]{1,3}(?=[^\W\d_]|\s+[^\W\d_])|\ufffd{1,3}(?=[^\W\d_])")
_GIVEN = r"(?:pr[ée]noms?(?: usuels?)?|first[ _-]?name|given[ _-]?names?|vorname)"
_FAMILY = r"(?:noms?(?: d[e’'][^\W\d_]+(?: de famille)?)?|last[ _-]?name|sur[ _-]?name|family[ _-]?name|nachname)"
_LONGEST_FIELD = 120  # characters
_SAYS = r"[\"']?\s*[:=]\s*[\"']?"
_LABELLED = re.compile(
    rf"\b(?:{_FAMILY}{_SAYS}(?P<family>[^:=;\"'\n]{{1,60}}?)(?P<one>[\"']?\s*[,;|–—-]?\s*[\"']?\b{_GIVEN}{_SAYS})"
    rf"|{_GIVEN}{_SAYS}(?P<given>[^:=;\"'\n]{{1,60}}?)(?P<other>[\"']?\s*[,;|–—-]?\s*[\"']?\b{_FAMILY}{_SAYS}))",
    re.I,
)


_FIELD = re.compile(rf"\s*(?:(?P<given>{_GIVEN})|{_FAMILY})\s*(?:[:=\t]\s*)+(?=[^\s\t:=][^\t\n:=]{{0,60}}$)", re.I)


class Field(NamedTuple):
    """A row that says one part of a name: which, and where it begins."""

    is_given: bool
    start: int


def field_of(text: str) -> Field | None:
    """« Prénom │ Anne », « Nom : DUPONT »; None: *text* is no such row."""
    found = _FIELD.match(text) if len(text) < _LONGEST_FIELD else None
    return Field(found["given"] is not None, found.end()) if found else None


class Decoding(NamedTuple):
    """What a text says, and where each piece of it stands that says something else than its letters."""

    text: str
    pieces: tuple[tuple[int, int, int, int], ...]  # from, to here; from, to in the text as it stands

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where what stands from *start* to *end* here stands in the text as it is written."""
        return self._place(start)[0], self._place(end - 1)[1]

    def _place(self, at: int) -> tuple[int, int]:
        n = bisect_right(self.pieces, at, key=lambda piece: piece[0]) - 1
        if n < 0:
            return at, at + 1
        _, here, first, last = self.pieces[n]
        return (first, last) if at < here else (last + at - here, last + at - here + 1)


@lru_cache(maxsize=1)  # one text is looked through for one list of forms after the other
def steps_of(text: str) -> Sequence[Decoding]:
    """The steps by which what *text* says is made of it, the last one being it; none where its letters say all."""
    steps: list[Decoding] = []
    for pattern, says, rounds in _STEPS:
        for _ in range(rounds):
            written, said, pieces = steps[-1].text if steps else text, list[str](), list[tuple[int, int, int, int]]()
            at = here = 0
            for start, end, letters in (piece for found in pattern.finditer(written) for piece in says(found)):
                said += (written[at:start], letters)
                here += start - at
                pieces.append((here, here + len(letters), start, end))
                here, at = here + len(letters), end
            if not pieces:
                break
            steps.append(Decoding("".join((*said, written[at:])), tuple(pieces)))
    return steps


def placed(steps: Sequence[Decoding], start: int, end: int) -> tuple[int, int]:
    """Where what stands from *start* to *end* in the last of *steps* stands in the text as it is written."""
    for step in reversed(steps):
        start, end = step.span(start, end)
    return start, end


def _code(found: re.Match[str]) -> Iterator[Piece]:
    if found["percent"]:
        data, at = bytes.fromhex(found[0].replace("%", "")), found.start()
        try:
            spelt, widths = data.decode("utf-8"), None
        except UnicodeDecodeError:
            spelt, widths = data.decode("cp1252", "replace"), 1
        for letter in spelt:
            end = at + 3 * (widths or len(letter.encode()))
            yield at, end, letter
            at = end
        return
    letters = None
    if found["entity"]:
        letters = unescape(found[0])
    elif found["puny"]:
        with suppress(UnicodeError, OverflowError, ValueError):
            letters = found["puny"].encode("ascii").decode("punycode")
    else:
        code = int(found["wide"] or found["four"] or found["two"], 16)
        letters = chr(code) if code < 0xD800 or 0xE000 <= code < 0x110000 else None
    if letters is not None and letters != found[0]:
        yield found.start(), found.end(), letters


def _packed(found: re.Match[str]) -> Iterator[Piece]:
    """What Base64 says, where it is a text; a word that is Base64 by chance is none."""
    if len(found[0]) > _MOST_PACKED or (found[0].isalpha() and found[0][1:].islower()):
        return
    try:
        letters = b64decode(found[0], validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return
    if letters.isprintable():
        yield found.start(), found.end(), f" {letters} "


def _wrong(found: re.Match[str]) -> Iterator[Piece]:
    """« Ã© » is é; what is no whole letter in UTF-8 is left."""
    data = bytes(_SIGN_OF[sign] for sign in found[0])
    for length in range(len(data), 1, -1):
        try:
            letters = data[:length].decode("utf-8")
        except UnicodeDecodeError:
            continue
        yield found.start(), found.start() + length, letters
        return


_STEPS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterable[Piece]], int], ...] = (
    (_PACKED, _packed, 1),
    (_CODES, _code, _ROUNDS),
    (_WRONG, _wrong, _ROUNDS),
    (_LOOKS_LATIN, lambda found: [(*found.span(), _ALIKE[found[0]])], 1),
    (_UNREAD, lambda found: [(*found.span(), LOST)], 1),
    # « Nom : AMBLARD, Prénom : Zoé » says « AMBLARD, Zoé »
    (_LABELLED, lambda found: [(*found.span("one"), ", ") if found["one"] else (*found.span("other"), " ")], 1),
)
