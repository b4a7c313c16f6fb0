"""Org charts of the invented town, drawn in many ways, with the tree that they show."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from reportlab.lib.colors import HexColor, black, white
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from monitor.model import OrgChart

Row: TypeAlias = tuple[str, str | None, tuple[str, ...]]  # title, title of the parent, names
Border: TypeAlias = Literal["box", "round", "ellipse", "fill", "dashed", "lines", "bars", "gradient", "shadow", "none"]
Links: TypeAlias = Literal["elbow", "bus", "straight", "curve", "behind", "none"]
Names: TypeAlias = Literal["under", "above", "box", "free"]

_POLES = ("Pôle ressources et modernisation", "Pôle aménagement durable", "DGA Solidarités", "DGA Transition écologique")
_DIRECTIONS = (
    "Direction des affaires juridiques", "Direction de la commande publique", "Direction de l’éducation",
    "Direction du patrimoine bâti", "Direction des mobilités", "Direction de l’eau et de l’assainissement",
    "Direction des relations humaines", "Direction petite enfance",
    "Direction de la lecture publique", "Direction du commerce et de l’artisanat",
    "Direction de l’état civil", "Direction du logement",
)  # fmt: skip
_SERVICES = (
    "Service paie", "Service marchés", "Bureau d’ordre", "Cellule audit", "Service voirie est", "Unité exploitation",
    "Service familles", "Mission égalité", "Atelier mécanique", "Service des eaux", "Régie bâtiments",
    "Service propreté centre-ville",
)  # fmt: skip
_FIRST = ("Claire", "Bruno", "Inès", "Karim", "Anne-Sophie", "Jean-Marc", "Odile", "Ronan", "Thibault", "Solène")
_LAST = ("Aubert", "Le Goff", "de La Tour", "Benhamou", "Perrin-Lacaze", "N’Diaye", "Da Silva", "Lemaître", "El Amrani", "Roche")


@dataclass(eq=False)
class Box:
    """A unit to draw. `listed`: units written as a list in it."""

    title: str
    name: str | None = None
    below: list[Box] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    at: tuple[float, float, float, float] = (0, 0, 0, 0)  # x, top, width, height as drawn


@dataclass(frozen=True, kw_only=True)
class Style:
    """How a chart is drawn."""

    size: float = 8.0
    border: Border = "box"
    links: Links = "bus"
    names: Names = "under"
    civility: bool = True
    capitals: bool = False  # surnames in capitals
    bold: bool = True
    role: Literal["", "Responsable : ", "line"] = ""
    arrows: bool = False
    dashed_links: bool = False


def town(seed: int, *, style: Style, listed: bool = True) -> Box:
    """A town's services: a head, two or three deputies, their directions, lists of services in some."""
    luck = random.Random(seed)
    directions, services = list(_DIRECTIONS), list(_SERVICES)
    luck.shuffle(directions)
    luck.shuffle(services)
    head = Box("Direction générale des services", _person(luck, style))
    for pole in luck.sample(_POLES, luck.randint(2, 3)):
        deputy = Box(pole, _person(luck, style))
        head.below.append(deputy)
        for _ in range(luck.randint(2, 3)):
            kept = [services.pop() for _ in range(luck.randint(0, 2))] if listed and len(services) > 2 else []
            deputy.below.append(Box(directions.pop(), _person(luck, style), listed=kept))
    return head


def _person(luck: random.Random, style: Style) -> str:
    first, last = luck.choice(_FIRST), luck.choice(_LAST)
    civility = ("Mme " if first in ("Claire", "Inès", "Anne-Sophie", "Odile", "Solène") else "M. ") if style.civility else ""
    return f"{civility}{first} {last.upper() if style.capitals else last}"


def rows(head: Box, parent: str | None = None) -> Iterator[Row]:
    """What a reading of the chart must find, in no order."""
    yield head.title, parent, (head.name,) if head.name else ("",)
    for title in head.listed:
        yield title, head.title, ()
    for below in head.below:
        yield from rows(below, head.title)


def rows_read(chart: OrgChart) -> list[Row]:
    """The same of a chart that was read; a vacant post is ""."""
    titles = {unit.id: unit.title for unit in chart.units}
    return sorted(
        ((u.title, titles.get(u.parent or ""), tuple(p.name for p in u.people)) for u in chart.units),
        key=lambda row: (row[0], row[1] or ""),
    )


class Pen:
    """A canvas whose y grows downwards, and the ways to draw boxes and links on it."""

    def __init__(self, style: Style, page: tuple[float, float]) -> None:
        self.style = style
        self.width, self.height = page
        self._out = io.BytesIO()
        self.canvas = Canvas(self._out, pagesize=page, invariant=True)

    def titled(self, title: str = "Organigramme de Valmont-sur-Ource - Mars 2024") -> None:
        self.canvas.setFillColor(black)
        self.canvas.setFont("Helvetica-Bold", 2 * self.style.size)
        self.canvas.drawString(20, self.height - 3 * self.style.size, title)
        self.canvas.setFont("Helvetica", 0.7 * self.style.size)
        self.canvas.drawString(20, 10, "Document mis à jour par la direction de la communication - Mars 2024")

    def saved(self) -> bytes:
        self.canvas.save()
        return self._out.getvalue()

    def lines(self, box: Box, width: float) -> list[tuple[str, str, float]]:
        """(text, font, size) of what is written in a box *width* wide."""
        style, bold = self.style, "Helvetica-Bold" if self.style.bold else "Helvetica"
        title = [(line, bold, style.size) for line in _wrapped(box.title, bold, style.size, width - 8)]
        names = self._names(box, width) if style.names in ("under", "above") else []
        listed = [(f"• {title}", "Helvetica", style.size - 1) for title in box.listed]
        return [*names, *title, *listed] if style.names == "above" else [*title, *names, *listed]

    def _names(self, box: Box, width: float) -> list[tuple[str, str, float]]:
        style, name = self.style, box.name or "Poste vacant"
        written = name if style.role == "line" or not box.name else style.role + name
        wrapped = [(line, "Helvetica", style.size - 0.5) for line in _wrapped(written, "Helvetica", style.size - 0.5, width - 8)]
        return [("Directrice", "Helvetica-Oblique", style.size - 0.5), *wrapped] if style.role == "line" else wrapped

    def height_of(self, box: Box, width: float) -> float:
        return sum(1.25 * size for _, _, size in self.lines(box, width)) + 8

    def box(self, box: Box, x: float, top: float, width: float, *, fill: str | None = None, border: Border | None = None) -> float:
        """Draw *box* and return its height, a name beneath it included."""
        height = self.height_of(box, width)
        self._outline(x, top, width, height, fill, border or self.style.border)
        self._write(box, x, top, width, height, dark=fill is not None and int(fill[1:3], 16) < 100)
        box.at = (x, top, width, height)
        if box.name and self.style.names in ("box", "free"):
            self._name_beneath(box.name, x, top + height, width)
            if self.style.names == "box":
                box.at = (x, top, width, height + 1.6 * self.style.size)
        return height + (1.6 * self.style.size if self.style.names in ("box", "free") else 0)

    def _name_beneath(self, name: str, x: float, top: float, width: float) -> None:
        size = self.style.size
        self.canvas.setFillColor(black)
        if self.style.names == "box":
            self.canvas.rect(x, self.height - top - 1.6 * size, width, 1.6 * size)
        self.canvas.setFont("Helvetica", size - 0.5)
        self.canvas.drawCentredString(x + width / 2, self.height - top - 1.15 * size, name)

    def _outline(self, x: float, top: float, width: float, height: float, fill: str | None, border: Border) -> None:
        c, y = self.canvas, self.height - top - height
        c.setStrokeColor(black)
        c.setLineWidth(0.8)
        if border == "shadow":
            c.setFillColor(HexColor("#bbbbbb"))
            c.rect(x + 3, y - 3, width, height, stroke=0, fill=1)
            fill = fill or "#ffffff"
        if fill:
            c.setFillColor(HexColor(fill))
            c.rect(x, y, width, height, stroke=0, fill=border in ("lines", "bars"))
        self._shape(border, x, y, width, height, filled=fill is not None)

    def _shape(self, border: Border, x: float, y: float, width: float, height: float, *, filled: bool) -> None:
        c = self.canvas
        match border:
            case "box" | "shadow":
                c.rect(x, y, width, height, fill=filled)
            case "round":
                c.roundRect(x, y, width, height, 8, fill=filled)
            case "ellipse":
                c.ellipse(x, y, x + width, y + height, fill=filled)
            case "fill":
                c.setFillColor(HexColor("#dde8f4"))
                c.rect(x, y, width, height, stroke=0, fill=1)
            case "dashed":
                c.setDash(3, 2)
                c.rect(x, y, width, height, fill=filled)
                c.setDash()
            case "lines":
                for a, b in (((x, y), (x + width, y)), ((x, y + height), (x + width, y + height))):
                    c.line(*a, *b)
                for a, b in (((x, y), (x, y + height)), ((x + width, y), (x + width, y + height))):
                    c.line(*a, *b)
            case "bars":
                c.setFillColor(black)
                for bar in (
                    (x, y, width, 0.7),
                    (x, y + height - 0.7, width, 0.7),
                    (x, y, 0.7, height),
                    (x + width - 0.7, y, 0.7, height),
                ):
                    c.rect(*bar, stroke=0, fill=1)
            case "gradient":
                self._gradient(x, y, width, height)
            case "none":
                return

    def _gradient(self, x: float, y: float, width: float, height: float) -> None:
        c = self.canvas
        c.saveState()
        clip = c.beginPath()
        clip.rect(x, y, width, height)
        c.clipPath(clip, stroke=0, fill=0)
        c.linearGradient(x, y, x, y + height, (HexColor("#eef4fb"), HexColor("#b8d0ea")))
        c.restoreState()

    def _write(self, box: Box, x: float, top: float, width: float, height: float, *, dark: bool) -> None:
        lines = self.lines(box, width)
        at = top + (height - sum(1.25 * size for _, _, size in lines)) / 2
        for text, font, size in lines:
            at += 1.25 * size
            self.canvas.setFillColor(white if dark else black)
            self.canvas.setFont(font, size)
            if text.startswith("• "):
                self.canvas.drawString(x + 4, self.height - at + 0.3 * size, text)
            else:
                self.canvas.drawCentredString(x + width / 2, self.height - at + 0.3 * size, text)

    def stroke(self, *points: tuple[float, float], curved: bool = False) -> None:
        c = self.canvas
        c.setStrokeColor(HexColor("#444444"))
        if self.style.dashed_links:
            c.setDash(3, 2)
        path = c.beginPath()
        (x, y), *rest = [(px, self.height - py) for px, py in points]
        path.moveTo(x, y)
        if curved:
            path.curveTo(*(value for point in rest for value in point))
        else:
            for point in rest:
                path.lineTo(*point)
        c.drawPath(path, stroke=1, fill=0)
        c.setDash()

    def arrow_down(self, x: float, top: float) -> None:
        if self.style.arrows:
            path = self.canvas.beginPath()
            path.moveTo(x, self.height - top)
            path.lineTo(x - 2, self.height - top + 4)
            path.lineTo(x + 2, self.height - top + 4)
            path.close()
            self.canvas.setFillColor(black)
            self.canvas.drawPath(path, stroke=0, fill=1)

    def link_down(self, head: Box) -> None:
        """From the foot of *head* to the tops of those below."""
        x, bottom = head.at[0] + head.at[2] / 2, head.at[1] + head.at[3]
        ends = [(b.at[0] + b.at[2] / 2, b.at[1]) for b in head.below]
        middle = (bottom + min(y for _, y in ends)) / 2
        if self.style.links == "bus":
            self.stroke((x, bottom), (x, middle))
            self.stroke((min(x, *(e[0] for e in ends)), middle), (max(x, *(e[0] for e in ends)), middle))
        for end_x, end_y in ends:
            self._link(x, bottom, middle, end_x, end_y)

    def _link(self, x: float, bottom: float, middle: float, end_x: float, end_y: float) -> None:
        match self.style.links:
            case "bus":
                self.stroke((end_x, middle), (end_x, end_y))
            case "elbow":
                self.stroke((x, bottom), (x, middle), (end_x, middle), (end_x, end_y))
            case "straight":
                self.stroke((x, bottom), (end_x, end_y))
            case "curve":
                self.stroke((x, bottom), (x, middle), (end_x, middle), (end_x, end_y), curved=True)
            case "behind":
                self.stroke((x, bottom - 8), (x, middle), (end_x, middle), (end_x, end_y + 6))
            case "none":
                return
        if self.style.links in ("bus", "elbow"):
            self.arrow_down(end_x, end_y)


def _wrapped(text: str, font: str, size: float, width: float) -> list[str]:
    lines: list[str] = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and stringWidth(longer, font, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


Layout: TypeAlias = Callable[[Box, Style], bytes]


def tree(head: Box, style: Style) -> bytes:
    """Heads over the middle of those below."""
    scale = style.size / 8
    pen = Pen(style, (1191 * scale, 842 * scale))
    pen.titled()
    width = min(130 * scale, (pen.width - 40) / _breadth(head) - 10)
    _place(head, 20, pen.width - 20, 60 * scale, width, 115 * scale, pen)
    every = list(_every(head))
    if style.links == "behind":
        for box in every:
            box.at = (box.at[0], box.at[1], width, pen.height_of(box, width))
            if box.below:
                _measure(box.below, width, pen)
                pen.link_down(box)
    for box in every:
        pen.box(box, box.at[0], box.at[1], width, fill="#ffffff" if style.links == "behind" else None)
    for box in every:
        if box.below and style.links != "behind":
            pen.link_down(box)
    return pen.saved()


def _measure(boxes: list[Box], width: float, pen: Pen) -> None:
    for box in boxes:
        box.at = (box.at[0], box.at[1], width, pen.height_of(box, width))


def _every(head: Box) -> Iterator[Box]:
    yield head
    for box in head.below:
        yield from _every(box)


def _breadth(box: Box) -> int:
    return sum(_breadth(b) for b in box.below) or 1


def _place(box: Box, x0: float, x1: float, top: float, width: float, step: float, pen: Pen) -> None:
    box.at = ((x0 + x1) / 2 - width / 2, top, width, 0)
    one = (x1 - x0) / _breadth(box)
    for below in box.below:
        share = one * _breadth(below)
        _place(below, x0, x0 + share, top + step, width, step, pen)
        x0 += share


def columns(head: Box, style: Style, *, bracket: bool = True, gap: float = 7, linked: bool = True) -> bytes:
    """Deputies in a row, their directions in a column under each."""
    pen = Pen(style, (842, 595))
    pen.titled()
    pen.box(head, 321, 45, 200, fill="#1f3a5f")
    width = (pen.width - 60) / len(head.below) - 14
    for number, deputy in enumerate(head.below):
        x = 30 + number * (width + 14)
        top = 140 + pen.box(deputy, x, 140, width, fill="#cfe0f2") + gap
        foot = 140 + deputy.at[3]
        for direction in deputy.below:
            indent = 14 if bracket else 0
            height = pen.box(direction, x + indent, top, width - indent)
            if bracket:
                pen.stroke((x + 5, foot), (x + 5, top + height / 2), (x + indent, top + height / 2))
            top += height + gap
    if linked:
        pen.link_down(head)
    return pen.saved()


def bare_columns(head: Box, style: Style) -> bytes:
    """No line at all, but for the frame of each box."""
    return columns(head, style, bracket=False, linked=False)


def stacks(head: Box, style: Style) -> bytes:
    """Columns whose boxes touch."""
    return columns(head, style, bracket=False, gap=0)


def sideways(head: Box, style: Style) -> bytes:
    """From left to right."""
    pen = Pen(style, (842, 700))
    pen.titled()
    _place_sideways(head, 0, [60.0])
    for box in _every(head):
        pen.box(box, box.at[0], box.at[1], 170)
    for box in _every(head):
        x, y = box.at[0] + box.at[2], box.at[1] + box.at[3] / 2
        for below in box.below:
            end = below.at[1] + below.at[3] / 2
            pen.stroke((x, y), (x + 40, y), (x + 40, end), (below.at[0], end))
    return pen.saved()


def _place_sideways(box: Box, depth: int, free: list[float]) -> None:
    for below in box.below:
        _place_sideways(below, depth + 1, free)
    top = (box.below[0].at[1] + box.below[-1].at[1]) / 2 if box.below else free[0]
    if not box.below:
        free[0] += 60
    box.at = (40 + depth * 250, top, 170, 0)


def frames(head: Box, style: Style) -> bytes:
    """Directions inside the frame of their deputy."""
    pen = Pen(style, (842, 595))
    pen.titled()
    pen.box(head, 321, 45, 200, fill="#1f3a5f")
    width = (pen.width - 60) / len(head.below) - 16
    for number, deputy in enumerate(head.below):
        x = 30 + number * (width + 16)
        title = pen.height_of(deputy, width)
        whole = title + sum(pen.height_of(d, width - 16) + 6 for d in deputy.below) + 6
        pen._outline(x, 130, width, whole, "#e6eef8", "box")
        pen.box(deputy, x, 130, width, border="none")
        deputy.at = (x, 130, width, whole)
        top = 130 + title
        for direction in deputy.below:
            top += pen.box(direction, x + 8, top, width - 16, fill="#ffffff") + 6
    pen.link_down(head)
    return pen.saved()


def pages(head: Box, style: Style) -> bytes:
    """The deputies on the first page, a page for each of them after it."""
    pen = Pen(style, (842, 595))
    pen.titled()
    overview = Box(head.title, head.name, [Box(d.title, d.name) for d in head.below])
    for top in (overview, *head.below):
        width = 150.0
        pen.box(top, 346, 70, width, fill="#1f3a5f")
        share = (pen.width - 40) / len(top.below)
        for number, box in enumerate(top.below):
            pen.box(box, 20 + number * share + (share - width) / 2, 200, width)
        pen.link_down(top)
        pen.canvas.showPage()
    return pen.saved()
