"""Layouts that say by place and colour what belongs together: frames, bands and tables."""

from __future__ import annotations

import random

from training.families.parts import TOP, apart, around, crown
from training.look import Border
from training.pen import Pen
from training.town import Town, Unit


def frames(pen: Pen, town: Town, luck: random.Random) -> None:
    """Each sector a frame of its colour with its title on top and its directions as cards inside."""
    look, width, per_row = pen.look, luck.choice((120, 135, 150)), luck.choice((1, 1, 2))
    sectors, gap = town.head.below, 14 * pen.look.crowded
    frame = per_row * (width + 8) + 8
    total = len(sectors) * (frame + gap) - gap
    head, bottom = crown(pen, town, 30 + max(total, 440) / 2, luck=luck)
    top, x, linked = bottom + 24, 30 + max(440 - total, 0) / 2, luck.random() < 0.6
    rects, tall = [], luck.random() < 0.5
    kind: Border = luck.choice(("both", "fill", "round"))
    sizes = [_frame_height(pen, s, width, per_row) for s in sectors]
    for sector, height in zip(sectors, sizes, strict=True):
        height = max(sizes) if tall else height
        fill = look.palette[sector.band % 8]
        rects.append((x, top, frame, height))
        pen.box((x, top, frame, height), kind, fill)
        titled = pen.height(sector, frame)
        y = top + titled
        pen.card(sector, x, top, frame, border="none")
        sector.place = (pen.page, x, top, x + frame, top + height)
        sector.kind = "frame"
        for start in range(0, len(sector.below), per_row):
            row = sector.below[start : start + per_row]
            high = max(pen.height(d, width, items=d.below) for d in row)
            for number, direction in enumerate(row):
                pen.card(direction, x + 8 + number * (width + 8), y, width, items=direction.below, height=high)
            y += high + 6
        x += frame + gap
    if linked:
        pen.down(head, rects, at=top - 10)
    apart(pen, town, luck)
    around(pen, town, luck)


def _frame_height(pen: Pen, sector: Unit, width: float, per_row: int) -> float:
    height = pen.height(sector, per_row * (width + 8) + 8)
    for start in range(0, len(sector.below), per_row):
        height += max(pen.height(d, width, items=d.below) for d in sector.below[start : start + per_row]) + 6
    return height + 4


def bands(pen: Pen, town: Town, luck: random.Random) -> None:
    """Each sector a band across the page: its title at the left, turned or not, its directions in a row."""
    look, width, gap = pen.look, luck.choice((95, 105, 120)), 8 * pen.look.crowded
    turned = luck.random() < 0.35 and all(len(s.people) <= 1 for s in town.head.below)
    label = 46.0 if turned else luck.choice((100.0, 120.0))
    most = max(len(s.below) for s in town.head.below)
    across = label + most * (width + gap) + 20
    head, bottom = crown(pen, town, 30 + max(across, 440) / 2, luck=luck)
    top = bottom + 14
    kind: Border = luck.choice(("fill", "both", "dashed", "round"))
    for sector in town.head.below:
        fill = look.palette[sector.band % 8]
        height = (
            max(max(pen.height(d, width, items=d.below) for d in sector.below), pen.height(sector, label) if not turned else 120)
            + 14
        )
        pen.box((30, top, across, height), kind, fill)
        sector.place, sector.kind = (pen.page, 30, top, 30 + across, top + height), "frame"
        if turned:
            _turned(pen, sector, 30 + 14, top + height / 2, height)
        else:
            place = sector.place
            pen.card(
                sector,
                34,
                top + 6,
                label - 8,
                height=height - 12 if luck.random() < 0.5 else None,
                border="none" if luck.random() < 0.5 else None,
            )
            sector.place = place
        for number, direction in enumerate(sector.below):
            pen.card(direction, 30 + label + number * (width + gap), top + 7, width, items=direction.below)
        top += height + luck.choice((4, 8, 8))
    if luck.random() < 0.4 and pen.look.links != "none":
        pen.stroke([(head[0] + head[2] / 2, head[1] + head[3]), (head[0] + head[2] / 2, bottom + 14)])
    apart(pen, town, luck)
    around(pen, town, luck)


def _turned(pen: Pen, unit: Unit, x: float, middle: float, room: float) -> None:
    """Title and name written upwards, side by side."""
    look = pen.look
    for line in (*pen.wrapped(pen.title(unit), look.fonts[1], look.size, room - 8), *(pen.person(unit, p) for p in unit.people)):
        bold = line in pen.title(unit)
        pen.write(
            line,
            x,
            middle,
            look.fonts[1 if bold else 0],
            look.size,
            turned=True,
        )
        x += look.size * 1.25


def grid(pen: Pen, town: Town, luck: random.Random) -> None:
    """A table: a column for each sector, its head cell on top, a cell for each direction; rows on one height."""
    look, width = pen.look, luck.choice((110, 130, 150))
    sectors = town.head.below
    total = width * len(sectors)
    kind: Border = luck.choice(("outline", "lines", "bars"))
    top = TOP
    for unit in (*town.above, town.head):
        at = pen.card(unit, 30, top, total, border=kind)
        top = at[1] + at[3]
        for beside in unit.staff:
            cell = pen.card(beside, 30, top, total, border=kind)
            top = cell[1] + cell[3]
    height = max(pen.height(s, width) for s in sectors)
    for number, sector in enumerate(sectors):
        if look.filled_to >= 1:
            pen.rect((30 + number * width, top, width, height), fill=look.palette[sector.band % 8])
        pen.card(sector, 30 + number * width, top, width, height=height, border=kind)
    top += height
    for row in range(max(len(s.below) for s in sectors)):
        cells = [(n, s.below[row]) for n, s in enumerate(sectors) if row < len(s.below)]
        height = max(pen.height(d, width, items=d.below) for _, d in cells)
        for number in range(len(sectors)):
            found = dict(cells).get(number)
            if found:
                pen.card(found, 30 + number * width, top, width, items=found.below, height=height, border=kind)
            else:
                pen.box((30 + number * width, top, width, height), kind, None)
        top += height
    apart(pen, town, luck)
    around(pen, town, luck)
