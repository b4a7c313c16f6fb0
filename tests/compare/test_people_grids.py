"""DESIGN 3.24, 3.25: people in the cells of a table, three or four in a row, are told one by one, wherever they are pushed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.compare.test_titles import edits

Person = tuple[str, str]
PEOPLE: list[Person] = [
    ("Marie Roy", "Adjointe aux sports"),
    ("Luc Petit", "Adjoint à la voirie"),
    ("Jo Blin", "Conseiller délégué aux écoles"),
    ("Eva Colin", "Conseillère municipale"),
    ("Tom Albe", "Adjoint aux finances"),
    ("Zoé Marin", "Déléguée à la culture"),
    ("Guy Sol", "Conseiller municipal"),
]
NEW: Person = ("Ana Roux", "Déléguée à l’eau")
CELLS = {
    "lines": "<td><strong>{0}</strong><br>{1}</td>",
    "post first": "<td><p>{1}<br>{0}</p></td>",
    "one line": "<td>{0}, {1}</td>",
    "a picture": "<td><img src=/{2}.jpg alt='{0}'><br>{0}<br>{1}</td>",
    "to write to": "<td>{0}<br>{1}<br><a href=mailto:{2}@valmont.example>Écrire</a></td>",
}


def grid(people: Sequence[Person], cell: str, width: int = 3) -> str:
    cells = [cell.format(*person, person[0].partition(" ")[2].lower()) for person in people]
    rows = (cells[n : n + width] for n in range(0, len(cells), width))
    return f"<table>{''.join('<tr>' + ''.join(row) + '</tr>' for row in rows)}</table>"


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [(e.op, " ".join(said for sign, said in e.words if sign != "=")) for e in edits(old, new)]


@pytest.mark.parametrize("width", [3, 4])
@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("place", [0, 2, 5, 7])
def test_who_comes_or_goes_is_told_alone(cell: str, place: int, width: int) -> None:
    """« Ana Roux » came, and all behind her were told to be somebody else."""
    few, many = (grid(people, CELLS[cell], width) for people in (PEOPLE, [*PEOPLE[:place], NEW, *PEOPLE[place:]]))
    for op, one, other in (("insert", few, many), ("delete", many, few)):
        ((said, text),) = told(one, other)
        assert (said, sorted(text.replace(",", "").split())) == (
            op,
            sorted([*" ".join(NEW).split(), *["Écrire"] * ("écrire" in cell)]),
        ) or (cell == "to write to" and text.endswith("Écrire"))


@pytest.mark.parametrize("cell", CELLS)
def test_a_successor_and_another_post_are_told_of_whom(cell: str) -> None:
    """3.25: of a post that passed its holders, of one with another post whoever has it, never the neighbour in the row."""
    passed = [*PEOPLE[:1], (NEW[0], PEOPLE[1][1]), *PEOPLE[2:]]
    (edit,) = (edit for edit in edits(grid(PEOPLE, CELLS[cell]), grid(passed, CELLS[cell])) if edit.op not in ("link", "picture"))
    said = f"{edit.facts.get('parts') or (edit.before, edit.after)}"
    assert ("Luc Petit" in said, "Ana Roux" in said, "Marie" in said) == (True, True, False)
    other = [*PEOPLE[:1], (PEOPLE[1][0], NEW[1]), *PEOPLE[2:]]
    (edit,) = edits(grid(PEOPLE, CELLS[cell]), grid(other, CELLS[cell]))
    said = f"{edit.facts.get('parts') or (edit.before, edit.after)}"
    assert ("Luc Petit" in said, "Marie" in said) == (True, False)


def test_names_alone_and_names_over_posts_flow_too() -> None:
    """3.24: a row of names over a row of their posts; the names alone."""
    names = "<td>{0}</td>"
    assert told(grid(PEOPLE, names), grid([NEW, *PEOPLE], names)) == [("insert", "Ana Roux")]
    sides = ([people[n : n + 3] for n in range(0, len(people), 3)] for people in (PEOPLE, [*PEOPLE[:1], NEW, *PEOPLE[1:]]))
    rows = ["<table>" + "".join(of(part, 0) + of(part, 1) for part in parts) + "</table>" for parts in sides]
    assert told(*rows) == [("insert", "Ana Roux Déléguée à l’eau")]


def of(people: Sequence[Person], part: int) -> str:
    return f"<tr>{''.join(f'<td>{person[part]}</td>' for person in people)}</tr>"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            ["Marie Roy (titulaire)|Luc Petit (suppléant)", "Jo Blin (titulaire)|Eva Colin (suppléante)"],
            ["Marie Roy (titulaire)|Luc Petit (suppléant)", "Jo Blin (titulaire)|Tom Albe (suppléant)"],
            id="who stands in for whom",
        ),
        pytest.param(
            ["Paie|Marie Roy|Luc Petit", "Eau|Jo Blin|Eva Colin"],
            ["Paie|Marie Roy|Luc Petit", "Eau|Jo Blin|Tom Albe"],
            id="services",
        ),
        pytest.param(["Marie Roy|Luc Petit", "Jo Blin|Eva Colin"], ["Marie Roy|Luc Petit", "Jo Blin|Tom Albe"], id="pairs"),
    ],
)
def test_rows_that_say_whose_somebody_is_are_told_as_rows(old: Sequence[str], new: Sequence[str]) -> None:
    """The counter-examples: what is told of a cell is told with its row."""
    (edit,) = edits(
        *("<table>" + "".join(f"<tr><td>{row.replace('|', '<td>')}" for row in side) + "</table>" for side in (old, new))
    )
    (part,) = edit.facts["parts"]
    assert part["row"] in ("Jo Blin (titulaire)", "Eau, Jo Blin", "Eau", "Jo Blin")


def test_a_newcomer_in_the_last_row_is_told_of_nobody_else() -> None:
    """« Guy Sol Conseiller : Octave Zebre Médiateur »: a name over a post in capitals is one entry, and no neighbour's."""
    cell, zebre = CELLS["lines"], ("Octave Zebre", "Médiateur")
    (edit,) = edits(grid(PEOPLE, cell, 4), grid([*PEOPLE[:4], zebre, *PEOPLE[4:]], cell, 4))
    assert (edit.op, edit.facts.get("under")) == ("insert", None)
    under = "<h3>Ville</h3>{}<h3>Métropole</h3>" + grid(PEOPLE[:3], cell)  # of two cells the one, of three the other is a row
    (edit,) = edits(under.format(grid(PEOPLE[4:6], cell)), under.format(grid([zebre, *PEOPLE[4:6]], cell)))
    assert (edit.op, edit.after) == ("insert", "Octave Zebre Médiateur")


def test_who_is_alone_in_the_last_row_is_one_of_the_grid() -> None:
    """3.24: a card of four lines left over was a title and its text; a successor of hers, who was there already, was told twice."""
    cell = "<td><img src=/p.jpg alt=''><br><b>{0}</b><br>{1}<br>03 80 11 22 {2}</td>"

    def cards(people: Sequence[Person]) -> str:
        rows = [[cell.format(*person, 10 + n) for n, person in enumerate(people)][n : n + 3] for n in range(0, len(people), 3)]
        return f"<table>{''.join('<tr>' + ''.join(row) + '</tr>' for row in rows)}</table>"

    last = PEOPLE[-1]
    after = [*PEOPLE[1:-1], (PEOPLE[0][0], last[1])]
    found = told(cards(PEOPLE), cards(after))
    assert sum(PEOPLE[0][0] in text for op, text in found if op in ("insert", "replace")) == 1
    assert any(op == "delete" and PEOPLE[0][1] in text for op, text in found)
    assert not any(name in text for name, _ in PEOPLE[1:-1] for _, text in found)


def test_a_note_below_a_table_with_heads_is_no_row() -> None:
    """3.24: without a colspan, too, « * hors CCAS » is none of the first column."""
    table = "<table><tr><th>Service<th>Agents</tr><tr><td>Paie<td>8</tr><tr><td>Eau<td>9</tr><tr><td>{}</tr></table>"
    assert [(e.op, e.facts.get("parts")) for e in edits(table.format("* hors CCAS"), table.format("* avec le CCAS"))] == [
        ("replace", None)
    ]


@pytest.mark.parametrize(
    "note", ["Photos : Jo Vial", "Mise à jour : mars 2025", "Le conseil se réunit chaque mois.", "Poste à pourvoir"]
)
def test_a_note_below_a_grid_is_none_of_its_cells(note: str) -> None:
    """3.24: with it the row above was not full, so that all cells were rows: who went was told with who stood beside him."""
    cards = [f"<td><strong>{name}</strong><br>{post}</td>" for name, post in PEOPLE[:6]]

    def noted(cells: Sequence[str]) -> str:
        rows = "".join(f"<tr>{''.join(cells[n : n + 3])}</tr>" for n in range(0, len(cells), 3))
        return f"<table>{rows}<tr><td>{note}</td></tr></table>"

    (edit,) = [edit for edit in edits(noted(cards), noted(cards[:4] + cards[5:])) if edit.op != "move"]
    assert (edit.op, PEOPLE[4][0] in str(edit.before), PEOPLE[5][0] in str(edit.before)) == ("delete", True, False)
    names = [f"<tr>{''.join(f'<td>{person[at]}</td>' for person in PEOPLE[:5])}</tr>" for at in (0, 1)]
    swapped = names[1].replace(PEOPLE[0][1], "x").replace(PEOPLE[3][1], PEOPLE[0][1]).replace("x</td>", f"{PEOPLE[3][1]}</td>", 1)
    both = [f"<table>{names[0]}{posts}<tr><td>{note}</td></tr></table>" for posts in (names[1], swapped)]
    assert {PEOPLE[0][0], PEOPLE[3][0]} <= {name for edit in edits(*both) for name, _ in PEOPLE if name in repr(edit)}


@pytest.mark.parametrize("card", ["<img src=/i/{2}.jpg alt=''><br><b>{0}</b><br>{1}", "<p>{0}</p><p>{1}</p>"])
@pytest.mark.parametrize("wide", [3, 4])
def test_what_somebody_does_is_never_told_of_the_first_of_the_row(card: str, wide: int) -> None:
    """« Claire Aubert Maire : 3e adjoint, [travaux → culture] »: a council of cells of lines, where nobody comes or goes."""
    council = [
        ("Claire Aubert", "Maire"),
        ("Paul Roche", "1er adjoint, finances"),
        ("Inès Petit", "2e adjointe, écoles"),
        ("Luc Morel", "3e adjoint, travaux"),
        ("Rose Blanc", "4e adjointe, culture"),
        ("Ali Benz", "5e adjoint, sports"),
        ("Jean Noir", "6e adjoint, eau"),
        ("Léa Fort", "7e adjointe, parcs"),
    ]

    def table(people: list[tuple[str, str]]) -> str:
        cells = [f"<td>{card.format(*one, n)}</td>" for n, one in enumerate(people)]
        return f"<table>{''.join('<tr>' + ''.join(cells[n : n + wide]) for n in range(0, len(cells), wide))}</table>"

    for n, (name, post) in enumerate(council):
        new = [*council[:n], (name, "Médiateur"), *council[n + 1 :]]
        said = " ".join(f"{e.facts} {e.before} {e.after}" for e in edits(table(council), table(new)))
        assert {one for one, _ in council if one in said} == {name}, said
        assert post.split(",")[0] in said


def test_a_cell_that_begins_with_a_service_is_told_of_the_service() -> None:
    """« Ronan Moss : [03 80 … → 03 80 …] »: of « Voirie », which its cell is called by."""
    services = [("Voirie", "Ronan Moss", 11), ("Paie", "Anne Colin", 22), ("Eau", "Tom Albe", 33), ("Sports", "Léa Fort", 44)]

    def table(of: list[tuple[str, str, int]]) -> str:
        cells = [f"<td>{name}<br>{head}<br>03 80 11 22 {end}</td>" for name, head, end in of]
        return f"<table>{''.join('<tr>' + ''.join(cells[n : n + 2]) + '</tr>' for n in range(0, 4, 2))}</table>"

    (edit,) = edits(table(services), table([*services[:3], ("Sports", "Léa Fort", 99)]))
    assert "Sports" in f"{edit.facts}"


@pytest.mark.parametrize(
    ("rows", "place", "new", "row", "column"),
    [
        pytest.param("Ana Roux|Guy Sol|Jo Blin\n1|2|3\nx|y|y", (0, 1), "Eva Colin", None, None, id="names over what they do"),
        pytest.param("Ana Roux|Guy Sol|Jo Blin\nx|y|y", (0, 1), "Poste vacant", None, None, id="a vacancy"),
        pytest.param("#Ville|Agglo|CCAS\nAna Roux|Guy Sol|Jo Blin", (1, 1), "Eva Colin", None, "Agglo", id="headed"),
        pytest.param("#Élu|Adjoint|Chef\nAna Roux|Guy Sol|Jo Blin", (1, 1), "Eva Colin", "Ana Roux", "Adjoint", id="stand-ins"),
        pytest.param(
            "#Responsable|Statut|Service\nAna Roux|ville|Eau\nGuy Sol|ville|Paie",
            (1, 0),
            "Eva Colin",
            "Eau",
            "Responsable",
            id="unit",
        ),
        pytest.param(
            "#Responsable|Service\nAna Roux|Eaux\nGuy Sol|Paie", (1, 0), "Vacant", "Eaux", "Responsable", id="a unit's vacancy"
        ),
    ],
)
def test_no_cell_is_its_neighbours_where_none_names_the_row(
    rows: str, place: tuple[int, int], new: str, row: str | None, column: str | None
) -> None:
    """3.24: « Ana Roux : [Guy Sol → Eva Colin] » of people side by side, « ville : [Ana Roux → Eva Colin] » of a unit's head."""
    was = [line.split("|") for line in rows.split("\n")]
    now = [[new if (n, m) == place else cell for m, cell in enumerate(line)] for n, line in enumerate(was)]

    def table(lines: Sequence[Sequence[str]]) -> str:
        tags = ["th" if line[0].startswith("#") else "td" for line in lines]
        cells = ("".join(f"<{tag}>{cell.lstrip('#')}</{tag}>" for cell in line) for tag, line in zip(tags, lines, strict=True))
        return "<table>" + "".join(f"<tr>{line}</tr>" for line in cells) + "</table>"

    (edit,) = edits(table(was), table(now))
    (part,) = edit.facts.get("parts", ({},))
    assert (part.get("row"), part.get("column"), edit.facts.get("under")) == (row, column, None)
