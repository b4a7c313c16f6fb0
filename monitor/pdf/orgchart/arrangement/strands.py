"""Boxes strung one beneath the other on one stroke: who heads them.

A stroke from box to box down a column may say two things: each heads the next, or all hang under the first. Ranks tell.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, TypeAlias

from monitor.expressions import expression
from monitor.model.frozen import replace
from monitor.pdf.ink import SIDE, runs_of
from monitor.pdf.orgchart.arrangement.heads import NetReading
from monitor.pdf.orgchart.arrangement.stacks import alike, alike_but_for_colour, kind, look, one_of_a_kind, peers, set_in
from monitor.pdf.orgchart.marks.links import Attachment
from monitor.pdf.orgchart.nodes import LAYOUT, Node, Votes
from monitor.pdf.orgchart.vocabulary import THEME_WORDS, UNIT_WORDS, folded, level, steps_down, word_pattern

Pair: TypeAlias = tuple[int, int]  # the ids of two nodes

_KNOWN = 0.8  # strength where the words of titles tell that boxes are of one rank
_ROW = 3  # boxes that the last one of the line of command heads at least
_STAFF = 2
_LEAST = 3  # boxes that look alike and tell no rank
_ASIDE_EM = 1.0  # between the middles of boxes in one column
_INSET_EM = 2.5  # that the boxes under the first of a column are set in
_EDGE_EM = 0.4  # between the left edges of boxes of one column
_RUN_EM = 4.0  # between boxes of one column
_WORDS_EM = 0.6  # between words that begin at one place
_OFTEN = 3
_SET_LARGER = 1.06
# First words of titles, folded
_BODIES = expression(word_pattern("bodies of the elected"))
_TRUNK = 0.75  # how sure it is that who stands in the middle of a row heads what hangs below it
_GREY = 16  # between the parts of a colour
_THEMES = 2  # more than one in as many titles begins with a theme where the boxes of a column are brothers
_MOSTLY = 0.6  # of the boxes of a kind, those that have others under them where it is one of heads


def doubt_trunks(readings: Sequence[NetReading], nodes: Sequence[Node]) -> None:
    """Doubt what hangs below the middle one of a row of boxes alike, where the others are joined to nothing.

    Browsers set a line into the flow above a row of staff, and another one below it, that is meant to go on from whoever is above.
    Not where words say that it ranks above all of them: « Cabinet », « Direction générale », « Communication ».
    """
    met = Counter(id(node) for reading in readings for node, _ in reading.ends)
    for reading in readings:
        head, at = reading.ends[reading.place] if reading.usable else (None, None)
        if head is None or at is None or at.side != "b" or len(reading.ends) <= 2 or met[id(head)] < 2:
            continue
        row = [node for node in nodes if peers(node, head)]
        before = sum(node.box.cx < head.box.cx for node in row)
        ranks = [level(node.label) for node in (head, *row, *(node for node, _ in reading.ends if node.parent is head))]
        above = ranks[0] is not None and all(rank is None or ranks[0] < rank for rank in ranks[1:])  # of staff, and of what hangs
        if row and 2 * before == len(row) and not above and not any(met[id(node)] for node in row):
            for node, _ in reading.ends:
                node.confidence = min(node.confidence, _TRUNK) if node.parent is head else node.confidence


def hang_strands(readings: Sequence[NetReading], boxes: Sequence[Node], votes: Votes) -> set[Pair]:
    """Say of boxes of one rank on one strand that they hang where its first one does; certain where their titles tell the rank.

    So do those of several strands side by side, or rows under each other, with first boxes alike, where they tell no two ranks; not
    the line of command, « Recteur », « Secrétaire général », whose last box heads a row. Returns the links that join brothers.
    """
    between: set[Pair] = set()
    strands = _strung([pair for reading in readings if reading.usable for pair in _pairs(reading)])
    # A stroke between two boxes is the page's for a head where one is above the other by its title, and both look alike, or where
    # no upper one is of a kind that the lower ones are of: « Bureau », « Cellule »
    two = [strand for strand in strands if len(strand) == 2]
    over, under = ({folded(strand[place].label).partition(" ")[0] for strand in two} for place in (0, 1))
    steps = any(alike(upper, lower) and is_above(level(upper.label), [level(lower.label)]) for upper, lower in two)
    steps |= len(two) > 1 and over.isdisjoint(under)
    below: dict[int, tuple[Node, list[Node]]] = {}
    for reading in readings:
        top, at = reading.ends[reading.place]
        if reading.usable and at.side == "b":
            led = below.setdefault(id(top), (top, []))[1]
            led += [node for node, end in reading.ends if end.side == "t" and not end.passing and node is not top]
    # From which strokes lead down to two boxes or more that stand side by side, with these
    fans = [(one, led) for one, led in below.values() if sum(abs(o.box.top - led[0].box.top) <= SIDE for o in led) > 1]
    heads_row = {id(r.ends[r.place][0]) for r in readings if r.usable and len(r.ends) > _ROW}
    for strand in strands:
        if (steps and len(strand) == 2) or any(_is_of_rows(upper, lower, fans) for upper, lower in pairwise(strand)):
            continue
        if id(strand[-1]) in heads_row:
            begins, ends = strand[0].box.top, strand[-1].box.bottom
            if sum(begins < node.box.bottom and node.box.top < ends for node in boxes if node not in strand) <= _STAFF:
                continue  # no more than a pair of staff offices stands beside it
        last: Node | None = None  # of the run before, which heads this one
        columned = _beside_others(strand, strands, "top")
        for run in [strand[:1], strand[1:]] if columned else _runs(strand):
            known = sum(level(node.label) is not None for node in run)
            themes = last is not None and len(run) >= _LEAST and _brotherhood([run]) >= _KNOWN
            head, last = last or run[0].parent, run[-1]
            if head is None or len(run) < 2 or (not columned and known < 2 and (known or len(run) < _LEAST)):
                continue
            for brother in run[1:]:
                if columned or known >= 2 or themes:
                    votes.hang(brother, head, "strand", _KNOWN if known >= 2 or themes else columned)
                else:
                    votes.cast(brother, head, "strand", LAYOUT)
            between.update((id(down), id(up)) for up, down in pairwise(run))
    down = [sorted(r.ends, key=lambda end: end[0].box.top) for r in readings if r.usable and len(r.ends) == 2]
    down = [ends for ends in down if [at.side for _, at in ends] == ["b", "t"]]
    listed = [found for (upper, _), (lower, _) in down if (found := _past_list(upper, lower, boxes))]
    for item, lower, brother in listed if len(listed) > 1 else ():
        if brother.parent is not None:
            _hang_or_vote(votes, lower, brother.parent, "strand", certain=True)
            between.add((id(lower), id(item)))
    return between | _hang_rows(readings, votes) | _hang_along_edges(down, votes)


def _hang_along_edges(down: Sequence[Sequence[tuple[Node, Attachment]]], votes: Votes) -> set[Pair]:
    """The same of boxes whose left or right edges strokes carry on from one to the next: the borders of cells, drawn as a rail.

    A stroke that says who heads whom leaves a box elsewhere, or has a tip. A first box of another look, or rank, heads the others.
    """
    between: set[Pair] = set()
    for edge in ("x0", "x1"):
        on_edge = (e for e in down if all(abs(getattr(o.box, edge) - at.at[0]) <= SIDE and not at.arrow for o, at in e))
        for rail in _strung([(upper, lower) for (upper, _), (lower, _) in on_edge]):
            first, *ranks = [level(node.label) for node in rail]
            outranks = is_above(first, ranks) or not alike(rail[0], rail[1])
            head, brothers = (rail[0], rail[1:]) if outranks else (rail[0].parent, rail)
            known = {rank for node in brothers if (rank := level(node.label)) is not None}
            for upper, lower in pairwise(brothers if head is not None else ()):
                _hang_or_vote(votes, lower, head or upper, "strand", certain=len(known) < 2)
                between.add((id(lower), id(upper)))
    return between


def _hang_rows(readings: Sequence[NetReading], votes: Votes) -> set[Pair]:
    """The same of strands that lead to the right, in rows under each other."""
    between: set[Pair] = set()
    across = [sorted(reading.ends, key=lambda end: end[0].box.x0) for reading in readings]
    across = [ends for ends in across if [at.side for _, at in ends] == ["r", "l"] and not any(at.arrow for _, at in ends)]
    rows = _strung([(left[0], right[0]) for left, right in across])
    for row in rows:
        if strength := _beside_others(row, rows, "x0"):
            for brother in row[1:]:
                votes.hang(brother, row[0], "strand", strength)
            between.update((id(right), id(left)) for left, right in pairwise(row[1:]))
    return between


def _is_of_rows(upper: Node, lower: Node, fans: Sequence[tuple[Node, list[Node]]]) -> bool:
    """Whether *lower* stands in the row of what hangs under a box beside *upper* that is like it: a stroke there tells a head."""
    return any(
        head is not upper
        and abs(head.box.top - upper.box.top) <= SIDE
        and alike(head, upper)
        and alike(led[0], lower)
        and abs(led[0].box.top - lower.box.top) <= SIDE
        for head, led in fans
    )


def _past_list(item: Node, lower: Node, boxes: Sequence[Node]) -> tuple[Node, Node, Node] | None:
    """Where a stroke leads from the last of a list of boxes under a card down to a card like it: item, card, and the card above.

    What begins further left than these cards, or ranks above them, is no item of theirs, but who heads the next.
    """
    if item.box.x0 < lower.box.x0 - SIDE or is_above(level(item.label), [level(lower.label)]):
        return None
    column = [
        node
        for node in boxes
        if node.box.top <= item.box.top and node.outer is item.outer and node.box.x0 < item.box.cx < node.box.x1
    ]
    for node in sorted(column, key=lambda node: -node.box.top):
        if alike(node, lower):
            as_wide = abs(node.box.width - lower.box.width) <= SIDE and abs(node.box.x0 - lower.box.x0) <= SIDE
            return (item, lower, node) if as_wide and node is not item else None
        if not alike(node, item):
            return None
    return None


def _strung(pairs: Sequence[tuple[Node, Node]]) -> list[list[Node]]:
    """The strands that *pairs* of neighbours make, each from its first box; of boxes that have one on either side at most."""
    after, before = Counter(id(one) for one, _ in pairs), Counter(id(next_) for _, next_ in pairs)
    nodes = {id(node): node for pair in pairs for node in pair}
    following = {id(one): next_ for one, next_ in pairs if after[id(one)] == before[id(next_)] == 1}
    inner = {id(node) for node in following.values()}
    strands = [[nodes[key]] for key in following if key not in inner]
    for strand in strands:
        while (lower := following.get(id(strand[-1]))) is not None and lower not in strand:
            strand.append(lower)
    return strands


def _beside_others(strand: Sequence[Node], strands: Sequence[Sequence[Node]], edge: Literal["top", "x0"]) -> float:
    """How sure it is that the boxes behind the first of a strand are brothers, as strands with a like first box stand beside it.

    These begin at one *edge*, or little lower. Each strand, or its first box alone, may have a colour of its own; so may one box be
    grey, for a post that is vacant. 0 where their titles tell two ranks.
    """
    first, *rest = strand
    at, far = getattr(first.box, edge), first.box.height if edge == "top" else first.size
    beside = [o for o in strands if o is not strand and abs(getattr(o[0].box, edge) - at) <= far]
    like = [o for o in beside if alike(o[0], first) or (alike_but_for_colour(o[0], first) and alike_but_for_colour(o[1], rest[0]))]
    ranks = {rank for node in rest if (rank := level(node.label)) is not None}
    if len(rest) < 2 or not like or len(ranks) > 1 or is_above(min(ranks, default=None), [level(first.label)]):
        return 0.0
    strength = _brotherhood([rest, *(o[1:] for o in like)])
    usual = max(rest, key=lambda node: sum(alike(node, other) for other in rest))
    for place, node in enumerate(strand):
        if not place or alike(node, usual):
            continue
        grey = node.fill is None or max(node.fill) - min(node.fill) <= _GREY
        of_level = any(not alike(o[place], o[1]) for o in like if place < len(o))  # levels may have colours
        if of_level or not (grey and alike(replace(node, fill=usual.fill, dashed=usual.dashed, border=usual.border), usual)):
            return 0.0
        if node is not rest[-1] and not any(person.vacant for person in node.people):
            strength = min(strength, LAYOUT)
    return strength


def _brotherhood(columns: Sequence[Sequence[Node]]) -> float:
    """How surely like boxes under each other in *columns* are brothers by their words; 0 where these tell of bodies.

    « Bureau », « Commission », « Comité » head each other. « Finances », « Achats » are themes; two of one kind in a column are
    brothers, all of one place, « Accueil nord », and those of columns of which one is longer: levels make all as long.
    """
    words = [[folded(node.label).replace(",", "").split() or [""] for node in column] for column in columns]
    first = [said[0] for column in words for said in column]
    if any(len({said[0] for said in column if _BODIES.match(said[0])}) > 1 for column in words):
        return 0.0
    twice = any(number > 1 and word in UNIT_WORDS for column in words for word, number in Counter(o[0] for o in column).items())
    placed = all(len({said[-1] for said in column}) == 1 < min(len(column), *map(len, column)) for column in words)
    ragged = len(columns) >= _ROW and len({len(column) for column in columns}) > 1
    themes = sum(word in THEME_WORDS for word in first)
    return _KNOWN if twice or placed or ragged or _THEMES * themes > len(first) else LAYOUT


def hang_aside(readings: Sequence[NetReading], votes: Votes) -> set[Pair]:
    """Hang boxes strung side by side outwards from the one that strokes lead down from; the links that lead the other way."""
    joined: dict[int, list[Node]] = defaultdict(list)
    down: dict[int, Node] = {}
    for reading in readings:
        ends = reading.ends
        down |= {id(node): node for node, at in ends if at.side == "b" and reading.usable}
        if len(ends) == 2 and {at.side for _, at in ends} == {"l", "r"} and not any(at.arrow for _, at in ends):
            (one, _), (other, _) = ends
            joined[id(one)].append(other)
            joined[id(other)].append(one)
    past: set[Pair] = set()
    for root in [node for key, node in down.items() if key in joined]:
        outwards = outwards_from(root, joined)
        heads = {id(node): head for node, head in outwards}
        if len(heads.keys() & down.keys()) > 1:
            continue
        for node, head in outwards:
            if head is not root:  # what stands beside the head itself is plain
                past.add((id(head), id(node)))
                _hang_or_vote(votes, node, head, "strand", certain=True)
                _hang_or_vote(votes, head, heads[id(head)], "strand", certain=True)
    return past


def _hang_or_vote(votes: Votes, node: Node, head: Node, rule: str, *, certain: bool) -> None:
    """Hang *node* under *head* where that is *certain*; else it is a vote beside others."""
    if certain:
        votes.hang(node, head, rule, _KNOWN)
    else:
        votes.cast(node, head, rule, LAYOUT)


def _pairs(reading: NetReading) -> Iterator[tuple[Node, Node]]:
    """The boxes of a column that a net joins, each with the next; none where the net has others."""
    ends = sorted(reading.ends, key=lambda end: end[0].box.top)
    nodes = [node for node, _ in ends]
    if any(abs(node.box.cx - nodes[0].box.cx) > _ASIDE_EM * nodes[0].size for node in nodes):
        return
    if len(ends) > 2 and not all(at.passing for _, at in ends[1:-1]):
        return
    if ends[-1][1].side in ("t", "b") and ends[0][1].side in ("t", "b"):
        yield from ((a, b) for a, b in pairwise(nodes) if a.box.bottom <= b.box.top + SIDE)


def _runs(strand: Sequence[Node]) -> Iterator[list[Node]]:
    """The boxes of a strand, brothers together: neighbours of one look, without those that head what follows by their titles."""
    for run in runs_of(strand, alike):
        ranks = [level(node.label) for node in run]
        first = 0
        while first < len(run) - 1 and is_above(ranks[first], ranks[first + 1 :]):
            yield [run[first]]
            first += 1
        known = [rank for rank in ranks[first:] if rank is not None]
        if len(known) > 1 and all(a < b for a, b in pairwise(known)):
            yield from ([node] for node in run[first:])
        else:
            yield run[first:]


def is_above(rank: int | None, others: Sequence[int | None]) -> bool:
    """Whether a title of that *rank* stands over all *others* that tell theirs."""
    known = [other for other in others if other is not None]
    return rank is not None and bool(known) and rank < min(known)


def hang_spines(readings: Sequence[NetReading], votes: Votes) -> set[Pair]:
    """Where a stroke from above leads to the boxes of a column from their side, the highest may head those under it.

    Returns the links that lead past such a head: of each, the box and where the stroke comes from.
    """
    past: set[Pair] = set()
    steps: list[tuple[Node, Node, Node]] = []  # of each, the box, what it is set in under, and where the stroke comes from
    for reading in readings:
        sided = [node for node, at in reading.ends if at.side in ("l", "r")] if reading.usable else []
        origin = reading.ends[reading.place][0]
        down = sorted((node for node in sided if node is not origin), key=lambda node: node.box.top)
        for place, node in enumerate(down):  # set in, of another look: two strokes that touch
            over = next((o for o in reversed(down[:place]) if o.box.x0 < node.box.x0 - SIDE), None)
            if over and over.box.bottom <= node.box.top + SIDE and set_in(node.box, over.box) and not alike(over, node):
                steps.append((node, over, origin))
        for column in columns_of(sided):
            first, *rest = column
            ranks = [level(node.label) for node in rest]
            set_out = first.box.x0 < min(node.box.x0 for node in rest) - SIDE and not any(alike(first, node) for node in rest)
            by_title = is_above(level(first.label), ranks)
            if first is origin or not (by_title or set_out):
                continue
            past.update((id(node), id(origin)) for node in rest)
            sure = by_title and (set_out or sum(rank is not None for rank in ranks) > 1)
            for node in rest:
                _hang_or_vote(votes, node, first, "spine", certain=sure)
    for node, head, origin in steps if len(steps) > 1 else ():
        past.add((id(node), id(origin)))
        _hang_or_vote(votes, node, head, "steps", certain=True)
    return past


def hang_strings(readings: Sequence[NetReading], votes: Votes) -> set[Pair]:
    """Where strokes of a net run down behind columns of boxes, a filled first one heads those below, which are alike and not so.

    Returns the links that lead past such a head: of each, the box and where the stroke comes from.
    """
    past: set[Pair] = set()
    for reading in readings:
        origin = reading.ends[reading.place][0]
        strung = {id(node): at.passing for node, at in reading.ends if at.side == "t" and node is not origin}
        nodes = sorted((node for node, _ in reading.ends if id(node) in strung), key=lambda node: node.box.cx)
        told: list[tuple[Node, list[Node]]] = []
        for column in runs_of(nodes, lambda a, b: b.box.cx - a.box.cx <= _ASIDE_EM * a.size) if reading.usable else ():
            first, *rest = sorted(column, key=lambda node: node.box.top)
            if not rest or not all(strung[id(node)] for node in (first, *rest[:-1])):
                continue
            larger = all(node.box.width <= first.box.width + SIDE and node.size <= first.size for node in rest)
            alone = look(first)[0] is not None and not alike(first, rest[0]) and all(alike(rest[0], node) for node in rest)
            told += [(first, rest)] if larger and alone else []
        for first, rest in told:
            for node in rest:
                past.add((id(node), id(origin)))
                _hang_or_vote(votes, node, first, "run", certain=len(told) > 1)
    return past


def columns_of(nodes: Sequence[Node], inset_em: float = _INSET_EM) -> Iterator[list[Node]]:
    """Those of *nodes* whose left edges are about the same, two or more, from top to bottom."""
    columns: list[list[Node]] = []
    for node in sorted(nodes, key=lambda n: n.box.x0):
        if not columns or node.box.x0 - columns[-1][0].box.x0 > inset_em * node.size:
            columns.append([])
        columns[-1].append(node)
    yield from (sorted(column, key=lambda n: n.box.top) for column in columns if len(column) > 1)


def hang_runs(boxes: Sequence[Node], votes: Votes) -> set[Pair]:
    """In columns that begin at one left edge, boxes that stand out head those under them, though none is set in.

    That is so where boxes of one kind come first in every column, and most of them are followed by others. Certain where it is met
    often and they come back. Where words begin further right in some boxes than in others, that tells the levels instead.
    Returns the links that lead past such a head: of each, the box and where it was hung before.
    """
    columns: list[list[Node]] = []

    def near(upper: Node, lower: Node) -> bool:
        gap = lower.box.top - upper.box.bottom
        return upper.outer is lower.outer and -SIDE <= gap <= _RUN_EM * max(upper.size, lower.size)

    flush = columns_of([node for node in boxes if not node.frame and not node.turned], _EDGE_EM)
    for column in (run for whole in flush for run in runs_of(whole, near)):
        insets = [node.inset for node in column if node.centred is False]
        if len(column) > 1 and (not insets or max(insets) - min(insets) <= _WORDS_EM * column[0].size):
            columns.append(column)
    # How a title is set may tell its rank: the colour of its box may say something else.
    looks: tuple[Callable[[Node], Hashable], ...] = (lambda node: (node.bold, round(node.size)), kind)
    told = next((told for told in looks if any(_kinds_over_kinds(columns, told).values())), kind)
    heads = _kinds_over_kinds(columns, told)
    past: set[Pair] = set()
    for column in columns:
        for place, node in enumerate(column):
            over = [(o, heads[pair]) for o in column[:place] if (pair := (told(o), told(node))) in heads]
            if not over:
                continue
            head, often = over[-1]
            if often and node.how != "table" and node.parent is not None and node.parent is not head:
                past.add((id(node), id(node.parent)))
            _hang_or_vote(votes, node, head, "run", certain=often and node.how != "table")
    return past


def _kinds_over_kinds(columns: Sequence[Sequence[Node]], told: Callable[[Node], Hashable]) -> dict[tuple[Hashable, Hashable], bool]:
    """Which kinds of boxes head which in columns, and whether that is met often. *told*: what kind a box is of."""
    first, back = Counter[tuple[Hashable, Hashable]](), Counter[tuple[Hashable, Hashable]]()
    led, number = Counter[Hashable](), Counter[Hashable]()
    met: dict[tuple[Hashable, Hashable], list[tuple[Node, Node]]] = defaultdict(list)
    for column in columns:
        order = list(dict.fromkeys(told(node) for node in column))
        first.update((a, b) for place, a in enumerate(order) for b in order[place + 1 :])
        number.update(told(node) for node in column if len(order) > 1)
        for upper, lower in pairwise(column):
            a, b = told(upper), told(lower)
            if order.index(a) < order.index(b):
                led[a] += 1
                met[a, b].append((upper, lower))
            elif a != b:
                back[b, a] += 1
    heads: dict[tuple[Hashable, Hashable], bool] = {}
    for (a, b), pairs in met.items():
        if first[b, a] or led[a] < _MOSTLY * number[a]:
            continue
        # The upper one is set as a head is, or titled so, and not titled as a brother or the lower one
        steps = [step for upper, lower in pairs if (step := steps_down(upper.label, lower.label)) is not None]
        against = sum(one_of_a_kind(upper.label, lower.label) for upper, lower in pairs) + sum(step < 0 for step in steps)
        upper, lower = pairs[0]
        fills = look(upper)[0] is not None and look(lower)[0] is None
        seen = fills or (upper.bold and not lower.bold) or upper.size > _SET_LARGER * lower.size
        if 3 * against <= len(pairs) and (seen or 2 * sum(step > 0 for step in steps) > len(pairs)):
            heads[a, b] = first[a, b] + back[a, b] >= _OFTEN and bool(back[a, b])
    return heads


def outwards_from(root: Node, joined: Mapping[int, Sequence[Node]]) -> list[tuple[Node, Node]]:
    """Each box that strokes join to *root*, with its head if they lead outwards from there; first *root*, with itself."""
    found, seen = [(root, root)], {id(root)}
    for head, _ in found:  # grows while it is walked
        new = [node for node in joined[id(head)] if id(node) not in seen]
        seen.update(map(id, new))
        found += [(node, head) for node in new]
    return found
