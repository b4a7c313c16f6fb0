"""DESIGN 13.3: what is glued under a title is who heads it, or the next title of a list; capitals alone do not tell which."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_met_in_the_wild import chart_of
from tests.pdf.pdfs import drawn

_WIDTH, _HEIGHT = 170, 22
_LISTS = [
    ("Housing", ["Tenancy Services", "Homelessness Prevention"]),
    ("Highways and Transport", ["Road Safety", "Street Lighting"]),
    ("Children’s Services", ["Fostering", "Early Help", "Youth Justice"]),
    ("Finance", ["Accounts Payable", "Treasury Management"]),
]
_DEPARTMENTS = ("Housing Department", "Transport Department", "Finance Department", "Schools Department")
_UNKNOWN = ("Quyen Thuong", "Thuy Ngoc", "Bich Hoai", "Khuyen Loan")  # nobody's first name that a list has
_NAMES_ALONE = [(title, [name]) for title, name in zip(_DEPARTMENTS, _UNKNOWN, strict=True)]
_UNDER_HEADS = [("Directorate of Works", [title, name]) for title, name in zip(_DEPARTMENTS, _UNKNOWN, strict=True)]
_OF_POSTS = [(title, ["Director", name]) for title, name in zip(_DEPARTMENTS, _UNKNOWN, strict=True)]
_CERTAIN = [
    ("Housing", ["Housing Department", "Tenancy Services", "Quyen Thuong"]),
    ("Transport", ["Transport Department", "Ravi Thornton"]),
    ("Finance", ["Finance Department", "Susan Hargreaves"]),
]


def sheet(cards: Sequence[tuple[str, Sequence[str]]], *, striped: bool = False, bold: bool = True) -> bytes:
    """Columns of glued boxes: a filled head, *bold* or lettered as all, then white ones, or every other one a little grey."""

    def draw(pdf: Canvas) -> None:
        for n, (head, cells) in enumerate(cards):
            for row, text in enumerate((head, *cells)):
                pdf.setFillGray(0.7 if row == 0 else 0.9 if striped and row % 2 else 1)
                x, y = 40 + n * (_WIDTH + 15), 480 - row * _HEIGHT
                pdf.rect(x, y, _WIDTH, _HEIGHT, fill=1)
                pdf.setFillGray(0)
                pdf.setFont("Helvetica-Bold" if bold and row == 0 else "Helvetica", 9)
                pdf.drawCentredString(x + _WIDTH / 2, y + 8, text)

    return drawn(draw, size=landscape(A4))


def said(data: bytes) -> tuple[set[str], set[str]]:
    """Titles and names of the chart in *data*."""
    chart = chart_of(data)
    return {unit.title for unit in chart.units}, {person.name for unit in chart.units for person in unit.people}


@pytest.mark.parametrize("striped", [False, True])
def test_titles_of_two_words_in_a_glued_list_name_nobody(striped: bool) -> None:
    """« Street Lighting » was said, for certain, to head « Road Safety »."""
    titles, people = said(sheet(_LISTS, striped=striped))
    assert (people, {title for _, cells in _LISTS for title in cells} - titles) == (set(), set())


@pytest.mark.parametrize(
    ("cards", "bold"),
    [(_NAMES_ALONE, True), (_UNDER_HEADS, True), (_OF_POSTS, False), (_CERTAIN, True)],
    ids=["names alone", "titles under heads of another look", "below posts", "more are certain"],
)
def test_a_name_that_nobody_knows_stays_one_under_its_title(cards: Sequence[tuple[str, Sequence[str]]], bold: bool) -> None:
    """Where no titles of that look hang under titles, or fewer than name somebody for certain."""
    titles, people = said(sheet(cards, bold=bold))
    assert people >= {cells[-1] for _, cells in cards} and "Quyen Thuong" not in titles
