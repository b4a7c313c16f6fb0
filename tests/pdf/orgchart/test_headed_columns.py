"""Columns of cells under a row of filled ones, whatever stands over them all: each filled one heads its column (3.27)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE, Person
from monitor.pdf.ink import Box
from monitor.pdf.orgchart.nodes import Node, without_groupings
from monitor.pdf.orgchart.tables.headed_columns import hang_in_headed_rows
from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of, names, tree
from tests.pdf.pdfs import drawn

COLUMNS = {
    "Umweltamt": ("Grünflächen|Uwe Vogt", "Friedhöfe|Birgit Reuter", "Abfall|Silke Brandt"),
    "Schulamt": ("Mensa|Holger Zierke", "Sportstätten|Katrin Oltmanns"),
    "Jugendamt": ("Vormundschaft|Heike Schäfer", "Kindergärten|Jörg Petersen"),
    "Kulturamt": ("Museen|Sabine Hofmann", "Archiv|Torsten Lindemann", "Denkmäler|Rainer Köhler"),
}


def cell(canvas: Canvas, x: float, top: float, width: float, said: str, fill: float | None = None) -> None:
    canvas.setFillGray(1 if fill is None else fill)
    canvas.rect(x, SHEET[1] - top - 30, width, 30, fill=int(fill is not None))
    canvas.setFillGray(1 if fill is not None and fill < 0.5 else 0)
    for number, text in enumerate(said.split("|")):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(x + 4, SHEET[1] - top - 12 - 11 * number, text)
    canvas.setFillGray(0)


def sheet(canvas: Canvas, columns: Mapping[str, Sequence[str]]) -> None:
    """A top cell as wide as all, a row of staff right below, then a column for each service: a filled cell over plain ones."""
    cell(canvas, 20, 20, 576, "Bürgermeister|Matthias Grünwald", 0.2)
    for place, said in enumerate(("Referent|Annegret Wiedemann", "Vorzimmer|Silke Reuter", "Presse|Uwe Hofmann")):
        cell(canvas, 20 + 192 * place, 50, 192, said)
    for place, (head, cells) in enumerate(columns.items()):
        cell(canvas, 20 + 144 * place, 80, 144, head, 0.4)
        for number, said in enumerate(cells, 1):
            cell(canvas, 20 + 144 * place, 80 + 30 * number, 144, said)


def test_a_filled_cell_heads_the_column_below_it_whatever_stands_over_all() -> None:
    """3.27, 13.1: the teams hung at the top cell, or at the one left of them, with certainty."""
    chart = chart_of(drawn(lambda canvas: sheet(canvas, COLUMNS), size=SHEET))
    found, people = tree(chart), names(chart)
    for head, cells in COLUMNS.items():
        assert found[head] == "Bürgermeister"
        for said in cells:
            team, _, lead = said.partition("|")
            assert found[team] == head and people[team] == [lead]


def test_a_table_whose_filled_row_names_its_columns_is_none() -> None:
    """3.27: « Service », « Name », « Telephone » head no column, though filled and over plain cells."""
    rows = [said.split("|") for cells in COLUMNS.values() for said in cells]

    def draw(canvas: Canvas) -> None:
        for column, head in enumerate(("Service", "Name", "Telephone")):
            cell(canvas, 20 + 180 * column, 20, 180, head, 0.2)
            for number, row in enumerate(rows, 1):
                cell(canvas, 20 + 180 * column, 20 + 30 * number, 180, (*row, f"01234 5678{number}")[column])

    assert names(chart_of(drawn(draw, size=SHEET))) == {title: [name] for title, name in rows}


def test_addresses_in_the_cells_do_not_make_them_columns_of_contacts() -> None:
    """3.27: a mail or telephone below each title and name is none of the cell's words; all teams hung at the top cell, surely."""
    columns = {
        f"{head}|Jutta Brinkmann": [f"{said}|post{place}{n}@umland.example" for n, said in enumerate(cells)]
        for place, (head, cells) in enumerate(COLUMNS.items())
    }
    found = tree(chart_of(drawn(lambda canvas: sheet(canvas, columns), size=SHEET)))
    for head, cells in COLUMNS.items():
        assert [found[said.partition("|")[0]] for said in cells] == [head] * len(cells)


FREE = {
    "Adults and Communities|Priya Raman": (
        "Social Care|Operations|Neil Harding",
        "Public Health|Vacant",
        "Libraries|Sophie Atkins",
    ),
    "Children and Families|Mark Ashworth": ("Safeguarding and|Early Help|Tom Selwood",),
    "Place|Helen Okafor": ("Highways|Graham Baker", "Planning|Kate Mercer", "Waste|Vacant", "Growth|Ian Doyle"),
    "Resources|Simon Whitlock": ("Finance|Janet Lowe", "People|Paul Ingram"),
    "Fire and Rescue|Alan Price": ("Prevention|Susan Marsh", "Training|Peter Hale"),
}


def free_columns(
    canvas: Canvas,
    columns: Mapping[str, Sequence[str]],
    leading: float,
    fonts: str = "Helvetica-Bold|Helvetica",
    *,
    top: str = "Chief Executive|Louise MacLeod",
    foot: Sequence[str] = (),
) -> None:
    """A wide bar, coloured ones in a row below it, touching, and in each column titles in bold over names, without a box.

    *foot*: what stands far below them in each.
    """

    def write(x: float, y: float, lines: Sequence[str], step: float, bold: int) -> float:
        for number, line in enumerate(lines):
            canvas.setFont(fonts.split("|")[number >= bold], 8)
            canvas.drawString(x + 4, y, line)
            y -= step if number + 1 >= bold else 10
        return y

    height, width = SHEET[1], 600 / len(columns)
    for place, said in enumerate((top, *columns)):
        canvas.setFillGray(0.3)
        canvas.rect(
            *((20, height - 70, 600) if place == 0 else (20 + width * (place - 1), height - 100, width)), 30, stroke=0, fill=1
        )
        canvas.setFillGray(1)
        write(20 if place == 0 else 20 + width * (place - 1), height - (52 if place == 0 else 82), said.split("|"), 11, 1)
    canvas.setFillGray(0)
    for place, entries in enumerate(columns.values()):
        y = height - 118.0 - 5 * (place % 3)
        for said in entries:
            inset = 12 * (len(said) - len(said.lstrip()))
            y = write(20 + width * place + inset, y, said.strip().split("|"), leading, said.count("|")) - leading
        write(20 + width * place, 60, foot, 10, 1)
    canvas.setFillGray(0.5)
    canvas.setFont("Helvetica", 7)
    canvas.drawString(20, 20, "The council publishes the names of staff at Head of Service level and above, as the Code asks for.")


@pytest.mark.parametrize(
    ("leading", "fonts", "columns"),
    [
        (18.0, "Helvetica-Bold|Helvetica", FREE),
        (18.0, "Helvetica|Helvetica", FREE),
        (16.0, "Helvetica|Helvetica-Bold", dict(list(FREE.items())[2:4])),
    ],
    ids=["bold over plain", "plain", "plain over bold, two columns"],
)
def test_titles_over_names_in_columns_without_boxes_hang_under_the_bar_over_them(
    leading: float, fonts: str, columns: Mapping[str, Sequence[str]]
) -> None:
    """13.1, 3.27: with more white between the lines, as word processors leave it, the sheet was refused."""
    chart = chart_of(drawn(lambda canvas: free_columns(canvas, columns, leading, fonts), size=SHEET))
    found, people = tree(chart), names(chart)
    for head, entries in columns.items():
        assert found[head.partition("|")[0]] == "Chief Executive"
        for said in entries:
            *title, name = said.split("|")
            unit = " ".join(title)
            assert (found[unit], people[unit]) == (head.partition("|")[0], [name] if name != "Vacant" else people["Waste"])
    assert len(found) == 1 + len(columns) + sum(map(len, columns.values()))


@pytest.mark.parametrize("fonts", ["Helvetica-Bold|Helvetica", "Helvetica|Helvetica"])
def test_what_stands_far_below_all_units_under_bars_is_of_none_for_certain(fonts: str) -> None:
    """3.27: « Reception » at the foot was of its column; what is far below but level with a unit of another column is its own."""
    columns = {
        "Adults|Priya Raman": ("Libraries|Tom Selwood", "Public Health|Neil Harding", "Care|Ann Pike", "Homes|Ian Doyle"),
        "Place|Helen Okafor": ("Highways|Graham Baker", "Planning|Kate Mercer", "Growth|Jo Marsh"),
        "Resources|Simon Whitlock": ("Finance|Janet Lowe", "", "", "People|Paul Ingram"),
    }

    def draw(canvas: Canvas) -> None:
        free_columns(canvas, columns, 18.0, fonts, foot=("Reception", "Zoe Marin"))

    chart = chart_of(drawn(draw, size=SHEET))
    assert (tree(chart)["People"], names(chart)["People"]) == ("Resources", ["Paul Ingram"])
    assert all(unit.confidence_title >= SURE for unit in chart.units if unit.title in ("People", "Homes", "Growth"))
    foot = [unit for unit in chart.units if unit.title == "Reception"]
    assert all(max(unit.confidence_title, unit.confidence_parent) < SURE for unit in foot)
    assert [person.name for unit in chart.units for person in unit.people if unit not in foot].count("Zoe Marin") == 0


@pytest.mark.parametrize("leading", [10.0, 18.0])
def test_titles_set_in_below_a_bar_are_below_the_last_one_that_is_less_so(leading: float) -> None:
    """3.27: with all of them at the bar, for certain, a unit of a unit was its equal."""
    columns = {
        "Adults|Priya Raman": (
            "Social Care|Neil Harding",
            " Day Centres|Vacant",
            " Transport|Sophie Atkins",
            "Libraries|Tom Selwood",
        ),
        "Place|Helen Okafor": ("Highways|Graham Baker", "Planning|Kate Mercer", " Appeals|Ian Doyle"),
        "Resources|Simon Whitlock": ("Finance|Janet Lowe", "People|Paul Ingram"),
    }
    found = tree(chart_of(drawn(lambda canvas: free_columns(canvas, columns, leading), size=SHEET)))
    assert [found[title] for title in ("Day Centres", "Transport", "Appeals")] == ["Social Care", "Social Care", "Planning"]
    assert [found[title] for title in ("Social Care", "Libraries", "Planning", "People")] == [
        "Adults",
        "Adults",
        "Place",
        "Resources",
    ]


def test_words_that_a_stroke_leads_to_from_another_column_are_not_of_the_bar_over_them() -> None:
    """3.27: the unit that stands below « Place » and hangs on the comb of « Adults » was of « Place », for certain."""

    def draw(canvas: Canvas) -> None:
        heads = ("Adults|Priya Raman", "Place|Helen Okafor", "Resources|Simon Whitlock", "Growth|Ian Doyle")
        units = ("Social Care|Neil Harding", "Libraries|Owen Price", "Finance|Janet Lowe", "Estates|Tom Selwood")
        cell(canvas, 200, 20, 240, "Chief Executive|Louise MacLeod", 0.3)
        canvas.lines([(320, SHEET[1] - 50, 320, SHEET[1] - 65), (90, SHEET[1] - 65, 540, SHEET[1] - 65)])
        canvas.lines([(90, SHEET[1] - 110, 90, SHEET[1] - 125), (90, SHEET[1] - 125, 240, SHEET[1] - 125)])
        for place, (head, said) in enumerate(zip(heads, units, strict=True)):
            x = 90 + 150 * place
            cell(canvas, x - 70, 80, 140, head, 0.3)
            canvas.line(x, SHEET[1] - 65, x, SHEET[1] - 80)
            canvas.line(x, SHEET[1] - (125 if place < 2 else 110), x, SHEET[1] - 140)
            for number, line in enumerate(said.split("|")):
                canvas.setFont("Helvetica" if number else "Helvetica-Bold", 8)
                canvas.drawCentredString(x, SHEET[1] - 150 - 10 * number, line)

    found = tree(chart_of(drawn(draw, size=SHEET)))
    assert [found[title] for title in ("Social Care", "Libraries", "Finance")] == ["Adults", "Adults", "Resources"]


def test_columns_of_telephones_hours_prices_and_shifts_are_no_chart() -> None:
    """3.27, 13.2: bold words in columns under bars are no units where nobody is named below, or where each column says the same."""
    for said in (
        {
            head: [f"{place} {head}|01 23 45 67 {n}{k}" for n, place in enumerate(("Crèche", "Maison"))]
            for k, head in enumerate("ABC")
        },
        {head: [f"{day}|8 h 30 – 12 h" for day in ("Lundi", "Mardi", "Jeudi")] for head in ("Mairie", "Musée", "Piscine")},
        {
            head: [f"{kind}|4,50 €" for kind in ("Plein tarif", "Tarif réduit")]
            for head in ("Cantine", "Service des sports", "Musée")
        },
        {head: ["Matin|Odile Roche", "Midi|Karim Haddad", "Soir|Anne Perrin"] for head in ("Lundi", "Mardi", "Jeudi", "Vendredi")},
        {head: ["Entrée|Salade Niçoise", "Plat|Filet Mignon", "Dessert|Tarte Tatin"] for head in ("Lundi 3", "Mardi 4", "Jeudi 6")},
    ):
        chart = chart_of(drawn(lambda canvas, said=said: free_columns(canvas, said, 18), size=SHEET))  # type: ignore[misc]
        assert not chart.structured


@pytest.mark.parametrize(
    "said",
    [
        "Rattachés à la direction générale",
        "Auprès du maire",
        "Services rattachés au DGS",
        "Placées directement auprès de la direction",
        "Dem Bürgermeister direkt unterstellt",
        "Adscritas a la Alcaldía",
        "Reporting directly to the Chief Executive",
    ],
)
@pytest.mark.parametrize("hung", [True, False])
def test_what_says_whom_units_hang_at_is_no_unit(said: str, *, hung: bool) -> None:
    """13.2: « Auprès de la direction » was the head of what stands there, for certain."""
    top, group, audit, pole = (Node(label, [], Box(0, 0, 1, 1)) for label in ("Direction générale", said, "Audit", "Pôle social"))
    audit.hang(group, "line", 0.95)
    pole.hang(top, "line", 0.9)
    if hung:
        group.hang(top, "line", 0.97)
    assert without_groupings([top, group, audit, pole]) == [top, audit, pole]
    assert (audit.parent, audit.confidence) == (top, 0.95 if hung else 0.8)


@pytest.mark.parametrize(
    "said", ["Mission auprès de la direction", "Rattachement des élèves", "Auprès de mon arbre", "Services rattachés"]
)
def test_a_title_with_words_of_its_own_stays_a_unit(said: str) -> None:
    """13.2; and so does one in which somebody is named."""
    top, group = Node("Direction", [], Box(0, 0, 1, 1)), Node(said, [], Box(0, 0, 1, 1))
    held = Node("Auprès du maire", [Person(name="Mme Roy")], Box(0, 0, 1, 1))
    group.hang(top, "line", 0.9)
    assert without_groupings([top, group, held]) == [top, group, held]


def _rows(canvas: Canvas, rows: Sequence[Sequence[str]]) -> None:
    """A head over rows of cells glued to each other, the first of each filled."""
    canvas.setFont("Helvetica", 7)
    canvas.rect(20, SHEET[1] - 66, 520, 24)
    canvas.drawString(184, SHEET[1] - 56, "Direction générale")
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            canvas.setFillGray(0.8 if column == 0 else 1)
            canvas.rect(20 + 130 * column, SHEET[1] - 90 - 24 * row, 130, 24, fill=1)
            canvas.setFillGray(0)
            canvas.drawString(24 + 130 * column, SHEET[1] - 80 - 24 * row, text)


def test_filled_cells_under_each_other_head_the_cells_of_their_rows() -> None:
    """13.2: services hung at the direction over the table, for certain; only those of the first row do."""
    rows = (
        ("Rattachés à la direction générale", "Service audit", "Service Europe"),
        ("Pôle ressources", "Service paie", "Service achats", "Service archives"),
        ("Pôle cadre de vie", "Service voirie", "Service propreté"),
        ("Pôle social", "Service logement", "Service insertion", "Service autonomie"),
    )
    units = chart_of(drawn(lambda canvas: _rows(canvas, rows), size=SHEET)).units
    titles = {unit.id: unit.title for unit in units}
    found = {unit.title: titles.get(unit.parent or "") for unit in units}
    expected = {cell: row[0] if row[0] in found else "Direction générale" for row in rows for cell in row[1:]}
    assert {title: head for title, head in found.items() if title.startswith("Service")} == expected
    assert "Rattachés à la direction générale" not in found


def test_cells_of_several_ranks_beside_filled_ones_are_no_such_rows() -> None:
    """13.2: pole, direction and service in columns; nothing says for certain that the service is the pole's."""
    nodes: list[Node] = []
    for row, words in enumerate(("eau", "air", "sol")):
        for column, kind in enumerate(("Pôle", "Direction", "Service")):
            place = Box(130 * column, 24 * row, 130 * column + 130, 24 * row + 24)
            nodes.append(Node(f"{kind} {words}", [], place, fill=None if column else (200, 200, 200)))
    hang_in_headed_rows(nodes)
    assert not any(node.parent for node in nodes)


def test_a_filled_cell_that_hung_at_a_cell_of_such_rows_hangs_with_the_others() -> None:
    """13.2: two poles hang at the director over the table; the third hung at a service, and would stand alone."""
    top, heads = Node("Direction générale", [], Box(0, -60, 130, -36)), list[Node]()
    nodes = [top]
    for row, words in enumerate(("eau", "air", "sol")):
        for column, kind in enumerate(("Pôle", "Service", "Service clients")):
            place = Box(130 * column, 24 * row, 130 * column + 130, 24 * row + 24)
            nodes.append(Node(f"{kind} {words}", [], place, fill=None if column else (200, 200, 200)))
        heads.append(nodes[-3])
    for head in heads[:2]:
        head.hang(top, "line", 1.0)
    heads[2].hang(nodes[-1], "line", 1.0)
    hang_in_headed_rows(nodes)
    assert [head.parent for head in heads] == [top] * 3
    assert all(cell.parent is heads[place // 3] for place, cell in enumerate(nodes[1:]) if place % 3)


@pytest.mark.parametrize("apart", [0, 12])
@pytest.mark.parametrize("shade", [0.6, 0.85], ids=["poles darker", "poles like directions"])
def test_directions_hang_on_the_pole_over_their_column_whatever_gap_is_above_them(shade: float, apart: float) -> None:
    """3.27: spreadsheets leave rows blank; those that began on one row after a gap hung on the head of all, for certain."""
    tree = {
        "Pôle fleuve": {"Direction des quais": ("Service grues", "Service criée"), "Direction des crues": ("Service digues",)},
        "Pôle bourg": {"Direction des halles": ("Service placiers",), "Direction du guet": ("Service rondes", "Service clés")},
        "Pôle forêt": {"Direction des coupes": ("Service sciage", "Service plants"), "Direction du bois": ("Service vente",)},
    }
    expected: dict[str, str | None] = {"Direction générale": None, **dict.fromkeys(tree, "Direction générale")}

    def cell(canvas: Canvas, x: float, row: int, title: str, fill: float) -> None:
        canvas.setFillGray(fill)
        canvas.rect(x, 350 - 15 * row, 130, 15, fill=1)
        canvas.setFillGray(0)
        canvas.setFont("Helvetica-Bold" if fill < 1 else "Helvetica", 8)
        canvas.drawString(x + 4, 354 - 15 * row, title)

    def draw(canvas: Canvas) -> None:
        cell(canvas, 160 + 2 * apart, 0, "Direction générale", 0.5)
        for place, (pole, directions) in enumerate(tree.items()):
            x, row = 20 + (130 + apart) * place, 3
            cell(canvas, x, row, pole, shade)
            for number, (direction, services) in enumerate(directions.items()):
                row = 5 if not number else 11 if place else 12
                for below, title in enumerate((direction, *services)):
                    cell(canvas, x, row + below, title, 1 if below else 0.85)
                    expected[title] = direction if below else pole

    chart = chart_of(drawn(draw, size=(480, 400)))
    titles = {unit.id: unit.title for unit in chart.units}
    assert {unit.title: titles.get(unit.parent or "") for unit in chart.units} == expected


OFFICES: Mapping[str, Sequence[str]] = {
    "Solidarités": ("Petite enfance|Luc Petit", "Aînés|Nina Costa", "Logement"),
    "Cadre de vie": ("Voirie|Hugo Blanc", "Parcs", "Propreté"),
    "Rayonnement": ("Culture", "Sports|Eva Colin", "Tourisme"),
}


def words_under_heads(canvas: Canvas, remark: str, *, set_in: float = 0.0, white: float = 0.0) -> None:
    """Filled heads over titles without cells: bold over who heads them, else plain; *remark* stands below the last one."""
    cell(canvas, 210, 20, 200, "Direction générale des services|Mme Claire Roche")
    for place, (head, said) in enumerate(OFFICES.items()):
        cell(canvas, 20 + 200 * place, 80, 180, head, 0.2)
        base = 122
        for text in said:
            for number, line in enumerate(text.split("|")):
                canvas.setFont("Helvetica-Bold" if "|" in text and number == 0 else "Helvetica", 8)
                canvas.drawString(24 + 200 * place, SHEET[1] - base, line)
                base += 11
            base += 10
        if place == 0:
            canvas.drawString(24 + set_in, SHEET[1] - base - white, remark)


def test_titles_that_nobody_heads_stand_among_those_with_names() -> None:
    """3.27, 13.1: « Logement », « Parcs » and « Tourisme », plain as names are, were no units, and nothing said so."""
    found = tree(chart_of(drawn(lambda canvas: words_under_heads(canvas, ""), size=SHEET)))
    for head, said in OFFICES.items():
        assert [found.get(text.split("|")[0]) for text in said] == [head] * len(said)


@pytest.mark.parametrize("place", [{"set_in": 9.0}, {"white": 5.0}, {"white": -6.0}], ids=["set in", "further", "nearer"])
def test_a_plain_line_that_stands_otherwise_is_no_title_of_the_column(place: dict[str, float]) -> None:
    """3.27: what is set in, or has another white over it than titles have, is a remark."""
    assert "Ouvert le samedi" not in tree(
        chart_of(drawn(lambda canvas: words_under_heads(canvas, "Ouvert le samedi", **place), size=SHEET))
    )


KINDS = {
    "Dezernat Verwaltung": ("*Amt für Recht", "Abteilung Poststelle", "Abteilung Pässe", "*Amt für Gewerbe", "Abteilung Märkte"),
    "Dezernat Finanzen": ("*Amt für Steuern", "Abteilung Bußgelder", "*Amt für Kasse", "Abteilung Mahnwesen"),
    "Dezernat Bauen": ("*Amt für Tiefbau", "Abteilung Brücken", "Abteilung Kanäle"),
    "Dezernat Kultur": ("*Amt für Museen", "*Amt für Archive"),
}


def kinds(canvas: Canvas, columns: Mapping[str, Sequence[str]], grey: float = 1) -> None:
    """A filled cell over each column of cells: « * » in bold on white, the others on *grey*."""
    cell(canvas, 250, 20, 100, "Bürgermeisterin")
    for place, (head, cells) in enumerate(columns.items()):
        x = 20 + 150 * place
        canvas.lines([(300, SHEET[1] - 50, 300, SHEET[1] - 65), (300, SHEET[1] - 65, x + 72, SHEET[1] - 65)])
        canvas.line(x + 72, SHEET[1] - 65, x + 72, SHEET[1] - 80)
        cell(canvas, x, 80, 144, head, 0.4)
        for number, said in enumerate(cells, 1):
            canvas.setFillGray(1 if said.startswith("*") else grey)
            canvas.rect(x, SHEET[1] - 110 - 30 * number, 144, 30, fill=1)
            canvas.setFillGray(0)
            canvas.setFont("Helvetica-Bold" if said.startswith("*") else "Helvetica", 8)
            canvas.drawString(x + 4, SHEET[1] - 92 - 30 * number, said.lstrip("*"))


@pytest.mark.parametrize("grey", [0.95, 1])
def test_lighter_cells_of_such_a_column_are_under_the_bold_ones_above_them(grey: float) -> None:
    """3.27: all hung at the head of the column, for certain."""
    chart = chart_of(drawn(lambda canvas: kinds(canvas, KINDS, grey), size=SHEET))
    titles = {unit.id: unit.title for unit in chart.units}
    over = {}
    for head, cells in KINDS.items():
        last = head
        for said in cells:
            last = said[1:] if said.startswith("*") else last
            over[said.lstrip("*")] = head if said.startswith("*") else last
    found = {unit.title: titles.get(unit.parent or "") for unit in chart.units}
    assert {title: found[title] for title in over} == over


@pytest.mark.parametrize(
    "cells",
    [
        ("Abteilung Pässe", "*Abteilung Recht", "Abteilung Märkte"),  # the first is none of the bold ones
        ("*Abteilung Recht", "Abteilung Pässe", "Abteilung Märkte"),  # one word for all
        ("*Fachdienst Recht", "Abteilung Pässe", "Abteilung Märkte"),  # of a lower rank
        ("*Museen", "Tanz", "Büchereien"),  # shared with others, say
        ("*Sekretariat", "Pässe", "Märkte"),
    ],
)
def test_bold_cells_among_brothers_head_none_of_them(cells: Sequence[str]) -> None:
    """3.27: bold may mark what was new, or is shared."""
    columns = {f"Dezernat {head}": [f"{said}{head}" for said in cells] for head in ("Finanzen", "Bauen", "Kultur")}
    found = tree(chart_of(drawn(lambda canvas: kinds(canvas, columns), size=SHEET)))
    for head, own in columns.items():
        assert {found[said.lstrip("*")] for said in own} == {head}
