"""Fills behind every other line of a list, which lead the eye and frame nothing."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.pdf.lines import Line
    from monitor.pdf.orgchart.units.boxes import PageText, TextBox

_AS_HIGH = 0.2  # of a band's height: by so much may the gap between two differ from it


def free_striped_lines(text: PageText) -> None:
    """Take the fills behind every other line of a list from the boxes of *text*; its lines then stand free.

    Such fills have one colour and size, and one bare line in the gap between two, which is as high as they are. Cells glued to one,
    as in a table, go with it; so does a frame around them, but for the strip at its head.
    """
    ends = {(round(box.box.x1), round(box.box.cy)): box for box in text.boxes}
    glued: dict[int, list[TextBox]] = defaultdict(list)  # by the box left of them
    alike: dict[tuple[object, ...], list[TextBox]] = defaultdict(list)
    for box in sorted(text.boxes, key=lambda box: box.box.top):
        if (left := ends.get((round(box.box.x0), round(box.box.cy)))) is not None:
            glued[id(left)].append(box)
        if _is_one(box.lines):
            alike[id(box.outer), box.fill, round(box.box.x0), round(box.box.x1), round(box.box.height)].append(box)
    for bands in alike.values():
        frame = bands[0].outer
        if _is_list(bands, frame.lines if frame else text.free):
            _free(text, [cell for band in bands for cell in (band, *glued[id(band)])], frame)


def _is_one(lines: Sequence[Line]) -> bool:
    """Whether *lines* are one, with white in it or not."""
    return len({round(line.base) for line in lines}) == 1


def _is_list(bands: Sequence[TextBox], lines: Sequence[Line]) -> bool:
    """Whether *bands*, from top to bottom, alternate with bare ones of *lines*, and all begin at few depths, one on both grounds.

    Where the filled and the bare ones begin apart, the filled are heads with an entry each; centred lines begin anywhere.
    """
    bare: list[int] = []
    for above, below in pairwise(bands):
        top, bottom, height = above.box.bottom, below.box.top, above.box.height
        between = [line for line in lines if top < line.box.cy < bottom and above.box.x0 <= line.box.cx <= above.box.x1]
        if not between or abs(bottom - top - height) > _AS_HIGH * height:
            return False
        bare.append(round(between[0].frame.x0))
    filled = [round(band.lines[0].frame.x0) for band in bands]
    depths = {*filled, *bare}
    return bool({*filled} & {*bare}) and 1 < len(depths) <= len(bare)


def _free(text: PageText, bands: Sequence[TextBox], frame: TextBox | None) -> None:
    """Give the lines of *bands* to the page, with those of a *frame* but for the strip at its head."""
    gone, lines = set(map(id, bands)), [line for band in bands for line in band.lines]
    if frame is not None:
        headed = frame.strip is not None and frame.fill != bands[0].fill  # else its first line is a band
        strip = frame.strip if headed and frame.strip is not None else frame.box.top
        lines += [line for line in frame.lines if line.box.cy > strip]
        frame.lines = [line for line in frame.lines if line.box.cy <= strip]
        frame.box = frame.box._replace(bottom=strip)
        for box in frame.inner:
            box.outer = frame.outer
        if not headed:
            gone.add(id(frame))
    text.boxes = [box for box in text.boxes if id(box) not in gone]
    for box in text.boxes:
        box.inner = [inner for inner in box.inner if id(inner) not in gone]
    text.free = sorted([*text.free, *lines], key=lambda line: (line.base, line.frame.x0))
