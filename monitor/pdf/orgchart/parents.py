"""Who hangs under whom: by links, tables, stacks, frames, rows, or columns without boxes; the rule that spoke is kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from monitor.pdf.ink import Box
from monitor.pdf.orgchart.grid import Grid
from monitor.pdf.orgchart.heads import NetReading, ends_of, flow_of
from monitor.pdf.orgchart.links import Net
from monitor.pdf.orgchart.nodes import CLEAR, DOUBTFUL, LAYOUT, Node, PageNodes, Votes
from monitor.pdf.orgchart.stacks import HEAD, Columns, alike, is_apex_by_title, is_staff, peers, rank, shared_width
from monitor.pdf.orgchart.strands import Pair, hang_beside_strips, hang_runs, hang_spines, hang_strands
from monitor.pdf.orgchart.vocabulary import level

_TOUCHING = 2.0
_GLUED = 2.0  # between the sides of neighbouring cells
_SURE = 0.9
_STEP_EM = (0.7, 5.0)  # how far words are set in from those that they hang under
_SMALL_EM, _EVEN = 0.3, 1.3  # less is the place of a letter on its line; how many times as long the longest of even steps is
_FEWEST = 3  # cells in a column that make a list
_PAGEFUL = 0.4  # of a page's boxes, those in one list: fewer under each other may be a head and its stack
_LEVEL = 0.5  # between words that begin at one place
_SHARED = 0.6  # of a list's entries, those that begin where others do
_NEAR_EM = 1.6  # how far under each other boxes of a list stand
_SAME_SIZE = 1.04
_COLUMN = 0.7


class PageVotes(NamedTuple):
    """What was said of a page: the rules' votes, and the nets and columns that they were taken from, nets that tell no head too.

    `between`, `past`: links that join brothers on a strand, and those that lead past the head of a column (see `strands`).
    """

    votes: Votes
    readings: list[NetReading]
    columns: Columns
    between: set[Pair]
    past: set[Pair]


def set_parents(found: PageNodes, nets: Sequence[Net]) -> PageVotes:
    """Give every node of a page the parent that the first rule that applies says; some stay roots. Returns what all rules said."""
    boxes = list(dict.fromkeys(found.by_box.values()))
    votes = Votes()
    for node in found.nodes:
        if node.parent is not None and node.how is not None:
            votes.cast(node, node.parent, node.how, node.confidence)
    readings = _by_links(found, nets, votes)
    between, past = hang_strands(readings, votes), hang_spines(readings, votes)
    past |= hang_runs([node for node in boxes if node.drawn], votes)
    hang_open(found.open, votes)
    hang_in_tables([node for node in boxes if node.drawn], votes)
    columns = Columns(boxes, votes)
    hang_beside_strips(boxes, votes)
    columns.hang_stacks()
    _from_stack_ends(boxes, votes)
    _by_frames(found, boxes, nets, votes)
    columns.hang_siblings()
    _by_rows(boxes, votes)
    columns.hang_siblings()
    columns.hang_titled()
    _under_apex(boxes, votes)
    for node in found.nodes:
        if node.how == "same box":  # further units of one box hang where the first of them does
            first, node.how, node.outer = node.outer, None, None
            if first is not None and first.parent is not None:
                votes.hang(node, first.parent, first.how or "layout", min(0.75, first.confidence))
    return PageVotes(votes, readings, columns, between, past)


def _by_links(found: PageNodes, nets: Sequence[Net], votes: Votes) -> list[NetReading]:
    """Clear nets first; then those whose direction only the ranks that came of the clear ones can tell; dashed ones last."""
    flow = flow_of(nets, found)
    joined = [{id(node) for node, _ in ends_of(net, found)} for net in nets]
    others = Counter(node for ends in joined if len(ends) > 1 for node in ends)
    readings = [
        reading
        for net, ends in zip(nets, joined, strict=True)
        if (reading := NetReading(net, found, flow, {node: others[node] - (len(ends) > 1) for node in ends})).ends
    ]
    for reading in sorted((r for r in readings if r.usable), key=lambda r: (r.net.dashed, -r.certainty)):
        reading.vote(votes)
    return readings


def _from_stack_ends(boxes: Sequence[Node], votes: Votes) -> None:
    """A link that leaves the last box of a closed stack speaks for the stack: its child hangs under the stack's head."""
    for node in boxes:
        parent = node.parent
        if node.how != "line" or parent is None or parent.how != "stack" or parent.parent is None or alike(parent, node):
            continue
        mates = [o for o in boxes if o is not parent and abs(o.box.bottom - parent.box.top) <= _TOUCHING]
        if any(shared_width(o.box, parent.box) > 0.9 for o in mates):
            votes.hang(node, parent.parent, "line", 0.7)


def _by_frames(found: PageNodes, boxes: Sequence[Node], nets: Sequence[Net], votes: Votes) -> None:
    """Who stands in a frame and has no head in there hangs under its title; in one without a title, where a link to it leads."""
    for net in nets:
        inside = [node for at in net.attachments for node in found.groups.get(at.box, ()) if node.parent is None]
        head = min((node for node, _ in ends_of(net, found)), key=lambda node: node.box.top, default=None) if inside else None
        for node in inside:
            if head is not None and node.parent is None:
                votes.hang(node, head, "line", 0.8)
    for node in boxes:
        if node.outer is None or node.outer.frame is False:
            continue
        inside_it = node.parent is not None and (node.parent is node.outer or node.parent.outer is node.outer)
        if node.parent is None or (not inside_it and node.how != "line"):
            votes.hang(node, node.outer, "inside", CLEAR)


def _by_rows(boxes: Sequence[Node], votes: Votes) -> None:
    """Boxes of one row and one look have one parent."""
    grid = Grid((node.box, node) for node in boxes)
    for node in boxes:
        if node.parent is not None:
            continue
        row = Box(node.box.x0 - 40 * node.size, node.box.top, node.box.x1 + 40 * node.size, node.box.top + 1)
        mates = [o for o in grid.near(row, 3.0) if peers(o, node)]
        linked = [o for o in mates if o.parent is not None and o.how in ("line", "inside") and o.parent.box.top < node.box.top]
        if linked:
            nearest = min(linked, key=lambda o: abs(o.box.cx - node.box.cx))
            if nearest.parent is not None:
                votes.hang(node, nearest.parent, "row", DOUBTFUL)


def _under_apex(boxes: Sequence[Node], votes: Votes) -> None:
    """Heads in a row under one box that stands above them all: said with little confidence.

    So may be one that only offices of its own stand beside, titled as the head of an administration.
    """
    roots = [node for node in boxes if node.parent is None]
    if len(roots) < 2:
        return
    apex = min(roots, key=lambda n: (round(n.box.top), n.box.x0))
    beside = [node for node in roots if node is not apex and node.box.top < apex.box.bottom - 2]
    if beside:
        heads = [node for node in (apex, *beside) if rank(node.label) == HEAD]
        if len(heads) != 1 or any(rank(node.label) is not None for node in (apex, *beside) if node is not heads[0]):
            return
        apex = heads[0]
    rest = [node for node in roots if node is not apex]
    if not beside and any(alike(node, apex) for node in rest) and not is_apex_by_title(apex, rest):
        return
    head = _last_of_chain(apex, boxes, min(node.box.top for node in rest)) if not beside else apex
    for node in rest:
        votes.hang(node, head, "layout", LAYOUT)


def _last_of_chain(apex: Node, boxes: Sequence[Node], top: float) -> Node:
    """Of boxes centred under one another, « Maire » over « Direction générale », the lowest one above *top*."""
    below = [node for node in boxes if node.parent is apex and node.box.bottom <= top + 2 and not is_staff(node.label)]
    centred = [node for node in below if abs(node.box.cx - apex.box.cx) <= node.size and node.box.top >= apex.box.bottom - 2]
    return _last_of_chain(centred[0], boxes, top) if len(centred) == 1 else apex


def hang_in_tables(boxes: Sequence[Node], votes: Votes) -> None:
    """Hang cells by the spans of cells left of them, by columns where each row has one title, or by how far they are set in."""
    grid = Grid((node.box, node) for node in boxes)
    for head, cells in _spans(boxes, grid):
        for cell in cells:
            _hang(cell, head, "table", votes)
    for column in _columns(boxes, grid):
        for head, cell in _set_in(column, [cell.inset for cell in column]):
            _hang(cell, head, "table", votes)
    for rows in _one_a_row(boxes):
        for place, cell in enumerate(rows):
            left = next((o for o in reversed(rows[:place]) if o.box.x0 < cell.box.x0 - _GLUED), None)
            if left is not None:
                votes.hang(cell, left, "table", _SURE)
    for column in _staircases(boxes, grid):
        for head, cell in _set_in(column, [cell.box.x0 for cell in column]):
            _hang(cell, head, "steps", votes)


def _hang(cell: Node, head: Node, rule: str, votes: Votes) -> None:
    if cell.parent is None:
        votes.hang(cell, head, rule, _SURE)
    else:
        votes.cast(cell, head, rule, _SURE)


def _spans(boxes: Sequence[Node], grid: Grid[Node]) -> Iterator[tuple[Node, list[Node]]]:
    """Each cell with those right of it, in columns where one stands beside several or beside heads, or only its cells are bold."""
    beside: dict[int, list[Node]] = {}
    columns: dict[tuple[int, int], list[Node]] = defaultdict(list)
    for node in boxes:
        box = node.box
        right = grid.near(Box(box.x1 - _GLUED, box.top, box.x1 + _GLUED, box.bottom))
        glued = [o for o in right if o is not node and abs(o.box.x0 - box.x1) <= _GLUED]
        within = [o for o in glued if box.top - _GLUED <= o.box.top and o.box.bottom <= box.bottom + _GLUED]
        if within:
            beside[id(node)] = within
            columns[round(box.x0 / _GLUED), round(box.x1 / _GLUED)].append(node)
    heads: set[int] = set()
    for column in sorted(columns.values(), key=lambda column: -column[0].box.x0):  # what stands left of heads heads them
        cells = [cell for node in column for cell in beside[id(node)]]
        bold = len(column) > 1 and all(node.bold for node in column) and not any(cell.bold for cell in cells)
        if bold or len(cells) > len(column) or any(id(cell) in heads for cell in cells):
            heads.update(map(id, column))
            yield from ((node, beside[id(node)]) for node in column)


def _columns(boxes: Sequence[Node], grid: Grid[Node]) -> Iterator[list[Node]]:
    """Cells that begin at one place, glued under each other, without the centred ones; names may stand in a cell beside.

    Of the centred ones those stay that begin where others do: they only seem to be centred.
    """
    below: dict[int, Node] = {}
    for node in boxes:
        box = node.box
        near = grid.near(Box(box.x0, box.bottom - _GLUED, box.x1, box.bottom + _GLUED))
        under = [o for o in near if o is not node and abs(o.box.top - box.bottom) <= _GLUED and abs(o.box.x0 - box.x0) <= _GLUED]
        if under and not node.frame:
            below[id(node)] = under[0]
    for column in _chains(boxes, below):
        starts = [cell.inset for cell in column if not cell.centred]
        kept = [cell for cell in column if not cell.centred or any(abs(start - cell.inset) <= _LEVEL for start in starts)]
        if _in_steps(kept, [cell.inset for cell in kept]):
            yield kept


def _chains(boxes: Sequence[Node], below: Mapping[int, Node]) -> Iterator[list[Node]]:
    """From each of *boxes* that is below no other all the way down; *below*: which box follows, by the id of the upper one."""
    lower = {id(node) for node in below.values()}
    for node in boxes:
        if id(node) in below and id(node) not in lower:
            chain = [node]
            while id(chain[-1]) in below:
                chain.append(below[id(chain[-1])])
            yield chain


def _one_a_row(boxes: Sequence[Node]) -> Iterator[list[Node]]:
    """The cells of a table with one title in each row, whose columns are the levels: they stand beside each other and come back.

    Without the rows above it that stand in no column of its own.
    """
    ordered = sorted((node for node in boxes if not node.frame), key=lambda node: (node.box.top, node.box.x0))
    runs: list[list[Node]] = []
    for node in ordered:
        if not runs or abs(node.box.top - runs[-1][-1].box.bottom) > _GLUED:
            runs.append([])
        runs[-1].append(node)
    for run in runs:
        ends: dict[int, float] = {}
        for node in run:
            start = round(node.box.x0 / _GLUED)
            ends[start] = min(node.box.x1, ends.get(start, node.box.x1))
        wide = next((n for n, node in enumerate(run) if node.box.x1 <= ends[round(node.box.x0 / _GLUED)] + _GLUED), len(run))
        rows = run[wide:]
        columns = sorted({round(node.box.x0 / _GLUED) for node in rows})
        apart = all(ends[left] <= right * _GLUED + 2 * _GLUED for left, right in pairwise(columns))
        if len(columns) > 1 and len(rows) >= 2 * len(columns) and apart and rows[0].box.x0 <= columns[0] * _GLUED + _GLUED:
            yield rows


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
    for column in _chains(boxes, {upper: under[0] for upper, under in below.items() if len(under) == 1}):
        if len(column) >= _PAGEFUL * len(boxes) and _in_steps(column, [cell.box.x0 for cell in column]):
            yield column


def _in_steps(column: Sequence[Node], starts: Sequence[float]) -> bool:
    """Whether most of *column* begin at a few places, two or more each, as the entries of a list do."""
    places = Counter(round(start / (_STEP_EM[0] * column[0].size)) for start in starts)
    shared = sum(number for number in places.values() if number > 1)
    return len(column) > _FEWEST and 1 < len(places) <= 2 + len(column) // _FEWEST and shared >= _SHARED * len(column)


def least_step(starts: Sequence[float], size: float) -> float:
    """How much further right an entry begins, at least, that hangs under another: less where the steps are small, and even."""
    depths: list[list[float]] = []
    for start in sorted(starts):
        if depths and start - depths[-1][-1] <= _SMALL_EM * size:
            depths[-1].append(start)
        else:
            depths.append([start])
    steps = [right[0] - left[0] for left, right in pairwise(depths)]
    even = len(steps) > 1 and max(steps) <= _EVEN * min(steps) and sum(len(depth) > 1 for depth in depths) >= len(depths) - 1
    return min(_STEP_EM[0] * size, 0.6 * min(steps)) if even else _STEP_EM[0] * size


def _set_in(column: Sequence[Node], starts: Sequence[float]) -> Iterator[tuple[Node, Node]]:
    """Each of *column* that begins further right, after the one that it hangs under."""
    least, most = least_step(starts, column[0].size), _STEP_EM[1]
    for place, cell in enumerate(column):
        before = range(place - 1, -1, -1)
        head = next((n for n in before if starts[n] < starts[place] - least), None)
        if head is not None and starts[place] - starts[head] <= most * cell.size:
            yield column[head], cell


def hang_open(nodes: Sequence[Node], votes: Votes) -> None:
    """Hang *nodes*, which have no box that is drawn, and no head yet, under the head of their column or of the page.

    Columns begin at the first title beside which another one of the same look stands, and no other.
    """
    ordered = sorted(nodes, key=lambda node: (node.box.top, node.box.x0))
    below = len(ordered)
    for place, node in enumerate(ordered):
        row = [o for o in ordered if abs(o.box.top - node.box.top) <= 0.5 * node.size]
        if len(row) > 1 and all(abs(o.size - node.size) <= 0.3 and o.bold == node.bold for o in row):
            below = place
            break
    header = ordered[:below]
    for place, node in enumerate(ordered):
        head, strength = (_head_above(node, header[:place]), LAYOUT) if place < below else (None, _COLUMN)
        if place >= below:
            over = [o for o in ordered[below:place] if o.box.top < node.box.top]
            column = [o for o in over if shared_width(o.box, node.box) > 0.4]
            head = next((o for o in reversed(column) if _outweighs(o, node)), None)
            if head is None and node.how is None:
                head = next((o for o in reversed(column) if o.how == "line"), None)
                if head is None and column and _leads(column[0], node):
                    head, strength = column[0], LAYOUT
            if head is None:
                head, strength = _apex(header, node), DOUBTFUL
        if head is not None:
            votes.cast(node, head, "column", strength)
            if node.parent is None:
                node.hang(head, "column", strength)


def _head_above(node: Node, above: Sequence[Node]) -> Node | None:
    """Above the columns: the last title that is larger, or of the same size and higher by its words."""
    for other in reversed(above):
        if _outweighs(other, node):
            return other
        if not _outweighs(node, other) and not is_staff(other.label) and _leads(other, node):
            return other
    return None


def _leads(upper: Node, lower: Node) -> bool:
    over, under = level(upper.label), level(lower.label)
    return over is None or under is None or over <= under


def _apex(header: Sequence[Node], node: Node) -> Node | None:
    """The largest title above the columns, the last of several."""
    best: Node | None = None
    for other in header:
        if other.box.bottom <= node.box.top + 2 and not is_staff(other.label) and (best is None or not _outweighs(best, other)):
            best = other
    return best if best is None or not _outweighs(node, best) else None


def _outweighs(a: Node, b: Node) -> bool:
    if abs(a.size - b.size) > (_SAME_SIZE - 1) * max(a.size, b.size):
        return a.size > b.size and (a.bold or not b.bold)
    return a.bold and not b.bold
