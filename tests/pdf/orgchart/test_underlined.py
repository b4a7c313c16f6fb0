"""Logic charts: each title stands on a stroke of its own, curves lead from the end of one to the beginning of others (3.27)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import OrgChart
from monitor.pdf.ink import Box
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.marks.drawing import Segment
from monitor.pdf.orgchart.unboxed.trees_without_boxes import take_underlined
from monitor.pdf.orgchart.units.text_boxes import PageText
from tests.pdf.orgchart.test_rosters import chart_of
from tests.pdf.pdfs import drawn

TREE: dict[str, dict[str, tuple[str, ...]]] = {
    "Pôle ressources": {"Service paie": ("Paie nord", "Paie sud"), "Service marchés et achats": (), "Service du courrier": ()},
    "Pôle cadre de vie": {"Service voirie": (), "Service des espaces verts": ("Espaces verts nord", "Espaces verts sud")},
    "Pôle jeunesse": {"Service des écoles": ("Écoles nord", "Écoles sud"), "Service restauration": ()},
    "Pôle habitat": {"Service mobilités": (), "Service du logement": ("Logement nord", "Logement sud"), "Service foncier": ()},
    "Pôle attractivité": {"Service du tourisme": (), "Service commerce": (), "Service emploi": ()},
}
ROOT = "Direction générale des services"


def logic_chart(*, named: bool, wide: bool = False) -> tuple[OrgChart, dict[str, str | None]]:
    """A chart as mind map programs draw it, with the tree that it shows."""
    heads: dict[str, str | None] = {ROOT: None}

    def node(canvas: Canvas, x: float, y: float, title: str, head: str, start: tuple[float, float]) -> tuple[float, float]:
        heads[title] = head
        middle = (start[0] + x) / 2
        canvas.bezier(*start, middle, start[1], middle, y, x, y)
        text = f"{title} : Anne-Sophie Lemaître" if named else title
        font = ("Helvetica-Bold", 9.5) if head == ROOT else ("Helvetica", 8.0)
        canvas.setFont(*font)
        canvas.drawString(x + 3, y + 3, text)
        end = x + (150 if wide else 6 + canvas.stringWidth(text, *font))
        canvas.line(x, y, end, y)
        return end, y

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.roundRect(20, 186, 150, 28, 6)
        canvas.drawString(32, 197, ROOT)
        y = 380.0
        for pole, services in TREE.items():
            rows = sum(max(1, len(teams)) for teams in services.values())
            at = node(canvas, 200, y - 8 * (rows - 1), pole, ROOT, (170, 200))
            for service, teams in services.items():
                lower = y - 16 * (max(1, len(teams)) - 1)
                end = node(canvas, at[0] + 34, (y + lower) / 2, service, pole, at)
                for team in teams:
                    node(canvas, end[0] + 34, y, team, service, end)
                    y -= 16
                y -= 0 if teams else 16
            y -= 10

    return chart_of(drawn(draw, size=(1000, 400))), heads


@pytest.mark.parametrize(("named", "wide"), [(False, False), (True, False), (False, True)])
def test_each_curve_leads_from_the_end_of_a_stroke_to_the_beginning_of_another(named: bool, wide: bool) -> None:
    """(3.27) What hangs under poles in bold, names behind all titles, hung at its neighbours; strokes may be wide as a column."""
    found, heads = logic_chart(named=named, wide=wide)
    titles = {unit.id: unit.title for unit in found.units}
    assert {unit.title: titles.get(unit.parent or "") for unit in found.units} == heads
    assert all(unit.confidence_parent >= 0.9 for unit in found.units)


@pytest.mark.parametrize(
    ("longer", "met", "taken"),
    [(4, "aslant", True), (4, "upright", True), (4, "", False), (90, "aslant", True), (90, "upright", False)],
)
def test_a_stroke_is_a_box_of_words_where_others_end_at_it(longer: float, met: str, taken: bool) -> None:
    """(3.27) Titles that are underlined, and rows of a table, which only its borders meet, stay words without a box."""
    lines = [
        Line(f"Service {n}", Box(20, 20 * n, 80, 20 * n + 8), 20 * n + 6, 8, False, False, 0, (0, 0, 0), n) for n in range(1, 9)
    ]
    strokes = [Segment(18, line.base + 3, 80 + longer, line.base + 3, 1, False, 2 * n) for n, line in enumerate(lines)]
    start = {"aslant": 0.0, "upright": 18.0}
    links = [Segment(start[met], 100.5, s.x0, s.y0, 1, False, s.path + 1) for s in strokes] if met else []
    text = PageText([], list(lines))
    assert take_underlined(text, [*strokes, *links]) is taken
    assert len(text.boxes) == (8 if taken else 0) and len(text.free) == (0 if taken else 8)


COLUMNS = {
    "Département du territoire": [
        ("Office foncier", "Léa Peltier"),
        ("Haute école", "Eva Kerbrat"),
        ("Service social", "Luc Sarrazin"),
    ],
    "Département de la santé": [("Office du personnel", "Ida Moss"), ("Service de la santé publique", "Tom Albe")],
    "Département des finances": [("Office des sports", "Zoé Moulin"), ("Office des bourses", "Paul Abadie")],
}


@pytest.mark.parametrize("named", [True, False])
def test_a_line_as_long_as_the_title_over_it_underlines_it(named: bool) -> None:
    """3.27, 13.3: it parted the title from who heads it: each was said, for certain, to head the unit below."""

    def draw(canvas: Canvas) -> None:
        def title(x: float, y: float, text: str, head: str, size: float) -> None:
            canvas.setFont("Times-Bold", size)
            canvas.drawCentredString(x, y, text)
            half = canvas.stringWidth(text, "Times-Bold", size) / 2
            canvas.line(x - half, y - 0.45 * size, x + half, y - 0.45 * size)
            canvas.setFont("Times-Italic", size - 1)
            canvas.drawCentredString(x, y - 1.4 * size, head if named else "")

        title(420, 560, "Chancellerie", "Ada Ortega", 10)
        canvas.line(420, 530, 420, 500)
        canvas.line(140, 500, 700, 500)
        for n, (department, offices) in enumerate(COLUMNS.items()):
            x = 140 + 280 * n
            canvas.line(x, 500, x, 484)
            title(x, 470, department, ("Nina Costa", "Jean Gris", "Guy Morel")[n], 8)
            for row, (office, head) in enumerate(offices):
                title(x, 440 - 30 * row, office, head, 6.5)
                canvas.setFont("Times-Roman", 5.5)
                canvas.drawCentredString(x, 440 - 30 * row - 16.5, f"Section {office.split()[-1]}, {head}" if row == 1 else "")

    chart = chart_of(drawn(draw, size=(842, 595)))
    titles = {unit.id: unit.title for unit in chart.units}
    found = {unit.title: (titles.get(unit.parent or ""), [p.name for p in unit.people]) for unit in chart.units}
    expected = {office: (department, [head] * named) for department, offices in COLUMNS.items() for office, head in offices}
    assert {office: found.get(office) for office in expected} == expected
