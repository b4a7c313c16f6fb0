"""One table for each department: its title in a row across it, then a row for each service with who heads it and a telephone."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_rosters import chart_of
from tests.pdf.pdfs import drawn

TOP = ("Direction générale", "Mme Odile Prat")
POLES: dict[str, dict[str, str | None]] = {
    "Pôle patrimoine": {
        "Service voirie": "Mme Inès Caron",
        "Service garage": "M. Luc Tessier",
        "Service éclairage": "M. Paul Roche",
    },
    "Pôle jeunesse": {"Service crèches": "Mme Maud Guyot", "Service vacances": None, "Service animation": "M. Yann Morel"},
    "Pôle solidarité": {"Service insertion": "M. Karim Haddad", "Service handicap": "Mme Awa Quaye"},
}


@pytest.mark.parametrize("gap", [6, 14])
def test_a_row_across_a_table_heads_all_rows_below_it_each_with_who_is_named_in_it(gap: float) -> None:
    """The first row's holder was lost, the second service hung at the top, and one department under the last (3.27)."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(50, 750, 460, 18)
        canvas.setFont("Helvetica-Bold", 9)
        canvas.drawString(55, 756, TOP[0])
        canvas.setFont("Helvetica", 8)
        canvas.drawRightString(505, 756, TOP[1])
        y = 735.0
        for shade, (pole, services) in enumerate(POLES.items()):
            y -= 17
            canvas.setFillColorRGB(0.9, 0.8 + 0.05 * shade, 1 - 0.1 * shade)
            canvas.rect(50, y, 460, 17, fill=1)
            canvas.setFillGray(0)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(55, y + 5, pole)
            canvas.setFont("Helvetica", 8)
            for row, (service, who) in enumerate(services.items()):
                y -= 17
                for x, wide, text in ((50, 200, service), (250, 160, who or ""), (410, 100, f"03 80 {shade}{row} 12")):
                    canvas.rect(x, y, wide, 17)
                    canvas.drawString(x + 5, y + 5, text)
            y -= gap

    units = {unit.id: unit for unit in chart_of(drawn(draw)).units}
    expected: dict[str, tuple[str | None, list[str]]] = {TOP[0]: (None, [TOP[1]])}
    for pole, services in POLES.items():
        expected |= {pole: (TOP[0], [])} | {service: (pole, [who] if who else []) for service, who in services.items()}
    read = {
        unit.title: (units[unit.parent].title if unit.parent else None, [person.name for person in unit.people])
        for unit in units.values()
    }
    assert read == expected
