"""Spreadsheets with a column for each level: no rule under their heading, names right of titles, titles that fill cells (3.27)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_tables_of_units import chart_of
from tests.pdf.pdfs import drawn

HEADS = ("Pôle", "Direction", "Service", "Responsable", "Poste")
ROWS = [
    (0, "Direction générale", "Claire AUBERT"),
    (0, "Pôle ressources", "Bruno LEMAÎTRE"),
    (1, "Direction des finances", "Odile TESSIER"),
    (2, "Service budget", "Inès ROCHE"),
    (2, "Service dette", "Ronan PERRIN"),
    (1, "Direction du personnel", "Karim QUÉRÉ"),
    (2, "Service paie", "Solène LACAZE"),
    (0, "Pôle technique", "Paul GARNIER"),
    (1, "Direction de la voirie", "Anne LEROY"),
    (2, "Service propreté", "Luc DAUMAS"),
    (2, "Service éclairage", "Lise OBRY"),
]


def expected() -> dict[str, tuple[str | None, list[str]]]:
    """Head and people of each unit: the first row heads those of its column."""
    over: dict[int, str] = {}
    found: dict[str, tuple[str | None, list[str]]] = {}
    for level, title, name in ROWS:
        head = over.get(level - 1) if level else (ROWS[0][1] if found else None)
        found[title] = (head, [name])
        over[level] = title
    return found


def read(pdf: bytes) -> dict[str, tuple[str | None, list[str]]]:
    units = chart_of(pdf).units
    titles = {unit.id: unit.title for unit in units}
    return {unit.title: (titles.get(unit.parent or ""), [person.name for person in unit.people]) for unit in units}


@pytest.mark.parametrize("upright", [True, False], ids=["cells", "rules"])
@pytest.mark.parametrize("filled", [True, False], ids=["on colour", "on white"])
def test_a_heading_that_no_rule_parts_from_the_first_row_is_none_of_it(*, upright: bool, filled: bool) -> None:
    """« Pôle Direction générale » was a unit, and whoever heads all was « Responsable » of « Service », for certain."""
    sides = [20, 150, 280, 390, 500, 540]

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.4)
        if filled:
            canvas.rect(20, 526, 520, 14, stroke=0, fill=1)
        for number, texts in enumerate([HEADS, *([""] * lv + [t] + [""] * (2 - lv) + [n, "4001"] for lv, t, n in ROWS)]):
            canvas.setFillGray(1 if filled and not number else 0)
            canvas.setFont("Helvetica-Bold" if not number else "Helvetica", 7)
            for x, text in zip(sides, texts, strict=False):
                canvas.drawString(x + 3, 530 - 14 * number, text)
            canvas.line(20, 526 - 14 * number if number else 540, 540, 526 - 14 * number if number else 540)
        for x in sides if upright else ():
            canvas.line(x, 540, x, 526 - 14 * len(ROWS))

    assert read(drawn(draw, size=(560.0, 560.0))) == expected()


@pytest.mark.parametrize("full", [False, True], ids=["white between", "a title fills its cell"])
def test_names_right_of_their_titles_are_of_these_in_whatever_column(*, full: bool) -> None:
    """Names over a title of the next level were that one’s people, and « Service éclairageLise OBRY » a certain title."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 7)
        pitch = max(canvas.stringWidth(title) for _, title, _ in ROWS) if full else 110
        for number, (level, title, name) in enumerate(ROWS):
            for x, text in ((20 + pitch * level, title), (20 + pitch * (level + 1), name)):
                canvas.drawString(x, 530 - 14 * number, text)

    assert read(drawn(draw, size=(560.0, 560.0))) == expected()
