"""A row of a flat table that stands under another direction now is told, though the reading is sure of no head (3.12, 3.27)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.compare.documents.contents import chart_edits
from monitor.model import DocumentContent, Edit
from monitor.pdf.read import read
from tests.pdf.pdfs import drawn

SHEET = (620.0, 480.0)
ROWS = (
    ("Direction des finances", "Claire Roy"), ("Service budget", "Paul Petit"), ("Service achats", "Anne Caron"),
    ("Direction technique", "Marc Faure"), ("Service voirie", "Jeanne Morel"), ("Service propreté", "Luc Garnier"),
)  # fmt: skip
MOVED = (ROWS[0], ROWS[1], *ROWS[3:], ROWS[2])


def content(rows: Sequence[tuple[str, str]], *, ruled: bool) -> DocumentContent:
    def draw(canvas: Canvas) -> None:
        for number, row in enumerate((("Service", "Responsable"), *rows)):
            for column, text in enumerate(row):
                canvas.setFont("Helvetica" if number else "Helvetica-Bold", 7)
                canvas.drawString(24 + 160 * column, SHEET[1] - 32 - 18 * number, text)
                if ruled:
                    canvas.rect(20 + 160 * column, SHEET[1] - 38 - 18 * number, 160, 18)

    found = read(drawn(draw, size=SHEET), kind="orgchart")
    assert isinstance(found, DocumentContent)
    return found


def moves(edits: Sequence[Edit] | None) -> list[str | None]:
    return [edit.after for edit in edits or () if edit.op == "move"]


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "without rules"])
def test_a_row_that_moved_is_told_alone(ruled: bool) -> None:
    edits = chart_edits(content(ROWS, ruled=ruled), content(MOVED, ruled=ruled))
    assert moves(edits) == ["Service achats"] and len(edits or ()) == 1


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "without rules"])
def test_rows_that_stayed_say_nothing(ruled: bool) -> None:
    now = tuple((title, "Zoé Blin" if name == "Luc Garnier" else name) for title, name in ROWS)
    assert moves(chart_edits(content(ROWS, ruled=ruled), content(now, ruled=ruled))) == []
