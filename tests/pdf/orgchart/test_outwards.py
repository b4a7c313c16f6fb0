"""Mind maps: titles without boxes that strokes join, on one side of their root or both (3.27)."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from math import cos, hypot, pi, sin

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import OrgChart
from monitor.pdf.ink import Box
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.choice.outwards import is_tree_of_words
from monitor.pdf.orgchart.marks.drawing import Segment
from tests.pdf.orgchart.test_brackets import parents
from tests.pdf.orgchart.test_dots import HEADS, SHEET, Link, curve, elbow, places
from tests.pdf.orgchart.test_rosters import chart_of
from tests.pdf.pdfs import drawn

ROOT = "Direction générale"


def ribbon(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """A branch that is a filled shape, thick where it begins."""
    path, middle = canvas.beginPath(), (x0 + x1) / 2
    path.moveTo(x0, y0 + 2.5)
    path.curveTo(middle, y0 + 2.5, middle, y1 + 0.6, x1, y1 + 0.6)
    path.lineTo(x1, y1 - 0.6)
    path.curveTo(middle, y1 - 0.6, middle, y0 - 2.5, x0, y0 - 2.5)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def straight(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.line(x0, y0, x1, y1)


def mind_map(link: Link, *, both: bool, boxed: bool = False, short: float = 4) -> OrgChart:
    """The tree of `places`, each title in the middle of its place; *both*: one pole left of the root; *boxed*: that has a box.

    *short*: how far before the words the strokes end.
    """
    at = {title: (x * 1.25 - 60, y) for title, (x, y) in places(1).items()}
    left = {title for title, head in HEADS.items() if "Pôle Bourg" in (title, head, HEADS.get(head or ""))}
    if both:
        at = {title: (2 * at[ROOT][0] - x if title in left else x, y) for title, (x, y) in at.items()}
        at = {title: (x + 620, y) for title, (x, y) in at.items()}

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        if boxed:
            canvas.roundRect(at[ROOT][0] - 40, at[ROOT][1] - 10, 80, 20, 4)
        for title, (x, y) in at.items():
            canvas.drawCentredString(x, y - 3, title)
        for title, head in HEADS.items():
            if head is not None:
                way = 1 if at[title][0] > at[head][0] else -1
                wide = {name: canvas.stringWidth(name, "Helvetica", 8) / 2 + short for name in (title, head)}
                link(canvas, at[head][0] + way * wide[head], at[head][1], at[title][0] - way * wide[title], at[title][1])

    return chart_of(drawn(draw, size=(SHEET[0] * 2, SHEET[1])))


@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("link", [curve, elbow, ribbon])
def test_a_tree_without_boxes_grows_away_from_its_root(link: Link, both: bool) -> None:
    """(3.27) Each unit hangs under what is nearer to the root, to its right and to its left, and surely."""
    found = mind_map(link, both=both)
    assert parents(found) == HEADS
    assert all(unit.confidence_parent >= 0.9 for unit in found.units if unit.parent)


@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("link", [curve, elbow, ribbon, straight])
@pytest.mark.parametrize("short", [6, 8.5])
def test_branches_that_stop_before_the_words_mean_them(link: Link, short: float, both: bool) -> None:
    """(3.27) Where several begin together, they mean what they all point back at: they hung on each other, one from the next."""
    found = mind_map(link, both=both, short=short)
    assert parents(found) == HEADS
    assert all(unit.confidence_parent >= 0.9 for unit in found.units if unit.parent)


def test_what_hangs_under_a_root_in_a_box_may_have_none() -> None:
    """(3.27) Of most mind maps the root alone stands in a shape."""
    assert parents(mind_map(curve, both=True, boxed=True)) == HEADS


def test_a_tree_that_grows_all_around_has_its_root_in_the_middle() -> None:
    """(3.27) Dots on circles around one, whose branches lead to all sides: further from it is lower."""
    at: dict[str, tuple[float, float]] = {ROOT: (420, 300)}
    poles = {title: [child for child, head in HEADS.items() if head == title] for title, head in HEADS.items() if head == ROOT}
    lowest = [title for title in HEADS if title not in HEADS.values()]
    for place, title in enumerate(lowest):
        angle = 2 * pi * place / len(lowest) + 0.2
        reach = {1: 110, 2: 190, 3: 270}[3 if title.startswith("Service") else 2]
        at[title] = (420 + 1.3 * reach * cos(angle), 300 + reach * sin(angle))
    for level, titles in ((190, [title for below in poles.values() for title in below]), (110, list(poles))):
        for title in titles:
            below = [at[child] for child, head in HEADS.items() if head == title]
            if below and title not in at:
                x, y = sum(x for x, _ in below) / len(below) - 420, sum(y for _, y in below) / len(below) - 300
                at[title] = (420 + 1.3 * level * x / hypot(x / 1.3, y) / 1.3, 300 + level * y / hypot(x / 1.3, y))

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 7)
        for title, head in HEADS.items():
            if head is not None:
                canvas.line(*at[head], *at[title])
        for title, (x, y) in at.items():
            canvas.circle(x, y, 3, fill=1)
            (canvas.drawString if x >= 420 else canvas.drawRightString)(x + (6 if x >= 420 else -6), y - 2, title)

    assert parents(chart_of(drawn(draw, size=(900, 600)))) == HEADS


def test_which_of_two_titles_is_the_root_is_doubted_where_all_strokes_lead_away_from_both() -> None:
    """(3.27) One branch to each side: from the root as from what hangs under it, everything else lies further out."""
    sides = {
        "Pôle Fleuve": (300, ("Service quais", "Service crues", "Service digues")),
        "Pôle Bourg": (520, ("Service halles", "Service étals", "Service placiers")),
    }

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawCentredString(410, 147, "Cabinet du maire")
        for pole, (x, services) in sides.items():
            way = 1 if x > 410 else -1
            canvas.drawCentredString(x, 147, pole)
            curve(canvas, 410 + 36 * way, 150, x - 24 * way, 150)
            for row, service in enumerate(services):
                canvas.drawCentredString(x + 120 * way, 117 + 30 * row, service)
                curve(canvas, x + 24 * way, 150, x + (120 - 32) * way, 120 + 30 * row)

    found = chart_of(drawn(draw, size=(820, 300)))
    heads = parents(found)
    assert {heads[service] for service in sides["Pôle Bourg"][1]} == {"Pôle Bourg"}
    unsure = [unit for unit in found.units if unit.title in (*sides, "Cabinet du maire")]
    assert all(unit.confidence_parent < 0.9 for unit in unsure if unit.parent)


def test_what_strokes_lead_to_in_columns_is_a_tree_and_rows_between_rules_are_a_table() -> None:
    """(3.27) Words at one height with names below were read as a table of staff, and people with certainty in posts of others."""
    places = [(20 + 150 * column, 40 + 26 * row) for column in range(3) for row in range(6)]
    lines = [Line("Halage", Box(x, y - 6, x + 60, y + 2), y, 8.0, False, False, 0, (0, 0, 0), n) for n, (x, y) in enumerate(places)]
    branches = [Segment(x - 70, 100, x - 6, y - 2, 0.6, False, n) for n, (x, y) in enumerate(places) if x > 20]
    assert is_tree_of_words(lines, branches)
    rules = [Segment(10, 30 + 26 * row, 470, 30 + 26 * row, 0.6, False, row) for row in range(7)]
    upright = [Segment(160 + 150 * column, 30, 160 + 150 * column, 186, 0.6, False, 9) for column in range(2)]
    leaders = [Segment(x + 64, y, x + 146, y, 0.6, False, n) for n, (x, y) in enumerate(places) if x < 300]
    underlines = [Segment(x, y + 1, x + 60, y + 1, 0.6, False, n) for n, (x, y) in enumerate(places)]
    assert not any(is_tree_of_words(lines, strokes) for strokes in ([*rules, *upright], leaders, underlines))


@pytest.mark.parametrize("right", [False, True])
def test_boxes_in_columns_hang_where_their_elbows_start_and_not_at_the_tall_bar_beside_them_all(right: bool) -> None:
    """(3.27) A turned title as tall as the sheet heads what its own elbows lead to; the last column hung there, too."""
    bar, below = "Direction générale", dict[str, str]()
    for number, direction in enumerate(("Pôle Ville", "Pôle Moyens", "Pôle Culture")):
        below[direction] = bar
        for part in ("Service", "Bureau"):
            below[f"{part} {number + 1}"] = direction
            below |= {f"{name} {part[0]}{number + 1}": f"{part} {number + 1}" for name in ("Cellule", "Atelier")}
    rows = {title: 40.0 + 35 * place for place, title in enumerate(t for t in below if t[:4] in ("Cell", "Atel"))}
    for _ in range(2):  # each in the middle of those that it heads
        for title in below:
            own = [rows[child] for child, head in below.items() if head == title and child in rows]
            rows |= {title: sum(own) / len(own)} if own else {}
    ranks = {"Pôle": 0, "Serv": 1, "Bure": 1, "Cell": 2, "Atel": 2}

    def draw(canvas: Canvas) -> None:
        def rect(x: float, y: float, width: float, height: float, grey: float) -> None:
            canvas.setFillGray(grey)
            canvas.rect(760 - x - width if right else x, y, width, height, stroke=0, fill=1)

        rect(30, 20, 44, 430, 0.2)
        canvas.saveState()
        canvas.translate(760 - 52 if right else 52, 235)
        canvas.rotate(90)
        canvas.setFillGray(1)
        canvas.setFont("Helvetica-Bold", 13)
        canvas.drawCentredString(0, 0, bar)
        canvas.restoreState()
        canvas.setFont("Helvetica", 9)
        for title, head in below.items():
            x, y = 110 + 210 * ranks[title[:4]], rows[title]
            leaves, at = (74, 235.0) if head == bar else (x - 36, rows[head])
            ends = ((leaves, at), (x - 18, at), (x - 18, y), (x, y))
            for (a, b), (c, d) in pairwise(ends):
                rect(min(a, c), min(b, d), abs(a - c) or 1, abs(b - d) or 1, 0.5)
            rect(x, y - 11, 174, 22, 0.74 + 0.08 * ranks[title[:4]])  # a level, a grey
            canvas.setFillGray(0)
            canvas.drawCentredString(760 - x - 87 if right else x + 87, y - 3, title)

    found = chart_of(drawn(draw, size=(790, 480)))
    assert parents(found) == below | {bar: None}
    assert all(unit.confidence_parent >= 0.9 for unit in found.units if unit.parent)


ROWS = {
    "Pôle ressources": ("Finances", "Paie", "Achats"),
    "Pôle cadre de vie": ("Voirie", "Parcs"),
    "Pôle famille": ("Écoles", "Crèches"),
}


@pytest.mark.parametrize(("begins", "linked"), [("pole", True), ("pole", False), ("bus", True)])
def test_boxes_on_a_line_hang_under_the_larger_filled_one_that_it_begins_at(begins: str, linked: bool) -> None:
    """(3.27) A line behind all boxes of a row, from its pole or its bus: the last box became the head, or all hung at the top."""
    heads: dict[str, str | None] = {ROOT: None}

    def box(canvas: Canvas, x: float, y: float, width: float, title: str, head: str | None) -> None:
        heads[title] = head
        canvas.setFillColorRGB(*((0.8, 0.9, 0.7) if width > 100 else (1, 1, 1)))
        canvas.rect(x, y - 18 * (width > 100) - 2, width, 24 + 18 * (width > 100), fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawCentredString(x + width / 2, y + 4 - 9 * (width > 100), title)

    def draw(canvas: Canvas) -> None:
        if linked:
            canvas.lines([(200, 340, 200, 320), (200, 320, 20, 320), (20, 320, 20, 80)])
        box(canvas, 120, 350, 170, ROOT, None)
        for number, (pole, services) in enumerate(ROWS.items()):
            y = 262 - 90 * number
            canvas.line(20 if begins == "bus" else 100, y, 240 + 100 * (len(services) - 1), y)
            if linked:
                canvas.line(20, y, 40, y)
            box(canvas, 40, y, 140, pole, ROOT)
            for place, service in enumerate(services):
                box(canvas, 210 + 100 * place, y - 10, 80, f"Service {service}", pole)

    found = chart_of(drawn(draw, size=(560, 400)))
    sure = {unit.title for unit in found.units if unit.confidence_parent >= 0.9}
    assert sure >= {title for title in heads if begins == "bus" or title.startswith("Service")}
    assert all(head == heads[title] for title, head in parents(found).items() if linked or title.startswith("Service"))


def test_a_spine_with_poles_at_both_sides_grows_to_neither() -> None:
    """3.27: services left of the poles left of the spine headed each other, since strokes right of it lead to the right."""
    poles = (("Pôle social", ("Aides", "Foyers"), -1, 330), ("Pôle technique", ("Voirie", "Eaux"), 1, 330),
             ("Pôle enfance", ("Cantines", "Crèches"), -1, 180), ("Pôle culture", ("Musées", "Fêtes"), 1, 180))  # fmt: skip

    def draw(canvas: Canvas) -> None:
        def box(middle: float, y: float, title: str) -> None:
            canvas.rect(middle - 55, y - 18, 110, 36)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawCentredString(middle, y - 3, title)

        box(400, 450, "Direction générale")
        canvas.line(400, 432, 400, 176)
        for title, services, side, y in poles:
            box(400 + side * 80, y - 4 * (side < 0), title)
            canvas.line(400, y - 4 * (side < 0), 400 + side * 25, y - 4 * (side < 0))
            spine = 400 + side * 145
            canvas.line(400 + side * 135, y - 4 * (side < 0), spine, y - 4 * (side < 0))
            canvas.line(spine, y + 26, spine, y - 30)
            for service, at in zip(services, (y + 26, y - 30), strict=True):
                canvas.line(spine, at, 400 + side * 155, at)
                box(400 + side * 210, at, service)

    found = parents(chart_of(drawn(draw, size=(800.0, 500.0))))
    assert found == {"Direction générale": None, **{title: "Direction générale" for title, *_ in poles}} | {
        service: title for title, services, *_ in poles for service in services
    }


def test_offices_one_behind_the_other_beside_a_head_do_not_head_it() -> None:
    """3.27: of two at its right, or left, which short strokes join one after the other, the nearer one was over it for certain."""

    def draw(canvas: Canvas, side: int) -> None:
        def box(x: float, y: float, width: float, title: str, grey: float) -> None:
            canvas.setFillGray(grey)
            high = width / 5 + 18
            canvas.rect(x - width / 2, y - high / 2, width, high, fill=1)
            canvas.setFillGray(0)
            canvas.setFont("Helvetica-Bold", width / 14)
            canvas.drawCentredString(x, y - 3, title)

        ends = ((380, 350, 398, 350), (482, 350, 508, 350))
        canvas.lines([(300 + side * (x0 - 300), y0, 300 + side * (x1 - 300), y1) for x0, y0, x1, y1 in ends])
        canvas.lines([(300, 325, 300, 290), (90, 290, 510, 290)])
        box(300, 350, 160, ROOT, 0.7)
        for place, title in enumerate(("Cabinet", "Communication"), 1):
            box(300 + (30 + 110 * place) * side, 350, 84, title, 1)
        for place, title in enumerate(ROWS):
            canvas.line(90 + 210 * place, 290, 90 + 210 * place, 270)
            box(90 + 210 * place, 247, 140, title, 0.9)

    for side in (1, -1):
        found = chart_of(drawn(partial(draw, side=side), size=(600, 400)))
        assert parents(found) == {ROOT: None} | dict.fromkeys(("Cabinet", "Communication", *ROWS), ROOT), side


def test_two_boxes_left_of_the_top_of_a_chart_that_grows_to_the_right_are_no_other_side_of_it() -> None:
    """3.27: the first pole became the root, since two strokes to the left weighed as much as all that lead to the right."""
    below = {"Maire": 20, "Bureau municipal": 20, "Pôle population": 340, "Pôle technique": 340, "Écoles": 500, "Voirie": 500}

    def draw(canvas: Canvas) -> None:
        for place, (title, x) in enumerate({"Direction générale": 180, **below}.items()):
            y = 200 + (0 if not place else 40 if place % 2 else -40)
            canvas.rect(x, y - 14, 120, 28)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawCentredString(x + 60, y - 3, title)
            if 0 < place < 5:
                side = 160 if x < 180 else 320
                canvas.lines(
                    [(side, y, 140 if x < 180 else 340, y), (side, 200, side, y), (180 if x < 180 else 300, 200, side, 200)]
                )
            elif place:
                canvas.line(460, y, 500, y)

    found = chart_of(drawn(draw, size=(640, 400)))
    heads = parents(found)
    assert {title: heads[title] for title in below if below[title] > 180} == {
        "Pôle population": "Direction générale",
        "Pôle technique": "Direction générale",
        "Écoles": "Pôle population",
        "Voirie": "Pôle technique",
    }


def test_what_a_rail_joins_above_a_pole_over_the_hub_hangs_under_that_pole() -> None:
    """3.27: the highest box of the rail headed the other ones of it, and the pole only that one."""
    poles: dict[str, tuple[float, float, int]] = {
        "Pôle social": (40, 280, 1), "Pôle enfance": (340, 280, 1), "Pôle technique": (40, 120, -1), "Pôle culture": (340, 120, -1)
    }  # fmt: skip
    below = {f"Direction {row + 1} {pole[5:]}": pole for pole in poles for row in range(3)}

    def draw(canvas: Canvas) -> None:
        def box(x: float, y: float, width: float, title: str, grey: float) -> None:
            canvas.setFillGray(grey)
            canvas.rect(x, y, width, 26, fill=1)
            canvas.setFillGray(0)
            canvas.setFont("Helvetica-Bold", 7 + 3 * (1 - grey))
            canvas.drawCentredString(x + width / 2, y + 10, title)

        box(220, 200, 160, "Direction générale", 0.5)
        for pole, (x, y, up) in poles.items():
            middle, edge = 213 + 13 * up, y if up > 0 else y + 26
            canvas.lines([(300, middle, 300, middle + 20 * up), (300, middle + 20 * up, x + 100, middle + 20 * up)])
            canvas.line(x + 100, middle + 20 * up, x + 100, edge)
            box(x, y, 200, pole, 0.7)
            canvas.lines([(x - 15, y + 13, x, y + 13), (x - 15, y + 13, x - 15, y + 13 + 102 * up)])
            for row in range(3):
                at = y + (34 + 34 * row) * up
                canvas.line(x - 15, at + 13, x + 20, at + 13)
                box(x + 20, at, 180, f"Direction {row + 1} {pole[5:]}", 1)

    found = parents(chart_of(drawn(draw, size=(600, 420))))
    assert found == {"Direction générale": None} | dict.fromkeys(poles, "Direction générale") | below


@pytest.mark.parametrize("poles", [2, 5])
def test_a_head_over_the_second_one_that_has_staff_at_its_sides_heads_it(poles: int) -> None:
    """(3.27) The second, with a bus below and staff left and right, was the hub of a wheel and headed its head, for certain."""
    deputy, staff = "Directrice déléguée", ("Communication", "Secrétariat")
    below = [f"Direction {name}" for name in ("des soins", "des achats", "des travaux", "de la paie", "des stages")[:poles]]

    def box(canvas: Canvas, x: float, y: float, said: str, wide: float, fill: float) -> None:
        canvas.setFillGray(fill)
        canvas.roundRect(x - wide / 2, y - 15, wide, 30, 5, fill=1)
        canvas.setFillGray(0)
        canvas.setFont("Helvetica-Bold", 10 if wide == 180 else 8)
        canvas.drawCentredString(x, y - 3, said)

    def draw(canvas: Canvas) -> None:
        canvas.line(400, 500, 400, 455)
        box(canvas, 400, 515, "Directeur", 180, 0.6)
        canvas.line(210, 446, 310, 446)
        canvas.line(490, 448, 590, 448)
        canvas.line(400, 425, 400, 400)
        xs = [400 + (n - (poles - 1) / 2) * 140 for n in range(poles)]
        canvas.line(xs[0], 400, xs[-1], 400)
        box(canvas, 400, 440, deputy, 180, 0.6)
        box(canvas, 150, 446, staff[0], 120, 0.9)
        box(canvas, 650, 448, staff[1], 120, 0.9)
        for x, title in zip(xs, below, strict=True):
            canvas.line(x, 400, x, 375)
            box(canvas, x, 360, title, 120, 0.8)

    found = parents(chart_of(drawn(draw, size=(800, 560))))
    assert {found[title] for title in below} == {deputy}
    assert (found[deputy], found["Directeur"]) == ("Directeur", None)


def test_a_direction_over_the_one_in_the_middle_is_a_spoke_of_the_wheel() -> None:
    """(3.27) One box above, two beside, two below: none is a post alone, and « Direction générale » heads them all."""
    around = {"Direction finances": (400, 480), "Direction technique": (180, 400), "Direction sports": (620, 396)}
    around |= {"Direction culture": (330, 320), "Direction éducation": (470, 320)}

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 8)
        for x, y in around.values():
            canvas.line(400, 400, x, y)
        for title, (x, y) in {**around, ROOT: (400, 400)}.items():
            canvas.setFillGray(0.7 if title == ROOT else 1)
            canvas.rect(x - 65, y - 15, 130, 30, fill=1)
            canvas.setFillGray(0)
            canvas.drawCentredString(x, y - 3, title)

    found = parents(chart_of(drawn(draw, size=(800, 560))))
    assert found == dict.fromkeys(around, ROOT) | {ROOT: None}
