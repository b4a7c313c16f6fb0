"""Units one a line in the cell right of their title, without bullets: each is one; a title of several lines is one as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import OrgChart
from monitor.pdf.ink import Box
from monitor.pdf.orgchart.units.card_lists import _breaks_titles, beside_titles
from monitor.pdf.orgchart.units.text_boxes import TextBox
from tests.pdf.orgchart.test_tables_of_units import chart_of
from tests.pdf.orgchart.test_written import lines
from tests.pdf.pdfs import drawn

Rows: TypeAlias = Mapping[str, Sequence[str]]
SERVICES: Rows = {
    "Direction des finances": ("Budget", "Dette et trésorerie", "Fiscalité"),
    "Direction du personnel": ("Paie et carrières", "Formation"),
    "Direction des écoles": ("Restauration scolaire", "Inscriptions", "Animations", "Entretien des locaux"),
    "Direction de la voirie": ("Éclairage", "Signalisation", "Chaussées"),
}


def table(rows: Rows, *, centred: bool = False) -> OrgChart:
    """A table of two columns under a box with the head of all."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 10)
        canvas.rect(60, 540, 200, 30)
        canvas.drawCentredString(160, 551, "Direction générale des services")
        top = 510.0
        for title, said in rows.items():
            height = 8 + 12 * max(2, len(said))
            for x, width in ((60, 180), (240, 320)):
                canvas.rect(x, top - height, width, height)
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawString(66, top - 13, title)
            canvas.setFont("Helvetica", 9)
            for row, text in enumerate(said):
                (canvas.drawCentredString if centred else canvas.drawString)(400 if centred else 246, top - 13 - 12 * row, text)
            top -= height

    return chart_of(drawn(draw, size=(842, 595)))


def below(chart: OrgChart, rows: Rows) -> dict[str, list[str]]:
    heads = {unit.id: unit.title for unit in chart.units}
    return {title: [unit.title for unit in chart.units if heads.get(unit.parent or "") == title] for title in rows}


@pytest.mark.parametrize("centred", [False, True])
def test_each_line_beside_a_title_is_a_unit_under_it(centred: bool) -> None:
    """« Budget Dette et trésorerie Fiscalité » was one, for which each other one came and went (3.27, 13.2)."""
    assert below(table(SERVICES, centred=centred), SERVICES) == {title: [*lines] for title, lines in SERVICES.items()}


@pytest.mark.parametrize("broken", [("Police", "municipale"), ("Ressources", "Humaines"), ("Pôle Culture", "Sports", "Loisirs")])
def test_where_authors_break_titles_those_of_several_lines_stay_whole(broken: Sequence[str]) -> None:
    """« Crèche », « Les Lutins » are told as two by nothing else (3.27)."""
    rows: Rows = {
        "Adjoint aux finances": broken,
        "Adjointe aux écoles": ("Centre Technique", "Municipal"),
        "Adjoint à la voirie": ("Crèche", "Les Lutins"),
        "Adjointe aux sports": ("Espace", "France Services"),
    }
    told = below(table(rows), rows)
    assert (told["Adjoint à la voirie"], told["Adjointe aux sports"]) == (["Crèche Les Lutins"], ["Espace France Services"])


@pytest.mark.parametrize(
    ("texts", "torn"),
    [
        (("Budget", "Dette"), False),
        (("Maison des", "associations"), True),  # reads on, with room above
        (("Maison", "des associations"), True),
        (("Gestion du domaine public communal et", "des terrasses"), False),  # no room there
        (("Ressources", "Humaines"), True),  # an adjective
        (("Pôle Culture", "Sports", "Loisirs"), True),  # the word for a unit, which the others have not
        (("Service piscines", "Stades", "Service des clubs"), False),
        (("Culture", "Sports"), False),
    ],
)
def test_a_title_seems_to_be_broken_where_it_goes_on_with_room_above_or_alone_begins_as_units_do(
    texts: Sequence[str], torn: bool
) -> None:
    assert _breaks_titles(TextBox(Box(0, 0, 180, 60), lines=lines(*texts))) is torn


@pytest.mark.parametrize(
    ("head", "texts", "found"),
    [
        ("**Finances**", ("Budget", "Dette"), True),
        ("Finances", ("Budget", "Dette"), False),  # set alike: nothing says that it is their title
        ("**Finances**", ("Anne Roy", "Responsable"), False),
        ("**Finances**", ("Budget", "Tél. 03 81 20 30 40"), False),
    ],
)
def test_a_cell_in_another_look_left_of_one_as_high_is_its_title(head: str, texts: Sequence[str], found: bool) -> None:
    boxes = [TextBox(Box(0, 0, 150, 40), lines=lines(head)), TextBox(Box(150, 0, 400, 40), lines=lines(*texts))]
    assert (beside_titles(boxes, ()) == {1}) is found
    assert beside_titles(boxes, {1}) == set()  # a stroke ends there
    assert beside_titles([boxes[0], replace(boxes[1], box=Box(150, 0, 400, 60))], ()) == set()
