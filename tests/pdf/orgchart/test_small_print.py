"""Where a unit is, set as its telephone is, is no unit (13.1); what may say so is doubted (3.27)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import OrgChart
from tests.pdf.orgchart.test_tables_of_units import chart_of, names, tree
from tests.pdf.pdfs import drawn

Said: TypeAlias = tuple[str, str]  # its look, and what it says

LOOKS = {
    "title": ("Helvetica-Bold", 11), "name": ("Helvetica", 10), "list": ("Helvetica", 9.5), "small": ("Helvetica", 7),
    "slanted": ("Helvetica-Oblique", 9.5), "large": ("Helvetica-BoldOblique", 10),
}  # fmt: skip
TREE = {
    "Direction de la culture": ("Médiathèques", "Musées"),
    "Direction des sports": ("Piscines", "Stades"),
    "Direction de la voirie": ("Éclairage public", "Signalisation"),
    "Direction des finances": ("Budget", "Comptabilité"),
}
HEADS = dict(zip(TREE, ("Anne Roy", "Luc Petit", "Jean Blanc", "Inès Colin"), strict=True))
PLACES = ("Hôtel de ville", "Centre Jules Verne", "Maison des associations", "Hôtel de ville")
LINES = tuple(f"Tél. 03 80 44 55 {number}6" for number in range(1, 5))
UNITS: dict[str, str | None] = dict.fromkeys(TREE) | {entry: head for head, entries in TREE.items() for entry in entries}


def read(cards: Sequence[Sequence[Said]]) -> OrgChart:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(30, 380, "Organigramme des services")
        for number, lines in enumerate(cards):
            x, y = 30 + 250 * (number % 2), 350.0 - 160 * (number // 2)
            canvas.rect(x, y - 130, 230, 130)
            for look, text in lines:
                font, size = LOOKS[look]
                canvas.setFont(font, size)
                y -= size + 5
                canvas.drawString(x + 6, y, text)

    return chart_of(drawn(draw, size=(540, 400)))


def cards(below: Sequence[Sequence[Said]], *, last: bool = False, listed: bool = True) -> list[list[Said]]:
    """A card for each direction, with what is said *below* who heads it, or at its foot."""
    found = []
    for (head, entries), said in zip(TREE.items(), below, strict=True):
        units = [("list", entry) for entry in entries if listed]
        found.append([("title", head), ("name", HEADS[head]), *([*units, *said] if last else [*said, *units])])
    return found


@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("after", [True, False])
@pytest.mark.parametrize("look", ["small", "slanted"])
def test_a_place_beside_the_telephone_is_no_unit(look: str, *, after: bool, last: bool) -> None:
    """(13.1) « Hôtel de ville », in small print over the direction's telephone, was a service of it for certain."""
    said = [[(look, place), (look, line)] for place, line in zip(PLACES, LINES, strict=True)]
    found = read(cards([lines if after else lines[::-1] for lines in said], last=last))
    assert tree(found) == UNITS
    assert names(found) == {unit: [HEADS[unit]] if unit in HEADS else [] for unit in UNITS}


def over_lines(look: str, *titles: str, between: Sequence[str] = ()) -> list[list[Said]]:
    """Each card: titles with its letter, in one look with the telephone below them. *between*: entries over that."""
    found = []
    for letter, line in zip("ABCD", LINES, strict=True):
        entries = [("list", f"{title} {letter}") for title in between]
        found.append([*((look, title.replace("*", letter)) for title in titles), *entries, (look, line)])
    return found


@pytest.mark.parametrize(
    ("below", "listed"),
    [
        pytest.param(over_lines("small", "Service *"), False, id="nothing larger is listed"),
        pytest.param(over_lines("slanted", "Bureau *"), True, id="as large, and none comes again"),
        pytest.param(over_lines("large", "Accueil familles"), True, id="larger"),
        pytest.param(over_lines("small", "Accueil *", "Aide *", "Prêt *"), True, id="several"),
        pytest.param(over_lines("small", "Régie *", between=["Bureau"]), True, id="apart"),
        pytest.param([*over_lines("small", "Ateliers")[:1], [], [], []], True, id="on one card"),
        pytest.param([*over_lines("small", "Ateliers")[:3], [("small", "Régie")]], True, id="elsewhere without a telephone"),
    ],
)
def test_services_over_their_own_telephones_stay(below: Sequence[Sequence[Said]], *, listed: bool) -> None:
    """(13.1) What may be one of them is."""
    told = {text for lines in below for _, text in lines if not text.startswith("Tél")}
    assert told <= tree(read(cards(below, listed=listed))).keys()


def test_who_stands_over_a_telephone_is_still_there() -> None:
    """(13.3) In small print, too."""
    people = ("Zoé Noir", "Ève Caron", "Guy Morel", "Léa Masson")
    found = read(cards([[("small", f"Assistante : {name}"), ("small", line)] for name, line in zip(people, LINES, strict=True)]))
    assert {name for held in names(found).values() for name in held} >= {*people, *HEADS.values()}


def test_what_begins_a_list_in_small_print_is_no_sure_unit() -> None:
    """(3.27) « Hôtel de ville » without a telephone, smaller than the services below it, was one of these for certain."""
    found = read(cards([[("small", place)] for place in PLACES]))
    sure = {unit.title for unit in found.units if unit.confidence_title >= 0.9}
    assert sure.isdisjoint(PLACES) and UNITS.keys() <= sure
