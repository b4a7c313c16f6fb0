"""Filled discs with pictograms in place of boxes, words beneath or beside them, lists under the services' titles (13.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from monitor.model import OrgChart
from tests.pdf.orgchart.test_tables_of_units import chart_of, names, tree
from tests.pdf.pdfs import drawn

Service: TypeAlias = tuple[Sequence[str], Sequence[str]]  # the lines of its title, and what is listed below
Pole: TypeAlias = tuple[str, str, Sequence[Service]]

TOWN: Sequence[Pole] = (
    ("Pôle Ressources", "Bruno Marchal", (
        (("Finances",), ("Budget", "Marchés")), (("Ressources", "humaines"), ("Paie", "Carrières")))),
    ("Pôle Technique", "Ronan Quéré", ((("Voirie et propreté",), ("Secteur nord", "Secteur sud")),)),
    ("Pôle Population", "Julie Bernard", (
        (("Écoles",), ("Restauration", "Garderies")), (("Sports",), ("Piscine", "Stades")))),
)  # fmt: skip
WIDE = landscape(A4)


def sheet(poles: Sequence[Pole], gap: float, *, bold: bool = True, lists: bool = True) -> OrgChart:
    """*gap*: white between the title beside the first disc and the name; *bold*: whether services have bold titles."""

    def draw(canvas: Canvas) -> None:
        def disc(x: float, top: float, radius: float) -> None:
            canvas.setFillGray(0.3)
            canvas.circle(x, WIDE[1] - top, radius, stroke=0, fill=1)
            canvas.setFillGray(1)
            canvas.circle(x, WIDE[1] - top, radius / 3, stroke=0, fill=1)
            canvas.setFillGray(0)

        def put(x: float, top: float, said: str, size: float, *, heavy: bool = False, centred: bool = True) -> None:
            canvas.setFont("Helvetica-Bold" if heavy else "Helvetica", size)
            (canvas.drawCentredString if centred else canvas.drawString)(x, WIDE[1] - top, said)

        def stroke(x0: float, top: float, x1: float, bottom: float) -> None:
            canvas.line(x0, WIDE[1] - top, x1, WIDE[1] - bottom)

        disc(420, 60, 32)
        put(460, 52, "Direction générale", 10, heavy=True, centred=False)
        put(460, 62 + gap, "Fatima Zahra Tazi", 9, centred=False)
        stroke(420, 92, 420, 120)
        stroke(170, 120, 670, 120)
        for place, (pole, head, services) in enumerate(poles):
            x = 170 + 250 * place
            stroke(x, 120, x, 142)
            disc(x, 162, 20)
            put(x, 194, pole, 9, heavy=True)
            put(x, 205, head, 8)
            first = x - 50 * (len(services) - 1)
            stroke(x, 212, x, 224)
            stroke(first, 224, x + 50 * (len(services) - 1), 224)
            for at, (title, listed) in enumerate(services):
                stroke(first + 100 * at, 224, first + 100 * at, 238)
                disc(first + 100 * at, 250, 12)
                for line, said in enumerate((*title, *(listed if lists else ()))):
                    of_title = line < len(title)
                    put(
                        first + 100 * at, 272 + 9 * line + 4 * (not of_title), said, 7 if of_title else 6.5, heavy=bold and of_title
                    )

    return chart_of(drawn(draw, size=WIDE))


def test_words_under_and_beside_a_pictogram_are_of_one_unit() -> None:
    """13.1: what stands right under a pictogram is a title, however small, over a list set otherwise, and no entry of it.

    A name beside a pictogram, below a title within its height, is that one's, whatever white parts both (13.3).
    """
    for gap in (0.0, 8.0, 16.0):
        for lists in (True, False):
            chart = sheet(TOWN, gap, lists=lists)
            wanted: dict[str, str | None] = {"Direction générale": None}
            for pole, _, services in TOWN:
                wanted[pole] = "Direction générale"
                for title, listed in services:
                    wanted[" ".join(title)] = pole
                    wanted |= dict.fromkeys(listed if lists else (), " ".join(title))
            assert tree(chart) == wanted, (gap, lists)
            assert names(chart)["Direction générale"] == ["Fatima Zahra Tazi"], gap


def test_lists_set_as_their_titles_under_pictograms_are_not_sure() -> None:
    """3.27: where nothing sets a title off from what is listed under it, no title that takes in the list is sure."""
    town = [(pole, head, [(title[:1], listed) for title, listed in services]) for pole, head, services in TOWN]
    wanted = {pole for pole, _, _ in town} | {"Direction générale"}
    wanted |= {said for _, _, services in town for title, listed in services for said in (*title, *listed)}
    chart = sheet(town, 8.0, bold=False)
    assert all(unit.confidence_title < 0.9 for unit in chart.units if unit.title not in wanted)
