"""Dots that strokes end at, with words beside them: the nodes of trees that are drawn without boxes (d3, collapsible trees)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import product
from math import hypot

from monitor.pdf.ink import Box, bounds
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.boxes import PageText, TextBox
from monitor.pdf.orgchart.drawing import Drawing, Segment
from monitor.pdf.orgchart.grid import Grid

_FEWEST = 5
_LARGEST = 18.0  # points
_ROUND = 1.3  # times as wide as high, or as high as wide
_MET = 2.0  # points between a dot and the end of a stroke that means it
_CORNER = 0.35  # of a dot's width or height: as far from its middle a stroke may end
_MOST = 0.8  # of the dots, those that strokes end at; of those again, those with words of their own
_FEWEST_LED, _BEFORE_EM = 3, 1.6  # lines that strokes lead to; how far before them these end
_BESIDE_EM = 2.5  # how far from its dot a title stands


def dots_in(drawing: Drawing) -> list[Box]:
    """The dots of a tree: small shapes as wide as high, filled or not, that strokes end at; [] where it has none."""
    drawn = [mark.box for mark in drawing.marks if not mark.arrow] + [shape.box for shape in drawing.shapes]
    small = [b for b in drawn if max(b.width, b.height) <= _LARGEST and max(b.width, b.height) <= _ROUND * min(b.width, b.height)]
    dots: list[Box] = []
    drawn_so: Grid[Box] = Grid()
    for box in sorted(small, key=lambda b: -b.area) if len(small) >= _FEWEST and drawing.segments else ():
        if not drawn_so.at(box.cx, box.cy):
            dots.append(box)
            drawn_so.add(box, box)
    if len(dots) < _FEWEST:
        return []
    grid = Grid((Box(x, y, x, y), (x, y)) for s in drawing.segments for x, y in ((s.x0, s.y0), (s.x1, s.y1)))
    met = [  # those that a stroke leads to: not to a corner, as the rules of a table do with a cell in colour
        dot
        for dot in dots
        if any(abs(x - dot.cx) < _CORNER * dot.width or abs(y - dot.cy) < _CORNER * dot.height for x, y in grid.touching(dot, _MET))
    ]
    return met if len(met) >= max(_FEWEST, _MOST * len(dots)) else []


def ends_before(lines: Sequence[Line], strokes: Sequence[Segment]) -> frozenset[int]:
    """The ids of *lines* that level strokes end right before, each a unit of its own, if they lead to nearly all but the first."""
    grid = Grid((Box(x, s.y0, x, s.y0), None) for s in strokes if s.level for x in (max(s.x0, s.x1),))
    led: set[int] = set()
    for line in lines:
        left, size = line.frame.x0, line.size
        if any(True for _ in grid.near(Box(left - _BEFORE_EM * size, line.base - size, left, line.base + 0.2 * size))):
            led.add(id(line))
    return frozenset(led) if len(led) >= max(_FEWEST_LED, _MOST * (len(lines) - 1)) else frozenset()


def hang_on_dots(text: PageText, boxes: list[TextBox], dots: Sequence[Box], strokes: Sequence[Segment]) -> None:
    """Put each of *boxes* where the dot is that its words stand beside, over or under, if nearly all *dots* have words.

    A page has its way: words over their dots may stand nearer to the dots above them, but the highest ones have none there. So have
    the dots that *strokes* lead on from, and those where they end: many trees have words over the former and under the latter, or
    turned: boxes of these are made of free lines of *text*, and added.
    """
    grid = Grid((dot, dot) for dot in dots)
    turned: dict[Box, list[Line]] = defaultdict(list)
    for line in text.free:
        if line.angle != 0 and (near := grid.near(line.box, line.size)):
            turned[min(near, key=lambda dot: hypot(dot.cx - line.box.cx, dot.cy - line.box.cy))].append(line)
    added = [TextBox(bounds([line.box for line in lines]), drawn=False, lines=lines) for lines in turned.values()]
    ends = Grid((Box(x, y, x, y), path) for s in strokes for x, y, path in ((s.x0, s.y0, s.path), (s.x1, s.y1, s.path)))
    last = {dot for dot in dots if len(set(ends.near(dot, _MET))) < 2}
    pairs: list[tuple[float, int, Box, int]] = []
    for number, box in enumerate([*boxes, *added]):
        words, reach = box.box, _BESIDE_EM * max(line.size for line in box.lines)
        for dot in grid.near(words, reach):
            aside = max(dot.x0 - words.x1, words.x0 - dot.x1, 0.0)
            over = max(dot.top - words.bottom, words.top - dot.bottom, 0.0)
            off = abs(dot.cy - words.cy) if aside else abs(dot.cx - words.cx) / words.width
            pairs.append((aside + over + 0.5 * off, number, dot, 0 if aside else 1 if words.cy < dot.cy else -1))
    ways: list[dict[int, Box]] = []
    for way, last_way in product((1, -1), (1, -1)):
        matched: dict[int, Box] = {}  # the nearest pairs first
        taken: set[Box] = set()
        for _, number, dot, at in sorted(pairs):
            if at in (0, last_way if dot in last else way) and number not in matched and dot not in taken:
                matched[number] = dot
                taken.add(dot)
        ways.append(matched)
    of = max(ways, key=len)
    if len(of) < _MOST * len(dots):
        return
    gone = {id(line) for box in added for line in box.lines}
    text.free = [line for line in text.free if id(line) not in gone]
    text.boxes, boxes[:] = [*text.boxes, *added], [*boxes, *added]
    for number, dot in of.items():
        boxes[number].words, boxes[number].box = boxes[number].box, dot
