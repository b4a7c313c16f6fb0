"""Tables whose cells go over several rows, are set over several lines, or go on over a page, are read row by row (DESIGN 3.12)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Literal

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from monitor.compare.documents.contents import compare_contents
from monitor.model import Change, DocumentContent, DocumentKind
from monitor.pdf.read import read
from monitor.report.lines import change_lines, plain
from tests.pdf.pdfs import drawn

# All rules; rules below cells alone; a ground behind every other row, and rules around; the same with rules around those rows only.
Look = Literal["grid", "lines", "bands", "light"]
Rows = list[tuple[str, ...]]
HEADS = ("Pôle", "Service", "Responsable", "Employeur")
POLES: dict[str, Rows] = {
    "Pôle Ressources": [("Finances", "Mme Rose Noir", "Ville"), ("Achats", "M. Luc Petit", "Communauté de / communes")],
    "Pôle Cadre de vie": [
        ("Voirie", "M. Hugo Blanc", "Ville"),
        ("Espaces verts", "Mme Inès Morel", "Ville"),
        ("Urbanisme / et foncier", "M. Yves Brun", "Communauté de / communes"),
    ],
    "Pôle Population": [("Écoles", "Mme Marie Roy", "Ville")],
}
SIDES = (50.0, 150.0, 270.0, 380.0, 500.0)
LINE = 11.0
SERVICES = ("Voirie", "Paie", "Achats", "Archives", "Crèches", "Musées", "Eau / et rivières", "Habitat", "Sports")


def content(
    poles: dict[str, Rows], look: Look, *, heads: Sequence[str] = HEADS, each_page: int = 99, kind: DocumentKind = "file"
) -> DocumentContent:
    """A table of *poles*, whose cells in the first column go over their services; no more than *each_page* services to a page."""

    def draw(canvas: Canvas) -> None:
        pages: list[dict[str, Rows]] = [{}]
        for pole, rows in poles.items():
            for row in rows:
                if sum(map(len, pages[-1].values())) == each_page:
                    pages.append({})
                pages[-1].setdefault(pole, []).append(row)
        for number, page in enumerate(pages):
            canvas.setFont("Helvetica-Bold", 16)
            canvas.drawString(50, 790, "" if number else "Services de Valmont")
            _draw(canvas, page, look, heads)
            canvas.showPage()

    found = read(drawn(draw, size=A4), kind=kind)
    assert isinstance(found, DocumentContent)
    return found


def _draw(canvas: Canvas, poles: dict[str, Rows], look: Look, heads: Sequence[str]) -> None:
    rows = [(heads, False), *((("", *row), bool(n)) for own in poles.values() for n, row in enumerate(own))]
    heights = [LINE * max(cell.count(" / ") + 1 for cell in row) + 8 for row, _ in rows]
    tops = [750.0, *(750 - down for down in accumulate(heights))]
    width = SIDES[len(heads)]
    for number, (row, within) in enumerate(rows):
        y, foot = tops[number], tops[number + 1]
        if look in ("bands", "light") and number % 2:
            canvas.setFillGray(0.9)
            for left, right in pairwise(SIDES[: len(heads) + 1]):
                canvas.rect(left, foot, right - left, y - foot, stroke=0, fill=1)
            canvas.setFillGray(0)
        left = SIDES[1] if within else SIDES[0]
        if look in ("grid", "lines") or number == 0 or (look == "light" and number % 2):
            canvas.line(left, y, width, y)
        for place, cell in enumerate(row):
            for n, line in enumerate(cell.split(" / ")):
                canvas.setFont("Helvetica" if number else "Helvetica-Bold", 9)
                canvas.drawString(SIDES[place] + 5, y - LINE * (n + 1), line)
    canvas.line(SIDES[0], tops[-1], width, tops[-1])
    if look == "grid":
        for x in SIDES[: len(heads) + 1]:
            canvas.line(x, tops[0], x, tops[-1])
    elif look != "lines":
        canvas.line(SIDES[0], tops[0], SIDES[0], tops[-1])
        canvas.line(width, tops[0], width, tops[-1])
    at = 1
    for pole, own in poles.items():
        canvas.setFont("Helvetica", 9)
        canvas.drawString(SIDES[0] + 5, (tops[at] + tops[at + len(own)]) / 2, pole)
        at += len(own)


def rows_of(found: DocumentContent) -> Rows:
    return [tuple(block.text.split("\t")) for block in found.text or () if block.kind == "table_row"]


def said(poles: dict[str, Rows]) -> Rows:
    """What each row says, that of a merged cell included."""
    return [HEADS, *((pole, *(cell.replace(" / ", " ") for cell in row)) for pole, own in poles.items() for row in own)]


def told(old: DocumentContent, new: DocumentContent, kind: DocumentKind = "file") -> list[str]:
    edits = compare_contents(kind, old, new).edits
    change = Change(item="x", item_kind="document", change="replaced", significance="substantive", edits=edits)
    return [plain(line).replace("\xa0", " ").replace("\u202f", " ") for line in change_lines(change, "fr")]


def drawn_by_lot(seed: int) -> dict[str, Rows]:
    chance = random.Random(seed)
    services = chance.sample(SERVICES, 8)
    poles: dict[str, Rows] = {}
    while services:
        own = [services.pop() for _ in range(min(len(services), chance.randint(1, 3)))]
        poles[f"Pôle {len(poles) + 1}"] = [
            (name, f"Mme Rose {name[0]}oir", chance.choice(["Ville", "Communauté de / communes"])) for name in own
        ]
    return poles


@pytest.mark.parametrize("look", ["grid", "lines"])
@pytest.mark.parametrize("seed", range(6))
def test_what_a_merged_cell_says_each_of_its_rows_says(look: Look, seed: int) -> None:
    """3.12: they were read column by column, or those of a pole as one row and a second time by their lines."""
    poles = drawn_by_lot(seed) if seed else POLES
    assert rows_of(content(poles, look)) == said(poles)


@pytest.mark.parametrize("look", ["grid", "lines"])
def test_an_edit_beside_merged_cells_is_told_of_its_row(look: Look) -> None:
    """3.24: employers that two services exchange were « déplacé », of nobody."""
    new = {pole: [*own] for pole, own in POLES.items()}
    new["Pôle Ressources"] = [("Finances", "Mme Rose Noir", "Communauté de / communes"), ("Achats", "M. Luc Petit", "Ville")]
    lines = told(content(POLES, look), content(new, look))
    assert [line.rpartition(", ")[2] for line in lines] == [
        "Finances : [Ville → Communauté de communes]",
        "Achats : [Communauté de communes → Ville]",
    ]


@pytest.mark.parametrize("look", ["grid", "lines"])
def test_a_chart_that_is_a_table_tells_each_cell_of_its_row(look: Look) -> None:
    """3.12: employers that two services exchange were the same words, « même contenu »; what goes with one was told of another."""
    exchanged, gone = ({pole: [*own] for pole, own in POLES.items()} for _ in range(2))
    exchanged["Pôle Ressources"] = [("Finances", "Mme Rose Noir", "Communauté de / communes"), ("Achats", "M. Luc Petit", "Ville")]
    del gone["Pôle Cadre de vie"][2]
    old = content(POLES, look, kind="orgchart")
    assert old.orgchart is not None and old.orgchart.structured
    assert told(old, content(exchanged, look, kind="orgchart"), "orgchart") == [
        "Finances : [Ville → Communauté de communes]",
        "Achats : [Communauté de communes → Ville]",
    ]
    lines = told(old, content(gone, look, kind="orgchart"), "orgchart")
    assert not any("Achats" in line for line in lines)
    assert any("Urbanisme et foncier" in line for line in lines)


@pytest.mark.parametrize("look", ["grid", "lines", "bands", "light"])
def test_lines_of_one_cell_are_of_one_row(look: Look) -> None:
    """3.12: grounds behind rows part them as rules do; « Communauté de / communes » was two rows, or of all columns."""
    rows = [row for own in POLES.values() for row in own]
    found = content({"": rows}, look, heads=("", *HEADS[1:]))
    expected = [HEADS[1:], *(tuple(cell.replace(" / ", " ") for cell in row) for row in rows)]
    assert [tuple(filter(None, row)) for row in rows_of(found)] == expected


@pytest.mark.parametrize("look", ["grid", "lines", "bands"])
@pytest.mark.parametrize("each_page", [5, 4, 3])
def test_a_table_goes_on_over_the_page_with_a_row_alone(look: Look, each_page: int) -> None:
    """3.12: under its heads, once more, a single row was read column by column."""
    rows = [row for own in POLES.values() for row in own]
    poles = {"": rows}
    whole = rows_of(content(poles, look, heads=("", *HEADS[1:])))
    assert rows_of(content(poles, look, heads=("", *HEADS[1:]), each_page=each_page)) == whole


@pytest.mark.parametrize("between", [1, 2, 3])
@pytest.mark.parametrize("fills", [False, True])
def test_rules_and_grounds_with_hardly_a_line_between_are_no_table(between: int, fills: bool) -> None:
    """3.12: no row has a column, and nothing is lost."""

    def draw(canvas: Canvas) -> None:
        for n in range(4):
            if fills:
                canvas.setFillGray(0.9)
                canvas.rect(50, 700 - 20 * n, 400, 12, stroke=0, fill=1)
                canvas.setFillGray(0)
            else:
                canvas.line(50, 700 - 20 * n, 450, 700 - 20 * n)
        for n in range(between):
            canvas.drawString(60, 703 - 20 * n, f"Ligne {n}")

    found = read(drawn(draw, size=A4), kind="text")
    assert isinstance(found, DocumentContent)
    assert " ".join(block.text for block in found.text or ()) == " ".join(f"Ligne {n}" for n in range(between))
    assert rows_of(found) == []
