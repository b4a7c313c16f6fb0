"""Words aslant over a whole sheet are of no box that their letters happen to fall into."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_rosters import chart_of
from tests.pdf.pdfs import drawn

TITLES = ("Direction générale", "Service des finances", "Service de la voirie", "Service des sports", "Service des écoles")


@pytest.mark.parametrize(("size", "angle"), [(0, 0), (90, 30), (120, 45), (60, -35)])
def test_a_watermark_leaves_titles_as_they_are(size: float, angle: float) -> None:
    """(13.1) « Direction générale J », by a letter of « PROJET », was a title for certain."""

    def draw(canvas: Canvas) -> None:
        if size:
            canvas.saveState()
            canvas.setFillGray(0.92)
            canvas.setFont("Helvetica-Bold", size)
            canvas.translate(300, 160)
            canvas.rotate(angle)
            canvas.drawCentredString(0, 0, "PROJET")
            canvas.restoreState()
        canvas.setFont("Helvetica", 9)
        for place, title in enumerate(TITLES):
            x, y = (225, 260) if place == 0 else (20 + 145 * (place - 1), 90)
            canvas.rect(x, y, 125, 60)
            canvas.drawString(x + 6, y + 26, title)
            if place:
                canvas.lines([(x + 62, y + 60, x + 62, 200), (x + 62, 200, 287, 200)])
        canvas.line(287, 200, 287, 260)

    chart = chart_of(drawn(draw, size=(600, 360)))
    assert {unit.title for unit in chart.units} == {*TITLES}
    assert [unit.title for unit in chart.units if unit.parent is None] == [TITLES[0]]


def test_slanting_heads_of_the_usual_size_stay() -> None:
    """(13.1)"""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for place, title in enumerate(TITLES):
            canvas.saveState()
            canvas.translate(60 + 90 * place, 100)
            canvas.rotate(45)
            canvas.drawString(0, 0, title)
            canvas.restoreState()
            canvas.drawString(60 + 90 * place, 60, "dix agents")

    assert chart_of(drawn(draw, size=(640, 360))).pages == 1
