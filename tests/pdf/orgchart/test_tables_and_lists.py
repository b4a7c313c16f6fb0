"""Tables, and lists without bullets: whose units have no lines between them, and often no boxes (13.1)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import DocumentContent, OrgChart
from monitor.pdf.orgchart.chart import read_page
from monitor.pdf.orgchart.readable import enlargement
from monitor.pdf.orgchart.units.entries import entry_parts
from monitor.pdf.pdfium import Limits, opened
from monitor.pdf.read import read
from tests.pdf.pdfs import drawn

SHEET = (620.0, 480.0)


def chart_of(data: bytes) -> OrgChart:
    content = read(data, kind="orgchart")
    assert isinstance(content, DocumentContent) and content.orgchart
    return content.orgchart


def tree(data: bytes) -> dict[str, str | None]:
    chart = chart_of(data)
    titles = {unit.id: unit.title for unit in chart.units}
    return {unit.title: titles[unit.parent] if unit.parent else None for unit in chart.units}


def cell(
    canvas: Canvas, x: float, top: float, width: float, height: float, *texts: str, inset: float = 4, bold: bool = False
) -> None:
    """A cell with lines of text; the second and further ones are plain."""
    canvas.rect(x, SHEET[1] - top - height, width, height)
    write(canvas, x + inset, top + 10, texts, bold=bold)


def write(canvas: Canvas, x: float, top: float, texts: Sequence[str], *, bold: bool = False) -> None:
    for number, text in enumerate(texts):
        canvas.setFont("Helvetica-Bold" if bold and number == 0 else "Helvetica", 8)
        canvas.drawString(x, SHEET[1] - top - 10 * number, text)


def test_a_cell_heads_the_cells_that_its_height_spans() -> None:
    """An Excel sheet: the pole over all rows of its directions, each over the rows of its services; one has a single row."""

    def draw(canvas: Canvas) -> None:
        cell(canvas, 20, 20, 420, 20, "Direction générale des services")
        cell(canvas, 20, 40, 140, 60, "Pôle Ressources")
        cell(canvas, 20, 100, 140, 20, "Pôle Cadre de vie")
        for top, height, title in ((40, 40, "Direction des finances"), (80, 20, "Direction du personnel"), (100, 20, "Voirie")):
            cell(canvas, 160, top, 140, height, title)
        for top, title in ((40, "Comptabilité"), (60, "Paie"), (80, "Formation"), (100, "Éclairage public")):
            cell(canvas, 300, top, 140, 20, title)

    assert tree(drawn(draw, size=SHEET)) == {
        "Direction générale des services": None,
        "Pôle Ressources": "Direction générale des services",
        "Pôle Cadre de vie": "Direction générale des services",
        "Direction des finances": "Pôle Ressources",
        "Direction du personnel": "Pôle Ressources",
        "Voirie": "Pôle Cadre de vie",
        "Comptabilité": "Direction des finances",
        "Paie": "Direction des finances",
        "Formation": "Direction du personnel",
        "Éclairage public": "Voirie",
    }


def test_the_columns_of_a_table_with_one_title_a_row_are_its_levels() -> None:
    """A sheet of Excel: empty cells stand between a title and who is responsible for it (3.27)."""
    rows = (
        (0, "Pôle Ressources", "Mme Roy"), (1, "Direction des finances", "M. Petit"), (2, "Comptabilité", ""),
        (2, "Budget", "Mme Rey"), (0, "Pôle Technique", "M. Loup"), (1, "Direction des eaux", "Mme Caron"),
        (2, "Réseaux", "M. Faure"),
    )  # fmt: skip

    def draw(canvas: Canvas) -> None:
        cell(canvas, 20, 0, 560, 20, "Direction générale")
        for number, text in enumerate(("Pôle", "Direction", "Service", "Responsable")):
            cell(canvas, 20 + 140 * number, 20, 140, 20, text, bold=True)
        for number, (level, title, name) in enumerate(rows):
            for column in range(4):
                text = title if column == level else name if column == 3 else ""
                cell(canvas, 20 + 140 * column, 40 + 20 * number, 140, 20, *([text] if text else []))

    chart = chart_of(drawn(draw, size=SHEET))
    assert {unit.title: [person.name for person in unit.people] for unit in chart.units} == {
        "Direction générale": [],
        **{title: [name] if name else [] for _, title, name in rows},
    }
    assert tree(drawn(draw, size=SHEET)) == {
        "Direction générale": None, "Pôle Ressources": "Direction générale", "Direction des finances": "Pôle Ressources",
        "Comptabilité": "Direction des finances", "Budget": "Direction des finances", "Pôle Technique": "Direction générale",
        "Direction des eaux": "Pôle Technique", "Réseaux": "Direction des eaux",
    }  # fmt: skip


def test_a_post_with_a_name_in_the_next_cell_of_a_row_is_its_units() -> None:
    """« Directrice », « Mme Roy », a room: the cell beside a title, the post on a line of its own or before the name (3.27)."""
    rows = (
        ("Direction générale des services", "Directrice générale des services : Mme Odile Roche"),
        ("Direction des finances", "Directeur", "M. Karim Haddad"),
        ("Service paie", "Responsable : Mme Inès Caron", "Bureau 12"),
        ("Service budget", "M. Ronan Le Goff, responsable"),
    )

    def draw(canvas: Canvas) -> None:
        for number, (title, *said) in enumerate(rows):
            cell(canvas, 20, 20 + 30 * number, 200, 30, title)
            cell(canvas, 220, 20 + 30 * number, 260, 30, *said)

    people = {unit.title: [(p.name, p.role) for p in unit.people] for unit in chart_of(drawn(draw, size=SHEET)).units}
    assert people == {
        "Direction générale des services": [("Mme Odile Roche", "Directrice générale des services")],
        "Direction des finances": [("M. Karim Haddad", "Directeur")],
        "Service paie": [("Mme Inès Caron", "Responsable")],
        "Service budget": [("M. Ronan Le Goff", "responsable")],
    }


@pytest.mark.parametrize("surname_first", [False, True], ids=["Odile Sautel", "Sautel Odile"])
def test_posts_that_are_titles_keep_their_rows_and_a_column_of_deputies_is_one_of_names(surname_first: bool) -> None:
    """« Maire », « 1re adjointe – Sports » under « Pôle » are units: all their people were the mayor's, as certain (3.27, 13.3)."""
    rows = (
        (0, "Maire", "Odile Sautel", ""), (0, "1re adjointe – Sports", "Zoé Castan", ""),
        (0, "2e adjoint – Culture", "Paul Grimal", ""), (0, "Direction générale des services", "Hugo Bornet", ""),
        (1, "Direction de la voirie", "Claire Vernou", "Marc Pradal"), (2, "Service des ponts", "Julien Ruban", ""),
        (2, "Service du bitume", "Nathalie Lozac", ""), (1, "Direction des parcs", "Sophie Aulnay", "Louis Mercadal"),
        (2, "Service des serres", "Anne Viguier", ""),
    )  # fmt: skip

    def written(name: str) -> str:
        return " ".join(name.split()[::-1]) if surname_first else name

    def draw(canvas: Canvas) -> None:
        columns = (20, 160, 300, 410, 510, 600)
        heads = ("Pôle", "Direction", "Service", "Nom", "Adjoint")
        for number, row in enumerate((heads, *rows)):
            said = heads if row is heads else ["", "", "", written(str(row[2])), written(str(row[3]))]
            for place, (left, right) in enumerate(pairwise(columns)):
                text = str(row[1]) if row is not heads and place == row[0] else said[place]
                cell(canvas, left, 20 + 20 * number, right - left, 20, *([text] if text else []), bold=row is heads)

    named = {unit.title: [person.name for person in unit.people] for unit in chart_of(drawn(draw, size=SHEET)).units}
    assert named == {title: [written(name) for name in (head, deputy) if name] for _, title, head, deputy in rows}


def test_rows_that_begin_with_a_name_tell_who_else_is_in_the_unit_above() -> None:
    """Where two of fourteen rows did, the heads of directorates were the people of the services before them (3.27)."""
    heads = ("Pôle", "Direction", "Service", "Responsable", "Fonction")
    first = (
        ("Direction générale des services", "", "", "Odile Sautel", "Directrice générale"),
        ("", "Direction de la voirie", "", "Claire Vernou", "Directrice"),
        ("", "", "Service du bitume", "Nathalie Lozac", "Cheffe de service"),
        ("", "", "Service des quais", "Julien Ruban", "Chef de service"),
    )
    then = (
        ("", "", "Service des ponts", "", ""),
        ("", "Direction des parcs", "", "Sophie Aulnay", "Directrice"),
        ("", "", "", "Louis Mercadal", "Adjoint"),
        ("", "", "Service des serres", "Anne Viguier", "Cheffe de service"),
        ("", "", "Service des cimetières", "Hugo Bornet", "Chef de service"),
        ("", "Direction du bâti", "", "Lucie Ferrand", "Directrice"),
        ("", "", "Service énergie", "Karim Delage", "Chef de service"),
        ("Pôle vie locale", "", "", "À pourvoir", ""),
        ("", "Direction des sports", "", "Marc Pradal", "Directeur"),
        ("", "", "", "Zoé Castan", "Adjointe"),
        ("", "", "Service des stades", "Paul Grimal", "Chef de service"),
        ("", "", "Service médiathèque", "", ""),
        ("", "Direction de la communication", "", "À pourvoir", ""),
        ("", "", "Service piscines", "Samuel Le Goff", "Chef de service"),
    )

    def draw(canvas: Canvas) -> None:
        for rows in (first, then):
            for number, row in enumerate((heads, *rows)):
                for place, text in enumerate(row):
                    cell(canvas, 10 + 120 * place, 20 + 20 * number, 120, 20, *([text] if text else []), bold=not number)
            canvas.showPage()

    units = chart_of(drawn(draw, size=SHEET)).units[4:]
    assert {unit.title: [(person.name, person.role) for person in unit.people] for unit in units} == {
        "Service des ponts": [],
        "Direction des parcs": [("Sophie Aulnay", "Directrice"), ("Louis Mercadal", "Adjoint")],
        "Service des serres": [("Anne Viguier", "Cheffe de service")],
        "Service des cimetières": [("Hugo Bornet", "Chef de service")],
        "Direction du bâti": [("Lucie Ferrand", "Directrice")],
        "Service énergie": [("Karim Delage", "Chef de service")],
        "Pôle vie locale": [("", None)],
        "Direction des sports": [("Marc Pradal", "Directeur"), ("Zoé Castan", "Adjointe")],
        "Service des stades": [("Paul Grimal", "Chef de service")],
        "Service médiathèque": [],
        "Direction de la communication": [("", None)],
        "Service piscines": [("Samuel Le Goff", "Chef de service")],
    }


def test_posts_and_rooms_stand_with_names_in_a_column_that_says_who_heads() -> None:
    """« Responsable » over cells with a post, a name and a room each: who is named in them is lost for none of that (3.27)."""
    rows = (
        ("Direction / service", "Responsable"),
        ("Direction générale des services", "Directrice générale des services : Mme Odile Roche", "Bureau 3"),
        ("Direction des finances", "Directeur", "M. Karim Haddad", "Bureau 12"),
        ("Service paie", "Mme Inès Caron", "Tél. 01 02 03 04 05"),
    )

    def draw(canvas: Canvas) -> None:
        for number, (title, *said) in enumerate(rows):
            cell(canvas, 20, 20 + 40 * number, 200, 40, title)
            cell(canvas, 220, 20 + 40 * number, 260, 40, *said)

    people = {unit.title: [(p.name, p.role) for p in unit.people] for unit in chart_of(drawn(draw, size=SHEET)).units}
    assert people == {
        "Direction générale des services": [("Mme Odile Roche", "Directrice générale des services")],
        "Direction des finances": [("M. Karim Haddad", "Directeur")],
        "Service paie": [("Mme Inès Caron", None)],
    }


def test_a_bold_cell_heads_the_list_in_its_row() -> None:
    """A table of a text: who heads the direction stands between it and its services, each a paragraph of its own."""

    def draw(canvas: Canvas) -> None:
        cell(canvas, 20, 0, 560, 20, "Direction générale", bold=True)
        lists = ("Comptabilité", "Budget – Mme Rey", "Achats"), ("Réseaux", "Stations")
        for number, (title, name) in enumerate((("Direction des finances", "M. Petit"), ("Direction des eaux", "Mme Caron"))):
            top = 20 + 70 * number
            cell(canvas, 20, top, 140, 70, title, bold=True)
            cell(canvas, 160, top, 140, 70, name)
            canvas.rect(300, SHEET[1] - top - 70, 280, 70)
            for row, text in enumerate(lists[number]):
                write(canvas, 304, top + 12 + 22 * row, [text])

    found = tree(drawn(draw, size=SHEET))
    assert found == {
        "Direction générale": None,
        **dict.fromkeys(("Direction des finances", "Direction des eaux"), "Direction générale"),
        **dict.fromkeys(("Comptabilité", "Budget", "Achats"), "Direction des finances"),
        **dict.fromkeys(("Réseaux", "Stations"), "Direction des eaux"),
    }


def test_titles_free_over_boxes_are_their_heads() -> None:
    """Poles written over their cards, without a box."""

    def draw(canvas: Canvas) -> None:
        for column, pole in enumerate(("Pôle Ressources", "Pôle Technique")):
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawString(20 + 200 * column, SHEET[1] - 30, pole)
            for row in range(2):
                cell(
                    canvas,
                    20 + 200 * column,
                    40 + 40 * row,
                    160,
                    30,
                    ("Direction des eaux", "Direction des sols", "Service paie", "Direction des arts")[2 * column + row],
                )

    chart = chart_of(drawn(draw, size=SHEET))
    assert {"Pôle Ressources", "Pôle Technique"} <= {unit.title for unit in chart.units}


def test_columns_of_equal_cells_head_nothing() -> None:
    """Title and name side by side, row for row: no cell is the head of the one beside it."""

    def draw(canvas: Canvas) -> None:
        cell(canvas, 20, 20, 280, 20, "Direction générale des services", bold=True)
        titles = ("Direction des finances", "Direction de l’eau", "Voirie")
        for row, (title, name) in enumerate(zip(titles, ("Mme Claire Aubert", "M. Ronan Le Goff", "Poste vacant"), strict=True)):
            cell(canvas, 20, 40 + 20 * row, 160, 20, title)
            cell(canvas, 180, 40 + 20 * row, 120, 20, name)

    chart = chart_of(drawn(draw, size=SHEET))
    assert [(u.title, [p.name or "vacant" for p in u.people], u.parent) for u in chart.units] == [
        ("Direction générale des services", [], None),
        ("Direction des finances", ["Mme Claire Aubert"], "u1"),
        ("Direction de l’eau", ["M. Ronan Le Goff"], "u1"),
        ("Voirie", ["vacant"], "u1"),
    ]


def test_words_set_in_within_a_column_of_cells_hang_under_those_above() -> None:
    def draw(canvas: Canvas) -> None:
        rows = (
            ("Pôle Ressources", 4, "Mme Claire Aubert"),
            ("Direction des finances", 14, ""),
            ("Comptabilité", 24, "M. Ronan Le Goff"),
            ("Direction du personnel", 14, "Poste vacant"),
            ("Paie", 24, ""),
        )
        for row, (title, inset, name) in enumerate(rows):
            cell(canvas, 20, 40 + 18 * row, 170, 18, title, inset=inset)
            cell(canvas, 190, 40 + 18 * row, 120, 18, *([name] if name else []))

    assert tree(drawn(draw, size=SHEET)) == {
        "Pôle Ressources": None,
        "Direction des finances": "Pôle Ressources",
        "Comptabilité": "Direction des finances",
        "Direction du personnel": "Pôle Ressources",
        "Paie": "Direction du personnel",
    }


def three_cards(canvas: Canvas, *lists: Sequence[str]) -> None:
    cell(canvas, 220, 20, 160, 20, "Direction générale des services", bold=True)
    for number, entries in enumerate(lists):
        title, name = (("Finances", "Mme Claire Aubert"), ("Voirie", "M. Ronan Le Goff"), ("Sports", "Mme Inès Roche"))[number]
        x = 20 + 190 * number
        cell(canvas, x, 90, 170, 90, title, name, *entries, bold=True)
        canvas.lines([(x + 85, SHEET[1] - 65, x + 85, SHEET[1] - 90)])
    canvas.lines([(300, SHEET[1] - 40, 300, SHEET[1] - 65), (105, SHEET[1] - 65, 485, SHEET[1] - 65)])


def test_lines_after_names_are_entries_where_many_boxes_have_several() -> None:
    """No bullet, no word for a unit, the look of the names: that every card has such lines tells that they are a list."""
    data = drawn(
        lambda canvas: three_cards(canvas, ("Budget", "Achats"), ("Éclairage", "Signaux", "Ponts"), ("Piscine", "Stades")),
        size=SHEET,
    )
    found = tree(data)
    assert {title for title, head in found.items() if head == "Voirie"} == {"Éclairage", "Signaux", "Ponts"}
    assert {title for title, head in found.items() if head == "Finances"} == {"Budget", "Achats"}
    assert [p.name for u in chart_of(data).units if u.title == "Voirie" for p in u.people] == ["M. Ronan Le Goff"]


def test_one_line_after_each_name_is_no_entry() -> None:
    """« BzStR StadtSoz »: what each box has one of is a post or an abbreviation."""
    found = tree(drawn(lambda canvas: three_cards(canvas, ("FinPers",), ("VoiTrav",), ("SpoJeu",)), size=SHEET))
    assert set(found) == {"Direction générale des services", "Finances", "Voirie", "Sports"}


def test_lists_beneath_boxes_keep_to_their_columns() -> None:
    """Free lists with and without bullets, written column by column and so close that a space would be as wide."""

    def draw(canvas: Canvas) -> None:
        three_cards(canvas, (), (), ())
        entries = (("- Budget", "- Achats"), ("- Éclairage", "- Signaux"), ("- Piscine", "- Stades"))
        for number, texts in enumerate(entries):
            write(canvas, 26 + 190 * number, 195, texts)

    found = tree(drawn(draw, size=SHEET))
    assert {title for title, head in found.items() if head == "Voirie"} == {"Éclairage", "Signaux"}
    assert {title for title, head in found.items() if head == "Sports"} == {"Piscine", "Stades"}


def test_columns_written_one_after_the_other_do_not_run_together() -> None:
    def draw(canvas: Canvas) -> None:
        cell(canvas, 150, 10, 126, 20, "Direction générale", bold=True)
        canvas.line(20, SHEET[1] - 45, 400, SHEET[1] - 45)
        canvas.line(213, SHEET[1] - 30, 213, SHEET[1] - 45)
        for x, title in ((20, "Finances"), (150, "Voirie"), (280, "Sports")):
            cell(canvas, x, 60, 126, 20, title, bold=True)
            canvas.line(x + 63, SHEET[1] - 45, x + 63, SHEET[1] - 60)
            write(canvas, x + 2, 95, (f"Service du matériel ({title})", f"Service moyens ({title})"))

    assert {title for title, head in tree(drawn(draw, size=SHEET)).items() if head == "Voirie"} == {
        "Service du matériel (Voirie)",
        "Service moyens (Voirie)",
    }


def test_what_follows_the_mayor_s_head_of_services_hangs_there() -> None:
    """No line leads to the row: it hangs under the last of the chain that stands centred above it, not under the mayor."""

    def draw(canvas: Canvas) -> None:
        cell(canvas, 220, 20, 160, 20, "Madame le Maire", bold=True)
        cell(canvas, 220, 55, 160, 20, "Direction générale des services", bold=True)
        canvas.line(300, SHEET[1] - 40, 300, SHEET[1] - 55)
        for number, title in enumerate(("Ressources", "Cadre de vie", "Solidarités")):
            cell(canvas, 20 + 190 * number, 140, 170, 60, title)

    with opened(drawn(draw, size=SHEET), Limits()) as document:
        page = document.page(1)
    nodes = read_page(page.enlarged(enlargement(page)))[0].nodes
    assert {node.label: node.parent.label if node.parent else None for node in nodes} == {
        "Madame le Maire": None,
        "Direction générale des services": "Madame le Maire",
        "Ressources": "Direction générale des services",
        "Cadre de vie": "Direction générale des services",
        "Solidarités": "Direction générale des services",
    }


def test_the_dashes_of_a_border_drawn_as_one_shape_are_a_box() -> None:
    """A browser prints a dashed border with rounded corners as one filled path of many small pieces."""

    def draw(canvas: Canvas) -> None:
        cell(canvas, 220, 20, 160, 20, "Direction générale des services", bold=True)
        for number, title in enumerate(("Direction des finances", "Direction de la voirie")):
            x, top = 40.0 + 280 * number, 100.0
            path = canvas.beginPath()
            for step in range(0, 160, 8):
                path.rect(x + step, SHEET[1] - top, 4, 1.2)
                path.rect(x + step, SHEET[1] - top - 30, 4, 1.2)
            for step in range(0, 30, 8):
                path.rect(x, SHEET[1] - top - step - 4, 1.2, 4)
                path.rect(x + 160, SHEET[1] - top - step - 4, 1.2, 4)
            canvas.drawPath(path, fill=1, stroke=0)
            write(canvas, x + 20, top + 18, (title,))

    boxes = {unit.title: unit.bbox for unit in chart_of(drawn(draw, size=SHEET)).units}
    assert boxes["Direction des finances"] == pytest.approx((40, 98.8, 201.2, 130), abs=1.5)
    assert boxes["Direction de la voirie"] == pytest.approx((320, 98.8, 481.2, 130), abs=1.5)


def test_a_title_that_stands_free_over_each_of_several_tables_heads_their_rows() -> None:
    """3.27: « Secteur Arts » in no box, « Service | Responsable » below it, whose row is no unit, then its services."""
    tables = {
        "Secteur Littoral – Mme Odile Caron": ("Direction des plages", "Direction du phare"),
        "Secteur Arts": ("Direction du cirque", "Direction des orgues", "Direction des bals"),
        "Secteur Bocage – M. Jean Rivet": ("Direction des haies", "Direction des mares"),
    }

    def draw(canvas: Canvas) -> None:
        y = 520.0
        for number, (title, rows) in enumerate(tables.items()):
            canvas.setFont("Helvetica-Bold", 11)
            canvas.drawString(40, y, title)
            y -= 26
            for row in ("Service", *rows):
                for x, text in ((40, row), (300, "Responsable" if row == "Service" else f"Mme Inès Ro{'zxv'[number]}et")):
                    canvas.setFillGray(0.85 if row == "Service" else 1)
                    canvas.rect(x, y, 260, 16, fill=1)
                    canvas.setFillGray(0)
                    canvas.setFont("Helvetica-Bold" if row == "Service" else "Helvetica", 9)
                    canvas.drawString(x + 4, y + 5, text)
                y -= 16
            y -= 18

    found = {unit.title: unit for unit in chart_of(drawn(draw, size=(620, 560))).units}
    by_id = {unit.id: unit.title for unit in found.values()}
    heads = {row: title.split(" – ")[0] for title, rows in tables.items() for row in rows}
    assert set(found) == {*heads, *heads.values()}
    assert {row: by_id.get(found[row].parent or "") for row in heads} == heads


@pytest.mark.parametrize(
    ("entry", "title", "people"),
    [
        ("Musée (Mme Roy) – adjoint : M. Bon", "Musée", [("Mme Roy", None), ("M. Bon", "adjoint")]),
        ("Musée (Anne Roy, directrice), adjoint : Luc Bon", "Musée", [("Anne Roy", "directrice"), ("Luc Bon", "adjoint")]),
        ("Musée : Mme Roy (adjoint : M. Bon)", "Musée", [("Mme Roy", None), ("M. Bon", "adjoint")]),
        ("Musée (MBA) – Mme Roy (adjoint : M. Bon)", "Musée (MBA)", [("Mme Roy", None), ("M. Bon", "adjoint")]),
        ("Musée (Mme Roy (adjoint : M. Bon))", "Musée", [("Mme Roy", None), ("M. Bon", "adjoint")]),
        ("Musée (Mme Roy, directrice (intérim))", "Musée", [("Mme Roy", "directrice (intérim)")]),
        ("Cabinet (Mme Roy) – communication", "Cabinet (Mme Roy) – communication", []),
    ],
)
def test_brackets_in_an_entry_are_not_torn_and_both_people_are_its(
    entry: str, title: str, people: list[tuple[str, str | None]]
) -> None:
    """3.27: « Musée (Anne Roy », with « directrice) – adjoint » as a post, was given as certain."""
    label, named = entry_parts(entry)
    assert (label, [(person.name, person.role) for person in named]) == (title, people)


def test_a_list_that_writes_surnames_first_has_its_names_read_and_its_mayor_is_no_post_of_its_heading() -> None:
    """13.3: plain names are known by the first name behind, where most of the list are so; a heading is not who is mayor below."""
    entries = (
        (0, "Maire", "Sautel Odile"), (0, "Secrétariat général", "Grimal Paul"), (14, "Direction des moyens", "Vernou Claire"),
        (28, "Service énergie", "Ruban Julien"), (28, "Service voirie", "Castan Sophie"),
        (14, "Direction de la ville", "Pradal Marc"), (28, "Service des arbres", "Lozac Nathalie"),
        (28, "Service du chauffage", "Bornet Hugo"),
    )  # fmt: skip

    def draw(canvas: Canvas) -> None:
        write(canvas, 40, 40, ["Services municipaux – qui répond de quoi"], bold=True)
        for number, (indent, title, name) in enumerate(entries):
            write(canvas, 40 + indent, 56 + 13 * number, [f"{title} ({name})"], bold=indent < 28)

    chart = chart_of(drawn(draw, size=SHEET))
    named = {unit.title: [person.name for person in unit.people] for unit in chart.units if unit.people}
    assert named == {title: [name] for _, title, name in entries}


def test_a_numbered_list_in_two_columns_under_a_heading_over_both_keeps_no_number_in_a_title() -> None:
    """13.1: numbers tell depths, ordinals begin titles, and a line that ends in « Mme » or « ; » goes on below."""
    columns = (
        ("1. Maire – Mme Odile Sautel", "2. 1re adjointe – Sports – Mme Zoé Castan", "3. Direction générale – M. Hugo Bornet",
         "3.1 Pôle ville – M. Marc Pradal", "3.1.1 Service voirie – Mme Claire Vernou ; adjointe : Mme", "    Sophie Aulnay"),
        ("3.1.2 Service des parcs (Mme Anne Viguier) ;", "    adjoint : M. Louis Mercadal", "3.2 Pôle moyens – M. Paul Grimal",
         "3.2.1 Service paie – M. Julien Ruban", "3.2.2 Service budget – Mme Nathalie Lozac", "3.2.3 Service achats"),
    )  # fmt: skip

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 12)
        canvas.drawCentredString(SHEET[0] / 2, SHEET[1] - 30, "Liste des services et de leurs responsables")
        for place, column in enumerate(columns):
            for number, text in enumerate(column):
                depth = text.split()[0].count(".") - text.split()[0].endswith(".") if text[0].isdigit() else 3
                write(canvas, 30 + 300 * place + 10 * depth, 60 + 12 * number, [text.strip()])

    named = {unit.title: [person.name for person in unit.people] for unit in chart_of(drawn(draw, size=SHEET)).units}
    assert named == {
        "Maire": ["Mme Odile Sautel"], "1re adjointe – Sports": ["Mme Zoé Castan"], "Direction générale": ["M. Hugo Bornet"],
        "Pôle ville": ["M. Marc Pradal"], "Service voirie": ["Mme Claire Vernou", "Mme Sophie Aulnay"],
        "Service des parcs": ["Mme Anne Viguier", "M. Louis Mercadal"], "Pôle moyens": ["M. Paul Grimal"],
        "Service paie": ["M. Julien Ruban"], "Service budget": ["Mme Nathalie Lozac"], "Service achats": [],
    }  # fmt: skip


def test_a_name_that_little_shows_is_of_the_title_in_its_row_not_of_those_named_over_it() -> None:
    """3.27: beside a table that fills the page, « Eudes Renard » was one of the two people of the row above, as certain."""
    names = ("Sautel", "Castan", "Grimal", "Bornet", "Vernou", "Ruban", "Pons", "Viguier", "Barrau", "Lozac", "Roy", "Aury")
    short = (
        ("Direction de la voirie", "Vincent Caillaud", "Adjoint : Élie Kerbrat"), ("Service des parcs", "Eudes Renard"),
        ("Piscine des bords", "Samir Charles"),
    )  # fmt: skip

    def draw(canvas: Canvas) -> None:
        top = 40
        for band, table in (("Pôle ressources", [(f"Service {n}", f"Mme {n}") for n in names]), ("Pôle ville", short)):
            cell(canvas, 20, top, 560, 14, f"{band} — Odile Viguier", bold=True)
            top += 14
            for title, *who in table:
                high = 3 + 10 * len(who)
                for x, texts in ((20, [title]), (300, who)):
                    canvas.rect(x, SHEET[1] - top - high, 280, high)
                    write(canvas, x + 4, top + 9, texts)
                top += high
            top += 14

    named = {unit.title: [person.name for person in unit.people] for unit in chart_of(drawn(draw, size=SHEET)).units}
    assert named["Direction de la voirie"] == ["Vincent Caillaud", "Élie Kerbrat"]
    assert named["Service des parcs"] == ["Eudes Renard"] and named["Piscine des bords"] == ["Samir Charles"]


BULLETS = (
    (
        "Pôle formation",
        (
            ("Service des usages", ("Bureau des écoles",)),
            ("Service du budget", ("Bureau de musique",)),
            ("Service des travaux", ("Bureau de l’eau",)),
        ),
    ),
    (
        "Pôle logistique",
        (
            ("Service des stages", ()),
            ("Service du sport", ("Bureau des stades", "Bureau des piscines")),
            ("Service de la maintenance", ("Bureau des clefs",)),
        ),
    ),
)


def bulleted(canvas: Canvas, *, white: float, inset: float) -> None:
    """Lists without lines below two boxes, each direction behind its bullet with *white* over it, its offices set in below."""
    cell(canvas, 210, 40, 200, 26, "Direction générale des services", bold=True)
    for place, (pole, services) in enumerate(BULLETS):
        x = 60 + 280 * place
        cell(canvas, x, 100, 200, 26, pole, bold=True)
        top = 142.0
        for service, offices in services:
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(x + 8, SHEET[1] - top, f"• {service}")
            canvas.setFont("Helvetica", 8)
            for office in offices:
                top += 11
                canvas.drawString(x + 8 + inset, SHEET[1] - top, f"o {office}")
            top += 11 + white


@pytest.mark.parametrize(("white", "inset"), [(0.0, 12.0), (7.0, 12.0), (16.0, 12.0), (7.0, 20.0)])
def test_entries_behind_one_bullet_at_one_place_are_brothers_whatever_white_is_between(white: float, inset: float) -> None:
    """Each hung under the one before, as a block below it, for certain."""
    found = tree(drawn(partial(bulleted, white=white, inset=inset), size=SHEET))
    for pole, services in BULLETS:
        assert {found[service] for service, _ in services} == {pole}
        assert all(found[office] == service for service, offices in services for office in offices)


TWO_LISTS = {
    "Direction des finances": ("Mme Nina Costa", "Budget", "Paie"),
    "Direction technique": ("M. Luc Blin", "Voirie", "Eaux pluviales"),
    "Direction de la population": ("Mme Ida Moss",),
}


@pytest.mark.parametrize(
    ("other", "listed"),
    [
        pytest.param((), True, id="a-third-box-without"),
        pytest.param(("Service mutualisé",), True, id="how-the-third-is-run"),
        pytest.param(("Préparer le budget", "Suivre la dette"), False, id="tasks"),
        pytest.param(("Ouvert le lundi", "Prix 2025"), False, id="figures"),
        pytest.param(("Hôtel de ville", "Aile nord"), False, id="where-they-are"),
    ],
)
def test_entries_below_names_in_two_boxes_are_units_where_each_has_several(other: tuple[str, ...], listed: bool) -> None:
    """Nothing below the heads was a unit where fewer than three boxes had such lists; tasks and remarks still are none."""

    def draw(canvas: Canvas) -> None:
        cell(canvas, 210, 30, 200, 26, "Direction générale des services", bold=True)
        for place, (title, said) in enumerate(TWO_LISTS.items()):
            lines = (*said, *other) if len(said) == 1 else said if listed else (said[0], *other)
            cell(canvas, 20 + 200 * place, 120, 180, 60, title, *lines, bold=True)
            canvas.line(110 + 200 * place, SHEET[1] - 90, 110 + 200 * place, SHEET[1] - 120)
        canvas.line(110, SHEET[1] - 90, 510, SHEET[1] - 90)
        canvas.line(310, SHEET[1] - 56, 310, SHEET[1] - 90)

    found = tree(drawn(draw, size=SHEET))
    entries = {entry: title for title, (_, *own) in TWO_LISTS.items() for entry in own} if listed else {}
    top = {"Direction générale des services": None} | dict.fromkeys(TWO_LISTS, "Direction générale des services")
    assert found == top | entries
