"""Sheets of portraits: who stands on a card is of the unit in the heading over it, what stands under the name is a post (3.27)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import OrgChart, Person
from monitor.pdf.ink import Box
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.units.posts import heads_by_post
from tests.pdf.orgchart.test_tables_of_units import chart_of, tree
from tests.pdf.pdfs import drawn

SHEET = (600.0, 720.0)
POSTS = ("Comptable", "Agent d’accueil", "Comptable", "Assistante", "Agent d’accueil", "Comptable", "Assistante", "Comptable")
NAMES = ("Odile Marchand", "Bruno Roy", "Claire Petit", "Anne Caron", "Marc Faure", "Irène Blin", "Luc Garnier", "Jeanne Morel")
SECTIONS = [  # level, heading, how many of the people
    (0, "Direction des finances", 1),
    (1, "Service budget", 2),
    (1, "Service achats", 2),
    (0, "Direction technique", 0),
    (1, "Voirie", 3),
]
TREE = {
    "Direction des finances": None, "Service budget": "Direction des finances", "Service achats": "Direction des finances",
    "Direction technique": None, "Voirie": "Direction technique",
}  # fmt: skip
POLES = {"DGA Ressources": "Karim Haddad", "DGA Territoire": "Inès Caron", "DGA Solidarités": "Ronan Le Goff"}


def sheet(canvas: Canvas, *, beside: bool, framed: bool, posts: Sequence[str] = POSTS, coloured: bool = False) -> None:
    top, person = 60.0, 0
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(30, SHEET[1] - 40, "Nos équipes")
    for number, (level, heading, count) in enumerate(SECTIONS):
        if level == 0:
            canvas.setFillColorRGB(0.1, 0.3 if coloured and number else 0.1, 0.4)
            canvas.rect(30, SHEET[1] - top - 18, 540, 18, stroke=0, fill=1)
            canvas.setFillGray(1)
        else:
            canvas.setFillGray(0.4)
        canvas.setFont("Helvetica-Bold", 10 if level == 0 else 9)
        canvas.drawString(36, SHEET[1] - top - 13, heading)
        top += 24
        for place in range(count):
            x = 30 + 135 * place
            card(canvas, x, top, NAMES[person], posts[person], beside=beside, framed=framed)
            person += 1
        top += 80 if count else 0


def card(canvas: Canvas, x: float, top: float, name: str, post: str, *, beside: bool, framed: bool) -> None:
    if framed:
        canvas.setStrokeGray(0.7)
        canvas.rect(x, SHEET[1] - top - 74, 130, 74)
    canvas.setFillGray(0.75)
    canvas.rect(x + (4 if beside else 48), SHEET[1] - top - 44, 34, 40, stroke=0, fill=1)
    canvas.setFillGray(0)
    at = (x + 42, top + 14) if beside else (x + 20, top + 54)
    canvas.setFont("Helvetica-Bold", 8)
    canvas.drawString(at[0], SHEET[1] - at[1], name)
    canvas.setFont("Helvetica", 7)
    canvas.drawString(at[0], SHEET[1] - at[1] - 10, post)


def chart(*, beside: bool, framed: bool, posts: Sequence[str] = POSTS, coloured: bool = False) -> OrgChart:
    return chart_of(drawn(lambda canvas: sheet(canvas, beside=beside, framed=framed, posts=posts, coloured=coloured), size=SHEET))


@pytest.mark.parametrize("beside", [True, False], ids=["beside", "below"])
@pytest.mark.parametrize("framed", [True, False], ids=["framed", "open"])
def test_cards_below_a_heading_are_its_people_and_what_they_do_are_posts(beside: bool, framed: bool) -> None:
    """« Comptable » was a unit three times, headed by who does that, for certain, and hung under the card before."""
    read = chart(beside=beside, framed=framed)
    assert tree(read) == TREE
    told = [(unit.title, person.name, person.role) for unit in read.units for person in unit.people]
    of = [heading for _, heading, count in SECTIONS for _ in range(count)]
    assert sorted(told) == sorted(zip(of, NAMES, POSTS, strict=True))
    assert all(person.confidence >= 0.9 for unit in read.units for person in unit.people)


def test_a_band_of_another_colour_is_of_the_same_rank() -> None:
    assert tree(chart(beside=False, framed=True, coloured=True)) == TREE


def test_portraits_over_titles_of_units_are_units() -> None:
    """Each card is a unit with its head where what stands under the names are titles, each another one."""
    titles = (
        "Service paie",
        "Service voirie",
        "Pôle jeunesse",
        "Service eau",
        "Direction sport",
        "Cellule audit",
        "Bureau est",
        "Régie",
    )
    read = chart(beside=False, framed=True, posts=titles)
    assert {unit.title for unit in read.units} >= set(titles)


def test_a_row_of_portraits_over_a_chart_leaves_the_chart_to_be_read() -> None:
    """(3.27) The portraits of elected members took the whole sheet for theirs: the boxes below were lost, and nothing was read."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(230, SHEET[1] - 30, "Commune de Valmont")
        for place in range(5):
            card(canvas, 30 + 110 * place, 40, NAMES[place], f"{place + 1}e adjoint", beside=False, framed=False)
        canvas.setFillGray(0.9)
        canvas.rect(30, SHEET[1] - 150, 540, 16, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.drawString(36, SHEET[1] - 145, "L’administration de la ville")
        for place, head in enumerate(
            ["Direction des finances", "Direction technique", "Direction de la culture", "Direction des sports"]
        ):
            x = 30 + 135 * place
            for row, title in enumerate([head, *(f"Service {head.split()[-1]} {word}" for word in ("est", "ouest", "sud"))]):
                canvas.rect(x, SHEET[1] - 200 - 40 * row, 120, 24)
                canvas.drawString(x + 4, SHEET[1] - 190 - 40 * row, title)
                if row:
                    canvas.line(x + 60, SHEET[1] - 200 - 40 * row + 24, x + 60, SHEET[1] - 200 - 40 * row + 40)

    read = tree(chart_of(drawn(draw, size=SHEET)))
    assert {title: head for title, head in read.items() if title.startswith("Service ")} == {
        f"Service {name} {word}": f"Direction {of}{name}"
        for name, of in (("finances", "des "), ("technique", ""), ("culture", "de la "), ("sports", "des "))
        for word in ("est", "ouest", "sud")
    }


@pytest.mark.parametrize("letters", [False, True])
@pytest.mark.parametrize("names_first", [True, False])
def test_discs_that_strokes_end_at_stand_for_portraits(names_first: bool, letters: bool) -> None:
    """3.27: silhouettes, or initials, larger for the head, are no pictures; nobody below one was read; directions hung askew."""
    told: dict[str, tuple[str | None, str]] = {"Direction générale": (None, "Odile Roche")}

    def card(canvas: Canvas, x: float, y: float, title: str, name: str) -> None:
        radius = 26 if letters and title == "Direction générale" else 20
        canvas.setFillColorRGB(0.8, 0.85, 0.9)
        canvas.circle(x, y + radius - 20, radius, fill=1)
        canvas.setFillColorRGB(0.2, 0.3, 0.4)
        if letters:
            canvas.setFont("Helvetica-Bold", 11)
            canvas.drawCentredString(x, y - 3, "".join(word[0] for word in name.split()[:2]))
        else:
            canvas.circle(x, y + 5, 7, stroke=0, fill=1)
            canvas.ellipse(x - 12, y - 16, x + 12, y - 4, stroke=0, fill=1)
        for row, words in enumerate((name, title) if names_first else (title, name)):
            canvas.setFillGray(0)
            canvas.setFont("Helvetica-Bold" if words == name else "Helvetica", 9)
            canvas.drawCentredString(x, y - 32 - 11 * row, words)

    def draw(canvas: Canvas) -> None:
        card(canvas, 300, 350, "Direction générale", "Odile Roche")
        canvas.lines([(300, 300, 300, 285), (100, 285, 500, 285)])
        for x, (pole, name) in zip((100, 300, 500), POLES.items(), strict=True):
            canvas.line(x, 285, x, 265)
            card(canvas, x, 245, pole, name)
            told[pole] = ("Direction générale", name)
            for row, title in enumerate(("Direction des arts", "Direction des eaux")):
                title = f"{title} {pole.split()[-1]}"
                canvas.setFillGray(0.92)
                canvas.rect(x - 75, 150 - 45 * row, 150, 35, stroke=0, fill=1)
                canvas.setFillGray(0)
                canvas.drawString(x - 70, 165 - 45 * row, title)
                told[title] = (pole, "")

    chart = chart_of(drawn(draw, size=(600, 400)))
    key = {unit.id: unit.title for unit in chart.units}
    read = {u.title: (key.get(u.parent or ""), u.people[0].name if u.people else "") for u in chart.units}
    assert read == told


def test_the_post_of_who_heads_a_unit_is_no_unit_in_it() -> None:
    """3.27: « Directeur du pôle ressources » was a unit under « Pôle ressources », which nobody headed, for certain."""

    def node(title: str, name: str | None, head: Node | None = None) -> Node:
        made = Node(title, [Person(name=name)] if name else [], Box(0, 0, 90, 20))
        if head is not None:
            made.hang(head, "inside", 0.95)
        return made

    pole, led = node("Pôle ressources", None), node("Pôle technique", "Mme Anne Roy")
    posts = [
        node("Directeur du pôle ressources", "M. Luc Petit", pole),
        node("Assistante du pôle ressources", "Mme Eva Colin", pole),
    ]
    other = node("Directrice du pôle technique", "Mme Ida Moss", led)
    far = node("Directeur des ressources", "M. Paul Noël", pole)
    kept = heads_by_post([pole, led, *posts, other, far])
    assert kept == [pole, led, posts[1], other, far]
    assert [(person.name, person.role) for person in pole.people] == [("M. Luc Petit", "Directeur du pôle ressources")]


@pytest.mark.parametrize("place", ["Montfort-sur-Aure", "Conseil municipal"])
def test_the_town_below_the_heading_is_no_unit_where_all_units_have_a_pictogram(place: str) -> None:
    """(3.27) « Montfort-sur-Aure », for certain, and the staff hung under it."""
    heads = ["Inès Caron", "Paul Huber", "Karim Blanc", "Odile Roche", "Luce Marchand", "Anne Dufour"]
    titles = ["Direction générale des services", "DGA Ressources", "DGA Jeunesse", "Finances", "Personnel", "Sports"]
    places = [(300, 320), (120, 230), (400, 230), (160, 160), (160, 100), (440, 160)]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawCentredString(300, 385, "NOTRE ORGANISATION")
        canvas.setFont("Helvetica", 9)
        canvas.drawCentredString(300, 366, place)
        canvas.setStrokeGray(0.7)
        for x0, y0, x1, y1 in (
            (300, 300, 300, 275), (120, 275, 400, 275), (120, 275, 120, 250), (400, 275, 400, 250), (120, 212, 120, 100),
            (120, 160, 145, 160), (120, 100, 145, 100), (400, 212, 400, 160), (400, 160, 425, 160),
        ):  # fmt: skip
            canvas.line(x0, y0, x1, y1)
        for (x, y), title, head in zip(places, titles, heads, strict=True):
            canvas.setFillGray(0.4)
            canvas.circle(x, y, 16, stroke=0, fill=1)
            canvas.setFillGray(0)
            for font, text, up in (("Helvetica-Bold", head, 2), ("Helvetica", title, -9)):
                canvas.setFont(font, 9)
                canvas.drawString(x + 23, y + up, text)

    found = {unit.title for unit in chart_of(drawn(draw, size=(620, 420))).units}
    assert found == {*titles} | ({place} if place == "Conseil municipal" else set())
