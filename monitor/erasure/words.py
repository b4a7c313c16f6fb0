"""A text cut into its words, each with its place and folded: what names are made of, in whatever they are written. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

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


@lru_cache(maxsize=20_000)
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
