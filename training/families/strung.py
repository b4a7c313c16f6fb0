"""Layouts of columns on one stroke, of rows along one trunk, and of strips with turned titles."""

from __future__ import annotations

import random
from collections.abc import Sequence

from training.families.parts import apart, around, crown
from training.paper import Rect
from training.pen import Pen
from training.town import Town, Unit

_OPAQUE = ("both", "round", "shadow", "white", "gradient", "header", "accent", "fill")  # borders of boxes that hide what is behind


def strung(pen: Pen, town: Town, luck: random.Random) -> None:
    """Sectors in a row under a bus, the directions of each one beneath the other on a stroke that leads to them all."""
    width, gap = luck.choice((105, 120, 140)), luck.choice((14, 22)) * pen.look.crowded
    way = luck.choice(("beads", "beads", "behind", "spine", "spine", "from the bus"))
    if way == "behind" and pen.look.borders[2] not in _OPAQUE:
        way = "beads"
    sectors = town.head.below
    middle = 40 + (len(sectors) * (width + gap) - gap) / 2
    head, bottom = crown(pen, town, max(middle, 260), luck=luck)
    left, top = 40 + max(260 - middle, 0), bottom + 24 * pen.look.crowded
    height = max(pen.height(s, width) for s in sectors)
    step, set_in = luck.choice((8.0, 12.0, 18.0)), luck.choice((0.0, 0.0, 8.0, 12.0))
    rects: list[Rect] = []
    columns: list[list[Rect]] = []
    for number, sector in enumerate(sectors):
        x = left + number * (width + gap)
        at = (x, top, width, height)
        inset = 12.0 if way == "spine" else set_in if way == "from the bus" else 0.0
        rest = _places(sector.below, x + inset, top + height + step, width - inset, step, pen)
        if way == "behind":
            _middle_line(pen, at, rest)
        rects.append(pen.card(sector, x, top, width, height=height))
        y = top + height + step
        for direction in sector.below:
            drawn = pen.card(direction, x + inset, y, width - inset, items=direction.below)
            y = drawn[1] + drawn[3] + step
        columns.append(rest)
        if way == "beads":
            for upper, lower in zip([at, *rest], rest, strict=False):
                pen.stroke([(x + width / 2, upper[1] + upper[3]), (x + width / 2, lower[1])])
        elif way == "spine":
            teeth(pen, x + 4, top + height, rest)
    bus = top - 11 * pen.look.crowded
    if way == "from the bus":
        _from_the_bus(pen, head, rects, columns, bus)
    else:
        pen.down(head, rects, at=bus, links="bus" if pen.look.links in ("none", "no trunk", "behind") else None)
    if luck.random() < 0.3:
        _levels(pen, luck, top)
    apart(pen, town, luck)
    around(pen, town, luck)


def _places(units: Sequence[Unit], x: float, top: float, width: float, step: float, pen: Pen) -> list[Rect]:
    """Where the cards of *units* will stand."""
    places: list[Rect] = []
    for unit in units:
        places.append((x, top, width, pen.height(unit, width, items=unit.below)))
        top += places[-1][3] + step
    return places


def _middle_line(pen: Pen, head: Rect, below: Sequence[Rect]) -> None:
    """One stroke down behind all boxes of a column."""
    if below:
        x = head[0] + head[2] / 2
        pen.stroke([(x, head[1] + head[3]), (x, below[-1][1] + 4)])


def teeth(pen: Pen, x: float, top: float, boxes: Sequence[Rect]) -> None:
    """A long stroke beside *boxes* from *top* down, and a tooth to each, each drawn with its own piece or all with one."""
    if not boxes:
        return
    ys = [box[1] + min(box[3] / 2, 12) for box in boxes]
    if pen.look.links == "elbow":
        starts = [top, *ys[:-1]]  # each link goes on where the one before ended
        for start, y, box in zip(starts, ys, boxes, strict=True):
            pen.stroke([(x, start), (x, y), (box[0], y)])
        return
    pen.stroke([(x, top), (x, ys[-1])])
    for y, box in zip(ys, boxes, strict=True):
        pen.stroke([(x, y), (box[0], y)])


def _from_the_bus(pen: Pen, head: Rect, rects: Sequence[Rect], columns: Sequence[Sequence[Rect]], bus: float) -> None:
    """Each column's stroke comes down from the bus at its left, past its sector."""
    xs = [rect[0] - 5 for rect in rects]
    middle = head[0] + head[2] / 2
    pen.stroke([(middle, head[1] + head[3]), (middle, bus)])
    pen.stroke([(min(*xs, middle), bus), (max(*xs, middle), bus)])
    for x, rect, column in zip(xs, rects, columns, strict=True):
        teeth(pen, x, bus, [rect, *column])


def _levels(pen: Pen, luck: random.Random, top: float) -> None:
    """Lines across the sheet that mark its levels, with their names at the right: they lead nowhere."""
    right, bottom = pen.extent()
    colour, dash = luck.choice(("#c00000", "#7f7f7f", "#4472c4")), luck.random() < 0.7
    y, number = top - 16, 1
    step = luck.choice((70.0, 90.0, 120.0))
    while y < bottom:
        pen.stroke([(18, y), (right + 60, y)], colour=colour, width=0.5, dash=dash)
        pen.note(f"Niveau {number}", right + 20, y - 3, pen.look.size * 0.9)
        y, number = y + step, number + 1


def combs(pen: Pen, town: Town, luck: random.Random) -> None:
    """The head's trunk goes down through level lines, from each of which a row of boxes hangs: all of them its own."""
    width, gap, per_row = luck.choice((100, 115, 130)), luck.choice((10, 16)) * pen.look.crowded, luck.choice((2, 4, 4))
    units = town.head.below
    total = per_row * (width + gap) - gap
    middle = 40 + max(total, 440) / 2
    head, bottom = crown(pen, town, middle, luck=luck)
    top, last = bottom + 16, bottom
    places = []
    for start in range(0, len(units), per_row):
        row = units[start : start + per_row]
        lefts = [middle - total / 2 + number * (width + gap) for number in range(per_row)]
        lefts = lefts[: len(row)] if len(row) == per_row else _beside_trunk(lefts, len(row))
        height = max(pen.height(unit, width) for unit in row)
        ends = [left + width / 2 for left in lefts]
        pen.stroke([(min(*ends, middle), top), (max(*ends, middle), top)])
        last, low = top, top
        for unit, left in zip(row, lefts, strict=True):
            pen.stroke([(left + width / 2, top), (left + width / 2, top + 9)])
            rect = pen.card(unit, left, top + 9, width, height=height)
            places.append(rect)
            y, inner = rect[1] + rect[3] + 6, []
            for direction in unit.below:
                inner.append(pen.card(direction, left + 12, y, width - 12, items=direction.below))
                y = inner[-1][1] + inner[-1][3] + 5
            if inner:
                teeth(pen, left + 5, rect[1] + rect[3], inner)
            low = max(low, y)
        top = low + 14
    pen.stroke([(middle, head[1] + head[3]), (middle, last)])
    apart(pen, town, luck)
    around(pen, town, luck)


def _beside_trunk(lefts: Sequence[float], number: int) -> list[float]:
    """The middle ones of some places."""
    first = (len(lefts) - number) // 2
    return list(lefts[first : first + number])


def strips(pen: Pen, town: Town, luck: random.Random) -> None:
    """Each sector a strip at the left with its title turned upwards, its directions at its right, framed or not."""
    look, width, gap = pen.look, luck.choice((95, 110)), 8 * pen.look.crowded
    for sector in town.head.below:
        sector.people = sector.people[:1]
    tallest = luck.choice((70.0, 100.0, 150.0))  # of a strip, unless its directions need more
    most = max(len(pen.wrapped(pen.title(s), look.fonts[1], look.size, tallest - 8)) + len(s.people) for s in town.head.below)
    high = max(luck.choice((26.0, 36.0)), most * look.size * 1.2 + 8)
    per_row = luck.choice((3, 4, 5))
    head, bottom = crown(pen, town, 30 + max(per_row * (width + gap) + high, 440) / 2, luck=luck)
    top, framed, filled = bottom + 16, luck.random() < 0.4, luck.random() < 0.7
    for sector in town.head.below:
        fill = look.palette[sector.band % 8] if luck.random() < 0.9 else "#ffffff"
        rows = [sector.below[n : n + per_row] for n in range(0, len(sector.below), per_row)]
        heights = [max(pen.height(d, width, items=d.below) for d in row) for row in rows]
        titled = pen.wrapped(pen.title(sector), look.fonts[1], look.size, tallest - 8)
        named = [pen.person(sector, p) for p in sector.people]
        room = max(pen.width(words, look.fonts[1], look.size) for words in (*titled, *named)) + 12
        height = max(sum(heights) + 6 * len(heights) + 6, room)
        if framed:
            pen.rect((28, top - 2, high + per_row * (width + gap) + 14, height + 4), stroke="#7f7f7f", width=0.5)
        pen.box((30, top, high, height), "fill" if filled and fill != "#ffffff" else "outline", fill)
        sector.place = (pen.page, 30, top, 30 + high, top + height)
        x = 30 + high / 2 - (len(titled) + len(named)) * look.size * 0.6 + look.size
        for number, words in enumerate((*titled, *named)):
            pen.write(
                words,
                x + number * look.size * 1.2,
                top + height / 2,
                look.fonts[1 if number < len(titled) else 0],
                look.size,
                turned=True,
                colour="#ffffff" if filled and _dark(fill) else "#000000",
            )
        y = top + 6
        for row, tall in zip(rows, heights, strict=True):
            for number, direction in enumerate(row):
                pen.card(direction, 30 + high + 8 + number * (width + gap), y, width, items=direction.below, height=tall)
            y += tall + 6
        top += height + luck.choice((6.0, 10.0))
    if luck.random() < 0.3 and look.links != "none":
        pen.stroke([(head[0] + head[2] / 2, head[1] + head[3]), (head[0] + head[2] / 2, bottom + 14)])
    apart(pen, town, luck)
    around(pen, town, luck)


def _dark(colour: str) -> bool:
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return 0.3 * red + 0.59 * green + 0.11 * blue < 140
