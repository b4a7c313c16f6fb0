"""Charts whose boxes are numbered, with who heads them in a list beside the chart, by number (13.3, 3.27)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of, names, tree
from tests.pdf.pdfs import drawn

TOP = "Direction générale"
UNITS = {"Finances": "Mme Claire Aubert", "Voirie": "M. Karim Roche", "Écoles": "Mme Inès Perrin", "Parcs": "Poste vacant"}
BOSS = "M. Bruno Lemaître"


def sheet(canvas: Canvas, *, mark: str, framed: bool, entries: list[str], named: bool = False, over: str = "Responsables") -> None:
    """One box over four, numbered from 1; *entries* under a caption at the right."""
    for number, title in enumerate((TOP, *UNITS), 1):
        x, y = (160.0, 420.0) if number == 1 else (10 + 105.0 * (number - 2), 350.0)
        canvas.rect(x, y, 98, 30)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawCentredString(x + 49, y + (18 if named else 12), f"{number}{mark} {title}")
        if named:
            canvas.setFont("Helvetica", 8)
            canvas.drawCentredString(x + 49, y + 9, (BOSS, *UNITS.values())[number - 1])
            canvas.drawCentredString(x + 49, y + 2, f"03 80 74 50 {number:02}")
        if number > 1:
            canvas.lines([(209, 420, 209, 400), (209, 400, x + 49, 400), (x + 49, 400, x + 49, 380)])
    if framed:
        canvas.rect(445, 300, 165, 150)
    canvas.setFont("Helvetica-Bold", 9)
    canvas.drawString(452, 435, over)
    canvas.setFont("Helvetica", 8)
    for row, entry in enumerate(entries):
        canvas.drawString(452, 420 - 14 * row, entry)


@pytest.mark.parametrize("framed", [True, False])
@pytest.mark.parametrize(("mark", "between"), [(".", " – "), ("", ". "), (" -", " : "), ("", ") ")])
def test_who_stands_in_a_list_under_the_number_of_a_box_heads_it(mark: str, between: str, framed: bool) -> None:
    """13.3: all of them were people of a unit « Responsables », for certain."""
    entries = [f"{number}{between}{name}" for number, name in enumerate((BOSS, *UNITS.values()), 1)]
    chart = chart_of(drawn(lambda canvas: sheet(canvas, mark=mark, framed=framed, entries=entries), size=SHEET))
    top, *others = [f"{number}{mark} {title}" for number, title in enumerate((TOP, *UNITS), 1)]
    assert tree(chart) == {top: None} | dict.fromkeys(others, top)
    assert names(chart) == {top: [BOSS]} | {
        title: [name.replace("Poste vacant", "")] for title, name in zip(others, UNITS.values(), strict=True)
    }
    assert all(person.confidence >= 0.9 for unit in chart.units for person in unit.people)


@pytest.mark.parametrize(
    ("entries", "named"),
    [
        (["1 – M. Luc Tessier", "2 – Mme Odile Roche"], False),  # of a few: the deputies, in their order
        (
            [f"{n} – M. {name}" for n, name in enumerate(("Luc Roy", "Jean Petit", "Paul Morel", "Marc Blanc", "Yves Roux"), 1)],
            True,
        ),
        (
            [f"{n} – M. {name}" for n, name in enumerate(("Luc Roy", "Jean Petit", "Paul Morel", "Marc Blanc", "Yves Roux"), 3)],
            False,
        ),
    ],
    ids=["few", "boxes name their own", "other numbers"],
)
def test_a_numbered_list_of_others_heads_no_boxes(entries: list[str], named: bool) -> None:
    """3.27: numbers may be those of a rank; a list that goes past the boxes is not theirs."""
    chart = chart_of(drawn(lambda canvas: sheet(canvas, mark=".", framed=True, entries=entries, named=named), size=SHEET))
    own = [[name.replace("Poste vacant", "")] if named else [] for name in UNITS.values()]
    assert [names(chart)[f"{number}. {title}"] for number, title in enumerate(UNITS, 2)] == own


@pytest.mark.parametrize("framed", [True, False])
@pytest.mark.parametrize("over", ["Adjoints au maire", "Représentants du personnel", "Correspondants informatique"])
def test_a_list_that_is_called_otherwise_has_numbers_of_its_own(over: str, framed: bool) -> None:
    """3.27: each headed the service with the number of the rank, for certain."""
    entries = [f"{number} – {name}" for number, name in enumerate((BOSS, *UNITS.values()), 1)]
    chart = chart_of(drawn(lambda canvas: sheet(canvas, mark=".", framed=framed, entries=entries, over=over), size=SHEET))
    assert not any(names(chart)[f"{number}. {title}"] for number, title in enumerate((TOP, *UNITS), 1))
