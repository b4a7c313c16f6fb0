"""A ruled table of a PDF is read row by row, as one of a page is (DESIGN 3.12)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from monitor.compare.documents.contents import compare_contents
from monitor.model import Change, DocumentContent
from monitor.pdf.read import read
from monitor.report.lines import change_lines, plain
from tests.pdf.pdfs import drawn

STAFF = (
    ("Service", "Agents", "ETP"),
    ("Finances", "12", "11,5"),
    ("Paie et carrières", "8", "8"),
    ("Achats", "8", "7,5"),
    ("Voirie", "24", "24"),
)
TOP, HEIGHT, SIDES = 700.0, 20.0, (60.0, 260.0, 360.0, 480.0)


def _content(
    pages: Sequence[Sequence[Sequence[str]]], *, date: str = "2025", merged: bool = False, boxes: bool = False, level: bool = False
) -> DocumentContent:
    """A table for each of *pages*, its first row in bold; *merged*: no rule parts the first two cells of the second row.

    *boxes*: each cell is a box of its own, joined to the one below by a stroke; *level*: no rule stands upright.
    """

    def draw(canvas: Canvas) -> None:
        for rows in pages:
            foot = TOP - HEIGHT * len(rows)
            for number, row in enumerate(rows):
                y = TOP - HEIGHT * number
                for place, text in enumerate(row):
                    canvas.setFont("Times-Bold" if number == 0 else "Times-Roman", 10 if len(text) < 100 else 1.5)
                    canvas.drawString(SIDES[place] + 4, y - 14, text)
                    if boxes:
                        canvas.rect(SIDES[place], y - 17, 90, 15)
                        canvas.line(SIDES[place] + 40, y - 17, SIDES[place] + 40, y - 22)
            for n in range(0 if boxes else len(rows) + 1):
                canvas.line(SIDES[0], TOP - HEIGHT * n, SIDES[-1], TOP - HEIGHT * n)
            for x in () if boxes or level else SIDES:
                whole = not (merged and x == SIDES[1])
                canvas.line(x, TOP if whole else TOP - 2 * HEIGHT, x, foot)
            canvas.setFont("Times-Roman", 10)
            canvas.drawString(60, foot - 40, f"Au 1er janvier {date}")
            canvas.showPage()

    found = read(drawn(draw, size=A4), kind="file")
    assert isinstance(found, DocumentContent)
    return found


def _told(old: DocumentContent, new: DocumentContent) -> list[str]:
    edits = compare_contents("file", old, new).edits
    change = Change(item="x", item_kind="document", change="replaced", significance="substantive", edits=edits)
    return [plain(line).replace("\xa0", " ") for line in change_lines(change, "fr")]


def _with(row: int, *cells: str) -> list[Sequence[str]]:
    return [cells if n == row else own for n, own in enumerate(STAFF)]


def test_rows_are_lines_with_their_cells() -> None:
    """They were read column by column: « Finances Paie Achats Voirie », « 12 8 8 24 » (promise 1)."""
    text = _content([STAFF]).text or ()
    rows = [block for block in text if block.kind == "table_row"]
    assert [block.text for block in rows] == ["\t".join(row) for row in STAFF]
    assert text[-1].text == "Au 1er janvier 2025"


@pytest.mark.parametrize(
    ("row", "cells", "said"),
    [
        (2, ("Paie et carrières", "9", "8"), [("Paie et carrières", "8 → 9")]),
        (3, ("Achats", "8", "6"), [("Achats", "7,5 → 6")]),
        (4, ("Archives", "2", "2"), [("Voirie 24 24", "Archives 2 2")]),
    ],
)
def test_what_changes_in_a_table_is_told_of_its_row(row: int, cells: tuple[str, ...], said: list[tuple[str, ...]]) -> None:
    """« ~ 12 [8 → 9] 8 24 »: of which service nobody could know (promise 1)."""
    told = _told(_content([STAFF]), _content([_with(row, *cells)]))
    assert len(told) == len(said)
    assert all(word in line for line, words in zip(told, said, strict=True) for word in words)


def test_words_that_reach_over_a_rule_are_of_the_cell_in_which_they_begin() -> None:
    """As office sheets print them: « budg » and « et12 » where the next cell is full, and another width would be a change."""
    long = "Direction des finances, du budget et de la commande"
    found = _content([_with(1, long, "12", "11,5")])
    assert f"{long}\t12\t11,5" in [block.text for block in found.text or ()]
    close = [(*row[:2], row[2]) for row in _with(3, "Le secrétariat général, les instances et le cabinet f", "8", "7,5")]
    assert "Le secrétariat général, les instances et le cabinet f\t8\t7,5" in [block.text for block in _content([close]).text or ()]
    empty = _content([_with(1, f"{long} publique et des achats", "", "11,5")])
    assert f"{long} publique et des achats\t\t11,5" in [block.text for block in empty.text or ()]


def test_a_table_that_goes_on_over_the_page_is_one() -> None:
    """Its heads are printed once more on the next sheet; a row that goes over there is no news (3.11)."""
    rows = STAFF[1:]
    one = _content([[STAFF[0], *rows, *rows[:2]], [STAFF[0], *rows[2:], *rows]])
    other = _content([[STAFF[0], *rows], [STAFF[0], *rows[:2], *rows[2:], *rows]])
    kept = [[block.text for block in side.text or () if block.kind == "table_row"] for side in (one, other)]
    assert kept[0] == kept[1]
    assert sum(text.startswith("Service\t") for text in kept[0]) == 1


@pytest.mark.parametrize("way", ["merged", "boxes"])
def test_where_cells_are_merged_or_boxes_what_stands_level_tells_the_rows(way: str) -> None:
    """3.12: columns of figures say that they are of the service on their line, whatever is drawn around them."""
    found = _content([STAFF], merged=way == "merged", boxes=way == "boxes")
    assert [block.text for block in found.text or () if block.kind == "table_row"] == ["\t".join(row) for row in STAFF]


@pytest.mark.parametrize("way", ["boxes", "two rows", "prose"])
def test_what_is_no_grid_is_read_as_other_words(way: str) -> None:
    """Boxes that strokes join, a frame around two lines, columns of prose: rows would be guessed."""
    rows: list[Sequence[str]] = [*STAFF]
    if way == "prose":
        rows[2] = ("m " * 100, "8", "8")
    if way == "boxes":
        rows = [(service, f"Mission {service[0]}", f"Site {service[1]}") for service, *_ in STAFF]
    found = _content([rows[:2] if way == "two rows" else rows], boxes=way == "boxes")
    assert "table_row" not in {block.kind for block in found.text or ()}


def test_a_table_drawn_otherwise_is_the_same() -> None:
    """By another program, with level rules alone, or with cells merged: not a word is another, whether rows are known or not."""
    grid, lines, merged = _content([STAFF]), _content([STAFF], level=True), _content([STAFF], merged=True)
    assert any(block.kind == "table_row" for block in grid.text or ())
    for one, other in permutations((grid, lines, merged), 2):
        assert not compare_contents("file", one, other).edits


def test_what_changed_in_a_table_drawn_otherwise_is_told() -> None:
    """Of the cells alone, as no row is known on one side; a table that is new is one of rows."""
    changed = [(*row[:2], "9,5") if row[0] == "Achats" else row for row in STAFF]
    told = _told(_content([STAFF]), _content([changed], level=True))
    assert told == ["Achats : [7,5 → 9,5]"]
    came = _told(_content([[("Date", "Lieu", "Objet")]], level=True), _content([STAFF]))
    assert any("Paie et carrières · 8 · 8" in line for line in came)


def _annexe(rows: Sequence[Sequence[str]]) -> DocumentContent:
    """A few articles over a table of *rows*, watched as an org chart, which it is not."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        articles = ("fixe comment la Ville de Valmont et la métropole partagent leurs services", "est conclue pour trois ans",
                    "précise ce que chacune verse à l’autre, sur la base des coûts constatés l’année précédente",
                    "prévoit un comité de suivi, qui se réunit chaque année au mois de juin à l’hôtel de ville")  # fmt: skip
        for n, said in enumerate(articles, 1):
            canvas.drawString(60, 820 - 24 * n, f"Article {n} – La présente convention {said}.")
        for number, row in enumerate(rows):
            for place, text in enumerate(row):
                canvas.drawString(SIDES[place] + 4, TOP - HEIGHT * number - 14, text)
        foot = TOP - HEIGHT * len(rows)
        canvas.grid(SIDES, [TOP - HEIGHT * n for n in range(len(rows))] + [foot])

    found = read(drawn(draw, size=A4), kind="orgchart")
    assert isinstance(found, DocumentContent) and found.orgchart is not None and not found.orgchart.units
    return found


@pytest.mark.parametrize(
    ("heads", "was", "now", "said"),
    [
        (("Service", "Employeur", "Agents"), ("Ville", "12"), ("Métropole", "13"), "[Ville → Métropole]"),
        (("Service", "Ville", "Métropole"), ("X", ""), ("", "X"), "X, de la colonne"),
    ],
)
def test_a_table_in_a_file_that_is_no_chart_is_read_row_by_row(
    heads: Sequence[str], was: Sequence[str], now: Sequence[str], said: str
) -> None:
    """3.12: two services that exchange their employers were « rien de nouveau » in what is watched as an org chart and is none."""
    rows = [("Paie", *was), ("Voirie", *was)]
    before = _annexe([heads, ("Achats", *was), *rows, ("Archives", *now)])
    after = _annexe([heads, ("Achats", *now), *rows, ("Archives", *was)])
    edits = compare_contents("orgchart", before, after).edits
    change = Change(item="x", item_kind="document", change="replaced", significance="substantive", edits=edits)
    told = [plain(line).replace("\xa0", " ") for line in change_lines(change, "fr")]
    assert {line.partition(" :")[0] for line in told} == {"Achats", "Archives"} and said in told[0]
