"""Initials in a disc beside a name are no unit (DESIGN 3.27)."""

from __future__ import annotations

from typing import Literal

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_met_in_the_wild import chart_of
from tests.pdf.pdfs import drawn

SHEET = (842.0, 595.0)
STAFF = {
    "Directrice générale": ("Nadia Ferrand", "NF", None),
    "Directeur financier": ("Hervé Cassan", "HC", "Directrice générale"),
    "Paie": ("Odile-Marie Prigent", "OP", "Directrice générale"),
    "Voirie": ("Luc de Kern", "LK", "Directeur financier"),
}
PLACES = {"Directrice générale": (320, 450), "Directeur financier": (120, 320), "Paie": (520, 320), "Voirie": (140, 190)}


def _sheet(drawing: Literal["disc", "square", "above"], *, cards: bool) -> bytes:
    """Four cards, or their words and strokes alone: a portrait in letters, a name in bold, a title below it, a mail."""

    def draw(canvas: Canvas) -> None:
        for title, (name, letters, head) in STAFF.items():
            x, y = PLACES[title]
            if cards:
                canvas.roundRect(x, y, 190, 60, 6)
            canvas.setFillColorRGB(0.2, 0.4, 0.7)
            at = (x + 95, y + 62) if drawing == "above" else (x + 24, y + 30)
            if drawing == "square":
                canvas.rect(at[0] - 16, at[1] - 16, 32, 32, stroke=0, fill=1)
            else:
                canvas.circle(*at, 15, stroke=0, fill=1)
            canvas.setFillGray(1)
            canvas.setFont("Helvetica-Bold", 11)
            canvas.drawCentredString(at[0], at[1] - 4, letters)
            canvas.setFillGray(0)
            for text, font, size, up in (
                (name, "Helvetica-Bold", 10, 34),
                (title, "Helvetica", 9, 21),
                ("a@orbec.example", "Helvetica", 7, 9),
            ):
                canvas.setFont(font, size)
                if drawing == "above":
                    canvas.drawCentredString(x + 95, y + up, text)
                else:
                    canvas.drawString(x + 50, y + up, text)
            if head is not None:
                over, down = PLACES[head]
                top = y + (78 if drawing == "above" else 60)
                canvas.lines(
                    [
                        (over + 95, down, over + 95, top + 14),
                        (over + 95, top + 14, x + 95, top + 14),
                        (x + 95, top + 14, x + 95, top),
                    ]
                )

    return drawn(draw, size=SHEET)


@pytest.mark.parametrize("cards", [True, False], ids=["cards", "words alone"])
@pytest.mark.parametrize("drawing", ["disc", "square", "above"])
def test_initials_beside_a_name_are_its_portrait(drawing: Literal["disc", "square", "above"], *, cards: bool) -> None:
    """The disc made a frame of its card, or was the unit; titles, people and links were lost (3.27)."""
    chart = chart_of(_sheet(drawing, cards=cards))
    titles = {unit.id: unit.title for unit in chart.units}
    read = {unit.title: ([person.name for person in unit.people], titles.get(unit.parent or "")) for unit in chart.units}
    assert read == {title: ([name], head) for title, (name, _, head) in STAFF.items()}


def test_acronyms_of_services_are_no_portraits() -> None:
    """« SP » before « Service paie » is what the service is called for short; nobody is named so there (3.27)."""

    def draw(canvas: Canvas) -> None:
        for row, (letters, title) in enumerate((("DG", "Direction"), ("RH", "Recrutement"), ("CP", "Commande"), ("VN", "Voirie"))):
            x, y = 60 + 60 * row, 500 - 90 * row
            canvas.rect(x, y, 30, 30)
            canvas.drawCentredString(x + 15, y + 10, letters)
            canvas.rect(x + 200, y, 160, 30)
            canvas.drawString(x + 210, y + 10, title)
            if row:
                canvas.line(x - 40, y + 90, x + 10, y + 30)

    assert {"DG", "RH", "CP", "VN"} <= {unit.title for unit in chart_of(drawn(draw, size=SHEET)).units}
