"""Brackets between words without boxes: what stands in one hangs under the title that its point shows at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from monitor.pdf.orgchart.heads import NetReading
from monitor.pdf.orgchart.nodes import CLEAR, DOUBTFUL, Node, PageNodes
from monitor.pdf.orgchart.strokes import Bracket

_SLACK_EM = 0.6  # how far the words of a title may stand above or below the bracket that they are in
_AIM_EM = 1.2  # how far beside the middle of a title its bracket's point may show
_OVER_EM = 5.0  # how far a title stands over the comb under it
_ASIDE = 0.5  # how much less it counts that a title begins right of its comb than that it stands above it
_FIRST_EM = 1.5  # of a node whose box holds its list, too, the height at which its title ends
_PAST = 3.0  # points that words may reach over a spine
_FIT = 0.85  # of a page's brackets, those with one title and others in them where brackets join titles
_FEWEST_LYING = 2  # brackets that lie down, and titles under one of them
_COMBS = 0.25  # of them, those that may be combs


def hang_by_brackets(found: PageNodes) -> None:
    """Hang the nodes of *found* as the page's brackets say, if nearly each of them has one title and others in it.

    Whatever has been chosen gives way: a bracket is as plain as a stroke. Several that don't fit say that they mean something else.
    """
    if not found.brackets:
        return
    heads = [_head_of(bracket, found.brackets, found.nodes) for bracket in found.brackets]
    owners = {id(node): owner for node in found.nodes if (owner := _around(node, found)) is not None}
    within = Counter(owners.values())
    fit = [number for number, head in enumerate(heads) if head is not None and within[number]]
    if len(fit) < _FIT * len(heads) or max(within.values(), default=0) < 2:
        return
    owners = {key: owner for key, owner in owners.items() if owner in fit}
    if any(node.drawn and (id(node) in owners or node in heads) for node in found.nodes):
        return  # between boxes it is a link like any other
    if sum(_is_comb(number, found, owners, heads) for number in fit) > _COMBS * len(fit):
        return
    tops = {id(heads[number]) for number in fit} - owners.keys()
    for node in found.nodes:
        if id(node) in owners or (id(node) in tops and (node.parent is None or id(node.parent) in owners or node.parent in heads)):
            node.unhang(CLEAR if len(tops) == 1 else DOUBTFUL)
    for node in found.nodes:
        head = heads[owners[id(node)]] if id(node) in owners else None
        if head is not None:
            node.hang(head, "bracket", CLEAR)


def hang_by_lying_brackets(found: PageNodes) -> None:
    """Hang words under what the point of the bracket that lies over them shows at, if nearly all brackets of the page lie so.

    Whatever has been chosen gives way: those at the ends of a bracket stand far from its point, and others may stand nearer.
    """
    brackets = [bracket for bracket in found.lying if bracket.opens > 0]  # downwards; of these `spine` is a height, all else an x
    if len(brackets) < _FEWEST_LYING:
        return
    under: dict[int, list[Node]] = {number: [] for number in range(len(brackets))}
    for node in found.nodes:
        x, slack = node.box.cx, _SLACK_EM * node.size
        over = [n for n, o in enumerate(brackets) if o.spine <= node.box.top + _PAST and o.top - slack <= x <= o.bottom + slack]
        nearest = max(over, key=lambda n: brackets[n].spine, default=None)
        between = (
            o.box for o in found.nodes if o is not node and nearest is not None and o.box.top >= brackets[nearest].spine - _PAST
        )
        if nearest is not None and not any(box.x0 < x < box.x1 and box.bottom <= node.box.top + _PAST for box in between):
            under[nearest].append(node)
    heads: dict[int, Node] = {}
    for number, bracket in enumerate(brackets):
        shown = [
            node
            for node in found.nodes
            if node.box.bottom <= bracket.spine + _PAST
            and node.box.x0 - _AIM_EM * node.size <= bracket.tip <= node.box.x1 + _AIM_EM * node.size
            and not any(node.box.bottom < o.spine < bracket.spine and o.top <= bracket.tip <= o.bottom for o in brackets)
        ]
        if shown and under[number]:
            heads[number] = max(shown, key=lambda node: node.box.bottom)
    if len(heads) < _FIT * len(brackets) or max(len(nodes) for nodes in under.values()) < _FEWEST_LYING:
        return
    hung = [
        (node, head) for number, head in heads.items() for node in under[number] if not node.drawn
    ]  # it links boxes like others
    tops = {id(head) for _, head in hung} - {id(node) for node, _ in hung}
    members = {id(node) for pair in hung for node in pair}
    for node in found.nodes:
        if id(node) in members and (id(node) not in tops or (not node.drawn and id(node.parent) in members)):
            node.unhang(CLEAR if len(tops) == 1 else DOUBTFUL)
    for node, head in hung:
        node.hang(head, "bracket", CLEAR)


def hang_by_combs(found: PageNodes, readings: Sequence[NetReading]) -> None:
    """Hang words that a comb joins, a stroke at their side with a tooth to each, under the title that stands over it."""
    joined = [reading.ends for reading in readings if not reading.usable and len(reading.ends) > 1]
    combs = [ends for ends in joined if all(at.side == "l" and not (node.drawn or at.passing) for node, at in ends)]
    within = {id(node) for ends in combs for node, _ in ends}
    titles = [node for node in found.nodes if id(node) not in within and not node.listed]
    for ends in combs:
        nodes = [node for node, _ in ends]
        size, top = nodes[0].size, min(node.box.top for node in nodes)
        x0, x1 = min(at.at[0] for _, at in ends) - size, max(node.box.x1 for node in nodes)
        over = [t for t in titles if -_FIRST_EM * size <= top - t.box.bottom <= _OVER_EM * size and x0 < t.box.x1 and t.box.x0 < x1]
        head = min(over, key=lambda t: top - t.box.bottom + _ASIDE * max(0.0, t.box.x0 - x0), default=None)
        for node in nodes:
            if head is not None and node.parent is not head and node.how != "bracket":
                node.hang(head, "comb", CLEAR)


def _is_comb(number: int, found: PageNodes, owners: Mapping[int, int], heads: Sequence[Node | None]) -> bool:
    """Whether the title of what stands in a bracket is printed over it: a comb, whose arms lead to entries.

    In a chart of brackets stand other brackets over it, or nothing.
    """
    inside = [node.box for node in found.nodes if owners.get(id(node)) == number]
    spine, top = found.brackets[number].spine, found.brackets[number].top
    x0, x1 = min(spine, *(box.x0 for box in inside)), max(spine, *(box.x1 for box in inside))
    over = [node for node in found.nodes if node.box.bottom <= top + _PAST and x0 < node.box.x1 and node.box.x0 < x1]
    nearest = max(over, key=lambda node: node.box.bottom, default=None)
    near = nearest is not None and top - nearest.box.bottom <= _OVER_EM * nearest.size
    return near and nearest is not heads[number] and id(nearest) not in owners


def _around(node: Node, found: PageNodes) -> int | None:
    """The number of the nearest bracket that is open to *node*, with no other node between them."""
    # The height at which the title of node stands
    height, best = min(node.box.cy, node.box.top + _FIRST_EM * node.size), -1
    for number, bracket in enumerate(found.brackets):
        slack = _SLACK_EM * node.size
        near, _ = _sides(node, bracket)
        if near >= -_PAST and bracket.top - slack <= height <= bracket.bottom + slack:
            closer = best < 0 or near < _sides(node, found.brackets[best])[0]
            best = number if closer else best
    if best < 0:
        return None
    bracket = found.brackets[best]
    near, _ = _sides(node, bracket)
    for other in found.nodes:
        first, last = _sides(other, bracket)
        if other is not node and first >= -_PAST and last <= near and other.box.top <= height <= other.box.bottom:
            return None
    return best


def _head_of(bracket: Bracket, brackets: Sequence[Bracket], nodes: Sequence[Node]) -> Node | None:
    """The title that *bracket* is shown at by: the nearest one behind it at the height of its point, no other spine between."""
    behind = [
        (-last, node)
        for node in nodes
        for _, last in (_sides(node, bracket),)
        if last <= _PAST and node.box.top - _AIM_EM * node.size <= bracket.tip <= node.box.bottom + _AIM_EM * node.size
    ]
    away, head = min(behind, key=lambda one: one[0], default=(0.0, None))
    between = (o for o in brackets if 0 < (bracket.spine - o.spine) * bracket.opens < away and o.top <= bracket.tip <= o.bottom)
    return None if any(between) else head


def _sides(node: Node, bracket: Bracket) -> tuple[float, float]:
    """How far from the spine a node begins and ends, to the side that the bracket is open to."""
    x0, _, x1, _ = node.box
    return (x0 - bracket.spine, x1 - bracket.spine) if bracket.opens > 0 else (bracket.spine - x1, bracket.spine - x0)
