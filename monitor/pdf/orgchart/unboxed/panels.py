"""Areas of a sheet: bands across it that say how high what stands in them is, « Direction », « Niveau 3 », and are no units (3.27);

and tinted areas without a title: the box at the head of each heads what stands in it, where several areas have one. Titles free in
a panel head the boxes right beneath in their columns.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import inf
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from monitor.expressions import expression
from monitor.model.frozen import replace
from monitor.pdf.ink import SIDE, Box, bounds, median, runs_of
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.arrangement.stacks import alike, is_staff, one_of_a_kind
from monitor.pdf.orgchart.marks.links import Net
from monitor.pdf.orgchart.nodes import CLEAR, DOUBTFUL, Node, PageNodes, Votes
from monitor.pdf.orgchart.unboxed.borderless import blocks_of
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from monitor.pdf.orgchart.units.written import written_in
from monitor.pdf.orgchart.vocabulary import folded, is_role, level, starts_like_unit
from monitor.pdf.orgchart.words.people import is_name, named_in
from monitor.pdf.orgchart.words.wording import is_contact

_EDGE = 3.0  # points that a box sticks out of the area that it stands in, or stands above it
_WIDE, _TITLE = 0.4, 0.1  # of an area's width, what its head takes at least; what one across its upper edge does
_FEWEST = 2  # areas with such a head
_SAME_SIZE = 0.5  # points
_FEWEST_BANDS = 3
_ELECTED = expression(  # folded
    r"^(?:\d+ ?(?:re|er|e|eme)? )?(?:maire[ -])?(?:adjointe? (?:a|au|aux|de|du|en|charge)\b|adjointe?,)|^maire[ -]adjointe?\b"
    r"|^(?:\w+ )?\d+(?:re|er|e|eme) adjointe?\b|^elu(?:e|es|s)?\b|^conseillere? (?:municipal|delegu|communaut)|^vice[ -]president"
    r"|councill?or|cabinet member|\b(?:stadtrat|stadtratin|wethouder|echevine?|concejal\w*|assessor\w*)\b"
)
_TELEPHONE = re.compile(r"(?:\+|\b0|\b\d{2,})[\d\s./()-]{5,}\d\W*$")
_LEVEL_EM = 0.4  # between what stands in one row
_FEWEST_PHONES, _MOST_PHONES = 3, 0.75  # in a box of numbers to call; of its lines but for one
_SMALLER = 0.93  # times the letters in a frame, at most, those of a caption on its edge
_INSET = 0.04  # of a frame's width, how far in from its sides a strip in it ends
_MOST_LINES = 3  # of what a band is called
_STEPPED = 0.6  # of the boxes in all bands but the first, those that strokes lead to from the band above


def give_pills_their_heads(text: PageText) -> None:
    """Give the title that stands across the upper edge of a frame who is named first in there, or that nobody is."""
    framed = [box for box in text.boxes if box.inner and box.lines]
    for title in text.boxes if framed else ():
        around = [o for o in framed if o is not title and o.box.x0 - _EDGE <= title.box.x0 and title.box.x1 <= o.box.x1 + _EDGE]
        around = [o for o in around if title.box.top < o.box.top - SIDE and o.box.top + SIDE < title.box.bottom]
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

    And the captions of dashed frames. *nets_among*: of some boxes, and others without borders. Returns the nets of what is left.
    """
    nets = _without_captions(text, nets_among(text.boxes, text.empty), nets_among)
    stacks: dict[tuple[int, int, int], list[TextBox]] = defaultdict(list)
    for box in text.boxes if nets else ():
        if box.inner:
            stacks[id(box.outer), round(box.box.x0 / SIDE), round(box.box.x1 / SIDE)].append(box)
    for stack in stacks.values():
        bands = sorted(stack, key=lambda band: band.box.top)
        if len(bands) < _FEWEST_BANDS or any(upper.box.bottom > lower.box.top + SIDE for upper, lower in pairwise(bands)):
            continue
        # what a band is called may stand in its leftmost box, at one place and as wide in all, with nothing in it
        first = [min(band.inner, key=lambda box: box.box.x0) for band in bands]
        alike = all(box.box.is_flush_with(first[0].box, SIDE) and not box.inner for box in first)
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
        inner = [box for box in text.boxes if box.lines and box is not frame and frame.box.encloses(box.box, SIDE)]
        inside = {id(box) for box in inner}
        led = any(not inside.isdisjoint(ends) and not ends <= inside | {id(frame)} for ends in joined)
        if not led or any(id(frame) in ends and inside.isdisjoint(ends) for ends in joined):
            continue
        largest = _SMALLER * median(box.lines[0].size for box in inner)
        highest = min((rank for box in inner if (rank := level(box.lines[0].text)) is not None), default=0)
        around = frame.box.grown(SIDE)
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

    « Numéros utiles », « Standard 03 80 11 22 33 »: where strokes lead to most boxes, no other has two such, no title tells a rank.
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
        and not any(is_name(line.text) for line in box.lines)
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


_ROW_EM = 0.4  # between the first lines of one row of groups
_SIDE_EM = 0.8  # between sides, or middles, that are one
_BELOW_EM = 2.5  # how far under the words of a group its boxes begin
_LAID = 2.0  # points that a box may reach into the words over it
_MOSTLY = 0.5  # of the groups of a panel, those that begin like units or name somebody
_Side: TypeAlias = Callable[[Box], float]


class _Group(NamedTuple):
    """A title with what is said under it, and the boxes that it heads."""

    words: list[Line]
    boxes: list[TextBox]

    @property
    def around(self) -> Box:
        """Where all of it stands."""
        return bounds([*(line.box for line in self.words), *(box.box for box in self.boxes)])


def begin_at_strips(text: PageText) -> None:
    """Let frames begin at the one coloured strip with a title in them, from side to side between words.

    So where those over it say that they are of somebody elected, who heads no services and is put aside with them.
    """
    found: list[tuple[TextBox, TextBox, list[Line]]] = []
    for frame in text.boxes:
        strip = frame.inner[0] if len(frame.inner) == 1 else frame
        over = [line for line in frame.lines if line.box.cy < strip.box.top]
        aside = strip.fill is not None and strip.lines and strip.box.is_flush_with(frame.box, _INSET * frame.box.width)
        if aside and len(over) < len(frame.lines) and any(_ELECTED.search(folded(line.text)) for line in over):
            found.append((frame, strip, over))
    for frame, strip, over in found:
        frame.box = frame.box._replace(top=strip.box.top)
        frame.lines = [*strip.lines, *(line for line in frame.lines if line not in over)]
        frame.strip, frame.fill, frame.inner = strip.box.bottom, strip.fill, []
        text.boxes.remove(strip)
        text.aside += over


def part_panels(text: PageText) -> None:
    """Make frames, not drawn, of the groups in each panel: what stands in them hangs under their titles, these under the panel's.

    So in a panel with two such groups; on a sheet with one of these, also of one group of their look below the panel's own title.
    Where it isn't known which box is of which, titles side by side head none: they are no title of the panel.
    """
    frames = [frame for frame in text.boxes if frame.inner and all(line.angle == 0 for line in frame.lines)]
    panels = [(frame, *_parts_of(frame)) for frame in frames]
    told = {group.words[0].style for _, _, groups in panels if sum(bool(o.boxes) for o in groups) > 1 for group in groups}
    for frame, head, groups in panels:
        if not groups or any(group.words[0].style not in told for group in groups) or not (head or len(groups) > 1):
            top = min(box.box.top for box in frame.inner)
            over = sorted((line for line in frame.lines if line.box.cy < top), key=lambda line: (round(line.base), line.frame.x0))
            rows = runs_of(over, lambda a, b: b.base - a.base <= _ROW_EM * b.size)
            row = min((row[0].base for row in rows if sum(starts_like_unit(line.text) for line in row) > 1), default=inf)
            text.aside += [line for line in frame.lines if line.base >= row]
            frame.lines = [line for line in frame.lines if line.base < row]
            continue
        frame.lines = head
        for group in groups:
            made = TextBox(group.around, drawn=False, lines=group.words, outer=frame, inner=group.boxes)
            for box in group.boxes:
                box.outer = made
            taken = {id(box) for box in group.boxes}
            frame.inner = [*(box for box in frame.inner if id(box) not in taken), made]
            text.boxes.append(made)


def _parts_of(frame: TextBox) -> tuple[list[Line], list[_Group]]:
    """The words that head *frame*, and the groups in it; no groups where it isn't known which box is of which."""
    parted: list[list[Line]] = []
    for block in blocks_of(frame.lines):
        begun = [0, *(n for n, (a, b) in enumerate(pairwise(block), 1) if b.bold and a.style != b.style), len(block)]
        parted += [block[start:end] for start, end in pairwise(begun)]
    # The words by their titles, from top to bottom: a name at the right of a title is said under it
    blocks: list[list[Line]] = []
    for block in sorted(parted, key=lambda block: (round(block[0].base), block[0].frame.x0)):
        near = [o for o in blocks if abs(o[0].base - block[0].base) <= _ROW_EM * block[0].size]
        level = [o for o in near if o[0].frame.x1 < block[0].frame.x0]
        if level and all(named_in(line.text) is not None for line in block):
            level[-1].extend(replace(line, base=level[-1][0].base + line.size) for line in block)
        else:
            blocks.append(block)
    rows = list(runs_of(blocks, lambda a, b: b[0].base - a[0].base <= _ROW_EM * b[0].size))
    if len(blocks) < 2:
        return [], []
    head: list[Line] = []
    if len(rows[0]) == 1:
        first, after = rows[0][0], rows[1][0]
        bare = not any(first[-1].base < box.box.cy < after[0].base for box in frame.inner)
        head = first if bare or first[0].style != after[0].style else []
    own = [block for block in blocks if block is not head]
    looks = {block[0].style for block in own}
    plain = [line for box in frame.inner for line in box.lines[:1]]
    stands_out = all(block[0].bold and not line.bold for block in own for line in plain) or all(
        block[0].size > 1.05 * line.size for block in own for line in plain
    )
    named = [[named_in(line.text) for line in block] for block in own]
    worded = sum(starts_like_unit(block[0].text) or any(some) for block, some in zip(own, named, strict=True))
    if len(looks) > 1 or not stands_out or worded <= _MOSTLY * len(own):
        return [], []
    if any(some[0] is not None or is_contact(block[0].text) for block, some in zip(own, named, strict=True)):
        return [], []
    top = min(block[0].box.top for block in own)
    below = [box for box in frame.inner if box.box.cy > top]
    for side in (attrgetter("x0"), _middle):
        groups = _grouped(own, below, side)
        if groups:
            return head, groups
    return [], []


def _middle(box: Box) -> float:
    return box.cx


def _grouped(blocks: Sequence[list[Line]], boxes: Sequence[TextBox], side: _Side) -> list[_Group]:
    """Each of *blocks* with the *boxes* right beneath it in its column; [] where one has none over it, or two groups overlap.

    *side*: the left one, or the middle, on which titles and their boxes stand.
    """
    size = blocks[0][0].size
    places = sorted((side(bounds([line.box for line in block])), number) for number, block in enumerate(blocks))
    columns = [[number for _, number in run] for run in runs_of(places, lambda a, b: b[0] - a[0] <= _SIDE_EM * size)]
    starts = [min(place for place, number in places if number in column) for column in columns]
    ends = [(a + b) / 2 if side is _middle else b - _SIDE_EM * size for a, b in pairwise(starts)]
    groups = [_Group(block, []) for block in blocks]
    for box in boxes:
        column = columns[sum(end <= side(box.box) for end in ends)]
        over = [groups[n] for n in column if groups[n].words[-1].box.bottom <= box.box.top + _LAID]
        if not over:
            return []
        max(over, key=lambda group: group.words[0].base).boxes.append(box)
    for group in groups:
        if group.boxes:
            words, held = bounds([line.box for line in group.words]), bounds([box.box for box in group.boxes])
            if held.top - words.bottom > _BELOW_EM * size or abs(side(held) - side(words)) > _SIDE_EM * size:
                return []
    overlaps = any(a.around.overlap(b.around) > 0 for number, a in enumerate(groups) for b in groups[:number])
    return groups if any(group.boxes for group in groups) and not overlaps else []
