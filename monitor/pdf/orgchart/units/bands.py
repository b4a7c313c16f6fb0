"""Rows that begin with a strip whose title is turned, or with a box that stands out: it heads what stands beside it (3.27)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from itertools import groupby
from math import inf
from typing import TypeAlias

from monitor.model import SURE
from monitor.model.frozen import replace
from monitor.pdf.ink import SIDE, Grid, bounds
from monitor.pdf.orgchart.arrangement.heads import NetReading
from monitor.pdf.orgchart.arrangement.stacks import alike, kind, look, one_of_a_kind, rank, shared_width
from monitor.pdf.orgchart.arrangement.strands import columns_of
from monitor.pdf.orgchart.marks.strokes import Bracket
from monitor.pdf.orgchart.nodes import CLEAR, DOUBTFUL, Node, Votes
from monitor.pdf.orgchart.units.cells import Depths
from monitor.pdf.orgchart.units.text_boxes import PageText
from monitor.pdf.orgchart.vocabulary import is_listed, is_role, level, steps_down
from monitor.pdf.orgchart.words.people import is_name
from monitor.pdf.orgchart.words.wording import is_room

Band: TypeAlias = tuple[Node, list[Node]]  # the box that begins a row, and the others

_KNOWN = 0.8  # strength where the words of titles tell that boxes are of one rank
_EDGE_EM = 0.4  # between the left edges of boxes of one column
_BAND_EM = 6.0  # between boxes of one row
_STACK_EM = 2.0  # between boxes of one stack
_MARKED = 0.85  # how sure it is that a fill of a few boxes only marks them: a legend may call it « Service »
_LARGER = 1.02  # times the size of letters
_DARKER = 60.0  # of 255
_FEWEST_ALIKE, _UNDER_ALL = 3, 0.93  # bands in one stack; how sure the head of all is that reaches over them
_FEWEST_PEERS, _PEER = 4, 0.65  # boxes of one look; that all have the head that some have: a sheet of these alone is unsure
_MOSTLY = 0.6  # of the boxes that begin rows, those that have others beside them


def give_strips_their_heads(text: PageText) -> None:
    """Give each strip whose title is turned the one name free at its right, with its post, before all boxes of its row."""
    for strip in text.boxes:
        x0, top, x1, bottom = strip.box
        if strip.inner or not strip.lines or any(line.angle == 0 for line in strip.lines) or bottom - top < x1 - x0:
            continue
        lines = strip.outer.lines if strip.outer is not None else text.free
        row = [o.box for o in text.boxes if o is not strip and o.box.top < bottom and top < o.box.bottom]
        end = min((box.x0 for box in row if box.x0 >= x1 - SIDE), default=inf)
        beside = [o for o in lines if o.angle == 0 and x1 - SIDE <= o.frame.x0 and o.frame.x1 <= end and top <= o.box.cy <= bottom]
        named = [is_name(line.text) for line in beside]
        if sum(named) == 1 and all(sure or is_role(line.text) for sure, line in zip(named, beside, strict=True)):
            strip.beneath = beside
            lines[:] = [line for line in lines if line not in beside]


def hang_beside_strips(boxes: Sequence[Node], votes: Votes) -> list[Band]:
    """What stands beside a strip whose title is turned, within its height, hangs under it where no stroke or frame says better.

    But under the box over it there, the highest, if that is titled higher or set larger or bold: it heads a column of the lane.
    Returns each strip with its row.
    """
    strips = Grid((node.box, node) for node in boxes if node.turned and node.box.height > node.box.width)
    widest = max((node.box.x1 for node in boxes), default=0.0)
    lanes: dict[int, tuple[Node, list[Node]]] = {}
    for node in boxes:
        row = node.box._replace(x0=node.box.x0 - widest, x1=node.box.x0 + SIDE, top=node.box.cy, bottom=node.box.cy)
        left = [s for s in strips.near(row) if s is not node and s.box.x1 <= node.box.x0 + SIDE and s.outer is node.outer]
        strip = max(left, key=lambda s: s.box.x1, default=None)
        if strip is not None and not (node.turned and node.box.height >= strip.box.height):
            lanes.setdefault(id(strip), (strip, []))[1].append(node)
    for strip, beside in lanes.values():
        for node in beside:
            over = [o for o in beside if o.box.bottom <= node.box.top + SIDE and shared_width(o.box, node.box) > _MOSTLY]
            first = min(over, key=lambda o: o.box.top, default=strip)
            step = steps_down(first.label, node.label)
            larger = (first.bold and not node.bold) or first.size > _LARGER * node.size
            head = first if first is not strip and (step > 0 if step else larger) else strip
            if node.how in ("line", "inside", "item", "table"):
                votes.cast(node, head, "strip", _KNOWN)
            else:
                votes.hang(node, head, "strip", _KNOWN)
    return list(lanes.values())


def hang_in_bands(boxes: Sequence[Node], votes: Votes, depths: Depths, brackets: Sequence[Bracket] = ()) -> list[Band]:
    """What stands in a row beside the box that begins it hangs under that one, where rows under each other begin so.

    The first boxes stand flush left with nothing left of them, level with the others at their tops or middles. They are titled as
    units, and set larger than the others, or on darker ground in another shape; or titled higher, or only they tell a rank.
    One that a bracket shows at begins none: it stands in the middle of what the bracket holds. Returns each of them with its row.
    """
    bands: list[Band] = []
    upright = [node for node in boxes if not node.turned and not node.listed]
    columns = columns_of([node for node in upright if not (node.frame or _is_shown_at(node, brackets))], _EDGE_EM)
    under = {(round(node.box.x0), round(node.box.bottom)): node for node in upright}
    linked: dict[int, Node] | None = None  # see `_linked_over`
    for firsts in (list(run) for column in columns for _, run in groupby(column, lambda node: (node.bold, round(2 * node.size)))):
        rows = _rows_beside(firsts, upright)
        if not _begin_many(firsts, rows):
            continue
        linked = _linked_over(upright) if linked is None else linked
        rows = _as_strokes_lead(firsts, rows, linked)
        begun = [(first, row) for first, row in zip(firsts, rows, strict=True) if row]
        if not _begin_many(firsts, rows):
            continue
        # Whether the boxes that begin rows are set as heads of the others, or titled so, and not the other way round
        pairs = [(first, node) for first, row in begun for node in row]
        steps = [step for a, b in pairs if (step := steps_down(a.label, b.label)) is not None]
        above = sum(step > 0 for step in steps)
        against = sum(step < 0 for step in steps) + sum(one_of_a_kind(a.label, b.label) for a, b in pairs)
        named = 0  # « Pôle ressources », « Finances »: only the first tells a rank, a high one or in a look of its own
        for a, b in pairs:
            told_alone = level(a.label) is not None and level(b.label) is None and not is_room(a.label)
            named += told_alone and (rank(a.label) is not None or not alike(a, b))
        larger = all(a.size > _LARGER * b.size for a, b in pairs)
        darker = all(_light(a) + _DARKER < _light(b) for a, b in pairs)
        coloured = darker or all(look(a)[0] is not None and look(b)[0] is None for a, b in pairs)
        # or of another shape, too, than all others, which are alike: discs, not the first of columns that each have a colour
        shaped = all(max(abs(a.box.width - b.box.width), abs(a.box.height - b.box.height)) > SIDE for a, b in pairs)
        others = all(a.size >= b.size and alike(pairs[0][1], b) for a, b in pairs)
        # « Écoute », « Phase A » are no units, however they are set: their words have to tell that they are, or who heads them
        units = sum(
            not is_room(a.label) and (any(map(is_listed, a.label.split())) or any(o.confidence > DOUBTFUL for o in a.people))
            for a, _ in begun
        )
        worded = 2 * units > len(begun)
        told = worded and larger and coloured  # whatever rank the words have there
        stand_out = worded and (larger or (coloured and shaped and others))
        if not (told or (3 * against <= len(pairs) and (stand_out or 2 * (above + named) > len(pairs)))):
            continue
        depths.note([*((first, 1) for first, _ in begun), *((node, 2) for _, row in begun for node in row)])
        for first, row in begun:
            for node in row:
                before = [o for o in row if o.box.x1 <= node.box.x0 and o.box.top <= node.box.top + node.size]
                if _heads_stack(node, under):
                    continue  # of the next panel, whose own bar is over it
                if not node.drawn and any((steps_down(other.label, node.label) or 0) > 0 for other in before):
                    continue  # a table of three levels
                known = node.how in ("inside", "table") or (node.how == "line" and node.confidence >= CLEAR)
                if known or not votes.hang(node, first, "strip", _KNOWN):
                    votes.cast(node, first, "strip", _KNOWN)
        bands += begun
    return bands


def _heads_stack(node: Node, under: Mapping[tuple[int, int], Node]) -> bool:
    """Whether the boxes glued over *node*, all set like it, end under a filled one; *under*: all by left side and foot."""
    at, seen = node, 0
    while (over := under.get((round(at.box.x0), round(at.box.top)))) is not None and over is not at and seen < len(under):
        if not alike(over, node):
            return look(over)[0] is not None and look(node)[0] is None
        at, seen = over, seen + 1
    return False


def keep_bands_whole(bands: Sequence[Band], readings: Sequence[NetReading], nodes: Sequence[Node]) -> None:
    """Hang the rest of a row where half of it hangs, under the box that begins it; what a stroke joins to its head stays there.

    Clearly so, and all of it, where nothing but *bands* stands below the rest of *nodes*, and the others have one fill, which none
    of those has that begin them: colour and place say one thing of all. Of two fills one may head the other in each row.
    """
    firsts, others = [first for first, _ in bands], [node for _, row in bands for node in row]
    within = {id(node) for node in (*firsts, *others)}
    top = min((node.box.top for node in firsts), default=0.0)
    alone = all(id(node) in within or node.box.bottom <= top for node in nodes)
    firsts_fills, fills = ({look(node)[0] for node in some} for some in (firsts, others))
    if len(bands) >= _FEWEST_ALIKE and alone and firsts_fills.isdisjoint(fills) and len(fills) == 1:
        for first, row in bands:
            for node in row:
                node.hang(first, "strip", CLEAR)
    nets: dict[int, set[int]] = defaultdict(set)  # of each node, those that join it to something
    for number, reading in enumerate(readings if bands else ()):
        for node, _ in reading.ends:
            nets[id(node)].add(number)
    for first, row in bands:
        whole = [node for node in row if node.parent is first]
        for node in row if 2 * len(whole) >= len(row) else ():
            held = nets[id(node)] & nets[id(node.parent)]
            if node.parent is first or held or node.how not in (None, "weighed") or not any(alike(node, o) for o in whole):
                continue
            node.hang(first, "strip", min(other.confidence for other in whole))


def hang_firsts_alike(bands: Sequence[Band], nodes: Sequence[Node]) -> None:
    """Hang boxes that begin *bands*, or stand over cards, under one head, where they are equal cells of a stack: what is over all.

    What a stroke joins to its head stays there, and so do all where they hang under heads of which none has more. Where none hangs
    anywhere, that is what stands alone above everything else of *nodes*.
    """
    below: dict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.parent is not None and node.drawn and node.box.top >= node.parent.box.bottom - SIDE:
            below[id(node.parent)].append(node)
    # The filled boxes of one look as wide as each other that each stand over narrower boxes, which hang there, with these
    kinds: dict[Hashable, list[Band]] = defaultdict(list)
    for node in nodes:
        if node.drawn and look(node)[0] is not None and not (node.frame or node.turned or node.listed):
            own = [card for card in below[id(node)] if card.box.width < _MOSTLY * node.box.width]
            kinds[kind(node), round(node.box.x0), round(node.box.x1)].append((node, own))
    over_cards = [band for alike in kinds.values() if all(cards for _, cards in alike) for band in alike]
    stacks: dict[tuple[int, int], list[Band]] = defaultdict(list)
    for first, row in (*bands, *over_cards):
        if first.how != "line":
            stacks[round(first.box.x0), round(first.box.x1)].append((first, row))
    for stack in stacks.values():
        inside = {id(node) for first, row in stack for node in (first, *row)}
        heads = [first.parent for first, _ in stack if first.parent is not None and id(first.parent) not in inside]
        if not heads and nodes:
            over = min(nodes, key=lambda node: node.box.top)
            alone = all(o is over or o.box.top >= over.box.bottom - SIDE for o in nodes)
            heads = [over] if alone and over.parent is None and id(over) not in inside else []
        often = Counter(map(id, heads)).most_common(2)
        if len(stack) < _FEWEST_ALIKE or not often or (len(often) > 1 and often[0][1] == often[1][1]):
            continue
        head = next(node for node in heads if id(node) == often[0][0])
        whole = bounds([node.box for first, row in stack for node in (first, *row)])
        spans = head.box.x0 <= whole.x0 + SIDE and head.box.x1 >= whole.x1 - SIDE and head.box.bottom <= whole.top + SIDE
        for first, _ in stack:
            if id(first.parent) in inside:
                first.unhang(0.0)
        for first, _ in stack:
            sure = _UNDER_ALL if spans else _KNOWN
            if first.parent is not head or first.confidence < sure:
                first.unhang(0.0)
                first.hang(head, "stack", sure)


def hang_peers(nodes: Sequence[Node]) -> None:
    """Hang boxes of one look, width and kind, none surely over another, under the one head of those that hang outside of them.

    « Pôle cancérologie », in the second row of a grid of cards, under « Pôle cœur » of the first: no stroke says so, nor a frame.
    """
    groups: dict[Hashable, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.drawn and (first := level(node.label)) is not None:
            groups[round(node.box.width), node.fill, round(2 * node.size), node.bold, first].append(node)
    for group in (group for group in groups.values() if len(group) >= _FEWEST_PEERS):
        own = {id(node) for node in group}
        inner = [node for node in group if id(node.parent) in own]
        heads = Counter(id(node.parent) for node in group if node.parent is not None and node not in inner)
        unsure = all(node.how != "line" and node.confidence < SURE for node in inner)
        if not inner or not unsure or len(heads) != 1:
            continue
        head = next(node.parent for node in group if node.parent is not None and id(node.parent) in heads)
        if head.box.bottom <= min(node.box.top for node in group) + SIDE:
            for node in (node for node in group if node in inner or node.confidence < _PEER):
                node.unhang(0.0)
                node.hang(head, "row", _PEER)


def hang_stairs(nodes: Sequence[Node]) -> None:
    """Hang cards alike, each laid over the foot of the one before and as far aside of it, where the first of them hangs.

    What strokes lead to stays, and so do stairs that may go down in rank: whose titles are of more than one rank by their words, or
    to whose first card a stroke leads.
    """
    cards = sorted((node for node in nodes if node.drawn and not node.frame), key=lambda node: node.box.top)
    grid = Grid((card.box, card) for card in cards)
    begun: set[int] = set()
    for first in cards:
        stair, aside, down = [first], 0.0, 0.0
        while id(stair[-1]) not in begun:
            begun.add(id(stair[-1]))
            box = stair[-1].box
            steps = [
                card
                for card in grid.near(box)
                if box.top + SIDE < card.box.top < box.bottom
                and SIDE < abs(card.box.x0 - box.x0) < box.width / 2
                and abs(card.box.width - box.width) + abs(card.box.height - box.height) <= SIDE
                and (not aside or abs(card.box.x0 - box.x0 - aside) + abs(card.box.top - box.top - down) <= SIDE)
                and alike(card, first)
            ]
            if len(steps) == 1:
                aside, down = steps[0].box.x0 - box.x0, steps[0].box.top - box.top
                stair.append(steps[0])
        head, sure = first.parent, min(first.confidence, _UNDER_ALL)
        brothers = len(stair) >= _FEWEST_ALIKE and len({level(card.label) for card in stair}) == 1 and first.how != "line"
        for card in stair[1:] if brothers else ():
            if head is not None and card.how != "line" and (card.parent is not head or card.confidence < sure):
                card.hang(head, "stack", sure)


def hang_striped(nodes: Sequence[Node]) -> None:
    """Hang cells of a table whose rows are filled by turns under the cell at the head of their column: such a fill is no rank.

    Columns of cells alike, glued to each other: in several the rows have the same two fills by turns at the same heights, three or
    more in one of them, and words tell no ranks that go with the fills.
    """
    cells = [node for node in nodes if node.drawn and not node.frame]
    grid = Grid((node.box, node) for node in cells)
    over: dict[int, Node] = {}  # what each cell is glued to the foot of, in one width
    for node in cells:
        above = [o for o in grid.near(node.box, SIDE) if o is not node and abs(node.box.top - o.box.bottom) <= SIDE]
        flush = [o for o in above if o.box.is_flush_with(node.box, SIDE)]
        over |= {id(node): flush[0]} if len(flush) == 1 else {}
    columns = defaultdict[int, list[Node]](list)  # by the cell at their head
    for node in sorted(cells, key=lambda node: node.box.top):
        head = over.get(id(node))
        column = next((own for own in columns.values() if own[-1] is head), None)
        if head is not None and column and head.fill != node.fill and alike(replace(head, fill=node.fill), node):
            column.append(node)
        elif head is not None:
            columns[id(head)] = [node]
    for fills in {frozenset(node.fill for node in column) for column in columns.values() if len(column) > 1}:
        own = [column for column in columns.values() if len(fills) == 2 and {node.fill for node in column} == fills]
        rows = {(round(node.box.top / SIDE), node.fill) for column in own for node in column}
        ranks = {frozenset(level(node.label) for column in own for node in column if node.fill == fill) for fill in fills}
        level_rows = len({top for top, _ in rows}) == len(rows) and max(map(len, own), default=0) >= _FEWEST_ALIKE
        for column in own if len(own) > 1 and level_rows and len(ranks) == 1 else ():
            head = over[id(column[0])]
            if not alike(replace(head, fill=column[0].fill), column[0]) and head.parent not in column:
                for node in column:
                    node.hang(head, "stack", CLEAR)


def part_cards(nodes: Sequence[Node]) -> None:
    """Take cards from under those of the row above, where all are alike, stand in a grid, and most head units of their own.

    They hang where most of the first row do, if anywhere. Not where words tell that a row is lower than the one above it, where
    strokes lead to them, or where those of the first row head nothing but cards: these are columns of services.
    """
    kinds: list[list[Node]] = []
    for node in nodes:
        if node.drawn and not (node.listed or node.turned):
            kind = next((o for o in kinds if alike(o[0], node) and abs(o[0].box.width - node.box.width) <= SIDE), None)
            if kind is None:
                kinds.append([node])
            else:
                kind.append(node)
    for cards in kinds:
        inside = set(map(id, cards))
        top = min(card.box.top for card in cards)
        first = [card for card in cards if card.box.top <= top + SIDE]
        below = [card for card in cards if card.box.top > top + SIDE]
        columns = all(any(abs(card.box.x0 - o.box.x0) <= SIDE for o in first) for card in below)
        own = Counter(id(node.parent) for node in nodes if id(node) not in inside)
        heading = min(sum(own[id(card)] > 0 for card in some) / len(some) for some in (first, cards))
        if len(first) < 2 or len(below) < 2 or not columns or heading < _MOSTLY:
            continue
        steps = [step for card in below if card.parent and (step := steps_down(card.parent.label, card.label)) is not None]
        if any(card.how in ("line", "said") for card in cards) or sum(step > 0 for step in steps) > len(below) / 2:
            continue
        heads = Counter(id(card.parent) for card in first if card.parent is not None).most_common(1)
        usual = next(
            (card.parent for card in first if heads and id(card.parent) == heads[0][0] and 2 * heads[0][1] > len(first)), None
        )
        for card in below:
            at = card.parent
            while at is not None and id(at) not in inside:
                at = at.parent
            if at is not None:
                card.unhang(_KNOWN)
                if usual is not None:
                    card.hang(usual, "row", _KNOWN)


def _is_shown_at(node: Node, brackets: Sequence[Bracket]) -> bool:
    """Whether the point of one of *brackets*, open to the right, is right of *node*, at its height."""
    reach = _BAND_EM * node.size
    behind = (o for o in brackets if o.opens > 0 and not o.bar and 0 <= o.spine - node.box.x1 <= reach)
    return any(node.box.top <= bracket.tip <= node.box.bottom for bracket in behind)


def _rows_beside(firsts: Sequence[Node], boxes: Sequence[Node]) -> list[list[Node]]:
    """Of each of *firsts* the boxes right of it that begin no higher and above the next one, up to the first wide gap."""
    left, size = firsts[0].box, firsts[0].size
    rows: list[list[Node]] = []
    for first, following in zip(firsts, [*firsts[1:], None], strict=True):
        top = first.box.top - size
        end = following.box.top - size if following is not None else max(first.box.bottom, first.box.top + 3 * size)
        level_with = [n for n in boxes if n is not first and top <= n.box.top < end and n.outer is first.outer and not n.frame]
        if any(node.box.x1 <= left.x0 + SIDE for node in level_with):
            return [[] for _ in firsts]  # something stands left of them
        row: list[Node] = []
        reach = first.box.x1
        for node in sorted(level_with, key=lambda n: n.box.x0):
            glued = abs(node.box.x0 - first.box.x1) <= SIDE or node.box.x0 <= first.box.cx
            if glued or node.box.x0 > reach + _BAND_EM * size:
                break  # a cell of a table, or what stands apart
            row.append(node)
            reach = max(reach, node.box.x1)
        at = first.box
        begun = all(min(abs(node.box.top - at.top), abs(node.box.cy - at.cy)) <= size for node in row[:1])
        rows.append(row if begun else [])
    return rows


def _begin_many(firsts: Sequence[Node], rows: Sequence[Sequence[Node]]) -> bool:
    """Whether most of *firsts* begin one of *rows*, and these hold more than one box each."""
    begun = [len(row) for row in rows if row]
    return len(begun) >= max(2, _MOSTLY * len(firsts)) and sum(begun) > len(begun)


def _linked_over(boxes: Sequence[Node]) -> dict[int, Node]:
    """Of each of *boxes* that stands in a stack, in the middle under a box that a stroke clearly hangs, no wider, that box."""
    grid = Grid((node.box, node) for node in boxes)
    found: dict[int, Node] = {}
    for node in sorted(boxes, key=lambda node: node.box.top):
        x0, top, x1, _ = node.box
        over = grid.near(node.box._replace(top=top - _STACK_EM * node.size, bottom=top)) if node.how != "line" else []
        for other in over:
            within = other.box.x0 <= x0 + SIDE and x1 <= other.box.x1 + SIDE and x1 - x0 > _MOSTLY * other.box.width
            if other.box.bottom <= top + SIDE and within and abs(other.box.cx - node.box.cx) <= SIDE:
                clear = other.how == "line" and other.confidence >= CLEAR
                head = other if clear else found.get(id(other))
                if head is not None and other is not node:
                    found[id(node)] = head
    return found


def _as_strokes_lead(firsts: Sequence[Node], rows: Sequence[Sequence[Node]], linked: Mapping[int, Node]) -> list[list[Node]]:
    """*rows* beside *firsts*, each as strokes lead to them and what stands under that; *linked*: see `_linked_over`."""
    begin = {id(first): place for place, first in enumerate(firsts)}
    of_rows = begin.keys() | {id(node) for row in rows for node in row}
    kept: list[list[Node]] = [[] for _ in rows]
    for place, row in enumerate(rows):
        for node in row:
            clear = linked.get(id(node), node)
            if clear is node and node.how == "line" and node.parent is not None and id(node.parent) in of_rows:
                at = begin.get(id(node.parent))  # under another box of a row it stays
            elif clear is node and not (node.how == "line" and node.confidence >= CLEAR):
                at = place
            else:
                at = place if clear is not node and clear.parent is not None and id(clear.parent) in of_rows else None
            if at is not None:
                kept[at].append(node)
    return [sorted(row, key=lambda node: node.box.x0) for row in kept]


def _light(node: Node) -> float:
    """How light a box is, from 0 to 255."""
    red, green, blue = node.fill or (255, 255, 255)
    return 0.3 * red + 0.6 * green + 0.1 * blue
