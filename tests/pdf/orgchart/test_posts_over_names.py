"""Pages without boxes on which each unit has the post first, then who holds it, then the title (3.27, 13.3)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of
from tests.pdf.pdfs import drawn

UNITS = (
    ("Culture et sports", "M. Ahmed Forestier", ["Musées", "Piscines", "Stades"]),
    ("Cycle de l’eau", "Mme Ingrid Chastaing", ["Voirie", "Transports urbains", "Collecte"]),
)
NAMES = ("Mme Inès Caron", "M. Hugo Blanc", "Mme Zoé Lund", "M. Paul Noir", "Mme Ida Moss", "M. Jean Duval")


def _columns(blocks: Sequence[Sequence[Sequence[tuple[str, str]]]]) -> bytes:
    """Columns of blocks of lines, each with its font; a portrait, a square, stands over each block."""

    def draw(canvas: Canvas) -> None:
        for column, own in enumerate(blocks):
            x, y = 40.0 + 260 * column, 370.0
            for block in own:
                canvas.setFillGray(0.6)
                canvas.rect(x, y - 22, 22, 22, stroke=0, fill=1)
                canvas.setFillGray(0)
                y -= 32
                for row, (font, text) in enumerate(block):
                    size = 9 if text in {unit[0] for unit in UNITS} else 8 if row or font == "Helvetica-Bold" else 7.5
                    canvas.setFont(font, size)
                    canvas.drawString(x, y, text)
                    y -= 10
                y -= 6

    return drawn(draw, size=SHEET)


@pytest.mark.parametrize("post", ["Chef de service", "Responsable", "Amtsleiter"])
def test_a_post_over_name_and_title_again_and_again_is_no_unit(post: str) -> None:
    """« Chef de service » was a unit beside each, for certain, and names and titles below it hung here and there."""
    names = iter(NAMES)
    blocks = [
        [
            [("Helvetica", post), ("Helvetica", who), ("Helvetica-Bold", title)]
            for title, who in [(pole, head), *((service, next(names)) for service in services)]
        ]
        for pole, head, services in UNITS
    ]
    units = chart_of(_columns(blocks)).units
    names = iter(NAMES)
    expected = {pole: (head, post) for pole, head, _ in UNITS}
    expected |= {service: (next(names), post) for _, _, services in UNITS for service in services}
    assert {unit.title: (unit.people[0].name, unit.people[0].role) for unit in units} == expected


def test_titles_over_names_that_no_title_follows_are_units() -> None:
    """« Bureau du courrier » is no post; and a post with a name below the title of a unit is of that one, however often."""
    names = iter(NAMES)
    blocks = [
        [[("Helvetica-Bold", service), ("Helvetica", "Responsable"), ("Helvetica", next(names))] for service in services]
        for _, _, services in UNITS
    ]
    units = chart_of(_columns(blocks)).units
    names = iter(NAMES)
    assert {unit.title: (unit.people[0].name, unit.people[0].role) for unit in units} == {
        service: (next(names), "Responsable") for _, _, services in UNITS for service in services
    }
