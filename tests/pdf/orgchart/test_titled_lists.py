"""Boxes with a pole over its services, which capitals or colour alone tell from them (3.27)."""

from __future__ import annotations

from typing import Literal

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE, Unit
from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of
from tests.pdf.pdfs import drawn

Look = Literal["capitals", "red", "bold", "larger", "same"]
TOP = "Direction générale"
POLES = {
    "Pôle ressources": ["Finances", "Achats", "Paie"],
    "Pôle technique": ["Voirie", "Eau potable"],
    "Pôle population": ["Sports", "Écoles", "État civil"],
}


def _sheet(poles: dict[str, list[str]], *, look: Look = "capitals") -> dict[str, str | None]:
    """The tree that is read of boxes, each with its title, in red, bold, larger or as its lines, and these."""
    titles = {unit.id: unit.title for unit in _units(poles, look)}
    return {unit.title: titles.get(unit.parent or "") for unit in _units(poles, look)}


def _units(poles: dict[str, list[str]], look: Look) -> tuple[Unit, ...]:

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.rect(230, 350, 140, 22)
        canvas.drawCentredString(300, 358, TOP)
        for number, (title, lines) in enumerate(poles.items()):
            x = 110 + 190 * number
            canvas.lines([(300, 350, 300, 330), (300, 330, x, 330), (x, 330, x, 316)])
            canvas.rect(x - 90, 240, 180, 76)
            for row, text in enumerate([title, *lines]):
                canvas.setFillColorRGB(0.75 * (look == "red" and not row), 0, 0)
                bold, size = look == "bold" and not row, 10 if look == "larger" and not row else 8
                canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
                canvas.drawCentredString(x, 302 - 12 * row, text)

    return chart_of(drawn(draw, size=SHEET)).units


@pytest.mark.parametrize("look", ["capitals", "red", "bold", "larger"])
def test_a_title_that_stands_out_heads_the_plain_lines_below_it(look: Look) -> None:
    """« PÔLE RESSOURCES Finances Achats Paie » was one title: the services were lost."""
    poles = {title.upper() if look == "capitals" else title: services for title, services in POLES.items()}
    expected: dict[str, str | None] = {TOP: None} | dict.fromkeys(poles, TOP)
    for title, services in poles.items():
        expected |= dict.fromkeys(services, title)
    assert _sheet(poles, look=look) == expected


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
@pytest.mark.parametrize("look", ["capitals", "bold"])
def test_other_lines_below_a_title_that_stands_out_are_no_list(lines: list[str], look: Look) -> None:
    poles = {title.upper(): [f"{line} {n}" if line == "Bressey" else line for line in lines] for n, title in enumerate(POLES)}
    assert not any(title in lines for title in _sheet(poles, look=look))


@pytest.mark.parametrize("look", ["capitals", "red", "bold"])
@pytest.mark.parametrize(
    "poles",
    [
        {"Corporate Services": ["Finance", "Procurement", "Payroll"], "Place Services": ["Highways", "Water", "Parks"]},
        {"Fachbereich Bauen": ["Straßenbau", "Wasser", "Grünflächen"], "Fachbereich Kultur": ["Bibliothek", "Museum", "Archiv"]},
        {"Settore Risorse": ["Ragioneria", "Acquisti", "Paghe"], "Settore Cultura": ["Biblioteca", "Musei", "Archivio"]},
    ],
    ids=["en", "de", "it"],
)
def test_lines_in_two_looks_are_no_sure_title_in_any_language(poles: dict[str, list[str]], look: Look) -> None:
    """« Corporate Services Finance Procurement Payroll » was one unit, for certain."""
    named = {title.upper() if look == "capitals" else title: lines for title, lines in poles.items()}
    units = _units(named, look)
    assert not any(unit.title.count(" ") > 2 and unit.confidence_title >= SURE for unit in units)


@pytest.mark.parametrize("rest", [["Espaces verts", "Propreté urbaine"], ["Espaces verts", "et propreté urbaine"]])
def test_a_title_that_begins_with_its_kind_alone_in_bold_stays_sure(rest: list[str]) -> None:
    units = _units({"Pôle": rest, "Service paie": [], "Service achats": []}, "bold")
    assert any(unit.title == " ".join(["Pôle", *rest]) and unit.confidence_title >= SURE for unit in units)


@pytest.mark.parametrize("look", ["capitals", "bold"])
def test_what_a_pole_does_is_no_list_of_its_units(look: Look) -> None:
    """« Élaboration du budget », « Suivi des marchés » were units, for certain; « Gestion des déchets » among services is one."""
    tasks = {
        "Pôle ressources": ["Élaboration du budget", "Suivi des marchés"],
        "Pôle culture": ["Animation de la médiathèque", "Gestion des musées"],
    }
    named = {title.upper() if look == "capitals" else title: lines for title, lines in tasks.items()}
    assert not any(unit.title in lines for unit in _units(named, look) for lines in tasks.values())
    mixed = {**{title.upper() if look == "capitals" else title: lines for title, lines in POLES.items()}, "PÔLE": []}
    first = next(iter(mixed))
    mixed[first] = [*mixed[first][:2], "Gestion des déchets"]
    assert "Gestion des déchets" in {unit.title for unit in _units(mixed, look)}


@pytest.mark.parametrize("title", ["SERVICE TECHNIQUE", "DIRECTION DES SPORTS"])
def test_a_title_with_words_of_its_own_may_stand_in_two_boxes(title: str) -> None:
    """Two sites with a service of one name, each with its list: one melted title each."""
    units = _units(
        {title: ["Voirie", "Eau potable"], f"{title} ": ["Espaces verts", "Bâtiments"], "PÔLE CULTURE": ["Musées", "Écoles"]},
        "same",
    )
    assert sorted(unit.title for unit in units).count(title) == 2 and "Bâtiments" in {unit.title for unit in units}


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
