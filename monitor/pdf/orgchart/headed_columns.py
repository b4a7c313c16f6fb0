"""Columns of cells under a row of filled ones: each of these heads what stands below it, whatever stands over them all (3.27)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from monitor.pdf.ink import Colour, bounds
from monitor.pdf.lines import joined
from monitor.pdf.orgchart.boxes import TextBox
from monitor.pdf.orgchart.grid import Grid, runs_of
from monitor.pdf.orgchart.nodes import Node, PageNodes, Written
from monitor.pdf.orgchart.people import named_in
from monitor.pdf.orgchart.stacks import alike
from monitor.pdf.orgchart.table_columns import is_aside, is_somebody
from monitor.pdf.orgchart.table_heads import heading_holds
from monitor.pdf.orgchart.vocabulary import folded, level, starts_like_unit, steps_down

_SIDE = 2.0  # points between sides that are the same
_WHITE, _LIGHTER = 245, 60  # of 255: the least of a white fill; how much lighter a cell is than what heads it, of 765
_FEWEST_HEADS, _FEWEST_CELLS, _LEAST_HEADING = 3, 4, 0.6  # in a row; under them; of the row, those with a cell below
_NEARLY, _SHADE = 0.9, 24  # of the boxes below a row, those in its columns; of 765, how much darker a cell is that stands out
_NEAR_EM = 1.0  # between a cell and the next one below it, at most
_IN_COLUMN, _IN_ROW = 0.95, 0.8  # how sure the parent of a cell is, and of a head that hung in its own row


def headed_columns(boxes: Sequence[TextBox]) -> list[tuple[TextBox, list[TextBox]]]:
    """The filled cells of one row, each with the lighter ones glued or set close below it, as wide as it; [] where there are none.

    Their columns are no table's, whose columns hold other things each, and whose heads say what.
    """
    drawn = [box for box in boxes if box.drawn and box.lines and not box.inner and all(line.angle == 0 for line in box.lines)]
    rows: list[list[TextBox]] = []
    for box in sorted(drawn, key=lambda box: (box.box.top, box.box.x0)):
        if box.fill is None or min(box.fill) >= _WHITE:
            continue
        _, top, _, bottom = box.box
        level_with = (o for o in rows if abs(o[0].box.top - top) <= _SIDE and abs(o[0].box.bottom - bottom) <= _SIDE)
        row = next((row for row in level_with if row[0].fill == box.fill), None)
        if row is None:
            rows.append([box])
        else:
            row.append(box)
    found: list[tuple[TextBox, list[TextBox]]] = []
    for row in rows:
        if len(row) >= _FEWEST_HEADS:
            under = [(head, _under(head, drawn)) for head in row]
            heading = sum(bool(cells) for _, cells in under)
            if heading >= max(2, _LEAST_HEADING * len(row)) and _are_of_units(under, drawn):
                found += under
    return found


def _under(head: TextBox, drawn: Sequence[TextBox]) -> list[TextBox]:
    """The cells right below *head*, as wide as it and lighter, each close under the one before."""
    cells: list[TextBox] = []
    bottom = head.box.bottom
    wide = (box for box in drawn if box.box.is_flush_with(head.box, _SIDE))
    for box in sorted(wide, key=lambda box: box.box.top):
        if box is head or box.box.top < bottom - _SIDE:
            continue
        lighter = box.fill is None or head.fill is None or sum(box.fill) >= sum(head.fill) + _LIGHTER
        if not lighter or box.box.top - bottom > _NEAR_EM * head.lines[0].size:
            break
        cells.append(box)
        bottom = box.box.bottom
    return cells


def _are_of_units(under: Sequence[tuple[TextBox, list[TextBox]]], drawn: Sequence[TextBox]) -> bool:
    """Whether heads and cells are titles, and no table's columns.

    By their words, by who is named in the cells, or as somebody is named over all, and hardly anything in them is a name.
    """
    cells = [cell for _, column in under for cell in column]
    if len(cells) < _FEWEST_CELLS or 2 * sum(heading_holds(folded(joined(head.lines))) is not None for head, _ in under) >= len(
        under
    ):
        return False
    for _, column in under:
        said = [joined([line for line in cell.lines if not is_aside(line.text)]) for cell in column]
        aside = [
            not text or (is_somebody(cell.lines[0].text) and is_somebody(text)) for cell, text in zip(column, said, strict=True)
        ]
        if 2 * sum(aside) > len(column) or len(set(said)) < len(said):
            return False
    for cell in cells:  # a title that spans the rows of others
        level_with = [o for o in cells if cell.box.top - _SIDE <= o.box.top and o.box.bottom <= cell.box.bottom + _SIDE]
        if max(Counter(round(o.box.x0 / _SIDE) for o in level_with).values()) > 1:
            return False
    heads = [_names(head) or level(head.lines[0].text) is not None or starts_like_unit(head.lines[0].text) for head, _ in under]
    if 2 * sum(heads) >= len(heads) or 2 * sum(map(_names, cells)) >= len(cells):
        return True
    row = bounds([head.box for head, _ in under])
    over = any(_names(box) and box.box.bottom <= row.top + _SIDE and row.x0 < box.box.cx < row.x1 for box in drawn)
    named = [sum(named_in(cell.lines[0].text) is not None for cell in column) for _, column in under]
    return over and all(3 * count <= len(column) for count, (_, column) in zip(named, under, strict=True))


def _names(cell: TextBox) -> bool:
    """Whether somebody is named on the last line of a cell, under a title."""
    return len(cell.lines) > 1 and is_somebody(cell.lines[-1].text) and not is_somebody(cell.lines[0].text)


def take_titles_in_columns(
    columns: Sequence[tuple[TextBox, list[TextBox]]], boxes: Sequence[TextBox], writings: list[Written]
) -> set[int]:
    """The numbers of cells that only look like names among titles; their *writings* become titles: « Street Lighting ».

    In a column most of whose cells name nobody on their first line, and where no other sign than two capital letters tells a name.
    """
    numbers = {id(box): number for number, box in enumerate(boxes)}
    taken: set[int] = set()
    for _, cells in columns:
        named = [(cell, named_in(cell.lines[0].text)) for cell in cells if cell.lines]  # none where codes told their units
        if 2 * sum(one is not None for _, one in named) >= len(named):
            continue
        for cell, one in named:
            number = numbers.get(id(cell))
            if number is None or one is None or one.form != "look" or writings[number].label:
                continue
            first, *rest = cell.lines
            people = [person for line in rest if (own := named_in(line.text)) is not None for person in own.people]
            if len(people) == len(rest) <= 1:
                writings[number] = Written(label=first.text, people=[*people, *cell.people], first=first, lines=[first])
                taken.add(number)
    return taken


def hang_in_headed_columns(found: PageNodes, columns: Sequence[tuple[TextBox, list[TextBox]]], boxes: Sequence[TextBox]) -> None:
    """Hang the nodes of *found* under the heads of their *columns*, and these under what most of them hang under; *boxes*: all."""
    numbers = {id(box): number for number, box in enumerate(boxes)}

    def node_of(box: TextBox) -> Node | None:
        node = found.by_box.get(numbers.get(id(box), -1))
        return node if node is not None and abs(node.box.x0 - box.box.x0) <= _SIDE else None  # else made part of another

    heads = [
        (head, [cell for box in cells if (cell := node_of(box)) is not None]) for one, cells in columns if (head := node_of(one))
    ]
    inside, usual = _over(heads)
    for head, _ in heads:
        if id(head.parent) in inside:
            head.unhang(0.0)
    for head, cells in heads:
        for cell in cells:
            if cell.parent is not head or cell.confidence < _IN_COLUMN:
                cell.hang(head, "stack", _IN_COLUMN)
    for head, _ in heads:
        if head.parent is None and usual is not None:
            head.hang(usual, "row", _IN_ROW)


def hang_down_columns(nodes: Sequence[Node]) -> None:
    """Hang *nodes* in even columns of boxes under the ones of one row that stand over these, however far below them.

    So where nearly all below that row stand in its columns, hang there already for the most part, and have at most two looks: then
    those that stand out head what follows them. What hung on a box of another column, on that above all, or nowhere, is put right.
    """
    boxes = [node for node in dict.fromkeys(nodes) if node.drawn and not (node.listed or node.frame or node.turned)]
    boxes.sort(key=lambda node: (node.box.top, node.box.x0))
    for heads in runs_of(boxes, lambda a, b: b.box.top - a.box.top <= _SIDE):
        columns: list[tuple[Node, list[Node]]] = []
        for head in heads:  # what was joined to a cell at its right sticks out of its column
            starts = (o for o in boxes if o.box.top > head.box.bottom - _SIDE and abs(o.box.x0 - head.box.x0) <= _SIDE)
            columns.append((head, [o for o in starts if o.box.x1 >= head.box.x1 - _SIDE]))
        below = [node for node in boxes if node.box.top > heads[0].box.bottom - _SIDE]
        cells = [node for _, column in columns for node in column]
        if len(heads) < _FEWEST_HEADS or not all(column and alike(head, heads[0]) for head, column in columns):
            continue
        inside = sum(any(o.parent is one for one in (head, *column)) for head, column in columns for o in column)
        if len(cells) < _NEARLY * len(below) or inside < _LEAST_HEADING * len(cells) or any(o.how == "line" for o in below):
            return
        first = max((column[0] for _, column in columns), key=lambda one: sum(alike(one, o) for _, (o, *_) in columns))
        others = [node for node in cells if not alike(node, first)]
        stands_out = all(_stands_out(first, node) and alike(node, others[0]) for node in others)
        steps = [
            step
            for head, column in columns
            for o in column
            if alike(o, first) and (step := steps_down(head.label, o.label)) is not None
        ]
        if not others or not stands_out or (steps and min(steps) < 1):
            return
        sure = _IN_COLUMN if steps or _stands_out(heads[0], first) else _IN_ROW
        inside_it, usual = _over(columns)
        for head, column in columns:
            if id(head.parent) in inside_it:
                head.unhang(_IN_ROW)
            over = head
            for node in column:
                step = None if over is head else steps_down(over.label, node.label)
                its = head if alike(node, first) or (step is not None and step < 1) else over
                over = node if alike(node, first) else over
                elsewhere = not any(node.parent is one for one in (head, *column))
                if elsewhere or (node is over and node.parent is not its) or (node.parent is its and node.confidence < sure):
                    node.unhang(sure)
                    node.hang(its, "column", sure)
        for head in heads:
            if head.parent is None and usual is not None:
                head.hang(usual, "row", _IN_ROW)
        return


def _stands_out(head: Node, node: Node) -> bool:
    """Whether *head* is filled darker than *node*, or set in bold or larger letters."""
    darker = head.fill is not None and sum(head.fill) + _SHADE <= (sum(node.fill) if node.fill is not None else 3 * 255)
    return darker or (head.bold and not node.bold) or head.size > node.size + 0.5


def hang_in_headed_rows(nodes: Sequence[Node]) -> None:
    """Hang *nodes* in lighter cells under the filled one at the left of their row, where such stand under each other.

    All cells right of these are of one rank by their words: in a table of poles, directions and services each column has its own.
    """
    drawn = [node for node in nodes if node.drawn and not node.frame]
    grid = Grid((node.box, node) for node in drawn)
    columns: dict[tuple[Colour, int, int], list[tuple[Node, list[Node]]]] = defaultdict(list)
    for head in drawn:
        row = [head]
        while head.fill and min(head.fill) < _WHITE:
            last = row[-1].box
            near = (o for o in grid.near(last, _SIDE) if abs(o.box.x0 - last.x1) <= _SIDE and o.box.is_level_with(last, _SIDE))
            cell = next(near, None)
            if cell is None or (cell.fill is not None and sum(cell.fill) < sum(head.fill) + _LIGHTER):
                break
            row.append(cell)
        if head.fill and len(row) > 1:
            columns[head.fill, round(head.box.x0), round(head.box.x1)].append((head, row[1:]))
    for column in columns.values():
        ranks = {level(cell.label) for _, row in column for cell in row}
        if len(column) < _FEWEST_HEADS or len(ranks) > 1 or all(len(row) == 1 for _, row in column):
            continue
        inside, usual = _over(column)
        for head, row in column:
            if id(head.parent) in inside:
                head.unhang(0.0)
            for cell in row:
                cell.hang(head, "row", _IN_COLUMN)
            if head.parent is None and usual is not None:
                head.hang(usual, "row", _IN_ROW)


def _over(heads: Sequence[tuple[Node, Sequence[Node]]]) -> tuple[set[int], Node | None]:
    """The ids of all *heads* and of their cells; the node outside them that most of the heads hang under."""
    inside = {id(node) for head, cells in heads for node in (head, *cells)}
    over = Counter(id(head.parent) for head, _ in heads if head.parent is not None and id(head.parent) not in inside)
    return inside, next((head.parent for head, _ in heads if over and id(head.parent) == over.most_common(1)[0][0]), None)
