"""Lists in which who heads a unit stands over its title: bullets, numbers and white tell whose a name is (3.27, 13.3)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_rosters import SHEET, chart_of, people, tree, write
from tests.pdf.pdfs import drawn

ENTRIES = (
    (0, "Direction générale", "Claire Roy"), (1, "Direction des finances", "Paul Petit"), (2, "Service budget", "Anne Caron"),
    (2, "Service achats", "Marc Faure"), (1, "Direction technique", "Jeanne Morel"), (2, "Service voirie", "Luc Garnier"),
    (2, "Service propreté", "Denis Prigent"), (1, "Direction culture", "Irène Blin"), (2, "Médiathèque", "Yves Tanguy"),
)  # fmt: skip
PEOPLE = {title: [(name, None)] for _, title, name in ENTRIES}
HEADS = {
    "Direction générale": None, "Direction des finances": "Direction générale", "Service budget": "Direction des finances",
    "Service achats": "Direction des finances", "Direction technique": "Direction générale",
    "Service voirie": "Direction technique",
    "Service propreté": "Direction technique", "Direction culture": "Direction générale", "Médiathèque": "Direction culture",
}  # fmt: skip


def listed(mark: str, near: float, apart: float, *, over: bool = True) -> bytes:
    """Each entry on two lines, *near* each other and *apart* from the next one."""

    def draw(canvas: Canvas) -> None:
        top = 30.0
        for number, (depth, title, name) in enumerate(ENTRIES, 1):
            x = 30 + 20 * depth
            write(canvas, x, top, mark.replace("1", str(number)))
            for place, text in enumerate((name, title) if over else (title, name)):
                write(canvas, x + (10 if mark else 0), top + place * near, text, bold=text == title)
            top += near + apart

    return drawn(draw, size=SHEET)


@pytest.mark.parametrize(("mark", "near", "apart"), [("•", 9, 15), ("•", 10, 10), ("–", 10, 10), ("1.", 10, 12), ("", 9, 15)])
def test_a_name_over_its_title_is_that_titles_by_bullet_number_or_white(mark: str, near: float, apart: float) -> None:
    data = listed(mark, near, apart)
    assert people(data) == PEOPLE
    assert tree(data) == HEADS


@pytest.mark.parametrize(("mark", "near", "apart"), [("•", 9, 15), ("•", 10, 10), ("–", 10, 10), ("", 9, 15), ("", 10, 10)])
def test_a_name_under_its_title_stays_there(mark: str, near: float, apart: float) -> None:
    assert people(listed(mark, near, apart, over=False)) == PEOPLE


def test_where_names_stand_as_near_to_the_title_over_them_as_to_that_under_them_who_heads_what_is_doubted() -> None:
    """The list begins with a name and ends with a title, but a mayor may stand over all."""
    assert not [person for unit in chart_of(listed("", 10, 10)).units for person in unit.people if person.confidence >= 0.9]
