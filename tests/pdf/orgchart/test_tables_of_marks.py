"""Tables that say by marks for whom each service works: « X », « Oui » under « Ville », « Agglomération » (13.1, 3.27)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of, names, rule, tree, write
from tests.pdf.pdfs import drawn

POLES = {
    "Ressources": {"Finances": "M. Luc Tessier", "Paie": "Mme Anne Roy", "Achats": "M. Jean Petit"},
    "Cadre de vie": {"Voirie": "Mme Inès Aubert", "Espaces verts": "M. Karim Roche"},
    "Population": {"État civil": "Mme Odile Perrin", "Crèches": "M. Ronan Millet"},
}
BODIES = ("Ville", "Agglomération", "CCAS")
UNDER = dict.fromkeys(POLES, None) | {title: pole for pole, services in POLES.items() for title in services}
WHOLE = ((1, 0, 1), (0, 1, 1), (1, 1, 0), (0, 0, 1), (1, 1, 1), (0, 1, 0), (1, 0, 0))


def table(canvas: Canvas, yes: str, no: str, *, named: bool) -> None:
    """A bar a pole, a row a service; a column a body, each headed by its name."""
    marks = iter(WHOLE)
    rows: list[tuple[str, ...]] = [("Service", *(("Responsable",) if named else ()), *BODIES)]
    for pole, services in POLES.items():
        rows.append((pole,))
        rows += [(title, *((name,) if named else ()), *(yes if o else no for o in next(marks))) for title, name in services.items()]
    edges = (20, 160, 300, 370, 470, 550) if named else (20, 160, 260, 360, 460)
    for number, row in enumerate(rows):
        top = 30 + 20 * number
        if len(row) == 1:
            canvas.setFillGray(0.8)
            canvas.rect(20, SHEET[1] - top - 20, edges[-1] - 20, 20, fill=1)
            canvas.setFillGray(0)
        for x, end, text in zip(edges, edges[1:], row, strict=False):
            if len(row) > 1:
                rule(canvas, x, top, end - x, 20)
            write(canvas, x + (30 if text in (yes, no) else 4), top + 10, text, bold=len(row) == 1 or number == 0)


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize(("yes", "no"), [("X", ""), ("Oui", "Non"), ("x", "")])
def test_marks_and_the_bodies_over_them_are_no_units(yes: str, no: str, named: bool) -> None:
    """3.27: each « X » was a unit, and no structure was read; « Ville » headed services, for certain."""
    chart = chart_of(drawn(lambda canvas: table(canvas, yes, no, named=named), size=SHEET))
    assert tree(chart) == UNDER
    if named:
        assert {title: names(chart)[title] for services in POLES.values() for title in services} == {
            title: [name] for services in POLES.values() for title, name in services.items()
        }


def test_two_words_that_happen_to_be_marks_stay() -> None:
    """3.27: « Si » may be a place; two such words make no column of marks."""

    def draw(canvas: Canvas) -> None:
        for number, title in enumerate(("Direction générale", "Antenne Nord", "Si", "Ja")):
            rule(canvas, 60 + (140 * (number - 1) if number else 140), 20 + (60 if number else 0), 120, 30)
            write(canvas, 66 + (140 * (number - 1) if number else 140), 35 + (60 if number else 0), title)
            if number:
                x = 120 + 140 * (number - 1)
                canvas.lines([(260, SHEET[1] - 50, 260, SHEET[1] - 65), (260, SHEET[1] - 65, x, SHEET[1] - 65)])
                canvas.line(x, SHEET[1] - 65, x, SHEET[1] - 80)

    assert tree(chart_of(drawn(draw, size=SHEET))) == {"Direction générale": None} | dict.fromkeys(
        ("Antenne Nord", "Si", "Ja"), "Direction générale"
    )
