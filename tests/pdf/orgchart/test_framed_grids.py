"""Frames with a strip at their heads and a grid of titles over names below it, as a page that opens and closes prints (3.27)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_tables_of_units import chart_of, names, tree
from tests.pdf.pdfs import drawn

SHEET = (595.0, 842.0)
TOP = "Direction générale"
# Titles from left to right, row by row; the second line of one that wraps; who is named, if anybody
FRAMES: Mapping[tuple[str, str], Sequence[tuple[str, str, str]]] = {
    ("Département ressources", "Mme Ida Moss"): (
        ("Direction du budget", "", "M. Luc Blin"),
        ("Direction de la paie", "", "Mme Zoé Faure"),
        ("Direction des achats", "", "M. Paul Caron"),
        ("Direction du courrier", "", "Mme Lise Morel"),
    ),
    ("Département technique", "M. Omar Petit"): (
        ("Direction de la voirie", "", "Mme Nina Roche"),
        ("Direction de l’eau", "", ""),
        ("Direction des parcs", "", "M. Yves Tanguy"),
        ("Direction des bâtiments", "communaux", "Mme Anne Colin"),
        ("Direction du garage", "", "M. Karim Aubert"),
    ),
    ("Département culture", ""): (
        ("Direction des musées", "", "Mme Jeanne Marchand"),
        ("Direction du livre", "", "M. Denis Prigent"),
    ),
}
LEFT, WIDE, ROW = 40.0, 500.0, 34.0


def sheet(canvas: Canvas, *, columns: int, mails: bool, coloured: bool) -> None:
    canvas.setFillColorRGB(0.1, 0.4, 0.3)
    canvas.rect(LEFT, SHEET[1] - 70, WIDE, 30, fill=1)
    canvas.setFillGray(1)
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(LEFT + 10, SHEET[1] - 58, TOP)
    top = 90.0
    for (head, name), blocks in FRAMES.items():
        high = 22 + ROW * -(-len(blocks) // columns) + 6
        canvas.setFillGray(0.92)
        canvas.rect(LEFT, SHEET[1] - top - 20, WIDE, 20, stroke=0, fill=1)
        canvas.setStrokeGray(0.6)
        canvas.roundRect(LEFT, SHEET[1] - top - high, WIDE, high, 4)
        canvas.setFillGray(0)
        canvas.setFont("Helvetica-Bold", 9)
        canvas.drawString(LEFT + 8, SHEET[1] - top - 13, head)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(LEFT + WIDE - 8 - stringWidth(name, "Helvetica", 9), SHEET[1] - top - 12.4, name)
        for place, (title, more, who) in enumerate(blocks):
            x, y = LEFT + 8 + WIDE / columns * (place % columns), SHEET[1] - top - 32 - ROW * (place // columns)
            canvas.setFillColorRGB(*((0.1, 0.4, 0.3) if coloured else (0, 0, 0)))
            canvas.setFont("Helvetica-Bold", 8)
            for said in (title, more) if more else (title,):
                canvas.drawString(x, y, said)
                y -= 9
            canvas.setFillGray(0)
            canvas.setFont("Helvetica", 8)
            canvas.drawString(x, y, who)
            if mails and who:
                canvas.setFont("Helvetica", 6)
                canvas.drawString(x, y - 8, f"{title.split()[-1]}@valmont.example · tél. 12 34".lower())
        top += high + 10


@pytest.mark.parametrize(
    ("columns", "mails", "coloured"),
    [
        pytest.param(3, False, True, id="three-columns"),
        pytest.param(3, True, False, id="with-mails-in-bold-black"),
        pytest.param(2, False, False, id="two-columns"),
    ],
)
def test_blocks_below_the_strip_of_a_frame_are_under_the_unit_on_it(*, columns: int, mails: bool, coloured: bool) -> None:
    """They hung under the head of all, for certain, and that unit under the first of its own; names went to the next column."""
    chart = chart_of(drawn(partial(sheet, columns=columns, mails=mails, coloured=coloured), size=SHEET))
    expected: dict[str, str | None] = {TOP: None} | {head: TOP for head, _ in FRAMES}
    people: dict[str, list[str]] = {TOP: []} | {head: [name] if name else [] for head, name in FRAMES}
    for (head, _), blocks in FRAMES.items():
        for title, more, who in blocks:
            expected[f"{title} {more}".strip()] = head
            people[f"{title} {more}".strip()] = [who] if who else []
    assert tree(chart) == expected
    assert names(chart) == people
    assert all(unit.confidence >= 0.9 for unit in chart.units)


SAID = {
    "fields": (("Missions", "Tenir les comptes"), ("Effectif", "12 agents")),
    "posts": (
        ("Directrice adjointe|Cheffe de projet|Assistante", "Mme Nina Roche"),
        ("Chargé de mission|Secrétaire|Adjoint", "M. Yves Tanguy"),
    ),
    "tasks": (
        ("Service des rues|Service de paie|Service du port", "Mme Nina Roche"),
        ("Entretient les rues|Tient les comptes|Pilote", "et aide"),
    ),
}


@pytest.mark.parametrize("kind", SAID)
def test_what_is_said_of_each_unit_in_columns_below_its_strip_is_no_unit(kind: str) -> None:
    """« Missions », « Effectif »: the same words in every frame are fields; posts are whose names follow; tasks are none."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 11)
        canvas.rect(LEFT, SHEET[1] - 70, WIDE, 30)
        canvas.drawString(LEFT + 10, SHEET[1] - 58, TOP)
        for number, title in enumerate(("Direction des finances", "Direction technique", "Direction de la culture")):
            top = 90.0 + 80 * number
            canvas.setFillGray(0.92)
            canvas.rect(LEFT, SHEET[1] - top - 20, WIDE, 20, stroke=0, fill=1)
            canvas.rect(LEFT, SHEET[1] - top - 60, WIDE, 60)
            canvas.setFillGray(0)
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawString(LEFT + 8, SHEET[1] - top - 13, title)
            for place, (fields, said) in enumerate(SAID[kind]):
                field = fields.split("|")[number % len(fields.split("|"))]
                canvas.setFont("Helvetica-Bold", 8)
                canvas.drawString(LEFT + 8 + 200 * place, SHEET[1] - top - 34, field)
                canvas.setFont("Helvetica", 8)
                canvas.drawString(LEFT + 8 + 200 * place, SHEET[1] - top - 44, said)

    read = tree(chart_of(drawn(draw, size=SHEET)))
    words = {field for fields, said in SAID[kind] for field in (*fields.split("|"), said)}
    assert not {word for word in words if not word.startswith("Service")} & set(read)
