"""Titles in columns from left to right, a rank in each, with no stroke, box or rule between them: who heads whom is told by height.

Either each title stands at the height of the first one that hangs under it, as in a table without rules, or in the middle of all.
Or as a journal prints them: what is set larger heads what follows, to the foot of its column and on in the next one (3.27).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from monitor.pdf.ink import SIDE, Box, Grid, median, runs_of
from monitor.pdf.lines import Line, same_style
from monitor.pdf.orgchart.arrangement.heads import NetReading
from monitor.pdf.orgchart.arrangement.stacks import columns_by_white, is_staff
from monitor.pdf.orgchart.arrangement.strands import is_above
from monitor.pdf.orgchart.choice.parents import outweighs
from monitor.pdf.orgchart.nodes import CLEAR, DOUBTFUL, LAYOUT, Node, PageNodes
from monitor.pdf.orgchart.units.text_boxes import TextBox
from monitor.pdf.orgchart.vocabulary import level, steps_down
from monitor.pdf.orgchart.words.people import doubted, named_in
from monitor.pdf.orgchart.words.wording import unbulleted

_FEWEST = 6
_LARGEST = 300  # titles
_MOST_COLUMNS = 6
_LEVEL_EM = 0.4  # between the heights of a title and of what it stands level with, or in the middle of
_WIDER = 1.25  # times as many titles stand in a column as in the one before it, where these head them
_FEWEST_NAMES, _NAMES_APART = 4, 0.75  # of the names, those in one column, and of its lines, those that are names
_APART_EM = 2.0  # between columns of boxes
_HIGH = 0.8  # of a frame's height, that of the cell at its side
_SEVERAL = 2  # heads of several titles, or printed columns, at least
_EXCEPT = 0.05  # of the titles of known rank, those that are no lower than their head
_OVER = 0.85  # how sure it is that the first title heads those of its column, all of lower ranks
_TOP_EM = 0.6  # from the top of a title to the middle of its first line
_LARGER = 1.15  # so much larger letters are those of a heading, whether bold or not
_MOST_LOOKS, _MOST_BESIDE = 3, 4  # of titles; so many titles for each box beside them, « Bon à savoir », at least
_TALLER_EM = 2.0  # a rule and white may stand over a heading
# How sure it is that a printed column goes on, where nothing larger stands in it, or where there was room
_LIKELY, _GUESSED = 0.85, 0.7
NEAR_EM, FAR_EM = 2.7, 3.3  # what belongs to a title stands no further from it; lines of one column
_FEWEST_HOLDERS = 3  # in a row
_ASIDE_EM, _WHITE_EM = 8.0, 6.0  # how far aside of a title, or of its head, a list right beneath begins; the white over it


def hang_by_place(found: PageNodes, readings: Sequence[NetReading]) -> bool:
    """Hang the nodes of *found* by columns, cells, the order of reading, or as headings, whichever fits; whether one does.

    *readings*: of the strokes that join some to others.
    """
    return any(way(found, readings) for way in (hang_in_columns, hang_in_cells, hang_in_flow, hang_headings))


def hang_in_columns(found: PageNodes, readings: Sequence[NetReading]) -> bool:
    """Hang the nodes of *found* by columns and heights; whether both fit to the point, and no strokes, *readings*, join any."""
    nodes = found.nodes
    if any(reading.usable for reading in readings):
        return False
    if not _FEWEST <= len(nodes) <= _LARGEST or found.brackets or any(node.drawn or node.indent is not None for node in nodes):
        return False
    columns = min(_columns(nodes, lambda node: node.box.x0), _columns(nodes, lambda node: -node.box.x1), key=len)
    grows = all(len(after) >= _WIDER * len(before) for before, after in pairwise(columns))
    for middle in (False, True)[not grows :] if 1 < len(columns) <= _MOST_COLUMNS else ():
        groups = [(_around if middle else _beneath)(before, after) for before, after in pairwise(columns)]
        own = [pair for before, some in zip(columns, groups, strict=False) for pair in zip(before, some or (), strict=False)]
        heads = [(node, head) for head, nodes_of_head in own for node in nodes_of_head]
        if None in groups or sum(several > 1 for several in Counter(id(head) for _, head in heads).values()) < _SEVERAL:
            continue
        steps = [steps_down(head.label, node.label) for node, head in heads if head not in columns[0] or len(columns[0]) > 1]
        known = [step for step in steps if step is not None]
        if sum(step <= 0 for step in known) > _EXCEPT * len(known):
            continue
        _hang_anew(nodes, heads)
        hang_under_first([node for node in columns[0] if node.parent is None], _OVER)
        return True
    return False


def hang_in_cells(found: PageNodes, readings: Sequence[NetReading]) -> bool:
    """Hang drawn boxes in columns under the one beside them that is as high as all of them together; whether all fit so.

    Each stands within the height of one box of the column before, and those within a box reach from its top to its bottom.
    """
    nodes = list(dict.fromkeys(found.by_box.values()))
    if any(reading.usable for reading in readings) or not _FEWEST <= len(nodes) <= _LARGEST:
        return False
    if not all(node.drawn and not node.frame and node.outer is None for node in nodes):
        return False
    columns = _columns(nodes, lambda node: node.box.x0)
    apart = [min(n.box.x0 for n in after) - max(n.box.x1 for n in before) for before, after in pairwise(columns)]
    if not 2 < len(columns) <= _MOST_COLUMNS or not all(-SIDE <= gap <= _APART_EM * nodes[0].size for gap in apart):
        return False
    heads: list[tuple[Node, Node]] = []
    for before, after in pairwise(columns):
        for node in after:
            over = [o for o in before if o.box.top - SIDE <= node.box.top and node.box.bottom <= o.box.bottom + SIDE]
            heads += [(node, head) for head in over]
            if len(over) != 1:
                return False
    within: dict[int, list[Node]] = defaultdict(list)
    for node, head in heads:
        within[id(head)].append(node)
    for head in nodes:
        own = [node.box for node in within[id(head)]]
        if own and max(min(box.top for box in own) - head.box.top, head.box.bottom - max(box.bottom for box in own)) > SIDE:
            return False
    if sum(len(own) > 1 for own in within.values()) < _SEVERAL:
        return False
    _hang_anew(nodes, heads)
    return True


def _hang_anew(nodes: Sequence[Node], heads: Sequence[tuple[Node, Node]]) -> None:
    """Hang *nodes* as *heads* say, a node and its head each, and under nothing else, whatever has been chosen."""
    for node in nodes:
        node.unhang(CLEAR)
        node.is_head = False
    for node, head in heads:
        node.hang(head, "column", CLEAR)


def hang_under_first(tops: Sequence[Node], sure: float) -> None:
    """Hang all *tops* but the first under that one, by words: it heads nothing yet, and no other is of its rank or a higher one."""
    ranks = [level(node.label) for node in tops]
    if len(tops) > 1 and not tops[0].is_head and ranks[0] is not None and all(r is not None and r > ranks[0] for r in ranks[1:]):
        for node in tops[1:]:
            node.hang(tops[0], "table", sure)


def doubt_names_apart(nodes: Sequence[Node], lines: Sequence[Line]) -> None:
    """Doubt who heads *nodes* where the names among *lines* stand in a column of their own: a table that was not read as one."""
    named = [line for line in lines if (said := named_in(line.text)) is not None and said.sure and not said.people[0].role]
    place, often = Counter(round(line.frame.x0) for line in named).most_common(1)[0] if named else (0, 0)
    beside = [line for line in lines if abs(line.frame.x0 - place) <= SIDE]
    if often >= max(_FEWEST_NAMES, _NAMES_APART * len(named), _NAMES_APART * len(beside)) and len(lines) > 2 * len(beside):
        for node in nodes:
            node.people = doubted(node.people)


def _columns(nodes: Sequence[Node], edge: Callable[[Node], float]) -> list[list[Node]]:
    """The columns of *nodes* by one *edge*, from the highest rank on, each from top to bottom."""
    columns = runs_of(sorted(nodes, key=edge), lambda a, b: edge(b) - edge(a) <= SIDE)
    return [sorted(column, key=lambda node: node.box.top) for column in columns]


def _beneath(heads: Sequence[Node], nodes: Sequence[Node]) -> list[list[Node]] | None:
    """Those of *nodes* under each of *heads*: level with it or lower, above the next one; the first must be level with it."""
    groups: list[list[Node]] = [[] for _ in heads]
    place = -1
    for node in nodes:
        while place + 1 < len(heads) and _height(heads[place + 1]) <= _height(node) + _LEVEL_EM * node.size:
            place += 1
        if place < 0:
            return None
        groups[place].append(node)
    level_with = (
        abs(_height(head) - _height(own[0])) <= _LEVEL_EM * head.size for head, own in zip(heads, groups, strict=True) if own
    )
    return groups if all(level_with) else None


def _around(heads: Sequence[Node], nodes: Sequence[Node]) -> list[list[Node]] | None:
    """*nodes* parted, in their order, among *heads*, each of which stands in the middle of its own or has none; in one way only."""
    size = max(node.size for node in nodes)
    reached: dict[int, list[tuple[int, ...]]] = {0: [()]}  # of so many nodes: where the own ones of each head end
    for head in heads:
        further: dict[int, list[tuple[int, ...]]] = defaultdict(list)
        for start, ways in reached.items():
            if start == len(nodes) or head.box.cy < nodes[start].box.cy - _LEVEL_EM * size:
                further[start] += [(*way, start) for way in ways]
            for end in range(start + 1, len(nodes) + 1):
                if abs(head.box.cy - (nodes[start].box.cy + nodes[end - 1].box.cy) / 2) <= _LEVEL_EM * size:
                    further[end] += [(*way, end) for way in ways]
        reached = {end: ways[:2] for end, ways in further.items()}
    found = reached.get(len(nodes), [])
    return [list(nodes[start:end]) for start, end in pairwise((0, *found[0]))] if len(found) == 1 else None


def _height(node: Node) -> float:
    return node.box.top + _TOP_EM * node.size


# ----------------------------------------------------------------------------------------------- columns that go on in the next


def hang_headings(found: PageNodes, readings: Sequence[NetReading]) -> bool:
    """Hang titles of one look and rank, flush or centred below each other over their lists, under the first; whether they stand so.

    That one is of a higher rank by its words, or, set like them, hangs nowhere like all: none heads the next one. *readings*: of
    strokes that join any.
    """
    down = sorted(found.open, key=lambda node: node.box.top)
    left, middle = min((node.box.x0 for node in down), default=0.0), median([node.box.cx for node in down] or [0.0])
    centred = all(abs(node.box.cx - middle) <= SIDE for node in down)
    nodes = [node for node in down if centred or node.box.x0 <= left + SIDE]
    other = any(node.drawn and not node.listed for node in found.nodes)
    other = other or any(upper.box.bottom > lower.box.top + SIDE for upper, lower in pairwise(down))  # boxes, columns
    headed = {id(node.parent) for node in found.nodes if node not in nodes}
    if other or any(reading.usable for reading in readings) or 2 * sum(id(node) in headed for node in nodes) <= len(nodes):
        return False
    return _hang_brothers(nodes)


def _hang_brothers(nodes: Sequence[Node]) -> bool:
    """Hang *nodes*, all but the first of one look and rank, under that one where it ranks above them, else nowhere.

    False, and nothing done, where they are of several looks or ranks.
    """
    looks = {(round(2 * node.size), node.bold, node.fill) for node in nodes[1:]}
    ranks = {level(node.label) for node in nodes[1:]}
    rank = level(nodes[0].label) if len(nodes) > _SEVERAL else None
    above = rank is not None and all(other is None or other > rank for other in ranks)
    if len(nodes) <= _SEVERAL or max(len(looks), len(ranks)) > 1 or not (above or rank in ranks):
        return False
    for node in nodes:
        node.unhang(CLEAR if above else DOUBTFUL)
    for node in nodes[1:] if above else ():
        node.hang(nodes[0], "column", CLEAR)
    return True


def hang_beside_cells(found: PageNodes, boxes: Sequence[TextBox]) -> None:
    """Hang what stands in each of several frames, one below the other, under the cell that fills its left side.

    Of the cells the first heads the others where it ranks above all of them.
    """
    cells: list[Node] = []
    for frame in (box for box in boxes if len(box.inner) == 1 and not box.lines):
        cell, around = frame.inner[0].box, frame.box
        beside = cell.x0 - around.x0 <= SIDE and 2 * cell.width < around.width
        node = next((found.by_box.get(number) for number, box in enumerate(boxes) if box is frame.inner[0]), None)
        if node is not None and beside and cell.height >= _HIGH * around.height:
            cells.append(node)
            for other in found.nodes:
                within = other is not node and around.encloses(other.box, SIDE)
                if within and (other.parent is None or not around.encloses(other.parent.box, SIDE)):
                    other.hang(node, "inside", CLEAR)
    if len({round(node.box.x0 / SIDE) for node in cells}) == 1 and not any(node.how == "line" for node in cells):
        _hang_brothers(sorted(cells, key=lambda node: node.box.top))


def hang_under_cells(found: PageNodes, boxes: Sequence[TextBox]) -> None:
    """Hang the units of cells that have several under the one in the cell right above, as wide, where a row has such columns.

    That cell is filled otherwise, or nothing of its width stands on it: of three rows the second is as the third. One in the middle
    whose title begins as those of the first row do, of their rank and below services of theirs, heads a second band beside them.
    """
    units: dict[int, list[Node]] = {number: [node] for number, node in found.by_box.items() if boxes[number].drawn and node.label}
    cells = Grid((boxes[number].box, number) for number in units)
    own = {id(node) for node in found.by_box.values()}
    for node in found.nodes:
        if id(node) not in own and node.how != "item":
            for number in (n for n in cells.at(node.box.cx, node.box.cy) if not boxes[n].inner):
                units[number].append(node)

    @cache
    def cell_over(number: int) -> int | None:
        box = boxes[number].box
        near = ((n, boxes[n].box) for n in cells.near(box._replace(bottom=box.top), 2 * SIDE))
        return next((n for n, o in near if abs(o.bottom - box.top) <= SIDE and box.is_flush_with(o, SIDE)), None)

    tops = {number: units[number][0] for number in units if len(units[number]) == 1 and cell_over(number) is None}
    words = {node.label.split()[0]: node for node in tops.values() if level(node.label) is not None}
    rows = defaultdict[tuple[float, float], list[tuple[int, int]]](list)
    bands = dict[int, Node]()  # heads of a second band, below the services of the first
    for number in units:
        head = cell_over(number)
        if head is None or len(units[head]) > 1:
            continue
        over, title = cell_over(head), units[head][0].label
        first = words.get(title.split()[0])
        between = [unit.label.split()[0] in words for unit in (*units[number], *(units[over] if over is not None else ()))]
        if over is not None and first is not None and level(title) == level(first.label) and not any(between):
            bands[head] = first
        if head in bands or boxes[head].fill != boxes[number].fill or over is None:
            rows[round(boxes[head].box.top), round(boxes[number].box.top)].append((head, number))
    for pairs in rows.values():
        for head, number in pairs if sum(len(units[number]) > 1 for _, number in pairs) >= _SEVERAL else ():
            node, beside = units[head][0], bands.get(head)
            if beside is not None and beside.parent is not None and node.how != "line":
                node.hang(beside.parent, "below", CLEAR)
            for unit in units[number]:
                if unit.how != "line":
                    unit.hang(node, "below", CLEAR)


def hang_in_flow(found: PageNodes, readings: Sequence[NetReading]) -> bool:
    """Hang the nodes of *found* in the order of reading where columns go on in the next one; whether they do.

    Columns begin level, each flush left, and in one of them something larger stands under something smaller; what goes on at the
    top of the next one had no room below. Where each heading has a row of its own over all columns, nothing goes on. *readings*:
    of the strokes that join some to others; then these tell who heads whom.
    """
    nodes = sorted((node for node in found.open if not is_staff(node.label)), key=lambda node: (node.box.top, node.box.x0))
    drawn = [node for node in dict.fromkeys(found.by_box.values()) if node.drawn]
    if any(reading.usable for reading in readings) or any(node.indent is not None or node.turned for node in nodes):
        return False
    over = [node for node in drawn if nodes and node.box.bottom <= nodes[0].box.top + SIDE]
    boxes = len(over)
    while (rest := nodes[1:]) and all(nodes[0].box.bottom <= other.box.top + SIDE for other in rest):
        if not (is_above(level(nodes[0].label), [level(other.label) for other in rest]) or _looks_alone(nodes[0], rest)):
            break  # else it is none of the first column: in another look, or of a rank above all
        over.append(nodes.pop(0))
    if nodes and _looks_alone(nodes[-1], nodes[:-1]) and all(o.box.bottom <= nodes[-1].box.top + SIDE for o in nodes[:-1]):
        nodes.pop()  # « Au service de tous », across the foot
    columns = [sorted(own, key=lambda node: node.box.top) for own in columns_by_white(nodes)]
    looks = {(round(2 * node.size), node.bold) for node in nodes}
    if (
        len(nodes) < _FEWEST
        or len(columns) < _SEVERAL
        or not _set_in_by_look(columns)
        or not 1 < len(looks) <= _MOST_LOOKS
        or _MOST_BESIDE * (len(drawn) - boxes) > len(nodes)
    ):
        return False
    first = columns[0][0]
    height = first.box.top - _TALLER_EM * first.size, first.box.bottom - 2 * SIDE  # beside the first heading, not beneath it
    again = [any(_heads(lower, upper) for upper, lower in pairwise(own)) for own in columns]
    heads = _outline([node for own in columns for node in own])
    pairs = [(node, head) for node in nodes if (head := heads[id(node)]) is not None]
    headings = {id(head) for _, head in pairs}
    over_all = first if any(head is first and id(node) in headings for node, head in pairs) else None
    goes_on = [(head := heads[id(own[0])]) is not None and head is not over_all for own in columns]
    against = sum((step := steps_down(head.label, node.label)) is not None and step < 1 for node, head in pairs)
    begin_level = all(height[0] <= own[0].box.top < height[1] for own in columns)
    if not (begin_level and any(again) and any(goes_on)) or 2 * against > len(pairs):
        return False
    said = Counter(id(node.parent) for node in nodes if heads[id(node)] is None)
    apex = max(over, key=lambda node: said[id(node)], default=None)
    depth = max(node.box.bottom for node in nodes)
    gap = median([lower.box.top - upper.box.bottom for own in columns for upper, lower in pairwise(own)])
    told = any(more and on for more, on in zip(again, goes_on, strict=True))
    # « Responsable : Mme Roy » over all: the sheet's title may be what she heads, and all of this hang there
    of_sheet = any(named_in(line.text) for line in found.free if line.base < min(node.box.top for node in nodes))
    for node in (*nodes, *(o for o in over if len(over) == 1 or o.parent in nodes)):
        node.unhang(_LIKELY if of_sheet else CLEAR)
        node.is_head = False
    for place, own in enumerate(columns):
        room = place > 0 and columns[place - 1][-1].box.bottom + gap + own[0].box.height <= depth
        # « Instances », « Direction générale »: of another rank by its words than what is set so elsewhere
        alike = Counter(level(o.label) for o in nodes if (o.size, o.bold) == (own[0].size, own[0].bold) and o not in own)
        strange = place > 0 and bool(alike) and level(own[0].label) != alike.most_common(1)[0][0]
        sure = _GUESSED if room or strange else CLEAR if told else _LIKELY
        for node in own:
            head = heads[id(node)]
            if head is not None:
                node.hang(head, "column", CLEAR if head is over_all or head in own else sure)
            elif apex is not None:
                node.hang(apex, "column", CLEAR if len(over) == 1 else LAYOUT)
    return True


def _set_in_by_look(columns: Sequence[Sequence[Node]]) -> bool:
    """Whether the titles of *columns* that look alike begin as far right of the left edge of their column in each."""
    insets: dict[tuple[int, bool], list[float]] = defaultdict(list)
    for own in columns:
        left = min(node.box.x0 for node in own)
        for node in own:
            insets[round(2 * node.size), node.bold].append(node.box.x0 - left)
    return all(max(places) - min(places) <= SIDE for places in insets.values())


def _looks_alone(node: Node, others: Sequence[Node]) -> bool:
    return not any(round(2 * other.size) == round(2 * node.size) and other.bold == node.bold for other in others)


def _outline(nodes: Sequence[Node]) -> dict[int, Node | None]:
    """Of each of *nodes*, by its id, the last one before it that is set as a heading of its look is; None where there is none."""
    heads: dict[int, Node | None] = {}
    line: list[Node] = []
    for node in nodes:
        while line and not _heads(line[-1], node):
            line.pop()
        heads[id(node)] = line[-1] if line else None
        line.append(node)
    return heads


def _heads(upper: Node, lower: Node) -> bool:
    return upper.size > _LARGER * lower.size or outweighs(upper, lower)


def columns_of(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines under each other, near and over each other's width. Above lines that stand side by side, a column ends."""
    ordered = sorted(lines, key=lambda line: (line.base, line.frame.x0))
    grid = Grid((line.box, line) for line in ordered)
    under: dict[int, list[Line]] = defaultdict(list)
    for line in ordered:
        over: list[Line] = []
        for upper in grid.near(Box(line.box.x0, line.box.top - FAR_EM * line.size, line.box.x1, line.box.top)):
            a, b, size = upper.frame, line.frame, max(upper.size, line.size)
            aligned = abs(a.x0 - b.x0) <= 0.3 * size or abs(a.cx - b.cx) <= 0.5 * size
            if 0.5 * line.size < line.base - upper.base <= FAR_EM * size and (aligned or shared_width(upper, line) >= 0.5):
                over.append(upper)
        over = over or _right_above(line, grid)
        if over:
            under[id(max(over, key=lambda o: (round(o.base), shared_width(o, line))))].append(line)
    follows = {
        over: below[0]
        for over, below in under.items()
        if len(below) == 1 or abs(below[0].base - below[1].base) > 0.3 * below[0].size  # else side by side
    }
    heads = [line for line in ordered if line not in set(follows.values())]
    for line in heads:
        column = [line]
        while id(column[-1]) in follows:
            column.append(follows[id(column[-1])])
        yield column


def listed_under_holders(columns: Sequence[Sequence[tuple[Line, bool]]]) -> set[int]:
    """Lines, by their ids, listed below who heads the titles in bold in a row far above; each is given with whether it is a name.

    The names stand in a row, one to a column, each under a title, and what is below is in one look. More is listed than there
    are names: where each has one line below, that may be what it heads.
    """
    parted = [(next((n for n, (line, named) in enumerate(o) if named or not line.bold), len(o)), o) for o in columns]
    titles, rows, far = [o[-1][0] for n, o in parted if n == len(o)], defaultdict[int, list[list[Line]]](list), set[int]()
    for n, ((first, named), *below) in ((n, column[n:]) for n, column in parted if n < len(column)):
        plain = not first.bold and all(same_style(below[0][0], line) and not other for line, other in below)
        frames = [title.frame for title in titles if title.base < first.base]
        flush = n > 0 or any(abs(o.x0 - first.frame.x0) <= SIDE or abs(o.cx - first.frame.cx) <= SIDE for o in frames)
        if named and plain and flush:
            rows[round(first.base)].append([line for line, _ in below])
            far |= {round(first.base)} if n == 0 else set()
    told = (rows[at] for at in far if len(rows[at]) >= _FEWEST_HOLDERS and sum(map(len, rows[at])) > sum(map(bool, rows[at])))
    return {id(line) for row in told for below in row for line in below}


def _right_above(line: Line, lines: Grid[Line]) -> list[Line]:
    """What a list that begins with *line* stands right beneath, though hardly under its width: that alone has nothing below it.

    So do lists flush with the side of a column in the middle of which their short title stands; over them is white.
    """
    (x0, top, x1, _), deep = line.box, NEAR_EM * line.size
    column = Box(x0, top - _WHITE_EM * line.size, x1, top - FAR_EM * line.size)
    if unbulleted(line.text) is None or any(True for _ in lines.near(column)):
        return []
    near = lines.near(Box(x0 - _ASIDE_EM * line.size, top - deep, x1 + _ASIDE_EM * line.size, top))
    over = [o for o in near if 0.5 * line.size < line.base - o.base <= deep and o.angle == line.angle]
    others = ((o, u) for o in over for u in lines.near(o.box._replace(bottom=o.base + deep)) if u.base > o.base)
    headed = {id(o) for o, u in others if abs(u.frame.x0 - x0) > 0.3 * line.size}  # by others than the lines of this list
    free = [o for o in over if id(o) not in headed and unbulleted(o.text) is None]
    return free if len(free) == 1 else []


def shared_width(a: Line, b: Line) -> float:
    return (min(a.frame.x1, b.frame.x1) - max(a.frame.x0, b.frame.x0)) / max(1.0, min(a.frame.width, b.frame.width))
