"""Tables with a row for each person, printed without rules: what a column holds is told by its head, its cells and their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE
from tests.pdf.orgchart.test_rosters import chart_of, people
from tests.pdf.pdfs import drawn

HEADS = ("Nom", "Fonction", "Entité", "Téléphone")
STAFF = [
    ("Odile Marchand", "Directrice", "Voirie et réseaux", "04 70 11 22 01"),
    ("Gaëtan Le Bihan", "Chargé de mission", "Voirie et réseaux", "04 70 11 22 02"),
    ("Yasmina Kerbrat", "Assistante de direction", "Archives de Brévans", "04 70 11 22 03"),
    ("Tanguy Roy", "Chargé de mission", "Archives de Brévans", "04 70 11 22 04"),
    ("Sandrine Petit", "Chef de service", "Marchés publics", "04 70 11 22 05"),
    ("Loïc Vauquelin", "Directeur", "Garage municipal", "04 70 11 22 06"),
    ("Enora Desforges", "Chargé de mission", "Garage municipal", "04 70 11 22 07"),
]
UNITS = {title: [(name, post) for name, post, of, _ in STAFF if of == title] for title in dict.fromkeys(row[2] for row in STAFF)}


def rows(canvas: Canvas, lines: Sequence[Sequence[str]], *, top: float = 40, width: float = 145) -> None:
    """Lines without rules, 14 points apart; a text with a line break stands on two lines, 8 points apart."""
    canvas.setFont("Helvetica", 7)
    for line in lines:
        cells = [text.split("\n") for text in line]
        for column, cell in enumerate(cells):
            for number, text in enumerate(cell):
                canvas.drawString(20 + width * column, 560 - top - 8 * number, text)
        top += 14 + 8 * (max(map(len, cells)) - 1)


def sheet(draw: Callable[[Canvas], None]) -> bytes:
    return drawn(draw, size=(620.0, 560.0))


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (1, 0, 2), (0, 2, 1), (3, 0, 1, 2), (0, 3, 2, 1), (2, 1, 0, 3)])
@pytest.mark.parametrize("headed", [True, False], ids=["heads", "no heads"])
def test_whoever_stands_in_a_row_is_of_the_unit_in_it_in_any_order_of_columns(order: Sequence[int], headed: bool) -> None:
    """(3.27): « Nom | Fonction | Entité » was read as columns of titles over names, with certainty."""
    lines = [[row[column] for column in order] for row in ([HEADS] if headed else []) + STAFF]
    assert people(sheet(lambda canvas: rows(canvas, lines))) == UNITS


def test_a_column_of_grades_is_no_post() -> None:
    """(3.27): « A+ Directrice », « B Assistante » were posts, for certain."""
    grades = ("A+", "A", "C", "B", "A/B", "Cat. A", "B")
    lines = [("Grade", *HEADS[:3]), *((grade, *row[:3]) for grade, row in zip(grades, STAFF, strict=True))]
    assert people(sheet(lambda canvas: rows(canvas, lines))) == UNITS


def test_a_unit_printed_once_is_that_of_the_blank_rows_below() -> None:
    lines = [HEADS[:3], *((name, post, "" if n and STAFF[n - 1][2] == of else of) for n, (name, post, of, _) in enumerate(STAFF))]
    assert people(sheet(lambda canvas: rows(canvas, lines))) == UNITS


def test_words_that_come_again_under_a_heading_of_posts_are_posts_though_a_unit_could_be_called_so() -> None:
    """(3.27): « Direction », « Secrétariat », « Encadrement » under « Fonction » were units over the people, as certain."""
    posts = ("Direction", "Encadrement", "Secrétariat", "Encadrement", "Direction", "Direction", "Encadrement")
    staff = [(name, post, of) for (name, _, of, _), post in zip(STAFF, posts, strict=True)]
    ruled = [(of, post, name) for name, post, of in (("Nom", "Fonction", "Entité"), *staff)]

    def draw(canvas: Canvas) -> None:
        rows(canvas, ruled)
        for number in range(len(ruled) + 1):
            canvas.line(16, 529 - 14 * number, 451, 529 - 14 * number)
        for column in range(4):
            canvas.line(16 + 145 * column, 529, 16 + 145 * column, 529 - 14 * len(ruled))

    assert people(sheet(draw)) == {title: [(name, post) for name, post, of in staff if of == title] for title in UNITS}


def test_a_broken_cell_is_one() -> None:
    lines = [
        [text.replace("Chargé de ", "Chargé de\n").replace("Voirie et ", "Voirie et\n") for text in row] for row in [HEADS, *STAFF]
    ]
    assert people(sheet(lambda canvas: rows(canvas, lines))) == UNITS


def test_a_unit_whose_people_stand_on_two_pages_is_one() -> None:
    """The heads come again; the second page is too short to tell by itself."""

    def draw(canvas: Canvas) -> None:
        rows(canvas, [HEADS, *STAFF[:6]])
        canvas.showPage()
        rows(canvas, [HEADS, *STAFF[6:]])

    assert people(sheet(draw)) == UNITS


def test_civilities_in_a_column_of_their_own_go_with_the_names() -> None:
    lines = [
        ("Civ.", "Nom", "Entité"),
        *(("Mme" if n % 2 else "M.", row[0].split()[-1].upper(), row[2]) for n, row in enumerate(STAFF)),
    ]
    assert [name for name, _ in people(sheet(lambda canvas: rows(canvas, lines)))["Marchés publics"]] == ["M. PETIT"]


def test_where_columns_do_not_tell_which_is_the_unit_nothing_is_certain() -> None:
    """(3.27): without heads, two columns of words that are nowhere known."""
    words = [("Trevane", "Colmio"), ("Brisque", "Colmio"), ("Trevane", "Dalvet"), ("Ormise", "Eprand"), ("Brisque", "Eprand")]
    lines = [(name, *said) for (name, *_), said in zip(STAFF, words, strict=False)]
    said = chart_of(sheet(lambda canvas: rows(canvas, lines))).units
    assert all(person.confidence < 0.9 for unit in said for person in unit.people)


def test_tables_under_the_same_heads_may_have_columns_of_their_own_width() -> None:
    def draw(canvas: Canvas) -> None:
        rows(canvas, [HEADS[:3], *(row[:3] for row in STAFF[:4])])
        rows(canvas, [HEADS[:3], *(row[:3] for row in STAFF[3:])], top=200, width=110)

    said = people(sheet(draw))
    assert {title: list(dict.fromkeys(named)) for title, named in said.items()} == UNITS


def test_a_broken_name_is_one_person_and_a_surname_may_be_a_post() -> None:
    """« Maire » is a surname, too: in a column of names it is one, to be checked."""
    more = [
        ("Francisco Javier\nZUBIZARRETA", "Chef de service", "Marchés publics"),
        ("Maire Maëlys", "Directrice", "Marchés publics"),
    ]
    said = people(sheet(lambda canvas: rows(canvas, [HEADS[:3], *(row[:3] for row in STAFF), *more])))
    assert [name for name, _ in said["Marchés publics"]] == ["Sandrine Petit", "Francisco Javier ZUBIZARRETA", "Maire Maëlys"]


def test_a_row_without_a_name_in_a_table_where_few_have_one_is_read() -> None:
    """(3.27): such a table, with blanks in the other columns as well, could not be opened at all."""
    lines = [
        ("Assistante de direction", "Voirie et réseaux", "Tanguy Roy"),
        ("", "Garage municipal", ""),
        ("Directeur", "Archives de Brévans", "Yasmina Kerbrat"),
        ("Chargé de mission", "Voirie et réseaux", ""),
        ("Assistante de direction", "Archives de Brévans", "Sandrine Petit"),
        ("", "Voirie et réseaux", "Odile Marchand"),
        ("", "", "Sandrine Petit"),
        ("Assistante de direction", "", ""),
        ("Chargé de mission", "Archives de Brévans", ""),
    ]
    assert chart_of(sheet(lambda canvas: rows(canvas, lines))).pages == 1


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("order", [(0, 1, 3), (1, 0)], ids=["name first", "post first"])
def test_where_no_column_says_a_unit_the_posts_are_what_people_are_beside(order: Sequence[int], *, ruled: bool) -> None:
    """(3.27): of drawn cells « Nom | Fonction » all names were in the first row's post, for certain."""
    posts = ("Directrice générale", "Directeur des sports", "Responsable voirie", "Cheffe du service paie", "Adjoint au maire")
    staff = [(name, post, "", tel) for (name, _, _, tel), post in zip(STAFF, posts, strict=False)]
    lines = [[row[column] for column in order] for row in (HEADS, *staff)]

    def draw(canvas: Canvas) -> None:
        rows(canvas, lines)
        for number in range(len(lines) + 1) if ruled else ():
            canvas.line(16, 529 - 14 * number, 16 + 145 * len(order), 529 - 14 * number)
        for column in range(len(order) + 1) if ruled else ():
            canvas.line(16 + 145 * column, 529, 16 + 145 * column, 529 - 14 * len(lines))

    assert people(sheet(draw)) == {post: [(name, None)] for name, post, *_ in staff}


def test_titles_across_a_list_of_names_and_posts_are_the_units_of_those_below() -> None:
    """(3.27): « FINANCES » over « Nom | Fonction | Téléphone »: posts hung under the section before, for certain."""

    def draw(canvas: Canvas) -> None:
        down = 540
        for title, staff in UNITS.items():
            for texts, widths in (((title,), (435,)), *(((*one, "04 70 11 22 01"), (145, 145, 145)) for one in staff)):
                down -= 14
                for column, (text, width) in enumerate(zip(texts, widths, strict=True)):
                    canvas.rect(20 + 145 * column, down, width, 14)
                    canvas.setFont("Helvetica-Bold" if len(texts) == 1 else "Helvetica", 7)
                    canvas.drawString(24 + 145 * column, down + 4, text or "")

    assert people(sheet(draw)) == UNITS


@pytest.mark.parametrize("merged", [True, False])
def test_who_is_beside_a_cell_over_several_rows_is_of_it_for_certain(merged: bool) -> None:
    """3.27: all but the first in a service's rows were in doubt, and so every change of theirs; beside blank cells they are."""
    services = {
        "Direction générale": [("Claire AUBERT", "Directrice générale")],
        "Finances": [("Luc PETIT", "Responsable"), ("Marie ROY", "Comptable"), ("Lise ROUX", "Gestionnaire budget")],
        "Ressources humaines": [("Anne MOREL", "Responsable"), ("Jean DUVAL", "Gestionnaire paie")],
        "Services techniques": [("Hugo BLANC", "Directeur"), ("Karim BENALI", "Agent de voirie"), ("Yves BRUN", "Jardinier")],
    }

    def draw(canvas: Canvas) -> None:
        def cell(x: float, row: float, width: float, high: float, text: str, font: str = "Helvetica") -> None:
            canvas.rect(x, 350 - 16 * (row + high), width, 16 * high)
            canvas.setFont(font, 8)
            canvas.drawString(x + 4, 350 - 16 * (row + (high if merged else 1) / 2) - 3, text)

        for x, width, head in ((20, 130, "Service"), (150, 120, "Nom"), (270, 150, "Fonction")):
            cell(x, 0, width, 1, head, "Helvetica-Bold")
        row = 1
        for service, staff in services.items():
            if merged:
                cell(20, row, 130, len(staff), service)
            for place, (name, post) in enumerate(staff):
                if not merged:
                    cell(20, row, 130, 1, "" if place else service)
                cell(150, row, 120, 1, name)
                cell(270, row, 150, 1, post)
                row += 1

    chart = chart_of(drawn(draw, size=(450, 400)))
    told = {unit.title: [(person.name, person.role) for person in unit.people] for unit in chart.units}
    assert told == services
    sure = [person.confidence >= SURE for unit in chart.units for person in unit.people[1:]]
    assert all(sure) if merged else not any(sure)
