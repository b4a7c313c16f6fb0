"""What programs leave behind in their PDFs without meaning anything by it: shadows, strokes drawn twice, titles that run on."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from monitor.model import SURE, DocumentContent, OrgChart
from monitor.pdf.orgchart.units.written import written_in
from monitor.pdf.read import read
from tests.pdf.orgchart.test_drawn_ways import LABELS, LEFT, RIGHT, SHEET, TOP, TREE, box, parents, three
from tests.pdf.orgchart.test_written import lines, told
from tests.pdf.pdfs import drawn


def chart_of(data: bytes) -> OrgChart:
    content = read(data, kind="orgchart")
    assert isinstance(content, DocumentContent) and content.orgchart
    return content.orgchart


def linked(canvas: Canvas) -> None:
    three(canvas)
    for x in (130, 470):
        canvas.lines([(300, 330, 300, 295), (300, 295, x, 295), (x, 295, x, 260)])


def test_a_text_and_its_shadow_are_one() -> None:
    """Office programs write a shadowed text twice, the first time in grey and two points aside (13.1)."""
    surnames = {TOP: "Aubert", LEFT: "Roche", RIGHT: "Tessier"}

    def draw(canvas: Canvas) -> None:
        linked(canvas)
        for title, (x, y) in LABELS.items():
            for grey, aside in ((0.6, 2), (0, 0)):
                canvas.setFillGray(grey)
                canvas.setFont("Helvetica", 8)
                canvas.drawString(x + 16 + aside, y + 8 - aside, f"Mme Claire {surnames[title]}")

    assert {unit.title: [p.name for p in unit.people] for unit in chart_of(drawn(draw, size=SHEET)).units} == {
        TOP: ["Mme Claire Aubert"],
        LEFT: ["Mme Claire Roche"],
        RIGHT: ["Mme Claire Tessier"],
    }


def test_a_stem_drawn_once_for_each_child_points_at_its_box() -> None:
    """Each child's link may begin with the same stroke: together they end a little before the head (13.1)."""

    def draw(canvas: Canvas) -> None:
        three(canvas)
        for x in (130, 470):
            canvas.lines([(300, 324, 300, 295), (300, 295, x, 295), (x, 295, x, 260)])

    assert parents(drawn(draw, size=SHEET)) == TREE


def test_two_boxes_joined_from_above_are_brothers() -> None:
    """A bus over two boxes whose stem ends nowhere makes neither the other's head (13.2)."""

    def draw(canvas: Canvas) -> None:
        linked(canvas)
        for x, title in ((20, "Service paie"), (140, "Service voirie")):
            box(canvas, title, x, 100, width=100)
        canvas.lines([(70, 130, 70, 160), (190, 130, 190, 160), (70, 160, 190, 160), (130, 160, 130, 190)])

    above = parents(drawn(draw, size=SHEET))
    assert above["Service paie"] != "Service voirie"
    assert above["Service voirie"] != "Service paie"


def test_a_title_that_names_the_chart_is_no_unit_though_a_stroke_points_at_it() -> None:
    def draw(canvas: Canvas) -> None:
        linked(canvas)
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(20, 380, "Organigramme - Pôle ressources")
        canvas.line(130, 261, 130, 374)

    assert "Organigramme - Pôle ressources" not in parents(drawn(draw, size=SHEET))


def _table(canvas: Canvas) -> None:
    """A head over two columns of three cells, all set the same way."""
    box(canvas, "Direction générale", 200, 300, width=160)
    for x, titles in (
        (40, ("Pôle ressources", "Direction des finances", "Archives municipales")),
        (240, ("DGA Solidarités", "Médiathèque centrale", "Mission handicap")),
    ):
        for row, title in enumerate(titles):
            box(canvas, title, x, 230 - 30 * row, width=160)


def test_where_all_boxes_look_alike_the_words_of_titles_tell_ranks_with_doubt() -> None:
    """Sheets and tables without links or colours: « à vérifier », unless a title names the rank right below its head's (3.27)."""
    units = chart_of(drawn(_table, size=SHEET)).units
    titles = {unit.id: unit.title for unit in units}
    assert {unit.title: titles.get(unit.parent or "") for unit in units} == {
        "Direction générale": None,
        "Pôle ressources": "Direction générale",
        "DGA Solidarités": "Direction générale",
        "Direction des finances": "Pôle ressources",
        "Archives municipales": "Pôle ressources",
        "Médiathèque centrale": "DGA Solidarités",
        "Mission handicap": "DGA Solidarités",
    }
    unranked = {"Archives municipales", "Médiathèque centrale", "Mission handicap"}
    assert all(unit.confidence_parent < SURE for unit in units if unit.title in unranked)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("**DIRECTION GÉNÉRALE**", "**DÉLÉGUÉE VILLE**", "**NUMÉRIQUE**"), ("DIRECTION GÉNÉRALE DÉLÉGUÉE VILLE NUMÉRIQUE", [])),
        (("**Affaires scolaires**", "Responsable : Mme DELAUNAY", "Françoise"), ("Affaires scolaires", ["Mme DELAUNAY Françoise"])),
        (("**Affaires scolaires**", "Responsable : Mme Solveig", "DELAUNAY"), ("Affaires scolaires", ["Mme Solveig DELAUNAY"])),
        (
            ("**Affaires scolaires**", "Directrice : Nathalie Van", "den Berghe"),
            ("Affaires scolaires", ["Nathalie Van den Berghe"]),
        ),
        (("**Juin 2023**", "**Affaires scolaires**"), ("Affaires scolaires", [])),
    ],
)
def test_titles_and_names_broken_over_lines_are_whole(texts: tuple[str, ...], expected: tuple[str, list[str]]) -> None:
    """13.3; a date that reaches into a box from the page's title is none of its title."""
    assert told(written_in(lines(*texts)))[:2] == expected


def test_cells_of_title_post_and_name_are_one_unit() -> None:
    """Graphviz draws labels as tables with rules between their rows (13.1)."""

    def draw(canvas: Canvas) -> None:
        three(canvas)
        for title, (x, y) in LABELS.items():
            canvas.rect(x, y - 15, 140, 15)
            canvas.rect(x, y - 30, 140, 15)
            canvas.drawString(x + 16, y - 11, "Directrice")
            canvas.drawString(x + 16, y - 26, f"Mme Claire {title.split()[-1].title()}")
        for x in (130, 470):
            canvas.lines([(300, 300, 300, 280), (300, 280, x, 280), (x, 280, x, 260)])

    units = chart_of(drawn(draw, size=SHEET)).units
    assert [(unit.title, [(p.name, p.role) for p in unit.people]) for unit in units] == [
        (TOP, [("Mme Claire Générale", "Directrice")]),
        (LEFT, [("Mme Claire Ressources", "Directrice")]),
        (RIGHT, [("Mme Claire Vie", "Directrice")]),
    ]


def test_staff_without_a_border_hangs_by_a_level_link_that_ends_where_the_border_would_be() -> None:
    def draw(canvas: Canvas) -> None:
        linked(canvas)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(460, 342, "Cabinet du maire")
        canvas.line(370, 345, 410, 345)

    assert parents(drawn(draw, size=SHEET)) == {**TREE, "Cabinet du maire": TOP}


def test_a_straight_link_between_facing_sides_hangs_the_lower_box() -> None:
    """Graphviz's straight edges leave a wide box at its side (13.2)."""

    def draw(canvas: Canvas) -> None:
        for title, (x, y) in {TOP: (20, 330), LEFT: (230, 230), RIGHT: (440, 130)}.items():
            box(canvas, title, x, y)
        canvas.line(160, 335, 230, 255)
        canvas.line(370, 235, 440, 155)

    assert parents(drawn(draw, size=SHEET)) == {TOP: None, LEFT: TOP, RIGHT: LEFT}


def test_two_strokes_between_the_same_boxes_do_not_hide_that_a_chart_grows_sideways() -> None:
    def draw(canvas: Canvas) -> None:
        places = {TOP: (20, 200), LEFT: (220, 330), RIGHT: (220, 200), "Service paie": (430, 330), "Service voirie": (430, 200)}
        for title, (x, y) in places.items():
            box(canvas, title, x, y)
        canvas.line(130, 230, 230, 330)  # from the top of the head to the bottom of one far above it
        for y in (210, 220):
            canvas.line(160, y, 220, y)
        canvas.line(360, 345, 430, 345)
        canvas.line(360, 215, 430, 215)

    assert parents(drawn(draw, size=SHEET)) == {TOP: None, LEFT: TOP, RIGHT: TOP, "Service paie": LEFT, "Service voirie": RIGHT}


def test_boxes_on_a_trunk_that_comes_from_the_page_before_are_brothers() -> None:
    """A nested list that runs over a page break: its first box there is not the head of the rest (13.2)."""

    def draw(canvas: Canvas) -> None:
        linked(canvas)
        canvas.line(40, 190, 40, 65)
        for title, y in (("Service paie", 120), ("Service voirie", 50)):
            box(canvas, title, 60, y)
            canvas.line(40, y + 15, 60, y + 15)

    above = parents(drawn(draw, size=SHEET))
    assert above["Service voirie"] != "Service paie"


def test_a_trunk_close_beside_a_box_is_none_of_its_borders() -> None:
    """Boxes that stand as near a trunk as a border would are no heads of what hangs on it (13.1)."""

    def draw(canvas: Canvas) -> None:
        linked(canvas)
        for x, title in ((20, "Service paie"), (440, "Service voirie")):
            box(canvas, title, x, 40, width=100)
        box(canvas, "Mission handicap", 199.4, 160, width=100)
        canvas.line(300, 320, 300, 100)
        canvas.lines([(70, 100, 490, 100), (70, 100, 70, 70), (490, 100, 490, 70)])

    above = parents(drawn(draw, size=SHEET))
    assert (above["Service paie"], above["Service voirie"]) == (TOP, TOP)


def test_an_arrow_drawn_as_a_filled_shape_is_a_link() -> None:
    """Word fills a slanting arrow instead of stroking it, and lets it end before the boxes (13.1)."""

    def draw(canvas: Canvas) -> None:
        linked(canvas)
        box(canvas, "Service paie", 400, 60)
        box(canvas, "Service voirie", 60, 60)
        for x, foot in ((150, 450), (450, 150)):
            arrow = canvas.beginPath()
            side = 4 if foot > x else -4
            _outline(arrow, (x, 226), (foot, 98), (foot + 0.7, 98), (x + 0.7, 226))
            _outline(arrow, (foot - side, 100), (foot + side, 94), (foot + side, 102))
            canvas.drawPath(arrow, stroke=0, fill=1)

    assert parents(drawn(draw, size=SHEET)) == {**TREE, "Service paie": LEFT, "Service voirie": RIGHT}


def test_an_arrow_may_end_well_before_the_box_it_points_at() -> None:
    """Arrows drawn by hand in an office program touch neither box; a stroke without an arrowhead means nothing so far away."""

    def draw(canvas: Canvas, *, heads: bool) -> None:
        linked(canvas)
        box(canvas, "Service paie", 200, 30)
        canvas.line(160, 226, 230, 80)
        if heads:
            tip = canvas.beginPath()
            _outline(tip, (232, 76), (226, 82), (232, 84))
            canvas.drawPath(tip, stroke=0, fill=1)

    assert parents(drawn(lambda canvas: draw(canvas, heads=True), size=SHEET))["Service paie"] == LEFT
    assert parents(drawn(lambda canvas: draw(canvas, heads=False), size=SHEET))["Service paie"] != LEFT


def test_a_card_around_the_box_of_its_words_is_linked_as_that_box() -> None:
    """SmartArt draws a card and, within it, a rectangle for its words: strokes end at the card (13.1)."""

    def draw(canvas: Canvas) -> None:
        for title, (x, y) in {**LABELS, "Service paie": (230, 100)}.items():
            canvas.setFillGray(0.9)
            canvas.rect(x - 30, y - 20, 200, 70, stroke=1, fill=1)
            canvas.setFillGray(1)
            box(canvas, title, x, y, border=0, fill=1)
        for x in (130, 470):
            canvas.lines([(300, 310, 300, 295), (300, 295, x, 295), (x, 295, x, 280)])
        canvas.lines([(470, 210, 470, 115), (470, 115, 400, 115)])

    assert parents(drawn(draw, size=SHEET)) == {**TREE, "Service paie": RIGHT}


def _outline(path: PDFPathObject, start: tuple[float, float], *points: tuple[float, float]) -> None:
    path.moveTo(*start)
    for point in points:
        path.lineTo(*point)
    path.close()


def test_a_bus_of_hundreds_of_boxes_has_one_head() -> None:
    """What its cost grows by, test_growth counts (DESIGN 9)."""

    def draw(canvas: Canvas) -> None:
        box(canvas, TOP, 60 * boxes / 2, 330)
        canvas.line(60 * boxes / 2 + 70, 330, 60 * boxes / 2 + 70, 295)
        canvas.line(45, 295, 60 * boxes - 15, 295)
        for number in range(boxes):
            box(canvas, f"Service {number}", 20 + 60 * number, 200, width=50)
            canvas.line(45 + 60 * number, 295, 45 + 60 * number, 230)

    boxes = 300
    found = parents(drawn(draw, size=(60.0 * boxes + 40, 400)))
    assert len(found) == boxes + 1 and set(found.values()) == {None, TOP}
