"""Which shapes of a page are boxes with text, and which letters stand in which: each in the smallest box, but no word in two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from monitor.model.frozen import replace
from monitor.pdf.ink import Box, Colour, Grid, Letter, PageInk, bounds
from monitor.pdf.lines import KnownLines, Line, in_rows, joined, lines_of
from monitor.pdf.orgchart.marks.drawing import Drawing, Segment, Shape
from monitor.pdf.orgchart.marks.strokes import cells, rules_across, rules_in
from monitor.pdf.orgchart.units.badges import (
    acronyms_beside,
    counts_within,
    labels_astride,
    lines_of_terms,
    portraits_in,
    tags_astride,
)
from monitor.pdf.orgchart.units.box_words import Homes, by_home, in_columns, raised_to_titles, words_in
from monitor.pdf.orgchart.units.legends import (
    Sample,
    explained,
    is_foot,
    unsampled,
    without_bullets,
    without_parts,
    without_samples,
)
from monitor.pdf.orgchart.units.striped_lists import without_stripes
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from monitor.pdf.orgchart.words.counts import counts_of_staff
from monitor.pdf.orgchart.words.missions import said_of_units, tasks_listed
from monitor.pdf.orgchart.words.people import named_in
from monitor.pdf.orgchart.words.run_on import behind_dashes, has_mark_between, heads_behind, may_head, over_line_ends
from monitor.pdf.orgchart.words.wording import without_leaders

_LEAST = (10.0, 7.0)
_MOST = 0.85  # share of the page's area: more is the sheet's own frame
_SAME, _LITTLE = 0.8, 0.1  # intersection over union: fill and outline of one box; of a picture
_STRIP, _STRIP_EM = 0.8, 1.5  # of a card's width, the least that its title's strip fills; how far below its top
_LARGEST_RING = 8.0  # points: a hollow bullet
_SIDE, _NEXT = 1.5, 5.0  # points between the sides of neighbouring cells; from a box to what is said of its unit below it
_RULED = 3  # lines: with more, rules may part those of a box
_BESIDE, _MOSTLY = 0.85, 0.6  # of a frame's width, the most of a cell beside another; of such frames, those that name somebody
_WIDER, _GROUND = 1.2, 0.6  # times as wide or high as its box, a picture in its middle; of a page's letters, those in no box there
_HALO, _OUT, _RIM = 12.0, 3.0, 3.0  # points that a soft shadow sticks out, one with an outline at least; in a double border at most
_COLUMNS_EM = 0.45  # between columns of lists that stand in no boxes
_WHITE: Colour = (255, 255, 255)


def page_text(page: PageInk, drawing: Drawing, dots: Collection[Box] = (), known: KnownLines | None = None) -> PageText:
    """Give every letter to the smallest box that holds its centre, then build lines inside each box.

    *dots*: small shapes that strokes lead to, and no samples of a legend. *known*: see `lines_of`.
    """
    seen, whole = rules_in(drawing.segments, drawing.shapes)
    candidates = _without_strips(_candidates(page, drawing, seen))
    words = words_in(page.letters)
    for candidate, raised in zip(candidates, raised_to_titles(page.letters, [box.box for box in candidates], words), strict=True):
        candidate.box = raised
    inside, outside = _homes_without_ground(candidates, page.letters, words)
    rings = [s.box for s in drawing.shapes if s.fill is None and max(s.box.width, s.box.height) <= _LARGEST_RING]
    marks = Grid((bullet, bullet) for bullet in (*(mark.box for mark in drawing.marks if not mark.arrow), *rings))
    parted = set[tuple[str, str]]()
    halves: dict[int, tuple[Line, Line]] = {}

    def part(first: Line, rest: Line) -> bool:
        halves[min(first.order, rest.order)] = first, rest
        if may_head(first.text, rest.text):
            parted.add((first.text, rest.text))
        return (first.text, rest.text) in parted or has_mark_between(first.text, rest.text)

    parts = {}
    for index, parted_by_white in in_columns(inside, [box.box for box in candidates]).items():
        parts[index], candidates[index].gutters = parted_by_white
    made = partial(lines_of, gap_em=1.6, leaders=True, known=known)
    lines, free = _lines_of(parts, outside, partial(made, apart=part))
    dashed = behind_dashes(lines, halves) if halves else {}
    broken = {index: over_line_ends(some, halves) for index, some in lines.items() if index not in dashed} if halves else {}
    told = [found for ends in broken.values() for found in ends]
    pairs = parted - {found.halves for found in told} | {found.whole for found in told if not found.sure}
    heads = heads_behind(pairs, [line.text for some in (free, *lines.values()) for line in some]) if pairs else set()
    heads |= {said for found in told if found.sure or found.whole in heads for said in (found.halves, found.whole)}
    if parted != heads & parted or any(found.halves in heads for found in told):
        surely = partial(made, apart=lambda a, b: (a.text, b.text) in heads or has_mark_between(a.text, b.text))
        lines, free = _lines_of(parts, outside, surely)
    for index, cut in broken.items():
        for found in reversed(cut):
            if found.whole in heads and found.end > found.place + 1:
                lines[index][found.place : found.end] = found.lines
    for index, some in (lines | dashed).items():
        box = candidates[index]
        for line in some:  # the bullet before one may be drawn instead of written (browsers)
            frame, size = line.frame, line.size
            before = Box(frame.x0 - 2 * size, frame.top, frame.x0 - 0.1 * size, frame.bottom)
            small = [mark for mark in marks.near(before) if max(mark.width, mark.height) <= 0.6 * size]
            drawn = line.angle == 0 and any(before.encloses(mark, 0.1 * size) and box.box.encloses(mark) for mark in small)
            box.lines.append(replace(line, text=f"• {line.text}") if drawn else line)
    candidates, free, aside = _without_asides(candidates, free)
    samples = [Sample(box.box, box.fill, box.stroke, box.dashed) for box in candidates if not box.lines]
    samples += [Sample(mark.box, mark.fill, None, False) for mark in drawing.marks]
    samples += [Sample(s.box, s.fill, s.stroke, s.dashed) for s in drawing.shapes if not _box_sized(s.box, page)]
    samples = [sample for sample in without_parts(samples) if sample.box not in dots]
    samples, free = without_bullets(samples, free, drawing)
    part_cells(candidates)
    boxes = _with_meaning(_nested(candidates))
    ruled = [box for box in boxes if len(box.lines) > _RULED and not box.inner]
    for box, rules in zip(ruled, rules_across(seen, [box.box for box in ruled]), strict=True):
        box.rules = rules
    text = PageText(boxes, free, empty=_empty_cells(candidates, boxes), samples=samples, aside=aside, rules=whole)
    without_stripes(text)
    text.boxes = with_strips(text.boxes)
    return _without_legend(text)


def _without_asides(boxes: list[TextBox], free: Sequence[Line]) -> tuple[list[TextBox], list[Line], list[Line]]:
    """*boxes* without badges, *free* lines, and what is taken from both: counts of staff, lines on pay and working time.

    A cell with terms, a count or an acronym joins the box it is glued to, what sticks out of a card the card: strokes end there.
    """
    places, said = [box.box for box in boxes], [box.lines for box in boxes]
    counts, names = counts_of_staff(places, said, free), labels_astride(places, said)
    told = lines_of_terms(said) | counts.lines | said_of_units(places, said, free) | tasks_listed(places, said, free)
    owners = names | acronyms_beside(places, said) | {n: owner for n, owner in counts.boxes.items() if owner is not None}
    taken = portraits_in(places, said, free) | counts_within(places, said) | tags_astride(places, said) | owners.keys()
    taken |= counts.boxes.keys()
    for number, owner in names.items():
        boxes[owner].lines = sorted([*boxes[owner].lines, *said[number]], key=lambda line: line.base)
    aside = [line for n, lines in enumerate(said) for line in lines if id(line) in told or n in counts.boxes]
    emptied = [n for n, lines in enumerate(said) if lines and (n in taken or all(id(line) in told for line in lines))]
    kept = [box for number, box in enumerate(boxes) if number not in set(emptied)]
    for box in kept:
        box.lines = [line for line in box.lines if id(line) not in told]
    grid = Grid((box.box, box) for box in kept if box.lines)
    for number in emptied:
        cell = places[number]
        near = grid.near(cell, _NEXT)
        wide = [o for o in near if cell.is_flush_with(o.box, _SIDE) and number not in taken]
        glued = [boxes[owners[number]]] if number in owners else [o for o in wide if abs(cell.top - o.box.bottom) <= _NEXT]
        glued = glued or [o for o in wide if abs(cell.bottom - o.box.top) <= _SIDE]
        if glued := glued or [o for o in near if 0 < cell.overlap(o.box) < cell.area]:
            glued[0].box = bounds([glued[0].box, cell])
    for number, unit in counts.free.items():
        aside.append(free[number])
        if unit is not None:
            boxes[unit].box = bounds([boxes[unit].box, free[number].box])
    aside += [line for number, line in enumerate(free) if id(line) in told and number not in counts.free]
    return kept, [line for number, line in enumerate(free) if id(line) not in told and number not in counts.free], aside


def _homes_without_ground(boxes: list[TextBox], letters: Sequence[Letter], words: Sequence[range]) -> Homes:
    """The *letters* by the box they are in, and those in none; a card under all, alone with most lines, goes out of *boxes*."""
    while True:
        inside, outside = by_home(letters, [box.box for box in boxes], words)
        for number, own in inside.items():
            most = len(own) >= _GROUND * len(letters) and len({round(letter.base) for letter in own}) > 1
            if most and all(boxes[number].box.encloses(boxes[o].box, _SIDE) for o in inside):
                del boxes[number]
                break
        else:
            return inside, outside


def _lines_of(
    inside: Mapping[int, Sequence[Sequence[Letter]]], outside: Sequence[Letter], made: Callable[..., list[Line]]
) -> tuple[dict[int, list[Line]], list[Line]]:
    """The lines of each box, column by column, and those in none, as they are *made* of letters."""
    boxes = {index: [line for one in columns for line in in_rows(without_leaders(made(one)))] for index, columns in inside.items()}
    return boxes, without_leaders(made(outside, columns_em=_COLUMNS_EM))


def _without_legend(text: PageText) -> PageText:
    """*text* with what says what its samples mean among its notes: below the boxes, or below the words where most stand in none."""
    ends = [b.box.bottom for b in text.boxes if len(b.lines) > 1 and 2 * len(b.inner) < len(text.boxes)]
    if sum(len(line.text) for line in text.free) > sum(len(line.text) for box in text.boxes for line in box.lines):
        ends += [line.box.bottom for line in unsampled(text.free, text.samples) if not is_foot(line.text)]
    places = explained(text.samples, text.free, max(ends, default=float("inf")))
    text.notes = [line for place, line in enumerate(text.free) if place in places]
    text.free = [line for place, line in enumerate(text.free) if place not in places]
    grid = Grid((sample.box, sample) for sample in text.samples)
    for box in text.boxes:
        kept = without_samples(box.lines, grid) if len(box.lines) > 1 else box.lines
        if len(kept) < len(box.lines):
            text.notes += [line for line in box.lines if line not in kept]
            box.lines = kept
    return text


def _empty_cells(candidates: Sequence[TextBox], boxes: Sequence[TextBox]) -> list[Box]:
    """Boxes without text that share a whole side with one that has some, or with another empty one: their rules link nothing."""

    def share_side(a: Box, b: Box) -> bool:
        beside = min(abs(a.x0 - b.x1), abs(a.x1 - b.x0)) <= _SIDE
        over = min(abs(a.top - b.bottom), abs(a.bottom - b.top)) <= _SIDE
        return (beside and a.is_level_with(b, _SIDE)) or (over and a.is_flush_with(b, _SIDE))

    cells = [box.box for box in candidates if not box.lines and box.stroke is not None]
    known = [box.box for box in boxes if box.lines and not box.inner]
    found: list[Box] = []
    for _ in range(3):
        grid = Grid((box, box) for box in known)
        known = [cell for cell in cells if cell not in found and any(share_side(cell, o) for o in grid.near(cell, _SIDE))]
        found.extend(known)
    return found


def _candidates(page: PageInk, drawing: Drawing, strokes: Sequence[Segment]) -> list[TextBox]:
    """Shapes, cells between *strokes*, and pictures that may hold text.

    A picture partly in a box and partly beside it is a shadow, as is one in the middle of a box (letters exported with a shadow).
    """
    shapes = [s for s in drawing.shapes if _box_sized(s.box, page)]
    grid = Grid((s.box, s) for s in shapes)
    gone = {id(s) for s in shapes if any(_casts(o, s) for o in grid.near(s.box))}
    found = [TextBox(s.box, s.fill, s.stroke, s.dashed, s.width) for s in shapes if id(s) not in gone]
    found += [TextBox(cell, None, (0, 0, 0)) for cell in cells(strokes, page.letters) if _box_sized(cell, page)]
    drawn = Grid((box.box, box.box) for box in found)
    pictures = [p.box for p in page.pictures if _box_sized(p.box, page) and p.box.area < 0.1 * page.width * page.height]
    for picture in pictures:
        least, most = _LITTLE * picture.area, (1 - _LITTLE) * picture.area
        for box in drawn.near(picture):
            shared = picture.overlap(box)
            no_larger = picture.width <= _WIDER * box.width and picture.height <= _WIDER * box.height
            amid = no_larger and abs(picture.cx - box.cx) <= _SIDE and abs(picture.cy - box.cy) <= _SIDE
            if amid or (least < shared < most and shared < _SAME * box.area):
                break
        else:
            found.append(TextBox(picture))
    kept: list[TextBox] = []  # fill and outline, drawn one over the other, are one box, as are both lines of a border
    grown: Grid[TextBox] = Grid()
    for one in found:
        near = [(o, shared) for o in grown.near(one.box) if (shared := o.box.overlap(one.box))]
        same = (o for o, shared in near if shared / (o.box.area + one.box.area - shared) > _SAME)
        rims = (o for o, _ in near if o.box.is_level_with(one.box, _RIM) and o.box.is_flush_with(one.box, _RIM))
        twin = next(same, None) or next(rims, None)
        if twin is None:
            kept.append(one)
            grown.add(one.box, one)
            continue
        twin.fill = one.fill if twin.fill is None or one.fill not in (None, _WHITE) else twin.fill
        twin.stroke = twin.stroke or one.stroke
        twin.dashed = twin.dashed or one.dashed
        twin.border = max(twin.border, one.border)
    return kept


def _box_sized(box: Box, page: PageInk) -> bool:
    return box.width >= _LEAST[0] and box.height >= _LEAST[1] and box.area <= _MOST * page.width * page.height


def _is_grey(fill: Colour | None) -> bool:
    return fill is not None and max(fill) - min(fill) <= 24 and max(fill) < 250


def _casts(shape: Shape, shadow: Shape) -> bool:
    """A grey shape of the same size, 1 to 7 points aside and drawn before, is a shadow; so is one with soft edges.

    One of another colour, or an outline, is where a filled shape hides all of it but two of its edges: no words stand there.
    """
    dx, dy = shape.box.x0 - shadow.box.x0, shape.box.top - shadow.box.top
    wider, higher = shadow.box.width - shape.box.width, shadow.box.height - shape.box.height
    same = abs(wider) <= 3 and abs(higher) <= 3
    blurred = 0 <= wider <= _HALO and 0 <= higher <= _HALO and shape.stroke is not None
    moved = 1 <= max(abs(dx), abs(dy)) <= 7 and abs(dx) <= 7 and abs(dy) <= 7
    hides = same and shape.fill not in (None, shadow.fill) and min(abs(dx), abs(dy)) >= (1 if shadow.stroke is None else _OUT)
    grey = _is_grey(shadow.fill) and shadow.stroke is None and (same or blurred)
    return shape.order > shadow.order and moved and (hides or grey)


def _without_strips(boxes: list[TextBox]) -> list[TextBox]:
    """Boxes without the coloured strip at their head or foot that a part of their text stands on: both are one box.

    A strip goes from side to side. Cells stacked in a frame are boxes of their own: where one is as wide as it, others are.
    """
    grid = Grid((box.box, box) for box in boxes)
    parts: dict[int, list[tuple[TextBox, TextBox]]] = defaultdict(list)
    for strip in boxes:
        wide = [o for o in grid.near(strip.box) if o is not strip and strip.box.is_flush_with(o.box, _SIDE)]
        edge = [o for o in wide if abs(strip.box.top - o.box.top) <= _SIDE or abs(strip.box.bottom - o.box.bottom) <= _SIDE]
        around = [o for o in edge if strip.box.area < o.box.area and o.box.encloses(strip.box, _SIDE)]
        if around:
            box = min(around, key=lambda o: o.box.area)
            parts[id(box)].append((box, strip))
    gone: set[int] = set()
    for pairs in parts.values():
        box, strip = pairs[0]
        # a fill behind two rows of a table, one of several cells
        cells = [o.box for o in grid.near(box.box) if o.stroke and box.box.encloses(o.box, _SIDE) and not strip.box.overlap(o.box)]
        ruled = box.stroke is None and strip.fill is None and len(cells) > 1
        if ruled and sum(cell.area for cell in cells) >= _SAME * (box.box.area - strip.box.area):
            continue
        if len(pairs) == 1 and strip.box.height <= 0.7 * box.box.height:
            gone.add(id(strip))
            at_head = abs(strip.box.top - box.box.top) <= _SIDE and strip.fill is not None
            box.strip = strip.box.bottom if at_head and strip.fill != box.fill else None
            box.foot = strip.box.top if not at_head and strip.fill not in (None, box.fill) else None
            box.fill = strip.fill if box.fill in (None, _WHITE) else box.fill
    return [box for box in boxes if id(box) not in gone]


def part_cells(boxes: Sequence[TextBox]) -> None:
    """Make a cell of what is left of a frame beside one in it that is as high: a title on colour, and white for its holder.

    So where most of the frames of a sheet that say something there name somebody.
    """
    grid = Grid((box.box, box) for box in boxes)
    rests: list[tuple[TextBox, Box]] = []
    for frame in boxes:
        within = [o for o in grid.near(frame.box) if o is not frame and frame.box.encloses(o.box, _SIDE)]
        cell = within[0].box if len(within) == 1 and within[0].lines else None
        if cell and cell.is_level_with(frame.box, _SIDE) and cell.width <= _BESIDE * frame.box.width:
            if abs(cell.x0 - frame.box.x0) <= _SIDE and all(line.frame.x0 >= cell.x1 - _SIDE for line in frame.lines):
                rests.append((frame, frame.box._replace(x0=cell.x1)))
            elif abs(cell.x1 - frame.box.x1) <= _SIDE and all(line.frame.x1 <= cell.x0 + _SIDE for line in frame.lines):
                rests.append((frame, frame.box._replace(x1=cell.x0)))
    named = [named_in(joined(frame.lines)) is not None for frame, _ in rests if frame.lines]
    if named and sum(named) >= _MOSTLY * len(named):
        for frame, rest in rests:
            frame.box = rest


def _nested(boxes: list[TextBox]) -> list[TextBox]:
    """Boxes with `outer` set to the smallest one that encloses them."""
    grid = Grid((box.box, box) for box in boxes)
    for box in boxes:
        least = 1.05 * box.box.area
        around = [o for o in grid.near(box.box) if o is not box and o.box.area > least and o.box.encloses(box.box, 1.5)]
        box.outer = min(around, key=lambda o: o.box.area, default=None)
    return boxes


def _with_meaning(boxes: list[TextBox]) -> list[TextBox]:
    """Boxes that hold text, or boxes with text, no soft shadow around one; children of the rest move up to the next outer one."""
    holds: set[int] = set()
    for box in boxes:
        if box.lines:
            at: TextBox | None = box
            while at is not None and id(at) not in holds:
                holds.add(id(at))
                at = at.outer
    halos: set[int] = set()
    for box in boxes:
        around = box.outer if id(box) in holds else None
        if around is not None and not around.lines and around.stroke is None and (around.fill is None or _is_grey(around.fill)):
            a, b = around.box, box.box
            if max(b.x0 - a.x0, a.x1 - b.x1, b.top - a.top, a.bottom - b.bottom) <= _HALO:
                halos.add(id(around))
    if halos:
        _nested([box for box in boxes if id(box) not in halos])  # a halo may stick out of the frame that its box stands in
    kept = [box for box in boxes if id(box) in holds and id(box) not in halos]
    for box in kept:
        box.inner = []
        if box.fill is None and box.outer is not None and not box.outer.lines:
            box.fill = box.outer.fill  # cells of a row that is shaded as a whole
    for box in kept:
        if box.outer is not None:
            box.outer.inner.append(box)
    return with_strips(kept)


def with_strips(boxes: list[TextBox]) -> list[TextBox]:
    """*boxes*, a card and the filled strip in it that its title stands on made one: the strip is set in, the rest is below it."""
    strips: set[int] = set()
    for card in boxes:
        strip = card.inner[0] if len(card.inner) == 1 and card.lines else card
        if strip is card or strip.inner or not strip.lines:
            continue
        at_head = strip.box.top - card.box.top <= _STRIP_EM * strip.lines[0].size
        wide = at_head and strip.box.width >= _STRIP * card.box.width
        if wide and all(line.angle == 0 and line.box.top >= strip.box.bottom - 1 for line in card.lines):
            card.lines, card.inner = [*strip.lines, *card.lines], []
            card.strip = strip.box.bottom if strip.fill != card.fill else None
            strips.add(id(strip))
    return [box for box in boxes if id(box) not in strips]
