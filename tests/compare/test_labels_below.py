"""What stands below each unit of two charts, read as units, says something of the unit above it (DESIGN 3.11, 5.5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from monitor.compare.documents.contents import compare_contents
from monitor.model import Change, DocumentContent
from monitor.pdf.read import read
from monitor.report.lines import change_lines, plain
from tests.pdf.pdfs import drawn

POLES = {
    "Pôle Ressources": ["Finances", "Achats", "Paie"],
    "Pôle Technique": ["Voirie", "Propreté", "Logement"],
    "Pôle Culture": ["Musées", "Archives"],
}
SERVICES = [service for services in POLES.values() for service in services]
NAMES = ["Luc Petit", "Inès Roy", "Ali Sol", "Anne Brun", "Jean Noir", "Marc Morel", "Rose Fort", "Zoé Blanc"]
EMPLOYERS = ("Ville", "Agglomération", "Ville", "Agglomération", "Ville", "Ville", "Agglomération", "Ville")
Draw = Callable[[Canvas, float, float, str, str, str], float]


def named(canvas: Canvas, x: float, y: float, service: str, name: str, line: str) -> float:
    canvas.setFont("Helvetica", 9)
    canvas.drawString(x + 12, y, service)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(x + 12, y - 12, name)
    canvas.drawString(x + 12, y - 23, line)
    return y - 38


def listed(canvas: Canvas, x: float, y: float, service: str, name: str, line: str) -> float:
    """Behind a bullet: the name is read with what stands below it."""
    canvas.setFont("Helvetica", 9)
    canvas.drawString(x + 8, y, "•")
    canvas.drawString(x + 16, y, service)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(x + 16, y - 12, name)
    canvas.drawString(x + 16, y - 23, line)
    return y - 38


def unnamed(canvas: Canvas, x: float, y: float, service: str, name: str, line: str) -> float:
    canvas.setFont("Helvetica", 9)
    canvas.drawString(x + 12, y, service)
    canvas.setFont("Helvetica-Oblique", 8)
    canvas.drawString(x + 22, y - 11, line)
    return y - 26


def headed(canvas: Canvas, x: float, y: float, service: str, name: str, line: str) -> float:
    """The line above the service: of what follows."""
    canvas.setFont("Helvetica-Oblique", 8)
    canvas.drawString(x + 12, y, line)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(x + 12, y - 12, service)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(x + 12, y - 23, name)
    return y - 40


def chart(look: Draw, lines: Mapping[str, str], names: Mapping[str, str] | None = None) -> DocumentContent:
    people = dict(zip(SERVICES, NAMES, strict=True)) | dict(names or {})

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(40, 560, "Organigramme des services")
        canvas.rect(320, 500, 200, 30)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(330, 512, "Direction générale")
        for n, (pole, services) in enumerate(POLES.items()):
            x, y = 30.0 + 270 * n, 424.0
            canvas.line(420, 500, 420, 485)
            canvas.line(x + 100, 485, 420, 485)
            canvas.line(x + 100, 485, x + 100, 470)
            height = 30 if look is listed else 190  # the list stands below its box, or in it
            canvas.rect(x, 470 - height, 200, height)
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawCentredString(x + 100, 452, pole)
            for service in services:
                y = look(canvas, x, y, service, f"M. {people[service]}", lines[service])

    found = read(drawn(draw, size=landscape(A4)), kind="orgchart")
    assert isinstance(found, DocumentContent)
    return found


def told(old: DocumentContent, new: DocumentContent) -> list[str]:
    edits = compare_contents("orgchart", old, new).edits
    change = Change(item="x", item_kind="document", change="replaced", significance="substantive", edits=edits)
    return [plain(line).replace("\xa0", " ").replace("\u202f", " ") for line in change_lines(change, "fr")]


@pytest.mark.parametrize("look", [named, listed, unnamed])
def test_services_that_exchange_what_stands_below_them_are_told(look: Draw) -> None:
    lines = dict(zip(SERVICES, EMPLOYERS, strict=True))
    assert told(chart(look, lines), chart(look, lines | {"Finances": "Agglomération", "Voirie": "Ville"})) == [
        "L’unité « Finances » passe de « Ville » à « Agglomération ».",
        "L’unité « Voirie » passe de « Agglomération » à « Ville ».",
    ]


@pytest.mark.parametrize("look", [named, listed, unnamed])
def test_a_line_that_no_other_service_has_is_told_of_the_one_it_stands_below(look: Draw) -> None:
    lines = dict(zip(SERVICES, EMPLOYERS, strict=True))
    assert told(chart(look, lines), chart(look, lines | {"Achats": "Syndicat mixte"})) == [
        "L’unité « Achats » passe de « Agglomération » à « Syndicat mixte »."
    ]


def test_who_stands_between_a_service_and_its_line_is_at_the_service() -> None:
    lines = dict(zip(SERVICES, EMPLOYERS, strict=True))
    (line,) = told(chart(listed, lines), chart(listed, lines, {"Paie": "Omar Zidi"}))
    assert "l’unité « Paie »" in line and "Omar Zidi" in line and "Ville" not in line


def test_what_stands_above_each_service_is_no_line_of_the_one_before() -> None:
    lines = dict(zip(SERVICES, EMPLOYERS, strict=True))
    said = " ".join(told(chart(headed, lines), chart(headed, lines | {"Achats": "Ville"})))
    assert said and "« Finances » passe" not in said and "« Paie »" not in said


def evenly(canvas: Canvas, x: float, y: float, service: str, name: str, line: str) -> float:
    canvas.setFont("Helvetica", 9)
    canvas.drawString(x + 12, y, service)
    canvas.drawString(x + 12, y - 14, line)
    return y - 28


@pytest.mark.parametrize(
    ("look", "lines"), [(evenly, ("Équipe nord", "Équipe sud")), (evenly, ("Accueil", "Régie")), (unnamed, ("Accueil", "Régie"))]
)
def test_units_of_one_title_in_each_list_are_nobodys_label(look: Draw, lines: tuple[str, str]) -> None:
    """3.11: evenly set, as the services are, or offices: what went was a unit."""
    below = {service: lines[n % 2] for n, service in enumerate(SERVICES)}
    said = " ".join(told(chart(look, below), chart(look, below | {"Achats": "Courrier"})))
    assert said and "passe de" not in said and "mention" not in said
