"""A page's letters -> blocks of text in reading order, the same however the file orders them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from statistics import median

from monitor.model import Block, BlockKind
from monitor.pdf.ink import Box, PageInk
from monitor.pdf.joining import joined
from monitor.pdf.lines import Line, lines_of
from monitor.pdf.reading_order import reading_order

_BULLET = re.compile(r"^(?:[•‣▪■□●○◦§·*–—➢➔→✓\-\uf0b7\uf0a7\uf0d8\uf0fc]|o(?=\s))\s+")
_NUMBERED = re.compile(r"^(?:\d{1,2}|[a-zA-Z])[.)]\s")
_LEADING_EM = 1.6  # lines of one paragraph stand no further apart
_HEADING = 1.18  # times the usual size of letters


def text_blocks(pages: Iterable[PageInk]) -> tuple[Block, ...]:
    """The blocks of all *pages*, in the order a reader takes them; no page without letters adds any."""
    found = [_page_groups(page) for page in pages]
    usual = _usual_size(found)
    return tuple(block for groups in found for group in groups if (block := _block(group, usual)).text)


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


def _usual_size(found: list[list[list[Line]]]) -> float:
    sizes = [line.size for groups in found for group in groups for line in group for _ in range(1 + len(line.text) // 20)]
    return median(sizes) if sizes else 0.0


def _block(group: list[Line], usual: float) -> Block:
    text = joined(group)
    bare = _BULLET.sub("", text)
    return Block(_kind(group, text, bare, usual), bare.strip())


def _kind(group: list[Line], text: str, bare: str, usual: float) -> BlockKind:
    if bare != text:
        return "list_item"
    return "heading" if group[0].size >= _HEADING * usual and len(text) <= 150 else "paragraph"
