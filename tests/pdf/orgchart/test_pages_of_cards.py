"""A body's page as a browser prints it in columns: headings of three looks, each with who heads it, a telephone, a mail (3.27)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_drawn_ways import box
from tests.pdf.orgchart.test_tables_of_units import chart_of, names, tree
from tests.pdf.pdfs import drawn

SHEET = (500.0, 400.0)
UNITS = (
    (0, "Pôle ressources", "Mme Anne Roy"), (1, "Service des finances", "M. Luc Tessier"), (2, "Bureau des recettes", ""),
    (1, "Service des achats", "M. Jean Petit"), (2, "Bureau des marchés", ""), (2, "Bureau des stocks", ""),
    (0, "Pôle technique", "Mme Inès Aubert"), (1, "Service de la voirie", "M. Karim Roche"),
    (1, "Service des parcs", "Mme Odile Perrin"), (2, "Bureau des serres", ""), (0, "Pôle population", "M. Ronan Millet"),
    (1, "Service des écoles", "Mme Maud Blanc"),
)  # fmt: skip
FONTS = (("Helvetica-Bold", 11.0), ("Helvetica-Bold", 9.0), ("Helvetica-BoldOblique", 8.0))


def sheet(canvas: Canvas, *, inset: float, over: str) -> None:
    """Two columns, the first of which ends within a service; *inset*: that of the third look; *over*: who is named over all."""
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(30, 370, "Valmont-sur-Ource")
    canvas.setFont("Helvetica", 8)
    canvas.drawString(30, 355, over)
    x, y = 30.0, 330.0
    for depth, title, name in UNITS:
        left = x + inset * (depth == 2)
        canvas.setFont(*FONTS[depth])
        canvas.drawString(left, y, title)
        canvas.setFont("Helvetica", 8)
        lines = [
            *(["Responsable : " + name] if name else []),
            "Tél. 03 80 74 50 00",
            *(["contact@valmont.example"] if name else []),
        ]
        for line in lines:
            y -= 10
            canvas.drawString(left, y, line)
        y -= 24
        if x < 100 and y < 60:
            x, y = 270, 330


@pytest.mark.parametrize("inset", [0.0, 14.0])
def test_what_a_column_begins_with_is_under_the_last_heading_of_the_one_before(inset: float) -> None:
    """3.27: the next heading, larger, hung under what a telephone ends, for certain; who stands over all headed the first."""
    chart = chart_of(drawn(lambda canvas: sheet(canvas, inset=inset, over="Responsable : M. Bruno Lemaître"), size=SHEET))
    path: list[str] = []
    under: dict[str, str | None] = {}
    for depth, title, _ in UNITS:
        path = [*path[:depth], title]
        under[title] = path[-2] if depth else None
    assert tree(chart) == under
    assert names(chart) == {title: [name] if name else [] for _, title, name in UNITS}
    assert not [unit.title for unit in chart.units if unit.parent is None and unit.confidence_parent >= 0.9]


def test_where_nobody_is_named_over_all_headings_they_hang_under_nothing() -> None:
    """3.27: what the page is called heads nobody then."""
    chart = chart_of(drawn(lambda canvas: sheet(canvas, inset=14.0, over="Mis à jour en mars"), size=SHEET))
    assert {unit.title for unit in chart.units if unit.parent is None and unit.confidence_parent >= 0.9} == {
        title for depth, title, _ in UNITS if depth == 0
    }


def test_who_heads_all_by_a_post_of_its_own_stands_over_all() -> None:
    """3.27: « Directrice générale des services : … » says what she heads; without her most of the sheet was lost."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(150, 370, "Qui fait quoi ?")
        canvas.setFont("Helvetica", 9)
        canvas.drawString(120, 345, "Directrice générale des services : Claire Aubert")
        for column, (title, name, services) in enumerate(
            (("Ressources", "Luc Petit", ("Finances", "Achats", "Paie")), ("Technique", "Zoé Marin", ("Voirie", "Bâtiments")))
        ):
            canvas.setFont("Helvetica-Bold", 11)
            canvas.drawString(30 + 200 * column, 300, title)
            canvas.setFont("Helvetica", 8)
            for row, text in enumerate((name, "", *services)):
                canvas.drawString(30 + 200 * column, 285 - 13 * row, text)

    found = names(chart_of(drawn(draw, size=SHEET)))
    assert found["Directrice générale des services"] == ["Claire Aubert"]
    assert (found["Ressources"], found["Technique"]) == (["Luc Petit"], ["Zoé Marin"])
    assert {"Finances", "Achats", "Paie", "Voirie", "Bâtiments"} <= found.keys()


@pytest.mark.parametrize("aside", [0, 40])
def test_centred_headings_of_one_rank_hang_under_the_first_of_a_higher_one(aside: float) -> None:
    """3.27: they hung each under the one before; so do those flush left. Those that stand now left, now right, do not."""
    heads = {"Settore Risorse": "Sara Riva", "Settore Territorio": "Carlo Galli", "Settore Sociale": "Ilaria Grassi"}

    def draw(canvas: Canvas) -> None:
        y = 380.0
        for number, (title, name) in enumerate({"Segretario generale": "Marco Conte", **heads}.items()):
            middle = 220 + aside * (number % 2) - len(title)
            services = [f"Ufficio {number}{letter}" for letter in ("a bilancio", "b strade e ponti", "c nidi")] if number else []
            for row, text in enumerate((title, f"Dott. {name}", *services)):
                canvas.setFont(("Helvetica-Bold", "Helvetica-Oblique", "Helvetica")[min(row, 2)], 10 if row == 0 else 8)
                canvas.drawCentredString(middle if aside else 220, y, text)
                y -= 12
            y -= 12

    chart = chart_of(drawn(draw, size=SHEET))
    if aside:
        assert any(unit.confidence_parent < 0.9 for unit in chart.units if unit.title in heads)
    else:
        above = tree(chart)
        assert [above[title] for title in heads] == ["Segretario generale"] * 3
        assert all(unit.confidence_parent >= 0.9 for unit in chart.units if unit.title in heads)


def test_a_mere_post_with_a_name_below_an_entry_is_no_entry() -> None:
    """13.3: « Responsabile: Dott.ssa Riva » below « Trasparenza » was a unit « Responsabile ». Titles with a name stay entries."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(100, 330, 200, 30)
        canvas.setFont("Helvetica-Bold", 9)
        canvas.drawCentredString(200, 341, "Segretario generale")
        canvas.setFont("Helvetica", 8)
        said = ("Trasparenza", "Responsabile: Dott.ssa Sara Riva", "Avvocatura", "Responsabile: Dott. Luca Conte")
        for row, text in enumerate((*said, "Ufficio stampa: Dott.ssa Anna Bini")):
            canvas.drawString(105, 318 - 11 * row, text)
        for place in range(3):
            canvas.rect(20 + 150 * place, 150, 140, 30)
            canvas.drawString(26 + 150 * place, 162, f"Settore {('Risorse', 'Territorio', 'Sociale')[place]}")

    chart = chart_of(drawn(draw, size=SHEET))
    told = names(chart)
    assert "Responsabile" not in told
    assert (told["Trasparenza"], told["Avvocatura"]) == (["Dott.ssa Sara Riva"], ["Dott. Luca Conte"])


POLES: dict[str, dict[str, tuple[str, ...]]] = {
    "Pôle ressources": {"Finances": ("Budget", "Fiscalité"), "Achats": ("Marchés",)},
    "Pôle technique": {"Voirie": ("Signalisation",), "Bâtiments": ("Énergie",)},
    "Pôle population": {"État civil": ("Cimetière",)},
}


def overview_and_pages(canvas: Canvas) -> None:
    """A page with the poles, then one each: the pole's box again, and its directions and services as a stair on rails."""
    box(canvas, "Direction générale", 180, 340, width=140)
    for place, pole in enumerate(POLES):
        x = 15 + 160 * place
        box(canvas, pole, x, 250, width=140)
        canvas.lines([(250, 340, 250, 315), (250, 315, x + 70, 315), (x + 70, 315, x + 70, 280)])
    for pole, directions in POLES.items():
        canvas.showPage()
        box(canvas, pole, 20, 350, width=160)
        y = 310.0
        for direction, services in directions.items():
            box(canvas, direction, 45, y, width=150)
            canvas.lines([(28, 350, 28, y + 15), (28, y + 15, 45, y + 15)])
            for step, service in enumerate(services, start=1):
                low = y - 40 * step
                box(canvas, service, 70, low, width=140)
                canvas.lines([(53, y, 53, low + 15), (53, low + 15, 70, low + 15)])
            y -= 40 * (1 + len(services))


def test_a_page_that_prints_its_head_again_goes_on_no_stair_of_the_page_before() -> None:
    """3.27: the directions of every pole hung under that of the first page, for certain."""
    chart = chart_of(drawn(overview_and_pages, size=SHEET))
    expected = {direction: pole for pole, directions in POLES.items() for direction in directions}
    expected |= {service: head for directions in POLES.values() for head, services in directions.items() for service in services}
    assert tree(chart) == {"Direction générale": None, **dict.fromkeys(POLES, "Direction générale"), **expected}
