"""Who heads whom in a chart without boxes: in a column larger or bolder titles, above the columns the largest one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.ranks import is_staff
from monitor.pdf.orgchart.vocabulary import level
from monitor.pdf.orgchart.votes import DOUBTFUL, LAYOUT, Votes

_Weight: TypeAlias = tuple[float, bool]

_SAME_SIZE = 1.04
_COLUMN = 0.7


def hang_open(nodes: Sequence[Node], votes: Votes) -> None:
    """Hang *nodes*, which have no box that is drawn, and no head yet, under the head of their column or of the page."""
    ordered = sorted(nodes, key=lambda node: (node.box.top, node.box.x0))
    below = _first_row(ordered)
    header = ordered[:below]
    for place, node in enumerate(ordered):
        if place < below:
            head, strength = _head_above(node, header[:place]), LAYOUT
        else:
            column = [o for o in ordered[below:place] if _over(o, node)]
            head, strength = next((o for o in reversed(column) if _outweighs(o, node)), None), _COLUMN
            if head is None and node.how is None and (tops := [o for o in column if o.how == "line"]):
                head = tops[-1]
            if head is None and node.how is None and column and _leads(column[0], node):
                head, strength = column[0], LAYOUT
            if head is None:
                head, strength = _apex(header, node), DOUBTFUL
        if head is not None:
            votes.cast(node, head, "column", strength)
            if node.parent is None:
                node.hang(head, "column", strength)


def _first_row(ordered: Sequence[Node]) -> int:
    """Where the first row of columns begins: the first title beside which another one of the same look stands, and others below."""
    for place, node in enumerate(ordered):
        row = [o for o in ordered if abs(o.box.top - node.box.top) <= 0.5 * node.size]
        alike = [o for o in row if abs(o.size - node.size) <= 0.3 and o.bold == node.bold]
        if len(alike) > 1 and len(alike) == len(row):
            return place
    return len(ordered)


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


def _over(upper: Node, lower: Node) -> bool:
    shared = min(upper.box.x1, lower.box.x1) - max(upper.box.x0, lower.box.x0)
    return upper.box.top < lower.box.top and shared > 0.4 * min(upper.box.width, lower.box.width)
