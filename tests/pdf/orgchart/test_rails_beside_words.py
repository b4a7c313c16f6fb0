"""A column of cards on a rail next to a column of words without boxes: the rail's corner means none of these (13.2, 3.27)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of, tree
from tests.pdf.pdfs import drawn

POLES = {
    "Pôle solidarités": ("Direction de la santé", "Direction du logement"),
    "Pôle ressources": ("Direction des finances", "Direction du personnel", "Direction du numérique"),
    "Pôle population": ("Direction des écoles", "Direction de la culture", "Direction des sports"),
    "Pôle cadre de vie": ("Direction des parcs", "Direction du bâti", "Direction des mobilités"),
}
WIDTH, APART = 138, 6


@pytest.mark.parametrize("short", [0.0, 2.0], ids=["stubs that meet the cards", "stubs a little short"])
@pytest.mark.parametrize("nearer", [0, 4])
def test_the_corner_of_a_rail_points_at_no_words_beside_it(short: float, nearer: int) -> None:
    """13.2, 3.27: the last card of the rail hung at what stood right of its corner, or that at the rail's pole, with .95."""

    def draw(canvas: Canvas) -> None:
        def write(x: float, top: float, said: str, *, bold: bool = True) -> None:
            canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 7)
            canvas.drawString(x, SHEET[1] - top, said)

        def line(x0: float, top: float, x1: float, bottom: float) -> None:
            canvas.line(x0, SHEET[1] - top, x1, SHEET[1] - bottom)

        canvas.rect(240, SHEET[1] - 44, 130, 24)
        write(246, 31, "Direction générale")
        write(246, 40, "Odile Ferrandon", bold=False)
        middles = [20 + (WIDTH + APART) * place + WIDTH / 2 for place in range(len(POLES))]
        line(305, 44, 305, 56)
        line(middles[0], 56, middles[-1], 56)
        for place, (pole, directions) in enumerate(POLES.items()):
            x, middle = middles[place] - WIDTH / 2, middles[place]
            line(middle, 56, middle, 68)
            canvas.rect(x + 4, SHEET[1] - 92, WIDTH - 8, 24)
            write(x + 10, 83, pole)
            rail, top, stubs = x + WIDTH - 3 + nearer, 106.0, []
            for direction in directions:
                write(x + 5, top + 9, direction)
                write(x + 5, top + 18, "Luc Cazenave" if direction.endswith("s") else "Maud Tessier", bold=False)
                for number, said in enumerate(("Accueil", "Études")):
                    write(x + 9, top + 27 + 9 * number, f"• {said} {direction.split()[-1]}", bold=False)
                if place % 2 == 0:
                    canvas.rect(x, SHEET[1] - top - 40, WIDTH - 10, 40)
                    stubs.append(top + 20)
                top += 48
            for at in stubs:
                line(x + WIDTH - 10 + short, at, rail, at)
            if stubs:
                line(rail, 98, rail, stubs[-1])
                line(middle, 98, rail, 98)
                line(middle, 92, middle, 98)

    chart = chart_of(drawn(draw, size=SHEET))
    found = tree(chart)
    titles = {unit.id: unit.title for unit in chart.units}
    sure = {unit.title: titles[unit.parent] for unit in chart.units if unit.parent and unit.confidence_parent >= 0.9}
    for place, (pole, directions) in enumerate(POLES.items()):
        assert [sure.get(direction, pole) for direction in directions] == [pole] * len(directions)
        if place % 2 == 0:
            assert [found[direction] for direction in directions] == [pole] * len(directions)
