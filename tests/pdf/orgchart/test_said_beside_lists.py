"""Lines of a typed list that say something of the town or its services, and are neither a unit nor who heads one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import OrgChart
from monitor.pdf.orgchart.unboxed.open_text import _is_sentence, _tells_way
from monitor.pdf.orgchart.vocabulary import is_elected
from tests.pdf.orgchart.test_rosters import chart_of
from tests.pdf.pdfs import drawn

TOWN = {
    "Direction des ressources": ("Paie", "Achats", "Courrier"),
    "Direction du cadre de vie": ("Voirie", "Espaces verts", "Propreté"),
    "Direction des familles": ("Crèches", "Écoles"),
}
ELECTED = ("Les élus", "Léa PETIT, adjointe", "Paul MOREL, adjoint", "Inès BLANC, adjointe", "Karim ROUX, conseiller")
OPEN = ("Les services sont ouverts", "du lundi au vendredi", "de 8 h 30 à 17 h", "Fermeture le samedi")
FOOT = "Les services communs sont partagés entre la ville et la métropole depuis 2015."


def typed(*, reached: str = "", beside: Sequence[str] = (), foot: str = "") -> OrgChart:
    """A list, titles bold; *reached*: below each first service; *beside*: a column."""

    def draw(canvas: Canvas) -> None:
        y = 780
        for title, services in TOWN.items():
            for place, words in enumerate((title, *services)):
                canvas.setFont("Helvetica" if place else "Helvetica-Bold", 9)
                canvas.drawString(50, y, words)
                y -= 14
                if place == 1 and reached:
                    canvas.drawString(50, y, reached)
                    y -= 14
            y -= 8
        for row, words in enumerate(beside):
            canvas.drawString(360, 766 - 14 * row, words)
        canvas.drawString(50, 80, foot)

    return chart_of(drawn(draw, size=(595, 842)))


def told(chart: OrgChart) -> dict[str, tuple[str | None, list[str]]]:
    titles = {unit.id: unit.title for unit in chart.units}
    return {unit.title: (titles.get(unit.parent or ""), [person.name for person in unit.people]) for unit in chart.units}


@pytest.mark.parametrize(
    ("reached", "beside", "foot"),
    [
        ("accueil@valmont.example", (), ""),
        ("12 rue des Tilleuls", (), ""),
        ("", ELECTED, ""),
        ("", OPEN, ""),
        ("", (), FOOT),
        ("03 80 11 22 33", ELECTED, FOOT),
    ],
)
def test_what_is_said_beside_a_typed_list_is_none_of_it(reached: str, beside: Sequence[str], foot: str) -> None:
    """(3.27, 13.1) Elected members headed the services at their height; who had an address, those below; a sentence was a unit."""
    expected: dict[str, tuple[str | None, list[str]]] = {title: (None, []) for title in TOWN}
    expected |= {s: (title, []) for title, own in TOWN.items() for s in own}
    assert told(typed(reached=reached, beside=beside, foot=foot)) == expected


def test_who_and_what_a_line_names_stays() -> None:
    """(13.1)"""
    kept = (
        "Finances : 03 80 12 34 56",
        "Anne Roy – anne.roy@ville.example",
        "Médiathèque – 12 rue des Tilleuls",
        "Halte-garderie du mercredi",
        "1er arrondissement",
    )
    assert not any(map(_tells_way, kept))
    assert not _is_sentence("Accueil des habitants et des communes voisines du canton.", stops=False)  # where entries end so
    assert not _is_sentence("Direction de la culture, des sports et de la vie associative.", stops=True)
    assert not any(map(is_elected, ("Le Maire", "adjoint", "Conseiller numérique", "Les élections")))
