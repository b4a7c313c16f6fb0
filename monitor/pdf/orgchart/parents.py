"""Who hangs under whom: by links, by stacks, by frames, by rows; the rule that spoke is kept with its confidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from monitor.pdf.ink import Box
from monitor.pdf.orgchart.grid import Grid
from monitor.pdf.orgchart.heads import Reading, ends_of, flow_of
from monitor.pdf.orgchart.links import Net
from monitor.pdf.orgchart.nodes import Node, PageNodes
from monitor.pdf.orgchart.open_heads import hang_open
from monitor.pdf.orgchart.ranks import is_apex_by_title, is_staff
from monitor.pdf.orgchart.stacks import Columns, alike, peers, shared_width
from monitor.pdf.orgchart.strands import Pair, hang_beside_strips, hang_spines, hang_strands
from monitor.pdf.orgchart.tables import hang_in_tables
from monitor.pdf.orgchart.votes import CLEAR, DOUBTFUL, LAYOUT, Votes

_TOUCHING = 2.0


class Said(NamedTuple):
    """What was said of a page: the rules' votes, and the nets and columns that they were taken from, nets that tell no head too.

    `between`, `past`: links that join brothers on a strand, and those that lead past the head of a column (see `strands`).
    """

    votes: Votes
    readings: list[Reading]
    columns: Columns
    between: set[Pair]
    past: set[Pair]


def set_parents(found: PageNodes, nets: Sequence[Net]) -> Said:
    """Give every node of a page the parent that the first rule that applies says; some stay roots. Returns what all rules said."""
    boxes = list(dict.fromkeys(found.by_box.values()))
    votes = Votes()
    for node in found.nodes:
        if node.parent is not None and node.how is not None:
            votes.cast(node, node.parent, node.how, node.confidence)
    readings = _by_links(found, nets, votes)
    between, past = hang_strands(readings, votes), hang_spines(readings, votes)
    hang_open(found.open, votes)
    hang_in_tables([node for node in boxes if node.drawn], votes)
    columns = Columns(boxes, votes)
    hang_beside_strips(boxes, votes)
    columns.hang_stacks()
    _from_stack_ends(boxes, votes)
    _by_groups(found, nets, votes)
    _by_frames(boxes, votes)
    columns.hang_siblings()
    _by_rows(boxes, votes)
    columns.hang_siblings()
    columns.hang_titled()
    _under_apex(boxes, votes)
    _with_same_box(found.nodes, votes)
    return Said(votes, readings, columns, between, past)


def _by_links(found: PageNodes, nets: Sequence[Net], votes: Votes) -> list[Reading]:
    """Clear nets first; then those whose direction only the ranks that came of the clear ones can tell; dashed ones last."""
    flow = flow_of(nets, found)
    joined = [{id(node) for node, _ in ends_of(net, found)} for net in nets]
    others = Counter(node for ends in joined if len(ends) > 1 for node in ends)
    readings = [
        reading
        for net, ends in zip(nets, joined, strict=True)
        if (reading := Reading(net, found, flow, {node: others[node] - (len(ends) > 1) for node in ends})).ends
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


def _by_groups(found: PageNodes, nets: Sequence[Net], votes: Votes) -> None:
    """A link to a frame without a title is one to everybody in it that has no head there."""
    for net in nets:
        ends = ends_of(net, found)
        for attachment in net.attachments:
            inside = found.groups.get(attachment.box, [])
            parent = max(ends, key=lambda end: -end[0].box.top, default=None)
            if inside and parent is not None:
                for node in inside:
                    if node.parent is None:
                        votes.hang(node, parent[0], "line", 0.8)


def _by_frames(boxes: Sequence[Node], votes: Votes) -> None:
    """Who stands in a frame with a title, and has no head in there, hangs under it."""
    for node in boxes:
        if node.outer is None or node.outer.frame is False:
            continue
        inside = node.parent is not None and (node.parent is node.outer or node.parent.outer is node.outer)
        if node.parent is None or (not inside and node.how != "line"):
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
    """Heads in a row under one box that stands above them all: said with little confidence."""
    roots = [node for node in boxes if node.parent is None]
    if len(roots) < 2:
        return
    apex = min(roots, key=lambda n: (round(n.box.top), n.box.x0))
    rest = [node for node in roots if node is not apex]
    alone = all(node.box.top >= apex.box.bottom - 2 for node in rest)
    if not alone or (any(alike(node, apex) for node in rest) and not is_apex_by_title(apex, rest)):
        return
    head = _last_of_chain(apex, boxes, min(node.box.top for node in rest))
    for node in rest:
        votes.hang(node, head, "layout", LAYOUT)


def _last_of_chain(apex: Node, boxes: Sequence[Node], top: float) -> Node:
    """Of boxes centred under one another, « Maire » over « Direction générale », the lowest one above *top*."""
    below = [node for node in boxes if node.parent is apex and node.box.bottom <= top + 2 and not is_staff(node.label)]
    centred = [node for node in below if abs(node.box.cx - apex.box.cx) <= node.size and node.box.top >= apex.box.bottom - 2]
    return _last_of_chain(centred[0], boxes, top) if len(centred) == 1 else apex


def _with_same_box(nodes: Sequence[Node], votes: Votes) -> None:
    """Further units of one box hang where the first of them does."""
    for node in nodes:
        if node.how == "same box":
            first = node.outer
            node.how, node.outer = None, None
            if first is not None and first.parent is not None:
                votes.hang(node, first.parent, first.how or "layout", min(0.75, first.confidence))
