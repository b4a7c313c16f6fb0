"""Tables whose titles are not set in: columns, rows over the whole width, fills and numbers tell who heads whom (3.27)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.lib.colors import HexColor, black
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_rosters import SHEET, people, tree
from tests.pdf.orgchart.test_rosters import table as ruled
from tests.pdf.pdfs import drawn

Cell = tuple[float, float, float, float, str]  # x, top, width, height, text

TREE = {
    "Pôle Ressources": None, "Direction des finances": "Pôle Ressources", "Budget": "Direction des finances",
    "Achats": "Direction des finances", "Direction du numérique": "Pôle Ressources", "Réseaux": "Direction du numérique",
    "Téléphonie": "Direction du numérique", "Pôle Cadre de vie": None, "Direction des mobilités": "Pôle Cadre de vie",
    "Voirie": "Direction des mobilités", "Stationnement": "Direction des mobilités",
}  # fmt: skip
NAMES = {"Budget": "Mme Roy", "Téléphonie": "M. Petit", "Voirie": "Mme Caron", "Achats": "M. Faure"}


def depth(title: str) -> int:
    head = TREE[title]
    return 0 if head is None else 1 + depth(head)


def cell(canvas: Canvas, at: Cell, *, fill: str | None = None, bold: bool = False) -> None:
    x, top, width, height, text = at
    canvas.setFillColor(HexColor(fill) if fill else black)
    canvas.rect(x, SHEET[1] - top - height, width, height, fill=bool(fill))
    canvas.setFillColor(black)
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 7)
    canvas.drawString(x + 4, SHEET[1] - top - height / 2 - 2, text)


def test_a_blank_under_a_title_is_its_own_in_each_column_of_titles() -> None:
    """An address book made with Excel: pole and direction are printed in the first of their rows only."""
    rows: list[Sequence[str]] = [("Pôle", "Direction", "Service", "Responsable")]
    above = {title: head for title, head in TREE.items() if head}
    said: set[str] = set()
    for title in (title for title in TREE if depth(title) == 2):
        heads = [above[above[title]], above[title]]
        rows.append([*("" if head in said else head for head in heads), title, NAMES.get(title, "")])
        said.update(heads)
    assert tree(drawn(lambda canvas: ruled(canvas, rows), size=SHEET)) == TREE


@pytest.mark.parametrize("named", [False, True], ids=["titles alone", "with a column of names"])
def test_filled_rows_head_those_that_are_not(named: bool) -> None:
    """Poles over the whole width, directions on grey, services on white: all begin at one place, in letters of one kind."""
    fills = ("#cfe2f3", "#eeeeee", None)

    def draw(canvas: Canvas) -> None:
        for number, title in enumerate(TREE):
            fill = fills[depth(title)]
            cell(canvas, (20, 20 + 16 * number, 400 if depth(title) == 0 and named else 300, 16, title), fill=fill)
            if named and depth(title):
                cell(canvas, (320, 20 + 16 * number, 100, 16, NAMES.get(title, "")), fill=fill)

    assert tree(drawn(draw, size=SHEET)) == TREE


def test_rows_that_go_on_on_the_next_sheet_hang_where_those_filled_alike_hang() -> None:
    """The break stands between a direction and its second service."""

    def draw(canvas: Canvas) -> None:
        top = 20
        for title in TREE:
            if title == "Téléphonie":
                canvas.showPage()
                top = 20
            fill = ("#cfe2f3", "#eeeeee", None)[depth(title)]
            cell(canvas, (20, top, 300, 16, title), fill=fill)
            cell(canvas, (320, top, 100, 16, NAMES.get(title, "Mme Rey")), fill=fill)
            top += 16

    assert tree(drawn(draw, size=SHEET)) == TREE


def test_every_second_row_filled_heads_nothing() -> None:
    """Stripes lead the eye along a row."""
    titles = [title for title in TREE if depth(title) == 2] + ["Musées", "Théâtre", "Sports"]

    def draw(canvas: Canvas) -> None:
        for number, title in enumerate(titles):
            cell(canvas, (20, 20 + 16 * number, 300, 16, title), fill="#eeeeee" if number % 2 else None)

    assert not any(head in titles[1::2] for head in tree(drawn(draw, size=SHEET)).values())


def test_rows_over_a_table_head_its_first_column_and_cells_of_one_column_never_each_other() -> None:
    """Mayor, staff, head and a mission over the whole width; below them poles that span the rows of their directions."""
    rows = ("Le Maire", "Direction générale des services", "Mission Europe")
    poles = {"Pôle Ressources": ("Budget", "Achats"), "Pôle Cadre de vie": ("Voirie",), "Pôle Famille": ("Sports", "Musées")}

    def draw(canvas: Canvas) -> None:
        for number, title in enumerate(rows):
            cell(canvas, (20, 20 + 16 * number, 300, 16, title))
        top = 20 + 16 * len(rows)
        for number, (pole, services) in enumerate(poles.items()):
            cell(canvas, (20, top, 150, 18 * len(services), pole), fill=("#cfe2f3", "#fde9d9", "#e2efda")[number])
            for service in services:
                cell(canvas, (170, top, 150, 18, service))
                top += 18

    found = tree(drawn(draw, size=SHEET))
    assert {found[pole] for pole in poles} == {"Direction générale des services"}
    assert all(found[service] == pole for pole, services in poles.items() for service in services)


def test_a_column_of_titles_by_posts_left_of_their_services_is_none_of_names() -> None:
    """« Directeur des sports – M. Faure » spans the rows of his services; « M. Faure, directeur » beside one would be its head."""
    directors = {
        "Directrice des finances – Mme Roy": ("Budget", "Achats"),
        "Directeur des sports – M. Faure": ("Stade", "Piscine", "Patinoire"),
        "Directrice de la culture – Mme Caron": ("Musées", "Théâtre"),
    }

    def draw(canvas: Canvas) -> None:
        top = 20
        for title, services in directors.items():
            cell(canvas, (20, top, 180, 18 * len(services), title))
            for service in services:
                cell(canvas, (200, top, 120, 18, service))
                top += 18

    found = tree(drawn(draw, size=SHEET))
    wanted = {service: title.split(" – ")[0] for title, services in directors.items() for service in services}
    assert {service: found.get(service) for service in wanted} == wanted


def numbers(style: str) -> dict[str, str]:
    """A number for each title of the tree, before it."""
    counts: list[int] = []
    found: dict[str, str] = {}
    for title in TREE:
        counts = [*counts[: depth(title)], (counts[depth(title)] if len(counts) > depth(title) else 0) + 1]
        last = counts[-1]
        by_scheme = (f"{'I' * last}.", f"{'ABC'[last - 1]}.", f"{last}.")[len(counts) - 1]
        found[title] = by_scheme if style == "I. A. 1." else ".".join(map(str, counts)) + ("." if style == "1.1." else "")
    return found


@pytest.mark.parametrize("style", ["1.1", "1.1.", "I. A. 1."])
@pytest.mark.parametrize("heading", ["", "Annuaire des services"])
def test_numbers_tell_the_levels_of_a_list_that_is_not_set_in(style: str, heading: str) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(30, 440, heading)
        canvas.setFont("Helvetica", 8)
        for line, (title, number) in enumerate(numbers(style).items()):
            name = f" – {NAMES[title]}" if title in NAMES else ""
            canvas.drawString(30, 420 - 13 * line, f"{number} {title}{name}")

    assert tree(drawn(draw, size=SHEET)) == TREE


def test_a_numbered_list_goes_on_on_the_next_sheet() -> None:
    """The break stands in the middle of a direction's services."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        top = 420
        for title, number in numbers("1.1").items():
            if title == "Téléphonie":
                canvas.showPage()
                canvas.setFont("Helvetica", 8)
                top = 420
            canvas.drawString(30, top, f"{number} {title}")
            top -= 13

    assert tree(drawn(draw, size=SHEET)) == TREE


@pytest.mark.parametrize("named", [True, False])
def test_numbers_in_a_column_tell_the_levels_of_a_table(named: bool) -> None:
    rows = [(number, title, *([NAMES.get(title, "")] if named else [])) for title, number in numbers("1.1").items()]
    assert tree(drawn(lambda canvas: ruled(canvas, rows), size=SHEET)) == TREE


def test_figures_that_do_not_count_tell_no_levels() -> None:
    """Posts in a column, « 3.5 », « 1.2 », are no numbers of titles."""
    counts = ("3.5", "12", "1.2", "8", "2.6", "4", "1.1", "9.3", "2", "6.4", "7")
    rows = list(zip(counts, TREE, strict=True))
    assert tree(drawn(lambda canvas: ruled(canvas, rows), size=SHEET)) != TREE


def test_the_last_row_of_a_table_with_telephones_is_no_legend() -> None:
    """Nobody is named in it; the telephone beside it explains no colour."""
    rows = [("Service", "Responsable", "Téléphone"), ("Direction générale", "Mme Roy", "03 80 00 00 01")]
    rows += [
        ("Service paie", "M. Petit", "03 80 00 00 02"),
        ("Service achats", "", "03 80 00 00 03"),
        ("Service courrier", "", "03 80 00 00 04"),
    ]
    assert set(tree(drawn(lambda canvas: ruled(canvas, rows), size=SHEET))) == {title for title, *_ in rows[1:]}


def test_who_is_named_beside_a_service_heads_that_and_not_the_direction_that_spans_its_row() -> None:
    """« Office de tourisme » says no kind of unit; direction, services beside it, and a name in some of their rows."""
    directions = {
        "Direction du personnel": (("Aide à domicile", ""), ("Assurances", ""), ("Tourisme", "Mme Anne Roy")),
        "Direction des sports": (("Stade", "M. Luc Petit"), ("Patinoire", "")),
        "Direction de la santé": (("Achats", "Mme Léa Caron"), ("Hygiène", "M. Marc Faure")),
    }

    def draw(canvas: Canvas) -> None:
        top = 20
        for title, services in directions.items():
            cell(canvas, (20, top, 150, 18 * len(services), title))
            for service, name in services:
                cell(canvas, (170, top, 120, 18, service))
                cell(canvas, (290, top, 120, 18, name))
                top += 18

    found = {title: names for title, names in people(drawn(draw, size=SHEET)).items() if names}
    assert found == {service: [(name, None)] for services in directions.values() for service, name in services if name}


def test_one_row_of_a_table_that_is_left_for_the_next_sheet_goes_on_there() -> None:
    """3.27: alone above a foot with more letters it was no table, and its unit the head of a sheet, for certain."""

    def draw(canvas: Canvas) -> None:
        for number, title in enumerate(TREE):
            last, place = title == "Stationnement", number
            if last:
                canvas.showPage()
                place = 0
            for x, width, text in ((20, 200, title), (220, 120, NAMES.get(title, "M. Ubald")), (340, 90, "03 80 00 00 01")):
                cell(
                    canvas,
                    (x, 40 + 16 * place, width, 16, text),
                    bold=depth(title) == 0,
                    fill="#cccccc" if depth(title) == 0 else None,
                )
        canvas.drawString(
            20, 300, "Mairie de Valmont-sur-Ource : 12, rue des Écoles, 21000 Valmont-sur-Ource – accueil@valmont.example"
        )

    assert tree(drawn(draw, size=SHEET))["Stationnement"] == "Pôle Cadre de vie"


def test_a_row_of_its_own_over_a_table_heads_it_where_it_is_of_the_head_of_all() -> None:
    """3.27: with white below it « Direction générale » stood beside all poles of the table, none of which hung anywhere."""

    def draw(canvas: Canvas, head: str) -> None:
        rows = [(head, 0), ("Direction", 24), *((title, 40 + 16 * number) for number, title in enumerate(TREE))]
        for title, top in rows:
            bold, fill = (
                top < 40 or depth(title) == 0,
                "#999999" if top == 24 else "#cccccc" if top > 24 and depth(title) == 0 else None,
            )
            said = "Responsable" if top == 24 else NAMES.get(title, "M. Luc Ubald")
            for x, width, text in ((20, 200, title), (220, 120, said), (340, 90, "Téléphone" if top == 24 else "03 80 00 00 01")):
                cell(canvas, (x, 20 + top, width, 16, text), bold=bold, fill=fill)

    told = tree(drawn(lambda canvas: draw(canvas, "Direction générale des services"), size=SHEET))
    poles = {title for title, head in TREE.items() if head is None}
    assert {told[pole] for pole in poles} == {"Direction générale des services"}
    told = tree(drawn(lambda canvas: draw(canvas, "Service des archives"), size=SHEET))
    assert {told[pole] for pole in poles} == {None}
