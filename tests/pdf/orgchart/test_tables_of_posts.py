"""Tables with a row for each post, in which a column says under whom it stands: found by what its cells repeat (13.1, 3.27)."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import OrgChart
from tests.pdf.orgchart.test_tables_of_units import chart_of, names, tree
from tests.pdf.pdfs import drawn

SHEET = (842.0, 480.0)
HEADS = ("Intitulé du poste", "Titulaire", "Rattachement", "Catégorie", "ETP")
POSTS = [
    ("Directrice générale des services", "Mme Odile Marchand", "", "A+", "1"),
    ("Directeur des finances", "M. Gaëtan Le Bihan", "Directrice générale des services", "A", "1"),
    ("Gestionnaire de la dette", "Mme Yasmina Kerbrat", "Directeur des finances", "B", "0,8"),
    ("Chef du service budget", "Poste vacant", "Directeur des finances", "A", "1"),
    ("Directrice de l’éducation", "Mme Enora Desforges", "Directrice générale des services", "A", "1"),
    ("Coordinateur périscolaire", "M. Tanguy Roy", "Directrice de l’éducation", "B", "0,5"),
    ("Cheffe de cuisine", "Mme Sandrine Petit", "Directrice de l’éducation", "C", "1"),
]
TREE = {title: under or None for title, _, under, _, _ in POSTS}
HELD = {title: ["" if name == "Poste vacant" else name] for title, name, _, _, _ in POSTS}
UNKNOWN = [  # heads and posts in a language of which no word is known here
    ("Ametsa", "Izena", "Noren mende", "Maila"),
    ("Idazkari nagusia", "Ainhoa Etxeberria", "", "A1"),
    ("Ogasun arduraduna", "Mikel Zubizarreta", "Idazkari nagusia", "A2"),
    ("Diruzaina", "Leire Goikoetxea", "Ogasun arduraduna", "C1"),
    ("Zerga teknikaria", "Unai Aranburu", "Ogasun arduraduna", "A2"),
    ("Hirigintza arduraduna", "Nerea Lasa", "Idazkari nagusia", "A1"),
    ("Etxegilea", "Jon Mendizabal", "Hirigintza arduraduna", "A2"),
]


def ruled(canvas: Canvas, rows: Sequence[Sequence[str]], *, headed: bool = True, top: float = 40, fill: bool = False) -> None:
    for number, row in enumerate(rows):
        at = SHEET[1] - top - 18 * number
        canvas.setFont("Helvetica-Bold" if headed and number == 0 else "Helvetica", 8)
        for column, text in enumerate(row):
            canvas.setFillGray(0.9 if fill and number % 2 else 1.0)
            canvas.rect(20 + 160 * column, at - 18, 160, 18, fill=1)
            canvas.setFillGray(0)
            canvas.drawString(24 + 160 * column, at - 12, text)


def chart(rows: Sequence[Sequence[str]], **options: bool) -> OrgChart:
    return chart_of(drawn(lambda canvas: ruled(canvas, rows, **options), size=SHEET))


def in_order(order: Sequence[int], rows: Sequence[Sequence[str]] = (HEADS, *POSTS)) -> list[list[str]]:
    return [[row[column] for column in order] for row in rows]


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (2, 1, 0), (1, 0, 4, 3, 2), (3, 2, 0, 1)])
@pytest.mark.parametrize("fill", [True, False], ids=["shaded", "plain"])
def test_the_column_that_repeats_titles_says_under_whom_each_row_stands(order: Sequence[int], fill: bool) -> None:
    """(3.27): grades and heads of columns were units, and names went to the row beside, with certainty."""
    read = chart(in_order(order), fill=fill)
    assert tree(read) == TREE
    assert names(read) == HELD
    assert all(unit.confidence_parent >= 0.9 for unit in read.units)


def test_rows_in_any_order_and_without_a_head_hang_the_same() -> None:
    rows = sorted(in_order((0, 1, 2), POSTS))
    assert tree(chart(rows, headed=False)) == TREE


def test_a_superior_may_be_named_by_the_name_of_who_that_is() -> None:
    holders = {title: name for title, name, *_ in POSTS}
    rows = [HEADS[:3], *((title, name, holders.get(under, "")) for title, name, under, _, _ in POSTS)]
    assert tree(chart(rows)) == TREE


def test_a_superior_may_be_named_by_the_number_of_the_post_or_its_acronym() -> None:
    """(3.27): numbers of posts were units with the people of their rows."""
    number = {title: f"P-{place:02}" for place, (title, *_) in enumerate(POSTS, 1)}
    rows = [("N°", "Poste", "Nom", "Sous"), *((number[t], t, name, number.get(under, "")) for t, name, under, _, _ in POSTS)]
    assert tree(chart(rows)) == TREE
    acronyms = {"Directrice générale des services": "DGS", "Directeur des finances": "DFI", "Directrice de l’éducation": "DED"}
    titles = {title: f"{title} ({acronyms[title]})" if title in acronyms else title for title in TREE}
    short = [HEADS[:3], *((titles[title], name, acronyms.get(under, "")) for title, name, under, _, _ in POSTS)]
    assert tree(chart(short)) == {titles[title]: titles[under] if under else None for title, under in TREE.items()}


def test_the_column_is_known_in_a_language_that_is_not() -> None:
    read = chart(UNKNOWN)
    assert tree(read) == {title: under or None for title, _, under, _ in UNKNOWN[1:]}
    assert names(read) == {title: [name] for title, name, _, _ in UNKNOWN[1:]}


def test_rows_of_the_next_page_hang_under_those_of_the_first() -> None:
    def draw(canvas: Canvas) -> None:
        ruled(canvas, [HEADS, *POSTS[:5]])
        canvas.showPage()
        ruled(canvas, [HEADS, *POSTS[5:]])

    read = chart_of(drawn(draw, size=SHEET))
    assert tree(read) == TREE
    assert names(read) == HELD


def test_a_unit_of_which_rows_stand_on_the_next_page_keeps_all_its_people() -> None:
    """3.27: who stood in a row of a unit that began on the page before was nowhere."""
    top, schools, own = "Direction générale des services", "Direction de l’éducation", "Service des écoles"
    rows = [
        ("Unité", "Rattachement", "Nom", "Fonction"),
        (top, "", "Odile Marchand", "Directrice générale"),
        ("Direction des finances", top, "Gaëtan Le Bihan", "Directeur"),
        ("Service budget", "Direction des finances", "Jean Petit", "Chef de service"),
        (schools, top, "Enora Desforges", "Directrice"),
        (schools, top, "Tanguy Roy", "Adjoint"),
        (own, schools, "Yasmina Kerbrat", "Cheffe de service"),
    ]

    def draw(canvas: Canvas) -> None:
        ruled(canvas, rows[:5])
        canvas.showPage()
        ruled(canvas, [rows[0], *rows[5:]])

    read = chart_of(drawn(draw, size=SHEET))
    assert tree(read)[own] == schools
    people = {unit.title: [(person.name, person.role) for person in unit.people] for unit in read.units}
    assert people[schools] == [("Enora Desforges", "Directrice"), ("Tanguy Roy", "Adjoint")]
    assert people[own] == [("Yasmina Kerbrat", "Cheffe de service")]


def test_who_stands_under_somebody_that_no_row_has_hangs_nowhere_for_certain() -> None:
    rows = [HEADS[:3], (*POSTS[0][:2], "Le Maire"), *(row[:3] for row in POSTS[1:])]
    top = next(unit for unit in chart(rows).units if unit.title == POSTS[0][0])
    assert top.parent is None and top.confidence_parent < 0.9


def test_words_that_come_again_but_head_no_row_are_no_superiors() -> None:
    """A column of services repeats itself and no title: the rows are people of these."""
    rows = [("Nom", "Fonction", "Service"), *((name, title, under and "Voirie") for title, name, under, _, _ in POSTS)]
    assert not TREE.keys() & set(tree(chart(rows)).values())


def test_posts_without_a_superior_have_their_holders_and_no_parent() -> None:
    """(3.27): « Post | Holder | Ext. » was read as a drawing, with the head of the column as a unit over all."""
    rows = [
        ("Post", "Holder", "Ext."),
        *((title, name.partition(" ")[2], str(201 + n)) for n, (title, name, *_) in enumerate(POSTS)),
    ]
    read = chart([row for row in rows if row[1] != "vacant"])
    assert names(read) == {title: [name.partition(" ")[2]] for title, name, *_ in POSTS if name != "Poste vacant"}
    assert all(unit.parent is None and unit.confidence_parent < 0.9 for unit in read.units)


LED = [
    ("Service paie", "Mme Anne Roy"),
    ("Service eaux", "M. Luc Petit"),
    ("Bureau des achats", "M. Paul Caron"),
    ("Service voirie", "Mme Zoé Faure"),
    ("Service des sports", "M. Ivo Blin"),
    ("Service culture", "Mme Eva Roux"),
]
DEPUTIES = [LED[1][1], LED[2][1], LED[4][1], LED[1][1], "", LED[2][1]]
ALONE = {title: None for title, _ in LED}


@pytest.mark.parametrize(
    "head",
    ["Suppléant", "En cas d’absence", "Référent achats", "Stellvertretung", "Deputy", "Ansprechpartner", "Suplente", "Sostituto"],
)
def test_a_column_headed_otherwise_names_no_superiors(head: str) -> None:
    """(3.27): who stands in for the head of a service headed it, for certain; rows keep their holders."""
    upwards = ["", *(LED[n][1] for n in (0, 0, 1, 1, 0))]
    read = chart(
        [
            ("Service", "Responsable", head, "Téléphone"),
            *((*row, who, "03 80 00 00 01") for row, who in zip(LED, upwards, strict=True)),
        ]
    )
    assert tree(read) == ALONE and names(read) == {title: [name] for title, name in LED}


@pytest.mark.parametrize("headed", [True, False], ids=["word not known", "no heading"])
def test_people_named_up_and_down_a_list_are_no_superiors_unless_words_say_so(headed: bool) -> None:
    rows = [(*row, who) for row, who in zip(LED, DEPUTIES, strict=True)]
    head = [("Zerbitzua", "Izena", "Ordezkoa")] if headed else []
    assert not set(tree(chart([*head, *rows], headed=headed)).values()) - {None}


def test_a_column_of_partners_is_none_of_superiors() -> None:
    titles = [LED[1][0], LED[2][0], "", LED[1][0], LED[2][0], LED[2][0]]
    rows = [
        ("Service", "Responsable", "Partenaire", "Bureau"),
        *((*row, near, "B 112") for row, near in zip(LED, titles, strict=True)),
    ]
    assert tree(chart(rows)) == ALONE


def test_superiors_are_taken_from_the_column_headed_so_beside_one_of_deputies() -> None:
    heads = ["", LED[0][1], LED[0][1], LED[1][1], LED[1][1], LED[0][1]]
    rows = [
        ("Service", "Responsable", "Suppléant", "N+1"),
        *((*row, o, head) for row, o, head in zip(LED, DEPUTIES, heads, strict=True)),
    ]
    assert tree(chart(rows)) == {
        title: next((above for above, name in LED if name == head), None) for (title, _), head in zip(LED, heads, strict=True)
    }


@pytest.mark.parametrize(
    "head",
    ["Supérieur hiérarchique", "Reports to", "Unterstellt", "Depende de", "Chef de service", "Vorgesetzte/r", "Podlega", "N+1"],
)
def test_a_superior_is_sure_under_a_heading_that_says_so(head: str) -> None:
    read = chart([(*HEADS[:2], head), *(row[:3] for row in reversed(POSTS))])
    assert tree(read) == TREE and all(unit.confidence_parent >= 0.9 for unit in read.units)


@pytest.mark.parametrize(
    ("rows", "headed", "sure"),
    [
        ([UNKNOWN[0][:3], *(row[:3] for row in POSTS)], True, False),
        (in_order((0, 1, 2), POSTS), False, True),
        (sorted(in_order((0, 1, 2), POSTS)), False, False),
    ],
    ids=["heading not known", "a tree without heading", "any order without heading"],
)
def test_else_it_is_sure_without_a_heading_alone_and_in_a_tree_from_the_top(
    rows: Sequence[Sequence[str]], headed: bool, sure: bool
) -> None:
    hung = [unit.confidence_parent for unit in chart(rows, headed=headed).units if unit.parent]
    assert len(hung) >= 5 and all((confidence >= 0.9) == sure for confidence in hung)


def test_a_column_in_which_titles_come_round_to_themselves_heads_nobody() -> None:
    after = (1, 2, 0, 0, 1, 2, 1)
    rows = [("Poste", "Nom", "N+1"), *((*POSTS[n][:2], POSTS[head][0]) for n, head in enumerate(after))]
    assert all(unit.confidence_parent < 0.9 for unit in chart(rows).units)


def test_counts_are_no_numbers_of_rows() -> None:
    rows = [
        ("N°", "Service", "Nom", "Nbre"),
        *((str(n), *row, count) for n, (row, count) in enumerate(zip(LED, "711221", strict=True), 1)),
    ]
    assert all(unit.confidence_parent < 0.8 for unit in chart(rows).units)


def test_a_superior_who_may_be_one_of_two_is_neither() -> None:
    rows = [HEADS[:3], *(row[:3] for row in POSTS), ("Assistante comptable", "Mme Léa Morvan", "Directrice")]
    assert tree(chart(rows)) == TREE | {"Assistante comptable": None}


def test_a_row_in_letters_of_its_own_heads_columns_though_it_reads_like_a_name() -> None:
    read = chart([("Ametsa", "Izena", "Maite Lasa", "Maila"), *UNKNOWN[1:]])
    assert set(tree(read)) == {title for title, *_ in UNKNOWN[1:]}


def test_units_of_one_name_under_several_heads_hang_as_the_heading_says() -> None:
    """3.27: with a « Secteur » in each service « Rattachement » was read as the lower unit, and the sheet upside down."""
    top, services = "Direction générale", ("Service budget", "Service de la dette", "Service achats")
    rows = [("Unité", "Rattachement", "Nom"), (top, "", "Odile Marchand")]
    for service, name in zip(services, ("Jean Petit", "Luc Morel", "Eva Roux"), strict=True):
        rows += [(service, top, name), ("Secteur", service, f"Anne {name.split()[1]}")]
    read = chart(rows)
    by_id = read.by_id()
    hung = [(unit.title, by_id[unit.parent].title if unit.parent else None) for unit in read.units]
    assert sorted(hung, key=str) == sorted([(title, under or None) for title, under, _ in rows[1:]], key=str)


def test_who_stands_under_somebody_in_the_same_unit_is_in_it() -> None:
    """3.27, 13.3: a sheet of staff that names superiors hung « Service budget » under « Service budget », for certain."""
    rows = [
        ("Nom", "Fonction", "Service", "Supérieur"),
        ("Odile Marchand", "Directrice", "Direction des finances", ""),
        ("Jean Petit", "Chef", "Service budget", "Odile Marchand"),
        ("Enora Desforges", "Adjointe", "Service budget", "Jean Petit"),
        ("Tanguy Roy", "Agent", "Service budget", "Enora Desforges"),
        ("Yasmina Kerbrat", "Cheffe", "Service de la dette", "Odile Marchand"),
        ("Gaëtan Le Bihan", "Chef", "Cellule prêts", "Enora Desforges"),
    ]
    for kinds in (True, False):  # a column headed « Service » may call them « Budget », « Dette »
        shown = (
            rows
            if kinds
            else [[re.sub(r"(?:Direction|Service|Cellule)(?: des?)? (?:la )?", "", cell) for cell in row] for row in rows]
        )
        top, budget, debts, loans = [shown[n][2] for n in (1, 2, 5, 6)]
        for order in ((0, 1, 2, 3, 4, 5, 6), (0, 4, 6, 3, 2, 5, 1)):
            read = chart([shown[n] for n in order])
            assert tree(read) == {top: None, budget: top, debts: top, loans: budget}
            (unit,) = (unit for unit in read.units if unit.title == budget)
            assert sorted(person.name for person in unit.people) == ["Enora Desforges", "Jean Petit", "Tanguy Roy"]


def test_the_function_printed_beside_who_heads_a_unit_is_theirs_and_two_rows_of_one_unit_are_one() -> None:
    """(3.27): functions of a sheet of units were left out, whose posts then began and ended; a grade is no function."""
    rows = [
        ("Unité", "Rattachement", "Nom", "Fonction", "Grade"),
        ("Direction générale des services", "", "Odile Marchand", "Directrice générale", "A+"),
        ("Direction des finances", "Direction générale des services", "Gaëtan Le Bihan", "", "A"),
        ("Service budget", "Direction des finances", "Yasmina Kerbrat", "Cheffe de service par intérim", "A"),
        ("Service de la dette", "Direction des finances", "Poste vacant", "", ""),
        ("Direction de l’éducation", "Direction générale des services", "Enora Desforges", "Directrice", "A"),
        ("Direction de l’éducation", "Direction générale des services", "Tanguy Roy", "Adjoint", "A"),
    ]
    for order in ((0, 1, 2, 3, 4), (3, 2, 0, 1), (4, 0, 2, 3, 1)):
        read = chart(in_order(order, rows))
        assert {unit.title: [(person.name, person.role) for person in unit.people] for unit in read.units} == {
            "Direction générale des services": [("Odile Marchand", "Directrice générale")],
            "Direction des finances": [("Gaëtan Le Bihan", None)],
            "Service budget": [("Yasmina Kerbrat", "Cheffe de service par intérim")],
            "Service de la dette": [("", None)],
            "Direction de l’éducation": [("Enora Desforges", "Directrice"), ("Tanguy Roy", "Adjoint")],
        }, order


def test_rows_of_one_unit_are_one_wherever_they_stand_unless_each_has_its_head() -> None:
    """3.27: a unit came twice in a sheet by name, and what stands under it hung nowhere; with three rows each no tree was found."""
    top, schools = ("Direction générale des services", "", "Odile Marchand", "Directrice générale"), "Direction de l’éducation"
    money = "Direction des finances"
    staff = [
        (schools, top[0], "Enora Desforges", "Directrice"),
        (money, top[0], "Gaëtan Le Bihan", "Directeur"),
        ("Service des écoles", schools, "Yasmina Kerbrat", "Cheffe de service"),
        ("Service budget", money, "Jean Petit", "Chef de service"),
        (schools, top[0], "Tanguy Roy", "Adjoint"),
        (money, top[0], "Luc Morel", "Assistant"),
        (schools, top[0], "Anne Caron", "Assistante"),
        (money, top[0], "Eva Roux", "Assistante"),
    ]
    more = [("Service des écoles", schools, name, "Gestionnaire") for name in ("Rose Garnier", "Paul Martin")]
    more += [("Service budget", money, name, "Gestionnaire") for name in ("Sandrine Petit", "Hugo Blanc")]
    for rows in (staff, sorted(staff), [*staff, *more], sorted([*staff, *more])):
        read = chart([("Unité", "Rattachement", "Nom", "Fonction"), top, *rows])
        hung = {"Service des écoles": schools, "Service budget": money, schools: top[0], money: top[0], top[0]: None}
        assert tree(read) == hung and len(read.units) == 5
        (unit,) = (unit for unit in read.units if unit.title == schools)
        assert sorted(person.name for person in unit.people) == ["Anne Caron", "Enora Desforges", "Tanguy Roy"]
    own = [("Crèche municipale", schools, name, role) for name, role in (("Anne Roy", "Directrice"), ("Guy Rey", "Directeur"))]
    read = chart([("Unité", "Rattachement", "Nom", "Fonction"), top, *staff, *own])
    assert [[p.name for p in u.people] for u in read.units if u.title == own[0][0]] == [["Anne Roy"], ["Guy Rey"]]


def test_a_grade_is_nobodys_post_whatever_heads_its_column() -> None:
    """3.27: « Attaché principal », under « Emploi » left of « Fonction », was the post of who heads it."""
    general, budget = "Direction générale", "Service budget"
    rows = [
        ("Unité", "Rattachement", "Nom", "Emploi", "Fonction"),
        (general, "", "Odile Marchand", "Administratrice générale", "Directrice"),
        (budget, general, "Luc Neri", "Attaché principal", "Chef de service"),
        ("Service paie", general, "Eva Lang", "Rédactrice de 2e classe", "Cheffe de service"),
        ("Secteur", budget, "Yasmina Kerbrat", "Rédactrice", "Cheffe de secteur"),
        ("Secteur", budget, "Tanguy Roy", "Technicien", "Chef de secteur"),
        ("Bureau des prêts", budget, "Enora Desforges", "Attachée", "Responsable"),
        ("Bureau des prêts", budget, "Paul Rey", "Adjoint administratif", "Responsable adjoint"),
    ]
    told = [[(person.name, person.role) for person in unit.people] for unit in chart(rows).units]
    assert sorted(told) == sorted([[(row[2], row[4])] for row in rows[1:-2]] + [[(row[2], row[4]) for row in rows[-2:]]])
    alone = chart([row[:4] for row in rows])
    assert {person.role for unit in alone.units for person in unit.people} == {None}
