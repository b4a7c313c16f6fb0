"""Boxes with a pole over its services, which capitals or colour alone tell from them (3.27)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of
from tests.pdf.pdfs import drawn

TOP = "Direction générale"
POLES = {
    "Pôle ressources": ["Finances", "Achats", "Paie"],
    "Pôle technique": ["Voirie", "Eau potable"],
    "Pôle population": ["Sports", "Écoles", "État civil"],
}


def _sheet(poles: dict[str, list[str]], *, red: bool = False) -> dict[str, str | None]:
    """The tree that is read of boxes in one weight, each with its title, in red or not, and its lines."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.rect(230, 350, 140, 22)
        canvas.drawCentredString(300, 358, TOP)
        for number, (title, lines) in enumerate(poles.items()):
            x = 110 + 190 * number
            canvas.lines([(300, 350, 300, 330), (300, 330, x, 330), (x, 330, x, 316)])
            canvas.rect(x - 90, 240, 180, 76)
            for row, text in enumerate([title, *lines]):
                canvas.setFillColorRGB(0.75 * (red and not row), 0, 0)
                canvas.drawString(x - 84, 302 - 12 * row, text)

    units = chart_of(drawn(draw, size=SHEET)).units
    titles = {unit.id: unit.title for unit in units}
    return {unit.title: titles.get(unit.parent or "") for unit in units}


@pytest.mark.parametrize("red", [False, True], ids=["in capitals", "in red"])
def test_a_title_in_capitals_or_red_heads_the_plain_lines_below_it(red: bool) -> None:
    """« PÔLE RESSOURCES Finances Achats Paie » was one title: the services were lost."""
    poles = {title if red else title.upper(): services for title, services in POLES.items()}
    expected: dict[str, str | None] = {TOP: None} | dict.fromkeys(poles, TOP)
    for title, services in poles.items():
        expected |= dict.fromkeys(services, title)
    assert _sheet(poles, red=red) == expected


@pytest.mark.parametrize(
    "lines",
    [
        ["Prépare le budget et suit", "les dépenses de la commune."],
        ["Zoé Karlsson", "Ana Bjelic"],
        ["Budget, dépenses", "Paie, carrières"],
        ["Qualité de la vie et des", "Espaces publics"],
        ["Bressey", "Norges"],
    ],
    ids=["a sentence", "names", "tasks", "a title that goes on", "words unknown of units"],
)
def test_other_lines_below_a_title_in_capitals_are_no_list(lines: list[str]) -> None:
    poles = {title.upper(): [f"{line} {n}" if line == "Bressey" else line for line in lines] for n, title in enumerate(POLES)}
    assert not any(title in lines for title in _sheet(poles))


def test_what_several_boxes_begin_with_is_no_title_of_its_own() -> None:
    """« DIRECTION GÉNÉRALE ADJOINTE » over « Finances et achats » says of which; alone it would be three units of one name."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.rect(230, 350, 140, 22)
        canvas.drawCentredString(300, 358, TOP)
        for number, lines in enumerate((("Ressources", "Finances"), ("Territoire", "Urbanisme"), ("Solidarités", "Enfance"))):
            x = 110 + 190 * number
            canvas.lines([(300, 350, 300, 330), (300, 330, x, 330), (x, 330, x, 316)])
            canvas.rect(x - 90, 240, 180, 76)
            for row, text in enumerate(("DIRECTION GÉNÉRALE ADJOINTE", *lines)):
                canvas.drawString(x - 84, 302 - 12 * row, text)

    units = chart_of(drawn(draw, size=SHEET)).units
    assert not [unit.title for unit in units if unit.title == "DIRECTION GÉNÉRALE ADJOINTE"]
