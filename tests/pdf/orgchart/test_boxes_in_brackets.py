"""Boxes and lists of two levels that a bracket holds beside a box hang under that one (3.27, 13.1)."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import TypeAlias, cast

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import OrgChart
from monitor.pdf.ink import Box
from monitor.pdf.orgchart.arrangement.heads import NetReading
from monitor.pdf.orgchart.marks.links import Attachment
from monitor.pdf.orgchart.marks.strokes import Bracket
from monitor.pdf.orgchart.nodes import CLEAR, DOUBTFUL, Node, PageNodes
from monitor.pdf.orgchart.unboxed.trees_without_boxes import hang_held
from tests.pdf.orgchart.test_brackets import curly, put, stemmed, typed
from tests.pdf.orgchart.test_tables_of_units import chart_of, tree
from tests.pdf.pdfs import drawn

Draw: TypeAlias = Callable[[Canvas, float, float, float, int], None]

TOWN: dict[str, dict[str, tuple[str, ...]]] = {
    "Pôle ressources": {
        "Direction des finances": ("Budget", "Dette"),
        "Direction juridique": ("Assurances",),
        "Direction des achats": ("Magasin", "Marchés publics"),
    },
    "Pôle proximité": {"Direction des sports": ("Piscines", "Gymnases"), "Direction des familles": ("Crèches", "Ludothèque")},
    "Pôle technique": {
        "Direction de la voirie": ("Éclairage", "Propreté"),
        "Direction des parcs": ("Serres",),
        "Direction des bâtiments": ("Énergie", "Ateliers"),
    },
}
UNDER: dict[str, str | None] = dict.fromkeys(TOWN)
UNDER |= {direction: pole for pole, directions in TOWN.items() for direction in directions}
UNDER |= {service: direction for directions in TOWN.values() for direction, own in directions.items() for service in own}


def boxes(bracket: Draw, *, shown: bool = True, right: bool = True) -> OrgChart:
    """Poles under each other, in the middle of the brackets that hold their directions; each is followed by its services' boxes.

    *shown*: else two of three poles stand far from the points of their brackets. *right*: whether services are drawn.
    """

    def draw(canvas: Canvas) -> None:
        put(canvas, 300, 560, "Organigramme", 14, bold=True)
        y = 530.0
        for number, (pole, directions) in enumerate(TOWN.items()):
            first = y
            for direction, services in directions.items():
                canvas.rect(210, y - 28, 200, 28)
                put(canvas, 216, y - 17, direction, 9, bold=True)
                for place, service in enumerate(services if right else ()):
                    x = 430 + 120 * place
                    canvas.line(x - (20 if place == 0 else 10), y - 14, x, y - 14)
                    canvas.rect(x, y - 26, 110, 24)
                    put(canvas, x + 5, y - 17, service, 8)
                y -= 34
            bracket(canvas, 195, y + 6, first, 1)
            middle = (first + y + 6) / 2 if shown or number == 0 else first + 20
            canvas.setFillGray(0.8)
            canvas.rect(30, middle - 15, 140, 30, fill=1)
            canvas.setFillGray(0)
            put(canvas, 36, middle - 4, pole, 10, bold=True)
            y -= 20

    return chart_of(drawn(draw, size=(760, 600)))


@pytest.mark.parametrize("bracket", [curly, stemmed, typed])
def test_boxes_in_a_bracket_hang_under_the_box_that_it_shows_at(bracket: Draw) -> None:
    """(3.27) They were, for certain, of the row that the box before them begins: of the pole over the next direction."""
    found = boxes(bracket)
    assert tree(found) == UNDER
    directions = {direction for own in TOWN.values() for direction in own}
    assert all(unit.confidence_parent >= 0.9 for unit in found.units if unit.title in directions)


def test_brackets_that_show_at_no_box_make_what_they_hold_unsure() -> None:
    """(3.27) What most of a sheet's brackets mean is not plain, and so is what the one means that shows at a box."""
    found = boxes(curly, shown=False, right=False)
    assert not [unit.title for unit in found.units if unit.parent and unit.confidence_parent >= 0.9]


@pytest.mark.parametrize("bold", [True, False])
def test_a_list_of_two_levels_in_a_bracket_has_both(*, bold: bool) -> None:
    """(3.27) Services hung, for certain, under the pole, beside their directions; where only places tell none is wrong."""

    def draw(canvas: Canvas) -> None:
        put(canvas, 200, 560, "Organigramme", 14, bold=True)
        y = 530.0
        for pole, directions in TOWN.items():
            first = y
            for direction, services in directions.items():
                put(canvas, 206, y - 8, direction, 9, bold=bold)
                for service in services:
                    y -= 12
                    put(canvas, 216, y - 8, service, 8 if bold else 9)
                y -= 16
            curly(canvas, 195, y + 4, first, 1)
            canvas.rect(30, (first + y) / 2 - 15, 140, 30)
            put(canvas, 36, (first + y) / 2 - 4, pole, 10, bold=True)
            y -= 10

    found = chart_of(drawn(draw, size=(480, 600)))
    assert not bold or tree(found) == UNDER
    assert not bold or all(unit.confidence_parent >= 0.9 for unit in found.units if unit.parent)
    titles = {unit.id: unit.title for unit in found.units}
    sure = {unit.title: titles[unit.parent] if unit.parent else None for unit in found.units if unit.confidence_parent >= 0.9}
    assert {title: head for title, head in sure.items() if UNDER[title] != head} == {}


def stacks() -> tuple[PageNodes, list[Node], list[list[Node]]]:
    """Two boxes under each other, each with a bracket and two boxes in it, and all of these nodes."""
    poles, held, brackets = list[Node](), list[list[Node]](), list[Bracket]()
    for top in (100.0, 200.0):
        poles.append(Node(f"Pôle {top:.0f}", [], Box(20, top + 25, 120, top + 55)))
        held.append([Node(f"Service {y:.0f}", [], Box(150, y, 300, y + 35)) for y in (top, top + 45)])
        brackets.append(Bracket(138, top, top + 80, top + 40, 1))
    return PageNodes([*poles, *held[0], *held[1]], brackets=brackets), poles, held


@pytest.mark.parametrize("drawn", [True, False])
def test_of_two_boxes_that_brackets_show_at_none_heads_the_other(*, drawn: bool) -> None:
    """(3.27) The second pole was, for certain, under the first, over which nobody stands."""
    found, poles, held = stacks()
    for node in (node for nodes in held for node in nodes):
        node.drawn = drawn
    poles[1].hang(poles[0], "stack", CLEAR)
    hang_held(found, [])
    assert [pole.parent for pole in poles] == [None, None] and poles[1].confidence == DOUBTFUL
    assert [[node.parent for node in nodes] for nodes in held] == [[pole, pole] for pole in poles]


def test_a_box_over_what_its_bracket_holds_is_not_under_that() -> None:
    """(3.27) A row that began with a service had the pole in it."""
    found, poles, held = stacks()
    poles[0].hang(held[0][0], "row", CLEAR)
    hang_held(found, [])
    assert poles[0].parent is None and held[0][0].parent is poles[0]


def test_what_strokes_lead_to_from_elsewhere_is_not_of_the_box_beside_the_bracket() -> None:
    """(3.27) « Services mutualisés » in a box, with a bracket before boxes that hang under their directors: a remark."""
    found, poles, held = stacks()
    director = Node("Direction", [], Box(150, 20, 300, 50))
    ends = [(director, Attachment(0, "b", at=(225.0, 50.0))), (held[0][0], Attachment(1, "t", at=(225.0, 100.0)))]
    held[0][0].hang(director, "line", CLEAR)
    hang_held(found, [cast(NetReading, SimpleNamespace(ends=ends))])
    assert held[0][0].parent is director and held[0][1].parent is None and held[1][0].parent is poles[1]


def test_entries_of_several_looks_in_a_bracket_may_head_each_other() -> None:
    """(3.27) Which of them does has yet to be told: until then that all hang under the box is in doubt."""
    found, poles, held = stacks()
    for node in (node for nodes in held for node in nodes):
        node.drawn = False
    held[0][0].bold = True
    hang_held(found, [])
    assert [node.confidence for nodes in held for node in nodes] == [DOUBTFUL, DOUBTFUL, CLEAR, CLEAR]
    assert [node.parent for node in held[0]] == [poles[0]] * 2


def test_what_chance_hung_is_doubted_where_brackets_show_at_no_box() -> None:
    """(3.27) They hold these boxes for some reason, and nobody knows which."""
    found, poles, held = stacks()
    director = Node("Direction", [], Box(20, 20, 300, 50))
    poles[1].box = poles[1].box._replace(top=290, bottom=320)
    for node in (node for nodes in held for node in nodes):
        node.hang(director, "stack", CLEAR)
    hang_held(found, [])
    assert {(node.parent is director, node.confidence) for nodes in held for node in nodes} == {(True, DOUBTFUL)}


def test_brackets_may_hold_what_others_show_at() -> None:
    """(3.27) « Direction générale » before a bracket around both poles."""
    found, poles, held = stacks()
    top = Node("Direction générale", [], Box(-120, 125, -20, 155))
    poles[1].hang(poles[0], "stack", CLEAR)
    found.nodes.append(top)
    found.brackets.append(Bracket(0, 120, 260, 140, 1))
    hang_held(found, [])
    assert [pole.parent for pole in poles] == [top, top]
    assert [[node.parent for node in nodes] for nodes in held] == [[pole, pole] for pole in poles]
