"""Sheets set by a designer: small capitals, letters spaced out, rules as wide as a column under its title (13.1, 3.27)."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of, names, tree
from tests.pdf.pdfs import drawn

TOP = ("Direction générale", "Mme Odile Marchal")
COLUMNS = {
    ("Pôle ressources", "M. Luc Tessier"): {
        ("Direction des finances et des achats", "Mme Anne Roy"): ("Service budget", "Service paie"),
        ("Direction du numérique", "M. Jean Petit"): ("Service réseaux",),
    },
    ("Pôle aménagement", "Mme Inès Aubert"): {
        ("Direction de la voirie", "M. Karim Roche"): ("Service est", "Service ouest"),
        ("Direction des espaces verts", "Mme Maud Perrin"): ("Service arbres",),
    },
    ("Pôle population", "M. Ronan Millet"): {
        ("Direction de l’état civil", "Mme Zoé Blanc"): ("Service accueil",),
        ("Direction des crèches", "M. Hugo Simon"): ("Service familles", "Service santé"),
    },
}


def small_capitals(canvas: Canvas, x: float, y: float, text: str, size: float, spacing: float, *, written: bool) -> None:
    """*text* with its initial at *size*, all other letters as capitals at seven tenths of it; *written*: those are lower case."""
    for place, letter in enumerate(text):
        font = "Helvetica", size if place == 0 else 0.7 * size
        canvas.setFont(*font)
        said = letter if place == 0 or written else letter.upper()
        canvas.drawString(x, y, said)
        x += stringWidth(said, *font) + spacing


def sheet(canvas: Canvas, *, spacing: float, written: bool, ruled: bool) -> None:
    def title(x: float, y: float, text: str, size: float) -> None:
        small_capitals(canvas, x, y, text, size, spacing, written=written)

    def name(x: float, y: float, text: str) -> None:
        canvas.setFont("Helvetica-Oblique", 8)
        canvas.drawString(x, y, text)

    title(250, 450, TOP[0], 12)
    name(250, 439, TOP[1])
    for column, ((pole, head), directions) in enumerate(COLUMNS.items()):
        x, y = 20 + 200.0 * column, 400.0
        title(x, y, pole, 11)
        if ruled:
            canvas.setLineWidth(0.4)
            canvas.line(x, y - 3, x + 185, y - 3)
        name(x, y - 11, head)
        y -= 34
        for (direction, boss), services in directions.items():
            title(x, y, direction, 9)
            name(x, y - 10, boss)
            y -= 10
            for service in services:
                y -= 9
                canvas.setFont("Helvetica", 7.5)
                canvas.drawString(x + 8, y, service)
            y -= 22


@pytest.mark.parametrize("ruled", [False, True])
@pytest.mark.parametrize("written", [False, True])
@pytest.mark.parametrize("spacing", [0.0, 1.2])
def test_small_capitals_are_as_large_as_their_initials(spacing: float, written: bool, ruled: bool) -> None:
    """3.27: services in larger letters were the titles, and had the heads of their directions, for certain."""
    chart = chart_of(drawn(lambda canvas: sheet(canvas, spacing=spacing, written=written, ruled=ruled), size=SHEET))
    read = {title.casefold(): list(people) for title, people in names(chart).items()}
    heads = {title.casefold(): [boss] for own in COLUMNS.values() for title, boss in own}
    heads |= {pole.casefold(): [head] for pole, head in COLUMNS} | {TOP[0].casefold(): [TOP[1]]}
    services = {service.casefold(): list[str]() for own in COLUMNS.values() for some in own.values() for service in some}
    assert read == heads | services
    found = {title.casefold(): parent and parent.casefold() for title, parent in tree(chart).items()}
    assert all(found[o.casefold()] == d[0].casefold() for own in COLUMNS.values() for d, some in own.items() for o in some)


@pytest.mark.parametrize("size", [8.0, 10.0])
def test_the_one_title_in_bold_is_as_large_as_its_initial_too(size: float) -> None:
    """13.1: one initial is too few to tell; as much larger as those of the other titles, it is told. Else those hang nowhere."""

    def draw(canvas: Canvas) -> None:
        def box(left: float, y: float, lines: tuple[str, str], font: str, size: float) -> None:
            canvas.rect(left, y - 16, 200, 28)
            for line, text in enumerate(lines):
                x = left + 8
                for letter in text:
                    set_in = font, size if letter.isupper() else 0.7 * size
                    canvas.setFont(*set_in)
                    canvas.drawString(x, y - 10.0 * line, letter.upper())
                    x += stringWidth(letter.upper(), *set_in)
                font = "Helvetica"

        box(270, 430, ("Directrice générale des services", "Odile Marchal"), "Helvetica-Bold", size)
        for column, ((_, _), directions) in enumerate(COLUMNS.items()):
            ((direction, boss), _), *_ = directions.items()
            box(40 + 230.0 * column, 350, (direction, boss), "Helvetica", 8)

    chart = chart_of(drawn(draw, size=SHEET))
    assert chart.structured
    top, *directions = chart.units
    assert len(directions) == 3 and {unit.parent for unit in directions} == {top.id}
    assert all(unit.confidence_parent and unit.confidence_parent >= 0.9 for unit in directions)
