"""Upper edges that a path or strokes leave open for a title, two lines of one around them, and labels laid on them (13.1, 3.27)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE, OrgChart
from monitor.model.frozen import replace
from monitor.pdf.ink import Box, Letter, PageInk, Path, PathStep
from monitor.pdf.orgchart.marks.drawing import Segment, drawing_of
from monitor.pdf.orgchart.marks.strokes import cells
from monitor.pdf.orgchart.units.badges import labels_astride
from monitor.pdf.orgchart.units.box_words import raised_to_titles
from tests.pdf.orgchart.test_rosters import chart_of
from tests.pdf.orgchart.test_written import lines
from tests.pdf.pdfs import drawn

POLES = {
    ("Pôle cadre de vie", "M. Paul Verrier"): {
        ("Service voirie", "Mme Zoé Martel"): ["Éclairage public", "Propreté urbaine"],
        ("Service des parcs", "M. Luc Besson"): ["Serres municipales", "Service des arbres"],
    },
    ("Pôle solidarités", "Mme Jeanne Roussel"): {
        ("Service petite enfance", "M. Hugo Lemaire"): ["Crèche des Lilas"],
        ("Service des aînés", "Mme Claire Dumont"): [],
    },
}
TOP = ("Direction générale", "Mme Anne Lorrain")
Frame = Callable[[Canvas, float, float, float, float, float, float], None]  # x, upper edge, width, height; the title's ends


def _covered(canvas: Canvas, x: float, y: float, wide: float, high: float, start: float, end: float) -> None:
    """White painted over the edge behind the title, which stands as high as style sheets put it."""
    canvas.rect(x, y - high, wide, high)
    canvas.setFillGray(1)
    canvas.rect(start - 3, y - 6, end - start + 6, 12, stroke=0, fill=1)
    canvas.setFillGray(0)


def _open(canvas: Canvas, x: float, y: float, wide: float, high: float, start: float, end: float) -> None:
    way = canvas.beginPath()
    way.moveTo(end + 3, y)
    for place in ((x + wide, y), (x + wide, y - high), (x, y - high), (x, y), (start - 3, y)):
        way.lineTo(*place)
    canvas.drawPath(way)


def _of_lines(canvas: Canvas, x: float, y: float, wide: float, high: float, start: float, end: float) -> None:
    corners = [(end + 3, y), (x + wide, y), (x + wide, y - high), (x, y - high), (x, y), (start - 3, y)]
    for one, other in pairwise(corners):
        canvas.line(*one, *other)


def _sheet(frame: Frame, *, centred: bool, title: str = "", low: float = 2.8) -> OrgChart:
    """*title*: over two lines, in place of that of a service; *low*: points from the edge to a title's baseline."""

    def one(canvas: Canvas, x: float, y: float, wide: float, high: float, said: tuple[str, str], size: float) -> None:
        lines = said[0].split("\n")
        long = max(canvas.stringWidth(line, "Helvetica-Bold", size) for line in lines)
        start = x + (wide - long) / 2 if centred else x + 12
        frame(canvas, x, y, wide, high, start, start + long)
        canvas.setFont("Helvetica-Bold", size)
        for number, line in enumerate(lines):
            canvas.drawString(start, y - low - size * 1.2 * (number - (len(lines) - 1) / 2), line)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(x + 8, y - 12 - size * 0.6 * len(lines), said[1])

    def draw(canvas: Canvas) -> None:
        one(canvas, 200, 780, 190, 40, TOP, 9)
        for row, (pole, services) in enumerate(POLES.items()):
            y = 710 - 150 * row
            one(canvas, 30, y, 535, 120, pole, 9)
            for column, (service, teams) in enumerate(services.items()):
                x = 40 + 262 * column
                words = title if title and (row, column) == (0, 1) else service[0]
                one(canvas, x, y - 34, 252, 76, (words, service[1]), 8)
                canvas.setFont("Helvetica", 7.5)
                for number, team in enumerate(teams):
                    canvas.drawString(x + 16, y - 34 - 28 - 11 * number, team)

    return chart_of(drawn(draw))


def _heads(chart: OrgChart) -> dict[str, str | None]:
    units = {unit.id: unit for unit in chart.units}
    return {unit.title: units[unit.parent].title if unit.parent else None for unit in chart.units}


TREE: dict[str, str | None] = {TOP[0]: None} | {pole: TOP[0] for pole, _ in POLES}
TREE |= {service: pole for (pole, _), own in POLES.items() for service, _ in own}
TREE |= {team: service for own in POLES.values() for (service, _), teams in own.items() for team in teams}
PEOPLE = dict([TOP, *POLES, *(service for own in POLES.values() for service in own)])


@pytest.mark.parametrize("centred", [False, True])
@pytest.mark.parametrize("frame", [_covered, _open, _of_lines])
@pytest.mark.parametrize("low", [1.2, 2.8, 4.0])
def test_a_title_on_the_upper_edge_is_of_the_frame(frame: Frame, centred: bool, low: float) -> None:
    """Titles side by side were one, their frames' heads units, and each list hung at the outer frame, for certain (3.27)."""
    chart = _sheet(frame, centred=centred, low=low)
    assert _heads(chart) == TREE
    assert {unit.title: unit.people[0].name for unit in chart.units if unit.people} == PEOPLE
    assert all(unit.confidence_parent >= SURE for unit in chart.units if unit.title not in (pole for pole, _ in POLES))


def test_an_edge_runs_between_the_two_lines_of_a_title_where_others_stand_on_theirs() -> None:
    """« infantile » was a unit beside « Direction de la protection maternelle et » (3.27)."""
    chart = _sheet(_covered, centred=False, title="Service des parcs, jardins et\nespaces naturels")
    expected = {title.replace("des parcs", "des parcs, jardins et espaces naturels"): head for title, head in TREE.items()}
    assert _heads(chart).keys() == expected.keys()


def test_words_that_run_over_the_edge_of_the_next_box_are_none_of_its_title() -> None:
    """Nor are those of a table's row that are set low, nor what follows another line over the edge of a box elsewhere."""

    def raised(boxes: list[Box], said: dict[tuple[float, float], str]) -> list[float]:
        """How far each of *boxes* reaches up to *said*: words of a size of 8 by where they begin and their baseline."""
        letters = [
            Letter(text, x + 4 * n, base - 6, x + 4 * n + 4, base + 2, base, 8, True, False, 0, (0, 0, 0), n)
            for (x, base), word in said.items()
            for n, text in enumerate(word)
        ]
        return [box.top - found.top for box, found in zip(boxes, raised_to_titles(letters, boxes), strict=True)]

    outer, card, frame, other = Box(0, 0, 400, 200), Box(10, 10, 110, 40), Box(10, 50, 110, 90), Box(120, 50, 220, 90)
    assert raised([outer, frame], {(20, 52): "Voirie"}) == [0, 6]
    assert raised([card, frame], {(20, 42): "Entretien", (20, 52): "voirie"}) == [0, 0]
    assert raised([card._replace(bottom=50), frame], {(20, 52): "Voirie"}) == [0, 0]
    two = {(20.0, 47.0): "Entretien", (20.0, 57.0): "des parcs"}
    assert raised([outer, frame, other], two | {(130, 52): "Eaux"}) == [0, 11, 6]
    assert raised([outer, frame, other], two) == [0, 0, 0]  # no title stands so there


def test_what_is_open_otherwise_than_for_a_title_is_no_frame() -> None:
    """A bracket opens at its feet, and beside a heading rules are no sides of a frame, nor is one that white interrupts."""
    frame = ((40.0, 0.0), (100.0, 0.0), (100.0, 50.0), (0.0, 50.0), (0.0, 0.0), (10.0, 0.0))
    bracket = ((0.0, 50.0), (0.0, 0.0), (100.0, 0.0), (100.0, 50.0))
    found = []
    for points in (frame, frame[::-1], bracket):
        steps: list[PathStep] = [("l", *point) for point in points]
        path = Path(Box(0, 0, 100, 50), (("m", *points[0]), *steps[1:]), None, (0, 0, 0), 1.0, False, 0)
        page = PageInk(number=1, width=200, height=200, letters=(), paths=(path,), pictures=())
        found.append(len(drawing_of(page).shapes))
    assert found == [1, 1, 0]

    def sides(*words: float) -> list[Box]:
        letters = [
            Letter("x", x + 4 * n, 94, x + 4 * n + 4, 102, 102, 8, True, False, 0, (0, 0, 0), n) for x in words for n in range(5)
        ]
        ways = ((10, 100, 20, 100), (50, 100, 110, 100), (110, 100, 110, 150), (10, 150, 110, 150), (10, 100, 10, 150))
        return cells([Segment(*way, 1.0, False, n) for n, way in enumerate(ways)], letters)

    assert sides(24.0) == [Box(10, 100, 110, 150)]
    assert sides() == [] and sides(60.0) == []


def test_labels_on_upper_edges_are_titles_of_what_is_set_smaller_or_named_there() -> None:
    """« Métropole », « Ville » on the edges of boxes say who shares these: they were units over the directions, for certain."""
    boxes = [box for x in (0.0, 100.0, 200.0) for box in (Box(x, 50, x + 90, 100), Box(x + 10, 40, x + 80, 60))]

    def titles(labels: Sequence[str], below: str, *, bold: bool = False) -> dict[int, int]:
        under = [replace(lines(below)[0], bold=bold)]
        return labels_astride(boxes, [said for label in labels for said in (under, [replace(lines(label)[0], bold=True)])])

    services = ("Service des ports", "Service des parcs", "Service voirie")
    assert titles(services, "Mme Anne Roy") == titles(services, "Phare") == {1: 0, 3: 2, 5: 4}
    assert titles(("Imagerie", "Maternité", "Urologie"), "Mme Anne Roy") == {1: 0, 3: 2, 5: 4}
    assert titles(services, "Phare", bold=True) == {}  # a title stands in there, too
    for sharers in (("Ville", "Métropole", "CCAS"), ("Commun", "Communal", "Intercommunal"), ("Étage 1", "Étage 2", "Étage 3")):
        assert titles(sharers, "Direction des finances") == titles(sharers, "Finances") == {}
    assert titles(("Commun", "Commun", "Ville"), "Mme Anne Roy") == {}
    assert labels_astride(boxes[:4], [[lines("Mme Anne Roy")[0]], [lines("Service voirie")[0]]] * 2) == {}


def test_what_stands_in_a_frame_hangs_under_the_label_on_its_upper_edge_however_short_that_is() -> None:
    """All but the first of each frame hung at the top of the sheet, in doubt (3.27)."""

    def labelled(canvas: Canvas, x: float, y: float, wide: float, high: float, start: float, end: float) -> None:
        canvas.rect(x, y - high, wide, high)
        canvas.setFillGray(0.9)
        canvas.roundRect(start - 5, y - 8, end - start + 10, 16, 5, fill=1)
        canvas.setFillGray(0)

    chart = _sheet(labelled, centred=False)
    heads = {title: head for title, head in _heads(chart).items() if title not in (pole for pole, _ in POLES)}
    assert heads == {title: head for title, head in TREE.items() if title not in (pole for pole, _ in POLES)}
    assert {unit.title: unit.people[0].name for unit in chart.units if unit.people} == PEOPLE
    assert all(unit.confidence_parent >= SURE for unit in chart.units if unit.title in heads)
