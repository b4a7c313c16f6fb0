"""Indented lists with a title and who heads it on each line, evenly spaced, with strokes or dots before them (3.27)."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_rosters import people, tree
from tests.pdf.pdfs import drawn

Row = tuple[int, str, str]
LONG: list[Row] = [
    (0, "Maire", "Odile Marchal"),
    (1, "Cabinet", "Inès Faure"),
    (1, "Direction générale des services", "Paul Roche"),
    (2, "Pôle Rivière", "Anne Petit"),
    (3, "Bacs", "Luc Morel"),
    (3, "Écluses", "Zoé Blanc"),
    (2, "Pôle Bourg", "Lise Garnier"),
    (3, "Halles", "Hugo Perrin"),
    (3, "Fontaines", "Nora Simon"),
]
SHORT: list[Row] = [
    (0, "Présidente", "Odile Marchal"),
    (1, "Direction générale", "Paul Roche"),
    (2, "Rivière", "Anne Petit"),
    (2, "Bacs", "Luc Morel"),
    (2, "Halles", "Hugo Perrin"),
]


def rail(rows: list[Row], mark: str, pitch: float, *, dots: bool) -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(40, 797, "Organigramme de Vaubrune")
        last: dict[int, float] = {}
        for place, (depth, title, name) in enumerate(rows):
            x, y = 45 + 26 * depth, 762 - pitch * place
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawString(x + 10, y, title)
            end = x + 10 + stringWidth(title, "Helvetica-Bold", 9)
            canvas.setFont("Helvetica", 9)
            canvas.drawString(end, y, mark + name)
            if dots:
                canvas.circle(x + 3, y + 3, 2.5, fill=1)
            last[depth] = y
            if depth:
                canvas.lines([(x - 23, last[depth - 1], x - 23, y + 3), (x - 23, y + 3, x, y + 3)])

    return drawn(draw)


@pytest.mark.parametrize("dots", [True, False])
@pytest.mark.parametrize("pitch", [16, 24, 31])
@pytest.mark.parametrize("rows", [LONG, SHORT])
def test_each_line_that_a_stroke_leads_to_is_a_unit_under_the_one_it_is_indented_from(
    rows: list[Row], pitch: float, dots: bool
) -> None:
    above: dict[int, str] = {}
    heads: dict[str, str | None] = {}
    for depth, title, _ in rows:
        above[depth] = title
        heads[title] = above[depth - 1] if depth else None
    for mark in (" — ", " : "):
        data = rail(rows, mark, pitch, dots=dots)
        assert tree(data) == heads
        assert people(data) == {title: [(name, None)] for _, title, name in rows}


def test_who_has_a_post_of_which_little_is_known_is_named_behind_the_mark() -> None:
    data = rail([(0, "Conseil communal", "Mme Odile Marchal, syndique"), *LONG[2:]], " — ", 24, dots=True)
    assert people(data)["Conseil communal"] == [("Mme Odile Marchal", "syndique")]
