"""Tables whose heads say what is in each column: several of people, rows of poles in colour, cells over several rows (3.27)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportlab.pdfgen.canvas import Canvas

from monitor.model import DocumentContent, OrgChart
from monitor.pdf.read import read
from tests.pdf.pdfs import drawn

SHEET = (620.0, 480.0)
TOP = ("Direction générale", "Mme Odile Roche", "")
# Title, who heads it, who is beside that head
POLES = (
    (("Pôle ressources", "M. Karim Haddad", ""), ("Direction des finances", "Mme Aude Hervé", "M. Paul Morin"),
     ("Direction du numérique", "M. Jean Perrin", ""), ("Affaires juridiques", "Mme Inès Caron", "")),
    (("Pôle cadre de vie", "Mme Lucie Blin", ""), ("Direction de la voirie", "M. Yves Garnier", ""),
     ("Espaces verts", "Mme Rosa Pinto", "Mme Zoé Mallet")),
    (("Pôle solidarités", "M. Hugo Faure", ""), ("Petite enfance", "Mme Nora Saïdi", ""),
     ("Action sociale", "M. Luc Tellier", "M. Ali Kaci")),
)  # fmt: skip
TREE = {TOP[0]: None} | {row[0]: pole[0][0] if row is not pole[0] else TOP[0] for pole in POLES for row in pole}
HEADS = {title: head for title, head, _ in (TOP, *(row for pole in POLES for row in pole))}
DEPUTIES = {title: deputy for pole in POLES for title, _, deputy in pole if deputy}
WIDTHS = (130.0, 170.0, 130.0, 130.0)
ELECTED = ("Mme Eva Colin", "M. Omar Diop", "Mme Fanny Gay")


def cell(canvas: Canvas, box: tuple[float, float, float, float], text: str, *, fill: str | None = None, bold: bool = False) -> None:
    """One with rules on all sides, its words in the middle of its height; *box*: left, top, width, height."""
    x, top, width, height = box
    if fill:
        canvas.setFillColor(fill)
        canvas.rect(x, SHEET[1] - top - height, width, height, stroke=0, fill=1)
    canvas.rect(x, SHEET[1] - top - height, width, height)
    canvas.setFillColor("black")
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 8)
    canvas.drawString(x + 4, SHEET[1] - top - height / 2 - 3, text)


def row(
    canvas: Canvas, number: int, widths: Sequence[float], texts: Sequence[str], *, fill: str | None = None, bold: bool = False
) -> None:
    for place, (width, text) in enumerate(zip(widths, texts, strict=True)):
        cell(canvas, (20 + sum(widths[:place]), 20 + 16 * number, width, 16), text, fill=fill, bold=bold)


def chart_of(data: bytes) -> OrgChart:
    content = read(data, kind="orgchart")
    assert isinstance(content, DocumentContent) and content.orgchart
    return content.orgchart


def said(chart: OrgChart) -> tuple[dict[str, str | None], dict[str, list[tuple[str, str | None]]]]:
    """What each unit hangs under, and who is named in it, with their roles."""
    titles = {unit.id: unit.title for unit in chart.units}
    people = {unit.title: [(person.name, person.role) for person in unit.people if not person.vacant] for unit in chart.units}
    return {unit.title: titles[unit.parent] if unit.parent else None for unit in chart.units}, people


def test_who_is_beside_a_head_has_the_role_that_the_column_is_headed_by_and_dashes_are_nobody() -> None:
    """A row over all columns for each pole, or one in colour; heads said once or over each, in any order of columns (3.27)."""
    cases = (
        ("Direction|Responsable|Adjoint(e)|Poste", "once"), ("Poste|Adjoint(e)|Direction|Responsable", "once"),
        ("Direction|Responsable|Suppléant(e)|Poste", "again"), ("Afdeling|Afdelingshoofd|Plaatsvervanger|Toestel", "once"),
        ("Direction|Civilité|Responsable|Adjoint(e)", "cells"),
    )  # fmt: skip
    for heads, way in cases:
        columns = heads.split("|")
        role = next(head for head in columns if head[:3] in ("Adj", "Sup", "Pla"))
        civil = "Civilité" in columns

        def texts_of(unit: tuple[str, str, str], number: int, columns: list[str] = columns, civil: bool = civil) -> list[str]:
            civility, _, name = unit[1].partition(" ")
            said = {"Direc": unit[0], "Afdel": unit[0], "Civil": civility, "Respo": name if civil else unit[1], "Afhoo": unit[1]}
            said |= {"Poste": str(4100 + number), "Toest": str(4100 + number)}
            return [said.get(head.replace("delings", "")[:5], unit[2] or "–") for head in columns]

        def draw(
            canvas: Canvas, columns: list[str] = columns, way: str = way, texts_of: Callable[..., list[str]] = texts_of
        ) -> None:
            widths = [60.0 if head[:5] in ("Poste", "Toest", "Civil") else 150.0 for head in columns]
            number = 0
            for pole in ((TOP,), *POLES):
                if way == "cells" and pole[0] is not TOP:
                    row(canvas, number, widths, texts_of(pole[0], number), fill="#cfd8e8", bold=True)
                else:
                    text = f"{pole[0][0]} – {pole[0][1]}"
                    cell(canvas, (20, 20 + 16 * number, sum(widths), 16), text, fill="#cfd8e8", bold=True)
                number += 1
                if (pole[0] is TOP) != (way == "again"):
                    row(canvas, number, widths, columns, fill="#8899bb", bold=True)
                    number += 1
                for unit in pole[1:]:
                    row(canvas, number, widths, texts_of(unit, number))
                    number += 1

        chart = chart_of(drawn(draw, size=SHEET))
        parents, people = said(chart)
        assert parents == TREE and chart.structured, heads
        assert people == {t: [(head, None)] + [(DEPUTIES[t], role) for _ in range(t in DEPUTIES)] for t, head in HEADS.items()}, (
            heads
        )


def test_an_elected_member_is_nobody_of_the_rows_beside_and_rows_that_stand_out_head_the_plain_ones() -> None:
    """Their cells go over the rows of a pole, or say the same in each, wherever the column stands; its head may say it (3.27)."""
    for heads, way in (
        ("Élu(e) de référence|Pôle / Direction|Responsable|Téléphone", "over all"), ("Secteur|Élu|Responsable|Poste", "over all"),
        ("Pôle / Direction|Responsable|Téléphone|Pilote politique", "over all"), ("Service|Responsable|Poste|Pilote", "each"),
        ("Wethouder|Afdeling|Afdelingshoofd|Toestel", "first"), ("Élu référent|Direction|Responsable|Poste", "with posts"),
    ):  # fmt: skip
        columns = heads.split("|")
        elected = next(n for n, head in enumerate(columns) if head[:3] in ("Élu", "Pil", "Wet"))

        def draw(canvas: Canvas, columns: list[str] = columns, elected: int = elected, way: str = way) -> None:
            others = [n for n in range(4) if n != elected]
            row(canvas, 0, WIDTHS, columns, fill="#8899bb", bold=True)
            number = 1
            for who, pole in zip(("M. Guy Autin", *ELECTED), ((TOP,), *POLES), strict=True):
                for place, unit in enumerate(pole):
                    texts = (unit[0], unit[1], f"03 80 11 22 {number:02}")
                    for n, text in zip(others, texts, strict=True):
                        at = (20 + sum(WIDTHS[:n]), 20 + 16 * number, WIDTHS[n], 16)
                        cell(canvas, at, text, fill=None if place else "#dde4f0", bold=not place)
                    high = len(pole) if way == "over all" else 1
                    if way != "over all" or not place:
                        text = f"{who}, 2e adjoint" if way == "with posts" else who if way != "first" or not place else ""
                        cell(canvas, (20 + sum(WIDTHS[:elected]), 20 + 16 * number, WIDTHS[elected], 16 * high), text)
                    number += 1

        parents, people = said(chart_of(drawn(draw, size=SHEET)))
        assert parents == TREE, heads
        assert people == {title: [(head, None)] for title, head in HEADS.items()}, heads


def test_stripes_and_groups_of_rows_in_one_colour_head_nothing() -> None:
    """Every second row filled, or all rows of every second group, by fill alone: these lead the eye (3.27)."""
    units = [unit for pole in POLES for unit in pole]
    for step in (1, 2, 3):

        def draw(canvas: Canvas, step: int = step) -> None:
            row(canvas, 0, (200, 150, 100), ("Service", "Responsable", "Poste"), bold=True)
            for number, (title, head, _) in enumerate(units):
                fill = "#dde4f0" if number // step % 2 == 0 else None
                row(canvas, number + 1, (200, 150, 100), (title.replace("Pôle ", "Service "), head, str(4100 + number)), fill=fill)

        chart = chart_of(drawn(draw, size=SHEET))
        assert [unit.title for unit in chart.units if unit.parent and unit.confidence_parent >= 0.7] == [], step


def test_pale_rows_head_the_others_only_where_words_say_so() -> None:
    """Which are shared, or vacant, may be filled, too; not so on dark ground (3.27)."""
    titles = ("Finances", "Achats", "Juridique", "Voirie", "Eau", "Sports", "Culture", "Écoles")
    worded = ("Accueil", "Pôle ressources", "Service achats", "Pôle technique", "Service eau", "Parcs", "Pôle ville", "Musée")
    for units, fill, heads in ((titles, "#fff799", 0), (titles, "#334477", 4), (worded, "#fff799", 4)):

        def draw(canvas: Canvas, units: tuple[str, ...] = units, fill: str = fill) -> None:
            row(canvas, 0, (200, 150), ("Service", "Responsable"), fill="#334477", bold=True)
            for number, title in enumerate(units):
                ground = fill if number in (1, 3, 6) else None
                row(canvas, number + 1, (200, 150), (title, list(HEADS.values())[number]), fill=ground)

        parents, people = said(chart_of(drawn(draw, size=SHEET)))
        assert sum(parent is not None for parent in parents.values()) == heads, (units, fill)
        assert [name for named in people.values() for name, _ in named] == list(HEADS.values())[: len(units)]


def test_who_heads_a_pole_may_be_printed_in_each_row_of_it_as_the_pole_is() -> None:
    """As spreadsheets are written, whatever fills and rules do, or in the first row only; an elected member is nobody (3.27)."""
    tree = {title: parent if parent != TOP[0] else None for title, parent in TREE.items() if title != TOP[0]}
    for heads in (
        "Direction|Directeur|Service|Responsable",
        "Pôle|Directeur de pôle|Service|Élue",
        "Department|Director|Team|Leader",
    ):
        for grey, ruled, once in ((0, 1, 0), (1, 1, 0), (1, 0, 0), (0, 0, 0), (1, 0, 1)):

            def draw(canvas: Canvas, heads: str = heads, grey: int = grey, ruled: int = ruled, once: int = once) -> None:
                rows = [(*pole[0][:2], *unit[:2]) for pole in POLES for unit in pole[1:]]
                first = [place for place, cells in enumerate(rows) if not place or rows[place - 1][0] != cells[0]]
                rows = [("", "", *cells[2:]) if once and place not in first else cells for place, cells in enumerate(rows)]
                canvas.setFillColor("#eeeeee")
                for number in range(2, len(rows) + 1, 2 if grey else len(rows)):
                    for place, width in enumerate(WIDTHS):
                        canvas.rect(20 + sum(WIDTHS[:place]), SHEET[1] - 36 - 16 * number, width, 16, stroke=0, fill=grey)
                for number, cells in enumerate([heads.split("|"), *rows]):
                    canvas.setFont("Helvetica" if number else "Helvetica-Bold", 8)
                    canvas.setFillColor("black")
                    for place, text in enumerate(cells):
                        x, y = 20 + sum(WIDTHS[:place]), SHEET[1] - 36 - 16 * number
                        canvas.rect(x, y, WIDTHS[place], 16, stroke=ruled, fill=0)
                        canvas.drawString(x + 4, y + 5, text)

            case = heads, grey, ruled, once
            parents, people = said(chart_of(drawn(draw, size=SHEET)))
            assert parents == tree, case
            alone = {pole[0][0] for pole in POLES} if "Élue" in heads else parents
            assert people == {title: [(HEADS[title], None)] if title in alone else [] for title in parents}, case


def test_rows_grey_by_turns_of_a_table_that_tells_nothing_are_no_boxes() -> None:
    """What leads the eye hid who heads each white row, put under the grey one over it, where columns do not tell (3.27)."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillColor("#eeeeee")
        for number in range(0, len(rows), 2):
            canvas.rect(20, SHEET[1] - 52 - 16 * number, sum(WIDTHS), 16, stroke=0, fill=1)
        canvas.setFillColor("black")
        for number, cells in enumerate([("Service", "Responsable", "Pôle", "Directeur"), *rows]):
            canvas.setFont("Helvetica" if number else "Helvetica-Bold", 8)
            for place, text in enumerate(cells):
                canvas.drawString(24 + sum(WIDTHS[:place]), SHEET[1] - 31 - 16 * number, text)

    rows = [(*unit[:2], *pole[0][:2]) for pole in POLES for unit in pole[1:]]
    chart = chart_of(drawn(draw, size=SHEET))
    named = {(unit.title, person.name) for unit in chart.units for person in unit.people}
    assert named == {pair for cells in rows for pair in (cells[:2], cells[2:])}


def _directory(heads: Sequence[str]) -> bytes:
    """A table over two sheets under *heads*, printed again: units by colour, who heads them, how to reach these."""

    def draw(canvas: Canvas) -> None:
        row(canvas, 0, WIDTHS, heads, fill="#1f4e79", bold=True)
        number = 1
        for place, pole in enumerate(((TOP,), *POLES)):
            if place == 2:
                canvas.showPage()
                row(canvas, 0, WIDTHS, heads, fill="#1f4e79", bold=True)
                number = 1
            for title, head, _ in pole:
                fill = "#9dc3e6" if title == TOP[0] else "#bdd7ee" if title == pole[0][0] else None
                texts = (title, head, f"03 80 11 22 {30 + number + 10 * place}", f"{head.split()[-1].lower()}@exemple.fr")
                row(canvas, number, WIDTHS, texts, fill=fill, bold=fill is not None)
                number += 1

    return drawn(draw, size=SHEET)


def test_heads_of_a_directory_are_no_units_though_no_list_has_the_word_for_addresses() -> None:
    """« Ufficio » was a unit, and on the next sheet « Responsabile » headed the rest (13.1)."""
    for heads in (
        ("Service", "Responsable", "Téléphone", "E-mail"),
        ("Ufficio", "Responsabile", "Telefono", "Posta elettronica"),
        ("Afdeling", "Verantwoordelijke", "Telefoon", "E-mail"),
        ("Unidad", "Responsable", "Teléfono", "Correo electrónico"),
    ):
        tree, people = said(chart_of(_directory(heads)))
        assert (heads, tree) == (heads, TREE)
        assert {title: names[0][0] for title, names in people.items()} == HEADS


def test_a_row_with_an_address_names_no_columns() -> None:
    """The first unit of a table without heads is one (13.1)."""
    tree, _ = said(chart_of(_directory(("Cabinet du maire", "Mme Ève Colin", "03 80 11 22 00", "colin@exemple.fr"))))
    assert "Cabinet du maire" in tree
