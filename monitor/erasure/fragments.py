"""Names in pieces: letters spaced out, « Z O É  A M B L A R D », or words that a PDF broke, « Zoé Ambl ar d » (DESIGN 5.17). Pure.

A list of what was erased knows no letters, but it has each name as one word, for addresses. Pieces that make that word, with
nothing but spaces between them, are the name; where the given name ends, its form with a space tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from monitor.erasure.forms import AT, form_digest, hint
from monitor.erasure.words import RUN, Word, cut, parts
from monitor.model import StopList
from monitor.normalize import DASHES

_MOST = 40  # letters of a name, and pieces of it
_LEAST = 6  # letters of a name in pieces, of which three are the given and three the family name
_PART = 3
_SPACED = 5  # where every piece is a letter
_BETWEEN = re.compile(r"\.?[^\S\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+")

_HYPHEN = re.compile(rf"[{re.escape(DASHES)}\u00ad][^\S\t]*")  # at the end of a line, which may be lost: « VAU-ZELLES »


def rejoined(stop: StopList, text: str, written: Sequence[str]) -> Iterator[tuple[int, int, list[Word]]]:
    """Stretches of *text* in which pieces make a name, with their words, the pieces made whole. *written*: the runs of letters."""
    found = list(_candidates(stop, written))
    runs = list(RUN.finditer(text)) if found else []
    for first, last, letters in found:
        pieces = runs[first : last + 1]
        gaps = [text[one.end() : other.start()] for one, other in pairwise(pieces)]
        hyphens = sum(_HYPHEN.fullmatch(gap) is not None for gap in gaps)
        if not all(_BETWEEN.fullmatch(gap) or _HYPHEN.fullmatch(gap) for gap in gaps):
            continue
        spaced = all(len(piece[0]) == 1 for piece in pieces)
        for split in range(1, len(letters)):
            if form_digest(stop.key, f"{letters[:split]} {letters[split:]}") not in stop.digests:
                continue
            if hyphens and not _is_hyphenated(pieces, gaps, split):
                continue
            if len(letters) >= _SPACED if spaced else min(split, len(letters) - split) >= _PART:
                start = runs[max(0, first - 4)].start()
                end = runs[min(len(runs) - 1, last + 4)].end()
                whole = _whole(pieces, letters, split)
                before = cut(text[start : pieces[0].start()])
                behind = [_moved(word, pieces[-1].end()) for word in cut(text[pieces[-1].end() : end])]
                words = [_moved(word, start) for word in before] + whole + behind
                yield start, end, [_moved(word, -start) for word in words]


def _candidates(stop: StopList, written: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The runs from and to which *written* makes a name as one word, and that word."""
    for first, run in enumerate(written):
        if len(run) > 1 and not run[0].isupper():
            continue
        letters, said = "", ""
        for last in range(first, min(first + _MOST, len(written))):
            piece = "".join(parts(written[last]))
            letters, said = letters + piece, f"{said} {' '.join(parts(written[last]))}"
            if len(letters) > _MOST or not piece:
                break
            if last == first or len(letters) < _SPACED or hint(stop.key, letters) not in stop.hints:
                continue
            is_name = form_digest(stop.key, f"{letters} {AT}") in stop.digests
            if is_name and form_digest(stop.key, said.strip()) not in stop.digests:  # else it is in no pieces
                yield first, last, letters


def _is_hyphenated(pieces: Sequence[re.Match[str]], gaps: Sequence[str], split: int) -> bool:
    """Whether hyphens part nothing but the two words of a name, which spaces part: « Zoé AMB-LARD », but not « Zoé Amb-Lard »,
    where two words with capitals may be a name of their own.
    """
    ends = accumulate(len("".join(parts(piece[0]))) for piece in pieces[:-1])
    for end, gap, (one, other) in zip(ends, gaps, pairwise(pieces), strict=True):
        if (end == split) is (_HYPHEN.fullmatch(gap) is not None):
            return False
        capital = other[0][0].isupper() and not (one[0].isupper() and other[0].isupper() and len(one[0]) > 1 and len(other[0]) > 1)
        if end != split and capital:
            return False
    return True


def _whole(pieces: Sequence[re.Match[str]], letters: str, split: int) -> list[Word]:
    """The two words that *pieces* make, of which the first has *split* letters."""
    ends = list(accumulate(len("".join(parts(piece[0]))) for piece in pieces))
    n = next(n for n, end in enumerate(ends) if end >= split)
    within = split - (ends[n - 1] if n else 0)
    if ends[n] == split:
        middle = pieces[n].end(), pieces[n + 1].start()
    else:
        middle = (pieces[n].start() + within,) * 2
    return [Word(letters[:split], pieces[0].start(), middle[0]), Word(letters[split:], middle[1], pieces[-1].end())]


def _moved(word: Word, by: int) -> Word:
    return Word(word.folded, word.start + by, word.end + by)


def is_spaced_out(written: str) -> bool:
    """Whether *written*, a word, is letters with spaces between them."""
    pieces = written.split()
    return len(pieces) > 1 and all(len(piece.rstrip(".")) == 1 for piece in pieces)
