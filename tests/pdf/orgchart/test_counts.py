"""How many work in a unit is none: words, strips of cells, bare numbers; codes of units stay units (DESIGN 3.27)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model.frozen import replace
from monitor.pdf.ink import Box
from monitor.pdf.orgchart.words.counts import counts_of_staff, is_staff_count
from tests.pdf.orgchart.test_met_in_the_wild import chart_of
from tests.pdf.orgchart.test_written import lines
from tests.pdf.pdfs import drawn

UNITS = [
    ("Direction générale des services", "Mme Claire Aubert", 300, 500, None),
    ("Direction des finances", "M. Bruno Lemaître", 60, 380, 0),
    ("Direction technique", "M. Karim Quéré", 300, 380, 0),
    ("Service budget", "Mme Inès Roche", 60, 260, 1),
    ("Service voirie", "M. Ronan Perrin", 300, 260, 2),
]
STAFF = [(2, 3, 37), (1, 2, 4), (3, 1, 12), (1, 1, 6), (2, 4, 18)]
WIDTH, HEIGHT = 180, 40
Cells = Callable[[tuple[int, int, int]], Sequence[Sequence[str]]]


def sheet(cells: Cells, *, side: bool = False, drawn_so: str = "outlined") -> bytes:
    """Five units linked by strokes that begin below rows of *cells*, which stand under each, or one below the other beside it."""

    def draw(canvas: Canvas) -> None:
        for (title, name, x, y, head), staff in zip(UNITS, STAFF, strict=True):
            rows = cells(staff)
            low = y if side else y - 14 * len(rows)
            if head is not None:
                over, top = UNITS[head][2] + 90, UNITS[head][3] - (0 if side else 14 * len(rows))
                canvas.lines([(over, top, over, y + 55), (over, y + 55, x + 90, y + 55), (x + 90, y + 55, x + 90, y + HEIGHT)])
            canvas.rect(x, y, WIDTH, HEIGHT)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawCentredString(x + 90, y + 24, title)
            canvas.setFont("Helvetica", 8)
            canvas.drawCentredString(x + 90, y + 10, name)
            for row, texts in enumerate(rows):
                width = 40 if side else WIDTH / len(texts)
                for column, text in enumerate(texts):
                    left, down = (
                        (x + WIDTH, y + HEIGHT - 14 * (row + 1)) if side else (x + width * column, low + 14 * (len(rows) - row - 1))
                    )
                    canvas.setFillGray(0.9)
                    if drawn_so != "bare":
                        canvas.rect(left, down, width, 14, stroke=int(drawn_so == "outlined"), fill=int(drawn_so == "filled"))
                    canvas.setFillGray(0)
                    canvas.setFont("Helvetica", 7)
                    canvas.drawCentredString(left + width / 2, down + 4, text)

    return drawn(draw, size=(560.0, 580.0))


@pytest.mark.parametrize(
    ("cells", "side", "drawn_so"),
    [
        pytest.param(lambda n: [[f"A {n[0]}", f"B {n[1]}", f"C {n[2]}"]], False, "outlined", id="letters"),
        pytest.param(lambda n: [["A", str(n[0]), "B", str(n[1]), "C", str(n[2])]], False, "filled", id="in two cells"),
        pytest.param(lambda n: [list("ABC"), list(map(str, n))], False, "outlined", id="over numbers"),
        pytest.param(lambda n: [[f"{n[1]} H", f"{n[2]} F"]], False, "outlined", id="men and women"),
        pytest.param(lambda n: [[f"Cat. A : {n[0]}"], [f"Cat. B : {n[1]}"]], True, "filled", id="side"),
        pytest.param(lambda n: [[f"{sum(n)},5 ETP"]], False, "bare", id="words alone"),
        pytest.param(lambda n: [["Effectif", str(sum(n))]], False, "outlined", id="a word and a number"),
        pytest.param(lambda n: [[f"1 directeur, {n[1]} chefs de service, {n[2]} agents"]], False, "filled", id="posts"),
        pytest.param(lambda n: [[str(sum(n))]], False, "outlined", id="a number"),
    ],
)  # fmt: skip
def test_how_many_work_in_a_unit_is_no_unit(cells: Cells, side: bool, drawn_so: str) -> None:
    """Cells « A 2 » were units, and where strokes began below them nothing was linked (3.27)."""
    chart = chart_of(sheet(cells, side=side, drawn_so=drawn_so))
    titles = {unit.id: unit.title for unit in chart.units}
    read = {unit.title: (titles.get(unit.parent or ""), [person.name for person in unit.people]) for unit in chart.units}
    assert read == {title: (None if head is None else UNITS[head][0], [name]) for title, name, _, _, head in UNITS}
    assert all(unit.confidence >= 0.9 for unit in chart.units)


@pytest.mark.parametrize("behind", ["(2A, 3B)", "[12]", "(3 H / 7 F)", ": 12 agents"])
def test_how_many_work_there_is_no_part_of_a_title(behind: str) -> None:
    """« Service budget (2A, 3B) » became a unit renamed with each appointment (3.27)."""

    def draw(canvas: Canvas) -> None:
        for x, title in ((40, "Direction des finances"), (40, "Service budget"), (240, "Service paie")):
            y = 300 if title.startswith("D") else 200
            canvas.rect(x, y, 180, 30)
            canvas.drawString(x + 5, y + 10, f"{title} {behind}")
            canvas.line(130, 300, x + 90, 230)

    assert {unit.title for unit in chart_of(drawn(draw)).units} == {"Direction des finances", "Service budget", "Service paie"}


@pytest.mark.parametrize("code", ["Z {n}", "Referat {n}", "SES B{n}", "{letter} {n}", "{letter}{group}"])
def test_a_letter_and_a_number_in_cells_may_be_units(code: str) -> None:
    """« A 1 | A 2 », « A 1 | B 1 » under one group and « A 2 | B 2 » under the next are codes, which no other has (3.27)."""

    def draw(canvas: Canvas) -> None:
        for group in range(3):
            x = 40 + 170 * group
            canvas.line(250, 500, x + 80, 440)
            for left, y, width, text in (
                (x, 410, 160, f"Gruppe {'XYZ'[group]}"),
                *((x + 80 * n, 390, 80, code.format(letter="AB"[n], n=2 * group + n + 1, group=group + 1)) for n in range(2)),
            ):
                canvas.rect(left, y, width, 30 if left == x and width == 160 else 20)
                canvas.drawString(left + 5, y + 6, text)
        canvas.rect(170, 500, 160, 30)
        canvas.drawString(175, 510, "Abteilung Zentrale Dienste")

    assert len(chart_of(drawn(draw)).units) == 10


def test_counts_are_told_by_their_words_or_by_several_letters() -> None:
    """3.27: « A 2 » alone, a street, a school's number or a title with a number are none."""
    counts = [
        "12 ETP",
        "ETP : 12,5",
        "5 agents",
        "3 H / 7 F",
        "A 2 | B 3 | C 37",
        "2A 3B 37C",
        "Cat. A : 2",
        "12 postes (10,5 ETP)",
    ]
    counts += ["3 femmes, 7 hommes", "12 VZÄ", "10.5 FTE", "1 directeur, 3 agents", "42 postes dont 2 vacants", "24 plazas"]
    assert [text for text in counts if not is_staff_count(text)] == []
    others = [
        "A 2",
        "Z 3",
        "SES B1",
        "Referat 12",
        "2 Secrétariat",
        "1er adjoint",
        "Collège 3",
        "12 rue des Agents",
        "Agents",
        "A 1, A 2",
    ]
    assert [text for text in others if is_staff_count(text)] == []


@pytest.mark.parametrize("count", ["{} ETP", "{}"])
def test_a_count_right_of_a_titles_first_line_does_not_end_it(count: str) -> None:
    """« Service santé et qualité de vie au / travail »: the second line was a unit, and its head that one's, for certain (3.27)."""
    services = [
        (("Service paie",), "Mme Inès Roche"),
        (("Service santé, sécurité et qualité de vie au", "travail"), "M. Ronan Perrin"),
        (("Service formation et parcours", "professionnels des agents"), "Mme Solène Lacaze"),
    ]

    def draw(canvas: Canvas) -> None:
        for x in (30, 300):
            canvas.rect(x, 300, 230, 130)
            canvas.line(280, 500, x + 115, 430)
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawString(x + 5, 416, "Direction des ressources" if x < 100 else "Direction du personnel")
            y = 398
            for number, (title, name) in enumerate(services):
                canvas.setFont("Helvetica-Bold", 8)
                canvas.drawRightString(x + 224, y, count.format(3 + 4 * number))
                for text in title:
                    canvas.drawString(x + 5, y, text)
                    y -= 10
                canvas.setFont("Helvetica-Oblique", 8)
                canvas.drawString(x + 5, y, name)
                y -= 16
        canvas.rect(190, 500, 180, 30)
        canvas.drawString(200, 510, "Direction générale")

    units = chart_of(drawn(draw)).units
    read = {unit.title: [person.name for person in unit.people] for unit in units if unit.title.startswith("Service")}
    assert read == {" ".join(title): [name] for title, name in services} and len(units) == 9


def _cards(canvas: Canvas) -> None:
    """A head over four cards whose titles have two lines each, with a count in small letters at the upper right of each."""
    canvas.rect(190, 500, 180, 30)
    canvas.drawString(200, 510, "Direction générale")
    ends = (
        ("finances et de la", "commande publique"),
        ("ressources", "humaines"),
        ("grands projets", "urbains"),
        ("sports", "nautiques"),
    )
    for number, words in enumerate(ends):
        x, y = 20 + 280 * (number % 2), 330 - 120 * (number // 2)
        canvas.rect(x, y, 200, 70)
        canvas.line(280, 500, x + 100, y + 70)
        canvas.setFont("Helvetica-Oblique", 6)
        canvas.drawRightString(x + 194, y + 58 + 3, f"{9 + number} ETP")
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawString(x + 6, y + 58, f"Direction des {words[0]}")
        canvas.drawString(x + 6, y + 48, words[1])
        canvas.setFont("Helvetica", 8)
        canvas.drawString(x + 6, y + 38, ("Solène HERVÉ", "Loïc MARTIN", "Cédric PERRIN", "Maëlys PETIT")[number])


def test_a_count_set_higher_than_the_title_it_stands_beside_does_not_end_it() -> None:
    """In the corner of a card it shares most of its height with the line, not the baseline (3.27)."""
    units = chart_of(drawn(_cards)).units
    assert {unit.title for unit in units if unit.people} == {
        "Direction des finances et de la commande publique",
        "Direction des ressources humaines",
        "Direction des grands projets urbains",
        "Direction des sports nautiques",
    }


def test_four_digits_at_the_right_are_a_telephone() -> None:
    """3.27: counts have three at most; with the telephones taken out, staff in a head's box were read as units."""
    beside = [replace(lines(text)[0], frame=Box(x, 10, x + 30, 18), base=16) for x, text in ((0, "Herr Zinn"), (90, "1134"))]
    few = [beside[0], replace(beside[1], text="34")]
    boxes = [Box(0, 0, 140, 30)] * 3
    assert counts_of_staff(boxes, [beside] * 3, []).lines == frozenset()
    assert counts_of_staff(boxes, [few] * 3, []).lines == {id(few[1])}


@pytest.mark.parametrize(
    ("numbers", "titles", "counted"),
    [
        pytest.param((1, 2, 3, 4), ["Centre de secours"] * 4, False, id="run on"),
        pytest.param((3, 7, 12, 5), ["Centre de secours"] * 4, False, id="all of one title"),
        pytest.param((1, 2, 14, 9), ["Crèche", "Crèche", "Service paie", "Service achats"], True, id="two among counts"),
        pytest.param((3, 8, 14, 9), ["Accueil", "Accueil", "Service paie", "Service achats"], True, id="the same title elsewhere"),
        pytest.param((4, 4, 4, 4), ["Accueil"] * 4, True, id="as many in each"),
    ],
)
@pytest.mark.parametrize("at", ["below", "right"])
def test_numbers_that_tell_units_of_one_title_apart_count_nobody(
    numbers: Sequence[int], titles: Sequence[str], at: str, *, counted: bool
) -> None:
    """3.27: « Centre de secours », 1, 2, 3, 4 in letters of their own, were four units of one title, for certain."""
    said = []
    for title, number in zip(titles, numbers, strict=True):
        above, below = lines(title, str(number))
        moved = replace(below, bold=not below.bold)
        beside = replace(moved, base=above.base, frame=above.frame._replace(x0=above.frame.x1 + 9, x1=above.frame.x1 + 15))
        said.append([above, moved if at == "below" else beside])
    found = counts_of_staff([Box(0, 100.0 * n, 300, 100.0 * n + 40) for n in range(4)], said, []).lines
    told = {line.text for _, line in said if id(line) in found}
    apart = {"1", "2"} if numbers[:2] == (1, 2) else set[str]()
    assert told == ({str(number) for number in numbers} - apart if counted else set())


def test_four_digits_that_end_boxes_and_one_letter_beside_numbers_count_nobody() -> None:
    """3.27: « Service paie », 1134 is reached there; « A | 2 », « A | 5 » are wings and rooms as likely as staff."""
    said = [lines(title, number) for title, number in (("Service paie", "1134"), ("Achats", "2210"), ("Voirie", "1780"))]
    said = [[above, replace(below, bold=True)] for above, below in said]
    assert counts_of_staff([Box(0, 100.0 * n, 300, 100.0 * n + 40) for n in range(3)], said, []).lines == frozenset()
    cells = [
        (Box(200.0 * n + 20 * m, 0, 200.0 * n + 20 * m + 20, 14), text) for n in range(3) for m, text in enumerate("A" + "259"[n])
    ]
    assert not counts_of_staff([box for box, _ in cells], [lines(text) for _, text in cells], []).boxes


def test_a_short_title_in_the_cell_before_a_count_stays_a_unit() -> None:
    """3.27: « Paie », « 8 agents » side by side were a count in two cells; « ETP », « 12 » are one."""
    cells = [Box(0, 0, 80, 20), Box(80, 0, 160, 20), Box(160, 0, 240, 20)]
    told = counts_of_staff(cells, [lines("Direction technique"), lines("Paie"), lines("8 agents")], [])
    assert set(told.boxes) == {2}
    assert set(counts_of_staff(cells, [lines("Direction technique"), lines("ETP"), lines("12")], []).boxes) == {1, 2}


@pytest.mark.parametrize(
    ("label", "count", "taken"),
    [
        ("Effectif", "9 agents", True),
        ("Total", "30 agents", True),
        ("Cadres", "8 agents", True),
        ("Agents", "30", True),
        ("Budget", "2 M€", True),
        ("Budget", "1 250 000 euros", True),
        ("Budget", "8 agents", False),
        ("Accueil", "2 agents", False),
        ("Paie", "30", False),
    ],
)
def test_words_of_counting_in_the_cell_before_a_count_are_of_it(label: str, count: str, *, taken: bool) -> None:
    """3.27: « Effectif | 9 agents », « Budget | 2 M€ » made units of both, for certain; « Budget | 8 agents » is a service."""
    cells = [Box(0, 0, 80, 20), Box(80, 0, 160, 20), Box(160, 0, 240, 20)]
    told = counts_of_staff(cells, [lines("Direction technique"), lines(label), lines(count)], [])
    assert (1 in told.boxes) == taken
    assert (2 in told.boxes) == (taken or "agents" in count)


def test_services_that_money_is_called_by_are_units_beside_counts_of_staff() -> None:
    """3.27: « Recettes | 2 agents », « Dépenses | 4 agents » below « Budget | 3 agents » of a finance service were lost."""
    rows = [(word, f"{n} agents") for n, word in enumerate(("Budget", "Recettes", "Dépenses"), 2)]
    cells = [Box(x, 20.0 * row, x + 80, 20.0 * row + 20) for row in range(3) for x in (80, 160)]
    told = counts_of_staff([Box(0, 0, 80, 60), *cells], [lines("Finances"), *(lines(text) for row in rows for text in row)], [])
    assert set(told.boxes) == {2, 4, 6}
