"""Charts typed into a spreadsheet: borders of cells are the boxes and the strokes, so that a rail runs along their edges."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of, tree
from tests.pdf.pdfs import drawn

TOP = "Direction générale des services"
COLUMNS = {
    "Pôle ressources": ("Économie locale", "Informatique"),
    "Pôle technique": ("Parc automobile", "Ressources humaines"),
    "Pôle population": ("Juridique et marchés", "Jeunesse", "Environnement"),
}
TREE = {TOP: None} | dict.fromkeys(COLUMNS, TOP) | {title: pole for pole, titles in COLUMNS.items() for title in titles}


def cell(canvas: Canvas, x: float, top: float, width: float, title: str, *, shade: float = 1.0) -> None:
    canvas.setFillGray(shade)
    canvas.rect(x, SHEET[1] - top - 26, width, 26, fill=1)
    canvas.setFillGray(0)
    canvas.setFont("Helvetica-Bold" if shade < 1 else "Helvetica", 8)
    canvas.drawCentredString(x + width / 2, SHEET[1] - top - 16, title)


def stroke(canvas: Canvas, x0: float, top: float, x1: float, bottom: float) -> None:
    canvas.line(x0, SHEET[1] - top, x1, SHEET[1] - bottom)


def sheet(canvas: Canvas, *, inset: float, right: bool = False) -> None:
    """A column a pole; from each box of it a border leads down to the next, on the edge that both have."""
    cell(canvas, 225, 20, 160, TOP, shade=0.7)
    stroke(canvas, 305, 46, 305, 62)
    stroke(canvas, 95, 62, 515, 62)
    for place, (pole, titles) in enumerate(COLUMNS.items()):
        x, width = 20 + 210 * place, 150 - inset
        left = x if right else x + inset
        edge = left + width if right else left
        stroke(canvas, x + 75, 62, x + 75, 78)
        cell(canvas, x, 78, 150, pole, shade=0.85)
        for row, title in enumerate(titles):
            top = 120 + 42 * row
            stroke(canvas, edge, top - 16, edge, top)
            cell(canvas, left, top, width, title)


@pytest.mark.parametrize("inset", [0.0, 30.0])
@pytest.mark.parametrize("right", [False, True])
def test_boxes_whose_edges_a_stroke_carries_on_are_brothers(inset: float, right: bool) -> None:
    """3.27: each was the head of the next; nothing else tells the ranks of « Jeunesse » and « Environnement »."""
    chart = chart_of(drawn(lambda canvas: sheet(canvas, inset=inset, right=right), size=SHEET))
    assert tree(chart) == TREE
    assert all(unit.confidence_parent >= 0.9 for unit in chart.units if unit.parent)


def test_arrows_along_an_edge_lead_from_each_box_to_the_next() -> None:
    """3.27: the tip says who heads whom, wherever the stroke leaves the box."""

    def draw(canvas: Canvas) -> None:
        for row, title in enumerate(("Assemblée des maires", "Bureau", "Secrétariat", "Guichet")):
            cell(canvas, 60, 20 + 42 * row, 150, title, shade=1 if row else 0.8)
            if row:
                stroke(canvas, 60, 4 + 42 * row, 60, 20 + 42 * row)
                path, y = canvas.beginPath(), SHEET[1] - 20 - 42 * row
                path.moveTo(60, y)
                path.lineTo(57, y + 6)
                path.lineTo(63, y + 6)
                path.close()
                canvas.drawPath(path, fill=1)

    found = tree(chart_of(drawn(draw, size=SHEET)))
    assert (found["Bureau"], found["Secrétariat"], found["Guichet"]) == ("Assemblée des maires", "Bureau", "Secrétariat")


def test_what_ranks_above_the_boxes_below_it_on_a_rail_heads_them() -> None:
    """3.27: the first box may begin at the edge of those that hang under it, and look like them."""

    def draw(canvas: Canvas) -> None:
        cell(canvas, 225, 20, 160, TOP)
        for column, names in enumerate(
            (("Direction des eaux", "Service réseaux", "Service usines"), ("Direction du sol", "Service forêt"))
        ):
            x = 60 + 260 * column
            stroke(canvas, 305, 46, 305, 62)
            stroke(canvas, x + 75, 62, 305, 62)
            stroke(canvas, x + 75, 62, x + 75, 78)
            for row, title in enumerate(names):
                cell(canvas, x, 78 + 42 * row, 150, title)
                if row:
                    stroke(canvas, x, 62 + 42 * row, x, 78 + 42 * row)

    found = tree(chart_of(drawn(draw, size=SHEET)))
    assert found["Service réseaux"] == found["Service usines"] == "Direction des eaux"
    assert found["Service forêt"] == "Direction du sol"


def test_what_begins_further_left_than_the_boxes_above_and_below_it_is_no_item_of_theirs() -> None:
    """3.27: all services of the second direction hung under the first, one for certain: their boxes stand in one column."""
    columns = {
        "Direction du tourisme": ("Restauration",),
        "Direction de l’enfance": ("Ouvrages", "Exploitation"),
        "Direction des ressources": ("Routes",),
        "Laboratoire d’analyses": ("Établissements", "Randonnées"),
    }

    def draw(canvas: Canvas) -> None:
        cell(canvas, 225, 20, 160, TOP, shade=0.7)
        for column in range(2):
            x, top = 60 + 260.0 * column, 78.0
            canvas.lines([(305, SHEET[1] - 46, 305, SHEET[1] - 60), (x - 16, SHEET[1] - 60, 305, SHEET[1] - 60)])
            for title, services in list(columns.items())[2 * column : 2 * column + 2]:
                canvas.lines(
                    [(x - 16, SHEET[1] - 60, x - 16, SHEET[1] - top - 13), (x - 16, SHEET[1] - top - 13, x, SHEET[1] - top - 13)]
                )
                cell(canvas, x, top, 180, title, shade=0.9)
                for service in services:
                    stroke(canvas, x + 60, top + 26, x + 60, top + 42)
                    cell(canvas, x + 60, top := top + 42, 120, service)
                top += 42

    chart = chart_of(drawn(draw, size=SHEET))
    found = tree(chart)
    assert {title: found[title] for titles in columns.values() for title in titles} == {
        title: head for head, titles in columns.items() for title in titles
    }
