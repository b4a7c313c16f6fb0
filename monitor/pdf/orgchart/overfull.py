"""Words that stand out of a box which is too low for them: lines above and below it that go on with those within."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

from monitor.pdf.lines import Line, same_style
from monitor.pdf.orgchart.boxes import PageText, TextBox
from monitor.pdf.orgchart.broken_names import was_full
from monitor.pdf.orgchart.grid import Grid
from monitor.pdf.orgchart.vocabulary import starts_like_unit
from monitor.pdf.orgchart.wording import is_contact, is_cut_off

_LEADING_EM = (0.9, 1.6)  # between two lines of one text
_EVEN = 0.15  # of the usual one, how far from it each of these is
_AXIS_EM, _MIDDLE_EM = 0.6, 0.4  # how far from the middle of a box the middle of a line is, and that of all its lines
_SMALL_EM = 0.3  # above the baseline: half the height of a small letter
_MOST = 3  # lines that stand out on either side


def take_overfull(text: PageText) -> None:
    """Give boxes the lines above and below them that are of the text in their middle, as slides made by hand have them.

    All lines are led evenly and set about the middle of the box, no line is wider, and their middle is that of the box. A title
    that goes on across its edge had no room, or is broken off there, and does not begin anew.
    """
    level = [line for line in text.free if line.angle == 0]
    grid = Grid((line.frame, line) for line in level)
    for box in text.boxes if level else ():
        own = box.lines
        if own and not box.inner and all(_is_set_in(line, box) for line in own):
            above, below = _beyond(own[:1], box, grid, up=True), _beyond(own[-1:], box, grid, up=False)
            ways = [[*above[len(above) - a :], *own, *below[:b]] for a, b in product(range(len(above) + 1), range(len(below) + 1))]
            whole = max((way for way in ways if len(way) > len(own) and _is_amid(way, box)), key=len, default=own)
            if whole is not own:
                box.lines = list(whole)
                text.free = [line for line in text.free if not any(line is o for o in whole)]


def _is_set_in(line: Line, box: TextBox) -> bool:
    centred = abs(line.frame.cx - box.box.cx) <= _AXIS_EM * line.size
    return line.angle == 0 and centred and line.frame.width <= box.box.width


def _beyond(lines: Sequence[Line], box: TextBox, grid: Grid[Line], *, up: bool) -> list[Line]:
    """The free lines that follow each other from *lines*, the first or the last one in *box*, *up* or down; from top to bottom."""
    found = list(lines)
    while len(found) <= _MOST:
        end = found[0] if up else found[-1]
        near = [o for o in grid.near(end.frame, _LEADING_EM[1] * end.size) if _is_set_in(o, box) and not is_contact(o.text)]
        pairs = [(o, end) if up else (end, o) for o in near]
        next_one = [o for o, pair in zip(near, pairs, strict=True) if _goes_on(*pair, box, up=up)]
        if len(next_one) != 1:
            break
        found = [*next_one, *found] if up else [*found, *next_one]
    return found[: -len(lines)] if up else found[len(lines) :]


def _goes_on(line: Line, below: Line, box: TextBox, *, up: bool) -> bool:
    """Whether *below* stands where the text of *line* goes on, and does so: a title no other begins in, or with who heads it."""
    least, most = (em * max(line.size, below.size) for em in _LEADING_EM)
    if not least <= below.base - line.base <= most:
        return False
    if not same_style(line, below):
        return not up and line.bold and not below.bold
    broken_off = is_cut_off(line.text, below.text)
    return broken_off or (was_full(line, below, box.box.width) and not starts_like_unit(below.text))


def _is_amid(lines: Sequence[Line], box: TextBox) -> bool:
    """Whether *lines* are led evenly, and their middle is that of *box*."""
    gaps = [below.base - line.base for line, below in pairwise(lines)]
    even = not gaps or max(gaps) - min(gaps) <= _EVEN * max(gaps)
    first, last = lines[0], lines[-1]
    return even and abs((first.base + last.base) / 2 - _SMALL_EM * first.size - box.box.cy) <= _MIDDLE_EM * first.size
