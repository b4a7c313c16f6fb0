"""A title and who heads it in one line, each in a look of its own: the line is as any other title is (3.27, 13.3)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.pdf.orgchart.words.people import is_name
from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of, names
from tests.pdf.pdfs import drawn

BOLD, ITALIC, PLAIN = "Helvetica-Bold", "Helvetica-Oblique", "Helvetica"


def _write(canvas: Canvas, x: float, y: float, *parts: tuple[str, str]) -> None:
    for font, text in parts:
        canvas.setFont(font, 8)
        canvas.drawString(x, y, text)
        x += canvas.stringWidth(text, font, 8)


def _placed(data: bytes) -> dict[str, tuple[str | None, list[str]]]:
    """Of each unit that is read, by its title: that of its head, and its people."""
    units = chart_of(data).units
    titles = {unit.id: unit.title for unit in units}
    return {unit.title: (titles.get(unit.parent or ""), [person.name for person in unit.people]) for unit in units}


def test_a_title_without_a_head_among_titles_with_heads_of_more_letters_is_one() -> None:
    """« **Consumo** » was lost, and what is listed below it hung under the unit above, for certain."""
    columns = {
        "Área de Urbanismo": {
            "Juventud": ("Dña. Nuria Zamora", ["Alumbrado", "Inspección"]),
            "Deportes": ("D. Luis Galindo", ["Aguas"]),
        },
        "Área de Hacienda": {"Contratación": ("Dña. Rocío Cifuentes", ["Plusvalías"]), "Consumo": ("", ["Ayudas", "Atestados"])},
        "Área de Cultura": {
            "Museos": ("D. Tomás Olmedo", ["Visitas"]),
            "Estadística": ("", []),
            "Fiestas": ("Dña. Ana Duarte", ["Ferias"]),
        },
    }

    def draw(canvas: Canvas) -> None:
        for column, (area, units) in enumerate(columns.items()):
            x, y = 30 + 200 * column, 330.0
            canvas.rect(x - 4, y - 6, 180, 20)
            _write(canvas, x, y, (BOLD, area))
            for title, (name, listed) in units.items():
                _write(canvas, x, y := y - 24, (BOLD, f"{title} – " if name else title), (PLAIN, name))
                for entry in listed:
                    _write(canvas, x + 6, y := y - 11, (PLAIN, f"• Negociado de {entry}"))

    expected: dict[str, tuple[str | None, list[str]]] = {area: (None, []) for area in columns}
    for area, units in columns.items():
        for title, (name, listed) in units.items():
            expected[title] = area, [name] if name else []
            expected |= {f"Negociado de {entry}": (title, []) for entry in listed}
    assert _placed(drawn(draw, size=SHEET)) == expected


@pytest.mark.parametrize("parts", [["Mme TISSERAND", "Mathilde"], ["M. GAUTHERON Jean-", "Marc"], ["Mme Ida ROY"]])
def test_a_name_of_more_letters_than_the_title_before_it_is_whole_and_the_box_in_its_stack(parts: Sequence[str]) -> None:
    """By which of the two had more letters one box looked as a title, the next as a name: it hung under the one above."""
    stack = {"Maternité": ["Mme RIVOIRE Inès"], "Chirurgie viscérale": ["M. BEY Luc"], "Pharmacie": parts, "Oncologie": []}

    poles = {f"Pôle {pole}": {f"{title} {pole}": name for title, name in stack.items()} for pole in "abc"}

    def draw(canvas: Canvas) -> None:
        for column, (pole, units) in enumerate(poles.items()):
            x, y = 60 + 180 * column, 320
            canvas.rect(x, y, 120, 24)
            _write(canvas, x + 4, y + 8, (BOLD, pole))
            for title, name in units.items():
                canvas.rect(x, y := y - 32, 120, 26)
                _write(canvas, x + 4, y + 16, (BOLD, f"{title} : " if name else title), (ITALIC, "".join(name[:1])))
                for text in name[1:]:
                    _write(canvas, x + 4, y + 6, (ITALIC, text))

    expected: dict[str, tuple[str | None, list[str]]] = {pole: (None, []) for pole in poles}
    for pole, units in poles.items():
        expected |= {title: (pole, [" ".join(name).replace("- ", "-")] if name else []) for title, name in units.items()}
    assert _placed(drawn(draw, size=SHEET)) == expected


@pytest.mark.parametrize("post", ["Responsable", "Adjointe"])
def test_a_post_before_a_name_in_another_look_is_no_title(post: str) -> None:
    """It says who heads the unit above, whatever the look of either."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(140, 340, 160, 24)
        _write(canvas, 146, 350, (BOLD, "Direction des moyens"))
        for number, (title, name) in enumerate(heads.items()):
            x = 40 + 200 * number
            canvas.rect(x, 268, 160, 40)
            canvas.lines([(220, 340, 220, 324), (220, 324, x + 80, 324), (x + 80, 324, x + 80, 308)])
            _write(canvas, x + 6, 294, (BOLD, title))
            _write(canvas, x + 6, 280, (BOLD, f"{post} : "), (ITALIC, name))

    heads = {"Service paie": "Inès RIVOIRE", "Service achats": "Luc BEY"}
    moyens = "Direction des moyens"
    assert _placed(drawn(draw, size=SHEET)) == {moyens: (None, [])} | {title: (moyens, [name]) for title, name in heads.items()}


@pytest.mark.parametrize(
    ("entries", "named"),
    [
        (
            {"Wohngeld": "GRABOWSKI Annett", "Musikschule": "JANSEN Elke", "Geodaten": "REINHARDT Ingo", "Friedhöfe": "BEY Ida"},
            True,
        ),
        ({"Schule": "Erich KÄSTNER", "Turnhalle": "Ernst THÄLMANN", "Geodaten": "Ingo REINHARDT"}, False),
    ],
    ids=["services, and one place", "places"],
)
def test_names_in_another_look_behind_entries_with_bullets_head_them(entries: dict[str, str], named: bool) -> None:
    """« › Wohngeld *GRABOWSKI Annett* » was a title, or a person of the office above. Places are called after somebody."""

    def draw(canvas: Canvas) -> None:
        for number, title in enumerate(["Sozialamt", "Personalamt"]):
            x = 40 + 230 * number
            canvas.rect(x - 6, 200, 210, 110)
            _write(canvas, x, 296, (BOLD, title))
            for row, (entry, name) in enumerate([*entries.items()][number::2]):
                _write(canvas, x + 6, 280 - 12 * row, (PLAIN, f"› {entry} "), (ITALIC, name))

    heads = {title: names for title, (_, names) in _placed(drawn(draw, size=SHEET)).items() if not title.endswith("amt")}
    if named:
        assert heads == {entry: [name] for entry, name in entries.items()}
    else:
        assert not any(heads[f"{entry} {name}"] for entry, name in entries.items())


@pytest.mark.parametrize(
    "rows", [["Voirie : Tom Albe", "Eau : Ida Moss", "Parcs : Jo Blin"], ["Voirie : Tom Albe", "Contact : Marie Roy"]]
)
def test_rows_in_two_looks_are_alike_whatever_is_behind_their_mark(rows: Sequence[str]) -> None:
    """An unknown name, after two that are known, was lost with its unit; « Contact » is none beside the services."""

    def draw(canvas: Canvas) -> None:
        for column in range(3):
            x = 40 + 180 * column
            canvas.rect(x, 250, 160, 30)
            _write(canvas, x + 6, 268, (BOLD, f"Pôle {'abc'[column]}"))
            _write(canvas, x + 6, 256, (PLAIN, ("Luc Petit", "Nadia Sel", "Zoé Lund")[column]))
            canvas.rect(x, 190, 160, 54)
            for row, text in enumerate(rows if column == 2 else [f"Sports {column} : Anne Morel", f"Achats {column} : Jean Duval"]):
                title, _, name = text.partition(" : ")
                _write(canvas, x + 6, 230 - 14 * row, (BOLD, f"{title} : "), (ITALIC, name))

    read = _placed(drawn(draw, size=SHEET))
    assert ("Parcs" in read, "Contact" in read) == (len(rows) > 2, False)


BARS = (
    ("Enseignement", "Mme Anne Marie"),  # given names both
    ("Cohésion sociale", "M. Luc Tessier"),
    ("Ressources", "M. Karim Ben Salah"),
    ("Sports", "Mme Magali Bourgeois"),
)


@pytest.mark.parametrize("upper", [True, False])
def test_a_title_of_one_word_before_a_civility_is_no_surname(upper: bool) -> None:
    """3.27: « **ENSEIGNEMENT** Mme Magali Bourgeois » was somebody called so, and what hung there was in no unit."""
    rows = [(title.upper() if upper else title, name) for title, name in BARS]

    def draw(canvas: Canvas) -> None:
        for number, (title, name) in enumerate(rows):
            x = 15 + 195 * number
            canvas.rect(x, 100, 185, 24)
            canvas.rect(x + 10, 50, 175, 24)
            canvas.line(x + 80, 100, x + 80, 74)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(x + 4, 108, title)
            canvas.setFont("Helvetica", 8)
            canvas.drawString(x + 8 + canvas.stringWidth(title, "Helvetica-Bold", 8), 108, name)
            canvas.drawString(x + 14, 58, f"Service {number + 1}")

    found = names(chart_of(drawn(draw, size=(800.0, 200.0))))
    assert {title: found.get(title) for title, _ in rows} == {title: [name] for title, name in rows}


@pytest.mark.parametrize(
    "text", ["ROY M. Jean", "DUPONT Mme Anne-Marie", "MÜLLER Frau Dr. Anna", "John M. Smith", "Hans Fr. Müller"]
)
def test_a_surname_before_a_civility_and_one_given_name_is_somebodys(text: str) -> None:
    """3.27: of the words before a civility only those before one given name alone are surely a name."""
    assert is_name(text)
    assert not any(map(is_name, ("FINANCES M. Jean Roy", "LANDRÄTIN Frau Roy", "ENSEIGNEMENT Mme Anne Marie")))


@pytest.mark.parametrize("text", ["FINANCES ET MARCHÉS M. Olivier Gérard", "ACTION SOCIALE M. Philippe Renaud"])
def test_several_words_before_a_civility_are_a_title_though_given_names_follow(text: str) -> None:
    """3.27: « Gérard », « Renaud » are given names, too; the pole is not somebody called « Finances et marchés »."""
    assert not is_name(text)


def test_surnames_in_bold_before_given_names_are_no_titles() -> None:
    """3.27: of « **RUIZ** Dña. María José » in each box no unit is called « RUIZ » for certain."""
    people = (("RUIZ", "Dña. María José"), ("LOPEZ", "D. Juan Carlos"), ("VEGA", "Dña. Ana María"))

    def draw(canvas: Canvas) -> None:
        for number, (surname, given) in enumerate(people):
            x = 15 + 195 * number
            canvas.rect(x, 100, 185, 24)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(x + 4, 108, surname)
            canvas.setFont("Helvetica", 8)
            canvas.drawString(x + 8 + canvas.stringWidth(surname, "Helvetica-Bold", 8), 108, given)

    chart = chart_of(drawn(draw, size=(800.0, 200.0)))
    assert not {unit.title for unit in chart.units if unit.confidence_title >= 0.9} & {surname for surname, _ in people}
