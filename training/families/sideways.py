"""A tree that grows from left to right."""

from __future__ import annotations

import random

from training.families.parts import TOP, apart, around
from training.paper import Rect
from training.pen import Pen
from training.town import Town, Unit


def sideways(pen: Pen, town: Town, luck: random.Random) -> None:
    """Each level a column, each box in the middle of its own; the services as lists or as one more column."""
    look = pen.look
    width, between, gap = luck.choice((105, 120, 135)), luck.choice((28, 40)) * look.crowded, luck.choice((5, 8, 12)) * look.crowded
    deep = luck.choice((2, 2, 3))

    def items(unit: Unit) -> list[Unit]:
        return unit.below if unit.level >= deep else []

    def room(unit: Unit) -> float:
        own = pen.height(unit, width, items=items(unit)) + gap
        return own if items(unit) or not unit.below else max(own, sum(room(b) for b in unit.below))

    def place(unit: Unit, x: float, top: float) -> Rect:
        space = room(unit)
        rect = pen.card(unit, x, top + (space - gap - pen.height(unit, width, items=items(unit))) / 2, width, items=items(unit))
        if not items(unit) and unit.below:
            y = top + max(0, (space - sum(room(b) for b in unit.below)) / 2)
            children = []
            for below in unit.below:
                children.append(place(below, x + width + between, y))
                y += room(below)
            _to_the_right(pen, rect, children)
        return rect

    x = 30.0
    chain: list[Rect] = []
    tall = max(room(town.head), 120)
    for unit in town.above:
        at = pen.card(unit, x, TOP + tall / 2 - 15, width)
        for number, beside in enumerate(unit.staff):
            pen.card(beside, x, at[1] + at[3] + 20 + number * 40, width)
            if look.links != "none":
                pen.stroke([(x + width / 2, at[1] + at[3]), (x + width / 2, at[1] + at[3] + 20)])
        chain.append(at)
        x += width + between
    y = TOP + (tall - room(town.head)) / 2
    head = place(town.head, x, y)
    if chain:
        _to_the_right(pen, chain[-1], [head])
    low = head[1] + head[3] + 14
    for unit in town.head.staff:
        at = pen.card(unit, x, max(low, 0), width)
        if look.links != "none" and unit is town.head.staff[0]:
            pen.stroke([(x + width / 2, head[1] + head[3]), (x + width / 2, at[1])])
        elif look.links != "none":
            pen.stroke([(x + width / 2, low - 6), (x + width / 2, at[1])])
        low = at[1] + at[3] + 6
    apart(pen, town, luck)
    around(pen, town, luck)


def _to_the_right(pen: Pen, parent: Rect, children: list[Rect]) -> None:
    look = pen.look
    if look.links == "none":
        return
    start = (parent[0] + parent[2], parent[1] + parent[3] / 2)
    for child in children:
        end = (child[0] - look.gap, child[1] + child[3] / 2)
        bus = (start[0] + child[0]) / 2
        if look.links == "straight":
            pen.stroke([start, end])
        elif look.links == "curve":
            pen.stroke([start, (bus, start[1]), (bus, end[1]), end], curve=True)
        else:
            pen.stroke([start, (bus, start[1]), (bus, end[1]), end])
        if look.arrows:
            pen.arrow(end, (bus, end[1]) if look.links != "straight" else start)
