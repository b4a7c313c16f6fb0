"""Lists without boxes: a bullet before a title is none of an entry, a surname alone on a line ends the name above (3.27)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.pdf.orgchart.units.legends import is_foot
from tests.pdf.orgchart.test_tables_of_units import chart_of, names, tree
from tests.pdf.pdfs import drawn

SHEET = (500.0, 500.0)
HEAD = ("Direction générale des services", "Odile Marchand")
BLOCKS = [
    ("Direction des finances", "Bruno Roy", ("Budget", "Dette", "Achats")),
    ("Direction technique", "Irène Blin", ("Voirie", "Garage municipal")),
    ("Direction de l’éducation", "Yves Tanguy", ("Cantines", "Accueil périscolaire")),
]


@pytest.mark.parametrize("mark", ["•", "*", "»"])
@pytest.mark.parametrize("flush", [True, False])
def test_a_name_below_a_bold_title_with_a_bullet_is_of_that_title(mark: str, flush: bool) -> None:
    """Each name was given to the services below it, which were one title, for certain."""

    def draw(canvas: Canvas) -> None:
        def write(x: float, text: str, size: float, *, bold: bool = False, grey: float = 0.0) -> None:
            canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
            canvas.setFillGray(grey)
            canvas.drawString(x, top, text)

        top = 440.0
        write(40, HEAD[0], 12, bold=True)
        top -= 15
        write(40, HEAD[1], 10)
        top -= 35
        for title, name, services in BLOCKS:
            write(40, mark, 9, bold=True)
            write(52, title, 9, bold=True)
            top -= 12
            write(40 if flush else 52, name, 9)
            for service in services:
                top -= 11
                write(40 if flush else 52, service, 7.5, grey=0.5)
            top -= 22

    read = chart_of(drawn(draw, size=SHEET))
    assert names(read) == {
        HEAD[0]: [HEAD[1]],
        **{title: [name] for title, name, _ in BLOCKS},
        **{service: [] for _, _, services in BLOCKS for service in services},
    }
    assert {service: parent for service, parent in tree(read).items() if parent != HEAD[0]} == {
        HEAD[0]: None,
        **{service: title for title, _, services in BLOCKS for service in services},
    }


@pytest.mark.parametrize(
    ("second", "people"),
    [
        (("Área de Hacienda – Dña. Elena Quintero", "Sanz"), "Dña. Elena Quintero Sanz"),
        (("Área de Hacienda – D. Javier", "Cordero Gil"), "D. Javier Cordero Gil"),
    ],
)
def test_a_surname_alone_on_the_next_line_is_the_rest_of_the_name(second: tuple[str, str], people: str) -> None:
    """« Sanz » was a unit, with the services of the area above under it, for certain."""

    def draw(canvas: Canvas) -> None:
        lines = [
            (40, "Secretaría General – D. Iván Bravo"), (54, second[0]), (54, second[1]), (68, "Tesorería"), (68, "Contabilidad"),
            (68, "Recaudación"), (54, "Área de Cultura – Dña. Nuria Lara"), (68, "Bibliotecas"), (68, "Museos"), (68, "Archivo"),
        ]  # fmt: skip
        canvas.setFont("Helvetica", 9)
        for number, (x, text) in enumerate(lines):
            canvas.drawString(x, 440 - 13 * number, text)

    read = chart_of(drawn(draw, size=SHEET))
    assert names(read)["Área de Hacienda"] == [people]
    assert [title for title, parent in tree(read).items() if parent == "Área de Hacienda"] == [
        "Tesorería",
        "Contabilidad",
        "Recaudación",
    ]
    assert "Archivo" in tree(read)


@pytest.mark.parametrize(
    "text", ["Direction des ressources humaines – version 4", "Personal, versión 2", "HR – rev. 7", "Kadry – wersja 3"]
)
def test_who_keeps_the_sheet_with_its_version_is_no_unit(text: str) -> None:
    """(3.27): printed below everything it was a unit under the last cell."""
    assert is_foot(text)
    assert not is_foot("Service des versions anglaises")


def test_one_line_over_the_top_that_names_the_mayor_is_a_unit() -> None:
    """« Maire Odile Roche » without a box was left out, and what stands below it hung under nothing, for certain (3.27)."""

    def draw(canvas: Canvas) -> None:
        def boxed(x: float, top: float, title: str, name: str) -> None:
            canvas.setFillGray(0.9)
            canvas.rect(x, 500 - top - 30, 180, 30, stroke=0, fill=1)
            canvas.setFillGray(0)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(x + 4, 500 - top - 12, title)
            canvas.setFont("Helvetica", 8)
            canvas.drawString(x + 4, 500 - top - 23, name)

        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawString(214, 460, "Maire")
        canvas.setFont("Helvetica", 8)
        canvas.drawString(240, 460, "Odile Roche")
        boxed(160, 60, "Direction générale des services", "M. Karim Haddad")
        for number, (title, name, _) in enumerate(BLOCKS):
            boxed(10 + 240 * (number % 2), 130 + 70 * (number // 2), title, name)

    read = chart_of(drawn(draw, size=SHEET))
    assert names(read)["Maire"] == ["Odile Roche"]
    assert tree(read)["Direction générale des services"] == "Maire"


ASIDE = [("Document établi par la DRH", "Odile Roche"), ("Président du CST", "Odile Roche")]
OVER = [("Madame la Maire", "Odile Roche"), ("Le Maire", "M. Odilon Roche", "Maire"), ("Le Président", "Président", "Odilon ROCHE")]


@pytest.mark.parametrize(("over", "unit"), [*((lines, True) for lines in OVER), *((lines, False) for lines in ASIDE)])
def test_lines_over_the_top_that_name_the_mayor_are_a_unit(over: Sequence[str], *, unit: bool) -> None:
    """3.27: without a box the mayor was left out, and what stands below had no head, for certain; below the sheet's title, too."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 12)
        canvas.drawCentredString(250, 482, "Les services municipaux")
        for place, text in enumerate(over):
            canvas.setFont("Helvetica" if place else "Helvetica-Bold", 8)
            canvas.drawCentredString(250, 466 - 10 * place, text)
        for x, y, title in (
            (160, 390, "Direction générale des services"),
            (20, 320, "Pôle Ressources"),
            (300, 320, "Pôle Technique"),
        ):
            canvas.rect(x, y, 180, 24)
            canvas.drawCentredString(x + 90, y + 8, title)
        canvas.line(250, 390, 250, 360)
        canvas.line(110, 360, 390, 360)
        canvas.line(110, 360, 110, 344)
        canvas.line(390, 360, 390, 344)

    read = chart_of(drawn(draw, size=SHEET))
    assert tree(read).get("Direction générale des services") == (over[0] if unit else None)
    assert not unit or len(names(read)[over[0]]) == 1
