"""Rows that each begin with a box of one look, before boxes of another (3.27)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from monitor.model import SURE, OrgChart
from tests.pdf.orgchart.charts import Pen, Style
from tests.pdf.orgchart.test_tables_of_units import chart_of, names

ROWS: Mapping[str, Sequence[str]] = {
    "Hauptamt|Frau Brandt": ("Personal|Frau Schröder", "Organisation und IT|Frau Winkler", "Zentrale Dienste|Herr Seifert"),
    "Kämmerei|Frau Kühn": ("Haushalt|Frau Ebert", "Stadtkasse|Herr Pohl"),
    "Bauamt|Herr Reuter": ("Hochbau|Frau Arndt", "Tiefbau|Herr Thiele", "Stadtplanung|Herr Vogt"),
    "Ordnungsamt|Frau Lindner": ("Bürgerbüro|Frau Krause", "Standesamt|Frau Hartwig"),
}


def sheet(
    rows: Mapping[str, Sequence[str]] = ROWS,
    *,
    odd: str = "",
    odd_ground: float = 0.8,
    ground: float | None = 0.8,
    below: bool = False,
    stroke: bool = False,
    head: str = "Bürgermeister|Herr Böhme",
    head_size: float = 12,
) -> OrgChart:
    """*rows* below a head, boxes on *ground* before bare ones; that of *odd* is filled, too, with *odd_ground*."""
    pen = Pen(Style(), (842, 420))

    def box(x: float, top: float, width: float, said: str, size: float, fill: float | None) -> None:
        pen.canvas.setFillGray(1 if fill is None else fill)
        pen.canvas.rect(x, pen.height - top - 28, width, 28, fill=1, stroke=int(fill is None))
        pen.canvas.setFillGray(1 if fill is not None and fill < 0.5 else 0)
        for n, line in enumerate(said.split("|")):
            pen.canvas.setFont("Helvetica-Bold" if fill == 0.8 and not n else "Helvetica", size if not n else min(size, 8.5))
            pen.canvas.drawString(x + 6, pen.height - top - 11 - 11 * n, line)

    box(300, 30, 240, head, head_size, 0.3)
    for row, (first, others) in enumerate(rows.items()):
        box(30, 80 + 36 * row, 170, first, 8, ground)
        for place, other in enumerate(others):
            box(208 + 124 * place, 80 + 36 * row, 116, other, 8, odd_ground if other == odd else None)
    if below:
        box(30, 250, 170, "Eigenbetrieb Wasser|Herr Kröger", 8, None)
    if stroke:
        pen.stroke((266, 144), (266, 152))
    return chart_of(pen.saved())


def hung(chart: OrgChart) -> dict[str, tuple[str | None, bool]]:
    """By each title that of its head, and whether that is sure."""
    by_id = {unit.id: unit.title for unit in chart.units}
    return {unit.title: (by_id.get(unit.parent or ""), unit.confidence_parent >= SURE) for unit in chart.units}


def test_a_row_hangs_under_the_box_that_begins_it() -> None:
    """The chart was none, as half of its links were doubted, though each is read as it is drawn."""
    chart = sheet()
    told, title = hung(chart), {first: first.partition("|")[0] for first in ROWS}
    assert chart.structured
    assert {other.partition("|")[0]: told[other.partition("|")[0]] for others in ROWS.values() for other in others} == {
        other.partition("|")[0]: (title[first], True) for first, others in ROWS.items() for other in others
    }


OTHERS = [other.partition("|")[0] for others in ROWS.values() for other in others]


POLES = {f"Pôle {first}": others for first, others in ROWS.items()}


@pytest.mark.parametrize(
    "chart",
    [
        sheet(odd="Haushalt|Frau Ebert"),
        sheet(odd="Standesamt|Frau Hartwig"),
        sheet(odd="Haushalt|Frau Ebert", odd_ground=0.6),
        sheet(below=True),
        sheet(dict([*ROWS.items()][:2])),
        sheet(POLES, ground=None),
    ],
    ids=[
        "the look of the firsts again",
        "so in the last row",
        "another among the others",
        "something else below",
        "two rows",
        "one look of all",
    ],
)
def test_rows_that_something_else_is_said_of_are_less_sure(chart: OrgChart) -> None:
    assert not all(sure for unit, (_, sure) in hung(chart).items() if unit in OTHERS)


def test_what_a_stroke_joins_to_another_box_hangs_there() -> None:
    assert hung(sheet(stroke=True))["Hochbau"][0] == "Haushalt"


def test_a_name_smaller_than_its_title_is_one_in_whatever_colour() -> None:
    """13.3: « Direction générale des services Ursule Hamon » was a title: no other name is white."""
    plain = {
        first.replace("Herr ", "Paul ").replace("Frau ", "Anne "): [
            o.replace("Herr ", "Paul ").replace("Frau ", "Anne ") for o in row
        ]
        for first, row in ROWS.items()
    }
    chart = sheet(plain, head="Secrétariat général des services|Ursule Hamon")
    assert names(chart)["Secrétariat général des services"] == ["Ursule Hamon"]
    assert "Secrétariat général des services Ursule Hamon" in names(sheet(head="Secrétariat général des services|Ursule Hamon"))


@pytest.mark.parametrize("size", [8.5, 9.2])
def test_what_is_set_hardly_smaller_than_its_title_goes_on_with_it(size: float) -> None:
    plain = {first.replace("Herr", "Paul").replace("Frau", "Anne"): row for first, row in ROWS.items()}
    assert "Stadtverwaltung Musterhausen Süd" in names(sheet(plain, head="Stadtverwaltung|Musterhausen Süd", head_size=size))
