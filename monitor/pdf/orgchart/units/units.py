"""Boxes with what is written in them -> nodes of a tree to be; legends, notes and addresses are told apart here."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from monitor.model.frozen import replace
from monitor.pdf.ink import Box, Grid, bounds
from monitor.pdf.lines import Line, joined, same_style, same_weight
from monitor.pdf.orgchart.arrangement.stacks import staff_of_heads
from monitor.pdf.orgchart.nodes import Node, PageNodes, Written
from monitor.pdf.orgchart.units.badges import leave_portraits_out
from monitor.pdf.orgchart.units.card_lists import beside_titles, mark_lists, under_titles
from monitor.pdf.orgchart.units.cards import merge_names, namesakes_of, put_feet_first, take_names_within
from monitor.pdf.orgchart.units.doubts import doubt_writings, with_cut_names_doubted
from monitor.pdf.orgchart.units.entries import commas_apart, with_their_own
from monitor.pdf.orgchart.units.habits import (
    Habits,
    are_lists,
    ends_short,
    habits_of,
    list_posts,
    surnames_alone,
    with_names_listed,
    with_place,
)
from monitor.pdf.orgchart.units.legends import (
    LEGEND,
    UPDATED,
    coded_samples,
    column_heads,
    is_edition,
    is_number,
    is_of_the_sheet,
    legend_boxes,
    logos,
    row_at_the_foot,
)
from monitor.pdf.orgchart.units.names_beside import join_names_by_look
from monitor.pdf.orgchart.units.numbering import are_bare, counts_as_bullets, numbers_joined, parts_numbered, without_number
from monitor.pdf.orgchart.units.posts import people_apart, take_staff_below, take_teams_for_titles, with_post
from monitor.pdf.orgchart.units.records import are_led_by_names, names_person, recorded, records_of
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from monitor.pdf.orgchart.units.titled_lists import titled_lists
from monitor.pdf.orgchart.units.written import written_in
from monitor.pdf.orgchart.vocabulary import KINDS, folded, is_role, starts_like_unit
from monitor.pdf.orgchart.words.missions import without_how_run
from monitor.pdf.orgchart.words.people import doubted, named_in
from monitor.pdf.orgchart.words.rows import hang_under_firsts, names_put_behind, part_names, parted, rows_apart, stands_out
from monitor.pdf.orgchart.words.run_on import begins_anew, listed_apart, room_between
from monitor.pdf.orgchart.words.sheet_words import words_of
from monitor.pdf.orgchart.words.titles import is_date, is_year, names_body, names_chart, titles_band
from monitor.pdf.orgchart.words.wording import is_contact, is_information, is_unit_with_head, set_flush, without_numbers

_PROSE = 220  # letters: a title is never longer, unless people are named with it
_WHITE = 250  # of 255: the least of each colour that is white
_WHITE_LINE, _EDGE = 3.0, 2.0  # points between a rule and the strip that it ends; between sides that are one
_NEAR_EM = 2.2
_FIELD = 0.8  # of the height of a box, that of a field at its side


def nodes_of(text: PageText, page: int, *, linked: frozenset[int] = frozenset()) -> PageNodes:
    """The nodes of one page's boxes; *linked*: the numbers of boxes that a stroke ends at, which are no notes."""
    boxes = text.boxes
    shelved: list[Line] = []  # what stands below a box in a frame, within its width, may be listed under that one
    for frame in (box for box in boxes if box.inner):
        own = {id(line) for line in _of_frame(frame)}
        rest, columns = [line for line in frame.lines if id(line) not in own], [inner.box for inner in frame.inner]
        shelved += [o for o in rest if any(c.bottom <= o.box.cy and c.x0 <= o.box.x0 and o.box.x1 <= c.x1 for c in columns)]
    found = PageNodes(nodes=[], free=[*text.free, *shelved], notes=[*text.notes, *text.aside])
    grown = _tell_lines(boxes, linked)
    said = [box.lines for box in boxes if not box.inner]
    short = ends_short((box.lines, box.box.width) for box in boxes if not box.inner)
    alone, under = surnames_alone(said)
    habits = habits_of([line for box in boxes for line in box.lines], words_of(said))
    habits = with_names_listed(with_place(habits._replace(short=short, alone=alone, under=under), said), said)
    if list_posts(said):
        habits = habits._replace(staffed=True, posts=frozenset())  # a post is what is called so, not whose
    writings = [_writing(box, habits) for box in boxes]
    if are_lists(writings):
        writings = [_writing(box, habits._replace(lists=True)) for box in boxes]
    for written in map(writings.__getitem__, grown):
        written.doubted, written.people = True, doubted(written.people)
    part_names(writings)
    hang_under_firsts((box.lines, written) for box, written in zip(boxes, writings, strict=True))
    teams = take_teams_for_titles(boxes, writings, habits)
    doubt_writings(boxes, writings, habits)
    legend, sheet = _legend(found, text, writings, linked), _sheet_title(boxes, linked)
    top = min((box.box.top for box in boxes), default=0.0)
    for number, (box, written) in enumerate(zip(boxes, writings, strict=True)):
        if number in legend:
            found.notes.extend(box.lines)
        elif number == sheet and not writings[number].people:
            found.title_boxes.append(box.lines)
        else:
            _sort_box(found, number, box, written, page, linked=number in linked, highest=box.box.top <= top + 2)
    legends = {id(box) for box, written in zip(boxes, writings, strict=True) if box.inner and LEGEND.match(folded(written.label))}
    gone = {id(found.by_box.pop(n)) for n in list(found.by_box) if id(boxes[n].outer) in legends}  # nor what is listed in them
    found.nodes = [node for node in found.nodes if id(node) not in gone and id(node.parent) not in gone]
    _set_outer(found, boxes)
    unnamed = {id(node) for node in found.by_box.values() if node.frame and node.label and not node.people}
    merge_names(found, text, writings, namesakes := namesakes_of(found, text, writings) | teams | staff_of_heads(found.by_box))
    take_names_within(found, text, writings, unnamed, namesakes)
    take_staff_below(found, boxes, writings)
    _take_free_names(found)
    leave_portraits_out(found)
    return found


def _tell_lines(boxes: Sequence[TextBox], linked: frozenset[int]) -> Collection[int]:
    """Make the lines of *boxes* what they are by what other boxes have: entries with bullets, names whole and behind their units.

    Given are the numbers of those where a name, or the title over it, may have a word of the other.
    """
    for box, lines in zip(boxes, numbers_joined([box.lines for box in boxes]), strict=True):
        box.lines = lines
    numbered = [box.strip is None and bool(parts_numbered(box.lines)) for box in boxes]
    said = [box.lines if not box.inner else [] for box in boxes]
    told = titled_lists(said) | names_put_behind(said)
    for box, lines in zip(boxes, counts_as_bullets([told.get(n, o.lines) for n, o in enumerate(boxes)], numbered), strict=True):
        box.lines = lines
    put_feet_first(boxes)
    mark_lists(boxes, under := under_titles(boxes, linked), beside := beside_titles(boxes, linked))
    for number, apart in commas_apart([box.lines if not box.inner else [] for box in boxes], under | beside).items():
        boxes[number].lines = apart
    if any(parts_numbered(box.lines) for box in boxes):
        bare = are_bare(box.lines for box in boxes)
        for box in boxes:
            box.lines = without_number(box.lines, bare=bare)
    wholes, grown = join_names_by_look([box.lines if not box.inner else [] for box in boxes])
    for box, whole in zip(boxes, wholes, strict=True):
        box.lines = list(whole) or box.lines
    return grown


def _legend(found: PageNodes, text: PageText, writings: Sequence[Written], linked: frozenset[int]) -> set[int]:
    """The numbers of the boxes that are a legend's, alone, without strokes or names; free text that explains them becomes notes."""
    boxes = [box.box for box in text.boxes]
    titles = [" ".join(line.text for line in box.lines) for box in text.boxes]
    plain = [
        number not in linked and not box.inner and box.outer is None and not written.people and not written.items
        for number, (box, written) in enumerate(zip(text.boxes, writings, strict=True))
    ]
    coded = coded_samples(boxes, titles, plain, found.free)
    explained = set[int]().union(*coded.values())
    found.notes += [line for place, line in enumerate(found.free) if place in explained]
    found.free = [line for place, line in enumerate(found.free) if place not in explained]
    free = [*text.free, *(line for box in text.boxes for line in box.lines[:1])]
    looks = [(box.fill, box.stroke, box.dashed) for box in text.boxes]
    heads = column_heads(boxes, titles, [not box.inner for box in text.boxes])
    sample = legend_boxes(boxes, free, text.notes, plain) | row_at_the_foot(boxes, plain, looks)
    return sample | heads | set(coded) | logos(boxes, titles, plain, found.free)


def _writing(box: TextBox, habits: Habits) -> Written:
    """What is written in a box; in a frame, only what stands above the boxes in it, else whatever stands between them.

    A line may be so wide that it ends as far from the right side of its box as the words are from the left.
    """
    if box.listing:
        habits = habits._replace(lists=True)
    if not box.inner and len(box.rules) + (box.strip is not None) < 2 and (headed := _under_strip(box, habits)) is not None:
        return headed
    if not box.inner:
        sides = [min(line.frame.x0 - box.box.x0, box.box.x1 - line.frame.x1) for line in box.lines if line.angle == 0]
        room = box.box.width - 2 * min(sides, default=0.0)
        level = box.drawn and len(box.lines) > 1 and all(line.angle == 0 for line in box.lines)
        parts = listed_apart(box.lines, room_between(box.lines, box.box.x0, box.box.x1)) if level else []
        said = [replace(part[0], text=f"• {joined(part)}") for part in parts] or rows_apart(box.lines) or people_apart(box.lines)
        said = without_how_run(said)
        written = (
            _numbered(box, habits, room)
            or _ruled(box, habits, room)
            or recorded(box, habits, room)
            or written_in(said, habits, room=room, within=box.box.width)
        )
        several = not box.drawn and len(written.lines) > 1 and all(starts_like_unit(line.text) for line in written.lines)
        written.doubted = written.doubted or several  # « Sachgebiet Kanal », « Team Museum »: one title, or two
        for one in (written, *written.more) if box.headed and not written.people else ():  # « Paie », « Achats »: so are they
            one.doubted |= any(begins_anew(a.text, b.text) for a, b in pairwise(one.lines))
        written.people = with_cut_names_doubted(written, box.lines)
        beneath = written_in(box.beneath, habits) if box.beneath else Written()
        post = beneath.label if len(beneath.people) == 1 and is_role(beneath.label) else None
        written.people.extend(with_post(person, post, "") for person in beneath.people)
        written.people.extend(box.people)
        return written
    return written_in(_of_frame(box), habits)


def _of_frame(box: TextBox) -> list[Line]:
    """The lines of a frame that are its own: those above the boxes in it, else those beside them."""
    top = min(inner.box.top for inner in box.inner)
    above = [line for line in box.lines if line.box.bottom <= top + 2 or (line.angle == 0 and line.box.cy < top)]
    beside: list[Line] = []
    for line in box.lines:  # left of some of the boxes in it, and of all those that are level with it
        level = [o.box.x0 for o in box.inner if o.box.top < line.box.bottom and line.box.top < o.box.bottom]
        if line.angle != 0 or (level and all(line.box.x1 <= x0 + 2 for x0 in level)):
            beside.append(line)
    if not above and not beside and len(box.inner) == 1 and box.inner[0].box.height > _FIELD * box.box.height:
        beside = box.lines  # right of a field as high as the box
    return above or beside


def _numbered(box: TextBox, habits: Habits, room: float) -> Written | None:
    """What is written in a box whose units are numbered, « 1.1 », « 1.1.1 »: each under the one whose number its own goes on with.

    Under what stands before all numbers, or under the first, where it heads all others. None where no count goes on.
    """
    parts = parts_numbered(box.lines) if all(line.angle == 0 for line in box.lines) else []
    if not parts:
        return None
    if not parts[0][1] and all(number[: len(parts[1][0])] == parts[1][0] for number, _ in parts[1:]):
        parts = [((), parts[1][1]), *parts[2:]]
    head = written_in(people_apart(parts[0][1]), habits, room=room, within=box.box.width)
    over: list[tuple[tuple[int, ...], Written]] = [((), head)]
    for number, lines in parts[1:]:
        unit = written_in(people_apart(lines), habits, room=room, within=box.box.width)
        unit.listed = True
        while over[-1][0] != number[: len(over[-1][0])]:
            over.pop()
        if not unit.label:
            over[-1][1].people += unit.people  # « 1. Anne Roy », « 2. Paul Petit »
            continue
        over[-1][1].items += [unit, *unit.more]
        over.append((number, unit))
    return head


def _ruled(box: TextBox, habits: Habits, room: float) -> Written | None:
    """What is written in a box whose units rules part, titles alike; under the first where it is set otherwise; else None."""
    rows: dict[int, list[Line]] = {}
    ends = sorted({*box.rules, *(y for y in (box.strip,) if y is not None and all(abs(y - o) > _WHITE_LINE for o in box.rules))})
    for line in box.lines if box.rules and len(ends) > 1 and all(line.angle == 0 for line in box.lines) else ():
        rows.setdefault(sum(y < line.box.cy for y in ends), []).append(line)
    units = [written_in(people_apart(lines), habits, room=room, within=box.box.width) for lines in rows.values()]
    if len(units) < len(ends) + 1:
        return None
    posts = 2 * sum(habits.words.is_post(unit.label) for unit in units[1:]) > len(units)
    looks = {unit.first.look for unit in units[1:] if unit.first}
    if posts or len(looks) > 1 or not all(unit.label and unit.first and not unit.more for unit in units):
        return None
    for unit in units:
        unit.listed = True
    first = units[0]
    if first.first and first.first.look in looks and box.strip is None:
        return Written(items=units)
    first.items += units[1:]
    return first


def _under_strip(box: TextBox, habits: Habits) -> Written | None:
    """What is written in a box with a coloured strip at its head, or a rule under it, and units below the one there; else None."""
    strip = [line for line in box.lines if line.box.cy < (box.strip or next(iter(box.rules), 0.0))]
    body = [line for line in box.lines if line not in strip] if strip else []
    named = list(takewhile(lambda line: names_person(line) or is_role(line.text), body))  # who heads what the strip is called
    named = [] if are_led_by_names(records_of(body)) else named
    strip, body = [*strip, *named], body[len(named) :]
    if not body or (box.strip is None and (same_style(strip[0], body[0]) or any(map(names_person, strip)))):
        return None
    room = box.box.width - 2 * min(min(line.frame.x0 - box.box.x0, box.box.x1 - line.frame.x1) for line in body)
    head, first = written_in(strip, habits), written_in(people_apart(body), habits, room=room, within=box.box.width)
    units = list(_with_brothers((first, *first.more)))
    titled = all(one.label and not is_role(one.label) and not habits.words.is_post(one.label) for one in (head, *units))
    alike = all(first.first and unit.first and same_weight(first.first, unit.first) for unit in units)
    codes = [row[0] for row in (parted(head.label), parted(first.label)) if row is not None]
    coded = len(codes) == 2 and codes[1].startswith(codes[0]) and codes[1][len(codes[0]) :].strip(" .-").isdigit()
    if head.more or not titled or first.lines[:1] != body[:1] or not alike or not (coded or len(units) > 1):
        return None  # « B 1 – Bureau des marchés » is under « B – Division des achats » also where it is alone
    first.more = []
    head.items += units
    return head


def _sort_box(found: PageNodes, number: int, box: TextBox, written: Written, page: int, *, linked: bool, highest: bool) -> None:
    """A box is a title of the sheet, which says « organigramme » or, above all others, whose chart it is; a note; or units."""
    label, several = folded(written.label), (written, *written.more)
    contacts, remarks = sum(one.contacts for one in several), sum(one.remarks for one in several)
    posted = written.first is not None and is_role(written.first.text)  # who holds the post may have a name that nobody knows
    address = not posted and contacts >= 2 and contacts + remarks >= 3 and (not written.items or 2 * contacts >= len(box.lines))
    prose = len(label) > _PROSE or (len(label) > 90 and label.endswith("."))
    note = address or (not written.more and (prose or (bool(written.label) and is_contact(written.label))))
    grouped = box.outer is not None and not box.outer.drawn
    note |= (label in KINDS or is_of_the_sheet(written.label)) and not written.items and not grouped  # in a legend: « Direction »
    note |= bool(box.lines) and not box.inner and is_information([line.text for line in box.lines])
    note &= not linked and not any(one.people for one in several)
    bare = not (written.people or written.items or written.more or box.inner)  # but a number, or whose edition the sheet is
    edition = not linked and any(is_edition(line.text) for line in box.lines)
    untitled = linked or written.people
    if not untitled and (names_chart(written.label) or (highest and not written.items and names_body(written.label, above=True))):
        found.title_boxes.append(box.lines)
    elif note or LEGEND.match(label) or UPDATED.match(label) or (bare and (is_number(written.label) or edition)):
        found.notes.extend(box.lines)
    elif not written.label and not written.items and not written.people:
        if box.inner:
            found.groups[number] = []
    elif not written.label and written.items:  # only a list: its entries are the units
        head, *others = written.items
        (head.items if stands_out(head, others) else head.more).extend(others)
        head.people = head.people or (written.people if not head.more else [])
        _add_units(found, number, box, head, page)
    else:
        _add_units(found, number, box, written, page)


def _sheet_title(boxes: Sequence[TextBox], linked: Container[int]) -> int | None:
    """The number of the highest box, if it is the sheet's title and no stroke ends at it: it says a year and alone has no border.

    Or it is a band along the sheet's upper edge, from its left edge to where the last box ends, and called as sheets are.
    """
    number = min(range(len(boxes)), key=lambda n: boxes[n].box.top, default=None)
    if number is None or number in linked or boxes[number].inner:
        return None
    (x0, top, x1, _), lines = boxes[number].box, boxes[number].lines
    band = max(x0, top) <= _EDGE and x1 >= max(o.box.x1 for o in boxes) and titles_band(joined(lines))
    unseen = [n for n, box in enumerate(boxes) if all(colour is None or min(colour) >= _WHITE for colour in (box.fill, box.stroke))]
    return number if band or (unseen == [number] and any(is_date(o.text) or is_year(o.text) for o in lines)) else None


def _add_units(found: PageNodes, number: int, box: TextBox, written: Written, page: int) -> None:
    node = _node(written, box, page)
    if not node.label:
        node.label = written.called
        whole = len(node.label.split()) > 2 or not is_role(node.label)  # else the post tells more than the title
        node.people = [replace(p, role=None) if p.role == node.label and whole else p for p in node.people]
    found.nodes.append(node)
    found.by_box[number] = node
    _add_items(found, node, written)
    for other in written.more:
        twin = _node(other, box, page)
        twin.box = _around(other, box.box)
        twin.how = "same box"
        twin.outer = node
        found.nodes.append(twin)
        _add_items(found, twin, other)


def _node(written: Written, box: TextBox, page: int) -> Node:
    first = written.first
    level = first if first and first.angle == 0 else None
    left, right = (level.frame.x0 - box.box.x0, box.box.x1 - level.frame.x1) if level else (0.0, 0.0)
    centred = abs(left - right) < 0.8 * level.size if level else None
    if level and min(left, right) < 0.8 * level.size and abs(left - right) < 2.5 * level.size:
        centred = None
    elif centred and level:  # its middle may be there by chance: other lines tell, where they begin with it
        others = [line.frame for line in box.lines if line is not level and line.angle == 0]
        axis = any(abs(frame.cx - level.frame.cx) <= 0.5 * level.size for frame in others)
        centred = axis or not any(abs(frame.x0 - level.frame.x0) <= 0.2 * level.size for frame in others)
    return Node(
        label=written.label,
        people=list(written.people),
        box=box.box,
        page=page,
        fill=box.fill,
        dashed=box.dashed,
        border=box.border,
        drawn=box.drawn,
        size=max((line.size for line in ([first] if first else box.lines)), default=9.0),  # a post alone is as large as it is set
        bold=first.bold if first else False,
        centred=centred,
        inset=left,
        frame=bool(box.inner),
        turned=bool(first and first.angle != 0),
        listed=written.listed,
        remarks=written.remarks,
        doubted=written.doubted or box.doubted or box.overfull,
        perhaps_none=box.doubted,
        depth=box.depth,
        apart=written.apart,
        first=first,
    )


def _around(written: Written, fallback: Box) -> Box:
    return bounds([line.box for line in written.lines]) if written.lines else fallback


def _add_items(found: PageNodes, parent: Node, written: Written) -> None:
    for item in with_their_own(written.items):
        child = Node(label=item.label, people=list(item.people), box=_around(item, parent.box), page=parent.page, listed=True)
        child.doubted, child.by_look, child.first = item.doubted, item.by_look, item.first
        child.hang(parent, "item", 0.95)
        found.nodes.append(child)
        _add_items(found, child, item)


def _set_outer(found: PageNodes, boxes: Sequence[TextBox]) -> None:
    """Which node's frame each box stands in; frames without a title know who stands in them."""
    numbers = {id(box): number for number, box in enumerate(boxes)}
    for number, node in found.by_box.items():
        at = boxes[number].outer
        while at is not None:
            outer = numbers.get(id(at))
            if outer in found.by_box:
                node.outer = found.by_box[outer]
                break
            if outer in found.groups:
                found.groups[outer].append(node)
            at = at.outer
    for number in found.groups:  # a stroke to a frame leads to the title across its upper edge
        x0, top, x1, _ = boxes[number].box.grown(_EDGE)
        across = [node for node in found.by_box.values() if node.box.top < top and top + 2 * _EDGE < node.box.bottom]
        across = [node for node in across if x0 <= node.box.x0 and node.box.x1 <= x1]
        found.groups[number] = across if len(across) == 1 else found.groups[number]


def _take_free_names(found: PageNodes) -> None:
    """Names without a box of their own, right under or beside a box without a name."""
    grid = Grid((node.box, node) for node in found.by_box.values())
    for line in list(found.free):
        named = named_in(without_numbers(line.text))
        if named is None or not named.sure or is_unit_with_head(named):
            continue
        name, reach = line.box, _NEAR_EM * line.size
        near = [o for o in grid.near(name, reach) if not o.frame]
        under = [o for o in near if -2 <= name.top - o.box.bottom <= reach and o.box.x0 - 4 <= name.cx <= o.box.x1 + 4]
        over = [o.box for o in found.free if o.box.x0 < name.x1 and name.x0 < o.box.x1 and o.box.cy < name.top] if under else []
        under = [o for o in under if not any(o.box.bottom - 2 < between.cy for between in over)]
        beside = [o for o in near if 0 <= name.x0 - o.box.x1 <= reach and o.box.top - 2 <= name.cy <= o.box.bottom + 2]
        owners = [o for o in near if o in under or o in beside]
        owner = min(owners, key=lambda o: abs(name.top - o.box.bottom), default=None)
        if owner is not None and (not owner.people or owner.remarks < 0):
            owner.people.extend(named.people)
            owner.remarks = -1  # a second name under the first belongs to it too
            found.free.remove(line)


def _with_brothers(units: Iterable[Written]) -> Iterator[Written]:
    """*units*, and behind each what is listed in it but set alike and flush, so that both are brothers: « Paie », « Achats »."""
    for one in units:
        brothers = [item for item in one.items if not item.listed and not one.people and set_flush(item.first, one.first)]
        one.items = [item for item in one.items if item not in brothers]
        yield from (one, *brothers)


def add_free_units(found: PageNodes, written: Written, box: Box, page: int, head: Node) -> list[Node]:
    """Units written without a border, or a list of them, hung under *head*; returned without the entries of lists in units."""
    first = len(found.nodes)
    if not (written.label or written.people):
        _add_items(found, head, written)
    made = found.nodes[first:]
    for one in _with_brothers((written, *written.more)):
        node = _node(one, TextBox(_around(one, box), drawn=False), page)
        node.label = node.label or (one.called if one.people else "")
        if node.label:
            node.hang(head, "below", 0.6)
            found.nodes.append(node)
            made.append(node)
            _add_items(found, node, one)
    return made
