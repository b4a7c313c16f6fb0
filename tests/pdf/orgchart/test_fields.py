"""Fields of a card or of cells under a band: the word for one is no unit, and what it holds is no title (13.1, 13.3)."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from monitor.pdf.ink import Box
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.fields import folded_fields
from tests.pdf.orgchart.charts import rows_read
from tests.pdf.orgchart.test_met_in_the_wild import chart_of
from tests.pdf.pdfs import drawn

FIELDS = ("Services", "Responsable", "Grade", "Téléphone")
HELD = {
    "Direction des finances": ("Paie, Budget", "Anne ROY", "Attachée principale", "03 80 12 34 56"),
    "Direction de la culture": ("Musées, Archives", "Inès CARON", "Conservatrice", "03 80 12 34 57"),
}


def test_cells_of_fields_are_of_the_band_over_them() -> None:
    """13.1: « Grade » and « Téléphone » were units for certain, and « Responsable » one that Anne ROY heads."""

    def draw(canvas: Canvas) -> None:
        for number, (title, held) in enumerate(HELD.items()):
            y = 500 - 140 * number
            canvas.rect(40, y, 400, 18)
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawString(46, y + 5, title)
            canvas.setFont("Helvetica", 9)
            for place, (field, value) in enumerate(zip(FIELDS, held, strict=True), 1):
                for x, width, text in ((40, 120, field), (160, 280, value)):
                    canvas.rect(x, y - 16 * place, width, 16)
                    canvas.drawString(x + 6, y - 16 * place + 4, text)

    told = {title: (parent, names) for title, parent, names in rows_read(chart_of(drawn(draw, size=(500, 600))))}
    assert {title: names for title, (_, names) in told.items() if names} == {title: (held[1],) for title, held in HELD.items()}
    listed = {part: title for title, held in HELD.items() for part in held[0].split(", ")}
    assert {title: parent for title, (parent, names) in told.items() if not names} == listed


def line(text: str, x: float, base: float) -> Line:
    box = Box(x, base - 9, x + 5 * len(text), base)
    return Line(text, box, base, 9, bold=False, italic=False, angle=0, colour=(0, 0, 0), order=0)


def test_fields_on_one_card_are_no_titles_and_a_title_beside_a_word_for_one_stays() -> None:
    """13.1, 13.3: « Téléphone » was a unit; « Responsable » and one telephone show no fields, nor do words in two columns."""
    title, address = line("Service de la paie", 10, 10), line("21000 Valmont", 90, 55)
    words = {"Responsable": "Anne ROY", "Grade": "Principale", "Adresse": "3 rue de la Paix"}
    card = [
        title,
        *(line(text, x, 25 + 10 * n) for n, row in enumerate(words.items()) for x, text in zip((10, 90), row, strict=True)),
        address,
    ]
    assert [o.text for o in folded_fields(card)] == [title.text, "Responsable : Anne ROY", "3 rue de la Paix", address.text]
    for kept in (
        card[:3],
        [title, line("Directeur", 10, 25), line("Anne ROY", 90, 25), line("Adjointe", 10, 35), line("Eva LANG", 90, 35)],
    ):
        assert folded_fields(kept) == kept
    moved = [*card[:3], line("Grade", 40, 35), line("Attachée", 120, 35)]
    assert folded_fields(moved) == moved
