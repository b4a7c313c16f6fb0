"""Tables as browsers print them, without rules, each cell of every second row on a ground of its own (3.27, 13.1)."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.charts import rows_read
from tests.pdf.orgchart.test_tables_of_units import chart_of
from tests.pdf.pdfs import drawn

SHEET, EDGES = (595.0, 520.0), (30, 290, 450, 560)
ROWS = [  # how deep, title, who heads it
    (0, "Direction générale des services", "M. Paul HENRY"),
    (0, "Pôle ressources", "Mme Anne ROY"),
    (1, "Direction des finances", "M. Luc MOREL"),
    (2, "Budget", "Mme Inès PETIT"),
    (2, "Dépenses", ""),
    (1, "Direction du numérique", "M. Karim HADDAD"),
    (2, "Support", "Mme Rosa PRAT"),
    (2, "Réseaux", "M. Hugo BLANC"),
    (0, "Pôle technique", "Mme Zoé MARIN"),
    (1, "Direction des espaces publics", "M. Jean ROCHE"),
    (2, "Voirie", "M. Guy LAMBERT"),
    (2, "Propreté", "Mme Odile SERRE"),
    (1, "Direction des bâtiments", "M. Marc FABRE"),
    (2, "Patrimoine", "Mme Claire AUBIN"),
]


def rows_of(mark: str) -> list[tuple[int, str, str]]:
    return [(depth, title, "" if mark and depth == 2 and title != "Voirie" else name) for depth, title, name in ROWS]


def table(striped: int, heads_dark: bool, mark: str, canvas: Canvas) -> None:
    """*striped*: 0 or 1, which rows are grey; the title, who heads it and a telephone stand at the same places in all rows.

    *mark*: what stands before each service; most of them then name nobody.
    """
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(30, 490, "Annuaire des services")
    told = [
        (f"{mark} {title}" if depth == 2 else title, name, f"10 {n:02}") for n, (depth, title, name) in enumerate(rows_of(mark))
    ]
    texts = [("Service", "Responsable", "Téléphone"), *told]
    for place, (row, depth) in enumerate(zip(texts, [-1, *(depth for depth, _, _ in ROWS)], strict=True)):
        y = 460 - 18 * place
        dark = depth == 0 or (heads_dark and depth < 0)
        canvas.setFillColorRGB(*((0.1, 0.2, 0.4) if dark else (0.93, 0.93, 0.93)))
        for (left, right), text in zip(pairwise(EDGES), row, strict=True):
            if text and (dark or place % 2 == striped):
                canvas.rect(left, y - 5, right - left, 18, stroke=0, fill=1)
        canvas.setFillGray(1 if dark else 0)
        for column, (left, text) in enumerate(zip(EDGES, row, strict=False)):
            canvas.setFont("Helvetica-Bold" if depth < 1 or (depth == 1 and column == 0) else "Helvetica", 9)
            canvas.drawString(left + 5 + (14 if depth == 2 and column == 0 else 0), y, text)


def test_every_second_row_on_grey_is_a_row_like_the_others() -> None:
    """3.27, 13.1: whichever rows are grey; heads stand on dark ground, directions are bold, services are set in.

    An arrow before a service that nobody heads makes it no list of tasks: its telephone stands in its row.
    """
    for striped, heads_dark, mark in ((0, False, ""), (0, True, ""), (1, True, ""), (1, True, "›")):
        path: list[str] = []
        expected = {}
        for depth, title, name in rows_of(mark):
            path[depth:] = [title]
            over = ROWS[0][1] if depth == 0 else path[depth - 1]
            expected[title] = (over if title != ROWS[0][1] else None, (name,) if name else ())
        found = rows_read(chart_of(drawn(partial(table, striped, heads_dark, mark), size=SHEET)))
        assert {title: (over, people) for title, over, people in found} == expected, (striped, heads_dark, mark)


STRIPED = {
    "Pôle solidarités": ("Espaces verts", "Urbanisme", "Logement", "État civil"),
    "Pôle technique": ("Courrier", "Paie", "Voirie"),
    "Pôle culture": ("Musées", "Lecture"),
}


def cells_by_turns(canvas: Canvas, columns: dict[str, tuple[str, ...]], greys: tuple[float, ...], heads: bool = True) -> None:
    """Columns of cells glued to each other under their heads on colour, row by row in one of *greys* by turns."""
    canvas.rect(220, 350, 160, 24)
    canvas.setFont("Helvetica-Bold", 9)
    canvas.drawCentredString(300, 359, "Direction générale")
    for place, (pole, titles) in enumerate(columns.items()):
        for row, title in enumerate((pole, *titles) if heads else titles):
            x, y = 20 + 180 * place, 300 - 24 * row
            grey = 0.2 if heads and row == 0 else greys[(row - heads) % len(greys)]
            canvas.setFillGray(grey)
            canvas.rect(x, y, 180, 24, fill=1)
            canvas.setFillGray(1 if grey < 0.5 else 0)
            canvas.setFont("Helvetica-Bold" if heads and row == 0 else "Helvetica", 9 if heads and row == 0 else 8)
            canvas.drawCentredString(x + 90, y + 9, title)


def test_rows_of_cells_filled_by_turns_are_of_one_rank() -> None:
    """3.27: each grey cell hung under the white one over it, or in another column, for certain."""
    chart = chart_of(drawn(lambda canvas: cells_by_turns(canvas, STRIPED, (1.0, 0.92)), size=(600, 400)))
    titles = {unit.id: unit.title for unit in chart.units}
    told = {unit.title: titles.get(unit.parent or "") for unit in chart.units}
    assert {title: told[title] for below in STRIPED.values() for title in below} == {
        title: pole for pole, below in STRIPED.items() for title in below
    }


@pytest.mark.parametrize("heads", [True, False])
def test_fills_by_turns_that_go_with_ranks_or_have_no_heads_are_no_stripes(heads: bool) -> None:
    """3.27: « Direction … », « Service … », by turns in two fills, are ranks; what nothing heads hangs under no first row."""
    ranked = {
        pole: tuple(f"{kind} {pole[5:]} {n}" for n in (1, 2) for kind in ("Direction", "Service")) for pole in list(STRIPED)[:2]
    }
    columns = ranked if heads else STRIPED
    chart = chart_of(drawn(lambda canvas: cells_by_turns(canvas, columns, (1.0, 0.85), heads), size=(600, 400)))
    titles = {unit.id: unit.title for unit in chart.units}
    sure = {unit.title: titles.get(unit.parent or "") for unit in chart.units if unit.confidence_parent >= 0.9}
    if heads:
        assert not any(sure.get(f"Service {pole[5:]} {n}") == pole for pole in ranked for n in (1, 2))
    else:
        assert not any(sure.get(title) == below[0] for below in STRIPED.values() for title in below[2:])
