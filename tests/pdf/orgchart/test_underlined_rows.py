"""Lists in columns whose rows are ruled off, titles at their left ends and names flush right (3.27, 13.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_tables_of_units import chart_of, names, tree
from tests.pdf.pdfs import drawn

SHEET = (842.0, 420.0)
TOP = "Direction générale des services"
POLES: Mapping[str, Mapping[str, Sequence[tuple[str, str]]]] = {
    "Pôle ressources": {"Finances": [("Budget", "Mme Ida Moss"), ("Dette", "")], "Personnel": [("Paie", "M. Luc Blin")]},
    "Pôle technique": {"Voirie": [("Propreté", "")], "Bâtiments": [("Écoles", "M. Paul Caron"), ("Gymnases", "Mme Zoé Faure")]},
    "Pôle culture": {"Musées": [("Réserves", "Mme Lise Morel")], "Lecture publique": [("Archives", "M. Karim Aubert")]},
}
HEADS = {"Finances": "M. Omar Petit", "Voirie": "Mme Nina Roche", "Bâtiments": "", "Musées": "M. Yves Tanguy", "Personnel": ""}
WIDE, HIGH = 190.0, 16.0


def row(canvas: Canvas, x: float, top: float, said: tuple[str, str], *, head: bool, above: bool, pieces: bool) -> None:
    """One row, 16 points high; the rule of one that is no *head* stands *above* or below it, in two *pieces* as of two cells."""
    y = SHEET[1] - top - HIGH
    cut = x + 0.55 * WIDE if pieces else x
    if head:
        canvas.setFillGray(0.93)
        canvas.rect(x, y, cut - x, HIGH, stroke=0, fill=1)
        canvas.rect(cut, y, x + WIDE - cut, HIGH, stroke=0, fill=1)
    canvas.setLineWidth(0.5)
    canvas.setFillGray(0)
    at = y + HIGH if above else y
    for start, end in ((x, cut), (cut, x + WIDE)) if pieces else ((x, x + WIDE),):
        canvas.line(start, at, end, at)
    canvas.setFont("Helvetica-Bold" if head else "Helvetica", 7)
    canvas.drawString(x + 3, y + 5, said[0])
    canvas.setFont("Helvetica", 7)
    canvas.drawString(x + WIDE - 3 - stringWidth(said[1], "Helvetica", 7), y + 5, said[1])


def sheet(canvas: Canvas, *, heads: bool, above: bool, pieces: bool) -> None:
    canvas.setFillGray(0.3)
    canvas.rect(300, SHEET[1] - 50, 240, 24, fill=1)
    canvas.setFillGray(1)
    canvas.setFont("Helvetica-Bold", 9)
    canvas.drawString(310, SHEET[1] - 41, TOP)
    for place, (pole, own) in enumerate(POLES.items()):
        x, top = 40 + 250.0 * place, 100.0
        canvas.setFillGray(0.3)
        canvas.rect(x, SHEET[1] - 94, WIDE, 22, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawString(x + 5, SHEET[1] - 86, pole)
        for title, entries in own.items():
            for number, said in enumerate(([(title, HEADS.get(title, ""))] if heads else []) + [*entries]):
                row(canvas, x, top, said, head=heads and not number, above=above, pieces=pieces)
                top += HIGH
            top += 5 * heads


@pytest.mark.parametrize(
    ("heads", "above", "pieces"),
    [
        pytest.param(True, False, True, id="cells-of-a-browser-s-table"),
        pytest.param(True, False, False, id="one-rule-below-each-row"),
        pytest.param(False, False, False, id="plain-rows"),
        pytest.param(False, True, True, id="rules-above-the-rows"),
    ],
)
def test_the_name_at_the_end_of_a_ruled_row_is_of_the_title_that_begins_it(*, heads: bool, above: bool, pieces: bool) -> None:
    """Names were lost, or units of their own, and rows hung under those of the column beside."""
    chart = chart_of(drawn(partial(sheet, heads=heads, above=above, pieces=pieces), size=SHEET))
    expected: dict[str, str | None] = {TOP: None} | dict.fromkeys(POLES, TOP)
    people: dict[str, list[str]] = {title: [] for title in (TOP, *POLES)}
    for pole, own in POLES.items():
        for title, entries in own.items():
            expected |= {title: pole} if heads else {}
            expected |= {entry: title if heads else pole for entry, _ in entries}
            people |= {
                said: [name] if name else [] for said, name in ([(title, HEADS.get(title, ""))] if heads else []) + [*entries]
            }
    assert tree(chart) == expected
    assert names(chart) == people
    assert all(unit.confidence >= 0.9 for unit in chart.units)


@pytest.mark.parametrize(
    "ends", [("03 80 12 34 56", "03 80 12 34 57"), ("Rez-de-chaussée", "1er étage"), ("8 agents", "12 agents")]
)
def test_what_else_stands_at_the_end_of_ruled_rows_names_nobody(ends: tuple[str, str]) -> None:
    """Telephones, places and counts flush right in such rows are no names."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 9)
        canvas.rect(300, SHEET[1] - 50, 240, 24)
        canvas.drawString(310, SHEET[1] - 41, TOP)
        for place, (pole, own) in enumerate(POLES.items()):
            x = 40 + 250.0 * place
            canvas.rect(x, SHEET[1] - 94, WIDE, 22)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(x + 5, SHEET[1] - 86, pole)
            for number, title in enumerate(own):
                row(canvas, x, 100 + HIGH * number, (title, ends[number]), head=False, above=False, pieces=True)

    chart = chart_of(drawn(draw, size=SHEET))
    assert not any(unit.people for unit in chart.units)


def of_delegates(canvas: Canvas, *, captions: Sequence[str], named: Sequence[str]) -> None:
    canvas.setFont("Helvetica-Bold", 9)
    canvas.rect(300, SHEET[1] - 50, 240, 24)
    canvas.drawString(310, SHEET[1] - 41, TOP)
    for place, caption in enumerate(captions):
        canvas.setFont("Helvetica-Bold", 8)
        canvas.rect(40 + 400.0 * place, SHEET[1] - 100, WIDE, 20)
        canvas.drawString(45 + 400.0 * place, SHEET[1] - 93, caption)
        for number, title in enumerate(("Finances", "Culture", "Sports")):
            said = title, named[3 * place + number]
            row(canvas, 40 + 400.0 * place, 104 + HIGH * number, said, head=False, above=False, pieces=False)


NAMED = ("Luc Petit", "Anne Morel", "Ida Moss", "Jo Blin", "Paul Noir", "Eva Colin")


def test_who_is_no_known_name_at_the_end_of_a_row_heads_it_in_doubt() -> None:
    """« Jo Blin » where others are named: he was taken off the sheet, and his unit was sure to have nobody."""
    chart = chart_of(drawn(partial(of_delegates, captions=("Pôle vie locale", "Pôle ressources"), named=NAMED), size=SHEET))
    told = {person.name: person.confidence for unit in chart.units for person in unit.people}
    assert set(told) == set(NAMED)
    assert told["Jo Blin"] < 0.9 <= told["Luc Petit"]


@pytest.mark.parametrize("captions", [("Élus délégués", "Représentants du personnel"), ("Adjoints au maire", "Membres du comité")])
def test_lists_of_elected_people_and_representatives_are_none_of_units_and_heads(captions: tuple[str, str]) -> None:
    """Nobody in them is sure to head a service called as his rank or union is."""
    chart = chart_of(drawn(partial(of_delegates, captions=captions, named=NAMED), size=SHEET))
    assert all(person.confidence < 0.9 for unit in chart.units for person in unit.people)
