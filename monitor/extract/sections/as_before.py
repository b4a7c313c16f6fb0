"""Text that a site's new look alone makes part of a section, or none of it, is read as it was (DESIGN 3.5). Pure.

What is a menu, a teaser or a side column is told by how a page is built, so another look tells it otherwise of the same words. Only
two pages show that: the words are on both, as often, and on the one that leaves them out they are all that a box beside the text
says. What somebody adds, takes out or puts under another heading is told as ever.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from monitor.extract.page import BoxSet, Page
from monitor.extract.sections.cut import Cut, PastSection
from monitor.model import Block
from monitor.normalize import canonical

_WORD = re.compile(r"\w+")
_MOST = 1500  # blocks that are set beside each other
_LINES, _WORDS = 2, 4  # what is left out has as many of the one or of the other
_Hunk = tuple[int, int, int, int]


def may_be_as_before(page: Page, cut: Cut, old: PastSection) -> bool:
    """Whether the page before would tell: whole lines came, or went that *page* still says."""
    was, now = _said_by(old.blocks), _said_by(cut.blocks)
    hunks = list(_differing(was, now))
    if any(b1 - b0 > a1 - a0 for a0, a1, b0, b1 in hunks):
        return True
    return any(_Told.of(page, set()).count(was[a0:a1]) for a0, a1, _, _ in hunks)


def as_before(page: Page, before: Page, cut: Cut, old: PastSection, left_out: tuple[set[int], set[int]]) -> tuple[Block, ...]:
    """The blocks of *cut* as the page *before* was read, which *old* is of; *left_out*: runs of both that the recipe leaves out."""
    was, now = _said_by(old.blocks), _said_by(cut.blocks)
    hunks = list(_differing(was, now))
    if not hunks:
        return cut.blocks
    there, here = _Told.of(before, left_out[0]), _Told.of(page, left_out[1])
    if any(not there.count([line]) for a0, a1, _, _ in hunks for line in was[a0:a1]):
        return cut.blocks  # the page before is not the one that *old* was read on, as where two texts take turns (3.17)
    top, all_was = _words(old.heading or ""), _as_one(was)
    went, came = {*(Counter(was) - Counter(now))}, {*(Counter(now) - Counter(was))}  # in neither is what only moved
    found, at = list[Block](), 0
    for a0, a1, b0, b1 in hunks:
        gone, said = was[a0:a1], now[b0:b1]
        found += cut.blocks[at:b0]
        at = b0
        beside = ("".join(was[:a0][-1:]) or top, "".join(was[a1 : a1 + 1]))
        is_there = went.issuperset(gone) and here.count(gone) >= there.count(gone)
        if gone and is_there and here.leaves_out(gone, *beside, there, under_none=True):
            found += old.blocks[a0:a1]
        beside = ("".join(now[:b0][-1:]) or top, "".join(now[b1 : b1 + 1]))
        was_there = came.issuperset(said) and _as_one(said) not in all_was and here.count(said) <= there.count(said)
        if said and was_there and there.leaves_out(said, *beside, here):
            at = b1
    return (*found, *cut.blocks[at:])


def _words(text: str) -> str:
    """The words of *text*, each with a space at either side, but for the ends: so that none is of two texts side by side."""
    return "  ".join(_WORD.findall(canonical(text)))


def _said_by(blocks: Sequence[Block]) -> list[str]:
    return [_words(block.text) for block in blocks]


def _as_one(lines: Iterable[str]) -> str:
    return "".join(f" {line} " for line in lines if line)


def _differing(was: Sequence[str], now: Sequence[str]) -> Iterator[_Hunk]:
    """Where *now* says other words than *was*, whatever lines these are parted into."""
    if was == now or max(len(was), len(now)) > _MOST:
        return
    for op, a0, a1, b0, b1 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if op != "equal" and _as_one(was[a0:a1]) != _as_one(now[b0:b1]):
            yield a0, a1, b0, b1


class _Told:
    """All that a page says to its readers, word by word, its menus and side columns too; not what lies over it."""

    def __init__(self, page: Page, left_out: set[int]) -> None:
        self._page, self._left_out = page, left_out
        over = BoxSet(page.layout, page.over).innermost()
        seen = ((run, _words(text)) for run, text in enumerate(page.layout.texts) if max(page.hidden_in[run], over[run]) < 0)
        said = [(run, words) for run, words in seen if words]
        self._runs = [run for run, _ in said]
        self._starts = [0, *accumulate(len(words) + 2 for _, words in said)][: len(said)]
        self._all = _as_one(words for _, words in said)

    @classmethod
    def of(cls, page: Page, left_out: set[int]) -> _Told:
        """That of *page*, worked out once."""
        name = f"as before {sorted(left_out)}"
        if name not in page.kept:
            page.kept[name] = cls(page, left_out)
        told = page.kept[name]
        assert isinstance(told, cls)
        return told

    def count(self, lines: Sequence[str]) -> int:
        """How often the page says *lines*, one behind the other."""
        said = _as_one(lines)
        return self._all.count(said) if said else 0

    def leaves_out(self, lines: Sequence[str], above: str, below: str, other: _Told, *, under_none: bool = False) -> bool:
        """Whether *lines* are all that some boxes say that are none of the text, between what stands *above* and *below* there.

        Or stand there as text already, right beside one of the two: then they were judged when they came. *under_none*: never so,
        and with no heading of the text between them and what stands above. Nor right under words that the *other* page has not:
        « Services supprimés », which say something new of them.
        """
        said, at = _as_one(lines), -1
        if len(lines) < _LINES and len(said.split()) < _WORDS:
            return False  # a name stands in menus as well
        while (at := self._all.find(said, at + 1)) >= 0:
            past = at + len(said)
            first, last = self._run(at), self._run(past - 1)
            over, under = self._near(above, at, back=True), self._near(below, past, back=False)
            if (below and under is None) or (above and over is None and below):
                continue
            ends = [run for run in (over, under) if run is not None]
            if (under_none and self._is_headed(over, first)) or not self._is_known_above(first, other):
                continue
            none_of_text = [*map(self._is_none_of_text, self._runs_between(first, last))]
            if all(none_of_text) and self._are_whole(first, last, ends):
                return True
            if not under_none and self._is_between(above, at, past, below):
                return True
        return False

    def _is_between(self, above: str, start: int, end: int, below: str) -> bool:
        """Whether right before the characters [start, end) stands *above*, or right behind them *below*."""
        is_behind = bool(above) and self._all.endswith(f" {above} ", 0, start)
        return is_behind or (bool(below) and self._all.startswith(f" {below} ", end))

    def _run(self, at: int) -> int:
        """The run that says the character at *at*."""
        return self._runs[bisect_right(self._starts, at) - 1]

    def _runs_between(self, first: int, last: int) -> Sequence[int]:
        return self._runs[bisect_left(self._runs, first) : bisect_right(self._runs, last)]

    def _near(self, words: str, at: int, *, back: bool) -> int | None:
        if not words:
            return None
        found = self._all.rfind(f" {words} ", 0, at) if back else self._all.find(f" {words} ", at)
        return None if found < 0 else self._run(found + len(words) if back else found)

    def _is_none_of_text(self, run: int) -> bool:
        main = self._page.main_box
        return run in self._left_out or self._page.boilerplate_in[run] >= 0 or not main.start <= run < main.end

    def _is_headed(self, above: int | None, first: int) -> bool:
        """Whether a heading of the text stands between what is *above* and the run that is *first*."""
        return above is not None and any(above < box.start < first for box, _ in self._page.headings)

    def _is_known_above(self, first: int, other: _Told) -> bool:
        """Whether what is said right before the run that is *first* is said on the *other* page, too."""
        right_above = self._runs[max(bisect_left(self._runs, first) - 1, 0)]
        return other.count([_words(self._page.layout.texts[right_above])]) > 0

    def _are_whole(self, first: int, last: int, ends: Sequence[int]) -> bool:
        """Whether the runs are all that is said in some boxes, the widest that hold none of *ends*."""
        layout, run = self._page.layout, first
        while run <= last:
            box = layout.boxes[layout.holder[run]]
            wide = [one for one in (box, *layout.ancestors(box)) if not any(one.start <= end < one.end for end in ends)]
            if not wide:
                return False
            inside = self._runs_between(wide[-1].start, wide[-1].end - 1)
            if inside[0] < first or inside[-1] > last:
                return False
            after = bisect_right(self._runs, inside[-1])
            run = self._runs[after] if after < len(self._runs) else last + 1
        return True
