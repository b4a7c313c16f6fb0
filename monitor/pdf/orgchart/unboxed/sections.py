"""Sections of a printed directory: a band across the page with what a directorate is called, and its services listed under it.

So do web pages print whose parts open and close, each with a head, a telephone and an address (3.27).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import chain, pairwise
from typing import NamedTuple, TypeAlias

from monitor.expressions import expression
from monitor.model.frozen import replace
from monitor.pdf.ink import Box, Colour, bounds, median
from monitor.pdf.lines import Line, joined, parted_by_white
from monitor.pdf.orgchart.arrangement.stacks import HEAD, rank
from monitor.pdf.orgchart.marks.drawing import Segment
from monitor.pdf.orgchart.nodes import CLEAR, Node, PageNodes
from monitor.pdf.orgchart.units.legends import is_foot
from monitor.pdf.orgchart.units.records import are_led_by_names, names_person, records_of
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from monitor.pdf.orgchart.vocabulary import folded, is_role, starts_like_unit, steps_down, word_pattern
from monitor.pdf.orgchart.words.wording import SIGN, is_contact, is_cut_off, unbulleted

_Set: TypeAlias = tuple[float, float, bool]  # where a title begins, its size, whether it is bold


class Before(NamedTuple):
    """The page before, where it was in sections: its last band, and how its titles were set, as large as they are on this page.

    `headings`: how that band was set, where it is words without a box.
    """

    band: Box
    titles: frozenset[_Set]
    headings: frozenset[_Set]


class _Part(NamedTuple):
    """A band, None of the page before, and all lines under it: of who heads it, of its blocks, and others."""

    band: TextBox | None
    lines: list[Line]
    heads: list[Line]
    blocks: list[list[Line]]


Section: TypeAlias = tuple[TextBox | None, list[TextBox]]  # a band, None of the page before; the blocks under it
_Kind: TypeAlias = tuple[Colour | None, int, int]  # fill, left side, size of letters

_SIDE = 4.0  # points between sides that are one
_CAPTION = expression(word_pattern("captions of contacts"), re.IGNORECASE)
_LARGER, _SAME_SIZE = 1.12, 0.5  # times the usual size, that of a heading; points
_FEWEST_LINES, _FEWEST_HEADINGS = 8, 3  # on a page
_WIDE, _HIGH_EM, _MOST_LINES = 0.6, 5.0, 2  # of all that is printed, the least width of a band; its height; the lines in it
_FEWEST, _FEWEST_BLOCKS = 2, 3  # bands with something under them; all that stands there
_MOSTLY = 0.6  # of the bands, those with something under them
_WIDER = 1.25  # times the least step from line to line, one where a block begins
_FOOT_EM = 6.0  # between the last line of a section and the foot of the page
_LEVEL_EM = 0.4  # between lines of one row
_LONG, _VERY_LONG = 60, 90  # letters of a line that is no title, and of one that begins like a unit's
_NEXT_EM = 1.6  # between two lines of one text
_PIN = "📍\uf041"  # before a place
_AS_ROOT = 0.8  # how sure it is that a band of the highest kind has no head


def sections_in(text: PageText, strokes: Sequence[Segment], before: Before | None = None) -> list[Section]:
    """The bands of a page, each with what stands under it in boxes of its own, which are added to *text*; [] where it has none.

    Nothing but bands and words, or frames around these, stands on such a page. *before*: the page before, if it was one.
    """
    goes_on = before is not None and bool(before.headings)
    feet = [box for box in text.boxes if goes_on and not box.inner and all(is_foot(line.text) for line in box.lines)]
    plain = [one for box in text.boxes if not box.inner and box not in feet for one in _parted(box)]
    bodies = [box for box in text.boxes if box.inner]
    printed = [*(box.box for box in (*plain, *bodies)), *(line.box for line in text.free)]
    if not printed or any(len(frame.inner) > 1 for frame in bodies) or any(line.angle for box in plain for line in box.lines):
        return []
    bands = _bands(plain, text.free, bounds(printed)) if plain else _headings(text.free, before.headings if before else ())
    bodies += [box for box in plain if all(box is not band for band in bands)]
    sides = [band.box for band in bands] or ([before.band] if before is not None else [])
    framed = all(any(abs(o.box.x0 - x0) <= _SIDE and abs(o.box.x1 - x1) <= _SIDE for x0, _, x1, _ in sides) for o in bodies)
    apart = all(upper.box.bottom <= lower.box.top + _SIDE for upper, lower in pairwise(bands))
    if not framed or not apart or _are_joined(bands, strokes):
        return []
    headings = {id(line) for band in bands if not band.drawn for line in band.lines}
    said = chain(text.free, *(box.lines for box in bodies))
    lines = [replace(line, text=_CAPTION.sub("", line.text)) for line in said if id(line) not in headings]
    found: list[_Part] = []
    for band, below in zip(bands, [*bands[1:], None], strict=False):
        own = [line for line in lines if band.box.top < line.box.cy and (below is None or line.box.cy < below.box.top)]
        own = _without_foot(own) if below is None else own
        found.append(_Part(band, own, *_blocks(own)))
    filled = [part for part in found if part.blocks]
    if before is None:
        pairs = [(part.band.lines[0], part.blocks[0][0]) for part in filled if part.band is not None]
        heavier = sum(a.bold > b.bold or a.size > b.size + _SAME_SIZE or a.colour != b.colour for a, b in pairs)
        begun = len(bands) - (bool(bands) and not found[-1].blocks)  # what is under the last one may stand on the next page
        enough = sum(len(part.blocks) for part in filled) >= _FEWEST_BLOCKS and len(filled) >= max(_FEWEST, _MOSTLY * begun)
        rows = [tuple(folded(o[0].text) for o in part.blocks if abs(o[0].base - part.blocks[0][0].base) <= 1) for part in filled]
        columns = any(len(row) > 1 and rows.count(row) > 1 for row in rows)  # « Nom », « Fonction » in bold under each band
        several = [part for part in filled if len(part.blocks) > 1]
        ends = sum(len(o.blocks[-1]) == 1 and bool(o.heads) and all(len(one) > 1 for one in o.blocks[:-1]) for o in several)
        led = ends >= _FEWEST and ends > _MOSTLY * len(several)  # nothing under any last title: lines may stand over them
        if not enough or heavier < _MOSTLY * len(filled) or columns or led or _are_of_people(lines, filled):
            return []
    elif over := _going_on([line for line in lines if not bands or line.box.cy < bands[0].box.top], before):
        found.insert(0, over)
    elif not filled:
        return []
    text.aside += [line for box in feet for line in box.lines]
    text.boxes = [*bands]
    for part in found:
        tight = [bounds([line.box for line in block]) for block in part.blocks]
        end = max(o.x1 for o in (*(line.box for line in part.lines), *sides))
        rooms = [max(one.x1, min((o.x0 - _SIDE for o in tight if o.x0 >= one.x1), default=end)) for one in tight]
        boxes = [
            TextBox(one._replace(x1=room), drawn=False, lines=block)
            for one, room, block in zip(tight, rooms, part.blocks, strict=True)
        ]  # as wide as their column, or each long line is taken for one that had no room for more
        text.boxes += boxes
        text.sections.append((part.band, boxes))
        taken = {id(line) for line in (*part.heads, *(line for block in part.blocks for line in block))}
        text.aside += [line for line in part.lines if id(line) not in taken]
        if part.band is not None:
            part.band.outer, part.band.lines = None, [*part.band.lines, *part.heads]
            part.band.strip = part.band.box.bottom if part.heads else None
    inside = {id(line) for part in found for line in part.lines}
    text.free = [line for line in lines if id(line) not in inside]
    return text.sections


def _going_on(lines: Sequence[Line], before: Before) -> _Part | None:
    """What of *lines*, above the first band, goes on the last section of the page *before*; None if nothing is set as there."""
    _, blocks = _blocks([line for line in lines if unbulleted(line.text) is None])
    if not all(_is_set(block[0], before.titles) for block in blocks):
        return None
    first = min((block[0].base for block in blocks), default=None)
    listed = [line for line in lines if unbulleted(line.text) is not None and (first is None or line.base < first)]
    _, blocks = _blocks([line for line in lines if first is not None and line.base >= first])
    blocks = [*([line] for line in listed), *blocks]
    return _Part(None, list(lines), [], blocks) if blocks else None


def _are_joined(bands: Sequence[TextBox], strokes: Sequence[Segment]) -> bool:
    """Whether a stroke leads up or down from one of the *bands*, off its corners."""
    for stroke in strokes:
        if abs(stroke.x0 - stroke.x1) <= 1 and abs(stroke.y0 - stroke.y1) > _SIDE:
            over = (band.box for band in bands if band.box.x0 + _SIDE < stroke.x0 < band.box.x1 - _SIDE)
            if any(abs(y - edge) <= _SIDE for box in over for y in (stroke.y0, stroke.y1) for edge in (box.top, box.bottom)):
                return True
    return False


def _are_of_people(lines: Sequence[Line], parts: Sequence[_Part]) -> bool:
    """Whether bold names head what is said of them in *parts*: the elected with their posts, or cards of people side by side."""
    names = [line for line in lines if names_person(line)]
    posts = [line for line in lines if is_role(line.text)]
    if 2 * sum(line.bold for line in names) <= len(names):
        return False
    blocks = [block for part in parts for block in part.blocks]
    firsts = [block[0].bold for block in blocks if not names_person(block[0])]
    told = [block for block in blocks if len(block) > 1 and names_person(block[0]) and is_role(block[1].text)]
    over = [o for o in names if any(o.base < p.base <= o.base + _NEXT_EM * o.size and p.box.x0 < o.box.x1 for p in posts)]
    beside = [o for o in names if any(p is not o and abs(p.base - o.base) <= _LEVEL_EM * o.size for p in names)]
    cards = 2 * len(over) > len(names) and (2 * len(beside) > len(names) or not any(is_contact(line.text) for line in lines))
    return cards or 2 * sum(firsts) < len(firsts) or 2 * len(told) > len(blocks)


def _bands(boxes: Sequence[TextBox], free: Sequence[Line], printed: Box) -> list[TextBox]:
    """The bands among *boxes*, from top to bottom: across all that is *printed*, or flush at one side with nothing beside them."""
    filled = (box for box in boxes if box.fill is not None and 0 < len(box.lines) <= _MOST_LINES)
    low = [box for box in filled if box.box.height <= _HIGH_EM * box.lines[0].size]  # no higher than a title
    likely = [box for box in low if not any(is_contact(line.text) or names_person(line) for line in box.lines)]
    likely.sort(key=lambda box: box.box.top)
    wide = [box for box in likely if box.box.width >= _WIDE * printed.width]
    # A unit and its head in a bar as dark as they are: all are those of a chart, whatever some of them do not say
    palest = max((sum(box.fill or ()) for box in wide), default=0)
    headed = [box for box in low if box.box.width >= _WIDE * printed.width and sum(box.fill or ()) <= palest]
    if any(0 < sum(map(names_person, box.lines)) < len(box.lines) for box in headed):
        return []
    flush = [box for box in likely if abs(box.box.x0 - likely[0].box.x0) <= _SIDE]
    others = [*(box.box for box in boxes), *(line.box for line in free)]
    alone = not any(box.box.top < other.cy < box.box.bottom and other.x0 >= box.box.x1 for box in flush for other in others)
    return (
        flush if len(wide) < len(flush) == len(boxes) and alone and min(o.x0 for o in others) >= flush[0].box.x0 - _SIDE else wide
    )


def _headings(lines: Sequence[Line], before: Collection[_Set]) -> list[TextBox]:
    """Titles without a box, set larger than all that is listed under them, where how to reach somebody is said of most of that.

    On a page that goes on one with such titles those set as they were *before*.
    """
    if again := [line for line in lines if _is_set(line, before)]:
        return [TextBox(line.box, drawn=False, lines=[line]) for line in sorted(again, key=lambda line: line.base)]
    if len(lines) < _FEWEST_LINES or any(line.angle for line in lines):
        return []
    usual = median(line.size for line in lines)
    large = sorted((line for line in lines if line.size > _LARGER * usual), key=lambda line: line.base)
    if len(large) > 1 and large[0].size > _SAME_SIZE + max(line.size for line in large[1:]):
        lines = [line for line in lines if line is not large[0]]
        large = large[1:]  # what the page is called
    left = min(line.frame.x0 for line in lines)
    flush = all(abs(line.frame.x0 - left) <= _SIDE for line in large)
    alone = not any(abs(line.base - o.base) <= _LEVEL_EM * o.size and o is not line for line in large for o in lines)
    bold = sum(line.bold and line.size <= _LARGER * usual for line in lines)
    reached = sum(is_contact(line.text) for line in lines)
    if len(large) < _FEWEST_HEADINGS or not flush or not alone or reached < max(_FEWEST_HEADINGS, bold / 2):
        return []
    return [TextBox(line.box, drawn=False, lines=[line]) for line in large]


def _is_set(line: Line, ways: Collection[_Set]) -> bool:
    """Whether *line* is set as a title is in one of these *ways*."""
    x0, size = line.frame.x0, line.size
    return any(abs(x0 - at) <= _SIDE and abs(size - large) <= 1 and line.bold == bold for at, large, bold in ways)


def _parted(box: TextBox) -> list[TextBox]:
    """*box*, its coloured strip apart from what stands under it, without the signs in it that say that it opens."""
    over = [line for line in box.lines if box.strip is None or line.box.cy < box.strip]
    under = [line for line in box.lines if line not in over]
    said = [line for line in over if any(map(str.isalnum, line.text))]
    if not said or (said == over and box.strip is None):
        return [box]
    x0, top, x1, bottom = box.box
    end = bottom if box.strip is None else box.strip
    band = TextBox(Box(x0, top, x1, end), fill=box.fill, stroke=box.stroke, lines=said)
    return [band, TextBox(Box(x0, end, x1, bottom), stroke=box.stroke, lines=under)] if under else [band]


def _without_foot(lines: Sequence[Line]) -> list[Line]:
    """*lines* of the last section of a page without what stands far below them, at its foot: no title in bold, or over a name."""
    ordered = sorted(lines, key=lambda line: line.base)
    titles = _titles([line for line in lines if not is_contact(line.text)])
    for number, (upper, lower) in enumerate(pairwise(ordered), 1):
        if lower.base - upper.base > _FOOT_EM * max(upper.size, lower.size):
            pairs = zip(ordered[number:], [*ordered[number + 1 :], None], strict=True)
            if not any(id(o) in titles and (o.bold or (below is not None and names_person(below))) for o, below in pairs):
                return ordered[:number]
    return ordered


def _blocks(lines: Sequence[Line]) -> tuple[list[Line], list[list[Line]]]:
    """Who heads the section that *lines* are of, and its blocks: each a title with what is said of it, in one column or several."""
    signs = {line.text[0] for line in lines if SIGN.match(line.text) is not None and is_contact(line.text)}
    signs |= set(_PIN if any(line.bold for line in lines) else "")
    reached = {id(o) for o in lines if is_contact(o.text) or (o.text[0] in signs and SIGN.match(o.text) is not None and not o.bold)}
    body = _without_prose([line for line in lines if id(line) not in reached])
    titles = _titles(body)
    columns = sorted(parted_by_white(body, 1.0), key=lambda column: not any(id(line) in titles for line in column))
    heads: list[Line] = []
    blocks: list[list[Line]] = []
    for number, column in enumerate(columns):
        column.sort(key=lambda line: (line.base, line.frame.x0))
        if number and not any(id(line) in titles for line in column):  # who is named beside the titles, on either side
            for line in column:
                level = (block for block in blocks if any(abs(o.base - line.base) <= _LEVEL_EM * line.size for o in block))
                (next(level, None) or heads).append(line)
        elif are_led_by_names(records := records_of(column)) and len(records) > 1:
            bare = next((n for n, one in enumerate(records) if any(id(line) in titles for line in one)), 0)
            heads += [line for one in records[:bare] for line in one]
            blocks += records[bare:]
        else:
            own = _blocks_in(column, titles, lines)
            heads += own[0] if not number else []
            blocks += own[1:]
    return heads, blocks


def _blocks_in(column: Sequence[Line], titles: Collection[int], lines: Sequence[Line]) -> list[list[Line]]:
    """What stands above the first title of a *column*, and its blocks; *lines*: all of the section, those aside, too.

    A line nearer to the title under it than to what is above is of that one; a title goes on where others never follow so closely.
    """
    own = set(map(id, column))
    left, right = min(line.frame.x0 for line in column), max(line.frame.x1 for line in column)
    beside = {id(line) for line in lines if is_contact(line.text) and line.frame.x0 < right and line.frame.x1 > left}
    down = [line for line in sorted(lines, key=lambda line: line.base) if id(line) in own or id(line) in beside]
    over = {id(line): above for above, line in pairwise(down)}
    begun: list[float] = []  # in all columns
    for title in (line for line in lines if id(line) in titles):
        higher = [o for o in lines if o.base < title.base and o.frame.x0 < title.frame.x1 and title.frame.x0 < o.frame.x1]
        above = max(higher, key=lambda o: o.base, default=title)
        begun += [title.base - above.base] if id(above) not in titles else []
    within = [b.base - a.base for a, b in pairwise(down) if id(b) in titles and id(a) in titles]
    near = _WIDER * min(within, default=0.0)
    steps = zip([None, None, *down], [None, *down], down, [*down[1:], None], strict=False)
    seconds = {  # of two right over a name or a number, with more white above them; several in a row are units
        id(line)
        for first, upper, line, below in steps
        if upper is not None and below is not None and min(begun, default=0.0) >= near > line.base - upper.base
        if id(upper) in titles and id(below) not in titles and below.base - line.base < near
        if first is None or upper.base - first.base >= near
    }
    blocks: list[list[Line]] = [[]]
    early = False
    for last, line, below in zip([None, *column], column, [*column[1:], None], strict=False):
        if id(line) in titles:
            above = last if last is not None and id(last) in titles and line.base - last.base <= _NEXT_EM * line.size else line
            between = any(above.base < o.base < line.base and o.frame.x0 < above.frame.x1 for o in lines)
            second = id(line) in seconds and not starts_like_unit(line.text)
            goes_on = above is not line and not between and (second or is_cut_off(above.text, line.text))
            blocks += [] if early or goes_on else [[]]
            early = False
        elif last is not None and below is not None and id(below) in titles and over.get(id(below)) is line:
            white = line.base - over[id(line)].base if id(line) in over else 0.0
            early = _WIDER * (below.base - line.base) < white and unbulleted(line.text) is None
            blocks += [[]] if early else []
        blocks[-1].append(line)
    return blocks


def _titles(lines: Sequence[Line]) -> set[int]:
    """The ids of the lines of a section that are titles: no names, posts or entries behind bullets, and bold where some are."""
    likely = [o for o in lines if not (names_person(o) or (is_role(o.text) and not (o.bold and starts_like_unit(o.text))))]
    likely = [line for line in likely if unbulleted(line.text) is None] or likely
    heaviest = max((line.look for line in likely), key=lambda look: (look[0], look[2]), default=None)
    return {id(line) for line in likely if heaviest is not None and (line.bold, round(2 * line.size)) == (heaviest[0], heaviest[2])}


def _without_prose(lines: Sequence[Line]) -> list[Line]:
    """*lines* without the sentences that say what a unit does: long lines, neither bold nor behind a bullet, to their end."""
    kept: list[Line] = []
    running: list[Line] = []
    for line in (*sorted(lines, key=lambda line: (line.base, line.frame.x0)), None):
        plain = line is not None and not (line.bold or names_person(line) or is_role(line.text)) and unbulleted(line.text) is None
        last = running[-1] if running else None
        near = last is not None and last.text[-1] not in ".!?" and len(last.text) > _LONG
        if line is not None and plain and near and last is not None and line.base - last.base <= _NEXT_EM * line.size:
            running.append(line)
            continue
        kept += running if last is not None and last.text[-1] not in ".!?…" else []
        long = line is not None and plain and len(line.text) > (_VERY_LONG if starts_like_unit(line.text) else _LONG)
        running = [line] if line is not None and long else []
        kept += [line] if line is not None and not long else []
    return kept


def before_of(section: Node, nodes: Sequence[Node], enlarged: float) -> Before:
    """What the next page, *enlarged* as much, knows of one whose last band is *section*."""

    def way(node: Node) -> _Set:
        return node.box.x0 * enlarged, node.size * enlarged, node.bold

    headings = frozenset[_Set]() if section.drawn else frozenset({way(section)})
    under = (way(node) for node in nodes if node.how in ("strip", None) and not node.drawn)
    return Before(section.box.enlarged(enlarged), frozenset(under) - headings, headings)


def hang_in_sections(
    found: PageNodes, sections: Sequence[Section], boxes: Sequence[TextBox]
) -> tuple[list[Node], tuple[Node | None, Node | None]]:
    """Hang the nodes of *found* under the bands of their *sections*, and lower bands under higher ones; *boxes*: all.

    Returns those that go on the last section of the page before; the last band of this one, and the last unit under it.
    """
    numbers = {id(box): number for number, box in enumerate(boxes)}
    bands = [(band, blocks) for band, blocks in sections if band is not None]
    depths = dict(zip((id(band) for band, _ in bands), _depths(bands), strict=True))
    above: list[tuple[int, Node]] = []
    first = found.by_box.get(numbers[id(bands[0][0])]) if bands else None
    going_on: list[Node] = []
    last: Node | None = None
    for band, blocks in sections:
        head = found.by_box.get(numbers[id(band)]) if band is not None else None
        if band is not None and head is not None:
            depth = depths[id(band)]
            while above and above[-1][0] >= depth:
                above.pop()
            if not above and bands[0][0] is not band and not bands[0][1] and first is not None and rank(first.label) == HEAD:
                above.append((-1, first))  # nothing is listed under « Direction générale », which comes first: the others are
            head.unhang(_AS_ROOT)
            head.box = band.box
            if above:
                head.hang(above[-1][1], "strip", CLEAR if above[-1][0] >= 0 else _AS_ROOT)
            above.append((depth, head))
        own = [node for box in blocks if (node := found.by_box.get(numbers[id(box)])) is not None]
        own += [node for node in found.nodes if node.outer is not None and any(node.outer is one for one in own)]
        for node in own:
            node.unhang(CLEAR)
            if head is not None:
                node.hang(head, "strip", CLEAR)
            elif band is None:
                going_on.append(node)
        last = own[-1] if own else head if head is not None else last
    return going_on, (above[-1][1] if above else None, last)


def _depths(bands: Sequence[tuple[TextBox, Sequence[TextBox]]]) -> list[int]:
    """How deep each of the *bands* of a page stands, from 0: those of a kind alike, deeper than the kinds before that head it.

    A kind heads another that is set in or smaller, or has lower titles and stands right under most of its own, or is more
    frequent. A colour alone tells nothing: pages give each directorate one.
    """
    lefts = sorted(band.box.x0 for band, _ in bands)
    sides = [sum(b - a > _SIDE for a, b in pairwise(lefts) if b <= band.box.x0) for band, _ in bands]
    kinds: list[_Kind] = []
    for (band, _), side in zip(bands, sides, strict=True):  # a title in a band may be set smaller to have room
        kinds.append((band.fill, side, 0 if band.drawn else round(2 * band.lines[0].size)))
    depth: dict[_Kind, int] = {}
    for kind in dict.fromkeys(kinds):
        over = -1
        for other in depth:
            pairs = [n for n, (a, b) in enumerate(pairwise(kinds)) if a == other and b == kind]
            bare = sum(not bands[n][1] for n in pairs)
            told = [steps_down(folded(joined(bands[n][0].lines)), folded(joined(bands[n + 1][0].lines))) for n in pairs]
            steps = [step or 0 for step in told]
            alike = all(step is not None and step <= 0 for step in told)  # « Direction … » in smaller letters under another one
            lower = kind[1] > other[1] or (kind[2] < other[2] - 1 and not alike)
            more = kinds.count(kind) > kinds.count(other) or (bare > 1 and 2 * bare > kinds.count(other))
            if pairs and (lower or (more and sum(step > 0 for step in steps) > len(steps) / 2)):
                over = max(over, depth[other])
        depth[kind] = over + 1
    return [depth[kind] for kind in kinds]
