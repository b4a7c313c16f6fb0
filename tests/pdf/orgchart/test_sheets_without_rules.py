"""Sheets without rules, or with rules between groups of rows: places, looks, white and words tell who heads whom (3.27, 13.3)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_records import HEADS, LED, SERVICES, TOWN
from tests.pdf.orgchart.test_rosters import SHEET, chart_of, people, tree, write
from tests.pdf.pdfs import drawn


def sheet(places: tuple[float, float, float], *, bold: int = 0, white: float = 0.0) -> bytes:
    """A spreadsheet without rules: in each row a title that begins at one of *places* by its rank, then a name and a telephone."""

    def draw(canvas: Canvas) -> None:
        top = 40.0
        rows = [(0, "Direction générale", "Claire Roy")]
        for direction, (name, below) in TOWN.items():
            rows += [(1, direction, name), *((2, title, who) for title, who in below.items())]
            rows += [(2, f"{title} {direction.split()[-1]}", f"Luc {who.split()[1]}") for title, who in below.items()]
        for rank, title, name in rows:
            top += white if rank < 2 else 0.0
            write(canvas, places[rank], top, title, bold=rank < bold)
            write(canvas, 400, top, name)
            write(canvas, 500, top, f"03 80 {round(top)}")
            top += 12

    return drawn(draw, size=SHEET)


@pytest.mark.parametrize(
    ("places", "bold", "white"),
    [
        pytest.param((40, 130, 240), 0, 0.0, id="a column for each rank"),
        pytest.param((40, 52, 64), 0, 0.0, id="set in"),
        pytest.param((40, 40, 40), 2, 0.0, id="higher ranks in bold"),
        pytest.param((40, 40, 40), 0, 8.0, id="white over higher ranks"),
    ],
)
def test_in_a_sheet_without_rules_places_looks_or_white_tell_who_heads_whom(
    places: tuple[float, float, float], bold: int, white: float
) -> None:
    heads = tree(sheet(places, bold=bold, white=white))
    assert {title: heads.get(title) for title in HEADS} == HEADS


def test_words_alone_tell_no_rank_of_rows_that_are_all_set_alike() -> None:
    assert not any(unit.parent and unit.confidence_parent >= 0.9 for unit in chart_of(sheet((40, 40, 40))).units)


@pytest.mark.parametrize("ruled", [True, False])
def test_rows_of_a_group_are_read_where_rules_or_white_part_only_groups(ruled: bool) -> None:
    """Each direction stands over its head's name, left of its services; nothing but the words says what heads them all."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 40, 40, "Direction générale", bold=True)
        write(canvas, 400, 40, "Claire Roy")
        top = 60.0
        for direction, (name, below) in TOWN.items():
            write(canvas, 40, top, direction, bold=True)
            write(canvas, 40, top + 9, name)
            third = direction.replace("Direction", "Service")
            for number, (title, who) in enumerate({**below, third: "Luc Hocquard"}.items()):
                write(canvas, 220, top + 11 * number, title)
                write(canvas, 400, top + 11 * number, who)
            top += 44
            if ruled:
                canvas.line(40, SHEET[1] - top + 14, 560, SHEET[1] - top + 14)

    data = drawn(draw, size=SHEET)
    read, heads = people(data), tree(data)
    assert {title: read.get(title) for title in LED | SERVICES} == LED | SERVICES
    assert {title: heads.get(title) for title in HEADS} == HEADS
