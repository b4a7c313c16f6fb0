"""Spreadsheets printed with their grid: cells are paper, merged and filled ones are boxes, columns tell parents (13.1, 3.27)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_tables_of_units import chart_of, names, tree
from tests.pdf.pdfs import drawn

SHEET = (842.0, 420.0)
WIDE, ROW = 70.0, 17.0
TOP = ("Direction générale", "Mme Odile Marchand")
BLOCKS = [
    ("Finances", "M. Bruno Roy", [("Budget", "Claire Petit"), ("Dette", ""), ("Achats", "Marc Faure")]),
    ("Voirie", "Mme Irène Blin", [("Garage", "Luc Garnier"), ("Propreté", "Jeanne Morel")]),
    ("Éducation", "M. Yves Tanguy", [("Cantines", "Anne Caron"), ("Écoles", "Denis Prigent")]),
]
TREE: dict[str, str | None] = {TOP[0]: None, **{title: TOP[0] for title, _, _ in BLOCKS}}
TREE |= {service: title for title, _, services in BLOCKS for service, _ in services}
NAMES = {TOP[0]: [TOP[1]], **{title: [name] for title, name, _ in BLOCKS}}
NAMES |= {service: [name] if name else [] for _, _, services in BLOCKS for service, name in services}


def cell(canvas: Canvas, row: int, column: int, until: int, text: str, grey: float | None = None) -> None:
    canvas.setStrokeGray(0.75)
    if grey is not None:
        canvas.setFillGray(grey)
    canvas.rect(20 + WIDE * column, SHEET[1] - 30 - ROW * (row + 1), WIDE * (until - column), ROW, fill=grey is not None)
    canvas.setFillGray(1 if grey is not None and grey < 0.5 else 0)
    canvas.setFont("Helvetica-Bold" if grey is not None else "Helvetica", 7)
    canvas.drawString(23 + WIDE * column, SHEET[1] - 30 - ROW * row - 12, text)


def sheet(canvas: Canvas, *, gap: int, staff: bool) -> None:
    taken: set[tuple[int, int]] = set()

    def put(row: int, column: int, until: int, text: str, grey: float | None = None) -> None:
        taken.update((row, place) for place in range(column, until))
        cell(canvas, row, column, until, text, grey)

    for row, text in enumerate(TOP):
        put(1 + row, 3, 8, text, 0.2)
        if staff:
            put(1 + row, 0, 2, ("Cabinet", "M. Karim Aubert")[row], 0.95)
    for number, (title, name, services) in enumerate(BLOCKS):
        at = 3 * number + 1 if number else 0
        put(4, at, at + 2, title, 0.7)
        put(5, at, at + 2, name, 0.7)
        for row, (service, who) in enumerate(services):
            put(6 + gap + row, at, at + 1, service)
            if who:
                put(6 + gap + row, at + 1, at + 2, who)
    for row in range(14):
        for column in range(10):
            if (row, column) not in taken:
                cell(canvas, row, column, column + 1, "")


@pytest.mark.parametrize("gap", [0, 1])
def test_merged_and_filled_cells_head_the_columns_below_them(gap: int) -> None:
    """Names in merged cells were titles, each block hung under the one to its left, with certainty."""
    read = chart_of(drawn(lambda canvas: sheet(canvas, gap=gap, staff=False), size=SHEET))
    assert tree(read) == TREE
    assert names(read) == NAMES
    assert all(unit.confidence >= 0.9 for unit in read.units)


def test_a_cell_beside_the_widest_is_no_head_of_what_stands_below_it() -> None:
    read = chart_of(drawn(lambda canvas: sheet(canvas, gap=0, staff=True), size=SHEET))
    assert {title: parent for title, parent in tree(read).items() if title != "Cabinet"} == TREE
    assert names(read) == NAMES | {"Cabinet": ["M. Karim Aubert"]}
    assert next(unit for unit in read.units if unit.title == "Cabinet").confidence_parent < 0.9


def test_a_table_with_filled_rows_and_blanks_left_of_its_titles_is_no_such_sheet() -> None:
    """Pole, direction, service, head: a pole and its head, both filled, were taken for two blocks in a row, places for people."""
    poles = {"Ressources": ("Anne Roy", BLOCKS[:1]), "Technique": ("Paul Prat", BLOCKS[1:])}
    rows = [("Pôle", "Direction", "Service", "Responsable")]
    for pole, (head, blocks) in poles.items():
        rows.append((pole, "", "", head))
        for title, name, services in blocks:
            rows.append(("", title, "", name.split(" ", 1)[1]))
            rows += [("", "", service, who) for service, who in services]

    def draw(canvas: Canvas) -> None:
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                cell(canvas, row, 2 * column, 2 * column + 2, text, 0.2 if row == 0 else 0.8 if texts[0] else None)

    read = chart_of(drawn(draw, size=SHEET))
    assert {title: who for title, who in names(read).items() if who} == {
        title: [who] for *titles, who in rows[1:] for title in titles if title and who
    }


LEVELS = (
    (0, "Direction technique", "Anne Roy"),
    (1, "Service voirie", "Paul Henry"),
    (2, "Bureau études", "Zoé Marin"),
    (2, "Bureau travaux", "Inès Leroy"),
    (1, "Service eau", "Tom Girard"),
    (0, "Direction sociale", "Léa Masson"),
    (1, "Service écoles", "Hugo Reynaud"),
    (2, "Bureau cantines", "Paul Picard"),
    (1, "Service seniors", "Marc Fabre"),
)


def staircase(canvas: Canvas) -> None:
    """A band of the direction, then one cell a row, title over name, in the column of its level."""
    rows = [(0, 510.0, 30.0, "Direction générale", "Mme Odile Marchand")]
    rows += [(level, 170.0, 54.0 + 24 * row, title, name) for row, (level, title, name) in enumerate(LEVELS)]
    for level, wide, top, title, name in rows:
        canvas.setFillGray(0.8)
        canvas.rect(40 + 170 * level, SHEET[1] - top - 24, wide, 24, fill=wide > 170)
        canvas.setFillGray(0)
        for bold, text, down in (("-Bold", title, 10), ("", name, 20)):
            canvas.setFont(f"Helvetica{bold}", 7)
            canvas.drawCentredString(40 + 170 * level + wide / 2, SHEET[1] - top - down, text)


def test_of_cells_one_a_row_the_columns_are_the_levels() -> None:
    """3.27: all others hung under the band over the table, for certain, once the rule for these had gone."""
    over: dict[int, str] = {-1: "Direction générale"}
    expected: dict[str, str | None] = {"Direction générale": None}
    for level, title, _ in LEVELS:
        expected[title], over[level] = over[level - 1], title
    assert tree(chart_of(drawn(staircase, size=SHEET))) == expected
