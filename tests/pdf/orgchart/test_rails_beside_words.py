"""A column of cards on a rail next to a column of words without boxes: the rail's corner means none of these (13.2, 3.27)."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from functools import partial

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of, tree
from tests.pdf.pdfs import drawn

POLES = {
    "Pôle solidarités": ("Direction de la santé", "Direction du logement"),
    "Pôle ressources": ("Direction des finances", "Direction du personnel", "Direction du numérique"),
    "Pôle population": ("Direction des écoles", "Direction de la culture", "Direction des sports"),
    "Pôle cadre de vie": ("Direction des parcs", "Direction du bâti", "Direction des mobilités"),
}
WIDTH, APART = 138, 6


@pytest.mark.parametrize("short", [0.0, 2.0], ids=["stubs that meet the cards", "stubs a little short"])
@pytest.mark.parametrize("nearer", [0, 4])
def test_the_corner_of_a_rail_points_at_no_words_beside_it(short: float, nearer: int) -> None:
    """13.2, 3.27: the last card of the rail hung at what stood right of its corner, or that at the rail's pole, with .95."""

    def draw(canvas: Canvas) -> None:
        def write(x: float, top: float, said: str, *, bold: bool = True) -> None:
            canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 7)
            canvas.drawString(x, SHEET[1] - top, said)

        def line(x0: float, top: float, x1: float, bottom: float) -> None:
            canvas.line(x0, SHEET[1] - top, x1, SHEET[1] - bottom)

        canvas.rect(240, SHEET[1] - 44, 130, 24)
        write(246, 31, "Direction générale")
        write(246, 40, "Odile Ferrandon", bold=False)
        middles = [20 + (WIDTH + APART) * place + WIDTH / 2 for place in range(len(POLES))]
        line(305, 44, 305, 56)
        line(middles[0], 56, middles[-1], 56)
        for place, (pole, directions) in enumerate(POLES.items()):
            x, middle = middles[place] - WIDTH / 2, middles[place]
            line(middle, 56, middle, 68)
            canvas.rect(x + 4, SHEET[1] - 92, WIDTH - 8, 24)
            write(x + 10, 83, pole)
            rail, top, stubs = x + WIDTH - 3 + nearer, 106.0, []
            for direction in directions:
                write(x + 5, top + 9, direction)
                write(x + 5, top + 18, "Luc Cazenave" if direction.endswith("s") else "Maud Tessier", bold=False)
                for number, said in enumerate(("Accueil", "Études")):
                    write(x + 9, top + 27 + 9 * number, f"• {said} {direction.split()[-1]}", bold=False)
                if place % 2 == 0:
                    canvas.rect(x, SHEET[1] - top - 40, WIDTH - 10, 40)
                    stubs.append(top + 20)
                top += 48
            for at in stubs:
                line(x + WIDTH - 10 + short, at, rail, at)
            if stubs:
                line(rail, 98, rail, stubs[-1])
                line(middle, 98, rail, 98)
                line(middle, 92, middle, 98)

    chart = chart_of(drawn(draw, size=SHEET))
    found = tree(chart)
    titles = {unit.id: unit.title for unit in chart.units}
    sure = {unit.title: titles[unit.parent] for unit in chart.units if unit.parent and unit.confidence_parent >= 0.9}
    for place, (pole, directions) in enumerate(POLES.items()):
        assert [sure.get(direction, pole) for direction in directions] == [pole] * len(directions)
        if place % 2 == 0:
            assert [found[direction] for direction in directions] == [pole] * len(directions)


@pytest.mark.parametrize("inset", [0, 5], ids=["cards as wide as their head", "cards a little narrower"])
def test_two_manners_on_one_sheet_are_each_read_by_what_is_nearest(inset: int) -> None:
    """13.1, 3.27: beside « Direction des écoles » brackets lead to words; what stands in stacks under other heads is theirs.

    The rows that the directions of one pole begin took in the cards beneath those of the next. Two words at two arms of a bracket,
    right under each other, were one title.
    """
    words: dict[str, tuple[str, ...]] = {
        "Direction des écoles": ("Cantines", "Maud Tessier", "Garderies"),
        "Direction de la culture": ("Musées", "Danse", "Luc Cazenave"),
        "Direction des sports": ("Stades", "Piscines"),
    }
    stacks: dict[str, dict[str, tuple[str, ...]]] = {
        "Pôle ressources": {"Direction des finances": ("Budget", "Dette"), "Direction des achats": ("Marchés", "Contrats")},
        "Pôle cadre de vie": {"Direction des parcs": ("Serres", "Arbres", "Jardins"), "Direction du bâti": ("Études",)},
    }
    people = {"Maud Tessier": "Cantines", "Luc Cazenave": "Danse"}
    expected: dict[str, str | None] = {"Direction générale": None, "Pôle population": "Direction générale"}

    def draw(canvas: Canvas) -> None:
        def card(x: float, top: float, width: float, said: str, *, grey: bool = False) -> None:
            canvas.setFillGray(0.92 if grey else 1)
            canvas.rect(x, SHEET[1] - top - 24, width, 24, stroke=not grey, fill=1)
            write(x + 5, top + 14, said, bold=not grey, size=6 if grey else 8)

        def write(x: float, top: float, said: str, *, bold: bool = True, size: float = 6) -> None:
            canvas.setFillGray(0)
            canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
            canvas.drawString(x, SHEET[1] - top, said)

        def lines(*points: tuple[float, float]) -> None:
            for (x0, top), (x1, bottom) in itertools.pairwise(points):
                canvas.line(x0, SHEET[1] - top, x1, SHEET[1] - bottom)

        card(300, 20, 160, "Direction générale")
        lines((380, 44), (380, 54))
        lines((120, 54), (660, 54))
        for place, pole in enumerate(("Pôle population", *stacks)):
            lines((120 + 270 * place, 54), (120 + 270 * place, 64))
            card(30 + 270 * place, 64, 180, pole)
        lines((24, 84), (24, 220))
        for row, (direction, said) in enumerate(words.items()):
            top = 104 + 48 * row
            lines((24, top + 12), (30, top + 12))
            card(30, top, 110, direction)
            units = [unit for unit in said if unit not in people]
            starts = [
                top + 8 * number + 4 * (people.get("".join(said[number + 1 : number + 2])) == unit)
                for number, unit in enumerate(said)
            ]
            starts = [start for start, unit in zip(starts, said, strict=True) if unit in units]
            for number, unit in enumerate(said):
                write(162, top + 2.5 + 8 * number, unit, bold=unit in units)
            lines((140, top + 12), (146, top + 12))
            lines((146, min(*starts, top + 12)), (146, max(*starts, top + 12)))
            for start in starts:
                lines((146, start), (156, start))
            expected.update({direction: "Pôle population", **dict.fromkeys(units, direction)})
        for place, (pole, directions) in enumerate(stacks.items()):
            expected[pole] = "Direction générale"
            x = 300 + 270 * place
            lines((x + 90, 88), (x + 90, 96))
            lines((x - 20, 96), (x + 100, 96))
            for column, (direction, services) in enumerate(directions.items()):
                at = x - 70 + 120 * column
                lines((at + 50, 96), (at + 50, 104))
                card(at, 104, 110, direction)
                for row, service in enumerate(services):
                    card(at + inset, 132 + 27 * row, 110 - 2 * inset, service, grey=True)
                expected.update({direction: pole, **dict.fromkeys(services, direction)})

    chart = chart_of(drawn(draw, size=(842.0, SHEET[1])))
    assert tree(chart) == expected
    assert {person.name: unit.title for unit in chart.units for person in unit.people} == people


def test_words_at_the_arms_of_a_bracket_are_parted_by_these_or_where_the_gap_between_them_is_wider() -> None:
    """13.1, 3.27: the arms lead to each title's first line; or, 5 points higher, neither to it nor to the middle of a unit.

    There « Moyens des établissements Restauration », nobody there, was a unit with all that stands below it, or one without its
    name. A name further below its title than the next title is below it is no head of that one.
    """
    words = (("Moyens des", "établissements"), ("Restauration", "Mme Maud Tessier"), ("Écoles", "M. Luc Cazenave"))
    more = (("Aide aux", "lycéens"), ("Internats", "Mme Rose Perrin"), ("Stages", "M. Marc Colin"))
    exact = (("Moyens", "Mme Maud Tessier"), ("Restauration", "M. Luc Cazenave"), ("Écoles",))
    others = ["Direction de la santé", "Direction du logement", "Direction des finances", "Direction du personnel"]

    def draw(
        canvas: Canvas, *, sides: Mapping[str, tuple[tuple[str, ...], ...]], higher: float, step: float, between: float
    ) -> None:
        for place, title in enumerate(others):
            canvas.setFont("Helvetica-Bold", 8)
            canvas.rect(40 + 150 * place, SHEET[1] - 204, 130, 44)
            canvas.drawString(48 + 150 * place, SHEET[1] - 184, title)
        for place, (head, said) in enumerate(sides.items()):
            canvas.rect(40 + 300 * place, SHEET[1] - 104, 130, 44)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(48 + 300 * place, SHEET[1] - 84, head)
            x, top, arms = 170 + 300 * place, 66.0, list[float]()
            for number, lines in enumerate(said):
                arms.append(SHEET[1] - top + 3 - higher * (number > 0))
                for row, line in enumerate(lines):
                    titled = row == 0 or line.islower() or line == "établissements"
                    canvas.setFont("Helvetica-Bold" if titled else "Helvetica", 7)
                    canvas.drawString(x + 24, SHEET[1] - top - step * row, line)
                top += step * (len(lines) - 1) + between + 3 * place
            for arm in arms:
                canvas.line(x + 10, arm, x + 20, arm)
            canvas.line(x, SHEET[1] - 82, x + 10, SHEET[1] - 82)
            canvas.line(x + 10, arms[0], x + 10, arms[-1])

    for sides, higher, step, between in (
        ({"Direction des collèges": words, "Direction des lycées": more}, 5.0, 8.2, 11.0),
        ({"Direction des collèges": exact}, 0.0, 11.5, 9.2),
    ):
        chart = chart_of(drawn(partial(draw, sides=sides, higher=higher, step=step, between=between), size=SHEET))
        read = [(unit.title, *(person.name for person in unit.people)) for unit in chart.units]
        joined = {" ".join(unit): unit for said in sides.values() for unit in said}
        assert sorted(" ".join(one) for one in read) == sorted([*sides, *others, *joined])
        assert [one for one in read if len(one) > 1] == [unit for unit in joined.values() if unit[-1].startswith("M")]
