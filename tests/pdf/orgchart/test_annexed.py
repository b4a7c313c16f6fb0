"""A chart annexed to a decision or an agreement is read alone, and the text around it is text (DESIGN 3.12)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from monitor.model import DocumentContent, OrgChart
from monitor.pdf.read import read
from tests.pdf import pdfs
from tests.pdf.orgchart import charts
from tests.pdf.orgchart.charts import Layout, Style, rows_read, town

DECISION = (
    "Vu le code général des collectivités territoriales et notamment ses articles relatifs aux services",
    "communs, vu l’avis du comité social territorial, considérant qu’il convient d’adapter leur",
    "organisation aux compétences transférées, le conseil, après en avoir délibéré, décide à l’unanimité",
    "d’approuver l’organigramme joint en annexe, applicable à compter du premier janvier.",
)
SIGNED = ("Fait à Valmont, le 3 mars 2025", "Le Président, Jacques MERLIN")


def _text(canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(60, 780, "Extrait du registre des délibérations")
    canvas.setFont("Helvetica", 11)
    for place in range(24):
        canvas.drawString(60, 740 - 14 * place - 10 * (place // 4), DECISION[place % 4])


def _clauses(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 11)
    for place, line in enumerate(DECISION[:3] * 3):
        canvas.drawString(60, 740 - 34 * place, f"– {line[0].lower()}{line[1:]} ;")


def _signed(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 11)
    for place, line in enumerate(SIGNED):
        canvas.drawString(60, 740 - 20 * place, line)


def _steps(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 9)
    for place, step in enumerate(("Dépôt de la demande", "Instruction du dossier", "Vote du conseil", "Publication", "Recours")):
        canvas.rect(200, 700 - 60 * place, 170, 30)
        canvas.drawCentredString(285, 712 - 60 * place, step)
        if place:
            canvas.line(285, 730 - 60 * place, 285, 760 - 60 * place)


def _votes(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 9)
    for place, name in enumerate(("Mme Claire DUBOIS", "M. Paul RENARD", "Mme Anna LEROY", "M. Luc PETIT", "Mme Inès FABRE")):
        for column, said in enumerate((name, "M. Marc COLIN" if place % 2 else "présente")):
            canvas.rect(60 + 160 * column, 700 - 20 * place, 160, 20)
            canvas.drawString(66 + 160 * column, 706 - 20 * place, said)


def _read(*files: bytes) -> OrgChart:
    content = read(pdfs.joined(*files), kind="orgchart")
    assert isinstance(content, DocumentContent) and content.orgchart
    return content.orgchart


TEXT, CLAUSES, END = (pdfs.drawn(draw, size=A4) for draw in (_text, _clauses, _signed))


@pytest.mark.parametrize("draw", [charts.tree, charts.columns, charts.frames, charts.sideways])
@pytest.mark.parametrize("around", [(1, 0), (0, 1), (2, 1)], ids=["after", "before", "between"])
def test_a_chart_annexed_to_a_text_is_read_as_if_it_stood_alone(draw: Layout, around: tuple[int, int]) -> None:
    """3.12: neither the clauses of the text, nor its title, nor who signs it are units, or the chart's title."""
    chart, before, after = draw(town(3, style=Style()), Style()), [TEXT] * around[0], [TEXT, CLAUSES, END] * around[1]
    alone, annexed = _read(chart), _read(*before, chart, *after)
    assert rows_read(annexed) == rows_read(alone)
    assert (annexed.structured, annexed.title) == (True, alone.title)


@pytest.mark.parametrize("draw", [_steps, _votes, _signed], ids=["steps", "votes", "signatures"])
def test_a_text_with_other_boxes_is_no_chart(draw: Callable[[Canvas], None]) -> None:
    """3.27: the steps of a procedure, who voted for whom, who signs: units they are not."""
    chart = _read(TEXT, pdfs.drawn(draw, size=A4), TEXT)
    assert (chart.structured, chart.reason, chart.units) == (False, "mostly prose", ())
