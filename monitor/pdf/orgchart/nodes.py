"""The units of a page, and what each rule says of who hangs under whom: kept whether or not it decided, as all is weighed later."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monitor.model import Person, Unit
from monitor.model.frozen import dataclass, field
from monitor.pdf.ink import Box, Colour, StatedLink
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.marks.strokes import Bracket
from monitor.pdf.orgchart.vocabulary import folded, is_role, level, steps_down, word_pattern

LAYOUT = 0.4  # how sure is what only the arrangement suggests
CLEAR, DOUBTFUL = 0.95, 0.6
_SURE_AS_SAID = 0.99
_TOLD = 0.8  # how sure it is that « the direction » is the one head of the sheet
_ROW_EM, _LEVEL_EM = 0.6, 0.3  # boxes of one row begin no further below each other; entries of one depth no further aside
_GROUPING = re.compile(word_pattern("groupings"))
_ARTICLE = re.compile(r"^(?:la |le |les |l'|the |el |il |lo )")


@dataclass(slots=True, eq=False)
class Node:
    """A unit found on a page. `how` says what its parent is known by, None while it has none."""

    label: str
    people: list[Person]
    box: Box
    page: int = 1
    fill: Colour | None = None
    dashed: bool = False
    border: float = 0.0  # width of the outline, points
    drawn: bool = True
    size: float = 9.0
    bold: bool = False
    centred: bool | None = None  # None: can't be told, since the title fills the box
    inset: float = 0.0  # how far from the left side the title begins
    listed: bool = False
    tabled: bool = False  # its title stands in a column of a table that holds nothing else
    of_staff: bool = False  # it is printed in the rows of its people, who may stand on several pages
    frame: bool = False
    turned: bool = False  # its title is written upwards or downwards
    parent: Node | None = None
    how: str | None = None
    confidence: float = 0.0  # of the parent
    against: tuple[str, ...] = ()  # what in the finished tree makes its parent doubtful, where something does
    title_confidence: float = 1.0
    unit_confidence: float = 1.0  # that it is one unit, whether or not its title is whole
    title_against: tuple[str, ...] = ()  # what in the finished tree makes its title doubtful, where something does
    people_against: dict[str, tuple[str, ...]] = field(default_factory=dict)  # the same of its people, by name
    doubted: bool = False  # its title may end with what says who heads it, or with another one
    perhaps_none: bool = False  # it may name a column of a table, and no unit
    apart: bool = False  # see Written
    by_look: bool = False  # see Written
    outer: Node | None = None
    remarks: int = 0
    is_head: bool = False  # somebody was hung under it
    indent: float | None = None  # where an entry of an indented list begins
    looked: float = 0.0  # how sure that is where its look alone tells
    depth: int | None = None  # as its number says, from 0
    under: str | None = None  # what it stands under, as the row of a table names it; "" where that cell is blank
    under_sure: float = 0.0  # how sure it is that this cell says so
    code: str = ""  # a number by which other rows may name it
    same_as: Node | None = None  # the unit of an earlier page that this one is
    category: str | None = None  # see Unit
    first: Line | None = None  # the first line of its title, where it is read from lines

    def enlarge(self, by: float) -> None:
        """Make every length *by* times as long."""
        self.box = self.box.enlarged(by)
        self.size, self.border, self.inset = self.size * by, self.border * by, self.inset * by
        self.indent = None if self.indent is None else self.indent * by

    def hang(self, parent: Node, how: str, confidence: float) -> bool:
        """Put this node under *parent*; False, and nothing done, where that would close a ring."""
        at: Node | None = parent
        while at is not None:
            if at is self:
                return False
            at = at.parent
        self.parent, self.how, self.confidence = parent, how, confidence
        parent.is_head = True
        return True

    def unhang(self, confidence: float) -> None:
        """Take this node from under its head; *confidence*: how sure it is that it has none."""
        self.parent, self.how, self.confidence = None, None, confidence


@dataclass(slots=True)
class PageNodes:
    """The nodes of a page by the number of their box; what is left over as free text."""

    nodes: list[Node]
    by_box: dict[int, Node] = field(default_factory=dict)
    groups: dict[int, list[Node]] = field(default_factory=dict)  # frames without a title: who stands directly inside
    notes: list[Line] = field(default_factory=list)
    title_boxes: list[list[Line]] = field(default_factory=list)
    free: list[Line] = field(default_factory=list)
    open: list[Node] = field(default_factory=list)  # those of a chart without boxes
    tabled: list[Node] = field(default_factory=list)  # those of a table, each hung where its row says
    upturned: float = 0.0  # how sure it is that its head stands at the foot; its nodes are then turned over
    brackets: list[Bracket] = field(default_factory=list)
    told: list[Box] = field(default_factory=list)  # the marks of a table that its units bear as categories
    lying: list[Bracket] = field(default_factory=list)  # those that lie down, as they are with the page turned over its diagonal


@dataclass(slots=True)
class Written:
    """One unit as written. `more`: further units of the same rank in the same box."""

    label: str = ""
    people: list[Person] = field(default_factory=list)
    items: list[Written] = field(default_factory=list)
    more: list[Written] = field(default_factory=list)
    first: Line | None = None  # the title's first line: its look ranks the box
    contacts: int = 0
    doubted: bool = False  # see Node
    apart: bool = False  # its title is set as titles are in this document, and no name
    remarks: int = 0
    listed: bool = False  # begins with a bullet
    by_look: bool = False  # its look alone tells that it is listed under the entry above it
    indent: float = 0.0
    lines: list[Line] = field(default_factory=list)
    left: list[Line] = field(default_factory=list)  # lines that may be entries of a list, where the page has such lists

    @property
    def called(self) -> str:
        """What it is called where it has no title, though people: the post, else the person, else that nobody is in it."""
        return self.people[0].role or self.people[0].name or "N.N."

    def listed_lines(self) -> list[Line]:
        """The first lines of entries without a bullet, and those that may be entries."""
        return [
            line for one in (self, *self.more) for line in (*one.left, *(i.first for i in one.items if i.first and not i.listed))
        ]


class Vote(NamedTuple):
    """One rule (`Node.how`: "line", "stack" …) speaks for one parent. `strength`: its own figure, 0 to 1, no probability."""

    parent: Node
    rule: str
    strength: float


class Votes:
    """The votes for the parents of a page's nodes, in the order in which the rules spoke."""

    def __init__(self) -> None:
        self._of: dict[int, list[Vote]] = {}

    def of(self, node: Node) -> list[Vote]:
        """What was said of the parent of *node*."""
        return self._of.get(id(node), [])

    def cast(self, node: Node, parent: Node, rule: str, strength: float) -> None:
        """Note that *rule* speaks for *parent*; the parent that the node has stays."""
        if parent is not node:
            self._of.setdefault(id(node), []).append(Vote(parent, rule, strength))

    def say(self, node: Node, parent: Node, rule: str, strength: float) -> None:
        """Note it, and hang *node* there if it hangs nowhere yet."""
        self.cast(node, parent, rule, strength)
        if node.parent is None:
            node.hang(parent, rule, strength)

    def hang(self, node: Node, parent: Node, rule: str, strength: float) -> bool:
        """Note it and hang *node* there; False where that would close a ring."""
        self.cast(node, parent, rule, strength)
        return node.hang(parent, rule, strength)


def unhang_tops(nodes: Sequence[Node]) -> None:
    """Take entries of a list among *nodes* from under others set in as far, of no higher rank by words: none is over another.

    What looks alone tell of those under parts of the list is no surer than they are, whatever speaks for it.
    """
    own = {id(node) for node in nodes}
    tops = [node for node in nodes if node.parent is None]
    for node in nodes:
        head = node.parent
        if node.indent is None or head is None or id(head) not in own or head.indent is None:
            continue
        if head.indent > node.indent - _LEVEL_EM * node.size and (steps_down(head.label, node.label) or 0) <= 0:
            node.unhang(CLEAR)
        elif 0 < node.looked < CLEAR and tops != [head]:
            node.confidence = min(node.confidence, node.looked)


def hang_as_said(found: PageNodes, boxes: Sequence[Box], links: Sequence[StatedLink]) -> None:
    """Hang the nodes of *found* as *links* say; *boxes*: those that its nodes were read from, by their numbers."""
    if not links:
        return
    nodes = {link.box: _node_at(link.box, found, boxes) for link in links}
    nodes |= {link.head: _node_at(link.head, found, boxes) for link in links if link.head is not None}
    said = [(nodes[link.box], nodes[link.head] if link.head is not None else None, link.head is None) for link in links]
    for node, _, _ in said:
        if node is not None:
            node.unhang(_SURE_AS_SAID)
    for node, head, at_top in said:
        if node is not None and head is not None and head is not node and not at_top:
            # The guess goes by which the head stands below the node, if it does.
            line = [head]
            while line[-1].parent is not None and line[-1] is not node:
                line.append(line[-1].parent)
            guess = next((below for below in line if below.how != "said"), None) if line[-1] is node else None
            if guess is not None and guess is not node:
                guess.parent, guess.how = None, None
            node.hang(head, "said", _SURE_AS_SAID)


def without_groupings(nodes: Sequence[Node]) -> list[Node]:
    """*nodes* without those that only say what others hang at, « Rattachés à la direction générale »: these hang at its head."""
    gone = set[int]()
    for node in nodes:
        if not node.people and (found := _GROUPING.fullmatch(folded(node.label).strip(" :"))):
            whom = _ARTICLE.sub("", next(said for said in found.groups() if said))
            if level(whom) is not None or is_role(whom):
                gone.add(id(node))
    if not gone:
        return list(nodes)
    tops = [node for node in nodes if node.parent is None and node.is_head and id(node) not in gone]
    for node in nodes:
        while node.parent is not None and id(node.parent) in gone:
            over = node.parent.parent or (tops[0] if len(tops) == 1 else None)
            how, sure = node.how or "layout", min(node.confidence, node.parent.confidence if node.parent.parent else _TOLD)
            if over is None or not node.hang(over, how, sure):
                node.unhang(0.0)
    return [node for node in nodes if id(node) not in gone]


def _node_at(place: Box, found: PageNodes, boxes: Sequence[Box]) -> Node | None:
    """The node that was read from the box at *place*; None where it was taken for no unit."""
    number = max(range(len(boxes)), key=lambda n: boxes[n].overlap(place) / max(boxes[n].area, place.area, 1.0), default=None)
    if number is None or 2 * boxes[number].overlap(place) < max(boxes[number].area, place.area):
        return None
    return found.by_box.get(number)


def in_order(nodes: Sequence[Node]) -> list[Node]:
    """*nodes* in the order of the tree, heads before their services, as they stand on the page."""
    children: dict[int, list[Node]] = {}
    for node in nodes:
        children.setdefault(id(node.parent) if node.parent else 0, []).append(node)
    order: list[Node] = []
    stack = _in_place(children.get(0, []))[::-1]
    while stack:
        node = stack.pop()
        order.append(node)
        stack.extend(_in_place(children.get(id(node), []))[::-1])
    return order


def _in_place(nodes: list[Node]) -> list[Node]:
    """*nodes* from page to page, row by row, each row from left to right."""
    rows: list[list[Node]] = []
    for node in sorted(nodes, key=lambda n: (n.page, n.box.top, n.box.x0)):
        first = rows[-1][0] if rows else None
        if first is None or node.page != first.page or node.box.top > first.box.top + _ROW_EM * first.size:
            rows.append([])
        rows[-1].append(node)
    return [node for row in rows for node in sorted(row, key=lambda n: (n.box.x0, n.box.top))]


def units_of(order: Sequence[Node]) -> Iterator[Unit]:
    """What other rooms know of the nodes of a tree, numbered in their *order*."""
    ids = {id(node): f"u{number}" for number, node in enumerate(order, 1)}
    for node in order:
        x0, top, x1, bottom = (round(side, 1) for side in node.box)
        above = node.parent or node  # a clear link bears that its head's title may lack a word
        head = above.unit_confidence if node.parent and node.confidence >= CLEAR else above.title_confidence
        yield Unit(
            id=ids[id(node)],
            title=node.label,
            people=tuple(node.people),
            parent=ids[id(node.parent)] if node.parent else None,
            confidence_parent=round(min(node.confidence, node.title_confidence, head), 2),
            confidence_title=round(node.title_confidence, 2),
            page=node.page,
            bbox=(x0, top, x1, bottom),
            category=node.category,
        )
