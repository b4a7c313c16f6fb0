"""Who stands above whom it serves is not its head (3.27)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE
from tests.pdf.orgchart.test_tables_of_units import chart_of
from tests.pdf.pdfs import drawn


@pytest.mark.parametrize("staff", ["Secrétariat", "Assistante de direction", "Communication"])
def test_staff_over_whom_it_serves_is_no_certain_head(staff: str) -> None:
    """3.27: « Secrétariat » above the « Direction générale », on a stroke of its own, was its head, for certain."""

    def draw(canvas: Canvas) -> None:
        for title, x, y in ((staff, 240, 340), ("Direction générale", 240, 250), ("Finances", 60, 150), ("Voirie", 420, 150)):
            canvas.rect(x, y, 140, 34)
            canvas.setFont("Helvetica", 8)
            canvas.drawCentredString(x + 70, y + 14, title)
        canvas.lines([(310, 340, 310, 284), (310, 250, 310, 210), (130, 210, 490, 210), (130, 210, 130, 184), (490, 210, 490, 184)])

    (head,) = (unit for unit in chart_of(drawn(draw, size=(640, 420))).units if unit.title == "Direction générale")
    assert head.parent is None or head.confidence_parent < SURE
