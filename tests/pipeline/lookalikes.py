"""One org chart of the invented town, drawn so that its picture and its strokes tell different things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from tests.pdf import pdfs

Way = Literal["plain", "hidden", "moved"]
A4_ACROSS = (842.0, 595.0)
ACHATS = "Direction des achats"
_BOXES = (
    (330, 500, "Direction générale des services", "Mme Hélène Morel"),
    (100, 380, "DGA Ressources", "M. Denis Royer"),
    (560, 380, "DGA Projets", "Mme Sofia Blanc"),
    (330, 240, ACHATS, "{head}"),
    (60, 240, "Direction des finances", "Mme Claire Aubert"),
    (600, 240, "Direction du logement", "M. Paul Roche"),
)


def chart(
    way: Way = "plain",
    *,
    head: str = "M. Bruno Martin",
    fills: Mapping[str, str] | None = None,
    paper: str = "#ffffff",
    mark: str = "",
    ink: str = "#000000",
) -> bytes:
    """The achats hang under Ressources; *moved*: under Projets; *hidden*: a white stroke to Projets that nobody sees.

    *fills*: the colours of boxes by their titles; the others have that of *paper*. *mark*: "signed", "stamped",
    "framed" or "tinted" by hand. *ink*: of all strokes.
    """

    def draw(canvas: Canvas) -> None:
        canvas.setStrokeColor(HexColor(ink))
        _draw(canvas, way, head, fills or {}, paper)
        canvas.setStrokeColorRGB(0.7, 0.1, 0.1)
        if mark == "signed":
            canvas.bezier(60, 60, 100, 110, 140, 20, 190, 70)
        elif mark == "stamped":
            canvas.circle(760, 540, 28)
        elif mark == "framed":
            canvas.rect(50, 230, 200, 65)
        elif mark == "tinted":
            canvas.setFillColorRGB(1, 1, 0.894)  # 27 of 255
            canvas.rect(60, 60, 150, 60, stroke=0, fill=1)

    return pdfs.drawn(draw, size=A4_ACROSS)


def _draw(canvas: Canvas, way: Way, head: str, fills: Mapping[str, str], paper: str) -> None:
    if way == "hidden":
        canvas.setStrokeColorRGB(1, 1, 1)
        _line(canvas, (650, 380), (650, 330), (420, 330), (420, 280))
        canvas.setStrokeColorRGB(0, 0, 0)
    left = 650 if way == "moved" else 190
    _line(canvas, (left, 380), (left, 330), (420, 330), (420, 280))
    for x in (190, 650):
        _line(canvas, (420, 500), (420, 460), (x, 460), (x, 420))
    for x in (150, 690):
        _line(canvas, (x, 380), (x, 280))
    for x, y, title, name in _BOXES:
        _box(canvas, x, y, title, name.format(head=head), fills.get(title, paper))


def _line(canvas: Canvas, *points: tuple[float, float]) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    canvas.drawPath(path)


def _box(canvas: Canvas, x: float, y: float, title: str, name: str, fill: str) -> None:
    canvas.setFillColor(HexColor(fill))
    canvas.rect(x, y, 180, 40, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.setFont("Helvetica-Bold", 9)
    canvas.drawCentredString(x + 90, y + 24, title)
    canvas.setFont("Helvetica", 8)
    canvas.drawCentredString(x + 90, y + 11, name)
