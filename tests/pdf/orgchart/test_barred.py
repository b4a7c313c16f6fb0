"""Blocks that nothing but a bar at their left marks off, as web pages draw cards (3.27)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_met_in_the_wild import chart_of
from tests.pdf.pdfs import drawn

WIDE, HIGH = 120, 34
TREE = {
    "Direction générale": [("Pôle ressources", "Inès Caron"), ("Pôle technique", "Paul Garnier"), ("Pôle famille", "Eva Lang")],
    "Pôle ressources": [("Paie", "Luc Morel"), ("Achats", "Odile Roche")],
    "Pôle technique": [("Voirie", "Karim Benhamou"), ("Eau", "Ronan Le Goff"), ("Parcs", "Claire Aubert")],
    "Pôle famille": [("Crèches", "Bruno Perrin")],
}

UNITS = {
    "Pôle ressources": [("Paie", "Luc Morel"), ("Achats", "Odile Roche"), ("Courrier", "Karim Benhamou")],
    "Pôle technique": [("Voirie", "Ronan Le Goff"), ("Eau", "Claire Aubert"), ("Parcs", "Bruno Perrin")],
    "Pôle famille": [("Crèches", "Inès Caron"), ("Écoles", "Paul Garnier"), ("Jeunesse", "Eva Lang")],
}


def block(canvas: Canvas, at: tuple[float, float], lines: Sequence[str], *, bar: float) -> None:
    x, y = at
    canvas.rect(x, y, bar, HIGH, fill=1, stroke=0)
    for row, text in enumerate(lines):
        canvas.setFont("Helvetica" if row else "Helvetica-Bold", 8)
        canvas.drawString(x + bar + 5, y + HIGH - 13 - 11 * row, text)


def tree(canvas: Canvas, *, bar: float, aslant: bool) -> None:
    """A head over three columns, each with a stack that hangs from a rail; strokes end where the frames would be."""
    heads = dict(enumerate(TREE["Direction générale"]))
    block(canvas, (200, 340), ["Direction générale", "Anne Roy"], bar=bar)
    for column, (title, name) in heads.items():
        x, y = 20 + 180 * column, 260
        block(canvas, (x, y), [title, name], bar=bar)
        if aslant:
            canvas.line(200 + WIDE / 2, 340, x + WIDE / 2, y + HIGH)
        else:
            canvas.lines([(200 + WIDE / 2, 340, 200 + WIDE / 2, 317), (x + WIDE / 2, 317, x + WIDE / 2, y + HIGH)])
        for row, lines in enumerate(TREE[title]):
            low = 210 - 44 * row
            block(canvas, (x + 14, low), lines, bar=bar)
            canvas.lines([(x + 6, y, x + 6, low + HIGH / 2), (x + 6, low + HIGH / 2, x + 14, low + HIGH / 2)])
    if not aslant:
        canvas.line(20 + WIDE / 2, 317, 380 + WIDE / 2, 317)


@pytest.mark.parametrize(("bar", "aslant"), [(2.5, False), (2.5, True), (5.0, False)])
def test_strokes_lead_to_blocks_that_begin_at_a_bar(bar: float, aslant: bool) -> None:
    """Where they end beside nothing, the frame would be: 4 of 13 places were read, for certain, as the nearest title over them."""
    chart = chart_of(drawn(lambda canvas: tree(canvas, bar=bar, aslant=aslant), size=(560, 400)))
    titles = {unit.id: unit.title for unit in chart.units}
    told = {unit.title: (titles.get(unit.parent or ""), [person.name for person in unit.people]) for unit in chart.units}
    wanted = {title: (head, [name]) for head, below in TREE.items() for title, name in below}
    assert told == {"Direction générale": (None, ["Anne Roy"]), **wanted}


@pytest.mark.parametrize("leading", [12, 15, 30])
@pytest.mark.parametrize(("bar", "word", "named"), [(2.5, "", False), (1.5, "Service ", False), (2.5, "Service ", True)])
def test_a_bar_at_the_side_of_a_list_is_no_frame(bar: float, word: str, named: bool, leading: float) -> None:
    """Its lines are all alike, or title and name by turns, and no stroke leads to it: they were one unit, for certain."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 8)
        canvas.rect(200, 350, 140, 24)
        canvas.drawString(206, 358, "Direction générale")
        for column, (title, _) in enumerate(TREE["Direction générale"]):
            x = 20 + 180 * column
            canvas.setFont("Helvetica-Bold", 8)
            canvas.rect(x, 300, 140, 20)
            canvas.drawString(x + 8, 307, title)
            canvas.lines([(270, 350, 270, 335), (270, 335, x + 70, 335), (x + 70, 335, x + 70, 320)])
            lines = [text for unit, name in UNITS[title] for text in ([word + unit, name] if named else [word + unit])]
            canvas.rect(x, 290 - leading * len(lines), bar, leading * len(lines), fill=1, stroke=0)
            for row, text in enumerate(lines):
                canvas.setFont("Helvetica-Bold" if named and row % 2 == 0 else "Helvetica", 8)
                canvas.drawString(x + 8, 281 - leading * row, text)

    chart = chart_of(drawn(draw, size=(560, 400)))
    titles = {unit.id: unit.title for unit in chart.units}
    told = {unit.title: titles.get(unit.parent or "") for unit in chart.units}
    heads = dict.fromkeys(UNITS, "Direction générale")
    assert told == {"Direction générale": None, **heads, **{word + unit: t for t, below in UNITS.items() for unit, _ in below}}


def test_a_spine_with_teeth_is_no_frame() -> None:
    def draw(canvas: Canvas) -> None:
        for column, (title, _) in enumerate(TREE["Direction générale"]):
            x = 20 + 180 * column
            canvas.rect(x, 330, WIDE, 24)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(x + 6, 338, title)
            canvas.setFont("Helvetica", 8)
            canvas.rect(x + 4, 270, 2, 60, fill=1, stroke=0)
            for row, (text, _) in enumerate(TREE[title]):
                canvas.drawString(x + 14, 317 - 14 * row, f"Service {text.lower()}")
                canvas.line(x + 4, 320 - 14 * row, x + 12, 320 - 14 * row)

    chart = chart_of(drawn(draw, size=(560, 400)))
    titles = {unit.id: unit.title for unit in chart.units}
    told = {unit.title: titles.get(unit.parent or "") for unit in chart.units}
    assert told["Service achats"] == "Pôle ressources" and told["Service parcs"] == "Pôle technique"


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("ground", ["fill", "outline"])
def test_a_bar_along_a_card_leaves_it_as_wide_as_it_is(side: str, ground: str) -> None:
    """13.3: names flush right in the rows of a card were a unit of their own, beside the titles whose bar made a frame of these."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 9)
        canvas.rect(160, 350, 240, 24)
        canvas.drawString(166, 358, "Direction générale – Anne Roy")
        for column, (title, name) in enumerate(TREE["Direction générale"]):
            x = 10 + 182 * column
            canvas.setFillGray(0.95)
            canvas.rect(x, 230, 172, 84, fill=int(ground == "fill"), stroke=int(ground == "outline"))
            canvas.setFillGray(0)
            canvas.rect(x if side == "left" else x + 167, 230, 5, 84, fill=1, stroke=0)
            for row, (text, behind) in enumerate([(title, ""), (name, ""), *UNITS[title]]):
                canvas.setFont("Helvetica" if row else "Helvetica-Bold", 8)
                canvas.drawString(x + 9, 302 - 15 * row, text)
                canvas.drawRightString(x + 163, 302 - 15 * row, behind)

    chart = chart_of(drawn(draw, size=(560, 400)))
    told = {unit.title: [person.name for person in unit.people] for unit in chart.units}
    heads = {title: [name] for title, name in TREE["Direction générale"]}
    assert told == {"Direction générale": ["Anne Roy"], **heads, **{t: [n] for below in UNITS.values() for t, n in below}}


def test_bars_on_a_ground_higher_than_they_are_mark_blocks_off() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.95)
        canvas.rect(10, 150, 540, 240, fill=1, stroke=0)
        canvas.setFillGray(0)
        for column, (title, name) in enumerate(TREE["Direction générale"]):
            block(canvas, (20 + 180 * column, 330), [title, name], bar=5)
            for row, lines in enumerate(UNITS[title]):
                block(canvas, (34 + 180 * column, 280 - 44 * row), lines, bar=5)

    units = {unit.title: unit for unit in chart_of(drawn(draw, size=(560, 400))).units}
    ids = {unit.id: title for title, unit in units.items()}
    assert {title: ids.get(unit.parent or "") for title, unit in units.items() if title not in UNITS} == {
        title: head for head, below in UNITS.items() for title, _ in below
    }
    assert min(units[below[0][0]].confidence_parent for below in UNITS.values()) > 0.97  # 0.95 where no frame is seen


@pytest.mark.parametrize("ruled", [True, False])
def test_names_flush_right_in_the_rows_of_a_block_are_of_it(ruled: bool) -> None:
    """13.3: who stands flush right in a row heads the service in it, whatever marks the card off."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 9)
        canvas.rect(160, 350, 240, 24)
        canvas.drawString(166, 358, "Direction générale – Anne Roy")
        for column, (title, name) in enumerate(TREE["Direction générale"]):
            x = 10 + 182 * column
            canvas.rect(x, 230, 5, 84, fill=1, stroke=0)
            for row, (text, behind) in enumerate([(title, ""), (name, ""), *UNITS[title]]):
                canvas.setFont("Helvetica" if row else "Helvetica-Bold", 8)
                canvas.drawString(x + 9, 302 - 15 * row, text)
                canvas.drawRightString(x + 163, 302 - 15 * row, behind)
                if ruled and row > 1:
                    canvas.setLineWidth(0.5)
                    canvas.line(x + 9, 311 - 15 * row, x + 163, 311 - 15 * row)

    chart = chart_of(drawn(draw, size=(560, 400)))
    told = {unit.title: [person.name for person in unit.people] for unit in chart.units}
    assert {title: told[title] for below in UNITS.values() for title, _ in below} == {
        title: [name] for below in UNITS.values() for title, name in below
    }


@pytest.mark.parametrize("notes", [("Annexe", "Rue du Lavoir"), ("Annexe du Lavoir",)])
def test_what_stands_free_right_of_a_block_is_none_of_its_words(notes: Sequence[str]) -> None:
    """Flush at its left, or in one row alone."""

    def draw(canvas: Canvas) -> None:
        for column, (title, name) in enumerate(TREE["Direction générale"]):
            x = 20 + 180 * column
            block(canvas, (x, 330), [title, name], bar=5)
            for row, lines in enumerate(UNITS[title]):
                block(canvas, (x, 280 - 44 * row), lines, bar=5)
                for n, text in enumerate(notes):
                    canvas.setFont("Helvetica", 6)
                    canvas.drawString(x + 100, 301 - 44 * row - 11 * n, text)

    chart = chart_of(drawn(draw, size=(600, 400)))
    told = {unit.title: [person.name for person in unit.people] for unit in chart.units}
    assert told == {title: [name] for title, name in (*TREE["Direction générale"], *(o for below in UNITS.values() for o in below))}
