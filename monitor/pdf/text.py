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


def _grouped(lines: list[Line]) -> list[list[Line]]:
    """Lines under each other that read on, as one group."""
    groups: list[list[Line]] = []
    open_groups: list[list[Line]] = []
    for line in lines:
        open_groups = [
            g for g in open_groups if g[-1].angle == line.angle and line.base - g[-1].base <= 3 * max(line.size, g[-1].size)
        ]
        above = next((g for g in reversed(open_groups) if _reads_on(g, line)), None)
        if above is None:
            above = []
            groups.append(above)
            open_groups.append(above)
        above.append(line)
    return groups


def _reads_on(group: list[Line], line: Line) -> bool:
    last = group[-1]
    step = line.base - last.base
    alike = abs(line.size - last.size) <= 0.15 * last.size and line.bold == last.bold
    usual = group[1].base - group[0].base if len(group) > 1 else _LEADING_EM * last.size
    near = 0.5 * last.size < step <= min(1.25 * usual, _LEADING_EM * last.size)
    return alike and near and _shares_column(group, line) and not _starts_anew(group, line)


def _shares_column(group: list[Line], line: Line) -> bool:
    x0, x1 = min(o.frame.x0 for o in group), max(o.frame.x1 for o in group)
    shared = min(x1, line.frame.x1) - max(x0, line.frame.x0)
    return shared > 0.5 * min(x1 - x0, line.frame.width)


def _starts_anew(group: list[Line], line: Line) -> bool:
    """A bullet, or a line after one that ended early with a full stop, begins a paragraph of its own."""
    if _BULLET.match(line.text) or _NUMBERED.match(line.text):
        return True
    last, right = group[-1], max(o.frame.x1 for o in group)
    first_word = line.frame.width * (len(line.text.split()[0]) + 1) / max(1, len(line.text))
    return len(group) > 1 and last.text.endswith((".", "!", "?", ":", ";")) and right - last.frame.x1 > first_word + last.size


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
