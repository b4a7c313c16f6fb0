"""Boxes of one column that nothing but their ground tells apart: whether it tells their rank, or marks some of a rank."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from monitor.pdf.ink import SIDE, Grid, runs_of
from monitor.pdf.orgchart.arrangement.stacks import Ground, ground, rank, set_alike, shared_width
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.vocabulary import level, steps_down

_NEAR_EM = 2.8  # between boxes of one column
_EITHER = 0.25  # of the columns of two grounds, those that begin with the one that mostly comes second: neither heads the other
_HEADING = 0.7  # of the boxes of a ground that heads another, those that have one of it right below, at least
_UNDER = 0.6  # of the narrower one, how much of its width a box shares that stands under another
_MARKED = 0.85  # how sure links are at most where only the ground tells a rank, or where nothing but numbers say that it tells none


def even_grounds(nodes: Iterable[Node]) -> list[tuple[Node, bool]]:
    """Give boxes of one column that nothing but their ground tells apart one ground, where it tells no rank: « service mutualisé ».

    It tells none where words say one rank of both, where columns begin with either, or where most that come first have none of the
    others right below. Returns those of which it is not sure whether it tells a rank, each with whether it was taken to tell none.
    """
    unsure: list[tuple[Node, bool]] = []
    kinds = defaultdict[tuple[object, ...], list[list[Node]]](list)
    of_kind = defaultdict[tuple[object, ...], list[Node]](list)
    boxes = [node for node in nodes if node.drawn and not (node.frame or node.turned or node.listed)]
    for column in filter(None, _columns(boxes)):
        kinds[_kind(column[0])].append(column)
    for node in boxes:
        of_kind[_kind(node)].append(node)
    for kind, columns in kinds.items():
        usual = [own for own, _ in Counter(ground(node) for column in columns for node in column).most_common()]
        even = {own: own for own in usual}
        for one, other in combinations(usual, 2):
            told, sure = _is_one_rank(columns, one, other)
            if told:
                even[other] = even[one]
            for column in columns if not sure else ():  # the first of which hangs under what stands over it in any case
                unsure += [(node, told) for node in column[1:] if ground(node) in (one, other)]
        drawn = {ground(node): (node.fill, node.dashed, node.border) for node in of_kind[kind]}
        for node in of_kind[kind]:
            own = ground(node)
            node.fill, node.dashed, node.border = drawn[even.get(own, own)]
    return unsure


def _kind(node: Node) -> tuple[object, ...]:
    return round(node.size * 2), node.bold, round(node.box.width / SIDE)


def _is_one_rank(columns: Sequence[Sequence[Node]], one: Ground, other: Ground) -> tuple[bool, bool]:
    """Whether boxes of two grounds are of one rank, and whether that is sure: where some stand in one column."""
    runs = [run for column in columns if (run := [node for node in column if ground(node) in (one, other)])]
    mixed = [run for run in runs if len({ground(node) for node in run}) > 1]
    if not mixed:
        return False, True
    told = [Counter(level(node.label) for run in runs for node in run if ground(node) == own) for own in (one, other)]
    upper, lower = (ranks.most_common(1)[0][0] for ranks in told)
    if upper != lower or upper is not None:
        return upper == lower, True
    begin = Counter(ground(run[0]) for run in mixed)
    either = min(begin[one], begin[other]) >= _EITHER * len(mixed)
    for first in (one, other) if either else [max(one, other, key=begin.__getitem__)]:
        pairs = [(ground(over), ground(under)) for run in runs for over, under in pairwise([*run, run[-1]])]
        heading = [over != under for over, under in pairs if over == first]
        if sum(heading) >= _HEADING * len(heading):
            return False, False
    return True, either


def doubt_grounds(unsure: Iterable[Node]) -> None:
    """Doubt where boxes hang of which their ground alone tells whether they head those below."""
    for node in unsure:
        node.confidence = min(node.confidence, _MARKED)


def _columns(boxes: Sequence[Node]) -> Iterator[list[Node]]:
    """Boxes under each other, as wide and set alike but for their ground, without the first one where nothing stands over it."""
    places = defaultdict[tuple[int, int], list[Node]](list)
    grid = Grid((node.box, node) for node in boxes)
    for node in boxes:
        places[round(node.box.x0 / SIDE), round(node.box.x1 / SIDE)].append(node)

    def is_near(upper: Node, lower: Node) -> bool:
        near = -SIDE <= lower.box.top - upper.box.bottom <= max(_NEAR_EM * lower.size, 0.6 * lower.box.height)
        return near and upper.outer is lower.outer

    def goes_on(upper: Node, lower: Node) -> bool:
        heads = rank(upper.label) is not None or (steps_down(upper.label, lower.label) or 0) > 0
        return set_alike(upper, lower) and is_near(upper, lower) and not heads

    for own in places.values():
        for run in runs_of(sorted(own, key=lambda node: node.box.top), goes_on):
            box = run[0].box
            over = box._replace(top=box.top - max(_NEAR_EM * run[0].size, box.height), bottom=box.top)
            led = any(is_near(o, run[0]) and shared_width(o.box, box) > _UNDER for o in grid.near(over) if o is not run[0])
            yield run if led else run[1:]
