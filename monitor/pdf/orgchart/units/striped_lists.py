"""Fills behind every other line of a list, which lead the eye and frame nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from monitor.pdf.ink import Grid
from monitor.pdf.lines import same_style
from monitor.pdf.orgchart.vocabulary import level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.pdf.lines import Line
    from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox

_WRAPPED = 0.85  # of a row's height, the most between two lines of it
_AS_HIGH = 0.2  # of a band's height: by so much may the gap between two differ from it


def without_stripes(text: PageText) -> None:
    """Take such fills from the boxes of *text*, in lists with heads among their lines and in columns of rows alike."""
    free_striped_lines(text)
    join_striped_rows(text)


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
    text.free = sorted([*text.free, *lines], key=_reading_order)


class _Row(NamedTuple):
    """What stands on one ground, or between two: its lines, and the room they have."""

    filled: bool
    lines: list[Line]
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """That of one line: without the others."""
        return self.bottom - self.top - (self.lines[-1].base - self.lines[0].base)


def join_striped_rows(text: PageText) -> None:
    """Take the fills behind every other row of columns from the boxes of *text*: rows in one look, at one depth or centred.

    Their lines stand in the frame around them then, a row each, or free. All boxes of one colour in columns have to be such bands,
    and some column to have a row more of one ground: heads with an entry each look the same otherwise. Nor may words tell ranks.
    """
    kinds: dict[Hashable, list[TextBox]] = defaultdict(list)
    for box in sorted(text.boxes, key=lambda box: box.box.top):
        if box.lines and not box.inner:
            kinds[box.fill].append(box)
    for boxes in kinds.values():
        columns = [rows for bands in _runs(text, boxes) if len(rows := _rows(text, bands)) > len(bands)]
        if not (columns and all(map(_are_alike, columns)) and _take_turns(columns)):
            continue
        gone = set(map(id, boxes))
        for rows in columns:
            frame = next(box.outer for box in boxes if box.lines is rows[0].lines or box.lines is rows[1].lines)
            lines = [line for row in rows if row.filled for line in row.lines]
            if frame is None:
                text.free = sorted([*text.free, *lines], key=_reading_order)
                continue
            frame.lines = sorted({id(line): line for line in (*frame.lines, *lines)}.values(), key=_reading_order)
            frame.inner = [box for box in frame.inner if id(box) not in gone]
            headed = frame.inner or frame.lines[0] is not rows[0].lines[0]
            frame.rules = tuple(row.top for row in rows[not headed :])
            if frame.fill == boxes[0].fill:
                frame.fill = frame.foot = None
        freed = {id(line) for rows in columns for row in rows for line in row.lines}
        text.boxes = [box for box in text.boxes if id(box) not in gone or id(box.lines[0]) not in freed]


def _runs(text: PageText, boxes: Sequence[TextBox]) -> list[list[TextBox]]:
    """*boxes* in columns, each in one width and frame, with no other box between any two."""
    grid = Grid((box.box, box) for box in text.boxes)
    runs: dict[Hashable, list[list[TextBox]]] = defaultdict(list)
    for box in boxes:
        own = runs[round(box.box.x0), round(box.box.x1)]
        gap = box.box._replace(top=own[-1][-1].box.bottom + 1, bottom=box.box.top - 1) if own else box.box
        if own and all(o is box.outer for o in grid.near(gap)):
            own[-1].append(box)
        else:
            own.append([box])
    return [run for own in runs.values() for run in own]


def _rows(text: PageText, bands: Sequence[TextBox]) -> list[_Row]:
    """*bands* with the bare rows between, right above and right below them, from top to bottom."""
    frame, (x0, first, x1, _), last = bands[0].outer, bands[0].box, bands[-1].box.bottom
    free = sorted((frame.lines if frame is not None else text.free), key=_reading_order)
    bare = [line for line in free if x0 <= line.box.cx <= x1]
    rows = [_Row(True, band.lines, band.box.top, band.box.bottom) for band in bands]
    high, spans = min(row.height for row in rows), [(above.bottom, below.top) for above, below in pairwise(rows)]
    if frame is not None and frame.foot is not None and frame.fill == bands[0].fill:  # the last band is the frame's own
        rows.append(_Row(True, [line for line in bare if line.box.cy > frame.foot], frame.foot, frame.box.bottom))
        spans.append((last, frame.foot))
    elif below := _beside(last, [line for line in bare if line.box.cy > last], high, bands[0].lines[0]):
        spans.append((last, last + high + below[-1].base - below[0].base))
    if above := _beside(first, [line for line in reversed(bare) if line.box.cy < first], high, bands[0].lines[0]):
        spans.append((first - high - above[0].base + above[-1].base, first))
    rows += [_Row(False, [line for line in bare if top < line.box.cy < bottom], top, bottom) for top, bottom in spans]
    return sorted(rows, key=lambda row: row.top)


def _beside(edge: float, lines: Sequence[Line], high: float, alike: Line) -> list[Line]:
    """The *lines* of the row that begins at *edge*, the nearest first, as far as one is set *alike*; *high*: that of one line."""
    own: list[Line] = []
    for line in lines:
        if abs(line.base - own[-1].base) > _WRAPPED * high if own else abs(line.box.cy - edge) > high:
            break
        own.append(line)
    return own[: max((place + 1 for place, line in enumerate(own) if same_style(line, alike)), default=0)]


def _are_alike(rows: Sequence[_Row]) -> bool:
    """Whether *rows* are set alike and as high as each other, at one depth or centred."""
    if not all(row.lines and same_style(row.lines[0], rows[0].lines[0]) for row in rows):
        return False
    firsts, heights = [row.lines[0] for row in rows], [row.height for row in rows]
    wrapped = [below.base - line.base for row in rows for line, below in pairwise(row.lines)]
    aligned = min(len({round(line.frame.x0) for line in firsts}), len({round(line.box.cx) for line in firsts})) == 1
    return aligned and max(heights) <= (1 + _AS_HIGH) * min(heights) and max(wrapped, default=0) <= _WRAPPED * min(heights)


def _take_turns(columns: Sequence[Sequence[_Row]]) -> bool:
    """Whether rows are filled by turns and for no other reason; see `join_striped_rows`."""
    uneven = [rows for rows in columns if sum(row.filled for row in rows) > 1 and (len(rows) % 2 == 1 or not rows[0].filled)]
    told = {(row.filled, level(row.lines[0].text) is None) for rows in columns for row in rows}
    return bool(uneven) and any((True, none) in told and (False, none) in told for none in (True, False))


def _reading_order(line: Line) -> tuple[float, float]:
    return line.base, line.frame.x0
