"""Names broken over two lines of a cell, and titles over a head whom they are no part of (13.3, 3.27)."""

from __future__ import annotations

from functools import partial

from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_tables_of_units import chart_of, names, tree
from tests.pdf.pdfs import drawn

SPANISH = {
    "Intervención": ("D.ª Ana Isabel Núñez",), "Tesorería": ("D.ª Paloma Cano Vera",), "Parques": ("D. Tomás Molina Prats",),
    "Servicio de Vías": ("D.ª María Dolores", "Romero Sanz"), "Juventud": ("D. Luis Miguel", "Iglesias Cobo"),
}  # fmt: skip
TWO = SPANISH | {"Juventud": ("D. Luis Miguel Gil", "Carmen Iglesias")}
PLACE = {
    "Bauamt": ("Herr Paul Huber",),
    "Hauptamt": ("Frau Anne Roth",),
    "Kämmerei": ("Herr Luc Weiss",),
    "Juventud": ("Frau Zita Marin", "Ortsteil Nord"),
}
GIVEN = {
    title: tuple(line.replace("D.ª", "Mme").replace("D. ", "M. ") for line in lines) for title, lines in list(SPANISH.items())[:3]
}
GIVEN |= {"Juventud": ("M. Jean-Baptiste", "LEROY MARTIN")}
WHOLE = SPANISH | {"Juventud": ("D. Luis Gil Cobo", "Xurxo Pena")}
BARE = {title: tuple(line.removeprefix("D.ª ").removeprefix("D. ") for line in lines) for title, lines in TWO.items()}


def table(rows: dict[str, tuple[str, ...]], canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 9)
    for column, (text, width) in enumerate((("Servicio", 120), ("Jefatura", 95))):
        canvas.rect(40 + 120 * column, 300, width, 16)
        canvas.drawString(44 + 120 * column, 305, text)
    canvas.setFont("Helvetica", 9)
    for place, (title, lines) in enumerate(rows.items(), 1):
        y = 300 - 26 * place
        canvas.rect(40, y, 120, 26)
        canvas.rect(160, y, 95, 26)
        canvas.drawString(44, y + 16, title)
        for row, line in enumerate(lines):
            canvas.drawString(164, y + 16 - 11 * row, line)


def test_what_has_no_civility_in_a_cell_of_people_who_have_is_the_rest_of_a_name() -> None:
    """13.3: « D.ª María Dolores », « Romero Sanz »; what names somebody whole ends there."""
    for rows, joined in ((SPANISH, True), (TWO, False), (BARE, False), (PLACE, False), (WHOLE, False), (GIVEN, True)):
        found = names(chart_of(drawn(partial(table, rows), size=(300, 340))))
        assert found["Juventud"] == ([" ".join(rows["Juventud"])] if joined else [*rows["Juventud"]]), rows["Juventud"]


def frames(canvas: Canvas) -> None:
    canvas.rect(20, 20, 560, 180)
    canvas.setFont("Helvetica-Bold", 10)
    canvas.drawCentredString(300, 182, "Composantes")
    for place, (title, head) in enumerate(FACULTIES.items()):
        canvas.rect(30 + 180 * place, 60, 170, 90)
        canvas.setFont("Helvetica-Bold", 8.5)
        canvas.drawCentredString(115 + 180 * place, 110, title)
        canvas.setFont("Helvetica", 8.5)
        canvas.drawCentredString(115 + 180 * place, 98, f"Doyenne : {head}")


FACULTIES = {
    "Sciences et techniques": "Mme Zoé Pereira", "Faculté de droit et de science politique": "Mme Marie-Laure Martin",
    "Médecine": "Mme Ida Noel",
}  # fmt: skip


def test_a_title_over_a_post_and_a_name_is_a_unit_within_a_frame() -> None:
    """3.27: of words that only together with the line below are a post and somebody, the first line is the title."""
    chart = chart_of(drawn(frames, size=(600, 220)))
    assert tree(chart) == dict.fromkeys(FACULTIES, "Composantes") | {"Composantes": None}
    assert names(chart) == {title: [head] for title, head in FACULTIES.items()} | {"Composantes": []}
