"""Trees of words that strokes join and no box holds (mind maps, collapsible trees): they grow away from a root."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from monitor.pdf.orgchart.heads import NetReading
from monitor.pdf.orgchart.nodes import CLEAR, DOUBTFUL, Node, PageNodes
from monitor.pdf.orgchart.stacks import is_apex_by_title
from monitor.pdf.orgchart.vocabulary import level

_FEWEST = 5
_MOST = 0.8  # of a page's nodes, those that the strokes of one tree join
_OUTWARDS = 0.9  # of its links, those that lead away from the root
_LARGEST = 400  # nodes: many of a tree are tried as its root


class _Grown(NamedTuple):
    """A tree from one of its nodes outwards: of each other node its head, and the links that lead on away from the root."""

    root: Node
    heads: dict[int, Node]
    outwards: set[int]


def hang_outwards(found: PageNodes, readings: Sequence[NetReading]) -> None:
    """Hang the nodes of *found* along their strokes, if these join nearly all of them to one tree, none has a box, and it grows so.

    Whatever has been chosen gives way: one stroke tells little of who heads whom, all strokes together tell which end of each is
    nearer to the root.
    """
    nets = [[node for node, _ in reading.ends] for reading in readings if len(reading.ends) > 1]
    nodes = {id(node): node for ends in nets for node in ends}
    if not max(_FEWEST, _MOST * len(found.nodes)) <= len(nodes) <= _LARGEST or any(node.drawn for node in nodes.values()):
        return
    if sum(len(ends) for ends in nets) - len(nets) != len(nodes) - 1:
        return
    met: dict[int, list[int]] = defaultdict(list)
    for number, joined in enumerate(nets):
        for node in joined:
            met[id(node)].append(number)
    outer = [min(nodes.values(), key=lambda o: o.box.x0), max(nodes.values(), key=lambda o: o.box.x1)]
    inner = [node for key, node in nodes.items() if len(met[key]) > 1]
    grown = [_grown(root, nets, met, upright=False) for root in dict.fromkeys((*outer, *inner))]
    grown.append(_grown(min(nodes.values(), key=lambda o: o.box.top), nets, met, upright=True))
    most = max(len(one.outwards) for one in grown)
    if most < _OUTWARDS * (len(nodes) - 1) or len(grown[0].heads) < len(nodes) - 1:
        return
    best = min((one for one in grown if len(one.outwards) == most), key=lambda one: _standing(one.root))
    for node in nodes.values():
        node.parent, node.how, node.confidence = None, None, CLEAR
    for key, head in best.heads.items():
        nodes[key].hang(head, "line", CLEAR if key in best.outwards else DOUBTFUL)


def _standing(root: Node) -> tuple[bool, int, float, float]:
    """The less, the more a node looks like the root of its tree: by its title, its letters, its place."""
    rank = level(root.label)
    return not is_apex_by_title(root, ()), 9 if rank is None else rank, -root.size, root.box.x0


def _grown(root: Node, nets: Sequence[Sequence[Node]], met: dict[int, list[int]], *, upright: bool) -> _Grown:
    heads: dict[int, Node] = {}
    outwards: set[int] = set()
    order, gone = [root], set[int]()
    for head in order:
        for number in met[id(head)]:
            if number in gone:
                continue
            gone.add(number)
            for node in nets[number]:
                if node is head or node is root or id(node) in heads:
                    continue
                heads[id(node)] = head
                order.append(node)
                if _leads_on(root, head, node, upright=upright):
                    outwards.add(id(node))
    return _Grown(root, heads, outwards)


def _leads_on(root: Node, head: Node, node: Node, *, upright: bool) -> bool:
    """Whether *node* stands further from *root* than its *head*, to the same side; downwards where the tree is *upright*."""
    if upright:
        return node.box.top >= head.box.bottom - 1
    if node.box.cx > root.box.cx:
        return head.box.cx >= root.box.cx and node.box.x0 >= head.box.x1 - 1
    return head.box.cx <= root.box.cx and node.box.x1 <= head.box.x0 + 1
