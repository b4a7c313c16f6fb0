"""A directory printed in columns, a bar for each pole, the line of the town hall at the foot (3.27, 13.1)."""

from __future__ import annotations

from functools import partial

from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_strips import PANELS, PEOPLE, TOP, TREE, WIDE, put, strip
from tests.pdf.orgchart.test_tables_of_units import chart_of, names, tree
from tests.pdf.pdfs import drawn


def test_a_directory_in_columns_is_read_to_the_foot_and_goes_on_at_the_top() -> None:
    """3.27, 13.1: the block right above the foot was lost; the one over the first bar of a column was the general direction's.

    « Service froid (Xhevahire Dukagjini (par intérim)) » was a title.
    """
    every = [(pole, direction) for pole, own in PANELS.items() for direction in own]

    def draw(canvas: Canvas, first: int) -> None:
        strip(canvas, 20, 16, 800, 20, 0.9, TOP, "Rose Masson", 10)
        x, top, foot = 20.0, 50.0, 0.0
        for place, (pole, direction) in enumerate(every):
            if place == first:
                x, top = 430.0, 50.0
            if place == 0 or pole != every[place - 1][0]:
                strip(canvas, x, top, 390, 18, 0.3, pole, PEOPLE[place], 10)
                top += 20
            put(canvas, x, top + 12, direction, size=9.5, bold=True)
            put(canvas, x, top + 24, f"Directrice : {PEOPLE[place + 5]} – 03 80 12 34 5{place}")
            for row, service in enumerate(PANELS[pole][direction]):
                acting = " (Xhevahire Dukagjini (par intérim))" if service == "Service froid" else ""
                put(canvas, x + 8, top + 36 + 11 * row, f"• {service}{acting}")
            top += 36 + 11 * len(PANELS[pole][direction])
            foot = max(foot, top)
            top += 12
        canvas.setFillGray(0.5)
        put(canvas, 20, foot, "Mairie de Valmont · ouverte du lundi au vendredi de 8 h 30 à 17 h · 03 80 12 00 00 " * 2)

    for first in (4, 3):
        chart = chart_of(drawn(partial(draw, first=first), size=WIDE))
        assert tree(chart) == TREE
        assert names(chart)["Service froid"] == ["Xhevahire Dukagjini"]
