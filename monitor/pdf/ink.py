"""What stands on a page: letters, drawn shapes, pictures. In points from the top left of the page as displayed, y downwards.

Who is near is found by place, without asking everybody; what follows each other makes runs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from heapq import merge
from itertools import product
from operator import itemgetter
from typing import Generic, Literal, NamedTuple, TypeAlias, TypeVar

from monitor.model.frozen import dataclass

SIDE = 2.0  # points between sides of boxes that are one, or touch

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


def median(values: Iterable[float]) -> float:
    """That of *values*, one or more: as `statistics` has it, with all that is loaded for its other functions (DESIGN §9)."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


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


T = TypeVar("T")
_Entry: TypeAlias = tuple[int, float, float, float, float]  # its number and its box

_FEW, _SOME = 32, 160  # things that are looked through one by one; that are sooner found by their upper edges than by cells
_TALL = 60.0  # points: what is higher is looked at wherever it begins
_MOST_CELLS = 400  # a thing that covers more is kept apart and always asked
_FEW_CELLS = 16  # that are looked up even where fewer are in use
_SHARED = 4  # lists of boxes whose places are kept, for the next rule that asks


def runs_of(things: Iterable[T], goes_on: Callable[[T, T], bool]) -> list[list[T]]:
    """*things* in their order, cut before each that the one before it does not go on with."""
    runs: list[list[T]] = []
    for thing in things:
        if runs and goes_on(runs[-1][-1], thing):
            runs[-1].append(thing)
        else:
            runs.append([thing])
    return runs


class Grid(Generic[T]):
    """Things with a box each, found again by place. What is added is put in order at the next question.

    A sheet is asked by many rules one after the other, each with a grid of its own of the same boxes: these share their places.
    """

    def __init__(self, things: Iterable[tuple[Box, T]] = (), *, cell: float = 160.0) -> None:
        self._cell = cell
        self._all: list[tuple[Box, T]] = list(things)
        self._few: list[tuple[float, float, float, float, T]] = []  # the same, as long as they are few
        self._things: list[T] = []
        self._grows = False
        self._places: _Places | None = None

    def add(self, box: Box, thing: T) -> None:
        self._all.append((box, thing))
        self._grows = True

    def near(self, box: Box, slack: float = 0.0) -> list[T]:
        """What touches *box* or comes within *slack* of it, in the order in which it was added."""
        x0, y0, x1, y1 = box
        x0, y0, x1, y1 = x0 - slack, y0 - slack, x1 + slack, y1 + slack
        if (many := len(self._all)) <= _FEW:
            if len(self._few) < many:
                self._few = [(*around, thing) for around, thing in self._all]
            return [e for left, upper, right, lower, e in self._few if left <= x1 and x0 <= right and upper <= y1 and y0 <= lower]
        places = self._found() if self._places is None or self._grows else self._places
        things = self._things
        return [things[number] for number in places.near(x0, y0, x1, y1)]

    def at(self, x: float, y: float) -> list[T]:
        """What the point lies in or at the edge of, in the order in which it was added."""
        return self.near(tuple.__new__(Box, (x, y, x, y)))

    def touching(self, box: Box, slack: float = 0.0) -> Iterator[T]:
        """The same one by one, for who stops at the first that will do."""
        if len(self._all) <= _SOME:
            yield from self.near(box, slack)
            return
        x0, y0, x1, y1 = box
        found = self._found().touching(x0 - slack, y0 - slack, x1 + slack, y1 + slack)
        yield from (self._things[number] for number in found)

    def _found(self) -> _Places:
        """The places of all things: shared, until something is added."""
        places = self._places
        if places is None or places.grows < self._grows:
            if self._grows:
                places = _Places(self._cell, grows=True)
            else:
                places = _places(tuple([box for box, _ in self._all]), self._cell)
            self._places = places
        if places.grows:
            places.add([box for box, _ in self._all[places.count :]])
        if len(self._things) < len(self._all):
            self._things += [thing for _, thing in self._all[len(self._things) :]]
        return places


class _Places:
    """Boxes by their numbers: some are found by their upper edges, many by cells.

    *grows*: boxes are still added; else what was asked is kept, since most rules ask the same.
    """

    def __init__(self, cell: float, *, grows: bool) -> None:
        self._per_point = 1 / cell  # cells; only to find what may be near: the boxes themselves say whether it is
        self.grows = grows
        self._boxes: list[Box] = []
        self._tops: list[float] = []  # the upper edges of `_flat`
        self._flat: list[_Entry] = []  # from top to bottom, but for the `_tall` ones
        self._tall: list[_Entry] = []
        self._placed: list[_Entry] = []  # of all boxes, those that are in cells
        self._large: list[_Entry] = []
        self._cells: dict[tuple[int, int], list[_Entry]] = {}
        self._asked: dict[tuple[float, float, float, float], list[int]] = {}

    @property
    def count(self) -> int:
        return len(self._boxes)

    def add(self, boxes: Iterable[Box]) -> None:
        self._boxes += boxes

    def near(self, x0: float, y0: float, x1: float, y1: float) -> Sequence[int]:
        """The numbers of the boxes that touch a rectangle, the lowest first."""
        asked = x0, y0, x1, y1
        if asked in self._asked:
            return self._asked[asked]
        parts = self._level_with(y0, y1) if len(self._boxes) <= _SOME else self._within(x0, y0, x1, y1)
        found = [
            number
            for part in parts
            for number, left, upper, right, lower in part
            if left <= x1 and x0 <= right and upper <= y1 and y0 <= lower
        ]
        if len(found) > 1:
            found = sorted(found if len(parts) == 1 else {*found})
        if not self.grows:
            self._asked[asked] = found
        return found

    def touching(self, x0: float, y0: float, x1: float, y1: float) -> Iterator[int]:
        """The same one by one."""
        parts = self._within(x0, y0, x1, y1)
        last = -1  # what stands in several of the parts, which are in one order, comes several times on end
        for number, left, upper, right, lower in parts[0] if len(parts) == 1 else merge(*parts, key=itemgetter(0)):
            if left <= x1 and x0 <= right and upper <= y1 and y0 <= lower and number != last:
                last = number
                yield number

    def _level_with(self, y0: float, y1: float) -> Sequence[Sequence[_Entry]]:
        """What may have a part between two heights: the tall things, and the others by their upper edges."""
        tops, known = self._tops, len(self._flat) + len(self._tall)
        for number, (left, upper, right, lower) in enumerate(self._boxes[known:], known) if known < len(self._boxes) else ():
            entry = number, left, upper, right, lower
            if lower - upper > _TALL:
                self._tall.append(entry)
                continue
            place = bisect_right(tops, upper)
            tops.insert(place, upper)
            self._flat.insert(place, entry)
        level = self._flat[bisect_left(tops, y0 - _TALL - SIDE) : bisect_right(tops, y1)]
        return (self._tall, level) if self._tall else (level,)

    def _within(self, x0: float, y0: float, x1: float, y1: float) -> Sequence[Sequence[_Entry]]:
        """What has a part in each of the cells that the rectangle touches, and the large things; each part in the order added."""
        c, cells = self._per_point, self._cells
        placed = self._placed
        # What was added since the last question
        for its_x0, its_y0, its_x1, its_y1 in self._boxes[len(placed) :] if len(placed) < len(self._boxes) else ():
            entry = len(placed), its_x0, its_y0, its_x1, its_y1
            placed.append(entry)
            left, top, right, bottom = int(its_x0 * c), int(its_y0 * c), int(its_x1 * c), int(its_y1 * c)
            if left == right and top == bottom:
                if (left, top) in cells:
                    cells[left, top].append(entry)
                else:
                    cells[left, top] = [entry]
                continue
            if (right - left + 1) * (bottom - top + 1) > _MOST_CELLS:
                self._large.append(entry)
                continue
            for place in product(range(left, right + 1), range(top, bottom + 1)):
                if place in cells:
                    cells[place].append(entry)
                else:
                    cells[place] = [entry]
        left, top, right, bottom = int(x0 * c), int(y0 * c), int(x1 * c), int(y1 * c)
        if left == right and top == bottom:
            found = [cells[left, top]] if (left, top) in cells else []
        elif (right - left + 1) * (bottom - top + 1) > max(_FEW_CELLS, len(cells)):
            return [placed]
        else:
            rows = range(top, bottom + 1)
            found = [cells[place] for x in range(left, right + 1) for y in rows if (place := (x, y)) in cells]
        if self._large:
            found.append(self._large)
        return found


@lru_cache(maxsize=_SHARED)
def _places(boxes: tuple[Box, ...], cell: float) -> _Places:
    """The places of *boxes*, to which none will be added."""
    found = _Places(cell, grows=False)
    found.add(boxes)
    return found
