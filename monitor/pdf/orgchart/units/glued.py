"""What is joined to a title and says who heads it: a strip over it, the field of a card, cells, a box on a stroke (13.3).

And the words that stand out of a box which is too low for them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from itertools import pairwise, permutations, product

from monitor.expressions import expression
from monitor.model import Person
from monitor.model.frozen import replace
from monitor.pdf.ink import SIDE, Box, Grid, bounds, median
from monitor.pdf.lines import Line, attached, joined, same_look, same_style
from monitor.pdf.orgchart.marks.drawing import Segment
from monitor.pdf.orgchart.marks.links import Net
from monitor.pdf.orgchart.nodes import Written
from monitor.pdf.orgchart.units.cards import is_glued, only_names
from monitor.pdf.orgchart.units.doubts import bears_sign, has_capitals
from monitor.pdf.orgchart.units.records import heads_list, names_person
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from monitor.pdf.orgchart.units.written import written_in
from monitor.pdf.orgchart.vocabulary import folded, is_bare_post, is_post_of_rank, is_role, level, starts_like_unit
from monitor.pdf.orgchart.words.broken_names import was_full
from monitor.pdf.orgchart.words.name_forms import may_be_name
from monitor.pdf.orgchart.words.people import OPEN, doubted, is_name, named_in
from monitor.pdf.orgchart.words.wording import is_contact, is_cut_off, is_place

_EDGE = 3.0  # points between a title's edge and what is glued to it
_FEWEST = 2  # cards of strip and field
_FEWEST_UNITS = 3  # of a chart
_AT_SIDE = 0.1  # of a title's width: so near to its side a rail begins
_UPRIGHT = 0.5  # points between the ends of a stroke that goes down
_SECOND = expression(r"\b(?:vice|adjoint|assistant|secretaire|suppleant|stellv|deputy|adjunct)")
_STRIP = 0.5  # of the width of a title's box, the least that a strip over it with names takes
_FEWEST_STRIPS, _MOST_STRIPS = 3, 0.8  # such strips that make a custom; of all over boxes, those with names over a title
_OVER_EM = 2.6  # how far over a box its title stands
_ABOVE_EM = 1.5  # how far above an area its title stands, and how far from its side a name at the right
_FEWEST_HELD, _MOST_HELD = 3, 0.8  # titles with who heads them in a box on a stroke; of all with names on strokes, or of one look
_SMALL = 6  # how low teams, sectors and offices stand, which are called after people as places are
_WIDER = 1.15  # times as far below a name as the lines of a list stand apart


def join_glued(text: PageText, strokes: Sequence[Segment]) -> None:
    """Make one box of a title and of those glued to it that say who heads it: a strip over it, what is below it, cells there."""
    _join_names_over(text)
    _join_strips(text)
    _join_beside(text)
    _join_holders(text, strokes)


def _join_names_over(text: PageText) -> None:
    """Give a title the names in a coloured strip that touches its upper edge, where nearly all such strips hold some.

    The strip is no wider than the title's box and has another colour; nothing stands over it but a title with its own strip. Or
    the title's box is laid over the lower edge of the names': then it may say a post, too.
    """
    plain = [box for box in text.boxes if box.lines and not box.inner and box.outer is None]
    grid = Grid((box.box, box) for box in plain)
    over: list[tuple[TextBox, TextBox, bool]] = []
    titled: set[int] = set()
    for strip in sorted(plain, key=lambda box: box.box.top):
        near = [o for o in grid.near(strip.box, _EDGE) if o is not strip and id(o) not in titled]
        box = near[0] if len(near) == 1 and strip.fill not in (None, near[0].fill) else strip
        along = box.box.x0 - _EDGE <= strip.box.x0 and strip.box.x1 <= box.box.x1 + _EDGE
        touches = along and abs(box.box.top - strip.box.bottom) <= _EDGE and strip.box.width >= _STRIP * box.box.width
        if touches or _is_laid_over(box.box, strip.box):
            titled.add(id(box))
            names = all(_names_alone(line.text) for line in strip.lines) or _names_alone(joined(strip.lines))
            over.append((strip, box, names))
    said = [written_in(box.lines) for _, box, _ in over]
    plainly = [
        bool(one.label)
        and not (one.people or one.items or one.more or (is_role(one.label) and not _is_laid_over(box.box, strip.box)))
        for one, (strip, box, _) in zip(said, over, strict=True)
    ]
    sure = [names and titled for (_, _, names), titled in zip(over, plainly, strict=True)]
    for (strip, box, names), titled_plainly in zip(over, plainly, strict=True):
        if sum(sure) < max(_FEWEST_STRIPS, _MOST_STRIPS * len(over)) or not titled_plainly:
            continue
        if names:
            whole = all(_names_alone(line.text) for line in strip.lines)
            box.beneath = strip.lines if whole else [replace(strip.lines[0], text=joined(strip.lines))]
        elif may_be_name(called := joined(strip.lines)) and not starts_like_unit(called):
            box.people = [Person(name=called, confidence=OPEN)]
        else:
            continue
        box.box = bounds([strip.box, box.box])
        text.boxes = [other for other in text.boxes if other is not strip]


def _join_strips(text: PageText) -> None:
    """Make one box of a coloured strip with a title and of the field glued to it, which begins with who heads it.

    The strip is over the field, at its left, or, with nothing below it, at its foot where the outline has its colour or is of both.
    So where that is so, or where in several fields white, a rule, or their look part the names from what is listed below, or a
    post that says nothing of its unit begins them:
    others name nobody alone. Not by outline and look where boxes without a strip begin with names. Or where the name stands aside,
    at the right above rows that begin at the left: then also under a title astride the upper edge, or right above it.
    """
    grid = Grid((box.box, box) for box in text.boxes if box.lines and not box.inner)
    glued: list[tuple[TextBox | Line, TextBox, bool, bool]] = []
    names_first = False
    for box in text.boxes:
        within = [o for o in box.inner if o.lines and not o.inner and abs(o.box.x0 - box.box.x0) <= SIDE]
        within = [o for o in within if len(box.inner) == 1 and o.box.is_level_with(box.box, SIDE)]
        if box.inner and not within:
            continue
        if (named := _named_first(box.lines)) == 0:
            continue
        first, rest = box.lines[named - 1], box.lines[named:]
        middle, reach = (box.box.x0 + box.box.x1) / 2, _ABOVE_EM * first.size
        rows = [line.base for line in rest if line.frame.x0 < middle]
        aside = box.box.x1 - first.frame.x1 <= reach and first.frame.x0 > middle
        aside = aside and all(any(abs(line.base - row) <= SIDE for row in rows) for line in rest)
        posted = is_bare_post(box.lines[0].text)  # who else is named there heads what is listed
        if not (aside or posted) and any(_names_alone(line.text) for line in rest):
            continue
        near = within or [o for o in grid.near(box.box, SIDE) if o is not box]
        strips = [o for o in near if o.fill not in (None, box.fill)]
        over = [o for o in strips if within or is_glued(box.box, o.box)]
        over = over or [o for o in strips if abs(box.box.x0 - o.box.x1) <= SIDE and box.box.is_level_with(o.box, SIDE)]
        foot = [o for o in strips if is_glued(o.box, box.box) and not any(is_glued(p.box, o.box) for p in grid.near(o.box, SIDE))]
        over = over or [o for o in foot if box.stroke is not None and box.stroke in (o.fill, o.stroke)]
        if aside and not over:
            over = [o for o in near if o.box.top < box.box.top - SIDE < box.box.top + SIDE < o.box.bottom <= first.box.bottom]
        lines: list[Line] = [line for some in over for line in some.lines] if len(over) == 1 else []
        if aside and not over:
            high = [line for line in text.free if -SIDE <= box.box.top - line.box.bottom <= reach and line.angle == 0]
            lines = [line for line in high if box.box.x0 - SIDE <= line.frame.x0 and line.frame.x1 <= box.box.x1 + SIDE]
        head = written_in(lines) if over or len(lines) == 1 else Written()
        if head.label and not (head.people or head.items or head.more):
            step, *steps = [below.base - line.base for line, below in pairwise([first, *rest])] or [0.0]
            ruled = any(first.base < y < line.base for line in rest[:1] for y in box.rules)
            apart = ruled or aside or posted or (bool(steps) and step > _WIDER * max(first.size, median(steps)))
            listed = len(rest) > 1 or any(mark in line.text for line in rest for mark in ",•·|")
            outlines = {o.fill for o in over} | {o.stroke for o in over if listed and not starts_like_unit(rest[0].text)} - {None}
            looks = bool(rest) and (box.stroke in outlines or not same_look(first, rest[0]))
            glued.append((over[0] if over else lines[0], box, apart, looks))
        elif not over and rest:
            names_first = True
    told = Counter(
        title.box.bottom > box.box.bottom + SIDE for title, box, apart, looks in glued if apart or (looks and not names_first)
    )
    for title, box in [(title, box) for title, box, *_ in glued if told[title.box.bottom > box.box.bottom + SIDE] >= _FEWEST]:
        if isinstance(title, TextBox):
            title.lines, title.strip = [*title.lines, *box.lines], title.box.bottom if is_glued(box.box, title.box) else None
            title.box, title.outer = bounds([title.box, box.box]), box.outer
            text.boxes = [other for other in text.boxes if other is not box]
        else:
            box.lines, box.box = [title, *box.lines], bounds([title.box, box.box])
            text.free = [line for line in text.free if line is not title]


def _join_beside(text: PageText) -> None:
    """Give titles who heads them in the one cell that is glued to their side, as high, where several are paired in that order.

    Nothing is glued over the two: below a title they are cells of it, « Adjoint » and « Secrétariat », or rows of a table.
    """
    plain = [box for box in text.boxes if box.lines and not box.inner]
    grid = Grid((box.box, box) for box in plain)
    mates: dict[int, list[TextBox]] = {}
    for box in plain:
        near = [o for o in grid.near(box.box, SIDE) if o is not box and o.outer is box.outer and o.box.is_level_with(box.box, SIDE)]
        mates[id(box)] = [o for o in near if min(abs(o.box.x0 - box.box.x1), abs(o.box.x1 - box.box.x0)) <= SIDE]
    pairs: dict[bool, list[tuple[TextBox, TextBox, list[Person]]]] = {False: [], True: []}
    for box in plain:
        title = mates[id(box)][0] if len(mates[id(box)]) == 1 else box
        if len(mates[id(title)]) == 1 and (people := _holders(box)):
            said = written_in(title.lines)
            over = any(abs(o.box.bottom - box.box.top) <= SIDE for o in grid.near(bounds([title.box, box.box]), SIDE))
            if said.label and not (over or said.people or said.items or said.more or is_role(said.label)):
                pairs[title.box.x0 < box.box.x0].append((title, box, people))
    for title, box, people in (pair for same in pairs.values() if len(same) >= _FEWEST for pair in same):
        title.people, title.box = people, bounds([title.box, box.box])
        text.boxes = [other for other in text.boxes if other is not box]


def _is_laid_over(box: Box, other: Box) -> bool:
    """Whether *box* hides a part of the lower edge of *other*, for more than half of its width, and none of the upper one."""
    across = min(box.x1, other.x1) - max(box.x0, other.x0)
    return other.top + _EDGE < box.top < other.bottom - _EDGE and box.bottom > other.bottom + _EDGE and 2 * across > box.width


def _named_first(lines: Sequence[Line]) -> int:
    """How many of the first *lines* of a field name people, with their posts: « Mme Inès Roy (par », « intérim) ».

    A post that says nothing of what it heads may stand over the name, too: « Directrice », « Mme Inès Roy ».
    """
    named = int(len(lines) > 1 and is_bare_post(lines[0].text) and _names_alone(lines[1].text))
    while named < len(lines) and (_names_alone(lines[named].text) or (named and is_role(lines[named].text))):
        named += 1
    if named == 0 and len(lines) > 1 and "(" in lines[0].text:
        named = 2 * _names_alone(attached(lines[0].text, lines[1].text))
    return named


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


def join_held(text: PageText, nets: Sequence[Net]) -> bool:
    """Give titles who is named in the box that the one stroke under, or right of, theirs leads to; True if there are any.

    Nothing else is said there, and what hangs there hangs at the title. Only where nearly all titles with names on strokes have one
    such box, and where most of these bear a sign of a name or lead on, or at least half of the titles that name nobody have one:
    « Simone Veil » under « Gymnase » is a hall. Under « Accueil de loisirs » it may be: who has no sign is in doubt where no rank
    is in the title, unless nobody has and one leads on to titles with theirs; so is whoever else follows on a stroke.
    """
    boxes = text.boxes
    linked = {end.box for net in nets if len(net.attachments) > 1 for end in net.attachments}
    linked = {number for number in linked if boxes[number].lines and not boxes[number].inner}
    said = [boxes[number].lines for number in linked]
    if sum(bool(named_in(joined(o)) or all(named_in(p.text) or is_role(p.text) for p in o)) for o in said) < _FEWEST_HELD:
        return False
    words = {number: written_in(boxes[number].lines) for number in linked}
    held = _held(boxes, words)
    titles = {n for n, said in words.items() if said.label and not (said.people or boxes[n].people or n in held)}
    meeting = [{end.box: end for end in net.attachments} for net in nets if held]
    under = defaultdict[int, set[int]](set)
    for ends in meeting:
        for number in ends.keys() & held.keys():
            over = [n for n in ends.keys() & titles if _leads_to(boxes[n].box, boxes[number].box)]
            if over and (len(ends) == 2 or ends[number].passing):
                under[max(over, key=lambda n: boxes[n].box.bottom)].add(number)
    alone = {number for own in under.values() for number in own}
    for ends in meeting:
        under[min(ends, key=lambda n: boxes[n].box.top, default=-1)] |= (ends.keys() & held.keys()) - alone  # staff on a rail
    named = {title: own for title, own in under.items() if own and title in titles}
    over_all = any(number in own for number, own in under.items())  # a name leads to the first title, and so to each of them
    led = [max(ends, key=lambda n: boxes[n].box.top) for ends in meeting if len(ends) == 2 and not held.keys().isdisjoint(ends)]
    against = titles.intersection(led if over_all else ())
    single = {title: max(own) for title, own in named.items() if len(own) == 1}
    signed = {n for n, number in single.items() if any(map(bears_sign, held[number]))}
    places = {n for n in single.keys() - signed if is_place(words[n].label)}
    told = single.keys() - places  # « Médiathèque » over « Anne Roy » is headed so, too, where they are
    leading = {n for n in told if sum(single[n] in ends for ends in meeting) > 1}
    usual = 2 * len(told & signed | leading) >= len(told) or 2 * len(told) >= len(titles - places)
    if not usual or len(told) < max(_FEWEST_HELD, _MOST_HELD * len((named.keys() | against) - places)):
        return False
    pairs = [(a, b) for ends in meeting if len(ends) == 2 for a, b in permutations(ends) if held.keys() >= {a, b}]
    below = {a: b for a, b in pairs if _leads_to(boxes[a].box, boxes[b].box)}
    gone = set[int]()
    shown = {n for n in told if any(o.name and (bears_sign(o) or has_capitals(o)) for o in held[single[n]])}
    ranked = {n for n in told if (level(words[n].label) or _SMALL) < _SMALL}  # no direction or service is called after her
    owners = {single[n]: n for n in told}  # the name of one title leads to others that have theirs: a custom
    ends_of = [(told & ends.keys(), {owners[o] for o in owners.keys() & ends.keys()}) for ends in meeting]
    custom = set().union(*(titled | owning for titled, owning in ends_of if owning and titled - owning))
    surely = signed | shown | ranked | (set() if shown else custom)
    for title, number in single.items():
        box, next_one = boxes[title], number
        box.banded = True
        while next_one >= 0:  # and whoever is named in a box on the stroke from that one
            name = boxes[next_one]
            box.people += held[next_one] if title in surely and next_one == number else doubted(held[next_one])
            box.box = bounds([box.box, name.box])
            if name.outer is not None:
                name.outer.inner = [other for other in name.outer.inner if other is not name]
            gone.add(next_one)
            next_one = below.get(next_one, -1)
    text.boxes = [box for number, box in enumerate(boxes) if number not in gone]
    return True


def _held(boxes: Sequence[TextBox], words: Mapping[int, Written]) -> dict[int, list[Person]]:
    """Who is named in those of *boxes* that say nothing else; what may be a name, in the look of boxes with names, is one."""
    held = dict[int, list[Person]]()
    looks = defaultdict[Hashable, list[int]](list)
    for number, said in words.items():
        box, first = boxes[number], boxes[number].lines[0]
        looks[box.fill, box.stroke, box.dashed, *first.style].append(number)
        people = only_names(said, box)
        posts = [folded(person.role or "chef") for person in people if person.vacant or is_name(person.name)]
        if posts and all(is_post_of_rank(post) and not _SECOND.search(post) for post in posts):
            held[number] = people
    for alike in looks.values():
        if sum(number in held for number in alike) >= max(_FEWEST_HELD, _MOST_HELD * len(alike)):
            called = [(number, joined(boxes[number].lines)) for number in alike if number not in held]
            held |= {n: [Person(name=o, confidence=OPEN)] for n, o in called if may_be_name(o) and not starts_like_unit(o)}
    return held


def _leads_to(title: Box, name: Box) -> bool:
    """Whether *name* stands under the box of a *title*, or right of it."""
    under = title.bottom <= name.top + _EDGE and title.x0 <= name.cx <= title.x1
    return under or (title.x1 <= name.x0 + _EDGE and title.top <= name.cy <= title.bottom)


def _holders(box: TextBox) -> list[Person]:
    """The people of a box in which nothing else is written but posts that say nothing of what their holders head."""
    written = written_in(box.lines) if box.lines and not (box.people or box.inner) else Written()
    people = [replace(person, role=person.role or written.label or None) for person in written.people]
    sure = all(is_post_of_rank(person.role or "") and (person.vacant or _names_alone(person.name)) for person in people)
    return people if sure and not (written.items or written.more) and (not written.label or is_role(written.label)) else []


def _leads_on(cell: Box, title: Box, boxes: Sequence[TextBox], strokes: Sequence[Segment]) -> bool:
    """Whether a stroke off its corners, and not of *title* and all its cells, or a box no wider, hangs at the foot of *cell*."""
    aside = max(_EDGE, _AT_SIDE * title.width)
    left, right = max(cell.x0 + _EDGE, title.x0 + aside), min(cell.x1 - _EDGE, title.x1 - aside)
    inner = Box(left, cell.bottom - _EDGE, right, cell.bottom + _EDGE)
    led = any(
        abs(s.x0 - s.x1) <= _UPRIGHT and inner.x0 <= s.x0 <= inner.x1 and inner.top <= min(s.y0, s.y1) <= inner.bottom
        for s in strokes
    )
    return led or any(
        abs(o.box.top - cell.bottom) <= _EDGE and cell.grown(_EDGE).x0 <= o.box.x0 and o.box.x1 <= cell.x1 + _EDGE for o in boxes
    )


def _names_alone(text: str) -> bool:
    """Whether *text* names people, with their posts or without, and no unit that they head."""
    named = named_in(text)
    return named is not None and named.sure and all(person.role is None or is_role(person.role) for person in named.people)


_LEADING_EM = (0.9, 1.6)  # between two lines of one text
_EVEN = 0.15  # of the usual one, how far from it each of these is
_AXIS_EM, _MIDDLE_EM = 0.6, 0.4  # how far from the middle of a box the middle of a line is, and that of all its lines
_SMALL_EM = 0.3  # above the baseline: half the height of a small letter
_MOST = 3  # lines that stand out on either side


def take_overfull(text: PageText) -> None:
    """Give boxes the lines above and below them that are of the text in their middle, as slides made by hand have them.

    All lines are led evenly and set about the middle of the box, no line is wider, and their middle is that of the box. A title
    that goes on across its edge had no room and begins small there, or is broken off. One that goes on with a capital is in doubt:
    « Services à la population » over a box « Éducation » is its caption, as it is where not all such titles begin as titles do.
    """
    level = [line for line in text.free if line.angle == 0]
    grid = Grid((line.frame, line) for line in level)
    found: list[tuple[TextBox, list[Line], bool]] = []
    for box in text.boxes if level else ():
        own = box.lines
        if own and not box.inner and all(_is_set_in(line, box) for line in own):
            above, below = _beyond(own[:1], box, grid, up=True), _beyond(own[-1:], box, grid, up=False)
            ways = [[*above[len(above) - a :], *own, *below[:b]] for a, b in product(range(len(above) + 1), range(len(below) + 1))]
            if whole := max((way for way in ways if len(way) > len(own) and _is_amid(way, box)), key=len, default=None):
                begun = any(same_style(line, o) and not is_cut_off(line.text, o.text) for line, o in pairwise(whole))
                found.append((box, whole, begun))
    titled = all(starts_like_unit(whole[0].text) for _, whole, begun in found if begun)
    for box, whole, begun in found:
        if titled or not begun:
            box.lines, box.overfull = list(whole), begun
            text.free = [line for line in text.free if not any(line is o for o in whole)]


def _is_set_in(line: Line, box: TextBox) -> bool:
    centred = abs(line.frame.cx - box.box.cx) <= _AXIS_EM * line.size
    return line.angle == 0 and centred and line.frame.width <= box.box.width


def _beyond(lines: Sequence[Line], box: TextBox, grid: Grid[Line], *, up: bool) -> list[Line]:
    """The free lines that follow each other from *lines*, the first or the last one in *box*, *up* or down; from top to bottom."""
    found = list(lines)
    while len(found) <= _MOST:
        end = found[0] if up else found[-1]
        near = [o for o in grid.near(end.frame, _LEADING_EM[1] * end.size) if _is_set_in(o, box) and not is_contact(o.text)]
        pairs = [(o, end) if up else (end, o) for o in near]
        next_one = [o for o, pair in zip(near, pairs, strict=True) if _goes_on(*pair, box, up=up)]
        if len(next_one) != 1:
            break
        found = [*next_one, *found] if up else [*found, *next_one]
    return found[: -len(lines)] if up else found[len(lines) :]


def _goes_on(line: Line, below: Line, box: TextBox, *, up: bool) -> bool:
    """Whether *below* stands where the text of *line* goes on, and does so: a title no other begins in, or with who heads it."""
    least, most = (em * max(line.size, below.size) for em in _LEADING_EM)
    if not least <= below.base - line.base <= most:
        return False
    if not same_style(line, below):
        return not up and line.bold and not below.bold
    return is_cut_off(line.text, below.text) or (was_full(line, below, box.box.width) and not starts_like_unit(below.text))


def _is_amid(lines: Sequence[Line], box: TextBox) -> bool:
    """Whether *lines* are led evenly, and their middle is that of *box*."""
    gaps = [below.base - line.base for line, below in pairwise(lines)]
    even = not gaps or max(gaps) - min(gaps) <= _EVEN * max(gaps)
    first, last = lines[0], lines[-1]
    return even and abs((first.base + last.base) / 2 - _SMALL_EM * first.size - box.box.cy) <= _MIDDLE_EM * first.size


def raise_heads(text: PageText) -> None:
    """Give a title right over a box whom that names first, in a look of its own, over titles with who has each below.

    « Lise BRUN » in bold, then « Service voirie », « Aude FAUR » in italics: she heads what stands over the box. So in two or more,
    and so « Responsable : Mme Roy » over what a cell lists, of the title in the cell left of it, as high.
    """
    grid = Grid((box.box, box) for box in text.boxes if box.lines and not box.inner)
    found: list[tuple[TextBox, TextBox]] = []
    for box in text.boxes:
        first, rest = next(iter(box.lines), None), box.lines[1:]
        if first is None or box.inner or not rest:
            continue
        named = [names_person(line) for line in rest]
        if heads_list(box.lines):
            above = [
                o for o in grid.near(box.box, SIDE) if abs(o.box.x1 - box.box.x0) <= SIDE and o.box.is_level_with(box.box, SIDE)
            ]
        elif names_person(first) and any(named) and not named[0] and named[-1]:
            alone = not any(line.look == first.look for line in rest) and not any(a and b for a, b in pairwise(named))
            reach = _OVER_EM * first.size
            above = [
                o for o in grid.near(box.box, reach) if alone and o is not box and -SIDE <= box.box.top - o.box.bottom <= reach
            ]
            above = [o for o in above if abs(o.box.cx - box.box.cx) <= first.size or abs(o.box.x0 - box.box.x0) <= first.size]
        else:
            continue
        if len(above) == 1 and not any(map(names_person, above[0].lines)):
            found.append((above[0], box))
    for over, box in found if len(found) > 1 else ():
        over.lines, box.lines = [*over.lines, box.lines[0]], box.lines[1:]
