"""Spreadsheets printed in columns under merged cells: service and holder under each pole, directions over both (13.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import OrgChart
from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of, names, tree
from tests.pdf.pdfs import drawn

Rows: TypeAlias = Sequence[str | tuple[str, str]]  # a direction, merged, or a service and its holder

TOP = "Direction générale des services – Mme Odile Vasseur"
STAFF = ("Cabinet du maire – M. Luc Cazenave", "Communication – Mme Maud Tessier")
POLES: Mapping[str, Rows] = {
    "Pôle ressources – M. Ronan Quéré": (
        ("Courrier", "Mme Inès Roche"),
        "Direction des finances – Mme Claire Aubert",
        ("Budget", "M. Karim Roche"),
        ("Fiscalité", ""),
        "Direction du personnel – M. Bruno Marchal",
        ("Paie", "Mme Nadia Guyot"),
    ),
    "Pôle aménagement – Mme Solène Dufresne": (
        "Direction des mobilités – M. Pascal Lemaître",
        ("Circulation", "Mme Hélène Millet"),
        ("Stationnement", "M. Luc Aubert"),
    ),
    "Pôle population – M. Yannick Perrin": (
        "Direction des écoles – Mme Farida Roche",
        ("Restauration", "M. Thibault Guyot"),
        "Direction de la culture – Mme Odile Millet",
        ("Médiathèque", "M. Gaëtan Vasseur"),
        ("Musée", "Mme Maud Aubert"),
    ),
}
WIDTH, LEFT = 190, 90


def cell(canvas: Canvas, x: float, top: float, width: float, said: str, fill: float | None = None, *, bold: bool = False) -> None:
    canvas.setFillGray(1 if fill is None else fill)
    canvas.rect(x, SHEET[1] - top - 20, width, 20, fill=int(fill is not None))
    canvas.setFillGray(1 if fill is not None and fill < 0.5 else 0)
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 6)
    canvas.drawString(x + 4, SHEET[1] - top - 13, said)
    canvas.setFillGray(0)


def sheet(
    poles: Mapping[str, Rows], staff: Sequence[str] = STAFF, *, gap: float = 0, headed: bool = True
) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        whole = len(poles) * (WIDTH + gap) - gap
        for number, said in enumerate((TOP, *staff) if headed else ()):
            cell(canvas, 15, 20 + 20 * number, whole, said, 0.9 if number else 0.2, bold=not number)
        for place, (head, rows) in enumerate(poles.items()):
            x, top = 15 + place * (WIDTH + gap), 40 + 20 * len(staff)
            cell(canvas, x, top, WIDTH, head, 0.35, bold=True)
            for number, row in enumerate(rows, 1):
                if isinstance(row, str):
                    cell(canvas, x, top + 20 * number, WIDTH, row, 0.8, bold=True)
                else:
                    cell(canvas, x, top + 20 * number, LEFT, row[0])
                    cell(canvas, x + LEFT, top + 20 * number, WIDTH - LEFT, row[1])

    return draw


def expected(poles: Mapping[str, Rows], staff: Sequence[str]) -> tuple[dict[str, str | None], dict[str, list[str]]]:
    """The tree that is drawn, and who is named."""
    parents: dict[str, str | None] = {}
    people: dict[str, list[str]] = {}

    def add(said: str, parent: str | None) -> str:
        title, _, name = said.partition(" – ")
        parents[title], people[title] = parent, [name] if name else []
        return title

    top = add(TOP, None)
    for said in staff:
        add(said, top)
    for head, rows in poles.items():
        over = pole = add(head, top)
        for row in rows:
            if isinstance(row, str):
                over = add(row, pole)
            else:
                add(" – ".join(filter(None, row)), over)
    return parents, people


def sure_links(chart: OrgChart) -> dict[str, str]:
    titles = {unit.id: unit.title for unit in chart.units}
    return {unit.title: titles[unit.parent] for unit in chart.units if unit.parent and unit.confidence_parent >= 0.9}


@pytest.mark.parametrize("gap", [0, 8], ids=["glued", "with a narrow column between"])
@pytest.mark.parametrize("staff", [STAFF, ()], ids=["with staff", "without"])
def test_a_merged_cell_heads_the_columns_that_it_reaches_over(gap: float, staff: Sequence[str]) -> None:
    """13.2, 3.27: each cell hung at the one at its left, pole under pole, with .90, as in a table with a rank in each column."""
    chart = chart_of(drawn(sheet(POLES, staff, gap=gap), size=SHEET))
    parents, people = expected(POLES, staff)
    assert tree(chart) == parents and names(chart) == people
    links = sure_links(chart)
    assert all(parents[title] == head for title, head in links.items())
    assert {"Budget", "Paie", "Circulation", "Musée", "Courrier", "Direction des écoles"} <= set(links)


def test_a_row_more_in_one_column_moves_nothing_else() -> None:
    """3.27: one more row in a column was nine moves beside it, as every row below began with other cells."""
    more = {
        **POLES,
        "Pôle aménagement – Mme Solène Dufresne": (
            ("Géomatique", "M. Ronan Tessier"),
            *POLES["Pôle aménagement – Mme Solène Dufresne"],
        ),
    }
    before, after = (tree(chart_of(drawn(sheet(poles), size=SHEET))) for poles in (POLES, more))
    assert after == {**before, "Géomatique": "Pôle aménagement"}


def test_bold_rows_of_two_cells_head_the_plain_ones_below_as_merged_ones_do() -> None:
    """13.2: a direction whose holder stands in the holders' column is no service, and the services below are its own."""

    def draw(canvas: Canvas) -> None:
        cell(canvas, 15, 20, 2 * WIDTH, TOP, 0.2, bold=True)
        for place, (head, rows) in enumerate(list(POLES.items())[:3:2]):
            x = 15 + place * WIDTH
            cell(canvas, x, 40, WIDTH, head, 0.35, bold=True)
            for number, row in enumerate(rows, 1):
                title, name = row.split(" – ") if isinstance(row, str) else row
                cell(canvas, x, 40 + 20 * number, LEFT, title, bold=isinstance(row, str))
                cell(canvas, x + LEFT, 40 + 20 * number, WIDTH - LEFT, name)

    chart = chart_of(drawn(draw, size=SHEET))
    parents, people = expected(dict(list(POLES.items())[:3:2]), ())
    assert tree(chart) == parents and names(chart) == people


def test_cells_merged_side_by_side_are_never_heads_of_each_other_for_certain() -> None:
    """3.27: where no words tell that the merged cells are units, each still hung at the one at its left with .90."""
    odd = dict(zip(("Ville", "Agglomération", "Syndicat"), POLES.values(), strict=True))
    links = sure_links(chart_of(drawn(sheet(odd), size=SHEET)))
    parents, _ = expected(odd, STAFF)
    assert {title: head for title, head in links.items() if parents.get(title) != head} == {}


def test_columns_of_a_table_under_merged_headings_are_no_poles() -> None:
    """3.27: « Titulaire » and « Suppléant » over « nom » and « téléphone » head nothing."""

    def draw(canvas: Canvas) -> None:
        for place, head in enumerate(("Titulaire", "Suppléant")):
            cell(canvas, 15 + WIDTH * place, 20, WIDTH, head, 0.3, bold=True)
            for number, name in enumerate(
                ("Mme Inès Roche", "M. Karim Aubert", "Mme Claire Guyot", "M. Luc Quéré", "M. Ronan Millet"), 1
            ):
                cell(canvas, 15 + WIDTH * place, 20 + 20 * number, LEFT, name)
                cell(canvas, 15 + LEFT + WIDTH * place, 20 + 20 * number, 90, f"01 23 45 67 {place}{number}")

    assert sure_links(chart_of(drawn(draw, size=SHEET))) == {}


def test_holders_at_the_left_of_their_services_are_of_these() -> None:
    """13.2: whoever stood before a service was taken for the holder of the one above."""

    def draw(canvas: Canvas) -> None:
        cell(canvas, 15, 20, 3 * WIDTH, TOP, 0.2, bold=True)
        for place, (head, rows) in enumerate(POLES.items()):
            x = 15 + place * WIDTH
            cell(canvas, x, 40, WIDTH, head, 0.35, bold=True)
            for number, row in enumerate(rows, 1):
                if isinstance(row, str):
                    cell(canvas, x, 40 + 20 * number, WIDTH, row, 0.8, bold=True)
                else:
                    cell(canvas, x, 40 + 20 * number, LEFT, row[1])
                    cell(canvas, x + LEFT, 40 + 20 * number, WIDTH - LEFT, row[0])

    chart = chart_of(drawn(draw, size=SHEET))
    parents, people = expected(POLES, ())
    assert tree(chart) == parents and names(chart) == people


def test_directions_of_one_rank_hang_at_the_pole_each_in_a_colour_of_its_own() -> None:
    """13.2: the second of a pole's directions hung at the first one, as what is set otherwise under it would."""

    def draw(canvas: Canvas) -> None:
        cell(canvas, 15, 20, 3 * WIDTH, TOP, 0.2, bold=True)
        for place, (head, rows) in enumerate(POLES.items()):
            cell(canvas, 15 + WIDTH * place, 40, WIDTH, head, 0.35, bold=True)
            colours = iter((0.8, 0.7, 0.6))
            for number, row in enumerate(rows, 1):
                x, top = 15 + WIDTH * place, 40 + 20 * number
                if isinstance(row, str):
                    cell(canvas, x, top, WIDTH, row, next(colours), bold=True)
                else:
                    cell(canvas, x, top, LEFT, row[0])
                    cell(canvas, x + LEFT, top, WIDTH - LEFT, row[1])

    assert tree(chart_of(drawn(draw, size=SHEET))) == expected(POLES, ())[0]


@pytest.mark.parametrize("said", ["Cellule {} {}", "Hôtel {} {}"], ids=["units", "places"])
def test_what_stands_beside_a_service_and_names_nobody_hangs_nowhere_for_certain(said: str) -> None:
    """3.27: « Service budget | Cellule dette » were two services of the pole, with .95: the second may be the first one's."""
    towns = {
        "Pôle ressources – M. Ronan Quéré": ("budget", "achats", "courrier"),
        "Pôle population – M. Yannick Perrin": ("écoles", "sports", "musées"),
    }
    rows: Mapping[str, Rows] = {
        head: tuple((f"Service {one}", said.format("des", one)) for one in services) for head, services in towns.items()
    }
    links = sure_links(chart_of(drawn(sheet(rows, ()), size=SHEET)))
    assert {f"Service {one}" for services in towns.values() for one in services} <= set(links)
    assert not [title for title in links if title.startswith(said.split()[0])]


DEZERNATE = {
    "Dezernat I": (("Amt für Finanzen", ("Haushalt", "Stadtkasse", "Steuern")), ("Personalamt", ("Ausbildung", "Besoldung"))),
    "Dezernat II": (("Schulamt", ("Grundschulen", "Weiterführende Schulen")), ("Jugendamt", ("Kitas", "Jugendpflege"))),
    "Dezernat III": (("Bauamt", ("Bauaufsicht", "Stadtplanung")), ("Tiefbauamt", ("Straßenbau", "Kanal"))),
}


@pytest.mark.parametrize("white", [0, 9, 16], ids=["cells", "cards", "cards far apart"])
def test_titles_side_by_side_under_a_head_head_what_is_below_each(white: int) -> None:
    """13.2, 3.27: all was the second one's, with .95, whether they were a table's cells or cards that strokes join."""
    surnames = iter(("Vogt", "Thomas", "Kuhn", "Otto", "Pohl", "Busch", "Engel", "Horn", "Krause", "Winkler", "Arnold") * 3)
    parents: dict[str, str | None] = {"Verwaltungsleitung": None}

    def draw(canvas: Canvas) -> None:
        def card(x: float, top: float, width: float, title: str, *, bold: bool, fill: float | None = None) -> None:
            cell(canvas, x, top, width, "", fill)
            canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 6)
            canvas.drawCentredString(x + width / 2, SHEET[1] - top - 8, title)
            canvas.setFont("Helvetica", 6)
            canvas.drawCentredString(x + width / 2, SHEET[1] - top - 16, f"{('Herr', 'Frau')[bold]} {next(surnames)}")

        card(230, 20, 150, "Verwaltungsleitung", bold=True)
        for place, (dezernat, offices) in enumerate(DEZERNATE.items()):
            x, y = 15.0 + 200 * place, SHEET[1] - 50
            canvas.lines([(305, y + 10, 305, y), (305, y, x + 90, y), (x + 90, y, x + 90, y - 10)])
            card(x, 60, 180, dezernat, bold=True, fill=0.9)
            parents[dezernat] = "Verwaltungsleitung"
            for side, (office, services) in enumerate(offices):
                left, width, top = x + side * (90 + white / 2), 90 - white / 2, 80.0 + white
                if white:
                    bus, to = SHEET[1] - 80 - white / 2, left + width / 2
                    canvas.lines([(x + 90, SHEET[1] - 80, x + 90, bus), (x + 90, bus, to, bus), (to, bus, to, SHEET[1] - top)])
                card(left, top, width, office, bold=True)
                parents[office] = dezernat
                for service in services:
                    above, top = top, top + 20 + white / 2
                    if white:
                        canvas.lines([(left + 3, SHEET[1] - above - 20, left + 3, SHEET[1] - top - 10)])
                        canvas.lines([(left + 3, SHEET[1] - top - 10, left + 9, SHEET[1] - top - 10)])
                    card(left + (9 if white else 0), top, width - (9 if white else 0), service, bold=False)
                    parents[service] = office

    chart = chart_of(drawn(draw, size=SHEET))
    assert tree(chart) == parents
    assert not {unit.title for unit in chart.units if any(person.confidence < 0.9 for person in unit.people)}


def test_whoever_stands_in_a_row_without_rules_is_not_in_the_cell_above() -> None:
    """3.27: « Mme Inès Vasseur », right of « Budget » and in the middle below a filled cell, was of that cell, with 0.97."""
    heads = ("Direction des achats – M. Luc Roche", "Direction du personnel – Mme Maud Guyot")
    services = ((("Budget", "Mme Inès Vasseur"), ("Dette", "M. Luc Aubert")), (("Paie", "M. Karim Millet"),))

    def draw(canvas: Canvas) -> None:
        cell(canvas, 200, 20, 220, TOP, 0.35, bold=True)
        for place, (head, rows) in enumerate(zip(heads, services, strict=True)):
            x, y = 60 + 280.0 * place, SHEET[1] - 50
            canvas.lines([(310, y + 10, 310, y), (310, y, x + 100, y), (x + 100, y, x + 100, y - 10)])
            cell(canvas, x, 60, 200, head, 0.8, bold=True)
            for number, (title, name) in enumerate(rows):
                canvas.drawString(x + 4, y - 40 - 12 * number, title)
                canvas.drawString(x + 80, y - 40 - 12 * number, name)

    found = names(chart_of(drawn(draw, size=SHEET)))
    assert all(found[title] == [name] for title, name in (head.split(" – ") for head in heads))


@pytest.mark.parametrize("filled", [True, False])
def test_lists_in_cells_of_their_own_are_of_the_title_over_them(*, filled: bool) -> None:
    """3.27: « – Budget – Dette » was one unit of such a sheet; under filled poles all hung beside their direction, for certain."""
    poles: dict[str, dict[str, Sequence[str]]] = {
        "Pôle ressources": {"Direction des finances": ("Budget", "Dette"), "Direction du personnel": ("Paie", "Formation")},
        "Pôle technique": {"Direction des eaux": ("Réseaux", "Usines"), "Direction des parcs": ("Serres", "Jardins")},
        "Pôle population": {"Direction des écoles": ("Cantines", "Études"), "Direction des sports": ("Stades", "Bassins")},
    }

    def draw(canvas: Canvas) -> None:
        cell(canvas, 15, 20, 576, "Direction générale – Mme Odile Vasseur", 0.9 if filled else None, bold=True)
        for place, (pole, directions) in enumerate(poles.items()):
            x = 15 + 192 * place
            cell(canvas, x, 40, 192, pole, 0.8 if filled else None, bold=True)
            for column, (direction, services) in enumerate(directions.items()):
                cell(canvas, x + 96 * column, 60, 96, direction, bold=True)
                canvas.rect(x + 96 * column, SHEET[1] - 110, 96, 30)
                canvas.setFont("Helvetica", 6)
                for row, service in enumerate(services):
                    canvas.drawString(x + 4 + 96 * column, SHEET[1] - 90 - 10 * row, f"- {service}")

    expected: dict[str, str | None] = {"Direction générale": None, **dict.fromkeys(poles, "Direction générale")}
    expected |= {direction: pole for pole, directions in poles.items() for direction in directions}
    expected |= {service: one for directions in poles.values() for one, services in directions.items() for service in services}
    assert tree(chart_of(drawn(draw, size=SHEET))) == expected


def test_boxes_of_staff_in_a_row_over_the_columns_are_units_each_with_its_head() -> None:
    """3.27: « Büro des Rates », « Frau Nolte », white before it, was staff of the box at its left; a cell that touches it is."""
    staff = (
        ("Stabsstelle Digitales", "unbesetzt"),
        ("Wirtschaftsförderung", "Frau Sabine Feld"),
        ("Büro des Rates", "Frau Uta Nolte"),
    )

    def draw(canvas: Canvas) -> None:
        sheet(POLES, staff=())(canvas)
        for place, lines in enumerate(staff):
            canvas.rect(15 + 200 * place, SHEET[1] - 15, 185, 24)
            for row, line in enumerate(lines):
                canvas.drawString(20 + 200 * place, SHEET[1] - row * 10, line)

    found = names(chart_of(drawn(draw, size=(SHEET[0], SHEET[1] + 40))))
    assert {title: found.get(title) for title, _ in staff} == {
        "Stabsstelle Digitales": [""], "Wirtschaftsförderung": ["Frau Sabine Feld"], "Büro des Rates": ["Frau Uta Nolte"],
    }  # fmt: skip


ROW = {  # the head's title, its letters, how dark its cell is; how dark those of its staff are
    "larger": ("Maison commune", 9, 0.9, 0.9),
    "of the highest rank": ("Direction générale", 6, 0.9, 0.9),
    "filled as the poles": ("Maison commune", 6, 0.35, 0.9),
    "like its staff": ("Maison commune", 6, 0.9, 0.9),
}


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("told", ROW)
def test_the_head_of_a_first_row_of_cells_is_the_one_that_stands_out(told: str, place: int) -> None:
    """3.27: « Contrôle de gestion », left of the direction, headed it and all poles, with 0.95; of cells all alike none is sure."""
    title, size, fill, other = ROW[told]
    row = ["Contrôle de gestion", "Communication"]
    row.insert(place, title)

    def draw(canvas: Canvas) -> None:
        sheet(POLES, staff=(), headed=False)(canvas)
        for number, said in enumerate(row):
            cell(canvas, 15 + 195 * number, 15, 180, "", fill if said == title else other, bold=True)
            canvas.setFont("Helvetica-Bold", size if said == title else 6)
            canvas.drawString(19 + 195 * number, SHEET[1] - 28, said)

    chart = chart_of(drawn(draw, size=SHEET))
    poles = [pole.partition(" – ")[0] for pole in POLES]
    sure = sure_links(chart)
    if told == "like its staff":
        assert not {sure.get(pole) for pole in poles} - {None}
        return
    assert [tree(chart)[other] for other in (*poles, *row)] == [None if other == title else title for other in (*poles, *row)]
    assert told == "filled as the poles" or {sure.get(pole) for pole in poles} == {title}
