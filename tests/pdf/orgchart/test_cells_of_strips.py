"""Strips of two cells in one frame, a title on colour and its holder on white beside it: the holder is in that unit."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import OrgChart
from tests.pdf.orgchart.test_rosters import chart_of
from tests.pdf.pdfs import drawn

HEAD = ("Direction générale des services", "M. Ronan Le Goff")
POLES = {
    "Pôle moyens généraux": (
        "Mme Inès Caron",
        {"Service achats": "M. Luc Tessier", "Service courrier": None, "Service archives": None},
    ),
    "Pôle jeunesse": (
        "M. Karim Haddad",
        {"Service crèches": None, "Service vacances": "Mme Maud Guyot", "Service animation": None},
    ),
}


def _strip(canvas: Canvas, title: str, name: str | None, x: float, y: float, width: float, *, colour: float, right: bool) -> None:
    canvas.setStrokeGray(0.3)
    canvas.rect(x, y, width, 24)
    cell = x + 0.4 * width if right else x
    canvas.setFillGray(colour)
    canvas.rect(cell, y, 0.6 * width, 24, stroke=0, fill=1)
    canvas.setFillGray(0 if colour > 0.5 else 1)
    canvas.setFont("Helvetica-Bold", 8)
    canvas.drawString(cell + 5, y + 9, title)
    canvas.setFillGray(0)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(x + 5 if right else x + 0.6 * width + 5, y + 9, name or "")


def _chart(*, right: bool) -> OrgChart:
    def draw(canvas: Canvas) -> None:
        _strip(canvas, *HEAD, 150, 740, 290, colour=0.2, right=right)
        canvas.lines([(295, 740, 295, 720), (150, 720, 440, 720)])
        for x, (pole, (name, services)) in zip((20, 310), POLES.items(), strict=True):
            canvas.line(x + 130, 720, x + 130, 700)
            _strip(canvas, pole, name, x, 676, 260, colour=0.4, right=right)
            for row, (service, who) in enumerate(services.items()):
                _strip(canvas, service, who, x + 16, 644 - 30 * row, 244, colour=0.85, right=right)

    return chart_of(drawn(draw))


@pytest.mark.parametrize("right", [False, True])
def test_a_name_in_the_other_cell_of_a_titles_frame_is_of_that_title(right: bool) -> None:
    """It was a unit of its own, called after the person, with the title and all services under it (3.27)."""
    units = _chart(right=right).units
    named = {HEAD[0]: [HEAD[1]]}
    for pole, (name, services) in POLES.items():
        named |= {pole: [name]} | {service: [who] if who else [] for service, who in services.items()}
    assert {unit.title: [person.name for person in unit.people] for unit in units} == named


@pytest.mark.parametrize("right", [False, True])
def test_strips_of_one_width_under_each_other_are_brothers_whether_or_not_they_name_somebody(right: bool) -> None:
    """Each service without a holder had the next one under it (3.27)."""
    units = {unit.id: unit for unit in _chart(right=right).units}
    heads = {unit.title: units[unit.parent].title if unit.parent else None for unit in units.values()}
    assert heads == {HEAD[0]: None} | dict.fromkeys(POLES, HEAD[0]) | {s: pole for pole, (_, some) in POLES.items() for s in some}
