"""Strokes that go behind filled boxes: what is not seen of them parts no words, and none of them is the rule of a table (3.27)."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from monitor.pdf.ink import Box
from monitor.pdf.orgchart.drawing import Segment, Shape
from monitor.pdf.orgchart.strokes import rules_in
from tests.pdf.orgchart.test_rosters import chart_of
from tests.pdf.pdfs import drawn

CHAIN = {
    "Cabinet du Maire": "Mme Odile Marsac",
    "Direction générale des services": "M. Luc Ferrand",
    "Secrétariat des élus": "Mme Ida Roche",
}
POLES = ("Pôle ressources", "Pôle cadre de vie", "Pôle solidarités", "Pôle éducation", "Pôle culture", "Pôle habitat")
FIRST, LAST = ("Claire", "Bruno", "Karim", "Odile", "Solène", "Pascal"), ("Aubert", "Vasseur", "Guyot")


def test_a_trunk_behind_opaque_boxes_cuts_none_of_their_words() -> None:
    """(3.27) It made two cells of each box whose border is drawn as four lines: « Cabinet » a unit, « du Maire » a person."""

    def draw(canvas: Canvas) -> None:
        canvas.line(210, 60, 210, 370)
        for number, (title, name) in enumerate(CHAIN.items()):
            y = 320 - 80 * number
            canvas.setFillGray(0.97)
            canvas.rect(130, y, 150, 36, stroke=0, fill=1)
            canvas.lines([(130, y, 280, y), (280, y, 280, y + 36), (280, y + 36, 130, y + 36), (130, y + 36, 130, y)])
            canvas.setFillGray(0)
            for font, text, up in (("Helvetica-Bold", title, 22), ("Helvetica", name, 10)):
                canvas.setFont(font, 8)
                canvas.drawCentredString(205, y + up, text)

    found = chart_of(drawn(draw, size=(420, 400)))
    assert {unit.title: " ".join(person.name for person in unit.people) for unit in found.units} == CHAIN


def test_lines_that_run_behind_pills_are_no_rules_of_a_table() -> None:
    """(3.27) The words between two lines were one row: title, name, services of two poles. They hang by them."""
    names = (f"{first} {last}" for last in LAST for first in FIRST)
    said: dict[str, str] = {}

    def words(canvas: Canvas, x: float, y: float, title: str) -> None:
        said[title] = next(names)
        for font, text, down in (("Helvetica-Bold", title, 0), ("Helvetica", said[title], 10)):
            canvas.setFont(font, 8)
            canvas.drawString(x, y - down, text)

    def draw(canvas: Canvas) -> None:
        canvas.rect(40, 80, 6, 460, stroke=0, fill=1)
        for number, pole in enumerate(POLES):
            y = 520 - 76 * number
            canvas.setLineWidth(3)
            canvas.line(44, y, 560, y)
            canvas.setFillGray(0.9)
            canvas.roundRect(70, y - 13, 170, 26, 13, stroke=0, fill=1)
            canvas.setFillGray(0)
            words(canvas, 82, y + 3, pole)
            for place, of in enumerate(("Service technique", "Service accueil")):
                words(canvas, 82 + 170 * place, y - 24, f"{of} {number + 1}")

    found = chart_of(drawn(draw, size=(600, 600)))
    assert found.structured and {(unit.title, person.name) for unit in found.units for person in unit.people} == set(said.items())
    titles = {unit.id: unit.title for unit in found.units}
    heads = {unit.title: titles.get(unit.parent or "") for unit in found.units if "Service" in unit.title}
    assert heads == {title: POLES[int(title[-1]) - 1] for title in said if "Service" in title}


def test_what_is_seen_of_a_stroke_may_be_the_side_of_a_cell() -> None:
    """(3.27) A box painted over a stroke hides what of it is inside; one painted before it hides nothing, nor does a border."""
    behind = Segment(0, 50, 200, 50, 1, False, 1)
    over = Segment(0, 60, 200, 60, 1, False, 3)
    border = Segment(40, 31, 120, 31, 1, False, 1)
    pill = Shape(Box(40, 30, 120, 70), (200, 0, 0), None, False, 0, path=2)
    seen, whole = rules_in([behind, over, border], [pill])
    assert seen == [behind._replace(x1=43), behind._replace(x0=117), over, border]
    assert whole == [over, border]
