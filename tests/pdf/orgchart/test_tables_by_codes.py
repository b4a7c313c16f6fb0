"""Lists of units from a spreadsheet, without rules: codes beside titles, or the words of titles in order, say who heads whom."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE, OrgChart
from monitor.pdf.orgchart.units.numbering import depths_of_codes
from tests.pdf.orgchart.test_tables_with_heads import chart_of
from tests.pdf.pdfs import drawn

UNITS = (
    (0, "Direction générale des services", "Anne ROY"),
    (1, "Pôle ressources", "Paul MORIN"),
    (2, "Direction des finances", "Inès CARON"),
    (3, "Service de la paie", "Luc BLIN"),
    (3, "Achats", "Zoé FAURE"),
    (2, "Direction juridique", "Jean PERRIN"),
    (3, "Archives", "Nora SAÏDI"),
    (1, "Pôle cadre de vie", "Hugo COLIN"),
    (2, "Direction de la voirie", "Ali KACI"),
    (3, "Service des eaux", "Eva SIMON"),
)
LETTERED = ("DG", "A", "A.1", "A.1.1", "A.1.2", "A.2", "A.2.1", "B", "B.1", "B.1.1")
SHORT = ("0", "A", "A1", "A11", "A12", "A2", "A21", "B", "B1", "B11")
PADDED = ("", "1000", "1100", "1110", "1120", "1200", "1210", "2000", "2100", "2110")
FIGURES = (("4,8", "4604"), ("12", "4529"), ("6", "4857"), ("2.5", "4536"))


def sheet(canvas: Canvas, codes: Sequence[str], units: Sequence[tuple[int, str, str]], bold: int, *, wide: float = 170.0) -> None:
    """A row for each unit: its code, if any, its title, bold down to a depth, who heads it, and two columns of figures."""
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(40, 560, "Liste des services et responsables")
    at = (40.0, 80.0 if codes else 40.0)
    places = (*at, at[1] + wide, at[1] + wide + 130)
    canvas.setFont("Helvetica", 8)
    for x, head in zip(places, ("Code" if codes else "", "Unité", "Responsable", "ETP"), strict=True):
        canvas.drawString(x, 530, head)
    canvas.drawString(places[3] + 24, 530, "Poste")
    for row, (depth, title, name) in enumerate(units):
        y = 516 - 13 * row
        canvas.setFont("Helvetica", 8)
        canvas.drawString(places[0], y, codes[row] if codes else "")
        canvas.drawString(places[2], y, name)
        for side, figure in zip((16, 46), FIGURES[row % 4], strict=True):
            canvas.drawRightString(places[3] + side, y, figure)
        canvas.setFont("Helvetica-Bold" if depth <= bold else "Helvetica", 8)
        canvas.drawString(places[1], y, title)


def read(
    codes: Sequence[str] = (), units: Sequence[tuple[int, str, str]] = UNITS, bold: int = 1, *, wide: float = 170.0
) -> OrgChart:
    return chart_of(drawn(partial(sheet, codes=codes, units=units, bold=bold, wide=wide), size=(595, 600)))


def depths(chart: OrgChart) -> list[tuple[int, str]]:
    known: dict[str | None, int] = {None: -1}
    for unit in chart.units:
        known[unit.id] = known[unit.parent] + 1
    return [(known[unit.id], unit.title) for unit in chart.units]


@pytest.mark.parametrize("codes", [LETTERED, SHORT, PADDED])
def test_codes_in_a_column_of_their_own_say_who_heads_whom(codes: Sequence[str]) -> None:
    """13.1: « A.1.3 », « Code » were units, and poles hung under services; figures close to each other hid the table."""
    chart = read(codes)
    assert depths(chart) == [(depth, title) for depth, title, _ in UNITS]
    assert [person.name for unit in chart.units for person in unit.people] == [name for _, _, name in UNITS]


@pytest.mark.parametrize("bold", [-1, 1, 2])
def test_titles_whose_words_come_in_order_say_who_heads_whom(bold: int) -> None:
    """13.1: « Service de la paie » hung under its pole, for certain, or nowhere; surely where the lowest look otherwise."""
    chart = read(bold=bold)
    assert depths(chart) == [(depth, title) for depth, title, _ in UNITS]
    assert (min(unit.confidence_parent for unit in chart.units[1:]) >= SURE) == (bold == 2)


@pytest.mark.parametrize("by_alphabet", [True, False])
def test_titles_in_another_order_say_nothing_of_who_heads_whom(*, by_alphabet: bool) -> None:
    """13.1: sorted by the alphabet directions come first, then poles, then services."""
    shuffled = [UNITS[place] for place in (3, 2, 1, 9, 7, 8, 6, 0, 5, 4)]
    chart = read(units=sorted(UNITS, key=lambda unit: unit[1]) if by_alphabet else shuffled, bold=-1)
    assert not any(unit.parent and unit.confidence_parent >= SURE for unit in chart.units)


def test_what_the_next_cell_cuts_off_is_no_sure_title() -> None:
    """13.3: « Direction de l’environnemen » is all that a spreadsheet prints of a title too long for its cell."""
    title = "Direction de l’agriculture et de l’environnemen"
    cut = (*UNITS[:-2], (2, title, "Ali KACI"), UNITS[-1])
    chart = read(LETTERED, units=cut, wide=stringWidth(title, "Helvetica", 8))
    titles = {unit.title: unit.confidence_title for unit in chart.units}
    assert titles[title] < SURE <= titles["Pôle ressources"]


@pytest.mark.parametrize(
    "texts", [("4512", "4500", "4600", "4511", "4321"), ("A9", "A10", "A1", "A", "A11"), ("1", "2", "3", "4", "5")]
)
def test_telephones_and_places_are_no_codes(texts: Sequence[str]) -> None:
    """13.1."""
    assert depths_of_codes(texts) == []
