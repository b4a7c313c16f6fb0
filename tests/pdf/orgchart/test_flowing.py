"""Directories printed in columns that text flows through: a list that one column breaks off goes on in the next (DESIGN 13.1)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import OrgChart
from monitor.pdf.ink import Box
from monitor.pdf.orgchart.units.flowing import printed_at
from tests.pdf.orgchart.test_met_in_the_wild import chart_of
from tests.pdf.pdfs import drawn

POLES = {
    "Pôle ressources": ("Luc Petit", {"Finances": "Marie Roy", "Paie": "Lise Roux", "Achats": "Jean Duval"}),
    "Pôle technique": ("Paul Noël", {"Voirie": "Hugo Blanc", "Bâtiments": "Karim Benali", "Eau": "Yves Brun"}),
    "Pôle population": ("Anne Morel", {"État civil": "Julie Faure", "Archives": "Zoé Marin", "Sports": "Inès Garnier"}),
}
SIZE = (842.0, 595.0)


def lines(mark: str) -> list[tuple[float, str, str]]:
    """How far in each line of the directory is set, its font and its words; *mark* before each service."""
    said = [(0.0, "Helvetica-Bold", "Direction générale des services : Claire Aubert")]
    for pole, (head, services) in POLES.items():
        said += [(0.0, "Helvetica-Bold", pole), (0.0, "Helvetica", head)]
        said += [(14.0, "Helvetica", f"{mark}{service} : {name}") for service, name in services.items()]
    return said


def directory(mark: str, rows: int, beside: tuple[str, ...] = ()) -> OrgChart:
    """Columns of so many *rows*; *beside*: what stands in one more column."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawCentredString(SIZE[0] / 2, 560, "Annuaire des services")
        shown = lines(mark)
        last = (len(shown) - 1) // rows + 1
        places = [(number // rows, number % rows, line) for number, line in enumerate(shown)]
        places += [(last, row, (14.0, "Helvetica", text)) for row, text in enumerate(beside)]
        for column, row, (inset, font, text) in places:
            canvas.setFont(font, 9)
            canvas.drawString(30 + 270 * column + inset, 520 - 15 * row, text)

    return chart_of(drawn(draw, size=SIZE))


def heads(chart: OrgChart) -> dict[str, str | None]:
    titles = {unit.id: unit.title for unit in chart.units}
    return {unit.title: titles.get(unit.parent or "") for unit in chart.units}


TRUE = {service: pole for pole, (_, services) in POLES.items() for service in services}


@pytest.mark.parametrize("mark", ["• ", "– ", ""], ids=["bullets", "dashes", "set in"])
@pytest.mark.parametrize("rows", [6, 7, 8, 9, 10, 12])
def test_a_list_goes_on_at_the_head_of_the_next_column(mark: str, rows: int) -> None:
    """13.1: what headed a column was lost, or hung under a pole that stands elsewhere; a service that moved there was untold."""
    chart = directory(mark, rows)
    read = heads(chart)
    assert {service: read.get(service) for service in TRUE} == TRUE
    named = {unit.title: [person.name for person in unit.people] for unit in chart.units}
    assert {pole: named[pole] for pole in POLES} == {pole: [head] for pole, (head, _) in POLES.items()}


def test_each_unit_has_its_place_on_the_sheet() -> None:
    """13.7: it is outlined where it is printed."""
    places = {unit.title: unit.bbox for unit in directory("• ", 6).units}
    assert places["Finances"][0] < 270 < places["Voirie"][0] < 540 < places["Archives"][0]
    assert max(bottom for *_, bottom in places.values()) < 595 - 520 + 6 * 15
    assert printed_at(Box(1, 2, 3, 4), ()) == Box(1, 2, 3, 4)


@pytest.mark.parametrize("beside", [
    pytest.param(("• Ouvert le lundi", "• Standard : 03 80 00 00 00", "• Fermé le mardi"), id="remarks"),
    pytest.param(("• Maire : Guy Lenoir", "• Adjointe : Eva Morin", "• Adjoint : Luc Blanchet"), id="elected"),
    pytest.param(("• Cabinet du maire : Guy Lenoir",), id="one more list"),
])  # fmt: skip
def test_what_stands_beside_a_directory_is_no_part_of_its_last_list(beside: tuple[str, ...]) -> None:
    """3.27: in one column it would hang under the last pole, for certain."""
    chart = directory("• ", 20, beside)
    own = [unit for unit in chart.units if heads(chart)[unit.title] == "Pôle population" and unit.title not in TRUE]
    assert all(unit.confidence < 0.9 for unit in own)
    assert {service: heads(chart).get(service) for service in TRUE} == TRUE
