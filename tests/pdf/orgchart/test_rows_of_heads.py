"""Boxes without strokes below a row of heads, each in its own colour: under the head over them, not all under one (3.27)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_rosters import tree
from tests.pdf.pdfs import drawn

TOP = "Direction générale des services"
COLOURS = ("#16a085", "#b8860b", "#c0392b")
HEADS = ("Pôle Rivière", "Pôle Bourg", "Pôle Landes")
SERVICES = {
    "Pôle Rivière": {"Direction des bacs": ("Passeurs", "Pontons"), "Direction des écluses": ("Vannes", "Berges")},
    "Pôle Bourg": {"Direction des halles": ("Marchés", "Étals"), "Direction des fontaines": ("Sources", "Lavoirs")},
    "Pôle Landes": {"Direction des ajoncs": ("Fauche", "Semis")},
}


def box(canvas: Canvas, place: Sequence[float], title: str, fill: str | None, size: float, *, white: bool = False) -> None:
    x, top, width, height = place
    canvas.setFillColor(HexColor(fill or "#ffffff"))
    canvas.rect(x, 842 - top - height, width, height, fill=1)
    canvas.setFillColor(HexColor("#ffffff" if white else "#000000"))
    canvas.setFont("Helvetica-Bold" if size > 6.5 else "Helvetica", size)
    canvas.drawCentredString(x + width / 2, 842 - top - 5 - size, title)


def row_of_heads(canvas: Canvas) -> None:
    box(canvas, (200, 40, 190, 26), TOP, "#1f3864", 10, white=True)
    canvas.lines([(295, 776, 295, 760), (105, 760, 485, 760)])
    for number, (head, colour) in enumerate(zip(HEADS, COLOURS, strict=True)):
        canvas.line(105 + 190 * number, 760, 105 + 190 * number, 742)
        box(canvas, (20 + 190 * number, 100, 170, 26), head, colour, 9, white=True)


@pytest.mark.parametrize("inset", [0, 6])
@pytest.mark.parametrize("gap", [8, 14])
def test_frames_that_hold_cells_hang_under_the_head_of_their_column(inset: float, gap: float) -> None:
    def draw(canvas: Canvas) -> None:
        row_of_heads(canvas)
        for number, head in enumerate(HEADS):
            top = 126.0 + gap
            for title, cells in SERVICES[head].items():
                left, width = 20 + 190 * number + inset, 170 - 2 * inset
                box(canvas, (left, top, width, 40), title, None, 7)
                for place, cell in enumerate(cells):
                    half = (width - 12) / 2
                    box(canvas, (left + 4 + (half + 4) * place, top + 18, half, 18), cell, "#f2f2f2", 6)
                top += 40 + gap

    told = tree(drawn(draw))
    assert {title: told[title] for title in told if title.startswith("Direction des")} == {
        title: head for head in HEADS for title in SERVICES[head]
    }


@pytest.mark.parametrize("gap", [24, 36])
def test_a_row_further_down_hangs_under_the_heads_over_it_not_under_the_middle_one(gap: float) -> None:
    """The middle one of three colours was taken for the last of a chain, and headed the directions of all."""
    titles = {"Pôle Rivière": ("Bacs", "Écluses"), "Pôle Bourg": ("Halles", "Fontaines"), "Pôle Landes": ("Ajoncs", "Fougères")}

    def draw(canvas: Canvas) -> None:
        row_of_heads(canvas)
        for number, head in enumerate(HEADS):
            for place, title in enumerate(titles[head]):
                box(canvas, (20 + 190 * number + 90 * place, 126 + gap, 80, 24), title, None, 7)

    told = tree(drawn(draw))
    assert {title: told[title] for own in titles.values() for title in own} == {
        title: head for head, own in titles.items() for title in own
    }


def test_a_frame_that_small_boxes_happen_to_stand_over_is_not_under_one_of_them() -> None:
    def draw(canvas: Canvas) -> None:
        box(canvas, (200, 40, 190, 26), TOP, "#1f3864", 10, white=True)
        canvas.lines([(295, 776, 295, 752), (75, 752, 295, 752), (75, 752, 75, 742)])
        box(canvas, (30, 100, 90, 22), "Communication", "#dddddd", 7)
        box(canvas, (20, 132, 550, 60), "Pôle Rivière", None, 9)
        for place, cell in enumerate(("Bacs", "Écluses", "Pontons")):
            box(canvas, (30 + 180 * place, 158, 160, 22), cell, "#f2f2f2", 6)

    assert tree(drawn(draw))["Pôle Rivière"] == TOP


def office_row(canvas: Canvas, middle: str, titles: Sequence[str]) -> None:
    box(canvas, (200, 40, 190, 26), "Le Maire", "#1f3864", 10, white=True)
    canvas.lines([(295, 776, 295, 760), (105, 760, 485, 760)])
    for number, (title, colour) in enumerate(zip(titles, COLOURS, strict=False)):
        x = 105 + (190 if len(titles) == 3 else 380) * number
        canvas.line(x, 760, x, 742)
        box(canvas, (x - 85, 100, 170, 26), title or middle, colour, 9, white=True)


@pytest.mark.parametrize("middle", [TOP, "Secrétaire générale de mairie"])
@pytest.mark.parametrize("row", [("Cabinet", "", "CCAS"), ("", "Police municipale")])
@pytest.mark.parametrize("framed", [False, True])
def test_offices_in_one_row_with_the_general_direction_head_none_of_its_directions(
    row: Sequence[str], middle: str, *, framed: bool
) -> None:
    """(3.27) What happened to stand under « CCAS » was the CCAS’s, some for certain, and the rest the mayor’s."""
    titles = ("Bacs", "Écluses", "Halles", "Fontaines", "Ajoncs")

    def draw(canvas: Canvas) -> None:
        office_row(canvas, middle, row)
        for place, title in enumerate(titles):
            x, top = 20 + 111 * place, 140.0
            box(canvas, (x, top, 106, 40 if framed else 24), f"Direction des {title.lower()}", None, 7)
            if framed:
                box(canvas, (x + 4, top + 18, 98, 18), f"Accueil {place + 1}", "#f2f2f2", 6)

    told = tree(drawn(draw))
    assert {told[f"Direction des {title.lower()}"] for title in titles} == {middle}


def test_columns_under_offices_and_the_general_direction_hang_under_each() -> None:
    under = {"Cabinet": ("Presse", "Protocole"), TOP: ("Bacs", "Halles"), "CCAS": ("Aide à domicile", "Résidence")}

    def draw(canvas: Canvas) -> None:
        office_row(canvas, TOP, ("Cabinet", "", "CCAS"))
        for number, titles in enumerate(under.values()):
            for place, title in enumerate(titles):
                box(canvas, (20 + 190 * number, 134 + 30 * place, 170, 24), title, None, 7)

    told = tree(drawn(draw))
    assert {title: told[title] for own in under.values() for title in own} == {
        title: head for head, own in under.items() for title in own
    }
