"""A line of marked text: what it is made of, and the words of an edit in it. Pure.

What is struck out is said by words beside the stroke: a stroke alone is lost where text is copied, printed or read out, and between
versions it is that of what went (DESIGN 3.28).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from itertools import accumulate, groupby
from typing import Concatenate, Literal, ParamSpec, TypeAlias, TypeVar

from monitor.compare.people import stand_apart
from monitor.compare.title_words import TELEPHONE
from monitor.i18n.locale import Locale
from monitor.i18n.typography import clean
from monitor.model import Block, Change, Edit, Words
from monitor.model.frozen import dataclass

Role: TypeAlias = Literal[
    "=", "-", "+", "struck", "note", "name"
]  # unchanged, removed, added text of the page, struck out on it; our words; whom they are about
Mark: TypeAlias = Literal["~", "+", "-", "^", "*", "!", "#"]


@dataclass(frozen=True, slots=True)
class Span:
    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """`number`: of a statement about an org chart, shown in place of the mark and on the page's picture; None: not counted."""

    mark: Mark
    spans: tuple[Span, ...]
    number: int | None = None


def marked_words(edit: Edit) -> tuple[Span, ...]:
    """The words of *edit*; changes with nothing but a space between them read as one, as does a telephone number as a whole.

    What went stands before what came; white space at their rims stays outside. Names of a list that runs on stand apart (3.25).
    """
    words: Words = _whole_numbers(edit.words or (("-", edit.before or ""), ("+", edit.after or "")))
    spans: list[Span] = []
    changed: list[Span] = []
    before, after = "", "".join(text for role, text in words if role != "-")  # the newer text up to here and from here on
    for role, text in (*words, ("=", "")):
        if role != "=" or (changed and text.isspace()):
            changed.append(Span(role, clean(text)))
            continue
        gone, come = ("".join(s.text for s in changed if s.role != other) for other in "+-")
        if gone.strip() or come.strip():
            lead = " " if gone[:1].isspace() or come[:1].isspace() else ""
            trail = " " if gone[-1:].isspace() or come[-1:].isspace() else ""
            apart = gone.strip() and come.strip() and stand_apart(gone.strip(), come.strip(), before, after.lstrip())
            sides = (Span("-", gone.strip()), *((Span("note", " "),) if apart else ()), Span("+", come.strip()))
            spans += [Span("=", lead), *sides, Span("=", trail)]
        else:
            spans.append(Span("=", come))
        spans.append(Span("=", clean(text)))
        before, after = before + come + text, after[len(come + text) :]
        changed = []
    return tuple(s for s in spans if s.text)


def _whole_numbers(words: Words) -> Words:
    """*words*, the groups that stayed of a telephone number that differs as gone and come: nobody dials half of one."""
    if not any(sign != "=" and any(map(str.isdigit, text)) for sign, text in words):
        return words
    stayed = [_within_numbers(words, other) for other in "+-"]
    out: list[tuple[Literal["=", "-", "+"], str]] = []
    for n, (sign, text) in enumerate(words):
        if sign != "=":
            out.append((sign, text))
            continue
        letters = zip(text, *(side[n] for side in stayed), strict=True)
        for whole, group in groupby(letters, key=lambda one: one[1] or one[2]):
            part = "".join(letter for letter, *_ in group)
            out += [("-", part), ("+", part)] if whole else [("=", part)]
    return tuple(out)


def _within_numbers(words: Words, other: str) -> list[list[bool]]:
    """Of each letter of the text without what is of the *other* sign: whether a telephone number that differs has it."""
    pieces = ["" if sign == other else said for sign, said in words]
    text, ends = "".join(pieces), list(accumulate(map(len, pieces)))
    starts = [end - len(piece) for end, piece in zip(ends, pieces, strict=True)]
    changed = [(start, end) for (sign, _), start, end in zip(words, starts, ends, strict=True) if sign != "="]
    within = [False] * len(text)
    for found in TELEPHONE.finditer(text):
        start, end = found.span()
        if any((a < end and start < b) or start < a == b < end for a, b in changed):
            within[start:end] = [True] * (end - start)
    return [within[start:end] for start, end in zip(starts, ends, strict=True)]


_Said = TypeVar("_Said")
_Asked = ParamSpec("_Asked")
_LATEST = 4  # changes: a message tells of few at a time, and a change of 20,000 edits is not to be kept for long


def remembered(worded: Callable[Concatenate[Change, _Asked], _Said]) -> Callable[Concatenate[Change, _Asked], _Said]:
    """*worded*, asked once for each of the latest changes. Told apart by identity: comparing two of 20,000 edits takes long too."""
    latest: deque[tuple[Change, object, _Said]] = deque(maxlen=_LATEST)

    @wraps(worded)
    def remembered(change: Change, /, *args: _Asked.args, **options: _Asked.kwargs) -> _Said:
        for known, asked, words in tuple(latest):
            if known is change and asked == (args, options):
                return words
        words = worded(change, *args, **options)
        latest.append((change, (args, options), words))
        return words

    return remembered


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
