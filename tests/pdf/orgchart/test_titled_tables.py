"""Sheets of a word processor: a title, « Direction des ressources – Mme Brun », over a table of its services (13.1)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import OrgChart
from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of, names, rule, tree, write
from tests.pdf.pdfs import drawn

DIRECTIONS = {
    "Direction des ressources": (
        "Mme Zoé Brun", {"Finances": "M. Luc Tessier", "Paie": "Mme Anne Roy", "Achats publics": "M. Jean Petit"},
    ),
    "Pôle cadre de vie": ("M. Guy Prat", {"Voirie": "Mme Inès Aubert", "Espaces verts": "M. Karim Roche"}),
    "Direction de la culture": ("Mme Maud Guyot", {"Musée": "Mme Odile Perrin", "Théâtre": "M. Ronan Millet"}),
}  # fmt: skip
UNDER = dict.fromkeys(DIRECTIONS, None) | {title: head for head, (_, own) in DIRECTIONS.items() for title in own}
WHO = {head: [name] for head, (name, _) in DIRECTIONS.items()} | {t: [n] for _, own in DIRECTIONS.values() for t, n in own.items()}


def sheet(
    canvas: Canvas,
    *,
    mark: str = " – ",
    heads: Sequence[str] = ("Service", "Responsable"),
    ruled: bool = False,
    more: str = "",
    over: str = "",
    apart: float = 150,
) -> None:
    """Each direction above its services; *mark*: between a title and who heads it, "" for two lines; *more*: in a third column."""
    top = 30.0
    if over:
        canvas.setFont("Helvetica-Bold", 13)
        canvas.drawString(20, SHEET[1] - top, over)
        top += 24
    for place, (head, (name, services)) in enumerate(DIRECTIONS.items()):
        for text in (f"{head}{mark}{name}",) if mark else (head, name):
            write(canvas, 20, top, text, bold=text != name)
            top += 12
        edges = (20, 20 + apart + 7 * place, 320, 440)
        for number, row in enumerate((*([heads] if heads else []), *services.items())):
            for x, end, text in zip(edges, edges[1:], (*row, more if number or not heads else "Missions"), strict=False):
                if ruled:
                    rule(canvas, x, top, end - x, 16)
                if text and (more or x < edges[2]):
                    write(canvas, x + 4, top + 8, text)
            top += 16
        top += 12


def read_of(**ways: object) -> OrgChart:
    return chart_of(drawn(lambda canvas: sheet(canvas, **ways), size=SHEET))  # type: ignore[arg-type]


@pytest.mark.parametrize("ruled", [False, True])
@pytest.mark.parametrize("heads", [(), ("Service", "Responsable")])
@pytest.mark.parametrize("mark", [" – ", " : ", ", ", ""])
def test_a_title_heads_the_table_below_it(mark: str, heads: tuple[str, ...], ruled: bool) -> None:
    """3.27: « Service » headed the services, for certain, and « Responsable » others; a row of two columns was one unit."""
    chart = read_of(mark=mark, heads=heads, ruled=ruled)
    assert tree(chart) == UNDER
    assert names(chart) == WHO
    assert all(unit.confidence_parent >= 0.9 for unit in chart.units if unit.parent)


@pytest.mark.parametrize("ruled", [False, True])
def test_what_a_third_column_says_is_no_unit(ruled: bool) -> None:
    chart = read_of(more="Accueil du public", ruled=ruled)
    assert tree(chart) == UNDER
    assert names(chart) == WHO


def test_a_title_that_fills_its_cell_ends_where_the_next_column_begins() -> None:
    """3.27: « Achats publics M. Jean Petit » was one unit where the white between the two cells is that of a space."""
    chart = read_of(apart=59)
    assert names(chart) == WHO


def test_a_larger_line_over_all_heads_the_titles() -> None:
    chart = read_of(over="Direction générale des services : M. Éric Bon")
    assert tree(chart) == dict.fromkeys(DIRECTIONS, "Direction générale des services") | {
        title: head for head, (_, own) in DIRECTIONS.items() for title in own
    } | {"Direction générale des services": None}


def test_the_title_of_a_sheet_heads_nobody() -> None:
    assert tree(read_of(over="Annuaire des agents")) == UNDER


def test_words_that_may_be_no_unit_head_services_in_doubt() -> None:
    """3.27: « Contacts utiles » over services is not their head for certain."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 20, 30, "Contacts utiles", bold=True)
        for number, (title, name) in enumerate((("Service", "Responsable"), *DIRECTIONS["Direction des ressources"][1].items())):
            write(canvas, 20, 50 + 16 * number, title)
            write(canvas, 180, 50 + 16 * number, name)
        write(canvas, 20, 126, "Urgences", bold=True)
        for number, (title, name) in enumerate((("Service", "Responsable"), *DIRECTIONS["Pôle cadre de vie"][1].items())):
            write(canvas, 20, 146 + 16 * number, title)
            write(canvas, 180, 146 + 16 * number, name)

    assert all(unit.confidence_parent < 0.9 for unit in chart_of(drawn(draw, size=SHEET)).units)


def test_a_row_for_each_who_works_there_makes_no_units_of_them() -> None:
    """3.27: « Finances » twice in one table would be two services with a head each."""

    def draw(canvas: Canvas) -> None:
        for place, (head, (_, services)) in enumerate(DIRECTIONS.items()):
            write(canvas, 20, 30 + 90 * place, head, bold=True)
            for number, name in enumerate(services.values()):
                write(canvas, 20, 50 + 90 * place + 16 * number, "Accueil")
                write(canvas, 180, 50 + 90 * place + 16 * number, name)

    chart = chart_of(drawn(draw, size=SHEET))
    assert not any(unit.confidence_parent >= 0.9 and unit.people for unit in chart.units if unit.title == "Accueil")


def test_services_that_name_nobody_are_rows_of_their_table() -> None:
    """3.27: « Paie », its other cell blank, below the names of the columns was the title over the rows that follow."""
    rows = {
        "Direction des ressources": {"Paie": "", "Finances": "M. Luc Tessier"},
        "Pôle cadre de vie": {"Voirie": "", "Parcs": ""},
    }

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(20, SHEET[1] - 30, "Organisation des services de")
        canvas.drawString(20, SHEET[1] - 48, "Montferrier")
        top = 70.0
        for head, services in rows.items():
            write(canvas, 20, top, f"{head} – Mme Zoé Brun", bold=True)
            for number, row in enumerate((("Service", "Responsable"), *services.items())):
                for x, text in zip((20, 180), row, strict=True):
                    rule(canvas, x, top + 10 + 16 * number, 160, 16)
                    write(canvas, x + 4, top + 18 + 16 * number, text, bold=not number)
            top += 80

    chart = chart_of(drawn(draw, size=SHEET))
    assert tree(chart) == dict.fromkeys(rows) | {title: head for head, own in rows.items() for title in own}
    assert chart.title == "Organisation des services de Montferrier"


@pytest.mark.parametrize("way", ["bold", "set in", "named"])
def test_a_group_in_a_row_of_its_own_is_no_service_of_the_table(way: str) -> None:
    """3.27: « Pôle voirie », its other cells blank, set otherwise than the services below it: these were its brothers, for sure."""
    rows = [("Service", "Responsable"), ("Pôle voirie", ""), ("Routes", "M. Luc Tessier"), ("Ponts", "Mme Anne Roy")]
    rows += [("Pôle culture", ""), ("Musées", "M. Jean Petit"), ("Archives", "Mme Ida Moss")]

    def draw(canvas: Canvas) -> None:
        write(canvas, 20, 60, "Direction des services – Mme Zoé Brun", bold=True)
        for number, row in enumerate(rows):
            group = row[0].startswith("Pôle")
            said = f"{row[0]} – Mme Eva Colin" if group and way == "named" else row[0]
            for x, text in zip((20, 220), (said, row[1]), strict=True):
                rule(canvas, x, 70 + 16 * number, 200, 16)
                inset = 14 if way == "set in" and number and not group and x == 20 else 4
                write(canvas, x + inset, 78 + 16 * number, text, bold=not number or (group and way == "bold"))

    chart = chart_of(drawn(draw, size=SHEET))
    by = {unit.title: unit for unit in chart.units}
    titles = {unit.id: unit.title for unit in chart.units}
    for service in ("Routes", "Ponts", "Musées", "Archives"):
        unit = by[service]
        assert titles.get(unit.parent or "", "").startswith("Pôle") or unit.confidence_parent < 0.9
