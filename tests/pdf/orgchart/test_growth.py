"""A chart of many units costs what its units cost: twice as many, about twice as much (13.1)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from bench.generated import bus_pdf, chart_pdf
from monitor.model import DocumentContent
from monitor.pdf import pdfium
from monitor.pdf.ink import Box
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.choice.parents import hang_open
from monitor.pdf.orgchart.marks.drawing import Drawing, Shape
from monitor.pdf.orgchart.nodes import Node, Votes
from monitor.pdf.orgchart.several_pages import PageChart, joined_pages
from monitor.pdf.orgchart.units.bands import hang_in_bands
from monitor.pdf.orgchart.units.cells import Depths, hang_under_headings
from monitor.pdf.orgchart.units.column_heads import put_repeated_heads_aside
from monitor.pdf.orgchart.units.names_beside import join_names_by_look
from monitor.pdf.orgchart.units.portraits import discs_in
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from monitor.pdf.orgchart.words.people import named_in
from monitor.pdf.read import read
from tests import sweeps
from tests.calls import calls_of
from tests.pdf.pdfs import drawn

_SMALL, _LARGE = sweeps.times(30, 50), sweeps.times(120, 400)
_SQUARE = sweeps.times(113, 125) / 100  # times what a chart would cost in proportion
_MOST = 2.0  # times what growth in proportion would cost; a cost that grows as the square takes eight


@pytest.mark.parametrize("drawn", [pytest.param(chart_pdf, id="columns"), pytest.param(bus_pdf, id="a stroke for each")])
def test_cost_grows_with_the_units_and_not_with_their_square(drawn: Callable[[int], bytes]) -> None:
    """Some more for each unit is what sorting and grids cost; a hidden square of a cheap step shows as a tenth (13.1)."""
    small, large = (_calls(drawn(units), units) for units in (_SMALL, _LARGE))
    assert large < _SQUARE * small * _LARGE / _SMALL


def _calls(data: bytes, units: int) -> int:
    contents: list[object] = []
    calls = calls_of(lambda: contents.append(read(data, kind="orgchart")))
    (content,) = contents
    assert isinstance(content, DocumentContent) and content.orgchart and len(content.orgchart.units) == units
    return calls


def test_tables_under_titles_of_their_own_cost_what_they_hold() -> None:
    """Each title is set beside what stands below it up to the next title, not beside the whole sheet (13.1)."""

    def calls(tables: int) -> int:
        nodes = []
        for place in range(tables):
            for line in range(3):
                box = Box(20, 60 * place + 14 * line, 100, 60 * place + 14 * line + 12)
                nodes.append(Node(label=f"Service {place}.{line}", people=[], box=box, drawn=line > 0))
        votes = Votes()
        work = calls_of(lambda: hang_under_headings(nodes, votes))
        assert all(vote.parent is nodes[0] for cell in nodes[1:3] for vote in votes.of(cell)) and votes.of(nodes[1])
        return work

    assert calls(400) < _MOST * calls(50) * 8


def _line(text: str, base: float, *, bold: bool = False) -> Line:
    return Line(text, Box(0, base - 8, 4.0 * len(text), base + 2), base, 8.0, bold, False, 0, (0, 0, 0), 0)


def _asked_for_names(work: Callable[[], object]) -> int:
    """Of how many texts *work* asks whom they name, that nobody asked of before."""
    before = named_in.cache_info().misses
    work()
    return named_in.cache_info().misses - before


def test_boxes_in_no_row_of_a_table_are_not_asked_for_names() -> None:
    """Where cells stand is asked first: whom they name costs far more, and most sheets are no tables (13.1)."""
    boxes = [
        TextBox(Box(0, 40.0 * n, 200, 40.0 * n + 30), lines=[_line(f"Pôle isolé du quai numéro {n}", 40.0 * n + 20)])
        for n in range(40)
    ]
    assert _asked_for_names(lambda: put_repeated_heads_aside(PageText(boxes, []))) == 0


def test_a_look_of_titles_is_known_by_its_first_few() -> None:
    """Nearly all lines in a look must be names to be joined: once too many are none, nobody is asked of the rest (13.1)."""
    boxes = [
        [_line(f"Mission cadre de rive {n} des", 10, bold=True), _line(f"jardins partagés {n}", 20, bold=True), _line("12 rue", 40)]
        for n in range(60)
    ]
    assert _asked_for_names(lambda: join_names_by_look(boxes)) < 60


@pytest.mark.parametrize("work", ["discs", "columns"])
def test_what_stands_side_by_side_is_not_held_against_all_before_it(work: str) -> None:
    """13.1: which shapes may be portraits, and in which columns a page's units begin, is asked of every sheet."""

    def calls(count: int) -> int:
        boxes = [Box(20.0 * n, 0, 20.0 * n + 30, 30) for n in range(count)]
        if work == "discs":
            drawing = Drawing(tuple(Shape(box, (90, 90, 90), None, False, n) for n, box in enumerate(boxes)), (), ())
            return calls_of(lambda: discs_in(drawing))
        nodes = [Node(label=f"Service {n}", people=[], box=box, drawn=True) for n, box in enumerate(boxes)]
        return calls_of(lambda: joined_pages([PageChart(nodes, None, [], 0, 0)]))

    assert calls(400) < _MOST * calls(50) * 8


def test_a_shape_without_height_is_no_portrait() -> None:
    """3.27: a filled line, or what a broken file makes of a shape, stands for nobody and breaks nothing."""
    boxes = Box(0, 0, 0, 0), Box(0, 5, 40, 5), Box(7, 0, 7, 40), Box(0, 0, 30, 30)
    assert discs_in(Drawing(tuple(Shape(box, (9, 9, 9), None, False, n) for n, box in enumerate(boxes)), (), ())) == [boxes[3]]


def test_what_clips_let_through_is_looked_at_for_so_many_points_of_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """11: a map of thousands of fills under one clip of many points asked for each point of it for each fill."""

    def draw(canvas: Canvas) -> None:
        clip = canvas.beginPath()
        clip.moveTo(10, 10)
        for n in range(90):
            clip.lineTo(10 + 5 * n, 500 if n % 2 else 300)
        clip.close()
        canvas.clipPath(clip, stroke=0, fill=0)
        for n in range(100):
            canvas.rect(10 + n % 50 * 8, 310 + n // 50 * 8, 7, 7, stroke=0, fill=1)

    data = drawn(draw)
    every = calls_of(lambda: read(data, kind="orgchart"))
    monkeypatch.setattr(pdfium, "_MOST_CLIPPED", 1000)
    assert calls_of(lambda: read(data, kind="orgchart")) < 0.7 * every


def test_rows_that_boxes_begin_cost_what_they_hold() -> None:
    """13.1: what strokes hang elsewhere on a page is looked for once, not for every run of boxes under each other."""

    def calls(rows: int) -> int:
        nodes = []
        for place in range(8 * rows):
            x, y = 70.0 * (place % 8), 26.0 * (place // 8)
            box = Box(x, y, x + 60, y + 18)
            nodes.append(Node(label=f"Unité {place}", people=[], box=box, bold=place // 8 % 2 == 0, size=8 - 0.5 * (place % 8 > 0)))
        return calls_of(lambda: hang_in_bands(nodes, Votes(), Depths()))

    assert calls(40) < _MOST * 4 * calls(10)


def test_titles_without_boxes_are_set_against_those_of_their_column() -> None:
    """13.1: each of many columns of titles looked for its head among the titles of all others."""

    def calls(columns: int) -> int:
        places = [
            Box(70.0 * (n % columns), 26.0 * (n // columns), 70.0 * (n % columns) + 60, 26.0 * (n // columns) + 18)
            for n in range(10 * columns)
        ]
        nodes = [Node(label="Unité", people=[], box=box, size=9.0 - (box.top > 0), drawn=False) for box in places]
        work = calls_of(lambda: hang_open(nodes, Votes()))
        assert all(node.parent is nodes[n % columns] for n, node in enumerate(nodes[columns:]))
        return work

    assert calls(40) < _MOST * 4 * calls(10)
