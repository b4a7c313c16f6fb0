"""A page's letters -> blocks of text in reading order, the same however the file orders them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.model import Block, BlockKind
from monitor.pdf.ink import Box, PageInk
from monitor.pdf.joining import joined
from monitor.pdf.lines import Line, lines_of
from monitor.pdf.reading_order import reading_order

_BULLET = re.compile(r"^(?:[•‣▪■□●○◦§·*–—➢➔→✓\-\uf0b7\uf0a7\uf0d8\uf0fc]|o(?=\s))\s+")
_NUMBERED = re.compile(r"^(?:\d{1,2}|[a-zA-Z])[.)]\s")
_LEADING_EM = 1.6  # lines of one paragraph stand no further apart
_HEADING = 1.18  # times the usual size of letters


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """What is kept of a group of lines: `bare` is its text without a bullet, `size` that of its first letters."""

    text: str
    bare: str
    size: float


class TextReader:
    """Takes the pages of a document one after the other, and keeps of each only its words."""

    def __init__(self) -> None:
        self._paragraphs: list[_Paragraph] = []
        self._sizes: Counter[float] = Counter()  # of lines, each as often as it is long

    def take(self, page: PageInk) -> None:
        """Read *page*, which follows those taken before."""
        for group in _page_groups(page):
            text = joined(group)
            self._paragraphs.append(_Paragraph(text, _BULLET.sub("", text), group[0].size))
            for line in group:
                self._sizes[line.size] += 1 + len(line.text) // 20

    def blocks(self) -> tuple[Block, ...]:
        """The blocks of all pages, in the order a reader takes them; no page without letters adds any."""
        usual = _weighted_median(self._sizes)
        return tuple(Block(_kind(p, usual), bare) for p in self._paragraphs if (bare := p.bare.strip()))


def _page_groups(page: PageInk) -> list[list[Line]]:
    groups = _grouped(lines_of(page.letters, gap_em=1.5))
    boxes = [_around(group) for group in groups]
    return [groups[index] for index in reading_order(boxes)]


class _Group:
    """Lines under each other that read on."""

    __slots__ = ("last", "lines", "x0", "x1")

    def __init__(self, line: Line) -> None:
        self.lines = [line]
        self.last = line
        self.x0, self.x1 = line.frame.x0, line.frame.x1

    def take(self, line: Line) -> None:
        self.lines.append(line)
        self.last = line
        self.x0, self.x1 = min(self.x0, line.frame.x0), max(self.x1, line.frame.x1)

    def is_near(self, line: Line) -> bool:
        """Whether it stands above *line*, not so far that nothing will be added any more."""
        last = self.last
        return last.angle == line.angle and line.base - last.base <= 3 * max(line.size, last.size)

    def continued_by(self, line: Line) -> bool:
        last, frame = self.last, line.frame
        shared = min(self.x1, frame.x1) - max(self.x0, frame.x0)
        if shared <= 0.5 * min(self.x1 - self.x0, frame.width):
            return False
        step = line.base - last.base
        alike = abs(line.size - last.size) <= 0.15 * last.size and line.bold == last.bold
        usual = self.lines[1].base - self.lines[0].base if len(self.lines) > 1 else _LEADING_EM * last.size
        near = 0.5 * last.size < step <= min(1.25 * usual, _LEADING_EM * last.size)
        return alike and near and not self._ended_before(line)

    def _ended_before(self, line: Line) -> bool:
        """A bullet, or a line after one that ended early with a full stop, begins a paragraph of its own."""
        if _BULLET.match(line.text) or _NUMBERED.match(line.text):
            return True
        last = self.last
        first_word = line.frame.width * (len(line.text.split()[0]) + 1) / max(1, len(line.text))
        early = self.x1 - last.frame.x1 > first_word + last.size
        return len(self.lines) > 1 and last.text.endswith((".", "!", "?", ":", ";")) and early


def _grouped(lines: list[Line]) -> list[list[Line]]:
    groups: list[_Group] = []
    still_open: list[_Group] = []
    row: tuple[int, float, float] | None = None
    for line in lines:
        if row != (line.angle, line.base, line.size):  # what is near to one line of a row is near to all
            row = line.angle, line.base, line.size
            still_open = [group for group in still_open if group.is_near(line)]
        x0, _, x1, _ = line.frame
        above = next((g for g in reversed(still_open) if g.x0 < x1 and x0 < g.x1 and g.continued_by(line)), None)
        if above is None:
            groups.append(_Group(line))
            still_open.append(groups[-1])
        else:
            above.take(line)
    return [group.lines for group in groups]


def _around(group: Sequence[Line]) -> Box:
    boxes = [line.box for line in group]
    return Box(min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes))


def _weighted_median(sizes: Counter[float]) -> float:
    """The median of *sizes*, each as often as it is counted; 0 of none."""
    middle, passed, below = sizes.total() / 2, 0, 0.0
    for size in sorted(sizes):
        if passed == middle > 0:
            return (below + size) / 2
        passed, below = passed + sizes[size], size
        if passed > middle:
            return size
    return 0.0


def _kind(paragraph: _Paragraph, usual: float) -> BlockKind:
    if paragraph.bare != paragraph.text:
        return "list_item"
    return "heading" if paragraph.size >= _HEADING * usual and len(paragraph.text) <= 150 else "paragraph"
