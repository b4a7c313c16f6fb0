"""A chart on several sheets: the whole on the first, each sector in full on one of its own."""

from __future__ import annotations

import random

from training.families.parts import TOP, apart, around, crown, stack
from training.pen import Pen
from training.town import Town, Unit


def sheets(pen: Pen, town: Town, luck: random.Random) -> None:
    """First sheet: head and sectors. Then one sheet a sector: its box again, its directions in a row, their services beneath."""
    width, gap = luck.choice((115, 130)), 14 * pen.look.crowded
    sectors = town.head.below
    total = len(sectors) * (width + gap) - gap
    x = 30 + max(total, 440) / 2
    head, bottom = crown(pen, town, x, luck=luck)
    top = bottom + 24
    rects = [pen.card(s, x - total / 2 + n * (width + gap), top, width) for n, s in enumerate(sectors)]
    pen.down(head, rects, at=top - 9)
    apart(pen, town, luck)
    around(pen, town, luck)
    named = luck.random() < 0.6
    for sector in sectors:
        kept = sector.place
        pen.turn()
        count = len(sector.below)
        total = count * (width + gap) - gap
        middle = 30 + max(total, 200) / 2
        repeated = Unit(sector.title, sector.people if named else [], level=1, band=sector.band)
        repeated.key = sector.key
        at = pen.card(repeated, middle - width / 2, TOP, width * 1.0)
        sector.place = kept
        row = at[1] + at[3] + 26
        inner = []
        for number, direction in enumerate(sector.below):
            inner.append(stack(pen, [direction], middle - total / 2 + number * (width + gap), row, width, gap=5)[0])
        pen.down(at, inner, at=row - 10)
        if pen.look.footer:
            pen.note(f"{sectors.index(sector) + 2}", 30, pen.extent()[1] + 20, pen.look.size * 0.8)
