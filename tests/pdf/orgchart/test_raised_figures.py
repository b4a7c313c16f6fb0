"""Figures of notes raised behind names and titles are of neither (3.27, 13.3)."""

from __future__ import annotations

from functools import partial

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from monitor.pdf.orgchart.vocabulary import without_footnote
from monitor.pdf.orgchart.words.people import named_in
from tests.pdf.orgchart.charts import rows_read
from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of
from tests.pdf.pdfs import drawn

TOP = "Direction générale"
CARDS = {"Pôle culture": ("Anne Roy", "1"), "Pôle technique": ("Linh Delcroix", "2"), "Pôle social 2": ("M. Luc Petit", "1,2")}


def sheet(size: float, lift: float, canvas: Canvas) -> None:
    canvas.rect(230, 400, 170, 30)
    canvas.drawString(240, 412, TOP)
    canvas.lines([(315, 400, 315, 370), (125, 370, 505, 370), *((x, 370, x, 340) for x in (125, 315, 505))])
    for place, (title, (name, marks)) in enumerate(CARDS.items()):
        x = 40 + 190 * place
        canvas.rect(x, 300, 170, 40)
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawCentredString(x + 85, 326, title)
        canvas.setFont("Helvetica", 9)
        canvas.drawCentredString(x + 85, 310, name)
        canvas.setFont("Helvetica", size)
        canvas.drawString(x + 85 + stringWidth(name, "Helvetica", 9) / 2 + 0.3, 310 + lift, marks)
    for row, text in enumerate(("Agent à temps partiel", "Agent mis à disposition, 200 m", "CO")):
        canvas.setFont("Helvetica", 7)
        canvas.drawString(46, 60 - 11 * row, text)
        canvas.setFont("Helvetica", 4.5)
        canvas.drawString(42, 63 - 11 * row, str(row + 1))


def test_a_raised_figure_behind_a_name_marks_a_note() -> None:
    """3.27, 13.3: « Linh Delcroix² » is somebody, of whichever size the figure is; one on the line, « Pôle social 2 », stays."""
    for size, lift in ((5.0, 3.2), (7.5, 3.0)):
        rows = rows_read(chart_of(drawn(partial(sheet, size, lift), size=SHEET)))
        assert rows == [(TOP, None, ()), *((title, TOP, (name,)) for title, (name, _) in sorted(CARDS.items()))], size


def test_a_mark_of_a_note_is_no_part_of_a_name_a_post_or_a_title() -> None:
    """13.3: but of a measure, « m² », and of a formula, « CO₂ »."""
    told = {"Anne Roy¹, ²": None, "Mme Roy² (80 %)": None, "Anne Roy (¹)": None, "Mme Roy¹ – directrice²": "directrice"}
    for text, role in told.items():
        named = named_in(text)
        assert named and [(p.name.split()[-1], p.role) for p in named.people] == [("Roy", role)], text
    titles = {"Pôle eau²": "Pôle eau", "Pôle eau ¹, ²": "Pôle eau", "Bilan CO₂": "Bilan CO₂", "Halle de 200 m²": "Halle de 200 m²"}
    assert {text: without_footnote(text) for text in titles} == titles
