"""Lists of which every other line stands on a ground, and boxes that look much like them (3.27, 13.1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.pdf.ink import Box, Colour
from monitor.pdf.orgchart.units.striped_lists import free_striped_lines
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from tests.pdf.orgchart.test_names_beside import line
from tests.pdf.orgchart.test_tables_of_units import chart_of, names, tree
from tests.pdf.pdfs import drawn

Rows: TypeAlias = Sequence[tuple[int, str]]  # how far set in, and title

SHEET, LEFT, WIDTH, HIGH, TOP, GROUND, OTHER = (595.0, 520.0), 40, 300, 18, 460, (0.88, 0.91, 0.94), (0.9, 0.8, 0.5)
TREE = {
    "Direction technique": ("Eau", "Assainissement", "Déchets"),
    "Direction éducation": ("Écoles", "Crèches", "Restauration", "Jeunesse"),
    "Direction des sports": ("Piscine", "Stades"),
}
LIST = [(15 * depth, title) for head, under in TREE.items() for depth, title in ((0, head), *((1, each) for each in under))]
OVER: dict[str, str | None] = dict.fromkeys(TREE) | {each: head for head, under in TREE.items() for each in under}
MORE = {"Pôle social": ("CCAS", "Logement", "Aînés"), "Pôle culturel": ("Musée", "Théâtre")}
MORE_LIST = [(15 * depth, title) for head, under in MORE.items() for depth, title in ((0, head), *((1, each) for each in under))]
HEADS = dict(zip(TREE, ("Mme Anne Roy", "M. Luc Petit", "M. Jean Blanc"), strict=True))


def box(canvas: Canvas, x: float, y: float, width: float, high: float, text: str = "", ground: Sequence[float] = GROUND) -> None:
    canvas.setFillColorRGB(*ground)
    canvas.rect(x, y, width, high, stroke=0, fill=1)
    write(canvas, x + 5, y + high / 2 - 4, text)


def write(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.setFillGray(0)
    canvas.setFont("Helvetica-Bold" if text in TREE or text in MORE else "Helvetica", 9)
    canvas.drawString(x, y, text)


def lines(canvas: Canvas, rows: Rows = LIST, *, filled: int = 0, gap: int = HIGH, top: float = TOP, width: float = WIDTH) -> float:
    """*filled*: 0 or 1, which of *rows* stand on a ground; *gap*: how high the others are. Where the list ends."""
    y = top
    for place, (step, title) in enumerate(rows):
        high = HIGH if place % 2 == filled else gap
        y -= high
        if place % 2 == filled:
            box(canvas, LEFT, y, width, high)
        write(canvas, LEFT + 5 + step, y + high / 2 - 4, title)
    return y


def read(*draw: Callable[[Canvas], object]) -> dict[str, str | None]:
    def sheet(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(LEFT, 500, "Organigramme des services")
        for each in draw:
            each(canvas)

    return tree(chart_of(drawn(sheet, size=SHEET)))


@pytest.mark.parametrize("filled", [0, 1])
@pytest.mark.parametrize("frames", [0, 1, 2])
def test_the_ground_behind_every_other_line_of_a_list_is_no_box(filled: int, frames: int) -> None:
    """3.27: whichever lines have one; each stands under the head over it. They hung under the filled line over them, surely."""

    def draw(canvas: Canvas) -> None:
        foot = lines(canvas, filled=filled)
        for more in range(frames):
            canvas.rect(LEFT - 10 * more, foot - 10 * more, WIDTH + 20 * more, TOP - foot + 20 * more)

    assert read(draw) == OVER


@pytest.mark.parametrize("rows, gap", [
    ([(0, t) for t in ("Direction santé", "Budget", "Direction culture", "Musée", "Direction sport", "Stade")], HIGH),
    ([(130, "Pôle A"), (0, "Eau"), (130, "Pôle B"), (0, "Écoles"), (130, "Pôle C"), (0, "Stade")], HIGH),
    ([(0, "Pôle A"), (15, "Eau"), (0, "Pôle B"), (0, "Écoles"), (15, "Pôle C"), (15, "Crèches")], 40),
])  # fmt: skip
def test_boxes_with_an_entry_each_are_heads(rows: Rows, gap: int) -> None:
    """3.27: heads and entries take turns as the grounds of a list do."""
    found = read(lambda canvas: lines(canvas, rows, gap=gap))
    pairs = [(head, each) for (_, head), (_, each) in zip(rows[::2], rows[1::2], strict=True)]
    assert [(found[each], each) for _, each in pairs] == pairs


@pytest.mark.parametrize("x, width, high, ground", [
    (LEFT, WIDTH, HIGH, OTHER), (LEFT + 60, WIDTH - 60, HIGH, GROUND), (LEFT, WIDTH - 60, HIGH, GROUND), (LEFT, WIDTH, 28, GROUND),
])  # fmt: skip
def test_a_box_over_such_a_list_is_none_of_its_lines(x: float, width: float, high: float, ground: Sequence[float]) -> None:
    """3.27: of another colour, place, width or height."""
    found = read(lines, lambda canvas: box(canvas, x, 470, width, high, "Direction générale", ground))
    assert {title: found[title] for title in OVER if title not in TREE} == {t: head for t, head in OVER.items() if head}
    assert "Direction générale" in found


def test_boxes_with_centred_titles_and_lines_are_no_list() -> None:
    """3.27: two of them begin at one place by chance."""
    rows = [(108, "Pôle sport"), (118, "Eau"), (120, "Pôle C"), (108, "Écoles"), (114, "Pôle B"), (126, "Piscine")]
    assert read(lambda canvas: lines(canvas, rows)) == read(lambda canvas: lines(canvas, [*rows[:3], (106, "Écoles"), *rows[4:]]))


@pytest.mark.parametrize("bare, freed", [((), False), ((20, 20), False), ((20, 5), True), ((20, 5, -90, -80), True)])
def test_boxes_are_such_a_list_by_the_lines_between_them(bare: Sequence[int], freed: bool) -> None:
    """3.27: not where there are none, nor where all begin at one place; what stands beside them is another list."""
    boxes = [TextBox(Box(0, at, 100, at + 16), (220, 220, 220), lines=[line("Voirie", 20, at + 12)]) for at in (0, 32, 64)]
    free = [line("Parcs", x0, 28 + 32 * (place % 2)) for place, x0 in enumerate(bare)]
    free_striped_lines(text := PageText(boxes, free[::-1]))
    assert text.boxes == ([] if freed else boxes)


def test_lists_in_frames_over_each_other_are_two() -> None:
    """3.27: as far apart as their lines are high, each with a band at its end and at its beginning."""

    def draw(canvas: Canvas) -> None:
        for top, rows in ((TOP, LIST[:9]), (TOP - 10 * HIGH, MORE_LIST)):
            foot = lines(canvas, rows, top=top)
            canvas.rect(LEFT, foot, WIDTH, top - foot)

    found = read(draw)
    under = {"Déchets": "Direction technique", "Restauration": "Direction éducation", "Logement": "Pôle social"}
    assert {title: found[title] for title in under} == under


@pytest.mark.parametrize("inside", [False, True])
def test_the_strip_at_the_head_of_a_frame_heads_the_list_in_it(inside: bool) -> None:
    """3.27: so where other boxes stand below the list, too."""

    def draw(canvas: Canvas) -> None:
        foot = lines(canvas) - 60 * inside
        canvas.rect(LEFT, foot, WIDTH, TOP - foot + 24)
        box(canvas, LEFT, TOP, WIDTH, 24, "Direction générale", OTHER)
        if inside:
            box(canvas, LEFT + 40, foot + 10, 120, 20, "Cellule juridique", OTHER)

    found = read(draw)
    assert {title: found[title] for title, head in OVER.items() if head} == {title: head for title, head in OVER.items() if head}
    assert {found[title] for title in TREE} == {"Direction générale"} or inside


@pytest.mark.parametrize("apart", [False, True])
def test_names_in_cells_beside_such_lines_are_of_their_heads(apart: bool) -> None:
    """3.27: a name that only heads have, and a telephone; in cells of their own, or in one with the title."""

    def draw(canvas: Canvas) -> None:
        wide = 140 if apart else WIDTH
        lines(canvas, width=wide)
        for place, (_, title) in enumerate(LIST):
            y, told = TOP - HIGH * (place + 1), (HEADS.get(title, ""), f"01 02 03 04 {place:02}")
            for cell, text in enumerate(told if title in TREE else ()):
                x = LEFT + 140 + 90 * cell
                if apart and not place % 2:
                    box(canvas, x, y, 90, HIGH)
                write(canvas, x + 5, y + 5, text)

    chart = chart_of(drawn(draw, size=SHEET))
    assert tree(chart) == OVER
    assert names(chart) == {title: [HEADS[title]] if title in HEADS else [] for title in OVER}


@pytest.mark.parametrize("strip", [None, 0.0])
def test_of_a_frame_around_such_lines_the_strip_is_left(strip: float | None) -> None:
    """13.1: and what other boxes it holds; the lines are in their order, whichever was drawn first."""
    ground, other = (220, 220, 220), (90, 90, 90)

    def boxed(text: str, base: float, fill: Colour = ground) -> TextBox:
        return TextBox(Box(0, base - 12, 200, base + 4), fill, lines=[line(text, 20 if len(text) > 2 else 5, base)])

    bands, below = [boxed("C", 76), boxed("Eau", 44), boxed("A", 12)], boxed("Cellule", 120, other)
    outer = TextBox(Box(-9, -30, 210, 150))
    frame = TextBox(Box(0, -20, 200, 140), other, strip=strip, outer=outer, inner=[*bands, below])
    frame.lines = [*([line("Pôle", 60, -8)] if strip is not None else ()), line("Voirie", 20, 28), line("B", 5, 60)]
    for box in frame.inner:
        box.outer = frame
    text = PageText([*bands, frame, below], [])
    free_striped_lines(text)
    assert [one.text for one in text.free] == ["A", "Voirie", "Eau", "B", "C"]
    assert text.boxes == ([below] if strip is None else [frame, below]) and below.outer is outer
    assert strip is None or (frame.box.bottom, frame.inner, [one.text for one in frame.lines]) == (0.0, [below], ["Pôle"])
