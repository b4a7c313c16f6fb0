"""Two versions of a table: which row is which, and what became of it (3.31)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from monitor.compare.documents.contents import compare_contents
from monitor.compare.text.cells import SORTED
from monitor.compare.verdicts import RESAVED
from monitor.model import Block, DocumentContent, Edit


def table(*rows: str, sha256: str = "") -> DocumentContent:
    """Cells apart by « | »; a line that begins with # is the name of a sheet."""
    blocks = [Block("heading", r[1:]) if r.startswith("#") else Block("table_row", r.replace("|", "\t")) for r in rows]
    return DocumentContent(sha256=sha256 or "\n".join(rows), size=1, media_type="text/csv", text=tuple(blocks))


def told(edit: Edit) -> tuple[Any, ...]:
    facts = edit.facts
    sheet = (facts["sheet"],) if "sheet" in facts else ()
    if edit.op.startswith("sheet_"):
        return (edit.op, *sheet)
    if edit.op == "cell_changed":
        return (*sheet, facts["key"], facts["column"], edit.before, edit.after)
    return (edit.op, *sheet, facts.get("key") or facts.get("column") or facts.get("field") or (edit.before, edit.after))


HEADS = "Nom|Fonction|Service"
STAFF = (HEADS, "Mme Durand|Acheteuse|Achats", "M. Petit|Juriste|Juridique", "Mme Roux|Cheffe|Voirie")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(STAFF, (HEADS, *reversed(STAFF[1:])), [], id="sorted anew"),
        pytest.param(
            STAFF,
            tuple("|".join(reversed(row.split("|"))) for row in STAFF),
            [],
            id="columns in another order",
        ),
        pytest.param(
            STAFF,
            (HEADS, "Mme Durand|Acheteuse|Finances", *STAFF[2:]),
            [("Mme Durand", "Service", "Achats", "Finances")],
            id="a cell",
        ),
        pytest.param(
            ("Prestation|Tarif|Unité", "Repas senior|7,40|repas", "Location de salle|150,00|jour"),
            ("Prestation|Tarif|Unité", "Repas senior|7,90|repas", "Location de salle|150,00|jour"),
            [("Repas senior", "Tarif", "7,40", "7,90")],
            id="what is counted names no row",
        ),
        pytest.param(STAFF, (*STAFF, "M. Noir|Agent|Voirie"), [("row_added", "M. Noir")], id="a row more"),
        pytest.param(STAFF, STAFF[:-1], [("row_removed", "Mme Roux")], id="a row less"),
        pytest.param(
            STAFF,
            (*STAFF[:3], "M. Noir|Chef|Voirie"),
            [("row_added", "M. Noir"), ("row_removed", "Mme Roux")],
            id="another person is another row",
        ),
        pytest.param(
            STAFF,
            (*STAFF[:3], "Mme Rouxe|Cheffe|Voirie"),
            [("Mme Roux", "Nom", "Mme Roux", "Mme Rouxe")],
            id="a name respelt",
        ),
        pytest.param(
            ("N°|Nom|Poste", "1|Durand|A", "2|Petit|B", "3|Roux|C"),
            ("N°|Nom|Poste", "1|Blanc|D", "2|Durand|A", "3|Petit|B", "4|Roux|C"),
            [("row_added", "Blanc")],
            id="a column that counts the rows",
        ),
        pytest.param(
            ("Matricule|Nom", "K7|Durand", "K9|Petit", "M1|Roux"),
            ("Matricule|Nom", "K7|Martin", "K9|Petit", "M1|Roux"),
            [("K7", "Nom", "Durand", "Martin")],
            id="a number of its own goes before the name",
        ),
        pytest.param(
            STAFF,
            tuple(f"{row}|{extra}" for row, extra in zip(STAFF, ("Étage", "1", "2", "3"), strict=True)),
            [("column_added", "Étage")],
            id="a column more",
        ),
        pytest.param(
            STAFF,
            ("Nom|Fonction|Direction", *STAFF[1:]),
            [("column_renamed", ("Service", "Direction"))],
            id="a column renamed",
        ),
        pytest.param(
            ("Liste au 1er juin", *STAFF), ("Liste au 1er juillet", *STAFF), [("replace", "text")], id="words above the table"
        ),
        pytest.param(
            ("12|4", "15|6"), ("12|4", "15|7"), [("15", "B", "6", "7")], id="columns without heads are called by their letters"
        ),
        pytest.param(
            ("#Ville", *STAFF, "#Métropole", HEADS, "Mme Blanc|Cheffe|Eau", "M. Vert|Chef|Bois"),
            ("#Ville", *STAFF, "#Métropole", HEADS, "Mme Blanc|Cheffe|Eau", "M. Vert|Chef|Forêt"),
            [("Métropole", "M. Vert", "Service", "Bois", "Forêt")],
            id="of two sheets",
        ),
        pytest.param(
            ("Nom|Poste", "Roux|Agente", "Roux|Cheffe", "Petit|Agent"),
            ("Nom|Poste", "Roux|Agente", "Roux|Directrice", "Petit|Agent"),
            [("row_added", "Directrice"), ("row_removed", "Cheffe")],
            id="a person with two posts",
        ),
    ],
)
def test_rows_are_known_by_what_people_call_them(old: tuple[str, ...], new: tuple[str, ...], expected: list[Any]) -> None:
    """3.31: a key column is found by its head and by what stands in it."""
    verdict = compare_contents("table", table(*old), table(*new, sha256="new"))
    assert [told(edit) for edit in verdict.edits] == expected
    assert verdict.of == ("different" if expected else "resaved")


ELECTED = ("#Élus", "Élu|Mandat|Depuis", "Mme Blanc|Maire|2020", "M. Vert|Adjoint|2021")
NEW_SHEET = [("sheet_added", "Élus"), ("row_added", "Élus", "Mme Blanc"), ("row_added", "Élus", "M. Vert")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(STAFF, ("#Agents", *STAFF, *ELECTED), NEW_SHEET, id="a sheet behind the only one"),
        pytest.param(STAFF, (*ELECTED, "#Agents", *STAFF), NEW_SHEET, id="a sheet before it"),
        pytest.param(
            ("#Agents", *STAFF, *ELECTED),
            ELECTED[1:],
            [("sheet_removed", "Agents"), *(("row_removed", "Agents", name) for name in ("Mme Durand", "M. Petit", "Mme Roux"))],
            id="the first of two goes",
        ),
        pytest.param(("#2025", *STAFF, *ELECTED), ("#2026", *STAFF, *ELECTED), [("sheet_renamed", "2026")], id="a sheet renamed"),
        pytest.param(
            ("#Agents", *STAFF, *ELECTED), (*ELECTED, "#Agents", *STAFF), [("sheet_moved", "Élus")], id="sheets in another order"
        ),
        pytest.param(
            ("#2025", *STAFF, *ELECTED),
            ("#2026", HEADS, "M. Noir|Agent|Voirie", *ELECTED),
            [
                ("sheet_renamed", "2026"),
                ("row_added", "2026", "M. Noir"),
                *(("row_removed", "2026", name) for name in ("Mme Durand", "M. Petit", "Mme Roux")),
            ],
            id="another name and other rows under the same heads",
        ),
        pytest.param(
            ("#2025", *STAFF, *ELECTED),
            ("#Parc", "Véhicule|Année", "Camion|2019", *ELECTED),
            [
                ("sheet_added", "Parc"),
                ("sheet_removed", "2025"),
                ("row_added", "Parc", "Camion"),
                *(("row_removed", "2025", name) for name in ("Mme Durand", "M. Petit", "Mme Roux")),
            ],
            id="nothing in common is another sheet",
        ),
    ],
)
def test_a_sheet_that_comes_or_goes_leaves_the_others_what_they_were(
    old: tuple[str, ...], new: tuple[str, ...], expected: list[Any]
) -> None:
    """3.31: the only sheet of a workbook has no name, and is told by its rows among several."""
    edits = compare_contents("table", table(*old), table(*new)).edits
    assert [(e.op, e.facts["field"]) if "field" in e.facts else told(e) for e in edits] == expected


TWINS = (
    "Nom|Prénom|Poste|Service",
    "Martin|Claire|Agente|Accueil", "Martin|Claire|Jardinière|Espaces verts", "Durand|Paul|Chef|Voirie",
    "Petit|Léa|Cheffe|Achats", "Roux|Zoé|Juriste|Droit", "Vert|Max|Comptable|Finances",
)  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Jardinière|Espaces verts", "Jardinière|Propreté", ("Martin Claire, Jardinière", "Service", "Espaces verts", "Propreté")),
        ("Léa|Cheffe", "Léa|Directrice", ("Petit Léa", "Poste", "Cheffe", "Directrice")),
    ],
)
def test_two_of_one_name_leave_everybody_their_names(before: str, after: str, expected: tuple[str, ...]) -> None:
    """3.31: a list of people is told by people; who shares a name is told apart by what else is said of them."""
    changed = [row.replace(before, after) for row in TWINS]
    (edit,) = compare_contents("table", table(*TWINS), table(*changed)).edits
    assert told(edit) == expected


def test_a_large_list_is_compared_at_once() -> None:
    """§9, 11.2: a list of 20,000 agents of whom all but one are the same, and 4,000 of whom nobody is."""
    rows = [f"Agent {n}|Poste {n % 50}|Service {n % 400}" for n in range(20_000)]
    changed = [*rows[:9_999], "Agent 9999|Poste 49|Ailleurs", *rows[10_000:]]
    verdict = compare_contents("table", table(HEADS, *rows), table(HEADS, *changed, sha256="new"))
    assert [told(edit) for edit in verdict.edits] == [("Agent 9999", "Service", "Service 399", "Ailleurs")]
    others = [f"Personne {n}|Place {n}|Bureau {n}" for n in range(4_000)]
    assert len(compare_contents("table", table(HEADS, *rows[:4_000]), table(HEADS, *others, sha256="new")).edits) == 8_000


def test_a_table_sorted_anew_is_said_to_be() -> None:
    """3.31: « aucun changement visible » would be false of rows that stand elsewhere."""
    old, new = table(*STAFF), table(HEADS, *reversed(STAFF[1:]))
    assert (compare_contents("table", old, new).of, compare_contents("table", old, new).rule) == ("resaved", SORTED)
    assert compare_contents("table", old, table(*STAFF, sha256="c")).rule == RESAVED


COUNTED = ("Nom|Service|Étage|Agents", "Durand Claire|Achats|2|12", "Martin Paul|Voirie|1|9", "Roux Anne|Eau|3|4")
HOLDERS = (
    "Poste|Titulaire|Depuis",
    "Directeur Eau|Durand Claire|2024",
    "Directeur Voirie|Martin Paul|2023",
    "Directeur Achats|Roux Anne|2022",
)
SERVICES = (
    "Service|Rattachement|Nom|Téléphone|Agents",
    "Achats|DGA Moyens|Mme Durand|03 44 10 20 15|9",
    "Voirie|DGA Ville|M. Petit|03 44 10 20 16|14",
    "Écoles|DGA Ville|M. Vert|03 44 10 20 17|31",
)
OFFICES = ("Nom|Fonction|Service", "Mme Durand|Directrice des achats|Achats", "M. Petit|Juriste|Juridique", "M. Vert|Agent|Voirie")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            COUNTED,
            (COUNTED[0], "Durand Claire|Eau|2|13", *COUNTED[2:]),
            [("Durand Claire", "Service", "Achats", "Eau"), ("Durand Claire", "Agents", "12", "13")],
            id="a count under a head that may name people",
        ),
        pytest.param(
            COUNTED,
            (COUNTED[0], "Durand Claire|Achats|2|12 ETP", *COUNTED[2:]),
            [("Durand Claire", "Agents", "12", "12 ETP")],
            id="a count with its unit",
        ),
        pytest.param(
            ("Service|Secteur|Effectif", "Eau|Nord|12", "Eau|Sud|9", "Bois|Nord|4"),
            ("Service|Secteur|Effectif", "Eau|Nord|13", "Eau|Sud|9", "Bois|Nord|4"),
            [("Eau, Nord", "Effectif", "12", "13")],
            id="a number that became another one",
        ),
        pytest.param(
            HOLDERS,
            (*HOLDERS[:2], "Directeur Voirie|Lopez Inès|2023", HOLDERS[3]),
            [("Directeur Voirie", "Titulaire", "Martin Paul", "Lopez Inès")],
            id="another holder of a post",
        ),
        pytest.param(
            HOLDERS,
            (HOLDERS[0], "Directeur Eau|Martin Paul|2024", "Directeur Voirie|Durand Claire|2023", HOLDERS[3]),
            [
                ("Directeur Eau", "Titulaire", "Durand Claire", "Martin Paul"),
                ("Directeur Voirie", "Titulaire", "Martin Paul", "Durand Claire"),
            ],
            id="two holders who exchanged posts",
        ),
        pytest.param(
            HOLDERS,
            (*HOLDERS[:2], "Directeur Mobilités|Martin Paul|2023", HOLDERS[3]),
            [("Martin Paul", "Poste", "Directeur Voirie", "Directeur Mobilités")],
            id="the holder of a post that is called otherwise",
        ),
        pytest.param(
            HOLDERS,
            (*HOLDERS[:2], "Directeur Mobilités|Lopez Inès|2023", HOLDERS[3]),
            [("row_added", "Directeur Mobilités"), ("row_removed", "Directeur Voirie")],
            id="another post and another holder",
        ),
        pytest.param(
            OFFICES,
            (OFFICES[0], "Mme Roux|Directrice des achats|Achats", *OFFICES[2:]),
            [("Directrice des achats", "Nom", "Mme Durand", "Mme Roux")],
            id="a list of people, of whom one took the post of another",
        ),
        pytest.param(
            OFFICES,
            (*OFFICES[:3], "Mme Roux|Agent|Voirie"),
            [("row_added", "Mme Roux"), ("row_removed", "M. Vert")],
            id="a rank that many have is no post",
        ),
        pytest.param(
            OFFICES,
            (*OFFICES[:2], "Mme Roux|Juriste|Voirie", OFFICES[3]),
            [("row_added", "Mme Roux"), ("row_removed", "M. Petit")],
            id="the same function elsewhere is another post",
        ),
        pytest.param(
            SERVICES,
            (*SERVICES[:2], "Voirie|DGA Ville|Mme Roux|03 44 10 20 16|14", SERVICES[3]),
            [("Voirie", "Nom", "M. Petit", "Mme Roux")],
            id="a list of units, of which one has another head",
        ),
        pytest.param(
            SERVICES,
            (
                SERVICES[0],
                "Achats|DGA Moyens|M. Petit|03 44 10 20 15|9",
                "Voirie|DGA Ville|Mme Durand|03 44 10 20 16|14",
                SERVICES[3],
            ),
            [("Achats", "Nom", "Mme Durand", "M. Petit"), ("Voirie", "Nom", "M. Petit", "Mme Durand")],
            id="a list of units, of which two exchanged heads: their telephones and counts did not move",
        ),
        pytest.param(
            SERVICES,
            (*SERVICES[:2], "Espace public|DGA Ville|M. Petit|03 44 10 20 16|14", SERVICES[3]),
            [("M. Petit", "Service", "Voirie", "Espace public")],
            id="a list of units, of which one has another name",
        ),
    ],
)
def test_a_post_stays_what_it_is_whoever_holds_it(old: tuple[str, ...], new: tuple[str, ...], expected: list[Any]) -> None:
    """3.25, 3.31: « A → B » is said of one post and of one person; a figure that changes names no row."""
    assert [told(edit) for edit in compare_contents("table", table(*old), table(*new)).edits] == expected


def test_rows_that_are_gone_are_all_named() -> None:
    """3.23: nothing is left out where the heads alone stand, nor where another table does."""
    gone = [("row_removed", name) for name in ("Mme Durand", "M. Petit", "Mme Roux")]
    assert [told(edit) for edit in compare_contents("table", table(*STAFF), table(HEADS)).edits] == gone
    back = compare_contents("table", table(HEADS), table(*STAFF))
    assert [told(edit) for edit in back.edits] == [("row_added", name) for _, name in gone]
    other = compare_contents("table", table(*STAFF), table("Rue|Longueur", "Rue Haute|12", "Rue Basse|9"))
    assert [told(edit) for edit in other.edits if edit.op == "row_removed"] == gone


def test_heads_in_two_rows_are_those_of_the_lower_one() -> None:
    """3.31: heads that are merged over both rows stand in each."""
    heads = ("Nom|Service|Contact|Contact", "Nom|Service|Tél.|Mail")
    old, new = (table(*heads, f"Roux|Eau|{n}|a@b.example", "Petit|Bois|7|c@d.example") for n in (1, 2))
    assert [told(edit) for edit in compare_contents("table", old, new).edits] == [("Roux", "Tél.", "1", "2")]


def test_a_row_that_comes_struck_out_is_told_as_such() -> None:
    """3.23, 3.28: who is added to a list with a line through the name holds no post."""
    new = table(*STAFF, "M. Noir|Agent|Voirie")
    struck = replace(new, text=(*(new.text or ())[:-1], Block("table_row", "M. Noir\tAgent\tVoirie", struck=((0, 7),))))
    edits = compare_contents("table", table(*STAFF), struck).edits
    assert [(e.op, e.facts["key"], e.facts.get("text")) for e in edits] == [
        ("row_added", "M. Noir", None),
        ("struck", "M. Noir", "M. Noir"),
    ]
