"""Tables in which a column says what each unit does, under « Missions », « Aufgaben », « Funciones »: these are no units (3.27)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_tables_with_heads import chart_of, said
from tests.pdf.pdfs import drawn

SHEET = (640.0, 400.0)
WIDTHS = {"pole": 130.0, "unit": 130.0, "head": 120.0, "does": 200.0}
# A pole and who heads it, and of each of its units who heads it and what it does
POLES = (
    ("Pôle ressources", "M. Karim Haddad", (
        ("Finances", "Mme Aude Hervé", ("Préparation du budget", "Relations avec les communes", "Conseil aux élus")),
        ("Ressources humaines", "M. Jean Perrin", ("Organisation de la paie", "Conseil aux élus")),
    )),
    ("Pôle cadre de vie", "Mme Lucie Blin", (
        ("Voirie", "M. Yves Garnier", ("Entretien du matériel", "Relations avec les communes")),
        ("Espaces verts", "Mme Rosa Pinto", ("Entretien du matériel", "Conseil aux élus")),
    )),
)  # fmt: skip
TOP = "Direction générale des services"
PARENTS = {TOP: None} | {pole: TOP for pole, _, _ in POLES} | {unit: pole for pole, _, units in POLES for unit, _, _ in units}
HEADS = {unit: head for pole, pole_head, units in POLES for unit, head, _ in ((pole, pole_head, ()), *units)}


def table(canvas: Canvas, heads: str, order: Sequence[str], bullet: str, ruled: bool) -> None:
    """One whose first row says what is in the columns of *order*; the head of a pole is in its cell, in italics.

    Without rules each row says the pole again, and no more.
    """
    left = {column: 30 + sum(WIDTHS[before] for before in order[:place]) for place, column in enumerate(order)}

    def cell(column: str, top: float, height: float, lines: Sequence[str], *, bold: bool, fill: str | None = None) -> None:
        if fill and ruled:
            canvas.setFillColor(fill)
            canvas.rect(left[column], SHEET[1] - top - height, WIDTHS[column], height, stroke=0, fill=1)
        if ruled:
            canvas.rect(left[column], SHEET[1] - top - height, WIDTHS[column], height)
        canvas.setFillColor("black")
        for place, text in enumerate(lines):
            canvas.setFont("Helvetica-Bold" if bold and not place else "Helvetica-Oblique" if bold else "Helvetica", 8)
            canvas.drawString(left[column] + 4, SHEET[1] - top - 9 - 10 * place, text)

    canvas.setFont("Helvetica", 8)
    canvas.drawString(30, SHEET[1] - 18, "Janvier 2026 — Mairie de Valmont")
    canvas.drawString(30, SHEET[1] - 30, f"{TOP} : Mme Odile Roche")
    canvas.drawString(30, SHEET[1] - 42, "À jour au 15 janvier 2026")
    for column, text in zip(order, heads.split("|"), strict=True):
        cell(column, 50, 14, [text], bold=True, fill="#88aacc")
    top = 64.0
    for pole, pole_head, units in POLES:
        heights = [10 * len(does) + 4 for _, _, does in units]
        if ruled:
            cell("pole", top, sum(heights), [pole, pole_head], bold=True, fill="#e8eef4")
        for (unit, head, does), height in zip(units, heights, strict=True):
            if not ruled:
                cell("pole", top, height, [pole], bold=True)
            cell("unit", top, height, [unit], bold=True)
            cell("head", top, height, [head], bold=False)
            cell("does", top, height, [bullet + text for text in does], bold=False)
            top += height


def test_what_a_column_of_tasks_lists_is_no_unit() -> None:
    """With bullets or without, in any order of columns; dates over a table hide not who heads all its rows (3.27)."""
    cases = (
        ("Pôle|Service|Responsable|Missions", ("pole", "unit", "head", "does"), "- "),
        ("Pôle|Service|Attributions et compétences|Responsable", ("pole", "unit", "does", "head"), "– "),
        ("Dezernat|Amt|Aufgaben|Leitung", ("pole", "unit", "does", "head"), ""),
        ("Área|Unidad|Responsable|Funciones", ("pole", "unit", "head", "does"), "• "),
        ("Pôle|Service|Responsable|Ce que nous faisons", ("pole", "unit", "head", "does"), "- "),
    )
    for heads, order, bullet in cases:
        chart = chart_of(drawn(partial(table, heads=heads, order=order, bullet=bullet, ruled=True), size=SHEET))
        parents, people = said(chart)
        assert {title: parents[title] for title in PARENTS} == PARENTS, heads
        assert {title: people[title] for title in HEADS} == {title: [(head, None)] for title, head in HEADS.items()}, heads
        others = [unit.confidence_title for unit in chart.units if unit.title not in PARENTS]
        assert not others, heads  # « Ce que nous faisons »: as most of it comes again beside other titles
    chart = chart_of(
        drawn(partial(table, heads="Pôle|Service|Responsable|Activités", order=order, bullet="- ", ruled=False), size=SHEET)
    )
    parents, people = said(chart)
    units = {unit: head for unit, head in HEADS.items() if PARENTS[unit] != TOP}
    assert {unit: (parents[unit], people[unit]) for unit in units} == {
        unit: (PARENTS[unit], [(units[unit], None)]) for unit in units
    }
    assert set(parents) <= set(PARENTS)


def test_posts_and_units_are_no_tasks_whatever_their_column_is_called() -> None:
    """« Rôle » over « Acheteuse » is a post, « Activités » between the poles and who answers for each holds units (3.27)."""
    units = ("Voirie", "Eau", "Bâtiments", "Logement", "Crèches")
    poles = ("Pôle technique",) * 3 + ("Pôle social",) * 2
    names = ("Anne ROY", "Paul HENRY", "Inès LEROY", "Luc PETIT", "Ida NOEL")
    roles = ("Directrice", "Acheteur", "Planificatrice", "Responsable", "Buyer")
    verbs = ("Entretenir les routes", "Gérer l’eau", "Suivre les chantiers", "Attribuer les logements", "Accueillir les enfants")
    over: dict[str, str | None] = dict(zip(units, poles, strict=True)) | dict.fromkeys(poles)
    flat: dict[str, str | None] = dict.fromkeys(units)
    cases = (
        ("Service|Nom|Rôle", (units, names, roles), flat, roles),
        ("Nome|Funzioni|Settore", (names, roles, units), flat, roles),
        ("Pôle|Activités|Responsable", (poles, units, names), over, None),
        ("Pôle|Missions|Chef de projet", (poles, units, names), over, None),
        ("Functions|Head", (units, names), flat, None),
        ("Service|Missions|Responsable", (units, verbs, names), flat, None),
        ("Pôle|Agent|Missions", (poles, names, units), None, None),
    )
    for heads, columns, parents, posts in cases:
        rows = [heads.split("|"), *zip(*columns, strict=True)]

        def sheet(canvas: Canvas, rows: Sequence[Sequence[str]] = rows) -> None:
            for place, row in enumerate(rows):
                canvas.setFont("Helvetica" if place else "Helvetica-Bold", 8)
                for column, text in enumerate(row):
                    canvas.rect(30 + 150 * column, 330 - 16 * place, 150, 16)
                    canvas.drawString(34 + 150 * column, 335 - 16 * place, text)

        chart = chart_of(drawn(sheet, size=SHEET))
        found, people = said(chart)
        assert parents is None or found == parents, heads
        told = {unit: [(name, post)] for unit, name, post in zip(units, names, posts or (None,) * 5, strict=True)}
        assert {unit: people[unit] for unit in found if unit in units} == (told if parents else {}), heads
