"""Columns of cells under a row of filled ones: each of these heads what stands below it, whatever stands over them all (3.27)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import inf
from typing import TypeAlias

from monitor.model.frozen import replace
from monitor.pdf.ink import SIDE, Box, Colour, Grid, bounds, median
from monitor.pdf.lines import Line, joined
from monitor.pdf.orgchart.arrangement.stacks import is_staff, only_assists, unshrunk
from monitor.pdf.orgchart.marks.drawing import Segment
from monitor.pdf.orgchart.nodes import Node, PageNodes, Votes
from monitor.pdf.orgchart.tables.columns import is_aside, is_like_name, is_somebody
from monitor.pdf.orgchart.units.column_heads import heading_holds
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from monitor.pdf.orgchart.vocabulary import folded, is_role, level, starts_like_unit, steps_down
from monitor.pdf.orgchart.words.titles import are_two

_WHITE, _LIGHTER = 245, 60  # of 255: the least of a white fill; how much lighter a cell is than what heads it, of 765
_FEWEST_HEADS, _FEWEST_CELLS, _LEAST_HEADING = 3, 4, 0.6  # in a row; under them; of the row, those with a cell below
_NEARLY = 0.9  # of what stands beneath strips, what words, looks and strokes must not speak against
_FEWEST_STRIPS, _DARK = 2, 500  # in a column, and those of one look with something beneath; of 765
_WIDER, _CLOSE_EM = 1.15, 1.45  # times the step from a title to a name; between lines of one title, at most
_FAR = 2.5  # times as far as units stand one below the other
_MOST_NAMES = 1.5  # for each unit below a head, one under another
_HIGHER_EM = 2.0  # how much higher a head may be than another one of its row: by a line
_NEAR_EM = 1.0  # between a cell and the next one below it, at most
_IN_COLUMN, _IN_ROW, _GUESSED = 0.95, 0.8, 0.6  # how sure a parent is: of a cell, of a head in its row, of what may be none
_Weight: TypeAlias = tuple[int, bool, bool]


def headed_columns(text: PageText, strokes: Sequence[Segment]) -> list[tuple[TextBox, list[TextBox]]]:
    """The filled cells of one row, each with the lighter ones glued or set close below it, as wide as it; [] where there are none.

    Their columns are no table's, whose columns hold other things each, and whose heads say what. Else what `_columns_of_words` has.
    """
    drawn = [box for box in text.boxes if box.drawn and box.lines and not box.inner and all(o.angle == 0 for o in box.lines)]
    found: list[tuple[TextBox, list[TextBox]]] = []
    for row in _rows_of_heads(drawn, alike=True):
        if len(row) >= _FEWEST_HEADS:
            under = [(head, _under(head, drawn)) for head in row]
            heading = sum(bool(cells) for _, cells in under)
            if heading >= max(2, _LEAST_HEADING * len(row)) and _are_of_units(under, drawn):
                found += under
    return found or _columns_of_words(text, drawn, strokes)


def _columns_of_words(text: PageText, drawn: Sequence[TextBox], strokes: Sequence[Segment]) -> list[tuple[TextBox, list[TextBox]]]:
    """The filled cells of one row, each with the units that stand below it without a box, which are added to *text*.

    No stroke leads from column to column there. These are titles over who heads them, or over « Vacant », on white. What goes
    across columns ends them all. One set in is below the last one above it that is less so.
    """
    found: list[tuple[TextBox, list[TextBox]]] = []
    for row in _rows_of_heads(drawn, alike=False):
        heads = sorted(row, key=lambda head: head.box.x0)
        gaps = [right.box.x0 - left.box.x1 for left, right in pairwise(heads)]
        if not gaps or min(gaps) < -SIDE:
            continue
        halves = [max(gap, SIDE) / 2 for gap in (gaps[0], *gaps, gaps[-1])]
        left, bottom, right = heads[0].box.x0, min(head.box.bottom for head in heads), heads[-1].box.x1
        lower = [box.box for box in drawn if box.box.top >= bottom - SIDE]
        ends = [min((o.top for o in lower if o.x0 < head.box.x1 and head.box.x0 < o.x1), default=inf) for head in heads]
        level_below = [s.box for s in strokes if s.level and s.y0 > bottom + SIDE]
        if any(o.x0 < a.box.x1 - SIDE and b.box.x0 + SIDE < o.x1 for o in level_below for a, b in pairwise(heads)):
            continue
        below = [line for line in text.free if line.box.cy > bottom and line.frame.x0 < right and left < line.frame.x1]
        columns: list[list[Line]] = [[] for _ in heads]
        for line in sorted(below, key=lambda line: (round(line.base), line.frame.x0)):
            over = [
                head.box.x0 - a <= line.frame.x0 and line.frame.x1 <= head.box.x1 + b
                for head, a, b in zip(heads, halves, halves[1:], strict=False)
            ]
            if line.angle != 0 or True not in over:
                ends = [min(end, line.box.top) for end in ends]  # a remark from column to column
            elif line.box.cy < ends[over.index(True)]:
                columns[over.index(True)].append(line)
        # What stands far below all above: farther than three of four steps in a column, by much
        steps = sorted(lower.base - line.base for column in columns for line, lower in pairwise(column))
        lines = sorted((line for column in columns for line in column), key=lambda line: line.base)
        most = _FAR * steps[3 * len(steps) // 4] if steps else inf
        ahead = next((n for n, (line, lower) in enumerate(pairwise(lines), 1) if lower.base - line.base > most), len(lines))
        far = {id(line) for line in lines[ahead:]}
        named = [pair for column in columns for pair in pairwise(column) if is_somebody(pair[1].text) > is_somebody(pair[0].text)]
        leading = _WIDER * median([name.base - title.base for title, name in named] or [0.0])
        under = [(head, _units_of_words(head, column, leading, far)) for head, column in zip(heads, columns, strict=True)]
        if _are_titles_over_names(under):
            found += _by_insets(under)
    made = [unit for _, units in found for unit in units]
    text.take((line for unit in made for line in unit.lines), *made)
    return found


def _units_of_words(head: TextBox, column: Sequence[Line], leading: float, far: Container[int]) -> list[TextBox]:
    """The units of a *column* of lines below *head*, each with what stands below its title.

    Each begins with a line in bold, or, where the first one is not in bold, below more white than *leading*, points, which is the
    most from a title to a name. What white parts from the line above it, set neither as titles nor as names, is a date or a
    remark, and of no unit; what is *far* below all others may be none.
    """
    first = column[0].look if column else None
    looks = Counter(line.look for line in column)
    bold = bool(column) and column[0].bold
    usual = max((look for look in looks if look != first), key=looks.__getitem__, default=None)
    blocks: list[list[Line]] = []
    for above, line in zip([None, *column], column, strict=False):
        near = above is not None and line.base - above.base <= max(leading, _CLOSE_EM * line.size)
        begins = id(line) in far and (above is None or id(above) not in far)
        goes_on = above is not None and near and (not bold or (above.bold and not are_two(above.text, line.text)))
        if above is None or begins or (not goes_on if line.bold or not bold else not near and line.look != usual):
            blocks.append([])
        blocks[-1].append(line)
    if bold and len({look for look in looks if look[0]}) > 1:
        return []
    units = [(bounds([line.box for line in block]), block) for block in blocks if block[0].look == first]
    named = sum(is_somebody(lower.text) > is_somebody(upper.text) for upper, lower in pairwise(column))
    if named > _MOST_NAMES * len(units):
        return []  # no white parts them, or there are others among them
    boxes = [TextBox(box._replace(x1=max(box.x1, head.box.x1)), drawn=False, lines=block) for box, block in units]
    return [replace(box, doubted=id(box.lines[0]) in far) for box in boxes]


def _by_insets(under: Sequence[tuple[TextBox, list[TextBox]]]) -> Iterator[tuple[TextBox, list[TextBox]]]:
    """Each head, and each unit *under* one that others are set in from, with these; all are the head's where places tell no depth.

    They do where none is centred or set flush at the right: each begins as far in as another one.
    """
    insets = [unit.lines[0].frame.x0 - head.box.x0 for head, units in under for unit in units]
    depths = all(sum(abs(one - other) <= SIDE for other in insets) > 1 for one in insets)
    for head, units in under:
        middles = [unit.lines[0].frame.cx for unit in units]
        if not depths or max(middles, default=0.0) - min(middles, default=0.0) <= SIDE:
            yield head, units
            continue
        own: list[tuple[TextBox, list[TextBox]]] = [(head, [])]
        over = own[:]
        for unit in units:
            while over[1:] and unit.lines[0].frame.x0 <= over[-1][0].lines[0].frame.x0 + SIDE:
                over.pop()
            over[-1][1].append(unit)
            over.append((unit, []))
            own.append(over[-1])
        yield from (pair for pair in own if pair[1])


def _are_titles_over_names(under: Sequence[tuple[TextBox, Sequence[TextBox]]]) -> bool:
    """Whether most units below a row of heads have a title over a name, and the heads are units or somebody's.

    Of a timetable the titles come again in each column, and the heads are days.
    """
    units = [unit for _, column in under for unit in column]
    if len(units) < _FEWEST_CELLS or sum(bool(column) for _, column in under) < max(2, _LEAST_HEADING * len(under)):
        return False
    titles = [unit.lines[0].text for unit in units]
    below = [[line.text for line in unit.lines if line.base > unit.lines[0].base + line.size / 2] for unit in units]
    told = [sum(any(map(said, texts)) for texts in below) for said in (is_somebody, is_like_name)]
    named = 2 * told[0] >= len(units) and told[1] >= _LEAST_HEADING * len(units)
    words = [folded(joined(head.lines)) for head, _ in under]
    titled = len(set(titles)) >= _LEAST_HEADING * len(titles) and sum(map(is_somebody, titles)) <= (1 - _NEARLY) * len(titles)
    if not (named and titled) or 2 * sum(heading_holds(text) is not None for text in words) >= len(words):
        return False
    heads = [_names(head) or level(head.lines[0].text) is not None or starts_like_unit(head.lines[0].text) for head, _ in under]
    return 2 * sum(heads) >= len(heads)


def _rows_of_heads(drawn: Sequence[TextBox], *, alike: bool) -> list[list[TextBox]]:
    """The filled ones among *drawn* boxes, row by row; *alike*: in each row of one colour and height, else a line higher or not."""
    rows: list[list[TextBox]] = []
    for box in sorted(drawn, key=lambda box: (box.box.top, box.box.x0)):
        if box.fill is None or min(box.fill) >= _WHITE:
            continue
        _, top, _, bottom = box.box
        most = SIDE if alike else _HIGHER_EM * box.lines[0].size
        level_with = (o for o in rows if abs(o[0].box.top - top) <= SIDE and abs(o[0].box.bottom - bottom) <= most)
        row = next((row for row in level_with if not alike or row[0].fill == box.fill), None)
        if row is None:
            rows.append([box])
        else:
            row.append(box)
    return rows


def _under(head: TextBox, drawn: Sequence[TextBox]) -> list[TextBox]:
    """The cells right below *head*, as wide as it and lighter, each close under the one before."""
    cells: list[TextBox] = []
    bottom = head.box.bottom
    wide = (box for box in drawn if box.box.is_flush_with(head.box, SIDE))
    for box in sorted(wide, key=lambda box: box.box.top):
        if box is head or box.box.top < bottom - SIDE:
            continue
        lighter = box.fill is None or head.fill is None or sum(box.fill) >= sum(head.fill) + _LIGHTER
        if not lighter or box.box.top - bottom > _NEAR_EM * head.lines[0].size:
            break
        cells.append(box)
        bottom = box.box.bottom
    return cells


def _are_of_units(under: Sequence[tuple[TextBox, list[TextBox]]], drawn: Sequence[TextBox]) -> bool:
    """Whether heads and cells are titles, and no table's columns, by their words and by who is named in them or over all."""
    cells = [cell for _, column in under for cell in column]
    over = [[o for o in drawn if o.box.top <= head.box.top and o.box.is_flush_with(head.box, SIDE)] for head, _ in under]
    told = sum(any(heading_holds(folded(joined(o.lines))) is not None for o in column) for column in over)
    if len(cells) < _FEWEST_CELLS or 2 * told >= len(under):
        return False
    for _, column in under:
        said = [joined([line for line in cell.lines if not is_aside(line.text)]) for cell in column]
        aside = [
            not text or (is_somebody(cell.lines[0].text) and is_somebody(text)) for cell, text in zip(column, said, strict=True)
        ]
        if 2 * sum(aside) > len(column) or len(set(said)) < len(said):
            return False
    foot = max(head.box.bottom for head, _ in under)
    beside = [o for o in drawn if o.box.top >= foot - SIDE and any(abs(cell.box.x0 - o.box.x1) <= SIDE for cell in cells)]
    for cell in (*cells, *beside):  # a title that spans the rows of others
        level_with = [o for o in cells if cell.box.top - SIDE <= o.box.top and o.box.bottom <= cell.box.bottom + SIDE]
        if max(Counter(round(o.box.x0 / SIDE) for o in level_with).values(), default=0) > 1:
            return False
    heads = [_names(head) or level(head.lines[0].text) is not None or starts_like_unit(head.lines[0].text) for head, _ in under]
    return 2 * sum(heads) >= len(heads) or 2 * sum(map(_names, cells)) >= len(cells)


def _names(cell: TextBox) -> bool:
    """Whether somebody is named on the last line of a cell, under a title."""
    return len(cell.lines) > 1 and is_somebody(cell.lines[-1].text) and not is_somebody(cell.lines[0].text)


def hang_under_heads(found: PageNodes, text: PageText, votes: Votes) -> None:
    """Hang what stands in columns and rows under the filled cells at their heads, and what stands beneath strips under these."""
    numbers = {id(box): number for number, box in enumerate(text.boxes)}

    def node_of(box: TextBox) -> Node | None:
        node = found.by_box.get(numbers.get(id(box), -1))
        return node if node is not None and abs(node.box.x0 - box.box.x0) <= SIDE else None  # else made part of another

    columns = [
        (head, [cell for box in cells if (cell := node_of(box)) is not None])
        for one, cells in text.headed
        if (head := node_of(one))
    ]
    _hang_heads(columns)  # under what most of their cells hang under
    inner, usual_sure = _within_columns([cells for _, cells in columns])
    for head, cells in columns:
        for cell in cells:
            over = inner.get(id(cell), head)
            sure = _GUESSED if cell.perhaps_none else usual_sure if over is not head else _IN_COLUMN
            if cell.parent is not over or cell.confidence < sure or cell.perhaps_none:
                cell.hang(over, "stack", sure)
    hang_in_headed_rows(list(found.by_box.values()))
    hang_under_strips(found, votes)


def _within_columns(columns: Sequence[Sequence[Node]]) -> tuple[dict[int, Node], float]:
    """Of each cell set lighter than others of its column, by its id, the last of these above it; and how sure that is.

    So where each column begins with the heaviest, most of these have lighter ones below and none assists, and fills or words tell.
    """
    weights = _weights([cell for column in columns for cell in column])
    heads, pairs = list[Node](), list[tuple[Node, Node]]()
    for column in (mixed := [column for column in columns if len({weights[id(cell)] for cell in column}) > 1]):
        heaviest = weights[id(column[0])]
        for cell in column:
            size, bold, _ = weights[id(cell)]
            if size > heaviest[0] or bold > heaviest[1]:
                return {}, 0.0
            if weights[id(cell)] == heaviest:
                heads.append(cell)
            else:
                pairs.append((heads[-1], cell))
    words = [(a.label, b.label) for a, b in pairs]
    steps = [0 if a.split()[0] == b.split()[0] else steps_down(a, b) or None for a, b in words]  # « Amt », « Abteilung »: either
    against = sum(step is not None and step < 1 for step in steps) > (1 - _NEARLY) * len(pairs)
    if not pairs or against or len({id(over) for over, _ in pairs}) < max(_FEWEST_STRIPS, _LEAST_HEADING * len(heads)):
        return {}, 0.0
    kinds = [{said.split()[0] for said in side} for side in zip(*words, strict=True)]
    worded = 2 * sum(map(bool, steps)) >= len(pairs) or (list(map(len, kinds)) == [1, 1] and kinds[0] != kinds[1])
    told = worded or {over.fill for over, _ in pairs}.isdisjoint(cell.fill for _, cell in pairs)
    told = told and not any(is_staff(a) or only_assists(a) or is_role(a) for a, _ in words)
    return {id(cell): over for over, cell in pairs if told}, _IN_COLUMN if len(mixed) > 1 else _IN_ROW


def _flush_columns(nodes: Iterable[Node]) -> list[list[Node]]:
    """Those *nodes* that stand one under another from side to side, from the top; by places, as all against all takes too long."""
    columns: list[list[Node]] = []
    sides = Grid[list[Node]]()  # of columns, by where they begin and end
    for node in sorted(nodes, key=lambda node: node.box.top):
        x0, _, x1, _ = node.box
        own = Box(x0, x1, x0, x1)
        near = (column for column in sides.touching(own, 2 * SIDE) if column[0].box.is_flush_with(node.box, SIDE))
        flush = next(near, None)
        if flush is None:
            columns.append([node])
            sides.add(own, columns[-1])
        else:
            flush.append(node)
    return [strips for strips in columns if len(strips) >= _FEWEST_STRIPS]


def hang_under_strips(found: PageNodes, votes: Votes) -> None:
    """Hang what stands beneath each of several strips, between its sides, under it, down to the next strip of its look.

    Strips are boxes one under another from side to side of a column, or of the sheet; those set larger, in bold or on dark ground
    head others, and those of a higher rank by their words, others of their look. What hangs at something else beneath the same
    strip stays there, and so does what a stroke leads to.
    """
    nodes = list(dict.fromkeys(found.nodes))
    loose = {id(node) for node in found.open}
    columns = _flush_columns(node for node in nodes if not (node.listed or node.frame or node.turned or id(node) in loose))
    tops: list[tuple[Node, list[Node]]] = []  # each of the uppermost strips with all that stands beneath it
    weights = _weights(nodes)
    every = Counter(weights[id(strip)] for strips in columns for strip in strips)
    heads = {id(head) for strips in columns for _, head in _outline(strips, nodes, weights) if head is not None}
    recurring = Counter(weights[head] for head in heads)
    # Where most of a weight head nothing, what stands below the last of them is no more than lighter
    bare = max((weight for weight, many in recurring.items() if many < _LEAST_HEADING * every[weight]), default=(0, False, False))
    for strips in columns:
        column = _outline([strip for strip in strips if weights[id(strip)] > bare], nodes, weights)
        pairs = [(node, head, steps_down(head.label, node.label)) for node, head in column if head is not None]
        ids = {id(node) for node, _ in column}
        apart = [node for node, _ in column if node.parent is not None and id(node.parent) not in ids]
        linked = {id(o) for o in apart if any(vote.rule == "line" and vote.parent is o.parent for vote in votes.of(o))}
        spoken_against = (
            sum(weights[id(node)] >= weights[id(head)] and (step or 0) < 1 for node, head, step in pairs),
            sum(step is not None and step < 1 for _, _, step in pairs),
            sum(id(node) in linked for node, _, _ in pairs),
        )
        often = Counter(weights[head] for head in {id(head) for _, head, _ in pairs})
        if max(often.values(), default=0) < _FEWEST_STRIPS or max(spoken_against) > (1 - _NEARLY) * len(pairs):
            continue
        by_words = any(weights[id(node)] == weights[id(head)] for node, head, _ in pairs)
        usual_sure = _IN_COLUMN if any(step for _, _, step in pairs) and not by_words else _IN_ROW
        beneath = {id(node): id(head) for node, head in column}
        for node, head in column:
            if head is None:
                tops.append((node, []))
                continue
            tops[-1][1].append(node)
            framed_alike = node.drawn and head.drawn and node.fill == head.fill  # whose letters alone differ
            step = steps_down(head.label, node.label)
            unlikely = framed_alike or is_staff(node.label) or (step is not None and step < 1)
            sure = _GUESSED if unlikely else usual_sure
            if node.parent is head:
                node.confidence = max(node.confidence, sure)
            elif id(node.parent) in ids and node.confidence > sure:
                continue  # surer of another strip of the column than a rank told by words makes it of this one
            elif id(node) not in linked and beneath.get(id(node.parent)) != id(head):
                node.unhang(sure)
                node.hang(head, "column", sure)
    _hang_heads(tops, beneath=True)


def _outline(strips: Sequence[Node], nodes: Sequence[Node], weights: Mapping[int, _Weight]) -> list[tuple[Node, Node | None]]:
    """What of *nodes* stands in the column of *strips*, from the first one down, each with the strip that it stands beneath.

    The column ends where something sticks out of it or is set heavier; [] where its first strip is not the heaviest, or two
    overlap. Of strips of one weight the words tell the ranks, if they do of all. Whoever assists heads nothing.
    """
    if not strips:
        return []
    first = strips[0]
    overlap = any(lower.box.top < upper.box.bottom - SIDE for upper, lower in pairwise(strips))
    if overlap or weights[id(first)] < max(weights[id(strip)] for strip in strips):
        return []
    untold = {weights[id(strip)] for strip in strips if level(strip.label) is None}
    x0, _, x1, _ = first.box
    across = [o for o in nodes if o.box.x0 < x1 - SIDE and x0 + SIDE < o.box.x1 and o.box.cy >= first.box.cy]
    out = (o for o in across if o.box.x0 < x0 - SIDE or x1 + SIDE < o.box.x1 or weights[id(o)] > weights[id(first)])
    end = min((o.box.top for o in out), default=inf)
    over: list[Node] = []
    column: list[tuple[Node, Node | None]] = []
    own = {id(strip) for strip in strips}
    for node in sorted(across, key=lambda o: (o.box.top if id(o) in own else o.box.cy, o.box.x0)):
        strip = id(node) in own
        if node.box.cy >= end:
            continue
        if not strip and over and node.box.cy < over[-1].box.bottom:
            continue  # listed in it
        weight = weights[id(node)]
        while over and strip and weights[id(over[-1])] <= weight:
            even = weights[id(over[-1])] == weight and weight not in untold
            if even and (steps_down(over[-1].label, node.label) or 0) > 0:
                break
            over.pop()
        column.append((node, over[-1] if over else None))
        over += [node] if strip and not only_assists(node.label) else []
    return column


def _weights(nodes: Sequence[Node]) -> dict[int, _Weight]:
    """How heavy the titles of *nodes* are set, by id: size in half points, whether it is bold, whether it stands on dark ground."""
    frames = [
        (node.fill, node.bold, round(node.box.x1 - node.box.x0), round(node.box.bottom - node.box.top)) if node.drawn else id(node)
        for node in nodes
    ]
    sizes = unshrunk((frame, node.size, node.label) for frame, node in zip(frames, nodes, strict=True))
    return {
        id(node): (round(2 * size), node.bold, node.fill is not None and sum(node.fill) < _DARK)
        for size, node in zip(sizes, nodes, strict=True)
    }


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
            near = (o for o in grid.near(last, SIDE) if abs(o.box.x0 - last.x1) <= SIDE and o.box.is_level_with(last, SIDE))
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
        _hang_heads(column)
        for head, row in column:
            for cell in row:
                cell.hang(head, "row", _IN_COLUMN)


def _hang_heads(heads: Sequence[tuple[Node, Sequence[Node]]], *, beneath: bool = False) -> None:
    """Take *heads* from under each other and their cells, but for those right *beneath* them, and hang them where most hang."""
    inside = {id(node) for head, cells in heads for node in (head, *cells)}
    over = Counter(id(head.parent) for head, _ in heads if head.parent is not None and id(head.parent) not in inside)
    usual = next((head.parent for head, _ in heads if over and id(head.parent) == over.most_common(1)[0][0]), None)
    for head, _ in heads:
        x0, _, x1, _ = head.parent.box if head.parent is not None else head.box
        if id(head.parent) in inside and not (beneath and x0 <= head.box.x0 + SIDE and head.box.x1 <= x1 + SIDE):
            head.unhang(0.0)
        if head.parent is None and usual is not None:
            head.hang(usual, "row", _IN_ROW)
