"""Paragraphs and rows of tables, page by page -> the blocks of a document. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from typing import TypeAlias

from monitor.model import Block, BlockKind
from monitor.model.frozen import dataclass
from monitor.pdf.ink import Box, Grid, bounds, median
from monitor.pdf.lines import Line, joined
from monitor.pdf.ruled import RuledTable
from monitor.pdf.running import Placed, running
from monitor.pdf.struck import block_of

BULLET = re.compile(r"^(?:[•‣▪■□●○◦§·*–—➢➔→✓\-\uf0b7\uf0a7\uf0d8\uf0fc]|o(?=\s))\s+")
_SIGNS = "●○■□▪◦✓"  # bullets that a legend may explain
_EXPLAINED = re.compile(rf"[{_SIGNS}]\s*[=:]|(?P<one>[{_SIGNS}])\s.*?(?!(?P=one))(?P<other>[{_SIGNS}])\s+\w")
_BROKEN_OFF = re.compile(r"[^\W\d_]{2}[-\u2010\xad]\Z")
_LIST, _BULLET_EM = 2, 2.0  # dots over one another that are bullets; how far at most before a line they are drawn
_HEADING = 1.18  # times the usual size of letters
_LONGEST_HEADING = 150  # letters

Begins: TypeAlias = Callable[[Line], bool]  # whether a line is the first of a paragraph


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """What is kept of a group of lines, or of a table's `row`: `size` is that of its first letters, `placed` where it stood."""

    text: str
    size: float
    placed: Placed
    row: bool = False


class PageWords:
    """The paragraphs and rows of the pages taken; *flowing*: words go on over pages, whose heads and feet are no part of them."""

    def __init__(self, *, flowing: bool = True) -> None:
        self._flowing = flowing
        self._paragraphs: list[_Paragraph] = []
        self._pages = 0
        self._sizes: Counter[float] = Counter()  # of lines, each as often as it is long
        self.heads: str | None = None  # the first row of the last table

    def take(self, parts: Iterable[RuledTable | Sequence[Line]], height: float) -> None:
        """Add what stands on the next page, *height* points high, in reading order."""
        last, page = self.heads, self._pages
        for part in parts:
            if isinstance(part, RuledTable):
                self.heads = part.rows[0]
                rows = part.rows[1:] if self.heads == last else part.rows  # which goes on, under its heads once more
                placed = Placed("", page, part.box.top, height - part.box.bottom)
                self._paragraphs += [_Paragraph(text, part.size, placed, row=True) for text in rows]
                self._sizes[part.size] += sum(text.count("\t") + 1 for text in rows)
                continue
            text, box = joined(part), bounds([line.box for line in part])
            self._paragraphs.append(_Paragraph(text, part[0].size, Placed(text, page, box.top, height - box.bottom)))
            for line in part:
                self._sizes[line.size] += 1 + len(line.text) // 20
        self._pages += 1

    @property
    def share_of_rows(self) -> float:
        """Of all letters, those in rows."""
        count = [sum(len(p.text) for p in self._paragraphs if p.row is row) for row in (True, False)]
        return count[0] / max(1, sum(count))

    def blocks(self) -> tuple[Block, ...]:
        """The blocks of all pages: running heads, the words of the pages, running feet."""
        usual = median(self._sizes.elements()) if self._sizes else 0.0
        heads, feet = running([p.placed for p in self._paragraphs], self._pages) if self._flowing else ({}, {})
        said = [(text, self._paragraphs[place]) for place, text in sorted(heads.items())]
        said += [(p.text, p) for place, p in enumerate(self._paragraphs) if place not in heads and place not in feet]
        said += [(text, self._paragraphs[place]) for place, text in sorted(feet.items()) if place not in heads]
        told = frozenset[str]().union(*(_signs_explained(text) for text, _ in said))
        return tuple(block for text, paragraph in _mended(said) for block in _blocks(text, paragraph, usual, told))


def _mended(said: Sequence[tuple[str, _Paragraph]]) -> list[tuple[str, _Paragraph]]:
    """*said*, paragraphs joined whose last word a page, or a column, breaks off with a hyphen."""
    found = list[tuple[str, _Paragraph]]()
    for text, paragraph in said:
        last, before = found[-1] if found else ("", paragraph)
        if _BROKEN_OFF.search(last) and text[:1].islower() and not (before.row or paragraph.row) and before.size == paragraph.size:
            found[-1] = f"{last[:-1]}{text}", before
        else:
            found.append((text, paragraph))
    return found


def _signs_explained(text: str) -> set[str]:
    """The bullets that the line *text* explains: « ● service commun ○ service municipal », « ■ : mutualisé »."""
    found = _EXPLAINED.match(text)
    return {letter for letter in text if letter in _SIGNS} if found else set()


def _blocks(text: str, paragraph: _Paragraph, usual: float, told: Container[str]) -> list[Block]:
    """What *paragraph* is, none where *text*, which is read of it, says nothing; *usual*: the size of most letters.

    *told*: the bullets that are words, as a legend says what they mean.
    """
    if paragraph.row:
        return [block_of("table_row", text)]
    bare = text if text[:1] in told else BULLET.sub("", text)
    kind: BlockKind = "list_item" if bare != text else "paragraph"
    if kind == "paragraph" and paragraph.size >= _HEADING * usual and len(text) <= _LONGEST_HEADING:
        kind = "heading"
    return [block_of(kind, bare)] if (bare := bare.strip()) else []


def begun_by_dots(dots: Sequence[Box]) -> Begins:
    """Whether a line begins behind one of the *dots* of a page: bullets that are drawn, as browsers do, each over another."""
    columns = Counter(round(box.x0) for box in dots)
    grid = Grid((box, box) for box in dots if columns[round(box.x0)] >= _LIST)

    def begins(line: Line) -> bool:
        x0, _, _, bottom = line.frame
        before = Box(x0 - _BULLET_EM * line.size, bottom - line.size, x0, bottom)
        return line.angle == 0 and any(box.x1 <= x0 and box.height < line.size for box in grid.near(before))

    return begins
