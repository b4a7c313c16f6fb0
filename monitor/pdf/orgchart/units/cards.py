"""Cards of two boxes glued together, a title over what is of it: the names of its people, or the list of its services."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Hashable, Mapping, Sequence
from functools import reduce

from monitor.model import Person
from monitor.model.frozen import replace
from monitor.pdf.ink import Box, Grid, bounds
from monitor.pdf.lines import Line, attached, had_room, same_look, same_style
from monitor.pdf.orgchart.nodes import Node, PageNodes, Written
from monitor.pdf.orgchart.units.doubts import bears_sign
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from monitor.pdf.orgchart.vocabulary import is_for_both, is_post_of_rank, is_role, level, starts_like_unit
from monitor.pdf.orgchart.words.broken_names import unbroken
from monitor.pdf.orgchart.words.name_forms import is_first_name, may_be_name
from monitor.pdf.orgchart.words.people import OPEN, doubted, is_name, named_in
from monitor.pdf.orgchart.words.rows import names_somebody
from monitor.pdf.orgchart.words.wording import is_contact

GLUED = 2.0  # points between the sides of two boxes of one card
_BAND = 0.8  # of the width of a box, that of a band in it
_LINE_EM, _PADDING_EM = 1.7, 2.5  # the height of a line; what a box leaves free above and below all
_FEW_FIELDS = 3  # boxes within those of titles that make no custom of a sheet yet
_MOST_GLUED = 0.8  # of the boxes glued under titles, those that hold names where that is the custom
_SET_SO = 0.8  # how sure it is that what stands where names do is one
_MOST_FIELDS = 0.6  # of them, those that hold names where that is the custom


def is_glued(box: Box, over: Box) -> bool:
    """Whether a box hangs at the lower edge of another one, as wide as it."""
    return max(abs(box.x0 - over.x0), abs(box.x1 - over.x1), abs(box.top - over.bottom)) <= GLUED


def merge_names(found: PageNodes, text: PageText, writings: Sequence[Written], namesakes: Container[int]) -> None:
    """A box that holds only names, none of *namesakes*, right under or beside one that holds only a title, names its people."""
    boxes = text.boxes
    grid = Grid((node.box, node) for node in found.by_box.values())
    empty = Grid((box, box) for box in text.empty)
    merged: dict[int, Node] = {}  # what each node that is none any more went into
    glued = {
        number
        for number, node in found.by_box.items()
        for o in grid.near(node.box, GLUED)
        if o is not node and is_glued(node.box, o.box)
    }
    named_so = sum(bool(writings[n].people) and (not writings[n].label or is_role(writings[n].label)) for n in glued)
    usual = named_so >= max(_FEW_FIELDS, _MOST_GLUED * len(glued))
    rows = {
        _row_look(node, boxes[number])
        for number, node in found.by_box.items()
        if writings[number].label and writings[number].people and boxes[number].lines and not is_role(writings[number].label)
    }
    signs = [bears_sign(person) for written in writings for person in written.people if person.name]
    signed = bool(signs) and 2 * sum(signs) >= len(signs)
    alone = {n: only_names(writings[n], boxes[n]) for n in found.by_box}
    for number in _in_lists_of_titles(found, boxes, alone):
        del alone[number]
    torn = _torn_names({n: boxes[n] for n, people in alone.items() if people and not boxes[n].inner})
    for number, written in enumerate(writings):
        node = found.by_box.get(number)
        # « Plan climat : Mme Roy » among rows « Voirie : M. Blanc » has a title of its own, whatever is known of its words
        ahead = written.people[0].role if written.people and not written.label else None
        titled = ahead and (not is_role(ahead) or starts_like_unit(ahead))
        if node is not None and titled and _row_look(node, boxes[number]) in rows:
            continue
        if usual and number in glued and not (written.people or written.items or written.more) and _may_name(written.label):
            written = Written(people=[Person(name=written.label, confidence=_SET_SO)])
        elif people := alone.get(number):
            # « Louis-Marie », « Vidal » is one name, whatever either line may be; « Rosa », « Parks » is nobody's among civilities
            broken = any(named_in(line.text) is None for line in boxes[number].lines)
            doubtful = broken and (signed or number in torn) and not any(map(bears_sign, people))
            written = Written(people=doubted(people) if doubtful else people)
        post = is_role(written.label) and not starts_like_unit(written.label)  # of nobody, where others so have who has theirs
        said = written.people or (usual and number in glued and post and not written.more)
        named = said and not (written.items or boxes[number].people) and (not written.label or is_role(written.label))
        if node is None or node.frame or not named or number in namesakes:
            continue
        slack = max(4.0, 0.5 * node.size)
        posted = is_post_of_rank(written.label) or is_for_both(written.label)
        apart = bool(writings[number].people) and (not written.label or posted)
        owner = _owner(node, written, grid, empty, slack, apart=apart, merged=merged)
        while id(owner) in merged:
            owner = merged[id(owner)]
        if owner is not None and owner is not node:
            owner.people.extend(replace(p, role=p.role or written.label or None) for p in written.people)
            if owner.box.x1 >= node.box.x0 - slack:  # no empty cell between them
                owner.box = bounds([owner.box, node.box])
            found.nodes.remove(node)
            merged[id(node)] = owner
    _merge_posts(found, text, merged)
    _take_empty_cells(found, empty, merged)
    for number, node in found.by_box.items():
        while id(node) in merged:
            node = merged[id(node)]
        found.by_box[number] = node
    _give_strips(found, boxes)


def _in_lists_of_titles(found: PageNodes, boxes: Sequence[TextBox], alone: Mapping[int, Sequence[Person]]) -> set[int]:
    """Those among the boxes of *alone* that nothing but capitals shows to hold names, where boxes set like them list titles.

    « Road Safety », « Street Lighting », « Youth Justice » glued under each other: of that look more titles hang on titles than
    boxes hold somebody for certain.
    """
    single = {n: o for n, o in ((n, boxes[n]) for n in found.by_box) if o.lines and not o.inner}
    certain = {n for n, o in single.items() if any(is_name(line.text) for line in o.lines)}
    titles = Grid((o.box, o) for n, o in single.items() if not (n in certain or alone[n]))
    balance = Counter[Hashable]()
    for n, o in single.items():
        if n in certain:
            balance[_lettering(o)] -= 1
        elif not alone[n]:
            over = [t for t in titles.near(o.box, GLUED) if is_glued(o.box, t.box) and _lettering(t) == _lettering(o)]
            balance[_lettering(o)] += len(over)
    return {n for n in single.keys() - certain if alone[n] and balance[_lettering(single[n])] > 0}


def _lettering(box: TextBox) -> Hashable:
    """What boxes of one kind share on a sheet, however every other one of them is filled."""
    return box.stroke, box.dashed, box.border, box.lines[0].size, box.lines[0].bold


def _give_strips(found: PageNodes, boxes: Sequence[TextBox]) -> None:
    """The strip under a card with its telephone is the card's: so are strokes that end there."""
    for number, box in enumerate(boxes):
        if number not in found.by_box and box.lines and all(is_contact(line.text) for line in box.lines):
            card = next((node for n, node in found.by_box.items() if is_glued(box.box, boxes[n].box)), None)
            if card is not None:
                found.by_box[number] = card


def _torn_names(named: Mapping[int, TextBox]) -> set[int]:
    """Which of the boxes that hold nothing but a name have it on two lines that had room on one: it may be two words, or people.

    None where names are written so: most have a first name over the surname, or below it, « Anne », « Vidal ».
    """
    torn = {
        n for n, o in named.items() if len(o.lines) == 2 and had_room(o.lines[0], o.lines[1], o.box.width - 2 * o.lines[0].size)
    }
    given = [[is_first_name(line.text.split()[-1]) for line in named[number].lines] for number in torn]
    return set() if max(map(sum, zip(*given, strict=True)), default=0) >= max(_FEW_FIELDS, _MOST_GLUED * len(named)) else torn


def _take_empty_cells(found: PageNodes, empty: Grid[Box], merged: Mapping[int, Node]) -> None:
    """A unit beside an empty cell is as wide as those above or below it that name somebody in theirs."""
    whole = Grid((node.box, node) for node in merged.values())
    for node in found.by_box.values():
        for cell in empty.near(node.box, GLUED) if not (node.people or id(node) in merged) else ():
            row = bounds([node.box, cell])
            if (_in_one_row(cell, node.box) or _in_one_row(node.box, cell)) and any(
                o.box.is_flush_with(row, GLUED) for o in whole.near(row, 4 * row.height)
            ):
                node.box = row


def _merge_posts(found: PageNodes, text: PageText, merged: dict[int, Node]) -> None:
    """Boxes that hold a post alone, each glued under one of nothing but a name: several of them tell the post of who is named."""
    named = Grid((text.boxes[number].box, node) for number, node in found.by_box.items() if id(node) in merged)
    under = [
        (node, over[0])
        for node in found.by_box.values()
        if is_role(node.label)
        and not (node.people or node.frame or node.is_head)
        and len(over := [o for o in named.near(node.box, GLUED) if is_glued(node.box, o.box)]) == 1
    ]
    for node, name in under if len(under) >= _FEW_FIELDS else []:
        owner = merged[id(name)]
        while id(owner) in merged:
            owner = merged[id(owner)]
        if owner.people and owner.people[-1] in name.people and owner.people[-1].role is None:
            owner.people[-1] = replace(owner.people[-1], role=node.label)
            owner.box = bounds([owner.box, node.box])
            found.nodes.remove(node)
            merged[id(node)] = owner


def _may_name(label: str) -> bool:
    return may_be_name(label) and not starts_like_unit(label)


def join_bands(text: PageText) -> None:
    """Make one box of one that has a band of its own width in it, a title and its people, where either holds nothing but names.

    So is one across the middle that holds a post, or words that another such band holds, too: the title stands over it, who has the
    post below. Where most boxes with a band are so, all are. A frame around a card is larger than its words and the card need.
    """
    single = [(box, box.inner[0]) for box in text.boxes if len(box.inner) == 1 and box.lines]
    bands = [(box, band) for box, band in single if band.lines and not band.inner and band.box.width >= _BAND * box.box.width]
    # Lines of the box stand over its band and below it
    across = [
        (box, band)
        for box, band in bands
        if any(line.base < band.box.top for line in box.lines)
        and any(line.base > band.box.bottom for line in box.lines)
        and _is_close(box, band)
    ]
    often = Counter(_text_of(band) for _, band in across)
    posts = [(box, band) for box, band in across if is_role(_text_of(band)) or often[_text_of(band)] > 1]
    named = posts if len(posts) >= max(_FEW_FIELDS, _MOST_FIELDS * len(across)) else []
    named += [
        (box, band)
        for box, band in bands
        if _all_said(box.lines) != _all_said(band.lines) and not any(box is other for other, _ in named)
    ]
    usual = len(named) >= max(_FEW_FIELDS, _MOST_FIELDS * len(bands))
    for box, band in [pair for pair in bands if _is_close(*pair)] if usual else []:
        named += [] if any(box is other for other, _ in named) else [(box, band)]
    for box, band in named:
        below = all(line.base < band.box.top for line in box.lines) and band.fill not in (None, box.fill)
        box.foot = band.box.top if below else box.foot
        box.lines = sorted([*box.lines, *band.lines], key=lambda line: line.base)
        box.inner, box.banded = [], True
        text.boxes = [other for other in text.boxes if other is not band]


def put_feet_first(boxes: Sequence[TextBox]) -> None:
    """Put the names on a coloured strip at a box's foot right under its title, before what is listed between: it is headed so."""
    for box in boxes:
        foot = [line for line in box.lines if box.foot is not None and line.box.cy > box.foot]
        above = [line for line in box.lines if line not in foot]
        if above and not box.inner and _all_said(foot) and not any(names_somebody(line.text) for line in above[:1]):
            end = next((place for place, line in enumerate(above) if not same_look(line, above[0])), len(above))
            box.lines = [*above[:end], *foot, *above[end:]]


def _is_close(box: TextBox, band: TextBox) -> bool:
    """Whether *box* has no more room than its words and the *band* need."""
    room = sum(_LINE_EM * line.size for line in box.lines)
    return box.box.height - band.box.height <= room + _PADDING_EM * box.lines[0].size


def _all_said(lines: Sequence[Line]) -> bool:
    """Whether *lines* name somebody, and say nothing but names, posts and telephones."""
    sure = [names_somebody(line.text) for line in lines]
    return any(sure) and all(one or is_contact(line.text) or is_role(line.text) for one, line in zip(sure, lines, strict=True))


def take_names_within(
    found: PageNodes, text: PageText, writings: Sequence[Written], unnamed: Container[int], namesakes: Container[int]
) -> None:
    """A box within that of a title which holds only names, a coloured chip or the field beside it, names who is in that unit.

    *unnamed*: the titles whose own words name nobody. Where most such boxes hold names, one that holds what may be a name does;
    none of *namesakes*.
    """
    parts = Counter(id(node) for node in found.by_box.values())  # what the names of another box were merged into is a title
    within = [
        (number, node, node.outer)
        for number, node in found.by_box.items()
        if node.outer is not None and id(node.outer) in unnamed and not text.boxes[number].inner and parts[id(node)] == 1
    ]
    named = {number: people for number, node, _ in within if (people := only_names(writings[number], text.boxes[number]))}
    usual = len(named) >= max(_FEW_FIELDS, _MOST_FIELDS * len(within))
    for number, node, outer in within:
        if number in namesakes:
            continue
        label, people = _text_of(text.boxes[number]), named.get(number, [])
        listing = is_role(label) or bool(writings[number].items)
        if not people and usual and not listing and (named_in(label) or _may_name(label)) and not starts_like_unit(label):
            people = [Person(name=label, confidence=OPEN)]
        if people:
            outer.people.extend(people)
            found.nodes.remove(node)
            found.by_box[number] = outer


def namesakes_of(found: PageNodes, text: PageText, writings: list[Written]) -> set[int]:
    """The numbers of boxes in frames that hold a name of which nothing shows that it is somebody's, beside titles in boxes alike.

    « Rosa Parks » beside « Médiathèque » in « Pôle culture » is a place called after her. Other such names are put in doubt where
    at least half of the others bear a civility or a post, unless it is the custom that frames hold one box each.
    """
    within = defaultdict[int, list[tuple[int, TextBox, bool, list[Person]]]](list)
    for number, node in found.by_box.items():
        box = text.boxes[number]
        if node.outer is not None and box.lines and not box.inner:
            within[id(node.outer)].append((number, box, is_role(node.label), only_names(writings[number], box)))
    bare = {n: people for boxes in within.values() for n, _, _, people in boxes if people and not any(map(bears_sign, people))}
    shown = [bears_sign(p) for number, written in enumerate(writings) if number not in bare for p in written.people if p.name]
    single = sum(len(boxes) == 1 and bool(boxes[0][3]) for boxes in within.values())
    if 0 < len(shown) <= 2 * sum(shown) and single < max(_FEW_FIELDS, _MOST_FIELDS * len(within)):
        for number, people in bare.items():
            writings[number] = Written(people=doubted(people))
    return {
        number
        for boxes in within.values()
        for number, box, _, _ in boxes
        if number in bare
        and any(
            not (named or post)
            and max(abs(o.box.width - box.box.width), abs(o.box.height - box.box.height)) <= GLUED
            and are_set_alike(o, box)
            for _, o, post, named in boxes
        )
    }


def _row_look(node: Node, box: TextBox) -> Hashable:
    """What rows of frames share on a sheet."""
    return node.outer is not None, box.fill, box.stroke, box.dashed, box.border, box.lines[0].size, box.lines[0].bold


def are_set_alike(a: TextBox, b: TextBox) -> bool:
    """Whether two boxes are drawn and lettered alike."""
    drawn = (a.fill, a.stroke, a.dashed, a.border) == (b.fill, b.stroke, b.dashed, b.border)
    return drawn and same_style(a.lines[0], b.lines[0])


def _text_of(box: TextBox) -> str:
    """What is written in a narrow box, as one line: « Legrand Anne- », « Lise »."""
    return reduce(attached, (line.text for line in box.lines))


def only_names(written: Written, box: TextBox) -> list[Person]:
    """The people of a box in which nothing else is written, or one whose name is broken over all its lines."""
    named = [named_in(line.text) for line in box.lines]
    said = any(is_role(line.text) or starts_like_unit(line.text) or is_name(line.text) for line in box.lines)
    if written.label and not said and not all(one is not None and one.sure for one in named):
        whole = named_in(_text_of(box))
        titled = whole is not None and (whole.people[0].role or "").startswith(box.lines[0].text)  # « Faculté », « Doyenne : Roy »
        if whole is not None and whole.sure and len(whole.people) == 1 and not titled:
            return list(whole.people)
    if not (written.people or written.items or written.more):  # all lines look like names: under a title that is enough
        texts: list[str] = []
        for line in unbroken(box.lines):
            if texts and line.text[:1].islower():
                texts[-1] += f" {line.text}"
            else:
                texts.append(line.text)
        likely = [named_in(text) for text in texts]
        people = [person for one in likely if one is not None for person in one.people]
        written = Written(people=people) if people and None not in likely else written
    return [] if box.people or written.label or written.items or written.more else written.people


def _owner(
    node: Node, written: Written, grid: Grid[Node], empty: Grid[Box], slack: float, *, apart: bool, merged: Container[int]
) -> Node | None:
    """Whose names a box holds: of the title that it is glued to the lower edge of, as wide as it; or of whom a box of names was
    *merged* into that it is glued to. A team's names may so be glued under its head's.

    *apart*: it holds names for certain, and nothing else. Then of the title above or beside it, never below; in the row of a table
    empty cells may stand between the two.
    """
    names = node.box
    second = level(node.label) == 2  # « Directrice générale » is not who « Le Maire » is
    near = [o for o in grid.near(names, slack) if o is not node and not (second and level(o.label) == 1 and is_role(o.label))]
    glued = [o for o in near if is_glued(names, o.box)]
    team = apart and not written.label and len(written.people) > 1
    near = [o for o in near if not o.people or id(o) in merged or (team and o in glued and not is_role(o.label))]
    glued = [o for o in glued if o in near]
    near = [o for o in near if not o.people or o in glued]
    if written.label and apart:
        near = [o for o in near if o in glued or (not is_role(o.label) and _in_one_row(o.box, names))]
    elif " " in written.label:
        # of two posts under each other the upper one names nobody
        near = [o for o in near if not is_role(o.label) or starts_like_unit(o.label)]
    if apart:
        near = [o for o in near if o in glued or (_shared_side(names, o.box) >= 0.6 and o.box.top <= names.top + 2)]
        if not near:
            start = names
            while left := [cell for cell in empty.near(start, 2) if cell.x0 < start.x0 and _in_one_row(cell, start)]:
                start = left[0]
            near = [o for o in grid.near(start, slack) if o is not node and not o.people and _in_one_row(o.box, start)]
    else:
        row = [o for o in near if not (o.people or is_role(o.label)) and o.box.x1 <= names.x0 + slack and _in_one_row(o.box, names)]
        near = row or [o for o in near if o in glued]  # what stands beside a title is not of who is named over it
    titled = [o for o in near if not o.frame]
    titled = titled or [
        o for o in near if o is node.outer and (names.width > 0.8 * o.box.width or names.x0 <= o.box.x0 + o.inset + 2)
    ]
    return min(titled, key=lambda o: (not _in_one_row(o.box, names), o not in glued, -_shared_side(o.box, names)), default=None)


def _in_one_row(title: Box, names: Box) -> bool:
    """Whether two cells of a table stand side by side."""
    return abs(title.x1 - names.x0) <= 2 and title.is_level_with(names, 2)


def _shared_side(a: Box, b: Box) -> float:
    across = min(a.x1, b.x1) - max(a.x0, b.x0)
    down = min(a.bottom, b.bottom) - max(a.top, b.top)
    return max(across / max(1.0, min(a.width, b.width)), down / max(1.0, min(a.height, b.height)))
