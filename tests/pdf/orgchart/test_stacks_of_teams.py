"""Teams in cells under the card of their head are no people, though their titles look like names (DESIGN 3.27)."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from functools import partial

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE
from tests.pdf.orgchart.test_met_in_the_wild import chart_of
from tests.pdf.pdfs import drawn

SHEET = (842.0, 595.0)
CARDS = {
    "teams of two words": [
        ("Community Services", "Marian Holt", ["Active Lives", "Family Hub", "Safe Streets"]),
        ("Resources", "Philip Dunne", ["Legal Support", "Digital Office"]),
        ("Place", "Susan Marsh", ["Local Plan", "Harbour Watch", "Summer Events"]),
    ],
    "first names among them": [
        ("Servizi alla persona", "Elena Bassi", ["Asilo Nido", "Casa Serena", "Sport"]),
        ("Risorse", "Marco Testa", ["Ragioneria", "Salud Laboral", "Tributi"]),
        ("Territorio", "Silvia Corti", ["Verde Pubblico", "Strade", "Borgo Antico"]),
    ],
}


def _sheet(cards: list[tuple[str, str, list[str]]], *, mark: str, apart: bool, size: float) -> bytes:
    """Three cards under a head; *apart*: title and name in cells of their own; *mark*: before names; *size*: of teams."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(330, 500, 180, 50)
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(338, 530, "Chief Executive")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(338, 510, f"{mark}Rachel Owen")
        for (title, name, teams), x in zip(cards, (40, 330, 620), strict=True):
            canvas.lines([(420, 500, 420, 470), (420, 470, x + 90, 470), (x + 90, 470, x + 90, 440)])
            canvas.rect(x, 390, 180, 50)
            if apart:
                canvas.line(x, 415, x + 180, 415)
            canvas.setFont("Helvetica-Bold", 11)
            canvas.drawString(x + 8, 423, title)
            canvas.setFont("Helvetica", 10)
            canvas.drawString(x + 8, 398, f"{mark}{name}")
            canvas.setFont("Helvetica", size)
            for row, team in enumerate(teams, 1):
                canvas.rect(x, 390 - 22 * row, 180, 22)
                canvas.drawString(x + 8, 397 - 22 * row, team)

    return drawn(draw, size=SHEET)


def _read(data: bytes) -> dict[str, tuple[list[str], str | None]]:
    chart = chart_of(data)
    titles = {unit.id: unit.title for unit in chart.units}
    return {unit.title: ([person.name for person in unit.people], titles.get(unit.parent or "")) for unit in chart.units}


@pytest.mark.parametrize(("mark", "apart"), [("", False), ("", True), ("– ", False)], ids=["card", "cells", "dash"])
@pytest.mark.parametrize("cards", CARDS.values(), ids=CARDS)
def test_a_stack_of_teams_names_nobody(cards: list[tuple[str, str, list[str]]], mark: str, *, apart: bool) -> None:
    """« Local Plan » stood under « Town Centres » as a person, at 0.98 (3.27)."""
    expected: dict[str, tuple[list[str], str | None]] = {"Chief Executive": (["Rachel Owen"], None)}
    for title, name, teams in cards:
        expected[title] = ([name], "Chief Executive")
        expected |= {team: ([], title) for team in teams}
    assert _read(_sheet(cards, mark=mark, apart=apart, size=9)) == expected


def test_staff_in_a_stack_of_cells_stay_people() -> None:
    """Names that are known as such, or in capitals, name those of the card above (3.27)."""
    staff = [("Finance", "Anne Roy", ["Paul Petit", "Claire Bon"]), ("Roads", "Luc Caron", ["M. Kern", "Lise OBRY"])]
    cards = [*staff, ("Place", "Susan Marsh", ["Hugo Lamy", "Julie Berger"])]
    read = _read(_sheet(cards, mark="", apart=True, size=9))
    assert {name for names, _ in read.values() for name in names} == {
        "Rachel Owen", "Anne Roy", "Paul Petit", "Claire Bon", "Luc Caron", "M. Kern", "Lise OBRY", "Susan Marsh", "Hugo Lamy",
        "Julie Berger",
    }  # fmt: skip


def _stacks(columns: Sequence[Sequence[Sequence[str]]]) -> bytes:
    """A head, and stacks of cells in one look under it, each of one line or two."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(330, 500, 180, 40)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(338, 516, "Direction")
        for column, x in zip(columns, (40, 330, 620), strict=True):
            canvas.lines([(420, 500, 420, 470), (420, 470, x + 90, 470), (x + 90, 470, x + 90, 440)])
            y = 440
            for lines in column:
                y -= 12 + 12 * len(lines)
                canvas.rect(x, y, 180, 12 + 12 * len(lines))
                for row, text in enumerate(lines):
                    canvas.drawString(x + 8, y + 12 * (len(lines) - row) - 4, text)

    return drawn(draw, size=SHEET)


def test_names_that_no_list_knows_stay_people_where_all_is_in_one_look() -> None:
    """Where no name tells how names look, cells under a title may be staff: they were published as units (3.27, 5.17)."""
    columns = [
        [("Musée",), ("Efua Sarpong",), ("Kojo Asante",)],
        [("Voirie",), ("Ama Owusu",), ("Yaw Boateng",)],
        [("Sports",), ("Aya Ahou",)],
    ]
    titles = {title for title, _ in _read(_stacks(columns)).items()}
    assert not titles & {"Efua Sarpong", "Kojo Asante", "Ama Owusu", "Yaw Boateng"}


def test_cells_of_a_title_and_a_name_are_no_teams() -> None:
    """« Zentrale Vergabestelle » over « Frau Roßbach (6250) » in one cell of a stack keeps its head (3.27)."""
    columns = [
        [("Vergabestelle Mitte", "Frau Roßbach (6250)"), ("Geschäftsstelle Rat", "Frau Wagner (7002)")],
        [("Bauamt Nord", "Herr Eck (4110)"), ("Tiefbau", "Herr Kern (4120)")],
        [("Kasse", "Frau Voss (3110)"), ("Steuern", "Frau Lind (3120)")],
    ]
    read = _read(_stacks(columns))
    assert {name for names, _ in read.values() for name in names} == {
        "Frau Roßbach", "Frau Wagner", "Herr Eck", "Herr Kern", "Frau Voss", "Frau Lind",
    }  # fmt: skip


def test_teams_that_look_like_names_are_a_line_each_where_heads_stand_with_the_titles() -> None:
    """« Internal Audit Accountancy Revenues and Benefits » was one unit, and each change of a line a renaming (3.27)."""
    services = {
        "Planning": ("Bruno Marsh", ("Development Management", "Planning Policy", "Building Control")),
        "Finance": ("Karim Quail", ("Internal Audit", "Accountancy", "Revenues and Benefits")),
        "Highways": ("Odile Tessier", ("Parking Services", "Network Management", "Street Lighting")),
    }

    def draw(canvas: Canvas) -> None:
        canvas.rect(200, 500, 180, 30)
        canvas.drawString(205, 518, "Director of Place")
        canvas.drawString(205, 506, "Claire Aubert")
        for x, (title, (name, teams)) in zip((10, 200, 390), services.items(), strict=True):
            canvas.lines([(290, 500, 290, 470), (290, 470, x + 90, 470), (x + 90, 470, x + 90, 440)])
            canvas.rect(x, 410, 180, 30)
            canvas.rect(x, 360, 180, 50)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(x + 5, 428, title)
            canvas.setFont("Helvetica", 8)
            for row, text in enumerate((f"Head of Service: {name}", *teams)):
                canvas.drawString(x + 5, 416 - 15 * row if not row else 414 - 14 * row, text)

    units = chart_of(drawn(draw)).units
    heads = {unit.id: unit.title for unit in units}
    read = {(unit.title, heads.get(unit.parent or ""), *(person.name for person in unit.people)) for unit in units}
    assert read >= {(title, "Director of Place", name) for title, (name, _) in services.items()}
    assert read >= {(team, title) for title, (_, teams) in services.items() for team in teams}


def test_boxes_as_wide_as_their_words_or_drawn_by_hand_are_brothers_however_narrow_each_is() -> None:
    """3.27, 13.1: « Musée », in a box of its own width right under « Réseaux et téléphonie », hung there; « Atelier » may."""
    stacks: dict[str, tuple[str, ...]] = {
        "Direction des moyens": ("Réseaux et téléphonie", "Musée", "Courrier et reprographie"),
        "Direction de la ville": ("Voirie", "Propreté et espaces verts", "Foncier", "Bâti"),
        "Direction des familles": ("Petite enfance et parentalité", "Écoles", "Restauration"),
    }

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 9)
        canvas.rect(330, 520, 180, 30)
        canvas.drawCentredString(420, 532, "Direction générale")
        for x, (direction, services) in zip((120, 420, 720), stacks.items(), strict=True):
            canvas.line(420, 520, x, 480)
            canvas.rect(x - 75, 450, 150, 30)
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawCentredString(x, 462, direction)
            canvas.setFont("Helvetica", 8)
            for row, service in enumerate(services):
                width = canvas.stringWidth(service, "Helvetica", 8) + 12
                canvas.rect(x - width / 2, 430 - 20 * row, width, 17)
                canvas.drawCentredString(x, 435 - 20 * row, service)

    chart = chart_of(drawn(draw, size=SHEET))
    titles = {unit.id: unit.title for unit in chart.units}
    expected: dict[str, str | None] = {"Direction générale": None, **dict.fromkeys(stacks, "Direction générale")}
    expected |= {service: direction for direction, services in stacks.items() for service in services}
    assert {unit.title: titles.get(unit.parent or "") or None for unit in chart.units} == expected
    stacks["Direction des moyens"] = ("Service des réseaux et téléphones", "Atelier", "Standard")
    chart = chart_of(drawn(draw, size=SHEET))
    titles = {unit.id: unit.title for unit in chart.units}
    for unit in chart.units:
        if unit.title in ("Atelier", "Standard"):
            assert titles.get(unit.parent or "") != "Direction des moyens" or unit.confidence_parent < SURE


def test_one_width_that_all_boxes_over_stacks_have_is_that_of_heads() -> None:
    """3.27: services drawn by hand a little narrower than their heads, all in one look, hung beside these, for certain."""
    stacks = {
        "Éducation": ("Restauration scolaire", "Garderies", "Crèches"),
        "Urbanisme": ("Permis de construire", "Voirie", "Parcs et jardins"),
        "Finances": ("Budget", "Commande publique", "Paie"),
    }

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 8)
        canvas.rect(330, 520, 180, 30)
        canvas.drawCentredString(420, 532, "Direction générale")
        canvas.lines([(420, 520, 420, 500), (150, 500, 670, 500)])
        widths = itertools.cycle((165, 170, 175, 172, 168))
        for x, (head, services) in zip((150, 410, 670), stacks.items(), strict=True):
            canvas.line(x, 500, x, 474)
            for row, title in enumerate((head, *services)):
                width = 190 if row == 0 else next(widths)
                canvas.rect(x - width / 2, 450 - 28 * row, width, 22)
                canvas.drawCentredString(x, 458 - 28 * row, title)

    chart = chart_of(drawn(draw, size=SHEET))
    titles = {unit.id: unit.title for unit in chart.units}
    read = {unit.title: titles.get(unit.parent or "") for unit in chart.units if unit.confidence_parent >= SURE}
    expected = {service: head for head, services in stacks.items() for service in services}
    assert {title: read.get(title, head) for title, head in expected.items()} == expected
    assert len(read.keys() & expected.keys()) > len(expected) / 2


def test_a_title_shrunk_to_fit_its_box_is_of_the_rank_of_the_others_in_such_boxes() -> None:
    """3.27: a service whose long title is set smaller hung under the one above it; directions, larger, head them.

    What is set smaller though it would fit is lower: « Restauration scolaire » hung beside its head, for certain.
    """
    shrunk = {
        "Direction des finances": ("Budget", "Prévention des risques professionnels"),
        "Direction de la ville": ("Voirie", "Parcs et jardins", "Halles"),
        "Direction de l’action culturelle et de la vie locale": ("Musées et archives", "Théâtre", "Danse"),
        "Direction des sports": ("Stades", "Piscines"),
    }
    lower = {"Finances": ("Prévention des risques",), "Voirie": (), "Écoles": ("Restauration scolaire",), "Sports": (), "Fêtes": ()}
    long = {"Finances": ("Prévention des risques dans tous les services",), "Voirie": (), "Écoles": (), "Sports": (), "Fêtes": ()}

    def draw(canvas: Canvas, *, stacks: Mapping[str, Sequence[str]], to_fit: bool) -> None:
        step, high = 800 / len(stacks), 18 if to_fit else 26
        if not to_fit:
            canvas.rect(330, 520, 160, 26)
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawCentredString(410, 530, "Direction générale")
            canvas.lines([(410, 520, 410, 500), (20 + step / 2, 500, 20 + step * (len(stacks) - 0.5), 500)])
        for place, (head, services) in enumerate(stacks.items()):
            x = 20 + step * (place + 0.5)
            if not to_fit:
                canvas.line(x, 500, x, 450 + high)
            for row, title in enumerate((head, *services)):
                width, usual = (180, 10) if row == 0 and to_fit else (140, 8 if to_fit or row else 10)
                canvas.rect(x - width / 2, 450 - 34 * row, width, high)
                canvas.setFont("Helvetica-Bold", usual * (0.75 if len(title) > 35 else 1))
                canvas.drawCentredString(x, 456 - 34 * row, title)

    for stacks, to_fit in ((shrunk, True), (lower, False), (long, False)):
        chart = chart_of(drawn(partial(draw, stacks=stacks, to_fit=to_fit), size=SHEET))
        titles = {unit.id: unit.title for unit in chart.units}
        read = {unit.title: titles.get(unit.parent or "") for unit in chart.units}
        expected = {service: head for head, services in stacks.items() for service in services}
        assert {title: read[title] for title in expected} == expected
