"""Columns of words without boxes: titles in a row, under each, at one height, who holds it, a thin rule, a list (13.1, 13.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from monitor.model import OrgChart
from tests.pdf.orgchart.test_tables_of_units import chart_of, names, tree
from tests.pdf.pdfs import drawn

Column: TypeAlias = tuple[Sequence[str], Sequence[str], Sequence[str]]  # the lines of a title, who is named, the list below

AGENCY: Sequence[Column] = (
    (("Directorate of Licensing", "and Compliance"), ("Judith Jones-Pritchard",), ("Licensing", "Visits")),
    (("Corporate Services", "Directorate"), ("Louise Fletcher",), ("Finance", "Facilities")),
    (("Directorate of Policy,", "Research and Insight"), ("Martin Price",), ("Research", "Statistics")),
    (("Legal Directorate",), ("Amara Okonkwo-Fairweather", "(interim)"), ("Litigation", "Advisory team")),
)
WIDE = landscape(A4)


def sheet(columns: Sequence[Column], gap: float, *, ruled: bool = True, above: bool = False) -> OrgChart:
    """*columns* under a thick rule; *gap*: white over the row of names; *above*: names stand over the titles."""

    def draw(canvas: Canvas) -> None:
        def put(x: float, top: float, said: str, size: float = 8, *, bold: bool = False) -> None:
            canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
            canvas.drawString(x, WIDE[1] - top, said)

        put(40, 50, "Chief Executive", 10, bold=True)
        put(40, 62, "Robert Tanner", 10)
        canvas.setLineWidth(3)
        canvas.line(40, WIDE[1] - 90, 800, WIDE[1] - 90)
        canvas.setLineWidth(0.5)
        for place, (title, people, units) in enumerate(columns):
            x = 40 + 190 * place
            row = 105 if above else 105 + 9.6 * max(len(lines) for lines, _, _ in columns) + gap
            for at, said in enumerate(people):
                put(x, row + 9.6 * at, said)
            for at, said in enumerate(title):
                put(x, (row + 9.6 + gap if above else 105) + 9.6 * at, said, bold=True)
            below = row + 9.6 * len(people) + (gap + 20 if above else 0)
            if ruled:
                canvas.line(x, WIDE[1] - below + 5, x + 178, WIDE[1] - below + 5)
            for at, said in enumerate(units):
                put(x, below + 5 + 9.5 * at, f"• {said}", 7)

    return chart_of(drawn(draw, size=WIDE))


def test_names_in_a_row_are_of_the_titles_over_them() -> None:
    """13.3: however far below, where other names stand in their row; a rule below a name leads to no column beside (13.1)."""
    wanted: dict[str, str | None] = {"Chief Executive": None}
    for title, _, units in AGENCY:
        wanted[" ".join(title)] = "Chief Executive"
        wanted |= dict.fromkeys(units, " ".join(title))
    for gap in (0.0, 6.0, 14.0):
        for ruled in (True, False):
            chart = sheet(AGENCY, gap, ruled=ruled)
            assert tree(chart) == wanted, (gap, ruled)
            assert [names(chart)[" ".join(title)] for title, _, _ in AGENCY] == [list(people[:1]) for _, people, _ in AGENCY], gap


def test_names_far_below_titles_are_of_none_where_nothing_says_so() -> None:
    """3.27: names over their titles, several under one another, or one alone, far below a title: nobody heads what is above."""
    staff = [(title, (*people, "Anne Grove", "Hugh Marsh"), units) for title, people, units in AGENCY]
    alone = [(title, people if place == 1 else (), ()) for place, (title, people, _) in enumerate(AGENCY)]
    for columns, above in ((AGENCY, True), (staff, False), (alone, False)):
        chart = sheet(columns, 16, ruled=False, above=above)
        told = {unit.title: [person.name for person in unit.people if person.confidence >= 0.9] for unit in chart.units}
        own = {" ".join(title): list(people[:1]) if above else [] for title, people, _ in columns}
        assert all(told.get(title, []) in ([], people) for title, people in own.items()), (above, told)


def test_names_in_a_row_under_a_caption_head_nobody_above() -> None:
    """3.27: names far below titles, under « Comité social » over the first one, are of no title above, for certain."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 8)
        for place, said in enumerate(("Finances", "Ville", "Voirie")):
            canvas.drawString(40 + 190 * place, WIDE[1] - 105, said)
        canvas.drawString(40, WIDE[1] - 143, "Comité social")
        canvas.drawString(40, WIDE[1] - 50, "Direction générale")
        canvas.setFont("Helvetica", 8)
        for place, said in enumerate(("Ida MOSS", "Paul HENRY", "Zoé MARIN")):
            canvas.drawString(40 + 190 * place, WIDE[1] - 155, said)

    people = {unit.title: [o for o in unit.people if o.confidence >= 0.9] for unit in chart_of(drawn(draw, size=WIDE)).units}
    assert not people.get("Ville") and not people.get("Voirie")
