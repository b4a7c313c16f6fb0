"""Records below bands and in frames, and what stands under the boxes in a frame: whose a name is, what hangs where (3.27, 13.3)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import Person
from monitor.pdf.ink import Box
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.units.bands import hang_firsts_alike
from monitor.pdf.orgchart.units.doubts import doubt_left_over, doubt_ranks
from monitor.pdf.orgchart.units.habits import UNKNOWN
from monitor.pdf.orgchart.units.records import recorded, titles_apart
from monitor.pdf.orgchart.units.text_boxes import TextBox
from tests.pdf.orgchart.test_names_beside import line
from tests.pdf.orgchart.test_rosters import SHEET, chart_of, people, tree, write
from tests.pdf.pdfs import drawn

TOWN = {
    "Direction des mobilités": ("Odile Ferrandon", {"Service voirie": "Rachid Poirson", "Service arbres": "Louise Mazurier"}),
    "Direction du numérique": ("Hugo Cazenave", {"Service réseaux": "Maud Trividic", "Service données": "Loïc Aubertin"}),
    "Direction de la culture": ("Solène Crouzet", {"Service musées": "Gilles Delaunoy", "Service archives": "Inès Vigneron"}),
}
HEADS = {"Direction générale": None} | {
    title: head for top, (_, below) in TOWN.items() for title, head in [(top, "Direction générale"), *((own, top) for own in below)]
}
SERVICES = {title: [(name, None)] for _, below in TOWN.values() for title, name in below.items()}
LED = {title: [(name, None)] for title, (name, _) in TOWN.items()}


def box(canvas: Canvas, x: float, top: float, width: float, height: float, *, grey: float = 1.0, stroke: bool = True) -> None:
    canvas.setFillGray(grey)
    canvas.rect(x, SHEET[1] - top - height, width, height, fill=1, stroke=int(stroke))
    canvas.setFillGray(0)


def columns(*, framed: bool = False, over: bool = True, white: float = 7.0, grey: float = 0.8) -> bytes:
    """Bands over columns of records of three lines: a name over its title, or under it, then the telephone."""

    def draw(canvas: Canvas) -> None:
        box(canvas, 20, 20, 580, 26, grey=0.7, stroke=False)
        write(canvas, 26, 32, "Direction générale", bold=True, size=9)
        write(canvas, 26, 42, "Claire Roy")
        for column, (direction, (_, below)) in enumerate(TOWN.items()):
            x, top = 20 + 196 * column, 64.0
            if framed:
                box(canvas, x, top, 188, 22 + len(below) * (27 + white))
            box(canvas, x, top, 188, 16, grey=grey, stroke=grey == 1.0)
            write(canvas, x + 6, top + 11, direction, bold=True, size=8)
            top += 27
            for number, (title, name) in enumerate(below.items()):
                first = (name, title) if over else (title, name)
                for text in (*first, f"Tél. 03 80 11 2{column} 3{number}"):
                    write(canvas, x + 6, top, text, bold=text == first[0])
                    top += 9
                top += white

    return drawn(draw, size=SHEET)


@pytest.mark.parametrize("framed", [False, True])
@pytest.mark.parametrize("over", [True, False])
def test_whose_a_name_is_in_a_column_under_a_band_is_told_by_the_white_between_records(framed: bool, over: bool) -> None:
    data = columns(framed=framed, over=over)
    assert people(data) == {"Direction générale": [("Claire Roy", None)]} | {title: [] for title in TOWN} | SERVICES
    assert tree(data) == HEADS


def test_a_band_may_be_an_outline() -> None:
    data = columns(grey=1.0)
    assert people(data) == {"Direction générale": [("Claire Roy", None)]} | {title: [] for title in TOWN} | SERVICES
    assert tree(data) == HEADS


def test_in_a_table_of_services_alone_none_surely_heads_the_next() -> None:
    head = node("Service 0", 0, 0)
    row = [head, *(node(f"Service {number}", 120.0 * number, 0, head, how="table") for number in range(1, 5))]
    doubt_ranks(row)
    assert [one.confidence for one in row[1:]] == [0.8] * 4


def test_a_post_under_the_name_below_a_band_is_hers_and_no_unit() -> None:
    """Both begin where the band's title does, and a list follows them."""

    def draw(canvas: Canvas) -> None:
        for column, (direction, (name, below)) in enumerate(TOWN.items()):
            x = 20 + 196 * column
            box(canvas, x, 64, 188, 16, grey=0.8, stroke=False)
            write(canvas, x + 6, 75, direction, bold=True, size=8)
            write(canvas, x + 6, 91, name, bold=True)
            write(canvas, x + 6, 100, "Responsable")
            for number, (title, who) in enumerate(below.items()):
                write(canvas, x + 6, 116 + 24 * number, title, bold=True)
                write(canvas, x + 6, 125 + 24 * number, who)

    read = people(drawn(draw, size=SHEET))
    assert read == {title: [(name, "Responsable")] for title, (name, _) in TOWN.items()} | SERVICES


def titled_frames(*, border: bool) -> bytes:
    def draw(canvas: Canvas) -> None:
        for column, (direction, (name, below)) in enumerate(TOWN.items()):
            x = 20 + 196 * column
            box(canvas, x, 64, 188, 90)
            box(canvas, x + 6, 70, 176, 28, grey=0.85, stroke=border)
            write(canvas, x + 12, 81, direction, bold=True, size=8)
            write(canvas, x + 12, 92, name)
            for number, (title, who) in enumerate(below.items()):
                write(canvas, x + 10, 110 + 22 * number, title, bold=True)
                write(canvas, x + 10, 119 + 22 * number, who)

    return drawn(draw, size=SHEET)


@pytest.mark.parametrize("border", [True, False])
def test_what_stands_below_the_title_box_in_a_frame_is_listed_under_it(border: bool) -> None:
    data = titled_frames(border=border)
    assert people(data) == LED | SERVICES
    assert {title: head for title, head in tree(data).items() if title in SERVICES} == {
        title: direction for direction, (_, below) in TOWN.items() for title in below
    }


def test_an_outline_makes_a_cards_title_no_box_of_its_own() -> None:
    """The card hung nowhere where its title had one (3.27)."""
    outlined, plain = (chart_of(titled_frames(border=border)).units for border in (True, False))
    assert outlined == plain


def test_lines_below_each_of_the_boxes_in_a_frame_hang_under_that_box() -> None:
    def draw(canvas: Canvas) -> None:
        for column, (direction, (name, below)) in enumerate(TOWN.items()):
            x = 20 + 196 * column
            box(canvas, x, 64, 188, 140)
            write(canvas, x + 12, 75, direction, bold=True, size=8)
            write(canvas, x + 12, 85, name)
            for number, (title, who) in enumerate(below.items()):
                top = 92 + 50 * number
                box(canvas, x + 10, top, 168, 24)
                write(canvas, x + 14, top + 10, title)
                write(canvas, x + 14, top + 19, who)
                write(canvas, x + 20, top + 34, f"- Atelier {2 * column + number + 1}")

    heads = tree(drawn(draw, size=SHEET))
    listed = [title for _, below in TOWN.values() for title in below]
    assert {title: head for title, head in heads.items() if title.startswith("Atelier")} == {
        f"Atelier {number}": title for number, title in enumerate(listed, 1)
    }


def cards(names: tuple[tuple[str, ...], ...], *, bold: bool) -> bytes:
    """A card for each direction: the lines of a name, in a look that titles have not, over the title."""

    def draw(canvas: Canvas) -> None:
        for number, (lines, title) in enumerate(zip(names, (*TOWN, *SERVICES), strict=False)):
            x, top = 20 + 150 * (number % 4), 60 + 60 * (number // 4)
            box(canvas, x, top, 140, 50)
            for place, text in enumerate((*lines, title)):
                write(canvas, x + 8, top + 12 + 10 * place, text, bold=bold and text != title)

    return drawn(draw, size=SHEET)


def test_a_name_on_two_lines_is_one_where_all_that_is_set_so_is_names() -> None:
    """« Silva Reis » and « Ludovic Da » would be a name and a post, « Le Floch » the beginning of a title."""
    names = (
        ("Ludovic Da", "Silva Reis"),
        ("Odile", "Crouzet"),
        ("Patrice LE", "FLOCH"),
        ("Gilles", "Vandewalle de Kermadec"),
        ("Maud Trividic",),
    )
    read = people(cards(names, bold=True))
    assert sorted(read.values()) == sorted([(" ".join(lines), None)] for lines in names)


ALONE = (("Odile Crouzet",), ("Gilles Delaunoy",), ("Inès Vigneron",), ("Maud Trividic",))
PARTED = (("Odile", "Crouzet"), ("Gilles", "Delaunoy"), ("Inès Vigneron",), ("Maud Trividic",))


@pytest.mark.parametrize(
    ("below", "others", "name"),
    [
        ("Vega", PARTED, "Lucie Campos Vega"),
        ("Vega", (*ALONE, ("Inès Vega",)), "Lucie Campos Vega"),
        ("Travaux", PARTED, "Lucie Campos"),
        ("Cadastre", ALONE, "Lucie Campos"),
        ("Archéologie", ALONE, "Lucie Campos"),
        ("Dijon", ALONE, "Lucie Campos"),
    ],
)
def test_what_may_be_a_whole_name_grows_in_doubt_and_where_other_names_show_it(
    below: str, others: tuple[tuple[str, ...], ...], name: str
) -> None:
    """(3.27): a title set like the name over it was taken for her surname, and its unit was gone."""
    read = chart_of(cards((("Lucie Campos", below), *others), bold=True))
    named = [person for unit in read.units for person in unit.people if person.name.startswith("Lucie")]
    assert [person.name for person in named] == [name]
    assert named[0].confidence < 0.9 or below == "Travaux"
    if not name.endswith(below):
        assert any(below in unit.title and (unit.confidence_title < 0.9 or below == "Travaux") for unit in read.units)


def test_two_whole_names_on_a_card_are_two_people() -> None:
    names = (("Louise Mazurier", "Hugo Cazenave"), ("Odile Crouzet",), ("Gilles Delaunoy",), ("Inès Vigneron",), ("Maud Trividic",))
    read = people(cards(names, bold=True))
    assert sorted(read.values()) == sorted([(name, None) for name in lines] for lines in names)


@pytest.mark.parametrize("bar", [False, True], ids=["alone", "under-a-bar"])
def test_words_side_by_side_in_a_row_hang_under_the_box_at_its_left(*, bar: bool) -> None:
    """Under a bar over the whole width, too: all services hung at that (3.27)."""

    def draw(canvas: Canvas) -> None:
        if bar:
            box(canvas, 20, 15, 560, 30, grey=0.3)
            write(canvas, 240, 28, "Direction générale des services", bold=True)
            write(canvas, 260, 38, "Nora Simon")
        for number, (direction, (name, below)) in enumerate(TOWN.items()):
            top = 60 + 60 * number
            box(canvas, 20, top, 560, 44)
            box(canvas, 20, top, 150, 44, grey=0.8, stroke=False)
            write(canvas, 26, top + 18, direction, bold=True)
            write(canvas, 26, top + 28, name)
            for place, (title, who) in enumerate(below.items()):
                write(canvas, 200 + 140 * place, top + 18, title)
                write(canvas, 200 + 140 * place, top + 28, who)

    data = drawn(draw, size=SHEET)
    top = {"Direction générale des services": [("Nora Simon", None)]} if bar else {}
    assert people(data) == LED | SERVICES | top
    assert {title: head for title, head in tree(data).items() if title in SERVICES} == {
        title: direction for direction, (_, below) in TOWN.items() for title in below
    }


def node(title: str, x: float, top: float, head: Node | None = None, *, how: str = "stack", who: str = "") -> Node:
    made = Node(title, [Person(name=who)] if who else [], Box(x, top, x + 100, top + 20))
    if head is not None:
        made.hang(head, how, 0.95)
    return made


@pytest.mark.parametrize(("how", "sure"), [("stack", 0.8), ("line", 0.95)])
def test_a_service_beside_the_direction_over_it_is_doubted_unless_a_stroke_says_so(how: str, sure: float) -> None:
    top = node("Direction générale", 100, 0)
    heads = [node(f"Direction {x}", 110.0 * x, 40, top, how="line") for x in range(3)]
    services = [node(f"Service {x}", 110.0 * x, 60, top, how=how) for x in range(2)]
    doubt_ranks([top, *heads, *services])
    assert [one.confidence for one in (*heads, *services)] == [0.95] * 3 + [sure] * 2


@pytest.mark.parametrize(
    ("how", "served", "first", "sure"),
    [
        ("layout", False, "Pôle Ressources", 0.8),
        ("strip", False, "Pôle Ressources", 0.8),
        ("line", False, "Pôle Ressources", 0.95),  # a stroke says so
        ("layout", True, "Pôle Ressources", 0.95),  # the pole has its own directions: this one may be of none
        ("layout", False, "Direction des eaux", 0.95),  # all of one rank
    ],
)
def test_a_direction_in_a_row_with_a_pole_that_heads_nothing_may_be_of_the_pole(
    how: str, served: bool, first: str, sure: float
) -> None:
    """3.27: nothing but its place tells that it is not."""
    top = node("Direction générale des services", 100, 0)
    row = [node(title, 110.0 * x, 40, top, how=how) for x, title in enumerate((first, "Direction des sports"))]
    below = [node("Direction des finances", 0, 80, row[0], how="line")] if served else []
    doubt_ranks([top, *row, *below])
    assert [one.confidence for one in (*row, *below)] == [0.95, sure] + [0.95] * len(below)


def test_a_direction_under_a_service_is_doubted() -> None:
    head = node("Service voirie", 0, 0)
    below = [node("Direction des eaux", 0, 40, head, how="inside"), node("Mission arbres", 0, 80, head, how="inside")]
    doubt_ranks([head, *below])
    assert [one.confidence for one in below] == [0.8, 0.95]


@pytest.mark.parametrize(("how", "sure"), [("strip", 0.8), ("layout", 0.8), ("line", 0.95), ("stack", 0.95)])
def test_a_pole_that_only_its_place_hangs_under_a_direction_is_doubted(how: str, sure: float) -> None:
    """3.27: « DGA Ville durable », a band below the box « Direction du patrimoine » of the band before, hung there for certain."""
    head = node("Direction du patrimoine", 0, 0)
    below = [node("DGA Ville durable", 0, 40, head, how=how), node("Service voirie", 0, 80, head, how=how)]
    doubt_ranks([head, *below])
    assert [one.confidence for one in below] == [sure, 0.95]


@pytest.mark.parametrize(("left", "sure"), [(1, 1.0), (4, 0.8)])
def test_where_many_names_are_in_no_unit_those_in_units_are_doubted(left: int, sure: float) -> None:
    nodes = [node("Service paie", 0, 0, who="Mme Anne Roy"), node("Service eaux", 0, 40, who="M. Paul Petit")]
    frame = Box(200, 0, 260, 8)
    lines = [
        Line(f"Mme Claire {name}", frame, 8, 8, False, False, 0, (0, 0, 0), 0) for name in ("Roux", "Blin", "Caron", "Faure")[:left]
    ]
    doubt_left_over(nodes, lines)
    assert [person.confidence for one in nodes for person in one.people] == [sure] * 2


@pytest.mark.parametrize(
    ("said", "top", "over", "sure"),
    [
        ("SECRÉTARIAT GÉNÉRAL : S. TESSIER", "Direction des eaux", -20, 0.8),
        ("• Direction Générale, Bruno Costa", "DGA Proximité", -20, 0.8),
        ("Direction générale : Mme Anne Roy", "Madame la Maire", -20, 0.95),  # who heads all may stand below
        ("Direction générale des services", "Direction des eaux", -20, 0.95),  # the title of the sheet
        ("Directeur de la publication : M. Roy", "Direction des eaux", -20, 0.95),
        ("Direction générale : Mme Anne Roy", "Direction des eaux", 60, 0.95),  # at the foot
    ],
)
def test_under_a_head_that_is_in_no_unit_nobody_is_surely_at_the_top(said: str, top: str, over: float, sure: float) -> None:
    """3.27: a line over the table or the list names who heads them all, and each direction had no head, for certain."""
    head = node(top, 0, 0)
    head.confidence = 0.95
    below = node("Service paie", 0, 40, head)
    frame = Box(0, over, 260, over + 8)
    doubt_left_over([head, below], [Line(said, frame, over + 8, 8, False, False, 0, (0, 0, 0), 0)])
    assert [head.confidence, below.confidence] == [sure, 0.95]


def numbered(*titles: str) -> dict[str, list[tuple[str, str | None]]]:
    """The units of a box with a title in bold, a name and a number for each of *titles*, and who is in them."""
    names, lines = ("Julie TANGUY", "Luc ROUX", "Inès PETIT", "Paul VIAL"), list[Line]()
    for title, name in zip(titles, names, strict=False):
        for text in (title, f"M. {name}", "Tél. 03 80 11 22 33"):
            base = 20.0 + 10 * len(lines)
            frame = Box(10, base - 7, 10 + 4 * len(text), base + 2)
            lines.append(Line(text, frame, base, 8.0, text == title, False, 0, (0, 0, 0), len(lines)))
    written = recorded(TextBox(Box(0, 0, 200, 20 + lines[-1].base), lines=lines), UNKNOWN, 190.0)
    units = [] if written is None else [written, *written.more]
    return {unit.label: [(person.name, person.role) for person in unit.people] for unit in units}


def test_titles_over_names_and_numbers_are_units_each_in_one_box() -> None:
    """All who were named in the box of the cabinet headed « Directrice de cabinet », as surely as she does (3.27)."""
    titles = ("Directrice de cabinet", "Délégué à la protection des données", "Archives", "Chef du protocole")
    names = ("M. Julie TANGUY", "M. Luc ROUX", "M. Inès PETIT", "M. Paul VIAL")
    assert numbered(*titles) == {title: [(name, None)] for title, name in zip(titles, names, strict=True)}
    assert numbered("Archives", "Adjoint", "Chef du protocole") == {
        "Archives": [("M. Julie TANGUY", None), ("M. Luc ROUX", "Adjoint")],
        "Chef du protocole": [("M. Inès PETIT", None)],
    }
    assert numbered("Archives", "Adjoint") == {}


def test_bands_under_each_other_hang_at_what_reaches_over_them_all() -> None:
    """3.27, 13.2: a band's box hung at the one over it, at nothing, or, with one direction beside it, at that direction."""
    bands = {
        "Pôle ressources": ("Direction des finances", "Direction des achats", "Direction du numérique"),
        "Pôle sécurité": ("Police municipale",),
        "Pôle population": ("Direction des écoles", "Direction de la culture"),
        "Pôle aménagement": ("Direction des mobilités", "Direction du bâti", "Direction des parcs"),
        "Pôle solidarités": ("Direction de la santé", "Direction du logement"),
    }
    names = iter(
        [f"{first} {last}" for last in ("Vasseur", "Tessier", "Guyot", "Roche") for first in ("Inès", "Luc", "Maud", "Karim")]
    )

    def draw(canvas: Canvas) -> None:
        box(canvas, 20, 20, 580, 28, grey=0.6)
        write(canvas, 250, 32, "Direction générale", bold=True, size=9)
        write(canvas, 250, 42, "Odile Ferrandon")
        for place, (pole, directions) in enumerate(bands.items()):
            top = 56.0 + 62 * place
            box(canvas, 20, top, 580, 54, grey=0.95)
            box(canvas, 20, top, 110, 54, grey=0.75, stroke=False)
            write(canvas, 28, top + 24, pole, bold=True, size=8)
            write(canvas, 28, top + 35, next(names))
            for column, direction in enumerate(directions):
                x = 140 + 155 * column
                for number, said in enumerate((direction, next(names), "• Accueil")):
                    write(canvas, x, top + 14 + 10 * number, said, bold=not number)

    found = tree(drawn(draw, size=SHEET))
    for pole, directions in bands.items():
        assert found[pole] == "Direction générale"
        assert [found[direction] for direction in directions] == [pole] * len(directions)


def test_what_begins_bands_in_equal_cells_has_one_head() -> None:
    """13.2: one of eight hung at nothing, others at those over them; where a stroke joins one to its head, that one stays."""
    top = Node("Direction générale", [], Box(20, 20, 600, 48))
    firsts = [Node(f"Pôle {number}", [], Box(20, 60 + 60 * number, 130, 110 + 60 * number)) for number in range(5)]
    bands = [(first, [Node(f"Direction {first.label}", [], Box(140, first.box.top, 600, first.box.bottom))]) for first in firsts]
    other = Node("Agence", [], Box(640, 60, 700, 90))
    firsts[0].hang(top, "stack", 1.0)
    firsts[1].hang(firsts[0], "weighed", 0.4)
    firsts[3].hang(bands[3][1][0], "weighed", 0.5)
    firsts[4].hang(other, "line", 0.95)
    hang_firsts_alike(bands, [])
    assert [first.parent for first in firsts] == [top, top, top, top, other]
    assert min(first.confidence for first in firsts) > 0.9


def barred(*titles: str) -> tuple[dict[str, list[str]], list[str]] | None:
    """The units of a bar with a title over a name for each of *titles*, and which of them the first one heads."""
    names = ("Mme Julie TANGUY", "M. Luc ROUX", "Mme Inès PETIT", "M. Paul VIAL")
    lines = [
        Line(
            text, Box(10 + 200 * n, base - 7, 10 + 200 * n + 4 * len(text), base + 2), base, 8.0, base < 25, False, 0, (0, 0, 0), n
        )
        for base, row in ((20.0, titles), (30.0, names))
        for n, text in enumerate(row[: len(titles)])
    ]
    written = recorded(TextBox(Box(0, 0, 820, 40), lines=lines), UNKNOWN, 800.0)
    if written is None:
        return None
    units = [written, *written.items, *written.more]
    return {unit.label: [person.name for person in unit.people] for unit in units}, [item.label for item in written.items]


def test_titles_side_by_side_in_a_bar_are_units_with_the_name_below_each() -> None:
    """« Secrétariat » was the post of who stands below it, and that person one more head of the direction (3.27)."""
    told = barred("Direction générale", "Secrétariat", "Audit interne", "Secrétariat DGS")
    names = {
        "Direction générale": ["Mme Julie TANGUY"],
        "Secrétariat": ["M. Luc ROUX"],
        "Audit interne": ["Mme Inès PETIT"],
        "Secrétariat DGS": ["M. Paul VIAL"],
    }
    assert told == (names, ["Secrétariat", "Audit interne", "Secrétariat DGS"])
    assert barred("Direction générale", "Adjointe", "Audit interne") is None
    assert barred("Sports", "Culture", "Audit interne") == (
        {"Sports": ["Mme Julie TANGUY"], "Culture": ["M. Luc ROUX"], "Audit interne": ["Mme Inès PETIT"]},
        [],
    )


POLES = {
    "Pôle ressources": ["Finances", "Achats", "Paie", "Courrier"],
    "Pôle technique": ["Voirie", "Eau", "Parcs", "Bâtiments"],
    "Pôle population": ["Sports", "Écoles", "Crèches", "État civil"],
    "Légende": ["commun à la ville et au syndicat"],
}


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("gap", [11, 14, 28])
@pytest.mark.parametrize("word", ["", "Service "])
def test_titles_below_each_other_beside_a_cell_are_units_each(word: str, gap: float, columns: int) -> None:
    """3.27: they were one title, « Finances Paie », for certain, 28 points apart; a frame called a legend has no services."""

    def draw(canvas: Canvas) -> None:
        y = 560.0
        for pole, titles in POLES.items():
            high = 14 + gap * (len(titles) + columns - 1) // columns
            canvas.rect(40, y - high, 500, high)
            canvas.setFillGray(0.87)
            canvas.rect(40, y - high, 130, high, stroke=0, fill=1)
            canvas.setFillGray(0)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(46, y - high / 2 - 3, pole)
            canvas.setFont("Helvetica", 8)
            for place, title in enumerate(titles):
                said = word + title if pole != "Légende" else title
                canvas.drawString(180 + 190 * (place % columns), y - 12 - gap * (place // columns), said)
            y -= high + 12

    chart = chart_of(drawn(draw, size=(595, 595)))
    titles = {unit.id: unit.title for unit in chart.units}
    told = {unit.title: titles.get(unit.parent or "") for unit in chart.units if unit.parent}
    assert told == {word + title: pole for pole, below in POLES.items() if pole != "Légende" for title in below}


@pytest.mark.parametrize(
    ("column", "parts"),
    [
        pytest.param(["Finances", "Achats"], [["Finances"], ["Achats"]], id="two titles"),
        pytest.param(["Finances", "Mme Inès Caron", "Achats"], [["Finances", "Mme Inès Caron"], ["Achats"]], id="with a name"),
        pytest.param(["Service", "Finances"], [["Service", "Finances"]], id="a kind and its title"),
        pytest.param(["Entretien des espaces", "verts"], [["Entretien des espaces", "verts"]], id="goes on small"),
        pytest.param(["Entretien de la", "Halle"], [["Entretien de la", "Halle"]], id="cut off"),
        pytest.param(
            ["Gestion du patrimoine culturel", "Expositions"], [["Gestion du patrimoine culturel", "Expositions"]], id="full"
        ),
        pytest.param(["Mme Inès Caron", "Finances", "Achats"], [["Mme Inès Caron", "Finances", "Achats"]], id="a name first"),
        pytest.param(["Directrice", "Finances", "Achats"], [["Directrice", "Finances", "Achats"]], id="a post first"),
    ],
)
def test_what_a_title_goes_on_with_stays_with_it(column: list[str], parts: list[list[str]]) -> None:
    """3.27: a title is broken where the column ends, or can't end there; with a name at its head it is one record."""
    read = titles_apart([line(text, 20, 20 + 12 * row) for row, text in enumerate(column)], 160)
    assert [[o.text for o in part] for part in read] == parts


@pytest.mark.parametrize(
    ("does", "heads", "below"),
    [
        (("Directeur", "Voirie", "Espaces verts", "Bâtiments"), [("Hugo Blanc", "Directeur")],
         ["Bâtiments", "Espaces verts", "Voirie"]),
        (("Responsable", "Comptable", "Assistante", "Secrétaire"), None, []),
        (("Voirie", "Espaces verts", "Bâtiments", "Fêtes"), [], ["Bâtiments", "Espaces verts", "Fêtes", "Voirie"]),
    ],
    ids=["a head and services", "posts", "services"],
)  # fmt: skip
def test_who_has_a_post_first_in_a_box_below_a_title_bar_heads_it(
    does: tuple[str, ...], heads: list[tuple[str, str]] | None, below: list[str]
) -> None:
    """13.3: « Hugo Blanc, Directeur » over « Karim Benali, Voirie » headed nothing, though his name stood first."""
    names = ("Hugo Blanc", "Karim Benali", "Yves Brun", "Paul Noël")

    def draw(canvas: Canvas) -> None:
        box(canvas, 200, 20, 200, 30)
        write(canvas, 210, 38, "Direction générale", bold=True, size=9)
        for x, title, posts in ((60, "Services techniques", does), (340, "Ressources humaines", ("Responsable", *3 * ("Agent",)))):
            canvas.line(x + 100, SHEET[1] - 50, x + 100, SHEET[1] - 90)
            box(canvas, x, 90, 200, 18, grey=0.8)
            write(canvas, x + 10, 102, title, bold=True, size=9)
            box(canvas, x, 108, 200, 120)
            for row, (name, post) in enumerate(
                zip(names if x == 60 else ("Ida Roy", "Luc Bon", "Anne Petit", "Jo Blin"), posts, strict=True)
            ):
                write(canvas, x + 10, 124 + 28 * row, name, bold=True)
                write(canvas, x + 10, 133 + 28 * row, post)

    chart = chart_of(drawn(draw, size=SHEET))
    unit = next(unit for unit in chart.units if unit.title == "Services techniques")
    told = [(person.name, person.role) for person in unit.people]
    assert told == (list(zip(names, does, strict=True)) if heads is None else heads)
    assert sorted(other.title for other in chart.units if other.parent == unit.id) == below
