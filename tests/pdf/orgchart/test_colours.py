"""Boxes that stand anywhere below heads in colours of their own: the colour tells who is of whom, a place does not (3.27)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE
from monitor.pdf.ink import Box
from monitor.pdf.orgchart.arrangement.stacks import Columns
from monitor.pdf.orgchart.nodes import Node, Votes
from monitor.pdf.orgchart.units.bands import hang_peers
from tests.pdf.orgchart.test_tables_with_heads import chart_of
from tests.pdf.pdfs import drawn

SHEET = (800.0, 420.0)
HEADS = {
    "DGA Ressources": ("#27507f", "#9db8d8"),
    "DGA Cadre de vie": ("#5b8f3c", "#bfe0ab"),
    "DGA Éducation": ("#a83232", "#eab0b0"),
}
THEMES = {
    "DGA Ressources": ("Direction finances", "Direction ressources humaines", "Direction informatique"),
    "DGA Cadre de vie": ("Direction voirie", "Direction espaces verts", "Direction urbanisme"),
    "DGA Éducation": ("Direction petite enfance", "Direction écoles", "Direction restauration"),
}
OWN = {title: head for head, titles in THEMES.items() for title in titles}
MIXED = [list(OWN)[place] for place in (6, 0, 3, 4, 7, 1, 2, 5, 8)]
TWO_ASTRAY = [list(OWN)[place] for place in (0, 3, 6, 1, 4, 7, 2, 8, 5)]
NAMES = ("Anne Roy", "Paul Morin", "Inès Caron", "Luc Blin", "Zoé Faure", "Jean Perrin", "Nora Saïdi", "Hugo Colin", "Ali Kaci")


def sheet(canvas: Canvas, order: Sequence[str], words: str, how: str) -> None:
    """A head of all, three heads each in a colour, and rows of boxes in these: "tinted", "bordered", "set in", or else as dark."""

    def box(x: float, top: float, title: str, name: str, colour: str, *, bordered: bool = False, wide: float = 200.0) -> None:
        canvas.setStrokeColor(colour)
        canvas.setFillColor("white" if bordered else colour)
        canvas.rect(x, SHEET[1] - top - 40, wide, 40, fill=1)
        canvas.setFillColor("black" if bordered or how == "tinted" else "white")
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawCentredString(x + wide / 2, SHEET[1] - top - 18, title)
        canvas.setFont("Helvetica", 8)
        canvas.drawCentredString(x + wide / 2, SHEET[1] - top - 30, name)

    names = iter(NAMES * 2)
    box(300, 20, "Direction générale", next(names), "#444444")
    for place, (title, (dark, _)) in enumerate(HEADS.items()):
        box(60 + 240 * place, 80, title, next(names), dark)
    for place, title in enumerate(order):
        colour = HEADS[OWN[title]][how == "tinted"]
        x, wide = (75, 170) if how == "set in" else (60, 200)
        top = 135 + 48 * (place // 3) if how == "set in" else 150 + 60 * (place // 3)
        box(x + 240 * (place % 3), top, title, next(names), colour, bordered=how == "bordered", wide=wide)
    canvas.setFillColor("black")
    canvas.drawString(60, 20, words)


def test_colours_tell_who_is_of_whom_where_places_do_not_and_surely_only_where_the_sheet_says_so() -> None:
    """Few boxes astray stay where they stand, in doubt; so do all where the sheet says something else of colours (3.27)."""
    for order, words, how, sure in (
        (MIXED, "La couleur d'une direction est celle de la DGA dont elle dépend.", "dark", True),
        (MIXED, "Die Farbe eines Amtes zeigt, welchem Dezernat es zugeordnet ist.", "tinted", True),
        (MIXED, "Each colour stands for the directorate that a team belongs to.", "bordered", True),
        (MIXED, "", "dark", False),
    ):
        units = chart_of(drawn(partial(sheet, order=order, words=words, how=how), size=SHEET)).units
        titles = {unit.id: unit.title for unit in units}
        assert {unit.title: titles[unit.parent or ""] for unit in units if unit.title in OWN} == OWN, (words, how)
        assert all((unit.confidence_parent >= 0.9) == sure for unit in units if unit.title in OWN), (words, how)
    for order, words in ((TWO_ASTRAY, ""), (MIXED, "Les couleurs indiquent le bâtiment.")):
        units = chart_of(drawn(partial(sheet, order=order, words=words, how="dark"), size=SHEET)).units
        titles = {unit.id: unit.title for unit in units}
        wrong = [unit for unit in units if unit.title in OWN and titles.get(unit.parent or "") != OWN[unit.title]]
        assert wrong and all(unit.confidence_parent < 0.9 for unit in wrong), words


@pytest.mark.parametrize(
    ("over", "bars"),
    [
        ("bars", ("Ville de Valmont", "Mutualisé", "Métropole")),
        ("bars", ("Ville de Valmont", "Services communs", "Métropole")),  # these tell no rank below that of directions
        ("bars", ("Ville de Valmont", "Services communs")),
        ("elected", ("Ville de Valmont", "Services communs", "Métropole")),
    ],
)
def test_a_column_in_one_colour_is_of_what_stands_over_it_and_its_first_box_heads_none(over: str, bars: Sequence[str]) -> None:
    """What begins a column beside it heads its own, too, under whatever it stands (13.1).

    Under dark bars each column has a pale colour; under grey boxes, one over each head in its own, colours tell (3.27)."""
    heads = list(HEADS)
    columns = {bar: [title for title in MIXED if OWN[title] == head] for bar, head in zip(bars, HEADS, strict=False)}

    def draw(canvas: Canvas) -> None:
        names = iter(NAMES * 2)

        def box(x: float, top: float, title: str, colour: str, *, named: bool = True) -> None:
            canvas.setFillColor(colour)
            canvas.rect(x, SHEET[1] - top - 34, 200, 34, fill=1)
            canvas.setFillColor("white" if colour in ("#1a4480", *(dark for dark, _ in HEADS.values())) else "black")
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawCentredString(x + 100, SHEET[1] - top - 15, title)
            canvas.setFont("Helvetica", 8)
            canvas.drawCentredString(x + 100, SHEET[1] - top - 27, next(names) if named else "")

        box(300, 20, "Direction générale", "#eeeeee")
        canvas.line(400, SHEET[1] - 54, 400, SHEET[1] - 65)
        canvas.line(160, SHEET[1] - 65, 640, SHEET[1] - 65)
        for place, (bar, (dark, pale)) in enumerate(zip(bars, HEADS.values(), strict=False)):
            x = 60 + 240 * place
            canvas.line(x + 100, SHEET[1] - 65, x + 100, SHEET[1] - 75)
            if over == "bars":
                box(x, 75, bar, "#1a4480", named=False)
                for number, title in enumerate(columns[bar]):
                    box(x, 124 + 44 * number, title, pale)
            else:
                box(x, 75, f"Adjoint {place + 1}", "#dddddd")
                canvas.line(x + 100, SHEET[1] - 109, x + 100, SHEET[1] - 125)
                box(x, 125, heads[place], dark)
                for number, title in enumerate(MIXED[place::3]):
                    box(x, 190 + 50 * number, title, HEADS[OWN[title]][0])

    units = chart_of(drawn(draw, size=SHEET)).units
    titles = {unit.id: unit.title for unit in units}
    told = {unit.title: titles[unit.parent or ""] for unit in units if unit.title in OWN}
    assert told == (OWN if over == "elected" else {title: bar for bar, below in columns.items() for title in below})
    assert over == "elected" or all(unit.confidence_parent >= SURE for unit in units if unit.title in OWN)


def test_a_legend_that_names_the_heads_says_of_whom_each_colour_is() -> None:
    """3.27: what it calls otherwise, « Bâtiment A », says something else: nothing moves, and nothing is sure."""
    for said in (list(HEADS), ["Bâtiment A", "Bâtiment B", "Bâtiment C"]):

        def explained(canvas: Canvas, said: Sequence[str] = tuple(said)) -> None:
            sheet(canvas, MIXED, "", "dark")
            for place, (text, (colour, _)) in enumerate(zip(said, HEADS.values(), strict=True)):
                canvas.setFillColor(colour)
                canvas.rect(60 + 160 * place, 40, 10, 10, stroke=0, fill=1)
                canvas.setFillColor("black")
                canvas.drawString(74 + 160 * place, 42, text)

        units = chart_of(drawn(explained, size=SHEET)).units
        titles = {unit.id: unit.title for unit in units}
        own = [unit for unit in units if unit.title in OWN]
        assert len(own) == len(OWN)
        right = [unit for unit in own if titles.get(unit.parent or "") == OWN[unit.title]]
        assert len(right) == len(own) if said == list(HEADS) else len(right) < len(own)
        assert {unit.confidence_parent >= 0.9 for unit in own} == {said == list(HEADS)}


def test_where_most_stand_at_the_head_of_their_colour_the_others_do_not_move() -> None:
    """Colours may tell who employs or hosts them, in whatever words; they are in doubt, all others sure (3.27)."""
    for words in (
        "Couleur du cadre : direction de la Ville, de la Métropole ou du CCAS qui emploie les agents",
        "Les couleurs disent de quelle direction vient le budget du service",
        "La couleur indique le site : bleu, hôtel de ville ; vert, centre technique",
        "Colours show the department that each team shares its office with",
        "Code couleur : astreinte de la direction",
        "Couleurs : site de rattachement et direction",
        "Colours show which department reports the staff costs",
        "",
    ):
        units = chart_of(drawn(partial(sheet, order=TWO_ASTRAY, words=words, how="set in"), size=SHEET)).units
        titles = {unit.id: unit.title for unit in units}
        parents = {unit.title: titles.get(unit.parent or "") for unit in units}
        assert [parents[title] for title in TWO_ASTRAY] == [*HEADS] * 3, words
        astray = {title for title in TWO_ASTRAY if parents[title] != OWN[title]}
        assert {unit.title for unit in units if unit.title in OWN and unit.confidence_parent < 0.9} == astray, words


def test_colours_of_levels_tell_nobody_of_whom_they_are() -> None:
    """3.27: the outermost boxes of two levels, one over the other, were heads of all others in their colours, as at their left."""

    def levels(canvas: Canvas) -> None:
        names = iter(NAMES * 2)
        for top, colour, titles in (
            (20, "#006b58", ["Direction générale"]),
            (80, "#28338f", list(HEADS)),
            (140, "#ee6c00", list(OWN)),
        ):
            wide = 720 / len(titles)
            for place, title in enumerate(titles):
                left, right = (38, 762) if len(titles) == 1 else (40 + wide * place, 38 + wide * (place + 1))
                canvas.setFillColor(colour)
                canvas.rect(left, SHEET[1] - top - 55, right - left, 55, stroke=0, fill=1)
                canvas.setFillColor("white")
                size = {1: 11, 3: 9, 9: 6}[len(titles)]
                for line, text in enumerate((*title.split(" ", 1), next(names)) if len(titles) == 9 else (title, next(names))):
                    canvas.setFont("Helvetica" if text in NAMES else "Helvetica-Bold", size)
                    canvas.drawCentredString((left + right) / 2, SHEET[1] - top - 16 - 1.3 * size * line, text)

    units = chart_of(drawn(levels, size=SHEET)).units
    titles = {unit.id: unit.title for unit in units}
    assert {unit.title: titles.get(unit.parent or "") for unit in units if unit.title in OWN} == OWN
    assert {titles.get(unit.parent or "") for unit in units if unit.title in HEADS} == {"Direction générale"}


def test_a_line_of_many_letters_without_a_space_is_looked_through_once() -> None:
    """13.8: a form's line of « _ » behind « couleur » was cut into words in every way, until the reading was given up."""
    words = f"couleur {'_' * 150}"
    units = chart_of(drawn(partial(sheet, order=MIXED, words=words, how="dark"), size=SHEET)).units
    assert {unit.title for unit in units} >= {*HEADS, *OWN}


GREY, GREEN = "#eeeeee", "#8fce8f"
Column = Sequence[tuple[str, str]]


def stacks(canvas: Canvas, columns: Sequence[Column], *, strokes: bool) -> None:
    """Columns of boxes as wide and as high in one colour or another, each under a pole."""

    def box(x: float, top: float, title: str, colour: str, *, under: bool = True) -> None:
        canvas.setFillColor(colour)
        canvas.rect(x, SHEET[1] - top - 26, 130, 26, fill=1)
        canvas.setFillColor("black")
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawCentredString(x + 65, SHEET[1] - top - 16, title)
        if under and strokes:
            canvas.line(x + 65, SHEET[1] - top, x + 65, SHEET[1] - top + 10)

    box(300, 20, "Direction générale", "#9db8d8", under=False)
    canvas.line(365, SHEET[1] - 46, 365, SHEET[1] - 60)
    canvas.line(105, SHEET[1] - 60, 105 + 160 * (len(columns) - 1), SHEET[1] - 60)
    for place, column in enumerate(columns):
        canvas.line(105 + 160 * place, SHEET[1] - 60, 105 + 160 * place, SHEET[1] - 70)
        for row, (title, colour) in enumerate(((f"Pôle {'ABCD'[place]}", "#9db8d8"), *column)):
            box(40 + 160 * place, 70 + 36 * row, title, colour)


def in_stacks(*columns: Column, strokes: bool = True) -> dict[str, tuple[str, float]]:
    """Under what each box of *columns* is read, and how surely."""
    units = chart_of(drawn(partial(stacks, columns=columns, strokes=strokes), size=SHEET)).units
    titles = {unit.id: unit.title for unit in units}
    return {unit.title: (titles.get(unit.parent or "", ""), unit.confidence_parent) for unit in units}


@pytest.mark.parametrize("strokes", [True, False])
def test_a_fill_that_columns_begin_with_as_well_as_the_other_is_no_rank(*, strokes: bool) -> None:
    """3.27: of services in two colours « Achats » hung under « Finances », for certain, and « Parcs » under « Eau »."""
    first = (("Finances", GREY), ("Achats", GREEN), ("Paie", GREY))
    second = (("Voirie", GREEN), ("Eau", GREY), ("Parcs", GREEN))
    third = (("Sports", GREY), ("Culture", GREY), ("Logement", GREY))
    found = in_stacks(first, second, third, strokes=strokes)
    assert {found[title][0] for title, _ in first} == {"Pôle A"} and {found[title][0] for title, _ in second} == {"Pôle B"}


def test_a_fill_of_few_boxes_under_others_is_no_rank_for_certain() -> None:
    """3.27: « Paie » alone of six is green: it marks « service mutualisé », or is an office of « Achats »."""
    first = (("Finances", GREY), ("Achats", GREY), ("Paie", GREEN))
    found = in_stacks(first, (("Voirie", GREY), ("Eau", GREY), ("Parcs", GREY)))
    assert found["Paie"][0] == "Pôle A" and found["Paie"][1] < SURE


def test_a_fill_that_many_of_its_boxes_say_is_no_rank_is_doubted_without_strokes_too() -> None:
    """3.27: each column begins with grey, and a third of the grey boxes head nothing: directions, some without services."""
    first = (("Finances", GREY), ("Achats", GREEN), ("Paie", GREY), ("Droit", GREY))
    second = (("Voirie", GREY), ("Eau", GREEN), ("Parcs", GREY), ("Quais", GREEN))
    found = in_stacks(first, second, (("Sports", GREY), ("Fêtes", GREY), ("Culture", GREEN)), strokes=False)
    assert max(found[title][1] for title in ("Achats", "Eau", "Quais", "Culture")) < SURE


def test_a_fill_alone_that_may_be_a_rank_is_doubted_on_strokes() -> None:
    """3.27: each column begins with a grey box over green ones: directions over their services, or services of two kinds."""
    first = (("Finances", GREY), ("Achats", GREEN), ("Paie", GREEN))
    found = in_stacks(first, (("Voirie", GREY), ("Eau", GREEN)), (("Sports", GREY), ("Culture", GREEN)))
    assert found["Pôle A"][1] >= SURE > max(found[title][1] for title in ("Achats", "Paie", "Eau", "Culture"))


def test_a_fill_with_words_for_a_rank_is_one() -> None:
    """3.27: services hang under the direction above them, in whatever order the colours come; of one word for all, none heads."""
    ranked = (
        ("Direction des finances", GREY),
        ("Service de la paie", GREEN),
        ("Direction du port", GREY),
        ("Service des quais", GREEN),
    )
    found = in_stacks(ranked, (("Direction des sports", GREY), ("Service des piscines", GREEN)))
    assert found["Service de la paie"][0] == "Direction des finances" and found["Service des quais"][0] == "Direction du port"
    alike = (("Service des finances", GREY), ("Service de la paie", GREEN))
    found = in_stacks(alike, (("Service des sports", GREY), ("Service des piscines", GREEN)))
    assert found["Service de la paie"][0] == "Pôle A" and found["Service des piscines"][0] == "Pôle B"


@pytest.mark.parametrize(
    ("kind", "sure", "rehung"),
    [("Pôle", 0.5, True), ("Pôle", 0.95, False), ("Bureau", 0.5, False)],
    ids=["unsure", "sure", "another kind"],
)
def test_cards_of_one_look_hang_under_one_head_and_not_under_each_other(kind: str, sure: float, *, rehung: bool) -> None:
    """3.27: « Pôle cancérologie », in the second row of a grid of cards, hung under « Pôle cœur » of the first; others nowhere."""
    head = Node("Direction", [], Box(300, 0, 500, 40))
    cards = [
        Node(f"{'Pôle' if n < 2 else kind} {n}", [], Box(150 * (n % 4), 100 + 120 * (n // 4), 150 * (n % 4) + 130, 200))
        for n in range(6)
    ]
    cards[0].hang(head, "weighed", 0.4)
    for card in cards[1:4]:
        card.hang(cards[0], "weighed", sure)
    hang_peers([head, *cards])
    assert [card.parent is head for card in cards] == [True, *[rehung] * 5]


@pytest.mark.parametrize(
    ("looks", "heads"),
    [
        # columns from left to right, from top to bottom, in looks; then which box of the second one its last one hangs under
        (["_BX", "HBY"], "B"),  # B begins the first column: it heads what is under it in the second, whatever stands over it
        (["_BX", "HCY"], None),  # C is like none that begins a column
        (["_BX", "HBY", "HYB"], "H"),  # Y stands over B as often as B over Y
        (["BX", "HBY"], None),  # B stands in another row
    ],
)
def test_a_box_heads_its_column_as_one_like_it_in_its_row_does_that_begins_its_own(looks: list[str], heads: str | None) -> None:
    """13.1: boxes of one size and weight in colours, of which only where they stand tells who heads whom."""
    grounds = {"B": (26, 68, 128), "C": (120, 30, 30), "H": (238, 238, 238), "X": (157, 184, 216), "Y": (191, 224, 171)}
    columns = [
        [
            Node(f"{look}{x}", [], Box(120 * x, 40 * y, 120 * x + 100, 40 * y + 30), fill=grounds[look], bold=True, size=8.0)
            for y, look in enumerate(column)
            if look != "_"
        ]
        for x, column in enumerate(looks)
    ]
    votes = Votes()
    Columns([node for column in columns for node in column], votes).hang_stacks()
    head = columns[1][-1].parent
    assert (head.label[0] if head is not None else None) == heads
