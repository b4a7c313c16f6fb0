"""Charts whose head stands at the foot, with the services on top (3.27, 13.1)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE
from tests.pdf.orgchart.test_drawn_ways import Parents, box, parents
from tests.pdf.orgchart.test_rosters import chart_of
from tests.pdf.pdfs import drawn

SHEET = (600.0, 420.0)
WORDED = ("Direction générale des services", {
    "Direction des finances": ("Budget", "Comptabilité"), "Direction technique": ("Voirie", "Bâtiments", "Espaces verts"),
    "Direction des écoles": ("Cantines", "Périscolaire"),
})  # fmt: skip
UNKNOWN = (
    "Zentrale",
    {"Geld": ("Haushalt", "Kasse"), "Bauen": ("Tiefbau", "Bauhof", "Gärten"), "Bildung": ("Schulen", "Bücherei")},
)


def upturned(head: str, tree: dict[str, tuple[str, ...]], *, over: str = "", beside: str = "") -> bytes:
    """*head* at the foot, its directions over it, the services of each further up; *over*: whom it is of, further down yet."""

    def draw(canvas: Canvas) -> None:
        canvas.line(100, 140, 500, 140)
        canvas.line(300, 140, 300, 120)
        box(canvas, head, 220, 90, width=160)
        for title, place in ((over, (220.0, 40.0)), (beside, (30.0, 90.0))):
            if title:
                box(canvas, title, *place, width=160)
                canvas.line(*((300, 90, 300, 70) if title == over else (190, 105, 220, 105)))
        for column, (title, services) in enumerate(tree.items()):
            x = 30 + 200 * column
            box(canvas, title, x, 160)
            canvas.line(x + 70, 160, x + 70, 140)
            canvas.line(x + 6, 190, x + 6, 225 + 45 * (len(services) - 1))
            for row, service in enumerate(services):
                box(canvas, service, x + 16, 210 + 45 * row, width=124)
                canvas.line(x + 6, 225 + 45 * row, x + 16, 225 + 45 * row)

    return drawn(draw, size=SHEET)


def tree_of(head: str, tree: dict[str, tuple[str, ...]]) -> Parents:
    return {head: None, **dict.fromkeys(tree, head), **{service: title for title, some in tree.items() for service in some}}


def test_services_over_their_directions_hang_under_those_and_these_under_the_head_at_the_foot() -> None:
    """The highest service headed its brothers and its own direction, for certain (3.27)."""
    assert parents(upturned(*WORDED)) == tree_of(*WORDED)
    assert all(unit.confidence_parent >= SURE for unit in chart_of(upturned(*WORDED)).units if unit.parent)


def test_whom_the_head_is_of_may_stand_below_it_and_its_staff_beside_it() -> None:
    head, tree = WORDED
    assert parents(upturned(head, tree, over="Maire", beside="Cabinet")) == {
        **tree_of(head, tree), head: "Maire", "Maire": None, "Cabinet": head,
    }  # fmt: skip


def test_where_no_title_tells_who_is_higher_nothing_hangs_for_certain() -> None:
    assert parents(upturned(*UNKNOWN)) == tree_of(*UNKNOWN)
    assert not [unit for unit in chart_of(upturned(*UNKNOWN)).units if unit.confidence_parent >= SURE]


@pytest.mark.parametrize("joint", ["Service commun", "Direction générale mutualisée"])
def test_what_two_towns_have_in_common_below_them_turns_no_chart_over(joint: str) -> None:
    """Each has services of its own below it, too (3.27)."""

    def draw(canvas: Canvas) -> None:
        for x, head, services in ((30, "Ville", ("Voirie", "Écoles")), (390, "Métropole", ("Transports", "Eau"))):
            box(canvas, head, x + 10, 360)
            canvas.line(x + 80, 360, x + 80, 330)
            canvas.line(x + 10, 330, x + 150, 330)
            for row, service in enumerate(services):
                box(canvas, service, x - 60 + 110 * row + (30 if x < 100 else 40), 280, width=100)
                canvas.line(x + 10 + 140 * row, 330, x + 10 + 140 * row, 310)
        canvas.lines([(90, 280, 90, 200), (510, 280, 510, 200), (90, 200, 510, 200), (300, 200, 300, 180)])
        box(canvas, joint, 220, 150, width=160)

    found = parents(drawn(draw, size=SHEET))
    assert {found[title] for title in ("Voirie", "Écoles")} == {"Ville"} and found["Eau"] == "Métropole"
