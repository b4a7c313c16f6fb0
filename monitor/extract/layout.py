"""A page as one line of text runs: who holds which, which block each is of. One walk; every later question is a range of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

from monitor.model import Block, BlockKind

if TYPE_CHECKING:
    from bs4 import Tag


def words(raw: str) -> frozenset[str]:
    """The words of *raw*, parted by spaces."""
    return frozenset(raw.split())


HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
# Elements whose words flow in the line around them (HTML § 3.2.5.2.5); all others, unknown ones too, make blocks.
INLINE = words(
    "a abbr acronym b bdi bdo big button cite code data del dfn em font i img ins kbd label mark nobr o:p output q rb rt ruby s "
    "samp small span st1 strike strong sub sup time tt u var wbr"
)
# Never text of the page: what is inside is code, a fallback for old browsers, or what a visitor typed.
WORDLESS = words(
    "script style svg iframe object embed applet video audio canvas map select textarea input datalist head title meta link rp "
    "noembed noframes param source track progress meter"
)
_HTML_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"
_TEXT_TYPES = ("NavigableString", "TemplateString", "CData", "RubyTextString")
_BOLD = words("b strong u big")
_ROW_BREAKERS = ["table", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section", "main"]


def folded(raw: str) -> str:
    """Return *raw* with runs of HTML white space as one space and nothing at its ends; no-break spaces inside stay as they are."""
    return _HTML_SPACE.sub(" ", raw).strip()


def heading_level(el: Tag) -> int | None:
    """1 to 6 for h1-h6, aria-level (2 if unsaid, as ARIA has it) for role=heading, else None."""
    if el.name in HEADINGS:
        return HEADINGS[el.name] if el.get("role") not in ("presentation", "none") else None
    if el.attrs and el.get("role") == "heading":
        level = str(el.get("aria-level") or "2")
        return int(level) if level.isdigit() and level != "0" else 2
    return None


class Box:
    """What the walk learnt of one element: its place in document order, and the runs [start, end) it holds."""

    __slots__ = ("el", "end", "last", "level", "links", "order", "parent", "start")

    def __init__(self, el: Tag, order: int, parent: int, start: int, level: int | None) -> None:
        self.el = el
        self.order = order
        self.parent = parent  # order of the parent, -1 for the root
        self.start = start
        self.end = start
        self.last = order  # order of the last element inside
        self.level = level  # of a heading
        self.links = 0  # links inside, itself included


class Layout:
    """The runs of a page. Lists of equal length; run i is `texts[i]`, in block `block[i]`, a space before it where `gap[i]`."""

    def __init__(self, root: Tag) -> None:
        self.boxes: list[Box] = []
        self.texts: list[str] = []
        self.block: list[int] = []
        self.gap: list[bool] = []
        self.linked: list[bool] = []
        self.bold: list[bool] = []
        self.holder: list[int] = []  # order of the innermost box around each run
        self.kinds: list[BlockKind] = ["paragraph"]  # of each block
        self._by_id: dict[int, Box] = {}
        _Walk(self).walk(root)
        self._chars = [0, *accumulate(len(t) for t in self.texts)]
        self._link_chars = [0, *accumulate(len(t) if k else 0 for t, k in zip(self.texts, self.linked, strict=True))]

    def box(self, el: Tag) -> Box | None:
        """The box of *el*; None where the walk never came (inside a script, outside the body)."""
        return self._by_id.get(id(el))

    def add(self, box: Box) -> None:
        """Take *box* in as the next element in document order."""
        self.boxes.append(box)
        self._by_id[id(box.el)] = box

    def chars(self, start: int, end: int) -> int:
        """Characters of the runs [start, end)."""
        return self._chars[end] - self._chars[start]

    def link_chars(self, start: int, end: int) -> int:
        """Of those, the characters inside links."""
        return self._link_chars[end] - self._link_chars[start]

    def ancestors(self, box: Box) -> Iterator[Box]:
        """The boxes around *box*, inside out."""
        while box.parent >= 0:
            box = self.boxes[box.parent]
            yield box

    def inside(self, box: Box) -> list[Box]:
        """The boxes within *box*, without itself, in document order."""
        return self.boxes[box.order + 1 : box.last + 1]

    def children(self, box: Box) -> list[Box]:
        """The boxes directly within *box*."""
        found, order = [], box.order + 1
        while order <= box.last:
            found.append(self.boxes[order])
            order = self.boxes[order].last + 1
        return found

    def end_of_block(self, run: int) -> int:
        """The run after the block that *run* is in."""
        number = self.block[run]
        while run < len(self.block) and self.block[run] == number:
            run += 1
        return run

    def child_at(self, box: Box, run: int) -> Box:
        """The box directly within *box* that holds *run*; *box* itself where the words stand there bare."""
        holder = self.boxes[self.holder[run]]
        while holder is not box and holder.parent != box.order:
            holder = self.boxes[holder.parent]
        return holder

    def rank(self, run: int) -> int | None:
        """The level of the heading that *run* begins, 7 for a short line in bold, None for other text."""
        holder = self.boxes[self.holder[run]]
        level = next((b.level for b in (holder, *self.ancestors(holder)) if b.level), None)
        line = range(run, self.end_of_block(run))
        if level is None and sum(len(self.texts[r]) for r in line) <= 120 and all(self.bold[r] for r in line):
            return 7
        return level

    def next_sibling(self, box: Box) -> Box | None:
        """The box that follows *box* within the same parent."""
        order = box.last + 1
        if order < len(self.boxes) and self.boxes[order].parent == box.parent:
            return self.boxes[order]
        return None

    def gathered(self, runs: list[int]) -> tuple[Block, ...]:
        """The blocks that *runs* (ascending) make; empty ones left out."""
        return tuple(b for _, b in self.numbered(runs))

    def numbered(self, runs: list[int]) -> list[tuple[int, Block]]:
        """As `gathered`, each with the number of its first run."""
        found: list[tuple[int, Block]] = []
        at = 0
        while at < len(runs):
            number, first = self.block[runs[at]], runs[at]
            parts: list[str] = []
            while at < len(runs) and self.block[runs[at]] == number:
                run = runs[at]
                parts.append(" " + self.texts[run] if self.gap[run] and parts else self.texts[run])
                at += 1
            text = folded("".join(parts))
            if text.strip(_INVISIBLE):
                found.append((first, Block(self.kinds[number], text)))
        return found


class _Walk:
    """Fills a Layout. No recursion: pages with a thousand unclosed tags exist."""

    def __init__(self, layout: Layout) -> None:
        self.out = layout
        self.fresh = True  # the current block has no text yet
        self.pending = False  # a line break or cell border stands before the next text
        self.breaks = 0  # <br> in a row
        self.context: list[BlockKind] = ["paragraph"]
        self.rows = 0  # inside how many data rows
        self.links = 0  # inside how many links
        self.bold = 0  # inside how many elements that make words stand out
        self.stands_out = True  # all words of the current block do so far

    def walk(self, root: Tag) -> None:
        from bs4 import Tag

        stack: list[tuple[Box, Iterator[object]]] = [self._entered(root, -1)]
        while stack:
            box, children = stack[-1]
            for child in children:
                if isinstance(child, Tag):
                    if child.name == "br":
                        self._line_break()
                    elif child.name not in WORDLESS:
                        stack.append(self._entered(child, box.order))
                        break
                elif type(child).__name__ in _TEXT_TYPES:
                    self._text(str(child), box.order)
            else:
                stack.pop()
                self._left(box)

    def _entered(self, el: Tag, parent: int) -> tuple[Box, Iterator[object]]:
        if el.name not in INLINE:
            self._edge()
            self.context.append(self._kind(el))
            self.rows += self.context[-1] == "table_row" and el.name == "tr"
        self.links += el.name == "a"
        self.bold += el.name in _BOLD
        level = heading_level(el)
        box = Box(el, len(self.out.boxes), parent, len(self.out.texts), level)
        self.out.add(box)
        return box, iter(list(el.contents))

    def _left(self, box: Box) -> None:
        el, out = box.el, self.out
        box.end, box.last = len(out.texts), len(out.boxes) - 1
        box.links += el.name == "a"
        if box.parent >= 0:
            out.boxes[box.parent].links += box.links
        self.links -= el.name == "a"
        self.bold -= el.name in _BOLD
        if el.name not in INLINE:
            self.rows -= self.context.pop() == "table_row" and el.name == "tr"
            self._edge()

    def _kind(self, el: Tag) -> BlockKind:
        around = self.context[-1]
        if around == "table_row":
            return around
        if heading_level(el) is not None:
            return "heading"
        if el.name in ("li", "dt", "dd"):
            return "list_item"
        if el.name == "tr":
            return "table_row" if _is_data_row(el) else "paragraph"
        return around if around in ("heading", "list_item") and el.name in ("p", "div") else "paragraph"

    def _edge(self) -> None:
        """A block begins or ends here; inside a data row only a cell or a line does."""
        self.breaks = 0
        if self.rows and self.context[-1] == "table_row":
            self.pending = True
        else:
            self.fresh = True

    def _line_break(self) -> None:
        self.breaks += 1
        self.pending = True
        # An empty line is how pages without <p> part their paragraphs, a line in bold how those without headings give a title.
        if (self.breaks == 2 or (self.stands_out and not self.fresh)) and not self.rows:
            self.fresh = True

    def _text(self, raw: str, holder: int) -> None:
        blank = not raw.strip()
        if blank and self.fresh:
            return
        out = self.out
        if self.fresh:
            out.kinds.append(self.context[-1])
            self.fresh = self.pending = False
            self.stands_out = True
        if not blank:
            self.breaks = 0
            self.stands_out = self.stands_out and self.bold > 0
        out.texts.append(raw)
        out.block.append(len(out.kinds) - 1)
        out.gap.append(self.pending)
        out.linked.append(self.links > 0)
        out.bold.append(self.bold > 0)
        out.holder.append(holder)
        self.pending = False


def _is_data_row(row: Tag) -> bool:
    """Whether *row* says one thing in several cells; a layout table holds whole columns of a page in a row."""
    cells = row.find_all(["td", "th"], recursive=False)
    if len(cells) < 2 or row.find(_ROW_BREAKERS) is not None:
        return False
    return all(len(cell.find_all("p", limit=3)) < 3 for cell in cells)
