"""Columns of cells under a row of filled ones, whatever stands over them all: each filled one heads its column (3.27)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of, names, tree
from tests.pdf.pdfs import drawn

COLUMNS = {
    "Umweltamt": ("Grünflächen|Uwe Vogt", "Friedhöfe|Birgit Reuter", "Abfall|Silke Brandt"),
    "Schulamt": ("Mensa|Holger Zierke", "Sportstätten|Katrin Oltmanns"),
    "Jugendamt": ("Vormundschaft|Heike Schäfer", "Kindergärten|Jörg Petersen"),
    "Kulturamt": ("Museen|Sabine Hofmann", "Archiv|Torsten Lindemann", "Denkmäler|Rainer Köhler"),
}


def cell(canvas: Canvas, x: float, top: float, width: float, said: str, fill: float | None = None) -> None:
    canvas.setFillGray(1 if fill is None else fill)
    canvas.rect(x, SHEET[1] - top - 30, width, 30, fill=int(fill is not None))
    canvas.setFillGray(1 if fill is not None and fill < 0.5 else 0)
    for number, text in enumerate(said.split("|")):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(x + 4, SHEET[1] - top - 12 - 11 * number, text)
    canvas.setFillGray(0)


def sheet(canvas: Canvas, columns: Mapping[str, Sequence[str]]) -> None:
    """A top cell as wide as all, a row of staff right below, then a column for each service: a filled cell over plain ones."""
    cell(canvas, 20, 20, 576, "Bürgermeister|Matthias Grünwald", 0.2)
    for place, said in enumerate(("Referent|Annegret Wiedemann", "Vorzimmer|Silke Reuter", "Presse|Uwe Hofmann")):
        cell(canvas, 20 + 192 * place, 50, 192, said)
    for place, (head, cells) in enumerate(columns.items()):
        cell(canvas, 20 + 144 * place, 80, 144, head, 0.4)
        for number, said in enumerate(cells, 1):
            cell(canvas, 20 + 144 * place, 80 + 30 * number, 144, said)


def test_a_filled_cell_heads_the_column_below_it_whatever_stands_over_all() -> None:
    """3.27, 13.1: the teams hung at the top cell, or at the one left of them, with certainty."""
    chart = chart_of(drawn(lambda canvas: sheet(canvas, COLUMNS), size=SHEET))
    found, people = tree(chart), names(chart)
    for head, cells in COLUMNS.items():
        assert found[head] == "Bürgermeister"
        for said in cells:
            team, _, lead = said.partition("|")
            assert found[team] == head and people[team] == [lead]


def test_a_table_whose_filled_row_names_its_columns_is_none() -> None:
    """3.27: « Service », « Name », « Telephone » head no column, though filled and over plain cells."""
    rows = [said.split("|") for cells in COLUMNS.values() for said in cells]

    def draw(canvas: Canvas) -> None:
        for column, head in enumerate(("Service", "Name", "Telephone")):
            cell(canvas, 20 + 180 * column, 20, 180, head, 0.2)
            for number, row in enumerate(rows, 1):
                cell(canvas, 20 + 180 * column, 20 + 30 * number, 180, (*row, f"01234 5678{number}")[column])

    assert names(chart_of(drawn(draw, size=SHEET))) == {title: [name] for title, name in rows}


def test_addresses_in_the_cells_do_not_make_them_columns_of_contacts() -> None:
    """3.27: a mail or telephone below each title and name is none of the cell's words; all teams hung at the top cell, surely."""
    columns = {
        f"{head}|Jutta Brinkmann": [f"{said}|post{place}{n}@umland.example" for n, said in enumerate(cells)]
        for place, (head, cells) in enumerate(COLUMNS.items())
    }
    found = tree(chart_of(drawn(lambda canvas: sheet(canvas, columns), size=SHEET)))
    for head, cells in COLUMNS.items():
        assert [found[said.partition("|")[0]] for said in cells] == [head] * len(cells)
