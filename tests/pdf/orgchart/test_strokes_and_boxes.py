"""What is drawn like a link or a box and is none, and boxes that are drawn with more than one stroke (13.1)."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE
from monitor.pdf.ink import Box, Letter
from monitor.pdf.orgchart.chart import read_page
from monitor.pdf.orgchart.marks.drawing import Drawing, Segment, drawing_of
from monitor.pdf.orgchart.marks.links import nets_of
from monitor.pdf.orgchart.units.box_words import by_home
from monitor.pdf.pdfium import Limits, opened
from tests.pdf.orgchart.test_drawn_ways import LABELS, LEFT, RIGHT, SHEET, TOP, TREE, box, parents, three
from tests.pdf.orgchart.test_rosters import chart_of
from tests.pdf.orgchart.test_weighing import tip
from tests.pdf.pdfs import drawn


def linked(canvas: Canvas) -> None:
    three(canvas)
    canvas.lines([(300, 330, 300, 295), (130, 295, 470, 295), (130, 295, 130, 260), (470, 295, 470, 260)])


def column(canvas: Canvas, x: float, titles: tuple[str, ...]) -> None:
    """Boxes one beneath the other, hung on one stroke from the foot of the box above *x*."""
    canvas.line(x, 230, x, 175 - 40 * (len(titles) - 1))
    for row, title in enumerate(titles):
        box(canvas, title, x + 12, 160 - 40 * row)
        canvas.line(x, 175 - 40 * row, x + 12, 175 - 40 * row)


COLUMNS = {70.0: ("Service paie", "Service recrutement", "Service formation"), 410.0: ("Service voirie", "Service des eaux")}
HUNG = {
    **TREE,
    **{title: (LEFT if x < 300 else RIGHT) for x, titles in COLUMNS.items() for title in titles},
}


@pytest.mark.parametrize("dash", [None, (3, 2)])
def test_lines_that_mark_the_levels_of_a_sheet_join_nothing(dash: tuple[int, int] | None) -> None:
    """They go across all columns, end at nothing, and no stroke ends at them."""

    def draw(canvas: Canvas) -> None:
        linked(canvas)
        for x, titles in COLUMNS.items():
            column(canvas, x, titles)
        canvas.setStrokeColorRGB(0.8, 0, 0)
        if dash:
            canvas.setDash(*dash)
        for y in (215, 194, 153, 113):
            canvas.line(10, y, 590, y)

    assert parents(drawn(draw, size=SHEET)) == HUNG


def test_a_bus_that_sticks_out_is_still_a_link() -> None:
    """Where strokes end at a line, it leads to them, though its own ends are free."""

    def draw(canvas: Canvas) -> None:
        three(canvas)
        canvas.lines([(300, 330, 300, 295), (100, 295, 500, 295), (130, 295, 130, 260), (470, 295, 470, 260)])

    assert parents(drawn(draw, size=SHEET)) == TREE


def test_further_rules_inside_a_border_are_no_links() -> None:
    """A frame of three rules, as drawing programs write them: the links end at the outermost."""

    def draw(canvas: Canvas) -> None:
        linked(canvas)
        for x, y in LABELS.values():
            for inset in (1.3, 2.6):
                left, right, low, high = x + inset, x + 140 - inset, y + inset, y + 30 - inset
                canvas.lines(
                    [(left, low, right, low), (left, high, right, high), (left, low, left, high), (right, low, right, high)]
                )

    assert parents(drawn(draw, size=SHEET)) == TREE


def test_a_shadow_that_is_a_picture_takes_no_words() -> None:
    """Office programs make a slanting shadow a picture, partly behind its box: the second line of a title stays in the box."""
    shadow = ImageReader(Image.new("RGB", (40, 12), (150, 160, 180)))

    def draw(canvas: Canvas) -> None:
        canvas.lines([(300, 330, 300, 295), (130, 295, 470, 295), (130, 295, 130, 260), (470, 295, 470, 260)])
        for x, y in LABELS.values():
            canvas.drawImage(shadow, x, y - 1, 180, 14)
        for title, (x, y) in LABELS.items():
            first, _, rest = title.partition(" ")
            canvas.setFillGray(0.95)
            canvas.rect(x, y, 140, 30, fill=1)
            canvas.setFillGray(0)
            canvas.setFont("Helvetica", 8)
            canvas.drawCentredString(x + 70, y + 18, first)
            canvas.drawCentredString(x + 70, y + 7, rest)

    assert parents(drawn(draw, size=SHEET)) == TREE


def test_a_bracket_beside_boxes_that_look_alike_makes_none_of_them_a_head() -> None:
    def draw(canvas: Canvas) -> None:
        linked(canvas)
        titles = ("Comptabilité", "Achats", "Assurances")
        for row, title in enumerate(titles):
            box(canvas, title, 80, 160 - 40 * row)
            canvas.line(72, 175 - 40 * row, 80, 175 - 40 * row)
        canvas.line(72, 175, 72, 95)

    above = parents(drawn(draw, size=SHEET))
    assert {above[title] for title in ("Comptabilité", "Achats", "Assurances")} == {LEFT}


def test_a_head_may_lead_its_column_from_its_own_side() -> None:
    """Where the highest box of a bracket hangs on something else, it heads the others."""

    def draw(canvas: Canvas) -> None:
        linked(canvas)
        for row, title in enumerate(("Paie", "Formation")):
            box(canvas, title, 60, 170 - 40 * row)
            canvas.line(50, 185 - 40 * row, 60, 185 - 40 * row)
        canvas.lines([(60, 245, 50, 245), (50, 245, 50, 145)])

    assert parents(drawn(draw, size=SHEET)) == {**TREE, "Paie": LEFT, "Formation": LEFT}


def test_the_heads_of_a_tables_columns_are_no_units() -> None:
    rows = (
        ("Direction", 1, "Service", "Responsable", "Téléphone"),
        ("Direction des sports", 2, "Service piscines", "Mme Claire AUBERT", "12 34"),
        ("", 0, "Service stades", "M. Bruno ROCHE", "56 78"),
        ("Direction des arts", 2, "Service musées", "Mme Inès ROCHE", "90 12"),
        ("", 0, "Service théâtre", "M. Ronan AUBERT", "34 56"),
    )

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        for row, (direction, high, *cells) in enumerate(rows):
            for place, text in enumerate((direction, *cells)):
                height = 24 * (high if place == 0 else 1)
                if height:
                    canvas.rect(20 + 140 * place, 324 - 24 * row - height, 140, height)
                    canvas.drawString(26 + 140 * place, 309 - 24 * row, text)

    directions = {row[0] for row in rows[1:] if row[0]}
    assert set(parents(drawn(draw, size=SHEET))) == directions | {row[2] for row in rows[1:]}


def test_a_responsable_among_boxes_is_a_unit_where_it_heads_no_column() -> None:
    def draw(canvas: Canvas) -> None:
        linked(canvas)
        box(canvas, "Responsable", 60, 150)
        canvas.line(130, 230, 130, 180)

    assert parents(drawn(draw, size=SHEET))["Responsable"] == LEFT


@pytest.mark.parametrize("way", ["nested", "strips"])
def test_a_gradient_drawn_step_by_step_is_one_box(way: str) -> None:
    """LibreOffice fills a box with ever smaller rectangles, other programs with one strip beside the other."""

    def draw(canvas: Canvas) -> None:
        canvas.lines([(300, 330, 300, 295), (130, 295, 470, 295), (130, 295, 130, 260), (470, 295, 470, 260)])
        for x, y in LABELS.values():
            for step in range(10):
                canvas.setFillColorRGB(1 - 0.04 * step, 1 - 0.03 * step, 1 - 0.01 * step)
                if way == "nested":
                    canvas.rect(x, y, 140, 30 - 3 * step, stroke=0, fill=1)
                else:
                    canvas.rect(x, y + 30 - 3.3 * (step + 1), 140, 3.3, stroke=0, fill=1)
        for title, (x, y) in LABELS.items():
            first, _, rest = title.partition(" ")
            canvas.setFillGray(0)
            canvas.setFont("Helvetica", 8)
            canvas.drawCentredString(x + 70, y + 18, first)
            canvas.drawCentredString(x + 70, y + 7, rest)

    assert parents(drawn(draw, size=SHEET)) == TREE


def test_five_bars_of_one_colour_side_by_side_are_no_gradient() -> None:
    """13.1: touching, without outlines, they were one box of five titles; strips too narrow for words, or of steps, are one."""
    for wide, shade, boxes in ((100, 0.0, 5), (6, 0.0, 1), (100, 0.02, 1)):

        def draw(canvas: Canvas, wide: float = wide, shade: float = shade) -> None:
            for place in range(5):
                canvas.setFillColorRGB(0.2, 0.4, 0.6 + shade * place)
                canvas.rect(20 + wide * place, 300, wide, 40, stroke=0, fill=1)

        with opened(drawn(draw, size=SHEET), Limits()) as pdf:
            assert len(drawing_of(pdf.page(1)).shapes) == boxes


def test_a_title_centred_across_five_cells_of_one_colour_is_in_one_box() -> None:
    """13.1: its words run over the edges; those of titles in cells of their own don't, but for one that is too long for its own."""
    titles = ("Finances", "Direction des affaires culturelles", "Voirie", "Sports", "Eau")
    across = "Direction générale des services de la ville de Valmont"
    for texts, boxes in (((across,), 1), (titles, 5)):

        def draw(canvas: Canvas, texts: tuple[str, ...] = texts) -> None:
            canvas.setFillColorRGB(0.8, 0.9, 1)
            for place in range(5):
                canvas.rect(20 + 110 * place, 300, 110, 40, stroke=0, fill=1)
            canvas.setFillColorRGB(0, 0, 0)
            canvas.setFont("Helvetica-Bold", 8)
            for place, text in enumerate(texts):
                canvas.drawCentredString(20 + 550 / len(texts) * (place + 0.5), 316, text)

        with opened(drawn(draw, size=SHEET), Limits()) as pdf:
            assert len(drawing_of(pdf.page(1)).shapes) == boxes


def test_boxes_in_a_box_are_no_gradient() -> None:
    def draw(canvas: Canvas) -> None:
        for place, title in enumerate(("Direction générale", "Direction des sports", "Service stades", "Bureau des clubs")):
            inset = 24 * place
            canvas.setFillGray(0.95 - inset / 500)
            canvas.rect(40 + inset, 40 + inset, 500 - 2 * inset, 320 - 2 * inset, stroke=0, fill=1)
            canvas.setFillGray(0)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(60 + inset, 345 - inset, title)

    assert len(parents(drawn(draw, size=SHEET))) == 4


def test_a_bus_behind_a_box_hangs_what_it_leads_to_under_its_own_head() -> None:
    """A staff box that covers the bus is no head of the box below it, whose stroke comes out from behind it."""

    def draw(canvas: Canvas) -> None:
        for title, (x, y) in {**LABELS, "Direction Enfance": (220, 230)}.items():
            box(canvas, title, x, y)
        canvas.lines([(300, 330, 300, 288), (70, 288, 470, 288), (70, 288, 70, 260), (470, 288, 470, 260), (260, 288, 260, 260)])
        canvas.setFillGray(1)
        canvas.rect(205, 275, 80, 30, fill=1)
        canvas.setFillGray(0)
        box(canvas, "Mission audit", 205, 275, width=80)

    above = parents(drawn(draw, size=SHEET))
    assert above["Direction Enfance"] == above[LEFT] == above[RIGHT] == TREE[LEFT]


def test_a_white_card_with_a_shadow_around_it_is_a_box() -> None:
    """SmartArt as PowerPoint writes it: white without outline, a picture for the soft shadow, and one more behind the letters.

    The strokes end at the cards, also where a card's words reach further than itself and past a stroke that hangs others.
    """
    shadow = ImageReader(Image.new("RGB", (40, 12), (225, 225, 225)))
    words = ImageReader(Image.new("RGB", (40, 12), (255, 255, 255)))
    services = {
        "Service voirie": (60, 160),
        "Service de la commande": (60, 100),
        "Service sports": (196, 160),
        "Service jeunesse": (196, 100),
    }

    def draw(canvas: Canvas) -> None:
        three_at = {TOP: (230, 330), LEFT: (40, 230), RIGHT: (180, 230)}
        canvas.lines([(280, 330, 280, 300), (90, 300, 280, 300), (90, 300, 90, 260), (230, 300, 230, 260)])
        for x in (52, 188):
            for y in (175, 115):
                canvas.lines([(x, 230, x, y), (x, y, x + 8, y)])
        for title, (x, y) in {**three_at, **services}.items():
            wide = 122
            canvas.drawImage(shadow, x - 2, y - 3, wide + 4, 36)
            canvas.setFillGray(1)
            canvas.rect(x, y, wide, 30, stroke=0, fill=1)
            canvas.drawImage(words, x - 4, y + 6, wide + 8, 20)
            canvas.setFillGray(0)
            canvas.setFont("Helvetica", 9)
            canvas.drawCentredString(x + wide / 2, y + 12, title)

    found = parents(drawn(draw, size=SHEET))
    assert found == {**TREE, **{title: LEFT if x < 100 else RIGHT for title, (x, _) in services.items()}}


@pytest.mark.parametrize(("first", "heads"), [(84, False), (70, True)])
def test_a_bracket_beside_words_without_borders_makes_none_of_them_a_head(first: float, heads: bool) -> None:
    """Words begin where they like, some points apart; but the highest, where it sticks out to the left, may head the others."""

    def draw(canvas: Canvas) -> None:
        linked(canvas)
        canvas.setFont("Helvetica", 8)
        for row, (title, x) in enumerate((("Comptabilité", first), ("Achats", 84), ("Assurances", 80))):
            canvas.drawString(x, 172 - 20 * row, title)
            canvas.line(66, 175 - 20 * row, x - 3, 175 - 20 * row)
        canvas.line(66, 175, 66, 135)

    with opened(drawn(draw, size=SHEET), Limits()) as document:
        _, said, _ = read_page(document.page(1))
    brackets = [reading for reading in said.readings if any(node.label == "Achats" for node, _ in reading.ends)]
    assert [reading.usable for reading in brackets] == [heads]


@pytest.mark.parametrize("said", ["27", "4,5", "N° 12"])
@pytest.mark.parametrize("shape", ["disc at a corner", "tab under the box", "cell at the left"])
def test_a_number_in_a_shape_of_its_own_is_no_unit(said: str, shape: str) -> None:
    """3.27: how many work there, which room or office it is; the strokes go to the box that it sits on."""

    def draw(canvas: Canvas) -> None:
        linked(canvas)
        for x, y in LABELS.values():
            canvas.setFillGray(0.8)
            if shape.startswith("disc"):
                canvas.circle(x + 140, y + 30, 13, fill=1)
                at = (x + 140, y + 27)
            elif shape.startswith("tab"):
                canvas.rect(x, y - 14, 40, 14, fill=1)
                at = (x + 20, y - 10)
            else:
                canvas.rect(x - 40, y, 40, 30, fill=1)
                at = (x - 20, y + 12)
            canvas.setFillGray(0)
            canvas.drawCentredString(*at, said)

    assert parents(drawn(draw, size=SHEET)) == TREE


@pytest.mark.parametrize(
    "imprint",
    [
        ("Direction de la communication", "version 6"),
        ("Service communication / v6",),
        ("Valmont-sur-Ource", "Mise à jour au 01/02/2026"),
        ("Communications Office", "Last revised 12 March 2026"),
    ],
)
def test_a_box_that_says_whose_edition_the_sheet_is_is_no_unit(imprint: tuple[str, ...]) -> None:
    """3.27: nothing is linked to it and it names nobody; a unit that bears a year, and one that is linked, stay."""

    def draw(canvas: Canvas, *, ended: bool = False) -> None:
        linked(canvas)
        box(canvas, imprint[0], 400, 20, *imprint[1:])
        if ended:
            canvas.lines([(470, 230, 470, 60)])

    assert parents(drawn(draw, size=SHEET)) == TREE
    assert len(parents(drawn(partial(draw, ended=True), size=SHEET))) == 4


def test_each_line_that_a_stroke_of_its_own_ends_at_is_a_unit() -> None:
    """13.1, 13.2: « Insertion », « Autonomie » close under each other, a tick before both, were one title, for certain."""
    words = {70.0: ("Insertion", "Autonomie", "+Karim Haddad", "Médiation"), 410.0: ("Achats", "+Inès Caron", "Recouvrement")}

    def draw(canvas: Canvas) -> None:
        linked(canvas)
        canvas.setFont("Helvetica", 8)
        for x, texts in words.items():
            for row, text in enumerate(texts):
                y = 200 - 13 * row
                canvas.drawString(x + 15, y, text.removeprefix("+"))
                if not text.startswith("+"):
                    canvas.lines([(x, 230, x, y + 3), (x, y + 3, x + 12, y + 3)])

    found = parents(drawn(draw, size=SHEET))
    assert found == {**TREE, "Insertion": LEFT, "Autonomie": LEFT, "Médiation": LEFT, "Achats": RIGHT, "Recouvrement": RIGHT}


def test_a_rail_that_turns_close_beside_another_box_does_not_mean_it() -> None:
    """3.27: the rail of one box stands two points beside its neighbour, drawn as one stroke or as three."""
    poles, below = (
        ("Pôle Ressources", "Pôle Cadre de vie", "Pôle Population"),
        (("Finances", "Achats"), ("Voirie", "Parcs"), ("Crèches", "État civil")),
    )

    def draw(canvas: Canvas, *, whole: bool, gap: float) -> None:
        box(canvas, TOP, 230, 330)
        for n, (pole, services) in enumerate(zip(poles, below, strict=True)):
            x = 60 + n * (121 + gap)
            box(canvas, pole, x, 260, width=110)
            canvas.lines([(300, 330, 300, 310), (300, 310, x + 55, 310), (x + 55, 310, x + 55, 290)])
            for y, service in zip((205, 160), services, strict=True):
                box(canvas, service, x + 12, y, width=90)
                stroke = [(x, 275), (x - 11, 275), (x - 11, y + 15), (x + 12, y + 15)]
                if whole:
                    path = canvas.beginPath()
                    path.moveTo(*stroke[0])
                    for point in stroke[1:]:
                        path.lineTo(*point)
                    canvas.drawPath(path)
                else:
                    canvas.lines([(*a, *b) for a, b in pairwise(stroke)])

    expected = {TOP: None, **dict.fromkeys(poles, TOP)}
    expected |= {service: pole for pole, services in zip(poles, below, strict=True) for service in services}
    for whole in (True, False):
        for gap in (1.8, 1.9):
            assert parents(drawn(partial(draw, whole=whole, gap=gap), size=SHEET)) == expected, (whole, gap)


def test_a_rail_in_the_white_between_two_columns_is_of_those_it_leads_to() -> None:
    """3.27: ticks lead from it to the left; a point beside it stand boxes on the right, to which nothing leads."""
    head, *left = boxes = [Box(60, 85, 210, 109), *(Box(60, top, 210, top + 30) for top in (120, 170, 220))]
    right = [Box(213.9, top, 363, top + 30) for top in (120, 170, 220)]
    rail = Segment(212, 109, 212, 235, 1, dashed=False, path=1)
    ticks = [Segment(212, box.cy, 210, box.cy, 1, False, n) for n, box in enumerate(left, start=2)]
    every = [*boxes, *right]
    (net,) = nets_of(Drawing(shapes=(), segments=(rail, *ticks), marks=()), every, frozenset())
    assert [every[one.box] for one in net.attachments if every[one.box] in right] == []
    assert {*left} <= {every[one.box] for one in net.attachments} and head not in right


@pytest.mark.parametrize("aslant", [-0.1, 0.0, 0.1])
def test_a_corner_that_is_a_hair_off_square_points_at_no_box_beside_it(aslant: float) -> None:
    """A rail drawn by hand, whose first stroke begins a little aside from it, in reach of the column at its left (3.19)."""
    beside, *own = boxes = [Box(0, 95, 64, 125), Box(90, 80, 160, 110), Box(90, 120, 160, 150), Box(90, 160, 160, 190)]
    rail = Segment(74, 100, 74 + aslant, 175, 1, dashed=False, path=1)
    strokes = [
        Segment(75.2, 100, 90, 100, 1, False, 2),
        Segment(74, 135, 90, 135, 1, False, 3),
        Segment(74, 175, 90, 175, 1, False, 4),
    ]
    (net,) = nets_of(Drawing(shapes=(), segments=(rail, *strokes), marks=()), boxes, frozenset())
    assert {boxes[one.box] for one in net.attachments} == {*own} and beside not in own


@pytest.mark.parametrize("dashed", [None, 0, 1])
def test_strokes_drawn_twice_are_read_once(dashed: int | None) -> None:
    """Programs draw a stroke again on another layer or as an outline; the second time from its other end; once dashed (13.1)."""
    boxes = [Box(100, 0, 200, 30), Box(0, 80, 90, 110), Box(210, 80, 300, 110)]
    ways = [
        [(150.0, 30.0), (150.0, 55.0)],
        [(45.0, 55.0), (255.0, 55.0)],
        [(45.0, 57.5), (45.0, 80.0)],
        [(255.0, 57.5), (255.0, 80.0)],
    ]

    def draw(canvas: Canvas) -> None:
        for box_ in boxes:
            canvas.rect(box_.x0, 200 - box_.bottom, box_.width, box_.height)
        for again in (0, 1):
            canvas.setDash(*((3, 2) if again == dashed else ()))
            for way in ways:
                (x0, y0), (x1, y1) = reversed(way) if again else way
                canvas.line(x0, 200 - y0, x1, 200 - y1)

    with opened(drawn(draw, size=(300, 200)), Limits()) as pdf:
        nets = nets_of(drawing_of(pdf.page(1)), boxes, frozenset())
    assert [{boxes[one.box] for one in net.attachments} for net in nets] == [{*boxes}] and not nets[0].dashed


def _side_of_border(canvas: Canvas, box: tuple[float, float, float, float], side: str, thick: float) -> None:
    """One side of a border with a round corner, as browsers print it: the whole box filled, clipped to the ring and to a strip."""
    x0, y0, x1, y1 = box
    strip = 3 * thick
    strips = {"t": (x0, y1 - strip, x1, y1), "l": (x0, y0, x0 + strip, y1), "r": (x1 - strip, y0, x1, y1)}
    canvas.saveState()
    for left, low, right, high in (box, strips[side]):
        path = canvas.beginPath()
        path.rect(left, low, right - left, high - low)
        canvas.clipPath(path, stroke=0, fill=0)
    ring = canvas.beginPath()
    for left, low, right, high in (box, (x0 + thick * (side == "l"), y0, x1 - thick * (side == "r"), y1 - thick)):
        ring.rect(left, low, right - left, high - low)
    canvas.clipPath(ring, stroke=0, fill=0, fillMode=0)
    canvas.rect(x0, y0, x1 - x0, y1 - y0, stroke=0, fill=1)
    canvas.restoreState()


@pytest.mark.parametrize("accent", [False, True])
@pytest.mark.parametrize("thick", [0.75, 2.0])
def test_a_side_of_a_box_that_clips_show_alone_is_a_stroke_unless_words_stand_in_the_box(thick: float, accent: bool) -> None:
    """13.1: trees of nested lists draw their elbows so; a card may have an *accent* only, « border-left: 5px », with a radius."""

    def draw(canvas: Canvas) -> None:
        for title, (x, y) in LABELS.items():
            box(canvas, title, x, y, border=not accent)
            for side in "tl" if accent else "":
                _side_of_border(canvas, (x, y, x + 140, y + 30), side, thick)
        canvas.rect(300 - thick / 2, 295, thick, 35, stroke=0, fill=1)
        for (x0, x1), sides in {(130.0, 300.0): "tl", (300.0, 470.0): "tr"}.items():
            for side in sides:
                _side_of_border(canvas, (x0, 260, x1, 295), side, thick)

    chart = chart_of(drawn(draw, size=SHEET))
    assert {unit.title: unit.parent for unit in chart.units} == {TOP: None, LEFT: "u1", RIGHT: "u1"}
    assert all(unit.confidence >= SURE for unit in chart.units if unit.parent)


@pytest.mark.parametrize("bent", [False, True])
def test_a_dashed_stroke_that_crosses_others_is_no_part_of_them(bent: bool) -> None:
    """13.1, 3.27: whom somebody works for beside his head; one that ends on a solid stroke is of its net."""
    heads = {LEFT: ("Paie", "Achats", "Archives"), RIGHT: ("Voirie", "Parcs", "Stades")}

    def draw(canvas: Canvas) -> None:
        for x, (head, services) in zip((10, 310), heads.items(), strict=True):
            box(canvas, head, x + 80, 300, width=120)
            canvas.lines([(x + 140, 300, x + 140, 200), (x + 40, 200, x + 240, 200)])
            for place, service in enumerate(services):
                box(canvas, service, x + 100 * place, 150, width=80)
                canvas.line(x + 100 * place + 40, 200, x + 100 * place + 40, 180)
        canvas.setDash(3, 2)
        if bent:
            canvas.lines([(190, 300, 190, 250), (190, 250, 570, 250), (570, 250, 570, 180)])
        else:
            canvas.bezier(190, 300, 190, 240, 570, 240, 570, 180)

    found = chart_of(drawn(draw, size=SHEET))
    key = {unit.id: unit.title for unit in found.units}
    assert {u.title: key.get(u.parent or "") for u in found.units if u.parent} == {
        s: head for head, own in heads.items() for s in own
    }
    assert all(unit.confidence_parent >= SURE for unit in found.units if unit.parent)


def test_a_word_of_a_line_and_a_bullet_before_it_stand_in_the_box_of_the_line() -> None:
    """3.27: strokes round a corner of a box made one of their own, in which « Pôle » was a unit that headed the last direction."""
    card, rail = Box(10, 10, 110, 40), Box(5, 20, 35, 120)

    def inside(boxes: list[Box], said: dict[float, str], red: int = 0) -> list[str]:
        letters = [
            Letter(text, x + 5 * n, 24, x + 5 * n + 5, 32, 30, 8, True, False, 0, (red * (x < 20), 0, 0), n)
            for x, word in said.items()
            for n, text in enumerate(word)
        ]
        found, _ = by_home(letters, boxes)
        return ["".join(letter.text for letter in found.get(number, [])) for number in range(len(boxes))]

    line = {12.0: "Pôle", 35.0: "Culture"}
    assert inside([card, rail._replace(bottom=100)], line) == ["PôleCulture", ""]
    assert inside([card, rail._replace(bottom=50)], line) == ["Culture", "Pôle"]  # a pill around the word
    assert inside([card, rail._replace(bottom=100)], line, red=200) == ["Culture", "Pôle"]
    assert inside([card, Box(0, 5, 24, 40)], {18.0: "•", 36.0: "Paie"}) == ["•Paie", ""]  # the tip of an arrow over a list
    assert inside([card, Box(0, 5, 24, 40)], {18.0: "A", 36.0: "Paie"}) == ["Paie", "A"]


def rails(shade: tuple[float, float, float], *, stub: float = 0.9, aside: float = 5) -> bytes:
    """Columns on rails that end in short strokes with arrowheads; behind each box one of another colour, *aside* and down."""

    def shaded(canvas: Canvas, title: str, x: float, y: float) -> None:
        canvas.setFillColorRGB(*shade)
        canvas.rect(x + aside, y - aside, 140, 30, stroke=0, fill=1)
        canvas.setFillColorRGB(0.72, 0.8, 0.89)
        canvas.rect(x, y, 140, 30, stroke=0, fill=1)
        box(canvas, title, x, y)

    def draw(canvas: Canvas) -> None:
        for title, (left, foot) in LABELS.items():
            shaded(canvas, title, left, foot)
        canvas.lines([(300, 330, 300, 295), (130, 295, 470, 295), (130, 295, 130, 260), (470, 295, 470, 260)])
        for x, titles in COLUMNS.items():
            canvas.line(x, 230, x, 175 - 40 * (len(titles) - 1))
            for row, title in enumerate(titles):
                y = 175 - 40 * row
                canvas.setFillGray(0)
                canvas.line(x, y, x + stub, y)
                tip(canvas, (x + stub, y + 2.5), (x + stub, y - 2.5), (x + stub + 7, y))
                shaded(canvas, title, x + stub + 7, 160 - 40 * row)

    return drawn(draw, size=SHEET)


@pytest.mark.parametrize("shade", [(0.5, 0.58, 0.68), (0.6, 0.6, 0.6)])
def test_shadows_of_any_colour_are_no_boxes_and_short_strokes_with_tips_end_at_their_boxes(
    shade: tuple[float, float, float],
) -> None:
    """3.27: words fell into the shadow where strokes came near it, and each box of a rail hung under the first, for certain."""
    units = chart_of(rails(shade)).units
    titles = {unit.id: unit.title for unit in units}
    assert {unit.title: titles.get(unit.parent or "") for unit in units} == HUNG
    assert all(unit.confidence_parent >= SURE for unit in units if unit.parent)


def test_boxes_of_one_size_that_lie_over_each_other_are_none_of_them_shadows_where_words_may_stand() -> None:
    """A pile of cards shows a title of each; one aside along one edge alone is a coloured edge, and no second box."""
    pile = ("Service paie", "Service achats", "Service courrier")

    def draw(canvas: Canvas) -> None:
        for number, title in enumerate(pile):
            canvas.setFillColorRGB(0.9 - 0.1 * number, 0.85, 0.8)
            canvas.rect(60 + 12 * number, 250 - 24 * number, 140, 40, stroke=0, fill=1)
            canvas.setFillGray(0)
            canvas.setFont("Helvetica", 8)
            canvas.drawString(76 + 12 * number, 280 - 24 * number, title)

    assert set(parents(drawn(draw, size=SHEET))) >= set(pile)


def test_an_arrow_leads_to_the_box_that_its_tip_is_at_and_not_to_one_close_beside_its_rail() -> None:
    """3.27: the rail of the right column runs three points beside the boxes of the left one."""

    def draw(canvas: Canvas) -> None:
        linked(canvas)
        left = ("Service paie", "Service recrutement")
        for row, title in enumerate(left):
            box(canvas, title, 260, 160 - 40 * row)
            canvas.line(255, 175 - 40 * row, 260, 175 - 40 * row)
        canvas.lines([(255, 135, 255, 245), (255, 245, 200, 245)])
        canvas.lines([(403, 230, 403, 135)])
        for row, title in enumerate(("Service voirie", "Service des eaux")):
            y = 175 - 40 * row
            canvas.line(403, y, 403.9, y)
            tip(canvas, (403.9, y + 2.5), (403.9, y - 2.5), (411, y))
            box(canvas, title, 411, 160 - 40 * row)

    found = parents(drawn(draw, size=SHEET))
    assert [found[title] for title in ("Service voirie", "Service des eaux")] == [RIGHT, RIGHT]
    assert [found[title] for title in ("Service paie", "Service recrutement")] == [LEFT, LEFT]


@pytest.mark.parametrize(
    ("label", "below", "address"),
    [
        ("Bureaux :", ("Grand-Place 1", "Rue Haute 29"), True),
        ("Dienstgebäude:", ("Am Markt 4", "12 allée des Tilleuls"), True),
        ("Bureaux :", ("Accueil", "Rue Haute 29"), False),
        ("Équipes :", ("Secteur 1", "Secteur 2"), False),
    ],
)
def test_addresses_in_small_letters_below_columns_are_no_units(label: str, below: tuple[str, str], *, address: bool) -> None:
    """3.27: each was a unit for certain, and one that moved house was told as gone and come. Not where one is no street."""

    def draw(canvas: Canvas) -> None:
        linked(canvas)
        canvas.setFont("Helvetica", 6)
        for x, said in zip((70, 410), below, strict=True):
            canvas.drawString(x, 214, label)
            canvas.drawString(x, 206, said)

    found = parents(drawn(draw, size=SHEET))
    assert (found == TREE) is address


@pytest.mark.parametrize(
    ("step", "titles"),
    [(10.0, ["Parc des sapeurs et absentéisme Scolaire"]), (15.0, ["Parc des sapeurs et absentéisme", "Scolaire"])],
)
def test_a_title_in_a_list_goes_on_where_no_room_was_left_and_lines_are_closer_than_entries(step: float, titles: list[str]) -> None:
    """13.3: its second line, with a capital, was a unit of its own that had the name."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(30, 100, 150, 160)
        y = 245.0
        said = (
            ("POLE URBANISME", 9, 1),
            ("Odile Vicente", 9, 0),
            ("", 9, 0),
            ("Parc des sapeurs et absentéisme", 8, 1),
            ("Scolaire", 8, 1),
        )
        for text, size, bold in (*said, ("Guy Ferrer", 7.5, 0), ("Registre général", 8, 1), ("Paule Cortez", 7.5, 0)):
            canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
            y -= step if text == "Scolaire" else 15.0 if bold else 10.0
            canvas.drawString(38, y, text)

    found = [unit.title for unit in chart_of(drawn(draw, size=(300, 300))).units]
    assert [title for title in found if "Scolaire" in title or "Parc" in title] == titles
