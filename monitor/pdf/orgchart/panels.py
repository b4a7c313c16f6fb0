"""Areas of a sheet: bands across it that say how high what stands in them is, « Direction », « Niveau 3 », and are no units (3.27);

strips over boxes that begin with who heads them; and tinted areas without a title: the box at the head of each heads what
stands in it, where several areas have one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from monitor.model import Person
from monitor.model.frozen import replace
from monitor.pdf.ink import Box, bounds
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.boxes import PageText, TextBox
from monitor.pdf.orgchart.cards import is_glued
from monitor.pdf.orgchart.drawing import Segment
from monitor.pdf.orgchart.grid import Grid, runs_of
from monitor.pdf.orgchart.links import Net
from monitor.pdf.orgchart.name_forms import may_be_name
from monitor.pdf.orgchart.nodes import CLEAR, DOUBTFUL, Node, PageNodes, Votes, Written
from monitor.pdf.orgchart.people import OPEN, named_in
from monitor.pdf.orgchart.stacks import alike, is_staff, one_of_a_kind
from monitor.pdf.orgchart.vocabulary import folded, is_post_of_rank, is_role, level, starts_like_unit
from monitor.pdf.orgchart.written import written_in

_EDGE = 3.0  # points that a box sticks out of the area that it stands in, or stands above it
_WIDE, _TITLE = 0.4, 0.2  # of an area's width, what its head takes at least; what one across its upper edge does
_FEWEST = 2  # areas with such a head
_SAME_SIZE = 0.5  # points
_FEWEST_UNITS = 3  # of a chart
_AT_SIDE = 0.1  # of a title's width: so near to its side a rail begins
_SECOND = re.compile(r"\b(?:vice|adjoint|assistant|secretaire|suppleant|stellv|deputy|adjunct)")
_FEWEST_BANDS = 3
_TELEPHONE = re.compile(r"(?:\+|\b0|\b\d{2,})[\d\s./()-]{5,}\d\W*$")
_LEVEL_EM = 0.4  # between what stands in one row
_FEWEST_PHONES, _MOST_PHONES = 3, 0.75  # in a box of numbers to call; of its lines but for one
_SMALLER = 0.93  # times the letters in a frame, at most, those of a caption on its edge
_STRIP = 0.5  # of the width of a title's box, the least that a strip over it with names takes
_FEWEST_STRIPS, _MOST_STRIPS = 3, 0.8  # such strips that make a custom; of all over boxes, those with names over a title
_SIDE = 2.0  # points between sides that are the same
_ABOVE_EM = 1.5  # how far above an area its title stands, and how far from its side a name at the right
_WIDER = 1.15  # times as far below a name as the lines of a list stand apart
_MOST_LINES = 3  # of what a band is called
_STEPPED = 0.6  # of the boxes in all bands but the first, those that strokes lead to from the band above


def join_glued(text: PageText, strokes: Sequence[Segment]) -> None:
    """Make one box of a title and of those glued to it that say who heads it: a strip over it, what is below it, cells there."""
    _join_names_over(text)
    _join_strips(text)
    _join_holders(text, strokes)


def _join_strips(text: PageText) -> None:
    """Make one box of a coloured strip with a title and of the box glued below it, which begins with who heads it.

    So where in several such boxes more white, or a rule, parts that name from what is listed: others name nobody alone. Or where it
    stands aside, at the right above rows that begin at the left: then also under a title astride the upper edge, or right above it.
    """
    grid = Grid((box.box, box) for box in text.boxes if box.lines and not box.inner)
    glued: list[tuple[TextBox | Line, TextBox, bool]] = []
    for box in text.boxes:
        first, rest = (box.lines[0], box.lines[1:]) if box.lines and not box.inner else (None, [])
        if first is None or not rest or not _names_alone(first.text):
            continue
        middle, reach = (box.box.x0 + box.box.x1) / 2, _ABOVE_EM * first.size
        rows = [line.base for line in rest if line.frame.x0 < middle]
        aside = box.box.x1 - first.frame.x1 <= reach and first.frame.x0 > middle
        aside = aside and all(any(abs(line.base - row) <= _SIDE for row in rows) for line in rest)
        if not aside and any(_names_alone(line.text) for line in rest):
            continue
        near = [o for o in grid.near(box.box, _SIDE) if o is not box]
        over = [o for o in near if is_glued(box.box, o.box) and o.fill not in (None, box.fill)]
        if aside and not over:
            over = [o for o in near if o.box.top < box.box.top - _SIDE < box.box.top + _SIDE < o.box.bottom <= first.box.bottom]
        lines: list[Line] = [line for some in over for line in some.lines] if len(over) == 1 else []
        if aside and not over:
            high = [line for line in text.free if -_SIDE <= box.box.top - line.box.bottom <= reach and line.angle == 0]
            lines = [line for line in high if box.box.x0 - _SIDE <= line.frame.x0 and line.frame.x1 <= box.box.x1 + _SIDE]
        head = written_in(lines) if over or len(lines) == 1 else Written()
        if head.label and not (head.people or head.items or head.more):
            step, *steps = [below.base - line.base for line, below in pairwise(box.lines)]
            ruled = any(first.base < y < rest[0].base for y in box.rules)
            apart = ruled or aside or (bool(steps) and step > _WIDER * max(first.size, median(steps)))
            glued.append((over[0] if over else lines[0], box, apart))
    for title, box, _ in glued if sum(apart for _, _, apart in glued) >= _FEWEST else ():
        if isinstance(title, TextBox):
            title.lines, title.strip = [*title.lines, *box.lines], title.box.bottom
            title.box = bounds([title.box, box.box])
            text.boxes = [other for other in text.boxes if other is not box]
        else:
            box.lines, box.box = [title, *box.lines], bounds([title.box, box.box])
            text.free = [line for line in text.free if line is not title]


def _join_holders(text: PageText, strokes: Sequence[Segment]) -> None:
    """Give a title the people of cells side by side, each of which holds a post and who has it: a head, and who stands in.

    « Directrice » and « Adjoint » under « Direction des sports »: they hang at its lower edge, together as wide as it, or are all
    that is in its frame. Not where a stroke leads, or a box hangs, below one of them, nor where that leaves no chart.
    """
    grid = Grid((box.box, box) for box in text.boxes)
    found: list[tuple[TextBox, Sequence[TextBox], list[Person]]] = []
    gone = set[int]()
    for title in text.boxes:
        near = title.inner or (grid.near(title.box, _EDGE) if title.lines else ())
        over = min((cell.box.top for cell in title.inner), default=title.box.bottom)
        row = [o for o in near if o is not title and abs(o.box.top - over) <= _EDGE and id(o) not in gone]
        row.sort(key=lambda cell: cell.box.x0)
        if len(row) < 2 or not title.lines or any(_leads_on(cell.box, title.box, text.boxes, strokes) for cell in row):
            continue
        sides = [title.box.x0, *(x for cell in row for x in (cell.box.x0, cell.box.x1)), title.box.x1]
        tiled = all(abs(a - b) <= _EDGE for a, b in zip(sides[::2], sides[1::2], strict=True))
        head, held = written_in(title.lines), [_holders(cell) for cell in row] if tiled or len(row) == len(title.inner) else []
        people = [person for some in held for person in some]
        heads = sum(not _SECOND.search(folded(person.role or "")) for person in people)
        if all(held) and people and heads < 2 and head.label and not (head.people or head.items or head.more):
            found.append((title, row, people))
            gone.update(map(id, row))
    kept = [box for box in text.boxes if id(box) not in gone]
    labels = [written_in(box.lines).label for box in kept if box.lines] if found else []
    if sum(bool(label) and not is_role(label) for label in labels) < _FEWEST_UNITS:
        return
    text.boxes = kept
    for title, cells, people in found:
        title.people += people
        title.box, title.inner = bounds([title.box, *(cell.box for cell in cells)]), []


def _holders(box: TextBox) -> list[Person]:
    """The people of a box in which nothing else is written but posts that say nothing of what their holders head."""
    written = written_in(box.lines) if box.lines and not (box.people or box.inner) else Written()
    people = [replace(person, role=person.role or written.label or None) for person in written.people]
    sure = all(is_post_of_rank(person.role or "") and (person.vacant or _names_alone(person.name)) for person in people)
    return people if sure and not (written.items or written.more) and (not written.label or is_role(written.label)) else []


def _leads_on(cell: Box, title: Box, boxes: Sequence[TextBox], strokes: Sequence[Segment]) -> bool:
    """Whether a stroke begins at the lower edge of *cell*, off its corners, or a box no wider hangs there.

    A rail that begins at a side of the *title* and all its cells is of them all.
    """
    aside = max(_EDGE, _AT_SIDE * title.width)
    left, right = max(cell.x0 + _EDGE, title.x0 + aside), min(cell.x1 - _EDGE, title.x1 - aside)
    inner = Box(left, cell.bottom - _EDGE, right, cell.bottom + _EDGE)
    led = any(
        abs(s.x0 - s.x1) <= _SAME_SIZE and inner.x0 <= s.x0 <= inner.x1 and inner.top <= min(s.y0, s.y1) <= inner.bottom
        for s in strokes
    )
    return led or any(
        abs(o.box.top - cell.bottom) <= _EDGE and cell.grown(_EDGE).x0 <= o.box.x0 and o.box.x1 <= cell.x1 + _EDGE for o in boxes
    )


def give_pills_their_heads(text: PageText) -> None:
    """Give the title that stands across the upper edge of a frame who is named first in there, or that nobody is."""
    framed = [box for box in text.boxes if box.inner and box.lines]
    for title in text.boxes if framed else ():
        around = [o for o in framed if o is not title and o.box.x0 - _EDGE <= title.box.x0 and title.box.x1 <= o.box.x1 + _EDGE]
        around = [o for o in around if title.box.top < o.box.top - _SIDE and o.box.top + _SIDE < title.box.bottom]
        if len(around) != 1 or title.inner or not title.lines or written_in(title.lines).people:
            continue
        frame = around[0]
        first = min(box.box.top for box in frame.inner)
        above = [line for line in frame.lines if line.angle == 0 and title.box.cy <= line.box.cy < first]
        head = written_in(above) if above and len(above) == len(frame.lines) else None
        if head is not None and head.people and not (head.items or head.more) and (not head.label or is_role(head.label)):
            title.lines, frame.lines = [*title.lines, *above], []


def take_levels(text: PageText, nets_among: Callable[[Sequence[TextBox], Sequence[Box]], list[Net]]) -> list[Net]:
    """Take from *text* the bands that strokes lead through, each from a box in one to those in the next, with what they are called.

    And the captions of dashed frames. *nets_among*: the nets of some boxes, and of others whose borders are none. Returns the nets
    of what is left.
    """
    nets = _without_captions(text, nets_among(text.boxes, text.empty), nets_among)
    stacks: dict[tuple[int, int, int], list[TextBox]] = defaultdict(list)
    for box in text.boxes if nets else ():
        if box.inner:
            stacks[id(box.outer), round(box.box.x0 / _SIDE), round(box.box.x1 / _SIDE)].append(box)
    for stack in stacks.values():
        bands = sorted(stack, key=lambda band: band.box.top)
        if len(bands) < _FEWEST_BANDS or any(upper.box.bottom > lower.box.top + _SIDE for upper, lower in pairwise(bands)):
            continue
        # what a band is called may stand in its leftmost box, at one place and as wide in all, with nothing in it
        first = [min(band.inner, key=lambda box: box.box.x0) for band in bands]
        alike = all(box.box.is_flush_with(first[0].box, _SIDE) and not box.inner for box in first)
        alike = alike and all(len(band.inner) > 1 for band in bands)
        names = [box if alike and not band.lines else None for band, box in zip(bands, first, strict=True)]
        lines = [[*band.lines, *(name.lines if name else ())] for band, name in zip(bands, names, strict=True)]
        named = sum(0 < len(some) <= _MOST_LINES and not any(named_in(line.text) for line in some) for some in lines)
        if named < len(bands) - 1:
            continue
        gone = {id(box) for box in (*bands, *names) if box is not None}
        kept = [box for box in text.boxes if id(box) not in gone]
        inner = [[box for box in band.inner if id(box) not in gone] for band in bands]
        for empty in (text.empty, [*text.empty, *(band.box for band in bands)]):  # whose borders may be strokes, too
            found = nets_among(kept, empty)
            # Whether strokes lead from one box of a band to most of those in the next one, and not to several bands at once
            rungs = {id(box): number for number, band in enumerate(inner) for box in band}
            led: set[int] = set()
            for ends in ({id(kept[met.box]) for met in net.attachments} for net in found):
                places = [rungs.get(end, -1) for end in ends]
                lowest = min(places, default=-1)
                if lowest >= 0 and places.count(lowest) == 1 and set(places) == {lowest, lowest + 1}:
                    led |= {end for end in ends if rungs[end] > lowest}
            if len(led) >= _STEPPED * sum(map(len, inner[1:])) > 0:
                for box in kept:
                    box.outer = bands[0].outer if id(box.outer) in gone else box.outer
                text.boxes, text.empty = kept, empty
                text.aside += [line for some in lines for line in some]
                return found
    return list(nets)


def _without_captions(
    text: PageText, nets: Sequence[Net], nets_among: Callable[[Sequence[TextBox], Sequence[Box]], list[Net]]
) -> Sequence[Net]:
    """Put small captions across the upper edges of dashed frames aside, where strokes lead past them to the boxes in the frame.

    « Services communs », « Site Jaurès » head nobody; a title that says a higher rank than all in the frame may. So is a box of
    numbers to call. Returns the nets without the boxes of such captions and numbers.
    """
    joined = [{id(text.boxes[met.box]) for met in net.attachments} for net in nets]
    apart = [box for box in text.boxes if not any(id(box) in ends and len(ends) > 1 for ends in joined)]
    gone = _told_by_numbers(apart, text.boxes) if 2 * len(apart) <= len(text.boxes) else []
    text.aside += [line for box in gone for line in box.lines]
    for frame in [box for box in text.boxes if box.dashed and box.inner]:
        inner = [box for box in text.boxes if box.lines and box is not frame and frame.box.encloses(box.box, _SIDE)]
        inside = {id(box) for box in inner}
        led = any(not inside.isdisjoint(ends) and not ends <= inside | {id(frame)} for ends in joined)
        if not led or any(id(frame) in ends and inside.isdisjoint(ends) for ends in joined):
            continue
        largest = _SMALLER * median(box.lines[0].size for box in inner)
        highest = min((rank for box in inner if (rank := level(box.lines[0].text)) is not None), default=0)
        around = frame.box.grown(_SIDE)
        alone = [box for box in text.boxes if len(box.lines) == 1 and not box.inner and not any(id(box) in ends for ends in joined)]
        captions = [
            line
            for line in (*frame.lines, *text.free, *(box.lines[0] for box in alone if id(box) not in inside))
            if line.angle == 0
            and line.size <= largest
            and line.box.top < frame.box.top < line.box.bottom
            and around.x0 <= line.box.x0
            and line.box.x1 <= around.x1
            and ((rank := level(line.text)) is None or rank >= highest)
        ]
        if len(captions) == 1 and (not frame.lines or frame.lines == captions):
            frame.lines, text.free = [], [line for line in text.free if line is not captions[0]]
            gone += [box for box in alone if box.lines == captions]
            text.aside += captions
    if not gone:
        return nets
    text.boxes = [box for box in text.boxes if not any(box is other for other in gone)]
    text.empty = [*text.empty, *(box.box for box in gone)]
    return nets_among(text.boxes, text.empty)


def _told_by_numbers(boxes: Sequence[TextBox], others: Sequence[TextBox]) -> list[TextBox]:
    """The one of *boxes*, which no stroke leads to, that says whom to call: nobody is named, nearly each line ends in a telephone.

    « Numéros utiles », « Standard 03 80 11 22 33 »: so where strokes lead to most boxes, no other has two such, and no title tells
    a rank.
    """
    phoned: dict[int, float] = {}
    for box in others:
        ordered = sorted(box.lines, key=lambda line: line.base) if not box.inner else []
        rows = list(runs_of(ordered, lambda a, b: b.base - a.base <= _LEVEL_EM * a.size))
        phones = sum(any(_TELEPHONE.search(line.text) for line in row) for row in rows)
        if phones > 1:
            phoned[id(box)] = phones / max(1, len(rows) - 1) if phones >= _FEWEST_PHONES else 0.0
    return [
        box
        for box in boxes
        if len(phoned) == 1
        and phoned.get(id(box), 0.0) >= _MOST_PHONES
        and level(box.lines[0].text) is None
        and not any((named := named_in(line.text)) is not None and named.sure for line in box.lines)
    ]


class _Panel(NamedTuple):
    """An area, the box at its head, the others in it, and whether the head sticks out above it."""

    head: Node
    rest: tuple[Node, ...]
    out: bool


def hang_in_panels(found: PageNodes, areas: Sequence[Box], votes: Votes) -> None:
    """Hang what stands in each of *areas*, which have no title, under the box at its head.

    So where two areas or more have heads that look alike and no stroke leads elsewhere from what stands in them.
    """
    panels = [panel for area in areas if (panel := _panel(area, areas, found.nodes)) is not None]
    kinds = [sum(panel.out == other.out and _set_alike(panel.head, other.head) for other in panels) for panel in panels]
    told = [panel for panel, many in zip(panels, kinds, strict=True) if many >= _FEWEST and _is_headed(panel, votes)]
    for panel in told if len(told) >= _FEWEST else ():
        inside = {id(node): node for node in (panel.head, *panel.rest)}
        for node in panel.rest:
            # A node hangs under the head of its panel unless it hangs under another box in there
            first = panel.rest[0]
            alike_first = alike(node, first) and abs(node.box.width - first.box.width) <= _EDGE
            if node.parent is panel.head:
                node.confidence = max(node.confidence, CLEAR) if alike_first else node.confidence
            elif node.parent is None or id(node.parent) not in inside:
                node.hang(panel.head, "inside", CLEAR if alike_first else DOUBTFUL)


def hang_in_frames(nodes: Sequence[Node], votes: Votes) -> None:
    """Hang what stands in one of several frames alike, in rows, under its title, and none of them under another one."""
    frames = [node for node in nodes if node.frame and node.label]
    linked = {id(node) for node in nodes if any(vote.rule == "line" for vote in votes.of(node))}
    in_rows = [f for f in frames if sum(abs(o.box.top - f.box.top) <= _EDGE and _set_alike(o, f) for o in frames) >= _FEWEST]
    several: dict[int, list[Node]] = {}
    for frame in frames:
        tiled = [o for o in in_rows if o.outer is frame.outer and _set_alike(o, frame)]
        lowest = all(o.box.bottom <= frame.box.top + _EDGE for o in tiled)
        last = lowest and any(o.box.is_flush_with(frame.box, _EDGE) for o in tiled)
        several[id(frame)] = [*tiled, frame] if last else tiled if frame in tiled else []
    for frame in frames:
        alike_to_it = several[id(frame)]
        if len(alike_to_it) < _FEWEST or id(frame) in linked:
            continue
        if any(frame.parent is other for other in alike_to_it):
            heads = Counter(id(o.parent) for o in alike_to_it if o.parent is not None and o.parent not in alike_to_it)
            head = next((o for o in nodes if heads and id(o) == heads.most_common(1)[0][0]), None)
            frame.unhang(DOUBTFUL)
            if head is not None:
                frame.hang(head, "row", DOUBTFUL)
    for node in nodes:
        around = node.outer if len(several.get(id(node.outer), ())) >= _FEWEST else None
        if around is None or id(node) in linked or node.parent is around:
            continue
        if node.parent is None or node.parent.outer is not around:
            node.hang(around, "inside", CLEAR)


def _join_names_over(text: PageText) -> None:
    """Give a title the names in a coloured strip that touches its upper edge, where nearly all such strips hold some.

    The strip is no wider than the title's box and has another colour; nothing stands over it but a title with its own strip.
    """
    plain = [box for box in text.boxes if box.lines and not box.inner and box.outer is None]
    grid = Grid((box.box, box) for box in plain)
    over: list[tuple[TextBox, TextBox, bool]] = []
    titled: set[int] = set()
    for strip in sorted(plain, key=lambda box: box.box.top):
        near = [o for o in grid.near(strip.box, _EDGE) if o is not strip and id(o) not in titled]
        box = near[0] if len(near) == 1 and strip.fill not in (None, near[0].fill) else strip
        along = box.box.x0 - _EDGE <= strip.box.x0 and strip.box.x1 <= box.box.x1 + _EDGE
        if along and abs(box.box.top - strip.box.bottom) <= _EDGE and strip.box.width >= _STRIP * box.box.width:
            titled.add(id(box))
            over.append((strip, box, all(_names_alone(line.text) for line in strip.lines)))
    said = [written_in(box.lines) for _, box, _ in over]
    plainly = [bool(one.label) and not (one.people or one.items or one.more or is_role(one.label)) for one in said]
    sure = [names and titled for (_, _, names), titled in zip(over, plainly, strict=True)]
    for (strip, box, names), titled_plainly in zip(over, plainly, strict=True):
        if sum(sure) < max(_FEWEST_STRIPS, _MOST_STRIPS * len(over)) or not titled_plainly:
            continue
        if names:
            box.beneath = strip.lines
        elif len(strip.lines) == 1 and may_be_name(called := strip.lines[0].text) and not starts_like_unit(called):
            box.people = [Person(name=called, confidence=OPEN)]
        else:
            continue
        box.box = bounds([strip.box, box.box])
        text.boxes = [other for other in text.boxes if other is not strip]


def _names_alone(text: str) -> bool:
    """Whether *text* names people, with their posts or without, and no unit that they head."""
    named = named_in(text)
    return named is not None and named.sure and all(person.role is None or is_role(person.role) for person in named.people)


def _panel(area: Box, areas: Sequence[Box], nodes: Sequence[Node]) -> _Panel | None:
    """What stands in *area*, and in no smaller one, where the highest box there heads it by its place."""
    smaller = [other for other in areas if other.area < area.area and area.grown(_EDGE).encloses(other)]
    inner = [
        node
        for node in nodes
        if node.drawn
        and not node.listed
        and area.grown(_EDGE).encloses(node.box)
        and not any(o.encloses(node.box) for o in smaller)
    ]
    inner.sort(key=lambda node: (node.box.top, node.box.x0))
    out = [
        node
        for node in nodes
        if node.drawn
        and node not in inner
        and area.x0 - _EDGE <= node.box.x0
        and node.box.x1 <= area.x1 + _EDGE
        and node.box.top < area.top - _EDGE
        and area.top - _EDGE <= node.box.bottom < area.bottom
    ]
    wide = [node for node in out if node.box.width >= _TITLE * area.width]
    if len(out) == 1 and wide and inner:
        return _Panel(out[0], tuple(inner), True)
    if out or len(inner) < 2:
        return None
    head, *rest = inner
    alone = all(node.box.top >= head.box.bottom - _EDGE for node in rest)
    return _Panel(head, tuple(rest), False) if alone and head.box.width >= _WIDE * area.width else None


def _set_alike(a: Node, b: Node) -> bool:
    """Whether two boxes are set alike, whatever their colours."""
    return a.bold == b.bold and abs(a.size - b.size) <= _SAME_SIZE and (a.fill is None) == (b.fill is None)


def _is_headed(panel: _Panel, votes: Votes) -> bool:
    """Whether nothing speaks against the head, and its place, a stroke that leads to it alone, its title or its look speaks for it.

    Against it speak a stroke from elsewhere to one of the others, and a title of their kind.
    """
    head, rest = panel.head, panel.rest
    inside = {id(node) for node in (head, *rest)}
    linked, *others = (
        any(vote.rule == "line" and id(vote.parent) not in inside for vote in votes.of(node)) for node in (head, *rest)
    )
    if any(others) or is_staff(head.label) or any(one_of_a_kind(head.label, node.label) for node in rest):
        return False
    over, under = level(head.label), [rank for node in rest if (rank := level(node.label)) is not None]
    if panel.out or linked or over is None or not under:
        return panel.out or linked or not any(alike(head, node) for node in rest)
    return over < min(under)
