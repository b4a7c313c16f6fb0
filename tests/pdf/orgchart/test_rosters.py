"""Tables with a row for each unit or person, and lists that go on from column to column (13.1, 13.3, 3.27)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import DocumentContent, OrgChart
from monitor.pdf.read import read
from tests.pdf.pdfs import drawn

SHEET = (620.0, 480.0)
WIDTH = 120.0
Row = Sequence[str]

STAFFED: tuple[Row, ...] = (
    ("Service", "Nom", "Fonction", "Téléphone"),
    ("Direction générale", "Mme Roy", "Directrice générale des services", "03 80 00 00 01"),
    ("Service des eaux", "M. Petit", "Chef de service", "03 80 00 00 02"),
    ("Bureau des achats", "Mme Caron", "Responsable", "03 80 00 00 03"),
    ("Service paie", "M. Faure", "Chef de service par intérim", "03 80 00 00 04"),
)
PEOPLE = {
    "Direction générale": [("Mme Roy", "Directrice générale des services")],
    "Service des eaux": [("M. Petit", "Chef de service")],
    "Bureau des achats": [("Mme Caron", "Responsable")],
    "Service paie": [("M. Faure", "Chef de service par intérim")],
}


def chart_of(data: bytes) -> OrgChart:
    content = read(data, kind="orgchart")
    assert isinstance(content, DocumentContent) and content.orgchart
    return content.orgchart


def people(data: bytes) -> dict[str, list[tuple[str, str | None]]]:
    return {unit.title: [(person.name, person.role) for person in unit.people] for unit in chart_of(data).units}


def tree(data: bytes) -> dict[str, str | None]:
    units = chart_of(data).units
    titles = {unit.id: unit.title for unit in units}
    return {unit.title: titles[unit.parent] if unit.parent else None for unit in units}


def write(canvas: Canvas, x: float, top: float, text: str, *, bold: bool = False, size: float = 7) -> None:
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
    canvas.drawString(x, SHEET[1] - top, text)


def table(canvas: Canvas, rows: Sequence[Row], *, top: float = 20, uprights: bool = True, open_column: int | None = None) -> None:
    """Rows of cells 18 high; the *open_column* has no rules between its rows."""
    for number, row in enumerate(rows):
        y = top + 18 * number
        for column, text in enumerate(row):
            x = 20 + WIDTH * column
            if uprights:
                canvas.line(x, SHEET[1] - y, x, SHEET[1] - y - 18)
                canvas.line(x + WIDTH, SHEET[1] - y, x + WIDTH, SHEET[1] - y - 18)
            for edge in (y, y + 18):
                if column != open_column or edge in (top, top + 18 * len(rows)):
                    canvas.line(x, SHEET[1] - edge, x + WIDTH, SHEET[1] - edge)
            write(canvas, x + 4, y + 12, text)


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (1, 0, 2, 3), (0, 2, 1, 3), (3, 0, 1, 2)])
def test_a_post_in_a_column_of_its_own_is_the_post_of_who_is_named_beside(order: Sequence[int]) -> None:
    rows = [[row[place] for place in order] for row in STAFFED]
    assert people(drawn(lambda canvas: table(canvas, rows), size=SHEET)) == PEOPLE


@pytest.mark.parametrize("column", [0, 1, 2])
def test_a_column_without_rules_between_its_rows_has_the_rows_of_the_others(column: int) -> None:
    assert people(drawn(lambda canvas: table(canvas, STAFFED, open_column=column), size=SHEET)) == PEOPLE


def test_what_people_and_posts_stand_beside_are_units_without_headings() -> None:
    """« Relais », « Halte » say no kind of unit; the only column that is neither names nor posts has the titles."""
    titles = ("Direction générale", "Pôle Enfance", "Relais petite enfance", "Halte Arc-en-ciel", "Musée", "Théâtre")
    named = [("Mme Roy", "Directrice"), ("M. Petit", "Directeur"), ("Mme Caron", "Responsable"), ("M. Faure", "Responsable")]
    named += [("Mme Rey", "Responsable"), ("M. Loup", "Régisseur")]
    rows = [(title, *one) for title, one in zip(titles, named, strict=True)]
    found = people(drawn(lambda canvas: table(canvas, rows), size=SHEET))
    assert found == {title: [one] for title, one in zip(titles, named, strict=True)}


def test_a_table_may_have_no_upright_rules() -> None:
    assert people(drawn(lambda canvas: table(canvas, STAFFED, uprights=False), size=SHEET)) == PEOPLE


@pytest.mark.parametrize("printed", ["in each row", "once"])
def test_a_title_in_several_rows_is_one_unit(printed: str) -> None:
    """An address book names three people of one service, whose title is printed in each row, or in the first one only."""
    again = "Service des eaux" if printed == "in each row" else ""
    rows = [
        *STAFFED[:3],
        (again, "Mme Rey", "Assistante", "03 80 00 00 05"),
        (again, "M. Loup", "Technicien", "03 80 00 00 06"),
        *STAFFED[3:],
    ]
    found = people(drawn(lambda canvas: table(canvas, rows), size=SHEET))
    assert found == {
        **PEOPLE,
        "Service des eaux": [*PEOPLE["Service des eaux"], ("Mme Rey", "Assistante"), ("M. Loup", "Technicien")],
    }


def test_first_names_and_surnames_may_have_a_column_each() -> None:
    rows = [
        ("Service", "Prénom", "Nom", "Fonction"),
        ("Direction générale", "Zélie", "ROY", "Directrice"),
        ("Service des eaux", "Marc", "PETIT", "Chef de service"),
        ("Bureau des achats", "Ana", "CARON", "Responsable"),
    ]
    found = people(drawn(lambda canvas: table(canvas, rows), size=SHEET))
    assert [names[0][0] for names in found.values()] == ["Zélie ROY", "Marc PETIT", "Ana CARON"]


def test_a_table_of_posts_alone_stays_a_chart_of_posts() -> None:
    """Without a column of titles the posts are what the names belong to."""
    rows = [("Directrice générale", "Mme Roy"), ("Directeur des eaux", "M. Petit"), ("Cheffe du service paie", "Mme Caron")]
    found = people(drawn(lambda canvas: table(canvas, rows), size=SHEET))
    assert found == {post: [(name, None)] for post, name in rows}


def test_a_title_that_is_a_post_keeps_who_has_it() -> None:
    """« Directrice de la santé » under a service without a head is no post of that service's."""
    rows = [
        ("Direction générale", "Mme Roy"),
        ("Bureau des résidences", ""),
        ("Directrice de la santé", "Mme Caron"),
        ("Service paie", "M. Faure"),
        ("Bureau des achats", "M. Petit"),
    ]
    found = people(drawn(lambda canvas: table(canvas, rows), size=SHEET))
    assert found == {title: [(name, None)] if name else [] for title, name in rows}


def test_a_table_goes_on_over_a_page_break() -> None:
    """Without headings on the second page, whose first service hangs where it would have on the first one."""
    first = [("Pôle", "Service", "Responsable"), ("Pôle Ressources", "", "Mme Roy"), ("", "Service paie", "M. Petit")]
    first += [("", f"Bureau {name}", "") for name in ("des achats", "du courrier", "des contrats", "du budget")]
    second = [("", "Service des eaux", "M. Faure"), ("Pôle Technique", "", "Mme Caron"), ("", "Service voirie", "M. Loup")]

    def draw(canvas: Canvas) -> None:
        table(canvas, first)
        canvas.showPage()
        table(canvas, second)

    data = drawn(draw, size=SHEET)
    assert tree(data)["Service des eaux"] == "Pôle Ressources"
    assert tree(data)["Service voirie"] == "Pôle Technique"
    assert [name for name, _ in people(data)["Service des eaux"]] == ["M. Faure"]


def test_an_indented_list_goes_on_in_the_next_column() -> None:
    """A text in two columns: titles bold, names beneath; the second column begins in the middle of a direction."""
    left = [(0, "Direction générale"), (12, "Pôle Ressources"), (24, "Direction des finances"), (36, "Service budget")]
    left += [(36, "Service paie"), (24, "Direction du courrier")]
    right = [(36, "Service des plis"), (36, "Service des colis"), (12, "Pôle Technique"), (24, "Direction des eaux")]
    right += [(36, "Service réseaux")]

    def draw(canvas: Canvas) -> None:
        for x, entries in ((30, left), (330, right)):
            for number, (indent, title) in enumerate(entries):
                write(canvas, x + indent, 40 + 24 * number, title, bold=True, size=8)
                write(canvas, x + indent, 50 + 24 * number, f"Mme {chr(65 + number)}. Roy", size=8)

    assert tree(drawn(draw, size=SHEET)) == {
        "Direction générale": None,
        **dict.fromkeys(("Pôle Ressources", "Pôle Technique"), "Direction générale"),
        **dict.fromkeys(("Direction des finances", "Direction du courrier"), "Pôle Ressources"),
        **dict.fromkeys(("Service budget", "Service paie"), "Direction des finances"),
        **dict.fromkeys(("Service des plis", "Service des colis"), "Direction du courrier"),
        "Direction des eaux": "Pôle Technique",
        "Service réseaux": "Direction des eaux",
    }


def test_long_titles_of_a_list_are_no_prose_and_keep_their_commas() -> None:
    """Titles broken over three lines make no report of a list; what follows a comma is no post where it is no role."""
    entries = [(0, "Direction générale : Mme Roy"), (14, "DGA Éducation, Jeunesse et Sports : M. Petit")]
    long = (
        "Pilotage, coordination et évaluation des politiques publiques de",
        "proximité, relations avec les associations, les conseils de",
        "quartier et les usagers du service public",
    )
    entries += [(28, f"Service {kind}") for kind in ("des sports", "de la jeunesse")]

    def draw(canvas: Canvas) -> None:
        top = 40.0
        for indent, title in entries:
            write(canvas, 30 + indent, top, f"• {title}", size=9)
            top += 14
        for kind in ("Mission 1", "Mission 2", "Mission 3"):
            for number, line in enumerate((f"• {kind} – {long[0]}", *long[1:])):
                write(canvas, 58 + (7 if number else 0), top, line, size=9)
                top += 11
            top += 3

    chart = chart_of(drawn(draw, size=SHEET))
    assert chart.structured
    titles = [unit.title for unit in chart.units]
    assert titles[1] == "DGA Éducation, Jeunesse et Sports"
    assert titles[-1] == f"Mission 3 – {' '.join(long)}"


def test_boxes_of_dashes_drawn_side_by_side_are_boxes() -> None:
    """A browser draws each side of a dashed border by itself: three boxes above a chart of cards were loose words (13.2)."""
    tops = ("Cabinet du maire", "Direction générale des services", "Direction de la communication")

    def draw(canvas: Canvas) -> None:
        for number, title in enumerate(tops):
            x, y = 30 + 180 * number, SHEET[1] - 60
            for along in range(0, 160, 4):
                for level in (y, y + 40):
                    canvas.rect(x + along, level - 0.35, 2, 0.7, stroke=0, fill=1)
            for up in range(0, 40, 4):
                for side in (x, x + 160):
                    canvas.rect(side - 0.35, y + up, 0.7, 2, stroke=0, fill=1)
            write(canvas, x + 6, 34, title, bold=True, size=8)
        for number, title in enumerate(("DGA Ressources", "DGA Technique", "DGA Solidarités")):
            canvas.rect(30 + 180 * number, SHEET[1] - 150, 160, 40)
            write(canvas, 36 + 180 * number, 124, title, bold=True, size=8)

    assert set(tops) <= set(tree(drawn(draw, size=SHEET)))


def test_a_head_may_stand_among_its_offices() -> None:
    """In a row of dotted boxes above columns: the general direction in the middle heads the columns (13.1)."""
    tops = ("Cabinet du maire", "Direction générale des services", "Mission climat")

    def draw(canvas: Canvas) -> None:
        for number, title in enumerate(tops):
            x, y = 30 + 180 * number, SHEET[1] - 60
            dots = [(x + along, level) for level in (y, y + 40) for along in range(0, 160, 2)]
            for left, low in (*dots, *((side, y + up) for side in (x, x + 160) for up in range(0, 40, 2))):
                canvas.rect(left, low, 0.8, 0.8, stroke=0, fill=1)
            write(canvas, x + 6, 34, title, bold=True, size=8)
        for number, title in enumerate(("DGA Ressources", "DGA Technique", "DGA Solidarités")):
            canvas.rect(30 + 180 * number, SHEET[1] - 150, 160, 40)
            write(canvas, 36 + 180 * number, 124, title, bold=True, size=8)

    found = tree(drawn(draw, size=SHEET))
    assert set(tops) < set(found) and found["Direction générale des services"] is None
    assert {found[title] for title in set(found) - set(tops)} == {"Direction générale des services"}


def test_titles_beside_pictograms_are_no_legend_above_the_chart_they_head() -> None:
    """Cards with tags inside have no words of two lines to themselves: what stands above them is no explanation of a sample."""

    def draw(canvas: Canvas) -> None:
        for number, (pole, name) in enumerate((("Pôle Ressources", "Mme Roy"), ("Pôle Technique", "M. Petit"))):
            x = 30 + 280 * number
            canvas.setFillColorRGB(0.8, 0.2, 0.2)
            canvas.circle(x + 8, SHEET[1] - 108, 8, stroke=0, fill=1)
            canvas.setFillGray(0)
            write(canvas, x + 22, 106, pole, bold=True, size=9)
            write(canvas, x + 22, 117, name, size=9)
            for row in range(2):
                y = SHEET[1] - 190 - 70 * row
                canvas.setFillGray(0.92)
                canvas.rect(x, y, 240, 60, stroke=0, fill=1)
                canvas.setFillGray(0)
                write(canvas, x + 5, 142 + 70 * row, f"Direction {'abcd'[2 * number + row]}", bold=True, size=8)
                write(canvas, x + 5, 152 + 70 * row, "Mme Caron", size=8)
                for tag in range(2):
                    canvas.rect(x + 5 + 110 * tag, y + 8, 100, 16)
                    write(canvas, x + 9 + 110 * tag, 177 + 70 * row, f"Service {'éaux'[tag]}{number}{row}", size=8)

    found = people(drawn(draw, size=SHEET))
    assert found["Pôle Ressources"] == [("Mme Roy", None)] and found["Pôle Technique"] == [("M. Petit", None)]


def test_services_in_cells_like_those_of_their_directions_are_not_sure_to_hang_higher() -> None:
    """A column of cells of one look, direction, two services, direction …: only the words tell of a level (3.27)."""
    column = (
        "Direction des finances",
        "Budget",
        "Paie",
        "Direction des eaux",
        "Réseaux",
        "Stations",
        "Direction des sports",
        "Piscines",
    )

    def draw(canvas: Canvas) -> None:
        for x, pole in ((30, "DGA Ressources"), (230, "DGA Technique")):
            canvas.setFillColorRGB(0.8, 0.88, 0.95)
            canvas.rect(x, SHEET[1] - 60, 160, 20, fill=1)
            canvas.setFillGray(0)
            write(canvas, x + 4, 53, pole, bold=True)
            for number, title in enumerate(column):
                canvas.rect(x, SHEET[1] - 80 - 20 * number, 160, 20)
                write(canvas, x + 4, 73 + 20 * number, title if x == 30 else f"{title} {number}")

    units = chart_of(drawn(draw, size=SHEET)).units
    titles = {unit.id: unit.title for unit in units}
    sure = {unit.title: titles[unit.parent] for unit in units if unit.parent and unit.confidence_parent >= 0.9}
    assert not {"Budget", "Paie", "Réseaux", "Stations", "Piscines"} & {
        title for title, head in sure.items() if head.startswith("DGA")
    }
    assert sure["Direction des eaux"] == "DGA Ressources"


@pytest.mark.parametrize("step", [4, 9])
def test_the_levels_of_a_table_may_be_set_in_by_half_a_letter(step: float) -> None:
    """A small step is one where all are small: else services would surely hang two levels up (3.27)."""
    rows = [(0, "Direction générale"), (1, "Pôle Ressources"), (2, "Direction des finances"), (3, "Service budget")]
    rows += [(3, "Service paie"), (2, "Direction du courrier"), (3, "Service des plis"), (1, "Pôle Technique")]
    rows += [(2, "Direction des eaux"), (3, "Service réseaux"), (3, "Service stations")]

    def draw(canvas: Canvas) -> None:
        for number, (depth, title) in enumerate(rows):
            y = SHEET[1] - 40 - 18 * number
            canvas.rect(20, y, 200, 18)
            canvas.rect(220, y, 120, 18)
            write(canvas, 24 + step * depth, 34 + 18 * number, title, size=8)
            write(canvas, 224, 34 + 18 * number, f"Mme {chr(65 + number)}. Roy", size=8)

    found = tree(drawn(draw, size=SHEET))
    assert found["Service budget"] == found["Service paie"] == "Direction des finances"
    assert (found["Service des plis"], found["Service réseaux"]) == ("Direction du courrier", "Direction des eaux")
    assert (found["Direction du courrier"], found["Direction des eaux"]) == ("Pôle Ressources", "Pôle Technique")


def test_what_ends_like_an_initial_is_no_name_begun() -> None:
    """« C.C.A.S. » over who heads it is a title; a bulleted post with a name is an entry of its own (13.3)."""
    entries = [(0, "• Direction générale"), (14, "• Cabinet du maire – M. Petit"), (14, "• Directeur du protocole : Mme Rey")]
    entries += [(28, "• Service courrier"), (28, "• Service reprographie"), (14, "• Direction des eaux"), (28, "• Service réseaux")]
    entries += [(28, "• Service stations")]

    def lists(canvas: Canvas) -> None:
        for number, (indent, title) in enumerate(entries):
            write(canvas, 30 + indent, 40 + 14 * number, title, size=9)

    def boxes(canvas: Canvas) -> None:
        for number, title in enumerate(("Direction générale", "C.C.A.S.", "Service paie", "Service des eaux")):
            x, y = (200, 40) if number == 0 else (40 + 180 * (number - 1), 120)
            canvas.rect(x, SHEET[1] - y - 30, 160, 30)
            write(canvas, x + 6, y + 12, title)
            write(canvas, x + 6, y + 23, f"Claire {('Roy', 'Petit', 'Caron', 'Rey')[number]} (responsable)")
            if number:
                canvas.line(280, SHEET[1] - 70, 280, SHEET[1] - 95)
                canvas.line(x + 80, SHEET[1] - 95, x + 80, SHEET[1] - 120)
        canvas.line(120, SHEET[1] - 95, 480, SHEET[1] - 95)

    assert "Directeur du protocole" in tree(drawn(lists, size=SHEET))
    assert "C.C.A.S." in tree(drawn(boxes, size=SHEET))


def test_what_stands_under_names_in_several_cells_is_a_post_in_any_words() -> None:
    """3.27: « Braisante », of which nobody told us, is what each of three is, and no unit with somebody in it."""
    rows = [
        ("Direction des eaux", "Mme Roy"),
        ("Service réseaux", "M. Petit"),
        ("Service paie", "Mme Caron"),
        ("Archives", "M. Rey"),
    ]

    def draw(canvas: Canvas) -> None:
        for number, (title, name) in enumerate(rows):
            y = SHEET[1] - 60 - 30 * number
            canvas.rect(20, y, 160, 30)
            canvas.rect(180, y, 160, 30)
            write(canvas, 24, 46 + 30 * number, title)
            write(canvas, 184, 42 + 30 * number, name)
            if number < 3:
                write(canvas, 184, 52 + 30 * number, "Braisante")

    assert people(drawn(draw, size=SHEET)) == {
        title: [(name, "Braisante" if number < 3 else None)] for number, (title, name) in enumerate(rows)
    }
