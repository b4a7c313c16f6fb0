"""Boxes right under a unit's own that list who works there, each with a post: members, no units and no heads (3.27, 13.3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_tables_with_heads import chart_of, said
from tests.pdf.pdfs import drawn

SHEET = (800.0, 300.0)
TOP = "Secrétariat général"
# Title, head, staff with their posts
UNITS = (
    ("Service administratif", "Tomasz LEROUX", (("Estelle LABORDE", "secrétaire"), ("Hugues LE GALL", "agent d’entretien"))),
    ("Services techniques", "Olivier DENIS", (("Laurence MARÉCHAL", "jardinière"), ("Yoann MARIN", "urbanisme"))),
    ("Police municipale", "Véronique BIHAN", (("Paul GUÉRIN", "gardien"), ("Gaëlle GOURMELON", "brigadier-chef"))),
    ("Médiathèque municipale", "Nadia PETIT", (("Anne MEYER", "bibliothécaire"),)),
)


def sheet(canvas: Canvas, line: Callable[[str, str], str], narrower: float = 0.0) -> None:
    """A head with its units in a row under it, linked by strokes, and a little below each, in an outline, what it lists."""

    def box(at: tuple[float, float, float, float], texts: Sequence[str], *, unit: bool) -> None:
        x, top, width, height = at
        canvas.setFillColor("#225577")
        canvas.rect(x, SHEET[1] - top - height, width, height, fill=int(unit))
        canvas.setFillColor("white" if unit else "black")
        base = SHEET[1] - top - height / 2 + 5 * (len(texts) - 1) - 3
        for place, text in enumerate(texts):
            canvas.setFont("Helvetica-Bold" if unit and not place else "Helvetica", 8)
            if unit:
                canvas.drawCentredString(x + width / 2, base - 10 * place, text)
            else:
                canvas.drawString(x + 4, base - 10 * place, text)

    box((300, 20, 200, 30), (TOP, "Gaëlle HAMON"), unit=True)
    canvas.line(400, SHEET[1] - 50, 400, SHEET[1] - 70)
    canvas.line(110, SHEET[1] - 70, 695, SHEET[1] - 70)
    for place, (title, head, staff) in enumerate(UNITS):
        x = 20 + 195.0 * place
        canvas.line(x + 90, SHEET[1] - 70, x + 90, SHEET[1] - 90)
        box((x, 90, 180, 40), (title, head), unit=True)
        box((x + narrower, 135, 180 - 2 * narrower, 16 + 12 * len(staff)), [line(*one) for one in staff], unit=False)


def test_who_is_listed_right_under_a_units_box_is_a_member_and_units_listed_there_stay_units() -> None:
    """In whatever form names and posts are written, where most words before names are posts (3.27, 13.3)."""
    people = {title: [head, *(name for name, _ in staff)] for title, head, staff in UNITS}
    for line, narrower in (
        (lambda name, post: f"{name}, {post}", 0.0),
        (lambda name, post: f"• {name} ({post})", 8.0),
        (lambda name, post: f"{post.capitalize()} : {name}", 0.0),
    ):
        chart = chart_of(drawn(partial(sheet, line=line, narrower=narrower), size=SHEET))
        parents, named = said(chart)
        assert parents == {TOP: None} | dict.fromkeys(people, TOP)
        assert {title: [name for name, _ in named[title]] for title in people} == people
        assert all(role for title in people for _, role in named[title][1:])
    among = {"agent d’entretien": "Archives"}  # a unit among posts is one, of the unit above
    behind = partial(sheet, line=lambda name, post: f"{(among.get(post) or post).capitalize()} : {name}")
    chart = chart_of(drawn(behind, size=SHEET))
    parents, named = said(chart)
    assert parents == {TOP: None, "Archives": "Service administratif"} | dict.fromkeys(people, TOP)
    assert named["Archives"] == [("Hugues LE GALL", None)]
    assert [name for name, _ in named["Service administratif"]] == ["Tomasz LEROUX", "Estelle LABORDE"]
    units = ["Paie", "Courrier", "Voirie", "Espaces verts", "Accueil", "Sports", "Culture"]
    names = [name for _, _, staff in UNITS for name, _ in staff]
    chart = chart_of(drawn(partial(sheet, line=lambda name, _: f"{units[names.index(name)]} : {name}"), size=SHEET))
    assert set(units) <= {unit.title for unit in chart.units}
