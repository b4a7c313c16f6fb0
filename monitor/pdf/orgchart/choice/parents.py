"""Who hangs under whom: by links, tables, stacks, frames, rows, or columns without boxes; the rule that spoke is kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from math import ceil
from typing import NamedTuple

from monitor.pdf.ink import SIDE, Box, Grid
from monitor.pdf.orgchart.arrangement.fills import even_grounds
from monitor.pdf.orgchart.arrangement.heads import NetReading, ends_of, flow_of
from monitor.pdf.orgchart.arrangement.stacks import (
    HEAD,
    Columns,
    alike,
    alike_but_for_colour,
    is_apex_by_title,
    is_staff,
    look,
    offices_beside,
    peers,
    rank,
    shared_width,
)
from monitor.pdf.orgchart.arrangement.strands import Pair, hang_aside, hang_runs, hang_spines, hang_strands, hang_strings
from monitor.pdf.orgchart.marks.links import Net
from monitor.pdf.orgchart.nodes import CLEAR, DOUBTFUL, LAYOUT, Node, PageNodes, Votes
from monitor.pdf.orgchart.units.bands import Band, hang_beside_strips, hang_in_bands
from monitor.pdf.orgchart.units.cells import Depths, hang_in_tables, hang_under_headings
from monitor.pdf.orgchart.vocabulary import level, steps_down

_SAME_SIZE = 1.04
_COLUMN = 0.7
_OVER, _OVER_EM = 0.5, 6.0  # of the narrower one's width; how far a row stands under the one that heads it
_LETTER_EM, _LINE_EM = 0.55, 1.2  # how wide bold letters are on average, and how high a line of them
_SHRUNK = 0.09  # of the usual size of letters in such boxes: smaller ones may have been shrunk to fit


class PageVotes(NamedTuple):
    """What was said of a page: the rules' votes, and the nets and columns that they were taken from, nets that tell no head too.

    `between`, `past`: links that join brothers on a strand, and those that lead past the head of a column (see `strands`).
    `depths`: who can't hang under whom, for where they stand in a table. `bands`: boxes that begin rows, each with its row.
    `unsure`: boxes down columns of which nothing but their ground may tell the rank, on strokes or taken to be of one.
    """

    votes: Votes
    readings: list[NetReading]
    columns: Columns
    between: set[Pair]
    past: set[Pair]
    depths: Depths
    bands: list[Band]
    unsure: list[Node]


def set_parents(found: PageNodes, nets: Sequence[Net]) -> PageVotes:
    """Give every node of a page the parent that the first rule that applies says; some stay roots. Returns what all rules said."""
    boxes = list(dict.fromkeys(found.by_box.values()))
    _unshrink(boxes)
    _unalign(found)
    unsure = even_grounds(boxes)
    votes = Votes()
    for node in found.nodes:
        if node.parent is not None and node.how is not None:
            votes.cast(node, node.parent, node.how, node.confidence)
    # Clear nets first; then those whose direction only the ranks that came of the clear ones can tell; dashed ones last
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
    strung = {id(node) for reading in readings for node, at in reading.ends if at.side in ("t", "b")}
    between, past = hang_strands(readings, boxes, votes), hang_spines(readings, votes)
    past |= hang_aside(readings, votes) | hang_strings(readings, votes)
    drawn = [node for node in boxes if node.drawn]
    depths = hang_in_tables(drawn, votes)
    hang_under_headings(boxes, votes)
    numbered = sorted((node for node in found.nodes if node.depth is not None), key=lambda node: node.box.top if node.drawn else 0)
    depths.note([(node, 1 + (node.depth or 0)) for node in numbered], in_order=True)
    past |= hang_runs(drawn, votes)
    hang_open(found.open, votes)
    columns = Columns(boxes, votes)
    bands = [*hang_beside_strips(boxes, votes), *hang_in_bands(boxes, votes, depths, found.brackets)]
    columns.hang_stacks()
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
    return PageVotes(
        votes, readings, columns, between, past, depths, bands, [node for node, even in unsure if even or id(node) in strung]
    )


def _unshrink(nodes: Iterable[Node]) -> None:
    """Give titles that were shrunk to fit the size of the others that are as wide and look like them.

    They and who is named below them would not fit at that size, nor would any set as small; they are few, and no other rank; none
    of all is set larger, and none of the usual size alone heads them by its place.
    """
    boxes = list(nodes)
    frames: dict[Hashable, list[Node]] = defaultdict(list)
    for node in boxes:
        if node.drawn and not (node.frame or node.turned):
            frames[look(node)[:3], node.bold, node.listed, round(node.box.width / SIDE)].append(node)
    for mates in frames.values():
        sizes = Counter(round(2 * node.size) for node in mates)
        usual = max(sizes, key=sizes.__getitem__) / 2
        whole = [node for node in mates if abs(node.size - usual) <= _SHRUNK * usual]
        small = [node for node in mates if node.size < (1 - _SHRUNK) * usual]
        if len(whole) < max(3, 2 * len(small)) or len(whole) + len(small) < len(mates):
            continue
        ranks, lines = {level(node.label) for node in whole}, dict[int, int]()
        for node in small:
            room = max(1.0, node.box.width - usual)
            lines[id(node)] = sum(ceil(_LETTER_EM * usual * len(o) / room) for o in (node.label, *(o.name for o in node.people)))
        fitting = {round(2 * o.size) for o in small if _LINE_EM * usual * lines[id(o)] <= o.box.height - usual}
        for node in small:
            over = [o for o in whole if o.box.bottom <= node.box.top + SIDE and abs(o.box.cx - node.box.cx) <= SIDE]
            tops = [o.box for o in over if len(over) == 1]  # alone over it, a mate may be its head, unless one stands over both
            led = [o for o in boxes for top in tops if 0 <= top.top - o.box.bottom <= 3 * usual and abs(o.box.cx - top.cx) <= SIDE]
            if round(2 * node.size) not in fitting and level(node.label) in ranks and len(led) >= len(tops):
                node.size = usual


def _unalign(found: PageNodes) -> None:
    """Let it tell nothing how titles over lists are set where all of these begin at the left and those without a list are centred.

    So where boxes as wide and high, in one look, stand in a row, and one without a list follows one with a list.
    """
    listing = {id(node.parent) for node in found.nodes if node.how == "item"}
    kinds: dict[Hashable, list[Node]] = defaultdict(list)
    for node in dict.fromkeys(found.by_box.values()):
        if node.drawn and not (node.frame or node.turned):
            kinds[look(node), round(node.box.width / SIDE)].append(node)
    for mates in kinds.values():
        lists, others = [o for o in mates if id(o) in listing], [o for o in mates if id(o) not in listing]
        if any(node.centred for node in lists) or not any(node.centred for node in others):
            continue
        rows = Grid((node.box, node.box) for node in lists)
        level = (node.box for node in others if node.centred)
        if any(o.is_level_with(box, SIDE) and o.x1 <= box.x0 for box in level for o in rows.near(box._replace(x0=0.0))):
            for node in lists:
                node.centred = None


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
    line = _line_of_command(apex, roots, boxes)
    for node in line:
        votes.hang(node, apex, "layout", DOUBTFUL)
        roots.remove(apex)
        apex = node
    beside = [node for node in roots if node is not apex and node.box.top < apex.box.bottom - 2]
    if beside and not line:
        row = (apex, *beside)
        heads = [node for node in row if rank(node.label) == HEAD]
        if not heads and all(node.how != "line" for node in boxes):  # it is set larger than its offices
            largest = max(node.size for node in boxes)  # of a sheet that goes across the head stands further left
            heads = [n for n in row if n.size == largest and all(o is n or _is_smaller(o, n) for o in row)]
        if len(heads) != 1 or any(rank(node.label) is not None for node in row if node is not heads[0]):
            return
        apex = heads[0]
    rest = [node for node in roots if node is not apex]
    if not beside and any(alike(node, apex) for node in rest) and not is_apex_by_title(apex, rest):
        return
    head = _last_of_chain(apex, boxes, rest) if not beside else apex
    below = _under_a_row(head, rest, boxes)
    for node in rest:
        votes.hang(node, below.get(id(node), head), "layout", LAYOUT)


def _under_a_row(head: Node, rest: Sequence[Node], boxes: Sequence[Node]) -> dict[int, Node]:
    """Of each of *rest* that stands right under a box of the row that hangs under *head*, or under its like there, that box.

    It is set larger or bold, and as wide or in the middle over it; most words tell no other rank. All in one row have such a box.
    """
    offices = {id(node) for node in offices_beside(boxes)}
    row = [o for o in boxes if o.parent is head and not (o.frame or id(o) in offices or is_staff(o.label) or rank(o.label) == HEAD)]
    found = {id(node): node for node in row if any(_level_but_for_colour(o, node) for o in row)}
    reach = _OVER_EM * max((node.size for node in boxes), default=0.0)
    grid = Grid((node.box, node) for node in boxes)
    for node in sorted(rest, key=lambda node: node.box.top) if found else ():
        near = grid.near(node.box._replace(top=node.box.top - reach, bottom=node.box.top))
        column = [o for o in near if o.box.bottom <= node.box.top + 2 and shared_width(o.box, node.box) > _OVER]
        over = max(column, key=lambda o: (o.box.bottom, shared_width(o.box, node.box)), default=None)
        if over is None or node.box.top - over.box.bottom > _OVER_EM * over.size:
            continue
        first = found.get(id(over)) or found.get(id(over.parent))
        likes = alike(over, node) or ((over.frame or node.frame) and not (outweighs(over, node) or outweighs(node, over)))
        if first is None or (over is not first and not likes):
            continue
        spans = first.box.width >= node.box.width or abs(first.box.cx - node.box.cx) <= SIDE
        if spans and outweighs(first, node):
            found[id(node)] = first
    steps = [steps_down(found[id(node)].label, node.label) for node in rest if id(node) in found]
    if 2 * sum(down is not None and down <= 0 for down in steps) >= len(steps):
        return {}
    apart = [node for node in rest if id(node) not in found]
    return {id(node): found[id(node)] for node in rest if node not in apart and not any(peers(o, node) for o in apart)}


def _level_but_for_colour(a: Node, b: Node) -> bool:
    return a is not b and a.box.is_level_with(b.box, SIDE) and alike_but_for_colour(a, b)


def _line_of_command(apex: Node, roots: Sequence[Node], boxes: Sequence[Node]) -> list[Node]:
    """Boxes like *apex* centred under it, « Maire », « Direction générale », over a row; what stands beside is set otherwise."""
    line = [apex]
    below = sorted((node for node in roots if node.box.top >= apex.box.bottom - 2), key=lambda node: node.box.top)
    for node in below:
        level_with = [o for o in boxes if o is not node and o.box.top < node.box.bottom and node.box.top < o.box.bottom]
        centred = abs(node.box.cx - apex.box.cx) <= node.size
        fits = _leads(line[-1], node) and centred and alike(node, line[-1]) and not is_staff(node.label)
        if not fits or not all(_is_smaller(o, node) for o in level_with):
            return line[1:] if level_with else []
        line.append(node)
    return []


def _last_of_chain(apex: Node, boxes: Sequence[Node], rest: Sequence[Node]) -> Node:
    """Of boxes centred under one another, or titled so, « Maire », « Direction générale », the lowest above the *rest*.

    Not one of bars across the page, each over its own block, of which the *rest* are the others, in whatever colours.
    """
    below = [
        node
        for node in boxes
        if node.parent is apex
        and not is_staff(node.label)
        and all(o.box.top >= node.box.bottom - 2 or (o.box.top >= node.box.top - 2 and _is_smaller(o, node)) for o in rest)
    ]
    centred = [node for node in below if abs(node.box.cx - apex.box.cx) <= node.size and node.box.top >= apex.box.bottom - 2]
    titled = [node for node in below if rank(node.label) == HEAD and rank(apex.label) != HEAD]
    centred = titled if len(titled) == 1 else centred
    alone = len(centred) == 1 and (centred == titled or not any(peers(o, centred[0]) for o in boxes if o.parent is apex))
    alone = alone and not _under_a_row(apex, rest, boxes)
    for first in centred if alone else ():
        level_with = [o for o in rest if alike_but_for_colour(o, first) and (steps_down(first.label, o.label) or 0) <= 0]
        alone = 2 * sum(o.box.is_flush_with(first.box, SIDE) for o in level_with) <= len(rest)
    return _last_of_chain(centred[0], boxes, rest) if alone else apex


def _is_smaller(office: Node, node: Node) -> bool:
    """Whether the letters of *office*, beside *node*, are smaller."""
    return node.size > _SAME_SIZE * office.size


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
    columns = Grid[Node]()  # what stands below it, from left to right alone
    for place, node in enumerate(ordered):
        head: Node | None = None
        strength = LAYOUT if place < below else _COLUMN
        if place < below:  # the last title that is larger, or of the same size and higher by its words
            over = [o for o in header[:place] if outweighs(o, node) or not (outweighs(node, o) or is_staff(o.label))]
            head = next((o for o in reversed(over) if outweighs(o, node) or _leads(o, node)), None)
        else:
            flat = Box(node.box.x0, 0.0, node.box.x1, 0.0)
            over = [o for o in columns.near(flat) if o.box.top < node.box.top]
            column = [o for o in over if shared_width(o.box, node.box) > 0.4]
            columns.add(flat, node)
            head = next((o for o in reversed(column) if outweighs(o, node)), None)
            if head is None and node.how is None:
                head = next((o for o in reversed(column) if o.how == "line"), None)
                if head is None and column and _leads(column[0], node):
                    head, strength = column[0], LAYOUT
            if head is None:
                head, strength = _apex(header, node), DOUBTFUL
        if head is not None:
            votes.say(node, head, "column", strength)


def _leads(upper: Node, lower: Node) -> bool:
    return (steps_down(upper.label, lower.label) or 0) >= 0


def _apex(header: Sequence[Node], node: Node) -> Node | None:
    """The largest title above the columns, the last of several; or the last that is centred under it, alone at its height."""
    best: Node | None = None
    above = [other for other in header if other.box.bottom <= node.box.top + 2 and not is_staff(other.label)]
    for other in above:
        if best is None or not outweighs(best, other):
            best = other
    if best is None or outweighs(node, best):
        return None
    for other in above[above.index(best) + 1 :]:
        alone = not any(o.box.top < other.box.bottom and other.box.top < o.box.bottom for o in header if o is not other)
        if alone and abs(other.box.cx - best.box.cx) <= other.size and _leads(best, other) and outweighs(other, node):
            best = other
    return best


def outweighs(a: Node, b: Node) -> bool:
    if abs(a.size - b.size) > (_SAME_SIZE - 1) * max(a.size, b.size):
        return a.size > b.size and (a.bold or not b.bold)
    return a.bold and not b.bold
