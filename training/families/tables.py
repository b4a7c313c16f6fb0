"""Layouts of office programs: tables whose cells span rows, lists of title and name, steps of boxes, lists beneath boxes."""

from __future__ import annotations

import random
from collections.abc import Sequence

from training.families.parts import TOP, apart, around, crown
from training.look import Border
from training.paper import Rect
from training.pen import Line, Pen
from training.town import Town, Unit

_RULED: tuple[Border, ...] = ("outline", "lines", "bars")


def spans(pen: Pen, town: Town, luck: random.Random) -> None:
    """A table: each sector over the rows of its directions, each direction over those of its services."""
    width, kind = luck.choice((105, 120, 140)), luck.choice(_RULED)
    columns = 3 if any(d.below for s in town.head.below for d in s.below) else 2
    top = TOP
    for unit in (*town.above, town.head):
        for wide in (unit, *unit.staff):
            top = _below(pen.card(wide, 30, top, columns * width, border=kind))
    for sector in town.head.below:
        start = top
        for direction in sector.below:
            rows = [pen.height(service, width) for service in direction.below]
            height = max(pen.height(direction, width), sum(rows))
            if direction is sector.below[-1]:
                height = max(height, pen.height(sector, width) - (top - start))
            pen.card(direction, 30 + width, top, width, height=height, border=kind)
            y = top
            for service, row in zip(direction.below, rows, strict=True):
                row = height - (y - top) if service is direction.below[-1] else row
                y = _below(pen.card(service, 30 + 2 * width, y, width, height=row, border=kind))
            if not direction.below and columns == 3:
                pen.box((30 + 2 * width, top, width, height), kind, None)
            top += height
        if pen.look.filled_to >= 1:
            pen.rect((30, start, width, top - start), fill=pen.look.palette[sector.band % 8])
        pen.card(sector, 30, start, width, height=top - start, border=kind)
    apart(pen, town, luck)
    around(pen, town, luck)


def roster(pen: Pen, town: Town, luck: random.Random) -> None:
    """Rows of two cells, title and name; the titles of what hangs below are set in. One table for all, or one a sector."""
    look, width, kind = pen.look, luck.choice((150, 170, 190)), luck.choice(_RULED)
    step, several = luck.choice((9, 12, 16)), luck.random() < 0.5
    names = width * 0.65
    x, top = 30.0, TOP

    def row(unit: Unit, depth: int) -> None:
        nonlocal top
        size = look.size * (1.05 if unit.level <= 1 else 1)
        font = look.fonts[1] if look.bold and unit.level <= 2 else look.fonts[0]
        titled = pen.wrapped(pen.title(unit), font, size, width - 8 - depth * step)
        named = [part for p in unit.people for part in pen.wrapped(pen.person(unit, p), look.fonts[0], look.size, names - 8)]
        height = max(len(titled) * 1.22 * size, len(named) * 1.22 * look.size) + 6
        fill = look.palette[unit.band % 8] if unit.level <= 1 and look.filled_to >= 1 else None
        if fill:
            pen.rect((x, top, width + names, height), fill=fill)
        pen.box((x, top, width, height), kind, None)
        pen.box((x + width, top, names, height), kind, None)
        for number, text in enumerate(titled, 1):
            pen.write(text, x + 4 + depth * step, top + 3 + number * 1.22 * size - 0.28 * size, font, size)
        for number, text in enumerate(named, 1):
            pen.write(text, x + width + 4, top + 3 + number * 1.22 * look.size - 0.28 * look.size, look.fonts[0], look.size)
        unit.place = (pen.page, x, top, x + width + names, top + height)
        top += height

    def rows(unit: Unit, depth: int) -> None:
        row(unit, depth)
        for below in (*unit.staff, *unit.below):
            rows(below, depth + 1)

    for depth, unit in enumerate(town.above):
        row(unit, depth)
        for below in unit.staff:
            row(below, depth + 1)
    first = len(town.above)
    if several:
        row(town.head, first)
        for below in town.head.staff:
            row(below, first + 1)
        start = top + 16
        for number, sector in enumerate(town.head.below):
            x, top = 30 + number * (width + names + 18), start
            rows(sector, 0)
    else:
        rows(town.head, first)
    apart(pen, town, luck)
    around(pen, town, luck)


def steps(pen: Pen, town: Town, luck: random.Random) -> None:
    """A column of boxes as wide as their words, each level set in further; a comb may join them."""
    look, step = pen.look, luck.choice((14, 20, 28))
    gap, comb, kind = luck.choice((2, 4, 6)), luck.random() < 0.5, luck.choice(look.borders)
    top = TOP
    units: list[tuple[Unit, int]] = []

    def walk(unit: Unit, depth: int) -> None:
        units.append((unit, depth))
        for below in (*unit.staff, *unit.below):
            walk(below, depth + 1)

    for depth, unit in enumerate((*town.above, town.head)):
        if unit is town.head:
            walk(unit, depth)
        else:
            units.append((unit, depth))
            units += [(beside, depth + 1) for beside in unit.staff]
    rects: dict[int, Rect] = {}
    for unit, depth in units:
        room = max(pen.width(line.words, line.font, line.size) for line in pen.lines(unit, 400)) + 14
        rects[id(unit)] = pen.card(unit, 30 + depth * step, top, room, border=kind)
        top = _below(rects[id(unit)]) + gap
    if comb and look.links != "none":
        for unit, depth in units:
            below = [rects[id(u)] for u, parent in town.all() if parent is unit and id(u) in rects]
            if below:
                _comb(pen, rects[id(unit)], below, 30 + depth * step + step / 2)
    apart(pen, town, luck)
    around(pen, town, luck)


def _comb(pen: Pen, parent: Rect, children: Sequence[Rect], x: float) -> None:
    middles = [child[1] + child[3] / 2 for child in children]
    pen.stroke([(x, _below(parent)), (x, middles[-1])])
    for child, y in zip(children, middles, strict=True):
        pen.stroke([(x, y), (child[0], y)])


def beneath(pen: Pen, town: Town, luck: random.Random) -> None:
    """Directions as boxes in a row under each sector or all in stacks, their services as free lines beneath them."""
    look, width, gap = pen.look, luck.choice((95, 110, 130)), luck.choice((6, 10, 18))
    stacked = luck.random() < 0.4
    sectors = town.head.below
    rooms = [width if stacked else len(s.below) * (width + gap) - gap for s in sectors]
    total = sum(rooms) + gap * 2 * (len(rooms) - 1)
    head, bottom = crown(pen, town, 30 + max(total, 440) / 2, luck=luck)
    x, top = 30 + max(440 - total, 0) / 2, bottom + 22
    rects: list[Rect] = []
    for sector, room in zip(sectors, rooms, strict=True):
        rect = pen.card(sector, x + room / 2 - width / 2, top, width)
        rects.append(rect)
        y, inner = _below(rect) + (8 if stacked else 20), []
        for number, direction in enumerate(sector.below):
            at = pen.card(direction, x if stacked else x + number * (width + gap), y, width)
            inner.append(at)
            lowest = _free_list(pen, direction.below, at, width)
            y = lowest + 8 if stacked else y
        if not stacked:
            pen.down(rect, inner, at=_below(rect) + 10)
        x += room + 2 * gap
    if look.links != "none":
        pen.down(head, rects, at=top - 9)
    apart(pen, town, luck)
    around(pen, town, luck)


def _free_list(pen: Pen, units: Sequence[Unit], under: Rect, width: float) -> float:
    y = _below(under) + 3
    size = pen.look.size * 0.92
    for unit in units:
        lines: list[Line] = pen.item(unit, width, size, 0)
        for line in lines:
            y += 1.22 * line.size
            pen.listed(line, under[0] + 3, y, under[0] + width)
    return y


def _below(rect: Rect) -> float:
    return rect[1] + rect[3]
