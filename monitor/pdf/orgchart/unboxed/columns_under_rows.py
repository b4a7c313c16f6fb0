"""Columns of free lines under a row of titles, on sheets whose other words stand in boxes: read as those without boxes are.

What begins flush with a title, or on its axis, in even steps, is of it, however wide the steps are and whatever the words:
« Insertion professionnelle », « Valorisation – Rémy Mercadier ».
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import inf

from monitor.model.frozen import replace
from monitor.pdf.ink import Box, Grid, median
from monitor.pdf.lines import Line, same_style
from monitor.pdf.orgchart.units.entries import entry_parts
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from monitor.pdf.orgchart.vocabulary import is_chart_word, level
from monitor.pdf.orgchart.words.missions import sort_of
from monitor.pdf.orgchart.words.people import named_in
from monitor.pdf.orgchart.words.wording import is_contact, unbulleted

_FEWEST = 3  # titles in a row, of which half have lines below them
_REACH_EM, _STEP_EM = 8.0, 3.2  # from a title, or who heads it, to its first line; from line to line, at most
_CLOSE_EM = 1.45  # lines of one title, and who heads it, stand no further apart
_LEVEL = 2.0  # points between what stands level
_FLUSH_EM, _OVER_EM = 0.7, 12.0  # sides that are one; how far over a column a box may head it
_EVEN, _GOES_ON = 1.12, 0.88  # times the usual step; what is nearer goes on with the line above it
_LOOKS = 4  # of the lines that stand level
_WORDED, _SELDOM = 0.3, 0.2  # of all lines, those with a word of charts or somebody's name, at least; and what no unit is, at most
_DEEP = 5000.0  # points down a page, at most


def columns_under_rows(text: PageText) -> list[Line]:
    """The free lines of *text* that are of a row of titles, or stand in columns below them; [] without such columns."""
    return [line for title, column in _columns(text) for line in (title, *column)]


def mark_columns(text: PageText) -> None:
    """Put a bullet before each line that is listed in such a column, however it is set; what goes on with one has none."""
    columns = [_listed(title, column) for title, column in _columns(text)]
    steps = [below.base - above.base for column in columns for above, below in pairwise(column)]
    usual = median(steps) if steps else 0.0
    begun = {
        id(line)
        for column in columns
        for above, line in pairwise((None, *column))
        if line and (above is None or line.base - above.base >= _GOES_ON * usual) and unbulleted(line.text) is None
    }
    text.free = [replace(line, text=f"• {line.text}") if id(line) in begun else line for line in text.free]


def _columns(text: PageText) -> list[tuple[Line, list[Line]]]:
    lines = sorted((line for line in text.free if line.angle == 0), key=lambda line: (line.base, line.frame.x0))
    free = Grid((line.frame, line) for line in lines)
    boxes = Grid((box.box, box) for box in text.boxes)
    rows: list[list[Line]] = []
    below = set[int]()  # rows right below others in their style, of which they may be lists
    for line in lines:
        alike = [row for row in rows[-_LOOKS:] if same_style(row[0], line) and line.base - row[0].base <= _STEP_EM * line.size]
        if alike and abs(alike[-1][0].base - line.base) <= _LEVEL:
            alike[-1].append(line)
        else:
            rows.append([line])
            below |= {id(rows[-1])} if alike else set()
    for row in (row for row in rows if len(row) >= _FEWEST and id(row) not in below and not _in_columns_of(boxes, row)):
        for side in (_left, _middle):
            columns = [_column_of(title, row, free, boxes, side) for title in row]
            if _are_units(row, columns):
                return list(zip(row, columns, strict=True))
    return []


def _in_columns_of(boxes: Grid[TextBox], row: Sequence[Line]) -> bool:
    """Whether half of a *row* or more stand each under the nearest box above, which heads their column alone."""
    alone = 0
    for title in row:
        x0, top, x1, _ = title.frame
        over = boxes.near(Box(x0, top - _OVER_EM * title.size, x1, top))
        nearest = max(over, key=lambda box: box.box.bottom, default=None)
        alone += nearest is not None and sum(nearest.box.x0 <= o.frame.x0 < nearest.box.x1 for o in row) == 1
    return 2 * alone >= len(row)


def _left(box: Box) -> float:
    return box.x0


def _middle(box: Box) -> float:
    return box.cx


def _column_of(
    title: Line, row: Sequence[Line], free: Grid[Line], boxes: Grid[TextBox], side: Callable[[Box], float]
) -> list[Line]:
    """The lines below *title* that begin, or are centred, where it does, down to a box, wider white or what stands across."""
    left = max((o.frame.x1 for o in row if o.frame.x1 <= title.frame.x0), default=-inf)
    right = min((o.frame.x0 for o in row if o.frame.x0 >= title.frame.x1), default=inf)
    column: list[Line] = []
    bottom, reach = title.base, _REACH_EM
    strip = Box(max(left, title.frame.x0 - title.size), title.base + _LEVEL, min(right, title.frame.x1), title.base + _DEEP)
    for line in free.near(strip):
        frame = line.frame
        if line.base <= title.base + _LEVEL:
            continue
        flush = abs(side(frame) - side(title.frame)) <= _FLUSH_EM * line.size and left < frame.x0 and frame.x1 < right
        if not flush or line.base - bottom > reach * line.size or boxes.near(Box(frame.x0, bottom + 1, frame.x1, frame.bottom)):
            break
        column.append(line)
        bottom, reach = line.base, _STEP_EM if len(column) > 1 else _REACH_EM
    return column


def _are_units(row: Sequence[Line], columns: Sequence[Sequence[Line]]) -> bool:
    """Whether the lines of *columns* begin at one height, go on in even steps, and are set lighter than the titles in the *row*."""
    listed = [_listed(title, column) for title, column in zip(row, columns, strict=True)]
    lines = [line for column in listed for line in column]
    begun = [(column, whole) for column, whole in zip(listed, columns, strict=True) if column]
    firsts = [column[0].base for column, _ in begun]
    # As far below who heads them, where a title has two lines
    steps = [column[0].base - line.base for column, whole in begun for line in whole[: len(whole) - len(column)][-1:]]
    aligned = (
        [given for given in (firsts, steps) if len(given) == len(firsts) and max(given) - min(given) <= _LEVEL] if firsts else []
    )
    if len(firsts) < len(row) / 2 or not aligned or any(line.size > row[0].size for line in lines):
        return False
    if 2 * sum(level(title.text) is not None for title in row) < len(row):  # « Couleurs », « Partenaires », « Nos valeurs »
        return False
    steps = [below.base - above.base for column in listed for above, below in pairwise(column)]
    usual = median(steps) if steps else 0.0
    said = [unbulleted(line.text) or line.text for line in lines]
    uneven = sum(step > _EVEN * usual for step in steps) + sum(not text[:1].isupper() for text in said)
    told = [entry_parts(text) for text in said]
    named = [not people and (one := named_in(label)) is not None and one.sure for label, people in told]
    none = sum(bool(alone) or _is_no_unit(text) for text, alone in zip(said, named, strict=True))
    worded = sum(bool(people) or any(map(is_chart_word, label.split())) for label, people in told)
    return max(uneven, none) <= _SELDOM * len(lines) and worded >= _WORDED * len(lines)


def _is_no_unit(text: str) -> bool:
    return is_contact(text) or sort_of(text) == "verb" or any(map(str.isdigit, text))


def _listed(title: Line, column: Sequence[Line]) -> Sequence[Line]:
    """*column* without what goes on with its *title* in the look of that, and who heads it."""
    begin = 0
    while begin < len(column) and (same_style(column[begin], title) or named_in(column[begin].text) is not None):
        begin += 1
    return column[begin:]
