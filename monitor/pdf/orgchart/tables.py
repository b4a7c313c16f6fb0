"""Tables and steps: a cell heads the lower cells glued to its right side; in a column what is set in hangs under what is not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from monitor.pdf.ink import Box
from monitor.pdf.orgchart.grid import Grid
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.votes import Votes

_GLUED = 2.0  # between the sides of neighbouring cells
_SURE = 0.9
_STEP_EM = (0.7, 5.0)  # how far words are set in from those that they hang under
_FEWEST = 3  # cells in a column that make a list
_PAGEFUL = 0.4  # of a page's boxes, those in one list: fewer under each other may be a head and its stack
_LEVEL = 0.5  # between words that begin at one place
_SHARED = 0.6  # of a list's entries, those that begin where others do
_NEAR_EM = 1.6  # how far under each other boxes of a list stand


def hang_in_tables(boxes: Sequence[Node], votes: Votes) -> None:
    """Hang cells by the spans of the cells left of them, then by how far their words, or they themselves, are set in."""
    grid = Grid((node.box, node) for node in boxes)
    for head, cells in _spans(boxes, grid):
        for cell in cells:
            _hang(cell, head, "table", votes)
    for column in _columns(boxes, grid):
        for head, cell in _set_in(column, [cell.inset for cell in column]):
            _hang(cell, head, "table", votes)
    for column in _staircases(boxes, grid):
        for head, cell in _set_in(column, [cell.box.x0 for cell in column]):
            _hang(cell, head, "steps", votes)


def _hang(cell: Node, head: Node, rule: str, votes: Votes) -> None:
    if cell.parent is None:
        votes.hang(cell, head, rule, _SURE)
    else:
        votes.cast(cell, head, rule, _SURE)


def _spans(boxes: Sequence[Node], grid: Grid[Node]) -> Iterator[tuple[Node, list[Node]]]:
    """Each cell with those right of it, in columns where one of them stands beside several: there each heads those beside it."""
    beside: dict[int, list[Node]] = {}
    columns: dict[tuple[int, int], list[Node]] = defaultdict(list)
    for node in boxes:
        box = node.box
        edge = Box(box.x1 - _GLUED, box.top, box.x1 + _GLUED, box.bottom)
        beside[id(node)] = [o for o in grid.near(edge) if o is not node and _is_right_of(o.box, box)]
        if beside[id(node)]:
            columns[round(box.x0 / _GLUED), round(box.x1 / _GLUED)].append(node)
    for column in columns.values():
        if any(len(beside[id(node)]) > 1 for node in column):
            yield from ((node, beside[id(node)]) for node in column)


def _is_right_of(cell: Box, head: Box) -> bool:
    within = head.top - _GLUED <= cell.top and cell.bottom <= head.bottom + _GLUED
    return within and abs(cell.x0 - head.x1) <= _GLUED


def _columns(boxes: Sequence[Node], grid: Grid[Node]) -> Iterator[list[Node]]:
    """Cells that begin at one place, glued under each other, without the centred ones; names may stand in a cell beside."""
    below: dict[int, Node] = {}
    for node in boxes:
        box = node.box
        edge = Box(box.x0, box.bottom - _GLUED, box.x1, box.bottom + _GLUED)
        under = [o for o in grid.near(edge) if o is not node and _is_under(o.box, box)]
        if under and not node.frame:
            below[id(node)] = under[0]
    lower = {id(node) for node in below.values()}
    for node in boxes:
        if id(node) in lower or id(node) not in below:
            continue
        column = [node]
        while id(column[-1]) in below:
            column.append(below[id(column[-1])])
        column = _without_centred(column)
        if _in_steps(column, [cell.inset for cell in column]):
            yield column


def _without_centred(column: Sequence[Node]) -> list[Node]:
    """The cells whose words are not centred, and those that only seem so: they begin where others do."""
    starts = [cell.inset for cell in column if not cell.centred]
    return [cell for cell in column if not cell.centred or any(abs(start - cell.inset) <= _LEVEL for start in starts)]


def _is_under(cell: Box, upper: Box) -> bool:
    return abs(cell.top - upper.bottom) <= _GLUED and abs(cell.x0 - upper.x0) <= _GLUED


def _staircases(boxes: Sequence[Node], grid: Grid[Node]) -> Iterator[list[Node]]:
    """Boxes right under each other, none beside them, that begin at a few places: a list drawn as boxes."""
    below: dict[int, list[Node]] = defaultdict(list)
    for node in boxes:
        box, reach = node.box, _NEAR_EM * node.size
        strip = Box(box.x0 - _STEP_EM[1] * node.size, box.top - reach, box.x1, box.top)
        near = [o for o in grid.near(strip) if o is not node and o.box.x1 > box.x0]
        over = [o for o in near if box.top - reach <= o.box.bottom <= box.top + _GLUED]
        if over and not node.frame:
            below[id(max(over, key=lambda o: o.box.bottom))].append(node)
    follows = {upper: under[0] for upper, under in below.items() if len(under) == 1}
    lower = {id(node) for node in follows.values()}
    for node in boxes:
        if id(node) in lower or id(node) not in follows:
            continue
        column = [node]
        while id(column[-1]) in follows:
            column.append(follows[id(column[-1])])
        if len(column) >= _PAGEFUL * len(boxes) and _in_steps(column, [cell.box.x0 for cell in column]):
            yield column


def _in_steps(column: Sequence[Node], starts: Sequence[float]) -> bool:
    """Whether most of *column* begin at a few places, two or more each, as the entries of a list do."""
    places = Counter(round(start / (_STEP_EM[0] * column[0].size)) for start in starts)
    shared = sum(number for number in places.values() if number > 1)
    return len(column) > _FEWEST and 1 < len(places) <= 2 + len(column) // _FEWEST and shared >= _SHARED * len(column)


def _set_in(column: Sequence[Node], starts: Sequence[float]) -> Iterator[tuple[Node, Node]]:
    """Each of *column* that begins further right, after the one that it hangs under."""
    least, most = _STEP_EM
    for place, cell in enumerate(column):
        before = range(place - 1, -1, -1)
        head = next((n for n in before if starts[n] < starts[place] - least * cell.size), None)
        if head is not None and starts[place] - starts[head] <= most * cell.size:
            yield column[head], cell
