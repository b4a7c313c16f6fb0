"""Who hangs under whom by codes that lines begin with, « II A », « II A 1 »; « 10.2 »; « Ref. 12 », or by the colours of boxes.

Each coded line begins a unit, up to the next one below it; the code with its last part left out is that of its head.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from colorsys import rgb_to_hsv
from itertools import combinations
from typing import NamedTuple, TypeAlias

from monitor.expressions import expression
from monitor.model.frozen import replace
from monitor.pdf.ink import SIDE, Colour, bounds, runs_of
from monitor.pdf.lines import SPACE_EM, Line, had_room, joined
from monitor.pdf.orgchart.arrangement.stacks import alike
from monitor.pdf.orgchart.nodes import Node, PageNodes, Votes
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from monitor.pdf.orgchart.vocabulary import folded, is_vacant, word_pattern
from monitor.pdf.orgchart.words.people import is_name, named_in
from monitor.pdf.orgchart.words.titles import is_date
from monitor.pdf.orgchart.words.wording import is_contact, is_cut_off, label_and_people

_CODED = re.compile(
    r"(?:(?P<word>[^\W\d_][a-zà-ÿ][^\W\d_]{0,10})\.?\s)?"
    r"(?P<code>(?:[IVX]{1,5}|[A-Z]{1,3}|\d{1,4})(?:[ ./-]?(?:[A-Z]|\d{1,3}|(?<=[\d ])[a-z](?=[\s).]))(?![^\W\d_]))*)"
    r"[.):]?(?:\s+(?P<title>[^\W\d_].*)|)$"
)
_PART = re.compile(r"\d+|[^\W\d_]+")
_FEWEST, _IN_COLUMN = 8, 3  # coded lines of a plan, and of a column
_RECURS = 3  # times that a word before codes stands before one
_HEADED = 0.5  # of the coded lines, those whose code goes on with that of another one
_BESIDE = 0.4  # of them, those with a name or title apart in their row where they count from 1 on
_ALONE = 0.4  # of them, those that stand in a box of their own
_COVERED = 0.6  # of all letters, those of coded units
_COLUMN_EM = 8.0  # columns begin no closer, and lines of one no further apart
_GAP_EM = 2.6  # between lines of one unit
_ROW_EM = 0.35
_LEFT_EM = 0.6
_AWAY_EM = 3.0  # that a title ends before a name in its row
_SAME_SIZE = 0.5  # points
_BY_CODE, _BY_LOOK, _TOP, _FROM_BROTHER = 0.98, 0.75, 0.9, 0.85  # how sure it is what a unit stands under


_Parted: TypeAlias = tuple[list[Line], list[Line]]


class _Coded(NamedTuple):
    """A line that begins with a code: the word before this, its parts, and the title behind it, if that is on the same line."""

    line: Line
    word: str
    parts: tuple[str, ...]
    title: str


def take_coded(text: PageText) -> bool:
    """Make a box, which is not drawn, of each unit of a plan by codes, and note in `coded` what it stands under; whether it is one.

    Nothing is done where most coded lines have boxes of their own, stand in one column, or count from 1 on with nothing beside.
    """
    homes = {id(line): box for box in text.boxes for line in box.lines}
    lines = [line for box in text.boxes for line in box.lines if line.angle == 0]
    lines += [line for line in text.free if line.angle == 0]
    found = _coded_in(lines)
    tops = {int(one.parts[0]) if one.parts[0].isdigit() else 0 for one in found if not one.word}
    if len(found) < _FEWEST:
        return False
    begun = runs_of(
        sorted(found, key=lambda o: o.line.frame.x0), lambda a, b: b.line.frame.x0 - a.line.frame.x0 <= _COLUMN_EM * b.line.size
    )
    columns = [sorted(column, key=lambda one: one.line.base) for column in begun if len(column) >= _IN_COLUMN]
    shared = Counter(id(homes[id(one.line)]) for one in found if id(one.line) in homes)
    alone = sum(id(one.line) in homes and shared[id(homes[id(one.line)])] == 1 for one in found)
    by_code = _heads(found)
    headed = sum(head is not None for head in by_code)
    if len(columns) < 2 or alone > _ALONE * len(found) or headed < _HEADED * len(found):
        return False
    own = dict(_with_their_lines(columns, lines))
    found = [one for one in found if own.get(id(one.line), ([], []))[0]]
    beside = sum(
        any(abs(o.base - line.base) <= _ROW_EM * line.size and o.frame.x0 > line.frame.x1 for part in own[id(line)] for o in part)
        for line in (one.line for one in found)
    )
    if min(tops, default=0) == 1 and max(tops) <= len(tops) + 1 and beside < _BESIDE * len(found):
        return False
    letters = sum(len(line.text) for one in found for part in own[id(one.line)] for line in part)
    if len(found) < _FEWEST or letters < _COVERED * sum(len(line.text) for line in lines):
        return False
    boxes = dict[int, TextBox]()
    for one in found:
        title, rest = own[id(one.line)]
        whole = replace(title[0], text=joined(title), frame=bounds([line.frame for line in title]))
        around = bounds([line.box for line in (one.line, *title, *rest)]).grown(0.5)
        boxes[id(one.line)] = TextBox(around, drawn=False, lines=[whole, *rest])
    above = {id(one.line): _heavier(place, column) for column in columns for place, one in enumerate(column)}
    for one, head in zip(found, _heads(found), strict=True):
        known = head or above[id(one.line)]
        over = boxes.get(id(known.line)) if known else None
        text.coded.append((boxes[id(one.line)], over, _BY_CODE if head else _BY_LOOK if over else _TOP))
    taken = {id(one.line) for one in found} | {id(line) for one in found for part in own[id(one.line)] for line in part}
    for box in text.boxes:
        box.lines = [line for line in box.lines if id(line) not in taken]
    text.boxes = [box for box in text.boxes if box.lines] + list(boxes.values())
    for box in text.boxes:
        box.inner = [inner for inner in box.inner if inner.lines]
    text.free = [line for line in text.free if id(line) not in taken]
    return True


def hang_by_codes(found: PageNodes, text: PageText) -> bool:
    """Hang the nodes of *found* as their codes say, else as their column under a head; whether it is a plan by codes.

    Others that no code has a head for stay where they were hung, but for under their brothers and what is theirs: there they hang
    where these do, in doubt.
    """
    nodes = {id(text.boxes[number]): node for number, node in found.by_box.items()}
    coded = [(nodes[id(box)], nodes.get(id(head)), sure) for box, head, sure in text.coded if id(box) in nodes]
    tops = {id(node): head is None for node, head, _ in coded}
    others = [node for node in found.nodes if node.drawn and not node.listed and id(node) not in tops]
    columns = _columns_under([node for node, head, _ in coded if head is None], others)
    hung: list[tuple[Node, Node | None, float]] = []
    for node, head, sure in coded:
        if head is None:
            within = (over for over, cells in text.headed if any(cell.box.encloses(node.box, _SAME_SIZE) for cell in cells))
            head = nodes.get(id(next(within, None))) or columns.get(id(node))
        if head is None and others:
            head, sure = node.parent, min(_FROM_BROTHER, node.confidence)
            while head is not None and id(head) in tops and (not tops[id(head)] or alike(node, head)):
                head = head.parent
        hung.append((node, head, sure))
    for node, _, sure in hung:
        node.unhang(sure)
    for node, head, sure in hung:
        if head is not None:
            node.hang(head, "number", sure)
    return bool(coded)


def _columns_under(tops: Sequence[Node], others: Sequence[Node]) -> dict[int, Node]:
    """Of each of *tops*, by its id, the nearest of *others* above, where all stand within the width of one, under two or more."""
    found: dict[int, Node] = {}
    for node in tops:
        above = [o for o in others if o.box.bottom <= node.box.top + SIDE and o.box.x0 < node.box.cx < o.box.x1]
        over = max(above, key=lambda o: o.box.bottom, default=node)
        if not over.box.x0 - SIDE <= node.box.x0 <= node.box.x1 <= over.box.x1 + SIDE or over is node:
            return {}
        found[id(node)] = over
    return found if len({id(over) for over in found.values()}) > 1 else {}


def _coded_in(lines: Sequence[Line]) -> list[_Coded]:
    """The coded lines, from top to bottom; of those with a word before the code, the words that come again."""
    found: list[_Coded] = []
    for line in sorted(lines, key=lambda line: (line.base, line.frame.x0)):
        match = _CODED.match(line.text)
        if match is None or is_vacant(line.text):  # « N.N. »
            continue
        if (match["title"] or match["word"]) and (is_date(line.text) or is_contact(line.text) or is_name(line.text)):
            continue
        found.append(_Coded(line, match["word"] or "", tuple(_PART.findall(match["code"])), match["title"] or ""))
    single = {one.parts[0] for one in found if len(one.parts) == 1}
    for place, (line, word, parts, title) in enumerate(found):
        short = len(parts) > 1 and re.fullmatch(r"(?![IVX]+$)[A-Z]{2,3}", parts[0]) is not None and parts[1].isdigit()
        if short and parts[0] not in single:
            word, parts = parts[0], parts[1:]  # « FB 1 », where no « FB » stands over it
        if word and parts[0].isdigit():
            parts = (*parts[0], *parts[1:])  # « Ref. 12 » stands under « Abt. 1 »
        found[place] = _Coded(line, word, parts, title)
    words = Counter(one.word for one in found)
    return [one for one in found if not one.word or words[one.word] >= _RECURS]


def _heads(found: Sequence[_Coded]) -> list[_Coded | None]:
    """Of each coded line the one of whose code its own is a continuation, the longest; None where no single one is."""
    known: dict[tuple[str, ...], list[_Coded]] = defaultdict(list)
    for one in found:
        known[one.parts].append(one)
    heads: list[_Coded | None] = []
    for one in found:
        over = next((known[one.parts[:end]] for end in range(len(one.parts) - 1, 0, -1) if one.parts[:end] in known), [])
        figures = len(over) == 1 and bool(one.word) and over[0].word == one.word and len(over[0].line.text.split()[1]) == 1
        single = len(over) == 1 and len(known[one.parts]) == 1 and not (figures and one.line.text.split()[1].isdigit())
        heads.append(over[0] if single else None)
    return heads


def _heavier(place: int, column: Sequence[_Coded]) -> _Coded | None:
    """The next coded line above that is set in larger or bolder letters than the one at *place*."""
    own, line = column[place], column[place].line
    above = (o for o in reversed(column[:place]) if o.word != own.word or len(o.parts) <= len(own.parts))  # « 11 », not « 10.2 »
    heavier = (o for o in above if o.line.size >= line.size and o.line.bold >= line.bold)
    return next((o for o in heavier if o.line.bold > line.bold or round(2 * o.line.size) > round(2 * line.size)), None)


def _with_their_lines(columns: Sequence[Sequence[_Coded]], lines: Sequence[Line]) -> Iterator[tuple[int, _Parted]]:
    """Of each coded line, by its id: the lines of its title, and those below and behind that."""
    starts = [min(one.line.frame.x0 for one in column) for column in columns]
    for place, column in enumerate(columns):
        size = column[0].line.size
        left, right = starts[place] - _LEFT_EM * size, starts[place + 1] - _LEFT_EM * size if place + 1 < len(starts) else 1e9
        codes = {id(one.line) for one in column}
        within = [line for line in lines if left <= line.frame.x0 < right and id(line) not in codes]
        for number, one in enumerate(column):
            end = column[number + 1].line.base if number + 1 < len(column) else 1e9
            slack = _ROW_EM * one.line.size
            rows = sorted((o for o in within if one.line.base - slack <= o.base < end - slack), key=lambda o: (o.base, o.frame.x0))
            last, kept = one.line.base, list[Line]()
            for line in rows:
                if line.base - last > _GAP_EM * max(line.size, one.line.size):
                    break
                kept.append(line)
                last = line.base
            yield id(one.line), _parted(one, kept)


def _parted(one: _Coded, lines: Sequence[Line]) -> _Parted:
    """The lines of a title, its first one without the code, and the others: who heads it, its telephone, its list."""
    if label_and_people(one.title)[1]:
        return [replace(one.line, text=one.title)], list(lines)
    title = [replace(one.line, text=one.title)] if one.title else []
    rest: list[Line] = []
    slack = _ROW_EM * one.line.size
    room = min((line.frame.x0 for line in lines if abs(line.base - one.line.base) <= slack and title), default=float("inf"))
    for line in lines:
        says = is_vacant(line.text) or is_contact(line.text) or named_in(line.text) is not None
        below = any(abs(o.base - one.line.base) > slack for o in rest)
        # A line in the look of the title goes on with it where its first word had no room there, or it cannot begin one
        last = title[-1] if title else line
        alike = (line.bold, line.colour) == (last.bold, last.colour) and abs(line.size - last.size) <= _SAME_SIZE
        full = not had_room(last, line, (room if rest else 0.0) - last.frame.x0, _AWAY_EM + SPACE_EM)
        goes_on = alike and (full or is_cut_off(last.text, line.text))
        if title and (says or below or not goes_on):
            rest.append(line)
        else:
            title.append(line)
    return title, rest


_COLOURED = 24  # of 255: how far apart the parts of a colour are that is no grey
_SAME_HUE, _OTHER_HUE = 8, 24  # degrees between tints of one colour, at most, and between two colours, at least
_OFTEN, _SELDOM = 0.5, 0.34  # of the boxes, those at no head of their colour, at most, where places tell; and colours are said to
_FEWEST_COLOURED = 4  # boxes besides the heads
_SAID, _LIKELY, _FAR = 0.95, 0.8, 0.6  # how sure: the sheet says so, colours fit, or boxes may head each other
_WORDS = expression(r"\b(?:couleurs?|colou?rs?|colores|farben?|kleur(?:en)?|colori?|cor(?:es)?|kolor\w*|barv\w+)\b")
_HEADS = word_pattern("heads that colours tell")
_UNDER = r"(?:depend|rattach|relev|dipend|\b(?:belong|report\w* to\b|gehor|unterst|zugeord|pertenec|onder|valt|hoort))"
# What hangs under what, folded: « celle de la direction dont elle dépend », in few words « Chaque couleur : un pôle »; no other
# words than these stand there, as in « Code couleur : astreinte de la direction »
_FEW_WORDS = (
    rf"^\W*(?:(?:code|chaque|une?|par|selon|d|du|de|la|le|l|each|one|an?|per|by|of|je|jede|eine?|pro|nach|cada"
    rf")\W+|{_WORDS.pattern}\W+)+"
)
_OF = expression(rf"{_HEADS}.*{_UNDER}|{_UNDER}(?!\w* (?:et|and|und) ).*{_HEADS}|{_FEW_WORDS}{_HEADS}\W*$")


def hang_by_colours(found: PageNodes, boxes: Sequence[TextBox], legend: Sequence[Line], votes: Votes) -> None:
    """Hang each box under the one that has its colour in a row of heads, each in one of its own; no other has another colour.

    So where a box stands at a head of another colour: else places tell. No stroke leads to any. It is sure where the sheet says
    that colours tell who is of whom, as does a *legend* that names all these heads, and places do not. Where it says something
    else of them, has another legend, or most stand at the head of their colour and it says nothing, nothing moves: others may be
    shared with that head, or paid by it, but where they hang is in doubt. Where it does say so and most stand at the head of their
    colour, the others move, in doubt.
    """
    hues: dict[int, float] = {}  # in degrees, of the fill or, where that is white or none, of the border; none of greys
    for number, node in found.by_box.items():
        fills: tuple[Colour | None, ...] = (boxes[number].fill, boxes[number].stroke)
        shown = next((fill for fill in fills if fill is not None and max(fill) - min(fill) > _COLOURED), None)
        if shown is not None and boxes[number].drawn and not node.frame:
            hues[id(node)] = 360 * rgb_to_hsv(*(part / 255 for part in shown))[0]
    nodes = [node for node in dict.fromkeys(found.by_box.values()) if id(node) in hues]
    heads = next(filter(None, (_heads_by_hue(nodes, hues, down=down) for down in (True, False))), {})
    row = list({id(head): head for head in heads.values()}.values())
    if any(_head_of(head.parent, row) is not None for head in row if head.parent is not None):
        return  # each level has a colour
    own = [id(head.parent) in hues and _between(hues[id(head)], hues[id(head.parent)]) <= _SAME_HUE for head in row]
    if 2 * sum(own) > len(row):
        return  # those above them have these colours already
    rest = [node for node in nodes if id(node) in heads]
    beside = sum(node.parent is not None and node.parent is heads[id(node)].parent for node in rest)
    if len({id(head.parent) for head in row}) == len(row) and 2 * beside > len(rest):
        return  # what each of others heads has a colour, the first of them too
    astray = [node for node in rest if _head_of(node, row) is not heads[id(node)]]
    if not astray:
        return
    if any(vote.rule in ("line", "inside") for node in rest for vote in votes.of(node)):
        return
    words = [text for line in (*found.free, *found.notes) if _WORDS.search(text := folded(line.text))]
    said = any(_OF.search(text) for text in words)
    if legend and {folded(head.label) for head in row} <= {folded(line.text) for line in legend}:
        said, legend = True, ()  # it says of which head each colour is
    alike = len({(round(2 * node.size), node.bold) for node in rest}) == 1
    placed = [node for node in astray if _head_of(node, row) is not None]
    few = len(astray) <= (_SELDOM if said else _OFTEN) * len(rest)  # who moved may still have the colour of the old head
    for node in rest:
        if (few and node not in astray) or (not said and (legend or words or (few and node in placed))):
            node.confidence = min(node.confidence, _LIKELY) if node in astray or not few else node.confidence
        elif alike or node.parent is None or heads.get(id(node.parent)) is not heads[id(node)]:
            how_sure = _SAID if said and not few else _LIKELY
            node.hang(heads[id(node)], "colour", how_sure if alike else _FAR)


def _heads_by_hue(nodes: Sequence[Node], hues: Mapping[int, float], *, down: bool) -> dict[int, Node]:
    """The head of each box by the `id` of its node: that of its colour in the first row of boxes in colours of their own.

    {} where there is none, or some have no colour of it. *down*: heads stand over the others, else left of them, one over another.
    """

    starts, ends = [node.box[down] for node in nodes], [node.box[2 + down] for node in nodes]
    for start in sorted(set(starts)):
        places = [place for place, other in enumerate(starts) if abs(other - start) <= SIDE]
        row = [nodes[place] for place in places]
        if len(row) < 2 or any(_between(hues[id(a)], hues[id(b)]) < _OTHER_HUE for a, b in combinations(row, 2)):
            continue
        foot = max(ends[place] for place in places) - SIDE
        rest = [node for node, other in zip(nodes, starts, strict=True) if other >= foot]
        if len(rest) >= _FEWEST_COLOURED:
            alike = {id(node): [o for o in row if _between(hues[id(node)], hues[id(o)]) <= _SAME_HUE] for node in rest}
            told = {node: own[0] for node, own in alike.items() if own}
            if len(told) == len(rest) and len(set(map(id, told.values()))) > 1:
                return told
    return {}


def _head_of(node: Node, row: Sequence[Node]) -> Node | None:
    """Which of *row* it hangs under, through others or not."""
    at: Node | None = node
    while at is not None and all(at is not head for head in row):
        at = at.parent
    return at


def _between(a: float, b: float) -> float:
    return min((a - b) % 360, (b - a) % 360)
