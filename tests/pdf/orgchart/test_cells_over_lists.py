"""A ruled grid as text programs make it: a row of heads, below each a cell with all its units, title and name (3.27)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE, Unit
from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of
from tests.pdf.pdfs import drawn

HEADS = {"Pôle ressources": "Luc PETIT", "Pôle technique": "Paul NOËL", "Pôle population": "Anne MOREL"}
UNITS = (
    {"Finances": "Marie ROY", "Ressources humaines": "Lise ROUX", "Achats": "Jean DUVAL"},
    {"Voirie": "Hugo BLANC", "Bâtiments": "Karim BENALI", "Espaces verts": "Yves BRUN"},
    {"Écoles": "Zoé MARIN"},
)
WIDTHS = 206, 145, 153


def _grid(rows: list[list[dict[str, str]]], *, filled: bool) -> list[Unit]:
    """The units of a grid below the head of the house; its first row is *filled*."""

    def draw(canvas: Canvas) -> None:
        left, top = 40.0, 380.0
        for place, row in enumerate([[{"Direction générale des services": "Claire AUBERT"}], *rows]):
            x, height = left, 12 + 34 * max(map(len, row))
            for cell, width in zip(row, WIDTHS if len(row) > 1 else (sum(WIDTHS),), strict=True):
                canvas.setFillGray(0.87 if filled and place == 1 else 1)
                canvas.rect(x, top - height, width, height, fill=1)
                canvas.setFillGray(0)
                y = top - 12
                for title, name in cell.items():
                    for font, text in (("Times-Bold", title), ("Times-Roman", name)):
                        canvas.setFont(font, 8)
                        canvas.drawCentredString(x + width / 2, y, text)
                        y -= 13
                    y -= 8
                x += width
            top -= height

    return list(chart_of(drawn(draw, size=SHEET)).units)


@pytest.mark.parametrize("filled", [True, False])
def test_what_stands_in_a_cell_hangs_under_the_cell_of_its_width_above(filled: bool) -> None:
    """Services hung across the ruled columns, or so unsurely that the sheet was compared as text."""
    units = _grid([[{title: name} for title, name in HEADS.items()], [*UNITS]], filled=filled)
    titles = {unit.id: unit.title for unit in units}
    for head, own in zip(HEADS, UNITS, strict=True):
        assert [unit.title for unit in units if titles.get(unit.parent or "") == head] == [*own]
        assert all(unit.confidence_parent >= SURE for unit in units if unit.title in own)


def test_of_rows_alike_the_lower_is_not_of_the_one_above() -> None:
    """Cells of a second row that look as those of the third hold units of the same heads."""
    second = [{"Courrier": "Ida BEY"}, {"Garage": "Noé SEL"}, {"Sports": "Inès LUND"}]
    units = _grid([[{title: name} for title, name in HEADS.items()], second, [*UNITS]], filled=True)
    titles = {unit.id: unit.title for unit in units}
    sure = [titles[unit.parent] for unit in units if unit.parent and unit.confidence_parent >= SURE]
    assert not {"Courrier", "Garage", "Sports"} & {*sure}


def test_a_second_band_of_poles_is_beside_the_first() -> None:
    """It hung under the first band's poles, with all its services, at .99, where only the first was tinted."""
    poles = {"Pôle social": "Ida SEL", "Pôle enfance": "Noé BEY", "Pôle sports": "Inès LUND"}
    lower = [
        {"Logement": "Rita COSTA", "Aînés": "Jean BLIN"},
        {"Crèches": "Nina FAUR", "Cantines": "Tom ALBE"},
        {"Stades": "Guy PONS"},
    ]
    bands = [[{title: name} for title, name in own.items()] for own in (HEADS, poles)]
    units = _grid([bands[0], [*UNITS], bands[1], lower], filled=True)
    titles = {unit.id: unit.title for unit in units}
    heads = {unit.title: titles.get(unit.parent or "") for unit in units}
    assert {heads[pole] for pole in (*HEADS, *poles)} == {"Direction générale des services"}
    for pole, own in zip([*HEADS, *poles], [*UNITS, *lower], strict=True):
        assert {heads[title] for title in own} == {pole}


def test_directions_in_a_row_below_directorates_are_no_second_band() -> None:
    """« Direction des finances » right below « Direction générale adjointe ressources » hangs under it, not beside it."""
    tops = [
        "Direction générale adjointe ressources",
        "Direction générale adjointe technique",
        "Direction générale adjointe population",
    ]
    middle = {"Direction des finances": "Ida SEL", "Direction de la voirie": "Noé BEY", "Direction des sports": "Inès LUND"}
    rows = [[{title: name} for title, name in own.items()] for own in (dict(zip(tops, HEADS.values(), strict=True)), middle)]
    units = _grid([*rows, [*UNITS]], filled=True)
    titles = {unit.id: unit.title for unit in units}
    assert [titles.get(unit.parent or "") for unit in units if unit.title in middle] == tops
