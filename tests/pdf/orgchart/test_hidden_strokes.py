"""Strokes that go behind boxes, or on between two: what is not seen of them parts no words, and is no rule of a table (3.27)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE, OrgChart
from monitor.pdf.ink import Box
from monitor.pdf.orgchart.marks.drawing import Segment, Shape
from monitor.pdf.orgchart.marks.strokes import between_boxes, rules_in
from tests.pdf.orgchart.test_rosters import chart_of
from tests.pdf.pdfs import drawn

CHAIN = {
    "Cabinet du Maire": "Mme Odile Marsac",
    "Direction générale des services": "M. Luc Ferrand",
    "Secrétariat des élus": "Mme Ida Roche",
}
POLES = ("Pôle ressources", "Pôle cadre de vie", "Pôle solidarités", "Pôle éducation", "Pôle culture", "Pôle habitat")
FIRST, LAST = ("Claire", "Bruno", "Karim", "Odile", "Solène", "Pascal"), ("Aubert", "Vasseur", "Guyot")


def test_a_trunk_behind_opaque_boxes_cuts_none_of_their_words() -> None:
    """(3.27) It made two cells of each box whose border is drawn as four lines: « Cabinet » a unit, « du Maire » a person."""

    def draw(canvas: Canvas) -> None:
        canvas.line(210, 60, 210, 370)
        for number, (title, name) in enumerate(CHAIN.items()):
            y = 320 - 80 * number
            canvas.setFillGray(0.97)
            canvas.rect(130, y, 150, 36, stroke=0, fill=1)
            canvas.lines([(130, y, 280, y), (280, y, 280, y + 36), (280, y + 36, 130, y + 36), (130, y + 36, 130, y)])
            canvas.setFillGray(0)
            for font, text, up in (("Helvetica-Bold", title, 22), ("Helvetica", name, 10)):
                canvas.setFont(font, 8)
                canvas.drawCentredString(205, y + up, text)

    found = chart_of(drawn(draw, size=(420, 400)))
    assert {unit.title: " ".join(person.name for person in unit.people) for unit in found.units} == CHAIN


def test_lines_that_run_behind_pills_are_no_rules_of_a_table() -> None:
    """(3.27) The words between two lines were one row: title, name, services of two poles. They hang by them."""
    names = (f"{first} {last}" for last in LAST for first in FIRST)
    said: dict[str, str] = {}

    def words(canvas: Canvas, x: float, y: float, title: str) -> None:
        said[title] = next(names)
        for font, text, down in (("Helvetica-Bold", title, 0), ("Helvetica", said[title], 10)):
            canvas.setFont(font, 8)
            canvas.drawString(x, y - down, text)

    def draw(canvas: Canvas) -> None:
        canvas.rect(40, 80, 6, 460, stroke=0, fill=1)
        for number, pole in enumerate(POLES):
            y = 520 - 76 * number
            canvas.setLineWidth(3)
            canvas.line(44, y, 560, y)
            canvas.setFillGray(0.9)
            canvas.roundRect(70, y - 13, 170, 26, 13, stroke=0, fill=1)
            canvas.setFillGray(0)
            words(canvas, 82, y + 3, pole)
            for place, of in enumerate(("Service technique", "Service accueil")):
                words(canvas, 82 + 170 * place, y - 24, f"{of} {number + 1}")

    found = chart_of(drawn(draw, size=(600, 600)))
    assert found.structured and {(unit.title, person.name) for unit in found.units for person in unit.people} == set(said.items())
    titles = {unit.id: unit.title for unit in found.units}
    heads = {unit.title: titles.get(unit.parent or "") for unit in found.units if "Service" in unit.title}
    assert heads == {title: POLES[int(title[-1]) - 1] for title in said if "Service" in title}


def test_what_is_seen_of_a_stroke_may_be_the_side_of_a_cell() -> None:
    """(3.27) A box painted over a stroke hides what of it is inside; one painted before it hides nothing, nor does a border."""
    behind = Segment(0, 50, 200, 50, 1, False, 1)
    over = Segment(0, 60, 200, 60, 1, False, 3)
    border = Segment(40, 31, 120, 31, 1, False, 1)
    pill = Shape(Box(40, 30, 120, 70), (200, 0, 0), None, False, 0, path=2)
    seen, whole = rules_in([behind, over, border], [pill])
    assert seen == [behind._replace(x1=43), behind._replace(x0=117), over, border]
    assert whole == [over, border]


def _with_staff(titles: Sequence[str], *, framed: bool = False, bus: bool = False, head: str = "Direction générale") -> OrgChart:
    """A row of boxes with *titles* between a head and its poles, a stroke over it and one under it; *bus*: joins all of the row."""

    def one(canvas: Canvas, title: str, x: float, y: float, wide: float) -> None:
        canvas.rect(x, y, wide, 30)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawCentredString(x + wide / 2, y + 12, title)

    def draw(canvas: Canvas) -> None:
        if framed:
            canvas.roundRect(10, 100, 580, 290, 8)
        one(canvas, head, 210, 350, 180)
        for number, title in enumerate(titles):
            x = 300 - 65 * len(titles) + 5 + 130 * number
            one(canvas, title, x, 290, 120)
            if bus:
                canvas.lines([(x + 60, 320, x + 60, 335), (x + 60, 335, 300, 335)])
        canvas.lines([(300, 350, 300, 320), (300, 290, 300, 270), (80, 270, 520, 270)])
        for number, pole in enumerate(POLES[:3]):
            canvas.line(80 + 220 * number, 270, 80 + 220 * number, 250)
            one(canvas, pole, 20 + 220 * number, 220, 120)

    return chart_of(drawn(draw, size=(600, 400)))


HEAD, STAFF = "Direction générale", ("Cabinet", "Communication", "Contrôle de gestion", "Archives")


@pytest.mark.parametrize("framed", [False, True])
@pytest.mark.parametrize("staff", [2, 4])
def test_a_stroke_goes_on_between_the_boxes_of_a_row_where_it_is_not_drawn(staff: int, framed: bool) -> None:
    """Browsers put a line into the flow above a row of staff and another below it: the poles hung under one of these (3.27)."""
    found = _with_staff(STAFF[:staff], framed=framed)
    top = next(unit.id for unit in found.units if unit.title == HEAD)
    assert {unit.title: unit.parent for unit in found.units if unit.title in POLES} == dict.fromkeys(POLES[:3], top)
    assert all((unit.confidence_parent >= SURE) == (unit.title in POLES) for unit in found.units if unit.title != HEAD)


@pytest.mark.parametrize("bus", [False, True])
def test_who_stands_in_the_middle_of_a_row_that_nothing_joins_is_no_certain_head(bus: bool) -> None:
    """So does a row of three: the poles hung under the one in the middle, for certain, as they do where strokes join all (3.27)."""
    found = _with_staff(STAFF[:3], bus=bus)
    poles = [unit for unit in found.units if unit.title in POLES]
    assert [unit.confidence_parent >= SURE for unit in poles] == [bus] * 3


def test_who_ranks_above_the_others_of_such_a_row_heads_what_hangs_below() -> None:
    """Most small towns draw so who heads their services, beside the mayor's office (3.27)."""
    for middle, sure in (("Direction générale des services", True), ("Direction de la presse", False)):
        found = _with_staff(("Cabinet du maire", middle, "Communication"), head="Le Maire")
        assert {unit.confidence_parent >= SURE for unit in found.units if unit.title in POLES} == {sure}


def test_a_stroke_goes_on_through_no_box_and_beside_none_alone() -> None:
    def between(*boxes: tuple[float, float], low: float = 60, aside: float = 0) -> list[Box]:
        """*boxes*: the sides of those in the row; *low*, *aside*: where the lower stroke begins, how far beside the upper one."""
        strokes = [Segment(100, 10, 100, 30, 1.0, False, 1), Segment(100 + aside, low, 100 + aside, 80, 1.0, False, 2)]
        return [piece.box for piece in between_boxes(strokes, [Box(x0, 30, x1, 60) for x0, x1 in boxes])]

    assert between((20, 95), (105, 180)) == [Box(100, 30, 100, 60)]
    assert between((20, 95)) == [] and between((20, 180)) == [] and between((20, 60), (60, 120)) == []
    assert between((20, 95), (105, 180), low=66) == [] and between((20, 95), (105, 180), aside=3) == []


SECRETARIES = ("Secretaría de Obras", "Secretaría de Salud", "Secretaría de Cultura")


@pytest.mark.parametrize(
    ("width", "brothers", "head"),
    [
        pytest.param(150, False, "Alcaldía Municipal", id="a-box-as-large-leads-on"),
        pytest.param(80, False, "Concejo Municipal", id="but-not-a-smaller-one-on-the-trunk"),
        pytest.param(150, True, "Concejo Municipal", id="nor-one-of-a-row"),
    ],
)
def test_a_trunk_behind_a_box_leads_to_it_and_on_from_there(width: float, head: str, *, brothers: bool) -> None:
    """(3.27) Whatever is on the bus hung under the council, for certain; one sees two strokes."""

    def box(canvas: Canvas, x: float, y: float, wide: float, title: str) -> None:
        canvas.setFillGray(0.9)
        canvas.rect(x - wide / 2, y, wide, 30, fill=1)
        canvas.setFillGray(0)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawCentredString(x, y + 11, title)

    def draw(canvas: Canvas) -> None:
        canvas.line(300, 370, 300, 270)
        canvas.line(100, 270, 500, 270)
        if brothers:
            canvas.lines([(100, 355, 500, 355), (100, 355, 100, 345), (500, 355, 500, 345)])
            box(canvas, 100, 315, width, "Auditoría Interna")
            box(canvas, 500, 315, width, "Asesoría Legal")
        box(canvas, 300, 370, 150, "Concejo Municipal")
        box(canvas, 300, 315, width, "Alcaldía Municipal" if width > 100 else "Prensa")
        for x, title in zip((100, 300, 500), SECRETARIES, strict=True):
            canvas.line(x, 270, x, 250)
            box(canvas, x, 220, 150, title)

    found = chart_of(drawn(draw, size=(600, 440)))
    titles = {unit.id: unit.title for unit in found.units}
    hung = {unit.title: titles.get(unit.parent or "") for unit in found.units}
    assert {hung[title] for title in SECRETARIES} == {head}
    assert hung["Alcaldía Municipal" if width > 100 else "Prensa"] == "Concejo Municipal"


DGAS = ("DGA Ressources", "DGA Population", "DGA Cadre de vie")


@pytest.mark.parametrize("brothers", [False, True])
def test_a_stroke_from_bus_to_bus_behind_a_box_leads_to_it_and_on_from_there(*, brothers: bool) -> None:
    """(3.27) All directions hung under the head of all, for certain. If one box alone has it, the next row is of brothers."""
    services = {
        dga: [f"Direction {3 * n + place}" for place in range((2, 3, 2 if brothers else 1)[n])] for n, dga in enumerate(DGAS)
    }

    def box(canvas: Canvas, x: float, y: float, wide: float, title: str) -> None:
        canvas.setFillGray(0.9)
        canvas.rect(x - wide / 2, y, wide, 30, fill=1)
        canvas.setFillGray(0)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawCentredString(x, y + 11, title)

    def draw(canvas: Canvas) -> None:
        canvas.line(400, 380, 400, 360)
        canvas.line(150, 360, 650, 360)
        for number, (dga, titles) in enumerate(services.items()):
            x = 150 + 250 * number
            canvas.line(x, 360, x, 280 if not brothers or number == 1 else 345)
            places = [x + 76 * (place - (len(titles) - 1) / 2) for place in range(len(titles))]
            ends = (150, 650) if brothers else (places[0], places[-1])
            canvas.line(ends[0], 280, ends[1], 280)
            for place, title in zip(places, titles, strict=True):
                canvas.line(place, 280, place, 262)
                box(canvas, place, 230, 70, title)
            box(canvas, x, 315, 150, dga)
        box(canvas, 400, 380, 190, "Direction générale des services")

    found = chart_of(drawn(draw, size=(800, 440)))
    titles = {unit.id: unit.title for unit in found.units}
    hung = {unit.title: titles.get(unit.parent or "") for unit in found.units}
    assert {hung[dga] for dga in DGAS} == {"Direction générale des services"}
    heads = {dga: {hung[title] for title in under} for dga, under in services.items()}
    assert heads == {dga: {"Direction générale des services" if brothers else dga} for dga in DGAS}
