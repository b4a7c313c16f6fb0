"""Boxes whose colour alone tells which of several heads they are of, wherever they stand (3.27). Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from colorsys import rgb_to_hsv
from itertools import combinations

from monitor.pdf.ink import Colour
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.boxes import TextBox
from monitor.pdf.orgchart.nodes import Node, PageNodes, Votes
from monitor.pdf.orgchart.vocabulary import folded

_SIDE = 2.0  # points between the sides of boxes in one row
_COLOURED = 24  # of 255: how far apart the parts of a colour are that is no grey
_SAME_HUE, _OTHER_HUE = 8, 24  # degrees between tints of one colour, at most, and between two colours, at least
_OFTEN, _SELDOM = 0.5, 0.34  # of the boxes, those at no head of their colour, at most, where places tell; and colours are said to
_FEWEST = 4  # boxes besides the heads
_SAID, _LIKELY, _FAR = 0.95, 0.8, 0.6  # how sure: the sheet says so, colours fit, or boxes may head each other
_WORDS = re.compile(r"\b(?:couleurs?|colou?rs?|colores|farben?|kleur(?:en)?|colori?|cor(?:es)?|kolor\w*|barv\w+)\b")
_HEADS = (
    r"\b(?:poles?|dga|direct(?:orates?|ions?)|departments?|dezernate?s?|fachbereiche?s?|direzion[ei]|areas?|direccion(?:es)?"
    r"|afdeling(?:en)?)\b"
)
_UNDER = r"(?:depend|rattach|relev|dipend|\b(?:belong|report\w* to\b|gehor|unterst|zugeord|pertenec|onder|valt|hoort))"
# What hangs under what, folded: « celle de la direction dont elle dépend », in few words « Chaque couleur : un pôle »; no other
# words than these stand there, as in « Code couleur : astreinte de la direction »
_FEW_WORDS = (
    rf"^\W*(?:(?:code|chaque|une?|par|selon|d|du|de|la|le|l|each|one|an?|per|by|of|je|jede|eine?|pro|nach|cada"
    rf")\W+|{_WORDS.pattern}\W+)+"
)
_OF = re.compile(rf"{_HEADS}.*{_UNDER}|{_UNDER}(?!\w* (?:et|and|und) ).*{_HEADS}|{_FEW_WORDS}{_HEADS}\W*$")


def hang_by_colours(found: PageNodes, boxes: Sequence[TextBox], legend: Sequence[Line], votes: Votes) -> None:
    """Hang each box under the one that has its colour in a row of heads, each in one of its own; no other has another colour.

    So where a box stands at a head of another colour: else places tell. No stroke leads to any. It is sure where the sheet says
    that colours tell who is of whom and places do not. Where it says something else of them, has a *legend*, or most stand at the
    head of their colour and it says nothing, nothing moves: others may be shared with that head, or paid by it, but where they hang
    is in doubt. Where it does say so and most stand at the head of their colour, the others move, in doubt.
    """
    hues: dict[int, float] = {}  # in degrees, of the fill or, where that is white or none, of the border; none of greys
    for number, node in found.by_box.items():
        fills: tuple[Colour | None, ...] = (boxes[number].fill, boxes[number].stroke)
        shown = next((fill for fill in fills if fill is not None and max(fill) - min(fill) > _COLOURED), None)
        if shown is not None and boxes[number].drawn and not node.frame:
            hues[id(node)] = 360 * rgb_to_hsv(*(part / 255 for part in shown))[0]
    nodes = [node for node in dict.fromkeys(found.by_box.values()) if id(node) in hues]
    heads = next(filter(None, (_heads(nodes, hues, down=down) for down in (True, False))), {})
    row = list({id(head): head for head in heads.values()}.values())
    if any(_head_of(head.parent, row) is not None for head in row if head.parent is not None):
        return  # each level has a colour
    own = [id(head.parent) in hues and _between(hues[id(head)], hues[id(head.parent)]) <= _SAME_HUE for head in row]
    if 2 * sum(own) > len(row):
        return  # those above them have these colours already
    rest = [node for node in nodes if id(node) in heads]
    astray = [node for node in rest if _head_of(node, row) is not heads[id(node)]]
    if not astray:
        return
    if any(vote.rule in ("line", "inside") for node in rest for vote in votes.of(node)):
        return
    words = [text for line in (*found.free, *found.notes) if _WORDS.search(text := folded(line.text))]
    said = any(_OF.search(text) for text in words)
    alike = len({(round(2 * node.size), node.bold) for node in rest}) == 1
    placed = [node for node in astray if _head_of(node, row) is not None]
    few = len(astray) <= (_SELDOM if said else _OFTEN) * len(rest)  # who moved may still have the colour of the old head
    for node in rest:
        if (few and node not in astray) or (not said and (legend or words or (few and node in placed))):
            node.confidence = min(node.confidence, _LIKELY) if node in astray or not few else node.confidence
        elif alike or node.parent is None or heads.get(id(node.parent)) is not heads[id(node)]:
            how_sure = _SAID if said and not few else _LIKELY
            node.hang(heads[id(node)], "colour", how_sure if alike else _FAR)


def _heads(nodes: Sequence[Node], hues: Mapping[int, float], *, down: bool) -> dict[int, Node]:
    """The head of each box by the `id` of its node: that of its colour in the first row of boxes in colours of their own.

    {} where there is none, or some have no colour of it. *down*: heads stand over the others, else left of them, one over another.
    """

    starts, ends = [node.box[down] for node in nodes], [node.box[2 + down] for node in nodes]
    for start in sorted(set(starts)):
        places = [place for place, other in enumerate(starts) if abs(other - start) <= _SIDE]
        row = [nodes[place] for place in places]
        if len(row) < 2 or any(_between(hues[id(a)], hues[id(b)]) < _OTHER_HUE for a, b in combinations(row, 2)):
            continue
        foot = max(ends[place] for place in places) - _SIDE
        rest = [node for node, other in zip(nodes, starts, strict=True) if other >= foot]
        if len(rest) >= _FEWEST:
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
