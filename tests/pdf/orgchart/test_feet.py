"""Names on a tinted strip at a box's foot, below what is listed in it, are of the box's title (3.27)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_tables_of_units import chart_of, names, tree
from tests.pdf.pdfs import drawn

HEAD = "Direction générale des services"
CARDS = [
    ("Service voirie", ["Régie Balayage", "Atelier Mécanique", "Point Jeunes"], "Bruno Lemaître"),
    ("Archives", ["Magasin Central", "Salle Lecture"], "Odile Tessier"),
    ("Petite enfance", ["Crèche Arc-en-ciel"], "Ronan Vasseur"),
    ("Cimetières", [], "Hélène Quéré"),
]


@pytest.mark.parametrize("inset", [0.0, 3.0], ids=["from side to side", "set in"])
def test_a_name_on_a_strip_at_the_foot_heads_the_box_and_not_the_last_team_in_it(inset: float) -> None:
    """The name was given to the team above it, or a team was taken for a person, or teams became words of the title."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(240, 260, 180, 30)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawString(250, 278, HEAD)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(250, 266, "Claire Aubert")
        canvas.line(330, 260, 330, 240)
        canvas.line(80, 240, 590, 240)
        for number, (title, teams, name) in enumerate(CARDS):
            x, height = 10 + 165 * number, 28 + 10 * len(teams)
            canvas.line(x + 75, 240, x + 75, 220)
            canvas.rect(x, 220 - height, 150, height)
            canvas.setFillColorRGB(0.85, 0.9, 0.95)
            canvas.rect(x + inset, 220 - height + inset, 150 - 2 * inset, 13, stroke=0, fill=1)
            canvas.setFillGray(0)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(x + 6, 210, title)
            canvas.setFont("Helvetica", 8)
            for place, team in enumerate(teams, 1):
                canvas.drawString(x + 6, 210 - 10 * place, team)
            canvas.drawString(x + 6, 220 - height + inset + 4, name)

    read = chart_of(drawn(draw, size=(680, 320)))
    assert names(read) == {
        HEAD: ["Claire Aubert"],
        **{title: [name] for title, _, name in CARDS},
        **{team: [] for _, teams, _ in CARDS for team in teams},
    }
    assert tree(read) == {
        HEAD: None,
        **{title: HEAD for title, _, _ in CARDS},
        **{team: title for title, teams, _ in CARDS for team in teams},
    }
