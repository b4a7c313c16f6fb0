"""Mind maps: titles without boxes that strokes join, on one side of their root or both (3.27)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import OrgChart
from tests.pdf.orgchart.test_brackets import parents
from tests.pdf.orgchart.test_dots import HEADS, SHEET, Link, curve, elbow, places
from tests.pdf.orgchart.test_rosters import chart_of
from tests.pdf.pdfs import drawn

ROOT = "Direction générale"


def ribbon(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """A branch that is a filled shape, thick where it begins."""
    path, middle = canvas.beginPath(), (x0 + x1) / 2
    path.moveTo(x0, y0 + 2.5)
    path.curveTo(middle, y0 + 2.5, middle, y1 + 0.6, x1, y1 + 0.6)
    path.lineTo(x1, y1 - 0.6)
    path.curveTo(middle, y1 - 0.6, middle, y0 - 2.5, x0, y0 - 2.5)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def mind_map(link: Link, *, both: bool) -> OrgChart:
    """The tree of `places`, each title in the middle of its place; *both*: one pole left of the root."""
    at = {title: (x * 1.25 - 60, y) for title, (x, y) in places(1).items()}
    left = {title for title, head in HEADS.items() if "Pôle Bourg" in (title, head, HEADS.get(head or ""))}
    if both:
        at = {title: (2 * at[ROOT][0] - x if title in left else x, y) for title, (x, y) in at.items()}
        at = {title: (x + 620, y) for title, (x, y) in at.items()}

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        for title, (x, y) in at.items():
            canvas.drawCentredString(x, y - 3, title)
        for title, head in HEADS.items():
            if head is not None:
                way = 1 if at[title][0] > at[head][0] else -1
                wide = {name: canvas.stringWidth(name, "Helvetica", 8) / 2 + 4 for name in (title, head)}
                link(canvas, at[head][0] + way * wide[head], at[head][1], at[title][0] - way * wide[title], at[title][1])

    return chart_of(drawn(draw, size=(SHEET[0] * 2, SHEET[1])))


@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("link", [curve, elbow, ribbon])
def test_a_tree_without_boxes_grows_away_from_its_root(link: Link, both: bool) -> None:
    """(3.27) Each unit hangs under what is nearer to the root, to its right and to its left, and surely."""
    found = mind_map(link, both=both)
    assert parents(found) == HEADS
    assert all(unit.confidence_parent >= 0.9 for unit in found.units if unit.parent)
