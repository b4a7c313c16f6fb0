"""Links that a file says beside what it draws: the connectors of slides, the lists of a web page (DESIGN 3.31).

They go before what the rules make of the drawing, and leave to those what is not said.
"""

from __future__ import annotations

from collections.abc import Sequence

from monitor.pdf.ink import Box, Link
from monitor.pdf.orgchart.nodes import Node, PageNodes

_SURE = 0.99


def hang_as_said(found: PageNodes, boxes: Sequence[Box], links: Sequence[Link]) -> None:
    """Hang the nodes of *found* as *links* say; *boxes*: those that its nodes were read from, by their numbers."""
    if not links:
        return
    nodes = {link.box: _node_at(link.box, found, boxes) for link in links}
    nodes |= {link.head: _node_at(link.head, found, boxes) for link in links if link.head is not None}
    said = [(nodes[link.box], nodes[link.head] if link.head is not None else None, link.head is None) for link in links]
    for node, _, _ in said:
        if node is not None:
            node.parent, node.how, node.confidence = None, None, _SURE
    for node, head, at_top in said:
        if node is not None and head is not None and head is not node and not at_top:
            _free(head, node)
            node.hang(head, "said", _SURE)


def _node_at(place: Box, found: PageNodes, boxes: Sequence[Box]) -> Node | None:
    """The node that was read from the box at *place*; None where it was taken for no unit."""
    number = max(range(len(boxes)), key=lambda n: boxes[n].overlap(place) / max(boxes[n].area, place.area, 1.0), default=None)
    if number is None or 2 * boxes[number].overlap(place) < max(boxes[number].area, place.area):
        return None
    return found.by_box.get(number)


def _free(head: Node, node: Node) -> None:
    """Take away the guess by which *head* stands below *node*, if it does."""
    at: Node | None = head
    while at is not None and at is not node:
        if at.parent is not None and at.how != "said" and _is_below(at.parent, node):
            at.parent, at.how = None, None
            return
        at = at.parent


def _is_below(node: Node, other: Node) -> bool:
    at: Node | None = node
    while at is not None:
        if at is other:
            return True
        at = at.parent
    return False
