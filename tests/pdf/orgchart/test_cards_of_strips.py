"""Cards of three strips: the title on colour, who heads it with the post, the telephone; strokes end at any of them (3.27)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of, names, tree
from tests.pdf.pdfs import drawn

TOP, STAFF = "Direction générale", "Direction de la communication"
POLES = {"Pôle femme-enfant": "Anne Roy", "Pôle chirurgie": "Luc Tessier", "Pôle médecine": "Inès Aubert"}


def card(canvas: Canvas, x: float, top: float, title: str, lines: tuple[str, ...]) -> None:
    """Its trunk and rails reach to the foot, 56 points below *top*."""
    canvas.setFillColorRGB(0.5, 0, 0)
    canvas.rect(x, SHEET[1] - top - 20, 160, 20, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.rect(x, SHEET[1] - top - 44, 160, 24, fill=1)
    canvas.setFont("Helvetica-Bold", 8)
    canvas.drawCentredString(x + 80, SHEET[1] - top - 13, title)
    canvas.setFillGray(0.9)
    canvas.rect(x, SHEET[1] - top - 56, 160, 12, fill=1)
    canvas.setFillGray(0)
    for row, line in enumerate(lines):
        canvas.setFont("Helvetica-Bold" if row == 0 and len(lines) > 1 else "Helvetica-Oblique", 7)
        canvas.drawCentredString(x + 80, SHEET[1] - top - 30 - 9 * row, line)
    canvas.setFont("Helvetica", 6.5)
    canvas.drawCentredString(x + 80, SHEET[1] - top - 53, "03 80 74 51 00")


@pytest.mark.parametrize("lone", [False, True])
def test_a_trunk_that_leaves_the_telephone_under_a_card_is_the_cards(lone: bool) -> None:
    """All poles hung under the staff beside the trunk, for certain; a post that nobody has was a unit."""

    def draw(canvas: Canvas) -> None:
        canvas.lines([(300, 410, 300, 300), (300, 345, 340, 345), (90, 300, 510, 300)])
        card(canvas, 220, 14, TOP, ("Bruno Lemaître", "Directeur"))
        card(canvas, 340, 106, STAFF, ("Chargé de mission",) if lone else ("Maud Perrin", "Chargée de mission"))
        for place, (pole, name) in enumerate(POLES.items()):
            canvas.line(90 + 210 * place, 300, 90 + 210 * place, 286)
            card(canvas, 10 + 210 * place, 194, pole, (name, "Chef de pôle"))

    chart = chart_of(drawn(draw, size=SHEET))
    assert tree(chart) == {TOP: None, STAFF: TOP} | dict.fromkeys(POLES, TOP)
    assert names(chart) == {TOP: ["Bruno Lemaître"], STAFF: [] if lone else ["Maud Perrin"]} | {o: [n] for o, n in POLES.items()}


def test_whoever_holds_a_post_under_a_strip_holds_it_vacant_or_not() -> None:
    """3.27: « Marie ROY », « Adjointe », « Poste vacant », « Comptable »: the two posts were exchanged, for certain."""
    cards = {
        "Service ressources": ("Anne MOREL", "Responsable", "Marie ROY", "Adjointe", "Poste vacant", "Comptable", "Lise ROUX",
                               "Gestionnaire paie"),
        "Services techniques": ("Paul NOËL", "Directeur", "Luc TESSIER", "Chargé des eaux"),
        "Accueil": ("Inès GARNIER", "Responsable", "Rita SOL", "Agent d’accueil", "Max VIAL", "Agent de caisse"),
    }  # fmt: skip

    def draw(canvas: Canvas) -> None:
        canvas.rect(220, 370, 160, 24)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawCentredString(300, 379, "Direction générale")
        canvas.lines([(300, 370, 300, 350), (100, 350, 500, 350)])
        for place, (title, said) in enumerate(cards.items()):
            x = 20 + 200 * place
            canvas.line(x + 80, 350, x + 80, 330)
            canvas.rect(x, 310 - 14 * len(said), 160, 20 + 14 * len(said))
            canvas.setFillColorRGB(0.1, 0.2, 0.5)
            canvas.rect(x, 310, 160, 20, fill=1)
            canvas.setFillGray(1)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawCentredString(x + 80, 317, title)
            canvas.setFillGray(0)
            for row, text in enumerate(said):
                canvas.setFont("Helvetica" if row % 2 else "Helvetica-Bold", 6 if row % 2 else 7)
                canvas.drawCentredString(x + 80, 296 - 9 * row - 6 * (row // 2), text)

    told = {unit.title: [(person.name, person.role) for person in unit.people] for unit in chart_of(drawn(draw, size=SHEET)).units}
    for title, said in cards.items():
        pairs = zip(said[::2], said[1::2], strict=True)
        assert told[title] == [("" if name == "Poste vacant" else name, post) for name, post in pairs]
