"""Tables of two columns, titles and who heads them: what names a column is no unit and heads nobody (3.27)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_rosters import SHEET, WIDTH, chart_of, people, write
from tests.pdf.orgchart.test_rosters import table as ruled
from tests.pdf.pdfs import drawn

ROWS = (
    ("Direction des finances", "Claire Roy"), ("Service budget", "Paul Petit"), ("Service achats", "Anne Caron"),
    ("Direction technique", "Marc Faure"), ("Service voirie", "Jeanne Morel"), ("Service propreté", "Luc Garnier"),
)  # fmt: skip
SAID = {title: [(name, None)] for title, name in ROWS}
HEADS = [("Entité", "Nom"), ("Dienststelle", "Leitung"), ("Enhet", "Chef"), ("Team", "Contact"), ("Wydzialik", "Szefostwo")]


def headed(canvas: Canvas, heads: Sequence[str], *, rules: bool, bold: bool = True) -> None:
    rows = [*ROWS] if bold else [heads, *ROWS]
    top = 38 if bold else 20
    if bold:
        for column, head in enumerate(heads):
            write(canvas, 24 + WIDTH * column, 32, head, bold=True)
            if rules:
                canvas.rect(20 + WIDTH * column, SHEET[1] - top, WIDTH, 18)
    if rules:
        ruled(canvas, rows, top=top)
    else:
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                write(canvas, 24 + WIDTH * column, top + 12 + 18 * number, text)


@pytest.mark.parametrize("rules", [True, False], ids=["ruled", "without rules"])
@pytest.mark.parametrize("heads", HEADS, ids=" ".join)
def test_a_row_in_bold_over_titles_and_people_names_the_columns_whatever_its_words(heads: Sequence[str], rules: bool) -> None:
    assert people(drawn(lambda canvas: headed(canvas, heads, rules=rules), size=SHEET)) == SAID


@pytest.mark.parametrize("heads", HEADS, ids=" ".join)
def test_a_row_set_like_all_others_that_may_name_the_columns_is_doubted_and_so_is_what_hangs_under_it(heads: Sequence[str]) -> None:
    chart = chart_of(drawn(lambda canvas: headed(canvas, heads, rules=True, bold=False), size=SHEET))
    rows = {title for title, _ in ROWS}
    odd = {unit.id for unit in chart.units if unit.title not in rows}
    assert {unit.title for unit in chart.units} >= rows
    assert not [unit for unit in chart.units if unit.id in odd and unit.confidence_title >= 0.9]
    assert not [unit for unit in chart.units if unit.parent in odd and unit.confidence_parent >= 0.9]


def test_a_first_row_with_a_direction_and_nobody_is_a_unit_though_it_is_in_bold() -> None:
    found = people(drawn(lambda canvas: headed(canvas, ("Direction générale", "à pourvoir"), rules=True), size=SHEET))
    assert "Direction générale" in found


def test_rows_without_rules_are_compared_though_none_is_known_to_head_another() -> None:
    """Who stands beside a title is of it; of parents nothing is claimed."""
    chart = chart_of(drawn(lambda canvas: headed(canvas, ("Service", "Responsable"), rules=False), size=SHEET))
    assert (chart.structured, chart.reason) == (False, "unsure")
    assert all(person.confidence >= 0.9 for unit in chart.units for person in unit.people)
    assert all(unit.confidence_parent < 0.9 for unit in chart.units)
