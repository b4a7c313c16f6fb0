"""What programs leave behind in their PDFs without meaning anything by it: shadows, strokes drawn twice, titles that run on."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from monitor.model import DocumentContent, OrgChart
from monitor.pdf.read import read
from tests.pdf.orgchart.test_drawn_ways import LABELS, LEFT, RIGHT, SHEET, TOP, TREE, box, parents, three
from tests.pdf.pdfs import drawn


def chart_of(data: bytes) -> OrgChart:
    content = read(data, kind="orgchart")
    assert isinstance(content, DocumentContent) and content.orgchart
    return content.orgchart


def linked(canvas: Canvas) -> None:
    three(canvas)
    for x in (130, 470):
        canvas.lines([(300, 330, 300, 295), (300, 295, x, 295), (x, 295, x, 260)])


def test_a_text_and_its_shadow_are_one() -> None:
    """Office programs write a shadowed text twice, the first time in grey and two points aside (issue 4 item 1)."""

    def draw(canvas: Canvas) -> None:
        linked(canvas)
        for title, (x, y) in LABELS.items():
            for grey, aside in ((0.6, 2), (0, 0)):
                canvas.setFillGray(grey)
                canvas.setFont("Helvetica", 8)
                canvas.drawString(x + 16 + aside, y + 8 - aside, f"Mme Claire Aubert {title.split()[-1].title()}")

    assert {unit.title: [p.name for p in unit.people] for unit in chart_of(drawn(draw, size=SHEET)).units} == {
        TOP: ["Mme Claire Aubert Générale"],
        LEFT: ["Mme Claire Aubert Ressources"],
        RIGHT: ["Mme Claire Aubert Vie"],
    }


def test_a_stem_drawn_once_for_each_child_points_at_its_box() -> None:
    """Each child's link may begin with the same stroke: together they end a little before the head (issue 4 item 1)."""

    def draw(canvas: Canvas) -> None:
        three(canvas)
        for x in (130, 470):
            canvas.lines([(300, 324, 300, 295), (300, 295, x, 295), (x, 295, x, 260)])

    assert parents(drawn(draw, size=SHEET)) == TREE


def test_two_boxes_joined_from_above_are_brothers() -> None:
    """A bus over two boxes whose stem ends nowhere makes neither the other's head (issue 4 item 2)."""

    def draw(canvas: Canvas) -> None:
        linked(canvas)
        for x, title in ((20, "Service paie"), (140, "Service voirie")):
            box(canvas, title, x, 100, width=100)
        canvas.lines([(70, 130, 70, 160), (190, 130, 190, 160), (70, 160, 190, 160), (130, 160, 130, 190)])

    above = parents(drawn(draw, size=SHEET))
    assert above["Service paie"] != "Service voirie"
    assert above["Service voirie"] != "Service paie"


def test_a_title_that_names_the_chart_is_no_unit_though_a_stroke_points_at_it() -> None:
    def draw(canvas: Canvas) -> None:
        linked(canvas)
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(20, 380, "Organigramme - Pôle ressources")
        canvas.line(130, 261, 130, 374)

    assert "Organigramme - Pôle ressources" not in parents(drawn(draw, size=SHEET))
