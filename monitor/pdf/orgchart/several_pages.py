"""The pages of one chart: what each shows, and one tree of all."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from monitor.expressions import expression, remembered
from monitor.model.frozen import dataclass
from monitor.pdf.ink import Box
from monitor.pdf.orgchart.arrangement.stacks import alike, alike_but_for_colour, columns_by_white
from monitor.pdf.orgchart.choice.weighing import Choice
from monitor.pdf.orgchart.nodes import CLEAR, DOUBTFUL, Node, without_groupings
from monitor.pdf.orgchart.tables.posts import hang_as_named
from monitor.pdf.orgchart.units.cells import continue_table
from monitor.pdf.orgchart.units.numbering import hang_by_numbers
from monitor.pdf.orgchart.units.posts import heads_by_post
from monitor.pdf.orgchart.units.text_boxes import TableColumn
from monitor.pdf.orgchart.vocabulary import folded, level, steps_down

_CONTINUED = re.compile(  # « Formazione continua » is a title
    r"\s*(?:[(\[]?\b(?:suite|fortsetzung|continued|cont\.|\d+\s*/\s*\d+)\b[)\]]?"
    r"|[(\[](?:forts\.?|cont['.]?d?\.?|continu(?:a|e|acio|acion|acao|azione)|segue|seguito|sigue|vervolg)[)\]])\s*$"
)
_DEPUTY = re.compile(r"^dir(?:ection|ect(?:eur|rice)) generale? adjointe?\b(?: (?:a la|au|aux|en charge (?:de la|du|des|de l)))?")
_SERVICES = re.compile(r"^dir(?:ection|ect(?:eur|rice)) generale? des services\b")
_BELOW = expression(r"adjoint|assist|secretaire|deputy|vice|stellv|interim|supplean")  # in posts of those who head nothing
_NOT_WORD = re.compile(r"[^\w]+")
_PAD = 1.5  # points around the words of a unit without a box
_MOST_OVER = 8  # units over the columns of a list: its head and staff
_SAME_SIZE, _SAME_PLACE = 0.3, 2.0  # points
_MOST_MOVES = 5  # ways that the words of a page may be moved from those of the page before
_LIKELY, _LAST_EM = 0.8, 3.0  # how far above the foot of the last column one ends that goes on in the next
_SHORT = 2  # letters of a word that tells no body
_FEWEST_STEPS = 3  # boxes of a stair under others
_FEWEST_AGAIN, _MOSTLY_AGAIN = 2, 0.6  # boxes of one look with titles of pages before; of all that look so


@dataclass(frozen=True, slots=True)
class PageChart:
    """One page's nodes, its title as printed, and the other texts beside the chart."""

    nodes: list[Node]
    title: str | None
    beside: list[str]
    boxed: int  # letters in boxes
    letters: int
    running: int = 0  # of them, those of running text, on a page whose units have no boxes
    loose: int = 0  # units that have none
    listed: bool = False  # they are an indented list
    columns: tuple[TableColumn, ...] = ()  # of its tables
    section: tuple[Node, Node] | None = None  # of a page in sections: the last band, and the last unit under it
    going_on: tuple[Node, ...] = ()  # what stands above the first one: it goes on the last section of the page before
    told: tuple[Box, ...] = ()  # the marks of its tables that its units bear as words
    choices: tuple[Choice, ...] = ()  # what its parents were chosen from, where that is to be explained


def joined_pages(charts: Sequence[PageChart]) -> list[Node]:
    """All nodes of the pages of *charts*; those met again are merged into the first, their children with them.

    A page headed by the title of a unit shows what hangs under it.
    """
    known: dict[str, list[Node]] = {}
    titles = set[str]()  # the words of those of the pages
    kept: list[Node] = []
    listed: list[Node] = []  # in the order of reading
    run: list[
        tuple[Node, int]
    ] = []  # so, too: words without boxes under one another, over pages, each with how many stand above it
    section: tuple[Node, Node] | None = None
    for number, chart in enumerate(charts):
        nodes, title = chart.nodes, chart.title
        _go_on_from_before(chart, section, kept, listed, run)
        section = chart.section
        if title is None or any(title in (before.title, *before.beside) for before in charts[:number]):  # or a running head
            new_here = [node for node in nodes if title_key(node.label) not in known]
            _go_on_above(new_here, kept)
            _go_on_stair(new_here, kept)
            if kept and len(nodes) == 1 and nodes[0].parent is None:  # alone on its page, it goes on something
                nodes[0].unhang(_LIKELY)
        under: dict[int, dict[str, Node]] = defaultdict(dict)
        for node in (*nodes, *kept):
            if node.parent is not None:
                under[id(node.parent)][title_key(node.label)] = node
        details = _details(nodes, known, under)
        own = _head_of_another(nodes, title, titles, known)
        titles |= {*title_key(title or "").split()}
        same: dict[int, Node] = {}
        new: set[int] = set()
        for node in sorted(nodes, key=_depth):
            if node.parent is not None and id(node.parent) in same:
                node.parent = same[id(node.parent)]
            twin = details.get(id(node)) or _twin(node, known, under)
            if own is not None and own is not node and node.parent is None and (twin is None or not _names(node) & _names(twin)):
                node.hang(own, "page title", _LIKELY)
            elif twin is not None:
                same[id(node)] = node.same_as = twin
                both = (node.of_staff and twin.of_staff) or None not in (node.under, twin.under)  # rows of a list of staff
                if both or not twin.people:
                    twin.people = [*twin.people, *(p for p in node.people if p.vacant or p not in twin.people)]
                continue
            if node.parent is None and title is not None:
                named = [units[0] for label, units in known.items() if len(units) == 1 and label and label in title_key(title)]
                if named:
                    node.hang(max(named, key=lambda unit: len(unit.label)), "page title", 0.7)
            kept.append(node)
            new.add(id(node))
        for node in nodes:
            if id(node) in new:
                known.setdefault(title_key(node.label), []).append(node)
    hang_as_named(kept)
    hang_by_numbers(kept)
    return heads_by_post(without_groupings(kept))


def _go_on_from_before(
    chart: PageChart, section: tuple[Node, Node] | None, kept: list[Node], listed: list[Node], run: list[tuple[Node, int]]
) -> None:
    """Hang what goes on from the page before: its *section*, who stands above the first title, a list, a table, columns."""
    nodes = chart.nodes
    if section is not None:
        for node in chart.going_on:
            over = section[1] if node.listed else section[0]
            node.hang(over.same_as or over, "item" if node.listed else "strip", CLEAR)
        for node in nodes:  # bands set as the last one there
            if node.parent is None and node.drawn and section[0].parent is not None and alike(node, section[0]):
                node.hang(section[0].parent, "strip", section[0].confidence)
    _go_on_list(nodes, kept)
    if nodes and nodes[0].of_staff and not nodes[0].label:  # whoever stands above the page's first title
        first = nodes.pop(0)
        if kept and kept[-1].of_staff:
            kept[-1].people += first.people
    # entries of an indented list that go on from the page before hang where they would have hung there
    for node in nodes:
        if node.indent is not None and node.parent is None:
            head = next((o for o in reversed(listed) if o.indent is not None and o.indent < node.indent - 0.6 * node.size), None)
            if head is not None:
                node.hang(head.same_as or head, "indented", 0.9)
    listed += [node for node in nodes if node.indent is not None]
    continue_table(nodes, kept, chart.columns)
    if chart.section is not None:  # in bands across the page, whose columns are their own
        run.clear()
        return
    foot = max((node.box.bottom for node in nodes), default=0.0)
    for number, column in enumerate(columns := _columns_below_heads(nodes)):
        full = number == 0 or foot - max(node.box.bottom for node in columns[number - 1]) <= _LAST_EM * column[0].size
        if not full:  # what stands in the next column does not go on this one
            run.clear()
        _go_on(column, run, on_page=number > 0)


def _columns_below_heads(nodes: Sequence[Node]) -> list[list[Node]]:
    """*nodes* by the columns in which they begin; in the first those, too, that stand over several of them, above all others."""
    ordered = sorted(nodes, key=lambda node: node.box.top)
    for many in range(min(_MOST_OVER, len(ordered))):
        over, rest = ordered[:many], ordered[many:]
        if len(columns := columns_by_white(rest)) > 1:
            apart = all(node.box.bottom <= rest[0].box.top + node.size / 2 for node in over)
            return [[*over, *columns[0]], *columns[1:]] if apart else [ordered]
    return [ordered] if ordered else []


def _go_on_list(nodes: Sequence[Node], kept: Sequence[Node]) -> None:
    """Hang entries that nothing else on their page stands above under the last unit of the page before that has, or may have, such.

    They begin where entries do under it, or under units set alike. It, or its list, stands at the foot of its page and has
    nothing beside it. *kept*: those of the pages before.
    """
    before = [o for o in kept if nodes and o.page == nodes[0].page - 1]
    last = max(before, key=lambda o: o.box.bottom, default=None)
    if last is None or any(o.box.x0 >= last.box.x1 and o.box.bottom > last.box.top for o in before):
        return
    head = last.parent if last.listed else last
    lists = [o for o in before if head is not None and o.listed and o.parent is not None and alike(o.parent, head)]
    for node in sorted(nodes, key=lambda node: node.box.top):
        as_there = any(abs(node.box.x0 - o.box.x0) <= _SAME_PLACE and node.bold == o.bold for o in lists)
        if head is None or not (node.listed and node.parent is None and as_there):
            return
        node.unhang(DOUBTFUL)
        node.hang(head, "item", CLEAR)


def _go_on_above(nodes: Sequence[Node], kept: Sequence[Node]) -> None:
    """Hang those of *nodes* that nothing on their page stands above where those hang that are set alike on the page before.

    These hang under what is set otherwise, and some stand in the same column. Where the last of them hangs elsewhere than the
    lowest of the column, nobody can tell. *kept*: the nodes of the pages before.
    """
    placed = {id(node) for node in nodes if node.parent is not None and node.parent.page != node.page}  # and what hangs there
    for node in sorted(nodes, key=lambda node: (node.box.top, node.box.x0)):
        if id(node.parent) in placed:
            placed.add(id(node))
        boxed = node.drawn or any(o.drawn and not o.listed and o.parent is node for o in nodes)
        if node.listed or not boxed or (node.parent is not None and node.parent.box.top < node.box.bottom):
            continue
        before = [o for o in kept if o.page == node.page - 1 and o.drawn == node.drawn and not o.listed]
        before = [o for o in before if alike_but_for_colour(o, node)]
        of_rank = level(node.label) is not None and all(level(o.label) == level(node.label) for o in before)
        if not of_rank or len({o.fill for o in before}) == 1 or len({id(o.parent) for o in before}) > 1:
            before = [o for o in before if alike(o, node)]  # else the colour tells no rank, but the words do
        column = [o for o in before if abs(o.box.x0 - node.box.x0) <= _SAME_PLACE]
        if not column or len(before) < _FEWEST_AGAIN or any(o.parent is None or alike(o.parent, node) for o in before):
            continue
        if any(o.box.top < node.box.top - node.size and id(o) not in placed and not alike(o, node) for o in nodes):
            continue
        last, lowest = (max(those, key=lambda o: o.box.top).parent for those in (before, column))
        node.unhang(DOUBTFUL)
        placed.add(id(node))
        if last is not None and last is lowest:
            node.hang(last.same_as or last, "page before", _LIKELY)


def _go_on_stair(nodes: Sequence[Node], kept: Sequence[Node]) -> None:
    """Hang *nodes* as the stair of boxes on the page before would go on, whatever strokes say that come from there.

    There each box hangs under the nearest above it that begins further left, and has nothing beside it; here none does whose head
    is printed again, « Pôle technique » over its own directions. *kept*: as above.
    """
    page = [o for o in kept if nodes and o.page == nodes[0].page - 1]
    before, here = (sorted((o for o in those if o.drawn), key=lambda o: o.box.top) for those in (page, nodes))
    led = [o for o in before if o.parent is not None]
    if len(led) < _FEWEST_STEPS or len(before) < len(page):
        return
    if any(o.parent is not head for n, o in enumerate(before) if (head := _left_over(o, before[:n])) is not None):
        return
    if any(upper.box.bottom > lower.box.top for those in (before, here) for upper, lower in pairwise(those)):
        return
    over = [before[0]]  # what goes on from further before, innermost first
    while over[-1].parent is not None:
        over.append(over[-1].parent)
    for number, node in enumerate(here):
        head = _left_over(node, here[:number]) or _left_over(node, before) or _left_over(node, over)
        as_there = any(abs(o.box.x0 - node.box.x0) <= _SAME_PLACE for o in led)
        own = _is_of_another(node, here, [*before, *over])
        if as_there and head is not None and not own and (node.parent is not head or node.confidence < CLEAR):
            node.unhang(DOUBTFUL)
            node.hang(head.same_as or head, "page before" if head not in here else "indented", CLEAR)


def _is_of_another(node: Node, here: Sequence[Node], before: Sequence[Node]) -> bool:
    """Whether its page prints its head again, and that is none of those *before*; *here*: the boxes that no page had."""
    head = node.parent
    if head is None or not head.drawn or head.page != node.page or head in here:
        return False
    return title_key(head.label) not in {title_key(o.label) for o in before}


def _left_over(node: Node, above: Sequence[Node]) -> Node | None:
    """The nearest of those *above* that begins further left than *node*."""
    left = [o for o in above if o.box.x0 < node.box.x0 - _SAME_PLACE]
    return max(left, key=lambda o: (o.page, o.box.top), default=None)


class _Set(NamedTuple):
    """How a title without a box is set: where it begins, points from the left; of an entry beneath a title no more is known."""

    x0: float
    size: float | None
    bold: bool

    @classmethod
    def of(cls, node: Node) -> _Set:
        if node.how == "item":
            return cls(round(node.box.x0, 1), None, node.bold)
        return cls(round(node.box.x0 + _PAD if node.indent is None else node.indent, 1), round(node.size, 1), node.bold)

    def is_as(self, other: _Set, moved: float) -> bool:
        """Whether it is set as *other* is, which stands *moved* points further left, as all that is on its page."""
        alike = other.size is None or (self.size is not None and abs(self.size - other.size) <= _SAME_SIZE)
        return alike and self.bold == other.bold and abs(self.x0 - moved - other.x0) <= _SAME_PLACE


def _go_on(nodes: Sequence[Node], run: list[tuple[Node, int]], *, on_page: bool) -> None:
    """Hang what goes on a list without boxes from the pages before, *run*, where what is set so there hangs; and add it to *run*.

    So where all stand under one another, on this page as on the one before, and every way of setting a title is of one depth there.
    *on_page*: the last of *run* is the column at the left; then only what hangs outside its own does.
    """
    new = sorted(nodes, key=lambda node: node.box.top)
    apart = all(lower.box.top - upper.box.top > 0.5 * lower.size for upper, lower in pairwise(new))
    other = any((o.drawn and o.how != "item") or o.how in ("line", "table") or o.tabled or o.of_staff for o in new)
    if not new or not apart or other:  # no list of words alone
        run.clear()
        return
    known = dict.fromkeys((_Set.of(node), depth) for node, depth in run)
    free = {id(node): _Set.of(node) for node in new if node.how != "item"}
    steps = Counter(round(own.x0 - way.x0) for own in free.values() for way, _ in known)
    moves = [0.0, *(float(step) for step, _ in steps.most_common(_MOST_MOVES))]
    found = [{at: {depth for way, depth in known if own.is_as(way, moved)} for at, own in free.items()} for moved in moves]
    depths = max(found, key=lambda told: sum(map(bool, told.values())))
    settled = all(len(told) < 2 for told in depths.values()) and sum(map(bool, depths.values())) >= _MOSTLY_AGAIN * len(free)
    above, here = run.copy(), set(map(id, new))
    for node in new:
        told = depths.get(id(node), set()) if settled else set()
        depth = next(iter(told), None)
        while depth is not None and above and above[-1][1] >= depth:
            above.pop()
        head = above[-1][0].same_as or above[-1][0] if depth and above else None
        inside = on_page and id(node.parent) in here
        if head is not None and not inside and (not on_page or node.parent is not head):
            node.unhang(DOUBTFUL)
            node.hang(head, "indented", CLEAR if not on_page and (steps_down(head.label, node.label) or 0) > 0 else _LIKELY)
        depth = _depth(node) if depth is None else depth
        run.append((node, depth))
        above.append((node, depth))


def _details(
    nodes: Sequence[Node], known: Mapping[str, Sequence[Node]], under: Mapping[int, Mapping[str, Node]]
) -> dict[int, Node]:
    """The units of earlier pages that boxes of this one are again, where the page shows in detail what hangs under each of them.

    Most boxes of one look, which no strokes join, have titles of units before, and most of these something under them. Hardly one
    names somebody else, or has others under it: that is another body's chart. None hangs under another: they are packed in columns.
    """
    boxes = [node for node in nodes if node.drawn and not node.listed and node.how != "line"]
    found: dict[int, Node] = {}
    while boxes:
        kind = [node for node in boxes if alike(node, boxes[0])]
        those = set(map(id, kind))
        boxes = [node for node in boxes if id(node) not in those]
        again = {id(o): (o, units[0]) for o in kind if len(units := known.get(title_key(o.label), ())) == 1 and units[0].label}
        others = sum(_names_others(here, unit) for here, unit in again.values())
        below = [(under[id(here)].keys(), under[id(unit)].keys()) for here, unit in again.values()]
        others += sum(bool(some and own and some.isdisjoint(own)) for some, own in below)
        shown = sum(bool(under[id(here)]) for here, _ in again.values())  # else « Accueil » is that of each site
        once = len({id(unit) for _, unit in again.values()}) == len(again)
        if not once or 2 * shown <= len(again) or len(again) - others < max(_FEWEST_AGAIN, _MOSTLY_AGAIN * len(kind)):
            continue
        found |= {key: unit for key, (_, unit) in again.items()}
        for node in kind:
            if id(node.parent) in those:
                node.unhang(DOUBTFUL)
    return found


def _head_of_another(
    nodes: Sequence[Node], title: str | None, before: Set[str], known: Mapping[str, Sequence[Node]]
) -> Node | None:
    """Who heads, alone and new, a page that is another body's chart, « Organigramme du CCAS »; *before*: title words so far."""
    head = min(nodes, key=lambda node: node.box.top, default=None)
    if head is None or not known or head.parent is not None or not head.people or title_key(head.label) in known:
        return None
    alone = all(node is head or node.box.top >= head.box.bottom for node in nodes)
    if any(_names(head) & _names(unit) for units in known.values() for unit in units):
        return None  # a unit of the first page, called otherwise
    words = {word for word in title_key(title or "").split() if word not in before and len(word) > _SHORT}
    return head if alone and before and not words.isdisjoint(title_key(head.label).split()) else None


def _depth(node: Node) -> int:
    """How many nodes stand above *node*."""
    depth, at = 0, node.parent
    while at is not None:
        depth, at = depth + 1, at.parent
    return depth


@remembered
def title_key(label: str) -> str:
    """A title as looked for on other pages: without case, accents, punctuation and « (suite) », « DGA » for what it stands for."""
    bare = _NOT_WORD.sub(" ", _CONTINUED.sub("", folded(label))).strip()
    return _SERVICES.sub("dgs", _DEPUTY.sub("dga", bare))


def _twin(node: Node, known: Mapping[str, list[Node]], under: Mapping[int, Mapping[str, Node]]) -> Node | None:
    """The one unit of an earlier page that this is: a head there too, with the same parent, or with the same person in it.

    What heads all on both, and names another head, as does all under it that has a title met there, is of another body.
    """
    found = known.get(title_key(node.label), [])
    if node.parent is None and (len(found) == 1 or (found and node.of_staff)):
        here, there = under[id(node)], under[id(found[0])]
        other = here and there and all(_names_others(here[title], there[title]) for title in here.keys() & there.keys())
        other = other and found[0].parent is None and not node.of_staff  # what has a head there is shown in detail here
        return None if other and _names_others(node, found[0]) else found[0]
    same = next((other for other in found if other.parent is node.parent and node.parent is not None), None)
    return same or next((o for o in found if _names(node) & _names(o)), None)


def _names(node: Node) -> set[str]:
    return {title_key(person.name) for person in node.people if person.name}


def _names_others(node: Node, twin: Node) -> bool:
    """Whether both name a head, and nobody twice, however a name is written: « M. Petit » may be Luc Petit; no deputies."""
    named = ([title_key(p.name) for p in o.people if p.name and not _BELOW.search(folded(p.role or ""))] for o in (node, twin))
    some, others = ([{word for word in name.split() if len(word) > _SHORT} for name in names] for names in named)
    return bool(some and others) and not any(a <= b or b <= a for a in some for b in others)
