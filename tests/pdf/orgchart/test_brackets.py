"""Words without boxes, joined by brackets from title to title: each hangs under the title that the bracket around it shows at."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import cast

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import OrgChart
from monitor.pdf.ink import Box, Letter
from monitor.pdf.orgchart.arrangement.heads import NetReading
from monitor.pdf.orgchart.marks.links import Attachment
from monitor.pdf.orgchart.marks.strokes import without_typed_brackets
from monitor.pdf.orgchart.nodes import Node, PageNodes
from monitor.pdf.orgchart.unboxed.trees_without_boxes import hang_by_combs
from tests.pdf.orgchart.test_rosters import chart_of
from tests.pdf.pdfs import drawn

SHEET = (640.0, 300.0)
COLUMNS = (20, 220, 420)
SIZES = (11, 10, 8)
TOP = "Direction générale"
POLES = {
    "Pôle ressources": ("Service des finances", "Service des achats", "Archives municipales"),
    "Pôle cadre de vie": ("Service de la voirie", "Service propreté urbaine"),
    "Pôle solidarités": ("Service petite enfance", "Service seniors", "Service du logement", "Mission insertion"),
}


def curly(canvas: Canvas, x: float, low: float, high: float, turn: int) -> None:
    """A curly bracket with its point at (x - 6 × turn), half way up."""
    middle = (low + high) / 2
    path = canvas.beginPath()
    path.moveTo(x + 6 * turn, high)
    path.curveTo(x + 2 * turn, high, x, high - 2, x, high - 6)
    path.lineTo(x, middle + 6)
    path.curveTo(x, middle + 2, x - 2 * turn, middle, x - 6 * turn, middle)
    path.curveTo(x - 2 * turn, middle, x, middle - 2, x, middle - 6)
    path.lineTo(x, low + 6)
    path.curveTo(x, low + 2, x + 2 * turn, low, x + 6 * turn, low)
    canvas.drawPath(path)


def square(canvas: Canvas, x: float, low: float, high: float, turn: int) -> None:
    canvas.lines([(x, low, x, high), (x, low, x + 8 * turn, low), (x, high, x + 8 * turn, high)])


def stemmed(canvas: Canvas, x: float, low: float, high: float, turn: int) -> None:
    square(canvas, x, low, high, turn)
    canvas.line(x - 8 * turn, (low + high) / 2, x, (low + high) / 2)


def typed(canvas: Canvas, x: float, low: float, high: float, turn: int) -> None:
    """A letter as high as what it is around, set narrow as office programs do."""
    size = max(24.0, (high - low) / 0.95)
    canvas.saveState()
    canvas.translate(x - 6, (low + high) / 2 - 0.265 * size)
    canvas.scale(0.3, 1)
    canvas.setFont("Helvetica", size)
    canvas.drawString(0, 0, "{" if turn > 0 else "}")
    canvas.restoreState()


def chart(
    bracket: Callable[[Canvas, float, float, float, int], None], *, turn: int = 1, top: str | None = TOP, named: bool = False
) -> OrgChart:
    """Three columns of titles, from left to right or, with *turn* -1, from right to left; *named*: who heads each pole under it."""

    def write(canvas: Canvas, depth: int, y: float, title: str) -> None:
        canvas.setFont("Helvetica-Bold" if depth < 2 else "Helvetica", SIZES[depth])
        (canvas.drawString if turn > 0 else canvas.drawRightString)(at(COLUMNS[depth]), y - 3, title)

    def at(x: float) -> float:
        return x if turn > 0 else SHEET[0] - x

    def draw(canvas: Canvas) -> None:
        y, middles = 270.0, []
        for pole, services in POLES.items():
            first = y
            for service in services:
                write(canvas, 2, y, service)
                y -= 24
            middles.append((first + y + 24) / 2)
            write(canvas, 1, middles[-1], pole)
            if named:
                canvas.setFont("Helvetica", SIZES[2])
                canvas.drawString(
                    COLUMNS[1], middles[-1] - 13, "Mme " + {"r": "Anne Roy", "c": "Inès Faure", "s": "Luce Petit"}[pole[5]]
                )
            bracket(canvas, at(COLUMNS[2] - 16), y + 18, first + 6, turn)
            y -= 8
        if top:
            write(canvas, 0, (middles[0] + middles[-1]) / 2, top)
        bracket(canvas, at(COLUMNS[1] - 16), middles[-1] - 6, middles[0] + 6, turn)

    return chart_of(drawn(draw, size=SHEET))


def parents(found: OrgChart) -> dict[str, str | None]:
    titles = {unit.id: unit.title for unit in found.units}
    return {unit.title: titles.get(unit.parent or "") for unit in found.units}


def test_services_set_like_the_names_of_another_column_are_no_posts() -> None:
    """3.27: they were, and nothing was read: no title and nobody stands in their own column."""
    assert parents(chart(typed, named=True)) == parents(chart(typed))


@pytest.mark.parametrize("turn", [1, -1])
@pytest.mark.parametrize("bracket", [curly, square, stemmed, typed])
def test_who_stands_in_a_bracket_hangs_under_the_title_it_shows_at(
    bracket: Callable[[Canvas, float, float, float, int], None], turn: int
) -> None:
    """(3.27, 13.1)"""
    found = chart(bracket, turn=turn)
    expected: dict[str, str | None] = {TOP: None, **dict.fromkeys(POLES, TOP)}
    expected |= {service: pole for pole, services in POLES.items() for service in services}
    assert found.structured
    assert parents(found) == expected
    assert all(unit.confidence_parent >= 0.9 for unit in found.units)


def barred(canvas: Canvas, x: float, low: float, high: float, turn: int) -> None:
    """A stroke along a list, with a stem from its head."""
    canvas.lines([(x, low, x, high), (x - 8 * turn, (low + high) / 2, x, (low + high) / 2)])


def boxed(bracket: Callable[[Canvas, float, float, float, int], None], mark: str, *, names: bool, below: bool) -> OrgChart:
    """Poles in a row, the directions of each in boxes under it, the services of each direction in a bracket right of it.

    *below*: not there but under their directions, and what stands right of each pole is a comb.
    """
    people = iter(NAMES)

    def draw(canvas: Canvas) -> None:
        put(canvas, 300, 620, TOP, 10, bold=True)
        canvas.rect(295, 610, 160, 24)
        for column, (pole, directions) in enumerate(TOWN.items()):
            left, y = 20 + 370 * column, 540.0
            canvas.lines([(375, 610, 375, 590), (left + 60, 590, 375, 590), (left + 60, 590, left + 60, 574)])
            canvas.rect(left, 550, 300, 24)
            put(canvas, left + 6, 558, pole, 9, bold=True)
            if below:
                canvas.line(left + 8, 550, left + 8, 470)
            for direction, services in directions.items():
                lines = [words for title in services for words in ([mark + title, next(people)] if names else [mark + title])]
                height = 11.0 * len(lines)
                middle = y - height / 2 if not below else y - 12
                canvas.rect(left + 20, middle - 9, 130, 18)
                put(canvas, left + 26, middle - 3, direction, 8, bold=True)
                for row, words in enumerate(lines):
                    put(canvas, left + (24 if below else 180), (middle - 18 if below else y - 8) - 11 * row, words, 8)
                if below:
                    canvas.line(left + 8, middle, left + 20, middle)
                else:
                    bracket(canvas, left + 164, y - height, y, 1)
                y -= max(height, 18) + (40 if below else 14)

    return chart_of(drawn(draw, size=(760, 660)))


def put(canvas: Canvas, x: float, y: float, words: str, size: float, *, bold: bool = False) -> None:
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
    canvas.drawString(x, y, words)


TOWN = {
    "Pôle ressources": {
        "Direction du budget": ("Paie", "Dette et trésorerie", "Achats"),
        "Direction juridique": ("Assurances", "Foncier"),
    },
    "Pôle proximité": {
        "Direction des sports": ("Piscines", "Gymnases"),
        "Direction des familles": ("Crèches", "Ludothèque", "Vie scolaire"),
    },
}
NAMES = (
    "Anne ROY",
    "Luc FAURE",
    "Inès PETIT",
    "Guy MOREL",
    "Zoé COSTA",
    "Jean DUVAL",
    "Ève COLIN",
    "Paul ROBIN",
    "Léa MASSON",
    "Karim BLANC",
)


@pytest.mark.parametrize("below", [False, True])
@pytest.mark.parametrize(("mark", "named"), [("", False), ("", True), ("- ", False), ("• ", True)])
@pytest.mark.parametrize("bracket", [curly, square, stemmed, typed, barred])
def test_a_list_that_a_bracket_holds_beside_a_box_is_of_that_box(
    bracket: Callable[[Canvas, float, float, float, int], None], mark: str, *, named: bool, below: bool
) -> None:
    """(3.27, 13.1) Its entries hung under the pole over their head for certain, ran together, or were none."""
    if below and bracket is not curly:
        return
    found = boxed(bracket, mark, names=named, below=below)
    expected: dict[str, str | None] = {TOP: None, **dict.fromkeys(TOWN, TOP)}
    for pole, directions in TOWN.items():
        expected |= dict.fromkeys(directions, pole)
        expected |= {service: direction for direction, services in directions.items() for service in services}
    assert parents(found) == expected
    held = {unit.title: [person.name for person in unit.people] for unit in found.units}
    assert not named or [held[service] for own in TOWN.values() for services in own.values() for service in services] == [
        [name] for name in NAMES
    ]


def test_a_bracket_that_shows_at_no_title_lets_no_other_speak() -> None:
    """What the brackets of such a sheet mean isn't plain: nothing is said for certain (3.27)."""
    found = chart(curly, top=None)
    assert not [unit for unit in found.units if unit.parent and unit.confidence_parent >= 0.9]


def test_a_bracket_too_small_to_be_told_lets_the_others_speak() -> None:
    """(3.27) The bracket before a service alone is no higher than its letters, and who stands in it stands in none for us."""
    poles = {f"Pôle {name}": services for name, services in zip(("nord", "sud", "ouest"), POLES.values(), strict=True)}
    poles = {"Pôle isolé": ("Service alpin",), **poles}

    def draw(canvas: Canvas) -> None:
        y, middles = 280.0, []
        canvas.setFont("Helvetica", 9)
        for pole, services in poles.items():
            first = y
            for service in services:
                canvas.drawString(COLUMNS[2], y - 3, service)
                y -= 20
            middles.append((first + y + 20) / 2)
            canvas.drawString(COLUMNS[1], middles[-1] - 3, pole)
            if len(services) > 1:
                curly(canvas, COLUMNS[2] - 16, y + 16, first + 4, 1)
            else:
                square(canvas, COLUMNS[2] - 16, y + 17, first + 3, 1)
        canvas.drawString(COLUMNS[0], (middles[0] + middles[-1]) / 2 - 3, TOP)
        curly(canvas, COLUMNS[1] - 16, middles[-1] - 6, middles[0] + 6, 1)

    found = parents(chart_of(drawn(draw, size=SHEET)))
    expected = {service: pole for pole, services in poles.items() for service in services if len(services) > 1}
    assert {title: head for title, head in found.items() if title in expected} == expected


def test_what_a_bracket_holds_is_no_comb_under_the_title_above_it() -> None:
    """3.27: the arms of a bracket touch its words, too; « Service achats » stands over them and in another bracket."""

    def node(title: str, top: float) -> Node:
        return Node(label=title, people=[], box=Box(526, top, 610, top + 30), drawn=False)

    pole, above, entries = (
        node("Pôle mer", 150),
        node("Service achats", 105),
        [node("Service digues", 142), node("Service phares", 178)],
    )
    ends = [(entry, Attachment(number, "l", at=(520.0, entry.box.cy))) for number, entry in enumerate(entries)]
    comb = cast(NetReading, SimpleNamespace(usable=False, ends=ends))
    for how, head in (("bracket", pole), ("column", above)):
        for entry in entries:
            entry.hang(pole, how, 0.95)
        hang_by_combs(PageNodes([above, *entries]), [comb])
        assert [entry.parent for entry in entries] == [head, head]


def test_a_bracket_may_be_set_of_letters_over_each_other() -> None:
    """3.27: as TeX sets one that is higher than a letter; two of them, one right under the other, are two."""
    letters = []
    for number, text in enumerate("⎧⎪⎨⎪⎩⎧⎨⎩\uf8fc\uf8fd\uf8fea"):
        x, base = (100.0, 50.0 + 10 * number) if number < 8 else (300.0, 50.0 + 10 * (number - 8))
        letters.append(
            Letter(
                text, x, base - 7, x + 4, base + 2, base, 10.0, bold=False, italic=False, angle=0, colour=(0, 0, 0), order=number
            )
        )
    found, kept = without_typed_brackets(letters)
    assert [(round(b.spine), round(b.top), round(b.bottom), round(b.tip), b.opens) for b in found] == [
        (102, 43, 92, 67, 1),
        (102, 93, 122, 107, 1),
        (302, 43, 72, 57, -1),
    ]
    assert [letter.text for letter in kept] == ["a"]


@pytest.mark.parametrize("pieces", [True, False])
def test_who_stands_under_a_bracket_that_lies_down_hangs_under_what_its_point_shows_at(pieces: bool) -> None:
    """(3.27) The outer ones of each bracket hung at the top, where their grandparent stands nearer to nobody else."""
    tree = {
        "Pôle ressources": ("Paie", "Achats", "Courrier"),
        "Pôle cadre de vie": ("Voirie", "Parcs"),
        "Pôle famille": ("Écoles", "Sports", "Jeunes"),
    }
    heads: dict[str, str | None] = {TOP: None}

    def lying(canvas: Canvas, x0: float, x1: float, y: float, tip: float) -> None:
        path = canvas.beginPath()
        path.moveTo(x0, y - 12)
        path.curveTo(x0, y - 6, x0, y - 6, x0 + 6, y - 6)
        for a, b, c in ((x0 + 6, tip - 6, tip), (tip + 6, x1 - 6, x1)):
            if pieces and a > tip:
                path.moveTo(a, y - 6)
            path.lineTo(b, y - 6)
            path.curveTo(c, y - 6, c, y - 6, c, y if c == tip else y - 12)
            if c == tip:
                path.curveTo(tip, y - 6, tip, y - 6, tip + 6, y - 6)
        canvas.drawPath(path)

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawCentredString(440, 270, TOP)
        lying(canvas, 130, 790, 262, 440)
        left = 40.0
        for pole, teams in tree.items():
            middle = left + 50 * len(teams)
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawCentredString(middle, 230, pole)
            heads[pole] = TOP
            lying(canvas, left + 10, left + 100 * len(teams) - 10, 222, middle)
            canvas.setFont("Helvetica", 8)
            for place, team in enumerate(teams):
                canvas.drawCentredString(left + 50 + 100 * place, 194, f"Service {team}")
                heads[f"Service {team}"] = pole
            left += 100 * len(teams) + 20

    found = chart_of(drawn(draw, size=(900, 320)))
    assert parents(found) == heads
    assert all(unit.confidence_parent >= 0.9 for unit in found.units)
