"""Cards of a title and rows glued below it, as Graphviz sets records: a stroke reaches the card at any of its rows."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of, tree
from tests.pdf.pdfs import drawn

TOP = "Direction générale des services"
POLES: dict[str, dict[str, tuple[str, ...]]] = {
    "DGA Ressources": {"Direction des finances": ("Budget", "Dette"), "Direction des achats": ("Marchés", "Assurances", "Stocks")},
    "DGA Solidarités": {"Direction de l’enfance": ("Crèches", "Écoles"), "Direction du logement": ("Aides", "Habitat")},
}
TREE: dict[str, str | None] = {TOP: None} | dict.fromkeys(POLES, TOP)
TREE |= {title: pole for pole, cards in POLES.items() for title in cards}
TREE |= {row: title for cards in POLES.values() for title, rows in cards.items() for row in rows}


def box(canvas: Canvas, x: float, top: float, width: float, height: float, title: str, *, shade: float = 1.0) -> None:
    canvas.setFillGray(shade)
    canvas.rect(x, SHEET[1] - top - height, width, height, fill=1)
    canvas.setFillGray(0)
    canvas.setFont("Helvetica-Bold" if shade < 1 else "Helvetica", 8)
    canvas.drawCentredString(x + width / 2, SHEET[1] - top - height / 2 - 3, title)


def elbow(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    middle = (x0 + x1) / 2
    for a, b, c, d in ((x0, y0, middle, y0), (middle, y0, middle, y1), (middle, y1, x1, y1)):
        canvas.line(a, SHEET[1] - b, c, SHEET[1] - d)


def sheet(canvas: Canvas, *, at: int, ports: bool = False, away: bool = False) -> None:
    """From left to right; strokes reach each card at its row number *at* (0: its title).

    *ports*: one more box hangs at a card's last row. *away*: only one stroke leads to a card, the others stand alone.
    """
    box(canvas, 20, 150, 140, 26, TOP, shade=0.7)
    top = 30.0
    for pole, cards in POLES.items():
        middle = top + 45
        box(canvas, 200, middle, 120, 24, pole, shade=0.8)
        elbow(canvas, 160, 163, 200, middle + 12)
        for title, rows in cards.items():
            box(canvas, 370, top, 130, 22, title, shade=0.9)
            for place, row in enumerate(rows):
                box(canvas, 370, top + 22 + 16 * place, 130, 16, row)
            if not away or title == "Direction des finances":
                elbow(canvas, 320, middle + 12, 370, top + (11 if at == 0 else 14 + 16 * at))
            if ports and title == "Direction des achats":
                y = top + 22 + 16 * len(rows) - 8
                box(canvas, 540, y - 8, 60, 16, "Magasin")
                canvas.line(500, SHEET[1] - y, 540, SHEET[1] - y)
            top += 22 + 16 * len(rows) + 14


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_stroke_to_a_row_of_a_card_leads_to_the_card(at: int) -> None:
    """3.27: the row was the brother of its own direction, for certain, and this hung under the service above it."""
    chart = chart_of(drawn(lambda canvas: sheet(canvas, at=at), size=SHEET))
    assert tree(chart) == TREE


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_box_straight_beside_a_row_is_of_that_row(at: int) -> None:
    """3.27: a stroke to one box beside a row tells of the row, wherever cards are reached."""
    chart = chart_of(drawn(lambda canvas: sheet(canvas, at=at, ports=True), size=SHEET))
    assert tree(chart) == TREE | {"Magasin": "Stocks"}


def test_a_stroke_to_a_row_says_nothing_of_cards_that_stand_alone() -> None:
    """3.27: where hardly a card is linked, a stroke to one row may say anything."""
    chart = chart_of(drawn(lambda canvas: sheet(canvas, at=2, away=True), size=SHEET))
    assert tree(chart)["Dette"] == "DGA Ressources"
