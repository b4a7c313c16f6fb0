"""DESIGN 3.24: a row is told by what names it, over however many rows that reaches; a word that goes to another cell is told."""

from __future__ import annotations

import pytest

from monitor.compare.revisions import digest
from monitor.compare.sections import compare_sections
from monitor.extract.page import Page
from monitor.model import Section

POLES = "<tr><th>Pôle<th>Service<th>Responsable"
FINANCES, PAIE = "<td>Finances<td>Luc Petit", "<td>Paie<td>Marie Roy"
VOIRIE, EAU = "<td>Voirie<td>Ann Pole", "<td>Eau<td>Hugo Blanc"
SHARED = "<tr><th>Ville<th>Métropole"


def read(*rows: str, ignored: tuple[str, ...] = (), beside: str = "") -> Section:
    page = Page.parse(
        f"<main><p>Qui s’occupe de quoi ?</p><table>{''.join(rows)}</table>{beside}</main>", "https://valmont.example/"
    )
    return Section(item="s", heading="Mutualisation", blocks=page.blocks_of(page.main), found_by="heading", ignored=ignored)


def pole(name: str, *rows: str) -> str:
    first, *others = rows
    return f"<tr><th rowspan={len(rows)}>{name}{first}" + "".join(f"<tr>{row}" for row in others)


def parts(old: Section, new: Section) -> list[tuple[str, str, str]]:
    """Of each edit what it tells: row, column, and what went and came; an edit without parts by its kind and words."""
    change = compare_sections(old, new)
    assert change is None or change.significance == "cosmetic" or digest(old) != digest(new)
    found = list[tuple[str, str, str]]()
    for edit in change.edits if change else ():
        found += [
            (part.get("row", ""), part.get("column", ""), f"{part.get('before', '')}>{part.get('after', '')}")
            for part in edit.facts.get("parts", [{"row": edit.op, "before": edit.before or "", "after": edit.after or ""}])
        ]
    return found


BEFORE = read(POLES, pole("Ressources", FINANCES, PAIE), pole("Technique", VOIRIE, EAU))


@pytest.mark.parametrize(
    ("after", "told"),
    [
        pytest.param(
            read(POLES, pole("Ressources", "<td>Finances<td>Zoé Marin", PAIE), pole("Technique", VOIRIE, EAU)),
            [("Ressources, Finances", "Responsable", "Luc Petit>Zoé Marin")],
            id="the-first-row-has-its-own-name",
        ),
        pytest.param(
            read(POLES, pole("Ressources", FINANCES), pole("Technique", PAIE, VOIRIE, EAU)),
            [("Paie", "Pôle", "Ressources>Technique")],
            id="last-of-one-first-of-the-next",
        ),
        pytest.param(
            read(POLES, pole("Ressources", FINANCES), pole("Technique", VOIRIE, EAU, PAIE)),
            [("Paie", "Pôle", "Ressources>Technique")],
            id="to-the-end-of-the-next",
        ),
        pytest.param(
            read(POLES, pole("Ressources", PAIE, FINANCES), pole("Technique", VOIRIE, EAU)),
            [("move", "", "Paie Marie Roy>Paie Marie Roy")],
            id="within-its-pole-it-only-moves",
        ),
        pytest.param(
            read(POLES, pole("Moyens", FINANCES, PAIE), pole("Technique", VOIRIE, EAU)),
            [("", "Pôle", "Ressources>Moyens")],
            id="a-pole-renamed-is-said-once",
        ),
        pytest.param(
            read(POLES, pole("Ressources", PAIE), pole("Technique", VOIRIE, EAU)),
            [("delete", "", "Ressources Finances Luc Petit>")],
            id="the-first-row-gone-the-next-begins",
        ),
        pytest.param(
            read(
                POLES,
                *(f"<tr><td>{name}{row}" for name, row in [("Ressources", FINANCES), ("Ressources", PAIE)]),
                pole("Technique", VOIRIE, EAU),
            ),
            [],
            id="the-name-repeated-in-each-row",
        ),
    ],
)
def test_a_row_is_told_by_the_cell_that_reaches_down_to_it(after: Section, told: list[tuple[str, str, str]]) -> None:
    """The pole's name stands with the first of its rows in the page, whichever that is; it names each of them."""
    assert parts(BEFORE, after) == told


def test_a_row_that_becomes_the_first_of_another_pole_has_moved_and_no_other() -> None:
    achats = "<td>Achats<td>Eva Colin"
    old = read(POLES, pole("Ressources", FINANCES, PAIE, achats), pole("Technique", VOIRIE))
    new = read(POLES, pole("Ressources", FINANCES, achats), pole("Technique", PAIE, VOIRIE))
    assert parts(old, new) == [("Paie", "Pôle", "Ressources>Technique")]


def test_a_pole_of_one_row_names_it_too() -> None:
    achats = "<td>Achats<td>Eva Colin"
    old = read(POLES, pole("Ressources", FINANCES, PAIE, achats), pole("Technique", VOIRIE, EAU))
    new = read(POLES, pole("Ressources", FINANCES, PAIE), pole("Moyens", achats), pole("Technique", VOIRIE, EAU))
    assert parts(old, new) == [("Achats", "Pôle", "Ressources>Moyens")]


ACHATS, PARCS = "<td>Achats<td>Eva Colin", "<td>Parcs<td>Jo Blin"
THREE = read(POLES, pole("Ressources", FINANCES, PAIE, ACHATS), pole("Technique", VOIRIE, EAU))


@pytest.mark.parametrize(
    ("new", "told"),
    [
        pytest.param(
            [pole("Ressources", PAIE, ACHATS), pole("Technique", VOIRIE, EAU, FINANCES, PARCS)],
            {("Finances", "Ressources>Technique"), ("insert", ">Parcs Jo Blin")},
            id="the-first-of-one-with-a-new-one",
        ),
        pytest.param(
            [pole("Ressources", ACHATS), pole("Technique", VOIRIE, EAU), pole("Moyens", FINANCES, PAIE)],
            {("Finances", "Ressources>Moyens"), ("Paie", "Ressources>Moyens")},
            id="the-first-two-below-a-new-one",
        ),
        pytest.param(
            [pole("Technique", FINANCES, PAIE, ACHATS), pole("Ressources", VOIRIE, EAU)],
            {(service, "Ressources>Technique") for service in ("Finances", "Paie", "Achats")}
            | {(service, "Technique>Ressources") for service in ("Voirie", "Eau")},
            id="all-are-exchanged",
        ),
        pytest.param(
            [pole("Moyens", FINANCES, PAIE, ACHATS), pole("Équipement", VOIRIE, EAU)],
            {("", "Ressources>Moyens"), ("", "Technique>Équipement")},
            id="both-are-called-otherwise",
        ),
        pytest.param(
            [pole("Moyens", PAIE, ACHATS), pole("Technique", VOIRIE, EAU)],
            {("Paie", "Ressources>Moyens"), ("Achats", "Ressources>Moyens"), ("delete", "Ressources Finances Luc Petit>")},
            id="called-otherwise-without-its-first",
        ),
    ],
)
def test_the_first_row_of_a_pole_is_one_like_the_others(new: list[str], told: set[tuple[str, str]]) -> None:
    """It was taken for what its pole has first now, or told as the pole's new name, and those that went along with it nowhere."""
    assert {(row, said) for row, _, said in parts(THREE, read(POLES, *new))} == told


CHIEF, AGENT = "<td>Chef<td>Tom Albe", "<td>Chef<td>Luc Petit"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param(
            [pole("Paie", AGENT, PAIE), pole("Eau", CHIEF, EAU)],
            [pole("Paie", CHIEF, PAIE), pole("Eau", AGENT, EAU)],
            [("Chef, Tom Albe", "Pôle", "Eau>Paie"), ("Chef, Luc Petit", "Pôle", "Paie>Eau")],
            id="a post alone names nobody",
        ),
        pytest.param(
            [pole("Ressources", FINANCES, PAIE), pole("Technique", VOIRIE)],
            [pole("Ressources", "<td>Budget<td>Luc Petit", PAIE), pole("Technique", "<td>Routes<td>Ann Pole")],
            [("Ressources", "Service", "Finances>Budget"), ("Technique", "Service", "Voirie>Routes")],
            id="a service called otherwise is told with its pole",
        ),
        pytest.param(
            [pole("Ressources", FINANCES, PAIE)],
            [pole("Moyens", "<td>Finances<td>Zoé Marin", PAIE)],
            [("", "Pôle", "Ressources>Moyens"), ("Finances", "Responsable", "Luc Petit>Zoé Marin")],
            id="so is the first of a pole called otherwise",
        ),
    ],
)
def test_a_first_row_is_called_by_its_own_cells(old: list[str], new: list[str], told: list[tuple[str, str, str]]) -> None:
    assert parts(read(POLES, *old), read(POLES, *new)) == told


def sparse(*rows: tuple[str, str]) -> Section:
    return read(POLES, *(f"<tr><td>{name}{row}" for name, row in rows))


def test_a_pole_before_each_of_its_services_names_none_alone() -> None:
    """As an export of a spreadsheet has it; a service that changes its pole is told by its own name."""
    rows = [("Ressources", FINANCES), ("Ressources", PAIE), ("Technique", VOIRIE), ("Technique", EAU)]
    old = sparse(*rows)
    assert parts(old, sparse(rows[0], ("Ressources", "<td>Paie<td>Zoé Marin"), *rows[2:])) == [
        ("Ressources, Paie", "Responsable", "Marie Roy>Zoé Marin")
    ]
    assert parts(old, sparse(rows[0], ("Technique", PAIE), *rows[2:])) == [("Paie", "Pôle", "Ressources>Technique")]
    assert parts(old, sparse(rows[0], ("Ressources", "<td>Achats<td>Zoé Marin"), *rows[2:])) in (
        [("Ressources", "Service", "Paie>Achats"), ("Ressources", "Responsable", "Marie Roy>Zoé Marin")],
        [("delete", "", "Ressources Paie Marie Roy>"), ("insert", "", ">Ressources Achats Zoé Marin")],
    )


GONE_OVER = [("Paie", "Pôle", "Ressources>Technique")]
ONCE = sparse(("Ressources", FINANCES), ("", PAIE), ("Technique", VOIRIE), ("", EAU))


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (
            sparse(("Ressources", FINANCES), ("Technique", PAIE), ("", VOIRIE), ("", EAU)),
            [("Paie", "Pôle", "Ressources>Technique")],
        ),
        (
            sparse(("Ressources", FINANCES), ("Technique", VOIRIE), ("", EAU), ("", PAIE)),
            [("Paie", "Pôle", "Ressources>Technique")],
        ),
        (
            sparse(("Ressources", FINANCES), ("", "<td>Paie<td>Zoé Marin"), ("Technique", VOIRIE), ("", EAU)),
            [("Ressources, Paie", "Responsable", "Marie Roy>Zoé Marin")],
        ),
        (BEFORE, []),
    ],
)
def test_a_name_over_empty_cells_reaches_down_too(after: Section, told: list[tuple[str, str, str]]) -> None:
    assert parts(ONCE, after) == told


def test_lists_side_by_side_have_no_names_above_empty_cells() -> None:
    rows = "<tr><td>Achats<td>Voirie", "<tr><td>Paie<td>Eau"
    old, new = read(SHARED, *rows, "<tr><td>Sports<td>"), read(SHARED, *rows, "<tr><td><td>Sports")
    assert parts(old, new) == [("move", "", "Sports>Sports")]
    change = compare_sections(old, new)
    assert change is not None
    assert [edit.facts["headings"] for edit in change.edits] == [["Ville", "Métropole"]]


def test_a_list_with_a_hole_names_no_row() -> None:
    rows = ["<tr><td>Finances<td>Paie", "<tr><td><td>Voirie", "<tr><td>Culture<td>Eau", "<tr><td>Sports<td>Achats"]
    told = parts(read(SHARED, *rows), read(SHARED, rows[0], rows[2], rows[1], rows[3]))
    assert all("Culture" not in change or row == "move" for row, _, change in told) and told


@pytest.mark.parametrize("mark", ["X", "Mutualisé", "●"])
@pytest.mark.parametrize("heads", ["<tr><th>Commun<th>Service<th>Responsable", ""], ids=["headed", "bare"])
def test_a_mark_before_some_services_is_no_name_of_the_rows_below(mark: str, heads: str) -> None:
    """3.24: « X », nothing, « X », nothing: empty is empty, so that a service that is shared now is news."""

    def table(*shared: str) -> Section:
        people = {"Finances": "Luc Petit", "Achats": "Marie Roy", "Paie": "Ann Pole", "Voirie": "Hugo Blanc", "Eau": "Zoé Marin"}
        return read(heads, *(f"<tr><td>{mark if name in shared else ''}<td>{name}<td>{who}" for name, who in people.items()))

    column, old = "Commun" if heads else "", table("Finances", "Paie")
    assert parts(old, table("Finances", "Paie", "Voirie")) == [("Voirie", column, f">{mark}")]
    assert parts(old, table("Finances")) == [("Paie", column, f"{mark}>")]
    assert parts(old, table("Achats", "Paie")) == [("Finances", column, f"{mark}>"), ("Achats", column, f">{mark}")]


def test_a_row_that_goes_on_under_a_longer_name_is_called_by_it() -> None:
    old, new = ("<tr><td>Paie<td>X<td>", "<tr><td>Paie et carrières<td><td>X")
    heads = "<tr><th>Service<th>Ville<th>Métropole"
    assert [row for row, _, _ in parts(read(heads, old), read(heads, new))] == ["", "Paie et carrières", "Paie et carrières"]


def test_two_ranks_of_cells_that_reach_down() -> None:
    def table(*, of_eau: str, direction: str = "Réseaux") -> Section:
        return read(
            "<tr><th>Pôle<th>Direction<th>Service<th>Responsable",
            f"<tr><td rowspan=4>Technique<td rowspan=2>{direction}<td>Voirie<td>Ann Pole",
            f"<tr><td>Eau<td>{of_eau}",
            "<tr><td rowspan=2>Bâtiments<td>Écoles<td>Luc Petit",
            "<tr><td>Halles<td>Marie Roy",
        )

    before = table(of_eau="Hugo Blanc")
    assert parts(before, table(of_eau="Zoé Marin")) == [("Technique, Réseaux, Eau", "Responsable", "Hugo Blanc>Zoé Marin")]
    assert parts(before, table(of_eau="Hugo Blanc", direction="Voies")) == [("Technique", "Direction", "Réseaux>Voies")]


def ul(*entries: str) -> str:
    return f"<ul>{''.join(f'<li>{entry}' for entry in entries)}</ul>"


@pytest.mark.parametrize(
    ("old", "new", "entry"),
    [
        (f"<td>{ul('Achats', 'Paie')}<td>{ul('Voirie', 'Eau')}", f"<td>{ul('Achats')}<td>{ul('Paie', 'Voirie', 'Eau')}", "Paie"),
        ("<td>Achats<br>Paie<td>Voirie", "<td>Achats<td>Paie<br>Voirie", "Paie"),
        ("<td>Achats<br>Paie<br>Courrier<td>Voirie<br>Eau", "<td>Achats<br>Courrier<td>Voirie<br>Eau<br>Paie", "Paie"),
        ("<td>Paie<td>", "<td><td>Paie", "Paie"),
    ],
)
def test_an_entry_that_goes_to_another_cell_is_told_with_both_columns(old: str, new: str, entry: str) -> None:
    """Lists side by side as one row: read on, the last entry of one is followed by the first of the next, whosever it is."""
    assert parts(read(SHARED, f"<tr>{old}"), read(SHARED, f"<tr>{new}")) == [
        ("", "Ville", f"{entry}>"),
        ("", "Métropole", f">{entry}"),
    ]


def test_a_section_with_a_counter_sees_cells_too() -> None:
    """What is not compared stands in a line of its own: no reason to take the cells of a table for running text."""
    views = "<p>Page vue 1 204 fois</p>"
    old, new = (read(SHARED, f"<tr>{row}", ignored=("1 204",), beside=views) for row in ("<td>Paie<td>", "<td><td>Paie"))
    assert parts(old, new) == [("", "Ville", "Paie>"), ("", "Métropole", ">Paie")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<tr><td>Luc Petit<td>Directeur", "<tr><td>Luc Petit Directeur"),
        ("<tr><td>Luc<td>Petit<td>Directeur", "<tr><td>Luc Petit<td>Directeur"),
        ("<tr><td>Finances<td>03 80 12 34 56", "<tr><td>Finances 03 80<td>12 34 56"),
        ("<tr><td>L’eau<td>2 agents", "<tr><td>L'eau&nbsp;<td> 2&nbsp;agents"),
    ],
)
def test_a_table_cut_into_other_cells_says_what_it_said(old: str, new: str) -> None:
    assert parts(read(old), read(new)) == []


SHARES = "<tr><th><th>Ville<th>Métropole"


def shares(**rows: str) -> Section:
    cells = ("".join(f"<td>{share} %" for share in said.split()) for said in rows.values())
    return read(SHARES, *(f"<tr><td>{name}{own}" for name, own in zip(rows, cells, strict=True)))


@pytest.mark.parametrize(
    ("after", "told"),
    [
        pytest.param(
            shares(Finances="50 50", Paie="60 40", Eau="0 100"),
            [
                ("Finances", "Ville", "60 %>50 %"),
                ("Finances", "Métropole", "40 %>50 %"),
                ("Paie", "Ville", "50 %>60 %"),
                ("Paie", "Métropole", "50 %>40 %"),
            ],
            id="figures-exchanged",
        ),
        pytest.param(  # the figures stay, and what they are of is called otherwise
            shares(Finances="60 40", Paies="50 50", Eau="0 100"), [("", "", "Paie>Paies")], id="renamed"
        ),
        pytest.param(  # one gave way to another with other figures
            shares(Finances="60 40", Sports="20 80", Eau="0 100"),
            [("replace", "", "Paie 50 % 50 %>Sports 20 % 80 %")],
            id="another",
        ),
    ],
)
def test_a_row_is_paired_by_its_name_and_not_by_its_figures(after: Section, told: list[tuple[str, str, str]]) -> None:
    """« Paie » was told to have become « Finances », and both as gone and new, where their shares changed places."""
    assert parts(shares(Finances="60 40", Paie="50 50", Eau="0 100"), after) == told


def test_a_number_names_no_row() -> None:
    """Counter-example: of a numbered table the second row is another where one came in before it."""
    old, new = (
        read("<tr><th>N°<th>Service<th>Responsable", *(f"<tr><td>{n}{row}" for n, row in enumerate(rows, 1)))
        for rows in ([FINANCES, PAIE, VOIRIE], [FINANCES, EAU, PAIE, VOIRIE])
    )
    assert not any("Paie>Eau" in said for _, _, said in parts(old, new))


YEARS = {"Finances": "12 13", "Paie": "8 8", "Voirie": "40 38"}


def by_year(heads: str, rows: dict[str, str], corner: str = "Service") -> Section:
    cells = ["".join(f"<td>{figure}" for figure in said.split()) for said in rows.values()]
    return read(
        f"<tr><th>{corner}{''.join(f'<th>{head}' for head in heads.split())}",
        *(f"<tr><td>{name}{own}" for name, own in zip(rows, cells, strict=True)),
    )


@pytest.mark.parametrize(
    ("heads", "rows", "told"),
    [
        pytest.param(
            "2025 2026",
            {"Finances": "13 14", "Paie": "8 9", "Voirie": "38 37"},
            [
                ("", "", "2024>"),
                ("", "", ">2026"),
                *(("Finances", "2024", "12>"), ("Finances", "2026", ">14")),
                *(("Paie", "2024", "8>"), ("Paie", "2026", ">9")),
                *(("Voirie", "2024", "40>"), ("Voirie", "2026", ">37")),
            ],
            id="one-goes-and-one-comes",
        ),
        pytest.param(
            "2025",
            {"Finances": "13", "Paie": "8", "Voirie": "38"},
            [("", "", "2024>"), ("Finances", "2024", "12>"), ("Paie", "2024", "8>"), ("Voirie", "2024", "40>")],
            id="one-goes",
        ),
        pytest.param(  # called otherwise in its place
            "2024 2025*", YEARS, [("", "", "2025>2025*")], id="renamed"
        ),
        pytest.param(  # a figure of a column that stays
            "2025 2026",
            {"Finances": "15 14", "Paie": "8 9", "Voirie": "38 37"},
            [
                ("", "", "2024>"),
                ("", "", ">2026"),
                *(("Finances", "2024", "12>"), ("Finances", "2025", "13>15"), ("Finances", "2026", ">14")),
                *(("Paie", "2024", "8>"), ("Paie", "2026", ">9")),
                *(("Voirie", "2024", "40>"), ("Voirie", "2026", ">37")),
            ],
            id="and-a-figure",
        ),
    ],
)
def test_a_column_that_goes_is_not_the_one_that_comes(heads: str, rows: dict[str, str], told: list[tuple[str, str, str]]) -> None:
    """« 2024 » was told to be called « 2025 » now, and « 8 » to have gone from the column in which it stands."""
    for corner in ("Service", ""):  # mostly nothing stands there
        assert parts(by_year("2024 2025", YEARS, corner), by_year(heads, rows, corner)) == told


TOWNS = "<tr><th>Commune<th>Paie<th>Achats<th>Téléphone"
BRESSEY = "<tr><td>Bressey<td>X<td>X<td>03 80 11 22 33"


@pytest.mark.parametrize(
    ("head", "row", "cells"),
    [
        (TOWNS, "Norges<td>X<td><td>", ["Norges", "Paie (X)"]),
        (TOWNS, "Norges<td><td>X", ["Norges", "Achats (X)"]),
        (TOWNS, "Norges<td><td>oui<td>", ["Norges", "Achats (oui)"]),
        (TOWNS, "Norges<td><td>12,5<td>", ["Norges", "Achats (12,5)"]),
        # Counter-examples: all cells stand, what tells of itself in which column it stands, columns without heads
        (TOWNS, "Norges<td>X<td>X<td>03 80 11 22 34", ["Norges", "X", "X", "03 80 11 22 34"]),
        (TOWNS, "Norges<td>Marie Roy<td><td>03 80 11 22 34", ["Norges", "Marie Roy", "03 80 11 22 34"]),
        ("", "Norges<td><td>X<td>", ["Norges", "X"]),
    ],
)
def test_a_row_of_marks_says_in_which_columns_they_stand(head: str, row: str, cells: list[str]) -> None:
    """« + Échigey · X » said nothing of which service that town has joined, nor « − Norges · X » which one it has left."""
    without, with_it = read(head, BRESSEY), read(head, BRESSEY, f"<tr><td>{row}")
    for old, new in ((without, with_it), (with_it, without)):
        change = compare_sections(old, new)
        assert change and [(edit.facts["cells"], edit.facts.get("under")) for edit in change.edits] == [(cells, None)]


RANKED = "<tr><th>Rang<th>Nom<th>Attributions"


@pytest.mark.parametrize(
    ("first", "row"),
    [
        ("1re adjointe", "1re adjointe, Mme Eva Roux"),
        ("1re vice-présidente", "1re vice-présidente, Mme Eva Roux"),
        ("Paie", "Paie"),
    ],
)
def test_a_row_that_begins_with_a_rank_is_told_with_who_holds_it(first: str, row: str) -> None:
    """« 1re vice-présidente, colonne « Attributions » : … » left out whom; a service is a row without its head."""
    other = "<tr><td>2e adjoint<td>M. Luc Petit<td>sports"
    old = read(RANKED, f"<tr><td>{first}<td>Mme Eva Roux<td>marchés", other)
    more = read(RANKED, f"<tr><td>{first}<td>Mme Eva Roux<td>marchés et eau", other)
    another = read(RANKED, f"<tr><td>{first}<td>Mme Zoé Marin<td>marchés", other)
    assert parts(old, more) == [(row, "Attributions", "marchés>marchés et eau")]
    assert parts(old, another) == [(first, "Nom", "Mme Eva Roux>Mme Zoé Marin")]


BANDS = "<tr><th>Quotient<th>Restauration<th>Accueil"


@pytest.mark.parametrize(
    ("was", "now", "row"),
    [
        pytest.param("Moins de 400", "Moins de 420", "Moins de 400 → Moins de 420", id="bound"),
        pytest.param("401 – 800", "421 – 840", "401 – 800 → 421 – 840", id="two-bounds"),
        pytest.param("2025", "2026", "2025 → 2026", id="year"),
        pytest.param("Moins de 400", "Moins de 400", "Moins de 400", id="named-as-it-was"),
        pytest.param("Résidents", "Enfants des agents", "", id="another-name"),
    ],
)
def test_a_price_of_a_band_whose_bounds_changed_is_told_with_both(was: str, now: str, row: str) -> None:
    """« colonne « Restauration » : [1,00 € → 1,10 €] » said of no band; what is called otherwise may be another row."""
    last = "<tr><td>Plus de 2000<td>4,60 €<td>2,50 €"
    old, new = (read(BANDS, f"<tr><td>{band}<td>{price} €<td>0,50 €", last) for band, price in ((was, "1,00"), (now, "1,10")))
    assert (row, "Restauration", "1,00 €>1,10 €") in parts(old, new)
