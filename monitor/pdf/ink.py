"""What stands on a page: letters, drawn shapes, pictures. In points from the top left of the page as displayed, y downwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from monitor.model.frozen import dataclass

Colour: TypeAlias = tuple[int, int, int]  # red, green, blue, 0 to 255


class Box(NamedTuple):
    """A rectangle whose sides are parallel to the page's."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def area(self) -> float:
        return max(0.0, self.x1 - self.x0) * max(0.0, self.bottom - self.top)

    @property
    def cx(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def cy(self) -> float:
        return (self.top + self.bottom) / 2

    def enlarged(self, by: float) -> Box:
        """With every side *by* times as far from the corner of the page."""
        return Box(self.x0 * by, self.top * by, self.x1 * by, self.bottom * by)

    def grown(self, by: float) -> Box:
        """With every side moved outwards by so much."""
        return Box(self.x0 - by, self.top - by, self.x1 + by, self.bottom + by)

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Whether the point lies inside, or at most *slack* outside."""
        return self.x0 - slack <= x <= self.x1 + slack and self.top - slack <= y <= self.bottom + slack

    def encloses(self, other: Box, slack: float = 0.0) -> bool:
        """Whether *other* lies inside, sticking out at most by *slack*."""
        return (
            self.x0 - slack <= other.x0
            and self.top - slack <= other.top
            and other.x1 <= self.x1 + slack
            and other.bottom <= self.bottom + slack
        )

    def is_level_with(self, other: Box, slack: float) -> bool:
        """Whether both begin and end at one height, give or take *slack*: cells of one row."""
        return abs(self.top - other.top) <= slack and abs(self.bottom - other.bottom) <= slack

    def is_flush_with(self, other: Box, slack: float) -> bool:
        """Whether both have one left side and one right side, give or take *slack*: cells of one column."""
        return abs(self.x0 - other.x0) <= slack and abs(self.x1 - other.x1) <= slack

    def overlap(self, other: Box) -> float:
        """The area both share, 0 where they don't meet."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0


def bounds(boxes: Sequence[Box]) -> Box:
    """The smallest box around all *boxes*, one or more."""
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return Box(min(x0), min(top), max(x1), max(bottom))


class Letter(NamedTuple):
    """One character where it stands. `base` is its baseline; of turned text all but `angle` is told in the text's own frame."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float  # font size, points
    bold: bool
    italic: bool
    angle: int  # degrees clockwise as displayed, a multiple of 5: 0 is upright, 90 reads downwards
    colour: Colour
    order: int  # place in the content stream


PathOp: TypeAlias = Literal["m", "l", "c", "z"]  # move, line, curve point, close
PathStep: TypeAlias = tuple[PathOp, float, float]


class Path(NamedTuple):
    """One drawn path. Empty `steps`: only its bounds are known (a gradient, or too small to look at)."""

    box: Box
    steps: tuple[PathStep, ...]
    fill: Colour | None  # None: not filled
    stroke: Colour | None  # None: not stroked
    width: float  # of the stroke, points
    dashed: bool
    order: int
    seen: Box | None = None  # what is seen of a fill through its clip; None: the whole


class StatedLink(NamedTuple):
    """What the file itself says of a box: under which other one it belongs; None: under none."""

    head: Box | None
    box: Box


class PageImage(NamedTuple):
    box: Box
    digest: str  # hex, of its decoded pixels or of its data


@dataclass(frozen=True, slots=True, kw_only=True)
class PageInk:
    """One page as drawn. `number` counts from 1; width and height in points, as displayed (/Rotate and the crop box applied)."""

    number: int
    width: float
    height: float
    letters: tuple[Letter, ...]
    paths: tuple[Path, ...] = ()
    pictures: tuple[PageImage, ...] = ()
    links: tuple[StatedLink, ...] = ()  # those that the file says beside what it draws; none in a PDF

    def enlarged(self, by: float) -> PageInk:
        """The same page with every length *by* times as long; sizes of letters are rounded, so that equal ones stay equal."""
        new = tuple.__new__
        sizes = {size: round(size * by, 3) for size in {letter.size for letter in self.letters}}
        letters = [
            new(Letter, (text, x0 * by, top * by, x1 * by, low * by, base * by, sizes[size], bold, italic, angle, colour, order))
            for text, x0, top, x1, low, base, size, bold, italic, angle, colour, order in self.letters
        ]
        paths = [
            new(
                Path,
                (
                    new(Box, (x0 * by, top * by, x1 * by, low * by)),
                    tuple([(op, x * by, y * by) for op, x, y in steps]),
                    fill,
                    stroke,
                    width * by,
                    dashed,
                    order,
                    seen and seen.enlarged(by),
                ),
            )
            for (x0, top, x1, low), steps, fill, stroke, width, dashed, order, seen in self.paths
        ]
        return PageInk(
            number=self.number,
            width=self.width * by,
            height=self.height * by,
            letters=tuple(letters),
            paths=tuple(paths),
            pictures=tuple([PageImage(picture.box.enlarged(by), picture.digest) for picture in self.pictures]),
            links=tuple([StatedLink(link.head and link.head.enlarged(by), link.box.enlarged(by)) for link in self.links]),
        )
