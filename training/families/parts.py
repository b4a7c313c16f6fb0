"""What most charts share: the crown of mayor, head and staff, units that stand apart, and all that is written around the tree."""

from __future__ import annotations

import random
from collections.abc import Sequence

from training.paper import Rect
from training.pen import Pen
from training.town import Town, Unit

TOP = 62.0  # where the tree begins; what stands above is the page's title


def crown(pen: Pen, town: Town, x: float, *, top: float = TOP, width: float = 150, luck: random.Random) -> tuple[Rect, float]:
    """Mayor and head one beneath the other around *x*, staff beside the trunk.

    Returns the head's box and where what hangs under it may begin.
    """
    look, above = pen.look, None
    for unit in town.above:
        rect = pen.card(unit, x - width / 2, top, width)
        side = luck.choice((-1, 1))
        for beside in unit.staff:
            w = width * 0.8
            at = pen.card(beside, x + width / 2 + 26 if side > 0 else x - width / 2 - 26 - w, top, w)
            if look.links != "none":
                edge = x + width / 2 if side > 0 else x - width / 2
                pen.stroke([(edge, top + 10), (at[0] if side > 0 else at[0] + at[2], top + 10)])
        top = max(rect[1] + rect[3], *(b.place[4] for b in unit.staff if b.place), 0) + 20 * look.crowded
        above = rect
    head = pen.card(town.head, x - width / 2, top, width, size=look.size * 1.2)
    if above:
        pen.down(above, [head], links="bus" if look.links in ("no trunk", "none") and luck.random() < 0.5 else None)
    bottom = head[1] + head[3]
    return head, staff_boxes(pen, town.head, head, bottom + 10 * look.crowded, luck=luck) if town.head.staff else bottom + 8


def staff_boxes(pen: Pen, head: Unit, at: Rect, top: float, *, luck: random.Random) -> float:
    """The head's staff on both sides of its trunk; returns where the lowest ends."""
    look, x, width = pen.look, at[0] + at[2] / 2, at[2] * 0.85
    away = luck.choice((6, 12, 30))  # a trunk may pass close beside a box
    two = luck.random() < 0.6
    lowest, row = top, top
    pairs = [head.staff[n : n + 2] for n in range(0, len(head.staff), 2)] if two else [[unit] for unit in head.staff]
    for pair in pairs:
        for side, unit in zip((-1, 1), pair, strict=False):
            left = x - away - width if side < 0 else x + away
            rect = pen.card(unit, left, row, width)
            middle = row + rect[3] / 2
            if look.links != "none" and luck.random() < 0.95:
                pen.stroke([(x, middle), (x - away if side < 0 else x + away, middle)], dash=look.link_dash or None)
            lowest = max(lowest, row + rect[3])
        row = lowest + 6
    if look.links == "no trunk":
        pen.stroke([(x, at[1] + at[3]), (x, lowest)])
    return lowest + 8


def stack(pen: Pen, units: Sequence[Unit], x: float, top: float, width: float, *, gap: float) -> list[Rect]:
    """*units* as cards one beneath the other, their own units as lists in them or as smaller cards under them."""
    rects = []
    for unit in units:
        rects.append(pen.card(unit, x, top, width, items=unit.below if pen.look.items_as == "lines" else ()))
        top = rects[-1][1] + rects[-1][3] + gap
        if pen.look.items_as == "boxes" and unit.below:
            inner = stack(pen, unit.below, x + 14, top - gap + max(gap * 0.7, 3), width - 14, gap=max(gap * 0.7, 3))
            pen.beside(rects[-1], inner)
            top = inner[-1][1] + inner[-1][3] + gap
            deepest = max((u.place[4] for below in unit.below for u, _ in below.all() if u.place), default=0)
            top = max(top, deepest + gap)
    return rects


def apart(pen: Pen, town: Town, luck: random.Random) -> None:
    """The units that hang under nothing: at the right of the crown or at the foot."""
    right, bottom = pen.extent()
    for number, unit in enumerate(town.apart):
        if luck.random() < 0.5:
            pen.card(unit, right + 30, TOP + number * 130, 110)
        else:
            pen.card(unit, 24 + number * 140, bottom + 22, 120)


def around(pen: Pen, town: Town, luck: random.Random) -> None:
    """Title, date, legend, totals, footer: words that are no units."""
    look, (right, bottom) = pen.look, pen.extent()
    _heading(pen, town, luck, right)
    foot = bottom + 18
    shared = any(unit.shared for unit, _ in town.all())
    if look.pictogram and shared:
        pen.mark(30, foot + 4)
        pen.note(
            luck.choice(("Direction mutualisée ville / métropole", "Services mutualisés", "Direction commune")),
            40,
            foot + 7,
            look.size * 0.9,
        )
        foot += 16
    if look.legend:
        foot = _legend(pen, town, luck, foot)
    if look.totals:
        pen.note(
            luck.choice(("Effectif total : {} agents", "Total : {} ETP", "{} agents permanents au 31 décembre")).format(
                luck.randint(120, 2900)
            ),
            30,
            foot + 7,
            look.size,
        )
        foot += 16
    if look.footer:
        said = luck.choice(
            (
                f"Mise à jour : {town.date.lower()}",
                f"Mis à jour le {luck.randint(1, 28):02d}/{luck.randint(1, 12):02d}/{town.date[-4:]}",
                f"Direction des ressources humaines – {town.date}",
                f"Organigramme – {town.name} – {town.date}",
                "Document non contractuel",
                "Page 1/1",
            )
        )
        if luck.random() < 0.4:
            pen.note(said, max(right, 200), foot + 10, look.size * 0.8, align="right")
        else:
            pen.note(said, 30, foot + 10, look.size * 0.8)


def _heading(pen: Pen, town: Town, luck: random.Random, right: float) -> None:
    look = pen.look
    if not look.heading:
        return
    said = luck.choice(
        (
            f"Organigramme des services – {town.date}",
            f"Organigramme de la ville de {town.name}",
            f"Ville de {town.name}",
            f"ORGANIGRAMME {town.name.upper()} {town.date.upper()}",
            "Organigramme général",
            f"Mairie de {town.name} – Organigramme",
        )
    )
    size = look.size * luck.choice((1.4, 1.8, 2.2))
    width = pen.width(said, look.fonts[1], size)
    x = {"left": 30.0, "center": max(right / 2 - width / 2, 24), "box": max(right / 2 - width / 2, 24), "banner": 30.0}[
        look.heading
    ]
    if look.heading == "box":
        pen.rect((x - 10, 14, width + 20, size * 1.7), stroke="#000000", width=0.8)
    if look.heading == "banner":
        pen.rect((0, 8, max(right + 24, width + 60), size * 1.9), fill="#1f4e79")
    pen.note(said, x, 14 + size * 1.15, size, bold=True, colour="#ffffff" if look.heading == "banner" else "#000000")
    if town.date not in said and luck.random() < 0.6:
        pen.note(
            luck.choice((town.date, f"Mise à jour : {town.date.lower()}", f"Au 1er {town.date.lower()}")),
            x,
            14 + size * 2.4,
            look.size,
        )


def _legend(pen: Pen, town: Town, luck: random.Random, foot: float) -> float:
    look = pen.look
    if luck.random() < 0.7:
        pen.note(luck.choice(("Légende", "Légende :")), 30, foot + 7, look.size, bold=True)
    x = 80.0
    for band, said in ((0, "Direction générale adjointe"), (7, "Mission rattachée"), (6, "Élus et cabinet"))[: luck.randint(2, 3)]:
        if luck.random() < 0.5:
            pen.rect((x, foot, 16, 9), fill=look.palette[band], stroke="#7f7f7f", width=0.4)
            pen.note(said, x + 20, foot + 7, look.size * 0.85)
            x += 30 + pen.width(said, look.fonts[0], look.size * 0.85)
        else:
            width = pen.width(said, look.fonts[0], look.size * 0.85) + 10
            pen.rect((x, foot - 2, width, 14), fill="#ffffff", stroke="#7f7f7f", width=0.5)
            pen.note(said, x + 5, foot + 7, look.size * 0.85)
            x += width + 12
    return foot + 18
