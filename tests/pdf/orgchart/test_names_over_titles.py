"""Lists in which who heads a unit stands over its title: bullets, numbers and white tell whose a name is (3.27, 13.3)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_rosters import SHEET, chart_of, people, tree, write
from tests.pdf.pdfs import drawn

ENTRIES = (
    (0, "Direction générale", "Claire Roy"), (1, "Direction des finances", "Paul Petit"), (2, "Service budget", "Anne Caron"),
    (2, "Service achats", "Marc Faure"), (1, "Direction technique", "Jeanne Morel"), (2, "Service voirie", "Luc Garnier"),
    (2, "Service propreté", "Denis Prigent"), (1, "Direction culture", "Irène Blin"), (2, "Médiathèque", "Yves Tanguy"),
)  # fmt: skip
PEOPLE = {title: [(name, None)] for _, title, name in ENTRIES}
HEADS = {
    "Direction générale": None, "Direction des finances": "Direction générale", "Service budget": "Direction des finances",
    "Service achats": "Direction des finances", "Direction technique": "Direction générale",
    "Service voirie": "Direction technique",
    "Service propreté": "Direction technique", "Direction culture": "Direction générale", "Médiathèque": "Direction culture",
}  # fmt: skip


def listed(mark: str, near: float, apart: float, *, over: bool = True) -> bytes:
    """Each entry on two lines, *near* each other and *apart* from the next one."""

    def draw(canvas: Canvas) -> None:
        top = 30.0
        for number, (depth, title, name) in enumerate(ENTRIES, 1):
            x = 30 + 20 * depth
            write(canvas, x, top, mark.replace("1", str(number)))
            for place, text in enumerate((name, title) if over else (title, name)):
                write(canvas, x + (10 if mark else 0), top + place * near, text, bold=text == title)
            top += near + apart

    return drawn(draw, size=SHEET)


@pytest.mark.parametrize(("mark", "near", "apart"), [("•", 9, 15), ("•", 10, 10), ("–", 10, 10), ("1.", 10, 12), ("", 9, 15)])
def test_a_name_over_its_title_is_that_titles_by_bullet_number_or_white(mark: str, near: float, apart: float) -> None:
    data = listed(mark, near, apart)
    assert people(data) == PEOPLE
    assert tree(data) == HEADS


@pytest.mark.parametrize(("mark", "near", "apart"), [("•", 9, 15), ("•", 10, 10), ("–", 10, 10), ("", 9, 15), ("", 10, 10)])
def test_a_name_under_its_title_stays_there(mark: str, near: float, apart: float) -> None:
    assert people(listed(mark, near, apart, over=False)) == PEOPLE


def test_where_names_stand_as_near_to_the_title_over_them_as_to_that_under_them_who_heads_what_is_doubted() -> None:
    """The list begins with a name and ends with a title, but a mayor may stand over all."""
    assert not [person for unit in chart_of(listed("", 10, 10)).units for person in unit.people if person.confidence >= 0.9]


STRIPS = {
    "Direction générale": (220.0, 40.0, "Claire Roy"), "Direction des finances": (20.0, 120.0, "Paul Petit"),
    "Direction technique": (220.0, 120.0, "Jeanne Morel"), "Direction culture": (420.0, 120.0, "Irène Blin"),
    "Budget": (30.0, 190.0, "Anne Caron"), "Voirie": (230.0, 190.0, "Dilnoza Yusupova"),
    "Médiathèque": (430.0, 190.0, "Yves Tanguy"),
}  # fmt: skip
UNDER = {"Budget": "Direction des finances", "Voirie": "Direction technique", "Médiathèque": "Direction culture"}


def stripped(share: float, *, over: bool = True, names: bool = True) -> bytes:
    """Cards of a pale title and a darker strip with who heads it, *over* or under that; *share* of the width is the strip's."""

    def draw(canvas: Canvas) -> None:
        canvas.lines([(300, 405, 300, 380), (100, 380, 500, 380), *((x, 380, x, 360) for x in (100, 300, 500))])
        for x in (24.0, 224.0, 424.0):
            canvas.lines([(x, 325, x, 270), (x, 270, x + 6, 270)])
        for title, (x, top, name) in STRIPS.items():
            for text, down, high, wide, grey in ((name, 0.0, 14.0, share, 0.6), (title, 14.0, 21.0, 1.0, 0.9)):
                place = top + (down if over else (35 - down - high))
                canvas.setFillGray(grey)
                canvas.rect(x, SHEET[1] - place - high, 160 * wide, high, stroke=0, fill=1)
                canvas.setFillGray(0)
                said = text if names or text == title else f"Quartier {name[-4:]}"
                write(canvas, x + 12, place + high / 2 + 3, said, bold=text == title)

    return drawn(draw, size=SHEET)


@pytest.mark.parametrize("share", [1.0, 0.7])
def test_a_strip_with_a_name_on_the_upper_edge_of_a_title_says_who_heads_that(share: float) -> None:
    """Each name was a unit, to which the strokes led, so that no title had a head or anybody named (3.27)."""
    chart = chart_of(stripped(share))
    titles = {unit.id: unit.title for unit in chart.units}
    assert {unit.title: titles.get(unit.parent or "") for unit in chart.units} == {
        title: UNDER.get(title, None if title == "Direction générale" else "Direction générale") for title in STRIPS
    }
    assert {unit.title: [person.name for person in unit.people] for unit in chart.units} == {
        title: [name] for title, (_, _, name) in STRIPS.items()
    }
    doubted = [person.name for unit in chart.units for person in unit.people if person.confidence < 0.9]
    assert "Dilnoza Yusupova" in doubted


def test_a_strip_under_a_title_is_that_titles_and_one_without_a_name_is_none() -> None:
    assert people(stripped(1.0, over=False)) == {title: [(name, None)] for title, (_, _, name) in STRIPS.items()}
    assert not [person for unit in chart_of(stripped(1.0, names=False)).units for person in unit.people]


def plainly_named(gap: float, *, over: bool) -> bytes:
    """Boxes of titles in three columns, each with who heads it in plain words *gap* under it or *over* it; links begin there."""

    def draw(canvas: Canvas) -> None:
        ends = 418 if over else 409 - max(0.0, gap)
        canvas.lines([(300, ends, 300, 380), (100, 380, 500, 380), *((x, 380, x, 372 if over else 360) for x in (100, 300, 500))])
        for title, (x, top, name) in STRIPS.items():
            canvas.rect(x, SHEET[1] - top - 22, 160, 22)
            write(canvas, x + 40, top + 13, title, bold=True)
            write(canvas, x + 55, top + (-3 if over else 22 + gap + 6), name)

    return drawn(draw, size=SHEET)


@pytest.mark.parametrize(("gap", "over"), [(2.0, False), (11.0, False), (-5.0, False), (0.0, True)])
def test_a_name_in_plain_words_is_of_the_box_that_it_stands_under_or_over(gap: float, *, over: bool) -> None:
    """Laid over the lower border it was lost; further under it was a unit with all others below; over it, nobody's (3.27)."""
    found = people(plainly_named(gap, over=over))
    assert found == {title: [(name, None)] for title, (_, _, name) in STRIPS.items()}


def laid_over(*, names: bool = True) -> bytes:
    """Blue boxes with a name, each with a white one over its lower edge, shifted to the right, that says what she heads."""

    def draw(canvas: Canvas) -> None:
        canvas.lines([(300, 380, 300, 370), (100, 370, 500, 370), *((x, 370, x, 350) for x in (100, 300, 500))])
        for x in (24.0, 224.0, 424.0):
            canvas.lines([(x, 320, x, 250), (x, 250, x + 6, 250)])
        for title, (x, top, name) in STRIPS.items():
            canvas.setFillColorRGB(0.6, 0.75, 0.95)
            canvas.rect(x, SHEET[1] - top - 34, 140, 34, stroke=0, fill=1)
            canvas.setFillGray(1)
            canvas.rect(x + 30, SHEET[1] - top - 46, 125, 20, fill=1)
            canvas.setFillGray(0)
            said = {"Direction générale": "Directrice générale", "Direction culture": "Directeur de la culture"}.get(title, title)
            write(canvas, x + 12, top + 14, name.split()[0] if names else f"Quartier {name[-4:]}")
            write(canvas, x + 12, top + 23, name.split()[1] if names else "et ses voisins")
            write(canvas, x + 36, top + 38, said, bold=True)

    return drawn(draw, size=SHEET)


def test_a_title_laid_over_the_lower_edge_of_a_name_is_what_that_one_heads() -> None:
    """« Name and title » of an office suite: all names and titles were units, and the whole sheet unreadable (13.3)."""
    chart = chart_of(laid_over())
    titles = {unit.id: unit.title for unit in chart.units}
    posts = {"Direction générale": "Directrice générale", "Direction culture": "Directeur de la culture"}
    assert {posts.get(title, title): [name] for title, (_, _, name) in STRIPS.items()} == {
        unit.title: [person.name for person in unit.people] for unit in chart.units
    }
    assert {unit.title: titles.get(unit.parent or "") for unit in chart.units} == {
        posts.get(title, title): posts.get(
            head := UNDER.get(title, "" if title == "Direction générale" else "Direction générale"), head
        )
        or None
        for title in STRIPS
    }


def test_a_box_laid_over_one_without_a_name_is_another_unit() -> None:
    """Boxes drawn by hand may overlap: nothing says who heads « Budget »."""
    chart = chart_of(laid_over(names=False))
    assert len(chart.units) == 2 * len(STRIPS)
    assert not [person for unit in chart.units for person in unit.people]


SOLIDARITY = ("Lise BRUN", [("Service Voirie", "Poste vacant"), ("Service Informatique", "Aude FAUR")])
RESOURCES = ("Ida GALL", [("Service Achats", "Guy NOIR"), ("Service Police", "Marc ROUX")])


@pytest.mark.parametrize(
    ("weight", "framed", "raised"),
    [
        ("Helvetica-Bold", False, True),
        ("Helvetica-Bold", True, True),
        ("Helvetica-Oblique", False, False),
        ("Helvetica-Oblique", True, False),
    ],
    ids=["a look of its own", "the title in a frame, too", "as all names", "in frames as all names"],
)
def test_who_is_named_first_in_a_frame_heads_the_title_over_it(weight: str, *, framed: bool, raised: bool) -> None:
    """13.3: « Lise BRUN » over « Service Voirie », which has its own head below, headed that one, for certain."""

    def draw(canvas: Canvas) -> None:
        for x, title, (head, services) in ((40, "PÔLE SOLIDARITÉS", SOLIDARITY), (300, "PÔLE RESSOURCES", RESOURCES)):
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawCentredString(x + 100, 366, title)
            canvas.rect(x, 260, 200, 100)
            if framed:
                canvas.rect(x + 20, 362, 160, 14)
            canvas.setFont(weight, 8)
            canvas.drawCentredString(x + 100, 346, head)
            for row, (service, name) in enumerate(services):
                canvas.setFont("Helvetica", 8)
                canvas.drawCentredString(x + 100, 326 - 32 * row, service)
                canvas.setFont("Helvetica-Oblique", 8)
                canvas.drawCentredString(x + 100, 316 - 32 * row, name)

    chart = chart_of(drawn(draw, size=(540, 400)))
    heads = {unit.title: [person.name for person in unit.people] for unit in chart.units}
    assert (heads.get("PÔLE SOLIDARITÉS"), heads.get("PÔLE RESSOURCES")) == ((["Lise BRUN"], ["Ida GALL"]) if raised else ([], []))
    if raised:
        assert {title: heads[title] for _, services in (SOLIDARITY, RESOURCES) for title, _ in services} == {
            "Service Voirie": [""], "Service Informatique": ["Aude FAUR"], "Service Achats": ["Guy NOIR"],
            "Service Police": ["Marc ROUX"],
        }  # fmt: skip


def poles_with(lists: list[list[str]]) -> bytes:
    """Three boxes, each with a pole's title in bold over one of *lists*."""

    def draw(canvas: Canvas) -> None:
        for number, (title, lines) in enumerate(zip(("Pôle ressources", "Pôle technique", "Pôle culture"), lists, strict=True)):
            canvas.rect(20 + 200 * number, 200, 190, 150)
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawString(26 + 200 * number, 335, title)
            for row, line in enumerate(lines):
                canvas.setFont("Helvetica", 7)
                canvas.drawString(26 + 200 * number, 315 - 14 * row, line)

    return drawn(draw, size=(640, 400))


@pytest.mark.parametrize(
    ("lists", "units"),
    [
        pytest.param(
            [
                ["Mme Anne Roy – Service paie", "M. Paul Petit – Service des marchés", "(vacant) – Archives"],
                ["M. Luc Noir – Service voirie", "Mme Ida Gall – Service des eaux", "M. Guy Faur – Bâtiments"],
                ["M. Jo Stone – Service des musées", "Mme Zoé Keller – Théâtre"],
            ],
            {"Service paie": ["Mme Anne Roy"], "Service des marchés": ["M. Paul Petit"], "Archives": [""],
             "Service voirie": ["M. Luc Noir"], "Service des eaux": ["Mme Ida Gall"], "Bâtiments": ["M. Guy Faur"],
             "Service des musées": ["M. Jo Stone"], "Théâtre": ["Mme Zoé Keller"]},
            id="units",
        ),
        pytest.param(
            [
                ["Mme Anne Roy – directrice", "M. Paul Petit – adjoint", "Mme Eva Blanc – assistante"],
                ["M. Luc Noir – directeur", "Mme Ida Gall – adjointe", "M. Guy Faur – assistant"],
                ["M. Jo Stone – directeur", "Mme Zoé Keller – adjointe"],
            ],
            {},
            id="but-no-posts",
        ),
    ],
)  # fmt: skip
def test_what_stands_behind_names_below_a_pole_is_its_services(lists: list[list[str]], units: dict[str, list[str]]) -> None:
    """13.3: « Mme Roy – Service paie » is a service with its head; « Mme Roy – directrice » is one of the pole's people."""

    found = chart_of(poles_with(lists))
    poles = {unit.id for unit in found.units if unit.parent is None}
    assert {unit.title: [person.name for person in unit.people] for unit in found.units if unit.parent in poles} == units
    assert sum(len(unit.people) for unit in found.units) == 8


def test_who_is_counted_among_the_services_of_a_pole_heads_it() -> None:
    """3.27: « 1. Service paie », « 2. Mme Anne Roy » is no service of that name; a list of people alone is none of services."""
    mixed = [["1. Service paie", "2. Mme Anne Roy"], ["1. Service voirie", "2. M. Luc Noir"], ["1. Musées", "2. M. Jo Stone"]]
    alone = [["1. Mme Anne Roy", "2. M. Paul Petit"], ["1. M. Luc Noir", "2. M. Guy Faur"], ["1. M. Jo Stone", "2. Mme Ida Gall"]]
    for lists, titles in ((mixed, {"Service paie", "Service voirie", "Musées"}), (alone, set[str]())):
        found = people(poles_with(lists))
        poles = {title: [name for name, _ in heads] for title, heads in found.items() if title.startswith("Pôle")}
        assert list(poles.values()) == [[line[3:] for line in own if line[3:] not in titles] for own in lists]
        assert found.keys() - poles.keys() == titles
