"""Trees whose nodes are dots with words beside them, as d3 and other programs draw them: strokes lead from dot to dot (3.27)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.pdf.ink import Box
from monitor.pdf.orgchart.marks.drawing import Drawing, Segment, Shape
from monitor.pdf.orgchart.unboxed.trees_without_boxes import dots_in
from tests.pdf.orgchart.test_brackets import parents
from tests.pdf.orgchart.test_rosters import chart_of
from tests.pdf.pdfs import drawn

Link: TypeAlias = Callable[[Canvas, float, float, float, float], None]

SHEET = (760.0, 320.0)
TREE: dict[str, dict[str, tuple[str, ...]]] = {
    "Pôle Fleuve": {
        "Direction des quais": ("Service amarrage", "Service éclusiers", "Service balisage"),
        "Direction des crues": ("Service digues",),
    },
    "Pôle Bourg": {"Direction des halles": ("Service placiers", "Service propreté"), "Direction du guet": ()},
}
HEADS: dict[str, str | None] = {"Direction générale": None}
for pole, directions in TREE.items():
    HEADS[pole] = "Direction générale"
    for direction, services in directions.items():
        HEADS |= {direction: pole, **dict.fromkeys(services, direction)}


def curve(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.bezier(x0, y0, (x0 + x1) / 2, y0, (x0 + x1) / 2, y1, x1, y1)


def elbow(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    middle = (x0 + x1) / 2
    canvas.lines([(x0, y0, middle, y0), (middle, y0, middle, y1), (middle, y1, x1, y1)])


def places(turn: int) -> dict[str, tuple[float, float]]:
    """Where the dot of each title is: four columns, each title in the middle of what hangs under it."""
    at: dict[str, tuple[float, float]] = {}
    y = 270.0

    def place(title: str, depth: int) -> None:
        nonlocal y
        below = [child for child, head in HEADS.items() if head == title]
        for child in below:
            place(child, depth + 1)
        middle = (at[below[0]][1] + at[below[-1]][1]) / 2 if below else y
        y -= 0 if below else 26
        x = 130 + 160 * depth
        at[title] = x if turn > 0 else SHEET[0] - x, middle

    place("Direction générale", 0)
    return at


def tree(words: str, link: Link, *, hollow: bool = False, turn: int = 1) -> dict[str, str | None]:
    """What is read of a tree whose *words* stand "beside" the dots, before those with branches, or "over" them."""
    at = places(turn)
    heads = set(HEADS.values())

    def draw(canvas: Canvas) -> None:
        for title, head in HEADS.items():
            if head is not None:
                link(canvas, *at[head], *at[title])
        canvas.setFont("Helvetica", 8)
        for title, (x, y) in at.items():
            canvas.setFillColorRGB(*((1, 1, 1) if hollow and title not in heads else (0.2, 0.4, 0.7)))
            canvas.circle(x, y, 4, fill=1)
            canvas.setFillColorRGB(0, 0, 0)
            if words == "over":
                canvas.drawCentredString(x, y + 6, title)
            elif (title in heads) == (turn > 0):
                canvas.drawRightString(x - 8, y - 3, title)
            else:
                canvas.drawString(x + 8, y - 3, title)

    found = chart_of(drawn(draw, size=SHEET))
    assert found.structured
    return parents(found)


@pytest.mark.parametrize("turn", [1, -1])
@pytest.mark.parametrize("hollow", [False, True])
@pytest.mark.parametrize("link", [curve, elbow])
@pytest.mark.parametrize("words", ["beside", "over"])
def test_words_hang_where_the_strokes_of_their_dots_lead(words: str, link: Link, hollow: bool, turn: int) -> None:
    """(3.27) Dots are no samples of a legend, hollow ones no boxes; words over dots stand nearer to the dots above."""
    assert tree(words, link, hollow=hollow, turn=turn) == HEADS


def test_cells_in_colour_at_the_side_of_a_table_are_no_dots() -> None:
    """3.27: the rules of the table end at their corners; what leads to a dot ends in the middle of one of its sides."""
    cells = [Box(40, 18.0 * row, 58, 18.0 * row + 18) for row in range(8)]
    apart = [cell.grown(-4) for cell in cells]

    def drawing(boxes: list[Box], ends: list[tuple[float, float]]) -> Drawing:
        shapes = tuple(Shape(box, (0, 0, 0), None, dashed=False, order=0) for box in boxes)
        return Drawing(shapes, tuple(Segment(x, y, 300, y, 1, dashed=False, path=n) for n, (x, y) in enumerate(ends)), ())

    assert dots_in(drawing(cells, [(40, 18.0 * row) for row in range(9)])) == []
    assert len(dots_in(drawing(apart, [(dot.x1, dot.cy) for dot in apart]))) == len(cells)


@pytest.mark.parametrize("ground", [False, True])
@pytest.mark.parametrize("turn", [0, 90, -90])
def test_trees_that_grow_down_have_words_over_branches_and_below_or_turned_at_their_ends(turn: int, ground: bool) -> None:
    """(3.27) The last row's words stand under their dots, or turned; the *ground* of the tree, a tinted canvas, is no box."""
    at = {title: (1.7 * (300 - y) + 40, 290 - 0.42 * (x - 130)) for title, (x, y) in places(1).items()}

    def draw(canvas: Canvas) -> None:
        if ground:
            canvas.setFillGray(0.93)
            canvas.rect(20, 6, 560, 308, stroke=0, fill=1)
        canvas.setFont("Helvetica", 7)
        for title, (x, y) in at.items():
            for child in [child for child, head in HEADS.items() if head == title]:
                canvas.bezier(x, y, x, y - 30, at[child][0], y - 30, *at[child])
            canvas.setFillColorRGB(0.2, 0.4, 0.7)
            canvas.circle(x, y, 3, fill=1)
            canvas.setFillGray(0)
            if title in HEADS.values():
                canvas.drawCentredString(x, y + 6, title)
            elif not turn:
                for row, word in enumerate(title.split(" ", 1)):
                    canvas.drawCentredString(x, y - 12 - 8 * row, word)
            else:
                canvas.saveState()
                canvas.translate(x + turn / 36, y - 8)
                canvas.rotate(turn)
                (canvas.drawRightString if turn > 0 else canvas.drawString)(0, 0, title)
                canvas.restoreState()

    assert parents(chart_of(drawn(draw, size=(600, 320)))) == HEADS
