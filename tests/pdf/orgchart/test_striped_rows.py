"""Columns of which every other row stands on a ground, and boxes over bare entries that look much like them (3.27, 13.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model.frozen import replace
from monitor.pdf.ink import Box, Colour
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.units.striped_lists import join_striped_rows
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from tests.pdf.orgchart.test_names_beside import line
from tests.pdf.orgchart.test_striped_lists import GROUND, box, write
from tests.pdf.orgchart.test_tables_of_units import chart_of, names, tree
from tests.pdf.pdfs import drawn

SHEET, WIDTH, HIGH, TOP, DARK, OTHER = (700.0, 480.0), 200, 18, 400, (0.5, 0.6, 0.8), (0.95, 0.97, 0.98)
POLES = {
    "Pôle technique": ("Eau", "Assainissement", "Déchets", "Voirie", "Parcs"),
    "Pôle éducation": ("Écoles", "Crèches", "Restauration"),
    "Pôle des sports": ("Piscine", "Stades"),
}
OVER: dict[str, str | None] = dict.fromkeys(POLES) | {each: head for head, under in POLES.items() for each in under}
NAMES = ("Mme Anne Roy", "M. Luc Petit", "M. Jean Blanc")


def columns(
    canvas: Canvas,
    poles: Mapping[str, Sequence[str]] = POLES,
    *,
    filled: int = 0,
    framed: bool = False,
    centred: bool = False,
    boxed: bool = True,
    below: Sequence[str] = (),
) -> None:
    """*filled*: 0 or 1, which rows stand on a ground; *boxed*: the heads, too; *below*: a second line in each row, in turn.

    Names below are smaller, what a title goes on with is not.
    """
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(30, 450, "Organigramme des services")
    for column, (head, rows) in enumerate(poles.items()):
        x, y = 30 + 215 * column, TOP - 24
        if boxed:
            box(canvas, x, y, WIDTH, 24, "", DARK)
        canvas.setFillGray(0)
        canvas.setFont("Helvetica-Bold", 9)
        canvas.drawString(x + 5, y + 8, head)
        for place, title in enumerate(rows):
            said = below[place % len(below)] if below else ""
            high = HIGH + 11 * bool(said)
            y -= high
            if place % 2 == filled:
                box(canvas, x, y, WIDTH, high, "", GROUND)
            indent = 5 + (WIDTH / 2 - 5 - canvas.stringWidth(title, "Helvetica", 9) / 2) * centred
            write(canvas, x + indent, y + high - 13, title)
            canvas.setFont("Helvetica", 9 if said[:1].islower() else 7)
            canvas.drawString(x + 5, y + 5, said)
        if framed:
            canvas.rect(x, y, WIDTH, TOP - y)


def read(**options: Any) -> dict[str, str | None]:
    return tree(chart_of(drawn(partial(columns, **options), size=SHEET)))


@pytest.mark.parametrize("filled", [0, 1])
@pytest.mark.parametrize("framed, centred, boxed", [
    (False, False, False), (False, False, True), (False, True, True), (True, False, False), (True, True, False), (True, True, True),
])  # fmt: skip
def test_the_ground_behind_every_other_row_of_a_column_is_no_box(filled: int, framed: bool, centred: bool, boxed: bool) -> None:
    """3.27: the bare rows hung under the filled ones over them, for certain."""
    assert read(filled=filled, framed=framed, centred=centred, boxed=boxed) == OVER


@pytest.mark.parametrize("framed", [False, True])
@pytest.mark.parametrize("filled", [0, 1])
def test_rows_of_two_lines_are_a_unit_each(filled: int, framed: bool) -> None:
    """3.27, 13.3: a title and who heads it, or a title on two lines in some rows."""
    found = chart_of(drawn(partial(columns, filled=filled, framed=framed, below=NAMES), size=SHEET))
    assert {title: tree(found)[title] for title, head in OVER.items() if head} == {t: head for t, head in OVER.items() if head}
    assert all(names(found)[title] == [NAMES[place % 3]] for under in POLES.values() for place, title in enumerate(under))
    poles = {head: [f"{title} et" if not place % 2 else title for place, title in enumerate(own)] for head, own in POLES.items()}
    found = chart_of(drawn(partial(columns, poles=poles, filled=filled, framed=framed, below=("accueil", "")), size=SHEET))
    whole = {f"{t} et accueil" if not place % 2 else t: head for head, own in POLES.items() for place, t in enumerate(own)}
    assert {title: tree(found)[title] for title in whole} == whole


@pytest.mark.parametrize("rows", [
    pytest.param(("Voirie", "Propreté", "Bâtiments", "Maintenance"), id="with an entry each"),
    pytest.param(("Service voirie", "Propreté", "Service bâtiments", "Maintenance", "Service parcs"), id="of a rank by words"),
])  # fmt: skip
@pytest.mark.parametrize("framed", [False, True])
def test_boxes_over_entries_are_heads(rows: Sequence[str], framed: bool) -> None:
    """3.27: all of them are followed by an entry, or words tell that they are higher."""
    found = read(poles={"Pôle ville": rows}, framed=framed)
    assert [found[each] for each in rows[1::2]] == [rows[place] for place in range(0, len(rows) - 1, 2)]


LEFT, GREY = 20, (220, 220, 220)


def boxed(
    *texts: str, at: float, high: float = 16, x0: float = LEFT, left: float = 0, right: float = 100, fill: Colour = GREY
) -> TextBox:
    lines = [line(text, x0, at + 12 + 9 * n) for n, text in enumerate(texts)]
    return TextBox(Box(left, at, right, at + high), fill, lines=lines)


def holding(box: TextBox, inner: TextBox) -> TextBox:
    box.inner = [inner]
    return box


@pytest.mark.parametrize("boxes, bare, joined", [
    pytest.param([boxed("A", at=0), boxed("C", at=32)], [line("B", LEFT, 28), line("D", LEFT, 60)], False, id="as many of both"),
    pytest.param([boxed("A", at=0), boxed("C", at=32)], [line("B", LEFT, 28)], True, id="one more that is filled"),
    pytest.param([boxed("B", at=16), boxed("D", at=48)], [line("A", LEFT, 12), line("C", LEFT, 44)], True, id="bare first"),
    pytest.param([boxed("B", at=16)], [line("A", LEFT, 12), line("C", LEFT, 44)], False, id="one"),
    pytest.param([boxed("A", at=0), boxed("C", at=32)], [], False, id="nothing between"),
    pytest.param([boxed("A", at=0), boxed("C", at=48)], [line("B", LEFT, 28), line("b", LEFT, 44)], False, id="two between"),
    pytest.param([boxed("A", at=0), boxed("C", at=52)], [line("B", LEFT, 38)], False, id="far apart"),
    pytest.param([boxed("A", at=0), boxed("C", at=32)], [line("B", LEFT + 9, 28)], False, id="set in"),
    pytest.param([boxed("A", at=0), boxed("C", at=32)], [replace(line("B", LEFT, 28), bold=True)], False, id="bold"),
    pytest.param([boxed("A", at=0), boxed("C", at=32)], [line("B", LEFT, 28), line("Z", 300, 20)], True, id="words beside"),
    pytest.param([boxed("A", at=0), boxed("C", at=32), boxed("X", at=90, right=60)], [line("B", LEFT, 28)], True, id="elsewhere"),
    pytest.param([boxed("A", at=0), boxed("C", at=32), boxed("X", at=90, left=40)], [line("B", LEFT, 28)], True, id="aside"),
    pytest.param([boxed("C", at=32), boxed("A", at=0)], [line("B", LEFT, 28)], True, id="drawn from below"),
    pytest.param([boxed("A", at=0), boxed("C", at=32), boxed(at=90)], [line("B", LEFT, 28)], True, id="one without words"),
    pytest.param([boxed("A", at=0), holding(boxed("C", at=32), boxed("X", at=40))], [line("B", LEFT, 28)], False, id="a frame"),
    pytest.param([boxed("A", at=0), boxed("C", at=32), boxed("X", at=52, fill=(0, 0, 90)), boxed("A", at=70), boxed("C", at=102)],
                 [line("B", LEFT, 28), line("B", LEFT, 98)], True, id="two cards"),
    pytest.param([boxed("A", "a", at=0, high=25), boxed("C", at=41)], [line("B", LEFT, 37)], True, id="on two lines"),
    pytest.param([boxed("A", at=0), boxed("C", at=32), boxed("A", at=150, x0=9), boxed("C", at=182)],
                 [line("B", LEFT, 28), line("B", LEFT, 178)], False, id="another column otherwise"),
])  # fmt: skip
def test_what_is_a_row_is_told_by_all_boxes_of_a_colour(boxes: list[TextBox], bare: list[Line], joined: bool) -> None:
    """3.27: by how high and how far apart they are, and how they are set."""
    join_striped_rows(text := PageText(list(boxes), bare))
    rest = [box for box in boxes if not box.lines or box.lines[0].text == "X"] if joined else boxes
    assert text.boxes == rest


@pytest.mark.parametrize("head", ["in it", "in a strip", "in a box", "none"])
@pytest.mark.parametrize("foot, fill", [(None, None), (96.0, GREY), (96.0, (9, 9, 9))])
def test_a_frame_holds_the_rows_each_apart_from_the_others(head: str, foot: float | None, fill: Colour | None) -> None:
    """3.27: under its head; the last row may be the strip at its foot, which gave it a colour, or have another below it."""
    bands = [boxed("B", at=32), boxed("D", at=64)]
    strip = boxed("Pôle", at=-4, high=18, fill=(9, 9, 9))
    frame = TextBox(Box(0, -4, 100, 112), fill, foot=foot, inner=[*bands, *([strip] if head == "in a box" else [])])
    for one in frame.inner:
        one.outer = frame
    if head in ("in it", "in a strip"):
        frame.lines = [replace(line("Pôle", LEFT, 12), bold=head == "in it")]
        frame.strip = None if head == "in it" else 16.0
    last = fill == GREY
    frame.lines += [line("A", LEFT, 28), line("C", LEFT, 60)]
    frame.lines += (
        [line("E", LEFT, 92), line("F", LEFT, 108)] if last else [replace(line("Z", LEFT, 108), size=5.0)] if foot else []
    )
    join_striped_rows(text := PageText([frame, *frame.inner], []))
    tops = (16.0, 32.0, 48.0, 64.0, *([80.0, 96.0] if last else []))
    assert frame.rules == (tops[1:] if head == "none" else tops)
    assert [one.text for one in frame.lines if one.text not in ("Pôle", "Z")] == [*"ABCD", *("EF" * last)]
    assert frame.inner == ([strip] if head == "in a box" else []) and text.boxes == [frame, *frame.inner]
    assert (frame.fill, frame.foot) == ((None, None) if last else (fill, foot))
