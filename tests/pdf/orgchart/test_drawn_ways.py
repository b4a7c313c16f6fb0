"""Ways of drawing that programs have of their own: each reads as the tree it shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE, DocumentContent
from monitor.pdf.ink import Letter
from monitor.pdf.lines import lines_of
from monitor.pdf.read import read
from tests.pdf.pdfs import drawn

Parents: TypeAlias = dict[str, str | None]
SHEET = (600.0, 400.0)
TOP, LEFT, RIGHT = "Direction générale", "Pôle ressources", "Pôle cadre de vie"
LABELS = {TOP: (230, 330), LEFT: (60, 230), RIGHT: (400, 230)}  # x and bottom of boxes 140 × 30
TREE: Parents = {TOP: None, LEFT: TOP, RIGHT: TOP}


def parents(data: bytes) -> Parents:
    content = read(data, kind="orgchart")
    assert isinstance(content, DocumentContent) and content.orgchart
    titles = {unit.id: unit.title for unit in content.orgchart.units}
    return {unit.title: titles.get(unit.parent or "") for unit in content.orgchart.units}


def box(canvas: Canvas, title: str, x: float, y: float, *lines: str, width: float = 140, border: int = 1, fill: int = 0) -> None:
    """A box 30 high, or higher for more lines, its lower left corner at (x, y)."""
    canvas.rect(x, y, width, max(30, 14 * (1 + len(lines))), stroke=border, fill=fill)
    canvas.setFillGray(0)
    for row, (text, font) in enumerate([(title, "Helvetica-Bold"), *((line, "Helvetica") for line in lines)]):
        canvas.setFont(font, 8)
        canvas.drawString(x + 16, y + max(30, 14 * (1 + len(lines))) - 11 - 11 * row, text)


def three(canvas: Canvas) -> None:
    for title, (x, y) in LABELS.items():
        box(canvas, title, x, y)


def test_dashes_drawn_one_by_one_are_a_link() -> None:
    """Browsers and office programs write dashed strokes as rows of small rectangles, one bent around each corner."""

    def draw(canvas: Canvas) -> None:
        three(canvas)
        for x in (130, 470):
            for y in range(261, 296, 7):
                canvas.rect(x - 0.5, y, 1, 4, stroke=0, fill=1)
        for x in range(133, 468, 7):
            canvas.rect(x, 297, 4, 1, stroke=0, fill=1)
        for y in range(300, 330, 7):
            canvas.rect(299.5, y, 1, 4, stroke=0, fill=1)

    assert parents(drawn(draw, size=SHEET)) == TREE


def test_a_stroke_may_stop_short_of_the_border_it_runs_at() -> None:
    def draw(canvas: Canvas) -> None:
        three(canvas)
        canvas.lines([(300, 321, 300, 295), (130, 295, 470, 295), (130, 295, 130, 270), (470, 295, 470, 270)])

    assert parents(drawn(draw, size=SHEET)) == TREE


def test_a_chart_may_grow_sideways_by_slanting_lines() -> None:
    def draw(canvas: Canvas) -> None:
        places = {TOP: (20, 180), LEFT: (220, 300), RIGHT: (220, 60), "Achats": (420, 340), "Paie": (420, 250), "Voirie": (420, 60)}
        for title, (x, y) in places.items():
            box(canvas, title, x, y)
        canvas.line(90, 210, 220, 315)  # by the top
        canvas.line(90, 180, 220, 75)  # by the bottom
        canvas.line(360, 315, 420, 355)
        canvas.line(360, 315, 420, 265)
        canvas.line(360, 75, 420, 75)

    assert parents(drawn(draw, size=SHEET)) == {**TREE, "Achats": LEFT, "Paie": LEFT, "Voirie": RIGHT}


def test_staff_at_the_sides_of_a_head_hangs_under_it() -> None:
    def draw(canvas: Canvas) -> None:
        three(canvas)
        for title, x in (("Cabinet du maire", 30), ("Communication", 430)):
            box(canvas, title, x, 330)
        canvas.line(170, 345, 230, 345)
        canvas.line(370, 345, 430, 345)
        canvas.line(300, 330, 300, 295)
        canvas.line(130, 295, 470, 295)
        canvas.line(130, 295, 130, 260)
        canvas.line(470, 295, 470, 260)

    assert parents(drawn(draw, size=SHEET)) == {**TREE, "Cabinet du maire": TOP, "Communication": TOP}


@pytest.mark.parametrize("shadow", [False, True])
def test_white_boxes_stand_out_from_a_coloured_frame(shadow: bool) -> None:
    """White fills without a border, a soft shadow around each or not."""

    def draw(canvas: Canvas) -> None:
        for title, x in ((LEFT, 40), (RIGHT, 320)):
            canvas.setFillColorRGB(0.8, 0.88, 0.95)
            box(canvas, title, x, 100, *[""] * 12, width=220, border=0, fill=1)
            for row in range(3):
                if shadow:
                    canvas.setFillGray(0.6)
                    canvas.rect(x + 16, 116 + 45 * row, 188, 38, stroke=0, fill=1)
                canvas.setFillGray(1)
                box(canvas, f"Service {title[-3:]} {row}", x + 20, 120 + 45 * row, width=180, border=0, fill=1)

    found = parents(drawn(draw, size=SHEET))
    assert found == {LEFT: None, RIGHT: None, **{f"Service {pole[-3:]} {n}": pole for pole in (LEFT, RIGHT) for n in range(3)}}


def test_a_line_too_long_for_its_box_stays_in_it() -> None:
    long = "Direction des relations avec les usagers et les quartiers"

    def draw(canvas: Canvas) -> None:
        box(canvas, TOP, 100, 330)
        box(canvas, long, 60, 230, width=130)
        box(canvas, RIGHT, 350, 230)
        canvas.line(130, 330, 130, 260)
        canvas.lines([(200, 330, 200, 295), (200, 295, 420, 295), (420, 295, 420, 260)])

    assert parents(drawn(draw, size=SHEET)) == {TOP: None, long: TOP, RIGHT: TOP}


def test_bullets_may_be_drawn() -> None:
    """Browsers draw the discs of a list instead of writing them."""

    def draw(canvas: Canvas) -> None:
        box(canvas, TOP, 230, 330)
        box(canvas, LEFT, 230, 200, "Service achats", "Service paie", "Service courrier")
        canvas.line(300, 330, 300, 256)
        for row in range(3):
            canvas.circle(241, 256 - 19 - 11 * row, 1.2, stroke=0, fill=1)

    assert parents(drawn(draw, size=SHEET)) == {
        TOP: None,
        LEFT: TOP,
        **dict.fromkeys(("Service achats", "Service paie", "Service courrier"), LEFT),
    }


def test_the_rules_around_empty_cells_link_nothing() -> None:
    """A table of Word: heads shaded like the head of all, columns of different length."""
    columns = {LEFT: ["Achats", "Paie", "Courrier"], RIGHT: ["Voirie", "Arbres"], "Pôle vie sociale": ["Sports"]}

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.85)
        box(canvas, TOP, 50, 300, width=480, fill=1)
        for column, (pole, services) in enumerate(columns.items()):
            canvas.setFillGray(0.85)
            box(canvas, pole, 50 + 160 * column, 270, width=160, fill=1)
            for row in range(3):
                if row < len(services):
                    box(canvas, services[row], 50 + 160 * column, 240 - 30 * row, width=160)
        for y in (180, 210, 240):
            canvas.line(50, y, 530, y)
        for x in (50, 210, 370, 530):
            canvas.line(x, 180, x, 270)

    expected = {TOP: None, **dict.fromkeys(columns, TOP), **{s: pole for pole, services in columns.items() for s in services}}
    assert parents(drawn(draw, size=SHEET)) == expected


def test_what_only_a_width_suggests_is_said_with_doubt() -> None:
    """A table whose cells all look alike: the widest heads the row under it; whether also those below, only words can tell."""

    def draw(canvas: Canvas) -> None:
        box(canvas, TOP, 50, 300, width=480)
        for column, pole in enumerate((LEFT, RIGHT, "Pôle vie sociale")):
            for row, title in enumerate((pole, f"Direction {pole[5:]}", f"Mission {pole[5:]}")):
                box(canvas, title, 50 + 160 * column, 270 - 30 * row, width=160)

    content = read(drawn(draw, size=SHEET), kind="orgchart")
    assert isinstance(content, DocumentContent) and content.orgchart
    sure = {unit.title for unit in content.orgchart.units if unit.parent and unit.confidence_parent >= SURE}
    assert not any(title.startswith("Mission") for title in sure)


# ----------------------------------------------------------------------------------------------------------------- spaces


def spelled(text: str, places: Sequence[float]) -> str:
    """What a line reads whose letters, 5 points wide, begin at *places*; spaces have no width."""
    letters = [
        Letter(c, x, 3, x if c == " " else x + 5, 12, 10, 8, False, False, 0, (0, 0, 0), order)
        for order, (c, x) in enumerate(zip(text, places, strict=True))
    ]
    return lines_of(letters)[0].text


def test_a_space_without_width_stands_before_its_letter() -> None:
    """cairo sets a space right where the next letter begins, a hair to its left or right."""
    assert spelled("Jean Roche", [0, 5, 10, 15, 22.51, 22.5, 27.5, 32.5, 37.5, 42.5]) == "Jean Roche"


def test_a_letter_that_reaches_left_of_its_place_stands_behind_its_space() -> None:
    """A slanted J begins left of where it is set, and cairo sets a space without width right there: no « M.J ean » (3.23)."""
    assert spelled("M. Jean", [0, 5, 11.9, 10.6, 15.6, 20.6, 25.6]) == "M. Jean"
    assert spelled("Ali JAY", [0, 5, 10, 16.9, 15.5, 20.5, 25.5]) == "Ali JAY"


def test_a_narrow_gap_between_letters_without_seams_is_a_space() -> None:
    """Browsers kern a space away to 0.15 em and write none."""
    assert spelled("DGAAchats", [0, 5, 10, 16.2, 21.2, 26.2, 31.2, 36.2, 41.2]) == "DGA Achats"


@pytest.mark.parametrize("said", ["{1} : {0}", "{0}, {1}"])
def test_officers_left_and_right_of_the_trunk_right_under_a_head_are_units_and_nobody_of_it(said: str) -> None:
    """The head names nobody: one of them became its person, with what the box is called for a post, for certain (3.27)."""
    officers = {"Chef de cabinet": "M. Luc Garnier", "Directeur de projet": "Mme Anne Caron"}

    def draw(canvas: Canvas) -> None:
        canvas.lines([(300, 330, 300, 270), (100, 270, 500, 270), (100, 270, 100, 250), (500, 270, 500, 250)])
        box(canvas, "Direction générale des services", 190, 330, width=220)
        for x, (post, name) in zip((145, 307), officers.items(), strict=True):
            box(canvas, said.format(name, post), x, 297, width=148)
        box(canvas, LEFT, 30, 220, "Mme Inès Roche")
        box(canvas, RIGHT, 430, 220, "M. Paul Petit")

    content = read(drawn(draw, size=SHEET), kind="orgchart")
    assert isinstance(content, DocumentContent) and content.orgchart
    people = {unit.title: [person.name for person in unit.people] for unit in content.orgchart.units}
    assert people == {
        "Direction générale des services": [], LEFT: ["Mme Inès Roche"], RIGHT: ["M. Paul Petit"],
    } | {post: [name] for post, name in officers.items()}  # fmt: skip


@pytest.mark.parametrize(("aside", "at_once"), [((6, 6), False), ((6, 6), True), ((5, -5), True)], ids=["up", "one path", "down"])
def test_a_box_in_relief_has_no_second_box_behind_it(aside: tuple[int, int], at_once: bool) -> None:
    """A ground of its size, outlined, with slanting edges at the corners: services on a rail hung under each other, for certain."""
    services = ["Régie de l’eau", "Crèche", "Cimetière"]

    def draw(canvas: Canvas) -> None:
        dx, dy = aside
        for title, x, y, width in [
            (TOP, 230, 340, 140),
            ("Voirie", 60, 270, 140),
            *((s, 80, 220 - 46 * n, 120) for n, s in enumerate(services)),
        ]:
            for at, fill in (((x + dx, y + dy), 0.6), ((x, y), 0.9)):
                canvas.setFillGray(fill)
                canvas.rect(*at, width, 30, stroke=at_once, fill=1)
                if not at_once:
                    canvas.rect(*at, width, 30, stroke=1, fill=0)
            corners = [(x, y + 30), (x + width, y)] if dy > 0 else [(x, y), (x + width, y + 30)]
            canvas.lines([(a, b, a + dx, b + dy) for a, b in corners])
            canvas.setFillGray(0)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(x + 16, y + 12, title)
        canvas.lines([(300, 340, 300, 320), (300, 320, 130, 320), (130, 320, 130, 300), (70, 270, 70, 143)])
        canvas.lines([(70, 235 - 46 * row, 80, 235 - 46 * row) for row in range(3)])

    assert parents(drawn(draw, size=SHEET)) == {TOP: None, "Voirie": TOP, **dict.fromkeys(services, "Voirie")}


def test_a_short_slanting_link_from_corner_to_corner_stays_one() -> None:
    """Boxes of one size in steps, each from the lower right corner of the one before to its own upper left one."""
    titles = [TOP, LEFT, "Voirie"]

    def draw(canvas: Canvas) -> None:
        for row, title in enumerate(titles):
            box(canvas, title, 40 + 148 * row, 330 - 38 * row)
        canvas.lines([(180, 330, 188, 322), (328, 292, 336, 284)])

    assert parents(drawn(draw, size=SHEET)) == {TOP: None, LEFT: TOP, "Voirie": LEFT}
