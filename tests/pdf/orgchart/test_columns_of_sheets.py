"""Charts typed into a spreadsheet or a page of text: poles in a row, below each its services, no strokes (3.27)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE, OrgChart
from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of
from tests.pdf.pdfs import drawn

TOP = ["Organigramme des services", "Direction générale des services", "Claire Aubert"]
COLUMNS = (
    ["Pôle ressources", "Luc Petit", "Finances", "Marie Roy", "Ressources humaines", "Lise Roux", "Achats", "Jean Duval"],
    ["Pôle technique", "Paul Noël", "Voirie", "Hugo Blanc", "Bâtiments", "Karim Benali", "Espaces verts", "Yves Brun"],
    ["Pôle population", "Anne Morel", "État civil", "Julie Faure", "Écoles", "Zoé Marin", "Sports", "Inès Garnier"],
)


def _sheet(
    columns: Sequence[Sequence[str]], *, top: Sequence[str] = TOP, bold: bool = False, band: bool = False, centred: bool = False
) -> OrgChart:
    """Columns of titles, *bold* or not, each over who has it; *band*: what the first row stands on; *centred* in their columns."""

    def draw(canvas: Canvas) -> None:
        write = canvas.drawCentredString if centred else canvas.drawString
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(270, 390, "Sheet1")
        canvas.drawString(270, 20, "Page 1")
        y = 372
        for text in top:
            canvas.drawString(40, y, text)
            y -= 11
        y -= 0 if band else 8
        if band:
            canvas.setFillColorRGB(0.8, 0.87, 1)
            canvas.rect(38, y - 14, 400, 24, stroke=0, fill=1)
            canvas.setFillGray(0)
        for column, lines in enumerate(columns):
            at = y
            for row, text in enumerate(lines):
                canvas.setFont("Times-Bold" if bold and row % 2 == 0 else "Times-Roman", 8)
                write((100 if centred else 40) + 135 * column, at, text)
                at -= 11 if band or row % 2 == 0 else 20

    return chart_of(drawn(draw, size=SHEET))


@pytest.mark.parametrize("centred", [False, True], ids=["flush", "centred"])
@pytest.mark.parametrize(
    ("bold", "band"),
    [(True, False), (False, True), (True, True)],
    ids=["bold titles, white", "one look, a tinted row", "bold titles, a tinted row"],
)
def test_services_hang_under_the_pole_that_their_column_begins_with(bold: bool, band: bool, centred: bool) -> None:
    """They hung across the columns, under « Sheet1 »; the head of all was lost in the sheet's title."""
    chart = _sheet(COLUMNS, bold=bold, band=band, centred=centred)
    titles = {unit.id: unit.title for unit in chart.units}
    expected: dict[str, tuple[str | None, str]] = {TOP[1]: (None, TOP[2])}
    for head, name, *rest in COLUMNS:
        expected |= {head: (TOP[1], name)} | {title: (head, who) for title, who in zip(rest[::2], rest[1::2], strict=True)}
    assert {unit.title: (titles.get(unit.parent or ""), unit.people[0].name) for unit in chart.units} == expected
    assert all(unit.confidence_parent >= SURE for unit in chart.units if unit.title in {o for c in COLUMNS for o in c[2::2]})
    assert (chart.structured, chart.title) == (True, TOP[0])


@pytest.mark.parametrize(
    "columns",
    [
        [["Pôle ressources", "Luc Petit", "Finances", "Marie Roy"], ["Finances", "Lise Roux", "Voirie", "Hugo Blanc"]],
        [
            ["Direction des eaux", "Luc Petit", "Direction des ponts", "Marie Roy", "Quais", "Ida Sel"],
            ["Direction des arts", "Paul Noël", "Musées", "Hugo Blanc", "Fêtes", "Jo Lund"],
        ],
        [
            ["Pôle ressources", "Luc Petit", "Direction des eaux", "Jo Lund", "Quais", "Ida Sel", "Ponts", "Marie Roy"],
            ["Pôle technique", "Paul Noël", "Direction des arts", "Zoé Marin", "Musées", "Hugo Blanc"],
        ],
    ],
    ids=["one pole", "two of a rank in one column", "directions between poles and services"],
)
def test_columns_hang_under_nothing_for_certain_where_no_row_of_heads_begins_them(columns: list[list[str]]) -> None:
    """A pole beside a service heads no row; a second direction in a column is none of the first."""
    below = {title for column in columns for title in column[2::2]}
    assert not [unit for unit in _sheet(columns, bold=True).units if unit.title in below and unit.confidence_parent >= SURE]


@pytest.mark.parametrize(("under", "is_unit"), [(TOP[2], True), ("Exercice", False)])
def test_whose_chart_it_is_heads_it_where_somebody_stands_below(under: str, is_unit: bool) -> None:
    """« Organigramme des services », « Direction générale des services »: with nobody below, the second is of the title."""
    chart = _sheet(COLUMNS, top=[*TOP[:2], under], bold=True)
    assert (TOP[1] in {unit.title for unit in chart.units}) is is_unit


def test_who_stands_a_paragraph_below_the_title_over_all_boxes_has_it() -> None:
    """« Direction générale des services », « Claire Aubert », set apart as paragraphs are, were lines without a unit."""

    def draw(canvas: Canvas) -> None:
        for font, size, y, text in zip(("Bold", "Bold", "Roman"), (14, 8, 8), (380.0, 358.0, 339.0), TOP, strict=True):
            canvas.setFont(f"Times-{font}", size)
            canvas.drawCentredString(300, y, text)
        for number, lines in enumerate(COLUMNS):
            x, y = 60 + 160 * number, 318.0
            canvas.rect(x, 200, 160, 130)
            for row, text in enumerate(lines):
                canvas.setFont("Times-Roman" if row % 2 else "Times-Bold", 8)
                canvas.drawCentredString(x + 80, y, text)
                y -= 18 if row == 0 else 20 if row % 2 else 10

    units = chart_of(drawn(draw, size=SHEET)).units
    titles = {unit.id: unit.title for unit in units}
    assert [person.name for unit in units if unit.title == TOP[1] for person in unit.people] == [TOP[2]]
    assert {titles.get(unit.parent or "") for unit in units if unit.title.startswith("Pôle")} == {TOP[1]}
