"""Strips over what hangs under each; units listed beside their box; frames of one look in rows (3.27, 13.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.pdf.ink import Box
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.nodes import Node, PageNodes, Votes
from monitor.pdf.orgchart.tables.grid import Cell
from monitor.pdf.orgchart.tables.headed_columns import hang_under_strips
from monitor.pdf.orgchart.tables.ranks import ranks_of_rows
from tests.pdf.orgchart.test_tables_of_units import chart_of, names, tree
from tests.pdf.pdfs import drawn

WIDE = (842.0, 595.0)
TOP = "Direction générale"
PANELS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "Pôle fleuve": {
        "Direction des quais": ("Service grues", "Capitainerie"),
        "Direction des crues": ("Service digues", "Cellule alerte", "Service bacs"),
    },
    "Pôle bourg": {
        "Direction des halles": ("Service placiers", "Service froid", "Service octroi"),
        "Direction du guet": ("Service rondes", "Service clés"),
    },
    "Pôle forêt": {"Direction des coupes": ("Service sciage", "Service plants"), "Direction du gibier": ("Service gardes",)},
    "Pôle mer": {"Direction des phares": ("Service feux", "Service cornes"), "Direction du port": ("Service amarres",)},
}
PEOPLE = [
    f"{first} {last}"
    for last in ("Roy", "Petit", "Faure", "Colin", "Masson", "Perrin")
    for first in ("Anne", "Marc", "Odile", "Jean", "Rose")
]
TREE: dict[str, str | None] = {TOP: None} | {
    unit: head
    for pole, directions in PANELS.items()
    for unit, head in (
        (pole, TOP),
        *((d, pole) for d in directions),
        *((s, d) for d, services in directions.items() for s in services),
    )
}


def put(canvas: Canvas, x: float, top: float, text: str, *, size: float = 8, bold: bool = False, right: bool = False) -> None:
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
    (canvas.drawRightString if right else canvas.drawString)(x, WIDE[1] - top, text)


def strip(
    canvas: Canvas, x: float, top: float, width: float, height: float, grey: float, title: str, name: str, size: float
) -> None:
    canvas.setFillGray(grey)
    canvas.rect(x, WIDE[1] - top - height, width, height, stroke=0, fill=1)
    canvas.setFillGray(0 if grey > 0.5 else 1)
    put(canvas, x + 8, top + height - 6, title, size=size, bold=True)
    put(canvas, x + width - 8, top + height - 6, name, size=size - 1, right=True)
    canvas.setFillGray(0)


@pytest.mark.parametrize(("columns", "ruled"), [(2, True), (1, False)], ids=["two columns, ruled rows", "one column, no rules"])
def test_a_strip_heads_what_stands_under_it_down_to_the_next_one_of_its_look(*, columns: int, ruled: bool) -> None:
    """3.27, 13.1: poles in dark strips, directions in pale ones, services in rows with who heads each.

    Beside each other, rows were cut by the rules of the panel beside; in one column poles headed nothing, for certain.
    """
    named: dict[str, list[str]] = {}

    def draw(canvas: Canvas) -> None:
        people = iter(PEOPLE)
        width = 800 / columns - 10
        tops = [60.0] * columns
        strip(canvas, 20, 16, 790, 28, 0.1, TOP, next(people), 12)
        for place, (pole, directions) in enumerate(PANELS.items()):
            x, top = 20 + (width + 10) * (place % columns), tops[place % columns]
            strip(canvas, x, top, width, 18, 0.3, pole, next(people), 10)
            top += 20
            for direction, services in directions.items():
                strip(canvas, x, top, width, 14, 0.9, direction, next(people), 9)
                top += 14
                for service in services:
                    named[service] = [next(people, "Luc Tissot")]
                    put(canvas, x + 20, top + 9, service)
                    put(canvas, x + width - 8, top + 9, named[service][0], right=True)
                    top += 13
                    if ruled:
                        canvas.line(x, WIDE[1] - top, x + width, WIDE[1] - top)
                top += 3
            tops[place % columns] = top + 8

    chart = chart_of(drawn(draw, size=WIDE))
    assert tree(chart) == TREE
    assert {service: names(chart)[service] for service in named} == named


def test_strips_head_nothing_where_looks_words_or_strokes_say_otherwise() -> None:
    """3.27: rows of a list of which every second one is grey, a bold office over its like, boxes joined to others by strokes."""

    def hung(rows: Sequence[tuple[str, bool, float]], how: str | None = None) -> list[str | None]:
        head = Node("Mairie", [], Box(0, 0, 400, 20))
        nodes = [
            Node(label, [], Box(10, 30 + 20 * n, 200, 48 + 20 * n), bold=bold, size=size, drawn=bold or n % 2 == 0)
            for n, (label, bold, size) in enumerate(rows)
        ]
        votes = Votes()
        for node in nodes:
            votes.hang(node, head, how or "layout", 0.5)
        hang_under_strips(PageNodes([head, *nodes]), votes)
        return [node.parent.label if node.parent else None for node in nodes]

    plain = [("Accueil", False, 8.0), ("Paie", False, 8.0), ("Achats", False, 8.0), ("Parcs", False, 8.0)]
    bold = [("Voirie", True, 8.0), ("Paie", False, 8.0), ("Culture", True, 8.0), ("Parcs", False, 8.0)]
    words = [("Service voirie", True, 8.0), ("Direction A", False, 8.0), ("Service eau", True, 8.0), ("Direction B", False, 8.0)]
    assert hung(plain) == ["Mairie"] * 4
    assert hung(bold) == ["Mairie", "Voirie", "Mairie", "Culture"]
    assert hung(words) == ["Mairie"] * 4
    assert hung(bold, "line") == ["Mairie"] * 4
    assert hung(bold[:2]) == ["Mairie"] * 2


@pytest.mark.parametrize(("mark", "named"), [("", False), ("• ", False), ("", True)], ids=["plain", "bullets", "names"])
def test_what_is_listed_beside_boxes_level_with_them_hangs_under_them(*, mark: str, named: bool) -> None:
    """3.27, 13.1: services right of their direction, without a box, were read by no rule; tasks, rooms, partners there are none."""
    directions = {d: services for poles in PANELS.values() for d, services in poles.items()}

    def draw(canvas: Canvas, said: Mapping[str, Sequence[str]]) -> None:
        canvas.rect(20, 300, 110, 40)
        put(canvas, 30, 277, TOP, size=9, bold=True)
        canvas.line(130, 320, 170, 320)
        canvas.line(170, WIDE[1] - 60, 170, WIDE[1] - 60 - 60 * 7)
        for place, (direction, entries) in enumerate(said.items()):
            top = 42 + 60 * place
            canvas.line(170, WIDE[1] - top - 18, 200, WIDE[1] - top - 18)
            canvas.rect(200, WIDE[1] - top - 36, 160, 36)
            put(canvas, 206, top + 12, direction, size=9, bold=True)
            put(canvas, 206, top + 24, f"Mme {PEOPLE[place]}")
            for row, entry in enumerate(entries):
                put(canvas, 376, top + 9 + 11 * row, f"{mark}{entry}" + (f" : M. {PEOPLE[place + row + 5]}" if named else ""))

    chart = chart_of(drawn(lambda canvas: draw(canvas, directions), size=WIDE))
    assert tree(chart) == {TOP: None} | dict.fromkeys(directions, TOP) | {s: d for d, own in directions.items() for s in own}
    assert not named or names(chart)["Service gardes"] == ["M. Anne Faure"]
    rooms, partners, bodies = (
        ("Bureau 204", "Annexe"),
        ("En lien avec :", "Service juridique"),
        ("Commission sport", "Comité des achats"),
    )
    tasks = ("Préparer le budget", "Tenir les comptes", "Assurer la paie")
    for entries in () if named else (tasks,) if mark else (tasks, rooms, partners, bodies):
        listed = dict.fromkeys(directions, entries)
        chart = chart_of(drawn(partial(draw, said=listed), size=WIDE))
        assert tree(chart) == {TOP: None} | dict.fromkeys(directions, TOP)


def test_a_list_in_a_frame_of_its_own_hangs_under_the_box_beside_it() -> None:
    """3.27: with white between, or an arrow's tip over its bullets, its entries were the mayor's; glued, they were read."""
    poles = {pole: [title for own in directions.values() for title in own] for pole, directions in PANELS.items()}

    def draw(canvas: Canvas, gap: float, mark: str, *, bold: bool) -> None:
        canvas.rect(20, 550, 250, 26)
        put(canvas, 30, 35, TOP, size=9, bold=True)
        for place, (pole, entries) in enumerate(poles.items()):
            foot = 455 - 80 * place
            canvas.rect(200 + gap, foot + 4, 360, 62)
            canvas.setFillColorRGB(*((0.8, 0.3, 0.3), (0.2, 0.6, 0.4), (0.6, 0.3, 0.7), (0.9, 0.5, 0.2))[place])
            arrow = canvas.beginPath()
            for step, (x, y) in enumerate([(20, 70), (170, 70), (200, 35), (170, 0), (20, 0)]):
                (arrow.lineTo if step else arrow.moveTo)(x, foot + y)
            canvas.drawPath(arrow, stroke=0, fill=1)
            canvas.setFillGray(0)
            put(canvas, 40, WIDE[1] - foot - 32, pole, size=9, bold=True)
            put(canvas, 40, WIDE[1] - foot - 21, PEOPLE[place])
            for row, entry in enumerate(entries):
                put(canvas, 206 + gap, WIDE[1] - foot - 54 + 11 * row, f"{mark}{entry}", bold=bold)

    expected = {TOP: None} | dict.fromkeys(poles, TOP) | {title: pole for pole, own in poles.items() for title in own}
    for gap, mark, bold in ((-8, "• ", False), (-8, "", False), (4, "", False), (14, "• ", False), (14, "", True)):
        chart = chart_of(drawn(partial(draw, gap=gap, mark=mark, bold=bold), size=WIDE))
        assert tree(chart) == expected and all(unit.confidence_parent >= 0.8 for unit in chart.units), (gap, mark)


def test_a_foot_under_the_last_list_is_none_of_it_though_the_date_above_is_set_as_it_is() -> None:
    """3.27: with the line right below it the last direction was lost, and all its services."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.4)
        put(canvas, 20, 30, "Annuaire pratique", size=7)
        put(canvas, 20, 277, "Mairie de Valmont-sur-Ource · ouverte du lundi au vendredi de 8 h 30 à 17 h", size=7)
        for place, (pole, directions) in enumerate(PANELS.items()):
            canvas.setFillColorRGB(0.8, 0.8 - 0.1 * place, 0.6 + 0.1 * place)
            canvas.rect(20 + 200 * (place % 2), 535 - 140 * (place // 2), 190, 15, stroke=0, fill=1)
            canvas.setFillGray(0)
            top = 56 + 140 * (place // 2)
            put(canvas, 24 + 200 * (place % 2), top, pole, size=9)
            for direction, services in directions.items():
                top += 18
                put(canvas, 20 + 200 * (place % 2), top, direction, bold=True)
                for service in services:
                    top += 11
                    put(canvas, 26 + 200 * (place % 2), top, f"• {service}")

    assert set(tree(chart_of(drawn(draw, size=WIDE)))) == set(TREE) - {TOP}


def test_bars_across_the_page_in_colours_of_their_own_have_one_head() -> None:
    """3.27: « Pôle bourg » and those below it hung at the first pole, which stands right under the bar of the head."""
    poles = list(PANELS)

    def draw(canvas: Canvas) -> None:
        for place, bar in enumerate((TOP, *poles)):
            top = 64 if place == 0 else 90 + 110 * (place - 1)
            canvas.setFillColorRGB(*((0.1, 0.1, 0.2), (0.1, 0.4, 0.2), (0.5, 0.1, 0.2), (0.2, 0.2, 0.6), (0.5, 0.3, 0))[place])
            canvas.rect(20, WIDE[1] - top - 20, 400, 20, stroke=0, fill=1)
            canvas.setFillGray(1)
            put(canvas, 26, top + 13, bar, bold=True)
            put(canvas, 410, top + 13, PEOPLE[place], right=True)
            canvas.setFillGray(0)
            for column, direction in enumerate(PANELS.get(bar, ())):
                x = 24 + 200 * column
                put(canvas, x, top + 36, direction, bold=True)
                canvas.line(x, WIDE[1] - top - 39, x + 180, WIDE[1] - top - 39)
                put(canvas, x, top + 49, f"☎ 01 02 03 04 {10 + place}")
                for row, service in enumerate(PANELS[bar][direction]):
                    put(canvas, x + 6, top + 60 + 11 * row, f"• {service}")

    chart = chart_of(drawn(draw, size=WIDE))
    assert [tree(chart)[pole] for pole in poles] == [TOP] * len(poles)


def test_frames_of_one_look_in_rows_do_not_head_each_other() -> None:
    """3.27: of four tinted cards two by two, each with its title in a colour of its own, the lower hung at the upper ones."""

    def draw(canvas: Canvas) -> None:
        canvas.roundRect(300, 540, 240, 36, 8)
        put(canvas, 330, 35, TOP, size=9, bold=True)
        for place, (pole, directions) in enumerate(PANELS.items()):
            x, top = 20 + 410 * (place % 2), 80 + 180 * (place // 2)
            canvas.setFillColorRGB(0.9, 0.9 - 0.03 * place, 0.85 + 0.03 * place)
            canvas.roundRect(x, WIDE[1] - top - 160, 390, 160, 10, stroke=0, fill=1)
            canvas.setFillColorRGB(0.1 * place, 0.3, 0.2)
            put(canvas, x + 16, top + 24, pole, size=13, bold=True)
            for row, direction in enumerate(directions):
                canvas.setFillColorRGB(0.1 * place, 0.3, 0.2)
                canvas.roundRect(x + 16, WIDE[1] - top - 70 - 40 * row, 150, 18, 8, stroke=0, fill=1)
                canvas.setFillGray(1)
                put(canvas, x + 24, top + 64 + 40 * row, direction, bold=True)
            canvas.setFillGray(0)

    directions = {d: pole for pole, own in PANELS.items() for d in own}
    assert tree(chart_of(drawn(draw, size=WIDE))) == {TOP: None, **dict.fromkeys(PANELS, TOP), **directions}


def test_who_is_named_beside_a_strip_with_a_turned_title_heads_that_unit() -> None:
    """3.27, 13.3: name and post stand free on the pale ground of the row; the last row hung under the one over it."""
    heads = dict(zip(PANELS, ("Anne Roy", "Marc Petit", "Odile Faure", "Jean Colin"), strict=True))

    def draw(canvas: Canvas) -> None:
        strip(canvas, 260, 14, 300, 34, 0.1, TOP, "", 11)
        for place, (pole, directions) in enumerate(PANELS.items()):
            low = WIDE[1] - 180 - 128 * place
            canvas.setFillColorRGB(0.9, 0.95, 0.9 + 0.03 * place)
            canvas.rect(20, low, 800, 116, stroke=0, fill=1)
            canvas.setFillColorRGB(0.2 * place, 0.3, 0.4)
            canvas.rect(20, low, 34, 116, stroke=0, fill=1)
            canvas.saveState()
            canvas.translate(41, low + 58)
            canvas.rotate(90)
            canvas.setFillGray(1)
            canvas.setFont("Helvetica-Bold", 11)
            canvas.drawCentredString(0, 0, pole)
            canvas.restoreState()
            canvas.setFillGray(0)
            put(canvas, 66, WIDE[1] - low - 90, heads[pole], size=10, bold=True)
            put(canvas, 66, WIDE[1] - low - 76, "Directrice générale adjointe" if place % 2 else "Directeur général adjoint")
            for column, direction in enumerate(directions):
                canvas.setFillGray(1)
                canvas.rect(230 + 200 * column, low + 40, 180, 44, fill=1)
                canvas.setFillGray(0)
                put(canvas, 238 + 200 * column, WIDE[1] - low - 62, direction, size=9, bold=True)

    chart = chart_of(drawn(draw, size=WIDE))
    assert tree(chart) == {TOP: None, **dict.fromkeys(PANELS, TOP), **{d: pole for pole, own in PANELS.items() for d in own}}
    assert {pole: names(chart)[pole] for pole in PANELS} == {pole: [name] for pole, name in heads.items()}


def test_one_row_under_a_strip_is_read_as_several_are() -> None:
    """3.27: a bureau alone in its panel was no unit, and its head one more person of the division; or it was nowhere."""
    divisions = {
        "A – Division des quais": ("A 1 – Bureau des lots", "A 2 – Bureau du droit"),
        "B – Division du gaz": ("B 1 – Bureau du fer",),
        "C – Division des lacs": ("C 1 – Bureau des puits",),
    }

    def draw(canvas: Canvas) -> None:
        people = iter(PEOPLE)
        for place, (division, bureaus) in enumerate(divisions.items()):
            x, low = 20 + 270 * place, 480 - 18 * len(bureaus)
            canvas.rect(x, low, 255, 514 - low)
            strip(canvas, x, 81, 255, 34, 0.85, "", "", 9)
            put(canvas, x + 6, 94, division, size=9, bold=True)
            put(canvas, x + 6, 107, f"Cheffe de division : {next(people)}")
            for row, bureau in enumerate(bureaus):
                put(canvas, x + 6, 127 + 18 * row, bureau)
                put(canvas, x + 249, 127 + 18 * row, next(people) if place < 2 else "", right=True)
                canvas.line(x, 462 - 18 * row, x + 255, 462 - 18 * row)

    chart = chart_of(drawn(draw, size=WIDE))
    assert tree(chart) == dict.fromkeys(divisions) | {b: d for d, own in divisions.items() for b in own}
    assert names(chart)["B – Division du gaz"] == ["Jean Roy"] and names(chart)["B 1 – Bureau du fer"] == ["Rose Roy"]


def test_a_name_that_nobody_listed_is_one_in_a_box_as_in_those_beside_it() -> None:
    """13.3: the names of the others were taken for rows of panels, and « GOMEZ Tuan (par intérim) » for part of a title then."""
    heads = {
        "Direction des routes": "FABRE Odile",
        "Direction du gaz": "DUVAL Rose",
        "Direction des bâtiments": "GOMEZ Tuan (par intérim)",
        "Direction des quais": "PHAM Jean",
    }

    def draw(canvas: Canvas) -> None:
        strip(canvas, 40, 40, 760, 24, 0.2, TOP, "BARBIER Anne", 10)
        for place, (title, name) in enumerate(heads.items()):
            x, top = 40 + 385 * (place % 2), 80 + 60 * (place // 2)
            strip(canvas, x, top, 375, 16, 0.85, title, "", 8)
            put(canvas, x + 367, top + 10, name, bold=True, right=True)
            for row in (1, 2):
                put(canvas, x + 16, top + 12 + 16 * row, f"Service {'abcdefgh'[2 * place + row - 1]}")
                put(canvas, x + 367, top + 12 + 16 * row, f"{'ABCDEFGH'[2 * place + row - 1]}RAND Marc", right=True)
                canvas.line(x, 580 - top - 16 * row, x + 375, 580 - top - 16 * row)

    read = names(chart_of(drawn(draw, size=WIDE)))
    assert {unit: read.get(unit) for unit in heads} == {unit: [name.partition(" (")[0]] for unit, name in heads.items()}


def test_no_strip_heads_others_by_its_letters_alone() -> None:
    """3.27: letters shrunk so that a long title fits, and whoever assists.

    Each row a strip: its grey, the size of its letters, its title.
    """
    pole, row = (0.3, 10.0), (1.0, 9.0)
    shrunk = [
        (1.0, 10.0 if len(title) < 10 else 8.0, title)
        for title in (
            "Finances",
            "Bois et forêts communales",
            "Sports",
            "Lavoirs, fontaines et puits",
            "Port",
            "Halles et octroi du bourg",
        )
    ]
    assisted = [
        (*look, title)
        for place in ("A", "B", "C")
        for look, title in (
            (pole, f"Pôle {place}"),
            ((0.9, 9.0), "Assistante"),
            (row, f"Service quai {place}"),
            (row, f"Service bac {place}"),
        )
    ]

    def read(rows: Sequence[tuple[float, float, str]]) -> dict[str, tuple[str | None, bool]]:
        def draw(canvas: Canvas) -> None:
            strip(canvas, 20, 16, 800, 28, 0.1, TOP, "Anne Roy", 12)
            for n, ((grey, size, title), name) in enumerate(zip(rows, PEOPLE, strict=False)):
                top = 60 + 22 * n
                if grey < 1:
                    strip(canvas, 20, top, 790, 16, grey, title, name, size)
                else:
                    canvas.rect(20, WIDE[1] - top - 16, 790, 16)
                    put(canvas, 28, top + 10, title, size=size, bold=size != row[1])
                    put(canvas, 802, top + 10, name, right=True)

        content = chart_of(drawn(draw, size=WIDE))
        titles = {unit.id: unit.title for unit in content.units}
        return {unit.title: (titles.get(unit.parent or ""), unit.confidence_parent >= 0.9) for unit in content.units}

    heads = {head for rows in (shrunk, assisted) for head, _ in read(rows).values()}
    assert heads.isdisjoint({"Finances", "Sports", "Port", "Assistante"}), heads


def test_rows_of_which_words_speak_for_and_against_their_heads_have_none_by_their_looks() -> None:
    """3.27: a general secretariat at the foot of a table was under its last pole, for certain."""

    def ranks(rows: Sequence[tuple[str, bool]]) -> list[int]:
        cells = [
            Cell([Line(title, box, box.bottom, 9, bold, italic=False, angle=0, colour=(0, 0, 0), order=n)], n, n + 1, 0, 1, box)
            for n, (title, bold) in enumerate(rows)
            for box in [Box(10, 20 * n, 200, 20 * n + 9)]
        ]
        return ranks_of_rows(cells)

    table = [("Pôle A", True), ("Service paie", False), ("Service bois", False), ("Pôle B", True), ("Service eau", False)]
    assert ranks(table) == [0, 1, 1, 0, 1]
    assert ranks([*table, ("Secrétariat général", False)]) == []


def test_what_goes_on_from_a_title_is_no_row_and_a_team_heads_no_strip() -> None:
    """3.27, 13.3: « et des bois », a telephone beside a name were its post; of two beside a strip one lost hers."""
    seconds = {"Direction du fer": "et des bois", "Direction du gaz": "03 80 12 34 56", "Direction du lin": "et du chanvre"}

    def rows(canvas: Canvas) -> None:
        canvas.rect(300, 500, 240, 40)
        put(canvas, 310, 71, TOP, bold=True)
        put(canvas, 310, 85, "Mme Rose Colin")
        for n, ((title, second), name) in enumerate(zip(seconds.items(), PEOPLE, strict=False)):
            x = 20 + 270 * n
            canvas.rect(x, 380, 190, 70)
            canvas.line(x + 80, 450, x + 80, 470)
            put(canvas, x + 6, 159, title, size=9, bold=True)
            put(canvas, x + 6, 173, second)
            put(canvas, x + 184, 173, f"Mme {name}", right=True)
        canvas.lines([(100, 470, 640, 470), (420, 470, 420, 500)])

    people = {unit.title: [(p.name, p.role) for p in unit.people] for unit in chart_of(drawn(rows, size=WIDE)).units}
    assert people["Direction du fer et des bois"] == [("Mme Anne Roy", None)] and people["Direction du gaz"] == [
        ("Mme Marc Roy", None)
    ]

    def team(canvas: Canvas) -> None:
        strip(canvas, 260, 16, 300, 34, 0.1, TOP, "", 11)
        for n, pole in enumerate(("Pôle bourg", "Pôle fleuve", "Pôle forêt")):
            low = 395 - 150 * n
            canvas.setFillGray(0.95)
            canvas.rect(20, low, 800, 136, stroke=0, fill=1)
            canvas.setFillGray(0.3)
            canvas.rect(20, low, 34, 136, stroke=0, fill=1)
            canvas.setFillGray(1)
            canvas.saveState()
            canvas.translate(41, low + 40)
            canvas.rotate(90)
            canvas.drawString(0, 0, pole)
            canvas.restoreState()
            canvas.setFillGray(0)
            for k, text in enumerate(("Mme Anne Roy", "Assistante", "M. Marc Petit", "Chargé de mission")):
                put(canvas, 66, WIDE[1] - low - 118 + 14 * k, text, bold=k % 2 == 0)
            canvas.rect(300, low + 40, 200, 44)
            put(canvas, 308, WIDE[1] - low - 66, f"Service {pole[5:]}", bold=True)

    given = [person for unit in chart_of(drawn(team, size=WIDE)).units for person in unit.people]
    assert all(person.role for person in given), given
