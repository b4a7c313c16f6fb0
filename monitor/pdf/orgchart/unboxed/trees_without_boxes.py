"""The nodes of trees that are drawn without boxes.

Words on a stroke of their own that others lead to at its ends (logic charts, mind maps): the stroke is their box. Or dots that
strokes end at, with words beside them (d3, collapsible trees).

Or brackets: what stands in one hangs under the title that its point shows at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import product
from math import hypot

from monitor.pdf.ink import Box, Grid, bounds
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.arrangement.heads import NetReading
from monitor.pdf.orgchart.marks.drawing import Drawing, Segment
from monitor.pdf.orgchart.marks.strokes import Bracket
from monitor.pdf.orgchart.nodes import CLEAR, DOUBTFUL, Node, PageNodes
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox

_FEWEST = 5
_MOST_ON = 0.5  # of the lines that stand in no box, those that stand on such strokes
_UNDER_EM = (-0.2, 1.1)  # how far below the foot of its words a stroke runs
_AROUND_EM = 1.6  # how far it goes on beside them at most: it is theirs, as no rule of a table is
_LEADING_EM = 1.7  # between the lines that stand on one stroke
_MEETS = 1.6  # points between the ends of strokes that meet


def take_underlined(text: PageText, strokes: Sequence[Segment]) -> bool:
    """Make boxes of the words of *text* that stand on strokes; True where most words that stand in no box do.

    Another stroke ends where each ends: nothing meets an underline. It is as long as its words, or one end of it is at theirs and
    those that meet such long ones are mostly aslant, as nothing is that meets the rules of a table.
    """
    lines = [line for line in text.free if line.angle == 0]
    level = [stroke for stroke in strokes if stroke.level]
    if len(lines) < _FEWEST or len(level) < _FEWEST:
        return False
    ends = Grid((Box(x, y, x, y), s) for s in strokes for x, y in ((s.x0, s.y0), (s.x1, s.y1)))
    rules = Grid((stroke.box, stroke) for stroke in level)
    grid = Grid((line.frame, line) for line in lines)
    found: list[TextBox] = []
    long: list[TextBox] = []
    taken: set[int] = set()
    branches = aslant = 0
    for stroke in sorted(level, key=lambda s: s.y0):
        x0, y, x1, _ = stroke.box
        met = [other for x in (x0, x1) for other in ends.near(Box(x, y, x, y), _MEETS) if other is not stroke]
        on_it: list[Line] = []
        foot = y
        for line in sorted(grid.near(stroke.box, 4 * _LEADING_EM * lines[0].size), key=lambda line: -line.base) if met else ():
            least, most = _UNDER_EM if not on_it else (0.0, _LEADING_EM)
            within = x0 - 1 <= line.frame.x0 and line.frame.x1 <= x1 + line.size
            own = within and id(line) not in taken and least * line.size <= foot - line.base <= most * line.size
            if own and not (on_it and any(line.base < o.y0 < foot for o in rules.near(Box(x0, line.base, x1, foot)))):
                on_it.insert(0, line)
                foot = line.base
        words = bounds([line.frame for line in on_it]) if on_it else stroke.box
        beside = sorted([words.x0 - x0, x1 - words.x1])
        around = _AROUND_EM * on_it[0].size if on_it else -1.0
        if beside[0] <= around:
            taken.update(id(line) for line in on_it)
            of_its_words = beside[1] <= around
            (found if of_its_words else long).append(TextBox(Box(x0, min(words.top, y - 2), x1, y), drawn=False, lines=on_it))
            branches += of_its_words and any(not other.level for other in met)
            aslant += not of_its_words and any(not other.level and not other.upright for other in met)
    if aslant >= max(_FEWEST, _MOST_ON * len(long)):
        found, branches = found + long, branches + aslant
    else:
        taken.difference_update(id(line) for box in long for line in box.lines)
    if branches < max(_FEWEST, _MOST_ON * len(found)) or len(taken) < _MOST_ON * len(text.free):
        return False
    text.take((line for line in text.free if id(line) in taken), *found)
    return True


_LARGEST = 18.0  # points
_ROUND = 1.3  # times as wide as high, or as high as wide
_MET = 2.0  # points between a dot and the end of a stroke that means it
_CORNER = 0.35  # of a dot's width or height: as far from its middle a stroke may end
_MOST = 0.8  # of the dots, those that strokes end at; of those again, those with words of their own
_FEWEST_LED, _BEFORE_EM = 3, 1.6  # lines that strokes lead to; how far before them these end
_BESIDE_EM = 2.5  # how far from its dot a title stands


def dots_in(drawing: Drawing) -> list[Box]:
    """The dots of a tree: small shapes as wide as high, filled or not, that strokes end at; [] where it has none."""
    drawn = [mark.box for mark in drawing.marks if not mark.arrow] + [shape.box for shape in drawing.shapes]
    small = [b for b in drawn if max(b.width, b.height) <= _LARGEST and max(b.width, b.height) <= _ROUND * min(b.width, b.height)]
    dots: list[Box] = []
    drawn_so: Grid[Box] = Grid()
    for box in sorted(small, key=lambda b: -b.area) if len(small) >= _FEWEST and drawing.segments else ():
        if not drawn_so.at(box.cx, box.cy):
            dots.append(box)
            drawn_so.add(box, box)
    if len(dots) < _FEWEST:
        return []
    grid = Grid((Box(x, y, x, y), (x, y)) for s in drawing.segments for x, y in ((s.x0, s.y0), (s.x1, s.y1)))
    met = [  # those that a stroke leads to: not to a corner, as the rules of a table do with a cell in colour
        dot
        for dot in dots
        if any(abs(x - dot.cx) < _CORNER * dot.width or abs(y - dot.cy) < _CORNER * dot.height for x, y in grid.touching(dot, _MET))
    ]
    return met if len(met) >= max(_FEWEST, _MOST * len(dots)) else []


def ends_before(lines: Sequence[Line], strokes: Sequence[Segment]) -> frozenset[int]:
    """The ids of *lines* that level strokes end right before, each a unit of its own, if they lead to nearly all but the first."""
    grid = Grid((Box(x, s.y0, x, s.y0), None) for s in strokes if s.level for x in (max(s.x0, s.x1),))
    led: set[int] = set()
    for line in lines:
        left, size = line.frame.x0, line.size
        if any(True for _ in grid.near(Box(left - _BEFORE_EM * size, line.base - size, left, line.base + 0.2 * size))):
            led.add(id(line))
    return frozenset(led) if len(led) >= max(_FEWEST_LED, _MOST * (len(lines) - 1)) else frozenset()


def hang_on_dots(text: PageText, boxes: list[TextBox], dots: Sequence[Box], strokes: Sequence[Segment]) -> None:
    """Put each of *boxes* where the dot is that its words stand beside, over or under, if nearly all *dots* have words.

    A page has its way: words over their dots may stand nearer to the dots above them, but the highest ones have none there. So have
    the dots that *strokes* lead on from, and those where they end: many trees have words over the former and under the latter, or
    turned: boxes of these are made of free lines of *text*, and added.
    """
    grid = Grid((dot, dot) for dot in dots)
    turned: dict[Box, list[Line]] = defaultdict(list)
    for line in text.free:
        if line.angle != 0 and (near := grid.near(line.box, line.size)):
            turned[min(near, key=lambda dot: hypot(dot.cx - line.box.cx, dot.cy - line.box.cy))].append(line)
    added = [TextBox(bounds([line.box for line in lines]), drawn=False, lines=lines) for lines in turned.values()]
    ends = Grid((Box(x, y, x, y), path) for s in strokes for x, y, path in ((s.x0, s.y0, s.path), (s.x1, s.y1, s.path)))
    last = {dot for dot in dots if len(set(ends.near(dot, _MET))) < 2}
    pairs: list[tuple[float, int, Box, int]] = []
    for number, box in enumerate([*boxes, *added]):
        words, reach = box.box, _BESIDE_EM * max(line.size for line in box.lines)
        for dot in grid.near(words, reach):
            aside = max(dot.x0 - words.x1, words.x0 - dot.x1, 0.0)
            over = max(dot.top - words.bottom, words.top - dot.bottom, 0.0)
            off = abs(dot.cy - words.cy) if aside else abs(dot.cx - words.cx) / words.width
            pairs.append((aside + over + 0.5 * off, number, dot, 0 if aside else 1 if words.cy < dot.cy else -1))
    ways: list[dict[int, Box]] = []
    for way, last_way in product((1, -1), (1, -1)):
        matched: dict[int, Box] = {}  # the nearest pairs first
        taken: set[Box] = set()
        for _, number, dot, at in sorted(pairs):
            if at in (0, last_way if dot in last else way) and number not in matched and dot not in taken:
                matched[number] = dot
                taken.add(dot)
        ways.append(matched)
    of = max(ways, key=len)
    if len(of) < _MOST * len(dots):
        return
    gone = {id(line) for box in added for line in box.lines}
    text.free = [line for line in text.free if id(line) not in gone]
    text.boxes, boxes[:] = [*text.boxes, *added], [*boxes, *added]
    for number, dot in of.items():
        boxes[number].words, boxes[number].box = boxes[number].box, dot


_SLACK_EM = 0.6  # how far the words of a title may stand above or below the bracket that they are in
_AIM_EM = 1.2  # how far beside the middle of a title its bracket's point may show
_OVER_EM = 5.0  # how far a title stands over the comb under it
_ASIDE = 0.5  # how much less it counts that a title begins right of its comb than that it stands above it
_AROUND = 60.0  # points around a bracket
_HELD_EM = 5.0  # how far behind its unit a bracket stands, and how far behind that its list
_FIRST_EM = 1.5  # of a node whose box holds its list, too, the height at which its title ends
_PAST = 3.0  # points that words may reach over a spine
_FEWEST_HELD = 2  # boxes in one bracket, at least
_FIT = 0.85  # of a page's brackets, those with one title and others in them where brackets join titles
_FEWEST_LYING = 2  # brackets that lie down, and titles under one of them
_COMBS = 0.25  # of them, those that may be combs


def hang_by_brackets(found: PageNodes) -> bool:
    """Hang the nodes of *found* as the page's brackets say, if nearly each of them has one title and others in it; True then.

    Whatever has been chosen gives way: a bracket is as plain as a stroke. Several that don't fit say that they mean something else.
    """
    heads = [_head_of(bracket, found.brackets, found.nodes) for bracket in found.brackets]
    owners = {id(node): owner for node in found.nodes if (owner := _around(node, found)) is not None}
    within = Counter(owners.values())
    fit = [number for number, head in enumerate(heads) if head is not None and within[number]]
    if len(fit) < _FIT * len(heads) or max(within.values(), default=0) < 2:
        return False
    owners = {key: owner for key, owner in owners.items() if owner in fit}
    if any(node.drawn and (id(node) in owners or node in heads) for node in found.nodes):
        return False  # between boxes it is a link like any other
    if sum(_is_comb(number, found, owners, heads) for number in fit) > _COMBS * len(fit):
        return False
    tops = {id(heads[number]) for number in fit} - owners.keys()
    for node in found.nodes:
        if id(node) in owners or (id(node) in tops and (node.parent is None or id(node.parent) in owners or node.parent in heads)):
            node.unhang(CLEAR if len(tops) == 1 else DOUBTFUL)
    for node in found.nodes:
        head = heads[owners[id(node)]] if id(node) in owners else None
        if head is not None:
            node.hang(head, "bracket", CLEAR)
    return True


def hang_held(found: PageNodes, readings: Sequence[NetReading]) -> None:
    """Hang words and boxes that brackets hold beside a unit under that one; see `_hang_words_held` and `_hang_boxes_held`."""
    _hang_words_held(found)
    _hang_boxes_held(found, readings)


def _hang_words_held(found: PageNodes) -> None:
    """Hang words that a bracket holds beside a unit, mostly a box, under that one, where nearly all that hold words do so.

    Whatever has been chosen gives way: what stands over such a list is the head of its head.
    """
    held: list[tuple[Node, list[Node]]] = []
    holding = 0
    grid = Grid((node.box, node) for node in found.nodes)
    for bracket in found.brackets:
        around = list(grid.near(Box(bracket.spine, bracket.top, bracket.spine, bracket.bottom), _AROUND))
        within = [node for node in around if _is_beside(node, bracket)]
        within = [node for node in within if not (bracket.bar and node.parent in within)]
        if any(node.drawn and not node.listed and _is_level(node, bracket) for node in around):
            continue  # it leads to boxes
        level = [node for node in around if node.box.top <= bracket.tip <= node.box.bottom]
        head = _head_of(bracket, found.brackets, level) or _head_of(bracket, found.brackets, around) if within else None
        holding += bool(within)
        if head is not None and bracket.spine - head.box.x1 <= _HELD_EM * head.size and head not in within:
            held.append((head, within))
    if len(held) < _FIT * holding:
        return
    members = {id(node) for _, nodes in held for node in nodes}
    for head, nodes in held:
        if id(head) in members or id(head.parent) in members:
            continue
        looks = {(node.bold, round(2 * node.size), round(node.box.x0 / _PAST)) for node in nodes}
        for node in nodes:  # where some head others, `hang_by_levels` tells which
            node.hang(head, "bracket", CLEAR if len(looks) == 1 else DOUBTFUL)
    _part_heads([head for head, _ in held])


def _hang_boxes_held(found: PageNodes, readings: Sequence[NetReading]) -> None:
    """Hang boxes that a bracket holds beside a box under that one, where nearly all that hold boxes do so; else doubt it.

    Whatever has been chosen gives way, but for what a stroke leads to from elsewhere: the bracket says something else of it.
    """
    led = defaultdict[int, set[int]](set)  # what strokes that meet a box at its left or its top join, the box itself included
    for reading in readings:
        for node, at in reading.ends:
            led[id(node)] |= {id(other) for other, _ in reading.ends} if at.side in ("l", "t") else set()
    boxes = [node for node in found.nodes if node.drawn and not node.listed and node.outer is None]
    grid = Grid((node.box, node) for node in boxes)
    held: list[tuple[Node | None, list[Node]]] = []
    for bracket in found.brackets:
        around = list(grid.near(Box(bracket.spine, bracket.top, bracket.spine, bracket.bottom), _AROUND))
        within = [node for node in around if _is_level(node, bracket)]
        linked = set[int]().union(*(led[id(node)] for node in within)) - {id(node) for node in within}
        if within and not (bracket.bar or linked):
            level = [node for node in around if node.box.top <= bracket.tip <= node.box.bottom]
            held.append((_head_of(bracket, found.brackets, level), within))
    heads = [head for head, _ in held if head is not None]
    fit = len(heads) >= _FIT * len(held)
    for head, nodes in held if any(len(nodes) >= _FEWEST_HELD for _, nodes in held) else ():
        if head is not None and fit and head.parent in nodes:
            head.unhang(DOUBTFUL)
        for node in nodes:
            if head is not None and fit:
                node.hang(head, "bracket", CLEAR)
            elif node.parent is not head:
                node.confidence = min(node.confidence, DOUBTFUL)
    _part_heads(heads)


def _part_heads(heads: Sequence[Node]) -> None:
    """Let none of *heads* that brackets show at, flush below each other, head another: what hangs under each is in its bracket."""
    own = {(id(head), round(head.box.x0)) for head in heads}
    for head in heads:
        over = head.parent
        if over is not None and (id(over), round(head.box.x0)) in own:
            head.unhang(DOUBTFUL)
            if over.parent is not None:
                head.hang(over.parent, "row", DOUBTFUL)


def _is_level(node: Node, bracket: Bracket) -> bool:
    """Whether *node* begins right of *bracket*, near it, at its height."""
    height, slack = min(node.box.cy, node.box.top + _FIRST_EM * node.size), _SLACK_EM * node.size
    near = -_PAST <= node.box.x0 - bracket.spine <= _HELD_EM * node.size
    return bracket.opens > 0 and near and bracket.top - slack <= height <= bracket.bottom + slack


def _is_beside(node: Node, bracket: Bracket) -> bool:
    """Whether *node* stands so, and in no box."""
    boxed = node.parent is not None and node.parent.drawn and node.parent.box.holds(node.box.x0, node.box.cy)
    return _is_level(node, bracket) and (node.listed or not node.drawn) and not boxed


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
    """Whether the title of what stands in a bracket is printed over it, a comb; in a chart of brackets others stand there."""
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
