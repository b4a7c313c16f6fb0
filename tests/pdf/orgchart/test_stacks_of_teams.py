"""Teams in cells under the card of their head are no people, though their titles look like names (DESIGN 3.27)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_met_in_the_wild import chart_of
from tests.pdf.pdfs import drawn

SHEET = (842.0, 595.0)
CARDS = {
    "teams of two words": [
        ("Community Services", "Marian Holt", ["Active Lives", "Family Hub", "Safe Streets"]),
        ("Resources", "Philip Dunne", ["Legal Support", "Digital Office"]),
        ("Place", "Susan Marsh", ["Local Plan", "Harbour Watch", "Summer Events"]),
    ],
    "first names among them": [
        ("Servizi alla persona", "Elena Bassi", ["Asilo Nido", "Casa Serena", "Sport"]),
        ("Risorse", "Marco Testa", ["Ragioneria", "Salud Laboral", "Tributi"]),
        ("Territorio", "Silvia Corti", ["Verde Pubblico", "Strade", "Borgo Antico"]),
    ],
}


def _sheet(cards: list[tuple[str, str, list[str]]], *, mark: str, apart: bool, size: float) -> bytes:
    """Three cards under a head; *apart*: title and name in cells of their own; *mark*: before names; *size*: of teams."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(330, 500, 180, 50)
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(338, 530, "Chief Executive")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(338, 510, f"{mark}Rachel Owen")
        for (title, name, teams), x in zip(cards, (40, 330, 620), strict=True):
            canvas.lines([(420, 500, 420, 470), (420, 470, x + 90, 470), (x + 90, 470, x + 90, 440)])
            canvas.rect(x, 390, 180, 50)
            if apart:
                canvas.line(x, 415, x + 180, 415)
            canvas.setFont("Helvetica-Bold", 11)
            canvas.drawString(x + 8, 423, title)
            canvas.setFont("Helvetica", 10)
            canvas.drawString(x + 8, 398, f"{mark}{name}")
            canvas.setFont("Helvetica", size)
            for row, team in enumerate(teams, 1):
                canvas.rect(x, 390 - 22 * row, 180, 22)
                canvas.drawString(x + 8, 397 - 22 * row, team)

    return drawn(draw, size=SHEET)


def _read(data: bytes) -> dict[str, tuple[list[str], str | None]]:
    chart = chart_of(data)
    titles = {unit.id: unit.title for unit in chart.units}
    return {unit.title: ([person.name for person in unit.people], titles.get(unit.parent or "")) for unit in chart.units}


@pytest.mark.parametrize(("mark", "apart"), [("", False), ("", True), ("– ", False)], ids=["card", "cells", "dash"])
@pytest.mark.parametrize("cards", CARDS.values(), ids=CARDS)
def test_a_stack_of_teams_names_nobody(cards: list[tuple[str, str, list[str]]], mark: str, *, apart: bool) -> None:
    """« Local Plan » stood under « Town Centres » as a person, at 0.98 (3.27)."""
    expected: dict[str, tuple[list[str], str | None]] = {"Chief Executive": (["Rachel Owen"], None)}
    for title, name, teams in cards:
        expected[title] = ([name], "Chief Executive")
        expected |= {team: ([], title) for team in teams}
    assert _read(_sheet(cards, mark=mark, apart=apart, size=9)) == expected


def test_staff_in_a_stack_of_cells_stay_people() -> None:
    """Names that are known as such, or in capitals, name those of the card above (3.27)."""
    staff = [("Finance", "Anne Roy", ["Paul Petit", "Claire Bon"]), ("Roads", "Luc Caron", ["M. Kern", "Lise OBRY"])]
    cards = [*staff, ("Place", "Susan Marsh", ["Hugo Lamy", "Julie Berger"])]
    read = _read(_sheet(cards, mark="", apart=True, size=9))
    assert {name for names, _ in read.values() for name in names} == {
        "Rachel Owen", "Anne Roy", "Paul Petit", "Claire Bon", "Luc Caron", "M. Kern", "Lise OBRY", "Susan Marsh", "Hugo Lamy",
        "Julie Berger",
    }  # fmt: skip
