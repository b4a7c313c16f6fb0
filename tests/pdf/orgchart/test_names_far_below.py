"""Who is named in a row, in columns without boxes, far below bold titles on one line or two heads these (13.3)."""

from __future__ import annotations

from typing import Literal, TypeAlias

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import OrgChart
from tests.pdf.orgchart.test_tables_of_units import chart_of, names, tree
from tests.pdf.pdfs import drawn

Set: TypeAlias = Literal["middle", "flush"]

COLUMNS = (
    (("Direction de la culture",), "Valérie Roche", ("Spectacle vivant", "Archives municipales", "Musées et patrimoine")),
    (("Direction de la tranquillité", "publique"), "Luc Bonnet", ("Police municipale", "Objets trouvés")),
    (("Direction des seniors",), "Hélène Petit", ("Portage de repas", "Maintien à domicile", "Animation")),
    (("Direction des systèmes", "d’information"), "Inès Colin", ("Données", "Assistance aux utilisateurs")),
    (("Direction de l’éducation",), "Paul Weber", ("Accueils périscolaires du matin", "Restauration scolaire")),
)  # fmt: skip
HEADS = {" ".join(title): [name] for title, name, _ in COLUMNS}


def sheet(services: Set, *, slanted: bool, one_each: bool = False, one_line: bool = False) -> OrgChart:
    """Titles with room for two lines over a name and *services*, which it is the nearer to."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 15)
        canvas.drawString(30, 360, "Organigramme")
        for number, (title, name, entries) in enumerate(COLUMNS):
            left, middle = 20 + 158 * number, 95 + 158 * number
            canvas.setFont("Helvetica-Bold", 9 if not one_line else 7.9)
            for row, text in enumerate(title if not one_line else [" ".join(title)]):
                canvas.drawCentredString(middle, 330 - 10 * row, text)
            canvas.setFont("Helvetica-Oblique" if slanted else "Helvetica", 8)
            canvas.drawCentredString(middle, 298, name)
            canvas.setFont("Helvetica", 8)
            for row, text in enumerate(entries[:1] if one_each else entries):
                (canvas.drawCentredString if services == "middle" else canvas.drawString)(
                    middle if services == "middle" else left, 284 - 12 * row, text
                )

    return chart_of(drawn(draw, size=(820, 390)))


@pytest.mark.parametrize("services", ["middle", "flush"])
@pytest.mark.parametrize("slanted", [True, False])
@pytest.mark.parametrize("one_line", [True, False])
def test_names_in_a_row_far_below_titles_head_these(services: Set, *, slanted: bool, one_line: bool) -> None:
    """(13.3) They headed, for certain, the first service below them, or were units."""
    found = sheet(services, slanted=slanted, one_line=one_line)
    assert tree(found) == dict.fromkeys(HEADS) | {o: " ".join(title) for title, _, entries in COLUMNS for o in entries}
    assert {title: held for title, held in names(found).items() if held} == HEADS


def test_names_over_one_service_each_may_head_that() -> None:
    """(3.27) Where nothing shows that more than one thing stands below a name, it is as likely of that."""
    found = sheet("middle", slanted=True, one_each=True)
    assert {title for title, held in names(found).items() if held} == {entries[0] for *_, entries in COLUMNS}
