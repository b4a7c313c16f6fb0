"""What is drawn like an org chart and is none, a process or a form: nothing of it is said for certain (3.27)."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE, DocumentContent, OrgChart
from monitor.pdf.ink import Box
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.units.doubts import share_of_chart_words
from monitor.pdf.read import read


def chart_of(pdf: bytes) -> OrgChart:
    content = read(pdf, kind="orgchart")
    assert isinstance(content, DocumentContent) and content.orgchart is not None
    return content.orgchart


def drawn(head: str, *below: str) -> OrgChart:
    """A head, and boxes linked to it from below."""
    out = io.BytesIO()
    pen = Canvas(out, pagesize=A4[::-1], invariant=True)
    pen.setFont("Helvetica", 9)

    def box(x: float, y: float, text: str) -> None:
        pen.rect(x, y, 130, 30)
        pen.drawCentredString(x + 65, y + 11, text)

    box(350, 500, head)
    pen.line(415, 500, 415, 470)
    pen.line(95, 470, 95 + 150 * (len(below) - 1), 470)
    for n, text in enumerate(below):
        pen.line(95 + 150 * n, 470, 95 + 150 * n, 440)
        box(30 + 150 * n, 410, text)
    pen.save()
    return chart_of(out.getvalue())


def sure(chart: OrgChart) -> list[str]:
    said = [unit.title for unit in chart.units if max(unit.confidence_title, unit.confidence_parent) >= SURE]
    return said + [person.name for unit in chart.units for person in unit.people if person.confidence >= SURE]


def test_a_process_is_no_chart_for_certain() -> None:
    """3.27: no word of it names a unit, a post or somebody; its steps stay, to be checked."""
    chart = drawn("Fuite signalée", "Vanne fermée ?", "Photographier le compteur", "Rédiger le constat", "Clore la fiche")
    assert len(chart.units) == 5 and not sure(chart)


def test_a_form_has_no_tree_and_nobody_for_certain() -> None:
    """3.27: « Zip Code » has the look of a name; rows of fields are linked by nothing."""
    out = io.BytesIO()
    pen = Canvas(out, pagesize=A4, invariant=True)
    pen.setFont("Helvetica", 9)
    fields = ("Applicant Label", "Award Number", "Project Title", "Funding Source", "Street Address", "Zip Code", "Areas Affected")
    for n, field in enumerate((*fields, "Date Signed")):
        x, y = 60 + 200 * (n % 2), 700 - 24 * (n // 2)
        pen.rect(x, y, 200, 24)
        pen.drawString(x + 6, y + 8, field)
    pen.save()
    chart = chart_of(out.getvalue())
    assert not chart.structured and not sure(chart)


def test_a_chart_of_themes_stays_sure() -> None:
    """3.27: few of its words suffice: the head's, and themes that only units have."""
    chart = drawn("Direction générale des services", "Voirie", "Urbanisme", "État civil", "Espaces verts")
    assert len(sure(chart)) == 5


def test_words_tell_of_a_chart_by_kinds_posts_people_and_themes() -> None:
    """3.27: one of these a box; the first name in « Rosette (Town) » too."""
    box = Box(0, 0, 10, 10)
    told = [
        share_of_chart_words([Node(label=t, people=[], box=box)])
        for t in ("Pôle culture", "Directrice", "Town (Laura)", "Voirie", "Pesée")
    ]
    assert told == [1, 1, 1, 0.5, 0]
