"""What of a section is shown but not compared: the user's `ignore`, counters of visits (DESIGN 3.6). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.extract.patterns import Pattern
from monitor.model import Block

_NUMBER = r"\d+(?:[\s.,\u00a0\u202f]\d+)*(?:\s?[kKM]\b)?"
_COUNTED = r"(?:vues?|visites?|partages?|views?|shares?)"
_WITH_WORD = re.compile(
    rf"\W*(?:(?:[^\W\d]+\W+){{0,3}}?{_COUNTED}\s*[::]?\s*\(?(?P<after>{_NUMBER})\)?|(?P<before>{_NUMBER})\s*{_COUNTED}(?:\W+[^\W\d]+){{0,2}})\W*",
    re.I,
)  # fmt: skip
_NOTHING_ELSE = re.compile(rf"\W*(?:{_COUNTED}\s*[:\uff1a]?\s*\(?{_NUMBER}\)?|{_NUMBER}\s*{_COUNTED})\W*", re.I)
_PIECE = re.compile(r"[^|·•–—/]+")
_ALONE = re.compile(rf"\W*(?P<number>{_NUMBER})\W*")
_WORD_ALONE = re.compile(rf"\W*(?:[^\W\d]+\W+){{0,2}}{_COUNTED}\W*", re.I)


def ignored_parts(blocks: tuple[Block, ...], patterns: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of *blocks* that are not compared, in order of the text. Raises TooSlow for a pattern that takes too long."""
    found: list[str] = []
    own = [Pattern(pattern) for pattern in patterns]
    for at, block in enumerate(blocks):
        if _NOTHING_ELSE.fullmatch(block.line):
            found.append(block.line)
            continue
        spans = [*(span for pattern in own for span in pattern.spans(block.line)), *_counters(block.line)]
        if not spans and (alone := _ALONE.fullmatch(block.line)) and _word_beside(blocks, at):
            spans = [alone.span("number")]
        found.extend(block.line[start:end] for start, end in _apart(spans))
    return tuple(found)


def _counters(text: str) -> Iterator[tuple[int, int]]:
    """The number in « 51 563 visites », « Vues : 12 » where that is all there is: in a sentence a number is news."""
    if len(text) > 200:
        return
    for piece in _PIECE.finditer(text):
        counter = _WITH_WORD.fullmatch(piece.group())
        if counter:
            start, end = counter.span("after" if counter["after"] else "before")
            yield piece.start() + start, piece.start() + end


def _word_beside(blocks: tuple[Block, ...], at: int) -> bool:
    return any(_WORD_ALONE.fullmatch(b.line) for b in blocks[max(0, at - 1) : at + 2])


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """*spans* in order, those that touch made one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
