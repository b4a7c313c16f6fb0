"""Units without a box of their own: text that a link points to, and lists that stand under a heading box."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from itertools import combinations, pairwise
from math import inf
from typing import NamedTuple

from monitor.model import Person
from monitor.model.frozen import replace
from monitor.pdf.ink import SIDE, Box, Grid, bounds, median
from monitor.pdf.lines import LEVEL_EM, Line, same_look
from monitor.pdf.orgchart.marks.drawing import Point
from monitor.pdf.orgchart.marks.links import Net
from monitor.pdf.orgchart.units.entries import entry_parts
from monitor.pdf.orgchart.units.legends import is_foot
from monitor.pdf.orgchart.units.records import names_person, records_of
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from monitor.pdf.orgchart.units.written import written_in
from monitor.pdf.orgchart.vocabulary import folded, is_chart_word, is_role, is_vacant, level, starts_like_unit
from monitor.pdf.orgchart.words.name_forms import may_be_name
from monitor.pdf.orgchart.words.people import OPEN, is_name, named_in
from monitor.pdf.orgchart.words.titles import names_body, names_chart, titles_band
from monitor.pdf.orgchart.words.wording import is_contact, unbulleted

_LEADING_EM = 1.75  # lines of one block stand no further apart
_POINTS_EM = 2.5  # how far before a text the link that means it may end
_BESIDE_EM = 9.0  # the same for a level link: a text stands in the middle of a box that isn't drawn
_BELOW_EM = 2.6  # how far under its heading a list begins
_NAME_EM = 1.2  # how far under its box a name stands
_FAR_EM, _FEWEST_FAR, _FAR_SHARE = 2.2, 4, 0.8  # the same at most; names under boxes where that is so, and of all names
_NEARER_EM = 0.2  # how much nearer a name stands to what it is of
_LAID_EM = 0.6  # how far a name may be laid over the lower border of its box
_PORTRAIT, _PORTRAIT_EM = (0.5, 1.4), 2.5  # width by height, the least and the most; how high it is at least
_PAD = 1.5
_ACRONYM = 5  # letters
_HEADING = 1.6  # times the usual size
_LARGER = 1.05  # times the usual size of letters in boxes
_MOST_LINES = 4
_PICTURED_EM = 4.0  # a pictogram may stand before a title
_ELECTED = 1  # how high the title of a mayor is by its words
_OF = frozenset(("de", "du", "des"))
_IN_BOX = (2, 3)  # lines of the title, the post and the name of one unit
_HEADS = (0, 1, 2)  # how high the title of an administration's head is by its words
_MOST_AT_ENDS = 12  # lines that several strokes end beside
_AT_LINE = 0.6  # of its size: how far from its middle the end of a link that points to a line may be
_WIDER = 1.2  # times as far as other lines of a block those stand apart between which it is parted


def add_borderless(text: PageText, nets: Sequence[Net]) -> bool:
    """Make boxes of the blocks of free text that loose ends of links point to; True if there are any.

    A net that joins a block to nothing is none: an underline, a rule; the page's title, named so or far larger, is no block.
    """
    usual = median([line.size for box in text.boxes for line in box.lines] + [line.size for line in text.free] or [0.0])
    blocks = [
        block
        for block in blocks_of(text.free)
        if block[0].size <= _HEADING * usual and not names_chart(" ".join(line.text for line in block))
    ]
    grid = Grid((around(block), number) for number, block in enumerate(blocks))
    pointed: dict[int, list[Point]] = defaultdict(list)
    for net in nets:
        ends = [(_pointed_at(end, origin, grid, blocks), end) for end, origin in net.loose if end not in net.corners]
        if len({number for number, _ in ends if number is not None}) + len(net.attachments) >= 2:
            for number, end in ends:
                if number is not None:
                    pointed[number].append(end)
    for block, points in [(part, pointed[n]) for n in sorted(pointed) for part in _at_ends(blocks[n], pointed[n])]:
        # A box around block as wide as the links beside it say: theirs isn't drawn
        box = around(block)
        nearest = {round(y): x for x, y in sorted(points, key=lambda o: -abs(o[0] - box.cx)) if box.top <= y <= box.bottom}
        beside = nearest.values()  # of several at one height those that end nearest
        box = box._replace(x0=min(box.x0, *beside, box.x1), x1=max(box.x1, *beside, box.x0))
        made = TextBox(box, drawn=False, lines=list(block))
        frames = [o for o in text.boxes if o.drawn and o.box.encloses(box, 1.0)]
        made.outer = min(frames, key=lambda o: o.box.area, default=None)
        if made.outer is not None:
            made.outer.inner.append(made)
        text.take(block, made)
    return bool(pointed)


def _at_ends(block: list[Line], ends: Sequence[Point]) -> list[list[Line]]:
    """*block* parted among several *ends* of links at its side: each points to the first line of its part, or to the middle.

    In one way only, or in one by far the best; and each part begins in one look if it can. Where they tell no such way, it is
    parted where as many gaps between its lines are wider than the others, if each link ends beside its part.
    """
    words = around(block)
    aside = sorted({round(y, 1) for x, y in ends if not words.x0 < x < words.x1 and words.top <= y <= words.bottom})
    if not 2 <= len(aside) <= len(block) <= _MOST_AT_ENDS or any(line.angle != 0 for line in block):
        return [block]
    ways: list[tuple[bool, float, list[list[Line]]]] = []
    for cuts in combinations(range(1, len(block)), len(aside) - 1):
        parts = [block[start:end] for start, end in pairwise((0, *cuts, len(block)))]
        firsts = max(abs(part[0].box.cy - y) for part, y in zip(parts, aside, strict=True))
        middles = max(abs((part[0].box.top + part[-1].box.bottom) / 2 - y) for part, y in zip(parts, aside, strict=True))
        if min(firsts, middles) <= _AT_LINE * block[0].size:
            ways.append((not all(same_look(part[0], block[0]) for part in parts), min(firsts, middles), parts))
    ways.sort(key=lambda way: way[:2])
    clear = bool(ways) and (len(ways) == 1 or ways[0][0] < ways[1][0] or 2 * ways[0][1] <= ways[1][1])
    if clear and not ways[0][0]:
        return ways[0][2]
    gaps = [below.base - line.base for line, below in pairwise(block)]
    widest = sorted(range(len(gaps)), key=lambda place: -gaps[place])
    between, others = widest[: len(aside) - 1], widest[len(aside) - 1 :]
    if others and gaps[between[-1]] >= _WIDER * gaps[others[0]]:
        parts = [block[start:end] for start, end in pairwise((0, *sorted(place + 1 for place in between), len(block)))]
        alike = all(same_look(part[0], block[0]) and not is_name(part[0].text) for part in parts)
        if alike and all(part[0].box.top <= y <= part[-1].box.bottom for part, y in zip(parts, aside, strict=True)):
            return parts
    return ways[0][2] if clear else [block]


def add_captions(text: PageText, pictures: Sequence[Box]) -> None:
    """Make a box of each portrait among *pictures* with the free words right below or beside it that name somebody."""
    blocks = [block for block in blocks_of(text.free) if any(is_name(line.text) for line in block)]
    grid = Grid((around(block), block) for block in blocks)
    framed = Grid((box.box, box) for box in text.boxes if box.lines)
    for picture in pictures:
        size = max((block[0].size for block in grid.near(picture, _NAME_EM * picture.height)), default=0.0)
        portrait = (
            _PORTRAIT[0] <= picture.width / max(1.0, picture.height) <= _PORTRAIT[1] and picture.height >= _PORTRAIT_EM * size
        )
        if not portrait or any(box.box.overlap(picture) for box in framed.near(picture)):
            continue
        near: list[list[Line]] = []
        for block in grid.near(picture, _NAME_EM * size):
            words = around(block)
            below = -size <= words.top - picture.bottom <= _NAME_EM * size and abs(words.cx - picture.cx) <= 0.25 * picture.width
            beside = 0 <= words.x0 - picture.x1 <= _NAME_EM * size and picture.top <= words.cy <= picture.bottom
            near += [block] if (below or beside) and block[0] in text.free else []
        if len(near) == 1:
            text.take(near[0], TextBox(bounds([picture, around(near[0])]), drawn=False, lines=list(near[0])))


def add_headings(text: PageText, known: Set[tuple[bool, int]]) -> None:
    """Make boxes of titles that stand free over boxes in larger or bold letters, « Pôle Ressources », where several do.

    Each begins about where its box does, or stands in its middle; what heads them all, set no smaller, stands above. One is enough
    where it looks as those of the page before, *known*: bold or not, and twice the size.
    """
    usual = median([line.size for box in text.boxes for line in box.lines] or [0.0])
    grid = Grid((box.box, box.box) for box in text.boxes if box.outer is None and box.lines)
    free = blocks_of(text.free)
    blocks: list[list[Line]] = []  # titles with who heads them, set as what heads boxes is
    for block in free:
        first = block[0]
        larger = first.size > _LARGER * usual
        stands_out = first.angle == 0 and first.size >= usual and (first.bold or larger)
        titled = level(first.text) is not None or (first.bold and larger and not is_name(first.text))
        titled = titled and len(block) <= _MOST_LINES and all(unbulleted(o.text) is None for o in block)
        if stands_out and titled and not any(is_foot(o.text) or names_chart(o.text) or is_contact(o.text) for o in block):
            blocks.append(block)
    over: list[list[Line]] = []
    for block in blocks:
        words, size = around(block), block[0].size
        below = grid.near(Box(words.x0, words.bottom, words.x1, words.bottom + _BELOW_EM * size))
        below = [box for box in below if -2 <= box.top - words.bottom <= _BELOW_EM * size]
        if any(box.x0 - size <= words.x0 <= box.x0 + _PICTURED_EM * size or abs(words.cx - box.cx) <= size for box in below):
            over.append(block)
    looks = Counter((block[0].bold, round(2 * block[0].size)) for block in over)
    over = [block for block in over if looks[look := (block[0].bold, round(2 * block[0].size))] > 1 or look in known]
    if not over:
        _add_elected(text, free)
        return
    top, size = min(block[0].box.top for block in over), max(block[0].size for block in over)
    above = [block for block in blocks if block not in over and block[-1].box.bottom <= top]
    above = [block for block in above if block[0].size >= 0.95 * size and level(block[0].text) in _HEADS]
    if not above:
        single = [o for o in free if len(o) == 1 and o not in over and o[0].angle == 0 and o[0].box.bottom <= top]
        # « Direction générale : Mme Roy »
        heads = [o for o in single if all(parts := entry_parts(o[0].text)) and not names_chart(parts[0])]
        above = heads if len(heads) == 1 else []
    held = [(block, box, units) for block in over for box in text.boxes if (units := _headed_within(block, box))]
    for block, box, _ in held if sum(units > 1 for *_, units in held) > 1 else ():
        if len(block) == 1:
            block.append(box.lines[0])
            box.lines = box.lines[1:]
    for block in (*above, *over):
        words, size = around(block[:1] if any(block is one for one, *_ in held) else block), block[0].size
        near = [s.box for s in text.rules if s.level and block[0].base <= s.y0 <= words.bottom + size]
        wide = [rule.x1 for rule in near if abs(rule.x0 - words.x0) <= size and rule.x1 > words.x1]  # a rule at its foot
        text.take(block, TextBox(words._replace(x1=max([words.x1, *wide])), drawn=False, lines=list(block)))


def _headed_within(title: Sequence[Line], box: TextBox) -> int:
    """How many titles with their own names stand in *box* below who heads the bare *title* over it, in a look of its own; 0: none.

    « **Lise BRUN** » over « Service voirie », « Tom Duval », « Service parcs », « Poste vacant »: two.
    """
    words, size = around(title), title[0].size
    over = -2 <= box.box.top - words.bottom <= _BELOW_EM * size and box.box.x0 - size <= words.x0 and words.x1 <= box.box.x1 + size
    if len(title) > 1 or not over or not box.lines or not is_name(box.lines[0].text):
        return 0
    first, *rest = box.lines
    named = [is_name(line.text) or is_vacant(line.text) for line in rest]
    own = any(named) and named[-1] and not named[0] and not any(who and below for who, below in pairwise(named))
    posts = any(is_role(line.text) and not who for line, who in zip(rest, named, strict=True))
    return sum(named) if own and not posts and not any(same_look(first, line) for line in rest) else 0


def add_named_over(text: PageText) -> None:
    """Make boxes of the lines over all boxes that say who is mayor, or else, and of the staff below; of a unit that outranks all.

    A title with who has it beside or below it, then other titles, with or without a name: « Cabinet : Mme Roy », « Presse ».
    Paragraphs of a text program stand further apart than lines: so may the name from its title.
    """
    top = min((box.box.top for box in text.boxes if box.lines), default=0.0)
    names = [block[0] for block in blocks_of(text.free) if len(block) == 1 and names_person(block[0])]
    highest = min((rank for box in text.boxes if box.lines and (rank := level(box.lines[0].text)) is not None), default=0)
    for whole in blocks_of(text.free):
        block = whole[max((n for n, o in enumerate(whole, 1) if names_chart(o.text) or titles_band(o.text)), default=0) :]
        for line in names if len(block) == 1 else ():
            first, middle = block[0], abs(line.frame.cx - block[0].frame.cx) <= line.size
            if middle and line is not first and 0 < line.base - first.base <= _BELOW_EM * line.size:
                block = [first, line]
        above = bool(block) and block[0].angle == 0 and block[-1].box.bottom <= top
        above = above and not any(is_foot(line.text) or is_contact(line.text) for line in block)
        entries = _entries_over(block) if above else []
        label, people = entry_parts(entries[0][0].text) if entries else ("", [])
        if above and not entries and len(block) in _IN_BOX:  # a title, who has it and the post, in any order
            one = written_in(block)
            if one.people and not (one.items or one.more or one.left):
                entries, label, people = [block], one.label, one.people
        rank = level(label) if people or (entries and entries[0][1:]) else None
        words = folded(label).split()  # « Président du CST » signs the sheet
        elected = rank == _ELECTED and len(block) in _IN_BOX and ("maire" in words or _OF.isdisjoint(words))
        named = elected or starts_like_unit(label)
        if rank is not None and rank in _HEADS and (len(entries) > 1 or (rank < highest and named)):
            head, *staff = made = [TextBox(around(entry), drawn=False, lines=entry) for entry in entries]
            text.take(block, *made)
            text.headed += [(head, staff)] if staff and rank == _HEADS[-1] else []


def _entries_over(block: Sequence[Line]) -> list[list[Line]]:
    """The lines of each unit of a *block*: a title, bold or with who has it, who may stand alone below; [] where some are else."""
    entries: list[list[Line]] = []
    for line in block:
        both, words = all(entry_parts(line.text)), line.text.split()
        if not both and names_person(line):
            if not entries or len(entries[-1]) > 1 or all(entry_parts(entries[-1][0].text)):
                return []
            entries[-1].append(line)
            continue
        # « Cabinet », « Presse », « SIPPT » are units, neither whose chart it is, nor a motto, nor « Annexe 1 »
        worded = starts_like_unit(line.text) or (line.text.replace(" ", "").isalpha() and all(map(is_chart_word, words)))
        lettered = len(words) == 1 and line.text.isupper() and len(line.text) <= _ACRONYM
        unit = (worded or lettered) and not names_body(line.text, above=True) and not any(map(str.isdigit, line.text))
        if not (both or not entries or (line.bold and unit)):
            return []
        entries.append([line])
    return entries


def _add_elected(text: PageText, free: Sequence[list[Line]]) -> None:
    """Make a box of the one line right over the highest box, in its middle, that names the mayor: « Maire Mme Odile Roche »."""
    top = min((box for box in text.boxes if box.outer is None and box.lines), key=lambda box: box.box.top, default=None)
    for line in [block[0] for block in free if len(block) == 1] if top is not None else ():
        named, size = named_in(line.text), line.size
        near = (
            top is not None and 0 <= top.box.top - line.box.bottom <= 2 * _BELOW_EM * size and abs(line.box.cx - top.box.cx) <= size
        )
        role = named.people[0].role if named is not None and named.sure and len(named.people) == 1 else None
        if near and named is not None and role and line.text.startswith(role) and level(role) == _ELECTED:
            said = [replace(line, text=role), replace(line, text=named.people[0].name)]
            text.take([line], TextBox(line.box, drawn=False, lines=said))
            return


def add_names_beneath(text: PageText) -> None:
    """Give a name right under a box without one to that box, which then reaches below it: links begin under the name.

    A name may be laid over the lower border, and stand further below where nearly all names of the sheet stand under boxes, and any
    other box as near to it has a name of its own. Where nearly all stand nearer over a box than under one, they are of the lower.
    """
    grid = Grid((box.box, box) for box in text.boxes if box.lines and not box.inner)
    blocks: list[list[Line]] = []
    for block in blocks_of(text.free):
        block = (records_of(block) or [block])[0]  # what stands further below is listed there
        named = [line for line in block if names_person(line)]
        if named and all(line in named or is_role(line.text) for line in block):
            blocks.append(block)
    above, below = ([_titled(block, grid, below=side) for block in blocks] for side in (False, True))
    lower = [down.gap + _NEARER_EM < up.gap for up, down in zip(above, below, strict=True)]
    upper = sum(up.gap + _NEARER_EM < down.gap for up, down in zip(above, below, strict=True))
    enough = max(_FEWEST_FAR, _FAR_SHARE * len(blocks))
    if sum(lower) >= enough:
        given = [(block, down) for block, down in zip(blocks, below, strict=True) if down.gap <= _NAME_EM]
    else:
        under = [pair for pair, other in zip(zip(blocks, above, strict=True), lower, strict=True) if not other or upper >= enough]
        under = [(block, up) for block, up in under if up.gap <= _FAR_EM]
        titled = {id(up.box) for _, up in under} if upper >= enough else set()
        given = [
            (block, up)
            for block, up in under
            if up.gap <= _NAME_EM
            or (
                len(under) >= enough
                and all(o is up.box or id(o) in titled for o in grid.near(around(block), up.gap * block[0].size))
            )
        ]
    # Where a title stands left of the name, under the box, too, it is a row of a table without rules
    free = [line for line in text.free if not is_contact(line.text)]
    given = [
        (block, head)
        for block, head in given
        if not any(
            abs(o.base - block[0].base) <= LEVEL_EM * block[0].size
            and o not in block
            and head.box.box.x0 <= o.frame.x0
            and o.frame.x1 <= min(line.frame.x0 for line in block)
            for o in free
        )
    ]
    looks = {block[0].look for block, _ in given} if len(given) >= enough else set()
    for line in [block[0] for block in blocks_of(text.free) if len(block) == 1 and block not in blocks and block[0].look in looks]:
        head = _titled([line], grid, below=sum(lower) >= enough)  # set as names are, though no word tells that it is one
        near = head.gap <= max(up.gap for _, up in given) and all(o.box is not head.box for _, o in given)
        if near and may_be_name(line.text) and not starts_like_unit(line.text):
            head.box.people = [Person(name=line.text, confidence=OPEN)]
            text.free.remove(line)
    for block, head in given:
        head.box.beneath = [*head.box.beneath, *block]
        words = around(block)
        head.box.box = head.box.box._replace(top=min(head.box.box.top, words.top), bottom=max(head.box.box.bottom, words.bottom))
        text.take(block)


class _Titled(NamedTuple):
    """A box that a name stands under or over, and how many letters' heights away."""

    gap: float
    box: TextBox


def _titled(block: Sequence[Line], grid: Grid[TextBox], *, below: bool) -> _Titled:
    """The box that the name in *block* may be of, above it or *below*; endlessly far, where there are several or it is named.

    The name stands in its middle; one of several lines may begin where its title does.
    """
    words, size = around(block), block[0].size
    left, right = min(line.frame.x0 for line in block), max(line.frame.x1 for line in block)
    found: list[_Titled] = []
    for o in grid.near(words, _FAR_EM * size):
        gap = (o.box.top - words.bottom if below else words.top - o.box.bottom) / size
        flush = len(block) > 1 and right <= o.box.x1 and abs(left - o.lines[0].frame.x0) <= 0.5 * o.lines[0].size
        if -_LAID_EM - _PAD / size <= gap <= _FAR_EM and (abs(words.cx - o.box.cx) <= 0.25 * o.box.width or flush):
            found.append(_Titled(gap, o))
    found = [one for one in found if one.gap <= _NAME_EM] or found
    if len(found) == 1 and not any(is_name(line.text) for line in found[0].box.lines) and not written_in(found[0].box.lines).people:
        return found[0]
    return _Titled(inf, TextBox(words))


def join_cells(text: PageText) -> None:
    """Make one box of three cells over each other that hold a title, a post and the name of who has it (tables of Graphviz)."""
    grid = Grid((box.box, box) for box in text.boxes if box.lines and not box.inner)
    for post in list(text.boxes):
        if len(post.lines) != 1 or post.inner or not is_role(post.lines[0].text) or named_in(post.lines[0].text):
            continue
        column = [o for o in grid.near(post.box, SIDE) if abs(o.box.x0 - post.box.x0) + abs(o.box.x1 - post.box.x1) <= SIDE]
        title = next((o for o in column if abs(o.box.bottom - post.box.top) <= SIDE), None)
        name = next((o for o in column if abs(o.box.top - post.box.bottom) <= SIDE), None)
        titled = title is not None and not all(named_in(line.text) for line in title.lines)
        if title is not None and titled and name is not None and all(named_in(line.text) for line in name.lines):
            title.lines = [*title.lines, *post.lines, *name.lines]
            title.box = title.box._replace(bottom=name.box.bottom)
            text.boxes = [box for box in text.boxes if box is not post and box is not name]


def blocks_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Free lines right under each other, as blocks, whatever their look."""
    blocks: list[list[Line]] = []
    for line in sorted(lines, key=lambda o: (o.angle, o.base, o.frame.x0)):
        for block in reversed(blocks[-60:]):
            last = block[-1]
            if last.angle == line.angle and 0.3 * line.size < line.base - last.base <= _LEADING_EM * max(last.size, line.size):
                x0, x1 = min(o.frame.x0 for o in block), max(o.frame.x1 for o in block)
                shared = min(x1, line.frame.x1) - max(x0, line.frame.x0)
                if shared >= 0.5 * min(x1 - x0, line.frame.width):
                    block.append(line)
                    break
        else:
            blocks.append([line])
    return blocks


def around(block: Sequence[Line]) -> Box:
    """The box around some lines, a little wider than they are."""
    return bounds([line.box for line in block]).grown(_PAD)


def _pointed_at(end: Point, origin: Point, grid: Grid[int], blocks: list[list[Line]]) -> int | None:
    """The block that a stroke from *origin* means which stops at *end*."""
    dx, dy = end[0] - origin[0], end[1] - origin[1]
    length = max(0.1, (dx * dx + dy * dy) ** 0.5)
    size = 9.0
    near = grid.near(Box(end[0], end[1], end[0], end[1]), 10 * size)
    best: tuple[float, int] | None = None
    underline = any(around(blocks[number]).holds(*end, slack=2.0) for number in near)
    beside = abs(dy) < 0.02 * length and not underline
    for number in near:
        reach = (_BESIDE_EM if beside else _POINTS_EM) * blocks[number][0].size
        tip = (end[0] + dx / length * reach, end[1] + dy / length * reach)
        ray = Box(min(end[0], tip[0]) - 3, min(end[1], tip[1]) - 3, max(end[0], tip[0]) + 3, max(end[1], tip[1]) + 3)
        box = around(blocks[number])
        if ray.overlap(box) > 0 and not box.holds(*origin, slack=2.0):
            away = max(box.x0 - end[0], 0, end[0] - box.x1) + max(box.top - end[1], 0, end[1] - box.bottom)
            best = min(best or (away, number), (away, number))
    return best[1] if best else None
