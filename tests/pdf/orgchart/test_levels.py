"""Bands over the sheet that say how high what stands in them is: « Direction », « Pôles », « Niveau 3 » are no units (3.27)."""

from __future__ import annotations

from typing import Literal

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_drawn_ways import Parents, box, parents
from tests.pdf.pdfs import drawn

HEAD = "Secrétariat de mairie"
POLES = {"Pôle Halage": ("Bacs", "Écluses"), "Pôle Bocage": ("Haies", "Chemins")}
TREE: Parents = {HEAD: None, **dict.fromkeys(POLES, HEAD), **{title: pole for pole, titles in POLES.items() for title in titles}}
LEVELS = ("Niveau 1", "Niveau 2", "Niveau 3")


def sheet(drawn_as: Literal["fill", "outline", "rules"], *, turned: bool, celled: bool, linked: bool = True) -> bytes:
    """Three bands 80 high that touch; their names turned or not, in cells of their own or not."""

    def draw(canvas: Canvas) -> None:
        for number, name in enumerate(LEVELS):
            bottom = 300 - 80 * number
            canvas.setFillGray(0.9 + 0.03 * (number % 2))
            if drawn_as == "rules":
                canvas.line(10, bottom, 690, bottom)
                canvas.line(10, bottom + 80, 690, bottom + 80)
                canvas.line(10, bottom, 10, bottom + 80)
                canvas.line(690, bottom, 690, bottom + 80)
            else:
                canvas.rect(10, bottom, 680, 80, stroke=int(drawn_as == "outline"), fill=1)
            if celled:
                canvas.setFillGray(0.7)
                canvas.rect(10, bottom, 60, 80, stroke=0, fill=1)
            canvas.saveState()
            canvas.setFillGray(0)
            canvas.setFont("Helvetica-Bold", 9)
            canvas.translate(30, bottom + 38)
            canvas.rotate(90 * turned)
            canvas.drawString(-15, 0, name)
            canvas.restoreState()
        at = {HEAD: (310.0, 330.0)} | {pole: (160.0 + 300 * n, 250.0) for n, pole in enumerate(POLES)}
        at |= {title: (85.0 + 150 * n, 170.0) for n, title in enumerate(t for titles in POLES.values() for t in titles)}
        for title, (x, y) in at.items():
            canvas.setFillGray(1)
            box(canvas, title, x, y, width=140, fill=1)
        for title, head in TREE.items() if linked else ():
            if head:
                (x, y), (x0, y0) = at[title], at[head]
                canvas.lines(
                    [(x0 + 70, y0, x0 + 70, y0 - 22), (x0 + 70, y0 - 22, x + 70, y0 - 22), (x + 70, y0 - 22, x + 70, y + 30)]
                )

    return drawn(draw, size=(700.0, 400.0))


@pytest.mark.parametrize("drawn_as", ["fill", "outline", "rules"])
@pytest.mark.parametrize(("turned", "celled"), [(False, False), (True, False), (True, True)])
def test_bands_that_strokes_lead_through_are_levels(
    drawn_as: Literal["fill", "outline", "rules"], turned: bool, celled: bool
) -> None:
    """(3.27) Each was a unit that headed what stands in it, in place of the box above, and surely."""
    assert parents(sheet(drawn_as, turned=turned, celled=celled)) == TREE


def test_bands_without_strokes_from_one_to_the_next_head_what_stands_in_them() -> None:
    found = parents(sheet("fill", turned=True, celled=False, linked=False))
    assert {found[title] for title in ("Bacs", "Écluses", "Haies", "Chemins")} == {"Niveau 3"}
