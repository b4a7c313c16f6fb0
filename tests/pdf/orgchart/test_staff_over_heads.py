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


@pytest.mark.parametrize(("mayor", "gap"), [("Le Maire", 0), ("Madame la Maire", 3), ("Le Président", 3)])
def test_who_heads_the_services_is_not_whom_the_box_over_it_names(mayor: str, gap: float) -> None:
    """3.27: glued, or nearly so, it was read as the mayor, whom all poles hung under; a name alone there is the mayor's."""

    def read(second: str) -> dict[str, tuple[str | None, list[str]]]:
        def draw(canvas: Canvas) -> None:
            canvas.setFont("Helvetica", 8)
            for text, y in ((mayor, 340), (second, 316 - gap)):
                canvas.rect(200, y, 200, 24)
                canvas.drawCentredString(300, y + 9, text)
            for place, pole in enumerate(("Pôle technique", "Pôle population", "Pôle ressources")):
                for depth, title in enumerate((pole, f"Direction {place + 1}")):
                    canvas.rect(30 + 180 * place, 288 - 2 * gap - 30 * depth, 180, 28)
                    canvas.drawCentredString(120 + 180 * place, 299 - 2 * gap - 30 * depth, title)

        units = chart_of(drawn(draw, size=(600, 400))).units
        titles = {unit.id: unit.title for unit in units}
        return {unit.title: (titles.get(unit.parent or ""), [person.name for person in unit.people]) for unit in units}

    found = read("Directrice générale des services, Mme Anne Roy")
    assert found[mayor] == (None, [])
    assert found["Directrice générale des services"] == (mayor, ["Mme Anne Roy"])
    assert found["Pôle technique"][0] == "Directrice générale des services"
    assert read("Mme Anne Roy")[mayor] == (None, ["Mme Anne Roy"])
