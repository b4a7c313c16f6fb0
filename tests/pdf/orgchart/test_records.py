"""Records below bands and in frames, and what stands under the boxes in a frame: whose a name is, what hangs where (3.27, 13.3)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_rosters import SHEET, people, tree, write
from tests.pdf.pdfs import drawn

TOWN = {
    "Direction des mobilités": ("Odile Ferrandon", {"Service voirie": "Rachid Poirson", "Service arbres": "Louise Mazurier"}),
    "Direction du numérique": ("Hugo Cazenave", {"Service réseaux": "Maud Trividic", "Service données": "Loïc Aubertin"}),
    "Direction de la culture": ("Solène Crouzet", {"Service musées": "Gilles Delaunoy", "Service archives": "Inès Vigneron"}),
}
HEADS = {"Direction générale": None} | {
    title: head for top, (_, below) in TOWN.items() for title, head in [(top, "Direction générale"), *((own, top) for own in below)]
}
SERVICES = {title: [(name, None)] for _, below in TOWN.values() for title, name in below.items()}
LED = {title: [(name, None)] for title, (name, _) in TOWN.items()}


def box(canvas: Canvas, x: float, top: float, width: float, height: float, *, grey: float = 1.0, stroke: bool = True) -> None:
    canvas.setFillGray(grey)
    canvas.rect(x, SHEET[1] - top - height, width, height, fill=1, stroke=int(stroke))
    canvas.setFillGray(0)


def columns(*, framed: bool = False, over: bool = True, white: float = 7.0) -> bytes:
    """Bands over columns of records of three lines: a name over its title, or under it, then the telephone."""

    def draw(canvas: Canvas) -> None:
        box(canvas, 20, 20, 580, 26, grey=0.7, stroke=False)
        write(canvas, 26, 32, "Direction générale", bold=True, size=9)
        write(canvas, 26, 42, "Claire Roy")
        for column, (direction, (_, below)) in enumerate(TOWN.items()):
            x, top = 20 + 196 * column, 64.0
            if framed:
                box(canvas, x, top, 188, 22 + len(below) * (27 + white))
            box(canvas, x, top, 188, 16, grey=0.8, stroke=False)
            write(canvas, x + 6, top + 11, direction, bold=True, size=8)
            top += 27
            for number, (title, name) in enumerate(below.items()):
                first = (name, title) if over else (title, name)
                for text in (*first, f"Tél. 03 80 11 2{column} 3{number}"):
                    write(canvas, x + 6, top, text, bold=text == first[0])
                    top += 9
                top += white

    return drawn(draw, size=SHEET)


@pytest.mark.parametrize("framed", [False, True])
@pytest.mark.parametrize("over", [True, False])
def test_whose_a_name_is_in_a_column_under_a_band_is_told_by_the_white_between_records(framed: bool, over: bool) -> None:
    data = columns(framed=framed, over=over)
    assert people(data) == {"Direction générale": [("Claire Roy", None)]} | {title: [] for title in TOWN} | SERVICES
    assert tree(data) == HEADS


def test_a_post_under_the_name_below_a_band_is_hers_and_no_unit() -> None:
    """Both begin where the band's title does, and a list follows them."""

    def draw(canvas: Canvas) -> None:
        for column, (direction, (name, below)) in enumerate(TOWN.items()):
            x = 20 + 196 * column
            box(canvas, x, 64, 188, 16, grey=0.8, stroke=False)
            write(canvas, x + 6, 75, direction, bold=True, size=8)
            write(canvas, x + 6, 91, name, bold=True)
            write(canvas, x + 6, 100, "Responsable")
            for number, (title, who) in enumerate(below.items()):
                write(canvas, x + 6, 116 + 24 * number, title, bold=True)
                write(canvas, x + 6, 125 + 24 * number, who)

    read = people(drawn(draw, size=SHEET))
    assert read == {title: [(name, "Responsable")] for title, (name, _) in TOWN.items()} | SERVICES


@pytest.mark.parametrize("border", [True, False])
def test_what_stands_below_the_title_box_in_a_frame_is_listed_under_it(border: bool) -> None:
    def draw(canvas: Canvas) -> None:
        for column, (direction, (name, below)) in enumerate(TOWN.items()):
            x = 20 + 196 * column
            box(canvas, x, 64, 188, 90)
            box(canvas, x + 6, 70, 176, 28, grey=0.85, stroke=border)
            write(canvas, x + 12, 81, direction, bold=True, size=8)
            write(canvas, x + 12, 92, name)
            for number, (title, who) in enumerate(below.items()):
                write(canvas, x + 10, 110 + 22 * number, title, bold=True)
                write(canvas, x + 10, 119 + 22 * number, who)

    data = drawn(draw, size=SHEET)
    assert people(data) == LED | SERVICES
    assert {title: head for title, head in tree(data).items() if title in SERVICES} == {
        title: direction for direction, (_, below) in TOWN.items() for title in below
    }


def test_lines_below_each_of_the_boxes_in_a_frame_hang_under_that_box() -> None:
    def draw(canvas: Canvas) -> None:
        for column, (direction, (name, below)) in enumerate(TOWN.items()):
            x = 20 + 196 * column
            box(canvas, x, 64, 188, 140)
            write(canvas, x + 12, 75, direction, bold=True, size=8)
            write(canvas, x + 12, 85, name)
            for number, (title, who) in enumerate(below.items()):
                top = 92 + 50 * number
                box(canvas, x + 10, top, 168, 24)
                write(canvas, x + 14, top + 10, title)
                write(canvas, x + 14, top + 19, who)
                write(canvas, x + 20, top + 34, f"- Atelier {2 * column + number + 1}")

    heads = tree(drawn(draw, size=SHEET))
    listed = [title for _, below in TOWN.values() for title in below]
    assert {title: head for title, head in heads.items() if title.startswith("Atelier")} == {
        f"Atelier {number}": title for number, title in enumerate(listed, 1)
    }
