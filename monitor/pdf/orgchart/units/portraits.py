"""Sheets of portraits: cards side by side under a heading, a name in each and what the person does; the heading is the unit of all.

Told by the pictures, or shapes in their place, of one size, with words beside or below each, and by the posts under the names,
which come again or are no titles. Headings of one look are of one rank; that of a new look is set under the last one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from monitor.model import Person
from monitor.model.frozen import dataclass, replace
from monitor.pdf.ink import Box, Colour, Grid, PageInk, median, runs_of
from monitor.pdf.lines import Line, joined, same_style
from monitor.pdf.orgchart.marks.drawing import Drawing
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.units.legends import is_foot
from monitor.pdf.orgchart.units.text_boxes import PageText
from monitor.pdf.orgchart.vocabulary import folded, is_role, is_vacant, starts_like_unit
from monitor.pdf.orgchart.words.people import OPEN, named_in
from monitor.pdf.orgchart.words.sheet_words import SheetWords, words_of
from monitor.pdf.orgchart.words.titles import names_chart
from monitor.pdf.orgchart.words.wording import is_contact

_FEWEST = 5  # portraits of a sheet
_HIGH_EM, _SHAPE = (2.5, 14.0), 1.8  # how high a portrait is, how much higher than wide or the other way round
_SQUARE = 1.1
_LIKE = 1.5  # points by which portraits of one size differ
_BELOW_EM, _BESIDE_EM = 2.5, 3.0  # how far the first words stand from a portrait
_LEADING_EM = 1.8  # between the lines of a card
_MOST_LINES = 5  # of a card
_NAMED, _POSTED = 0.6, 0.5  # of the cards, those that name somebody for certain; that say what the person does
_TITLES = 0.4  # of the posts, those worded like units: then each card is a unit
_SPREAD = 0.8  # of the posts, those that are different where none needs to be known as one
_MOST_HEADINGS = 1.0  # for each card
_LEAST = 0.6  # of a sheet's lines, those of cards and headings: a row of portraits over a chart is no sheet of them
_LONG_HEADING = 12  # words
_LEVEL, _TOP = 0.93, 0.8  # how sure it is what a heading stands under: another one, nothing


@dataclass(slots=True)
class _Card:
    portrait: Box
    lines: list[Line]
    people: list[Person]


@dataclass(slots=True)
class _Heading:
    line: Line
    fill: Colour | None
    band: Box


def portraits_in(page: PageInk, text: PageText, drawing: Drawing) -> list[Node]:
    """The units of a sheet of portraits, whose words are taken from *text*; [] where the page is none."""
    fills = [(line, box.fill, box.box) for box in text.boxes for line in box.lines]
    lines = [line for line, _, _ in fills] + [line for line in text.free if line.angle == 0]
    portraits = _alike(page, text, drawing, median(line.size for line in lines)) if len(lines) >= 2 * _FEWEST else []
    cards = _cards(portraits, lines)
    if len(cards) < max(_FEWEST, _NAMED * len(portraits)):
        return []
    taken = {id(line) for card in cards for line in card.lines}
    bottom = max(card.lines[-1].box.bottom for card in cards)
    within = {id(line): (fill, box) for line, fill, box in fills}
    rest = [line for line in lines if id(line) not in taken and line.box.cy < bottom and not is_foot(line.text)]
    headings = [
        _Heading(line, *within.get(id(line), (None, line.box)))
        for line in sorted(rest, key=lambda line: (line.base, line.frame.x0))
        if not names_chart(line.text) and not is_contact(line.text) and any(char.isalpha() for char in line.text)
    ]
    if len(headings) > 1 and headings[0].line.size > 1.2 * max(heading.line.size for heading in headings[1:]):
        headings = headings[1:]  # the page's title
    if (
        not headings
        or len(headings) > _MOST_HEADINGS * len(cards)
        or any(len(h.line.text.split()) > _LONG_HEADING for h in headings)
        or len(taken) + len(headings) < _LEAST * len(lines)
    ):
        return []
    nodes = _units(headings, cards, page.number)
    if nodes:
        used = taken | {id(heading.line) for heading in headings}
        text.tabled = [line for line in lines if id(line) in used]
        text.free = [line for line in lines if id(line) not in used] + [line for line in text.free if line.angle]
        text.boxes = []
    return nodes


def discs_in(drawing: Drawing) -> list[Box]:
    """Filled shapes as wide as high, which may stand for portraits: silhouettes, discs; of those within one another the largest."""
    filled = (shape.box for shape in drawing.shapes if shape.fill)
    square = (box for box in filled if 1 / _SQUARE <= box.width / max(1.0, box.height) <= _SQUARE)
    found, grid = list[Box](), Grid[Box]()
    for box in sorted(square, key=lambda box: -box.area):
        if not any(other.encloses(box, _LIKE) for other in grid.touching(box, _LIKE)):
            found.append(box)
            grid.add(box, box)
    return found


def _alike(page: PageInk, text: PageText, drawing: Drawing, size: float) -> list[Box]:
    """The pictures, or shapes with no more than initials in them, of one size, in the most numerous of these."""
    said = {box.box: box.lines for box in text.boxes}
    places = [picture.box for picture in page.pictures]
    places += [shape.box for shape in drawing.shapes if len(joined(said.get(shape.box, []))) <= 3]
    fitting = [
        box
        for box in dict.fromkeys(places)
        if _HIGH_EM[0] * size <= box.height <= _HIGH_EM[1] * size and 1 / _SHAPE <= box.height / max(box.width, 1.0) <= _SHAPE
    ]
    ordered = sorted(fitting, key=lambda box: (box.width, box.height))
    groups = runs_of(ordered, lambda a, b: max(abs(a.width - b.width), abs(a.height - b.height)) <= _LIKE)
    found: list[Box] = []
    for box in max(groups, key=len, default=[]):
        if not any(2 * other.overlap(box) > box.area for other in found):  # a picture in its frame
            found.append(box)
    return found


def _cards(portraits: Sequence[Box], lines: Sequence[Line]) -> list[_Card]:
    """The portraits of staff with the words that belong to each: those below it, or those beside it, as most have more of.

    Most name somebody and say what the person does, in words that are no titles of units; else there are none.
    """
    if len(portraits) < _FEWEST:
        return []
    below = [_Card(box, _words_at(box, portraits, lines, beside=False), []) for box in portraits]
    beside = [_Card(box, _words_at(box, portraits, lines, beside=True), []) for box in portraits]
    cards = max(below, beside, key=lambda cards: sum(len(card.lines) > 1 for card in cards))
    cards = [card for card in cards if card.lines and len(card.lines) <= _MOST_LINES]
    owners = Counter(id(line) for card in cards for line in card.lines)
    if any(count > 1 for count in owners.values()):
        return []
    words = words_of([[line] for card in cards for line in card.lines[:1]])
    for card in cards:
        card.people = _person(card.lines, words)
    named = sum(any(person.confidence > OPEN or person.vacant for person in card.people) for card in cards)
    posts = [person.role for card in cards for person in card.people if person.role]
    if named < _NAMED * len(cards) or len(posts) < _POSTED * len(cards):
        return []
    titles = sum(map(starts_like_unit, posts))
    known = 2 * sum(map(is_role, posts)) >= len(posts) and titles < _TITLES * len(posts)
    return cards if known or len(set(map(folded, posts))) <= _SPREAD * len(posts) else []


def _words_at(portrait: Box, portraits: Sequence[Box], lines: Sequence[Line], *, beside: bool) -> list[Line]:
    """The lines right below a *portrait*, within half the way to the next ones, or *beside* it, in its height."""
    row = [other for other in portraits if abs(other.cy - portrait.cy) < portrait.height / 2]
    left = max((other.cx for other in row if other.cx < portrait.cx), default=portrait.cx - 3 * portrait.width)
    right = min((other.cx for other in row if other.cx > portrait.cx), default=portrait.cx + 3 * portrait.width)
    found: list[Line] = []
    for line in sorted(lines, key=lambda line: line.base):
        if beside:
            fits = portrait.x1 - 1 <= line.frame.x0 <= portrait.x1 + _BESIDE_EM * line.size
            fits = fits and portrait.top - line.size <= line.box.cy <= portrait.bottom + line.size
        else:
            middle = line.frame.cx
            fits = line.base >= portrait.bottom and (left + portrait.cx) / 2 <= middle <= (right + portrait.cx) / 2
        first = line.base if beside else portrait.bottom
        apart = line.base - (found[-1].base if found else first)
        if fits and apart > (_LEADING_EM if found or beside else _BELOW_EM) * line.size:
            break
        found += [line] if fits else []
    return found


def _person(lines: Sequence[Line], words: SheetWords) -> list[Person]:
    """Who is named on a card, whose first lines are the name, with what follows as the post."""
    alike = 1
    while alike < len(lines) and same_style(lines[0], lines[alike]):
        alike += 1
    said = {count: joined(lines[:count]) for count in (1, min(2, alike), alike)}
    posts = {count: joined([line for line in lines[count:] if not is_contact(line.text)]) or None for count in said}
    for count, name in said.items():
        named = words.named_in(name)
        if named is not None and named.sure and len(named.people) == 1:
            return [replace(named.people[0], role=named.people[0].role or posts[count])]
    count = min(alike, 2) if alike < len(lines) else 1
    if is_vacant(said[count]):
        return [Person(name="", role=posts[count], vacant=True)]
    named = named_in(said[count])
    people = named.people if named else (Person(name=said[count]),)
    return [replace(person, role=posts[count], confidence=OPEN) for person in people]


def _units(headings: Sequence[_Heading], cards: Sequence[_Card], page: int) -> list[Node]:
    """A unit for each heading, with the people of the cards below it, up to the next one that stands over them."""
    colours = {heading.line.colour for heading in headings}
    path: list[tuple[tuple[object, ...], Node]] = []
    nodes: list[Node] = []
    for heading in headings:
        line = heading.line
        node = Node(line.text, [], heading.band, page, heading.fill, drawn=False, tabled=True, size=line.size, bold=line.bold)
        look = *line.look, len(colours) > 2 or line.colour  # else a colour for each branch
        known = next((place for place, (other, _) in enumerate(path) if other == look), None)
        path = path if known is None else path[:known]
        if path:
            node.hang(path[-1][1], "table", _LEVEL)
        else:
            node.confidence = _TOP
        path.append((look, node))
        nodes.append(node)
    for card in sorted(cards, key=lambda card: (round(card.portrait.cy), card.portrait.x0)):
        above = [n for n, heading in enumerate(headings) if heading.line.base <= card.portrait.top + heading.line.size]
        if not above:
            return []
        last = headings[above[-1]].line.base
        beside = [n for n in above if abs(headings[n].line.base - last) <= headings[n].line.size]
        left = [n for n in beside if headings[n].line.frame.x0 <= card.portrait.cx]
        nodes[left[-1] if left else beside[0]].people += card.people
    return nodes
