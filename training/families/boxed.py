"""Layouts of boxes and lines from top to bottom."""

from __future__ import annotations

import random

from training.families.parts import TOP, apart, around, crown, stack
from training.paper import Rect
from training.pen import Pen
from training.town import Town, Unit


def columns(pen: Pen, town: Town, luck: random.Random) -> None:
    """Sectors in a row under a bus, each with its directions as cards in a column."""
    width, gap = luck.choice((110, 125, 140, 160)), luck.choice((10, 16, 24)) * pen.look.crowded
    sectors, indent = town.head.below, luck.choice((0, 0, 12))
    left = 30.0
    middle = left + (len(sectors) * (width + gap) - gap) / 2
    head, bottom = crown(pen, town, max(middle, 260), luck=luck)
    left += max(260 - middle, 0)
    top, tall = bottom + 22 * pen.look.crowded, luck.random() < 0.5
    height = max(pen.height(s, width) for s in sectors) if tall else None
    rects = []
    for number, sector in enumerate(sectors):
        x = left + number * (width + gap)
        rects.append(pen.card(sector, x, top, width, height=height))
        inner = stack(
            pen,
            sector.below,
            x + indent,
            rects[-1][1] + rects[-1][3] + luck.choice((0.0, 6.0, 8.0)) * pen.look.crowded,
            width - indent,
            gap=luck.choice((0.0, 4.0, 7.0)),
        )
        if indent:
            pen.beside(rects[-1], inner)
    pen.down(head, rects, at=top - 9 * pen.look.crowded)
    apart(pen, town, luck)
    around(pen, town, luck)


def tree(pen: Pen, town: Town, luck: random.Random) -> None:
    """A tree: each box in the middle above its own, the leaves carrying their services as lists or not at all."""
    width, gap, step = luck.choice((90, 105, 120)), 10 * pen.look.crowded, luck.choice((24, 32, 44)) * pen.look.crowded
    deep = luck.choice((2, 2, 3))
    spans: dict[int, float] = {}

    def span(unit: Unit) -> float:
        below = unit.below if unit.level < deep else []
        spans[id(unit)] = max(width, sum(span(b) for b in below) + gap * max(len(below) - 1, 0))
        return spans[id(unit)]

    left = 30.0
    total = span(town.head)
    x = left + total / 2
    head, bottom = crown(pen, town, x if total > 420 else (x := left + 220), luck=luck)

    def place(unit: Unit, at: Rect, start: float, top: float, bus: float | None = None) -> None:
        below, rects = unit.below, []
        for child in below:
            at_x = start + spans[id(child)] / 2 - width / 2
            items = child.below if child.level >= deep else ()
            rects.append(pen.card(child, at_x, top, width, items=items))
            start += spans[id(child)] + gap
        pen.down(at, rects, at=bus)
        lowest = max(r[1] + r[3] for r in rects)
        starts = x - total / 2 if unit is town.head else None
        cursor = starts if starts is not None else rects[0][0] + width / 2 - spans[id(below[0])] / 2
        for child, rect in zip(below, rects, strict=True):
            if child.level < deep and child.below:
                place(
                    child,
                    rect,
                    cursor + max(0, (spans[id(child)] - sum(spans[id(b)] for b in child.below) - gap * (len(child.below) - 1)) / 2),
                    lowest + step,
                )
            cursor += spans[id(child)] + gap

    place(
        town.head,
        head,
        x - total / 2 + max(0, (total - sum(spans[id(b)] for b in town.head.below) - gap * (len(town.head.below) - 1)) / 2),
        bottom + step * 0.6,
        bottom + step * 0.3,
    )
    apart(pen, town, luck)
    around(pen, town, luck)


def staircase(pen: Pen, town: Town, luck: random.Random) -> None:
    """Sectors in one or two rows on one net, each level indented under the one above, with combs."""
    width, gap = luck.choice((105, 120, 135)), 22 * pen.look.crowded
    sectors = town.head.below
    per_row = len(sectors) if luck.random() < 0.6 else (len(sectors) + 1) // 2
    middle = 30 + (per_row * (width + gap + 14)) / 2
    head, bottom = crown(pen, town, max(middle, 260), luck=luck)
    top, left = bottom + 20, 30 + max(260 - middle, 0)
    x = head[0] + head[2] / 2
    for start in range(0, len(sectors), per_row):
        row = sectors[start : start + per_row]
        rects = []
        for number, sector in enumerate(row):
            at = left + number * (width + gap + 14)
            rects.append(pen.card(sector, at, top, width))
            inner, y = [], rects[-1][1] + rects[-1][3] + 7
            for direction in sector.below:
                inner.append(pen.card(direction, at + 13, y, width))
                y = inner[-1][1] + inner[-1][3] + 5
                leaves = []
                for service in direction.below:
                    leaves.append(pen.card(service, at + 26, y, width - 13, items=service.below))
                    y = leaves[-1][1] + leaves[-1][3] + 4
                pen.beside(inner[-1], leaves)
            pen.beside(rects[-1], inner)
        if start == 0 or pen.look.links != "bus":
            pen.down(head, rects, at=top - 8, links="bus" if start and pen.look.links not in ("bus", "none") else None)
        else:
            pen.stroke([(x, head[1] + head[3]), (x, top - 8)])
            pen.down((x - 1, top - 10, 2, 1), rects, at=top - 8)
        top = pen.extent()[1] + 24
    apart(pen, town, luck)
    around(pen, town, luck)


def apex(pen: Pen, town: Town, luck: random.Random) -> None:
    """A row of like boxes with a bus that has no trunk or links only some, staff in stacks above, stacks without lines below."""
    width, gap = luck.choice((100, 115, 130)), 14 * pen.look.crowded
    sectors = town.head.below
    total = len(sectors) * (width + gap) - gap
    middle = 30 + max(total, 420) / 2
    top = TOP
    for unit in town.above:
        rect = pen.card(unit, middle - 70, top, 140)
        for beside in unit.staff:
            pen.card(beside, middle + 90, top, 100)
        top = rect[1] + rect[3] + 14
    head = pen.card(town.head, middle - 80, top, 160, size=pen.look.size * 1.2)
    if town.above:
        pen.stroke([(middle, top - 14), (middle, top)])
    lowest, sides = head[1] + head[3], (town.head.staff[::2], town.head.staff[1::2])
    for side, units in enumerate(sides):
        x, y, rects = (middle - 110 - width if side == 0 else middle + 110), top, []
        for unit in units:
            rects.append(pen.card(unit, x, y, width))
            y = rects[-1][1] + rects[-1][3] + 4
        lowest = max(lowest, y)
        if rects and pen.look.links != "none":
            edge = rects[0][0] + width if side == 0 else rects[0][0]
            pen.stroke([(edge, top + 9), (head[0] if side == 0 else head[0] + head[2], top + 9)])
    row, left = lowest + 26, middle - total / 2
    height = max(pen.height(s, width) for s in sectors)
    rects = [pen.card(s, left + n * (width + gap), row, width, height=height) for n, s in enumerate(sectors)]
    if pen.look.links != "none":
        drops = rects if luck.random() < 0.6 else rects[:1]
        pen.stroke([(left + width / 2, row - 9), (left + total - width / 2, row - 9)])
        for rect in drops:
            pen.stroke([(rect[0] + width / 2, row - 9), (rect[0] + width / 2, row - pen.look.gap)])
        if luck.random() < 0.4:
            pen.stroke([(middle, head[1] + head[3]), (middle, row - 9)])
    for sector, rect in zip(sectors, rects, strict=True):
        stack(pen, sector.below, rect[0], row + height + 5, width, gap=luck.choice((0.0, 4.0)))
    apart(pen, town, luck)
    around(pen, town, luck)


def rows(pen: Pen, town: Town, luck: random.Random) -> None:
    """Sectors one beneath the other along a long trunk, the directions of each in a row at its right; arrows may lead there."""
    width, gap = luck.choice((95, 110, 125)), 12 * pen.look.crowded
    head, bottom = crown(pen, town, 30 + width / 2 + 130, luck=luck)
    x, top, rects = 40.0, bottom + 22, []
    for sector in town.head.below:
        height = max(pen.height(d, width, items=d.below) for d in sector.below)
        rect = pen.card(
            sector, x + 20, top + (height - pen.height(sector, width)) / 2 if height > pen.height(sector, width) else top, width
        )
        rects.append(rect)
        at, before, inner = x + 20 + width + 34, rect, []
        for direction in sector.below:
            inner.append(pen.card(direction, at, top, width, items=direction.below, height=height if luck.random() < 0.5 else None))
            at += width + gap
        start = (before[0] + width, before[1] + before[3] / 2)
        if pen.look.links not in ("none", "straight"):
            bus = top - 5
            pen.stroke([start, (start[0] + 14, start[1]), (start[0] + 14, bus), (inner[-1][0] + width / 2, bus)])
            for child in inner:
                pen.stroke([(child[0] + width / 2, bus), (child[0] + width / 2, child[1])])
        elif pen.look.links == "straight":
            end = (inner[0][0] - pen.look.gap, top + 12)
            pen.stroke([start, end])
            pen.arrow(end, start)
        top = max(pen.extent()[1], top + height) + 16
    spine = x + 6
    if pen.look.links != "none":
        pen.stroke([(head[0], head[1] + head[3] / 2), (spine, head[1] + head[3] / 2), (spine, rects[-1][1] + rects[-1][3] / 2)])
        for rect in rects:
            pen.stroke([(spine, rect[1] + rect[3] / 2), (rect[0] - pen.look.gap, rect[1] + rect[3] / 2)])
    apart(pen, town, luck)
    around(pen, town, luck)
