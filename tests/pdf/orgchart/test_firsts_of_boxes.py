"""Boxes of several units in one look, the first of which heads the others (3.27)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE
from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of
from tests.pdf.pdfs import drawn

TOP = "Direction générale"


def _boxes(boxes: list[list[str]], *, headless: bool = False) -> bytes:
    """A chart of *boxes*, each with its titles, and who heads them below; *headless*: nobody heads the first."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(230, 350, 140, 22)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawCentredString(300, 358, TOP)
        for number, titles in enumerate(boxes):
            x, y = 80 + 140 * number, 302
            canvas.lines([(300, 350, 300, 330), (300, 330, x, 330), (x, 330, x, 316)])
            canvas.rect(x - 65, 200, 130, 116)
            for row, title in enumerate(titles):
                canvas.setFont("Helvetica-Bold", 8)
                canvas.drawCentredString(x, y, title)
                if row or not headless:
                    canvas.setFont("Helvetica", 8)
                    canvas.drawCentredString(x, y := y - 11, f"Mme {['Inès', 'Aude', 'Zoé', 'Ida'][number]} {'ABCD'[row]}roy")
                y -= 11

    return drawn(draw, size=(max(SHEET[0], 660.0), SHEET[1]))


def _heads(data: bytes) -> dict[str, str | None]:
    units = chart_of(data).units
    titles = {unit.id: unit.title for unit in units}
    return {unit.title: titles.get(unit.parent or "") for unit in units}


@pytest.mark.parametrize(
    "boxes",
    [
        [["Pôle vie locale", "Sports", "Écoles"], ["Pôle technique", "Voirie", "Parcs"], ["Pôle culture", "Musées", "Archives"]],
        [["VIE LOCALE", "Sports", "Écoles"], ["TECHNIQUE", "Voirie", "Parcs"], ["CULTURE", "Musées", "Archives"]],
    ],
    ids=["by its word", "by its capitals"],
)
def test_what_begins_each_box_with_a_higher_word_or_capitals_heads_what_follows(boxes: list[list[str]]) -> None:
    """All in one look; every service hung beside its own pole, at .90."""
    expected: dict[str, str | None] = {TOP: None}
    for first, *others in boxes:
        expected |= {first: TOP} | dict.fromkeys(others, first)
    assert _heads(_boxes(boxes)) == expected
    if boxes[0][0].startswith("Pôle"):  # « Pôle vie locale », « Sports », « Mme Roy »: two units, or one title on two lines
        data = _boxes(boxes, headless=True)
        assert _heads(data) == expected
        assert all(u.confidence_title < SURE for u in chart_of(data).units if u.title in {o for b in boxes for o in b[:2]})


@pytest.mark.parametrize(
    "boxes",
    [
        [["Pôle vie locale", "Sports"], ["Pôle technique", "Voirie"]],
        [["Service paie", "Achats"], ["Service parcs", "Serres"], ["Service voirie", "Garage"]],
        [["Direction des sports", "Direction des écoles"], ["Direction de l’eau", "Parcs"], ["Direction du port", "Quais"]],
    ],
    ids=["two boxes", "services", "of one rank"],
)
def test_what_begins_boxes_is_beside_what_follows_where_nothing_ranks_it_higher(boxes: list[list[str]]) -> None:
    """Two boxes are no custom; a service's word tells no higher rank; where one box has two of a rank, so may the others."""
    assert set(_heads(_boxes(boxes)).values()) == {None, TOP}
