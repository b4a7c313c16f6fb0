"""Tables of two columns, titles and who heads them: what names a column is no unit and heads nobody (3.27)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.pdf.ink import Box
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.units.column_heads import put_repeated_heads_aside
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from tests.pdf.orgchart.test_rosters import SHEET, WIDTH, chart_of, people, write
from tests.pdf.orgchart.test_rosters import table as ruled
from tests.pdf.pdfs import drawn

ROWS = (
    ("Direction des finances", "Claire Roy"), ("Service budget", "Paul Petit"), ("Service achats", "Anne Caron"),
    ("Direction technique", "Marc Faure"), ("Service voirie", "Jeanne Morel"), ("Service propreté", "Luc Garnier"),
)  # fmt: skip
SAID = {title: [(name, None)] for title, name in ROWS}
HEADS = [("Entité", "Nom"), ("Dienststelle", "Leitung"), ("Enhet", "Chef"), ("Team", "Contact"), ("Wydzialik", "Szefostwo")]


def headed(canvas: Canvas, heads: Sequence[str], *, rules: bool, bold: bool = True) -> None:
    rows = [*ROWS] if bold else [heads, *ROWS]
    top = 38 if bold else 20
    if bold:
        for column, head in enumerate(heads):
            write(canvas, 24 + WIDTH * column, 32, head, bold=True)
            if rules:
                canvas.rect(20 + WIDTH * column, SHEET[1] - top, WIDTH, 18)
    if rules:
        ruled(canvas, rows, top=top)
    else:
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                write(canvas, 24 + WIDTH * column, top + 12 + 18 * number, text)


@pytest.mark.parametrize("rules", [True, False], ids=["ruled", "without rules"])
@pytest.mark.parametrize("heads", HEADS, ids=" ".join)
def test_a_row_in_bold_over_titles_and_people_names_the_columns_whatever_its_words(heads: Sequence[str], rules: bool) -> None:
    assert people(drawn(lambda canvas: headed(canvas, heads, rules=rules), size=SHEET)) == SAID


@pytest.mark.parametrize("heads", HEADS, ids=" ".join)
def test_a_row_set_like_all_others_that_may_name_the_columns_is_doubted_and_so_is_what_hangs_under_it(heads: Sequence[str]) -> None:
    chart = chart_of(drawn(lambda canvas: headed(canvas, heads, rules=True, bold=False), size=SHEET))
    rows = {title for title, _ in ROWS}
    odd = {unit.id for unit in chart.units if unit.title not in rows}
    assert {unit.title for unit in chart.units} >= rows
    assert not [unit for unit in chart.units if unit.id in odd and unit.confidence_title >= 0.9]
    assert not [unit for unit in chart.units if unit.parent in odd and unit.confidence_parent >= 0.9]


def test_a_first_row_with_a_direction_and_nobody_is_a_unit_though_it_is_in_bold() -> None:
    found = people(drawn(lambda canvas: headed(canvas, ("Direction générale", "à pourvoir"), rules=True), size=SHEET))
    assert "Direction générale" in found


def test_rows_without_rules_are_compared_though_none_is_known_to_head_another() -> None:
    """Who stands beside a title is of it; of parents nothing is claimed."""
    chart = chart_of(drawn(lambda canvas: headed(canvas, ("Service", "Responsable"), rules=False), size=SHEET))
    assert (chart.structured, chart.reason) == (False, "unsure")
    assert all(person.confidence >= 0.9 for unit in chart.units for person in unit.people)
    assert all(unit.confidence_parent < 0.9 for unit in chart.units)


LISTS = {
    "Area scuola": ("Marco Galli", {"Asili nido": "Paola Serra", "Mensa": "Elisa Fabbri"}),
    "Area tributi": ("Chiara Moretti", {"Anagrafe": "Stefano Rinaldi", "Messi": "Giulia Colombo", "Archivio": "Lorenzo Piras"}),
    "Area strade": ("Silvia Ferrero", {"Verde pubblico": "Davide Orlando", "Illuminazione": "Matteo Gentile"}),
}


def framed(canvas: Canvas, heads: Sequence[str]) -> None:
    """Frames side by side, a title with its head in each, then *heads* small and grey over titles and names in two columns."""
    for place, (title, (head, rows)) in enumerate(LISTS.items()):
        left = 20 + 190 * place
        canvas.rect(left, SHEET[1] - 140, 180, 110)
        write(canvas, left + 6, 44, title, bold=True)
        write(canvas, left + 6, 56, head)
        canvas.setFillGray(0.5)
        canvas.setFont("Helvetica-Oblique", 6)
        for column, text in enumerate(heads):
            canvas.drawString(left + 6 + 90 * column, SHEET[1] - 70, text)
        canvas.setFillGray(0)
        for number, row in enumerate(rows.items()):
            for column, text in enumerate(row):
                write(canvas, left + 6 + 90 * column, 84 + 14 * number, text)


@pytest.mark.parametrize("heads", [("Servizio / Ufficio", "Addetto"), ("Virasto", "Yhteys")], ids=" ".join)
def test_what_names_the_columns_of_each_of_several_lists_is_no_unit(heads: Sequence[str]) -> None:
    """3.27: they come again in each frame in a look that nothing else has; under one stand names, under the other none."""
    chart = chart_of(drawn(lambda canvas: framed(canvas, heads), size=SHEET))
    assert {unit.title for unit in chart.units} == {*LISTS, *(title for _, rows in LISTS.values() for title in rows)}


def test_posts_and_offices_in_a_look_of_their_own_are_no_heads_of_columns() -> None:
    """3.27: « Direttore » over a name, « Segreteria » over a list come again in italics, but not side by side: both are read."""

    def draw(canvas: Canvas) -> None:
        for place, (title, (head, rows)) in enumerate(LISTS.items()):
            left = 20 + 190 * place
            canvas.rect(left, SHEET[1] - 140, 180, 110)
            write(canvas, left + 6, 44, title, bold=True)
            write(canvas, left + 6, 68, head)
            canvas.setFont("Helvetica-Oblique", 8)
            canvas.drawString(left + 6, SHEET[1] - 59, "Direttore")
            canvas.drawString(left + 6, SHEET[1] - 87, "• Segreteria")
            for number, text in enumerate(rows):
                write(canvas, left + 6, 96 + 12 * number, f"• {text}")

    chart = chart_of(drawn(draw, size=SHEET))
    assert sum(unit.title == "Segreteria" for unit in chart.units) == len(LISTS)
    assert [person.role for unit in chart.units for person in unit.people] == ["Direttore"] * len(LISTS)


def test_what_is_said_over_each_list_of_a_sheet_is_no_unit() -> None:
    """3.27: « Direct reports », grey and word for word between each head and the list below, was a unit of every column."""
    lists = {
        "Director of Finance": ("Revenues: Owen Mercer", "Treasury: Fiona Dalgleish"),
        "Director of Place": ("Parking: Meera Patel", "Highways: Nigel Thorne"),
        "Director of Housing": ("Lettings: Graham Barlow", "Repairs: Joanna Okafor"),
    }

    def draw(canvas: Canvas) -> None:
        write(canvas, 20, 30, "Alison Whitcombe", bold=True)
        write(canvas, 20, 42, "Chief Executive")
        for place, (post, lines) in enumerate(lists.items()):
            left = 20 + 190 * place
            write(canvas, left, 80, ("Stuart Sinclair", "Priya Ashdown", "Callum Rowntree")[place], bold=True)
            write(canvas, left, 92, post)
            canvas.setFillGray(0.5)
            write(canvas, left, 110, "Direct reports")
            canvas.setFillGray(0)
            for number, text in enumerate(lines):
                write(canvas, left, 124 + 14 * number, text)

    titles = {unit.title for unit in chart_of(drawn(draw, size=SHEET)).units}
    assert "Direct reports" not in titles and {"Revenues", "Highways", "Repairs", "Director of Place"} <= titles


def test_titles_over_names_in_columns_side_by_side_are_no_table_of_staff() -> None:
    """3.27: « Haushalt » over « Heike Brandt », beside « Hochbau » over « Uwe Köhler », is no title of both with somebody."""
    columns = {
        "Birgit Oltmanns|Leiter Bauen": ("Hochbau|Uwe Köhler", "Bauhof|Katrin Petersen", "Tiefbau|Jörg Reuter"),
        "Silke Vogt|Leiterin Finanzen": ("Haushalt|Heike Brandt", "Steuern|Torsten Zierke", "Stadtkasse|Matthias Hofmann"),
        "Rainer Schäfer|Leiter Soziales": ("Wohngeld|Sabine Lindemann", "Unterhalt|Holger Vogt", "Betreuung|Annegret Wiedemann"),
    }

    def draw(canvas: Canvas) -> None:
        for place, (head, units) in enumerate(columns.items()):
            name, _, post = head.partition("|")
            for top, text in ((40, name), (52, post), (70, "Direkt unterstellt")):
                write(canvas, 20 + 190 * place, top, text, bold=text == name)
            for number, said in enumerate(units):
                for line, text in enumerate(said.split("|")):
                    write(canvas, 20 + 190 * place, 86 + 24 * number + 10 * line, text)

    chart = chart_of(drawn(draw, size=SHEET))
    welded = [unit.title for unit in chart.units if unit.confidence_title >= 0.9 and len(unit.title.split()) > 2]
    assert not welded and {"Haushalt", "Steuern", "Unterhalt"} <= {unit.title for unit in chart.units}


NAMES = ("Paola Serra", "Stefano Rinaldi", "Davide Orlando")
OFFICES = [("Ufficio amministrativo", "Ufficio tecnico"), ("Service paie", "Service carrières")]


@pytest.mark.parametrize("below", ["3 agenti", "tel. 02 55 66", "Cantieri"])
@pytest.mark.parametrize("offices", OFFICES, ids=" ".join)
def test_offices_that_come_again_in_each_frame_side_by_side_are_units_though_one_has_nobody(
    offices: Sequence[str], below: str
) -> None:
    """3.27: their words are titles of units, and no « Ufficio », « Addetto » over what stands in a column."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(240, SHEET[1] - 30, 100, 20)
        write(canvas, 246, 22, "Direzione generale", bold=True)
        canvas.line(290, SHEET[1] - 30, 290, SHEET[1] - 36)
        canvas.line(110, SHEET[1] - 36, 490, SHEET[1] - 36)
        for place, (title, (head, _)) in enumerate(LISTS.items()):
            left = 20 + 190 * place
            canvas.line(left + 90, SHEET[1] - 36, left + 90, SHEET[1] - 42)
            canvas.rect(left, SHEET[1] - 142, 180, 100)
            write(canvas, left + 6, 54, title, bold=True)
            write(canvas, left + 6, 66, head)
            canvas.setFont("Helvetica-Oblique", 8)
            for column, text in enumerate(offices):
                canvas.drawString(left + 6 + 90 * column, SHEET[1] - 86, text)
            write(canvas, left + 6, 98, NAMES[place])
            write(canvas, left + 96, 98, below)

    titles = [unit.title for unit in chart_of(drawn(draw, size=SHEET)).units]
    assert [titles.count(office) for office in offices] == [len(LISTS)] * 2


def line(text: str, x: float, base: float, *, italic: bool = False) -> Line:
    return Line(text, Box(x, base - 6, x + 4 * len(text), base + 2), base, 8, False, italic, 0, (0, 0, 0), 0)


def lists(
    *heads: str, under: Sequence[str] = ("Vesi", "Paola Serra"), rows: int = 2, step: float = 0, last: bool = True
) -> PageText:
    """Three lists side by side under *heads* in italics, the next one *step* lower; *last*: whether all have all of them."""
    said = []
    for place in range(3):
        left = 200.0 * place
        said += [
            line(head, left + 90 * column, 20 + step * column, italic=True)
            for column, head in enumerate(heads)
            if last or not (column and place)
        ]
        said += [line(text, left + 90 * column, 34 + 12 * row) for row in range(rows) for column, text in enumerate(under)]
    return PageText([], said)


def put_aside(text: PageText) -> set[str]:
    put_repeated_heads_aside(text)
    return {one.text for one in text.aside}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(lists("Yhteys", "Virasto", under=("Paola Serra",), rows=1), id="more than what they head"),
        pytest.param(lists("Virasto", "Yhteys", step=6), id="not level"),
        pytest.param(lists("Virasto", "Yhteys", last=False), id="one of them once"),
        pytest.param(lists("Virasto", "Yhteys", under=("Anne Roy", "Paola Serra")), id="both over names"),
        pytest.param(lists("Virasto", "Anne Roy"), id="a name"),
        pytest.param(lists("Ragioneria", "Mensa"), id="units by their words"),
        pytest.param(lists("Pôle culture", "Addetto"), id="one of them a unit"),
        pytest.param(lists("Virasto", "Yhteys", under=("3 vakanssia", "Paola Serra")), id="over a count"),
        pytest.param(lists("Virasto", "Yhteys", under=("tel. 02 55 66", "Paola Serra")), id="over a telephone"),
        pytest.param(lists("Service Agent", under=("Paie, carrières et retraites",)), id="one line over no names"),
    ],
)
def test_what_comes_again_and_is_no_head_of_columns_stays(text: PageText) -> None:
    """3.27: heads are fewer than what they head, level, each there in several lists, and stand over titles and over names."""
    before = [*text.free]
    assert put_aside(text) == set() and text.free == before


def test_what_comes_again_over_titles_and_names_is_taken_out() -> None:
    """3.27: by its words or not; one line where no white parts them."""
    assert put_aside(lists("Virasto", "Yhteys", rows=3)) == {"Virasto", "Yhteys"}
    assert put_aside(lists("Service / Ufficio", "Addetto", rows=3)) == {"Service / Ufficio", "Addetto"}
    assert put_aside(lists("Service Agent", under=("Paie Paola Serra",), rows=3)) == {"Service Agent"}


def test_a_head_in_a_cell_of_its_own_is_taken_out_where_it_is_asked_of_cells_too() -> None:
    """3.27: else it may be a box of the chart."""
    text = lists("Virasto", "Yhteys", rows=3)
    cells = [TextBox(Box(one.frame.x0 - 2, 10, one.frame.x1 + 2, 24), lines=[one]) for one in text.free if one.italic]
    text = PageText(cells, [one for one in text.free if not one.italic])
    assert put_aside(text) == set()
    put_repeated_heads_aside(text, cells=True)
    assert {one.text for one in text.aside} == {"Virasto", "Yhteys"} and not text.boxes


@pytest.mark.parametrize("said", ["Directeur / directrice", "Responsable", "Encadrement"])
def test_what_says_who_stands_in_a_row_of_a_table_is_no_unit_in_its_first_column(said: str) -> None:
    """13.2: it was a unit, for certain, with the head of the first pole and what is under that one."""
    rows = (
        ("", "Pôle ressources", "Pôle cadre de vie", "Pôle social"),
        (said, "Mme Inès Caron", "M. Karim Haddad", "Mme Anne Petit"),
        ("Services", "• Service paie", "• Service voirie", "• Service logement"),
    )

    def draw(canvas: Canvas) -> None:
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                canvas.rect(20 + 130 * column, SHEET[1] - 50 - 20 * row, 130, 20)
                canvas.setFont("Helvetica-Bold" if column == 0 or row == 0 else "Helvetica", 7)
                canvas.drawString(24 + 130 * column, SHEET[1] - 43 - 20 * row, text)

    units = chart_of(drawn(draw, size=SHEET)).units
    titles = {unit.id: unit.title for unit in units}
    assert {unit.title: (titles.get(unit.parent or ""), [person.name for person in unit.people]) for unit in units} == {
        "Pôle ressources": (None, ["Mme Inès Caron"]), "Pôle cadre de vie": (None, ["M. Karim Haddad"]),
        "Pôle social": (None, ["Mme Anne Petit"]), "Service paie": ("Pôle ressources", []),
        "Service voirie": ("Pôle cadre de vie", []), "Service logement": ("Pôle social", []),
    }  # fmt: skip
