"""Words that stand out of what is drawn around them end no reading (DESIGN 3.12, 3.18)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import DocumentContent, DocumentKind
from monitor.pdf.read import read
from tests.pdf.pdfs import drawn

KINDS: tuple[DocumentKind, ...] = ("file", "orgchart")
ROWS = [
    ("Finances", "Marie Roy", "Ville"),
    ("Achats et commande publique", "Luc Petit", "Ville"),
    ("Voirie", "Inès Morel", "Communauté de communes du Val"),
    ("Eau", "Rose Noir", "Ville"),
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("first", "last"), [(66, 540), (60, 505), (64, 500)])
def test_a_text_that_stands_out_of_the_rules_of_its_table_is_read(kind: DocumentKind, first: float, last: float) -> None:
    """No rule reaches its column: the generator of cells raised, and the file could not be read at all."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for place, y in enumerate((770, 745, 720, 695, 670)):
            canvas.line(first if place != 2 else 210, y, last, y)  # the first cell goes on over two rows
        for row, y in zip(ROWS, (753, 728, 703, 678), strict=True):
            for x, cell in zip((60, 220, 380), row, strict=True):
                canvas.drawString(x, y, cell)

    found = read(drawn(draw), kind=kind)
    assert isinstance(found, DocumentContent)
    text = " ".join(block.text for block in found.text or ())
    assert all(cell in text.replace("\t", " ") for row in ROWS for cell in row[1:])


@pytest.mark.parametrize("x", [30, 45, 200, 450])
@pytest.mark.parametrize("note", ["Mise à jour : juin 2026", "Mairie de Valmont, 1 place de la Paix, ouverte du lundi au vendredi"])
def test_a_page_of_notes_behind_a_table_ends_no_reading(x: float, note: str) -> None:
    """Its columns go on over the page; nothing of the note stands in one."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(60, 800, "Organigramme des services")
        for y, row in enumerate([("Direction", "Service", "Responsable"), *(("Direction des moyens", s, p) for s, p, _ in ROWS)]):
            canvas.setFont("Helvetica" if y else "Helvetica-Bold", 9)
            for place, cell in enumerate(row):
                canvas.drawString(60 + 150 * place, 760 - 18 * y, cell)
        canvas.showPage()
        canvas.setFont("Helvetica", 9)
        canvas.drawString(x, 780, note)

    found = read(drawn(draw), kind="orgchart")
    assert isinstance(found, DocumentContent) and found.pages == 2
    assert note.split()[0] in " ".join(block.text for block in found.text or ())
