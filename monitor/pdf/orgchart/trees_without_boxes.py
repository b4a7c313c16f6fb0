"""The nodes of trees that are drawn without boxes.

Words on a stroke of their own that others lead to at its ends (logic charts, mind maps): the stroke is their box. Or dots that
strokes end at, with words beside them (d3, collapsible trees).
"""

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
_MOST_ON = 0.5  # of the lines that stand in no box, those that stand on such strokes
_UNDER_EM = (-0.2, 1.1)  # how far below the foot of its words a stroke runs
_AROUND_EM = 1.6  # how far it goes on beside them at most: it is theirs, as no rule of a table is
_LEADING_EM = 1.7  # between the lines that stand on one stroke
_MEETS = 1.6  # points between the ends of strokes that meet


def take_underlined(text: PageText, strokes: Sequence[Segment]) -> bool:
    """Make boxes of the words of *text* that stand on strokes; True where most words that stand in no box do.

    Another stroke ends where each ends: nothing meets an underline. It is as long as its words, or one end of it is at theirs and
    those that meet such long ones are mostly aslant, as nothing is that meets the rules of a table.
    """
    lines = [line for line in text.free if line.angle == 0]
    level = [stroke for stroke in strokes if stroke.level]
    if len(lines) < _FEWEST or len(level) < _FEWEST:
        return False
    ends = Grid((Box(x, y, x, y), s) for s in strokes for x, y in ((s.x0, s.y0), (s.x1, s.y1)))
    rules = Grid((stroke.box, stroke) for stroke in level)
    grid = Grid((line.frame, line) for line in lines)
    found: list[TextBox] = []
    long: list[TextBox] = []
    taken: set[int] = set()
    branches = aslant = 0
    for stroke in sorted(level, key=lambda s: s.y0):
        x0, y, x1, _ = stroke.box
        met = [other for x in (x0, x1) for other in ends.near(Box(x, y, x, y), _MEETS) if other is not stroke]
        on_it: list[Line] = []
        foot = y
        for line in sorted(grid.near(stroke.box, 4 * _LEADING_EM * lines[0].size), key=lambda line: -line.base) if met else ():
            least, most = _UNDER_EM if not on_it else (0.0, _LEADING_EM)
            within = x0 - 1 <= line.frame.x0 and line.frame.x1 <= x1 + line.size
            own = within and id(line) not in taken and least * line.size <= foot - line.base <= most * line.size
            if own and not (on_it and any(line.base < o.y0 < foot for o in rules.near(Box(x0, line.base, x1, foot)))):
                on_it.insert(0, line)
                foot = line.base
        words = bounds([line.frame for line in on_it]) if on_it else stroke.box
        beside = sorted([words.x0 - x0, x1 - words.x1])
        around = _AROUND_EM * on_it[0].size if on_it else -1.0
        if beside[0] <= around:
            taken.update(id(line) for line in on_it)
            of_its_words = beside[1] <= around
            (found if of_its_words else long).append(TextBox(Box(x0, min(words.top, y - 2), x1, y), drawn=False, lines=on_it))
            branches += of_its_words and any(not other.level for other in met)
            aslant += not of_its_words and any(not other.level and not other.upright for other in met)
    if aslant >= max(_FEWEST, _MOST_ON * len(long)):
        found, branches = found + long, branches + aslant
    else:
        taken.difference_update(id(line) for box in long for line in box.lines)
    if branches < max(_FEWEST, _MOST_ON * len(found)) or len(taken) < _MOST_ON * len(text.free):
        return False
    text.boxes += found
    text.free = [line for line in text.free if id(line) not in taken]
    return True


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
