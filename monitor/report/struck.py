"""What is struck out in a text, said by words beside the stroke: a stroke alone is lost where text is copied, printed or read out,
and between versions it is that of what went (DESIGN 3.28). Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from monitor.i18n.locale import Locale
from monitor.model import Block

Pieces: TypeAlias = tuple[tuple[str, bool], ...]  # joined they are what is read; True: struck out, the words that say so around it


def pieces(text: str, spans: Iterable[Sequence[int]], locale: Locale) -> Pieces:
    """*text* with its *spans* marked, « [barré : M. Martin] »; none goes over the end of a line or a cell."""
    before, after = locale.text("report.show_struck", text="\0").split("\0")
    found: list[tuple[str, bool]] = []
    done = 0
    for first, last in sorted((max(0, start), min(end, len(text))) for start, end in spans):
        for run in re.finditer(r"[^\n\t]+", text[first:last]):
            start = first + run.start() + len(run[0]) - len(run[0].lstrip())
            end = first + run.start() + len(run[0].rstrip())
            if start < end and start >= done:
                found += [(text[done:start] + before, False), (text[start:end], True), (after, False)]
                done = end
    return tuple((text, struck) for text, struck in [*found, (text[done:], False)] if text)


def as_read(block: Block, locale: Locale) -> str:
    """The text of *block* as it is read, its lines and cells kept."""
    return "".join(text for text, _ in pieces(block.text, block.struck, locale)) if block.struck else block.text


def part(block: Block, start: int, end: int, locale: Locale) -> Pieces:
    """The pieces of the text of *block* from *start* to *end*."""
    spans = [(a - start, b - start) for a, b in block.struck if a < end and b > start]
    return pieces(block.text[start:end], spans, locale)


def extent(text: str, spans: Iterable[Sequence[int]], locale: Locale) -> str:
    """That *text* is struck out, or words of it; "" where nothing is."""
    left, struck = list(text), tuple(spans)
    for start, end in struck:
        left[start:end] = " " * len(left[start:end])
    key = "report.struck_partly" if "".join(left).strip() else "report.struck_whole"
    return locale.text(key) if struck else ""
