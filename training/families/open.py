"""Layouts without boxes: columns between rules, portraits with words beside them, a list that goes on over pages."""

from __future__ import annotations

import random

from training.families.parts import TOP, apart, around
from training.pen import Pen
from training.town import Town, Unit


def _words(
    pen: Pen,
    unit: Unit,
    x: float,
    top: float,
    width: float,
    *,
    size: float,
    name_first: bool,
    colour: str = "#000000",
    center: bool = False,
) -> float:
    """Title in bold and names in plain, or the names first; returns the bottom."""
    look = pen.look
    title = [(part, look.fonts[1]) for part in pen.wrapped(pen.title(unit), look.fonts[1], size, width)]
    names = [
        (part, look.fonts[0]) for p in unit.people for part in pen.wrapped(pen.person(unit, p), look.fonts[0], size * 0.95, width)
    ]
    y = top
    for words, font in (*names, *title) if name_first else (*title, *names):
        y += size * 1.22
        pen.write(
            words, x + width / 2 if center else x, y - size * 0.25, font, size, colour=colour, align="center" if center else "left"
        )
    unit.place = (pen.page, x, top, x + width, y)
    return y


def ruled(pen: Pen, town: Town, luck: random.Random) -> None:
    """Columns with rules between them: a bold title, a plain name (or the other way round), and lists."""
    look, width, gap = pen.look, luck.choice((105, 120, 140)), 14.0
    first, center = luck.random() < 0.35, luck.random() < 0.3
    sectors = town.head.below
    total = len(sectors) * (width + gap) - gap
    top = TOP
    for unit in (*town.above, town.head):
        top = _words(pen, unit, 30, top, total, size=look.size * 1.3, name_first=first, center=center) + 6
        for beside in unit.staff:
            top = (
                _words(pen, beside, 30, top, total if center else width * 1.4, size=look.size, name_first=first, center=center) + 4
            )
    top += 4
    if luck.random() < 0.7:
        pen.stroke(
            [(30, top), (30 + total, top)],
            colour=look.palette[0] if look.palette[0] != "#ffffff" else "#000000",
            width=1.2,
            dash=False,
        )
    top += 10
    bottoms = []
    for number, sector in enumerate(sectors):
        x = 30 + number * (width + gap)
        y = _words(pen, sector, x, top, width, size=look.size * 1.1, name_first=first, center=center) + 8
        for direction in sector.below:
            y = _words(pen, direction, x, y, width, size=look.size, name_first=first, center=center) + 2
            for service in direction.below:
                for line in pen.item(service, width, look.size * 0.9, 0):
                    y += line.size * 1.22
                    pen.listed(line, x, y, x + width)
            y += 8
        bottoms.append(y)
    rule = luck.choice(("between", "between", "top", "dotted"))
    for number in range(1, len(sectors)):
        x = 30 + number * (width + gap) - gap / 2
        if rule == "between":
            pen.stroke([(x, top), (x, max(bottoms))], colour="#808080", width=0.5, dash=False)
        elif rule == "dotted":
            pen.stroke([(x, top), (x, max(bottoms))], colour="#808080", width=0.5, dash=True)
    if rule == "top":
        for number in range(len(sectors)):
            x = 30 + number * (width + gap)
            pen.stroke(
                [(x, top - 3), (x + width, top - 3)],
                colour=look.palette[number] if look.palette[0] != "#ffffff" else "#333333",
                width=2,
                dash=False,
            )
    apart(pen, town, luck)
    around(pen, town, luck)


def portraits(pen: Pen, town: Town, luck: random.Random) -> None:
    """Round portraits or pictograms with the words beneath or beside them, joined by thin lines or by nothing."""
    look, beneath = pen.look, luck.random() < 0.5
    width = 100.0 if beneath else 140.0
    size, first, joined = luck.choice((26.0, 34.0)), luck.random() < 0.6, luck.random() < 0.6

    def one(unit: Unit, x: float, top: float) -> tuple[float, float]:
        """Returns the middle of the picture and the bottom of it all."""
        colour = look.palette[unit.band % 8] if look.palette[0] != "#ffffff" else "#bbbbbb"
        cx = x + width / 2 if beneath else x + size / 2
        pen.ellipse((cx - size / 2, top, size, size), fill=colour, stroke=None)
        pen.ellipse((cx - size / 6, top + size * 0.18, size / 3, size / 3), fill="#ffffff", stroke=None)
        pen.polygon(
            [(cx - size * 0.28, top + size * 0.82), (cx, top + size * 0.55), (cx + size * 0.28, top + size * 0.82)], fill="#ffffff"
        )
        if beneath:
            bottom = _words(pen, unit, x, top + size + 3, width, size=look.size, name_first=first, center=True)
        else:
            bottom = max(_words(pen, unit, x + size + 5, top + 3, width - size - 5, size=look.size, name_first=first), top + size)
        if unit.place:
            unit.place = (unit.place[0], x, top, x + width, bottom)
        return cx, bottom

    sectors = town.head.below
    total = len(sectors) * (width + 24) - 24
    middle, top = 30 + max(total, 3 * width) / 2, TOP
    last: tuple[float, float] | None = None
    for unit in (*town.above, town.head):
        cx, bottom = one(unit, middle - width / 2, top)
        if last and joined:
            pen.stroke([(last[0], last[1] + 3), (last[0], top - 3)])
        for number, beside in enumerate(unit.staff):
            side = middle + width * 0.8 if number % 2 else middle - width * 1.8
            at, _ = one(beside, side, top + (number // 2) * (size + 44))
            bottom = max(bottom, top + (number // 2 + 1) * (size + 40)) if joined else bottom
            del at
        last, top = (cx, bottom), pen.extent()[1] + 24
    row, start = top + 6, last
    centres = []
    for number, sector in enumerate(sectors):
        x = 30 + number * (width + 24) + max(3 * width - total, 0) / 2
        cx, bottom = one(sector, x, row)
        centres.append(cx)
        for direction in sector.below:
            _, bottom = one(direction, x + (0 if beneath else 8), bottom + 9)
            for service in direction.below:
                for line in pen.item(service, width - 12, look.size * 0.85, 0):
                    bottom += line.size * 1.22
                    pen.listed(line, x + 12, bottom, x + width)
    if joined and start:
        pen.stroke([(start[0], start[1] + 3), (start[0], row - 12)])
        pen.stroke([(min(*centres, start[0]), row - 12), (max(*centres, start[0]), row - 12)])
        for cx in centres:
            pen.stroke([(cx, row - 12), (cx, row - 3)])
    apart(pen, town, luck)
    around(pen, town, luck)


def nested(pen: Pen, town: Town, luck: random.Random) -> None:
    """A list indented by level, with bullets or numbers, that goes on over the page's end."""
    look, height = pen.look, luck.choice((480, 640, 760))
    bullets = (
        luck.choice((("", "•", "–", "·"), ("", "▪", "•", "-"), ("", "", "", ""), ("", "•", "o", "-")))
        if look.fonts[0] != "Vera"
        else ("", "•", "–", "·")
    )
    step, sep = luck.choice((14, 20, 28)), luck.choice((" : ", " – ", ", ", " ("))
    y, numbers = TOP, luck.random() < 0.25
    if look.names == "inline" and sep == ", ":
        sep = " : "

    def line(unit: Unit, depth: int, number: str) -> None:
        nonlocal y
        size = look.size * (1.2 if depth == 0 else 1.05 if depth == 1 else 1)
        font = look.fonts[1] if depth <= 1 and look.bold else look.fonts[0]
        lead = f"{number} " if numbers and number else f"{bullets[min(depth, 3)]} ".lstrip()
        people = ", ".join(pen.person(unit, p) for p in unit.people)
        shown = pen.title(unit) + (sep + people + (")" if sep == " (" else "") if people else "")
        x, parts = 30 + depth * step, []
        parts = pen.wrapped(lead + shown, font, size, 520 - depth * step)
        if y + len(parts) * size * 1.35 > height:
            pen.turn()
            y = 30
        top = y
        for part in parts:
            y += size * 1.35
            pen.write(part, x if part is parts[0] else x + pen.width(lead, font, size), y - size * 0.3, font, size)
        unit.place, unit.kind = (pen.page, x, top, 550, y), "list_item" if depth else "box"

    def go(unit: Unit, depth: int, number: str) -> None:
        line(unit, depth, number)
        for place, below in enumerate((*unit.staff, *unit.below), 1):
            go(below, depth + 1, f"{number}{'.' if number else ''}{place}" if numbers else "")

    depth = 0
    for unit in town.above:
        line(unit, depth, "")
        for beside in unit.staff:
            line(beside, depth + 1, "")
        depth += 1
    go(town.head, depth, "")
    for unit in town.apart:
        go(unit, 0, "")
    if pen.page == 1:
        around(pen, town, luck)
