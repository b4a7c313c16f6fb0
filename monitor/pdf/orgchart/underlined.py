"""Words on a stroke of their own that others lead to at its ends (logic charts, mind maps): the stroke is their box."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.pdf.ink import Box, bounds
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.boxes import PageText, TextBox
from monitor.pdf.orgchart.drawing import Segment
from monitor.pdf.orgchart.grid import Grid

_FEWEST = 5
_MOST = 0.5  # of the lines that stand in no box, those that stand on such strokes
_UNDER_EM = (-0.2, 1.1)  # how far below the foot of its words a stroke runs
_AROUND_EM = 1.6  # how far it goes on beside them at most: it is theirs, as no rule of a table is
_LEADING_EM = 1.7  # between the lines that stand on one stroke
_MEETS = 1.6  # points between the ends of strokes that meet


def take_underlined(text: PageText, strokes: Sequence[Segment]) -> bool:
    """Make boxes of the words of *text* that stand on strokes; True where most words that stand in no box do.

    Another stroke ends where each ends: nothing meets an underline. It is as long as its words, or one end of it is at theirs and
    those that meet such long ones are mostly aslant, as nothing is that meets the rules of a table.
    """
    ends = Grid((Box(x, y, x, y), s) for s in strokes for x, y in ((s.x0, s.y0), (s.x1, s.y1)))
    level = [stroke for stroke in strokes if stroke.level]
    rules = Grid((stroke.box, stroke) for stroke in level)
    lines = [line for line in text.free if line.angle == 0]
    grid = Grid((line.frame, line) for line in lines)
    found: list[TextBox] = []
    long: list[TextBox] = []
    taken: set[int] = set()
    branches = aslant = 0
    for stroke in sorted(level, key=lambda s: s.y0) if len(lines) >= _FEWEST else ():
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
    if aslant >= max(_FEWEST, _MOST * len(long)):
        found, branches = found + long, branches + aslant
    else:
        taken.difference_update(id(line) for box in long for line in box.lines)
    if branches < max(_FEWEST, _MOST * len(found)) or len(taken) < _MOST * len(text.free):
        return False
    text.boxes += found
    text.free = [line for line in text.free if id(line) not in taken]
    return True
