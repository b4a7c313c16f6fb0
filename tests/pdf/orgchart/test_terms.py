"""Grade, pay and working time below a name are no units and nobody (DESIGN 3.27)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.pdf.ink import Box
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.units.badges import lines_of_terms
from tests.pdf.orgchart.test_met_in_the_wild import chart_of
from tests.pdf.pdfs import drawn

SHEET = (842.0, 595.0)
_AT = Box(0, 2, 100, 10)
STAFF = {
    "Direction générale": ("Nadia Ferrand", None),
    "Finances": ("Hervé Cassan", "Direction générale"),
    "Voirie": ("Paule Kern", "Direction générale"),
    "Budget": ("Lise Obry", "Finances"),
    "Bâtiments": ("Yann Morel", "Voirie"),
}
PLACES = {
    "Direction générale": (320, 480),
    "Finances": (120, 370),
    "Voirie": (520, 370),
    "Budget": (140, 250),
    "Bâtiments": (540, 250),
}


def _sheet(terms: list[str], *, apart: bool, names: bool = True) -> bytes:
    """Five boxes with what is said below each name, in the box or, *apart*, in a cell glued under it, where the strokes begin."""

    def draw(canvas: Canvas) -> None:
        foot = 20 if apart else 0
        for (title, (name, head)), said in zip(STAFF.items(), terms, strict=True):
            x, y = PLACES[title]
            canvas.rect(x, y, 180, 60)
            if apart:
                canvas.rect(x, y - foot, 180, foot)
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawString(x + 6, y + 44, title)
            canvas.setFont("Helvetica", 9)
            if names:
                canvas.drawString(x + 6, y + 28, name)
            canvas.drawString(x + 6, y + (6 - foot if apart else 12), said)
            if head is not None:
                over, down = PLACES[head]
                step = y + 72
                canvas.lines(
                    [(over + 90, down - foot, over + 90, step), (over + 90, step, x + 90, step), (x + 90, step, x + 90, y + 60)]
                )

    return drawn(draw, size=SHEET)


TERMS = [
    ["£95,000 - £99,999 (1.0 FTE)", "£60,000 - £64,999 (0.8 FTE)", "£70,000 (1.0 FTE)", "£35k-£40k, 1 FTE", "£41,500 p.a."],
    ["95,000 – 99,999 · 1.0", "60,000 – 64,999 · 0.8", "70,000 – 74,999 · 1.0", "35,000 – 39,999 · 1.0", "40,000 – 44,999 · 0.6"],
    ["entre 6 000 € et 7 500 € – 1 ETP", "3 100 € à 4 200 €", "2 900 € à 3 400 € – 0,8 ETP", "2 400 € à 2 900 €", "2 100 € brut"],
    [
        "SCS2 · Policy · 1.0 FTE",
        "G6 · Operational Delivery · 1.0 FTE",
        "G7 · Property · 0.8 FTE",
        "HEO · Policy · 1.0 FTE",
        "EO · Data · 0.5 FTE",
    ],
    [
        "Cat. A+ – emploi fonctionnel ETP 1.0",
        "Cat. A – attaché ETP 1.0",
        "Cat. A – ingénieur ETP : 0,8",
        "Cat. B – ETP 1.0",
        "Cat. C – agent ETP 0,5",
    ],
    [
        "A 16, Volljurist, Vollzeit",
        "E 13, Beschäftigte, 80 %",
        "E 14, Ingenieur, Vollzeit",
        "A 9, Beamtin, 50 %",
        "E 9c, Technik, Vollzeit",
    ],
    [
        "A+ / emploi fonctionnel / 100 %",
        "A / attaché / 100 %",
        "A / ingénieure / 80 %",
        "B / rédactrice / 90 %",
        "C / agent de maîtrise / 28 h",
    ],
]


@pytest.mark.parametrize("apart", [False, True], ids=["in the box", "in a cell glued under it"])
@pytest.mark.parametrize("terms", TERMS, ids=lambda terms: terms[0])
def test_pay_grade_and_working_time_are_no_units_and_nobody(terms: list[str], *, apart: bool) -> None:
    """Nor does a cell that tells them part a box from those below it (3.27)."""
    chart = chart_of(_sheet(terms, apart=apart))
    titles = {unit.id: unit.title for unit in chart.units}
    read = {unit.title: ([person.name for person in unit.people], titles.get(unit.parent or "")) for unit in chart.units}
    assert read == {title: ([name], head) for title, (name, head) in STAFF.items()}


KEPT = {
    "services with their counts": [
        ["Pôle", "Anne Roy", f"{title} – {share} ETP"] for title, share in (("Accueil", "1"), ("Achats", "0,8"), ("Dette", "1"))
    ],
    "several below one name": [["Pôle", "Anne Roy", "A / Accueil / 80 %", "B / Achats / 100 %"] for _ in range(3)],
    "one alone": [["Pôle", "Anne Roy", "B / rédactrice / 80 %"], ["Régie", "Luc Bon"], ["Crèche", "Lia Kern"]],
    "titles that end in a share": [["A 1, Accueil, 80 %", "Anne Roy"] for _ in range(4)],
    "budgets within titles": [["Budget 1 200 000 €, marchés", "Anne Roy"] for _ in range(4)],
    "telephones": [["Pôle", "Anne Roy", "05 123 456"] for _ in range(4)],
}


@pytest.mark.parametrize("boxes", KEPT.values(), ids=KEPT)
def test_services_with_counts_and_lone_lines_stay(boxes: list[list[str]]) -> None:
    """« Accueil – 1 ETP » begins with no grade, and one line alone may be a title (3.27)."""
    lines = [[Line(text, _AT, 10, 8.0, False, False, 0, (0, 0, 0), row) for row, text in enumerate(box)] for box in boxes]
    assert lines_of_terms(lines) == set()
