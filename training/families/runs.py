"""Columns in which directions and their services begin at one left edge, on one stroke or none: only looks tell them apart."""

from __future__ import annotations

import random
from dataclasses import replace

from training.families.parts import apart, around, crown
from training.families.strung import teeth
from training.look import Look
from training.paper import Rect
from training.pen import Pen
from training.town import Town

_FILLED = ("fill", "both", "round", "shadow", "double", "dashed")  # borders of boxes whose fill is seen


def runs(pen: Pen, town: Town, luck: random.Random) -> None:
    """Sectors in a row, under each its directions, each followed by its services at the same left edge.

    In one chart of four the services are lists in the directions' cards, and a card of another colour is no head of the next ones.
    """
    brothers = luck.random() < 0.25
    upper, lower = _two_looks(pen.look, luck, brothers=brothers)
    width, gap = luck.choice((110, 125, 140)), luck.choice((14, 22, 30)) * pen.look.crowded
    way = luck.choice(("teeth", "teeth", "pieces", "bar", "none"))
    inset, step = luck.choice((0.0, 10.0, 14.0)), luck.choice((4.0, 6.0, 9.0))
    sectors = town.head.below
    middle = 40 + (len(sectors) * (width + gap) - gap) / 2
    head, bottom = crown(pen, town, max(middle, 260), luck=luck)
    left, top = 40 + max(260 - middle, 0), bottom + 24 * pen.look.crowded
    height = max(pen.height(s, width) for s in sectors)
    rects: list[Rect] = []
    for number, sector in enumerate(sectors):
        x = left + number * (width + gap)
        rects.append(pen.card(sector, x, top, width, height=height))
        y, begun = top + height + step, top + height
        column: list[Rect] = []
        for direction in sector.below:
            pen.look = upper
            run = [pen.card(direction, x + inset, y, width - inset, items=direction.below if brothers else ())]
            y = run[-1][1] + run[-1][3] + step
            pen.look = lower
            for service in () if brothers else direction.below:
                run.append(pen.card(service, x + inset, y, width - inset))
                y = run[-1][1] + run[-1][3] + step
            if way == "pieces" and inset:
                teeth(pen, x + 4, begun, run)
                begun = y - step
            y += luck.choice((0.0, step))
            column += run
        pen.look = upper
        if way == "teeth" and inset:
            teeth(pen, x + 4, top + height, column)
        elif way == "bar" and inset and column:
            pen.rect((x + 3, column[0][1], 2, column[-1][1] + column[-1][3] - column[0][1]), fill=pen.look.palette[0])
    pen.down(head, rects, at=top - 11 * pen.look.crowded, links="bus" if pen.look.links == "behind" else None)
    apart(pen, town, luck)
    around(pen, town, luck)


def _two_looks(look: Look, luck: random.Random, *, brothers: bool) -> tuple[Look, Look]:
    """How directions are drawn, and their services: heavier letters, a fill, or larger ones tell the first."""
    if brothers:
        return (replace(look, pictogram="colour"),) * 2
    told = luck.choice(("bold", "fill", "both", "both", "size"))
    colourless = look.palette[0] == "#ffffff"
    if told == "fill" and colourless:
        told = "bold"
    filled = told in ("fill", "both") and not colourless
    borders = tuple(border if border in _FILLED else "both" for border in look.borders)
    upper = replace(
        look, bold=told != "fill" or look.bold, filled_to=2 if filled else 1, borders=borders if filled else look.borders
    )
    size = look.size * (0.85 if told == "size" else 1)
    return upper, replace(upper, bold=upper.bold and told in ("fill", "size"), filled_to=1, size=size)
