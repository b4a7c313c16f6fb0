"""Grids of cells: what is merged beside rows of services heads all cells of these rows, wherever it stands (13.1, 3.27)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_tables_of_units import chart_of, names, tree
from tests.pdf.pdfs import drawn

SHEET = (842.0, 595.0)
TOP = "Direction générale des services"
STAFF = ("Contrôle de gestion", "Secrétariat général", "Communication", "Affaires juridiques")
POLES: Mapping[str, Sequence[str]] = {
    "Pôle ressources": ("Finances", "Paie", "Achats", "Archives"),
    "Pôle technique": ("Voirie", "Propreté", "Éclairage"),
    "Pôle population": ("État civil", "Élections"),
    "Pôle culture": ("Médiathèque", "Musée", "Théâtre", "Conservatoire", "Patrimoine"),
}
WIDE, HIGH = 180.0, 30.0


def cell(
    canvas: Canvas,
    x: float,
    top: float,
    size: tuple[float, float],
    said: Sequence[str],
    fill: float | None = None,
    *,
    bold: bool = False,
) -> None:
    """A ruled cell with its words in the middle; a name is in italics below the title."""
    canvas.setFillGray(1 if fill is None else fill)
    canvas.rect(x, SHEET[1] - top - size[1], *size, fill=int(fill is not None))
    canvas.setFillGray(1 if fill is not None and fill < 0.5 else 0)
    for line, text in enumerate(said):
        canvas.setFont("Helvetica-Oblique" if line else "Helvetica-Bold" if bold else "Helvetica", 8)
        canvas.drawCentredString(x + size[0] / 2, SHEET[1] - top - size[1] / 2 + 3 * (len(said) - 1) - 3 - 10 * line, text)
    canvas.setFillGray(0)


def grid(
    poles: Mapping[str, Sequence[str]], *, gap: float, right: bool, staff: int, named: bool = True
) -> tuple[Callable[[Canvas], None], dict[str, list[str]]]:
    """A sheet of *poles* with white between them, each beside its services in rows of three; and who heads what."""
    first, last = ("Ida", "Luc", "Zoé", "Paul", "Lise"), ("Moss", "Blin", "Faure", "Caron", "Morel", "Petit")
    titles = [TOP, *STAFF[:staff], *poles, *(service for own in poles.values() for service in own)]
    heads = {title: [f"Mme {first[n % 5]} {last[n % 6]}"] if named or n < 1 + staff else [] for n, title in enumerate(titles)}

    def draw(canvas: Canvas) -> None:
        cell(canvas, 20, 20, (4 * WIDE, HIGH), [TOP, *heads[TOP]], 0.3, bold=True)
        for place, title in enumerate(STAFF[:staff]):
            cell(canvas, 20 + WIDE * place, 60, (WIDE, HIGH), [title, *heads[title]], 0.9, bold=True)
        top = 20 + HIGH + gap + (HIGH + 10 if staff else 0)
        for pole, own in poles.items():
            rows = [own[at : at + 3] for at in range(0, len(own), 3)]
            cell(canvas, 20 + 3 * WIDE * right, top, (WIDE, HIGH * len(rows)), [pole, *heads[pole]], 0.9, bold=True)
            for row in rows:
                for place, title in enumerate(row):
                    at = 2 - place if right else place + 1  # a row that is not full has its blank cells away from its head
                    cell(canvas, 20 + WIDE * at, top, (WIDE, HIGH), [title, *heads[title]])
                top += HIGH
            top += gap

    return draw, heads


@pytest.mark.parametrize(
    ("gap", "right", "staff", "named"),
    [
        pytest.param(10.0, False, 3, True, id="staff-over-the-services"),
        pytest.param(0.0, False, 0, True, id="no-white-between"),
        pytest.param(8.0, False, 4, False, id="staff-over-all-and-services-without-names"),
        pytest.param(10.0, True, 2, True, id="poles-at-the-right"),
    ],
)
def test_a_merged_cell_heads_all_cells_of_its_rows(*, gap: float, right: bool, staff: int, named: bool) -> None:
    """Those of the third column hung through all departments under the staff that stands over it, for certain."""
    draw, heads = grid(POLES, gap=gap, right=right, staff=staff, named=named)
    chart = chart_of(drawn(draw, size=SHEET))
    expected: dict[str, str | None] = {TOP: None} | dict.fromkeys((*STAFF[:staff], *POLES), TOP)
    assert tree(chart) == expected | {service: pole for pole, own in POLES.items() for service in own}
    assert names(chart) == heads
    assert all(unit.confidence >= 0.9 for unit in chart.units)


CHAINS = {
    "Pôle ressources": {"Direction des finances": "Service du budget", "Direction du personnel": "Service de la paie"},
    "Pôle technique": {"Direction des rues": "Service de la propreté", "Direction des bâtiments": "Service des écoles"},
}


@pytest.mark.parametrize("words", [True, False])
def test_what_follows_in_a_row_is_no_brother_of_lower_rank_or_of_another_look(*, words: bool) -> None:
    """« Direction des finances | Service du budget »: by their words, or because the cells between are bold."""
    chains = CHAINS if words else {p[5:]: {a.split()[-1]: b.split()[-1] for a, b in o.items()} for p, o in CHAINS.items()}

    def draw(canvas: Canvas) -> None:
        cell(canvas, 20, 20, (3 * WIDE, HIGH), [TOP], 0.3, bold=True)
        for place, (pole, own) in enumerate(chains.items()):
            top = 20 + HIGH * (1 + 2 * place)
            cell(canvas, 20, top, (WIDE, 2 * HIGH), [pole], 0.9, bold=True)
            for row, (direction, service) in enumerate(own.items()):
                cell(canvas, 20 + WIDE, top + HIGH * row, (WIDE, HIGH), [direction], bold=not words)
                cell(canvas, 20 + 2 * WIDE, top + HIGH * row, (WIDE, HIGH), [service])

    expected: dict[str, str | None] = {TOP: None} | dict.fromkeys(chains, TOP)
    expected |= {direction: pole for pole, own in chains.items() for direction in own}
    assert tree(chart_of(drawn(draw, size=SHEET))) == expected | {s: d for own in chains.values() for d, s in own.items()}


def test_a_place_merged_at_the_right_of_rows_heads_none_of_them() -> None:
    """« Hôtel de ville » beside six services is where they are: neither a unit's word nor anybody named says else."""
    places = {"Hôtel de ville": POLES["Pôle culture"], "Centre technique": POLES["Pôle ressources"]}
    draw, _ = grid(places, gap=0, right=True, staff=0, named=False)
    read = tree(chart_of(drawn(draw, size=SHEET)))
    assert not set(places) & {read.get(service) for own in places.values() for service in own}


@pytest.mark.parametrize("brothers", [True, False])
def test_titles_of_one_rank_in_two_pairs_of_columns_are_brothers(*, brothers: bool) -> None:
    """Title, name, title, name beside each pole: the second hung under the first, though both are directions."""
    pairs = {
        "Pôle ressources": (("Direction des finances", "Direction de la paie"), ("Direction des achats", "Direction des archives")),
        "Pôle technique": (("Direction des rues", "Direction de la propreté"), ("Direction des bâtiments", "Direction des parcs")),
    }
    if not brothers:
        pairs = {
            p: ((a, b.replace("Direction", "Service")), (c, d.replace("Direction", "Service")))
            for p, ((a, b), (c, d)) in pairs.items()
        }

    def draw(canvas: Canvas) -> None:
        cell(canvas, 20, 20, (5 * 150, HIGH), [TOP], 0.8, bold=True)
        for place, (pole, rows) in enumerate(pairs.items()):
            top = 20 + HIGH * (1 + 2 * place)
            cell(canvas, 20, top, (150, 2 * HIGH), [pole], bold=True)
            for row, own in enumerate(rows):
                for at, said in enumerate((own[0], "Mme Ida Moss", own[1], "M. Luc Blin")):
                    cell(canvas, 170 + 150 * at, top + HIGH * row, (150, HIGH), [said])

    expected: dict[str, str | None] = {TOP: None} | dict.fromkeys(pairs, TOP)
    for pole, rows in pairs.items():
        for first, second in rows:
            expected |= {first: pole, second: pole if brothers else first}
    assert tree(chart_of(drawn(draw, size=SHEET))) == expected


ONE_WORD = {
    "Direction des finances": ("Budget", "Recettes", "Secrétariat", "Paie", "Dette", "Achats"),
    "Direction technique": ("Voirie", "Éclairage", "Secrétariat", "Propreté", "Magasin", "Parcs"),
}


@pytest.mark.parametrize("headed", [False, True])
def test_full_rows_without_white_between_departments_are_no_table_of_ranks(*, headed: bool) -> None:
    """« Recettes » hung under « Budget », « Caisse » under « Recettes »; where a row names the columns these are ranks still."""

    def draw(canvas: Canvas) -> None:
        cell(canvas, 20, 20, (240, HIGH), [TOP], 0.3, bold=True)
        for place, head in enumerate(("Direction", "Service", "Bureau", "Antenne") if headed else ()):
            cell(canvas, 20 + WIDE * place, 80, (WIDE, 20), [head], 0.6, bold=True)
        for place, (direction, services) in enumerate(ONE_WORD.items()):
            top = 100 + 2 * HIGH * place
            cell(canvas, 20, top, (WIDE, 2 * HIGH), [direction, "Mme Ida Moss"], 0.9, bold=True)
            for number, service in enumerate(services):
                cell(canvas, 20 + WIDE * (1 + number % 3), top + HIGH * (number // 3), (WIDE, HIGH), [service])

    read = tree(chart_of(drawn(draw, size=SHEET)))
    for direction, services in ONE_WORD.items():
        first = services[::3]
        assert {read[service] for service in first} == {direction}
        assert all(read[services[n]] == (services[n - 1] if headed else direction) for n in (1, 4, 5))


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(("Cheffe de service", "Gestionnaire", "Ingénieure", "Technicien"), id="posts"),
        pytest.param(("Commun", "Commun", "Ville", "Métropole"), id="how-they-are-run"),
        pytest.param(("Prépare le budget", "Paie les agents", "Entretient les rues", "Distribue l’eau"), id="what-they-do"),
    ],
)
def test_what_a_column_says_of_the_titles_left_of_it_makes_no_brothers_of_these(said: Sequence[str]) -> None:
    """A direction merged over « Budget | Cheffe de service », « Paie | Gestionnaire »: a table."""
    titles = ("Budget", "Paie", "Voirie", "Propreté")

    def draw(canvas: Canvas) -> None:
        cell(canvas, 20, 20, (240, HIGH), [TOP], 0.3, bold=True)
        for place, direction in enumerate(("Direction des finances", "Direction technique")):
            top = 100 + 2 * HIGH * place
            cell(canvas, 20, top, (WIDE, 2 * HIGH), [direction, "Mme Ida Moss"], 0.9, bold=True)
            for number in (0, 1):
                for column, text in enumerate((titles[2 * place + number], said[2 * place + number])):
                    cell(canvas, 20 + WIDE * (1 + column), top + HIGH * number, (WIDE, HIGH), [text])

    chart = chart_of(drawn(draw, size=SHEET))
    read = tree(chart)
    heads = {"Direction des finances", "Direction technique"}
    assert {read[title] for title in titles} == heads
    assert not any(
        read.get(text) in heads and unit.confidence >= 0.9 for unit in chart.units for text in said if unit.title == text
    )
