"""Which shapes of a page are boxes with text, and which text stands in which box."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from monitor.pdf.ink import Box, Colour, Letter, PageInk
from monitor.pdf.lines import Line, lines_of, turned_back
from monitor.pdf.orgchart.drawing import Drawing, Shape
from monitor.pdf.orgchart.grid import Grid
from monitor.pdf.orgchart.lattice import cells

_LEAST = (10.0, 7.0)
_MOST = 0.85  # share of the page's area: more is the sheet's own frame
_SAME = 0.8  # intersection over union: fill and outline of one box
_WHITE: Colour = (255, 255, 255)
_MIDDLE_EM = 0.3  # above the baseline: half the height of a small letter
_NOWHERE = Box(float("nan"), float("nan"), float("nan"), float("nan"))  # no point lies in it


@dataclass(slots=True, eq=False)
class TextBox:
    """A box and the lines in it; lines of smaller boxes inside it are theirs. `inner`: boxes directly inside."""

    box: Box
    fill: Colour | None = None
    stroke: Colour | None = None
    dashed: bool = False
    drawn: bool = True  # False: text without a border that a link points to
    lines: list[Line] = field(default_factory=list)
    outer: TextBox | None = None
    inner: list[TextBox] = field(default_factory=list)


@dataclass(slots=True)
class PageText:
    """A page's boxes, and the lines that stand in none."""

    boxes: list[TextBox]
    free: list[Line]


def page_text(page: PageInk, drawing: Drawing) -> PageText:
    """Give every letter to the smallest box that holds its centre, then build lines inside each box."""
    candidates = _merged(_candidates(page, drawing))
    inside, outside = _sorted_letters(page.letters, candidates)
    for index, box in enumerate(candidates):
        box.lines = lines_of(inside.get(index, []), gap_em=1.6)
    boxes = _nested(candidates)
    return PageText(_with_meaning(boxes), lines_of(outside, gap_em=1.6))


def _candidates(page: PageInk, drawing: Drawing) -> list[TextBox]:
    shapes = [s for s in drawing.shapes if _box_sized(s.box, page)]
    found = [TextBox(s.box, s.fill, s.stroke, s.dashed) for s in _without_shadows(shapes)]
    found += [TextBox(cell, None, (0, 0, 0)) for cell in cells(drawing.segments) if _box_sized(cell, page)]
    return found + [
        TextBox(p.box, (128, 128, 128), None)
        for p in page.pictures
        if _box_sized(p.box, page) and p.box.area < 0.1 * page.width * page.height
    ]


def _box_sized(box: Box, page: PageInk) -> bool:
    return box.width >= _LEAST[0] and box.height >= _LEAST[1] and box.area <= _MOST * page.width * page.height


def _without_shadows(shapes: Sequence[Shape]) -> list[Shape]:
    """A grey shape of the same size, 1 to 7 points aside and drawn before, is a shadow."""
    grid = Grid((s.box, s) for s in shapes)
    return [s for s in shapes if not (s.stroke is None and _is_grey(s.fill) and any(_casts(o, s) for o in grid.near(s.box)))]


def _is_grey(fill: Colour | None) -> bool:
    return fill is not None and max(fill) - min(fill) <= 24 and max(fill) < 250


def _casts(shape: Shape, shadow: Shape) -> bool:
    dx, dy = shape.box.x0 - shadow.box.x0, shape.box.top - shadow.box.top
    same = abs(shape.box.width - shadow.box.width) <= 3 and abs(shape.box.height - shadow.box.height) <= 3
    return shape.order > shadow.order and same and 1 <= max(abs(dx), abs(dy)) <= 7 and abs(dx) <= 7 and abs(dy) <= 7


def _merged(found: list[TextBox]) -> list[TextBox]:
    """Fill and outline, drawn one over the other, are one box."""
    kept: list[TextBox] = []
    grid: Grid[TextBox] = Grid()
    for box in found:
        twin = next((o for o in grid.near(box.box) if _overlap(o.box, box.box) > _SAME), None)
        if twin is None:
            kept.append(box)
            grid.add(box.box, box)
            continue
        twin.fill = twin.fill if twin.fill is not None else box.fill
        if box.fill is not None and box.fill != _WHITE:
            twin.fill = box.fill
        twin.stroke = twin.stroke or box.stroke
        twin.dashed = twin.dashed or box.dashed
    return kept


def _overlap(a: Box, b: Box) -> float:
    shared = a.overlap(b)
    return shared / (a.area + b.area - shared) if shared else 0.0


def _sorted_letters(letters: Sequence[Letter], boxes: list[TextBox]) -> tuple[dict[int, list[Letter]], list[Letter]]:
    grid = Grid(((box.box, index) for index, box in enumerate(boxes)), cell=30.0)
    areas = [box.box.area for box in boxes]
    inside: dict[int, list[Letter]] = defaultdict(list)
    outside: list[Letter] = []
    innermost = _innermost(grid, boxes, areas)
    home: int | None = None
    x0, top, x1, bottom = _NOWHERE  # the home of the last letter, if a letter in it can have no other
    for letter in letters:
        if not letter.text.isspace():
            x, y = _centre(letter) if letter.angle else ((letter.x0 + letter.x1) / 2, letter.base - _MIDDLE_EM * letter.size)
            if not (x0 <= x <= x1 and top <= y <= bottom):
                home = min(grid.near(Box(x, y, x, y)), key=areas.__getitem__, default=None)
                x0, top, x1, bottom = boxes[home].box if home in innermost else _NOWHERE
        (outside if home is None else inside[home]).append(letter)
    return inside, outside


def _innermost(grid: Grid[int], boxes: list[TextBox], areas: list[float]) -> frozenset[int]:
    """Boxes that no smaller one overlaps: a letter in one of them can have no other home."""
    return frozenset(i for i, box in enumerate(boxes) if all(areas[o] >= areas[i] for o in grid.near(box.box)))


def _centre(letter: Letter) -> tuple[float, float]:
    """The middle of a letter of turned text, on the page."""
    middle = letter.base - _MIDDLE_EM * letter.size
    box = turned_back(Box(letter.x0, middle, letter.x1, middle), letter.angle)
    return box.cx, box.cy


def _nested(boxes: list[TextBox]) -> list[TextBox]:
    """Boxes with `outer` set to the smallest one that encloses them."""
    grid = Grid((box.box, box) for box in boxes)
    for box in boxes:
        around = [
            o for o in grid.near(box.box) if o is not box and o.box.area > 1.05 * box.box.area and o.box.encloses(box.box, 1.5)
        ]
        box.outer = min(around, key=lambda o: o.box.area, default=None)
    return boxes


def _with_meaning(boxes: list[TextBox]) -> list[TextBox]:
    """Boxes that hold text, or boxes with text; children of the rest move up to the next outer one."""
    holds: set[int] = set()
    for box in boxes:
        if box.lines:
            at: TextBox | None = box
            while at is not None and id(at) not in holds:
                holds.add(id(at))
                at = at.outer
    kept = [box for box in boxes if id(box) in holds]
    for box in kept:
        box.inner = []
        if box.fill is None and box.outer is not None and not box.outer.lines:
            box.fill = box.outer.fill  # cells of a row that is shaded as a whole
    for box in kept:
        if box.outer is not None:
            box.outer.inner.append(box)
    return kept
