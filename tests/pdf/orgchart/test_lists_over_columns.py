"""Indented lists that go on in the next column, with posts and telephones under their titles (3.27)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE, OrgChart
from tests.pdf.orgchart.test_met_in_the_wild import chart_of
from tests.pdf.pdfs import drawn

UNITS = (
    ("Direction générale", 0), ("Finances", 1), ("Budget", 2), ("Paie", 3), ("Dette", 3), ("Achats", 2), ("Marchés", 3),
    ("Stocks", 3), ("Travaux", 1), ("Voirie", 2), ("Chaussées", 3), ("Ponts", 3), ("Parcs", 2), ("Serres", 3), ("Arbres", 3),
    ("Jeux", 3),
)  # fmt: skip
NAMES = ("Inès Caron", "Paul Garnier", "Eva Lang", "Luc Morel", "Odile Roche", "Karim Benhamou", "Claire Aubert", "Bruno Perrin")


def lines_of(below: Sequence[str]) -> Iterator[tuple[str, int, bool]]:
    """Each line with its depth, and whether it is bold; *below*: what stands under the titles, « {} » for a name."""
    for place, (title, depth) in enumerate(UNITS):
        yield title, depth, True
        for text in below if place % 3 else ():
            yield text.format(NAMES[place % len(NAMES)]), depth, False


def sheet(below: Sequence[str], columns: int, *, indent: float = 12) -> OrgChart:
    lines = list(lines_of(below))
    step = -(-len(lines) // columns)

    def draw(canvas: Canvas) -> None:
        for column in range(columns):
            y = 560.0
            for text, depth, bold in lines[column * step : (column + 1) * step]:
                y -= 14 if bold else 10
                canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 11 - depth if bold else 8)
                canvas.drawString(30 + 260 * column + indent * depth, y, text)

    return chart_of(drawn(draw, size=(842, 595)))


def expected() -> dict[str, str | None]:
    above: list[str] = []
    told = dict[str, str | None]()
    for title, depth in UNITS:
        above[depth:] = [title]
        told[title] = above[depth - 1] if depth else None
    return told


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("below", [("Responsable : {}", "Tél. 03 81 20 30 40"), ("Team Leader", "{}"), ("{}", "Manager")])
def test_a_list_goes_on_in_its_next_column(below: tuple[str, ...], columns: int) -> None:
    """Telephones under titles were units, or kept the list from being one: a third of the parents of such sheets were right."""
    chart = sheet(below, columns)
    titles = {unit.id: unit.title for unit in chart.units}
    assert {unit.title: titles.get(unit.parent or "") for unit in chart.units} == expected()
    assert {unit.title: [person.name for person in unit.people] for unit in chart.units} == {
        title: [NAMES[place % len(NAMES)]] if place % 3 else [] for place, (title, _) in enumerate(UNITS)
    }


def test_what_stands_deeper_than_the_title_above_it_is_a_unit_though_it_is_said_often() -> None:
    """« Accueil », set in under several titles and over a name, is no post."""
    said = [("Direction générale", 0, True)]
    for title in ("Finances", "Travaux", "Écoles", "Sports", "Culture"):
        said += [(title, 1, True), ("Accueil", 2, False), (NAMES[len(said) % 8], 2, False), (f"Bureau {title.lower()}", 2, False)]

    def draw(canvas: Canvas) -> None:
        for row, (text, depth, bold) in enumerate(said):
            canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 8)
            canvas.drawString(30 + 14 * depth, 560 - 12 * row, text)

    chart = chart_of(drawn(draw, size=(595, 595)))
    assert sum(unit.title == "Accueil" for unit in chart.units) == 5
    assert not any(person.role == "Accueil" and person.confidence >= SURE for unit in chart.units for person in unit.people)


def test_columns_of_cards_are_no_list() -> None:
    """Bold titles over lines that all begin at one margin, columns under heads of their own: looks tell the levels."""

    def draw(canvas: Canvas) -> None:
        for column, pole in enumerate(("Pôle finances", "Pôle travaux")):
            y = 560.0
            for row, text in enumerate((pole, *[f"Service {pole[5:]} {n}" for n in range(6)])):
                y -= 16
                canvas.setFont("Helvetica" if row else "Helvetica-Bold", 8 if row else 11)
                canvas.drawString(30 + 260 * column, y, text)

    chart = chart_of(drawn(draw, size=(842, 595)))
    titles = {unit.id: unit.title for unit in chart.units}
    assert titles.get(next(u.parent or "" for u in chart.units if u.title == "Service travaux 3")) in ("Pôle travaux", None)
