"""Titles without boxes, strokes or rules, in columns by rank: their heights tell who heads whom, or nothing does (3.27)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE, OrgChart, Person
from monitor.pdf.ink import Box
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.nodes import Node, PageNodes
from monitor.pdf.orgchart.tables.columned import doubt_names_apart
from monitor.pdf.orgchart.unboxed.listed_near import hang_on
from tests.pdf.orgchart.test_brackets import parents
from tests.pdf.orgchart.test_dots import HEADS, places
from tests.pdf.orgchart.test_rosters import chart_of
from tests.pdf.pdfs import drawn

SIZE = 8


def first_of_each(at: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """*at*, each title at the height of the first that hangs under it, as in a table whose cells are aligned at their tops."""

    def height(title: str) -> float:
        below = [child for child, head in HEADS.items() if head == title]
        return height(below[0]) if below else at[title][1]

    return {title: (x, height(title)) for title, (x, _) in at.items()}


def chart(at: Mapping[str, tuple[float, float]], *, turn: int = 1) -> OrgChart:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", SIZE)
        for title, (x, y) in at.items():
            (canvas.drawString if turn > 0 else canvas.drawRightString)(x, y, title)

    return chart_of(drawn(draw, size=(900, 320)))


@pytest.mark.parametrize("turn", [1, -1])
@pytest.mark.parametrize("arranged", [dict, first_of_each])
def test_heights_in_columns_tell_who_heads_whom(
    arranged: Callable[[Mapping[str, tuple[float, float]]], dict[str, tuple[float, float]]], turn: int
) -> None:
    """(3.27) Every title in the middle of those it heads, or level with the first of them, and no line anywhere."""
    found = chart(arranged(places(turn)), turn=turn)
    assert parents(found) == HEADS
    assert all(unit.confidence_parent >= 0.9 for unit in found.units if unit.parent)


def test_columns_in_which_a_height_does_not_fit_tell_nothing_for_certain() -> None:
    """(3.27) A title that stands a little lower than the middle of what would hang under it may head something else."""
    at = places(1)
    at["Direction des quais"] = (at["Direction des quais"][0], at["Direction des quais"][1] - 9)
    found = chart(at)
    assert not [unit for unit in found.units if unit.parent and unit.confidence_parent >= 0.9]


def test_columns_side_by_side_are_no_tree() -> None:
    """(3.27) As many titles in each column, in rows: each column is a list of its own."""
    rows = [(title, number) for number, title in enumerate(title for title in HEADS if title.startswith("Service"))]
    found = chart({title: (60 + 200 * (number % 2), 250 - 24 * (number // 2)) for title, number in rows})
    assert not [unit for unit in found.units if unit.parent and unit.confidence_parent >= 0.9]


@pytest.mark.parametrize(("x", "doubted"), [(350, True), (60, False)])
def test_names_that_stand_apart_from_all_titles_are_of_nobody_for_certain(x: float, doubted: bool) -> None:
    """3.27: they are a column of a table that was not read as one; right under their titles they are not."""

    def line(text: str, x: float, base: float) -> Line:
        box = Box(x, base - 6, x + 90, base + 2)
        return Line(text, box, base, 8.0, bold=False, italic=False, angle=0, colour=(0, 0, 0), order=0)

    people = [f"Mme Odile {name}" for name in ("Roche", "Aubert", "Perrin", "Lemaître")]
    nodes = [
        Node(label=title, people=[Person(name=name)], box=Box(60, 0, 150, 8)) for title, name in zip(HEADS, people, strict=False)
    ]
    lines = [line(title, 60 + 40 * (number % 3), 40 + 20 * number) for number, title in enumerate(HEADS)]
    lines += [line(name, x, 50 + 20 * number) for number, name in enumerate(people)]
    doubt_names_apart(nodes, lines)
    assert [node.people[0].confidence < 0.9 for node in nodes] == [doubted] * len(nodes)


@pytest.mark.parametrize(("x", "lower", "doubted"), [(350, 10, True), (44, 10, False)])
def test_on_a_sheet_without_rules_names_in_a_column_of_their_own_are_in_doubt(x: float, lower: float, doubted: bool) -> None:
    """3.27: half a row below the titles they may be of either; at the margin of the titles they are under theirs."""
    named = dict(
        zip(HEADS, ["Mme Odile Roche", "M. Paul Aubert", "Mme Inès Perrin", "M. Yann Prat", "Mme Ève Serre"], strict=False)
    )

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", SIZE)
        for row, title in enumerate(HEADS):
            canvas.drawString(40 + 40 * (row % 3), 300 - 24 * row, title)
            canvas.drawString(x + 40 * (row % 3) * (not doubted), 300 - 24 * row - lower, named.get(title, ""))

    found = [person for unit in chart_of(drawn(draw, size=(700, 330))).units for person in unit.people]
    assert len(found) == len(named) and all((person.confidence < 0.7) == doubted for person in found)


def cells_of(gap: float, *, astray: bool = False) -> OrgChart:
    """The tree of `HEADS` in drawn cells, each as high as all under it, *gap* between any two; *astray*: one hangs over."""
    rows: dict[str, tuple[float, float]] = {}
    leaves = [title for title in HEADS if title not in HEADS.values()]
    last = next(title for title, below in pairwise(leaves) if HEADS[title] != HEADS[below])

    def place(title: str) -> tuple[float, float]:
        below = [place(child) for child, head in HEADS.items() if head == title]
        at = 26.0 * leaves.index(title) if not below else min(top for top, _ in below)
        rows[title] = (at, at + 26 if not below else max(bottom for _, bottom in below))
        return rows[title]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", SIZE)
        for title, (top, bottom) in rows.items():
            rank, over = 0, HEADS[title]
            while over is not None:
                rank, over = rank + 1, HEADS[over]
            x, low = 20 + 180 * rank, 9 if astray and title == last else 0
            canvas.rect(x, 440 - bottom + gap / 2 - low, 180 - gap, bottom - top - gap)
            canvas.drawString(x + 6, 440 - (top + bottom) / 2 - 3 - low, title)

    place(next(title for title, head in HEADS.items() if head is None))
    return chart_of(drawn(draw, size=(900, 480)))


@pytest.mark.parametrize("gap", [3, 7, 11])
def test_a_cell_as_high_as_all_beside_it_heads_them(gap: float) -> None:
    """(3.27) With white between the cells no line tells it, and most hung under a neighbour or nobody."""
    found = cells_of(gap)
    assert parents(found) == HEADS
    assert all(unit.confidence_parent >= 0.9 for unit in found.units if unit.parent)


def test_cells_of_which_one_stands_beside_two_tell_nothing_for_certain() -> None:
    """(3.27) What hangs over into the height of the next head may be of either."""
    assert not [unit for unit in cells_of(7, astray=True).units if unit.parent and unit.confidence_parent >= 0.9]


SITE = ("Accueil > Ma mairie > Services", "Partager cette page", "Mentions légales – Plan du site – Accessibilité : non conforme")
AREAS = {
    "Direction générale": ("Protocole", "Audit interne"),
    "Pôle ressources": ("Service de la paie", "> Bureau des primes", "> Bureau des congés", "Service des achats"),
    "Pôle technique": ("Service de la voirie", "Service des parcs"),
    "Pôle culturel": ("Service des musées", "> Bureau des réserves", "Service des archives"),
}


def listed(areas: Mapping[str, Sequence[str]], *, site: Sequence[str] = (), ends: str = "", first: int = 10) -> OrgChart:
    """Bold titles over what hangs there, set in behind bullets; *first*: how large the first is set. A page ends before *ends*."""

    def draw(canvas: Canvas) -> None:
        y = 560.0
        for words in site[:1]:
            canvas.setFont("Helvetica", 7)
            canvas.drawString(40, 590, words)
        for number, (area, entries) in enumerate(areas.items()):
            canvas.setFont("Helvetica-Bold", 10 if number else first)
            canvas.drawString(40, y, area)
            canvas.setFont("Helvetica", SIZE)
            for entry in entries:
                if entry == ends:
                    canvas.showPage()
                    canvas.setFont("Helvetica", SIZE)
                    y = 590.0
                y -= 14
                canvas.drawString(80 if entry.startswith(">") else 58, y, f"• {entry.lstrip('> ')}")
            y -= 26
        canvas.setFont("Helvetica", 7)
        for words in site[1:]:
            canvas.drawString(40, y, words)
            y -= 30

    return chart_of(drawn(draw, size=(420, 620)))


def listed_heads() -> dict[str, str | None]:
    heads: dict[str, str | None] = {"Direction générale": None} | dict.fromkeys([*AREAS][1:], "Direction générale")
    for area, entries in AREAS.items():
        service = area
        for entry in entries:
            heads[entry.lstrip("> ")] = service if entry.startswith(">") else area
            service = service if entry.startswith(">") else entry
    return heads


@pytest.mark.parametrize(("site", "ends", "first"), [((), "", 10), (SITE, "", 10), ((), "Service des archives", 12), ((), "", 12)])
def test_titles_of_one_look_over_their_lists_are_brothers(site: Sequence[str], ends: str, first: int) -> None:
    """(3.27) Each hung under the one before it; what a site says of itself were units for certain; lists go on over the page."""
    chart = listed(AREAS, site=site, ends=ends, first=first)
    assert parents(chart) == listed_heads()
    assert all(unit.confidence >= SURE for unit in chart.units)


def test_a_list_goes_on_over_the_page_at_each_of_its_depths() -> None:
    """(3.27) « Service du budget », further left, hung under « Bureau des primes » that begins the page."""

    def node(title: str, x: float, row: int, head: Node | None = None) -> Node:
        made = Node(title, [], Box(x, 20 * row, x + 90, 20 * row + 10), drawn=False, size=8, bold=x < 50)
        if head is not None:
            made.hang(head, "column", 0.95)
        return made

    top = node("Direction générale", 40, 0)
    pole = node("Pôle ressources", 40, 1, top)
    pay = node("Service de la paie", 58, 2, pole)
    before = [top, pole, pay, node("Bureau des congés", 80, 3, pay)]
    primes, budget, debt = node("Bureau des primes", 80, 0), node("Service du budget", 58, 1), node("Bureau de la dette", 80, 2)
    technical = node("Pôle technique", 40, 3)
    budget.hang(primes, "layout", 0.9)
    debt.hang(budget, "column", 0.95)
    own = [primes, budget, debt, technical]
    hang_on(PageNodes(nodes=own, open=own), before, 1.0)
    assert [one.parent for one in own] == [pay, pole, budget, top]
    boxed = node("Bureau des primes", 80, 0)
    boxed.drawn = True
    hang_on(PageNodes(nodes=[boxed], open=[boxed]), before, 1.0)
    assert boxed.parent is None


def test_titles_of_several_ranks_in_one_look_are_not_brothers_for_certain() -> None:
    """(3.27) Under « Pôle ressources » « Direction des finances » may hang, though both look alike."""
    mixed = {**AREAS, "Direction des finances": ("Service du budget", "Service de la dette")}
    units = {unit.title: unit for unit in listed(mixed).units}
    assert units["Direction des finances"].confidence < SURE


def test_words_that_sites_have_are_units_where_nothing_shows_a_site() -> None:
    """(3.27) « Accueil », « Accessibilité » are services."""
    areas = {**AREAS, "Pôle population": ("Accueil", "Accessibilité", "Contact")}
    assert {"Accueil", "Accessibilité", "Contact"} <= {unit.title for unit in listed(areas).units}


def beside_cells(heads: Sequence[str]) -> OrgChart:
    """Frames below each other, a filled cell at the left of each, and services in two columns beside it."""

    def draw(canvas: Canvas) -> None:
        for row, head in enumerate(heads):
            y = 500 - 80 * row
            canvas.setFillGray(0.85)
            canvas.rect(40, y, 150, 60, stroke=0, fill=1)
            canvas.setFillGray(0)
            canvas.rect(40, y, 530, 60, stroke=1, fill=0)
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawString(46, y + 34, head)
            canvas.setFont("Helvetica", SIZE)
            for number, entry in enumerate(f"Service {one} {head.split()[-1]}" for one in ("paie", "achats", "voirie", "parcs")):
                x = 200 + 190 * (number % 2)
                canvas.drawString(x, y + 40 - 20 * (number // 2), entry)

    return chart_of(drawn(draw, size=(620, 600)))


def test_what_stands_in_a_frame_is_of_the_cell_that_fills_its_side() -> None:
    """(3.27) The second and third rows of each frame were of the first cell of the sheet, and the cells under each other."""
    heads = ("Direction générale", "Pôle social", "Pôle technique", "Pôle culturel")
    found = parents(beside_cells(heads))
    assert {head: found[head] for head in heads} == {head: "Direction générale" if head != heads[0] else None for head in heads}
    assert all(found[title] == head for title in found for head in heads if title.endswith(head.split()[-1]) and title not in heads)


def test_cells_of_several_ranks_are_not_all_under_the_first() -> None:
    """(3.27) « Direction des sports » is of the pole over it."""
    found = parents(beside_cells(("Direction générale", "Pôle social", "Direction des sports", "Pôle culturel")))
    assert found["Direction des sports"] == "Pôle social"
