"""Levels of lines that stand under each other in one frame or column, told by how they look, wherever the looks take turns.

« **Direction des quais** », « Grues », « Criée », « **Direction des phares** », « Feux »: a look with which every column begins,
and that something else follows each time, is that of heads, unless lines that are set so for other reasons would fall so by chance.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import chain, pairwise
from math import comb, inf
from typing import NamedTuple, TypeAlias

from monitor.expressions import expression
from monitor.pdf.ink import Box, Colour, Grid
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.marks.drawing import Segment
from monitor.pdf.orgchart.nodes import CLEAR, Node
from monitor.pdf.orgchart.vocabulary import folded, is_post_of_rank, level, steps_down, word_pattern

_CHANCE = 0.02  # the most likely that lines in the look of heads stand where they do by chance
_BY_WORDS, _AGAINST_WORDS = 0.1, 20.0  # times as likely, where all ranks that words tell step down from heads, or none does
_WIDER = 1.0  # points: how much more white is over heads than over other lines, where that tells of them
_SHORTEST = (0, 7)  # letters of one word in capitals that is no acronym, « ATSEM »: where all are, or not
_ACRONYM = 5  # letters of one at most: where most of what is in capitals has no more, these are no look
_STEP_EM, _BELOW_EM = 0.5, 0.7  # how far aside what is set in begins; from the baseline to a rule under the words
_DOUBTED = 0.8
_SELDOM = 0.05  # of the lines that are no heads, those in a look that may be for other reasons
_LISTED = frozenset({"item", "below", "stack", "same box", "column", "weighed", "title", "bracket"})

_NAMED = expression(word_pattern("looks that legends name"))
_HEADS = expression(word_pattern("heads that colours tell"))
_ENTRIES = expression(r"\s[–—|·•-]\s|;")
_BEFORE = re.compile(r"(?:\w+\s?:?\s?){0,2}")  # where an entry begins with a look, at most: « Légende : », « Services »
_SEPARATED = re.compile(r"[^:=,]{0,40}[:=,]\s?(?P<what>.+)")
_ARTICLES = re.compile(r"(?:(?:les?|la|l|the|die|der|das|los|las|el|il|i|gli|de)\b['’\s]*)?")
_LEGEND = 7  # words that a legend says of a look; more are a sentence
_COLOURED = 24  # of 255: how far apart the parts of a colour are that is no grey
_HUES = ("red", "green", "blue")

# Bold, in capitals, in italics, how large, in another colour than most, with a rule under it, set in no further than others
_Look: TypeAlias = tuple[bool, bool, bool, int, bool, bool, bool]


class _Entry(NamedTuple):
    node: Node
    line: Line


class _Column(NamedTuple):
    """Lines under each other, from top to bottom, and what they stand under."""

    head: Node
    entries: list[_Entry]


def hang_by_levels(nodes: Sequence[Node], rules: Sequence[Segment], drawn: Sequence[Box], notes: Sequence[Line] = ()) -> None:
    """Hang lines of columns under those in the look of heads, and these under what the column stands under; *drawn*: the boxes.

    A look that *notes*, what the sheet says beside its units, name for another reason heads nothing.
    """
    columns, (named, hinted) = _columns(nodes, drawn), _looks_named(line.text for line in notes)
    if named:
        _take_from_named(columns, _looks(columns, rules, 0), _looks(columns, rules, 0, named))
    for told, whole in ((columns, False), (_with_firsts(columns), True)):
        ways = [_looks(told, rules, shortest, named) for shortest in _SHORTEST]
        found = [(_heading(told, looks, whole=whole), looks) for looks in ways]
        (chance, heading), looks = min(found, key=lambda way: way[0][0])
        if heading is not None and chance <= _CHANCE:
            _hang(told, looks, heading)
            _doubt_hinted(told, looks, _looks(told, rules, 0, named | hinted))
            return
    _doubt(columns, _looks(columns, rules, 0))


def _looks_named(notes: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """What notes say of looks, by their groups: those that an entry of a legend names, « En gras : accueil du public », and hints.

    A hint is a sentence, « Les services en gras accueillent du public », or says who leads. What is said of heads, « En gras : les
    services », or of colours at large, is none.
    """
    named, hinted = set[str](), set[str]()
    for entry in (entry for text in notes for entry in _ENTRIES.split(folded(text))):
        for found in _NAMED.finditer(entry) if not _HEADS.search(entry) else ():
            look, before, after = found.lastgroup or "", entry[: found.start()], entry[found.end() :]
            said = _SEPARATED.match(after)
            is_last = not after.strip() and before.rstrip().endswith((":", "="))
            what = said["what"] if said else before.rstrip(" :=") if is_last else ""
            words = _ARTICLES.sub("", what, count=1).split()
            if len(words) == 1 and level(words[0]) is not None:
                continue
            leads = bool(words) and is_post_of_rank(words[0].removesuffix("s"))
            if 0 < len(words) <= _LEGEND and not leads and (_BEFORE.fullmatch(before) or not said):
                named.add(look)
            elif look != "colour":
                hinted.add(look)
    return frozenset(named), frozenset(hinted)


def _doubt_hinted(columns: Sequence[_Column], looks: Mapping[int, _Look], without: Mapping[int, _Look]) -> None:
    """Doubt what hangs under a line that but a look hinted at, *without* which they are set alike, sets apart from it."""
    for _, entries in columns:
        own = {id(entry.node) for entry in entries}
        for node, _ in entries:
            if (over := node.parent) is None or id(over) not in own or looks[id(over)] == looks[id(node)]:
                continue
            if without[id(over)] == without[id(node)]:
                node.confidence = min(node.confidence, _DOUBTED)


def _take_from_named(columns: Sequence[_Column], set_as: Mapping[int, _Look], looks: Mapping[int, _Look]) -> None:
    """Hang under what their column stands under lines listed under another in it, where but a look named sets the two apart."""
    for head, entries in columns:
        own = {id(entry.node) for entry in entries}
        for node, _ in entries:
            over = node.parent
            if over is None or node.how != "item" or id(over) not in own or (steps_down(over.label, node.label) or 0) > 0:
                continue
            if looks[id(over)] == looks[id(node)] and set_as[id(over)] != set_as[id(node)]:
                node.hang(head, "item", CLEAR)


def _hang(columns: Sequence[_Column], looks: Mapping[int, _Look], heading: _Look) -> None:
    for head, entries in columns:
        over = head
        for node, _ in entries if looks[id(entries[0].node)] == heading else ():
            is_head = looks[id(node)] == heading
            over = node if is_head else over
            parent = head if is_head else over
            if node.parent is not parent and (is_head or not _is_under(node, parent)):
                node.hang(parent, "item", CLEAR)
            elif node.parent is parent and node.how == "bracket":
                node.confidence = CLEAR


def _doubt(columns: Sequence[_Column], looks: Mapping[int, _Look]) -> None:
    """Doubt what is listed under a line in another look where a column begins with its own: that one may stand out by itself."""
    begun = {(looks[id(entries[0].node)], looks[id(o.node)]) for _, entries in columns for o in entries}
    for _, entries in columns:
        own = {id(entry.node) for entry in entries}
        for node, _ in entries:
            head = node.parent
            listed = node.how == "item" and head is not None and id(head) in own
            if head is not None and listed and looks[id(head)] != looks[id(node)]:
                told = (looks[id(node)], looks[id(head)]) not in begun
                node.confidence = node.confidence if told else min(node.confidence, _DOUBTED)


def _columns(nodes: Sequence[Node], drawn: Sequence[Box]) -> list[_Column]:
    """Of those *nodes* that are no boxes of their own those under each other, by what they hang under, at whatever depth."""
    entries = [_Entry(o, o.first) for o in nodes if o.first and o.first.angle == 0 and o.how in _LISTED]
    boxes, held = Grid((box, box) for box in drawn), defaultdict[Box, list[Node]](list)
    for node, line in entries:
        for box in boxes.at(line.frame.cx, line.frame.cy):
            held[box].append(node)
    # What heads all that stands in a box is no line of it, nor what has one of its own
    entries = [o for o in entries if o.node.box not in held or not all(_is_under(node, o.node) for node in held[o.node.box])]
    own = {id(entry.node) for entry in entries}
    under: dict[int, tuple[Node, list[_Entry]]] = {}
    for entry in entries:
        head = entry.node.parent
        while head is not None and id(head) in own:
            head = head.parent
        if head is not None:
            under.setdefault(id(head), (head, []))[1].append(entry)
    found: list[_Column] = []
    for head, listed in under.values():
        columns: list[list[_Entry]] = []
        end = -inf
        for entry in sorted(listed, key=lambda o: o.line.frame.x0):
            if entry.line.frame.x0 >= end:
                columns.append([])
            columns[-1].append(entry)
            end = max(end, entry.line.frame.x1)
        found += [_Column(head, sorted(column, key=lambda o: o.line.base)) for column in columns]
    return found


def _is_under(node: Node, head: Node) -> bool:
    """Whether *node* is *head*, or hangs under it at whatever depth."""
    at: Node | None = node
    while at is not None and at is not head:
        at = at.parent
    return at is head


def _with_firsts(columns: Sequence[_Column]) -> list[_Column]:
    """*columns*, each with what it stands under for its first line, where others in it are set as that is."""
    found: list[_Column] = []
    for head, entries in columns:
        first = head.first
        alike = first is not None and any(o.line.style == first.style for o in entries)
        found.append(
            _Column(head.parent, [_Entry(head, first), *entries]) if alike and first and head.parent else _Column(head, entries)
        )
    return found


def _looks(
    columns: Sequence[_Column], rules: Sequence[Segment], shortest: int, named: Container[str] = frozenset()
) -> dict[int, _Look]:
    """How each line is set, by its node. *shortest*: letters of one word in capitals, at least, that is set in them.

    What is *named* by a legend counts as set like the others, and so do links, in blue with a rule beneath, and acronyms where
    hardly anything else is in capitals.
    """
    lengths = [len(o.node.label) for _, entries in columns for o in entries if o.node.label.isupper()]
    acronyms = 2 * sum(length <= _ACRONYM for length in lengths) > len(lengths)
    shortest = max(shortest, _ACRONYM + 1) if acronyms else shortest
    colours = Counter(o.line.colour for _, entries in columns for o in entries)
    usual = max(colours, key=colours.__getitem__, default=None)
    level = Grid((rule.box, rule) for rule in rules if rule.level)
    looks: dict[int, _Look] = {}
    for _, entries in columns:
        left = min(o.line.frame.x0 for o in entries)
        stepped = len({round((o.line.frame.x0 - left) / o.line.size) for o in entries}) == 2
        for node, line in entries:
            under = Box(line.frame.cx, line.base, line.frame.cx, line.base + _BELOW_EM * line.size)
            hue = _hue(line.colour)
            coloured = line.colour != usual and hue not in named and "colour" not in named
            ruled = bool(level.near(under)) and "ruled" not in named
            if hue == "blue" and ruled:
                coloured = ruled = False
            upper = node.label.isupper() and (" " in node.label or len(node.label) >= shortest) and "upper" not in named
            out = not stepped or line.frame.x0 - left <= _STEP_EM * line.size
            bold, italic = line.bold and "bold" not in named, line.italic and "italic" not in named
            looks[id(node)] = bold, upper, italic, round(2 * line.size), coloured, ruled, out
    return looks


def _hue(colour: Colour) -> str:
    """Which of its parts a *colour* has most of, as `_NAMED` calls it."""
    return _HUES[colour.index(max(colour))] if max(colour) - min(colour) > _COLOURED else "grey"


def _heading(columns: Sequence[_Column], looks: Mapping[int, _Look], *, whole: bool) -> tuple[float, _Look | None]:
    """How likely it is by chance that every column in which looks differ begins with the look of heads; and that look, or None.

    *whole*: only where something follows each head.
    """
    told = [[looks[id(o.node)] for o in entries] for _, entries in columns]
    firsts = {looks[0] for looks in told if len(set(looks)) > 1}
    if len(firsts) != 1:
        return 1.0, None
    look = firsts.pop()
    others = Counter(other for looks in told for other in looks if other != look)
    if any(often > _SELDOM * others.total() and not _stands_out(look, other) for other, often in others.items()):
        return 1.0, None
    chance, again = 1.0, False
    for placed in ([other == look for other in looks] for looks in told if len({look, *looks}) > 1 and look in looks):
        count, heads = len(placed), sum(placed)
        led = not placed[-1] and not any(a and b for a, b in pairwise(placed))  # something follows each
        chance *= comb(count - heads - 1, heads - 1) / comb(count, heads) if led else heads / count
        again |= any(b and not a for a, b in pairwise(placed))
        if whole and not led:
            return 1.0, None
    steps = [
        steps_down(a.node.label, b.node.label)
        for _, entries in columns
        for a, b in pairwise(entries)
        if looks[id(a.node)] == look != looks[id(b.node)]
    ]
    ranked = [step for step in steps if step is not None]
    if ranked and min(ranked) > 0:
        chance *= _BY_WORDS
    elif ranked and max(ranked) < 0:
        chance *= _AGAINST_WORDS
    return (chance * _chance_of_white(columns, looks, look), look) if again else (1.0, None)


def _chance_of_white(columns: Sequence[_Column], looks: Mapping[int, _Look], heading: _Look) -> float:
    """How likely it is by chance that the widest white stands over those in the look of *heading*; 1 where it does not."""
    steps: dict[bool, list[float]] = {False: [], True: []}
    for above, below in chain.from_iterable(pairwise(entries) for _, entries in columns):
        steps[looks[id(below.node)] == heading].append(below.line.base - above.line.base)
    if not (steps[True] and steps[False]) or min(steps[True]) < max(steps[False]) + _WIDER:
        return 1.0
    return 1 / comb(len(steps[True]) + len(steps[False]), len(steps[True]))


def _stands_out(look: _Look, other: _Look) -> bool:
    """Whether lines in a *look* may head those in the *other* by it."""
    bold, upper, italic, size, coloured, ruled, out = (a - b for a, b in zip(look, other, strict=True))
    return min(bold, upper, size, coloured, ruled, out) >= 0 and max(bold, upper, italic, size, coloured, ruled, out) > 0
