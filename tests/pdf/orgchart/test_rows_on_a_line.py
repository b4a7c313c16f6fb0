"""Rows of boxes threaded on a line, and mind maps whose branches go out to both sides."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of, tree
from tests.pdf.pdfs import drawn

TOP = "Direction générale des services"
LISTED = {"Finances": ("Budget", "Dette"), "Achats": ("Marchés",), "Voirie": ("Éclairage", "Régie voirie")}
ROWS: dict[str, tuple[str, ...]] = {"Pôle ressources": ("Finances", "Informatique", "Achats"), "Pôle technique": ("Voirie", "Eau")}


def box(
    canvas: Canvas, x: float, top: float, size: tuple[float, float], lines: tuple[str, ...], shade: float, *, left: bool
) -> None:
    width, height = size
    canvas.setFillGray(shade)
    canvas.rect(x, SHEET[1] - top - height, width, height, fill=1)
    canvas.setFillGray(1 if shade < 0.5 else 0)
    y = top + 14 if left else top + height / 2 + 3
    for place, line in enumerate(lines):
        canvas.setFont("Helvetica" if place else "Helvetica-Bold", 7 if place else 8)
        if left:
            canvas.drawString(x + 5, SHEET[1] - y - 11 * place, line)
        else:
            canvas.drawCentredString(x + width / 2, SHEET[1] - y, line)


def threaded(canvas: Canvas) -> None:
    """Of the boxes in a row those with a list begin at the left, the others are centred."""
    box(canvas, 250, 30, (170, 30), (TOP,), 0.2, left=False)
    canvas.line(250, SHEET[1] - 45, 10, SHEET[1] - 45)
    for number, (pole, titles) in enumerate(ROWS.items()):
        top = 90.0 + 80 * number
        canvas.line(10, SHEET[1] - (45 if number == 0 else top - 55), 10, SHEET[1] - top - 25)
        canvas.line(10, SHEET[1] - top - 25, 20, SHEET[1] - top - 25)
        box(canvas, 20, top, (120, 50), (pole,), 0.3, left=False)
        for place, title in enumerate(titles):
            x = 152.0 + 132 * place
            canvas.line(x - 12, SHEET[1] - top - 25, x, SHEET[1] - top - 25)
            entries = tuple(f"• {entry}" for entry in LISTED.get(title, ()))
            box(canvas, x, top, (120, 50), (title, *entries), 0.85, left=bool(entries))


def test_boxes_with_and_without_lists_are_brothers_in_a_row() -> None:
    """3.27: a list lets its title begin at the left; the boxes of a row hung one under the other, for certain."""
    found = tree(chart_of(drawn(threaded, size=SHEET)))
    assert {title: found[title] for titles in ROWS.values() for title in titles} == {
        title: pole for pole, titles in ROWS.items() for title in titles
    }


def mind_map(canvas: Canvas, *, turned: bool) -> None:
    """Two poles at each side; of three directions at one side the middle one stands at its pole’s own height."""

    def at(x: float, width: float) -> float:
        return SHEET[0] - x - width if turned else x

    def stroke(x0: float, y0: float, x1: float, y1: float) -> None:
        x0, x1, middle = at(x0, 0), at(x1, 0), at((x0 + x1) / 2, 0)
        canvas.bezier(x0, SHEET[1] - y0, middle, SHEET[1] - y0, middle, SHEET[1] - y1, x1, SHEET[1] - y1)

    centre = SHEET[0] / 2
    for side, pole, y, titles in (
        (-1, "DGA Vie locale", 60, ("Sports", "Jeunesse", "Culture")),
        (-1, "DGA Cadre de vie", 190, ("Voirie", "Propreté", "Habitat")),
        (1, "DGA Ressources", 70, ("Finances", "Achats")),
        (1, "DGA Solidarités", 180, ("Seniors", "Insertion")),
    ):
        x = centre + side * 130
        stroke(centre + side * 40, 125, x - side * 45, y)
        box(canvas, at(x - 45, 90), y - 12, (90, 24), (pole,), 0.2, left=False)
        for place, title in enumerate(titles):
            high = y + 38 * (place - (len(titles) - 1) / 2)
            out = centre + side * 260
            stroke(x + side * 45, y, out - side * 50, high)
            box(canvas, at(out - 50, 100), high - 11, (100, 22), (title,), 0.9, left=False)
    box(canvas, at(centre - 65, 130), 100, (130, 50), (TOP,), 1.0, left=False)


@pytest.mark.parametrize("turned", [False, True])
def test_a_direction_level_with_its_pole_is_no_head_of_it(turned: bool) -> None:
    """3.27: left of the middle the direction at the pole's own height was its head, for certain, and hung under nobody."""
    found = tree(chart_of(drawn(lambda canvas: mind_map(canvas, turned=turned), size=SHEET)))
    assert found["DGA Cadre de vie"] == TOP
    assert [found[title] for title in ("Voirie", "Propreté", "Habitat")] == ["DGA Cadre de vie"] * 3
