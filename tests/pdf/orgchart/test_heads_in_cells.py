"""Word tables: a unit in the left cell of a row, and right of it who heads it over a line for each of its services (3.27, 13.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_tables_with_heads import chart_of
from tests.pdf.pdfs import drawn

SIZE = (560.0, 480.0)
Rows = Mapping[str, Sequence[str]]
POLES: Mapping[str, Rows] = {
    "Pôle ressources": {
        "Direction des finances": ("Responsable : Mme Anne Roy", "Service du budget", "Service des achats", "Service de la paie"),
        "Direction juridique": ("Responsable : M. Paul Morin", "Service des contrats", "Service des assemblées : Mme Inès Caron"),
    },
    "Pôle cadre de vie": {
        "Direction de la voirie": ("Responsable : M. Luc Blin", "Service de la propreté", "Service des travaux : M. Hugo Colin"),
        "Direction des espaces verts": ("Responsable : Mme Zoé Faure", "Service des serres"),
    },
}


def tables(canvas: Canvas, poles: Mapping[str, Rows], *, gap: float) -> None:
    """A table for each pole, *gap* points below the one before: its band, then a row for each direction."""
    y = 440.0
    for pole, rows in poles.items():
        canvas.setFillGray(0.8)
        canvas.rect(40, y - 16, 480, 16, fill=1)
        canvas.setFillGray(0)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawString(44, y - 11, pole)
        y -= 16
        for title, lines in rows.items():
            high = 10 * len(lines) + 6
            canvas.rect(40, y - high, 220, high)
            canvas.rect(260, y - high, 260, high)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(44, y - 10, title)
            canvas.setFont("Helvetica", 8)
            for row, line in enumerate(lines):
                canvas.drawString(264, y - 10 - 10 * row, line)
            y -= high
        y -= gap


@pytest.mark.parametrize("gap", [0, 14])
@pytest.mark.parametrize("post", ["Responsable : ", "Directeur – ", "Responsabile: "])
def test_who_is_named_first_in_the_cell_beside_a_unit_heads_that(post: str, gap: float) -> None:
    """The first service was given to whom the direction has, the others hung under it, for certain; or all services were lost."""
    poles = {pole: {t: [o.replace("Responsable : ", post) for o in own] for t, own in rows.items()} for pole, rows in POLES.items()}
    units = chart_of(drawn(partial(tables, poles=poles, gap=gap), size=SIZE)).units
    titles = {unit.id: unit.title for unit in units}
    found = {unit.title: (titles.get(unit.parent or ""), [person.name for person in unit.people]) for unit in units}
    expected: dict[str, tuple[str | None, list[str]]] = {}
    for pole, rows in poles.items():
        expected[pole] = (None, [])
        for title, (head, *services) in rows.items():
            expected[title] = (pole, [head.removeprefix(post)])
            expected |= {one.partition(" : ")[0]: (title, list(filter(None, [one.partition(" : ")[2]]))) for one in services}
    assert found == expected


def test_cells_that_only_name_people_are_of_people() -> None:
    """« Responsable : … » over « Adjoint : … » lists nothing."""
    rows = {title: (head, "Adjointe : Mme Eva Simon") for title, (head, *_) in POLES["Pôle ressources"].items()}
    units = chart_of(drawn(partial(tables, poles={"Pôle ressources": rows}, gap=14), size=SIZE)).units
    assert {unit.title for unit in units} == {"Pôle ressources", *rows}


HELD = {"Ressources": "Mme Ida Roche", "Cadre de vie": "M. Luc Ferrand", "Solidarités": "Mme Odile Marsac"}


@pytest.mark.parametrize(("first", "glued"), [(True, False), (False, False), (True, True)])
def test_who_stands_with_a_post_in_the_cell_glued_to_a_titles_side_heads_it(*, first: bool, glued: bool) -> None:
    """(13.3) « Directrice générale adjointe » was a unit, and headed the directions; cells *glued* under a title are its own."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 8)
        canvas.rect(190, 410, 180, 30)
        canvas.drawCentredString(280, 422, "Direction générale des services")
        canvas.lines([(280, 410, 280, 395), (100, 395, 460, 395)])
        for number, (title, name) in enumerate(HELD.items()):
            x, y = 20 + 180 * number, 300.0
            canvas.line(x + 80, 395, x + 80, y + 30)
            left, right = (x, x + 80) if first else (x + 80, x)
            if glued:
                canvas.rect(x, y + 30, 160, 30)
                canvas.setFont("Helvetica-Bold", 8)
                canvas.drawCentredString(x + 80, y + 42, f"Direction {number + 1}")
            for place, grey, lines in ((left, 0.85, (name, "Directrice adjointe")), (right, 1.0, (title,))):
                canvas.setFillGray(grey)
                canvas.rect(place, y, 80, 30, fill=1)
                canvas.setFillGray(0)
                for row, line in enumerate(lines):
                    canvas.setFont("Helvetica" if len(lines) > 1 else "Helvetica-Bold", 7)
                    canvas.drawCentredString(place + 40, y + 18 - 10 * row, line)
            canvas.line(x + 80, y, x + 80, y - 30)
            canvas.rect(x, y - 60, 160, 30)
            canvas.drawCentredString(x + 80, y - 48, f"Service de la {title.lower()}")

    found = chart_of(drawn(draw, size=SIZE))
    held = {unit.title: [person.name for person in unit.people] for unit in found.units if unit.title in HELD}
    assert held == {title: [] if glued else [name] for title, name in HELD.items()}
    assert any("adjointe" in unit.title for unit in found.units) == glued
