"""Strokes that reach a card at one of its rows and mean all of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from monitor.model.frozen import replace
from monitor.pdf.ink import SIDE
from monitor.pdf.orgchart.arrangement.heads import NetReading, ends_of, flow_of
from monitor.pdf.orgchart.arrangement.stacks import alike, look
from monitor.pdf.orgchart.marks.links import Net
from monitor.pdf.orgchart.nodes import Node, PageNodes

_REACHED = 0.5  # of the cards, those that strokes lead to, at least: where cards hang by their places a stroke says something else


def reach_cards(nets: list[Net], found: PageNodes) -> list[Net]:
    """*nets* with each end at a row of a card led to the card's title, where a stroke from elsewhere means the card as a whole.

    It is the only one that reaches the card, and meets none of its other rows, nor does it begin there. Where cards are reached so,
    the only stroke that leaves a card at a row leaves all of it, too; not one that goes straight to a box beside that row.
    """
    cards = {id(row): card for card in _cards(found) for row in card}
    if not cards:
        return nets
    numbers = {id(node): number for number, node in found.by_box.items()}
    led = [_led_to_titles(net, found, cards, numbers) for net in nets]
    others = Counter(id(node) for net in led for node, _ in ends_of(net, found))
    flow = flow_of(led, found)
    # Of each card's title the nets that reach the card, at a row or not; those that leave it at a row
    arriving = defaultdict[int, list[tuple[int, bool]]](list)
    leaving = defaultdict[int, list[int]](list)
    for number, (net, whole) in enumerate(zip(nets, led, strict=True)):
        met = {id(node) for node, _ in ends_of(net, found)}
        reading = NetReading(whole, found, flow, {key: count - 1 for key, count in others.items()})
        head = reading.ends[reading.place][0] if reading.usable else None
        for node, _ in reading.ends if head is not None else ():
            if id(node) not in cards:
                continue
            if node is not head:
                arriving[id(node)].append((number, id(node) not in met))
            elif whole is not net:
                leaving[id(node)].append(number)
    taken = {of[0][0] for of in arriving.values() if len(of) == 1 and of[0][1] and not nets[of[0][0]].dashed}
    if len(arriving) < _REACHED * len({id(card[0]) for card in cards.values()}):
        return nets
    lone = (own[0] for own in leaving.values() if len(own) == 1 and not _goes_straight(nets[own[0]], found))
    taken |= set(lone) if taken else set()
    return [whole if number in taken else net for number, (net, whole) in enumerate(zip(nets, led, strict=True))]


def _goes_straight(net: Net, found: PageNodes) -> bool:
    """Whether *net* joins two boxes alone, one beside the other at its height."""
    nodes = [node for node, _ in ends_of(net, found)]
    return len(nodes) == 2 and abs(nodes[0].box.cy - nodes[1].box.cy) <= min(node.box.height for node in nodes) / 2


def _cards(found: PageNodes) -> Iterator[list[Node]]:
    """Boxes glued under each other, flush at both sides: a title, and its rows, which are set alike and otherwise than it."""
    boxes = sorted(
        (node for node in dict.fromkeys(found.by_box.values()) if node.drawn and not (node.frame or node.turned)),
        key=lambda node: node.box.top,
    )
    below: dict[int, Node] = {}
    over: set[int] = set()
    places: dict[int, list[Node]] = defaultdict(list)
    for node in boxes:
        x0 = round(node.box.x0 / SIDE)
        for upper in (upper for place in (x0 - 1, x0, x0 + 1) for upper in places[place]):
            glued = abs(node.box.top - upper.box.bottom) <= SIDE and node.outer is upper.outer
            if glued and abs(node.box.x0 - upper.box.x0) <= SIDE and abs(node.box.x1 - upper.box.x1) <= SIDE:
                below[id(upper)] = node
                over.add(id(node))
        places[x0].append(node)
    for title in boxes:
        if id(title) in over:
            continue
        card = [title]
        while (row := below.get(id(card[-1]))) is not None:
            card.append(row)
        if len(card) > 1 and not alike(title, card[1]) and all(look(row) == look(card[1]) for row in card[2:]):
            yield card


def _led_to_titles(net: Net, found: PageNodes, cards: dict[int, list[Node]], numbers: dict[int, int]) -> Net:
    """*net* with each of its ends at a row of one of *cards* led to the title, where it meets no other box of that card."""
    titles = [cards[id(node)][0] if id(node) in cards else node for node, _ in ends_of(net, found)]
    often = Counter(map(id, titles))
    if len(titles) < 2 or max(often.values()) > 1:
        return net
    attachments = []
    for at in net.attachments:
        node = found.by_box.get(at.box)
        card = cards.get(id(node)) if node is not None else None
        attachments.append(replace(at, box=numbers[id(card[0])]) if card is not None and node is not card[0] else at)
    return net if attachments == net.attachments else replace(net, attachments=attachments)
