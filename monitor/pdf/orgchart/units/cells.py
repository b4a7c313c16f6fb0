"""Cells of tables: whom they hang under by the cells left of them, the rows over them, columns, and how far they are set in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise

from monitor.pdf.ink import SIDE, Box, Grid, runs_of
from monitor.pdf.orgchart.arrangement.stacks import alike, is_staff, look
from monitor.pdf.orgchart.nodes import Node, Votes
from monitor.pdf.orgchart.units.text_boxes import TableColumn
from monitor.pdf.orgchart.vocabulary import level, steps_down

_GLUED = SIDE  # between the sides of neighbouring cells, which begin at one of so wide places
_SURE = 0.9
_GOES_ON, _BY_WORDS = 0.9, 0.7  # how sure is what goes on from the page before
_MOVED = 4.0  # points between the sides of one column on two pages
_STEP_EM = (0.7, 5.0)  # how far words are set in from those that they hang under
_SMALL_EM, _EVEN = 0.3, 1.3  # less is the place of a letter on its line; how many times as long the longest of even steps is
_FEWEST = 3  # cells in a column that make a list
_PAGEFUL = 0.4  # of a page's boxes, those in one list: fewer under each other may be a head and its stack
_LEVEL = 0.5  # between words that begin at one place
_SHARED = 0.6  # of a list's entries, those that begin where others do
_SHADES, _MOSTLY = 3, 0.7  # fills that tell depths; of filled rows, those right above one that stands deeper
_DEEPEST = 6  # columns of cells that head others
_HEAD = 2  # how high the title of an administration's head is by its words
_HEADING_EM = 4.5  # between a title over a table and its first cell
_NEAR_EM = 1.6  # how far under each other boxes of a list stand


class Depths:
    """How deep cells of tables stand: what stands no less deep in the same table is no head, unless a cell is set in below it."""

    def __init__(self) -> None:
        self._depths: dict[int, dict[int, int]] = defaultdict(dict)
        self._set_in: set[tuple[int, int]] = set()
        self._places: dict[int, int] = {}
        self._tables = 0

    def note(self, depths: Iterable[tuple[Node, int]], *, in_order: bool = False) -> None:
        """Note how deep the cells of one table stand; those with 0 may head one another. *in_order*: none heads one before it."""
        self._tables += 1
        for place, (node, depth) in enumerate(depths):
            self._depths[id(node)][self._tables] = depth
            if in_order:
                self._places[id(node)] = place

    def allow(self, node: Node, head: Node) -> None:
        """Let *head* head *node* whatever their depths are."""
        self._set_in.add((id(node), id(head)))

    def forbid(self, node: Node, head: Node) -> bool:
        """Whether *head* can't be the one that *node* hangs under."""
        own, other = self._depths.get(id(node)), self._depths.get(id(head))
        if own is None or other is None or (id(node), id(head)) in self._set_in:
            return False
        if self._places.get(id(head), -1) > self._places.get(id(node), len(self._places)):
            return True
        shared = [(own[table], other[table]) for table in own if table in other]
        return any(below > above or below == above > 0 for above, below in shared)


def hang_in_tables(boxes: Sequence[Node], votes: Votes) -> Depths:
    """Hang cells by the spans of cells left of them, by columns where each row has one title, or by how far they are set in.

    What heads a column of cells that head others is the row over them; of rows alone, some may be filled and head the others.
    """
    grid = Grid((node.box, node) for node in boxes)
    depths = Depths()
    spans = list(_spans(boxes, grid))
    for head, cells in spans:
        for cell in cells:
            votes.say(cell, head, "table", _SURE)
    _hang_under_rows(boxes, spans, votes, depths)
    # titles that have a number in their rows hang under the last one above whose number is shorter
    counted = sorted((node for node in boxes if node.depth is not None), key=lambda node: node.box.top)
    above: list[Node] = []
    for node in counted:
        depth = node.depth or 0
        over = next((other for other in reversed(above) if other.depth is not None and other.depth < depth), None)
        if over is not None:
            votes.say(node, over, "table", _SURE)
        above.append(node)
    below: dict[int, Node] = {}  # cells that begin at one place, glued under each other; names may stand in a cell beside
    for node in boxes:
        box = node.box
        near = grid.near(Box(box.x0, box.bottom - _GLUED, box.x1, box.bottom + _GLUED))
        under = [o for o in near if o is not node and abs(o.box.top - box.bottom) <= _GLUED and abs(o.box.x0 - box.x0) <= _GLUED]
        if under and not node.frame:
            below[id(node)] = under[0]
    for chain in _chains(boxes, below):
        # Cells whose words are not centred; of the centred ones those that begin where others do: they only seem to be
        starts = [cell.inset for cell in chain if not cell.centred]
        column = [cell for cell in chain if not cell.centred or any(abs(start - cell.inset) <= _LEVEL for start in starts)]
        if _in_steps(column, [cell.inset for cell in column]):
            for head, cell in _set_in(column, [cell.inset for cell in column]):
                votes.say(cell, head, "table", _SURE)
                depths.allow(cell, head)
        elif shades := _shades(chain):
            top = next((place for place, cell in enumerate(chain) if shades[id(cell)] != shades[id(chain[0])]), 0)
            depths.note((cell, 0 if top > 1 and place < top else 1 + shades[id(cell)]) for place, cell in enumerate(chain))
            for place, cell in enumerate(chain):
                over = next((o for o in reversed(chain[:place]) if shades[id(o)] < shades[id(cell)]), None)
                if over is not None:
                    votes.say(cell, over, "table", _SURE)
    for rows in _one_a_row(boxes):
        for place, cell in enumerate(rows):
            left = next((o for o in reversed(rows[:place]) if o.box.x0 < cell.box.x0 - _GLUED), None)
            if left is not None:
                votes.hang(cell, left, "table", _SURE)
    for column in _staircases(boxes, grid):
        for head, cell in _set_in(column, [cell.box.x0 for cell in column]):
            votes.say(cell, head, "steps", _SURE)
    return depths


def hang_under_headings(boxes: Sequence[Node], votes: Votes) -> None:
    """Hang the cells of each table under the title that stands free right over it, where several tables have one set so.

    Between the two there is room for the row that names the columns, which is no box any more.
    """
    free = [node for node in boxes if not node.drawn and not node.listed]
    by_top = sorted(free, key=lambda node: node.box.top)
    drawn = sorted((node for node in boxes if node.drawn and not node.frame), key=lambda node: node.box.top)
    tops, drawn_tops = [node.box.top for node in by_top], [node.box.top for node in drawn]
    tables: dict[tuple[bool, int], list[tuple[Node, list[Node]]]] = defaultdict(list)
    for head in free:
        below = islice(by_top, bisect_right(tops, head.box.bottom), None)
        end = next((other.box.top for other in below if _share_width(other, head)), float("inf"))
        reached = islice(drawn, bisect_left(drawn_tops, head.box.bottom - _GLUED), bisect_left(drawn_tops, end))
        under = [node for node in reached if _share_width(node, head)]
        glued = all(lower.box.top - upper.box.bottom <= _GLUED for upper, lower in pairwise(under))
        flush = all(abs(node.box.x0 - head.box.x0) <= _STEP_EM[1] * head.size for node in under)
        if under and glued and flush and under[0].box.top - head.box.bottom <= _HEADING_EM * head.size:
            tables[head.bold, round(2 * head.size)].append((head, under))
    for found in tables.values():
        if len(found) > 1 and sum(len(cells) for _, cells in found) > len(found):
            for head, cells in found:
                for cell in cells:
                    votes.say(cell, head, "table", _SURE)


def _share_width(node: Node, head: Node) -> bool:
    return node.box.x0 < head.box.x1 and head.box.x0 < node.box.x1


def _hang_under_rows(boxes: Sequence[Node], spans: Sequence[tuple[Node, Sequence[Node]]], votes: Votes, depths: Depths) -> None:
    """Hang the first column's cells under the last row above them that is as wide as the table.

    Of rows right under each other the last titled as an administration's head heads the cells, else the last that is no staff.
    """
    headed = {id(cell) for _, cells in spans for cell in cells}
    tables: dict[int, list[tuple[Node, Sequence[Node]]]] = defaultdict(list)
    for head, cells in spans:
        if id(head) not in headed:
            tables[round(head.box.x0 / _GLUED)].append((head, cells))
    under = {id(head): cells for head, cells in spans}
    for of_table in tables.values():
        firsts = {id(head): head for head, _ in of_table}
        reach = {id(head): max(cell.box.x1 for cell in cells) for head, cells in of_table}
        left, side = of_table[0][0].box.x0, min(head.box.x1 for head, _ in of_table)
        level_with = [node for node in boxes if abs(node.box.x0 - left) <= _GLUED and not node.frame]
        block: list[Node] = []
        wide: list[Node] = []
        last: Node | None = None
        for node in sorted(level_with, key=lambda node: node.box.top):
            if last is not None and node.box.top - last.box.bottom > _NEAR_EM * node.size:
                block = []
            if id(node) in firsts:
                own = level(node.label)
                ranks = [(node, level(node.label)) for node in block if not is_staff(node.label)]
                ranks = [(node, rank) for node, rank in ranks if rank is None or own is None or rank <= own]
                heads = [node for node, rank in ranks if rank is not None and rank <= _HEAD] or [node for node, _ in ranks]
                over = heads[-1] if heads else None
                if over is not None and over.box.x1 >= reach[id(node)] - _GLUED:
                    votes.say(node, over, "table", _SURE)
            elif node.box.x1 > side + _GLUED:
                block = [node] if last is not None and id(last) in firsts else [*block, node]
                wide.append(node)
            last = node
        told = {id(node): (node, 0) for node in wide}
        row = list(firsts.values())
        for depth in range(1, _DEEPEST):
            told |= {id(node): (node, depth) for node in row}
            row = [cell for node in row for cell in under.get(id(node), ())]
        depths.note(told.values())


def _shades(chain: Sequence[Node]) -> dict[int, int]:
    """How deep cells under each other stand by their fills, where filled ones head those that are not; {} where fills tell nothing.

    Every second row filled only leads the eye: all stand equally deep. A list in a cell of its own is the title's over it.
    """
    fills = [look(node)[0] for node in chain]
    shades = list(dict.fromkeys(fill for fill in fills if fill is not None))
    if len(fills) - fills.count(None) < 2 or None not in fills or len(chain) <= _FEWEST:
        return {}
    followed = Counter(pairwise(fills))
    order = shades if len(shades) <= _SHADES else []
    order = sorted(order, key=lambda a: sum(bool(followed[b, a]) and not followed[a, b] for b in order))
    depth = {fill: order.index(fill) if order else 0 for fill in shades}
    depth_of = [len(order) or 1 if fill is None else depth[fill] for fill in fills]
    heads = [(a, b) for a, b in pairwise(zip(chain, depth_of, strict=True)) if a[1] < max(depth_of)]

    steps = [steps_down(a[0].label, b[0].label) for a, b in heads if a[1] < b[1]]
    above = [step > 0 for step in steps if step is not None]
    filled = [place for place, fill in enumerate(fills) if fill is not None]
    if len(filled) >= _FEWEST and all(lower - upper == 2 for upper, lower in pairwise(filled)) and not any(above):
        return {id(node): 0 for node in chain}
    if len(steps) < _MOSTLY * len(heads) or 3 * above.count(False) > len(steps):
        return {}
    deepest = max(depth_of)
    titled = any(depth == deepest and not node.listed for node, depth in zip(chain, depth_of, strict=True))
    return {id(node): depth + (titled and node.listed and depth == deepest) for node, depth in zip(chain, depth_of, strict=True)}


def _spans(boxes: Sequence[Node], grid: Grid[Node]) -> Iterator[tuple[Node, list[Node]]]:
    """Each cell with those right of it, in columns where one stands beside several or heads, or where look or words tell.

    Cells alike that go on in a row belong to it, too. So do those left of it where it is set apart, nothing at their left heads,
    and words or who is named tell that it is a unit, no place. A cell beside one that is set like it, as high, is no head where
    those of its column are others: they are a row of their own.
    """
    found = list(_spans_beside(boxes, grid, 1))
    yield from found
    told = {id(node) for head, cells in found for node in (head, *cells)}
    for head, cells in _spans_beside([node for node in boxes if id(node) not in told], grid, -1):
        units = bool(head.people) or level(head.label) is not None
        if units and not any(id(cell) in told or alike(head, cell) for cell in cells):
            yield head, cells


def _spans_beside(boxes: Sequence[Node], grid: Grid[Node], way: int) -> Iterator[tuple[Node, list[Node]]]:
    """See `_spans`; *way*: 1 for cells right of their heads, -1 for those left of them."""
    beside: dict[int, list[Node]] = {}
    columns: dict[tuple[int, int], list[Node]] = defaultdict(list)
    for node in boxes:
        box = node.box
        side = box.x1 if way > 0 else box.x0
        near = grid.near(Box(side - _GLUED, box.top, side + _GLUED, box.bottom))
        glued = [o for o in near if o is not node and abs((o.box.x0 if way > 0 else o.box.x1) - side) <= _GLUED]
        within = [o for o in glued if box.top - _GLUED <= o.box.top and o.box.bottom <= box.bottom + _GLUED]
        if within:
            beside[id(node)] = within
            columns[round(box.x0 / _GLUED), round(box.x1 / _GLUED)].append(node)
    heads: set[int] = set()
    for column in sorted(columns.values(), key=lambda column: -way * column[0].box.x0):  # what stands beyond heads heads them
        apart = [node for node in column if not all(_go_on(node, cell) for cell in beside[id(node)])]
        if 2 * len(apart) > len(column):
            column = apart
        cells = [cell for node in column for cell in beside[id(node)]]
        bold = len(column) > 1 and all(node.bold for node in column) and not any(cell.bold for cell in cells)
        worded = len(column) > 1 and all((steps_down(node.label, o.label) or 0) > 0 for node in column for o in beside[id(node)])
        if bold or worded or len(cells) > len(column) or any(id(cell) in heads for cell in cells):
            heads.update(map(id, column))
            for node in column:
                own = list(beside[id(node)])
                for cell in own:  # which grows
                    own += [o for o in beside.get(id(cell), ()) if not {id(cell), id(o)} & heads and _go_on(cell, o)]
                yield node, own


def _go_on(cell: Node, other: Node) -> bool:
    """Whether *other*, beside *cell*, is set like it, as high, and of no lower rank by its words."""
    level_with = (steps_down(cell.label, other.label) or 0) <= 0
    return (
        level_with and alike(cell, other) and abs(cell.box.top - other.box.top) + abs(cell.box.bottom - other.box.bottom) <= _GLUED
    )


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
    """The cells of a table with one title in each row, in a column for each level, without the rows above that have no column."""
    ordered = sorted((node for node in boxes if not node.frame), key=lambda node: (node.box.top, node.box.x0))
    for run in runs_of(ordered, lambda upper, lower: abs(lower.box.top - upper.box.bottom) <= _GLUED):
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
    depths = runs_of(sorted(starts), lambda a, b: b - a <= _SMALL_EM * size)
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


# --------------------------------------------------------------------------------------------------------------- over pages


def continue_table(nodes: Sequence[Node], kept: Sequence[Node], columns: Sequence[TableColumn]) -> None:
    """Hang those of *nodes* that go on a table of the page before, where nothing on their own page heads them.

    By how far they are set in; where all begin at one place, by what their titles say, which is less sure. *kept*: the nodes of the
    pages before; *columns*: those of the tables of this page.
    """
    sides = [column.x0 for column in columns if column.holds == "unit"]
    if not nodes or not sides:
        return
    sides += [node.box.x0 for node in nodes if node.drawn and any(abs(node.box.x1 - side) <= _GLUED for side in sides)]
    of_table = [
        node
        for node in (*(node for node in kept if node.page == nodes[0].page - 1), *nodes)
        if node.drawn and not node.listed and any(abs(node.box.x0 - side) <= _MOVED for side in sides)
    ]
    begins = [node.box.x0 + node.inset for node in of_table if not node.centred]
    of_table = [n for n in of_table if not n.centred or any(abs(n.box.x0 + n.inset - start) <= _LEVEL for start in begins)]
    of_table.sort(key=lambda node: (node.page, node.box.top, node.box.x0))
    here = [node for node in of_table if node.page == nodes[0].page]
    above = of_table[: len(of_table) - len(here)]
    if not above or not here:
        return
    first = min((node.box.top for node in nodes if not node.listed and node not in here), default=float("inf"))
    starts = {id(node): node.box.x0 + node.inset for node in of_table}
    least = least_step(list(starts.values()), here[0].size)
    stepped = max(starts.values()) - min(starts.values()) > least
    for place, node in enumerate(here):
        if node.box.top > first:
            break

        def heads(other: Node, node: Node = node) -> bool:
            if other.depth is not None and node.depth is not None:
                return other.depth < node.depth
            if stepped:
                return starts[id(other)] < starts[id(node)] - least
            return (steps_down(other.label, node.label) or 0) > 0

        head = next((other for other in reversed(here[:place]) if heads(other)), None)
        if node.parent is not None and (head is not None or node.how == "table"):
            continue
        head = head or next((other for other in reversed(above) if heads(other)), None)
        alike = next((other for other in reversed(above) if starts[id(other)] == starts[id(node)]), above[-1])
        head = head or (alike.parent if stepped or level(node.label) == level(alike.label) else None)
        if head is not None:
            node.hang(head, "table", _GOES_ON if stepped else _BY_WORDS)
