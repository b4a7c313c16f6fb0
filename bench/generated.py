"""Org charts of the invented town, as large as wanted: what the benches read and compare."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass, field

from reportlab.pdfgen.canvas import Canvas

_KINDS = ("Service", "Bureau", "Mission", "Cellule", "Unité")
_MATTERS = (
    "des marchés publics", "de la paie", "de la voirie", "de l’état civil", "des espaces verts", "de la lecture publique",
    "des systèmes d’information", "de l’urbanisme réglementaire", "de la petite enfance", "de l’eau et de l’assainissement",
    "du patrimoine bâti", "de la tranquillité publique", "des affaires juridiques",
)  # fmt: skip
_FIRST = ("Claire", "Bruno", "Inès", "Karim", "Anne-Sophie", "Jean-Marc", "Odile", "Ronan", "Solène")
_LAST = ("Aubert", "Le Goff", "Benhamou", "Perrin-Lacaze", "Da Silva", "Lemaître", "Roche")
_WIDTH, _HEIGHT, _ACROSS, _DOWN = 160.0, 34.0, 180.0, 44.0  # points: a box, and from one box to the next
_MARGIN, _TOP = 30.0, 150.0


@dataclass(frozen=True, slots=True)
class _Box:
    title: str
    name: str
    x: float
    y: float  # of the lower edge, from the foot of the sheet
    below: list[_Box] = field(default_factory=list)


def chart_pdf(units: int) -> bytes:
    """One sheet with *units* boxes: a head, its directions side by side on a bus, their services under them on brackets."""
    columns = max(1, math.ceil(math.sqrt(units - 1)))
    rows = math.ceil((units - 1) / columns)
    width, height = columns * _ACROSS + 2 * _MARGIN, rows * _DOWN + _TOP + _MARGIN
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width, height), invariant=True)
    _draw(canvas, _town(units, columns, width, height))
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(_MARGIN, height - 40, "Organigramme des services, 12 mars 2024")
    canvas.save()
    return out.getvalue()


def bus_pdf(units: int) -> bytes:
    """One sheet with *units* boxes: a head and all others in one row, each with a stroke of its own from the head's foot."""
    width = (units - 1) * _ACROSS + 2 * _MARGIN
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width, 300), invariant=True)
    head = _Box("Direction générale des services", _name(0), width / 2 - _WIDTH / 2, 220)
    _draw_box(canvas, head)
    foot, bus = head.x + _WIDTH / 2, head.y - 12
    for number in range(1, units):
        matter = f"{_MATTERS[number % len(_MATTERS)]} {number}"
        box = _Box(f"Direction {matter}", _name(number), _MARGIN + (number - 1) * _ACROSS, 150)
        for stroke in ((foot, head.y, foot, bus), (foot, bus, box.x + _WIDTH / 2, bus)):
            canvas.line(*stroke)
        canvas.line(box.x + _WIDTH / 2, bus, box.x + _WIDTH / 2, box.y + _HEIGHT)
        _draw_box(canvas, box)
    canvas.save()
    return out.getvalue()


def _town(units: int, columns: int, width: float, height: float) -> _Box:
    head = _Box("Direction générale des services", _name(0), width / 2 - _WIDTH / 2, height - 90)
    for number in range(1, units):
        row, column = divmod(number - 1, columns)
        matter = f"{_MATTERS[column % len(_MATTERS)]} {1 + column // len(_MATTERS)}"
        title = f"{_KINDS[row % len(_KINDS)]} {1 + row // len(_KINDS)} {matter}" if row else f"Direction {matter}"
        box = _Box(title, _name(number), _MARGIN + column * _ACROSS, height - _TOP - row * _DOWN)
        (head.below[column] if row else head).below.append(box)
    return head


def _name(number: int) -> str:
    return f"M. {_FIRST[number % len(_FIRST)]} {_LAST[number % len(_LAST)]}"


def _draw(canvas: Canvas, head: _Box) -> None:
    _draw_box(canvas, head)
    bus, middle = head.y - 12, head.x + _WIDTH / 2
    canvas.line(middle, head.y, middle, bus)
    canvas.line(head.below[0].x + _WIDTH / 2, bus, head.below[-1].x + _WIDTH / 2, bus)
    for direction in head.below:
        canvas.line(direction.x + _WIDTH / 2, bus, direction.x + _WIDTH / 2, direction.y + _HEIGHT)
        _draw_box(canvas, direction)
        rail = direction.x - 7
        if direction.below:
            canvas.line(direction.x, direction.y + _HEIGHT / 2, rail, direction.y + _HEIGHT / 2)
            canvas.line(rail, direction.y + _HEIGHT / 2, rail, direction.below[-1].y + _HEIGHT / 2)
        for service in direction.below:
            canvas.line(rail, service.y + _HEIGHT / 2, service.x, service.y + _HEIGHT / 2)
            _draw_box(canvas, service)


def _draw_box(canvas: Canvas, box: _Box) -> None:
    canvas.rect(box.x, box.y, _WIDTH, _HEIGHT)
    canvas.setFont("Helvetica-Bold", 7)
    canvas.drawCentredString(box.x + _WIDTH / 2, box.y + 20, box.title)
    canvas.setFont("Helvetica", 7)
    canvas.drawCentredString(box.x + _WIDTH / 2, box.y + 8, box.name)
