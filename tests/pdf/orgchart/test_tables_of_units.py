"""Tables with a row for each unit: what names the columns, whose row a name stands in, what hangs under what (13.1, 3.27)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import DocumentContent, OrgChart
from monitor.pdf.read import read
from tests.pdf.pdfs import drawn

SHEET = (620.0, 480.0)
ROWS = (
    (0, "Domein Ruimte", "Liesbeth Evertsen"), (1, "Afdeling Wegen", "Marijke Kuipers"), (2, "Team Verlichting", ""),
    (2, "Team Asfalt", "Joost Mulder"), (0, "Domein Zorg", "Anneke Brouwers"), (1, "Afdeling Jeugd", "Wouter Zwart"),
    (2, "Team Leerplicht", "Sjoerd Dekkers"), (1, "Afdeling Ouderen", "Cornelia Hoekstra"),
)  # fmt: skip
TREE = {
    "Domein Ruimte": None, "Afdeling Wegen": "Domein Ruimte", "Team Verlichting": "Afdeling Wegen", "Team Asfalt": "Afdeling Wegen",
    "Domein Zorg": None, "Afdeling Jeugd": "Domein Zorg", "Team Leerplicht": "Afdeling Jeugd", "Afdeling Ouderen": "Domein Zorg",
}  # fmt: skip
NAMES = {title: [name] if name else [] for _, title, name in ROWS}
HEADING = ("Domein", "Afdeling", "Team", "Manager", "Toestel")
SPANS = {0: 4, 1: 3, 4: 4, 5: 2, 7: 1}  # how many rows a title's cell is high, but for teams


def chart_of(data: bytes) -> OrgChart:
    content = read(data, kind="orgchart")
    assert isinstance(content, DocumentContent) and content.orgchart
    return content.orgchart


def tree(chart: OrgChart) -> dict[str, str | None]:
    titles = {unit.id: unit.title for unit in chart.units}
    return {unit.title: titles[unit.parent] if unit.parent else None for unit in chart.units}


def names(chart: OrgChart) -> dict[str, list[str]]:
    return {unit.title: [person.name for person in unit.people] for unit in chart.units}


def write(canvas: Canvas, x: float, top: float, text: str, *, bold: bool = False, right: bool = False) -> None:
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 8)
    (canvas.drawRightString if right else canvas.drawString)(x, SHEET[1] - top - 3, text)


def rule(canvas: Canvas, x: float, top: float, width: float, height: float) -> None:
    canvas.rect(x, SHEET[1] - top - height, width, height)


def merged(canvas: Canvas, rows: Sequence[tuple[int, str, str]] = ROWS, *, middle: bool) -> None:
    """Cells with rules on every side; a title's cell is as high as the rows of all that hangs under it, its own the first."""
    for column, text in enumerate(HEADING[:4]):
        rule(canvas, 20 + 130 * column, 20, 130, 20)
        write(canvas, 24 + 130 * column, 30, text, bold=True)
    for number, (level, title, name) in enumerate(rows):
        top, high = 40 + 20 * number, 20 * SPANS.get(number, 1)
        rule(canvas, 20 + 130 * level, top, 130, high)
        write(canvas, 24 + 130 * level, top + (high / 2 if middle else 10), title)
        for column in range(level + 1, 4):
            rule(canvas, 20 + 130 * column, top, 130, 20)
        write(canvas, 414, top + 10, name)


def bare(canvas: Canvas, rows: Sequence[tuple[int, str, str]] = ROWS, *, repeated: bool = False, headed: bool = True) -> None:
    """No rule at all: the columns are told by where their words begin, or end."""
    path: list[str] = []
    for column, text in enumerate(HEADING if headed else ()):
        write(canvas, 20 + 110 * column, 30, text, bold=True)
    for number, (level, title, name) in enumerate(rows):
        top = 44 + 14 * number
        path = [*path[:level], title]
        for column, text in enumerate(path if repeated else [*([""] * level), title]):
            write(canvas, 20 + 110 * column, top, text)
        write(canvas, 350, top, name)
        write(canvas, 510, top, str(4711 + 17 * number), right=True)


@pytest.mark.parametrize("middle", [True, False], ids=["in the middle", "on top"])
def test_a_name_is_of_the_row_that_the_rules_draw_not_of_the_words_it_is_level_with(middle: bool) -> None:
    """« Evertsen » stands in the first row of the four that « Domein Ruimte » spans, wherever its words stand in that height."""
    chart = chart_of(drawn(lambda canvas: merged(canvas, middle=middle), size=SHEET))
    assert tree(chart) == TREE and names(chart) == NAMES


@pytest.mark.parametrize("repeated", [False, True], ids=["left blank", "printed again"])
def test_a_sheet_without_rules_is_read_by_where_its_words_begin(repeated: bool) -> None:
    chart = chart_of(drawn(lambda canvas: bare(canvas, repeated=repeated), size=SHEET))
    assert tree(chart) == TREE and names(chart) == NAMES
    # 3.27: nothing but the place of equal words tells who heads whom; one in four of such links was wrong at first sight
    assert all(unit.confidence >= 0.7 for unit in chart.units if unit.parent)
    assert all(person.confidence >= 0.9 for unit in chart.units for person in unit.people)


@pytest.mark.parametrize("drawing", ["one fill", "a fill for each", "no rules"])
def test_a_row_ends_with_the_fill_of_the_heading_that_no_rule_parts_from_it(drawing: str) -> None:
    """« Domein Domein Ruimte » and « Afdeling » were units, for certain, and the first name was that of « Team » (3.27)."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.6, 0.7, 0.9)
        for column in range(1 if drawing == "one fill" else 5):
            canvas.rect(16 + 110 * column, SHEET[1] - 36, 550 if drawing == "one fill" else 110, 13, stroke=0, fill=1)
        canvas.setFillGray(0)
        if drawing != "no rules":
            bare(canvas)
            canvas.lines([(16, SHEET[1] - 51 - 14 * number, 566, SHEET[1] - 51 - 14 * number) for number in range(len(ROWS))])
            return
        for column, text in enumerate(HEADING[:4]):
            write(canvas, 20 + 110 * column, 29, text, bold=True)
        top = 39.0
        for number, (level, title, name) in enumerate(ROWS):  # lines of one cell as near as the heading, rows further apart
            words = title.split() if number in (0, 3, 5) else [title]
            for line, word in enumerate(words):
                write(canvas, 20 + 110 * level, top + 10 * line, word)
            write(canvas, 350, top, name)
            top += 10 * len(words) + 6

    chart = chart_of(drawn(draw, size=SHEET))
    assert tree(chart) == TREE and names(chart) == NAMES


@pytest.mark.parametrize("heading", ["two rows", "names over both", "one cell for all levels", "no rules"])
def test_what_heads_several_columns_is_no_unit(heading: str) -> None:
    """« Structuur » over « Domein », « Afdeling » and « Team » made units of all four, for certain (3.27)."""

    def draw(canvas: Canvas) -> None:
        ruled, names = heading != "no rules", 40 if heading == "names over both" else 20
        joined = heading == "one cell for all levels"
        first = 40 if joined else 60
        cells = [(0, 3, 0, 20, " / ".join(HEADING[:3]) if joined else "Structuur")]
        cells += [] if joined else [(column, 1, 20, 20, HEADING[column]) for column in range(3)]
        cells += [(3, 1, 0 if names > 20 or joined else 20, names, "Manager")]
        cells += [(3, 1, 0, 20, "Bezetting")] if names == 20 and not joined else []
        for column, wide, top, high, text in cells:
            write(canvas, 24 + 130 * column, 20 + top + high / 2, text, bold=True)
            if ruled:
                rule(canvas, 20 + 130 * column, 20 + top, 130 * wide, high)
        for number, (level, title, name) in enumerate(ROWS):
            for column in range(4):
                write(
                    canvas, 24 + 130 * column, first + 10 + 20 * number, title if column == level else name if column == 3 else ""
                )
                if ruled:
                    rule(canvas, 20 + 130 * column, first + 20 * number, 130, 20)

    chart = chart_of(drawn(draw, size=SHEET))
    assert tree(chart) == TREE and names(chart) == NAMES


def test_a_table_goes_on_on_the_next_sheet_without_its_headings() -> None:
    """The break stands between a department and its first team."""

    def draw(canvas: Canvas) -> None:
        bare(canvas, ROWS[:6])
        canvas.showPage()
        bare(canvas, ROWS[6:], headed=False)

    chart = chart_of(drawn(draw, size=SHEET))
    assert tree(chart) == TREE and names(chart) == NAMES


@pytest.mark.parametrize("cut", [0, 1, 3], ids=["one sheet", "right below a band", "within one"])
def test_a_row_over_the_whole_table_heads_the_cells_that_span_rows_below_it(cut: int) -> None:
    """13.2, 3.27: afdelingen hung under nothing, and on the next sheet under the last domein of the one before, with 0.9."""
    bands = (
        ("Domein Ruimte", "Liesbeth Evertsen", (("Afdeling Wegen", ("Licht", "Asfalt")), ("Afdeling Groen", ("Bomen", "Parken")))),
        ("Domein Zorg", "Anneke Brouwers", (("Afdeling Jeugd", ("Leerplicht", "Opvang")), ("Afdeling Wonen", ("Huur", "Koop")))),
        ("Domein Dienst", "Sjoerd Dekkers", (("Afdeling Balie", ("Paspoort", "Rijbewijs")), ("Afdeling Geld", ("Inning", "Kas")))),
    )  # fmt: skip
    parents: dict[str, str | None] = {}

    def draw(canvas: Canvas) -> None:
        for column, text in enumerate(HEADING[:3]):
            rule(canvas, 20 + 180 * column, 20, 180, 18)
            write(canvas, 24 + 180 * column, 29, text, bold=True)
        top, drawn_rows = 38.0, 0
        for title, name, departments in bands:
            for place, (department, teams) in enumerate(((title, (name,)), *departments)):
                if drawn_rows == cut + 3 > 3:
                    canvas.showPage()
                    top = 20.0
                drawn_rows += 1
                if not place:
                    rule(canvas, 20, top, 540, 18)
                    write(canvas, 24, top + 9, f"{title} – {name}", bold=True)
                    parents[title], top = None, top + 18
                    continue
                rule(canvas, 20, top, 180, 36)
                write(canvas, 24, top + 9, department)
                parents[department] = title
                for team in teams:
                    rule(canvas, 200, top, 180, 18)
                    rule(canvas, 380, top, 180, 18)
                    write(canvas, 204, top + 9, team)
                    write(canvas, 384, top + 9, f"M. Joost {team.upper()}")
                    parents[team], top = department, top + 18

    assert tree(chart_of(drawn(draw, size=SHEET))) == parents


def test_who_is_named_above_a_table_heads_its_rows() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 20, 12, "Gemeentesecretaris: Elselien Aalbers")
        bare(canvas)

    chart = chart_of(drawn(draw, size=SHEET))
    assert names(chart)["Gemeentesecretaris"] == ["Elselien Aalbers"]
    assert {title for title, head in tree(chart).items() if head == "Gemeentesecretaris"} == {"Domein Ruimte", "Domein Zorg"}


def test_each_of_several_lines_over_a_table_that_names_somebody_is_a_unit_of_its_own() -> None:
    """The mayor, two deputies and the head of services: the table is the last one's, and no title holds another's person (3.27)."""
    over = {
        "Le Maire": "Mme Odile Fabre", "1re adjointe – Sports": "Mme Zoé Pons", "Cabinet du maire": "M. Luc Aury",
        "Direction générale des services": "M. Jean Morel",
    }  # fmt: skip

    def draw(canvas: Canvas) -> None:
        for number, (title, name) in enumerate(over.items()):
            said = (f"{'• ' * (number == 1)}{title} : {name}",) if number < 3 else (title, name)
            for line, text in enumerate(said):
                write(canvas, 20, 12 + 14 * (number + line), text)
        canvas.translate(0, -60)
        bare(canvas)

    chart = chart_of(drawn(draw, size=SHEET))
    assert {title: names(chart)[title] for title in over} == {title: [name] for title, name in over.items()}
    head = "Direction générale des services"
    assert tree(chart) == TREE | dict.fromkeys(over, "Le Maire") | {"Le Maire": None, "Domein Ruimte": head, "Domein Zorg": head}
    assert all(unit.confidence_parent < 0.9 for unit in chart.units if unit.title in over)


def test_cells_broken_over_two_lines_are_one_row() -> None:
    """Titles stand in the middle beside those of two lines, half a line higher or lower."""

    def draw(canvas: Canvas) -> None:
        for column, text in enumerate(HEADING):
            write(canvas, 20 + 110 * column, 30, text, bold=True)
        for number, (level, title, name) in enumerate(ROWS):
            top = 54 + 28 * number
            for line, word in enumerate(title.split()):
                write(canvas, 20 + 110 * level, top - 5 + 10 * line, word)
            write(canvas, 350, top, name)
            write(canvas, 510, top, str(4711 + 17 * number), right=True)

    chart = chart_of(drawn(draw, size=SHEET))
    assert tree(chart) == TREE and names(chart) == NAMES


def test_portraits_side_by_side_are_no_table() -> None:
    """Names over titles in three columns: no column is of names alone."""

    def draw(canvas: Canvas) -> None:
        for number, (_, title, name) in enumerate(ROWS[:6]):
            x, top = 20 + 190 * (number % 3), 60 + 80 * (number // 3)
            for line, text in enumerate((name or "Piet Claassen", title, f"Team {chr(75 + number)}", f"Ploeg {number + 1}")):
                write(canvas, x, top + 12 * line, text, bold=line == 0)

    assert not any(unit.confidence >= 0.9 and unit.parent for unit in chart_of(drawn(draw, size=SHEET)).units)


def test_a_sheet_with_the_counts_alone_that_had_no_room_adds_no_unit() -> None:
    """A spreadsheet prints what is too wide on further sheets: « FTE », and a figure a row."""

    def draw(canvas: Canvas) -> None:
        bare(canvas)
        canvas.showPage()
        for number in range(9):
            write(canvas, 40, 30 + 14 * number, str(3 * number + 2) if number else "FTE", right=True)
            write(canvas, 520, 30 + 14 * number, str(number + 12) if number else "", right=True)

    chart = chart_of(drawn(draw, size=SHEET))
    assert tree(chart) == TREE and names(chart) == NAMES


LISTED = (
    (0, "1.", "Area Tecnica – Ettore Fumagalli"), (1, "1.1", "Settore Strade – Loredana Cattaneo – 5 dipendenti"),
    (2, "1.1.1", "Ufficio Catasto"), (1, "1.2", "Settore Verde – Vacante – 1 dipendente"),
    (0, "2.", "Area Scuola – Paola Lombardo"),
    (1, "2.1", "Settore Mense – Tiziano Gattuso – 28 dipendenti"), (2, "2.1.1", "Ufficio Asili – Marco Falaschi – 3 dipendenti"),
    (1, "2.2", "Settore Cultura"), (1, "2.3", "Settore Sport"),
)  # fmt: skip


def test_numbers_tell_the_levels_of_a_list_that_is_set_in_and_words_behind_them_the_counts() -> None:
    """Who stands before the first number heads the list, though what has one number begins as far left (13.1, 3.27)."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 40, 40, "Segretario Comunale – Anna Mazzoleni", bold=True)
        for place, (depth, number, text) in enumerate(LISTED):
            write(canvas, 40 + 20 * depth, 56 + 14 * place, f"{number} {text}")

    chart = chart_of(drawn(draw, size=SHEET))
    assert tree(chart) == {
        "Segretario Comunale": None, "Area Tecnica": "Segretario Comunale", "Settore Strade": "Area Tecnica",
        "Ufficio Catasto": "Settore Strade", "Settore Verde": "Area Tecnica", "Area Scuola": "Segretario Comunale",
        "Settore Mense": "Area Scuola", "Ufficio Asili": "Settore Mense", "Settore Cultura": "Area Scuola",
        "Settore Sport": "Area Scuola",
    }  # fmt: skip
    vacant = {unit.title for unit in chart.units if any(person.vacant for person in unit.people)}
    assert (names(chart)["Settore Mense"], vacant) == (["Tiziano Gattuso"], {"Settore Verde"})


def test_a_card_is_one_unit_with_the_filled_strip_that_its_title_stands_on() -> None:
    """As browsers print them: the strip is set in by the card's padding, name and list stand below it."""
    cards = (("Direction de la voirie", "Anne Roy"), ("Direction des sports", "Paul Petit"), ("Direction du budget", "Zoé Caron"))

    def draw(canvas: Canvas) -> None:
        for number, (title, name) in enumerate(cards):
            left = 20 + 190 * number
            rule(canvas, left, 40, 180, 90)
            canvas.setFillGray(0.9)
            canvas.rect(left + 6, SHEET[1] - 46 - 14, 168, 14, stroke=0, fill=1)
            canvas.setFillGray(0)
            write(canvas, left + 8, 54, title, bold=True)
            write(canvas, left + 8, 74, name)
            for place, service in enumerate((f"Service {number + 1}A", f"Service {number + 1}B")):
                write(canvas, left + 16, 92 + 14 * place, f"• {service}")

    chart = chart_of(drawn(draw, size=SHEET))
    found = tree(chart)
    assert {title: names(chart)[title] for title, _ in cards} == {title: [name] for title, name in cards}
    assert found["Service 2A"] == found["Service 2B"] == "Direction des sports" and len(found) == 9


def test_entries_of_a_list_in_a_cell_are_units_of_their_own_under_the_title_of_the_row() -> None:
    """« Área | Responsável | Divisões »: names are broken, each unit of the last column has a bullet; two rows stand over all."""
    listed = {
        "Departamento de Obras": (("Eng.ª Rita", "Moreira"), ("Divisão de Pontes (Dr. Tomás Vidal)", "Divisão de Jardins")),
        "Departamento Social": (("Dr. Abel", "Coutinho"), ("Divisão de Creches",)),
        "Departamento de Cultura": (("Eng.ª Vera", "Pacheco"), ("Divisão de Festas (Dr. Nuno Salgado)", "Divisão de Museus")),
    }
    over = {"Presidente da Câmara": "Dr. Raul Teles", "Diretor Municipal": "Eng.ª Olga Faria"}

    def draw(canvas: Canvas) -> None:
        for number, (title, name) in enumerate(over.items()):
            rule(canvas, 20, 20 + 20 * number, 560, 20)
            write(canvas, 180, 30 + 20 * number, f"{title} – {name}", bold=True)
        for column, text in enumerate(("Departamento", "Responsável", "Divisões")):
            rule(canvas, (20, 200, 300)[column], 60, (180, 100, 280)[column], 20)
            write(canvas, (24, 204, 304)[column], 70, text, bold=True)
        for number, (title, (broken, entries)) in enumerate(listed.items()):
            top = 80 + 40 * number
            for x, width in ((20, 180), (200, 100), (300, 280)):
                rule(canvas, x, top, width, 40)
            write(canvas, 24, top + 10, title, bold=True)
            for place in (0, 1):
                write(canvas, 204, top + 10 + 11 * place, broken[place])
            for place, entry in enumerate(entries):
                write(canvas, 304, top + 10 + 11 * place, f"• {entry}")

    chart = chart_of(drawn(draw, size=SHEET))
    of_entries = {entry.split(" (")[0]: title for title, (_, entries) in listed.items() for entry in entries}
    top, head = over
    assert tree(chart) == {top: None, head: top, **dict.fromkeys(listed, head), **of_entries}
    assert names(chart)["Departamento de Obras"] == ["Eng.ª Rita Moreira"]
    assert names(chart)["Divisão de Pontes"] == ["Dr. Tomás Vidal"] and names(chart)["Divisão de Jardins"] == []


def test_rows_over_the_whole_table_hang_under_each_other_by_rank() -> None:
    """3.27: « Direction des quais » stands under the pole that is printed three rows above, and « Pôle Bourg » under none."""
    rows = ("Pôle Fleuve", "Direction des crues", 2, "Direction des quais", 1, "Pôle Bourg", "Direction des halles", 2)

    def draw(canvas: Canvas) -> None:
        top = 20
        for row in rows:
            for number in range(row if isinstance(row, int) else 1):
                if isinstance(row, str):
                    rule(canvas, 20, top, 400, 18)
                    write(canvas, 24, top + 9, row)
                else:
                    rule(canvas, 20, top, 260, 18)
                    rule(canvas, 280, top, 140, 18)
                    write(canvas, 24, top + 9, f"Service {'ABC'[number]}{top}")
                    write(canvas, 284, top + 9, ("Mme Odile Roche", "M. Karim Aubert", "Mme Inès Perrin")[number])
                top += 18

    found = tree(chart_of(drawn(draw, size=SHEET)))
    assert found["Direction des quais"] == found["Direction des crues"] == "Pôle Fleuve"
    assert found["Pôle Bourg"] is None and found["Direction des halles"] == "Pôle Bourg"


def test_columns_of_titles_alone_are_levels_where_their_words_tell_the_ranks() -> None:
    """3.27: no name, no heading, all in one look; each title stands in the first of its rows, and the cells below it are blank."""
    rows = (
        ("Pôle Fleuve", "Direction des quais", "Service amarrage"), ("", "", "Service balisage"),
        ("", "Direction des crues", "Service digues"), ("Pôle Bourg", "Direction des halles", "Service placiers"),
        ("", "", "Service propreté"),
    )  # fmt: skip

    def draw(canvas: Canvas) -> None:
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                rule(canvas, 20 + 150 * column, 20 + 18 * number, 150, 18)
                write(canvas, 24 + 150 * column, 29 + 18 * number, text)

    chart = chart_of(drawn(draw, size=SHEET))
    assert tree(chart) == {
        "Pôle Fleuve": None, "Direction des quais": "Pôle Fleuve", "Service amarrage": "Direction des quais",
        "Service balisage": "Direction des quais", "Direction des crues": "Pôle Fleuve", "Service digues": "Direction des crues",
        "Pôle Bourg": None, "Direction des halles": "Pôle Bourg", "Service placiers": "Direction des halles",
        "Service propreté": "Direction des halles",
    }  # fmt: skip
    assert all(unit.confidence >= 0.9 for unit in chart.units if unit.parent)


def test_numbers_that_tell_the_levels_of_titles_are_none_of_their_words() -> None:
    """3.27: « a) Service digues » in a table is « Service digues », as in a list."""
    rows: tuple[str, ...] = ("I. Pôle Fleuve", "1. Direction des crues", "a) Service digues", "b) Service pompes")
    rows += ("2. Direction des quais", "II. Pôle Bourg", "1. Direction des halles", "a) Service placiers")

    def draw(canvas: Canvas) -> None:
        for number, title in enumerate(rows):
            rule(canvas, 20, 20 + 18 * number, 260, 18)
            rule(canvas, 280, 20 + 18 * number, 140, 18)
            write(canvas, 24, 29 + 18 * number, title)
            write(canvas, 284, 29 + 18 * number, f"Mme Odile {'ABCDEFGH'[number]}ubert")

    assert tree(chart_of(drawn(draw, size=SHEET))) == {
        "Pôle Fleuve": None, "Direction des crues": "Pôle Fleuve", "Service digues": "Direction des crues",
        "Service pompes": "Direction des crues", "Direction des quais": "Pôle Fleuve", "Pôle Bourg": None,
        "Direction des halles": "Pôle Bourg", "Service placiers": "Direction des halles",
    }  # fmt: skip


def test_who_may_be_named_under_a_title_is_so_where_others_are_and_is_doubted() -> None:
    """3.27: nobody knows « Thaïs » for a given name; every other cell ends with somebody, on a line of its own."""
    rows = (
        (("Pôle Fleuve", "Mme Odile Roche"), ("Direction des crues", "M. Karim Aubert"), ("Service digues", "Mme Inès Perrin")),
        ((), (), ("Service pompes", "M. Bruno Benhamou")),
        ((), ("Direction des quais", "Thaïs Quesnel"), ("Service amarrage",)),
        (("Pôle Bourg", "Mme Claire Roche"), ("Direction des halles", "M. Ronan Perrin"), ("Service placiers",)),
        ((), (), ("Service étals",)),
    )

    def draw(canvas: Canvas) -> None:
        for number, row in enumerate(rows):
            for column, lines in enumerate(row):
                rule(canvas, 20 + 150 * column, 20 + 26 * number, 150, 26)
                for place, text in enumerate(lines):
                    write(canvas, 24 + 150 * column, 28 + 26 * number + 10 * place, text)

    chart = chart_of(drawn(draw, size=SHEET))
    assert names(chart)["Direction des quais"] == ["Thaïs Quesnel"]
    assert all(person.confidence < 0.9 for unit in chart.units for person in unit.people if person.name == "Thaïs Quesnel")


SPREAD = (
    (0, "Pôle Fleuve", "", "Odile Roche"), (1, "Direction des crues et", "des digues", "Karim Aubert"),
    (2, "Service pompes", "", ""), (2, "Service alerte", "", "Inès Perrin"),
    (1, "Direction des quais et", "de l’amarrage", "Bruno Benhamou"), (2, "Service balisage", "", "Claire Lemaître"),
    (0, "Pôle Bourg et", "vie des halles", "Ronan Da Silva"), (1, "Direction des halles", "et marchés", "Solène Roche"),
    (2, "Service placiers", "", ""), (2, "Service étals", "", ""),
)  # fmt: skip


def test_names_in_a_column_of_a_table_that_is_none_to_us_are_doubted() -> None:
    """3.27: a spreadsheet without rules, titles broken, names at the foot of their cells, rows no further apart than lines."""

    def draw(canvas: Canvas) -> None:
        top = 30.0
        for level, first, second, name in SPREAD:
            write(canvas, 20 + 110 * level, top, first)
            if second:
                top += 9
                write(canvas, 20 + 110 * level, top, second)
            write(canvas, 350, top, f"Mme {name}" if name else "")
            top += 9.3

    heads = {f"{first} {second}".strip(): f"Mme {name}" for _, first, second, name in SPREAD}
    chart = chart_of(drawn(draw, size=SHEET))
    wrong = [person for unit in chart.units for person in unit.people if heads.get(unit.title) != person.name]
    assert not [person for person in wrong if person.confidence >= 0.9]


def test_what_stands_beside_a_pole_and_a_direction_is_not_the_poles_for_certain() -> None:
    """3.27: three columns without rules, words at the foot of their rows, each pole and direction printed once."""

    def draw(canvas: Canvas) -> None:
        top, last = 40.0, 0
        for level, first, second, _ in SPREAD:
            top += 11 if level <= last else 0
            last = level
            write(canvas, 20 + 150 * level, top - (9 if second else 0), first)
            if second:
                write(canvas, 20 + 150 * level, top, second)

    chart = chart_of(drawn(draw, size=SHEET))
    titles = {unit.id: unit.title for unit in chart.units}
    sure = [unit for unit in chart.units if unit.parent and unit.confidence_parent >= 0.9 and unit.title.startswith("Service")]
    assert not [unit.title for unit in sure if titles[unit.parent or ""].startswith("Pôle")]


def test_rows_are_lines_where_rules_stand_under_some_of_them_alone() -> None:
    """Arrows before what hangs under a ruled line, names at the right edge: nobody is of the row beside (3.27)."""

    def draw(canvas: Canvas) -> None:
        for number, (level, title, name) in enumerate(ROWS):
            top = 40 + 14 * number
            write(canvas, 30 + 16 * level, top, f"{'→ ' * (level > 1)}{title}", bold=level < 2)
            write(canvas, 590, top, name, right=True)
            if level == 1:
                canvas.line(30, SHEET[1] - top - 7, 590, SHEET[1] - top - 7)

    chart = chart_of(drawn(draw, size=SHEET))
    assert tree(chart) == TREE and names(chart) == NAMES


def test_dots_set_apart_that_lead_to_a_name_leave_its_words_apart() -> None:
    """« Afdeling Wegen . . . . Marijke Kuipers » was read as one word, « MarijkeKuipers », where the file has no spaces (3.27)."""

    def draw(canvas: Canvas) -> None:
        for number, (level, title, name) in enumerate(ROWS):
            at = 30.0 + 16 * level
            for words, start in ((title, at), (name, 590 - canvas.stringWidth(name, "Helvetica", 8))):
                while name and words is name and at < start:
                    write(canvas, at, 40 + 14 * number, ".")
                    at += 7
                for word in words.split():
                    write(canvas, start, 40 + 14 * number, word)
                    start += canvas.stringWidth(f"{word} ", "Helvetica", 8)
                at = start

    assert names(chart_of(drawn(draw, size=SHEET))) == NAMES


def test_cards_side_by_side_with_rules_of_their_own_are_no_table() -> None:
    """A card’s rules end before those of the next: titles, heads and services of both were one cell, for certain (3.27)."""
    heads = ("Marijke Kuipers", "Wouter Zwart", "Anneke Brouwers", "Lotte Verhagen")
    staff = (
        "Joost Mulder",
        "Ineke Postma",
        "",
        "Sjoerd Dekkers",
        "Femke Hofstra",
        "Cornelia Hoekstra",
        "Ruud Tichelaar",
        "Bram Kuiper",
    )
    others = ("Hanna Visser", "Teun Scholten", "Marieke Blom", "Pieter Dijkman", "Els Kramer", "Jan Smits")
    teams = [
        f"Team {word}"
        for word in (
            "Asfalt",
            "Bruggen",
            "Tunnels",
            "Leerplicht",
            "Opvang",
            "Thuis",
            "Wonen",
            "Zwembad",
            "Velden",
            "Hallen",
            "Bad",
            "Ijs",
            "Gras",
            "Riet",
        )
    ]
    said = list(zip(teams, (*staff, *others), strict=True))
    cuts = ((0, 5), (5, 8), (8, 10), (10, 14))
    cards = [
        (f"Afdeling {n}", head, said[a:b]) for n, head, (a, b) in zip(("Wegen", "Jeugd", "Zorg", "Sport"), heads, cuts, strict=True)
    ]

    def draw(canvas: Canvas) -> None:
        write(canvas, 24, 20, "Maire : Willem Terpstra")
        write(canvas, 24, 30, "1e wethouder – Financiën : Saskia Olde")
        write(canvas, 24, 60, "Domein Samenleving", bold=True)
        canvas.line(20, SHEET[1] - 68, 600, SHEET[1] - 68)
        for number, (title, head, own) in enumerate(cards):
            left, top = 20 + 300 * (number % 2), 80 + 100 * (number // 2)
            for y in (0, 14, 28 + 12 * len(own)):
                canvas.line(left, SHEET[1] - top - y, left + 280, SHEET[1] - top - y)
            write(canvas, left + 5, top + 7, title, bold=True)
            write(canvas, left + 5, top + 20, f"Manager : {head}")
            for place, (team, name) in enumerate(own):
                canvas.line(left, SHEET[1] - top - 27 - 12 * place, left + 280, SHEET[1] - top - 27 - 12 * place)
                write(canvas, left + 5, top + 33 + 12 * place, team)
                write(canvas, left + 145, top + 33 + 12 * place, name)

    found = names(chart_of(drawn(draw, size=SHEET)))
    assert {title: found.get(title) for title, _, _ in cards} == {title: [head] for title, head, _ in cards}
    assert [(team, *found[team]) for team in teams] == [(team, name)[: 1 + bool(name)] for team, name in said]
    assert (found["Maire"], found["1e wethouder – Financiën"]) == (["Willem Terpstra"], ["Saskia Olde"])


def of_bands(canvas: Canvas, rows: Sequence[tuple[str, str]], fills: dict[str, float]) -> None:
    """Rows « title », « name »; those of a kind in *fills* go over both columns, with who heads them on their second line."""
    top = 20.0
    for kind, said in rows:
        high = 26.0 if kind in fills else 18.0
        for x, width in ((20.0, 440.0),) if kind in fills else ((20.0, 260.0), (280.0, 180.0)):
            canvas.setFillGray(fills.get(kind, 1.0))
            canvas.rect(x, SHEET[1] - top - high, width, high, fill=1)
        canvas.setFillGray(0)
        title, _, name = said.partition("|")
        write(canvas, 24, top + 8, title, bold=kind in fills)
        write(canvas, 24 if kind in fills else 284, top + (20 if kind in fills else 8), name)
        top += high


BANDED = (
    "A", "Zentrale Dienste|Leitung: Frau Silke Brandt", "B", "Kämmerei|Leitung: Herr Uwe Vogt", "", "Steuern|Rainer Köhler",
    "", "Vollstreckung|Birgit Reuter", "B", "Rechtswesen|Leitung: Herr Holger Zierke", "", "Vergaben|Katrin Oltmanns",
    "A", "Planen und Bauen|Leitung: Frau Heike Schäfer", "B", "Tiefbau|Leitung: Herr Jörg Petersen", "", "Bauhof|Sabine Hofmann",
)  # fmt: skip


def test_rows_over_a_table_hang_under_each_other_by_their_fill() -> None:
    """A row over all columns hangs by its fill where words do not tell; « Leitung: » is no word of its title (3.27, 13.1)."""
    rows = list(zip(BANDED[::2], BANDED[1::2], strict=True))
    chart = chart_of(drawn(lambda canvas: of_bands(canvas, rows, {"A": 0.6, "B": 0.85}), size=SHEET))
    assert tree(chart) == {
        "Zentrale Dienste": None, "Kämmerei": "Zentrale Dienste", "Steuern": "Kämmerei", "Vollstreckung": "Kämmerei",
        "Rechtswesen": "Zentrale Dienste", "Vergaben": "Rechtswesen", "Planen und Bauen": None, "Tiefbau": "Planen und Bauen",
        "Bauhof": "Tiefbau",
    }  # fmt: skip
    assert names(chart)["Tiefbau"] == ["Herr Jörg Petersen"] and names(chart)["Zentrale Dienste"] == ["Frau Silke Brandt"]


def test_colours_of_departments_one_under_another_tell_no_rank() -> None:
    """Rows over all columns in two colours by turns, with rows below each, head none of each other (3.27)."""
    said = [said for kind, said in zip(BANDED[::2], BANDED[1::2], strict=True) if kind != "A"]
    rows = [*zip(("A", "", "", "B", "", "A", ""), said, strict=True)]
    tops = [text.partition("|")[0] for kind, text in rows if kind]
    found = tree(chart_of(drawn(lambda canvas: of_bands(canvas, rows, {"A": 0.6, "B": 0.85}), size=SHEET)))
    assert [title for title, head in found.items() if head is None] == tops


@pytest.mark.parametrize(
    ("over", "own"),
    [
        pytest.param("Direction générale des services – Mme Odile Roche", False, id="outranked"),
        pytest.param("Direction générale des services – Mme Odile Roche", True, id="with its own head"),
        pytest.param("Président du CST : Mme Odile Roche", False, id="who signs"),
    ],
)
def test_a_line_over_a_table_that_outranks_all_in_it_heads_its_rows(over: str, own: bool) -> None:
    """« Direction générale des services – Mme Roche » over poles; none where a row is it, or it names no unit (3.27)."""
    poles = [("Pôle Cadre de vie", "M. Karim Haddad"), ("Pôle Culture et sport", "Mme Inès Caron")]
    below = [("Direction de la voirie", "M. Jean Perrin"), ("Direction des sports", "Mme Aude Hervé")]
    told = [row for pair in zip(poles, below, strict=True) for row in pair]
    told = [("Direction générale des services", "Mme Odile Roche")] * own + told

    def draw(canvas: Canvas) -> None:
        write(canvas, 24, 24, over)
        for row, (title, name, tel) in enumerate(
            [("Direction", "Responsable", "Téléphone"), *((*r, "03 80 11 22 33") for r in told)]
        ):
            for x, width, said in ((20, 200, title), (220, 160, name), (380, 120, tel)):
                canvas.setFillGray(0.4 if not row else 0.85 if title.startswith("Pôle") else 1)
                canvas.rect(x, SHEET[1] - 60 - 16 * row, width, 16, fill=1)
                canvas.setFillGray(0)
                write(canvas, x + 4, 55 + 16 * row, said, bold=title.startswith("Pôle") or not row)

    chart = chart_of(drawn(draw, size=SHEET))
    if over.startswith("Président"):
        assert {unit.title for unit in chart.units if unit.parent is None} == {title for title, _ in poles}
        return
    heads = [unit for unit in chart.units if unit.title == "Direction générale des services"]
    assert len(heads) == 1 and [person.name for person in heads[0].people] == ["Mme Odile Roche"]
    under = {unit.title: unit.confidence_parent for unit in chart.units if unit.parent == heads[0].id}
    assert under.keys() >= {title for title, _ in poles} and min(under.values()) >= (0.8 if own else 0.9)


@pytest.mark.parametrize("names_first", [False, True])
def test_titles_and_names_in_two_pairs_of_columns_are_each_others(*, names_first: bool) -> None:
    """3.27: the names of the second pair were people of the first one's units, for certain; before theirs, of the next title."""
    lines = [
        ("Direction générale", "Jean Dupont", "Médiathèque", "Inès Roche"),
        ("Finances", "Odile Tessier", "Urbanisme", "Solène Lacaze"),
        ("Services techniques", "Karim Quéré", "État civil", "Ronan Perrin"),
    ]
    if names_first:  # of titles, all are worded as plainly
        lines = [("Accueil", "Jean Dupont", *lines[0][2:]), *lines[1:2], ("Voirie", "Karim Quéré", *lines[2][2:])]

    def draw(canvas: Canvas) -> None:
        for row, texts in enumerate(lines):
            for column, text in enumerate(texts):
                place = column ^ names_first
                canvas.rect(40 + 120 * place, 500 - 20 * row, 120, 20)
                canvas.drawString(45 + 120 * place, 506 - 20 * row, text)

    units = chart_of(drawn(draw)).units
    assert {unit.title: [person.name for person in unit.people] for unit in units} == {
        title: [name] for row in lines for title, name in (row[:2], row[2:])
    }


@pytest.mark.parametrize(
    ("line", "heads"),
    [
        ("Président du CST : Luc Morel", False),
        ("Directeur général des services : Luc Morel", False),
        ("Direction générale – Luc Morel", True),
    ],
)
def test_who_signs_the_sheet_over_its_boxes_heads_nobody(line: str, *, heads: bool) -> None:
    """3.27: whoever presides a committee stood over the whole chart, for certain; a unit that outranks all does stand there."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 24, 24, line)
        for x, y, title, name in (
            (200, 90, "DGA Ressources", "Anne Petit"),
            (40, 190, "Service Paie", "Odile Roche"),
            (360, 190, "Service Achats", "Paul Lorme"),
        ):
            canvas.rect(x, SHEET[1] - y - 36, 140, 36)
            write(canvas, x + 6, y + 14, title, bold=True)
            write(canvas, x + 6, y + 28, name)
            if y > 100:
                canvas.lines(
                    [
                        (270, SHEET[1] - 126, 270, SHEET[1] - 160),
                        (270, SHEET[1] - 160, x + 70, SHEET[1] - 160),
                        (x + 70, SHEET[1] - 160, x + 70, SHEET[1] - 190),
                    ]
                )

    read = tree(chart_of(drawn(draw, size=SHEET)))
    head = line.split(" – ")[0] if heads else None
    assert read == {
        "DGA Ressources": head,
        **dict.fromkeys(("Service Paie", "Service Achats"), "DGA Ressources"),
        **({head: None} if head else {}),
    }


@pytest.mark.parametrize("over", [1, 2])
def test_a_name_between_a_direction_over_several_rows_and_a_service_is_no_sure_head_of_either(over: int) -> None:
    """3.27: « Jean Dupont | Finances | Inès Roche | Paie »: she was in Finances, for certain; so where headings tell them apart."""
    heads = [("Jean Dupont", "Finances"), ("Anne Perrin", "Travaux"), ("Marie Faure", "Social")]
    services = [
        ("Inès Roche", "Paie"), ("Karim Quéré", "Achats"), ("Luc Lacaze", "Eau"), ("Rose Henry", "Voirie"),
        ("Nina Bel", "Crèches"), ("Paul Lorme", "Emploi"),
    ][: 3 * over]  # fmt: skip

    def draw(canvas: Canvas) -> None:
        for column, heading in enumerate(("Nom", "Direction", "Responsable", "Service") if over == 1 else ()):
            canvas.rect(40 + 120 * column, 500, 120, 20)
            canvas.drawString(45 + 120 * column, 506, heading)
        for column, (texts, high) in enumerate([(heads, 20 * over)] * 2 + [(services, 20)] * 2):
            for row, pair in enumerate(texts):
                canvas.rect(40 + 120 * column, 500 - high * row - high, 120, high)
                canvas.drawString(45 + 120 * column, 506 - high * row - high, pair[column % 2])

    units = chart_of(drawn(draw)).units
    assert {p.name: (unit.title, p.confidence >= 0.9) for unit in units for p in unit.people} == {
        name: (title, (name, title) in heads) for name, title in (*heads, *services)
    }


def test_titles_in_the_middle_of_their_rows_or_at_the_foot_head_nothing_for_certain() -> None:
    """3.27: where blank cells stand over the first title of a column, the title last printed may not head the rows below it."""
    town = {"Pôle ressources": {"Finances": 2, "Personnel": 3}, "Pôle ville": {"Voirie": 3, "Parcs": 2}}

    def table(place: str) -> dict[str, float]:
        def draw(canvas: Canvas) -> None:
            row = 0
            for words, x in zip(("Pôle", "Direction", "Service", "Responsable"), (20, 140, 260, 400), strict=True):
                write(canvas, x + 4, 32, words, bold=True)
            for pole, below in town.items():
                of_pole, first = sum(below.values()), row
                for direction, count in below.items():
                    for number in range(count):
                        own = {"top": 0, "middle": count // 2, "foot": count - 1}[place]
                        over = {"top": 0, "middle": of_pole // 2, "foot": of_pole - 1}[place]
                        texts = (pole if row - first == over else "", direction if number == own else "")
                        cells = (
                            *texts,
                            f"Service {direction.lower()} {'ABC'[number]}",
                            "Mme Anne Roy" if row % 2 else "M. Luc Bailly",
                        )
                        for text, x in zip(cells, (20, 140, 260, 400), strict=True):
                            write(canvas, x + 4, 50 + 18 * row, text)
                        row += 1
            for number in range(row + 2):
                rule(canvas, 20, 20 + 18 * number, 500, 0)
            for x in (20, 140, 260, 400, 520):
                rule(canvas, x, 20, 0, 18 * (row + 1))

        return {unit.title: unit.confidence_parent for unit in chart_of(drawn(draw)).units if unit.parent}

    assert max(table("top").values()) >= 0.9
    assert max(table("middle").values()) <= 0.5
    assert max(table("foot").values()) <= 0.8


@pytest.mark.parametrize("heading", ["Struttura", "Funzione"])
def test_a_post_in_a_column_of_its_own_is_a_unit_where_the_heading_says_so(heading: str) -> None:
    """« Segretario Generale », alone in the first of columns set in by depth, headed « Struttura »: all had no head.

    Under a heading that says posts it is the post of who is named.
    """
    rows = (
        (0, "Segretario Generale", "Dott. Nicola Galli"),
        (1, "Settore Affari Generali", "Dott.ssa Nina Costa"),
        (2, "Servizio Tributi", "Dott. Marco Bassi"),
        (2, "Servizio Scuola", "Dott.ssa Ida Conti"),
        (1, "Settore Economico", "Dott. Ivo Sala"),
        (2, "Servizio Sport", "Dott. Luca Testa"),
    )

    def draw(canvas: Canvas) -> None:
        for row, (depth, title, name) in enumerate(((0, heading, "Responsabile"), *rows)):
            y = SHEET[1] - 60 - 18 * row
            canvas.setFillGray(0.75 if row == 0 else 1)
            for x0, x1, said in ((20 + 15 * depth, 260, title), (260, 400, name)):
                canvas.setFillGray(0.75 if row == 0 else 1)
                canvas.rect(x0, y, x1 - x0, 18, fill=1)
                canvas.setFillGray(0)
                canvas.setFont("Helvetica-Bold" if row == 0 or depth < 2 else "Helvetica", 8)
                canvas.drawString(x0 + 3, y + 6, said)

    found = tree(chart_of(drawn(draw, size=SHEET)))
    assert ("Segretario Generale" in found) == (heading == "Struttura")
    assert found["Servizio Scuola"] == "Settore Affari Generali"
    assert heading != "Struttura" or found["Settore Economico"] == "Segretario Generale"
