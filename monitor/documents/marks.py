"""Boxes, words and connectors of any form -> the ink of a page, as `monitor.pdf` reads it: the seam to the reader of charts."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import NamedTuple

from monitor.model import ChartEntry
from monitor.model.frozen import dataclass, field
from monitor.pdf.ink import Box, Colour, Letter, PageImage, PageInk, Path, PathStep, StatedLink
from monitor.pdf.struck import unmarked

MOST_LETTERS = 300_000  # of a page, and as many shapes: as of a PDF (pdf.pdfium.Limits)
_BLACK: Colour = (0, 0, 0)
# Widths of Helvetica's letters in thousandths of the size; of the rest, that of most.
_WIDTHS = {
    **dict.fromkeys("ijl'|", 222), **dict.fromkeys("ft.,:;/\\!I[] ", 278), **dict.fromkeys('r()-"`*’–', 350),
    **dict.fromkeys("ckszvxyJ", 500), **dict.fromkeys("FLTZ", 611), **dict.fromkeys("ABEKPSVXY&", 667),
    **dict.fromkeys("CDHNRUw", 722), **dict.fromkeys("GOQ", 778), **dict.fromkeys("mM", 833), "W": 944, "@": 1015,
}  # fmt: skip
_USUAL = 556
_BOLDER = 1.06
_LEAST_SIZE = 0.5  # points
_ROOM, _LEADING = 6.0, 1.25  # points around the words of a box; sizes between its lines


class TextLine(NamedTuple):
    """One line of text. `size` in points."""

    text: str  # struck letters marked (pdf.struck)
    size: float = 9.0
    bold: bool = False


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide *text* is about, in points: a file without its fonts does not say."""
    return sum(_WIDTHS.get(c, _USUAL) for c in unmarked(text)) * size / 1000 * (_BOLDER if bold else 1.0)


@dataclass(slots=True)
class DrawnPage:
    """A page while it is drawn, in points from its top left."""

    width: float
    height: float
    letters: list[Letter] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    pictures: list[PageImage] = field(default_factory=list)
    links: list[StatedLink] = field(default_factory=list)

    def box(self, box: Box, *, fill: Colour | None = None, stroke: Colour | None = _BLACK, dashed: bool = False) -> None:
        """A rectangle."""
        x0, top, x1, bottom = box
        steps: tuple[PathStep, ...] = (("m", x0, top), ("l", x1, top), ("l", x1, bottom), ("l", x0, bottom), ("z", x0, top))
        self.path(steps, fill=fill, stroke=stroke, dashed=dashed)

    def line(self, points: Sequence[tuple[float, float]]) -> None:
        """A connector."""
        steps: list[PathStep] = [("m" if n == 0 else "l", x, y) for n, (x, y) in enumerate(points)]
        self.path(tuple(steps), fill=None, stroke=_BLACK)

    def path(
        self, steps: tuple[PathStep, ...], *, fill: Colour | None, stroke: Colour | None, width: float = 1.0, dashed: bool = False
    ) -> None:
        """Any outline; what leads far off the page ends there."""
        if not all(isfinite(x + y) for _, x, y in steps) or not isfinite(width):
            return
        wide, high = self.width, self.height
        steps = tuple((op, min(max(x, -wide), 2 * wide), min(max(y, -high), 2 * high)) for op, x, y in steps)
        xs, ys = [x for _, x, _ in steps], [y for _, _, y in steps]
        box = Box(min(xs), min(ys), max(xs), max(ys))
        self.paths.append(Path(box, steps, fill, stroke, width if stroke is not None else 0.0, dashed, len(self.paths)))

    def write(self, text: str, x: float, base: float, size: float, *, bold: bool = False, colour: Colour = _BLACK) -> float:
        """Letters from *x* on, their feet on *base*; returns where they end."""
        for letter in text:
            width = width_of(letter, size, bold=bold)
            box = (x, base - 0.75 * size, x + width, base + 0.22 * size)
            self.letters.append(Letter(letter, *box, base, size, bold, False, 0, colour, len(self.letters)))
            x += width
        return x

    def words_in(self, box: Box, lines: Sequence[TextLine]) -> None:
        """*lines* in the middle of *box*, made smaller and broken where they would not fit."""
        room = max(box.width - 1.0, 1.0)
        broken: list[TextLine] = []
        for line in lines:
            part = ""
            for word in line.text.split():
                longer = f"{part} {word}" if part else word
                if part and width_of(longer, line.size, bold=line.bold) > room:
                    broken.append(TextLine(part, line.size, line.bold))
                    longer = word
                part = longer
            broken.append(TextLine(part, line.size, line.bold))
        tallest = sum(line.size * _LEADING for line in broken)
        widest = max((width_of(line.text, line.size, bold=line.bold) for line in broken), default=0.0)
        scale = min(1.0, 0.95 * box.height / tallest if tallest else 1.0, room / widest if widest else 1.0)
        shown = [TextLine(line.text, line.size * scale, line.bold) for line in broken]
        top = box.cy - sum(line.size * _LEADING for line in shown) / 2
        for line in shown:
            top += line.size * _LEADING
            self.write(
                line.text,
                box.cx - width_of(line.text, line.size, bold=line.bold) / 2,
                top - 0.3 * line.size,
                line.size,
                bold=line.bold,
            )

    def page(self, number: int) -> PageInk:
        """The page as it was drawn, without letters that nobody sees: too small, too large, far off."""
        far = 2 * (self.width + self.height)  # of turned text, too, which is told in its own frame
        large = max(self.width, self.height)
        seen = (
            one
            for one in self.letters
            if _LEAST_SIZE <= one.size <= large and -far <= min(one.x0, one.top) and max(one.x1, one.bottom) <= far
        )
        return PageInk(
            number=number,
            width=self.width,
            height=self.height,
            letters=tuple(seen),
            paths=tuple(self.paths),
            pictures=tuple(self.pictures),
            links=tuple(self.links),
        )


def drawn_tree(title: str, entries: Sequence[ChartEntry], number: int = 1) -> PageInk:
    """Page *number*: *entries* as boxes below each other, each under its head, for what has a structure and no place.

    Heads come before what stands under them. The words of each are read as those of any box, and hung as is said.
    """
    depths: list[int] = []
    for entry in entries:
        depths.append(0 if entry.head is None else depths[entry.head] + 1)
    wide = [
        max((width_of(line, 9.0, bold=n == 0) for n, line in enumerate(entry.lines)), default=0.0) + 2 * _ROOM for entry in entries
    ]
    step = max(wide, default=0.0) + 30.0
    tall = [2 * _ROOM + len(entry.lines) * 9.0 * _LEADING for entry in entries]
    sheet = DrawnPage(step * (max(depths, default=0) + 1) + 40.0, sum(tall) + 14.0 * len(entries) + 90.0)
    if title:
        sheet.write(title, 20.0, 30.0, 14.0, bold=True)
    boxes: list[Box] = []
    top = 60.0
    for entry, depth, width, height in zip(entries, depths, wide, tall, strict=True):
        box = Box(20.0 + depth * step, top, 20.0 + depth * step + width, top + height)
        boxes.append(box)
        top += height + 14.0
        sheet.box(box)
        for n, line in enumerate(entry.lines):
            sheet.write(line, box.x0 + _ROOM, box.top + _ROOM + (n + 0.8) * 9.0 * _LEADING, 9.0, bold=n == 0)
        head = boxes[entry.head] if entry.head is not None else None
        sheet.links.append(StatedLink(head, box))
        if head is not None:
            between = head.x1 + 12.0
            sheet.line([(head.x1, head.cy), (between, head.cy), (between, box.cy), (box.x0, box.cy)])
    return sheet.page(number)
